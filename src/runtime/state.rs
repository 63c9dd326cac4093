//! The state file: choices made inside the program, kept for the next start. The program writes this file and never the
//! settings file, which belongs to the user.

use std::path::{Path, PathBuf};

use super::{files, output};
use crate::{
    content::state::{self, ChosenRegion, State},
    domain::clean::clean,
    store,
};

/// The most bytes of a state file.
const MAX_BYTES: usize = 4 << 10;

/// The place of the choices, and the settings they go before.
#[derive(Debug, Clone, Default)]
pub(crate) struct StateFile {
    /// `None` where there is no home folder.
    pub(crate) path: Option<PathBuf>,
    /// The region of the settings file, to be kept with a choice of region.
    pub(crate) region_in_settings: Option<String>,
    /// Nothing is written in this run.
    pub(crate) is_fixed: bool,
}

impl StateFile {
    /// Keeps a region for the next start.
    ///
    /// # Errors
    /// A sentence with the reason why it is not kept.
    pub(crate) fn keep_region(&self, code: Option<&str>) -> Result<(), String> {
        let not_kept = |why: &str| Err(format!("the region holds for this run only: {why}"));
        if self.is_fixed {
            return not_kept("nothing is written in this run (--no-save)");
        }
        let Some(path) = &self.path else {
            return not_kept("there is no home folder; name a folder with --data-dir");
        };
        let chosen =
            ChosenRegion { code: code.map(str::to_owned), in_place_of: self.region_in_settings.clone() };
        let text = State { region: Some(chosen) }.to_text();
        let written = text.and_then(|text| write(path, &text).map_err(|error| error.to_string()));
        written.or_else(|error| not_kept(&format!("{}: {error}", clean(&path.display().to_string()))))
    }
}

/// The state file of a data folder.
pub(crate) fn path(data_folder: &Path) -> PathBuf {
    data_folder.join("state.ron")
}

/// Reads the state; a missing file is the default state.
///
/// # Errors
/// A sentence, where the file cannot be used.
pub(crate) fn read(path: &Path) -> Result<State, String> {
    let Some(text) = files::read_text(path, MAX_BYTES)? else { return Ok(State::default()) };
    state::parse(&path.display().to_string(), &text).map_err(|problem| problem.to_string())
}

/// Writes the file whole or not at all, readable by its owner alone.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        store::create_folder(folder)?;
    }
    output::write_own(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_holds_until_the_settings_file_names_another_region() {
        let home = tempfile::tempdir().expect("a folder");
        let file = |region: Option<&str>| StateFile {
            path: Some(path(&home.path().join("deep/er"))),
            region_in_settings: region.map(str::to_owned),
            is_fixed: false,
        };
        let kept = |in_settings| read(&path(&home.path().join("deep/er"))).expect("read").region(in_settings);
        assert_eq!(kept(None), None);
        file(None).keep_region(Some("NZ")).expect("kept");
        assert_eq!((kept(None), kept(Some("GB"))), (Some(Some("NZ".to_owned())), None));
        file(Some("GB")).keep_region(None).expect("kept");
        assert_eq!((kept(Some("GB")), kept(Some("US")), kept(None)), (Some(None), None, None));
    }

    #[test]
    fn a_region_that_is_not_kept_says_why() {
        let home = tempfile::tempdir().expect("a folder");
        let nowhere = StateFile::default().keep_region(Some("NZ")).expect_err("nowhere");
        assert!(nowhere.ends_with("name a folder with --data-dir"), "{nowhere}");
        let fixed = StateFile { path: Some(path(home.path())), is_fixed: true, ..StateFile::default() };
        assert!(fixed.keep_region(Some("NZ")).expect_err("fixed").contains("--no-save"));
        assert!(!path(home.path()).exists());
    }

    #[test]
    fn a_file_that_cannot_be_used_is_named_with_its_place() {
        let home = tempfile::tempdir().expect("a folder");
        let file = path(home.path());
        write(&file, "(region: 5)").expect("written");
        let error = read(&file).expect_err("no state");
        assert!(error.contains("state.ron:1:9"), "{error}");
        write(&file, "(region: None, later: [1])").expect("written");
        assert_eq!(read(&file), Ok(State::default()), "a newer version may keep more");
        assert!(read(home.path()).is_err());
    }
}
