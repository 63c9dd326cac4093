//! The terminal: raw mode, the alternate screen, and their restoration on every way out.
//!
//! The program asks the terminal nothing, so it waits for no answer. Restoring undoes every mode, ignores every error and
//! prints nothing; it may run twice, in any thread, and while a write is stuck.

use std::{
    cell::RefCell,
    io::{self, IsTerminal, Write},
    rc::Rc,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use crossterm::{
    cursor, queue, style,
    terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen},
};
use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::{Buffer, Cell},
    layout::{Position, Rect, Size},
};

use super::{tty, voice};
use crate::screen::frame_info::Cursor;

/// The options of the terminal's modes; unset until they are first set.
static TAKEN: OnceLock<ScreenOptions> = OnceLock::new();

/// True if the terminal's modes are ours at the moment.
static IS_OURS: AtomicBool = AtomicBool::new(false);

/// Switches off key modes that another program may have left on: modifyOtherKeys and the kitty protocol's.
const KEY_MODES_OFF: &str = "\x1b[>4m\x1b[=0u";

/// Saves the title of the window and sets ours; brings the saved one back.
const TITLE_ON: &str = "\x1b[22;0t\x1b]2;uncramp\x1b\\";
const TITLE_OFF: &str = "\x1b[23;0t";

/// A frame of a usual window fits without growing the buffer.
const FRAME_CAPACITY: usize = 64 * 1024;

/// The largest screen that is drawn; the rest of a larger window stays empty. No real window is larger.
const MAX_SIZE: Size = Size { width: 1000, height: 500 };

/// The size of a terminal that does not know its own.
const DEFAULT_SIZE: Size = Size { width: 80, height: 24 };

/// Ends an escape sequence that was cut off.
const CANCEL: u8 = 0x18;

/// Options of the terminal's modes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ScreenOptions {
    /// Reports of clicks and the wheel.
    pub(crate) mouse: bool,
    /// True if left-over key modes are switched off and the window gets a title. The Linux console has neither, and old ones
    /// print the sequences.
    pub(crate) key_modes: bool,
    /// The display stays awake while a session runs.
    pub(crate) awake: bool,
}

/// A buffer that ratatui writes a frame to.
#[derive(Debug, Clone)]
struct FrameBuffer(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: [`TerminalScreen::send`] sends a frame whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The alternate screen.
///
/// ratatui's `Terminal` sends changed cells alone, and a screen reader speaks what is sent: "S", then "op the stretch", where
/// `Start` becomes `Stop`. So the two buffers stand here, and [`spoil_changed_phrases`] adds the rest of each changed phrase.
#[derive(Debug)]
pub(crate) struct TerminalScreen {
    backend: CrosstermBackend<FrameBuffer>,
    buffer: FrameBuffer,
    /// The cells that the terminal shows.
    shown: Buffer,
}

impl TerminalScreen {
    /// Draws one frame and sends it in one write. `render` returns the place of the cursor.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn draw(&mut self, render: impl FnOnce(&mut Buffer) -> Option<Cursor>) -> io::Result<()> {
        let mut next = Buffer::empty(self.shown.area);
        let cursor = render(&mut next);
        spoil_changed_phrases(&mut self.shown, &next);
        self.backend.draw(self.shown.diff(&next).into_iter())?;
        self.shown = next;
        // A hidden cursor stands at the focus too: screen readers and magnifiers follow it.
        match cursor {
            Some(Cursor { x, y, is_typing: true }) => {
                queue!(self.buffer, cursor::MoveTo(x, y), cursor::Show)?
            }
            Some(Cursor { x, y, .. }) => queue!(self.buffer, cursor::MoveTo(x, y), cursor::Hide)?,
            None => {}
        }
        self.send()
    }

    /// Makes the next frame a whole one, at the window's size.
    ///
    /// # Errors
    /// Never: the frame is only prepared.
    pub(crate) fn repaint(&mut self) -> io::Result<()> {
        self.shown = Buffer::empty(area());
        self.backend.clear()
    }

    fn send(&self) -> io::Result<()> {
        let mut frame = self.buffer.0.borrow_mut();
        let sent = tty::write_all(&frame);
        // A frame that could not be written is not sent again.
        frame.clear();
        sent
    }
}

/// A letter that no screen holds, so that a cell with it differs from each cell of the next frame.
const SPOILT: &str = "\u{f8ff}";

/// Makes every cell of a changed phrase differ from the next frame, so that the phrase is sent whole. A phrase is words with single
/// spaces between them. Lines, blocks and braille are no words, and are sent as they change.
fn spoil_changed_phrases(shown: &mut Buffer, next: &Buffer) {
    let width = usize::from(next.area.width).max(1);
    let is_drawing = |cell: &Cell| {
        let mut letters = cell.symbol().chars();
        letters.any(|c| matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}'))
    };
    let is_gap = |a: &Cell, b: &Cell| a.symbol() == " " && b.symbol() == " ";
    let is_phrase = |a: &Cell, b: &Cell| !(is_drawing(a) || is_drawing(b) || is_gap(a, b));
    let rows = shown.content.chunks_mut(width).zip(next.content.chunks(width));
    for (before, after) in rows.filter(|(before, after)| before != after) {
        let mut rest = before;
        for phrase in after.chunk_by(is_phrase) {
            let Some((old, others)) = rest.split_at_mut_checked(phrase.len()) else { break };
            rest = others;
            if old != phrase {
                for (old, _) in old.iter_mut().zip(phrase).filter(|(old, new)| *old == *new) {
                    old.set_symbol(SPOILT);
                }
            }
        }
    }
}

