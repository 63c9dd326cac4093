//! A text to read: wrapped at words, at most 72 columns wide, with a scrollbar. The same text gives plain paragraphs for pipes
//! and plain mode.
//!
//! ratatui's `Paragraph` wraps too, but reports neither the row of a link nor the height of a text, so this module wraps with
//! `textwrap`; the scrollbar is ratatui's.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{
    Appearance,
    figure::{LEAST, PosedFigure},
    glyphs,
    surface::{Surface, cells},
    theme::{Depth, Role, Theme, ThemeName},
};
use crate::{
    domain::{Link, RemedyVerdict, search},
    screen::{Keys, Spot},
};

/// The most columns of a line.
pub(crate) const MEASURE: usize = 72;

/// Lines made to fit a width, with the links among them.
#[derive(Debug)]
pub(crate) struct TextView<'l> {
    look: Appearance,
    marks: &'l [String],
    width: usize,
    lines: Vec<Line<'static>>,
    links: Vec<(usize, Link)>,
    /// The link that Enter would follow.
    selected: Option<usize>,
    /// Figures, each with the line it begins on and the rows it takes.
    figures: Vec<(usize, usize, PosedFigure<'l>)>,
    /// It will be read aloud or piped on, and not drawn: a paragraph is a line, and no figure fits.
    is_plain: bool,
    /// The words of the links of a plain text.
    link_words: Vec<String>,
    /// The keys that work, for a text on the screen that may name them.
    keys: Option<&'l Keys>,
}

/// A text as plain paragraphs, an empty one where there is a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlainText {
    pub(crate) lines: Vec<String>,
    /// The targets of its links, each with its words.
    pub(crate) links: Vec<(String, Link)>,
}

/// The appearance of a text that is not drawn.
pub(crate) const UNSEEN: Appearance = Appearance {
    theme: Theme { name: ThemeName::Mono, depth: Depth::None },
    glyphs: &glyphs::ASCII,
    motion: Some(false),
};

impl<'l> TextView<'l> {
    /// An empty text for a width; `marks` are folded words to be marked wherever they stand.
    pub(crate) fn new(look: Appearance, width: u16, marks: &'l [String]) -> Self {
        let width = usize::from(width).clamp(1, MEASURE);
        Self {
            look,
            marks,
            width,
            lines: vec![],
            links: vec![],
            selected: None,
            figures: vec![],
            is_plain: false,
            link_words: vec![],
            keys: None,
        }
    }

    /// An empty text that fills a surface, beside its scrollbar.
    pub(crate) fn on(surface: &Surface<'_>, marks: &'l [String]) -> Self {
        Self::new(surface.look, surface.area().width.saturating_sub(2), marks)
    }

    /// The paragraphs and links that `write` puts on a text that is not drawn.
    pub(crate) fn plain(write: impl FnOnce(&mut Self)) -> PlainText {
        let mut page = Self { is_plain: true, ..Self::new(UNSEEN, 0, &[]) };
        write(&mut page);
        let mut lines: Vec<String> = page.lines.iter().map(ToString::to_string).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let links = page.links.into_iter().map(|(_, link)| link);
        PlainText { lines, links: page.link_words.into_iter().zip(links).collect() }
    }

    /// The paragraphs alone.
    pub(crate) fn paragraphs(write: impl FnOnce(&mut Self)) -> Vec<String> {
        Self::plain(write).lines
    }

