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

/// Columns and rows that a number takes at a scale. A pixel is so many half rows high and as many columns wide, which is square
/// on a terminal whose cells are twice as high as wide. `None` where a sign has no big form, or the scale needs half rows and
/// there are none.
pub(crate) fn size(text: &str, scale: usize, look: Appearance) -> Option<(usize, usize)> {
    if scale % 2 == 1 && look.glyphs.halves.is_none() {
        return None;
    }
    let mut columns = 0;
    for c in text.chars() {
        columns += pixels(c)?.0 * scale + scale;
    }
    Some((columns.saturating_sub(scale), (HEIGHT * scale).div_ceil(2)))
}

/// Draws a number at a scale, `column` columns in. Nothing is drawn if it does not fit whole.
pub(crate) fn draw(surface: &mut Surface<'_>, column: usize, text: &str, scale: usize, role: Role) {
    let room = (surface.width().saturating_sub(column), usize::from(surface.area().height));
    if size(text, scale, surface.look).is_none_or(|(w, h)| w > room.0 || h > room.1) {
        return;
    }
    let style = surface.look.theme.style(role);
    let mut column = column;
    for (width, rows) in text.chars().filter_map(pixels) {
        glyph(surface, column, (width, rows), scale, style);
        column += width * scale + scale;
    }
}

fn glyph(
    surface: &mut Surface<'_>,
    column: usize,
    (width, rows): (usize, [&str; HEIGHT]),
    scale: usize,
    style: Style,
) {
    let lit = |half_row: usize, x: usize| {
        rows.get(half_row / scale).and_then(|row| row.as_bytes().get(x / scale)).is_some_and(|b| *b == b'#')
    };
    for row in 0..(HEIGHT * scale).div_ceil(2) {
        for x in 0..width * scale {
            let half = match (lit(2 * row, x), lit(2 * row + 1, x), surface.look.glyphs.halves) {
                (false, false, _) => continue,
                (true, true, _) | (_, _, None) => {
                    surface.solid(row, column + x, style);
                    continue;
                }
                (true, false, Some((upper, _))) => upper,
                (false, true, Some((_, lower))) => lower,
            };
            surface.text(row, column + x, half, style);
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
    fn read(text: &str, scale: usize, look: Appearance) -> String {
        let (w, h) = size(text, scale, look).expect("a size");
        let mut buffer = Buffer::empty(Rect::new(0, 0, w as u16, h as u16));
        draw(&mut Surface::new(&mut buffer, look, &mut FrameInfo::default()), 0, text, scale, Role::Count);
        decode(&buffer, scale).unwrap_or_default()
    }

    #[test]
    fn every_number_reads_the_same_at_every_size() {
        for glyphs in [&glyphs::UNICODE, &glyphs::ASCII] {
            let look = look(glyphs);
            for text in ["0:27", "12:34", "56:09", "1:08:59", "999", "7"] {
                for scale in [4, 3, 2, 1].into_iter().filter(|scale| size(text, *scale, look).is_some()) {
                    assert_eq!(read(text, scale, look), text, "at {scale}");
                }
            }
        }
    }
}
