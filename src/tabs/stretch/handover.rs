//! The hand-over: after a cramp has let go, two digits and Enter, and it is in the diary.

use std::time::Duration;

use super::{Stretch, episode_sync::SaveState, keys::HandOverVerb};
use crate::{
    domain::{
        diary::{DiaryError, DiaryRequest, DiaryResponse, SessionMark},
        episode::{Episode, Limb, Scale, Source},
        local_time::Night,
        routine::{Leg, SharedRoutine, StepKind},
        session::{Cramp, Session},
        time::Now,
    },
    screen::{DONE, Handled, event::Key},
};

/// The tag of a stretch that was tried.
const STRETCHED: &str = "stretch";
/// Within this time two presses of a key are one.
const ONE_PRESS: Duration = Duration::from_millis(700);

/// What is asked once a cramp has let go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HandOver {
    pub(super) pain: Option<Scale>,
    pub(super) sleep_lost: Option<Scale>,
    /// Where the session did not know it.
    pub(super) leg: Option<Leg>,
    /// Which of the two is being answered.
    pub(super) at: Question,
    /// Enter has been pressed: what is said now follows from how the diary takes it.
    pub(super) is_sent: bool,
    /// When it was asked.
    since: Duration,
}

/// The two questions, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Question {
    #[default]
    Pain,
    SleepLost,
    /// Both have been answered: Enter.
    Done,
}

impl Question {
    fn next(self) -> Self {
        match self {
            Self::Pain => Self::SleepLost,
            Self::SleepLost | Self::Done => Self::Done,
        }
    }

    fn back(self) -> Self {
        match self {
            Self::Pain | Self::SleepLost => Self::Pain,
            Self::Done => Self::SleepLost,
        }
    }
}

impl HandOver {
    fn answer(&mut self, value: Option<Scale>) {
        match self.at {
            Question::Pain => self.pain = value,
            // A third digit is a slip: what has been answered stays.
            Question::SleepLost => self.sleep_lost = value,
            Question::Done => return,
        }
        self.at = self.at.next();
    }

    /// Whether the first question is open and nothing has been answered.
    pub(super) fn is_untouched(&self) -> bool {
        self.at == Question::Pain && self.pain.is_none() && self.leg.is_none()
    }

    fn take_back(&mut self) {
        self.at = self.at.back();
        match self.at {
            Question::Pain => self.pain = None,
            Question::SleepLost | Question::Done => self.sleep_lost = None,
        }
    }
}

/// The digit that a key stands for; `t` is ten.
fn value_of(key: Key) -> Option<Scale> {
    match key {
        Key::Char('t') => Scale::new(10),
        Key::Char(c) => c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).and_then(Scale::new),
        _ => None,
    }
}

impl Stretch {
    /// A cramp begins with this routine: it is in the diary from its first second.
    pub(super) fn record_begin(&mut self, routine: &SharedRoutine) {
        self.steps_done = 0;
        let Some(cramp) = &self.cramp else { return };
        let since = cramp.since;
        self.sync.begin(|id| Episode {
            is_open: true,
            muscle: routine.muscle.map(Into::into),
            routine: Some(routine.id.clone()),
            ..Episode::new(id, since, Source::Session)
        });
    }

    /// Notes for the diary at which step the session is, so that another start can go on there.
    pub(super) fn record_step(&mut self, now: &Now) {
        let (Some(live), Some(cramp)) = (&self.live, self.cramp.as_ref().filter(|cramp| cramp.is_open()))
        else {
            return;
        };
        let (leg, steps) = (live.session.leg(), self.steps_done);
        // A stretch has been tried once a hold has begun, and not before.
        let so_far = live.session.routine().steps.iter().take(live.at_step + 1);
        let holds = live.session.routine().has_stretch()
            && so_far.into_iter().any(|step| step.kind == StepKind::Hold);
        self.sync.change(|episode| {
            if holds && !episode.tried.iter().any(|tag| tag == STRETCHED) {
                episode.tried.push(STRETCHED.to_owned());
            }
            episode.leg = leg.map(Into::into).or(episode.leg);
            episode.steps_done = Some(steps);
        });
        let Some(episode) = self.sync.episode().map(|episode| episode.id.clone()) else { return };
        let at = live.session.at(now.mono);
        let mark = SessionMark {
            episode,
            routine: live.session.routine().id.clone(),
            leg: live.session.leg().map(Into::into),
            step: u16::try_from(live.at_step).unwrap_or(u16::MAX),
            done: at.map_or(0, |at| u16::try_from(at.done.as_secs()).unwrap_or(0)),
            boot: None,
        };
        self.sync.mark(mark, cramp.length(now), now);
    }

