//! How the stretch tab sounds. A session speaks at its milestones and no oftener: each step, half-way, its last five seconds,
//! the ten-minute advice, the end. What it says of a time is what the clock says as it is said.

use std::time::Duration;

use super::{
    RunningSession, State, Stretch,
    episode_sync::SaveState,
    handover::{HandOver, Question},
    keys::{HAND_OVER_KEYS, HandOverVerb, LIST_KEYS, ListVerb, RUN_KEYS, RunVerb, STEP_KEYS},
    view::preview,
};
use crate::{
    domain::{
        book::{Link, STRETCHING},
        breath::Breath,
        episode::Scale,
        routine::{Side, Step, StepKind},
        session::{At, Cramp},
        time::{Now, ceil_seconds, in_words},
        words::capital,
    },
    screen::{
        Context,
        event::Key,
        frame_info::Spot,
        global::{GLOBAL_KEYS, GlobalVerb},
        plain_screen::{ExpectedInput, InputAction, PlainPosition, PlainScreen, press},
    },
    tabs::words,
    ui::text_view::TextView,
};

/// Steps shorter than this have no half-way, which would be heard in the middle of the instruction.
const HAS_HALF: Duration = Duration::from_secs(20);
/// Steps shorter than this are over before their last seconds could be announced.
const HAS_LAST: Duration = Duration::from_secs(10);
/// How fast a voice speaks that is easily followed, in words a minute. What a step says of a time must be heard before that
/// time is over, or it would be a wrong number.
const WORDS_A_MINUTE: u64 = 150;
/// The last seconds, said as one phrase.
const LAST: Duration = Duration::from_secs(5);

impl Stretch {
    /// What somebody hears here.
    pub(super) fn plain(&self, ctx: &Context<'_>, listener: &PlainPosition) -> PlainScreen {
        match &self.state {
            State::Diary { questions, .. } => self.handover_plain(questions, ctx),
            State::Ended { session, .. } => self.end_plain(session, ctx),
            State::Running(session) => self.session_plain(session, ctx),
            State::Preview { step } => self.step_plain(*step, ctx),
            State::List if listener.inside => self.routine_plain(ctx),
            State::List => self.list_plain(ctx),
        }
    }

    /// Whether a session is running or paused, and not at its end.
    pub(crate) fn is_under_way(&self) -> bool {
        self.running().is_some()
    }

    /// Whether a session counts, or has run out and has yet to say so: not where it is paused, and not at a step that waits to be
    /// told.
    pub(crate) fn counts(&self, now: &Now) -> bool {
        let has_count = |live: &&RunningSession| live.session.at(now.mono).is_none_or(|at| at.left.is_some());
        self.running().filter(has_count).is_some_and(|live| !live.session.is_paused())
    }

