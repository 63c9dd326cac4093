//! The session lock. It tells whether an open episode belongs to a program that is still running.
//!
//! A program that runs a session locks `session.lock` in the folder of the diary, and lists the episode in
//! it. The system releases the lock when the program ends or crashes. An open episode that no locked file
//! lists was left by a crash. A second program with a session uses `session-2.lock`, and so on. The files are
//! reused and never deleted.
//!
//! A file of that name is used if it is empty, begins with [`HEADER`], or is a beginning of it: a program that
//! was killed may have left no more. An empty file of another program has nothing that could be lost. A file
//! with other content is not changed.

use std::{
    collections::BTreeSet,
    fs::{File, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
};

use super::{platform, rows::is_plain};

/// The number of lock files. A further program saves its session without a lock.
const MAX_PROGRAMS: usize = 9;
/// The first line of a lock file.
const HEADER: &str = "uncramp: the stretches that run now\n";
/// The number of bytes of a list that are read at most. An entry has under 70 bytes, and each program starts
/// a new list.
const MAX_LIST: u64 = 1 << 16;
/// The number of retries to lock a file. Another program that only reads the list locks it for a moment.
const ATTEMPTS: usize = 200;

/// The names of the lock files, in the order in which a program tries them.
pub(super) fn lock_files() -> impl Iterator<Item = String> {
    std::iter::once("session.lock".to_owned()).chain((2..=MAX_PROGRAMS).map(|n| format!("session-{n}.lock")))
}

/// The sessions that this program runs, and its lock.
#[derive(Debug)]
pub(super) struct SessionLock {
    folder: PathBuf,
    /// The locked file, if this program has locked one.
    held: Option<LockedFile>,
    running: BTreeSet<String>,
}

/// A locked file. Dropping it releases the lock.
#[derive(Debug)]
struct LockedFile {
    file: File,
    path: PathBuf,
}

impl Drop for LockedFile {
    fn drop(&mut self) {
        // To close the file is not enough: a child process that was started at this moment has it open too.
        let _ = self.file.unlock();
    }
}

/// The result of claiming a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LockResult {
    /// This program has it now.
    New,
    /// This program had claimed it already.
    Held,
    /// Another program runs that session, or may run it: its locked file cannot be read.
    Elsewhere,
    /// The session cannot be listed in a locked file. The entry is saved without a lock.
    Unlocked,
}

/// The sessions that are running, in any program.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Running {
    episodes: BTreeSet<String>,
    /// True if a locked file could not be read, so that any episode may be in it.
    is_unknown: bool,
}

impl Running {
    /// True if a program may be running the session of that episode.
    pub(super) fn has(&self, episode: &str) -> bool {
        self.is_unknown || self.episodes.contains(episode)
    }
}

