//! The diary on disk: one SQLite file, opened when something first needs it, left untouched when it cannot be trusted.

use std::path::PathBuf;

use crate::domain::diary::{Answer, Ask, Trouble};

/// The diary in a folder. Nothing is touched until something is asked.
#[derive(Debug)]
pub(crate) struct Store {
    folder: PathBuf,
    /// Why nothing may be written in this run.
    not_kept: Option<&'static str>,
}

impl Store {
    /// The diary of that folder. With `not_kept` it is only ever read.
    pub(crate) fn new(folder: PathBuf, not_kept: Option<&'static str>) -> Self {
        Self { folder, not_kept }
    }

    /// Asks the diary.
    ///
    /// # Errors
    /// [`Trouble`] says why it did not do what was asked.
    pub(crate) fn ask(&mut self, ask: &Ask) -> Result<Answer, Trouble> {
        let _ = ask;
        self.not_kept.map_or_else(
            || Err(Trouble::Failed(self.folder.display().to_string())),
            |why| Err(Trouble::NotKept(why)),
        )
    }
}
