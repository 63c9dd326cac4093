//! Errors of the diary's file, and their sentences.

use std::{io, path::Path};

use rusqlite::{Error, ErrorCode, ffi};

use super::schema::VERSION;
use crate::domain::{DiaryError, clean::clean};

/// An error, before it is put into words.
#[derive(Debug)]
pub(super) enum StoreError {
    Sql(Error),
    /// The file system refused.
    File(io::Error),
    /// Another program's file.
    Foreign,
    /// A diary of a later version of this program.
    Newer(i32),
    /// A diary of an earlier version, in a run that writes nothing.
    Older,
    /// Other users can put files into the diary's folder.
    OpenFolder,
    /// Not to be used. The words with the reason follow the file's name.
    Unusable(&'static str),
    /// The file was read, and it is damaged.
    Damaged,
    /// The file seemed damaged, and was whole when it was read again: the disk did not return all of it.
    Unread,
    /// A row with values that no entry can have, by its table and its name there.
    Row {
        table: &'static str,
        id: String,
    },
    /// The stored record no longer equals the `before` of its change.
    Changed,
    /// An entry that cannot be kept, with the reason.
    Refused(String),
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        Self::Sql(error)
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl StoreError {
    /// True if another program was writing.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self, Self::Sql(error) if kind(error) == SqlErrorKind::Busy)
    }

    /// True if a save was cut off that only a writer may roll back.
    pub(super) fn is_cut_off(&self) -> bool {
        matches!(self, Self::Sql(error) if kind(error) == SqlErrorKind::CutOff)
    }

    /// True if the file was found damaged while it was in use: it must not be touched again.
    pub(super) fn is_permanent(&self) -> bool {
        match self {
            Self::Damaged | Self::Row { .. } => true,
            Self::Sql(error) => matches!(kind(error), SqlErrorKind::Damaged | SqlErrorKind::Altered),
            _ => false,
        }
    }

    /// True if SQLite reports damage. It does so too if the disk did not return a part of the file this time.
    pub(super) fn is_damage(&self) -> bool {
        match self {
            Self::Damaged => true,
            Self::Sql(error) => kind(error) == SqlErrorKind::Damaged,
            _ => false,
        }
    }

    /// The error for the app, as a sentence without a word of the diary's content.
    pub(super) fn describe(&self, path: &Path) -> DiaryError {
        let name = display_name(path);
        let unusable = |what: &str| {
            DiaryError::Unusable(format!(
                "{name} {what}; it has been left as it is, and uncramp diary check says what can be done"
            ))
        };
        match self {
            Self::Sql(error) => match kind(error) {
                SqlErrorKind::Busy => DiaryError::Busy,
                SqlErrorKind::Damaged => unusable("is damaged"),
                SqlErrorKind::Altered => unusable("is not laid out as this program left it"),
                SqlErrorKind::CutOff => DiaryError::Failed(format!(
                    "the last save in {name} was cut off, and this run writes nothing to repair it; \
                     run uncramp once without --no-save and --speed"
                )),
                SqlErrorKind::Full => DiaryError::Failed(disk_full()),
                SqlErrorKind::NotWritable => DiaryError::Failed(not_writable(path)),
                SqlErrorKind::Disk => DiaryError::Failed(format!(
                    "the disk failed while {name} was read or written ({}); try again, and copy the file elsewhere",
                    code(error)
                )),
                SqlErrorKind::Other => DiaryError::Failed(format!(
                    "{name} could not be read or written ({}); try again",
                    code(error)
                )),
            },
            Self::File(error) => DiaryError::Failed(match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => disk_full(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => not_writable(path),
                _ => format!("{name} cannot be reached: {error}"),
            }),
            Self::Foreign => unusable("is not a diary of this program"),
            Self::Newer(version) => unusable(&format!(
                "was written by a later version of this program (layout {version}; this one knows up to {VERSION})"
            )),
            Self::Older => DiaryError::Failed(format!(
                "{name} is from an earlier version, and this run writes nothing to bring it up to date; \
                 run uncramp once without --no-save and --speed"
            )),
            Self::OpenFolder => {
                let folder = path.parent().map_or_else(String::new, display_name);
                DiaryError::Unusable(format!(
                    "other users can write to the diary's folder {folder}: make it your own (chmod 700), or name another \
                     folder with --data-dir"
                ))
            }
            Self::Unusable(what) => unusable(what),
            Self::Damaged => unusable("is damaged"),
            Self::Unread => DiaryError::Failed(format!(
                "the disk did not give all of {name}; try again, and copy the file elsewhere"
            )),
            Self::Row { table, id } => {
                unusable(&format!("holds an entry that cannot be read (table {table}, {id})"))
            }
            Self::Changed => DiaryError::Changed,
            Self::Refused(why) => DiaryError::Failed(why.clone()),
        }
    }
}

/// The name of a file in a sentence: on one line, without control characters.
pub(super) fn display_name(path: &Path) -> String {
    clean(&path.display().to_string())
}

fn disk_full() -> String {
    "the disk is full: nothing was saved; make room and save again".into()
}

fn not_writable(path: &Path) -> String {
    let name = display_name(path);
    format!("{name} may not be written: check the permissions of the file and its folder")
}

/// The kinds of SQLite's errors that need different sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SqlErrorKind {
    Busy,
    Damaged,
    /// Tables or columns are missing.
    Altered,
    /// A journal is there that only a writer may roll back.
    CutOff,
    Full,
    NotWritable,
    Disk,
    Other,
}

