//! What came in from outside, in our own words.

use std::ops::Range;

/// A key press. Releases and repeats of modifiers never get this far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Char(char),
    Ctrl(char),
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    F(u8),
}

impl Key {
    /// What is written on the key.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::BackTab => "Shift-Tab".to_owned(),
            Self::PageUp => "PgUp".to_owned(),
            Self::PageDown => "PgDn".to_owned(),
            Self::F(n) => format!("F{n}"),
            other => format!("{other:?}"),
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    Key(Key),
    /// The left mouse button went down in that cell.
    Click {
        x: u16,
        y: u16,
    },
    /// The wheel turned over that cell; up is true.
    Wheel {
        x: u16,
        y: u16,
        up: bool,
    },
    Paste(String),
    /// Somebody who listens has answered for some signs, by their positions: those in `ticked` are true, the others of
    /// `asked` are not. Only with `is_all` has every sign been asked, so that no tick at all means "none of these".
    Signs {
        asked: Range<usize>,
        ticked: Vec<usize>,
        is_all: bool,
    },
    /// The window has a new size, or must be painted afresh.
    Resize,
    /// The moment that was waited for has come.
    Tick,
    /// The program had been stopped and goes on.
    Resumed,
}
