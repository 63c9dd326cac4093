//! The list: entries of every kind, newest night first. All rows are read, filtered and sorted here: a cramp a night for thirty
//! years is 11,000 rows.

use std::cmp::Reverse;

use rusqlite::Connection;

use super::{
    error::StoreError,
    read,
    rows::{CHECKLIST, EPISODE, MEDICINE, NIGHT_NOTE},
};
use crate::domain::{
    diary::{Filter, Listed, moment_of},
    episode::{Limb, Record, RecordKey, Site},
};

/// `count` entries of the list under a filter: with the entry `around` in their middle, or else from position `from` on.
pub(super) fn list(
    connection: &Connection,
    filter: &Filter,
    around: Option<&RecordKey>,
    from: usize,
    count: usize,
) -> Result<Listed, StoreError> {
    let all = all(connection, filter)?;
    let at = around.and_then(|key| all.iter().position(|record| record.key() == *key));
    let from = at.map_or(from, |at| at.saturating_sub(count / 2));
    Ok(Listed { from, total: all.len(), entries: all.into_iter().skip(from).take(count).collect() })
}

/// The whole list under a filter.
fn all(connection: &Connection, filter: &Filter) -> Result<Vec<Record>, StoreError> {
    // One snapshot: no other program may write between two tables.
    let _snapshot = connection.unchecked_transaction()?;
    let words: Vec<String> = filter.text.split_whitespace().map(folded).collect();
    let mut found = vec![];
    for table in [&EPISODE, &CHECKLIST, &NIGHT_NOTE, &MEDICINE] {
        // Of entries with the same time, the one that was saved last comes first.
        found.extend(read::all(connection, table, "ORDER BY serial DESC", [])?);
    }
    found.retain(|record| is_wanted(record, filter, &words));
    // In a night: by time, then the entries without one. The sort keeps the order of the rest.
    found.sort_by_key(|record| {
        (Reverse(record.night()), Reverse(moment_of(record).map(|m| m.at.as_second())), rank(record))
    });
    Ok(found)
}

/// The order of kinds among entries that are alike in night and moment.
fn rank(record: &Record) -> u8 {
    match record {
        Record::Episode(_) => 0,
        Record::Check(_) => 1,
        Record::Night(_) => 2,
        Record::Medicine(_) | Record::Fact(..) => 3,
    }
}

fn is_wanted(record: &Record, filter: &Filter, words: &[String]) -> bool {
    let (leg, muscle) = match record {
        Record::Episode(episode) => (episode.leg, episode.muscle),
        Record::Night(note) if note.is_empty() => return false,
        _ => (None, None),
    };
    let night = record.night();
    filter.leg.is_none_or(|wanted| leg == Some(wanted))
        && filter.muscle.is_none_or(|wanted| muscle == Some(wanted))
        && filter.from.is_none_or(|from| night >= Some(from))
        && filter.to.is_none_or(|to| night <= Some(to))
        && has_words(record, words)
}

/// True if every word is somewhere in the entry.
fn has_words(record: &Record, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut texts: Vec<&str> = vec![];
    match record {
        Record::Episode(episode) => {
            texts.extend(["cramp", &episode.note]);
            texts.extend(episode.leg.map(Limb::words));
            texts.extend(episode.muscle.map(Site::words));
            texts.extend(episode.routine.as_deref());
            let lists = [&episode.tried, &episode.eased_by, &episode.before, &episode.also];
            texts.extend(lists.into_iter().flatten().map(String::as_str));
        }
        Record::Check(check) => {
            texts.extend(["checklist", &check.outcome]);
            texts.extend(check.signs.iter().map(String::as_str));
        }
        Record::Night(note) => {
            texts.push("night");
            texts.extend(note.no_cramp.then_some("no cramp"));
            texts.extend(note.programme.then_some("programme"));
        }
        Record::Medicine(medicine) => {
            texts.extend(["medicine", &medicine.name, &medicine.dose, &medicine.note, medicine.change.id()]);
        }
        Record::Fact(_, said) => texts.push(said),
    }
    // No word contains a line break.
    let text = folded(&texts.join("\n"));
    words.iter().all(|word| text.contains(word))
}

/// A text in lower case, character by character. A Greek sigma has another form at the end of a word, and both forms are the same
/// here.
fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}
