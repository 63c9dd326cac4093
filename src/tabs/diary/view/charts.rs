//! The charts of the last nights, each also in words: weeks, hours, legs and muscles, pain and length, remedies tried,
//! bedtime stretches.

use super::bars::{self, BarRow};
use crate::{
    domain::{
        Span, Trends, Week,
        programme::{beyond_words, programmes, ticked_beyond},
        tried,
        words::capital,
    },
    screen::{Context, Spot},
    tabs::diary::{
        DiaryTab,
        keys::{CHART_KEYS, DiaryVerb},
    },
    ui::{Role, Surface, TextView, cells, wrap},
};

use ratatui::layout::Rect;

/// From this width on the charts stand in two columns.
const TWO_COLUMNS: u16 = 92;
/// The worst pain, in tenths.
const WORST: u64 = 100;

pub(super) fn draw(diary: &DiaryTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let look = surface.look;
    let area = surface.area();
    if area.width < TWO_COLUMNS {
        let mut page = TextView::on(surface, &[]);
        write(&mut page, diary, ctx);
        page.draw(surface, diary.scroll);
        return;
    }
    let Some(span) = diary.span(ctx.now) else { return };
    let trends = Trends::of(&span);
    let half = area.width / 2;
    let mut columns = vec![];
    for (x, width, writers) in [
        (area.x, half - 1, [write_weeks, write_hours, write_places]),
        (area.x + half + 2, area.width - half - 2, [write_pain, write_tried, write_programme]),
    ] {
        let mut page = TextView::new(look, width.saturating_sub(2), &[]);
        if x == area.x {
            write_head(&mut page, &trends);
        }
        let data = ChartData { diary, span: &span, trends: &trends, ctx };
        for writer in writers {
            writer(&mut page, &data);
            page.gap();
        }
        columns.push((Rect { x, width, ..area }, page));
    }
    // Both columns scroll together, to the end of the longer one.
    let rows = usize::from(area.height);
    let longest = columns.iter().map(|(_, page)| usize::from(page.height())).max().unwrap_or(0);
    (surface.out.rows, surface.out.scroll_max) = (rows, longest.saturating_sub(rows));
    surface.note_area(Spot::Text);
    let top = diary.scroll.min(surface.out.scroll_max);
    for (area, page) in &columns {
        page.draw_lines(&mut surface.part(*area), top);
    }
    if surface.out.scroll_max > 0 {
        surface.scrollbar(top, longest);
        surface.out.place = Some(format!("{} of {longest} lines", top + rows));
    }
}

/// The nights that the charts are about.
struct ChartData<'s> {
    diary: &'s DiaryTab,
    span: &'s Span,
    trends: &'s Trends,
    ctx: &'s Context<'s>,
}

/// Writes all charts one after another. A plain text has numbers and no bars.
pub(in crate::tabs::diary) fn write(page: &mut TextView<'_>, diary: &DiaryTab, ctx: &Context<'_>) {
    let Some(span) = &diary.span(ctx.now) else { return };
    let trends = &Trends::of(span);
    let data = ChartData { diary, span, trends, ctx };
    write_head(page, trends);
    for writer in [write_weeks, write_hours, write_places, write_pain, write_tried, write_programme] {
        writer(page, &data);
        page.gap();
    }
}

fn write_head(page: &mut TextView<'_>, trends: &Trends) {
    page.text(Role::Title, &format!("The last {} nights", trends.nights));
    page.paragraph(Role::Text, &trends.gaps_words());
}

fn week_label(week: &Week) -> String {
    week.to.0.strftime("to %e %b").to_string()
}

fn write_weeks(page: &mut TextView<'_>, data: &ChartData<'_>) {
    page.text(Role::Accent, "Cramps each week");
    let weeks = data.trends.weeks.iter().map(|week| {
        let logged = format!("{} of {} nights logged", week.logged, week.nights);
        BarRow::count(week_label(week), (week.logged > 0).then_some(week.cramps), logged)
    });
    bars::write_counts(page, &weeks.collect::<Vec<_>>());
    page.text(Role::Quiet, &data.trends.weeks_words());
}

/// The hours of the night, from the first with a cramp to the last.
fn hours(trends: &Trends) -> Vec<BarRow> {
    let has_cramp = |(_, count): &(u8, usize)| *count > 0;
    let Some(first) = trends.hours.iter().position(has_cramp) else { return vec![] };
    let last = trends.hours.iter().rposition(has_cramp).unwrap_or(first);
    let hours = trends.hours.iter().take(last + 1).skip(first);
    hours.map(|(hour, count)| BarRow::count(format!("{hour:02}:00"), Some(*count), String::new())).collect()
}

