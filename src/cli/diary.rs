//! The diary from the command line: where it is, what is in it, whether its file is sound.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{
    Exit, Refusal,
    args::{Care, Diary, Global},
    book, json, log, name, print,
};
use crate::{
    domain::{
        book::Book,
        diary::{DiaryError, DiaryRequest, DiaryResponse, Filter},
        episode::Episode,
        local_time::Night,
        record::{Change, Record, RecordKey},
        tally::count,
        time::in_words,
        words::capital,
    },
    report::result,
    runtime::{clock::Clock, places, state},
    store::{
        self, Store,
        check::{self, Copy, DiaryState, Health, RowCounts},
        copies::{self, Recovered},
    },
};

/// Attempts to reach a busy diary: each waits a moment for the program that holds it, some ten seconds in all.
const ATTEMPTS: u32 = 200;
/// Characters of an id that are shown.
const SHORT_ID: usize = 8;

/// The diary that was asked for; `None` where there is no folder for one.
pub(super) fn store(global: &Global) -> Option<Store> {
    let folder = places::data_folder(global.data_dir.as_deref())?;
    Some(Store::new(folder, global.not_kept()))
}

/// The diary, as commands ask it: patiently, and with an exit code for every trouble.
pub(super) struct DiaryClient(Store);

impl DiaryClient {
    pub(super) fn open(global: &Global) -> Result<Self, Refusal> {
        store(global).map(Self).ok_or_else(no_home)
    }

    pub(super) fn ask(&mut self, ask: &DiaryRequest) -> Result<DiaryResponse, Refusal> {
        self.patiently(ask).map_err(|trouble| refusal(&trouble))
    }

    /// Saves; false where what was to be changed has changed meanwhile.
    pub(super) fn save(&mut self, changes: Vec<Change>) -> Result<bool, Refusal> {
        match self.patiently(&DiaryRequest::Save { changes }) {
            Ok(_) => Ok(true),
            Err(DiaryError::Changed) => Ok(false),
            Err(trouble) => Err(refusal(&trouble)),
        }
    }

    fn patiently(&mut self, ask: &DiaryRequest) -> Result<DiaryResponse, DiaryError> {
        // The copy holds the diary as it was before this command.
        if ask.is_save() {
            self.0.keep_copy();
        }
        let mut answer = self.0.ask(ask);
        for _ in 1..ATTEMPTS {
            if answer != Err(DiaryError::Busy) {
                break;
            }
            answer = self.0.ask(ask);
        }
        answer
    }
}

fn no_home() -> Refusal {
    Refusal::error("there is no home folder to keep a diary in; choose a folder with --data-dir")
}

/// A trouble as a sentence with its exit code.
pub(super) fn refusal(trouble: &DiaryError) -> Refusal {
    match trouble {
        DiaryError::Unusable(text) => Refusal { exit: Exit::Unusable, sentence: text.clone() },
        DiaryError::Busy => {
            Refusal::error("another program is using the diary; nothing was saved: try again")
        }
        other => Refusal::error(other.sentence()),
    }
}

pub(super) fn paths(json: bool, global: &Global) -> Result<Exit, Refusal> {
    let folder = places::data_folder(global.data_dir.as_deref());
    let rows = [
        ("diary", "Diary", folder.as_ref().map(|folder| folder.join(store::FILE))),
        ("state", "Choices made in the program", folder.as_deref().map(state::path)),
        ("settings", "Settings", global.file.path.clone()),
        ("routines", "Own routines", book::own_routines_path(global)),
    ];
    if json {
        let rows =
            rows.map(|(key, _, path)| (key.to_owned(), json!(path.map(|path| path.display().to_string()))));
        print(&json::text(&serde_json::Map::from_iter(rows).into()))?;
        return Ok(Exit::Done);
    }
    for (_, words, path) in rows {
        let place = path.map_or_else(|| "nowhere: there is no home folder".to_owned(), |path| name(&path));
        print(&format!("{words}: {place}\n"))?;
    }
    Ok(Exit::Done)
}

