//! Plain mode of the real program, with pipes and no terminal: its lines, its exit codes, and no byte that a terminal would obey.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;

const UNCRAMP: &str = env!("CARGO_BIN_EXE_uncramp");

/// The program in a home of its own, and nothing in its environment that is not named here.
fn uncramp(home: &TempDir, arguments: &str) -> Command {
    let mut command = Command::new(UNCRAMP);
    command
        .args(arguments.split_whitespace())
        .env_clear()
        .env("HOME", home.path())
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .env("TZ", "UTC");
    command
}

/// A conversation that is over.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Ran {
    fn text(&self) -> String {
        String::from_utf8(self.out.clone()).expect("text")
    }
}

/// Types these lines, all at once, and gives what was said.
fn talk(command: &mut Command, lines: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that has ended reads no more lines.
    let _ = child.stdin.take().expect("a pipe").write_all(lines.as_bytes());
    let output = child.wait_with_output().expect("the program ends");
    Ran {
        code: output.status.code(),
        out: output.stdout,
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

fn home() -> TempDir {
    tempfile::tempdir().expect("a home folder")
}

#[track_caller]
fn is_plain(ran: &Ran) {
    let at = ran.out.iter().position(|byte| (*byte < 0x20 && *byte != b'\n') || *byte == 0x7f);
    let text = ran.text();
    assert_eq!(at, None, "a byte for a terminal: {text:?}");
    assert!(!text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)), "{text:?}");
    assert_eq!(ran.err, "");
}

/// A conversation that goes everywhere.
const EVERYWHERE: &str = "1\n1\ne\n1\nback\nmenu\n2\n1\nmenu\n3\n2\nback\nmenu\n4\n1\n2\n\nback\nback\nmenu\n5\n0\n1 2\n4\nwhy 1\n0\n\
                          w\nback\nmenu\n6\na\n03:10\n4\n1\n1\n6\nkeep\nm\nkeep\nleave\ni\nleave\n0\nv\n1\nback\nv\ns\nback\nr\nback\n\
                          /magnesium\n1\n?\nabout\nagain\nt\nnonsense\n!\nc\n\npause\npause\nn\nb\nx\n6\n3\n1\n\nq\n";

#[test]
fn not_one_byte_of_it_is_for_a_terminal() {
    for arguments in ["", "--plain", "stretch", "stretch bedtime", "now", "check", "--region GB"] {
        let ran = talk(&mut uncramp(&home(), arguments), EVERYWHERE);
        is_plain(&ran);
        assert!(ran.text().lines().count() > 5, "{arguments:?}: {}", ran.text());
    }
    // Nothing beyond ASCII where the locale has nothing beyond it, or that was asked for.
    for locale in ["C", "de_DE.ISO-8859-1"] {
        let ran = talk(uncramp(&home(), "").env("LC_ALL", locale), EVERYWHERE);
        assert!(ran.out.is_ascii(), "{}", ran.text());
    }
    let ran = talk(&mut uncramp(&home(), "--ascii"), EVERYWHERE);
    assert!(ran.out.is_ascii(), "{}", ran.text());
}

#[test]
fn every_way_of_asking_for_plain_lines_gives_the_same() {
    let plain = talk(&mut uncramp(&home(), "--plain stretch"), "q\n").text();
    assert!(plain.starts_with("Stretches.\n1. "), "{plain}");
    assert_eq!(talk(&mut uncramp(&home(), "stretch"), "q\n").text(), plain, "a pipe");
    assert_eq!(talk(uncramp(&home(), "stretch").env("UNCRAMP_PLAIN", "1"), "q\n").text(), plain);
    assert_eq!(talk(uncramp(&home(), "stretch").env("TERM", "dumb"), "q\n").text(), plain);
}

#[test]
fn the_exit_codes_are_those_of_the_screen() {
    for (arguments, lines, code) in [
        ("", "", 0),
        ("", "q\n", 0),
        ("now --speed 600", "", 0),
        ("now", "q\n", 3),
        ("now", "leave\nq\n", 3),
        ("now", "x\nq\n", 0),
        ("stretch breathe --speed 600", "", 0),
        ("check", "", 0),
        ("check --exit-code", "", 13),
        ("check --exit-code", "0\n0\n0\n", 13),
        ("check --exit-code", "1\n", 12),
        ("check --exit-code --region XX", "", 13),
    ] {
        let ran = talk(&mut uncramp(&home(), arguments), lines);
        assert_eq!(ran.code, Some(code), "{arguments:?} {lines:?}: {} {}", ran.text(), ran.err);
    }
}

