//! Forms on the diary tab: opened, left half filled in and come back to, kept.

use super::{
    Diary, View,
    exchange::{STILL_SAVING, Way},
    forms,
    keys::{FORM_KEYS, FormVerb},
    said_now,
};
use crate::{
    domain::{
        book::Book,
        diary::Filter,
        episode::{Change, Episode, Fact, Limb, Medicine, MedicineChange, Record, RecordKey, Source},
        local_time::{LocalTime, Night},
    },
    screen::{Action, Context, DONE, Handled, event::Key, form::Form, request},
};

/// A form with what it is about.
#[derive(Debug, Clone)]
pub(super) struct Open {
    pub(super) form: Form,
    /// The form as it was first shown.
    blank: Form,
    pub(super) subject: Subject,
    /// It has been said that another window changed it: the next save is over what is there now.
    pub(super) is_told: bool,
}

impl Open {
    /// Taken up again: a time that nobody typed is of now, and not of when it was left.
    fn renewed(mut self, now: &Self) -> Self {
        let typed = |form: &Form| form.fields.first().map(|field| field.text().to_owned());
        let is_untouched = typed(&self.form) == typed(&self.blank);
        if let (Subject::Episode { had, is_new: true }, Subject::Episode { had: new, .. }) =
            (&mut self.subject, &now.subject)
            && is_untouched
        {
            had.start = new.start;
            for form in [&mut self.form, &mut self.blank] {
                if let (Some(field), Some(fresh)) = (form.fields.first_mut(), now.form.fields.first()) {
                    *field = fresh.clone();
                }
            }
        }
        self.form.title = format!("{}, as you left it. Ctrl-N starts afresh.", self.blank.title);
        self
    }

    pub(super) fn new(form: Form, subject: Subject) -> Self {
        Self { blank: form.clone(), form, subject, is_told: false }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// A cramp as it was before; `None`: a new one is filled in from this.
    Episode {
        had: Box<Episode>,
        is_new: bool,
    },
    Medicine {
        had: Medicine,
        is_new: bool,
    },
    Facts(Vec<(Fact, String)>),
    Filter,
}

impl Diary {
    /// Opens a form; one about the same thing that was left half filled in is taken up again, and says so.
    pub(super) fn open(&mut self, open: Open) {
        let at = self.left.iter().position(|left| left.subject.is_like(&open.subject));
        self.form = Some(match at.map(|at| self.left.swap_remove(at)) {
            Some(left) => left.renewed(&open),
            None => open,
        });
    }

    pub(super) fn add(&mut self, ctx: &Context<'_>) {
        let mut episode = Episode::new(self.ids.make(), LocalTime::of(&ctx.now.wall), Source::Hand);
        // A new entry is of now, to the minute.
        let second = i64::from(ctx.now.wall.second());
        let at = episode.start.at.as_second() - second;
        if let Some(moment) = LocalTime::from_seconds(at, episode.start.offset.seconds()) {
            episode.start = moment;
        }
        let mut form = forms::episode_form("A cramp", &episode, ctx.book);
        // On the month it is of the selected night, and only the time is to be typed.
        let night = self.day(ctx.now);
        if self.view == View::Month && night != episode.night() {
            forms::ask_time(&mut form, night.back(-1));
        }
        let subject = Subject::Episode { had: Box::new(episode), is_new: true };
        self.open(Open::new(form, subject));
    }

    pub(super) fn add_medicine(&mut self, ctx: &Context<'_>) {
        let had = Medicine {
            id: self.ids.make(),
            date: Night(ctx.now.wall.date()),
            name: String::new(),
            dose: String::new(),
            route: None,
            change: MedicineChange::Started,
            note: String::new(),
        };
        let form = forms::medicine_form("A medicine", &had);
        self.open(Open::new(form, Subject::Medicine { had, is_new: true }));
    }

    /// Opens the form of a cramp that was left open: how long it lasted is the first question.
    pub(crate) fn close_open(&mut self, had: Episode, leg: Option<Limb>, book: &Book) {
        let mut form =
            forms::episode_form("The cramp that was left open", &Episode { leg, ..had.clone() }, book);
        forms::ask_length(&mut form);
        self.show(View::List);
        self.open(Open::new(form, Subject::Episode { had: Box::new(had), is_new: false }));
    }

    pub(super) fn is_saving_form(&self) -> bool {
        self.saving.as_ref().is_some_and(|saving| saving.form.is_some())
    }

    /// Whether a form is on the screen.
    pub(crate) fn is_filling_in(&self) -> bool {
        self.form.is_some()
    }

    /// Opens the form of a record, if there is one for its kind.
    pub(super) fn edit(&mut self, record: Record, book: &Book) {
        match record {
            Record::Episode(had) => {
                let form = forms::episode_form("A cramp", &had, book);
                let subject = Subject::Episode { had: Box::new(had), is_new: false };
                self.open(Open::new(form, subject));
            }
            Record::Medicine(had) => {
                let form = forms::medicine_form("A medicine", &had);
                self.open(Open::new(form, Subject::Medicine { had, is_new: false }));
            }
            Record::Night(_) | Record::Check(_) | Record::Fact(..) => {}
        }
    }

