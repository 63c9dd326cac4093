//! The start screen.

use super::*;
use crate::{domain::triage::TriageResult, journey::diary::with_cramps};

fn start(width: u16, height: u16) -> Journey {
    Journey::with(small_book(), Start::Home, width, height)
}

#[test]
fn it_opens_with_the_cramp_selected_and_enter_starts_the_stretch() {
    for (width, height) in SIZES.into_iter().chain([(20, 5), (45, 40), (140, 45)]) {
        let mut j = start(width, height);
        j.sees("▸ c   I have");
        j.keys("<enter>");
        assert_eq!(j.screen(), start(width, height).keys("c").screen());
        assert!(j.app.focus() == Focus::Session, "{}", j.screen());
    }
}

#[test]
fn every_line_names_its_key_and_does_as_the_key_does() {
    for (width, height) in SIZES {
        for (down, key) in ["c", "!", "4", "3", "1", "2", "6"].into_iter().enumerate() {
            let mut j = start(width, height);
            j.keys(&"<down>".repeat(down));
            let row = j.rows().into_iter().find(|row| row.contains('▸')).expect("a selected line");
            assert!(row.trim().starts_with(&format!("▸ {key} ")), "{row}");
            j.keys("<enter>");
            assert_eq!(j.screen(), start(width, height).keys(key).screen(), "{key} at {width}x{height}");
        }
    }
    let mut j = start(80, 24);
    assert_eq!(j.click("What may help").screen(), start(80, 24).keys("3").screen());
    // Up and Down stay within the lines, Left and Right go to the tabs.
    let mut j = start(80, 24);
    j.keys("<up>").sees("▸ c").keys("<end><down>").sees("▸ 6").keys("<right>").sees("[1 Causes]");
    j.keys("<left>").sees("[uncramp]").keys("<left>").sees("[6 Diary]");
}

#[test]
fn escape_and_a_click_on_the_name_lead_there_and_marks_go_first() {
    let mut j = Journey::new(120, 24);
    j.sees("[1 Causes]").sees("Esc start screen").keys("<esc>").sees("[uncramp]").misses("Esc ");
    j.keys("3<enter><esc>").sees("[3 Remedies]").keys("<esc>").sees("[uncramp]");
    j.keys("/rub<enter><esc>")
        .sees("Esc no marks")
        .keys("<esc>")
        .misses("[uncramp]")
        .keys("<esc>")
        .sees("[uncramp]");
    j.keys("5")
        .sees("Esc start screen")
        .keys("<esc>")
        .sees("[uncramp]")
        .keys("6")
        .click("uncramp")
        .sees("[uncramp]");
    // From the warning signs Esc leads back to a stretch that is under way, and says so.
    j.keys("c!").sees("Esc stretch").sees("Esc goes back").keys("<esc>").sees("[4 Stretch]");
    j.keys("1").sees("4 goes back");
}

#[test]
fn it_says_the_last_entry_of_the_diary_and_the_result_so_far() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Home, 80, 24);
    j.sees("a page for the clinician").misses("last:");
    with_cramps(&home, &["2026-11-03T03:10", "2026-11-20T22:37"]);
    let mut j = Journey::keeping(&home, Start::Home, 80, 24);
    j.sees("last: Fri 20 Nov 22:37, left foot");
    j.keys("!<space><esc><esc>").sees("[uncramp]").sees("EMERGENCY: Call your local emergency number now.");
    assert_eq!(j.app.checked().1.outcome, TriageResult::Tier(Tier::Emergency));
}

#[test]
fn its_name_is_on_every_tab_and_says_what_it_is_and_is_not() {
    for (width, height) in SIZES {
        for key in ["<esc>", "1", "2", "3", "4", "5", "6", "?"] {
            let mut j = Journey::new(width, height);
            let bar = j.keys(key).rows()[0].clone();
            assert!(
                bar.trim_start_matches([' ', '[']).starts_with("uncramp"),
                "{key} at {width}x{height}: {bar}"
            );
        }
    }
    start(80, 24).sees("A guide to leg cramps at night in perimenopause").sees("For information only.");
    start(80, 30).sees("With a screen reader, or with eyes shut: uncramp --plain");
}

#[test]
fn the_bar_is_shortened_to_four_letters_before_it_is_numbers() {
    for (width, bar) in [
        (80, " uncramp [1 Causes] 2 Symptoms  3 Remedies  4 Stretch  5 Checklist  6 Diary"),
        (60, "uncramp [1 Caus] 2 Symp 3 Reme 4 Stre 5 Chec 6 Diar"),
        (45, "uncramp [Caus] Symp Reme Stre Chec Diar"),
        (40, "uncramp [Caus] Symp Reme Stre Chec Diar"),
        (35, "uncramp [1 Causes] 2 3 4 5 6"),
        (25, "[1 Causes] 2 3 4 5 6"),
        (20, "[1 Causes] 2 3 4 5 6"),
    ] {
        assert_eq!(Journey::new(width, 20).rows()[0], bar);
    }
    assert_eq!(Journey::new(20, 20).keys("5").rows()[0], "[5 Checklist]");
    assert_eq!(start(20, 20).rows()[0], "[uncramp]");
}

#[test]
fn it_is_there_in_plain_mode() {
    let mut j = Journey::talk(small_book(), Start::Guide, None);
    j.lines(&["1"]);
    j.hears("leave", "If you have a cramp now, type cramp.").hears("1", "Get into place.");
}
