//! The settings file: text in, settings out, and one setting changed in the midst of somebody's own text.
//! `runtime/settings.rs` does the disk.
//!
//! What stands there is taken setting by setting, so that one that is wrong costs no other. RON says whether the text as
//! a whole is sound, and what each value is; where each of them stands is found here.

use std::ops::Range;

use serde::de::{DeserializeOwned, IgnoredAny};

use super::{
    Diagnostic, File,
    split::{self, Field},
};
use crate::domain::{clean::clean, nearest::nearest};

/// The most bytes of a settings file.
pub(crate) const MOST: usize = 64 << 10;

/// Every setting, in the order in which they are explained.
pub(crate) const NAMES: [&str; 10] =
    ["region", "theme", "color", "ascii", "motion", "mouse", "bell", "plain", "data_dir", "keys"];

/// A value with the place it stands in, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl<T> Spanned<T> {
    /// A complaint about it.
    pub(crate) fn problem(&self, file: &str, what: String) -> Diagnostic {
        Diagnostic { file: file.to_owned(), line: self.line, column: self.column, what }
    }
}

/// What is kept between runs: what is not set is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Whose emergency numbers to show, by code. Never guessed.
    pub(crate) region: Option<Spanned<String>>,
    pub(crate) theme: Option<Spanned<String>>,
    pub(crate) color: Option<Spanned<String>>,
    pub(crate) ascii: Option<Spanned<bool>>,
    pub(crate) motion: Option<Spanned<bool>>,
    pub(crate) mouse: Option<Spanned<bool>>,
    pub(crate) bell: Option<Spanned<bool>>,
    pub(crate) plain: Option<Spanned<bool>>,
    /// Folders, as they are written.
    pub(crate) data_dir: Option<Spanned<String>>,
    pub(crate) keys: Vec<KeysFor>,
}

/// Keys for one binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeysFor {
    pub(crate) id: Spanned<String>,
    pub(crate) keys: Vec<Spanned<String>>,
}

/// Reads settings; what is wrong is said with its place, and the default holds for it.
pub(crate) fn parse(name: &str, text: &str) -> (Settings, Vec<Diagnostic>) {
    let mut problems = vec![];
    let settings = match Text::read(name, text) {
        Ok(text) => text.settings(&mut problems),
        Err(problem) => {
            problems.push(problem);
            Settings::default()
        }
    };
    (settings, problems)
}

/// The same text with another region in it, or none: every other byte stays as it is.
///
/// # Errors
/// What is wrong with the text, where that is so: it is not for us to change what we do not understand.
pub(crate) fn with_region(name: &str, text: &str, region: Option<&str>) -> Result<String, Diagnostic> {
    let (before, problems) = parse(name, text);
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem);
    }
    let read = Text::read(name, text)?;
    let value = region.map_or_else(|| "None".to_owned(), quoted);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let set = read.fields.iter().find(|field| read.text.get(field.name.clone()) == Some("region"));
    let (place, piece) = match (set, read.inside, region) {
        (Some(field), ..) => (field.value.clone(), value),
        (None, _, None) => return Ok(text.to_owned()),
        (None, Some(inside), Some(_)) => {
            let rest = read.text.get(inside..).unwrap_or("");
            let last = if rest.starts_with(['\r', '\n']) { "" } else { end };
            (inside..inside, format!("{end}    region: {value},{last}"))
        }
        // Nothing but space and remarks.
        (None, None, Some(_)) => {
            let at = read.text.len();
            let first = if read.text.is_empty() || read.text.ends_with('\n') { "" } else { end };
            (at..at, format!("{first}({end}    region: {value},{end}){end}"))
        }
    };
    let mut changed = text.to_owned();
    let shift = text.len() - read.text.len();
    changed.replace_range(place.start + shift..place.end + shift, &piece);
    // Whatever was misread above must not cost anybody their settings.
    let (after, problems) = parse(name, &changed);
    let is_it = problems.is_empty()
        && after.region.as_ref().map(|region| region.value.as_str()) == region
        && (after.keys.len(), after.theme.is_some()) == (before.keys.len(), before.theme.is_some());
    if is_it {
        Ok(changed)
    } else {
        Err(Diagnostic::new(name, 1, 1, "the region cannot be put in here; write it in by hand"))
    }
}

