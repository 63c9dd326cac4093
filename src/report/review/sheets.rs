//! The content of each sheet, for every kind of item in the book.

use crate::domain::{
    book::{Book, Link, Section, Topic},
    evidence::Evidence,
    figure::Figure,
    region::{NumbersRead, Region},
    routine::{Routine, Side, Step},
    time::in_words,
    triage::{Rule, Sign, SignSet, Tier, TriageResult},
    vocabulary::Tag,
};

use super::{ReviewRow, Sheet};

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
fn row(label: impl Into<String>, lines: impl IntoIterator<Item = String>) -> Option<ReviewRow> {
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| ReviewRow { label: label.into(), lines })
}

fn one(label: impl Into<String>, line: &str) -> Option<ReviewRow> {
    row(label, [line.to_owned()])
}

fn many(label: impl Into<String>, lines: &[String]) -> Option<ReviewRow> {
    row(label, lines.iter().cloned())
}

fn sheet(
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
fn sources<'i>(book: &Book, ids: impl IntoIterator<Item = &'i String>) -> Option<ReviewRow> {
    let cite = |id: &&String| {
        let source = book.source(id)?;
        let url = source.url.as_deref().unwrap_or_default();
        Some(format!("{id}: {} {url}", source.cite).trim_end().to_owned())
    };
    row("Sources", unique(ids).iter().filter_map(cite))
}

/// Signs that the bundle prints together and rules that do not stand with them.
fn is_list(book: &Book, row: &str) -> bool {
    book.review.lists.iter().any(|list| list == row)
}

fn sign_item(book: &Book, sign: &Sign) -> String {
    let page = book.checklist.pages.get(sign.page).filter(|_| is_list(book, &sign.row));
    page.map_or_else(|| format!("row:{}", sign.row), |page| format!("row:{}/{}", sign.row, page.id))
}

fn rule_item(book: &Book, rule: &Rule) -> String {
    let first = rule.all.first().and_then(|signs| book.checklist.signs().get(signs.iter().next()?));
    match first.filter(|_| is_list(book, &rule.row)) {
        Some(first) => format!("rules:{}/{}", rule.row, first.id),
        None => format!("row:{}", rule.row),
    }
}

fn names(rule: &Rule, sign: usize) -> bool {
    rule.all.iter().any(|signs| signs.contains(sign))
}

/// The signs and rules of the clinical table, a row of it a sheet.
fn rows(book: &Book) -> Vec<Sheet> {
    let list = &book.checklist;
    let signs: Vec<String> = list.signs().iter().map(|sign| sign_item(book, sign)).collect();
    let rules: Vec<String> = list.rules().iter().map(|rule| rule_item(book, rule)).collect();
    let of = |item: &String| {
        let signs = (0..signs.len()).filter(|i| signs.get(*i) == Some(item)).collect();
        let rules = list.rules().iter().zip(&rules).filter(|(_, of)| *of == item).map(|(rule, _)| rule);
        table_row(book, item, signs, &rules.collect::<Vec<_>>())
    };
    unique(signs.iter().chain(&rules)).into_iter().map(of).collect()
}

fn table_row(book: &Book, item: &str, signs: SignSet, rules: &[&Rule]) -> Sheet {
    let list = &book.checklist;
    let here: Vec<(usize, &Sign)> = signs.iter().filter_map(|i| Some((i, list.signs().get(i)?))).collect();
    let groups = groups(rules);
    let not_now: Vec<Vec<String>> = here.iter().map(|(i, _)| self::not_now(book, *i)).collect();
    let is_shared = not_now.windows(2).all(|pair| pair.first() == pair.last());
    let own = |at: usize| not_now.get(at).filter(|_| !is_shared).cloned().unwrap_or_default();
    let signs = here.iter().enumerate();
    let mut signed: Vec<Option<ReviewRow>> = signs.map(|(at, (_, sign))| self::sign(sign, own(at))).collect();
    let shared = not_now.first().filter(|_| is_shared).cloned().unwrap_or_default();
    signed.push(row("Not for now", shared));
    signed.extend(groups.iter().enumerate().map(|(i, signs)| {
        row(format!("Group {}", letter(i)), [format!("Any of: {}", texts(book, signs).join("; "))])
    }));
    signed.extend(rules.iter().map(|rule| self::rule(book, rule, &groups)));
    let row_name = here.first().map(|(_, sign)| &sign.row).or_else(|| rules.first().map(|rule| &rule.row));
    let about = match (here.first(), rules.first().and_then(|rule| rule.all.first())) {
        (Some((_, sign)), _) if is_list(book, &sign.row) => {
            list.pages.get(sign.page).map(|page| format!("{}, page of the checklist", page.title))
        }
        (Some((_, sign)), _) => Some(sign.text.clone()),
        (None, Some(first)) => texts(book, first).first().map(|text| format!("Together with: {text}")),
        (None, None) => None,
    };
    let title = format!("{}. {}", row_name.map_or("", String::as_str), about.unwrap_or_default());
    let elsewhere = |rule: &&Rule| {
        here.iter().any(|(i, _)| names(rule, *i)) && !rules.iter().any(|other| other.id == rule.id)
    };
    let named = Tier::ALL.into_iter().rev().filter_map(|tier| {
        let rules = list.rules().iter().filter(|rule| rule.tier == tier).filter(elsewhere);
        let rules: Vec<String> =
            rules.map(|rule| format!("{} ({})", rule.id, rule_item(book, rule))).collect();
        (!rules.is_empty()).then(|| format!("{}: {}", tier_words(Some(tier)), rules.join(", ")))
    });
    let facts = here.iter().map(|(_, sign)| {
        format!("{}: confidence {}, {}", sign.id, sign.confidence.id(), sign.origin.words())
    });
    let ids = here.iter().flat_map(|(_, sign)| &sign.sources);
    let beside = vec![row("Rules on other sheets", named), row("Written by", facts), sources(book, ids)];
    sheet(item.to_owned(), title, signed, beside)
}

