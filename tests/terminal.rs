//! The program in a real terminal: how it starts and leaves, is stopped and cut off, and what it sends.

#[path = "terminal/clock.rs"]
mod clock;
#[path = "terminal/failing.rs"]
mod failing;
#[expect(dead_code, reason = "other tests do more in a home folder")]
mod home;
#[path = "terminal/input.rs"]
mod input;
#[path = "terminal/lines.rs"]
mod lines;
mod pty;
#[path = "terminal/voice.rs"]
mod voice;

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use home::{Random, scale};
use pty::{
    End, Pty, Start, assert_sane, picture,
    sequences::{Sequence, colour_codes, is_colour, modes_switched_on, parse, renditions},
};
use rustix::process::{Signal, kill_process};
use vt100::Screen;

const CTRL_C: &str = "\x03";
const CTRL_Z: &str = "\x1a";

/// A window in which the count is plain text on a row of its own; a row more where the speed is named.
const LOW: (u16, u16) = (80, 6);
const LOW_AND_FAST: (u16, u16) = (80, 7);

/// The seconds by which the count may be lower at a second reading: one frame may come between the two.
const NEXT_SECOND: u64 = 1;

/// The guide, drawn.
fn guide(start: Start) -> Pty {
    let pty = start.open();
    pty.wait_for("[uncramp]");
    pty
}

/// The count of a session, in seconds, where it stands on a row of its own.
fn count(screen: &Screen) -> Option<u64> {
    screen.contents().lines().find_map(|row| {
        let (number, unit) = row.trim().split_once(' ')?;
        if unit.starts_with("second") {
            return number.parse().ok();
        }
        let (minutes, seconds) = number.split_once(':').filter(|_| unit.starts_with("minutes"))?;
        let (minutes, seconds): (u64, u64) = (minutes.parse().ok()?, seconds.parse().ok()?);
        Some(minutes * 60 + seconds)
    })
}

/// A session, drawn.
fn session() -> Pty {
    let pty = Start::uncramp(&["now"]).open();
    pty.wait_for("Breathe out slowly");
    pty
}

fn shows(screen: &Screen, words: &str) -> bool {
    screen.contents().contains(words)
}

/// An interactive shell, waiting for a command. It edits no lines, so that it asks nothing special of its terminal.
fn shell(size: (u16, u16)) -> Pty {
    let start = Start::program("/bin/bash", &["--norc", "--noediting", "-i"]);
    let pty = start.env("PS1", "ready> ").size(size).open();
    pty.wait_shell_for("ready> ");
    pty
}

/// Has the shell pass this many tenths of a second: time during which a stopped program is away.
fn pass_tenths(pty: &mut Pty, tenths: u8) {
    pty.press(format!("sleep {}.{}; echo $((7000 + 77))\n", tenths / 10, tenths % 10));
    pty.wait_shell_for("7077");
}

#[test]
fn starts_on_the_guide_and_leaves_the_terminal_as_it_found_it() {
    for key in ["q", CTRL_C] {
        let mut pty = guide(Start::uncramp(&[]));
        assert!(pty.screen().hide_cursor() && pty.screen().bracketed_paste());
        pty.press(key);
        assert_eq!(pty.end(), End::code(0), "{key:?}");
        pty.assert_given_back();
    }
}

#[test]
fn a_signal_ends_it_with_its_own_code_and_the_terminal_as_it_was() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let mut pty = guide(Start::uncramp(&[]));
        pty.signal(signal);
        assert_eq!(pty.end(), End::code(code), "{signal:?}");
        pty.assert_given_back();
    }
}

#[test]
fn a_signal_ends_a_session_as_well() {
    let mut pty = Start::uncramp(&["now"]).open();
    pty.wait_for("Breathe out slowly");
    pty.signal(Signal::TERM);
    assert_eq!(pty.end(), End::code(143));
    pty.assert_given_back();
}

