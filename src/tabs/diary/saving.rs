//! Changes to the diary: saving, undo, redo, and the ticks of a night. One change is saved at a time; it joins the history
//! once it is on the disk.

use super::{
    DiaryScreen, DiaryTab, Page,
    filling::{FormState, OpenForm},
    keys::DiaryVerb,
};
use crate::{
    domain::{Change, DiaryError, DiaryRequest, Episode, LocalTime, Night, NightNote, Record},
    screen::{Action, Asker, Context, DONE, Handled, request},
};

/// The answer to a key while a change is being saved.
pub(super) const STILL_SAVING: &str = "The last change is still being saved.";

/// Changes that the diary has not acknowledged yet.
#[derive(Debug)]
pub(super) struct Saving {
    changes: Vec<Change>,
    kind: SaveKind,
    /// The notice to show once they are on the disk.
    notice: String,
    /// The form that the changes come from, once the person has left it. It comes back where the save fails.
    left: Option<Box<OpenForm>>,
}

/// The origin of a change, which decides what can be undone or made again next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SaveKind {
    New,
    Undo,
    Redo,
}

/// The changes of this run, the last one last.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
}

impl History {
    /// The changes that undo or redo would make next.
    fn next(&self, kind: SaveKind) -> Option<Vec<Change>> {
        let stack = if kind == SaveKind::Redo { &self.undone } else { &self.done };
        stack.last().map(|changes| changes.iter().rev().cloned().map(Change::undone).collect())
    }

    /// Takes the last entry off the stack that `kind` reads.
    fn drop_next(&mut self, kind: SaveKind) {
        match kind {
            SaveKind::New => {}
            SaveKind::Undo => drop(self.done.pop()),
            SaveKind::Redo => drop(self.undone.pop()),
        }
    }

    /// Notes changes that are on the disk.
    fn saved(&mut self, kind: SaveKind, changes: Vec<Change>) {
        self.drop_next(kind);
        match kind {
            SaveKind::New => {
                self.undone.clear();
                self.done.push(changes);
            }
            SaveKind::Undo => self.undone.push(changes),
            SaveKind::Redo => self.done.push(changes),
        }
    }
}

/// A fact about a night that one key sets and clears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toggle {
    NoCramp,
    Programme,
}

impl DiaryTab {
    /// Sends changes to the diary; `notice` is shown once they are saved.
    pub(super) fn save(&mut self, changes: Vec<Change>, kind: SaveKind, notice: String) -> Handled {
        if self.saving.is_some() {
            return request(Action::Say(STILL_SAVING.to_owned()));
        }
        self.saving = Some(Saving { changes: changes.clone(), kind, notice, left: None });
        request(Action::Diary(Asker::Diary, DiaryRequest::Save { changes }))
    }

    /// Leaves a form whose changes are being saved.
    pub(super) fn leave_saving_form(&mut self) {
        let DiaryScreen::Form(open) = &self.screen else { return };
        let page = DiaryScreen::Page(open.over);
        if let (DiaryScreen::Form(open), Some(saving)) =
            (std::mem::replace(&mut self.screen, page), &mut self.saving)
        {
            saving.left = Some(open);
        }
    }

    /// The diary has saved these changes.
    pub(super) fn has_saved(&mut self, changes: &[Change]) -> Handled {
        // A draft of a form is saved beside the history.
        let Saving { changes, kind, notice, .. } =
            self.saving.take_if(|saving| saving.changes == *changes)?;
        if let DiaryScreen::Form(open) = &self.screen
            && open.state == FormState::Saving
        {
            self.screen = DiaryScreen::Page(open.over);
        }
        self.seek = changes.iter().rev().find_map(|change| change.after.as_ref()).map(Record::key);
        self.history.saved(kind, changes);
        request(Action::Say(notice))
    }

