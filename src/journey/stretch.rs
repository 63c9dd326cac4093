//! The stretch: from the first frame to the end, hands free, and every key on the way.

use super::*;
use crate::domain::routine::Leg;

fn running(width: u16, height: u16) -> Journey {
    let mut j = Journey::new(width, height);
    j.keys("c");
    j.waits();
    j
}

/// The number a person reads, as a clock shows it: plain, or decoded from big digits by their shape.
pub(super) fn count(j: &Journey) -> String {
    let screen = j.screen();
    let words: Vec<&str> = screen.split_whitespace().collect();
    let is_unit = |pair: &[&str]| {
        pair[1] == "PAUSED" || (["second", "seconds", "minutes"].contains(&pair[1]) && pair[2] == "to")
    };
    let plain = words.windows(3).find(|three| is_number(three[0]) && is_unit(three)).map(|three| three[0]);
    let big = || (1..=4).rev().find_map(|size| crate::ui::digits::decode(&j.hand.screen, size));
    let only = || words.first().filter(|word| is_number(word)).map(|word| (*word).to_owned());
    let number = plain.map(str::to_owned).or_else(big).or_else(only);
    let number = number.unwrap_or_else(|| panic!("no count:\n{screen}"));
    if number.contains(':') { number } else { format!("0:{number:0>2}") }
}

/// `27`, or `1:30`.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || c == ':')
}

#[test]
fn c_shows_the_first_instruction_and_a_running_count_on_the_next_frame() {
    for (width, height) in SIZES.into_iter().chain([(20, 5), (60, 20), (45, 40)]) {
        for before in ["", "3", "5", "?", "e", "50<down><space>", "<enter>"] {
            let mut j = Journey::new(width, height);
            j.keys(before);
            let frames = j.hand.frames;
            j.keys("c").sees("Get into place.");
            assert_eq!(j.hand.frames, frames + 2, "one frame to wait in, one to show");
            assert_eq!(count(&j), "0:05", "{before:?} at {width}x{height}:\n{}", j.screen());
        }
    }
}

#[test]
fn it_runs_to_the_end_without_a_key_and_every_count_is_right() {
    // 5 s, then twice 30 s and 8 s.
    let steps = [
        (5, "Get into place."),
        (30, "Pull the toes"),
        (8, "Ease off."),
        (30, "Pull the toes"),
        (8, "Ease off."),
    ];
    for (width, height) in SIZES {
        let mut j = running(width, height);
        let mut cramp = 0;
        for (length, say) in steps {
            for left in (1..=length).rev() {
                j.sees(say);
                assert_eq!(count(&j), format!("0:{left:02}"), "{}", j.screen());
                j.sees(&format!("Cramp {}:{:02}", cramp / 60, cramp % 60));
                j.pass(1);
                cramp += 1;
            }
        }
        j.sees("Has it let go?").sees("Cramp since 03:10");
    }
}

#[test]
fn a_running_session_wakes_once_a_second_and_nothing_else_wakes_at_all() {
    let mut j = running(80, 24);
    j.pass(40);
    let waits = j.waits();
    assert_eq!(waits.len(), 40);
    assert!(waits.iter().all(|wait| *wait == Some(Duration::from_secs(1))), "{waits:?}");

    // Keys in the middle of a second do not put the clocks out of step: still one wake-up a second.
    j.pass_millis(370).keys("p").pass_millis(290).keys("+").keys("<right>").pass(3);
    j.waits();
    j.pass(20);
    assert_eq!(j.waits().len(), 20);

    // Paused: nothing but the ten-minute advice, once.
    j.keys("<space>").sees("PAUSED");
    j.waits();
    j.pass(60);
    assert_eq!(j.waits().len(), 0, "nobody woke a paused session");

    // A still screen never.
    for tab in ["1", "2", "3", "5", "?", "/"] {
        let mut j = Journey::new(80, 24);
        j.keys(tab);
        j.waits();
        j.keys("<down>");
        assert_eq!(j.waits(), [None, None][..1], "{tab}");
    }
}

#[test]
fn a_pause_keeps_the_number_and_space_goes_on() {
    let mut j = running(80, 24);
    j.pass(8).keys("<space>").sees("PAUSED. Space goes on.").sees("Cramp since 03:10");
    assert_eq!(count(&j), "0:27");
    j.pass(100);
    assert_eq!(count(&j), "0:27");
    j.keys("<space>").misses("PAUSED");
    assert_eq!(count(&j), "0:27");
    j.pass(1).sees("Cramp 1:49");
    assert_eq!(count(&j), "0:26");
}

