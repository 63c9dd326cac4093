//! Reads a diary from a file, JSON or CSV. A record with an error is left out and reported with its line and the reason.

mod csv;
mod json;
#[cfg(test)]
mod tests;

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
};

use super::export::SCHEMA;
use crate::domain::record::{Record, RecordKey};

/// The largest file, in bytes. An export is never so large: that would be ten cramps a night for a lifetime, each with the longest
/// note.
pub(crate) const MAX_BYTES: usize = 1 << 30;

/// The most records that may have an error. A file with more is refused, because an error every three bytes would fill the memory.
pub(crate) const MAX_REJECTED: usize = 200_000;

/// The contents of a file. Lines are counted from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Imported {
    /// The records without an error. No two have the same key.
    pub(crate) records: Vec<(usize, Record)>,
    /// The reason for each record that is left out: a sentence without a full stop.
    pub(crate) rejected: Vec<(usize, String)>,
}

/// Reads JSON or CSV. The first character decides the format.
///
/// # Errors
/// The reason why the file is not a diary at all: a sentence without a full stop, with its line where it has one.
pub(crate) fn import(bytes: &[u8]) -> Result<Imported, String> {
    if bytes.len() > MAX_BYTES {
        return Err(format!("the file is larger than {} MiB: split it", MAX_BYTES >> 20));
    }
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "a spreadsheet or an archive, and not text: save the sheet as CSV"),
        (b"SQLite format 3\0", "a database, and not text: uncramp export writes what import reads"),
        (b"%PDF", "a PDF, and not text: uncramp export writes what import reads"),
    ] {
        if bytes.starts_with(magic) {
            return Err(format!("the file is {what}"));
        }
    }
    let text = decoded(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let records = match text.trim_start().chars().next() {
        None => return Err("the file is empty".to_owned()),
        Some('{') => json::rows(text)?,
        Some('[') => {
            return Err(format!(
                "the file is not a diary: it is a list and not an object with \"schema\": \"{SCHEMA}\""
            ));
        }
        Some(_) => csv::rows(text)?,
    };
    deduplicated(records)
}

/// The text of a file: UTF-8, or UTF-16 with its mark, as some spreadsheets write it.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Option<String> {
        let pairs = bytes.chunks(2).map(|pair| pair.try_into().ok().map(unit));
        String::from_utf16(&pairs.collect::<Option<Vec<u16>>>()?).ok()
    };
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(units(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(units(rest, u16::from_be_bytes)),
        _ => None,
    };
    if let Some(wide) = wide {
        return wide
            .map(Cow::Owned)
            .ok_or_else(|| "the text is broken UTF-16: save the file as UTF-8".to_owned());
    }
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let sound = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        format!("line {}: the text is not UTF-8: save the file as UTF-8", line_ends(&sound) + 1)
    })
}

/// The number of line ends in a text, of every kind.
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends =
        |(at, byte): (usize, &u8)| *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|found| ends(*found)).count()
}

/// A line number, and the record that begins there or the error in it.
type NumberedRecord = (usize, Result<Record, String>);

/// Takes each key once.
///
/// # Errors
/// A sentence if more than [`MAX_REJECTED`] records are wrong.
fn deduplicated(records: Vec<NumberedRecord>) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let mut lines: HashMap<RecordKey, usize> = HashMap::new();
    for (line, record) in records {
        match record {
            Err(reason) => imported.rejected.push((line, reason)),
            Ok(record) => match lines.entry(record.key()) {
                Entry::Occupied(first) => {
                    imported.rejected.push((line, format!("it is on line {} already", first.get())));
                }
                Entry::Vacant(free) => {
                    free.insert(line);
                    imported.records.push((line, record));
                }
            },
        }
        if imported.rejected.len() > MAX_REJECTED {
            return Err(format!("the file has more than {MAX_REJECTED} records that are not sound"));
        }
    }
    Ok(imported)
}

/// Counts lines. It continues from the last position, so that a file is counted once.
struct LineCounter<'a> {
    text: &'a str,
    line: usize,
    byte: usize,
}

impl LineCounter<'_> {
    /// The line that a part of the text begins on.
    fn of(&mut self, part: &str) -> usize {
        self.at(part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr()))
    }

    /// The line that a byte is on.
    fn at(&mut self, byte: usize) -> usize {
        // The lists of a JSON file may come in any order.
        if byte < self.byte {
            (self.line, self.byte) = (1, 0);
        }
        self.line += line_ends(self.text.get(self.byte..byte).unwrap_or_default());
        self.byte = byte;
        self.line
    }
}
