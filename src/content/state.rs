//! The state file as text: choices made inside the program. `runtime/state.rs` reads and writes it.

use serde::{Deserialize, Serialize};

use super::Diagnostic;

/// The choices kept in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    /// The last choice of a region on the Checklist tab.
    pub(crate) region: Option<ChosenRegion>,
}

/// A choice of region. It holds until the settings file names another region than at the time of the choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChosenRegion {
    /// `None` where "no region" was chosen.
    pub(crate) code: Option<String>,
    /// The region of the settings file at the time of the choice.
    pub(crate) in_place_of: Option<String>,
}

impl State {
    /// The region chosen in the program, where that choice is newer than the region of the settings file. The inner `None` is
    /// the choice of no region.
    pub(crate) fn region(&self, in_settings: Option<&str>) -> Option<Option<String>> {
        let chosen = self.region.as_ref()?;
        (chosen.in_place_of.as_deref() == in_settings).then(|| chosen.code.clone())
    }

    /// The text of the file.
    ///
    /// # Errors
    /// A sentence from RON; no state is known that leads to one.
    pub(crate) fn to_text(&self) -> Result<String, String> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default());
        text.map(|text| format!("{HEAD}{text}\n")).map_err(|error| error.to_string())
    }
}

/// The head of the file, for a person who opens it.
const HEAD: &str =
    "// Choices made in uncramp. Delete this file to forget them. Your own settings stand in config.ron.\n";

/// Reads the text of a state file. Choices of a newer version are passed over.
///
/// # Errors
/// The first problem, with its place.
pub(crate) fn parse(name: &str, text: &str) -> Result<State, Diagnostic> {
    ron::from_str(text).map_err(|error| {
        Diagnostic::new(name, error.span.start.line, error.span.start.col, &error.code.to_string())
    })
}
