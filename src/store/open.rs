//! The way to the diary's file: looked at before SQLite may touch it, made for nobody else to read, opened with care.

#![expect(clippy::disallowed_methods, reason = "the diary is on the disk")]

use std::{
    fs,
    io::{self, Read},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig, ffi};
use rustix::fs::OFlags;

use super::{
    fault::Fault,
    schema::{self, Layout, VERSION},
};

/// The diary's file in its folder.
pub(crate) const FILE: &str = "diary.db";
/// How long a lock of another program is waited for. The screen stands still meanwhile, so it is not long.
const PATIENCE: Duration = Duration::from_millis(40);
/// Up to this size the whole file is looked over before it is first written to; it takes a few milliseconds.
const LOOKED_OVER: u64 = 8 << 20;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Nothing is written, come what may.
    ReadOnly,
    Write,
}

/// What is at the path, told without SQLite and without a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    /// A file in which nothing was ever saved: a crash came before the first save was through.
    Empty,
    /// By its header a diary that this program can read.
    Diary,
}

/// Looks at what is there.
///
/// # Errors
/// Whatever is no diary of this program or an earlier one. It has not been touched, nor waited for.
pub(super) fn look(path: &Path) -> Result<Seen, Fault> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Seen::Nothing),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Fault::Unusable("is in no folder: a file is in the folder's place"));
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(Fault::Unusable("may not be read"));
        }
        Err(error) => return Err(error.into()),
    };
    if metadata.is_dir() {
        return Err(Fault::Unusable("is a folder"));
    }
    // Opening a pipe would wait for its other end, and a device might never come to one.
    if !metadata.is_file() {
        return Err(Fault::Unusable("is no regular file"));
    }
    if metadata.len() == 0 {
        return Ok(Seen::Empty);
    }
    let header: [u8; 100] = match head(path) {
        Ok(Some(header)) => header,
        Ok(None) if first_save_was_cut_off(path) => return Ok(Seen::Empty),
        Ok(None) => return Err(Fault::Foreign),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(Fault::Unusable("may not be read"));
        }
        Err(error) => return Err(error.into()),
    };
    match layout_in(&header) {
        Layout::Diary(version) if version <= VERSION => Ok(Seen::Diary),
        _ if first_save_was_cut_off(path) => Ok(Seen::Empty),
        Layout::Diary(version) => Err(Fault::Newer(version)),
        Layout::Foreign | Layout::Empty if header.iter().all(|byte| *byte == 0) => Err(Fault::Damaged),
        Layout::Foreign | Layout::Empty => Err(Fault::Foreign),
    }
}

/// What the first hundred bytes of a file say it is.
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

/// The first bytes of a regular file; `None` where it has fewer.
fn head<const N: usize>(path: &Path) -> io::Result<Option<[u8; N]>> {
    // Should a pipe have taken the file's place since it was looked at, opening does not wait for it.
    let mut file =
        fs::OpenOptions::new().read(true).custom_flags(OFlags::NONBLOCK.bits().cast_signed()).open(path)?;
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

/// Whether the journal beside the file says that it was empty before a save that never ended. SQLite makes it empty again.
fn first_save_was_cut_off(path: &Path) -> bool {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let journal = beside(path, "-journal");
    if !fs::symlink_metadata(&journal).is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    // Bytes 16 to 20: how many pages the file had.
    matches!(head::<28>(&journal), Ok(Some(bytes)) if bytes.starts_with(&MAGIC) && bytes.get(16..20) == Some(&[0; 4]))
}

/// The path of a file that SQLite keeps beside another. Links are followed, as SQLite follows them.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).into_os_string();
    name.push(ending);
    PathBuf::from(name)
}

/// Makes an empty file for a first save, and the folders on the way: for nobody else to read, whatever the umask, and on
/// the disk before anything is said to be saved in it.
pub(super) fn create(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(file) => {
            // A umask may take rights away from the owner too; it cannot add any. Where rights cannot be set, they stay.
            let _ = file.set_permissions(fs::Permissions::from_mode(0o600));
            file.sync_all()?;
        }
        // Another program was first: it is that program's file which is used.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes a folder that only its owner may enter, and those above it that are not there yet.
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent();
    if let Some(above) = above {
        create_folder(above)?;
    }
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Ok(()) => _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        Err(error) => return Err(error),
    }
    above.filter(|above| !above.as_os_str().is_empty()).map_or(Ok(()), sync_folder)
}

