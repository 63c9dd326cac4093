//! The layout of the diary's file, and its migrations: a list of steps that only ever grows.

use rusqlite::{Connection, TransactionBehavior, types::FromSql};

use super::error::StoreError;

/// The number at byte 68 of the file that marks a diary: `ucrp` in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x7563_7270;

/// The layout that this program writes: the number of steps.
pub(super) const VERSION: i32 = 3;

/// Each step turns the layout of the one before into its own; the first makes an empty file a diary. A step that has been
/// released is never edited: a new one is put after it, and a file it made is kept as `tests/fixtures/diary-vN.db`.
const MIGRATIONS: [&str; VERSION as usize] = [FIRST, ROUTE, DRAFT];

/// Times are whole seconds of UTC with the offset in seconds; nights are `2026-11-22`; lists of tags are one to a line.
/// `tally` was the number of cramps, and is not used any more.
const FIRST: &str = "
CREATE TABLE episode (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    start INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    night TEXT NOT NULL,
    seconds INTEGER,
    is_open INTEGER NOT NULL,
    leg TEXT,
    muscle TEXT,
    pain INTEGER,
    sleep_lost INTEGER,
    waking TEXT,
    back_to_sleep INTEGER,
    tried TEXT NOT NULL,
    eased_by TEXT NOT NULL,
    came_before TEXT NOT NULL,
    also TEXT NOT NULL,
    alcohol INTEGER,
    soreness INTEGER,
    sore_hours INTEGER,
    note TEXT NOT NULL,
    source TEXT NOT NULL,
    routine TEXT,
    steps_done INTEGER
) STRICT;
CREATE TABLE night_note (
    serial INTEGER PRIMARY KEY,
    night TEXT NOT NULL UNIQUE,
    no_cramp INTEGER NOT NULL,
    programme INTEGER NOT NULL
) STRICT;
CREATE TABLE medicine (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    night TEXT NOT NULL,
    name TEXT NOT NULL,
    dose TEXT NOT NULL,
    change TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE checklist (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    night TEXT NOT NULL,
    outcome TEXT NOT NULL,
    signs TEXT NOT NULL
) STRICT;
CREATE TABLE fact (
    serial INTEGER PRIMARY KEY,
    fact TEXT NOT NULL UNIQUE,
    said TEXT NOT NULL
) STRICT;
CREATE TABLE session_mark (
    serial INTEGER PRIMARY KEY,
    episode TEXT NOT NULL UNIQUE,
    routine TEXT NOT NULL,
    leg TEXT,
    step INTEGER NOT NULL,
    done INTEGER NOT NULL,
    boot TEXT,
    boot_millis INTEGER
) STRICT;
CREATE TABLE tally (
    serial INTEGER PRIMARY KEY,
    episodes INTEGER NOT NULL
) STRICT;
INSERT INTO tally (serial, episodes) VALUES (1, 0);
CREATE INDEX episode_by_night ON episode (night, start);
CREATE INDEX episode_open ON episode (start) WHERE is_open = 1;
CREATE INDEX medicine_by_night ON medicine (night);
CREATE INDEX checklist_by_night ON checklist (night, at);
";

/// The route of a medicine, by its id; `NULL` if it is not recorded. Version 2 also allows cramps in the shin and two more lines
/// about the person, which an older program cannot read.
const ROUTE: &str = "ALTER TABLE medicine ADD COLUMN route TEXT";

/// Changes no table. Version 3 stands for one more kind of `fact`, the draft of a form, which an older program cannot read.
const DRAFT: &str = "";

/// The layout of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Nothing was ever saved in it.
    Empty,
    /// Another program's.
    Foreign,
    /// A diary in that layout.
    Diary(i32),
}

impl Layout {
    /// The layout by SQLite's `application_id` and `user_version`.
    pub(super) fn of(application: i32, version: i32) -> Self {
        if application == APPLICATION_ID && version > 0 { Self::Diary(version) } else { Self::Foreign }
    }
}

