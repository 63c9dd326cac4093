//! `uncramp book`, and the book that every other command goes by: the built-in one, or with `--book` somebody's own.

use std::{
    collections::{HashMap, HashSet},
    ffi::OsStr,
    fmt::Write,
    io,
    path::{Path, PathBuf},
    rc::Rc,
};

use serde_json::{Value, json};
use unicode_width::UnicodeWidthChar;

use super::{
    Exit, Refusal,
    args::{BookDoes, Global},
    print, start,
};
use crate::{
    content::{self, File, Files, MAX_BYTES, Problem, eject},
    domain::{
        book::Book,
        clean::{clean, is_invisible},
        nearest::nearest,
    },
    runtime::files,
};

/// How much of a folder is looked through for names that are nearly right.
const MOST_NAMES: usize = 1_000;
/// Columns of a line of a file that is quoted.
const QUOTED: usize = 76;
/// A book with more than this in its files is read once the first frame is on the screen.
const LARGE: u64 = 256 << 10;

/// The book to go by, and a sentence where the one that was asked for is not it.
pub(super) fn open(global: &Global) -> (Rc<Book>, Option<String>) {
    let Some(folder) = folder(global) else {
        return (content::shipped(), None);
    };
    let (book, problems) = load(&Folder::read(folder));
    match problems.len() {
        0 => (Rc::new(book), None),
        count => (content::shipped(), Some(not_used(folder, count))),
    }
}

/// The same for a command that prints: the sentence goes to standard error at once.
pub(super) fn open_saying(global: &Global) -> Rc<Book> {
    let (book, notice) = open(global);
    say(notice.as_deref());
    book
}

/// A sentence beside what is printed, if there is one.
pub(super) fn say(notice: Option<&str>) {
    if let Some(notice) = notice {
        super::say(&format!("uncramp: {notice}\n"));
    }
}

/// Whether the book that was asked for takes long enough to read that somebody would wait for it.
pub(super) fn is_large(global: &Global) -> bool {
    let size = |folder: &Path| Files::NAMES.iter().map(|name| files::size(&folder.join(name))).sum::<u64>();
    folder(global).is_some_and(|folder| size(folder) > LARGE)
}

pub(super) fn run(does: &BookDoes, global: &Global) -> Result<Exit, Refusal> {
    match does {
        BookDoes::Check { dir, json } => check(dir.as_deref().or_else(|| folder(global)), *json, global),
        BookDoes::Eject { dir } => eject(dir),
    }
}

/// The folder that was asked for; an empty value in the environment is no value.
fn folder(global: &Global) -> Option<&Path> {
    global.book.as_deref().filter(|folder| !folder.as_os_str().is_empty())
}

fn not_used(folder: &Path, count: usize) -> String {
    let problems = if count == 1 { "a problem".to_owned() } else { format!("{count} problems") };
    let folder = super::name(folder);
    format!(
        "the book {folder} has {problems}, so the built-in book is used; uncramp book check {folder} names them all"
    )
}

/// The files of a book, as far as they could be read.
struct Folder {
    /// By their name in [`Files::NAMES`]: what is shown of the path, and the text.
    texts: Vec<(&'static str, String, String)>,
    /// What could not be read, and what has no business there.
    problems: Vec<Problem>,
}

impl Folder {
    fn read(folder: &Path) -> Self {
        let mut found = Self { texts: vec![], problems: vec![] };
        let names = match files::names(folder, MOST_NAMES) {
            Ok(names) => names,
            Err(error) => {
                let what = match error.kind() {
                    io::ErrorKind::NotFound => {
                        "there is no such folder; name one that holds a book".to_owned()
                    }
                    io::ErrorKind::NotADirectory => {
                        "this is a file; name the folder that it is in".to_owned()
                    }
                    _ => format!("the folder cannot be read: {error}"),
                };
                found.problems.push(Problem::new(&super::name(folder), 1, 1, &what));
                return found;
            }
        };
        for name in Files::NAMES {
            let path = folder.join(name);
            if files::is_there(&path) {
                found.file(name, &path);
            }
        }
        for name in names.iter().filter_map(|name| stray(name)) {
            let near = nearest(&name, Files::NAMES.into_iter());
            let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
            let what = format!("{name} is not a file of a book{near} (they are {})", Files::NAMES.join(", "));
            found.problems.push(Problem::new(&super::name(&folder.join(&name)), 1, 1, &what));
        }
        found
    }

