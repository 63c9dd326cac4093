//! No other user reads the diary: access rights, places of files, no network, and a run that writes nothing.

#![expect(clippy::disallowed_methods, reason = "a trace is read from the disk")]

use std::{collections::BTreeSet, fs, io::Write, path::PathBuf, process::Stdio};

use crate::{
    home::{TempHome, Thing, has, run},
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
    pty.wait_for("Hold 1 of 5");
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
    pty.press("a");
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
        let home = TempHome::new();
        let script = format!("umask {umask}; exec uncramp now");
        let mut pty = Start::program("/bin/sh", &["-c", &script]).env("HOME", home.name()).open();
        begin(&mut pty);
        // A session has a lock file as well.
        let mut found: Vec<(PathBuf, Thing)> = home.listing().into_iter().collect();
        assert!(found.iter().any(|(name, _)| name.ends_with("session.lock")), "{found:?}");
        write_everything(&mut pty);
        leave(pty);
        let elsewhere = format!(
            "umask {umask}; exec {} log --pain 6 --data-dir $HOME/deep/er",
            env!("CARGO_BIN_EXE_uncramp")
        );
        assert_eq!(run(&mut home.program("/bin/sh", &["-c", &elsewhere])).code, Some(0));
        found.extend(home.listing());
        for file in [".local/share/uncramp/diary.db", ".local/share/uncramp/state.ron", "deep/er/diary.db"] {
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
        let home = TempHome::new();
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
        for command in [&["log", "--pain", "6"] as &[&str], &none, &["log", "--bedtime"]] {
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

/// True if a call could change something on the disk.
fn may_write(call: &str) -> bool {
    let opens = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
    opens || !call.starts_with("open")
}

/// Calls that send, and calls that make, change or remove files.
const WATCHED: &str = "trace=%network,?open,?openat,?openat2,?creat,?mkdir,?mkdirat,?rename,?renameat,?renameat2,\
                       ?unlink,?unlinkat,?rmdir,?link,?linkat,?symlink,?symlinkat,?truncate,?chmod,?fchmodat,\
                       ?mknod,?mknodat,?execve,?io_uring_setup";

/// A confirmed save survives a power cut, the first save in a new home too: before the file is written, the name of each new folder
/// is synced in the folder above it, and the name of the file in its own folder.
#[test]
fn the_first_save_puts_every_name_that_it_makes_on_the_disk() {
    const TEST: &str = "the_first_save_puts_every_name_that_it_makes_on_the_disk";
    if !has("strace", TEST) {
        return;
    }
    let home = TempHome::new();
    let trace = tempfile::NamedTempFile::new().expect("a file");
    let trace_name = trace.path().to_str().expect("a plain name");
    let watched = "trace=?mkdir,?mkdirat,fsync,fdatasync,?pwrite64";
    let program = env!("CARGO_BIN_EXE_uncramp");
    let arguments = ["-f", "-y", "-qq", "-o", trace_name, "-e", watched, program, "log", "--note", "first"];
    let ran = run(&mut home.program("strace", &arguments));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let text = fs::read_to_string(trace.path()).expect("a trace");
    let calls: Vec<&str> = calls(&text).collect();
    let written = calls.iter().position(|call| call.starts_with("pwrite64") && call.contains("/diary.db>"));
    let (before, _) = calls.split_at(written.expect("the diary is written"));
    let is_synced = |after: usize, path: &str| {
        let named = format!("<{path}>");
        before.iter().skip(after).any(|call| call.contains("sync(") && call.contains(&named))
    };
    let made: Vec<(usize, &str)> = before
        .iter()
        .enumerate()
        .filter(|(_, call)| call.starts_with("mkdir"))
        .filter_map(|(at, call)| Some((at, paths(call).next()?)))
        .collect();
    assert!(made.iter().any(|(_, path)| path.ends_with("/uncramp")), "{made:?}");
    for (at, path) in made {
        let (above, _) = path.rsplit_once('/').expect("a whole path");
        assert!(is_synced(at, above), "{path} may be gone after a power cut: {before:#?}");
    }
    let data = home.data();
    let data = data.to_str().expect("a plain name");
    assert!(is_synced(0, data), "the diary's name may be gone after a power cut: {before:#?}");
}

/// Every command, with options that make it read and write. `OUT` is a folder for the files that it writes, `ID` the id of a cramp.
const COMMANDS: [&str; 41] = [
    "show",
    "show --evidence remedies stretching",
    "show signs faint --json",
    "search magnesium",
    "stretch --list",
    "check --list",
    "check --sign faint --keep --region GB",
    "check --none --json",
    "log --note secret --pain 6",
    "log --none-last-night --on 2025-01-01",
    "log --bedtime --on 2025-01-01",
    "log --medicine secret --change started --note secret",
    "log --tags",
    "edit ID --note secret --pain 7",
    "delete 2025-01-01",
    "undo",
    "diary",
    "diary --json",
    "diary check",
    "report --nights 30",
    "report --format html -o OUT/page.html",
    "export --format csv -o OUT/diary.csv",
    "export --format json -o OUT/diary.json",
    "import OUT/diary.json",
    "import OUT/diary.csv --dry-run",
    "config",
    "config --defaults",
    "config --keys",
    "paths",
    "man",
    "completions bash",
    "completions zsh",
    "completions fish",
    "review -o OUT/sheets.html",
    "stretch --example",
    "now --plain",
    "stretch bedtime --plain --speed 600",
    "--plain",
    "check",
    "diary recover",
    "diary set-aside",
];

/// Lines that go everywhere in a conversation, and enter something.
const LINES: &str = "x\n6\n4\n\nmenu\n6\na\n03:10\n4\n1\n1\n6\nkeep\nm\nsecret\nkeep\nmenu\n5\nw\n1\n0\nmenu\n/secret\nq\nq\n";

#[test]
fn no_command_goes_over_a_network_starts_a_program_or_writes_where_nobody_asked_it_to() {
    const TEST: &str = "no_command_goes_over_a_network_starts_a_program_or_writes_where_nobody_asked_it_to";
    if !has("strace", TEST) {
        return;
    }
    let home = TempHome::new();
    let out = tempfile::tempdir().expect("a folder");
    let out_name = out.path().to_str().expect("a plain name");
    let trace = tempfile::NamedTempFile::new().expect("a file");
    let trace_name = trace.path().to_str().expect("a plain name");
    for command in COMMANDS {
        let mut words = command.replace("OUT", out_name);
        if words.contains("ID") {
            words = words.replace("ID", &home.cramps()[0].id);
        }
        let program = env!("CARGO_BIN_EXE_uncramp");
        let mut arguments = vec![
            "-c",
            "umask 000; exec \"$@\"",
            "sh",
            "strace",
            "-f",
            "-qq",
            "-o",
            trace_name,
            "-e",
            WATCHED,
            program,
        ];
        arguments.extend(words.split(' '));
        let mut child = home
            .program("/bin/sh", &arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        // A program without a handler for the signal has ended.
        let _ = child.stdin.take().expect("a pipe").write_all(LINES.as_bytes());
        let ran = child.wait_with_output().expect("its end");
        let said = String::from_utf8(ran.stderr).expect("text");
        // Of a sound diary there is nothing to recover; a session that was left ends with 3.
        assert!(matches!(ran.status.code(), Some(0 | 3)) || command == "diary recover", "{command}: {said}");
        assert!(!said.contains("secret"), "{command}: {said}");
        let text = fs::read_to_string(trace.path()).expect("a trace");
        let ours = [format!("{}/.local", home.name()), format!("{}/.config", home.name())];
        for call in calls(&text) {
            assert!(!call.starts_with("socket("), "{command}: {call}");
            let is_about_files =
                !["execve", "socket", "recv", "send", "shutdown"].iter().any(|name| call.starts_with(name));
            if !is_about_files || !may_write(call) || call.starts_with("exit") {
                continue;
            }
            for path in paths(call) {
                let is_ours =
                    ours.iter().any(|folder| path.starts_with(folder.as_str())) || path.starts_with("/dev/");
                let is_asked = path.starts_with(out_name) && command.contains("OUT");
                assert!(is_ours || is_asked, "{command}: {call}");
            }
            // Made for its owner alone at once: a right that is taken away afterwards has been there. SQLite opens a copy with
            // rights for all, which have no effect: the copy's empty file was made before.
            let is_made = (call.contains("O_CREAT") && !call.contains("diary.copy-new.db\", O_RDWR"))
                || call.starts_with("mkdir");
            if is_made {
                let wanted = if call.starts_with("mkdir") { "0700" } else { "0600" };
                assert!(call.contains(wanted), "{command}: {call}");
            }
        }
        assert_eq!(
            calls(&text).filter(|call| call.starts_with("execve")).count(),
            1,
            "{command}: no other program is started"
        );
    }
    assert!(home.listing().keys().any(|name| name.ends_with("diary.db.set-aside-1")), "all of it was done");
    for (name, thing) in home.listing() {
        let wanted = if thing.bytes.is_some() { FILE } else { FOLDER };
        assert_eq!(thing.mode, wanted, "{} is {:o}", name.display(), thing.mode);
    }
}

#[test]
fn nothing_goes_over_a_network_and_nothing_is_written_but_diary_settings_and_terminal() {
    if !has("strace", "nothing_goes_over_a_network_and_nothing_is_written_but_diary_settings_and_terminal") {
        return;
    }
    let home = TempHome::new();
    let traces = tempfile::tempdir().expect("a folder");
    let file = |name: &str| traces.path().join(name).to_str().expect("a plain name").to_owned();
    let (screen, command) = (file("screen"), file("command"));
    // systemd-inhibit, which keeps the display awake, asks the login service through a socket of this machine.
    let start = Start::program(
        "strace",
        &["-f", "-qq", "-o", &screen, "-e", WATCHED, "uncramp", "now", "--no-awake"],
    );
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
