//! Keys while a session runs, and the ways out of a session and back into it.

use std::time::Duration;

use super::{Left, StretchScreen, StretchTab, handover::HandOver, is_relief, keys::RunVerb};
use crate::{
    domain::{Cramp, Now},
    screen::{Context, DONE, Handled},
};

/// Two presses of Enter within this time say that the cramp has let go.
pub(super) const TWICE: Duration = Duration::from_secs(6);

impl StretchTab {
    pub(super) fn run(&mut self, verb: RunVerb, ctx: &Context<'_>) -> Handled {
        let now = ctx.now;
        let entered = self.running_mut().and_then(|live| live.entered.take());
        match verb {
            // A routine without a cramp is stopped: back to its place on the list.
            RunVerb::Eased if self.open_cramp().is_none() => self.show_list_at(ctx.book, now),
            RunVerb::Eased => self.end_session(now),
            RunVerb::Done if self.can_end_by_enter(now) => match entered {
                Some(at) if now.mono < at + TWICE => self.end_session(now),
                _ => {
                    if let Some(live) = self.running_mut() {
                        live.entered = Some(now.mono);
                    }
                }
            },
            RunVerb::Leave => self.leave(now),
            RunVerb::Bell => self.bell = !self.bell,
            RunVerb::Pace => self.no_pace = !self.no_pace,
            RunVerb::OtherLeg => {
                self.step(verb, now);
                self.record_step(now);
            }
            _ => self.step(verb, now),
        }
        DONE
    }

    /// True if Enter twice says here that the cramp has let go. At a step that waits, Enter goes on.
    fn can_end_by_enter(&self, now: &Now) -> bool {
        let at = self.running().and_then(|live| live.session.at(now.mono));
        self.open_cramp().is_some() && at.is_some_and(|at| at.left.is_some())
    }

    /// A key that changes the session itself.
    fn step(&mut self, verb: RunVerb, now: &Now) {
        let (mono, start) = (now.mono, self.beat(now));
        let StretchScreen::Running(live) = &mut self.state else { return };
        let session = &mut live.session;
        match verb {
            RunVerb::Pause if session.is_paused() => session.resume(start),
            RunVerb::Pause => session.pause(mono, None),
            RunVerb::Next => session.next(mono, start),
            RunVerb::Back => session.back(mono, start),
            RunVerb::Longer => session.longer(mono),
            RunVerb::Shorter => session.shorter(mono, start),
            RunVerb::Again => session.again(mono, start),
            RunVerb::OtherLeg => session.other_leg(),
            RunVerb::Done if session.at(mono).is_some_and(|at| at.left.is_none()) => {
                session.next(mono, start);
                live.ran += 1;
                self.steps_done = self.steps_done.saturating_add(1);
            }
            RunVerb::Done | RunVerb::Eased | RunVerb::Leave | RunVerb::Bell | RunVerb::Pace => {}
        }
        // A step that was left by a key has not run to its end.
        live.at_step = live.step_at(mono);
    }

    /// The cramp has let go.
    fn end_session(&mut self, now: &Now) {
        if let Some(mut session) = self.take_session() {
            session.session.pause(now.mono, None);
            self.state = StretchScreen::Ended { session, selected: 0 };
            self.ease(now);
        }
    }

    /// Esc: shows the list, which offers to go on.
    fn leave(&mut self, now: &Now) {
        if let Some(mut live) = self.take_session() {
            live.session.pause(now.mono, None);
            live.at_step = live.step_at(now.mono);
            self.left = Some(Left { live, at: now.mono });
            self.selected = 0;
            self.scroll = 0;
            self.idle_since = Some(now.real);
            self.abandoned = true;
        }
    }

    /// Goes on with the session that was left. A cramp that was said on the list to have let go is open again: stretching
    /// on shows that it had not.
    pub(super) fn go_on(&mut self, now: &Now) {
        let Some(Left { mut live, .. }) = self.left.take() else { return };
        let eased = self.cramp.as_mut().filter(|cramp| !cramp.is_open() && is_relief(live.routine()));
        let is_reopened = eased.map(Cramp::reopen).is_some();
        live.session.resume(self.beat(now));
        self.resume_with(live);
        if is_reopened {
            self.record_reopened(now);
        } else {
            self.record_step(now);
        }
    }

    /// The cramp has let go: its clock stops, and the questions for the diary follow.
    pub(super) fn ease(&mut self, now: &Now) {
        let Some(cramp) = self.cramp.as_mut().filter(|cramp| cramp.is_open()) else { return };
        cramp.ease(now);
        self.record_end(now);
        if self.sync.episode().is_some()
            && let Some(session) = self.take_session()
        {
            self.state = StretchScreen::Diary { session, questions: HandOver::new(now.mono) };
        }
    }

    /// Back into the session as it was: the cramp had not let go, or the end came too soon.
    pub(super) fn reopen(&mut self, now: &Now) -> Handled {
        // The clock first, so that the count starts again on its seconds.
        if let Some(cramp) = &mut self.cramp {
            cramp.reopen();
        }
        let start = self.beat(now);
        let mut live = self.take_session()?;
        if live.session.is_finished(now.mono) {
            live.session.back(now.mono, start);
        } else {
            live.session.resume(start);
        }
        live.at_step = live.session.at(now.mono).map_or(0, |at| at.step);
        self.state = StretchScreen::Running(live);
        self.record_reopened(now);
        DONE
    }
}
