//! The list: entries of every kind, newest night first. All entries are read, filtered and sorted here: thirty years with a cramp a
//! night are 11,000 of them.

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

/// A stretch of the list under a filter, and how long the whole list is.
pub(super) fn list(
    connection: &Connection,
    filter: &Filter,
    from: usize,
    count: usize,
) -> Result<Listed, StoreError> {
    Ok(stretch(all(connection, filter)?, from, count))
}

/// The same with that entry in its middle, or from that position on where the list does not have it.
pub(super) fn list_around(
    connection: &Connection,
    filter: &Filter,
    key: &RecordKey,
    from: usize,
    count: usize,
) -> Result<Listed, StoreError> {
    let all = all(connection, filter)?;
    let at = all.iter().position(|record| record.key() == *key);
    Ok(stretch(all, at.map_or(from, |at| at.saturating_sub(count / 2)), count))
}

fn stretch(all: Vec<Record>, from: usize, count: usize) -> Listed {
    let total = all.len();
    Listed { from, total, entries: all.into_iter().skip(from).take(count).collect() }
}

/// The whole list under a filter.
fn all(connection: &Connection, filter: &Filter) -> Result<Vec<Record>, StoreError> {
    // One moment of the diary: nothing may change between one table and the next.
    let _reading = connection.unchecked_transaction()?;
    let words: Vec<String> = filter.text.split_whitespace().map(folded).collect();
    let mut found = vec![];
    for table in [&EPISODE, &CHECKLIST, &NIGHT_NOTE, &MEDICINE] {
        // Of entries of one moment, the one that was saved last comes first.
        found.extend(read::all(connection, table, "ORDER BY serial DESC", [])?);
    }
    found.retain(|record| is_wanted(record, filter, &words));
    // In a night: by moment, and then what has none; the sort keeps the order of all else.
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
    // No word has a line's end in it.
    let text = folded(&texts.join("\n"));
    words.iter().all(|word| text.contains(word))
}

/// A text in lower case, character by character, so that a word is the same wherever it stands: a Greek sigma too, which is
/// another letter at a word's end.
fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}
