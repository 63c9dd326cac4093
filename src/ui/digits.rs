//! Big digits, and the few big letters of CALL NOW, that step down in size until they fit; drawn whole or not at all.

use ratatui::style::Style;

use super::{Appearance, surface::Surface, theme::Role};

/// Rows of one digit in pixels.
const HEIGHT: usize = 5;

/// Digits as rows of pixels, three wide; a colon is one wide. Letters are those of CALL NOW. A space sets the parts of a
/// phone number apart.
const fn pixels(c: char) -> Option<(usize, [&'static str; HEIGHT])> {
    Some(match c {
        '0' => (3, ["###", "# #", "# #", "# #", "###"]),
        '1' => (3, [" # ", "## ", " # ", " # ", "###"]),
        '2' => (3, ["###", "  #", "###", "#  ", "###"]),
        '3' => (3, ["###", "  #", "###", "  #", "###"]),
        '4' => (3, ["# #", "# #", "###", "  #", "  #"]),
        '5' => (3, ["###", "#  ", "###", "  #", "###"]),
        '6' => (3, ["###", "#  ", "###", "# #", "###"]),
        '7' => (3, ["###", "  #", "  #", "  #", "  #"]),
        '8' => (3, ["###", "# #", "###", "# #", "###"]),
        '9' => (3, ["###", "# #", "###", "  #", "###"]),
        ':' => (1, [" ", "#", " ", "#", " "]),
        ' ' => (2, ["  ", "  ", "  ", "  ", "  "]),
        'A' => (3, ["###", "# #", "###", "# #", "# #"]),
        'C' => (3, ["###", "#  ", "#  ", "#  ", "###"]),
        'L' => (3, ["#  ", "#  ", "#  ", "#  ", "###"]),
        'N' => (4, ["#  #", "## #", "# ##", "#  #", "#  #"]),
        // Rounder than a nought.
        'O' => (4, [" ## ", "#  #", "#  #", "#  #", " ## "]),
        'W' => (5, ["# # #", "# # #", "# # #", "# # #", "#####"]),
        _ => return None,
    })
}

/// The size of a number. A pixel is so many half rows high and as many columns wide, which is square on a
/// terminal whose cells are twice as high as wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// Big digits of that many half rows a pixel.
    Big(usize),
    /// As plain text.
    Plain,
}

impl Size {
    /// Columns and rows a number takes; `None` where it has a sign that is not drawn big or the size needs halves
    /// and there are none.
    pub(crate) fn of(self, text: &str, look: Appearance) -> Option<(usize, usize)> {
        match self {
            Self::Plain => Some((text.chars().count(), 1)),
            Self::Big(scale) => {
                if scale % 2 == 1 && look.glyphs.halves.is_none() {
                    return None;
                }
                let mut columns = 0;
                for c in text.chars() {
                    columns += pixels(c)?.0 * scale + scale;
                }
                Some((columns.saturating_sub(scale), (HEIGHT * scale).div_ceil(2)))
            }
        }
    }
}

/// Draws a number at its size, `column` columns in. Nothing is drawn if it does not fit whole.
pub(crate) fn draw(surface: &mut Surface<'_>, column: usize, text: &str, size: Size, role: Role) {
    let look = surface.look;
    let style = look.theme.style(role);
    let area = surface.area();
    let room = (usize::from(area.width).saturating_sub(column), usize::from(area.height));
    if size.of(text, look).is_none_or(|(w, h)| w > room.0 || h > room.1) {
        return;
    }
    let Size::Big(scale) = size else {
        surface.text(0, column, text, style.add_modifier(ratatui::style::Modifier::BOLD));
        return;
    };
    let mut column = column;
    for c in text.chars() {
        let Some((width, rows)) = pixels(c) else {
            continue;
        };
        glyph(surface, column, width, rows, scale, style);
        column += width * scale + scale;
    }
}

