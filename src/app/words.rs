//! The book in plain paragraphs, for commands and for the ear: the same words as on the screen.

use crate::{
    domain::book::{About, Book},
    ui::{
        text_view::{PlainText, TextView},
        theme::Role,
    },
};

pub(crate) use crate::tabs::words::{entry, evidence};

/// What the guide is: introduction, disclaimer, whom to see, where it all comes from.
pub(crate) fn about(book: &Book) -> PlainText {
    let mut page = TextView::plain();
    write_about(&mut page, &book.about);
    page.into_plain()
}

/// The same on a page of any kind.
pub(super) fn write_about(page: &mut TextView<'_>, about: &About) {
    let parts = [
        ("What this is", &about.introduction),
        ("Disclaimer", &about.disclaimer),
        ("When to get help", &about.consult),
        ("Where it comes from", &about.origin),
    ];
    for (title, paragraphs) in parts {
        page.text(Role::Title, title);
        for paragraph in paragraphs {
            page.text(Role::Text, paragraph);
            page.gap();
        }
    }
}
