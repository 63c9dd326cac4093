//! Conversion between rows of the tables and records of the domain. A row that is no record is an error with its name.

use rusqlite::{
    Connection, OptionalExtension, Row, params, params_from_iter,
    types::{FromSql, Value},
};

use super::error::StoreError;
use crate::domain::{
    BootTime, Limb, LocalTime, Night, Record, RecordKey, RecordKind, SessionMark,
    choice::Enumeration,
    fields::{FieldType, RecordValue, check_field, check_id, fields},
};

/// The column `no_cramp` as it is read: a night with a cramp is not one without, even if a note says so.
const NO_CRAMP: &str = "CASE WHEN no_cramp = 1 AND EXISTS (SELECT 1 FROM episode WHERE episode.night = night_note.night) \
    THEN 0 ELSE no_cramp END";

/// The name of a kind's table.
pub(super) const fn table(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Episode => "episode",
        RecordKind::Night => "night_note",
        RecordKind::Medicine => "medicine",
        RecordKind::Check => "checklist",
        RecordKind::Fact => "fact",
    }
}

/// The column of a field.
fn column(field: &'static str) -> &'static str {
    match field {
        "open" => "is_open",
        "before" => "came_before",
        "date" => "night",
        "text" => "said",
        field => field,
    }
}

/// The columns of a record with their values, the key first.
fn columns(record: &Record) -> Vec<(&'static str, Value)> {
    let mut columns = vec![];
    for (field, value) in fields(record) {
        let value = match value {
            RecordValue::Nothing => Value::Null,
            RecordValue::Text(text) => text.into(),
            RecordValue::Number(number) => number.into(),
            RecordValue::Flag(flag) => flag.into(),
            RecordValue::Night(night) => night.to_string().into(),
            RecordValue::Tags(tags) => tags.join("\n").into(),
            // The offset in seconds, and the night that follows from both.
            RecordValue::Time(time) => {
                columns.push((column(field), time.at.as_second().into()));
                columns.push(("utc_offset", time.offset.seconds().into()));
                columns.push(("night", time.night().to_string().into()));
                continue;
            }
        };
        columns.push((column(field), value));
    }
    columns
}

/// The columns of a kind, in the order in which a row is read.
fn names(kind: RecordKind) -> Vec<&'static str> {
    columns(&kind.blank()).into_iter().map(|(name, _)| name).collect()
}

/// The column that is the key of a kind.
fn key_column(kind: RecordKind) -> &'static str {
    names(kind).first().copied().unwrap_or_default()
}

/// The kind and the key of a record.
fn place(key: &RecordKey) -> (RecordKind, String) {
    match key {
        RecordKey::Episode(id) => (RecordKind::Episode, id.clone()),
        RecordKey::Night(night) => (RecordKind::Night, night.to_string()),
        RecordKey::Medicine(id) => (RecordKind::Medicine, id.clone()),
        RecordKey::Check(id) => (RecordKind::Check, id.clone()),
        RecordKey::Fact(fact) => (RecordKind::Fact, fact.id().to_owned()),
    }
}

/// The statement that reads rows; `rest` follows the table's name.
pub(super) fn select(kind: RecordKind, rest: &str) -> String {
    let columns = names(kind).join(", ").replace("no_cramp", NO_CRAMP);
    format!("SELECT serial, {columns} FROM {} {rest}", table(kind))
}

/// The record of a row that [`select`] has read.
pub(super) fn record(kind: RecordKind, row: &Row<'_>) -> Result<Record, StoreError> {
    let mut record = kind.blank();
    let mut reader = RowReader { row, at: 1 };
    let read = record.visit(&mut |name, kind, _| {
        let value = reader.field(&kind)?;
        check_field(name, &kind, &value).map_err(|_| NoRecord)?;
        Ok::<_, NoRecord>(value)
    });
    if read.is_ok() { Ok(record) } else { Err(StoreError::Row { table: table(kind), id: row_name(row) }) }
}

/// The record with that key.
pub(super) fn find(connection: &Connection, key: &RecordKey) -> Result<Option<Record>, StoreError> {
    let (kind, id) = place(key);
    let select = select(kind, &format!("WHERE {} = ?1", key_column(kind)));
    let found = connection.query_row(&select, [id], |row| Ok(record(kind, row))).optional()?.transpose()?;
    // A night note without content is no record.
    Ok(found.filter(|record| !matches!(record, Record::Night(note) if note.is_empty())))
}

/// Deletes the record with that key.
pub(super) fn delete(connection: &Connection, key: &RecordKey) -> rusqlite::Result<usize> {
    let (kind, id) = place(key);
    connection.execute(&format!("DELETE FROM {} WHERE {} = ?1", table(kind), key_column(kind)), [id])
}

/// Inserts a record, or updates the one with its key.
pub(super) fn upsert(connection: &Connection, record: &Record) -> rusqlite::Result<usize> {
    let (table, key) = (table(record.kind()), key_column(record.kind()));
    let (columns, values): (Vec<&str>, Vec<Value>) = columns(record).into_iter().unzip();
    let places = vec!["?"; columns.len()].join(", ");
    let updates: Vec<String> = columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let (columns, updates) = (columns.join(", "), updates.join(", "));
    let upsert = format!(
        "INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {updates}"
    );
    connection.execute(&upsert, params_from_iter(values))
}

