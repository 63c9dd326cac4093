//! The whole screen: tab bar, what is said about a session elsewhere, the tab or what lies over it, the footer.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr;

use super::{
    App,
    overlay::{NO_REGION, Overlay, RegionChoice, Search},
    words,
};
use crate::{
    domain::time::{Now, in_words},
    report::result,
    screen::{
        TabId,
        event::Key,
        frame_info::{FrameInfo, Spot},
        global::{GLOBAL_KEYS, GlobalVerb},
        keymap::{Hint, SHARED_FOOT},
        left_open::{LeftChoice, LeftOpen},
    },
    tabs::{checklist::keys::REGION_LETTERS, evidence, stretch, tab_of},
    ui::{
        form,
        list::{self, ListRow},
        surface::{Surface, cut_bottom, cut_top, margin, seen},
        text_view::{TextView, wrap},
        theme::Role,
    },
};

/// Below this many columns or rows a single clear line is shown.
const SMALLEST: (u16, u16) = (20, 5);
/// Below this height a session has the screen but for the footer.
const SESSION_HEADER: u16 = 16;
/// From this height on there is room for a line about a session on another tab.
const ROOM_FOR_STRIPS: u16 = 7;
/// From this width on the footer of a session names the signs that `!` is for.
const ROOM_TO_NAME_SIGNS: usize = 76;
/// From this height on the guide shows the disclaimer's one line.
const ROOM_FOR_ABOUT: u16 = 12;

/// Draws the whole screen.
pub(super) fn draw(app: &App, buffer: &mut Buffer, now: &Now) -> FrameInfo {
    let seen = draw_all(app, buffer, now);
    if app.look.glyphs.are_ascii() {
        Surface::new(buffer).keep_to_ascii();
    }
    seen
}

fn draw_all(app: &App, buffer: &mut Buffer, now: &Now) -> FrameInfo {
    let mut out = FrameInfo::default();
    let mut surface = Surface::new(buffer);
    surface.fill(app.look.theme.ground());
    let area = surface.area();
    out.size = (area.width, area.height);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        draw_one_line(app, &mut surface, now);
        return out;
    }

    let takes_over =
        app.overlays.is_empty() && app.tab == TabId::Checklist && app.tabs.checklist.takes_over(&app.verdict);
    let session = app.overlays.is_empty() && app.tab == TabId::Stretch && app.tabs.stretch.is_live();

    let (mut body, footer) = cut_bottom(area, 1);
    draw_footer(app, &mut surface.part(footer), takes_over);
    let alone = takes_over || (session && area.height < SESSION_HEADER);
    if !alone {
        let (bar, rest) = cut_top(body, 1);
        draw_bar(app, &mut surface.part(bar), &mut out);
        body = rest;
    }
    if !takes_over && area.height >= ROOM_FOR_STRIPS {
        for (role, text) in strips(app, now, usize::from(area.width.saturating_sub(1))) {
            let (row, rest) = cut_top(body, 1);
            surface.part(row).text(0, 1, &text, app.look.theme.style(role));
            body = rest;
        }
    }
    if let Some((text, _)) = &app.notice {
        // Never cut: a notice may hold a number to phone, or what to do about a fault.
        let lines = wrap(text, usize::from(area.width).saturating_sub(2));
        let (rest, rows) = cut_bottom(body, u16::try_from(lines.len()).unwrap_or(1));
        for (row, line) in lines.iter().enumerate() {
            surface.part(rows).text(row, 1, line, app.look.theme.style(Role::Accent));
        }
        body = rest;
    } else if !session && !takes_over && area.height >= ROOM_FOR_ABOUT && app.tab != TabId::Checklist {
        let (rest, row) = cut_bottom(body, 1);
        draw_about_line(app, &mut surface.part(row));
        body = rest;
    }
    // A row of space under the bar, where there is one to spare.
    if area.height >= 16 && !takes_over {
        (_, body) = cut_top(body, 1);
    }

    let mut surface = surface.part(body);
    match app.overlays.last() {
        Some(overlay) => draw_overlay(app, overlay, &mut surface, &mut out),
        None => app.tabs.get(app.tab).draw(&mut surface, &app.ctx(now), &app.look, &mut out),
    }
    out
}

