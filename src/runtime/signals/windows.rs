//! Ctrl-C, and the end of the console, the session or the machine, on Windows.

use std::{
    io,
    sync::{atomic::Ordering, mpsc::SyncSender},
    time::Duration,
};

use super::Signals;
use crate::runtime::{input::Message, terminal, voice};

/// The number of SIGINT on Unix, which stands for every end here.
const INTERRUPTED: i32 = 2;

/// The time that the main thread has to leave by itself.
const DEADLINE: Duration = Duration::from_millis(600);

pub(super) fn listen(noted: Signals, sender: SyncSender<Message>) -> io::Result<()> {
    ctrlc::set_handler(move || {
        noted.0.end.store(INTERRUPTED, Ordering::Release);
        let _ = sender.try_send(Message::Signal);
        std::thread::park_timeout(DEADLINE);
        voice::end();
        terminal::restore_by_force();
        std::process::exit(128 + INTERRUPTED);
    })
    .map_err(io::Error::other)
}

/// Does nothing: no shell on Windows can continue a stopped process.
pub(crate) fn stop_process() -> bool {
    false
}
