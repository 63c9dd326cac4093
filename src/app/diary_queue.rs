//! The queue of requests to the diary. A file that another program is writing to is asked again shortly, and
//! meanwhile the screen goes on.

use std::{collections::VecDeque, time::Duration};

use crate::{
    domain::{
        diary::{DiaryError, DiaryRequest, DiaryResponse},
        time::Now,
    },
    screen::Asker,
};

/// Time between two attempts.
const AGAIN_AFTER: Duration = Duration::from_millis(250);

/// Questions that wait for the diary.
#[derive(Debug, Default)]
pub(super) struct DiaryQueue {
    waiting: VecDeque<(Asker, DiaryRequest)>,
    /// Another program has the file: not before then, on the real clock.
    again_at: Option<Duration>,
}

/// A question with its answer, on the way to who asked.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) asker: Asker,
    pub(super) ask: DiaryRequest,
    pub(super) answer: Result<DiaryResponse, DiaryError>,
}

impl DiaryQueue {
    pub(super) fn push(&mut self, asker: Asker, ask: DiaryRequest) {
        // Asked twice before it was answered once, a question is one.
        if !ask.is_save() {
            self.waiting.retain(|(other, waiting)| (*other, waiting) != (asker, &ask));
        }
        self.waiting.push_back((asker, ask));
    }

    /// The request to make now.
    pub(super) fn due(&self, now: &Now) -> Option<&DiaryRequest> {
        if self.again_at.is_some_and(|at| now.real < at) {
            return None;
        }
        self.waiting.front().map(|(_, ask)| ask)
    }

    /// Takes the answer to what was due. `None`: the diary is busy, and will be asked again.
    pub(super) fn take(&mut self, answer: Result<DiaryResponse, DiaryError>, now: &Now) -> Option<Answered> {
        if answer == Err(DiaryError::Busy) {
            self.again_at = Some(now.real + AGAIN_AFTER);
            return None;
        }
        self.again_at = None;
        let (asker, ask) = self.waiting.pop_front()?;
        Some(Answered { asker, ask, answer })
    }

    /// `Some` while another program has the diary; true within if a change waits to be saved.
    pub(super) fn held_up(&self) -> Option<bool> {
        let saves = self.waiting.iter().any(|(_, ask)| ask.is_save());
        self.again_at.map(|_| saves)
    }

    /// Time until the next attempt.
    pub(super) fn wakes_in(&self, now: &Now) -> Option<Duration> {
        self.again_at.map(|at| at.saturating_sub(now.real))
    }

    /// The changes that have not been written, for a last attempt at leaving; a session speaks for itself.
    pub(super) fn unsaved(&self) -> impl Iterator<Item = &DiaryRequest> {
        let others = self.waiting.iter().filter(|(asker, _)| *asker != Asker::Stretch);
        others.map(|(_, ask)| ask).filter(|ask| ask.is_save())
    }
}
