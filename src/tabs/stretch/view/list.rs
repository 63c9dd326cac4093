//! The list of routines, and the routine or step that is selected.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::preview;
use crate::{
    domain::{
        Now,
        time::{ceil_seconds, clock},
        words::capital,
    },
    screen::Context,
    tabs::{
        guide::view::SIDE_BY_SIDE,
        stretch::{
            RunningSession, StretchTab, forbidden,
            keys::{LIST_KEYS, ListVerb},
        },
    },
    ui::{Appearance, ListRow, Role, Surface, TextView, cells, list, margin},
};

/// Draws the list and the text beside it, or under it in a narrow window.
pub(super) fn draw(stretch: &StretchTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let look = surface.look;
    let area = surface.area();
    surface.out.wide = area.width >= SIDE_BY_SIDE;
    let rows = list_rows(stretch, ctx, look);
    let (list, text) = if surface.out.wide {
        let columns = 31;
        (
            Rect { width: columns, ..area },
            Rect { x: area.x + columns + 2, width: area.width - columns - 3, ..area },
        )
    } else if stretch.step_shown().is_some() {
        // A figure needs the room; the list is an Esc away.
        (Rect { height: 0, ..area }, margin(area, 1))
    } else {
        let height = cells(rows.len()).min(area.height.div_ceil(2));
        let list = Rect { height, ..area };
        let text = Rect { y: area.y + height + 1, height: area.height.saturating_sub(height + 1), ..area };
        (list, margin(text, 1))
    };
    let mut page = TextView::new(look, text.width.saturating_sub(2), ctx.marks).naming(ctx.keys);
    let about = (ctx.book, ctx.verdict);
    match stretch.routine_shown(ctx.book) {
        Some(routine) => match stretch.step_shown() {
            Some(step) => preview::write_step(&mut page, routine, step, about, text.height),
            None => preview::write_routine(&mut page, routine, about, text.height),
        },
        None => write_offer(&mut page, stretch, ctx.now),
    }
    page.draw(&mut surface.part(text), stretch.scroll);
    list::draw(&mut surface.part(list), &rows, stretch.selected);
}

fn list_rows(stretch: &StretchTab, ctx: &Context<'_>, look: Appearance) -> Vec<ListRow<'static>> {
    let theme = look.theme;
    let item = |i: usize, text: String, note: Option<String>| {
        let chosen = i == stretch.selected;
        let style = theme.style(if chosen { Role::Selected } else { Role::Text });
        let cursor = if chosen { look.glyphs.cursor } else { " " };
        let mut line = Line::from(Span::styled(format!(" {cursor} {text}"), style)).style(style);
        if let Some(note) = note {
            line.push_span(Span::styled(note, theme.style(Role::SameDay)));
        }
        ListRow { item: Some(i), line }
    };
    let mut rows = vec![];
    if stretch.suspended.is_some() {
        rows.push(item(0, "Go on where you were".to_owned(), None));
    }
    let mut purpose = None;
    for (i, routine) in ctx.book.stretches.routines.iter().enumerate() {
        if purpose != Some(routine.purpose) {
            let heading = Line::styled(format!(" {}", routine.purpose.words()), theme.style(Role::Quiet));
            rows.push(ListRow { item: None, line: heading });
            purpose = Some(routine.purpose);
        }
        let note = forbidden(routine, ctx.verdict).map(|_| format!(" {}", look.glyphs.warning));
        rows.push(item(i + stretch.offers(), routine.title.clone(), note));
    }
    rows
}

fn write_offer(page: &mut TextView<'_>, stretch: &StretchTab, now: &Now) {
    let Some(RunningSession { session, .. }) = &stretch.suspended else { return };
    page.text(Role::Title, "Go on where you were");
    page.paragraph(Role::Accent, &session.routine().title);
    if let Some(at) = session.at(now.mono)
        && let Some(place) = session.routine().place_words(at.step)
    {
        let left_over =
            at.left.map_or_else(String::new, |left| format!(", {} to go", clock(ceil_seconds(left))));
        page.text(Role::Text, &format!("{}{left_over}.", capital(&place)));
    }
    if let Some(cramp) = stretch.open_cramp() {
        page.text(Role::Text, &format!("The cramp clock has run on since {}.", cramp.since.clock()));
    }
    let is_open = stretch.open_cramp().is_some();
    let how = page.on_screen(|keys| {
        let [start, eased] = [ListVerb::Start, ListVerb::Eased].map(|verb| keys.name(LIST_KEYS, &verb));
        let eased = if is_open { format!(", {eased} says that it has let go") } else { String::new() };
        format!("{start} goes on{eased}.")
    });
    page.text(Role::Text, &how);
}
