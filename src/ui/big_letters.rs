//! Large letters for the few words that must be read across a room without glasses.
//!
//! `tui-big-text` draws the letters; this module sets them close together, so that ten letters stand side by side in 80
//! columns, and turns their solid cells into background colour, which no terminal draws with seams.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};
use tui_big_text::{BigText, PixelSize};

use super::{
    Appearance,
    surface::{Surface, cells},
};

/// Pixels of a letter in each direction; the lowest row is empty.
const PIXELS: u16 = 8;
/// Columns of a space between two words.
const SPACE: usize = 3;

/// Rows of one line of letters. A pixel is a cell, half a cell high, or a quarter of a cell.
const fn rows_of(size: PixelSize) -> usize {
    match size {
        PixelSize::Full => 8,
        _ => 4,
    }
}

/// Words set in large letters: the size, and a line a word where they do not fit side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LetterSetting {
    pub(crate) size: PixelSize,
    is_stacked: bool,
}

impl LetterSetting {
    /// From the largest to the smallest. Letters side by side in quarter cells come before stacked ones, which take twice
    /// the rows.
    const ALL: [Self; 5] = [
        Self { size: PixelSize::Full, is_stacked: false },
        Self { size: PixelSize::HalfHeight, is_stacked: false },
        Self { size: PixelSize::HalfHeight, is_stacked: true },
        Self { size: PixelSize::Quadrant, is_stacked: false },
        Self { size: PixelSize::Quadrant, is_stacked: true },
    ];

    /// The largest setting in which every one of the texts fits into that many columns and rows. `None` if there is none:
    /// letters are never cut.
    pub(crate) fn fit(texts: &[&str], columns: usize, rows: usize, look: Appearance) -> Option<Self> {
        // Without half blocks a pixel is a whole cell.
        let can_be_drawn = |setting: &Self| setting.size == PixelSize::Full || look.glyphs.halves.is_some();
        let fits = |setting: &Self| {
            texts.iter().all(|text| {
                let lines = setting.lines(text);
                lines.len() * rows_of(setting.size) <= rows
                    && lines.iter().all(|line| width(line, setting.size) <= columns)
            })
        };
        Self::ALL.into_iter().filter(can_be_drawn).find(fits)
    }

    /// Rows that the texts take, the longest of them.
    pub(crate) fn rows(self, texts: &[&str]) -> usize {
        texts.iter().map(|text| self.lines(text).len()).max().unwrap_or(0) * rows_of(self.size)
    }

    fn lines(self, text: &str) -> Vec<&str> {
        if self.is_stacked { text.split(' ').collect() } else { vec![text] }
    }

    /// Draws a text from the upper left corner.
    pub(crate) fn draw(self, surface: &mut Surface<'_>, text: &str, style: Style) {
        for (line, words) in self.lines(text).into_iter().enumerate() {
            let mut column = 0;
            for letter in words.chars() {
                let glyph = Glyph::new(letter, self.size);
                glyph.draw(surface, line * rows_of(self.size), column, style);
                column += glyph.advance;
            }
        }
    }
}

/// Columns of a line of letters.
fn width(line: &str, size: PixelSize) -> usize {
    let advances = line.chars().map(|letter| Glyph::new(letter, size).advance);
    advances.sum::<usize>().saturating_sub(1)
}

/// One letter.
struct Glyph {
    cells: Buffer,
    /// The first column that is drawn, and how many are.
    first: u16,
    width: usize,
    /// Columns from this letter to the next.
    advance: usize,
}

impl Glyph {
    fn new(letter: char, size: PixelSize) -> Self {
        let rows = u16::try_from(rows_of(size)).unwrap_or(PIXELS);
        let mut cells = Buffer::empty(Rect::new(0, 0, PIXELS, rows));
        let text = BigText::builder().pixel_size(size).lines([letter.to_string().into()]).build();
        text.render(cells.area, &mut cells);
        if size == PixelSize::Quadrant {
            // The font's own space between letters is half a cell here: nothing can be cut off.
            let width = if letter == ' ' { SPACE - 1 } else { usize::from(PIXELS / 2) };
            return Self { cells, first: 0, width, advance: width };
        }
        let is_lit =
            |x: &u16| (0..rows).any(|y| cells.cell((*x, y)).is_some_and(|cell| cell.symbol() != " "));
        let (first, last) = ((0..PIXELS).find(is_lit), (0..PIXELS).rev().find(is_lit));
        let width = first.zip(last).map_or(SPACE, |(first, last)| usize::from(last - first) + 1);
        let advance = if first.is_some() { width + 1 } else { width };
        Self { first: first.unwrap_or(0), width, cells, advance }
    }

