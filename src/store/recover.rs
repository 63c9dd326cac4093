//! Reading what can still be read out of a damaged diary, row by row, into a new file. The damaged one is only copied.

#![expect(clippy::disallowed_methods, reason = "the diary is on the disk")]

use std::{
    collections::HashSet,
    fs,
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags, OptionalExtension, config::DbConfig};

use super::{
    check::{Counts, last_serial},
    fault::{self, Fault},
    open::{self, Access, FILE, Opened, Seen},
    rows::{TABLES, Table},
    save,
};
use crate::domain::episode::{Change, Record, RecordKey};

/// The size of a page in the files this program makes.
const PAGE: u64 = 4096;
/// No table is looked through for more rows than that.
const MOST_ROWS: i64 = 5_000_000;

/// What was read out of a damaged diary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recovered {
    /// The new file: `diary.recovered.db`, or the next such name that was free.
    pub(crate) path: PathBuf,
    pub(crate) counts: Counts,
    /// Rows that were there, as far as can be told, and cannot be read.
    pub(crate) unreadable: usize,
}

/// Reads whatever can be read out of the diary of a folder into a new file beside it. The diary itself is not changed, sound
/// or not; nothing is overwritten.
///
/// # Errors
/// A sentence: there is nothing to read, nothing could be read, or the new file could not be written.
pub(crate) fn recover(folder: &Path) -> Result<Recovered, String> {
    let path = folder.join(FILE);
    let failed = |fault: &Fault| match fault.trouble(&path) {
        crate::domain::diary::Trouble::Failed(why) | crate::domain::diary::Trouble::Unusable(why) => why,
        _ => format!("another program is writing to {}: try again shortly", fault::name(&path)),
    };
    match open::look(&path) {
        Ok(Seen::Nothing) => return Err(format!("{} is not there", fault::name(&path))),
        Ok(Seen::Empty) => return Err(format!("nothing was ever saved in {}", fault::name(&path))),
        // A file without a header may still be a diary with its first page gone.
        Ok(Seen::Diary) | Err(Fault::Damaged | Fault::Foreign) => {}
        Err(fault) => return Err(failed(&fault)),
    }
    let free = |name: &dyn Fn(u32) -> String| {
        (1..1000)
            .map(|number| folder.join(name(number)))
            .find(|path| fs::symlink_metadata(path).is_err())
            .ok_or_else(|| format!("there are too many recovered files in {} already", fault::name(folder)))
    };
    let fresh = free(&|number| match number {
        1 => "diary.recovered.db".into(),
        _ => format!("diary.recovered-{number}.db"),
    })?;
    let copy = free(&|number| format!("diary.being-recovered-{number}.db"))?;
    let done = recover_into(&path, &copy, &fresh);
    for ending in ["", "-journal"] {
        let _ = fs::remove_file(with(&copy, ending));
    }
    match done {
        Ok(recovered) if recovered.counts.total() > 0 => Ok(recovered),
        other => {
            let _ = fs::remove_file(&fresh);
            Err(other.map_or_else(
                |fault| failed(&fault),
                |_| format!("nothing could be read out of {}", fault::name(&path)),
            ))
        }
    }
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn recover_into(path: &Path, copy: &Path, fresh: &Path) -> Result<Recovered, Fault> {
    open::create(fresh)?;
    let Some(mut opened) = Opened::open(fresh, Access::Write)? else { return Err(Fault::Damaged) };
    let mut best = Found::default();
    // As it is; and with the first page, which says what is where, replaced by that of a new diary.
    for is_first_page_new in [false, true] {
        copy_file(path, copy)?;
        if is_first_page_new {
            replace_first_page(copy, fresh)?;
        } else {
            match copy_file(&open::beside(path, "-journal"), &with(copy, "-journal")) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        let found = Found::read(copy).unwrap_or_default();
        if found.records.len() > best.records.len() {
            best = found;
        }
        let _ = fs::remove_file(with(copy, "-journal"));
        if best.is_whole {
            break;
        }
    }
    let mut counts = Counts::default();
    best.records.iter().for_each(|record| counts.count(record));
    let changes: Vec<Change> = best.records.into_iter().map(Change::add).collect();
    save::make(&mut opened.connection, &changes, None)?;
    Ok(Recovered { path: fresh.to_owned(), counts, unreadable: best.unreadable })
}

/// Copies a regular file, for nobody else to read.
fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = fs::File::open(from)?;
    let mut to = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to)?;
    io::copy(&mut from, &mut to).map(|_| ())
}

