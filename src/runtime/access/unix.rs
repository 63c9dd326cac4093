//! Access on Unix: by file modes, whatever the umask.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use rustix::fs::OFlags;

/// Opens a file to read. A pipe without a writer is not waited for.
///
/// # Errors
/// When it cannot be opened.
pub(crate) fn open_without_waiting(path: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

/// Makes a new file that its owner alone can read.
///
/// # Errors
/// When it cannot be made, or is there already.
pub(crate) fn create_private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Makes a folder, and those it is in, that their owner alone can open; one that is there is left as it is.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn create_private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}
