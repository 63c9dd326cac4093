//! The Diary tab: the list, one entry, the month, the charts, the page for a clinician, and the forms.

mod entries;
mod filling;
mod forms;
pub(crate) mod keys;
pub(crate) mod plain;
mod reading;
mod saving;
pub(crate) mod view;

use crate::{
    domain::{Fact, Filter, Ids, Night, Now, Record, RecordKey, Span},
    screen::{
        Action, Binding, Context, DONE, Event, GLOBAL_KEYS, GlobalVerb, Handled, Hint, KeyScreen, Keys,
        Motion, PlainPosition, PlainScreen, Spot, TabId, request, roll,
    },
    tabs::{
        Tab,
        stretch::keys::{RUN_KEYS, RunVerb},
    },
    ui::Surface,
};
use entries::EntryList;
use filling::{FormState, OpenForm};
use keys::{CHART_KEYS, DiaryVerb, ENTRY_KEYS, FORM_KEYS, LIST_KEYS, MONTH_KEYS, REPORT_KEYS};
use reading::Fresh;
use saving::{History, SaveKind, Saving, Toggle};

/// The numbers of nights that charts and report can show, in the order of the key.
const SPANS: [i32; 3] = [30, 90, 14];

/// The Diary tab.
#[derive(Debug, Default)]
pub(crate) struct DiaryTab {
    screen: DiaryScreen,
    filter: Filter,
    /// `None` until they have been read.
    entries: Option<EntryList>,
    /// The selected entry, counted from the newest that the filter shows.
    selected: usize,
    /// The entry to select once the entries have been read again.
    seek: Option<RecordKey>,
    scroll: usize,
    /// The selected night of the month; `None` for the last night.
    day: Option<Night>,
    /// Position in [`SPANS`].
    span_choice: usize,
    /// The records that the report needs for its nights: see [`crate::domain::diary::DiaryRequest::Background`].
    background: Option<(Nights, Span)>,
    facts: Vec<(Fact, String)>,
    fresh: Fresh,
    history: History,
    saving: Option<Saving>,
    /// The reason why the diary could not be read.
    error: Option<String>,
    /// The source of new ids.
    pub(crate) ids: Ids,
    /// The keys of this run, for notices that name one.
    pub(crate) keys: Keys,
}

/// The first and the last night of a span.
type Nights = (Night, Night);

/// The screens of the tab.
#[derive(Debug)]
enum DiaryScreen {
    Page(Page),
    Form(Box<OpenForm>),
}

impl Default for DiaryScreen {
    fn default() -> Self {
        Self::Page(Page::List)
    }
}

/// The pages to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    List,
    Entry,
    Month,
    Charts,
    Report,
}

impl DiaryTab {
    /// The sentence on what the key for a verb does, on the screen and in plain mode.
    fn does(&self, verb: DiaryVerb, does: &str, to: &str) -> String {
        self.keys.does(LIST_KEYS, &verb, does, to)
    }

    /// The page in view, or the one under a form.
    fn page(&self) -> Page {
        match &self.screen {
            DiaryScreen::Page(page) => *page,
            DiaryScreen::Form(open) => open.over,
        }
    }

    fn table(&self) -> &'static [Binding<DiaryVerb>] {
        match self.page() {
            Page::List => LIST_KEYS,
            Page::Entry => ENTRY_KEYS,
            Page::Month => MONTH_KEYS,
            Page::Charts => CHART_KEYS,
            Page::Report => REPORT_KEYS,
        }
    }

    /// Number of nights that charts and report show.
    fn nights(&self) -> i32 {
        SPANS.get(self.span_choice).copied().unwrap_or(30)
    }

    /// The nights that charts and report show.
    fn range(&self, now: &Now) -> Nights {
        let to = Night::last(&now.wall);
        (to.back(self.nights() - 1), to)
    }

    /// The entries of those nights.
    fn span(&self, now: &Now) -> Option<Span> {
        let (from, to) = self.range(now);
        self.entries.as_ref().map(|entries| entries.span(from, to))
    }

    /// The records for the report on those nights, once they have been read.
    fn background(&self, now: &Now) -> Option<&Span> {
        let range = self.range(now);
        self.background.as_ref().filter(|(nights, _)| *nights == range).map(|(_, span)| span)
    }

    /// The entries of the month in view.
    fn month(&self, now: &Now) -> Option<Span> {
        let day = self.day(now).0;
        let (from, to) = (Night(day.first_of_month()), Night(day.last_of_month()));
        self.entries.as_ref().map(|entries| entries.span(from, to))
    }

    /// The selected night of the month.
    fn day(&self, now: &Now) -> Night {
        self.day.unwrap_or_else(|| Night::last(&now.wall))
    }

    /// The selected entry.
    fn record(&self) -> Option<&Record> {
        self.entries.as_ref()?.get(self.selected)
    }

    fn count(&self) -> usize {
        self.entries.as_ref().map_or(0, EntryList::count)
    }
}

