//! The answers of the checklist: ticks, answered pages, undo, and the effects of a changed result.

use std::ops::Range;

use super::{
    ChecklistTab, Showing,
    keys::{ChecklistVerb, PAGE_KEYS},
};
use crate::{
    domain::{Answers, Book, Checklist, Tier, TriageResult, Verdict},
    screen::{Action, Context, DONE, Handled, request},
};

impl ChecklistTab {
    pub(super) fn toggle(&mut self, ctx: &Context<'_>) -> Handled {
        let is_ticked = self.answers.ticked.contains(&self.selected);
        let answers = self.with_tick(self.selected, !is_ticked, &ctx.book.checklist);
        Some(self.change(answers, ctx.book))
    }

    /// The answers with one tick more or less. Its page is to be answered again: an answer is about the ticks it was given
    /// with.
    pub(super) fn with_tick(&self, sign: usize, is_ticked: bool, list: &Checklist) -> Answers {
        let mut answers = self.answers.clone();
        if is_ticked {
            answers.ticked.insert(sign);
        } else {
            answers.ticked.remove(&sign);
        }
        if let Some(sign) = list.signs().get(sign).filter(|_| answers.ticked != self.answers.ticked) {
            answers.answered.remove(&sign.page);
        }
        answers
    }

    /// Number of the page in view among those that apply, and how many apply.
    pub(super) fn progress(&self, list: &Checklist) -> (usize, usize) {
        let pages: Vec<usize> = list.pages_that_apply(&self.answers.ticked).collect();
        let before = pages.iter().filter(|page| **page < self.page).count();
        (before + 1, pages.len())
    }

    /// The pages that apply and have no answer yet.
    fn open_pages(&self, list: &Checklist) -> Vec<usize> {
        let is_open = |page: &usize| !self.answers.answered.contains(page);
        list.pages_that_apply(&self.answers.ticked).filter(is_open).collect()
    }

    /// Count of the pages that apply and have no answer yet.
    pub(super) fn pages_left(&self, list: &Checklist) -> usize {
        self.open_pages(list).len()
    }

    fn ticks_here(&self, list: &Checklist) -> usize {
        let signs = list.pages.get(self.page).map_or(0..0, |page| page.signs.clone());
        signs.filter(|sign| self.answers.ticked.contains(sign)).count()
    }

    /// None of the signs on this page. It never takes a tick away.
    pub(super) fn none_here(&mut self, ctx: &Context<'_>) -> Handled {
        let [none, tick, next] = [ChecklistVerb::None, ChecklistVerb::Tick, ChecklistVerb::Next]
            .map(|verb| ctx.keys.name(PAGE_KEYS, &verb));
        match self.ticks_here(&ctx.book.checklist) {
            0 => self.answer_page(ctx),
            count => {
                let ticked = if count == 1 { "A sign is".to_owned() } else { format!("{count} signs are") };
                request(Action::Say(format!(
                    "{ticked} ticked on this page. {next} goes on with that. For none, take the ticks away with {tick}, then press {none}."
                )))
            }
        }
    }

    /// On with the ticks of this page. A page without a tick has to be answered in so many words.
    pub(super) fn go_on(&mut self, ctx: &Context<'_>) -> Handled {
        let list = &ctx.book.checklist;
        if self.answers.answered.contains(&self.page) {
            self.advance(list);
            return DONE;
        }
        if self.ticks_here(list) == 0 {
            let none = ctx.keys.name(PAGE_KEYS, &ChecklistVerb::None);
            return request(Action::Say(format!(
                "Nothing is ticked on this page. Press {none} if none of these is true."
            )));
        }
        self.answer_page(ctx)
    }

    fn answer_page(&mut self, ctx: &Context<'_>) -> Handled {
        let mut answers = self.answers.clone();
        answers.answered.insert(self.page);
        let mut actions = self.change(answers, ctx.book);
        actions.extend(self.remember_page(self.page, ctx.book));
        self.advance(&ctx.book.checklist);
        Some(actions)
    }

    /// Turns to the next page without an answer; after the last one shows the result.
    fn advance(&mut self, list: &Checklist) {
        let open = self.open_pages(list);
        match open.iter().find(|page| **page > self.page).or(open.first()) {
            Some(page) => self.turn_to(*page, list),
            None => self.show(Showing::Result),
        }
    }

