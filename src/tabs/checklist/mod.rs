//! Checklist: one page of signs at a time; the result so far shows at once, and an emergency takes the screen.

mod answering;
pub(crate) mod keys;
pub(crate) mod past;
mod plain;
pub(crate) mod view;

use std::ops::Range;

use crate::{
    domain::{Answers, Book, Checklist, Link, SignSet, Verdict},
    screen::{
        Action, Binding, Context, DONE, Event, Handled, Hint, Key, KeyScreen, Motion, PlainPosition,
        PlainScreen, Spot, region_of, request, roll,
    },
    tabs::Tab,
    ui::Surface,
};
use keys::{ChecklistVerb, EMERGENCY_KEYS, PAGE_KEYS, PAST_KEYS, RESULT_KEYS};

/// The part of the checklist on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Showing {
    #[default]
    Page,
    Result,
    /// Reasons and further advice of a result that is no emergency.
    Rest,
    Past,
}

/// The checklist tab. Every start of the program begins with no answers.
#[derive(Debug, Default)]
pub(crate) struct ChecklistTab {
    answers: Answers,
    /// For each change that can be undone, the answers before it and the page it was made on.
    before: Vec<(Answers, usize)>,
    /// Position of the page in view.
    page: usize,
    /// Position of the selected sign among all signs; it is on the page in view.
    selected: usize,
    showing: Showing,
    /// The answers that were kept last in this run.
    kept: Option<Answers>,
    /// Rows scrolled: of the text, or of a sign taller than the window.
    scroll: usize,
    /// A link or a search led to the page in view: Backspace leads back there.
    is_linked: bool,
    /// The last key asked to start afresh; the same key again does it.
    asks_afresh: bool,
    /// Ticks that were remembered from the check before.
    remembered: SignSet,
    /// The line of the diary about the signs to remember; `None` while none is asked for.
    stored: Option<String>,
}

impl ChecklistTab {
    /// The result of the answers so far.
    pub(crate) fn verdict(&self, book: &Book) -> Verdict {
        book.checklist.verdict(&self.answers)
    }

    /// The answers so far.
    pub(crate) fn answers(&self) -> Answers {
        self.answers.clone()
    }

    /// Selects a sign, and shows its page.
    pub(crate) fn open(&mut self, sign: usize, book: &Book) {
        if let Some(found) = book.checklist.signs().get(sign) {
            self.turn_to(found.page, &book.checklist);
            self.selected = sign;
            self.is_linked = true;
        }
    }

    /// Shows the first page, which holds the emergencies.
    pub(crate) fn open_first(&mut self, book: &Book) {
        self.turn_to(0, &book.checklist);
    }

    /// Ticks a sign without a key press on it. Returns whether an emergency is new with it.
    pub(crate) fn tick(&mut self, sign: usize, book: &Book) -> bool {
        let answers = self.with_tick(sign, true, &book.checklist);
        self.change(answers, book).iter().any(|action| matches!(action, Action::StopSession { why: None }))
    }

    /// True if a page of signs is on the screen.
    fn is_page(&self) -> bool {
        self.showing == Showing::Page
    }

    /// True if an emergency has taken the screen over.
    pub(crate) fn takes_over(&self, verdict: &Verdict) -> bool {
        self.showing == Showing::Result && verdict.is_emergency()
    }