/// Tables lie where they lie in every new diary, so the first page of one describes this one too.
fn replace_first_page(copy: &Path, fresh: &Path) -> io::Result<()> {
    let mut page = vec![];
    fs::File::open(fresh)?.take(PAGE).read_to_end(&mut page)?;
    let mut file = fs::OpenOptions::new().write(true).open(copy)?;
    let pages = u32::try_from(file.metadata()?.len().div_ceil(PAGE)).unwrap_or(u32::MAX);
    file.write_all(&page)?;
    // How many pages there are is its own.
    file.seek(SeekFrom::Start(28))?;
    file.write_all(&pages.to_be_bytes())
}

/// The entries read, and how many rows could not be.
#[derive(Default)]
struct Found {
    records: Vec<Record>,
    keys: HashSet<RecordKey>,
    unreadable: usize,
    /// Every table was read to its end.
    is_whole: bool,
}

impl Found {
    fn read(copy: &Path) -> Result<Self, Fault> {
        let connection = Connection::open_with_flags(
            std::path::absolute(copy)?,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // So SQLite reads on where the file is shorter, or laid out otherwise, than it says.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        connection.execute_batch("PRAGMA writable_schema = ON")?;
        let most = i64::try_from(fs::metadata(copy)?.len() / 16).unwrap_or(MOST_ROWS).min(MOST_ROWS);
        let mut found = Self { is_whole: true, ..Self::default() };
        for table in TABLES {
            found.read_table(&connection, table, most);
        }
        if !found.is_whole {
            // What leads to the pages is damaged, so each page is read by itself. Nothing more may come of it.
            let _ = found.read_pages(&connection, copy);
        }
        Ok(found)
    }

    /// Row by row, each by its number: one that cannot be read does not keep its neighbours back.
    fn read_table(&mut self, connection: &Connection, table: &Table, most: i64) {
        let last = last_serial(connection, table).ok();
        let Ok(mut statement) = connection.prepare(table.by_serial) else {
            self.is_whole = false;
            return;
        };
        for serial in 1..=last.unwrap_or(Some(most)).unwrap_or(0).min(MOST_ROWS) {
            let row = statement.query_row([serial], |row| Ok(table.record(row))).optional();
            match row {
                Ok(None) => {}
                Ok(Some(Ok(record))) => _ = self.put(record),
                Ok(Some(Err(_))) => self.unreadable += 1,
                Err(_) => {
                    self.is_whole = false;
                    // Where not even the last number can be read, the numbers beyond it are no loss.
                    self.unreadable += usize::from(last.is_some());
                }
            }
        }
    }

    fn put(&mut self, record: Record) -> bool {
        let is_new = self.keys.insert(record.key());
        if is_new {
            self.records.push(record);
        }
        is_new
    }

    /// Takes every page that holds rows for a table of its own, each kind of table in turn: only its own rows make entries.
    /// Rows that were deleted do not come back: they have been overwritten.
    fn read_pages(&mut self, connection: &Connection, copy: &Path) -> Result<(), Fault> {
        const ROWS: u8 = 0x0d;
        let bytes = fs::read(copy)?;
        // It is a copy: nothing is lost with it.
        let _: String = connection.query_row("PRAGMA journal_mode = OFF", [], |row| row.get(0))?;
        connection.execute_batch("PRAGMA synchronous = OFF")?;
        let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
        for (number, _) in
            bytes.chunks(size).enumerate().skip(1).filter(|(_, page)| page.first() == Some(&ROWS))
        {
            let number = i64::try_from(number + 1).unwrap_or(i64::MAX);
            connection.execute("UPDATE sqlite_schema SET rootpage = ?1 WHERE type = 'table'", [number])?;
            // The layout is read anew; where the rest of it is damaged, this page is still read.
            let _ = connection.execute_batch("PRAGMA writable_schema = RESET");
            connection.execute_batch("PRAGMA writable_schema = ON")?;
            for table in TABLES {
                let Ok(mut statement) = connection.prepare(&table.select("NOT INDEXED ORDER BY serial"))
                else {
                    continue;
                };
                let Ok(mut rows) = statement.query([]) else { continue };
                while let Ok(Some(row)) = rows.next() {
                    if let Ok(record) = table.record(row)
                        && self.put(record)
                    {
                        self.unreadable = self.unreadable.saturating_sub(1);
                    }
                }
            }
        }
        Ok(())
    }
}
