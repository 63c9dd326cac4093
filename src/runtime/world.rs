//! The terminal, clock and disk of this machine, for the run loop.

use std::{io, mem::ManuallyDrop, time::Duration};

use super::{
    awake::Awake,
    clock::Clock,
    input::{Inbox, InputMode, Message, is_gone},
    run_loop::{End, WaitResult, World},
    signals,
    state::StateFile,
    terminal::{self, ScreenOptions, TerminalScreen},
    tty,
    voice::Voice,
};
use crate::{
    app::{App, plain_mode::PlainMode},
    domain::{DiaryError, DiaryRequest, Now},
    screen::{
        effect::{Effect, EffectResult},
        event::Event,
        frame_info::FrameInfo,
    },
    store::Store,
};

/// If a wait takes this much longer than its timeout, the program was stopped.
/// Shorter stops do not pause a session.
const AWAY: Duration = Duration::from_secs(2);

/// The time that the system needs to pass a frame to the terminal.
const FRAME_SENT_IN: Duration = Duration::from_millis(2);

/// The number of retries to save when the program ends, for all requests together.
const LAST_ATTEMPTS: u32 = 40;
/// The error message if there is no folder for a diary.
const NO_HOME: &str = "there is no home folder to keep a diary in; choose a folder with --data-dir";

/// The files that this run may write.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    /// `None` if there is no folder for a diary.
    pub(crate) diary: Option<Store>,
    pub(crate) state: StateFile,
}

impl Disk {
    /// Runs an effect that uses the disk. For any other effect does nothing.
    pub(crate) fn act(&mut self, effect: &Effect) -> EffectResult {
        match effect {
            Effect::KeepRegion(code) => match self.state.keep_region(code.as_deref()) {
                Ok(()) => EffectResult::Done,
                Err(error) => EffectResult::Failed(error),
            },
            Effect::Diary(ask) => EffectResult::Diary(Box::new(match &mut self.diary {
                Some(diary) => diary.ask(ask),
                None => Err(DiaryError::NotKept(NO_HOME)),
            })),
            Effect::Quit | Effect::Suspend | Effect::Bell | Effect::ToggleVoice => EffectResult::Done,
        }
    }

    /// Sends the requests that are still queued to the diary. While another program has locked the file, it
    /// retries [`LAST_ATTEMPTS`] times for all requests together (up to 40 ms each), or twice if `may_wait`
    /// is false.
    ///
    /// # Errors
    /// The first error, if something could not be saved.
    pub(crate) fn leave(&mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        let Some(diary) = &mut self.diary else { return Ok(()) };
        let mut attempts = if may_wait { LAST_ATTEMPTS } else { 2 };
        let mut first = Ok(());
        for ask in asks {
            let mut answer = diary.ask(ask);
            // Each attempt waits up to 40 ms for the lock.
            while answer == Err(DiaryError::Busy) && attempts > 0 {
                attempts -= 1;
                answer = diary.ask(ask);
            }
            if let Err(error) = answer
                && !matches!(error, DiaryError::NotKept(_))
            {
                first = first.and(Err(error));
            }
        }
        first
    }
}

/// Finds the reason for an error of the terminal: a signal that has come, or a terminal that is gone.
///
/// # Errors
/// The error itself, if it is neither.
pub(crate) fn end_of(failure: io::Error, inbox: &Inbox) -> io::Result<End> {
    match inbox.signals.end() {
        Some(signal) => Ok(End::Signal(signal)),
        None if is_gone() => Ok(End::Gone),
        None => Err(failure),
    }
}

/// The result of a wait for messages.
#[derive(Debug)]
pub(crate) struct Waited {
    pub(crate) messages: Vec<Message>,
    /// True if SIGCONT was received.
    pub(crate) was_continued: bool,
    /// True if the program was stopped for longer than [`AWAY`].
    pub(crate) was_away: bool,
}

/// Waits for messages. `looked` is the time of the last reading of the clocks, measured with
/// [`Clock::elapsed`]. The program may have been stopped between that reading and the wait.
pub(crate) fn wait_for_messages(
    inbox: &Inbox,
    clock: &Clock,
    looked: Duration,
    timeout: Option<Duration>,
) -> Waited {
    let began = clock.elapsed();
    let messages = inbox.wait(timeout);
    let was_continued = inbox.signals.take_continued();
    // Without SIGCONT the program was not stopped before the wait: it was busy, for example with the diary.
    let since = if was_continued { looked } else { began };
    let was_away = timeout.is_some_and(|timeout| clock.elapsed() > since + timeout + AWAY);
    Waited { messages, was_continued, was_away }
}

/// Turns the voice on or off.
pub(crate) fn toggle(voice: &mut Voice) -> EffectResult {
    match voice.toggle() {
        Ok(sentence) => EffectResult::Said(sentence.to_owned()),
        Err(sentence) => EffectResult::Failed(sentence),
    }
}

