//! The overlays on the screen: help, evidence, search, the choice of regions, a cramp left open.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::App;
use crate::{
    app::overlay::{NO_REGION, Overlay, SearchOverlay},
    domain::{Region, search, tally::count, time::in_words},
    screen::{GLOBAL_KEYS, Hint, Key, LeftChoice, LeftOpen, REGION_LETTERS, TabId},
    tabs::{evidence, tab_of, words},
    ui::{ListRow, MEASURE, Role, Surface, TextView, cells, centred, cut_top, form, list, margin},
};

/// Rows of help about the screen that stand first.
const FIRST_KEYS: usize = 10;
/// The widest column of key names in help.
const KEY_COLUMN: usize = 20;
/// Columns before the name of a region: the cursor and the letter.
const LETTER: usize = 5;
/// Below this height a search shows titles alone.
const ROOM_FOR_LINES: u16 = 8;

/// Draws an overlay: a text in a column of reading width, in the middle of a wide window.
pub(super) fn draw(app: &App, overlay: &Overlay, surface: &mut Surface<'_>) {
    let area = margin(surface.area(), 2);
    let area = centred(area, cells(MEASURE) + 2);
    let surface = &mut surface.part(area);
    let mut page = TextView::on(surface, &[]);
    match overlay {
        Overlay::Help { scroll } => {
            write_help(app, &mut page);
            page.draw(surface, *scroll);
        }
        Overlay::Evidence { link, scroll } => {
            evidence::write(&mut page, &app.book, *link);
            page.draw(surface, *scroll);
        }
        Overlay::Search(search) => draw_search(app, search, surface),
        Overlay::Regions { selected } => draw_regions(app, *selected, surface),
        Overlay::LeftOpen { left, selected } => draw_left_open(app, left, *selected, surface),
    }
}

/// Writes the keys of the screen under the overlay, the most needed first, then the keys that work everywhere, then what the
/// guide is.
pub(in crate::app) fn write_help(app: &App, page: &mut TextView<'_>) {
    let under = app.overlays.iter().rev().nth(1);
    let title = match (under, app.tab) {
        (Some(_), _) => "this question",
        (None, TabId::Start) => "the start screen",
        (None, tab) => tab.words(),
    };
    page.text(Role::Title, &format!("Keys on {title}"));
    let tab = under
        .map_or_else(|| app.tabs.get(app.tab).hints(&app.ctx(&app.last)), |overlay| overlay.hints(&app.keys));
    let mut global = app.keys.hints(GLOBAL_KEYS);
    if under.is_none() && app.tab == TabId::Diary && app.tabs.diary.is_filling_in() {
        // Letters are typed there, and mean nothing else.
        let is_free =
            |key: &Key| !matches!(key, Key::Char(_)) && !tab.iter().any(|hint| hint.keys.contains(key));
        global.retain(|hint| hint.keys.iter().any(is_free));
    }
    let names = tab.iter().chain(&global).map(|hint| hint.all_keys().width());
    let columns = names.max().unwrap_or(0).min(KEY_COLUMN).min(page.width() / 2) + 2;
    let is_motion = |hint: &&Hint<'_>| hint.id.starts_with("list.") || hint.id.starts_with("text.");
    let (motions, own): (Vec<&Hint<'_>>, Vec<&Hint<'_>>) = tab.iter().partition(is_motion);
    for (at, hint) in own.into_iter().chain(motions).enumerate() {
        if at == FIRST_KEYS {
            page.gap();
        }
        page.entry(&hint.all_keys(), hint.help, columns);
    }
    page.gap();
    page.text(Role::Title, "Keys everywhere");
    for hint in &global {
        let is_taken = hint.keys.iter().any(|key| tab.iter().any(|other| other.keys.contains(key)));
        let note = if is_taken { " (this screen uses one of these keys, see above)" } else { "" };
        page.entry(&hint.all_keys(), &format!("{}{note}", hint.help), columns);
    }
    page.gap();
    if !page.is_plain() {
        page.text(Role::Text, "A click chooses, and the words at the foot of the screen can be clicked too. To select text with the mouse, hold Shift.");
        page.paragraph(Role::Text, "Screen reader, or eyes shut: uncramp --plain, or uncramp now --voice.");
    }
    words::write_about(page, &app.book.about);
}

/// The search field, then the hits: each with its tab, its title and the line around the first word found.
fn draw_search(app: &App, search: &SearchOverlay, surface: &mut Surface<'_>) {
    let theme = app.look.theme;
    let area = surface.area();
    let after = surface.write(0, 0, "Search: ", Role::Title);
    let room = usize::from(area.width).saturating_sub(after);
    surface.line(0, after, &Line::from(form::typed(&search.field, room, app.look)));

    let said = match (search.field.text().trim().is_empty(), search.hits.len()) {
        (true, _) => "Type a word: every tab is searched.".to_owned(),
        (false, 0) => "Nothing found. Try one word, or its beginning.".to_owned(),
        (false, hits) => count(hits, "hit"),
    };
    surface.write(1, 0, &said, Role::Quiet);
    let (_, below) = cut_top(area, 2);
    let words = search::words(search.field.text());
    // A narrow window has room for four letters of a tab.
    let (tab_letters, indent) = if area.width < 50 { (4, 2) } else { (9, 12) };
    let mut rows = vec![];
    for (i, hit) in search.hits.iter().enumerate() {
        let Some(title) = app.book.link_title(hit.link) else { continue };
        let tab: String = tab_of(hit.link).words().chars().take(tab_letters).collect();
        rows.push(ListRow::item(i, search.selected, &format!("{tab:<tab_letters$} {title}"), app.look));
        let room = usize::from(area.width).saturating_sub(indent + 2);
        if let Some(text) =
            search::line_around(&app.book, hit.link, &words, room).filter(|_| below.height >= ROOM_FOR_LINES)
        {
            let style = theme.style(if i == search.selected { Role::Selected } else { Role::Quiet });
            let mut line = Line::styled(" ".repeat(indent), style);
            line.extend(marked(&text, &words, style.patch(theme.style(Role::Mark))));
            rows.push(ListRow { item: Some(i), line });
        }
    }
    list::draw(&mut surface.part(below), &rows, search.selected);
    let caret = after + form::caret(&search.field, room);
    surface.out.type_at(area.x.saturating_add(cells(caret)), area.y);
}