#[test]
fn a_session_runs_to_its_end_with_nobody_there() {
    let ran = talk(&mut uncramp(&home(), "now --speed 600"), "");
    let text = ran.text();
    assert_eq!(ran.code, Some(0));
    assert!(text.starts_with("Demonstration: 600 times faster."), "{text}");
    assert!(text.contains("Has the cramp stopped?"), "{text}");
}

#[test]
fn every_page_answered_with_0_is_a_result_and_less_is_not() {
    let pages = talk(&mut uncramp(&home(), "check"), "").text();
    let of: usize = pages
        .split("Page 1 of ")
        .nth(1)
        .and_then(|rest| rest.split('.').next())
        .and_then(|number| number.parse().ok())
        .expect("how many pages there are");
    let none = talk(&mut uncramp(&home(), "check --exit-code"), &"0\n".repeat(of));
    assert_eq!(none.code, Some(0), "{}", none.text());
    assert!(none.text().contains("NONE TICKED"), "{}", none.text());
    let less = talk(&mut uncramp(&home(), "check --exit-code"), &"0\n".repeat(of - 1));
    assert_eq!(less.code, Some(13), "{}", less.text());
    assert!(!less.text().contains("NONE TICKED"), "{}", less.text());
}

#[test]
fn a_check_that_was_asked_is_kept_where_that_was_asked_for() {
    let home = home();
    let ran = talk(&mut uncramp(&home, "check --keep"), "1\nq\n");
    assert!(ran.err.contains("Kept in the diary"), "{}", ran.err);
    let listed = talk(&mut uncramp(&home, "diary"), "").text();
    assert!(listed.contains("Checklist at") && listed.contains("emergency"), "{listed}");
}

#[test]
fn a_cramp_is_in_the_diary_from_its_first_second_and_offered_after_a_kill() {
    let home = home();
    let mut child = uncramp(&home, "now")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    while !line.contains("Type signs") {
        line.clear();
        assert!(out.read_line(&mut line).expect("a line") > 0, "it says what can be done");
    }
    // Its answer to a line comes after the diary was asked.
    child.stdin.as_mut().expect("a pipe").write_all(b"\n").expect("it listens");
    line.clear();
    out.read_line(&mut line).expect("a line");
    assert!(line.contains("to go"), "{line}");
    child.kill().expect("killed");
    child.wait().expect("it ends");
    let again = talk(&mut uncramp(&home, ""), "back\nq\n").text();
    assert!(again.contains("A cramp was left open"), "{again}");
    let listed = talk(&mut uncramp(&home, "diary"), "").text();
    assert!(listed.contains("not ended yet"), "{listed}");
}

#[test]
fn a_listener_that_has_gone_ends_it_without_a_word() {
    let home = home();
    let mut child = uncramp(&home, "now --speed 60")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 1];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("it says something");
    let mut err = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("text");
    assert_eq!(err, "");
    assert_eq!(child.wait().expect("it ends").code(), Some(3), "a session left before its end");
}

#[test]
fn input_without_an_end_and_bytes_that_are_no_text_do_no_harm() {
    let home = home();
    let mut noise: Vec<u8> = (0..=255).cycle().take(200_000).filter(|byte| *byte != b'\n').collect();
    noise.extend(b"\n\xff\xfe\x00\x1b[2J\nq\n");
    let mut child = uncramp(&home, "")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || {
        let _ = input.write_all(&noise);
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("written");
    assert_eq!(output.status.code(), Some(0));
    let ran =
        Ran { code: Some(0), out: output.stdout, err: String::from_utf8_lossy(&output.stderr).into_owned() };
    is_plain(&ran);
}

#[test]
fn a_signal_ends_it_with_its_own_code() {
    let home = home();
    let mut child = uncramp(&home, "now")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 1];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut first).expect("it says something");
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status().expect("kill");
    assert!(sent.success());
    let mut rest = vec![];
    out.read_to_end(&mut rest).expect("what it said");
    assert!(!rest.contains(&0x1b), "no terminal was taken, so none is given back");
    assert_eq!(child.wait().expect("it ends").code(), Some(143));
}

