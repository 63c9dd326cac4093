//! Which open episodes belong to a program that is running: it holds a lock on a small file of each, and the system lets
//! go of the lock when the program ends, however it ends.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, ErrorKind},
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use rustix::fs::{FlockOperation, OFlags, flock};

use super::open;

/// Others hold a lock only while they look whether it can be had: that many turns are more than enough.
const TURNS: usize = 200;

/// The locks of this program, in the folder `live` of the diary's folder.
#[derive(Debug)]
pub(super) struct Live {
    folder: PathBuf,
    held: BTreeMap<String, fs::File>,
}

/// What came of asking for a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Now,
    Before,
    /// Another program runs that session.
    Elsewhere,
    /// There is none to be had here: the entry matters more, and is kept without.
    Without,
}

impl Live {
    /// Nothing is touched until a lock is asked for.
    pub(super) fn new(diary: &Path) -> Self {
        Self { folder: diary.join("live"), held: BTreeMap::new() }
    }

    /// Says that this program runs the session of that episode.
    pub(super) fn take(&mut self, episode: &str) -> Taken {
        if self.held.contains_key(episode) {
            return Taken::Before;
        }
        let Some(path) = self.path(episode) else { return Taken::Without };
        if open::create_folder(&self.folder).is_err() {
            return Taken::Without;
        }
        for _ in 0..TURNS {
            let made = fs::OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o600)
                .custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
                .open(&path);
            let Ok(file) = made else { return Taken::Without };
            match lock(&file) {
                // Whoever tidied up may have removed the file between the two.
                Ok(()) if is_at(&file, &path) => {
                    let _ = file.set_permissions(fs::Permissions::from_mode(0o600));
                    self.held.insert(episode.to_owned(), file);
                    return Taken::Now;
                }
                Ok(()) => {}
                Err(ErrorKind::WouldBlock) => std::thread::yield_now(),
                Err(_) => return Taken::Without,
            }
        }
        Taken::Elsewhere
    }

    /// That session is over: the lock goes, and its file. A file that nobody holds goes too.
    pub(super) fn release(&mut self, episode: &str) {
        let Some(path) = self.path(episode) else { return };
        if self.held.contains_key(episode) {
            // Removed while it is held, so that nobody finds it free in between.
            let _ = fs::remove_file(&path);
            self.held.remove(episode);
        } else {
            remove_if_free(&path);
        }
    }

    /// Whether a program, this one or another, runs the session of that episode.
    pub(super) fn is_run(&self, episode: &str) -> bool {
        if self.held.contains_key(episode) {
            return true;
        }
        self.path(episode)
            .and_then(|path| open_there(&path).ok())
            .is_some_and(|file| lock(&file) == Err(ErrorKind::WouldBlock))
    }

    /// Removes the files of episodes that are no longer open and that nobody holds.
    pub(super) fn tidy(&self, is_open: impl Fn(&str) -> bool) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(episode) = name.to_str() else { continue };
            if self.path(episode).is_some() && !self.held.contains_key(episode) && !is_open(episode) {
                remove_if_free(&entry.path());
            }
        }
    }

    /// The file of an episode. Ids of sessions are hexadecimal digits; one that an import brought may be anything, and
    /// names no file.
    fn path(&self, episode: &str) -> Option<PathBuf> {
        let is_plain = !episode.is_empty()
            && episode.len() <= 64
            && episode.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        is_plain.then(|| self.folder.join(episode))
    }
}

fn remove_if_free(path: &Path) {
    if let Ok(file) = open_there(path)
        && lock(&file).is_ok()
        && is_at(&file, path)
    {
        let _ = fs::remove_file(path);
    }
}

fn open_there(path: &Path) -> io::Result<fs::File> {
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    fs::OpenOptions::new().read(true).custom_flags(flags).open(path)
}

fn lock(file: &fs::File) -> Result<(), ErrorKind> {
    flock(file, FlockOperation::NonBlockingLockExclusive).map_err(|error| io::Error::from(error).kind())
}

