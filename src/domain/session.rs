//! A session: a routine under way. Its place follows from the moment at which its step began, never from counting ticks.

use std::time::Duration;

use super::{
    local_time::LocalTime,
    routine::{Leg, MAX_HOLD, MAX_STEP, SharedRoutine, Step, StepKind},
    time::Now,
};

/// The time after which a cramp that is still locked needs advice the same day: ten minutes (NHS, Leg cramps; the current page and the older
/// one agree on the figure and not on the urgency, so the more urgent is taken).
pub(crate) const ADVICE_AFTER: Duration = Duration::from_secs(600);

/// The time by which `+` and `-` change a step.
pub(crate) const NUDGE: Duration = Duration::from_secs(5);

/// A routine under way.
///
/// All moments are readings of [`Now::mono`], which stands still while the machine sleeps.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    routine: SharedRoutine,
    leg: Option<Leg>,
    /// The step that began at `phase`'s moment; later ones follow from it.
    step: usize,
    /// The length of that one step, where `+` and `-` have changed it.
    changed: Option<Duration>,
    phase: Phase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The anchored step goes on from then, so much of it having been done before. The moment may lie up to a second ahead:
    /// until it comes the count stands where it stood.
    Running { start: Duration, held: Duration },
    /// Frozen with so much of the anchored step done.
    Paused { done: Duration, away: Option<Duration> },
    /// Past the last step.
    Finished,
}

