//! The look of the start screen: the cramp in a block of its own, then a line for each part of the program.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{LINES, StartTab, about};
use crate::{
    screen::{Context, GLOBAL_KEYS},
    ui::{Appearance, ListRow, Role, Surface, cells, centred, cut_bottom, cut_top, list, wrap},
};

/// The widest line: title and description side by side.
const COLUMNS: u16 = 78;
/// From this many columns on a description stands beside its title.
const BESIDE: usize = 64;
/// Columns of the titles, where descriptions stand beside them.
const TITLE: usize = 24;
/// Columns before a title: the cursor and the key.
const LEAD: usize = 7;
/// The purpose of the program. The line below it, on every tab, says what it is not.
const IS: &str = "A guide to leg cramps at night in perimenopause, and a stretch timer.";
/// The way in for people who do not look at a screen.
const READER: &str = "With a screen reader, or with eyes shut: uncramp --plain, or uncramp now --voice";

pub(super) fn draw(start: &StartTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let look = surface.look;
    let area = surface.area();
    let mut foot = vec![];
    for line in [(READER, 26), (IS, 16)].iter().filter(|(_, height)| area.height >= *height) {
        foot.extend(wrap(line.0, usize::from(area.width).saturating_sub(2)));
    }
    let (body, bottom) = cut_bottom(area, u16::try_from(foot.len()).unwrap_or(0));
    let body = centred(body, COLUMNS);
    let width = usize::from(body.width);
    for (row, line) in foot.iter().enumerate() {
        surface.part(bottom).write(row, 1, line, Role::Quiet);
    }
    // The roomiest of the layouts that fits; in the last one the lines scroll.
    let mut rows = vec![];
    for (has_words, has_gaps) in [(true, true), (false, true), (false, false)] {
        rows = lines(start, ctx, look, width, has_words, has_gaps);
        if rows.len() <= usize::from(body.height) {
            break;
        }
    }
    // In a tall window the lines stand a third down, where the eye looks first.
    let spare = body.height.saturating_sub(cells(rows.len()));
    let (_, body) = cut_top(body, spare / 3);
    list::draw(&mut surface.part(body), &rows, start.selected);
}

/// The lines: with descriptions under the titles where they do not fit beside them, and with rows of space between.
fn lines(
    start: &StartTab,
    ctx: &Context<'_>,
    look: Appearance,
    width: usize,
    has_words: bool,
    has_gaps: bool,
) -> Vec<ListRow<'static>> {
    let theme = look.theme;
    let beside = width >= BESIDE;
    let mut rows = vec![];
    for (i, (title, verb, description)) in LINES.into_iter().enumerate() {
        let is_first = i == 0;
        let is_selected = i == start.selected;
        let base = if is_selected { theme.style(Role::Selected) } else { theme.style(Role::Text) };
        let role = |role: Role| if is_selected { base } else { theme.style(role) };
        let mut row = |spans: Vec<Span<'static>>| {
            rows.push(ListRow { item: Some(i), line: Line::from(spans).style(base) })
        };
        let words = about(verb, description, ctx);
        let key = ctx.keys.name(GLOBAL_KEYS, &verb);
        let cursor = if is_selected { look.glyphs.cursor } else { " " };
        let lead = Span::styled(format!(" {cursor} {key:<w$}", w = LEAD - 3), role(Role::Accent));
        let name = Span::styled(title.to_owned(), role(if is_first { Role::Strong } else { Role::Title }));
        // The cramp has a block of its own: space above and below, its words under it.
        if is_first && has_gaps && beside {
            row(vec![]);
        }
        let is_beside = beside && !is_first && LEAD + TITLE + words.width() <= width;
        if is_beside {
            let gap = " ".repeat(TITLE.saturating_sub(title.width()));
            row(vec![lead, name, Span::raw(gap), Span::styled(words, role(Role::Quiet))]);
        } else {
            row(vec![lead, name]);
            if has_words || (is_first && has_gaps) {
                for line in wrap(&words, width.saturating_sub(LEAD + 1)) {
                    row(vec![Span::styled(format!("{}{line}", " ".repeat(LEAD)), role(Role::Quiet))]);
                }
            }
        }
        if is_first && has_gaps && beside {
            row(vec![]);
        }
        if has_gaps && (has_words || is_first) {
            rows.push(ListRow { item: None, line: Line::default() });
        }
    }
    if rows.last().is_some_and(|row| row.item.is_none()) {
        rows.pop();
    }
    rows
}