/// Whether the path still leads to that file.
fn is_at(file: &fs::File, path: &Path) -> bool {
    let same = |a: &fs::Metadata, b: &fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(held), Ok(there)) if same(&held, &there))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "leftovers are put there by hand")]

    use super::*;

    #[test]
    fn a_session_is_run_by_one_program_until_it_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, mut two) = (Live::new(folder.path()), Live::new(folder.path()));
        assert!(!one.is_run("a1"));
        assert!(!folder.path().join("live").exists(), "asking makes nothing");
        assert_eq!(
            (one.take("a1"), one.take("a1"), two.take("a1")),
            (Taken::Now, Taken::Before, Taken::Elsewhere)
        );
        assert!(one.is_run("a1") && two.is_run("a1"));
        let file = folder.path().join("live/a1");
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
        two.tidy(|_| false);
        assert!(file.exists(), "a lock that is held is no leftover");
        drop(one);
        assert!(!two.is_run("a1"));
        assert_eq!(two.take("a1"), Taken::Now);
        two.release("a1");
        assert!(!file.exists());
    }

    #[test]
    fn what_lies_in_the_way_is_neither_followed_nor_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let live = folder.path().join("live");
        fs::create_dir(&live).expect("a folder");
        // A link to a file of somebody's own.
        let own = folder.path().join("own");
        fs::write(&own, "kept").expect("written");
        fs::set_permissions(&own, fs::Permissions::from_mode(0o644)).expect("set");
        std::os::unix::fs::symlink(&own, live.join("a1")).expect("a link");
        // A pipe with nobody at its other end.
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mkfifoat(rustix::fs::CWD, live.join("a2"), mode).expect("a pipe");
        fs::create_dir(live.join("a3")).expect("a folder");
        let mut one = Live::new(folder.path());
        for name in ["a1", "a2", "a3"] {
            assert_eq!(one.take(name), Taken::Without, "{name}");
            assert!(!one.is_run(name), "{name}");
        }
        assert_eq!(fs::metadata(&own).expect("a file").permissions().mode() & 0o777, 0o644);
        one.release("a1");
        one.tidy(|_| false);
        assert_eq!(fs::read(&own).expect("a file"), b"kept");
    }

    #[test]
    fn a_file_put_in_the_place_of_a_lock_is_not_taken_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, mut two) = (Live::new(folder.path()), Live::new(folder.path()));
        assert_eq!(one.take("a1"), Taken::Now);
        let path = folder.path().join("live/a1");
        fs::remove_file(&path).expect("gone");
        // Whoever comes later locks a file of its own.
        assert_eq!(two.take("a1"), Taken::Now);
        two.release("a1");
        assert!(!path.exists());
        fs::write(&path, "").expect("written");
        let file = open_there(&path).expect("a file");
        assert!(is_at(&file, &path));
        fs::remove_file(&path).expect("gone");
        assert!(!is_at(&file, &path), "nothing is there");
        fs::write(&path, "").expect("written");
        assert!(!is_at(&file, &path), "another is there");
    }

    #[test]
    fn however_they_come_and_go_no_two_run_one_session() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let folder = tempfile::tempdir().expect("a folder");
        let (running, runs) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let mut live = Live::new(folder.path());
                    for _ in 0..400 {
                        match live.take("a1") {
                            Taken::Now => {
                                assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0);
                                assert!(folder.path().join("live/a1").exists());
                                runs.fetch_add(1, Ordering::SeqCst);
                                running.fetch_sub(1, Ordering::SeqCst);
                                live.release("a1");
                            }
                            taken => assert_eq!(taken, Taken::Elsewhere),
                        }
                    }
                });
            }
        });
        assert!(runs.into_inner() > 3);
    }

    #[test]
    fn leftovers_go_and_strangers_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut live = Live::new(folder.path());
        for name in ["../a", "a/b", "", ".", "a b", "é"] {
            assert_eq!(live.take(name), Taken::Without, "{name}");
            assert!(!live.is_run(name));
            live.release(name);
        }
        fs::create_dir(folder.path().join("live")).expect("a folder");
        for name in ["left", "open", "not.ours"] {
            fs::write(folder.path().join("live").join(name), "").expect("written");
        }
        live.tidy(|episode| episode == "open");
        let there = |name: &str| folder.path().join("live").join(name).exists();
        assert_eq!((there("left"), there("open"), there("not.ours")), (false, true, true));
    }
}
