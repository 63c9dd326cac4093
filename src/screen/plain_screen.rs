//! What a screen is to somebody who listens: sentences, what can be chosen by number, what is to be typed. No more than the
//! screen shows, in the order in which it is best heard.

use std::ops::Range;

use super::{
    event::Key,
    frame_info::Spot,
    keymap::{Binding, Keys},
};
use crate::domain::book::Link;

/// One place of the program, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlainScreen {
    /// What tells this place from every other: it is said whole when this changes.
    pub(crate) place: String,
    /// Paragraphs, said once on coming here.
    pub(crate) lines: Vec<String>,
    /// What can be chosen by number.
    pub(crate) choices: Vec<Choice>,
    /// The number of the first choice.
    pub(crate) first: usize,
    /// Rows of the keys that would act on what is selected on the screen, by their ids: nobody has heard what that is.
    pub(crate) hides: &'static [&'static str],
    /// What the next line is taken for.
    pub(crate) expects: ExpectedInput,
    /// What is asked, last of all.
    pub(crate) ask: String,
    /// Said as soon as it is so, each once for as long as it stays so, with what tells it from the rest.
    pub(crate) announcements: Vec<Announcement>,
    /// Where the links among the choices lead, in order.
    pub(crate) links: Vec<Link>,
    /// Whether it is inside an item of a list.
    pub(crate) is_inside: bool,
    /// What Enter alone does here, where that is more than to hear it again.
    pub(crate) on_enter: Option<Vec<InputAction>>,
    /// For a question of several: what follows an answer; nothing after the last one.
    pub(crate) then: Option<Vec<InputAction>>,
    /// What `back` does here; `None` where it leads to the list of tabs.
    pub(crate) on_back: Option<Vec<InputAction>>,
    /// The choices bring letters of their own, and no number chooses: they stand beside phone numbers.
    pub(crate) has_letters: bool,
    /// An emergency: nothing else is said.
    pub(crate) is_urgent: bool,
}

/// Something that can be chosen by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) words: String,
    pub(crate) actions: Vec<InputAction>,
    /// Whether it leads into the item, where the screen shows list and item side by side.
    pub(crate) enters: bool,
}

/// Something that has just become so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// What tells it from other news; what was said under a key is said again only after it had ceased to be so.
    pub(crate) key: String,
    pub(crate) text: String,
    /// Said once for a whole session, however often it becomes so.
    pub(crate) once: bool,
}

/// What the next line is taken for, beside the words that mean the same everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum ExpectedInput {
    /// A number of a choice, or the name of a key.
    #[default]
    Choices,
    /// A number of a choice; any other text is put in place of what was typed before.
    Search,
    /// Text for a field, in place of what it holds.
    Line,
    /// Numbers of the choices to be ticked in a field, in place of those that are.
    Ticks(Vec<bool>),
    /// A number from 0 to 10.
    Digit,
    /// Numbers of the signs of a page that are true, or 0 for none of them.
    Signs {
        /// The positions of the page's signs among all signs.
        asked: Range<usize>,
        /// Which choices are ticked already.
        ticked: Vec<usize>,
    },
}

/// What a choice does, as if it were done on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InputAction {
    /// A click on that place.
    Pick(Spot),
    Key(Key),
}

/// How far somebody who listens has got, where a screen shows things side by side and the ear must take them in turn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PlainPosition {
    /// Inside the selected item of a list.
    pub(crate) inside: bool,
    /// Past the last field of a form.
    pub(crate) is_through: bool,
}

/// The key that does this on a screen, pressed.
pub(crate) fn press<M: PartialEq>(keys: &Keys, table: &[Binding<M>], verb: &M) -> Vec<InputAction> {
    keys.key(table, verb).map(InputAction::Key).into_iter().collect()
}

impl PlainScreen {
    /// A place with its paragraphs.
    pub(crate) fn new(place: impl Into<String>, lines: Vec<String>) -> Self {
        Self { place: place.into(), lines, first: 1, ..Self::default() }
    }

    /// Adds something that can be chosen.
    pub(crate) fn choose(&mut self, words: impl Into<String>, actions: Vec<InputAction>) {
        self.choices.push(Choice { words: words.into(), actions, enters: false });
    }

    /// Adds an item of a list that is gone into when it is chosen.
    pub(crate) fn enter(&mut self, words: impl Into<String>, actions: Vec<InputAction>) {
        self.choices.push(Choice { words: words.into(), actions, enters: true });
    }

    /// Adds something that is said as soon as it is so.
    pub(crate) fn announce(&mut self, key: impl Into<String>, text: impl Into<String>) {
        self.announcements.push(Announcement { key: key.into(), text: text.into(), once: false });
    }

    /// Adds something that is said once while a session lasts.
    pub(crate) fn announce_once(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.announcements.push(Announcement { key: text.clone(), text, once: true });
    }
}
