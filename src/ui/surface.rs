//! The surface: a part of the screen to draw on. It keeps everything drawn inside its area.

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Modifier, Style},
    text::Line,
    widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget},
};

use super::{Appearance, glyphs::in_ascii, theme::Role};
use crate::screen::{Area, FrameInfo, Spot};

/// A part of the frame, with the appearance to draw in and the facts that drawing notes.
#[derive(Debug)]
pub(crate) struct Surface<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
    pub(crate) look: Appearance,
    pub(crate) out: &'b mut FrameInfo,
}

impl<'b> Surface<'b> {
    /// The whole frame.
    pub(crate) fn new(buffer: &'b mut Buffer, look: Appearance, out: &'b mut FrameInfo) -> Self {
        let area = buffer.area;
        Self { buffer, area, look, out }
    }

    pub(crate) fn area(&self) -> Rect {
        self.area
    }

    /// Columns of the area.
    pub(crate) fn width(&self) -> usize {
        self.area.width.into()
    }

    /// A part of this surface: the cells of `area` that lie on it.
    pub(crate) fn part(&mut self, area: Rect) -> Surface<'_> {
        let area = area.intersection(self.area);
        Surface { buffer: self.buffer, area, look: self.look, out: self.out }
    }

    /// Empties the whole frame, and gives every cell a style.
    pub(crate) fn clear(&mut self, style: Style) {
        let mut empty = Cell::EMPTY;
        empty.set_style(style);
        self.buffer.content.fill(empty);
    }

    /// The area of some columns of a row, as far as they lie on this surface.
    fn columns(&self, row: usize, column: usize, width: usize) -> Rect {
        let x = self.area.x.saturating_add(cells(column));
        let y = self.area.y.saturating_add(cells(row));
        Rect { x, y, width: cells(width), height: 1 }.intersection(self.area)
    }

    /// Adds a style to a row, from the left to the right edge. Only words are underlined, not the row.
    pub(crate) fn style_row(&mut self, row: usize, style: Style) {
        let style = Style { add_modifier: style.add_modifier.difference(Modifier::UNDERLINED), ..style };
        self.buffer.set_style(self.columns(row, 0, self.width()), style);
    }

    /// Notes that a click on some columns of a row means `spot`.
    pub(crate) fn note_spot(&mut self, row: usize, columns: std::ops::Range<usize>, spot: Spot) {
        let area = self.columns(row, columns.start, columns.len());
        self.out.spots.push((seen(area), spot));
    }

    /// Notes that a click anywhere on the surface means `spot`.
    pub(crate) fn note_area(&mut self, spot: Spot) {
        self.out.spots.push((seen(self.area), spot));
    }

    /// Writes a line at a row, from `column` on; what does not fit is cut between letters.
    pub(crate) fn line(&mut self, row: usize, column: usize, line: &Line<'_>) {
        let mut column = column;
        for span in line {
            column = self.text(row, column, &span.content, line.style.patch(span.style));
        }
    }

    /// Writes text in a role at a row and column. Returns the column at which it ended.
    pub(crate) fn write(&mut self, row: usize, column: usize, text: &str, role: Role) -> usize {
        self.text(row, column, text, self.look.theme.style(role))
    }

    /// Writes text at a row and column. Returns the column at which it ended.
    pub(crate) fn text(&mut self, row: usize, column: usize, text: &str, style: Style) -> usize {
        let place = self.columns(row, column, self.width());
        if place.is_empty() {
            return column;
        }
        // A letter a cell: most text, and the work of most frames.
        if text.bytes().all(|letter| matches!(letter, b' '..=b'~')) {
            let start = self.buffer.index_of(place.x, place.y);
            let cells = self.buffer.content.iter_mut().skip(start).take(place.width.into());
            let written =
                cells.zip(text.chars()).map(|(cell, letter)| cell.set_char(letter).set_style(style));
            return column + written.count();
        }
        let (end, _) = self.buffer.set_stringn(place.x, place.y, text, place.width.into(), style);
        let width = end.saturating_sub(place.x);
        // The second cell of a wide letter is left without a style.
        self.buffer.set_style(Rect { width, ..place }, style);
        column + usize::from(width)
    }

    /// Fills a cell with the foreground colour of a style. Background colour has no seams, which full blocks have in many
    /// fonts; without colours the cell is reversed.
    pub(crate) fn solid(&mut self, row: usize, column: usize, style: Style) {
        let solid = match style.fg {
            Some(colour) => style.bg(colour),
            None => style.add_modifier(Modifier::REVERSED),
        };
        self.text(row, column, " ", solid);
    }

    /// Writes a line so that it ends at the right edge; nothing if it is too long to fit whole.
    pub(crate) fn line_right(&mut self, row: usize, line: &Line<'_>) {
        if let Some(column) = self.width().checked_sub(line.width()) {
            self.line(row, column, line);
        }
    }

    /// Draws a scrollbar in the last column: `top` of `total` rows is the first in view.
    pub(crate) fn scrollbar(&mut self, top: usize, total: usize) {
        let look = self.look;
        let rows = usize::from(self.area.height);
        if total <= rows {
            return;
        }
        let (track, thumb) = look.glyphs.scrollbar;
        let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
            .begin_symbol(None)
            .end_symbol(None)
            .track_symbol(Some(track))
            .thumb_symbol(thumb)
            .track_style(look.theme.style(Role::Quiet))
            .thumb_style(look.theme.style(Role::Text));
        let mut state = ScrollbarState::new(total - rows + 1).position(top).viewport_content_length(rows);
        bar.render(self.area, self.buffer, &mut state);
    }

    /// Draws a widget of ratatui over the whole surface.
    pub(crate) fn widget(&mut self, widget: impl Widget) {
        widget.render(self.area, self.buffer);
    }

    /// Replaces every letter beyond ASCII. A person's own words, in a note or a routine, may hold any letter.
    pub(crate) fn keep_to_ascii(&mut self) {
        for cell in &mut self.buffer.content {
            if !cell.symbol().is_ascii() {
                let plain = in_ascii(cell.symbol());
                cell.set_char(plain);
            }
        }
    }
}

