//! The figures of the clinician's page for a span of nights: recorded data only, each with its count, and the gaps.

use std::collections::BTreeSet;

use super::{
    book::Book,
    clean::clean,
    diary::{NightMark, Span},
    episode::{CheckRecord, Episode, Fact, Medicine, Waking},
    local_time::Night,
    patterns::{self, PatternMatch},
    programme::{EveningCounts, Programme, programmes, ticked_beyond},
    tally::Middle,
    trends,
    triage::Tier,
    tried::{Tried, tried},
};

/// The most nights of the strip at the head of the page.
pub(crate) const STRIP: i32 = 30;
/// Nights of a fortnight: the standard count before anything is tried.
pub(crate) const FORTNIGHT: i32 = 14;
/// The first and the last fortnight are set side by side only where each has this many logged nights.
pub(crate) const LOGGED_AT_LEAST: usize = 7;
/// The most notes that are quoted: the latest ones.
pub(crate) const NOTES: usize = 5;
/// The most letters of a quoted note. A longer note is cut, and the page says so.
pub(crate) const NOTE_LETTERS: usize = 200;

/// The figures of the page for a clinician.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) from: Night,
    pub(crate) to: Night,
    /// The last nights of the span, [`STRIP`] at most, oldest first.
    pub(crate) strip: Vec<(Night, NightMark)>,
    /// The span as a whole.
    pub(crate) counts: EveningCounts,
    /// Nights with at least one cramp.
    pub(crate) cramp_nights: usize,
    /// The first cramp in the diary, in this span or before it.
    pub(crate) first_cramp: Option<Night>,
    pub(crate) waking: Wakings,
    /// The fortnight that ends with the last night, for a span of any length.
    pub(crate) now: Fortnight,
    pub(crate) first: First,
    /// In minutes.
    pub(crate) length: Option<Middle>,
    pub(crate) pain: Option<Middle>,
    /// On the day after, 0 to 10.
    pub(crate) soreness: Option<Middle>,
    pub(crate) sleep: Sleep,
    /// Tags of the hours before, the most frequent first.
    pub(crate) before: Tags,
    /// Units of alcohol on the day before.
    pub(crate) alcohol: Option<Middle>,
    /// Other things noticed.
    pub(crate) also: Tags,
    pub(crate) patterns: Vec<PatternMatch>,
    /// Every change in the diary, oldest first: one before or after the span matters as much.
    pub(crate) medicines: Vec<Medicine>,
    /// From every check in the diary.
    pub(crate) flags: Flags,
    pub(crate) tried: Vec<Tried>,
    /// Every run that reaches into the span.
    pub(crate) programmes: Vec<Programme>,
    /// Nights of the span that are ticked and in no run.
    pub(crate) ticked_beyond: usize,
    /// All of them; `None` where nothing is recorded.
    pub(crate) facts: Vec<(Fact, Option<String>)>,
    /// Newest first.
    pub(crate) notes: Vec<Note>,
}

/// The counts of fourteen nights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fortnight {
    pub(crate) from: Night,
    pub(crate) to: Night,
    pub(crate) counts: EveningCounts,
}

/// The fortnight that begins with the diary's first logged night, and if it is compared with the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    Compared(Fortnight),
    /// They have nights in common.
    Overlaps(Fortnight),
    /// Too few nights are logged in one of them.
    TooFew(Fortnight),
    /// No night is logged.
    Never,
}

/// Cramps by sleeping or waking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wakings {
    pub(crate) asleep: usize,
    pub(crate) awake: usize,
    pub(crate) not_recorded: usize,
}

/// Nights with a cramp that woke, or that cost sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sleep {
    /// Nights with a cramp that woke, with sleep lost above 0 or with minutes awake above 0.
    pub(crate) broken: usize,
    /// Nights with a cramp for which any of these is recorded.
    pub(crate) known: usize,
    /// Minutes until asleep again.
    pub(crate) back: Option<Middle>,
}

/// The frequency of each tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tags {
    /// Cramps with any tag of the kind.
    pub(crate) of: usize,
    /// The words of each tag, with how many of those cramps have it; most often first.
    pub(crate) each: Vec<(String, usize)>,
}

/// The ticks of the checks in the diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flags {
    /// The number of checks.
    pub(crate) checks: usize,
    /// The number of checks without a tick.
    pub(crate) empty: usize,
    pub(crate) last: Option<Day>,
    /// Each sign ever ticked, in the order of the checklist.
    pub(crate) signs: Vec<Ticked>,
}

/// A sign that was ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ticked {
    pub(crate) text: String,
    /// The tier that it gives alone; `None` for one that only changes the meaning of others, or that the checklist does not have.
    pub(crate) tier: Option<Tier>,
    pub(crate) is_known: bool,
    /// The days it was ticked on, oldest first.
    pub(crate) days: Vec<Day>,
}

/// A date, and if it is after the nights of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) date: Night,
    pub(crate) is_after: bool,
}

