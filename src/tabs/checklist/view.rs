//! The look of the checklist: a page of signs with the result so far at its foot; a result; an emergency alone, with the
//! number to call in large digits.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use textwrap::{Options, WordSplitter};

use super::{
    Checklist, Showing,
    keys::{PAGE_KEYS, REGION_LETTERS, RESULT_KEYS, ResultVerb, SignPageVerb},
    past,
};
use crate::{
    domain::{
        book::Book,
        region::Phone,
        triage::{Sign, Tier, TriageResult},
    },
    report::result::{self, ResultSheet},
    screen::{
        Context,
        frame_info::{FrameInfo, Spot},
    },
    tabs::guide::view::SIDE_BY_SIDE,
    ui::{
        Appearance,
        digits::{self, Size},
        list::{self, ListRow},
        surface::{Surface, cut_bottom, cut_top, margin, seen},
        text_view::{MEASURE, TextView, wrap},
        theme::Role,
    },
};

/// The words above the number, as large as it where there is room.
const CALL: &str = "CALL NOW";
/// Rows that an emergency keeps for its sentences in a low window, before a number is drawn large.
const SENTENCES: u16 = 5;
/// The widest column of signs: a sign of the longest text on one line.
const SIGN_COLUMNS: u16 = 82;

pub(crate) fn draw(
    checklist: &Checklist,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let sheet = result::sheet(ctx.book, ctx.verdict, ctx.phone);
    match checklist.showing {
        Showing::Page => draw_page(checklist, surface, &sheet, ctx, look, out),
        Showing::Result if ctx.verdict.is_emergency() => {
            draw_emergency(checklist, surface, &sheet, ctx, look, out)
        }
        Showing::Result | Showing::Rest => draw_result(checklist, surface, &sheet, ctx, look, out),
        Showing::Past => draw_past(checklist, surface, ctx, look, out),
    }
}

/// The role and the symbol of a result.
fn dress(outcome: TriageResult, look: &Appearance) -> (Role, &'static str) {
    match outcome {
        TriageResult::Tier(Tier::Emergency) => (Role::Emergency, look.glyphs.emergency),
        TriageResult::Tier(Tier::SameDay) => (Role::SameDay, look.glyphs.same_day),
        TriageResult::Tier(Tier::Appointment | Tier::Routine) => (Role::Appointment, look.glyphs.appointment),
        TriageResult::NoneTicked | TriageResult::Incomplete => (Role::Strong, look.glyphs.none),
    }
}

