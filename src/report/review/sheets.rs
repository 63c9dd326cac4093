//! The content of each sheet, for every kind of item in the book.

use crate::domain::{
    book::{Book, Link, Section, Topic},
    evidence::Evidence,
    figure::Figure,
    region::{NumbersRead, Region},
    routine::{Routine, Side, Step},
    time::in_words,
    triage::SignSet,
    vocabulary::Tag,
};

use super::{
    ReviewRow, Sheet,
    checklist::{checklist, names, results, rows, rule_item, sign_item},
};

/// Every sheet of a book: bundle by bundle, in each the checklist first and then in the order of the book. Every text that
/// the program can show stands on one of them.
pub(crate) fn sheets(book: &Book) -> Vec<Sheet> {
    let mut sheets = vec![checklist(book)];
    sheets.extend(rows(book));
    sheets.extend(results(book));
    sheets.extend(regions(book));
    for section in Section::ALL {
        sheets.extend(book.section(section).iter().map(|topic| self::topic(book, section, topic)));
    }
    sheets.push(about(book));
    sheets.push(before(book));
    sheets.extend(book.stretches.routines.iter().map(|routine| self::routine(book, routine)));
    sheets.extend(book.stretches.figures.iter().map(|figure| self::figure(book, figure)));
    sheets.extend(diary(book));
    for sheet in &mut sheets {
        let doubts = book.review.doubts.iter().filter(|doubt| doubt.item == sheet.item);
        sheet.beside.splice(0..0, row("Known doubt", doubts.map(|doubt| doubt.text.clone())));
    }
    sheets.sort_by_key(|sheet| book.review.bundle(&sheet.item).unwrap_or(usize::MAX));
    sheets
}

/// The sheets behind an entry's page: its own, and for a sign those of every rule that names it, for a routine those of its
/// figures.
pub(super) fn behind(book: &Book, link: Link) -> Vec<Sheet> {
    match link {
        Link::Topic(section, i) => {
            book.section(section).get(i).map(|topic| self::topic(book, section, topic)).into_iter().collect()
        }
        Link::Routine(i) => {
            let Some(routine) = book.stretches.routines.get(i) else { return vec![] };
            let figures = figures(routine).map(|figure| self::figure(book, figure));
            std::iter::once(self::routine(book, routine)).chain(figures).collect()
        }
        Link::Sign(i) => {
            let Some(sign) = book.checklist.signs().get(i) else { return vec![] };
            let rules = book.checklist.rules().iter().filter(|rule| names(rule, i));
            let mut items: Vec<String> = rules.map(|rule| rule_item(book, rule)).collect();
            items.push(sign_item(book, sign));
            rows(book).into_iter().filter(|sheet| items.contains(&sheet.item)).collect()
        }
    }
}

/// A row, if there is anything in it.
pub(super) fn row(label: impl Into<String>, lines: impl IntoIterator<Item = String>) -> Option<ReviewRow> {
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| ReviewRow { label: label.into(), lines })
}

pub(super) fn one(label: impl Into<String>, line: &str) -> Option<ReviewRow> {
    row(label, [line.to_owned()])
}

pub(super) fn many(label: impl Into<String>, lines: &[String]) -> Option<ReviewRow> {
    row(label, lines.iter().cloned())
}

pub(super) fn sheet(
    item: String,
    title: String,
    signed: Vec<Option<ReviewRow>>,
    beside: Vec<Option<ReviewRow>>,
) -> Sheet {
    let rows = |rows: Vec<Option<ReviewRow>>| rows.into_iter().flatten().collect();
    Sheet { item, title, signed: rows(signed), beside: rows(beside) }
}

/// Each item once, in the order of its first place.
pub(super) fn unique<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all = vec![];
    for item in items {
        if !all.contains(&item) {
            all.push(item);
        }
    }
    all
}

/// The publications of these ids, each once, as they are cited.
pub(super) fn sources<'i>(book: &Book, ids: impl IntoIterator<Item = &'i String>) -> Option<ReviewRow> {
    let cite = |id: &&String| {
        let source = book.source(id)?;
        let url = source.url.as_deref().unwrap_or_default();
        Some(format!("{id}: {} {url}", source.cite).trim_end().to_owned())
    };
    row("Sources", unique(ids).iter().filter_map(cite))
}

