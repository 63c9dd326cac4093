//! The page as plain text of 72 columns: a line begins two columns in, and goes on four columns in.

use textwrap::{Options, WordSplitter};

use super::model::{Block, Chart, ClinicianReport, NOT_RECORDED, Table, quote};

/// Columns of plain text.
const COLUMNS: usize = 72;
/// The longest bar; each `#` is one cramp where they all have room.
const BAR: usize = 18;

/// The page as text.
pub(crate) fn text(page: &ClinicianReport) -> String {
    let mut out = String::new();
    paragraph(&mut out, &page.title.to_uppercase(), "", "");
    for line in &page.lead {
        paragraph(&mut out, line, "", "");
    }
    for section in &page.sections {
        out.push('\n');
        paragraph(&mut out, &section.title.to_uppercase(), "", "");
        for block in &section.blocks {
            self::block(&mut out, block);
        }
    }
    out.push('\n');
    for line in &page.foot {
        paragraph(&mut out, line, "", "");
    }
    out
}

fn paragraph(out: &mut String, text: &str, first: &str, rest: &str) {
    let options = Options::new(COLUMNS)
        .initial_indent(first)
        .subsequent_indent(rest)
        // A word that is split at a hyphen cannot be joined again.
        .word_splitter(WordSplitter::NoHyphenation);
    for row in textwrap::wrap(text, options) {
        out.push_str(row.trim_end());
        out.push('\n');
    }
}

fn block(out: &mut String, block: &Block) {
    let mut line = |text: &str| paragraph(out, text, "  ", "    ");
    match block {
        Block::Line(text) | Block::Nothing { words: text, .. } => line(text),
        Block::List(items) => items.iter().for_each(|item| line(&format!("- {item}"))),
        Block::Pairs(pairs) | Block::Tags(pairs) | Block::Counts { pairs, .. } => {
            pairs.iter().for_each(|(name, value)| line(&format!("{name}: {value}")));
        }
        Block::Blanks(pairs) => pairs.iter().for_each(|(name, value)| {
            line(&format!("{name}: {}", value.as_deref().unwrap_or(NOT_RECORDED)));
        }),
        Block::Table(table) => self::table(out, table),
        Block::Chart(chart) => self::chart(out, chart),
        Block::Quotes(notes) => notes.iter().for_each(|note| line(&quote(note))),
    }
}

/// Each row is one line of words: cells of the patient's may be of any length.
fn table(out: &mut String, table: &Table) {
    paragraph(out, &format!("{} ({}):", table.title, table.head.join("; ").to_lowercase()), "  ", "    ");
    for row in &table.rows {
        paragraph(out, &row.join("; "), "  ", "    ");
    }
}

fn chart(out: &mut String, chart: &Chart) {
    paragraph(out, &format!("{}. {}", chart.title, chart.words), "  ", "    ");
    let most = chart.most();
    let mut head = chart.head.iter();
    let (label, value) = (head.next().copied().unwrap_or(""), head.next().copied().unwrap_or(""));
    let beside: Vec<&str> = head.copied().collect();
    let widths: Vec<usize> = beside.iter().map(|head| short(head).len().max(6)).collect();
    let mut rows = vec![row(label, value, &beside, &widths, "")];
    for bar in &chart.bars {
        let value = bar.value.unwrap_or(0);
        let length = if most > BAR { (value * BAR).div_ceil(most) } else { value };
        let beside: Vec<&str> = bar.beside.iter().map(String::as_str).collect();
        rows.push(row(&bar.label, &bar.number(), &beside, &widths, &"#".repeat(length)));
    }
    for row in rows {
        out.push_str(format!("  {row}").trim_end());
        out.push('\n');
    }
}

/// `label  value  beside …  ####`: numbers before bars, so that the columns stand.
fn row(label: &str, value: &str, beside: &[&str], widths: &[usize], bar: &str) -> String {
    let cells = beside.iter().zip(widths);
    let beside: String = cells.map(|(cell, width)| format!(" {:>width$}", short(cell))).collect();
    format!("{label:<9} {value:>6}{beside}  {bar}")
}

/// A column's heading, so that all of them and a bar have room.
fn short(head: &str) -> &str {
    match head {
        "Nights logged" => "Logged",
        "Median pain" => "median pain",
        "Median minutes" => "median minutes",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{
        model::{Bar, Format, render},
        tests::sample::{ordinary, page},
    };

    #[test]
    fn no_line_is_wider_than_the_page_and_ascii_is_ascii() {
        let page = ordinary();
        assert!(text(&page).lines().all(|line| line.chars().count() <= COLUMNS), "{}", text(&page));
        let plain = render(Format::Ascii, &page);
        assert!(plain.is_ascii());
        assert!(plain.contains("Renee"), "{plain}");
    }

    #[test]
    fn the_columns_of_a_chart_say_what_they_are() {
        let text = text(&ordinary());
        assert!(text.contains("  Week to   Cramps Logged median pain median minutes\n"), "{text}");
    }

    #[test]
    fn a_bar_is_a_mark_a_cramp_or_as_long_as_there_is_room() {
        for (value, most, marks) in
            [(0, 3, 0), (3, 3, 3), (18, 18, 18), (19, 19, 18), (1, 100, 1), (50, 100, 9)]
        {
            let bar = |value| Bar { label: "8 Nov".into(), value: Some(value), beside: vec![] };
            let (title, words, head) = ("Cramps", "Many.".to_owned(), vec!["Week to", "Cramps"]);
            let mut out = String::new();
            chart(&mut out, &Chart { title, words, head, bars: vec![bar(value), bar(most)] });
            let row = out.lines().nth(2).expect("the row of the first bar");
            assert_eq!(row.matches('#').count(), marks, "{value} of {most}: {out}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let text = text(&page(vec![], vec![]));
        for said in [
            "Gaps: 30 of 30 nights have no record: nothing is known of them.",
            "Name and age: not recorded",
            "Last fortnight (17 to 30 Nov 2026): not known: none of its nights is",
            "No check is kept in the diary.",
            "No medicine is recorded.",
            "Nothing is recorded as tried.",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }
}
