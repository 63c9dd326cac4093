//! Reads CSV: our own export, and tables as spreadsheets and other programs save them.

use std::convert::Infallible;

use serde_json::Value;

use super::{
    super::{
        export::{column, columns, unescaped, unguarded},
        rows::{self, Cells, shown, unknown, whole},
    },
    LineCounter, NumberedRecord,
};
use crate::domain::{Record, RecordKind, choice::Enumeration, fields::FieldType};

/// The delimiter of a table. Some spreadsheets write a semicolon or a tab in place of the comma.
fn delimiter(head: &str) -> u8 {
    let other = [b';', b'\t'].into_iter().find(|other| head.contains(char::from(*other)));
    other.filter(|_| !head.contains(',')).unwrap_or(b',')
}

/// The first line, and the position after its line end.
fn first_line(text: &str) -> (&str, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or(text);
    let rest = text.get(line.len()..).unwrap_or_default();
    let end = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    (line, line.len() + end)
}

/// The name of a column in lower case; `None` for a column without one. Other programs add such columns for row numbers.
fn column_name(name: &str) -> Option<String> {
    let name = name.trim();
    let is_named = !name.is_empty() && !name.starts_with("Unnamed:");
    is_named.then(|| name.to_ascii_lowercase())
}

/// The records of a CSV file.
///
/// # Errors
/// The reason why the table is not a diary, with its line.
pub(super) fn rows(text: &str) -> Result<Vec<NumberedRecord>, String> {
    // The first line of a spreadsheet's file may name the delimiter: `sep=;`.
    let (first, after) = first_line(text);
    let said = first.trim_end().strip_prefix("sep=").map(str::as_bytes);
    let (start, delimiter) = match said {
        Some([said]) => (after, *said),
        Some(_) => (after, delimiter(first_line(text.get(after..).unwrap_or_default()).0)),
        None => (0, delimiter(first)),
    };
    let table = text.get(start..).unwrap_or_default();
    let mut builder = ::csv::ReaderBuilder::new();
    let mut reader = builder.flexible(true).delimiter(delimiter).from_reader(table.as_bytes());
    let head_line = if start == 0 { 1 } else { 2 };
    let head: Vec<Option<String>> = reader
        .headers()
        .map_err(|_| {
            format!("line {head_line}: the file is not a diary: its first line cannot be read as a CSV")
        })?
        .iter()
        .map(column_name)
        .collect();
    if !head.iter().flatten().any(|name| name == "when") {
        return Err(format!(
            "line {head_line}: the file is not a diary: a CSV needs a head with a column \"when\""
        ));
    }
    let columns = columns();
    for (i, name) in head.iter().enumerate() {
        let Some(name) = name else { continue };
        if !columns.contains(&name.as_str()) && name != "end" {
            return Err(format!(
                "line {head_line}: the column {} is not known: take it out, or get a newer uncramp",
                shown(name)
            ));
        }
        if head.iter().take(i).flatten().any(|other| other == name) {
            return Err(format!("line {head_line}: there are two columns {}", shown(name)));
        }
    }
    let mut lines = LineCounter { text, line: 1, byte: 0 };
    let mut line = |position: Option<&::csv::Position>| {
        // Skips the rest of the line end before the row, and empty lines.
        let from = start + position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        lines.at(from + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count())
    };
    let mut records = vec![];
    for record in reader.records() {
        match record {
            Err(error) => {
                records.push((line(error.position()), Err("it cannot be read as a line of a CSV".to_owned())))
            }
            // A row of delimiters only is an empty line.
            Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(record) => records.push((line(record.position()), Ok(record))),
        }
    }
    let null_words = null_words(&head, records.iter().filter_map(|(_, record)| record.as_ref().ok()));
    let row = |(line, record): (usize, Result<::csv::StringRecord, String>)| {
        (line, record.and_then(|record| Line { head: &head, null_words: &null_words, record }.read()))
    };
    Ok(records.into_iter().map(row).collect())
}

/// The columns without free text. A word for "no value" is safe to recognise there.
fn columns_without_text() -> Vec<&'static str> {
    let mut found = vec![];
    for kind in RecordKind::ALL {
        let Ok(()) = kind.blank().visit(&mut |name, field, value| {
            if matches!(field, FieldType::Flag | FieldType::Number(_) | FieldType::Choice(_)) {
                found.push(column(name));
            }
            Ok::<_, Infallible>(value)
        });
    }
    found
}

/// The words for "no value" that a table uses, such as the `NA` of R: those that occur in columns without free text.
fn null_words<'r>(
    head: &[Option<String>],
    records: impl Iterator<Item = &'r ::csv::StringRecord> + Clone,
) -> Vec<&'static str> {
    const WORDS: [&str; 9] = ["NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None"];
    let columns = columns_without_text();
    let is_no_text =
        |at: usize| head.get(at).and_then(Option::as_deref).is_some_and(|name| columns.contains(&name));
    let is_used = |word: &&str| {
        records
            .clone()
            .any(|record| record.iter().enumerate().any(|(at, cell)| cell.trim() == *word && is_no_text(at)))
    };
    WORDS.into_iter().filter(is_used).collect()
}

/// The cells of a line, by column.
struct Line<'a> {
    head: &'a [Option<String>],
    null_words: &'a [&'static str],
    record: ::csv::StringRecord,
}

impl Cells for Line<'_> {
    const IS_TABLE: bool = true;

    fn take(&mut self, field: &'static str) -> Value {
        self.text(column(field)).into()
    }
}

impl Line<'_> {
    fn read(mut self) -> Result<Record, String> {
        // Cells missing at the end count as empty. An empty cell too many is no mistake, nor is a row number without a name.
        for (at, cell) in self.record.iter().enumerate() {
            let is_stray = match self.head.get(at) {
                Some(Some(_)) => false,
                Some(None) => !cell.trim().is_empty() && whole(cell).is_none(),
                None => !cell.trim().is_empty(),
            };
            if is_stray {
                return Err(format!(
                    "cell {} is {} and stands in no column that has a name",
                    at + 1,
                    shown(cell)
                ));
            }
        }
        let kind = self.text("kind");
        let kind = match kind.trim() {
            "" => RecordKind::Episode,
            id => RecordKind::find(id).ok_or_else(|| unknown("kind", id, &RecordKind::ids()))?,
        };
        rows::read(kind, &mut self)
    }

    fn text(&self, column: &str) -> String {
        let place = self.head.iter().position(|name| name.as_deref() == Some(column));
        let cell = place.and_then(|place| self.record.get(place)).unwrap_or_default();
        if self.null_words.contains(&cell.trim()) { String::new() } else { unescaped(&unguarded(cell)) }
    }
}
