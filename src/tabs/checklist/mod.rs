//! Checklist: tick what is true; how urgently to get help shows at once.

pub(crate) mod view;

use crate::{
    domain::{
        book::{Book, Link},
        triage::{Answers, Outcome, Tier, Verdict},
    },
    screen::{
        Cmd, Cx, Reply,
        event::{Event, Key},
        keymap::{Binding, Hint, bind, find, hints},
        seen::Spot,
    },
};

/// The checklist tab. It opens empty every time the program starts.
#[derive(Debug, Default)]
pub(crate) struct Checklist {
    answers: Answers,
    /// Answers before each change, for `u`.
    before: Vec<Answers>,
    selected: usize,
    /// Whether the whole result is shown in place of the list.
    result: bool,
    scroll: usize,
}

/// What keys mean on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListVerb {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Tick,
    None,
    Undo,
    Afresh,
    Result,
    Region,
}

/// What keys mean on the whole result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultVerb {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Region,
    Leave,
}

/// On the list.
pub(crate) const LIST_KEYS: &[Binding<ListVerb>] = &[
    bind(&[Key::Char(' ')], ListVerb::Tick, "tick the sign, or take its tick away", "tick"),
    bind(&[Key::Char('0')], ListVerb::None, "none of these: clears every tick", "none of these"),
    bind(&[Key::Enter], ListVerb::Result, "the whole result: what to do, why, what to say", "result"),
    bind(&[Key::Up, Key::Char('k')], ListVerb::Up, "the sign above", ""),
    bind(&[Key::Down, Key::Char('j')], ListVerb::Down, "the sign below", ""),
    bind(&[Key::PageUp], ListVerb::PageUp, "a page up", ""),
    bind(&[Key::PageDown], ListVerb::PageDown, "a page down", ""),
    bind(&[Key::Home, Key::Char('g')], ListVerb::First, "the first sign", ""),
    bind(&[Key::End, Key::Char('G')], ListVerb::Last, "the last sign", ""),
    bind(&[Key::Char('u')], ListVerb::Undo, "undo the last change", "undo"),
    bind(&[Key::Char('R')], ListVerb::Afresh, "start afresh, nothing ticked", ""),
    bind(&[Key::Char('w')], ListVerb::Region, "where you are, for the phone numbers", "where"),
];

/// On the whole result.
pub(crate) const RESULT_KEYS: &[Binding<ResultVerb>] = &[
    bind(&[Key::Esc, Key::Enter], ResultVerb::Leave, "back to the list", "list"),
    bind(&[Key::Up, Key::Char('k')], ResultVerb::Up, "a line up", ""),
    bind(&[Key::Down, Key::Char('j')], ResultVerb::Down, "a line down", "more"),
    bind(&[Key::PageUp], ResultVerb::PageUp, "a page up", ""),
    bind(&[Key::PageDown, Key::Char(' ')], ResultVerb::PageDown, "a page down", ""),
    bind(&[Key::Home, Key::Char('g')], ResultVerb::First, "the beginning", ""),
    bind(&[Key::End, Key::Char('G')], ResultVerb::Last, "the end", ""),
    bind(&[Key::Char('w')], ResultVerb::Region, "where you are, for the phone numbers", "where"),
];

impl Checklist {
    /// What the checklist says to the answers so far.
    pub(crate) fn verdict(&self, book: &Book) -> Verdict {
        book.checklist.verdict(&self.answers)
    }

    /// Selects a sign on the list.
    pub(crate) fn open(&mut self, sign: usize) {
        self.selected = sign;
        self.result = false;
    }

    /// The list, whatever was shown.
    pub(crate) fn show_list(&mut self) {
        self.result = false;
    }

    /// Ticks a sign for somebody who was offered it, and shows it.
    pub(crate) fn tick(&mut self, sign: usize) {
        self.open(sign);
        if !self.answers.ticked.contains(sign) {
            let mut answers = self.answers;
            answers.ticked.insert(sign);
            answers.none = false;
            self.change(answers);
        }
    }

    pub(crate) fn place(&self) -> Link {
        Link::Sign(self.selected)
    }

    pub(crate) fn is_reading(&self) -> bool {
        self.result
    }

    /// Whether an emergency has taken the screen over.
    pub(crate) fn takes_over(&self, verdict: &Verdict) -> bool {
        self.result && verdict.outcome == Outcome::Tier(Tier::Emergency)
    }