fn write_hours(page: &mut TextView<'_>, data: &ChartData<'_>) {
    page.text(Role::Accent, "Hour of the night");
    bars::write_counts(page, &hours(data.trends));
    page.text(Role::Quiet, &data.trends.hours_words());
}

/// Rows that the hours take with their words under them, in this width.
pub(super) fn hours_height(trends: &Trends, width: u16) -> u16 {
    let words = wrap(&trends.hours_words(), usize::from(width)).len();
    cells(hours(trends).len() + 1 + words)
}

/// Draws the hours with their words under them. If not all hours fit, only those with a cramp are shown; if these do not fit
/// either, the words stand alone.
pub(super) fn draw_hours(surface: &mut Surface<'_>, trends: &Trends) {
    let width = surface.width();
    let words = wrap(&trends.hours_words(), width);
    let room = usize::from(surface.area().height).saturating_sub(words.len() + 1);
    let mut rows = hours(trends);
    if rows.len() > room {
        rows.retain(|row| row.value > Some(0));
    }
    if rows.len() > room {
        rows.clear();
    }
    let bars = bars::lines(&rows, bars::longest(&rows), width, surface.look);
    let gap = usize::from(!bars.is_empty());
    for (y, line) in bars.iter().enumerate() {
        surface.line(y, 0, line);
    }
    for (y, line) in words.iter().enumerate() {
        surface.write(bars.len() + gap + y, 0, line, Role::Quiet);
    }
}

fn write_places(page: &mut TextView<'_>, data: &ChartData<'_>) {
    page.text(Role::Accent, "Leg and muscle");
    let trends = data.trends;
    let row = |label: &str, count: usize| BarRow::count(label.to_owned(), Some(count), String::new());
    let legs =
        trends.legs.iter().map(|(leg, count)| row(leg.map_or("leg not said", |leg| leg.words()), *count));
    let muscles = trends.muscles.iter();
    let muscles =
        muscles.map(|(site, count)| row(site.map_or("muscle not said", |site| site.words()), *count));
    let rows: Vec<BarRow> = legs.chain(muscles).filter(|row| row.value > Some(0)).collect();
    bars::write_counts(page, &rows);
    page.text(Role::Quiet, &trends.legs_words());
    // Without a cramp both say the same.
    if trends.cramps > 0 {
        page.text(Role::Quiet, &trends.muscles_words());
    }
}

fn write_pain(page: &mut TextView<'_>, data: &ChartData<'_>) {
    let trends = data.trends;
    page.text(Role::Accent, "Pain (median, 0 to 10) and length each week");
    let known = trends.weeks.iter().filter(|week| week.pain.is_some() || week.length.is_some());
    let rows = known.map(|week| BarRow {
        label: week_label(week),
        value: week.pain.map(|pain| pain.median.0),
        number: week.pain.map_or_else(|| "-".to_owned(), |pain| pain.median.to_string()),
        note: week.length.map_or_else(String::new, |length| format!("{} min", length.median)),
    });
    bars::write(page, &rows.collect::<Vec<_>>(), WORST);
    page.text(Role::Quiet, &trends.pain_words());
    page.text(Role::Quiet, &trends.length_words());
}

/// Remedies tried and their outcomes, as counts. Nothing here says that one brought the other.
fn write_tried(page: &mut TextView<'_>, data: &ChartData<'_>) {
    page.text(Role::Accent, "What was tried, and what followed");
    let tried = tried::tried(&data.ctx.book.diary, data.span);
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
}

fn write_programme(page: &mut TextView<'_>, data: &ChartData<'_>) {
    let (book, span) = (data.ctx.book, data.span);
    let words = &book.diary.programme;
    page.text(Role::Accent, "Bedtime stretches");
    let background = data.diary.background(data.ctx.now);
    let mut runs = background.map_or_else(Vec::new, |whole| programmes(whole, words.nights));
    // Of an earlier run not every cramp has been read.
    runs.retain(|run| run.to >= span.from);
    let beyond = background.map_or(0, |whole| ticked_beyond(whole, words.nights, span.from));
    if runs.is_empty() && beyond == 0 {
        let tick = data.ctx.keys.name(CHART_KEYS, &DiaryVerb::Programme);
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