#[test]
fn input_that_never_ends_keeps_no_time_from_passing_and_no_processor_busy() {
    // A device gives zeros for ever, and the session runs to its end all the same.
    let home = home();
    for arguments in ["now --speed 600", "check --exit-code", ""] {
        let zeros = std::fs::OpenOptions::new().read(true).open("/dev/zero").expect("zeros");
        let output = uncramp(&home, arguments).stdin(zeros).output().expect("it ends by itself");
        let text = String::from_utf8(output.stdout).expect("text");
        let code = if arguments.starts_with("check") { 13 } else { 0 };
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        assert_eq!(
            text.contains("Has the cramp stopped?"),
            arguments.starts_with("now"),
            "{arguments:?}: {text}"
        );
        assert!(text.len() < 20_000, "{arguments:?}");
    }
}

#[test]
fn a_listener_that_listens_no_more_cannot_keep_it() {
    let home = home();
    let mut child =
        uncramp(&home, "").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    // The answers to these lines do not fit into the pipe, and nothing reads them.
    let mut input = child.stdin.take().expect("a pipe");
    let (send, progress) = std::sync::mpsc::channel();
    let asking = std::thread::spawn(move || {
        while input.write_all(b"?\nagain\n").is_ok() {
            let _ = send.send(());
        }
    });
    let mut first = [0; 1];
    child.stdout.as_mut().expect("a pipe").read_exact(&mut first).expect("it says something");
    while progress.recv_timeout(Duration::from_millis(500)).is_ok() {}
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status().expect("kill");
    assert!(sent.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(143));
    drop(child.stdout.take());
    asking.join().expect("nobody is left to ask");
}

#[test]
fn without_a_speech_program_there_is_one_sentence_and_the_session_runs() {
    let ran = talk(uncramp(&home(), "now --voice --speed 600").env("PATH", "/nowhere"), "");
    assert_eq!((ran.code, ran.err.lines().count()), (Some(0), 1), "{}", ran.err);
    assert!(ran.err.contains("install espeak-ng"), "{}", ran.err);
    assert!(ran.text().contains("Has the cramp stopped?"), "{}", ran.text());
}

#[cfg(unix)]
mod speaking {
    //! The voice with a fake speech program.

    #![expect(
        clippy::disallowed_methods,
        clippy::panic,
        reason = "the fake program writes files, and the test waits for them"
    )]

    use super::*;

    /// A speech program that writes its id and its text to files and then speaks for a minute.
    fn speaker(folder: &std::path::Path) -> String {
        let path = folder.join("speaker");
        let script = format!(
            "#!/bin/sh\ncat >> {folder}/text\necho $$ >> {folder}/ids\nexec sleep 60\n",
            folder = folder.display()
        );
        std::fs::write(&path, script).expect("written");
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("set");
        path.display().to_string()
    }

    fn last_line(path: &std::path::Path) -> String {
        for _ in 0..500 {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if let Some(line) = text.lines().last() {
                return line.to_owned();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("{} is empty", path.display());
    }

    #[test]
    fn no_speech_program_is_left_after_any_way_out() {
        for signal in ["", "-TERM", "-HUP", "-INT", "-QUIT"] {
            let home = home();
            let arguments = format!("now --plain --voice={}", speaker(home.path()));
            let mut child = uncramp(&home, &arguments)
                .env("PATH", "/usr/bin:/bin")
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .spawn()
                .expect("the program starts");
            let speaking = last_line(&home.path().join("ids"));
            assert!(std::fs::read_to_string(home.path().join("text")).expect("text").starts_with("Toes up."));
            if signal.is_empty() {
                child.stdin.take().expect("a pipe").write_all(b"quit\n").expect("it listens");
            } else {
                let sent =
                    Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
                assert!(sent.success());
            }
            child.wait().expect("it ends");
            let is_left =
                Command::new("kill").args(["-0", &speaking]).stderr(Stdio::null()).status().expect("kill");
            assert!(!is_left.success(), "{signal}: {speaking} still speaks");
        }
    }
}
