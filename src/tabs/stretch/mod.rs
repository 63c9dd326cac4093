//! The Stretch tab: the list of routines, the running session, and the questions after it.

mod announcements;
mod ended;
pub(crate) mod episode_sync;
pub(crate) mod keys;
mod list;
mod plain;
mod questions;
mod record;
mod running;
pub(crate) mod strip;
mod timing;
pub(crate) mod view;

use std::time::Duration;

use crate::{
    domain::{
        Book, Cramp, Leg, Link, Night, Now, Purpose, Routine, STRETCHING, Session, SharedRoutine, Verdict,
        time::in_words,
    },
    screen::{
        Context, DONE, Event, GLOBAL_KEYS, Handled, Hint, Key, KeyScreen, Motion, PlainPosition, PlainScreen,
        Spot, roll,
    },
    tabs::Tab,
    ui::Surface,
};
use episode_sync::EpisodeSync;
use keys::{END_KEYS, EndVerb, LIST_KEYS, ListVerb, QUESTION_KEYS, RUN_KEYS, STEP_KEYS};
use questions::CrampQuestions;

/// The stretch tab.
#[derive(Debug, Default)]
pub(crate) struct StretchTab {
    state: StretchScreen,
    /// The selected row of the list: the offer to go on, if there is one, then the routines.
    selected: usize,
    /// The first visible row of the text beside the list.
    scroll: usize,
    /// A session that was left with Esc, paused.
    suspended: Option<RunningSession>,
    /// The open cramp, or the one that has just let go. Its clock belongs to no session: it runs on while routines come
    /// and go, until the person says that it has let go or no session has been on the screen for [`timing::GO_ON_FOR`].
    cramp: Option<Cramp>,
    /// Start of the current gap without a session.
    idle_since: Option<Duration>,
    /// True once the ten-minute advice has ticked its sign for this cramp. It ticks once, so that a tick taken back stays so.
    advised: bool,
    /// True if the last session was left before its end.
    abandoned: bool,
    /// Ring the terminal's bell when a step changes.
    pub(crate) bell: bool,
    /// Hide the pace of breathing.
    no_pace: bool,
    /// The cramp's entry in the diary.
    pub(crate) sync: EpisodeSync,
    /// Steps of this cramp that ran to their end.
    steps_done: u16,
    /// The id of the routine that has just run to its end, and the night.
    pub(crate) finished: Option<(Night, String)>,
    /// True if the program was started for this session: the answers at its end offer to close the program.
    ends_program: bool,
}

/// The screen that the tab shows.
#[derive(Debug, Default)]
enum StretchScreen {
    /// The list, with the description of the selected routine.
    #[default]
    List,
    /// One step of the selected routine.
    Preview { step: usize },
    /// A session, running or paused.
    Running(RunningSession),
    /// The routine is over, or the questions are: the answers to choose from.
    Ended { session: RunningSession, selected: usize },
    /// The cramp has let go: pain, sleep and leg for the diary.
    Questions { session: RunningSession, questions: CrampQuestions },
}

/// A session on the screen.
#[derive(Debug, Clone)]
struct RunningSession {
    session: Session,
    /// The step when the time was last checked. The bell rings when it changes.
    step: usize,
    /// The step after the last check of the time or the last key. The steps from here to the present one ran to their end.
    at_step: usize,
    /// The number of its steps that ran to their end.
    ran: usize,
    /// The moment of an Enter on [`Now::mono`]: a second one soon after says that the cramp has let go.
    entered: Option<Duration>,
}

impl RunningSession {
    fn routine(&self) -> &SharedRoutine {
        self.session.routine()
    }

    /// The step it is at; past the last one, their number.
    fn step_at(&self, mono: Duration) -> usize {
        self.session.at(mono).map_or(self.routine().steps.len(), |at| at.step)
    }
}

impl StretchTab {
    /// Starts a routine. An open cramp keeps its clock; a relief routine without one begins a cramp.
    pub(crate) fn begin(&mut self, routine: SharedRoutine, leg: Option<Leg>, now: &Now) {
        self.ends_program = false;
        // Answers typed for the cramp before are kept.
        self.note_answers();
        if self.cramp.take_if(|cramp| !cramp.is_open()).is_some() {
            self.sync.detach();
        }
        match (routine.purpose, &self.cramp) {
            (Purpose::Relief, None) => {
                self.cramp = Some(Cramp::begin(now));
                self.advised = false;
                self.record_begin(&routine);
            }
            (Purpose::Relief, Some(_)) => self.record_routine(&routine),
            (Purpose::Prevention | Purpose::Calm, _) => {}
        }
        let session = Session::begin(routine, leg, self.beat(now));
        self.show(session, 0);
        self.record_step(now);
    }