/// True if output is shown by a terminal.
pub(crate) fn is_shown() -> bool {
    io::stdout().is_terminal()
}

/// True if there is a terminal to take over.
pub(crate) fn is_there() -> bool {
    io::stdin().is_terminal() && is_shown() && tty::obeys_escapes()
}

/// Sets the terminal's modes for the first time.
///
/// # Errors
/// If they cannot be set.
pub(crate) fn take(options: ScreenOptions) -> io::Result<TerminalScreen> {
    let _ = TAKEN.set(options);
    // The theme decides on colours. crossterm's own way with NO_COLOR would also take bold and reverse away.
    style::force_color_output(true);
    enter()?;
    let buffer = FrameBuffer(Rc::new(RefCell::new(Vec::with_capacity(FRAME_CAPACITY))));
    let backend = CrosstermBackend::new(buffer.clone());
    Ok(TerminalScreen { backend, buffer, shown: Buffer::empty(area()) })
}

/// Sets every mode, for the first time or after a stop.
///
/// # Errors
/// If they cannot be set.
pub(crate) fn enter() -> io::Result<()> {
    let Some(options) = TAKEN.get() else { return Ok(()) };
    IS_OURS.store(true, Ordering::Release);
    tty::enable_raw_mode()?;
    let mut out = vec![];
    queue!(out, EnterAlternateScreen, cursor::Hide)?;
    tty::enable_input(&mut out, options.mouse)?;
    if options.key_modes {
        queue!(out, style::Print(TITLE_ON), style::Print(KEY_MODES_OFF))?;
    }
    // Not every terminal has an alternate screen, which would be empty.
    queue!(out, Clear(ClearType::All))?;
    tty::write_all(&out)
}

/// Restores the terminal. Does nothing if its modes are not ours.
pub(crate) fn restore() {
    if !IS_OURS.load(Ordering::Acquire) {
        return;
    }
    let _ = tty::write_all(&undo());
    tty::disable_raw_mode();
    IS_OURS.store(false, Ordering::Release);
}

/// Restores the terminal while a write is stuck.
pub(crate) fn restore_by_force() {
    if !IS_OURS.load(Ordering::Acquire) {
        return;
    }
    tty::discard_output();
    // The stuck write may have ended inside a sequence.
    let mut bytes = vec![CANCEL];
    bytes.extend(undo());
    tty::disable_raw_mode();
    tty::write_without_waiting(&bytes);
}

/// The sequences that undo every mode.
fn undo() -> Vec<u8> {
    let mut out = vec![];
    let _ = tty::disable_input(&mut out);
    if TAKEN.get().is_some_and(|options| options.key_modes) {
        let _ = queue!(out, style::Print(TITLE_OFF));
    }
    let _ = queue!(
        out,
        style::ResetColor,
        style::SetAttribute(style::Attribute::Reset),
        LeaveAlternateScreen,
        cursor::Show
    );
    out
}

/// The window's size, within bounds.
pub(crate) fn size() -> Size {
    match tty::window_size() {
        Ok((columns @ 1.., rows @ 1..)) => Size::new(columns.min(MAX_SIZE.width), rows.min(MAX_SIZE.height)),
        _ => DEFAULT_SIZE,
    }
}

fn area() -> Rect {
    Rect::from((Position::ORIGIN, size()))
}

/// Makes a panic end the program with a sentence and a restored terminal.
pub(crate) fn hook_panics() {
    std::panic::set_hook(Box::new(|panic| {
        voice::end();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that is sent, row by row.
    fn sent(before: &[&str], after: &[&str]) -> String {
        let mut shown = Buffer::with_lines(before.iter().copied());
        let next = Buffer::with_lines(after.iter().copied());
        spoil_changed_phrases(&mut shown, &next);
        shown.diff(&next).into_iter().map(|(_, _, cell)| cell.symbol()).collect()
    }

    #[test]
    fn a_phrase_with_a_changed_letter_is_sent_whole() {
        assert_eq!(sent(&["  Start the stretch  │ 5"], &["  Stop the stretch   │ 5"]), " Stop the stretch ");
        assert_eq!(sent(&["0:27  cramp 0:08  hold"], &["0:26  cramp 0:09  hold"]), "0:26  cramp 0:09 ");
        assert_eq!(sent(&["│ one │ two │"], &["│ one │ ten │"]), " ten ");
        assert_eq!(sent(&["▀▀▄ 12"], &["▀▄▄ 12"]), "▄", "a drawing is no phrase");
        assert_eq!(sent(&["漢字a"], &["漢語a"]), "漢語a", "the second cell of a wide letter is never sent");
        assert_eq!(sent(&["same", "rest"], &["same", "rest"]), "");
    }
}
