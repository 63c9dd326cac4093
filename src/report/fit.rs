//! Fits the printed page on one sheet of A4: estimates its height in lines, and shortens what the export and the text format have whole.

use super::model::{Block, ClinicianReport, ReportSection, Table};

/// Estimated lines that a sheet of A4 holds. Inside its margins there is room for 79 lines of 9 points (283 mm at 3.56 mm a line). The
/// estimate is too high by 5 to 10 %: measured with Chromium, 81 estimated lines are 74, and 85 do not fit.
const SHEET: usize = 81;
/// Letters of a line over the whole width, and of a line in one of the two columns.
const WHOLE: usize = 116;
const COLUMN: usize = 58;
/// Letters of a line in the two columns of a table of pairs.
const PAIR: (usize, usize) = (18, 37);
/// Letters that the cells of a table have in all.
const CELLS: usize = 50;
/// Lines of the title with its space, and of the strip of nights.
const TITLE: usize = 2;
const STRIP: usize = 5;
/// The rows that are left of a long list of counts.
const ROWS: usize = 6;

/// Shortens a page step by step until it fits; one that fits already stays as it is. Medicines, warning signs and the person's own lines
/// are never shortened: with very many of them the page goes on to a second sheet.
pub(super) fn one_sheet(page: &ClinicianReport) -> ClinicianReport {
    let mut page = page.clone();
    for step in [drop_old_notes, bars_to_words, shorten_counts, drop_notes] {
        if height(&page) <= SHEET {
            break;
        }
        page.sections.iter_mut().for_each(step);
        page.sections.retain(|section| !section.blocks.is_empty());
    }
    page
}

fn drop_old_notes(section: &mut ReportSection) {
    for block in &mut section.blocks {
        if let Block::Quotes(quotes) = block {
            quotes.truncate(2);
        }
    }
}

fn drop_notes(section: &mut ReportSection) {
    section.blocks.retain(|block| !matches!(block, Block::Quotes(_)));
}

fn bars_to_words(section: &mut ReportSection) {
    for block in &mut section.blocks {
        if let Block::Chart(chart) = block {
            *block = Block::Line(format!("{}. {}", chart.title, chart.words));
        }
    }
}

/// Keeps the most frequent rows; the number of the others is said.
fn shorten_counts(section: &mut ReportSection) {
    let mut more = 0;
    for block in &mut section.blocks {
        let rows = match block {
            Block::Counts { table, .. } => {
                let all = table.rows.len();
                table.rows.truncate(ROWS);
                all
            }
            Block::Tags(pairs) => {
                let all = pairs.len();
                pairs.truncate(ROWS);
                all
            }
            _ => continue,
        };
        more += rows.saturating_sub(ROWS);
    }
    if more > 0 {
        section.blocks.push(Block::Line(format!("{more} more, less often, are in the export.")));
    }
}

/// The height of the printed page, in lines.
pub(super) fn height(page: &ClinicianReport) -> usize {
    let whole = |lines: &[String]| lines.iter().map(|text| rows(text, WHOLE)).sum::<usize>();
    let blocks: usize = page.sections.iter().flat_map(|section| &section.blocks).map(block).sum();
    // A heading takes a line; its rule and the space around the section another third.
    let columns = blocks + page.sections.len() * 4 / 3;
    // The two columns are balanced, but no row of a table is split.
    TITLE + whole(&page.lead) + STRIP + columns.div_ceil(2) + 1 + whole(&page.foot) + 1
}

fn block(block: &Block) -> usize {
    let pair = |name: &str, value: &str| rows(name, PAIR.0).max(rows(value, PAIR.1));
    match block {
        Block::Line(text) => rows(text, COLUMN),
        Block::List(items) => items.iter().map(|item| rows(item, COLUMN - 3)).sum(),
        Block::Pairs(pairs) | Block::Tags(pairs) => pairs.iter().map(|(name, value)| pair(name, value)).sum(),
        Block::Blanks(pairs) => {
            pairs.iter().map(|(name, value)| value.as_ref().map_or(2, |value| pair(name, value))).sum()
        }
        Block::Counts { table, .. } | Block::Table(table) => self::table(table),
        Block::Nothing { words, lines } => rows(words, COLUMN) + lines * 5 / 2,
        Block::Chart(chart) => {
            rows(chart.title, COLUMN).max(rows(&chart.words, COLUMN - 15)) + 2 + chart.bars.len()
        }
        Block::Quotes(notes) => {
            notes.iter().map(|note| rows(&note.text, COLUMN - 22) + usize::from(note.is_cut)).sum()
        }
    }
}

fn table(table: &Table) -> usize {
    let cell = CELLS / table.head.len().max(1);
    let row = |row: &Vec<String>| row.iter().map(|text| rows(text, cell)).max().unwrap_or(1);
    2 + table.rows.iter().map(row).sum::<usize>()
}

/// Rows that a text takes at that many letters a row; words are not split.
fn rows(text: &str, letters: usize) -> usize {
    textwrap::wrap(text, letters).len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::sample::{crowded, ordinary, page};

    #[test]
    fn a_page_that_fits_stays_as_it_is() {
        for page in [ordinary(), page(vec![], vec![])] {
            assert!(height(&page) <= SHEET, "{}", height(&page));
            assert_eq!(one_sheet(&page), page);
        }
    }

    #[test]
    fn a_crowded_page_is_shortened_until_it_fits_and_says_so() {
        let page = crowded();
        assert!(height(&page) > SHEET, "{}", height(&page));
        let fitted = one_sheet(&page);
        assert!(height(&fitted) <= SHEET, "{}", height(&fitted));
        let said = |page: &ClinicianReport| format!("{:?}", page.sections);
        assert!(said(&fitted).contains("more, less often, are in the export."));
        for title in ["Medicines", "Warning signs ever ticked", "The person, in the patient's words"] {
            let of =
                |page: &ClinicianReport| page.sections.iter().find(|section| section.title == title).cloned();
            assert_eq!(of(&fitted), of(&page), "{title}");
        }
    }
}
