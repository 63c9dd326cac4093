//! A page of signs: the question, the signs, the explanation of the selected one, and at the foot the result so far.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{
    ChecklistView, alone, left_words,
    plan::{Foot, Plan},
    write_sign,
};
use crate::{
    domain::{Sign, TriageResult},
    screen::Spot,
    tabs::{
        checklist::{
            keys::{ChecklistVerb, PAGE_KEYS},
            past,
        },
        guide::view::SIDE_BY_SIDE,
    },
    ui::{
        ListRow, MEASURE, Role, Surface, TextView, cells, centred, cut_bottom, cut_top, digits,
        glyphs::{TICKED, UNTICKED},
        list, wrap,
    },
};

/// The widest page: a sign of the longest text on one line, and its explanation beside it.
const COLUMNS: u16 = 132;

impl<'v> ChecklistView<'v> {
    pub(super) fn draw_page(&self, surface: &mut Surface<'_>) {
        let area = centred(surface.area(), COLUMNS);
        surface.out.wide = area.width >= SIDE_BY_SIDE;
        // The wheel moves the selection wherever it turns.
        surface.part(area).note_area(Spot::List);
        let Some(parts) = self.parts_for(area) else { return };

        let (head, rest) = cut_top(area, cells(parts.head.len()));
        draw_lines(surface, head, &parts.head);
        let (_, rest) = cut_top(rest, parts.gap);
        let (rest, foot) = cut_bottom(rest, parts.foot_rows());
        let (rest, _) = cut_bottom(rest, parts.gap);
        let (list, aside) = if parts.is_beside {
            let x = rest.x + parts.columns + 2;
            let aside = Rect { x, width: rest.width.saturating_sub(parts.columns + 3), ..rest };
            (Rect { width: parts.columns, ..rest }, aside)
        } else {
            let (list, below) = cut_top(rest, cells(parts.signs.len()));
            (list, margin_left(cut_top(below, parts.gap).1))
        };
        if let Some(text) = parts.explanation {
            let mut aside = surface.part(aside);
            text.draw_lines(&mut aside, 0);
            aside.scrollbar(0, text.height().into());
        }
        surface.part(foot).note_area(Spot::Text);
        draw_lines(surface, foot, &parts.foot);
        if let Some(large) = parts.large {
            let (_, under) = cut_bottom(foot, large.rows);
            let (place, column) = if large.is_beside {
                (foot, foot.width.saturating_sub(large.columns + 1))
            } else {
                (under, 1)
            };
            let mut place = surface.part(place);
            let number = &self.ctx.phone.number;
            digits::draw(&mut place, usize::from(column), number, large.scale, Role::Emergency);
        }
        self.draw_signs(&mut surface.part(list), parts.signs);
    }

