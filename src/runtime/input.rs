//! Waiting, and what comes in: keys, mouse, paste, signals; a terminal that has gone.

use std::{io::Read, time::Duration};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{
    keyboard::Keyboard,
    signals::{Note, Watch},
};
use crate::screen::event::Event;

/// What ended a wait.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// Everything that was pending, in order; empty if the wait lapsed.
    Events(Vec<Event>),
    /// A signal was noted.
    Noted,
    /// The terminal has gone.
    Gone,
}

/// Waits for input, a signal or the end of `timeout`, whichever comes first; `None` waits for ever.
///
/// # Errors
/// When the terminal cannot be read.
pub(crate) fn wait(
    watch: &mut Watch,
    keyboard: &mut Keyboard,
    timeout: Option<Duration>,
) -> std::io::Result<Arrival> {
    let (tty, woken) = ready(watch, true, timeout)?;
    if woken {
        return Ok(Arrival::Noted);
    }
    if tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        return Ok(Arrival::Gone);
    }
    if tty.contains(PollFlags::IN) { pending(keyboard) } else { Ok(Arrival::Events(vec![])) }
}

/// Waits until there is something on standard input, where that is `heard`, or a signal has been noted, or `timeout` is over:
/// what there is on the input, and whether there was a signal.
///
/// # Errors
/// When neither can be waited for.
pub(crate) fn ready(
    watch: &mut Watch,
    heard: bool,
    timeout: Option<Duration>,
) -> std::io::Result<(PollFlags, bool)> {
    let timeout = timeout.map(|length| Timespec {
        tv_sec: i64::try_from(length.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: length.subsec_nanos().into(),
    });
    let stdin = rustix::stdio::stdin();
    let (input, woken) = loop {
        let mut fds = [PollFd::new(&watch.wake, PollFlags::IN), PollFd::new(&stdin, PollFlags::IN)];
        let waited = if heard { &mut fds[..] } else { &mut fds[..1] };
        match poll(waited, timeout.as_ref()) {
            Ok(_) => {
                let [wake, input] = &fds;
                break (input.revents(), wake.revents());
            }
            // A signal, which its thread may not have noted yet: `wake` says when it has.
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    };
    if !woken.is_empty() {
        let mut bytes = [0; 64];
        while watch.wake.read(&mut bytes).is_ok_and(|count| count > 0) {}
    }
    Ok((input, !woken.is_empty()))
}

/// The most that is read at once, in bytes. A line keeps no more than this for its reader, so one read takes all there is.
const ROOM: usize = 4096;

/// The most reads in a row: input that never ends must not keep the screen from being drawn.
const MOST_READS: usize = 16;

/// Takes everything pending, so that a held key is drawn once.
fn pending(keyboard: &mut Keyboard) -> std::io::Result<Arrival> {
    let mut events = vec![];
    let mut bytes = [0; ROOM];
    for _ in 0..MOST_READS {
        let count = match rustix::io::read(rustix::stdio::stdin(), &mut bytes) {
            Ok(count) => count,
            // It went between being looked at and being read.
            Err(rustix::io::Errno::IO) => return Ok(Arrival::Gone),
            Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => 0,
            Err(error) => return Err(error.into()),
        };
        let is_full = count == ROOM;
        events.extend(keyboard.take(bytes.get(..count).unwrap_or_default(), is_full));
        if !is_full {
            break;
        }
    }
    Ok(Arrival::Events(events))
}

/// The signals noted, as the loop takes them.
pub(crate) fn notes(watch: &Watch) -> impl Iterator<Item = Note> + '_ {
    std::iter::from_fn(|| watch.take())
}