#[test]
fn the_keys_of_a_session() {
    let mut j = running(80, 24);
    j.keys("n");
    assert_eq!(count(&j), "0:30");
    j.pass(3).keys("+");
    assert_eq!(count(&j), "0:32");
    j.keys("--");
    assert_eq!(count(&j), "0:22");
    j.keys("r");
    assert_eq!(count(&j), "0:30");
    j.keys("<left>").sees("Get into place.");
    j.keys("<right>")
        .sees("Pull the toes of the cramped leg up.")
        .sees("seconds to hold, then ease off")
        .sees("Hold 1 of 2")
        .misses("Step 2");
    j.keys("o").sees("Pull the toes of the left leg up.").keys("o").sees("of the right leg up.");
    j.sees("Hold 1 of 2, right leg");
    j.keys("q");
    assert_eq!(j.end, Some(End::Quit));
    assert!(j.app.is_unfinished());
}

#[test]
fn x_stops_the_clocks_and_asks_what_next() {
    for (width, height) in SIZES {
        let mut j = running(width, height);
        j.pass(72).keys("x").sees("It let go after 1 min 12 s.").misses("Has it let go?");
        assert!(!j.app.is_unfinished());
        j.pass(500).sees("It let go after 1 min 12 s.");
        // It has let go: no second cramp begins by the way, and one that does begins with `c`.
        j.misses("The other leg").keys("or").sees("It let go after 1 min 12 s.").keys("c").sees("Cramp 0:00");
    }
}

#[test]
fn not_yet_goes_on_with_the_same_cramp() {
    let mut j = running(80, 24);
    j.pass(81).sees("▸ Yes, it has let go");
    j.pass(9).keys("r").sees("Get into place.").sees("Cramp 1:30");
    j.pass(81).keys("<down><down><down><enter>").sees("▸ Short");
    j.keys("<enter>").sees("Cramp 2:51").pass(81).keys("y").sees("It let go after 4 min 12 s.");
    j.keys("<esc>").sees("▸ Short").misses("Go on where you were");
    // That one is over: what comes now is a new one, as is one that comes long after.
    j.keys("<enter>").sees("Cramp 0:00").pass(81).keys("c").sees("Cramp 1:21");
    j.pass(81).keys("<esc>").pass(901).keys("<enter>").sees("Cramp 0:00");
}

#[test]
fn escape_leaves_and_for_fifteen_minutes_offers_to_go_on() {
    for (width, height) in SIZES {
        let mut j = running(width, height);
        j.pass(10).keys("<esc>").sees("▸ Go on where you were").sees("Hold 1 of 2, then ease off");
        if width >= 80 {
            j.sees("Enter goes on, x says that it has let go.");
        }
        j.pass(60).keys("<enter>").sees("Cramp 1:10");
        assert_eq!(count(&j), "0:25");
        j.pass(5).keys("<esc>").pass(899).sees("Go on where you were").pass(1).misses("Go on where you were");
    }
}

#[test]
fn other_tabs_keep_the_count_in_sight() {
    for (width, height) in SIZES {
        let mut j = running(width, height);
        j.pass(7).keys("1").sees("0:28  cramp 0:07").pass(1).sees("0:27  cramp 0:08");
        // A screen reader speaks each change in the middle of the signs, so there it changes every ten seconds.
        j.keys("!").is_on("Checklist").sees("0:30 or less");
        let signs = j.screen();
        j.pass(6);
        assert_eq!(j.screen(), signs);
        j.pass(1).sees("0:20 or less").keys("<tab>").sees("0:20  cramp 0:15").keys("?").sees("0:20");
        j.keys("<esc>4").sees("Pull the toes");
        assert_eq!(count(&j), "0:20");
        j.keys("1c").sees("Cramp 0:15");
        assert_eq!(count(&j), "0:20", "c goes to the session that is under way");
    }
}

#[test]
fn ten_minutes_bring_the_advice_and_its_sign() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("4<down><down><enter>").sees("Press Enter when you are ready.").keys("<enter>");
        j.pass(599).misses("Ten minutes").pass(1).sees("Ten minutes: get advice.").sees("Cramp 10:00");
        j.pass(5).sees("Cramp 10:05").keys("1").sees("Ten minutes: get advice.");
        j.keys("!").sees("Hard to breathe").sees("SAME DAY").sees("cramp since 03:10");
        j.keys("0").sees("[x] Locked for ten minutes");
        j.pass(1).keys("4x").sees("It let go after 10 min 6 s.").misses("get advice");
    }
}

