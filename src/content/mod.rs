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

use crate::domain::book::{Book, Stretches};

/// One content file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    /// The name to show in a problem.
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
}

/// The content files of one language.
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
    pub(crate) review: File<'a>,
    pub(crate) signoff: File<'a>,
}

macro_rules! shipped {
    ($($file:ident),*) => {
        Files {
            $($file: File {
                name: concat!("assets/en/", stringify!($file), ".ron"),
                text: include_str!(concat!("../../assets/en/", stringify!($file), ".ron")),
            }),*
        }
    };
}

/// The content that is part of the program.
pub(crate) const SHIPPED: Files<'static> = shipped!(
    about, causes, symptoms, remedies, routines, figures, signs, regions, diary, sources, review, signoff
);

/// The whole book that is part of the program. A test holds that nothing is wrong with it.
pub(crate) fn shipped() -> Rc<Book> {
    Rc::new(read(&SHIPPED, &mut vec![]))
}

/// The parts of the book that the first frame shows: the start screen, or a running stretch. The rest is parsed once that
/// frame is on the screen, because parsing takes longer than drawing.
pub(crate) fn first_frame(with_stretches: bool) -> Rc<Book> {
    let left_out = File { name: "", text: "" };
    let (routines, figures) =
        if with_stretches { (SHIPPED.routines, SHIPPED.figures) } else { (left_out, left_out) };
    let files = Files {
        about: SHIPPED.about,
        regions: SHIPPED.regions,
        routines,
        figures,
        causes: left_out,
        symptoms: left_out,
        remedies: left_out,
        signs: left_out,
        diary: left_out,
        sources: left_out,
        review: left_out,
        signoff: left_out,
    };
    Rc::new(read(&files, &mut vec![]))
}

/// Reads the files. A file with a syntax error leaves its part empty, an entry with a problem is left out.
pub(crate) fn read(files: &Files<'_>, problems: &mut Vec<Diagnostic>) -> Book {
    let figures = figures::figures(&files.figures, problems);
    let shapes: shapes::Routines = parse(&files.routines, problems);
    let routines = routines::routines(&files.routines, &shapes.routines, &figures, problems);
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

/// The end of a sentence that names the nearest known word, if one is near.
fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    crate::domain::nearest::nearest(name, known)
        .map_or_else(String::new, |near| format!("; did you mean {near:?}?"))
}
