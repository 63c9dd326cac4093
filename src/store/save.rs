//! Making changes: all or none, and only where the diary still holds what each of them says was there before.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Statement, TransactionBehavior};

use super::{
    error::StoreError,
    legal, read,
    rows::{self, DELETE_MARK, KEEP_MARK},
};
use crate::domain::{
    diary::SessionMark,
    episode::{Change, Episode, Record, RecordKey},
    local_time::Night,
};

/// One record before a save and after it.
#[derive(Debug, PartialEq)]
struct Step<'a> {
    key: RecordKey,
    before: Option<&'a Record>,
    after: Option<&'a Record>,
}

/// Refuses a save that holds an entry which cannot be kept. It is asked before the disk is touched.
pub(super) fn permit(changes: &[Change]) -> Result<(), StoreError> {
    changes.iter().filter_map(|change| change.after.as_ref()).try_for_each(permit_record)
}

/// The same for one record.
pub(super) fn permit_record(record: &Record) -> Result<(), StoreError> {
    legal::objection(record).map_or(Ok(()), |why| Err(cannot_be_kept(why)))
}

fn cannot_be_kept(why: &str) -> StoreError {
    StoreError::Refused(format!("the entry cannot be kept: {why}"))
}

/// The same for the cramp of a running session.
pub(super) fn permit_session(after: &Episode, mark: Option<&SessionMark>) -> Result<(), StoreError> {
    let why = legal::objection_to_episode(after).or_else(|| mark.and_then(legal::objection_to_mark));
    why.map_or(Ok(()), |why| Err(cannot_be_kept(why)))
}

/// The episodes that a save ends: closed, or taken out.
pub(super) fn ended(changes: &[Change]) -> impl Iterator<Item = &str> {
    changes.iter().filter_map(|change| match (&change.before, &change.after) {
        (_, Some(Record::Episode(episode))) if !episode.is_open => Some(episode.id.as_str()),
        (Some(Record::Episode(episode)), None) => Some(episode.id.as_str()),
        _ => None,
    })
}

/// Makes the changes. To make them twice is to make them once: an answer that never came may be asked for again.
pub(super) fn make(connection: &mut Connection, changes: &[Change]) -> Result<(), StoreError> {
    let steps = net(changes)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut prepared = Prepared { connection: &transaction, made: vec![] };
    for step in &steps {
        take(&mut prepared, step)?;
    }
    drop(prepared);
    transaction.commit()?;
    Ok(())
}

/// The cramp of a session after it was saved.
pub(super) struct SessionSaved {
    pub(super) episode: Episode,
    pub(super) was_missing: bool,
    /// Its mark was saved with it.
    pub(super) is_marked: bool,
}

/// Saves the cramp of a running session: `after`, put over what the diary holds where that is no longer `before`. It is added
/// where the diary no longer has it.
pub(super) fn make_session(
    connection: &mut Connection,
    before: Option<&Episode>,
    after: &Episode,
    mark: Option<&SessionMark>,
) -> Result<SessionSaved, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let key = RecordKey::Episode(after.id.clone());
    let stored = match read::find(&transaction, &key)? {
        Some(Record::Episode(stored)) => Some(stored),
        _ => None,
    };
    let episode = match &stored {
        // The session has nothing new to say but its step.
        Some(stored) if before == Some(after) => stored.clone(),
        Some(stored) if Some(stored) != before => after.clone().put_over(stored),
        _ => after.clone(),
    };
    let was_missing = stored.is_none() && before.is_some();
    let saved = Record::Episode(episode.clone());
    let is_marked = {
        let mut prepared = Prepared { connection: &transaction, made: vec![] };
        let stored = stored.map(Record::Episode);
        take(&mut prepared, &Step { key, before: stored.as_ref(), after: Some(&saved) })?;
        if let Some(mark) = mark.filter(|_| episode.is_open) {
            rows::keep_mark(prepared.get(KEEP_MARK)?, mark)?;
        }
        mark.is_some() && episode.is_open
    };
    transaction.commit()?;
    Ok(SessionSaved { episode, was_missing, is_marked })
}

