//! Plain lines on a real terminal: no escape byte on any path, and the code of every way out.

use super::*;

/// Nothing that a terminal would obey but the ends of lines.
#[track_caller]
fn is_plain(log: &[u8]) {
    assert!(!log.contains(&0x1b), "an escape byte: {:?}", String::from_utf8_lossy(log));
}

/// A terminal that nothing can be drawn on, and what is said there first.
fn plain(arguments: &[&str], words: &str) -> Pty {
    let pty = Start::uncramp(arguments).env("TERM", "dumb").open();
    pty.wait_shell_for(words);
    pty
}

#[test]
fn every_way_out_of_plain_lines_has_its_code_and_sends_no_escape() {
    for (arguments, words, left) in
        [(&[] as &[&str], "quit to leave", 0), (&["now"], "Type signs", 3), (&["check"], "Page 1", 0)]
    {
        for (typed, code) in [("q\n", left), ("quit\n", left), ("\x04", left)] {
            let mut pty = plain(arguments, words);
            pty.press(typed);
            // Ctrl-D ends no session, and the lines after it are still read.
            if typed == "\x04" && arguments == ["now"] {
                pty.wait_shell_for("The session goes on. Type quit to leave.");
                pty.press("quit\n");
            }
            assert_eq!(pty.end(), End::code(code), "{arguments:?} {typed:?}");
            pty.assert_given_back();
            is_plain(&pty.log());
        }
        for (signal, code) in
            [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)]
        {
            let mut pty = plain(arguments, words);
            pty.signal(signal);
            assert_eq!(pty.end(), End::code(code), "{arguments:?} {signal:?}");
            pty.assert_given_back();
            is_plain(&pty.log());
        }
        // The terminal's own Ctrl-C is that signal.
        let mut pty = plain(arguments, words);
        pty.press(CTRL_C);
        assert_eq!(pty.end(), End::code(130), "{arguments:?}");
        is_plain(&pty.log());
    }
}

#[test]
fn a_terminal_that_vanishes_ends_plain_lines_wherever_what_is_typed_comes_from() {
    // The signal is ignored; and what is typed is over, or comes from elsewhere, so that nothing is read from the terminal.
    for (line, typed) in [
        ("exec uncramp now --plain", ""),
        ("exec uncramp now --plain", "\x04"),
        ("exec uncramp now --plain < /dev/null", ""),
        ("uncramp now --plain < /dev/null; exit $?", ""),
        ("mkfifo $HOME/typed; exec uncramp now --plain <> $HOME/typed", ""),
    ] {
        let line = format!("trap '' HUP; {line}");
        let mut pty = Start::program("/bin/sh", &["-c", &line]).open();
        pty.wait_shell_for("Type signs");
        pty.press(typed);
        vanishes(pty);
    }
}

#[test]
fn plain_lines_are_stopped_and_brought_back_by_the_shell() {
    let mut pty = shell((80, 24));
    pty.press("TERM=dumb uncramp now\n");
    pty.wait_shell_for("Type signs");
    pty.press(CTRL_Z);
    pty.wait_shell("the shell", |screen| shows(screen, "Stopped"));
    pass_tenths(&mut pty, 5);
    pty.press("fg\n");
    pty.wait_shell_for("You were away for");
    pty.press("q\n");
    pty.press("echo code=$?\n");
    pty.wait_shell_for("code=3");
    is_plain(&pty.log());
}

#[test]
fn nothing_asked_of_the_command_line_sends_an_escape_where_none_is_shown() {
    for arguments in [
        &["--help"] as &[&str],
        &["--nonsense"],
        &["check", "--sign", "breathless"],
        &["show", "remedies"],
        &["search", "calf"],
        &["config"],
        &["diary"],
        &["report"],
    ] {
        let mut pty = Start::uncramp(arguments).env("TERM", "dumb").open();
        pty.end();
        pty.read_to_the_end();
        assert!(!pty.log().is_empty(), "{arguments:?}");
        is_plain(&pty.log());
        // And no colour where none is wanted.
        let mut pty = Start::uncramp(arguments).env("NO_COLOR", "1").open();
        pty.end();
        pty.read_to_the_end();
        assert!(!renditions(&pty.log()).iter().any(|code| is_colour(*code)), "{arguments:?}");
    }
}

#[test]
fn an_empty_environment_is_enough() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().display();
    // On a screen: no name of a terminal, no locale, no home.
    let line =
        format!("exec env -i $(command -v uncramp) --data-dir {folder}/data --config {folder}/config.ron");
    let mut pty = Start::program("/bin/sh", &["-c", &line]).open();
    pty.wait_for("[uncramp]");
    pty.press("c");
    pty.wait_for("Breathe out slowly");
    pty.press(CTRL_C);
    assert_eq!(pty.end(), End::code(0), "it was the guide that was started");
    pty.assert_given_back();
    assert!(pty.log().is_ascii(), "no locale says that more is shown");
    assert!(
        !renditions(&pty.log()).iter().any(|code| is_colour(*code)),
        "no terminal says that it has colours"
    );
    // In plain lines.
    let mut pty = Start::program("/bin/sh", &["-c", &format!("{line} --plain")]).open();
    pty.wait_shell_for("quit to leave");
    pty.press("q\n");
    assert_eq!(pty.end(), End::code(0));
    assert!(pty.log().is_ascii());
    is_plain(&pty.log());
}

#[test]
fn accessible_is_plain_lines_on_a_terminal_too() {
    let mut pty = Start::uncramp(&[]).env("ACCESSIBLE", "1").open();
    pty.wait_shell_for("quit to leave");
    pty.press("й\n");
    assert_eq!(pty.end(), End::code(0));
    is_plain(&pty.log());
}

#[test]
fn log_without_an_option_asks_first_and_adds_nothing_without_a_yes() {
    for (answer, is_added) in [("n\n", false), ("\n", false), ("\x04", false), (CTRL_C, false), ("y\n", true)]
    {
        let line = "uncramp log; echo code=$?; uncramp diary";
        let mut pty = Start::program("/bin/sh", &["-c", line]).open();
        pty.wait_shell_for("Add it? y or n:");
        assert!(shows(&pty.screen(), "This adds a cramp at"), "{}", pty.screen().contents());
        pty.press(answer);
        if answer == CTRL_C {
            // The terminal sends it to the shell too, which then lists nothing.
            pty.end();
            continue;
        }
        pty.end();
        pty.read_to_the_end();
        let screen = pty.screen();
        assert!(shows(&screen, "code=0"), "{}", screen.contents());
        assert_eq!(shows(&screen, "Nothing was added."), !is_added, "{answer:?}: {}", screen.contents());
        assert_eq!(shows(&screen, "In the diary."), is_added, "{answer:?}: {}", screen.contents());
        assert_eq!(shows(&screen, "Nothing is recorded for"), !is_added, "{answer:?}: {}", screen.contents());
    }
}

#[test]
fn a_width_that_is_asked_for_is_kept() {
    // A width in COLUMNS, or else that of the window; never wider than reading text.
    for (columns, widest) in [("30", 30), ("0", 72), ("many", 72), ("500", 72), ("", 72)] {
        let mut pty = Start::uncramp(&["show", "remedies", "stretching"])
            .env("COLUMNS", columns)
            .size((200, 60))
            .open();
        pty.end();
        pty.read_to_the_end();
        let screen = pty.screen();
        let longest = screen.contents().lines().map(|row| row.trim_end().chars().count()).max();
        assert!(
            longest.is_some_and(|longest| longest <= widest && longest + 12 > widest),
            "{columns:?}: {longest:?}\n{}",
            screen.contents()
        );
    }
}