    pub(crate) fn hints(&self) -> Vec<Hint> {
        if self.result { hints(RESULT_KEYS) } else { hints(LIST_KEYS) }
    }

    pub(crate) fn update(&mut self, event: &Event, cx: &Cx<'_>) -> Reply {
        match event {
            Event::Key(key) if self.result => {
                find(RESULT_KEYS, *key).map_or(Reply::Ignored, |verb| self.on_result(verb, cx))
            }
            Event::Key(key) => find(LIST_KEYS, *key).map_or(Reply::Ignored, |verb| self.on_list(verb, cx)),
            Event::Click { x, y } => match cx.seen.at(*x, *y) {
                // The first click selects, so that nothing is ticked that was not read; the second ticks.
                Some(Spot::Item(item)) if item == self.selected => self.toggle(cx),
                Some(Spot::Item(item)) => {
                    self.selected = item;
                    Reply::DONE
                }
                Some(Spot::Text) if !self.result => self.on_list(ListVerb::Result, cx),
                _ => Reply::Ignored,
            },
            Event::Wheel { x, y, up } => match cx.seen.at(*x, *y) {
                Some(Spot::Text) if self.result => {
                    self.scroll_by(if *up { -3 } else { 3 }, cx);
                    Reply::DONE
                }
                Some(_) if !self.result => self.on_list(if *up { ListVerb::Up } else { ListVerb::Down }, cx),
                _ => Reply::Ignored,
            },
            _ => Reply::Ignored,
        }
    }

    fn on_list(&mut self, verb: ListVerb, cx: &Cx<'_>) -> Reply {
        let last = cx.book.checklist.signs().len().saturating_sub(1);
        let page = cx.seen.page.saturating_sub(1).max(1);
        match verb {
            ListVerb::Up => self.selected = self.selected.saturating_sub(1),
            ListVerb::Down => self.selected = (self.selected + 1).min(last),
            ListVerb::PageUp => self.selected = self.selected.saturating_sub(page),
            ListVerb::PageDown => self.selected = (self.selected + page).min(last),
            ListVerb::First => self.selected = 0,
            ListVerb::Last => self.selected = last,
            ListVerb::Tick => return self.toggle(cx),
            ListVerb::None => self.change(Answers { none: true, ..Answers::default() }),
            ListVerb::Afresh => {
                self.change(Answers::default());
                self.selected = 0;
            }
            ListVerb::Undo => {
                if let Some(before) = self.before.pop() {
                    self.answers = before;
                }
            }
            ListVerb::Result => {
                self.result = true;
                self.scroll = 0;
            }
            ListVerb::Region => return Reply::ask(Cmd::ChooseRegion),
        }
        Reply::DONE
    }

    fn on_result(&mut self, verb: ResultVerb, cx: &Cx<'_>) -> Reply {
        let page = cx.seen.rows.saturating_sub(1).max(1).cast_signed();
        match verb {
            ResultVerb::Up => self.scroll_by(-1, cx),
            ResultVerb::Down => self.scroll_by(1, cx),
            ResultVerb::PageUp => self.scroll_by(-page, cx),
            ResultVerb::PageDown => self.scroll_by(page, cx),
            ResultVerb::First => self.scroll = 0,
            ResultVerb::Last => self.scroll = cx.seen.scroll_max,
            ResultVerb::Region => return Reply::ask(Cmd::ChooseRegion),
            ResultVerb::Leave => self.result = false,
        }
        Reply::DONE
    }

    fn toggle(&mut self, cx: &Cx<'_>) -> Reply {
        let was = self.verdict(cx.book).outcome;
        let mut answers = self.answers;
        if answers.ticked.contains(self.selected) {
            answers.ticked.remove(self.selected);
        } else {
            answers.ticked.insert(self.selected);
        }
        answers.none = false;
        self.change(answers);
        let is = self.verdict(cx.book).outcome;
        if is > was && is == Outcome::Tier(Tier::Emergency) {
            self.result = true;
            self.scroll = 0;
            return Reply::ask(Cmd::PauseSession);
        }
        Reply::DONE
    }

    fn change(&mut self, answers: Answers) {
        if answers != self.answers {
            self.before.push(std::mem::replace(&mut self.answers, answers));
        }
    }

    fn scroll_by(&mut self, by: isize, cx: &Cx<'_>) {
        let most = cx.seen.scroll_max;
        self.scroll = self.scroll.min(most).saturating_add_signed(by).min(most);
    }
}
