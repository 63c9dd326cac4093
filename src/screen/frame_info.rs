//! What only drawing knows, returned by it: how far a text scrolls and what lies under the mouse.

use crate::domain::book::Link;

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

/// What a click or a turn of the wheel there means.
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
}

/// What the last drawing knew.
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
    /// How many items of the list are in view.
    pub(crate) page: usize,
    /// Whether list and text are side by side.
    pub(crate) wide: bool,
}

impl FrameInfo {
    /// What lies uppermost at a cell.
    pub(crate) fn at(&self, x: u16, y: u16) -> Option<Spot> {
        self.spots.iter().rev().find(|(area, _)| area.contains(x, y)).map(|(_, spot)| *spot)
    }
}
