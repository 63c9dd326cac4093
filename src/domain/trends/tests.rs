//! Tests of the charts.

use super::*;
use crate::domain::tests::sample::{episode, night, note, span};

#[test]
fn weeks_count_back_from_the_last_night() {
    let mut first = episode("2026-11-02T03:00:00+00:00");
    first.seconds = Some(300);
    let two = episode("2026-11-08T23:30:00+00:00");
    let three = episode("2026-11-09T04:00:00+00:00");
    let span = span("2026-10-30", "2026-11-08", vec![first, two, three], vec![note("2026-11-05", true)]);
    let trends = Trends::of(&span);
    let weeks: Vec<_> = trends
        .weeks
        .iter()
        .map(|w| (w.from.to_string(), w.to.to_string(), w.nights, w.logged, w.cramps))
        .collect();
    assert_eq!(
        weeks,
        [
            ("2026-10-30".to_owned(), "2026-11-01".to_owned(), 3, 1, 1),
            ("2026-11-02".to_owned(), "2026-11-08".to_owned(), 7, 2, 2),
        ]
    );
    assert_eq!(
        trends.weeks_words(),
        "From Fri 30 Oct 2026 to Sun 8 Nov 2026: 3 cramps on 3 logged nights of 10. Most in the week to 8 Nov: 2."
    );
    assert_eq!(trends.gaps_words(), "7 of 10 nights have no record: nothing is known of them.");
    assert_eq!(trends.hours.first().map(|(hour, _)| *hour), Some(12));
    assert_eq!(
        trends.hours_words(),
        "Most began in the hours from 23:00, from 03:00 and from 04:00: 1 in each, of 3."
    );
    assert_eq!(trends.legs_words(), "Not recorded 3.");
    assert_eq!(
        trends.length_words(),
        "Minutes: middle value (median) 5, longest 5, recorded for 1 of 3 cramps."
    );
    assert_eq!(trends.pain_words(), "No pain is recorded.");
}

#[test]
fn an_empty_span_says_that_nothing_is_known() {
    let trends = Trends::of(&span("2026-11-01", "2026-11-14", vec![], vec![]));
    assert!(trends.is_empty());
    assert_eq!(trends.weeks.len(), 2);
    assert_eq!(trends.gaps_words(), "14 of 14 nights have no record: nothing is known of them.");
    assert_eq!(trends.hours_words(), "No cramp is recorded.");
    assert_eq!(night("2026-11-08").words(), "Sun 8 Nov 2026");
}

#[test]
fn a_night_without_a_cramp_is_known_and_nothing_is_the_most_of_none() {
    let quiet = Trends::of(&span("2026-11-01", "2026-11-14", vec![], vec![note("2026-11-05", true)]));
    assert!(!quiet.is_empty());
    assert_eq!(
        quiet.weeks_words(),
        "From Sun 1 Nov 2026 to Sat 14 Nov 2026: 0 cramps on 1 logged night of 14."
    );
    assert_eq!(quiet.gaps_words(), "13 of 14 nights have no record: nothing is known of them.");
    // Nor is a week the one with the most where there is no other.
    let cramp = || vec![episode("2026-11-03T03:10:00Z")];
    let week = Trends::of(&span("2026-11-01", "2026-11-07", cramp(), vec![]));
    assert_eq!(week.weeks_words(), "From Sun 1 Nov 2026 to Sat 7 Nov 2026: 1 cramp on 1 logged night of 7.");
    let more = Trends::of(&span("2026-10-31", "2026-11-07", cramp(), vec![]));
    assert!(more.weeks_words().ends_with("of 8. Most in the week to 7 Nov: 1."), "{}", more.weeks_words());
    assert_eq!(gaps(2, 2), "All 2 nights are logged.");
    assert_eq!(gaps(2, 1), "1 of 2 nights has no record: nothing is known of it.");
}

