//! The forms of the diary tab: opening, checking, saving, dropping, and the draft of a form that the program left half filled in.

use super::{
    DiaryScreen, DiaryTab, Page, forms,
    keys::{DiaryVerb, FORM_KEYS, FormVerb},
    saving::{STILL_SAVING, SaveKind},
};
use crate::{
    domain::{
        Book, Change, DiaryRequest, EntrySource, Episode, Fact, Filter, Limb, LocalTime, Medicine,
        MedicineChange, Night, Record,
    },
    screen::{Action, Asker, Context, DONE, Form, GLOBAL_KEYS, GlobalVerb, Handled, Key, request},
};

/// A form on the screen.
#[derive(Debug)]
pub(super) struct OpenForm {
    pub(super) form: Form,
    /// The form as it was first shown.
    blank: Form,
    pub(super) subject: Subject,
    pub(super) state: FormState,
    /// The page that is shown again after it.
    pub(super) over: Page,
}

/// The state of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormState {
    Filling,
    /// Esc was pressed once: the next one drops what was typed.
    AskedToDrop,
    /// Its values are on their way to the disk.
    Saving,
    /// Another window changed the entry: the next save replaces what is stored now.
    Conflict,
}

/// The record that a form is about, with its values before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// A cramp or a medicine.
    Record {
        had: Box<Record>,
        is_new: bool,
    },
    Facts(Vec<(Fact, String)>),
    Filter,
}

impl Subject {
    /// The name of its draft: two forms with the same name can take up each other's draft. A filter has none.
    fn draft_name(&self) -> Option<String> {
        let name = |kind: &str, id: &str, is_new: bool| {
            if is_new { kind.to_owned() } else { format!("{kind} {id}") }
        };
        match self {
            Self::Record { had, is_new } => match &**had {
                Record::Episode(had) => Some(name("cramp", &had.id, *is_new)),
                Record::Medicine(had) => Some(name("medicine", &had.id, *is_new)),
                Record::Night(_) | Record::Check(_) | Record::Fact(..) => None,
            },
            Self::Facts(_) => Some("about you".to_owned()),
            Self::Filter => None,
        }
    }
}

impl OpenForm {
    fn is_changed(&self) -> bool {
        !self.form.says_the_same(&self.blank)
    }

    /// Checks the field that has just lost the focus.
    fn check_left(&mut self, before: usize, ctx: &Context<'_>) {
        if self.form.focus != before
            && let Some(field) = self.form.fields.get_mut(before)
        {
            field.wrong = forms::fault(field, &self.subject, ctx.now);
        }
    }
}

impl DiaryTab {
    /// True while a form is on the screen.
    pub(crate) fn is_filling_in(&self) -> bool {
        matches!(self.screen, DiaryScreen::Form(_))
    }

    /// Opens a form, with its draft if there is one. The draft is then no longer stored.
    fn open(&mut self, form: Form, subject: Subject) -> Handled {
        let blank = form.clone();
        let mut open = OpenForm { form, blank, subject, state: FormState::Filling, over: self.page() };
        let draft = self.facts.iter().position(|(fact, _)| *fact == Fact::Draft);
        let mut handled = DONE;
        if let Some((at, name)) = draft.zip(open.subject.draft_name())
            && let Some((_, text)) = self.facts.get(at)
            && open.form.take_draft(&name, text)
        {
            open.form.title = format!("{}, as you left it. Ctrl-N starts afresh.", open.blank.title);
            let (fact, text) = self.facts.swap_remove(at);
            let changes = vec![Change { before: Some(Record::Fact(fact, text)), after: None }];
            handled = request(Action::Diary(Asker::Diary, DiaryRequest::Save { changes }));
        }
        self.screen = DiaryScreen::Form(Box::new(open));
        handled
    }

    /// The draft of a form that is half filled in, to be saved as the program leaves.
    pub(crate) fn last_asks(&self) -> Option<DiaryRequest> {
        let DiaryScreen::Form(open) = &self.screen else { return None };
        let name =
            open.subject.draft_name().filter(|_| open.is_changed() && open.state != FormState::Saving)?;
        let had = self.facts.iter().find(|(fact, _)| *fact == Fact::Draft);
        let record = |text: &str| Record::Fact(Fact::Draft, text.to_owned());
        let change = Change {
            before: had.map(|(_, text)| record(text)),
            after: Some(record(&open.form.draft(&name, &open.blank))),
        };
        Some(DiaryRequest::Save { changes: vec![change] })
    }

