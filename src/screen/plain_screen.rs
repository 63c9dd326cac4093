//! The contract between a tab and plain mode: sentences, choices by number, and the input that is expected next.

use std::{ops::Range, time::Duration};

use super::{
    event::Key,
    frame_info::Spot,
    keymap::{Binding, Keys},
};
use crate::domain::Link;

/// One screen of plain mode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlainScreen {
    /// Identifies the screen: it is printed whole when this changes.
    pub(crate) place: String,
    /// Paragraphs.
    pub(crate) lines: Vec<String>,
    /// Further paragraphs, printed in parts when the person types `more`.
    pub(crate) rest: Vec<String>,
    pub(crate) choices: Vec<NumberedChoice>,
    /// The number of the first choice.
    pub(crate) first: usize,
    /// The things that the numbers count, such as "night"; `None` where they only choose.
    pub(crate) counts: Option<&'static str>,
    /// Ids of key rows that act on the row selected on the full screen. Plain mode has no such row, so they do nothing here.
    pub(crate) hides: &'static [&'static str],
    pub(crate) expects: ExpectedInput,
    /// The question, printed last.
    pub(crate) ask: String,
    /// Lines printed once each when they become true.
    pub(crate) announcements: Vec<Announcement>,
    /// Time until the running step ends; `None` where no step counts.
    pub(crate) step_left: Option<Duration>,
    /// Time until the next line that must not be late; `None` where no step counts.
    pub(crate) quiet_left: Option<Duration>,
    /// Targets of the links among the choices, in order.
    pub(crate) links: Vec<Link>,
    /// The screen is inside an item of a list.
    pub(crate) is_inside: bool,
    /// Actions of Enter alone, where that does more than repeat the screen.
    pub(crate) on_enter: Option<Vec<InputAction>>,
    /// Actions of `yes` and `no`, where the screen asks such a question.
    pub(crate) on_yes_no: Option<[Vec<InputAction>; 2]>,
    /// In a form: actions after an answer; empty after the last question.
    pub(crate) then: Option<Vec<InputAction>>,
    /// Actions of `back`; `None` where it leads to the menu.
    pub(crate) on_back: Option<Vec<InputAction>>,
    /// The choices bring letters of their own, because they stand beside phone numbers. Numbers choose nothing.
    pub(crate) has_letters: bool,
    /// An emergency: nothing else is printed.
    pub(crate) is_urgent: bool,
}

/// A row that its number chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NumberedChoice {
    pub(crate) words: String,
    pub(crate) actions: Vec<InputAction>,
    /// It leads into an item that the full screen shows beside its list.
    pub(crate) enters: bool,
    /// It starts a stretch.
    pub(crate) stretches: bool,
}

/// A line printed when it becomes true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// Identifies the line: it is printed again only after it was untrue in between.
    pub(crate) key: String,
    /// Wordings, the longest first. A voice that has no time for the first one says a later one.
    pub(crate) wordings: Vec<String>,
    pub(crate) kind: AnnouncementKind,
}

/// The importance of an announcement to a voice that reads slower than time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnnouncementKind {
    /// Always printed.
    News,
    /// Starts a step: always printed, in the longest wording that ends before the step does.
    Step,
    /// Warns: always printed, in the longest wording that ends before the step does.
    Warning,
    /// Names a time: printed at once or never.
    Time,
    /// Explains a step: printed once in a session, as soon as the voice has time for it before the next step.
    Explanation,
}

/// The input that is expected next, beside the words that work everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum ExpectedInput {
    /// The number of a choice, or a word.
    #[default]
    Choices,
    /// The number of a choice; other text replaces the words searched for.
    Search,
    /// Text for a field, in place of the present text.
    Line,
    /// Numbers of the choices to be ticked in a field, in place of the present ticks.
    Ticks(Vec<bool>),
    /// A number from 0 to 10.
    Digit,
    /// Numbers of the signs of a page that are true, or 0 for none of them.
    Signs {
        /// The positions of the page's signs among all signs.
        asked: Range<usize>,
        /// The choices that are ticked already.
        ticked: Vec<usize>,
    },
}

