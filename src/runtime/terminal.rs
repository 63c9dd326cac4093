//! The terminal: taken over and given back, whatever happens in between.
//!
//! Nothing is ever asked of it, so nothing waits for an answer. Giving back undoes every mode, ignores every error and
//! prints nothing; it may be done twice, from any thread, and with a write stuck halfway. Modes of the line are set
//! here and not by crossterm, which remembers raw mode as on after a stop and continue and would not set it again.

use std::{
    io::{self, Stdout, Write},
    os::fd::BorrowedFd,
    sync::OnceLock,
};

use crossterm::{
    cursor, queue, style,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen},
};
use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect};
use rustix::termios::{
    OptionalActions, QueueSelector, SpecialCodeIndex, Termios, isatty, tcflush, tcgetattr, tcgetwinsize,
    tcsetattr,
};

use super::backend::Tty;

/// The line as it was before the program took it.
static BEFORE: OnceLock<Termios> = OnceLock::new();

/// Whether the terminal is to report clicks and the wheel.
static MOUSE: OnceLock<bool> = OnceLock::new();

/// Names the speed of input (Linux' CIBAUD, for which rustix has no name). Nothing there means: that of output.
const INPUT_SPEED: u64 = 0x100f_0000;

/// Clicks and the wheel only: crossterm's own mode also reports every movement, and each would wake a still screen.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// What is pasted comes as one text, not as so many keys.
const PASTE_ON: &str = "\x1b[?2004h";
const PASTE_OFF: &str = "\x1b[?2004l";

/// One write a frame: no half-drawn screens.
const FRAME_BUFFER: usize = 64 * 1024;

/// The screen, taken over.
pub(crate) type Screen = Terminal<Tty<Stdout>>;

/// What is wanted of the terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// That it reports clicks and the wheel.
    pub(crate) mouse: bool,
    /// Colours in the codes of a terminal that has sixteen.
    pub(crate) is_basic: bool,
}

/// Whether what is written is shown by a terminal.
pub(crate) fn is_shown() -> bool {
    isatty(rustix::stdio::stdout())
}

/// Whether there is a terminal to take over.
pub(crate) fn is_there() -> bool {
    isatty(rustix::stdio::stdin()) && isatty(rustix::stdio::stdout())
}

/// The terminal this runs on: where what is typed comes from, or else where what is written goes.
pub(crate) fn own() -> Option<BorrowedFd<'static>> {
    [rustix::stdio::stdin(), rustix::stdio::stdout()].into_iter().find(|end| isatty(end))
}

/// Takes the terminal over.
///
/// # Errors
/// When its modes cannot be read or set.
pub(crate) fn take(wanted: Wanted) -> io::Result<Screen> {
    let mut before = tcgetattr(rustix::stdio::stdin())?;
    if u64::from(before.control_modes.bits()) & INPUT_SPEED == 0 {
        // Else rustix would spell the speed out, and the line would not be given back quite as it was.
        before.set_input_speed(0)?;
    }
    let _ = BEFORE.set(before);
    let _ = MOUSE.set(wanted.mouse);
    enter()?;
    let tty = Tty::new(io::stdout(), FRAME_BUFFER, wanted.is_basic);
    let area = Rect::from((ratatui::layout::Position::ORIGIN, size()));
    Terminal::with_options(tty, TerminalOptions { viewport: Viewport::Fixed(area) })
}

/// Sets every mode, for the first time or after a stop.
///
/// # Errors
/// When the terminal does not take them.
pub(crate) fn enter() -> io::Result<()> {
    if let Some(before) = BEFORE.get() {
        let mut raw = before.clone();
        raw.make_raw();
        // A read returns what there is, even nothing: half an escape sequence must not hold up the clock.
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &raw)?;
    }
    let mut out = io::stdout().lock();
    queue!(out, EnterAlternateScreen, cursor::Hide, style::Print(PASTE_ON))?;
    if MOUSE.get() == Some(&true) {
        queue!(out, style::Print(MOUSE_ON))?;
    }
    out.flush()
}

/// Gives the terminal back; one that was never taken is left alone.
pub(crate) fn restore() {
    if BEFORE.get().is_none() {
        return;
    }
    let mut undo = Vec::new();
    write_undo(&mut undo);
    let mut out = io::stdout().lock();
    let _ = out.write_all(&undo);
    let _ = out.flush();
    restore_line();
}

/// Throws away what a terminal that was taken over has been sent and has not read yet.
pub(crate) fn throw_away_unread() {
    if BEFORE.get().is_none() {
        return;
    }
    let _ = tcflush(rustix::stdio::stdout(), QueueSelector::OFlush);
}

/// Gives the terminal back past a write that is stuck.
pub(crate) fn restore_by_force() {
    if BEFORE.get().is_none() {
        return;
    }
    throw_away_unread();
    // The write that was stuck may have left a sequence half sent: CAN ends it.
    let mut undo = vec![0x18];
    write_undo(&mut undo);
    restore_line();
    // Should the terminal still not read, this must not hold the process up.
    if let Ok(flags) = rustix::fs::fcntl_getfl(rustix::stdio::stdout()) {
        let _ = rustix::fs::fcntl_setfl(rustix::stdio::stdout(), flags | rustix::fs::OFlags::NONBLOCK);
        let _ = rustix::io::write(rustix::stdio::stdout(), &undo);
        let _ = rustix::fs::fcntl_setfl(rustix::stdio::stdout(), flags);
    }
}

fn write_undo(out: &mut Vec<u8>) {
    let _ = queue!(
        out,
        style::Print(PASTE_OFF),
        style::Print(MOUSE_OFF),
        style::ResetColor,
        style::SetAttribute(style::Attribute::Reset),
        LeaveAlternateScreen,
        cursor::Show
    );
}

fn restore_line() {
    if let Some(before) = BEFORE.get() {
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, before);
    }
}

/// The window's size. A terminal that does not know its own is taken for one of 80 by 24.
pub(crate) fn size() -> ratatui::layout::Size {
    let (width, height) =
        tcgetwinsize(rustix::stdio::stdout()).map_or((0, 0), |size| (size.ws_col, size.ws_row));
    if width == 0 || height == 0 {
        return ratatui::layout::Size::new(80, 24);
    }
    ratatui::layout::Size::new(width, height)
}

/// Makes a fault of our own end the program with a sentence and a whole terminal.
pub(crate) fn hook_panics() {
    std::panic::set_hook(Box::new(|panic| {
        restore();
        let place = panic.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        let mut out = io::stderr().lock();
        let _ = writeln!(
            out,
            "uncramp: stopped by a fault of its own{place}; please report it, and start it again to go on"
        );
        std::process::exit(101);
    }));
}
