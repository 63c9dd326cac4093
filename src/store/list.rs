//! Lists the entries of the diary, newest night first. All of them are read, filtered and sorted here: one cramp a night for thirty
//! years makes 11,000.

use std::cmp::Reverse;

use rusqlite::Connection;

use super::{error::StoreError, read};
use crate::domain::{Filter, Record, RecordKind, diary::time_of};

/// The kinds that are listed, in their order among entries of the same night and time.
const KINDS: [RecordKind; 4] =
    [RecordKind::Episode, RecordKind::Check, RecordKind::Night, RecordKind::Medicine];

/// The entries that pass the filter.
pub(super) fn list(connection: &Connection, filter: &Filter) -> Result<Vec<Record>, StoreError> {
    // One transaction, so that nothing changes between two tables.
    let _snapshot = connection.unchecked_transaction()?;
    let is_wanted = filter.test();
    let mut found = vec![];
    for kind in KINDS {
        // Of entries with the same time, the one saved last comes first.
        found.extend(read::all(connection, kind, "ORDER BY serial DESC", [])?);
    }
    let is_empty = |record: &Record| matches!(record, Record::Night(note) if note.is_empty());
    found.retain(|record| !is_empty(record) && is_wanted(record));
    // Within a night by time, entries without a time last. The sort is stable and keeps the rest in order.
    found.sort_by_cached_key(|record| {
        (Reverse(record.night()), Reverse(time_of(record).map(|m| m.at.as_second())))
    });
    Ok(found)
}
