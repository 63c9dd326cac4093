//! Draws a section of the guide: list and text side by side, or one of them alone in a narrow window.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use unicode_width::UnicodeWidthStr;

use super::GuideTab;
use crate::{
    domain::{Book, Link, Topic, Verdict, When},
    report::review,
    screen::Context,
    tabs::evidence,
    ui::{Appearance, ListRow, MEASURE, PosedFigure, Role, Surface, TextView, cells, centred, list, margin},
};

/// From this many columns on, list and text stand side by side.
pub(crate) const SIDE_BY_SIDE: u16 = 80;
/// The list's share then: room for the longest title and a note.
const LIST_COLUMNS: u16 = 31;
/// The most rows of a figure among the text.
const FIGURE_ROWS: u16 = 12;

pub(super) fn draw(guide: &GuideTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let area = surface.area();
    surface.out.wide = area.width >= SIDE_BY_SIDE;
    match (surface.out.wide, guide.reading) {
        (true, _) => {}
        (false, true) => return draw_text(guide, &mut surface.part(margin(area, 1)), ctx),
        (false, false) => return draw_list(guide, surface, ctx),
    }
    let area = centred(area, LIST_COLUMNS + 4 + cells(MEASURE) + 2);
    let list = Rect { width: LIST_COLUMNS, ..area };
    let rule = Rect { x: area.x + LIST_COLUMNS + 1, width: 1, ..area };
    let text = Rect { x: rule.x + 2, width: area.width.saturating_sub(LIST_COLUMNS + 3), ..area };
    // The line between them is thick where the text has the focus.
    let (symbol, role) = match surface.look.glyphs.rule {
        (_, thick) if guide.reading => (thick, Role::Accent),
        (thin, _) => (thin, Role::Quiet),
    };
    for row in 0..usize::from(area.height) {
        surface.part(rule).write(row, 0, symbol, role);
    }
    // The side with the focus is drawn last, so that cursor and place are its own.
    if guide.reading {
        draw_list(guide, &mut surface.part(list), ctx);
        surface.out.place = None;
        draw_text(guide, &mut surface.part(text), ctx);
    } else {
        draw_text(guide, &mut surface.part(text), ctx);
        draw_list(guide, &mut surface.part(list), ctx);
    }
}

fn draw_list(guide: &GuideTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let look = surface.look;
    let theme = look.theme;
    let mut rows = vec![];
    let mut heading = None;
    for (i, topic) in ctx.book.section(guide.section).iter().enumerate() {
        if heading != Some(topic.origin) {
            if heading.is_some() {
                rows.push(ListRow { item: None, line: Line::default() });
            }
            let words = format!(" {}", topic.origin.heading());
            rows.push(ListRow { item: None, line: Line::styled(words, theme.style(Role::Quiet)) });
            heading = Some(topic.origin);
        }
        let selected = i == guide.selected;
        let role = match (selected, guide.reading) {
            (true, false) => Role::Selected,
            (true, true) => Role::Chosen,
            (false, _) => Role::Text,
        };
        let style = theme.style(role);
        let cursor = if selected { look.glyphs.cursor } else { " " };
        // The last column is for the scrollbar.
        let width = surface.width().saturating_sub(1);
        let mut line = Line::from(Span::styled(format!(" {cursor} {}", topic.title), style)).style(style);
        if let Some(note) = note(topic, ctx) {
            // The sign alone where the words do not fit: the text beside it says the rest.
            let words = format!("  {} {note}", look.glyphs.warning);
            let fits = line.width() + words.width() <= width;
            let note = if fits { words } else { format!(" {}", look.glyphs.warning) };
            line.push_span(Span::styled(note, theme.style(Role::SameDay)));
        }
        rows.push(ListRow { item: Some(i), line });
        for words in verdict_rows(topic, look, width) {
            let style = if selected { style } else { theme.style(Role::Quiet) };
            rows.push(ListRow { item: Some(i), line: Line::styled(words, style) });
        }
    }
    list::draw(surface, &rows, guide.selected);
}

/// The rows under the title of a remedy: its verdict as a mark and a word, and the times at which it applies, beside the verdict
/// where they fit.
fn verdict_rows(topic: &Topic, look: Appearance, width: usize) -> Vec<String> {
    let Some(verdict) = topic.verdict else { return vec![] };
    let verdict = format!("     {} {}", look.glyphs.verdict(verdict), verdict.words());
    let when: Vec<&str> =
        topic.when.iter().map(|when| if *when == When::Prevent { "to prevent" } else { when.id() }).collect();
    if when.is_empty() {
        return vec![verdict];
    }
    let when = when.join(", ");
    let beside = format!("{verdict}: {when}");
    if beside.width() <= width { vec![beside] } else { vec![verdict, format!("     {when}")] }
}

