//! The README's pictures: drawn from the real screens, and compared with them by this test.
//!
//! A picture that is out of date fails; `UNCRAMP_PICTURES=write cargo test pictures` draws them anew.

use ratatui::style::Color;

use super::*;
use crate::{
    domain::{
        episode::{EntrySource, Limb, Scale, Site},
        figure::SharedFigure,
        local_time,
        record::{Change, Record},
    },
    screen::frame_info::FrameInfo,
    ui::{Appearance, figure::PosedFigure, surface::Surface, text_view, theme::Role},
};

const CELL: (usize, usize) = (9, 19);

#[test]
fn the_readme_shows_the_screens_as_they_are() {
    let start = Journey::open(content::shipped(), Start::Home, 80, 24, None, None);
    let mut running = Journey::shipped(80, 24);
    running.keys("tttt").pass(8).keys("c").pass(8);
    let empty = FakeStore::new();
    let mut after = Journey::open(content::shipped(), Start::Guide, 80, 24, None, Some(&empty));
    after.keys("tttt").pass(8).keys("c").pass(250).keys("x6");
    let home = diary_of_a_month();
    let mut diary = Journey::open(content::shipped(), Start::Guide, 80, 24, None, Some(&home));
    diary.keys("6").pass(1);
    for (name, journey) in [("start", start), ("stretch", running), ("after", after), ("diary", diary)] {
        keep(name, &journey.hand.screen);
    }
}

fn diary_of_a_month() -> FakeStore {
    let home = FakeStore::new();
    for day in [2, 3, 4, 7, 9, 11, 12, 16, 18, 20] {
        let start =
            local_time::parse_with_offset(&format!("2026-11-{day:02}T0{}:{}0:00+00:00", day % 5, day % 6));
        let mut cramp = Episode::new(format!("{day:032x}"), start.expect("a time"), EntrySource::Hand);
        cramp.muscle = Some(if day % 3 == 0 { Site::Foot } else { Site::Calf });
        cramp.leg = Some(if day % 4 == 0 { Limb::Right } else { Limb::Left });
        cramp.seconds = Some(60 * (1 + u32::from(day % 7)));
        (cramp.pain, cramp.sleep_lost) = (Scale::new(3 + day % 7), Scale::new(day % 6));
        home.ask(&DiaryRequest::Save { changes: vec![Change::add(Record::Episode(cramp))] });
    }
    home
}

#[test]
fn every_figure_is_on_its_page() {
    const PANEL: (u16, u16) = (36, 16);
    let book = content::shipped();
    let theme = Theme { name: ThemeName::Dark, depth: Depth::True };
    let look = |glyphs| Appearance { theme, glyphs, motion: None };
    let (dots, letters) = (look(&glyphs::UNICODE), look(&glyphs::ASCII));
    let figures = figures(&book);
    let high = PANEL.1 + 4;
    let mut page = Buffer::empty(Rect::new(0, 0, 3 * (PANEL.0 + 2) + 1, high * figures.len() as u16));
    let mut out = FrameInfo::default();
    let mut surface = Surface::new(&mut page, dots, &mut out);
    surface.clear(theme.ground());
    for (i, figure) in figures.iter().enumerate() {
        let top = i as u16 * high;
        surface.text(usize::from(top), 1, &figure.title, theme.style(Role::Title));
        let words = figure.words_for(1.0, "leg");
        for (row, line) in text_view::wrap(&words, 110).iter().enumerate() {
            surface.text(usize::from(top) + 1 + row, 1, line, theme.style(Role::Quiet));
        }
        let panels = [(0.0, dots), (1.0, dots), (1.0, letters)];
        for (column, (t, look)) in panels.into_iter().enumerate() {
            let x = 1 + column as u16 * (PANEL.0 + 2);
            let area = Rect { x, y: top + 3, width: PANEL.0, height: PANEL.1 };
            PosedFigure { t, ..PosedFigure::end(figure) }.draw(&mut surface.part(area), &look);
        }
    }
    keep("figures", &page);
}

/// All figures of the book, in the order of its routines.
pub(super) fn figures(book: &Book) -> Vec<SharedFigure> {
    let mut all: Vec<SharedFigure> = vec![];
    for step in book.stretches.routines.iter().flat_map(|routine| &routine.steps) {
        all.extend(step.figure.iter().filter(|figure| !all.contains(figure)).cloned().collect::<Vec<_>>());
    }
    all
}

