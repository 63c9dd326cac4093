//! `uncramp edit`, `delete` and `undo`, and the last change, which is kept for `undo`.

use std::{convert::Infallible, path::PathBuf};

use serde_json::{Value, json};

use super::{
    CliError, Exit,
    args::{DeleteArgs, EditArgs, Global},
    book,
    diary::DiaryClient,
    entries, json, log, print,
};
use crate::{
    domain::{
        diary::Filter,
        episode::Episode,
        fields::RecordValue,
        local_time::Night,
        record::{Change, Medicine, Record, RecordKey},
    },
    report::{export, import},
    runtime::{clock::Clock, files, output, places},
};

/// The most bytes of the last change: a kept check with every sign, or an entry with the longest note, is far smaller.
const MAX_BYTES: usize = 1 << 20;

/// The fewest characters of an id that name an entry.
const MIN_ID: usize = 4;

pub(super) fn edit(args: &EditArgs, global: &Global) -> Result<Exit, CliError> {
    let book = book::open_saying(global);
    let now = Clock::start(1.0).now().wall;
    let mut client = DiaryClient::open(global)?;
    let before = find(&mut client, &args.id)?;
    let wrong = |what: &str, options: &str| Err(CliError::usage(format!("{} is {what}: {options}", args.id)));
    let mut after = match before.clone() {
        Record::Episode(_) if !args.medicine.is_empty() || args.on.is_some() => {
            return wrong("a cramp", "--medicine, --change, --dose, --route and --on are for medicines");
        }
        Record::Episode(episode) => {
            let mut episode =
                Episode { note: log::note(args.note.as_deref())?.unwrap_or(episode.note), ..episode };
            log::fill(&mut episode, &args.cramp, &book, &now)?;
            Record::Episode(episode)
        }
        Record::Medicine(_) if !args.cramp.is_empty() => {
            return wrong("a medicine", "it takes --medicine, --change, --dose, --route, --on and --note");
        }
        Record::Medicine(medicine) => {
            let date = log::on(args.on.as_deref(), Night(now.date()))?.unwrap_or(medicine.date);
            let note = log::note(args.note.as_deref())?.unwrap_or(medicine.note);
            let mut medicine = Medicine { date, note, ..medicine };
            log::fill_medicine(&mut medicine, &args.medicine)?;
            Record::Medicine(medicine)
        }
        Record::Night(_) => {
            return wrong("the date of a night", "uncramp log and uncramp delete change its notes");
        }
        Record::Check(_) | Record::Fact(..) => {
            return wrong("a kept check", "it stays as it was; uncramp delete takes it away");
        }
    };
    args.clear.iter().for_each(|field| clear(&mut after, field));
    if after == before {
        return Err(CliError::usage("nothing is to be changed: give an option, such as --pain 7"));
    }
    let said = entries::line(&after, &book);
    let text = if args.json { json::text(&json::record(&after)) } else { format!("Changed. {said}\n") };
    save(&mut client, vec![Change { before: Some(before), after: Some(after) }], global)?;
    print(&text).map_err(CliError::though_kept)
}

/// Makes a field blank. A field that the record does not have changes nothing.
fn clear(record: &mut Record, option: &str) {
    let cleared = if option == "minutes" { "seconds".to_owned() } else { option.replace('-', "_") };
    let Ok(()) = record.visit(&mut |name, _, value| {
        Ok::<_, Infallible>(if name == cleared { RecordValue::Nothing } else { value })
    });
}

pub(super) fn delete(args: &DeleteArgs, global: &Global) -> Result<Exit, CliError> {
    let book = book::open_saying(global);
    let mut client = DiaryClient::open(global)?;
    let record = find(&mut client, &args.id)?;
    let said = entries::line(&record, &book);
    save(&mut client, vec![Change { before: Some(record), after: None }], global)?;
    print(&format!("Deleted. {said}\nuncramp undo brings it back.\n")).map_err(CliError::though_kept)
}

