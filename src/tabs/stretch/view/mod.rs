//! The view of the Stretch tab. The running session is made to be read in the dark and without glasses.

mod ended;
mod layout;
mod list;
pub(crate) mod preview;
mod session;

use super::{
    StretchScreen, StretchTab, forbidden,
    keys::{RUN_KEYS, RunVerb},
};
use crate::{
    domain::time::{ceil_seconds, clock},
    screen::{Context, GLOBAL_KEYS, GlobalVerb},
    ui::{Role, Surface, margin, wrap},
};

pub(crate) fn draw(stretch: &StretchTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let area = margin(surface.area(), 2);
    match &stretch.state {
        StretchScreen::Ended { .. } | StretchScreen::Questions { .. } => {
            ended::draw(stretch, &mut surface.part(area), ctx)
        }
        StretchScreen::Running(session) => session::draw(stretch, session, &mut surface.part(area), ctx),
        StretchScreen::List | StretchScreen::Preview { .. } => list::draw(stretch, surface, ctx),
    }
}

/// The instruction is wrapped to this: short lines are found again after a blink.
const SAY_COLUMNS: usize = 60;

/// A row of words with its role, to be laid out from the top.
type Words = (Role, String);

fn write(surface: &mut Surface<'_>, row: usize, words: &[Words]) -> usize {
    for (i, (role, text)) in words.iter().enumerate() {
        surface.write(row + i, 0, text, *role);
    }
    row + words.len()
}

fn lines(role: Role, text: &str, width: usize) -> Vec<Words> {
    let lines = if text.is_empty() { vec![] } else { wrap(text, width) };
    lines.into_iter().map(|line| (role, line)).collect()
}

/// The ten-minute advice, and the key that leads to the sign it is about, which is then ticked.
pub(crate) fn advice_words(ctx: &Context<'_>) -> String {
    let signs = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
    format!("{} Press {signs}", ctx.book.stretches.advice.text)
}

/// The one line of a window too small for anything else, longest first: the count, and as many whole words of the
/// instruction as fit beside it. With a sign that forbids stretching, the line forbids it too.
pub(crate) fn one_line(stretch: &StretchTab, ctx: &Context<'_>) -> Option<Vec<String>> {
    let live = stretch.session()?;
    let Some(at) = stretch.running().and_then(|live| live.session.at(ctx.now.mono)) else {
        // The question where there is one; a routine for no cramp has none.
        let lines = if stretch.open_cramp().is_some() {
            ["Has it let go? Make the window larger", "Let go?", "?"]
        } else {
            ["The stretch is over. Make the window larger", "Stretch over", "+"]
        };
        return Some(lines.map(str::to_owned).to_vec());
    };
    let routine = live.routine();
    if forbidden(routine, ctx.verdict).is_some() {
        return Some([&stop_words(ctx), "Do not stretch", "STOP", "!"].map(str::to_owned).to_vec());
    }
    let enter = || ctx.keys.name(RUN_KEYS, &RunVerb::Done);
    let count = at.left.map_or_else(enter, |left| clock(ceil_seconds(left)));
    let (step, _) = live.session.steps_at(&at);
    let say = step.map_or_else(String::new, |step| step.say_for(live.session.leg(), routine.purpose));
    let paused = if live.session.is_paused() { " PAUSED" } else { "" };
    let words: Vec<&str> = say.split(' ').collect();
    let mut lines: Vec<String> = (1..=words.len())
        .rev()
        .filter_map(|n| Some(format!("{count}{paused} {}", words.get(..n)?.join(" "))))
        .collect();
    lines.extend([format!("{count}{paused}"), count, "+".to_owned()]);
    Some(lines)
}

/// The instruction while the ticked signs forbid to stretch.
fn stop_words(ctx: &Context<'_>) -> String {
    let signs = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
    format!("Do not stretch now, with what you ticked. Press {signs}")
}
