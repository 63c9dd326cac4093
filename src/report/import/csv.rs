//! Reads CSV: our own export, and tables as spreadsheets and other programs save them.

use super::{
    super::{
        export::{COLUMNS, parted, unguarded, unspelled},
        rows::{CheckRow, EpisodeRow, FactRow, ImportRow, MedicineRow, NightRow, shown},
    },
    Lines, NumberedRow,
};

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
fn column(name: &str) -> Option<String> {
    let name = name.trim();
    let is_named = !name.is_empty() && !name.starts_with("Unnamed:");
    is_named.then(|| name.to_ascii_lowercase())
}

/// The records of a CSV file.
///
/// # Errors
/// The reason why the table is no diary, with its line.
pub(super) fn rows(text: &str) -> Result<Vec<NumberedRow>, String> {
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
    let nothings = nothings(&head, records.iter().filter_map(|(_, record)| record.as_ref().ok()));
    let row = |(line, record): (usize, Result<::csv::StringRecord, String>)| {
        (line, record.and_then(|record| Cells { head: &head, nothings: &nothings, record }.row()))
    };
    Ok(records.into_iter().map(row).collect())
}

/// The columns without free text. A word for "no value" is safe to recognise there.
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

/// The words for "no value" that a table uses, such as the `NA` of R: those that occur in columns without free text.
fn nothings<'r>(
    head: &[Option<String>],
    records: impl Iterator<Item = &'r ::csv::StringRecord> + Clone,
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

/// The words for yes and no that spreadsheets write, in the languages of their users.
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

/// A whole number as people and programs write it: `240`, `240.0`, `240,0`. `1,000` may mean a thousand or one and is refused.
pub(in crate::report) fn whole(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_whole = fraction.len() <= 2 && fraction.bytes().all(|byte| byte == b'0');
    is_whole.then(|| whole.parse().ok()).flatten()
}

/// The cells of a line, by column.
struct Cells<'a> {
    head: &'a [Option<String>],
    nothings: &'a [&'static str],
    record: ::csv::StringRecord,
}

impl Cells<'_> {
    fn row(&self) -> Result<ImportRow, String> {
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