/// What a page of signs shows beside its signs; the first of [`PLANS`] for which there is room is drawn.
#[derive(Debug, Clone, Copy)]
struct Plan {
    explain: Explain,
    /// The number to call in large digits, on the first page.
    large: bool,
    /// Empty rows between the parts.
    gaps: bool,
    intro: bool,
    foot: Foot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Explain {
    Beside,
    Below,
    No,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Foot {
    /// The tier alone.
    Label,
    /// With the one thing to do.
    Heading,
    /// With the first sentence about it.
    Action,
}

/// Fullest first: the explanation of the selected sign goes first, then the introduction, then sentences of the foot.
const PLANS: [Plan; 13] = {
    use Explain::{Below, Beside, No};
    use Foot::{Action, Heading, Label};
    const fn plan(explain: Explain, large: bool, gaps: bool, intro: bool, foot: Foot) -> Plan {
        Plan { explain, large, gaps, intro, foot }
    }
    [
        plan(Beside, true, true, true, Action),
        plan(Beside, false, true, true, Action),
        plan(Below, true, true, true, Action),
        plan(Below, true, false, true, Action),
        plan(Below, false, true, true, Action),
        plan(Below, false, false, true, Action),
        plan(No, true, false, true, Action),
        plan(No, false, true, true, Action),
        plan(No, false, false, true, Action),
        plan(No, false, false, false, Action),
        plan(No, false, false, false, Heading),
        plan(No, false, false, false, Label),
        // The signs scroll.
        plan(No, false, false, false, Label),
    ]
};

/// The parts of a page of signs for one plan.
struct Parts {
    head: Vec<Line<'static>>,
    rows: Vec<ListRow<'static>>,
    /// Columns of the signs.
    columns: u16,
    explain: u16,
    foot: Vec<Line<'static>>,
    large: Option<Large>,
    gap: u16,
}

/// The number to call in large digits.
#[derive(Debug, Clone, Copy)]
struct Large {
    size: Size,
    columns: u16,
    rows: u16,
    /// Beside the sentences of the foot, or under them.
    is_beside: bool,
}

impl Parts {
    fn height(&self) -> u16 {
        let explain = if self.explain > 0 { self.explain + self.gap } else { 0 };
        rows_of(self.head.len()) + self.gap + rows_of(self.rows.len()) + explain + self.gap + self.foot_rows()
    }

    fn foot_rows(&self) -> u16 {
        let text = rows_of(self.foot.len());
        match self.large {
            Some(large) if large.is_beside => text.max(large.rows),
            Some(large) => text + 1 + large.rows,
            None => text,
        }
    }
}

fn rows_of(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn draw_page(
    checklist: &Checklist,
    surface: &mut Surface<'_>,
    sheet: &ResultSheet,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = surface.area();
    out.wide = area.width >= SIDE_BY_SIDE;
    // The wheel moves the selection wherever it turns.
    out.spots.push((seen(area), Spot::List));
    let fits = |plan: &Plan| {
        let parts = parts(checklist, *plan, area, sheet, ctx, look)?;
        (parts.height() <= area.height).then_some((*plan, parts))
    };
    let last = PLANS.last().and_then(|plan| Some((*plan, parts(checklist, *plan, area, sheet, ctx, look)?)));
    let Some((plan, mut parts)) = PLANS.iter().find_map(fits).or(last) else { return };
    if parts.height() > area.height {
        // The selected sign keeps the room it needs: the foot gives way to the question, both to the sign.
        let needs =
            |rows: &[ListRow<'_>]| rows.iter().filter(|row| row.item == Some(checklist.selected)).count();
        let sign = rows_of(needs(&parts.rows)).max(2);
        let rest = area.height.saturating_sub(sign);
        if rest < rows_of(parts.foot.len()) {
            parts.foot.clear();
        }
        if rest.saturating_sub(rows_of(parts.foot.len())) < rows_of(parts.head.len()) {
            parts.head.truncate(usize::from(rest.saturating_sub(rows_of(parts.foot.len())).min(1)));
        }
    }

    let (head, rest) = cut_top(area, rows_of(parts.head.len()));
    for (row, line) in parts.head.iter().enumerate() {
        surface.part(head).line(row, 0, line);
    }
    let (_, rest) = cut_top(rest, parts.gap);
    let (rest, foot) = cut_bottom(rest, if parts.foot.is_empty() { 0 } else { parts.foot_rows() });
    let (rest, _) = cut_bottom(rest, parts.gap);

    let sign = ctx.book.checklist.signs().get(checklist.selected);
    let list = if plan.explain == Explain::Beside {
        let aside = Rect {
            x: rest.x + parts.columns + 2,
            width: rest.width.saturating_sub(parts.columns + 3),
            ..rest
        };
        if let Some(sign) = sign {
            explanation(sign, aside.width, true, ctx, look).draw(
                &mut surface.part(aside),
                0,
                &mut FrameInfo::default(),
            );
        }
        Rect { width: parts.columns, ..rest }
    } else {
        let (list, below) = cut_top(rest, rows_of(parts.rows.len()));
        let (_, below) = cut_top(below, parts.gap);
        if let Some(sign) = sign.filter(|_| parts.explain > 0) {
            let below = margin_left(below);
            explanation(sign, below.width, false, ctx, look).draw(
                &mut surface.part(below),
                0,
                &mut FrameInfo::default(),
            );
        }
        list
    };
    draw_signs(checklist, &mut surface.part(list), parts.rows, look, out);

    out.spots.push((seen(foot), Spot::Text));
    let mut foot = surface.part(foot);
    for (row, line) in parts.foot.iter().enumerate() {
        foot.line(row, 0, line);
    }
    if let Some(large) = parts.large {
        let area = foot.area();
        let (_, under) = cut_bottom(area, large.rows);
        let (place, column) =
            if large.is_beside { (area, area.width.saturating_sub(large.columns + 1)) } else { (under, 1) };
        let mut place = foot.part(place);
        digits::draw(&mut place, usize::from(column), &ctx.phone.number, large.size, Role::Emergency, look);
    }
}

/// One column of space at the left, where the window is wide enough for it.
fn margin_left(area: Rect) -> Rect {
    if area.width < 30 { area } else { Rect { x: area.x + 1, width: area.width - 1, ..area } }
}

/// The parts of the page in view for a plan; `None` where the plan is not for this window or page.
fn parts(
    checklist: &Checklist,
    plan: Plan,
    area: Rect,
    sheet: &ResultSheet,
    ctx: &Context<'_>,
    look: &Appearance,
) -> Option<Parts> {
    let list = &ctx.book.checklist;
    let is_first = checklist.page == 0;
    let beside = plan.explain == Explain::Beside;
    if beside && area.width < 100 {
        return None;
    }
    let columns = if beside { (area.width * 3 / 5).min(SIGN_COLUMNS) } else { area.width };
    let large = if plan.large {
        if !is_first {
            return None;
        }
        let sizes = [Size::Big(2), Size::Big(1)];
        let most = if area.height > 30 { 0 } else { 1 };
        let fitting = sizes.into_iter().skip(most).find_map(|size| {
            let (width, rows) = size.of(&ctx.phone.number, look)?;
            let is_beside = width * 5 <= usize::from(area.width);
            let large = Large { size, columns: rows_of(width), rows: rows_of(rows), is_beside };
            (width + 2 <= usize::from(area.width)).then_some(large)
        });
        Some(fitting?)
    } else {
        None
    };
    let wide = usize::from(area.width).saturating_sub(if area.width < 30 { 0 } else { 2 });
    let beside_foot = large.filter(|large| large.is_beside);
    let foot_columns = wide.saturating_sub(beside_foot.map_or(0, |large| usize::from(large.columns) + 3));
    let explain = match (plan.explain, list.signs().get(checklist.selected)) {
        (Explain::Below, Some(sign)) => explanation(sign, margin_left(area).width, false, ctx, look).height(),
        (Explain::Beside, Some(sign)) => {
            let width = area.width.saturating_sub(columns + 3);
            // It must fit beside the signs, and they beside it.
            let rows = explanation(sign, width, true, ctx, look).height();
            if rows > area.height.saturating_sub(8) {
                return None;
            }
            0
        }
        _ => 0,
    };
    Some(Parts {
        head: head(checklist, plan, wide, ctx, look),
        rows: sign_rows(checklist, usize::from(columns), ctx, look),
        columns,
        explain,
        foot: foot(checklist, plan.foot, foot_columns.min(MEASURE), sheet, ctx, look),
        large,
        gap: u16::from(plan.gaps),
    })
}

/// Title and progress, the question, and on the first page how to answer.
fn head(
    checklist: &Checklist,
    plan: Plan,
    width: usize,
    ctx: &Context<'_>,
    look: &Appearance,
) -> Vec<Line<'static>> {
    let list = &ctx.book.checklist;
    let Some(page) = list.pages.get(checklist.page) else { return vec![] };
    let lead = if width < 28 { "" } else { " " };
    let line = |role: Role, text: &str| Line::styled(format!("{lead}{text}"), look.theme.style(role));
    let (at, of) = checklist.progress(list);
    let answered = if checklist.answers.answered.contains(checklist.page) { ", answered" } else { "" };
    let progress = format!("Page {at} of {of}{answered}");
    let room = (width + 1).saturating_sub(page.title.chars().count() + progress.chars().count());
    let mut lines = vec![];
    if room >= 3 {
        lines.push(Line::from(vec![
            Span::styled(format!("{lead}{}{}", page.title, " ".repeat(room)), look.theme.style(Role::Title)),
            Span::styled(progress, look.theme.style(Role::Quiet)),
        ]));
    } else {
        lines.extend(wrap(&progress, width).iter().map(|text| line(Role::Quiet, text)));
    }
    lines.extend(wrap(&page.ask, width).iter().map(|text| line(Role::Strong, text)));
    if plan.intro && checklist.page == 0 {
        let intro = ctx.phone.fill(&list.intro);
        lines.extend(wrap(&intro, width.min(MEASURE)).iter().map(|text| line(Role::Quiet, text)));
    }
    lines
}

/// The signs of the page in view, each with its tick box, wrapped to the columns.
fn sign_rows(
    checklist: &Checklist,
    columns: usize,
    ctx: &Context<'_>,
    look: &Appearance,
) -> Vec<ListRow<'static>> {
    let list = &ctx.book.checklist;
    let Some(page) = list.pages.get(checklist.page) else { return vec![] };
    let mut rows = vec![];
    for i in page.signs.clone() {
        let Some(sign) = list.signs().get(i) else { continue };
        let ticked = checklist.answers.ticked.contains(i);
        let role = match (i == checklist.selected, ticked) {
            (true, _) => Role::Selected,
            (false, true) => Role::Strong,
            (false, false) => Role::Text,
        };
        let style = look.theme.style(role);
        let cursor = if i == checklist.selected { look.glyphs.cursor } else { " " };
        let tick = if ticked { look.glyphs.ticked } else { look.glyphs.unticked };
        let noted = ctx.cache.patterns.iter().any(|found| found.signs.contains(&sign.id));
        let notes = [(noted, " (see diary)"), (checklist.is_remembered(i), " (remembered)")];
        let notes: String = notes.iter().filter(|(is_so, _)| *is_so).map(|(_, note)| *note).collect();
        let (lead, rest) =
            if columns < 30 { (format!("{cursor}{tick} "), 1) } else { (format!(" {cursor} {tick} "), 7) };
        for text in hanging(&lead, &format!("{}{notes}", sign.text), rest, columns.saturating_sub(1)) {
            rows.push(ListRow { item: Some(i), line: Line::from(Span::styled(text, style)).style(style) });
        }
    }
    rows
}

/// Text wrapped after a lead, later lines indented.
fn hanging(lead: &str, text: &str, indent: usize, width: usize) -> Vec<String> {
    let indent = " ".repeat(indent);
    let options = Options::new(width.max(1))
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(lead)
        .subsequent_indent(&indent);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Draws the signs, or as many as there is room for around the selected one. A sign taller than the window scrolls.
fn draw_signs(
    checklist: &Checklist,
    surface: &mut Surface<'_>,
    mut rows: Vec<ListRow<'static>>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let height = usize::from(surface.area().height);
    let all = rows.len();
    let is_selected = |row: &ListRow<'_>| row.item == Some(checklist.selected);
    let first = rows.iter().position(is_selected).unwrap_or(0);
    let size = rows.iter().filter(|row| is_selected(row)).count();
    out.rows = height;
    out.scroll_max = size.saturating_sub(height);
    let top = if all <= height {
        0
    } else if size > height {
        first + checklist.scroll.min(size - height)
    } else {
        (first + size / 2)
            .saturating_sub(height / 2)
            .min(first)
            .max((first + size).saturating_sub(height))
            .min(all - height)
    };
    let shown: Vec<ListRow<'_>> = rows.drain(..).skip(top).take(height).collect();
    list::draw(surface, &shown, checklist.selected, out);
    let quiet = look.theme.style(Role::Quiet);
    if top > 0 {
        surface.line_right(0, &Line::styled(look.glyphs.above, quiet));
    }
    if top + height < all {
        surface.line_right(height.saturating_sub(1), &Line::styled(look.glyphs.below, quiet));
    }
}

/// The meaning of a sign, and what the diary shows beside it. Beside the list it repeats the sign as its title.
fn explanation<'l>(
    sign: &Sign,
    width: u16,
    is_aside: bool,
    ctx: &Context<'l>,
    look: &'l Appearance,
) -> TextView<'l> {
    let mut page = TextView::new(look, width, ctx.marks);
    if is_aside {
        page.text(Role::Title, &sign.text);
        page.gap();
    }
    write_sign(&mut page, sign, ctx.phone, if is_aside { Role::Text } else { Role::Quiet });
    for text in past::beside(ctx.cache, &sign.id) {
        page.labelled("In your diary:", &text);
        page.text(Role::Quiet, "It ticks nothing: only you can say whether the line is true.");
    }
    if is_aside {
        page.gap();
        page.text(Role::Quiet, alone(sign));
    }
    page
}

/// The meaning of a sign.
pub(crate) fn write_sign(page: &mut TextView<'_>, sign: &Sign, phone: &Phone, role: Role) {
    page.text(role, &phone.fill(&sign.why));
}

/// The result that a sign has by itself.
pub(crate) const fn alone(sign: &Sign) -> &'static str {
    match sign.tier {
        Some(Tier::Emergency) => "Ticked alone: an emergency.",
        Some(Tier::SameDay) => "Ticked alone: help today.",
        Some(Tier::Appointment) => "Ticked alone: an appointment within two weeks.",
        Some(Tier::Routine) => "Ticked alone: a routine appointment.",
        None => "No warning sign by itself: it changes what others mean.",
    }
}

