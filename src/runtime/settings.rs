//! The settings file on disk: `config.ron` in the platform's folder for it.

#![expect(clippy::disallowed_methods, reason = "this is the file that touches the disk")]

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;

use crate::content::settings::{self, Settings};

/// Where the settings are kept; `None` where there is no home.
pub(crate) fn path() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("uncramp").join("config.ron"))
}

/// Reads the settings. What is wrong with them is said in a sentence, and the default holds.
pub(crate) fn read() -> (Settings, Option<String>) {
    let Some(path) = path() else {
        return (Settings::default(), None);
    };
    match read_from(&path) {
        Ok(settings) => (settings, None),
        Err(sentence) => (Settings::default(), Some(sentence)),
    }
}

/// Keeps a region for the next start.
///
/// # Errors
/// A sentence saying why it could not be kept. A file that cannot be understood is left as it is.
pub(crate) fn keep_region(region: Option<String>) -> Result<(), String> {
    let path = path().ok_or("the region holds for now only: there is no home folder to keep it in")?;
    keep_region_in(&path, region)
}

fn keep_region_in(path: &Path, region: Option<String>) -> Result<(), String> {
    let mut settings = read_from(path).map_err(|error| format!("the region holds for now only: {error}"))?;
    settings.region = region;
    let text =
        settings::write(&settings).map_err(|error| format!("the region holds for now only: {error}"))?;
    write(path, &text).map_err(|error| format!("the region holds for now only: {}: {error}", path.display()))
}

fn read_from(path: &Path) -> Result<Settings, String> {
    let name = path.display().to_string();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) => return Err(format!("{name} cannot be read: {error}")),
    };
    let (settings, problems) = settings::parse(&name, &text);
    match problems.first() {
        None => Ok(settings),
        Some(problem) => Err(format!("{problem}; mend it or delete the file")),
    }
}

/// Writes a file whole or not at all, for nobody else to read.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let draft = path.with_extension(format!("ron.{}", std::process::id()));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
    written
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_region_is_kept_and_for_nobody_else_to_read() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("deep/uncramp/config.ron");
        keep_region_in(&path, Some("NZ".into())).expect("it is kept");
        assert_eq!(read_from(&path).expect("it is read").region.as_deref(), Some("NZ"));
        let mode = fs::metadata(&path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
        keep_region_in(&path, None).expect("it is kept");
        assert_eq!(read_from(&path), Ok(Settings::default()));
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_left_alone() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("config.ron");
        fs::write(&path, "(regoin: \"GB\")").expect("written");
        let error = keep_region_in(&path, Some("GB".into())).expect_err("it cannot be kept");
        assert!(error.contains("config.ron:1:"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("read"), "(regoin: \"GB\")");
    }
}
