//! Sessions that are cut off or left: what was typed is kept, and the next start goes on with the same cramp.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what a test needs and cannot have is the test's failure"
)]

use rustix::process::Signal;

use crate::{
    home::{Cramp, TempHome},
    pty::{End, Pty},
    shows, text,
};

const OFFER: &str = "A cramp was left open";

impl TempHome {
    /// The one cramp there is.
    fn cramp(&self) -> Cramp {
        let cramps = self.cramps();
        let [cramp] = cramps.as_slice() else { panic!("{cramps:?}") };
        cramp.clone()
    }

    /// Moves the start of every session back, by the clock that cannot be set.
    fn shift(&self, minutes: u32) {
        let changed = self
            .connection()
            .execute("UPDATE session_mark SET boot_millis = boot_millis - ?1 * 60000", [minutes])
            .expect("a mark");
        assert_eq!(changed, 1, "a session has left its mark");
    }
}

fn kill(mut pty: Pty) {
    pty.signal(Signal::KILL);
    assert!(pty.end().killed_by.is_some());
}

fn leave(mut pty: Pty, code: u32) {
    pty.press("q");
    assert_eq!(pty.end(), End::code(code));
    pty.assert_given_back();
}

/// Starts the guide, which has no open cramp to speak of.
fn offers_nothing(home: &TempHome) {
    let mut pty = home.guide();
    // The offer would have come before the first key is handled.
    pty.press("2");
    pty.wait_for("[2 Symptoms]");
    assert!(pty.frames().iter().all(|frame| !shows(frame, OFFER)));
    leave(pty, 0);
}

#[test]
fn a_session_that_was_killed_is_offered_at_the_next_start_and_goes_on_at_its_step_with_its_clock() {
    let home = TempHome::new();
    let mut pty = home.session();
    assert!(home.cramp().is_open, "in the diary from its first second");
    pty.press("nnn");
    pty.wait_for("Hold 2 of 5");
    kill(pty);
    home.shift(5);

    let mut pty = home.screen(&[]).open();
    let offer = pty.wait_for(OFFER);
    assert!(shows(&offer, "hold 2 of 5, then ease off"), "{}", offer.contents());
    pty.press("\r");
    let on = pty.wait_for("Hold 2 of 5");
    assert!(text(&on).to_lowercase().contains("cramp 5:"), "{}", on.contents());
    pty.press("x64\r");
    pty.wait_for("In the diary, pain 6, sleep lost 4.");
    let cramp = home.cramp();
    assert!(
        !cramp.is_open && cramp.seconds.is_some_and(|seconds| (300..360).contains(&seconds)),
        "{cramp:?}"
    );
    leave(pty, 0);
    // It is over: nothing is offered any more.
    offers_nothing(&home);
}

#[test]
fn a_stretch_begun_within_a_quarter_of_an_hour_of_a_kill_is_the_same_cramp_and_later_another() {
    for (minutes, count) in [(14, 1), (16, 2)] {
        let home = TempHome::new();
        kill(home.session());
        let first = home.cramp();
        home.shift(minutes);
        let mut pty = home.session();
        pty.press("x");
        let over = pty.wait_for("It let go after");
        assert_eq!(text(&over).contains("It let go after 14 min"), count == 1, "{}", over.contents());
        pty.press("64\r");
        pty.wait_for("In the diary, pain 6, sleep lost 4.");
        leave(pty, 0);
        let cramps = home.cramps();
        assert_eq!(cramps.len(), count, "{minutes} minutes: {cramps:?}");
        assert_eq!((&cramps[0].id, cramps[0].is_open), (&first.id, count == 2));
        assert!(!cramps[count - 1].is_open);
    }
}

#[test]
fn a_session_that_is_running_is_taken_over_by_no_other_window() {
    let home = TempHome::new();
    let mut first = home.session();
    let cramp = home.cramp();

    offers_nothing(&home);

    let mut second = home.session();
    second.press("x11\r");
    second.wait_for("In the diary, pain 1, sleep lost 1.");
    assert_eq!(home.cramps()[0], cramp, "the first goes on as it was");
    leave(second, 0);

    first.press("x64\r");
    first.wait_for("In the diary, pain 6, sleep lost 4.");
    leave(first, 0);
    let answers: Vec<_> = home.cramps().iter().map(|cramp| (cramp.is_open, cramp.pain)).collect();
    assert_eq!(answers, [(false, Some(6)), (false, Some(1))]);
}

