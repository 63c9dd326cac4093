//! The loop: draw, wait, update, act. It sleeps until a key or the next visible change, and nothing else wakes it.

use std::time::Duration;

use crate::{
    app::App,
    domain::time::Now,
    screen::{
        effect::{Effect, EffectResult},
        event::Event,
        frame_info::FrameInfo,
    },
};

/// The world as the loop sees it: the real one, or a hand-wound one in tests.
pub(crate) trait World {
    /// What can go wrong with the terminal.
    type Error;

    /// Reads the clocks.
    fn now(&mut self) -> Now;

    /// Draws one frame.
    fn draw(&mut self, app: &App, now: &Now) -> Result<FrameInfo, Self::Error>;

    /// Waits for something to happen, at most until `timeout` has passed; `None` waits for ever.
    fn wait(&mut self, timeout: Option<Duration>) -> Result<WaitResult, Self::Error>;

    /// Does something only the world can do.
    fn act(&mut self, effect: &Effect) -> EffectResult;
}

/// How a wait ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum WaitResult {
    /// These happened, in order; none if the wait lapsed.
    Events(Vec<Event>),
    /// Leave, because of this signal.
    Signal(i32),
    /// There is no terminal any more.
    Gone,
}

/// How the loop ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Somebody asked to leave.
    Quit,
    Signal(i32),
    Gone,
}

/// Runs the program until it ends.
///
/// # Errors
/// Whatever the world's terminal cannot do.
pub(crate) fn run<W: World>(app: &mut App, world: &mut W) -> Result<End, W::Error> {
    let mut is_first = true;
    loop {
        let now = world.now();
        let seen = world.draw(app, &now)?;
        app.saw(seen);
        // The diary is opened once the first frame is on the screen, and not before: somebody is in pain.
        if std::mem::take(&mut is_first) && ask_diary(app, world, &now) {
            continue;
        }
        let events = match world.wait(app.wakes_in(&now))? {
            WaitResult::Signal(signal) => return Ok(End::Signal(signal)),
            WaitResult::Gone => return Ok(End::Gone),
            WaitResult::Events(events) if events.is_empty() => vec![Event::Tick],
            WaitResult::Events(events) => events,
        };
        let mut now = world.now();
        for event in &events {
            for effect in app.update(event, &now) {
                if effect == Effect::Quit {
                    return Ok(End::Quit);
                }
                let outcome = world.act(&effect);
                if outcome == EffectResult::Back {
                    now = world.now();
                    app.update(&Event::Resumed, &now);
                } else {
                    app.outcome(outcome, &now);
                }
            }
            // Before the next key: it may be about what the diary answers.
            ask_diary(app, world, &now);
        }
    }
}

/// Asks the diary everything that is due, and says whether there was anything.
fn ask_diary<W: World>(app: &mut App, world: &mut W, now: &Now) -> bool {
    let mut asked = false;
    while let Some(ask) = app.diary_due(now) {
        let outcome = world.act(&Effect::Diary(ask));
        app.outcome(outcome, now);
        asked = true;
    }
    asked
}
