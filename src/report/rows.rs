//! Reads records of the diary from the cells of a file.

use serde_json::Value;

use super::export;
use crate::domain::{
    CheckRecord, Episode, LocalTime, MAX_SECONDS, Medicine, Night, Record, RecordKind,
    clean::clean,
    fields::{FieldType, RecordValue, check_bounds},
    local_time::parse_with_offset,
};

/// The cells of one record in a file.
pub(super) trait Cells {
    /// True if spaces around a word or a number do not count, as in a table that people edit.
    const IS_TABLE: bool;

    /// Takes the value of a field; null if the file does not have it. A text stands for a value of any type.
    fn take(&mut self, field: &'static str) -> Value;
}

/// Reads a record. It gets an id of its own if it comes without one.
///
/// # Errors
/// The error in the record, in a sentence without a full stop.
pub(super) fn read<C: Cells>(kind: RecordKind, cells: &mut C) -> Result<Record, String> {
    let mut record = kind.blank();
    record.visit(&mut |name, field, _| match read_field(name, &field, cells.take(name), C::IS_TABLE)? {
        RecordValue::Text(text) if matches!(field, FieldType::NeededText(_)) && is_blank(kind, &text) => {
            Err(format!("the {name} of the {} is missing", kind.words()))
        }
        value => Ok(value),
    })?;
    if let Record::Episode(episode) = &mut record {
        let end = text("end", cells.take("end"))?;
        close(episode, if C::IS_TABLE { end.trim() } else { &end })?;
    }
    let own_id = derived_id(&record);
    match &mut record {
        Record::Episode(Episode { id, .. })
        | Record::Medicine(Medicine { id, .. })
        | Record::Check(CheckRecord { id, .. })
            if id.is_empty() =>
        {
            *id = own_id;
        }
        _ => {}
    }
    check_bounds(&record)?;
    Ok(record)
}

/// Ends the cramp of a file, and takes its length from the field `end` if the file has one. A cramp that was open there has no length.
fn close(episode: &mut Episode, end: &str) -> Result<(), String> {
    if !end.is_empty() {
        let length = time("end", end)?.at.as_second() - episode.start.at.as_second();
        if length < 0 {
            let start = episode.start.with_offset();
            return Err(format!("the end {} is before the start {}", shown(end), shown(&start)));
        }
        let length = ranged("seconds from start to end", length, MAX_SECONDS.into())?;
        let length = u32::try_from(length).unwrap_or(MAX_SECONDS);
        if episode.seconds.is_some_and(|seconds| seconds != length) {
            return Err("the end and the seconds do not agree: leave one of them out".to_owned());
        }
        episode.seconds = Some(length);
    }
    episode.seconds = episode.seconds.filter(|_| !episode.is_open);
    episode.is_open = false;
    Ok(())
}

/// The id that a record without one is given: the same for the same content, so that a file that is imported twice adds nothing.
fn derived_id(record: &Record) -> String {
    // Version 1 of the format had no route: without one, the id is the one it made. A text cannot hold these letters, because
    // JSON escapes its quotes.
    let content = export::line(record).replace(",\"route\":null", "");
    // FNV-1a, 128 bits: short, and the same for ever.
    let bytes = record.kind().id().bytes().chain(content.bytes());
    let hash = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    });
    format!("{hash:032x}")
}

/// True if a text that a record needs is missing. The name of a medicine is missing too if it has only spaces.
fn is_blank(kind: RecordKind, text: &str) -> bool {
    text.is_empty() || (kind == RecordKind::Medicine && text.trim().is_empty())
}

