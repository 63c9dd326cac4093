//! A diary from a file: what is sound comes in, what is not is named with its line and the reason.

use std::{borrow::Cow, collections::HashMap};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    export::{COLUMNS, SCHEMA, VERSION, parted, unguarded, unspelled},
    rows::{CheckRow, EpisodeRow, FactRow, ImportRow, MedicineRow, NightRow, shown},
};
use crate::domain::{
    clean::clean,
    episode::{Record, RecordKey},
};

/// Larger files are refused unread. An export of our own is never so large: that is ten cramps a night for a lifetime, each with
/// the longest note there is.
pub(crate) const MAX_BYTES: usize = 1 << 30;

/// A file with more records that are not sound is refused: a bad one each three bytes would fill the memory with reasons.
pub(crate) const MAX_REJECTED: usize = 200_000;

/// The contents of a file, each with its line, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Imported {
    /// No two of them have the same key.
    pub(crate) records: Vec<(usize, Record)>,
    /// Why each of the others is left out: a sentence without a full stop.
    pub(crate) rejected: Vec<(usize, String)>,
}

/// Reads JSON or CSV, told apart by how it begins.
///
/// # Errors
/// Why the file is no diary at all: a sentence without a full stop, with its line where it has one.
pub(crate) fn import(bytes: &[u8]) -> Result<Imported, String> {
    if bytes.len() > MAX_BYTES {
        return Err(format!("the file is larger than {} MiB: split it", MAX_BYTES >> 20));
    }
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "a spreadsheet or an archive, and no text: save the sheet as CSV"),
        (b"SQLite format 3\0", "a database, and no text: uncramp export writes what import reads"),
        (b"%PDF", "a PDF, and no text: uncramp export writes what import reads"),
    ] {
        if bytes.starts_with(magic) {
            return Err(format!("the file is {what}"));
        }
    }
    let text = decoded(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let rows = match text.trim_start().chars().next() {
        None => return Err("the file is empty".to_owned()),
        Some('{') => json(text)?,
        Some('[') => {
            return Err(format!(
                "the file is no diary: it is a list and no object with \"schema\": \"{SCHEMA}\""
            ));
        }
        Some(_) => csv(text)?,
    };
    sorted_out(rows)
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

/// A row with its line, or why it is none.
type Read = (usize, Result<ImportRow, String>);

/// Rows to records, each key once.
///
/// # Errors
/// A sentence when far too many of them are not sound.
fn sorted_out(rows: Vec<Read>) -> Result<Imported, String> {
    let mut imported = Imported::default();
    let mut lines: HashMap<RecordKey, usize> = HashMap::new();
    for (line, row) in rows {
        match row.and_then(ImportRow::record) {
            Err(reason) => imported.rejected.push((line, reason)),
            Ok(record) => match lines.entry(record.key()) {
                std::collections::hash_map::Entry::Occupied(first) => {
                    imported.rejected.push((line, format!("it is on line {} already", first.get())));
                }
                std::collections::hash_map::Entry::Vacant(free) => {
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

/// The file as a whole; its records are read one by one, so that a bad one spoils no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    schema: String,
    version: u64,
    #[serde(borrow, default)]
    episodes: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    nights: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    medicines: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    checks: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    facts: Vec<&'a RawValue>,
}

/// Only what tells whether the rest can be read.
#[derive(Deserialize)]
struct Head {
    schema: Option<String>,
    version: Option<u64>,
}

fn json(text: &str) -> Result<Vec<Read>, String> {
    let wrong = |error: &serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => {
                format!("line {line}, column {column}: the file is no diary: {}", in_our_words(error))
            }
            _ => format!("line {line}, column {column}: the file is no diary: its JSON is broken here"),
        }
    };
    // The head first: what a newer version has added is no mistake of the file's.
    let head: Head = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    match (head.schema.as_deref(), head.version) {
        (Some(SCHEMA), Some(1..=VERSION)) => {}
        (Some(SCHEMA), Some(newer)) if newer > VERSION => {
            return Err(format!(
                "the file is version {newer} and this program reads up to {VERSION}: get a newer uncramp"
            ));
        }
        (Some(SCHEMA), _) => return Err(format!("the file has no version: give \"version\": {VERSION}")),
        _ => return Err(format!("the file is no diary: its \"schema\" is not \"{SCHEMA}\"")),
    }
    let file: File<'_> = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    debug_assert!(file.schema == SCHEMA && file.version <= VERSION, "the head said so");
    let mut lines = Lines { text, line: 1, byte: 0 };
    let mut rows = vec![];
    rows.extend(read(&file.episodes, &mut lines, |row| ImportRow::Episode(Box::new(row))));
    rows.extend(read(&file.nights, &mut lines, ImportRow::Night));
    rows.extend(read(&file.medicines, &mut lines, ImportRow::Medicine));
    rows.extend(read(&file.checks, &mut lines, ImportRow::Check));
    rows.extend(read(&file.facts, &mut lines, ImportRow::Fact));
    Ok(rows)
}

fn read<'a, T: Deserialize<'a>>(
    raw: &[&'a RawValue],
    lines: &mut Lines<'_>,
    row: impl Fn(T) -> ImportRow,
) -> Vec<Read> {
    let read = |raw: &&'a RawValue| {
        // serde would take the values of a list for the fields in their order.
        let parsed = match raw.get().starts_with('[') {
            true => Err("it is a list and no record".to_owned()),
            false => serde_json::from_str(raw.get()).map(&row).map_err(|error| in_our_words(&error)),
        };
        (lines.of(raw.get()), parsed)
    };
    raw.iter().map(read).collect()
}

/// Finds lines without counting from the top each time.
struct Lines<'a> {
    text: &'a str,
    line: usize,
    byte: usize,
}

impl Lines<'_> {
    /// The line that a part of the text begins on.
    fn of(&mut self, part: &str) -> usize {
        self.at(part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr()))
    }

    /// The line that a byte is on.
    fn at(&mut self, byte: usize) -> usize {
        // The lists may stand in any order.
        if byte < self.byte {
            (self.line, self.byte) = (1, 0);
        }
        self.line += line_ends(self.text.get(self.byte..byte).unwrap_or_default());
        self.byte = byte;
        self.line
    }
}

