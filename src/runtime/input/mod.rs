//! The input thread, and the channel that joins it and the signal thread with the main loop.
//!
//! The input thread reads only while the main loop waits: text typed after the key that leaves or stops the program is for the
//! shell, and endless input waits in the terminal, not in memory.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

use std::{
    cell::Cell,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    time::Duration,
};

use super::{signals::Signals, tty};
use crate::{app::plain_mode::InputKind, screen::event::Event};

pub(crate) use system::is_gone;

/// The most messages in the channel: one of the input thread, and signals.
const CAPACITY: usize = 16;

/// The most bytes that are read at once. A terminal keeps no more than this for its reader.
const READ_SIZE: usize = 4096;

/// The longest line that is read, in bytes: longer than any that a person types. A device that gives zeros for ever must not
/// keep a processor busy for the rest of the night.
const MAX_LINE: usize = 1024 * 1024;

/// A message from a thread to the main loop.
#[derive(Debug)]
pub(crate) enum Message {
    /// Keys, mouse events and pastes, in order.
    Events(Vec<Event>),
    /// Bytes of plain lines.
    Bytes(Vec<u8>),
    /// Standard input has ended.
    InputEnded,
    /// A signal has been noted in [`Signals`].
    Signal,
    /// The terminal has vanished.
    #[cfg_attr(windows, expect(dead_code, reason = "Windows ends the programs of a console that is closed"))]
    TerminalGone,
    /// Standard input cannot be read.
    Failed(io::Error),
}

/// The main loop's end of the channel, and the signals noted.
#[derive(Debug)]
pub(crate) struct Inbox {
    sender: SyncSender<Message>,
    receiver: Receiver<Message>,
    /// Asks the input thread for one message; unset until it runs.
    ask: Option<SyncSender<()>>,
    /// The input thread has been asked and has not answered yet.
    is_asked: Cell<bool>,
    /// Nothing more is read: further input is for the shell.
    is_closed: Arc<AtomicBool>,
    pub(crate) signals: Signals,
}

impl Inbox {
    /// Starts to listen for signals.
    ///
    /// # Errors
    /// If the handlers or the thread cannot be set up.
    pub(crate) fn open() -> io::Result<Self> {
        // This comes first: the terminal may vanish at any moment.
        tty::remember_own();
        let (sender, receiver) = sync_channel(CAPACITY);
        let signals = Signals::listen(sender.clone())?;
        Ok(Self {
            sender,
            receiver,
            ask: None,
            is_asked: Cell::new(false),
            is_closed: Arc::default(),
            signals,
        })
    }

    /// Starts the input thread.
    ///
    /// # Errors
    /// If the thread cannot be started.
    pub(crate) fn read_input(&mut self, kind: InputKind) -> io::Result<()> {
        let (ask, asked) = sync_channel(1);
        self.ask = Some(ask);
        let sender = self.sender.clone();
        let is_closed = Arc::clone(&self.is_closed);
        let thread = std::thread::Builder::new().name("input".into()).stack_size(256 * 1024);
        thread.spawn(move || system::read(kind, &asked, &sender, &is_closed)).map(drop)
    }

    /// Reads nothing more.
    pub(crate) fn close(&self) {
        self.is_closed.store(true, Ordering::Release);
    }

    /// Waits for a message, at most until `timeout` has passed, and takes the others that have come; empty after a timeout.
    pub(crate) fn wait(&self, timeout: Option<Duration>) -> Vec<Message> {
        if !self.is_asked.replace(true) {
            let _ = self.ask.as_ref().map(|ask| ask.try_send(()));
        }
        let first = match timeout {
            Some(timeout) => self.receiver.recv_timeout(timeout),
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let messages: Vec<Message> = first.into_iter().chain(self.receiver.try_iter()).collect();
        if messages.iter().any(|message| !matches!(message, Message::Signal)) {
            self.is_asked.set(false);
        }
        messages
    }
}

/// The message for bytes of plain lines, after `open` bytes of the same line: an unending line is the end of the input.
fn bytes_or_end(bytes: &[u8], open: &mut usize) -> Message {
    *open = match bytes.iter().rposition(|byte| *byte == b'\n') {
        Some(end) => bytes.len() - end,
        None => *open + bytes.len(),
    };
    if *open > MAX_LINE { Message::InputEnded } else { Message::Bytes(bytes.to_vec()) }
}