/// The terminal, clock and disk of this machine.
pub(crate) struct Real {
    /// Never dropped: its `drop` would write to the terminal after the restore, and would
    /// fail if the terminal is gone.
    screen: ManuallyDrop<TerminalScreen>,
    voice: Voice,
    /// Makes the lines of text for the voice.
    spoken: PlainMode,
    clock: Clock,
    inbox: Inbox,
    disk: Disk,
    /// The time of the last reading of the clocks.
    looked: Duration,
    /// True after the program has suspended itself: the next SIGCONT is ignored.
    ignores_continue: bool,
    awake: Awake,
}

impl Real {
    /// Sets up the terminal, and starts the signal thread and the input thread.
    ///
    /// # Errors
    /// If one of them fails.
    pub(crate) fn open(clock: Clock, disk: Disk, voice: Voice, options: ScreenOptions) -> io::Result<Self> {
        let inbox = Inbox::open()?;
        terminal::hook_panics();
        let screen = terminal::take(options).inspect_err(|_| terminal::restore())?;
        let mut world = Self {
            screen: ManuallyDrop::new(screen),
            voice,
            spoken: PlainMode::beside_screen(),
            clock,
            inbox,
            disk,
            looked: Duration::ZERO,
            ignores_continue: false,
            awake: Awake::new(options.awake),
        };
        world.inbox.read_input(InputMode::Keys)?;
        Ok(world)
    }

    /// Calls the function [`end_of`] with the inbox.
    ///
    /// # Errors
    /// The error itself, if there was no signal and the terminal is still there.
    pub(crate) fn end_of(&mut self, failure: io::Error) -> io::Result<End> {
        end_of(failure, &self.inbox)
    }

    /// Restores the terminal, and then saves the requests that are still queued: see [`Disk::leave`].
    ///
    /// # Errors
    /// The first error, if something could not be saved.
    pub(crate) fn leave(mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        let mut disk = std::mem::take(&mut self.disk);
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
        self.voice.interrupt();
        self.awake.set(false);
        terminal::restore();
        self.ignores_continue = signals::stop_process();
        self.come_back()?;
        Ok(true)
    }

    /// Handles the signals to continue, to stop and to resize, and adds the events for the app.
    fn heed_signals(&mut self, was_continued: bool, events: &mut Vec<Event>) -> io::Result<()> {
        if was_continued && !std::mem::take(&mut self.ignores_continue) {
            self.come_back()?;
            events.push(Event::Resize);
        }
        if self.inbox.signals.take_stop() && self.suspend()? {
            events.push(Event::Resumed);
        }
        if self.inbox.signals.take_resized() {
            self.screen.repaint()?;
            events.push(Event::Resize);
        }
        Ok(())
    }
}

impl Real {
    /// Sleeps until the system has passed the first frame to the terminal. Otherwise the parsing of the
    /// remaining content delays that frame by about 5 ms on a machine with two cores.
    #[expect(clippy::disallowed_methods, reason = "once at the start, before the loop runs")]
    pub(crate) fn let_frame_through(&self) {
        std::thread::sleep(FRAME_SENT_IN);
    }
}

impl World for Real {
    type Error = io::Error;

    fn now(&mut self) -> Now {
        self.looked = self.clock.elapsed();
        self.clock.now()
    }

    fn draw(&mut self, app: &App, now: &Now) -> io::Result<FrameInfo> {
        let mut seen = FrameInfo::default();
        self.screen.draw(|buffer| {
            seen = app.draw(buffer, now);
            seen.cursor
        })?;
        if self.voice.is_on() {
            let (lines, _) = self.spoken.print_changes(app, now);
            self.voice.say(&lines);
        }
        // This comes after the frame, because it must not delay the frame.
        self.awake.set(app.is_counting(now));
        Ok(seen)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<WaitResult> {
        let timeout = timeout.map(|length| self.clock.wait_for(length));
        let waited = wait_for_messages(&self.inbox, &self.clock, self.looked, timeout);
        if let Some(signal) = self.inbox.signals.end() {
            return Ok(WaitResult::Signal(signal));
        }
        // `Resumed` comes before the keys that were typed during the stop.
        let mut events: Vec<Event> = waited.was_away.then_some(Event::Resumed).into_iter().collect();
        self.heed_signals(waited.was_continued, &mut events)?;
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
                Ok(false) => {
                    EffectResult::Failed("there is no shell here that could continue the program".to_owned())
                }
                Err(error) => EffectResult::Failed(format!("the screen could not be restored: {error}")),
            },
            Effect::ToggleVoice => toggle(&mut self.voice),
            Effect::Bell => {
                // It does not matter if the bell fails.
                let _ = tty::write_all(b"\x07");
                EffectResult::Done
            }
            Effect::KeepRegion(_) | Effect::Diary(_) => self.disk.act(effect),
        }
    }
}

#[cfg(test)]
impl Real {
    /// Draws a frame that panics halfway.
    pub(crate) fn draw_with_a_fault(&mut self, app: &App, now: &Now) -> io::Result<()> {
        self.screen.draw(|buffer| {
            app.draw(buffer, now);
            panic!("a fault made for a test");
        })
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        self.inbox.close();
        terminal::restore();
    }
}