fn regions(book: &Book) -> Vec<Sheet> {
    let region = |region: &Region| {
        let names: Vec<&str> =
            std::iter::once(&region.code).chain(&region.also).map(String::as_str).collect();
        let names = names.join(", ");
        let signed = vec![
            one("Emergency", &region.emergency),
            row("Emergency, second number", region.emergency_also.clone()),
            row("Urgent advice", region.urgent.clone()),
            one("Note", &region.note),
            one("Names it is found by", &names),
        ];
        let read = match region.read {
            NumbersRead::Copy => "a stored copy of an official page was read",
            NumbersRead::Memory => "no page was read; the numbers are from memory",
        };
        let beside =
            vec![one("Checked", &format!("{}: {read}", region.checked)), sources(book, &region.sources)];
        sheet(format!("region:{}", region.code), region.name.clone(), signed, beside)
    };
    let unset = &book.regions.unset;
    let unset = vec![
        one("In place of the emergency number", &unset.emergency),
        one("Number shown large", &unset.number),
        one("Urgent advice", &unset.urgent),
        one("Note", &unset.note),
    ];
    let unset = sheet("region:unset".to_owned(), "No region is chosen".to_owned(), unset, vec![]);
    book.regions.all.iter().map(region).chain([unset]).collect()
}

fn topic_item(section: Section, topic: &Topic) -> String {
    format!("{}:{}", section.word(), topic.id)
}

fn topic(book: &Book, section: Section, topic: &Topic) -> Sheet {
    let when: Vec<&str> = topic.when.iter().map(|when| when.words()).collect();
    let signed = vec![
        one("Summary", &topic.summary),
        topic.verdict.and_then(|verdict| one("Verdict", verdict.words())),
        one("When", &when.join(", ")),
        topic.warning.then(|| one("Warning", "It is there to warn, it is no remedy.")).flatten(),
        many("Text", &topic.text),
        row("Tonight", topic.tonight.clone()),
        many("Who should not", &topic.avoid),
        many("Take care", &topic.cautions),
        row("Stop", topic.stop.clone()),
        evidence(&topic.evidence),
    ];
    let signs = book.checklist.signs().iter().enumerate().filter(|(i, _)| {
        let alone = book.checklist.all_answered(SignSet::from([*i]));
        section == Section::Remedies && book.checklist.verdict(&alone).not_now(&topic.id).is_some()
    });
    let signs: Vec<&str> = signs.map(|(_, sign)| sign.id.as_str()).collect();
    let see =
        topic.see.iter().filter_map(|name| Some(format!("{name}: {}", book.link_title(book.link(name)?)?)));
    let beside = vec![
        one("Not for now with the signs", &signs.join(", ")),
        row("Leads to", see),
        row("Kinds of evidence", topic.evidence.grades.iter().map(|grade| grade.words().to_owned())),
        one(
            "Written by",
            &format!("{}; checked against its sources {}", topic.origin.words(), topic.reviewed),
        ),
        sources(book, &topic.sources),
    ];
    sheet(topic_item(section, topic), topic.title.clone(), signed, beside)
}

fn evidence(evidence: &Evidence) -> Option<ReviewRow> {
    one("How good is the evidence", &evidence.words)
}

fn about(book: &Book) -> Sheet {
    let about = &book.about;
    let signed = vec![
        one("The line always in reach", &about.line),
        many("What this is", &about.introduction),
        many("Disclaimer", &about.disclaimer),
        many("When to get help", &about.consult),
        many("Where it comes from", &about.origin),
    ];
    sheet("about:guide".to_owned(), "About the guide".to_owned(), signed, vec![])
}

/// The words around the stretches.
fn before(book: &Book) -> Sheet {
    let advice = &book.stretches.advice;
    let sign = book.checklist.find(&advice.sign).and_then(|i| book.checklist.signs().get(i));
    let signed = vec![
        one("Before any stretch", &book.stretches.before),
        one("After 10 minutes of cramp", &advice.text),
        row("Sign offered then", sign.map(|sign| sign.text.clone())),
    ];
    sheet(
        "stretches:words".to_owned(),
        "Words around every stretch".to_owned(),
        signed,
        vec![sources(book, &advice.sources)],
    )
}

/// The figures of a routine, each once.
fn figures(routine: &Routine) -> impl Iterator<Item = &Figure> {
    unique(routine.steps.iter().filter_map(|step| step.figure.as_deref())).into_iter()
}

