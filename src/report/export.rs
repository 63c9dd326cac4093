//! The whole diary as a file: JSON, which holds everything as it is, and CSV for spreadsheets. `docs/diary-format.md`.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use super::rows::ImportRow;
use crate::domain::{clean::is_unfit, episode::Record};

/// The name of the format in the JSON.
pub(super) const SCHEMA: &str = "uncramp-diary";
/// The version that is written; an older one is read too, a newer one is not.
pub(super) const VERSION: u64 = 2;

/// The columns of the CSV, each kind of record using its own.
pub(super) const COLUMNS: [&str; 30] = [
    "kind",
    "id",
    "when",
    "seconds",
    "open",
    "leg",
    "muscle",
    "pain",
    "sleep_lost",
    "waking",
    "back_to_sleep",
    "tried",
    "eased_by",
    "before",
    "also",
    "alcohol",
    "soreness",
    "sore_hours",
    "note",
    "source",
    "routine",
    "steps_done",
    "no_cramp",
    "programme",
    "name",
    "dose",
    "route",
    "change",
    "outcome",
    "signs",
];

/// True if a file that begins so is an earlier export.
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
/// A sentence, where it cannot be written; nothing that the diary holds is known to be such a thing.
pub(crate) fn export(kind: Kind, records: &[Record]) -> Result<String, String> {
    match kind {
        Kind::Json => json(records).map_err(|error| format!("the diary cannot be written as JSON: {error}")),
        Kind::Csv => csv(records).map_err(|error| format!("the diary cannot be written as CSV: {error}")),
    }
}

/// One record a line, so that two exports can be laid side by side.
fn json(records: &[Record]) -> Result<String, serde_json::Error> {
    let mut lists: [(&str, Vec<String>); 5] =
        ["episodes", "nights", "medicines", "checks", "facts"].map(|name| (name, vec![]));
    let [episodes, nights, medicines, checks, facts] = &mut lists;
    for record in records {
        match ImportRow::from(record) {
            ImportRow::Episode(row) => episodes.1.push(line(&row)?),
            ImportRow::Night(row) => nights.1.push(line(&row)?),
            ImportRow::Medicine(row) => medicines.1.push(line(&row)?),
            ImportRow::Check(row) => checks.1.push(line(&row)?),
            ImportRow::Fact(row) => facts.1.push(line(&row)?),
        }
    }
    let lists = lists.map(|(name, lines)| match lines.is_empty() {
        true => format!("\"{name}\": []"),
        false => format!("\"{name}\": [\n{}\n]", lines.join(",\n")),
    });
    Ok(harmless(&format!(
        "{{\n\"schema\": \"{SCHEMA}\",\n\"version\": {VERSION},\n{}\n}}\n",
        lists.join(",\n")
    )))
}