    fn list_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let mut plain_screen = PlainScreen::new("stretches", vec!["Stretches.".to_owned()]);
        if let Some(left) = &self.left {
            let title = &left.live.session.routine().title;
            let actions = vec![InputAction::Pick(Spot::Item(0)), InputAction::Key(Key::Enter)];
            plain_screen.choose(format!("Go on where you were: {title}"), actions);
            plain_screen.place.push_str(" with one left");
        }
        for (i, routine) in ctx.book.stretches.routines.iter().enumerate() {
            let not_now = ctx.verdict.not_now(STRETCHING).is_some() && routine.has_stretch();
            let note = if not_now { ", not for now" } else { "" };
            let purpose = routine.purpose.words().to_lowercase();
            let words = format!("{}: {purpose}{note}", routine.title);
            plain_screen.enter(words, vec![InputAction::Pick(Spot::Item(i + self.offers()))]);
        }
        plain_screen.hides = &["stretch.start", "stretch.next-step", "evidence"];
        plain_screen.ask = "The number of a stretch describes it. menu, the other tabs.".to_owned();
        if let Some(cramp) = self.cramp.as_ref().filter(|cramp| cramp.is_open()) {
            let eased = ctx.keys.name(LIST_KEYS, &ListVerb::Eased);
            plain_screen
                .lines
                .push(format!("Cramp since {}: {eased} when it has let go.", cramp.since.clock()));
        }
        plain_screen
    }

    fn routine_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let at = self.selected.saturating_sub(self.offers());
        let lines = words::entry(ctx.book, ctx.verdict, ctx.phone, Link::Routine(at)).lines;
        let mut plain_screen = PlainScreen::new(format!("routine {at}"), lines);
        plain_screen.is_inside = true;
        plain_screen.choose("Start it", vec![InputAction::Key(Key::Enter)]);
        plain_screen.choose("Its steps one by one", press(ctx.keys, LIST_KEYS, &ListVerb::NextStep));
        let evidence = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Evidence);
        plain_screen.ask = format!("{evidence}, where this comes from. back, the list.");
        plain_screen
    }

    fn step_plain(&self, step: usize, ctx: &Context<'_>) -> PlainScreen {
        let mut page = TextView::plain();
        if let Some(routine) = self.routine_shown(ctx.book) {
            preview::write_step(&mut page, routine, step, (ctx.book, ctx.verdict), 0);
        }
        let mut plain_screen =
            PlainScreen::new(format!("step {step} of {}", self.selected), page.into_plain().lines);
        plain_screen.is_inside = true;
        let next = press(ctx.keys, STEP_KEYS, &ListVerb::NextStep);
        plain_screen.choose("Next step", next.clone());
        plain_screen.choose("Step before", press(ctx.keys, STEP_KEYS, &ListVerb::StepBefore));
        plain_screen.choose("Start the routine", vec![InputAction::Key(Key::Enter)]);
        plain_screen.on_enter = Some(next);
        plain_screen.on_back = Some(vec![InputAction::Key(Key::Esc)]);
        plain_screen.ask = "Enter, the next step. back, the routine.".to_owned();
        plain_screen
    }

    fn session_plain(&self, live: &RunningSession, ctx: &Context<'_>) -> PlainScreen {
        let routine = live.session.routine();
        let mut lines = vec![];
        // The instruction comes first; when not to stretch is said with it, before the first hold begins.
        if routine.has_stretch() && live.session.at(ctx.now.mono).is_none_or(|at| at.step > 0) {
            lines.push(format!("{}.", routine.title));
        }
        let mut plain_screen = PlainScreen::new(format!("session {}", routine.id), lines);
        self.tell_session(&mut plain_screen, ctx);
        let waits = live.session.at(ctx.now.mono).is_some_and(|at| at.left.is_none());
        plain_screen.on_enter = waits.then(|| vec![InputAction::Key(Key::Enter)]);
        plain_screen.on_back = Some(press(ctx.keys, RUN_KEYS, &RunVerb::Back));
        let eased = ctx.keys.name(RUN_KEYS, &RunVerb::Eased);
        let eased =
            if self.cramp.is_some() { format!("{eased} when it has let go. ") } else { String::new() };
        // No more than that: the first stretch is waiting to be told.
        plain_screen.ask = format!("{eased}? says what else.");
        plain_screen
    }

    /// What is new in a running session, wherever somebody is meanwhile.
    pub(crate) fn tell_session(&self, plain_screen: &mut PlainScreen, ctx: &Context<'_>) {
        if self.wants_advice(ctx.now) {
            let signs = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
            let advice = &ctx.book.stretches.advice.text;
            let text = format!("{advice} Type {signs} for the warning signs, with this ticked.");
            plain_screen.announce("ten minutes", text);
        }
        let is_eased = self.cramp.as_ref().is_some_and(|cramp| !cramp.is_open());
        if let (true, SaveState::Failed(why)) = (is_eased, self.sync.state()) {
            plain_screen.announce("not kept", format!("Not in the diary: {why}. It is tried again."));
        }
        let Some(live) = self.running() else { return };
        let Some(at) = live.session.at(ctx.now.mono) else { return };
        let Some(step) = live.session.steps_at(&at).0 else { return };
        self.tell_step(plain_screen, live, &at, step, ctx);
        let to_go = at.left.map_or_else(String::new, |left| format!("{} to go", words_of(left)));
        if live.session.is_paused() {
            let away = live.session.away().map_or_else(String::new, |away| {
                format!(" You were away for {}.", in_words(away.as_secs().max(1)))
            });
            // A step that waits to be told has no time to go.
            let how = if to_go.is_empty() { String::new() } else { format!(", {to_go}") };
            plain_screen.announce("paused", format!("Paused{how}.{away} pause goes on."));
            return;
        }
        let (Some(left), length) = (at.left, at.done + at.left.unwrap_or_default()) else { return };
        let spoken = spoken_in(live, step);
        if length >= HAS_LAST && left <= LAST && spoken <= length.saturating_sub(LAST) {
            let words = if ceil_seconds(left) == LAST.as_secs() { "Last five seconds." } else { &to_go };
            plain_screen.announce(format!("last of {}", at.step), capital(words));
        } else if length >= HAS_HALF && left > LAST && at.done >= half(length) && spoken <= half(length) {
            plain_screen.announce(format!("half of {}", at.step), format!("Half-way: {to_go}."));
        }
    }

    /// A step as it begins: what to do, then how, then what to beware of.
    fn tell_step(
        &self,
        plain_screen: &mut PlainScreen,
        live: &RunningSession,
        at: &At,
        step: &Step,
        ctx: &Context<'_>,
    ) {
        let (leg, routine) = (live.session.leg(), live.session.routine());
        let purpose = routine.purpose;
        let say = step.say_for(leg, purpose);
        let key = format!("step {}", at.step);
        if step.breath.is_some() {
            // No sooner said than over: the words of the breath alone.
            plain_screen.announce(key, say);
            return;
        }
        let unsafe_now = routine.has_stretch() && ctx.verdict.forbids(STRETCHING);
        if unsafe_now {
            let signs = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
            plain_screen
                .announce("not now", format!("Do not stretch now, with what you ticked. Type {signs}"));
        }
        // What is left of it: a step that is taken up again, or was made longer, is not as long as it is written.
        let length = at.left.map_or_else(|| "until Enter".to_owned(), words_of);
        let mut place = match (step.turn, step.kind) {
            (Some((which, of)), StepKind::Hold) => format!("{} {which} of {of}", step.kind.word()),
            _ => step.kind.word().to_owned(),
        };
        if step.side != Side::Both {
            place.push_str(&format!(", {}", step.leg_words(leg, purpose)));
        }
        let minute = Duration::from_secs(60);
        let so_far = match &self.cramp {
            Some(cramp) if cramp.is_open() && cramp.length(ctx.now) >= minute => {
                format!(", cramp for {}", in_words(cramp.length(ctx.now).as_secs()))
            }
            _ => String::new(),
        };
        let of = routine.steps.len();
        let number = if at.step == 0 {
            format!("{}, {of} steps.", routine.title)
        } else {
            format!("Step {} of {of}{so_far}.", at.step + 1)
        };
        // The instruction comes first of all: it is what somebody in pain is waiting for. What is short is said shortly.
        let is_short = step.length.is_some_and(|length| length < HAS_LAST);
        let known = step.leg(leg).map_or_else(String::new, |leg| format!("{leg}, "));
        let text = match (is_short, at.step) {
            (true, 0) => format!("{say} {}. {number}", capital(&format!("{known}{length}"))),
            (true, _) => format!("{say} {}.", capital(&format!("{known}{length}"))),
            (false, _) => format!("{say} {place}, {length}. {number}"),
        };
        plain_screen.announce(key, text);
        if at.step == 0 && routine.has_stretch() && !unsafe_now {
            plain_screen.announce_once(ctx.book.stretches.before.clone());
        }
        // Getting into place is over before it could be explained; `how` explains it.
        if is_short {
            return;
        }
        let shown = if unsafe_now { String::new() } else { step.figure_words(leg, purpose) };
        for text in [shown, step.more_for(leg, purpose)].into_iter().filter(|text| !text.is_empty()) {
            plain_screen.announce_once(text);
        }
        let paced = step.kind == StepKind::Hold
            && step.length.is_some_and(|length| Breath::in_hold(Duration::ZERO, length).is_some());
        // Once the stretch itself has been explained, and not on top of that.
        let is_first = step.turn.is_some_and(|(which, _)| which == 1);
        if paced && !is_first && !self.no_pace && !unsafe_now {
            plain_screen.announce_once(Breath::PACE);
        }
    }

    /// How the step is done that a running session is at: said when it is asked for.
    pub(crate) fn how(&self, ctx: &Context<'_>) -> Vec<String> {
        let Some(live) = self.running() else { return vec![] };
        let at = live.session.at(ctx.now.mono);
        let Some(step) = at.and_then(|at| live.session.steps_at(&at).0) else { return vec![] };
        let (leg, routine) = (live.session.leg(), live.session.routine());
        let is_unsafe = routine.has_stretch() && ctx.verdict.forbids(STRETCHING);
        let shown = if is_unsafe { String::new() } else { step.figure_words(leg, routine.purpose) };
        let before = if routine.has_stretch() { ctx.book.stretches.before.clone() } else { String::new() };
        let (say, more) = (step.say_for(leg, routine.purpose), step.more_for(leg, routine.purpose));
        vec![say, shown, more, before]
    }

    /// How a running session stands: said when it is asked for.
    pub(crate) fn status(&self, ctx: &Context<'_>) -> Option<String> {
        let live = self.running()?;
        let at = live.session.at(ctx.now.mono)?;
        let (step, next) = live.session.steps_at(&at);
        let (leg, routine) = (live.session.leg(), live.session.routine());
        let step = step?;
        let mut said = match at.left {
            Some(left) => format!("{}, {} to go", step.kind.word(), words_of(left)),
            None => format!("{}: Enter goes on", step.kind.word()),
        };
        if step.side != Side::Both {
            said.push_str(&format!(", {}", step.leg_words(leg, routine.purpose)));
        }
        if live.session.is_paused() {
            said.push_str(", paused");
        }
        said.push_str(&format!(". Step {} of {}.", at.step + 1, routine.steps.len()));
        if let Some(cramp) = self.cramp.as_ref().filter(|cramp| cramp.is_open()) {
            said.push_str(&format!(" Cramp for {}.", in_words(cramp.length(ctx.now).as_secs())));
        }
        if self.bell {
            said.push_str(" Bell on.");
        }
        match next {
            Some(next) => said.push_str(&format!(" Next: {}", next.say_for(leg, routine.purpose))),
            None if self.cramp.is_some() => said.push_str(" Then: has it let go?"),
            None => said.push_str(" Then it is done."),
        }
        Some(said)
    }

    fn end_plain(&self, live: &RunningSession, ctx: &Context<'_>) -> PlainScreen {
        let mut lines = vec![];
        let open = self.cramp.as_ref().map(Cramp::is_open);
        match &self.cramp {
            Some(cramp) if cramp.is_open() => {
                lines.push("Has it let go?".to_owned());
                lines.push(format!("The cramp began at {}.", cramp.since.clock()));
            }
            Some(cramp) => {
                lines.push(format!("It let go after {}.", in_words(cramp.length(ctx.now).as_secs())))
            }
            None => {
                let how = if live.session.is_finished(ctx.now.mono) { "done" } else { "stopped" };
                lines.push(format!("{}: {how}.", live.session.routine().title));
            }
        }
        if let Some(episode) = self.noted() {
            let mut said = vec!["In the diary".to_owned()];
            said.extend(episode.pain.map(|pain| format!("pain {} of 10", pain.get())));
            said.extend(episode.sleep_lost.map(|lost| format!("sleep lost {} of 10", lost.get())));
            lines.push(format!("{}.", said.join(", ")));
        }
        let mut plain_screen = PlainScreen::new(format!("end {open:?} {}", self.noted().is_some()), lines);
        self.tell_session(&mut plain_screen, ctx);
        for (i, (_, words)) in self.answers().into_iter().enumerate() {
            plain_screen.choose(words, vec![InputAction::Pick(Spot::Item(i))]);
        }
        plain_screen.on_back = Some(vec![InputAction::Key(Key::Esc)]);
        plain_screen.ask = "Type a number.".to_owned();
        plain_screen
    }

    /// Pain, sleep, the leg where it is not known, one question at a time.
    fn handover_plain(&self, handover: &HandOver, ctx: &Context<'_>) -> PlainScreen {
        let mut lines = vec![];
        if handover.is_untouched()
            && let Some(cramp) = &self.cramp
        {
            lines.push(format!("It let go after {}.", in_words(cramp.length(ctx.now).as_secs())));
        }
        let press = |verb| Some(press(ctx.keys, HAND_OVER_KEYS, &verb));
        let mut plain_screen = match handover.at {
            Question::Pain => {
                lines.push("How bad was the pain, 0 to 10?".to_owned());
                PlainScreen::new("pain", lines)
            }
            Question::SleepLost => {
                lines.push("How much sleep did it cost, 0 to 10?".to_owned());
                PlainScreen::new("sleep lost", lines)
            }
            Question::Done if self.leg_said().is_none() => {
                let mut plain_screen = PlainScreen::new("which leg", vec!["Which leg was it?".to_owned()]);
                plain_screen.choose("The left", press(HandOverVerb::LeftLeg).unwrap_or_default());
                plain_screen.choose("The right", press(HandOverVerb::RightLeg).unwrap_or_default());
                plain_screen
            }
            Question::Done => {
                let value = |value: Option<Scale>| {
                    value.map_or_else(|| "not said".to_owned(), |value| value.get().to_string())
                };
                let leg = self.leg_said().map_or("leg not said", |leg| leg.words());
                let (pain, sleep) = (value(handover.pain), value(handover.sleep_lost));
                PlainScreen::new("keep", vec![format!("Pain {pain}. Sleep lost {sleep}. {}.", capital(leg))])
            }
        };
        if handover.at == Question::Done {
            plain_screen.on_enter = press(HandOverVerb::Keep);
            let not_yet = ctx.keys.name(HAND_OVER_KEYS, &HandOverVerb::Reopen);
            plain_screen.ask = format!("Enter keeps it in the diary. {not_yet}, it had not let go.");
        } else {
            plain_screen.expects = ExpectedInput::Digit;
            plain_screen.on_enter = press(HandOverVerb::Skip);
            plain_screen.ask =
                "Type a number; Enter alone leaves it blank. leave keeps the cramp without these answers."
                    .to_owned();
        }
        plain_screen.on_back = press(HandOverVerb::TakeBack);
        match self.sync.state() {
            SaveState::Failed(why) => {
                plain_screen.announce("not kept", format!("Not in the diary: {why}. Enter tries again."));
            }
            _ if handover.is_sent => plain_screen.announce("saving", "Saving."),
            _ => {}
        }
        plain_screen
    }
}

fn words_of(left: Duration) -> String {
    in_words(ceil_seconds(left))
}

/// How long a step takes to be said as it begins: the first of several like it is explained, the others are only named.
fn spoken_in(live: &RunningSession, step: &Step) -> Duration {
    let (leg, purpose) = (live.session.leg(), live.session.routine().purpose);
    let mut said = vec![step.say_for(leg, purpose)];
    if step.turn.is_none_or(|(which, _)| which == 1) {
        said.extend([step.figure_words(leg, purpose), step.more_for(leg, purpose)]);
    }
    // What kind of step it is, which, and for how long, take some ten words more.
    let words = said.iter().map(|text| text.split_whitespace().count()).sum::<usize>() + 10;
    Duration::from_secs(u64::try_from(words).unwrap_or(0) * 60 / WORDS_A_MINUTE)
}

/// Half of a length, in whole seconds.
fn half(length: Duration) -> Duration {
    Duration::from_secs(length.as_secs() / 2)
}