/// One thing done on the full screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InputAction {
    /// A click on that place.
    Pick(Spot),
    Key(Key),
}

/// The person's position within a screen whose parts the full screen shows side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum PlainPosition {
    /// At a list, or at a question of a form.
    #[default]
    Top,
    /// Inside the selected item of a list.
    Inside,
    /// Past the last question of a form.
    AllAsked,
}

/// A press of one key on the full screen.
pub(crate) fn press_key(key: Key) -> Vec<InputAction> {
    vec![InputAction::Key(key)]
}

/// A click on an item of a list on the full screen.
pub(crate) fn pick(item: usize) -> Vec<InputAction> {
    vec![InputAction::Pick(Spot::Item(item))]
}

/// The key that does this on the full screen.
pub(crate) fn press<M: PartialEq>(keys: &Keys, table: &[Binding<M>], verb: &M) -> Vec<InputAction> {
    keys.key(table, verb).map(InputAction::Key).into_iter().collect()
}

/// The words of one part of a long text: half a minute of speech.
const PART_WORDS: usize = 75;

fn count(paragraph: &str) -> usize {
    paragraph.split_whitespace().count()
}

/// The number of paragraphs that make up the first part of a long text.
pub(crate) fn first_part(paragraphs: &[String]) -> usize {
    let mut words = 0;
    let fits = |paragraph: &&String| {
        words += count(paragraph);
        words <= PART_WORDS
    };
    paragraphs.iter().take_while(fits).count().max(1)
}

impl PlainScreen {
    /// A screen with a long text, of which the first half a minute is printed at once.
    pub(crate) fn in_parts(place: impl Into<String>, mut paragraphs: Vec<String>) -> Self {
        let rest = paragraphs.split_off(first_part(&paragraphs).min(paragraphs.len()));
        Self::new(place, paragraphs).with_rest(rest)
    }

    /// Adds paragraphs that are printed when the person types `more`; a few words are printed at once.
    pub(crate) fn with_rest(mut self, rest: Vec<String>) -> Self {
        if self.lines.iter().chain(&rest).map(|text| count(text)).sum::<usize>() <= PART_WORDS {
            self.lines.extend(rest);
        } else {
            self.rest = rest;
        }
        self
    }

    /// A screen with its paragraphs.
    pub(crate) fn new(place: impl Into<String>, lines: Vec<String>) -> Self {
        Self { place: place.into(), lines, first: 1, ..Self::default() }
    }

    /// Adds a choice.
    pub(crate) fn choose(&mut self, words: impl Into<String>, actions: Vec<InputAction>) {
        self.choices.push(NumberedChoice { words: words.into(), actions, enters: false, stretches: false });
    }

    /// Adds a choice that leads into an item of a list.
    pub(crate) fn enter(&mut self, words: impl Into<String>, actions: Vec<InputAction>) {
        self.choices.push(NumberedChoice { words: words.into(), actions, enters: true, stretches: false });
    }

    /// Adds a choice that starts a stretch.
    pub(crate) fn choose_stretch(&mut self, words: impl Into<String>, actions: Vec<InputAction>) {
        self.choices.push(NumberedChoice { words: words.into(), actions, enters: false, stretches: true });
    }

    /// Adds a line that is always printed when it becomes true.
    pub(crate) fn announce(&mut self, key: impl Into<String>, text: impl Into<String>) {
        self.add(AnnouncementKind::News, key, vec![text.into()]);
    }

    /// Adds a line that explains a step.
    pub(crate) fn explain(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.add(AnnouncementKind::Explanation, text.clone(), vec![text]);
    }

    /// Adds a line under a key, in wordings from the longest to the shortest.
    pub(crate) fn add(&mut self, kind: AnnouncementKind, key: impl Into<String>, wordings: Vec<String>) {
        self.announcements.push(Announcement { key: key.into(), wordings, kind });
    }
}
