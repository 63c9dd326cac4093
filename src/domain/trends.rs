//! The charts of the diary, as exact counts and as sentences: per week, by hour of night, by leg and muscle, pain and length.
//!
//! Only records are counted: a night without a record counts as unknown, never as a night without a cramp.

use super::{
    diary::Span,
    episode::{Episode, Limb, Site},
    local_time::Night,
    tally::{Statistics, count, listed},
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
    pub(crate) pain: Option<Statistics>,
    /// In minutes.
    pub(crate) length: Option<Statistics>,
}

/// Seven nights, or fewer at the span's beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Week {
    pub(crate) from: Night,
    pub(crate) to: Night,
    pub(crate) nights: usize,
    pub(crate) logged: usize,
    pub(crate) cramps: usize,
    pub(crate) pain: Option<Statistics>,
    /// In minutes.
    pub(crate) length: Option<Statistics>,
}

impl Span {
    /// The part from one night to another, both included, limited to the nights of this span.
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
                pain.count,
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
                length.count,
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
pub(crate) fn pain<'e>(episodes: impl IntoIterator<Item = &'e Episode>) -> Option<Statistics> {
    Statistics::of(episodes.into_iter().filter_map(|episode| Some(u64::from(episode.pain?.get()))))
}

/// The length of those that have it recorded.
pub(crate) fn length<'e>(episodes: impl IntoIterator<Item = &'e Episode>) -> Option<Statistics> {
    Statistics::minutes(episodes.into_iter().filter_map(|episode| Some(u64::from(known_seconds(episode)?))))
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
mod tests;
