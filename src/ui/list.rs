//! A list with one item selected, kept in view; items may take several rows and stand under headings.

use ratatui::{layout::Rect, text::Line};

use super::surface::{Surface, seen};
use crate::screen::frame_info::{FrameInfo, Spot};

/// What stands in a list.
#[derive(Debug)]
pub(crate) struct ListRow<'t> {
    /// The item this row belongs to; `None` for a heading.
    pub(crate) item: Option<usize>,
    pub(crate) line: Line<'t>,
}

/// Draws the rows of a list so that the selected item is in view, as near to the middle as the ends allow.
pub(crate) fn draw(surface: &mut Surface<'_>, rows: &[ListRow<'_>], selected: usize, out: &mut FrameInfo) {
    let area = surface.area();
    let height = usize::from(area.height);
    out.spots.push((seen(area), Spot::List));
    let is_selected = |row: &&ListRow<'_>| row.item == Some(selected);
    let first = rows.iter().position(|row| is_selected(&row)).unwrap_or(0);
    let size = rows.iter().filter(is_selected).count();
    let most = rows.len().saturating_sub(height);
    let is_first = rows.iter().take(first).all(|row| row.item.is_none());
    // The first item keeps what stands above it in view; a window of a row or two shows the item itself.
    let top =
        if is_first && first + size <= height { 0 } else { (first + size / 2).saturating_sub(height / 2) };
    let top = top.min(first).min(most);
    let mut items = vec![];
    for (y, row) in rows.iter().skip(top).take(height).enumerate() {
        surface.line(y, 0, &row.line);
        if let Some(item) = row.item {
            if row.item == Some(selected) {
                surface.style_row(y, row.line.style);
            }
            items.push(item);
            let at = area.y.saturating_add(u16::try_from(y).unwrap_or(u16::MAX));
            out.spots.push((seen(Rect { y: at, height: 1, ..area }), Spot::Item(item)));
        }
    }
    items.dedup();
    out.page = items.len();
}
