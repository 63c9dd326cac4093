//! Bars with a label and a number each, as lines of a text.
//!
//! ratatui's `BarChart` draws into a buffer, from which the lines of a text that scrolls would have to be read back.

use ratatui::text::{Line, Span};

use crate::ui::{Appearance, Role, TextView};

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
    let number = widest(|row| &row.number);
    // In a narrow text the labels are cut, and never a number.
    let label = widest(|row| &row.label).min(width.saturating_sub(number + 2));
    let note = widest(|row| &row.note);
    // Notes are left out where they would leave no room for bars.
    let note = if label + number + note + 4 + SHORTEST > width { 0 } else { note };
    let text = label + 2 + number + if note > 0 { note + 2 } else { 0 };
    let room = width.saturating_sub(text + 1).min(LONGEST);
    let cells = u64::try_from(room).unwrap_or(0);
    let most = most.max(1);
    let line = |row: &BarRow| {
        let mut words = format!("{:<label$.label$}  {:>number$}", row.label, row.number);
        if note > 0 {
            words.push_str(&format!("  {:<note$}", row.note));
        }
        let value = row.value.unwrap_or(0);
        // A value above 0 is never drawn as nothing.
        let full = if value == 0 { 0 } else { (value * cells / most).max(1).min(cells) };
        let bar = look.glyphs.full.repeat(usize::try_from(full).unwrap_or(0));
        let level = u8::try_from(value * 4 / most).unwrap_or(4);
        Line::from(vec![
            Span::styled(format!("{words} "), look.theme.style(Role::Text)),
            Span::styled(bar, look.theme.bar(level)),
        ])
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text_view::UNSEEN;

    #[test]
    fn a_number_is_whole_in_every_width() {
        let rows = [("shin (front of the lower leg)", 12), ("calf", 7)]
            .map(|(label, count)| BarRow::count(label.to_owned(), Some(count), "of 7 nights".to_owned()));
        for width in 10..60 {
            let lines: Vec<String> =
                lines(&rows, 12, width, UNSEEN).iter().map(ToString::to_string).collect();
            let shown = |at: usize| lines[at].chars().take(width).collect::<String>();
            assert!(shown(0).contains("  12") && shown(1).contains("   7"), "{width}: {lines:?}");
        }
    }
}