/// A text in spans, the words that were searched for in a style of their own.
fn marked(text: &str, words: &[String], mark: ratatui::style::Style) -> Vec<Span<'static>> {
    let mut spans = vec![];
    let mut at = 0;
    for range in search::marks(text, words) {
        spans.push(Span::raw(text.get(at..range.start).unwrap_or("").to_owned()));
        spans.push(Span::styled(text.get(range.clone()).unwrap_or("").to_owned(), mark));
        at = range.end;
    }
    spans.push(Span::raw(text.get(at..).unwrap_or("").to_owned()));
    spans
}

/// The regions: a letter, the name, and in a column of their own the numbers. A number is never cut: where the window is narrow a
/// name is.
fn draw_regions(app: &App, selected: usize, surface: &mut Surface<'_>) {
    let area = surface.area();
    let width = usize::from(area.width);
    let long = "Where are you? For the phone numbers.";
    let title = if long.width() <= width { long } else { "Where are you?" };
    surface.write(0, 0, title, Role::Title);
    let (_, below) = cut_top(area, if area.height > 10 { 2 } else { 1 });
    let regions = &app.book.regions.all;
    // A name without the part in brackets where that does not fit.
    let name = |region: &'_ Region, is_whole: bool| match region.name.split_once(" (") {
        Some((short, _)) if !is_whole => short.to_owned(),
        _ => region.name.clone(),
    };
    let numbers = |region: &Region, with_urgent: bool| match &region.urgent {
        Some(urgent) if with_urgent => format!("{}   urgent: {urgent}", region.emergency),
        _ => region.emergency.clone(),
    };
    let longest = |words: &dyn Fn(&Region) -> String| {
        regions.iter().map(|region| words(region).width()).max().unwrap_or(0)
    };
    let forms = [(true, true), (true, false), (false, true), (false, false)];
    let fits = |(is_whole, with_urgent): &(bool, bool)| {
        let names = longest(&|region| name(region, *is_whole));
        LETTER + names + 2 + longest(&|region| numbers(region, *with_urgent)) <= width
    };
    let (is_whole, with_urgent) = forms.into_iter().find(fits).unwrap_or((false, false));
    let room = width.saturating_sub(LETTER + 2 + longest(&|region| numbers(region, with_urgent)));
    let column = longest(&|region| name(region, is_whole)).min(room);
    let row = |i: usize, letter: char, text: &str| {
        ListRow::item(i, selected, &format!("{letter}  {text}"), app.look)
    };
    let none = ["Not chosen: no number of a region", "Not chosen"];
    let none = none.into_iter().find(|text| text.width() + LETTER <= width).unwrap_or("None");
    let mut rows = vec![row(0, NO_REGION, none)];
    for (i, region) in regions.iter().enumerate() {
        let letter = REGION_LETTERS.get(i).copied().unwrap_or(' ');
        let name: String = name(region, is_whole).chars().take(column).collect();
        rows.push(row(i + 1, letter, &format!("{name:<column$}  {}", numbers(region, with_urgent))));
    }
    list::draw(&mut surface.part(below), &rows, selected);
}

/// A cramp that an earlier run left open, and the choices for it.
fn draw_left_open(app: &App, left: &LeftOpen, selected: usize, surface: &mut Surface<'_>) {
    let area = surface.area();
    let mut page = TextView::new(app.look, area.width, &[]);
    let most = if area.height > 8 { usize::MAX } else { 1 };
    for (role, words) in left_open_words(left).into_iter().take(most) {
        page.text(role, &words);
    }
    if area.height > 8 {
        page.gap();
    }
    let (top, below) = cut_top(area, page.height().min(area.height.saturating_sub(1)));
    page.draw_lines(&mut surface.part(top), 0);
    let row = |(i, choice): (usize, &LeftChoice)| ListRow::item(i, selected, choice.words(), app.look);
    let rows: Vec<ListRow<'_>> = LeftChoice::ALL.iter().enumerate().map(row).collect();
    list::draw(&mut surface.part(below), &rows, selected);
}

/// Sentences on a cramp that was left open, the most important first.
pub(in crate::app) fn left_open_words(left: &LeftOpen) -> Vec<(Role, String)> {
    let start = left.episode.start;
    let mut words = vec![
        (Role::Strong, format!("A cramp was left open: it began at {}.", start.clock())),
        (Role::Text, format!("Night of {}, {} ago.", start.night().words(), ago(left.age.as_secs()))),
    ];
    words.extend(left.words.as_ref().map(|words| (Role::Quiet, format!("{words}."))));
    words
}

/// An age in its largest unit.
fn ago(seconds: u64) -> String {
    let number = |unit: u64| usize::try_from(seconds / unit).unwrap_or(usize::MAX);
    match seconds {
        0..=3599 => in_words(seconds),
        3600..=172_799 => count(number(3600), "hour"),
        _ => count(number(86_400), "day"),
    }
}
