//! A form: named fields, one of them in focus. It handles the keys that fill it in. The tab checks and saves the values.

use super::{event::Key, text_field::TextField};

/// Named fields, one in focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) title: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) focus: usize,
    /// A message about the form as a whole.
    pub(crate) wrong: Option<String>,
}

/// A field with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name, which is that of the option of `uncramp log`.
    pub(crate) label: &'static str,
    /// The question in a sentence, where the name alone says too little.
    pub(crate) ask: &'static str,
    pub(crate) value: FieldValue,
    /// The values it takes, shown while it has the focus.
    pub(crate) hint: &'static str,
    /// The fault of its value, until the value changes.
    pub(crate) wrong: Option<String>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldValue {
    /// A line of text.
    Line(TextField),
    /// One of several; the first one means no answer.
    One { words: Vec<&'static str>, at: usize },
    /// Any of several, each with its tick.
    Many { words: Vec<(String, bool)>, at: usize },
}

impl Field {
    pub(crate) fn line(label: &'static str, text: &str, most: usize, hint: &'static str) -> Self {
        Self { label, ask: "", value: FieldValue::Line(TextField::holding(text, most)), hint, wrong: None }
    }

    /// One of several; `chosen` is a position among `words`.
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

    /// The text of a line, without space around it.
    pub(crate) fn text(&self) -> &str {
        match &self.value {
            FieldValue::Line(field) => field.text().trim(),
            _ => "",
        }
    }

    /// The position of the chosen value; `None` for no answer.
    pub(crate) fn chosen(&self) -> Option<usize> {
        match &self.value {
            FieldValue::One { at, .. } => at.checked_sub(1),
            _ => None,
        }
    }

    /// The value as a text on one line.
    fn words(&self) -> String {
        match &self.value {
            FieldValue::Line(line) => line.text().to_owned(),
            FieldValue::One { words, at } => words.get(*at).copied().unwrap_or("").to_owned(),
            FieldValue::Many { words, .. } => {
                let ticked = words.iter().filter(|(_, ticked)| *ticked).map(|(word, _)| word.as_str());
                ticked.collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// Sets the value from such a text. Words that the field does not offer are left out.
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

    /// The positions that are ticked.
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

    /// True if both hold the same values; cursors do not count.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.fields.iter().map(Field::words).eq(other.fields.iter().map(Field::words))
    }

    /// The changed values as a text, a field on a line, under a name. The first field, a date, is always there: hours later its
    /// default would be another one.
    pub(crate) fn draft(&self, name: &str, blank: &Self) -> String {
        let mut draft = name.to_owned();
        for (i, (field, before)) in self.fields.iter().zip(&blank.fields).enumerate() {
            if i == 0 || field.words() != before.words() {
                draft.push_str(&format!("\n{}\t{}", field.label, field.words()));
            }
        }
        draft
    }

    /// Fills in a draft. False if the draft has another name.
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

    /// Notes a fault of the field of that name.
    pub(crate) fn refuse(&mut self, label: &str, why: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.label == label) {
            field.wrong = Some(why.to_owned());
        }
    }

    /// Handles a key that moves the focus or fills in a field. False for any other key.
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

    /// Puts pasted text into the line in focus.
    pub(crate) fn paste(&mut self, text: &str) {
        if let Some(Field { value: FieldValue::Line(line), wrong, .. }) = self.fields.get_mut(self.focus) {
            line.insert(text);
            (*wrong, self.wrong) = (None, None);
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
