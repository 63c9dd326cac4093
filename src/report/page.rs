//! The page for a clinician as headings, lines, tables and charts: one model, written by `text`, `markdown` and `html`.

use jiff::civil::Date;

use crate::domain::{
    book::Book,
    clean::clean,
    episode::Fact,
    moment::Night,
    programme::Counts,
    summary::{First, LOGGED_AT_LEAST, NOTE_LETTERS, Sleep, Summary},
    tally::{Middle, Tenths, count},
    trends::{Trends, day, gaps},
};

/// More weeks than these are left to the export: the page is one page.
const WEEKS: usize = 13;
/// What stands where nothing is recorded.
const NOT_RECORDED: &str = "not recorded";

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// Whose records these are, and the nights they cover.
    pub(crate) lead: Vec<String>,
    pub(crate) sections: Vec<Section>,
    /// The disclaimer, whole, and sources.
    pub(crate) foot: Vec<String>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
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
pub(crate) fn render(format: Format, page: &Page) -> String {
    match format {
        Format::Text => super::text::text(page),
        Format::Ascii => super::text::ascii(page),
        Format::Markdown => super::markdown::markdown(page),
        Format::Html => super::html::html(page),
    }
}

/// The page of that summary; `trends` are of the same nights, `made` is the day it is made on.
pub(crate) fn build(book: &Book, summary: &Summary, trends: &Trends, made: Date) -> Page {
    let words = &book.diary.report;
    let mut sections = vec![person(summary), record(summary, trends)];
    if !trends.is_empty() {
        sections.push(Section { title: "Cramps by week and hour", blocks: charts(trends) });
    }
    sections.extend([
        before(summary),
        also(summary),
        medicines(summary),
        flags(summary),
        tried(book, summary),
    ]);
    sections.extend(notes(summary));
    sections.push(Section {
        title: "Questions to ask",
        blocks: vec![Block::List(words.questions.clone()), Block::Line(words.tests.clone())],
    });
    sections.retain(|section| !section.blocks.is_empty());
    let cites: Vec<&str> =
        words.sources.iter().filter_map(|id| book.source(id)).map(|source| source.cite.as_str()).collect();
    let mut foot = book.about.disclaimer.clone();
    if !cites.is_empty() {
        foot.push(format!("Sources on tests: {}", cites.join(" ")));
    }
    Page {
        title: "Night leg cramps: a diary summary".to_owned(),
        lead: vec![
            words.recorded.clone(),
            format!(
                "Nights from {} to {}. Made on {}.",
                summary.from.words(),
                summary.to.words(),
                Night(made).words()
            ),
        ],
        sections,
        foot,
    }
}

fn pair(what: &str, how_much: impl Into<String>) -> (String, String) {
    (what.to_owned(), how_much.into())
}

fn person(summary: &Summary) -> Section {
    let line = |(fact, text): &(Fact, Option<String>)| {
        pair(fact.words(), text.as_ref().map_or_else(|| NOT_RECORDED.to_owned(), |text| quoted(text)))
    };
    Section {
        title: "The person, in the patient's words",
        blocks: vec![Block::Pairs(summary.facts.iter().map(line).collect())],
    }
}

/// Words of the patient, marked as such; nothing in them ends the quotation.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('"', "'"))
}

fn record(summary: &Summary, trends: &Trends) -> Section {
    let Summary { counts, .. } = summary;
    let mut rows = vec![
        pair("Nights", format!("{}, of which {} logged", counts.nights, counts.logged)),
        pair("Gaps", gaps(counts.nights, counts.logged)),
        pair(
            "Cramps",
            format!("{} on {}", count(counts.cramps, "cramp"), count(summary.cramp_nights, "night")),
        ),
        pair("First cramp in the diary", summary.first_cramp.map_or("none".to_owned(), Night::words)),
        pair("Cramps a week now", a_week(&summary.now)),
        pair("First fortnight", first(summary)),
        pair("Minutes", middle(summary.length, "longest", counts.cramps)),
        pair("Pain, 0 to 10", middle(summary.pain, "worst", counts.cramps)),
        pair("Nights of broken sleep", sleep(&summary.sleep, summary.cramp_nights)),
    ];
    if summary.sleep.back.is_some() {
        rows.push(pair("Minutes until asleep again", middle(summary.sleep.back, "longest", counts.cramps)));
    }
    if counts.cramps > 0 {
        rows.push(pair("Leg", trends.legs_words().trim_end_matches('.')));
        rows.push(pair("Muscle", trends.muscles_words().trim_end_matches('.')));
    }
    Section { title: "What is recorded", blocks: vec![Block::Pairs(rows)] }
}

/// A rate is only ever of nights that were looked at: with gaps it is the least it can have been.
fn a_week(counts: &Counts) -> String {
    let least = if counts.logged < counts.nights { "at least " } else { "" };
    let Ok(nights) = u64::try_from(counts.nights) else { return NOT_RECORDED.to_owned() };
    if nights == 0 || counts.logged == 0 {
        return format!("not known: no night of the last {nights} is logged");
    }
    let cramps = u64::try_from(counts.cramps).unwrap_or(0);
    // Cramps × 7 ÷ nights, in tenths, to the nearest.
    let rate = Tenths((cramps * 140 + nights) / (nights * 2));
    format!("{least}{rate} ({})", counts.words())
}

