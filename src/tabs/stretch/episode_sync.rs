//! Keeps the diary in step with the cramp on the screen: an episode, open from its first second, and the step it is at.

use std::time::Duration;

use crate::domain::{
    BootTime, Change, DiaryError, DiaryRequest, DiaryResponse, Episode, Ids, Now, Record, SessionMark,
};

/// The cramps of this run and how far each is saved. One save is under way at a time, and a change made meanwhile goes with the
/// next one. So the next save makes good a save that failed.
#[derive(Debug, Default)]
pub(crate) struct EpisodeSync {
    /// `None` where nothing is recorded.
    ids: Option<Ids>,
    /// The machine's own clock at the start of the program.
    boot: Option<BootTime>,
    /// The diary has said what an earlier run left open. Nothing is written before that.
    is_ready: bool,
    /// The cramps of this run; the last one is the one on the screen, while there is one.
    cramps: Vec<Tracked>,
    is_on_screen: bool,
}

/// One cramp and the diary's state of it.
#[derive(Debug)]
struct Tracked {
    /// The entry on the disk.
    stored: Option<Episode>,
    /// The entry as it should be; `None` for no entry.
    wanted: Option<Episode>,
    mark: Option<SessionMark>,
    /// The entry that is being written; within, `None` for one that is being deleted.
    under_way: Option<Option<Episode>>,
    /// It has changed since the last save began.
    is_due: bool,
    /// The reason why the last save failed.
    error: Option<String>,
}

impl Tracked {
    fn new(stored: Option<Episode>, wanted: Episode) -> Self {
        let is_due = stored.as_ref() != Some(&wanted);
        Self { stored, wanted: Some(wanted), mark: None, under_way: None, is_due, error: None }
    }

    /// True if the disk is behind and no save is under way.
    fn is_behind(&self) -> bool {
        self.under_way.is_none() && self.stored != self.wanted
    }

    /// The next save.
    fn save(&mut self) -> Option<DiaryRequest> {
        self.is_due = false;
        let (before, after) = (self.stored.clone(), self.wanted.clone());
        self.under_way = Some(after.clone());
        match (before, after) {
            (before, Some(after)) => {
                let before = before.map(Box::new);
                Some(DiaryRequest::SaveSession { before, after: Box::new(after), mark: self.mark.take() })
            }
            (Some(before), None) => {
                let delete = Change { before: Some(Record::Episode(before)), after: None };
                Some(DiaryRequest::Save { changes: vec![delete] })
            }
            (None, None) => {
                self.under_way = None;
                None
            }
        }
    }
}

/// The progress of saving the cramp on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// Nothing is recorded in this run, or there is no cramp.
    Off,
    Saving,
    Saved,
    Failed(String),
}

impl EpisodeSync {
    /// Records from now on.
    pub(crate) fn new(ids: Ids, boot: Option<BootTime>) -> Self {
        Self { ids: Some(ids), boot, ..Self::default() }
    }

    pub(crate) fn is_on(&self) -> bool {
        self.ids.is_some()
    }

    /// The diary has said what was left open: saves may begin.
    pub(crate) fn ready(&mut self) {
        self.is_ready = true;
    }

    /// A cramp begins: `make` fills in what is known of it.
    pub(crate) fn begin(&mut self, make: impl FnOnce(String) -> Episode) {
        if let Some(ids) = &mut self.ids {
            let wanted = make(ids.make());
            self.save_again();
            self.cramps.retain(|cramp| cramp.is_due || cramp.under_way.is_some());
            self.cramps.push(Tracked::new(None, wanted));
            self.is_on_screen = true;
        }
    }

    /// Makes every save due that has not succeeded so far.
    pub(crate) fn save_again(&mut self) {
        self.cramps.iter_mut().for_each(|cramp| cramp.is_due |= cramp.is_behind());
    }

    /// Goes on with an episode that is in the diary already. One that was begun meanwhile, and not written yet, was the
    /// same cramp.
    pub(crate) fn adopt(&mut self, episode: Episode) {
        if self.ids.is_none() {
            return;
        }
        if self.current().is_some_and(|cramp| cramp.stored.is_none() && cramp.under_way.is_none()) {
            self.cramps.pop();
        }
        self.cramps.push(Tracked::new(Some(episode.clone()), episode));
        self.is_on_screen = true;
    }

    /// The cramp on the screen as it is to be recorded.
    pub(crate) fn episode(&self) -> Option<&Episode> {
        self.current().and_then(|cramp| cramp.wanted.as_ref())
    }

    fn current(&self) -> Option<&Tracked> {
        self.cramps.last().filter(|_| self.is_on_screen)
    }