impl Tab for DiaryTab {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        match event {
            Event::Key(key) if self.is_filling_in() => self.on_form(*key, ctx),
            Event::Key(key) => ctx.keys.find(self.table(), *key).and_then(|verb| self.act(verb, ctx)),
            Event::Paste(text) => match &mut self.screen {
                DiaryScreen::Form(open) => {
                    if open.state != FormState::Saving {
                        open.form.paste(text);
                    }
                    DONE
                }
                DiaryScreen::Page(_) => None,
            },
            Event::Click { x, y } => match (ctx.frame.at(*x, *y)?, &self.screen) {
                (Spot::Item(item), DiaryScreen::Form(_)) => {
                    self.focus_field(item, ctx);
                    DONE
                }
                (Spot::Item(item), DiaryScreen::Page(Page::Month)) => {
                    let first = Night(self.day(ctx.now).0.first_of_month());
                    self.day = Some(first.back(-i32::try_from(item).unwrap_or(0)));
                    DONE
                }
                (Spot::Item(item), DiaryScreen::Page(Page::List)) => {
                    self.selected = item;
                    DONE
                }
                _ => None,
            },
            Event::Wheel { x, y, up } if !self.is_filling_in() => match ctx.frame.at(*x, *y)? {
                Spot::Text if self.is_reading() => {
                    self.scroll = roll(*up, self.scroll, ctx.frame);
                    DONE
                }
                _ => self.act(DiaryVerb::Move(Motion::wheel(*up)), ctx),
            },
            _ => None,
        }
    }

    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        if self.is_filling_in() {
            return ctx.keys.hints(FORM_KEYS);
        }
        let mut hints = ctx.keys.hints(self.table());
        hints.retain(|hint| hint.id != "diary.show-all" || self.filter != Filter::default());
        hints
    }

    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>) {
        view::draw(self, surface, ctx);
    }

    fn plain_screen(&self, ctx: &Context<'_>, position: &PlainPosition) -> PlainScreen {
        self.plain(ctx, position)
    }

    fn key_screens(&self) -> Vec<KeyScreen> {
        vec![
            KeyScreen::new("the diary's list", LIST_KEYS),
            KeyScreen::new("one entry of the diary", ENTRY_KEYS),
            KeyScreen::new("the month", MONTH_KEYS),
            KeyScreen::new("the charts", CHART_KEYS),
            KeyScreen::new("the page for a clinician", REPORT_KEYS),
            KeyScreen::typing("a form of the diary", FORM_KEYS),
        ]
    }

    fn is_reading(&self) -> bool {
        matches!(self.screen, DiaryScreen::Page(Page::Entry | Page::Charts | Page::Report))
    }
}

