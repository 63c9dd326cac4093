//! Diary: the list by night, the month, the charts, the page for a clinician, and the forms that fill them.

mod forms;
pub(crate) mod keys;
pub(crate) mod speech;
pub(crate) mod view;

use crate::{
    domain::{
        book::Book,
        diary::{Answer, Ask, Filter, Listed, Span, Trouble},
        episode::{
            Change, Episode, Fact, Ids, Limb, Medicine, MedicineChange, NightNote, Record, RecordKey, Source,
        },
        moment::{Moment, Night},
        time::Now,
    },
    screen::{
        Asker, Cmd, Cx, Reply,
        cursor::{Motion, roll},
        event::{Event, Key},
        form::Form,
        keymap::{Binding, Hint, Keys},
        seen::Spot,
    },
    tabs::stretch,
};
use keys::{CHART_KEYS, DiaryVerb, ENTRY_KEYS, FORM_KEYS, FormVerb, LIST_KEYS, MONTH_KEYS, REPORT_KEYS};

/// How many entries of the list are read at once.
const WINDOW: usize = 200;
/// So near to the edge of what was read, more is read.
const EDGE: usize = 40;
/// What is said while another program holds the diary up.
const STILL_SAVING: &str = "The last change is still being saved.";
/// How many nights charts and report can look back on.
const SPANS: [i32; 3] = [14, 30, 90];

/// The diary tab.
#[derive(Debug)]
pub(crate) struct Diary {
    view: View,
    filter: Filter,
    /// What was read of the list; `None` until it has been.
    listed: Option<Listed>,
    /// The selected entry, counted from the newest.
    selected: usize,
    /// The entry to select once it has been read.
    seek: Option<RecordKey>,
    scroll: usize,
    /// The selected night of the month.
    day: Option<Night>,
    month: Option<Span>,
    /// Position in [`SPANS`].
    span_choice: usize,
    span: Option<Span>,
    /// The page for a clinician of the same nights.
    background: Option<Span>,
    facts: Option<Vec<(Fact, String)>>,
    wants: Wants,
    form: Option<Open>,
    /// Forms that were left half filled in, to come back to.
    left: Vec<Open>,
    /// Changes made here, the last one last; and those taken back.
    done: Vec<Vec<Change>>,
    undone: Vec<Vec<Change>>,
    saving: Option<Saving>,
    /// The nights last asked for, for the month and for charts and report: an answer to an older question is no news.
    asked_month: Option<(Night, Night)>,
    asked_span: Option<(Night, Night)>,
    /// A night to be ticked once it is known what is recorded of it.
    toggle: Option<(Night, Toggle)>,
    /// Why the diary could not be read.
    trouble: Option<String>,
    /// What is to be asked next.
    outbox: Vec<Ask>,
    ids: Ids,
    /// For what it says when the diary answers, between two turns.
    keys: Keys,
}

/// What of the diary is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    List,
    Entry,
    Month,
    Charts,
    Report,
}

/// What has yet to be read.
#[derive(Debug, Clone, Copy, Default)]
struct Wants {
    list: bool,
    month: bool,
    span: bool,
    facts: bool,
}

/// A form with what it is about.
#[derive(Debug, Clone)]
struct Open {
    form: Form,
    /// The form as it was first shown.
    blank: Form,
    subject: Subject,
    /// It has been said that another window changed it: the next save is over what is there now.
    is_told: bool,
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

    fn new(form: Form, subject: Subject) -> Self {
        Self { blank: form.clone(), form, subject, is_told: false }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
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

/// Changes that have been handed to the diary and are not acknowledged yet.
#[derive(Debug, Clone)]
struct Saving {
    changes: Vec<Change>,
    way: Way,
    /// What the form was about that is being saved: it is closed once that is done, and not changed before.
    form: Option<Subject>,
    /// What to say once they are on the disk.
    said: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    New,
    Undo,
    Redo,
}

/// What is ticked for a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toggle {
    NoCramp,
    Programme,
}

impl Default for Diary {
    fn default() -> Self {
        Self {
            view: View::List,
            filter: Filter::default(),
            listed: None,
            selected: 0,
            seek: None,
            scroll: 0,
            day: None,
            month: None,
            span_choice: 1,
            span: None,
            background: None,
            facts: None,
            wants: Wants { list: true, ..Wants::default() },
            form: None,
            left: vec![],
            done: vec![],
            undone: vec![],
            saving: None,
            asked_month: None,
            asked_span: None,
            toggle: None,
            trouble: None,
            outbox: vec![],
            ids: Ids::new(0),
            keys: Keys::TABLES,
        }
    }
}

impl Diary {
    /// Makes its ids from these.
    pub(crate) fn make_ids(&mut self, ids: Ids) {
        self.ids = ids;
    }

