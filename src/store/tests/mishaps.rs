//! Mishaps around a diary: locks, damage, files of other programs, and things that are no files. An unusable file is reported in
//! a sentence and left as it is, byte for byte.

#![expect(clippy::disallowed_methods, reason = "the files are put there by hand")]

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown, symlink},
};

use rusqlite::{Connection, ffi};

use super::*;
use crate::store::{
    check::{self, DiaryState},
    copies,
    error::StoreError,
    open::{self, Access, FileKind, Opened},
};

/// Every kind of ask.
fn asks() -> Vec<DiaryRequest> {
    vec![
        DiaryRequest::LeftOpen,
        DiaryRequest::List(Filter::default()),
        DiaryRequest::List(Filter { text: "e".into(), ..Filter::default() }),
        DiaryRequest::Span { from: night("2026-01-01"), to: night("2026-12-31") },
        DiaryRequest::Checks { count: 5 },
        DiaryRequest::Facts,
        DiaryRequest::Find(RecordKey::Episode("0e1".into())),
        beginning(&open_episode("0ff", "2026-11-08T03:10:00+00:00"), mark("0ff")),
        adding(&[Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00"))]),
    ]
}

/// Asks everything of a diary that cannot be used; every answer is the sentence, and the folder stays as it was.
fn is_left_alone(folder: &Path) -> String {
    let before = everything_in(folder);
    let mut sentence = String::new();
    for not_kept in [None, Some("nothing is kept")] {
        let mut one = Store::new(folder.to_owned(), not_kept);
        for ask in asks() {
            let is_save = ask.is_save();
            // By itself, and after all those before it.
            for answer in [Store::new(folder.to_owned(), not_kept).ask(&ask), one.ask(&ask)] {
                if is_save && not_kept.is_some() {
                    assert_eq!(answer, Err(DiaryError::NotKept("nothing is kept")));
                    continue;
                }
                sentence = unusable(answer);
                assert!(sentence.contains("diary.db "), "{sentence}");
                assert!(sentence.contains("left as it is"), "{sentence}");
                assert!(!sentence.ends_with('.'), "{sentence}");
            }
        }
    }
    assert_eq!(everything_in(folder), before);
    sentence
}

/// Names and bytes of all the files of a folder; pipes and devices are not read.
fn everything_in(folder: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let mut found: Vec<(String, Option<Vec<u8>>)> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let bytes = path.is_file().then(|| fs::read(&path).unwrap_or_default());
            (path.display().to_string(), bytes)
        })
        .collect();
    found.sort();
    found
}

fn a_diary() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    save_all(&mut store(folder.path()), &one_of_each());
    let path = folder.path().join("diary.db");
    (folder, path)
}

#[test]
fn a_file_cut_short_anywhere_is_left_alone() {
    let (folder, path) = a_diary();
    let whole = fs::read(&path).expect("bytes");
    let mut lengths: Vec<usize> = (1..whole.len()).step_by(997).collect();
    lengths.extend([1, 15, 16, 99, 100, 101, 4095, 4096, 4097, 8192, whole.len() - 4096, whole.len() - 1]);
    for length in lengths {
        fs::write(&path, &whole[..length]).expect("written");
        is_left_alone(folder.path());
    }
    fs::write(&path, &whole).expect("written");
    assert_eq!(listed(&mut store(folder.path()), Filter::default()).len(), 5);
}