/// The foot of a page: the number to call on the first page, and the result so far in whole sentences.
fn foot(
    checklist: &Checklist,
    foot: Foot,
    width: usize,
    sheet: &ResultSheet,
    ctx: &Context<'_>,
    look: &Appearance,
) -> Vec<Line<'static>> {
    let lead = if width < 28 { "" } else { " " };
    let mut lines = vec![];
    let mut say = |role: Role, text: &str| {
        let style = look.theme.style(role);
        let wrapped = wrap(text, width).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!("{lead}{line}"), style)));
    };
    let (role, symbol) = dress(sheet.outcome, look);
    let is_emergency = ctx.verdict.is_emergency();
    if checklist.page == 0 && !is_emergency && foot > Foot::Label {
        let heading = ctx.phone.fill(&ctx.book.checklist.results.emergency.heading);
        say(Role::Emergency, &format!("{} If one of these is true: {heading}", look.glyphs.emergency));
        if !ctx.phone.is_chosen && foot == Foot::Action {
            say(Role::Quiet, &ctx.phone.note);
        }
    }
    let has_tier = matches!(sheet.outcome, TriageResult::Tier(_));
    if foot == Foot::Label && checklist.page == 0 && !has_tier {
        let heading = ctx.phone.fill(&ctx.book.checklist.results.emergency.heading);
        say(Role::Emergency, &format!("{} If true: {heading}", look.glyphs.emergency));
    } else if foot == Foot::Label {
        say(role, &format!("{symbol} {}", sheet.label));
    } else if has_tier || sheet.is_complete {
        say(role, &format!("{symbol} {}: {}", sheet.label, sheet.heading));
        if foot == Foot::Action {
            if let Some(action) = sheet.action.first() {
                say(Role::Text, action);
            }
            let key = |verb: SignPageVerb| ctx.keys.name(PAGE_KEYS, &verb);
            say(Role::Quiet, &format!("{} shows the whole result.", key(SignPageVerb::Result)));
        }
    } else {
        let left = left_words(checklist, ctx.book);
        say(Role::Quiet, &format!("{symbol} {}: {left}", sheet.label));
    }
    lines
}