/// The place of a session at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// The step, from 0.
    pub(crate) step: usize,
    /// The part of it that is done.
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

    /// Goes on with a routine at a step of which so much is done; past the last one it is finished.
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

    /// Its place. `None` once it is past its last step.
    pub(crate) fn at(&self, mono: Duration) -> Option<At> {
        match self.phase {
            Phase::Finished => None,
            Phase::Paused { done, .. } => Some(self.place(self.step, done)),
            Phase::Running { start, held } => {
                let (step, done) = self.reached(held + mono.saturating_sub(start))?;
                Some(self.place(step, done))
            }
        }
    }

    /// The step it is at and the one after it.
    pub(crate) fn steps_at(&self, at: &At) -> (Option<&Step>, Option<&Step>) {
        (self.routine.steps.get(at.step), self.routine.steps.get(at.step + 1))
    }

    pub(crate) fn is_paused(&self) -> bool {
        matches!(self.phase, Phase::Paused { .. })
    }

    pub(crate) fn is_finished(&self, mono: Duration) -> bool {
        self.at(mono).is_none()
    }

    /// True while its count goes down.
    pub(crate) fn is_running(&self, mono: Duration) -> bool {
        !self.is_paused() && !self.is_finished(mono)
    }

    /// The time for which the program or the machine was away, if that paused it.
    pub(crate) fn away(&self) -> Option<Duration> {
        match self.phase {
            Phase::Paused { away, .. } => away,
            _ => None,
        }
    }

    /// The next moment at which what it shows changes: the count's next whole second.
    pub(crate) fn next_change(&self, mono: Duration) -> Option<Duration> {
        let Phase::Running { start, held } = self.phase else {
            return None;
        };
        let (step, done) = self.reached(held + mono.saturating_sub(start))?;
        let length = self.length_of(step)?;
        if mono < start {
            // The count stands until then, but the clock that it waits for moves on.
            return Some(start);
        }
        Some(mono + (Duration::from_secs(done.as_secs() + 1).min(length) - done))
    }

    /// Freezes it where it was at `mono`, whole seconds kept: a part of a second is never credited to a hold.
    pub(crate) fn pause(&mut self, mono: Duration, away: Option<Duration>) {
        let Some(at) = self.settle(mono) else { return };
        let before = self.away();
        let done = Duration::from_secs(at.done.as_secs());
        self.phase = Phase::Paused { done, away: away.or(before) };
    }

    /// Goes on from where it was frozen; the count moves on from `start`.
    pub(crate) fn resume(&mut self, start: Duration) {
        if let Phase::Paused { done, .. } = self.phase {
            self.phase = Phase::Running { start, held: done };
        }
    }

    /// To the next step, which begins at `start`. From the last step: to the end.
    pub(crate) fn next(&mut self, mono: Duration, start: Duration) {
        let Some(at) = self.settle(mono) else { return };
        self.go(at.step + 1, start);
    }

    /// Back one step; on the first, to its beginning.
    pub(crate) fn back(&mut self, mono: Duration, start: Duration) {
        match self.settle(mono) {
            Some(at) => self.go(at.step.saturating_sub(1), start),
            None => self.go(self.routine.steps.len().saturating_sub(1), start),
        }
    }

    /// This step again from its beginning.
    pub(crate) fn again(&mut self, mono: Duration, start: Duration) {
        if let Some(at) = self.settle(mono) {
            self.go(at.step, start);
        }
    }

    /// Five seconds more, up to the longest its kind may last.
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

    /// Five seconds less; with five or less to go, on to the next step.
    pub(crate) fn shorter(&mut self, mono: Duration, start: Duration) {
        let Some(at) = self.settle(mono) else { return };
        match (at.left, self.length_of(at.step)) {
            (Some(left), Some(length)) if left > NUDGE => self.changed = Some(length - NUDGE),
            (Some(_), _) => self.go(at.step + 1, start),
            (None, _) => {}
        }
    }

    /// The other leg. With none chosen yet the first press says left.
    pub(crate) fn other_leg(&mut self) {
        self.leg = Some(self.leg.map_or(Leg::Left, Leg::other));
    }

    fn place(&self, step: usize, done: Duration) -> At {
        let left = self.length_of(step).map(|length| length.saturating_sub(done));
        At { step, done, left }
    }

    fn length_of(&self, step: usize) -> Option<Duration> {
        let length = self.routine.steps.get(step)?.length?;
        Some(if step == self.step { self.changed.unwrap_or(length) } else { length })
    }

    /// The step reached when so much has been done since the anchored one began, and how much of it is done.
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

    /// Anchors it at the step it is at now, so that a change applies to that one.
    fn settle(&mut self, mono: Duration) -> Option<At> {
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

/// A cramp and its clock: it runs on real time, sleep included, until the person says that it has eased.
#[derive(Debug, Clone)]
pub(crate) struct Cramp {
    began: Duration,
    /// Its length by then, if it began in an earlier run of the program.
    before: Duration,
    /// The local time of its beginning, for words and for the diary.
    pub(crate) since: LocalTime,
    eased: Option<Duration>,
}

impl Cramp {
    /// A cramp that begins now.
    pub(crate) fn begin(now: &Now) -> Self {
        Self { began: now.real, before: Duration::ZERO, since: LocalTime::of(&now.wall), eased: None }
    }

    /// A cramp that began at `since`, `before` ago.
    pub(crate) fn go_on(since: LocalTime, before: Duration, now: &Now) -> Self {
        Self { began: now.real, before, since, eased: None }
    }

    /// Its length so far, or in all.
    pub(crate) fn length(&self, now: &Now) -> Duration {
        self.eased.unwrap_or_else(|| self.before + now.real.saturating_sub(self.began))
    }

    pub(crate) fn is_open(&self) -> bool {
        self.eased.is_none()
    }

    /// It has let go.
    pub(crate) fn ease(&mut self, now: &Now) {
        self.eased = Some(self.length(now));
    }

    /// It had not let go after all: the clock has run on all the time.
    pub(crate) fn reopen(&mut self) {
        self.eased = None;
    }

    /// True if it is still locked after ten minutes.
    pub(crate) fn wants_advice(&self, now: &Now) -> bool {
        self.is_open() && self.length(now) >= ADVICE_AFTER
    }

    /// Time until the ten-minute advice is due; `None` when it is shown already or never will be.
    pub(crate) fn advice_in(&self, now: &Now) -> Option<Duration> {
        ADVICE_AFTER.checked_sub(self.length(now)).filter(|left| self.is_open() && !left.is_zero())
    }

    /// Time until this clock's next whole second: zero when it is just on one.
    ///
    /// Counts are started on it, so that the count and the cramp clock change in one and the same redraw.
    pub(crate) fn to_next_second(&self, now: &Now) -> Duration {
        let part = Duration::from_nanos(self.length(now).subsec_nanos().into());
        if part.is_zero() { part } else { Duration::from_secs(1) - part }
    }
}

#[cfg(test)]
mod tests;
