//! The file: who may read it, diaries of older layouts, checking one, setting it aside, reading what is left of one.

#![expect(clippy::disallowed_methods, reason = "the files are put there by hand")]

use std::{fs, os::unix::fs::PermissionsExt};

use rusqlite::Connection;

use super::*;
use crate::store::{
    check::{DiaryState, RowCounts, check, set_aside},
    copies::recover,
};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o7777
}

#[test]
fn everything_is_for_its_owner_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("deep/in/uncramp");
    let mut store = store(&folder);
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    assert_eq!(store.ask(&beginning(&open, mark("0e1"))), session_saved(&open));
    for part in ["deep", "deep/in", "deep/in/uncramp"] {
        assert_eq!(mode(&home.path().join(part)), 0o700, "{part}");
    }
    for file in ["diary.db", "session.lock"] {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
    let names: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    // The journal of a save under way has the file's own rights.
    let connection = Connection::open(folder.join("diary.db")).expect("a database");
    connection.execute_batch("BEGIN IMMEDIATE; UPDATE episode SET note = 'x'").expect("begun");
    assert_eq!(mode(&folder.join("diary.db-journal")), 0o600);
}

#[test]
fn folders_are_made_by_whoever_comes_first_and_never_in_the_place_of_a_file() {
    use crate::store::platform::create_folder;
    let home = tempfile::tempdir().expect("a folder");
    assert!(create_folder(Path::new("")).is_ok(), "the folder one is in");
    assert!(create_folder(home.path()).is_ok());
    fs::write(home.path().join("file"), "kept").expect("written");
    for path in ["file", "file/in"] {
        assert!(create_folder(&home.path().join(path)).is_err(), "{path}");
    }
    assert_eq!(fs::read(home.path().join("file")).expect("bytes"), b"kept");
    // One that is there keeps its rights.
    let open = home.path().join("open");
    fs::create_dir(&open).expect("a folder");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).expect("set");
    create_folder(&open.join("in/deep")).expect("made");
    assert_eq!(
        ["open", "open/in", "open/in/deep"].map(|path| mode(&home.path().join(path))),
        [0o755, 0o700, 0o700]
    );
    for round in 0..20 {
        let folder = home.path().join(format!("{round}/a/b"));
        let together = std::sync::Barrier::new(3);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    together.wait();
                    create_folder(&folder).expect("made, by one of them");
                    assert!(folder.is_dir());
                });
            }
        });
    }
}

/// Makes the fixture of a new layout: `cargo test --lib store::tests::files::make -- --ignored` after a new step in `schema.rs`. A
/// fixture is never made again.
#[test]
#[ignore = "makes a fixture for the layout of today"]
fn make_the_fixture_of_this_layout() {
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    let name = format!("tests/fixtures/diary-v{}.db", crate::store::schema::VERSION);
    let to = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    assert!(!to.exists(), "a fixture is never made again");
    fs::create_dir_all(to.parent().expect("a folder")).expect("made");
    fs::copy(folder.path().join("diary.db"), to).expect("copied");
}

#[test]
fn a_diary_of_every_layout_opens_with_nothing_lost() {
    // One that is missing for a new layout is missed here.
    for version in 1..=crate::store::schema::VERSION {
        let fixture = format!("diary-v{version}.db");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(&fixture);
        let folder = tempfile::tempdir().expect("a folder");
        fs::copy(from, folder.path().join("diary.db")).expect("copied");
        let mut store = store(folder.path());
        for mut record in one_of_each() {
            // Layout 1 had no route.
            if let (1, Record::Medicine(medicine)) = (version, &mut record) {
                medicine.route = None;
            }
            assert_eq!(find(&mut store, record.key()), Some(record), "{fixture}");
        }
        assert_eq!(
            check(folder.path()).state,
            DiaryState::Sound(all_counts()),
            "{fixture}: no more and no less"
        );
        save_all(&mut store, &[Record::Episode(episode("0ee", "2026-11-09T03:10:00+00:00"))]);
    }
}

fn all_counts() -> RowCounts {
    RowCounts { episodes: 2, nights: 1, medicines: 1, checks: 1, facts: 1 }
}

#[test]
fn entries_of_every_kind_are_counted_together() {
    let counts = RowCounts { episodes: 1, nights: 2, medicines: 4, checks: 8, facts: 16 };
    assert_eq!((counts.total(), all_counts().total(), RowCounts::default().total()), (31, 6, 0));
}

