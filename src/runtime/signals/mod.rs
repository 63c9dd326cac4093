//! Signals, and the forced end if the terminal has stopped reading.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI32, Ordering},
        mpsc::SyncSender,
    },
};

use super::input::Message;

pub(crate) use system::stop_process;

/// The signals noted and not yet taken. The signal thread writes, the main loop reads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signals(Arc<Noted>);

#[derive(Debug, Default)]
struct Noted {
    /// A signal that ends the program, or 0.
    end: AtomicI32,
    stop: AtomicBool,
    continued: AtomicBool,
    resized: AtomicBool,
}

impl Signals {
    /// Starts to listen: sends [`Message::Signal`] after each signal noted.
    ///
    /// # Errors
    /// If the handlers or the thread cannot be set up.
    pub(crate) fn listen(sender: SyncSender<Message>) -> io::Result<Self> {
        let signals = Self::default();
        system::listen(signals.clone(), sender)?;
        Ok(signals)
    }

    /// The signal that ends the program, if one came.
    pub(crate) fn end(&self) -> Option<i32> {
        Some(self.0.end.load(Ordering::Acquire)).filter(|signal| *signal != 0)
    }

    /// True if the program was asked to stop (SIGTSTP).
    pub(crate) fn take_stop(&self) -> bool {
        self.0.stop.swap(false, Ordering::AcqRel)
    }

    /// True if the program was continued (SIGCONT).
    pub(crate) fn take_continued(&self) -> bool {
        self.0.continued.swap(false, Ordering::AcqRel)
    }

    /// True if the window has a new size (SIGWINCH).
    pub(crate) fn take_resized(&self) -> bool {
        self.0.resized.swap(false, Ordering::AcqRel)
    }
}
