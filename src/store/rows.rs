//! Conversion between rows of the tables and records of the domain. A row that is no record is an error with its name.

use rusqlite::{Connection, OptionalExtension, Row, params, types::FromSql};

use super::{error::StoreError, legal};
use crate::domain::{
    diary::{BootTime, SessionMark},
    episode::{
        CheckRecord, Episode, Fact, Limb, Medicine, MedicineChange, NightNote, Record, RecordKey, Route,
        Scale, Site, Source, Waking,
    },
    local_time::{LocalTime, Night},
};

/// A table of records.
#[derive(Debug)]
pub(super) struct RecordTable {
    pub(super) name: &'static str,
    /// The columns in the order in which a row is read and written. The first is the key.
    columns: &'static str,
    read: fn(&mut RowCells<'_>) -> Option<Record>,
}

pub(super) static EPISODE: RecordTable = RecordTable {
    name: "episode",
    columns: "id, start, utc_offset, night, seconds, is_open, leg, muscle, pain, sleep_lost, waking, \
              back_to_sleep, tried, eased_by, came_before, also, alcohol, soreness, sore_hours, note, source, \
              routine, steps_done",
    read: episode,
};
pub(super) static NIGHT_NOTE: RecordTable =
    RecordTable { name: "night_note", columns: "night, no_cramp, programme", read: night_note };
pub(super) static MEDICINE: RecordTable =
    RecordTable { name: "medicine", columns: "id, night, name, dose, change, note, route", read: medicine };
pub(super) static CHECKLIST: RecordTable =
    RecordTable { name: "checklist", columns: "id, at, utc_offset, night, outcome, signs", read: check };
pub(super) static FACT: RecordTable = RecordTable { name: "fact", columns: "fact, said", read: fact };

/// All tables of records.
pub(super) static TABLES: [&RecordTable; 5] = [&EPISODE, &NIGHT_NOTE, &MEDICINE, &CHECKLIST, &FACT];

/// The column `no_cramp` as it is read: a night with a cramp is not one without, even if a note says so.
const NO_CRAMP: &str = "CASE WHEN no_cramp = 1 AND EXISTS (SELECT 1 FROM episode WHERE episode.night = night_note.night) \
    THEN 0 ELSE no_cramp END";

/// The table and the key of a record.
fn place(key: &RecordKey) -> (&'static RecordTable, String) {
    match key {
        RecordKey::Episode(id) => (&EPISODE, id.clone()),
        RecordKey::Night(night) => (&NIGHT_NOTE, night.to_string()),
        RecordKey::Medicine(id) => (&MEDICINE, id.clone()),
        RecordKey::Check(id) => (&CHECKLIST, id.clone()),
        RecordKey::Fact(fact) => (&FACT, fact.id().to_owned()),
    }
}

impl RecordTable {
    /// The record of a row that [`RecordTable::select`] has read.
    pub(super) fn record(&self, row: &Row<'_>) -> Result<Record, StoreError> {
        let record = (self.read)(&mut RowCells { row, at: 1 });
        record
            .filter(|record| legal::objection(record).is_none())
            .ok_or_else(|| StoreError::Row { table: self.name, id: row_name(row) })
    }

    /// The statement that reads rows; `rest` follows the table's name.
    pub(super) fn select(&self, rest: &str) -> String {
        format!("SELECT serial, {} FROM {} {rest}", self.columns.replace("no_cramp", NO_CRAMP), self.name)
    }

    fn key(&self) -> &str {
        self.columns.split(", ").next().unwrap_or_default()
    }