/// A note in the person's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) night: Night,
    pub(crate) text: String,
    pub(crate) is_cut: bool,
}

impl Summary {
    /// The page of the nights `from` to `to`, both included. `whole` is the whole diary: the first fortnight and the
    /// programme may have begun before, medicines and checks may have come after.
    pub(crate) fn of(book: &Book, whole: &Span, facts: &[(Fact, String)], from: Night, to: Night) -> Self {
        let diary = &whole.within(whole.from, to);
        let span = &diary.within(from, to);
        let episodes = &span.episodes;
        let nights: BTreeSet<Night> = episodes.iter().map(Episode::night).collect();
        let words = |id: &str| book.diary.words(id).to_owned();
        let fact = |fact: &Fact| {
            let text = facts.iter().find(|(other, _)| other == fact).map(|(_, text)| clean(text));
            (*fact, text.filter(|text| !text.is_empty()))
        };
        Self {
            from,
            to,
            strip: strip(span),
            counts: EveningCounts::of(span),
            cramp_nights: nights.len(),
            first_cramp: diary.episodes.iter().map(Episode::night).min(),
            waking: wakings(episodes),
            now: fortnight(diary, to.back(FORTNIGHT - 1)),
            first: first(diary),
            length: trends::length(episodes),
            pain: trends::pain(episodes),
            soreness: Middle::of(episodes.iter().filter_map(|e| Some(u64::from(e.soreness?.get())))),
            sleep: sleep(episodes),
            before: tags(episodes, |episode| &episode.before, words),
            alcohol: Middle::of(episodes.iter().filter_map(|e| e.alcohol.map(u64::from))),
            also: tags(episodes, |episode| &episode.also, words),
            patterns: patterns::found(&book.diary, span),
            medicines: medicines(whole),
            flags: flags(book, &whole.checks, to),
            tried: tried(&book.diary, span),
            programmes: programmes(diary, book.diary.programme.nights)
                .into_iter()
                .filter(|programme| programme.to >= from)
                .collect(),
            ticked_beyond: ticked_beyond(diary, book.diary.programme.nights, from),
            facts: Fact::TYPED.iter().map(fact).collect(),
            notes: notes(episodes),
        }
    }
}

fn strip(span: &Span) -> Vec<(Night, NightMark)> {
    let nights = (0..STRIP).rev().map(|back| span.to.back(back)).filter(|night| *night >= span.from);
    nights.map(|night| (night, span.mark(night))).collect()
}

fn fortnight(diary: &Span, from: Night) -> Fortnight {
    let to = from.back(1 - FORTNIGHT);
    Fortnight { from, to, counts: EveningCounts::of(&diary.within(from, to)) }
}

fn first(diary: &Span) -> First {
    let Some(begin) = diary.nights_logged().first().copied() else { return First::Never };
    let (first, now) = (fortnight(diary, begin), fortnight(diary, diary.to.back(FORTNIGHT - 1)));
    if first.to >= now.from {
        return First::Overlaps(first);
    }
    if first.counts.logged < LOGGED_AT_LEAST || now.counts.logged < LOGGED_AT_LEAST {
        return First::TooFew(first);
    }
    First::Compared(first)
}

fn wakings(episodes: &[Episode]) -> Wakings {
    let those = |waking: Option<Waking>| episodes.iter().filter(|e| e.waking == waking).count();
    Wakings {
        asleep: those(Some(Waking::Asleep)),
        awake: those(Some(Waking::Awake)),
        not_recorded: those(None),
    }
}

fn sleep(episodes: &[Episode]) -> Sleep {
    let nights = |fits: &dyn Fn(&Episode) -> bool| {
        let nights: BTreeSet<Night> = episodes.iter().filter(|e| fits(e)).map(Episode::night).collect();
        nights.len()
    };
    Sleep {
        broken: nights(&|e| {
            e.waking == Some(Waking::Asleep)
                || e.sleep_lost.is_some_and(|lost| lost.get() > 0)
                || e.back_to_sleep.is_some_and(|minutes| minutes > 0)
        }),
        known: nights(&|e| e.waking.is_some() || e.sleep_lost.is_some() || e.back_to_sleep.is_some()),
        back: Middle::of(episodes.iter().filter_map(|e| e.back_to_sleep.map(u64::from))),
    }
}

fn tags(episodes: &[Episode], of: impl Fn(&Episode) -> &Vec<String>, words: impl Fn(&str) -> String) -> Tags {
    let ids: BTreeSet<&str> = episodes.iter().flat_map(|e| of(e).iter().map(String::as_str)).collect();
    let having = |id: &str| episodes.iter().filter(|e| of(e).iter().any(|tag| tag == id)).count();
    let mut each: Vec<(String, usize)> = ids.into_iter().map(|id| (clean(&words(id)), having(id))).collect();
    each.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Tags { of: episodes.iter().filter(|e| !of(e).is_empty()).count(), each }
}