fn first(summary: &Summary) -> String {
    match &summary.first {
        First::Compared(first) => a_week(first),
        First::TooShort => "not compared: the span has fewer than 28 nights".to_owned(),
        First::TooFew(first) => format!(
            "not compared: {} of its nights and {} of the last 14 are logged; {LOGGED_AT_LEAST} of each are needed",
            first.logged, summary.now.logged
        ),
    }
}

fn middle(middle: Option<Middle>, largest: &str, cramps: usize) -> String {
    middle.map_or_else(
        || NOT_RECORDED.to_owned(),
        |m| format!("median {}, {largest} {} (recorded for {} of {cramps})", m.median, m.largest, m.of),
    )
}

fn sleep(sleep: &Sleep, nights: usize) -> String {
    if sleep.known == 0 {
        return NOT_RECORDED.to_owned();
    }
    format!(
        "{} of {} with a cramp (it woke, or sleep lost was above 0; recorded for {} of them)",
        sleep.broken,
        count(nights, "night"),
        sleep.known
    )
}

fn charts(trends: &Trends) -> Vec<Block> {
    let number = |middle: Option<Middle>| middle.map_or_else(|| "-".to_owned(), |m| m.median.to_string());
    let left_out = trends.weeks.len().saturating_sub(WEEKS);
    let bars = trends.weeks.iter().skip(left_out).map(|week| Bar {
        label: day(week.to),
        value: (week.logged > 0).then_some(week.cramps),
        beside: vec![format!("{} of {}", week.logged, week.nights), number(week.pain), number(week.length)],
    });
    let mut words = trends.weeks_words();
    if left_out > 0 {
        words += &format!(" Here the last {WEEKS} of {} weeks.", trends.weeks.len());
    }
    let weeks = Chart {
        title: "Cramps per week",
        words,
        head: vec!["Week to", "Cramps", "Nights logged", "Median pain", "Median minutes"],
        bars: bars.collect(),
    };
    if trends.cramps == 0 {
        return vec![Block::Chart(weeks)];
    }
    // From the first hour with a cramp to the last, in the order of a night.
    let first = trends.hours.iter().position(|(_, cramps)| *cramps > 0).unwrap_or(0);
    let last = trends.hours.iter().rposition(|(_, cramps)| *cramps > 0).unwrap_or(0);
    let hours = trends.hours.iter().take(last + 1).skip(first).map(|(hour, cramps)| Bar {
        label: format!("{hour:02}:00"),
        value: Some(*cramps),
        beside: vec![],
    });
    let hours = Chart {
        title: "Cramps by hour",
        words: trends.hours_words(),
        head: vec!["Hour from", "Cramps"],
        bars: hours.collect(),
    };
    vec![Block::Chart(weeks), Block::Chart(hours)]
}

fn before(summary: &Summary) -> Section {
    let mut blocks = vec![];
    let tags = &summary.before;
    if tags.of > 0 {
        let each = tags.each.iter().map(|(text, cramps)| (text.clone(), format!("{cramps} of {}", tags.of)));
        blocks.push(Block::Pairs(each.collect()));
        blocks.push(Block::Line(format!(
            "Counted in the {} of {} with anything recorded. Coming before a cramp is no proof of a link.",
            tags.of,
            count(summary.counts.cramps, "cramp"),
        )));
    }
    if summary.alcohol.is_some() {
        let units = middle(summary.alcohol, "most", summary.counts.cramps);
        blocks.push(Block::Pairs(vec![pair("Units of alcohol the day before", units)]));
    }
    if blocks.is_empty() {
        blocks.push(Block::Line("Nothing is recorded of the days before.".to_owned()));
    }
    Section { title: "What came before", blocks }
}

fn also(summary: &Summary) -> Section {
    let mut blocks = vec![];
    let tags = &summary.also;
    let each = tags.each.iter().map(|(text, cramps)| {
        (text.clone(), format!("with {cramps} of {}", count(summary.counts.cramps, "cramp")))
    });
    if tags.of > 0 {
        blocks.push(Block::Pairs(each.collect()));
    }
    // Tags have been counted already.
    let of_tag = |found: &&crate::domain::patterns::Found| !found.words.starts_with('"');
    let patterns: Vec<String> = summary.patterns.iter().filter(of_tag).map(|f| f.words.clone()).collect();
    if !patterns.is_empty() {
        blocks.push(Block::List(patterns));
    }
    if blocks.is_empty() {
        blocks.push(Block::Line("No other sign is recorded with a cramp.".to_owned()));
    }
    Section { title: "Noticed with the cramps", blocks }
}

