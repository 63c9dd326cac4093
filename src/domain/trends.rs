//! The charts of the diary, as exact counts and as sentences: per week, by hour of night, by leg and muscle, pain and length.
//!
//! Only records are counted: a night without a record counts as unknown, never as a night without a cramp.

use super::{
    diary::Span,
    episode::{Episode, Limb, Site},
    local_time::Night,
    tally::{Middle, count, listed},
    words::capital,
};

/// Nights of a week; weeks are counted back from the last night of the span.
const WEEK: i32 = 7;
/// The most weeks that are named one by one.
const NAMED_WEEKS: usize = 3;

/// The data of the charts for a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trends {
    pub(crate) from: Night,
    pub(crate) to: Night,
    pub(crate) nights: usize,
    /// Nights with a cramp, or recorded without one.
    pub(crate) logged: usize,
    pub(crate) cramps: usize,
    /// Oldest first; the oldest may be shorter than a week.
    pub(crate) weeks: Vec<Week>,
    /// Cramps by the hour they began in, from 12:00 on: the order of a night.
    pub(crate) hours: Vec<(u8, usize)>,
    /// Every leg, then those without one recorded.
    pub(crate) legs: Vec<(Option<Limb>, usize)>,
    /// Every muscle, then those without one recorded.
    pub(crate) muscles: Vec<(Option<Site>, usize)>,
    pub(crate) pain: Option<Middle>,
    /// In minutes.
    pub(crate) length: Option<Middle>,
}

/// Seven nights, or fewer at the span's beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Week {
    pub(crate) from: Night,
    pub(crate) to: Night,
    pub(crate) nights: usize,
    pub(crate) logged: usize,
    pub(crate) cramps: usize,
    pub(crate) pain: Option<Middle>,
    /// In minutes.
    pub(crate) length: Option<Middle>,
}

impl Span {
    /// The part of it from one night to another, both included, and no further than it goes itself.
    pub(crate) fn within(&self, from: Night, to: Night) -> Self {
        let (from, to) = (from.max(self.from), to.min(self.to));
        let inside = |night: Night| (from..=to).contains(&night);
        Self {
            from,
            to,
            episodes: self.episodes.iter().filter(|episode| inside(episode.night())).cloned().collect(),
            nights: self.nights.iter().filter(|note| inside(note.night)).copied().collect(),
            medicines: self.medicines.iter().filter(|medicine| inside(medicine.date)).cloned().collect(),
            checks: self.checks.iter().filter(|check| inside(check.at.night())).cloned().collect(),
        }
    }

    /// The number of its nights, logged or not; 0 if it ends before it begins.
    pub(crate) fn night_count(&self) -> usize {
        usize::try_from(self.to.since(self.from) + 1).unwrap_or(0)
    }
}

impl Trends {
    /// The charts of that span.
    pub(crate) fn of(span: &Span) -> Self {
        let episodes = &span.episodes;
        let hour = |hour: u8| (hour, episodes.iter().filter(|e| e.start.hour() == hour).count());
        Self {
            from: span.from,
            to: span.to,
            nights: span.night_count(),
            logged: span.nights_logged().len(),
            cramps: episodes.len(),
            weeks: weeks(span),
            hours: (12..24).chain(0..12).map(hour).collect(),
            legs: tally(episodes, Limb::ALL, |episode| episode.leg),
            muscles: tally(episodes, Site::ALL, |episode| episode.muscle),
            pain: pain(episodes),
            length: length(episodes),
        }
    }

    /// True if nothing at all is known of the span.
    pub(crate) fn is_empty(&self) -> bool {
        self.logged == 0
    }

    /// The share of nights that is known: `30 of 84 nights are logged; 54 have no record: nothing is known of them.`
    pub(crate) fn gaps_words(&self) -> String {
        gaps(self.nights, self.logged)
    }

