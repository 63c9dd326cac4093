//! How the checklist looks: the list, the sign explained beside it, the result always in view; an emergency alone.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{Checklist, LIST_KEYS, ListVerb, RESULT_KEYS, ResultVerb, past};
use crate::{
    domain::{
        region::Phone,
        triage::{Outcome, Sign, Tier},
    },
    report::result::{self, ResultSheet},
    screen::{
        Cx,
        seen::{Seen, Spot},
    },
    tabs::guide::view::SIDE_BY_SIDE,
    ui::{
        Look,
        digits::{self, Size},
        list::{self, Row},
        page::{Page, wrap},
        paper::{Paper, cut_bottom, cut_top, margin, seen},
        theme::Role,
    },
};

/// From this height on the result at the foot also says what to do, not only how urgently.
const ROOMY: u16 = 14;
/// Below this height it says the tier alone, so that the list keeps a row or two.
const CRAMPED: u16 = 6;

pub(crate) fn draw(checklist: &Checklist, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look, out: &mut Seen) {
    let sheet = result::sheet(cx.book, cx.verdict, cx.phone);
    if checklist.past {
        draw_past(checklist, paper, cx, look, out);
    } else if checklist.result {
        draw_result(checklist, paper, &sheet, cx, look, out);
    } else {
        draw_list(checklist, paper, &sheet, cx, look, out);
    }
}

/// The role and the sign a result is shown with.
fn dress(outcome: Outcome, look: &Look) -> (Role, &'static str) {
    match outcome {
        Outcome::Tier(Tier::Emergency) => (Role::Emergency, look.glyphs.emergency),
        Outcome::Tier(Tier::SameDay) => (Role::SameDay, look.glyphs.same_day),
        Outcome::Tier(Tier::Appointment | Tier::Routine) => (Role::Appointment, look.glyphs.appointment),
        Outcome::NoneTicked | Outcome::Incomplete => (Role::Strong, look.glyphs.none),
    }
}

fn draw_list(
    checklist: &Checklist,
    paper: &mut Paper<'_>,
    sheet: &ResultSheet,
    cx: &Cx<'_>,
    look: &Look,
    out: &mut Seen,
) {
    let area = paper.area();
    let width = usize::from(area.width);
    let foot = result_lines(sheet, width.saturating_sub(2), area.height, look);
    let rows = u16::try_from(foot.len()).unwrap_or(u16::MAX);
    let (body, foot_area) = cut_bottom(area, rows);
    out.wide = area.width >= SIDE_BY_SIDE;
    let (list, aside) = if out.wide {
        let columns = (area.width * 11 / 20).max(44);
        let aside = Rect { x: body.x + columns + 2, width: body.width - columns - 3, ..body };
        (Rect { width: columns, ..body }, aside)
    } else {
        // Below the list, as much of the explanation as leaves the list most of the room.
        let (list, aside) = cut_bottom(body, if body.height >= 8 { body.height / 3 } else { 0 });
        (list, margin(aside, 1))
    };
    if let Some(sign) = cx.book.checklist.signs().get(checklist.selected) {
        explain(sign, &mut paper.part(aside), cx, look);
    }
    draw_signs(checklist, &mut paper.part(list), cx, look, out);
    let mut foot_paper = paper.part(foot_area);
    out.spots.push((seen(foot_area), Spot::Text));
    for (row, line) in foot.iter().enumerate() {
        foot_paper.line(row, 1, line);
    }
}

fn draw_signs(checklist: &Checklist, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look, out: &mut Seen) {
    let theme = look.theme;
    let width = usize::from(paper.area().width).saturating_sub(7).max(8);
    let mut rows = vec![];
    for line in wrap(&cx.book.checklist.intro, width + 5) {
        rows.push(Row { item: None, line: Line::styled(format!(" {line}"), theme.style(Role::Quiet)) });
    }
    for group in &cx.book.checklist.pages {
        rows.push(Row { item: None, line: Line::default() });
        rows.push(Row {
            item: None,
            line: Line::styled(format!(" {}", group.title), theme.style(Role::Title)),
        });
        for i in group.signs.clone() {
            let Some(sign) = cx.book.checklist.signs().get(i) else {
                continue;
            };
            let ticked = checklist.answers.ticked.contains(i);
            let role = match (i == checklist.selected, ticked) {
                (true, _) => Role::Selected,
                (false, true) => Role::Strong,
                (false, false) => Role::Text,
            };
            let style = theme.style(role);
            let cursor = if i == checklist.selected { look.glyphs.cursor } else { " " };
            let tick = if ticked { look.glyphs.ticked } else { look.glyphs.unticked };
            let noted = cx.known.patterns.iter().any(|found| found.signs.contains(&sign.id));
            let text = if noted { format!("{} (see diary)", sign.text) } else { sign.text.clone() };
            for (n, text) in wrap(&text, width).into_iter().enumerate() {
                let lead = if n == 0 { format!(" {cursor} {tick} ") } else { " ".repeat(7) };
                let line = Line::from(Span::styled(format!("{lead}{text}"), style)).style(style);
                rows.push(Row { item: Some(i), line });
            }
        }
    }
    list::draw(paper, &rows, checklist.selected, out);
}

