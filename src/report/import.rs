//! A diary from a file: what is sound comes in, what is not is named with its line and the reason.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    export::{COLUMNS, SCHEMA, VERSION, parted, unguarded, unspelled},
    rows::{CheckRow, EpisodeRow, FactRow, MedicineRow, NightRow, Row, shown},
};
use crate::domain::{
    clean::clean,
    episode::{Record, RecordKey},
};

/// Larger files are refused unread: a cramp every night of fifty years is a quarter of it.
pub(crate) const MAX_BYTES: usize = 32 << 20;

/// Files with more records are refused too: a bad one each three bytes would fill the memory with reasons.
pub(crate) const MAX_RECORDS: usize = 200_000;

/// What a file had in it, each with its line, from 1.
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
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = sound.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line}: the text is not UTF-8: save the file as UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = match text.trim_start().chars().next() {
        None => return Err("the file is empty".to_owned()),
        Some('{' | '[') => json(text)?,
        Some(_) => csv(text)?,
    };
    Ok(sorted_out(rows))
}

/// A row with its line, or why it is none.
type Read = (usize, Result<Row, String>);

/// Rows to records, each key once.
fn sorted_out(rows: Vec<Read>) -> Imported {
    let mut imported = Imported::default();
    let mut lines: HashMap<RecordKey, usize> = HashMap::new();
    for (line, row) in rows {
        match row.and_then(Row::record) {
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
    }
    imported
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
        let said = error.to_string();
        let what = said.split(" at line ").next().unwrap_or(&said);
        format!("line {}, column {}: {}", error.line(), error.column(), clean(what))
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
    let lists = [&file.episodes, &file.nights, &file.medicines, &file.checks, &file.facts];
    not_too_many(lists.iter().map(|list| list.len()).sum())?;
    debug_assert!(file.schema == SCHEMA && file.version <= VERSION, "the head said so");
    let mut lines = Lines { text, line: 1, byte: 0 };
    let mut rows = vec![];
    rows.extend(read(&file.episodes, &mut lines, |row| Row::Episode(Box::new(row))));
    rows.extend(read(&file.nights, &mut lines, Row::Night));
    rows.extend(read(&file.medicines, &mut lines, Row::Medicine));
    rows.extend(read(&file.checks, &mut lines, Row::Check));
    rows.extend(read(&file.facts, &mut lines, Row::Fact));
    Ok(rows)
}

fn read<'a, T: Deserialize<'a>>(
    raw: &[&'a RawValue],
    lines: &mut Lines<'_>,
    row: impl Fn(T) -> Row,
) -> Vec<Read> {
    let read = |raw: &&'a RawValue| {
        let parsed = serde_json::from_str(raw.get()).map(&row).map_err(|error| {
            let said = error.to_string();
            clean(said.split(" at line ").next().unwrap_or(&said))
        });
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
        let between = self.text.as_bytes().get(self.byte..byte).unwrap_or_default();
        self.line += between.iter().filter(|byte| **byte == b'\n').count();
        self.byte = byte;
        self.line
    }
}

fn not_too_many(records: usize) -> Result<(), String> {
    if records > MAX_RECORDS {
        return Err(format!("the file has more than {MAX_RECORDS} records: split it"));
    }
    Ok(())
}

/// What parts the cells: some spreadsheets write a semicolon or a tab for the comma.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or("");
    let other = [b';', b'\t'].into_iter().find(|other| head.contains(char::from(*other)));
    other.filter(|_| !head.contains(',')).unwrap_or(b',')
}

fn csv(text: &str) -> Result<Vec<Read>, String> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let head: Vec<String> = reader
        .headers()
        .map_err(|error| format!("line 1: {}", clean(&error.to_string())))?
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    if !head.iter().any(|name| name == "when") {
        return Err("line 1: the file is no diary: a CSV needs a head with a column \"when\"".to_owned());
    }
    for (i, name) in head.iter().enumerate() {
        if !COLUMNS.contains(&name.as_str()) && name != "end" {
            return Err(format!(
                "line 1: the column {} is not known: take it out, or get a newer uncramp",
                shown(name)
            ));
        }
        if head.iter().take(i).any(|other| other == name) {
            return Err(format!("line 1: there are two columns {}", shown(name)));
        }
    }
    let mut lines = Lines { text, line: 1, byte: 0 };
    let mut line = |position: Option<&csv::Position>| {
        // What is left of the end of the line before, and empty lines, are no part of the row.
        let from = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        lines.at(from + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count())
    };
    let row = |record: Result<csv::StringRecord, csv::Error>| match record {
        Err(error) => (line(error.position()), Err(clean(&error.to_string()))),
        Ok(record) => (line(record.position()), Cells { head: &head, record }.row()),
    };
    let rows: Vec<Read> = reader.records().take(MAX_RECORDS + 1).map(row).collect();
    not_too_many(rows.len())?;
    Ok(rows)
}

