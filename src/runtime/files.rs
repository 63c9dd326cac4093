//! Files that the user names, read with a limit.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "a test writes the files that it reads"))]

use std::{
    fs::{File, OpenOptions},
    io::{self, Read},
    path::Path,
};

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
            // A file in the place of its folder: there is no such file either.
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
    let file = open_without_waiting(path)?;
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

/// Opens a file to read, without a wait for the writer of a pipe.
#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(windows)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

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
}