fn medicines(summary: &Summary) -> Section {
    let title = "Medicines";
    if summary.medicines.is_empty() {
        return Section { title, blocks: vec![Block::Line("No medicine is recorded.".to_owned())] };
    }
    let row = |m: &crate::domain::episode::Medicine| {
        let dose = if m.dose.is_empty() { "-".to_owned() } else { m.dose.clone() };
        vec![m.date.0.strftime("%-d %b %Y").to_string(), m.change.words().to_owned(), m.name.clone(), dose]
    };
    let rows = summary.medicines.iter().map(row).collect();
    let table = Table {
        title: "As written by the patient",
        head: vec!["Date", "Change", "Medicine", "Dose and route"],
        rows,
    };
    let onset = summary.first_cramp.map_or_else(
        || "No cramp is in the diary.".to_owned(),
        |night| format!("The first cramp in the diary: {}.", night.words()),
    );
    Section { title, blocks: vec![Block::Table(table), Block::Line(onset)] }
}

fn flags(summary: &Summary) -> Section {
    let title = "Warning signs ever ticked";
    let flags = &summary.flags;
    let Some(last) = flags.last else {
        return Section { title, blocks: vec![Block::Line("No check was kept.".to_owned())] };
    };
    let mut blocks = vec![Block::Line(format!(
        "{} kept, the last on {}.{}",
        count(flags.checks, "check"),
        last.words(),
        if flags.signs.is_empty() { " No sign was ticked. The list cannot cover everything." } else { "" }
    ))];
    if !flags.signs.is_empty() {
        let dates = |days: &[Night]| days.iter().map(Night::to_string).collect::<Vec<_>>().join(", ");
        blocks
            .push(Block::Pairs(flags.signs.iter().map(|(text, days)| (text.clone(), dates(days))).collect()));
    }
    Section { title, blocks }
}

fn tried(book: &Book, summary: &Summary) -> Section {
    let mut blocks = vec![];
    if !summary.tried.is_empty() {
        let row = |tried: &crate::domain::tried::Tried| {
            (
                clean(&tried.text),
                format!("in {}; named as what eased {}", count(tried.with.cramps, "cramp"), tried.with.eased),
            )
        };
        blocks.push(Block::Pairs(summary.tried.iter().map(row).collect()));
    }
    let routine = book.routine(&book.diary.programme.routine);
    let name = routine.map_or("Bedtime stretches", |routine| routine.title.as_str());
    let runs = summary.programmes.iter().map(|programme| pair(name, programme.words()));
    if !summary.programmes.is_empty() {
        blocks.push(Block::Pairs(runs.collect()));
    }
    if blocks.is_empty() {
        blocks.push(Block::Line("Nothing is recorded as tried.".to_owned()));
    }
    Section { title: "What was tried", blocks }
}

fn notes(summary: &Summary) -> Option<Section> {
    let quote = |note: &crate::domain::summary::Note| Quote {
        when: note.night.words(),
        text: note.text.clone(),
        is_cut: note.is_cut,
    };
    let quotes: Vec<Quote> = summary.notes.iter().map(quote).collect();
    (!quotes.is_empty()).then(|| Section {
        title: "Latest notes, in the patient's words",
        blocks: vec![Block::Quotes(quotes)],
    })
}

/// What is said behind a note that was cut.
pub(crate) fn cut_words() -> String {
    format!("(cut after {NOTE_LETTERS} letters)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            diary::Span,
            sample::{episode, night, note, span},
        },
        report::sample::{book, ordinary, page},
    };

    fn weeks(page: &Page) -> Vec<(String, String)> {
        let blocks = page.sections.iter().flat_map(|section| &section.blocks);
        let charts = blocks.filter_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        });
        let bars = charts.take(1).flat_map(|chart| &chart.bars);
        bars.map(|bar| (bar.label.clone(), bar.number())).collect()
    }

    #[test]
    fn a_week_without_a_record_has_no_count() {
        let page = page(vec![episode("2026-11-22T03:00:00Z")], vec![note("2026-11-04", true)]);
        let said: Vec<_> = weeks(&page).into_iter().map(|(_, number)| number).collect();
        assert_eq!(said, ["-", "0", "-", "1", "-"]);
    }

    #[test]
    fn a_long_span_shows_its_last_weeks_and_says_so() {
        let (from, to) = (night("2025-01-01"), night("2026-12-31"));
        let diary: Span = span("2025-01-01", "2026-12-31", vec![episode("2026-11-22T03:00:00Z")], vec![]);
        let summary = Summary::of(&book(), &diary, &[], from, to);
        let page = build(&book(), &summary, &Trends::of(&diary), to.0);
        assert_eq!(weeks(&page).len(), WEEKS);
        let text = render(Format::Text, &page).replace("\n    ", " ");
        assert!(text.contains("Here the last 13 of 105 weeks."), "{text}");
    }

    #[test]
    fn every_format_says_whose_it_is_what_is_unknown_and_what_it_is_not() {
        for format in [Format::Text, Format::Ascii, Format::Markdown, Format::Html] {
            let out = render(format, &ordinary());
            for said in [
                "Recorded by the patient; not a diagnosis.",
                "10 of 30 nights have no record",
                "A disclaimer, whole.",
            ] {
                assert!(out.contains(said), "{format:?}: {said}");
            }
            assert!(!out.chars().any(|c| c.is_control() && c != '\n'), "{format:?}");
            assert_eq!(out, render(format, &ordinary()));
        }
    }
}
