//! The page for a clinician as headings, lines, tables and charts: one model, written by `text` and `html`.
//! Its words are in `sections`.

pub(crate) use super::sections::build;
use crate::domain::{
    Night, NightMark,
    ascii::to_ascii,
    clean::clean,
    summary::{NOTE_LETTERS, Note},
};

/// The text in the place of a value that is not recorded.
pub(crate) const NOT_RECORDED: &str = "not recorded";
/// The heading of every page.
pub(super) const TITLE: &str = "Night leg cramps: a diary summary";

/// True if a file with this beginning is an earlier page, or sheets to sign.
pub(crate) fn is_ours(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    head.starts_with(&TITLE.to_uppercase())
        || head.starts_with(&format!("# {TITLE}"))
        || (head.starts_with("<!doctype html>")
            && (head.contains(&format!("<title>{TITLE}</title>"))
                || head.contains(": sheets for clinicians to sign</title>")))
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClinicianReport {
    pub(crate) title: String,
    /// The origin of the records, and the nights they cover.
    pub(crate) lead: Vec<String>,
    /// The worst pain of each night, for a strip at the head of the printed page. Other formats have the same in their counts.
    pub(crate) strip: Vec<(Night, NightMark)>,
    pub(crate) sections: Vec<ReportSection>,
    /// Sources, and last the disclaimer, whole.
    pub(crate) foot: Vec<String>,
}

/// A heading and the blocks under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportSection {
    pub(crate) title: &'static str,
    pub(crate) blocks: Vec<Block>,
}

/// Something under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Line(String),
    List(Vec<String>),
    /// A name and a value each.
    Pairs(Vec<(String, String)>),
    /// Pairs with the number of times that each was recorded, the most frequent first.
    Tags(Vec<(String, String)>),
    /// A name and a value each; without a value the printed page has a line to fill in by hand.
    Blanks(Vec<(String, Option<String>)>),
    /// Pairs that the printed page shows as a table.
    Counts {
        pairs: Vec<(String, String)>,
        table: Table,
    },
    /// A sentence that says that nothing is recorded, with so many lines to fill in by hand on the printed page.
    Nothing {
        words: String,
        lines: usize,
    },
    Table(Table),
    Chart(Chart),
    /// In the patient's own words.
    Quotes(Vec<Note>),
}

/// Rows under headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) title: &'static str,
    pub(crate) head: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// Bars, each with its number beside it; `words` says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chart {
    pub(crate) title: &'static str,
    pub(crate) words: String,
    /// The heads of the columns: labels, bars, then the values beside the bars.
    pub(crate) head: Vec<&'static str>,
    pub(crate) bars: Vec<Bar>,
}

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    pub(crate) label: String,
    /// `None` if nothing is known, which is not zero.
    pub(crate) value: Option<usize>,
    pub(crate) beside: Vec<String>,
}

impl Bar {
    /// Its number as it is written.
    pub(crate) fn number(&self) -> String {
        self.value.map_or_else(|| "-".to_owned(), |value| value.to_string())
    }
}

impl Chart {
    /// The longest bar.
    pub(crate) fn most(&self) -> usize {
        self.bars.iter().filter_map(|bar| bar.value).max().unwrap_or(0)
    }
}

/// The format of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// 72 columns.
    Text,
    /// The same in ASCII: without accents, and with a question mark for a letter that has no ASCII form.
    Ascii,
    /// One file that needs no other.
    Html,
}

/// Writes the page.
pub(crate) fn render(format: Format, page: &ClinicianReport) -> String {
    match format {
        Format::Text => super::text::text(page),
        Format::Ascii => to_ascii(&super::text::text(page)),
        Format::Html => super::html::html(page),
    }
}

/// Words of the patient in quotation marks. Quotation marks inside become apostrophes.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('"', "'"))
}

/// A note with its night, in the patient's words.
pub(crate) fn quote(note: &Note) -> String {
    let cut = if note.is_cut { format!(" (cut after {NOTE_LETTERS} letters)") } else { String::new() };
    format!("{}: {}{cut}", note.night.words(), quoted(&note.text))
}