fn kind(error: &Error) -> SqlErrorKind {
    let failure = match error {
        Error::SqliteFailure(failure, _) => failure,
        Error::SqlInputError { error, .. } => error,
        Error::InvalidColumnType(..)
        | Error::Utf8Error(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::FromSqlConversionFailure(..) => return SqlErrorKind::Altered,
        _ => return SqlErrorKind::Other,
    };
    match failure.extended_code {
        // The file was moved away under an open connection. The next request opens the file that is there then.
        ffi::SQLITE_READONLY_DBMOVED => return SqlErrorKind::Busy,
        ffi::SQLITE_READONLY_ROLLBACK | ffi::SQLITE_READONLY_RECOVERY => return SqlErrorKind::CutOff,
        _ => {}
    }
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => {
            SqlErrorKind::Busy
        }
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => SqlErrorKind::Damaged,
        ErrorCode::DiskFull => SqlErrorKind::Full,
        ErrorCode::ReadOnly
        | ErrorCode::CannotOpen
        | ErrorCode::PermissionDenied
        | ErrorCode::AuthorizationForStatementDenied => SqlErrorKind::NotWritable,
        ErrorCode::SystemIoFailure => SqlErrorKind::Disk,
        _ if failure.extended_code == ffi::SQLITE_ERROR => SqlErrorKind::Altered,
        _ => SqlErrorKind::Other,
    }
}