fn routine(book: &Book, routine: &Routine) -> Sheet {
    let step = |(step, times): (&Step, usize)| {
        let length =
            step.length.map_or_else(|| "until a key".to_owned(), |length| in_words(length.as_secs()));
        let side = match step.side {
            Side::First => ", first leg",
            Side::Second => ", other leg",
            Side::Both => "",
        };
        let times = if times > 1 { format!(", {times} times") } else { String::new() };
        let figure =
            step.figure.as_ref().map_or_else(String::new, |figure| format!(" [figure {}]", figure.id));
        let shout = if step.shout.is_empty() { String::new() } else { format!("{}. ", step.shout) };
        format!("{}, {length}{side}{times}: {shout}{} {}{figure}", step.kind.words(), step.say, step.more)
            .replace("  ", " ")
    };
    let muscle = routine.muscle.map_or("", |muscle| muscle.id());
    let signed = vec![
        one("Summary", &routine.summary),
        one("For", routine.purpose.words()),
        one("Muscle", muscle),
        row("Steps", routine.outline().into_iter().map(step)),
        one("Length", &in_words(routine.length().as_secs())),
        one("Where the seconds come from", &routine.dose),
        many("Who should not", &routine.avoid),
        many("When it has let go", &routine.after),
        evidence(&routine.evidence),
    ];
    let figures = figures(routine).map(|figure| format!("{}: {}", figure.id, figure.title));
    let beside = vec![
        row("Figures, each on a sheet of its own", figures),
        row("Kinds of evidence", routine.evidence.grades.iter().map(|grade| grade.words().to_owned())),
        one("Written by", &format!("checked against its sources {}", routine.reviewed)),
        sources(book, &routine.sources),
    ];
    sheet(format!("routine:{}", routine.id), routine.title.clone(), signed, beside)
}

fn figure(book: &Book, figure: &Figure) -> Sheet {
    let signed = vec![
        one("At the start", &figure.start_words),
        one("At the end", &figure.words),
        one("Where the stretch is felt", figure.feel.map_or("", |muscle| muscle.id())),
    ];
    let used =
        book.stretches.routines.iter().filter(|routine| figures(routine).any(|used| used.id == figure.id));
    let beside = vec![
        row("Used by", used.map(|routine| format!("{}: {}", routine.id, routine.title))),
        one("To see it drawn", "On the Stretch tab, Space shows the steps of a routine with their figures."),
    ];
    sheet(format!("figure:{}", figure.id), format!("Figure: {}", figure.title), signed, beside)
}

fn diary(book: &Book) -> [Sheet; 3] {
    let diary = &book.diary;
    let tags = |label: &str, tags: &[Tag]| row(label, tags.iter().map(|tag| tag.text.clone()));
    let signed = vec![
        tags("What was tried, what eased it", &diary.tried),
        tags("What came before", &diary.before),
        tags("Also noticed", &diary.also),
    ];
    let words = sheet("diary:words".to_owned(), "Words of the diary".to_owned(), signed, vec![]);
    let patterns = diary.patterns.iter().map(|pattern| {
        let signs =
            pattern.signs.iter().filter_map(|id| book.checklist.signs().get(book.checklist.find(id)?));
        let signs: Vec<String> = signs.map(|sign| format!("\"{}\"", sign.text)).collect();
        row(
            format!("Pattern {}", pattern.id),
            [pattern.text.clone(), format!("Leads to: {}", signs.join(", "))],
        )
    });
    let ids = diary.patterns.iter().flat_map(|pattern| &pattern.sources);
    let patterns = sheet(
        "diary:patterns".to_owned(),
        "What the diary points out".to_owned(),
        patterns.collect(),
        vec![sources(book, ids)],
    );
    let (report, programme) = (&diary.report, &diary.programme);
    let bedtime = format!("{} for {} nights", programme.routine, programme.nights);
    let signed = vec![
        one("Whose records", &report.recorded),
        many("Questions to ask", &report.questions),
        one("Tests", &report.tests),
        one("Bedtime programme", &bedtime),
    ];
    let sources = sources(book, report.sources.iter().chain(&programme.sources));
    [
        words,
        patterns,
        sheet("diary:report".to_owned(), "The page for a clinician".to_owned(), signed, vec![sources]),
    ]
}
