//! What the screens beside the diary may know of it: the checks that were kept, and what has been recorded of late.

use crate::domain::{
    episode::{CheckRecord, Episode},
    patterns::PatternMatch,
};

/// A few things read from the diary, as they were when somebody last asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct DiaryCache {
    /// Newest first.
    pub(crate) checks: Vec<CheckRecord>,
    /// The cramps of the last nights, oldest first.
    pub(crate) recent: Vec<Episode>,
    /// What is to be seen in them.
    pub(crate) patterns: Vec<PatternMatch>,
    /// The cramp that is going on in this window, by its id.
    pub(crate) under_way: Option<String>,
    /// Why the diary cannot be read or written, where it cannot.
    pub(crate) trouble: Option<String>,
}