    /// Starts the routine that the program was started for.
    pub(crate) fn begin_run(&mut self, routine: SharedRoutine, leg: Option<Leg>, now: &Now) {
        let is_relief = routine.purpose == Purpose::Relief;
        self.begin(routine, leg, now);
        self.ends_program = is_relief;
    }

    /// Puts a session on the screen.
    fn show(&mut self, session: Session, step: usize) {
        self.suspended = None;
        self.resume_with(RunningSession { session, step, at_step: step, ran: 0, entered: None });
    }

    fn resume_with(&mut self, session: RunningSession) {
        self.state = StretchScreen::Running(session);
        self.idle_since = None;
        self.abandoned = false;
    }

    /// Cramping now: shows the relief session that is under way, or starts one with `routine`.
    pub(crate) fn cramping(&mut self, routine: SharedRoutine, now: &Now) {
        if self.running().is_none_or(|live| live.routine().purpose != Purpose::Relief) {
            self.begin(routine, None, now);
        }
    }

    /// Selects a routine on the list. A running session stays on the screen.
    pub(crate) fn open(&mut self, routine: usize, now: &Now) {
        self.selected = routine + self.offers();
        self.scroll = 0;
        match self.state {
            StretchScreen::Running(_) => {}
            StretchScreen::Ended { .. } | StretchScreen::Questions { .. } => self.show_list(now),
            StretchScreen::List | StretchScreen::Preview { .. } => self.state = StretchScreen::List,
        }
    }

    /// Shows the list in place of a session, with its routine selected.
    fn show_list_at(&mut self, book: &Book, now: &Now) {
        let routines = &book.stretches.routines;
        let at = self.session().and_then(|live| routines.iter().position(|one| one.id == live.routine().id));
        self.selected = at.map_or(self.selected, |at| at + self.offers());
        self.show_list(now);
    }

    /// Shows the list in place of a session.
    fn show_list(&mut self, now: &Now) {
        self.note_answers();
        self.state = StretchScreen::List;
        self.scroll = 0;
        self.idle_since = Some(now.real);
    }

    /// The session that is running or paused.
    fn running(&self) -> Option<&RunningSession> {
        match &self.state {
            StretchScreen::Running(session) => Some(session),
            _ => None,
        }
    }

    fn running_mut(&mut self) -> Option<&mut RunningSession> {
        match &mut self.state {
            StretchScreen::Running(session) => Some(session),
            _ => None,
        }
    }

    /// The session on the screen, its end included.
    fn session(&self) -> Option<&RunningSession> {
        match &self.state {
            StretchScreen::List | StretchScreen::Preview { .. } => None,
            StretchScreen::Running(session)
            | StretchScreen::Ended { session, .. }
            | StretchScreen::Questions { session, .. } => Some(session),
        }
    }

    /// Takes the session out of the state, which is the list until it is set again.
    fn take_session(&mut self) -> Option<RunningSession> {
        match std::mem::take(&mut self.state) {
            StretchScreen::List | StretchScreen::Preview { .. } => None,
            StretchScreen::Running(session)
            | StretchScreen::Ended { session, .. }
            | StretchScreen::Questions { session, .. } => Some(session),
        }
    }

    /// The questions about a cramp that has let go.
    fn questions(&self) -> Option<&CrampQuestions> {
        match &self.state {
            StretchScreen::Questions { questions, .. } => Some(questions),
            _ => None,
        }
    }

    /// The step that is shown by itself on the list.
    fn step_shown(&self) -> Option<usize> {
        match self.state {
            StretchScreen::Preview { step } => Some(step),
            _ => None,
        }
    }

    /// The cramp whose clock runs.
    pub(crate) fn open_cramp(&self) -> Option<&Cramp> {
        self.cramp.as_ref().filter(|cramp| cramp.is_open())
    }

    /// True if the cramp on the screen has let go.
    fn has_eased(&self) -> bool {
        self.cramp.as_ref().is_some_and(|cramp| !cramp.is_open())
    }

    /// The sentence on the length of a cramp that has let go.
    fn let_go_words(&self, now: &Now) -> String {
        let length = self.cramp.as_ref().map_or(0, |cramp| cramp.length(now).as_secs());
        format!("It let go after {}.", in_words(length))
    }

    /// True if a session, or the question at its end, is on the screen.
    pub(crate) fn is_live(&self) -> bool {
        self.session().is_some()
    }

    /// True if a session was begun and neither ran to its end nor was said to have eased.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.running().is_some() || self.abandoned
    }
}

