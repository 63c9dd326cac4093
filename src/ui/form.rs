//! Draws a form: names on the left, values beside them, and under a field its fault or, in focus, its hint.

use ratatui::{
    style::Modifier,
    text::{Line, Span},
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{
    Appearance,
    glyphs::{TICKED, UNTICKED},
    list::{self, ListRow},
    surface::{Surface, cells, cut_top},
    text_view::{MEASURE, wrap},
    theme::Role,
};
use crate::screen::{Field, FieldValue, Form, TextField};

/// The fewest and the most columns of the names, if values stand beside them.
const LABEL: (usize, usize) = (12, 26);
/// Below this width a value stands under its name.
const BESIDE: usize = 44;

/// Draws a form over the whole surface; the field in focus is always in view.
pub(crate) fn draw(form: &Form, surface: &mut Surface<'_>) {
    let look = surface.look;
    let area = surface.area();
    surface.write(0, 0, &form.title, Role::Title);
    let mut top = 1 + usize::from(area.height > 12);
    // The last column is for the scrollbar.
    let width = usize::from(area.width).saturating_sub(1).min(MEASURE + LABEL.1);
    let names = form.fields.iter().map(|field| field.label.width() + 3).max().unwrap_or(0);
    let label = names.clamp(LABEL.0, LABEL.1);
    if let Some(why) = &form.wrong {
        for line in wrap(&format!("{} {why}", look.glyphs.warning), width) {
            surface.write(top, 0, &line, Role::SameDay);
            top += 1;
        }
    }
    let (_, rest) = cut_top(area, cells(top));
    let mut rows: Vec<ListRow<'static>> = vec![];
    for (i, field) in form.fields.iter().enumerate() {
        let lines = lines(field, i == form.focus, (width, label), look);
        rows.extend(lines.into_iter().map(|line| ListRow { item: Some(i), line }));
    }
    list::draw(&mut surface.part(rest), &rows, form.focus);
    let field = form.fields.get(form.focus).map(|field| &field.value);
    if let (Some(FieldValue::Line(line)), Some(cursor)) = (field, surface.out.cursor) {
        let (indent, below) = if width >= BESIDE { (label, 0) } else { (4, 1) };
        let column = indent + caret(line, width.saturating_sub(indent).max(6));
        surface.out.type_at(cursor.x.saturating_add(cells(column)), cursor.y.saturating_add(below));
    }
}

fn lines(
    field: &Field,
    focused: bool,
    (width, columns): (usize, usize),
    look: Appearance,
) -> Vec<Line<'static>> {
    let theme = look.theme;
    let beside = width >= BESIDE;
    let cursor = if focused { look.glyphs.cursor } else { " " };
    let label_role = if focused { Role::Accent } else { Role::Quiet };
    let label =
        Span::styled(format!("{cursor} {:<w$}", field.label, w = columns - 2), theme.style(label_role));
    let indent = if beside { columns } else { 4 };
    let room = width.saturating_sub(indent).max(6);
    let mut values = match &field.value {
        FieldValue::Line(line) if focused => vec![typed(line, room, look)],
        FieldValue::Line(line) => {
            let text = if line.text().is_empty() { "-" } else { line.text() };
            vec![vec![Span::styled(shortened(text, room), theme.style(Role::Text))]]
        }
        FieldValue::One { words, at } => vec![one_spans(words, *at, focused, look)],
        FieldValue::Many { words, at } => many_spans(words, focused.then_some(*at), room, look),
    }
    .into_iter();
    let mut lines = vec![];
    if beside {
        let mut first = vec![label];
        first.extend(values.next().unwrap_or_default());
        lines.push(Line::from(first));
    } else {
        lines.push(Line::from(label));
    }
    for spans in values {
        let mut all = vec![Span::raw(" ".repeat(indent))];
        all.extend(spans);
        lines.push(Line::from(all));
    }
    let (role, text) = match &field.wrong {
        Some(why) => (Role::SameDay, format!("{} {why}", look.glyphs.warning)),
        None if focused && matches!(&field.value, FieldValue::Line(line) if line.is_full()) => {
            (Role::SameDay, format!("{} Full: no more fits.", look.glyphs.warning))
        }
        None if focused => (Role::Quiet, format!("{} {}", field.ask, field.hint).trim_start().to_owned()),
        None => return lines,
    };
    for row in wrap(&text, room) {
        if !row.is_empty() {
            lines.push(Line::styled(format!("{}{row}", " ".repeat(indent)), theme.style(role)));
        }
    }
    lines
}

