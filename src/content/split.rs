//! Takes a RON text apart at its commas: the values of a list and the fields of a struct, as ranges of bytes.
//!
//! So every entry of a file is read by itself: each has its place, and one that is wrong hides none of the others. What is
//! between the commas is looked at no further here, however deep it is nested; RON itself reads it afterwards.

use std::ops::Range;

/// A field with its name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// Where a text cannot be taken apart, and what is wrong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) at: usize,
    pub(crate) what: &'static str,
}

/// The values of a list, at most `most` and one more; and where it is no list any more, if it is not.
pub(crate) fn items(text: &str, at: Range<usize>, most: usize) -> (Vec<Range<usize>>, Option<Broken>) {
    let mut found = vec![];
    let mut scan = Scan { bytes: text.as_bytes(), at: at.start, end: at.end, unclosed: None };
    let broken = scan.items(&mut found, most).err();
    (found, broken)
}

/// The fields of a struct, whether or not its name is written before it; and where it is no struct any more, if it is not.
pub(crate) fn fields(text: &str, at: Range<usize>) -> (Vec<Field>, Option<Broken>) {
    let mut found = vec![];
    let mut scan = Scan { bytes: text.as_bytes(), at: at.start, end: at.end, unclosed: None };
    let broken = scan.fields(&mut found).err();
    (found, broken)
}

/// The keys and values of a map; and where it is no map any more, if it is not.
pub(crate) fn entries(text: &str, at: Range<usize>) -> (Vec<Field>, Option<Broken>) {
    let mut found = vec![];
    let mut scan = Scan { bytes: text.as_bytes(), at: at.start, end: at.end, unclosed: None };
    let broken = scan.entries(&mut found).err();
    (found, broken)
}

/// Where the fields of a struct begin, behind its bracket; the first thing there is, where that is something else.
pub(crate) fn opening(text: &str, at: Range<usize>) -> Result<usize, usize> {
    let mut scan = Scan { bytes: text.as_bytes(), at: at.start, end: at.end, unclosed: None };
    scan.skip_head();
    let first = scan.at;
    scan.name();
    scan.skip_blank();
    scan.expect(b'(', "").map_or(Err(first), |()| Ok(scan.at))
}

/// Whether there is nothing but white space and comments. One that has no end may have swallowed anything.
pub(crate) fn is_blank(text: &str, at: Range<usize>) -> bool {
    let mut scan = Scan { bytes: text.as_bytes(), at: at.start, end: at.end, unclosed: None };
    scan.skip_head();
    scan.at >= scan.end && scan.unclosed.is_none()
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    end: usize,
    /// Where a comment begins that has no end: all that follows is in it.
    unclosed: Option<usize>,
}

