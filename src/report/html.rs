//! The report as one HTML file. It has no script and loads nothing. It can be printed in black and white on
//! one sheet of A4.

use std::fmt::Write;

use super::{
    fit,
    model::{Block, Chart, ClinicianReport, NOT_RECORDED, ReportSection, Table, quote},
};
use crate::domain::{Night, NightMark};

/// The style sheet: black, white and grey only, with two columns on paper and on a wide screen.
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
.strip { table-layout: fixed; }
.strip caption { padding-bottom: .2em; }
.strip th { text-align: center; vertical-align: bottom; padding: 0; font-weight: normal; }
.strip td { text-align: center; padding: .25em 0; border: 1px solid #000; height: 1.9em; }
.strip td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.p1 { background: #f0f0f0; }
.p2 { background: #dcdcdc; }
.p3 { background: #c4c4c4; }
.p4 { background: #a8a8a8; font-weight: bold; }
.blank { border-bottom: 1px solid #000; height: 2em; font-style: italic; }
div.blank { margin: 0 0 .3em; }
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
  .strip th { padding: 0; }
  .strip td { padding: 0; height: 1.7em; }
  .blank { height: 1.9em; }
  .sheet { margin-bottom: .2em; }
  .sheet { columns: 2; column-gap: 4mm; }
}
";

/// The width of the longest bar of a chart, in pixels.
const BAR: usize = 90;

/// The report as an HTML document, fitted to one sheet.
pub(crate) fn html(page: &ClinicianReport) -> String {
    let page = &fit::one_sheet(page);
    let title = escaped(&page.title);
    let mut out = head(&title, STYLE);
    let _ = writeln!(out, "<h1>{title}</h1>");
    for (i, line) in page.lead.iter().enumerate() {
        let class = if i == 0 { " class=\"lead\"" } else { "" };
        let _ = writeln!(out, "<p{class}>{}</p>", escaped(line));
    }
    strip(&mut out, &page.strip);
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

/// The beginning of a document, up to its main part. It allows no script, and nothing from the network. The title is HTML.
pub(super) fn head(title: &str, style: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
    )
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
        Block::Nothing { words, lines } => {
            let _ = writeln!(out, "<p>{}</p>", escaped(words));
            out.push_str(&"<div class=\"blank\"></div>\n".repeat(*lines));
        }
        Block::Blanks(pairs) => {
            self::pairs(out, i, pairs.iter().map(|(name, value)| (name.as_str(), value.as_deref())))
        }
        Block::List(items) => list(out, items.iter().map(|item| escaped(item))),
        Block::Pairs(pairs) | Block::Tags(pairs) => {
            self::pairs(out, i, pairs.iter().map(|(name, value)| (name.as_str(), Some(value.as_str()))))
        }
        Block::Counts { table, .. } | Block::Table(table) => block_table(out, table),
        Block::Chart(chart) => self::chart(out, chart),
        Block::Quotes(notes) => list(out, notes.iter().map(|note| escaped(&quote(note)))),
    }
}

/// A table of names and values. A value that is not recorded is a blank, to be filled in by hand.
fn pairs<'p>(out: &mut String, i: usize, pairs: impl Iterator<Item = (&'p str, Option<&'p str>)>) {
    let _ = writeln!(out, "<table class=\"pairs\" aria-labelledby=\"s{i}\">\n<tbody>");
    for (name, value) in pairs {
        let class = if value.is_none() { " class=\"blank\"" } else { "" };
        let (name, value) = (escaped(name), escaped(value.unwrap_or(NOT_RECORDED)));
        let _ = writeln!(out, "<tr><th scope=\"row\">{name}</th><td{class}>{value}</td></tr>");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn block_table(out: &mut String, Table { title, head, rows }: &Table) {
    let rows = rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect());
    self::table(out, "", &escaped(title), head, rows);
}

/// A table with one column for each night: the date, and below it the mark, with a grey that shows the pain.
fn strip(out: &mut String, nights: &[(Night, NightMark)]) {
    if nights.is_empty() {
        return;
    }
    let count = nights.len();
    let _ = writeln!(
        out,
        "<table class=\"strip\">\n<caption><strong>The last {count} nights.</strong> Worst pain of each night, 0 to 10. 0: noted \
         as a night without a cramp. x: another cramp, its pain 0 or not noted. Empty: no record, nothing is known.</caption>\n<thead><tr>"
    );
    let mut month = None;
    for (night, _) in nights {
        // Only the first night of each month shows the month.
        let is_new = month.replace(night.0.month()) != Some(night.0.month());
        let format = if is_new { "%-d %b" } else { "%-d" };
        let _ = write!(out, "<th scope=\"col\">{}</th>", night.0.strftime(format));
    }
    out.push_str("</tr></thead>\n<tbody><tr>");
    for (_, mark) in nights {
        let _ = write!(out, "<td class=\"p{}\">{}</td>", mark.level(), mark.text(""));
    }
    out.push_str("</tr></tbody>\n</table>\n");
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    out.push_str("<ul>\n");
    items.for_each(|item| {
        let _ = writeln!(out, "<li>{item}</li>");
    });
    out.push_str("</ul>\n");
}

/// A table. The class, the caption and the rows are HTML; only the head is escaped here.
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

/// A table with a bar beside each number. A screen reader reads the numbers and skips the bars.
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

/// Escapes a text for use in an element or in a quoted attribute.
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
    use crate::report::{
        model::Bar,
        tests::sample::{crowded, ordinary, page},
    };

    #[test]
    fn it_stands_alone_and_obeys_nobody() {
        let out = html(&ordinary());
        // The text of the patient may contain markup or a URL. It must never become an element or an
        // attribute.
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
        // The page uses 9 points, and no part of it uses less.
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

    /// The number of pages of a PDF. Chromium writes an uncompressed object for each page.
    fn pages(pdf: &[u8]) -> usize {
        let text = String::from_utf8_lossy(pdf);
        text.split("/Type /Page").skip(1).filter(|rest| !rest.starts_with('s')).count()
    }

    #[test]
    fn it_prints_on_one_sheet_of_a4() {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let is_there = |name: &&str| std::process::Command::new(name).arg("--version").output().is_ok();
        let Some(browser) = names.into_iter().find(is_there) else {
            println!("skipped: there is no Chromium here to print the page with");
            return;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let (file, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
        for (what, page) in
            [("empty", page(vec![], vec![])), ("ordinary", ordinary()), ("crowded", crowded())]
        {
            #[expect(clippy::disallowed_methods, reason = "the page for the browser")]
            std::fs::write(&file, html(&page)).expect("written");
            let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
            let print = format!("--print-to-pdf={}", pdf.display());
            let ran = std::process::Command::new(browser)
                .args([
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-pdf-header-footer",
                    &profile,
                    &print,
                ])
                .arg(&file)
                .output()
                .expect("run");
            #[expect(clippy::disallowed_methods, reason = "the page that the browser printed")]
            let printed = std::fs::read(&pdf).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
            assert_eq!(pages(&printed), 1, "{what}: {} lines", fit::height(&fit::one_sheet(&page)));
            std::fs::remove_file(&pdf).expect("removed");
        }
    }

    #[test]
    fn the_strip_has_a_cell_for_each_night_and_blanks_where_nothing_is_recorded() {
        let out = html(&ordinary());
        let (_, strip) = out.split_once("class=\"strip\"").expect("a strip");
        let (strip, _) = strip.split_once("</table>").expect("its end");
        assert_eq!((strip.matches("<td").count(), strip.matches("<th ").count()), (30, 30));
        // The first night has pain 2. The last nights have no record.
        assert!(strip.contains("<th scope=\"col\">1 Nov</th><th scope=\"col\">2</th>"), "{strip}");
        assert!(strip.contains("<tbody><tr><td class=\"p1\">2</td>"), "{strip}");
        assert!(
            strip.contains("<td class=\"p4\">10</td>") && strip.contains("<td class=\"p0\">0</td>"),
            "{strip}"
        );
        // Two of the seven values about the person are recorded; five are blanks.
        assert_eq!(out.matches("<td class=\"blank\">not recorded</td>").count(), 5);
        let empty = html(&page(vec![], vec![]));
        assert!(empty.matches("<div class=\"blank\"></div>").count() >= 4, "{empty}");
    }
}