    /// The cramp has let go, or nobody knows when it did: what is known goes into the diary, and its clock stops.
    pub(super) fn record_end(&mut self, now: &Now) {
        let seconds =
            self.cramp.as_ref().filter(|cramp| !cramp.is_open()).map(|cramp| cramp.length(now).as_secs());
        let leg = self.live.as_ref().and_then(|live| live.session.leg());
        let steps = self.steps_done;
        self.sync.change(|episode| {
            episode.is_open = false;
            episode.seconds = seconds
                .and_then(|seconds| u32::try_from(seconds).ok())
                .filter(|seconds| *seconds <= crate::domain::episode::MAX_SECONDS);
            episode.leg = leg.map(Into::into).or(episode.leg);
            episode.steps_done = Some(steps);
        });
    }

    /// It had not let go after all.
    pub(super) fn record_reopened(&mut self, now: &Now) {
        if self.cramp.is_none() {
            return;
        }
        self.handover = None;
        self.noted = None;
        self.sync.change(|episode| {
            episode.is_open = true;
            episode.seconds = None;
        });
        self.record_step(now);
    }

    /// Asks for pain and sleep, where the cramp is recorded.
    pub(super) fn begin_handover(&mut self, now: &Now) {
        if self.sync.is_on() && self.sync.episode().is_some() {
            self.handover = Some(HandOver { since: now.mono, ..HandOver::default() });
        }
    }

    pub(super) fn hand_over(&mut self, verb: HandOverVerb, key: Key, now: &Now) -> Handled {
        let Some(handover) = &mut self.handover else {
            return None;
        };
        match verb {
            HandOverVerb::Answer => handover.answer(value_of(key)),
            HandOverVerb::Left => handover.leg = Some(Leg::Left),
            HandOverVerb::Right => handover.leg = Some(Leg::Right),
            HandOverVerb::Skip => handover.at = handover.at.next(),
            HandOverVerb::TakeBack => handover.take_back(),
            HandOverVerb::Stay => {}
            // A second press of the Enter that led here answers nothing.
            HandOverVerb::Keep if handover.is_untouched() && now.mono < handover.since + ONE_PRESS => {}
            HandOverVerb::Keep => {
                handover.is_sent = true;
                self.note_answers();
                self.settle_handover();
            }
            HandOverVerb::Blank => self.close_handover(),
            HandOverVerb::Reopen => return self.reopen(now),
        }
        DONE
    }

    /// Puts the digits typed so far into the record.
    pub(super) fn note_answers(&mut self) {
        if let Some(HandOver { pain, sleep_lost, leg, .. }) = self.handover.clone() {
            self.sync.change(|episode| {
                episode.leg = leg.map(Into::into).or(episode.leg);
                episode.pain = pain.or(episode.pain);
                episode.sleep_lost = sleep_lost.or(episode.sleep_lost);
            });
        }
    }

    /// Once the diary has it, the questions are over.
    fn settle_handover(&mut self) {
        if self.handover.as_ref().is_some_and(|handover| handover.is_sent)
            && self.sync.state() == SaveState::Saved
        {
            self.close_handover();
        }
    }

    fn close_handover(&mut self) {
        self.handover = None;
        self.noted = self.sync.episode().map(|episode| episode.id.clone());
    }

    /// The leg that cramped, as far as it is known: `None` where nobody has said.
    pub(super) fn leg_said(&self) -> Option<Limb> {
        let said = self.handover.as_ref().and_then(|handover| handover.leg).map(Limb::from);
        said.or(self.sync.episode().and_then(|episode| episode.leg))
    }

    /// What is to be asked of the diary now, on behalf of the cramp on the screen.
    pub(crate) fn diary_ask(&mut self) -> Option<DiaryRequest> {
        self.sync.ask()
    }

    /// Makes the saves that failed due again.
    pub(crate) fn save_again(&mut self) {
        self.sync.save_again();
    }

