//! Several at once, and programs that end in the middle of a save.

#![expect(clippy::disallowed_methods, reason = "the files are put there by hand")]

use std::fs;

use rusqlite::Connection;

use super::*;
use crate::store::check::{DiaryState, check};

fn nth(writer: usize, number: usize) -> Record {
    let start = LocalTime::from_seconds(1_750_000_000 + number as i64 * 7_000, 3600).expect("a moment");
    Record::Episode(Episode { start, ..episode(&format!("{writer}-{number}"), "2026-11-05T03:10:00+00:00") })
}

/// Sends a request until no other program is writing, as the app does.
fn ask_until_done(store: &mut Store, ask: &DiaryRequest) -> DiaryResponse {
    loop {
        match store.ask(ask) {
            Ok(answer) => return answer,
            Err(DiaryError::Busy) => std::thread::yield_now(),
            Err(trouble) => panic!("{trouble:?}"),
        }
    }
}

#[test]
fn two_that_take_turns_see_each_others_saves() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut two) = (store(folder.path()), store(folder.path()));
    for number in 0..20 {
        save_all(&mut one, &[nth(1, number)]);
        save_all(&mut two, &[nth(2, number)]);
        assert_eq!(listed(&mut one, Filter::default()).len(), 2 * number + 2);
        assert_eq!(listed(&mut two, Filter::default()).len(), 2 * number + 2);
    }
}

#[test]
fn three_at_once_lose_nothing_from_the_first_save_on() {
    const EACH: usize = 40;
    let folder = tempfile::tempdir().expect("a folder");
    // Opened before, as threads of one process would let go of each other's locks on opening; three that are there for the
    // first save are tried by the programs in `tests/`.
    let mut stores: Vec<Store> = (0..3).map(|_| store(folder.path())).collect();
    for (writer, store) in stores.iter_mut().enumerate() {
        save_all(store, &[nth(writer, 0)]);
    }
    std::thread::scope(|scope| {
        for (writer, store) in stores.iter_mut().enumerate() {
            scope.spawn(move || {
                for number in 1..EACH {
                    assert_eq!(ask_until_done(store, &adding(&[nth(writer, number)])), DiaryResponse::Saved);
                    ask_until_done(store, &DiaryRequest::List(Filter::default()));
                }
            });
        }
    });
    assert_eq!(listed(&mut stores[0], Filter::default()).len(), 3 * EACH);
}

/// A folder as it is when the program is killed in the middle of a save: the file half written, the journal beside it.
pub(super) fn killed_in_a_save(folder: &Path, sql: &str) -> tempfile::TempDir {
    let after = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.join("diary.db")).expect("a database");
    // So small a cache that pages are written before the save is through.
    connection
        .execute_batch(&format!("PRAGMA cache_size = 2; PRAGMA cache_spill = 1; BEGIN IMMEDIATE; {sql}"))
        .expect("begun");
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, after.path().join(path.file_name().expect("a name"))).expect("copied");
        }
    }
    after
}

pub(super) const MANY: &str = "INSERT INTO episode (id, start, utc_offset, night, is_open, tried, eased_by, came_before, also, note, source)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
    SELECT 'x' || i, i, 0, 'wrong', 0, '', '', '', '', hex(randomblob(200)), 'hand' FROM n;";

#[test]
fn a_save_that_was_cut_off_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    let before = fs::read(folder.path().join("diary.db")).expect("bytes");
    let after = killed_in_a_save(folder.path(), MANY);
    assert!(fs::read(after.path().join("diary.db")).expect("bytes") != before, "it was half written");
    assert!(after.path().join("diary.db-journal").exists());
    // One that writes nothing can only say so.
    assert_eq!(check(after.path()).state, DiaryState::CutOff);
    let mut silent = Store::new(after.path().to_owned(), Some("nothing is kept"));
    let Err(DiaryError::Failed(sentence)) = silent.ask(&DiaryRequest::Facts) else { panic!("it was read") };
    assert!(sentence.contains("was cut off"), "{sentence}");
    assert!(after.path().join("diary.db-journal").exists());
    let mut store = store(after.path());
    assert_eq!(listed(&mut store, Filter::default()).len(), 5);
    assert!(!after.path().join("diary.db-journal").exists());
    save_all(&mut store, &[nth(1, 1)]);
    assert!(matches!(check(after.path()).state, DiaryState::Sound(_)));
}

#[test]
fn a_first_save_that_was_cut_off_was_none() {
    let folder = tempfile::tempdir().expect("a folder");
    // Made, and nothing written yet.
    crate::store::open::create(&folder.path().join("diary.db")).expect("made");
    assert_eq!(check(folder.path()).state, DiaryState::Nothing);
    let mut reading = store(folder.path());
    assert_eq!(listed(&mut reading, Filter::default()).len(), 0);
    assert_eq!(
        fs::metadata(folder.path().join("diary.db")).expect("a file").len(),
        0,
        "reading writes nothing"
    );
    let schema = "CREATE TABLE filler (a TEXT); INSERT INTO filler
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT hex(randomblob(200)) FROM n;";
    let after = killed_in_a_save(folder.path(), schema);
    assert!(fs::metadata(after.path().join("diary.db")).expect("a file").len() > 0, "it was half written");
    assert_eq!(check(after.path()).state, DiaryState::Nothing);
    // Of the file not even its head may be there.
    let head = killed_in_a_save(folder.path(), schema);
    let bytes = fs::read(head.path().join("diary.db")).expect("bytes");
    fs::write(head.path().join("diary.db"), &bytes[..50]).expect("written");
    assert_eq!(check(head.path()).state, DiaryState::Nothing);
    save_all(&mut self::store(head.path()), &one_of_each());
    assert_eq!(listed(&mut self::store(head.path()), Filter::default()).len(), 5);
    let mut store = store(after.path());
    assert_eq!(listed(&mut store, Filter::default()).len(), 0);
    save_all(&mut store, &one_of_each());
    assert_eq!(listed(&mut store, Filter::default()).len(), 5);
}
