//! The keys of a running session, and the functions that leave, end, continue and reopen a session.

use std::time::Duration;

use super::{StretchScreen, StretchTab, is_relief, keys::RunVerb, questions::CrampQuestions};
use crate::{
    domain::{Cramp, Now},
    screen::{Context, DONE, Handled},
};

/// Two presses of Enter within this time mean that the cramp is over.
pub(super) const TWICE: Duration = Duration::from_secs(6);

/// Enter does not end a cramp this short. Judgement: Enter pressed again and again, half asleep, starts the stretch.
const SETTLING: Duration = Duration::from_secs(5);

impl StretchTab {
    pub(super) fn run(&mut self, verb: RunVerb, ctx: &Context<'_>) -> Handled {
        let now = ctx.now;
        let entered = self.running_mut().and_then(|live| live.entered.take());
        match verb {
            // There is no open cramp to end: the key stops the routine and shows it in the list.
            RunVerb::Eased if self.open_cramp().is_none() => self.show_list_at(ctx.book, now),
            RunVerb::Eased => self.end_session(now),
            RunVerb::Done if self.can_end_by_enter(now) => match entered {
                Some(at) if now.mono < at + TWICE && self.is_settled(now) => self.end_session(now),
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

    /// True if the cramp is older than [`SETTLING`].
    fn is_settled(&self, now: &Now) -> bool {
        self.open_cramp().is_some_and(|cramp| cramp.length(now) >= SETTLING)
    }

    /// True if pressing Enter twice ends the cramp here. At a step that waits for Enter, it goes to the next
    /// step.
    fn can_end_by_enter(&self, now: &Now) -> bool {
        let at = self.running().and_then(|live| live.session.at(now.mono));
        self.open_cramp().is_some() && at.is_some_and(|at| at.left.is_some())
    }

    /// Handles a key that changes the session: its step, its times, its pause or its leg.
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
        // Note the new step here, so that a step that was left by a key does not count as completed.
        live.at_step = live.step_at(mono);
    }

    /// Ends the session because the cramp is over.
    fn end_session(&mut self, now: &Now) {
        if let Some(mut session) = self.take_session() {
            session.session.pause(now.mono, None);
            self.state = StretchScreen::Ended { session, selected: 0 };
            self.ease(now);
        }
    }

    /// Handles Esc: pauses the session and shows the list, from which the session can be continued.
    fn leave(&mut self, now: &Now) {
        if let Some(mut live) = self.take_session() {
            live.session.pause(now.mono, None);
            live.at_step = live.step_at(now.mono);
            self.suspended = Some(live);
            self.selected = 0;
            self.scroll = 0;
            self.idle_since = Some(now.real);
            self.abandoned = true;
        }
    }

    /// Continues the session that was left. If the cramp was marked as over meanwhile, and this routine is
    /// for relief, reopens the cramp: a person who stretches again still has it.
    pub(super) fn go_on(&mut self, now: &Now) {
        let Some(mut live) = self.suspended.take() else { return };
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

    /// Ends the open cramp: stops its clock, saves its end, and asks the questions for the diary.
    pub(super) fn ease(&mut self, now: &Now) {
        let Some(cramp) = self.cramp.as_mut().filter(|cramp| cramp.is_open()) else { return };
        cramp.ease(now);
        self.record_end(now);
        if self.sync.episode().is_some()
            && let Some(session) = self.take_session()
        {
            self.state = StretchScreen::Questions { session, questions: CrampQuestions::new(now.mono) };
        }
    }

    /// Reopens a session that has ended, because the cramp was not over or the session was ended too early.
    pub(super) fn reopen(&mut self, now: &Now) -> Handled {
        // Reopen the cramp first: its clock sets the second on which the count starts.
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
        live.at_step = live.step_at(now.mono);
        self.state = StretchScreen::Running(live);
        self.record_reopened(now);
        DONE
    }
}
