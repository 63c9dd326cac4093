//! Stretch: the list of routines, the session under way, and what is asked when it ends.

mod episode_sync;
mod handover;
pub(crate) mod keys;
mod plain;
pub(crate) mod strip;
pub(crate) mod view;

use std::time::Duration;

use crate::{
    domain::{
        book::{Book, Link},
        diary::BootTime,
        episode::Ids,
        local_time::{LocalTime, Night},
        routine::{Leg, Purpose, SharedRoutine},
        session::{Cramp, Session},
        time::{Now, in_words},
    },
    screen::{
        Action, Context, DONE, Handled, TabId,
        cursor::{Motion, roll},
        effect::Effect,
        event::{Event, Key},
        frame_info::{FrameInfo, Spot},
        keymap::{Binding, Hint, KeyScreen},
        plain_screen::{PlainPosition, PlainScreen},
        request,
    },
    tabs::Tab,
    ui::{Appearance, surface::Surface},
};
use episode_sync::EpisodeSync;
use handover::HandOver;
use keys::{END_KEYS, EndVerb, HAND_OVER_KEYS, LIST_KEYS, ListVerb, RUN_KEYS, RunVerb, STEP_KEYS};

/// How long a session that was left with Esc can be taken up again.
const GO_ON_FOR: Duration = Duration::from_secs(15 * 60);

/// The stretch tab.
#[derive(Debug, Default)]
pub(crate) struct Stretch {
    /// The selected row of the list: the offer to go on, where there is one, then the routines.
    selected: usize,
    scroll: usize,
    /// The step of the selected routine that is shown by itself, of those that differ.
    step_shown: Option<usize>,
    live: Option<RunningSession>,
    left: Option<Left>,
    /// The cramp there is, or the one that has just eased. Its clock belongs to no session: routines come and go,
    /// and it runs until somebody says that it has let go, or has been away from any session for too long.
    cramp: Option<Cramp>,
    /// Since when no session has been on the screen.
    idle_since: Option<Duration>,
    /// Whether the ten-minute advice has ticked its sign for this cramp; what is unticked then stays so.
    advised: bool,
    /// Whether the last session was left before its end.
    abandoned: bool,
    /// Ring the terminal's bell when a step changes.
    bell: bool,
    /// The pace of breathing is not shown.
    no_pace: bool,
    /// What the cramp leaves in the diary.
    sync: EpisodeSync,
    /// The questions after a cramp has let go.
    handover: Option<HandOver>,
    /// The episode whose questions are over, by its id.
    noted: Option<String>,
    /// Steps of this cramp that ran to their end.
    steps_done: u16,
    /// The routine that has just run to its end, by its id, and the night it did.
    finished: Option<(Night, String)>,
}

/// A session on the screen.
#[derive(Debug, Clone)]
struct RunningSession {
    session: Session,
    /// Set once the routine is over or the cramp has eased: the question, with its selected answer.
    end: Option<usize>,
    /// The step last seen, to know when it changes.
    step: usize,
    /// The same, moved on by every key as well: what differs from it has run to its end.
    at_step: usize,
    /// How many of its steps ran to their end.
    ran: usize,
}

/// A session that was left with Esc, frozen, and when that was.
#[derive(Debug, Clone)]
struct Left {
    live: RunningSession,
    at: Duration,
}

impl Stretch {
    /// Starts a routine now. A cramp that is still open goes on with its clock; for relief there is one from now on.
    pub(crate) fn begin(&mut self, routine: SharedRoutine, leg: Option<Leg>, now: &Now) {
        // Digits typed for the cramp before are not lost.
        self.note_answers();
        self.handover = None;
        if self.cramp.take_if(|cramp| !cramp.is_open()).is_some() {
            self.sync.let_go();
        }
        if routine.purpose == Purpose::Relief && self.cramp.is_none() {
            self.cramp = Some(Cramp::begin(now));
            self.advised = false;
            self.record_begin(&routine);
        } else if routine.purpose == Purpose::Relief {
            self.steps_done = 0;
            self.sync.change(|episode| {
                episode.routine = Some(routine.id.clone());
                episode.muscle = routine.muscle.map(Into::into).or(episode.muscle);
            });
        }
        let session = Session::begin(routine, leg, self.beat(now));
        self.show(session, 0);
        self.record_step(now);
    }

    /// Records from now on.
    pub(crate) fn record(&mut self, ids: Ids, boot: Option<BootTime>) {
        self.sync = EpisodeSync::new(ids, boot);
    }