/// The cells of a line, by column.
struct Cells<'a> {
    head: &'a [String],
    record: csv::StringRecord,
}

impl Cells<'_> {
    fn row(&self) -> Result<Row, String> {
        if self.record.len() != self.head.len() {
            return Err(format!("it has {} cells; the head has {}", self.record.len(), self.head.len()));
        }
        Ok(match self.text("kind").as_str() {
            "episode" | "" => Row::Episode(Box::new(self.episode()?)),
            "night" => Row::Night(NightRow {
                night: self.text("when"),
                no_cramp: self.yes("no_cramp")?,
                programme: self.yes("programme")?,
            }),
            "medicine" => Row::Medicine(MedicineRow {
                id: Some(self.text("id")).filter(|id| !id.is_empty()),
                date: self.text("when"),
                name: self.text("name"),
                dose: self.text("dose"),
                route: Some(self.text("route")).filter(|route| !route.is_empty()),
                change: self.text("change"),
                note: self.text("note"),
            }),
            "check" => Row::Check(CheckRow {
                id: Some(self.text("id")).filter(|id| !id.is_empty()),
                at: self.text("when"),
                outcome: self.text("outcome"),
                signs: parted(&self.text("signs")),
            }),
            "fact" => Row::Fact(FactRow { fact: self.text("name"), text: self.text("note") }),
            other => {
                let known = "episode, night, medicine, check, fact";
                return Err(format!("the kind {} is not known: give {known}", shown(other)));
            }
        })
    }

    fn episode(&self) -> Result<EpisodeRow, String> {
        let some = |column| Some(self.text(column)).filter(|text| !text.is_empty());
        Ok(EpisodeRow {
            id: some("id"),
            start: self.text("when"),
            end: some("end"),
            seconds: self.number("seconds")?,
            open: self.yes("open")?,
            leg: some("leg"),
            muscle: some("muscle"),
            pain: self.number("pain")?,
            sleep_lost: self.number("sleep_lost")?,
            waking: some("waking"),
            back_to_sleep: self.number("back_to_sleep")?,
            tried: parted(&self.text("tried")),
            eased_by: parted(&self.text("eased_by")),
            before: parted(&self.text("before")),
            also: parted(&self.text("also")),
            alcohol: self.number("alcohol")?,
            soreness: self.number("soreness")?,
            sore_hours: self.number("sore_hours")?,
            note: self.text("note"),
            source: some("source"),
            routine: some("routine"),
            steps_done: self.number("steps_done")?,
        })
    }

    fn text(&self, column: &str) -> String {
        let place = self.head.iter().position(|name| name == column);
        place
            .and_then(|place| self.record.get(place))
            .map_or_else(String::new, |cell| unspelled(unguarded(cell)))
    }

    fn number(&self, column: &str) -> Result<Option<i64>, String> {
        let text = self.text(column);
        let number = text.trim();
        if number.is_empty() {
            return Ok(None);
        }
        number.parse().map(Some).map_err(|_| format!("{column} {} is no whole number", shown(number)))
    }

    fn yes(&self, column: &str) -> Result<bool, String> {
        match self.text(column).trim().to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" | "" => Ok(false),
            other => Err(format!("{column} {} is neither true nor false", shown(other))),
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
                Check, Episode, Fact, Limb, Medicine, MedicineChange, NightNote, Route, Scale, Site, Source,
                Waking,
            },
            moment::{Moment, Night},
        },
        report::{
            export::{Kind, export},
            sample::HOSTILE,
        },
    };

    fn moment() -> impl Strategy<Value = Moment> {
        (86_400 * 2..7_000_000_000_i64, -14 * 60..14 * 60)
            .prop_map(|(at, minutes)| Moment::from_seconds(at, minutes * 60).expect("a moment"))
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
                .prop_map(|(id, at, outcome, signs)| Record::Check(Check { id, at, outcome, signs })),
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
             2026-11-22T03:10Z,,\r\n\
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
            (11, "it has 3 cells; the head has 6"),
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
        assert!(reasons[0].1.contains("unknown field `pian`"), "{reasons:?}");
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
            (b"[]", "line 1"),
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
        assert!(import(&vec![b' '; MAX_BYTES + 1]).expect_err("too large").contains("32 MiB"));
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
        let many = format!("when\n{}", "x\n".repeat(MAX_RECORDS + 1));
        assert!(import(many.as_bytes()).expect_err("too many").contains("split it"));
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
