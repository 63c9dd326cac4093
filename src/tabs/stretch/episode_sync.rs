//! What a session leaves in the diary: an episode, open from its first second, and the step it is at.

use std::time::Duration;

use crate::domain::{
    diary::{Answer, Ask, BootTime, Mark, SessionMark, Trouble},
    episode::{Change, Episode, Ids, Record, RecordKey},
    time::Now,
};

/// Keeps the diary in step with the cramp on the screen. One save is under way at a time, and what changes meanwhile goes
/// with the next: so a save that failed is made good by the one after it.
#[derive(Debug, Default)]
pub(crate) struct Keeper {
    /// `None` where nothing is recorded.
    ids: Option<Ids>,
    /// The machine's own clock as the program began.
    boot: Option<BootTime>,
    /// Whether it is known what an earlier run left open: nothing is written before.
    is_ready: bool,
    /// The cramps of this run; the last one is the one on the screen, while there is one.
    lines: Vec<Line>,
    is_on_screen: bool,
}

/// One cramp and what the diary knows of it.
#[derive(Debug)]
struct Line {
    /// What is on the disk.
    stored: Option<Episode>,
    /// What ought to be; `None` for nothing.
    wanted: Option<Episode>,
    mark: Option<Mark>,
    /// What is being written.
    under_way: Option<Option<Episode>>,
    /// Something has changed since the last save began.
    is_due: bool,
    /// Why the last save failed.
    trouble: Option<String>,
    /// It was changed in another window: what is there now is asked for, once.
    looking: Look,
}

/// Whether what is on the disk has to be looked at before it is changed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Look {
    #[default]
    No,
    Due,
    UnderWay,
    /// Looked at, and it was refused all the same.
    Done,
}

impl Line {
    fn new(stored: Option<Episode>, wanted: Option<Episode>) -> Self {
        let is_due = stored != wanted;
        Self { stored, wanted, mark: None, under_way: None, is_due, trouble: None, looking: Look::No }
    }

    /// Whether something that ought to be on the disk is not, and nobody is writing it.
    fn is_behind(&self) -> bool {
        self.under_way.is_none() && self.stored != self.wanted
    }

    /// Puts what the session knows over what another window has made of the entry.
    fn rebase(&mut self, theirs: &Episode) {
        let mine = self.wanted.take();
        self.wanted = mine.map(|mine| Episode {
            is_open: mine.is_open,
            seconds: mine.seconds,
            steps_done: mine.steps_done,
            routine: mine.routine,
            leg: mine.leg.or(theirs.leg),
            muscle: mine.muscle.or(theirs.muscle),
            pain: mine.pain.or(theirs.pain),
            sleep_lost: mine.sleep_lost.or(theirs.sleep_lost),
            ..theirs.clone()
        });
        self.stored = Some(theirs.clone());
        self.is_due = true;
    }
}

/// How far the record of the cramp on the screen has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing is recorded in this run, or there is no cramp.
    Not,
    Saving,
    Saved,
    Failed(String),
}

impl Keeper {
    /// Records from now on.
    pub(crate) fn new(ids: Ids, boot: Option<BootTime>) -> Self {
        Self { ids: Some(ids), boot, ..Self::default() }
    }

    pub(crate) fn is_on(&self) -> bool {
        self.ids.is_some()
    }

    /// It is known what was left open: saves may begin.
    pub(crate) fn ready(&mut self) {
        self.is_ready = true;
    }

    /// A cramp begins: `make` fills in what is known of it.
    pub(crate) fn begin(&mut self, make: impl FnOnce(String) -> Episode) {
        if let Some(ids) = &mut self.ids {
            let wanted = Some(make(ids.make()));
            // What could not be saved so far is tried again with this one.
            self.lines.iter_mut().for_each(|line| line.is_due |= line.is_behind());
            self.lines.retain(|line| line.is_due || line.under_way.is_some());
            self.lines.push(Line::new(None, wanted));
            self.is_on_screen = true;
        }
    }

    /// Goes on with an episode that is in the diary already. One that was begun meanwhile, and not written yet, was the
    /// same cramp.
    pub(crate) fn adopt(&mut self, episode: Episode) {
        if self.ids.is_none() {
            return;
        }
        if self.current().is_some_and(|line| line.stored.is_none() && line.under_way.is_none()) {
            self.lines.pop();
        }
        let stored = Some(episode);
        let wanted = stored.clone();
        self.lines.push(Line::new(stored, wanted));
        self.is_on_screen = true;
    }

    /// The cramp on the screen as it is to be recorded.
    pub(crate) fn episode(&self) -> Option<&Episode> {
        self.current().and_then(|line| line.wanted.as_ref())
    }

    fn current(&self) -> Option<&Line> {
        self.lines.last().filter(|_| self.is_on_screen)
    }

    fn current_mut(&mut self) -> Option<&mut Line> {
        self.lines.last_mut().filter(|_| self.is_on_screen)
    }

    /// The cramp has left the screen: what is known of it is still written, and nothing changes it any more.
    pub(crate) fn let_go(&mut self) {
        self.is_on_screen = false;
    }