    /// Puts a session on the screen.
    fn show(&mut self, session: Session, step: usize) {
        self.live = Some(RunningSession { session, end: None, step, at_step: step, ran: 0 });
        self.left = None;
        self.idle_since = None;
        self.abandoned = false;
        self.handover = None;
        self.noted = None;
    }

    /// Whether the bell rings at each new step.
    pub(crate) fn ring(&mut self, bell: bool) {
        self.bell = bell;
    }

    /// Cramping now: to the session if one for a cramp is under way, else a new one with `routine`.
    pub(crate) fn cramping(&mut self, routine: SharedRoutine, now: &Now) {
        let relief =
            |live: &RunningSession| live.end.is_none() && live.session.routine().purpose == Purpose::Relief;
        if !self.live.as_ref().is_some_and(relief) {
            self.begin(routine, None, now);
        }
    }

    /// Selects a routine on the list.
    pub(crate) fn open(&mut self, routine: usize, now: &Now) {
        self.selected = routine + self.offers();
        self.close_step();
        if self.live.as_ref().is_some_and(|live| live.end.is_some()) {
            self.live = None;
            self.idle_since = Some(now.real);
        }
    }

    /// Whether a session, or the question at its end, is on the screen.
    pub(crate) fn is_live(&self) -> bool {
        self.live.is_some()
    }

    /// Whether a session was begun and neither ran to its end nor was said to have eased.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.live.as_ref().is_some_and(|live| live.end.is_none()) || self.abandoned
    }

    /// Whether the ten-minute advice is due.
    pub(crate) fn wants_advice(&self, now: &Now) -> bool {
        self.cramp.as_ref().is_some_and(|cramp| cramp.wants_advice(now))
    }

    /// The ten-minute advice is being followed: true the first time for each cramp.
    pub(crate) fn take_advice(&mut self, now: &Now) -> bool {
        self.wants_advice(now) && !std::mem::replace(&mut self.advised, true)
    }

    /// Freezes a running session.
    pub(crate) fn pause(&mut self, now: &Now) {
        if let Some(live) = self.live.as_mut().filter(|live| live.end.is_none()) {
            live.session.pause(now.mono, None);
        }
    }

    /// Goes on with a session that was frozen.
    pub(crate) fn resume(&mut self, now: &Now) {
        let start = self.beat(now);
        if let Some(live) = self.live.as_mut().filter(|live| live.end.is_none()) {
            live.session.resume(start);
        }
    }

    /// The program or the machine was away from `last` until `now`: a running session is frozen where it was seen last.
    pub(crate) fn was_away(&mut self, last: &Now, now: &Now) {
        if let Some(live) = self.live.as_mut().filter(|live| live.session.is_running(last.mono)) {
            live.session.pause(last.mono, Some(now.real.saturating_sub(last.real)));
        }
    }

    /// Lets time pass: a routine that is over asks its question, an offer that is too old goes. Returns what to do.
    pub(crate) fn pass_time(&mut self, now: &Now) -> Option<Effect> {
        if self.idle_since.is_some_and(|since| now.real.saturating_sub(since) >= GO_ON_FOR) {
            self.selected = self.selected.saturating_sub(self.offers());
            self.left = None;
            if self.cramp.as_ref().is_some_and(Cramp::is_open) {
                // Nobody has said when it let go, so no length is recorded.
                self.record_end(now);
            }
            self.cramp = None;
            self.sync.let_go();
            self.idle_since = None;
        }
        let live = self.live.as_mut()?;
        if live.end.is_some() {
            return None;
        }
        let at = live.session.at(now.mono);
        let step = at.map_or(live.session.routine().steps.len(), |at| at.step);
        let changed = std::mem::replace(&mut live.step, step) != step;
        let ran_out = step.saturating_sub(live.at_step);
        live.at_step = step;
        live.ran += ran_out;
        if at.is_none() {
            live.end = Some(0);
            // Most of it must have run to its end: a routine that was skipped through is not done.
            if live.ran * 4 >= step * 3 {
                let night = LocalTime::of(&now.wall).night();
                self.finished = Some((night, live.session.routine().id.clone()));
            }
        }
        if changed {
            self.steps_done = self.steps_done.saturating_add(u16::try_from(ran_out).unwrap_or(u16::MAX));
            self.record_step(now);
        }
        (changed && self.bell).then_some(Effect::Bell)
    }

    /// When what it shows changes next, on its own tab or in the header of the others.
    pub(crate) fn wakes_in(&self, now: &Now) -> Option<Duration> {
        let second = Duration::from_secs(1);
        let open = self.cramp.as_ref().filter(|cramp| cramp.is_open());
        let advice = open.and_then(|cramp| cramp.advice_in(now));
        // What has been left goes from the screen by itself when its time is over.
        let shown = self.left.is_some() || open.is_some();
        let idle = self.idle_since.filter(|_| shown);
        let gone = idle.map(|since| GO_ON_FOR.saturating_sub(now.real.saturating_sub(since)));
        let session = self.live.as_ref().filter(|live| live.end.is_none()).map(|live| &live.session);
        // On a busy machine it may run out between what was heard last and what is drawn: then its end is due at once.
        let over = session.filter(|session| session.is_finished(now.mono)).map(|_| Duration::ZERO);
        let session = session.filter(|session| session.is_running(now.mono));
        let count =
            session.and_then(|session| session.next_change(now.mono)).map(|at| at.saturating_sub(now.mono));
        // Counts are started on the cramp clock's own seconds, so while one runs it wakes for both.
        let clock = open.filter(|_| session.is_some() && count.is_none()).map(|cramp| {
            let next = cramp.to_next_second(now);
            if next.is_zero() { second } else { next }
        });
        [advice, gone, over, count, clock].into_iter().flatten().min()
    }
}

