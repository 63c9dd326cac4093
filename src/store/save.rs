//! Applying changes: all or none, and only if each stored record still equals the `before` of its change (compare-and-swap).

use std::collections::HashMap;

use rusqlite::{Connection, TransactionBehavior};

use super::{error::StoreError, rows};
use crate::domain::{Change, Episode, Night, Record, RecordKey, SessionMark, fields::check_bounds};

/// One record before a save and after it.
#[derive(Debug, PartialEq)]
struct RecordStep<'a> {
    key: RecordKey,
    before: Option<&'a Record>,
    after: Option<&'a Record>,
}

/// Refuses a save with an entry that cannot be kept. Runs before the disk is touched.
pub(super) fn permit(changes: &[Change]) -> Result<(), StoreError> {
    changes.iter().filter_map(|change| change.after.as_ref()).try_for_each(permit_record)
}

/// Refuses a record that cannot be kept.
pub(super) fn permit_record(record: &Record) -> Result<(), StoreError> {
    check_bounds(record).map_err(cannot_be_kept)
}

fn cannot_be_kept(why: String) -> StoreError {
    StoreError::Refused(format!("the entry cannot be kept: {why}"))
}

/// Refuses the cramp of a running session, or its mark, that cannot be kept.
pub(super) fn permit_session(after: &Episode, mark: Option<&SessionMark>) -> Result<(), StoreError> {
    permit_record(&Record::Episode(after.clone()))?;
    mark.map_or(Ok(()), rows::check_mark).map_err(cannot_be_kept)
}

/// The episodes that a save ends: closed or deleted.
pub(super) fn ended(changes: &[Change]) -> impl Iterator<Item = &str> {
    changes.iter().filter_map(|change| match (&change.before, &change.after) {
        (_, Some(Record::Episode(episode))) if !episode.is_open => Some(episode.id.as_str()),
        (Some(Record::Episode(episode)), None) => Some(episode.id.as_str()),
        _ => None,
    })
}

/// Makes the changes. To make them twice has the same effect as once: the app repeats a request without an answer.
pub(super) fn make(connection: &mut Connection, changes: &[Change]) -> Result<(), StoreError> {
    let steps = net(changes)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    steps.iter().try_for_each(|step| apply(&transaction, step))?;
    Ok(transaction.commit()?)
}

/// The cramp of a session after it was saved.
pub(super) struct SessionSaved {
    pub(super) episode: Episode,
    pub(super) was_missing: bool,
}

/// Saves the cramp of a running session: `after`, merged into the stored entry if that is no longer `before`. An entry that the
/// diary no longer has is added again. `is_second` is true for a program that did not run the session: it may end the cramp, but
/// not change one that has ended.
pub(super) fn make_session(
    connection: &mut Connection,
    before: Option<&Episode>,
    after: &Episode,
    mark: Option<&SessionMark>,
    is_second: bool,
) -> Result<SessionSaved, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let key = RecordKey::Episode(after.id.clone());
    let stored = match rows::find(&transaction, &key)? {
        Some(Record::Episode(stored)) => Some(stored),
        _ => None,
    };
    // The program that ran the session has ended the cramp already.
    if is_second && stored.as_ref().is_some_and(|stored| !stored.is_open && stored != after) {
        return Err(StoreError::Changed);
    }
    let episode = match &stored {
        // Nothing but the step has changed.
        Some(stored) if before == Some(after) => stored.clone(),
        Some(stored) if Some(stored) != before => after.clone().put_over(stored),
        _ => after.clone(),
    };
    let was_missing = stored.is_none() && before.is_some();
    let (stored, saved) = (stored.map(Record::Episode), Record::Episode(episode.clone()));
    apply(&transaction, &RecordStep { key, before: stored.as_ref(), after: Some(&saved) })?;
    if let Some(mark) = mark.filter(|_| episode.is_open) {
        rows::keep_mark(&transaction, mark)?;
    }
    transaction.commit()?;
    Ok(SessionSaved { episode, was_missing })
}

const NOT_WITHOUT: &str = "UPDATE night_note SET no_cramp = 0 WHERE night = ?1 AND no_cramp = 1";
const NOTHING_NOTED: &str = "DELETE FROM night_note WHERE night = ?1 AND no_cramp = 0 AND programme = 0";

/// One step for each record, even if several changes have it: only so a save that is made twice can be recognised.
fn net(changes: &[Change]) -> Result<Vec<RecordStep<'_>>, StoreError> {
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
        // A night note without content is no record.
        let says = |record: &&Record| !matches!(record, Record::Night(note) if note.is_empty());
        let (before, after) = (change.before.as_ref().filter(says), change.after.as_ref().filter(says));
        match (before.map(Record::key), after.map(Record::key)) {
            // A record with a new key, such as a night with a new date, is deleted under the old key and added under the new one.
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
            // A night with a cramp is not one without.
            let night = episode.night().to_string();
            connection.execute(NOT_WITHOUT, [&night])?;
            connection.execute(NOTHING_NOTED, [&night])?;
        }
        _ => {}
    }
    match step.after {
        Some(record) => rows::keep(connection, record)?,
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