/// As much of a text as there is room for. Dots say that there is more: a number that is cut would be another number.
fn shortened(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.graphemes(true) {
        if kept.width() + letter.width() + 3 > room {
            break;
        }
        kept.push_str(letter);
    }
    kept + "..."
}

/// A line in focus, with its cursor. Of a line that is too long, the part before the cursor is shown.
pub(crate) fn typed(line: &TextField, room: usize, look: Appearance) -> Vec<Span<'static>> {
    let strong = look.theme.style(Role::Strong);
    let shown = before_caret(line, room);
    let rest = line.text().get(line.before_cursor().len()..).unwrap_or("");
    let under = rest.graphemes(true).next().unwrap_or("");
    let after = rest.get(under.len()..).unwrap_or("");
    let under = if under.is_empty() { " " } else { under };
    vec![
        Span::styled(shown.to_owned(), strong),
        Span::styled(under.to_owned(), strong.add_modifier(Modifier::UNDERLINED)),
        Span::styled(after.to_owned(), strong),
    ]
}

/// The part before the caret that there is room for. The caret, and a column for the letter under it, stay in view.
fn before_caret(line: &TextField, room: usize) -> &str {
    let mut shown = line.before_cursor();
    while shown.width() + 2 > room {
        let Some(letter) = shown.graphemes(true).next() else { break };
        shown = shown.get(letter.len()..).unwrap_or("");
    }
    shown
}

/// The column of the caret in a line that is being typed, as [`typed`] draws it.
pub(crate) fn caret(line: &TextField, room: usize) -> usize {
    before_caret(line, room).width()
}

fn one_spans(words: &[&'static str], at: usize, focused: bool, look: Appearance) -> Vec<Span<'static>> {
    let word = words.get(at).copied().unwrap_or("");
    if focused {
        let style = look.theme.style(Role::Strong);
        return vec![Span::styled(format!("< {word} >"), style)];
    }
    let word = if at == 0 { "-" } else { word };
    vec![Span::styled(word.to_owned(), look.theme.style(Role::Text))]
}

/// Ticks in rows that fit. Out of focus only ticked values are shown.
fn many_spans(
    words: &[(String, bool)],
    at: Option<usize>,
    room: usize,
    look: Appearance,
) -> Vec<Vec<Span<'static>>> {
    let theme = look.theme;
    let Some(at) = at else {
        let ticked: Vec<&str> =
            words.iter().filter(|(_, ticked)| *ticked).map(|(word, _)| word.as_str()).collect();
        let text = if ticked.is_empty() { "-".to_owned() } else { ticked.join(", ") };
        return wrap(&text, room)
            .into_iter()
            .map(|row| vec![Span::styled(row, theme.style(Role::Text))])
            .collect();
    };
    let mut rows: Vec<Vec<Span<'static>>> = vec![vec![]];
    let mut used = 0;
    for (i, (word, ticked)) in words.iter().enumerate() {
        let tick = if *ticked { TICKED } else { UNTICKED };
        let text = format!("{tick} {word}");
        if used > 0 && used + 2 + text.width() > room {
            rows.push(vec![]);
            used = 0;
        }
        let role = match (i == at, ticked) {
            (true, _) => Role::Selected,
            (false, true) => Role::Strong,
            (false, false) => Role::Text,
        };
        let mut style = theme.style(role);
        if i == at {
            style = style.add_modifier(Modifier::REVERSED);
        }
        if let Some(row) = rows.last_mut() {
            if used > 0 {
                row.push(Span::raw("  "));
                used += 2;
            }
            used += text.width();
            row.push(Span::styled(text, style));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_line_that_is_cut_ends_in_dots() {
        let line = "about 400 mg at 22:15";
        assert_eq!(
            [shortened(line, 21), shortened(line, 20), shortened(line, 3)],
            [line, "about 400 mg at 2...", "..."]
        );
        assert_eq!(shortened("日本語です", 9), "日本語...", "two columns a letter");
    }
}
