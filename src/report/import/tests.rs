//! Tests of the import: every sound record comes in, and every other one is named with its line and its reason.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::*;
use crate::{
    domain::{
        CheckRecord, EntrySource, Episode, Fact, Limb, LocalTime, Medicine, MedicineChange, Night, NightNote,
        Route, Scale, Site, Waking,
    },
    report::{
        export::{Kind, export},
        tests::sample::HOSTILE,
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
        choices in (option::of(select(Limb::ALL)), option::of(select(Site::ALL)), option::of(select(Waking::ALL)), select(EntrySource::ALL)),
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
        (5, "is not a time"),
        (6, "is before the start"),
        (7, "leg \"knee\" is not known: give left, right, both"),
        (8, "is not a time"),
        (9, "start is missing"),
        (10, "pain \"x\" is not a whole number"),
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
        ("two\r\nlines", 2, EntrySource::Import)
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
        (b"{\"schema\":\"other\"}", "is not a diary"),
        (b"[]", "is not a diary"),
        (b"[1, 2]", "is not a diary"),
        (b"{\"a\": 1", "is not a diary: its JSON is broken here"),
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
    for file in
        ["when;pain;tried\n2026-11-22T03:10Z;5;\"a;b\"\n", "when\tpain\ttried\n2026-11-22T03:10Z\t5\ta;b\n"]
    {
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
            ..Episode::new(String::new(), start, EntrySource::Import)
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
    let note =
        NightNote { night: Night::parse("2026-11-21").expect("a night"), no_cramp: true, programme: false };
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
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_bytes());
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
        let mut writer = ::csv::WriterBuilder::new()
            .flexible(true)
            .delimiter(delimiter)
            .terminator(if end == "\r\n" { ::csv::Terminator::CRLF } else { ::csv::Terminator::Any(end.as_bytes()[0]) })
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
    let note =
        NightNote { night: Night::parse("2026-11-21").expect("a night"), no_cramp: true, programme: false };
    assert_eq!(imported.records, [(2, Record::Night(note))]);
    assert_eq!(imported.rejected.len(), 2);
}
