//! Requests to the diary and its responses. The diary itself is in the module `store`.

use super::{
    episode::{Episode, Limb, Site},
    local_time::{LocalTime, Night},
    record::{Change, CheckRecord, Fact, Medicine, NightNote, Record, RecordKey, Route},
    search,
};

/// A filter of the list; empty for all entries. Every condition must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Words in notes, tags and names, without regard to case and accents.
    pub(crate) text: String,
    pub(crate) leg: Option<Limb>,
    pub(crate) muscle: Option<Site>,
    /// First and last night.
    pub(crate) from: Option<Night>,
    pub(crate) to: Option<Night>,
}

impl Filter {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A test for entries: true for one that has everything the filter asks for.
    pub(crate) fn test(&self) -> impl Fn(&Record) -> bool + '_ {
        let words = search::words(&self.text);
        move |record| {
            let (leg, muscle) = match record {
                Record::Episode(episode) => (episode.leg, episode.muscle),
                _ => (None, None),
            };
            let night = if self.from.or(self.to).is_some() { record.night() } else { None };
            self.leg.is_none_or(|wanted| leg == Some(wanted))
                && self.muscle.is_none_or(|wanted| muscle == Some(wanted))
                && self.from.is_none_or(|from| night >= Some(from))
                && self.to.is_none_or(|to| night <= Some(to))
                && has_words(record, &words)
        }
    }
}

/// True if every word is somewhere in the entry.
fn has_words(record: &Record, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut texts: Vec<&str> = vec![record.kind().words()];
    match record {
        Record::Episode(episode) => {
            texts.push(&episode.note);
            texts.extend(episode.leg.map(Limb::words));
            texts.extend(episode.muscle.map(Site::words));
            texts.extend(episode.routine.as_deref());
            let lists = [&episode.tried, &episode.eased_by, &episode.before, &episode.also];
            texts.extend(lists.into_iter().flatten().map(String::as_str));
        }
        Record::Check(check) => {
            texts.push(&check.outcome);
            texts.extend(check.signs.iter().map(String::as_str));
        }
        Record::Night(note) => {
            texts.extend(note.no_cramp.then_some("no cramp"));
            texts.extend(note.programme.then_some("programme"));
        }
        Record::Medicine(medicine) => {
            texts.extend([medicine.name.as_str(), &medicine.dose, &medicine.note, medicine.change.id()]);
            texts.extend(medicine.route.map(Route::words));
        }
        Record::Fact(_, said) => texts.push(said),
    }
    // No word contains a line end, so no word matches across two texts.
    let text = search::fold(&texts.join("\n"));
    words.iter().all(|word| text.contains(word))
}

/// The step of an open episode's session, to continue it after the program was killed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SessionMark {
    /// The episode it belongs to.
    pub(crate) episode: String,
    pub(crate) routine: String,
    pub(crate) leg: Option<Limb>,
    /// The step under way, from 0.
    pub(crate) step: u16,
    /// Seconds of that step that were done when it was marked.
    pub(crate) done: u16,
    /// Start of the cramp on the clock that counts from the machine's start; `None` where there is no such clock.
    pub(crate) boot: Option<BootTime>,
}

/// A reading of the clock that counts from the machine's start, sleep included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BootTime {
    /// The start of the machine that it counts from.
    pub(crate) boot: String,
    pub(crate) millis: u64,
}

/// A request to the diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DiaryRequest {
    /// Make these changes, all or none.
    Save { changes: Vec<Change> },
    /// Save the cramp of a running session, and its step. An entry that the diary no longer has is added again: the
    /// file may have been moved, replaced or unmounted meanwhile. An entry that another window has changed keeps that change.
    SaveSession { before: Option<Box<Episode>>, after: Box<Episode>, mark: Option<SessionMark> },
    /// Add the records of a file; with `dry_run`, only answer the result for each.
    Import { records: Vec<Record>, dry_run: bool },
    /// The entries of every kind that pass the filter, newest night first.
    List(Filter),
    /// All records from one night to another, both included, oldest first.
    Span { from: Night, to: Night },
    /// The records that the page for a clinician of the nights `from` to `to` needs: all until `to`, and every medicine and check, also
    /// after `to`. The answer is a [`Span`] that begins [`REACH`] nights before `from`, or earlier with the oldest record, and ends
    /// with `to`.
    ///
    /// [`REACH`]: super::programme::REACH
    Background { from: Night, to: Night },
    /// Episodes that an ended program has left open.
    LeftOpen,
    /// The checks kept, newest first.
    Checks { count: usize },
    /// The lines about the person.
    Facts,
    /// One record.
    Find(RecordKey),
}

impl DiaryRequest {
    /// True if it writes.
    pub(crate) fn is_save(&self) -> bool {
        matches!(self, Self::Save { .. } | Self::SaveSession { .. } | Self::Import { dry_run: false, .. })
    }
}

