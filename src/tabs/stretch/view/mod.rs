//! How the stretch tab looks: the running session first of all, in the dark, without glasses.

mod ended;
mod layout;
mod list;
pub(crate) mod preview;
mod session;

use super::{State, Stretch};
use crate::{
    domain::{
        session::Cramp,
        time::{Now, ceil_seconds, clock},
    },
    screen::{
        Context,
        frame_info::FrameInfo,
        global::{GLOBAL_KEYS, GlobalVerb},
    },
    ui::{
        Appearance,
        surface::{Surface, margin},
        text_view::wrap,
        theme::Role,
    },
};

pub(crate) fn draw(
    stretch: &Stretch,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = margin(surface.area(), 2);
    match &stretch.state {
        State::Ended { .. } | State::Diary { .. } => {
            ended::draw(stretch, &mut surface.part(area), ctx, look, out);
        }
        State::Running(session) => session::draw(stretch, session, &mut surface.part(area), ctx, look),
        State::List | State::Preview { .. } => list::draw(stretch, surface, ctx, look, out),
    }
}

/// The instruction is wrapped to this: short lines are found again after a blink.
const SAY_COLUMNS: usize = 60;

/// A row of words with its role, to be laid out from the top.
type Words = (Role, String);

fn rows_of(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

fn write(surface: &mut Surface<'_>, row: usize, words: &[Words], look: &Appearance) -> usize {
    for (i, (role, text)) in words.iter().enumerate() {
        surface.text(row + i, 0, text, look.theme.style(*role));
    }
    row + words.len()
}

fn lines(role: Role, text: &str, width: usize) -> Vec<Words> {
    let lines = if text.is_empty() { vec![] } else { wrap(text, width) };
    lines.into_iter().map(|line| (role, line)).collect()
}

/// The ten-minute advice, and the key that leads to the sign it is about, which is then ticked.
fn advice_words(ctx: &Context<'_>) -> String {
    let signs = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
    format!("{} Press {signs}", ctx.book.stretches.advice.text)
}

/// The one line of a window too small for anything else, longest first: the count, and as many whole words of the
/// instruction as fit beside it.
pub(crate) fn one_line(stretch: &Stretch, now: &Now) -> Option<Vec<String>> {
    let live = stretch.session()?;
    let Some(at) = stretch.running().and_then(|live| live.session.at(now.mono)) else {
        // The question where there is one; a routine for no cramp has none.
        let is_open = stretch.cramp.as_ref().is_some_and(Cramp::is_open);
        let lines = if is_open {
            ["Has it let go? Make the window larger", "Let go?", "?"]
        } else {
            ["The stretch is over. Make the window larger", "Stretch over", "+"]
        };
        return Some(lines.map(str::to_owned).to_vec());
    };
    let count = at.left.map_or_else(|| "Enter".to_owned(), |left| clock(ceil_seconds(left)));
    let (step, _) = live.session.steps_at(&at);
    let say = step
        .map_or_else(String::new, |step| step.say_for(live.session.leg(), live.session.routine().purpose));
    let paused = if live.session.is_paused() { " PAUSED" } else { "" };
    let words: Vec<&str> = say.split(' ').collect();
    let mut lines: Vec<String> = (1..=words.len())
        .rev()
        .filter_map(|n| Some(format!("{count}{paused} {}", words.get(..n)?.join(" "))))
        .collect();
    lines.extend([format!("{count}{paused}"), count, "+".to_owned()]);
    Some(lines)
}
