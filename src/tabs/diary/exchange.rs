//! What the diary tab asks of the diary, and what it makes of the answers: reading, saving, undo and redo, ticks of a night.

use super::{
    Diary, View,
    filling::{Open, Subject},
    keys::DiaryVerb,
    said_now,
};
use crate::{
    domain::{
        diary::{DiaryError, DiaryRequest, DiaryResponse, Listed, Span},
        episode::{Change, NightNote, Record},
        local_time::{LocalTime, Night},
        time::Now,
    },
    screen::{Action, Asker, Context, DONE, Handled, request},
};

/// How many entries of the list are read at once.
const WINDOW: usize = 200;

/// What is said while another program holds the diary up.
pub(super) const STILL_SAVING: &str = "The last change is still being saved.";

/// What has yet to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wants {
    pub(super) list: bool,
    pub(super) month: bool,
    pub(super) span: bool,
    pub(super) facts: bool,
}

/// Changes that have been handed to the diary and are not acknowledged yet.
#[derive(Debug, Clone)]
pub(super) struct Saving {
    changes: Vec<Change>,
    way: Way,
    /// What the form was about that is being saved: it is closed once that is done, and not changed before.
    pub(super) form: Option<Subject>,
    /// What to say once they are on the disk.
    said: Option<String>,
}

/// How changes came about, and so which of them can be taken back or made again next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    New,
    Undo,
    Redo,
}

/// What is ticked for a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toggle {
    NoCramp,
    Programme,
}

impl Diary {
    /// Something in the diary has changed: what was read is read again.
    pub(crate) fn has_changed(&mut self) {
        self.wants = Wants { list: true, month: true, span: true, facts: true };
        // Whatever comes or goes above it, the selected entry stays selected.
        if self.seek.is_none() {
            self.seek = self.record().map(Record::key);
        }
    }

    /// What it wants of the diary now: changes always, to be told only while it is shown.
    pub(crate) fn asks(&mut self, is_shown: bool, now: &Now) -> Vec<DiaryRequest> {
        let mut asks = std::mem::take(&mut self.outbox);
        if !is_shown {
            return asks;
        }
        if std::mem::take(&mut self.wants.list) {
            let (filter, count) = (self.filter.clone(), WINDOW);
            let from = self.selected.saturating_sub(WINDOW / 2);
            asks.push(match self.seek.clone() {
                Some(key) => DiaryRequest::ListAround { filter, key, from, count },
                None => DiaryRequest::List { filter, from, count },
            });
        }
        if self.view == View::Month && std::mem::take(&mut self.wants.month) {
            let day = self.day(now);
            let (from, to) = (Night(day.0.first_of_month()), Night(day.0.last_of_month()));
            self.asked_month = Some((from, to));
            asks.push(DiaryRequest::Span { from, to });
        }
        let reports = matches!(self.view, View::Charts | View::Report);
        if reports && std::mem::take(&mut self.wants.span) {
            let to = Night::last(&now.wall);
            let from = to.back(self.nights() - 1);
            self.asked_span = Some((from, to));
            asks.push(DiaryRequest::Span { from, to });
            asks.push(DiaryRequest::Background { from, to });
        }
        if std::mem::take(&mut self.wants.facts) {
            asks.push(DiaryRequest::Facts);
        }
        asks
    }

    /// The diary has answered. Returns what is to be said.
    pub(crate) fn answered(
        &mut self,
        ask: &DiaryRequest,
        answer: Result<DiaryResponse, DiaryError>,
    ) -> Option<String> {
        match answer {
            Ok(DiaryResponse::Saved) => self.has_saved(),
            Ok(DiaryResponse::List(listed)) => {
                self.trouble = None;
                self.take_list(listed);
                None
            }
            Ok(DiaryResponse::Span(span)) => self.take_span(ask, span),
            Ok(DiaryResponse::Facts(facts)) => {
                if let Some(Open { subject: Subject::Facts(had), is_told: true, .. }) = &mut self.form {
                    had.clone_from(&facts);
                }
                self.facts = Some(facts);
                None
            }
            Ok(DiaryResponse::Found(found)) => {
                if let (DiaryRequest::Find(key), Some(open)) = (ask, &mut self.form)
                    && open.subject.key().as_ref() == Some(key)
                {
                    open.subject.rebase(found);
                }
                None
            }
            Ok(_) => None,
            Err(trouble) => self.take_trouble(ask, &trouble),
        }
    }