    /// Names the keys as they are in this run.
    pub(crate) fn name_keys(&mut self, keys: Keys) {
        self.keys = keys;
    }

    /// What is written on the key for that.
    fn key(&self, verb: DiaryVerb) -> String {
        self.keys.name(LIST_KEYS, &verb)
    }

    pub(crate) fn is_reading(&self) -> bool {
        matches!(self.view, View::Entry | View::Charts | View::Report) && self.form.is_none()
    }

    pub(crate) fn hints<'k>(&self, keys: &'k Keys) -> Vec<Hint<'k>> {
        if self.form.is_some() { keys.hints(FORM_KEYS) } else { keys.hints(self.table()) }
    }

    fn table(&self) -> &'static [Binding<DiaryVerb>] {
        match self.view {
            View::List => LIST_KEYS,
            View::Entry => ENTRY_KEYS,
            View::Month => MONTH_KEYS,
            View::Charts => CHART_KEYS,
            View::Report => REPORT_KEYS,
        }
    }

    /// Something in the diary has changed: what was read is read again.
    pub(crate) fn has_changed(&mut self) {
        self.wants = Wants { list: true, month: true, span: true, facts: true };
        // Whatever comes or goes above it, the selected entry stays selected.
        if self.seek.is_none() {
            self.seek = self.record().map(Record::key);
        }
    }

    /// What it wants of the diary now: changes always, to be told only while it is shown.
    pub(crate) fn asks(&mut self, is_shown: bool, now: &Now) -> Vec<Ask> {
        let mut asks = std::mem::take(&mut self.outbox);
        if !is_shown {
            return asks;
        }
        if std::mem::take(&mut self.wants.list) {
            let (filter, count) = (self.filter.clone(), WINDOW);
            let from = self.selected.saturating_sub(WINDOW / 2);
            asks.push(match self.seek.clone() {
                Some(key) => Ask::ListAround { filter, key, from, count },
                None => Ask::List { filter, from, count },
            });
        }
        if self.view == View::Month && std::mem::take(&mut self.wants.month) {
            let day = self.day(now);
            let (from, to) = (Night(day.0.first_of_month()), Night(day.0.last_of_month()));
            self.asked_month = Some((from, to));
            asks.push(Ask::Span { from, to });
        }
        let reports = matches!(self.view, View::Charts | View::Report);
        if reports && std::mem::take(&mut self.wants.span) {
            let to = Night::last(&now.wall);
            let from = to.back(self.nights() - 1);
            self.asked_span = Some((from, to));
            asks.push(Ask::Span { from, to });
            asks.push(Ask::Background { from, to });
        }
        if std::mem::take(&mut self.wants.facts) {
            asks.push(Ask::Facts);
        }
        asks
    }

    /// How many nights charts and report look back on.
    fn nights(&self) -> i32 {
        SPANS.get(self.span_choice).copied().unwrap_or(30)
    }

    /// The selected night of the month.
    fn day(&self, now: &Now) -> Night {
        self.day.unwrap_or_else(|| Night::last(&now.wall))
    }

    /// The diary has answered. Returns what is to be said.
    pub(crate) fn answered(&mut self, ask: &Ask, answer: Result<Answer, Trouble>) -> Option<String> {
        match answer {
            Ok(Answer::Saved) => self.has_saved(),
            Ok(Answer::List(listed)) => {
                self.trouble = None;
                self.take_list(listed);
                None
            }
            Ok(Answer::Span(span)) => self.take_span(ask, span),
            Ok(Answer::Facts(facts)) => {
                if let Some(Open { subject: Subject::Facts(had), is_told: true, .. }) = &mut self.form {
                    had.clone_from(&facts);
                }
                self.facts = Some(facts);
                None
            }
            Ok(Answer::Found(found)) => {
                if let (Ask::Find(key), Some(open)) = (ask, &mut self.form)
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

    fn take_span(&mut self, ask: &Ask, span: Span) -> Option<String> {
        let nights = match ask {
            Ask::Span { from, to } | Ask::Background { from, to } => (*from, *to),
            _ => return None,
        };
        if matches!(ask, Ask::Background { .. }) {
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

    fn take_trouble(&mut self, ask: &Ask, trouble: &Trouble) -> Option<String> {
        let sentence = trouble.sentence();
        if matches!(ask, Ask::Save { .. }) {
            let is_form = self.is_saving_form();
            if let Some(saving) = self.saving.take().filter(|_| *trouble != Trouble::Changed) {
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
                let what = if *trouble == Trouble::Changed {
                    open.is_told = true;
                    self.outbox.extend(open.subject.key().map(Ask::Find));
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
    fn save(&mut self, changes: Vec<Change>, way: Way, said: Option<String>) -> Option<String> {
        if self.saving.is_some() {
            return Some(STILL_SAVING.to_owned());
        }
        self.saving = Some(Saving { changes: changes.clone(), way, form: None, said });
        self.outbox.push(Ask::Save { changes, mark: None });
        None
    }

    /// The selected record, where it has been read.
    fn record(&self) -> Option<&Record> {
        let listed = self.listed.as_ref()?;
        listed.entries.get(self.selected.checked_sub(listed.from)?)
    }

    pub(crate) fn update(&mut self, event: &Event, cx: &Cx<'_>) -> Reply {
        match event {
            Event::Key(key) if self.form.is_some() => self.on_form(*key, cx),
            Event::Key(key) => {
                cx.keys.find(self.table(), *key).map_or(Reply::Ignored, |verb| self.act(verb, cx))
            }
            Event::Paste(text) => match &mut self.form {
                Some(open) if self.saving.as_ref().is_none_or(|saving| saving.form.is_none()) => {
                    open.form.paste(text);
                    Reply::DONE
                }
                Some(_) => Reply::DONE,
                None => Reply::Ignored,
            },
            Event::Click { x, y } => match (cx.seen.at(*x, *y), &mut self.form) {
                (Some(Spot::Item(item)), Some(open)) => {
                    open.form.focus = item.min(open.form.fields.len().saturating_sub(1));
                    Reply::DONE
                }
                (Some(Spot::Item(item)), None) if self.view == View::Month => {
                    let first = self.day(cx.now).0.first_of_month();
                    self.day = Some(Night(first).back(-i32::try_from(item).unwrap_or(0)));
                    Reply::DONE
                }
                (Some(Spot::Item(item)), None) if self.view == View::List => {
                    self.select(item);
                    Reply::DONE
                }
                _ => Reply::Ignored,
            },
            Event::Wheel { x, y, up } if self.form.is_none() => match cx.seen.at(*x, *y) {
                Some(Spot::Text) if self.is_reading() => {
                    self.scroll = roll(*up, self.scroll, cx.seen);
                    Reply::DONE
                }
                Some(_) => self.act(DiaryVerb::Move(Motion::wheel(*up)), cx),
                None => Reply::Ignored,
            },
            _ => Reply::Ignored,
        }
    }

    fn act(&mut self, verb: DiaryVerb, cx: &Cx<'_>) -> Reply {
        match verb {
            DiaryVerb::Move(motion) => self.shift(motion, cx),
            DiaryVerb::Read => self.read(cx),
            DiaryVerb::Back if self.view == View::List => self.filter_by(Filter::default()),
            DiaryVerb::Back => self.show(View::List),
            DiaryVerb::Add => self.add(cx),
            DiaryVerb::Edit => return self.edit_selected(cx),
            DiaryVerb::Delete if self.is_under_way(cx) => return going_on(cx),
            DiaryVerb::Delete => return self.delete(),
            DiaryVerb::Undo | DiaryVerb::Redo => return self.step_back(verb == DiaryVerb::Undo),
            DiaryVerb::NoCramp => return self.ask_toggle(Toggle::NoCramp, cx),
            DiaryVerb::Programme => return self.ask_toggle(Toggle::Programme, cx),
            DiaryVerb::Medicine => self.add_medicine(cx),
            DiaryVerb::Facts => {
                let facts = self.facts.clone().unwrap_or_default();
                self.open(Open::new(forms::facts_form(&facts), Subject::Facts(facts)));
            }
            DiaryVerb::Filter => {
                self.open(Open::new(forms::filter_form(&self.filter), Subject::Filter));
            }
            DiaryVerb::NextView => self.show(match self.view {
                View::List => View::Month,
                View::Month => View::Charts,
                _ => View::List,
            }),
            DiaryVerb::Report => self.show(View::Report),
            DiaryVerb::MonthBefore | DiaryVerb::MonthAfter => {
                self.turn_month(verb == DiaryVerb::MonthAfter, cx.now)
            }
            DiaryVerb::NextSpan => {
                self.span_choice = (self.span_choice + 1) % SPANS.len();
                self.wants.span = true;
                self.scroll = 0;
            }
        }
        Reply::DONE
    }

    fn show(&mut self, view: View) {
        self.view = view;
        self.scroll = 0;
        self.wants = Wants { month: true, span: true, facts: true, ..self.wants };
    }

    fn shift(&mut self, motion: Motion, cx: &Cx<'_>) {
        match self.view {
            View::List => {
                let total = self.listed.as_ref().map_or(0, |listed| listed.total);
                self.select(motion.select(self.selected, total, cx.seen.page));
            }
            View::Month => {
                let by = match motion {
                    Motion::Up => -7,
                    Motion::Down => 7,
                    Motion::PageUp => -1,
                    _ => 1,
                };
                self.go_to(self.day(cx.now).back(-by), cx.now);
            }
            View::Entry | View::Charts | View::Report => self.scroll = motion.scroll(self.scroll, cx.seen),
        }
    }

    fn select(&mut self, at: usize) {
        self.selected = at;
        let Some(listed) = &self.listed else { return };
        let end = listed.from + listed.entries.len();
        let near_start = listed.from > 0 && at < listed.from + EDGE;
        let near_end = end < listed.total && at + EDGE >= end;
        self.wants.list |= near_start || near_end;
    }

    fn go_to(&mut self, night: Night, now: &Now) {
        let before = self.day(now);
        self.day = Some(night);
        self.wants.month |= before.0.first_of_month() != night.0.first_of_month();
    }

    fn turn_month(&mut self, forward: bool, now: &Now) {
        let day = self.day(now);
        let first = Night(day.0.first_of_month());
        let other = if forward { Night(day.0.last_of_month()).back(-1) } else { first.back(1) };
        // The same day of the month, or its last.
        let wanted = i32::from(day.0.day()) - 1;
        let most = i32::from(other.0.days_in_month()) - 1;
        self.go_to(Night(other.0.first_of_month()).back(-wanted.min(most)), now);
    }

    fn read(&mut self, cx: &Cx<'_>) {
        match self.view {
            View::Month => {
                let night = self.day(cx.now);
                self.show(View::List);
                self.filter_by(Filter { from: Some(night), to: Some(night), ..Filter::default() });
            }
            _ if self.record().is_some() => self.show(View::Entry),
            _ => {}
        }
    }

    fn filter_by(&mut self, filter: Filter) {
        if filter != self.filter {
            self.filter = filter;
            self.seek = None;
            self.selected = 0;
            self.wants.list = true;
        }
    }

    /// Opens a form; one about the same thing that was left half filled in is taken up again, and says so.
    fn open(&mut self, open: Open) {
        let at = self.left.iter().position(|left| left.subject.is_like(&open.subject));
        self.form = Some(match at.map(|at| self.left.swap_remove(at)) {
            Some(left) => left.renewed(&open),
            None => open,
        });
    }

    fn add(&mut self, cx: &Cx<'_>) {
        let mut episode = Episode::new(self.ids.make(), Moment::of(&cx.now.wall), Source::Hand);
        // A new entry is of now, to the minute.
        let second = i64::from(cx.now.wall.second());
        let at = episode.start.at.as_second() - second;
        if let Some(moment) = Moment::from_seconds(at, episode.start.offset.seconds()) {
            episode.start = moment;
        }
        let mut form = forms::episode_form("A cramp", &episode, cx.book);
        // On the month it is of the selected night, and only the time is to be typed.
        let night = self.day(cx.now);
        if self.view == View::Month && night != episode.night() {
            forms::ask_time(&mut form, night.back(-1));
        }
        let subject = Subject::Episode { had: Box::new(episode), is_new: true };
        self.open(Open::new(form, subject));
    }

    fn add_medicine(&mut self, cx: &Cx<'_>) {
        let had = Medicine {
            id: self.ids.make(),
            date: Night(cx.now.wall.date()),
            name: String::new(),
            dose: String::new(),
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

    fn is_saving_form(&self) -> bool {
        self.saving.as_ref().is_some_and(|saving| saving.form.is_some())
    }

    /// Whether a form is on the screen.
    pub(crate) fn is_filling_in(&self) -> bool {
        self.form.is_some()
    }

    /// Opens the form of a record, if there is one for its kind.
    pub(crate) fn edit(&mut self, record: Record, book: &Book) {
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

    /// Whether the selected entry is the cramp that a session has on the screen.
    fn is_under_way(&self, cx: &Cx<'_>) -> bool {
        let id = match self.record() {
            Some(Record::Episode(episode)) => Some(&episode.id),
            _ => None,
        };
        id.is_some() && cx.known.under_way.as_ref() == id
    }

    fn edit_selected(&mut self, cx: &Cx<'_>) -> Reply {
        if self.is_under_way(cx) {
            return going_on(cx);
        }
        match self.record().cloned() {
            Some(Record::Check(_)) => {
                let text =
                    format!("A check stays as it was kept; {} deletes it.", self.key(DiaryVerb::Delete));
                Reply::ask(Cmd::Say(text))
            }
            Some(Record::Night(note)) => {
                let key = self.key(DiaryVerb::Delete);
                let text = format!("{}: {key} takes this record away.", note.night.words());
                Reply::ask(Cmd::Say(text))
            }
            Some(record) => {
                self.edit(record, cx.book);
                Reply::DONE
            }
            None => Reply::DONE,
        }
    }

    fn delete(&mut self) -> Reply {
        let Some(record) = self.record().cloned() else { return Reply::DONE };
        if self.view == View::Entry {
            self.show(View::List);
        }
        let said = Some(format!("Deleted. {} brings it back.", self.key(DiaryVerb::Undo)));
        said_now(self.save(vec![Change { before: Some(record), after: None }], Way::New, said))
    }

    fn step_back(&mut self, undo: bool) -> Reply {
        if self.saving.is_some() {
            return Reply::ask(Cmd::Say(STILL_SAVING.to_owned()));
        }
        let (stack, way, none) = if undo {
            (&mut self.done, Way::Undo, "Nothing to undo since the program began.")
        } else {
            (&mut self.undone, Way::Redo, "Nothing to make again.")
        };
        match stack.pop() {
            Some(changes) => {
                let changes = changes.into_iter().rev().map(Change::undone).collect();
                said_now(self.save(changes, way, None))
            }
            None => Reply::ask(Cmd::Say(none.to_owned())),
        }
    }

    /// Asks what is recorded of the night that is to be ticked.
    fn ask_toggle(&mut self, toggle: Toggle, cx: &Cx<'_>) -> Reply {
        let night = match (self.view, toggle) {
            (View::Month, _) => self.day(cx.now),
            (_, Toggle::NoCramp) => Night::last(&cx.now.wall),
            // In the evening they have just been done; in the morning they were the evening before.
            (_, Toggle::Programme) => Moment::of(&cx.now.wall).night(),
        };
        // The night that is to come, or has just begun, cannot have been without.
        let latest = match toggle {
            Toggle::NoCramp => Night::last(&cx.now.wall),
            Toggle::Programme => Night(cx.now.wall.date()),
        };
        if self.toggle.is_some() {
            return Reply::ask(Cmd::Say(STILL_SAVING.to_owned()));
        }
        if night > latest {
            return Reply::ask(Cmd::Say("That night is not over yet.".to_owned()));
        }
        self.toggle = Some((night, toggle));
        Reply::ask(Cmd::Diary(Asker::Diary, Ask::Span { from: night, to: night }))
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

    fn on_form(&mut self, key: Key, cx: &Cx<'_>) -> Reply {
        // What is being saved is what was typed: until that is done nothing changes it.
        if self.is_saving_form() && !matches!(key, Key::Ctrl('c' | 'z')) {
            if key == Key::Esc {
                // Left, and still being saved: should that fail, what was typed is there to come back to.
                self.left.extend(self.form.take());
                return Reply::DONE;
            }
            return Reply::ask(Cmd::Say(STILL_SAVING.to_owned()));
        }
        if let Some(verb) = cx.keys.find(FORM_KEYS, key).filter(|verb| *verb != FormVerb::Fill) {
            return match verb {
                FormVerb::Fill => Reply::DONE,
                FormVerb::Save => self.keep_form(cx),
                FormVerb::Leave => {
                    // What nobody has touched is not worth coming back to.
                    self.left.extend(self.form.take().filter(|open| !open.form.says_the_same(&open.blank)));
                    Reply::DONE
                }
                FormVerb::Clear => {
                    self.clear_form(cx);
                    Reply::DONE
                }
            };
        }
        let Some(open) = &mut self.form else { return Reply::Ignored };
        // It hears letters before anything else, on every line alike; what is left is for the rest of the program.
        if open.form.key(key) || matches!(key, Key::Char(_)) { Reply::DONE } else { Reply::Ignored }
    }

    fn clear_form(&mut self, cx: &Cx<'_>) {
        let Some(Open { subject, .. }) = self.form.take() else { return };
        match subject {
            Subject::Episode { is_new: true, .. } => self.add(cx),
            Subject::Episode { had, .. } => self.edit(Record::Episode(*had), cx.book),
            Subject::Medicine { is_new: true, .. } => self.add_medicine(cx),
            Subject::Medicine { had, .. } => self.edit(Record::Medicine(had), cx.book),
            Subject::Facts(facts) => {
                self.form = Some(Open::new(forms::facts_form(&facts), Subject::Facts(facts)));
            }
            Subject::Filter => {
                let form = forms::filter_form(&Filter::default());
                self.form = Some(Open::new(form, Subject::Filter));
            }
        }
    }

    fn keep_form(&mut self, cx: &Cx<'_>) -> Reply {
        let Some(mut open) = self.form.take() else { return Reply::Ignored };
        let read = read_form(&mut open, cx);
        let is_filter = open.subject == Subject::Filter;
        self.form = Some(open);
        match read {
            // The form says what is wrong.
            None => Reply::DONE,
            Some(Kept::Filter(filter)) => {
                self.form = None;
                self.filter_by(filter);
                Reply::DONE
            }
            Some(Kept::Changes(changes)) if changes.is_empty() && !is_filter => {
                self.form = None;
                Reply::DONE
            }
            Some(Kept::Changes(changes)) => {
                let said = self.save(changes, Way::New, None);
                if let (None, Some(saving)) = (&said, &mut self.saving) {
                    saving.form = self.form.as_ref().map(|open| open.subject.clone());
                }
                said_now(said)
            }
        }
    }
}

/// A reply that says something, where there is something to say.
fn said_now(said: Option<String>) -> Reply {
    Reply::Taken(said.map(Cmd::Say).into_iter().collect())
}

/// What a form asks for.
enum Kept {
    Changes(Vec<Change>),
    Filter(Filter),
}

/// What a form says; `None` where something in it is wrong, which the form then says.
fn read_form(open: &mut Open, cx: &Cx<'_>) -> Option<Kept> {
    let changed = |before: Option<Record>, after: Record| {
        if before.as_ref() == Some(&after) { vec![] } else { vec![Change { before, after: Some(after) }] }
    };
    let changes = match &open.subject {
        Subject::Episode { had, is_new } => {
            let episode = forms::read_episode(&mut open.form, had, cx.book, &cx.now.wall)?;
            changed((!is_new).then(|| Record::Episode((**had).clone())), Record::Episode(episode))
        }
        Subject::Medicine { had, is_new } => {
            let medicine = forms::read_medicine(&mut open.form, had, Night(cx.now.wall.date()))?;
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
        Subject::Filter => return forms::read_filter(&mut open.form).map(Kept::Filter),
    };
    Some(Kept::Changes(changes))
}

impl Subject {
    /// The record it is about, where it is one that the diary has.
    fn key(&self) -> Option<RecordKey> {
        match self {
            Self::Episode { had, .. } => Some(RecordKey::Episode(had.id.clone())),
            Self::Medicine { had, .. } => Some(RecordKey::Medicine(had.id.clone())),
            Self::Facts(_) | Self::Filter => None,
        }
    }

    /// Another window has changed it, or deleted it: the next save is over what is there now.
    fn rebase(&mut self, found: Option<Record>) {
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
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Episode { is_new: true, .. }, Self::Episode { is_new: true, .. })
            | (Self::Medicine { is_new: true, .. }, Self::Medicine { is_new: true, .. }) => true,
            (Self::Filter, _) | (_, Self::Filter) => false,
            // Of a record: only if it is still the same.
            _ => self == other,
        }
    }
}

/// What is said of the cramp that a session has on the screen.
fn going_on(cx: &Cx<'_>) -> Reply {
    let eased = cx.keys.name(stretch::keys::RUN_KEYS, &stretch::keys::RunVerb::Eased);
    Reply::ask(Cmd::Say(format!(
        "This cramp is going on: 4 goes back to it, {eased} says that it has let go."
    )))
}
