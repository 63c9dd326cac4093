//! The checklist on the screen: pages, ticks, results, the emergency.

use super::*;
use crate::domain::triage::TriageResult;

/// From an emergency or another result back to the page, and none of these on it.
const ALL_NONE: &str = "0000";

fn outcome(j: &Journey) -> (TriageResult, bool) {
    let verdict = j.app.checked().1;
    (verdict.outcome, verdict.is_complete)
}

#[test]
fn it_opens_on_the_first_page_and_that_is_no_result() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5").sees("Page 1 of 4").sees("Right now, is any of these true?");
        j.sees("▸ [ ] Hard to breathe").sees("NOT COMPLETE").misses("NONE TICKED").misses("One leg swollen");
        j.sees("If one of these is true: Call");
        j.keys("r").sees("This is not a result yet.").sees("Answer every page.").sees("4 pages are left");
        j.keys("<esc>").sees("[ ] Hard to breathe");
        assert_eq!(outcome(&j), (TriageResult::Incomplete, false));
    }
}

#[test]
fn each_page_is_answered_by_0_and_the_last_one_brings_the_result() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("50").sees("Page 2 of 4").sees("[ ] One leg swollen").sees("3 pages are left");
        j.keys("0").sees("Page 3 of 4").keys("0").sees("Page 4 of 4").sees("1 page is left");
        assert_eq!(outcome(&j), (TriageResult::Incomplete, false));
        j.keys("0").sees("NONE TICKED").sees("You ticked none of the urgent signs.").misses("Not complete");
        assert_eq!(outcome(&j), (TriageResult::NoneTicked, true));
        j.keys("<esc>").sees("Page 4 of 4, answered").keys("<pgup><bs>").sees("Page 2 of 4, answered");
        j.keys("<pgdn>").sees("Page 3 of 4").keys("<enter>").sees("NONE TICKED");
    }
}

#[test]
fn enter_goes_on_with_ticks_and_never_without_an_answer() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5<enter>").sees("Press 0 if none of these is true.").sees("Page 1 of 4");
        j.keys("<pgdn>").sees("Press 0 if none of these is true.").sees("Page 1 of 4");
        j.keys("0<space><enter>").sees("Page 3 of 4").keys("<pgup>").sees("[x] One leg swollen");
        // None of these takes no tick away.
        j.keys("0").sees("is ticked on this page").sees("[x] One leg swollen").sees("Page 2 of 4, answered");
        // A tick that is taken away leaves its page to be answered again.
        j.keys("<space>").misses("answered").keys("<enter>").sees("Press 0").keys("0").sees("Page 3 of 4");
    }
}

#[test]
fn up_and_down_go_round_within_the_page_and_a_click_ticks() {
    let mut j = Journey::new(80, 24);
    j.keys("50").sees("▸ [ ] One leg swollen").keys("<up>").sees("▸ [ ] Locked for ten");
    j.keys("<down>").sees("▸ [ ] One leg swollen").keys("<end>").sees("▸ [ ] Locked").keys("<home>");
    j.click("[ ] Locked for ten").sees("▸ [x] Locked for ten minutes").sees("[ ] One leg swollen");
    j.click("[x] Locked for ten").misses("[x]");
    j.event(Event::Wheel { x: 10, y: 8, up: false }).sees("▸ [ ] One leg swollen");
}

#[test]
fn a_page_opens_with_the_tick_that_calls_for_it_and_keeps_its_own_ticks() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5000<space>").sees("Page 4 of 5").keys("<enter>").sees("Page 5 of 5").sees("Calf hot since");
        j.keys("<down><space>").sees("NOT COMPLETE, so far ROUTINE");
        // Its condition is gone; its tick is not, and so the page is still there.
        j.keys("<pgup><space>").sees("Page 4 of 5").keys("0").sees("Page 5 of 5").sees("[x] Slow to walk");
        assert_eq!(outcome(&j), (TriageResult::Tier(Tier::Routine), false));
        j.keys("<down><space>").misses("[x]");
        assert_eq!(outcome(&j).0, TriageResult::NoneTicked, "nothing that applies is without an answer");
    }
}