#[test]
fn the_advice_comes_even_to_a_paused_session() {
    let mut j = running(80, 24);
    j.pass(10).keys("<space>").pass(589).misses("Ten minutes").pass(1).sees("Ten minutes: get advice.");
    j.waits();
    j.pass(1000);
    assert_eq!(j.waits().len(), 0);
}

#[test]
fn sleep_and_a_stop_pause_the_step_and_not_the_cramp() {
    let mut j = running(80, 24);
    j.pass(10);
    j.go(vec![Move::Sleep(Duration::from_secs(300))]);
    j.sees("PAUSED. Space goes on. You were away for 5 minutes.");
    assert_eq!(count(&j), "0:25");
    j.keys("<space>").pass(1).sees("Cramp 5:11");
    assert_eq!(count(&j), "0:24");
    j.go(vec![Move::Stop(Duration::from_secs(100))]);
    j.sees("You were away for 1 min 40 s.");
    assert_eq!(count(&j), "0:24");
    j.go(vec![Move::Stop(Duration::from_secs(100))]);
    j.keys("<space>").misses("PAUSED");
    assert_eq!(count(&j), "0:24");
}

#[test]
fn the_wall_clock_changes_nothing_but_the_time_of_day() {
    let mut j = running(80, 24);
    j.pass(10);
    for wall in ["1970-01-01T00:00:00", "2100-12-31T23:59:59", "2026-11-22T02:10:00"] {
        j.hand.wall = crate::domain::time::wall(wall);
        j.pass(1);
    }
    j.sees("Cramp 0:13");
    assert_eq!(count(&j), "0:22");
}

#[test]
fn a_chosen_leg_is_named_and_prevention_has_no_cramp_clock() {
    let book = small_book();
    let routine = book.routine("sides").expect("a routine").clone();
    let mut j = Journey::with(book, Start::Routine(routine, Some(Leg::Right)), 80, 24);
    j.sees("Lean, right leg back.").misses("Cramp 0:").sees("then hold");
    j.keys("o")
        .sees("Lean, left leg back.")
        .pass(10)
        .sees("Lean, right leg back.")
        .pass(10)
        .sees("Sides: done.");
    j.sees("▸ Done: back to the list");
}

#[test]
fn the_smallest_window_asks_of_a_cramp_only_where_there_is_one() {
    let book = small_book();
    let routine = book.routine("sides").expect("a routine").clone();
    let mut j = Journey::with(book, Start::Routine(routine, None), 60, 4);
    j.pass(60).sees("The stretch is over.").misses("let go");
    let mut j = running(60, 4);
    j.pass(100).sees("Has it let go?").keys("x").sees("The stretch is over.").misses("let go?");
}

#[test]
fn the_smallest_window_asks_for_no_stretch_that_a_sign_forbids() {
    let mut j = running(60, 4);
    j.pass(8).sees("0:27 Pull the toes").keys("!0<space>4<space>");
    j.misses("Pull the toes").sees("Do not stretch now, with what you ticked. Press !");
    j.resize(19, 4).sees("Do not stretch").resize(10, 2).sees("STOP").resize(2, 1).sees("!");
    // The tick taken away, the session is as it was.
    j.resize(60, 4).keys("!0<space>4").sees("Pull the toes");
}

#[test]
fn an_end_that_comes_while_a_frame_is_drawn_is_shown_at_once() {
    let mut j = running(80, 24);
    j.pass(80);
    // The machine was busy for two seconds before it came to draw.
    j.hand.mono += Duration::from_secs(2);
    j.hand.real += Duration::from_secs(2);
    j.go(vec![Move::Pass(Duration::from_millis(1))]).sees("Has it let go?");
    let routine = small_book().routine("short").cloned().expect("a routine");
    let mut j = Journey::talk(small_book(), Start::Routine(routine, None), None);
    j.pass(80);
    j.hand.mono += Duration::from_secs(2);
    j.hand.real += Duration::from_secs(2);
    j.go(vec![]);
    assert!(
        j.hand.plain_mode.as_ref().is_some_and(PlainMode::is_counting),
        "nobody is left without the question at its end"
    );
    j.go(vec![Move::Pass(Duration::from_millis(1))]);
    assert!(j.hand.said.iter().any(|line| line == "Has the cramp stopped?"), "{:?}", j.hand.said);
}

#[test]
fn the_bell_rings_at_new_steps_only_when_asked() {
    let mut j = running(80, 24);
    j.pass(6);
    assert_eq!(j.hand.effects, []);
    j.keys("b").pass(30);
    assert_eq!(j.hand.effects, [Effect::Bell]);
}

