//! `kill -9` at random moments. An entry that was confirmed is in the diary afterwards, once and unchanged.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{
    io::{Read, Write},
    os::unix::process::ExitStatusExt,
    process::Stdio,
    sync::mpsc::channel,
    thread,
    time::Duration,
};

use rustix::process::Signal;

use crate::{
    home::{KEPT, Random, TempHome, scale},
    shows,
};

/// Kills of each writer to one diary: 240 in all, or 1,200 and 5 diaries with `UNCRAMP_TEST_SCALE=5`.
const COMMANDS: usize = 120;
const SESSIONS: usize = 80;
/// Sessions in plain mode, each with an answer that no session on a screen gives: pain and sleep have 121 in all.
const PLAIN: usize = 40;

/// The answers of a session, by its number: two from 0 to 10.
fn answers(number: usize) -> (u8, u8) {
    let of_eleven = |number: usize| u8::try_from(number % 11).expect("it is small");
    (of_eleven(number), of_eleven(number / 11))
}

/// A random moment. Its range follows the speed of the machine, so that about half of the kills come before the end of their
/// target.
struct Moment {
    random: Random,
    micros: u64,
}

impl Moment {
    fn next(&mut self) -> Duration {
        Duration::from_micros(self.random.below(self.micros))
    }

    fn learn(&mut self, came_late: bool) {
        self.micros = if came_late { self.micros * 15 / 16 } else { self.micros * 17 / 16 }.max(1000);
    }
}