    fn current_mut(&mut self) -> Option<&mut Tracked> {
        self.cramps.last_mut().filter(|_| self.is_on_screen)
    }

    /// The cramp has left the screen: it is still written, and nothing changes it any more.
    pub(crate) fn detach(&mut self) {
        self.is_on_screen = false;
    }

    /// An entry was changed elsewhere in this window, and is on the disk as `after`.
    pub(crate) fn was_changed(&mut self, id: &str, after: Option<&Episode>) {
        let is_it = |episode: &Option<Episode>| episode.as_ref().is_some_and(|episode| episode.id == id);
        for cramp in self.cramps.iter_mut().filter(|cramp| is_it(&cramp.stored) || is_it(&cramp.wanted)) {
            cramp.stored = after.cloned();
            cramp.wanted = after.cloned();
            cramp.error = None;
        }
    }

    /// Changes the record of the cramp on the screen.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Episode)) {
        if let Some(cramp) = self.current_mut()
            && let Some(episode) = &mut cramp.wanted
        {
            let before = episode.clone();
            change(episode);
            if *episode != before || cramp.error.is_some() {
                cramp.is_due = true;
            }
        }
    }

    /// Notes the session's step, for a cramp that has lasted for `length`.
    pub(crate) fn mark(&mut self, mut mark: SessionMark, length: Duration, now: &Now) {
        mark.boot = self.boot.as_ref().and_then(|boot| {
            let at = Duration::from_millis(boot.millis) + now.real;
            let began = at.checked_sub(length)?;
            Some(BootTime { boot: boot.boot.clone(), millis: u64::try_from(began.as_millis()).ok()? })
        });
        if let Some(cramp) = self.current_mut()
            && cramp.wanted.as_ref().is_some_and(|episode| episode.is_open)
        {
            cramp.mark = Some(mark);
            cramp.is_due = true;
        }
    }

    /// The next request to the diary.
    pub(crate) fn ask(&mut self) -> Option<DiaryRequest> {
        if !self.is_ready || self.cramps.iter().any(|cramp| cramp.under_way.is_some()) {
            return None;
        }
        self.cramps.iter_mut().filter(|cramp| cramp.is_due).find_map(Tracked::save)
    }

    /// Takes in the diary's answer. True where the diary no longer had the cramp, so that it was added again.
    pub(crate) fn answered(&mut self, answer: &Result<DiaryResponse, DiaryError>) -> bool {
        let Some(cramp) = self.cramps.iter_mut().find(|cramp| cramp.under_way.is_some()) else {
            return false;
        };
        let written = cramp.under_way.take();
        match answer {
            Ok(DiaryResponse::SessionSaved { episode, was_missing }) => {
                cramp.error = None;
                // Another window may have added to the entry.
                cramp.wanted = match cramp.wanted.take() {
                    wanted if written == Some(wanted.clone()) => Some((**episode).clone()),
                    Some(wanted) => Some(wanted.put_over(episode)),
                    // Deleted in this window while it was being written: it is deleted again.
                    None => None,
                };
                cramp.stored = Some((**episode).clone());
                cramp.is_due |= cramp.wanted.is_none();
                return *was_missing && cramp.wanted.is_some();
            }
            Ok(_) => cramp.stored = written.flatten(),
            Err(error) => cramp.error = Some(error.sentence()),
        }
        false
    }

    /// The progress of saving the cramp on the screen.
    pub(crate) fn state(&self) -> SaveState {
        match self.current() {
            None => SaveState::Off,
            Some(cramp) => match &cramp.error {
                Some(sentence) => SaveState::Failed(sentence.clone()),
                None if cramp.stored == cramp.wanted && cramp.under_way.is_none() => SaveState::Saved,
                None => SaveState::Saving,
            },
        }
    }

    /// The saves that are not on the disk, for a last attempt on leaving.
    pub(crate) fn unsaved(&mut self) -> Vec<DiaryRequest> {
        let mut asks = vec![];
        for cramp in &mut self.cramps {
            // A save under way was not acknowledged; to make it twice is to make it once.
            if cramp.under_way.take().is_some() || cramp.is_behind() || cramp.is_due {
                asks.extend(cramp.save());
            }
        }
        asks
    }

    /// The time since something began by the machine's own clock; `None` where that cannot be known.
    pub(crate) fn since(&self, began: Option<&BootTime>, now: &Now) -> Option<Duration> {
        let (here, then) = (self.boot.as_ref()?, began?);
        if here.boot != then.boot {
            return None;
        }
        (Duration::from_millis(here.millis) + now.real).checked_sub(Duration::from_millis(then.millis))
    }
}