/// A new file with a region in it.
pub(crate) fn new_with_region(region: &str) -> String {
    format!(
        "// uncramp keeps what you chose here. Delete the file to start afresh; uncramp config --defaults prints every\n\
         // setting there is.\n(\n    region: {},\n)\n",
        quoted(region)
    )
}

fn quoted(text: &str) -> String {
    // RON has the escapes that Rust has.
    format!("{text:?}")
}

/// A text that RON can read, and where its settings stand.
#[derive(Debug)]
struct Text<'t> {
    name: &'t str,
    /// Without a mark of its encoding.
    text: &'t str,
    /// Behind the opening bracket; `None` where there is nothing but space and remarks.
    inside: Option<usize>,
    fields: Vec<Field>,
}

impl<'t> Text<'t> {
    fn read(name: &'t str, text: &'t str) -> Result<Self, Diagnostic> {
        let text = text.trim_start_matches('\u{feff}');
        let mut read = Self { name, text, inside: None, fields: vec![] };
        if text.len() > MOST {
            let what = format!("the file is larger than {} KiB: these are no settings", MOST >> 10);
            return Err(Diagnostic::new(name, 1, 1, &what));
        }
        if split::is_blank(text, 0..text.len()) {
            return Ok(read);
        }
        if let Err(error) = ron::Options::default().from_str::<IgnoredAny>(text) {
            let at = error.span.start;
            let what = format!("{}: none of the settings can be read, so the defaults hold", error.code);
            return Err(Diagnostic::new(name, at.line, at.col, &what));
        }
        match split::opening(text, 0..text.len()) {
            Ok(inside) => read.inside = Some(inside),
            Err(first) => {
                let what = "settings stand in round brackets: (theme: \"dark\")".to_owned();
                return Err(read.at(first, what));
            }
        }
        read.fields = split::fields(text, 0..text.len()).0;
        Ok(read)
    }

    fn at(&self, byte: usize, what: String) -> Diagnostic {
        Diagnostic::at(&File { name: self.name, text: self.text }, byte, &what)
    }

    fn placed<T>(&self, byte: usize, value: T) -> Spanned<T> {
        let Diagnostic { line, column, .. } = self.at(byte, String::new());
        Spanned { value, line, column }
    }

    fn settings(&self, problems: &mut Vec<Diagnostic>) -> Settings {
        let mut settings = Settings::default();
        let mut seen: Vec<&str> = vec![];
        for field in &self.fields {
            let name = self.text.get(field.name.clone()).unwrap_or("");
            if seen.contains(&name) {
                problems.push(self.at(field.name.start, format!("{name:?} is set twice; the first holds")));
                continue;
            }
            seen.push(name);
            match name {
                "region" => settings.region = self.word(field, problems),
                "theme" => settings.theme = self.word(field, problems),
                "color" => settings.color = self.word(field, problems),
                "ascii" => settings.ascii = self.yes_or_no(field, problems),
                "motion" => settings.motion = self.yes_or_no(field, problems),
                "mouse" => settings.mouse = self.yes_or_no(field, problems),
                "bell" => settings.bell = self.yes_or_no(field, problems),
                "plain" => settings.plain = self.yes_or_no(field, problems),
                "data_dir" => settings.data_dir = self.path(field, problems),
                "keys" => settings.keys = self.keys(field, problems),
                _ => {
                    let near = nearest(name, NAMES.into_iter())
                        .map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
                    let what = format!("there is no setting {:?}, so it is passed over{near}", clean(name));
                    problems.push(self.at(field.name.start, what));
                }
            }
        }
        settings
    }

    /// A value: `None` where it is left open, as RON can say too.
    fn value<T: DeserializeOwned>(&self, at: &Range<usize>) -> Option<Option<Spanned<T>>> {
        let options =
            ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let value: Option<T> = options.from_str(self.text.get(at.clone())?).ok()?;
        Some(value.map(|value| self.placed(at.start, value)))
    }