    fn has_saved(&mut self) -> Option<String> {
        let Saving { changes, way, form, said } = self.saving.take()?;
        if let Some(subject) = form {
            self.form.take_if(|open| open.subject.is_like(&subject));
            self.left.retain(|left| !left.subject.is_like(&subject));
        }
        self.seek = changes.iter().rev().find_map(|change| change.after.as_ref()).map(Record::key);
        match way {
            Way::New => {
                self.undone.clear();
                self.done.push(changes);
                said
            }
            Way::Undo => {
                self.undone.push(changes);
                Some(format!("Undone. {} makes it again.", self.key(DiaryVerb::Redo)))
            }
            Way::Redo => {
                self.done.push(changes);
                Some(format!("Made again. {} undoes it.", self.key(DiaryVerb::Undo)))
            }
        }
    }

    fn take_list(&mut self, listed: Listed) {
        if let Some(key) = self.seek.take()
            && let Some(at) = listed.entries.iter().position(|record| record.key() == key)
        {
            self.selected = listed.from + at;
        }
        self.selected = self.selected.min(listed.total.saturating_sub(1));
        self.listed = Some(listed);
    }

    fn take_span(&mut self, ask: &DiaryRequest, span: Span) -> Option<String> {
        let nights = match ask {
            DiaryRequest::Span { from, to } | DiaryRequest::Background { from, to } => (*from, *to),
            _ => return None,
        };
        if matches!(ask, DiaryRequest::Background { .. }) {
            if self.asked_span == Some(nights) {
                self.background = Some(span);
            }
            return None;
        }
        if let Some((night, toggle)) = self.toggle.take_if(|(night, _)| (*night, *night) == nights) {
            return self.tick(night, toggle, &span);
        }
        if self.asked_month == Some(nights) {
            self.month = Some(span.clone());
        }
        if self.asked_span == Some(nights) {
            self.span = Some(span);
        }
        None
    }

    fn take_trouble(&mut self, ask: &DiaryRequest, trouble: &DiaryError) -> Option<String> {
        let sentence = trouble.sentence();
        if matches!(ask, DiaryRequest::Save { .. }) {
            let is_form = self.is_saving_form();
            if let Some(saving) = self.saving.take().filter(|_| *trouble != DiaryError::Changed) {
                let back = || saving.changes.into_iter().rev().map(Change::undone).collect();
                match saving.way {
                    Way::New => {}
                    // What could not be taken back can be tried again; what another window has changed cannot.
                    Way::Undo => self.done.push(back()),
                    Way::Redo => self.undone.push(back()),
                }
            }
            // Another window may have changed it: what is there now is shown.
            self.has_changed();
            if let Some(open) = self.form.as_mut().filter(|_| is_form) {
                let what = if *trouble == DiaryError::Changed {
                    open.is_told = true;
                    self.outbox.extend(open.subject.key().map(DiaryRequest::Find));
                    "Enter puts what stands here in its place."
                } else {
                    "What you typed is still here."
                };
                open.form.wrong = Some((None, format!("Not saved: {sentence}. {what}")));
                return None;
            }
            if is_form {
                let (add, edit) = (self.key(DiaryVerb::Add), self.key(DiaryVerb::Edit));
                return Some(format!("Not saved: {sentence}. {add} or {edit} brings back what you typed."));
            }
            return Some(format!("Not saved: {sentence}."));
        }
        if let Some((.., toggle)) = self.toggle.take() {
            let what = if toggle == Toggle::NoCramp { "no cramp" } else { "bedtime stretches" };
            return Some(format!("Not recorded ({what}): {sentence}."));
        }
        self.trouble = Some(sentence);
        None
    }

    /// Notes a change that is being made from elsewhere, so that it can be undone here.
    pub(crate) fn made(&mut self, changes: Vec<Change>) {
        self.saving = Some(Saving { changes, way: Way::New, form: None, said: None });
    }

