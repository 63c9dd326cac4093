//! A terminal that fails under the program, and is still there: it is given back as far as it can be, and one sentence says why.

#![expect(clippy::disallowed_methods, reason = "what was said is looked at where it went")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::fs;

use super::*;
use home::{TempHome, has};

/// Runs the program in that home, on a screen with calls about its terminal failing as strace is told to, until it ends: the
/// terminal, and what was said beside it.
fn fails(home: &TempHome, orders: &str, arguments: &str, keys: &str) -> (Pty, String) {
    let line = format!(
        "exec strace -f -qq -o /dev/null -P $(tty) -e trace=read,write,ppoll -e inject={orders} \
         uncramp {arguments} 2> $HOME/said"
    );
    let mut pty = Start::program("/bin/sh", &["-c", &line]).env("HOME", home.name()).open();
    if !keys.is_empty() {
        pty.wait_for("[uncramp]");
        pty.press(keys);
    }
    assert_eq!(pty.end(), End::code(1), "{orders}: {}", pty.screen().contents());
    (pty, fs::read_to_string(home.path().join("said")).expect("what was said"))
}

/// One sentence, which says what happened.
fn is_one_sentence(said: &str, error: &str) {
    assert!(said.starts_with("uncramp: the terminal can") && said.ends_with('\n'), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains(error), "{said}");
}

#[test]
fn a_terminal_that_fails_is_given_back_and_the_failure_said() {
    if !has("strace", "a_terminal_that_fails_is_given_back_and_the_failure_said") {
        return;
    }
    for (orders, arguments, keys, error) in [
        // The modes themselves; then a frame somewhere in a stretch.
        ("write:error=EIO:when=1", "now", "", "Input/output error"),
        ("write:error=EIO:when=6", "now --speed 20", "", "Input/output error"),
        ("write:error=ENOSPC:when=6", "now --speed 20", "", "No space left"),
        // What is typed cannot be read, or not be waited for.
        ("read:error=EIO:when=1", "", "2", "Input/output error"),
        ("ppoll:error=ENOMEM:when=1", "now --speed 20", "", "Cannot allocate memory"),
    ] {
        let (mut pty, said) = fails(&TempHome::new(), orders, arguments, keys);
        is_one_sentence(&said, error);
        pty.assert_given_back();
    }
}

#[test]
fn a_terminal_that_takes_nothing_any_more_still_gets_its_line_back() {
    if !has("strace", "a_terminal_that_takes_nothing_any_more_still_gets_its_line_back") {
        return;
    }
    let before = shell((80, 24)).line_settings();
    for orders in ["write:error=EIO:when=6+", "write:error=ENOSPC:when=2+"] {
        let (pty, said) = fails(&TempHome::new(), orders, "now --speed 20", "");
        is_one_sentence(&said, "error");
        assert_eq!(pty.line_settings(), before, "{orders}");
    }
}

#[test]
fn what_is_not_in_the_diary_when_a_terminal_fails_is_said_with_it() {
    if !has("strace", "what_is_not_in_the_diary_when_a_terminal_fails_is_said_with_it") {
        return;
    }
    let home = TempHome::new();
    home.log("before");
    let other = home.connection();
    other.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
    let (mut pty, said) = fails(&home, "write:error=EIO:when=4", "now", "");
    is_one_sentence(&said, "Input/output error");
    assert!(said.contains("not everything is in the diary: another program is using the diary"), "{said}");
    pty.assert_given_back();
}