#[test]
fn a_check_tells_what_there_is_and_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    assert_eq!(check(folder.path()).state, DiaryState::Nothing);
    save_all(&mut store(folder.path()), &one_of_each());
    assert_eq!(check(folder.path()).state, DiaryState::Sound(all_counts()));

    let connection = Connection::open(&path).expect("a database");
    connection
        .execute_batch("BEGIN EXCLUSIVE; ROLLBACK; UPDATE episode SET pain = 12 WHERE id = '0e1'")
        .expect("edited");
    let DiaryState::Unusable { why, wrong, readable } = check(folder.path()).state else {
        panic!("it can be used")
    };
    assert!(why.contains("table episode, 0e1"), "{why}");
    assert_eq!(wrong, ["an entry that cannot be read: table episode, 0e1"]);
    assert_eq!(readable, RowCounts { episodes: 1, ..all_counts() });
    connection.execute_batch("UPDATE episode SET pain = 1").expect("edited");
    drop(connection);

    let whole = fs::read(&path).expect("bytes");
    fs::write(&path, &whole[..whole.len() - 100]).expect("written");
    let DiaryState::Unusable { wrong, .. } = check(folder.path()).state else { panic!("it can be used") };
    assert_eq!(wrong.first().map(String::as_str), Some("the end of the file is missing"));
    let mut bytes = whole.clone();
    bytes[4096..8192].fill(0);
    fs::write(&path, &bytes).expect("written");
    let DiaryState::Unusable { why, wrong, .. } = check(folder.path()).state else {
        panic!("it can be used")
    };
    assert!(why.contains("is damaged") && !wrong.is_empty(), "{why} {wrong:?}");
    assert!(fs::read(&path).expect("bytes") == bytes, "a check changes nothing");
    fs::write(&path, "dear diary").expect("written");
    let DiaryState::Unusable { why, .. } = check(folder.path()).state else { panic!("it can be used") };
    assert!(why.contains("is not a diary"), "{why}");
}

#[test]
fn a_check_finds_an_index_that_has_lost_an_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    save_all(&mut store(folder.path()), &one_of_each());
    lose_an_index_entry(&path);
    let DiaryState::Unusable { why, wrong, readable } = check(folder.path()).state else {
        panic!("it can be used")
    };
    assert!(why.contains("is damaged"), "{why}");
    assert!(wrong.iter().any(|line| line.contains("medicine_by_night")), "{wrong:?}");
    assert_eq!(readable, RowCounts { medicines: 2, ..all_counts() });
}

#[test]
fn of_many_entries_that_cannot_be_read_a_check_names_the_first_and_counts_the_rest_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    let cramps: Vec<Record> = (0..30)
        .map(|number| Record::Episode(episode(&format!("e{number}"), "2026-11-05T03:10:00+00:00")))
        .chain(one_of_each())
        .collect();
    save_all(&mut store(folder.path()), &cramps);
    Connection::open(&path)
        .expect("a database")
        .execute_batch("UPDATE episode SET pain = 12 WHERE id GLOB 'e*'; UPDATE night_note SET no_cramp = 2")
        .expect("edited");
    let DiaryState::Unusable { why, wrong, readable } = check(folder.path()).state else {
        panic!("it can be used")
    };
    assert_eq!(wrong.len(), 20);
    assert!(wrong[0].ends_with("table episode, e0"), "{wrong:?}");
    assert!(why.contains("holds an entry that cannot be read (table episode, "), "{why}");
    assert_eq!(readable, RowCounts { nights: 0, ..all_counts() });
}

#[test]
fn whatever_is_wrong_with_a_diary_it_can_be_set_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    save_all(&mut store(folder.path()), &one_of_each());
    let whole = fs::read(&path).expect("bytes");
    for page in 0..whole.len() / 4096 {
        for from in [0, 100] {
            let mut bytes = whole.clone();
            bytes[page * 4096 + from..(page + 1) * 4096].fill(0xff);
            fs::write(&path, &bytes).expect("written");
            let aside = set_aside(folder.path()).expect("set aside");
            assert!(fs::read(&aside).expect("bytes") == bytes, "page {page} from {from}");
        }
    }
    fs::write(&path, "dear diary").expect("written");
    fs::write(folder.path().join("diary.db-journal"), "a journal").expect("written");
    let mut journal = set_aside(folder.path()).expect("set aside").into_os_string();
    journal.push("-journal");
    assert_eq!(fs::read(journal).expect("bytes"), b"a journal", "it goes with the file");
    save_all(&mut store(folder.path()), &one_of_each());
    // The log beside it cannot be renamed, and the error says so.
    fs::write(folder.path().join("diary.db-wal"), "a log").expect("written");
    let mut names = (1..).map(|number| folder.path().join(format!("diary.db.set-aside-{number}")));
    let mut next = names.find(|path| !path.exists()).expect("a name").into_os_string();
    next.push("-wal");
    fs::create_dir_all(Path::new(&next).join("full")).expect("a folder");
    let said = set_aside(folder.path()).expect_err("its log stayed behind");
    assert!(said.contains("could not be set aside"), "{said}");
}