/// JSON in which every text is exact, and yet nothing is obeyed by a terminal or turns the order of the letters round: such
/// characters are escaped, as JSON allows for every one.
pub(crate) fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unfit(c) {
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
///
/// # Errors
/// A record that cannot be written. No record of a diary is known to be one.
pub(crate) fn object(record: &Record) -> Result<Value, serde_json::Error> {
    let (kind, mut value) = match ImportRow::from(record) {
        ImportRow::Episode(row) => ("episode", serde_json::to_value(row)?),
        ImportRow::Night(row) => ("night", serde_json::to_value(row)?),
        ImportRow::Medicine(row) => ("medicine", serde_json::to_value(row)?),
        ImportRow::Check(row) => ("check", serde_json::to_value(row)?),
        ImportRow::Fact(row) => ("fact", serde_json::to_value(row)?),
    };
    if let Value::Object(fields) = &mut value {
        fields.insert("kind".to_owned(), kind.into());
        fields.insert("night".to_owned(), record.night().map(|night| night.to_string()).into());
    }
    Ok(value)
}

fn line(row: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string(row)
}

fn csv(records: &[Record]) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(vec![]);
    writer.write_record(COLUMNS)?;
    for record in records {
        let cells = cells(ImportRow::from(record));
        let cell = |column: &&str| {
            cells
                .iter()
                .find(|(name, _)| name == column)
                .map_or(String::new(), |(_, text)| guarded(&spelled(text)))
        };
        writer.write_record(COLUMNS.iter().map(cell))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// The cells of a row, by column.
fn cells(row: ImportRow) -> Vec<(&'static str, String)> {
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let mut cells = vec![];
    match row {
        ImportRow::Episode(row) => {
            cells.extend([
                ("kind", "episode".to_owned()),
                ("id", row.id.unwrap_or_default()),
                ("when", row.start),
                ("seconds", number(row.seconds)),
                ("open", row.open.to_string()),
                ("leg", row.leg.unwrap_or_default()),
                ("muscle", row.muscle.unwrap_or_default()),
                ("pain", number(row.pain)),
                ("sleep_lost", number(row.sleep_lost)),
                ("waking", row.waking.unwrap_or_default()),
                ("back_to_sleep", number(row.back_to_sleep)),
                ("tried", joined(&row.tried)),
                ("eased_by", joined(&row.eased_by)),
                ("before", joined(&row.before)),
                ("also", joined(&row.also)),
                ("alcohol", number(row.alcohol)),
                ("soreness", number(row.soreness)),
                ("sore_hours", number(row.sore_hours)),
                ("note", row.note),
                ("source", row.source.unwrap_or_default()),
                ("routine", row.routine.unwrap_or_default()),
                ("steps_done", number(row.steps_done)),
            ]);
        }
        ImportRow::Night(row) => cells.extend([
            ("kind", "night".to_owned()),
            ("when", row.night),
            ("no_cramp", row.no_cramp.to_string()),
            ("programme", row.programme.to_string()),
        ]),
        ImportRow::Medicine(row) => cells.extend([
            ("kind", "medicine".to_owned()),
            ("id", row.id.unwrap_or_default()),
            ("when", row.date),
            ("name", row.name),
            ("dose", row.dose),
            ("route", row.route.unwrap_or_default()),
            ("change", row.change),
            ("note", row.note),
        ]),
        ImportRow::Check(row) => cells.extend([
            ("kind", "check".to_owned()),
            ("id", row.id.unwrap_or_default()),
            ("when", row.at),
            ("outcome", row.outcome),
            ("signs", joined(&row.signs)),
        ]),
        ImportRow::Fact(row) => {
            cells.extend([("kind", "fact".to_owned()), ("name", row.fact), ("note", row.text)]);
        }
    }
    cells
}

/// Several entries in one cell: `walk;stand`. A semicolon of an entry's own has a backslash before it, as a backslash has.
fn joined(entries: &[String]) -> String {
    let entries: Vec<String> =
        entries.iter().map(|entry| entry.replace('\\', "\\\\").replace(';', "\\;")).collect();
    entries.join(";")
}

/// The entries of such a cell.
pub(super) fn parted(cell: &str) -> Vec<String> {
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

/// The beginning of a spelled character, one that a terminal would obey or a reader not see: `\u{9b}`.
const SPELLING: &str = "\\u{";

/// The text with such characters spelled; the end of a line stays as it is. A backslash of its own that would look like the
/// beginning of a spelling is spelled too, so that all of it can be read back.
fn spelled(text: &str) -> String {
    if !text.contains(is_unfit) && !text.contains(SPELLING) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if (is_unfit(c) && !rest.starts_with("\r\n")) || rest.starts_with(SPELLING) {
            let _ = write!(out, "{SPELLING}{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// The text that was spelled so. What is like a spelling and was not needed stays as it is.
pub(super) fn unspelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(SPELLING) {
        out.push_str(before);
        let code = after.split_once('}');
        let c = code
            .and_then(|(code, _)| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
            .filter(|c| is_unfit(*c) || *c == '\\');
        match (code, c) {
            (Some((_, after)), Some(c)) => {
                out.push(c);
                rest = after;
            }
            _ => {
                out.push_str(SPELLING);
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

/// True if a spreadsheet may split a cell here. In many countries `;` parts the cells; one that does not heed quotation marks
/// begins a row at a line's end.
const fn parts_cells(c: char) -> bool {
    matches!(c, ';' | '\t' | '\r' | '\n')
}

/// True if an apostrophe at the beginning of this is the guard's, or could be taken for it.
fn looks_guarded(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next() == Some('\'') && letters.next().is_some_and(|c| c == '\'' || begins_formula(c))
}

fn needs_guard(text: &str) -> bool {
    text.starts_with(begins_formula) || looks_guarded(text)
}

/// The same for a part of a cell: a line's end at its beginning is no formula.
fn part_needs_guard(part: &str) -> bool {
    let begins = |c: char| begins_formula(c) && !parts_cells(c);
    part.starts_with(begins) || part_looks_guarded(part)
}

fn part_looks_guarded(part: &str) -> bool {
    looks_guarded(part) && !part.chars().nth(1).is_some_and(parts_cells)
}

/// The text with an apostrophe before it, and before each part of it, where a spreadsheet would else run a formula.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split_inclusive(parts_cells).enumerate() {
        // The first part is guarded with the whole.
        if at > 0 && part_needs_guard(part) {
            out.push('\'');
        }
        out.push_str(part);
    }
    if needs_guard(&out) { format!("'{out}") } else { out }
}

/// The text without those apostrophes.
pub(super) fn unguarded(text: &str) -> String {
    let text = if looks_guarded(text) { text.get(1..).unwrap_or(text) } else { text };
    let parts = text.split_inclusive(parts_cells).enumerate();
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
            prop_assert!(!cell.split(parts_cells).any(|part| part.starts_with(['=', '+', '-', '@'])), "{cell:?}");
            prop_assert_eq!(unguarded(&cell), text);
        }

        #[test]
        fn what_was_spelled_is_read_back(text in "[\\\\u{}59b\r\n\u{9b}\u{202e}\u{e0041}\u{0}]{0,9}") {
            let cell = spelled(&text);
            prop_assert!(!cell.replace("\r\n", "").contains(is_unfit), "{cell:?}");
            prop_assert_eq!(unspelled(&cell), text);
        }

        #[test]
        fn entries_are_parted_as_they_were_joined(entries in proptest::collection::vec("[;\\\\a=]{1,4}", 0..5)) {
            prop_assert_eq!(parted(&joined(&entries)), entries);
        }
    }
}
