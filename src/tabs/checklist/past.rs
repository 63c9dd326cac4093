//! Checks kept in the diary: keeping one, what is new since the last, and what the diary shows beside a sign.

use super::Checklist;
use crate::{
    domain::{
        book::Book,
        clean::clean,
        episode::{Check, Record},
        moment::Moment,
        time::clock,
        triage::{Answers, Outcome},
    },
    screen::{Asker, Cmd, Cx, Reply, known::Known},
};

/// The most entries that are named for a pattern.
const NAMED: usize = 3;

impl Checklist {
    /// Keeps the answers in the diary, once there is a result.
    pub(super) fn keep(&self, cx: &Cx<'_>) -> Reply {
        let outcome = match cx.verdict.outcome {
            Outcome::Incomplete => {
                let text = "Not complete: tick what is true, or press 0 for none; then s keeps it.";
                return Reply::ask(Cmd::Say(text.to_owned()));
            }
            Outcome::NoneTicked => "none-ticked",
            Outcome::Tier(tier) => tier.id(),
        };
        let check = Check {
            id: String::new(),
            at: Moment::of(&cx.now.wall),
            outcome: outcome.to_owned(),
            signs: ids(cx.book, &self.answers),
        };
        Reply::ask(Cmd::Keep(Asker::Checklist, Record::Check(check)))
    }

    pub(super) fn show_past(&mut self) {
        self.result = false;
        self.past = true;
        self.scroll = 0;
    }

    /// What is ticked now and was not in the check kept last, and the other way round; `None` where none was kept, or
    /// there is nothing to compare yet.
    pub(super) fn since_last(&self, cx: &Cx<'_>) -> Option<(String, Vec<String>)> {
        if cx.verdict.outcome == Outcome::Incomplete {
            return None;
        }
        let last = cx.known.checks.first()?;
        let changes = changes(cx.book, &last.signs, &ids(cx.book, &self.answers));
        Some((day(last), changes))
    }
}

/// When a check was kept.
pub(super) fn day(check: &Check) -> String {
    check.at.local().strftime("%-d %b %Y, %H:%M").to_string()
}

fn ids(book: &Book, answers: &Answers) -> Vec<String> {
    let signs = book.checklist.signs();
    answers.ticked.iter().filter_map(|i| signs.get(i)).map(|sign| sign.id.clone()).collect()
}

/// What is new from one check to a later one, and what is ticked no more, in sentences.
pub(super) fn changes(book: &Book, before: &[String], after: &[String]) -> Vec<String> {
    let words = |id: &String| {
        let sign = book.checklist.find(id).and_then(|sign| book.checklist.signs().get(sign));
        sign.map_or_else(|| clean(id), |sign| sign.text.clone())
    };
    let only = |here: &[String], there: &[String]| -> Vec<String> {
        here.iter().filter(|id| !there.contains(id)).map(words).collect()
    };
    let (new, gone) = (only(after, before), only(before, after));
    let mut said = vec![];
    if !new.is_empty() {
        said.push(format!("New: {}.", new.join("; ")));
    }
    if !gone.is_empty() {
        said.push(format!("Ticked then, not now: {}.", gone.join("; ")));
    }
    if said.is_empty() {
        said.push("The same signs.".to_owned());
    }
    said
}

/// What the diary shows that bears on a sign, with the entries. It ticks nothing.
pub(super) fn beside(known: &Known, sign: &str) -> Vec<String> {
    let bearing = known.patterns.iter().filter(|found| found.signs.iter().any(|id| id == sign));
    bearing
        .map(|found| {
            let entries: Vec<String> = known
                .recent
                .iter()
                .rev()
                .filter(|episode| found.episodes.contains(&episode.id))
                .map(|episode| {
                    let length =
                        episode.seconds.map_or_else(String::new, |s| format!(" ({})", clock(s.into())));
                    format!("{}{length}", episode.start.local().strftime("%-d %b %H:%M"))
                })
                .collect();
            let more = entries.len().saturating_sub(NAMED);
            let named = entries.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{} Entries: {named}{more}.", found.words)
        })
        .collect()
}
