//! The words of the page for a clinician, section by section: the records, each with its count, and the gaps.

use jiff::civil::Date;

use super::model::{Bar, Block, Chart, ClinicianReport, NOT_RECORDED, ReportSection, TITLE, Table, quoted};
use crate::domain::{
    Fact, Night, Summary, Trends,
    book::Book,
    clean::clean,
    programme::{Programme, beyond_words},
    summary::{Day, FirstFortnight, Fortnight, LOGGED_AT_LEAST, Sleep, TickedSign, Wakings},
    tally::{Statistics, Tenths, count},
    trends::{day, gaps, range},
};

/// More weeks than these are left to the export: the page is one page.
const WEEKS: usize = 13;

/// The page of that summary; `trends` are of the same nights, `made` is the day it is made on.
pub(crate) fn build(book: &Book, summary: &Summary, trends: &Trends, made: Date) -> ClinicianReport {
    let words = &book.diary.report;
    let mut sections = vec![person(summary), record(summary, trends)];
    if !trends.is_empty() {
        sections.push(ReportSection { title: "Cramps by week and hour", blocks: charts(trends) });
    }
    sections.extend([
        before(summary),
        also(summary),
        medicines(summary),
        flags(summary),
        tried(book, summary),
    ]);
    sections.push(ReportSection {
        title: "Questions to ask",
        blocks: vec![Block::List(words.questions.clone()), Block::Line(words.tests.clone())],
    });
    // The longest, and what a second sheet may well have.
    sections.push(notes(summary));
    sections.retain(|section| !section.blocks.is_empty());
    let cites: Vec<&str> =
        words.sources.iter().filter_map(|id| book.source(id)).map(|source| source.cite.as_str()).collect();
    let mut foot = vec![];
    if !cites.is_empty() {
        foot.push(format!("Sources on tests: {}", cites.join(" ")));
    }
    foot.extend(book.about.disclaimer.iter().cloned());
    ClinicianReport {
        title: TITLE.to_owned(),
        lead: vec![
            words.recorded.clone(),
            format!(
                "Nights from {} to {}. Made on {}.",
                summary.from.words(),
                summary.to.words(),
                Night(made).words()
            ),
        ],
        strip: summary.strip.clone(),
        sections,
        foot,
    }
}

fn pair(what: &str, how_much: impl Into<String>) -> (String, String) {
    (what.to_owned(), how_much.into())
}

fn nothing(words: &str, lines: usize) -> Block {
    Block::Nothing { words: words.to_owned(), lines }
}

fn person(summary: &Summary) -> ReportSection {
    let line = |(fact, text): &(Fact, Option<String>)| {
        (fact.words().to_owned(), text.as_ref().map(|text| quoted(text)))
    };
    ReportSection {
        title: "The person, in the patient's words",
        blocks: vec![Block::Blanks(summary.facts.iter().map(line).collect())],
    }
}

fn record(summary: &Summary, trends: &Trends) -> ReportSection {
    let Summary { counts, .. } = summary;
    let mut rows = vec![
        pair("Nights", format!("{}, of which {} logged", counts.nights, counts.logged)),
        pair("Gaps", gaps(counts.nights, counts.logged)),
        pair(
            "Cramps",
            format!("{} on {}", count(counts.cramps, "cramp"), count(summary.cramp_nights, "night")),
        ),
        pair("First cramp in the diary", summary.first_cramp.map_or("none".to_owned(), Night::words)),
        first(summary),
        pair(&format!("Last fortnight ({})", range(summary.now.from, summary.now.to)), now(summary)),
        pair("Came on", wakings(summary.waking)),
        pair("Minutes", middle(summary.length, "longest", counts.cramps)),
        pair("Pain, 0 to 10", middle(summary.pain, "worst", counts.cramps)),
        pair("Soreness the day after, 0 to 10", middle(summary.soreness, "worst", counts.cramps)),
        pair("Nights of broken sleep", sleep(&summary.sleep, summary.cramp_nights)),
    ];
    if summary.sleep.back.is_some() {
        rows.push(pair("Minutes until asleep again", middle(summary.sleep.back, "longest", counts.cramps)));
    }
    if counts.cramps > 0 {
        rows.push(pair("Leg", trends.legs_words().trim_end_matches('.')));
        rows.push(pair("Muscle", trends.muscles_words().trim_end_matches('.')));
    }
    ReportSection { title: "What is recorded", blocks: vec![Block::Pairs(rows)] }
}

/// A rate is only ever of nights that were looked at: with gaps the weekly one is the least it can have been.
fn rates(fortnight: &Fortnight) -> String {
    let counts = &fortnight.counts;
    let rates = Tenths::of(counts.cramps * 7, counts.nights).zip(counts.a_logged_night());
    let Some((a_week, a_night)) = rates else { return "not known: none of its nights is logged".to_owned() };
    let least = if counts.logged < counts.nights { "at least " } else { "" };
    format!("{least}{a_week} a week ({}), {a_night} a logged night", counts.words())
}

