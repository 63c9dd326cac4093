//! One line about the session, for the header of every other tab: the count and the cramp clock go on being seen.

use super::StretchTab;
use crate::domain::{
    Now,
    time::{ceil_seconds, clock},
};

impl StretchTab {
    /// The header's words about a session or an open cramp, the most important first: the count, then the clock.
    pub(crate) fn strip(&self, now: &Now) -> Vec<String> {
        let mut parts = vec![];
        let at = self.running().and_then(|live| live.session.at(now.mono));
        if let (Some(live), Some(at)) = (self.running(), &at) {
            parts.push(at.left.map_or_else(|| "waiting".to_owned(), |left| clock(ceil_seconds(left))));
            if live.session.is_paused() {
                parts.push("PAUSED".to_owned());
            }
        } else if self.is_live() {
            parts.push("stretch is over".to_owned());
        } else if self.open_cramp().is_none() {
            return parts;
        }
        parts.extend(self.cramp_words(now));
        if let Some((Some(step), _)) = self.running().zip(at).map(|(live, at)| live.session.steps_at(&at)) {
            parts.push(step.kind.words().to_lowercase());
        }
        parts
    }

    /// The cramp clock in words: a running count while something wakes us every second, else since when.
    pub(super) fn cramp_words(&self, now: &Now) -> Option<String> {
        let cramp = self.cramp.as_ref()?;
        Some(if !cramp.is_open() {
            format!("eased after {}", clock(cramp.length(now).as_secs()))
        } else if self.running().is_some_and(|live| live.session.is_running(now.mono)) {
            format!("cramp {}", clock(cramp.length(now).as_secs()))
        } else {
            format!("cramp since {}", cramp.since.clock())
        })
    }
}
