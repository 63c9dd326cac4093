//! One line about the session, for the header of every other tab: the count and the cramp clock go on being seen.

use super::Stretch;
use crate::domain::time::{Now, ceil_seconds, clock};

impl Stretch {
    /// What the header says about a session: the count first.
    pub(crate) fn strip(&self, now: &Now) -> Option<String> {
        let live = self.live.as_ref()?;
        let mut parts = vec![];
        match live.session.at(now.mono).filter(|_| live.end.is_none()) {
            Some(at) => {
                parts.push(at.left.map_or_else(|| "waiting".to_owned(), |left| clock(ceil_seconds(left))));
                if live.session.is_paused() {
                    parts.push("PAUSED".to_owned());
                }
                if let (Some(step), _) = live.session.steps_at(&at) {
                    parts.push(step.kind.word().to_lowercase());
                }
            }
            None => parts.push("stretch is over".to_owned()),
        }
        if let Some(words) = self.cramp_words(now) {
            parts.push(words);
        }
        parts.push("4 goes back".to_owned());
        Some(parts.join("  "))
    }

    /// The cramp clock in words: a running count while something wakes us every second, else since when.
    pub(super) fn cramp_words(&self, now: &Now) -> Option<String> {
        let live = self.live.as_ref()?;
        let cramp = live.cramp.as_ref()?;
        Some(if !cramp.is_open() {
            format!("eased after {}", clock(cramp.length(now).as_secs()))
        } else if live.end.is_none() && live.session.is_running(now.mono) {
            format!("cramp {}", clock(cramp.length(now).as_secs()))
        } else {
            format!("cramp since {}", cramp.since.strftime("%H:%M"))
        })
    }
}
