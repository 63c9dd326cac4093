//! The terminal as ratatui draws on it: each frame gathered and sent in one write, with as few bytes as say it.
//!
//! Ours and not `CrosstermBackend`, for three things that it cannot do: it asks the terminal nothing, not even in code that
//! never runs; a terminal of sixteen colours is sent the codes that it knows (`33`, not `38;5;3`, which it may take for
//! something else); and what is unchanged in the middle of a line is passed over in three bytes where a new place takes
//! eight. Over a slow line bytes are what somebody waits for.

use std::io::{self, Write};

use ratatui::{
    backend::{Backend, ClearType, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
    style::{Color, Modifier},
};

use super::terminal;

/// The numbers of the colours of text and of ground: see [`Tty::colour`].
const TEXT: u16 = 30;
const GROUND: u16 = 40;

/// The modifiers that a terminal has a number for.
const MODIFIERS: [(Modifier, u16); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// How the terminal has been told to write what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    text: Color,
    ground: Color,
    modifier: Modifier,
}

/// A terminal that is written to.
#[derive(Debug)]
pub(crate) struct Tty<W> {
    terminal: W,
    /// What has been drawn and not been sent.
    bytes: Vec<u8>,
    /// Whether the terminal has sixteen colours and no more.
    is_basic: bool,
}

impl<W: Write> Tty<W> {
    /// A terminal with room for a frame of `room` bytes before it is sent.
    pub(crate) fn new(terminal: W, room: usize, is_basic: bool) -> Self {
        Self { terminal, bytes: Vec::with_capacity(room), is_basic }
    }

    /// Turns the pen `from` into the one that a cell wants.
    fn take_pen(&mut self, from: Pen, to: Pen) {
        let mut from = from;
        self.bytes.extend_from_slice(b"\x1b[");
        let start = self.bytes.len();
        // Each modifier that is taken back would need a number of its own, and bold and dim share one.
        if !to.modifier.contains(from.modifier) {
            self.number(0);
            from = Pen::default();
        }
        for (modifier, number) in MODIFIERS {
            if to.modifier.contains(modifier) && !from.modifier.contains(modifier) {
                self.next_number(start, number);
            }
        }
        for (base, old, new) in [(TEXT, from.text, to.text), (GROUND, from.ground, to.ground)] {
            if old != new {
                self.colour(start, base, new);
            }
        }
        self.bytes.push(b'm');
    }

    /// The numbers of a colour: those of `base` are the first eight, sixty further on are the bright eight, and 9 is the
    /// terminal's own.
    fn colour(&mut self, start: usize, base: u16, colour: Color) {
        match (named(colour), colour) {
            (Some(n @ ..8), _) if self.is_basic => self.next_number(start, base + n),
            (Some(n), _) if self.is_basic => self.next_number(start, base + 60 + n - 8),
            (Some(n), _) => self.numbers(start, &[base + 8, 5, n]),
            (None, Color::Indexed(n)) if !self.is_basic => self.numbers(start, &[base + 8, 5, n.into()]),
            (None, Color::Rgb(red, green, blue)) if !self.is_basic => {
                self.numbers(start, &[base + 8, 2, red.into(), green.into(), blue.into()]);
            }
            // No theme has any other at sixteen colours: the terminal's own is always right.
            (None, _) => self.next_number(start, base + 9),
        }
    }

    fn numbers(&mut self, start: usize, numbers: &[u16]) {
        for number in numbers {
            self.next_number(start, *number);
        }
    }

    /// One more number of the sequence whose numbers begin at `start`.
    fn next_number(&mut self, start: usize, number: u16) {
        if self.bytes.len() > start {
            self.bytes.push(b';');
        }
        self.number(number);
    }

    fn number(&mut self, number: u16) {
        let digit = |n: u16| b'0' + u8::try_from(n % 10).unwrap_or_default();
        for place in [10_000, 1_000, 100, 10] {
            if number >= place {
                self.bytes.push(digit(number / place));
            }
        }
        self.bytes.push(digit(number));
    }

    /// Passes over so many cells of the row where the cursor is.
    fn pass_over(&mut self, ahead: u16) {
        self.bytes.extend_from_slice(b"\x1b[");
        if ahead > 1 {
            self.number(ahead);
        }
        self.bytes.push(b'C');
    }

    fn go_to(&mut self, place: Position) {
        self.bytes.extend_from_slice(b"\x1b[");
        self.number(place.y.saturating_add(1));
        self.bytes.push(b';');
        self.number(place.x.saturating_add(1));
        self.bytes.push(b'H');
    }
}

/// The number of one of the sixteen colours.
fn named(colour: Color) -> Option<u16> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(n @ ..16) => n.into(),
        Color::Reset | Color::Indexed(_) | Color::Rgb(..) => return None,
    })
}

