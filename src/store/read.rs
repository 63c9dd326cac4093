//! Reading spans, checks, lines about the person and open episodes from the diary.

use rusqlite::{Connection, Params};

use super::{error::StoreError, rows};
use crate::domain::{
    CheckRecord, Episode, Fact, Night, Record, RecordKind, SessionMark, Span, programme::REACH,
};

/// All records from one night to another, oldest first.
pub(super) fn span(connection: &Connection, from: Night, to: Night) -> Result<Span, StoreError> {
    let nights = [from.to_string(), to.to_string()];
    let read = |kind: RecordKind, order: &str| {
        all(connection, kind, &format!("WHERE night BETWEEN ?1 AND ?2 ORDER BY {order}"), nights.clone())
    };
    // One snapshot: no other program may write between two tables.
    let _snapshot = connection.unchecked_transaction()?;
    let mut span = empty_span(from, to);
    span.extend(read(RecordKind::Episode, "night, start, serial")?);
    span.extend(read(RecordKind::Night, "night")?);
    span.extend(read(RecordKind::Medicine, "night, serial")?);
    span.extend(read(RecordKind::Check, "night, at, serial")?);
    Ok(span)
}

/// The records that the page for a clinician needs: see [`DiaryRequest::Background`].
///
/// [`DiaryRequest::Background`]: crate::domain::diary::DiaryRequest::Background
pub(super) fn background(connection: &Connection, from: Night, to: Night) -> Result<Span, StoreError> {
    let until = [to.to_string()];
    let _snapshot = connection.unchecked_transaction()?;
    let cramps = all(
        connection,
        RecordKind::Episode,
        "WHERE night <= ?1 ORDER BY night, start, serial",
        until.clone(),
    )?;
    let notes = all(connection, RecordKind::Night, "WHERE night <= ?1 ORDER BY night", until)?;
    let medicines = all(connection, RecordKind::Medicine, "ORDER BY night, serial", [])?;
    let checks = all(connection, RecordKind::Check, "ORDER BY night, at, serial", [])?;
    let records = [cramps, notes, medicines, checks].concat();
    let first = records.iter().filter_map(Record::night).min();
    let mut span = empty_span(first.into_iter().fold(from.back(REACH), Night::min), to);
    span.extend(records);
    Ok(span)
}

fn empty_span(from: Night, to: Night) -> Span {
    Span { from, to, episodes: vec![], nights: vec![], medicines: vec![], checks: vec![] }
}

impl Extend<Record> for Span {
    fn extend<I: IntoIterator<Item = Record>>(&mut self, records: I) {
        for record in records {
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
}

/// The checks, newest first.
pub(super) fn checks(connection: &Connection, count: usize) -> Result<Vec<CheckRecord>, StoreError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let found = all(connection, RecordKind::Check, "ORDER BY at DESC, serial DESC LIMIT ?1", [count])?;
    Ok(found
        .into_iter()
        .filter_map(|record| match record {
            Record::Check(check) => Some(check),
            _ => None,
        })
        .collect())
}

/// The lines about the person, in the order of the form.
pub(super) fn facts(connection: &Connection) -> Result<Vec<(Fact, String)>, StoreError> {
    let mut found: Vec<(Fact, String)> = all(connection, RecordKind::Fact, "", [])?
        .into_iter()
        .filter_map(|record| match record {
            Record::Fact(fact, said) => Some((fact, said)),
            _ => None,
        })
        .collect();
    found.sort_by_key(|(fact, _)| *fact);
    Ok(found)
}

/// Open episodes, oldest first, with the marks of their sessions. The caller holds a transaction.
pub(super) fn open(connection: &Connection) -> Result<Vec<(Episode, Option<SessionMark>)>, StoreError> {
    let mut found = vec![];
    for record in all(connection, RecordKind::Episode, "WHERE is_open = 1 ORDER BY start", [])? {
        if let Record::Episode(episode) = record {
            let mark = rows::find_mark(connection, &episode.id)?;
            found.push((episode, mark));
        }
    }
    Ok(found)
}

/// The records of a kind; `rest` follows the table's name in the statement.
pub(super) fn all(
    connection: &Connection,
    kind: RecordKind,
    rest: &str,
    params: impl Params,
) -> Result<Vec<Record>, StoreError> {
    let mut statement = connection.prepare(&rows::select(kind, rest))?;
    let mut found_rows = statement.query(params)?;
    let mut found = vec![];
    while let Some(row) = found_rows.next()? {
        found.push(rows::record(kind, row)?);
    }
    Ok(found)
}