fn first(summary: &Summary) -> (String, String) {
    let (fortnight, said) = match &summary.first {
        FirstFortnight::Never => {
            return pair("First fortnight of the diary", "not known: no night of the diary is logged");
        }
        FirstFortnight::Compared(first) => (first, rates(first)),
        FirstFortnight::Overlaps(first) => {
            (first, "not compared with the last: the diary is too short, so the two share nights".to_owned())
        }
        FirstFortnight::TooFew(first) => {
            let (logged, last) = (first.counts.logged, summary.now.counts.logged);
            let too_few = format!(
                "not compared with the last: {logged} of its nights and {last} of the last 14 are logged; \
                 {LOGGED_AT_LEAST} of each are needed"
            );
            (first, too_few)
        }
    };
    pair(&format!("First fortnight of the diary ({})", range(fortnight.from, fortnight.to)), said)
}

fn now(summary: &Summary) -> String {
    let said = rates(&summary.now);
    let logged = summary.now.counts.logged;
    match &summary.first {
        FirstFortnight::Compared(first) if first.counts.logged != logged => format!(
            "{said}; the two weekly figures cannot be compared, as {} and {logged} nights are logged",
            first.counts.logged
        ),
        _ => said,
    }
}

fn wakings(wakings: Wakings) -> String {
    let Wakings { asleep, awake, not_recorded } = wakings;
    format!("asleep {asleep}, awake {awake}, not recorded {not_recorded}")
}

fn middle(middle: Option<Statistics>, largest: &str, cramps: usize) -> String {
    middle.map_or_else(
        || NOT_RECORDED.to_owned(),
        |m| format!("median {}, {largest} {} (recorded for {} of {cramps})", m.median, m.largest, m.count),
    )
}

fn sleep(sleep: &Sleep, nights: usize) -> String {
    if sleep.known == 0 {
        return NOT_RECORDED.to_owned();
    }
    let unknown = match nights.saturating_sub(sleep.known) {
        0 => String::new(),
        more => format!("; {} with a cramp not recorded", count(more, "more night")),
    };
    format!(
        "{} of the {} where it is recorded (it woke, sleep lost above 0, or minutes awake above 0){unknown}",
        sleep.broken,
        count(sleep.known, "night"),
    )
}