    /// Title and progress, the question, and on the first page how to answer.
    pub(super) fn head(&self, plan: Plan, width: usize) -> Vec<Line<'static>> {
        let list = &self.ctx.book.checklist;
        let theme = self.look.theme;
        let Some(page) = list.pages.get(self.checklist.page) else { return vec![] };
        let lead = if width < 28 { "" } else { " " };
        let line = |role: Role, text: &str| Line::styled(format!("{lead}{text}"), theme.style(role));
        let (at, of) = self.checklist.progress(list);
        let is_answered = self.checklist.answers.answered.contains(&self.checklist.page);
        let progress = format!("Page {at} of {of}{}", if is_answered { ", answered" } else { "" });
        let room = width.saturating_sub(page.title.width() + progress.width() + lead.len());
        let mut lines = vec![];
        if room >= 3 {
            lines.push(Line::from(vec![
                Span::styled(format!("{lead}{}{}", page.title, " ".repeat(room)), theme.style(Role::Title)),
                Span::styled(progress, theme.style(Role::Quiet)),
            ]));
        } else {
            lines.extend(wrap(&progress, width).iter().map(|text| line(Role::Quiet, text)));
        }
        if plan.gaps {
            let columns = width.saturating_sub(lead.len());
            let done = columns * at.min(of) / of.max(1);
            let (full, empty) = self.look.glyphs.bar;
            lines.push(Line::from(vec![
                Span::styled(format!("{lead}{}", full.repeat(done)), theme.style(Role::Accent)),
                Span::styled(empty.repeat(columns.saturating_sub(done)), theme.style(Role::Quiet)),
            ]));
        }
        lines.extend(wrap(&page.ask, width).iter().map(|text| line(Role::Strong, text)));
        if plan.intro && self.checklist.page == 0 {
            let intro = self.ctx.phone.fill(&list.intro);
            lines.extend(wrap(&intro, width.min(MEASURE)).iter().map(|text| line(Role::Quiet, text)));
        }
        lines
    }

    /// The signs of the page in view, each with its tick box, wrapped to the columns.
    pub(super) fn sign_rows(&self, columns: usize) -> Vec<ListRow<'static>> {
        let list = &self.ctx.book.checklist;
        let Some(page) = list.pages.get(self.checklist.page) else { return vec![] };
        let mut rows = vec![];
        for i in page.signs.clone() {
            let Some(sign) = list.signs().get(i) else { continue };
            let ticked = self.checklist.answers.ticked.contains(&i);
            let is_selected = i == self.checklist.selected;
            let role = match (is_selected, ticked) {
                (true, _) => Role::Selected,
                (false, true) => Role::Strong,
                (false, false) => Role::Text,
            };
            let style = self.look.theme.style(role);
            let cursor = if is_selected { self.look.glyphs.cursor } else { " " };
            let tick = if ticked { TICKED } else { UNTICKED };
            let notes = self.checklist.notes(i, sign, self.ctx.cache).map(|note| format!(" ({note})"));
            let notes: String = notes.collect();
            let (lead, indent) = if columns < 30 {
                (format!("{cursor}{tick} "), 1)
            } else {
                (format!(" {cursor} {tick} "), 7)
            };
            let text = format!("{}{notes}", sign.text);
            for text in hanging(&lead, &text, indent, columns.saturating_sub(1)) {
                rows.push(ListRow { item: Some(i), line: Line::styled(text, style) });
            }
        }
        rows
    }

    /// Draws the signs, or as many as there is room for around the selected one. A sign taller than the window scrolls.
    fn draw_signs(&self, surface: &mut Surface<'_>, mut rows: Vec<ListRow<'static>>) {
        let selected = self.checklist.selected;
        let height = usize::from(surface.area().height);
        let size = rows.iter().filter(|row| row.item == Some(selected)).count();
        surface.out.rows = height;
        surface.out.scroll_max = size.saturating_sub(height);
        if surface.out.scroll_max > 0 {
            rows.retain(|row| row.item == Some(selected));
            rows.drain(..self.checklist.scroll.min(surface.out.scroll_max));
        }
        list::draw(surface, &rows, selected);
    }

    /// The meaning of a sign, and the entries of the diary that bear on it. Beside the list it repeats the sign as its title.
    pub(super) fn explanation(&self, sign: &Sign, width: u16, is_aside: bool) -> TextView<'v> {
        let mut page = TextView::new(self.look, width, self.ctx.marks);
        if is_aside {
            page.paragraph(Role::Title, &sign.text);
        }
        write_sign(&mut page, sign, self.ctx.phone, if is_aside { Role::Text } else { Role::Quiet });
        for text in past::beside(self.ctx.cache, &sign.id) {
            page.labelled("In your diary:", &text);
            page.text(Role::Quiet, "It ticks nothing: only you can say whether the line is true.");
        }
        if is_aside {
            page.gap();
            page.text(Role::Quiet, alone(sign));
        }
        page
    }

    /// The foot of a page: the number to call on the first page, and the result so far in whole sentences.
    pub(super) fn foot(&self, foot: Foot, width: usize) -> Vec<Line<'static>> {
        let lead = if width < 28 { "" } else { " " };
        let mut lines = vec![];
        let mut say = |role: Role, text: &str| {
            let style = self.look.theme.style(role);
            let wrapped = wrap(text, width).into_iter();
            lines.extend(wrapped.map(|line| Line::styled(format!("{lead}{line}"), style)));
        };
        let (ctx, sheet) = (self.ctx, self.sheet);
        let (role, symbol) = self.role_and_symbol();
        let has_tier = matches!(sheet.outcome, TriageResult::Tier(_));
        let is_first = self.checklist.page == 0;
        let heading = ctx.phone.fill(&ctx.book.checklist.results.emergency.heading);
        let emergency = self.look.glyphs.emergency;
        if is_first && !ctx.verdict.is_emergency() && foot > Foot::Label {
            say(Role::Emergency, &format!("{emergency} If one of these is true: {heading}"));
            if !ctx.phone.is_chosen && foot == Foot::Action {
                say(Role::Quiet, &ctx.phone.note);
            }
        }
        if foot == Foot::Label && is_first && !has_tier {
            say(Role::Emergency, &format!("{emergency} If true: {heading}"));
        } else if foot == Foot::Label {
            say(role, &format!("{symbol} {}", sheet.label));
        } else if has_tier || sheet.is_complete {
            say(role, &format!("{symbol} {}: {}", sheet.label, sheet.heading));
            if foot == Foot::Action {
                if let Some(action) = sheet.action.first() {
                    say(Role::Text, action);
                }
                let result = ctx.keys.name(PAGE_KEYS, &ChecklistVerb::Result);
                say(Role::Quiet, &format!("{result} shows the whole result."));
            }
        } else {
            let left = left_words(self.checklist, ctx.book);
            say(Role::Quiet, &format!("{symbol} {}: {left}", sheet.label));
        }
        lines
    }
}

fn draw_lines(surface: &mut Surface<'_>, area: Rect, lines: &[Line<'_>]) {
    let mut surface = surface.part(area);
    for (row, line) in lines.iter().enumerate() {
        surface.line(row, 0, line);
    }
}

/// The same area with a column of space at each side, where the window is wide enough for it.
pub(super) fn margin_left(area: Rect) -> Rect {
    if area.width < 30 { area } else { Rect { x: area.x + 1, width: area.width - 2, ..area } }
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
