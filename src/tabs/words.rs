//! An entry of the book as plain paragraphs, from the very writers that put it on the screen.

use super::{checklist, evidence, guide, stretch};
use crate::{
    domain::{
        book::{Book, Link},
        region::Phone,
        triage::Verdict,
    },
    ui::{
        text_view::{PlainText, TextView},
        theme::Role,
    },
};

/// Everything the book says of an entry, as it is for somebody who has ticked what led to `verdict`.
pub(crate) fn entry(book: &Book, verdict: &Verdict, phone: &Phone, link: Link) -> PlainText {
    let mut page = TextView::plain();
    match link {
        Link::Topic(section, i) => {
            if let Some(topic) = book.section(section).get(i) {
                guide::view::write_topic(&mut page, topic, (book, verdict), 0);
            }
        }
        Link::Routine(i) => {
            if let Some(routine) = book.stretches.routines.get(i) {
                stretch::view::preview::write_routine(&mut page, routine, (book, verdict), 0);
            }
        }
        Link::Sign(i) => {
            if let Some(sign) = book.checklist.signs().get(i) {
                page.text(Role::Title, &sign.text);
                page.gap();
                checklist::view::write_sign(&mut page, sign, phone, Role::Text);
                page.gap();
                page.text(Role::Quiet, checklist::view::alone(sign));
            }
        }
    }
    page.into_plain()
}

/// The origin of an entry, the quality of its evidence, its sources, and the date it was checked.
pub(crate) fn evidence(book: &Book, link: Link) -> PlainText {
    let mut page = TextView::plain();
    evidence::write(&mut page, book, link);
    page.into_plain()
}
