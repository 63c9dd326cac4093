//! The announcements of a running session, and the words for a person who asks about it. A voice reads more slowly than time
//! passes, so every line has shorter wordings, or may be dropped.

use std::time::Duration;

use super::{RunningSession, StretchTab, episode_sync::SaveState, forbidden};
use crate::{
    domain::{
        Breath, Side, Step, StepKind, StepProgress,
        time::{ceil_seconds, in_words},
        words::capital,
    },
    screen::{AnnouncementKind, Context, PlainScreen},
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
        let is_unsafe = forbidden(live.routine(), ctx.verdict).is_some();
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
        (at, step): (&StepProgress, &Step),
        is_unsafe: bool,
        ctx: &Context<'_>,
    ) {
        let key = format!("step {}", at.step);
        if step.breath.is_some() {
            let say = step.say_for(live.session.leg(), live.routine().purpose);
            screen.add(AnnouncementKind::Step, key, vec![say]);
            return;
        }
        let wordings = step_wordings(live, at, step);
        if is_unsafe {
            let long = wordings.first().map(|words| format!("{UNSAFE} {words}"));
            let short = wordings.iter().map(|words| format!("Do not stretch. {words}"));
            screen.add(AnnouncementKind::Step, key, long.into_iter().chain(short).collect());
            return;
        }
        screen.add(AnnouncementKind::Step, key, wordings);
        self.explain_step(screen, live, (at, step), ctx);
    }

    /// The warning before a stretch, and the explanations of a step.
    fn explain_step(
        &self,
        screen: &mut PlainScreen,
        live: &RunningSession,
        (at, step): (&StepProgress, &Step),
        ctx: &Context<'_>,
    ) {
        let (leg, routine) = (live.session.leg(), live.routine());
        let purpose = routine.purpose;
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
        let help = capital(&ctx.names.help);
        if self.cramp.is_some() {
            let eased = capital(&ctx.names.eased);
            screen.explain(format!("{eased} when the cramp stops. {help} for more."));
        } else {
            screen.explain(format!("{help} for what you can do."));
        }
        screen.explain(step.figure_words(leg, purpose));
        let is_paced = step.kind == StepKind::Hold
            && step.length.is_some_and(|length| Breath::in_hold(Duration::ZERO, length).is_some());
        let is_first = step.turn.is_some_and(|(which, _)| which == 1);
        if is_paced && !is_first && !self.no_pace {
            screen.explain(Breath::PACE);
        }
    }

    /// The instructions for the present step of a session.
    pub(crate) fn how(&self, ctx: &Context<'_>) -> Vec<String> {
        let Some(live) = self.running() else { return vec![] };
        let at = live.session.at(ctx.now.mono);
        let Some(step) = at.and_then(|at| live.session.steps_at(&at).0) else { return vec![] };
        let (leg, routine) = (live.session.leg(), live.session.routine());
        let is_unsafe = forbidden(routine, ctx.verdict).is_some();
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
            Some(left) => format!("{}, {} to go", step.kind.words(), words_of(left)),
            None => format!("{}: press Enter to go on", step.kind.words()),
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
}

/// The wordings of the line that starts a step, from the longest to the shortest. A step that came before is said shorter.
fn step_wordings(live: &RunningSession, at: &StepProgress, step: &Step) -> Vec<String> {
    let (leg, routine) = (live.session.leg(), live.routine());
    let say = step.say_for(leg, routine.purpose);
    let short = short_say(step, &say);
    // The time left, because a step that is taken up again is shorter than it is written.
    let length = match at.left {
        None => " Press Enter to go on.".to_owned(),
        Some(left) if left < HAS_LENGTH && step.length.is_some_and(|length| length < HAS_LENGTH) => {
            String::new()
        }
        Some(left) => format!(" {}.", capital(&words_of(left))),
    };
    let leg_words = step.leg_words(leg, routine.purpose);
    let names_leg = |words: &str| words.to_lowercase().contains(&leg_words);
    let is_alike =
        |before: &Step| (&before.say, before.side, before.kind) == (&step.say, step.side, step.kind);
    if routine.steps.iter().take(at.step).any(is_alike) {
        let alternates = routine.steps.iter().any(|step| step.side == Side::Second);
        let which = match step.side {
            Side::First | Side::Second if alternates && !names_leg(&short) => {
                format!("{}. ", capital(&leg_words))
            }
            Side::First | Side::Second if !alternates && step.kind == StepKind::Hold => "Again. ".to_owned(),
            _ => String::new(),
        };
        return vec![format!("{which}{short}{length}"), short];
    }
    // The leg is said where it is known and the instruction does not name it.
    let leg_said = match step.leg(leg) {
        Some(_) if !names_leg(&say) => format!(" {}.", capital(&leg_words)),
        _ => String::new(),
    };
    // Before a stretch there is time for its first words and the warning, and for no more.
    let is_rushed = at.step == 0 && routine.has_stretch() && at.left.is_some_and(|left| left < HAS_LAST);
    let full = if is_rushed {
        let first_words = say.split_inclusive('.').next().unwrap_or(&say);
        format!("{first_words}{leg_said}")
    } else {
        format!("{say}{leg_said}{length}")
    };
    vec![full, format!("{short}{length}"), short]
}

/// A time left in words.
pub(super) fn words_of(left: Duration) -> String {
    in_words(ceil_seconds(left))
}

/// The pause of a session, and the warning where the result forbids to go on.
fn announce_pause(screen: &mut PlainScreen, live: &RunningSession, at: &StepProgress, is_unsafe: bool) {
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
