//! The stretch tab in plain mode. A session speaks at each step, half-way, at its last five seconds and at its end. A voice reads more
//! slowly than time passes, so every line gives the queue a shorter wording, or may be dropped.

use std::time::Duration;

use super::{
    RunningSession, StretchScreen, StretchTab,
    episode_sync::SaveState,
    handover::{HandOver, Question},
    keys::{EndVerb, HAND_OVER_KEYS, HandOverVerb, LIST_KEYS, ListVerb, RUN_KEYS, RunVerb, STEP_KEYS},
    view::preview,
};
use crate::{
    domain::{
        book::STRETCHING,
        breath::Breath,
        episode::Scale,
        routine::{Side, Step, StepKind},
        session::{At, Cramp},
        time::{Now, ceil_seconds, in_words},
        words::capital,
    },
    screen::{
        AnnouncementKind, Context, ExpectedInput, InputAction, Key, PlainPosition, PlainScreen, Spot, pick,
        press, press_key,
    },
    ui::TextView,
};

/// Steps shorter than this have no half-way line: it would come in the middle of the instruction.
const HAS_HALF: Duration = Duration::from_secs(20);
/// Steps shorter than this have no line for their last seconds.
const HAS_LAST: Duration = Duration::from_secs(10);
/// The last seconds, said as one phrase.
const LAST: Duration = Duration::from_secs(5);
/// Steps shorter than this do not say their length.
const HAS_LENGTH: Duration = Duration::from_secs(6);
/// A line that names a time is offered for so long after that time.
const OFFERED: Duration = Duration::from_secs(1);
/// The warning where the result of the checklist forbids stretching.
const UNSAFE: &str = "You ticked a warning sign: do not stretch.";
/// The warning before a stretch, where there is no time for the whole of it before the first hold.
const SHORT_BEFORE: &str = "Swollen, hot or breathless?";

impl StretchTab {
    /// The tab's present screen.
    pub(super) fn plain(&self, ctx: &Context<'_>, position: &PlainPosition) -> PlainScreen {
        match &self.state {
            StretchScreen::Diary { questions, .. } => self.handover_plain(questions, ctx),
            StretchScreen::Ended { session, .. } => self.end_plain(session, ctx),
            StretchScreen::Running(session) => self.session_plain(session, ctx),
            StretchScreen::Preview { step } => self.step_plain(*step, ctx),
            StretchScreen::List if *position == PlainPosition::Inside => self.routine_plain(ctx),
            StretchScreen::List => self.list_plain(ctx),
        }
    }

    /// Whether a session is running or paused, and not at its end.
    pub(crate) fn is_under_way(&self) -> bool {
        self.running().is_some()
    }

    /// Whether a session's count goes down, or has run out and its end is not announced yet.
    pub(crate) fn counts(&self, now: &Now) -> bool {
        let has_count = |live: &&RunningSession| live.session.at(now.mono).is_none_or(|at| at.left.is_some());
        self.running().filter(has_count).is_some_and(|live| !live.session.is_paused())
    }