/// The fault of a value in our words, from the message of serde.
fn in_our_words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = clean(said.split(" at line ").next().unwrap_or(&said));
    let quoted = |text: &str| text.split('`').nth(1).map(shown);
    if let Some(field) = said.strip_prefix("unknown field").and_then(quoted) {
        return format!("the field {field} is not known: take it out, or get a newer uncramp");
    }
    if let Some(field) = said.strip_prefix("missing field").and_then(quoted) {
        return format!("the field {field} is missing");
    }
    if let Some(field) = said.strip_prefix("duplicate field").and_then(quoted) {
        return format!("the field {field} is there twice");
    }
    if let Some((found, wanted)) =
        said.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let wanted = if wanted.starts_with("struct") { "a record" } else { wanted };
        return format!("it holds {found} where {wanted} is wanted");
    }
    // Other messages of serde may speak of the shapes in our code.
    if said.contains("struct ") { "it is no record of a diary".to_owned() } else { said }
}

/// The delimiter of a table: some spreadsheets write a semicolon or a tab for the comma.
fn delimiter(head: &str) -> u8 {
    let other = [b';', b'\t'].into_iter().find(|other| head.contains(char::from(*other)));
    other.filter(|_| !head.contains(',')).unwrap_or(b',')
}

/// The first line, and the byte after its end.
fn first_line(text: &str) -> (&str, usize) {
    let line = text.split(['\r', '\n']).next().unwrap_or(text);
    let rest = text.get(line.len()..).unwrap_or_default();
    let end = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    (line, line.len() + end)
}

/// A column of a table by its name; `None` for one without, as other programs add them: row numbers, or nothing at all.
fn column(name: &str) -> Option<String> {
    let name = name.trim();
    let is_named = !name.is_empty() && !name.starts_with("Unnamed:");
    is_named.then(|| name.to_ascii_lowercase())
}

