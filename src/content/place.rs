//! Where in a content file something is wrong, and how that is said.

use std::fmt;

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

/// Finds lines and columns in one file's text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places<'a> {
    file: super::File<'a>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(file: super::File<'a>) -> Self {
        Self { file }
    }

    /// A problem at a line and column that a parser gave; a parser that lost its place says 0.
    pub(crate) fn at(&self, line: usize, column: usize, what: String) -> Problem {
        Problem { file: self.file.name.to_owned(), line: line.max(1), column: column.max(1), what }
    }

    /// A problem in the entry of that id, at the first place after it where `needle` is written; failing that at the
    /// entry, failing that at the top of the file.
    pub(crate) fn within(&self, id: &str, needle: &str, what: String) -> Problem {
        // What belongs to no entry is looked for in the whole file.
        let entry = if id.is_empty() { Some(0) } else { self.entry(id, 0) };
        let found = entry.and_then(|at| {
            let rest = self.file.text.get(at..)?;
            rest.find(&quoted(needle)).or_else(|| rest.find(needle)).map(|offset| at + offset)
        });
        self.at_byte(found.or(entry).unwrap_or(0), what)
    }

    /// A problem at the second entry of that id.
    pub(crate) fn second(&self, id: &str, what: String) -> Problem {
        let first = self.entry(id, 0);
        let second = first.and_then(|at| self.entry(id, at + 1));
        self.at_byte(second.or(first).unwrap_or(0), what)
    }

    /// Where `id: "…"` (or a region's `code: "…"`) stands, from byte `from` on.
    fn entry(&self, id: &str, from: usize) -> Option<usize> {
        let rest = self.file.text.get(from..)?;
        let quoted = quoted(id);
        rest.match_indices(&quoted)
            .map(|(at, _)| at)
            .find(|at| {
                let before = rest.get(..*at).unwrap_or("").trim_end();
                before.ends_with("id:") || before.ends_with("code:")
            })
            .map(|at| from + at)
    }

    /// A problem at a byte of the text.
    pub(super) fn at_byte(&self, byte: usize, what: String) -> Problem {
        let before = self.file.text.get(..byte).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        self.at(line, column, what)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::File;

    #[test]
    fn a_problem_is_placed_at_the_word_in_its_entry() {
        let text = "[\n  (id: \"a\", see: [\"x\"]),\n  (id: \"b\", see: [\"x\"]),\n  (id: \"b\"),\n]";
        let places = Places::new(File { name: "f.ron", text });
        let problem = places.within("b", "x", "bad".into());
        assert_eq!(problem.to_string(), "f.ron:3:19: bad");
        assert_eq!(places.second("b", "again".into()).to_string(), "f.ron:4:8: again");
        assert_eq!(places.within("zzz", "x", "bad".into()).line, 1);
    }
}
