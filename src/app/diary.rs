//! The app's requests to the diary, the way of its responses to the tabs, and cramps that an earlier run left open.

use std::{rc::Rc, time::Duration};

use super::{App, Keeping, diary_queue::Answered, overlay::Overlay};
use crate::{
    domain::{
        Book, Change, DiaryError, DiaryRequest, DiaryResponse, Episode, Ids, Muscle, Night, NightNote, Now,
        Record, RecordKey, SessionMark, SharedRoutine, Site, patterns,
    },
    screen::{Asker, LeftChoice, LeftOpen, TabId},
    tabs::stretch::episode_sync::EpisodeSync,
    ui::Role,
};

/// A cramp that was left open so recently is the one for which the person starts a stretch.
const SAME_CRAMP: Duration = Duration::from_secs(15 * 60);
/// The number of nights on which the checklist looks back.
const RECENT_NIGHTS: i32 = 90;
/// The most kept checks that are shown.
const CHECKS: usize = 50;

impl App {
    pub(super) fn begin_keeping(&mut self, keeping: Option<Keeping>) {
        let Some(keeping) = keeping else { return };
        // The other half of all ids, so that the two never meet.
        self.tabs.stretch.sync = EpisodeSync::new(Ids::new(!keeping.seed), keeping.boot);
        self.queue.push(Asker::App, DiaryRequest::LeftOpen);
    }

    /// The request that is due.
    pub(crate) fn diary_due(&self, now: &Now) -> Option<DiaryRequest> {
        self.queue.due(now).cloned()
    }

    /// The line about another program that has the diary. It is a warning if a change waits to be saved.
    pub(super) fn diary_held_up(&self) -> Option<(Role, &'static str)> {
        self.queue.held_up().map(|has_saves| match has_saves {
            true => {
                (Role::SameDay, "Another program is using the diary. Waiting for it: nothing is saved yet.")
            }
            false => (Role::Quiet, "Another program is using the diary. Waiting for it."),
        })
    }

    /// The changes that are not written, for a last attempt once the terminal has been given back.
    pub(crate) fn last_asks(&mut self) -> Vec<DiaryRequest> {
        let now = self.last.clone();
        let mut asks: Vec<DiaryRequest> = self.queue.unsaved().cloned().collect();
        asks.extend(self.tabs.stretch.last_asks(&now));
        asks.extend(self.tabs.diary.last_asks().filter(|_| self.tabs.stretch.sync.is_on()));
        asks
    }

    /// Adds a record under a new id.
    pub(super) fn keep(&mut self, asker: Asker, mut record: Record) {
        let id = self.ids.make();
        match &mut record {
            Record::Episode(episode) => episode.id = id,
            Record::Medicine(medicine) => medicine.id = id,
            Record::Check(check) => check.id = id,
            Record::Night(_) | Record::Fact(..) => {}
        }
        self.queue.push(asker, DiaryRequest::Save { changes: vec![Change::add(record)] });
    }

    /// Queues the requests of the tabs to the diary.
    pub(super) fn gather_asks(&mut self) {
        if self.queue.take_save_again(&self.last) {
            self.tabs.stretch.sync.save_again();
        }
        if let Some(ask) = self.tabs.stretch.sync.ask() {
            self.queue.push(Asker::Stretch, ask);
        }
        self.offer_left_open();
        let finished = self.tabs.stretch.finished.take();
        if let Some((night, routine)) = finished.filter(|_| self.tabs.stretch.sync.is_on())
            && routine == self.book.diary.programme.routine
        {
            self.queue.push(Asker::Programme, DiaryRequest::Find(RecordKey::Night(night)));
        }
        // Another window may have written in the meantime, so a tab reads again when it comes to the screen.
        if std::mem::replace(&mut self.asked_on, self.tab) != self.tab {
            self.cache_is_stale = true;
            self.tabs.diary.has_changed();
        }
        let is_shown = self.tab == TabId::Diary;
        for ask in self.tabs.diary.asks(is_shown, &self.last) {
            self.queue.push(Asker::Diary, ask);
        }
        let is_wanted = matches!(self.tab, TabId::Start | TabId::Checklist);
        if is_wanted && std::mem::take(&mut self.cache_is_stale) {
            let to = Night(self.last.wall.date());
            if self.tab == TabId::Checklist {
                self.queue.push(Asker::Checklist, DiaryRequest::Facts);
                self.queue.push(Asker::App, DiaryRequest::Checks { count: CHECKS });
            }
            self.queue.push(Asker::App, DiaryRequest::Span { from: to.back(RECENT_NIGHTS - 1), to });
        }
    }