#[test]
fn ctrl_z_gives_the_shell_its_terminal_and_fg_brings_the_whole_screen_back() {
    let mut pty = shell((80, 24));
    let settings = pty.line_settings();
    pty.press("uncramp\n");
    let before = pty.wait_for("[uncramp]");
    for _ in 0..2 {
        pty.press(CTRL_Z);
        let stopped = pty.wait_shell("the shell", |screen| {
            !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>")
        });
        assert!(shows(&stopped, "Stopped"));
        assert_sane(&stopped);
        assert_eq!(pty.line_settings(), settings);
        pty.press("fg\n");
        pty.wait("the same screen again", |screen| picture(screen) == picture(&before));
        let back = pty.screen();
        assert!(back.alternate_screen() && back.hide_cursor() && back.bracketed_paste());
    }
    // Keys are heard one by one again, without Enter.
    pty.press("2");
    pty.wait_for("[2 Symptoms]");
    pty.press("q");
    pty.wait_shell("the shell", |screen| !screen.alternate_screen());
    pty.press("echo code=$?\n");
    assert_sane(&pty.wait_shell_for("code=0"));
    assert_eq!(pty.line_settings(), settings);
}

#[test]
fn a_session_stopped_with_ctrl_z_comes_back_paused_where_it_was() {
    let mut pty = shell(LOW_AND_FAST);
    pty.press("uncramp now --speed 20\n");
    pty.wait_for("Hold 1 of 5");
    pty.press(CTRL_Z);
    pty.wait_shell("the shell", |screen| !screen.alternate_screen() && shows(screen, "Stopped"));
    let left_at = count(&pty.last_frame()).expect("a count");
    pass_tenths(&mut pty, 5);
    pty.press("fg\n");
    comes_back_paused(&mut pty, left_at);
}

#[test]
fn a_session_stopped_by_a_signal_comes_back_paused_where_it_was() {
    for signal in [Signal::TSTP, Signal::STOP] {
        let mut pty = shell(LOW_AND_FAST);
        pty.press("uncramp now --speed 20\n");
        pty.wait_for("Hold 1 of 5");
        kill_process(pty.foreground(), signal).expect("the session runs");
        let stopped = pty.wait_shell("the shell", |screen| shows(screen, "Stopped"));
        if signal == Signal::TSTP {
            assert_sane(&stopped);
        }
        let frames = pty.frames();
        let left_at = frames.iter().rev().find_map(count).expect("a count");
        // Only after more than two seconds does SIGSTOP matter; SIGTSTP was meant.
        pass_tenths(&mut pty, 25);
        pty.press("fg\n");
        comes_back_paused(&mut pty, left_at);
    }
}

/// After `fg`: the screen is whole, the session stands where it stood, and goes on when asked to.
fn comes_back_paused(pty: &mut Pty, left_at: u64) {
    // The shell wrote over a session that was stopped at once. Its words go only when the whole screen is drawn again.
    let back = pty.wait("the session, paused, and nothing of the shell", |screen| {
        shows(screen, "PAUSED") && !["Stopped", "ready>", "7077"].iter().any(|words| shows(screen, words))
    });
    assert!(shows(&back, "away for"), "{}", back.contents());
    let found_at = count(&back);
    assert!(
        found_at.is_some_and(|found_at| found_at.abs_diff(left_at) <= NEXT_SECOND),
        "left at {left_at}, back at {found_at:?}"
    );
    pty.press(" ");
    pty.wait("the session, running", |screen| {
        !shows(screen, "PAUSED") && count(screen).is_some_and(|count| Some(count) != found_at)
    });
    pty.press("q");
    pty.wait_shell("the shell", |screen| !screen.alternate_screen());
    pty.press("echo code=$?\n");
    assert_sane(&pty.wait_shell_for("code=3"));
}

