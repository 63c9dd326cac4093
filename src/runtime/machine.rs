//! The parts of this machine that the full screen and plain lines share: clock, messages, voice and files.

use std::{io, time::Duration};

use super::{
    clock::Clock,
    input::{Inbox, Message, is_gone},
    run_loop::End,
    state::StateFile,
    terminal,
    voice::Voice,
};
use crate::{
    domain::{DiaryError, DiaryRequest, Now},
    screen::effect::{Effect, EffectResult},
    store::Store,
};

/// A wait that takes this much longer than its timeout means that the program was stopped. Shorter stops do not pause a
/// session.
const AWAY: Duration = Duration::from_secs(2);

/// The number of retries to save when the program ends, for all requests together.
const LAST_ATTEMPTS: u32 = 40;
/// The error message if there is no folder for a diary.
pub(crate) const NO_HOME: &str =
    "there is no home folder to keep a diary in; choose a folder with --data-dir";

/// The files that this run may write.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    /// `None` if there is no folder for a diary.
    pub(crate) diary: Option<Store>,
    pub(crate) state: StateFile,
}

impl Disk {
    /// Sends the requests that are still queued to the diary. While another program has locked the file, it retries
    /// [`LAST_ATTEMPTS`] times for all requests together (up to 40 ms each), or twice if `may_wait` is false.
    ///
    /// # Errors
    /// The first error, if something could not be saved.
    pub(super) fn leave(&mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
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

/// The messages that a wait has brought.
#[derive(Debug)]
pub(super) struct Waited {
    pub(super) messages: Vec<Message>,
    /// True if SIGCONT was received.
    pub(super) was_continued: bool,
    /// True if the program was stopped for longer than [`AWAY`].
    pub(super) was_away: bool,
}

/// Clock, messages, voice and files of this machine.
pub(crate) struct Machine {
    pub(super) clock: Clock,
    pub(super) inbox: Inbox,
    pub(super) voice: Voice,
    disk: Disk,
    /// The time of the last reading of the clocks, measured with [`Clock::elapsed`].
    looked: Duration,
}

impl Machine {
    /// Starts to receive signals. From then on a panic restores the terminal.
    ///
    /// # Errors
    /// If the handlers or the thread for signals cannot be set up.
    pub(crate) fn open(clock: Clock, disk: Disk, voice: Voice) -> io::Result<Self> {
        let inbox = Inbox::open()?;
        terminal::hook_panics();
        Ok(Self { clock, inbox, voice, disk, looked: Duration::ZERO })
    }

    /// Reads the clocks.
    pub(super) fn now(&mut self) -> Now {
        self.looked = self.clock.elapsed();
        self.clock.now()
    }

    /// The rest of a wait in the world that began with the last reading of the clocks.
    pub(super) fn left_of(&self, length: Duration) -> Duration {
        (self.looked + length).saturating_sub(self.clock.elapsed())
    }

    /// Waits for messages, at most for `timeout` in the world. The program may have been stopped between the last reading of the
    /// clocks and the wait.
    pub(super) fn wait(&self, timeout: Option<Duration>) -> Waited {
        let began = self.clock.elapsed();
        let messages = self.inbox.wait(timeout);
        let was_continued = self.inbox.signals.take_continued();
        // Without SIGCONT the program was not stopped before the wait: it was busy, for example with the diary.
        let since = if was_continued { self.looked } else { began };
        let was_away = timeout.is_some_and(|timeout| self.clock.elapsed() > since + timeout + AWAY);
        Waited { messages, was_continued, was_away }
    }

    /// Carries out an effect on the voice or the files. Does nothing for any other effect.
    pub(super) fn act(&mut self, effect: &Effect) -> EffectResult {
        match effect {
            Effect::ToggleVoice => match self.voice.toggle() {
                Ok(sentence) => EffectResult::Said(sentence.to_owned()),
                Err(sentence) => EffectResult::Failed(sentence),
            },
            Effect::KeepRegion(code) => match self.disk.state.keep_region(code.as_deref()) {
                Ok(()) => EffectResult::Done,
                Err(error) => EffectResult::Failed(error),
            },
            Effect::Diary(ask) => EffectResult::Diary(Box::new(match &mut self.disk.diary {
                Some(diary) => diary.ask(ask),
                None => Err(DiaryError::NotKept(NO_HOME)),
            })),
            Effect::Quit | Effect::Suspend | Effect::Bell => EffectResult::Done,
        }
    }

    /// Finds the reason for an error of the terminal: a signal that has come, or a terminal that is gone.
    ///
    /// # Errors
    /// The error itself, if it is neither.
    pub(crate) fn end_of(&self, failure: io::Error) -> io::Result<End> {
        match self.inbox.signals.end() {
            Some(signal) => Ok(End::Signal(signal)),
            None if is_gone() => Ok(End::Gone),
            None => Err(failure),
        }
    }

    /// Gives the files away, for the last requests to the diary.
    pub(super) fn take_disk(&mut self) -> Disk {
        std::mem::take(&mut self.disk)
    }
}

/// The result of Ctrl-Z where no shell could continue the program.
pub(super) fn no_shell() -> EffectResult {
    EffectResult::Failed("there is no shell here that could continue the program".to_owned())
}