/// How many pages have no answer yet, in a sentence.
pub(super) fn left_words(checklist: &Checklist, book: &Book) -> String {
    match checklist.pages_left(&book.checklist) {
        1 => "1 page is left to answer.".to_owned(),
        count => format!("{count} pages are left to answer."),
    }
}

fn draw_emergency(
    checklist: &Checklist,
    surface: &mut Surface<'_>,
    sheet: &ResultSheet,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = margin(surface.area(), 2);
    let (mut page, rest) = heading(surface, area, sheet, ctx, look);
    write_card(&mut page, checklist, sheet, ctx);
    let card = page.height();
    write_rest(&mut page, checklist, sheet, ctx);

    let number = ctx.phone.number.as_str();
    let columns = usize::from(rest.width);
    // All the sentences of the card under the number where that can be; else a few, and the rest scrolls.
    let rooms = [rest.height.saturating_sub(card + 1), rest.height.saturating_sub(SENTENCES)];
    let found = rooms.iter().find_map(|room| large_call(number, columns, usize::from(*room), look));
    let mut rest = rest;
    for (text, size) in found.into_iter().flatten() {
        let Some((_, rows)) = size.of(&text, look) else { continue };
        let (place, below) = cut_top(rest, rows_of(rows + 1));
        digits::draw(&mut surface.part(place), 0, &text, size, Role::Emergency, look);
        rest = below;
    }
    page.draw(&mut surface.part(rest), checklist.scroll, out);
}

