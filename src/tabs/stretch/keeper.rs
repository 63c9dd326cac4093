//! What a session leaves in the diary: an episode, open from its first second, and the step it is at.

use std::time::Duration;

use crate::domain::{
    diary::{Ask, BootTime, Mark, SessionMark, Trouble},
    episode::{Change, Episode, Ids, Record},
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
    /// The cramps of this run; the last one is the one on the screen.
    lines: Vec<Line>,
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
            self.lines.retain(|line| line.is_due || line.under_way.is_some());
            self.lines.push(Line {
                stored: None,
                wanted,
                mark: None,
                under_way: None,
                is_due: true,
                trouble: None,
            });
        }
    }

    /// Goes on with an episode that is in the diary already. One that was begun meanwhile, and not written yet, was the
    /// same cramp.
    pub(crate) fn adopt(&mut self, episode: Episode) {
        if self.ids.is_none() {
            return;
        }
        self.lines.retain(|line| line.stored.is_some() || line.under_way.is_some());
        let stored = Some(episode);
        let wanted = stored.clone();
        self.lines.push(Line { stored, wanted, mark: None, under_way: None, is_due: false, trouble: None });
    }

    /// The cramp on the screen as it is to be recorded.
    pub(crate) fn episode(&self) -> Option<&Episode> {
        self.lines.last().and_then(|line| line.wanted.as_ref())
    }

    /// Changes what is to be recorded of the cramp on the screen.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Episode)) {
        if let Some(line) = self.lines.last_mut()
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
        if let Some(line) = self.lines.last_mut()
            && line.wanted.as_ref().is_some_and(|episode| episode.is_open)
        {
            line.mark = Some(Mark::Keep(mark));
            line.is_due = true;
        }
    }

    /// What is to be asked of the diary now.
    pub(crate) fn ask(&mut self) -> Option<Ask> {
        if !self.is_ready || self.lines.iter().any(|line| line.under_way.is_some()) {
            return None;
        }
        let line = self.lines.iter_mut().find(|line| line.is_due)?;
        line.is_due = false;
        let mut changes = vec![];
        if line.stored != line.wanted {
            let record = |episode: &Option<Episode>| episode.clone().map(Record::Episode);
            changes.push(Change { before: record(&line.stored), after: record(&line.wanted) });
        }
        line.under_way = Some(line.wanted.clone());
        Some(Ask::Save { changes, mark: line.mark.take() })
    }

    /// Takes in how the save under way went.
    pub(crate) fn answered(&mut self, trouble: Option<&Trouble>) {
        let Some(line) = self.lines.iter_mut().find(|line| line.under_way.is_some()) else {
            return;
        };
        let written = line.under_way.take();
        line.trouble = trouble.map(Trouble::sentence);
        if let (None, Some(written)) = (trouble, written) {
            line.stored = written;
        }
    }

    /// How far the record of the cramp on the screen has got.
    pub(crate) fn state(&self) -> Kept {
        match self.lines.last() {
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
            line.is_due |= line.under_way.take().is_some();
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
