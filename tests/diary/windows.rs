//! Several programs at one diary: every save is made, no program waits for ever, and a lock never freezes a screen.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{sync::mpsc::channel, thread, time::Duration};

use rusqlite::Connection;

use crate::{
    UP,
    home::{KEPT, TempHome, scale},
    pty::{End, Pty},
    shows,
};

/// Saves of each of the three writers; 200 with `UNCRAMP_TEST_SCALE=5`.
const SAVES: usize = 40;

/// The message while another program has the diary.
const IN_USE: &str = "Another program is using the diary.";

/// A new cramp is typed in on the diary tab, with this note, and kept; returns once the form has gone.
fn add(pty: &mut Pty, note: &str) {
    fill_in(pty, note);
    pty.press("\r");
    // The form goes once the entry is on the disk, and not before; among hundreds of one minute it is the one selected.
    pty.wait("the entry in the list", |screen| {
        shows(screen, "[6 Diary]")
            && !shows(screen, "In your own words")
            && shows(screen, &format!("\"{note}\""))
    });
}

/// A new cramp is typed in on the diary tab, with this note; the form stays.
fn fill_in(pty: &mut Pty, note: &str) {
    pty.press(format!("a{UP}{note}"));
    pty.wait("the note in the form", |screen| shows(screen, "In your own words") && shows(screen, note));
}

#[test]
fn two_windows_and_the_command_line_at_once_keep_every_save() {
    let home = TempHome::new();
    let saves = SAVES * scale();
    thread::scope(|scope| {
        for window in ["left", "right"] {
            let home = &home;
            scope.spawn(move || {
                let mut pty = home.guide();
                pty.press("6");
                pty.wait_for("[6 Diary]");
                for i in 0..saves {
                    add(&mut pty, &format!("{window} {i}."));
                }
                pty.press("q");
                assert_eq!(pty.end(), End::code(0));
            });
        }
        scope.spawn(|| (0..saves).for_each(|i| home.log(&format!("command {i}."))));
    });
    let cramps = home.cramps();
    assert_eq!(cramps.len(), 3 * saves);
    for writer in ["left", "right", "command"] {
        for i in 0..saves {
            let note = format!("{writer} {i}.");
            assert_eq!(cramps.iter().filter(|cramp| cramp.note == note).count(), 1, "{note}");
        }
    }
    home.assert_sound();
}

/// A lock on the file that keeps every other program out until dropped.
fn lock(home: &TempHome) -> Connection {
    let connection = home.connection();
    connection.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
    connection
}

/// Walks over the tabs, each of which is drawn while the lock is held: a frozen screen would not get there.
fn walk(pty: &mut Pty) {
    for _ in 0..5 {
        for (key, tab) in
            [("2", "[2 Symptoms]"), ("3", "[3 Remedies]"), ("5", "[5 Checklist]"), ("1", "[1 Causes]")]
        {
            pty.press(key);
            let screen = pty.wait_for(tab);
            assert!(shows(&screen, IN_USE), "{}", screen.contents());
        }
    }
}

#[test]
fn a_lock_of_another_program_leaves_the_screen_alone_and_the_entry_is_saved_once_it_goes() {
    let home = TempHome::new();
    home.log("before");
    let mut pty = home.guide();
    pty.press("6");
    pty.wait("the list", |screen| shows(screen, "before"));
    let lock = lock(&home);
    fill_in(&mut pty, "typed under a lock");
    pty.press("\r");
    let waiting = pty.wait_for(IN_USE);
    assert!(shows(&waiting, "typed under a lock"), "the form is still there: {}", waiting.contents());
    pty.press("\x1b");
    pty.wait("the list, left alone", |screen| !shows(screen, "In your own words"));
    walk(&mut pty);
    drop(lock);
    pty.wait("the diary to be free", |screen| !shows(screen, IN_USE));
    assert_eq!(home.count("typed under a lock"), 1);
    pty.press("6");
    pty.wait("the entry in the list", |screen| shows(screen, "typed under a lock"));
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    assert_eq!(home.cramps().len(), 2, "saved once");
}

#[test]
fn a_session_under_a_lock_goes_on_and_is_in_the_diary_once_the_lock_goes() {
    let home = TempHome::new();
    home.log("before");
    let lock = lock(&home);
    let mut pty = home.session();
    pty.press("1");
    pty.wait("the guide, the session in its header", |screen| {
        shows(screen, "[1 Causes]") && shows(screen, IN_USE) && shows(screen, "cramp 0:0")
    });
    walk(&mut pty);
    pty.press("4x64\r");
    let asked = pty.wait("the answers", |screen| shows(screen, "let go after"));
    assert!(!shows(&asked, KEPT), "nothing is said to be kept: {}", asked.contents());
    assert_eq!(count_under(&lock), 1);
    drop(lock);
    pty.wait_for("In the diary, pain 6, sleep lost 4.");
    let cramps = home.cramps();
    assert_eq!(cramps.len(), 2);
    assert!(
        cramps.iter().any(|cramp| !cramp.is_open && (cramp.pain, cramp.sleep_lost) == (Some(6), Some(4)))
    );
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
}

/// The number of cramps, read by the holder of the lock.
fn count_under(lock: &Connection) -> u32 {
    lock.query_row("SELECT count(*) FROM episode", [], |row| row.get(0)).expect("a count")
}

#[test]
fn a_command_waits_for_a_lock_and_one_that_never_goes_is_said() {
    let home = TempHome::new();
    home.log("before");
    let held = lock(&home);
    let ran = home.run(&["log", "--note", "never"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("another program is using the diary"), "{}", ran.err);
    drop(held);
    assert_eq!((home.count("never"), home.count("before")), (0, 1));

    let held = lock(&home);
    let (send, ended) = channel();
    thread::scope(|scope| {
        let home = &home;
        scope.spawn(move || {
            home.log("after a while");
            let _ = send.send(());
        });
        let too_early = ended.recv_timeout(Duration::from_millis(500));
        assert!(too_early.is_err(), "nothing is saved under the lock");
        drop(held);
    });
    assert_eq!(home.count("after a while"), 1);
}
