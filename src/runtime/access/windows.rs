//! Access on Windows.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

/// Opens a file to read.
///
/// # Errors
/// If it cannot be opened.
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
