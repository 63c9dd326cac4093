//! RON in, checked book out: every problem collected with its file, line and column.
//!
//! Loading cannot fail: it gives the best book it can and the list of what is wrong. The raw shapes that serde reads
//! live here and nowhere else; what leaves this room is the domain's own types, with every string cleaned once.

mod check;
mod clean;
mod lower;
mod place;
mod raw;
pub(crate) mod settings;

use std::rc::Rc;

pub(crate) use place::Problem;

use crate::domain::book::Book;

/// The text of every content file, with the name to show in a complaint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Files<'a> {
    pub(crate) about: File<'a>,
    pub(crate) causes: File<'a>,
    pub(crate) symptoms: File<'a>,
    pub(crate) remedies: File<'a>,
    pub(crate) routines: File<'a>,
    pub(crate) signs: File<'a>,
    pub(crate) regions: File<'a>,
    pub(crate) sources: File<'a>,
}

/// One content file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

macro_rules! shipped {
    ($file:literal) => {
        File { name: concat!("assets/en/", $file), text: include_str!(concat!("../../assets/en/", $file)) }
    };
}

/// The content that is part of the program.
pub(crate) const SHIPPED: Files<'static> = Files {
    about: shipped!("about.ron"),
    causes: shipped!("causes.ron"),
    symptoms: shipped!("symptoms.ron"),
    remedies: shipped!("remedies.ron"),
    routines: shipped!("routines.ron"),
    signs: shipped!("signs.ron"),
    regions: shipped!("regions.ron"),
    sources: shipped!("sources.ron"),
};

/// Reads and checks a book.
pub(crate) fn load(files: &Files<'_>) -> (Book, Vec<Problem>) {
    let mut problems = vec![];
    let raw = raw::Raw::parse(files, &mut problems);
    let book = lower::lower(&raw, files, &mut problems);
    (book, problems)
}

/// The book that is part of the program. That it has no problems is a test's business, not a start-up's.
pub(crate) fn shipped() -> Rc<Book> {
    Rc::new(load(&SHIPPED).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_book_has_no_problems() {
        let (_, problems) = load(&SHIPPED);
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(list.is_empty(), "{}", list.join("\n"));
    }
}