#[test]
fn a_tick_shows_its_tier_at_once_and_one_more_raises_it() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("500<space>")
            .sees("[x] Sore for days")
            .sees("NOT COMPLETE, so far APPOINTMENT: Book an appointment.");
        j.sees("Within 2 weeks.").keys("<enter><space>").sees("[x] A long journey");
        j.sees("NOT COMPLETE, so far SAME DAY: Get help today.").sees("Phone the out-of-hours line.");
        j.keys("<enter>0").sees("SAME DAY").misses("NOT COMPLETE").sees("Phone the out-of-hours line.");
        j.sees("Say: I have been sore for days. I was on a long journey.")
            .sees("Call your local emergency number for");
        j.keys("<enter>")
            .sees("Together they may be a clot.")
            .keys("<esc>")
            .sees("Say: I have")
            .keys("<esc>");
        j.keys("<pgup><space>").sees("No longer ticked: A long journey. The result was SAME DAY.");
        j.sees("APPOINTMENT");
    }
}

#[test]
fn afresh_needs_the_key_twice_and_undo_brings_everything_back() {
    let mut j = Journey::new(80, 24);
    j.keys("50<space>").sees("SAME DAY").keys("R").sees("Press R again").sees("[x] One leg");
    j.keys("<down>R").sees("[x] One leg").keys("R").sees("Page 1 of 4").sees("Started afresh");
    assert_eq!(outcome(&j), (TriageResult::Incomplete, false));
    j.keys("u").sees("[x] One leg swollen").sees("Page 2 of 4").sees("SAME DAY").keys("u").misses("[x]");
    j.sees("No longer ticked: One leg swollen.").keys("u").sees("Page 1 of 4").misses("answered").keys("uu");
}

#[test]
fn an_emergency_takes_the_screen_over_and_stops_the_stretch() {
    for (width, height) in SIZES.into_iter().chain([(20, 5)]) {
        let mut j = Journey::new(width, height);
        j.keys("c").pass(3).keys("!<space>");
        j.sees("EMERGENCY").misses("[5 Checklist]").misses("0:0").misses("PAUSED");
        let first = if height > 5 { "▲▲▲ EMERGENCY" } else { "CALL NOW 112" };
        assert_eq!(without_scrollbar(&j.rows()[0]), first);
        if height == 5 {
            // In the smallest window the number stays in view while the sentences scroll.
            j.keys("<down><down><down>").misses("EMERGENCY").sees("CALL NOW 112");
        }
        j.keys("<esc>").sees("[x] Hard to").keys("4");
        j.sees("PAUSED");
    }
}

#[test]
fn more_can_be_true_and_the_script_grows() {
    for (width, height) in SIZES {
        for back in ["<enter>", "<esc>"] {
            let mut j = Journey::new(width, height);
            j.keys("5<space>").sees("Say: I have trouble breathing. It began then.");
            j.keys(back).sees("Page 1 of 4").sees("[x] Hard to breathe").keys("<down><space>");
            // The second emergency takes the screen as the first one did.
            j.sees("EMERGENCY").sees("I have trouble breathing. One leg is cold and white.");
            j.keys(back)
                .sees("[x] One leg cold and white")
                .keys("<enter><space>")
                .sees("[x] One leg swollen");
            j.keys("r").sees("One leg is cold and white. One leg is swollen.");
            assert_eq!(without_scrollbar(&j.rows()[0]), "▲▲▲ EMERGENCY");
        }
    }
}

#[test]
fn an_emergency_goes_with_its_tick_alone_and_the_screen_says_so() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5<space><esc>0").sees("is ticked on this page").sees("EMERGENCY").sees("[x] Hard to breathe");
        j.keys("<space>").misses("[x]").sees("No longer ticked: Hard to breathe.");
        j.sees("The result was EMERGENCY. It is now NOT COMPLETE.");
        j.keys("<space>u").sees("The result was EMERGENCY.").sees("Page 1 of 4");
    }
}

#[test]
fn an_emergency_that_is_brought_back_by_undo_is_one_like_any_other() {
    let mut j = Journey::new(80, 24);
    j.keys("5<space><esc><space>").sees("NOT COMPLETE").keys("c").pass(3).keys("!u");
    assert_eq!(without_scrollbar(&j.rows()[0]), "▲▲▲ EMERGENCY");
    j.keys("<esc>4").sees("PAUSED");
    // A change that is no emergency does not bring the card up again.
    let mut j = Journey::new(80, 24);
    j.keys("5<space><esc><enter><space><space>u").sees("EMERGENCY").sees("[5 Checklist]");
}