const NOT_WITHOUT: &str = "UPDATE night_note SET no_cramp = 0 WHERE night = ?1 AND no_cramp = 1";
const NOTHING_NOTED: &str = "DELETE FROM night_note WHERE night = ?1 AND no_cramp = 0 AND programme = 0";

/// One step for each record, however often the changes come back to it: only so can a save made twice be known for one.
fn net(changes: &[Change]) -> Result<Vec<Step<'_>>, StoreError> {
    let mut steps: Vec<Step<'_>> = vec![];
    let mut places: HashMap<RecordKey, usize> = HashMap::new();
    let mut add = |key: RecordKey, before, after| match places.get(&key).and_then(|at| steps.get_mut(*at)) {
        Some(step) if step.after == before => {
            step.after = after;
            Ok(())
        }
        Some(_) => Err(StoreError::Changed),
        None => {
            places.insert(key.clone(), steps.len());
            steps.push(Step { key, before, after });
            Ok(())
        }
    };
    for change in changes {
        // A note that says nothing of its night is no record.
        let says = |record: &&Record| !matches!(record, Record::Night(note) if note.is_empty());
        let (before, after) = (change.before.as_ref().filter(says), change.after.as_ref().filter(says));
        match (before.map(Record::key), after.map(Record::key)) {
            // A record that moves to another key, as a night does to another date, goes from one and comes to the other.
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

fn take(prepared: &mut Prepared<'_>, step: &Step<'_>) -> Result<(), StoreError> {
    let (table, id) = rows::place(&step.key);
    let now =
        prepared.get(table.find)?.query_row([&id], |row| Ok(table.record(row))).optional()?.transpose()?;
    let now = now.filter(|record| !matches!(record, Record::Night(note) if note.is_empty()));
    if now.as_ref() == step.after {
        return Ok(());
    }
    if now.as_ref() != step.before {
        return Err(StoreError::Changed);
    }
    if let Some(Record::Night(note)) = step.after
        && note.no_cramp
        && has_cramp(prepared.connection, note.night)?
    {
        return Err(StoreError::NightHasCramp(note.night));
    }
    if let Some(Record::Episode(episode)) = step.after {
        // A night with a cramp is not one without.
        let night = episode.night().to_string();
        prepared.get(NOT_WITHOUT)?.execute([&night])?;
        prepared.get(NOTHING_NOTED)?.execute([&night])?;
    }
    match step.after {
        Some(record) => rows::keep(prepared.get(table.keeping())?, record)?,
        None => prepared.get(table.delete)?.execute([&id])?,
    };
    let is_open = matches!(step.after, Some(Record::Episode(episode)) if episode.is_open);
    if matches!(step.key, RecordKey::Episode(_)) && !is_open {
        prepared.get(DELETE_MARK)?.execute([&id])?;
    }
    Ok(())
}

/// True if a cramp is recorded for that night.
pub(super) fn has_cramp(connection: &Connection, night: Night) -> Result<bool, StoreError> {
    let mut statement = connection.prepare("SELECT 1 FROM episode WHERE night = ?1 LIMIT 1")?;
    Ok(statement.exists([night.to_string()])?)
}

/// Statements that are made ready once for a whole save.
struct Prepared<'c> {
    connection: &'c Connection,
    made: Vec<(&'static str, Statement<'c>)>,
}

impl<'c> Prepared<'c> {
    fn get(&mut self, sql: &'static str) -> Result<&mut Statement<'c>, StoreError> {
        let at = match self.made.iter().position(|(made, _)| *made == sql) {
            Some(at) => at,
            None => {
                self.made.push((sql, self.connection.prepare(sql)?));
                self.made.len() - 1
            }
        };
        // There always is one: it has just been found, or put there.
        self.made.get_mut(at).map(|(_, statement)| statement).ok_or(StoreError::Changed)
    }
}
