//! Tests of the figures of the page.

use super::*;
use crate::domain::{
    episode::Scale,
    local_time::parse_with_offset,
    record::{CheckRecord, MedicineChange},
    tests::sample::{episode, night, note, span},
};

fn of(diary: &Span, from: &str, to: &str) -> Summary {
    Summary::of(&Book::default(), diary, &[], night(from), night(to))
}

#[test]
fn the_last_fortnight_is_set_beside_the_first_of_the_diary_only_where_enough_is_known() {
    let cramps = |days: std::ops::Range<u32>| -> Vec<Episode> {
        days.map(|day| episode(&format!("2026-11-{day:02}T22:00:00Z"))).collect()
    };
    let mut both = cramps(1..8);
    both.extend(cramps(16..23));
    let diary = span("2026-10-01", "2026-11-30", both, vec![]);
    let seven = NightCounts { nights: 14, logged: 7, cramps: 7 };
    let first = Fortnight { from: night("2026-11-01"), to: night("2026-11-14"), counts: seven };
    // The first night of the page makes no difference.
    for from in ["2026-11-01", "2026-11-20"] {
        let summary = of(&diary, from, "2026-11-28");
        assert_eq!(summary.first, FirstFortnight::Compared(first));
        let last = Fortnight { from: night("2026-11-15"), to: night("2026-11-28"), counts: seven };
        assert_eq!(summary.now, last);
    }
    assert_eq!(of(&diary, "2026-11-01", "2026-11-27").first, FirstFortnight::Overlaps(first));
    assert_eq!(of(&diary, "2026-11-01", "2026-11-30").first, FirstFortnight::TooFew(first));
    assert_eq!(of(&diary, "2026-10-01", "2026-10-30").first, FirstFortnight::Never);
    // A night without a cramp is the first as well.
    let diary = Span { nights: vec![note("2026-10-31", true)], ..diary };
    let FirstFortnight::Compared(first) = of(&diary, "2026-11-01", "2026-11-28").first else {
        panic!("compared")
    };
    let eight = NightCounts { logged: 8, ..seven };
    assert_eq!((first.from, first.to, first.counts), (night("2026-10-31"), night("2026-11-13"), eight));
}

#[test]
fn every_medicine_and_check_is_told_and_of_cramps_none_after_the_span() {
    let mut diary = span("2026-01-01", "2026-12-31", vec![episode("2026-02-01T03:00:00Z")], vec![]);
    let medicine = |date: &str| Medicine {
        id: date.into(),
        date: night(date),
        name: "a\u{202e}b".into(),
        dose: String::new(),
        route: None,
        change: MedicineChange::Started,
        note: String::new(),
    };
    let check = |at: &str| CheckRecord {
        id: at.into(),
        at: parse_with_offset(at).expect("a moment"),
        outcome: "same-day".into(),
        signs: vec!["swelling".into()],
    };
    diary.medicines = vec![medicine("2026-07-02"), medicine("2026-01-05"), medicine("2026-06-30")];
    diary.checks = vec![
        // The morning after the last night belongs to it.
        check("2026-07-01T03:00:00Z"),
        check("2026-03-01T10:00:00Z"),
        CheckRecord { signs: vec![], ..check("2026-03-01T11:00:00Z") },
        check("2026-08-01T10:00:00Z"),
    ];
    diary.nights = vec![note("2026-06-25", false), note("2026-01-25", false)];
    let summary = of(&diary, "2026-06-01", "2026-06-30");
    let dates: Vec<String> = summary.medicines.iter().map(|m| m.date.to_string() + &m.name).collect();
    assert_eq!(dates, ["2026-01-05ab", "2026-06-30ab", "2026-07-02ab"]);
    assert_eq!((summary.flags.checks, summary.flags.empty), (4, 1));
    let day = |date: &str, is_after: bool| Day { date: night(date), is_after };
    let [swelling] = &summary.flags.signs[..] else { panic!("one sign") };
    assert_eq!((swelling.text.as_str(), swelling.tier, swelling.is_known), ("swelling", None, false));
    assert_eq!(swelling.days, [day("2026-03-01", false), day("2026-07-01", false), day("2026-08-01", true)]);
    assert_eq!(summary.flags.last, Some(day("2026-08-01", true)));
    assert_eq!(summary.first_cramp, Some(night("2026-01-31")));
    assert_eq!(summary.counts, NightCounts { nights: 30, logged: 0, cramps: 0 });
    let begun: Vec<String> = summary.programmes.iter().map(|p| p.from.to_string()).collect();
    assert_eq!(begun, ["2026-06-25"]);
    assert_eq!(summary.facts.len(), Fact::TYPED.len());
}

