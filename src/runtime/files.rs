//! Files that somebody names: read with a limit, written whole or not at all and for nobody else to read.

#![expect(clippy::disallowed_methods, reason = "this is a file that touches the disk")]

use std::{
    ffi::OsString,
    fs,
    io::{self, Read, Write},
    path::Path,
};

use super::access;

/// Reads a file of at most `most` bytes.
///
/// # Errors
/// When it cannot be read; larger files are an error of their own kind, [`io::ErrorKind::FileTooLarge`].
pub(crate) fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![];
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too large"));
    }
    Ok(bytes)
}

/// Reads a plain file of at most `most` bytes. A pipe would have us wait and a device might never end, so nothing else is
/// read, and the size is looked at before a byte of it is.
///
/// # Errors
/// When it cannot be read; larger files are an error of their own kind, [`io::ErrorKind::FileTooLarge`].
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
            // It may have grown since.
            file.take(limit).read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

/// Writes a file under another name, and gives it its own once it is whole: what was there before is there until then.
///
/// # Errors
/// When it cannot be written; nothing is left behind.
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
    fn a_file_is_written_whole_for_nobody_else_and_read_up_to_its_limit() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.html");
        write(&path, "one").expect("written");
        write(&path, "three").expect("written over");
        assert_eq!(read(&path, 5).expect("read"), b"three");
        assert_eq!(read(&path, 4).expect_err("too large").kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "no draft is left");
        assert!(write(&folder.path().join("none/page.html"), "x").is_err());
    }
}