fn csv(text: &str) -> Result<Vec<Read>, String> {
    // A spreadsheet may say first what parts the cells.
    let (first, after) = first_line(text);
    let said = first.trim_end().strip_prefix("sep=").map(str::as_bytes);
    let (start, delimiter) = match said {
        Some([said]) => (after, *said),
        Some(_) => (after, delimiter(first_line(text.get(after..).unwrap_or_default()).0)),
        None => (0, delimiter(first)),
    };
    let table = text.get(start..).unwrap_or_default();
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.flexible(true).delimiter(delimiter).from_reader(table.as_bytes());
    let head_line = if start == 0 { 1 } else { 2 };
    let head: Vec<Option<String>> = reader
        .headers()
        .map_err(|_| {
            format!("line {head_line}: the file is no diary: its first line cannot be read as a CSV")
        })?
        .iter()
        .map(column)
        .collect();
    if !head.iter().flatten().any(|name| name == "when") {
        return Err(format!(
            "line {head_line}: the file is no diary: a CSV needs a head with a column \"when\""
        ));
    }
    for (i, name) in head.iter().enumerate() {
        let Some(name) = name else { continue };
        if !COLUMNS.contains(&name.as_str()) && name != "end" {
            return Err(format!(
                "line {head_line}: the column {} is not known: take it out, or get a newer uncramp",
                shown(name)
            ));
        }
        if head.iter().take(i).flatten().any(|other| other == name) {
            return Err(format!("line {head_line}: there are two columns {}", shown(name)));
        }
    }
    let mut lines = Lines { text, line: 1, byte: 0 };
    let mut line = |position: Option<&csv::Position>| {
        // The rest of the line end before, and empty lines, are no part of the row.
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
            // A row of separators only is an empty line.
            Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(record) => records.push((line(record.position()), Ok(record))),
        }
    }
    let nothings = nothings(&head, records.iter().filter_map(|(_, record)| record.as_ref().ok()));
    let row = |(line, record): (usize, Result<csv::StringRecord, String>)| {
        (line, record.and_then(|record| Cells { head: &head, nothings: &nothings, record }.row()))
    };
    Ok(records.into_iter().map(row).collect())
}

/// The columns that hold no text of a person's own, so that a word for nothing is known there for what it is.
const NO_TEXT: [&str; 13] = [
    "seconds",
    "open",
    "pain",
    "sleep_lost",
    "back_to_sleep",
    "alcohol",
    "soreness",
    "sore_hours",
    "steps_done",
    "no_cramp",
    "programme",
    "leg",
    "muscle",
];

/// The words for nothing that a table uses, as R writes `NA`: those that stand in columns that hold no text.
fn nothings<'r>(
    head: &[Option<String>],
    records: impl Iterator<Item = &'r csv::StringRecord> + Clone,
) -> Vec<&'static str> {
    const WORDS: [&str; 9] = ["NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None"];
    let is_no_text =
        |at: usize| head.get(at).and_then(Option::as_deref).is_some_and(|name| NO_TEXT.contains(&name));
    let is_used = |word: &&str| {
        records
            .clone()
            .any(|record| record.iter().enumerate().any(|(at, cell)| cell.trim() == *word && is_no_text(at)))
    };
    WORDS.into_iter().filter(is_used).collect()
}

/// Yes and no as spreadsheets write them in their users' languages.
const YES: [&str; 25] = [
    "true",
    "1",
    "1.0",
    "yes",
    "y",
    "t",
    "x",
    "wahr",
    "ja",
    "vrai",
    "oui",
    "verdadero",
    "sí",
    "vero",
    "verdadeiro",
    "waar",
    "sant",
    "sand",
    "sann",
    "tosi",
    "prawda",
    "pravda",
    "igaz",
    "doğru",
    "истина",
];
const NO: [&str; 24] = [
    "false", "0", "0.0", "no", "n", "f", "", "falsch", "nein", "faux", "non", "falso", "não", "onwaar",
    "nee", "falskt", "falsk", "usann", "epätosi", "fałsz", "nepravda", "hamis", "yanliş", "ложь",
];

/// A whole number as people and programs write it: `240`, `240.0`, `240,0`. `1,000` may be a thousand or one, and is neither.
pub(super) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_whole = fraction.len() <= 2 && fraction.bytes().all(|byte| byte == b'0');
    is_whole.then(|| whole.parse().ok()).flatten()
}

/// The cells of a line, by column.
struct Cells<'a> {
    head: &'a [Option<String>],
    nothings: &'a [&'static str],
    record: csv::StringRecord,
}