/// SQLite's own word for an error, never its message, which may contain the person's words.
fn code(error: &Error) -> String {
    error.sqlite_error().map_or_else(
        || "no code".into(),
        |failure| ffi::code_to_str(failure.extended_code).trim_end_matches('.').to_lowercase(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_follows_from_the_code() {
        let path = Path::new("/home/a/diary.db");
        let said = |code| StoreError::Sql(Error::SqliteFailure(ffi::Error::new(code), None)).describe(path);
        assert_eq!(said(ffi::SQLITE_BUSY), DiaryError::Busy);
        assert_eq!(said(ffi::SQLITE_READONLY_DBMOVED), DiaryError::Busy);
        for code in [ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB, ffi::SQLITE_ERROR, ffi::SQLITE_CORRUPT_INDEX] {
            let DiaryError::Unusable(sentence) = said(code) else { panic!("{code}") };
            assert!(sentence.contains("/home/a/diary.db"), "{sentence}");
            assert!(sentence.contains("uncramp diary check"), "{sentence}");
            assert!(!sentence.ends_with('.'), "{sentence}");
        }
        for (code, word) in [
            (ffi::SQLITE_FULL, "the disk is full"),
            (ffi::SQLITE_IOERR_FSYNC, "the disk failed"),
            (ffi::SQLITE_READONLY, "may not be written"),
            (ffi::SQLITE_CANTOPEN, "may not be written"),
            (ffi::SQLITE_READONLY_ROLLBACK, "was cut off"),
            (ffi::SQLITE_NOMEM, "could not be read or written"),
        ] {
            let DiaryError::Failed(sentence) = said(code) else { panic!("{code}") };
            assert!(sentence.contains(word), "{sentence}");
        }
        for code in [ffi::SQLITE_LOCKED, ffi::SQLITE_BUSY_SNAPSHOT, ffi::SQLITE_PROTOCOL] {
            assert_eq!(said(code), DiaryError::Busy, "{code}");
        }
        for code in [ffi::SQLITE_PERM, ffi::SQLITE_AUTH, ffi::SQLITE_READONLY_DIRECTORY] {
            assert_eq!(said(code), said(ffi::SQLITE_READONLY), "{code}");
        }
        assert_eq!(said(ffi::SQLITE_READONLY_RECOVERY), said(ffi::SQLITE_READONLY_ROLLBACK));
        assert_eq!(said(ffi::SQLITE_CORRUPT), StoreError::Damaged.describe(path));
    }

    #[test]
    fn an_error_is_called_by_its_code_and_never_by_what_was_written() {
        let path = Path::new("/home/a/diary.db");
        let sentence = |error| match StoreError::Sql(error).describe(path) {
            DiaryError::Failed(sentence) | DiaryError::Unusable(sentence) => sentence,
            other => panic!("{other:?}"),
        };
        let told = |code| Error::SqliteFailure(ffi::Error::new(code), Some("my secret note".into()));
        for (code, word) in [
            (ffi::SQLITE_IOERR_FSYNC, "(disk i/o error)"),
            (ffi::SQLITE_IOERR_READ, "(disk i/o error)"),
            (ffi::SQLITE_NOMEM, "(out of memory)"),
            (ffi::SQLITE_CONSTRAINT, "could not be read or written ("),
        ] {
            let sentence = sentence(told(code));
            assert!(sentence.contains(word) && !sentence.contains("secret"), "{sentence}");
        }
        let sentence = sentence(Error::QueryReturnedNoRows);
        assert!(sentence.contains("could not be read or written (no code)"), "{sentence}");
    }

    #[test]
    fn what_is_permanent_and_what_is_damage_is_told_apart() {
        let sql = |code| StoreError::Sql(Error::SqliteFailure(ffi::Error::new(code), None));
        let row = StoreError::Row { table: "fact", id: "who".into() };
        for (error, is_permanent, is_damage, is_cut_off) in [
            (StoreError::Damaged, true, true, false),
            (sql(ffi::SQLITE_CORRUPT), true, true, false),
            (sql(ffi::SQLITE_NOTADB), true, true, false),
            // Tables are missing: the file is whole, and no diary.
            (sql(ffi::SQLITE_ERROR), true, false, false),
            (row, true, false, false),
            (sql(ffi::SQLITE_FULL), false, false, false),
            (sql(ffi::SQLITE_IOERR), false, false, false),
            (sql(ffi::SQLITE_BUSY), false, false, false),
            (sql(ffi::SQLITE_READONLY_ROLLBACK), false, false, true),
            (StoreError::Unread, false, false, false),
            (StoreError::Changed, false, false, false),
        ] {
            let told = (error.is_permanent(), error.is_damage(), error.is_cut_off());
            assert_eq!(told, (is_permanent, is_damage, is_cut_off), "{error:?}");
        }
    }
}
