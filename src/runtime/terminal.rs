//! The terminal: raw mode, the alternate screen, and their restoration on every way out.
//!
//! The program asks the terminal nothing, so it waits for no answer. Restoring undoes every mode, ignores every error and
//! prints nothing; it may run twice, in any thread, and while a write is stuck.

use std::{
    cell::RefCell,
    io::{self, IsTerminal, Write},
    mem,
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
    buffer::{Buffer, Cell, CellWidth},
    layout::{Position, Rect, Size},
};

use super::{tty, voice};
use crate::screen::frame_info::Cursor;

/// The options of the terminal's modes; unset until they are first set.
static TAKEN: OnceLock<ScreenOptions> = OnceLock::new();

/// True while the terminal has the modes of this program.
static IS_OURS: AtomicBool = AtomicBool::new(false);

/// Switches off key modes that another program may have left on: modifyOtherKeys and the kitty protocol's.
const KEY_MODES_OFF: &str = "\x1b[>4m\x1b[=0u";

/// Saves the title of the window and sets another; restores the saved title.
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
/// `Start` becomes `Stop`. So the two buffers stand here, and [`changed_phrases`] takes the place of ratatui's comparison.
#[derive(Debug)]
pub(crate) struct TerminalScreen {
    backend: CrosstermBackend<FrameBuffer>,
    buffer: FrameBuffer,
    /// The cells that the terminal shows.
    shown: Buffer,
    /// The next frame. Both buffers are kept, so that a frame needs no new one.
    next: Buffer,
}

impl TerminalScreen {
    /// Draws one frame and sends it in one write. `render` draws every cell, and returns the place of the cursor.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn draw(&mut self, render: impl FnOnce(&mut Buffer) -> Option<Cursor>) -> io::Result<()> {
        let cursor = render(&mut self.next);
        self.backend.draw(changed_phrases(&self.shown, &self.next).into_iter())?;
        mem::swap(&mut self.shown, &mut self.next);
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
        self.next = self.shown.clone();
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

/// The cells to send: every cell of each changed phrase. A phrase is words with single spaces between them; each cell of a line,
/// a block or a braille drawing stands alone. A row with wide letters is one phrase, because they cover what stood beside them.
fn changed_phrases<'b>(shown: &Buffer, next: &'b Buffer) -> Vec<(u16, u16, &'b Cell)> {
    let is_drawing = |cell: &Cell| {
        cell.symbol().starts_with(|c| matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}'))
    };
    let is_gap = |a: &Cell, b: &Cell| a.symbol() == " " && b.symbol() == " ";
    let width = usize::from(next.area.width).max(1);
    let rows = shown.content.chunks(width).zip(next.content.chunks(width));
    let mut sent = vec![];
    for (y, (before, after)) in (0..).zip(rows).filter(|(_, (before, after))| before != after) {
        // No letter of one or two bytes is wide.
        let is_wide = |cell: &Cell| cell.symbol().len() > 2 && cell.cell_width() > 1;
        let has_wide = before.iter().chain(after).any(is_wide);
        if has_wide {
            send_wide_row(y, after, &mut sent);
            continue;
        }
        let mut cells = (0..).zip(before.iter().zip(after));
        for phrase in after.chunk_by(|a, b| !(is_drawing(a) || is_drawing(b) || is_gap(a, b))) {
            let start = sent.len();
            let mut is_changed = false;
            for (x, (old, new)) in cells.by_ref().take(phrase.len()) {
                is_changed |= old != new;
                sent.push((x, y, new));
            }
            if !is_changed {
                sent.truncate(start);
            }
        }
    }
    sent
}

/// Adds a row with wide letters. The cell that a letter covers comes before it: some terminals draw an emoji on one cell only.
fn send_wide_row<'b>(y: u16, row: &'b [Cell], sent: &mut Vec<(u16, u16, &'b Cell)>) {
    let mut cells = (0..).zip(row);
    while let Some((x, cell)) = cells.next() {
        let covered = usize::from(cell.cell_width()).saturating_sub(1);
        sent.extend(cells.by_ref().take(covered).map(|(x, cell)| (x, y, cell)));
        sent.push((x, y, cell));
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
    let empty = Buffer::empty(area());
    Ok(TerminalScreen { backend, buffer, shown: empty.clone(), next: empty })
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

/// Restores the terminal. Does nothing if this program has not set its modes.
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
        let shown = Buffer::with_lines(before.iter().copied());
        let next = Buffer::with_lines(after.iter().copied());
        changed_phrases(&shown, &next).into_iter().map(|(_, _, cell)| cell.symbol()).collect()
    }

    #[test]
    fn a_phrase_with_a_changed_letter_is_sent_whole() {
        assert_eq!(sent(&["  Start the stretch  │ 5"], &["  Stop the stretch   │ 5"]), " Stop the stretch ");
        assert_eq!(sent(&["0:27  cramp 0:08  hold"], &["0:26  cramp 0:09  hold"]), "0:26  cramp 0:09 ");
        assert_eq!(sent(&["│ one │ two │"], &["│ one │ ten │"]), " ten ");
        assert_eq!(sent(&["▀▀▄ 12"], &["▀▄▄ 12"]), "▄", "a drawing is no phrase");
        assert_eq!(sent(&["漢 x"], &["漢 y"]), " 漢 y", "the second cell of a wide letter is sent before it");
        assert_eq!(sent(&["漢x   "], &["ab x  "]), "ab x  ", "a row that loses a wide letter is sent whole");
        assert_eq!(sent(&["same", "rest"], &["same", "rest"]), "");
    }
}
