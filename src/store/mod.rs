//! The diary on disk: one SQLite file, opened when something first needs it, left untouched when it cannot be trusted.

pub(crate) mod check;
mod fault;
mod legal;
mod list;
mod lock;
mod open;
mod platform;
mod read;
pub(crate) mod recover;
mod rows;
mod save;
mod schema;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use fault::Fault;
use lock::{Claim, SessionLock};
pub(crate) use open::FILE;
use open::{Access, Opened, Seen};

use crate::domain::{
    diary::{Answer, Ask, Listed, Mark, Trouble},
    episode::{Change, Record, RecordKey},
};

/// The diary in a folder. Nothing is touched until something is asked.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    /// Why nothing may be written in this run.
    not_kept: Option<&'static str>,
    opened: Option<Opened>,
    lock: SessionLock,
    /// The file was found to be unsound while it was in use, and is not touched again.
    refused: Option<Trouble>,
    /// It was taken for damaged before, and read again.
    has_doubted: bool,
}

impl Store {
    /// The diary of that folder. With `not_kept` it is only ever read.
    pub(crate) fn new(folder: PathBuf, not_kept: Option<&'static str>) -> Self {
        let lock = SessionLock::new(&folder);
        Self {
            path: folder.join(open::FILE),
            not_kept,
            opened: None,
            lock,
            refused: None,
            has_doubted: false,
        }
    }

    /// Asks the diary.
    ///
    /// # Errors
    /// [`Trouble`] says why it did not do what was asked.
    pub(crate) fn ask(&mut self, ask: &Ask) -> Result<Answer, Trouble> {
        if let (Ask::Save { .. }, Some(why)) = (ask, self.not_kept) {
            return Err(Trouble::NotKept(why));
        }
        if let Some(refused) = &self.refused {
            return Err(refused.clone());
        }
        let answer = match ask {
            Ask::Save { changes, mark } => self.save(changes, mark.as_ref()),
            _ => self.read(ask),
        };
        answer.map_err(|fault| {
            let fault = self.looked_at_again(fault);
            self.give_up(&fault)
        })
    }

    /// The fault, or what it turns out to be: what SQLite takes for damage may be a read that failed. The file is read
    /// again, whole, once in a run; one that only seems sound is found out at the next ask.
    fn looked_at_again(&mut self, fault: Fault) -> Fault {
        if !fault.is_damage() || self.has_doubted {
            return fault;
        }
        self.has_doubted = true;
        // Whatever was cut off by it is taken back first.
        self.opened = None;
        if open::is_whole(&self.path).unwrap_or(false) { Fault::Unread } else { fault }
    }

    /// Says what went wrong, and sees to it that the next ask starts clean.
    fn give_up(&mut self, fault: &Fault) -> Trouble {
        let trouble = fault.trouble(&self.path);
        if !matches!(fault, Fault::Changed | Fault::Refused(_))
            && (trouble != Trouble::Busy || !self.is_in_place())
        {
            self.opened = None;
        }
        if fault.is_for_good() {
            self.refused = Some(trouble.clone());
        }
        trouble
    }