fn explain(sign: &Sign, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look) {
    let mut page = Page::new(look, paper.area().width.saturating_sub(2), cx.marks);
    let wide = paper.area().height > 6;
    if wide {
        page.text(Role::Title, &sign.text);
        page.gap();
    }
    write_sign(&mut page, sign, cx.phone, if wide { Role::Text } else { Role::Quiet });
    for text in past::beside(cx.known, &sign.id) {
        page.gap();
        page.labelled("In your diary:", &text);
        page.text(Role::Quiet, "It ticks nothing: only you can say whether the line is true.");
    }
    if wide {
        page.gap();
        page.text(Role::Quiet, alone(sign));
    }
    // What it scrolls is of no interest: the explanation whole is under `e`.
    page.draw(paper, 0, &mut Seen::default());
}

/// What a sign means.
pub(crate) fn write_sign(page: &mut Page<'_>, sign: &Sign, phone: &Phone, role: Role) {
    page.text(role, &phone.fill(&sign.why));
}

/// What a sign asks for by itself.
pub(crate) const fn alone(sign: &Sign) -> &'static str {
    match sign.tier {
        Some(Tier::Emergency) => "Ticked alone: an emergency.",
        Some(Tier::SameDay) => "Ticked alone: help today.",
        Some(Tier::Appointment) => "Ticked alone: an appointment within two weeks.",
        Some(Tier::Routine) => "Ticked alone: a routine appointment.",
        None => "No warning sign by itself: it changes what others mean.",
    }
}

/// The result at the foot: never absent, the action first.
fn result_lines(sheet: &ResultSheet, width: usize, height: u16, look: &Look) -> Vec<Line<'static>> {
    let (role, sign) = dress(sheet.outcome, look);
    let theme = look.theme;
    let quiet = theme.style(Role::Quiet);
    let mut lines = vec![];
    if height >= ROOMY {
        lines.push(Line::styled(look.glyphs.rule.repeat(width), quiet));
    }
    if height < CRAMPED {
        return vec![Line::styled(format!("{sign} {}", sheet.label), theme.style(role))];
    }
    let head = format!("{sign} {}: {}", sheet.label, sheet.heading);
    lines.extend(wrap(&head, width).into_iter().map(|line| Line::styled(line, theme.style(role))));
    if height >= ROOMY {
        let action = wrap(&sheet.action.join(" "), width);
        let most = 2;
        let cut = action.len() > most;
        for (i, line) in action.into_iter().take(most).enumerate() {
            let line = if cut && i + 1 == most { shorten(&line, width) } else { line };
            lines.push(Line::styled(line, theme.style(Role::Text)));
        }
        let count = sheet.reasons.len();
        let ticked = match count {
            0 => String::new(),
            1 => "1 ticked. ".to_owned(),
            n => format!("{n} ticked. "),
        };
        lines.push(Line::styled(format!("{ticked}Enter shows the whole result."), quiet));
    }
    lines
}

/// A line that says that more follows.
fn shorten(line: &str, width: usize) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    while words.join(" ").chars().count() + 4 > width && words.len() > 1 {
        words.pop();
    }
    format!("{} ...", words.join(" "))
}

fn draw_result(
    checklist: &Checklist,
    paper: &mut Paper<'_>,
    sheet: &ResultSheet,
    cx: &Cx<'_>,
    look: &Look,
    out: &mut Seen,
) {
    let area = margin(paper.area(), 2);
    let (role, sign) = dress(sheet.outcome, look);
    let width = area.width.saturating_sub(2);

    let write_heading = |page: &mut Page<'_>| {
        page.text(role, &format!("{sign} {}", sheet.label));
        page.text(role, &sheet.heading);
        page.gap();
    };
    let mut page = Page::new(look, width, &[]).naming(cx.keys);
    let mut head = Page::new(look, width, &[]);
    write_heading(&mut head);
    // The heading stands still: whatever is scrolled under it, nothing is read above it. Where it leaves no room to read anything
    // else in, it goes with the rest, so that all of it can be read.
    let rows = head.height();
    let (top, mut rest) = cut_top(area, if rows + 2 <= area.height { rows } else { 0 });
    if top.height > 0 {
        head.draw(&mut paper.part(top), 0, &mut Seen::default());
    } else {
        write_heading(&mut page);
    }

    // The number once more, as large as fits, for eyes without glasses.
    let number = sheet.heading.split_whitespace().find(|word| word.chars().all(|c| c.is_ascii_digit()));
    if let Some(number) = number.filter(|_| sheet.outcome == Outcome::Tier(Tier::Emergency)) {
        let room = usize::from(rest.height).saturating_sub(7).min(10);
        let size =
            digits::fit(number, usize::from(area.width), room, look).filter(|size| *size != Size::Plain);
        if let Some((size, (_, rows))) = size.and_then(|size| Some((size, size.of(number, look)?))) {
            let (place, below) = cut_top(rest, u16::try_from(rows + 1).unwrap_or(u16::MAX));
            digits::draw(&mut paper.part(place), 0, number, size, role, look);
            rest = below;
        }
    }

    write_result(&mut page, checklist, sheet, cx);
    page.draw(&mut paper.part(rest), checklist.scroll, out);
}