impl SessionLock {
    /// A lock for that folder, without a session. Opens no file.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), held: None, running: BTreeSet::new() }
    }

    /// Claims the session of an episode that no other program has seen: it was never saved.
    pub(super) fn begin(&mut self, episode: &str) -> LockResult {
        if !is_plain(episode) {
            return LockResult::Unlocked;
        }
        // If the folder was renamed, replaced or unmounted, another program may have taken up a session of this
        // one. Each session is claimed again, in a file at the old path.
        if self.held.as_ref().is_some_and(|held| !platform::is_at(&held.file, &held.path)) {
            self.held = None;
            self.running.clear();
        }
        if !self.running.insert(episode.to_owned()) {
            return LockResult::Held;
        }
        if self.list(episode).is_err() {
            self.running.remove(episode);
            return LockResult::Unlocked;
        }
        LockResult::New
    }

    /// Claims the session of an episode in the diary, unless another program may be running it.
    pub(super) fn claim(&mut self, episode: &str) -> LockResult {
        let result = self.begin(episode);
        // List first, then look at the others. So if two programs claim a session at once, at most one gets it.
        if result == LockResult::New && self.others().has(episode) {
            self.release(episode);
            return LockResult::Elsewhere;
        }
        result
    }

    /// Ends the claim on the session of that episode.
    pub(super) fn release(&mut self, episode: &str) {
        self.running.remove(episode);
        match &mut self.held {
            Some(held) if !self.running.is_empty() => _ = write_list(&mut held.file, &self.running),
            _ => self.held = None,
        }
    }

    /// The sessions that are running. Writes nothing.
    pub(super) fn running(&self) -> Running {
        let mut running = self.others();
        running.episodes.extend(self.running.iter().cloned());
        running
    }

    /// The sessions of other programs.
    fn others(&self) -> Running {
        let mut found = Running::default();
        let own = self.held.as_ref().map(|held| &held.path);
        for path in lock_files().map(|name| self.folder.join(name)).filter(|path| Some(path) != own) {
            let Ok(mut file) = platform::private(File::options().read(true)).open(&path) else { continue };
            // A shared lock, so that two programs that only read do not block each other.
            if !matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
                continue;
            }
            match read_list(&mut file) {
                Ok(list) => {
                    found.episodes.extend(list.lines().filter(|line| is_plain(line)).map(str::to_owned))
                }
                // On some systems no other program can read a locked file.
                Err(_) => found.is_unknown = true,
            }
        }
        found
    }

    /// Adds the episode to the lock file of this program. Locks a file first if this program has none.
    fn list(&mut self, episode: &str) -> io::Result<()> {
        if let Some(held) = &mut self.held {
            // Only append, so that a program that reads now misses no session. The line break ends a line
            // that was written in part.
            return held.file.write_all(format!("\n{episode}\n").as_bytes());
        }
        let mut locked = self.lock()?;
        write_list(&mut locked.file, &self.running)?;
        self.held = Some(locked);
        Ok(())
    }

    /// Locks the first lock file that is free.
    fn lock(&self) -> io::Result<LockedFile> {
        platform::create_folder(&self.folder)?;
        let mut failed = io::Error::from(io::ErrorKind::WouldBlock);
        for path in lock_files().map(|name| self.folder.join(name)) {
            match lock_file(&path) {
                Ok(file) => return Ok(LockedFile { file, path }),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }
}

fn lock_file(path: &Path) -> io::Result<File> {
    let mut file = platform::private(File::options().read(true).append(true).create(true)).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(not_ours());
    }
    let mut attempts = 0..ATTEMPTS;
    while let Err(error) = file.try_lock() {
        match error {
            TryLockError::WouldBlock if attempts.next().is_some() => std::thread::yield_now(),
            error => return Err(error.into()),
        }
    }
    let list = read_list(&mut file)?;
    let is_ours = list.starts_with(HEADER) || HEADER.starts_with(&list);
    if !is_ours || !platform::is_at(&file, path) {
        return Err(not_ours());
    }
    // The umask may have removed permissions of the owner too.
    platform::make_private(&file);
    Ok(file)
}

fn not_ours() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the file is not a session lock")
}

fn write_list(file: &mut File, episodes: &BTreeSet<String>) -> io::Result<()> {
    file.set_len(0)?;
    let lines: String = episodes.iter().map(|episode| format!("\n{episode}\n")).collect();
    file.write_all(format!("{HEADER}{lines}").as_bytes())
}

