//! One line of typed text, with a cursor that moves by grapheme clusters.
//!
//! `tui-input` and `ratatui-textarea` move by `char`: they would split an accent, a flag or a family from its letter. They also
//! have no limit in bytes and keep invisible characters.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::event::Key;
use crate::domain::clean::{is_invisible, is_joined, is_joiner};

/// The most bytes a field holds, unless it is told otherwise.
const MAX_BYTES: usize = 200;

/// One line being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextField {
    text: String,
    /// Byte offset, always between graphemes.
    cursor: usize,
    /// The most bytes it holds.
    most: usize,
    /// The last insertion did not fit.
    is_full: bool,
}

impl Default for TextField {
    fn default() -> Self {
        Self { text: String::new(), cursor: 0, most: MAX_BYTES, is_full: false }
    }
}

impl TextField {
    /// A field that holds `text`, and at most so many bytes, with the cursor at its end.
    pub(crate) fn holding(text: &str, most: usize) -> Self {
        let mut field = Self { most, ..Self::default() };
        field.insert(text);
        field.is_full = false;
        field
    }

    /// True if the last text typed or pasted did not fit.
    pub(crate) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Holds this text in place of its own.
    pub(crate) fn replace(&mut self, text: &str) {
        *self = Self::holding(text, self.most);
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub(crate) fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or("")
    }

    /// Handles a key for typing. False for any other key.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        self.is_full = false;
        match key {
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Backspace => {
                let end = self.cursor;
                self.cursor = self.left();
                self.text.replace_range(self.cursor..end, "");
            }
            Key::Delete => self.text.replace_range(self.cursor..self.right(), ""),
            Key::Left => self.cursor = self.left(),
            Key::Right => self.cursor = self.right(),
            Key::Home | Key::Ctrl('a') => self.cursor = 0,
            Key::End | Key::Ctrl('e') => self.cursor = self.text.len(),
            Key::Ctrl('u') => {
                self.text.replace_range(..self.cursor, "");
                self.cursor = 0;
            }
            Key::Ctrl('w') => {
                let before = self.before_cursor();
                let word = before.trim_end().rfind(' ').map_or(0, |at| at + 1);
                self.text.replace_range(word..self.cursor, "");
                self.cursor = word;
            }
            _ => return false,
        }
        true
    }

    /// Inserts text at the cursor. Control characters, invisible characters and letters that do not fit are left out.
    pub(crate) fn insert(&mut self, text: &str) {
        for (at, grapheme) in text.grapheme_indices(true) {
            // A line break in pasted text becomes a space.
            let is_space = grapheme.chars().all(char::is_whitespace);
            let after = text.get(at + grapheme.len()..).and_then(|rest| rest.chars().next());
            let before = self.before_cursor().chars().next_back();
            let letter = if is_space { " ".to_owned() } else { visible(before, grapheme, after) };
            if self.text.len() + letter.len() <= self.most {
                self.text.insert_str(self.cursor, &letter);
                self.cursor += letter.len();
            } else {
                self.is_full = true;
            }
        }
        // A combining mark may have joined its neighbour: move to the nearest boundary.
        let boundary = GraphemeCursor::new(self.cursor, self.text.len(), true).is_boundary(&self.text, 0);
        if boundary != Ok(true) {
            self.cursor = self.right();
        }
    }

    fn left(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn right(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.cursor, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }
}

/// A letter without control characters and invisible ones. A joiner (ZWJ, ZWNJ) stays between letters that are written with it,
/// and at the end of the text typed so far.
fn visible(before: Option<char>, grapheme: &str, after: Option<char>) -> String {
    let mut out = String::new();
    let mut letters = grapheme.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().or(after);
        let joins =
            || is_joined(out.chars().next_back().or(before)) && next.is_none_or(|next| is_joined(Some(next)));
        if (is_joiner(c) && joins()) || !(c.is_control() || is_invisible(c)) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_are_what_people_call_letters() {
        let mut field = TextField::default();
        field.insert("cafe\u{301} noir");
        for key in [Key::Home, Key::Right, Key::Right, Key::Right, Key::Right, Key::Backspace] {
            field.key(key);
        }
        assert_eq!(field.text(), "caf noir");
        field.key(Key::End);
        field.key(Key::Ctrl('w'));
        assert_eq!(field.text(), "caf ");
        field.key(Key::Ctrl('u'));
        assert_eq!(field.text(), "");
    }

    #[test]
    fn what_nobody_sees_is_left_out_and_takes_no_letter_with_it() {
        for (pasted, kept) in [
            ("a\u{200d}b", "ab"),
            ("a\u{200d}\u{301}", "a\u{301}"),
            ("\u{200d}", ""),
            ("ab\u{200d}", "ab"),
            // A letter before one that may not be joined to it, as Persian has it.
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("می\u{200c} خواهم", "می خواهم"),
            ("x\u{202e}y\u{ad}z\r\n!\u{1b}", "xyz !"),
            ("👩\u{200d}🚀 👨\u{200d}👩\u{200d}👧", "👩\u{200d}🚀 👨\u{200d}👩\u{200d}👧"),
            ("👩\u{200d}a", "👩a"),
        ] {
            assert_eq!(TextField::holding(pasted, MAX_BYTES).text(), kept, "{pasted:?}");
        }
        let mut field = TextField::default();
        for c in "می\u{200c}خواهم".chars() {
            field.key(Key::Char(c));
        }
        assert_eq!(field.text(), "می\u{200c}خواهم", "typed letter by letter");
        let mut field = TextField::holding("👨\u{200d}👩\u{200d}👧", MAX_BYTES);
        field.key(Key::Backspace);
        assert_eq!(field.text(), "", "a family is one letter");
    }

    proptest! {
        #[test]
        fn any_typing_keeps_the_cursor_between_letters(steps in prop::collection::vec((0u8..10, any::<char>()), 0..60)) {
            let mut field = TextField::default();
            for (what, c) in steps {
                let key = match what {
                    0 => Key::Backspace, 1 => Key::Delete, 2 => Key::Left, 3 => Key::Right, 4 => Key::Home,
                    5 => Key::End, 6 => Key::Ctrl('w'), 7 => Key::Ctrl('u'), _ => Key::Char(c),
                };
                field.key(key);
                prop_assert!(field.text().len() <= MAX_BYTES);
                prop_assert!(field.text().is_char_boundary(field.before_cursor().len()));
                prop_assert!(!crate::domain::clean::has_invisible(field.text()));
            }
        }
    }
}