impl Scan<'_> {
    fn items(&mut self, found: &mut Vec<Range<usize>>, most: usize) -> Result<(), Broken> {
        self.skip_head();
        self.expect(b'[', "a list is wanted here, and it begins with [")?;
        loop {
            self.skip_blank();
            if self.peek() == Some(b']') {
                return self.ends();
            }
            let value = self.value()?;
            let start = value.start;
            found.push(value);
            if found.len() > most {
                return Ok(());
            }
            self.comma(b']', start)?;
        }
    }

    fn fields(&mut self, found: &mut Vec<Field>) -> Result<(), Broken> {
        self.skip_head();
        self.name();
        self.skip_blank();
        self.expect(b'(', "fields are wanted here, and they begin with (")?;
        loop {
            self.skip_blank();
            if self.peek() == Some(b')') {
                return self.ends();
            }
            let name = self.name();
            let start = name.start;
            if name.is_empty() {
                return self.broken("the name of a field is wanted here, or a closing bracket");
            }
            self.skip_blank();
            self.expect(b':', "a colon is wanted here, after the name of a field")?;
            self.skip_blank();
            found.push(Field { name, value: self.value()? });
            self.comma(b')', start)?;
        }
    }

    fn entries(&mut self, found: &mut Vec<Field>) -> Result<(), Broken> {
        self.skip_head();
        self.expect(b'{', "a map is wanted here, and it begins with {")?;
        loop {
            self.skip_blank();
            if self.peek() == Some(b'}') {
                return self.ends();
            }
            let name = self.value()?;
            let start = name.start;
            self.skip_blank();
            self.expect(b':', "a colon is wanted here, after a key")?;
            self.skip_blank();
            found.push(Field { name, value: self.value()? });
            self.comma(b'}', start)?;
        }
    }

    fn broken<T>(&self, what: &'static str) -> Result<T, Broken> {
        if let Some(at) = self.unclosed {
            return Err(Broken { at, what: "this comment has no end; */ is missing" });
        }
        Err(Broken { at: self.at.min(self.end), what })
    }

    fn peek(&self) -> Option<u8> {
        self.look(0)
    }

    fn look(&self, ahead: usize) -> Option<u8> {
        let at = self.at + ahead;
        if at < self.end { self.bytes.get(at).copied() } else { None }
    }

    fn starts_with(&self, word: &[u8]) -> bool {
        self.bytes.get(self.at..self.end).is_some_and(|rest| rest.starts_with(word))
    }

    fn expect(&mut self, byte: u8, what: &'static str) -> Result<(), Broken> {
        if self.peek() != Some(byte) {
            return self.broken(what);
        }
        self.at += 1;
        Ok(())
    }

    /// White space, comments, and the `#![enable(…)]` that a RON file may begin with.
    fn skip_head(&mut self) {
        self.skip_blank();
        while self.starts_with(b"#!") {
            while self.peek().is_some_and(|byte| byte != b']') {
                self.at += 1;
            }
            self.at += 1;
            self.skip_blank();
        }
    }

    fn skip_blank(&mut self) {
        loop {
            match self.peek() {
                Some(byte) if byte.is_ascii_whitespace() || byte == 0x0b => self.at += 1,
                Some(b'/') if self.is_comment() => self.skip_comment(),
                _ => return,
            }
        }
    }

    fn is_comment(&self) -> bool {
        matches!(self.look(1), Some(b'/' | b'*'))
    }

    fn skip_comment(&mut self) {
        if self.look(1) == Some(b'/') {
            while self.peek().is_some_and(|byte| byte != b'\n') {
                self.at += 1;
            }
            return;
        }
        let start = self.at;
        let mut depth = 0_usize;
        while self.peek().is_some() {
            if self.starts_with(b"/*") {
                depth += 1;
                self.at += 2;
            } else if self.starts_with(b"*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return;
                }
            } else {
                self.at += 1;
            }
        }
        self.unclosed = Some(start);
    }

    fn name(&mut self) -> Range<usize> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80) {
            self.at += 1;
        }
        start..self.at
    }

    /// What is left up to the next comma or colon, or the bracket that closes what it is in.
    fn value(&mut self) -> Result<Range<usize>, Broken> {
        if self.peek().is_none() {
            return self.broken("the file ends here; a closing bracket is missing");
        }
        let start = self.at;
        let mut last = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => self.skip_string(),
                b'r' if self.is_raw_string() => self.skip_raw_string(),
                b'\'' => self.skip_char(),
                b'/' if self.is_comment() => {
                    self.skip_comment();
                    continue;
                }
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b')' | b']' | b'}' if depth == 0 => break,
                b')' | b']' | b'}' => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b':' if depth == 0 => break,
                byte if byte.is_ascii_whitespace() => {
                    self.at += 1;
                    continue;
                }
                // A word whole, so that an r in it begins no raw string.
                byte if byte.is_ascii_alphanumeric() || byte == b'_' => {
                    self.name();
                }
                _ => self.at += 1,
            }
            last = self.at;
        }
        if last == start {
            return self.broken("a value is missing here");
        }
        Ok(start..last.min(self.end))
    }

    fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }

    fn is_raw_string(&self) -> bool {
        let mut ahead = 1;
        while self.look(ahead) == Some(b'#') {
            ahead += 1;
        }
        self.look(ahead) == Some(b'"')
    }

    fn skip_raw_string(&mut self) {
        self.at += 1;
        let mut end = vec![b'"'];
        while self.peek() == Some(b'#') {
            end.push(b'#');
            self.at += 1;
        }
        self.at += 1;
        while self.peek().is_some() && !self.starts_with(&end) {
            self.at += 1;
        }
        self.at += end.len();
    }

    /// A letter between apostrophes; an apostrophe alone is passed over.
    fn skip_char(&mut self) {
        self.at += 1;
        if self.peek() == Some(b'\\') {
            self.at += 2;
        }
        for ahead in 0..12 {
            match self.look(ahead) {
                Some(b'\'') => {
                    self.at += ahead + 1;
                    return;
                }
                Some(b'\n') | None => return,
                _ => {}
            }
        }
    }

    /// After a value that began at `start`.
    fn comma(&mut self, close: u8, start: usize) -> Result<(), Broken> {
        self.skip_blank();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            Some(byte) if byte == close => Ok(()),
            Some(_) => self.broken("a comma or a closing bracket is missing before this"),
            None => Err(Broken {
                at: start,
                what: "what begins here has no end; a quotation mark or a closing bracket is missing",
            }),
        }
    }

    /// After the closing bracket there is nothing more.
    fn ends(&mut self) -> Result<(), Broken> {
        self.at += 1;
        self.skip_blank();
        if self.at >= self.end && self.unclosed.is_none() {
            return Ok(());
        }
        self.broken("there is something after the end; take it out, or move it to before the last bracket")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Result<Vec<&str>, usize> {
        let (found, broken) = items(text, 0..text.len(), 99);
        broken.map_or(Ok(found.into_iter().map(|range| &text[range]).collect()), |broken| Err(broken.at))
    }

    #[test]
    fn a_list_comes_apart_at_its_own_commas() {
        let text = "// head, [\n#![enable(implicit_some)]\n[ (a: [1, 2]), \"x, ]\\\",\" /* , /* ] */ */, r#\"y\",\"#, 'c', ',', ]";
        assert_eq!(texts(text), Ok(vec!["(a: [1, 2])", "\"x, ]\\\",\"", "r#\"y\",\"#", "'c'", "','"]));
        assert_eq!(texts("[]"), Ok(vec![]));
        assert_eq!(texts("[1, 2"), Err(4));
        assert_eq!(texts("[1, 2] 3"), Err(7));
        assert_eq!(texts("(1)"), Err(0));
        assert_eq!(texts("[,]"), Err(1));
    }

    #[test]
    fn a_map_comes_apart_into_its_keys_and_values() {
        let text = "{ \"a: b\": [\"x\", 'y'], /* : */ r#\"c\"#: {1: 2}, }";
        let (found, broken) = entries(text, 0..text.len());
        assert_eq!(broken, None);
        let parts: Vec<_> = found.iter().map(|f| (&text[f.name.clone()], &text[f.value.clone()])).collect();
        assert_eq!(parts, [("\"a: b\"", "[\"x\", 'y']"), ("r#\"c\"#", "{1: 2}")]);
        assert!(entries("{1 2}", 0..5).1.is_some() && entries("(a: 1)", 0..6).1.is_some());
        assert_eq!((opening(" // (\n A(b: 1)", 0..14), opening("[1]", 0..3)), (Ok(9), Err(0)));
    }

    #[test]
    fn a_struct_comes_apart_into_its_fields() {
        let text = " About( line: \"a: b\", // why: not\n to: [1, (2)],)";
        let (found, broken) = fields(text, 0..text.len());
        assert_eq!(broken, None);
        let parts: Vec<_> = found.iter().map(|f| (&text[f.name.clone()], &text[f.value.clone()])).collect();
        assert_eq!(parts, [("line", "\"a: b\""), ("to", "[1, (2)]")]);
        assert!(fields("(line \"x\")", 0..10).1.is_some());
        assert!(fields("[1]", 0..3).1.is_some());
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_within_its_bounds(text in r#"[\[\](){}",:'/*\\r#a \n]{0,40}"#) {
            let (found, broken) = items(&text, 0..text.len(), 99);
            prop_assert!(found.into_iter().all(|range| text.get(range).is_some()));
            prop_assert!(broken.is_none_or(|broken| broken.at <= text.len()));
            let (found, broken) = entries(&text, 0..text.len());
            prop_assert!(found.into_iter().all(|f| text.get(f.name).is_some() && text.get(f.value).is_some()));
            prop_assert!(broken.is_none_or(|broken| broken.at <= text.len()));
            prop_assert!(opening(&text, 0..text.len()).is_ok_and(|at| text.get(at..).is_some()) || fields(&text, 0..text.len()).0.is_empty());
            let (found, broken) = fields(&text, 0..text.len());
            prop_assert!(found.into_iter().all(|f| text.get(f.name).is_some() && text.get(f.value).is_some()));
            prop_assert!(broken.is_none_or(|broken| broken.at <= text.len()));
        }

        #[test]
        fn whatever_ron_reads_comes_apart_as_ron_reads_it(list in proptest::collection::vec(any::<String>(), 0..6)) {
            let text = ron::ser::to_string(&list).expect("RON");
            let (parts, broken) = items(&text, 0..text.len(), 99);
            prop_assert_eq!(broken, None);
            let read: Vec<String> =
                parts.into_iter().map(|part| ron::from_str(&text[part]).expect("a string")).collect();
            prop_assert_eq!(read, list);
        }
    }
}
