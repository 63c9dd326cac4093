//! A diary that cannot be used, or must not be: everything else works, one sentence says so, nothing is touched.

#![expect(clippy::disallowed_methods, reason = "what stands in the diary's place is made here")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{
    fs,
    os::unix::{
        fs::{PermissionsExt, chown, symlink},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

use rustix::process::Signal;

use crate::{
    home::{KEPT, Ran, TempHome, has, run, skip},
    pty::{End, Pty, Start},
    shows, text,
};

/// A thing in the diary's place: the way it comes there, and some words of the message about it.
type Obstacle = (&'static str, fn(&TempHome), &'static str);

/// A user without rights, without a home and without a line in the list of users.
const NOBODY: u32 = 54_321;

fn bytes(home: &TempHome, bytes: &[u8]) {
    fs::create_dir_all(home.data()).expect("a folder");
    fs::write(home.diary(), bytes).expect("a file");
}

/// A diary with a few entries, then changed byte by byte.
fn spoil(home: &TempHome, spoil: impl Fn(&mut Vec<u8>)) {
    (0..20).for_each(|i| home.log(&format!("a note that fills the file, {i}")));
    let mut whole = fs::read(home.diary()).expect("a diary");
    spoil(&mut whole);
    bytes(home, &whole);
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
}

const OBSTACLES: [Obstacle; 12] = [
    ("truncated", |home| spoil(home, |whole| whole.truncate(whole.len() / 2)), "is damaged"),
    ("one byte short", |home| spoil(home, |whole| whole.truncate(whole.len() - 1)), "is damaged"),
    (
        "zeros from its second page on",
        |home| spoil(home, |whole| whole.iter_mut().skip(4096).for_each(|byte| *byte = 0)),
        "is damaged",
    ),
    ("zeros", |home| spoil(home, |whole| whole.fill(0)), "is damaged"),
    ("text", |home| bytes(home, &b"Dear diary, ".repeat(1000)), "is not a diary of this program"),
    ("a few bytes", |home| bytes(home, b"x"), "is not a diary of this program"),
    (
        "another program's",
        |home| {
            fs::create_dir_all(home.data()).expect("a folder");
            let file = rusqlite::Connection::open(home.diary()).expect("a file");
            file.execute_batch("CREATE TABLE bookmark (url TEXT)").expect("a table");
        },
        "is not a diary of this program",
    ),
    (
        "a later version's",
        |home| {
            home.log("from the future");
            home.connection().pragma_update(None, "user_version", 99).expect("a version");
        },
        "was written by a later version",
    ),
    (
        "a pipe",
        |home| {
            fs::create_dir_all(home.data()).expect("a folder");
            pipe(&home.diary());
        },
        "is no regular file",
    ),
    ("a folder", |home| fs::create_dir_all(home.diary()).expect("a folder"), "is a folder"),
    (
        "an endless device",
        |home| {
            fs::create_dir_all(home.data()).expect("a folder");
            symlink("/dev/zero", home.diary()).expect("a link");
        },
        "is a link",
    ),
    (
        "a file in its folder's place",
        |home| {
            fs::create_dir_all(home.path().join(".local/share")).expect("a folder");
            fs::write(home.data(), "not a folder").expect("a file");
        },
        "is in no folder",
    ),
];

/// Everything that does not need a diary: a checklist with its result, a session to its end. Returns what the diary tab
/// says.
fn works_without(mut pty: Pty, code: u32) -> String {
    pty.press("50");
    pty.wait("the second page", |screen| shows(screen, "[5 Checklist]") && shows(screen, "Page 2 of"));
    pty.press("c");
    pty.wait_for("Breathe out slowly");
    pty.press("n");
    pty.wait_for("Hold 1 of 5");
    pty.press("x");
    let over = pty.wait_for("It let go after");
    // It asks wherever there could be a diary; that there is none is said where it matters.
    if shows(&over, "How bad was the pain") {
        pty.press("64\r");
        pty.wait("the answers, which are not kept", |screen| {
            ["pain, 0 to 10? 6", "cost, 0 to 10? 4", "Not in the diary"]
                .iter()
                .all(|words| shows(screen, words))
        });
        pty.press("\x1b");
        pty.wait("the end without questions", |screen| !shows(screen, "How bad was the pain"));
    }
    pty.press("6");
    let tab = pty.wait("the diary tab", |screen| shows(screen, "[6 Diary]"));
    pty.press("q");
    assert_eq!(pty.end(), End::code(code));
    pty.assert_given_back();
    for frame in pty.frames() {
        assert!(!shows(&frame, KEPT), "nothing is kept, and it says:\n{}", frame.contents());
    }
    text(&tab)
}

#[test]
fn what_is_no_diary_is_left_as_it_is_and_everything_else_works() {
    for (what, make, words) in OBSTACLES {
        let home = TempHome::new();
        make(&home);
        let before = home.listing();
        for command in [&["log", "--note", "a secret"] as &[&str], &["log", "--none-last-night"], &["diary"]]
        {
            let Ran { code, out, err } = home.run(command);
            assert_eq!((code, out.as_str()), (Some(4), ""), "{what}: {err}");
            assert!(
                err.contains(words) && err.lines().count() == 1 && !err.contains("secret"),
                "{what}: {err}"
            );
        }
        let pty = home.screen(&[]).open();
        let said = pty.wait_for("No diary:");
        assert!(text(&said).contains("Guide, stretch and checklist work without it."), "{}", said.contents());
        let tab = works_without(pty, 4);
        assert!(tab.contains("The diary cannot be used"), "{what}: {tab}");
        assert_eq!(home.listing(), before, "{what}");
    }
}

#[test]
fn a_diary_cut_off_anywhere_is_read_whole_or_refused_and_never_changed() {
    let home = TempHome::new();
    (0..20).for_each(|i| home.log(&format!("a note that fills the file, {i}")));
    let whole = fs::read(home.diary()).expect("a diary");
    let lengths =
        (1..whole.len()).step_by(whole.len() / 60).chain([99, 100, 4095, 4096, 4097, whole.len() - 1]);
    for length in lengths {
        bytes(&home, &whole[..length]);
        let before = home.listing();
        for command in [&["diary"] as &[&str], &["log", "--note", "more"]] {
            let ran = home.run(command);
            assert_eq!((ran.code, ran.out.as_str()), (Some(4), ""), "{length} bytes: {}", ran.err);
        }
        assert_eq!(home.listing(), before, "{length} bytes");
    }
}

#[test]
fn a_home_that_cannot_hold_a_diary_keeps_nobody_from_a_stretch() {
    for (home_is, code) in [("/proc/none", 1), ("/dev/null", 4)] {
        let home = TempHome::new();
        for (command, words) in [("log", &["log", "--at", "now"] as &[&str]), ("diary", &["diary"])] {
            let ran = run(home.command(words).env("HOME", home_is));
            // A diary that is not there yet has nothing in it.
            let wanted = if (command, code) == ("diary", 1) { 0 } else { code };
            assert_eq!(ran.code, Some(wanted), "{home_is}: {command}: {}", ran.err);
            assert!(!ran.out.contains(KEPT));
        }
        // The terminal is opened in a home that is there.
        let pty = Start::program("/bin/sh", &["-c", &format!("HOME={home_is} exec uncramp")]).open();
        pty.wait_for("[uncramp]");
        works_without(pty, u32::try_from(code).expect("a code"));
    }
}

/// Gives the home, and everything in it, to the user without rights. False if this machine does not allow it.
fn give_away(home: &TempHome) -> bool {
    let things = home.listing().into_keys().map(|name| home.path().join(name));
    things.chain([home.path().to_owned()]).all(|path| chown(path, Some(NOBODY), Some(NOBODY)).is_ok())
}

/// The program in a place where a user without rights can start it: its build folder may be closed to other users.
fn program_for_all() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("uncramp");
    // By another program: a file that a child of this one still holds open to write cannot be started.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_uncramp")).arg(&program).status();
    assert!(copied.expect("cp").success(), "a copy");
    for path in [folder.path(), &program] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("rights");
    }
    let name = program.to_str().expect("a plain name").to_owned();
    (folder, name)
}