fn medicines(diary: &Span) -> Vec<Medicine> {
    let mut medicines = diary.medicines.clone();
    medicines.sort_by(|a, b| a.date.cmp(&b.date).then_with(|| a.name.cmp(&b.name)));
    for medicine in &mut medicines {
        (medicine.name, medicine.dose) = (clean(&medicine.name), clean(&medicine.dose));
    }
    medicines
}

fn flags(book: &Book, checks: &[CheckRecord], to: Night) -> Flags {
    let day =
        |check: &CheckRecord| Day { date: Night(check.at.local().date()), is_after: check.at.night() > to };
    let mut signs: Vec<(usize, Ticked)> = vec![];
    for check in checks {
        for id in &check.signs {
            let place = book.checklist.find(id);
            let sign = place.and_then(|place| book.checklist.signs().get(place));
            let text = sign.map_or_else(|| clean(id), |sign| sign.text.clone());
            match signs.iter_mut().find(|(_, other)| other.text == text) {
                Some((_, ticked)) => ticked.days.push(day(check)),
                None => {
                    let (tier, is_known) = (sign.and_then(|sign| sign.tier), sign.is_some());
                    let ticked = Ticked { text, tier, is_known, days: vec![day(check)] };
                    signs.push((place.unwrap_or(usize::MAX), ticked));
                }
            }
        }
    }
    signs.sort_by(|(a, ticked), (b, other)| a.cmp(b).then_with(|| ticked.text.cmp(&other.text)));
    for (_, ticked) in &mut signs {
        ticked.days.sort_unstable();
        ticked.days.dedup_by_key(|day| day.date);
    }
    Flags {
        checks: checks.len(),
        empty: checks.iter().filter(|check| check.signs.is_empty()).count(),
        last: checks.iter().map(day).max(),
        signs: signs.into_iter().map(|(_, ticked)| ticked).collect(),
    }
}

fn notes(episodes: &[Episode]) -> Vec<Note> {
    let note = |episode: &Episode| {
        let text = clean(&episode.note);
        let cut: String = text.chars().take(NOTE_LETTERS).collect();
        (!text.is_empty()).then(|| Note { night: episode.night(), is_cut: cut != text, text: cut })
    };
    episodes.iter().rev().filter_map(note).take(NOTES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        episode::{CheckRecord, MedicineChange, Scale},
        local_time::read_back,
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
        let seven = EveningCounts { nights: 14, logged: 7, cramps: 7 };
        let first = Fortnight { from: night("2026-11-01"), to: night("2026-11-14"), counts: seven };
        // The first night of the page makes no difference.
        for from in ["2026-11-01", "2026-11-20"] {
            let summary = of(&diary, from, "2026-11-28");
            assert_eq!(summary.first, First::Compared(first));
            let last = Fortnight { from: night("2026-11-15"), to: night("2026-11-28"), counts: seven };
            assert_eq!(summary.now, last);
        }
        assert_eq!(of(&diary, "2026-11-01", "2026-11-27").first, First::Overlaps(first));
        assert_eq!(of(&diary, "2026-11-01", "2026-11-30").first, First::TooFew(first));
        assert_eq!(of(&diary, "2026-10-01", "2026-10-30").first, First::Never);
        // A night without a cramp is the first as well.
        let diary = Span { nights: vec![note("2026-10-31", true)], ..diary };
        let First::Compared(first) = of(&diary, "2026-11-01", "2026-11-28").first else { panic!("compared") };
        let eight = EveningCounts { logged: 8, ..seven };
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
            at: read_back(at).expect("a moment"),
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
        assert_eq!(
            swelling.days,
            [day("2026-03-01", false), day("2026-07-01", false), day("2026-08-01", true)]
        );
        assert_eq!(summary.flags.last, Some(day("2026-08-01", true)));
        assert_eq!(summary.first_cramp, Some(night("2026-01-31")));
        assert_eq!(summary.counts, EveningCounts { nights: 30, logged: 0, cramps: 0 });
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
            let summary = of(
                &span("2026-11-01", "2026-11-05", vec![cramp.clone()], vec![]),
                "2026-11-01",
                "2026-11-05",
            );
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
        let noted =
            |day: u32, note: String| Episode { note, ..episode(&format!("2026-11-{day:02}T22:00:00Z")) };
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
            [
                (exact, true),
                (exact, false),
                ("of the 7th", false),
                ("of the 6th", false),
                ("of the 5th", false)
            ]
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
        assert_eq!(summary.soreness.map(|soreness| soreness.of), Some(1));
        assert_eq!(summary.before, Tags { of: 2, each: vec![("y".to_owned(), 2), ("x".to_owned(), 1)] });
        let [note] = &summary.notes[..] else { panic!("one note") };
        assert!(note.is_cut && note.text.chars().count() == NOTE_LETTERS);
    }
}
