//! The whole diary as a file: JSON, which holds everything as it is, and CSV for spreadsheets. `docs/diary-format.md`.

use std::fmt::Write;

use serde_json::Value;

use crate::domain::{
    LocalTime, Record, RecordKind,
    clean::is_unprintable,
    fields::{RecordValue, fields},
};

/// The name of the format in the JSON.
pub(super) const SCHEMA: &str = "uncramp-diary";
/// The version that is written. Import reads it and older ones.
pub(super) const VERSION: u64 = 2;

/// The columns of the CSV. Each kind of record fills its own.
pub(super) fn columns() -> Vec<&'static str> {
    let fields = RecordKind::ALL.iter().flat_map(|kind| fields(&kind.blank()));
    let mut columns = vec!["kind"];
    for (field, _) in fields {
        if !columns.contains(&column(field)) {
            columns.push(column(field));
        }
    }
    columns
}

/// The column of a field: kinds share columns for the same thing.
pub(super) fn column(field: &'static str) -> &'static str {
    match field {
        "start" | "night" | "date" | "at" => "when",
        "fact" => "name",
        "text" => "note",
        field => field,
    }
}

/// True if a file with this beginning is an earlier export.
pub(crate) fn is_ours(head: &[u8]) -> bool {
    head.starts_with(format!("{{\n\"schema\": \"{SCHEMA}\"").as_bytes())
        || head.starts_with(b"kind,id,when,seconds,")
}

/// The format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Json,
    Csv,
}

/// Every record, in the order given.
///
/// # Errors
/// A sentence if the CSV cannot be written. No record is known that causes this.
pub(crate) fn export(kind: Kind, records: &[Record]) -> Result<String, String> {
    match kind {
        Kind::Json => Ok(json(records)),
        Kind::Csv => csv(records).map_err(|error| format!("the diary cannot be written as CSV: {error}")),
    }
}

/// One record a line, so that two exports can be laid side by side.
fn json(records: &[Record]) -> String {
    let list = |kind: &RecordKind| {
        let lines: Vec<String> = records.iter().filter(|record| record.kind() == *kind).map(line).collect();
        match lines.is_empty() {
            true => format!("\"{}s\": []", kind.id()),
            false => format!("\"{}s\": [\n{}\n]", kind.id(), lines.join(",\n")),
        }
    };
    let lists: Vec<String> = RecordKind::ALL.iter().map(list).collect();
    escape_unprintable(&format!(
        "{{\n\"schema\": \"{SCHEMA}\",\n\"version\": {VERSION},\n{}\n}}\n",
        lists.join(",\n")
    ))
}

/// A record as a JSON object, on one line.
pub(super) fn line(record: &Record) -> String {
    let fields: Vec<String> =
        values(record).into_iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", fields.join(","))
}

/// The fields of a record as JSON values.
fn values(record: &Record) -> Vec<(&'static str, Value)> {
    let value = |value| match value {
        RecordValue::Nothing => Value::Null,
        RecordValue::Text(text) => text.into(),
        RecordValue::Number(number) => number.into(),
        RecordValue::Flag(flag) => flag.into(),
        RecordValue::Time(time) => stamp(time).into(),
        RecordValue::Night(night) => night.to_string().into(),
        RecordValue::Tags(tags) => tags.into(),
    };
    fields(record).into_iter().map(|(name, field)| (name, value(field))).collect()
}

/// A time as files have it. An offset with seconds, as some clocks had long ago, is cut to whole minutes; the point in time stays
/// exact.
fn stamp(time: LocalTime) -> String {
    let seconds = i64::from(time.offset.seconds());
    let whole = i32::try_from(seconds - seconds % 60).unwrap_or(0);
    LocalTime::from_seconds(time.at.as_second(), whole).unwrap_or(time).with_offset()
}