    /// The statement that inserts a row, or updates the one with its key.
    fn upsert(&self) -> String {
        let columns: Vec<&str> = self.columns.split(", ").collect();
        let values = vec!["?"; columns.len()].join(", ");
        let updates: Vec<String> =
            columns.iter().map(|column| format!("{column} = excluded.{column}")).collect();
        format!(
            "INSERT INTO {} ({}) VALUES ({values}) ON CONFLICT ({}) DO UPDATE SET {}",
            self.name,
            self.columns,
            self.key(),
            updates.join(", ")
        )
    }
}

/// The record with that key.
pub(super) fn find(connection: &Connection, key: &RecordKey) -> Result<Option<Record>, StoreError> {
    let (table, id) = place(key);
    let select = table.select(&format!("WHERE {} = ?1", table.key()));
    let found = connection.query_row(&select, [id], |row| Ok(table.record(row))).optional()?.transpose()?;
    // A night note without content is no record.
    Ok(found.filter(|record| !matches!(record, Record::Night(note) if note.is_empty())))
}

/// Deletes the record with that key.
pub(super) fn delete(connection: &Connection, key: &RecordKey) -> rusqlite::Result<usize> {
    let (table, id) = place(key);
    connection.execute(&format!("DELETE FROM {} WHERE {} = ?1", table.name, table.key()), [id])
}

/// The name of a row in a sentence: its key where that is plain, otherwise its number.
fn row_name(row: &Row<'_>) -> String {
    let is_plain = |id: &String| {
        !id.is_empty()
            && id.len() <= 64
            && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    row.get::<_, String>(1).ok().filter(is_plain).unwrap_or_else(|| {
        row.get::<_, i64>(0)
            .map_or_else(|_| "a row without a number".into(), |serial| format!("row {serial}"))
    })
}

/// The values of a row, one after another. `None` is a value that no record has.
struct RowCells<'r> {
    row: &'r Row<'r>,
    at: usize,
}

impl RowCells<'_> {
    fn next<T: FromSql>(&mut self) -> Option<T> {
        let value = self.row.get(self.at).ok();
        self.at += 1;
        value
    }

