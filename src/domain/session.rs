//! A session: a routine that is being done. The current step and the time left are computed from the moment
//! at which a step began. No timer ticks are counted.

use std::time::Duration;

use super::{
    local_time::LocalTime,
    routine::{Leg, MAX_HOLD, MAX_STEP, SharedRoutine, Step, StepKind},
    time::Now,
};

/// A cramp that lasts longer than this needs medical advice on the same day. Source: NHS, Leg cramps. Its
/// current page and its older page both say ten minutes. They differ in the urgency, so the more urgent
/// advice is used.
pub(crate) const ADVICE_AFTER: Duration = Duration::from_secs(600);

/// The time by which `+` and `-` change a step.
pub(crate) const NUDGE: Duration = Duration::from_secs(5);

/// A routine that is being done.
///
/// All moments are readings of [`Now::mono`], which stands still while the machine sleeps.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    routine: SharedRoutine,
    leg: Option<Leg>,
    /// The anchor: the step to which the times in `phase` belong. The current step may be a later one.
    step: usize,
    /// The length of the anchor step, if `+` or `-` has changed it.
    changed: Option<Duration>,
    phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The count runs from `start`; `held` is the part of the anchor step that was done before. `start` may
    /// be up to a second in the future. Until then the count does not change.
    Running { start: Duration, held: Duration },
    /// The count stands still, with `done` of the anchor step done. `away` is the absence that caused the
    /// pause.
    Paused { done: Duration, away: Option<Duration> },
    /// Past the last step.
    Finished,
}

/// The current step of a session at one moment, with the time done and the time left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StepProgress {
    /// The index of the step.
    pub(crate) step: usize,
    /// The time spent on the step so far.
    pub(crate) done: Duration,
    /// The time left; `None` for a step that waits for Enter.
    pub(crate) left: Option<Duration>,
}

impl Session {
    /// Begins a routine at `start`, a moment of [`Now::mono`].
    pub(crate) fn begin(routine: SharedRoutine, leg: Option<Leg>, start: Duration) -> Self {
        let phase = Phase::Running { start, held: Duration::ZERO };
        Self { routine, leg, step: 0, changed: None, phase }
    }

    /// Continues a routine at a step of which `done` is already done. An index after the last step gives a
    /// finished session.
    pub(crate) fn begin_at(
        routine: SharedRoutine,
        leg: Option<Leg>,
        (step, done): (usize, Duration),
        start: Duration,
    ) -> Self {
        let mut session = Self::begin(routine, leg, start);
        session.go(step, start);
        if let Phase::Running { held, .. } = &mut session.phase {
            *held = done;
        }
        session
    }

    pub(crate) fn routine(&self) -> &SharedRoutine {
        &self.routine
    }

    pub(crate) fn leg(&self) -> Option<Leg> {
        self.leg
    }

    /// The current step and its times. `None` if the session is finished.
    pub(crate) fn at(&self, mono: Duration) -> Option<StepProgress> {
        match self.phase {
            Phase::Finished => None,
            Phase::Paused { done, .. } => Some(self.place(self.step, done)),
            Phase::Running { start, held } => {
                let (step, done) = self.reached(held + mono.saturating_sub(start))?;
                Some(self.place(step, done))
            }
        }
    }

    /// The current step and the next one.
    pub(crate) fn steps_at(&self, at: &StepProgress) -> (Option<&Step>, Option<&Step>) {
        (self.routine.steps.get(at.step), self.routine.steps.get(at.step + 1))
    }

    pub(crate) fn is_paused(&self) -> bool {
        matches!(self.phase, Phase::Paused { .. })
    }

    pub(crate) fn is_finished(&self, mono: Duration) -> bool {
        self.at(mono).is_none()
    }

    /// True if the session is neither paused nor finished. A step that waits for Enter counts as running too.
    pub(crate) fn is_running(&self, mono: Duration) -> bool {
        !self.is_paused() && !self.is_finished(mono)
    }