impl<W: Write> Backend for Tty<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, cells: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut pen = Pen::default();
        // Where the cursor is. Only where nothing but ASCII was written since it was put somewhere is that known for certain:
        // terminals do not agree on how wide everything else is.
        let mut cursor = Position::ORIGIN;
        let (mut is_first, mut is_certain) = (true, false);
        for (x, y, cell) in cells {
            let is_in_row = !is_first && y == cursor.y;
            if !is_in_row || x != cursor.x {
                match x.checked_sub(cursor.x) {
                    Some(ahead) if is_in_row && is_certain => self.pass_over(ahead),
                    _ => {
                        self.go_to(Position { x, y });
                        is_certain = true;
                    }
                }
            }
            let wanted = Pen { text: cell.fg, ground: cell.bg, modifier: cell.modifier };
            if pen != wanted {
                self.take_pen(pen, wanted);
                pen = wanted;
            }
            let symbol = cell.symbol();
            self.bytes.extend_from_slice(symbol.as_bytes());
            is_certain &= symbol.len() == 1;
            is_first = false;
            cursor = Position { x: x.saturating_add(1), y };
        }
        if !is_first {
            // Whatever writes next begins with the terminal's own colours, and lines are cleared in them.
            self.bytes.extend_from_slice(b"\x1b[m");
        }
        Ok(())
    }

    /// It is hidden when the terminal is taken over, and shown when that is given back: [`terminal`] does both.
    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "the terminal is asked nothing"))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.go_to(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.bytes.extend_from_slice(match region {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(terminal::size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: terminal::size(), pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        let sent = self.terminal.write_all(&self.bytes);
        // A terminal that has failed is not sent the same again.
        self.bytes.clear();
        sent.and_then(|()| self.terminal.flush())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{Terminal, TerminalOptions, Viewport, buffer::Buffer, layout::Rect, style::Style};

    use super::*;

    const AREA: Rect = Rect { x: 0, y: 0, width: 20, height: 4 };

    fn screen(is_basic: bool) -> Terminal<Tty<Vec<u8>>> {
        let options = TerminalOptions { viewport: Viewport::Fixed(AREA) };
        Terminal::with_options(Tty::new(vec![], 64, is_basic), options).expect("nothing is asked of it")
    }

    /// What is sent for a frame of these words, each with its place and style.
    fn sent(screen: &mut Terminal<Tty<Vec<u8>>>, words: &[(u16, u16, &str, Style)]) -> String {
        screen
            .draw(|frame| {
                for (x, y, word, style) in words {
                    frame.buffer_mut().set_string(*x, *y, word, *style);
                }
            })
            .expect("it is written into memory");
        let bytes = std::mem::take(&mut screen.backend_mut().terminal);
        String::from_utf8(bytes).expect("it is text")
    }

    #[test]
    fn what_has_not_changed_is_passed_over_in_few_bytes() {
        let mut screen = screen(false);
        let plain = Style::new();
        assert_eq!(sent(&mut screen, &[(1, 0, "calf", plain)]), "\x1b[1;2Hcalf\x1b[m");
        assert_eq!(sent(&mut screen, &[(1, 0, "calm", plain)]), "\x1b[1;5Hm\x1b[m");
        assert_eq!(sent(&mut screen, &[(1, 0, "colt", plain)]), "\x1b[1;3Ho\x1b[Ct\x1b[m");
        assert_eq!(sent(&mut screen, &[(1, 0, "colt", plain)]), "");
        assert_eq!(sent(&mut screen, &[(1, 0, "bone", plain)]), "\x1b[1;2Hb\x1b[Cne\x1b[m");
        // Nobody knows how wide a terminal takes a figure to be.
        assert_eq!(sent(&mut screen, &[(1, 0, "⣿one  x", plain)]), "\x1b[1;2H⣿\x1b[1;8Hx\x1b[m");
    }

    #[test]
    fn a_pen_is_taken_in_one_sequence_and_put_down_at_the_end() {
        let mut screen = screen(false);
        let bold =
            Style::new().fg(Color::Rgb(1, 20, 255)).bg(Color::Indexed(16)).add_modifier(Modifier::BOLD);
        let dim = Style::new().fg(Color::Rgb(1, 20, 255)).bg(Color::Indexed(16)).add_modifier(Modifier::DIM);
        assert_eq!(
            sent(
                &mut screen,
                &[(0, 0, "a", bold), (1, 0, "b", dim), (2, 0, "c", Style::new().fg(Color::Red))]
            ),
            "\x1b[1;1H\x1b[1;38;2;1;20;255;48;5;16ma\x1b[0;2;38;2;1;20;255;48;5;16mb\x1b[0;38;5;1mc\x1b[m"
        );
    }

    #[test]
    fn sixteen_colours_are_named_by_their_own_codes() {
        for (colour, text, ground) in [
            (Color::Yellow, "33", "43"),
            (Color::LightYellow, "93", "103"),
            (Color::Indexed(12), "94", "104"),
            (Color::Indexed(200), "39", "49"),
            (Color::Rgb(1, 2, 3), "39", "49"),
        ] {
            assert_eq!(
                sent(&mut screen(true), &[(0, 0, "x", Style::new().fg(colour))]),
                format!("\x1b[1;1H\x1b[{text}mx\x1b[m")
            );
            assert_eq!(
                sent(&mut screen(true), &[(0, 0, "x", Style::new().bg(colour))]),
                format!("\x1b[1;1H\x1b[{ground}mx\x1b[m")
            );
        }
    }

    #[test]
    fn nothing_is_sent_before_a_frame_is_whole() {
        let mut tty = Tty::new(vec![], 16, false);
        tty.draw([(0, 0, &Cell::new("x"))].into_iter()).expect("it is gathered");
        assert_eq!(tty.terminal, b"");
        tty.flush().expect("it is sent");
        assert_eq!(tty.terminal, b"\x1b[1;1Hx\x1b[m");
    }

    fn colour() -> impl Strategy<Value = Color> {
        prop_oneof![
            Just(Color::Reset),
            (0u8..=255).prop_map(Color::Indexed),
            (0u8..3, 0u8..3).prop_map(|(red, blue)| Color::Rgb(red, 77, blue)),
        ]
    }

    fn style() -> impl Strategy<Value = Style> {
        let modifier = prop_oneof![
            Just(Modifier::empty()),
            Just(Modifier::BOLD),
            Just(Modifier::REVERSED),
            Just(Modifier::BOLD | Modifier::UNDERLINED),
            Just(Modifier::ITALIC),
        ];
        (colour(), colour(), modifier)
            .prop_map(|(text, ground, modifier)| Style::new().fg(text).bg(ground).add_modifier(modifier))
    }

    /// Words of any width. Wide ones have the right half for themselves and begin at even columns: what a terminal makes of
    /// half of one is its own affair.
    fn frame() -> impl Strategy<Value = Vec<(u16, u16, String, Style)>> {
        let place = prop_oneof![
            (0u16..5, "[ab⣿é ]{1,5}"),
            (5u16..10, "[日本]{1,5}").prop_map(|(half, word)| (half * 2, word)),
        ];
        prop::collection::vec((place, 0u16..4, style()), 0..12)
            .prop_map(|words| words.into_iter().map(|((x, word), y, style)| (x, y, word, style)).collect())
    }

    fn seen(colour: vt100::Color) -> Color {
        match colour {
            vt100::Color::Default => Color::Reset,
            vt100::Color::Idx(n) => Color::Indexed(n),
            vt100::Color::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
        }
    }

    /// What a terminal shows must be what was drawn, cell for cell.
    fn compare(buffer: &Buffer, screen: &vt100::Screen) -> Result<(), TestCaseError> {
        for y in 0..AREA.height {
            let mut x = 0;
            while x < AREA.width {
                let drawn = &buffer[(x, y)];
                let shown = screen.cell(y, x).expect("it is on the screen");
                let symbol = if shown.contents().is_empty() { " " } else { shown.contents() };
                prop_assert_eq!(symbol, drawn.symbol(), "at {},{}", x, y);
                prop_assert_eq!(seen(shown.fgcolor()), drawn.fg);
                prop_assert_eq!(seen(shown.bgcolor()), drawn.bg);
                for (modifier, is_set) in [
                    (Modifier::BOLD, shown.bold()),
                    (Modifier::ITALIC, shown.italic()),
                    (Modifier::UNDERLINED, shown.underline()),
                    (Modifier::REVERSED, shown.inverse()),
                ] {
                    prop_assert_eq!(drawn.modifier.contains(modifier), is_set);
                }
                x += if shown.is_wide() { 2 } else { 1 };
            }
        }
        Ok(())
    }

    proptest! {
        /// Whatever frames follow one another, the terminal shows the last.
        #[test]
        fn the_terminal_shows_what_was_drawn(frames in prop::collection::vec(frame(), 1..5)) {
            let mut screen = screen(false);
            let mut emulator = vt100::Parser::new(AREA.height, AREA.width, 0);
            for words in &frames {
                let mut drawn = Buffer::empty(AREA);
                for (x, y, word, style) in words {
                    drawn.set_string(*x, *y, word, *style);
                }
                screen.draw(|frame| *frame.buffer_mut() = drawn.clone()).expect("it is written into memory");
                emulator.process(&std::mem::take(&mut screen.backend_mut().terminal));
                compare(&drawn, emulator.screen())?;
            }
        }
    }
}
