//! Diary: the list by night, the month, the charts, the page for a clinician, and the forms that fill them.

mod exchange;
mod filling;
mod forms;
pub(crate) mod keys;
pub(crate) mod plain;
pub(crate) mod view;

use crate::{
    domain::{
        diary::{DiaryRequest, Filter, Listed, Span},
        episode::{Change, Fact, Ids, Record, RecordKey},
        local_time::Night,
        time::Now,
    },
    screen::{
        Action, Context, DONE, Handled,
        cursor::{Motion, roll},
        event::Event,
        frame_info::{FrameInfo, Spot},
        keymap::{Binding, Hint, KeyScreen, Keys},
        plain_screen::{PlainPosition, PlainScreen},
        request,
    },
    tabs::{Tab, stretch},
    ui::{Appearance, surface::Surface},
};
use exchange::{Saving, Toggle, Wants, Way};
use filling::{Open, Subject};
use keys::{CHART_KEYS, DiaryVerb, ENTRY_KEYS, FORM_KEYS, LIST_KEYS, MONTH_KEYS, REPORT_KEYS};

/// So near to the edge of what was read, more is read.
const EDGE: usize = 40;
/// How many nights charts and report can look back on.
const SPANS: [i32; 3] = [14, 30, 90];

/// The diary tab.
#[derive(Debug)]
pub(crate) struct Diary {
    view: View,
    filter: Filter,
    /// What was read of the list; `None` until it has been.
    listed: Option<Listed>,
    /// The selected entry, counted from the newest.
    selected: usize,
    /// The entry to select once it has been read.
    seek: Option<RecordKey>,
    scroll: usize,
    /// The selected night of the month.
    day: Option<Night>,
    month: Option<Span>,
    /// Position in [`SPANS`].
    span_choice: usize,
    span: Option<Span>,
    /// The page for a clinician of the same nights.
    background: Option<Span>,
    facts: Option<Vec<(Fact, String)>>,
    wants: Wants,
    form: Option<Open>,
    /// Forms that were left half filled in, to come back to.
    left: Vec<Open>,
    /// Changes made here, the last one last; and those taken back.
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
    saving: Option<Saving>,
    /// The nights last asked for, for the month and for charts and report: an answer to an older question is no news.
    asked_month: Option<(Night, Night)>,
    asked_span: Option<(Night, Night)>,
    /// A night to be ticked once it is known what is recorded of it.
    toggle: Option<(Night, Toggle)>,
    /// Why the diary could not be read.
    trouble: Option<String>,
    /// What is to be asked next.
    outbox: Vec<DiaryRequest>,
    ids: Ids,
    /// For what it says when the diary answers, between two turns.
    keys: Keys,
}

/// What of the diary is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    List,
    Entry,
    Month,
    Charts,
    Report,
}

impl Default for Diary {
    fn default() -> Self {
        Self {
            view: View::List,
            filter: Filter::default(),
            listed: None,
            selected: 0,
            seek: None,
            scroll: 0,
            day: None,
            month: None,
            span_choice: 1,
            span: None,
            background: None,
            facts: None,
            wants: Wants { list: true, ..Wants::default() },
            form: None,
            left: vec![],
            done: vec![],
            undone: vec![],
            saving: None,
            asked_month: None,
            asked_span: None,
            toggle: None,
            trouble: None,
            outbox: vec![],
            ids: Ids::new(0),
            keys: Keys::TABLES,
        }
    }
}

impl Diary {
    /// Makes its ids from these.
    pub(crate) fn make_ids(&mut self, ids: Ids) {
        self.ids = ids;
    }

    /// Names the keys as they are in this run.
    pub(crate) fn name_keys(&mut self, keys: Keys) {
        self.keys = keys;
    }

    /// What is written on the key for that.
    fn key(&self, verb: DiaryVerb) -> String {
        self.keys.name(LIST_KEYS, &verb)
    }