/// The layout of a connection's file as SQLite sees it, after it has rolled back a save that was cut off.
pub(super) fn layout(connection: &Connection) -> rusqlite::Result<Layout> {
    let pages: u32 = number(connection, "PRAGMA page_count")?;
    // In an empty file, a writer's own transaction sees a first page.
    let has_nothing =
        || number::<u32>(connection, "SELECT count(*) FROM sqlite_schema").map(|tables| tables == 0);
    let is_marked = || number::<i32>(connection, "PRAGMA application_id").map(|application| application != 0);
    if pages == 0 || (pages == 1 && !connection.is_autocommit() && !is_marked()? && has_nothing()?) {
        return Ok(Layout::Empty);
    }
    Ok(Layout::of(number(connection, "PRAGMA application_id")?, number(connection, "PRAGMA user_version")?))
}

/// Migrates an empty or older file to this program's layout, whole or not at all. Another program may have done so meanwhile, so
/// the steps are chosen only once no other program can write.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    migrate_with(connection, &MIGRATIONS)
}

fn migrate_with(connection: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = match layout(&transaction)? {
        Layout::Empty => 0,
        Layout::Foreign => return Err(StoreError::Foreign),
        Layout::Diary(version) => usize::try_from(version).unwrap_or(0),
    };
    if done > steps.len() {
        return Err(StoreError::Newer(i32::try_from(done).unwrap_or(i32::MAX)));
    }
    if done < steps.len() {
        for step in steps.iter().skip(done) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", i32::try_from(steps.len()).unwrap_or(i32::MAX))?;
        transaction.commit()?;
    }
    Ok(())
}

/// The number that a query returns.
pub(super) fn number<T: FromSql>(connection: &Connection, sql: &str) -> rusqlite::Result<T> {
    connection.query_row(sql, [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_made_once_and_in_order() {
        let mut connection = Connection::open_in_memory().expect("a database");
        migrate_with(&mut connection, &[FIRST]).expect("the first layout");
        assert_eq!(layout(&connection), Ok(Layout::Diary(1)));
        let column = |step| format!("ALTER TABLE episode ADD COLUMN later_{step} TEXT");
        let later: Vec<String> = (0..VERSION).map(column).collect();
        let steps: Vec<&str> = std::iter::once(FIRST).chain(later.iter().map(String::as_str)).collect();
        migrate_with(&mut connection, &steps).expect("the later steps");
        migrate_with(&mut connection, &steps).expect("nothing to do");
        assert_eq!(layout(&connection), Ok(Layout::Diary(VERSION + 1)));
        let newer = migrate(&mut connection);
        assert!(matches!(newer, Err(StoreError::Newer(version)) if version == VERSION + 1), "{newer:?}");
    }

    #[test]
    fn a_diary_is_known_by_both_of_its_numbers() {
        for (application, version, layout) in [
            (APPLICATION_ID, 1, Layout::Diary(1)),
            (APPLICATION_ID, 7, Layout::Diary(7)),
            (APPLICATION_ID, 0, Layout::Foreign),
            (APPLICATION_ID, -1, Layout::Foreign),
            (0, 1, Layout::Foreign),
            (1, 0, Layout::Foreign),
        ] {
            assert_eq!(Layout::of(application, version), layout, "{application} {version}");
        }
    }

    #[test]
    fn another_programs_file_is_not_brought_up() {
        let mut connection = Connection::open_in_memory().expect("a database");
        assert_eq!(layout(&connection), Ok(Layout::Empty));
        connection.execute_batch("CREATE TABLE other (a TEXT)").expect("made");
        assert_eq!(layout(&connection), Ok(Layout::Foreign));
        assert!(matches!(migrate(&mut connection), Err(StoreError::Foreign)));
        assert_eq!(number::<u32>(&connection, "SELECT count(*) FROM sqlite_schema"), Ok(1));
        // Nor one that only says whose it is.
        let mut connection = Connection::open_in_memory().expect("a database");
        connection.execute_batch("PRAGMA application_id = 5").expect("set");
        assert!(matches!(migrate(&mut connection), Err(StoreError::Foreign)));
    }

    #[test]
    fn a_step_that_fails_leaves_the_layout_before_it() {
        let mut connection = Connection::open_in_memory().expect("a database");
        migrate_with(&mut connection, &[FIRST]).expect("the first layout");
        let steps = [FIRST, "CREATE TABLE more (a TEXT) STRICT", "CREATE TABLE more (a TEXT) STRICT"];
        assert!(migrate_with(&mut connection, &steps).is_err());
        assert_eq!(layout(&connection), Ok(Layout::Diary(1)));
        migrate(&mut connection).expect("brought up");
        assert_eq!(layout(&connection), Ok(Layout::Diary(VERSION)));
    }
}
