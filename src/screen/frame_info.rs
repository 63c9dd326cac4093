//! Facts that only drawing knows, returned by it: scroll limits, click targets, the place of the cursor.

use super::event::Key;
use crate::domain::Link;

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Area {
    pub(crate) x: u16,
    pub(crate) y: u16,
    pub(crate) width: u16,
    pub(crate) height: u16,
}

impl Area {
    pub(crate) fn contains(&self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }
}

/// The meaning of a click or a turn of the wheel on an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A tab by its position.
    Tab(usize),
    /// An item of the list by its position.
    Item(usize),
    /// The list, for the wheel.
    List,
    /// The text, for the wheel.
    Text,
    /// A link in the text by its position.
    Link(usize),
    /// A key that is named on the screen. A click presses it.
    Key(Key),
}

/// The place of the terminal's own cursor. Screen readers, braille displays and magnifiers follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// Column and row on the screen, from 0.
    pub(crate) x: u16,
    pub(crate) y: u16,
    /// Text is typed there, so the cursor is shown.
    pub(crate) is_typing: bool,
}

/// Facts that the last drawing noted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FrameInfo {
    /// Columns and rows of the whole screen.
    pub(crate) size: (u16, u16),
    /// Later entries lie over earlier ones.
    pub(crate) spots: Vec<(Area, Spot)>,
    /// Rows of the text in view.
    pub(crate) rows: usize,
    /// The furthest the text can be scrolled.
    pub(crate) scroll_max: usize,
    /// The text's links, with the row each stands on.
    pub(crate) links: Vec<(usize, Link)>,
    /// The number of items of the list in view.
    pub(crate) page: usize,
    /// List and text are side by side.
    pub(crate) wide: bool,
    /// The focus: the selected row, the selected answer, the caret of a text field.
    pub(crate) cursor: Option<Cursor>,
    /// The place in a list or a text that scrolls: `3 of 16`.
    pub(crate) place: Option<String>,
}

impl FrameInfo {
    /// Moves the cursor to a cell, hidden.
    pub(crate) fn focus(&mut self, x: u16, y: u16) {
        self.cursor = Some(Cursor { x, y, is_typing: false });
    }

    /// Moves the cursor to the caret of a text field, shown.
    pub(crate) fn type_at(&mut self, x: u16, y: u16) {
        self.cursor = Some(Cursor { x, y, is_typing: true });
    }

    /// The uppermost target at a cell.
    pub(crate) fn at(&self, x: u16, y: u16) -> Option<Spot> {
        self.spots.iter().rev().find(|(area, _)| area.contains(x, y)).map(|(_, spot)| *spot)
    }
}