    fn flag(&mut self) -> Option<bool> {
        match self.next::<i64>()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// A value that may be absent, converted by `convert`.
    fn optional<T: FromSql, U>(&mut self, convert: impl Fn(T) -> Option<U>) -> Option<Option<U>> {
        match self.next::<Option<T>>()? {
            None => Some(None),
            Some(value) => convert(value).map(Some),
        }
    }

    fn choice<T>(&mut self, find: fn(&str) -> Option<T>) -> Option<Option<T>> {
        self.optional(|id: String| find(&id))
    }

    fn scale(&mut self) -> Option<Option<Scale>> {
        self.optional(Scale::new)
    }

    fn tags(&mut self) -> Option<Vec<String>> {
        let text: String = self.next()?;
        Some(if text.is_empty() { vec![] } else { text.split('\n').map(str::to_owned).collect() })
    }

    fn night(&mut self) -> Option<Night> {
        let text: String = self.next()?;
        Night::parse(&text).filter(|night| night.to_string() == text)
    }

    /// Seconds, offset and the night that follows from them.
    fn local_time(&mut self) -> Option<LocalTime> {
        let time = LocalTime::from_seconds(self.next()?, self.next()?)?;
        (self.night()? == time.night()).then_some(time)
    }
}

fn episode(cells: &mut RowCells<'_>) -> Option<Record> {
    Some(Record::Episode(Episode {
        id: cells.next()?,
        start: cells.local_time()?,
        seconds: cells.next()?,
        is_open: cells.flag()?,
        leg: cells.choice(Limb::find)?,
        muscle: cells.choice(Site::find)?,
        pain: cells.scale()?,
        sleep_lost: cells.scale()?,
        waking: cells.choice(Waking::find)?,
        back_to_sleep: cells.next()?,
        tried: cells.tags()?,
        eased_by: cells.tags()?,
        before: cells.tags()?,
        also: cells.tags()?,
        alcohol: cells.next()?,
        soreness: cells.scale()?,
        sore_hours: cells.next()?,
        note: cells.next()?,
        source: cells.choice(Source::find)??,
        routine: cells.next()?,
        steps_done: cells.next()?,
    }))
}

fn night_note(cells: &mut RowCells<'_>) -> Option<Record> {
    Some(Record::Night(NightNote {
        night: cells.night()?,
        no_cramp: cells.flag()?,
        programme: cells.flag()?,
    }))
}

fn medicine(cells: &mut RowCells<'_>) -> Option<Record> {
    Some(Record::Medicine(Medicine {
        id: cells.next()?,
        date: cells.night()?,
        name: cells.next()?,
        dose: cells.next()?,
        change: cells.choice(MedicineChange::find)??,
        note: cells.next()?,
        route: cells.choice(Route::find)?,
    }))
}

fn check(cells: &mut RowCells<'_>) -> Option<Record> {
    Some(Record::Check(CheckRecord {
        id: cells.next()?,
        at: cells.local_time()?,
        outcome: cells.next()?,
        signs: cells.tags()?,
    }))
}

fn fact(cells: &mut RowCells<'_>) -> Option<Record> {
    Some(Record::Fact(cells.choice(Fact::find)??, cells.next()?))
}

/// Inserts a record, or updates the one with its key.
pub(super) fn keep(connection: &Connection, record: &Record) -> rusqlite::Result<usize> {
    let mut statement = connection.prepare(&place(&record.key()).0.upsert())?;
    match record {
        Record::Episode(episode) => statement.execute(params![
            episode.id,
            episode.start.at.as_second(),
            episode.start.offset.seconds(),
            episode.night().to_string(),
            episode.seconds,
            episode.is_open,
            episode.leg.map(Limb::id),
            episode.muscle.map(Site::id),
            episode.pain.map(Scale::get),
            episode.sleep_lost.map(Scale::get),
            episode.waking.map(Waking::id),
            episode.back_to_sleep,
            episode.tried.join("\n"),
            episode.eased_by.join("\n"),
            episode.before.join("\n"),
            episode.also.join("\n"),
            episode.alcohol,
            episode.soreness.map(Scale::get),
            episode.sore_hours,
            episode.note,
            episode.source.id(),
            episode.routine,
            episode.steps_done,
        ]),
        Record::Night(note) => {
            statement.execute(params![note.night.to_string(), note.no_cramp, note.programme])
        }
        Record::Medicine(medicine) => statement.execute(params![
            medicine.id,
            medicine.date.to_string(),
            medicine.name,
            medicine.dose,
            medicine.change.id(),
            medicine.note,
            medicine.route.map(Route::id),
        ]),
        Record::Check(check) => statement.execute(params![
            check.id,
            check.at.at.as_second(),
            check.at.offset.seconds(),
            check.at.night().to_string(),
            check.outcome,
            check.signs.join("\n"),
        ]),
        Record::Fact(fact, said) => statement.execute(params![fact.id(), said]),
    }
}

/// The mark of an episode's session, if there is one.
pub(super) fn find_mark(connection: &Connection, episode: &str) -> Result<Option<SessionMark>, StoreError> {
    let select = "SELECT serial, episode, routine, leg, step, done, boot, boot_millis FROM session_mark WHERE episode = ?1";
    connection.query_row(select, [episode], |row| Ok(mark(row))).optional()?.transpose()
}

/// Deletes the mark of an episode's session.
pub(super) fn delete_mark(connection: &Connection, episode: &str) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM session_mark WHERE episode = ?1", [episode])
}

fn mark(row: &Row<'_>) -> Result<SessionMark, StoreError> {
    read_mark(&mut RowCells { row, at: 1 })
        .filter(|mark| legal::objection_to_mark(mark).is_none())
        .ok_or_else(|| StoreError::Row { table: "session_mark", id: row_name(row) })
}

fn read_mark(cells: &mut RowCells<'_>) -> Option<SessionMark> {
    Some(SessionMark {
        episode: cells.next()?,
        routine: cells.next()?,
        leg: cells.choice(Limb::find)?,
        step: cells.next()?,
        done: cells.next()?,
        boot: match (cells.next::<Option<String>>()?, cells.next::<Option<i64>>()?) {
            (Some(boot), Some(millis)) => Some(BootTime { boot, millis: u64::try_from(millis).ok()? }),
            (None, None) => None,
            _ => return None,
        },
    })
}

/// Inserts the mark of a session, or replaces the one of its episode.
pub(super) fn keep_mark(connection: &Connection, mark: &SessionMark) -> rusqlite::Result<usize> {
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
