//! The console on Windows.

use std::io::{self, Write};

use crossterm::{
    event::{DisableMouseCapture, EnableMouseCapture},
    queue,
};

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

/// True if the console obeys escape sequences. The old console of Windows 10 ("legacy console") prints them.
pub(crate) fn obeys_escapes() -> bool {
    crossterm::ansi_support::supports_ansi()
}

/// Asks the console for mouse events if `mouse`. Not for pastes in brackets: crossterm reads every paste as keys here, and some
/// terminals then change its line breaks.
///
/// # Errors
/// When the console does not take it.
pub(crate) fn enable_input(out: &mut Vec<u8>, mouse: bool) -> io::Result<()> {
    if mouse {
        queue!(out, EnableMouseCapture)?;
    }
    Ok(())
}

/// Undoes [`enable_input`].
///
/// # Errors
/// When the console does not take it.
pub(crate) fn disable_input(out: &mut Vec<u8>) -> io::Result<()> {
    queue!(out, DisableMouseCapture)
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
