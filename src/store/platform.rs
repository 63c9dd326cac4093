//! Differences between systems: rights, links and the identity of a file.

#![expect(clippy::disallowed_methods, reason = "the diary is on the disk")]

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
};

/// Options that open a file for its owner alone, follow no link and wait for no pipe.
#[cfg(unix)]
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    options.mode(0o600).custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
}

/// On other systems the folder of a user's data has its own access rights.
#[cfg(not(unix))]
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// The identity of a file. Another file in its place has another identity.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;

    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Files have no number on other systems. The time of creation stands for it.
#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    let made = fs::metadata(path).ok()?.created().ok()?;
    let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((since.as_secs(), since.subsec_nanos().into()))
}

/// True if the path still leads to that open file.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(held), Ok(there)) if same(&held, &there))
}

/// On other systems an open file can be neither removed nor replaced.
#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// Gives a file access rights for its owner alone, if the file system has such rights.
#[cfg(unix)]
pub(super) fn make_private(file: &File) {
    use std::os::unix::fs::PermissionsExt;

    let _ = file.set_permissions(fs::Permissions::from_mode(0o600));
}

/// Does nothing: the file has the rights of its folder.
#[cfg(not(unix))]
pub(super) fn make_private(_file: &File) {}

/// Creates a folder that only its owner may enter, and the missing folders above it.
///
/// # Errors
/// If one of them cannot be created.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent();
    if let Some(above) = above {
        create_folder(above)?;
    }
    match create_private_folder(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    above.filter(|above| !above.as_os_str().is_empty()).map_or(Ok(()), sync_folder)
}

#[cfg(unix)]
fn create_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

    fs::DirBuilder::new().mode(0o700).create(folder)?;
    // A umask may take rights away from the owner too.
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    Ok(())
}

#[cfg(not(unix))]
fn create_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Writes a folder's names to the disk, so that a new file survives a power cut.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems do not support the request.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

/// Folders cannot be synced on other systems; the system does it by itself.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// True if other users can put files into the folder, and so a file of their choice in the diary's place.
#[cfg(unix)]
pub(super) fn is_open_to_others(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let user = rustix::process::geteuid();
    let is_trusted = |owner: u32| user.is_root() || owner == user.as_raw() || owner == 0;
    fs::metadata(folder)
        .is_ok_and(|found| found.is_dir() && (found.mode() & 0o022 != 0 || !is_trusted(found.uid())))
}

/// On other systems rights are lists, and the platform's own folder has the right ones.
#[cfg(not(unix))]
pub(super) fn is_open_to_others(_folder: &Path) -> bool {
    false
}