    /// The keys of the part on the screen.
    fn table(&self, ctx: &Context<'_>) -> &'static [Binding<ChecklistVerb>] {
        match self.showing {
            Showing::Page => PAGE_KEYS,
            Showing::Past => PAST_KEYS,
            Showing::Result if ctx.verdict.is_emergency() => EMERGENCY_KEYS,
            Showing::Result | Showing::Rest => RESULT_KEYS,
        }
    }

    fn act(&mut self, verb: ChecklistVerb, ctx: &Context<'_>) -> Handled {
        let list = &ctx.book.checklist;
        match verb {
            ChecklistVerb::Move(motion) if self.is_page() => self.move_by(motion, ctx),
            ChecklistVerb::Move(motion) => self.scroll = motion.scroll(self.scroll, ctx.frame),
            ChecklistVerb::Tick => return self.toggle(ctx),
            ChecklistVerb::None => return self.none_here(ctx),
            ChecklistVerb::Next => return self.go_on(ctx),
            ChecklistVerb::PageBefore => {
                let before =
                    list.pages_that_apply(&self.answers.ticked).filter(|page| *page < self.page).last();
                if let Some(page) = before {
                    self.turn_to(page, list);
                }
            }
            ChecklistVerb::PageAfter => {
                let after = list.pages_that_apply(&self.answers.ticked).find(|page| *page > self.page);
                match after.filter(|_| self.answers.answered.contains(&self.page)) {
                    Some(page) => self.turn_to(page, list),
                    None => return self.go_on(ctx),
                }
            }
            ChecklistVerb::Leave if self.is_page() => return request(Action::BackToSession),
            ChecklistVerb::More | ChecklistVerb::Leave if self.showing == Showing::Rest => {
                self.show(Showing::Result);
            }
            ChecklistVerb::More => self.show(Showing::Rest),
            ChecklistVerb::Leave => self.show(Showing::Page),
            ChecklistVerb::Undo => return self.undo(ctx),
            // `update` handles two presses in a row, and the letter of a region.
            ChecklistVerb::Afresh | ChecklistVerb::Region => {}
            ChecklistVerb::Result => self.show(Showing::Result),
            ChecklistVerb::Remember => return self.remember(ctx),
            ChecklistVerb::Where => return request(Action::ChooseRegion),
            ChecklistVerb::Keep => return self.keep(ctx),
            ChecklistVerb::Past => self.show(Showing::Past),
        }
        DONE
    }

    fn show(&mut self, showing: Showing) {
        self.showing = showing;
        self.scroll = 0;
    }

    fn turn_to(&mut self, page: usize, list: &Checklist) {
        self.show(Showing::Page);
        self.is_linked = false;
        if let Some(found) = list.pages.get(page) {
            self.page = page;
            self.selected = found.signs.start;
        }
    }

    /// Moves the selection, round from the last sign to the first. A sign taller than the window is scrolled first.
    fn move_by(&mut self, motion: Motion, ctx: &Context<'_>) {
        let Some(signs) = ctx.book.checklist.pages.get(self.page).map(|page| page.signs.clone()) else {
            return;
        };
        let last = signs.end.saturating_sub(1);
        match motion {
            Motion::Down if self.scroll < ctx.frame.scroll_max => {
                self.scroll += 1;
                return;
            }
            Motion::Up if self.scroll > 0 => {
                self.scroll = self.scroll.min(ctx.frame.scroll_max).saturating_sub(1);
                return;
            }
            Motion::Down if self.selected >= last => self.selected = signs.start,
            Motion::Down => self.selected += 1,
            Motion::Up if self.selected <= signs.start => self.selected = last,
            Motion::Up => self.selected -= 1,
            Motion::First | Motion::PageUp => self.selected = signs.start,
            Motion::Last | Motion::PageDown => self.selected = last,
        }
        self.scroll = 0;
    }
}

impl Tab for ChecklistTab {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        let asks_afresh = match event {
            Event::Key(_) => std::mem::take(&mut self.asks_afresh),
            _ => false,
        };
        match event {
            Event::Key(key) => match ctx.keys.find(self.table(ctx), *key)? {
                ChecklistVerb::Afresh => self.start_afresh(asks_afresh, ctx),
                ChecklistVerb::Region if ctx.phone.is_chosen => None,
                ChecklistVerb::Region => {
                    let region = ctx.book.regions.all.get(region_of(*key)?)?;
                    request(Action::SetRegion(Some(region.code.clone())))
                }
                ChecklistVerb::PageBefore if *key == Key::Backspace && self.is_linked => None,
                verb => self.act(verb, ctx),
            },
            Event::Signs { asked, ticked } => self.answer(asked.clone(), ticked, ctx),
            Event::Click { x, y } => match ctx.frame.at(*x, *y) {
                Some(Spot::Item(item)) if self.is_page() => {
                    self.selected = item;
                    self.scroll = 0;
                    self.toggle(ctx)
                }
                Some(Spot::Text) if self.is_page() => self.act(ChecklistVerb::Result, ctx),
                _ => None,
            },
            Event::Wheel { x, y, up } => match ctx.frame.at(*x, *y) {
                Some(Spot::Text) if !self.is_page() => {
                    self.scroll = roll(*up, self.scroll, ctx.frame);
                    DONE
                }
                Some(_) if self.is_page() => self.act(ChecklistVerb::Move(Motion::wheel(*up)), ctx),
                _ => None,
            },
            _ => None,
        }
    }

    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        let mut hints = ctx.keys.hints(self.table(ctx));
        let is_ticked = self.answers.ticked.contains(&self.selected);
        if let Some(hint) = hints.iter_mut().find(|hint| hint.id == "checklist.tick" && is_ticked) {
            hint.foot = "take the tick away";
        }
        hints.retain(|hint| !ctx.phone.is_chosen || !hint.id.starts_with("regions."));
        hints
    }

    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>) {
        view::draw(self, surface, ctx);
    }

    fn plain_screen(&self, ctx: &Context<'_>, _position: &PlainPosition) -> PlainScreen {
        self.plain(ctx)
    }

    fn key_screens(&self) -> Vec<KeyScreen> {
        vec![
            KeyScreen::new("the checklist", PAGE_KEYS),
            KeyScreen::new("its result", RESULT_KEYS),
            KeyScreen::new("an emergency", EMERGENCY_KEYS),
            KeyScreen::new("the checks kept before", PAST_KEYS),
        ]
    }

    fn place(&self, _ctx: &Context<'_>) -> Option<Link> {
        Some(Link::Sign(self.selected))
    }

    /// A text scrolls, and so does a sign taller than the window.
    fn is_reading(&self) -> bool {
        true
    }
}

/// The signs of a page that are ticked, by their places on it.
fn ticked_on(signs: &Range<usize>, ticked: &SignSet) -> Vec<usize> {
    signs.clone().filter(|sign| ticked.contains(sign)).map(|sign| sign - signs.start).collect()
}
