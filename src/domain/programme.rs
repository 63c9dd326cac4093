//! The bedtime programme: ticks per night, and the counts of the nights before and during it. Nothing is compared.

use std::collections::BTreeSet;

use super::{
    diary::Span,
    local_time::Night,
    tally::{Tenths, count},
};

/// Nights that are counted before a programme: two weeks, as in the trials. A tick begins a programme if there was no tick in that
/// many nights before it.
pub(crate) const BEFORE: i32 = 14;
/// The most nights a programme may have: the six weeks of the 2012 trial (Hallegraeff).
pub(crate) const LONGEST: u16 = 42;
/// The most nights between the fortnight before a programme and a span that the programme reaches into.
pub(crate) const REACH: i32 = LONGEST as i32 + BEFORE;

/// One run of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Programme {
    /// The night of its first tick.
    pub(crate) from: Night,
    /// Its last night, the night before it was started again, or the last night of the diary.
    pub(crate) to: Night,
    /// The number of its nights in all.
    pub(crate) nights: usize,
    /// It ended before its last night: it was started again.
    pub(crate) is_restarted: bool,
    /// Nights ticked so far.
    pub(crate) ticks: usize,
    pub(crate) before: NightCounts,
    pub(crate) during: NightCounts,
}

/// The counts of some nights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NightCounts {
    pub(crate) nights: usize,
    pub(crate) logged: usize,
    pub(crate) cramps: usize,
}

impl NightCounts {
    /// Of everything in that span.
    pub(crate) fn of(span: &Span) -> Self {
        Self { nights: span.night_count(), logged: span.nights_logged().len(), cramps: span.episodes.len() }
    }

    /// Cramps for each logged night; `None` where none is logged.
    pub(crate) fn a_logged_night(&self) -> Option<Tenths> {
        Tenths::of(self.cramps, self.logged)
    }

    /// `11 cramps on 8 logged nights (1.4 a logged night)`
    pub(crate) fn rate_words(&self) -> String {
        match self.a_logged_night() {
            None => "no night is logged".to_owned(),
            Some(rate) => {
                let (cramps, logged) = (count(self.cramps, "cramp"), count(self.logged, "logged night"));
                format!("{cramps} on {logged} ({rate} a logged night)")
            }
        }
    }

    /// `5 cramps on 9 logged nights of 14`
    pub(crate) fn words(&self) -> String {
        format!(
            "{} on {} of {}",
            count(self.cramps, "cramp"),
            count(self.logged, "logged night"),
            self.nights
        )
    }
}

impl Programme {
    /// The number of its nights so far.
    pub(crate) fn so_far(&self) -> usize {
        self.during.nights
    }

    /// Its counts in words.
    pub(crate) fn words(&self) -> String {
        let so_far = count(self.so_far(), "night");
        let nights = match self.is_restarted {
            true => format!("{so_far} until it was started again; the programme is {}", self.nights),
            false if self.so_far() == self.nights => format!("its {so_far}"),
            false => format!("the {so_far} so far; the programme is {}", self.nights),
        };
        format!(
            "From {}: ticked on {} of {nights}. In the {} before: {}. During: {}. \
             These counts do not say what the stretches did.",
            self.from.words(),
            self.ticks,
            count(self.before.nights, "night"),
            self.before.rate_words(),
            self.during.rate_words(),
        )
    }
}

/// Every run of the programme, oldest first. `diary` is the whole diary: a first tick is one without another before it.
pub(crate) fn programmes(diary: &Span, nights: u16) -> Vec<Programme> {
    let ticks: BTreeSet<Night> =
        diary.nights.iter().filter(|note| note.programme).map(|note| note.night).collect();
    let begins = |first: &&Night| ticks.range(first.back(BEFORE)..**first).next().is_none();
    let firsts: Vec<Night> = ticks.iter().filter(begins).copied().collect();
    let programme = |(i, first): (usize, &Night)| {
        // A run ends where the next one begins.
        let next = firsts.get(i + 1).map_or(diary.to, |next| next.back(1));
        let end = first.back(1 - i32::from(nights)).min(diary.to);
        let last = end.min(next);
        let before = diary.within(first.back(BEFORE), first.back(1));
        Programme {
            from: *first,
            to: last,
            nights: usize::from(nights),
            is_restarted: last < end,
            ticks: ticks.range(*first..=last.max(*first)).count(),
            before: NightCounts::of(&before),
            during: NightCounts::of(&diary.within(*first, last)),
        }
    };
    firsts.iter().enumerate().map(programme).collect()
}

/// The number of nights from `from` on that are ticked and in no run: the stretches went on after a run's last night. `diary` is
/// the whole diary.
pub(crate) fn ticked_beyond(diary: &Span, nights: u16, from: Night) -> usize {
    let runs = programmes(diary, nights);
    let is_in_one = |night: Night| runs.iter().any(|run| (run.from..=run.to).contains(&night));
    let ticks = diary.nights.iter().filter(|note| note.programme && note.night >= from);
    ticks.filter(|note| !is_in_one(note.night)).count()
}