impl Tab for Stretch {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        match event {
            Event::Key(key) => self.key(*key, ctx),
            Event::Click { x, y } => match ctx.seen.at(*x, *y) {
                Some(Spot::Item(item)) => {
                    if let Some(live) = &mut self.live {
                        if live.end.is_some() {
                            live.end = Some(item);
                            return self.end(EndVerb::Enter, ctx.now);
                        }
                    } else {
                        self.select(item);
                    }
                    DONE
                }
                _ => None,
            },
            Event::Wheel { x, y, up } if self.live.is_none() => {
                match ctx.seen.at(*x, *y) {
                    Some(Spot::Text) => self.scroll = roll(*up, self.scroll, ctx.seen),
                    Some(_) => return self.list(ListVerb::Move(Motion::wheel(*up)), ctx),
                    None => return None,
                }
                DONE
            }
            _ => None,
        }
    }

    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        match &self.live {
            Some(_) if self.handover.is_some() => ctx.keys.hints(HAND_OVER_KEYS),
            Some(live) if live.end.is_some() => ctx.keys.hints(END_KEYS),
            Some(_) => ctx.keys.hints(RUN_KEYS),
            None => ctx.keys.hints(self.list_keys()),
        }
    }

    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>, look: &Appearance, out: &mut FrameInfo) {
        view::draw(self, surface, ctx, look, out);
    }

    fn plain_screen(&self, ctx: &Context<'_>, position: &PlainPosition) -> PlainScreen {
        self.plain(ctx, position)
    }

    fn key_screens(&self) -> Vec<KeyScreen> {
        vec![
            KeyScreen::new("the list of stretches", LIST_KEYS),
            KeyScreen::new("one step", STEP_KEYS),
            KeyScreen::new("a running stretch", RUN_KEYS),
            KeyScreen::new("its end", END_KEYS),
            KeyScreen::new(keys::PAIN_AND_SLEEP, HAND_OVER_KEYS),
        ]
    }

    fn place(&self, ctx: &Context<'_>) -> Option<Link> {
        let routines = &ctx.book.stretches.routines;
        let shown = match (&self.live, self.selected.checked_sub(self.offers())) {
            (Some(live), _) => routines.iter().position(|r| r.id == live.session.routine().id),
            (None, Some(i)) => Some(i).filter(|i| *i < routines.len()),
            (None, None) => None,
        };
        shown.map(Link::Routine)
    }
}

impl Stretch {
    fn key(&mut self, key: Key, ctx: &Context<'_>) -> Handled {
        match &self.live {
            Some(_) if self.handover.is_some() => match ctx.keys.find(HAND_OVER_KEYS, key) {
                Some(verb) => self.hand_over(verb, key, ctx.now),
                // A key of the session pressed once too often answers nothing, and leads nowhere.
                None if ctx.keys.find(RUN_KEYS, key).is_some() => DONE,
                None => None,
            },
            Some(live) if live.end.is_some() => match ctx.keys.find(END_KEYS, key) {
                Some(verb) => self.end(verb, ctx.now),
                None => None,
            },
            Some(_) => match ctx.keys.find(RUN_KEYS, key) {
                Some(verb) => self.run(verb, ctx.now),
                None => None,
            },
            None => match ctx.keys.find(self.list_keys(), key) {
                Some(verb) => self.list(verb, ctx),
                None => None,
            },
        }
    }

