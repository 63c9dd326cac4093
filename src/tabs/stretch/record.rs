//! The cramp's entry in the diary: written when it begins, at each step, and when it lets go.

use std::time::Duration;

use super::{StretchScreen, StretchTab, episode_sync::SaveState};
use crate::domain::{
    Cramp, DiaryError, DiaryRequest, DiaryResponse, EntrySource, Episode, MAX_SECONDS, Now, Routine, Session,
    SessionMark, SharedRoutine, StepKind,
};

/// The tag of a stretch that was tried.
const STRETCHED: &str = "stretch";

impl StretchTab {
    /// A cramp begins with this routine: its entry is in the diary from the first second.
    pub(super) fn record_begin(&mut self, routine: &SharedRoutine) {
        self.steps_done = 0;
        let Some(since) = self.cramp.as_ref().map(|cramp| cramp.since) else { return };
        self.sync.begin(|id| Episode {
            is_open: true,
            muscle: routine.muscle.map(Into::into),
            routine: Some(routine.id.clone()),
            ..Episode::new(id, since, EntrySource::Session)
        });
    }

    /// Another routine for the same cramp.
    pub(super) fn record_routine(&mut self, routine: &Routine) {
        self.steps_done = 0;
        self.sync.change(|episode| {
            episode.routine = Some(routine.id.clone());
            episode.muscle = routine.muscle.map(Into::into).or(episode.muscle);
        });
    }

    /// Records the step of the session, so that another start of the program can go on there.
    pub(super) fn record_step(&mut self, now: &Now) {
        let (Some(live), Some(cramp)) = (self.session(), self.open_cramp()) else { return };
        let (leg, at_step, length) = (live.session.leg(), live.at_step, cramp.length(now));
        let routine = live.routine().clone();
        let done = live.session.at(now.mono).map_or(0, |at| at.done.as_secs());
        let steps = self.steps_done;
        // A stretch counts as tried once a hold has begun.
        let has_held = routine.steps.iter().take(at_step + 1).any(|step| step.kind == StepKind::Hold);
        self.sync.change(|episode| {
            if has_held && !episode.tried.iter().any(|tag| tag == STRETCHED) {
                episode.tried.push(STRETCHED.to_owned());
            }
            episode.leg = leg.map(Into::into).or(episode.leg);
            episode.steps_done = Some(steps);
        });
        let Some(episode) = self.sync.episode().map(|episode| episode.id.clone()) else { return };
        let mark = SessionMark {
            episode,
            routine: routine.id.clone(),
            leg: leg.map(Into::into),
            step: u16::try_from(at_step).unwrap_or(u16::MAX),
            done: u16::try_from(done).unwrap_or(0),
            boot: None,
        };
        self.sync.mark(mark, length, now);
    }

    /// The cramp has let go, or its end is unknown: closes the entry, without a length where that is unknown.
    pub(super) fn record_end(&mut self, now: &Now) {
        let eased = self.cramp.as_ref().filter(|cramp| !cramp.is_open());
        let seconds = eased.and_then(|cramp| u32::try_from(cramp.length(now).as_secs()).ok());
        let leg = self.session().and_then(|live| live.session.leg());
        let steps = self.steps_done;
        self.sync.change(|episode| {
            episode.is_open = false;
            episode.seconds = seconds.filter(|seconds| *seconds <= MAX_SECONDS);
            episode.leg = leg.map(Into::into).or(episode.leg);
            episode.steps_done = Some(steps);
        });
    }

    /// The cramp had not let go after all.
    pub(super) fn record_reopened(&mut self, now: &Now) {
        if self.cramp.is_none() {
            return;
        }
        self.sync.change(|episode| {
            episode.is_open = true;
            episode.seconds = None;
        });
        self.record_step(now);
    }

    /// Takes the diary's answer. Returns a sentence that the person must read.
    pub(crate) fn diary_answered(&mut self, answer: &Result<DiaryResponse, DiaryError>) -> Option<String> {
        let before = self.sync.state();
        let was_missing = self.sync.answered(answer);
        self.settle_questions();
        if was_missing {
            return Some("The diary no longer had this cramp. It is saved again.".to_owned());
        }
        let SaveState::Failed(why) = self.sync.state() else { return None };
        if let StretchScreen::Questions { questions, .. } = &mut self.state {
            // The questions say it themselves.
            questions.is_sent = false;
            return None;
        }
        let is_known = before == SaveState::Failed(why.clone());
        (!is_known).then(|| format!("This cramp is not in the diary: {why}. The stretch goes on."))
    }

    /// The saves that are left when the program ends. Answers that were typed are among them.
    pub(crate) fn last_asks(&mut self, now: &Now) -> Vec<DiaryRequest> {
        self.note_answers();
        if self.running().is_some() {
            self.record_step(now);
        }
        self.sync.unsaved()
    }

    /// An entry was changed on the diary tab; it is on the disk as `after`, or deleted.
    pub(crate) fn entry_changed(&mut self, id: &str, after: Option<&Episode>) {
        self.sync.was_changed(id, after);
        if self.sync.episode().is_none() {
            self.close_questions();
        }
    }

    /// The id of the episode that is going on.
    pub(crate) fn under_way(&self) -> Option<&str> {
        self.sync.episode().filter(|episode| episode.is_open).map(|episode| episode.id.as_str())
    }

    /// Time since an episode of an earlier run began. After a restart of the machine only the wall clock can tell.
    pub(crate) fn age_of(&self, episode: &Episode, mark: Option<&SessionMark>, now: &Now) -> Duration {
        let by_boot = self.sync.since(mark.and_then(|mark| mark.boot.as_ref()), now);
        by_boot.unwrap_or_else(|| {
            let seconds = now.wall.timestamp().as_second() - episode.start.at.as_second();
            Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
        })
    }

    /// True if a session or a cramp is on the screen.
    pub(crate) fn is_busy(&self) -> bool {
        self.is_live() || self.open_cramp().is_some()
    }

    /// Continues a cramp of an earlier run, with its clock, as the cramp on the screen.
    pub(crate) fn adopt(&mut self, episode: Episode, age: Duration, now: &Now) {
        self.steps_done = episode.steps_done.unwrap_or(0);
        self.cramp = Some(Cramp::go_on(episode.start, age, now));
        self.sync.adopt(episode);
        self.record_step(now);
    }

    /// Continues a session of an earlier run, at the step and second it was at.
    pub(crate) fn go_on_with(
        &mut self,
        episode: Episode,
        mark: Option<&SessionMark>,
        routine: SharedRoutine,
        age: Duration,
        now: &Now,
    ) {
        self.advised = false;
        let leg = mark.and_then(|mark| mark.leg).and_then(|limb| limb.leg());
        let place = mark.map_or((0, 0), |mark| (usize::from(mark.step), mark.done));
        let (step, done) = if place.0 < routine.steps.len() { place } else { (0, 0) };
        let done = Duration::from_secs(done.into());
        self.steps_done = episode.steps_done.unwrap_or(0);
        self.cramp = Some(Cramp::go_on(episode.start, age, now));
        let session = Session::begin_at(routine, leg, (step, done), self.beat(now));
        self.sync.adopt(episode);
        self.show(session, step);
        self.record_step(now);
    }

    /// The episode on the screen, once its questions are over and it is in the diary.
    pub(super) fn noted(&self) -> Option<&Episode> {
        let is_over = matches!(self.state, StretchScreen::Ended { .. }) && self.open_cramp().is_none();
        self.sync.episode().filter(|_| is_over && self.sync.state() == SaveState::Saved)
    }
}