fn sign(sign: &Sign, not_now: Vec<String>) -> Option<ReviewRow> {
    let mut lines = vec![
        sign.text.clone(),
        format!("Alone: {}", tier_words(sign.tier)),
        format!("On the phone: {}", sign.say),
        format!("Why: {}", sign.why),
    ];
    if sign.leg {
        lines.push("About the leg: stretching, rubbing and warmth stop.".to_owned());
    }
    if sign.may_be_driven {
        lines.push(DRIVEN.to_owned());
    }
    lines.extend(not_now.into_iter().map(|line| format!("Not for now: {line}")));
    row(format!("Sign {}", sign.id), lines)
}

const DRIVEN: &str = "Another person may drive the patient to the emergency department.";

/// Remedies that are not for now with one sign, those with the same reason together.
fn not_now(book: &Book, sign: usize) -> Vec<String> {
    let alone = book.checklist.whole([sign].into_iter().collect());
    let mut found: Vec<(Vec<String>, String)> = vec![];
    for (remedy, why) in book.checklist.verdict(&alone).not_now {
        let title = book.remedy(&remedy).map_or(remedy.clone(), |(_, topic)| topic.title.clone());
        match found.iter_mut().find(|(_, other)| *other == why) {
            Some((titles, _)) => titles.push(title),
            None => found.push((vec![title], why)),
        }
    }
    found.into_iter().map(|(titles, why)| format!("{}. {why}", titles.join(", "))).collect()
}

fn rule(book: &Book, rule: &Rule, groups: &[SignSet]) -> Option<ReviewRow> {
    let part = |signs: &SignSet| match groups.iter().position(|group| group == signs) {
        Some(at) => format!("group {}", letter(at)),
        None => format!("\"{}\"", texts(book, signs).join("; ")),
    };
    let parts: Vec<String> = rule.all.iter().map(part).collect();
    let mut lines = vec![
        format!("{}: {}", parts.join(" and "), tier_words(Some(rule.tier))),
        format!("Why: {}", rule.why),
    ];
    if rule.may_be_driven {
        lines.push(DRIVEN.to_owned());
    }
    row(format!("Rule {}", rule.id), lines)
}

/// The sets of more than one sign that rules ask for, each once.
fn groups(rules: &[&Rule]) -> Vec<SignSet> {
    let sets = rules.iter().flat_map(|rule| &rule.all).filter(|signs| signs.iter().count() > 1);
    unique(sets.copied())
}

/// `A`, `B` and so on; past `Z` a number.
fn letter(at: usize) -> String {
    ('A'..='Z').nth(at).map_or_else(|| (at + 1).to_string(), String::from)
}

fn texts(book: &Book, signs: &SignSet) -> Vec<String> {
    signs.iter().filter_map(|i| book.checklist.signs().get(i)).map(|sign| sign.text.clone()).collect()
}

const fn tier_words(tier: Option<Tier>) -> &'static str {
    match tier {
        Some(Tier::Emergency) => "EMERGENCY",
        Some(Tier::SameDay) => "SAME DAY",
        Some(Tier::Appointment) => "APPOINTMENT, within 2 weeks",
        Some(Tier::Routine) => "ROUTINE, at the next visit",
        None => "no tier; it changes what other signs mean",
    }
}

/// The words around the signs.
fn checklist(book: &Book) -> Sheet {
    let list = &book.checklist;
    let page = |page: &crate::domain::triage::SignPage| {
        let when = texts(book, &page.when);
        let when = if when.is_empty() {
            "always asked".to_owned()
        } else {
            format!("asked after: {}", when.join("; "))
        };
        format!("{}. {} ({when})", page.title, page.ask)
    };
    let signed = vec![one("Introduction", &list.intro), row("Pages", list.pages.iter().map(page))];
    sheet("checklist:pages".to_owned(), "The checklist and its pages".to_owned(), signed, vec![])
}

fn results(book: &Book) -> Vec<Sheet> {
    let tiers = Tier::ALL.into_iter().rev().map(TriageResult::Tier);
    let result = |outcome: TriageResult| {
        let (id, text) = (outcome.id().unwrap_or("incomplete"), book.checklist.text(outcome));
        let signed = vec![
            one("Label", &text.label),
            one("Heading", &text.heading),
            many("Actions", &text.action),
            many("Where a sign is about the leg", &text.leg),
            many("Where another person may drive", &text.driven),
            many("When to call the emergency number", &text.call_if),
            one("To say on the phone", &text.say_intro),
            many("More, behind a key", &text.more),
        ];
        sheet(format!("result:{id}"), format!("The result {}", text.label), signed, vec![])
    };
    tiers.chain([TriageResult::NoneTicked, TriageResult::Incomplete]).map(result).collect()
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
        let alone = book.checklist.whole([*i].into_iter().collect());
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