pub(super) fn run(args: &Diary, global: &Global) -> Result<Exit, Refusal> {
    if let Some(care) = args.care {
        return look_after(care, args.json, global);
    }
    let book = book::open_saying(global);
    let now = Clock::start(1.0).now().wall;
    let today = Night(now.date());
    let date =
        |flag: &str, text: &Option<String>| text.as_ref().map(|text| log::date(flag, text)).transpose();
    let (from, to) = (date("--from", &args.from)?, date("--to", &args.to)?.unwrap_or(today));
    let from = match from {
        Some(from) => from,
        None if args.to.is_some() => Night::FIRST,
        None => today.back(i32::from(args.nights)),
    };
    if to < from {
        return Err(Refusal::usage(format!("--to {to} is before --from {from}")));
    }
    let filter = Filter {
        text: args.text.clone().unwrap_or_default(),
        leg: args.leg,
        muscle: args.muscle,
        from: Some(from),
        to: Some(to),
    };
    let mut client = DiaryClient::open(global)?;
    let DiaryResponse::List(records) = client.ask(&DiaryRequest::List(filter))? else {
        return Ok(Exit::Error);
    };
    let text = match (args.json, records.is_empty()) {
        (true, _) => records_json(&records)?,
        (_, true) => nothing(args),
        _ => list(&records, &book, args.ids),
    };
    print(&text)?;
    Ok(Exit::Done)
}

/// Entries as scripts get them, newest first.
fn records_json(records: &[Record]) -> Result<String, Refusal> {
    let records: Vec<Value> = records.iter().map(json::record).collect();
    Ok(json::text(&Value::Array(records)))
}

/// The sentence where there is no entry. With a filter there may be entries that do not pass it.
fn nothing(args: &Diary) -> String {
    let nights = match (args.nights, args.from.is_some() || args.to.is_some()) {
        (_, true) => "these nights".to_owned(),
        (1, _) => "the last night".to_owned(),
        (nights, _) => format!("the last {}", count(nights.into(), "night")),
    };
    if args.text.is_some() || args.leg.is_some() || args.muscle.is_some() {
        format!("No entry of {nights} passes the filter.\n")
    } else {
        format!("Nothing is recorded for {nights}. uncramp log adds to the diary.\n")
    }
}

/// Entries under their nights, newest first; labels before values. With `ids` each line begins with the short id of its entry.
fn list(records: &[Record], book: &Book, with_ids: bool) -> String {
    let mut out = String::new();
    let mut night = None;
    for record in records {
        if let Some(of) = record.night().filter(|of| Some(*of) != night) {
            let _ = writeln!(out, "Night of {}", of.words());
            night = Some(of);
        }
        let id = if with_ids {
            short_id(record).map_or_else(String::new, |id| format!("{id}  "))
        } else {
            String::new()
        };
        let _ = writeln!(out, "  {id}{}", line(record, book));
    }
    out
}

/// The part of an id that names an entry for `edit` and `delete`; the date of a night for its notes.
fn short_id(record: &Record) -> Option<String> {
    match record.key() {
        RecordKey::Episode(id) | RecordKey::Medicine(id) | RecordKey::Check(id) => {
            Some(plain(&id.chars().take(SHORT_ID).collect::<String>()))
        }
        RecordKey::Night(night) => Some(night.to_string()),
        RecordKey::Fact(_) => None,
    }
}

/// An entry in one line.
pub(super) fn line(record: &Record, book: &Book) -> String {
    plain(&words(record, book))
}