    /// The diary has answered. Returns a sentence where somebody must be told.
    pub(crate) fn diary_answered(&mut self, answer: &Result<DiaryResponse, DiaryError>) -> Option<String> {
        let before = self.sync.state();
        let was_missing = self.sync.answered(answer);
        self.settle_handover();
        if was_missing {
            return Some("The diary no longer had this cramp. It is saved again.".to_owned());
        }
        if let (Some(handover), SaveState::Failed(_)) = (&mut self.handover, self.sync.state()) {
            handover.is_sent = false;
            return None;
        }
        match (before, self.sync.state()) {
            (SaveState::Failed(old), SaveState::Failed(new)) if old == new => None,
            (_, SaveState::Failed(why)) => {
                Some(format!("This cramp is not in the diary: {why}. The stretch goes on."))
            }
            _ => None,
        }
    }

    /// What the session still has to say to the diary when the program leaves: digits that were typed are not lost.
    pub(crate) fn last_asks(&mut self, now: &Now) -> Vec<DiaryRequest> {
        self.note_answers();
        // A session that is left with `q` goes on to the second where it was.
        if self.live.as_ref().is_some_and(|live| live.end.is_none()) {
            self.record_step(now);
        }
        self.sync.unsaved()
    }

    /// An entry was changed on the diary tab, and is on the disk as `after`.
    pub(crate) fn entry_changed(&mut self, id: &str, after: Option<&Episode>) {
        self.sync.was_changed(id, after);
        if self.sync.episode().is_none() {
            self.handover = None;
        }
    }

    /// The episode that is going on now, by its id.
    pub(crate) fn under_way(&self) -> Option<&str> {
        self.sync.episode().filter(|episode| episode.is_open).map(|episode| episode.id.as_str())
    }

    /// Whether cramps of this run go into the diary.
    pub(crate) fn records(&self) -> bool {
        self.sync.is_on()
    }

    /// Saves may begin: what an earlier run left open is known.
    pub(crate) fn diary_is_known(&mut self) {
        self.sync.ready();
    }

    /// How long ago an episode of an earlier run began.
    pub(crate) fn age_of(&self, episode: &Episode, mark: Option<&SessionMark>, now: &Now) -> Duration {
        let by_boot = self.sync.since(mark.and_then(|mark| mark.boot.as_ref()), now);
        // Another start of the machine: the wall clock is all there is.
        by_boot.unwrap_or_else(|| {
            let seconds = now.wall.timestamp().as_second() - episode.start.at.as_second();
            Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
        })
    }

    /// Whether a cramp has been begun that could be the one an earlier run left open.
    pub(crate) fn can_adopt(&self) -> bool {
        self.cramp.as_ref().is_some_and(Cramp::is_open)
    }

    /// Whether a session or a cramp is on the screen.
    pub(crate) fn is_busy(&self) -> bool {
        self.live.is_some() || self.can_adopt()
    }

    /// The cramp on the screen is the one of an earlier run, and so is its clock.
    pub(crate) fn adopt(&mut self, episode: Episode, age: Duration, now: &Now) {
        self.steps_done = episode.steps_done.unwrap_or(0);
        self.cramp = Some(Cramp::go_on(episode.start, age, now));
        self.sync.adopt(episode);
        self.record_step(now);
    }

    /// Goes on with a session of an earlier run, at the beginning of the step it was at.
    pub(crate) fn go_on_with(
        &mut self,
        episode: Episode,
        mark: Option<&SessionMark>,
        routine: SharedRoutine,
        age: Duration,
        now: &Now,
    ) {
        self.steps_done = episode.steps_done.unwrap_or(0);
        self.cramp = Some(Cramp::go_on(episode.start, age, now));
        self.advised = false;
        let leg = mark.and_then(|mark| mark.leg).and_then(|limb| limb.leg());
        let step = mark.map_or(0, |mark| usize::from(mark.step));
        let done = mark.map_or(0, |mark| mark.done);
        let (step, done) = if step < routine.steps.len() { (step, done) } else { (0, 0) };
        let done = Duration::from_secs(done.into());
        let session = Session::begin_at(routine, leg, (step, done), self.beat(now));
        self.sync.adopt(episode);
        self.show(session, step);
        self.record_step(now);
    }

    /// The routine that has just run to its end, by its id, and the night it did; once.
    pub(crate) fn take_finished(&mut self) -> Option<(Night, String)> {
        self.finished.take()
    }

    /// The episode on the screen, where its hand-over is done and it is in the diary.
    pub(super) fn noted(&self) -> Option<&Episode> {
        let episode = self.sync.episode().filter(|_| self.sync.state() == SaveState::Saved);
        episode.filter(|episode| self.noted.as_deref() == Some(episode.id.as_str()))
    }
}