/// The program on a screen, started by the user without rights.
fn screen_of_nobody(program: &str) -> Start {
    let (user, group) = (format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"));
    Start::program("setpriv", &[&user, &group, "--clear-groups", program])
}

#[test]
fn a_diary_that_may_not_be_read_or_written_is_said_and_left() {
    const TEST: &str = "a_diary_that_may_not_be_read_or_written_is_said_and_left";
    let (_folder, program) = program_for_all();
    // Rights taken away, of the file or its folder; what is said to a reader and to a writer.
    for (what, file, folder, reads, writes) in [
        ("unreadable", 0o000, 0o700, 4, 4),
        ("read-only", 0o400, 0o700, 0, 1),
        ("no way in", 0o600, 0o000, 4, 4),
    ] {
        let home = TempHome::new();
        home.log("before");
        if !has("setpriv", TEST) {
            return;
        }
        if !give_away(&home) {
            return skip(TEST, "only root may give a home away");
        }
        let before = home.listing();
        fs::set_permissions(home.diary(), fs::Permissions::from_mode(file)).expect("rights");
        fs::set_permissions(home.data(), fs::Permissions::from_mode(folder)).expect("rights");
        for (command, wanted) in [(&["diary"] as &[&str], reads), (&["log", "--at", "now"], writes)] {
            let ran = run(home.program(&program, command).uid(NOBODY).gid(NOBODY));
            assert_eq!(ran.code, Some(wanted), "{what}: {command:?}: {}", ran.err);
            assert!(!ran.out.contains(KEPT), "{what}");
        }
        let pty = screen_of_nobody(&program).env("HOME", home.name()).open();
        pty.wait_for("[uncramp]");
        works_without(pty, u32::try_from(writes).expect("a code"));
        fs::set_permissions(home.data(), fs::Permissions::from_mode(0o700)).expect("rights");
        fs::set_permissions(home.diary(), fs::Permissions::from_mode(0o600)).expect("rights");
        // A session leaves its lock file behind, to be used again.
        let mut after = home.listing();
        after.retain(|name, _| !name.ends_with("session.lock"));
        assert_eq!(after, before, "{what}");
    }
}

#[test]
fn without_a_home_there_is_no_diary_and_everything_else_works() {
    const TEST: &str = "without_a_home_there_is_no_diary_and_everything_else_works";
    let (_folder, program) = program_for_all();
    let home = TempHome::new();
    // A listed user may have a home there, and a test must not touch that diary.
    if !has("setpriv", TEST) {
        return;
    }
    if !give_away(&home) {
        return skip(TEST, "only root may start a program as nobody");
    }
    for command in [&["log", "--pain", "6"] as &[&str], &["diary"]] {
        let ran = run(home.program(&program, command).env_remove("HOME").uid(NOBODY).gid(NOBODY));
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
        assert!(ran.err.contains("no home folder") && ran.err.contains("--data-dir"), "{}", ran.err);
    }
    let start = Start::program(
        "/bin/sh",
        &[
            "-c",
            &format!("unset HOME; exec setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups {program}"),
        ],
    );
    let pty = start.open();
    pty.wait_for("[uncramp]");
    works_without(pty, 0);
    assert_eq!(home.listing().len(), 0);
}

/// Things in the place of a file of settings or of own routines: a name, and a way to put it there.
type NoFile = (&'static str, fn(&Path));

const NO_FILES: [NoFile; 6] = [
    ("a pipe", pipe),
    ("a folder", |path| fs::create_dir(path).expect("a folder")),
    ("an endless device", |path| symlink("/dev/zero", path).expect("a link")),
    ("a link to itself", |path| symlink(path, path).expect("a link")),
    ("no text", |path| fs::write(path, b"(\xff\xfe\0").expect("a file")),
    ("a terabyte", |path| {
        fs::File::create(path).and_then(|file| file.set_len(1 << 40)).expect("a file");
    }),
];

#[test]
fn settings_that_are_no_file_are_said_and_left_and_everything_else_works() {
    for (what, make) in NO_FILES {
        let home = TempHome::new();
        let folder = home.path().join(".config/uncramp");
        fs::create_dir_all(&folder).expect("a folder");
        make(&folder.join("config.ron"));
        for (command, wanted) in [
            (&["log", "--at", "now"] as &[&str], 0),
            (&["diary"], 0),
            (&["check", "--sign", "faint", "--exit-code"], 12),
            (&["config"], 4),
        ] {
            let ran = home.run(command);
            assert_eq!(ran.code, Some(wanted), "{what}: {command:?}: {}", ran.err);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains("config.ron"), "{what}: {command:?}: {said}");
            assert!(ran.err.lines().count() <= 1, "{what}: {}", ran.err);
        }
        let pty = home.screen(&[]).open();
        pty.wait("what is wrong", |screen| text(screen).contains("config.ron"));
        works_with(pty);
        // It is what it was; a region that was chosen holds without it.
        let there = fs::symlink_metadata(folder.join("config.ron")).expect("it is there");
        assert!(!there.is_file() || there.len() == 1 << 40 || there.len() == 4, "{what}");
    }
}

#[test]
fn own_routines_that_are_no_file_are_said_and_left_and_everything_else_works() {
    for (what, make) in NO_FILES {
        let home = TempHome::new();
        let folder = home.path().join(".config/uncramp");
        fs::create_dir_all(&folder).expect("a folder");
        make(&folder.join("routines.ron"));
        for (command, wanted) in [
            (&["check", "--sign", "faint", "--exit-code"] as &[&str], 12),
            (&["stretch", "--list"], 0),
            (&["diary"], 0),
        ] {
            let ran = home.run(command);
            assert_eq!(ran.code, Some(wanted), "{what}: {command:?}: {}", ran.err);
            assert!(ran.err.contains("the built-in routines stay"), "{what}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{what}: {}", ran.err);
        }
        let pty = home.screen(&[]).open();
        pty.wait("the built-in routines", |screen| text(screen).contains("the built-in routines stay"));
        works_with(pty);
    }
}

/// A checklist with its result, and a session that is kept.
fn works_with(mut pty: Pty) {
    pty.press("50");
    pty.wait("the second page", |screen| shows(screen, "[5 Checklist]") && shows(screen, "Page 2 of"));
    pty.press("c");
    pty.wait_for("Breathe out slowly");
    pty.press("x");
    pty.wait_for("How bad was the pain");
    pty.press("64\r");
    pty.wait_for("In the diary, pain 6, sleep lost 4.");
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

/// A file system of its own on a folder, as long as it is there.
struct Mounted(PathBuf);

impl Mounted {
    fn mount(options: &str, path: &Path) -> bool {
        let output = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(path).output();
        output.is_ok_and(|output| output.status.success())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).output();
    }
}

#[test]
fn a_home_that_may_only_be_read_is_read_and_left_and_everything_else_works() {
    const TEST: &str = "a_home_that_may_only_be_read_is_read_and_left_and_everything_else_works";
    for is_new in [true, false] {
        let home = TempHome::new();
        if !Mounted::mount("size=8m,mode=700", home.path()) {
            return skip(TEST, "only root may mount a disk");
        }
        let _mounted = Mounted(home.path().to_owned());
        if !is_new {
            home.log("before");
        }
        assert!(Mounted::mount("remount,ro", home.path()));
        let before = home.listing();
        let ran = home.run(&["diary"]);
        assert_eq!((ran.code, ran.out.contains("before")), (Some(0), !is_new), "{}", ran.err);
        for command in
            [&["log", "--note", "a secret"] as &[&str], &["log", "--none-last-night", "--on", "2025-01-01"]]
        {
            let Ran { code, out, err } = home.run(command);
            assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
            assert!(err.contains("may not be written") && !err.contains("secret"), "{err}");
            assert_eq!(err.lines().count(), 1, "{err}");
        }
        let pty = home.screen(&[]).open();
        pty.wait_for("[uncramp]");
        works_without(pty, 1);
        assert_eq!(home.listing(), before);
    }
}

#[test]
fn a_signal_ends_a_session_with_its_own_code_whatever_becomes_of_the_diary() {
    let home = TempHome::new();
    bytes(&home, b"dear diary");
    let mut pty = home.screen(&["now"]).open();
    pty.wait("the diary to be given up", |screen| text(screen).contains("is not a diary"));
    pty.signal(Signal::TERM);
    assert_eq!(pty.end(), End::code(143));
    pty.assert_given_back();
}
