//! The queue of requests to the diary, and the times of further attempts. A request that meets a busy file stays in the queue
//! and is sent again shortly. A failed save of a session is made again by the session, because it may know more by then.

use std::{collections::VecDeque, time::Duration};

use crate::{
    domain::{DiaryError, DiaryRequest, DiaryResponse, Now},
    screen::Asker,
};

/// Time between two attempts while another program has the file.
const BUSY_RETRY: Duration = Duration::from_millis(250);
/// Time between a failed save of a session and the next attempt.
const SAVE_RETRY: Duration = Duration::from_secs(5);

/// Requests that wait for the diary.
#[derive(Debug, Default)]
pub(super) struct DiaryQueue {
    waiting: VecDeque<(Asker, DiaryRequest)>,
    /// Another program has the file: no attempt before then, on the real clock.
    again_at: Option<Duration>,
    /// A save of a session failed: it is due again then, on the real clock.
    save_again_at: Option<Duration>,
}

/// A request with its response.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) asker: Asker,
    pub(super) ask: DiaryRequest,
    pub(super) answer: Result<DiaryResponse, DiaryError>,
}

impl DiaryQueue {
    pub(super) fn push(&mut self, asker: Asker, ask: DiaryRequest) {
        // Drops a read that is already queued.
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

    /// Takes the response to the request that was due. `None` if the diary is busy: the request stays.
    pub(super) fn take(&mut self, answer: Result<DiaryResponse, DiaryError>, now: &Now) -> Option<Answered> {
        if answer == Err(DiaryError::Busy) {
            self.again_at = Some(now.real + BUSY_RETRY);
            return None;
        }
        self.again_at = None;
        let (asker, ask) = self.waiting.pop_front()?;
        if asker == Asker::Stretch {
            let has_failed = matches!(answer, Err(DiaryError::Failed(_) | DiaryError::Unusable(_)));
            self.save_again_at = has_failed.then(|| now.real + SAVE_RETRY);
        }
        Some(Answered { asker, ask, answer })
    }

    /// True once when a failed save of a session is due again.
    pub(super) fn take_save_again(&mut self, now: &Now) -> bool {
        self.save_again_at.take_if(|at| now.real >= *at).is_some()
    }

    /// `Some` while another program has the diary; true within if a change waits to be saved.
    pub(super) fn held_up(&self) -> Option<bool> {
        let saves = self.waiting.iter().any(|(_, ask)| ask.is_save());
        self.again_at.map(|_| saves)
    }

    /// Time until the next attempt.
    pub(super) fn wakes_in(&self, now: &Now) -> Option<Duration> {
        let next = [self.again_at, self.save_again_at].into_iter().flatten().min();
        next.map(|at| at.saturating_sub(now.real))
    }

    /// The changes that are not on the disk, for a last attempt on leaving. A session gives its own.
    pub(super) fn unsaved(&self) -> impl Iterator<Item = &DiaryRequest> {
        let others = self.waiting.iter().filter(|(asker, _)| *asker != Asker::Stretch);
        others.map(|(_, ask)| ask).filter(|ask| ask.is_save())
    }
}
