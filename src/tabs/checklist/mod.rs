//! Checklist: tick what is true; how urgently to get help shows at once.

mod past;
mod speech;
pub(crate) mod view;

use std::ops::Range;

use crate::{
    domain::{
        book::{Book, Link},
        triage::{Answers, Outcome, SignSet, Tier, Verdict},
    },
    screen::{
        Cmd, Cx, Reply,
        cursor::{DOWN, FIRST, LAST, Motion, PAGE_DOWN, PAGE_DOWN_OR_SPACE, PAGE_UP, UP, roll},
        event::{Event, Key},
        keymap::{Binding, Hint, Keys, bind},
        seen::Spot,
    },
};

/// The checklist tab. It opens empty every time the program starts.
#[derive(Debug, Default)]
pub(crate) struct Checklist {
    answers: Answers,
    /// The signs that somebody who listens has been asked and has answered for: no other counts as a "no". On a screen, where
    /// all of them stand side by side, `0` says that, and this stays empty.
    asked: SignSet,
    /// Answers before each change, with what had been asked for them, for `u`.
    before: Vec<(Answers, SignSet)>,
    selected: usize,
    /// Whether the whole result is shown in place of the list.
    result: bool,
    /// Whether the checks kept before are.
    past: bool,
    /// The answers that were kept last in this run.
    kept: Option<Answers>,
    scroll: usize,
}

/// What keys mean on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListVerb {
    Move(Motion),
    Tick,
    None,
    Undo,
    Afresh,
    Result,
    Region,
    Keep,
    Past,
}

/// What keys mean on the whole result, and on the checks kept before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultVerb {
    Move(Motion),
    Region,
    Leave,
    Keep,
    Past,
}

/// On the list.
pub(crate) const LIST_KEYS: &[Binding<ListVerb>] = &[
    bind("checklist.tick", &[Key::Char(' ')], ListVerb::Tick, "tick the sign, or take its tick away", "tick"),
    bind(
        "checklist.none",
        &[Key::Char('0')],
        ListVerb::None,
        "none of these: clears every tick",
        "none of these",
    ),
    bind(
        "checklist.result",
        &[Key::Enter],
        ListVerb::Result,
        "the whole result: what to do, why, what to say",
        "result",
    ),
    bind("list.up", UP, ListVerb::Move(Motion::Up), "the sign above", ""),
    bind("list.down", DOWN, ListVerb::Move(Motion::Down), "the sign below", ""),
    bind("list.page-up", PAGE_UP, ListVerb::Move(Motion::PageUp), "a page up", ""),
    bind("list.page-down", PAGE_DOWN, ListVerb::Move(Motion::PageDown), "a page down", ""),
    bind("list.first", FIRST, ListVerb::Move(Motion::First), "the first sign", ""),
    bind("list.last", LAST, ListVerb::Move(Motion::Last), "the last sign", ""),
    bind("checklist.undo", &[Key::Char('u')], ListVerb::Undo, "undo the last change", "undo"),
    bind("checklist.afresh", &[Key::Char('R')], ListVerb::Afresh, "start afresh, nothing ticked", ""),
    bind(
        "checklist.where",
        &[Key::Char('w')],
        ListVerb::Region,
        "where you are, for the phone numbers",
        "where",
    ),
    bind(
        "checklist.keep",
        &[Key::Char('s')],
        ListVerb::Keep,
        "keep this check in the diary, with its date",
        "",
    ),
    bind("checklist.past", &[Key::Char('v')], ListVerb::Past, "the checks kept before", ""),
];

/// On the whole result.
pub(crate) const RESULT_KEYS: &[Binding<ResultVerb>] = &[
    bind("checklist.leave-result", &[Key::Esc, Key::Enter], ResultVerb::Leave, "back to the list", "list"),
    bind("text.up", UP, ResultVerb::Move(Motion::Up), "a line up", ""),
    bind("text.down", DOWN, ResultVerb::Move(Motion::Down), "a line down", "more"),
    bind("text.page-up", PAGE_UP, ResultVerb::Move(Motion::PageUp), "a page up", ""),
    bind("text.page-down", PAGE_DOWN_OR_SPACE, ResultVerb::Move(Motion::PageDown), "a page down", ""),
    bind("text.first", FIRST, ResultVerb::Move(Motion::First), "the beginning", ""),
    bind("text.last", LAST, ResultVerb::Move(Motion::Last), "the end", ""),
    bind(
        "checklist.where",
        &[Key::Char('w')],
        ResultVerb::Region,
        "where you are, for the phone numbers",
        "where",
    ),
    bind(
        "checklist.keep",
        &[Key::Char('s')],
        ResultVerb::Keep,
        "keep this check in the diary, with its date",
        "keep",
    ),
    bind("checklist.past", &[Key::Char('v')], ResultVerb::Past, "the checks kept before", ""),
];

