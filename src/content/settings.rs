//! The settings file: what is kept between runs, as text in and text out. `runtime/settings.rs` does the disk.

use serde::{Deserialize, Serialize};

use super::{File, Problem, read};

/// What is kept between runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    /// Whose emergency numbers to show, by code. Never guessed.
    pub(crate) region: Option<String>,
}

/// Reads settings; what is wrong is said with its place, and the default holds.
pub(crate) fn parse(name: &str, text: &str) -> (Settings, Vec<Problem>) {
    let mut problems = vec![];
    let settings = read::file(File { name, text }, &mut problems);
    (settings, problems)
}

/// Settings as the file holds them.
///
/// # Errors
/// Whatever RON cannot write; none of today's fields can fail.
pub(crate) fn write(settings: &Settings) -> Result<String, ron::Error> {
    let config = ron::ser::PrettyConfig::new().extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    let body = ron::ser::to_string_pretty(settings, config)?;
    Ok(format!("// uncramp keeps what you chose here. Delete the file to start afresh.\n{body}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_a_round_trip() {
        for region in [None, Some("GB".to_owned())] {
            let settings = Settings { region };
            let text = write(&settings).expect("settings can be written");
            assert_eq!(parse("config.ron", &text), (settings, vec![]));
        }
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_place() {
        let (settings, problems) = parse("config.ron", "(\n    regoin: \"GB\",\n)");
        assert_eq!(settings, Settings::default());
        assert_eq!(problems.len(), 1);
        assert!(problems[0].to_string().starts_with("config.ron:2:"), "{}", problems[0]);
    }
}
