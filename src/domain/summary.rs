//! Everything a clinician's page says of a span of nights: recorded data only, with how many, and its gaps.

use std::collections::BTreeSet;

use super::{
    book::Book,
    clean::clean,
    diary::Span,
    episode::{Episode, Fact, Medicine, Waking},
    moment::Night,
    patterns::{self, Found},
    programme::{Counts, Programme, programmes},
    tally::Middle,
    trends,
    tried::{Tried, tried},
};

/// Nights of a fortnight: the standard count before anything is tried.
pub(crate) const FORTNIGHT: i32 = 14;
/// The first and the last fortnight are set side by side only where each has this many logged nights.
pub(crate) const LOGGED_AT_LEAST: usize = 7;
/// The notes that are quoted: so many, the latest.
pub(crate) const NOTES: usize = 5;
/// A quoted note is cut after so many letters, and said to be cut.
pub(crate) const NOTE_LETTERS: usize = 200;

/// What the page for a clinician says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) from: Night,
    pub(crate) to: Night,
    /// The span as a whole.
    pub(crate) counts: Counts,
    /// Nights with at least one cramp.
    pub(crate) cramp_nights: usize,
    /// The first cramp in the diary, in this span or before it.
    pub(crate) first_cramp: Option<Night>,
    /// The last fortnight, or the whole of a shorter span.
    pub(crate) now: Counts,
    pub(crate) first: First,
    /// In minutes.
    pub(crate) length: Option<Middle>,
    pub(crate) pain: Option<Middle>,
    pub(crate) sleep: Sleep,
    /// What came before, most often first.
    pub(crate) before: Tags,
    /// Units of alcohol on the day before.
    pub(crate) alcohol: Option<Middle>,
    /// Other things noticed.
    pub(crate) also: Tags,
    pub(crate) patterns: Vec<Found>,
    /// Every change there is until the end of the span, oldest first: one before it matters as much.
    pub(crate) medicines: Vec<Medicine>,
    pub(crate) flags: Flags,
    pub(crate) tried: Vec<Tried>,
    /// Every run that reaches into the span.
    pub(crate) programmes: Vec<Programme>,
    /// All of them; `None` where nothing is recorded.
    pub(crate) facts: Vec<(Fact, Option<String>)>,
    /// Newest first.
    pub(crate) notes: Vec<Note>,
}

/// The first fortnight, or why the last is not set beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    Compared(Counts),
    /// The span is shorter than two fortnights.
    TooShort,
    /// Too few nights are logged in one of them.
    TooFew(Counts),
}

/// Nights with a cramp that woke, or that cost sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sleep {
    /// Nights with a cramp that woke, or with sleep lost above 0.
    pub(crate) broken: usize,
    /// Nights with a cramp for which either is recorded.
    pub(crate) known: usize,
    /// Minutes until asleep again.
    pub(crate) back: Option<Middle>,
}

/// How often each tag was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tags {
    /// Cramps with any tag of the kind.
    pub(crate) of: usize,
    /// The words of each tag, with how many of those cramps have it; most often first.
    pub(crate) each: Vec<(String, usize)>,
}

/// What was ticked in checks that were kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flags {
    /// How many checks were kept until the end of the span.
    pub(crate) checks: usize,
    pub(crate) last: Option<Night>,
    /// The words of each sign ever ticked with the days it was, in the order of the checklist.
    pub(crate) signs: Vec<(String, Vec<Night>)>,
}

/// A note in the person's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) night: Night,
    pub(crate) text: String,
    pub(crate) is_cut: bool,
}

impl Summary {
    /// The page of the nights `from` to `to`, both included. `diary` is everything there is: medicines, checks and the
    /// programme may have begun before.
    pub(crate) fn of(book: &Book, diary: &Span, facts: &[(Fact, String)], from: Night, to: Night) -> Self {
        let diary = &diary.within(diary.from, to);
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
            counts: Counts::of(span),
            cramp_nights: nights.len(),
            first_cramp: diary.episodes.iter().map(Episode::night).min(),
            now: Counts::of(&span.within(to.back(FORTNIGHT - 1), to)),
            first: first(span),
            length: trends::length(episodes),
            pain: trends::pain(episodes),
            sleep: sleep(episodes),
            before: tags(episodes, |episode| &episode.before, words),
            alcohol: Middle::of(episodes.iter().filter_map(|e| e.alcohol.map(u64::from))),
            also: tags(episodes, |episode| &episode.also, words),
            patterns: patterns::found(&book.diary, span),
            medicines: medicines(diary),
            flags: flags(book, diary),
            tried: tried(&book.diary, span),
            programmes: programmes(diary, book.diary.programme.nights)
                .into_iter()
                .filter(|programme| programme.to >= from)
                .collect(),
            facts: Fact::ALL.iter().map(fact).collect(),
            notes: notes(episodes),
        }
    }
}

fn first(span: &Span) -> First {
    if span.length() < 2 * FORTNIGHT {
        return First::TooShort;
    }
    let first = Counts::of(&span.within(span.from, span.from.back(1 - FORTNIGHT)));
    let now = Counts::of(&span.within(span.to.back(FORTNIGHT - 1), span.to));
    if first.logged < LOGGED_AT_LEAST || now.logged < LOGGED_AT_LEAST {
        return First::TooFew(first);
    }
    First::Compared(first)
}

