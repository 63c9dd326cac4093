//! The evidence for one entry: its origin, the quality of the evidence, its sources, the date it was checked.

use crate::{
    domain::{Book, Evidence, Link, Origin, Purpose},
    report::review,
    screen::{GLOBAL_KEYS, GlobalVerb, Keys},
    ui::{Role, TextView},
};

/// The sentence of a page on the key that leads here.
pub(crate) fn named(keys: &Keys) -> String {
    format!(" Press {} for the sources.", keys.name(GLOBAL_KEYS, &GlobalVerb::Evidence))
}

/// Writes the evidence for an entry, on whichever tab it is.
pub(crate) fn write(page: &mut TextView<'_>, book: &Book, link: Link) {
    page.text(Role::Title, "Where this comes from");
    if let Some(title) = book.link_title(link) {
        page.text(Role::Accent, title);
    }
    page.gap();
    match link {
        Link::Topic(section, i) => {
            let Some(topic) = book.section(section).get(i) else {
                return;
            };
            origin(page, topic.origin);
            grade(page, &topic.evidence);
            sources(page, book, &topic.sources);
            reviewed(page, book, link, &topic.reviewed);
        }
        Link::Routine(i) => {
            let Some(routine) = book.stretches.routines.get(i) else {
                return;
            };
            grade(page, &routine.evidence);
            page.labelled("The seconds:", &routine.dose);
            page.gap();
            sources(page, book, &routine.sources);
            if routine.purpose == Purpose::Relief {
                let advice = &book.stretches.advice;
                page.labelled("At 10 minutes:", &advice.text);
                page.gap();
                sources(page, book, &advice.sources);
            }
            reviewed(page, book, link, &routine.reviewed);
        }
        Link::Sign(i) => {
            let Some(sign) = book.checklist.signs().get(i) else {
                return;
            };
            page.paragraph(Role::Text, &sign.why);
            origin(page, sign.origin);
            let (row, confidence) = (&sign.row, sign.confidence.id());
            page.paragraph(
                Role::Text,
                &format!("Row {row} of the clinical table. Confidence in its tier: {confidence}."),
            );
            sources(page, book, &sign.sources);
            reviewed(page, book, link, &book.about.reviewed);
        }
    }
}

fn origin(page: &mut TextView<'_>, origin: Origin) {
    page.paragraph(Role::Text, origin.words());
}

fn grade(page: &mut TextView<'_>, evidence: &Evidence) {
    page.paragraph(Role::Text, &evidence.words);
    page.list("Kinds of evidence", evidence.grades.iter().map(|grade| grade.words()));
}

fn sources(page: &mut TextView<'_>, book: &Book, ids: &[String]) {
    page.text(Role::Title, "Sources");
    for source in ids.iter().filter_map(|id| book.source(id)) {
        page.bullet(Role::Text, &source.cite);
        // An address in a row of its own is whole, so that terminals make a link of it.
        if let Some(url) = &source.url {
            page.text(Role::Quiet, url);
        }
    }
    page.gap();
}

fn reviewed(page: &mut TextView<'_>, book: &Book, link: Link, date: &str) {
    page.text(Role::Quiet, &review::checked(book, Some(link), date));
}