#[test]
fn a_file_set_aside_is_kept_and_a_new_diary_begins() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    assert!(set_aside(folder.path()).expect_err("nothing").contains("nothing to set aside"));
    let mut running = store(folder.path());
    for number in 1..4 {
        save_all(&mut running, &one_of_each());
        fs::write(folder.path().join("diary.db.set-aside-2"), "kept").expect("written");
        let bytes = fs::read(&path).expect("bytes");
        let aside = set_aside(folder.path()).expect("set aside");
        let number = if number == 1 { 1 } else { number + 1 };
        assert_eq!(aside, folder.path().join(format!("diary.db.set-aside-{number}")));
        assert!(fs::read(aside).expect("bytes") == bytes);
        assert_eq!(listed(&mut running, Filter::default()).len(), 0);
    }
    assert_eq!(fs::read(folder.path().join("diary.db.set-aside-2")).expect("bytes"), b"kept");
    // Not while another is writing, nor is anything too odd to be moved.
    save_all(&mut running, &one_of_each());
    let other = Connection::open(&path).expect("a database");
    other.execute_batch("BEGIN IMMEDIATE").expect("begun");
    // The check of its header lets go of the locks of this very process, so another asks.
    drop(other);
    fs::remove_file(&path).expect("gone");
    fs::create_dir(&path).expect("a folder");
    assert!(set_aside(folder.path()).is_ok());
    assert_eq!(listed(&mut running, Filter::default()).len(), 0);
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A start of the program, which makes a copy where the diary has changed.
fn start(folder: &Path) {
    left_open(&mut store(folder));
}

#[test]
fn a_start_keeps_a_copy_where_the_diary_has_changed_and_the_last_three() {
    let folder = tempfile::tempdir().expect("a folder");
    start(folder.path());
    assert_eq!(names(folder.path()), Vec::<String>::new(), "of nothing there is no copy");
    let entry = |n: usize| Record::Episode(episode(&format!("0e{n}"), "2026-11-05T03:10:00+00:00"));
    for n in 0..5 {
        save_all(&mut store(folder.path()), &[entry(n)]);
        start(folder.path());
        let first = fs::read(folder.path().join("diary.copy-1.db")).expect("a copy");
        // Nothing has changed: no other copy.
        start(folder.path());
        start(folder.path());
        assert_eq!(fs::read(folder.path().join("diary.copy-1.db")).expect("a copy"), first);
        assert_eq!(names(folder.path()).len(), 1 + (n + 1).min(3));
    }
    for (name, count) in [("diary.copy-1.db", 5), ("diary.copy-2.db", 4), ("diary.copy-3.db", 3)] {
        assert_eq!(mode(&folder.path().join(name)), 0o600, "{name}");
        let other = tempfile::tempdir().expect("a folder");
        fs::copy(folder.path().join(name), other.path().join("diary.db")).expect("copied");
        assert_eq!(listed(&mut store(other.path()), Filter::default()).len(), count, "{name}");
    }
    let mut silent = Store::new(folder.path().to_owned(), Some("nothing is kept"));
    save_all(&mut store(folder.path()), &[entry(9)]);
    let before = names(folder.path());
    assert!(left_open(&mut silent).is_empty());
    assert_eq!(names(folder.path()), before);
}

#[test]
fn a_persons_own_file_is_never_overwritten_by_a_copy() {
    for own in ["diary.copy-1.db", "diary.copy-3.db", "diary.copy-new.db"] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(own), "my thesis").expect("written");
        for n in 0..4 {
            save_all(
                &mut store(folder.path()),
                &[Record::Episode(episode(&format!("{n}"), "2026-11-05T03:10:00+00:00"))],
            );
            start(folder.path());
        }
        assert_eq!(fs::read(folder.path().join(own)).expect("a file"), b"my thesis");
        assert_eq!(names(folder.path()), [own, "diary.db"]);
    }
    // A draft that a killed program left is used again.
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    for left in [vec![], fs::read(folder.path().join("diary.db")).expect("bytes")] {
        fs::write(folder.path().join("diary.copy-new.db"), left).expect("written");
        let _ = fs::remove_file(folder.path().join("diary.copy-1.db"));
        start(folder.path());
        assert_eq!(names(folder.path()), ["diary.copy-1.db", "diary.db"]);
    }
}

