//! Making changes: all or none, and only where the diary still holds what each of them says was there before.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Statement, TransactionBehavior};

use super::{
    fault::Fault,
    legal,
    rows::{self, DELETE_MARK, KEEP_MARK},
};
use crate::domain::{
    diary::Mark,
    episode::{Change, Record, RecordKey},
};

/// What a record is to be turned from, and into.
#[derive(Debug, PartialEq)]
struct Step<'a> {
    key: RecordKey,
    before: Option<&'a Record>,
    after: Option<&'a Record>,
}

/// Whether everything in a save can be kept at all; asked before the disk is touched.
pub(super) fn permit(changes: &[Change], mark: Option<&Mark>) -> Result<(), Fault> {
    let of_records = changes.iter().filter_map(|change| change.after.as_ref()).find_map(legal::objection);
    let of_mark = || match mark {
        Some(Mark::Keep(mark)) => legal::objection_to_mark(mark),
        Some(Mark::Drop(_)) | None => None,
    };
    of_records
        .or_else(of_mark)
        .map_or(Ok(()), |why| Err(Fault::Refused(format!("the entry cannot be kept: {why}"))))
}

/// The episodes that a save ends: closed, or taken out.
pub(super) fn ended(changes: &[Change]) -> impl Iterator<Item = &str> {
    changes.iter().filter_map(|change| match (&change.before, &change.after) {
        (_, Some(Record::Episode(episode))) if !episode.is_open => Some(episode.id.as_str()),
        (Some(Record::Episode(episode)), None) => Some(episode.id.as_str()),
        _ => None,
    })
}

/// Makes the changes; whether a mark was kept with them. Made twice, they are made once: an answer that never came may be
/// asked for again.
pub(super) fn make(
    connection: &mut Connection,
    changes: &[Change],
    mark: Option<&Mark>,
) -> Result<bool, Fault> {
    let steps = net(changes)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let is_marked = {
        let mut prepared = Prepared { connection: &transaction, made: vec![] };
        for step in &steps {
            take(&mut prepared, step)?;
        }
        match mark {
            Some(Mark::Keep(mark)) if is_open(&mut prepared, &mark.episode)? => {
                rows::keep_mark(prepared.get(KEEP_MARK)?, mark)?;
                true
            }
            // Ended in another window: there is no session to go on with.
            Some(Mark::Keep(_)) | None => false,
            Some(Mark::Drop(episode)) => {
                prepared.get(DELETE_MARK)?.execute([episode])?;
                false
            }
        }
    };
    transaction.commit()?;
    Ok(is_marked)
}

const ONE_MORE: &str = "UPDATE tally SET episodes = episodes + 1";
const ONE_LESS: &str = "UPDATE tally SET episodes = episodes - 1";
const NOT_WITHOUT: &str = "UPDATE night_note SET no_cramp = 0 WHERE night = ?1 AND no_cramp = 1";
const NOTHING_NOTED: &str = "DELETE FROM night_note WHERE night = ?1 AND no_cramp = 0 AND programme = 0";

/// One step for each record, however often the changes come back to it: only so can a save made twice be known for one.
fn net(changes: &[Change]) -> Result<Vec<Step<'_>>, Fault> {
    let mut steps: Vec<Step<'_>> = vec![];
    let mut places: HashMap<RecordKey, usize> = HashMap::new();
    let mut add = |key: RecordKey, before, after| match places.get(&key).and_then(|at| steps.get_mut(*at)) {
        Some(step) if step.after == before => {
            step.after = after;
            Ok(())
        }
        Some(_) => Err(Fault::Changed),
        None => {
            places.insert(key.clone(), steps.len());
            steps.push(Step { key, before, after });
            Ok(())
        }
    };
    for change in changes {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
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

fn take(prepared: &mut Prepared<'_>, step: &Step<'_>) -> Result<(), Fault> {
    let (table, id) = rows::place(&step.key);
    let now =
        prepared.get(table.find)?.query_row([&id], |row| Ok(table.record(row))).optional()?.transpose()?;
    if now.as_ref() == step.after {
        return Ok(());
    }
    if now.as_ref() != step.before {
        return Err(Fault::Changed);
    }
    match (&step.key, now.is_some(), step.after.is_some()) {
        (RecordKey::Episode(_), false, true) => prepared.get(ONE_MORE)?.execute([])?,
        (RecordKey::Episode(_), true, false) => prepared.get(ONE_LESS)?.execute([])?,
        _ => 0,
    };
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

fn is_open(prepared: &mut Prepared<'_>, episode: &str) -> Result<bool, Fault> {
    let found: Option<i64> = prepared
        .get("SELECT is_open FROM episode WHERE id = ?1")?
        .query_row([episode], |row| row.get(0))
        .optional()?;
    Ok(found == Some(1))
}

/// Statements that are made ready once for a whole save.
struct Prepared<'c> {
    connection: &'c Connection,
    made: Vec<(&'static str, Statement<'c>)>,
}

impl<'c> Prepared<'c> {
    fn get(&mut self, sql: &'static str) -> Result<&mut Statement<'c>, Fault> {
        let at = match self.made.iter().position(|(made, _)| *made == sql) {
            Some(at) => at,
            None => {
                self.made.push((sql, self.connection.prepare(sql)?));
                self.made.len() - 1
            }
        };
        // There always is one: it has just been found, or put there.
        self.made.get_mut(at).map(|(_, statement)| statement).ok_or(Fault::Changed)
    }
}
