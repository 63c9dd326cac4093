//! The fields of a record of the diary: name, type and value. Files, the database and the checks of bounds all use the one list of
//! fields that each record has (its method `visit`).

use std::{convert::Infallible, mem::take};

use super::{
    choice::Enumeration,
    local_time::{LocalTime, Night},
    record::{MAX_WORD, Record},
};

/// The type of a field, with its bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FieldType {
    /// The id of a record. It is a key, so it must not be empty.
    Key,
    Time,
    Night,
    Flag,
    /// A whole number from 0 to this one.
    Number(i64),
    /// One of these ids, or nothing.
    Choice(Vec<&'static str>),
    /// One of these ids.
    NeededChoice(Vec<&'static str>),
    /// A text of at most this many bytes, or nothing.
    Text(usize),
    /// A text of at most this many bytes. It must not be empty.
    NeededText(usize),
    /// The id of another thing, or nothing.
    Link,
    /// At most this many tags.
    Tags(usize),
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordValue {
    /// Not recorded.
    Nothing,
    /// A text, or the id of a choice.
    Text(String),
    Number(i64),
    Flag(bool),
    Time(LocalTime),
    Night(Night),
    Tags(Vec<String>),
}

impl From<Option<String>> for RecordValue {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

/// A function that gets each field of a record and returns its value: a new one to read a record, the same one to write it. A value
/// has the type of its field and is within its bounds, see [`check_field`].
pub(crate) type Exchange<'f, E> =
    dyn FnMut(&'static str, FieldType, RecordValue) -> Result<RecordValue, E> + 'f;

/// Exchanges the values of a record's fields. `Record::visit` calls one method for each field, in the order of files.
pub(crate) struct FieldVisitor<'f, E>(pub(crate) &'f mut Exchange<'f, E>);

impl<E> FieldVisitor<'_, E> {
    pub(super) fn key(&mut self, id: &mut String) -> Result<(), E> {
        self.string("id", FieldType::Key, id)
    }

    pub(super) fn text(&mut self, name: &'static str, text: &mut String, most: usize) -> Result<(), E> {
        self.string(name, FieldType::Text(most), text)
    }

    pub(super) fn needed_text(
        &mut self,
        name: &'static str,
        text: &mut String,
        most: usize,
    ) -> Result<(), E> {
        self.string(name, FieldType::NeededText(most), text)
    }

    fn string(&mut self, name: &'static str, kind: FieldType, text: &mut String) -> Result<(), E> {
        let new = (self.0)(name, kind, RecordValue::Text(take(text)))?;
        *text = if let RecordValue::Text(new) = new { new } else { String::new() };
        Ok(())
    }

    pub(super) fn link(&mut self, name: &'static str, id: &mut Option<String>) -> Result<(), E> {
        let new = (self.0)(name, FieldType::Link, id.take().into())?;
        *id = if let RecordValue::Text(new) = new { Some(new) } else { None };
        Ok(())
    }

    pub(super) fn time(&mut self, name: &'static str, time: &mut LocalTime) -> Result<(), E> {
        if let RecordValue::Time(new) = (self.0)(name, FieldType::Time, RecordValue::Time(*time))? {
            *time = new;
        }
        Ok(())
    }

    pub(super) fn night(&mut self, name: &'static str, night: &mut Night) -> Result<(), E> {
        if let RecordValue::Night(new) = (self.0)(name, FieldType::Night, RecordValue::Night(*night))? {
            *night = new;
        }
        Ok(())
    }

    pub(super) fn flag(&mut self, name: &'static str, flag: &mut bool) -> Result<(), E> {
        *flag = (self.0)(name, FieldType::Flag, RecordValue::Flag(*flag))? == RecordValue::Flag(true);
        Ok(())
    }

    /// A number of a type that holds every number from 0 to `most`.
    pub(super) fn number<T>(&mut self, name: &'static str, number: &mut Option<T>, most: T) -> Result<(), E>
    where
        T: Copy + Into<i64> + TryFrom<i64>,
    {
        let value = number.map_or(RecordValue::Nothing, |number| RecordValue::Number(number.into()));
        let new = (self.0)(name, FieldType::Number(most.into()), value)?;
        *number = if let RecordValue::Number(new) = new { T::try_from(new).ok() } else { None };
        Ok(())
    }

    pub(super) fn choice<T: Enumeration>(
        &mut self,
        name: &'static str,
        choice: &mut Option<T>,
    ) -> Result<(), E> {
        let id = choice.map(|choice| choice.id().to_owned());
        let new = (self.0)(name, FieldType::Choice(T::ids()), id.into())?;
        *choice = if let RecordValue::Text(id) = new { T::find(&id) } else { None };
        Ok(())
    }

    pub(super) fn needed_choice<T: Enumeration>(
        &mut self,
        name: &'static str,
        choice: &mut T,
    ) -> Result<(), E> {
        let id = RecordValue::Text(choice.id().to_owned());
        if let RecordValue::Text(id) = (self.0)(name, FieldType::NeededChoice(T::ids()), id)?
            && let Some(new) = T::find(&id)
        {
            *choice = new;
        }
        Ok(())
    }

    pub(super) fn tags(&mut self, name: &'static str, tags: &mut Vec<String>, most: usize) -> Result<(), E> {
        let new = (self.0)(name, FieldType::Tags(most), RecordValue::Tags(take(tags)))?;
        *tags = if let RecordValue::Tags(new) = new { new } else { vec![] };
        Ok(())
    }
}

/// The fields of a record with their values, in the order of files.
pub(crate) fn fields(record: &Record) -> Vec<(&'static str, RecordValue)> {
    let mut fields = vec![];
    let Ok(()) = record.clone().visit(&mut |name, _, value| {
        fields.push((name, value.clone()));
        Ok::<_, Infallible>(value)
    });
    fields
}

/// Checks the bounds of a record.
///
/// # Errors
/// The field that is out of bounds, in a sentence without a full stop.
pub(crate) fn check_bounds(record: &Record) -> Result<(), String> {
    record.clone().visit(&mut |name, kind, value| check_field(name, &kind, &value).map(|()| value))
}

/// Checks the bounds of one field.
///
/// # Errors
/// The value is out of bounds, in a sentence without a full stop.
pub(crate) fn check_field(name: &str, kind: &FieldType, value: &RecordValue) -> Result<(), String> {
    match (kind, value) {
        (FieldType::Key | FieldType::Link, RecordValue::Text(id)) => check_id(name, id),
        (FieldType::Text(most) | FieldType::NeededText(most), RecordValue::Text(text)) => {
            check_text(name, text, *most)
        }
        (FieldType::Number(most), RecordValue::Number(number)) if !(0..=*most).contains(number) => {
            Err(format!("{name} {number} is not from 0 to {most}"))
        }
        (_, RecordValue::Time(time))
            if LocalTime::from_seconds(time.at.as_second(), time.offset.seconds()) != Some(*time) =>
        {
            Err(format!("{name} is before 1970 or after 2199; see to the clock of this computer"))
        }
        (_, RecordValue::Night(night)) if !(Night::FIRST..=Night::LAST).contains(night) => {
            Err(format!("{name} is before 1970 or after 2199"))
        }
        (FieldType::Tags(most), RecordValue::Tags(tags)) => check_tags(name, tags, *most),
        _ => Ok(()),
    }
}

/// The database keeps tags one to a line, so none may be empty or contain a line break.
fn check_tags(name: &str, tags: &[String], most: usize) -> Result<(), String> {
    if tags.len() > most {
        return Err(format!("{name} has {} entries; {most} is the most", tags.len()));
    }
    tags.iter().try_for_each(|tag| match tag.as_str() {
        "" => Err(format!("{name} has an empty entry")),
        tag if tag.contains('\n') => Err(format!("{name} has an entry that goes over a line")),
        tag => check_text(name, tag, MAX_WORD),
    })
}

/// Checks the id of a record or of another thing.
///
/// # Errors
/// The id is empty or too long.
pub(crate) fn check_id(name: &str, id: &str) -> Result<(), String> {
    if id.is_empty() { Err(format!("{name} is empty")) } else { check_text(name, id, MAX_WORD) }
}

fn check_text(name: &str, text: &str, most: usize) -> Result<(), String> {
    match text.len() {
        length if length > most => Err(format!("{name} is {length} bytes long; {most} is the most")),
        _ => Ok(()),
    }
}
