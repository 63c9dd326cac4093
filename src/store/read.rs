//! Reading the diary, but for the list: spans, single records, checks, lines about the person.

use rusqlite::{Connection, OptionalExtension, Params};

use super::{
    error::StoreError,
    rows::{self, CHECKLIST, EPISODE, FACT, FIND_MARK, MEDICINE, NIGHT_NOTE, Table},
};
use crate::domain::{
    diary::{SessionMark, Span},
    episode::{CheckRecord, Episode, Fact, Record, RecordKey},
    local_time::Night,
    programme::REACH,
    summary::FORTNIGHT,
};

/// Everything from one night to another, oldest first.
pub(super) fn span(connection: &Connection, from: Night, to: Night) -> Result<Span, StoreError> {
    let nights = [from.to_string(), to.to_string()];
    let read = |table: &Table, order: &str| {
        all(connection, table, &format!("WHERE night BETWEEN ?1 AND ?2 ORDER BY {order}"), nights.clone())
    };
    // One moment of the diary: nothing may change between one table and the next.
    let _reading = connection.unchecked_transaction()?;
    let mut span = empty_span(from, to);
    for record in read(&EPISODE, "night, start, serial")? {
        span.put(record);
    }
    for record in read(&NIGHT_NOTE, "night")? {
        span.put(record);
    }
    for record in read(&MEDICINE, "night, serial")? {
        span.put(record);
    }
    for record in read(&CHECKLIST, "night, at, serial")? {
        span.put(record);
    }
    Ok(span)
}

/// The records that the page for a clinician needs beside those of its nights: see [`DiaryRequest::Background`].
///
/// [`DiaryRequest::Background`]: crate::domain::diary::DiaryRequest::Background
pub(super) fn background(connection: &Connection, from: Night, to: Night) -> Result<Span, StoreError> {
    let _reading = connection.unchecked_transaction()?;
    let reach = from.back(REACH);
    let mut span = empty_span(reach, to);
    let until = to.to_string();
    let notes = all(connection, &NIGHT_NOTE, "WHERE night <= ?1 ORDER BY night", [&until])?;
    let first = "WHERE night <= ?1 ORDER BY night, start, serial LIMIT 1";
    let first_cramp = all(connection, &EPISODE, first, [&until])?.first().and_then(Record::night);
    let is_logged = |note: &&Record| matches!(note, Record::Night(note) if note.no_cramp);
    let first_logged =
        notes.iter().find(is_logged).and_then(Record::night).into_iter().chain(first_cramp).min();
    // Those of the first fortnight, the first of all, and those within reach: each once.
    let cramps =
        "WHERE night <= ?1 AND (night >= ?2 OR night < ?3 OR night = ?4) ORDER BY night, start, serial";
    let nights = [
        until,
        reach.to_string(),
        first_logged.unwrap_or(reach).back(-FORTNIGHT).to_string(),
        first_cramp.unwrap_or(reach).to_string(),
    ];
    let cramps = all(connection, &EPISODE, cramps, nights)?;
    let medicines = all(connection, &MEDICINE, "ORDER BY night, serial", [])?;
    let checks = all(connection, &CHECKLIST, "ORDER BY night, at, serial", [])?;
    for record in [cramps, notes, medicines, checks].into_iter().flatten() {
        span.from = record.night().map_or(span.from, |night| span.from.min(night));
        span.put(record);
    }
    Ok(span)
}

/// A span of which nothing is recorded.
pub(super) fn empty_span(from: Night, to: Night) -> Span {
    Span { from, to, episodes: vec![], nights: vec![], medicines: vec![], checks: vec![] }
}

impl Span {
    fn put(&mut self, record: Record) {
        match record {
            Record::Episode(episode) => self.episodes.push(episode),
            Record::Night(note) if note.is_empty() => {}
            Record::Night(note) => self.nights.push(note),
            Record::Medicine(medicine) => self.medicines.push(medicine),
            Record::Check(check) => self.checks.push(check),
            Record::Fact(..) => {}
        }
    }
}

/// The checks, newest first.
pub(super) fn checks(connection: &Connection, count: usize) -> Result<Vec<CheckRecord>, StoreError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let found = all(connection, &CHECKLIST, "ORDER BY at DESC, serial DESC LIMIT ?1", [count])?;
    Ok(found
        .into_iter()
        .filter_map(|record| match record {
            Record::Check(check) => Some(check),
            _ => None,
        })
        .collect())
}

/// The lines about the person, in the order they are asked for.
pub(super) fn facts(connection: &Connection) -> Result<Vec<(Fact, String)>, StoreError> {
    let mut found: Vec<(Fact, String)> = all(connection, &FACT, "", [])?
        .into_iter()
        .filter_map(|record| match record {
            Record::Fact(fact, said) => Some((fact, said)),
            _ => None,
        })
        .collect();
    found.sort_by_key(|(fact, _)| *fact);
    Ok(found)
}

/// One record.
pub(super) fn find(connection: &Connection, key: &RecordKey) -> Result<Option<Record>, StoreError> {
    let (table, id) = rows::place(key);
    let found = connection
        .prepare(table.find)?
        .query_row([id], |row| Ok(table.record(row)))
        .optional()?
        .transpose()?;
    // A note that says nothing of its night is no record.
    Ok(found.filter(|record| !matches!(record, Record::Night(note) if note.is_empty())))
}

/// Episodes that have not been closed, oldest first, with the marks of their sessions.
pub(super) fn open(connection: &Connection) -> Result<Vec<(Episode, Option<SessionMark>)>, StoreError> {
    let _reading = connection.unchecked_transaction()?;
    let mut found = vec![];
    for record in all(connection, &EPISODE, "WHERE is_open = 1 ORDER BY start", [])? {
        if let Record::Episode(episode) = record {
            let mark = connection
                .query_row(FIND_MARK, [&episode.id], |row| Ok(rows::mark(row)))
                .optional()?
                .transpose()?;
            found.push((episode, mark));
        }
    }
    Ok(found)
}

/// The entries of a table, with what comes after its name in the statement.
pub(super) fn all(
    connection: &Connection,
    table: &Table,
    rest: &str,
    params: impl Params,
) -> Result<Vec<Record>, StoreError> {
    let mut statement = connection.prepare(&table.select(rest))?;
    let mut rows = statement.query(params)?;
    let mut found = vec![];
    while let Some(row) = rows.next()? {
        found.push(table.record(row)?);
    }
    Ok(found)
}
