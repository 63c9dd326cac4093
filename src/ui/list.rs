//! A list with one selected item, which stays in view. An item may take several rows and stand under a heading.
//!
//! ratatui's `List` knows neither headings nor the rows of a click, so this draws the rows itself; the scrollbar is ratatui's.

use ratatui::{layout::Rect, text::Line};

use super::{
    Appearance,
    surface::{Surface, seen},
};
use crate::screen::frame_info::{FrameInfo, Spot};

/// One row of a list.
#[derive(Debug)]
pub(crate) struct ListRow<'t> {
    /// The item this row belongs to; `None` for a heading.
    pub(crate) item: Option<usize>,
    pub(crate) line: Line<'t>,
}

/// Draws the rows of a list so that the selected item is in view, as near to the middle as the ends allow. Notes the rows for
/// clicks, the selected row as the focus, and the place in a list that scrolls.
pub(crate) fn draw(
    surface: &mut Surface<'_>,
    rows: &[ListRow<'_>],
    selected: usize,
    look: &Appearance,
    out: &mut FrameInfo,
) {
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
    let mut has_focus = false;
    for (y, row) in rows.iter().skip(top).take(height).enumerate() {
        surface.line(y, 0, &row.line);
        if let Some(item) = row.item {
            let at = area.y.saturating_add(u16::try_from(y).unwrap_or(u16::MAX));
            if row.item == Some(selected) {
                surface.style_row(y, row.line.style);
                // Its first row with words: a block may begin with space.
                if !has_focus && row.line.width() > 0 {
                    out.focus(area.x, at);
                    has_focus = true;
                }
            }
            items.push(item);
            out.spots.push((seen(Rect { y: at, height: 1, ..area }), Spot::Item(item)));
        }
    }
    items.dedup();
    out.page = items.len();
    out.place = None;
    if most > 0 {
        surface.scrollbar(top, rows.len(), look);
        let mut all: Vec<usize> = rows.iter().filter_map(|row| row.item).collect();
        all.dedup();
        let at = all.iter().position(|item| *item == selected).unwrap_or(0);
        out.place = Some(format!("{} of {}", at + 1, all.len()));
    }
}
