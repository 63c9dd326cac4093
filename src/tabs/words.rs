//! Entries of the book and its own description as plain paragraphs, from the writers that put them on the screen.

use super::{checklist, evidence, guide, stretch};
use crate::{
    domain::{About, Book, Link, Phone, Verdict},
    ui::{PlainText, Role, TextView},
};

/// Everything the book says of an entry, for a person whose ticked signs led to `verdict`.
pub(crate) fn entry(book: &Book, verdict: &Verdict, phone: &Phone, link: Link) -> PlainText {
    TextView::plain(|page| match link {
        Link::Topic(section, i) => {
            if let Some(topic) = book.section(section).get(i) {
                guide::view::write_topic(page, topic, (book, verdict), 0);
            }
        }
        Link::Routine(i) => {
            if let Some(routine) = book.stretches.routines.get(i) {
                stretch::view::preview::write_routine(page, routine, (book, verdict), 0);
            }
        }
        Link::Sign(i) => {
            if let Some(sign) = book.checklist.signs().get(i) {
                page.paragraph(Role::Title, &sign.text);
                checklist::view::write_sign(page, sign, phone, Role::Text);
                page.gap();
                page.text(Role::Quiet, checklist::view::alone(sign));
            }
        }
    })
}

/// The origin of an entry, the quality of its evidence, its sources, and the date it was checked.
pub(crate) fn evidence(book: &Book, link: Link) -> PlainText {
    TextView::plain(|page| evidence::write(page, book, link))
}

/// The guide in its own words: introduction, disclaimer, when to get help, origin.
pub(crate) fn about(book: &Book) -> PlainText {
    TextView::plain(|page| write_about(page, &book.about))
}

/// Writes the same on a page of any kind.
pub(crate) fn write_about(page: &mut TextView<'_>, about: &About) {
    let parts = [
        ("What this is", &about.introduction),
        ("Disclaimer", &about.disclaimer),
        ("When to get help", &about.consult),
        ("Where it comes from", &about.origin),
    ];
    for (title, paragraphs) in parts {
        page.text(Role::Title, title);
        for paragraph in paragraphs {
            page.paragraph(Role::Text, paragraph);
        }
    }
}
