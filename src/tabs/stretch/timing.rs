//! Time on the Stretch tab: the end of a step, the end of an offer, pauses, and the next moment at which the screen
//! changes.

use std::time::Duration;

use super::{RunningSession, StretchScreen, StretchTab, running::TWICE};
use crate::{
    domain::{Cramp, LocalTime, Now},
    screen::Effect,
};

/// A session that was left with Esc can be taken up for this long, and an open cramp lasts this long without a session.
pub(super) const GO_ON_FOR: Duration = Duration::from_secs(15 * 60);

impl StretchTab {
    /// True if the ten-minute advice is due.
    pub(crate) fn wants_advice(&self, now: &Now) -> bool {
        self.cramp.as_ref().is_some_and(|cramp| cramp.wants_advice(now))
    }

    /// The person follows the ten-minute advice: true the first time for each cramp.
    pub(crate) fn take_advice(&mut self, now: &Now) -> bool {
        self.wants_advice(now) && !std::mem::replace(&mut self.advised, true)
    }

    /// Freezes a running session.
    pub(crate) fn pause(&mut self, now: &Now) {
        if let Some(live) = self.running_mut() {
            live.session.pause(now.mono, None);
        }
    }

    /// Goes on with a session that was frozen.
    pub(crate) fn resume(&mut self, now: &Now) {
        let start = self.beat(now);
        if let Some(live) = self.running_mut() {
            live.session.resume(start);
        }
    }

    /// The program or the machine was away from `last` until `now`: a running session is frozen where it was at `last`.
    pub(crate) fn was_away(&mut self, last: &Now, now: &Now) {
        if let Some(live) = self.running_mut().filter(|live| live.session.is_running(last.mono)) {
            live.session.pause(last.mono, Some(now.real.saturating_sub(last.real)));
        }
    }

    /// The moment at which a count begins: the cramp clock's next whole second, so that both change in one redraw.
    pub(super) fn beat(&self, now: &Now) -> Duration {
        now.mono + self.open_cramp().map_or(Duration::ZERO, |cramp| cramp.to_next_second(now))
    }

    /// Lets time pass: ends a routine that is over and an offer that is too old. Returns the effect of it.
    pub(crate) fn pass_time(&mut self, now: &Now) -> Option<Effect> {
        self.end_offer(now);
        let live = self.running_mut()?;
        let step = live.step_at(now.mono);
        let is_new = std::mem::replace(&mut live.step, step) != step;
        let ran_out = step.saturating_sub(live.at_step);
        live.at_step = step;
        live.ran += ran_out;
        if live.session.is_finished(now.mono) {
            self.finish(now);
        }
        if is_new {
            self.steps_done = self.steps_done.saturating_add(u16::try_from(ran_out).unwrap_or(u16::MAX));
            self.record_step(now);
        }
        (is_new && self.bell).then_some(Effect::Bell)
    }

    /// The routine has run out: the question follows.
    fn finish(&mut self, now: &Now) {
        let Some(session) = self.take_session() else { return };
        // A routine that was skipped through is not done: three steps of four must have run to their end.
        if session.ran * 4 >= session.routine().steps.len() * 3 {
            self.finished = Some((LocalTime::of(&now.wall).night(), session.routine().id.clone()));
        }
        self.state = StretchScreen::Ended { session, selected: 0 };
    }

    /// Takes the offer to go on away once it is too old, and the cramp with it. The moment at which that cramp let go is
    /// unknown, so no length is recorded.
    fn end_offer(&mut self, now: &Now) {
        if self.idle_since.is_none_or(|since| now.real.saturating_sub(since) < GO_ON_FOR) {
            return;
        }
        self.selected = self.selected.saturating_sub(self.offers());
        self.suspended = None;
        if self.open_cramp().is_some() {
            self.record_end(now);
        }
        self.cramp = None;
        self.sync.detach();
        self.idle_since = None;
    }

    /// Time until the screen changes by itself, on this tab or in the header of the others.
    pub(crate) fn wakes_in(&self, now: &Now) -> Option<Duration> {
        let advice = self.open_cramp().and_then(|cramp| cramp.advice_in(now));
        let has_offer = self.suspended.is_some() || self.open_cramp().is_some();
        let offer = self.idle_since.filter(|_| has_offer);
        let offer = offer.map(|since| GO_ON_FOR.saturating_sub(now.real.saturating_sub(since)));
        let session = self.running().and_then(|live| self.session_wakes_in(live, now));
        [advice, offer, session].into_iter().flatten().min()
    }

    fn session_wakes_in(&self, live: &RunningSession, now: &Now) -> Option<Duration> {
        // A slow machine may reach the end of a session between an event and the next frame: show the end at once.
        if live.session.is_finished(now.mono) {
            return Some(Duration::ZERO);
        }
        if live.session.is_paused() {
            // After this time a second Enter no longer ends the cramp, so its offer leaves the screen.
            return live
                .entered
                .and_then(|at| (at + TWICE).checked_sub(now.mono))
                .filter(|left| !left.is_zero());
        }
        // Counts start on the cramp clock's own seconds, so one wake-up serves both.
        let count = live.session.next_change(now.mono).map(|at| at.saturating_sub(now.mono));
        count.or_else(|| self.open_cramp().map(|cramp| to_next_second(cramp, now)))
    }
}

/// Time to the cramp clock's next second, from just after it to just before.
fn to_next_second(cramp: &Cramp, now: &Now) -> Duration {
    Some(cramp.to_next_second(now)).filter(|next| !next.is_zero()).unwrap_or(Duration::from_secs(1))
}
