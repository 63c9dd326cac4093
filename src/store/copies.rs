//! Copies of the diary: one is made at a start after the diary has changed, and the last three are kept beside it. Each is a
//! snapshot of a whole diary. `uncramp diary recover` puts the newest in the place of a damaged diary.

#![expect(clippy::disallowed_methods, reason = "the diary is on the disk")]

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{
    check::{self, Copy, DiaryState, RowCounts},
    error::{self, StoreError},
    open::{self, FILE, FileKind},
    platform,
    schema::Layout,
};

/// Number of copies that are kept.
const KEPT: usize = 3;
/// The name of a copy while it is made. It is renamed once it is whole.
const DRAFT: &str = "diary.copy-new.db";

/// The copies of a folder, the newest first.
fn names() -> impl DoubleEndedIterator<Item = String> + ExactSizeIterator {
    (1..KEPT + 1).map(|number| format!("diary.copy-{number}.db"))
}

/// Makes a copy of an open diary that was verified, if it has changed since the last copy. Failure is not reported: the diary works
/// without copies.
pub(super) fn copy_if_changed(connection: &Connection, path: &Path) {
    let Some(folder) = path.parent() else { return };
    // A diary that may not be written does not change either.
    if connection.is_readonly("main").unwrap_or(true) {
        return;
    }
    let changed = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).ok();
    let newest = names().next().and_then(|name| changed(&folder.join(name)));
    let is_new = newest.is_none_or(|newest| changed(path).is_some_and(|changed| changed > newest));
    // A file of that name that is no diary belongs to another program or person, and no copy is made then.
    if is_new && names().all(|name| is_free_or_ours(&folder.join(name))) {
        let _ = make(connection, folder);
    }
}

fn make(connection: &Connection, folder: &Path) -> Result<(), StoreError> {
    let draft = begin_draft(folder)?;
    let made = draft
        .to_str()
        .ok_or(StoreError::Unusable("has a folder whose name is no text"))
        .and_then(|to| Ok(connection.execute("VACUUM INTO ?1", [to])?))
        .and_then(|_| Ok(File::open(&draft)?.sync_all()?))
        .and_then(|()| Ok(shift(folder, &draft)?));
    if made.is_err() {
        let _ = fs::remove_file(&draft);
    }
    made
}

/// Gives each copy the next older name, and the draft the newest.
fn shift(folder: &Path, draft: &Path) -> io::Result<()> {
    let paths: Vec<PathBuf> = names().map(|name| folder.join(name)).collect();
    for pair in paths.windows(2).rev() {
        if let [newer, older] = pair
            && newer.exists()
        {
            fs::rename(newer, older)?;
        }
    }
    if let Some(newest) = paths.first() {
        fs::rename(draft, newest)?;
    }
    platform::sync_folder(folder)
}

/// Creates an empty draft. A draft that a killed program has left is removed; a file that is not ours is not.
fn begin_draft(folder: &Path) -> Result<PathBuf, StoreError> {
    let draft = folder.join(DRAFT);
    if !is_free_or_ours(&draft) {
        return Err(StoreError::Unusable("has another file in the place of its copy"));
    }
    match fs::remove_file(&draft) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let file = platform::private(File::options().write(true).create_new(true)).open(&draft)?;
    platform::make_private(&file);
    Ok(draft)
}

/// True if the path is free, or has a diary or an empty file.
fn is_free_or_ours(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(found) if !found.is_file() => false,
        Ok(found) => found.len() == 0 || matches!(open::layout_at(path), Ok(Layout::Diary(_))),
    }
}

/// Inspects the diary's file.
///
/// # Errors
/// Those of [`open::inspect`], and an empty file beside a copy, whole or not: the copies of a new diary in it would push that one out.
pub(super) fn inspect(path: &Path) -> Result<FileKind, StoreError> {
    let found = open::inspect(path)?;
    let is_copy = |name: String| fs::metadata(path.with_file_name(name)).is_ok_and(|found| found.len() > 0);
    if found == FileKind::Empty && names().any(is_copy) {
        return Err(StoreError::Unusable("is empty, but a copy of it is not"));
    }
    Ok(found)
}

/// The newest copy that can be used.
pub(super) fn newest(folder: &Path) -> Option<Copy> {
    names().map(|name| folder.join(name)).find_map(|path| match check::check_file(&path) {
        DiaryState::Sound(counts) if counts.total() > 0 => Some(Copy { path, counts }),
        _ => None,
    })
}

/// The result of [`recover`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recovered {
    /// The diary, and its entries.
    pub(crate) path: PathBuf,
    pub(crate) counts: RowCounts,
    /// True where the diary was whole, so that nothing was done.
    pub(crate) was_whole: bool,
    /// The new name of the damaged file, where there was one.
    pub(crate) aside: Option<PathBuf>,
}

/// Puts the newest whole copy in the place of a diary that cannot be used, is empty or is not there. A file in its place is set
/// aside, and not changed.
///
/// # Errors
/// A sentence: there is no copy, another program has the diary open, or the folder may not be written.
pub(crate) fn recover(folder: &Path) -> Result<Recovered, String> {
    let path = folder.join(FILE);
    let said = |error: &StoreError| error.describe(&path).sentence();
    let found = open::inspect(&path);
    if let Err(error @ (StoreError::OpenFolder | StoreError::Newer(_) | StoreError::File(_))) = &found {
        return Err(said(error));
    }
    match check::check_file(&path) {
        // An empty file was left by a crash before its first save, or its disk has lost the diary.
        DiaryState::Nothing | DiaryState::Unusable { .. } => {}
        DiaryState::Sound(counts) => return Ok(Recovered { path, counts, was_whole: true, aside: None }),
        DiaryState::CutOff => {
            return Err(format!(
                "the last save in {} was cut off: the next entry takes it back",
                error::display_name(&path)
            ));
        }
        DiaryState::Busy => {
            return Err(format!(
                "another program is writing to {}: try again shortly",
                error::display_name(&path)
            ));
        }
        DiaryState::Failed(why) => return Err(why),
    }
    let copy = newest(folder).ok_or_else(|| {
        let state = match found {
            Ok(FileKind::Nothing) => " is not there, and",
            Ok(FileKind::Empty) => " is empty, and",
            _ => "",
        };
        format!("{}{state} has no copy that could take its place", error::display_name(&path))
    })?;
    // The draft is whole before the damaged file goes, so a program that is killed here leaves one of them.
    let draft = begin_draft(folder).map_err(|error| said(&error))?;
    let failed = |error: &io::Error| format!("{} cannot be written: {error}", error::display_name(&path));
    let written = fs::read(&copy.path)
        .and_then(|bytes| fs::write(&draft, bytes))
        .and_then(|()| File::open(&draft)?.sync_all());
    let put = written.map_err(|error| failed(&error)).and_then(|()| {
        let is_there = fs::symlink_metadata(&path).is_ok();
        let aside = if is_there { Some(check::set_aside(folder)?) } else { None };
        fs::rename(&draft, &path)
            .and_then(|()| platform::sync_folder(folder))
            .map_err(|error| failed(&error))?;
        Ok(aside)
    });
    if put.is_err() {
        let _ = fs::remove_file(&draft);
    }
    Ok(Recovered { aside: put?, path, counts: copy.counts, was_whole: false })
}