/// CALL NOW and the number, as large as fits: the number largest, for eyes without glasses.
fn large_call(number: &str, columns: usize, rows: usize, look: &Appearance) -> Option<Vec<(String, Size)>> {
    let together = format!("{CALL}  {number}");
    let plans: [&[(&str, Size)]; 9] = [
        &[(CALL, Size::Big(2)), (number, Size::Big(4))],
        &[(CALL, Size::Big(2)), (number, Size::Big(3))],
        &[(CALL, Size::Big(2)), (number, Size::Big(2))],
        &[(CALL, Size::Big(1)), (number, Size::Big(2))],
        &[(&together, Size::Big(2))],
        &[(CALL, Size::Big(1)), (number, Size::Big(1))],
        &[(&together, Size::Big(1))],
        &[(number, Size::Big(2))],
        &[(number, Size::Big(1))],
    ];
    let fits = |plan: &&[(&str, Size)]| {
        let mut height = 0;
        for (text, size) in plan.iter() {
            let Some((w, h)) = size.of(text, look).filter(|(w, _)| *w <= columns) else { return false };
            let _ = w;
            height += h + 1;
        }
        height <= rows
    };
    let plan = plans.into_iter().find(|plan| fits(plan))?;
    Some(plan.iter().map(|(text, size)| ((*text).to_owned(), *size)).collect())
}

