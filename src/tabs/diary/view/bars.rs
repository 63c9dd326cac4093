//! Bars with a label and a number each: ratatui's `BarChart` on its side, as lines of a text or on a surface of its own.

use ratatui::{
    buffer::Buffer,
    layout::{Direction, Rect},
    style::Style,
    symbols::bar,
    text::{Line, Span},
    widgets::{Bar, BarChart, BarGroup, Widget},
};

use crate::ui::{Appearance, Role, TextView, cells};

/// The longest bar, in cells.
const LONGEST: usize = 30;
/// The shortest longest bar that tells anything, in cells.
const SHORTEST: usize = 4;

/// One bar.
#[derive(Debug, Clone)]
pub(super) struct BarRow {
    pub(super) label: String,
    /// The length of the bar, on the scale of `most`; `None` if nothing is known.
    pub(super) value: Option<u64>,
    /// The number as it is written.
    pub(super) number: String,
    /// More words, between the number and the bar.
    pub(super) note: String,
}

impl BarRow {
    /// A bar for a count; `None` if nothing is known.
    pub(super) fn count(label: String, count: Option<usize>, note: String) -> Self {
        let number = count.map_or_else(|| "-".to_owned(), |count| count.to_string());
        Self { label, value: count.and_then(|count| u64::try_from(count).ok()), number, note }
    }
}

/// The value of the longest bar.
pub(super) fn longest(rows: &[BarRow]) -> u64 {
    rows.iter().filter_map(|row| row.value).max().unwrap_or(0)
}

/// Writes bars, the largest count as the longest one.
pub(super) fn write_counts(page: &mut TextView<'_>, rows: &[BarRow]) {
    write(page, rows, longest(rows));
}

/// Writes bars; `most` is the value of the longest one. A plain text has numbers and no bars.
pub(super) fn write(page: &mut TextView<'_>, rows: &[BarRow], most: u64) {
    if !page.is_plain() {
        page.lines(lines(rows, most, page.width(), page.look()));
        return;
    }
    for BarRow { label, number, note, .. } in rows {
        let note = if note.is_empty() { String::new() } else { format!(", {}", note.trim()) };
        page.text(Role::Text, &format!("{}: {number}{note}", label.trim()));
    }
}

/// The bars as lines of this width: label, number, note, bar. `most` is the value of the longest bar.
pub(super) fn lines(rows: &[BarRow], most: u64, width: usize, look: Appearance) -> Vec<Line<'static>> {
    let widest = |of: fn(&BarRow) -> &str| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
    let (label, number) = (widest(|row| &row.label), widest(|row| &row.number));
    let note = widest(|row| &row.note);
    // Notes are left out where they would leave no room for bars.
    let note = if label + number + note + 4 + SHORTEST > width { 0 } else { note };
    let text = label + 2 + number + if note > 0 { note + 2 } else { 0 };
    let room = width.saturating_sub(text + 1).min(LONGEST);
    let most = most.max(1);
    let bars: Vec<Bar<'_>> = rows
        .iter()
        .map(|row| {
            let mut label = format!("{:<label$}  {:>number$}", row.label, row.number);
            if note > 0 {
                label.push_str(&format!("  {:<note$}", row.note));
            }
            let value = row.value.unwrap_or(0);
            let room = u64::try_from(room).unwrap_or(0);
            // A value above 0 is never drawn as nothing.
            let cells = if value == 0 { 0 } else { (value * room / most).max(1) };
            let level = u8::try_from(value * 4 / most).unwrap_or(4);
            let label = Line::from(Span::styled(label, look.theme.style(Role::Text)));
            Bar::default().label(label).value(cells).text_value(String::new()).style(look.theme.bar(level))
        })
        .collect();
    let columns = cells(text + 1 + room);
    let height = cells(bars.len());
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
    BarChart::default()
        .direction(Direction::Horizontal)
        .bar_width(1)
        .bar_gap(0)
        .max(u64::try_from(room).unwrap_or(1).max(1))
        .bar_set(bar::Set { full: look.glyphs.full, empty: " ", ..bar::NINE_LEVELS })
        .data(BarGroup::default().bars(&bars))
        .render(buffer.area, &mut buffer);
    (0..height).map(|y| line_of(&buffer, y)).collect()
}

/// A row of a buffer as a line.
fn line_of(buffer: &Buffer, y: u16) -> Line<'static> {
    let cells = (0..buffer.area.width).filter_map(|x| buffer.cell((x, y)));
    let mut spans: Vec<Span<'static>> = vec![];
    for cell in cells {
        // No ground of its own: the line is drawn on the ground of the theme.
        let style = Style { bg: None, ..cell.style() };
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(cell.symbol()),
            _ => spans.push(Span::styled(cell.symbol().to_owned(), style)),
        }
    }
    Line::from(spans)
}
