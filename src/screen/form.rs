//! A form: named fields, one of them in focus. It hears the keys for filling in; what becomes of it is the tab's business.

use super::{event::Key, text_field::TextField};

/// Named fields, one in focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) title: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) focus: usize,
    /// What is wrong, and with which field; `None` for the form as a whole.
    pub(crate) wrong: Option<(Option<usize>, String)>,
}

/// A field with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) label: &'static str,
    pub(crate) value: Value,
    /// What can be given, shown while it is in focus.
    pub(crate) hint: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A line of text.
    Line(TextField),
    /// One of several; the first says that nothing is said.
    One { words: Vec<&'static str>, at: usize },
    /// Any of several, each with whether it is ticked.
    Many { words: Vec<(String, bool)>, at: usize },
}

impl Field {
    pub(crate) fn line(label: &'static str, text: &str, most: usize, hint: &'static str) -> Self {
        Self { label, value: Value::Line(TextField::holding(text, most)), hint }
    }

    /// One of several; `chosen` is a position among `words`.
    pub(crate) fn one(label: &'static str, words: Vec<&'static str>, chosen: Option<usize>) -> Self {
        let mut all = vec!["not said"];
        all.extend(words);
        let at = chosen.map_or(0, |at| at + 1);
        Self { label, value: Value::One { words: all, at }, hint: "Left and Right choose." }
    }

    pub(crate) fn many(label: &'static str, words: Vec<(String, bool)>) -> Self {
        Self { label, value: Value::Many { words, at: 0 }, hint: "Left and Right move, Space ticks." }
    }

    /// The text of a line, without space around it.
    pub(crate) fn text(&self) -> &str {
        match &self.value {
            Value::Line(field) => field.text().trim(),
            _ => "",
        }
    }

    /// Which of several was chosen; `None` where nothing was said.
    pub(crate) fn chosen(&self) -> Option<usize> {
        match &self.value {
            Value::One { at, .. } => at.checked_sub(1),
            _ => None,
        }
    }

    /// The positions that are ticked.
    pub(crate) fn ticked(&self) -> Vec<usize> {
        match &self.value {
            Value::Many { words, .. } => {
                words.iter().enumerate().filter(|(_, (_, ticked))| *ticked).map(|(i, _)| i).collect()
            }
            _ => vec![],
        }
    }
}

impl Form {
    pub(crate) fn new(title: impl Into<String>, fields: Vec<Field>) -> Self {
        Self { title: title.into(), fields, focus: 0, wrong: None }
    }

    /// Whether both are filled in alike, wherever their cursors are.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let alike = |a: &Value, b: &Value| match (a, b) {
            (Value::Line(a), Value::Line(b)) => a.text() == b.text(),
            (Value::One { at: a, .. }, Value::One { at: b, .. }) => a == b,
            (Value::Many { words: a, .. }, Value::Many { words: b, .. }) => a == b,
            _ => false,
        };
        self.fields.len() == other.fields.len()
            && self.fields.iter().zip(&other.fields).all(|(a, b)| alike(&a.value, &b.value))
    }

    /// The field of that name.
    pub(crate) fn field(&self, label: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label)
    }

    /// Puts the focus on the field of that name.
    pub(crate) fn focus_on(&mut self, label: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.label == label) {
            self.focus = at;
        }
    }

    /// Says what is wrong with the field of that name, and goes there.
    pub(crate) fn refuse(&mut self, label: &str, why: String) {
        self.focus_on(label);
        self.wrong = Some((Some(self.focus), why));
    }

    /// Takes a key if it is one for filling in.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        let last = self.fields.len().saturating_sub(1);
        match key {
            Key::Up | Key::BackTab => self.focus = self.focus.checked_sub(1).unwrap_or(last),
            Key::Down | Key::Tab => self.focus = if self.focus >= last { 0 } else { self.focus + 1 },
            Key::PageUp => self.focus = 0,
            Key::PageDown => self.focus = last,
            _ => return self.fill_in(key),
        }
        true
    }

    fn fill_in(&mut self, key: Key) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return false;
        };
        let taken = match &mut field.value {
            Value::Line(line) => line.key(key),
            Value::One { words, at } => turn(key, at, words.len()),
            Value::Many { words, at } => match key {
                Key::Char(' ') => {
                    if let Some((_, ticked)) = words.get_mut(*at) {
                        *ticked = !*ticked;
                    }
                    true
                }
                _ => turn(key, at, words.len()),
            },
        };
        if taken {
            self.wrong = None;
        }
        taken
    }

    /// Puts pasted text into the line in focus.
    pub(crate) fn paste(&mut self, text: &str) {
        if let Some(Field { value: Value::Line(line), .. }) = self.fields.get_mut(self.focus) {
            line.insert(text);
            self.wrong = None;
        }
    }
}

/// Moves among `count` choices, round the ends.
fn turn(key: Key, at: &mut usize, count: usize) -> bool {
    let count = count.max(1);
    match key {
        Key::Right | Key::Char(' ') => *at = (*at + 1) % count,
        Key::Left => *at = (*at + count - 1) % count,
        Key::Home | Key::Backspace | Key::Delete => *at = 0,
        Key::End => *at = count - 1,
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::new(
            "F",
            vec![
                Field::line("Text", "a", 10, ""),
                Field::one("Leg", vec!["left", "right"], None),
                Field::many("Tried", vec![("stood".into(), false), ("walked".into(), false)]),
            ],
        )
    }

    #[test]
    fn fields_are_filled_in_with_the_keys_that_fit_them() {
        let mut form = form();
        for key in [Key::Char('b'), Key::Down, Key::Right, Key::Right, Key::Down, Key::Right, Key::Char(' ')]
        {
            assert!(form.key(key));
        }
        assert_eq!(form.field("Text").map(Field::text), Some("ab"));
        assert_eq!(form.field("Leg").and_then(Field::chosen), Some(1));
        assert_eq!(form.field("Tried").map(Field::ticked), Some(vec![1]));
        assert!(!form.key(Key::Char('q')), "a letter is typed into lines only");
    }

    #[test]
    fn what_is_wrong_is_said_until_something_is_changed() {
        let mut form = form();
        form.refuse("Leg", "no".into());
        assert_eq!((form.focus, form.wrong.is_some()), (1, true));
        form.key(Key::Down);
        assert!(form.wrong.is_some());
        form.key(Key::Char(' '));
        assert_eq!(form.wrong, None);
    }
}
