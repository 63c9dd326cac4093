//! Problems in content and settings files: one sentence each, with its place.

use std::fmt;

use super::File;
use crate::domain::clean::clean;

/// The most characters of a sentence: it may quote a text of any length.
const LONGEST: usize = 400;

/// One thing that is wrong in a file, with its place and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Diagnostic {
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
    pub(crate) what: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.what)
    }
}

impl Diagnostic {
    /// A problem that can be shown on a terminal whatever it quotes. A parser that lost its place says line 0.
    pub(crate) fn new(file: &str, line: usize, column: usize, what: &str) -> Self {
        let mut what = clean(what);
        if let Some((end, _)) = what.char_indices().nth(LONGEST) {
            what.truncate(end);
            what.push_str(" ...");
        }
        Self { file: clean(file), line: line.max(1), column: column.max(1), what }
    }

    /// A problem at a byte of a file.
    pub(crate) fn at(file: &File<'_>, byte: usize, what: &str) -> Self {
        let before = file.text.get(..byte).unwrap_or(file.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        Self::new(file.name, line, column, what)
    }

    /// A problem in the entry of that id, placed where the id stands; at the top of the file where it stands nowhere.
    pub(crate) fn in_entry(file: &File<'_>, id: &str, what: &str) -> Self {
        let at =
            [format!("id: {id:?}"), format!("code: {id:?}")].iter().find_map(|text| file.text.find(text));
        Self::at(file, at.unwrap_or(0), what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_placed_at_its_entry() {
        let file = File { name: "f.ron", text: "[\n  (id: \"a\"),\n  (id: \"b\"),\n]" };
        assert_eq!(Diagnostic::in_entry(&file, "b", "bad").to_string(), "f.ron:3:4: bad");
        assert_eq!(Diagnostic::in_entry(&file, "zzz", "bad").to_string(), "f.ron:1:1: bad");
    }

    #[test]
    fn a_problem_can_be_shown_and_has_a_sensible_length() {
        let what = format!("\u{1b}]52;c;x\u{7}{}", "long ".repeat(1000));
        let problem = Diagnostic::new("a\u{1b}[2Jb.ron", 0, 0, &what);
        assert_eq!((problem.line, problem.column, problem.file.as_str()), (1, 1, "a[2Jb.ron"));
        assert!(problem.what.chars().count() <= LONGEST + 4, "{problem}");
        assert!(!problem.to_string().contains(['\u{1b}', '\u{7}']), "{problem}");
    }
}
