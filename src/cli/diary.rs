//! `uncramp diary` and `uncramp paths`, and the diary as every command asks it.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{
    CliError, Exit,
    args::{DiaryArgs, Global},
    book, diary_file, entries, json, log, name, print,
};
use crate::{
    domain::{
        diary::{DiaryError, DiaryRequest, DiaryResponse, Filter, Span},
        local_time::Night,
        record::{Change, Fact, Record},
        tally::count,
    },
    runtime::{clock::Clock, machine::NO_HOME, places, state},
    store::{self, Store},
};

/// Attempts to reach a busy diary: each waits a moment for the program that holds it, some ten seconds in all.
const ATTEMPTS: u32 = 200;

/// The diary that was asked for; `None` where there is no folder for one.
pub(super) fn store(global: &Global) -> Option<Store> {
    let folder = places::data_folder(global.data_dir.as_deref())?;
    Some(Store::new(folder, global.not_kept()))
}

/// The diary of a command: waits for another program that uses it, and has an exit code for every error.
pub(super) struct DiaryClient(Store);

impl DiaryClient {
    pub(super) fn open(global: &Global) -> Result<Self, CliError> {
        store(global).map(Self).ok_or_else(|| CliError::error(NO_HOME))
    }

    pub(super) fn ask(&mut self, ask: &DiaryRequest) -> Result<DiaryResponse, CliError> {
        Ok(self.retry(ask)?)
    }

    /// The answer to a request for the records of a span of nights.
    pub(super) fn span(&mut self, ask: &DiaryRequest) -> Result<Span, CliError> {
        if let DiaryResponse::Span(span) = self.ask(ask)? { Ok(span) } else { Err(no_answer()) }
    }

    /// The entries that pass a filter, newest night first.
    pub(super) fn list(&mut self, filter: Filter) -> Result<Vec<Record>, CliError> {
        let answer = self.ask(&DiaryRequest::List(filter))?;
        if let DiaryResponse::List(records) = answer { Ok(records) } else { Err(no_answer()) }
    }

    /// The lines about the person.
    pub(super) fn facts(&mut self) -> Result<Vec<(Fact, String)>, CliError> {
        let answer = self.ask(&DiaryRequest::Facts)?;
        if let DiaryResponse::Facts(facts) = answer { Ok(facts) } else { Err(no_answer()) }
    }

    /// Saves changes. Returns `false` if an entry has been changed since it was read; then nothing is saved.
    pub(super) fn save(&mut self, changes: Vec<Change>) -> Result<bool, CliError> {
        match self.retry(&DiaryRequest::Save { changes }) {
            Ok(_) => Ok(true),
            Err(DiaryError::Changed) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Repeats a request while another program uses the diary.
    fn retry(&mut self, ask: &DiaryRequest) -> Result<DiaryResponse, DiaryError> {
        // The copy holds the diary as it was before this command.
        if ask.is_save() {
            self.0.keep_copy();
        }
        let mut attempts = (0..ATTEMPTS).map(|_| self.0.ask(ask));
        attempts.find(|answer| *answer != Err(DiaryError::Busy)).unwrap_or(Err(DiaryError::Busy))
    }
}

/// The error for an answer that belongs to no request of this kind.
pub(super) fn no_answer() -> CliError {
    CliError::error("the diary gave no answer to the request: please report it")
}

impl From<DiaryError> for CliError {
    fn from(error: DiaryError) -> Self {
        match error {
            DiaryError::Unusable(sentence) => Self { exit: Exit::Unusable, sentence },
            DiaryError::Busy => {
                Self::error("another program is using the diary; nothing was saved: try again")
            }
            other => Self::error(other.sentence()),
        }
    }
}

pub(super) fn paths(json: bool, global: &Global) -> Result<Exit, CliError> {
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
        return print(&json::text(&serde_json::Map::from_iter(rows).into()));
    }
    let row = |(_, words, path): (_, _, Option<PathBuf>)| {
        let place = path.map_or_else(|| "nowhere: there is no home folder".to_owned(), |path| name(&path));
        format!("{words}: {place}\n")
    };
    print(&rows.map(row).concat())
}

pub(super) fn run(args: &DiaryArgs, global: &Global) -> Result<Exit, CliError> {
    if let Some(command) = args.command {
        return diary_file::run(command, args.json, global);
    }
    let book = book::open_saying(global);
    let today = Night(Clock::start(1.0).now().wall.date());
    let first = if args.to.is_some() { Night::FIRST } else { today.back(i32::from(args.nights)) };
    let (from, to) = log::span(args.from.as_deref(), args.to.as_deref(), (first, today))?;
    let filter = Filter {
        text: args.text.clone().unwrap_or_default(),
        leg: args.leg,
        muscle: args.muscle,
        from: Some(from),
        to: Some(to),
    };
    print(&match DiaryClient::open(global)?.list(filter)?.as_slice() {
        records if args.json => json::text(&records.iter().map(json::record).collect::<Value>()),
        [] => nothing(args),
        records => entries::list(records, &book, args.ids),
    })
}

/// The sentence where there is no entry. With a filter there may be entries that do not pass it.
fn nothing(args: &DiaryArgs) -> String {
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
