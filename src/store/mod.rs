//! The diary on disk: one SQLite file, opened when something first needs it, left untouched when it cannot be trusted.

pub(crate) mod check;
pub(crate) mod copies;
mod error;
mod import;
mod legal;
mod list;
mod lock;
mod open;
mod platform;
mod read;
mod rows;
mod save;
mod schema;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use error::StoreError;
use lock::{LockResult, SessionLock};
pub(crate) use open::FILE;
use open::{Access, FileKind, Opened};
use rusqlite::Connection;

use crate::domain::{
    diary::{DiaryError, DiaryRequest, DiaryResponse, Listed, SessionMark},
    episode::{Change, Episode, Record, RecordKey},
};

/// The diary in a folder. Nothing is touched until something is asked.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    /// The reason why nothing may be written in this run.
    not_kept: Option<&'static str>,
    opened: Option<Opened>,
    lock: SessionLock,
    /// The file, by its identity, that was found to be unsound while it was in use. It is not touched again.
    refused: Option<(Option<(u64, u64)>, DiaryError)>,
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
    /// [`DiaryError`] says why it did not do what was asked.
    pub(crate) fn ask(&mut self, ask: &DiaryRequest) -> Result<DiaryResponse, DiaryError> {
        if let (true, Some(why)) = (ask.is_save(), self.not_kept) {
            return Err(DiaryError::NotKept(why));
        }
        if let Some((identity, refused)) = &self.refused {
            if *identity == platform::identity(&self.path) {
                return Err(refused.clone());
            }
            // Another file has taken its place.
            self.refused = None;
        }
        let answer = match ask {
            DiaryRequest::Save { changes } => self.save(changes),
            DiaryRequest::Import { records, dry_run: false } => self
                .write(None, |connection| {
                    import::import(connection, records).map(|verdicts| (verdicts, false))
                })
                .map(DiaryResponse::Imported),
            DiaryRequest::SaveSession { before, after, mark } => {
                self.save_session(before.as_deref(), after, mark.as_ref())
            }
            _ => self.read(ask),
        };
        answer.map_err(|fault| {
            let fault = self.looked_at_again(fault);
            self.give_up(&fault)
        })
    }

    /// Makes a copy of the diary as it is, where it has changed since the last one.
    pub(crate) fn keep_copy(&mut self) {
        if self.not_kept.is_none()
            && matches!(self.open_to_read(), Ok(true))
            && let Some(opened) = &self.opened
        {
            copies::keep(&opened.connection, &self.path);
        }
    }

    /// The fault, or what it turns out to be: what SQLite takes for damage may be a read that failed. The file is read
    /// again, whole, once in a run; one that only seems sound is found out at the next ask.
    fn looked_at_again(&mut self, fault: StoreError) -> StoreError {
        if !fault.is_damage() || self.has_doubted {
            return fault;
        }
        self.has_doubted = true;
        // Whatever was cut off by it is taken back first.
        self.opened = None;
        if open::is_whole(&self.path).unwrap_or(false) { StoreError::Unread } else { fault }
    }

    /// Says what went wrong, and sees to it that the next ask starts clean.
    fn give_up(&mut self, fault: &StoreError) -> DiaryError {
        let trouble = fault.trouble(&self.path);
        if !matches!(fault, StoreError::Changed | StoreError::Refused(_) | StoreError::NightHasCramp(_))
            && (trouble != DiaryError::Busy || !self.is_in_place())
        {
            self.opened = None;
        }
        if fault.is_for_good() {
            self.refused = Some((platform::identity(&self.path), trouble.clone()));
        }
        trouble
    }

    fn is_in_place(&self) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.is_at(&self.path))
    }

    fn save(&mut self, changes: &[Change]) -> Result<DiaryResponse, StoreError> {
        save::permit(changes)?;
        self.write(None, |connection| save::make(connection, changes).map(|()| ((), false)))?;
        save::ended(changes).for_each(|episode| self.lock.release(episode));
        Ok(DiaryResponse::Saved)
    }

    fn save_session(
        &mut self,
        before: Option<&Episode>,
        after: &Episode,
        mark: Option<&SessionMark>,
    ) -> Result<DiaryResponse, StoreError> {
        save::permit_session(after, mark)?;
        let session = mark.filter(|_| after.is_open).map(|mark| mark.episode.as_str());
        let saved = self.write(session, |connection| {
            let saved = save::make_session(connection, before, after, mark)?;
            let is_marked = saved.is_marked;
            Ok((saved, is_marked))
        })?;
        if !saved.episode.is_open {
            self.lock.release(&after.id);
        }
        Ok(DiaryResponse::SessionSaved { episode: Box::new(saved.episode), was_missing: saved.was_missing })
    }

    /// Opens the diary, claims the session and makes a change, which says whether the session's mark was saved.
    fn write<T>(
        &mut self,
        session: Option<&str>,
        make: impl FnOnce(&mut Connection) -> Result<(T, bool), StoreError>,
    ) -> Result<T, StoreError> {
        self.open_to_write()?;
        // A program holds its session's lock before any other can read the episode.
        let claim = session.map(|episode| self.lock.claim(episode));
        if claim == Some(LockResult::Elsewhere) {
            return Err(StoreError::Changed);
        }
        let Some(opened) = &mut self.opened else { return Err(StoreError::Unusable("was not opened")) };
        let made = make(&mut opened.connection);
        // After any fault but this one the change may be on the disk all the same, and is asked for again.
        let is_over = match &made {
            Ok((_, is_marked)) => !is_marked,
            Err(fault) => matches!(fault, StoreError::Changed) && claim == Some(LockResult::New),
        };
        if let (Some(episode), true) = (session, is_over) {
            self.lock.release(episode);
        }
        made.map(|(made, _)| made)
    }

    fn read(&mut self, ask: &DiaryRequest) -> Result<DiaryResponse, StoreError> {
        if !self.open_to_read()? {
            return nothing_recorded(ask);
        }
        let Some(opened) = &self.opened else { return nothing_recorded(ask) };
        let connection = &opened.connection;
        Ok(match ask {
            DiaryRequest::Save { .. } | DiaryRequest::SaveSession { .. } => DiaryResponse::Saved,
            DiaryRequest::Import { records, .. } => {
                DiaryResponse::Imported(import::look(connection, records)?)
            }
            DiaryRequest::List { filter, from, count } => {
                DiaryResponse::List(list::list(connection, filter, *from, *count)?)
            }
            DiaryRequest::Span { from, to } => DiaryResponse::Span(read::span(connection, *from, *to)?),
            DiaryRequest::Background { from, to } => {
                // A report shows numbers, and a window may have been open for days.
                open::verify(connection)?;
                DiaryResponse::Span(read::background(connection, *from, *to)?)
            }
            DiaryRequest::LeftOpen => {
                if self.not_kept.is_none() {
                    copies::keep(connection, &self.path);
                }
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
                DiaryResponse::LeftOpen(left)
            }
            DiaryRequest::Checks { count } => DiaryResponse::Checks(read::checks(connection, *count)?),
            DiaryRequest::Facts => DiaryResponse::Facts(read::facts(connection)?),
            DiaryRequest::Find(key) => DiaryResponse::Found(read::find(connection, key)?),
        })
    }

    fn access(&self) -> Access {
        if self.not_kept.is_some() { Access::ReadOnly } else { Access::Write }
    }

    /// Opens the diary if there is one; whether there is anything in it to read.
    fn open_to_read(&mut self) -> Result<bool, StoreError> {
        if self.is_in_place() {
            return Ok(true);
        }
        self.opened = None;
        if open::look(&self.path)? == FileKind::Diary {
            self.opened = Opened::open(&self.path, self.access())?;
        }
        Ok(self.opened.is_some())
    }

    /// Opens the diary, and makes it where there is none.
    fn open_to_write(&mut self) -> Result<(), StoreError> {
        if self.is_in_place() {
            return Ok(());
        }
        self.opened = None;
        if open::look(&self.path)? == FileKind::Nothing {
            open::create(&self.path)?;
            open::look(&self.path)?;
        }
        self.opened = Opened::open(&self.path, Access::Write)?;
        Ok(())
    }
}

