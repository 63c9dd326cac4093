//! The diary on disk: one SQLite file, opened when it is first needed, and left untouched when it is damaged or not ours.

pub(crate) mod check;
pub(crate) mod copies;
mod error;
mod import;
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

use check::DiaryState;
use error::StoreError;
use lock::{LockResult, SessionLock};
pub(crate) use open::FILE;
use open::{Access, FileKind, Opened};
pub(crate) use platform::create_folder;
use rusqlite::Connection;

use crate::domain::{Change, DiaryError, DiaryRequest, DiaryResponse, Episode, Record, SessionMark};

/// The diary of a folder. It touches nothing before the first request.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    /// The reason why nothing may be written in this run.
    not_kept: Option<&'static str>,
    opened: Option<Opened>,
    lock: SessionLock,
    /// A file that was found damaged while it was in use, by its identity. It is not touched again.
    refused: Option<(Option<(u64, u64)>, DiaryError)>,
    /// The file was read again in this run after SQLite reported damage.
    was_verified: bool,
    /// An empty diary in memory, which answers while there is no file.
    empty: Option<Connection>,
}

impl Store {
    /// The diary of that folder. With `not_kept` it is only ever read.
    pub(crate) fn new(folder: PathBuf, not_kept: Option<&'static str>) -> Self {
        let lock = SessionLock::new(&folder);
        let path = folder.join(FILE);
        Self { path, not_kept, opened: None, lock, refused: None, was_verified: false, empty: None }
    }

    /// Carries out a request.
    ///
    /// # Errors
    /// [`DiaryError`] has the reason.
    pub(crate) fn ask(&mut self, request: &DiaryRequest) -> Result<DiaryResponse, DiaryError> {
        if let (true, Some(why)) = (request.is_save(), self.not_kept) {
            return Err(DiaryError::NotKept(why));
        }
        if let Some((identity, refused)) = &self.refused {
            if *identity == platform::identity(&self.path) {
                return Err(refused.clone());
            }
            // Another file is in its place.
            self.refused = None;
        }
        let response = match request {
            DiaryRequest::Save { changes } => self.save(changes),
            DiaryRequest::Import { records, dry_run: false } => self.import(records),
            DiaryRequest::SaveSession { before, after, mark } => {
                self.save_session(before.as_deref(), after, mark.as_ref())
            }
            _ => self.read(request),
        };
        response.map_err(|error| {
            let error = self.verify_damage(error);
            self.close_after(&error)
        })
    }

    /// Makes a copy of the diary, if it has changed since the last one.
    pub(crate) fn keep_copy(&mut self) {
        if self.not_kept.is_none()
            && matches!(self.open_to_read(), Ok(true))
            && let Some(opened) = &self.opened
        {
            copies::copy_if_changed(&opened.connection, &self.path);
        }
    }

    /// The error, or a read error in place of damage: SQLite reports a read that failed as damage too. The whole file is read again,
    /// once in a run.
    fn verify_damage(&mut self, error: StoreError) -> StoreError {
        if !error.is_damage() || std::mem::replace(&mut self.was_verified, true) {
            return error;
        }
        // Closing undoes a save that was cut off.
        self.opened = None;
        match check::check_file(&self.path) {
            DiaryState::Sound(_) | DiaryState::Nothing => StoreError::Unread,
            _ => error,
        }
    }

    /// Describes an error, and closes the file where the next request must open it anew.
    fn close_after(&mut self, error: &StoreError) -> DiaryError {
        let described = error.describe(&self.path);
        if !matches!(error, StoreError::Changed | StoreError::Refused(_))
            && (described != DiaryError::Busy || !self.is_in_place())
        {
            self.opened = None;
        }
        if error.is_permanent() {
            self.refused = Some((platform::identity(&self.path), described.clone()));
        }
        described
    }

    fn is_in_place(&self) -> bool {
        self.opened.as_ref().is_some_and(|opened| opened.is_at(&self.path))
    }

    fn save(&mut self, changes: &[Change]) -> Result<DiaryResponse, StoreError> {
        save::validate(changes)?;
        save::save_changes(self.open_to_write()?, changes)?;
        save::ended(changes).for_each(|episode| self.lock.release(episode));
        Ok(DiaryResponse::Saved)
    }

    fn import(&mut self, records: &[Record]) -> Result<DiaryResponse, StoreError> {
        import::import(self.open_to_write()?, records).map(DiaryResponse::Imported)
    }