/// A result under its heading: the action, why, what to say, what is not for now, what else.
pub(super) fn write_result(page: &mut Page<'_>, checklist: &Checklist, sheet: &ResultSheet, cx: &Cx<'_>) {
    for line in &sheet.action {
        page.bullet(Role::Strong, line);
    }
    page.gap();
    // In an emergency nothing stands between the call and what to say in it; otherwise the reasons come first.
    let emergency = sheet.outcome == Outcome::Tier(Tier::Emergency);
    if !emergency {
        write_reasons(page, sheet);
    }
    if !sheet.say.is_empty() {
        page.text(Role::Text, &sheet.say);
        page.gap();
    }
    if !sheet.not_now.is_empty() {
        page.text(Role::Title, "Not for now");
        for (titles, why) in &sheet.not_now {
            page.bullet(Role::Text, &format!("{titles}. {why}"));
        }
        page.gap();
    }
    for line in &sheet.more {
        page.bullet(Role::Text, line);
    }
    page.gap();
    if emergency {
        write_reasons(page, sheet);
    }
    if let Some((day, changes)) = checklist.since_last(cx) {
        page.text(Role::Title, &format!("Since the check of {day}"));
        for change in changes {
            page.bullet(Role::Text, &change);
        }
        page.gap();
    }
    page.text(Role::Quiet, &sheet.note);
    let keys = page.on_screen(|keys| {
        let key = |verb: ResultVerb| keys.name(RESULT_KEYS, &verb);
        format!(
            "{} keeps this check in the diary, {} shows those kept before.",
            key(ResultVerb::Keep),
            key(ResultVerb::Past)
        )
    });
    page.text(Role::Quiet, &keys);
    let keys = page.on_screen(|keys| {
        format!("{} says where you are, for the numbers. ", keys.name(RESULT_KEYS, &ResultVerb::Region))
    });
    page.text(Role::Quiet, &format!("{keys}This is not a diagnosis."));
}

fn write_reasons(page: &mut Page<'_>, sheet: &ResultSheet) {
    if !sheet.reasons.is_empty() {
        page.text(Role::Title, "Why");
        for line in &sheet.together {
            page.bullet(Role::Text, line);
        }
        for (text, why) in &sheet.reasons {
            page.bullet(Role::Text, &format!("{text}. {why}"));
        }
        page.gap();
    }
}

fn draw_past(checklist: &Checklist, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look, out: &mut Seen) {
    let area = margin(paper.area(), 2);
    let mut page = Page::new(look, area.width.saturating_sub(2), &[]);
    write_past(&mut page, cx);
    page.draw(&mut paper.part(area), checklist.scroll, out);
}

/// The checks kept before, newest first, each with what was new in it.
pub(super) fn write_past(page: &mut Page<'_>, cx: &Cx<'_>) {
    page.text(Role::Title, "Checks kept before");
    page.text(Role::Quiet, "As they were then. They say nothing of today.");
    page.gap();
    let checks = &cx.known.checks;
    if checks.is_empty() {
        let text = match &cx.known.trouble {
            Some(trouble) => format!("The diary cannot be read: {trouble}."),
            None => {
                let keep = cx.keys.name(LIST_KEYS, &ListVerb::Keep);
                format!("None has been kept yet. With a result, {keep} keeps it.")
            }
        };
        page.text(Role::Text, &text);
    }
    for (i, check) in checks.iter().enumerate() {
        let outcome = result::kept(check, cx.book);
        page.text(Role::Strong, &format!("{}: {outcome}", past::day(check)));
        let ticked = past::words(cx.book, &check.signs);
        if !ticked.is_empty() {
            page.bullet(Role::Text, &format!("Ticked: {}.", ticked.join("; ")));
        }
        if let Some(before) = checks.get(i + 1) {
            for change in
                past::changes(cx.book, &before.signs, &check.signs, "the time before, not this time")
            {
                page.bullet(Role::Text, &change);
            }
        }
        page.gap();
    }
}
