//! The rows of the keys that work where somebody is, as they are typed by name.

use crate::screen::{event::Key, keymap::Hint};

/// A row of the keys that work where one is.
#[derive(Debug, Clone)]
pub(super) struct PlainRow {
    pub(super) id: &'static str,
    pub(super) keys: Vec<Key>,
    pub(super) help: &'static str,
    pub(super) foot: &'static str,
}

impl PlainRow {
    pub(super) fn of(hint: &Hint<'_>) -> Self {
        Self { id: hint.id, keys: hint.keys.to_vec(), help: hint.help, foot: hint.foot }
    }

    /// Moving among what is side by side on a screen has no meaning where things come in turn.
    pub(super) fn is_motion(&self) -> bool {
        self.id.starts_with("list.") || self.id.starts_with("text.")
    }

    /// Whether it is for the eye alone, or what numbers and words do here.
    pub(super) fn is_told_otherwise(&self) -> bool {
        let by_number = ["tab-", "regions.", "answer.digit", "answer.stay"];
        let by_word = ["theme", "suspend", "previous-tab", "next-tab", "start", "quit", "help"];
        by_number.iter().any(|start| self.id.starts_with(start))
            || by_word.contains(&self.id)
            || self.keys.first() == Some(&Key::Enter)
    }

    /// What is to be typed for it: its letter, or a word.
    pub(super) fn spoken(&self) -> String {
        match self.keys.first() {
            Some(Key::Char(' ') | Key::Left | Key::Right | Key::Esc) if !self.foot.is_empty() => {
                self.foot.to_owned()
            }
            Some(Key::Esc) => "leave".to_owned(),
            Some(Key::Char(c)) if *c != ' ' => c.to_string(),
            Some(key) => key.name().to_lowercase(),
            None => String::new(),
        }
    }
}