    fn table(&self) -> &'static [Binding<DiaryVerb>] {
        match self.view {
            View::List => LIST_KEYS,
            View::Entry => ENTRY_KEYS,
            View::Month => MONTH_KEYS,
            View::Charts => CHART_KEYS,
            View::Report => REPORT_KEYS,
        }
    }

    /// How many nights charts and report look back on.
    fn nights(&self) -> i32 {
        SPANS.get(self.span_choice).copied().unwrap_or(30)
    }

    /// The selected night of the month.
    fn day(&self, now: &Now) -> Night {
        self.day.unwrap_or_else(|| Night::last(&now.wall))
    }

    /// The selected record, where it has been read.
    fn record(&self) -> Option<&Record> {
        let listed = self.listed.as_ref()?;
        listed.entries.get(self.selected.checked_sub(listed.from)?)
    }
}

impl Tab for Diary {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        match event {
            Event::Key(key) if self.form.is_some() => self.on_form(*key, ctx),
            Event::Key(key) => ctx.keys.find(self.table(), *key).and_then(|verb| self.act(verb, ctx)),
            Event::Paste(text) => match &mut self.form {
                Some(open) if self.saving.as_ref().is_none_or(|saving| saving.form.is_none()) => {
                    open.form.paste(text);
                    DONE
                }
                Some(_) => DONE,
                None => None,
            },
            Event::Click { x, y } => match (ctx.seen.at(*x, *y), &mut self.form) {
                (Some(Spot::Item(item)), Some(open)) => {
                    open.form.focus = item.min(open.form.fields.len().saturating_sub(1));
                    DONE
                }
                (Some(Spot::Item(item)), None) if self.view == View::Month => {
                    let first = self.day(ctx.now).0.first_of_month();
                    self.day = Some(Night(first).back(-i32::try_from(item).unwrap_or(0)));
                    DONE
                }
                (Some(Spot::Item(item)), None) if self.view == View::List => {
                    self.select(item);
                    DONE
                }
                _ => None,
            },
            Event::Wheel { x, y, up } if self.form.is_none() => match ctx.seen.at(*x, *y) {
                Some(Spot::Text) if self.is_reading() => {
                    self.scroll = roll(*up, self.scroll, ctx.seen);
                    DONE
                }
                Some(_) => self.act(DiaryVerb::Move(Motion::wheel(*up)), ctx),
                None => None,
            },
            _ => None,
        }
    }

    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        if self.form.is_some() { ctx.keys.hints(FORM_KEYS) } else { ctx.keys.hints(self.table()) }
    }

    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>, look: &Appearance, out: &mut FrameInfo) {
        view::draw(self, surface, ctx, look, out);
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
        matches!(self.view, View::Entry | View::Charts | View::Report) && self.form.is_none()
    }
}

impl Diary {
    fn act(&mut self, verb: DiaryVerb, ctx: &Context<'_>) -> Handled {
        match verb {
            DiaryVerb::Move(motion) => self.shift(motion, ctx),
            DiaryVerb::Read => self.read(ctx),
            DiaryVerb::Back if self.view == View::List => self.filter_by(Filter::default()),
            DiaryVerb::Back => self.show(View::List),
            DiaryVerb::Add => self.add(ctx),
            DiaryVerb::Edit => return self.edit_selected(ctx),
            DiaryVerb::Delete if self.is_under_way(ctx) => return going_on(ctx),
            DiaryVerb::Delete => return self.delete(),
            DiaryVerb::Undo => return self.step_back(Way::Undo),
            DiaryVerb::Redo => return self.step_back(Way::Redo),
            DiaryVerb::NoCramp => return self.ask_toggle(Toggle::NoCramp, ctx),
            DiaryVerb::Programme => return self.ask_toggle(Toggle::Programme, ctx),
            DiaryVerb::Medicine => self.add_medicine(ctx),
            DiaryVerb::Facts => {
                let facts = self.facts.clone().unwrap_or_default();
                self.open(Open::new(forms::facts_form(&facts), Subject::Facts(facts)));
            }
            DiaryVerb::Filter => {
                self.open(Open::new(forms::filter_form(&self.filter), Subject::Filter));
            }
            DiaryVerb::NextView => self.show(match self.view {
                View::List => View::Month,
                View::Month => View::Charts,
                _ => View::List,
            }),
            DiaryVerb::Report => self.show(View::Report),
            DiaryVerb::MonthBefore | DiaryVerb::MonthAfter => {
                self.turn_month(verb == DiaryVerb::MonthAfter, ctx.now)
            }
            DiaryVerb::NextSpan => {
                self.span_choice = (self.span_choice + 1) % SPANS.len();
                self.wants.span = true;
                self.scroll = 0;
            }
        }
        DONE
    }