    fn list_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let mut screen = PlainScreen::new("stretches", vec!["Stretches.".to_owned()]);
        if let Some(left) = &self.left {
            let title = &left.live.session.routine().title;
            let actions = vec![InputAction::Pick(Spot::Item(0)), InputAction::Key(Key::Enter)];
            screen.choose_stretch(format!("Go on where you were: {title}"), actions);
            screen.place.push_str(" with one left");
        }
        for (i, routine) in ctx.book.stretches.routines.iter().enumerate() {
            let not_now = ctx.verdict.not_now(STRETCHING).is_some() && routine.has_stretch();
            let note = if not_now { ", not for now" } else { "" };
            let purpose = routine.purpose.words().to_lowercase();
            let words = format!("{}: {purpose}{note}", routine.title);
            screen.enter(words, pick(i + self.offers()));
        }
        screen.hides = &["stretch.start", "stretch.next-step", "evidence"];
        screen.ask = "Type the number of a stretch to hear about it, or menu for the other tabs.".to_owned();
        if let Some(cramp) = self.open_cramp() {
            let eased = capital(&ctx.names.eased);
            screen.lines.push(format!("Cramp since {}. {eased} when it stops.", cramp.since.clock()));
        }
        screen
    }

    fn routine_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let at = self.selected.saturating_sub(self.offers());
        let mut lines = vec![];
        let mut rest = vec![];
        if let Some(routine) = ctx.book.stretches.routines.get(at) {
            lines.extend([format!("{}.", routine.title), routine.summary.clone()]);
            let not_now = ctx.verdict.not_now(STRETCHING).filter(|_| routine.has_stretch());
            match not_now {
                Some(why) => lines.push(format!("Not for now, with what you ticked: {why}")),
                None => lines.push(ctx.book.stretches.before.clone()),
            }
            let takes = in_words(routine.length().as_secs());
            lines.push(format!("{}. Takes {takes}.", routine.purpose.words()));
            lines.extend(routine.avoid.iter().cloned());
            let steps = routine.outline().into_iter().map(|(step, times)| {
                let length = step.length.map_or_else(|| "until Enter".to_owned(), words_of);
                let times = if times > 1 { format!(", {times} times") } else { String::new() };
                format!("{} {}{times}.", step.say_for(None, routine.purpose), capital(&length))
            });
            rest.push("The steps:".to_owned());
            rest.extend(steps);
            for (label, words) in
                [("The seconds:", &routine.dose), ("How good is the evidence?", &routine.evidence.words)]
            {
                rest.extend((!words.is_empty()).then(|| format!("{label} {words}")));
            }
        }
        let mut screen = PlainScreen::new(format!("routine {at}"), lines).with_rest(rest);
        screen.is_inside = true;
        screen.choose_stretch("Start it", press_key(Key::Enter));
        screen.choose("Its steps one by one", press(ctx.keys, LIST_KEYS, &ListVerb::NextStep));
        screen.ask = "Type a number, evidence for its origin, or back for the list.".to_owned();
        screen
    }

    fn step_plain(&self, step: usize, ctx: &Context<'_>) -> PlainScreen {
        let lines = TextView::paragraphs(|page| {
            if let Some(routine) = self.routine_shown(ctx.book) {
                preview::write_step(page, routine, step, (ctx.book, ctx.verdict), 0);
            }
        });
        let mut screen = PlainScreen::new(format!("step {step} of {}", self.selected), lines);
        screen.is_inside = true;
        let next = press(ctx.keys, STEP_KEYS, &ListVerb::NextStep);
        screen.choose("Next step", next.clone());
        screen.choose("Step before", press(ctx.keys, STEP_KEYS, &ListVerb::StepBefore));
        screen.choose_stretch("Start the routine", press_key(Key::Enter));
        screen.on_enter = Some(next);
        screen.on_back = Some(press_key(Key::Esc));
        screen.ask = "Press Enter for the next step, or type back for the routine.".to_owned();
        screen
    }

    fn session_plain(&self, live: &RunningSession, ctx: &Context<'_>) -> PlainScreen {
        let routine = live.session.routine();
        // The announcements say all: the instruction comes first.
        let mut screen = PlainScreen::new(format!("session {}", routine.id), vec![]);
        self.announce_session(&mut screen, ctx);
        let waits = live.session.at(ctx.now.mono).is_some_and(|at| at.left.is_none());
        screen.on_enter = waits.then(|| press_key(Key::Enter));
        screen.on_back = Some(press(ctx.keys, RUN_KEYS, &RunVerb::Back));
        screen
    }

    /// The announcements of a session, on whichever tab the person is.
    pub(crate) fn announce_session(&self, screen: &mut PlainScreen, ctx: &Context<'_>) {
        if self.wants_advice(ctx.now) {
            let (advice, signs) = (&ctx.book.stretches.advice.text, capital(&ctx.names.signs));
            screen.announce("ten minutes", format!("{advice} {signs}: this sign is ticked there."));
        }
        if let (true, SaveState::Failed(why)) = (self.has_eased(), self.sync.state()) {
            screen.announce("not kept", format!("Not in the diary: {why}. It is tried again."));
        }
        let Some(live) = self.running() else { return };
        let Some(at) = live.session.at(ctx.now.mono) else { return };
        let Some(step) = live.session.steps_at(&at).0 else { return };
        let is_unsafe = live.session.routine().has_stretch() && ctx.verdict.forbids(STRETCHING);
        if live.session.is_paused() {
            announce_pause(screen, live, &at, is_unsafe);
            if is_unsafe {
                return;
            }
        }
        let length = at.done + at.left.unwrap_or_default();
        let has_last = length >= HAS_LAST;
        screen.step_left = at.left;
        screen.quiet_left = at.left.map(|left| if has_last { left.saturating_sub(LAST) } else { left });
        self.announce_step(screen, live, (&at, step), is_unsafe, ctx);
        let Some(left) = at.left.filter(|_| !live.session.is_paused()) else { return };
        let since_half = at.done.checked_sub(half(length)).filter(|since| *since < OFFERED);
        if has_last && left <= LAST && left > LAST.saturating_sub(OFFERED) {
            screen.add(
                AnnouncementKind::Time,
                format!("last of {}", at.step),
                vec!["Last five seconds.".to_owned()],
            );
        } else if length >= HAS_HALF && since_half.is_some() {
            let to_go = words_of(left);
            screen.add(
                AnnouncementKind::Time,
                format!("half of {}", at.step),
                vec![format!("Half-way: {to_go} to go.")],
            );
        }
    }

    /// The line that starts a step, and the explanations that go with it.
    fn announce_step(
        &self,
        screen: &mut PlainScreen,
        live: &RunningSession,
        (at, step): (&At, &Step),
        is_unsafe: bool,
        ctx: &Context<'_>,
    ) {
        let (leg, routine) = (live.session.leg(), live.session.routine());
        let purpose = routine.purpose;
        let say = step.say_for(leg, purpose);
        let key = format!("step {}", at.step);
        if step.breath.is_some() {
            screen.add(AnnouncementKind::Step, key, vec![say]);
            return;
        }
        // The time left, because a step that is taken up again is shorter than it is written.
        let length = match at.left {
            None => " Press Enter to go on.".to_owned(),
            Some(left) if left < HAS_LENGTH && step.length.is_some_and(|length| length < HAS_LENGTH) => {
                String::new()
            }
            Some(left) => format!(" {}.", capital(&words_of(left))),
        };
        // The leg is said where it is known and the instruction does not name it.
        let leg_words = step.leg_words(leg, purpose);
        let has_leg = say.to_lowercase().contains(&leg_words);
        let leg_said = match step.leg(leg) {
            Some(_) if !has_leg => format!(" {}.", capital(&leg_words)),
            _ => String::new(),
        };
        // Before a stretch there is time for its first words and the warning, and for no more.
        let is_rushed = at.step == 0 && routine.has_stretch() && at.left.is_some_and(|left| left < HAS_LAST);
        let first_words = say.split_inclusive('.').next().unwrap_or(&say);
        let full =
            if is_rushed { format!("{first_words}{leg_said}") } else { format!("{say}{leg_said}{length}") };
        let is_known = routine
            .steps
            .iter()
            .take(at.step)
            .any(|before| (&before.say, before.side, before.kind) == (&step.say, step.side, step.kind));
        let short = short_say(step, &say);
        let alternates = routine.steps.iter().any(|step| step.side == Side::Second);
        let which = match step.side {
            Side::Both => String::new(),
            _ if alternates && short.to_lowercase().contains(&leg_words) => String::new(),
            _ if alternates => format!("{}. ", capital(&leg_words)),
            _ if step.kind == StepKind::Hold => "Again. ".to_owned(),
            _ => String::new(),
        };
        let repeated = format!("{which}{short}{length}");
        let wordings =
            if is_known { vec![repeated, short] } else { vec![full, format!("{short}{length}"), short] };
        if is_unsafe {
            let long = wordings.first().map(|words| format!("{UNSAFE} {words}"));
            let short = wordings.iter().map(|words| format!("Do not stretch. {words}"));
            screen.add(AnnouncementKind::Step, key, long.into_iter().chain(short).collect());
            return;
        }
        screen.add(AnnouncementKind::Step, key, wordings);
        let before = &ctx.book.stretches.before;
        if at.step == 0 && routine.has_stretch() {
            let short = format!("{SHORT_BEFORE} {}.", capital(&ctx.names.signs));
            screen.add(AnnouncementKind::Warning, "before", vec![before.clone(), short]);
        }
        if step.kind == StepKind::Ease && self.open_cramp().is_some() {
            let asks = format!("Has it stopped? {}.", capital(&ctx.names.eased));
            screen.add(AnnouncementKind::Explanation, format!("eased? {}", at.step), vec![asks]);
            return;
        }
        if step.kind == StepKind::Ready && at.left.is_some_and(|left| left < HAS_LAST) {
            return;
        }
        if routine.has_stretch() {
            screen.explain(before.clone());
        }
        screen.explain(step.more_for(leg, purpose));
        if self.cramp.is_some() {
            let (eased, help) = (capital(&ctx.names.eased), capital(&ctx.names.help));
            screen.explain(format!("{eased} when the cramp stops. {help} for more."));
        } else {
            screen.explain(format!("{} for what you can do.", capital(&ctx.names.help)));
        }
        screen.explain(step.figure_words(leg, purpose));
        let is_paced = step.kind == StepKind::Hold
            && step.length.is_some_and(|length| Breath::in_hold(Duration::ZERO, length).is_some());
        let is_first = step.turn.is_some_and(|(which, _)| which == 1);
        if is_paced && !is_first && !self.no_pace {
            screen.explain(Breath::PACE);
        }
    }

    /// How the present step of a session is done.
    pub(crate) fn how(&self, ctx: &Context<'_>) -> Vec<String> {
        let Some(live) = self.running() else { return vec![] };
        let at = live.session.at(ctx.now.mono);
        let Some(step) = at.and_then(|at| live.session.steps_at(&at).0) else { return vec![] };
        let (leg, routine) = (live.session.leg(), live.session.routine());
        let is_unsafe = routine.has_stretch() && ctx.verdict.forbids(STRETCHING);
        let shown = if is_unsafe { String::new() } else { step.figure_words(leg, routine.purpose) };
        let before = if routine.has_stretch() { ctx.book.stretches.before.clone() } else { String::new() };
        let (say, more) = (step.say_for(leg, routine.purpose), step.more_for(leg, routine.purpose));
        let warning = if is_unsafe { UNSAFE.to_owned() } else { String::new() };
        vec![warning, say, shown, more, before]
    }

    /// The state of a session in one sentence, and the sentences for the person who asks for more.
    pub(crate) fn status(&self, ctx: &Context<'_>) -> Option<(String, String)> {
        let live = self.running()?;
        let at = live.session.at(ctx.now.mono)?;
        let (step, next) = live.session.steps_at(&at);
        let (leg, routine) = (live.session.leg(), live.session.routine());
        let step = step?;
        let mut short = match at.left {
            Some(left) => format!("{}, {} to go", step.kind.word(), words_of(left)),
            None => format!("{}: press Enter to go on", step.kind.word()),
        };
        if step.side != Side::Both {
            short.push_str(&format!(", {}", step.leg_words(leg, routine.purpose)));
        }
        short.push_str(if live.session.is_paused() { ", paused." } else { "." });
        if self.bell {
            short.push_str(" Bell on.");
        }
        let mut more = step.turn_words().map_or_else(String::new, |turn| format!("{turn}."));
        if let Some(cramp) = self.open_cramp() {
            more.push_str(&format!(" Cramp for {}.", in_words(cramp.length(ctx.now).as_secs())));
        }
        match next {
            Some(next) => more.push_str(&format!(" Next: {}", next.say_for(leg, routine.purpose))),
            None if self.cramp.is_some() => more.push_str(" Then you are asked if it has stopped."),
            None => more.push_str(" Then it is done."),
        }
        Some((short, more))
    }

    fn end_plain(&self, live: &RunningSession, ctx: &Context<'_>) -> PlainScreen {
        let mut lines = vec![];
        let open = self.cramp.as_ref().map(Cramp::is_open);
        match &self.cramp {
            Some(cramp) if cramp.is_open() => {
                lines.push("Has the cramp stopped?".to_owned());
                lines.push(format!("The cramp began at {}.", cramp.since.clock()));
            }
            Some(_) => lines.push(self.let_go_words(ctx.now)),
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
        let mut screen = PlainScreen::new(format!("end {open:?} {}", self.noted().is_some()), lines);
        self.announce_session(&mut screen, ctx);
        for (i, (verb, words)) in self.answers().into_iter().enumerate() {
            let pick = pick(i);
            match verb {
                EndVerb::Again | EndVerb::OtherLeg | EndVerb::Reopen
                    if live.session.routine().has_stretch() =>
                {
                    screen.choose_stretch(words, pick);
                }
                _ => screen.choose(words, pick),
            }
        }
        screen.on_back = Some(press_key(Key::Esc));
        if open == Some(true) {
            screen.on_yes_no = Some([0, 1].map(|i| pick(i)));
            screen.ask = "Type yes, no or a number.".to_owned();
        } else {
            screen.ask = "Type a number.".to_owned();
        }
        screen
    }

    /// Pain, sleep, the leg where it is not known, one question at a time.
    fn handover_plain(&self, handover: &HandOver, ctx: &Context<'_>) -> PlainScreen {
        let mut lines = vec![];
        if handover.is_untouched() && self.cramp.is_some() {
            lines.push(self.let_go_words(ctx.now));
        }
        let press = |verb| Some(press(ctx.keys, HAND_OVER_KEYS, &verb));
        let mut screen = match handover.at {
            Question::Pain => {
                lines.push("How bad was the pain, 0 to 10?".to_owned());
                PlainScreen::new("pain", lines)
            }
            Question::SleepLost => {
                lines.push("How much sleep did it cost, 0 to 10?".to_owned());
                PlainScreen::new("sleep lost", lines)
            }
            Question::Done if self.leg_said().is_none() => {
                let mut screen = PlainScreen::new("which leg", vec!["Which leg was it?".to_owned()]);
                screen.choose("The left", press(HandOverVerb::LeftLeg).unwrap_or_default());
                screen.choose("The right", press(HandOverVerb::RightLeg).unwrap_or_default());
                screen
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
            screen.on_enter = press(HandOverVerb::Keep);
            screen.on_yes_no = Some([press(HandOverVerb::Keep).unwrap_or_default(), vec![]]);
            screen.ask =
                "Press Enter to keep it in the diary. Type undo if the cramp has not stopped.".to_owned();
        } else {
            screen.expects = ExpectedInput::Digit;
            screen.on_enter = press(HandOverVerb::Skip);
            screen.ask =
                "Type a number, or press Enter to leave it blank. Type leave to keep the cramp without answers."
                    .to_owned();
        }
        screen.on_back = press(HandOverVerb::TakeBack);
        match self.sync.state() {
            SaveState::Failed(why) => {
                screen.announce("not kept", format!("Not in the diary: {why}. Press Enter to try again."));
            }
            _ if handover.is_sent => screen.announce("saving", "Saving."),
            _ => {}
        }
        screen
    }
}

fn words_of(left: Duration) -> String {
    in_words(ceil_seconds(left))
}

/// The pause of a session, and the warning where the result forbids to go on.
fn announce_pause(screen: &mut PlainScreen, live: &RunningSession, at: &At, is_unsafe: bool) {
    let to_go = at.left.map_or_else(String::new, |left| format!(", {} to go", words_of(left)));
    let away = live
        .session
        .away()
        .map_or_else(String::new, |away| format!(" You were away for {}.", in_words(away.as_secs().max(1))));
    let next = if is_unsafe {
        format!("{UNSAFE} Type signs to hear what to do.")
    } else {
        "Type resume to go on.".to_owned()
    };
    screen.announce("paused", format!("Paused{to_go}.{away} {next}"));
}

/// The shortest instruction of a step: its words for large letters, or all of it where it has none.
fn short_say(step: &Step, say: &str) -> String {
    if step.shout.is_empty() { say.to_owned() } else { format!("{}.", capital(&step.shout.to_lowercase())) }
}

/// Half of a length, in whole seconds.
fn half(length: Duration) -> Duration {
    Duration::from_secs(length.as_secs() / 2)
}