#[test]
fn the_leg_and_the_drive_are_said_where_they_are_meant() {
    let mut j = Journey::new(80, 24);
    j.keys("5<space>").misses("Do not stretch").misses("be driven").keys("<esc><space><down><space>");
    j.sees("Do not stretch, rub or warm the leg.").sees("Or be driven to the hospital.");
    j.keys("<esc><up><space>").sees("Do not stretch, rub or warm the leg.").misses("be driven");
}

#[test]
fn a_region_is_chosen_by_its_letter_on_the_emergency_itself() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5<space>").sees("Call your local emergency number now.");
        let mut read = j.prose();
        for _ in 0..12 {
            read.push_str(&j.keys("<down>").prose());
        }
        assert!(read.contains("Where are you? a Aland") && read.contains("b Bland"), "{read}");
        j.keys("1").misses("Call 777").keys("5b").sees("Call 888 now.").keys("a").sees("Call 888 now.");
        assert_eq!(j.hand.effects, [Effect::KeepRegion(Some("BB".into()))]);
    }
}

#[test]
fn a_region_gives_the_numbers_in_two_keys_and_is_kept() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5<space>").sees("Call your local emergency number now.");
        j.keys("w").sees("Where are you?").keys("1").misses("Call 777").keys("5wa").sees("Call 777 now.");
        assert_eq!(j.hand.effects, [Effect::KeepRegion(Some("AA".into()))]);
        j.keys("w<down><enter>").sees("Call 888 now.").misses("777");
        j.keys("wn").sees("Call your local emergency number now.");
        j.keys("<esc><space>0<space>wa<enter>000r").sees("Phone the nurse on 123.");
    }
}

#[test]
fn from_a_running_stretch_the_count_goes_on_and_esc_leads_back() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("c")
            .pass(8)
            .sees("Cramp 0:08")
            .keys("!")
            .sees("0:30 or less")
            .sees("Hard to breathe")
            .misses("PAUSED");
        j.pass(2).keys("0").sees("0:30 or less").keys("<esc>").sees("Pull the toes").sees("Cramp 0:10");
        j.pass(1).sees("Cramp 0:11").misses("PAUSED");
    }
}

#[test]
fn a_sign_about_the_leg_stops_the_stretch_and_says_why() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("c").pass(8).keys("!0<space>").sees("The stretch is stopped. You ticked: One leg swollen.");
        j.sees("PAUSED").keys("<esc>").sees("PAUSED").sees("Do not stretch now, with what you ticked.");
        // Another sign does not stop it, and without a stretch nothing is stopped.
        let mut j = Journey::new(width, height);
        j.keys("c").pass(8).keys("!0<down><space>").misses("stopped").misses("PAUSED");
        Journey::new(width, height).keys("50<space>").misses("stopped");
    }
}

#[test]
fn what_is_unsafe_now_says_so_here_and_in_the_guide() {
    let mut j = Journey::new(80, 24);
    j.keys("3")
        .sees("Rub it.")
        .misses("not now")
        .keys("50<space>r<enter>")
        .sees("Not for now")
        .sees("Rub, Stretch. There may be a clot.");
    // The sentence goes on in the next row, beside a row of the list.
    j.keys("3").sees("▲ not now").sees("Not for now, with what you ticked: There may").sees("be a clot.");
    j.keys("4").sees("▲").misses("Do not stretch now");
    j.keys("c").sees("Do not stretch now, with what you ticked. Press !").misses("Get into place.");
    j.keys("!u4").misses("Do not stretch now");
}

#[test]
fn in_any_emergency_no_stretch_is_offered() {
    // A sign that is not about the leg, and is not named among those that make stretching unsafe.
    let mut j = Journey::new(80, 24);
    j.keys("4").misses("▲").keys("5<space><esc>4").sees("Short ▲").sees("Not for now, with what you ticked.");
    j.misses("Swollen?").keys("<space>").sees("Not for now, with what you ticked.").misses("Use the");
    let mut j = Journey::talk(small_book(), Start::Guide, None);
    j.lines(&["check", "1", "stretch"]);
    j.hears("again", "Short: for now, in mid-cramp, not for now")
        .hears("1", "Not for now, with what you ticked.");
}

