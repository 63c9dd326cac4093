//! The command line: reads the arguments, runs the command, and turns its errors into sentences and exit codes.

mod args;
mod book;
mod change;
mod check;
mod config;
mod diary;
mod diary_file;
mod entries;
mod errors;
mod help;
mod json;
mod log;
mod report;
mod review;
mod search;
mod settings;
mod shell;
mod show;
mod start;
mod transfer;

use std::{
    ffi::OsString,
    io::{self, IsTerminal, Write},
    path::Path,
    process::ExitCode,
};

use crate::{
    domain::clean::{clean, printable},
    runtime::terminal,
    ui::text_view::MEASURE,
};

/// The exit code of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    Done,
    Error,
    Usage,
    /// A session was left before its end.
    LeftEarly,
    /// A file (diary, import) is not usable.
    Unusable,
    /// The code of `check --exit-code`, or 128 and the number of a signal.
    Code(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Error => 1,
            Exit::Usage => 2,
            Exit::LeftEarly => 3,
            Exit::Unusable => 4,
            Exit::Code(code) => code,
        })
    }
}

/// An error of a command, with its exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CliError {
    pub(crate) exit: Exit,
    /// One sentence: the error, and the remedy.
    pub(crate) sentence: String,
}

impl CliError {
    pub(crate) fn usage(sentence: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, sentence: sentence.into() }
    }

    pub(crate) fn error(sentence: impl Into<String>) -> Self {
        Self { exit: Exit::Error, sentence: sentence.into() }
    }

    /// The same error after a change that is saved, so that the change is not made twice.
    fn though_kept(self) -> Self {
        Self { sentence: format!("{}; the change is saved in the diary", self.sentence), ..self }
    }
}

/// Runs the program with these arguments.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let done = match settings::read(&arguments, |name| std::env::var_os(name)) {
        Ok(args) => {
            let done = run_command(&args);
            // The output of the command comes first, because it may be advice for an emergency.
            if let Some(notice) = args.global.file.notice().filter(|_| !says_it_itself(&args)) {
                say(&format!("uncramp: {notice}\n"));
            }
            done
        }
        Err(error) if error.use_stderr() => {
            let program = args::command();
            let words = arguments.iter().filter_map(|word| word.to_str());
            let command = words.skip(1).find_map(|word| program.find_subcommand(word));
            Err(CliError::usage(errors::sentence(&error, &program, command)))
        }
        // Help and version are no errors and go to standard output.
        Err(error) => print(&error.to_string()),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            say(&format!("uncramp: {}\n", error.sentence));
            error.exit.into()
        }
    }
}

fn run_command(args: &args::Args) -> Result<Exit, CliError> {
    match &args.command {
        Some(args::Command::Check(check)) => check::run(check, &args.global),
        Some(args::Command::Log(log)) => log::run(log, &args.global),
        Some(args::Command::Diary(diary)) => diary::run(diary, &args.global),
        Some(args::Command::Report(report)) => report::run(report, &args.global),
        Some(args::Command::Edit(edit)) => change::edit(edit, &args.global),
        Some(args::Command::Delete(delete)) => change::delete(delete, &args.global),
        Some(args::Command::Undo) => change::undo(&args.global),
        Some(args::Command::Review(output)) => review::run(output, &args.global),
        Some(args::Command::Export(export)) => transfer::export(export, &args.global),
        Some(args::Command::Import(import)) => transfer::import(import, &args.global),
        Some(args::Command::Paths { json }) => diary::paths(*json, &args.global),
        Some(args::Command::Show(show)) => show::run(show, &args.global),
        Some(args::Command::Search(search)) => search::run(search, &args.global),
        Some(args::Command::Completions { shell }) => shell::completions(*shell, &args.global),
        Some(args::Command::Man) => shell::man(),
        Some(args::Command::Config(config)) => config::run(config, &args.global),
        command => start::run(command.as_ref(), &args.global),
    }
}

/// True for a command that shows problems of the settings itself: the screens, and `uncramp config`.
fn says_it_itself(args: &args::Args) -> bool {
    match &args.command {
        None | Some(args::Command::Now { .. }) => true,
        Some(args::Command::Stretch { list, .. }) => !list,
        Some(args::Command::Check(check)) => check.asks(),
        Some(args::Command::Config(config)) => !config.keys && !config.defaults,
        Some(_) => false,
    }
}

/// The name of a file in a sentence: on one line, without characters that a terminal would obey.
fn name(path: &Path) -> String {
    clean(&path.display().to_string())
}

/// Columns of text on standard output. Lines are never broken in a pipe; a terminal gets at most the width that reads well.
fn columns() -> usize {
    if !io::stdout().is_terminal() {
        return usize::MAX;
    }
    let asked: Option<usize> = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    asked.filter(|columns| *columns > 0).unwrap_or_else(|| terminal::size().width.into()).min(MEASURE)
}

/// Writes to standard error; a failure cannot be reported. Characters that a terminal would obey are left out: there are names
/// of files and words of the command line in it.
fn say(text: &str) {
    let _ = io::stderr().write_all(printable(text).as_bytes());
}

/// Writes to standard output at once, without characters that a terminal would obey. A reader that has gone is a success, a full
/// disk is an error.
///
/// # Errors
/// A sentence, when it cannot be written.
pub(crate) fn print(text: &str) -> Result<Exit, CliError> {
    print_exactly(&printable(text))
}

/// Writes a text to standard output as it is: one that was made harmless in a way that can be undone, as an export is.
///
/// # Errors
/// A sentence, when it cannot be written.
fn print_exactly(text: &str) -> Result<Exit, CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::error(format!("the output cannot be written: {error}")))
        }
        _ => Ok(Exit::Done),
    }
}