    fn list(&mut self, verb: ListVerb, ctx: &Context<'_>) -> Handled {
        let count = ctx.book.stretches.routines.len() + self.offers();
        match verb {
            ListVerb::Move(motion @ (Motion::PageUp | Motion::PageDown)) => {
                self.scroll = motion.scroll(self.scroll, ctx.seen);
            }
            ListVerb::Move(motion) => self.select(motion.select(self.selected, count, ctx.seen.page)),
            ListVerb::Start => self.start_selected(ctx),
            ListVerb::Eased => return self.ease_from_list(ctx.now),
            ListVerb::NextStep => self.show_step(self.step_shown.map_or(0, |at| at + 1), ctx),
            ListVerb::StepBefore => match self.step_shown.and_then(|at| at.checked_sub(1)) {
                Some(at) => self.show_step(at, ctx),
                None => self.close_step(),
            },
            ListVerb::CloseStep => self.close_step(),
        }
        DONE
    }

    fn list_keys(&self) -> &'static [Binding<ListVerb>] {
        if self.step_shown.is_some() { STEP_KEYS } else { LIST_KEYS }
    }

    /// The routine that is selected on the list.
    fn routine_shown<'b>(&self, book: &'b Book) -> Option<&'b SharedRoutine> {
        self.selected.checked_sub(self.offers()).and_then(|i| book.stretches.routines.get(i))
    }

    /// Shows one step by itself; past the last one the whole routine.
    fn show_step(&mut self, at: usize, ctx: &Context<'_>) {
        let steps = self.routine_shown(ctx.book).map_or(0, |routine| routine.outline().len());
        self.step_shown = Some(at).filter(|at| *at < steps);
        self.scroll = 0;
    }

    fn close_step(&mut self) {
        self.step_shown = None;
        self.scroll = 0;
    }

    fn start_selected(&mut self, ctx: &Context<'_>) {
        match self.selected.checked_sub(self.offers()) {
            None => self.go_on(ctx.now),
            Some(i) => {
                if let Some(routine) = ctx.book.stretches.routines.get(i) {
                    self.begin(routine.clone(), None, ctx.now);
                }
            }
        }
    }

    /// It has let go.
    fn ease(&mut self, now: &Now) {
        if let Some(cramp) = self.cramp.as_mut().filter(|cramp| cramp.is_open()) {
            cramp.ease(now);
            self.record_end(now);
            if self.live.is_some() {
                self.begin_handover(now);
            }
        }
    }

    /// A cramp whose session was left has let go: said, for nothing else on the list says so.
    fn ease_from_list(&mut self, now: &Now) -> Handled {
        let is_open = self.cramp.as_ref().is_some_and(Cramp::is_open);
        self.ease(now);
        match self.cramp.as_ref().filter(|_| is_open) {
            Some(cramp) => {
                let length = in_words(cramp.length(now).as_secs());
                request(Action::Say(format!("It let go after {length}.")))
            }
            None => DONE,
        }
    }

    /// Back into the session as it was.
    fn reopen(&mut self, now: &Now) -> Handled {
        // The clock first, so that the count starts again on its seconds: it has run on all the time.
        if let Some(cramp) = &mut self.cramp {
            cramp.reopen();
        }
        let start = self.beat(now);
        let Some(live) = &mut self.live else {
            return None;
        };
        live.end = None;
        if live.session.is_finished(now.mono) {
            live.session.back(now.mono, start);
        } else {
            live.session.resume(start);
        }
        live.at_step = live.session.at(now.mono).map_or(0, |at| at.step);
        self.record_reopened(now);
        DONE
    }

    /// The moment at which a count begins: on the cramp clock's next whole second, so that both change together.
    fn beat(&self, now: &Now) -> Duration {
        let open = self.cramp.as_ref().filter(|cramp| cramp.is_open());
        now.mono + open.map_or(Duration::ZERO, |cramp| cramp.to_next_second(now))
    }

    fn go_on(&mut self, now: &Now) {
        if let Some(Left { mut live, .. }) = self.left.take() {
            // Said on the list to have eased, and stretched on all the same: it had not.
            let cramp = self.cramp.as_mut().filter(|cramp| !cramp.is_open());
            let cramp = cramp.filter(|_| live.session.routine().purpose == Purpose::Relief);
            let is_reopened = cramp.map(Cramp::reopen).is_some();
            live.session.resume(self.beat(now));
            self.live = Some(live);
            self.idle_since = None;
            self.abandoned = false;
            if is_reopened {
                self.record_reopened(now);
            } else {
                self.record_step(now);
            }
        }
    }

    fn run(&mut self, verb: RunVerb, now: &Now) -> Handled {
        let start = self.beat(now);
        let Some(live) = &mut self.live else {
            return None;
        };
        let mono = now.mono;
        let session = &mut live.session;
        match verb {
            RunVerb::Pause if session.is_paused() => session.resume(start),
            RunVerb::Pause => session.pause(mono, None),
            RunVerb::Next => session.next(mono, start),
            RunVerb::Back => session.back(mono, start),
            RunVerb::Longer => session.longer(mono),
            RunVerb::Shorter => session.shorter(mono, start),
            RunVerb::Again => session.again(mono, start),
            RunVerb::OtherLeg => session.other_leg(),
            RunVerb::Done => {
                if session.at(mono).is_some_and(|at| at.left.is_none()) {
                    session.next(mono, start);
                    live.ran += 1;
                    self.steps_done = self.steps_done.saturating_add(1);
                }
            }
            RunVerb::Bell => self.bell = !self.bell,
            RunVerb::Pace => self.no_pace = !self.no_pace,
            RunVerb::Eased => {
                session.pause(mono, None);
                live.end = Some(0);
                self.ease(now);
            }
            RunVerb::Leave => {
                session.pause(mono, None);
                self.selected = 0;
                self.close_step();
                self.left = self.live.take().map(|live| Left { live, at: now.mono });
                self.idle_since = Some(now.real);
                self.abandoned = true;
            }
        }
        // A step that was left by a key has not run to its end.
        if let Some(live) = self.live.as_mut().filter(|live| live.end.is_none()) {
            live.at_step = live.session.at(mono).map_or(live.session.routine().steps.len(), |at| at.step);
        }
        if verb == RunVerb::OtherLeg {
            self.record_step(now);
        }
        DONE
    }

    fn end(&mut self, verb: EndVerb, now: &Now) -> Handled {
        let answers = self.answers();
        let open = self.cramp.as_ref().map(Cramp::is_open);
        let Some(live) = &mut self.live else {
            return None;
        };
        let last = answers.len().saturating_sub(1);
        let at = live.end.unwrap_or(0).min(last);
        match verb {
            EndVerb::Move(motion) => live.end = Some(motion.select(at, answers.len(), answers.len())),
            EndVerb::Enter => {
                if let Some((verb, _)) = answers.get(at) {
                    return self.end(*verb, now);
                }
            }
            EndVerb::Eased => {
                live.end = Some(0);
                self.ease(now);
            }
            EndVerb::Reopen => return self.reopen(now),
            EndVerb::Stay => {}
            // It has let go: another cramp is another cramp, and begins with `c`.
            EndVerb::Again | EndVerb::OtherLeg if open == Some(false) => {}
            EndVerb::Again | EndVerb::OtherLeg => {
                if verb == EndVerb::OtherLeg {
                    live.session.other_leg();
                }
                let (routine, leg) = (live.session.routine().clone(), live.session.leg());
                self.begin(routine, leg, now);
            }
            EndVerb::List => {
                self.live = None;
                self.noted = None;
                self.idle_since = Some(now.real);
                self.close_step();
            }
            EndVerb::Signs => return request(Action::Go(TabId::Checklist)),
        }
        DONE
    }

    fn select(&mut self, item: usize) {
        if self.selected != item {
            self.scroll = 0;
            self.step_shown = self.step_shown.map(|_| 0).filter(|_| item >= self.offers());
        }
        self.selected = item;
    }

    /// How many rows of the list stand before the routines: the offer to go on.
    fn offers(&self) -> usize {
        usize::from(self.left.is_some())
    }

    /// What can be answered at the end of a session, the most likely first.
    fn answers(&self) -> Vec<(EndVerb, &'static str)> {
        let Some(live) = &self.live else { return vec![] };
        let open = self.cramp.as_ref().map(Cramp::is_open);
        let mut answers = match open {
            Some(true) => {
                vec![(EndVerb::Eased, "Yes, it has let go"), (EndVerb::Again, "Not yet: the same again")]
            }
            Some(false) => {
                vec![
                    (EndVerb::List, "Done: back to the list"),
                    (EndVerb::Reopen, "Not eased after all: go on"),
                ]
            }
            None => vec![(EndVerb::List, "Done: back to the list"), (EndVerb::Again, "The same again")],
        };
        if live.session.routine().has_sides() && open != Some(false) {
            answers.push((EndVerb::OtherLeg, "The other leg"));
        }
        if open == Some(true) {
            answers.push((EndVerb::List, "Another routine"));
        }
        answers.push((EndVerb::Signs, "Check the warning signs"));
        answers
    }
}