pub(super) fn undo(global: &Global) -> Result<Exit, CliError> {
    let nothing = || CliError::error("there is no change of a command to take back");
    let text = undo_file(global).and_then(|path| files::read_text(&path, MAX_BYTES).transpose());
    let text = text.ok_or_else(nothing)?.map_err(CliError::error)?;
    let changes: Vec<Change> = read(&text).ok_or_else(nothing)?.into_iter().map(Change::undone).collect();
    let book = book::open_saying(global);
    let words: Vec<String> = changes
        .iter()
        .map(|change| match (&change.before, &change.after) {
            (_, Some(after)) => format!("In the diary again: {}\n", entries::line(after, &book)),
            (Some(before), None) => format!("Taken out of the diary: {}\n", entries::line(before, &book)),
            (None, None) => String::new(),
        })
        .collect();
    save(&mut DiaryClient::open(global)?, changes, global)?;
    print(&words.concat()).map_err(CliError::though_kept)
}

/// The entry whose id begins so, or the notes on a night.
fn find(client: &mut DiaryClient, id: &str) -> Result<Record, CliError> {
    let id = id.trim();
    let night = Night::parse(id);
    let is_meant =
        |known: &str| known == id || (id.len() >= MIN_ID && night.is_none() && known.starts_with(id));
    let mut found = client.list(Filter::default())?;
    found.retain(|record| match record.key() {
        RecordKey::Episode(id) | RecordKey::Medicine(id) | RecordKey::Check(id) => is_meant(&id),
        RecordKey::Night(of) => Some(of) == night,
        RecordKey::Fact(_) => false,
    });
    match (found.len(), found.pop()) {
        (1, Some(record)) => Ok(record),
        (0, _) => {
            Err(CliError::usage(format!("there is no entry {id:?} (uncramp diary --ids lists the ids)")))
        }
        (many, _) => Err(CliError::usage(format!("{many} ids begin with {id:?}: give more characters"))),
    }
}

/// Saves changes, and keeps them for `undo`.
///
/// # Errors
/// The diary refuses them, or an entry has been changed in the meantime.
pub(super) fn save(client: &mut DiaryClient, changes: Vec<Change>, global: &Global) -> Result<(), CliError> {
    if !client.save(changes.clone())? {
        return Err(CliError::error("the entry has been changed since; nothing was saved"));
    }
    keep(&changes, global);
    Ok(())
}

/// Keeps changes for `undo`. A failure leaves nothing to undo: an older change must not be taken back in place of this one.
pub(super) fn keep(changes: &[Change], global: &Global) {
    let Some(path) = undo_file(global) else { return };
    let written = write(changes).is_ok_and(|text| output::write_own(&path, &text).is_ok());
    if !written {
        let _ = std::fs::remove_file(&path);
    }
}

/// The file that keeps the last change for `undo`, beside the diary.
fn undo_file(global: &Global) -> Option<PathBuf> {
    Some(places::data_folder(global.data_dir.as_deref())?.join("undo.json"))
}

/// Changes as two exports: the entries before and after.
fn write(changes: &[Change]) -> Result<String, String> {
    let side = |of: fn(&Change) -> &Option<Record>| {
        let records: Vec<Record> = changes.iter().filter_map(|change| of(change).clone()).collect();
        export::export(export::Kind::Json, &records)
    };
    let (before, after) = (side(|change| &change.before)?, side(|change| &change.after)?);
    Ok(json::text(&json!({ "before": before, "after": after })))
}

/// Reads what [`write()`] wrote; `None` where there is no change in it.
fn read(text: &str) -> Option<Vec<Change>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let side = |name: &str| {
        let imported = import::import(value.get(name)?.as_str()?.as_bytes()).ok()?;
        Some(imported.records.into_iter().map(|(_, record)| record).collect::<Vec<_>>())
    };
    let (before, mut after) = (side("before")?, side("after")?);
    let mut changes: Vec<Change> = vec![];
    for record in before {
        let place = after.iter().position(|other| other.key() == record.key());
        changes.push(Change { after: place.map(|at| after.remove(at)), before: Some(record) });
    }
    changes.extend(after.into_iter().map(Change::add));
    (!changes.is_empty()).then_some(changes)
}