impl DiaryTab {
    fn act(&mut self, verb: DiaryVerb, ctx: &Context<'_>) -> Handled {
        match verb {
            DiaryVerb::Move(motion) => self.shift(motion, ctx),
            DiaryVerb::Read => self.read(ctx),
            // A list of everything has nothing to go back from.
            DiaryVerb::Back if self.page() == Page::List && self.filter == Filter::default() => return None,
            DiaryVerb::Back if self.page() == Page::List => self.filter_by(Filter::default()),
            DiaryVerb::Back => self.show(Page::List),
            DiaryVerb::Add => return self.add(ctx),
            DiaryVerb::Edit | DiaryVerb::Delete if self.is_under_way(ctx) => return going_on(ctx),
            DiaryVerb::Edit => return self.edit_selected(ctx),
            DiaryVerb::Delete => return self.delete(),
            DiaryVerb::Undo => return self.step_back(SaveKind::Undo),
            DiaryVerb::Redo => return self.step_back(SaveKind::Redo),
            DiaryVerb::NoCramp => return self.toggle(Toggle::NoCramp, ctx),
            DiaryVerb::Programme => return self.toggle(Toggle::Programme, ctx),
            DiaryVerb::Medicine => return self.add_medicine(ctx),
            DiaryVerb::Facts => return self.edit_facts(),
            DiaryVerb::Filter => return self.edit_filter(),
            DiaryVerb::NextView => self.show(match self.page() {
                Page::List => Page::Month,
                Page::Month => Page::Charts,
                _ => Page::List,
            }),
            DiaryVerb::Report => self.show(Page::Report),
            DiaryVerb::MonthBefore | DiaryVerb::MonthAfter => {
                self.turn_month(verb == DiaryVerb::MonthAfter, ctx.now)
            }
            DiaryVerb::NextSpan => {
                self.span_choice = (self.span_choice + 1) % SPANS.len();
                self.fresh.background = false;
                self.scroll = 0;
            }
        }
        DONE
    }

    fn show(&mut self, page: Page) {
        self.screen = DiaryScreen::Page(page);
        self.scroll = 0;
        self.fresh.background = false;
    }

    fn shift(&mut self, motion: Motion, ctx: &Context<'_>) {
        match self.page() {
            Page::List => self.selected = motion.select(self.selected, self.count(), ctx.frame.page),
            Page::Month => {
                let by = match motion {
                    Motion::Up => -7,
                    Motion::Down => 7,
                    Motion::PageUp => -1,
                    _ => 1,
                };
                self.day = Some(self.day(ctx.now).back(-by));
            }
            Page::Entry | Page::Charts | Page::Report => self.scroll = motion.scroll(self.scroll, ctx.frame),
        }
    }

    fn turn_month(&mut self, forward: bool, now: &Now) {
        let day = self.day(now);
        let first = Night(day.0.first_of_month());
        let other = if forward { Night(day.0.last_of_month()).back(-1) } else { first.back(1) };
        // The same day of the other month, or its last.
        let wanted = i32::from(day.0.day()) - 1;
        let most = i32::from(other.0.days_in_month()) - 1;
        self.day = Some(Night(other.0.first_of_month()).back(-wanted.min(most)));
    }

    fn read(&mut self, ctx: &Context<'_>) {
        match self.page() {
            Page::Month => {
                let night = self.day(ctx.now);
                self.show(Page::List);
                self.filter_by(Filter { from: Some(night), to: Some(night), ..Filter::default() });
            }
            _ if self.record().is_some() => self.show(Page::Entry),
            _ => {}
        }
    }

    fn filter_by(&mut self, filter: Filter) {
        if filter != self.filter {
            self.filter = filter;
            self.selected = 0;
            if let Some(entries) = &mut self.entries {
                entries.filter(&self.filter);
            }
        }
    }

    /// True if the selected entry is the cramp of a running session.
    fn is_under_way(&self, ctx: &Context<'_>) -> bool {
        let under_way = ctx.cache.under_way.as_ref();
        matches!(self.record(), Some(Record::Episode(episode)) if under_way == Some(&episode.id))
    }
}

/// The answer to a key that would change the cramp of a running session.
fn going_on(ctx: &Context<'_>) -> Handled {
    let eased = ctx.keys.does(RUN_KEYS, &RunVerb::Eased, "says that it has let go", "when it has stopped");
    let back = back_to_session(ctx);
    request(Action::Say(format!("This cramp is going on. {back}. {eased}.")))
}

/// The sentence on the way to the running session.
fn back_to_session(ctx: &Context<'_>) -> String {
    let stretch = GlobalVerb::Tab(TabId::Stretch);
    ctx.keys.does(GLOBAL_KEYS, &stretch, "goes back to it", "to go back to it")
}
