//! Programs of their own that save in one diary: started at once, killed in the middle, under any umask. Each is this test
//! binary, started again for [`another_program`].

#![expect(
    clippy::disallowed_methods,
    reason = "a program is killed after a while, and its files are looked at"
)]

use std::{
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::*;
use crate::store::check::{DiaryState, check};

const FOLDER: &str = "UNCRAMP_TEST_FOLDER";
const WORK: &str = "UNCRAMP_TEST_WORK";

fn entry(program: &str, number: usize) -> Episode {
    let start = LocalTime::from_seconds(1_750_000_000 + i64::try_from(number).expect("small") * 7_000, 3600);
    Episode {
        start: start.expect("a moment"),
        ..episode(&format!("{program}-{number}"), "2026-11-05T03:10:00+00:00")
    }
}

/// Begins a session and then saves one entry after another, saying so once each is kept.
#[test]
#[ignore = "started by the tests beside it"]
fn another_program() {
    let (Some(folder), Ok(work)) = (std::env::var_os(FOLDER), std::env::var(WORK)) else { return };
    let (name, count) = work.split_once(' ').expect("a name and a count");
    let mut store = store(&PathBuf::from(folder));
    let mut say = |id: &str, ask: DiaryRequest| {
        loop {
            match store.ask(&ask) {
                Ok(_) => break,
                Err(DiaryError::Busy) => std::thread::yield_now(),
                Err(trouble) => panic!("{trouble:?}"),
            }
        }
        println!("saved {id}");
    };
    let session = format!("{name}-session");
    let begun = open_episode(&session, "2026-11-05T03:10:00+00:00");
    say(&session, beginning(&begun, mark(&session)));
    for number in 0..count.parse().expect("a count") {
        let entry = entry(name, number);
        say(&entry.id.clone(), adding(&[Record::Episode(entry)]));
    }
}

fn start(folder: &Path, name: &str, count: usize, umask: &str) -> Child {
    let program = std::env::current_exe().expect("this program");
    Command::new("sh")
        .args(["-c", "umask \"$1\"; shift; exec \"$@\"", "sh", umask])
        .arg(program)
        .args(["--ignored", "--exact", "--nocapture", "store::tests::programs::another_program"])
        .env(FOLDER, folder)
        .env(WORK, format!("{name} {count}"))
        .stdout(Stdio::piped())
        .spawn()
        .expect("started")
}

/// The ids that the program confirmed as saved, once it has ended.
fn saved(mut child: Child) -> Vec<String> {
    let lines = BufReader::new(child.stdout.take().expect("its words")).lines();
    // The harness may say the name of the test on the same line.
    let ids = lines.filter_map(|line| {
        let line = line.expect("a line");
        line.split_once("saved ").map(|(_, id)| id.to_owned())
    });
    let ids = ids.collect();
    let _ = child.wait().expect("its end");
    ids
}

#[test]
fn programs_started_at_once_lose_nothing_from_the_first_save_on() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("not/yet");
    let programs: Vec<Child> =
        ["a", "b", "c"].into_iter().map(|name| start(&folder, name, 30, "022")).collect();
    for program in programs {
        assert_eq!(saved(program).len(), 31);
    }
    assert_eq!(listed(&mut store(&folder), Filter::default()).len(), 93);
    assert_eq!(left_open(&mut store(&folder)).len(), 3);
}

#[test]
fn a_program_that_is_killed_loses_nothing_it_called_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut kept: Vec<String> = vec![];
    for round in 0..24_u64 {
        let names = [format!("a{round}"), format!("b{round}")];
        let mut programs: Vec<Child> =
            names.iter().map(|name| start(folder.path(), name, 10_000, "077")).collect();
        std::thread::sleep(Duration::from_millis(15 + round * 37 % 160));
        for program in &mut programs {
            program.kill().expect("killed");
        }
        kept.extend(programs.into_iter().flat_map(saved));
        let mut store = store(folder.path());
        for id in &kept {
            assert!(find(&mut store, RecordKey::Episode(id.clone())).is_some(), "{id} was called saved");
        }
        // The one save that was not yet called saved may be there or not, and never twice.
        let total = listed(&mut store, Filter::default()).len();
        assert!(
            (kept.len()..=kept.len() + 2 * (usize::try_from(round).expect("small") + 1)).contains(&total)
        );
        let sessions = kept.iter().filter(|id| id.ends_with("session")).count();
        let left = left_open(&mut store);
        assert!(left.len() >= sessions && left.iter().all(|(_, mark)| mark.is_some()));
    }
    assert!(kept.len() > 24, "{}", kept.len());
    assert!(matches!(check(folder.path()).state, DiaryState::Sound(_)));
}

#[test]
fn no_umask_makes_the_diary_readable_to_others_or_shuts_its_owner_out() {
    for umask in ["000", "022", "077", "777"] {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("deep/in");
        assert_eq!(saved(start(&folder, "a", 2, umask)).len(), 3, "{umask}");
        for (path, wanted) in [
            ("deep", 0o700),
            ("deep/in", 0o700),
            ("deep/in/diary.db", 0o600),
            ("deep/in/session.lock", 0o600),
        ] {
            let mode = std::fs::metadata(home.path().join(path)).expect("it is there").permissions().mode();
            assert_eq!(mode & 0o7777, wanted, "{path} under {umask}");
        }
    }
}