/// Lines under the bar: that time runs fast, and how a session on another tab goes. Nothing in them is ever cut: what
/// does not fit is left out whole or wrapped.
fn strips(app: &App, now: &Now, width: usize) -> Vec<(Role, String)> {
    let mut strips = vec![];
    let mut wrapped =
        |role: Role, text: &str| strips.extend(wrap(text, width).into_iter().map(|line| (role, line)));
    if let Some(speed) = app.speed {
        wrapped(Role::SameDay, &format!("Demonstration: {speed} times faster. Nothing is recorded."));
    }
    match app.diary_held_up() {
        Some(true) => {
            wrapped(
                Role::SameDay,
                "Another program is using the diary. Waiting for it: nothing is saved yet.",
            );
        }
        Some(false) => wrapped(Role::Quiet, "Another program is using the diary. Waiting for it."),
        None => {}
    }
    let on_list = app.tab == TabId::Stretch && app.overlays.is_empty() && !app.tabs.stretch.is_live();
    if app.tab != TabId::Stretch || !app.overlays.is_empty() || on_list {
        let mut line = String::new();
        for part in app.tabs.stretch.strip(now).into_iter().filter(|part| !on_list || part != "4 goes back") {
            let space = if line.is_empty() { "" } else { "  " };
            if line.width() + space.len() + part.width() <= width {
                line.push_str(space);
                line.push_str(&part);
            }
        }
        if !line.is_empty() {
            wrapped(Role::Strong, &line);
        }
        if app.tabs.stretch.wants_advice(now) {
            let signs = app.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
            wrapped(Role::SameDay, &format!("{} Press {signs}", app.book.stretches.advice.text));
        }
    }
    strips
}

/// Titles of all tabs where they fit, else numbers and the selected title, else that alone.
fn draw_bar(app: &App, surface: &mut Surface<'_>, out: &mut FrameInfo) {
    let theme = app.look.theme;
    let width = usize::from(surface.area().width);
    let label = |tab: TabId, long: bool| {
        let (number, title) = (tab.index() + 1, tab.title());
        match (tab == app.tab, long) {
            (true, _) => format!("[{number} {title}]"),
            (false, true) => format!(" {number} {title} "),
            (false, false) => format!("{number}"),
        }
    };
    // Long titles bring their own space, short ones are set apart by one.
    let bars = [
        (0, TabId::ALL.iter().map(|tab| (*tab, label(*tab, true))).collect()),
        (1, TabId::ALL.iter().map(|tab| (*tab, label(*tab, false))).collect()),
        (0, vec![(app.tab, label(app.tab, true))]),
    ];
    let needs = |gap: usize, bar: &[(TabId, String)]| {
        bar.iter().map(|(_, text)| text.width() + gap).sum::<usize>() - gap
    };
    let Some((gap, bar)) = bars.iter().find(|(gap, bar)| needs(*gap, bar) <= width).or(bars.last()) else {
        return;
    };
    let area = surface.area();
    let mut column = 0;
    for (tab, text) in bar {
        let style = if *tab == app.tab { theme.style(Role::Selected) } else { theme.style(Role::Quiet) };
        let end = surface.text(0, column, text, style);
        let x = area.x.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        let spot = Rect { x, width: u16::try_from(end - column).unwrap_or(0), ..area };
        out.spots.push((seen(spot), Spot::Tab(tab.index())));
        column = end + gap;
    }
}

