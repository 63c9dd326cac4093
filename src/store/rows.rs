//! Rows of the tables to entries of the domain, and back. A row that is no entry is named, never passed over.

use rusqlite::{Row, Statement, params, types::FromSql};

use super::{error::StoreError, legal};
use crate::domain::{
    diary::{BootTime, SessionMark},
    episode::{
        CheckRecord, Episode, Fact, Limb, Medicine, MedicineChange, NightNote, Record, RecordKey, Route,
        Scale, Site, Source, Waking,
    },
    local_time::{LocalTime, Night},
};

/// A table of entries: what it is called, its columns in the order they are read, and what an entry is found by.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) find: &'static str,
    pub(super) delete: &'static str,
    keep: &'static str,
    read: fn(&mut Cells<'_>) -> Option<Record>,
}

/// The statements of a table, from its name, its key and its columns. The key comes first among the columns.
macro_rules! table {
    ($name:literal, $key:literal, [$($column:literal),*], $read:ident) => {
        Table {
            name: $name,
            find: concat!("SELECT serial, ", $key, $(", ", $column,)* " FROM ", $name, " WHERE ", $key, " = ?1"),
            delete: concat!("DELETE FROM ", $name, " WHERE ", $key, " = ?1"),
            keep: concat!(
                "INSERT INTO ", $name, " (", $key, $(", ", $column,)* ") VALUES (?", $(table!(@one $column),)* ")",
                " ON CONFLICT (", $key, ") DO UPDATE SET ", $key, " = excluded.", $key,
                $(", ", $column, " = excluded.", $column,)*
            ),
            read: $read,
        }
    };
    (@one $column:literal) => { ", ?" };
}

pub(super) static EPISODE: Table = table!(
    "episode",
    "id",
    [
        "start",
        "utc_offset",
        "night",
        "seconds",
        "is_open",
        "leg",
        "muscle",
        "pain",
        "sleep_lost",
        "waking",
        "back_to_sleep",
        "tried",
        "eased_by",
        "came_before",
        "also",
        "alcohol",
        "soreness",
        "sore_hours",
        "note",
        "source",
        "routine",
        "steps_done"
    ],
    episode
);
/// A night with a cramp is not one without, whatever is noted of it.
macro_rules! night_note_columns {
    () => {
        "SELECT serial, night, CASE WHEN no_cramp = 1 AND EXISTS (SELECT 1 FROM episode WHERE episode.night = night_note.night) \
         THEN 0 ELSE no_cramp END, programme FROM night_note"
    };
}

pub(super) static NIGHT_NOTE: Table = Table {
    find: concat!(night_note_columns!(), " WHERE night = ?1"),
    ..table!("night_note", "night", ["no_cramp", "programme"], night_note)
};
/// Finds a night that was noted as one without, be there a cramp or not.
pub(super) const NIGHT_WITHOUT: &str = "SELECT 1 FROM night_note WHERE night = ?1 AND no_cramp = 1";
pub(super) static MEDICINE: Table =
    table!("medicine", "id", ["night", "name", "dose", "change", "note", "route"], medicine);
pub(super) static CHECKLIST: Table =
    table!("checklist", "id", ["at", "utc_offset", "night", "outcome", "signs"], check);
pub(super) static FACT: Table = table!("fact", "fact", ["said"], fact);

/// All of them.
pub(super) static TABLES: [&Table; 5] = [&EPISODE, &NIGHT_NOTE, &MEDICINE, &CHECKLIST, &FACT];

/// Which table a record is in, and the text it is found by there.
pub(super) fn place(key: &RecordKey) -> (&'static Table, String) {
    match key {
        RecordKey::Episode(id) => (&EPISODE, id.clone()),
        RecordKey::Night(night) => (&NIGHT_NOTE, night.to_string()),
        RecordKey::Medicine(id) => (&MEDICINE, id.clone()),
        RecordKey::Check(id) => (&CHECKLIST, id.clone()),
        RecordKey::Fact(fact) => (&FACT, fact.id().to_owned()),
    }
}