    pub(super) fn add(&mut self, ctx: &Context<'_>) -> Handled {
        let mut episode = Episode::new(self.ids.make(), LocalTime::of(&ctx.now.wall), EntrySource::Hand);
        // A new entry begins at a full minute.
        let at = episode.start.at.as_second() - i64::from(ctx.now.wall.second());
        if let Some(minute) = LocalTime::from_seconds(at, episode.start.offset.seconds()) {
            episode.start = minute;
        }
        let mut form = forms::episode_form("A cramp", &episode, ctx.book);
        // On the month the date is that of the selected night, and only the time is left to type.
        let night = self.day(ctx.now);
        if self.page() == Page::Month && night != episode.night() {
            forms::ask_time(&mut form, night.back(-1));
        }
        self.open(form, Subject::Record { had: Box::new(Record::Episode(episode)), is_new: true })
    }

    pub(super) fn add_medicine(&mut self, ctx: &Context<'_>) -> Handled {
        let medicine = Medicine {
            id: self.ids.make(),
            date: Night(ctx.now.wall.date()),
            name: String::new(),
            dose: String::new(),
            route: None,
            change: MedicineChange::Started,
            note: String::new(),
        };
        self.open_record(Record::Medicine(medicine), true, ctx.book)
    }

    /// Opens the form of a cramp or a medicine.
    fn open_record(&mut self, had: Record, is_new: bool, book: &Book) -> Handled {
        let Some(form) = forms::record_form(&had, book) else { return DONE };
        self.open(form, Subject::Record { had: Box::new(had), is_new })
    }

    pub(super) fn edit_facts(&mut self) -> Handled {
        let had = self.facts.clone();
        self.open(forms::facts_form(&had), Subject::Facts(had))
    }

    pub(super) fn edit_filter(&mut self) -> Handled {
        self.open(forms::filter_form(&self.filter), Subject::Filter)
    }

    /// Opens the form of a cramp that was left open. Its length is the first question.
    pub(crate) fn close_open(&mut self, had: Episode, leg: Option<Limb>, book: &Book) -> Handled {
        let shown = Episode { leg, ..had.clone() };
        let mut form = forms::episode_form("The cramp that was left open", &shown, book);
        form.focus_on(forms::MINUTES);
        self.show(Page::List);
        self.open(form, Subject::Record { had: Box::new(Record::Episode(had)), is_new: false })
    }

    pub(super) fn edit_selected(&mut self, ctx: &Context<'_>) -> Handled {
        match self.record().cloned() {
            Some(had @ (Record::Episode(_) | Record::Medicine(_))) => self.open_record(had, false, ctx.book),
            Some(Record::Check(_)) => {
                let delete = self.does(DiaryVerb::Delete, "deletes it", "to delete it");
                request(Action::Say(format!("A check stays as it was kept. {delete}.")))
            }
            Some(Record::Night(note)) => {
                let delete =
                    self.does(DiaryVerb::Delete, "takes this record away", "to take this record away");
                request(Action::Say(format!("{}: {delete}.", note.night.words())))
            }
            Some(Record::Fact(..)) | None => DONE,
        }
    }

    pub(super) fn on_form(&mut self, key: Key, ctx: &Context<'_>) -> Handled {
        let DiaryScreen::Form(open) = &mut self.screen else { return None };
        let is_urgent = || {
            let verb = ctx.keys.find(GLOBAL_KEYS, key);
            matches!(verb, Some(GlobalVerb::Signs | GlobalVerb::Cramping))
        };
        let leaves = matches!(key, Key::Ctrl('c' | 'z'));
        match open.state {
            // The values on their way to the disk are those on the screen.
            FormState::Saving if leaves || is_urgent() => return None,
            FormState::Saving if ctx.keys.find(FORM_KEYS, key) == Some(FormVerb::Leave) => {
                self.leave_saving_form();
                return DONE;
            }
            FormState::Saving => return request(Action::Say(STILL_SAVING.to_owned())),
            // No text is typed here, so that help is still two keys away. The form stays.
            FormState::AskedToDrop if is_urgent() => {
                (open.state, open.form.wrong) = (FormState::Filling, None);
                return None;
            }
            FormState::AskedToDrop if key == Key::Esc => {
                self.screen = DiaryScreen::Page(open.over);
                return DONE;
            }
            FormState::AskedToDrop => (open.state, open.form.wrong) = (FormState::Filling, None),
            FormState::Filling | FormState::Conflict => {}
        }
        match ctx.keys.find(FORM_KEYS, key) {
            Some(FormVerb::Save) => self.keep_form(ctx),
            Some(FormVerb::Leave) if open.is_changed() => {
                open.state = FormState::AskedToDrop;
                let save = ctx.keys.name(FORM_KEYS, &FormVerb::Save);
                let text = format!("Nothing is kept yet. Esc again drops it, {save} keeps it.");
                open.form.wrong = Some(text);
                DONE
            }
            Some(FormVerb::Leave) => {
                self.screen = DiaryScreen::Page(open.over);
                DONE
            }
            Some(FormVerb::Clear) => {
                let subject = open.subject.clone();
                self.screen = DiaryScreen::Page(open.over);
                self.clear_form(subject, ctx)
            }
            Some(FormVerb::Fill) | None => {
                let before = open.form.focus;
                let is_taken = open.form.key(key);
                open.check_left(before, ctx);
                // A letter is never a command here, not even on a line that takes none.
                if is_taken || matches!(key, Key::Char(_)) { DONE } else { None }
            }
        }
    }

