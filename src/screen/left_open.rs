//! A cramp without an end in the diary, and the answers to the question about it.

use std::time::Duration;

use crate::domain::{Episode, SessionMark};

/// A cramp that an earlier run left open: the program was killed, or its window closed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LeftOpen {
    pub(crate) episode: Episode,
    pub(crate) mark: Option<SessionMark>,
    /// Its length when the diary was read.
    pub(crate) age: Duration,
    /// When the diary was read, on the clock of this run.
    pub(crate) seen: Duration,
    /// The place in the routine at which its session stopped.
    pub(crate) words: Option<String>,
}

/// An answer to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeftChoice {
    GoOn,
    Close,
    Discard,
    Later,
}

impl LeftChoice {
    pub(crate) const ALL: [Self; 3] = [Self::GoOn, Self::Close, Self::Discard];

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::GoOn => "It still hurts: go on",
            Self::Close => "It has eased: fill in the rest",
            Self::Discard => "Discard it (undo brings it back)",
            Self::Later => "Later",
        }
    }
}