/// Puts a folder's names on the disk, so that a new file outlasts a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder)?.sync_all() {
        // Some file systems do not know the question; there it is not to be had.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

/// Which file it is, so that one put in its place is noticed.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// An open diary.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) connection: Connection,
    identity: Option<(u64, u64)>,
    /// The whole of it has been looked over.
    is_looked_over: bool,
}

impl Opened {
    /// Opens a file that [`look`] has found to be a diary or empty. `None` where there is nothing in it and nothing may be
    /// written.
    pub(super) fn open(path: &Path, access: Access) -> Result<Option<Self>, Fault> {
        let mut connection = connect(path, access)?;
        let layout = sound_layout(&connection, path)?;
        match (layout, access) {
            (Layout::Foreign, _) => return Err(Fault::Foreign),
            (Layout::Diary(version), _) if version > VERSION => return Err(Fault::Newer(version)),
            (Layout::Diary(VERSION), _) => {}
            (Layout::Empty, Access::ReadOnly) => return Ok(None),
            (Layout::Diary(_), Access::ReadOnly) => return Err(Fault::Older),
            (Layout::Diary(_), Access::Write) => {
                look_over(&connection)?;
                schema::bring_up(&mut connection)?;
            }
            (Layout::Empty, Access::Write) => schema::bring_up(&mut connection)?,
        }
        Ok(Some(Self { connection, identity: identity(path), is_looked_over: layout == Layout::Empty }))
    }

    /// Whether the path still leads to the file that was opened.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        self.identity.is_some() && self.identity == identity(path)
    }

    /// Looks the file over before it is first written to, so that a damaged one is left as it is. A very large one is not:
    /// SQLite finds its damage when it comes to it.
    pub(super) fn look_over_once(&mut self, path: &Path) -> Result<(), Fault> {
        if !self.is_looked_over && fs::metadata(path).is_ok_and(|metadata| metadata.len() <= LOOKED_OVER) {
            look_over(&self.connection)?;
        }
        self.is_looked_over = true;
        Ok(())
    }
}

fn look_over(connection: &Connection) -> Result<(), Fault> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    // A page that the disk would not give this time is no damage: it is asked for again.
    let code = said.rsplit_once("error code=").and_then(|(_, code)| code.trim().parse().ok());
    let failure = code.map(ffi::Error::new).filter(|error| error.code == ErrorCode::SystemIoFailure);
    Err(failure.map_or(Fault::Damaged, |error| Fault::Sql(rusqlite::Error::SqliteFailure(error, None))))
}

/// Whether the file is whole after all, every page and every index of it, read anew.
pub(super) fn is_whole(path: &Path) -> Result<bool, Fault> {
    let connection = connect(path, Access::ReadOnly)?;
    let layout = sound_layout(&connection, path)?;
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok(matches!(layout, Layout::Empty | Layout::Diary(VERSION)) && said == "ok")
}

/// A connection that trusts nothing in the file, and waits for the disk before it says that something is kept.
pub(super) fn connect(path: &Path, access: Access) -> Result<Connection, Fault> {
    let flags = match access {
        Access::ReadOnly => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    // A path that begins with `file:` would be read as an address; one from the root never does.
    let path = std::path::absolute(path)?;
    let connection = Connection::open_with_flags(
        path,
        flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE,
    )?;
    connection.busy_timeout(PATIENCE)?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    // EXTRA: the journal's going is on the disk too, or a power cut could bring it back and take a save with it.
    // Deleted notes are overwritten. 8 MiB keep the index of a hundred thousand entries at hand.
    connection.execute_batch(
        "PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8192;",
    )?;
    Ok(connection)
}

/// What the file is, read under a lock: no save is under way, and one that was cut off has been taken back.
pub(super) fn sound_layout(connection: &Connection, path: &Path) -> Result<Layout, Fault> {
    // Another program may have switched the file to a log beside it; here it is one file, as the pages say.
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode == "wal" {
        let _: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    }
    let reading = connection.unchecked_transaction()?;
    let layout = schema::layout(&reading)?;
    let pages = schema::number::<u32>(&reading, "PRAGMA page_count")?;
    let size = schema::number::<u32>(&reading, "PRAGMA page_size")?;
    // SQLite takes a last page that was cut short for a whole one.
    if mode != "wal" && fs::metadata(path)?.len() < u64::from(pages).saturating_mul(u64::from(size)) {
        return Err(Fault::Damaged);
    }
    Ok(layout)
}
