//! The page for a clinician as headings, lines, tables and charts: one model, written by `text`, `markdown` and `html`. What
//! it says is in `sections`.

pub(crate) use super::sections::build;
use crate::domain::{clean::clean, summary::NOTE_LETTERS};

/// The heading of every page.
pub(super) const TITLE: &str = "Night leg cramps: a diary summary";

/// True if a file that begins so is an earlier page, or sheets to sign.
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
pub(crate) struct Report {
    pub(crate) title: String,
    /// Whose records these are, and the nights they cover.
    pub(crate) lead: Vec<String>,
    pub(crate) sections: Vec<ReportSection>,
    /// Sources, and last the disclaimer, whole.
    pub(crate) foot: Vec<String>,
}

/// A heading and what stands under it.
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
    /// What it is, and how much.
    Pairs(Vec<(String, String)>),
    Table(Table),
    Chart(Chart),
    /// In the patient's own words.
    Quotes(Vec<Quote>),
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
    /// What the columns are: that of the bars' labels, of the bars, then of what is told beside them.
    pub(crate) head: Vec<&'static str>,
    pub(crate) bars: Vec<Bar>,
}

/// One bar of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    pub(crate) label: String,
    /// `None` where nothing is known: that is no nought.
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

/// Words of the patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) when: String,
    pub(crate) text: String,
    pub(crate) is_cut: bool,
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// 72 columns.
    Text,
    /// The same with nothing outside ASCII.
    Ascii,
    Markdown,
    /// One file that needs no other.
    Html,
}

/// Writes the page.
pub(crate) fn render(format: Format, page: &Report) -> String {
    match format {
        Format::Text => super::text::text(page),
        Format::Ascii => super::text::ascii(page),
        Format::Markdown => super::markdown::markdown(page),
        Format::Html => super::html::html(page),
    }
}

/// Words of the patient, marked as such; nothing in them ends the quotation.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('"', "'"))
}

/// What is said behind a note that was cut.
pub(crate) fn cut_words() -> String {
    format!("(cut after {NOTE_LETTERS} letters)")
}