    /// Hands changes to the diary. Returns what is to be said at once.
    pub(super) fn save(&mut self, changes: Vec<Change>, way: Way, said: Option<String>) -> Option<String> {
        if self.saving.is_some() {
            return Some(STILL_SAVING.to_owned());
        }
        self.saving = Some(Saving { changes: changes.clone(), way, form: None, said });
        self.outbox.push(DiaryRequest::Save { changes });
        None
    }

    pub(super) fn delete(&mut self) -> Handled {
        let Some(record) = self.record().cloned() else { return DONE };
        if self.view == View::Entry {
            self.show(View::List);
        }
        let said = Some(format!("Deleted. {} brings it back.", self.key(DiaryVerb::Undo)));
        said_now(self.save(vec![Change { before: Some(record), after: None }], Way::New, said))
    }

    /// Takes the last change back, or makes the one again that was taken back last.
    pub(super) fn step_back(&mut self, way: Way) -> Handled {
        if self.saving.is_some() {
            return request(Action::Say(STILL_SAVING.to_owned()));
        }
        let (stack, none) = match way {
            Way::New | Way::Undo => (&mut self.done, "Nothing to undo since the program began."),
            Way::Redo => (&mut self.undone, "Nothing to make again."),
        };
        match stack.pop() {
            Some(changes) => {
                let changes = changes.into_iter().rev().map(Change::undone).collect();
                said_now(self.save(changes, way, None))
            }
            None => request(Action::Say(none.to_owned())),
        }
    }

    /// Asks what is recorded of the night that is to be ticked.
    pub(super) fn ask_toggle(&mut self, toggle: Toggle, ctx: &Context<'_>) -> Handled {
        let night = match (self.view, toggle) {
            (View::Month, _) => self.day(ctx.now),
            (_, Toggle::NoCramp) => Night::last(&ctx.now.wall),
            // In the evening they have just been done; in the morning they were the evening before.
            (_, Toggle::Programme) => LocalTime::of(&ctx.now.wall).night(),
        };
        // The night that is to come, or has just begun, cannot have been without.
        let latest = match toggle {
            Toggle::NoCramp => Night::last(&ctx.now.wall),
            Toggle::Programme => Night(ctx.now.wall.date()),
        };
        if self.toggle.is_some() {
            return request(Action::Say(STILL_SAVING.to_owned()));
        }
        if night > latest {
            return request(Action::Say("That night is not over yet.".to_owned()));
        }
        self.toggle = Some((night, toggle));
        request(Action::Diary(Asker::Diary, DiaryRequest::Span { from: night, to: night }))
    }

    /// Ticks a night of which this is recorded, or takes the tick back. Returns what is to be said.
    fn tick(&mut self, night: Night, toggle: Toggle, span: &Span) -> Option<String> {
        let before = span.nights.first().copied();
        let mut after = before.unwrap_or(NightNote { night, no_cramp: false, programme: false });
        match toggle {
            Toggle::NoCramp if !after.no_cramp && !span.episodes.is_empty() => {
                let count = span.episodes.len();
                let cramps = if count == 1 { "a cramp is".to_owned() } else { format!("{count} cramps are") };
                return Some(format!("{}: {cramps} recorded for that night.", night.words()));
            }
            Toggle::NoCramp => after.no_cramp = !after.no_cramp,
            Toggle::Programme => after.programme = !after.programme,
        }
        let is_something = after.no_cramp || after.programme;
        let change =
            Change { before: before.map(Record::Night), after: is_something.then_some(Record::Night(after)) };
        let what = match (toggle, after.no_cramp, after.programme) {
            (Toggle::NoCramp, true, _) => "no cramp",
            (Toggle::NoCramp, false, _) => "\"no cramp\" taken back",
            (Toggle::Programme, _, true) => "bedtime stretches done",
            (Toggle::Programme, _, false) => "bedtime stretches taken back",
        };
        let said = format!("{}: {what}. {} undoes it.", night.words(), self.key(DiaryVerb::Undo));
        self.save(vec![change], Way::New, Some(said))
    }
}
