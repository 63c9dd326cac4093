//! Opening the diary's file: inspected before SQLite touches it, created for its owner alone, and verified.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    error::StoreError,
    platform,
    schema::{self, Layout, VERSION},
};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, ffi};

/// The diary's file in its folder.
pub(crate) const FILE: &str = "diary.db";
/// The wait for the lock of another program. It is short, because the screen does not change meanwhile.
const PATIENCE: Duration = Duration::from_millis(40);

/// The rights of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Nothing is ever written.
    ReadOnly,
    Write,
}

/// The kind of file at the path, found without SQLite and without a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Nothing,
    /// A file in which nothing was ever saved: a crash came before the first save was through.
    Empty,
    /// By its header a diary that this program can read.
    Diary,
}

/// Inspects the file at the path.
///
/// # Errors
/// Anything that is no diary of this version or an earlier one. It is not touched, and nothing waits for it.
pub(super) fn inspect(path: &Path) -> Result<FileKind, StoreError> {
    if path.parent().is_some_and(platform::is_open_to_others) {
        return Err(StoreError::OpenFolder);
    }
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            return Err(StoreError::Unusable("is a link, and the diary is kept in no file but its own"));
        }
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(FileKind::Nothing),
        Err(error) => return Err(unreadable(error)),
    };
    if metadata.is_dir() {
        return Err(StoreError::Unusable("is a folder"));
    }
    // Opening a pipe would wait for its other end, and reading a device might never end.
    if !metadata.is_file() {
        return Err(StoreError::Unusable("is no regular file"));
    }
    if metadata.len() == 0 {
        return Ok(FileKind::Empty);
    }
    let header: [u8; 100] = match head(path) {
        Ok(Some(header)) => header,
        Ok(None) if first_save_was_cut_off(path) => return Ok(FileKind::Empty),
        Ok(None) => return Err(StoreError::Foreign),
        Err(error) => return Err(unreadable(error)),
    };
    match layout_in(&header) {
        Layout::Diary(version) if version <= VERSION => Ok(FileKind::Diary),
        _ if first_save_was_cut_off(path) => Ok(FileKind::Empty),
        Layout::Diary(version) => Err(StoreError::Newer(version)),
        Layout::Foreign | Layout::Empty if header.iter().all(|byte| *byte == 0) => Err(StoreError::Damaged),
        Layout::Foreign | Layout::Empty => Err(StoreError::Foreign),
    }
}

fn unreadable(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::NotADirectory => {
            StoreError::Unusable("is in no folder: a file is in the folder's place")
        }
        io::ErrorKind::PermissionDenied => StoreError::Unusable("may not be read"),
        _ => error.into(),
    }
}

/// The layout in the first bytes of a file.
pub(super) fn layout_at(path: &Path) -> io::Result<Layout> {
    Ok(head(path)?.map_or(Layout::Foreign, |header: [u8; 100]| layout_in(&header)))
}

/// The layout in SQLite's header: `application_id` at byte 68, `user_version` at byte 60.
fn layout_in(header: &[u8; 100]) -> Layout {
    let number = |at: usize| {
        let bytes = header.get(at..at + 4).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        bytes.map_or(0, i32::from_be_bytes)
    };
    if !header.starts_with(b"SQLite format 3\0") {
        return Layout::Foreign;
    }
    Layout::of(number(68), number(60))
}

/// The first `N` bytes of a regular file; `None` if it has fewer.
fn head<const N: usize>(path: &Path) -> io::Result<Option<[u8; N]>> {
    // Opening does not wait, even if a pipe has taken the file's place since the inspection.
    let mut file = platform::private(fs::OpenOptions::new().read(true)).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut bytes = [0; N];
    match file.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// True if the journal beside the file shows that the file was empty before a save that never ended. SQLite makes it empty again.
fn first_save_was_cut_off(path: &Path) -> bool {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let journal = beside(path, "-journal");
    if !fs::symlink_metadata(&journal).is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    // Bytes 16 to 20: the number of pages that the file had.
    matches!(head::<28>(&journal), Ok(Some(bytes)) if bytes.starts_with(&MAGIC) && bytes.get(16..20) == Some(&[0; 4]))
}

/// The path of a file that SQLite keeps beside another.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Creates an empty file for a first save, and the missing folders, for their owner alone under any umask. All are on the disk
/// before a save in them is confirmed.
pub(super) fn create(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        platform::create_folder(folder)?;
    }
    match platform::private(fs::OpenOptions::new().write(true).create_new(true)).open(path) {
        Ok(file) => {
            // A umask may take rights away from the owner too; it cannot add any.
            platform::make_private(&file);
            file.sync_all()?;
        }
        // Another program was first, and its file is used.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    path.parent().map_or(Ok(()), platform::sync_folder)
}

/// An open diary.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) connection: Connection,
    identity: Option<(u64, u64)>,
}

