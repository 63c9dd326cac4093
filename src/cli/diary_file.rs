//! `uncramp diary check`, `set-aside` and `recover`: work on the file of the diary.

use std::fmt::Write;

use serde_json::json;

use super::{
    CliError, Exit,
    args::{DiaryCommand, Global},
    json, name, print,
};
use crate::{
    domain::words::capital,
    runtime::{machine::NO_HOME, places},
    store::{
        check::{self, Copy, DiaryState, Health, RowCounts},
        copies::{self, Recovered},
    },
};

/// Checks the file, sets it aside, or puts a copy in its place.
pub(super) fn run(command: DiaryCommand, as_json: bool, global: &Global) -> Result<Exit, CliError> {
    let folder = places::data_folder(global.data_dir.as_deref()).ok_or_else(|| CliError::error(NO_HOME))?;
    match command {
        DiaryCommand::Check { json } => {
            let health = check::check(&folder);
            let (text, exit) = health_words(&health);
            print(&if json || as_json { health_json(&health) } else { text })?;
            Ok(exit)
        }
        DiaryCommand::SetAside | DiaryCommand::Recover if global.no_save => {
            Err(CliError::usage("nothing is written in this run (--no-save)"))
        }
        DiaryCommand::SetAside => {
            let path = check::set_aside(&folder).map_err(CliError::error)?;
            print(&format!("Set aside: {}\nA new diary begins with the next entry.\n", name(&path)))
        }
        DiaryCommand::Recover => {
            let Recovered { path, counts, was_whole, aside } =
                copies::recover(&folder).map_err(CliError::error)?;
            let (path, counts) = (name(&path), counts_words(counts));
            if was_whole {
                return print(&format!("{path}: sound, so there is nothing to recover.\n{counts}"));
            }
            let aside = aside.map_or_else(String::new, |aside| {
                format!("The file that was there is kept, unchanged: {}\n", name(&aside))
            });
            print(&format!(
                "Recovered from the newest copy: {path}\n{counts}Entries since that copy are not in it.\n{aside}"
            ))
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
            "The newest whole copy is {}:\n{}uncramp diary recover puts it in the diary's place. A file that is there now is kept under \
             another name.\n",
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