/// On the checks kept before.
pub(crate) const PAST_KEYS: &[Binding<ResultVerb>] = &[
    bind(
        "checklist.leave-past",
        &[Key::Esc, Key::Enter, Key::Char('v')],
        ResultVerb::Leave,
        "back to the list",
        "list",
    ),
    bind("text.up", UP, ResultVerb::Move(Motion::Up), "a line up", ""),
    bind("text.down", DOWN, ResultVerb::Move(Motion::Down), "a line down", "more"),
    bind("text.page-up", PAGE_UP, ResultVerb::Move(Motion::PageUp), "a page up", ""),
    bind("text.page-down", PAGE_DOWN_OR_SPACE, ResultVerb::Move(Motion::PageDown), "a page down", ""),
    bind("text.first", FIRST, ResultVerb::Move(Motion::First), "the beginning", ""),
    bind("text.last", LAST, ResultVerb::Move(Motion::Last), "the end", ""),
];

impl Checklist {
    /// What the checklist says to the answers so far.
    pub(crate) fn verdict(&self, book: &Book) -> Verdict {
        book.checklist.verdict(&self.answers)
    }

    /// What has been answered so far.
    pub(crate) fn answers(&self) -> Answers {
        self.answers
    }

    /// Selects a sign on the list.
    pub(crate) fn open(&mut self, sign: usize) {
        self.selected = sign;
        self.show_list();
    }

    /// The list, whatever was shown.
    pub(crate) fn show_list(&mut self) {
        self.result = false;
        self.past = false;
    }

    /// Ticks a sign for somebody who was offered it, and shows it. Returns whether an emergency is new with it.
    pub(crate) fn tick(&mut self, sign: usize, book: &Book) -> bool {
        self.open(sign);
        let mut answers = self.answers;
        answers.ticked.insert(sign);
        answers.none = false;
        self.change(answers, self.asked, book)
    }

    /// Which groups of signs somebody who listens has answered, by their positions.
    pub(crate) fn groups_answered(&self, book: &Book) -> SignSet {
        let is_answered = |signs: &Range<usize>| signs.clone().all(|sign| self.asked.contains(sign));
        let groups = book.checklist.pages.iter().enumerate();
        groups.filter(|(_, group)| is_answered(&group.signs)).map(|(i, _)| i).collect()
    }

    pub(crate) fn place(&self) -> Link {
        Link::Sign(self.selected)
    }

    pub(crate) fn is_reading(&self) -> bool {
        self.result || self.past
    }

    /// Whether an emergency has taken the screen over.
    pub(crate) fn takes_over(&self, verdict: &Verdict) -> bool {
        self.result && verdict.outcome == Outcome::Tier(Tier::Emergency)
    }

