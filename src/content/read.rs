//! From a file's text to its raw shape, or to a complaint with its place.

use serde::de::DeserializeOwned;

use super::{File, Files, Problem, clean::clean, place::Places, raw::Raw};

/// Files larger than this are refused unread; the largest shipped one is a fiftieth of it.
pub(crate) const MAX_BYTES: usize = 4 << 20;

/// Reads every file; one that cannot be read leaves its part empty.
pub(crate) fn book(files: &Files<'_>, problems: &mut Vec<Problem>) -> Raw {
    Raw {
        about: file(files.about, problems),
        causes: file(files.causes, problems),
        symptoms: file(files.symptoms, problems),
        remedies: file(files.remedies, problems),
        routines: file(files.routines, problems),
        figures: file(files.figures, problems),
        signs: file(files.signs, problems),
        regions: file(files.regions, problems),
        diary: file(files.diary, problems),
        sources: file(files.sources, problems),
    }
}

/// Reads one file's text, or complains and gives nothing.
pub(crate) fn file<T: DeserializeOwned + Default>(file: File<'_>, problems: &mut Vec<Problem>) -> T {
    let places = Places::new(file);
    if file.text.len() > MAX_BYTES {
        let what = format!("the file is larger than {} MiB; split it or make it shorter", MAX_BYTES >> 20);
        problems.push(places.at(1, 1, what));
        return T::default();
    }
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    match options.from_str(file.text.trim_start_matches('\u{feff}')) {
        Ok(raw) => raw,
        Err(error) => {
            let at = error.span.start;
            problems.push(places.at(at.line, at.col, clean(&error.code.to_string())));
            T::default()
        }
    }
}