impl Opened {
    /// Opens a file that [`inspect`] has found to be a diary or empty, and verifies all of it. `None` if it is empty and nothing may be
    /// written.
    pub(super) fn open(path: &Path, access: Access) -> Result<Option<Self>, StoreError> {
        let mut connection = connect(path, access)?;
        let layout = sound_layout(&connection, path)?;
        match (layout, access) {
            (Layout::Foreign, _) => return Err(StoreError::Foreign),
            (Layout::Diary(version), _) if version > VERSION => return Err(StoreError::Newer(version)),
            (Layout::Diary(VERSION), _) => verify(&connection)?,
            (Layout::Empty, Access::ReadOnly) => return Ok(None),
            (Layout::Diary(_), Access::ReadOnly) => return Err(StoreError::Older),
            (Layout::Diary(_), Access::Write) => {
                verify(&connection)?;
                schema::migrate(&mut connection)?;
            }
            (Layout::Empty, Access::Write) => schema::migrate(&mut connection)?,
        }
        Ok(Some(Self { connection, identity: platform::identity(path) }))
    }

    /// True if the path still leads to the file that was opened.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        // Another program may have emptied the file; a new diary is begun then.
        self.identity.is_some()
            && self.identity == platform::identity(path)
            && fs::metadata(path).is_ok_and(|found| found.len() > 0)
    }
}

/// Verifies the file: its pages, and every index against the rows of its table. A damaged index would silently shorten a list, a
/// report or an export.
///
/// # Errors
/// [`StoreError::Damaged`], or the error that stopped the read.
pub(super) fn verify(connection: &Connection) -> Result<(), StoreError> {
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    // A page that could not be read this time is no damage: the next request reads it again.
    let code = said.rsplit_once("error code=").and_then(|(_, code)| code.trim().parse().ok());
    let failure = code.map(ffi::Error::new).filter(|error| error.code == ErrorCode::SystemIoFailure);
    Err(failure
        .map_or(StoreError::Damaged, |error| StoreError::Sql(rusqlite::Error::SqliteFailure(error, None))))
}

/// A connection that trusts no content of the file, and confirms a save only once it is on the disk.
pub(super) fn connect(path: &Path, access: Access) -> Result<Connection, StoreError> {
    let flags = match access {
        Access::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let flags = flags
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(in_real_folder(path)?, flags)?;
    connection.busy_timeout(PATIENCE)?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    // EXTRA: the deletion of the journal is on the disk too, or a power cut could bring it back and undo a save. Deleted notes are
    // overwritten.
    connection.execute_batch(
        "PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON;",
    )?;
    Ok(connection)
}

/// The path with the links of its folder resolved. SQLite follows no link; a link may lead to the folder, but not to the file.
fn in_real_folder(path: &Path) -> io::Result<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    Ok(fs::canonicalize(folder)?.join(name))
}

/// The layout of the file, read under a lock: no save is under way, and a save that was cut off has been rolled back.
pub(super) fn sound_layout(connection: &Connection, path: &Path) -> Result<Layout, StoreError> {
    // Another program may have switched the file to a write-ahead log; here the diary is one file, as documented.
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode == "wal" {
        let _: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    }
    let reading = connection.unchecked_transaction()?;
    let layout = schema::layout(&reading)?;
    let pages = schema::number::<u32>(&reading, "PRAGMA page_count")?;
    let size = schema::number::<u32>(&reading, "PRAGMA page_size")?;
    // SQLite accepts a last page that was cut short.
    if mode != "wal" && fs::metadata(path)?.len() < u64::from(pages).saturating_mul(u64::from(size)) {
        return Err(StoreError::Damaged);
    }
    Ok(layout)
}
