//! RON in, checked book out: every problem collected with its file, line and column.
//!
//! Loading cannot fail: it gives the best book it can and the list of what is wrong. The raw shapes that serde reads
//! live here and nowhere else; what leaves this room is the domain's own types, with every string cleaned once.

mod check;
pub(crate) mod eject;
mod guard;
mod lower;
mod mark;
mod place;
mod raw;
mod read;
pub(crate) mod settings;
mod split;

use std::rc::Rc;

use place::Problems;
pub(crate) use place::{Problem, in_order};
pub(crate) use read::{MAX_BYTES, too_large};

// `raw.rs` finds it here, and in `build.rs` beside itself.
use crate::domain::book::Book;
use crate::domain::clean;
use raw::Raw;

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

impl<'a> Files<'a> {
    /// The names that the files of a book have.
    pub(crate) const NAMES: [&'static str; 10] = [
        "about.ron",
        "causes.ron",
        "symptoms.ron",
        "remedies.ron",
        "routines.ron",
        "figures.ron",
        "signs.ron",
        "regions.ron",
        "diary.ron",
        "sources.ron",
    ];

    /// Files of which nothing is known: for a book whose text is not at hand.
    const NOWHERE: Files<'static> = {
        let file = File { name: "the built-in book", text: "" };
        Files {
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

    /// The files, each found by one of [`Files::NAMES`].
    pub(crate) fn find(mut find: impl FnMut(&'static str) -> File<'a>) -> Self {
        Self {
            about: find("about.ron"),
            causes: find("causes.ron"),
            symptoms: find("symptoms.ron"),
            remedies: find("remedies.ron"),
            routines: find("routines.ron"),
            figures: find("figures.ron"),
            signs: find("signs.ron"),
            regions: find("regions.ron"),
            diary: find("diary.ron"),
            sources: find("sources.ron"),
        }
    }
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

/// Reads and checks a book that is whole by itself.
pub(crate) fn load(files: &Files<'_>) -> (Book, Vec<Problem>) {
    let mut problems = Problems::default();
    let read = read::overlay(Raw::default(), files, &mut problems);
    let book = lower::lower(&read.raw, &read.places, &mut problems);
    (book, problems.in_order())
}

/// Reads a book of somebody's own, laid over the built-in one, and checks it: what is wrong with it, and what of it would
/// make the program less safe. A book with problems is not to be used.
pub(crate) fn overlay(files: &Files<'_>) -> (Book, Vec<Problem>) {
    let mut problems = Problems::default();
    let mut read = read::overlay(shipped_raw(), files, &mut problems);
    let built_in = shipped_raw();
    guard::check(&built_in, &read, &mut problems);
    mark::untranslated(&mut read);
    let book = lower::lower(&read.raw, &read.places, &mut problems);
    guard::check_tiers(&lower::lower_trusted(&built_in).checklist, &book.checklist, &read, &mut problems);
    (book, problems.in_order())
}

/// A file's bytes as text, without the byte-order mark that some editors put before it.
///
/// # Errors
/// A complaint at the first byte that is no UTF-8.
pub(crate) fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Problem> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        let line = good.matches('\n').count() + 1;
        let column = good.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Problem::new(name, line, column, "this is not UTF-8; save the file as UTF-8")
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// The book that is part of the program, from the bytes that `build.rs` made of its files.
///
/// The build stops at a file that cannot be read, and a test holds the bytes and the checks against the files: nothing
/// of that is a start-up's business.
pub(crate) fn shipped() -> Rc<Book> {
    Rc::new(lower::lower_trusted(&shipped_raw()))
}

fn shipped_raw() -> Raw<'static> {
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/book.bin"))).unwrap_or_default()
}

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_say_what_the_files_say() {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/book.bin"));
        let raw: Raw = postcard::from_bytes(bytes).expect("the bytes can be read");
        assert_eq!(raw, read::overlay(Raw::default(), &SHIPPED, &mut Problems::default()).raw);
    }

    #[test]
    fn the_shipped_book_has_no_problems() {
        let (_, problems) = load(&SHIPPED);
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(list.is_empty(), "{}", list.join("\n"));
    }
}