/// The label and the one thing to do. They stand still over the text, which scrolls in the area under them; where they would
/// leave it no room, they are the beginning of it.
fn heading<'l>(
    surface: &mut Surface<'_>,
    area: Rect,
    sheet: &ResultSheet,
    ctx: &Context<'l>,
    look: &'l Appearance,
) -> (TextView<'l>, Rect) {
    let (role, symbol) = dress(sheet.outcome, look);
    let page = || TextView::new(look, area.width.saturating_sub(2), &[]).naming(ctx.keys);
    let mut head = page();
    head.text(role, &format!("{symbol} {}", sheet.label));
    head.text(role, &sheet.heading);
    head.gap();
    let rows = head.height();
    if rows + 2 > area.height {
        return (head, area);
    }
    let (top, rest) = cut_top(area, rows);
    head.draw(&mut surface.part(top), 0, &mut FrameInfo::default());
    (page(), rest)
}

fn draw_result(
    checklist: &Checklist,
    surface: &mut Surface<'_>,
    sheet: &ResultSheet,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = margin(surface.area(), 2);
    let (mut page, rest) = heading(surface, area, sheet, ctx, look);
    if checklist.showing == Showing::Rest {
        write_rest(&mut page, checklist, sheet, ctx);
    } else {
        write_card(&mut page, checklist, sheet, ctx);
        page.gap();
        let more = ctx.keys.name(RESULT_KEYS, &ResultVerb::More);
        page.text(Role::Quiet, &format!("{more} shows why, and the rest. This is not a diagnosis."));
    }
    page.draw(&mut surface.part(rest), checklist.scroll, out);
}

