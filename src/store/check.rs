//! The check behind `uncramp diary check`: it reads the whole file, names every error in it and changes no byte. Setting a file
//! aside, so that a new diary can be begun, is here too.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    copies,
    error::{StoreError, name},
    open::{self, Access, FILE, FileKind},
    platform,
    rows::{TABLES, Table},
    schema::{self, Layout, VERSION},
};
use crate::domain::{diary::DiaryError, episode::Record};

/// The most complaints that are listed one by one.
const LISTED: usize = 20;

/// The state of a folder's diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Health {
    /// Path of the file, also where there is none yet.
    pub(crate) path: PathBuf,
    pub(crate) state: State,
    /// The newest copy that could take its place, where it cannot be used or is not there.
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
pub(crate) enum State {
    /// No diary has been begun.
    Nothing,
    /// All of it was read, and it is whole.
    Sound(RowCounts),
    /// A save was cut off by a crash; the next start takes it back, and the diary is then as it was before that save.
    CutOff,
    /// Another program is writing: ask again shortly.
    Busy,
    /// It cannot be used: the sentence why, as [`DiaryError::Unusable`] has it; what is wrong, piece by piece, without a word of
    /// a note; and what can be read all the same, where anything can.
    Unusable { why: String, wrong: Vec<String>, readable: RowCounts },
    /// It could not be looked at this time, and why.
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
    /// All together.
    pub(crate) fn total(self) -> usize {
        self.episodes + self.nights + self.medicines + self.checks + self.facts
    }

    pub(super) fn count(&mut self, record: &Record) {
        *match record {
            Record::Episode(_) => &mut self.episodes,
            Record::Night(_) => &mut self.nights,
            Record::Medicine(_) => &mut self.medicines,
            Record::Check(_) => &mut self.checks,
            Record::Fact(..) => &mut self.facts,
        } += 1;
    }
}

/// Looks at the diary of a folder, all of it. Nothing is written. Not to be asked while a [`super::Store`] of this process
/// is in the middle of something: the system would let go of its locks.
pub(crate) fn check(folder: &Path) -> Health {
    let path = folder.join(FILE);
    let state = look_at(&path);
    let is_lost = matches!(state, State::Nothing | State::Unusable { .. });
    let copy = if is_lost && !platform::is_open_to_others(folder) { copies::newest(folder) } else { None };
    Health { path, state, copy }
}

/// The same for one file.
pub(super) fn look_at(path: &Path) -> State {
    look_through(path).unwrap_or_else(|error| said(&error, path, vec![], RowCounts::default()))
}

fn said(error: &StoreError, path: &Path, wrong: Vec<String>, readable: RowCounts) -> State {
    if error.is_cut_off() {
        return State::CutOff;
    }
    match error.describe(path) {
        DiaryError::Busy => State::Busy,
        DiaryError::Unusable(why) => State::Unusable { why, wrong, readable },
        DiaryError::Failed(why) => State::Failed(why),
        DiaryError::NotKept(why) => State::Failed(why.into()),
        DiaryError::Changed => State::Busy,
    }
}

fn look_through(path: &Path) -> Result<State, StoreError> {
    if open::look(path)? != FileKind::Diary {
        return Ok(State::Nothing);
    }
    let connection = open::connect(path, Access::ReadOnly)?;
    let layout = open::sound_layout(&connection, path);
    let mut wrong = vec![];
    if matches!(layout, Err(StoreError::Damaged)) {
        wrong.push("the end of the file is missing".into());
    } else {
        match layout? {
            Layout::Empty => return Ok(State::Nothing),
            Layout::Foreign => return Err(StoreError::Foreign),
            Layout::Diary(version) if version > VERSION => return Err(StoreError::Newer(version)),
            Layout::Diary(VERSION) => {}
            Layout::Diary(_) => return look_through_older(&connection, path),
        }
    }
    wrong.extend(complaints(&connection)?);
    let mut worst = (!wrong.is_empty()).then_some(StoreError::Damaged);
    let mut counts = RowCounts::default();
    for table in TABLES {
        if let Err(error) = read_through(&connection, table, &mut counts, &mut wrong) {
            wrong.push(format!("table {} cannot be read to its end", table.name));
            worst.get_or_insert(error);
        } else if let (None, Some(last)) = (&worst, wrong.last()) {
            worst = Some(StoreError::Row {
                table: table.name,
                id: last.rsplit(", ").next().unwrap_or_default().into(),
            });
        }
    }
    wrong.truncate(LISTED);
    Ok(match worst {
        None => State::Sound(counts),
        Some(error) => said(&error, path, wrong, counts),
    })
}

