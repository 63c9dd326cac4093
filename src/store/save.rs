//! Saves changes in one transaction: all or none. A change is made only if the stored record still equals its
//! `before` (compare-and-swap).

use std::collections::HashMap;

use rusqlite::{Connection, TransactionBehavior};

use super::{error::StoreError, rows};
use crate::domain::{Change, Episode, Night, Record, RecordKey, SessionMark, fields::check_bounds};

/// The change of one record by a save; `None` means that there is no record.
#[derive(Debug, PartialEq)]
struct RecordStep<'a> {
    key: RecordKey,
    before: Option<&'a Record>,
    after: Option<&'a Record>,
}

/// Returns an error if a record to be saved is invalid. Does not use the disk.
pub(super) fn validate(changes: &[Change]) -> Result<(), StoreError> {
    changes.iter().filter_map(|change| change.after.as_ref()).try_for_each(validate_record)
}

/// Returns an error if the record is invalid.
pub(super) fn validate_record(record: &Record) -> Result<(), StoreError> {
    check_bounds(record).map_err(cannot_be_kept)
}

fn cannot_be_kept(why: String) -> StoreError {
    StoreError::Refused(format!("the entry cannot be kept: {why}"))
}

/// Returns an error if the cramp of a running session, or its mark, is invalid.
pub(super) fn validate_session(after: &Episode, mark: Option<&SessionMark>) -> Result<(), StoreError> {
    validate_record(&Record::Episode(after.clone()))?;
    mark.map_or(Ok(()), rows::check_mark).map_err(cannot_be_kept)
}

/// The ids of the episodes that are closed after the save, or that the save deletes.
pub(super) fn ended(changes: &[Change]) -> impl Iterator<Item = &str> {
    changes.iter().filter_map(|change| match (&change.before, &change.after) {
        (_, Some(Record::Episode(episode))) if !episode.is_open => Some(episode.id.as_str()),
        (Some(Record::Episode(episode)), None) => Some(episode.id.as_str()),
        _ => None,
    })
}

/// Saves the changes. The function is idempotent, because the app repeats a request that had no answer.
pub(super) fn save_changes(connection: &mut Connection, changes: &[Change]) -> Result<(), StoreError> {
    let steps = combine(changes)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    steps.iter().try_for_each(|step| apply(&transaction, step))?;
    Ok(transaction.commit()?)
}

/// The saved episode of a session. `was_missing` is true if the diary no longer had it, so it was added
/// again.
pub(super) struct SessionSaved {
    pub(super) episode: Episode,
    pub(super) was_missing: bool,
}

/// Saves `after`, the cramp of a running session. If the stored entry is no longer `before`, merges `after`
/// into it. An entry that the diary no longer has is added again. `is_new_claim` is true if the program got the
/// session's lock only now. Then another program may have run the session and ended the cramp, and an ended
/// cramp is not changed.
pub(super) fn save_session(
    connection: &mut Connection,
    before: Option<&Episode>,
    after: &Episode,
    mark: Option<&SessionMark>,
    is_new_claim: bool,
) -> Result<SessionSaved, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let key = RecordKey::Episode(after.id.clone());
    let stored = match rows::find(&transaction, &key)? {
        Some(Record::Episode(stored)) => Some(stored),
        _ => None,
    };
    let episode = match &stored {
        // The episode has not changed. Only the mark is to be saved.
        Some(stored) if before == Some(after) => stored.clone(),
        Some(stored) if Some(stored) != before => {
            if is_new_claim && !stored.is_open && stored != after {
                return Err(StoreError::Changed);
            }
            after.clone().put_over(stored)
        }
        _ => after.clone(),
    };
    let was_missing = stored.is_none() && before.is_some();
    let (stored, saved) = (stored.map(Record::Episode), Record::Episode(episode.clone()));
    apply(&transaction, &RecordStep { key, before: stored.as_ref(), after: Some(&saved) })?;
    if let Some(mark) = mark.filter(|_| episode.is_open) {
        rows::upsert_mark(&transaction, mark)?;
    }
    transaction.commit()?;
    Ok(SessionSaved { episode, was_missing })
}

const NOT_WITHOUT: &str = "UPDATE night_note SET no_cramp = 0 WHERE night = ?1 AND no_cramp = 1";
const NOTHING_NOTED: &str = "DELETE FROM night_note WHERE night = ?1 AND no_cramp = 0 AND programme = 0";

/// Combines the changes of each record into one. Otherwise a save that was already made could not be
/// recognised.
fn combine(changes: &[Change]) -> Result<Vec<RecordStep<'_>>, StoreError> {
    let mut steps: Vec<RecordStep<'_>> = vec![];
    let mut places: HashMap<RecordKey, usize> = HashMap::new();
    let mut add = |key: RecordKey, before, after| match places.get(&key).and_then(|at| steps.get_mut(*at)) {
        Some(step) if step.after == before => {
            step.after = after;
            Ok(())
        }
        Some(_) => Err(StoreError::Changed),
        None => {
            places.insert(key.clone(), steps.len());
            steps.push(RecordStep { key, before, after });
            Ok(())
        }
    };
    for change in changes {
        // A night note without content counts as no record.
        let says = |record: &&Record| !matches!(record, Record::Night(note) if note.is_empty());
        let (before, after) = (change.before.as_ref().filter(says), change.after.as_ref().filter(says));
        match (before.map(Record::key), after.map(Record::key)) {
            // A change of the key, such as the date of a night, deletes the old record and adds a new one.
            (Some(from), Some(to)) if from != to => {
                add(from, before, None)?;
                add(to, None, after)?;
            }
            (Some(key), _) | (None, Some(key)) => add(key, before, after)?,
            (None, None) => {}
        }
    }
    Ok(steps)
}

fn apply(connection: &Connection, step: &RecordStep<'_>) -> Result<(), StoreError> {
    let now = rows::find(connection, &step.key)?;
    if now.as_ref() == step.after {
        return Ok(());
    }
    if now.as_ref() != step.before {
        return Err(StoreError::Changed);
    }
    match step.after {
        Some(Record::Night(note)) if note.no_cramp && has_cramp(connection, note.night)? => {
            let night = note.night.words();
            let why = format!("a cramp is recorded for the night of {night}: it cannot be one without");
            return Err(StoreError::Refused(why));
        }
        Some(Record::Episode(episode)) => {
            // The night has a cramp now, so its note must not say "no cramp".
            let night = episode.night().to_string();
            connection.execute(NOT_WITHOUT, [&night])?;
            connection.execute(NOTHING_NOTED, [&night])?;
        }
        _ => {}
    }
    match step.after {
        Some(record) => rows::upsert(connection, record)?,
        None => rows::delete(connection, &step.key)?,
    };
    let is_open = matches!(step.after, Some(Record::Episode(episode)) if episode.is_open);
    if let (RecordKey::Episode(id), false) = (&step.key, is_open) {
        rows::delete_mark(connection, id)?;
    }
    Ok(())
}

/// True if a cramp is recorded for that night.
pub(super) fn has_cramp(connection: &Connection, night: Night) -> Result<bool, StoreError> {
    let mut statement = connection.prepare("SELECT 1 FROM episode WHERE night = ?1 LIMIT 1")?;
    Ok(statement.exists([night.to_string()])?)
}
