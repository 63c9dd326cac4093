//! The settings file on disk: `config.ron` in the platform's folder for it, or the file somebody named.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "the settings somebody has"))]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;

use super::{access, files};
use crate::{
    content::{
        Diagnostic,
        settings::{self, MOST, Settings},
    },
    domain::clean::clean,
};

/// Where the settings are kept: in the file that was named, else in the platform's folder. `None` where there is no home.
pub(crate) fn path(asked: Option<&Path>) -> Option<PathBuf> {
    // An empty value in the environment is no value.
    if let Some(path) = asked.filter(|path| !path.as_os_str().is_empty()) {
        return Some(path.to_path_buf());
    }
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("uncramp").join("config.ron"))
}

/// A folder as the settings write it: `~` is the home folder, and what begins nowhere begins beside the settings.
pub(crate) fn folder(written: &str, path: &Path) -> PathBuf {
    let home = written.strip_prefix("~/").or_else(|| (written == "~").then_some(""));
    if let (Some(rest), Ok(home)) = (home, etcetera::home_dir()) {
        return home.join(rest);
    }
    path.parent().unwrap_or(Path::new("")).join(written)
}

/// What the file is called in a sentence: nothing in it is obeyed by a terminal.
pub(crate) fn name(path: &Path) -> String {
    clean(&path.display().to_string())
}

/// Reads the settings: `None` where there is no such file. What is wrong with them is said, and the defaults hold for it.
///
/// # Errors
/// A sentence, when the file cannot be read at all.
pub(crate) fn read(path: &Path) -> Result<Option<(Settings, Vec<Diagnostic>)>, String> {
    let text = text(path)?;
    Ok(text.map(|text| settings::parse(&name(path), &text)))
}

/// Keeps a region for the next start, and leaves all else in the file as it is.
///
/// # Errors
/// A sentence saying why it could not be kept. A file that cannot be understood is left as it is.
pub(crate) fn keep_region(path: Option<&Path>, region: Option<&str>) -> Result<(), String> {
    let path = path.ok_or("the region holds for now only: there is no home folder to keep it in")?;
    keep(path, region).map_err(|error| format!("the region holds for now only: {error}"))
}

fn keep(path: &Path, region: Option<&str>) -> Result<(), String> {
    let before = text(path)?;
    let after = match (&before, region) {
        (None, None) => return Ok(()),
        (None, Some(region)) => settings::new_with_region(region),
        (Some(text), _) => settings::with_region(&name(path), text, region)
            .map_err(|problem| format!("{problem}; mend it or delete the file"))?,
    };
    if before.as_deref() == Some(after.as_str()) {
        return Ok(());
    }
    write(path, &after).map_err(|error| format!("{}: {error}", name(path)))
}

/// The file's text; `None` where there is none. A pipe or a device is no file, and is not waited for.
fn text(path: &Path) -> Result<Option<String>, String> {
    let wrong = |what: String| Err(format!("{}: {what}", name(path)));
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return wrong(format!("it cannot be read: {error}")),
        Ok(found) if !found.is_file() => {
            return wrong("this is no file of settings; put it out of the way".to_owned());
        }
        Ok(_) => {}
    }
    match files::read(path, MOST) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => wrong("this is no text in UTF-8; mend it or delete the file".to_owned()),
        },
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            wrong(format!("the file is larger than {} KiB: these are no settings", MOST >> 10))
        }
        Err(error) => wrong(format!("it cannot be read: {error}")),
    }
}

/// Writes the file whole or not at all, for nobody else to read; a link is followed.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        access::create_private_folder(folder)?;
    }
    files::write(path, text)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn region(path: &Path) -> Option<String> {
        let (settings, problems) = read(path).expect("it is read").expect("it is there");
        assert_eq!(problems, vec![]);
        settings.region.map(|region| region.value)
    }

    #[test]
    fn a_region_is_kept_and_for_nobody_else_to_read() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("deep/uncramp/config.ron");
        keep(&path, None).expect("nothing to keep");
        assert!(!path.exists(), "and nothing is written for it");
        keep(&path, Some("NZ")).expect("it is kept");
        assert_eq!(region(&path).as_deref(), Some("NZ"));
        let mode = fs::metadata(&path).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
        keep(&path, None).expect("it is kept");
        assert_eq!(region(&path), None);
        assert_eq!(
            fs::read_dir(path.parent().expect("a folder")).expect("a folder").count(),
            1,
            "no draft is left"
        );
    }

    #[test]
    fn what_else_stands_in_the_file_stays_and_so_does_a_link_to_it() {
        let home = tempfile::tempdir().expect("a folder");
        let (real, path) = (home.path().join("dotfiles.ron"), home.path().join("config.ron"));
        fs::write(&real, "// mine\n( theme : \"mono\",region:\"GB\")").expect("written");
        std::os::unix::fs::symlink(&real, &path).expect("a link");
        keep(&path, Some("IE")).expect("it is kept");
        assert_eq!(fs::read_to_string(&real).expect("read"), "// mine\n( theme : \"mono\",region:\"IE\")");
        assert!(fs::symlink_metadata(&path).expect("there").is_symlink());
    }

    #[test]
    fn a_file_that_cannot_be_understood_is_left_alone() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("config.ron");
        fs::write(&path, "(regoin: \"GB\")").expect("written");
        let error = keep(&path, Some("GB")).expect_err("it cannot be kept");
        assert!(error.contains("config.ron:1:"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("read"), "(regoin: \"GB\")");
    }

    #[test]
    fn what_is_no_file_is_not_waited_for() {
        let home = tempfile::tempdir().expect("a folder");
        let large = home.path().join("large.ron");
        fs::File::create(&large).and_then(|file| file.set_len(5 << 20)).expect("a large file");
        let binary = home.path().join("binary.ron");
        fs::write(&binary, [0xff, 0xfe, 0]).expect("written");
        for path in [home.path(), Path::new("/dev/zero"), Path::new("/dev/null"), &large, &binary] {
            let error = read(path).expect_err("no settings");
            assert!(error.starts_with(&path.display().to_string()), "{error}");
            assert!(keep(path, Some("GB")).is_err());
        }
        assert_eq!(read(&home.path().join("none.ron")), Ok(None));
    }

    #[test]
    fn a_folder_is_found_from_home_or_from_beside_the_settings() {
        let path = Path::new("/etc/uncramp/config.ron");
        assert_eq!(folder("/srv/diary", path), Path::new("/srv/diary"));
        assert_eq!(folder("diary", path), Path::new("/etc/uncramp/diary"));
        assert!(folder("~/diary", path).is_absolute() && folder("~/diary", path).ends_with("diary"));
        assert_eq!(folder("~other", path), Path::new("/etc/uncramp/~other"));
    }
}
