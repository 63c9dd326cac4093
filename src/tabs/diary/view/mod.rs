//! Draws the Diary tab. The list is an overview from 100 columns on: the nights and their hours above, the table below.

mod bars;
pub(super) mod charts;
mod list;
pub(super) mod nights;
pub(super) mod record;
pub(super) mod report;

use ratatui::layout::Rect;

use super::{
    DiaryScreen, DiaryTab, Page,
    keys::{DiaryVerb, LIST_KEYS},
};
use crate::{
    domain::{Book, Episode, Night, Record, Trends, clean::clean, time::clock, words::capital},
    report::result,
    screen::{Context, GLOBAL_KEYS, GlobalVerb, Keys},
    tabs::stretch::keys::{RUN_KEYS, RunVerb},
    ui::{Role, Surface, TextView, cut_bottom, cut_top, form, margin},
};
pub(crate) use list::site_name;
use record::write_record;

/// From this width on the nights stand above the table.
const OVERVIEW: u16 = 100;
/// The fewest rows of the table under the nights.
const TABLE: u16 = 12;
/// The most nights above the table: six weeks.
const MOST_NIGHTS: i32 = 42;
/// From this width on the selected entry stands beside the table.
const BESIDE: u16 = 132;
/// Columns of the table where the selected entry stands beside it.
const TABLE_WIDTH: u16 = 82;

pub(crate) fn draw(diary: &DiaryTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let area = margin(surface.area(), 2);
    if let DiaryScreen::Form(open) = &diary.screen {
        form::draw(&open.form, &mut surface.part(area));
        return;
    }
    if let Some(error) = &diary.error {
        draw_error(error, &mut surface.part(area));
        return;
    }
    match diary.page() {
        Page::List => draw_list(diary, surface, ctx),
        Page::Entry => draw_entry(diary, &mut surface.part(area), ctx),
        Page::Month => nights::draw(diary, &mut surface.part(area), ctx),
        Page::Charts => charts::draw(diary, &mut surface.part(area), ctx),
        Page::Report => report::draw(diary, &mut surface.part(area), ctx),
    }
}

fn draw_error(error: &str, surface: &mut Surface<'_>) {
    let mut page = TextView::on(surface, &[]);
    page.paragraph(Role::SameDay, &format!("{} The diary cannot be used.", surface.look.glyphs.warning));
    page.paragraph(Role::Text, &format!("{}.", capital(error)));
    page.text(Role::Quiet, "Guide, stretch and checklist work without it.");
    page.draw(surface, 0);
}

fn draw_entry(diary: &DiaryTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let mut page = TextView::on(surface, ctx.marks);
    match diary.record() {
        Some(record) => write_record(&mut page, record, ctx),
        None => page.text(Role::Quiet, "Nothing is selected."),
    }
    page.draw(surface, diary.scroll);
}

fn draw_list(diary: &DiaryTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let Some(entries) = &diary.entries else { return };
    let total = entries.count();
    let mut area = surface.area();
    if !diary.filter.is_empty() {
        let (row, rest) = cut_top(area, 1);
        let entries = if total == 1 { "1 entry".to_owned() } else { format!("{total} entries") };
        let all = ctx.keys.name(LIST_KEYS, &DiaryVerb::Back);
        let text = format!("Only some are shown: {entries}. {all} shows all.");
        surface.part(margin(row, 2)).write(0, 0, &text, Role::Accent);
        area = rest;
    }
    if total == 0 {
        let surface = &mut surface.part(margin(area, 2));
        let mut page = TextView::on(surface, &[]);
        write_empty(&mut page, diary, ctx.keys);
        page.draw(surface, 0);
        return;
    }
    if area.width >= OVERVIEW {
        let rows = draw_overview(diary, &mut surface.part(margin(area, 2)), ctx);
        (_, area) = cut_top(area, rows);
    }
    surface.out.wide = area.width >= BESIDE;
    let (table, text) = if surface.out.wide {
        let x = area.x + TABLE_WIDTH + 3;
        (Rect { width: TABLE_WIDTH, ..area }, Rect { x, width: area.right().saturating_sub(x + 2), ..area })
    } else if area.height >= 12 {
        let (table, rest) = cut_bottom(area, area.height * 2 / 5);
        let (_, text) = cut_top(rest, 1);
        (table, margin(text, 2))
    } else {
        (area, Rect { height: 0, ..area })
    };
    if let Some(record) = diary.record() {
        let surface = &mut surface.part(text);
        let mut page = TextView::on(surface, ctx.marks);
        write_record(&mut page, record, ctx);
        draw_preview(&page, surface, ctx);
    }
    list::draw(diary, &mut surface.part(table), ctx.book);
}

/// Draws the beginning of the selected entry. If there is more, the last row names the key that shows it.
fn draw_preview(page: &TextView<'_>, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let area = surface.area();
    if page.height() <= area.height {
        page.draw_lines(surface, 0);
        return;
    }
    let (lines, last) = cut_bottom(area, 1);
    page.draw_lines(&mut surface.part(lines), 0);
    let read = ctx.keys.name(LIST_KEYS, &DiaryVerb::Read);
    surface.part(last).write(0, 0, &format!("{read} shows the rest."), Role::Quiet);
}

