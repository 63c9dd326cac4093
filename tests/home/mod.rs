//! A home folder with a diary in it: runs the program there, and looks at what it left on the disk.

#![expect(clippy::disallowed_methods, reason = "what is on the disk is what these tests are about")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// The program under test.
const UNCRAMP: &str = env!("CARGO_BIN_EXE_uncramp");

/// The words that a command prints once an entry is on the disk.
pub(crate) const KEPT: &str = "In the diary";

/// The factor for the number of kills, runs and inputs: `UNCRAMP_TEST_SCALE`, 1 where it is not set. With 1 they take some 25 seconds
/// in all on two processors. With 5 there are more than 1,000 kills.
pub(crate) fn scale() -> usize {
    std::env::var("UNCRAMP_TEST_SCALE").ok().and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

/// A home folder, gone at the end.
#[derive(Debug)]
pub(crate) struct TempHome(TempDir);

/// A run that is over.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    /// `None`: a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A cramp as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cramp {
    pub(crate) id: String,
    pub(crate) is_open: bool,
    pub(crate) seconds: Option<u32>,
    pub(crate) pain: Option<u8>,
    pub(crate) sleep_lost: Option<u8>,
    pub(crate) note: String,
    pub(crate) source: String,
}

impl TempHome {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a home folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// The same as text, for an environment.
    pub(crate) fn name(&self) -> &str {
        self.path().to_str().expect("a plain name")
    }

    /// The folder of the diary.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join(".local/share/uncramp")
    }

    /// The diary's file.
    pub(crate) fn diary(&self) -> PathBuf {
        self.data().join("diary.db")
    }

    /// The program, to be started here without a terminal.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.program(UNCRAMP, arguments)
    }

    /// Another program, in the same environment: nothing is in it that is not named here.
    pub(crate) fn program(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.path())
            .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run(&mut self.command(arguments))
    }

    /// Adds a cramp with a note from the command line: this has to work.
    pub(crate) fn log(&self, note: &str) {
        let ran = self.run(&["log", "--note", note]);
        assert!(ran.code == Some(0) && ran.out.starts_with(KEPT) && ran.err.is_empty(), "{note}: {ran:?}");
    }

    /// A connection to the file, patient, which changes nothing by itself.
    pub(crate) fn connection(&self) -> Connection {
        let connection = Connection::open_with_flags(self.diary(), OpenFlags::SQLITE_OPEN_READ_WRITE)
            .expect("the diary's file");
        connection.busy_timeout(Duration::from_secs(20)).expect("patience");
        connection
    }

    /// Every cramp in the file, in the order in which they were added. The connection only reads: after a crash the program must have
    /// rolled back a save that was cut off.
    pub(crate) fn cramps(&self) -> Vec<Cramp> {
        let connection = Connection::open_with_flags(self.diary(), OpenFlags::SQLITE_OPEN_READ_ONLY)
            .expect("the diary's file");
        connection.busy_timeout(Duration::from_secs(20)).expect("patience");
        let mut statement = connection
            .prepare(
                "SELECT id, is_open, seconds, pain, sleep_lost, note, source FROM episode ORDER BY serial",
            )
            .expect("a diary");
        let rows = statement
            .query_map([], |row| {
                Ok(Cramp {
                    id: row.get(0)?,
                    is_open: row.get(1)?,
                    seconds: row.get(2)?,
                    pain: row.get(3)?,
                    sleep_lost: row.get(4)?,
                    note: row.get(5)?,
                    source: row.get(6)?,
                })
            })
            .expect("cramps");
        rows.map(|row| row.expect("a cramp")).collect()
    }

    /// The number of cramps with that note.
    pub(crate) fn count(&self, note: &str) -> usize {
        self.cramps().iter().filter(|cramp| cramp.note == note).count()
    }

    /// SQLite finds nothing wrong with any page or index of the file.
    pub(crate) fn assert_sound(&self) {
        let said: String = self
            .connection()
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .expect("the file can be read");
        assert_eq!(said, "ok");
    }

    /// Everything in the home folder: names, rights, and what is in the files.
    pub(crate) fn listing(&self) -> BTreeMap<PathBuf, Thing> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let metadata = fs::symlink_metadata(&path).expect("something");
                let bytes = metadata.is_file().then(|| fs::read(&path).expect("a file"));
                if metadata.is_dir() {
                    folders.push(path.clone());
                }
                let name = path.strip_prefix(self.path()).expect("in it").to_owned();
                found.insert(name, Thing { mode: metadata.mode(), bytes });
            }
        }
        found
    }
}

/// Something in a folder.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Thing {
    /// Its kind and its rights.
    pub(crate) mode: u32,
    /// For a file.
    pub(crate) bytes: Option<Vec<u8>>,
}

impl std::fmt::Debug for Thing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:o}, {:?} bytes", self.mode, self.bytes.as_ref().map(Vec::len))
    }
}

/// Runs it to its end.
pub(crate) fn run(command: &mut Command) -> Ran {
    ran(command.output().expect("the program runs"))
}

/// Runs it to its end with this standard input.
pub(crate) fn talk(command: &mut Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that has ended reads no more.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    ran(child.wait_with_output().expect("the program ends"))
}

fn ran(Output { status, stdout, stderr }: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Ran { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// True if a tool of the system is there. Otherwise the test prints that it checked nothing, and in the gate it fails.
pub(crate) fn has(tool: &str, test: &str) -> bool {
    let is_there = Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        assert!(std::env::var_os("UNCRAMP_TEST_TOOLS").is_none(), "{test} needs {tool}: install it");
        skip(test, &format!("there is no {tool} here"));
    }
    is_there
}

/// Prints that a test has checked nothing, and why.
#[expect(clippy::print_stderr, reason = "a skipped check must be seen")]
pub(crate) fn skip(test: &str, why: &str) {
    eprintln!("not checked: {test}: {why}");
}

/// The same numbers at every run (xorshift).
#[derive(Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % end.max(1)
    }
}
