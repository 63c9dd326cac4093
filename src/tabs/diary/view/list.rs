//! The list: a table with one row an entry, the weeks as separators, and the selected entry always in view.

use ratatui::{
    layout::{Constraint, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Cell, Row, Table},
};

use super::short;
use crate::{
    domain::{Book, Episode, Night, NightMark, Record, Site, length::minutes, trends::range},
    screen::Spot,
    tabs::diary::{DiaryTab, entries::EntryList},
    ui::{Appearance, Role, Surface, cells, cut_top},
};

/// Columns before the first one, for the cursor.
const CURSOR: u16 = 3;
/// Columns between two columns of the table.
const GAP: u16 = 2;
/// Cells of a pain bar: one for each point.
const BAR: u16 = 10;

/// The columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// `Wed 25 Nov`
    Night,
    /// `25 Nov`
    ShortNight,
    Began,
    Where,
    Leg,
    Length,
    PainBar,
    Pain,
    Sleep,
}

/// The columns for each width, the widest set first: the first set that fits is shown.
const SETS: [&[Column]; 8] = {
    use Column::{Began, Leg, Length, Night, Pain, PainBar, ShortNight, Sleep, Where};
    [
        &[Night, Began, Where, Leg, Length, PainBar, Sleep],
        &[Night, Began, Where, Leg, Length, PainBar],
        &[Night, Began, Where, Leg, Length, Pain],
        &[ShortNight, Began, Where, Leg, Length, Pain],
        &[ShortNight, Began, Where, Leg, Pain],
        &[ShortNight, Began, Where, Pain],
        &[ShortNight, Began, Pain],
        &[ShortNight, Began],
    ]
};

/// The columns of a table without headings.
const BARE: &[Column] = &[Column::ShortNight, Column::Began, Column::Where];

impl Column {
    const fn title(self) -> &'static str {
        match self {
            Self::Night | Self::ShortNight => "night",
            Self::Began => "began",
            Self::Where => "where",
            Self::Leg => "leg",
            Self::Length => "length",
            Self::PainBar | Self::Pain => "pain",
            Self::Sleep => "sleep lost",
        }
    }

    const fn width(self) -> u16 {
        match self {
            Self::Night | Self::Sleep => 10,
            Self::ShortNight => 6,
            Self::Began | Self::Leg => 5,
            Self::Where => 11,
            Self::Length => 9,
            Self::PainBar => BAR + 3,
            Self::Pain => 4,
        }
    }
}

fn columns(width: u16) -> &'static [Column] {
    let fits = |set: &&&[Column]| {
        let columns: u16 = set.iter().map(|column| column.width() + GAP).sum();
        CURSOR + columns <= width
    };
    SETS.iter().find(fits).copied().unwrap_or(&[Column::ShortNight, Column::Began])
}

/// One line of the table.
enum TableLine {
    /// The Monday of the week whose entries follow.
    Week(Night),
    /// An entry by its position.
    Entry(usize),
}

/// The lines around the selected entry, more than there is room for.
fn places(entries: &EntryList, selected: usize, height: usize) -> Vec<TableLine> {
    let mut places = vec![];
    let mut week = None;
    for at in selected.saturating_sub(height)..selected.saturating_add(height).min(entries.count()) {
        let night = entries.get(at).and_then(Record::night);
        let monday = night.map(|night| night.back(i32::from(night.0.weekday().to_monday_zero_offset())));
        if let Some(monday) = monday.filter(|monday| week != Some(*monday)) {
            places.push(TableLine::Week(monday));
            week = Some(monday);
        }
        places.push(TableLine::Entry(at));
    }
    places
}

