//! The file: who may read it, diaries of older layouts, checking one, setting it aside, reading what is left of one.

#![expect(clippy::disallowed_methods, reason = "the files are put there by hand")]

use std::{fs, os::unix::fs::PermissionsExt};

use rusqlite::Connection;

use super::*;
use crate::store::{
    check::{Counts, State, check, set_aside},
    recover::recover,
};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").permissions().mode() & 0o7777
}

#[test]
fn everything_is_for_its_owner_alone() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("deep/in/uncramp");
    let mut store = store(&folder);
    let open = Record::Episode(open_episode("0e1", "2026-11-05T03:10:00+00:00"));
    let begin = Ask::Save { changes: vec![Change::add(open)], mark: Some(Mark::Keep(mark("0e1"))) };
    assert_eq!(store.ask(&begin), Ok(Answer::Saved));
    for part in ["deep", "deep/in", "deep/in/uncramp", "deep/in/uncramp/live"] {
        assert_eq!(mode(&home.path().join(part)), 0o700, "{part}");
    }
    for file in ["diary.db", "live/0e1"] {
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
    use crate::store::open::create_folder;
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

/// How the fixture was made, and how the next is: `cargo test --lib store::tests::files::make -- --ignored` after a new step
/// was put into `schema.rs`. A fixture is never made again.
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
        assert_eq!(check(folder.path()).state, State::Sound(all_counts()), "{fixture}: no more and no less");
        save_all(&mut store, &[Record::Episode(episode("0ee", "2026-11-09T03:10:00+00:00"))]);
    }
}

fn all_counts() -> Counts {
    Counts { episodes: 2, nights: 1, medicines: 1, checks: 1, facts: 1 }
}

#[test]
fn entries_of_every_kind_are_counted_together() {
    let counts = Counts { episodes: 1, nights: 2, medicines: 4, checks: 8, facts: 16 };
    assert_eq!((counts.total(), all_counts().total(), Counts::default().total()), (31, 6, 0));
}

#[test]
fn a_check_tells_what_there_is_and_what_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    assert_eq!(check(folder.path()).state, State::Nothing);
    save_all(&mut store(folder.path()), &one_of_each());
    assert_eq!(check(folder.path()).state, State::Sound(all_counts()));

    let connection = Connection::open(&path).expect("a database");
    connection
        .execute_batch("BEGIN EXCLUSIVE; ROLLBACK; UPDATE episode SET pain = 12 WHERE id = '0e1'")
        .expect("edited");
    let State::Unusable { why, wrong, readable } = check(folder.path()).state else {
        panic!("it can be used")
    };
    assert!(why.contains("table episode, 0e1"), "{why}");
    assert_eq!(wrong, ["an entry that cannot be read: table episode, 0e1"]);
    assert_eq!(readable, Counts { episodes: 1, ..all_counts() });
    connection.execute_batch("UPDATE episode SET pain = 1").expect("edited");
    drop(connection);

    let whole = fs::read(&path).expect("bytes");
    fs::write(&path, &whole[..whole.len() - 100]).expect("written");
    let State::Unusable { wrong, .. } = check(folder.path()).state else { panic!("it can be used") };
    assert_eq!(wrong.first().map(String::as_str), Some("the end of the file is missing"));
    let mut bytes = whole.clone();
    bytes[4096..8192].fill(0);
    fs::write(&path, &bytes).expect("written");
    let State::Unusable { why, wrong, .. } = check(folder.path()).state else { panic!("it can be used") };
    assert!(why.contains("is damaged") && !wrong.is_empty(), "{why} {wrong:?}");
    assert!(fs::read(&path).expect("bytes") == bytes, "a check changes nothing");
    fs::write(&path, "dear diary").expect("written");
    let State::Unusable { why, .. } = check(folder.path()).state else { panic!("it can be used") };
    assert!(why.contains("is not a diary"), "{why}");
}

#[test]
fn a_check_finds_an_index_that_has_lost_an_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    save_all(&mut store(folder.path()), &one_of_each());
    let edit = |sql: &str| {
        let connection = Connection::open(&path).expect("a database");
        connection.execute_batch(&format!("PRAGMA writable_schema = ON; {sql}")).expect("edited");
    };
    // An entry comes while nobody knows of the index: every row can still be read, and the list would leave one out.
    edit(
        "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'medicine_by_night';
          DELETE FROM sqlite_schema WHERE name = 'medicine_by_night'",
    );
    edit(
        "INSERT INTO medicine (id, night, name, dose, change, note) VALUES ('0a2', '2026-11-02', '', '', 'started', '')",
    );
    edit("INSERT INTO sqlite_schema SELECT * FROM kept");
    edit("DROP TABLE kept");
    let State::Unusable { why, wrong, readable } = check(folder.path()).state else {
        panic!("it can be used")
    };
    assert!(why.contains("is damaged"), "{why}");
    assert!(wrong.iter().any(|line| line.contains("medicine_by_night")), "{wrong:?}");
    assert_eq!(readable, Counts { medicines: 2, ..all_counts() });
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
    let State::Unusable { why, wrong, readable } = check(folder.path()).state else {
        panic!("it can be used")
    };
    assert_eq!(wrong.len(), 20);
    assert!(wrong[0].ends_with("table episode, e0"), "{wrong:?}");
    assert!(why.contains("holds an entry that cannot be read (table episode, "), "{why}");
    assert_eq!(readable, Counts { nights: 0, ..all_counts() });
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
    // What belongs to it cannot be moved along, and that is said.
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
        assert_eq!(listed(&mut running, Filter::default(), 0, 9).total, 0);
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
    assert_eq!(listed(&mut running, Filter::default(), 0, 9).total, 0);
}