    /// An entry was changed elsewhere in this window, and is on the disk as `after`.
    pub(crate) fn was_changed(&mut self, id: &str, after: Option<&Episode>) {
        let is_it = |episode: &Option<Episode>| episode.as_ref().is_some_and(|episode| episode.id == id);
        for line in self.lines.iter_mut().filter(|line| is_it(&line.stored) || is_it(&line.wanted)) {
            line.stored = after.cloned();
            line.wanted = after.cloned();
            line.trouble = None;
        }
    }

    /// Changes what is to be recorded of the cramp on the screen.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Episode)) {
        if let Some(line) = self.current_mut()
            && let Some(episode) = &mut line.wanted
        {
            let before = episode.clone();
            change(episode);
            if *episode != before || line.trouble.is_some() {
                line.is_due = true;
            }
        }
    }

    /// Notes where the session is of a cramp that has lasted for `length`.
    pub(crate) fn mark(&mut self, mut mark: SessionMark, length: Duration, now: &Now) {
        mark.boot = self.boot.as_ref().and_then(|boot| {
            let at = Duration::from_millis(boot.millis) + now.real;
            let began = at.checked_sub(length)?;
            Some(BootTime { boot: boot.boot.clone(), millis: u64::try_from(began.as_millis()).ok()? })
        });
        if let Some(line) = self.current_mut()
            && line.wanted.as_ref().is_some_and(|episode| episode.is_open)
        {
            line.mark = Some(Mark::Keep(mark));
            line.is_due = true;
        }
    }

    /// What is to be asked of the diary now.
    pub(crate) fn ask(&mut self) -> Option<Ask> {
        let is_busy = |line: &Line| line.under_way.is_some() || line.looking == Look::UnderWay;
        if !self.is_ready || self.lines.iter().any(is_busy) {
            return None;
        }
        let line = self.lines.iter_mut().find(|line| line.is_due)?;
        if let (Look::Due, Some(stored)) = (line.looking, &line.stored) {
            line.looking = Look::UnderWay;
            return Some(Ask::Find(RecordKey::Episode(stored.id.clone())));
        }
        line.is_due = false;
        let mut changes = vec![];
        if line.stored != line.wanted {
            let record = |episode: &Option<Episode>| episode.clone().map(Record::Episode);
            changes.push(Change { before: record(&line.stored), after: record(&line.wanted) });
        }
        line.under_way = Some(line.wanted.clone());
        Some(Ask::Save { changes, mark: line.mark.take() })
    }

    /// Takes in what the diary answered.
    pub(crate) fn answered(&mut self, answer: &Result<Answer, Trouble>) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.looking == Look::UnderWay) {
            line.looking = Look::Done;
            match answer {
                Ok(Answer::Found(Some(Record::Episode(theirs)))) => line.rebase(theirs),
                // Deleted on purpose, in another window: it does not come back.
                Ok(_) => (line.stored, line.wanted, line.is_due) = (None, None, false),
                Err(trouble) => line.trouble = Some(trouble.sentence()),
            }
            return;
        }
        let Some(line) = self.lines.iter_mut().find(|line| line.under_way.is_some()) else {
            return;
        };
        let written = line.under_way.take();
        match answer {
            Ok(_) => {
                line.stored = written.unwrap_or_default();
                line.trouble = None;
                line.looking = Look::No;
            }
            Err(Trouble::Changed) if line.looking == Look::No && line.stored.is_some() => {
                line.looking = Look::Due;
                line.is_due = true;
            }
            Err(trouble) => line.trouble = Some(trouble.sentence()),
        }
    }

    /// How far the record of the cramp on the screen has got.
    pub(crate) fn state(&self) -> Kept {
        match self.current() {
            None => Kept::Not,
            Some(line) => match &line.trouble {
                Some(sentence) => Kept::Failed(sentence.clone()),
                None if line.stored == line.wanted && line.under_way.is_none() => Kept::Saved,
                None => Kept::Saving,
            },
        }
    }

    /// The changes that are not on the disk, for a last attempt at leaving.
    pub(crate) fn unsaved(&mut self) -> Vec<Ask> {
        self.is_ready = true;
        let mut asks = vec![];
        for line in &mut self.lines {
            // What was under way was not acknowledged; making a change twice is making it once.
            line.is_due |= line.under_way.take().is_some() || line.is_behind();
            line.looking = Look::Done;
        }
        while let Some(ask) = self.ask() {
            asks.push(ask);
            for line in &mut self.lines {
                line.under_way = None;
            }
        }
        asks
    }

    /// How long ago something began by the machine's own clock; `None` where that cannot be known.
    pub(crate) fn since(&self, began: Option<&BootTime>, now: &Now) -> Option<Duration> {
        let (here, then) = (self.boot.as_ref()?, began?);
        if here.boot != then.boot {
            return None;
        }
        (Duration::from_millis(here.millis) + now.real).checked_sub(Duration::from_millis(then.millis))
    }
}