/// The same for a diary of an earlier version: its rows are counted, and read once it has been brought up to date.
fn look_through_older(connection: &Connection, path: &Path) -> Result<State, StoreError> {
    let wrong = complaints(connection)?;
    if !wrong.is_empty() {
        return Ok(said(&StoreError::Damaged, path, wrong, RowCounts::default()));
    }
    let rows = |table: &str| {
        let rows: u32 = schema::number(connection, &format!("SELECT count(*) FROM {table}"))?;
        Ok::<_, StoreError>(usize::try_from(rows).unwrap_or(usize::MAX))
    };
    Ok(State::Sound(RowCounts {
        episodes: rows("episode")?,
        nights: rows("night_note")?,
        medicines: rows("medicine")?,
        checks: rows("checklist")?,
        facts: rows("fact")?,
    }))
}

/// SQLite's own examination of the file: its pages, and whether the indexes and the tables agree.
fn complaints(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({LISTED})"))?;
    let mut rows = statement.query([])?;
    let mut said = vec![];
    loop {
        match rows.next() {
            Ok(None) => return Ok(said),
            Ok(Some(row)) => {
                let line: String = row.get(0)?;
                said.extend(line.lines().filter(|line| *line != "ok").map(str::to_owned));
            }
            Err(error) if StoreError::is_sql_permanent(&error) => {
                said.push("the file's pages do not hang together".into());
                return Ok(said);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

fn read_through(
    connection: &Connection,
    table: &Table,
    counts: &mut RowCounts,
    wrong: &mut Vec<String>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(&table.select("NOT INDEXED ORDER BY serial"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        match table.record(row) {
            Ok(record) => counts.count(&record),
            Err(StoreError::Row { table, id }) => {
                wrong.push(format!("an entry that cannot be read: table {table}, {id}"));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Gives the diary's file another name, `diary.db.set-aside-1` or the next that is free, so that a new diary can be begun. It is
/// not changed, and nothing is overwritten. The journal beside it goes with it. Answers the new path.
///
/// # Errors
/// A sentence: there is none, another program has it open, or the folder may not be written.
pub(crate) fn set_aside(folder: &Path) -> Result<PathBuf, String> {
    let path = folder.join(FILE);
    if fs::symlink_metadata(&path).is_err() {
        return Err(format!("{} is not there: there is nothing to set aside", name(&path)));
    }
    // No other program may write while the file is moved, or half a save would stay behind. A file that cannot be read is
    // written to by none.
    let busy = || format!("another program is writing to {}: try again when it has ended", name(&path));
    let held = match open::look(&path) {
        Ok(FileKind::Diary) => match open::connect(&path, Access::Write) {
            // The settings of a connection already look into the file, and may meet the lock.
            Err(error) if error.describe(&path) == DiaryError::Busy => return Err(busy()),
            connection => connection.ok(),
        },
        Err(error @ StoreError::OpenFolder) => return Err(error.describe(&path).sentence()),
        _ => None,
    };
    if let Some(connection) = &held
        && let Err(error) = connection.execute_batch("BEGIN EXCLUSIVE")
        && StoreError::is_sql_busy(&error)
    {
        return Err(busy());
    }
    let failed = |error: &io::Error| format!("{} could not be set aside: {error}", name(&path));
    let is_free = |path: &Path| fs::symlink_metadata(path).is_err();
    let with = |path: &Path, ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let aside = (1..1000)
        .map(|number| with(&path, &format!(".set-aside-{number}")))
        .find(|aside| is_free(aside) && is_free(&with(aside, "-journal")))
        .ok_or_else(|| format!("{} could not be set aside: too many are there already", name(&path)))?;
    fs::rename(&path, &aside).map_err(|error| failed(&error))?;
    for ending in ["-journal", "-wal", "-shm"] {
        match fs::rename(with(&path, ending), with(&aside, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&error)),
            _ => {}
        }
    }
    Ok(aside)
}