#[test]
fn every_cramp_is_told_under_its_leg_and_its_muscle_once() {
    let of = |leg, muscle| Episode { leg, muscle, ..episode("2026-11-03T03:10:00Z") };
    let cramps = vec![
        of(Some(Limb::Left), Some(Site::Calf)),
        of(Some(Limb::Left), Some(Site::Foot)),
        of(Some(Limb::Both), Some(Site::Calf)),
        of(None, None),
    ];
    let trends = Trends::of(&span("2026-11-01", "2026-11-07", cramps, vec![]));
    assert_eq!(trends.legs_words(), "Left leg 2, both legs 1, not recorded 1.");
    assert_eq!(trends.muscles_words(), "Calf 2, foot or toes 1, not recorded 1.");
    let none = Trends::of(&span("2026-11-01", "2026-11-07", vec![], vec![]));
    assert_eq!(none.muscles_words(), "No cramp is recorded.");
}

#[test]
fn a_part_of_a_span_reaches_no_further_than_the_span() {
    let cramps = vec![
        episode("2026-11-01T22:00:00Z"),
        episode("2026-11-05T03:00:00Z"),
        episode("2026-11-09T22:00:00Z"),
    ];
    let whole =
        span("2026-11-02", "2026-11-08", cramps, vec![note("2026-11-08", true), note("2026-11-09", true)]);
    let part = whole.within(night("2026-11-01"), night("2026-11-30"));
    assert_eq!((part.from, part.to, part.night_count()), (whole.from, whole.to, 7));
    assert_eq!((part.episodes.len(), part.nights.len()), (1, 1));
    assert_eq!(whole.within(night("2026-11-09"), night("2026-11-08")).night_count(), 0);
    assert_eq!(whole.within(night("2026-11-04"), night("2026-11-04")).episodes.len(), 1);
}

#[test]
fn those_that_share_the_most_are_all_named_with_what_each_has() {
    let at = |starts: &[&str]| {
        Trends::of(&span("2026-11-02", "2026-11-22", starts.iter().map(|at| episode(at)).collect(), vec![]))
    };
    let two = at(&["2026-11-03T00:10:00Z", "2026-11-12T03:10:00Z"]);
    assert!(two.weeks_words().ends_with("Most in the weeks to 8 Nov and to 15 Nov: 1 in each."));
    assert_eq!(two.hours_words(), "Most began in the hours from 00:00 and from 03:00: 1 in each, of 2.");
    let one = at(&["2026-11-03T00:10:00Z", "2026-11-12T00:40:00Z"]);
    assert_eq!(one.hours_words(), "Most began in the hour from 00:00: 2 of 2.");
    let four: Vec<String> = (0..4).map(|hour| format!("2026-11-03T0{hour}:10:00Z")).collect();
    let four = at(&four.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(four.hours_words(), "Most in one hour: 1 of 4, in each of 4 hours.");
}

#[test]
fn what_a_median_is_is_said_once() {
    let mut cramp = episode("2026-11-02T03:00:00Z");
    (cramp.pain, cramp.seconds) = (crate::domain::episode::Scale::new(6), Some(120));
    let trends = Trends::of(&span("2026-11-01", "2026-11-02", vec![cramp], vec![]));
    assert_eq!(
        trends.pain_words(),
        "Pain, 0 to 10: middle value (median) 6, worst 6, recorded for 1 of 1 cramp."
    );
    assert_eq!(trends.length_words(), "Minutes: median 2, longest 2, recorded for 1 of 1 cramp.");
}

#[test]
fn a_range_says_month_and_year_once_where_they_are_the_same() {
    for (from, to, said) in [
        ("2026-11-08", "2026-11-21", "8 to 21 Nov 2026"),
        ("2026-09-24", "2026-10-07", "24 Sep to 7 Oct 2026"),
        ("2025-12-25", "2026-01-07", "25 Dec 2025 to 7 Jan 2026"),
        ("2025-11-08", "2026-11-21", "8 Nov 2025 to 21 Nov 2026"),
    ] {
        assert_eq!(range(night(from), night(to)), said);
    }
}

#[test]
fn an_open_cramp_has_no_length_yet() {
    let mut open = episode("2026-11-02T03:00:00+00:00");
    (open.seconds, open.is_open) = (Some(4000), true);
    assert_eq!(length([&open]), None);
}