    fn file(&mut self, name: &'static str, path: &Path) {
        let shown = super::name(path);
        let what = match files::read_plain(path, MAX_BYTES) {
            Ok(bytes) => match content::decode(&shown, bytes) {
                Ok(text) => return self.texts.push((name, shown, text)),
                Err(problem) => return self.problems.push(problem),
            },
            Err(error) => match error.kind() {
                io::ErrorKind::FileTooLarge => content::too_large(),
                io::ErrorKind::IsADirectory => "this is a folder; put a file of that name here".to_owned(),
                io::ErrorKind::InvalidInput => {
                    "this is no plain file but a pipe or a device; put a file of that name here".to_owned()
                }
                _ => format!("the file cannot be read: {error}"),
            },
        };
        self.problems.push(Problem::new(&shown, 1, 1, &what));
    }

    /// The lines of every file that there is a problem in, by the name that is shown of it.
    fn lines(&self, problems: &[Problem]) -> HashMap<&str, Vec<&str>> {
        let names: HashSet<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
        let wanted = self.texts.iter().filter(|(_, shown, _)| names.contains(shown.as_str()));
        wanted.map(|(_, shown, text)| (shown.as_str(), text.lines().collect())).collect()
    }
}

/// A name that looks as if it were meant to be one of a book's files. Notes, folders and an editor's copies may lie beside
/// them.
fn stray(name: &OsStr) -> Option<String> {
    let name = clean(&name.to_string_lossy());
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_lowercase();
    let is_copy = Files::NAMES.iter().any(|known| name.starts_with(known));
    let is_meant = name.to_lowercase().ends_with(".ron")
        || Files::NAMES.iter().any(|known| stem(known) == stem(&name) && name.contains('.'));
    (is_meant && !is_copy && !name.starts_with('.')).then_some(name)
}

/// Reads a book laid over the built-in one, with everything that is wrong with it.
fn load(folder: &Folder) -> (Book, Vec<Problem>) {
    let files = Files::find(|name| {
        let found = folder.texts.iter().find(|(known, ..)| *known == name);
        found.map_or(File { name, text: "" }, |(_, shown, text)| File { name: shown, text })
    });
    let (book, found) = content::overlay(&files);
    let mut problems = folder.problems.clone();
    problems.extend(found);
    (book, content::in_order(problems))
}

fn check(folder: Option<&Path>, json: bool, global: &Global) -> Result<Exit, Refusal> {
    let (name, files, problems) = match folder {
        Some(folder) => {
            let files = Folder::read(folder);
            let (_, problems) = load(&files);
            (super::name(folder), files, problems)
        }
        None => {
            let files = built_in()?;
            let find = |name| files.texts.iter().find(|(known, ..)| *known == name);
            let (_, problems) = content::load(&Files::find(|name| {
                find(name).map_or(File { name, text: "" }, |(_, shown, text)| File { name: shown, text })
            }));
            ("the built-in book".to_owned(), files, problems)
        }
    };
    let exit = if problems.is_empty() { Exit::Done } else { Exit::Unusable };
    if json {
        let one = |p: &Problem| json!({"file": p.file, "line": p.line, "column": p.column, "what": p.what});
        let all = Value::Array(problems.iter().map(one).collect());
        print(&format!("{all:#}\n"))?;
        return Ok(exit);
    }
    let mut text = String::new();
    let lines = files.lines(&problems);
    for problem in &problems {
        let _ = writeln!(text, "{problem}");
        let line = lines.get(problem.file.as_str()).and_then(|lines| lines.get(problem.line - 1));
        if let Some(line) = line {
            let number = problem.line.to_string();
            let (line, caret) = quote(line, problem.column);
            let _ = writeln!(text, "  {number} | {line}");
            let _ = writeln!(text, "  {} | {}^", " ".repeat(number.len()), " ".repeat(caret));
        }
    }
    match problems.len() {
        0 => {
            let count = files.texts.len();
            let count = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
            let _ = writeln!(text, "{name} is sound ({count}).");
        }
        1 => text.push_str("1 problem. Until it is mended the built-in book is used.\n"),
        count => {
            let _ = writeln!(text, "{count} problems. Until they are mended the built-in book is used.");
        }
    }
    if start::is_ascii(global.ascii) {
        text = text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
    }
    print(&text)?;
    Ok(exit)
}

/// A line as it may be shown, cut to what fits around a column of it, and how far in that column is then.
fn quote(line: &str, column: usize) -> (String, usize) {
    let fit = |c: char| match c {
        '\t' => ' ',
        c if c.is_control() || is_invisible(c) => '\u{fffd}',
        c => c,
    };
    let chars: Vec<char> = line.chars().take(column + QUOTED).map(fit).collect();
    let width = |chars: &[char]| chars.iter().map(|c| c.width().unwrap_or(0)).sum::<usize>();
    let at = (column - 1).min(chars.len());
    let (before, after) = chars.split_at(at);
    // Two thirds of the room are for what leads up to the place.
    let mut start = 0;
    while before.get(start..).is_some_and(|rest| width(rest) > QUOTED * 2 / 3) {
        start += 1;
    }
    let before = before.get(start..).unwrap_or_default();
    let dots = if start > 0 { "... " } else { "" };
    let caret = dots.len() + width(before);
    let mut shown: String = dots.chars().chain(before.iter().copied()).collect();
    let mut room = QUOTED.saturating_sub(caret);
    for c in after {
        room = match room.checked_sub(c.width().unwrap_or(0)) {
            Some(left) => left,
            None => {
                shown.push_str(" ...");
                break;
            }
        };
        shown.push(*c);
    }
    (shown.trim_end().to_owned(), caret)
}

/// The built-in book as files.
fn built_in() -> Result<Folder, Refusal> {
    let pages = pages()?;
    let texts = pages.into_iter().map(|page| (page.name, format!("built-in {}", page.name), page.text));
    Ok(Folder { texts: texts.collect(), problems: vec![] })
}

fn pages() -> Result<Vec<eject::Page>, Refusal> {
    eject::pages()
        .map_err(|error| Refusal::error(format!("{error}; this program is damaged, install it again")))
}

fn eject(folder: &Path) -> Result<Exit, Refusal> {
    let there: Vec<PathBuf> =
        Files::NAMES.iter().map(|name| folder.join(name)).filter(|path| files::is_there(path)).collect();
    if !there.is_empty() {
        let names: Vec<String> = there.iter().map(|path| super::name(path)).collect();
        let are = if names.len() == 1 { "is" } else { "are" };
        return Err(Refusal::error(format!(
            "{} {are} there already, so nothing was written; name another folder",
            names.join(", ")
        )));
    }
    let pages = pages()?;
    files::create_all(folder, pages.iter().map(|page| (page.name, page.text.as_str()))).map_err(
        |(path, error)| Refusal::error(format!("{} cannot be written: {error}", super::name(&path))),
    )?;
    let folder = super::name(folder);
    print(&format!(
        "The built-in book is in {folder}, {} files.\nKeep what you change, and delete the rest: it stays as it is built in.\n\
         Look it over with: uncramp book check {folder}\nUse it with: uncramp --book {folder}\n",
        pages.len()
    ))?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_its_place_whatever_stands_before_it() {
        for (line, column, mark) in [
            ("id: \"x\",", 5, '"'),
            ("\t\tid: \"x\"", 7, '"'),
            ("説明: \"x\"", 5, '"'),
            ("a\u{202e}b\u{1b}[2J*", 8, '*'),
            ("", 1, ' '),
        ] {
            let (shown, caret) = quote(line, column);
            let mut at = 0;
            let under = shown.chars().find(|c| {
                let here = at == caret;
                at += c.width().unwrap_or(0);
                here
            });
            assert_eq!(under.unwrap_or(' '), mark, "{shown:?} {caret}");
            assert!(!shown.chars().any(|c| c.is_control() || is_invisible(c)), "{shown:?}");
        }
        let long = format!("{}*{}", "x".repeat(5_000), "y".repeat(5_000));
        let (shown, caret) = quote(&long, 5_001);
        assert!(shown.len() < 90 && shown.chars().nth(caret) == Some('*'), "{shown} {caret}");
    }

    #[test]
    fn what_lies_beside_a_book_is_told_from_what_was_meant_for_it() {
        for name in ["remedy.ron", "Causes.RON", "signs.txt", "sign.ron"] {
            assert!(stray(OsStr::new(name)).is_some(), "{name}");
        }
        for name in
            ["README.md", "signs.ron", "signs.ron~", "signs.ron.bak", ".signs.ron.swp", "notes", "signs"]
        {
            assert_eq!(stray(OsStr::new(name)), None, "{name}");
        }
    }
}
