//! Content: the RON files of `assets/` in, the book out. Every problem is collected with its file and place.
//!
//! Most types of the domain are read as they are. The few shapes that differ in the file (names in place of positions,
//! repeats, joints given by a hand's place) are in `shapes.rs`. The checks over the whole shipped book are tests.

mod checklist;
mod diagnostic;
mod figures;
mod routines;
pub(crate) mod settings;
mod shapes;
pub(crate) mod state;
#[cfg(test)]
pub(crate) mod tests;

use std::rc::Rc;

use serde::de::DeserializeOwned;

pub(crate) use diagnostic::Diagnostic;
pub(crate) use routines::own_routines;
#[cfg(test)]
pub(crate) use tests::load;

use crate::domain::{
    book::{Book, Stretches},
    nearest::did_you_mean,
};

/// One content file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    /// The name to show in a problem.
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

macro_rules! files {
    ($($file:ident),*) => {
        /// The content files of one language.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Files<'a> {
            $(pub(crate) $file: File<'a>),*
        }

        /// The content that is part of the program.
        pub(crate) const SHIPPED: Files<'static> = Files {
            $($file: File {
                name: concat!("assets/en/", stringify!($file), ".ron"),
                text: include_str!(concat!("../../assets/en/", stringify!($file), ".ron")),
            }),*
        };

        /// No content.
        const NOTHING: Files<'static> = Files { $($file: File { name: "", text: "" }),* };
    };
}

files!(about, causes, symptoms, remedies, routines, figures, signs, regions, diary, sources, review, signoff);

/// The whole book that is part of the program. A test holds that nothing is wrong with it.
pub(crate) fn shipped() -> Rc<Book> {
    Rc::new(read(&SHIPPED, &mut vec![]))
}

/// The parts of the book that the first frame shows: the start screen, or a running stretch. The rest is parsed once that
/// frame is on the screen, because parsing takes longer than drawing.
pub(crate) fn first_frame(with_stretches: bool) -> Rc<Book> {
    let mut files = Files { about: SHIPPED.about, regions: SHIPPED.regions, ..NOTHING };
    if with_stretches {
        (files.routines, files.figures) = (SHIPPED.routines, SHIPPED.figures);
    }
    Rc::new(read(&files, &mut vec![]))
}

/// Reads the files. A file with a syntax error leaves its part empty, an entry with a problem is left out.
pub(crate) fn read(files: &Files<'_>, problems: &mut Vec<Diagnostic>) -> Book {
    let figures = figures::figures(&files.figures, problems);
    let shapes: shapes::Routines = parse(&files.routines, problems);
    let routines = routines::routines(&files.routines, shapes.routines, &figures, problems);
    Book {
        about: parse(&files.about, problems),
        causes: parse(&files.causes, problems),
        symptoms: parse(&files.symptoms, problems),
        remedies: parse(&files.remedies, problems),
        stretches: Stretches { before: shapes.before, advice: shapes.advice, routines, figures },
        checklist: checklist::checklist(&files.signs, problems),
        sources: parse(&files.sources, problems),
        regions: parse(&files.regions, problems),
        diary: parse(&files.diary, problems),
        review: parse(&files.review, problems),
        signatures: parse(&files.signoff, problems),
        unnamed: None,
    }
}

/// Parses one file; an empty one is the default.
fn parse<T: DeserializeOwned + Default>(file: &File<'_>, problems: &mut Vec<Diagnostic>) -> T {
    if file.text.is_empty() {
        return T::default();
    }
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(file.text.trim_start_matches('\u{feff}')).unwrap_or_else(|error| {
        let at = error.span.start;
        problems.push(Diagnostic::new(file.name, at.line, at.col, &error.code.to_string()));
        T::default()
    })
}

/// A commented file of own routines to start from: `uncramp stretch --example` prints it.
pub(crate) const OWN_ROUTINES_EXAMPLE: &str = include_str!("../../assets/routines-example.ron");

/// The longest id that a person types.
const MAX_ID: usize = 60;

/// True if an id is one that a person can type: lower-case letters, digits and hyphens, a letter first.
fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && id.len() <= MAX_ID
}