/// The diary's response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DiaryResponse {
    /// It is on the disk.
    Saved,
    /// The session's cramp is on the disk, as it stands there now.
    SessionSaved {
        episode: Box<Episode>,
        /// The diary had lost it.
        was_missing: bool,
    },
    /// The result for each record, in the order of the request.
    Imported(Vec<ImportVerdict>),
    List(Vec<Record>),
    Span(Span),
    LeftOpen(Vec<(Episode, Option<SessionMark>)>),
    Checks(Vec<CheckRecord>),
    Facts(Vec<(Fact, String)>),
    Found(Option<Record>),
}

/// The result for a record that is imported. An import never changes or removes a record of the diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImportVerdict {
    Added,
    /// A cramp is added to a night that has the note "no cramp". The cramp counts. If it is deleted, the note counts again.
    AddedToNightWithout,
    /// The note "no cramp" comes for a night with a cramp. The cramp counts, and only the rest of the note is added.
    NightHasCramp,
    /// The diary holds the same.
    AlreadyThere,
    /// The diary holds another record of that key, and keeps it.
    Differs,
}

/// The records of a span of nights, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Night,
    pub(crate) to: Night,
    pub(crate) episodes: Vec<Episode>,
    pub(crate) nights: Vec<NightNote>,
    pub(crate) medicines: Vec<Medicine>,
    pub(crate) checks: Vec<CheckRecord>,
}

/// An error of the diary. Every sentence is without a full stop, and without a word of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DiaryError {
    /// Another program is writing: ask again shortly.
    Busy,
    /// Another window has changed the record.
    Changed,
    /// Nothing is written in this run, with the reason.
    NotKept(&'static str),
    /// The file cannot be used: damaged, foreign, newer, unreadable. It has been left as it is.
    Unusable(String),
    /// This time it did not work: the disk is full, or will not be written.
    Failed(String),
}

impl DiaryError {
    /// The same as a sentence without a full stop.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Busy => "another program is using the diary".to_owned(),
            Self::Changed => "this entry has been changed in another window".to_owned(),
            Self::NotKept(why) => (*why).to_owned(),
            Self::Unusable(text) | Self::Failed(text) => text.clone(),
        }
    }
}

/// The record of one night, as a calendar shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NightMark {
    /// Nothing is recorded. That is not a night without a cramp.
    NoRecord,
    NoCramp,
    /// A cramp with no pain above 0 recorded.
    Cramp,
    /// The worst pain of the night, from 1 to 10.
    Pain(u8),
}

impl NightMark {
    /// The mark in a letter or a number; `no_record` is the sign for a night without a record.
    pub(crate) fn text(self, no_record: &str) -> String {
        match self {
            Self::NoRecord => no_record.to_owned(),
            Self::NoCramp => "0".to_owned(),
            Self::Cramp => "x".to_owned(),
            Self::Pain(pain) => pain.to_string(),
        }
    }

    /// The level of the pain, from 1 to 4: 1 to 3, 4 and 5, 6 and 7, 8 to 10. 0 without a pain.
    pub(crate) const fn level(self) -> u8 {
        match self {
            Self::Pain(0..=3) => 1,
            Self::Pain(4 | 5) => 2,
            Self::Pain(6 | 7) => 3,
            Self::Pain(_) => 4,
            Self::NoRecord | Self::NoCramp | Self::Cramp => 0,
        }
    }
}

impl Span {
    /// The record of one night.
    pub(crate) fn mark(&self, night: Night) -> NightMark {
        let cramps = || self.episodes.iter().filter(|episode| episode.night() == night);
        let worst = cramps().filter_map(|episode| Some(episode.pain?.get())).max();
        match (cramps().next(), worst) {
            (Some(_), Some(pain)) if pain > 0 => NightMark::Pain(pain),
            (Some(_), _) => NightMark::Cramp,
            (None, _) if self.nights.iter().any(|note| note.night == night && note.no_cramp) => {
                NightMark::NoCramp
            }
            (None, _) => NightMark::NoRecord,
        }
    }

    /// Nights with a cramp, or recorded without one.
    pub(crate) fn nights_logged(&self) -> std::collections::BTreeSet<Night> {
        let cramps = self.episodes.iter().map(Episode::night);
        let none = self.nights.iter().filter(|note| note.no_cramp).map(|note| note.night);
        cramps.chain(none).collect()
    }
}

/// The time by which a record is sorted among those of its night.
pub(crate) fn time_of(record: &Record) -> Option<LocalTime> {
    match record {
        Record::Episode(episode) => Some(episode.start),
        Record::Check(check) => Some(check.at),
        Record::Night(_) | Record::Medicine(_) | Record::Fact(..) => None,
    }
}