    /// True if it will not be drawn.
    pub(crate) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// A text that may name keys, because they work beside it.
    pub(crate) fn naming(mut self, keys: &'l Keys) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Words that name keys of the screen; empty on a text that may name none.
    pub(crate) fn on_screen(&self, words: impl FnOnce(&Keys) -> String) -> String {
        self.keys.map_or_else(String::new, words)
    }

    /// Shows the link of that position as the one Enter follows.
    pub(crate) fn select_link(mut self, selected: Option<usize>) -> Self {
        self.selected = selected;
        self
    }

    /// The number of rows so far.
    pub(crate) fn height(&self) -> u16 {
        cells(self.lines.len())
    }

    /// The rows that a paragraph takes on it.
    pub(crate) fn rows_for(&self, text: &str) -> u16 {
        cells(wrap(text, self.width).len())
    }

    /// An empty line, unless there is one already or nothing stands above it.
    pub(crate) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| line.width() > 0) {
            self.lines.push(Line::default());
        }
    }

    /// A paragraph; an empty one is an empty row on the screen, and nothing on a plain text.
    pub(crate) fn text(&mut self, role: Role, text: &str) {
        self.hanging(&[], text, role, 0);
    }

    /// A paragraph and the space below it.
    pub(crate) fn paragraph(&mut self, role: Role, text: &str) {
        self.text(role, text);
        self.gap();
    }

    /// A title and the items of a list; nothing if there are none.
    pub(crate) fn list(&mut self, title: &str, items: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.text(Role::Title, title);
            items.for_each(|item| self.bullet(Role::Text, item.as_ref()));
            self.gap();
        }
    }

    /// A paragraph that begins with a word of another role: `Tonight: …`.
    pub(crate) fn labelled(&mut self, label: &str, text: &str) {
        self.hanging(&[(label, Role::Title), (" ", Role::Text)], text, Role::Text, 0);
    }

    /// The verdict on a remedy: its mark and its words. A plain text has the words alone, because a voice would read the mark.
    pub(crate) fn verdict(&mut self, verdict: RemedyVerdict) {
        let words = format!("{}.", verdict.words());
        if self.is_plain {
            self.labelled("Verdict:", &words);
        } else {
            let mark = self.look.glyphs.verdict(verdict);
            self.hanging(
                &[("Verdict:", Role::Title), (" ", Role::Text), (mark, Role::Strong), (" ", Role::Text)],
                &words,
                Role::Strong,
                0,
            );
        }
    }

    /// A name in a column of its own and the words about it beside the column; a long name stands above its words.
    pub(crate) fn entry(&mut self, name: &str, text: &str, columns: usize) {
        if self.is_plain {
            self.labelled(&format!("{name}:"), text);
        } else if name.width() + 2 > columns {
            self.hanging(&[(name, Role::Accent)], "", Role::Text, 0);
            self.entry("", text, columns);
        } else {
            let name = format!("{name:<columns$}");
            self.hanging(&[(&name, Role::Accent)], text, Role::Text, columns);
        }
    }

    /// Lines that are laid out already, as wide as they are.
    pub(crate) fn lines(&mut self, lines: Vec<Line<'static>>) {
        self.lines.extend(lines);
    }

    /// The appearance of the text.
    pub(crate) fn look(&self) -> Appearance {
        self.look
    }

    /// The columns of a paragraph.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// An item of a list.
    pub(crate) fn bullet(&mut self, role: Role, text: &str) {
        let bullet = if self.is_plain { "-" } else { self.look.glyphs.bullet };
        self.hanging(&[(bullet, Role::Accent), (" ", Role::Text)], text, role, 2);
    }

    /// A figure, at most so many rows high. False if there is no room for it: its words are for the caller.
    pub(crate) fn figure(&mut self, shown: PosedFigure<'l>, rows: u16) -> bool {
        let width = cells(self.width);
        let Some(rows) = shown.rows(width, rows).filter(|_| !self.is_plain) else {
            return false;
        };
        let rows = usize::from(rows);
        self.figures.push((self.lines.len(), rows, shown));
        self.lines.extend(std::iter::repeat_n(Line::default(), rows));
        true
    }

    /// A line that is a link.
    pub(crate) fn link(&mut self, text: &str, link: Link) {
        if self.is_plain {
            self.links.push((self.lines.len(), link));
            self.link_words.push(text.to_owned());
            return;
        }
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
        if self.is_plain {
            if !text.is_empty() {
                self.lines.push(Line::from(whole));
            }
            return;
        }
        let indent = if self.width > indent + 8 { indent } else { 0 };
        let spaces = " ".repeat(indent);
        for (i, row) in
            textwrap::wrap(&whole, whole_words(self.width).subsequent_indent(&spaces)).into_iter().enumerate()
        {
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

    /// Draws the rows in view from `scroll` on. Notes how far the text scrolls, its links for clicks, its place, and as the
    /// focus the selected link or the first row.
    pub(crate) fn draw(self, surface: &mut Surface<'_>, scroll: usize) {
        let area = surface.area();
        let rows = usize::from(area.height);
        let most = self.lines.len().saturating_sub(rows);
        let top = scroll.min(most);
        surface.out.rows = rows;
        surface.out.scroll_max = most;
        surface.note_area(Spot::Text);
        self.draw_lines(surface, top);
        if most > 0 {
            surface.out.place = Some(format!("{} of {} lines", top + rows, self.lines.len()));
        }
        surface.out.focus(area.x, area.y);
        for (i, (line, _)) in self.links.iter().enumerate() {
            if let Some(row) = line.checked_sub(top).filter(|row| *row < rows) {
                if self.selected == Some(i) {
                    surface.out.focus(area.x, area.y.saturating_add(cells(row)));
                }
                surface.note_spot(row, 0..surface.width(), Spot::Link(i));
            }
        }
        self.draw_figures(surface, top);
        surface.scrollbar(top, self.lines.len());
        surface.out.links = self.links;
    }

    /// Draws the lines from `top` on and nothing else, for a text that scrolls with another one or not at all.
    pub(crate) fn draw_lines(&self, surface: &mut Surface<'_>, top: usize) {
        let rows = usize::from(surface.area().height);
        for (row, line) in self.lines.iter().skip(top).take(rows).enumerate() {
            surface.line(row, 0, line);
        }
    }

    /// A figure of which only a part is in view is drawn into that part; where that is too small, its words stand there.
    fn draw_figures(&self, surface: &mut Surface<'_>, top: usize) {
        let area = surface.area();
        let rows = usize::from(area.height);
        for (line, height, shown) in &self.figures {
            let first = line.saturating_sub(top);
            let last = (line + height).saturating_sub(top).min(rows);
            if first >= last {
                continue;
            }
            let place = Rect {
                y: area.y.saturating_add(cells(first)),
                width: cells(self.width).min(area.width),
                height: cells(last - first),
                ..area
            };
            let mut surface = surface.part(place);
            if place.height >= LEAST.1 {
                shown.draw(&mut surface, &self.look);
                continue;
            }
            let words = wrap(&shown.figure.words_for(shown.t, "leg"), usize::from(place.width));
            let words = if words.len() <= last - first { words } else { vec![shown.figure.title.clone()] };
            for (row, text) in words.iter().enumerate() {
                surface.write(row, 0, text, Role::Quiet);
            }
        }
    }
}

/// Lines of plain text wrapped to a width, for places that lay out for themselves.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, whole_words(width.max(1))).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Lines of a width whose words stay whole: half of "night-time" or of "2-3" takes a second look.
fn whole_words<'o>(width: usize) -> Options<'o> {
    Options::new(width).word_splitter(WordSplitter::NoHyphenation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_page_is_its_paragraphs_and_names_no_key() {
        let PlainText { lines, links } = TextView::plain(|page| {
            page.text(Role::Title, "Calf");
            page.gap();
            page.labelled("When:", &"during a cramp ".repeat(20));
            page.bullet(Role::Text, &format!("Slowly.{}", page.on_screen(|_| " Press e.".to_owned())));
            page.gap();
            page.link("Massage (remedy)", Link::Routine(3));
        });
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert_eq!((lines[0].as_str(), lines[1].as_str(), lines[3].as_str()), ("Calf", "", "- Slowly."));
        assert!(lines[2].starts_with("When: during") && lines[2].len() > 200, "one line: {}", lines[2]);
        assert_eq!(links, [("Massage (remedy)".to_owned(), Link::Routine(3))]);
    }
}