    /// A value, or a complaint saying what it ought to be.
    fn expect<T: DeserializeOwned>(
        &self,
        field: &Field,
        what: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<T>> {
        let name = self.text.get(field.name.clone()).unwrap_or("");
        self.value(&field.value).unwrap_or_else(|| {
            problems
                .push(self.at(field.value.start, format!("{name:?} has to be {what}; the default holds")));
            None
        })
    }

    fn yes_or_no(&self, field: &Field, problems: &mut Vec<Diagnostic>) -> Option<Spanned<bool>> {
        self.expect(field, "true or false", problems)
    }

    fn word(&self, field: &Field, problems: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        let placed: Spanned<String> = self.expect(field, "a word in \"quotes\"", problems)?;
        Some(Spanned { value: clean(&placed.value), ..placed })
    }

    fn path(&self, field: &Field, problems: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        self.expect(field, "a folder in \"quotes\"", problems)
    }

    fn keys(&self, field: &Field, problems: &mut Vec<Diagnostic>) -> Vec<KeysFor> {
        let (entries, broken) = split::entries(self.text, field.value.clone());
        if broken.is_some() {
            let what = "\"keys\" are written { \"quit\": [\"Q\"] }; the defaults hold".to_owned();
            problems.push(self.at(field.value.start, what));
            return vec![];
        }
        let mut all = vec![];
        for Field { name, value } in entries {
            let wanted = "keys are written \"quit\": [\"Q\", \"F10\"]; the default holds";
            let Some(Some(id)) = self.value::<String>(&name) else {
                problems.push(self.at(name.start, wanted.to_owned()));
                continue;
            };
            // One key may stand without its list.
            let one = self.value::<String>(&value).flatten().map(|one| vec![one.value]);
            let Some(names) =
                one.or_else(|| self.value::<Vec<String>>(&value).flatten().map(|list| list.value))
            else {
                problems.push(self.at(value.start, wanted.to_owned()));
                continue;
            };
            let mut starts =
                split::items(self.text, value.clone(), MOST).0.into_iter().map(|item| item.start);
            let keys =
                names.into_iter().map(|key| self.placed(starts.next().unwrap_or(value.start), key)).collect();
            all.push(KeysFor { id, keys });
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str) -> Vec<String> {
        parse("config.ron", text).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_setting_is_read_with_its_place() {
        let text = "#![enable(implicit_some)]\n// mine\n(region: \"GB\", theme: Some(\"night\"), color: \"never\",\n  ascii: \
                    true, motion: false, mouse: None, bell: true, plain: false,\n  data_dir: r#\"a \"b\"\"#, /* , ( */ \
                   \n  keys: {\"quit\": [\"Q\", \"F10\"], \"theme\": \"T\",},\n)";
        let (settings, problems) = parse("config.ron", text);
        assert_eq!(problems, vec![]);
        let placed = |value: &str, line, column| Some(Spanned { value: value.to_owned(), line, column });
        assert_eq!(settings.region, placed("GB", 3, 10));
        assert_eq!(settings.theme.expect("set").value, "night");
        assert_eq!(settings.mouse, None);
        assert_eq!(settings.ascii, Some(Spanned { value: true, line: 4, column: 10 }));
        assert_eq!(settings.data_dir.expect("set").value, "a \"b\"");
        let keys: Vec<(&str, Vec<&str>)> = settings
            .keys
            .iter()
            .map(|row| (row.id.value.as_str(), row.keys.iter().map(|key| key.value.as_str()).collect()))
            .collect();
        assert_eq!(keys, [("quit", vec!["Q", "F10"]), ("theme", vec!["T"])]);
        let second = &settings.keys[0].keys[1];
        assert_eq!((second.line, second.column), (6, 24));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_costs_no_other_setting() {
        let text = "(\n    regoin: \"GB\",\n    theme: \"dark\",\n    bell: \"yes\",\n    theme: \"light\",\n    keys: {\"quit\": 5, \
                    \"help\": [\"H\"]},\n)";
        let (settings, _) = parse("config.ron", text);
        assert_eq!(settings.theme.expect("it is read").value, "dark");
        assert_eq!((settings.bell, settings.keys.len()), (None, 1));
        assert_eq!(
            said(text),
            [
                "config.ron:2:5: there is no setting \"regoin\", so it is passed over; did you mean \"region\"?",
                "config.ron:4:11: \"bell\" has to be true or false; the default holds",
                "config.ron:5:5: \"theme\" is set twice; the first holds",
                "config.ron:6:20: keys are written \"quit\": [\"Q\", \"F10\"]; the default holds",
            ]
        );
    }

    #[test]
    fn a_text_that_is_no_ron_says_so_and_where() {
        for (text, place) in [
            ("(\n  region: \"GB\n", "config.ron:"),
            ("(theme: \"dark\"", "config.ron:1:"),
            ("[1, 2]", "config.ron:1:1: settings stand in round brackets"),
            ("{\"theme\": \"dark\"}", "config.ron:1:1: settings stand in round brackets"),
            ("theme = \"dark\"", "config.ron:1:"),
            ("\u{0}", "config.ron:1:"),
        ] {
            let (settings, problems) = parse("config.ron", text);
            assert_eq!(settings, Settings::default(), "{text}");
            assert!(
                problems.len() == 1 && problems[0].to_string().starts_with(place),
                "{text}: {problems:?}"
            );
        }
        let large = format!("// {}\n()", "x".repeat(MOST));
        assert!(said(&large)[0].contains("larger than 64 KiB"));
        let deep = format!("(theme: {}1{})", "[".repeat(200), "]".repeat(200));
        assert_eq!(said(&deep).len(), 1);
    }

    #[test]
    fn nothing_at_all_is_the_defaults() {
        for text in ["", "\n", "// later\n", "/* ( */", "()", "( )", "\u{feff}(\n)\n", "(region: None)"] {
            assert_eq!(parse("config.ron", text), (Settings::default(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn a_region_goes_into_its_place_and_every_other_byte_stays() {
        for (before, after) in [
            ("(region: \"GB\")", "(region: \"NZ\")"),
            ("(region : Some( \"GB\" ) /* mine */ , )", "(region : \"NZ\" /* mine */ , )"),
            (
                "// region: \"US\"\n(\n\ttheme: \"region: x\", // night\n\tregion:\"GB\" ,\n)\n// end",
                "// region: \"US\"\n(\n\ttheme: \"region: x\", // night\n\tregion:\"NZ\" ,\n)\n// end",
            ),
            ("()", "(\n    region: \"NZ\",\n)"),
            ("(\n)\n", "(\n    region: \"NZ\",\n)\n"),
            ("(theme: \"dark\")", "(\n    region: \"NZ\",\ntheme: \"dark\")"),
            ("(\r\n  bell: true,\r\n)\r\n", "(\r\n    region: \"NZ\",\r\n  bell: true,\r\n)\r\n"),
            ("", "(\n    region: \"NZ\",\n)\n"),
            ("// none yet", "// none yet\n(\n    region: \"NZ\",\n)\n"),
            ("\u{feff}(region: \"GB\")", "\u{feff}(region: \"NZ\")"),
            (
                "Settings(keys: {\"help\": [\"H\"]})",
                "Settings(\n    region: \"NZ\",\nkeys: {\"help\": [\"H\"]})",
            ),
        ] {
            assert_eq!(with_region("config.ron", before, Some("NZ")).as_deref(), Ok(after), "{before:?}");
            let taken = with_region("config.ron", after, None).expect("it is taken away");
            assert_eq!(taken, after.replace("\"NZ\"", "None"));
        }
        for text in ["", "()", "(bell: true)"] {
            assert_eq!(with_region("config.ron", text, None).as_deref(), Ok(text), "there was none");
        }
        let (settings, problems) = parse("config.ron", &new_with_region("NZ"));
        assert_eq!((settings.region.expect("set").value.as_str(), problems), ("NZ", vec![]));
    }

    #[test]
    fn a_text_that_is_not_understood_is_not_changed() {
        for text in ["(regoin: \"GB\")", "(region: 5)", "(region", "[]", "(bell: true, bell: false)"] {
            assert!(with_region("config.ron", text, Some("GB")).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[(){}:,\\[\\]\"'/* \\nra-z#\\\\é]{0,60}") {
            let (_, problems) = parse("config.ron", &text);
            if let Ok(changed) = with_region("config.ron", &text, Some("IE")) {
                prop_assert_eq!(problems, vec![]);
                prop_assert_eq!(parse("config.ron", &changed).0.region.map(|region| region.value), Some("IE".to_owned()));
            }
        }

        #[test]
        fn values_of_any_words_are_read_as_they_were_written(words in any::<String>(), bell in any::<bool>()) {
            let text = format!("( /* {{ */ data_dir: {}, bell: {bell}, )", ron::to_string(&words).expect("written"));
            let (settings, problems) = parse("config.ron", &text);
            prop_assert_eq!(problems, vec![]);
            prop_assert_eq!(settings.data_dir.map(|folder| folder.value), Some(words));
            prop_assert_eq!(settings.bell.map(|bell| bell.value), Some(bell));
        }
    }
}