impl Tab for StretchTab {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        match event {
            Event::Key(key) => self.key(*key, ctx),
            Event::Click { x, y } => match ctx.frame.at(*x, *y) {
                Some(Spot::Item(item)) => self.click(item, ctx),
                _ => None,
            },
            Event::Wheel { x, y, up } if !self.is_live() => {
                match ctx.frame.at(*x, *y) {
                    Some(Spot::Text) => self.scroll = roll(*up, self.scroll, ctx.frame),
                    Some(_) => return self.list(ListVerb::Move(Motion::wheel(*up)), ctx),
                    None => return None,
                }
                DONE
            }
            _ => None,
        }
    }

    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        match &self.state {
            StretchScreen::List => ctx.keys.hints(LIST_KEYS),
            StretchScreen::Preview { .. } => ctx.keys.hints(STEP_KEYS),
            StretchScreen::Running(live) => self.running_hints(live, ctx),
            StretchScreen::Ended { .. } => ctx.keys.hints(END_KEYS),
            StretchScreen::Questions { .. } => ctx.keys.hints(QUESTION_KEYS),
        }
    }

    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>) {
        view::draw(self, surface, ctx);
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
            KeyScreen::new(keys::PAIN_AND_SLEEP, QUESTION_KEYS),
        ]
    }

    fn place(&self, ctx: &Context<'_>) -> Option<Link> {
        let routines = &ctx.book.stretches.routines;
        let shown = match self.session() {
            Some(live) => routines.iter().position(|routine| routine.id == live.routine().id),
            None => self.selected.checked_sub(self.offers()).filter(|at| *at < routines.len()),
        };
        shown.map(Link::Routine)
    }
}

impl StretchTab {
    /// The keys of a session. The footer names what they do at this step, and the signs for which `!` is there.
    fn running_hints<'k>(&self, live: &RunningSession, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        let mut hints = ctx.keys.hints(RUN_KEYS);
        let is_waiting = live.session.at(ctx.now.mono).is_some_and(|at| at.left.is_none());
        let has_cramp = self.open_cramp().is_some();
        for hint in &mut hints {
            hint.foot = match hint.id {
                "session.ready" if is_waiting => "go on",
                "session.ready" if !has_cramp => "",
                "session.eased" if !has_cramp => "stop",
                _ => hint.foot,
            };
        }
        if live.routine().has_stretch() {
            let signs = ctx.keys.hints(GLOBAL_KEYS).into_iter().find(|hint| hint.id == "signs");
            hints.extend(signs.map(|signs| Hint { foot: "swollen, hot, or hard to breathe", ..signs }));
        }
        hints
    }

    fn click(&mut self, item: usize, ctx: &Context<'_>) -> Handled {
        match &mut self.state {
            StretchScreen::List | StretchScreen::Preview { .. } => self.select(item),
            StretchScreen::Ended { selected, .. } => {
                *selected = item;
                return self.end(EndVerb::Enter, ctx);
            }
            StretchScreen::Questions { .. } => return self.click_number(item),
            StretchScreen::Running(_) => {}
        }
        DONE
    }

    fn key(&mut self, key: Key, ctx: &Context<'_>) -> Handled {
        match self.state {
            StretchScreen::List => self.list(ctx.keys.find(LIST_KEYS, key)?, ctx),
            StretchScreen::Preview { .. } => self.list(ctx.keys.find(STEP_KEYS, key)?, ctx),
            StretchScreen::Running(_) => self.run(ctx.keys.find(RUN_KEYS, key)?, ctx),
            StretchScreen::Ended { .. } => self.end(ctx.keys.find(END_KEYS, key)?, ctx),
            StretchScreen::Questions { .. } => match ctx.keys.find(QUESTION_KEYS, key) {
                Some(verb) => self.answer_question(verb, key, ctx.now),
                // One press too many of a session's key answers nothing and leads nowhere.
                None => ctx.keys.find(RUN_KEYS, key).and(DONE),
            },
        }
    }

    /// The number of rows on the list before the routines: the offer to go on.
    fn offers(&self) -> usize {
        usize::from(self.suspended.is_some())
    }

    /// The selected routine of the list.
    fn routine_shown<'b>(&self, book: &'b Book) -> Option<&'b SharedRoutine> {
        self.selected.checked_sub(self.offers()).and_then(|at| book.stretches.routines.get(at))
    }
}

/// The sentence against a routine that stretches, where the ticked signs forbid that: an emergency, a sign about the leg, or one that
/// makes stretching unsafe.
pub(crate) fn forbidden(routine: &Routine, verdict: &Verdict) -> Option<String> {
    let is_forbidden = routine.has_stretch() && verdict.forbids_stretching();
    let why = verdict.not_now(STRETCHING).map_or_else(|| ".".to_owned(), |why| format!(": {why}"));
    is_forbidden.then(|| format!("Not for now, with what you ticked{why}"))
}

/// True if a routine works on a cramp, so that the question at its end is about one.
fn is_relief(routine: &Routine) -> bool {
    routine.purpose == Purpose::Relief
}