    /// Takes the response to the request that was due, and gives it to the part that asked.
    pub(super) fn take_response(&mut self, answer: Result<DiaryResponse, DiaryError>, now: &Now) {
        let Some(Answered { asker, ask, answer }) = self.queue.take(answer, now) else {
            return;
        };
        if matches!(answer, Ok(DiaryResponse::Saved | DiaryResponse::SessionSaved { .. })) {
            self.cache_is_stale = true;
            self.tabs.diary.has_changed();
            self.update_other_tabs(asker, &ask);
        }
        match asker {
            Asker::Stretch => {
                if let Some(text) = self.tabs.stretch.diary_answered(&answer) {
                    self.say(text, now);
                }
            }
            Asker::App => self.app_answered(&ask, answer, now),
            Asker::Programme => match answer {
                Ok(DiaryResponse::Found(found)) => self.tick_programme(&ask, found),
                Ok(_) => self.say("Ticked in the diary: bedtime stretches done.".to_owned(), now),
                Err(error) => self.say(format!("Not ticked in the diary: {}.", error.sentence()), now),
            },
            Asker::Checklist => self.checklist_answered(&ask, answer, now),
            Asker::Diary => {
                let actions = self.tabs.diary.answered(&ask, answer);
                self.perform_all(actions, now);
            }
        }
        self.gather_asks();
    }

    /// Takes the response to a request of the app itself.
    fn app_answered(&mut self, ask: &DiaryRequest, answer: Result<DiaryResponse, DiaryError>, now: &Now) {
        self.cache.error = match &answer {
            Err(error) => Some(error.sentence()),
            Ok(DiaryResponse::LeftOpen(_) | DiaryResponse::Checks(_)) => None,
            Ok(_) => self.cache.error.take(),
        };
        match answer {
            Ok(DiaryResponse::LeftOpen(left)) => self.left_open(left, now),
            Ok(DiaryResponse::Checks(checks)) => self.cache.checks = checks,
            Ok(DiaryResponse::Span(span)) => {
                self.cache.patterns = patterns::found(&self.book.diary, &span);
                self.cache.recent = span.episodes;
            }
            Err(error) if *ask == DiaryRequest::LeftOpen => {
                self.tabs.stretch.sync.ready();
                if let DiaryError::Unusable(text) | DiaryError::Failed(text) = error {
                    self.say(format!("No diary: {text}. Guide, stretch and checklist work without it."), now);
                }
            }
            _ => {}
        }
    }

    /// Takes the response to a request of the checklist.
    fn checklist_answered(
        &mut self,
        ask: &DiaryRequest,
        answer: Result<DiaryResponse, DiaryError>,
        now: &Now,
    ) {
        match answer {
            Ok(DiaryResponse::Facts(facts)) => {
                self.tabs.checklist.take_remembered(&facts, &self.book);
                self.refresh();
            }
            // The request for the kept checks gives the same error.
            Err(_) if *ask == DiaryRequest::Facts => {}
            // The tab showed it when the key was pressed.
            Ok(_) if is_fact(ask) => {}
            Ok(_) => self.say("Kept in the diary.".to_owned(), now),
            Err(error) => {
                self.tabs.checklist.is_not_kept();
                self.say(format!("Not kept: {}.", error.sentence()), now);
            }
        }
    }

    /// An entry that was changed on the diary tab may be the one a session has on the screen, or the check kept last.
    fn update_other_tabs(&mut self, asker: Asker, ask: &DiaryRequest) {
        let (Asker::Diary, DiaryRequest::Save { changes, .. }) = (asker, ask) else { return };
        for change in changes {
            if let (Some(Record::Check(_)), None) = (&change.before, &change.after) {
                self.tabs.checklist.is_not_kept();
            }
            if let Some(Record::Episode(episode)) = change.before.as_ref().or(change.after.as_ref()) {
                let after = match &change.after {
                    Some(Record::Episode(after)) => Some(after),
                    _ => None,
                };
                self.tabs.stretch.entry_changed(&episode.id, after);
            }
        }
    }

    /// The evening's stretches are done: ticked beside whatever else is recorded of that night.
    fn tick_programme(&mut self, ask: &DiaryRequest, found: Option<Record>) {
        let DiaryRequest::Find(RecordKey::Night(night)) = ask else { return };
        let before = match found {
            Some(Record::Night(note)) => Some(note),
            _ => None,
        };
        let no_cramp = before.is_some_and(|note| note.no_cramp);
        let after = NightNote { night: *night, no_cramp, programme: true };
        if before != Some(after) {
            let change = Change { before: before.map(Record::Night), after: Some(Record::Night(after)) };
            self.queue.push(Asker::Programme, DiaryRequest::Save { changes: vec![change] });
        }
    }