    /// The diary could not save these changes.
    pub(super) fn was_not_saved(&mut self, changes: &[Change], error: &DiaryError) -> Handled {
        let saving = self.saving.take_if(|saving| saving.changes == *changes)?;
        // The stored entry is not the one that the history knows, so undo can never succeed.
        if *error == DiaryError::Changed {
            self.history.drop_next(saving.kind);
        }
        let sentence = error.sentence();
        if let (DiaryScreen::Page(_), Some(form)) = (&self.screen, saving.left) {
            self.screen = DiaryScreen::Form(form);
        }
        match &mut self.screen {
            DiaryScreen::Form(open) if open.state == FormState::Saving => {
                let next = if *error == DiaryError::Changed {
                    open.state = FormState::Conflict;
                    "Enter puts what stands here in its place."
                } else {
                    open.state = FormState::Filling;
                    "What you typed is still here."
                };
                open.form.wrong = Some(format!("Not saved: {sentence}. {next}"));
                DONE
            }
            _ => request(Action::Say(format!("Not saved: {sentence}."))),
        }
    }

    pub(super) fn delete(&mut self) -> Handled {
        let Some(record) = self.record().cloned() else { return DONE };
        if self.page() == Page::Entry {
            self.show(Page::List);
        }
        self.save_deletion(record, "Deleted")
    }

    fn save_deletion(&mut self, record: Record, said: &str) -> Handled {
        let undo = self.does(DiaryVerb::Undo, "brings it back", "to bring it back");
        let change = Change { before: Some(record), after: None };
        self.save(vec![change], SaveKind::New, format!("{said}. {undo}."))
    }

    /// Deletes a cramp that an earlier run left open.
    pub(crate) fn discard(&mut self, episode: Episode) -> Handled {
        self.save_deletion(Record::Episode(episode), "Discarded")
    }

    /// Undoes the last change, or makes the last undone one again.
    pub(super) fn step_back(&mut self, kind: SaveKind) -> Handled {
        let Some(changes) = self.history.next(kind) else {
            let text = match kind {
                SaveKind::Redo => "Nothing to make again.",
                SaveKind::New | SaveKind::Undo => "Nothing to undo since the program began.",
            };
            return request(Action::Say(text.to_owned()));
        };
        let notice = match kind {
            SaveKind::Redo => {
                format!("Made again. {}.", self.does(DiaryVerb::Undo, "undoes it", "to undo it"))
            }
            SaveKind::New | SaveKind::Undo => {
                format!("Undone. {}.", self.does(DiaryVerb::Redo, "makes it again", "to make it again"))
            }
        };
        self.save(changes, kind, notice)
    }

    /// Sets or clears a tick: of the selected night on the month, of the last night elsewhere.
    pub(super) fn toggle(&mut self, toggle: Toggle, ctx: &Context<'_>) -> Handled {
        let night = match (self.page(), toggle) {
            (Page::Month, _) => self.day(ctx.now),
            (_, Toggle::NoCramp) => Night::last(&ctx.now.wall),
            // In the evening the stretches were done today, in the morning the evening before.
            (_, Toggle::Programme) => LocalTime::of(&ctx.now.wall).night(),
        };
        // Nothing is known yet of a night that is still to come or has just begun.
        let latest = match toggle {
            Toggle::NoCramp => Night::last(&ctx.now.wall),
            Toggle::Programme => Night(ctx.now.wall.date()),
        };
        if night > latest {
            return request(Action::Say("That night is not over yet.".to_owned()));
        }
        let Some(entries) = &self.entries else {
            let why = self.error.clone().unwrap_or_else(|| "the diary has not been read yet".to_owned());
            return request(Action::Say(format!("Not recorded: {why}.")));
        };
        let span = entries.span(night, night);
        let before = span.nights.first().copied();
        let mut after = before.unwrap_or(NightNote { night, no_cramp: false, programme: false });
        match toggle {
            Toggle::NoCramp if !after.no_cramp && !span.episodes.is_empty() => {
                let count = span.episodes.len();
                let cramps = if count == 1 { "a cramp is".to_owned() } else { format!("{count} cramps are") };
                let text = format!("{}: {cramps} recorded for that night.", night.words());
                return request(Action::Say(text));
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
        let notice =
            format!("{}: {what}. {}.", night.words(), self.does(DiaryVerb::Undo, "undoes it", "to undo it"));
        self.save(vec![change], SaveKind::New, notice)
    }
}
