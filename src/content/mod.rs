//! RON in, checked book out: every problem collected with its file, line and column.
//!
//! Loading cannot fail: it gives the best book it can and the list of what is wrong. The raw shapes that serde reads
//! live here and nowhere else; what leaves this room is the domain's own types, with every string cleaned once.

mod check;
mod lower;
mod place;
mod raw;
mod read;
pub(crate) mod settings;

use std::rc::Rc;

pub(crate) use place::Problem;

// `raw.rs` finds it here, and in `build.rs` beside itself.
use crate::domain::book::Book;
use crate::domain::clean;

/// The text of every content file, with the name to show in a complaint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Files<'a> {
    pub(crate) about: File<'a>,
    pub(crate) causes: File<'a>,
    pub(crate) symptoms: File<'a>,
    pub(crate) remedies: File<'a>,
    pub(crate) routines: File<'a>,
    pub(crate) figures: File<'a>,
    pub(crate) signs: File<'a>,
    pub(crate) regions: File<'a>,
    pub(crate) diary: File<'a>,
    pub(crate) sources: File<'a>,
}

impl Files<'_> {
    /// Files of which nothing is known: for a book whose text is not at hand.
    const NOWHERE: Self = {
        let file = File { name: "the built-in book", text: "" };
        Self {
            about: file,
            causes: file,
            symptoms: file,
            remedies: file,
            routines: file,
            figures: file,
            signs: file,
            regions: file,
            diary: file,
            sources: file,
        }
    };
}

/// One content file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

/// The content that is part of the program, as its files have it.
#[cfg(test)]
pub(crate) const SHIPPED: Files<'static> = {
    macro_rules! shipped {
        ($file:literal) => {
            File {
                name: concat!("assets/en/", $file),
                text: include_str!(concat!("../../assets/en/", $file)),
            }
        };
    }
    Files {
        about: shipped!("about.ron"),
        causes: shipped!("causes.ron"),
        symptoms: shipped!("symptoms.ron"),
        remedies: shipped!("remedies.ron"),
        routines: shipped!("routines.ron"),
        figures: shipped!("figures.ron"),
        signs: shipped!("signs.ron"),
        regions: shipped!("regions.ron"),
        diary: shipped!("diary.ron"),
        sources: shipped!("sources.ron"),
    }
};

/// Reads and checks a book.
#[cfg_attr(not(test), expect(dead_code, reason = "`--book` will read one; until then only tests do"))]
pub(crate) fn load(files: &Files<'_>) -> (Book, Vec<Problem>) {
    let mut problems = vec![];
    let raw = read::book(files, &mut problems);
    let book = lower::lower(&raw, files, &mut problems);
    (book, problems)
}

/// The book that is part of the program, from the bytes that `build.rs` made of its files.
///
/// The build stops at a file that cannot be read, and a test holds the bytes and the checks against the files: nothing
/// of that is a start-up's business.
pub(crate) fn shipped() -> Rc<Book> {
    let raw = postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/book.bin"))).unwrap_or_default();
    Rc::new(lower::lower_trusted(&raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_say_what_the_files_say() {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/book.bin"));
        let raw: raw::Raw = postcard::from_bytes(bytes).expect("the bytes can be read");
        assert_eq!(raw, read::book(&SHIPPED, &mut vec![]));
    }

    #[test]
    fn the_shipped_book_has_no_problems() {
        let (_, problems) = load(&SHIPPED);
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(list.is_empty(), "{}", list.join("\n"));
    }
}
