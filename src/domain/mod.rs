//! The domain: the book, routines, the session, triage, the diary's entries. No clock, no disk, no terminal.

pub(crate) mod ascii;
pub(crate) mod body;
pub(crate) mod book;
pub(crate) mod breath;
pub(crate) mod choice;
pub(crate) mod clean;
pub(crate) mod diary;
pub(crate) mod episode;
pub(crate) mod evidence;
pub(crate) mod fields;
pub(crate) mod figure;
pub(crate) mod ids;
pub(crate) mod length;
pub(crate) mod local_time;
pub(crate) mod nearest;
pub(crate) mod patterns;
pub(crate) mod programme;
pub(crate) mod record;
pub(crate) mod region;
pub(crate) mod result_text;
pub(crate) mod review;
pub(crate) mod routine;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod summary;
pub(crate) mod tally;
#[cfg(test)]
pub(crate) mod tests {
    pub(crate) mod sample;
}
pub(crate) mod time;
pub(crate) mod trends;
pub(crate) mod triage;
pub(crate) mod tried;
pub(crate) mod vocabulary;
pub(crate) mod words;

// The types that screens and tabs use, at one level.
pub(crate) use self::{
    book::{About, ActionNames, Book, Link, Section, Topic, When},
    breath::{Breath, BreathPhase},
    diary::{BootTime, DiaryError, DiaryRequest, DiaryResponse, Filter, NightMark, SessionMark, Span},
    episode::{EntrySource, Episode, Limb, MAX_SECONDS, MAX_SORE_HOURS, MAX_UNITS, Scale, Site, Waking},
    evidence::{Evidence, Origin, RemedyVerdict},
    figure::Figure,
    ids::Ids,
    local_time::{LocalTime, Night},
    patterns::PatternMatch,
    record::{
        Change, CheckRecord, Fact, MAX_NOTE, MAX_WORD, Medicine, MedicineChange, NightNote, Record,
        RecordKey, RecordKind, Route,
    },
    region::{Phone, Region, Regions},
    routine::{Leg, Muscle, Purpose, Routine, SharedRoutine, Side, Step, StepKind},
    search::Hit,
    session::{Cramp, Session, StepProgress},
    summary::Summary,
    time::Now,
    trends::{Trends, Week},
    triage::{Answers, Checklist, STRETCHING, Sign, SignSet, Tier, TriageResult, Verdict},
    vocabulary::Tag,
};
