//! Patterns in the records, shown beside the signs they bear on. A pattern never ticks a sign. The absence of a pattern does not
//! reassure.

use super::{
    diary::Span,
    episode::{Episode, Limb},
    local_time::Night,
    tally::count,
    trends::known_seconds,
    vocabulary::{Pattern, PatternWhen, Vocabulary},
};

/// A cramp longer than this is pointed out: ten minutes (NHS, Leg cramps; the sign `cramp-over-ten`).
pub(crate) const LONG_SECONDS: u32 = 600;
/// The least cramps with a leg recorded before the program says that all were in one leg. No source gives a number; with fewer, one
/// leg may be chance.
pub(crate) const ONE_LEG_AT_LEAST: usize = 5;
/// A few cramps a month are no sign by themselves, cramps that come often are one (NHS, Leg cramps; the sign `cramps-often`).
/// No source gives a number: reading "a few" as no more than 3 nights of 30 is ours.
pub(crate) const MANY_NIGHTS: usize = 4;
/// The nights of that month.
pub(crate) const MONTH: i32 = 30;
/// Soreness over this many hours is pointed out: up to 24 are usual (NHS, Leg cramps; the sign `sore-over-day`).
pub(crate) const SORE_HOURS: u16 = 24;

/// A pattern that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PatternMatch {
    /// Its id in the book.
    pub(crate) id: String,
    /// The finding, with counts and dates.
    pub(crate) words: String,
    /// The book's words for it.
    pub(crate) text: String,
    /// Ids of the episodes, oldest first.
    pub(crate) episodes: Vec<String>,
    /// Ids of the signs it bears on, most urgent first.
    pub(crate) signs: Vec<String>,
}

/// The patterns of that span, in the order of the book.
pub(crate) fn found(words: &Vocabulary, span: &Span) -> Vec<PatternMatch> {
    words.patterns.iter().filter_map(|pattern| find(words, pattern, span)).collect()
}

fn find(vocabulary: &Vocabulary, pattern: &Pattern, span: &Span) -> Option<PatternMatch> {
    let those = |fits: &dyn Fn(&Episode) -> bool| -> Vec<&Episode> {
        span.episodes.iter().filter(|episode| fits(episode)).collect()
    };
    let (episodes, words) = match &pattern.when {
        PatternWhen::Long => {
            let long = those(&|e| known_seconds(e).is_some_and(|seconds| seconds > LONG_SECONDS));
            let words = format!("{} lasted over 10 minutes", count(long.len(), "cramp"));
            (long, words)
        }
        PatternWhen::OneLeg => one_leg(span)?,
        PatternWhen::ManyNights => {
            let month = span.within(span.to.back(MONTH - 1), span.to);
            let from = month.from;
            let nights: std::collections::BTreeSet<Night> =
                month.episodes.iter().map(Episode::night).collect();
            if nights.len() < MANY_NIGHTS {
                return None;
            }
            // A night without a record may have had one too.
            let least = if month.nights_logged().len() < month.night_count() { "at least " } else { "" };
            let words =
                format!("there were cramps on {least}{} of the last {}", nights.len(), month.night_count());
            (those(&|e| e.night() >= from), format!("{words} nights"))
        }
        PatternWhen::SoreOverDay => {
            let sore = those(&|e| e.sore_hours.is_some_and(|hours| hours > SORE_HOURS));
            let words = format!("the muscle was sore for over 24 hours after {}", count(sore.len(), "cramp"));
            (sore, words)
        }
        PatternWhen::Also(tag) | PatternWhen::Before(tag) => {
            let is_after = matches!(pattern.when, PatternWhen::Also(_));
            let tagged = those(&|e| if is_after { &e.also } else { &e.before }.contains(tag));
            let place = if is_after { "with" } else { "before" };
            let cramps = count(tagged.len(), "cramp");
            (tagged, format!("\"{}\" is recorded {place} {cramps}", vocabulary.words(tag)))
        }
    };
    let last = episodes.last()?;
    let when = if episodes.len() == 1 { "on" } else { "the last on" };
    Some(PatternMatch {
        id: pattern.id.clone(),
        words: super::words::capital(&format!("{words}, {when} {}.", last.night().words())),
        text: pattern.text.clone(),
        episodes: episodes.iter().map(|episode| episode.id.clone()).collect(),
        signs: pattern.signs.clone(),
    })
}

