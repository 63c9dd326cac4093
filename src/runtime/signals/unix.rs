//! Signals on Unix.
//!
//! A thread listens, because the main thread may be stuck in a write that the terminal does not read. If the main thread has
//! not left within [`DEADLINE`] after a signal that ends the program, this thread makes room for the stuck write; if that does
//! not help, it restores the terminal without any lock that the write may hold, and ends the process.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::SyncSender,
    },
    time::Duration,
};

use nix::sys::signal::SigSet;
use rustix::process::{Signal, getpid, kill_process};
use signal_hook::{
    consts::{
        SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP,
        SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
    },
    iterator::Signals as SignalIterator,
};

use super::Signals;
use crate::runtime::{input::Message, terminal, tty, voice};

/// The time that the main thread has to leave by itself.
const DEADLINE: Duration = Duration::from_millis(400);

/// The time that it has once more after the pending output was discarded.
const GRACE: Duration = Duration::from_millis(200);

/// Signals that end a program unless it listens; without this they would leave the terminal raw.
const OTHER_ENDS: [i32; 11] =
    [SIGABRT, SIGALRM, SIGIO, SIGPROF, SIGSYS, SIGTRAP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, OTHER_END];

/// SIGPWR on Linux; elsewhere there is no such signal.
#[cfg(any(target_os = "linux", target_os = "android"))]
const OTHER_END: i32 = 30;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const OTHER_END: i32 = SIGXCPU;

/// The real-time signals of Linux, with SIGSTKFLT. The C library keeps some of the first for itself and refuses them.
#[cfg(any(target_os = "linux", target_os = "android"))]
const REAL_TIME: [std::ops::RangeInclusive<i32>; 2] = [16..=16, 34..=64];
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const REAL_TIME: [std::ops::RangeInclusive<i32>; 0] = [];

pub(super) fn listen(noted: Signals, sender: SyncSender<Message>) -> io::Result<()> {
    // The program that started this one may have blocked them; threads started from here on inherit the mask.
    SigSet::all().thread_unblock()?;
    // A handler makes a write beyond the file size limit fail, as on a full disk, instead of ending the program.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = SignalIterator::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let thread = std::thread::Builder::new().name("signals".into()).stack_size(256 * 1024);
    for signal in OTHER_ENDS.into_iter().chain(REAL_TIME.into_iter().flatten()) {
        // A signal without a handler keeps its own effect.
        let _ = signals.add_signal(signal);
    }
    thread.spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => noted.0.stop.store(true, Ordering::Release),
                SIGCONT => noted.0.continued.store(true, Ordering::Release),
                SIGWINCH => noted.0.resized.store(true, Ordering::Release),
                end => noted.0.end.store(end, Ordering::Release),
            }
            // A full channel wakes the main loop as well.
            let _ = sender.try_send(Message::Signal);
            if let Some(signal) = noted.end() {
                std::thread::park_timeout(DEADLINE);
                // The main thread may be stuck in a write. It goes on once there is room and a signal wakes it.
                tty::discard_output();
                let _ = kill_process(getpid(), Signal::WINCH);
                std::thread::park_timeout(GRACE);
                voice::end();
                terminal::restore_by_force();
                std::process::exit(128 + signal);
            }
        }
    })?;
    Ok(())
}

/// Stops the process as the terminal's own Ctrl-Z does, and returns when it is continued. Returns `false` if it did not stop.
pub(crate) fn stop_process() -> bool {
    tty::has_job_control() && signal_hook::low_level::emulate_default_handler(SIGTSTP).is_ok()
}
