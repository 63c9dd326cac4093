//! Tests of the page for a clinician.

use super::*;
use crate::{
    domain::{
        Span, Tier,
        tests::sample::{episode, night, note, span},
    },
    report::{
        model::{Format, render},
        tests::sample::{book, of, ordinary, page},
    },
};

fn weeks(page: &ClinicianReport) -> Vec<(String, String)> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    let charts = blocks.filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let bars = charts.take(1).flat_map(|chart| &chart.bars);
    bars.map(|bar| (bar.label.clone(), bar.number())).collect()
}

#[test]
fn weeks_without_a_record_are_left_out_and_it_is_said() {
    let page = page(vec![episode("2026-11-22T03:00:00Z")], vec![note("2026-11-04", true)]);
    let said: Vec<_> = weeks(&page).into_iter().map(|(_, number)| number).collect();
    assert_eq!(said, ["0", "1"]);
    assert!(flat(&page).contains("3 weeks without any record are left out."));
}

/// The page as text, what was wrapped put together again.
fn flat(page: &ClinicianReport) -> String {
    render(Format::Text, page).replace("\n    ", " ")
}

/// The pages of November 2026, of a diary that begins with that many logged nights from the first of October, and has
/// so many in its last fortnight.
fn fortnights(first: u8, last: u8) -> String {
    let cramps = |month: u8, from: u8, nights: u8| {
        (from..from + nights).map(move |day| episode(&format!("2026-{month}-{day:02}T22:00:00Z")))
    };
    flat(&page(cramps(10, 1, first).chain(cramps(11, 17, last)).collect(), vec![]))
}

#[test]
fn fortnights_stand_side_by_side_with_their_dates_and_what_can_be_compared() {
    let same = fortnights(7, 7);
    for said in [
        "First fortnight of the diary (1 to 14 Oct 2026): at least 3.5 a week (7 cramps on 7 logged nights of 14), 1 a logged night\n",
        "Last fortnight (17 to 30 Nov 2026): at least 3.5 a week (7 cramps on 7 logged nights of 14), 1 a logged night\n",
    ] {
        assert!(same.contains(said), "{said}: {same}");
    }
    assert!(fortnights(14, 7).contains(
        "1 a logged night; the two weekly figures cannot be compared, as 14 and 7 nights are logged"
    ));
    let whole = fortnights(14, 14);
    assert!(
        whole.contains(": 7 a week (14 cramps on 14 logged nights of 14), 1 a logged night\n"),
        "{whole}"
    );
    let few = fortnights(6, 7);
    assert!(
        few.contains("not compared with the last: 6 of its nights and 7 of the last 14 are logged"),
        "{few}"
    );
    assert!(fortnights(0, 7).contains(
        "(17 to 30 Nov 2026): not compared with the last: the diary is too short, so the two share nights"
    ));
    assert!(fortnights(0, 0).contains("First fortnight of the diary: not known"));
}

#[test]
fn every_check_is_listed_with_its_tier_also_after_the_nights_shown() {
    let mut diary = crate::report::tests::sample::diary();
    let check = |at: &str, signs: &[&str]| crate::domain::record::CheckRecord {
        id: at.into(),
        at: crate::domain::local_time::parse_with_offset(at).expect("a moment"),
        outcome: "none-ticked".into(),
        signs: signs.iter().map(|&sign| sign.to_owned()).collect(),
    };
    diary.checks = vec![check("2026-12-01T20:00:00Z", &[]), check("2026-12-02T20:00:00Z", &["gone"])];
    let said = flat(&of(&diary, &[]));
    let kept = "2 checks kept, the last on Wed 2 Dec 2026 (after the nights shown). Nothing was ticked in 1 of them.";
    assert!(said.contains(kept), "{said}");
    assert!(
        said.contains("gone: not on this checklist; ticked on Wed 2 Dec 2026 (after the nights shown)"),
        "{said}"
    );
    diary.checks.remove(0);
    assert!(!flat(&of(&diary, &[])).contains("Nothing was ticked"));
    diary.checks.clear();
    assert!(flat(&of(&diary, &[])).contains("No check is kept in the diary."));
    let tier = |tier, is_known| asks_for(&TickedSign { text: String::new(), tier, is_known, days: vec![] });
    assert_eq!(tier(Some(Tier::Emergency), true), "emergency");
    assert_eq!(tier(None, true), "counts only with others");
}

#[test]
fn the_first_cramp_of_the_diary_is_not_said_to_be_the_onset() {
    let diary = crate::report::tests::sample::diary();
    let said = flat(&of(&diary, &[]));
    assert!(
        said.contains("The diary does not say when cramps first began; its first cramp is Sun 1 Nov 2026."),
        "{said}"
    );
    let said = flat(&of(&diary, &[(Fact::Onset, "age 48".into())]));
    assert!(said.contains("When cramps began, in the patient's words: \"age 48\"."), "{said}");
}

#[test]
fn stretches_that_went_on_after_their_six_weeks_are_not_said_to_be_untried() {
    let evenings = (0..60).map(|day| note(&night("2026-09-15").back(-day).to_string(), false)).collect();
    let said = flat(&page(vec![], evenings));
    assert!(
        said.contains("Bedtime stretches: Ticked on 13 more nights, after the 42 of a programme."),
        "{said}"
    );
    assert!(!said.contains("Nothing is recorded as tried"), "{said}");
}

#[test]
fn broken_sleep_is_counted_of_the_nights_where_it_is_recorded() {
    let said = |known, nights| sleep(&Sleep { broken: known, known, back: None }, nights);
    assert_eq!(
        said(34, 37),
        "34 of the 34 nights where it is recorded (it woke, sleep lost above 0, or minutes awake above 0); \
         3 more nights with a cramp not recorded"
    );
    assert!(
        said(1, 1).ends_with("minutes awake above 0)") && said(1, 1).starts_with("1 of the 1 night where")
    );
    assert_eq!(said(0, 3), "not recorded");
}

#[test]
fn a_long_span_shows_its_last_weeks_and_says_so() {
    let (from, to) = (night("2025-01-01"), night("2026-12-31"));
    let diary: Span = span("2025-01-01", "2026-12-31", vec![episode("2026-11-22T03:00:00Z")], vec![]);
    let summary = Summary::of(&book(), &diary, &[], from, to);
    let page = build(&book(), &summary, &Trends::of(&diary), to.0);
    assert_eq!(weeks(&page).len(), 1);
    let text = flat(&page);
    let said = "Here the last 13 of 105 weeks. 12 weeks without any record are left out.";
    assert!(text.contains(said), "{text}");
}

#[test]
fn every_format_says_whose_it_is_what_is_unknown_and_what_it_is_not() {
    for format in [Format::Text, Format::Ascii, Format::Html] {
        let out = render(format, &ordinary());
        for said in [
            "Recorded by the patient; not a diagnosis.",
            "10 of 30 nights have no record",
            "A disclaimer, whole.",
        ] {
            assert!(out.contains(said), "{format:?}: {said}");
        }
        assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{format:?}");
        assert_eq!(out, render(format, &ordinary()));
    }
}
