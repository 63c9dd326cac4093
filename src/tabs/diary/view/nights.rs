//! Nights as a calendar: a row a week, a cell a night, shaded by the worst pain with the number in it. A night without a
//! record is not a night without a cramp.

use ratatui::layout::Rect;

use super::{record::write_record, short_episode};
use crate::{
    domain::{Episode, Night, NightMark, Record, Span, tally::count, trends::day},
    screen::{Context, Keys, Spot},
    tabs::diary::{
        DiaryTab,
        keys::{DiaryVerb, MONTH_KEYS},
    },
    ui::{Role, Surface, TextView, cut_top},
};

/// Columns of the label of a week: `19 Oct`.
const LABEL: u16 = 6;
/// Columns of a cell, where there is room and where there is little; one column for the cursor stands before it.
const CELL: (u16, u16) = (4, 3);
const DAYS: u16 = 7;
/// Columns of the whole calendar at its widest.
const WIDE: u16 = LABEL + DAYS * (CELL.0 + 1);
/// Columns of the legend beside the calendar.
const LEGEND: u16 = 16;
/// Columns of the calendar with its legend beside it.
pub(super) const WITH_LEGEND: u16 = WIDE + 3 + LEGEND;
/// From this width on the selected night stands beside the month.
const BESIDE: u16 = 70;

/// Number of weeks that a span touches.
fn weeks(span: &Span) -> u16 {
    u16::try_from(span.to.since(monday(span.from)) / 7 + 1).unwrap_or(0)
}

/// Rows of the calendar with its legend beside it. Of a longer calendar the last weeks are shown.
pub(super) fn height(span: &Span) -> u16 {
    weeks(span).clamp(6, 7) + 1
}

fn monday(night: Night) -> Night {
    night.back(i32::from(night.0.weekday().to_monday_zero_offset()))
}

/// Draws the weeks of a span, under the days of the week; with a selected night, each night can be clicked. Of a span with
/// too many weeks the last ones are shown, and in a window that is too narrow none. Returns the rows it took.
pub(super) fn draw_weeks(
    surface: &mut Surface<'_>,
    span: &Span,
    selected: Option<Night>,
    today: Night,
) -> u16 {
    let look = surface.look;
    let theme = look.theme;
    let area = surface.area();
    // A cell that is cut off could show a 10 as a 1.
    if area.width < LABEL + DAYS * (CELL.1 + 1) {
        return 0;
    }
    let cell = if area.width >= WIDE { CELL.0 } else { CELL.1 };
    let step = usize::from(cell) + 1;
    let wide = usize::from(cell) - 1;
    for (i, name) in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].into_iter().enumerate() {
        let text = format!("{name:>wide$}");
        surface.write(0, usize::from(LABEL) + i * step + 1, &text, Role::Quiet);
    }
    let all = weeks(span);
    let rows = all.min(area.height.saturating_sub(1));
    // A calendar longer than its room still shows the selected week.
    let newest = monday(span.to);
    let chosen = selected.map_or(newest, monday);
    let last = newest.min(chosen.back(-7 * i32::from(rows.saturating_sub(1))));
    for row in 0..rows {
        let week = last.back(7 * i32::from(rows - 1 - row));
        let y = usize::from(row) + 1;
        surface.write(y, 0, &format!("{:>6}", day(week)), Role::Quiet);
        for i in 0..DAYS {
            let night = week.back(-i32::from(i));
            let x = usize::from(LABEL) + usize::from(i) * step;
            let is_selected = selected == Some(night);
            if is_selected {
                surface.write(y, x, look.glyphs.cursor, Role::Accent);
            }
            let is_outside = night < span.from || night > span.to;
            let mark = span.mark(night);
            // Nothing is said of a night that is still to come.
            if is_outside || (night > today && mark == NightMark::NoRecord) {
                continue;
            }
            let number = mark.text(look.glyphs.nothing);
            let is_ticked = span.nights.iter().any(|note| note.night == night && note.programme);
            let text = format!("{number:>wide$}{}", if is_ticked { "b" } else { " " });
            let style = match mark {
                NightMark::Pain(_) => theme.pain(mark.level()),
                NightMark::Cramp => theme.style(Role::Strong),
                _ => theme.style(if is_selected { Role::Strong } else { Role::Quiet }),
            };
            surface.text(y, x + 1, &text, style);
            if selected.is_some() && night >= span.from {
                let at = usize::try_from(night.since(span.from)).unwrap_or(0);
                surface.note_spot(y, x..x + step, Spot::Item(at));
            }
        }
    }
    rows + 1
}