fn words(record: &Record, book: &Book) -> String {
    match record {
        Record::Episode(episode) => cramp(episode, book),
        Record::Night(note) => {
            let said = [(note.no_cramp, "no cramp"), (note.programme, "bedtime stretches done")];
            let said: Vec<&str> = said.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| *words).collect();
            format!("{}.", capital(&said.join(", ")))
        }
        Record::Medicine(medicine) => {
            let dose = match medicine.dose_and_route() {
                dose if dose.is_empty() => dose,
                dose => format!(", {dose}"),
            };
            let note =
                if medicine.note.is_empty() { String::new() } else { format!(" \"{}\"", medicine.note) };
            format!("Medicine {}: {}{dose}.{note}", medicine.change.words(), medicine.name)
        }
        Record::Check(check) => {
            let signs = &book.checklist;
            let words: Vec<&str> = check
                .signs
                .iter()
                .map(|id| {
                    signs.find(id).and_then(|i| signs.signs().get(i)).map_or(id.as_str(), |sign| &sign.text)
                })
                .collect();
            let outcome = result::kept(check, book);
            let ticked = if words.is_empty() { String::new() } else { format!(": {}", words.join("; ")) };
            format!("Checklist at {}, {outcome}{ticked}.", check.at.clock())
        }
        Record::Fact(fact, text) => format!("{}: {text}", fact.words()),
    }
}

fn cramp(episode: &Episode, book: &Book) -> String {
    let mut parts = vec![format!("Cramp at {}", episode.start.clock())];
    parts.extend(episode.muscle.map(|muscle| muscle.words().to_owned()));
    parts.extend(episode.leg.map(|leg| leg.words().to_owned()));
    if episode.is_open {
        parts.push("left open".to_owned());
    }
    parts.extend(episode.seconds.map(|seconds| format!("length {}", in_words(seconds.into()))));
    parts.extend(episode.pain.map(|pain| format!("pain {} of 10", pain.get())));
    parts.extend(episode.sleep_lost.map(|lost| format!("sleep lost {} of 10", lost.get())));
    parts.extend(episode.waking.map(|waking| waking.words().to_owned()));
    parts.extend(
        episode.back_to_sleep.map(|minutes| format!("awake for {}", count(minutes.into(), "minute"))),
    );
    parts.extend(episode.routine.as_ref().map(|id| {
        let title = book.routine(id).map_or(id.as_str(), |routine| routine.title.as_str());
        format!("stretch: {title}")
    }));
    for (label, ids) in [
        ("tried", &episode.tried),
        ("eased by", &episode.eased_by),
        ("day before", &episode.before),
        ("also", &episode.also),
    ] {
        if !ids.is_empty() {
            let words: Vec<&str> = ids.iter().map(|id| book.diary.words(id)).collect();
            parts.push(format!("{label}: {}", words.join(" and ")));
        }
    }
    parts.extend(episode.alcohol.map(|units| format!("alcohol {}", count(units.into(), "unit"))));
    parts.extend(episode.soreness.map(|sore| format!("soreness after {} of 10", sore.get())));
    parts.extend(episode.sore_hours.map(|hours| format!("sore for {}", count(hours.into(), "hour"))));
    let note = if episode.note.is_empty() { String::new() } else { format!(" \"{}\"", episode.note) };
    format!("{}.{note}", parts.join(", "))
}

/// Text for a terminal or a pipe: nothing in it that a terminal would obey.
pub(super) fn plain(text: &str) -> String {
    crate::domain::clean::clean(text)
}

/// Looks at the file, sets it aside, or puts a copy in its place.
fn look_after(care: Care, as_json: bool, global: &Global) -> Result<Exit, Refusal> {
    let folder = places::data_folder(global.data_dir.as_deref()).ok_or_else(no_home)?;
    match care {
        Care::Check { json } => {
            let health = check::check(&folder);
            let (text, exit) = health_words(&health);
            print(&if json || as_json { health_json(&health) } else { text })?;
            Ok(exit)
        }
        Care::SetAside | Care::Recover if global.no_save => {
            Err(Refusal::usage("nothing is written in this run (--no-save)"))
        }
        Care::SetAside => {
            let path = check::set_aside(&folder).map_err(Refusal::error)?;
            print(&format!("Set aside: {}\nA new diary begins with the next entry.\n", name(&path)))?;
            Ok(Exit::Done)
        }
        Care::Recover => {
            let Recovered { path, counts, was_whole, aside } =
                copies::recover(&folder).map_err(Refusal::error)?;
            if was_whole {
                print(&format!(
                    "{}: sound, so there is nothing to recover.\n{}",
                    name(&path),
                    counts_words(counts)
                ))?;
                return Ok(Exit::Done);
            }
            let aside = aside.map_or_else(String::new, |aside| {
                format!("The damaged file is kept, unchanged: {}\n", name(&aside))
            });
            print(&format!(
                "Recovered from the newest copy: {}\n{}Entries since that copy are not in it.\n{aside}",
                name(&path),
                counts_words(counts),
            ))?;
            Ok(Exit::Done)
        }
    }
}

