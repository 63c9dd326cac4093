//! Files that the user names: read with a limit; written whole or not at all, readable by their owner alone.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "a test writes the files that it reads"))]

use std::{
    ffi::OsString,
    fs,
    io::{self, Read, Write},
    path::Path,
};

use super::access;
use crate::domain::clean::clean;

/// Reads a small text file. `None` where there is no such file.
///
/// # Errors
/// A sentence with the name of the file: it is too large, no plain file, not UTF-8, or the system refuses.
pub(crate) fn read_text(path: &Path, most: usize) -> Result<Option<String>, String> {
    let wrong = |what: &str| Err(format!("{}: {what}", clean(&path.display().to_string())));
    match read_plain(path, most) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => wrong("the file is not UTF-8; save it as UTF-8"),
        },
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Ok(None),
            io::ErrorKind::FileTooLarge => wrong(&format!("the file is larger than {} KiB", most >> 10)),
            _ => wrong(&format!("the file cannot be read: {error}")),
        },
    }
}

/// Reads a plain file of at most `most` bytes. A pipe or a device is refused, because it might never end; a large file is
/// refused before it is read.
///
/// # Errors
/// The file cannot be read; larger files are an error of their own kind, [`io::ErrorKind::FileTooLarge`].
pub(crate) fn read_plain(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let file = access::open_without_waiting(path)?;
    let found = file.metadata()?;
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    match () {
        () if found.is_dir() => Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")),
        () if !found.is_file() => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no plain file")),
        () if found.len() > limit => Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too large")),
        () => {
            let mut bytes = vec![];
            // The file may have grown since.
            file.take(limit).read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

/// Writes a file under a temporary name and renames it once it is whole. An earlier file stays until then.
///
/// # Errors
/// The file cannot be written; nothing is left behind.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    // A link is followed to the file it names; what is no file, as a pipe, is written to as it is.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes());
    }
    let mut draft_name = OsString::from(path.as_os_str());
    draft_name.push(format!(".{}", std::process::id()));
    let draft = Path::new(&draft_name);
    let mut file = access::create_private_file(draft)?;
    let written =
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| fs::rename(draft, path));
    if written.is_err() {
        let _ = fs::remove_file(draft);
    }
    written
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_plain_files_are_read_and_none_waits() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
        let kind = |path: &Path| read_plain(path, 5).expect_err("refused").kind();
        assert_eq!(kind(&pipe), io::ErrorKind::InvalidInput);
        assert_eq!(kind(Path::new("/dev/zero")), io::ErrorKind::InvalidInput);
        assert_eq!(kind(folder.path()), io::ErrorKind::IsADirectory);
        let file = folder.path().join("file");
        fs::write(&file, "three").expect("written");
        assert_eq!(read_plain(&file, 5).expect("read"), b"three");
        fs::write(&file, "eleven").expect("written");
        assert_eq!(kind(&file), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_file_is_written_whole_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.html");
        write(&path, "one").expect("written");
        write(&path, "three").expect("written over");
        assert_eq!(read_text(&path, 5), Ok(Some("three".to_owned())));
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "no draft is left");
        assert!(write(&folder.path().join("none/page.html"), "x").is_err());
    }
}
