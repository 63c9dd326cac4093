//! Checks kept in the diary: keeping one, what is new since the last, and what the diary shows beside a sign.

use super::{
    ChecklistTab,
    keys::{ChecklistVerb, PAGE_KEYS},
};
use crate::{
    domain::{
        Answers, Book, Change, CheckRecord, DiaryRequest, Fact, LocalTime, Record, Sign, SignSet,
        TriageResult, clean::clean, time::clock,
    },
    screen::{Action, Asker, Context, DiaryCache, Handled, request},
};

/// The most entries that are named for a pattern.
const NAMED: usize = 3;

impl ChecklistTab {
    /// Keeps the answers in the diary, once there is a result.
    pub(super) fn keep(&mut self, ctx: &Context<'_>) -> Handled {
        let Some(outcome) = ctx.verdict.outcome.id().filter(|_| ctx.verdict.can_be_kept()) else {
            let keep = ctx.keys.does(
                PAGE_KEYS,
                &ChecklistVerb::Keep,
                "then keeps this check",
                "then, to keep this check",
            );
            return request(Action::Say(format!("Not complete: answer the pages that are left. {keep}.")));
        };
        if self.kept.replace(self.answers.clone()).as_ref() == Some(&self.answers) {
            return request(Action::Say("This check has been kept already.".to_owned()));
        }
        let check = CheckRecord {
            id: String::new(),
            at: LocalTime::of(&ctx.now.wall),
            outcome: outcome.to_owned(),
            signs: ids(ctx.book, &self.answers),
        };
        request(Action::Keep(Asker::Checklist, Record::Check(check)))
    }

    /// The diary has not taken it, or a check was deleted there: the same answers can be kept again.
    pub(crate) fn is_not_kept(&mut self) {
        self.kept = None;
        self.stored = None;
    }

    /// Takes in the line of the diary about the signs that belong to the person. A check without an answer yet begins with
    /// these ticked; their pages are still to be answered.
    pub(crate) fn take_remembered(&mut self, facts: &[(Fact, String)], book: &Book) {
        let line = facts.iter().find(|(fact, _)| *fact == Fact::Remembered).map(|(_, line)| line);
        self.stored = line.cloned();
        let Some(line) = line.filter(|_| self.before.is_empty() && self.answers == Answers::default()) else {
            return;
        };
        let list = &book.checklist;
        let signs = line.split_whitespace().filter_map(|id| list.find(id));
        self.remembered = signs.filter(|sign| is_about_you(*sign, book)).collect();
        self.answers.ticked = self.remembered.clone();
    }

    /// Begins to remember what belongs to the person, or ends it.
    pub(super) fn remember(&mut self, ctx: &Context<'_>) -> Handled {
        let end = ctx.keys.does(PAGE_KEYS, &ChecklistVerb::Remember, "ends that", "to end that");
        let (line, said) = if self.stored.is_some() {
            self.remembered = SignSet::default();
            (None, "No longer remembered. The next check begins with nothing ticked.".to_owned())
        } else {
            let said = format!("What belongs to you is remembered, and ticked at the next check. {end}.");
            (Some(line_about_you(ctx.book, |sign, _| self.answers.ticked.contains(&sign))), said)
        };
        let mut actions = self.store(line);
        actions.push(Action::Say(said));
        Some(actions)
    }

    /// Where signs are remembered: takes over the answers of one page. The signs of the other pages stay as they are stored, because
    /// a check that was started afresh has not asked for them yet.
    pub(super) fn remember_page(&mut self, page: usize, book: &Book) -> Vec<Action> {
        let Some(stored) = &self.stored else { return vec![] };
        let had: Vec<&str> = stored.split_whitespace().collect();
        let line = line_about_you(book, |at, sign| {
            if sign.page == page {
                self.answers.ticked.contains(&at)
            } else {
                had.contains(&sign.id.as_str())
            }
        });
        if *stored == line { vec![] } else { self.store(Some(line)) }
    }