/// Every cramp with a leg recorded, where there are enough and all were in the same one.
fn one_leg(span: &Span) -> Option<(Vec<&Episode>, String)> {
    let known: Vec<&Episode> = span.episodes.iter().filter(|episode| episode.leg.is_some()).collect();
    let leg = known.first()?.leg.filter(|leg| *leg != Limb::Both)?;
    if known.len() < ONE_LEG_AT_LEAST || known.iter().any(|episode| episode.leg != Some(leg)) {
        return None;
    }
    let words = format!("all {} cramps with a leg recorded were in the {}", known.len(), leg.words());
    Some((known, words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::sample::{episode, note, span};

    fn book() -> Vocabulary {
        let pattern = |id: &str, when| Pattern {
            id: id.into(),
            when,
            text: "Look.".into(),
            signs: vec!["sign".into()],
            sources: vec![],
        };
        Vocabulary {
            patterns: vec![
                pattern("long", PatternWhen::Long),
                pattern("one-leg", PatternWhen::OneLeg),
                pattern("many", PatternWhen::ManyNights),
                pattern("sore", PatternWhen::SoreOverDay),
                pattern("tag", PatternWhen::Also("puffy".into())),
            ],
            ..Vocabulary::default()
        }
    }

    fn cramps(count: usize) -> Vec<Episode> {
        (1..=count).map(|day| episode(&format!("2026-11-{:02}T03:00:00+00:00", day + 1))).collect()
    }

    fn ids(episodes: Vec<Episode>) -> Vec<(String, String)> {
        let found = found(&book(), &span("2026-11-01", "2026-11-20", episodes, vec![]));
        found.into_iter().map(|found| (found.id, found.words)).collect()
    }

    #[test]
    fn each_pattern_begins_where_its_number_says() {
        assert_eq!(ids(vec![]), []);
        assert_eq!(ids(cramps(3)), []);
        let many = "There were cramps on at least 4 of the last 20 nights, the last on Wed 4 Nov 2026.";
        assert_eq!(ids(cramps(4)), [("many".to_owned(), many.to_owned())]);
        let mut long = cramps(1);
        long[0].seconds = Some(600);
        assert_eq!(ids(long.clone()), []);
        long[0].seconds = Some(601);
        let words = "1 cramp lasted over 10 minutes, on Sun 1 Nov 2026.";
        assert_eq!(ids(long), [("long".to_owned(), words.to_owned())]);
        let mut sore = cramps(1);
        sore[0].sore_hours = Some(24);
        assert_eq!(ids(sore.clone()), []);
        (sore[0].sore_hours, sore[0].also) = (Some(25), vec!["puffy".into()]);
        let words = ids(sore);
        assert_eq!(words[0].1, "The muscle was sore for over 24 hours after 1 cramp, on Sun 1 Nov 2026.");
        assert_eq!(words[1].1, "\"puffy\" is recorded with 1 cramp, on Sun 1 Nov 2026.");
    }

    #[test]
    fn a_count_of_nights_is_the_least_only_where_some_have_no_record() {
        let mut diary = span("2026-11-01", "2026-11-05", cramps(4), vec![]);
        let said = |diary: &Span| found(&book(), diary).first().map(|found| found.words.clone());
        let least = "There were cramps on at least 4 of the last 5 nights, the last on Wed 4 Nov 2026.";
        assert_eq!(said(&diary).as_deref(), Some(least));
        diary.nights.push(note("2026-11-05", true));
        let all = "There were cramps on 4 of the last 5 nights, the last on Wed 4 Nov 2026.";
        assert_eq!(said(&diary).as_deref(), Some(all));
    }

    #[test]
    fn one_leg_is_said_of_enough_and_of_no_other() {
        let mut legs = cramps(5);
        legs.iter_mut().for_each(|episode| episode.leg = Some(Limb::Left));
        let said = |legs: &[Episode]| ids(legs.to_vec()).into_iter().find(|(id, _)| id == "one-leg");
        let words = "All 5 cramps with a leg recorded were in the left leg, the last on Thu 5 Nov 2026.";
        assert_eq!(said(&legs).map(|(_, words)| words).as_deref(), Some(words));
        assert_eq!(said(&legs[..4]), None);
        legs[2].leg = Some(Limb::Both);
        assert_eq!(said(&legs), None);
        legs.iter_mut().for_each(|episode| episode.leg = Some(Limb::Both));
        assert_eq!(said(&legs), None);
    }
}