    /// The time for which the program was stopped or the machine slept, if that paused the session.
    pub(crate) fn away(&self) -> Option<Duration> {
        match self.phase {
            Phase::Paused { away, .. } => away,
            _ => None,
        }
    }

    /// The next moment at which the display changes: the next whole second of the count, the end of the step,
    /// or the start of the count. `None` if the count does not run.
    pub(crate) fn next_change(&self, mono: Duration) -> Option<Duration> {
        let Phase::Running { start, held } = self.phase else {
            return None;
        };
        let (step, done) = self.reached(held + mono.saturating_sub(start))?;
        let length = self.length_of(step)?;
        if mono < start {
            // The count does not change before `start`, but the cramp clock changes at `start`.
            return Some(start);
        }
        Some(mono + (Duration::from_secs(done.as_secs() + 1).min(length) - done))
    }

    /// Pauses the session. The time done is rounded down to whole seconds, so a hold is never too short.
    pub(crate) fn pause(&mut self, mono: Duration, away: Option<Duration>) {
        let Some(at) = self.settle(mono) else { return };
        let before = self.away();
        let done = Duration::from_secs(at.done.as_secs());
        self.phase = Phase::Paused { done, away: away.or(before) };
    }

    /// Continues after a pause; the count runs again from `start`.
    pub(crate) fn resume(&mut self, start: Duration) {
        if let Phase::Paused { done, .. } = self.phase {
            self.phase = Phase::Running { start, held: done };
        }
    }

    /// Goes to the next step, which begins at `start`. After the last step the session is finished.
    pub(crate) fn next(&mut self, mono: Duration, start: Duration) {
        let Some(at) = self.settle(mono) else { return };
        self.go(at.step + 1, start);
    }

    /// Goes back one step: from the first step to its beginning, and from a finished session to the last
    /// step.
    pub(crate) fn back(&mut self, mono: Duration, start: Duration) {
        match self.settle(mono) {
            Some(at) => self.go(at.step.saturating_sub(1), start),
            None => self.go(self.routine.steps.len().saturating_sub(1), start),
        }
    }

    /// Starts the current step again.
    pub(crate) fn again(&mut self, mono: Duration, start: Duration) {
        if let Some(at) = self.settle(mono) {
            self.go(at.step, start);
        }
    }

    /// Adds five seconds to the current step, up to the limit for its kind. A step above the limit keeps its
    /// length.
    pub(crate) fn longer(&mut self, mono: Duration) {
        let Some(at) = self.settle(mono) else { return };
        let most = match self.routine.steps.get(at.step).map(|step| step.kind) {
            Some(StepKind::Hold) => MAX_HOLD,
            _ => MAX_STEP,
        };
        if let Some(length) = self.length_of(at.step) {
            self.changed = Some((length + NUDGE).min(Duration::from_secs(most.into()).max(length)));
        }
    }

    /// Takes five seconds from the current step. If five seconds or less are left, goes to the next step.
    pub(crate) fn shorter(&mut self, mono: Duration, start: Duration) {
        let Some(at) = self.settle(mono) else { return };
        match (at.left, self.length_of(at.step)) {
            (Some(left), Some(length)) if left > NUDGE => self.changed = Some(length - NUDGE),
            (Some(_), _) => self.go(at.step + 1, start),
            (None, _) => {}
        }
    }

    /// Changes to the other leg. If no leg is chosen yet, chooses the left one.
    pub(crate) fn other_leg(&mut self) {
        self.leg = Some(self.leg.map_or(Leg::Left, Leg::other));
    }

    fn place(&self, step: usize, done: Duration) -> StepProgress {
        let left = self.length_of(step).map(|length| length.saturating_sub(done));
        StepProgress { step, done, left }
    }

    fn length_of(&self, step: usize) -> Option<Duration> {
        let length = self.routine.steps.get(step)?.length?;
        Some(if step == self.step { self.changed.unwrap_or(length) } else { length })
    }

