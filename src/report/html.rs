//! The page as one HTML file: no script, nothing fetched, made to be printed in black and white on one sheet of A4.

use std::fmt::Write;

use super::model::{Block, Chart, Report, ReportSection, Table, cut_words, quoted};

/// Black on white, nothing told by colour; two columns where there is room, as on paper.
const STYLE: &str = "
@page { size: A4; margin: 7mm 9mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; background: #fff; color: #000;
  font: 15px/1.4 system-ui, \"Segoe UI\", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.5em; margin: 0 0 .2em; }
h2 { font-size: 1.05em; margin: 0 0 .25em; border-bottom: 1px solid #000; }
p, ul { margin: 0 0 .4em; }
ul { padding-left: 1.2em; }
section { margin: 0 0 .8em; }
h2, caption { break-after: avoid; }
table, li { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .4em; }
caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .08em .6em .08em 0; }
td, .pairs th { overflow-wrap: anywhere; }
th { font-weight: normal; }
thead th { font-weight: bold; }
.pairs th { width: 38%; }
.pairs td { font-weight: 600; }
.lead { font-weight: bold; }
.chart td, .chart th { white-space: nowrap; }
.chart thead th { white-space: normal; }
footer { border-top: 1px solid #000; padding-top: .3em; font-size: .85em; }
@media (min-width: 50rem) { .sheet { columns: 2; column-gap: 1.6rem; } }
@media print {
  body { padding: 0; max-width: none; font-size: 9pt; line-height: 1.12;
    font-family: Arial, Helvetica, \"Liberation Sans\", sans-serif; }
  footer { font-size: 1em; }
  h1 { font-size: 1.25em; }
  h2 { font-size: 1em; margin-bottom: .1em; }
  section { margin-bottom: .3em; }
  p, ul, table { margin-bottom: .15em; }
  th, td { padding: 0 .5em 0 0; }
  .pairs th { width: 34%; }
  .pairs td { font-weight: normal; }
  .sheet { margin-bottom: .2em; }
  .sheet { columns: 2; column-gap: 4mm; }
}
";

/// How long the longest bar of a chart is.
const BAR: usize = 90;

/// The page as one file.
pub(crate) fn html(page: &Report) -> String {
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

fn section(out: &mut String, i: usize, section: &ReportSection) {
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
            let rows = rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect());
            self::table(out, "", &escaped(title), head, rows);
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

/// A table; its caption and cells are HTML already.
fn table(
    out: &mut String,
    class: &str,
    caption: &str,
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) {
    let _ = writeln!(out, "<table{class}>\n<caption>{caption}</caption>\n<thead><tr>");
    for cell in head {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(cell));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (i, cell) in row.iter().enumerate() {
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

/// A table with a bar beside each number: the eye sees the bars, the ear hears the numbers.
fn chart(out: &mut String, chart: &Chart) {
    let caption = format!("<strong>{}.</strong> {}", escaped(chart.title), escaped(&chart.words));
    let most = chart.most().max(1);
    let rows = chart.bars.iter().map(|bar| {
        let length = bar.value.unwrap_or(0) * BAR / most;
        let picture = format!(
            "<svg width=\"{BAR}\" height=\"8\" viewBox=\"0 0 {BAR} 8\" aria-hidden=\"true\">\
             <rect width=\"{length}\" height=\"8\"/></svg> {}",
            bar.number()
        );
        let beside = bar.beside.iter().map(|cell| escaped(cell));
        [escaped(&bar.label), picture].into_iter().chain(beside).collect()
    });
    table(out, " class=\"chart\"", &caption, &chart.head, rows);
}

/// The text as text, in an element or in an attribute.
pub(super) fn escaped(text: &str) -> String {
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
    use crate::report::{model::Bar, sample::ordinary};

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
    fn the_longest_bar_has_all_the_room_and_half_of_it_half() {
        let bar = |value| Bar { label: String::new(), value, beside: vec![] };
        let bars = vec![bar(Some(8)), bar(Some(4)), bar(Some(0)), bar(None)];
        let mut out = String::new();
        chart(&mut out, &Chart { title: "", words: String::new(), head: vec!["Week to", "Cramps"], bars });
        let lengths: Vec<&str> =
            out.split("<rect width=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(lengths, ["90", "45", "0", "0"]);
    }

    #[test]
    fn it_is_printed_in_letters_that_can_be_read() {
        let (_, print) = STYLE.split_once("@media print").expect("a style for paper");
        let sizes: Vec<&str> =
            print.split("font-size: ").skip(1).filter_map(|s| s.split(';').next()).collect();
        // Of the page 9 points; of its parts as much or more.
        assert_eq!(sizes.first(), Some(&"9pt"));
        let em =
            |size: &str| size.trim_end_matches([' ', '}']).trim_end_matches("em").parse::<f32>().expect("em");
        assert!(sizes.iter().skip(1).all(|size| em(size) >= 1.0), "{sizes:?}");
    }

    #[test]
    fn every_element_that_is_opened_is_closed() {
        let out = html(&ordinary());
        for name in
            ["html", "head", "body", "main", "section", "table", "tr", "th", "td", "svg", "ul", "li", "p"]
        {
            let open = out.matches(&format!("<{name}>")).count() + out.matches(&format!("<{name} ")).count();
            assert_eq!(open, out.matches(&format!("</{name}>")).count(), "{name}");
        }
    }
}
