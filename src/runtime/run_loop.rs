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

/// The world as the loop sees it: the real one, or a fake one in tests.
pub(crate) trait World {
    /// An error of the terminal.
    type Error;

    /// Reads the clocks.
    fn now(&mut self) -> Now;

    /// Draws one frame.
    fn draw(&mut self, app: &App, now: &Now) -> Result<FrameInfo, Self::Error>;

    /// Waits for an event, at most until `timeout` has passed; `None` waits for ever.
    fn wait(&mut self, timeout: Option<Duration>) -> Result<WaitResult, Self::Error>;

    /// Carries out an effect.
    fn act(&mut self, effect: &Effect) -> EffectResult;
}

/// The result of a wait.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum WaitResult {
    /// The events, in order; none after a timeout.
    Events(Vec<Event>),
    /// A signal that ends the program.
    Signal(i32),
    /// The terminal has vanished.
    Gone,
}

/// The reason that the loop ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The person left the program.
    Quit,
    Signal(i32),
    Gone,
}

/// Runs the program until it ends.
///
/// # Errors
/// Errors of the world's terminal.
pub(crate) fn run<W: World>(app: &mut App, world: &mut W) -> Result<End, W::Error> {
    let mut is_first = true;
    loop {
        let now = world.now();
        let frame = world.draw(app, &now)?;
        app.set_frame(frame);
        // The diary is opened only once the first frame is on the screen: the person may be in pain.
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
            // The diary's answer comes before the next key, which may depend on it.
            ask_diary(app, world, &now);
        }
    }
}

/// Sends every due request to the diary. Returns `true` if there was one.
fn ask_diary<W: World>(app: &mut App, world: &mut W, now: &Now) -> bool {
    let mut asked = false;
    while let Some(ask) = app.diary_due(now) {
        let outcome = world.act(&Effect::Diary(ask));
        app.outcome(outcome, now);
        asked = true;
    }
    asked
}
