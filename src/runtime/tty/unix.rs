//! The terminal on Unix.

use std::{io, os::fd::BorrowedFd, sync::OnceLock};

use crossterm::{
    event::{DisableBracketedPaste, EnableBracketedPaste},
    queue,
    style::Print,
};
use nix::sys::termios::{SetArg, Termios, cfmakeraw, tcgetattr, tcsetattr};
use rustix::{
    event::{PollFd, PollFlags, poll},
    fs::OFlags,
    io::Errno,
    process::{getpgrp, getsid},
    stdio::{stdin, stdout},
    termios::{QueueSelector, isatty, tcflush},
};

/// Clicks and the wheel only: crossterm's own mode also reports every movement, and each would wake a still screen.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// The terminal's attributes before the program changed them.
static BEFORE: OnceLock<nix::libc::termios> = OnceLock::new();

/// The terminal of the program: that of standard input, or else of standard output. It stays the same after it has vanished.
pub(crate) fn own() -> Option<BorrowedFd<'static>> {
    static OWN: OnceLock<Option<BorrowedFd<'static>>> = OnceLock::new();
    *OWN.get_or_init(|| [stdin(), stdout()].into_iter().find(|end| isatty(end)))
}

/// Finds the terminal while it is there: see [`own`].
pub(crate) fn remember_own() {
    own();
}

/// Sets raw mode, for the first time or after a stop. crossterm's own function is not used: it takes raw mode for set after a stop,
/// and its restoration also sets the input speed.
///
/// # Errors
/// If the attributes cannot be read or set.
pub(crate) fn enable_raw_mode() -> io::Result<()> {
    let before = match BEFORE.get() {
        Some(before) => *before,
        None => {
            let before = tcgetattr(stdin())?.into();
            *BEFORE.get_or_init(|| before)
        }
    };
    let mut raw = Termios::from(before);
    cfmakeraw(&mut raw);
    Ok(tcsetattr(stdin(), SetArg::TCSANOW, &raw)?)
}

/// Restores the terminal's attributes.
pub(crate) fn disable_raw_mode() {
    if let Some(before) = BEFORE.get() {
        let _ = tcsetattr(stdin(), SetArg::TCSANOW, &Termios::from(*before));
    }
}

/// Every terminal does. One that does not says so by its `TERM`.
pub(crate) fn obeys_escapes() -> bool {
    true
}

/// Adds the bytes that ask the terminal for pastes in brackets, and for clicks and the wheel if `mouse`.
///
/// # Errors
/// Never: the bytes are only collected.
pub(crate) fn enable_input(out: &mut Vec<u8>, mouse: bool) -> io::Result<()> {
    queue!(out, EnableBracketedPaste)?;
    if mouse {
        queue!(out, Print(MOUSE_ON))?;
    }
    Ok(())
}

/// Adds the bytes that undo [`enable_input`].
///
/// # Errors
/// Never: the bytes are only collected.
pub(crate) fn disable_input(out: &mut Vec<u8>) -> io::Result<()> {
    queue!(out, DisableBracketedPaste, Print(MOUSE_OFF))
}

/// The window's columns and rows; 0 if the terminal does not know them.
///
/// # Errors
/// If there is no terminal.
pub(crate) fn window_size() -> io::Result<(u16, u16)> {
    let window = crossterm::terminal::window_size()?;
    Ok((window.columns, window.rows))
}

/// Writes all bytes to standard output. Waits for room even if the descriptor is non-blocking (`O_NONBLOCK`).
///
/// # Errors
/// If they cannot be written.
pub(crate) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                match poll(&mut [PollFd::from_borrowed_fd(stdout(), PollFlags::OUT)], None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Writes as many bytes as the terminal has room for, without a wait.
pub(crate) fn write_without_waiting(bytes: &[u8]) {
    if let Ok(flags) = rustix::fs::fcntl_getfl(stdout()) {
        let _ = rustix::fs::fcntl_setfl(stdout(), flags | OFlags::NONBLOCK);
        let _ = rustix::io::write(stdout(), bytes);
        let _ = rustix::fs::fcntl_setfl(stdout(), flags);
    }
}

/// Discards output that the terminal has not read yet.
pub(crate) fn discard_output() {
    let _ = tcflush(stdout(), QueueSelector::OFlush);
}

/// True if a shell runs this program as a job and can continue it after a stop. In the first process group of its session no shell
/// could continue it, and the system ignores Ctrl-Z there too.
pub(crate) fn has_job_control() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}