/// The same in words; nothing where there are none.
pub(crate) fn beyond_words(ticked: usize, nights: u16) -> Option<String> {
    let more = count(ticked, "more night");
    (ticked > 0).then(|| format!("Ticked on {more}, after the {nights} of a programme."))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::tests::sample::{episode, night, note, span};

    proptest! {
        #[test]
        fn what_lies_within_reach_tells_all_of_the_programmes_of_a_span(
            ticks in proptest::collection::btree_set(0..200_i32, 0..80), cramps in proptest::collection::vec(0..200_i32, 0..60),
            start in 0..200_i32, nights in 1..=LONGEST,
        ) {
            let first = night("2026-01-01");
            let on = |day: i32| first.back(-day);
            let cramps = cramps.into_iter().map(|day| episode(&format!("{}T22:00:00Z", on(day)))).collect();
            let notes = ticks.iter().map(|day| note(&on(*day).to_string(), false)).collect();
            let diary = span("2025-01-01", &on(199).to_string(), cramps, notes);
            let reaching = |diary: &Span| -> Vec<Programme> {
                programmes(diary, nights).into_iter().filter(|programme| programme.to >= on(start)).collect()
            };
            prop_assert_eq!(reaching(&diary), reaching(&diary.within(on(start - REACH), diary.to)));
            // Every tick counts once: in a run, or beyond the runs.
            let ticked: usize = programmes(&diary, nights).iter().map(|run| run.ticks).sum();
            prop_assert_eq!(ticked + ticked_beyond(&diary, nights, first), diary.nights.len());
        }
    }

    #[test]
    fn stretches_that_go_on_after_six_weeks_are_told() {
        let notes = (0..60).map(|day| note(&night("2026-01-01").back(-day).to_string(), false)).collect();
        let diary = span("2026-01-01", "2026-03-01", vec![], notes);
        let beyond = |from| ticked_beyond(&diary, 42, night(from));
        assert_eq!((beyond("2026-01-01"), beyond("2026-02-12"), beyond("2026-02-20")), (18, 18, 10));
        assert_eq!(
            beyond_words(18, 42).as_deref(),
            Some("Ticked on 18 more nights, after the 42 of a programme.")
        );
        assert_eq!(beyond_words(0, 42), None);
    }

    #[test]
    fn a_programme_begins_where_there_was_no_tick_for_two_weeks() {
        let ticks = |days: &[&str]| {
            let notes = days.iter().map(|day| note(day, false)).collect();
            let diary = span("2026-01-01", "2026-04-30", vec![], notes);
            programmes(&diary, 42).iter().map(|p| (p.from.to_string(), p.ticks)).collect::<Vec<_>>()
        };
        assert_eq!(ticks(&[]), []);
        assert_eq!(ticks(&["2026-01-10", "2026-01-24"]), [("2026-01-10".to_owned(), 2)]);
        assert_eq!(
            ticks(&["2026-01-10", "2026-01-25"]),
            [("2026-01-10".to_owned(), 1), ("2026-01-25".to_owned(), 1)]
        );
        // A night after its last one is no part of it.
        assert_eq!(ticks(&["2026-01-10", "2026-01-20", "2026-02-01", "2026-02-14", "2026-02-21"])[0].1, 4);
    }

    #[test]
    fn its_counts_are_of_the_fortnight_before_and_of_its_own_nights() {
        let episodes =
            ["2026-01-01T03:00:00Z", "2026-01-02T03:00:00Z", "2026-01-16T03:00:00Z", "2026-01-31T03:00:00Z"];
        let mut notes = vec![note("2026-01-15", false), note("2026-01-14", true)];
        notes.push(note("2026-01-20", true));
        let diary = span("2025-12-01", "2026-01-29", episodes.map(episode).to_vec(), notes);
        let [one] = &programmes(&diary, 42)[..] else { panic!("one programme") };
        assert_eq!(one.before, NightCounts { nights: 14, logged: 2, cramps: 1 });
        assert_eq!(one.during, NightCounts { nights: 15, logged: 2, cramps: 1 });
        assert_eq!((one.to, one.ticks), (night("2026-01-29"), 1));
        assert_eq!(
            one.words(),
            "From Thu 15 Jan 2026: ticked on 1 of the 15 nights so far; the programme is 42. \
             In the 14 nights before: 1 cramp on 2 logged nights (0.5 a logged night). \
             During: 1 cramp on 2 logged nights (0.5 a logged night). \
             These counts do not say what the stretches did."
        );
        let all = programmes(&span("2025-12-01", "2026-03-29", vec![], vec![note("2026-01-15", false)]), 42);
        assert_eq!(
            all[0].words(),
            "From Thu 15 Jan 2026: ticked on 1 of its 42 nights. In the 14 nights before: no night is logged. \
             During: no night is logged. These counts do not say what the stretches did."
        );
        let notes = vec![note("2026-01-15", false), note("2026-02-04", false)];
        let anew = programmes(&span("2025-12-01", "2026-03-29", vec![], notes), 42);
        assert!(
            anew[0]
                .words()
                .contains("ticked on 1 of 20 nights until it was started again; the programme is 42.")
        );
        assert!(!anew[1].is_restarted);
    }
}
