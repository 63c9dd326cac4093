//! The full screen of this machine, for the run loop.

use std::{io, mem::ManuallyDrop, time::Duration};

use super::{
    awake::Awake,
    input::Message,
    machine::{Machine, no_shell},
    run_loop::{WaitResult, World},
    signals,
    terminal::{self, ScreenOptions, TerminalScreen},
    tty,
};
use crate::{
    app::{
        App,
        plain_mode::{InputKind, PlainMode},
    },
    domain::{DiaryError, DiaryRequest, Now},
    screen::{
        effect::{Effect, EffectResult},
        event::Event,
        frame_info::FrameInfo,
    },
};

/// The time that the system needs to pass a frame to the terminal.
const FRAME_SENT_IN: Duration = Duration::from_millis(2);

/// The terminal in raw mode, with the machine behind it.
pub(crate) struct FullScreen {
    /// Never dropped: its `drop` would write to the terminal after the restore, and would fail if the terminal is gone.
    pub(crate) screen: ManuallyDrop<TerminalScreen>,
    /// Makes the lines of text for the voice.
    spoken: PlainMode,
    pub(crate) machine: Machine,
    /// True after the program has suspended itself: the next SIGCONT is ignored.
    ignores_continue: bool,
    awake: Awake,
}

impl FullScreen {
    /// Sets up the terminal, and starts the input thread.
    ///
    /// # Errors
    /// If one of them fails.
    pub(crate) fn open(machine: Machine, options: ScreenOptions) -> io::Result<Self> {
        let screen = terminal::take(options).inspect_err(|_| terminal::restore())?;
        let mut world = Self {
            screen: ManuallyDrop::new(screen),
            spoken: PlainMode::beside_screen(),
            machine,
            ignores_continue: false,
            awake: Awake::new(options.awake),
        };
        world.machine.inbox.read_input(InputKind::Keys)?;
        Ok(world)
    }

    /// Restores the terminal, and then saves the requests that are still queued: see [`Disk::leave`].
    ///
    /// # Errors
    /// The first error, if something could not be saved.
    ///
    /// [`Disk::leave`]: super::machine::Disk::leave
    pub(crate) fn leave(mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        let mut disk = self.machine.take_disk();
        drop(self);
        disk.leave(asks, may_wait)
    }

    fn come_back(&mut self) -> io::Result<()> {
        terminal::enter()?;
        self.screen.repaint()
    }

    /// Suspends the process, and repaints the screen when it continues. If no shell could continue the
    /// process, does nothing and returns `false`.
    fn suspend(&mut self) -> io::Result<bool> {
        if !tty::has_job_control() {
            return Ok(false);
        }
        self.machine.voice.interrupt();
        self.awake.set(false);
        terminal::restore();
        self.ignores_continue = signals::stop_process();
        self.come_back()?;
        Ok(true)
    }

    /// Handles the signals to continue, to stop and to resize, and adds the events for the app.
    fn handle_signals(&mut self, was_continued: bool, events: &mut Vec<Event>) -> io::Result<()> {
        if was_continued && !std::mem::take(&mut self.ignores_continue) {
            self.come_back()?;
            events.push(Event::Resize);
        }
        if self.machine.inbox.signals.take_stop() && self.suspend()? {
            events.push(Event::Resumed);
        }
        if self.machine.inbox.signals.take_resized() {
            self.screen.repaint()?;
            events.push(Event::Resize);
        }
        Ok(())
    }

    /// Sleeps until the system has passed the first frame to the terminal. Otherwise the parsing of the
    /// remaining content delays that frame by about 5 ms on a machine with two cores.
    #[expect(clippy::disallowed_methods, reason = "once at the start, before the loop runs")]
    pub(crate) fn let_frame_through(&self) {
        std::thread::sleep(FRAME_SENT_IN);
    }
}

impl World for FullScreen {
    type Error = io::Error;

    fn now(&mut self) -> Now {
        self.machine.now()
    }

    fn draw(&mut self, app: &App, now: &Now) -> io::Result<FrameInfo> {
        let mut seen = FrameInfo::default();
        self.screen.draw(|buffer| {
            seen = app.draw(buffer, now);
            seen.cursor
        })?;
        if self.machine.voice.is_on() {
            let (lines, _) = self.spoken.print_changes(app, now);
            self.machine.voice.say(&lines);
        }
        // This comes after the frame, because it must not delay the frame.
        self.awake.set(app.is_counting(now));
        Ok(seen)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<WaitResult> {
        let waited = self.machine.wait(timeout.map(|length| self.machine.clock.wait_for(length)));
        if let Some(signal) = self.machine.inbox.signals.end() {
            return Ok(WaitResult::Signal(signal));
        }
        // `Resumed` comes before the keys that were typed during the stop.
        let mut events: Vec<Event> = waited.was_away.then_some(Event::Resumed).into_iter().collect();
        self.handle_signals(waited.was_continued, &mut events)?;
        for message in waited.messages {
            match message {
                Message::Events(new) => {
                    // Windows reports a new size as an event.
                    if new.contains(&Event::Resize) {
                        self.screen.repaint()?;
                    }
                    events.extend(new);
                }
                Message::TerminalGone => return Ok(WaitResult::Gone),
                Message::Failed(error) => return Err(error),
                Message::Signal | Message::Bytes(_) | Message::InputEnded => {}
            }
        }
        Ok(WaitResult::Events(events))
    }

    fn act(&mut self, effect: &Effect) -> EffectResult {
        match effect {
            Effect::Quit => EffectResult::Done,
            Effect::Suspend => match self.suspend() {
                Ok(true) => EffectResult::Back,
                Ok(false) => no_shell(),
                Err(error) => EffectResult::Failed(format!("the screen could not be restored: {error}")),
            },
            Effect::Bell => {
                // It does not matter if the bell fails.
                let _ = tty::write_all(b"\x07");
                EffectResult::Done
            }
            Effect::KeepRegion(_) | Effect::Diary(_) | Effect::ToggleVoice => self.machine.act(effect),
        }
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        self.machine.inbox.close();
        terminal::restore();
    }
}
