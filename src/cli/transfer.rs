//! `uncramp export` and `uncramp import`: write the whole diary to a file, and add the records of a file.

use std::{
    fmt::Write,
    io::{self, Read},
    path::Path,
};

use serde_json::json;

use super::{
    CliError, Exit,
    args::{ExportArgs, Global, ImportArgs},
    diary::{DiaryClient, no_answer},
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

/// The most records that are named one by one.
const NAMED: usize = 100;

pub(super) fn export(args: &ExportArgs, global: &Global) -> Result<Exit, CliError> {
    let records = everything(&mut DiaryClient::open(global)?)?;
    let text = export::export(args.format, &records).map_err(CliError::error)?;
    put(&text, &args.output, global)
}

/// Every record, oldest first.
fn everything(client: &mut DiaryClient) -> Result<Vec<Record>, CliError> {
    let span = client.span(&DiaryRequest::Span { from: Night::FIRST, to: Night::LAST })?;
    // The draft of a form is no record yet.
    let facts = client.facts()?.into_iter().filter(|(fact, _)| *fact != Fact::Draft);
    let mut records: Vec<Record> = facts.map(|(fact, text)| Record::Fact(fact, text)).collect();
    records.extend(span.episodes.into_iter().map(Record::Episode));
    records.extend(span.nights.into_iter().map(Record::Night));
    records.extend(span.medicines.into_iter().map(Record::Medicine));
    records.extend(span.checks.into_iter().map(Record::Check));
    Ok(records)
}

/// Rejects the records of a time still to come.
fn reject_future(imported: &mut Imported, now: &jiff::Zoned) {
    // A day's grace: somewhere it is tomorrow already.
    let latest = now.timestamp().as_second() + 24 * 3600;
    let tomorrow = Night(now.date()).back(-1);
    let is_future = |record: &Record| match record {
        // A night that has not been yet cannot have been without.
        Record::Night(note) => note.night > tomorrow,
        _ => time_of(record).is_some_and(|moment| moment.at.as_second() > latest),
    };
    let (future, past): (Vec<_>, Vec<_>) =
        std::mem::take(&mut imported.records).into_iter().partition(|(_, record)| is_future(record));
    imported.records = past;
    let reason = "it is of a time still to come";
    imported.rejected.extend(future.into_iter().map(|(line, _)| (line, reason.to_owned())));
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

/// The remark on a record of that night beyond its count.
fn remark(verdict: ImportVerdict, night: Option<Night>) -> Option<String> {
    let night = night.map(Night::words).unwrap_or_default();
    match verdict {
        ImportVerdict::Added | ImportVerdict::AlreadyThere => None,
        ImportVerdict::Differs => {
            Some("the diary holds it with other content, and that is left as it is".to_owned())
        }
        ImportVerdict::AddedToNightWithout => Some(format!(
            "the night of {night} is noted as one without a cramp: the cramp is added and counts"
        )),
        ImportVerdict::NightHasCramp => {
            Some(format!("a cramp is recorded for the night of {night}: it does not count as one without"))
        }
    }
}

pub(super) fn import(args: &ImportArgs, global: &Global) -> Result<Exit, CliError> {
    let (path, dry_run) = (args.file.as_path(), args.dry_run);
    let name = if path == Path::new("-") { "standard input".to_owned() } else { name(path) };
    let unusable = |why: String| CliError { exit: Exit::Unusable, sentence: format!("{name}: {why}") };
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
    reject_future(&mut imported, &Clock::start(1.0).now().wall);
    let Imported { records, rejected } = imported;
    let places: Vec<(usize, Option<Night>)> =
        records.iter().map(|(line, record)| (*line, record.night())).collect();
    let records = records.into_iter().map(|(_, record)| record).collect();
    let ask = DiaryRequest::Import { records, dry_run };
    let DiaryResponse::Imported(verdicts) = DiaryClient::open(global)?.ask(&ask)? else {
        return Err(no_answer());
    };
    let remarks = places.iter().zip(&verdicts);
    let remarks = remarks.filter_map(|((line, night), verdict)| Some((*line, remark(*verdict, *night)?)));
    let result = ImportResult { dry_run, verdicts: &verdicts, remarks: remarks.collect(), rejected };
    print(&if args.json { result.json() } else { result.text() })
        .map_err(|error| if dry_run { error } else { error.though_kept() })?;
    if !args.json {
        say(&result.reasons(&name));
    }
    // Nothing in the file could be used.
    let is_useless = places.is_empty() && !result.rejected.is_empty();
    Ok(if is_useless { Exit::Unusable } else { Exit::Done })
}

/// The result of an import.
struct ImportResult<'v> {
    dry_run: bool,
    verdicts: &'v [ImportVerdict],
    /// Line and remark for records that are not simply added.
    remarks: Vec<(usize, String)>,
    /// Line and reason for records that cannot be used.
    rejected: Vec<(usize, String)>,
}

impl ImportResult<'_> {
    fn count(&self, wanted: &[ImportVerdict]) -> usize {
        self.verdicts.iter().filter(|verdict| wanted.contains(verdict)).count()
    }

    /// The numbers of records that are added, that are there already, that differ, and of nights with a cramp and "no cramp".
    fn counts(&self) -> [usize; 4] {
        use ImportVerdict::{Added, AddedToNightWithout, AlreadyThere, Differs, NightHasCramp};
        [
            self.count(&[Added, AddedToNightWithout]),
            self.count(&[AlreadyThere]),
            self.count(&[Differs]),
            self.count(&[AddedToNightWithout, NightHasCramp]),
        ]
    }

    fn json(&self) -> String {
        let [added, there, differs, nights] = self.counts();
        let named = |(line, reason): &(usize, String)| json!({ "line": line, "reason": reason });
        json::text(&json!({
            "dry_run": self.dry_run,
            "added": added,
            "already_there": there,
            "differs": differs,
            "nights_with_a_cramp": nights,
            "remarks": self.remarks.iter().map(named).collect::<Vec<_>>(),
            "rejected": self.rejected.iter().map(named).collect::<Vec<_>>(),
        }))
    }

    fn text(&self) -> String {
        let [added, there, differs, nights] = self.counts();
        let would = if self.dry_run { "Would be added" } else { "Added" };
        let mut out = format!("{would}: {added}\nAlready there, left as it is: {there}\n");
        if differs > 0 {
            let _ = writeln!(out, "There with other content, left as it is: {differs}");
        }
        if nights > 0 {
            let _ = writeln!(out, "A cramp and \"no cramp\" for one night, where the cramp counts: {nights}");
        }
        let _ = writeln!(out, "Rejected: {}", self.rejected.len());
        out
    }

    /// The remarks and reasons, one a line, each with its place in the file.
    fn reasons(&self, name: &str) -> String {
        let all = self.remarks.iter().chain(&self.rejected);
        let row = |(line, reason): &(usize, String)| format!("{name}:{line}: {reason}\n");
        let mut out: String = all.clone().take(NAMED).map(row).collect();
        if let more @ 1.. = all.count().saturating_sub(NAMED) {
            let _ = writeln!(out, "{name}: and {more} more");
        }
        out
    }
}