/// True for an id of up to 64 ASCII letters, digits, hyphens and underscores. An imported id may be any text.
pub(super) fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The name of a row in a sentence: its key where that is plain, otherwise its number.
fn row_name(row: &Row<'_>) -> String {
    row.get::<_, String>(1).ok().filter(|id| is_plain(id)).unwrap_or_else(|| {
        row.get::<_, i64>(0)
            .map_or_else(|_| "a row without a number".into(), |serial| format!("row {serial}"))
    })
}

/// Reads the values of a row, one after another.
struct RowReader<'r> {
    row: &'r Row<'r>,
    at: usize,
}

/// A value that no record has.
struct NoRecord;

impl RowReader<'_> {
    fn next<T: FromSql>(&mut self) -> Result<T, NoRecord> {
        let value = self.row.get(self.at).map_err(|_| NoRecord);
        self.at += 1;
        value
    }

    fn field(&mut self, kind: &FieldType) -> Result<RecordValue, NoRecord> {
        Ok(match kind {
            FieldType::Key | FieldType::Text(_) | FieldType::NeededText(_) => RecordValue::Text(self.next()?),
            FieldType::Link => self.next::<Option<String>>()?.into(),
            FieldType::Number(_) => {
                self.next::<Option<i64>>()?.map_or(RecordValue::Nothing, RecordValue::Number)
            }
            FieldType::Choice(ids) | FieldType::NeededChoice(ids) => match self.next::<Option<String>>()? {
                Some(id) if !ids.contains(&id.as_str()) => return Err(NoRecord),
                None if matches!(kind, FieldType::NeededChoice(_)) => return Err(NoRecord),
                id => id.into(),
            },
            FieldType::Flag => RecordValue::Flag(match self.next::<i64>()? {
                0 => false,
                1 => true,
                _ => return Err(NoRecord),
            }),
            FieldType::Time => {
                let time = LocalTime::from_seconds(self.next()?, self.next()?).ok_or(NoRecord)?;
                if self.night()? != time.night() {
                    return Err(NoRecord);
                }
                RecordValue::Time(time)
            }
            FieldType::Night => RecordValue::Night(self.night()?),
            FieldType::Tags(_) => {
                let text: String = self.next()?;
                let tags = text.split('\n').map(str::to_owned);
                RecordValue::Tags(if text.is_empty() { vec![] } else { tags.collect() })
            }
        })
    }

    fn night(&mut self) -> Result<Night, NoRecord> {
        let text: String = self.next()?;
        Night::parse(&text).filter(|night| night.to_string() == text).ok_or(NoRecord)
    }
}

/// The mark of an episode's session, if there is one.
pub(super) fn find_mark(connection: &Connection, episode: &str) -> Result<Option<SessionMark>, StoreError> {
    let select = "SELECT serial, episode, routine, leg, step, done, boot, boot_millis FROM session_mark WHERE episode = ?1";
    let read = |row: &Row<'_>| {
        let mark = read_mark(row).ok().filter(|mark| check_mark(mark).is_ok());
        Ok(mark.ok_or_else(|| StoreError::Row { table: "session_mark", id: row_name(row) }))
    };
    connection.query_row(select, [episode], read).optional()?.transpose()
}

fn read_mark(row: &Row<'_>) -> Result<SessionMark, NoRecord> {
    let mut cells = RowReader { row, at: 1 };
    let (episode, routine) = (cells.next()?, cells.next()?);
    let leg = match cells.next::<Option<String>>()? {
        Some(id) => Some(Limb::find(&id).ok_or(NoRecord)?),
        None => None,
    };
    let (step, done) = (cells.next()?, cells.next()?);
    let boot = match (cells.next::<Option<String>>()?, cells.next::<Option<i64>>()?) {
        (Some(boot), Some(millis)) => {
            Some(BootTime { boot, millis: u64::try_from(millis).map_err(|_| NoRecord)? })
        }
        (None, None) => None,
        _ => return Err(NoRecord),
    };
    Ok(SessionMark { episode, routine, leg, step, done, boot })
}

/// Checks the bounds of a session's mark.
pub(super) fn check_mark(mark: &SessionMark) -> Result<(), String> {
    check_id("episode", &mark.episode)?;
    check_id("routine", &mark.routine)?;
    let Some(boot) = &mark.boot else { return Ok(()) };
    check_id("boot", &boot.boot)?;
    i64::try_from(boot.millis).map(drop).map_err(|_| "there is no such time".to_owned())
}

/// Deletes the mark of an episode's session.
pub(super) fn delete_mark(connection: &Connection, episode: &str) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM session_mark WHERE episode = ?1", [episode])
}

/// Inserts the mark of a session, or replaces the one of its episode.
pub(super) fn upsert_mark(connection: &Connection, mark: &SessionMark) -> rusqlite::Result<usize> {
    let boot = mark.boot.as_ref();
    connection.execute(
        "INSERT OR REPLACE INTO session_mark (episode, routine, leg, step, done, boot, boot_millis) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        params![
            mark.episode,
            mark.routine,
            mark.leg.map(Limb::id),
            mark.step,
            mark.done,
            boot.map(|boot| boot.boot.as_str()),
            boot.and_then(|boot| i64::try_from(boot.millis).ok()),
        ],
    )
}