    fn store(&mut self, line: Option<String>) -> Vec<Action> {
        let record = |line: String| Record::Fact(Fact::Remembered, line);
        let before = std::mem::replace(&mut self.stored, line.clone()).map(record);
        let change = Change { before, after: line.map(record) };
        vec![Action::Diary(Asker::Checklist, DiaryRequest::Save { changes: vec![change] })]
    }

    /// Notes beside a sign in the list: the diary has entries that bear on it; it was ticked from the start.
    pub(super) fn notes(
        &self,
        at: usize,
        sign: &Sign,
        cache: &DiaryCache,
    ) -> impl Iterator<Item = &'static str> {
        let is_noted = cache.patterns.iter().any(|found| found.signs.contains(&sign.id));
        // A remembered tick belongs to the person.
        let is_remembered = self.remembered.contains(&at) && self.answers.ticked.contains(&at);
        let notes = [is_noted.then_some("see the diary"), is_remembered.then_some("remembered")];
        notes.into_iter().flatten()
    }

    /// The day of the check kept last, and the signs that are new or gone since then; `None` where none was kept, or
    /// there is nothing to compare yet.
    pub(super) fn since_last(&self, ctx: &Context<'_>) -> Option<(String, Vec<String>)> {
        if ctx.verdict.outcome == TriageResult::Incomplete {
            return None;
        }
        // Not with itself.
        let is_kept = self.kept.as_ref() == Some(&self.answers);
        let last = ctx.cache.checks.get(usize::from(is_kept))?;
        let changes = changes(ctx.book, &last.signs, &ids(ctx.book, &self.answers), "then, not now");
        Some((day(last), changes))
    }
}

/// The line of the diary about the signs to remember: `on`, then the ids of the wanted signs about the person.
fn line_about_you(book: &Book, is_wanted: impl Fn(usize, &Sign) -> bool) -> String {
    let signs = book.checklist.signs().iter().enumerate();
    let wanted = signs.filter(|(at, sign)| is_about_you(*at, book) && is_wanted(*at, sign));
    std::iter::once("on").chain(wanted.map(|(_, sign)| sign.id.as_str())).collect::<Vec<_>>().join(" ")
}

fn is_about_you(sign: usize, book: &Book) -> bool {
    let page = book.checklist.signs().get(sign).and_then(|sign| book.checklist.pages.get(sign.page));
    page.is_some_and(|page| page.about_you)
}

/// The day and the time at which a check was kept.
pub(super) fn day(check: &CheckRecord) -> String {
    check.at.local().strftime("%-d %b %Y, %H:%M").to_string()
}

fn ids(book: &Book, answers: &Answers) -> Vec<String> {
    book.checklist.signs_at(&answers.ticked).map(|sign| sign.id.clone()).collect()
}

/// The words of signs.
pub(crate) fn words(book: &Book, ids: &[String]) -> Vec<String> {
    let words = |id: &String| {
        let sign = book.checklist.find(id).and_then(|sign| book.checklist.signs().get(sign));
        sign.map_or_else(|| clean(id), |sign| sign.text.clone())
    };
    ids.iter().map(words).collect()
}

/// Sentences on the signs that are new from one check to a later one, and on those that are gone.
pub(super) fn changes(book: &Book, before: &[String], after: &[String], then: &str) -> Vec<String> {
    let only = |here: &[String], there: &[String]| -> Vec<String> {
        here.iter().filter(|id| !there.contains(id)).cloned().collect()
    };
    let (new, gone) = (words(book, &only(after, before)), words(book, &only(before, after)));
    let mut said = vec![];
    if !new.is_empty() {
        said.push(format!("New: {}.", new.join("; ")));
    }
    if !gone.is_empty() {
        said.push(format!("Ticked {then}: {}.", gone.join("; ")));
    }
    if said.is_empty() && !after.is_empty() {
        said.push("The same lines are ticked. That does not make it less urgent.".to_owned());
    }
    said
}

/// The facts of the diary that bear on a sign, with their entries. They tick nothing.
pub(crate) fn beside(cache: &DiaryCache, sign: &str) -> Vec<String> {
    let bearing = cache.patterns.iter().filter(|found| found.signs.iter().any(|id| id == sign));
    bearing
        .map(|found| {
            let entries: Vec<String> = cache
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
