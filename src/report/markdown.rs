//! The page as Markdown: plain enough to be read as it is, with nothing in it that a word of the patient's could set off.

use std::fmt::Write;

use super::model::{Bar, Block, Chart, Report, Table, cut_words, or_not_recorded, quoted};

/// The page as Markdown.
pub(crate) fn markdown(page: &Report) -> String {
    let mut out = format!("# {}\n", escaped(&page.title));
    for line in &page.lead {
        let _ = write!(out, "\n{}\n", escaped(line));
    }
    for section in &page.sections {
        let _ = write!(out, "\n## {}\n", escaped(section.title));
        for block in &section.blocks {
            out.push('\n');
            self::block(&mut out, block);
        }
    }
    out += "\n---\n";
    for line in &page.foot {
        let _ = write!(out, "\n{}\n", escaped(line));
    }
    out
}

fn block(out: &mut String, block: &Block) {
    match block {
        Block::Line(text) | Block::Nothing { words: text, .. } => {
            out.push_str(&format!("{}\n", escaped(text)))
        }
        Block::List(items) => {
            for item in items {
                let _ = writeln!(out, "- {}", escaped(item));
            }
        }
        Block::Pairs(pairs) | Block::Tags(pairs) | Block::Counts { pairs, .. } => {
            for (what, much) in pairs {
                let _ = writeln!(out, "- **{}:** {}", escaped(what), escaped(much));
            }
        }
        Block::Blanks(pairs) => {
            for (what, much) in pairs {
                let much = or_not_recorded(much.as_ref());
                let _ = writeln!(out, "- **{}:** {}", escaped(what), escaped(much));
            }
        }
        Block::Table(table) => self::table(out, table),
        Block::Chart(chart) => self::chart(out, chart),
        Block::Quotes(quotes) => {
            for quote in quotes {
                let cut = if quote.is_cut { format!(" {}", cut_words()) } else { String::new() };
                let _ = writeln!(out, "- {}: {}{cut}", escaped(&quote.when), escaped(&quoted(&quote.text)));
            }
        }
    }
}

fn table(out: &mut String, table: &Table) {
    let _ = writeln!(out, "{}:\n", escaped(table.title));
    rows(out, &table.head, table.rows.iter().map(|row| row.iter().map(String::as_str).collect()));
}

fn chart(out: &mut String, chart: &Chart) {
    let _ = writeln!(out, "**{}.** {}\n", escaped(chart.title), escaped(&chart.words));
    let values: Vec<String> = chart.bars.iter().map(Bar::number).collect();
    let bars = chart.bars.iter().zip(&values).map(|(bar, value)| {
        [bar.label.as_str(), value].into_iter().chain(bar.beside.iter().map(String::as_str)).collect()
    });
    rows(out, &chart.head, bars);
}

fn rows<'r>(out: &mut String, head: &[&'r str], rows: impl Iterator<Item = Vec<&'r str>>) {
    let mut row = |cells: &[&str]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    };
    row(head);
    row(&vec!["---"; head.len()]);
    rows.for_each(|cells| row(&cells));
}

/// The text with everything that Markdown or HTML would take for its own marked as text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.chars().enumerate() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => out.extend(['\\', c]),
            // Only at its beginning would these make a line a heading, a list or a rule; three hyphens are our own.
            '#' | '+' | '=' if i == 0 => out.extend(['\\', c]),
            '-' if i == 0 && text != "---" && text.len() > 1 => out.extend(['\\', c]),
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
    fn what_begins_as_markdown_does_is_only_text() {
        for (text, out) in [
            ("# a", "\\# a"),
            ("+ a", "\\+ a"),
            ("= a", "\\= a"),
            ("- a", "\\- a"),
            ("-", "-"),
            ("a # b - c", "a # b - c"),
            ("a|b_c~d", "a\\|b\\_c\\~d"),
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ] {
            assert_eq!(escaped(text), out);
        }
    }

    #[test]
    fn nothing_a_person_wrote_is_obeyed() {
        let out = markdown(&ordinary());
        for active in ["<script", "<i>", "<b>", "**b**", "[a](", "`x`", "\u{1b}", "\u{202e}"] {
            assert!(!out.contains(active), "{active}: {out}");
        }
        assert!(out.contains("&lt;script&gt;") && out.contains("A disclaimer, whole."), "{out}");
        // Every row of a table has as many cells as its head.
        for table in out.split("\n\n").filter(|part| part.starts_with("| ")) {
            let cells = |row: &str| row.replace("\\|", "").matches('|').count();
            let head = cells(table.lines().next().expect("a head"));
            assert!(table.lines().all(|row| cells(row) == head), "{table}");
        }
    }
}