fn health_words(health: &Health) -> (String, Exit) {
    let path = name(&health.path);
    match &health.state {
        DiaryState::Nothing => {
            (format!("{path}: no diary has been begun.\n{}", copy_words(health.copy.as_ref())), Exit::Done)
        }
        DiaryState::Sound(counts) => (format!("{path}: sound.\n{}", counts_words(*counts)), Exit::Done),
        DiaryState::CutOff => {
            let text = "a save was cut off. The next entry takes it back; nothing that was said to be saved is lost.";
            (format!("{path}: {text}\n"), Exit::Done)
        }
        DiaryState::Busy => {
            (format!("{path}: another program is writing to it. Try again shortly.\n"), Exit::Error)
        }
        DiaryState::Unusable { why, wrong, readable } => {
            let mut text = format!("{}.\n", capital(why));
            for line in wrong {
                let _ = writeln!(text, "- {line}");
            }
            if readable.total() > 0 {
                let _ = write!(text, "Entries that can still be read:\n{}", counts_words(*readable));
            }
            text.push_str(&copy_words(health.copy.as_ref()));
            text.push_str("uncramp diary set-aside puts the file out of the way; a new diary then begins.\n");
            (text, Exit::Unusable)
        }
        DiaryState::Failed(why) => (format!("{}.\n", capital(why)), Exit::Error),
    }
}

/// The way that keeps the most, where there is a copy.
fn copy_words(copy: Option<&Copy>) -> String {
    copy.map_or_else(String::new, |Copy { path, counts }| {
        format!(
            "The newest whole copy is {}:\n{}uncramp diary recover puts it in the diary's place, and keeps the damaged file.\n",
            name(path),
            counts_words(*counts)
        )
    })
}

/// The same for scripts: `counts` is what is in it, or what can still be read.
fn health_json(health: &Health) -> String {
    let (state, why, wrong, counts): (_, Option<&str>, &[String], _) = match &health.state {
        DiaryState::Nothing => ("none", None, &[], None),
        DiaryState::Sound(counts) => ("sound", None, &[], Some(*counts)),
        DiaryState::CutOff => ("cut-off", None, &[], None),
        DiaryState::Busy => ("busy", None, &[], None),
        DiaryState::Unusable { why, wrong, readable } => ("unusable", Some(why), wrong, Some(*readable)),
        DiaryState::Failed(why) => ("failed", Some(why), &[], None),
    };
    let of = |RowCounts { episodes, nights, medicines, checks, facts }: RowCounts| {
        json!({
            "episodes": episodes, "nights": nights, "medicines": medicines, "checks": checks, "facts": facts,
        })
    };
    let copy = health
        .copy
        .as_ref()
        .map(|copy| json!({ "path": copy.path.display().to_string(), "counts": of(copy.counts) }));
    json::text(&json!({
        "path": health.path.display().to_string(),
        "state": state,
        "why": why,
        "wrong": wrong,
        "counts": counts.map(of),
        "copy": copy,
    }))
}

fn counts_words(counts: RowCounts) -> String {
    let RowCounts { episodes, nights, medicines, checks, facts } = counts;
    format!(
        "Cramps: {episodes}\nNights noted: {nights}\nMedicines: {medicines}\nChecks kept: {checks}\n\
         Lines about you: {facts}\n"
    )
}
