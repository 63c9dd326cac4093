//! The contract every tab signs: what comes in, what a tab may look at, what it answers. No terminal types.

pub(crate) mod cursor;
pub(crate) mod diary_cache;
pub(crate) mod effect;
pub(crate) mod event;
pub(crate) mod form;
pub(crate) mod frame_info;
pub(crate) mod global;
pub(crate) mod keymap;
pub(crate) mod plain_screen;
pub(crate) mod text_field;

use crate::domain::{
    book::{Book, Link},
    diary::DiaryRequest,
    episode::Record,
    region::Phone,
    time::Now,
    triage::Verdict,
};
use diary_cache::DiaryCache;
use frame_info::FrameInfo;
use keymap::Keys;

/// What a tab may look at this turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) book: &'a Book,
    pub(crate) now: &'a Now,
    /// What only the last drawing knows: how far a text scrolls, what was under the mouse.
    pub(crate) seen: &'a FrameInfo,
    /// How the checklist stands, for remedies that are not for now.
    pub(crate) verdict: &'a Verdict,
    /// Whom to phone.
    pub(crate) phone: &'a Phone,
    /// Folded words of the last search, to be marked.
    pub(crate) marks: &'a [String],
    /// What is known of the diary.
    pub(crate) cache: &'a DiaryCache,
    /// Which keys work, to hear them and to name them.
    pub(crate) keys: &'a Keys,
}

/// What a tab answers to an event.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reply {
    /// Not for this tab: the next in line hears it.
    Ignored,
    /// Taken, with what it asks for.
    Taken(Vec<Cmd>),
}

impl Reply {
    /// Taken, nothing asked.
    pub(crate) const DONE: Self = Self::Taken(vec![]);

    /// Taken, one thing asked.
    pub(crate) fn ask(cmd: Cmd) -> Self {
        Self::Taken(vec![cmd])
    }
}

/// What a tab asks the app for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cmd {
    /// Show that place, remembering this one.
    Open(Link),
    /// Show a tab.
    Go(TabId),
    /// Stop a running session, because of the sign that `why` names; without words where an emergency has the screen.
    StopSession { why: Option<String> },
    /// From the warning signs back to the session that is on the screen of its tab, if there is one.
    BackToSession,
    /// Use the phone numbers of the region of that code.
    SetRegion(String),
    /// Show the choice of regions.
    ChooseRegion,
    /// DiaryRequest the diary; the answer comes to the tab named.
    Diary(Asker, DiaryRequest),
    /// Add a record to the diary under a new id, which is put in by the app.
    Keep(Asker, Record),
    /// Say something for a few seconds.
    Say(String),
}

/// Who asked the diary, and hears its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// The app: what was left open, what the checklist shows of the diary.
    App,
    /// A session.
    Stretch,
    /// The tick of a bedtime routine that has run to its end.
    Programme,
    Checklist,
    Diary,
}

/// The tabs, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TabId {
    Causes,
    Symptoms,
    Remedies,
    Stretch,
    Checklist,
    Diary,
}

impl TabId {
    pub(crate) const ALL: [Self; 6] =
        [Self::Causes, Self::Symptoms, Self::Remedies, Self::Stretch, Self::Checklist, Self::Diary];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Causes => "Causes",
            Self::Symptoms => "Symptoms",
            Self::Remedies => "Remedies",
            Self::Stretch => "Stretch",
            Self::Checklist => "Checklist",
            Self::Diary => "Diary",
        }
    }

    /// Its place in the order, from 0.
    pub(crate) fn index(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }

    /// The tab `by` places on, wrapping.
    pub(crate) fn step(self, by: isize) -> Self {
        let count = Self::ALL.len().cast_signed();
        let to = (self.index().cast_signed() + by).rem_euclid(count);
        Self::ALL.get(to.cast_unsigned()).copied().unwrap_or(self)
    }
}