impl Cells<'_> {
    fn row(&self) -> Result<ImportRow, String> {
        // Cells that are missing at the end are empty. One too many is no mistake where nothing stands in it; a row number
        // needs no name.
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
        Ok(match self.text("kind").trim() {
            "episode" | "" => ImportRow::Episode(Box::new(self.episode()?)),
            "night" => ImportRow::Night(NightRow {
                night: self.text("when"),
                no_cramp: self.yes("no_cramp")?,
                programme: self.yes("programme")?,
            }),
            "medicine" => ImportRow::Medicine(MedicineRow {
                id: Some(self.text("id")).filter(|id| !id.is_empty()),
                date: self.text("when"),
                name: self.text("name"),
                dose: self.text("dose"),
                route: Some(self.text("route")).filter(|route| !route.is_empty()),
                change: self.text("change"),
                note: self.text("note"),
            }),
            "check" => ImportRow::Check(CheckRow {
                id: Some(self.text("id")).filter(|id| !id.is_empty()),
                at: self.text("when"),
                outcome: self.text("outcome"),
                signs: parted(&self.text("signs")),
            }),
            "fact" => ImportRow::Fact(FactRow { fact: self.text("name"), text: self.text("note") }),
            other => {
                let known = "episode, night, medicine, check, fact";
                return Err(format!("the kind {} is not known: give {known}", shown(other)));
            }
        })
    }

    fn episode(&self) -> Result<EpisodeRow, String> {
        let some = |column| Some(self.text(column)).filter(|text| !text.is_empty());
        let word = |column| Some(self.text(column).trim().to_owned()).filter(|text| !text.is_empty());
        Ok(EpisodeRow {
            id: some("id"),
            start: self.text("when"),
            end: word("end"),
            seconds: self.number("seconds")?,
            open: self.yes("open")?,
            leg: word("leg"),
            muscle: word("muscle"),
            pain: self.number("pain")?,
            sleep_lost: self.number("sleep_lost")?,
            waking: word("waking"),
            back_to_sleep: self.number("back_to_sleep")?,
            tried: parted(&self.text("tried")),
            eased_by: parted(&self.text("eased_by")),
            before: parted(&self.text("before")),
            also: parted(&self.text("also")),
            alcohol: self.number("alcohol")?,
            soreness: self.number("soreness")?,
            sore_hours: self.number("sore_hours")?,
            note: self.text("note"),
            source: word("source"),
            routine: some("routine"),
            steps_done: self.number("steps_done")?,
        })
    }

    fn text(&self, column: &str) -> String {
        let place = self.head.iter().position(|name| name.as_deref() == Some(column));
        let cell = place.and_then(|place| self.record.get(place)).unwrap_or_default();
        if self.nothings.contains(&cell.trim()) { String::new() } else { unspelled(&unguarded(cell)) }
    }

    fn number(&self, column: &str) -> Result<Option<i64>, String> {
        let text = self.text(column);
        if text.trim().is_empty() {
            return Ok(None);
        }
        whole(&text).map(Some).ok_or_else(|| format!("{column} {} is no whole number", shown(&text)))
    }

    fn yes(&self, column: &str) -> Result<bool, String> {
        let text = self.text(column);
        let word = text.trim().to_lowercase();
        match () {
            () if YES.contains(&word.as_str()) => Ok(true),
            () if NO.contains(&word.as_str()) => Ok(false),
            () => Err(format!("{column} {} is neither true nor false", shown(&text))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, option, prelude::*, sample::select};

    use super::*;
    use crate::{
        domain::{
            episode::{
                CheckRecord, Episode, Fact, Limb, Medicine, MedicineChange, NightNote, Route, Scale, Site,
                Source, Waking,
            },
            local_time::{LocalTime, Night},
        },
        report::{
            export::{Kind, export},
            sample::HOSTILE,
        },
    };

    fn moment() -> impl Strategy<Value = LocalTime> {
        (86_400 * 2..7_000_000_000_i64, -14 * 60..14 * 60)
            .prop_map(|(at, minutes)| LocalTime::from_seconds(at, minutes * 60).expect("a moment"))
    }

    fn text(most: usize) -> impl Strategy<Value = String> {
        let any = prop_oneof![any::<String>(), Just(HOSTILE.to_owned()), "['=+@;\\\\,\"\r\n\t -]{0,9}"];
        any.prop_map(move |text| {
            text.chars()
                .scan(0, |bytes, c| {
                    *bytes += c.len_utf8();
                    (*bytes <= most).then_some(c)
                })
                .collect()
        })
    }

    fn word() -> impl Strategy<Value = String> {
        text(199).prop_map(|text| if text.is_empty() { "x".to_owned() } else { text })
    }

    fn tag() -> impl Strategy<Value = String> {
        word().prop_map(|text| text.replace('\n', " "))
    }

    fn scale() -> impl Strategy<Value = Option<Scale>> {
        option::of((0..=10_u8).prop_map(|value| Scale::new(value).expect("a scale")))
    }

    prop_compose! {
        fn episode()(
            id in word(), start in moment(),
            numbers in (option::of(0..=86_400_u32), option::of(0..=1440_u16), option::of(0..=60_u8), option::of(0..=672_u16), option::of(any::<u16>())),
            scales in (scale(), scale(), scale()),
            choices in (option::of(select(Limb::ALL)), option::of(select(Site::ALL)), option::of(select(Waking::ALL)), select(Source::ALL)),
            tags in (vec(tag(), 0..3), vec(tag(), 0..3), vec(tag(), 0..3), vec(tag(), 0..3)),
            note in text(2000), routine in option::of(word()),
        ) -> Episode {
            Episode {
                id, start, seconds: numbers.0, is_open: false, leg: choices.0, muscle: choices.1, pain: scales.0,
                sleep_lost: scales.1, waking: choices.2, back_to_sleep: numbers.1, tried: tags.0, eased_by: tags.1,
                before: tags.2, also: tags.3, alcohol: numbers.2, soreness: scales.2, sore_hours: numbers.3, note,
                source: choices.3, routine, steps_done: numbers.4,
            }
        }
    }

    fn record() -> impl Strategy<Value = Record> {
        let night = || moment().prop_map(|moment| moment.night());
        prop_oneof![
            4 => episode().prop_map(Record::Episode),
            1 => (night(), any::<bool>(), any::<bool>())
                .prop_map(|(night, no_cramp, programme)| Record::Night(NightNote { night, no_cramp, programme })),
            1 => (word(), night(), word(), text(200), option::of(select(Route::ALL)), select(MedicineChange::ALL), text(2000)).prop_map(
                |(id, date, name, dose, route, change, note)| {
                    let name = if name.trim().is_empty() { "x".to_owned() } else { name };
                    Record::Medicine(Medicine { id, date, name, dose, route, change, note })
                }
            ),
            1 => (word(), moment(), word(), vec(tag(), 0..4))
                .prop_map(|(id, at, outcome, signs)| Record::Check(CheckRecord { id, at, outcome, signs })),
            1 => (select(Fact::ALL), text(2000)).prop_map(|(fact, text)| Record::Fact(fact, text)),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_exactly(records in vec(record(), 0..8)) {
            let mut keys = std::collections::HashSet::new();
            let mut records = records;
            records.retain(|record| keys.insert(record.key()));
            // JSON has a list for each kind.
            records.sort_by_key(|record| match record {
                Record::Episode(_) => 0, Record::Night(_) => 1, Record::Medicine(_) => 2, Record::Check(_) => 3,
                Record::Fact(..) => 4,
            });
            for kind in [Kind::Json, Kind::Csv] {
                let file = export(kind, &records).expect("a file");
                let back = import(file.as_bytes()).expect("a diary");
                prop_assert_eq!(&back.rejected, &vec![], "{}", file);
                let back: Vec<Record> = back.records.into_iter().map(|(_, record)| record).collect();
                prop_assert_eq!(&back, &records, "{}", file);
            }
        }

        #[test]
        fn no_bytes_are_too_much(bytes in vec(any::<u8>(), 0..200), head in select(vec!["", "{", "when,pain\n", "{\"schema\":\"uncramp-diary\",\"version\":1,\"episodes\":["])) {
            let mut file = head.as_bytes().to_vec();
            file.extend(bytes);
            let _ = import(&file);
        }
    }

    fn rejected(file: &str) -> Vec<(usize, String)> {
        import(file.as_bytes()).expect("a diary").rejected
    }

    #[test]
    fn a_bad_line_spoils_no_other_and_is_named() {
        let file = "\u{feff}when,end,pain,leg,note,tried\r\n\
             2026-11-22T03:10Z,,5,left,\"two\r\nlines\",a;b\r\n\
             2026-11-22T03:20Z,,11,,,\r\n\
             2026-02-30T03:10Z,,,,,\r\n\
             2026-11-22T03:10Z,2026-11-22T03:00Z,,,,\r\n\
             2026-11-22T03:10Z,,,knee,,\r\n\
             2026-11-22 03:10,,,,,\r\n\
             ,,5,,,\r\n\
             2026-11-22T03:10Z,,x,,,\r\n\
             2026-11-22T03:10Z,,,,,,x\r\n\
             2026-11-22T03:12Z,2026-11-22T03:17Z,,,,\r\n";
        let imported = import(file.as_bytes()).expect("a diary");
        let lines: Vec<usize> = imported.records.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 12]);
        let reasons = [
            (4, "pain 11 is not from 0 to 10"),
            (5, "is no moment"),
            (6, "is before the start"),
            (7, "leg \"knee\" is not known: give left, right, both"),
            (8, "is no moment"),
            (9, "start is missing"),
            (10, "pain \"x\" is no whole number"),
            (11, "cell 7 is \"x\" and stands in no column that has a name"),
        ];
        assert_eq!(imported.rejected.len(), reasons.len());
        for ((line, reason), (at, said)) in imported.rejected.iter().zip(reasons) {
            assert!(*line == at && reason.contains(said), "{line}: {reason}; {at}: {said}");
        }
        let [(_, Record::Episode(first)), (_, Record::Episode(last))] = &imported.records[..] else {
            panic!("two")
        };
        assert_eq!(
            (first.note.as_str(), first.tried.len(), first.source),
            ("two\r\nlines", 2, Source::Import)
        );
        assert_eq!(last.seconds, Some(300));
        // The same file again has the same ids.
        assert_eq!(import(file.as_bytes()), Ok(imported));
    }

    #[test]
    fn a_bad_record_of_json_is_named_by_its_line() {
        let file = "{\"version\":1,\"schema\":\"uncramp-diary\",\n\"nights\":[{\"night\":\"2026-13-01\"}],\n\"episodes\":[\n\
             {\"start\":\"2026-11-22T03:10Z\",\"open\":true,\"seconds\":60},\n{\"start\":\"2026-11-22T03:10Z\",\"pian\":5},\n\
             {\"start\":\"2026-11-22T03:10Z\",\"seconds\":-5},\n{\"id\":\"a\",\"start\":\"2026-11-22T03:10Z\"},\n\
             {\"id\":\"a\",\"start\":\"2026-11-22T03:10Z\"}]}";
        let reasons = rejected(file);
        let lines: Vec<usize> = reasons.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 6, 8, 2], "{reasons:?}");
        assert!(reasons[0].1.contains("the field \"pian\" is not known"), "{reasons:?}");
        assert_eq!(reasons[1].1, "seconds -5 is not from 0 to 86400");
        assert_eq!(reasons[2].1, "it is on line 7 already");
        let imported = import(file.as_bytes()).expect("a diary");
        let [(4, Record::Episode(open)), _] = &imported.records[..] else { panic!("{imported:?}") };
        assert_eq!((open.is_open, open.seconds, open.id.len()), (false, None, 32));
    }

    #[test]
    fn a_medicine_may_name_its_route_and_keeps_its_id_without_one() {
        let file = |route: &str| {
            let head = "{\"schema\":\"uncramp-diary\",\"version\":2,\"medicines\":[{\"date\":\"2026-11-20\",\
                        \"name\":\"Estradiol\",\"dose\":\"50 micrograms\",\"change\":\"started\"";
            import(format!("{head}{route}}}]}}").as_bytes()).expect("a diary")
        };
        let medicine = |imported: Imported| match imported.records.into_iter().next() {
            Some((_, Record::Medicine(medicine))) => medicine,
            other => panic!("{other:?}"),
        };
        assert_eq!(medicine(file(",\"route\":\"patch\"")).route, Some(Route::Patch));
        let without = medicine(file(""));
        assert_eq!(without.route, None);
        // The id that version 1 of the format made of the same medicine.
        assert_eq!(without.id, "facd2e1fd1d552666160df9b0454230d");
        let reason = &file(",\"route\":\"nose\"").rejected[0].1;
        assert!(reason.starts_with("route \"nose\" is not known: give tablet, patch, gel"), "{reason}");
    }

    #[test]
    fn what_is_null_is_as_if_it_were_not_there() {
        let file = "{\"schema\":\"uncramp-diary\",\"version\":1,\"episodes\":[{\"start\":\"2026-11-22T03:10Z\",EPISODE}],\
             \"nights\":[{\"night\":\"2026-11-20\",NIGHT}],\"medicines\":[{\"date\":\"2026-11-20\",\"name\":\"a\",\
             \"change\":\"started\",MEDICINE}],\"checks\":[{\"at\":\"2026-11-22T03:10Z\",\"outcome\":\"emergency\",CHECK}],\
             \"facts\":[{\"fact\":\"who\",FACT}]}";
        let with = |null: bool| {
            let fields = [
                (
                    "EPISODE",
                    "id end seconds open leg muscle pain sleep_lost waking back_to_sleep tried eased_by before also \
                             alcohol soreness sore_hours note source routine steps_done",
                ),
                ("NIGHT", "no_cramp programme"),
                ("MEDICINE", "id dose route note"),
                ("CHECK", "id signs"),
                ("FACT", "text"),
            ];
            fields.iter().fold(file.to_owned(), |file, (place, names)| {
                let all: String = names.split(' ').map(|name| format!(",\"{name}\":null")).collect();
                file.replace(&format!(",{place}"), if null { &all } else { "" })
            })
        };
        let nulls = import(with(true).as_bytes()).expect("a diary");
        assert_eq!((nulls.records.len(), &nulls.rejected), (5, &vec![]));
        assert_eq!(import(with(false).as_bytes()), Ok(nulls));
        let needed = with(false).replace("\"2026-11-20\"", "null");
        assert_eq!(import(needed.as_bytes()).expect("a diary").rejected.len(), 2);
    }

    #[test]
    fn what_is_no_diary_is_refused_as_a_whole() {
        for (file, said) in [
            (&b""[..], "the file is empty"),
            (b"a,b\n1,2\n", "needs a head with a column \"when\""),
            (b"when,pian\n", "the column \"pian\" is not known"),
            (b"when,when\n", "two columns \"when\""),
            (b"when\n\xff\n", "line 2: the text is not UTF-8"),
            (b"{\"schema\":\"other\"}", "is no diary"),
            (b"[]", "is no diary"),
            (b"[1, 2]", "is no diary"),
            (b"{\"a\": 1", "is no diary: its JSON is broken here"),
            (b"PK\x03\x04 and so on", "save the sheet as CSV"),
            (b"SQLite format 3\0", "is a database"),
            (b"\xff\xfex", "is broken UTF-16"),
            (b"{\"schema\":\"uncramp-diary\"}", "has no version"),
            (
                b"{\"schema\":\"uncramp-diary\",\"version\":3,\"new\":1}",
                "is version 3 and this program reads up to 2",
            ),
            (b"{\"schema\":\"uncramp-diary\",\n\"version\":1,}", "line 2, column"),
        ] {
            let error = import(file).expect_err("refused");
            assert!(error.contains(said), "{said}: {error}");
        }
    }

    #[test]
    fn a_semicolon_or_a_tab_parts_cells_too_and_too_many_are_refused() {
        for file in [
            "when;pain;tried\n2026-11-22T03:10Z;5;\"a;b\"\n",
            "when\tpain\ttried\n2026-11-22T03:10Z\t5\ta;b\n",
        ] {
            let imported = import(file.as_bytes()).expect("a diary");
            let [(2, Record::Episode(episode))] = &imported.records[..] else { panic!("{imported:?}") };
            assert_eq!(episode.tried, ["a", "b"]);
        }
        let many = format!("when\n{}", "x\n".repeat(MAX_REJECTED + 1));
        assert!(import(many.as_bytes()).expect_err("too many").contains("not sound"));
    }

    /// The records of a file of another program, each of which is read.
    fn read_as_meant(name: &str) -> Vec<(usize, Record)> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files").join(name);
        #[expect(clippy::disallowed_methods, reason = "the files are on the disk")]
        let bytes = std::fs::read(path).expect("a file");
        let imported = import(&bytes).expect("a diary");
        assert_eq!(imported.rejected, [], "{name}");
        imported.records
    }

    #[test]
    fn files_that_other_programs_have_saved_are_read_as_they_were_meant() {
        let cramp = |note: &str, is_left: bool, seconds| {
            let start = LocalTime::from_seconds(1_795_144_200, 0).expect("a moment");
            Episode {
                seconds,
                leg: is_left.then_some(Limb::Left),
                pain: Scale::new(6),
                note: note.to_owned(),
                ..Episode::new(String::new(), start, Source::Import)
            }
        };
        for (name, line, wanted) in [
            ("blank-rows.csv", 2, cramp("", true, Some(240))),
            ("excel-german.csv", 2, cramp("Wade", true, Some(240))),
            ("old-mac-semicolons.csv", 2, cramp("a, b", true, Some(240))),
            ("pandas-floats.csv", 2, cramp("", true, Some(240))),
            ("pandas-index.csv", 2, cramp("", true, Some(240))),
            ("sep-line.csv", 3, cramp("", true, Some(240))),
            ("trailing-columns.csv", 2, cramp("", true, Some(240))),
            ("floats.json", 1, cramp("", false, None)),
        ] {
            let records = read_as_meant(name);
            let (at, Record::Episode(found)) = &records[0] else { panic!("{name}: {records:?}") };
            assert_eq!((*at, &Episode { id: String::new(), ..found.clone() }), (line, &wanted), "{name}");
            assert_eq!(records.len(), if name == "excel-german.csv" { 2 } else { 1 }, "{name}");
        }
        let note = NightNote {
            night: Night::parse("2026-11-21").expect("a night"),
            no_cramp: true,
            programme: false,
        };
        assert_eq!(read_as_meant("excel-german.csv")[1], (3, Record::Night(note)));
        let sixteen = read_as_meant("excel-16-rows.csv");
        let count = |is: fn(&Record) -> bool| sixteen.iter().filter(|(_, record)| is(record)).count();
        assert_eq!(count(|record| matches!(record, Record::Episode(e) if e.seconds == Some(240))), 24);
        assert_eq!(count(|record| matches!(record, Record::Medicine(m) if m.name == "Magnesium")), 1);
    }

    #[test]
    fn a_word_for_nothing_is_nothing_where_a_table_uses_it_and_a_word_elsewhere() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files/r-na.csv");
        #[expect(clippy::disallowed_methods, reason = "the files are on the disk")]
        let imported = import(&std::fs::read(path).expect("a file")).expect("a diary");
        let [(2, Record::Night(night)), (4, Record::Episode(cramp))] = &imported.records[..] else {
            panic!("{imported:?}")
        };
        assert!(night.no_cramp && cramp.note.is_empty() && cramp.pain == Scale::new(6));
        assert_eq!(imported.rejected, [(3, "the name of the medicine is missing".to_owned())]);
        let file = "when,pain,note\n2026-11-22T03:10Z,5,NA\n";
        let imported = import(file.as_bytes()).expect("a diary");
        assert!(matches!(&imported.records[..], [(2, Record::Episode(e))] if e.note == "NA"), "{imported:?}");
    }

    proptest! {
        #[test]
        fn whatever_a_spreadsheet_makes_of_an_export_the_same_records_come_in(
            records in vec(record(), 1..6), way in 0..8_usize, end in select(vec!["\r\n", "\n", "\r"]),
        ) {
            // Line breaks within a cell would be part of what the spreadsheet rewrites.
            let has_lines = records.iter().any(|record| format!("{record:?}").contains(['\r', '\n']) || format!("{record:?}").contains("\\n") || format!("{record:?}").contains("\\r"));
            if has_lines {
                return Ok(());
            }
            let plain = export(Kind::Csv, &records).expect("a file");
            let wanted = import(plain.as_bytes()).expect("a diary");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_bytes());
            let mut rows: Vec<Vec<String>> =
                reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
            let mut delimiter = b',';
            for (at, row) in rows.iter_mut().enumerate() {
                match way {
                    0 => while row.last().is_some_and(String::is_empty) { row.pop(); },
                    1 => row.insert(0, if at == 0 { String::new() } else { (at - 1).to_string() }),
                    2 => row.extend([String::new(), String::new()]),
                    3 if at > 0 => for cell in row.iter_mut() {
                        let upper = match cell.as_str() { "true" => "WAHR", "false" => "FALSCH", _ => continue };
                        *cell = upper.to_owned();
                    },
                    4 if at > 0 => for column in [3, 7, 8] {
                        if !row[column].is_empty() { row[column].push_str(".0"); }
                    },
                    _ => {}
                }
            }
            if way == 5 { delimiter = b';'; }
            if way == 6 { delimiter = b'\t'; }
            if way == 7 { rows.push(vec![String::new(); rows[0].len()]); }
            let mut writer = csv::WriterBuilder::new()
                .flexible(true)
                .delimiter(delimiter)
                .terminator(if end == "\r\n" { csv::Terminator::CRLF } else { csv::Terminator::Any(end.as_bytes()[0]) })
                .from_writer(vec![]);
            for row in &rows {
                writer.write_record(row).expect("a row");
            }
            let file = writer.into_inner().expect("a file");
            prop_assert_eq!(import(&file), Ok(wanted), "{}", String::from_utf8_lossy(&file));
        }
    }

    #[test]
    fn a_night_is_what_it_is_called() {
        let file = "kind,when,no_cramp\nnight,2026-11-21,TRUE\nnight,2026-11-21,\nchat,2026-11-21,\n";
        let imported = import(file.as_bytes()).expect("a diary");
        let note = NightNote {
            night: Night::parse("2026-11-21").expect("a night"),
            no_cramp: true,
            programme: false,
        };
        assert_eq!(imported.records, [(2, Record::Night(note))]);
        assert_eq!(imported.rejected.len(), 2);
    }
}
