//! Rows of the key tables, typed as words.

use crate::screen::{
    event::Key,
    keymap::Hint,
    plain_words::{WORDS, word_of},
};

/// A row of the keys that work on the present screen.
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

    /// True if it moves a selection, which plain mode does not have.
    pub(super) fn is_motion(&self) -> bool {
        self.id.starts_with("list.") || self.id.starts_with("text.")
    }

    /// True if it is for the screen only, or numbers and other words do the same.
    pub(super) fn is_named_otherwise(&self) -> bool {
        let by_number = ["tab-", "regions.", "answer.digit", "answer.stay"];
        let by_word = ["theme", "suspend", "previous-tab", "next-tab", "start", "quit", "help"];
        by_number.iter().any(|start| self.id.starts_with(start))
            || by_word.contains(&self.id)
            || self.keys.first() == Some(&Key::Enter)
    }

    /// The word that is typed for it, or else its key.
    pub(super) fn spoken(&self) -> String {
        if let Some(word) = word_of(self.id) {
            return word.to_owned();
        }
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

/// The key that a word stands for: the name of a key, a word of the table, or the word in the footer. Capitals count only where a
/// capital letter is a key of its own.
pub(super) fn key_named(rows: &[PlainRow], line: &str) -> Option<(&'static str, Key)> {
    let rows = || rows.iter().filter(|row| !row.is_motion());
    let word = line.to_lowercase();
    let exact = rows().find_map(|row| {
        let key = row.keys.iter().find(|key| key.name() == line);
        key.map(|key| (row.id, *key))
    });
    let of_table = || {
        let (_, ids) = WORDS.iter().find(|(known, _)| *known == word)?;
        let row = ids.iter().find_map(|id| rows().find(|row| row.id == *id))?;
        row.keys.first().map(|key| (row.id, *key))
    };
    let of_key = || {
        let named =
            |row: &'_ PlainRow| row.keys.iter().find(|key| key.name().to_lowercase() == word).copied();
        rows().find_map(|row| named(row).map(|key| (row.id, key))).filter(|_| word.chars().count() > 1)
    };
    let of_footer = || {
        // The row that leaves the program has the word "leave" too, which means less elsewhere.
        let is_it = |row: &&PlainRow| {
            row.id != "quit"
                && !row.foot.is_empty()
                && (row.foot == word || row.foot.replace(' ', "") == word)
        };
        let row = rows().find(is_it)?;
        row.keys.first().map(|key| (row.id, *key))
    };
    exact.or_else(of_table).or_else(of_key).or_else(of_footer)
}

/// All words that name a row, to find the nearest one to a word that is not known.
pub(super) fn known_words(rows: &[PlainRow]) -> impl Iterator<Item = &'static str> {
    let of_table = WORDS.iter().filter(|(_, ids)| rows.iter().any(|row| ids.contains(&row.id)));
    let of_footer = rows.iter().map(|row| row.foot).filter(|foot| !foot.is_empty());
    of_table.map(|(word, _)| *word).chain(of_footer)
}