    fn draw(&self, surface: &mut Surface<'_>, row: usize, column: usize, style: Style) {
        for y in 0..self.cells.area.height {
            for x in 0..self.width {
                let at = (self.first + cells(x), y);
                let symbol = self.cells.cell(at).map_or(" ", |cell| cell.symbol());
                let (row, column) = (row + usize::from(y), column + x);
                match symbol {
                    " " => {}
                    "█" => surface.solid(row, column, style),
                    _ => {
                        surface.text(row, column, symbol, style);
                    }
                }
            }
        }
    }
}

/// True if a text stands on the screen in large letters of one of the sizes.
#[cfg(test)]
pub(crate) fn shows(screen: &Buffer, text: &str, look: Appearance) -> bool {
    let style = look.theme.ground().patch(look.theme.style(super::theme::Role::Headline));
    let is_lit = |cell: &ratatui::buffer::Cell| super::surface::is_solid(cell) || cell.symbol() != " ";
    LetterSetting::ALL.into_iter().filter(|s| s.size == PixelSize::Full || look.glyphs.halves.is_some()).any(
        |setting| {
            let columns = setting.lines(text).iter().map(|line| width(line, setting.size)).max().unwrap_or(0);
            let area = Rect::new(0, 0, columns as u16, setting.rows(&[text]) as u16);
            let mut own = Buffer::empty(area);
            setting.draw(
                &mut Surface::new(&mut own, look, &mut crate::screen::frame_info::FrameInfo::default()),
                text,
                style,
            );
            let fits = |left: u16, top: u16| {
                area.positions().all(|at| {
                    let (own, cell) = (&own[at], &screen[(left + at.x, top + at.y)]);
                    is_lit(own) == is_lit(cell) && own.symbol() == cell.symbol()
                })
            };
            area.width <= screen.area.width
                && area.height <= screen.area.height
                && (0..=screen.area.height - area.height)
                    .any(|top| (0..=screen.area.width - area.width).any(|left| fits(left, top)))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::frame_info::FrameInfo;
    use crate::ui::{
        glyphs,
        theme::{Depth, Theme, ThemeName},
    };

    fn look(glyphs: &'static glyphs::Glyphs, depth: Depth) -> Appearance {
        Appearance { theme: Theme { name: ThemeName::Night, depth }, glyphs, motion: None }
    }

    #[test]
    fn letters_step_down_in_size_until_every_text_fits() {
        let look = look(&glyphs::UNICODE, Depth::True);
        let fit = |columns, rows| LetterSetting::fit(&["TOES UP", "HEEL DOWN"], columns, rows, look);
        let sizes = [(96, 9), (76, 7), (41, 12), (36, 4), (20, 12)].map(|(columns, rows)| fit(columns, rows));
        let expected = LetterSetting::ALL.map(Some);
        assert_eq!(sizes, expected);
        assert_eq!((fit(76, 3), fit(10, 40)), (None, None), "and are never cut");
    }

    #[test]
    fn letters_are_the_same_with_and_without_colour_and_have_no_seams() {
        for glyphs in [&glyphs::UNICODE, &glyphs::ASCII] {
            for depth in [Depth::None, Depth::Sixteen, Depth::True] {
                let look = look(glyphs, depth);
                let mut screen = Buffer::empty(Rect::new(0, 0, 80, 12));
                // Without half blocks the letters are twice as high.
                let rows = if look.glyphs.halves.is_some() { 4 } else { 8 };
                let setting = LetterSetting::fit(&["TOES UP"], 76, rows, look).expect("a setting");
                let area = Rect::new(2, 3, 76, 9);
                let style = look.theme.style(super::super::theme::Role::Headline);
                let mut out = FrameInfo::default();
                setting.draw(&mut Surface::new(&mut screen, look, &mut out).part(area), "TOES UP", style);
                assert!(shows(&screen, "TOES UP", look) && !shows(&screen, "TOES DOWN", look));
                assert!(screen.content().iter().all(|cell| !["█", "#"].contains(&cell.symbol())));
            }
        }
    }
}
