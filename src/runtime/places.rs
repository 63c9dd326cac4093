//! The folder of the diary, and randomness from the system.

use std::{
    hash::{BuildHasher, RandomState},
    path::{Path, PathBuf},
};

use etcetera::BaseStrategy;

/// The folder of the diary: the one from the command line or settings, else the platform's. `None` if there is no home folder.
pub(crate) fn data_folder(asked: Option<&Path>) -> Option<PathBuf> {
    // An empty value in the environment is no value.
    if let Some(folder) = asked.filter(|folder| !folder.as_os_str().is_empty()) {
        return Some(folder.to_path_buf());
    }
    let base = etcetera::choose_base_strategy().ok()?;
    // On Windows it is the local folder: a health diary must not roam to other machines.
    let folder = if cfg!(windows) { base.cache_dir() } else { base.data_dir() };
    Some(folder.join("uncramp"))
}

/// 128 random bits: two hashes with random keys of the system.
pub(crate) fn seed() -> u128 {
    let half = || u128::from(RandomState::new().hash_one(std::process::id()));
    (half() << 64) | half()
}