#[test]
fn a_session_left_in_the_middle_stays_open_and_is_offered() {
    let home = TempHome::new();
    let mut pty = home.session();
    pty.press("nn");
    pty.wait_for("seconds to rest");
    leave(pty, 3);
    assert!(home.cramp().is_open);
    let pty = home.screen(&[]).open();
    assert!(shows(&pty.wait_for(OFFER), "ease off, then toes up"));
}

#[test]
fn digits_that_were_typed_are_kept_however_the_questions_are_left() {
    for (how, code) in [("q", 0), ("\x03", 0), ("TERM", 143), ("HUP", 129), ("gone", 129)] {
        let home = TempHome::new();
        let mut pty = home.session();
        pty.press("x7");
        pty.wait("the next question", |screen| shows(screen, "How much sleep did it cost"));
        assert_eq!(home.cramp().pain, None, "{how}: not before Enter");
        match how {
            "TERM" => pty.signal(Signal::TERM),
            "HUP" => pty.signal(Signal::HUP),
            "gone" => pty.hang_up(),
            keys => pty.press(keys),
        }
        assert_eq!(pty.end(), End::code(code), "{how}");
        let cramp = home.cramp();
        // A terminal that goes is noticed with one more key, which is a 2.
        let sleep = (how == "gone").then_some(2);
        assert_eq!((cramp.is_open, cramp.pain, cramp.sleep_lost), (false, Some(7), sleep), "{how}");
    }
}

#[test]
fn a_demonstration_records_nothing() {
    let home = TempHome::new();
    home.log("before");
    let before = home.listing();
    let mut pty = home.screen(&["now", "--speed", "60"]).open();
    pty.wait_for("Hold 1 of 5");
    pty.press("x");
    let over = pty.wait_for("It let go after");
    assert!(!shows(&over, "How bad was the pain"), "nothing is asked that is not kept");
    pty.press("6");
    pty.wait_for("[6 Diary]");
    leave(pty, 0);
    let ran = home.run(&["log", "--speed", "60", "--note", "fast"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    assert_eq!(home.listing(), before);
}

#[test]
fn a_persons_own_files_beside_the_diary_are_never_touched() {
    let home = TempHome::new();
    let live = home.data().join("live");
    std::fs::create_dir_all(&live).expect("a folder");
    let own = ["Makefile", "README", "thesis", "0123456789abcdef0123456789abcdef"];
    for name in own {
        #[expect(clippy::disallowed_methods, reason = "files of the person's own")]
        std::fs::write(live.join(name), name).expect("written");
    }
    kill(home.session());
    let mut pty = home.screen(&[]).open();
    pty.wait_for(OFFER);
    pty.press("\x1b");
    pty.wait("the guide without the offer", |screen| !shows(screen, OFFER));
    leave(pty, 0);
    assert_eq!(home.run(&["log", "--at", "now"]).code, Some(0));
    for name in own {
        #[expect(clippy::disallowed_methods, reason = "files of the person's own")]
        let there = std::fs::read(live.join(name)).expect("it is there");
        assert_eq!(there, name.as_bytes());
    }
}

#[test]
fn a_running_cramp_whose_diary_is_moved_away_is_saved_in_the_one_that_is_there_then() {
    for (what, code) in [("in the middle", 3), ("at the end", 0)] {
        let home = TempHome::new();
        let mut pty = home.session();
        std::fs::rename(home.data(), home.path().join("away")).expect("moved");
        if what == "at the end" {
            pty.press("x64\r");
            let over = pty.wait_for("In the diary, pain 6, sleep lost 4.");
            assert!(shows(&over, "[4 Stretch]"), "no digit changes the tab: {}", over.contents());
        }
        leave(pty, code);
        let cramp = home.cramp();
        assert_eq!(cramp.is_open, what == "in the middle", "{what}");
        assert_eq!(cramp.pain, (what == "at the end").then_some(6), "{what}");
    }
}