    fn show(&mut self, view: View) {
        self.view = view;
        self.scroll = 0;
        self.wants = Wants { month: true, span: true, facts: true, ..self.wants };
    }

    fn shift(&mut self, motion: Motion, ctx: &Context<'_>) {
        match self.view {
            View::List => {
                let total = self.listed.as_ref().map_or(0, |listed| listed.total);
                self.select(motion.select(self.selected, total, ctx.seen.page));
            }
            View::Month => {
                let by = match motion {
                    Motion::Up => -7,
                    Motion::Down => 7,
                    Motion::PageUp => -1,
                    _ => 1,
                };
                self.go_to(self.day(ctx.now).back(-by), ctx.now);
            }
            View::Entry | View::Charts | View::Report => self.scroll = motion.scroll(self.scroll, ctx.seen),
        }
    }

    fn select(&mut self, at: usize) {
        self.selected = at;
        let Some(listed) = &self.listed else { return };
        let end = listed.from + listed.entries.len();
        let near_start = listed.from > 0 && at < listed.from + EDGE;
        let near_end = end < listed.total && at + EDGE >= end;
        self.wants.list |= near_start || near_end;
    }

    fn go_to(&mut self, night: Night, now: &Now) {
        let before = self.day(now);
        self.day = Some(night);
        self.wants.month |= before.0.first_of_month() != night.0.first_of_month();
    }

    fn turn_month(&mut self, forward: bool, now: &Now) {
        let day = self.day(now);
        let first = Night(day.0.first_of_month());
        let other = if forward { Night(day.0.last_of_month()).back(-1) } else { first.back(1) };
        // The same day of the month, or its last.
        let wanted = i32::from(day.0.day()) - 1;
        let most = i32::from(other.0.days_in_month()) - 1;
        self.go_to(Night(other.0.first_of_month()).back(-wanted.min(most)), now);
    }

    fn read(&mut self, ctx: &Context<'_>) {
        match self.view {
            View::Month => {
                let night = self.day(ctx.now);
                self.show(View::List);
                self.filter_by(Filter { from: Some(night), to: Some(night), ..Filter::default() });
            }
            _ if self.record().is_some() => self.show(View::Entry),
            _ => {}
        }
    }

    fn filter_by(&mut self, filter: Filter) {
        if filter != self.filter {
            self.filter = filter;
            self.seek = None;
            self.selected = 0;
            self.wants.list = true;
        }
    }

    /// Whether the selected entry is the cramp that a session has on the screen.
    fn is_under_way(&self, ctx: &Context<'_>) -> bool {
        let id = match self.record() {
            Some(Record::Episode(episode)) => Some(&episode.id),
            _ => None,
        };
        id.is_some() && ctx.cache.under_way.as_ref() == id
    }

    fn edit_selected(&mut self, ctx: &Context<'_>) -> Handled {
        if self.is_under_way(ctx) {
            return going_on(ctx);
        }
        match self.record().cloned() {
            Some(Record::Check(_)) => {
                let text =
                    format!("A check stays as it was kept; {} deletes it.", self.key(DiaryVerb::Delete));
                request(Action::Say(text))
            }
            Some(Record::Night(note)) => {
                let key = self.key(DiaryVerb::Delete);
                let text = format!("{}: {key} takes this record away.", note.night.words());
                request(Action::Say(text))
            }
            Some(record) => {
                self.edit(record, ctx.book);
                DONE
            }
            None => DONE,
        }
    }
}

/// A reply that says something, where there is something to say.
fn said_now(said: Option<String>) -> Handled {
    Some(said.map(Action::Say).into_iter().collect())
}

/// What is said of the cramp that a session has on the screen.
fn going_on(ctx: &Context<'_>) -> Handled {
    let eased = ctx.keys.name(stretch::keys::RUN_KEYS, &stretch::keys::RunVerb::Eased);
    request(Action::Say(format!(
        "This cramp is going on: 4 goes back to it, {eased} says that it has let go."
    )))
}