/// Adds entries by command, and kills each command. Returns the notes of those that were acknowledged.
fn kill_commands(home: &TempHome, seed: u64) -> Vec<String> {
    let mut moment = Moment { random: Random(seed), micros: 30_000 };
    let mut kept = vec![];
    for i in 0..COMMANDS {
        let note = format!("command {i}");
        let mut command = home.command(&["log", "--note", &note]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut out = child.stdout.take().expect("its output");
        let (send, ended) = channel();
        thread::spawn(move || {
            let mut said = String::new();
            let _ = out.read_to_string(&mut said);
            let _ = send.send(said);
        });
        let in_time = ended.recv_timeout(moment.next());
        moment.learn(in_time.is_ok());
        child.kill().expect("it is ours to kill");
        let status = child.wait().expect("its end");
        let said = in_time.or_else(|_| ended.recv()).expect("what it said");
        if said.contains(KEPT) {
            kept.push(note);
        } else {
            assert_eq!(status.signal(), Some(9), "{note} ended by itself, and said {said:?}");
        }
    }
    kept
}

/// Hands cramps over by key, each with an answer of its own, and kills each session. Returns the answers that were
/// acknowledged.
fn kill_sessions(home: &TempHome, seed: u64) -> Vec<(u8, u8)> {
    let mut early = Moment { random: Random(seed), micros: 60_000 };
    let mut late = Moment { random: Random(seed + 1), micros: 30_000 };
    let mut kept = vec![];
    for i in 0..SESSIONS {
        let (pain, sleep) = answers(i);
        let mut pty = home.screen(&["now"]).open();
        // One in four is killed around its first frame and first save.
        let is_early = i % 4 == 0;
        let lapse = if is_early {
            early.next()
        } else {
            pty.wait_for("Breathe out slowly");
            let digit = |value: u8| if value == 10 { "t".to_owned() } else { value.to_string() };
            pty.press(format!("x{}{}\r", digit(pain), digit(sleep)));
            late.next()
        };
        assert_eq!(pty.ends_within(lapse), None, "it goes on until it is killed");
        pty.signal(Signal::KILL);
        assert!(pty.end().killed_by.is_some());
        pty.read_to_the_end();
        let frames = pty.frames();
        if is_early {
            early.learn(!frames.is_empty());
            continue;
        }
        let words = format!("{KEPT}, pain {pain}, sleep lost {sleep}.");
        let is_kept = frames.iter().any(|frame| shows(frame, &words));
        late.learn(is_kept);
        if is_kept {
            kept.push((pain, sleep));
        }
    }
    kept
}

/// The same without a screen: a session with pipes, its answers typed as lines.
fn kill_plain_sessions(home: &TempHome, seed: u64) -> Vec<(u8, u8)> {
    let mut moment = Moment { random: Random(seed), micros: 200_000 };
    let mut kept = vec![];
    for i in SESSIONS..SESSIONS + PLAIN {
        let (pain, sleep) = answers(i);
        let mut command = home.command(&["now"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = child.stdin.take().expect("a way in");
        let mut out = child.stdout.take().expect("its output");
        let words = format!("{KEPT}, pain {pain} of 10, sleep lost {sleep} of 10.");
        let (send, ended) = channel();
        thread::spawn(move || {
            let _ = lines.write_all(format!("x\n{pain}\n{sleep}\n\n").as_bytes());
            let mut said = String::new();
            // Its end, and so that of this thread, is its being killed: the way in stays open until then.
            let _ = out.read_to_string(&mut said);
            drop(lines);
            let _ = send.send(said);
        });
        let in_time = ended.recv_timeout(moment.next());
        assert!(in_time.is_err(), "it goes on until it is killed: {in_time:?}");
        child.kill().expect("it is ours to kill");
        assert_eq!(child.wait().expect("its end").signal(), Some(9));
        let said = ended.recv().expect("what it said");
        moment.learn(said.contains(&words));
        if said.contains(&words) {
            kept.push((pain, sleep));
        }
    }
    kept
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_when_three_writers_are_killed_over_and_over() {
    for round in 0..scale() {
        let home = TempHome::new();
        let seed = 20_261_122 + u64::try_from(round).expect("it is small") * 2;
        let (notes, answers) = thread::scope(|scope| {
            let commands = scope.spawn(|| kill_commands(&home, seed));
            let sessions = scope.spawn(|| kill_sessions(&home, seed + 1));
            let plain = scope.spawn(|| kill_plain_sessions(&home, seed + 2));
            let mut answers = sessions.join().expect("kills");
            let by_ear = plain.join().expect("kills");
            assert!(by_ear.len() > PLAIN / 10 && by_ear.len() < PLAIN * 9 / 10, "{}", by_ear.len());
            answers.extend(by_ear);
            (commands.join().expect("kills"), answers)
        });
        // A moment that never comes, or always comes, too late tests nothing.
        assert!(notes.len() > COMMANDS / 10 && notes.len() < COMMANDS * 9 / 10, "{}", notes.len());
        assert!(
            answers.len() > SESSIONS / 10 && answers.len() < (SESSIONS + PLAIN) * 9 / 10,
            "{}",
            answers.len()
        );
        home.log("after all that");
        home.assert_sound();
        let cramps = home.cramps();

        for i in 0..COMMANDS {
            let note = format!("command {i}");
            let count = cramps.iter().filter(|cramp| cramp.note == note).count();
            assert!(count == 1 || (count == 0 && !notes.contains(&note)), "{note}: {count} times");
        }
        let sessions: Vec<_> = cramps.iter().filter(|cramp| cramp.source == "session").collect();
        assert!(sessions.len() <= SESSIONS + PLAIN, "{} cramps of so many sessions", sessions.len());
        assert!(
            sessions.iter().filter(|cramp| cramp.is_open).count() <= 2,
            "one cramp goes on in each start, and there were two at once"
        );
        for i in 0..SESSIONS + PLAIN {
            let answer = self::answers(i);
            let with = |cramp: &&&crate::home::Cramp| {
                (cramp.pain, cramp.sleep_lost) == (Some(answer.0), Some(answer.1))
            };
            let found: Vec<_> = sessions.iter().filter(with).collect();
            assert!(
                found.len() == 1 || (found.is_empty() && !answers.contains(&answer)),
                "{answer:?}: {found:?}"
            );
            assert!(found.iter().all(|cramp| !cramp.is_open && cramp.seconds.is_some()), "{found:?}");
        }
        assert_eq!(cramps.iter().filter(|cramp| cramp.note == "after all that").count(), 1);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the diary is damaged by hand")]
fn a_recovery_that_is_killed_leaves_a_whole_diary_or_none_and_the_next_one_tidies_up() {
    let before = TempHome::new();
    before.log("first");
    before.log("second");
    let damaged = b"SQLite format 3\0 and nothing more".repeat(200);
    std::fs::write(before.diary(), &damaged).expect("written");
    let mut killed = 0;
    for round in 0..30 * scale() {
        let home = TempHome::new();
        std::fs::create_dir_all(home.data()).expect("a folder");
        for entry in std::fs::read_dir(before.data()).expect("a folder") {
            let path = entry.expect("an entry").path();
            std::fs::copy(&path, home.data().join(path.file_name().expect("a name"))).expect("copied");
        }
        let mut child = home.command(&["diary", "recover"]).stdout(Stdio::null()).spawn().expect("it starts");
        thread::sleep(Duration::from_micros(u64::try_from(round % 30).expect("small") * 700));
        child.kill().expect("it is ours to kill");
        killed += usize::from(!child.wait().expect("its end").success());
        let there = std::fs::read(home.diary()).ok();
        let is_whole = || home.run(&["diary", "check"]).code == Some(0);
        assert!(there.is_none_or(|bytes| bytes == damaged || is_whole()), "round {round}");
        let again = home.run(&["diary", "recover"]);
        assert_eq!(again.code, Some(0), "round {round}: {}", again.err);
        assert_eq!(home.count("first"), 1);
        let mut names: Vec<String> = std::fs::read_dir(home.data())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(
            names,
            ["diary.copy-1.db", "diary.db", "diary.db.set-aside-1", "undo.json"],
            "round {round}"
        );
    }
    assert!(killed > 5, "{killed}");
}