/// A result under its heading, without the reasons: what to do, what to say, when to call the emergency number instead. In
/// an emergency without a region, also the regions to choose from.
pub(super) fn write_card(
    page: &mut TextView<'_>,
    checklist: &Checklist,
    sheet: &ResultSheet,
    ctx: &Context<'_>,
) {
    let is_emergency = ctx.verdict.is_emergency();
    for line in &sheet.action {
        page.bullet(Role::Strong, line);
    }
    if !sheet.say.is_empty() {
        page.labelled("Say:", &sheet.say);
    }
    if is_emergency && !ctx.phone.is_chosen {
        page.text(Role::Text, &ctx.phone.note);
        let regions = page.on_screen(|_| {
            let regions = ctx.book.regions.all.iter().zip(REGION_LETTERS);
            let regions: Vec<String> =
                regions.map(|(region, letter)| format!("{letter} {}", region.name)).collect();
            regions.join(" \u{b7} ")
        });
        if !regions.is_empty() {
            page.labelled("Where are you?", &regions);
        }
    }
    if !sheet.call_if.is_empty() {
        page.gap();
        for line in &sheet.call_if {
            page.bullet(Role::Text, line);
        }
    }
    if !sheet.is_complete && !is_emergency {
        page.gap();
        page.text(Role::Strong, &format!("Not complete: {}", left_words(checklist, ctx.book)));
    }
}

/// The rest of a result: why, what is not for now, what else, the last check.
pub(super) fn write_rest(
    page: &mut TextView<'_>,
    checklist: &Checklist,
    sheet: &ResultSheet,
    ctx: &Context<'_>,
) {
    page.gap();
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
    if let Some((day, changes)) = checklist.since_last(ctx) {
        page.text(Role::Title, &format!("Since the check of {day}"));
        for change in changes {
            page.bullet(Role::Text, &change);
        }
        page.gap();
    }
    if ctx.phone.is_chosen || !ctx.verdict.is_emergency() {
        page.text(Role::Quiet, &ctx.phone.note);
    }
    let keys = page.on_screen(|keys| {
        let key = |verb: ResultVerb| keys.name(RESULT_KEYS, &verb);
        format!(
            "{} keeps this check in the diary, {} shows those kept before, {} says where you are. ",
            key(ResultVerb::Keep),
            key(ResultVerb::Past),
            key(ResultVerb::Region)
        )
    });
    page.text(Role::Quiet, &format!("{keys}This is not a diagnosis."));
}

fn draw_past(
    checklist: &Checklist,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = margin(surface.area(), 2);
    let mut page = TextView::new(look, area.width.saturating_sub(2), &[]);
    write_past(&mut page, ctx);
    page.draw(&mut surface.part(area), checklist.scroll, out);
}

/// The checks kept before, newest first, each with what was new in it.
pub(super) fn write_past(page: &mut TextView<'_>, ctx: &Context<'_>) {
    page.text(Role::Title, "Checks kept before");
    page.text(Role::Quiet, "As they were then. They say nothing of today.");
    page.gap();
    let checks = &ctx.cache.checks;
    if checks.is_empty() {
        let text = match &ctx.cache.trouble {
            Some(trouble) => format!("The diary cannot be read: {trouble}."),
            None => {
                let keep = ctx.keys.name(PAGE_KEYS, &SignPageVerb::Keep);
                format!("None has been kept yet. With a result, {keep} keeps it.")
            }
        };
        page.text(Role::Text, &text);
    }
    for (i, check) in checks.iter().enumerate() {
        let outcome = result::kept(check, ctx.book);
        page.text(Role::Strong, &format!("{}: {outcome}", past::day(check)));
        let ticked = past::words(ctx.book, &check.signs);
        if !ticked.is_empty() {
            page.bullet(Role::Text, &format!("Ticked: {}.", ticked.join("; ")));
        }
        if let Some(before) = checks.get(i + 1) {
            for change in
                past::changes(ctx.book, &before.signs, &check.signs, "the time before, not this time")
            {
                page.bullet(Role::Text, &change);
            }
        }
        page.gap();
    }
}