    /// The current step, and the time spent on it, when `done` has passed since the beginning of the anchor
    /// step.
    fn reached(&self, mut done: Duration) -> Option<(usize, Duration)> {
        let mut step = self.step;
        loop {
            self.routine.steps.get(step)?;
            match self.length_of(step) {
                Some(length) if done >= length => {
                    done -= length;
                    step += 1;
                }
                _ => return Some((step, done)),
            }
        }
    }

    /// Makes the current step the anchor, so that a change applies to it. `None` if the session is finished.
    fn settle(&mut self, mono: Duration) -> Option<StepProgress> {
        let Some(at) = self.at(mono) else {
            self.phase = Phase::Finished;
            return None;
        };
        if at.step != self.step {
            self.step = at.step;
            self.changed = None;
            if let Phase::Running { .. } = self.phase {
                self.phase = Phase::Running { start: mono, held: at.done };
            }
        }
        Some(at)
    }

    fn go(&mut self, step: usize, start: Duration) {
        self.step = step;
        self.changed = None;
        if step >= self.routine.steps.len() {
            self.phase = Phase::Finished;
        } else if let Phase::Paused { away, .. } = self.phase {
            self.phase = Phase::Paused { done: Duration::ZERO, away };
        } else {
            self.phase = Phase::Running { start, held: Duration::ZERO };
        }
    }
}

/// A cramp and its clock. The clock includes the time that the machine sleeps, and stops when the person says
/// that the cramp is over.
#[derive(Debug, Clone)]
pub(crate) struct Cramp {
    began: Duration,
    /// The length of the cramp at `began`. Zero unless it began in an earlier run of the program.
    before: Duration,
    /// The local time at which the cramp began, for the display and the diary.
    pub(crate) since: LocalTime,
    eased: Option<Duration>,
}

impl Cramp {
    /// A cramp that begins now.
    pub(crate) fn begin(now: &Now) -> Self {
        Self { began: now.real, before: Duration::ZERO, since: LocalTime::of(&now.wall), eased: None }
    }

    /// A cramp from an earlier run, which began at `since` and has lasted for `before`.
    pub(crate) fn go_on(since: LocalTime, before: Duration, now: &Now) -> Self {
        Self { began: now.real, before, since, eased: None }
    }

    /// The length of the cramp: until now, or until it ended.
    pub(crate) fn length(&self, now: &Now) -> Duration {
        self.eased.unwrap_or_else(|| self.before + now.real.saturating_sub(self.began))
    }

    pub(crate) fn is_open(&self) -> bool {
        self.eased.is_none()
    }

    /// Ends the cramp: its clock stops.
    pub(crate) fn ease(&mut self, now: &Now) {
        self.eased = Some(self.length(now));
    }

    /// Undoes [`Self::ease`]: the clock counts the time since then too.
    pub(crate) fn reopen(&mut self) {
        self.eased = None;
    }

    /// True if the cramp has not ended and has lasted for [`ADVICE_AFTER`].
    pub(crate) fn wants_advice(&self, now: &Now) -> bool {
        self.is_open() && self.length(now) >= ADVICE_AFTER
    }

    /// The time until the advice is due. `None` if it is due already, or if the cramp is over.
    pub(crate) fn advice_in(&self, now: &Now) -> Option<Duration> {
        ADVICE_AFTER.checked_sub(self.length(now)).filter(|left| self.is_open() && !left.is_zero())
    }

    /// The time until the next whole second of this clock; zero exactly on a second.
    ///
    /// A count starts on such a second, so that the count and the cramp clock change in the same redraw.
    pub(crate) fn to_next_second(&self, now: &Now) -> Duration {
        let part = Duration::from_nanos(self.length(now).subsec_nanos().into());
        if part.is_zero() { part } else { Duration::from_secs(1) - part }
    }
}

#[cfg(test)]
mod tests;