impl Table {
    /// The entry of a row that [`Table::find`] or [`Table::select`] brought.
    pub(super) fn record(&self, row: &Row<'_>) -> Result<Record, StoreError> {
        let record = (self.read)(&mut Cells { row, at: 1 });
        record
            .filter(|record| legal::objection(record).is_none())
            .ok_or_else(|| StoreError::Row { table: self.name, id: called(row) })
    }

    /// The statement that reads rows, with what comes after `FROM` and the table's name.
    pub(super) fn select(&self, rest: &str) -> String {
        let columns = self.find.rsplit_once(" WHERE ").map_or(self.find, |(columns, _)| columns);
        format!("{columns} {rest}")
    }

    /// The statement that keeps a record, with [`keep`].
    pub(super) fn keeping(&self) -> &'static str {
        self.keep
    }
}

/// The name of a row in a sentence: its id where that is plain, otherwise its number.
fn called(row: &Row<'_>) -> String {
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

/// The values of a row, one after another.
struct Cells<'r> {
    row: &'r Row<'r>,
    at: usize,
}

impl Cells<'_> {
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

    /// One of some choices, or nothing.
    fn choice<T>(&mut self, find: fn(&str) -> Option<T>) -> Option<Option<T>> {
        match self.next::<Option<String>>()? {
            None => Some(None),
            Some(id) => find(&id).map(Some),
        }
    }

    fn scale(&mut self) -> Option<Option<Scale>> {
        match self.next::<Option<u8>>()? {
            None => Some(None),
            Some(value) => Scale::new(value).map(Some),
        }
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
    fn moment(&mut self) -> Option<LocalTime> {
        let moment = LocalTime::from_seconds(self.next()?, self.next()?)?;
        (self.night()? == moment.night()).then_some(moment)
    }
}

fn episode(cells: &mut Cells<'_>) -> Option<Record> {
    Some(Record::Episode(Episode {
        id: cells.next()?,
        start: cells.moment()?,
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

fn night_note(cells: &mut Cells<'_>) -> Option<Record> {
    Some(Record::Night(NightNote {
        night: cells.night()?,
        no_cramp: cells.flag()?,
        programme: cells.flag()?,
    }))
}

fn medicine(cells: &mut Cells<'_>) -> Option<Record> {
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

fn check(cells: &mut Cells<'_>) -> Option<Record> {
    Some(Record::Check(CheckRecord {
        id: cells.next()?,
        at: cells.moment()?,
        outcome: cells.next()?,
        signs: cells.tags()?,
    }))
}

fn fact(cells: &mut Cells<'_>) -> Option<Record> {
    Some(Record::Fact(cells.choice(Fact::find)??, cells.next()?))
}

/// Writes a record over the one of its key, with the statement that [`Table::keeping`] gives.
pub(super) fn keep(statement: &mut Statement<'_>, record: &Record) -> rusqlite::Result<usize> {
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

/// The statement that reads a session's mark.
pub(super) const FIND_MARK: &str = "SELECT serial, episode, routine, leg, step, done, boot, boot_millis FROM session_mark WHERE episode = ?1";
pub(super) const DELETE_MARK: &str = "DELETE FROM session_mark WHERE episode = ?1";
pub(super) const KEEP_MARK: &str = "INSERT OR REPLACE INTO session_mark \
    (episode, routine, leg, step, done, boot, boot_millis) VALUES (?, ?, ?, ?, ?, ?, ?)";

/// The mark of a session from its row.
pub(super) fn mark(row: &Row<'_>) -> Result<SessionMark, StoreError> {
    read_mark(&mut Cells { row, at: 1 })
        .filter(|mark| legal::objection_to_mark(mark).is_none())
        .ok_or_else(|| StoreError::Row { table: "session_mark", id: called(row) })
}

fn read_mark(cells: &mut Cells<'_>) -> Option<SessionMark> {
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

/// Writes the mark of a session, with [`KEEP_MARK`].
pub(super) fn keep_mark(statement: &mut Statement<'_>, mark: &SessionMark) -> rusqlite::Result<usize> {
    let boot = mark.boot.as_ref();
    statement.execute(params![
        mark.episode,
        mark.routine,
        mark.leg.map(Limb::id),
        mark.step,
        mark.done,
        boot.map(|boot| boot.boot.as_str()),
        boot.and_then(|boot| i64::try_from(boot.millis).ok()),
    ])
}
