//! The page as one HTML file: no script, nothing fetched, made to be printed in black and white on one sheet of A4.

use std::fmt::Write;

use super::page::{Bar, Block, Chart, Page, Section, Table, cut_words, quoted};

/// Black on white, nothing told by colour; two columns where there is room, as on paper.
const STYLE: &str = "
@page { size: A4; margin: 11mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: #fff; color: #000;
  font: 15px/1.4 system-ui, \"Segoe UI\", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.5em; margin: 0 0 .2em; }
h2 { font-size: 1.05em; margin: 0 0 .25em; border-bottom: 1px solid #000; }
p, ul, figure { margin: 0 0 .4em; }
ul { padding-left: 1.2em; }
section { break-inside: avoid; margin: 0 0 .8em; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .4em; }
caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .08em .6em .08em 0; overflow-wrap: anywhere; }
th { font-weight: normal; }
thead th { font-weight: bold; }
.pairs th { width: 38%; }
.pairs td { font-weight: 600; }
.lead { font-weight: bold; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
svg { display: block; width: 100%; height: auto; max-width: 26rem; }
svg text { font: 9px system-ui, Helvetica, Arial, sans-serif; fill: #000; }
footer { border-top: 1px solid #000; padding-top: .3em; font-size: .85em; }
@media print, (min-width: 50rem) { .sheet { columns: 2; column-gap: 1.6rem; } }
@media print { body { padding: 0; max-width: none; font-size: 8.4pt; line-height: 1.24; } section { margin-bottom: .6em; } }
";

/// Height of a row of a chart.
const ROW: usize = 12;
/// Width of a chart; where its bars begin, and how long the longest is.
const WIDTH: usize = 300;
const BARS_FROM: usize = 42;
const BARS_LONG: usize = 96;
/// How far apart the columns beside the bars are, and where the first of them ends.
const BESIDE: usize = 46;
const BESIDE_FROM: usize = 204;

/// The page as one file.
pub(crate) fn html(page: &Page) -> String {
    let title = escaped(&page.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    for (i, line) in page.lead.iter().enumerate() {
        let class = if i == 0 { " class=\"lead\"" } else { "" };
        let _ = writeln!(out, "<p{class}>{}</p>", escaped(line));
    }
    out += "<div class=\"sheet\">\n";
    for (i, section) in page.sections.iter().enumerate() {
        self::section(&mut out, i, section);
    }
    out += "</div>\n</main>\n<footer>\n";
    for line in &page.foot {
        let _ = writeln!(out, "<p>{}</p>", escaped(line));
    }
    out += "</footer>\n</body>\n</html>\n";
    out
}

fn section(out: &mut String, i: usize, section: &Section) {
    let _ =
        writeln!(out, "<section aria-labelledby=\"s{i}\">\n<h2 id=\"s{i}\">{}</h2>", escaped(section.title));
    for block in &section.blocks {
        self::block(out, i, block);
    }
    out.push_str("</section>\n");
}

fn block(out: &mut String, i: usize, block: &Block) {
    match block {
        Block::Line(text) => {
            let _ = writeln!(out, "<p>{}</p>", escaped(text));
        }
        Block::List(items) => list(out, items.iter().map(|item| escaped(item))),
        Block::Pairs(pairs) => {
            let _ = writeln!(out, "<table class=\"pairs\" aria-labelledby=\"s{i}\">\n<tbody>");
            for (what, much) in pairs {
                let (what, much) = (escaped(what), escaped(much));
                let _ = writeln!(out, "<tr><th scope=\"row\">{what}</th><td>{much}</td></tr>");
            }
            out.push_str("</tbody>\n</table>\n");
        }
        Block::Table(Table { title, head, rows }) => {
            self::table(
                out,
                "",
                title,
                head,
                rows.iter().map(|row| row.iter().map(String::as_str).collect()),
            );
        }
        Block::Chart(chart) => self::chart(out, chart),
        Block::Quotes(quotes) => list(
            out,
            quotes.iter().map(|quote| {
                let cut = if quote.is_cut { format!(" {}", cut_words()) } else { String::new() };
                format!("{}: {}{cut}", escaped(&quote.when), escaped(&quoted(&quote.text)))
            }),
        ),
    }
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    out.push_str("<ul>\n");
    items.for_each(|item| {
        let _ = writeln!(out, "<li>{item}</li>");
    });
    out.push_str("</ul>\n");
}

fn table<'r>(
    out: &mut String,
    class: &str,
    title: &str,
    head: &[&str],
    rows: impl Iterator<Item = Vec<&'r str>>,
) {
    let _ = writeln!(out, "<table{class}>\n<caption>{}</caption>\n<thead><tr>", escaped(title));
    for cell in head {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(cell));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (i, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            let _ = if i == 0 {
                write!(out, "<th scope=\"row\">{cell}</th>")
            } else {
                write!(out, "<td>{cell}</td>")
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

/// The bars as a picture for the eye, the same numbers as a table for the ear.
fn chart(out: &mut String, chart: &Chart) {
    let _ = writeln!(
        out,
        "<figure>\n<figcaption><strong>{}.</strong> {}</figcaption>",
        escaped(chart.title),
        escaped(&chart.words)
    );
    let height = ROW * (chart.bars.len() + 1);
    let _ = writeln!(out, "<svg viewBox=\"0 0 {WIDTH} {height}\" aria-hidden=\"true\" focusable=\"false\">");
    for (i, head) in chart.head.iter().enumerate() {
        cell(out, i, 0, head);
    }
    let most = chart.bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    for (row, bar) in chart.bars.iter().enumerate() {
        self::bar(out, row + 1, bar, most);
    }
    out.push_str("</svg>\n");
    let values: Vec<String> = chart.bars.iter().map(|bar| bar.value.to_string()).collect();
    let rows = chart.bars.iter().zip(&values).map(|(bar, value)| {
        [bar.label.as_str(), value].into_iter().chain(bar.beside.iter().map(String::as_str)).collect()
    });
    self::table(out, " class=\"heard\"", chart.title, &chart.head, rows);
    out.push_str("</figure>\n");
}

fn bar(out: &mut String, row: usize, bar: &Bar, most: usize) {
    cell(out, 0, row, &bar.label);
    let length = bar.value * BARS_LONG / most;
    let top = row * ROW + 2;
    let _ = writeln!(out, "<rect x=\"{BARS_FROM}\" y=\"{top}\" width=\"{length}\" height=\"8\"/>");
    let _ =
        writeln!(out, "<text x=\"{}\" y=\"{}\">{}</text>", BARS_FROM + length + 4, row * ROW + 9, bar.value);
    for (i, beside) in bar.beside.iter().enumerate() {
        cell(out, i + 2, row, beside);
    }
}

/// A text of a chart: labels and bars begin where their column begins, numbers end where it ends.
fn cell(out: &mut String, column: usize, row: usize, text: &str) {
    let text = match text {
        "Nights logged" => "Logged",
        "Median pain" => "Pain",
        "Median minutes" => "Minutes",
        other => other,
    };
    let (x, anchor) = match column {
        0 => (0, "start"),
        1 => (BARS_FROM, "start"),
        beside => (BESIDE_FROM + (beside - 2) * BESIDE, "end"),
    };
    let y = row * ROW + 9;
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>", escaped(text));
}

/// The text as text, in an element or in an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::ordinary;

    #[test]
    fn it_stands_alone_and_obeys_nobody() {
        let out = html(&ordinary());
        // A word of the patient's may name an address: it is text, and never an attribute.
        for active in [
            "<script", "<i>", "<b>", "<a", "<img", "<link", "src=", "href=", "url(", "@import", "\u{1b}",
            "\u{202e}",
        ] {
            assert!(!out.contains(active), "{active}");
        }
        assert!(out.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{out}");
        assert!(out.contains("lang=\"en\"") && out.contains("A disclaimer, whole."));
    }

    #[test]
    fn every_element_that_is_opened_is_closed() {
        let out = html(&ordinary());
        for name in [
            "html", "head", "body", "main", "section", "table", "tr", "th", "td", "figure", "svg", "text",
            "ul", "li", "p",
        ] {
            let open = out.matches(&format!("<{name}>")).count() + out.matches(&format!("<{name} ")).count();
            assert_eq!(open, out.matches(&format!("</{name}>")).count(), "{name}");
        }
    }
}
