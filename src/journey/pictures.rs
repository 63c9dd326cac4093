//! The README's pictures: drawn from the real screens, kept true by this test.
//!
//! A picture that is out of date fails; `UNCRAMP_PICTURES=write cargo test pictures` draws them anew.

use ratatui::style::Color;

use super::*;

const CELL: (usize, usize) = (9, 19);

#[test]
fn the_readme_shows_the_screens_as_they_are() {
    let mut guide = Journey::shipped(80, 24);
    guide.keys("3");
    let mut running = Journey::shipped(80, 24);
    running.keys("tttt").pass(8).keys("c").pass(8);
    let mut emergency = Journey::shipped(80, 24);
    emergency.keys("5w1").pass(8).keys("<space>");
    for (name, journey) in [("guide", guide), ("stretch", running), ("emergency", emergency)] {
        let path = format!("{}/pictures/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        let drawn = svg(&journey.hand.screen);
        if std::env::var("UNCRAMP_PICTURES").as_deref() == Ok("write") {
            write(&path, &drawn);
        }
        let kept = read(&path);
        assert!(kept == drawn, "{path} is not what the screen shows; see the head of this file");
    }
}

#[expect(clippy::disallowed_methods, reason = "pictures are files")]
fn write(path: &str, text: &str) {
    std::fs::write(path, text).expect("the picture can be written");
}

#[expect(clippy::disallowed_methods, reason = "pictures are files")]
fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// A screen as a picture, each cell where it stands; blocks are rectangles, so that digits join.
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
                let half = ch.div_ceil(2);
                let (from, rows) = match cell.symbol() {
                    "▀" => (top, half),
                    "▄" => (top + half, ch - half),
                    _ => (top, ch),
                };
                for (i, _) in text.chars().enumerate() {
                    let left = left + i * cw;
                    out.push_str(&format!(
                        "<rect x=\"{left}\" y=\"{from}\" width=\"{cw}\" height=\"{rows}\" fill=\"{fill}\"/>\n"
                    ));
                }
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

fn is_block(symbol: &str) -> bool {
    ["█", "▀", "▄"].contains(&symbol)
}

fn hex(colour: Color) -> String {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => "#000000".to_owned(),
    }
}