#[test]
fn a_frozen_session_is_paused_where_it_was_when_it_thaws() {
    // A key may be waiting for it when it thaws; the bell changes nothing that is seen.
    for key in ["", "b"] {
        let mut pty = Start::uncramp(&["now", "--speed", "20"]).size(LOW_AND_FAST).open();
        pty.wait_for("Hold 1 of 5");
        pty.freeze();
        pty.press(key);
        // Frames that the reader has yet to take in may be a few counts on; the time away is fifty.
        let left_at = pty.frames().iter().rev().find_map(count).expect("a count");
        assert_eq!(pty.ends_within(Duration::from_millis(2_500)), None, "it is stopped");
        pty.signal(Signal::CONT);
        let back = pty.wait_for("PAUSED");
        let found_at = count(&back).expect("a count");
        assert!(found_at <= left_at && left_at - found_at <= 4, "left at {left_at}, back at {found_at}");
        pty.press("q");
        assert_eq!(pty.end(), End::code(3));
        pty.assert_given_back();
    }
}

#[test]
fn a_stop_too_short_to_matter_pauses_nothing() {
    let mut pty = Start::uncramp(&["now"]).size(LOW).open();
    pty.wait_for("Breathe out slowly");
    // Continued without a stop; then stopped for a moment.
    pty.signal(Signal::CONT);
    pty.freeze();
    assert_eq!(pty.ends_within(Duration::from_millis(20)), None);
    pty.signal(Signal::CONT);
    let found = pty.wait("the next counts", |screen| count(screen).is_some_and(|count| count <= 3));
    assert!(!shows(&found, "PAUSED") && !shows(&found, "away for"), "{}", found.contents());
    assert!(pty.frames().iter().all(|frame| !shows(frame, "PAUSED")));
    pty.press("q");
    assert_eq!(pty.end(), End::code(3));
    pty.assert_given_back();
}