/// A diary of many entries, so that its tables have many pages.
fn large(folder: &Path, count: usize) -> Vec<Record> {
    let records: Vec<Record> = (0..count)
        .map(|number| {
            let start = Moment::from_seconds(1_700_000_000 + 40_000 * number as i64, 0).expect("a moment");
            Record::Episode(Episode {
                start,
                ..full_episode(&format!("{number:032x}"), "2026-11-05T03:10:00+00:00")
            })
        })
        .chain(one_of_each())
        .collect();
    save_all(&mut store(folder), &records);
    records
}

#[test]
fn what_can_be_read_of_a_damaged_diary_is_brought_into_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    assert!(recover(folder.path()).is_err());
    let records = large(folder.path(), 150);
    let whole = fs::read(&path).expect("bytes");
    let pages = whole.len() / 4096;
    let mut fewest = usize::MAX;
    for page in 0..pages {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0);
        fs::write(&path, &bytes).expect("written");
        let Ok(recovered) = recover(folder.path()) else {
            fewest = 0;
            continue;
        };
        assert!(fs::read(&path).expect("bytes") == bytes, "the damaged one is not changed");
        assert_eq!(mode(&recovered.path), 0o600);
        fewest = fewest.min(recovered.counts.total());
        // What was brought over is what was there.
        let other = tempfile::tempdir().expect("a folder");
        fs::rename(&recovered.path, other.path().join("diary.db")).expect("moved");
        let mut new = store(other.path());
        let kept =
            records.iter().filter(|record| find(&mut new, record.key()).as_ref() == Some(*record)).count();
        assert_eq!(kept, recovered.counts.total(), "page {page}");
        if page == 0 {
            assert_eq!(kept, records.len(), "the first page can be replaced");
        }
    }
    // No page takes more with it than the rows that were on it.
    assert!(fewest >= records.len() - 25, "{fewest}");
    // The end cut off.
    fs::write(&path, &whole[..whole.len() * 3 / 4 + 77]).expect("written");
    let recovered = recover(folder.path()).expect("something");
    assert!(recovered.counts.total() > 40, "{recovered:?}");
    assert!(recover(folder.path()).expect("again").path.ends_with("diary.recovered-2.db"));
    fs::write(&path, "dear diary ".repeat(5000)).expect("written");
    assert!(recover(folder.path()).expect_err("nothing").contains("nothing could be read"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3, "nothing else is left behind");
}

#[test]
fn a_sound_diary_is_copied_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    let recovered = recover(folder.path()).expect("all of it");
    assert_eq!((recovered.counts, recovered.unreadable), (all_counts(), 0));
}

#[test]
fn what_no_entry_can_hold_is_left_behind_and_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    save_all(&mut store(folder.path()), &one_of_each());
    let connection = Connection::open(&path).expect("a database");
    connection
        .execute_batch("UPDATE episode SET pain = 12 WHERE id = '0e1'; UPDATE night_note SET no_cramp = 2")
        .expect("edited");
    drop(connection);
    let recovered = recover(folder.path()).expect("the rest of it");
    assert_eq!(recovered.counts, Counts { episodes: 1, nights: 0, ..all_counts() });
    assert_eq!(recovered.unreadable, 2);
    let other = tempfile::tempdir().expect("a folder");
    fs::rename(&recovered.path, other.path().join("diary.db")).expect("moved");
    assert_eq!(check(other.path()).state, State::Sound(recovered.counts));
}

#[test]
fn what_is_read_out_goes_under_a_name_that_is_free() {
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    for name in ["diary.recovered.db", "diary.recovered-2.db", "diary.being-recovered-1.db"] {
        fs::write(folder.path().join(name), "kept").expect("written");
    }
    let recovered = recover(folder.path()).expect("all of it");
    assert_eq!(recovered.path, folder.path().join("diary.recovered-3.db"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 5, "no copy is left behind");
    for name in ["diary.recovered.db", "diary.recovered-2.db", "diary.being-recovered-1.db"] {
        assert_eq!(fs::read(folder.path().join(name)).expect("bytes"), b"kept", "{name}");
    }
}

#[test]
fn a_save_that_was_cut_off_is_taken_back_in_what_is_read_out_and_not_in_the_diary() {
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    let after = many::killed_in_a_save(folder.path(), many::MANY);
    let bytes = |name: &str| fs::read(after.path().join(name)).expect("bytes");
    let before = ["diary.db", "diary.db-journal"].map(bytes);
    let recovered = recover(after.path()).expect("what was saved");
    assert_eq!((recovered.counts, recovered.unreadable), (all_counts(), 0));
    assert!(["diary.db", "diary.db-journal"].map(bytes) == before, "the diary is as it was");
    assert_eq!(fs::read_dir(after.path()).expect("a folder").count(), 3);
}