    /// Takes in a whole page, answered in plain mode; then the next page. An emergency stops the questions.
    pub(super) fn answer(&mut self, signs: Range<usize>, ticked: &[usize], ctx: &Context<'_>) -> Handled {
        let list = &ctx.book.checklist;
        let mut answers = self.answers.clone();
        for sign in signs.clone() {
            if ticked.contains(&sign) {
                answers.ticked.insert(sign);
            } else {
                answers.ticked.remove(&sign);
            }
        }
        if let Some(sign) = list.signs().get(signs.start) {
            self.page = sign.page;
            answers.answered.insert(sign.page);
        }
        self.show(Showing::Page);
        let mut actions = self.change(answers, ctx.book);
        actions.extend(self.remember_page(self.page, ctx.book));
        let is_emergency = self.showing == Showing::Result;
        self.advance(list);
        if is_emergency {
            self.show(Showing::Result);
        }
        Some(actions)
    }

    pub(super) fn undo(&mut self, ctx: &Context<'_>) -> Handled {
        let Some((answers, page)) = self.before.pop() else { return DONE };
        self.turn_to(page, &ctx.book.checklist);
        Some(self.put(answers, ctx.book))
    }

    pub(super) fn start_afresh(&mut self, is_asked: bool, ctx: &Context<'_>) -> Handled {
        if !is_asked {
            self.asks_afresh = true;
            let afresh = ctx.keys.name(PAGE_KEYS, &ChecklistVerb::Afresh);
            return request(Action::Say(format!(
                "Press {afresh} again to start afresh, with nothing ticked."
            )));
        }
        // Another check, even if its answers turn out alike.
        self.kept = None;
        self.change(Answers::default(), ctx.book);
        self.turn_to(0, &ctx.book.checklist);
        let undo = ctx.keys.does(PAGE_KEYS, &ChecklistVerb::Undo, "undoes it", "to undo it");
        request(Action::Say(format!("Started afresh: nothing is ticked. {undo}.")))
    }

    /// Changes the answers so that it can be undone. Returns what else is to be done.
    pub(super) fn change(&mut self, answers: Answers, book: &Book) -> Vec<Action> {
        if answers == self.answers {
            return vec![];
        }
        self.before.push((self.answers.clone(), self.page));
        self.put(answers, book)
    }

    /// Replaces the answers. A new emergency takes the screen; an emergency or a sign about the leg stops a running
    /// stretch; a lower result is said, with the sign that is no longer ticked.
    fn put(&mut self, answers: Answers, book: &Book) -> Vec<Action> {
        let list = &book.checklist;
        let (was, is) = (list.verdict(&self.answers), list.verdict(&answers));
        let before = std::mem::replace(&mut self.answers, answers);
        let new = |sign: &usize| !before.ticked.contains(sign);
        if emergencies(&is, list).iter().any(|one| !emergencies(&was, list).contains(one)) {
            self.show(Showing::Result);
            return vec![Action::StopSession { why: None }];
        }
        let about_leg = is.reasons.iter().filter(|sign| new(sign)).filter_map(|sign| list.signs().get(*sign));
        if let Some(sign) = about_leg.into_iter().find(|sign| sign.leg) {
            let why = format!("The stretch is stopped. You ticked: {}.", sign.text);
            return vec![Action::StopSession { why: Some(why) }];
        }
        if matches!(was.outcome, TriageResult::Tier(_)) && is.outcome < was.outcome {
            let gone = before.ticked.difference(&self.answers.ticked);
            let gone: Vec<&str> = list.signs_at(gone).map(|sign| sign.text.as_str()).collect();
            let [was, is] = [&was, &is].map(|verdict| &list.text(verdict.outcome).label);
            return vec![Action::Say(format!(
                "No longer ticked: {}. The result was {was}. It is now {is}.",
                gone.join("; ")
            ))];
        }
        vec![]
    }
}

/// The emergencies in a result: signs that are one alone, then rules.
fn emergencies(verdict: &Verdict, list: &Checklist) -> Vec<(bool, usize)> {
    if !verdict.is_emergency() {
        return vec![];
    }
    let is_one =
        |sign: &&usize| list.signs().get(**sign).is_some_and(|sign| sign.tier == Some(Tier::Emergency));
    let alone = verdict.reasons.iter().filter(is_one).map(|sign| (false, *sign));
    alone.chain(verdict.rules.iter().map(|rule| (true, *rule))).collect()
}