/// A count of cells, for an area.
pub(crate) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// True if a cell was filled by [`Surface::solid`].
#[cfg(test)]
pub(crate) fn is_solid(cell: &ratatui::buffer::Cell) -> bool {
    let is_filled = cell.fg == cell.bg && cell.fg != ratatui::style::Color::Reset;
    cell.symbol() == " " && (is_filled || cell.modifier.contains(Modifier::REVERSED))
}

/// A rectangle as an [`Area`], for modules that use no type of ratatui.
pub(crate) fn seen(area: Rect) -> Area {
    Area { x: area.x, y: area.y, width: area.width, height: area.height }
}

/// Cuts `rows` off the top of an area: those rows, and the rest.
pub(crate) fn cut_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let rest = Rect { y: area.y + rows, height: area.height - rows, ..area };
    (Rect { height: rows, ..area }, rest)
}

/// Cuts `rows` off the bottom of an area: the rest, and those rows.
pub(crate) fn cut_bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let rest = Rect { height: area.height - rows, ..area };
    (rest, Rect { y: area.y + rest.height, height: rows, ..area })
}

/// The middle `columns` of an area, or all of it where it is narrower.
pub(crate) fn centred(area: Rect, columns: u16) -> Rect {
    let spare = area.width.saturating_sub(columns);
    Rect { x: area.x + spare / 2, width: area.width - spare, ..area }
}

/// The same area with a margin left and right, where it is wide enough to spare one.
pub(crate) fn margin(area: Rect, columns: u16) -> Rect {
    if area.width < 30 {
        return area;
    }
    Rect { x: area.x + columns, width: area.width.saturating_sub(2 * columns), ..area }
}