fn read_list(file: &mut File) -> io::Result<String> {
    let mut bytes = vec![];
    file.rewind()?;
    (&*file).take(MAX_LIST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "files of other people are put there by hand")]

    use std::fs;

    use super::*;

    const LOCK_FILE: &str = "session.lock";

    /// True if no program runs a session.
    fn is_idle(lock: &SessionLock) -> bool {
        lock.running() == Running::default()
    }

    #[test]
    fn a_session_is_run_by_one_program_until_it_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, mut two) = (SessionLock::new(folder.path()), SessionLock::new(folder.path()));
        assert!(is_idle(&one));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "asking makes nothing");
        assert_eq!(
            (one.claim("a1"), one.claim("a1"), two.claim("a1")),
            (LockResult::New, LockResult::Held, LockResult::Elsewhere)
        );
        assert!(one.running().has("a1") && two.running().has("a1"));
        drop(one);
        assert!(is_idle(&two));
        assert_eq!(two.claim("a1"), LockResult::New);
        two.release("a1");
        assert!(is_idle(&two));
        assert!(folder.path().join(LOCK_FILE).exists(), "nothing is deleted");
    }

    #[test]
    fn a_lock_ends_even_where_a_child_process_has_its_file_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, two) = (SessionLock::new(folder.path()), SessionLock::new(folder.path()));
        assert_eq!(one.claim("a1"), LockResult::New);
        // A child process has the same open file, as this copy is.
        let _child = one.held.as_ref().expect("a locked file").file.try_clone().expect("a copy");
        one.release("a1");
        assert!(is_idle(&two));
    }

    #[test]
    fn a_session_that_ended_is_told_from_one_that_runs_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = || SessionLock::new(folder.path());
        let (mut one, mut two, mut three) = (lock(), lock(), lock());
        assert_eq!(
            (one.claim("a1"), two.claim("b2"), two.claim("c3")),
            (LockResult::New, LockResult::New, LockResult::New)
        );
        let episodes = three.running().episodes;
        assert_eq!(Vec::from_iter(episodes.iter().map(String::as_str)), ["a1", "b2", "c3"]);
        drop(one);
        assert!(!three.running().has("a1") && three.running().has("b2"));
        assert_eq!((three.claim("a1"), three.claim("b2")), (LockResult::New, LockResult::Elsewhere));
        two.release("b2");
        assert!(!three.running().has("b2") && three.running().has("c3") && two.running().has("a1"));
        // A session that is closed and opened again in the same program stays its own.
        assert_eq!((two.claim("b2"), two.claim("b2")), (LockResult::New, LockResult::Held));
    }

    #[test]
    fn more_programs_than_lock_files_go_on_without() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut locks: Vec<SessionLock> = (0..11).map(|_| SessionLock::new(folder.path())).collect();
        let claims: Vec<LockResult> =
            locks.iter_mut().enumerate().map(|(at, lock)| lock.claim(&format!("a{at}"))).collect();
        assert_eq!(claims.iter().filter(|claim| **claim == LockResult::New).count(), MAX_PROGRAMS);
        assert_eq!(claims.last(), Some(&LockResult::Unlocked));
    }

    #[test]
    fn a_file_of_another_kind_is_neither_written_nor_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(LOCK_FILE);
        let mut lock = SessionLock::new(folder.path());
        fs::write(&path, "my thesis").expect("written");
        assert!(is_idle(&lock));
        assert_eq!(lock.claim("a1"), LockResult::New, "in the next file");
        lock.release("a1");
        assert_eq!(fs::read(&path).expect("a file"), b"my thesis");
        fs::remove_file(&path).expect("gone");
        fs::create_dir(&path).expect("a folder");
        assert_eq!(lock.claim("a1"), LockResult::New);
        lock.release("a1");
        assert!(path.is_dir() && is_idle(&lock));
        for name in ["../a", "a/b", "", ".", "a b", "é", "a\nb"] {
            assert_eq!(lock.claim(name), LockResult::Unlocked, "{name}");
            lock.release(name);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_or_a_pipe_in_its_place_is_neither_followed_nor_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(LOCK_FILE);
        let own = folder.path().join("own");
        fs::write(&own, "").expect("written");
        std::os::unix::fs::symlink(&own, &path).expect("a link");
        let mut lock = SessionLock::new(folder.path());
        assert_eq!(lock.claim("a1"), LockResult::New, "in the next file");
        lock.release("a1");
        assert_eq!(fs::read(&own).expect("a file"), b"");
        fs::remove_file(&path).expect("gone");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
        assert!(is_idle(&lock));
        assert_eq!(lock.claim("a1"), LockResult::New);
    }

    #[test]
    fn a_lock_file_that_goes_is_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(LOCK_FILE);
        let (mut one, two) = (SessionLock::new(folder.path()), SessionLock::new(folder.path()));
        assert_eq!(one.claim("a1"), LockResult::New);
        fs::remove_file(&path).expect("gone");
        assert_eq!(one.claim("a1"), LockResult::New, "no other program has taken it up");
        assert!(two.running().has("a1"));
        // A program that was killed while it wrote the header or a line.
        drop(one);
        for left in ["", "uncramp: th", &format!("{HEADER}\nb2")] {
            fs::write(&path, left).expect("written");
            let mut three = SessionLock::new(folder.path());
            assert_eq!((three.claim("c3"), two.running().has("c3")), (LockResult::New, true), "{left:?}");
        }
    }

    #[test]
    fn a_session_whose_lock_file_was_lost_belongs_to_the_program_that_took_it_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut one, mut two) = (SessionLock::new(folder.path()), SessionLock::new(folder.path()));
        assert_eq!((one.claim("a1"), one.claim("b2")), (LockResult::New, LockResult::New));
        fs::remove_file(folder.path().join(LOCK_FILE)).expect("gone");
        assert_eq!(two.claim("a1"), LockResult::New, "no locked file lists it");
        assert_eq!((one.claim("a1"), two.claim("a1")), (LockResult::Elsewhere, LockResult::Held));
        assert_eq!(one.claim("b2"), LockResult::New, "each session is claimed by itself");
        two.release("a1");
        assert_eq!(one.claim("a1"), LockResult::New);
    }

    #[test]
    fn however_they_come_and_go_no_two_run_one_session() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let folder = tempfile::tempdir().expect("a folder");
        let (running, runs) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let mut lock = SessionLock::new(folder.path());
                        match lock.claim("a1") {
                            LockResult::New => {
                                assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0);
                                assert!(lock.running().has("a1"));
                                runs.fetch_add(1, Ordering::SeqCst);
                                running.fetch_sub(1, Ordering::SeqCst);
                            }
                            LockResult::Elsewhere | LockResult::Unlocked => {}
                            LockResult::Held => panic!("it is a new program"),
                        }
                    }
                });
            }
        });
        assert!(runs.into_inner() > 3);
    }
}