    fn save_session(
        &mut self,
        before: Option<&Episode>,
        after: &Episode,
        mark: Option<&SessionMark>,
    ) -> Result<DiaryResponse, StoreError> {
        save::validate_session(after, mark)?;
        self.open_to_write()?;
        // A program holds its session's lock before any other can read the episode. The last save needs it too: of two programs that
        // took up the same cramp at the same moment, one ends it.
        let is_running = after.is_open && mark.is_some();
        let is_ending = !after.is_open && before.is_some_and(|before| before.is_open);
        let claim = (is_running || is_ending).then(|| match before {
            None => self.lock.begin(&after.id),
            Some(_) => self.lock.claim(&after.id),
        });
        if claim == Some(LockResult::Elsewhere) {
            return Err(StoreError::Changed);
        }
        let is_new_claim = claim == Some(LockResult::New);
        let saved = save::save_session(self.open_to_write()?, before, after, mark, is_new_claim);
        let is_over = match &saved {
            Ok(saved) => !saved.episode.is_open,
            // After any other error the change may be on the disk, and the app sends the request again.
            Err(error) => matches!(error, StoreError::Changed) && is_new_claim,
        };
        if is_over {
            self.lock.release(&after.id);
        }
        let saved = saved?;
        Ok(DiaryResponse::SessionSaved { episode: Box::new(saved.episode), was_missing: saved.was_missing })
    }

    fn read(&mut self, request: &DiaryRequest) -> Result<DiaryResponse, StoreError> {
        self.open_to_read()?;
        match &self.opened {
            Some(opened) => self.read_from(&opened.connection, request),
            // No diary has been begun: the answers are those of an empty one.
            None => {
                let empty = self.empty.take().map_or_else(empty_diary, Ok)?;
                let answer = self.read_from(&empty, request);
                self.empty = Some(empty);
                answer
            }
        }
    }

    fn read_from(
        &self,
        connection: &Connection,
        request: &DiaryRequest,
    ) -> Result<DiaryResponse, StoreError> {
        Ok(match request {
            // `ask` never sends one here. Nothing is saved, so no response may say so.
            DiaryRequest::Save { .. } | DiaryRequest::SaveSession { .. } => {
                return Err(StoreError::Refused("a save was taken for a read: nothing was saved".into()));
            }
            DiaryRequest::Import { records, .. } => {
                DiaryResponse::Imported(import::dry_run(connection, records)?)
            }
            DiaryRequest::List(filter) => DiaryResponse::List(list::list(connection, filter)?),
            DiaryRequest::Span { from, to } => DiaryResponse::Span(read::span(connection, *from, *to)?),
            DiaryRequest::Background { from, to } => {
                // A report shows numbers, and a window may have been open for days.
                open::verify(connection)?;
                DiaryResponse::Span(read::background(connection, *from, *to)?)
            }
            DiaryRequest::LeftOpen => {
                if self.not_kept.is_none() && self.opened.is_some() {
                    copies::copy_if_changed(connection, &self.path);
                }
                // No program can end its session between the two reads: its save waits for this transaction.
                let _snapshot = connection.unchecked_transaction()?;
                let mut found = read::open(connection)?;
                if !found.is_empty() {
                    let running = self.lock.running();
                    found.retain(|(episode, _)| !running.has(&episode.id));
                }
                DiaryResponse::LeftOpen(found)
            }
            DiaryRequest::Checks { count } => DiaryResponse::Checks(read::checks(connection, *count)?),
            DiaryRequest::Facts => DiaryResponse::Facts(read::facts(connection)?),
            DiaryRequest::Find(key) => DiaryResponse::Found(rows::find(connection, key)?),
        })
    }

    /// Opens the diary if there is one. True if there is something to read in it.
    fn open_to_read(&mut self) -> Result<bool, StoreError> {
        if !self.is_in_place() {
            self.opened = None;
            if copies::inspect(&self.path)? == FileKind::Diary {
                let access = if self.not_kept.is_some() { Access::ReadOnly } else { Access::Write };
                self.opened = Opened::open(&self.path, access)?;
            }
        }
        Ok(self.opened.is_some())
    }

    /// Opens the diary, and creates it if there is none.
    fn open_to_write(&mut self) -> Result<&mut Connection, StoreError> {
        if !self.is_in_place() {
            self.opened = None;
            if copies::inspect(&self.path)? == FileKind::Nothing {
                open::create(&self.path)?;
                open::inspect(&self.path)?;
            }
            self.opened = Opened::open(&self.path, Access::Write)?;
        }
        let opened = self.opened.as_mut().ok_or(StoreError::Unusable("was not opened"))?;
        Ok(&mut opened.connection)
    }
}

fn empty_diary() -> Result<Connection, StoreError> {
    let mut empty = Connection::open_in_memory()?;
    schema::migrate(&mut empty)?;
    Ok(empty)
}

/// True if a file with this name in the diary's folder belongs to the diary: the file itself, its journal, copies and locks.
pub(crate) fn is_own_name(name: &str) -> bool {
    [FILE, "diary.copy-"].iter().any(|own| name.starts_with(own))
        || lock::lock_files().any(|lock| lock == name)
}