    pub(crate) fn hints<'k>(&self, keys: &'k Keys) -> Vec<Hint<'k>> {
        match (self.past, self.result) {
            (true, _) => keys.hints(PAST_KEYS),
            (_, true) => keys.hints(RESULT_KEYS),
            _ => keys.hints(LIST_KEYS),
        }
    }

    pub(crate) fn update(&mut self, event: &Event, cx: &Cx<'_>) -> Reply {
        match event {
            Event::Key(key) if self.past => {
                cx.keys.find(PAST_KEYS, *key).map_or(Reply::Ignored, |verb| self.on_result(verb, cx))
            }
            Event::Key(key) if self.result => {
                cx.keys.find(RESULT_KEYS, *key).map_or(Reply::Ignored, |verb| self.on_result(verb, cx))
            }
            Event::Key(key) => {
                cx.keys.find(LIST_KEYS, *key).map_or(Reply::Ignored, |verb| self.on_list(verb, cx))
            }
            Event::Signs { asked, ticked } => self.answer(asked.clone(), ticked, cx),
            Event::Click { x, y } => match cx.seen.at(*x, *y) {
                // The first click selects, so that nothing is ticked that was not read; the second ticks.
                Some(Spot::Item(item)) if item == self.selected => self.toggle(cx),
                Some(Spot::Item(item)) => {
                    self.selected = item;
                    Reply::DONE
                }
                Some(Spot::Text) if !self.is_reading() => self.on_list(ListVerb::Result, cx),
                _ => Reply::Ignored,
            },
            Event::Wheel { x, y, up } => match cx.seen.at(*x, *y) {
                Some(Spot::Text) if self.is_reading() => {
                    self.scroll = roll(*up, self.scroll, cx.seen);
                    Reply::DONE
                }
                Some(_) if !self.is_reading() => self.on_list(ListVerb::Move(Motion::wheel(*up)), cx),
                _ => Reply::Ignored,
            },
            _ => Reply::Ignored,
        }
    }

    fn on_list(&mut self, verb: ListVerb, cx: &Cx<'_>) -> Reply {
        match verb {
            ListVerb::Move(motion) => {
                let count = cx.book.checklist.signs().len();
                self.selected = motion.select(self.selected, count, cx.seen.page);
            }
            ListVerb::Tick => return self.toggle(cx),
            ListVerb::None => {
                let none = Answers { none: true, ..Answers::default() };
                return pausing(self.change(none, self.asked, cx.book));
            }
            ListVerb::Afresh => {
                self.selected = 0;
                // Another check, even if it should come out alike.
                self.kept = None;
                return pausing(self.change(Answers::default(), SignSet::default(), cx.book));
            }
            ListVerb::Undo => {
                if let Some((answers, asked)) = self.before.pop() {
                    return pausing(self.put(answers, asked, cx.book));
                }
            }
            ListVerb::Result => {
                self.result = true;
                self.scroll = 0;
            }
            ListVerb::Region => return Reply::ask(Cmd::ChooseRegion),
            ListVerb::Keep => return self.keep(cx),
            ListVerb::Past => self.show_past(),
        }
        Reply::DONE
    }

    fn on_result(&mut self, verb: ResultVerb, cx: &Cx<'_>) -> Reply {
        match verb {
            ResultVerb::Move(motion) => self.scroll = motion.scroll(self.scroll, cx.seen),
            ResultVerb::Region => return Reply::ask(Cmd::ChooseRegion),
            ResultVerb::Leave => self.show_list(),
            ResultVerb::Keep => return self.keep(cx),
            ResultVerb::Past => self.show_past(),
        }
        Reply::DONE
    }

    fn toggle(&mut self, cx: &Cx<'_>) -> Reply {
        let mut answers = self.answers;
        if answers.ticked.contains(self.selected) {
            answers.ticked.remove(self.selected);
        } else {
            answers.ticked.insert(self.selected);
        }
        answers.none = false;
        pausing(self.change(answers, self.asked, cx.book))
    }

    /// Takes in what somebody who listens has answered for some of the signs; once all have been asked, shows the result.
    fn answer(&mut self, signs: Range<usize>, ticked: &[usize], cx: &Cx<'_>) -> Reply {
        let (mut answers, mut asked) = (self.answers, self.asked);
        for sign in signs {
            asked.insert(sign);
            if ticked.contains(&sign) {
                answers.ticked.insert(sign);
            } else {
                answers.ticked.remove(sign);
            }
        }
        let is_all = (0..cx.book.checklist.signs().len()).all(|sign| asked.contains(sign));
        answers.none = is_all && answers.ticked.is_empty();
        self.past = false;
        self.result = is_all;
        self.scroll = 0;
        pausing(self.change(answers, asked, cx.book))
    }

    /// Changes the answers so that it can be undone. Returns whether an emergency is new with them.
    fn change(&mut self, answers: Answers, asked: SignSet, book: &Book) -> bool {
        if (answers, asked) == (self.answers, self.asked) {
            return false;
        }
        self.before.push((self.answers, self.asked));
        self.put(answers, asked, book)
    }

    /// Puts other answers in place of those there are, however they came about: an emergency that is new with them takes the
    /// screen over. Returns whether there is one.
    fn put(&mut self, answers: Answers, asked: SignSet, book: &Book) -> bool {
        let was = self.verdict(book).outcome;
        (self.answers, self.asked) = (answers, asked);
        let is = self.verdict(book).outcome;
        let is_new = is > was && is == Outcome::Tier(Tier::Emergency);
        if is_new {
            self.result = true;
            self.scroll = 0;
        }
        is_new
    }
}

/// A new emergency stops the stretch.
fn pausing(is_emergency: bool) -> Reply {
    if is_emergency { Reply::ask(Cmd::PauseSession) } else { Reply::DONE }
}