/// The value of a field.
fn read_field(name: &str, kind: &FieldType, cell: Value, is_table: bool) -> Result<RecordValue, String> {
    let bare = |text: String| if is_table { text.trim().to_owned() } else { text };
    Ok(match kind {
        FieldType::Key | FieldType::Text(_) | FieldType::NeededText(_) => {
            RecordValue::Text(text(name, cell)?)
        }
        FieldType::Link => Some(text(name, cell)?).filter(|id| !id.is_empty()).into(),
        FieldType::Time => RecordValue::Time(time(name, &text(name, cell)?)?),
        FieldType::Night => RecordValue::Night(night(name, &text(name, cell)?)?),
        FieldType::Flag => RecordValue::Flag(flag(name, &bare(plain(&cell)))?),
        FieldType::Number(most) => {
            let text = bare(plain(&cell));
            match (text.as_str(), whole(&text)) {
                ("", _) => RecordValue::Nothing,
                (_, None) => return Err(format!("{name} {} is not a whole number", shown(&text))),
                (_, Some(number)) => RecordValue::Number(ranged(name, number, *most)?),
            }
        }
        FieldType::Choice(ids) | FieldType::NeededChoice(ids) => {
            match (bare(text(name, cell)?).as_str(), kind) {
                ("", FieldType::Choice(_)) => RecordValue::Nothing,
                (id, _) if ids.contains(&id) => RecordValue::Text(id.to_owned()),
                (id, _) => return Err(unknown(name, id, ids)),
            }
        }
        FieldType::Tags(_) => RecordValue::Tags(match cell {
            Value::Null => vec![],
            Value::String(cell) => export::split_entries(&cell),
            Value::Array(entries) => {
                entries.into_iter().map(|entry| text(name, entry)).collect::<Result<_, _>>()?
            }
            other => return Err(format!("{name} {} is not a list of texts", shown(&other.to_string()))),
        }),
    })
}

/// The text of a value; empty if the file does not have it.
fn text(name: &str, cell: Value) -> Result<String, String> {
    match cell {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text),
        other => Err(format!("{name} {} is not text", shown(&other.to_string()))),
    }
}

/// A value as text: other programs write `"6"` in place of `6`. Nothing is empty.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The sentence about an id that is none of the known ones.
pub(super) fn unknown(name: &str, id: &str, known: &[&str]) -> String {
    format!("{name} {} is not known: give {}", shown(id), known.join(", "))
}

fn flag(name: &str, text: &str) -> Result<bool, String> {
    let word = text.to_lowercase();
    let is_in = |words: &str| words.split(' ').any(|known| known == word);
    if is_in(YES) {
        Ok(true)
    } else if word.is_empty() || is_in(NO) {
        Ok(false)
    } else {
        Err(format!("{name} {} is neither true nor false", shown(text)))
    }
}

fn night(name: &str, text: &str) -> Result<Night, String> {
    if text.is_empty() {
        return Err(format!("{name} is missing"));
    }
    Night::parse(text.trim()).ok_or_else(|| {
        format!("{name} {} is not a date between 1970 and 2199: write it as 2026-11-22", shown(text))
    })
}

fn ranged(name: &str, number: i64, most: i64) -> Result<i64, String> {
    match (0..=most).contains(&number) {
        true => Ok(number),
        false => Err(format!("{name} {number} is not from 0 to {most}")),
    }
}

/// The words for yes and no that spreadsheets write, in the languages of their users. An empty cell means no.
const YES: &str = "true 1 1.0 yes y t x wahr ja vrai oui verdadero sí vero verdadeiro waar sant sand sann \
    tosi prawda pravda igaz doğru истина";
const NO: &str = "false 0 0.0 no n f falsch nein faux non falso não onwaar nee falskt falsk usann epätosi \
    fałsz nepravda hamis yanliş ложь";

/// A whole number as people and programs write it: `240`, `240.0`, `240,0`. `1,000` may mean a thousand or one and is refused.
pub(super) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_whole = fraction.len() <= 2 && fraction.bytes().all(|byte| byte == b'0');
    is_whole.then(|| whole.parse().ok()).flatten()
}

/// A text of a file, short and clean enough to be quoted in a sentence.
pub(super) fn shown(said: &str) -> String {
    let clean = clean(said);
    let short: String = clean.chars().take(40).collect();
    if short == clean { format!("{short:?}") } else { format!("{short:?}…") }
}

fn time(what: &str, said: &str) -> Result<LocalTime, String> {
    if said.is_empty() {
        return Err(format!("{what} is missing"));
    }
    let said = said.trim();
    // Some programs write a space between date and time.
    let spaced = said
        .split_once(' ')
        .filter(|(date, _)| date.len() == 10)
        .map(|(date, time)| format!("{date}T{time}"));
    parse_with_offset(spaced.as_deref().unwrap_or(said)).ok_or_else(|| {
        format!(
            "{what} {} is not a time between 1970 and 2199: write it as 2026-11-22T03:10:00+00:00",
            shown(said)
        )
    })
}
