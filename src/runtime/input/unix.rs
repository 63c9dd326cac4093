//! Input on Unix: bytes of standard input. A terminal that vanishes is noticed even while nothing is read from it.

use std::{
    io::IsTerminal,
    os::fd::AsFd,
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender},
    },
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    stdio::stdin,
};

use super::{Message, READ_SIZE, bytes_or_end};
use crate::{
    app::plain_mode::InputKind,
    runtime::{key_parser::KeyParser, tty},
};

/// The flags of a descriptor that the other side has closed.
const CLOSED: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

/// The result of a wait for input.
#[derive(Debug, Clone, Copy)]
struct Readiness {
    /// Standard input can be read, or has ended.
    input: bool,
    /// The terminal has vanished.
    is_gone: bool,
}

/// Reads once each time it is asked to, until the terminal vanishes, reading fails, or the main loop has ended.
pub(super) fn read(
    kind: InputKind,
    asked: &Receiver<()>,
    sender: &SyncSender<Message>,
    is_closed: &AtomicBool,
) {
    let mut reader = InputReader { kind, parser: KeyParser::default(), open_line: 0, has_ended: false };
    while asked.recv().is_ok() {
        let Some(message) = reader.next(is_closed) else { return };
        let is_last = matches!(message, Message::TerminalGone | Message::Failed(_));
        if sender.send(message).is_err() || is_last {
            return;
        }
    }
}

struct InputReader {
    kind: InputKind,
    parser: KeyParser,
    /// Length of the line that has not ended yet.
    open_line: usize,
    has_ended: bool,
}

impl InputReader {
    /// Waits for the next message; `None` once nothing more is read.
    fn next(&mut self, is_closed: &AtomicBool) -> Option<Message> {
        loop {
            let message = match wait(!self.has_ended, self.parser.wakes_in()) {
                Err(error) => Message::Failed(error.into()),
                Ok(Readiness { is_gone: true, .. }) => Message::TerminalGone,
                Ok(Readiness { input: false, .. }) => Message::Events(self.parser.lapse()),
                Ok(Readiness { input: true, .. }) if is_closed.load(Ordering::Acquire) => return None,
                Ok(Readiness { input: true, .. }) => match self.read() {
                    Some(message) => message,
                    None => continue,
                },
            };
            // Ctrl-D ends the input of a pipe for good, and that of a terminal only for now.
            self.has_ended |= matches!(message, Message::InputEnded) && !std::io::stdin().is_terminal();
            // Movements of a mouse and the like have no meaning: the main loop need not wake for them.
            if !matches!(&message, Message::Events(events) if events.is_empty()) {
                return Some(message);
            }
        }
    }

    /// Reads the available bytes; `None` if there are none after all.
    fn read(&mut self) -> Option<Message> {
        let mut bytes = [0; READ_SIZE];
        Some(match (rustix::io::read(stdin(), &mut bytes), self.kind) {
            (Err(Errno::INTR | Errno::AGAIN), _) => return None,
            (Ok(0), InputKind::Keys) => Message::TerminalGone,
            (Err(error), InputKind::Keys) => Message::Failed(error.into()),
            (Ok(0) | Err(_), InputKind::Lines) => Message::InputEnded,
            (Ok(count), InputKind::Keys) => {
                Message::Events(self.parser.feed(bytes.get(..count).unwrap_or_default()))
            }
            (Ok(count), InputKind::Lines) => {
                bytes_or_end(bytes.get(..count).unwrap_or_default(), &mut self.open_line)
            }
        })
    }
}

/// True if the terminal has vanished.
pub(crate) fn is_gone() -> bool {
    wait(false, Some(Duration::ZERO)).is_ok_and(|found| found.is_gone)
}

/// Waits for the end of the terminal, and for input if `is_read`, at most for `timeout`.
fn wait(is_read: bool, timeout: Option<Duration>) -> Result<Readiness, Errno> {
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    // A descriptor without requested events is only watched for its end. macOS reports the end only on request.
    let stdin = stdin();
    let terminal = tty::own();
    let wanted = if is_read { PollFlags::IN } else { PollFlags::empty() };
    let mut ends: Vec<PollFd<'_>> = terminal
        .iter()
        .map(|terminal| PollFd::from_borrowed_fd(terminal.as_fd(), PollFlags::HUP))
        .chain(is_read.then(|| PollFd::from_borrowed_fd(stdin, wanted)))
        .collect();
    loop {
        match poll(&mut ends, timeout.as_ref()) {
            Ok(_) => break,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    let found = |at: usize, flags: PollFlags| ends.get(at).is_some_and(|end| end.revents().intersects(flags));
    let input_at = usize::from(terminal.is_some());
    Ok(Readiness {
        input: is_read && found(input_at, CLOSED.union(PollFlags::IN)),
        is_gone: terminal.is_some() && found(0, CLOSED),
    })
}
