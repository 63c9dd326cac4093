//! The month: a cell for each night, with what is recorded of it; a gap is not a night without a cramp.

use ratatui::layout::Rect;

use super::{Diary, write_record};
use crate::{
    domain::{diary::Span, episode::Record, local_time::Night},
    screen::{
        Context,
        frame_info::{FrameInfo, Spot},
    },
    ui::{
        Appearance,
        surface::{Surface, cut_top, seen},
        text_view::TextView,
        theme::Role,
    },
};

/// Columns of a night's cell.
const CELL: u16 = 5;
/// Days of a week.
const DAYS: u16 = 7;
/// Beside the grid there is room for the selected night from this width on.
const BESIDE: u16 = 70;

/// What is recorded of one night, in four letters at most; a night to come has nothing.
fn word(span: &Span, night: Night, today: Night) -> String {
    let cramps = span.episodes.iter().filter(|episode| episode.night() == night).count();
    let note = span.nights.iter().find(|note| note.night == night);
    let ticked = if note.is_some_and(|note| note.programme) { "b" } else { "" };
    match cramps {
        0 if note.is_some_and(|note| note.no_cramp) => format!("0{ticked}"),
        0 if night > today => String::new(),
        0 => format!(".{ticked}"),
        1..=9 => format!("x{cramps}{ticked}"),
        _ => format!("x9+{ticked}"),
    }
}

pub(super) fn draw(
    diary: &Diary,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let theme = look.theme;
    let area = surface.area();
    let day = diary.day(ctx.now);
    let today = Night(ctx.now.wall.date());
    let first = day.0.first_of_month();
    surface.text(0, 0, &first.strftime("%B %Y").to_string(), theme.style(Role::Title));
    let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    for (i, name) in names.into_iter().enumerate() {
        surface.text(1, i * usize::from(CELL) + 1, name, theme.style(Role::Quiet));
    }
    let Some(span) = &diary.month(ctx.now) else { return };
    let lead = u16::try_from(first.weekday().to_monday_zero_offset()).unwrap_or(0);
    // Two rows a week where there is room: the date, and under it what is recorded.
    let weeks = (u16::try_from(first.days_in_month()).unwrap_or(31) + lead).div_ceil(DAYS);
    let tall = area.height >= 2 + weeks * 2 + 2;
    let rows = if tall { 2 } else { 1 };
    for i in 0..u16::try_from(first.days_in_month()).unwrap_or(31) {
        let night = Night(first).back(-i32::from(i));
        let (column, row) = ((lead + i) % DAYS * CELL, 2 + (lead + i) / DAYS * rows);
        let cell = Rect { x: area.x + column, y: area.y + row, width: CELL, height: rows };
        let what = word(span, night, today);
        let chosen = night == day;
        let role = match (chosen, what.starts_with('x')) {
            (true, _) => Role::Selected,
            (false, true) => Role::Strong,
            (false, false) => Role::Quiet,
        };
        let style = theme.style(role);
        let mark = if chosen { look.glyphs.cursor } else { " " };
        let mut surface = surface.part(cell);
        if tall {
            let date = theme.style(if chosen { Role::Selected } else { Role::Quiet });
            surface.text(0, 0, &format!("{mark}{:<4}", i + 1), date);
            surface.text(1, 0, &format!(" {what:<4}"), style);
        } else {
            // No row for the date of its own: it stands before what is recorded.
            let date = theme.style(if chosen { Role::Selected } else { Role::Quiet });
            let column = surface.text(0, 0, &format!("{:>2}", i + 1), date);
            surface.text(0, column, &format!("{what:<3}"), style);
        }
        out.spots.push((seen(cell), Spot::Item(usize::from(i))));
    }
    let used = 2 + weeks * rows;
    let text = if area.width >= BESIDE {
        let x = area.x + DAYS * CELL + 2;
        Rect { x, width: area.right().saturating_sub(x), ..area }
    } else {
        cut_top(area, used + u16::from(area.height > used + 3)).1
    };
    let mut page = TextView::new(look, text.width.saturating_sub(1), &[]).naming(ctx.keys);
    write_night(&mut page, span, day, ctx);
    if tall || area.width >= BESIDE {
        page.gap();
        page.text(
            Role::Quiet,
            "x1: one cramp. 0: looked at, none. A dot: no record, so nothing is known. b: bedtime stretches.",
        );
    }
    page.draw(&mut surface.part(text), 0, out);
}

/// What is recorded of the selected night.
pub(in crate::tabs::diary) fn write_night(
    page: &mut TextView<'_>,
    span: &Span,
    night: Night,
    ctx: &Context<'_>,
) {
    page.text(Role::Strong, &format!("Night of {}", night.words()));
    let cramps: Vec<_> = span.episodes.iter().filter(|episode| episode.night() == night).collect();
    let note = span.nights.iter().find(|note| note.night == night);
    match (cramps.len(), note.is_some_and(|note| note.no_cramp)) {
        (0, true) => page.text(Role::Text, "Looked at: no cramp."),
        (0, false) => page.text(Role::Text, "No record: nothing is known of it."),
        (1, _) => {
            page.text(Role::Text, &format!("1 cramp.{}", page.on_screen(|_| " Enter shows it.".to_owned())))
        }
        (n, _) => page
            .text(Role::Text, &format!("{n} cramps.{}", page.on_screen(|_| " Enter shows them.".to_owned()))),
    }
    for episode in cramps {
        page.bullet(Role::Text, &super::short_episode(episode).join("  "));
    }
    if note.is_some_and(|note| note.programme) {
        page.bullet(Role::Text, "Bedtime stretches done.");
    }
    for medicine in span.medicines.iter().filter(|medicine| medicine.date == night) {
        write_record(page, &Record::Medicine(medicine.clone()), ctx);
    }
}