#[test]
fn no_size_shows_a_wrong_time() {
    for width in (1..=110).step_by(3) {
        for height in (1..=40).step_by(2) {
            let mut j = Journey::new(width, height);
            j.keys("c").pass(8);
            // Every time on the screen is the count, the next step's length, or the cramp clock.
            for word in j.screen().split_whitespace().map(|word| word.trim_matches(|c| "().".contains(c))) {
                if word.contains(':') && word.contains(|c: char| c.is_ascii_digit()) {
                    assert!(["0:27", "0:08"].contains(&word), "{word} at {width}x{height}:\n{}", j.screen());
                }
            }
            if width >= 4 {
                assert_eq!(count(&j), "0:27", "{width}x{height}:\n{}", j.screen());
            }
            if width >= 20 && height >= 5 {
                j.sees("Pull the toes");
            }
        }
    }
}

#[test]
fn no_size_cuts_a_long_time() {
    for width in 20..70 {
        for height in (5..40).step_by(3) {
            let mut j = Journey::new(width, height);
            j.keys("4<down><down><enter>").pass(754).keys("<enter>").pass(17);
            let mut has_count = false;
            for after in ["", "<space>"] {
                j.keys(after);
                for word in j.screen().split_whitespace().map(|word| word.trim_matches([',', '.'])) {
                    let is_time = word.contains(':') && word.contains(|c: char| c.is_ascii_digit());
                    assert!(
                        !is_time || ["9:43", "12:51", "03:10"].contains(&word),
                        "{word} at {width}x{height}:\n{}",
                        j.screen()
                    );
                }
                has_count |= count(&j) == "9:43";
            }
            assert!(has_count, "{width}x{height}:\n{}", j.screen());
        }
    }
}

#[test]
fn the_cramp_clock_runs_until_somebody_says_that_it_has_eased() {
    // However a session is left and whatever is begun after it.
    for after in ["<esc>c", "<esc><down><enter>", "<esc>", "x<left>", "<esc><enter>", "1c"] {
        let mut j = running(80, 24);
        j.pass(10).keys(after).pass(1);
        assert!(j.shows("Cramp 0:11") || j.shows("cramp since 03:10"), "{after}:\n{}", j.screen());
    }
    // The advice comes on the list too, and there x says that it is over.
    let mut j = running(40, 15);
    j.pass(10).keys("<esc>").pass(589).misses("Ten minutes").pass(1).sees("Ten minutes: get advice.");
    j.keys("1").sees("Ten minutes: get advice.").keys("4x").misses("Ten minutes").misses("since 03:10");
    // Left alone for a quarter of an hour it is forgotten.
    let mut j = running(80, 24);
    j.keys("<esc>").pass(900).misses("since 03:10").keys("c").sees("Cramp 0:00");
}

#[test]
fn an_end_that_came_too_soon_is_taken_back() {
    let mut j = running(80, 24);
    j.pass(10).keys("x").sees("It let go after 10 seconds.").pass(5).keys("u").sees("Cramp 0:15");
    assert_eq!(count(&j), "0:25");
    j.pass(71)
        .sees("Has it let go?")
        .keys("<right>n")
        .sees("Has it let go?")
        .keys("<left>")
        .sees("Ease off.");
}

#[test]
fn the_advice_and_the_pause_are_seen_at_every_size() {
    let book = content::shipped();
    let routine = book.routine("calf").expect("the calf stretch").clone();
    for (width, height) in SIZES.into_iter().chain([(40, 12), (45, 40)]) {
        let mut j = Journey::with(Rc::clone(&book), Start::Routine(routine.clone(), None), width, height);
        j.keys("<right><space>")
            .sees("PAUSED")
            .pass(601)
            .sees("PAUSED")
            .sees("Still locked after 10 minutes");
        j.sees("Straight knee.");
        assert_eq!(count(&j), "0:30", "{}", j.screen());
    }
}

#[test]
fn the_first_rest_offers_standing_to_those_who_are_steady() {
    for (width, height) in [(100, 30), (80, 24)] {
        let mut j = Journey::shipped(width, height);
        j.keys("c").sees("it will let go").pass(5 + 30).sees("Ease off").sees("Steady? You can");
        // Without a key it goes on as before.
        j.pass(8).sees("Straight knee.");
    }
}

#[test]
fn the_line_on_when_not_to_stretch_is_on_the_first_frame() {
    let book = content::shipped();
    for (width, height) in SIZES {
        let routine = book.routine("calf").expect("the calf stretch").clone();
        let mut j = Journey::with(Rc::clone(&book), Start::Routine(routine, None), width, height);
        j.sees("Is one leg swollen, hot, a different colour or injured?");
    }
}
