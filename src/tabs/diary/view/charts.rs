//! The charts, each also in words.

use super::Diary;
use crate::{
    domain::{
        diary::Span,
        programme::{beyond_words, programmes, ticked_beyond},
        trends::Trends,
        tried,
        words::capital,
    },
    screen::{Context, frame_info::FrameInfo},
    tabs::diary::keys::{CHART_KEYS, DiaryVerb},
    ui::{Appearance, surface::Surface, text_view::TextView, theme::Role},
};

/// The longest bar, in cells.
const BAR: usize = 24;

pub(super) fn draw(
    diary: &Diary,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let mut page = TextView::new(look, surface.area().width.saturating_sub(2), &[]);
    write(&mut page, diary, ctx, (look.glyphs.bar.0, surface.area().width));
    page.draw(surface, diary.scroll, out);
}

/// The charts on a page; each bar so many of that sign as there is room for. On a plain page there are numbers and no bars.
pub(in crate::tabs::diary) fn write(
    page: &mut TextView<'_>,
    diary: &Diary,
    ctx: &Context<'_>,
    (bar, width): (&str, u16),
) {
    let Some(span) = &diary.span(ctx.now) else { return };
    let trends = Trends::of(span);
    page.text(Role::Title, &format!("The last {} nights", trends.nights));
    page.text(Role::Text, &trends.gaps_words());
    page.gap();
    let room = usize::from(width).saturating_sub(26).clamp(4, BAR);
    let is_wide = width >= 60;
    let bars = |page: &mut TextView<'_>, rows: Vec<(String, Option<usize>, String)>| {
        let most = rows.iter().filter_map(|(_, count, _)| *count).max().unwrap_or(0);
        let wide = rows.iter().map(|(label, ..)| label.chars().count()).max().unwrap_or(0);
        for (label, count, note) in rows {
            // Something is never drawn as nothing, and what is not known has no number.
            let cells = count.filter(|n| *n > 0).map_or(0, |n| (n * room / most.max(1)).max(1));
            let count = count.map_or_else(|| "-".to_owned(), |n| n.to_string());
            let space = if cells == 0 { "" } else { " " };
            if page.is_plain() {
                page.text(Role::Text, &format!("{}: {count}{note}", label.trim()));
            } else {
                let drawn = bar.repeat(cells);
                page.text(Role::Text, &format!("{label:<wide$} {drawn}{space}{count}{note}"));
            }
        }
    };
    page.text(Role::Accent, "Cramps each week");
    bars(
        page,
        trends
            .weeks
            .iter()
            .map(|week| {
                let words = if is_wide { " nights logged" } else { "" };
                let logged = format!("  ({} of {}{words})", week.logged, week.nights);
                let cramps = (week.logged > 0).then_some(week.cramps);
                (week.to.0.strftime("to %e %b").to_string(), cramps, logged)
            })
            .collect(),
    );
    page.text(Role::Quiet, &trends.weeks_words());
    page.gap();
    page.text(Role::Accent, "Hour of the night");
    let first = trends.hours.iter().position(|(_, count)| *count > 0).unwrap_or(0);
    let last = trends.hours.iter().rposition(|(_, count)| *count > 0).unwrap_or(0);
    let hours = trends.hours.iter().skip(first).take(last + 1 - first);
    if trends.cramps > 0 {
        bars(
            page,
            hours.map(|(hour, count)| (format!("{hour:02}:00"), Some(*count), String::new())).collect(),
        );
    }
    page.text(Role::Quiet, &trends.hours_words());
    page.gap();
    page.text(Role::Accent, "Leg and muscle");
    let mut places: Vec<(String, Option<usize>, String)> = trends
        .legs
        .iter()
        .map(|(leg, count)| {
            (leg.map_or("leg not said", |leg| leg.words()).to_owned(), Some(*count), String::new())
        })
        .collect();
    places.extend(trends.muscles.iter().map(|(muscle, count)| {
        (muscle.map_or("muscle not said", |muscle| muscle.words()).to_owned(), Some(*count), String::new())
    }));
    places.retain(|(_, count, _)| *count > Some(0));
    bars(page, places);
    page.text(Role::Quiet, &trends.legs_words());
    // Without a cramp both say the same.
    if trends.cramps > 0 {
        page.text(Role::Quiet, &trends.muscles_words());
    }
    page.gap();
    page.text(Role::Accent, "Pain and length");
    for week in &trends.weeks {
        let pain = week.pain.as_ref().map(|pain| format!("pain {}", pain.median));
        let length = week.length.as_ref().map(|length| format!("{} min", length.median));
        let said: Vec<String> = pain.into_iter().chain(length).collect();
        if !said.is_empty() {
            let to = week.to.0.strftime("to %e %b");
            page.text(Role::Text, &format!("{to} {}", said.join(", ")));
        }
    }
    page.text(Role::Quiet, &trends.pain_words());
    page.text(Role::Quiet, &trends.length_words());
    page.gap();
    write_tried(page, diary, span, ctx);
}

/// What was tried and what followed, in counts; and the bedtime programme. Nothing here says that one brought the other.
fn write_tried(page: &mut TextView<'_>, diary: &Diary, span: &Span, ctx: &Context<'_>) {
    let book = ctx.book;
    page.text(Role::Accent, "What was tried, and what followed");
    let tried = tried::tried(&book.diary, span);
    if tried.is_empty() {
        page.text(Role::Quiet, "Nothing is recorded as tried.");
    }
    for one in &tried {
        page.bullet(Role::Text, &format!("{}: {}", capital(&one.text), one.words().to_lowercase()));
        for compared in one.compared() {
            page.text(Role::Text, &compared);
        }
    }
    if !tried.is_empty() {
        page.text(Role::Quiet, &tried::too_few());
    }
    page.gap();
    let words = &book.diary.programme;
    page.text(Role::Accent, "Bedtime stretches");
    let mut runs = diary.background(ctx.now).map_or_else(Vec::new, |whole| programmes(whole, words.nights));
    // Of an earlier one not every cramp has been read.
    runs.retain(|run| run.to >= span.from);
    let beyond = diary.background(ctx.now).map_or(0, |whole| ticked_beyond(whole, words.nights, span.from));
    if runs.is_empty() && beyond == 0 {
        let tick = ctx.keys.name(CHART_KEYS, &DiaryVerb::Programme);
        let text = format!(
            "No evening of these nights is ticked. The trial ran for {} nights; {tick} ticks one.",
            words.nights
        );
        page.text(Role::Quiet, &text);
    }
    for run in runs.iter().rev().take(2) {
        page.text(Role::Text, &run.words());
    }
    if let Some(beyond) = beyond_words(beyond, words.nights) {
        page.text(Role::Text, &beyond);
    }
    page.text(Role::Quiet, "Sources, for and against:");
    for source in words.sources.iter().filter_map(|id| book.source(id)) {
        page.text(Role::Quiet, &source.cite);
    }
}
