//! The check behind `uncramp diary check`: it reads the whole file, names every error in it and changes no byte. The function that
//! sets a file aside, so that a new diary can be begun, is here too.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    copies,
    error::{StoreError, display_name},
    open::{self, Access, FILE, FileKind},
    platform, rows,
    schema::{self, Layout, VERSION},
};
use crate::domain::{DiaryError, RecordKind};

/// The most errors that are listed.
const LISTED: usize = 20;

/// The state of a folder's diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Health {
    /// Path of the file, also where there is none yet.
    pub(crate) path: PathBuf,
    pub(crate) state: DiaryState,
    /// The newest copy that could take its place, if the diary cannot be used, is empty or is not there.
    pub(crate) copy: Option<Copy>,
}

/// A copy of the diary that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    pub(crate) path: PathBuf,
    pub(crate) counts: RowCounts,
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DiaryState {
    /// There is no file, or an empty one.
    Nothing,
    /// The whole file was read, and it is sound.
    Sound(RowCounts),
    /// A crash cut off a save. The next start rolls it back, and the diary is then as it was before that save.
    CutOff,
    /// Another program is writing: ask again shortly.
    Busy,
    /// It cannot be used: the sentence of [`DiaryError::Unusable`], each error in the file without a word of a note, and the
    /// counts of the entries that can still be read.
    Unusable { why: String, wrong: Vec<String>, readable: RowCounts },
    /// It could not be read this time, with the reason.
    Failed(String),
}

/// Numbers of entries, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RowCounts {
    pub(crate) episodes: usize,
    pub(crate) nights: usize,
    pub(crate) medicines: usize,
    pub(crate) checks: usize,
    pub(crate) facts: usize,
}

impl RowCounts {
    /// The number of all entries.
    pub(crate) fn total(self) -> usize {
        self.episodes + self.nights + self.medicines + self.checks + self.facts
    }

    fn add(&mut self, kind: RecordKind, number: usize) {
        *match kind {
            RecordKind::Episode => &mut self.episodes,
            RecordKind::Night => &mut self.nights,
            RecordKind::Medicine => &mut self.medicines,
            RecordKind::Check => &mut self.checks,
            RecordKind::Fact => &mut self.facts,
        } += number;
    }
}

/// Checks the whole diary of a folder. Nothing is written. It must not run while a [`super::Store`] of this process has a transaction
/// open: the system would release its locks.
pub(crate) fn check(folder: &Path) -> Health {
    let path = folder.join(FILE);
    let state = match copies::inspect(&path) {
        Err(error) => state_for(&error, &path, vec![], RowCounts::default()),
        Ok(_) => check_file(&path),
    };
    let is_lost = matches!(state, DiaryState::Nothing | DiaryState::Unusable { .. });
    let copy = if is_lost && !platform::is_open_to_others(folder) { copies::newest(folder) } else { None };
    Health { path, state, copy }
}

/// Checks one file.
pub(super) fn check_file(path: &Path) -> DiaryState {
    check_diary(path).unwrap_or_else(|error| state_for(&error, path, vec![], RowCounts::default()))
}

fn state_for(error: &StoreError, path: &Path, wrong: Vec<String>, readable: RowCounts) -> DiaryState {
    if error.is_cut_off() {
        return DiaryState::CutOff;
    }
    match error.describe(path) {
        DiaryError::Busy => DiaryState::Busy,
        DiaryError::Unusable(why) => DiaryState::Unusable { why, wrong, readable },
        DiaryError::Failed(why) => DiaryState::Failed(why),
        DiaryError::NotKept(why) => DiaryState::Failed(why.into()),
        DiaryError::Changed => DiaryState::Busy,
    }
}

fn check_diary(path: &Path) -> Result<DiaryState, StoreError> {
    if open::inspect(path)? != FileKind::Diary {
        return Ok(DiaryState::Nothing);
    }
    let connection = open::connect(path, Access::ReadOnly)?;
    let mut wrong = vec![];
    match open::sound_layout(&connection, path) {
        Err(StoreError::Damaged) => wrong.push("the end of the file is missing".into()),
        layout => match layout? {
            Layout::Empty => return Ok(DiaryState::Nothing),
            Layout::Foreign => return Err(StoreError::Foreign),
            Layout::Diary(version) if version > VERSION => return Err(StoreError::Newer(version)),
            Layout::Diary(VERSION) => {}
            Layout::Diary(_) => return check_older(&connection, path),
        },
    }
    wrong.extend(integrity_errors(&connection)?);
    let mut worst = (!wrong.is_empty()).then_some(StoreError::Damaged);
    let mut counts = RowCounts::default();
    for kind in RecordKind::ALL {
        let unreadable = check_rows(&connection, *kind, &mut counts, &mut wrong).unwrap_or_else(|error| {
            wrong.push(format!("table {} cannot be read to its end", rows::table(*kind)));
            Some(error)
        });
        worst = worst.or(unreadable);
    }
    wrong.truncate(LISTED);
    Ok(match worst {
        None => DiaryState::Sound(counts),
        Some(error) => state_for(&error, path, wrong, counts),
    })
}

