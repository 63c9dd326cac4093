//! The settings file as text: every setting with its place, and every problem with its place.
//!
//! A wrong setting costs no other setting: RON reads the file into one raw value a setting, and each raw value is read by
//! itself. The options of the command line say which settings there are and what they may be (`cli/settings/`).

use std::fmt;

use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{Diagnostic, File};

/// The most bytes of a settings file.
pub(crate) const MAX_BYTES: usize = 64 << 10;

/// A value with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
}

impl<T> Spanned<T> {
    /// A problem at this place.
    pub(crate) fn problem(&self, file: &str, what: &str) -> Diagnostic {
        Diagnostic::new(file, self.line, self.column, what)
    }
}

/// The settings as the file gives them. A setting that is `None` in the file is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) all: Vec<Setting>,
    pub(crate) keys: Vec<KeysFor>,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) name: Spanned<String>,
    pub(crate) value: Spanned<SettingValue>,
}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SettingValue {
    Switch(bool),
    Text(String),
    List(Vec<String>),
}

/// Keys for one key binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeysFor {
    pub(crate) id: Spanned<String>,
    pub(crate) keys: Vec<Spanned<String>>,
}

impl KeysFor {
    /// The id and the names of the keys, without their places.
    pub(crate) fn words(&self) -> (String, Vec<String>) {
        (self.id.value.clone(), self.keys.iter().map(|key| key.value.clone()).collect())
    }
}

/// Reads a settings file. Each problem names its place; its setting is left out.
pub(crate) fn parse(name: &str, text: &str) -> (Settings, Vec<Diagnostic>) {
    let text = text.trim_start_matches('\u{feff}');
    let reader = Reader { file: File { name, text } };
    let mut problems = vec![];
    if text.len() > MAX_BYTES {
        let what = format!("the file is larger than {} KiB; the defaults hold", MAX_BYTES >> 10);
        return (Settings::default(), vec![Diagnostic::new(name, 1, 1, &what)]);
    }
    let settings = match ron::from_str::<Fields<'_>>(text) {
        Ok(Fields(fields)) => reader.settings(&fields, &mut problems),
        Err(_) if is_blank(text) => Settings::default(),
        Err(error) => {
            let what = format!(
                "{}; the defaults hold for every setting. Settings are written (theme: \"dark\", bell: true)",
                error.code
            );
            problems.push(Diagnostic::new(name, error.span.start.line, error.span.start.col, &what));
            Settings::default()
        }
    };
    (settings, problems)
}

/// Nothing but white space and comments, so that a pair of brackets after it is the whole value.
fn is_blank(text: &str) -> bool {
    ron::from_str::<()>(&format!("{text}\n()")).is_ok()
}

/// The fields of a struct in the order of the file, with their raw values.
struct Fields<'t>(Vec<(&'t str, &'t RawValue)>);

impl<'t> Deserialize<'t> for Fields<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Settings", &[], Pairs(vec![])).map(Self)
    }
}

/// The entries of a map in the order of the file, with their raw keys and values.
struct Entries<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'t> Deserialize<'t> for Entries<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Pairs(vec![])).map(Self)
    }
}

/// Collects the keys and values of a map or a struct.
struct Pairs<K, V>(Vec<(K, V)>);

impl<'t, K: Deserialize<'t>, V: Deserialize<'t>> Visitor<'t> for Pairs<K, V> {
    type Value = Vec<(K, V)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names with values")
    }

    fn visit_map<M: MapAccess<'t>>(mut self, mut map: M) -> Result<Self::Value, M::Error> {
        while let Some(pair) = map.next_entry()? {
            self.0.push(pair);
        }
        Ok(self.0)
    }
}

/// Reads raw values of one file.
struct Reader<'t> {
    file: File<'t>,
}

impl<'t> Reader<'t> {
    /// A value with the place of the text that it was read from, which is a part of the file.
    fn spanned<T>(&self, part: &'t str, value: T) -> Spanned<T> {
        let byte = part.as_ptr().addr().saturating_sub(self.file.text.as_ptr().addr());
        let Diagnostic { line, column, .. } = Diagnostic::at(&self.file, byte, "");
        Spanned { value, line, column }
    }