#[test]
fn a_file_with_a_page_wiped_is_never_written_to() {
    let (folder, path) = a_diary();
    let whole = fs::read(&path).expect("bytes");
    for page in 0..whole.len() / 4096 {
        for (from, to, with) in [(0, 4096, 0), (0, 4096, 0xff), (0, 12, 0x5a)] {
            let mut bytes = whole.clone();
            bytes[page * 4096 + from..page * 4096 + to].fill(with);
            fs::write(&path, &bytes).expect("written");
            let mut store = store(folder.path());
            let save =
                saving(vec![Change::add(Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00")))]);
            unusable(store.ask(&save));
            for ask in asks() {
                // Once it is known to be damaged, nothing is asked of it again.
                unusable(store.ask(&ask));
            }
            assert!(fs::read(&path).expect("bytes") == bytes, "page {page} {from} {with}");
        }
    }
}

#[test]
fn what_is_no_diary_is_left_alone() {
    for (bytes, word) in [
        (b"dear diary, ".repeat(50), "is not a diary"),
        (b"x".to_vec(), "is not a diary"),
        (vec![0; 1], "is not a diary"),
        (vec![0; 65_536], "is damaged"),
        (b"SQLite format 3\0".to_vec(), "is not a diary"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("diary.db"), bytes).expect("written");
        let sentence = is_left_alone(folder.path());
        assert!(sentence.contains(word), "{sentence}");
    }
}

#[test]
fn another_programs_file_and_a_later_diary_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    let connection = Connection::open(&path).expect("a database");
    connection.execute_batch("CREATE TABLE episode (a); INSERT INTO episode VALUES (1)").expect("made");
    drop(connection);
    assert!(is_left_alone(folder.path()).contains("is not a diary of this program"));

    let (folder, path) = a_diary();
    let connection = Connection::open(&path).expect("a database");
    connection.pragma_update(None, "user_version", 7).expect("set");
    drop(connection);
    let sentence = is_left_alone(folder.path());
    assert!(
        sentence.contains("later version of this program (layout 7; this one knows up to 3)"),
        "{sentence}"
    );
}

#[test]
fn a_file_that_was_exchanged_after_it_was_looked_at_is_not_taken_for_a_diary() {
    let (folder, path) = a_diary();
    let open = |access| Opened::open(&path, access);
    let edit = |sql: &str| {
        Connection::open(&path).expect("a database").execute_batch(sql).expect("edited");
    };
    assert!(matches!(open(Access::ReadOnly), Ok(Some(_))));
    edit("PRAGMA user_version = 4");
    for access in [Access::ReadOnly, Access::Write] {
        assert!(matches!(open(access), Err(StoreError::Newer(4))));
    }
    edit("PRAGMA user_version = 1; PRAGMA application_id = 7");
    let before = everything_in(folder.path());
    for access in [Access::ReadOnly, Access::Write] {
        assert!(matches!(open(access), Err(StoreError::Foreign)));
    }
    assert!(matches!(check::check_file(&path), DiaryState::Unusable { .. }), "it is whole, and no diary");
    assert_eq!(everything_in(folder.path()), before);
    // In an empty file there is nothing to read, and a diary is begun only for a write.
    fs::write(&path, "").expect("emptied");
    assert!(matches!(open(Access::ReadOnly), Ok(None)));
    assert_eq!(fs::read(&path).expect("bytes"), b"");
    assert!(matches!(open(Access::Write), Ok(Some(_))));
    assert_eq!(open::inspect(&path).ok(), Some(FileKind::Diary));
}

#[test]
fn what_is_no_file_is_neither_opened_nor_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
    assert!(is_left_alone(folder.path()).contains("is no regular file"));
    fs::remove_file(&path).expect("gone");
    fs::create_dir(&path).expect("a folder");
    assert!(is_left_alone(folder.path()).contains("is a folder"));
    fs::remove_dir(&path).expect("gone");
    for to in ["/dev/zero", "/nowhere/at/all"] {
        symlink(to, &path).expect("a link");
        assert!(is_left_alone(folder.path()).contains("is a link"));
        fs::remove_file(&path).expect("gone");
    }
    // A file in the folder's place.
    let file = folder.path().join("file");
    fs::write(&file, "x").expect("written");
    assert!(unusable(store(&file).ask(&DiaryRequest::Facts)).contains("is in no folder"));
    assert!(unusable(store(&file).ask(&adding(&[]))).contains("is in no folder"));
}

#[test]
fn where_nothing_can_be_made_it_is_said_and_tried_again() {
    let one = Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00"));
    // In these places the system lets no user make a file or a folder.
    for nowhere in ["/proc/self", "/proc/no/uncramp"] {
        let said = Store::new(nowhere.into(), None).ask(&adding(std::slice::from_ref(&one)));
        assert!(matches!(said, Err(DiaryError::Failed(_))), "{nowhere}: {said:?}");
    }
}

#[test]
fn a_link_to_a_diary_is_not_followed_and_a_link_to_its_folder_is() {
    let (folder, path) = a_diary();
    let other = tempfile::tempdir().expect("a folder");
    symlink(&path, other.path().join("diary.db")).expect("a link");
    let before = fs::read(&path).expect("bytes");
    assert!(is_left_alone(other.path()).contains("is a link"));
    assert_eq!(fs::read(&path).expect("bytes"), before);
    let linked = other.path().join("linked");
    symlink(folder.path(), &linked).expect("a link");
    save_all(&mut store(&linked), &[Record::Episode(episode("0ee", "2026-11-09T03:10:00+00:00"))]);
    assert_eq!(listed(&mut store(folder.path()), Filter::default()).len(), 6);
}

#[test]
fn a_folder_that_others_can_write_to_is_refused() {
    let (folder, path) = a_diary();
    for mode in [0o777, 0o1777, 0o770, 0o722] {
        set_mode(folder.path(), mode);
        let before = everything_in(folder.path());
        for ask in asks() {
            let said = unusable(store(folder.path()).ask(&ask));
            assert!(said.contains("other users can write") && said.contains("chmod 700"), "{said}");
        }
        for said in [
            check::set_aside(folder.path()).expect_err("refused"),
            copies::recover(folder.path()).expect_err("refused"),
        ] {
            assert!(said.contains("other users can write"), "{said}");
        }
        let DiaryState::Unusable { why, .. } = check::check(folder.path()).state else {
            panic!("it was read")
        };
        assert!(why.contains("other users can write"), "{why}");
        assert_eq!(everything_in(folder.path()), before);
    }
    for mode in [0o700, 0o755, 0o750] {
        set_mode(folder.path(), mode);
        assert_eq!(listed(&mut store(folder.path()), Filter::default()).len(), 5);
    }
    set_mode(folder.path(), 0o777);
    fs::remove_file(path).expect("gone");
    assert!(unusable(store(folder.path()).ask(&adding(&one_of_each()))).contains("other users can write"));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is made in it");
}

/// Does something as the user `nobody`, who gets the folder: root may do everything. Nothing is done if this process is root and
/// may not change its user, or if other users cannot reach the folder.
fn without_rights(folder: &Path, what: impl FnOnce() + Send) {
    if !rustix::process::geteuid().is_root() {
        return what();
    }
    let things = ["", "diary.db"].map(|name| folder.join(name));
    for path in things.iter().filter(|path| path.exists()) {
        if chown(path, Some(NOBODY), Some(NOBODY)).is_err() {
            return;
        }
    }
    std::thread::scope(|scope| {
        let done = scope.spawn(move || {
            if become_nobody() && fs::read_dir(folder).is_ok() {
                what();
            }
        });
        if let Err(panic) = done.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

/// A user without rights.
const NOBODY: u32 = 65_534;

/// Gives up the rights of this thread alone: true if that worked. Only Linux keeps rights for each thread.
#[cfg(target_os = "linux")]
fn become_nobody() -> bool {
    use rustix::{process, thread};
    let (user, group) = (process::Uid::from_raw(NOBODY), process::Gid::from_raw(NOBODY));
    thread::set_thread_groups(&[])
        .and_then(|()| thread::set_thread_res_gid(group, group, group))
        .and_then(|()| thread::set_thread_res_uid(user, user, user))
        .is_ok()
}

#[cfg(not(target_os = "linux"))]
fn become_nobody() -> bool {
    false
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

/// The sentence of an error that may pass.
fn failed(answer: Result<DiaryResponse, DiaryError>) -> String {
    match answer {
        Err(DiaryError::Failed(sentence)) => sentence,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rights_that_are_missing_are_said() {
    let (folder, path) = a_diary();
    without_rights(folder.path(), || {
        let one = Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00"));
        set_mode(&path, 0o000);
        assert!(is_left_alone(folder.path()).contains("may not be read"));
        let check::DiaryState::Unusable { why, .. } = check::check(folder.path()).state else {
            panic!("it was read")
        };
        assert!(why.contains("may not be read"), "{why}");
        let said = copies::recover(folder.path()).expect_err("it was read");
        assert!(said.contains("has no copy"), "{said}");
        set_mode(&path, 0o400);
        let mut store = store(folder.path());
        assert_eq!(listed(&mut store, Filter::default()).len(), 5);
        let said = failed(store.ask(&adding(std::slice::from_ref(&one))));
        assert!(said.contains("may not be written"), "{said}");
        // It can be put out of the way all the same: that is its folder's business.
        let aside = check::set_aside(folder.path()).expect("set aside");
        fs::rename(aside, &path).expect("moved back");
        // The access rights are restored while it runs.
        set_mode(&path, 0o600);
        save_all(&mut store, &[one]);
        set_mode(folder.path(), 0o000);
        for ask in asks() {
            assert!(
                unusable(Store::new(folder.path().to_owned(), None).ask(&ask)).contains("may not be read")
            );
        }
        set_mode(folder.path(), 0o700);
    });
}

#[test]
fn a_folder_that_may_not_be_written_is_said_and_nothing_is_begun_in_it() {
    let (folder, path) = a_diary();
    without_rights(folder.path(), || {
        let begin = beginning(&open_episode("0ff", "2026-11-08T03:10:00+00:00"), mark("0ff"));
        let before = everything_in(folder.path());
        set_mode(folder.path(), 0o500);
        let said = failed(store(folder.path()).ask(&begin));
        assert!(said.contains("may not be written"), "{said}");
        let said = check::set_aside(folder.path()).expect_err("it was moved");
        assert!(said.contains("could not be set aside"), "{said}");
        assert!(copies::recover(folder.path()).is_ok_and(|recovered| recovered.was_whole));
        // Nor is a new one, in it or in a folder of its own.
        for folder in [folder.path().join("deep/in"), folder.path().join("deep")] {
            let said = failed(store(&folder).ask(&begin));
            assert!(said.contains("may not be written"), "{said}");
        }
        assert_eq!(everything_in(folder.path()), before);
        set_mode(folder.path(), 0o700);
        fs::remove_file(&path).expect("gone");
        set_mode(folder.path(), 0o500);
        let said = failed(store(folder.path()).ask(&begin));
        assert!(said.contains("may not be written"), "{said}");
        set_mode(folder.path(), 0o700);
    });
}

#[test]
fn a_lock_held_by_another_is_said_at_once_and_passes() {
    let (folder, path) = a_diary();
    let mut store = store(folder.path());
    let one = Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00"));
    assert_eq!(listed(&mut store, Filter::default()).len(), 5);
    let other = Connection::open(&path).expect("a database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("locked");
    // So long is waited for it, and no longer.
    let opened = store.opened.as_ref().expect("it is open");
    let millis: Result<u32, _> = opened.connection.query_row("PRAGMA busy_timeout", [], |row| row.get(0));
    assert_eq!(millis, Ok(40));
    for ask in asks().into_iter().chain([adding(std::slice::from_ref(&one))]) {
        assert_eq!(store.ask(&ask), Err(DiaryError::Busy), "{ask:?}");
    }
    other.execute_batch("ROLLBACK").expect("let go");
    save_all(&mut store, &[one]);
}

#[test]
fn after_a_failure_the_diary_is_opened_anew_and_otherwise_it_stays_open() {
    let (folder, path) = a_diary();
    let mut store = store(folder.path());
    let one = |id: &str| Record::Episode(episode(id, "2026-11-08T03:10:00+00:00"));
    // There is one of that id already.
    assert_eq!(store.ask(&adding(&[one("0e1")])), Err(DiaryError::Changed));
    assert!(store.opened.is_some(), "nothing is wrong with the file");
    let other = Connection::open(&path).expect("a database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("locked");
    assert_eq!(store.ask(&adding(&[one("0fe")])), Err(DiaryError::Busy));
    assert!(store.opened.is_some(), "it is asked again shortly, four times a second");
    other.execute_batch("ROLLBACK").expect("let go");
    drop(other);
    // A full disk, for this connection alone.
    let opened = store.opened.as_ref().expect("it is open");
    opened.connection.execute_batch("PRAGMA max_page_count = 1").expect("set");
    let large: Vec<Record> = (0..50).map(|number| one(&format!("{number:0200}"))).collect();
    let Err(DiaryError::Failed(sentence)) = store.ask(&adding(&large)) else { panic!("it was saved") };
    assert!(sentence.contains("the disk is full: nothing was saved"), "{sentence}");
    save_all(&mut store, &large);
    assert_eq!(listed(&mut store, Filter::default()).len(), 55);
}

#[test]
fn while_another_program_writes_a_diary_is_neither_checked_nor_moved() {
    let (folder, path) = a_diary();
    let other = Connection::open(&path).expect("a database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("locked");
    assert_eq!(check::check(folder.path()).state, check::DiaryState::Busy);
    let said = check::set_aside(folder.path()).expect_err("it is in use");
    assert!(said.contains("another program is writing") && said.contains("try again"), "{said}");
    assert!(path.exists(), "it is where it was");
    other.execute_batch("ROLLBACK; BEGIN IMMEDIATE").expect("another save begins");
    assert_eq!(check::set_aside(folder.path()), Err(said));
    assert!(path.exists(), "it is where it was");
    other.execute_batch("ROLLBACK").expect("let go");
    assert!(matches!(check::check(folder.path()).state, check::DiaryState::Sound(_)));
}

#[test]
fn where_nothing_was_saved_there_is_nothing_to_check_or_to_read_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("diary.db");
    assert_eq!(check::check(folder.path()).state, check::DiaryState::Nothing);
    let said = copies::recover(folder.path()).expect_err("there is none");
    assert!(said.contains("is not there"), "{said}");
    fs::write(&path, "").expect("an empty file");
    assert_eq!(check::check(folder.path()).state, check::DiaryState::Nothing);
    let said = copies::recover(folder.path()).expect_err("there is nothing in it");
    assert!(said.contains("is empty, and has no copy"), "{said}");
    assert_eq!(everything_in(folder.path()).len(), 1, "nothing was made");
}

#[test]
fn an_empty_file_beside_a_copy_is_left_alone_until_the_copy_takes_its_place() {
    let (folder, path) = a_diary();
    store(folder.path()).keep_copy();
    fs::write(&path, "").expect("emptied");
    let sentence = is_left_alone(folder.path());
    assert!(sentence.contains("is empty, but a copy of it is not"), "{sentence}");
    let health = check::check(folder.path());
    let state = DiaryState::Unusable { why: sentence, wrong: vec![], readable: check::RowCounts::default() };
    assert!(health.state == state && health.copy.is_some(), "{health:?}");
    let recovered = copies::recover(folder.path()).expect("the copy is whole");
    assert!(recovered.counts.total() > 0 && recovered.aside.is_some(), "{recovered:?}");
    save_all(&mut store(folder.path()), &[Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00"))]);
}

#[test]
fn a_diary_that_another_program_gave_a_log_is_one_file_again() {
    let (folder, path) = a_diary();
    {
        let other = Connection::open(&path).expect("a database");
        let mode: String = other
            .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
            .expect("another way of keeping a journal");
        assert_eq!(mode, "wal");
    }
    let one = Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00"));
    save_all(&mut store(folder.path()), &[one]);
    let head = fs::read(&path).expect("the diary");
    assert_eq!(&head[18..20], [1, 1], "the header says that there is no log");
    assert_eq!(listed(&mut store(folder.path()), Filter::default()).len(), 6);
}

#[test]
fn every_failure_of_the_disk_says_what_can_be_done() {
    use std::io::{Error, ErrorKind};
    let said = |kind| match StoreError::from(Error::from(kind)).describe(Path::new("diary.db")) {
        DiaryError::Failed(sentence) => sentence,
        other => panic!("{other:?}"),
    };
    assert!(said(ErrorKind::StorageFull).contains("disk is full"), "{}", said(ErrorKind::StorageFull));
    assert_eq!(said(ErrorKind::QuotaExceeded), said(ErrorKind::StorageFull));
    assert!(said(ErrorKind::PermissionDenied).contains("may not be written"));
    assert_eq!(said(ErrorKind::ReadOnlyFilesystem), said(ErrorKind::PermissionDenied));
    assert!(said(ErrorKind::TimedOut).contains("cannot be reached: "));
    // None of them says anything about the file: the next save may go through.
    for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::TimedOut] {
        assert!(!StoreError::from(Error::from(kind)).is_permanent(), "{kind:?}");
    }
    let DiaryError::Failed(older) = StoreError::Older.describe(Path::new("diary.db")) else {
        panic!("it is no damage")
    };
    assert!(older.contains("earlier version"), "{older}");
}

#[test]
fn a_file_put_in_the_diarys_place_is_noticed() {
    let (folder, path) = a_diary();
    let mut store = store(folder.path());
    assert_eq!(listed(&mut store, Filter::default()).len(), 5);
    fs::rename(&path, folder.path().join("old.db")).expect("moved");
    assert_eq!(listed(&mut store, Filter::default()).len(), 0);
    let one = Record::Episode(episode("0fe", "2026-11-08T03:10:00+00:00"));
    save_all(&mut store, &[one]);
    fs::rename(folder.path().join("old.db"), &path).expect("moved back");
    assert_eq!(listed(&mut store, Filter::default()).len(), 5);
}

#[test]
fn a_row_that_is_no_entry_is_named_and_not_passed_over() {
    for (edit, name) in [
        ("UPDATE episode SET pain = 11 WHERE id = '0e1'", "table episode, 0e1"),
        ("UPDATE episode SET leg = 'third' WHERE id = '0e1'", "table episode, 0e1"),
        ("UPDATE episode SET night = '2026-01-01' WHERE id = '0e1'", "table episode, 0e1"),
        ("UPDATE episode SET start = 99999999999999 WHERE id = '0e1'", "table episode, 0e1"),
        // A row is called by what can be an id, and by its number where something else stands there.
        ("UPDATE episode SET pain = 11, id = 'woke at three' WHERE id = '0e1'", "table episode, row 1"),
        ("UPDATE episode SET pain = 11, id = '' WHERE id = '0e1'", "table episode, row 1"),
        ("UPDATE episode SET pain = 11, id = printf('%065d', 0) WHERE id = '0e1'", "table episode, row 1"),
        ("UPDATE episode SET pain = 11, id = 'a_b-1' WHERE id = '0e1'", "table episode, a_b-1"),
        ("UPDATE episode SET note = CAST(x'ff41' AS TEXT) WHERE id = '0e1'", "table episode, 0e1"),
        ("UPDATE night_note SET no_cramp = 2", "table night_note, 2026-11-03"),
        ("UPDATE medicine SET change = 'lost'", "table medicine, 0a1"),
        ("UPDATE checklist SET signs = 'a' || char(10)", "table checklist, 0c1"),
    ] {
        let (folder, path) = a_diary();
        Connection::open(&path).expect("a database").execute_batch(edit).expect("edited");
        let mut store = store(folder.path());
        let all = DiaryRequest::Span { from: night("1970-01-01"), to: night("2199-12-31") };
        let sentence = unusable(store.ask(&all));
        assert!(sentence.contains(&format!("({name})")), "{edit}: {sentence}");
        assert!(!sentence.contains("woke"), "{sentence}");
    }
    // By itself an id may be anything: an import brings its own.
    let (folder, path) = a_diary();
    let edit = "UPDATE episode SET id = 'a secret; note' WHERE id = '0e1'";
    Connection::open(&path).expect("a database").execute_batch(edit).expect("edited");
    assert_eq!(listed(&mut store(folder.path()), Filter::default()).len(), 5);
}

#[test]
fn tables_that_are_gone_are_said() {
    let (folder, path) = a_diary();
    Connection::open(&path).expect("a database").execute_batch("DROP TABLE medicine").expect("edited");
    let said = unusable(store(folder.path()).ask(&DiaryRequest::List(Filter::default())));
    assert!(said.contains("is not laid out as this program left it"), "{said}");
    let (folder, path) = a_diary();
    let edit = "ALTER TABLE medicine RENAME COLUMN dose TO amount";
    Connection::open(&path).expect("a database").execute_batch(edit).expect("edited");
    let said = unusable(store(folder.path()).ask(&DiaryRequest::List(Filter::default())));
    assert!(said.contains("is not laid out as this program left it"), "{said}");
}

#[test]
fn a_diary_that_was_found_damaged_is_not_touched_again_in_that_run() {
    let (folder, path) = a_diary();
    let whole = fs::read(&path).expect("bytes");
    let mut bytes = whole.clone();
    bytes[4096..8192].fill(0xff);
    fs::write(&path, &bytes).expect("written");
    let mut one = store(folder.path());
    let said = unusable(one.ask(&DiaryRequest::Span { from: night("2026-01-01"), to: night("2026-12-31") }));
    assert!(said.contains("is damaged"), "{said}");
    // A person puts a copy in its place while the program runs.
    fs::write(&path, &whole).expect("written");
    assert_eq!(unusable(one.ask(&DiaryRequest::Facts)), said);
    assert_eq!(unusable(one.ask(&adding(&[]))), said);
    assert_eq!(listed(&mut store(folder.path()), Filter::default()).len(), 5);
}

#[test]
fn what_seems_damaged_is_read_again_once_before_it_is_believed() {
    let (folder, path) = a_diary();
    let corrupt =
        || StoreError::Sql(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CORRUPT), None));
    for fault in [|| StoreError::Damaged, corrupt] {
        let mut one = store(folder.path());
        assert!(matches!(one.verify_damage(StoreError::Changed), StoreError::Changed));
        let again = one.verify_damage(fault());
        assert!(matches!(again, StoreError::Unread), "it is whole");
        let DiaryError::Failed(said) = again.describe(&path) else { panic!("it is no damage") };
        assert!(said.contains("the disk did not give all of") && said.contains("try again"), "{said}");
        assert!(one.verify_damage(fault()).is_damage(), "nothing is read again and again");
    }
    let bytes = fs::read(&path).expect("bytes");
    fs::write(&path, &bytes[..bytes.len() - 1]).expect("written");
    assert!(store(folder.path()).verify_damage(corrupt()).is_damage());
    // Pages that are in order by themselves and not with each other.
    let mut swapped = bytes.clone();
    let (third, fourth) = (&bytes[8192..12_288], &bytes[12_288..16_384]);
    swapped[8192..12_288].copy_from_slice(fourth);
    swapped[12_288..16_384].copy_from_slice(third);
    fs::write(&path, &swapped).expect("written");
    assert!(store(folder.path()).verify_damage(StoreError::Damaged).is_damage());
}