    /// The chart of cramps per week, in words.
    pub(crate) fn weeks_words(&self) -> String {
        let mut words = format!(
            "From {} to {}: {} on {} of {}.",
            self.from.words(),
            self.to.words(),
            count(self.cramps, "cramp"),
            count(self.logged, "logged night"),
            self.nights,
        );
        let most = self.weeks.iter().map(|week| week.cramps).max().unwrap_or(0);
        if most > 0 && self.weeks.len() > 1 {
            let ends: Vec<String> = self
                .weeks
                .iter()
                .filter(|week| week.cramps == most)
                .map(|week| format!("to {}", day(week.to)))
                .collect();
            words += &match ends.len() {
                1 => format!(" Most in the week {}: {most}.", listed(&ends)),
                2..=NAMED_WEEKS => format!(" Most in the weeks {}: {most} in each.", listed(&ends)),
                weeks => format!(" Most in a week: {most}, in each of {weeks} weeks."),
            };
        }
        words
    }

    /// The chart by hour, in words.
    pub(crate) fn hours_words(&self) -> String {
        let most = self.hours.iter().map(|(_, cramps)| *cramps).max().unwrap_or(0);
        let at: Vec<String> = self
            .hours
            .iter()
            .filter(|(_, cramps)| *cramps == most)
            .map(|(hour, _)| format!("from {hour:02}:00"))
            .collect();
        match (most, at.len()) {
            (0, _) => "No cramp is recorded.".to_owned(),
            (_, 1) => format!("Most began in the hour {}: {most} of {}.", listed(&at), self.cramps),
            (_, 2..=NAMED_WEEKS) => {
                format!("Most began in the hours {}: {most} in each, of {}.", listed(&at), self.cramps)
            }
            (_, hours) => {
                format!("Most in one hour: {most} of {}, in each of {hours} hours.", self.cramps)
            }
        }
    }

    /// The tally of legs, in words.
    pub(crate) fn legs_words(&self) -> String {
        tally_words(self.legs.iter().map(|(leg, cramps)| (leg.map_or(NO_RECORD, Limb::words), *cramps)))
    }

    /// The tally of muscles, in words.
    pub(crate) fn muscles_words(&self) -> String {
        tally_words(self.muscles.iter().map(|(site, cramps)| (site.map_or(NO_RECORD, Site::words), *cramps)))
    }

    /// Pain over the span, in words.
    pub(crate) fn pain_words(&self) -> String {
        match &self.pain {
            None => "No pain is recorded.".to_owned(),
            Some(pain) => format!(
                "Pain, 0 to 10: middle value (median) {}, worst {}, recorded for {} of {}.",
                pain.median,
                pain.largest,
                pain.of,
                count(self.cramps, "cramp")
            ),
        }
    }

    /// Length over the span, in words. [`Self::pain_words`] comes before it and explains the median.
    pub(crate) fn length_words(&self) -> String {
        match &self.length {
            None => "No length is recorded.".to_owned(),
            Some(length) => format!(
                "Minutes: {} {}, longest {}, recorded for {} of {}.",
                if self.pain.is_some() { "median" } else { "middle value (median)" },
                length.median,
                length.largest,
                length.of,
                count(self.cramps, "cramp")
            ),
        }
    }
}

/// The words for a cramp without a leg or a muscle.
const NO_RECORD: &str = "not recorded";

/// The number of nights without a record, in words.
pub(crate) fn gaps(nights: usize, logged: usize) -> String {
    match nights.saturating_sub(logged) {
        0 => format!("All {nights} nights are logged."),
        1 => format!("1 of {nights} nights has no record: nothing is known of it."),
        gaps => format!("{gaps} of {nights} nights have no record: nothing is known of them."),
    }
}

/// `8 Nov`
pub(crate) fn day(night: Night) -> String {
    night.0.strftime("%-d %b").to_string()
}