/// The few keys that matter here, in words; what does not fit is left out, least needed first.
fn draw_footer(app: &App, surface: &mut Surface<'_>, takes_over: bool) {
    let theme = app.look.theme;
    let width = usize::from(surface.area().width);
    // In an emergency nothing leads away from it: no stretch, no reading.
    let mut all = if takes_over { app.tabs.get(app.tab).hints(&app.ctx(&app.last)) } else { app.hints() };
    if takes_over {
        all.extend(app.keys.hints(GLOBAL_KEYS).into_iter().filter(|hint| hint.id == "signs"));
    }
    let shown: Vec<&Hint<'_>> = all.iter().filter(|hint| !hint.foot.is_empty()).collect();
    // The warning signs are one key away on every screen, and that is always said: room is kept for them, second.
    // A session names them; a narrow window has no room for that.
    let foot =
        |hint: &Hint<'_>| if hint.id == "signs" && width < ROOM_TO_NAME_SIGNS { "signs" } else { hint.foot };
    let needs = |hint: &Hint<'_>| hint.key().width() + 1 + foot(hint).width() + 2;
    let (signs, rest): (Vec<&Hint<'_>>, Vec<&Hint<'_>>) =
        shown.into_iter().partition(|hint| hint.id == "signs");
    let mut kept: usize = signs.iter().map(|hint| needs(hint)).sum();
    let mut column = usize::from(width >= 30);
    let mut put = |hint: &Hint<'_>, kept: usize| {
        if column + needs(hint) + kept > width + 2 {
            return false;
        }
        let (key, text) = match hint.id {
            "signs" => (Role::SameDay, Role::SameDay),
            _ => (Role::Accent, Role::Quiet),
        };
        column = surface.text(0, column, &hint.key(), theme.style(key).add_modifier(Modifier::BOLD)) + 1;
        column = surface.text(0, column, foot(hint), theme.style(text)) + 2;
        true
    };
    for (at, hint) in rest.iter().enumerate() {
        // A key that shares its words with the next one stands with it or not at all.
        let shares = hint.foot == SHARED_FOOT;
        let next = rest.get(at + 1).filter(|_| shares).map_or(0, |next| needs(next));
        if put(hint, kept + next) && kept > 0 && !shares {
            kept = 0;
            for hint in &signs {
                put(hint, 0);
            }
        }
    }
    for hint in signs.iter().filter(|_| kept > 0) {
        put(hint, 0);
    }
}

fn draw_about_line(app: &App, surface: &mut Surface<'_>) {
    let quiet = app.look.theme.style(Role::Quiet);
    let width = usize::from(surface.area().width);
    let line = &app.book.about.line;
    let help = app.keys.name(GLOBAL_KEYS, &GlobalVerb::Help);
    let long = format!("{line} {help} says more.");
    let short = format!("Not medical advice: see {help}");
    let fitting = [long.as_str(), line, short.as_str()].into_iter().find(|text| text.width() + 2 <= width);
    if let Some(text) = fitting {
        surface.text(0, 1, text, quiet);
    }
}

fn draw_overlay(app: &App, overlay: &Overlay, surface: &mut Surface<'_>, out: &mut FrameInfo) {
    let area = margin(surface.area(), 2);
    let mut surface = surface.part(area);
    match overlay {
        Overlay::Help { scroll } => {
            let mut page = TextView::new(&app.look, area.width.saturating_sub(2), &[]);
            write_help(app, &mut page);
            page.draw(&mut surface, *scroll, out);
        }
        Overlay::Evidence { link, scroll } => {
            let mut page = TextView::new(&app.look, area.width.saturating_sub(2), &[]);
            evidence::write(&mut page, &app.book, *link);
            page.draw(&mut surface, *scroll, out);
        }
        Overlay::Search(search) => draw_search(app, search, &mut surface, out),
        Overlay::Regions(choice) => draw_regions(app, choice, &mut surface, out),
        Overlay::LeftOpen { left, selected } => draw_left_open(app, left, *selected, &mut surface, out),
    }
}

