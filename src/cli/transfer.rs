//! `uncramp export` and `uncramp import`: the whole diary out, and what a file holds in.

use std::{collections::HashSet, fmt::Write, io, path::Path};

use serde_json::json;

use super::{
    Exit, Refusal,
    args::{ExportFormat, Global},
    diary::Desk,
    json, name, print,
    report::put,
    say,
};
use crate::{
    domain::{
        diary::{Answer, Ask, moment_of},
        episode::{Change, Record, RecordKey},
        moment::Night,
    },
    report::{
        export::{self, Kind},
        import::{self, Imported},
    },
    runtime::{clock::Clock, files},
};

/// Rejected rows that are named one by one.
const NAMED: usize = 100;
/// How often an import is tried again when the diary is changed meanwhile.
const ATTEMPTS: u32 = 20;

pub(super) fn export(format: ExportFormat, output: Option<&Path>, global: &Global) -> Result<Exit, Refusal> {
    let records = everything(&mut Desk::open(global)?)?;
    let kind = match format {
        ExportFormat::Json => Kind::Json,
        ExportFormat::Csv => Kind::Csv,
    };
    let text = export::export(kind, &records).map_err(Refusal::error)?;
    put(&text, output, global)?;
    Ok(Exit::Done)
}

/// Every record, oldest first.
fn everything(desk: &mut Desk) -> Result<Vec<Record>, Refusal> {
    let (Answer::Span(span), Answer::Facts(facts)) =
        (desk.ask(&Ask::Span { from: Night::FIRST, to: Night::LAST })?, desk.ask(&Ask::Facts)?)
    else {
        return Ok(vec![]);
    };
    let mut records: Vec<Record> = facts.into_iter().map(|(fact, text)| Record::Fact(fact, text)).collect();
    records.extend(span.episodes.into_iter().map(Record::Episode));
    records.extend(span.nights.into_iter().map(Record::Night));
    records.extend(span.medicines.into_iter().map(Record::Medicine));
    records.extend(span.checks.into_iter().map(Record::Check));
    Ok(records)
}

/// The night that is one with a cramp, by a record of it.
fn night_of_cramp(record: &Record) -> Option<Night> {
    match record {
        Record::Episode(episode) => Some(episode.night()),
        _ => None,
    }
}

/// Leaves records out, for that reason.
fn reject(imported: &mut Imported, reason: &str, is_wrong: impl Fn(&Record) -> bool) {
    imported.records.retain(|(line, record)| {
        let is_wrong = is_wrong(record);
        if is_wrong {
            imported.rejected.push((*line, reason.to_owned()));
        }
        !is_wrong
    });
    imported.rejected.sort();
}

pub(super) fn import(path: &Path, dry_run: bool, json: bool, global: &Global) -> Result<Exit, Refusal> {
    let name = name(path);
    let unusable = |why: String| Refusal { exit: Exit::Unusable, sentence: format!("{name}: {why}") };
    let bytes = files::read(path, import::MAX_BYTES).map_err(|error| {
        let too_large = error.kind() == io::ErrorKind::FileTooLarge;
        let limit = format!("it is larger than {} MiB: split it", import::MAX_BYTES >> 20);
        unusable(if too_large { limit } else { format!("it cannot be read: {error}") })
    })?;
    let mut imported = import::import(&bytes).map_err(unusable)?;
    drop(bytes);
    let now = Clock::start(1.0).now().wall;
    // A day's grace: somewhere it is tomorrow already.
    let latest = now.timestamp().as_second() + 24 * 3600;
    let tomorrow = Night(now.date()).back(-1);
    reject(&mut imported, "it is of a time still to come", |record| match record {
        // Nobody has looked at a night that has not been.
        Record::Night(note) => note.night > tomorrow,
        _ => moment_of(record).is_some_and(|moment| moment.at.as_second() > latest),
    });
    let mut desk = Desk::open(global)?;
    let (mut added, mut there) = (0, 0);
    for attempt in 0..ATTEMPTS {
        let diary = everything(&mut desk)?;
        let known: HashSet<RecordKey> = diary.iter().map(Record::key).collect();
        let all = diary.iter().chain(imported.records.iter().map(|(_, record)| record));
        let with_a_cramp: HashSet<Night> = all.filter_map(night_of_cramp).collect();
        reject(&mut imported, "a cramp is recorded for that night: it cannot be one without", |record| {
            let is_without =
                matches!(record, Record::Night(n) if n.no_cramp && with_a_cramp.contains(&n.night));
            is_without && !known.contains(&record.key())
        });
        let (old, new): (Vec<_>, Vec<_>) =
            imported.records.iter().partition(|(_, record)| known.contains(&record.key()));
        (added, there) = (new.len(), old.len());
        let changes: Vec<Change> = new.into_iter().map(|(_, record)| Change::add(record.clone())).collect();
        if dry_run || changes.is_empty() || desk.save(changes)? {
            break;
        }
        if attempt + 1 == ATTEMPTS {
            return Err(Refusal::error(
                "the diary is being changed by another program; nothing was added: try again",
            ));
        }
    }
    // Nothing in it could be used.
    let is_useless = imported.records.is_empty() && !imported.rejected.is_empty();
    let exit = if is_useless { Exit::Unusable } else { Exit::Done };
    let put = |text: &str| print(text).map_err(|said| if dry_run { said } else { said.though_kept() });
    if json {
        let rejected = |(line, reason): &(usize, String)| json!({ "line": line, "reason": reason });
        let value = json!({
            "dry_run": dry_run,
            "added": added,
            "already_there": there,
            "rejected": imported.rejected.iter().map(rejected).collect::<Vec<_>>(),
        });
        put(&json::text(&value))?;
        return Ok(exit);
    }
    let would = if dry_run { "Would be added" } else { "Added" };
    let rejected = imported.rejected.len();
    put(&format!("{would}: {added}\nAlready there, left as it is: {there}\nRejected: {rejected}\n"))?;
    let mut why = String::new();
    for (line, reason) in imported.rejected.iter().take(NAMED) {
        let _ = writeln!(why, "{name}:{line}: {reason}");
    }
    if rejected > NAMED {
        let _ = writeln!(why, "{name}: and {} more", rejected - NAMED);
    }
    say(&why);
    Ok(exit)
}