/// A word that must stand beside a title already in the list.
fn note(topic: &Topic, ctx: &Context<'_>) -> Option<&'static str> {
    if ctx.verdict.not_now(&topic.id).is_some() {
        Some("not now")
    } else if topic.warning {
        Some("warning")
    } else {
        None
    }
}

fn draw_text(guide: &GuideTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let Some(topic) = ctx.book.section(guide.section).get(guide.selected) else {
        return;
    };
    let selected = guide.link.filter(|_| guide.reading);
    let mut page = TextView::on(surface, ctx.marks).naming(ctx.keys).select_link(selected);
    write_topic(&mut page, topic, (ctx.book, ctx.verdict), surface.area().height);
    page.draw(surface, guide.scroll);
}

/// A topic from its title to its links.
pub(crate) fn write_topic<'b>(
    page: &mut TextView<'b>,
    topic: &Topic,
    (book, verdict): (&'b Book, &Verdict),
    height: u16,
) {
    page.text(Role::Title, &topic.title);
    page.paragraph(Role::Accent, &topic.summary);
    if let Some(why) = verdict.not_now(&topic.id) {
        page.paragraph(Role::SameDay, &format!("Not for now, with what you ticked: {why}"));
    }
    if topic.warning {
        page.paragraph(Role::SameDay, "A warning, not a remedy.");
    }
    if let Some(verdict) = topic.verdict {
        page.verdict(verdict);
        page.gap();
    }
    if !topic.when.is_empty() {
        let words: Vec<&str> = topic.when.iter().map(|when: &When| when.words()).collect();
        page.labelled("When:", &format!("{}.", words.join(", ")));
        page.gap();
    }
    for paragraph in &topic.text {
        page.paragraph(Role::Text, paragraph);
    }
    if let Some(tonight) = &topic.tonight {
        page.labelled("Tonight:", tonight);
        page.gap();
    }
    page.list("Who should not", &topic.avoid);
    page.list("Take care", &topic.cautions);
    if let Some(stop) = &topic.stop {
        page.labelled("Stop:", stop);
        page.gap();
    }
    page.labelled("How good is the evidence?", &topic.evidence.words);
    page.gap();
    let grades: Vec<&str> = topic.evidence.grades.iter().map(|grade| grade.words()).collect();
    page.paragraph(
        Role::Quiet,
        &format!(
            "Based on: {}. {}{}",
            grades.join(", "),
            review::checked(book, book.link_of(topic), &topic.reviewed),
            page.on_screen(evidence::named),
        ),
    );
    write_figure(page, topic, (book, verdict), height);
    write_links(page, book, &topic.see);
}

/// The figure of the first stretch that a remedy leads to; none while stretching is not for now.
fn write_figure<'b>(
    page: &mut TextView<'b>,
    topic: &Topic,
    (book, verdict): (&'b Book, &Verdict),
    height: u16,
) {
    if topic.when.is_empty() || verdict.forbids_stretching() {
        return;
    }
    let routines = topic.see.iter().filter_map(|name| match book.link(name)? {
        Link::Routine(i) => book.stretches.routines.get(i),
        _ => None,
    });
    let Some((routine, figure)) = routines.filter_map(|routine| Some((routine, routine.figure()?))).next()
    else {
        return;
    };
    page.text(Role::Accent, &format!("{}: {}", routine.title, figure.title));
    if !page.figure(PosedFigure::end(figure), FIGURE_ROWS.min(height)) {
        page.text(Role::Text, &figure.words_for(1.0, "leg"));
    }
}

fn write_links(page: &mut TextView<'_>, book: &Book, links: &[String]) {
    if links.is_empty() {
        return;
    }
    page.gap();
    page.text(Role::Title, "See also");
    for link in links.iter().filter_map(|name| book.link(name)) {
        let kind = match link {
            Link::Topic(section, _) => section.word(),
            Link::Routine(_) => "stretch",
            Link::Sign(_) => "warning sign",
        };
        if let Some(title) = book.link_title(link) {
            page.link(&format!("{title} ({kind})"), link);
        }
    }
}
