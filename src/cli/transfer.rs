//! `uncramp export` and `uncramp import`: the whole diary out, and what a file holds in.

use std::{
    fmt::Write,
    io::{self, Read},
    path::Path,
};

use serde_json::json;

use super::{
    Exit, Refusal,
    args::{Export, Global, Import},
    diary::DiaryClient,
    json, name, print,
    report::put,
    say,
};
use crate::{
    domain::{
        diary::{DiaryRequest, DiaryResponse, ImportVerdict, time_of},
        local_time::Night,
        record::{Fact, Record},
    },
    report::{
        export,
        import::{self, Imported},
    },
    runtime::{clock::Clock, files},
};

/// Rows that are named one by one.
const NAMED: usize = 100;

pub(super) fn export(args: &Export, global: &Global) -> Result<Exit, Refusal> {
    let records = everything(&mut DiaryClient::open(global)?)?;
    let text = export::export(args.format, &records).map_err(Refusal::error)?;
    put(&text, &args.output, global)?;
    Ok(Exit::Done)
}

/// Every record, oldest first.
fn everything(client: &mut DiaryClient) -> Result<Vec<Record>, Refusal> {
    let (DiaryResponse::Span(span), DiaryResponse::Facts(facts)) = (
        client.ask(&DiaryRequest::Span { from: Night::FIRST, to: Night::LAST })?,
        client.ask(&DiaryRequest::Facts)?,
    ) else {
        return Ok(vec![]);
    };
    // The draft of a form is no record yet.
    let facts = facts.into_iter().filter(|(fact, _)| *fact != Fact::Draft);
    let mut records: Vec<Record> = facts.map(|(fact, text)| Record::Fact(fact, text)).collect();
    records.extend(span.episodes.into_iter().map(Record::Episode));
    records.extend(span.nights.into_iter().map(Record::Night));
    records.extend(span.medicines.into_iter().map(Record::Medicine));
    records.extend(span.checks.into_iter().map(Record::Check));
    Ok(records)
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

/// The bytes of a file; `-` is standard input.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return files::read_plain(path, import::MAX_BYTES);
    }
    let mut bytes = vec![];
    let limit = u64::try_from(import::MAX_BYTES).unwrap_or(u64::MAX);
    io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > import::MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The remark on a record beyond its count.
fn remark(verdict: ImportVerdict, record: &Record) -> Option<String> {
    let night = || record.night().map(Night::words).unwrap_or_default();
    match verdict {
        ImportVerdict::Added | ImportVerdict::AlreadyThere => None,
        ImportVerdict::Differs => {
            Some("the diary holds it with other content, and that is left as it is".to_owned())
        }
        ImportVerdict::AddedToNightWithout => Some(format!(
            "the night of {} is noted as one without a cramp: the cramp is added and counts",
            night()
        )),
        ImportVerdict::NightHasCramp => Some(format!(
            "a cramp is recorded for the night of {}: it does not count as one without",
            night()
        )),
    }
}

pub(super) fn import(args: &Import, global: &Global) -> Result<Exit, Refusal> {
    let Import { file: path, dry_run, json } = args;
    let (dry_run, json) = (*dry_run, *json);
    let name = if path.as_path() == Path::new("-") { "standard input".to_owned() } else { name(path) };
    let unusable = |why: String| Refusal { exit: Exit::Unusable, sentence: format!("{name}: {why}") };
    let bytes = read(path).map_err(|error| {
        unusable(match error.kind() {
            io::ErrorKind::FileTooLarge => {
                format!("it is larger than {} MiB: split it", import::MAX_BYTES >> 20)
            }
            io::ErrorKind::InvalidInput => {
                "it is no plain file: uncramp import - reads standard input".to_owned()
            }
            _ => format!("it cannot be read: {error}"),
        })
    })?;
    let mut imported = import::import(&bytes).map_err(unusable)?;
    drop(bytes);
    let now = Clock::start(1.0).now().wall;
    // A day's grace: somewhere it is tomorrow already.
    let latest = now.timestamp().as_second() + 24 * 3600;
    let tomorrow = Night(now.date()).back(-1);
    reject(&mut imported, "it is of a time still to come", |record| match record {
        // A night that has not been yet cannot have been without.
        Record::Night(note) => note.night > tomorrow,
        _ => time_of(record).is_some_and(|moment| moment.at.as_second() > latest),
    });
    let Imported { records, rejected } = imported;
    let (lines, records): (Vec<usize>, Vec<Record>) = records.into_iter().unzip();
    let ask = DiaryRequest::Import { records, dry_run };
    let DiaryResponse::Imported(verdicts) = DiaryClient::open(global)?.ask(&ask)? else {
        return Ok(Exit::Error);
    };
    let DiaryRequest::Import { records, .. } = ask else { return Ok(Exit::Error) };
    let count = |wanted: &[ImportVerdict]| verdicts.iter().filter(|verdict| wanted.contains(verdict)).count();
    let added = count(&[ImportVerdict::Added, ImportVerdict::AddedToNightWithout]);
    let there = count(&[ImportVerdict::AlreadyThere]);
    let differs = count(&[ImportVerdict::Differs]);
    let nights = count(&[ImportVerdict::AddedToNightWithout, ImportVerdict::NightHasCramp]);
    let remarks: Vec<(usize, String)> = lines
        .iter()
        .zip(&records)
        .zip(&verdicts)
        .filter_map(|((line, record), verdict)| Some((*line, remark(*verdict, record)?)))
        .collect();
    // Nothing in it could be used.
    let is_useless = records.is_empty() && !rejected.is_empty();
    let exit = if is_useless { Exit::Unusable } else { Exit::Done };
    let put = |text: &str| print(text).map_err(|said| if dry_run { said } else { said.though_kept() });
    if json {
        let named = |(line, reason): &(usize, String)| json!({ "line": line, "reason": reason });
        let value = json!({
            "dry_run": dry_run,
            "added": added,
            "already_there": there,
            "differs": differs,
            "nights_with_a_cramp": nights,
            "remarks": remarks.iter().map(named).collect::<Vec<_>>(),
            "rejected": rejected.iter().map(named).collect::<Vec<_>>(),
        });
        put(&json::text(&value))?;
        return Ok(exit);
    }
    let would = if dry_run { "Would be added" } else { "Added" };
    let mut said = format!("{would}: {added}\nAlready there, left as it is: {there}\n");
    if differs > 0 {
        let _ = writeln!(said, "There with other content, left as it is: {differs}");
    }
    if nights > 0 {
        let _ = writeln!(said, "A cramp and \"no cramp\" for one night, where the cramp counts: {nights}");
    }
    let _ = writeln!(said, "Rejected: {}", rejected.len());
    put(&said)?;
    let mut why = String::new();
    let all = remarks.len() + rejected.len();
    for (line, reason) in remarks.iter().chain(&rejected).take(NAMED) {
        let _ = writeln!(why, "{name}:{line}: {reason}");
    }
    if all > NAMED {
        let _ = writeln!(why, "{name}: and {} more", all - NAMED);
    }
    say(&why);
    Ok(exit)
}
