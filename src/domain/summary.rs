//! The figures of the clinician's page for a span of nights: recorded data only, each with its count, and the gaps.

use std::collections::BTreeSet;

use super::{
    book::Book,
    clean::clean,
    diary::{NightMark, Span},
    episode::{Episode, Waking},
    local_time::Night,
    patterns::{self, PatternMatch},
    programme::{NightCounts, Programme, programmes, ticked_beyond},
    record::{CheckRecord, Fact, Medicine},
    tally::Statistics,
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
    pub(crate) counts: NightCounts,
    /// Nights with at least one cramp.
    pub(crate) cramp_nights: usize,
    /// The first cramp in the diary, in this span or before it.
    pub(crate) first_cramp: Option<Night>,
    pub(crate) waking: Wakings,
    /// The fortnight that ends with the last night, for a span of any length.
    pub(crate) now: Fortnight,
    pub(crate) first: FirstFortnight,
    /// In minutes.
    pub(crate) length: Option<Statistics>,
    pub(crate) pain: Option<Statistics>,
    /// On the day after, 0 to 10.
    pub(crate) soreness: Option<Statistics>,
    pub(crate) sleep: Sleep,
    /// Tags of the hours before, the most frequent first.
    pub(crate) before: Tags,
    /// Units of alcohol on the day before.
    pub(crate) alcohol: Option<Statistics>,
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
    pub(crate) counts: NightCounts,
}

/// The fortnight that begins with the diary's first logged night, and if it is compared with the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FirstFortnight {
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
    pub(crate) back: Option<Statistics>,
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
    pub(crate) signs: Vec<TickedSign>,
}

/// A sign that was ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TickedSign {
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
            counts: NightCounts::of(span),
            cramp_nights: nights.len(),
            first_cramp: diary.episodes.iter().map(Episode::night).min(),
            waking: wakings(episodes),
            now: fortnight(diary, to.back(FORTNIGHT - 1)),
            first: first(diary),
            length: trends::length(episodes),
            pain: trends::pain(episodes),
            soreness: Statistics::of(episodes.iter().filter_map(|e| Some(u64::from(e.soreness?.get())))),
            sleep: sleep(episodes),
            before: tags(episodes, |episode| &episode.before, words),
            alcohol: Statistics::of(episodes.iter().filter_map(|e| e.alcohol.map(u64::from))),
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
    Fortnight { from, to, counts: NightCounts::of(&diary.within(from, to)) }
}

fn first(diary: &Span) -> FirstFortnight {
    let Some(begin) = diary.nights_logged().first().copied() else { return FirstFortnight::Never };
    let (first, now) = (fortnight(diary, begin), fortnight(diary, diary.to.back(FORTNIGHT - 1)));
    if first.to >= now.from {
        return FirstFortnight::Overlaps(first);
    }
    if first.counts.logged < LOGGED_AT_LEAST || now.counts.logged < LOGGED_AT_LEAST {
        return FirstFortnight::TooFew(first);
    }
    FirstFortnight::Compared(first)
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
        back: Statistics::of(episodes.iter().filter_map(|e| e.back_to_sleep.map(u64::from))),
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
    let mut signs: Vec<(usize, TickedSign)> = vec![];
    for check in checks {
        for id in &check.signs {
            let place = book.checklist.find(id);
            let sign = place.and_then(|place| book.checklist.signs().get(place));
            let text = sign.map_or_else(|| clean(id), |sign| sign.text.clone());
            match signs.iter_mut().find(|(_, other)| other.text == text) {
                Some((_, ticked)) => ticked.days.push(day(check)),
                None => {
                    let (tier, is_known) = (sign.and_then(|sign| sign.tier), sign.is_some());
                    let ticked = TickedSign { text, tier, is_known, days: vec![day(check)] };
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
mod tests;