/// Escapes, as JSON allows, the characters that a terminal would interpret, would not show or would reorder. Every text stays exact.
pub(crate) fn escape_unprintable(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unprintable(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// One record as scripts get it: the fields it has in an export, with its kind and the night it belongs to.
pub(crate) fn object(record: &Record) -> Value {
    let night = record.night().map(|night| night.to_string());
    let more = [("kind", record.kind().id().into()), ("night", night.into())];
    values(record).into_iter().chain(more).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn csv(records: &[Record]) -> Result<String, Box<dyn std::error::Error>> {
    let columns = columns();
    let mut writer = csv::Writer::from_writer(vec![]);
    writer.write_record(&columns)?;
    for record in records {
        let fields = fields(record);
        let cell = |name: &&str| match *name {
            "kind" => record.kind().id().to_owned(),
            name => {
                let found = fields.iter().find(|(field, _)| column(field) == name);
                found.map_or_else(String::new, |(_, value)| guarded(&escaped(&cell(value))))
            }
        };
        writer.write_record(columns.iter().map(cell))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// A value in a cell of the CSV.
fn cell(value: &RecordValue) -> String {
    match value {
        RecordValue::Nothing => String::new(),
        RecordValue::Text(text) => text.clone(),
        RecordValue::Number(number) => number.to_string(),
        RecordValue::Flag(flag) => flag.to_string(),
        RecordValue::Time(time) => stamp(*time),
        RecordValue::Night(night) => night.to_string(),
        RecordValue::Tags(tags) => join_entries(tags),
    }
}

/// Several entries in one cell: `walk;stand`. A backslash comes before a semicolon or a backslash inside an entry.
fn join_entries(entries: &[String]) -> String {
    let entries: Vec<String> =
        entries.iter().map(|entry| entry.replace('\\', "\\\\").replace(';', "\\;")).collect();
    entries.join(";")
}

/// The entries of such a cell.
pub(super) fn split_entries(cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return vec![];
    }
    let mut entries = vec![];
    let mut entry = String::new();
    let mut letters = cell.chars();
    while let Some(c) = letters.next() {
        match c {
            '\\' => entry.extend(letters.next()),
            ';' => entries.push(std::mem::take(&mut entry)),
            c => entry.push(c),
        }
    }
    entries.push(entry);
    entries
}

/// The beginning of an escaped character in a CSV cell: `\u{9b}`.
const ESCAPE: &str = "\\u{";

/// Escapes the characters that a terminal would interpret or not show. Line ends stay. A backslash that looks like the beginning of
/// an escape is escaped too, so that [`unescaped`] restores the text.
fn escaped(text: &str) -> String {
    if !text.contains(is_unprintable) && !text.contains(ESCAPE) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if (is_unprintable(c) && !rest.starts_with("\r\n")) || rest.starts_with(ESCAPE) {
            let _ = write!(out, "{ESCAPE}{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Reverses [`escaped`]. An escape that `escaped` does not write stays as it is.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(ESCAPE) {
        out.push_str(before);
        let code = after.split_once('}');
        let c = code
            .and_then(|(code, _)| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
            .filter(|c| is_unprintable(*c) || *c == '\\');
        match (code, c) {
            (Some((_, after)), Some(c)) => {
                out.push(c);
                rest = after;
            }
            _ => {
                out.push_str(ESCAPE);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// True if a spreadsheet would take this for the beginning of a formula.
const fn begins_formula(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'
    )
}

/// True if a spreadsheet may split a cell here. In many countries `;` separates cells, and a spreadsheet that ignores quotation
/// marks begins a row at each line end.
const fn splits_cells(c: char) -> bool {
    matches!(c, ';' | '\t' | '\r' | '\n')
}

/// True if the text begins with a guard, or with an apostrophe that looks like one.
fn looks_guarded(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next() == Some('\'') && letters.next().is_some_and(|c| c == '\'' || begins_formula(c))
}

fn needs_guard(text: &str) -> bool {
    text.starts_with(begins_formula) || looks_guarded(text)
}

/// The same for a part of a cell. A line end at its beginning does not begin a formula.
fn part_needs_guard(part: &str) -> bool {
    let begins = |c: char| begins_formula(c) && !splits_cells(c);
    part.starts_with(begins) || part_looks_guarded(part)
}

fn part_looks_guarded(part: &str) -> bool {
    looks_guarded(part) && !part.chars().nth(1).is_some_and(splits_cells)
}

/// Puts an apostrophe, the guard, before the text and before each part of it that a spreadsheet would run as a formula.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split_inclusive(splits_cells).enumerate() {
        // The first part is guarded with the whole.
        if at > 0 && part_needs_guard(part) {
            out.push('\'');
        }
        out.push_str(part);
    }
    if needs_guard(&out) { format!("'{out}") } else { out }
}

/// Reverses [`guarded`].
pub(super) fn unguarded(text: &str) -> String {
    let text = if looks_guarded(text) { text.get(1..).unwrap_or(text) } else { text };
    let parts = text.split_inclusive(splits_cells).enumerate();
    parts
        .map(
            |(at, part)| {
                if at > 0 && part_looks_guarded(part) { part.get(1..).unwrap_or(part) } else { part }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("@a", "'@a"),
            ("-", "'-"),
            ("\tx", "'\tx"),
            ("'=1", "''=1"),
            ("''", "'''"),
            ("'", "'"),
            ("'tis", "'tis"),
            ("3", "3"),
            ("", ""),
            ("x;=1+1;y", "x;'=1+1;y"),
            ("x\n@a", "x\n'@a"),
            ("a\t-1", "a\t'-1"),
            ("a;'=1", "a;''=1"),
            (";;+", ";;'+"),
            ("a,-5; b", "a,-5; b"),
            ("a\r\n\n=1", "a\r\n\n'=1"),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

    proptest! {
        #[test]
        fn a_guard_comes_off_as_it_went_on(text in "['=+@;\\-\t\r\na]{0,6}") {
            prop_assert!(!guarded(&text).starts_with(begins_formula));
            let cell = guarded(&text);
            prop_assert!(!cell.split(splits_cells).any(|part| part.starts_with(['=', '+', '-', '@'])), "{cell:?}");
            prop_assert_eq!(unguarded(&cell), text);
        }

        #[test]
        fn what_was_spelled_is_read_back(text in "[\\\\u{}59b\r\n\u{9b}\u{202e}\u{e0041}\u{0}]{0,9}") {
            let cell = escaped(&text);
            prop_assert!(!cell.replace("\r\n", "").contains(is_unprintable), "{cell:?}");
            prop_assert_eq!(unescaped(&cell), text);
        }

        #[test]
        fn entries_are_parted_as_they_were_joined(entries in proptest::collection::vec("[;\\\\a=]{1,4}", 0..5)) {
            prop_assert_eq!(split_entries(&join_entries(&entries)), entries);
        }
    }
}