    fn problem(&self, part: &'t str, what: &str) -> Diagnostic {
        self.spanned(part, ()).problem(self.file.name, what)
    }

    fn settings(&self, fields: &[(&'t str, &'t RawValue)], problems: &mut Vec<Diagnostic>) -> Settings {
        let mut settings = Settings::default();
        let mut seen = vec![];
        for (name, raw) in fields {
            let raw = raw.trim().get_ron();
            if seen.contains(name) {
                problems.push(self.problem(name, &format!("{name:?} is set twice; the first holds")));
                continue;
            }
            seen.push(name);
            if *name == "keys" {
                settings.keys = self.keys(raw, problems);
                continue;
            }
            match value(raw) {
                Some(Some(value)) => {
                    let name = self.spanned(name, (*name).to_owned());
                    settings.all.push(Setting { name, value: self.spanned(raw, value) });
                }
                Some(None) => {}
                None => {
                    let what = format!(
                        "{name:?} has to be true or false, a word in \"quotes\" or a list of such words; the default holds"
                    );
                    problems.push(self.problem(raw, &what));
                }
            }
        }
        settings
    }

    fn keys(&self, raw: &'t str, problems: &mut Vec<Diagnostic>) -> Vec<KeysFor> {
        let Some(Entries(entries)) = read(raw) else {
            problems.push(self.problem(raw, "\"keys\" are written { \"quit\": [\"Q\"] }; the defaults hold"));
            return vec![];
        };
        let mut all = vec![];
        for (id, keys) in entries {
            let (id, keys) = (id.trim().get_ron(), keys.trim().get_ron());
            // One key may stand without a list.
            let parts = read::<Vec<&RawValue>>(keys)
                .map_or_else(|| vec![keys], |parts| parts.iter().map(|part| part.trim().get_ron()).collect());
            let names: Option<Vec<Spanned<String>>> =
                parts.iter().map(|part| Some(self.spanned(part, read(part)?))).collect();
            match (read(id), names) {
                (Some(name), Some(keys)) => all.push(KeysFor { id: self.spanned(id, name), keys }),
                (name, _) => {
                    let part = if name.is_some() { keys } else { id };
                    let what = "keys are written \"quit\": [\"Q\", \"F10\"]; the default holds";
                    problems.push(self.problem(part, what));
                }
            }
        }
        all
    }
}

/// The value of a setting. The outer `None` is a value of another kind, the inner one is RON's `None`.
fn value(raw: &str) -> Option<Option<SettingValue>> {
    None.or_else(|| read::<Option<bool>>(raw).map(|value| value.map(SettingValue::Switch)))
        .or_else(|| read::<Option<String>>(raw).map(|value| value.map(SettingValue::Text)))
        .or_else(|| read::<Option<Vec<String>>>(raw).map(|value| value.map(SettingValue::List)))
}

