//! The book that every command uses: the built-in one, with a person's own routines beside it.

use std::{
    path::{Path, PathBuf},
    rc::Rc,
};

use super::args::Global;
use crate::{
    content::{self, File},
    domain::book::{ActionNames, Book},
    runtime::files,
};

/// The most bytes of a file of own routines.
const MAX_BYTES: usize = 256 << 10;

/// The book, and one sentence where something is wrong with the own routines. The built-in routines are always there.
pub(super) fn open(global: &Global) -> (Rc<Book>, Option<String>) {
    let mut book = content::shipped();
    let notice = own_routines_path(global).and_then(|path| add_own_routines(Rc::make_mut(&mut book), &path));
    (book, notice)
}

/// The same for a command that prints: the sentence goes to standard error at once.
pub(super) fn open_saying(global: &Global) -> Rc<Book> {
    let (mut book, notice) = open(global);
    Rc::make_mut(&mut book).name_actions(&ActionNames::commands());
    say(notice.as_deref());
    book
}

/// Writes a sentence to standard error, if there is one.
pub(super) fn say(notice: Option<&str>) {
    if let Some(notice) = notice {
        super::say(&format!("uncramp: {notice}\n"));
    }
}

/// The file of own routines: `routines.ron` beside the settings. `None` where there is no home folder.
pub(super) fn own_routines_path(global: &Global) -> Option<PathBuf> {
    Some(global.file.path.as_deref()?.with_file_name("routines.ron"))
}

fn add_own_routines(book: &mut Book, path: &Path) -> Option<String> {
    let name = super::name(path);
    let text = match files::read_text(path, MAX_BYTES) {
        Ok(text) => text?,
        Err(sentence) => return Some(format!("{sentence}; the built-in routines stay")),
    };
    let (own, problems) = content::own_routines(&File { name: &name, text: &text }, book);
    book.stretches.routines.extend(own);
    let (first, more) = (problems.first()?, problems.len() - 1);
    let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    Some(format!("{first}{more}; the built-in routines stay"))
}
