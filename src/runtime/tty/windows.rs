//! The console on Windows.

use std::io::{self, Write};

/// A console has no end that would be looked for.
pub(crate) fn remember_own() {}

/// Sets raw mode.
///
/// # Errors
/// When the console does not take it.
pub(crate) fn enable_raw_mode() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()
}

/// Gives the console its settings back.
pub(crate) fn disable_raw_mode() {
    let _ = crossterm::terminal::disable_raw_mode();
}

/// The window's columns and rows.
///
/// # Errors
/// When there is no console.
pub(crate) fn window_size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Writes all of it to standard output.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Writes to the console, which always has room.
pub(crate) fn write_without_waiting(bytes: &[u8]) {
    let _ = write_all(bytes);
}

/// A console keeps nothing back.
pub(crate) fn discard_output() {}

/// No shell continues a stopped program here.
pub(crate) fn has_job_control() -> bool {
    false
}