pub(super) fn write_help(app: &App, page: &mut TextView<'_>) {
    // Help is about the screen under it.
    let under = app.overlays.iter().rev().nth(1);
    let title = if under.is_some() { "this question" } else { app.tab.title() };
    page.text(Role::Title, &format!("Keys on {title}"));
    let tab = under
        .map_or_else(|| app.tabs.get(app.tab).hints(&app.ctx(&app.last)), |overlay| overlay.hints(&app.keys));
    for hint in &tab {
        page.labelled(&format!("{}:", hint.all_keys()), hint.help);
    }
    page.gap();
    page.text(Role::Title, "Keys everywhere");
    let mut elsewhere = app.keys.hints(GLOBAL_KEYS);
    if under.is_none() && app.tab == TabId::Diary && app.tabs.diary.is_filling_in() {
        // Letters are typed there, and mean nothing else.
        let is_free =
            |key: &Key| !matches!(key, Key::Char(_)) && !tab.iter().any(|hint| hint.keys.contains(key));
        elsewhere.retain(|hint| hint.keys.iter().any(is_free));
    }
    for hint in &elsewhere {
        let taken = hint.keys.iter().any(|key| tab.iter().any(|other| other.keys.contains(key)));
        let note = if taken { " (some of these keys are taken by this screen, see above)" } else { "" };
        page.labelled(&format!("{}:", hint.all_keys()), &format!("{}{note}", hint.help));
    }
    page.gap();
    words::write_about(page, &app.book.about);
}

fn draw_search(app: &App, search: &Search, surface: &mut Surface<'_>, out: &mut FrameInfo) {
    let theme = app.look.theme;
    let area = surface.area();
    let after = surface.text(0, 0, "Search: ", theme.style(Role::Title));
    let room = usize::from(area.width).saturating_sub(after);
    surface.line(0, after, &Line::from(form::typed(&search.field, room, &app.look)));

    let count = search.hits.len();
    let said = match (search.field.text().trim().is_empty(), count) {
        (true, _) => "Type a word: every tab is searched.".to_owned(),
        (false, 0) => "Nothing found. Try one word, or its beginning.".to_owned(),
        (false, 1) => "1 hit".to_owned(),
        (false, n) => format!("{n} hits"),
    };
    surface.text(1, 0, &said, theme.style(Role::Quiet));
    let (_, below) = cut_top(area, 2);
    let rows: Vec<ListRow<'_>> = search
        .hits
        .iter()
        .enumerate()
        .filter_map(|(i, hit)| {
            let chosen = i == search.selected;
            let style = theme.style(if chosen { Role::Selected } else { Role::Text });
            let cursor = if chosen { app.look.glyphs.cursor } else { " " };
            let tab = tab_of(hit.link).title();
            let title = app.book.link_title(hit.link)?;
            let line = Line::from(vec![
                Span::styled(format!("{cursor} {tab:<9} "), style),
                Span::styled(title.to_owned(), style),
            ]);
            Some(ListRow { item: Some(i), line: line.style(style) })
        })
        .collect();
    list::draw(&mut surface.part(below), &rows, search.selected, out);
}

