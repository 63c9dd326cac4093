//! Writing of files: whole or not at all, readable by their owner alone, and never over a file of another program.

#![expect(clippy::disallowed_methods, reason = "this is a file that touches the disk")]

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// The number of bytes at the start of a file that show if this program wrote it.
const HEAD: u64 = 4096;
/// Letters of a draft's name that are made at random.
const RANDOM: usize = 16;

/// Writes a draft and renames it once it is whole. An existing file is replaced only if `may_replace` allows it for its first [`HEAD`]
/// bytes.
///
/// # Errors
/// If it cannot be written; no draft is left then. [`io::ErrorKind::AlreadyExists`] for a file that may not be replaced, and
/// [`io::ErrorKind::InvalidInput`] for a pipe or another file that would wait.
pub(crate) fn write(path: &Path, text: &str, may_replace: impl FnOnce(&[u8]) -> bool) -> io::Result<()> {
    // A link is followed to the file it names.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        Ok(there) if is_device(&there) => {
            return fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes());
        }
        Ok(there) if !there.is_file() => {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file"));
        }
        Ok(_) => {
            let mut head = vec![];
            File::open(path)?.take(HEAD).read_to_end(&mut head)?;
            if !may_replace(&head) {
                return Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is such a file already"));
            }
        }
        Err(_) => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}.uncramp-");
    clear_drafts(folder, &prefix);
    let draft = tempfile::Builder::new().prefix(&prefix).rand_bytes(RANDOM).tempfile_in(folder)?;
    // While it is locked, no other program removes it as a leftover.
    let _ = draft.as_file().try_lock();
    finish(draft, path, text)
}

/// Writes a file of the program's own, readable by its owner alone: whole, or not at all. A draft that a killed program has left
/// is replaced.
///
/// # Errors
/// If it cannot be written; no draft is left then.
pub(crate) fn write_own(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = format!(".{}.new", path.file_name().unwrap_or_default().to_string_lossy());
    let _ = fs::remove_file(folder.join(&name));
    finish(tempfile::Builder::new().prefix(&name).rand_bytes(0).tempfile_in(folder)?, path, text)
}

/// Writes a draft to the disk, and renames it.
fn finish(mut draft: NamedTempFile, path: &Path, text: &str) -> io::Result<()> {
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    draft.persist(path)?;
    Ok(())
}

/// Removes the drafts of this file that killed programs have left: those with our pattern of name and without a lock.
fn clear_drafts(folder: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_draft = name.to_str().and_then(|name| name.strip_prefix(prefix)).is_some_and(|random| {
            random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_draft && is_file && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// True for a device, which is written to directly.
#[cfg(unix)]
fn is_device(there: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_char_device(&there.file_type())
}

#[cfg(not(unix))]
fn is_device(_there: &fs::Metadata) -> bool {
    false
}

/// The canonical path, also if the file or its folder does not exist yet.
pub(crate) fn place(path: &Path) -> Option<PathBuf> {
    if let Ok(place) = fs::canonicalize(path) {
        return Some(place);
    }
    let path = std::path::absolute(path).ok()?;
    let (folder, name) = (path.parent()?, path.file_name()?);
    Some(place(folder).unwrap_or_else(|| folder.to_path_buf()).join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_written_whole_for_its_owner_alone_and_replaced_only_where_it_may_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.html");
        write(&path, "one", |_| false).expect("there is none yet");
        assert_eq!(write(&path, "two", |_| false).expect_err("refused").kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "one");
        write(&path, "three", |head| head == b"one").expect("replaced");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "three");
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).expect("a file").permissions())
                & 0o777,
            0o600
        );
        assert_eq!(names(folder.path()), ["page.html"], "no draft is left");
        assert!(write(&folder.path().join("none/page.html"), "x", |_| true).is_err());
        assert!(write(folder.path(), "x", |_| true).is_err());
    }

    #[test]
    fn drafts_of_killed_programs_go_and_other_files_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let left = format!(".a.json.uncramp-{}", "x".repeat(RANDOM));
        let held = format!(".a.json.uncramp-{}", "y".repeat(RANDOM));
        let own = [".a.json.uncramp-mine", ".b.json.uncramp-xxxxxxxxxxxxxxxx", "a.json.1"];
        for name in own.into_iter().chain([left.as_str(), held.as_str()]) {
            fs::write(folder.path().join(name), name).expect("written");
        }
        let lock = File::open(folder.path().join(&held)).expect("a file");
        lock.try_lock().expect("locked");
        write(&folder.path().join("a.json"), "{}", |_| false).expect("written");
        let mut wanted: Vec<String> =
            own.map(String::from).into_iter().chain(["a.json".into(), held]).collect();
        wanted.sort();
        assert_eq!(names(folder.path()), wanted);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_and_a_device_is_written_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
        assert_eq!(write(&pipe, "x", |_| true).expect_err("refused").kind(), io::ErrorKind::InvalidInput);
        write(Path::new("/dev/null"), "x", |_| false).expect("written");
    }

    #[test]
    fn a_path_is_known_by_where_it_leads_also_before_it_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = fs::canonicalize(folder.path()).expect("a folder");
        let there = place(&folder.path().join("a/../diary.db"));
        assert_eq!(place(&folder.path().join("diary.db")), Some(real.join("diary.db")));
        assert_eq!(place(&folder.path().join("not/yet/diary.db")), Some(real.join("not/yet/diary.db")));
        assert!(there.is_some());
    }
}