#[test]
fn a_night_is_broken_by_waking_by_lost_sleep_or_by_lying_awake_and_by_no_nought() {
    let cramp = || episode("2026-11-02T01:00:00Z");
    for (cramp, is_broken, is_known) in [
        (Episode { waking: Some(Waking::Asleep), ..cramp() }, true, true),
        (Episode { waking: Some(Waking::Awake), ..cramp() }, false, true),
        (Episode { sleep_lost: Scale::new(1), ..cramp() }, true, true),
        (Episode { sleep_lost: Scale::new(0), ..cramp() }, false, true),
        (Episode { back_to_sleep: Some(1), ..cramp() }, true, true),
        (Episode { back_to_sleep: Some(0), ..cramp() }, false, true),
        (cramp(), false, false),
    ] {
        let summary =
            of(&span("2026-11-01", "2026-11-05", vec![cramp.clone()], vec![]), "2026-11-01", "2026-11-05");
        let told = (summary.sleep.broken, summary.sleep.known);
        assert_eq!(told, (usize::from(is_broken), usize::from(is_known)), "{cramp:?}");
    }
}

#[test]
fn a_line_about_the_person_stands_under_its_own_heading_or_is_not_recorded() {
    let facts = [(Fact::Onset, "spring\u{1b}"), (Fact::Tried, " \u{200b}"), (Fact::Who, "A. B., 49")];
    let facts = facts.map(|(fact, text)| (fact, text.to_owned()));
    let diary = span("2026-11-01", "2026-11-05", vec![], vec![]);
    let summary = Summary::of(&Book::default(), &diary, &facts, night("2026-11-01"), night("2026-11-05"));
    for (fact, text) in summary.facts {
        let wanted = match fact {
            Fact::Who => Some("A. B., 49"),
            Fact::Onset => Some("spring"),
            _ => None,
        };
        assert_eq!(text.as_deref().map(str::trim), wanted, "{fact:?}");
    }
}

#[test]
fn the_latest_notes_are_quoted_the_newest_first_and_what_fits_is_not_cut() {
    let noted = |day: u32, note: String| Episode { note, ..episode(&format!("2026-11-{day:02}T22:00:00Z")) };
    let exact = "é".repeat(NOTE_LETTERS);
    let mut cramps: Vec<Episode> = (1..8).map(|day| noted(day, format!("of the {day}th"))).collect();
    cramps.push(noted(8, exact.clone()));
    cramps.push(noted(9, format!("{exact}x")));
    let summary = of(&span("2026-11-01", "2026-11-30", cramps, vec![]), "2026-11-01", "2026-11-30");
    let told: Vec<(&str, bool)> =
        summary.notes.iter().map(|note| (note.text.as_str(), note.is_cut)).collect();
    let exact = exact.as_str();
    assert_eq!(
        told,
        [(exact, true), (exact, false), ("of the 7th", false), ("of the 6th", false), ("of the 5th", false)]
    );
    assert_eq!(summary.notes[0].night, night("2026-11-09"));
}

#[test]
fn broken_nights_are_counted_once_and_notes_are_cut() {
    let mut woke = episode("2026-11-02T01:00:00Z");
    (woke.waking, woke.note) = (Some(Waking::Asleep), "a ".repeat(300));
    let mut again = episode("2026-11-02T03:00:00Z");
    (again.sleep_lost, again.before) = (Scale::new(4), vec!["x".into(), "y".into()]);
    let mut awake = episode("2026-11-03T03:00:00Z");
    (awake.sleep_lost, awake.before, awake.note) = (Scale::new(0), vec!["y".into()], "  ".into());
    let mut long_awake = episode("2026-11-04T03:00:00Z");
    (long_awake.back_to_sleep, long_awake.soreness) = (Some(1), Scale::new(3));
    let unknown = episode("2026-11-05T03:00:00Z");
    let cramps = vec![woke, again, awake, long_awake, unknown];
    let summary = of(&span("2026-11-01", "2026-11-05", cramps, vec![]), "2026-11-01", "2026-11-05");
    assert_eq!((summary.sleep.broken, summary.sleep.known, summary.cramp_nights), (2, 3, 4));
    assert_eq!(summary.waking, Wakings { asleep: 1, awake: 0, not_recorded: 4 });
    assert_eq!(summary.soreness.map(|soreness| soreness.count), Some(1));
    assert_eq!(summary.before, Tags { of: 2, each: vec![("y".to_owned(), 2), ("x".to_owned(), 1)] });
    let [note] = &summary.notes[..] else { panic!("one note") };
    assert!(note.is_cut && note.text.chars().count() == NOTE_LETTERS);
}