fn glyph(
    surface: &mut Surface<'_>,
    column: usize,
    width: usize,
    rows: [&str; HEIGHT],
    scale: usize,
    style: Style,
) {
    let look = surface.look;
    let lit = |half_row: usize, x: usize| {
        rows.get(half_row / scale).and_then(|row| row.as_bytes().get(x / scale)).is_some_and(|b| *b == b'#')
    };
    for row in 0..(HEIGHT * scale).div_ceil(2) {
        for x in 0..width * scale {
            match (lit(2 * row, x), lit(2 * row + 1, x), look.glyphs.halves) {
                (false, false, _) => {}
                (true, true, _) | (_, _, None) => surface.solid(row, column + x, style),
                (true, false, Some((upper, _))) => {
                    surface.text(row, column + x, upper, style);
                }
                (false, true, Some((_, lower))) => {
                    surface.text(row, column + x, lower, style);
                }
            }
        }
    }
}

/// Reads a number back from the cells it was drawn in, pixel by pixel; `None` where there is none of that size.
#[cfg(test)]
pub(crate) fn decode(screen: &ratatui::buffer::Buffer, scale: usize) -> Option<String> {
    let area = screen.area;
    let (columns, halves) = (area.width as usize, area.height as usize * 2);
    let lit = |half: usize, x: usize| {
        let cell = &screen[(x as u16, (half / 2) as u16)];
        match cell.symbol() {
            "▀" => half.is_multiple_of(2),
            "▄" => !half.is_multiple_of(2),
            _ => super::surface::is_solid(cell),
        }
    };
    let blank = |top: usize, x: usize| (0..HEIGHT * scale).all(|half| !lit(top + half, x));
    for top in (0..halves.saturating_sub(HEIGHT * scale - 1)).step_by(2) {
        let mut text = String::new();
        let mut column = 0;
        while column < columns {
            let is = |c: &char| {
                let (width, rows) = pixels(*c).expect("a digit");
                column + width * scale <= columns
                    && (0..HEIGHT * scale).all(|half| {
                        (0..width * scale).all(|x| {
                            lit(top + half, column + x) == (rows[half / scale].as_bytes()[x / scale] == b'#')
                        })
                    })
            };
            let after = |c: char| column + pixels(c).expect("a digit").0 * scale;
            match "0123456789:".chars().find(is) {
                Some(c) if after(c) >= columns || blank(top, after(c)) => {
                    text.push(c);
                    column = after(c) + scale;
                }
                _ => column += 1,
            }
        }
        if text.contains(|c: char| c.is_ascii_digit()) {
            return Some(text);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect};

    use super::*;
    use crate::screen::frame_info::FrameInfo;
    use crate::ui::{
        glyphs,
        theme::{Depth, Theme, ThemeName},
    };

    fn look(glyphs: &'static glyphs::Glyphs) -> Appearance {
        Appearance { theme: Theme { name: ThemeName::Dark, depth: Depth::None }, glyphs, motion: None }
    }

    /// Draws a number and reads it back from the cells.
    fn read(text: &str, size: Size, look: Appearance) -> String {
        let (w, h) = size.of(text, look).expect("a size");
        let mut buffer = Buffer::empty(Rect::new(0, 0, w as u16, h as u16));
        draw(&mut Surface::new(&mut buffer, look, &mut FrameInfo::default()), 0, text, size, Role::Count);
        match size {
            Size::Plain => (0..w).map(|x| buffer[(x as u16, 0)].symbol().to_owned()).collect(),
            Size::Big(scale) => decode(&buffer, scale).unwrap_or_default(),
        }
    }

    #[test]
    fn every_number_reads_the_same_at_every_size() {
        for glyphs in [&glyphs::UNICODE, &glyphs::ASCII] {
            let look = look(glyphs);
            for text in ["0:27", "12:34", "56:09", "1:08:59", "999", "7"] {
                let sizes = [4, 3, 2, 1].map(Size::Big).into_iter().chain([Size::Plain]);
                for size in sizes.filter(|size| size.of(text, look).is_some()) {
                    assert_eq!(read(text, size, look), text, "{size:?}");
                }
            }
        }
    }
}