/// True if a file of the diary's folder by this name is the diary's: the file itself, what stands beside it, its copies, its locks.
pub(crate) fn is_own_name(name: &str) -> bool {
    [FILE, "diary.copy-"].iter().any(|own| name.starts_with(own))
        || lock::lock_files().any(|lock| lock == name)
}

/// The response where no diary has been begun.
fn nothing_recorded(ask: &DiaryRequest) -> Result<DiaryResponse, StoreError> {
    Ok(match ask {
        DiaryRequest::Save { .. } | DiaryRequest::SaveSession { .. } => DiaryResponse::Saved,
        DiaryRequest::Import { records, .. } => {
            return import::look_at_nothing(records).map(DiaryResponse::Imported);
        }
        DiaryRequest::List { from, .. } => {
            DiaryResponse::List(Listed { from: *from, total: 0, entries: vec![] })
        }
        DiaryRequest::Span { from, to } | DiaryRequest::Background { from, to } => {
            DiaryResponse::Span(read::empty_span(*from, *to))
        }
        DiaryRequest::LeftOpen => DiaryResponse::LeftOpen(vec![]),
        DiaryRequest::Checks { .. } => DiaryResponse::Checks(vec![]),
        DiaryRequest::Facts => DiaryResponse::Facts(vec![]),
        DiaryRequest::Find(_) => DiaryResponse::Found(None),
    })
}
