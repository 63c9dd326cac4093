//! The part of the diary that other screens show: kept checks, and the entries of the last nights.

use crate::domain::{CheckRecord, Episode, PatternMatch};

/// Entries of the diary as they were last read.
#[derive(Debug, Clone, Default)]
pub(crate) struct DiaryCache {
    /// Newest first.
    pub(crate) checks: Vec<CheckRecord>,
    /// The cramps of the last nights, oldest first.
    pub(crate) recent: Vec<Episode>,
    /// The patterns in them.
    pub(crate) patterns: Vec<PatternMatch>,
    /// The cramp that is going on in this window, by its id.
    pub(crate) under_way: Option<String>,
    /// The reason why the diary cannot be read or written, if it cannot.
    pub(crate) error: Option<String>,
}
