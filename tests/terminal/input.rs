//! Bytes as real terminals, slow lines and other keyboards send them, and the states of a line, a window or a process that a
//! program may be started in: no key is lost, none is pressed by itself, and the program never goes deaf.

use super::*;

/// Longer than a lone ESC or an open sequence waits.
const PAUSE: Duration = Duration::from_millis(700);

/// Lets real time pass: input must come after a gap.
fn pass(pty: &mut Pty, time: Duration) {
    assert_eq!(pty.ends_within(time), None, "the program runs");
}

#[test]
fn reports_and_strings_press_nothing_and_the_next_key_works() {
    let mut pty = guide(Start::uncramp(&[]));
    for (sent, key, tab) in [
        ("\x1b[?997;1n", "2", "[2 Symptoms]"),
        ("\x1b[?2026;2$y", "1", "[1 Causes]"),
        ("\x1b]11;rgb:cccc/cccc/cccc\x1b\\", "2", "[2 Symptoms]"),
        ("\x1b]11;rgb:cccc/cccc/cccc\x07", "1", "[1 Causes]"),
        ("\x1bP1+r544e=78\x1b\\", "2", "[2 Symptoms]"),
        ("\x1b_Gi=31;OK\x1b\\", "1", "[1 Causes]"),
        ("\x1b[>41;354;0c", "2", "[2 Symptoms]"),
        ("\x1b[<0;5;3", "\x1b[<0;60;80m1", "[1 Causes]"),
    ] {
        pty.press(sent);
        pty.press(key);
        pty.wait_for(tab);
    }
    // Not one of them was taken for a cramp or a search.
    for words in ["Breathe out slowly", "Search:"] {
        assert!(pty.frames().iter().all(|frame| !shows(frame, words)), "{words}");
    }
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn ctrl_c_counts_in_the_middle_of_anything() {
    for begun in [
        "\x1b",
        "\x1b[",
        "\x1bO",
        "\x1b[<0;5;3",
        "\x1b[200~hello",
        "\x1b]11;rgb:",
        "\x1bP1+r",
        "\x1b_G",
        "\x1b[M ",
    ] {
        let mut pty = guide(Start::uncramp(&[]));
        pty.press(begun);
        pty.press(CTRL_C);
        assert_eq!(pty.end(), End::code(0), "{begun:?}");
        pty.assert_given_back();
    }
    let mut pty = guide(Start::uncramp(&[]));
    pty.press([0xe2]);
    pty.press(CTRL_C);
    assert_eq!(pty.end(), End::code(0), "half a character");
}

#[test]
fn what_never_ends_is_over_after_a_pause() {
    for begun in ["\x1b[", "\x1bO", "\x1b[<0;5;3", "\x1b[200~hello", "\x1b]11;rgb:", "\x1bP1+r", "\x1b_G"] {
        let mut pty = guide(Start::uncramp(&[]));
        // The program reads input only after it has read the rest of the book.
        pty.press("1");
        pty.wait_for("[1 Causes]");
        pty.press(begun);
        pass(&mut pty, PAUSE);
        pty.press("2");
        pty.wait_for("[2 Symptoms]");
        pty.press("q");
        assert_eq!(pty.end(), End::code(0), "{begun:?}");
    }
}

#[test]
fn an_arrow_over_a_slow_line_leaves_no_stretch_and_esc_alone_does() {
    let mut pty = session();
    for arrow in ["\x1b\x1b[A", "\x1b[1;3A"] {
        pty.press(arrow);
    }
    pty.press("\x1b");
    pass(&mut pty, Duration::from_millis(20));
    pty.press("[C");
    pass(&mut pty, PAUSE);
    assert!(shows(&pty.screen(), "Cramp 0:0"), "{}", pty.screen().contents());
    assert!(pty.frames().iter().all(|frame| !shows(frame, "Go on")), "the stretch was left");
    pty.press("\x1b");
    pty.wait_for("Go on");
    pty.press(CTRL_C);
    pty.end();
    pty.assert_given_back();
}

#[test]
fn other_keyboards_and_caps_lock_press_the_keys_of_the_same_place() {
    for (keys, words) in [
        ("с", "Breathe out slowly"),
        ("C", "Breathe out slowly"),
        ("ψ", "Breathe out slowly"),
        ("\x1b[1089::99u", "Breathe out slowly"),
        ("\x1b[27;2;33~", "[5 Checklist]"),
        ("\x1b[49;2u", "[5 Checklist]"),
    ] {
        let mut pty = guide(Start::uncramp(&[]));
        pty.press(keys);
        pty.wait_for(words);
        pty.press(CTRL_C);
        pty.end();
    }
    for quit in ["й", "Q", "Й", "\x1b[1089::99;5u"] {
        let mut pty = guide(Start::uncramp(&[]));
        pty.press(quit);
        assert_eq!(pty.end(), End::code(0), "{quit:?}");
        pty.assert_given_back();
    }
    // In a text field letters are letters; both bytes of Backspace delete.
    let mut pty = guide(Start::uncramp(&[]));
    pty.press("/");
    pty.wait_for("Search:");
    pty.press("сC");
    pty.wait_for("сC");
    pty.press("\x08\x7fcalX\x08f");
    pty.wait_for("calf");
    pty.press(CTRL_C);
    pty.end();
}

#[test]
fn key_modes_left_on_by_another_program_are_switched_off() {
    let mut pty = guide(Start::uncramp(&[]));
    pty.press("q");
    pty.end();
    let log = String::from_utf8_lossy(&pty.log()).into_owned();
    assert!(log.contains("\x1b[>4m") && log.contains("\x1b[=0u"));
    let mut pty = guide(Start::uncramp(&[]).env("TERM", "linux"));
    pty.press("q");
    pty.end();
    assert!(!String::from_utf8_lossy(&pty.log()).contains("\x1b[>"), "old consoles print it");
}

#[test]
fn the_linux_console_is_sent_letters_and_no_braille() {
    let start = Start::uncramp(&["now"]).env("TERM", "linux").size((100, 40));
    let mut pty = start.open();
    pty.wait_for("Breathe out slowly");
    pty.press("n");
    pty.wait_for("Hold 1 of 5");
    pty.press(CTRL_C);
    pty.end();
    let log = String::from_utf8_lossy(&pty.log()).into_owned();
    assert!(!log.chars().any(|letter| ('\u{2800}'..='\u{28ff}').contains(&letter)));
}

#[test]
fn a_line_left_without_blocking_is_waited_for() {
    // Another program has left O_NONBLOCK on: a large frame does not fit at once.
    let line = "import os, fcntl, sys\n\
                for fd in (0, 1): fcntl.fcntl(fd, fcntl.F_SETFL, fcntl.fcntl(fd, fcntl.F_GETFL) | os.O_NONBLOCK)\n\
                os.execvp('uncramp', ['uncramp'])";
    if !home::has("python3", "a_line_left_without_blocking_is_waited_for") {
        return;
    }
    let mut pty = guide(Start::program("/usr/bin/env", &["python3", "-c", line]).size((300, 200)));
    for _ in 0..20 {
        pty.press("2");
        pty.wait_for("[2 Symptoms]");
        pty.press("1");
        pty.wait_for("[1 Causes]");
    }
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn a_window_beyond_all_bounds_is_drawn_within_bounds() {
    let mut pty = guide(Start::uncramp(&[]));
    pty.resize((65_535, 65_535));
    pty.press("2");
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn every_signal_that_ends_a_program_gives_the_terminal_back() {
    // macOS has neither these two nor real-time signals.
    #[cfg(target_os = "linux")]
    let (of_linux, real_time) = ([Signal::POWER, Signal::STKFLT], [34, 40, 50, 64]);
    #[cfg(not(target_os = "linux"))]
    let (of_linux, real_time) = ([], [0; 0]);
    let everywhere = [
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::XCPU,
        Signal::VTALARM,
        Signal::PROF,
        Signal::IO,
        Signal::SYS,
        Signal::ABORT,
        Signal::TRAP,
    ];
    for signal in everywhere.into_iter().chain(of_linux) {
        let mut pty = guide(Start::uncramp(&[]));
        pty.signal(signal);
        let end = pty.end();
        assert_eq!(end.killed_by, None, "{signal:?}");
        assert_eq!(end.code, 128 + u32::try_from(signal.as_raw()).expect("a number"));
        pty.assert_given_back();
    }
    // The real-time signals have no names here.
    for number in real_time {
        let mut pty = shell((80, 24));
        let settings = pty.line_settings();
        pty.press("uncramp\n");
        pty.wait_for("[uncramp]");
        let program = pty.foreground().as_raw_nonzero().to_string();
        let kill = std::process::Command::new("kill").args([format!("-{number}"), program]).status();
        assert!(kill.expect("kill").success());
        pty.wait_shell("the shell", |screen| !screen.alternate_screen());
        pty.press("echo code=$?\n");
        assert_sane(&pty.wait_shell_for(&format!("code={}", 128 + number)));
        assert_eq!(pty.line_settings(), settings, "signal {number}");
    }
}

#[test]
fn signals_that_were_blocked_at_the_start_are_heard() {
    if !home::has("python3", "signals_that_were_blocked_at_the_start_are_heard") {
        return;
    }
    let line = "import os, signal\n\
                signal.pthread_sigmask(signal.SIG_BLOCK, \
                [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGWINCH])\n\
                os.execvp('uncramp', ['uncramp'])";
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let mut pty = guide(Start::program("/usr/bin/env", &["python3", "-c", line]));
        pty.view((100, 30));
        pty.resize((100, 30));
        pty.wait("the new size", |screen| screen.size() == (30, 100) && shows(screen, "[uncramp]"));
        pty.signal(signal);
        assert_eq!(pty.end(), End::code(code), "{signal:?}");
        pty.assert_given_back();
    }
}

#[test]
fn a_limit_on_file_sizes_is_a_full_disk() {
    // No file may grow: the diary cannot be written, and the program goes on.
    let mut pty = guide(Start::program("/bin/sh", &["-c", "ulimit -f 0; exec uncramp"]));
    pty.press("c");
    pty.wait_for("Breathe out slowly");
    pty.press("nn");
    pty.wait_for("seconds to rest");
    pty.press("x");
    pty.wait_for("let go after");
    pty.press(CTRL_C);
    let end = pty.end();
    assert_eq!(end.killed_by, None);
    pty.assert_given_back();
}
