//! A form with labelled fields, one of which has the focus. The form handles the keys for moving and typing.
//! The tab that shows the form validates and saves the values.

use super::{event::Key, text_field::TextField};

/// A list of fields, one of which has the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) title: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) focus: usize,
    /// An error message about the form as a whole.
    pub(crate) wrong: Option<String>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name, which is that of the option of `uncramp log`.
    pub(crate) label: &'static str,
    /// The question in a sentence, where the name alone says too little.
    pub(crate) ask: &'static str,
    pub(crate) value: FieldValue,
    /// Help for filling in the field, shown while it has the focus.
    pub(crate) hint: &'static str,
    /// The error message for the value. A key or a paste that the field accepts clears it.
    pub(crate) wrong: Option<String>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldValue {
    /// A line of text.
    Line(TextField),
    /// A choice of one of `words`; the first word means no answer.
    One { words: Vec<&'static str>, at: usize },
    /// A choice of any number of `words`, each with its tick. `at` is the position of the cursor.
    Many { words: Vec<(String, bool)>, at: usize },
}

impl Field {
    pub(crate) fn line(label: &'static str, text: &str, most: usize, hint: &'static str) -> Self {
        Self { label, ask: "", value: FieldValue::Line(TextField::holding(text, most)), hint, wrong: None }
    }

    /// A field for one of `words`, or no answer. `chosen` is a position in `words`.
    pub(crate) fn one(label: &'static str, words: Vec<&'static str>, chosen: Option<usize>) -> Self {
        let mut all = vec!["not said"];
        all.extend(words);
        let at = chosen.map_or(0, |at| at + 1);
        let value = FieldValue::One { words: all, at };
        Self { label, ask: "", value, hint: "Left and Right choose.", wrong: None }
    }

    /// The field with its question.
    pub(crate) fn asking(self, ask: &'static str) -> Self {
        Self { ask, ..self }
    }

    pub(crate) fn many(label: &'static str, words: Vec<(String, bool)>) -> Self {
        Self {
            label,
            ask: "",
            value: FieldValue::Many { words, at: 0 },
            hint: "Left and Right move, Space ticks.",
            wrong: None,
        }
    }

    /// The trimmed text of a line. Empty for the other kinds of field.
    pub(crate) fn text(&self) -> &str {
        match &self.value {
            FieldValue::Line(field) => field.text().trim(),
            _ => "",
        }
    }

    /// The position of the chosen word. `None` for no answer and for the other kinds of field.
    pub(crate) fn chosen(&self) -> Option<usize> {
        match &self.value {
            FieldValue::One { at, .. } => at.checked_sub(1),
            _ => None,
        }
    }

    /// The value as one line of text.
    pub(crate) fn words(&self) -> String {
        match &self.value {
            FieldValue::Line(line) => line.text().to_owned(),
            FieldValue::One { words, at } => words.get(*at).copied().unwrap_or("").to_owned(),
            FieldValue::Many { words, .. } => {
                let ticked = words.iter().filter(|(_, ticked)| *ticked).map(|(word, _)| word.as_str());
                ticked.collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// Sets the value from a text that [`Self::words`] made. Words that the field does not offer are ignored.
    fn set_words(&mut self, text: &str) {
        match &mut self.value {
            FieldValue::Line(line) => line.replace(text),
            FieldValue::One { words, at } => *at = words.iter().position(|word| *word == text).unwrap_or(*at),
            FieldValue::Many { words, .. } => {
                for (word, ticked) in words {
                    *ticked = text.split("; ").any(|other| other == word);
                }
            }
        }
    }

    /// The positions of the ticked words.
    pub(crate) fn ticked(&self) -> Vec<usize> {
        match &self.value {
            FieldValue::Many { words, .. } => {
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

    /// True if both forms have the same values. The cursors may differ.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.fields.iter().map(Field::words).eq(other.fields.iter().map(Field::words))
    }

    /// The draft as a text: the name on the first line, then one line for each field that differs from
    /// `blank`. The first field is always included: it is a date, and its default value may be another one
    /// later.
    pub(crate) fn draft(&self, name: &str, blank: &Self) -> String {
        let mut draft = name.to_owned();
        for (i, (field, before)) in self.fields.iter().zip(&blank.fields).enumerate() {
            if i == 0 || field.words() != before.words() {
                draft.push_str(&format!("\n{}\t{}", field.label, field.words()));
            }
        }
        draft
    }

    /// Fills the form from a draft. Returns false, without a change, if the draft has another name.
    pub(crate) fn take_draft(&mut self, name: &str, draft: &str) -> bool {
        let mut lines = draft.split('\n');
        if lines.next() != Some(name) {
            return false;
        }
        for (label, words) in lines.filter_map(|line| line.split_once('\t')) {
            if let Some(field) = self.fields.iter_mut().find(|field| field.label == label) {
                field.set_words(words);
            }
        }
        true
    }

    /// The field with that label.
    pub(crate) fn field(&self, label: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.label == label)
    }

    /// Moves the focus to the field with that label.
    pub(crate) fn focus_on(&mut self, label: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.label == label) {
            self.focus = at;
        }
    }

    /// Sets the error message of the field with that label.
    pub(crate) fn refuse(&mut self, label: &str, why: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.label == label) {
            field.wrong = Some(why.to_owned());
        }
    }

    /// Handles a key that moves the focus or changes a field. Returns false for any other key.
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
            FieldValue::Line(line) => line.key(key),
            FieldValue::One { words, at } => turn(key, at, words.len()),
            FieldValue::Many { words, at } => match key {
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
            (field.wrong, self.wrong) = (None, None);
        }
        taken
    }

    /// Inserts pasted text if the field in focus is a line.
    pub(crate) fn paste(&mut self, text: &str) {
        if let Some(Field { value: FieldValue::Line(line), wrong, .. }) = self.fields.get_mut(self.focus) {
            line.insert(text);
            (*wrong, self.wrong) = (None, None);
        }
    }
}

/// Moves the position among `count` choices, and wraps at the ends. Returns false for any other key.
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
    fn a_fault_stays_beside_its_field_until_the_value_changes() {
        let mut form = form();
        form.refuse("Text", "no");
        form.key(Key::Down);
        form.key(Key::Char(' '));
        assert!(form.fields[0].wrong.is_some(), "another field was changed");
        form.key(Key::Up);
        form.key(Key::Char('b'));
        assert_eq!(form.fields[0].wrong, None);
    }

    #[test]
    fn a_draft_brings_back_every_value_and_only_under_its_name() {
        let (blank, mut filled) = (form(), form());
        for key in [Key::Char('b'), Key::Down, Key::Right, Key::Down, Key::Right, Key::Char(' ')] {
            filled.key(key);
        }
        let draft = filled.draft("f", &blank);
        let mut again = form();
        assert!(!again.take_draft("other", &draft) && again.says_the_same(&blank));
        assert!(again.take_draft("f", &draft) && again.says_the_same(&filled), "{draft}");
    }
}