    /// Takes cramps that an earlier run left open: goes on with one if a cramp is on the screen, and offers the others.
    fn left_open(&mut self, left: Vec<(Episode, Option<SessionMark>)>, now: &Now) {
        let mut left: Vec<LeftOpen> = left
            .into_iter()
            .map(|(episode, mark)| {
                let age = self.tabs.stretch.age_of(&episode, mark.as_ref(), now);
                let step = mark.as_ref().map_or(0, |mark| usize::from(mark.step));
                let words = routine_of(&self.book, &episode, mark.as_ref()).map(|routine| {
                    // Past its last step it had run to its end, and the person had not said yet that the cramp had let go.
                    let place = routine.place_words(step).unwrap_or_else(|| "run to its end".to_owned());
                    format!("{}: {place}", routine.title)
                });
                LeftOpen { episode, mark, age, seen: now.real, words }
            })
            .collect();
        // The newest is the one that matters most: it is offered first, from the end.
        left.sort_by_key(|left| left.episode.start.at);
        if self.tabs.stretch.open_cramp().is_some()
            && let Some(LeftOpen { episode, age, .. }) = left.pop_if(|left| left.age < SAME_CRAMP)
        {
            let text = format!("The cramp of {} goes on: its clock counts from then.", episode.start.clock());
            self.tabs.stretch.adopt(episode, age, now);
            self.say(text, now);
        }
        self.left_open = left;
        self.tabs.stretch.sync.ready();
        self.gather_asks();
    }

    /// Offers a cramp that was left open as soon as nothing is in the way: never over a session, a form or anything that is read.
    fn offer_left_open(&mut self) {
        let is_free =
            self.overlays.is_empty() && !self.tabs.stretch.is_busy() && !self.tabs.diary.is_filling_in();
        if is_free && let Some(left) = self.left_open.pop() {
            self.overlays.push(Overlay::LeftOpen { left: Box::new(left), selected: 0 });
        }
    }

    /// Handles the key for a cramp while an offer to go on with a recent cramp is on the screen: it is the same cramp. Returns
    /// `false` if there is no such offer.
    pub(super) fn goes_on(&mut self, over: &mut Vec<Overlay>, now: &Now) -> bool {
        let is_recent = |overlay: &Overlay| match overlay {
            Overlay::LeftOpen { left, .. } => left.age + now.real.saturating_sub(left.seen) < SAME_CRAMP,
            _ => false,
        };
        let Some(at) = over.iter().position(is_recent) else { return false };
        let Overlay::LeftOpen { left, .. } = over.swap_remove(at) else { return false };
        self.take_up(LeftChoice::GoOn, *left, now);
        true
    }

    /// Performs the choice for a cramp that an earlier run left open.
    pub(super) fn take_up(&mut self, choice: LeftChoice, left: LeftOpen, now: &Now) {
        let LeftOpen { episode, mark, age, seen, .. } = left;
        let age = age + now.real.saturating_sub(seen);
        match choice {
            LeftChoice::GoOn => {
                if let Some(routine) = routine_of(&self.book, &episode, mark.as_ref()) {
                    self.tab = TabId::Stretch;
                    self.tabs.stretch.go_on_with(episode, mark.as_ref(), routine, age, now);
                }
            }
            LeftChoice::Close => {
                // It stays open until the form is kept: one change, which can be undone.
                self.tab = TabId::Diary;
                let leg = mark.and_then(|mark| mark.leg).or(episode.leg);
                let handled = self.tabs.diary.close_open(episode, leg, &Rc::clone(&self.book));
                self.perform_all(handled.unwrap_or_default(), now);
            }
            LeftChoice::Discard => {
                self.tab = TabId::Diary;
                let handled = self.tabs.diary.discard(episode);
                self.perform_all(handled.unwrap_or_default(), now);
            }
            // One at a time: an offer that is put off is put off with all older ones.
            LeftChoice::Later => self.left_open.clear(),
        }
        self.gather_asks();
    }
}

/// True for a request that saves a line about the person.
fn is_fact(ask: &DiaryRequest) -> bool {
    let DiaryRequest::Save { changes, .. } = ask else { return false };
    let is_one = |record: &Option<Record>| matches!(record, Some(Record::Fact(..)));
    changes.iter().any(|change| is_one(&change.before) || is_one(&change.after))
}

/// The routine to go on with: the one that was under way, or else the relief for that muscle.
fn routine_of(book: &Book, episode: &Episode, mark: Option<&SessionMark>) -> Option<SharedRoutine> {
    let under_way = mark.and_then(|mark| book.routine(&mark.routine));
    let is_it = |muscle: &Muscle| episode.muscle == Some(Site::from(*muscle));
    let muscle = Muscle::ALL.into_iter().find(is_it).unwrap_or(Muscle::Calf);
    under_way.or_else(|| book.relief(muscle)).cloned()
}