    fn is_in_place(&self) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.is_at(&self.path))
    }

    fn save(&mut self, changes: &[Change], mark: Option<&Mark>) -> Result<Answer, Fault> {
        save::permit(changes, mark)?;
        self.open_to_write()?;
        // Whoever runs a session holds its lock before anybody can read of its episode.
        let session = match mark {
            Some(Mark::Keep(mark)) if !save::ended(changes).any(|ended| ended == mark.episode) => {
                Some(mark.episode.as_str())
            }
            _ => None,
        };
        let claim = session.map(|episode| self.lock.claim(episode));
        if claim == Some(Claim::Elsewhere) {
            return Err(Fault::Changed);
        }
        let Some(opened) = &mut self.opened else { return Err(Fault::Unusable("was not opened")) };
        let made = opened
            .look_over_once(&self.path)
            .and_then(|()| save::make(&mut opened.connection, changes, mark));
        match made {
            Ok(is_run) => {
                save::ended(changes).for_each(|episode| self.lock.release(episode));
                if let (Some(episode), false) = (session, is_run) {
                    self.lock.release(episode);
                }
                Ok(Answer::Saved)
            }
            Err(fault) => {
                // After any other fault it may be kept all the same, and is asked for again.
                if let (Fault::Changed, Some(episode), Some(Claim::New)) = (&fault, session, claim) {
                    self.lock.release(episode);
                }
                Err(fault)
            }
        }
    }

    fn read(&mut self, ask: &Ask) -> Result<Answer, Fault> {
        if !self.open_to_read()? {
            return Ok(nothing_recorded(ask));
        }
        let Some(opened) = &self.opened else { return Ok(nothing_recorded(ask)) };
        let connection = &opened.connection;
        Ok(match ask {
            Ask::Save { .. } => Answer::Saved,
            Ask::List { filter, from, count } => Answer::List(list::list(connection, filter, *from, *count)?),
            Ask::ListAround { filter, key, from, count } => {
                Answer::List(list::list_around(connection, filter, key, (*from, *count))?)
            }
            Ask::Span { from, to } => Answer::Span(read::span(connection, *from, *to)?),
            Ask::Background { from, to } => Answer::Span(read::background(connection, *from, *to)?),
            Ask::LeftOpen => {
                let mut found = read::open(connection)?;
                if !found.is_empty() {
                    let running = self.lock.running();
                    found.retain(|(episode, _)| !running.has(&episode.id));
                }
                // A session may have ended between the two looks.
                let is_still_open = |id: &str| {
                    read::find(connection, &RecordKey::Episode(id.to_owned()))
                        .map(|now| matches!(now, Some(Record::Episode(episode)) if episode.is_open))
                };
                let mut left = vec![];
                for (episode, mark) in found {
                    if is_still_open(&episode.id)? {
                        left.push((episode, mark));
                    }
                }
                Answer::LeftOpen(left)
            }
            Ask::Checks { count } => Answer::Checks(read::checks(connection, *count)?),
            Ask::Facts => Answer::Facts(read::facts(connection)?),
            Ask::Find(key) => Answer::Found(read::find(connection, key)?),
        })
    }

    fn access(&self) -> Access {
        if self.not_kept.is_some() { Access::ReadOnly } else { Access::Write }
    }

    /// Opens the diary if there is one; whether there is anything in it to read.
    fn open_to_read(&mut self) -> Result<bool, Fault> {
        if self.is_in_place() {
            return Ok(true);
        }
        self.opened = None;
        if open::look(&self.path)? == Seen::Diary {
            self.opened = Opened::open(&self.path, self.access())?;
        }
        Ok(self.opened.is_some())
    }

    /// Opens the diary, and makes it where there is none.
    fn open_to_write(&mut self) -> Result<(), Fault> {
        if self.is_in_place() {
            return Ok(());
        }
        self.opened = None;
        if open::look(&self.path)? == Seen::Nothing {
            open::create(&self.path)?;
            if open::look(&self.path)? == Seen::Nothing {
                return Err(Fault::Unusable("is a link that leads nowhere"));
            }
        }
        self.opened = Opened::open(&self.path, Access::Write)?;
        Ok(())
    }
}

/// What is answered where no diary has been begun.
fn nothing_recorded(ask: &Ask) -> Answer {
    match ask {
        Ask::Save { .. } => Answer::Saved,
        Ask::List { from, .. } | Ask::ListAround { from, .. } => {
            Answer::List(Listed { from: *from, total: 0, entries: vec![] })
        }
        Ask::Span { from, to } | Ask::Background { from, to } => Answer::Span(read::empty_span(*from, *to)),
        Ask::LeftOpen => Answer::LeftOpen(vec![]),
        Ask::Checks { .. } => Answer::Checks(vec![]),
        Ask::Facts => Answer::Facts(vec![]),
        Ask::Find(_) => Answer::Found(None),
    }
}
