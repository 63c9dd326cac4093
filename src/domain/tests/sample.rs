//! Small diaries for tests.

use crate::domain::{
    diary::Span,
    episode::{EntrySource, Episode},
    local_time::{self, Night},
    record::NightNote,
};

/// A night by its date.
pub(crate) fn night(date: &str) -> Night {
    Night::parse(date).expect("a date")
}

/// A cramp of which only the start is known.
pub(crate) fn episode(start: &str) -> Episode {
    let start_moment = local_time::parse_with_offset(start).expect("a moment");
    Episode::new(format!("id {start}"), start_moment, EntrySource::Hand)
}

/// A night looked at: without a cramp, or ticked for the programme.
pub(crate) fn note(date: &str, no_cramp: bool) -> NightNote {
    NightNote { night: night(date), no_cramp, programme: !no_cramp }
}

/// A span with these in it.
pub(crate) fn span(from: &str, to: &str, episodes: Vec<Episode>, nights: Vec<NightNote>) -> Span {
    Span { from: night(from), to: night(to), episodes, nights, medicines: vec![], checks: vec![] }
}