fn charts(trends: &Trends) -> Vec<Block> {
    let number = |middle: Option<Statistics>| middle.map_or_else(|| "-".to_owned(), |m| m.median.to_string());
    let left_out = trends.weeks.len().saturating_sub(WEEKS);
    let shown: Vec<_> = trends.weeks.iter().skip(left_out).collect();
    let known: Vec<_> = shown.iter().filter(|week| week.logged > 0).collect();
    let bars = known.iter().map(|week| Bar {
        label: day(week.to),
        value: Some(week.cramps),
        beside: vec![format!("{} of {}", week.logged, week.nights), number(week.pain), number(week.length)],
    });
    let mut words = trends.weeks_words();
    if left_out > 0 {
        words += &format!(" Here the last {WEEKS} of {} weeks.", trends.weeks.len());
    }
    words += &match shown.len() - known.len() {
        0 => String::new(),
        1 => " 1 week without any record is left out.".to_owned(),
        weeks => format!(" {weeks} weeks without any record are left out."),
    };
    let weeks = Chart {
        title: "Cramps per week",
        words,
        head: vec!["Week to", "Cramps", "Nights logged", "Median pain", "Median minutes"],
        bars: bars.collect(),
    };
    // Without a bar it is a sentence.
    let weeks = match weeks.bars.is_empty() {
        true => Block::Line(format!("{}. {}", weeks.title, weeks.words)),
        false => Block::Chart(weeks),
    };
    if trends.cramps == 0 {
        return vec![weeks];
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
    vec![weeks, Block::Chart(hours)]
}

fn before(summary: &Summary) -> ReportSection {
    let mut blocks = vec![];
    let tags = &summary.before;
    if tags.of > 0 {
        let each = tags.each.iter().map(|(text, cramps)| (text.clone(), format!("{cramps} of {}", tags.of)));
        blocks.push(Block::Tags(each.collect()));
        blocks.push(Block::Line(format!(
            "Counted in the {} of {} with anything recorded. Recorded only for nights with a cramp, so nights \
             without cannot be compared. Coming before a cramp is no proof of a link.",
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
    ReportSection { title: "What came before", blocks }
}

fn also(summary: &Summary) -> ReportSection {
    let mut blocks = vec![];
    let tags = &summary.also;
    let each = tags.each.iter().map(|(text, cramps)| {
        (text.clone(), format!("with {cramps} of {}", count(summary.counts.cramps, "cramp")))
    });
    if tags.of > 0 {
        blocks.push(Block::Tags(each.collect()));
    }
    // Tags have been counted already.
    let of_tag = |found: &&crate::domain::patterns::PatternMatch| !found.words.starts_with('"');
    let patterns: Vec<String> = summary.patterns.iter().filter(of_tag).map(|f| f.words.clone()).collect();
    if !patterns.is_empty() {
        blocks.push(Block::List(patterns));
    }
    if blocks.is_empty() {
        blocks.push(Block::Line("No other sign is recorded with a cramp.".to_owned()));
    }
    ReportSection { title: "Noticed with the cramps", blocks }
}

fn medicines(summary: &Summary) -> ReportSection {
    let title = "Medicines";
    if summary.medicines.is_empty() {
        return ReportSection { title, blocks: vec![nothing("No medicine is recorded.", 3)] };
    }
    let row = |m: &crate::domain::record::Medicine| {
        let dose = Some(m.dose_and_route()).filter(|dose| !dose.is_empty());
        let date = dated(Day { date: m.date, is_after: m.date > summary.to });
        vec![date, m.change.words().to_owned(), m.name.clone(), dose.unwrap_or_else(|| "-".to_owned())]
    };
    let rows = summary.medicines.iter().map(row).collect();
    let table = Table {
        title: "As written by the patient",
        head: vec!["Date", "Change", "Medicine", "Dose and route"],
        rows,
    };
    ReportSection { title, blocks: vec![Block::Table(table), Block::Line(onset(summary))] }
}

/// The onset of the cramps, beside the dates of medicines: the diary's first cramp is no such date.
fn onset(summary: &Summary) -> String {
    let said =
        summary.facts.iter().find(|(fact, _)| *fact == Fact::Onset).and_then(|(_, text)| text.as_ref());
    let first = summary.first_cramp.map(Night::words);
    match (said, first) {
        (Some(said), None) => {
            format!("No cramp is in the diary. When cramps began, in the patient's words: {}.", quoted(said))
        }
        (Some(said), Some(first)) => format!(
            "The first cramp in the diary: {first}. When cramps began, in the patient's words: {}.",
            quoted(said)
        ),
        (None, None) => {
            "The diary does not say when cramps first began, and has no cramp until the last night."
                .to_owned()
        }
        (None, Some(first)) => {
            format!("The diary does not say when cramps first began; its first cramp is {first}.")
        }
    }
}

/// A date, with a remark if it is after the nights of the page.
fn dated(day: Day) -> String {
    day.date.words() + if day.is_after { " (after the nights shown)" } else { "" }
}

fn flags(summary: &Summary) -> ReportSection {
    let title = "Warning signs ever ticked";
    let flags = &summary.flags;
    let Some(last) = flags.last else {
        return ReportSection {
            title,
            blocks: vec![Block::Line("No check is kept in the diary.".to_owned())],
        };
    };
    let ticked = match flags.empty {
        0 => String::new(),
        all if all == flags.checks => " No sign was ticked. The list cannot cover everything.".to_owned(),
        empty => format!(" Nothing was ticked in {empty} of them."),
    };
    let kept = count(flags.checks, "check");
    let mut blocks = vec![Block::Line(format!("{kept} kept, the last on {}.{ticked}", dated(last)))];
    if !flags.signs.is_empty() {
        let sign = |sign: &TickedSign| {
            let days: Vec<String> = sign.days.iter().map(|day| dated(*day)).collect();
            (sign.text.clone(), format!("{}; ticked on {}", asks_for(sign), days.join(", ")))
        };
        blocks.push(Block::Pairs(flags.signs.iter().map(sign).collect()));
    }
    ReportSection { title, blocks }
}

/// The urgency of a sign that is ticked alone.
fn asks_for(sign: &TickedSign) -> &'static str {
    match sign.tier {
        Some(tier) => tier.words(),
        None if sign.is_known => "counts only with others",
        None => "not on this checklist",
    }
}

fn tried(book: &Book, summary: &Summary) -> ReportSection {
    let mut blocks = vec![];
    if !summary.tried.is_empty() {
        let row = |tried: &crate::domain::tried::Tried| (clean(&tried.text), tried.counts());
        let cells = |tried: &crate::domain::tried::Tried| {
            let with = &tried.with;
            let eased = match with.asked_eased {
                0 => NOT_RECORDED.to_owned(),
                of => format!("{} of {of}", with.eased),
            };
            vec![clean(&tried.text), with.cramps.to_string(), eased]
        };
        let table = Table {
            title: "Eased it: of the cramps for which that is recorded",
            head: vec!["Tried or named", "Cramps", "Eased it"],
            rows: summary.tried.iter().map(cells).collect(),
        };
        blocks.push(Block::Counts { pairs: summary.tried.iter().map(row).collect(), table });
    }
    let routine = book.routine(&book.diary.programme.routine);
    let name = routine.map_or("Bedtime stretches", |routine| routine.title.as_str());
    let beyond = beyond_words(summary.ticked_beyond, book.diary.programme.nights);
    let runs = summary.programmes.iter().map(Programme::words).chain(beyond);
    let runs: Vec<_> = runs.map(|words| pair(name, words)).collect();
    if !runs.is_empty() {
        blocks.push(Block::Pairs(runs));
    }
    if blocks.is_empty() {
        blocks.push(nothing("Nothing is recorded as tried.", 3));
    }
    ReportSection { title: "What was tried", blocks }
}

fn notes(summary: &Summary) -> ReportSection {
    let notes = summary.notes.clone();
    let blocks = if notes.is_empty() { vec![] } else { vec![Block::Quotes(notes)] };
    ReportSection { title: "Latest notes, in the patient's words", blocks }
}

#[cfg(test)]
mod tests;
