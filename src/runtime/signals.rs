//! Signals, and a last resort for a terminal that has stopped listening.
//!
//! A thread of its own hears them, because the main thread may be stuck in a write that nobody reads. It notes the
//! signal and wakes the main thread through a pipe. If that has not left within [`DEADLINE`] it makes room for the
//! stuck write; if that does not help either it restores the terminal itself, without any lock the write may hold, and
//! ends the process.

use std::{
    io::Write,
    os::{fd::BorrowedFd, unix::net::UnixStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI32, Ordering},
    },
    time::Duration,
};

use rustix::process::{Signal, getpgrp, getpid, getsid, kill_process};
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH},
    iterator::Signals,
};

use super::terminal;

/// How long the main thread has to leave by itself.
const DEADLINE: Duration = Duration::from_millis(400);

/// How long it has once more, after room was made in a terminal that does not read.
const GRACE: Duration = Duration::from_millis(200);

/// What the signal thread has noted; read by the main thread when it is woken.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    /// A signal that ends the program, or 0.
    ends: AtomicI32,
    stop: AtomicBool,
    /// Set by the signal itself, not by the thread: the main thread must know of a stop before it reads a clock.
    goes_on: Arc<AtomicBool>,
    resized: AtomicBool,
}

/// The main thread's end.
#[derive(Debug)]
pub(crate) struct Watch {
    noted: Arc<Noted>,
    /// Becomes readable when something has been noted.
    pub(crate) wake: UnixStream,
    /// The terminal this runs on, by its input or its output, where there is one: that it has gone is known by it.
    pub(crate) terminal: Option<BorrowedFd<'static>>,
}

/// What was noted since the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// Leave, with this signal's exit code.
    End(i32),
    /// Stop, as SIGTSTP from outside asks.
    Stop,
    /// The program had been stopped.
    GoesOn,
    /// The window has a new size.
    Resized,
}

impl Watch {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the pipe, the handlers or the thread cannot be had.
    pub(crate) fn begin() -> std::io::Result<Self> {
        let (wake, mut waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let noted = Arc::new(Noted::default());
        signal_hook::flag::register(SIGCONT, Arc::clone(&noted.goes_on))?;
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let notes = Arc::clone(&noted);
        std::thread::Builder::new().name("signals".into()).stack_size(256 * 1024).spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGTSTP => notes.stop.store(true, Ordering::Release),
                    SIGCONT => {}
                    SIGWINCH => notes.resized.store(true, Ordering::Release),
                    ends => notes.ends.store(ends, Ordering::Release),
                }
                // A full pipe wakes as well as another byte would.
                let _ = waker.write(&[0]);
                let ends = notes.ends.load(Ordering::Acquire);
                if ends != 0 {
                    std::thread::park_timeout(DEADLINE);
                    // Perhaps stuck in a write. It goes through once there is room and the writer is woken to see it.
                    terminal::throw_away_unread();
                    let _ = kill_process(getpid(), Signal::WINCH);
                    std::thread::park_timeout(GRACE);
                    terminal::restore_by_force();
                    std::process::exit(128 + ends);
                }
            }
        })?;
        Ok(Self { noted, wake, terminal: terminal::own() })
    }

    /// The most urgent thing noted and not yet taken.
    pub(crate) fn take(&self) -> Option<Note> {
        let noted = &self.noted;
        let ends = noted.ends.load(Ordering::Acquire);
        if ends != 0 {
            Some(Note::End(ends))
        } else if noted.goes_on.swap(false, Ordering::AcqRel) {
            Some(Note::GoesOn)
        } else if noted.stop.swap(false, Ordering::AcqRel) {
            Some(Note::Stop)
        } else if noted.resized.swap(false, Ordering::AcqRel) {
            Some(Note::Resized)
        } else {
            None
        }
    }
}

/// Whether a shell runs this program as a job of its own and can bring it back after a stop. Outside of one, in the
/// first process group of its session, a stop would be for good, and the system ignores its own Ctrl-Z too.
pub(crate) fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the process the way the terminal's own stop does; returns when it goes on, and whether it had stopped.
pub(crate) fn stop_self() -> bool {
    // Nothing can be done if even this fails; the program then simply goes on.
    signal_hook::low_level::emulate_default_handler(SIGTSTP).is_ok()
}
