//! The sheets of the checklist: a sheet for each row of the clinical table with its signs and rules, one for the pages, and one
//! for each result.

use super::{
    ReviewRow, Sheet,
    sheets::{many, one, row, sheet, sources, unique},
};
use crate::{
    domain::{
        book::Book,
        triage::{Rule, Sign, SignPage, SignSet, Tier, TriageResult},
    },
    report::result::unsafe_remedies,
};

/// Signs that the bundle prints together and rules that do not stand with them.
fn is_list(book: &Book, row: &str) -> bool {
    book.review.lists.iter().any(|list| list == row)
}

pub(super) fn sign_item(book: &Book, sign: &Sign) -> String {
    let page = book.checklist.pages.get(sign.page).filter(|_| is_list(book, &sign.row));
    page.map_or_else(|| format!("row:{}", sign.row), |page| format!("row:{}/{}", sign.row, page.id))
}

pub(super) fn rule_item(book: &Book, rule: &Rule) -> String {
    let first = rule.all.first().and_then(|signs| book.checklist.signs().get(*signs.first()?));
    match first.filter(|_| is_list(book, &rule.row)) {
        Some(first) => format!("rules:{}/{}", rule.row, first.id),
        None => format!("row:{}", rule.row),
    }
}

pub(super) fn names(rule: &Rule, sign: usize) -> bool {
    rule.all.iter().any(|signs| signs.contains(&sign))
}

/// The signs and rules of the clinical table, a row of it a sheet.
pub(super) fn rows(book: &Book) -> Vec<Sheet> {
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
    let here: Vec<(usize, &Sign)> = signs.iter().filter_map(|i| Some((*i, list.signs().get(*i)?))).collect();
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
    let named = Tier::ALL.iter().copied().rev().filter_map(|tier| {
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

/// Remedies that are unsafe with one sign, those with the same reason together.
fn not_now(book: &Book, sign: usize) -> Vec<String> {
    let alone = book.checklist.verdict(&book.checklist.all_answered(SignSet::from([sign])));
    unsafe_remedies(book, &alone).into_iter().map(|(titles, why)| format!("{titles}. {why}")).collect()
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
    let sets = rules.iter().flat_map(|rule| &rule.all).filter(|signs| signs.len() > 1);
    unique(sets.cloned())
}

/// `A`, `B` and so on; past `Z` a number.
fn letter(at: usize) -> String {
    ('A'..='Z').nth(at).map_or_else(|| (at + 1).to_string(), String::from)
}

fn texts(book: &Book, signs: &SignSet) -> Vec<String> {
    book.checklist.signs_at(signs).map(|sign| sign.text.clone()).collect()
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
pub(super) fn checklist(book: &Book) -> Sheet {
    let list = &book.checklist;
    let page = |page: &SignPage| {
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

pub(super) fn results(book: &Book) -> Vec<Sheet> {
    let tiers = Tier::ALL.iter().copied().rev().map(TriageResult::Tier);
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
