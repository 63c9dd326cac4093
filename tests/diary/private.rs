//! Nobody else reads the diary: rights, what is written where, what goes over a network, and a run that writes nothing.

#![expect(clippy::disallowed_methods, reason = "a trace is read from the disk")]

use std::{collections::BTreeSet, fs, path::PathBuf};

use crate::{
    home::{Home, Thing, has, run},
    pty::{End, Pty, Start},
    shows,
};

/// Kind and rights of what only its owner may enter or read.
const FOLDER: u32 = 0o040_700;
const FILE: u32 = 0o100_600;

/// A session goes on to its second step: by then it is in the diary, where there is to be one.
fn begin(pty: &mut Pty) {
    pty.wait_for("Breathe out slowly");
    pty.press("n");
    pty.wait_for("Step 2");
}

/// The session to its end, an entry by hand, a region chosen and kept: all that writes anything.
fn write_everything(pty: &mut Pty) {
    pty.press("x");
    // Nothing is asked where nothing is kept.
    if shows(&pty.wait_for("It let go after"), "How bad was the pain") {
        pty.press("64\r");
        pty.wait_for("In the diary, pain 6, sleep lost 4.");
    }
    pty.press("5");
    pty.wait_for("[5 Checklist]");
    pty.press("w");
    pty.wait_for("Where are you?");
    pty.press("1");
    pty.wait("the checklist", |screen| !shows(screen, "Where are you?"));
    pty.press("6");
    pty.wait_for("[6 Diary]");
    pty.press("a");
    pty.wait_for("Enter keep");
    pty.press("\r");
    let after =
        pty.wait("how that went", |screen| !shows(screen, "Enter keep") || shows(screen, "Not saved"));
    if shows(&after, "Not saved") {
        pty.press("\x1b");
        pty.wait("the list", |screen| !shows(screen, "Enter keep"));
    }
}

fn leave(mut pty: Pty) {
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.assert_given_back();
}

#[test]
fn every_file_and_folder_is_for_its_owner_alone_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let home = Home::new();
        let script = format!("umask {umask}; exec uncramp now");
        let mut pty = Start::program("/bin/sh", &["-c", &script]).env("HOME", home.name()).open();
        begin(&mut pty);
        // While a session runs there is a lock as well.
        let mut found: Vec<(PathBuf, Thing)> = home.listing().into_iter().collect();
        assert!(found.iter().any(|(name, _)| name.starts_with(".local/share/uncramp/live")), "{found:?}");
        write_everything(&mut pty);
        leave(pty);
        let elsewhere =
            format!("umask {umask}; exec {} log --data-dir $HOME/deep/er", env!("CARGO_BIN_EXE_uncramp"));
        assert_eq!(run(&mut home.program("/bin/sh", &["-c", &elsewhere])).code, Some(0));
        found.extend(home.listing());
        for file in [".local/share/uncramp/diary.db", ".config/uncramp/config.ron", "deep/er/diary.db"] {
            assert!(found.iter().any(|(name, _)| name.ends_with(file)), "umask {umask}: {file} in {found:?}");
        }
        for (name, thing) in found {
            let wanted = if thing.bytes.is_some() { FILE } else { FOLDER };
            assert_eq!(thing.mode, wanted, "umask {umask}: {} is {:o}", name.display(), thing.mode);
        }
    }
}

#[test]
fn a_run_that_saves_nothing_writes_nothing_at_all() {
    for is_new in [true, false] {
        let home = Home::new();
        if !is_new {
            home.log("before");
        }
        let before = home.listing();
        let mut pty = home.screen(&["now", "--no-save"]).open();
        begin(&mut pty);
        write_everything(&mut pty);
        assert_eq!(home.listing(), before);
        leave(pty);
        // Of a night long over: at some hours of the day the cramp above is one of last night.
        let none = ["log", "--none-last-night", "--on", "2025-01-01"];
        for command in [&["log"] as &[&str], &none, &["log", "--bedtime"]] {
            let ran = home.run(&[command, &["--no-save"]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{command:?}: {}", ran.err);
            assert!(ran.err.contains("--no-save"), "{}", ran.err);
        }
        let ran = home.run(&["diary", "--no-save"]);
        assert_eq!((ran.code, ran.out.contains("before")), (Some(0), !is_new), "it may be read");
        assert_eq!(home.listing(), before);
    }
}

/// A system call in a trace, which names it and its arguments: one a line, after the number of the process.
fn calls(trace: &str) -> impl Iterator<Item = &str> {
    trace.lines().filter_map(|line| line.split_once(' ')).map(|(_, call)| call.trim_start())
}

/// The paths named in a call, in quotes.
fn paths(call: &str) -> impl Iterator<Item = &str> {
    call.split('"').skip(1).step_by(2)
}

/// Whether a call could change something on the disk.
fn may_write(call: &str) -> bool {
    let opens = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
    opens || !call.starts_with("open")
}

#[test]
fn nothing_goes_over_a_network_and_nothing_is_written_but_diary_settings_and_terminal() {
    if !has("strace", "nothing_goes_over_a_network_and_nothing_is_written_but_diary_settings_and_terminal") {
        return;
    }
    let home = Home::new();
    let traces = tempfile::tempdir().expect("a folder");
    let file = |name: &str| traces.path().join(name).to_str().expect("a plain name").to_owned();
    // Calls that send, and calls that make, change or remove files.
    const WATCHED: &str = "trace=%network,?open,?openat,?openat2,?creat,?mkdir,?mkdirat,?rename,?renameat,?renameat2,\
                           ?unlink,?unlinkat,?rmdir,?link,?linkat,?symlink,?symlinkat,?truncate,?chmod,?fchmodat,\
                           ?mknod,?mknodat,?execve,?io_uring_setup";
    let (screen, command) = (file("screen"), file("command"));
    let start = Start::program("strace", &["-f", "-qq", "-o", &screen, "-e", WATCHED, "uncramp", "now"]);
    let mut pty = start.env("HOME", home.name()).open();
    begin(&mut pty);
    write_everything(&mut pty);
    leave(pty);
    let program = env!("CARGO_BIN_EXE_uncramp");
    let arguments =
        ["-f", "-qq", "-o", &command, "-e", WATCHED, program, "log", "--note", "by command", "--pain", "6"];
    assert_eq!(run(&mut home.program("strace", &arguments)).code, Some(0));
    assert_eq!(home.cramps().len(), 3, "all of it was recorded");

    let ours = ["/.local", "/.config"].map(|folder| format!("{}{folder}", home.name()));
    for trace in [screen, command] {
        let trace = fs::read_to_string(trace).expect("a trace");
        // Without a socket nothing goes anywhere. Signals come through a pair of them, which the program has to itself.
        let sockets: Vec<&str> = calls(&trace).filter(|call| call.starts_with("socket(")).collect();
        assert_eq!(sockets, [""; 0]);
        let mut written: BTreeSet<&str> = calls(&trace)
            .filter(|call| !["execve", "socket", "recv", "send"].iter().any(|name| call.starts_with(name)))
            .filter(|call| may_write(call))
            .flat_map(paths)
            .collect();
        assert!(written.iter().any(|path| path.ends_with("diary.db")), "{written:?}");
        let terminal = ["/dev/tty", "/dev/null"];
        written
            .retain(|path| !(ours.iter().any(|folder| path.starts_with(folder)) || terminal.contains(path)));
        assert_eq!(written, BTreeSet::new(), "written outside of the diary's and the settings' folders");
        let first = calls(&trace).filter(|call| call.starts_with("execve"));
        assert_eq!(first.count(), 1, "no other program is started");
    }
}