/// `8 to 21 Nov 2026`, `24 Sep to 7 Oct 2026`, `25 Dec 2025 to 7 Jan 2026`.
pub(crate) fn range(from: Night, to: Night) -> String {
    let begin = match (from.0.year() == to.0.year(), from.0.month() == to.0.month()) {
        (true, true) => "%-d",
        (true, false) => "%-d %b",
        (false, _) => "%-d %b %Y",
    };
    format!("{} to {}", from.0.strftime(begin), to.0.strftime("%-d %b %Y"))
}

/// The pain of those that have it recorded.
pub(crate) fn pain<'e>(episodes: impl IntoIterator<Item = &'e Episode>) -> Option<Middle> {
    Middle::of(episodes.into_iter().filter_map(|episode| Some(u64::from(episode.pain?.get()))))
}

/// The length of those that have it recorded.
pub(crate) fn length<'e>(episodes: impl IntoIterator<Item = &'e Episode>) -> Option<Middle> {
    Middle::minutes(episodes.into_iter().filter_map(|episode| Some(u64::from(known_seconds(episode)?))))
}

/// The length of a cramp, if it is known: not while it is still open.
pub(crate) fn known_seconds(episode: &Episode) -> Option<u32> {
    episode.seconds.filter(|_| !episode.is_open)
}

fn weeks(span: &Span) -> Vec<Week> {
    let mut weeks = vec![];
    let mut to = span.to;
    while to >= span.from {
        let week = span.within(to.back(WEEK - 1), to);
        weeks.push(Week {
            from: week.from,
            to: week.to,
            nights: week.night_count(),
            logged: week.nights_logged().len(),
            cramps: week.episodes.len(),
            pain: pain(&week.episodes),
            length: length(&week.episodes),
        });
        let earlier = to.back(WEEK);
        // The calendar has a first day.
        if earlier >= to {
            break;
        }
        to = earlier;
    }
    weeks.reverse();
    weeks
}

fn tally<T: Copy + PartialEq>(
    episodes: &[Episode],
    all: &[T],
    of: impl Fn(&Episode) -> Option<T>,
) -> Vec<(Option<T>, usize)> {
    let each = all.iter().copied().map(Some).chain([None]);
    each.map(|choice| (choice, episodes.iter().filter(|episode| of(episode) == choice).count())).collect()
}

fn tally_words<'w>(tally: impl Iterator<Item = (&'w str, usize)>) -> String {
    let parts: Vec<String> =
        tally.filter(|(_, cramps)| *cramps > 0).map(|(words, cramps)| format!("{words} {cramps}")).collect();
    if parts.is_empty() { "No cramp is recorded.".to_owned() } else { capital(&parts.join(", ")) + "." }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            week.weeks_words(),
            "From Sun 1 Nov 2026 to Sat 7 Nov 2026: 1 cramp on 1 logged night of 7."
        );
        let more = Trends::of(&span("2026-10-31", "2026-11-07", cramp(), vec![]));
        assert!(
            more.weeks_words().ends_with("of 8. Most in the week to 7 Nov: 1."),
            "{}",
            more.weeks_words()
        );
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
        let whole = span(
            "2026-11-02",
            "2026-11-08",
            cramps,
            vec![note("2026-11-08", true), note("2026-11-09", true)],
        );
        let part = whole.within(night("2026-11-01"), night("2026-11-30"));
        assert_eq!((part.from, part.to, part.night_count()), (whole.from, whole.to, 7));
        assert_eq!((part.episodes.len(), part.nights.len()), (1, 1));
        assert_eq!(whole.within(night("2026-11-09"), night("2026-11-08")).night_count(), 0);
        assert_eq!(whole.within(night("2026-11-04"), night("2026-11-04")).episodes.len(), 1);
    }

    #[test]
    fn those_that_share_the_most_are_all_named_with_what_each_has() {
        let at = |starts: &[&str]| {
            Trends::of(&span(
                "2026-11-02",
                "2026-11-22",
                starts.iter().map(|at| episode(at)).collect(),
                vec![],
            ))
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
}