#[test]
fn a_damaged_diary_is_replaced_by_its_newest_whole_copy_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    assert!(recover(folder.path()).expect_err("nothing").contains("has no copy"));
    save_all(&mut store(folder.path()), &one_of_each());
    assert!(
        recover(folder.path()).is_ok_and(|recovered| recovered.was_whole && recovered.counts == all_counts())
    );
    start(folder.path());
    let whole = fs::read(&path).expect("bytes");
    for damage in [
        "the first page is torn",
        "a page is wiped",
        "the end is missing",
        "an index has lost an entry",
        "it is empty",
        "it is gone",
    ] {
        let mut bytes = whole.clone();
        match damage {
            "the first page is torn" => bytes[..4096].fill(0),
            "a page is wiped" => bytes[4096..8192].fill(0xff),
            "the end is missing" => bytes.truncate(bytes.len() - 100),
            "it is empty" => bytes.clear(),
            _ => {}
        }
        fs::write(&path, &bytes).expect("written");
        match damage {
            "an index has lost an entry" => lose_an_index_entry(&path),
            "it is gone" => fs::remove_file(&path).expect("removed"),
            _ => {}
        }
        let damaged = fs::read(&path).ok();
        let health = check(folder.path());
        let copy = health.copy.expect("a copy that is named");
        assert_eq!(
            (copy.path, copy.counts),
            (folder.path().join("diary.copy-1.db"), all_counts()),
            "{damage}"
        );
        let recovered = recover(folder.path()).expect("recovered");
        assert_eq!((recovered.path, recovered.counts), (path.clone(), all_counts()), "{damage}");
        assert!(!recovered.was_whole, "{damage}");
        assert_eq!(recovered.aside.is_some(), damage != "it is gone", "{damage}");
        assert_eq!(recovered.aside.map(|aside| fs::read(aside).expect("kept")), damaged, "{damage}");
        assert_eq!(mode(&path), 0o600);
        for record in one_of_each() {
            assert_eq!(find(&mut store(folder.path()), record.key()), Some(record), "{damage}");
        }
        assert!(!names(folder.path()).iter().any(|name| name.contains("new")), "no draft is left");
    }
    // If the newest copy is damaged too, the one before it is used.
    save_all(&mut store(folder.path()), &[Record::Episode(episode("0ee", "2026-11-09T03:10:00+00:00"))]);
    start(folder.path());
    fs::write(folder.path().join("diary.copy-1.db"), &whole[..whole.len() / 2]).expect("written");
    fs::write(&path, &whole[..5000]).expect("written");
    assert_eq!(recover(folder.path()).expect("recovered").counts, all_counts());
}

/// Adds an entry of which the index of its table knows nothing: every row can be read, and a list by the index leaves it out.
fn lose_an_index_entry(path: &Path) {
    let edit = |sql: &str| {
        let connection = Connection::open(path).expect("a database");
        connection.execute_batch(&format!("PRAGMA writable_schema = ON; {sql}")).expect("edited");
    };
    edit(
        "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'medicine_by_night';
          DELETE FROM sqlite_schema WHERE name = 'medicine_by_night'",
    );
    edit(
        "INSERT INTO medicine (id, night, name, dose, change, note) VALUES ('0a2', '2026-11-02', '', '', 'started', '')",
    );
    edit("INSERT INTO sqlite_schema SELECT * FROM kept");
    edit("DROP TABLE kept");
}

#[test]
fn a_diary_whose_index_has_lost_an_entry_answers_nothing_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    lose_an_index_entry(&folder.path().join("diary.db"));
    let (from, to) = (night("1970-01-01"), night("2199-12-31"));
    for ask in [
        DiaryRequest::Span { from, to },
        DiaryRequest::Background { from, to },
        DiaryRequest::List(Filter::default()),
        DiaryRequest::LeftOpen,
        adding(&[]),
    ] {
        let said = unusable(store(folder.path()).ask(&ask));
        assert!(said.contains("is damaged"), "{said}");
    }
}
