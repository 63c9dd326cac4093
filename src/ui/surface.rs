//! The surface: writes to the cells of the screen, and keeps every area inside the frame.

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget},
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Appearance, glyphs::in_ascii, theme::Role};
use crate::screen::frame_info::Area;

/// A part of the frame to draw on. Nothing drawn on it lands outside it.
#[derive(Debug)]
pub(crate) struct Surface<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
}

impl<'b> Surface<'b> {
    /// The whole frame.
    pub(crate) fn new(buffer: &'b mut Buffer) -> Self {
        let area = buffer.area;
        Self { buffer, area }
    }

    pub(crate) fn area(&self) -> Rect {
        self.area
    }

    /// A part of this surface: the cells of `area` that lie on it.
    pub(crate) fn part(&mut self, area: Rect) -> Surface<'_> {
        let area = area.intersection(self.area);
        Surface { buffer: self.buffer, area }
    }

    /// Gives every cell a style.
    pub(crate) fn fill(&mut self, style: Style) {
        for y in self.area.top()..self.area.bottom() {
            for cell in self.cells(y) {
                cell.set_style(style);
            }
        }
    }

    /// Adds a style to a row, from this sheet's left to its right edge. Only words are underlined, not the row.
    pub(crate) fn style_row(&mut self, row: usize, style: Style) {
        let y = self.row(row);
        let style = Style { add_modifier: style.add_modifier.difference(Modifier::UNDERLINED), ..style };
        for cell in self.cells(y) {
            cell.set_style(style);
        }
    }

    /// The cells of a row of the frame, as far as they are on this sheet. To ask the frame for each by its place would be
    /// most of what drawing takes.
    fn cells(&mut self, y: u16) -> &mut [Cell] {
        let Rect { x, width, .. } = self.area;
        if !(self.area.top()..self.area.bottom()).contains(&y) || width == 0 {
            return &mut [];
        }
        let start = self.buffer.index_of(x, y);
        self.buffer.content.get_mut(start..start + usize::from(width)).unwrap_or_default()
    }

    /// Writes a line at a row, from `column` on; what does not fit is cut between letters.
    pub(crate) fn line(&mut self, row: usize, column: usize, line: &Line<'_>) {
        let mut column = column;
        for Span { content, style } in &line.spans {
            column = self.text(row, column, content, line.style.patch(*style));
        }
    }

    /// Writes text at a row and column and says at which column it ended.
    pub(crate) fn text(&mut self, row: usize, column: usize, text: &str, style: Style) -> usize {
        let y = self.row(row);
        let room = usize::from(self.area.width);
        if row >= usize::from(self.area.height) {
            return column;
        }
        if text.is_ascii() {
            return self.ascii(y, column, text, style);
        }
        let mut column = column;
        for grapheme in text.graphemes(true) {
            let width = grapheme.width();
            if width == 0 {
                continue;
            }
            if column + width > room {
                return room;
            }
            let x = self.area.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
            if let Some(cell) = self.buffer.cell_mut((x, y)) {
                cell.set_symbol(grapheme).set_style(style);
            }
            // The cells a wide letter covers must hold nothing of their own.
            for over in 1..width {
                let x = x.saturating_add(u16::try_from(over).unwrap_or(u16::MAX));
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
            column += width;
        }
        column
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

    /// Writes ASCII, a letter a cell: nearly all of the book, and several times as fast.
    fn ascii(&mut self, y: u16, column: usize, text: &str, style: Style) -> usize {
        let room = usize::from(self.area.width).saturating_sub(column);
        let cells = self.cells(y).get_mut(column..).unwrap_or_default();
        for (letter, cell) in text.chars().zip(cells) {
            cell.set_char(letter).set_style(style);
        }
        column + text.len().min(room)
    }

    /// Writes a line so that it ends at the right edge; nothing if it is too long to fit whole.
    pub(crate) fn line_right(&mut self, row: usize, line: &Line<'_>) {
        if let Some(column) = usize::from(self.area.width).checked_sub(line.width()) {
            self.line(row, column, line);
        }
    }

    /// Draws a scrollbar in the last column: `top` of `total` rows is the first in view.
    pub(crate) fn scrollbar(&mut self, top: usize, total: usize, look: &Appearance) {
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

    /// Leaves nothing beyond ASCII on it: what is somebody's own, in a note or a book, may hold any letter.
    pub(crate) fn keep_to_ascii(&mut self) {
        for cell in &mut self.buffer.content {
            if !cell.symbol().is_ascii() {
                let plain = in_ascii(cell.symbol());
                cell.set_char(plain);
            }
        }
    }

    fn row(&self, row: usize) -> u16 {
        self.area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX))
    }
}

/// True if a cell was filled by [`Surface::solid`].
#[cfg(test)]
pub(crate) fn is_solid(cell: &Cell) -> bool {
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