/// The check of a diary of an earlier version: its rows are counted, and read once the file has been migrated.
fn check_older(connection: &Connection, path: &Path) -> Result<DiaryState, StoreError> {
    let wrong = integrity_errors(connection)?;
    if !wrong.is_empty() {
        return Ok(state_for(&StoreError::Damaged, path, wrong, RowCounts::default()));
    }
    let mut counts = RowCounts::default();
    for kind in RecordKind::ALL {
        let rows: u32 = schema::number(connection, &format!("SELECT count(*) FROM {}", rows::table(*kind)))?;
        counts.add(*kind, usize::try_from(rows).unwrap_or(usize::MAX));
    }
    Ok(DiaryState::Sound(counts))
}

/// SQLite's own check of the file: its pages, and the indexes against the tables.
fn integrity_errors(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({LISTED})"))?;
    let mut rows = statement.query([])?;
    let mut said = vec![];
    loop {
        match rows.next().map_err(StoreError::from) {
            Ok(None) => return Ok(said),
            Ok(Some(row)) => {
                let line: String = row.get(0)?;
                said.extend(line.lines().filter(|line| *line != "ok").map(str::to_owned));
            }
            Err(error) if error.is_permanent() => {
                said.push("the file's pages do not hang together".into());
                return Ok(said);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Counts the rows of a table, and describes each that is no record. Returns the error of the first of these.
fn check_rows(
    connection: &Connection,
    kind: RecordKind,
    counts: &mut RowCounts,
    wrong: &mut Vec<String>,
) -> Result<Option<StoreError>, StoreError> {
    let mut statement = connection.prepare(&rows::select(kind, "NOT INDEXED ORDER BY serial"))?;
    let mut found_rows = statement.query([])?;
    let mut first = None;
    while let Some(row) = found_rows.next()? {
        match rows::record(kind, row) {
            Ok(_) => counts.add(kind, 1),
            Err(error) => {
                if let StoreError::Row { table, id } = &error {
                    wrong.push(format!("an entry that cannot be read: table {table}, {id}"));
                }
                first.get_or_insert(error);
            }
        }
    }
    Ok(first)
}

/// Renames the diary's file to `diary.db.set-aside-1` or the next free name, so that a new diary can be begun. The file is not changed,
/// and nothing is overwritten. The journal beside it is renamed too. Returns the new path.
///
/// # Errors
/// A sentence: there is no diary, another program has it open, or the folder may not be written.
pub(crate) fn set_aside(folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join(FILE);
    if fs::symlink_metadata(&path).is_err() {
        return Err(format!("{} is not there: there is nothing to set aside", display_name(&path)));
    }
    // No other program may write while the file is renamed, or half a save would stay behind. No program writes to a file that cannot
    // be read.
    let _locked = match open::inspect(&path) {
        Ok(FileKind::Diary) => {
            let locked = open::connect(&path, Access::Write).and_then(|connection| {
                connection.execute_batch("BEGIN EXCLUSIVE")?;
                Ok(connection)
            });
            if locked.as_ref().is_err_and(StoreError::is_busy) {
                let name = display_name(&path);
                return Err(format!("another program is writing to {name}: try again when it has ended"));
            }
            locked.ok()
        }
        Err(error @ StoreError::OpenFolder) => return Err(error.describe(&path).sentence()),
        _ => None,
    };
    let failed = |error: &io::Error| format!("{} could not be set aside: {error}", display_name(&path));
    let is_free = |path: &Path| fs::symlink_metadata(path).is_err();
    let aside = (1..1000)
        .map(|number| open::beside(&path, &format!(".set-aside-{number}")))
        .find(|aside| is_free(aside) && is_free(&open::beside(aside, "-journal")))
        .ok_or_else(|| {
            format!("{} could not be set aside: too many are there already", display_name(&path))
        })?;
    for ending in ["", "-journal", "-wal", "-shm"] {
        match fs::rename(open::beside(&path, ending), open::beside(&aside, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&error)),
            _ => {}
        }
    }
    Ok(aside)
}
