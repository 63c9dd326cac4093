//! A list with one selected item, which stays in view. An item may take several rows and stand under a heading.
//!
//! ratatui's `List` knows neither headings nor the rows of a click, so this draws the rows itself; the scrollbar is ratatui's.

use ratatui::text::Line;

use super::{
    Appearance,
    surface::{Surface, cells},
    theme::Role,
};
use crate::screen::Spot;

/// One row of a list.
#[derive(Debug)]
pub(crate) struct ListRow<'t> {
    /// The item this row belongs to; `None` for a heading.
    pub(crate) item: Option<usize>,
    pub(crate) line: Line<'t>,
}

impl ListRow<'static> {
    /// The row of an item on one line, with the cursor before the selected one.
    pub(crate) fn item(item: usize, selected: usize, text: &str, look: Appearance) -> Self {
        let (cursor, role) =
            if item == selected { (look.glyphs.cursor, Role::Selected) } else { (" ", Role::Text) };
        Self { item: Some(item), line: Line::styled(format!("{cursor} {text}"), look.theme.style(role)) }
    }
}

/// Draws the rows of a list so that the selected item is in view, as near to the middle as the ends allow. Notes the rows for
/// clicks, the selected row as the focus, and the place in a list that scrolls.
pub(crate) fn draw(surface: &mut Surface<'_>, rows: &[ListRow<'_>], selected: usize) {
    let area = surface.area();
    let height = usize::from(area.height);
    surface.note_area(Spot::List);
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
            if row.item == Some(selected) {
                surface.style_row(y, row.line.style);
                // Its first row with words: a block may begin with space.
                if !has_focus && row.line.width() > 0 {
                    surface.out.focus(area.x, area.y.saturating_add(cells(y)));
                    has_focus = true;
                }
            }
            items.push(item);
            surface.note_spot(y, 0..surface.width(), Spot::Item(item));
        }
    }
    items.dedup();
    surface.out.page = items.len();
    surface.out.place = None;
    if most > 0 {
        surface.scrollbar(top, rows.len());
        let mut all: Vec<usize> = rows.iter().filter_map(|row| row.item).collect();
        all.dedup();
        let at = all.iter().position(|item| *item == selected).unwrap_or(0);
        surface.out.place = Some(format!("{} of {}", at + 1, all.len()));
    }
}
