//! The whole screen: tab bar, the line about a session on another tab, the tab or the overlay on it, the footer.

mod overlays;

use ratatui::{buffer::Buffer, style::Modifier, text::Line};
use unicode_width::UnicodeWidthStr;

use super::App;
use crate::{
    domain::Now,
    report::result,
    screen::{FrameInfo, GLOBAL_KEYS, GlobalVerb, Hint, SHARED_FOOT, Spot, TabId},
    tabs::stretch,
    ui::{Role, Surface, cells, cut_bottom, cut_top, wrap},
};
pub(super) use overlays::{left_open_words, write_help};

/// Below this many columns or rows a single clear line is shown.
const SMALLEST: (u16, u16) = (20, 5);
/// Below this height a session has the screen but for the footer.
const SESSION_HEADER: u16 = 16;
/// From this height on there is room for a line about a session on another tab.
const ROOM_FOR_STRIPS: u16 = 7;
/// From this height on the guide shows the disclaimer's one line.
const ROOM_FOR_ABOUT: u16 = 12;

/// From this width on the footer of a session names the signs that `!` is for.
const ROOM_TO_NAME_SIGNS: u16 = 76;
/// The word for them in a narrower window.
const SIGNS_FOOT: &str = "signs";

/// Draws the whole screen.
pub(super) fn draw(app: &App, buffer: &mut Buffer, now: &Now) -> FrameInfo {
    let mut out = FrameInfo::default();
    let mut surface = Surface::new(buffer, app.look, &mut out);
    draw_all(app, &mut surface, now);
    if app.look.glyphs.are_ascii() {
        surface.keep_to_ascii();
    }
    out
}

