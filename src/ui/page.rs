//! A page of reading text: wrapped at words, never wider than 72 columns, its last line always within reach.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    Look,
    figure::{LEAST, Shown},
    paper::{Paper, seen},
    theme::Role,
};
use crate::{
    domain::{book::Link, search},
    screen::seen::{Seen, Spot},
};

/// The widest a line of reading text gets.
pub(crate) const MEASURE: usize = 72;

/// Lines made to fit a width, with the links among them.
#[derive(Debug)]
pub(crate) struct Page<'l> {
    look: &'l Look,
    marks: &'l [String],
    width: usize,
    lines: Vec<Line<'static>>,
    links: Vec<(usize, Link)>,
    /// The link that Enter would follow.
    selected: Option<usize>,
    /// Figures, each with the line it begins on and the rows it takes.
    figures: Vec<(usize, usize, Shown<'l>)>,
}

impl<'l> Page<'l> {
    /// An empty page for a width; `marks` are folded words to be marked wherever they stand.
    pub(crate) fn new(look: &'l Look, width: u16, marks: &'l [String]) -> Self {
        let width = usize::from(width).clamp(1, MEASURE);
        Self { look, marks, width, lines: vec![], links: vec![], selected: None, figures: vec![] }
    }

    /// Shows the link of that position as the one Enter follows.
    pub(crate) fn select_link(mut self, selected: Option<usize>) -> Self {
        self.selected = selected;
        self
    }

    /// How many rows it has so far.
    pub(crate) fn height(&self) -> u16 {
        rows_of(self.lines.len())
    }

    /// How many rows a paragraph takes on it.
    pub(crate) fn rows_for(&self, text: &str) -> u16 {
        rows_of(wrap(text, self.width).len())
    }

    /// An empty line, unless there is one already or nothing stands above it.
    pub(crate) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// A paragraph.
    pub(crate) fn text(&mut self, role: Role, text: &str) {
        self.hanging(&[], text, role, 0);
    }

    /// A paragraph that begins with a word of another role: `Tonight: …`.
    pub(crate) fn labelled(&mut self, label: &str, text: &str) {
        self.hanging(&[(label, Role::Title), (" ", Role::Text)], text, Role::Text, 0);
    }

    /// An item of a list.
    pub(crate) fn bullet(&mut self, role: Role, text: &str) {
        let bullet = self.look.glyphs.bullet;
        self.hanging(&[(bullet, Role::Accent), (" ", Role::Text)], text, role, 2);
    }

    /// A figure, at most so many rows high. Says whether there was room for it; if not, its words are for the caller.
    pub(crate) fn figure(&mut self, shown: Shown<'l>, rows: u16) -> bool {
        let Some(rows) = shown.rows(u16::try_from(self.width).unwrap_or(u16::MAX), rows) else {
            return false;
        };
        let rows = usize::from(rows);
        self.figures.push((self.lines.len(), rows, shown));
        self.lines.extend(std::iter::repeat_n(Line::default(), rows));
        true
    }

    /// A line that leads somewhere.
    pub(crate) fn link(&mut self, text: &str, link: Link) {
        let chosen = self.selected == Some(self.links.len());
        self.links.push((self.lines.len(), link));
        let role = if chosen { Role::Selected } else { Role::Accent };
        let sign = if chosen { self.look.glyphs.cursor } else { self.look.glyphs.link };
        self.hanging(&[(sign, role), (" ", role)], text, role, 2);
    }

    /// Writes `text` after a lead, later lines indented by `indent`.
    fn hanging(&mut self, lead: &[(&str, Role)], text: &str, role: Role, indent: usize) {
        let theme = self.look.theme;
        let lead_text: String = lead.iter().map(|(text, _)| *text).collect();
        let whole = format!("{lead_text}{text}");
        let indent = if self.width > indent + 8 { indent } else { 0 };
        let spaces = " ".repeat(indent);
        let options = textwrap::Options::new(self.width).subsequent_indent(&spaces);
        for (i, row) in textwrap::wrap(&whole, options).into_iter().enumerate() {
            let mut spans = vec![];
            let mut rest: &str = &row;
            if i == 0 {
                for (text, role) in lead {
                    if let Some(after) = rest.strip_prefix(text) {
                        spans.push(Span::styled((*text).to_owned(), theme.style(*role)));
                        rest = after;
                    }
                }
            }
            self.mark(rest, theme.style(role), &mut spans);
            self.lines.push(Line::from(spans));
        }
    }

    fn mark(&self, text: &str, style: Style, spans: &mut Vec<Span<'static>>) {
        let mark = self.look.theme.style(Role::Mark);
        let mut at = 0;
        for range in search::marks(text, self.marks) {
            if let (Some(before), Some(word)) = (text.get(at..range.start), text.get(range.clone())) {
                spans.push(Span::styled(before.to_owned(), style));
                spans.push(Span::styled(word.to_owned(), style.patch(mark)));
                at = range.end;
            }
        }
        spans.push(Span::styled(text.get(at..).unwrap_or("").to_owned(), style));
    }

    /// Draws what of the page is in view from `scroll` on, and notes how far it scrolls.
    pub(crate) fn draw(self, paper: &mut Paper<'_>, scroll: usize, out: &mut Seen) {
        let area = paper.area();
        let rows = usize::from(area.height);
        let most = self.lines.len().saturating_sub(rows);
        let top = scroll.min(most);
        out.rows = rows;
        out.scroll_max = most;
        out.spots.push((seen(area), Spot::Text));
        for (row, line) in self.lines.iter().skip(top).take(rows).enumerate() {
            paper.line(row, 0, line);
        }
        for (i, (line, _)) in self.links.iter().enumerate() {
            if let Some(row) = line.checked_sub(top).filter(|row| *row < rows) {
                let y = area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
                out.spots.push((seen(Rect { y, height: 1, ..area }), Spot::Link(i)));
            }
        }
        self.draw_figures(paper, top);
        // More above or below is said at the right edge, where no reading text stands.
        let quiet = self.look.theme.style(Role::Quiet);
        if usize::from(area.width) > self.width || rows > 1 {
            if top > 0 {
                paper.line_right(0, &Line::styled(self.look.glyphs.above, quiet));
            }
            if top < most {
                paper.line_right(rows.saturating_sub(1), &Line::styled(self.look.glyphs.below, quiet));
            }
        }
        out.links = self.links;
    }

    /// A figure of which only a part is in view is drawn into that part; where that is too small, its words stand there.
    fn draw_figures(&self, paper: &mut Paper<'_>, top: usize) {
        let area = paper.area();
        let rows = usize::from(area.height);
        for (line, height, shown) in &self.figures {
            let first = line.saturating_sub(top);
            let last = (line + height).saturating_sub(top).min(rows);
            if first >= last {
                continue;
            }
            let place = Rect {
                y: area.y.saturating_add(rows_of(first)),
                width: rows_of(self.width).min(area.width),
                height: rows_of(last - first),
                ..area
            };
            let mut paper = paper.part(place);
            if place.height >= LEAST.1 {
                shown.draw(&mut paper, self.look);
                continue;
            }
            let words = wrap(&shown.figure.words_for(shown.t, "leg"), usize::from(place.width));
            let words = if words.len() <= last - first { words } else { vec![shown.figure.title.clone()] };
            for (row, text) in words.iter().enumerate() {
                paper.text(row, 0, text, self.look.theme.style(Role::Quiet));
            }
        }
    }
}

fn rows_of(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Lines of plain text wrapped to a width, for places that lay out for themselves.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(1)).into_iter().map(std::borrow::Cow::into_owned).collect()
}