    pub(super) fn on_form(&mut self, key: Key, ctx: &Context<'_>) -> Handled {
        // What is being saved is what was typed: until that is done nothing changes it.
        if self.is_saving_form() && !matches!(key, Key::Ctrl('c' | 'z')) {
            if key == Key::Esc {
                // Left, and still being saved: should that fail, what was typed is there to come back to.
                self.left.extend(self.form.take());
                return DONE;
            }
            return request(Action::Say(STILL_SAVING.to_owned()));
        }
        if let Some(verb) = ctx.keys.find(FORM_KEYS, key).filter(|verb| *verb != FormVerb::Fill) {
            return match verb {
                FormVerb::Fill => DONE,
                FormVerb::Save => self.keep_form(ctx),
                FormVerb::Leave => {
                    // What nobody has touched is not worth coming back to.
                    self.left.extend(self.form.take().filter(|open| !open.form.says_the_same(&open.blank)));
                    DONE
                }
                FormVerb::Clear => {
                    self.clear_form(ctx);
                    DONE
                }
            };
        }
        let Some(open) = &mut self.form else { return None };
        // It hears letters before anything else, on every line alike; what is left is for the rest of the program.
        if open.form.key(key) || matches!(key, Key::Char(_)) { DONE } else { None }
    }

    fn clear_form(&mut self, ctx: &Context<'_>) {
        let Some(Open { subject, .. }) = self.form.take() else { return };
        match subject {
            Subject::Episode { is_new: true, .. } => self.add(ctx),
            Subject::Episode { had, .. } => self.edit(Record::Episode(*had), ctx.book),
            Subject::Medicine { is_new: true, .. } => self.add_medicine(ctx),
            Subject::Medicine { had, .. } => self.edit(Record::Medicine(had), ctx.book),
            Subject::Facts(facts) => {
                self.form = Some(Open::new(forms::facts_form(&facts), Subject::Facts(facts)));
            }
            Subject::Filter => {
                let form = forms::filter_form(&Filter::default());
                self.form = Some(Open::new(form, Subject::Filter));
            }
        }
    }

    fn keep_form(&mut self, ctx: &Context<'_>) -> Handled {
        let mut open = self.form.take()?;
        let read = read_form(&mut open, ctx);
        let is_filter = open.subject == Subject::Filter;
        self.form = Some(open);
        match read {
            // The form says what is wrong.
            None => DONE,
            Some(FormValues::Filter(filter)) => {
                self.form = None;
                self.filter_by(filter);
                DONE
            }
            Some(FormValues::Changes(changes)) if changes.is_empty() && !is_filter => {
                self.form = None;
                DONE
            }
            Some(FormValues::Changes(changes)) => {
                let said = self.save(changes, Way::New, None);
                if let (None, Some(saving)) = (&said, &mut self.saving) {
                    saving.form = self.form.as_ref().map(|open| open.subject.clone());
                }
                said_now(said)
            }
        }
    }
}

/// What a form asks for.
enum FormValues {
    Changes(Vec<Change>),
    Filter(Filter),
}

/// What a form says; `None` where something in it is wrong, which the form then says.
fn read_form(open: &mut Open, ctx: &Context<'_>) -> Option<FormValues> {
    let changed = |before: Option<Record>, after: Record| {
        if before.as_ref() == Some(&after) { vec![] } else { vec![Change { before, after: Some(after) }] }
    };
    let changes = match &open.subject {
        Subject::Episode { had, is_new } => {
            let episode = forms::read_episode(&mut open.form, had, ctx.book, &ctx.now.wall)?;
            changed((!is_new).then(|| Record::Episode((**had).clone())), Record::Episode(episode))
        }
        Subject::Medicine { had, is_new } => {
            let medicine = forms::read_medicine(&mut open.form, had, Night(ctx.now.wall.date()))?;
            changed((!is_new).then(|| Record::Medicine(had.clone())), Record::Medicine(medicine))
        }
        Subject::Facts(had) => {
            let fact = |(fact, text): (Fact, String)| {
                let before = had.iter().find(|(other, _)| *other == fact).map(|(_, text)| text.clone());
                let after = Some(text).filter(|text| !text.is_empty());
                let record = |text: Option<String>| text.map(|text| Record::Fact(fact, text));
                (before != after).then(|| Change { before: record(before), after: record(after) })
            };
            forms::read_facts(&open.form, had).into_iter().filter_map(fact).collect()
        }
        Subject::Filter => return forms::read_filter(&mut open.form).map(FormValues::Filter),
    };
    Some(FormValues::Changes(changes))
}

impl Subject {
    /// The record it is about, where it is one that the diary has.
    pub(super) fn key(&self) -> Option<RecordKey> {
        match self {
            Self::Episode { had, .. } => Some(RecordKey::Episode(had.id.clone())),
            Self::Medicine { had, .. } => Some(RecordKey::Medicine(had.id.clone())),
            Self::Facts(_) | Self::Filter => None,
        }
    }

    /// Another window has changed it, or deleted it: the next save is over what is there now.
    pub(super) fn rebase(&mut self, found: Option<Record>) {
        match (self, found) {
            (Self::Episode { had, is_new }, Some(Record::Episode(theirs))) => {
                (**had, *is_new) = (theirs, false);
            }
            (Self::Medicine { had, is_new }, Some(Record::Medicine(theirs))) => {
                (*had, *is_new) = (theirs, false)
            }
            (Self::Episode { is_new, .. } | Self::Medicine { is_new, .. }, None) => *is_new = true,
            _ => {}
        }
    }

    /// Whether a form about one may be taken up for the other.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Episode { is_new: true, .. }, Self::Episode { is_new: true, .. })
            | (Self::Medicine { is_new: true, .. }, Self::Medicine { is_new: true, .. }) => true,
            (Self::Filter, _) | (_, Self::Filter) => false,
            // Of a record: only if it is still the same.
            _ => self == other,
        }
    }
}