fn sleep(episodes: &[Episode]) -> Sleep {
    let nights = |fits: &dyn Fn(&Episode) -> bool| {
        let nights: BTreeSet<Night> = episodes.iter().filter(|e| fits(e)).map(Episode::night).collect();
        nights.len()
    };
    Sleep {
        broken: nights(&|e| {
            e.waking == Some(Waking::Asleep) || e.sleep_lost.is_some_and(|lost| lost.get() > 0)
        }),
        known: nights(&|e| e.waking.is_some() || e.sleep_lost.is_some()),
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

fn flags(book: &Book, diary: &Span) -> Flags {
    let mut signs: Vec<(usize, String, BTreeSet<Night>)> = vec![];
    for check in &diary.checks {
        let day = Night(check.at.local().date());
        for id in &check.signs {
            let place = book.checklist.find(id);
            let sign = place.and_then(|place| book.checklist.signs().get(place));
            let text = sign.map_or_else(|| clean(id), |sign| sign.text.clone());
            match signs.iter_mut().find(|(_, other, _)| *other == text) {
                Some((.., days)) => drop(days.insert(day)),
                None => signs.push((place.unwrap_or(usize::MAX), text, BTreeSet::from([day]))),
            }
        }
    }
    signs.sort();
    Flags {
        checks: diary.checks.len(),
        last: diary.checks.iter().map(|check| Night(check.at.local().date())).max(),
        signs: signs.into_iter().map(|(_, text, days)| (text, days.into_iter().collect())).collect(),
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
        episode::{Check, MedicineChange, Scale},
        moment::read_back,
        sample::{episode, night, note, span},
    };

    fn of(diary: &Span, from: &str, to: &str) -> Summary {
        Summary::of(&Book::default(), diary, &[], night(from), night(to))
    }

    #[test]
    fn fortnights_are_compared_only_where_enough_is_known() {
        let cramps = |days: std::ops::Range<u32>| -> Vec<Episode> {
            days.map(|day| episode(&format!("2026-11-{day:02}T22:00:00Z"))).collect()
        };
        let mut both = cramps(1..8);
        both.extend(cramps(15..22));
        let diary = span("2026-11-01", "2026-11-30", both, vec![]);
        let seven = Counts { nights: 14, logged: 7, cramps: 7 };
        assert_eq!(of(&diary, "2026-11-01", "2026-11-28").first, First::Compared(seven));
        assert_eq!(of(&diary, "2026-11-01", "2026-11-27").first, First::TooShort);
        assert_eq!(of(&diary, "2026-11-02", "2026-11-29").first, First::TooFew(seven));
        assert_eq!(of(&diary, "2026-11-01", "2026-11-28").now, seven);
        assert_eq!(of(&diary, "2026-11-21", "2026-11-23").now, Counts { nights: 3, logged: 1, cramps: 1 });
    }

    #[test]
    fn what_began_before_the_span_is_told_and_what_came_after_is_not() {
        let mut diary = span("2026-01-01", "2026-12-31", vec![episode("2026-02-01T03:00:00Z")], vec![]);
        let medicine = |date: &str| Medicine {
            id: date.into(),
            date: night(date),
            name: "a\u{202e}b".into(),
            dose: String::new(),
            change: MedicineChange::Started,
            note: String::new(),
        };
        let check = |at: &str| Check {
            id: at.into(),
            at: read_back(at).expect("a moment"),
            outcome: "same-day".into(),
            signs: vec!["swelling".into()],
        };
        diary.medicines = vec![medicine("2026-07-02"), medicine("2026-01-05"), medicine("2026-06-30")];
        diary.checks =
            vec![check("2026-03-01T10:00:00Z"), check("2026-03-01T11:00:00Z"), check("2026-08-01T10:00:00Z")];
        diary.nights = vec![note("2026-06-25", false), note("2026-01-25", false)];
        let summary = of(&diary, "2026-06-01", "2026-06-30");
        let dates: Vec<String> = summary.medicines.iter().map(|m| m.date.to_string() + &m.name).collect();
        assert_eq!(dates, ["2026-01-05ab", "2026-06-30ab"]);
        assert_eq!(summary.flags.checks, 2);
        assert_eq!(summary.flags.signs, [("swelling".to_owned(), vec![night("2026-03-01")])]);
        assert_eq!(summary.first_cramp, Some(night("2026-01-31")));
        assert_eq!(summary.counts, Counts { nights: 30, logged: 0, cramps: 0 });
        let begun: Vec<String> = summary.programmes.iter().map(|p| p.from.to_string()).collect();
        assert_eq!(begun, ["2026-06-25"]);
        assert_eq!(summary.facts.len(), 3);
    }

    #[test]
    fn broken_nights_are_counted_once_and_notes_are_cut() {
        let mut woke = episode("2026-11-02T01:00:00Z");
        (woke.waking, woke.note) = (Some(Waking::Asleep), "a ".repeat(300));
        let mut again = episode("2026-11-02T03:00:00Z");
        (again.sleep_lost, again.before) = (Scale::new(4), vec!["x".into(), "y".into()]);
        let mut awake = episode("2026-11-03T03:00:00Z");
        (awake.sleep_lost, awake.before, awake.note) = (Scale::new(0), vec!["y".into()], "  ".into());
        let summary = of(
            &span("2026-11-01", "2026-11-05", vec![woke, again, awake], vec![]),
            "2026-11-01",
            "2026-11-05",
        );
        assert_eq!((summary.sleep.broken, summary.sleep.known, summary.cramp_nights), (1, 2, 2));
        assert_eq!(summary.before, Tags { of: 2, each: vec![("y".to_owned(), 2), ("x".to_owned(), 1)] });
        let [note] = &summary.notes[..] else { panic!("one note") };
        assert!(note.is_cut && note.text.chars().count() == NOTE_LETTERS);
    }
}