#[test]
fn the_focused_sign_explains_itself_and_e_gives_its_sources() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("5").sees("It may be the lung.").keys("<down>").sees("An artery may be blocked.");
        j.keys("e").sees("Row E2 of the clinical table.").keys("<end>").sees("Somebody.");
    }
}

#[test]
fn the_explanation_stands_below_the_signs_and_beside_them_in_a_wide_window() {
    for (width, height, is_beside) in [(80, 24, false), (99, 30, false), (100, 30, true), (300, 100, true)] {
        for keys in ["5", "50"] {
            let mut j = Journey::new(width, height);
            j.keys(keys);
            assert_eq!(j.find("It may be").0 > 50, is_beside, "{keys} at {width}x{height}:\n{}", j.screen());
        }
    }
}

#[test]
fn every_screen_is_two_keys_from_emergency_advice() {
    for before in ["", "2", "3<enter>", "4", "c", "cx", "5", "50", "5r", "50000", "5v", "?", "e", "5w"] {
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
        j.keys("5w").sees("999").sees("911").sees("000").sees("111").keys("a").sees("emergency 999.");
        j.keys("<space>").sees("Call 999 now.").keys("<down><down><down><end>").sees("Call 999 now.");
    }
    let mut j = Journey::shipped(40, 15);
    j.keys("5w").sees("Where are you?").sees("n  Not chosen").misses("words on ");
    // A window too small for anything else still says whom to call.
    let mut j = Journey::shipped(80, 24);
    j.keys("5wa<space>").resize(18, 4).sees("Call 999 now.").resize(5, 2).sees("999");
    let mut j = Journey::shipped(80, 24);
    j.keys("5<space>").resize(18, 4).sees("Call 112").resize(5, 2).sees("112");
}

#[test]
fn what_was_unticked_or_answered_stays_so_when_the_advice_is_followed_again() {
    let mut j = Journey::new(80, 24);
    j.keys("c")
        .pass(601)
        .keys("!")
        .sees("Page 1 of 4")
        .sees("SAME DAY")
        .keys("0")
        .sees("[x] Locked for ten minutes");
    j.keys("<down><space>4!").misses("SAME DAY").keys("<enter>").misses("[x]");
    j.keys(ALL_NONE).keys("4!r").sees("NONE TICKED");
}

#[test]
fn what_belongs_to_the_person_is_remembered_when_that_is_asked_for() {
    for (width, height) in SIZES {
        let home = FakeStore::new();
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        // Off until it is asked for.
        j.keys("5000<space><enter>00").sees("NO WARNING SIGN TICKED");
        drop(j);
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("5000")
            .misses("[x]")
            .keys("m")
            .sees("What belongs to you is remembered")
            .keys("<space><enter>");
        // A sign of tonight is not remembered, whatever else is.
        j.keys("<space>");
        drop(j);
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("5").sees("Page 1 of 5").keys("000").sees("[x] A long journey (remembered)");
        assert_eq!(j.app.checked().0.ticked.len(), 1);
        assert!(!j.app.checked().1.is_complete, "it is still to be answered");
        j.keys("<enter>").sees("Page 5 of 5").misses("[x]").keys("0").sees("NO WARNING SIGN TICKED");
        // Taken away, it is not ticked the next time; ended, nothing is.
        j.keys("<esc><pgup><space>0");
        drop(j);
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("5")
            .sees("Page 1 of 4")
            .keys("000")
            .misses("[x]")
            .keys("<space><enter><pgup>m")
            .sees("No longer remembered");
        drop(j);
        Journey::keeping(&home, Start::Guide, width, height).keys("5000").misses("[x]");
    }
}

#[test]
fn a_check_that_is_started_afresh_forgets_nothing_that_it_has_not_asked_for() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("5000m<space><enter>").keys("RR").sees("Started afresh").keys("00");
    drop(j);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("5000").sees("[x] A long journey (remembered)");
    // Once its page is answered, the new answer counts.
    j.keys("RR0000");
    drop(j);
    Journey::keeping(&home, Start::Guide, 80, 24).keys("5000").misses("[x]");
}
