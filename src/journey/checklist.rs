//! The checklist: ticking, the result, the take-over.

use super::*;

#[test]
fn it_opens_empty_and_that_is_no_result() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5").sees("NOT COMPLETE").sees("▸ [ ] Hard to breathe").misses("NONE TICKED");
        j.keys("<enter>")
            .sees("Nothing is ticked.")
            .sees("Tick, or press 0.")
            .keys("<esc>")
            .sees("[ ] Hard to breathe");
    }
}

#[test]
fn a_tick_shows_its_tier_at_once_and_one_more_raises_it() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5<end><space>").sees("[x] A long journey").sees("NO WARNING SIGN TICKED");
        j.keys("<up><space>").sees("SAME DAY: Get help today.");
        j.keys("<enter>").sees("Phone the out-of-hours line.").sees("Together they may be a clot.");
        j.sees("Say: I have this: Sore for days. I have this: A long journey.").keys("<esc>");
        j.keys("<down><space>").sees("APPOINTMENT: Book an appointment.");
    }
}

#[test]
fn none_is_explicit_and_a_tick_takes_it_back() {
    let mut j = Journey::new(80, 24);
    j.keys("5<down><space>").sees("SAME DAY").keys("0").sees("NONE TICKED").misses("[x]");
    j.keys("u").sees("SAME DAY").sees("[x] One leg swollen").keys("u").sees("NOT COMPLETE").keys("u");
    j.keys("0<space>").sees("[x]").misses("NONE TICKED");
    j.keys("R").sees("NOT COMPLETE").misses("[x]").keys("u").sees("[x]");
}

#[test]
fn an_emergency_takes_the_screen_over_and_stops_the_stretch() {
    for (width, height) in SIZES.into_iter().chain([(20, 5)]) {
        let mut j = Journey::new(width, height);
        j.keys("c").pass(3).keys("!<space>");
        j.sees("EMERGENCY").sees("Call your local").misses("[5 Checklist]").misses("0:0");
        assert_eq!(j.rows()[0].trim(), "▲▲▲ EMERGENCY");
        j.keys("<esc>").sees("[x] Hard to").keys("4");
        j.sees("PAUSED");
    }
}

#[test]
fn an_emergency_that_is_brought_back_by_undo_is_one_like_any_other() {
    let mut j = Journey::new(80, 24);
    j.keys("5<space>").sees("EMERGENCY").keys("<esc><space>").sees("NOT COMPLETE");
    j.keys("c").pass(3).keys("!u");
    assert_eq!(j.rows()[0].trim(), "▲▲▲ EMERGENCY");
    j.keys("<esc>4").sees("PAUSED");
    // What was no emergency is none, and what is one already does not come up again.
    let mut j = Journey::new(80, 24);
    j.keys("5<down><space><space>u").sees("SAME DAY").sees("[5 Checklist]");
    j.keys("<up><space><esc><down><space>u").sees("EMERGENCY").sees("[5 Checklist]");
}

#[test]
fn an_emergency_begins_with_what_to_do_whatever_was_read_before() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5<down><space><enter><end><esc><up><space>").sees("Do not wait.");
    }
}

#[test]
fn a_region_gives_the_numbers_in_two_keys_and_is_kept() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5<space>").sees("Call your local emergency number now.");
        j.keys("w").sees("Where are you?").keys("1").sees("Call 777 now.");
        assert_eq!(j.hand.effects, [Effect::KeepRegion(Some("AA".into()))]);
        j.keys("w<down><enter>").sees("Call 888 now.").misses("777");
        j.keys("w0").sees("Call your local emergency number now.");
        j.keys("<esc><space><down><space>w1<enter>").sees("Phone the nurse on 123.");
    }
}

#[test]
fn what_is_unsafe_now_says_so_here_and_in_the_guide() {
    let mut j = Journey::new(80, 24);
    j.keys("3")
        .sees("Rub it.")
        .misses("not now")
        .keys("5<down><space><enter>")
        .sees("Not for now")
        .sees("Rub, Stretch. There may be a clot.");
    // The sentence goes on in the next row, beside a row of the list.
    j.keys("3").sees("▲ not now").sees("Not for now, with what you ticked: There may").sees("be a clot.");
    j.keys("4").sees("▲").misses("Do not stretch now");
    j.keys("c").sees("Do not stretch now, with what you ticked. Press !").sees("Get into place.");
    j.keys("!u4").misses("Do not stretch now");
}

#[test]
fn the_focused_sign_explains_itself_and_e_gives_its_sources() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5").sees("It may be the lung.").keys("<down>").sees("It may be a clot.");
        j.keys("e").sees("Row U1 of the clinical table.").keys("<end>").sees("Somebody.");
    }
}

#[test]
fn a_click_selects_before_it_ticks() {
    let mut j = Journey::new(80, 24);
    j.keys("5")
        .click("[ ] One leg")
        .sees("▸ [ ] One leg swollen")
        .misses("[x]")
        .click("[ ] One leg")
        .sees("[x] One leg swollen");
}

#[test]
fn every_screen_is_two_keys_from_emergency_advice() {
    for before in ["", "2", "3<enter>", "4", "c", "cx", "5", "5<enter>", "?", "e", "5w"] {
        let mut j = Journey::new(80, 24);
        j.keys(before)
            .keys("!")
            .sees("[5 Checklist]")
            .sees("Hard to breathe")
            .keys("<space>")
            .sees("EMERGENCY");
    }
}

#[test]
fn the_numbers_are_never_cut_and_never_scroll_away() {
    for (width, height) in SIZES.into_iter().chain([(30, 15)]) {
        let mut j = Journey::shipped(width, height);
        j.keys("5w").sees("999").sees("911").sees("000").sees("111").keys("1").sees("emergency 999.");
        j.keys("<space>").sees("Call 999 now.").keys("<down><down><down><end>").sees("Call 999 now.");
    }
    let mut j = Journey::shipped(40, 15);
    j.keys("5w").sees("Where are you?").sees("0 Not chosen: words only").misses("words on ");
    // A window too small for anything else still says whom to call.
    let mut j = Journey::shipped(80, 24);
    j.keys("5w1<space>").resize(18, 4).sees("Call 999 now.").resize(5, 2).sees("999");
}

#[test]
fn what_to_do_in_an_emergency_can_be_read_whole_in_every_window() {
    for (width, height) in [(20, 5), (20, 7), (24, 6), (30, 8), (40, 15)] {
        let mut j = Journey::shipped(width, height);
        let mut read = j.keys("5<space>").sees("EMERGENCY").prose();
        for _ in 0..60 {
            read.push_str(&format!(" {}", j.keys("<down>").prose()));
        }
        for word in "Call your local emergency number now. Do not wait for morning.".split(' ') {
            assert!(read.split(' ').any(|shown| shown == word), "{word} at {width}x{height}: {read}");
        }
    }
}

#[test]
fn what_was_unticked_or_answered_stays_so_when_the_advice_is_followed_again() {
    let mut j = Journey::new(80, 24);
    j.keys("c").pass(601).keys("!").sees("[x] Locked for ten minutes").keys("<space>4!").misses("[x]");
    j.keys("04!").sees("NONE TICKED");
}
