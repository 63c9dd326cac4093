//! Waiting, and what comes in: keys, mouse, paste, signals; a terminal that has gone.

use std::{io::Read, os::fd::AsFd, time::Duration};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{
    keyboard::Keyboard,
    run_loop::End,
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

/// What there is after a wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ready {
    /// Standard input can be read, be it only to find that it is over.
    pub(crate) input: bool,
    /// The terminal has gone.
    pub(crate) gone: bool,
    /// Something was noted.
    pub(crate) woken: bool,
}

/// What poll says of an end that nobody holds any more.
const LOST: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

/// Waits for input, a signal or the end of `timeout`, whichever comes first; `None` waits for ever.
///
/// # Errors
/// When the terminal cannot be read.
pub(crate) fn wait(
    watch: &mut Watch,
    keyboard: &mut Keyboard,
    timeout: Option<Duration>,
) -> std::io::Result<Arrival> {
    let ready = ready(watch, true, timeout)?;
    if ready.woken {
        return Ok(Arrival::Noted);
    }
    if ready.gone {
        return Ok(Arrival::Gone);
    }
    if ready.input { pending(keyboard) } else { Ok(Arrival::Events(vec![])) }
}

/// Waits until there is something on standard input, where that is `heard`, or the terminal has gone, or a signal has been
/// noted, or `timeout` is over.
///
/// # Errors
/// When none of them can be waited for.
pub(crate) fn ready(watch: &mut Watch, heard: bool, timeout: Option<Duration>) -> std::io::Result<Ready> {
    let timeout = timeout.map(|length| Timespec {
        tv_sec: i64::try_from(length.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: length.subsec_nanos().into(),
    });
    let ready = loop {
        // Nothing is asked of the terminal: that it has gone is said all the same, though what is typed is over, or comes from
        // elsewhere. What is not there, or not heard, has the wake's place, and nothing is asked of it.
        let wake = watch.wake.as_fd();
        let terminal = watch.terminal.unwrap_or(wake);
        let (input, wanted) =
            if heard { (rustix::stdio::stdin(), PollFlags::IN) } else { (wake, PollFlags::empty()) };
        let mut ends = [
            PollFd::from_borrowed_fd(wake, PollFlags::IN),
            PollFd::from_borrowed_fd(terminal, PollFlags::empty()),
            PollFd::from_borrowed_fd(input, wanted),
        ];
        match poll(&mut ends, timeout.as_ref()) {
            Ok(_) => {
                let [wake, terminal, input] = ends.map(|end| end.revents());
                break Ready {
                    input: input.intersects(LOST.union(PollFlags::IN)),
                    gone: terminal.intersects(LOST),
                    woken: !wake.is_empty(),
                };
            }
            // A signal, which its thread may not have noted yet: `wake` says when it has.
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    };
    if ready.woken {
        let mut bytes = [0; 64];
        while watch.wake.read(&mut bytes).is_ok_and(|count| count > 0) {}
    }
    Ok(ready)
}

/// What it comes to that a terminal could not be read or written: a signal noted meanwhile ends the run as it would have, and
/// one that has gone ends it too.
///
/// # Errors
/// The failure itself, where neither is so.
pub(crate) fn end_of(failure: std::io::Error, watch: &mut Watch) -> std::io::Result<End> {
    let gone = ready(watch, false, Some(Duration::ZERO)).is_ok_and(|ready| ready.gone);
    match watch.take() {
        Some(Note::End(signal)) => Ok(End::Signal(signal)),
        _ if gone => Ok(End::Gone),
        _ => Err(failure),
    }
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