fn draw_all(app: &App, surface: &mut Surface<'_>, now: &Now) {
    surface.clear(app.look.theme.ground());
    let area = surface.area();
    surface.out.size = (area.width, area.height);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        draw_one_line(app, surface, now);
        return;
    }

    let takes_over =
        app.overlays.is_empty() && app.tab == TabId::Checklist && app.tabs.checklist.takes_over(&app.verdict);
    let session = app.overlays.is_empty() && app.tab == TabId::Stretch && app.tabs.stretch.is_live();

    let (mut body, footer) = cut_bottom(area, 1);
    let alone = takes_over || (session && area.height < SESSION_HEADER);
    if !alone {
        let (bar, rest) = cut_top(body, 1);
        draw_bar(app, &mut surface.part(bar));
        body = rest;
    }
    if !takes_over && area.height >= ROOM_FOR_STRIPS {
        for (role, text) in strips(app, now, usize::from(area.width.saturating_sub(1))) {
            let (row, rest) = cut_top(body, 1);
            surface.part(row).write(0, 1, &text, role);
            body = rest;
        }
    }
    if let Some((text, _)) = &app.notice {
        // Never cut: a notice may hold a number to phone, or a remedy for a fault.
        let lines = wrap(text, usize::from(area.width).saturating_sub(2));
        let (rest, rows) = cut_bottom(body, cells(lines.len()));
        for (row, line) in lines.iter().enumerate() {
            surface.part(rows).write(row, 1, line, Role::Accent);
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

    let mut inner = surface.part(body);
    match app.overlays.last() {
        Some(overlay) => overlays::draw(app, overlay, &mut inner),
        None => app.tabs.get(app.tab).draw(&mut inner, &app.ctx(now)),
    }
    draw_footer(app, &mut surface.part(footer), takes_over);
    // A screen without a selection of its own has its focus at its beginning.
    if surface.out.cursor.is_none() {
        surface.out.focus(body.x, body.y);
    }
}

/// Lines under the bar: that time runs fast, and how a session on another tab goes. Nothing in them is ever cut: what
/// does not fit is left out whole or wrapped.
fn strips(app: &App, now: &Now, width: usize) -> Vec<(Role, String)> {
    let mut strips = vec![];
    let mut wrapped =
        |role: Role, text: &str| strips.extend(wrap(text, width).into_iter().map(|line| (role, line)));
    if let Some(text) = app.demonstration() {
        wrapped(Role::SameDay, &text);
    }
    if let Some((role, text)) = app.diary_held_up() {
        wrapped(role, text);
    }
    let on_list = app.tab == TabId::Stretch && app.overlays.is_empty() && !app.tabs.stretch.is_live();
    if app.tab != TabId::Stretch || !app.overlays.is_empty() || on_list {
        let mut line = String::new();
        let mut parts = app.tabs.stretch.strip(now, app.tab == TabId::Checklist);
        parts.extend((!parts.is_empty() && !on_list).then(|| format!("{} goes back", app.key_to_session())));
        for part in parts {
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
            wrapped(Role::SameDay, &stretch::view::advice_words(&app.ctx(now)));
        }
    }
    strips
}

/// Draws the tab bar in the longest form that fits: whole titles, their first four letters, numbers, the selected title alone.
/// Brackets mark the selected tab. ratatui's `Tabs` reports no areas for clicks, so the titles are drawn here.
fn draw_bar(app: &App, surface: &mut Surface<'_>) {
    let numbered = |tab: TabId, title: &str| match tab {
        TabId::Start => title.to_owned(),
        tab => format!("{} {title}", tab.index()),
    };
    let long = |tab: TabId| numbered(tab, tab.words());
    let four = |tab: TabId| match tab {
        TabId::Start => tab.words().to_owned(),
        tab => tab.words().chars().take(4).collect(),
    };
    let short = |tab: TabId| numbered(tab, &four(tab));
    let number = |tab: TabId| match tab {
        tab if tab == app.tab || tab == TabId::Start => long(tab),
        tab => tab.index().to_string(),
    };
    let all = |label: &dyn Fn(TabId) -> String| -> Vec<(TabId, String)> {
        TabId::ALL.iter().map(|tab| (*tab, label(*tab))).collect()
    };
    let bar = |form: usize| match form {
        0 => all(&long),
        1 => all(&short),
        2 => all(&four),
        3 => all(&number),
        4 => all(&number).into_iter().filter(|(tab, _)| *tab != TabId::Start || *tab == app.tab).collect(),
        _ => vec![(app.tab, long(app.tab))],
    };
    // The first form has a column before and after each title, the others one between two titles.
    let needs = |form: usize, bar: &[(TabId, String)]| {
        let titles: usize = bar.iter().map(|(_, title)| title.width()).sum();
        if form == 0 { titles + 2 * bar.len() } else { titles + bar.len() + 1 }
    };
    let fits = |(form, bar): &(usize, Vec<(TabId, String)>)| needs(*form, bar) <= surface.width();
    let form = (0..5).map(|form| (form, bar(form))).find(fits);
    let (form, bar) = form.unwrap_or_else(|| (5, bar(5)));
    let mut column = 0;
    for (tab, title) in bar {
        let (role, text) = match tab {
            tab if tab == app.tab => (Role::Selected, format!("[{title}]")),
            tab => {
                let role = if tab == TabId::Start { Role::Title } else { Role::Quiet };
                (role, if form == 0 { format!(" {title} ") } else { title.clone() })
            }
        };
        let end = surface.write(0, column, &text, role);
        surface.note_spot(0, column..end, Spot::Tab(tab.index()));
        column = end + usize::from(form > 0);
    }
}

/// Draws the keys that matter here, each with a word for its effect; a click presses them. The warning signs and the way out are
/// never left out; of the others those at the end of the table go first. The place in a list or a text stands at the right.
fn draw_footer(app: &App, surface: &mut Surface<'_>, takes_over: bool) {
    let area = surface.area();
    let theme = app.look.theme;
    let mut hints = app.hints();
    if takes_over {
        // Nothing leads from an emergency to a stretch or to reading.
        hints.retain(|hint| is_kept(hint) || !GLOBAL_KEYS.iter().any(|row| row.id == hint.id));
    }
    // A text that is whole on the screen does not scroll.
    let scrolls = surface.out.scroll_max > 0;
    let is_idle = |hint: &Hint<'_>| hint.foot.is_empty() || (hint.id == "text.down" && !scrolls);
    hints.retain(|hint| !is_idle(hint));
    for hint in hints.iter_mut().filter(|hint| hint.id == "signs" && area.width < ROOM_TO_NAME_SIGNS) {
        hint.foot = SIGNS_FOOT;
    }
    let needs = |hint: &Hint<'_>| hint.key().width() + hint.foot.width() + 3;
    let margin = usize::from(area.width >= 30);
    let width = usize::from(area.width) + 2;
    // A second key for the same is left out where it would cost another key its place.
    let first: usize = hints.iter().filter(|hint| is_kept(hint)).chain(hints.iter().take(3)).map(needs).sum();
    if hints.first().is_some_and(|hint| hint.foot == SHARED_FOOT) && margin + first > width {
        hints.remove(0);
    }
    let place = surface.out.place.take().filter(|place| width > 60 + place.width());
    let mut room = width.saturating_sub(margin + place.as_ref().map_or(0, |place| place.width() + 3));
    room = room.saturating_sub(hints.iter().filter(|hint| is_kept(hint)).map(needs).sum());
    hints.retain(|hint| {
        let fits = is_kept(hint) || needs(hint) <= room;
        if !is_kept(hint) {
            // The first that does not fit ends the row, so that it is the same at each width as far as it goes.
            room = if fits { room - needs(hint) } else { 0 };
        }
        fits
    });
    // Reading order: the first key of the screen, the warning signs, the others, the way out. A key that shares its words
    // with the first one stands beside it.
    let first = if hints.first().is_some_and(|hint| hint.foot == SHARED_FOOT) { 1 } else { 0 };
    let order = |hint: &Hint<'_>, at: usize| match hint.id {
        "signs" => 1,
        "quit" => usize::MAX,
        _ if at <= first => 0,
        _ => 2,
    };
    let mut shown: Vec<(usize, Hint<'_>)> =
        hints.into_iter().enumerate().map(|(at, hint)| (order(&hint, at), hint)).collect();
    shown.sort_by_key(|(order, _)| *order);
    let mut column = margin;
    for (_, hint) in &shown {
        let roles = if hint.id == "signs" { [Role::SameDay; 2] } else { [Role::Accent, Role::Quiet] };
        let [key, text] = roles.map(|role| theme.style(role));
        let end = surface.text(0, column, &hint.key(), key.add_modifier(Modifier::BOLD)) + 1;
        let end = surface.text(0, end, hint.foot, text);
        if let Some(key) = hint.keys.first() {
            surface.note_spot(0, column..end, Spot::Key(*key));
        }
        column = end + 2;
    }
    if let Some(place) = place {
        surface.line_right(0, &Line::styled(format!("{place} "), theme.style(Role::Quiet)));
    }
}

/// True if a key stays in the footer at every width.
fn is_kept(hint: &Hint<'_>) -> bool {
    ["signs", "quit"].contains(&hint.id)
}

fn draw_about_line(app: &App, surface: &mut Surface<'_>) {
    let quiet = app.look.theme.style(Role::Quiet);
    let width = surface.width();
    let line = &app.book.about.line;
    let help = app.keys.name(GLOBAL_KEYS, &GlobalVerb::Help);
    let long = format!("{line} {help} says more.");
    let short = format!("Not medical advice: see {help}");
    let fitting = [long.as_str(), line, short.as_str()].into_iter().find(|text| text.width() + 2 <= width);
    if let Some(text) = fitting {
        surface.text(0, 1, text, quiet);
    }
}

/// The longest of a few sentences that fits; a number is never cut.
fn draw_one_line(app: &App, surface: &mut Surface<'_>, now: &Now) {
    let width = surface.width();
    // An emergency first, then a session, wherever one is.
    let emergency = (app.tab == TabId::Checklist && app.tabs.checklist.takes_over(&app.verdict)).then(|| {
        let sheet = result::sheet(&app.book, &app.verdict, &app.phone);
        vec![sheet.heading, format!("Call {}", app.phone.number), app.phone.number.clone(), "!".to_owned()]
    });
    let session = emergency.or_else(|| stretch::view::one_line(&app.tabs.stretch, &app.ctx(now)));
    let lines = session.unwrap_or_else(|| {
        ["Window too small: make it larger", "Make it larger", "Too small", "small", "+"]
            .map(str::to_owned)
            .to_vec()
    });
    let fits = lines.iter().find(|line| line.width() <= width);
    if let Some(line) = fits {
        surface.write(0, 0, line, Role::Headline);
    }
}
