//! Where in a content file something is wrong, and how that is said.

use std::{
    cell::{Cell, OnceCell},
    collections::HashMap,
    fmt,
    ops::{Deref, Range},
};

use super::{File, clean::clean};

/// The most letters of a complaint: what it quotes may be of any length.
const LONGEST: usize = 400;

/// The most complaints about one book: nobody reads more, and a file can hold a million things to complain about.
const MOST: usize = 5_000;

/// How many complaints about a file are placed at the very letter; further ones stand at their entry.
const PLACED: usize = 1_000;

/// A complaint about content, with its place and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
    pub(crate) what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.what)
    }
}

impl Problem {
    /// A complaint about a file, fit for a terminal whatever it quotes. A parser that lost its place says 0.
    pub(crate) fn new(file: &str, line: usize, column: usize, what: &str) -> Self {
        let mut what = clean(what);
        if let Some((end, _)) = what.char_indices().nth(LONGEST) {
            what.truncate(end);
            what.push_str(" ...");
        }
        Self { file: clean(file), line: line.max(1), column: column.max(1), what }
    }
}

/// What is wrong with a book, each as it is found.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    all: Vec<Problem>,
    /// There are more than are kept.
    has_more: bool,
}

impl Problems {
    pub(crate) fn push(&mut self, problem: Problem) {
        if self.all.len() < MOST {
            self.all.push(problem);
        } else {
            self.has_more = true;
        }
    }

    pub(super) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }

    /// All of them by file and place, each once, and at the end whether there are more.
    pub(super) fn in_order(self) -> Vec<Problem> {
        let mut all = in_order(self.all);
        if let Some(last) = all.last().filter(|_| self.has_more) {
            let what = "there is more wrong with this book; mend what is named first";
            all.push(Problem::new(&last.file, last.line, last.column, what));
        }
        all
    }
}

impl Deref for Problems {
    type Target = [Problem];

    fn deref(&self) -> &[Problem] {
        &self.all
    }
}

/// By file and place, each once.
pub(crate) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    problems.dedup();
    problems
}

/// Finds lines and columns in one file's text, and knows where its entries stand.
///
/// A book may have ten thousand entries with something wrong in each, so nothing here looks through the file for one.
#[derive(Debug, Clone)]
pub(crate) struct Places<'a> {
    file: File<'a>,
    /// Where each line begins, counted when the first complaint is made.
    lines: OnceCell<Vec<usize>>,
    /// The entries by what they are called; a tag and a pattern of one name are two.
    entries: HashMap<String, Vec<Range<usize>>>,
    /// How many complaints have been placed.
    placed: Cell<usize>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(file: File<'a>) -> Self {
        Self { file, lines: OnceCell::new(), entries: HashMap::new(), placed: Cell::new(0) }
    }

    pub(crate) fn file(&self) -> File<'a> {
        self.file
    }

    /// Remembers where an entry stands.
    pub(super) fn keep(&mut self, name: &str, at: Range<usize>) {
        self.entries.entry(name.to_owned()).or_default().push(at);
    }

    /// Whether an entry of that name stands in this file.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// A problem in the entry of that name, where `needle` is written in it; failing that at the entry, failing that at
    /// the top of the file. What belongs to no entry has the name "".
    pub(crate) fn within(&self, name: &str, needle: &str, what: String) -> Problem {
        let whole = 0..self.file.text.len();
        let entries = match self.entries.get(name) {
            _ if name.is_empty() => std::slice::from_ref(&whole),
            Some(entries) => entries,
            None => &[],
        };
        // An entry may be as long as the file, with something wrong in every word of it.
        let is_searched = self.placed.get() < PLACED;
        self.placed.set(self.placed.get() + 1);
        let find = |range: &Range<usize>| {
            let text = self.file.text.get(range.clone())?;
            text.find(&quoted(needle)).or_else(|| text.find(needle)).map(|at| range.start + at)
        };
        let found = entries
            .iter()
            .filter(|_| is_searched)
            .find_map(find)
            .or_else(|| entries.first().map(|range| range.start));
        match found {
            Some(at) => self.at_byte(at, what),
            // An entry of the built-in book that something of this one does not go with.
            None => Problem::new(self.file.name, 1, 1, &what),
        }
    }

    /// A problem at a byte of the file.
    pub(crate) fn at_byte(&self, byte: usize, what: String) -> Problem {
        let (line, column) = self.line_and_column(byte);
        Problem::new(self.file.name, line, column, &what)
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub(super) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.file.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).and_then(|i| lines.get(i)).copied().unwrap_or(0);
        let column = self.file.text.get(start..byte).map_or(0, |before| before.chars().count()) + 1;
        (line, column)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_placed_at_the_word_in_its_entry() {
        let text = "[\n  (id: \"a\", see: [\"x\"]),\n  (id: \"b\", see: [\"x\"]),\n]";
        let mut places = Places::new(File { name: "f.ron", text });
        for (name, entry) in [("a", "(id: \"a\", see: [\"x\"])"), ("b", "(id: \"b\", see: [\"x\"])")] {
            let start = text.find(entry).expect("an entry");
            places.keep(name, start..start + entry.len());
        }
        let problem = places.within("b", "x", "bad".into());
        assert_eq!(problem.to_string(), "f.ron:3:19: bad");
        assert_eq!(places.within("b", "nowhere", "bad".into()).to_string(), "f.ron:3:3: bad");
        assert_eq!(places.within("zzz", "x", "bad".into()).to_string(), "f.ron:1:1: bad");
        assert_eq!(places.within("", "x", "bad".into()).to_string(), "f.ron:2:19: bad");
    }

    #[test]
    fn a_complaint_is_fit_for_a_terminal_and_of_a_sensible_length() {
        let what = format!("\u{1b}]52;c;x\u{7}{}", "long ".repeat(1000));
        let problem = Problem::new("a\u{1b}[2Jb.ron", 0, 0, &what);
        assert_eq!((problem.line, problem.column, problem.file.as_str()), (1, 1, "a[2Jb.ron"));
        assert!(problem.what.chars().count() <= LONGEST + 4, "{problem}");
        assert!(!problem.to_string().contains(['\u{1b}', '\u{7}']), "{problem}");
    }
}