/// Draws the nights and the hours of the chosen span side by side. Returns the rows they took, the space below them included;
/// none where the table would have too few.
fn draw_overview(diary: &DiaryTab, surface: &mut Surface<'_>, ctx: &Context<'_>) -> u16 {
    let Some(entries) = &diary.entries else { return 0 };
    let to = Night::last(&ctx.now.wall);
    let span = entries.span(to.back(diary.nights().min(MOST_NIGHTS) - 1), to);
    let trends = Trends::of(&span);
    let area = surface.area();
    let left = nights::WITH_LEGEND;
    let right = area.width.saturating_sub(left + 1);
    let spare = area.height.saturating_sub(TABLE + 2);
    let rows = nights::height(&span).max(charts::hours_height(&trends, right)).min(spare);
    if rows < nights::height(&span) {
        return 0;
    }
    let (_, rest) = cut_top(area, 1);
    let (body, _) = cut_top(rest, rows);
    let hours = Rect { x: area.x + left + 1, width: right, ..body };
    let column = surface.write(0, 0, &format!("The last {} nights", trends.nights), Role::Accent);
    let unknown = trends.nights.saturating_sub(trends.logged);
    if unknown > 0 {
        surface.write(0, column, &format!(", {unknown} without a record"), Role::Quiet);
    }
    surface.write(0, usize::from(left + 1), "Hour of the night", Role::Accent);
    nights::draw_overview(&mut surface.part(Rect { width: left, ..body }), &span, Night(ctx.now.wall.date()));
    charts::draw_hours(&mut surface.part(hours), &trends);
    rows + 2
}

pub(super) fn write_empty(page: &mut TextView<'_>, diary: &DiaryTab, keys: &Keys) {
    if !diary.filter.is_empty() {
        page.text(Role::Text, "Nothing recorded is like that.");
        return;
    }
    page.paragraph(Role::Title, "Nothing is recorded yet.");
    let cramping = keys.name(GLOBAL_KEYS, &GlobalVerb::Cramping);
    let eased = keys.name(RUN_KEYS, &RunVerb::Eased);
    page.paragraph(
        Role::Text,
        &format!(
            "A cramp that you stretch away with {cramping} is recorded by itself: after {eased}, a digit for the \
             pain, a digit for the sleep it cost, Enter."
        ),
    );
    let key = |verb: DiaryVerb| keys.name(LIST_KEYS, &verb);
    page.labelled(&key(DiaryVerb::Add), "adds a cramp by hand.");
    page.labelled(
        &key(DiaryVerb::NoCramp),
        "says that there was none last night. That is worth recording: a night without a record is a \
                        night of which nothing is known.",
    );
    page.labelled(&key(DiaryVerb::Medicine), "notes a medicine started, changed or stopped.");
    page.labelled(&key(DiaryVerb::Report), "shows the page for a clinician.");
    page.gap();
    page.text(
        Role::Quiet,
        "The diary is one file on this computer, for nobody else to read. Nothing is ever sent.",
    );
}

/// A record in one row: as many of its parts as fit, the most important first.
pub(super) fn short(record: &Record, book: &Book, room: usize) -> String {
    let parts: Vec<String> = match record {
        Record::Episode(episode) => short_episode(episode),
        Record::Night(note) => [(note.no_cramp, "no cramp"), (note.programme, "bedtime stretches done")]
            .into_iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, words)| words.to_owned())
            .collect(),
        Record::Medicine(medicine) => {
            vec![
                format!("{} {}", medicine.change.words(), clean(&medicine.name)),
                clean(&medicine.dose_and_route()),
            ]
        }
        Record::Check(check) => {
            let outcome = result::kept(check, book);
            let mut parts = vec![format!("{}  checklist", check.at.clock())];
            parts.extend(outcome.split(", ").map(str::to_owned));
            parts
        }
        Record::Fact(fact, _) => vec![fact.words().to_owned()],
    };
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let longer = if text.is_empty() { part.clone() } else { format!("{text}  {part}") };
        if !text.is_empty() && longer.chars().count() > room {
            break;
        }
        text = longer;
    }
    text
}

fn short_episode(episode: &Episode) -> Vec<String> {
    let mut parts = vec![episode.start.clock()];
    let place = episode.muscle.map(site_name).into_iter().chain(episode.leg.map(|leg| leg.id()));
    let place: Vec<&str> = place.collect();
    parts.push(if place.is_empty() { "cramp".to_owned() } else { place.join(" ") });
    if episode.is_open {
        parts.push("open".to_owned());
    }
    parts.extend(episode.seconds.map(|seconds| clock(seconds.into())));
    parts.extend(episode.pain.map(|pain| format!("pain {}", pain.get())));
    parts
}