    /// Moves the focus to the field that was clicked.
    pub(super) fn focus_field(&mut self, at: usize, ctx: &Context<'_>) {
        if let DiaryScreen::Form(open) = &mut self.screen {
            let before = open.form.focus;
            open.form.focus = at.min(open.form.fields.len().saturating_sub(1));
            open.check_left(before, ctx);
        }
    }

    /// Opens the same form again with the values it had at first.
    fn clear_form(&mut self, subject: Subject, ctx: &Context<'_>) -> Handled {
        match subject {
            Subject::Record { had, is_new: true } if matches!(*had, Record::Episode(_)) => self.add(ctx),
            Subject::Record { is_new: true, .. } => self.add_medicine(ctx),
            Subject::Record { had, is_new: false } => self.open_record(*had, false, ctx.book),
            Subject::Facts(facts) => self.open(forms::facts_form(&facts), Subject::Facts(facts)),
            Subject::Filter => self.open(forms::filter_form(&Filter::default()), Subject::Filter),
        }
    }

    fn keep_form(&mut self, ctx: &Context<'_>) -> Handled {
        let DiaryScreen::Form(open) = &mut self.screen else { return None };
        if !forms::check(&mut open.form, &open.subject, ctx.now) {
            return DONE;
        }
        if open.subject == Subject::Filter {
            let filter = forms::read_filter(&open.form);
            self.screen = DiaryScreen::Page(open.over);
            self.filter_by(filter);
            return DONE;
        }
        let changes = changes(&open.form, &open.subject, ctx);
        if changes.is_empty() {
            self.screen = DiaryScreen::Page(open.over);
            return DONE;
        }
        if self.saving.is_none() {
            open.state = FormState::Saving;
        }
        let notice = format!("Kept. {}.", self.does(DiaryVerb::Undo, "undoes it", "to undo it"));
        self.save(changes, SaveKind::New, notice)
    }

    /// After a conflict, takes over what the diary holds now: the next save replaces that.
    pub(super) fn rebase_form(&mut self) {
        let DiaryScreen::Form(open) = &mut self.screen else { return };
        if open.state != FormState::Conflict {
            return;
        }
        match &mut open.subject {
            Subject::Record { had, is_new } => {
                let Some(entries) = &self.entries else { return };
                match entries.find(&had.key()) {
                    Some(stored) => (**had, *is_new) = (stored.clone(), false),
                    None => *is_new = true,
                }
            }
            Subject::Facts(had) => had.clone_from(&self.facts),
            Subject::Filter => {}
        }
    }
}

/// The changes that a form asks for, once [`forms::check`] has passed it.
fn changes(form: &Form, subject: &Subject, ctx: &Context<'_>) -> Vec<Change> {
    match subject {
        Subject::Record { had, is_new } => {
            let before = (!is_new).then(|| (**had).clone());
            let after = Some(forms::read_record(form, had, ctx.book, &ctx.now.wall));
            if before == after { vec![] } else { vec![Change { before, after }] }
        }
        Subject::Facts(had) => {
            let fact = |(fact, text): (Fact, String)| {
                let before = had.iter().find(|(other, _)| *other == fact).map(|(_, text)| text.clone());
                let after = Some(text).filter(|text| !text.is_empty());
                let record = |text: Option<String>| text.map(|text| Record::Fact(fact, text));
                (before != after).then(|| Change { before: record(before), after: record(after) })
            };
            forms::read_facts(form, had).into_iter().filter_map(fact).collect()
        }
        Subject::Filter => vec![],
    }
}