#[test]
fn ctrl_z_is_harmless_where_no_shell_could_bring_it_back() {
    let mut pty = guide(Start::uncramp(&[]));
    pty.press(CTRL_Z);
    pty.press("2");
    pty.wait_for("[2 Symptoms]");
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

/// Ends within half a second of its terminal's end, saying that it was hung up.
fn vanishes(mut pty: Pty) {
    pty.hang_up();
    let end = pty.ends_within(Duration::from_millis(500));
    assert_eq!(end, Some(End::code(129)));
}

// A hundred in all, half of them with the signal ignored, and a thousand with `UNCRAMP_TEST_SCALE=10`. An end with a code is none by a
// signal, so there is no core dump either. A shell between the two ends after the program.

#[test]
fn a_terminal_that_vanishes_ends_it() {
    for _ in 0..50 * scale() {
        vanishes(guide(Start::uncramp(&[])));
    }
}

#[test]
fn a_terminal_that_vanishes_ends_it_though_hanging_up_is_ignored() {
    for _ in 0..25 * scale() {
        vanishes(guide(Start::program("/bin/sh", &["-c", "trap '' HUP; exec uncramp"])));
    }
}

#[test]
fn a_terminal_that_vanishes_ends_it_though_the_signal_goes_to_another() {
    for _ in 0..25 * scale() {
        // Only the first process of a session is told; here that is a shell, which does not listen.
        vanishes(guide(Start::program("/bin/sh", &["-c", "trap '' HUP; uncramp; exit $?"])));
    }
}

#[test]
fn a_terminal_that_stops_reading_cannot_keep_it() {
    let mut pty = guide(Start::uncramp(&[]));
    pty.reads(false);
    let flood = pty.press_on("2345");
    flood.until_stuck(Duration::from_millis(300));
    pty.signal(Signal::TERM);
    assert_eq!(pty.ends_within(Duration::from_secs(1)), Some(End::code(143)));
    pty.assert_given_back();
}

#[test]
fn a_terminal_that_reads_again_shows_the_right_screen() {
    let fresh = {
        let mut pty = guide(Start::uncramp(&[]));
        pty.press("1");
        pty.wait_for("[1 Causes]")
    };
    let mut pty = guide(Start::uncramp(&[]));
    pty.reads(false);
    let flood = pty.press_on("2345");
    flood.until_stuck(Duration::from_millis(300));
    pty.reads(true);
    pty.press_no_more(flood);
    pty.press("1");
    pty.wait("the guide as on a fresh start", |screen| picture(screen) == picture(&fresh));
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn input_that_never_ends_keeps_neither_the_screen_nor_the_end_away() {
    let mut pty = guide(Start::uncramp(&[]));
    // A mouse in motion, which takes longer to read than to write, and a key now and then.
    let _flood = pty.press_on("\x1b[<35;10;10M".repeat(50) + "2");
    pty.wait("another tab", |screen| !shows(screen, "[uncramp]"));
    pty.signal(Signal::TERM);
    // Not the last resort, which would take longer.
    assert_eq!(pty.ends_within(Duration::from_millis(350)), Some(End::code(143)));
    pty.assert_given_back();
}

#[test]
fn after_a_storm_of_sizes_the_screen_is_that_of_a_fresh_start() {
    let size = (100, 30);
    let fresh = guide(Start::uncramp(&[]).size(size)).screen();
    let mut pty = guide(Start::uncramp(&[]));
    pty.view(size);
    let mut random = Random(20_261_122);
    let mut side = |most| u16::try_from(1 + random.below(most)).unwrap_or(1);
    for _ in 0..1_998 {
        pty.resize((side(300), side(200)));
    }
    pty.resize((1, 1));
    pty.resize(size);
    pty.wait("the screen of a fresh start", |screen| picture(screen) == picture(&fresh));
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn a_cramp_is_met_on_the_first_frame() {
    let start = Start::uncramp(&["now"]).size(LOW);
    let mut pty = start.open();
    pty.wait("the next second", |screen| count(screen) == Some(4));
    let frames = pty.frames();
    let first = frames.first().expect("a frame");
    assert!(shows(first, "Breathe out slowly"), "{}", first.contents());
    assert_eq!(count(first), Some(5), "{}", first.contents());
    assert!(shows(first, "Cramp 0:00"), "{}", first.contents());
    pty.press("q");
    assert_eq!(pty.end(), End::code(3), "left in the middle");
    pty.assert_given_back();
}

#[test]
fn a_session_runs_hands_free_to_its_question() {
    let mut pty = Start::uncramp(&["now", "--speed", "120"]).open();
    let end = pty.wait_for("Yes, it has let go");
    assert!(shows(&end, "Has it let go?"), "{}", end.contents());
    assert!(shows(&end, "120 times faster"), "{}", end.contents());
    let frames = pty.frames();
    for words in ["Hold 1 of 5", "Hold 5 of 5", "Walk on your heels", "Rub the muscle"] {
        assert!(frames.iter().any(|frame| shows(frame, words)), "{words}");
    }
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn a_session_is_left_early_unless_it_has_eased() {
    for (keys, code) in [("q", 3), ("xq", 0), (CTRL_C, 3)] {
        let mut pty = Start::uncramp(&["now"]).open();
        pty.wait_for("Breathe out slowly");
        pty.press(keys);
        assert_eq!(pty.end(), End::code(code), "{keys:?}");
        pty.assert_given_back();
    }
}

/// Goes through every tab and everything that lies over them, every theme, an emergency and a session, and leaves.
fn tour(mut pty: Pty) -> Vec<u8> {
    // Keys, what they bring, and what they take away.
    for (keys, comes, goes) in [
        ("2", "[2 Symptoms]", "[uncramp]"),
        ("3", "[3 Remedies]", "[2 Symptoms]"),
        ("e", "Where this comes from", "The main ones"),
        ("\x1b", "The main ones", "Where this comes from"),
        ("?", "Keys everywhere", "The main ones"),
        ("\x1b", "The main ones", "Keys everywhere"),
        ("/", "Search:", "The main ones"),
        ("clot", "hits", "Type a word"),
        ("\r", "[", "Search:"),
        ("4", "[4 Stretch]", "Search:"),
        ("ttttt", "Theme:", "Search:"),
        ("c", "Hold 1 of 5", "Search:"),
        (" ", "PAUSED", "Search:"),
        ("nn", "Hold 2 of 5", "seconds to rest"),
        ("x", "let go after", "Hold 2 of 5"),
        ("\x1b", "[4 Stretch]", "How bad was the pain"),
        ("5", "[5 Checklist]", "[4 Stretch]"),
        ("w", "Where are you?", "Search:"),
        ("a", "emergency 999", "Where are you?"),
        ("! ", "Call 999", "[5 Checklist]"),
        ("\x1b", "[5 Checklist]", "Search:"),
        ("c", "Do not stretch now", "[5 Checklist]"),
    ] {
        pty.press(keys);
        let what = format!("{comes} and no more {goes}");
        pty.wait(&what, |screen| shows(screen, comes) && !shows(screen, goes));
    }
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
    pty.log()
}

#[test]
fn the_terminal_is_asked_nothing_and_sent_only_what_was_meant() {
    let log = tour(guide(Start::uncramp(&[])));
    let sequences = parse(&log);
    assert!(sequences.len() > 1_000);
    let mut others = BTreeSet::new();
    for sequence in sequences {
        let meant = match &sequence {
            // Places, colours and attributes; rows and screens cleared.
            Sequence::Csi { mark: None, between, last: b'C' | b'H' | b'm' | b'J' | b'K', .. } => {
                between.is_empty()
            }
            // Left-over key modes off.
            Sequence::Csi { mark: Some(b'>'), numbers, between, last: b'm' } => {
                numbers == &[4] && between.is_empty()
            }
            Sequence::Csi { mark: Some(b'='), numbers, between, last: b'u' } => {
                numbers == &[0] && between.is_empty()
            }
            // Modes on and off.
            Sequence::Csi { mark: Some(b'?'), between, last: b'h' | b'l', .. } => between.is_empty(),
            // The title of the window, kept and brought back.
            Sequence::Csi { mark: None, numbers, between, last: b't' } => {
                (numbers == &[22, 0] || numbers == &[23, 0]) && between.is_empty()
            }
            Sequence::Escape(b']' | b'\\') => true,
            _ => false,
        };
        if !meant {
            others.insert(format!("{sequence:?}"));
        }
    }
    assert_eq!(others, BTreeSet::new());
}

/// The number of times that some bytes are in a log.
fn occurrences(log: &[u8], bytes: &[u8]) -> usize {
    log.windows(bytes.len()).filter(|part| *part == bytes).count()
}

#[test]
fn the_window_has_a_title_while_it_runs_and_its_own_again_after() {
    let titles = |term: &str| {
        let mut pty = guide(Start::uncramp(&[]).env("TERM", term));
        let during = pty.log();
        pty.press("q");
        assert_eq!(pty.end(), End::code(0));
        pty.read_to_the_end();
        let after = pty.log();
        let given = occurrences(&during, b"\x1b[22;0t\x1b]2;uncramp\x1b\\");
        (given, occurrences(&during, b"\x1b[23;0t"), occurrences(&after, b"\x1b[23;0t"))
    };
    assert_eq!(titles("xterm-256color"), (1, 0, 1));
    // The console of Linux has no title, and old ones print the sequence.
    assert_eq!(titles("linux"), (0, 0, 0));
}

#[test]
fn the_cursor_is_hidden_at_the_focus_and_seen_where_text_is_typed() {
    let mut pty = guide(Start::uncramp(&[]));
    let (row, column) = pty.screen().cursor_position();
    let line = pty.screen().contents().lines().nth(usize::from(row)).map(str::to_owned).unwrap_or_default();
    assert!(line.contains("I have a cramp now"), "{row} {column}: {line}");
    assert!(pty.screen().hide_cursor());
    pty.press("/leg");
    let typing = pty.wait("the search", |screen| shows(screen, "Search: leg") && !screen.hide_cursor());
    let (row, column) = typing.cursor_position();
    let line = typing.contents().lines().nth(usize::from(row)).map(str::to_owned).unwrap_or_default();
    assert!(line.contains("Search: leg"), "{line}");
    assert_eq!(line.find("leg").map(|at| at + 3), Some(usize::from(column)), "behind the last letter");
    pty.press("\x1b");
    pty.wait("the start screen", |screen| !shows(screen, "Search:") && screen.hide_cursor());
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn no_color_sends_no_colour_and_keeps_bold_and_reverse() {
    let start = Start::uncramp(&[]).env("NO_COLOR", "1").env("COLORTERM", "truecolor");
    let sent = renditions(&tour(guide(start)));
    let colours: Vec<u16> = sent.iter().copied().filter(|code| is_colour(*code)).collect();
    assert_eq!(colours, [0; 0]);
    assert!(sent.contains(&1) && sent.contains(&7), "{sent:?}");
}

#[test]
fn colours_that_were_asked_for_win_over_no_color() {
    let start = Start::uncramp(&["--color", "always"]).env("NO_COLOR", "1");
    let sent = renditions(&guide(start).log());
    assert!(sent.contains(&38) && sent.contains(&48), "{sent:?}");

    let start = Start::uncramp(&["--color", "never"]);
    let sent = renditions(&guide(start).log());
    assert!(!sent.iter().any(|code| is_colour(*code)), "{sent:?}");
}

#[test]
fn each_kind_of_terminal_is_sent_its_own_colours_alone() {
    for (term, colorterm, codes) in [
        ("xterm", "", "16"),
        ("linux", "", "16"),
        ("screen", "", "16"),
        ("screen", "truecolor", "256"),
        ("vte-256color", "", "256"),
        ("vte-direct", "", "true"),
        ("tmux-256color", "", "256"),
        ("xterm-256color", "", "256"),
        ("xterm", "truecolor", "true"),
        ("vt100", "", ""),
        ("", "", ""),
    ] {
        let sent =
            colour_codes(&tour(guide(Start::uncramp(&[]).env("TERM", term).env("COLORTERM", colorterm))));
        assert_eq!(sent, codes.split_whitespace().collect(), "{term} {colorterm}");
    }
}

#[test]
fn the_mouse_is_left_alone_where_that_was_asked_for() {
    // Clicks, their motion, any motion, and how their places are written.
    let mouse = |start: Start| {
        let mut pty = guide(start);
        pty.press(CTRL_C);
        assert_eq!(pty.end(), End::code(0));
        pty.assert_given_back();
        let on = modes_switched_on(&pty.log());
        [9, 1000, 1002, 1003, 1006, 1015].into_iter().filter(|mode| on.contains(mode)).count()
    };
    assert!(mouse(Start::uncramp(&[])) > 0);
    assert_eq!(mouse(Start::uncramp(&["--no-mouse"])), 0);
    assert_eq!(mouse(Start::uncramp(&[]).env("UNCRAMP_NO_MOUSE", "1")), 0);
    let settings = settings("(mouse: false)");
    let file = settings.path().join("config.ron").display().to_string();
    assert_eq!(mouse(Start::uncramp(&["--config", &file])), 0);
    assert!(
        mouse(Start::uncramp(&["--config", &file]).env("UNCRAMP_NO_MOUSE", "0")) > 0,
        "the environment goes before"
    );
}

/// A folder with settings in it.
#[expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]
fn settings(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    #[expect(clippy::disallowed_methods, reason = "the settings somebody has")]
    std::fs::write(folder.path().join("config.ron"), text).expect("settings");
    folder
}

#[test]
fn the_bell_rings_at_new_steps_where_the_settings_say_so() {
    let settings = settings("(bell: true)");
    let file = settings.path().join("config.ron").display().to_string();
    let rings = |arguments: &[&str]| {
        let mut pty = Start::uncramp(arguments).open();
        pty.wait_for("seconds to go");
        pty.press("nn");
        pty.wait_for("seconds to rest");
        pty.press("xq");
        pty.end();
        parse(&pty.log()).contains(&Sequence::Control(7))
    };
    assert!(!rings(&["now"]));
    assert!(rings(&["now", "--bell"]));
    assert!(rings(&["now", "--config", &file]));
}

#[test]
fn what_is_wrong_in_the_settings_is_said_on_the_screen_and_the_rest_holds() {
    let settings = settings("(\n  regoin: \"GB\",\n  keys: {\"quit\": [\"Q\"]},\n)");
    let file = settings.path().join("config.ron").display().to_string();
    let mut pty = guide(Start::uncramp(&["--config", &file]).size((132, 30)));
    pty.wait_for("config.ron:2:3: there is no setting \"regoin\"");
    pty.wait_for("Q leave");
    pty.press("Q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn a_locale_without_utf_8_is_sent_ascii_alone() {
    for (name, value) in
        [("LC_ALL", "C"), ("LC_ALL", "POSIX"), ("LC_CTYPE", "fr_FR.ISO-8859-1"), ("LANG", "")]
    {
        let log = tour(guide(Start::uncramp(&[]).env(name, value)));
        let beyond: BTreeSet<u8> = log.into_iter().filter(|byte| *byte >= 0x80).collect();
        assert_eq!(beyond, BTreeSet::new(), "{name}={value}");
    }
    let log = tour(guide(Start::uncramp(&["--ascii"])));
    assert!(log.is_ascii());
}

#[test]
fn random_bytes_leave_it_alive_and_the_terminal_whole() {
    // Twenty runs, and 200 with `UNCRAMP_TEST_SCALE=10`.
    let runs = 20 * scale();
    for seed in (1..).take(runs) {
        // Every second one in the middle of a session.
        let mut pty = if seed % 2 == 0 { guide(Start::uncramp(&[])) } else { session() };
        for part in noise(seed, 3_000).chunks(100) {
            pty.press(part);
        }
        pty.press(CTRL_C);
        let end = pty.end();
        assert!(
            end == End::code(0) || end == End::code(3),
            "seed {seed}: {end:?}\n{}",
            pty.screen().contents()
        );
        pty.assert_given_back();
    }
}

#[test]
fn the_last_key_of_a_burst_is_heard_at_once() {
    // Bursts too long to be read in one part, on a machine with no time to spare.
    let _busy = Busy::begin();
    let mut pty = guide(Start::uncramp(&[]));
    for _ in 0..100 {
        pty.press("13".repeat(200) + "2");
        pty.wait_for("[2 Symptoms]");
        pty.press("23".repeat(200) + "1");
        pty.wait_for("[1 Causes]");
    }
}

/// More work than the machine has processors for, until dropped.
struct Busy(Arc<AtomicBool>);

impl Busy {
    fn begin() -> Self {
        let goes_on = Arc::new(AtomicBool::new(true));
        for _ in 0..2 * std::thread::available_parallelism().map_or(2, usize::from) {
            let goes_on = Arc::clone(&goes_on);
            std::thread::spawn(move || while goes_on.load(Ordering::Relaxed) {});
        }
        Self(goes_on)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Random input, rich in what begins or ends something. Nothing in it asks to leave or to be stopped.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    const FRAGMENTS: [&[u8]; 20] = [
        b"\x1b",
        b"\x1b[",
        b"\x1bO",
        b"\x1b]0;",
        b"\x1b\\",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[<0;10;10M",
        b"\x1b[<64;1;1M",
        b"\x1b[<0;0;0M",
        b"\x1b[M\x20\x21\x21",
        b"\x1b[32;0;0M",
        b"\x1b[A",
        b"\x1b[B",
        b"\x1b[6~",
        b"\x1b[1;5C",
        b"\xe2\x96",
        b"\xf0\x9f\x98\x80",
        b"\r\t /c5 ",
        b"999999999999;",
    ];
    let mut random = Random(seed);
    let mut noise = vec![];
    while noise.len() < length {
        match random.below(3) {
            0 => {
                let byte = u8::try_from(random.below(256)).unwrap_or(0);
                if ![b'q', b'Q', b'\x03', b'\x1a'].contains(&byte) {
                    noise.push(byte);
                }
            }
            _ => {
                let which = usize::try_from(random.below(20)).unwrap_or(0);
                noise.extend_from_slice(FRAGMENTS.get(which).copied().unwrap_or(b""));
            }
        }
    }
    noise
}
