//! A terminal that fails under the program, and is still there: it is given back as far as it can be, and one sentence says why.

#![expect(clippy::disallowed_methods, reason = "what was said is looked at where it went")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::fs;

use super::*;
use home::has;

/// Runs the program on a screen with calls about its terminal failing as strace is told to, until it ends: the terminal, and
/// what was said beside it.
fn fails(orders: &str, arguments: &str, keys: &str) -> (Pty, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let said = folder.path().join("said");
    let line = format!(
        "exec strace -f -qq -o /dev/null -P $(tty) -e trace=read,write,ppoll -e inject={orders} \
         uncramp {arguments} 2> {}",
        said.display()
    );
    let mut pty = Start::program("/bin/sh", &["-c", &line]).open();
    if !keys.is_empty() {
        pty.wait_for("[1 Causes]");
        pty.press(keys);
    }
    assert_eq!(pty.end(), End::code(1), "{orders}: {}", pty.screen().contents());
    (pty, fs::read_to_string(said).expect("what was said"))
}

/// One sentence, which says what happened and that there is nothing to be lost.
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
        ("ppoll:error=ENOMEM:when=3+", "now --speed 20", "", "Cannot allocate memory"),
    ] {
        let (mut pty, said) = fails(orders, arguments, keys);
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
        let (pty, said) = fails(orders, "now --speed 20", "");
        is_one_sentence(&said, "error");
        assert_eq!(pty.line_settings(), before, "{orders}");
    }
}
