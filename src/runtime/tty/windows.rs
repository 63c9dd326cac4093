//! The console on Windows.

use std::io::{self, Write};

/// Does nothing: a console does not vanish under a program.
pub(crate) fn remember_own() {}

/// Sets raw mode.
///
/// # Errors
/// If it cannot be set.
pub(crate) fn enable_raw_mode() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()
}

/// Restores the console's mode.
pub(crate) fn disable_raw_mode() {
    let _ = crossterm::terminal::disable_raw_mode();
}

/// The window's columns and rows.
///
/// # Errors
/// If there is no console.
pub(crate) fn window_size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Writes all bytes to standard output.
///
/// # Errors
/// If they cannot be written.
pub(crate) fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Writes to the console, which always has room.
pub(crate) fn write_without_waiting(bytes: &[u8]) {
    let _ = write_all(bytes);
}

/// Does nothing: a console reads output at once.
pub(crate) fn discard_output() {}

/// No shell continues a stopped program here.
pub(crate) fn has_job_control() -> bool {
    false
}
