//! The real world: this terminal, this clock, this disk.

use std::{io, mem::ManuallyDrop, time::Duration};

use super::{
    clock::Clock,
    input::{Inbox, InputKind, Message, is_gone},
    run_loop::{End, WaitResult, World},
    signals,
    state::StateFile,
    terminal::{self, ScreenOptions, TerminalScreen},
    tty,
};
use crate::{
    app::App,
    domain::{
        diary::{DiaryError, DiaryRequest},
        time::Now,
    },
    screen::{
        effect::{Effect, EffectResult},
        event::Event,
        frame_info::FrameInfo,
    },
    store::Store,
};

/// A wait that took this much longer than asked: the program had been stopped. Shorter stops do not pause a session.
const AWAY: Duration = Duration::from_secs(2);

/// How often a save is tried when leaving.
const LAST_ATTEMPTS: u32 = 40;
/// What is said where there is no folder for a diary.
const NO_HOME: &str = "there is no home folder to keep a diary in; --data-dir names one";

/// The files that this run may write.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    /// `None` where there is no folder to keep one in.
    pub(crate) diary: Option<Store>,
    pub(crate) state: StateFile,
}

impl Disk {
    /// Does what an effect asks of the disk.
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
            Effect::Quit | Effect::Suspend | Effect::Bell => EffectResult::Done,
        }
    }

    /// Makes a last attempt at what the diary has not taken yet: all of it, and some two seconds in all where another
    /// program has the file; a moment only where nobody may wait.
    ///
    /// # Errors
    /// The first trouble, when something could not be saved.
    pub(crate) fn leave(&mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        let Some(diary) = &mut self.diary else { return Ok(()) };
        let mut attempts = if may_wait { LAST_ATTEMPTS } else { 2 };
        let mut first = Ok(());
        for ask in asks {
            let mut answer = diary.ask(ask);
            // Each attempt waits a moment for whoever holds the file.
            while answer == Err(DiaryError::Busy) && attempts > 0 {
                attempts -= 1;
                answer = diary.ask(ask);
            }
            if let Err(trouble) = answer
                && !matches!(trouble, DiaryError::NotKept(_))
                && first.is_ok()
            {
                first = Err(trouble);
            }
        }
        first
    }
}

/// What ends the run after the terminal failed: a signal that was noted meanwhile, or a terminal that has vanished.
///
/// # Errors
/// The failure itself, where it is neither.
pub(crate) fn end_of(failure: io::Error, inbox: &Inbox) -> io::Result<End> {
    match inbox.signals.end() {
        Some(signal) => Ok(End::Signal(signal)),
        None if is_gone() => Ok(End::Gone),
        None => Err(failure),
    }
}

/// What a wait for messages found.
#[derive(Debug)]
pub(crate) struct Waited {
    pub(crate) messages: Vec<Message>,
    /// SIGCONT came.
    pub(crate) was_continued: bool,
    /// The program had been stopped for longer than [`AWAY`].
    pub(crate) was_away: bool,
}

/// Waits for messages. `looked` is when the clocks were last read, on the clock's own count: a stop may have come since then and
/// before the wait.
pub(crate) fn wait_for_messages(
    inbox: &Inbox,
    clock: &Clock,
    looked: Duration,
    timeout: Option<Duration>,
) -> Waited {
    let began = clock.elapsed();
    let messages = inbox.wait(timeout);
    let was_continued = inbox.signals.take_continued();
    // Without SIGCONT the time before the wait was work, such as a wait for the diary.
    let since = if was_continued { looked } else { began };
    let was_away = timeout.is_some_and(|timeout| clock.elapsed() > since + timeout + AWAY);
    Waited { messages, was_continued, was_away }
}

/// The real world.
pub(crate) struct Real {
    /// Never dropped: it would write to a terminal that has been given back, and complain where none is left.
    screen: ManuallyDrop<TerminalScreen>,
    clock: Clock,
    inbox: Inbox,
    disk: Disk,
    /// When the clocks were last read.
    looked: Duration,
    /// We suspended ourselves, so ignore the next SIGCONT.
    ignores_continue: bool,
}

impl Real {
    /// Takes the terminal over, and starts the signal thread and the input thread.
    ///
    /// # Errors
    /// When one of them cannot be had.
    pub(crate) fn open(clock: Clock, disk: Disk, options: ScreenOptions) -> io::Result<Self> {
        let inbox = Inbox::open()?;
        terminal::hook_panics();
        let screen = terminal::take(options).inspect_err(|_| terminal::restore())?;
        let mut world = Self {
            screen: ManuallyDrop::new(screen),
            clock,
            inbox,
            disk,
            looked: Duration::ZERO,
            ignores_continue: false,
        };
        world.inbox.read_input(InputKind::Keys)?;
        Ok(world)
    }

    /// What ends the run after the terminal failed: see [`end_of`].
    ///
    /// # Errors
    /// The failure, where the terminal is still there.
    pub(crate) fn end_of(&mut self, failure: io::Error) -> io::Result<End> {
        end_of(failure, &self.inbox)
    }

    /// Gives the terminal back, and then makes a last attempt at what the diary has not taken yet: see [`Disk::leave`].
    ///
    /// # Errors
    /// The first trouble, when something could not be saved.
    pub(crate) fn leave(mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        let mut disk = std::mem::take(&mut self.disk);
        drop(self);
        disk.leave(asks, may_wait)
    }

    fn come_back(&mut self) -> io::Result<()> {
        terminal::enter()?;
        self.screen.repaint()
    }

    /// Stops as the shell expects, and comes back to a whole screen. Does nothing, and says so, where no shell could continue
    /// the program.
    fn suspend(&mut self) -> io::Result<bool> {
        if !tty::has_job_control() {
            return Ok(false);
        }
        terminal::restore();
        self.ignores_continue = signals::stop_process();
        self.come_back()?;
        Ok(true)
    }

    /// Acts on every signal noted, and adds what the app must know of it.
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

impl World for Real {
    type Error = io::Error;

    fn now(&mut self) -> Now {
        self.looked = self.clock.elapsed();
        self.clock.now()
    }

    fn draw(&mut self, app: &App, now: &Now) -> io::Result<FrameInfo> {
        let mut seen = FrameInfo::default();
        self.screen.draw(|buffer| seen = app.draw(buffer, now))?;
        Ok(seen)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<WaitResult> {
        let timeout = timeout.map(|length| self.clock.wait_for(length));
        let waited = wait_for_messages(&self.inbox, &self.clock, self.looked, timeout);
        if let Some(signal) = self.inbox.signals.end() {
            return Ok(WaitResult::Signal(signal));
        }
        // Keys typed while the program was stopped come after the news that it was.
        let mut events: Vec<Event> = waited.was_away.then_some(Event::Resumed).into_iter().collect();
        self.heed_signals(waited.was_continued, &mut events)?;
        for message in waited.messages {
            match message {
                Message::Events(new) => {
                    // Windows says so by an event.
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
                    EffectResult::Failed("there is no shell here that could bring it back".to_owned())
                }
                Err(error) => {
                    EffectResult::Failed(format!("could not come back to the whole screen: {error}"))
                }
            },
            Effect::Bell => {
                // A terminal without a bell is no fault.
                let _ = tty::write_all(b"\x07");
                EffectResult::Done
            }
            Effect::KeepRegion(_) | Effect::Diary(_) => self.disk.act(effect),
        }
    }
}

#[cfg(test)]
impl Real {
    /// Draws a frame that a fault of our own breaks off halfway.
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