/// Draws the table.
pub(super) fn draw(diary: &DiaryTab, surface: &mut Surface<'_>, book: &Book) {
    let look = surface.look;
    let Some(entries) = &diary.entries else { return };
    let theme = look.theme;
    let area = surface.area();
    let has_head = area.height >= 4;
    // Without headings no number stands alone.
    let columns = if has_head { columns(area.width) } else { BARE };
    let (head, body) = cut_top(area, u16::from(has_head));
    let height = usize::from(body.height);
    let places = places(entries, diary.selected, height);
    let at = places.iter().position(|place| matches!(place, TableLine::Entry(at) if *at == diary.selected));
    let at = at.unwrap_or(0);
    // The selected line is in the middle, as far as the ends allow. The first entry keeps its week in view.
    let top = if diary.selected == 0 && height > 1 { 0 } else { at.saturating_sub(height / 2) };
    let top = top.min(places.len().saturating_sub(height));
    let widths = columns.iter().map(|column| Constraint::Length(column.width()));
    let table_of = |rows: Vec<Row<'static>>| Table::new(rows, widths.clone()).column_spacing(GAP);
    if has_head {
        let titles =
            columns.iter().map(|column| Cell::from(Line::styled(column.title(), theme.style(Role::Quiet))));
        surface.part(shifted(head)).widget(table_of(vec![Row::new(titles)]));
    }
    let mut lines = surface.part(body);
    lines.note_area(Spot::List);
    let mut items = 0;
    let mut rows = vec![];
    for (y, place) in places.iter().skip(top).take(height).enumerate() {
        match place {
            TableLine::Week(monday) => {
                let text = range(*monday, monday.back(-6));
                let span = u16::try_from(columns.len()).unwrap_or(1);
                let cell = Cell::from(Line::styled(text, theme.style(Role::Quiet))).column_span(span);
                rows.push(Row::new([cell]));
            }
            TableLine::Entry(at) => {
                let is_selected = *at == diary.selected;
                let text = theme.style(if is_selected { Role::Selected } else { Role::Text });
                if is_selected {
                    lines.out.focus(body.x, body.y.saturating_add(cells(y)));
                    lines.style_row(y, text);
                    lines.text(y, 1, look.glyphs.cursor, text);
                }
                rows.extend(entries.get(*at).map(|record| row(record, columns, text, book, look)));
                lines.note_spot(y, 0..lines.width(), Spot::Item(*at));
                items += 1;
            }
        }
    }
    surface.part(shifted(body)).widget(table_of(rows));
    surface.out.page = items;
    if entries.count() > items {
        let first = places.iter().skip(top).find_map(|place| match place {
            TableLine::Entry(at) => Some(*at),
            TableLine::Week(_) => None,
        });
        surface.part(body).scrollbar(first.unwrap_or(0), entries.count().max(places.len()));
        surface.out.place = Some(format!("{} of {}", diary.selected + 1, entries.count()));
    }
}

/// The area of the table, right of the cursor.
fn shifted(area: Rect) -> Rect {
    let by = CURSOR.min(area.width);
    Rect { x: area.x + by, width: area.width - by, ..area }
}

/// One entry. Entries that are no cramp say what they are in the columns after the night.
fn row(
    record: &Record,
    columns: &'static [Column],
    style: Style,
    book: &Book,
    look: Appearance,
) -> Row<'static> {
    if let Record::Episode(episode) = record {
        let cells = columns.iter().map(|column| cell(episode, *column, look));
        return Row::new(cells.collect::<Vec<_>>()).style(style);
    }
    let first = columns.first().copied().unwrap_or(Column::ShortNight);
    let rest = columns.iter().skip(1);
    let room: u16 = rest.clone().map(|column| column.width() + GAP).sum::<u16>().saturating_sub(GAP);
    let night = record.night().map_or_else(String::new, |night| night_words(night, first));
    let words = Cell::from(short(record, book, usize::from(room)));
    let span = u16::try_from(rest.count()).unwrap_or(1);
    Row::new([Cell::from(night), words.column_span(span)]).style(style)
}

fn night_words(night: Night, column: Column) -> String {
    let format = if column == Column::Night { "%a %e %b" } else { "%e %b" };
    night.0.strftime(format).to_string()
}

fn cell(episode: &Episode, column: Column, look: Appearance) -> Cell<'static> {
    let unknown = || "-".to_owned();
    let pain = episode.pain.map(|pain| pain.get());
    let text = match column {
        Column::Night | Column::ShortNight => night_words(episode.night(), column),
        Column::Began => episode.start.clock(),
        Column::Where => episode.muscle.map_or_else(unknown, |muscle| site_name(muscle).to_owned()),
        Column::Leg => episode.leg.map_or_else(unknown, |leg| leg.id().to_owned()),
        Column::Length if episode.is_open => format!("{:>9}", "open"),
        Column::Length => format!("{:>9}", episode.seconds.map_or_else(unknown, length)),
        Column::PainBar => return pain_bar(pain, look),
        Column::Pain => format!("{:>4}", pain.map_or_else(unknown, |pain| pain.to_string())),
        Column::Sleep => {
            format!("{:>10}", episode.sleep_lost.map_or_else(unknown, |lost| lost.get().to_string()))
        }
    };
    Cell::from(text)
}

/// `11 min`, `2:30 min`
fn length(seconds: u32) -> String {
    format!("{} min", minutes(Some(seconds)))
}

/// The name of a muscle in eleven letters at most.
pub(crate) const fn site_name(muscle: Site) -> &'static str {
    match muscle {
        Site::Thigh => "front thigh",
        Site::Hamstring => "back thigh",
        other => other.id(),
    }
}

/// A bar of ten cells with the number behind it.
fn pain_bar(pain: Option<u8>, look: Appearance) -> Cell<'static> {
    let Some(pain) = pain else { return Cell::from(format!("{:>13}", "-")) };
    let full = usize::from(pain.min(10));
    Cell::from(Line::from(vec![
        Span::styled(look.glyphs.full.repeat(full), look.theme.bar(NightMark::Pain(pain).level())),
        Span::styled(look.glyphs.nothing.repeat(usize::from(BAR) - full), look.theme.style(Role::Quiet)),
        Span::raw(format!(" {pain:>2}")),
    ]))
}