fn draw_regions(app: &App, choice: &RegionChoice, surface: &mut Surface<'_>, out: &mut FrameInfo) {
    let theme = app.look.theme;
    let area = surface.area();
    // The longest that fits whole: nothing that is said here is cut.
    let fitting = |room: usize, texts: &[String]| {
        let found = texts.iter().find(|text| text.width() <= room).or(texts.last());
        found.cloned().unwrap_or_default()
    };
    let titles = ["Where are you? For the phone numbers.", "Where are you?"].map(str::to_owned);
    surface.text(0, 0, &fitting(usize::from(area.width), &titles), theme.style(Role::Title));
    let (_, below) = cut_top(area, if area.height > 10 { 2 } else { 1 });
    let row = |i: usize, texts: &[String]| {
        let chosen = i == choice.selected;
        let style = theme.style(if chosen { Role::Selected } else { Role::Text });
        let cursor = if chosen { app.look.glyphs.cursor } else { " " };
        let letter = i.checked_sub(1).map_or(Some(NO_REGION), |at| REGION_LETTERS.get(at).copied());
        let lead = format!("{cursor} {} ", letter.unwrap_or(' '));
        let text = fitting(usize::from(area.width).saturating_sub(lead.width()), texts);
        ListRow { item: Some(i), line: Line::styled(format!("{lead}{text}"), style) }
    };
    let none = ["Not chosen: no number of a region", "Not chosen"];
    let mut rows = vec![row(0, &none.map(str::to_owned))];
    for (i, region) in app.book.regions.all.iter().enumerate() {
        // The number stands first, where nothing can cut it; the advice line only where it fits whole.
        let short = format!("{}  {}", region.emergency, region.name);
        let long = region.urgent.as_ref().map(|urgent| format!("{short}, urgent: {urgent}"));
        rows.push(row(i + 1, &[long.unwrap_or_else(|| short.clone()), short]));
    }
    list::draw(&mut surface.part(below), &rows, choice.selected, out);
}

/// A cramp that an earlier run left open, and what can be done with it.
fn draw_left_open(
    app: &App,
    left: &LeftOpen,
    selected: usize,
    surface: &mut Surface<'_>,
    out: &mut FrameInfo,
) {
    let theme = app.look.theme;
    let area = surface.area();
    let mut page = TextView::new(&app.look, area.width, &[]);
    let start = left.episode.start;
    page.text(Role::Strong, &format!("A cramp was left open: it began at {}.", start.clock()));
    if area.height > 8 {
        let night = format!("Night of {}, {} ago.", start.night().words(), ago(left.age.as_secs()));
        page.text(Role::Text, &night);
        if let Some(words) = &left.words {
            page.text(Role::Quiet, &format!("{words}."));
        }
        page.gap();
    }
    let (top, below) = cut_top(area, page.height().min(area.height.saturating_sub(1)));
    page.draw(&mut surface.part(top), 0, &mut FrameInfo::default());
    let rows: Vec<ListRow<'_>> = LeftChoice::ALL
        .iter()
        .enumerate()
        .map(|(i, choice)| {
            let chosen = i == selected;
            let style = theme.style(if chosen { Role::Selected } else { Role::Text });
            let cursor = if chosen { app.look.glyphs.cursor } else { " " };
            ListRow { item: Some(i), line: Line::styled(format!("{cursor} {}", choice.words()), style) }
        })
        .collect();
    list::draw(&mut surface.part(below), &rows, selected, out);
}

/// How long ago, in the largest unit that says enough.
pub(super) fn ago(seconds: u64) -> String {
    match seconds {
        0..=3599 => in_words(seconds),
        3600..=7199 => "1 hour".to_owned(),
        7200..=172_799 => format!("{} hours", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

/// The longest of a few sentences that fits; a number is never cut.
fn draw_one_line(app: &App, surface: &mut Surface<'_>, now: &Now) {
    let width = usize::from(surface.area().width);
    // An emergency first, then a session, wherever one is.
    let emergency = (app.tab == TabId::Checklist && app.tabs.checklist.takes_over(&app.verdict)).then(|| {
        let sheet = result::sheet(&app.book, &app.verdict, &app.phone);
        vec![sheet.heading, format!("Call {}", app.phone.number), app.phone.number.clone(), "!".to_owned()]
    });
    let session = emergency.or_else(|| stretch::view::one_line(&app.tabs.stretch, now));
    let lines = session.unwrap_or_else(|| {
        ["Window too small: make it larger", "Make it larger", "Too small", "small", "+"]
            .map(str::to_owned)
            .to_vec()
    });
    let fits = lines.iter().find(|line| line.width() <= width);
    if let Some(line) = fits {
        surface.text(0, 0, line, app.look.theme.style(Role::Headline));
    }
}