/// Draws the legend of the calendar: in a column where there is room beside it, in lines below it otherwise.
fn draw_legend(surface: &mut Surface<'_>) {
    let theme = surface.look.theme;
    let words = [
        ("0", "no cramp"),
        (surface.look.glyphs.nothing, "no record"),
        ("x", "other cramp"),
        ("b", "stretches"),
    ];
    surface.write(0, 0, "worst pain", Role::Quiet);
    let levels = [" 1-3 ", " 4-5 ", " 6-7 ", " 8-10"];
    let area = surface.area();
    if area.width <= LEGEND {
        for (row, (text, level)) in levels.into_iter().zip(1..).enumerate() {
            surface.text(row / 2 + 1, row % 2 * 7, text, theme.pain(level));
        }
        for (row, (sign, text)) in words.into_iter().enumerate() {
            surface.write(row + 3, 0, &format!("{sign} {text}"), Role::Quiet);
        }
        return;
    }
    let mut column = 12;
    for (text, level) in levels.into_iter().zip(1..) {
        column = surface.text(0, column, text, theme.pain(level)) + 1;
    }
    for (i, (sign, text)) in words.into_iter().enumerate() {
        surface.write(i / 2 + 1, i % 2 * 18, &format!("{sign} {text}"), Role::Quiet);
    }
}

/// Draws the weeks of a span with their legend beside them; without one where there is no room. For the list's page.
pub(super) fn draw_overview(surface: &mut Surface<'_>, span: &Span, today: Night) {
    let area = surface.area();
    draw_weeks(surface, span, None, today);
    let x = area.x + WIDE + 3;
    if area.right() >= x + LEGEND {
        draw_legend(&mut surface.part(Rect { x, width: LEGEND, ..area }));
    }
}

/// Draws the month with the selected night.
pub(super) fn draw(diary: &DiaryTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let look = surface.look;
    let area = surface.area();
    let night = diary.day(ctx.now);
    let first = night.0.first_of_month();
    surface.write(0, 0, &first.strftime("%B %Y").to_string(), Role::Title);
    let Some(span) = &diary.month(ctx.now) else { return };
    let today = Night(ctx.now.wall.date());
    let is_beside = area.width >= BESIDE;
    // The selected night keeps two rows, however small the window is.
    let (_, rest) = cut_top(area, 1);
    let most = if is_beside { rest.height } else { rest.height.saturating_sub(2) };
    let rows = draw_weeks(&mut surface.part(Rect { height: most, ..rest }), span, Some(night), today);
    let (_, below) = cut_top(rest, rows);
    let page = |width: u16| {
        let mut page = TextView::new(look, width.saturating_sub(1), &[]).naming(ctx.keys);
        write_night(&mut page, span, night, ctx);
        page
    };
    if is_beside {
        let x = area.x + WIDE + 4;
        let text = Rect { x, width: area.right().saturating_sub(x), ..rest };
        let text_page = page(text.width);
        text_page.draw(&mut surface.part(text), 0);
        let (_, legend) = cut_top(below, 1);
        draw_legend(&mut surface.part(Rect { width: WIDE, ..legend }));
        return;
    }
    let text_page = page(below.width);
    let gap = u16::from(below.height > text_page.height() + 5);
    let (_, text) = cut_top(below, gap);
    let used = text_page.height() + 1;
    text_page.draw(&mut surface.part(text), 0);
    let (_, legend) = cut_top(text, used);
    if legend.height >= 3 {
        draw_legend(&mut surface.part(legend));
    }
}

/// Everything recorded of the selected night.
pub(in crate::tabs::diary) fn write_night(
    page: &mut TextView<'_>,
    span: &Span,
    night: Night,
    ctx: &Context<'_>,
) {
    page.text(Role::Strong, &format!("Night of {}", night.words()));
    let cramps: Vec<&Episode> = span.episodes.iter().filter(|episode| episode.night() == night).collect();
    let note = span.nights.iter().find(|note| note.night == night);
    match (cramps.len(), note.is_some_and(|note| note.no_cramp)) {
        (0, true) => page.text(Role::Text, "Looked at: no cramp."),
        (0, false) => page.text(Role::Text, "No record: nothing is known."),
        (cramps, _) => {
            let them = if cramps == 1 { "it" } else { "them" };
            let key = |keys: &Keys| format!(" {} shows {them}.", keys.name(MONTH_KEYS, &DiaryVerb::Read));
            page.text(Role::Text, &format!("{}.{}", count(cramps, "cramp"), page.on_screen(key)));
        }
    }
    for episode in cramps {
        page.bullet(Role::Text, &short_episode(episode).join("  "));
    }
    if note.is_some_and(|note| note.programme) {
        page.bullet(Role::Text, "Bedtime stretches done.");
    }
    for medicine in span.medicines.iter().filter(|medicine| medicine.date == night) {
        write_record(page, &Record::Medicine(medicine.clone()), ctx);
    }
}
