//! The voice beside the full screen, with a fake speech program.

#![expect(clippy::disallowed_methods, reason = "the fake speech program writes files")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what a test needs and cannot have is the test's failure"
)]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
};

use tempfile::TempDir;

use super::*;

/// The longest time in which a line is spoken that comes by the clock.
const DEADLINE: Duration = Duration::from_secs(40);

/// A speech program that writes its text and its process id to files. It then speaks for a minute, or for no time.
struct Speaker(TempDir);

impl Speaker {
    fn new(speaks_on: bool) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().display();
        let rest = if speaks_on { "exec sleep 60" } else { "" };
        let script = format!("#!/bin/sh\ncat >> {folder}/text\necho $$ >> {folder}/ids\n{rest}\n");
        let path = home.path().join("speaker");
        fs::write(&path, script).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("set");
        Self(home)
    }

    fn option(&self) -> String {
        format!("--voice={}", self.0.path().join("speaker").display())
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap_or_default()
    }

    /// Waits until words are spoken; returns the id of the program that speaks them and everything spoken so far.
    fn speaks(&self, words: &str) -> (String, String) {
        let tenth = Duration::from_millis(100);
        for _ in 0..DEADLINE.as_millis() / tenth.as_millis() {
            let (text, ids) = (self.read("text"), self.read("ids"));
            if text.contains(words)
                && let Some(id) = ids.lines().last()
                && ids.lines().count() >= self.read("ids").lines().count()
            {
                return (id.to_owned(), text);
            }
            std::thread::sleep(tenth);
        }
        panic!("{words:?} is not spoken, but {:?}", self.read("text"));
    }
}

fn is_alive(id: &str) -> bool {
    let sent = Command::new("kill").args(["-0", id]).stderr(Stdio::null()).status();
    sent.expect("kill").success()
}

/// A way out of the program.
type Leave = fn(&mut Pty);

#[test]
fn no_speech_program_is_left_after_any_way_out_of_the_screen() {
    let ways: [(&str, Leave, u32); 6] = [
        ("q", |pty| pty.press("q"), 3),
        ("Ctrl-C", |pty| pty.press(CTRL_C), 3),
        ("SIGTERM", |pty| pty.signal(Signal::TERM), 143),
        ("SIGHUP", |pty| pty.signal(Signal::HUP), 129),
        ("SIGQUIT", |pty| pty.signal(Signal::QUIT), 131),
        ("hang-up", Pty::hang_up, 129),
    ];
    for (name, leave, code) in ways {
        let speaker = Speaker::new(true);
        let mut pty = Start::uncramp(&["now", &speaker.option()]).open();
        pty.wait_for("Breathe out slowly");
        let (id, _) = speaker.speaks("Toes up.");
        assert!(is_alive(&id), "{name}");
        leave(&mut pty);
        assert_eq!(pty.end(), End::code(code), "{name}");
        assert!(!is_alive(&id), "{name}: {id} still speaks");
    }
}

#[test]
fn a_late_time_is_dropped_and_an_emergency_cuts_in() {
    // Two windows: a speech program that is always free, and one that hangs.
    let (free, hanging) = (Speaker::new(false), Speaker::new(true));
    let mut windows = [&free, &hanging].map(|speaker| {
        let mut pty = Start::uncramp(&["stretch", "bedtime", &speaker.option()]).open();
        pty.wait_for("Face a wall");
        speaker.speaks("Face a wall");
        pty.press("n");
        speaker.speaks("First leg back");
        pty
    });
    let (_, said) = free.speaks("Other leg back");
    assert!(said.contains("Last five seconds."), "{said}");
    let (step, said) = hanging.speaks("Other leg back");
    assert!(!said.contains("Last five seconds."), "it would be late: {said}");
    // The session's clock never waited for the program that hangs, and the instruction has cut in. So does an emergency.
    let pty = &mut windows[1];
    pty.press("!");
    pty.wait_for("Right now");
    pty.press(" ");
    pty.wait_for("EMERGENCY");
    let (emergency, _) = hanging.speaks("EMERGENCY: Call");
    assert!(is_alive(&emergency) && !is_alive(&step), "the instruction is cut");
    pty.press("q");
    pty.end();
    assert!(!is_alive(&emergency));
}

#[test]
fn a_voice_that_cannot_speak_is_said_on_the_screen_at_the_start() {
    let mut pty = Start::uncramp(&["now", "--voice=no-such-program"]).open();
    // The count goes on all the same.
    let screen = pty.wait_for("The voice is off: there is no program");
    assert!(screen.contents().contains("TOES") || screen.contents().contains('▄'), "{}", screen.contents());
    pty.press("\u{3}");
    assert_eq!(pty.end(), End::code(3));
}
