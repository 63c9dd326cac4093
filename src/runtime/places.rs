//! Folders and files of the program on this system, and randomness, which only the system has.

use std::{
    hash::{BuildHasher, RandomState},
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;

/// The settings file: the one asked for, else `config.ron` in the platform's folder. `None` where there is no home folder.
pub(crate) fn settings_file(asked: Option<&Path>) -> Option<PathBuf> {
    if let Some(path) = asked {
        return Some(path.to_path_buf());
    }
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.config_dir().join("uncramp").join("config.ron"))
}

/// The data folder: the one asked for, else the platform's. `None` where there is no home folder.
pub(crate) fn data_folder(asked: Option<&Path>) -> Option<PathBuf> {
    if let Some(folder) = asked {
        return Some(folder.to_path_buf());
    }
    let base = etcetera::choose_base_strategy().ok()?;
    // On Windows the local folder: a health diary must not roam to other machines.
    let folder = if cfg!(windows) { base.cache_dir() } else { base.data_dir() };
    Some(folder.join("uncramp"))
}

/// A folder as the settings file writes it: `~` is the home folder, and a relative path begins in the folder of that file.
pub(crate) fn folder_beside(written: &str, file: &Path) -> PathBuf {
    let home = written.strip_prefix("~/").or_else(|| (written == "~").then_some(""));
    if let (Some(rest), Ok(home)) = (home, etcetera::home_dir()) {
        return home.join(rest);
    }
    file.parent().unwrap_or(Path::new("")).join(written)
}

/// 128 random bits: two hashes under keys that the system made at random.
pub(crate) fn seed() -> u128 {
    let half = || u128::from(RandomState::new().hash_one(std::process::id()));
    (half() << 64) | half()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_from_home_or_from_beside_the_settings() {
        let path = Path::new("/etc/uncramp/config.ron");
        assert_eq!(folder_beside("/srv/diary", path), Path::new("/srv/diary"));
        assert_eq!(folder_beside("diary", path), Path::new("/etc/uncramp/diary"));
        let home = folder_beside("~/diary", path);
        assert!(home.is_absolute() && home.ends_with("diary"));
        assert_eq!(folder_beside("~other", path), Path::new("/etc/uncramp/~other"));
    }
}