/// Reads one raw value. `Some(…)` around it may be left out.
fn read<'t, T: Deserialize<'t>>(raw: &'t str) -> Option<T> {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(raw).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(text: &str) -> Vec<String> {
        parse("config.ron", text).1.iter().map(ToString::to_string).collect()
    }

    fn get(settings: &Settings, name: &str) -> Option<(SettingValue, usize, usize)> {
        let found = settings.all.iter().find(|setting| setting.name.value == name)?;
        Some((found.value.value.clone(), found.value.line, found.value.column))
    }

    #[test]
    fn every_setting_is_read_with_its_place() {
        let text = "#![enable(implicit_some)]\n// mine\n(region: \"GB\", theme: Some(\"night\"), color: \"never\",\n  ascii: \
                    true, motion: false, mouse: None, bell: Some(true), voice: [\"a\", \"-b\"],\n  data_dir: r#\"a \"b\"\"#, /* , ( */ \
                   \n  keys: {\"quit\": [\"Q\", \"F10\"], /* é */ \"theme\": \"T\",},\n)";
        let (settings, problems) = parse("config.ron", text);
        assert_eq!(problems, vec![]);
        let word = |word: &str| SettingValue::Text(word.to_owned());
        assert_eq!(get(&settings, "region"), Some((word("GB"), 3, 10)));
        assert_eq!(get(&settings, "theme"), Some((word("night"), 3, 23)));
        assert_eq!(get(&settings, "ascii"), Some((SettingValue::Switch(true), 4, 10)));
        assert_eq!(get(&settings, "motion"), Some((SettingValue::Switch(false), 4, 24)));
        assert_eq!(get(&settings, "mouse"), None);
        assert_eq!(get(&settings, "bell"), Some((SettingValue::Switch(true), 4, 50)));
        assert_eq!(
            get(&settings, "voice").map(|set| set.0),
            Some(SettingValue::List(vec!["a".into(), "-b".into()]))
        );
        assert_eq!(get(&settings, "data_dir"), Some((word("a \"b\""), 5, 13)));
        let place = |key: &Spanned<String>| (key.value.clone(), key.line, key.column);
        let keys: Vec<_> =
            settings.keys.iter().map(|row| row.keys.iter().map(place).collect::<Vec<_>>()).collect();
        let key = |name: &str, line, column| (name.to_owned(), line, column);
        assert_eq!(keys, [vec![key("Q", 6, 19), key("F10", 6, 24)], vec![key("T", 6, 49)]]);
        assert_eq!(
            (settings.keys[0].id.value.as_str(), settings.keys[1].id.value.as_str()),
            ("quit", "theme")
        );
        assert_eq!((settings.keys[1].id.line, settings.keys[1].id.column), (6, 40));
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_place_and_costs_no_other_setting() {
        let text = "(\n    theme: \"dark\",\n    bell: 5,\n    theme: \"light\",\n    keys: {\"quit\": 5, \
                    \"help\": [\"H\"], 7: \"x\"},\n)";
        let (settings, _) = parse("config.ron", text);
        assert_eq!(get(&settings, "theme"), Some((SettingValue::Text("dark".to_owned()), 2, 12)));
        assert_eq!((get(&settings, "bell"), settings.keys.len()), (None, 1));
        assert_eq!(
            said(text),
            [
                "config.ron:3:11: \"bell\" has to be true or false, a word in \"quotes\" or a list of such words; the default holds",
                "config.ron:4:5: \"theme\" is set twice; the first holds",
                "config.ron:5:20: keys are written \"quit\": [\"Q\", \"F10\"]; the default holds",
                "config.ron:5:38: keys are written \"quit\": [\"Q\", \"F10\"]; the default holds",
            ]
        );
    }

    #[test]
    fn a_text_that_is_not_ron_is_one_problem_with_a_place() {
        let deep = format!("(theme: {}1{})", "[".repeat(200), "]".repeat(200));
        let large = format!("// {}\n()", "x".repeat(MAX_BYTES));
        for text in [
            "(\n  region: \"GB\n",
            "(theme: \"dark\"",
            "[1, 2]",
            "{\"theme\": \"dark\"}",
            "theme = \"dark\"",
            "\u{0}",
            &deep,
            &large,
        ] {
            let (settings, problems) = parse("config.ron", text);
            assert_eq!(settings, Settings::default(), "{text}");
            let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
            assert!(said.len() == 1 && said[0].starts_with("config.ron:"), "{text}: {said:?}");
        }
    }

    #[test]
    fn an_empty_file_is_the_defaults() {
        for text in
            ["", "\n", "// later", "/* ( */", "()", "( )", "\u{feff}(\n)\n", "(region: None)", "Settings()"]
        {
            assert_eq!(parse("config.ron", text), (Settings::default(), vec![]), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn values_of_any_words_are_read_as_they_were_written(words in any::<String>(), bell in any::<bool>()) {
            let text = format!("( /* {{ */ data_dir: {}, bell: {bell}, )", ron::to_string(&words).expect("written"));
            let (settings, problems) = parse("config.ron", &text);
            prop_assert_eq!(problems, vec![]);
            prop_assert_eq!(get(&settings, "data_dir").map(|set| set.0), Some(SettingValue::Text(words)));
            prop_assert_eq!(get(&settings, "bell").map(|set| set.0), Some(SettingValue::Switch(bell)));
        }
    }
}
