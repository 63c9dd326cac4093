//! JSON for scripts: entries of the book and of the diary in the shapes of docs/json.md.

use serde_json::{Value, json};

use super::{args::EntryKind, check::tier_id};
use crate::{
    domain::{
        book::{About, Book, Link, Publication, Section, Topic},
        evidence::{Evidence, RemedyVerdict},
        record::Record,
        region::Phone,
        routine::{Routine, Step},
        triage::Sign,
    },
    report::export,
};

/// A value as it is printed. Its texts are exact, and yet nothing in it is obeyed by a terminal or turns the order of the
/// letters round: such characters are escaped, as JSON allows for every one.
pub(super) fn text(value: &Value) -> String {
    export::escape_unprintable(&format!("{value:#}\n"))
}

/// A record of the diary.
pub(super) fn record(record: &Record) -> Value {
    export::object(record)
}

/// Every routine, as `show stretches` has them too.
pub(super) fn routines(book: &Book) -> String {
    text(&book.stretches.routines.iter().map(|one| routine(book, one)).collect())
}

/// The kind and the id that `show` takes for an entry.
pub(super) fn place(book: &Book, link: Link) -> Option<(EntryKind, &str)> {
    match link {
        Link::Topic(section, i) => {
            let kind = match section {
                Section::Causes => EntryKind::Causes,
                Section::Symptoms => EntryKind::Symptoms,
                Section::Remedies => EntryKind::Remedies,
            };
            book.section(section).get(i).map(|topic| (kind, topic.id.as_str()))
        }
        Link::Routine(i) => book.stretches.routines.get(i).map(|one| (EntryKind::Stretches, one.id.as_str())),
        Link::Sign(i) => book.checklist.signs().get(i).map(|sign| (EntryKind::Signs, sign.id.as_str())),
    }
}

/// An entry whole; null where there is none.
pub(super) fn entry(book: &Book, phone: &Phone, link: Link) -> Value {
    let value = match link {
        Link::Topic(section, i) => book.section(section).get(i).map(|one| topic(book, link, one)),
        Link::Routine(i) => book.stretches.routines.get(i).map(|one| routine(book, one)),
        Link::Sign(i) => book.checklist.signs().get(i).map(|one| sign(book, phone, one)),
    };
    value.unwrap_or_default()
}

fn topic(book: &Book, link: Link, topic: &Topic) -> Value {
    let see = |name: &String| {
        let (kind, id) = place(book, book.link(name)?)?;
        Some(json!({ "kind": kind.word(), "id": id }))
    };
    json!({
        "kind": place(book, link).map(|(kind, _)| kind.word()),
        "id": topic.id,
        "title": topic.title,
        "summary": topic.summary,
        "origin": topic.origin.id(),
        "warning": topic.warning,
        "verdict": topic.verdict.map(RemedyVerdict::id),
        "when": topic.when.iter().map(|when| when.id()).collect::<Vec<_>>(),
        "text": topic.text,
        "tonight": topic.tonight,
        "avoid": topic.avoid,
        "cautions": topic.cautions,
        "stop": topic.stop,
        "evidence": evidence(&topic.evidence),
        "sources": topic.sources,
        "reviewed": topic.reviewed,
        "see": topic.see.iter().filter_map(see).collect::<Vec<_>>(),
    })
}

fn routine(book: &Book, routine: &Routine) -> Value {
    let step = |(step, times): (&Step, usize)| {
        json!({
            "kind": step.kind.id(),
            "seconds": step.length.map(|length| length.as_secs()),
            "times": times,
            "say": step.say_for(None, routine.purpose),
            "more": step.more_for(None, routine.purpose),
            "figure": step.figure_words(None, routine.purpose),
        })
    };
    json!({
        "kind": EntryKind::Stretches.word(),
        "id": routine.id,
        "title": routine.title,
        "summary": routine.summary,
        "purpose": routine.purpose.id(),
        "muscle": routine.muscle.map(|muscle| muscle.id()),
        "seconds": routine.length().as_secs(),
        "before": book.stretches.before,
        "steps": routine.outline().into_iter().map(step).collect::<Vec<_>>(),
        "avoid": routine.avoid,
        "dose": routine.dose,
        "evidence": evidence(&routine.evidence),
        "sources": routine.sources,
        "reviewed": routine.reviewed,
    })
}

fn sign(book: &Book, phone: &Phone, sign: &Sign) -> Value {
    json!({
        "kind": EntryKind::Signs.word(),
        "id": sign.id,
        "group": book.checklist.pages.get(sign.page).map(|page| page.id.as_str()),
        "tier": tier_id(sign.tier),
        "text": sign.text,
        "why": phone.fill(&sign.why),
        "origin": sign.origin.id(),
        "ref": sign.row,
        "confidence": sign.confidence.id(),
        "sources": sign.sources,
    })
}

fn evidence(evidence: &Evidence) -> Value {
    json!({
        "grades": evidence.grades.iter().map(|grade| grade.id()).collect::<Vec<_>>(),
        "words": evidence.words,
    })
}

/// A publication.
pub(super) fn source(source: &Publication) -> Value {
    json!({ "kind": EntryKind::Sources.word(), "id": source.id, "cite": source.cite, "url": source.url })
}

/// The page about the guide.
pub(super) fn about(about: &About) -> Value {
    json!({
        "kind": EntryKind::About.word(),
        "line": about.line,
        "introduction": about.introduction,
        "disclaimer": about.disclaimer,
        "consult": about.consult,
        "origin": about.origin,
        "reviewed": about.reviewed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_exact_and_yet_nothing_in_it_is_obeyed() {
        let value = json!(["a\u{1b}[31m\u{202e}b\u{9b}\u{e0041}\u{feff}é\n"]);
        let printed = text(&value);
        assert!(!printed.contains(crate::domain::clean::is_unprintable), "{printed:?}");
        assert!(printed.contains('é'));
        assert_eq!(serde_json::from_str::<Value>(&printed).expect("JSON"), value);
    }
}