/// Compares a picture with the screen, or draws it anew where that is asked for.
fn keep(name: &str, screen: &Buffer) {
    let path = format!("{}/pictures/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    let drawn = svg(screen);
    if std::env::var("UNCRAMP_PICTURES").as_deref() == Ok("write") {
        write(&path, &drawn);
    }
    assert!(read(&path) == drawn, "{path} is not what the screen shows; see the head of this file");
}

#[expect(clippy::disallowed_methods, reason = "pictures are files")]
fn write(path: &str, text: &str) {
    std::fs::write(path, text).expect("the picture can be written");
}

#[expect(clippy::disallowed_methods, reason = "pictures are files")]
fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// A screen as a picture, cell by cell; blocks are rectangles, so that digits and figures have no seams.
fn svg(screen: &Buffer) -> String {
    let (cw, ch) = CELL;
    let area = screen.area;
    let (width, height) = (area.width as usize * cw, area.height as usize * ch);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n"
    );
    let ground = hex(screen[(0, area.height - 1)].bg);
    out.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>\n"));
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let cell = &screen[(x, y)];
            let alike = |other: &ratatui::buffer::Cell| {
                (other.fg, other.bg, other.modifier) == (cell.fg, cell.bg, cell.modifier)
                    && is_block(other.symbol()) == is_block(cell.symbol())
                    && is_dots(other.symbol()) == is_dots(cell.symbol())
            };
            let mut end = x;
            let mut text = String::new();
            while end < area.width && alike(&screen[(end, y)]) {
                text.push_str(screen[(end, y)].symbol());
                end += 1;
            }
            let (left, top, run) = (x as usize * cw, y as usize * ch, (end - x) as usize * cw);
            if hex(cell.bg) != ground {
                let back = hex(cell.bg);
                out.push_str(&format!(
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{run}\" height=\"{ch}\" fill=\"{back}\"/>\n"
                ));
            }
            let fill = hex(cell.fg);
            if is_block(cell.symbol()) {
                for (i, block) in text.chars().enumerate() {
                    for (x, y, w, h) in quarters(block, left + i * cw, top) {
                        out.push_str(&format!(
                            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>\n"
                        ));
                    }
                }
            } else if is_dots(cell.symbol()) {
                let path: String =
                    text.chars().enumerate().map(|(i, c)| dots(c, left + i * cw, top)).collect();
                out.push_str(&format!(
                    "<path d=\"{path}\" stroke=\"{fill}\" stroke-width=\"3.6\" stroke-linecap=\"round\"/>\n"
                ));
            } else if !text.trim().is_empty() {
                let bold = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                out.push_str(&format!(
                    "<text x=\"{left}\" y=\"{}\" textLength=\"{run}\" xml:space=\"preserve\" fill=\"{fill}\"{bold}>{text}</text>\n",
                    top + 14
                ));
            }
            x = end;
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Blocks by their lit quarters: upper left 1, upper right 2, lower left 4, lower right 8.
const BLOCKS: &str = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";

fn is_block(symbol: &str) -> bool {
    symbol != " " && BLOCKS.contains(symbol)
}

/// A block as rectangles of left, top, width and height: rows in one piece where both their quarters are lit.
fn quarters(block: char, left: usize, top: usize) -> Vec<(usize, usize, usize, usize)> {
    let (across, down) = (CELL.0.div_ceil(2), CELL.1.div_ceil(2));
    let lit = BLOCKS.chars().position(|other| other == block).expect("a block");
    let row = |bits: usize, y: usize, high: usize| match bits & 3 {
        0 => None,
        1 => Some((left, y, across, high)),
        2 => Some((left + across, y, CELL.0 - across, high)),
        _ => Some((left, y, CELL.0, high)),
    };
    if lit == 15 {
        return vec![(left, top, CELL.0, CELL.1)];
    }
    [row(lit, top, down), row(lit >> 2, top + down, CELL.1 - down)].into_iter().flatten().collect()
}

fn is_dots(symbol: &str) -> bool {
    symbol.starts_with(|c| ('\u{2800}'..='\u{28ff}').contains(&c))
}

/// The dots of a braille letter, each a path of no length with round ends.
fn dots(letter: char, left: usize, top: usize) -> String {
    // The order of the bits in Unicode: three down on the left, three on the right, then the last two.
    const PLACES: [(usize, usize); 8] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    let bits = letter as u32 - 0x2800;
    let mut path = String::new();
    for (bit, (x, y)) in PLACES.into_iter().enumerate() {
        if bits & (1 << bit) != 0 {
            // In halves of a picture's unit: a cell is 18 by 38 of them.
            let (x, y) = (2 * left + 4 + 9 * x, 2 * top + 5 + 9 * y);
            path.push_str(&format!("M{} {}h0", x as f64 / 2.0, y as f64 / 2.0));
        }
    }
    path
}

fn hex(colour: Color) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => "#000000".to_owned(),
    }
}
