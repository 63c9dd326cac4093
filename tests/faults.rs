//! System calls that fail, or are the last: each one that a save makes, in turn. Afterwards the diary opens, the next save
//! works, nothing that was acknowledged is lost, and nothing was said to be in the diary that is not.

#![expect(clippy::disallowed_methods, reason = "what is on the disk is what these tests are about")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

#[expect(dead_code, reason = "other tests look at other things")]
mod home;
#[expect(dead_code, reason = "other tests do more with a terminal")]
mod pty;

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

use home::{KEPT, Ran, TempHome, has, run, scale, skip};
use pty::{End, Pty, Start};

use tempfile::TempDir;
use vt100::Screen;

const UNCRAMP: &str = env!("CARGO_BIN_EXE_uncramp");

/// In a form: to the field before; before the first is the last, the note.
const UP: &str = "\x1b[A";
/// A form has this in its last line.
const FORM: &str = "Enter keep";

/// Calls about files. A name that this machine does not know is passed over.
const ALL: &str = "?open,?openat,?openat2,?creat,?read,?pread64,?write,?pwrite64,?fsync,?fdatasync,?ftruncate,\
                   ?unlink,?unlinkat,?rename,?renameat,?renameat2,?fcntl,?flock,?close,?lseek,?stat,?lstat,?fstat,\
                   ?newfstatat,?statx,?access,?faccessat,?faccessat2,?mkdir,?mkdirat,?chmod,?fchmod,?fchmodat,\
                   ?getdents64";
/// Those that a full disk may refuse.
const FILLING: &str =
    "?open,?openat,?openat2,?creat,?write,?pwrite64,?fsync,?fdatasync,?ftruncate,?mkdir,?mkdirat";
/// Those that change a file of the diary, and nothing else: a terminal is written to in another way.
const CHANGING: &str = "?pwrite64,?fsync,?fdatasync,?ftruncate,?unlink,?unlinkat";

/// The harm to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Harm {
    /// It fails, once.
    Once(&'static str),
    /// It fails, and so does every one after it.
    FromThenOn(&'static str),
    /// The program is killed in it.
    Kill,
}

/// One call in a trace: which one, the how many-th of its name, and how many of each name had been by then.
#[derive(Debug, Clone)]
struct Call {
    name: String,
    nth: usize,
    so_far: BTreeMap<String, usize>,
}

impl Call {
    /// The orders to strace that harm this call. strace counts each name by itself.
    fn orders(&self, calls: &str, harm: Harm) -> Vec<String> {
        let Self { name, nth, so_far } = self;
        match harm {
            Harm::Once(error) => vec![format!("inject={name}:error={error}:when={nth}")],
            Harm::Kill => vec![format!("inject={name}:signal=KILL:when={nth}")],
            Harm::FromThenOn(error) => {
                let of = |other: &str| {
                    let known = other.trim_start_matches('?');
                    let next = if known == name { *nth } else { so_far.get(known).unwrap_or(&0) + 1 };
                    format!("inject={other}:error={error}:when={next}+")
                };
                calls.split(',').map(of).collect()
            }
        }
    }
}

/// A file for traces.
struct Trace {
    path: PathBuf,
    _folder: TempDir,
}

impl Trace {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { path: folder.path().join("trace"), _folder: folder }
    }

    fn name(&self) -> &str {
        self.path.to_str().expect("a plain name")
    }

    fn text(&self) -> String {
        // The diary's pages are in it.
        String::from_utf8_lossy(&fs::read(&self.path).expect("a trace")).into_owned()
    }

    /// The calls in it, from the first of which a line has these words.
    fn calls(&self, since: &str) -> Vec<Call> {
        let (mut calls, mut so_far, mut is_ours) = (vec![], BTreeMap::new(), false);
        for line in self.text().lines() {
            let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
            let Some((name, _)) = call.split_once('(') else { continue };
            let nth: &mut usize = so_far.entry(name.to_owned()).or_default();
            *nth += 1;
            let nth = *nth;
            is_ours |= line.contains(since);
            if is_ours {
                calls.push(Call { name: name.to_owned(), nth, so_far: so_far.clone() });
            }
        }
        calls
    }
}

/// A diary with an entry in it, to be copied.
struct Before(TempHome);

impl Before {
    fn new() -> Self {
        let home = TempHome::new();
        home.log("before");
        Self(home)
    }

    /// A home with that diary. A copy of it is there already, so that no command makes one.
    fn copy(&self) -> TempHome {
        let home = self.without_copies();
        fs::copy(self.0.diary(), home.data().join("diary.copy-1.db")).expect("a copy");
        home
    }

    /// The same with no copy yet: a command makes one before it saves.
    fn without_copies(&self) -> TempHome {
        let home = TempHome::new();
        fs::create_dir_all(home.data()).expect("a folder");
        fs::copy(self.0.diary(), home.diary()).expect("a diary");
        home
    }
}

/// Runs a program under strace in that home.
fn traced(home: &TempHome, trace: &Trace, calls: &str, orders: &[String], program: &[&str]) -> Ran {
    let watch = format!("trace={calls}");
    let mut arguments = vec!["-f", "-qq", "-o", trace.name(), "-e", &watch];
    arguments.extend(orders.iter().flat_map(|order| ["-e", order.as_str()]));
    arguments.extend(program);
    run(&mut home.program("strace", &arguments))
}

/// A command that adds to the diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Adding {
    /// One cramp.
    Log,
    /// A file of [`IMPORTED`] cramps, all or none of them.
    Import,
}

/// Enough for several pages of the file to change.
const IMPORTED: usize = 40;

impl Adding {
    /// The words that confirm that all of it is on the disk.
    fn kept(self) -> String {
        match self {
            Self::Log => KEPT.to_owned(),
            Self::Import => format!("Added: {IMPORTED}\n"),
        }
    }

    fn count(self) -> usize {
        match self {
            Self::Log => 1,
            Self::Import => IMPORTED,
        }
    }

    /// Its words; a file that it reads is put into the folder.
    fn program(self, folder: &TempDir) -> Vec<String> {
        let file = folder.path().join("file.csv");
        let words = match self {
            Self::Log => vec!["log", "--note", "secret", "--pain", "6"],
            Self::Import => {
                let line = |i| format!("2026-10-01T03:{i:02}:00Z,6,secret\n");
                let lines: String = (0..IMPORTED).map(line).collect();
                fs::write(&file, format!("when,pain,note\n{lines}")).expect("a file");
                vec!["import", file.to_str().expect("a plain name")]
            }
        };
        [UNCRAMP].into_iter().chain(words).map(str::to_owned).collect()
    }
}

/// Goes through every call of a save from the command line.
fn each_call_of_a_save(adding: Adding, make: impl Fn() -> TempHome, calls: &str, harm: Harm) {
    let trace = Trace::new();
    let home = make();
    let folder = tempfile::tempdir().expect("a folder");
    let program = adding.program(&folder);
    let program: Vec<&str> = program.iter().map(String::as_str).collect();
    assert_eq!(traced(&home, &trace, calls, &[], &program).code, Some(0));
    // Those before the home is named are the loader's.
    let all = trace.calls(home.name());
    assert!(all.len() > 20, "{all:?}");
    let mut failed = 0;
    for call in &all {
        let home = make();
        let had = home.diary().exists();
        let ran = traced(&home, &trace, calls, &call.orders(calls, harm), &program);
        let what = || {
            let (name, nth, trace) = (&call.name, call.nth, last_lines(&trace.text()));
            format!("{harm:?} at {name} {nth}: {ran:?}\n{trace}")
        };
        let came = if harm == Harm::Kill { ran.code.is_none() } else { trace.text().contains("(INJECTED)") };
        assert!(came, "the call never came: {}", what());
        let is_kept = ran.out.contains(&adding.kept());
        if harm != Harm::Kill {
            assert_eq!(ran.code == Some(0), is_kept, "{}", what());
            // A file to import that cannot be read is not usable; a diary that cannot be read this once may be the next time.
            // The error output may be injected too, so the trace counts as well.
            let is_injected = |line: &str| line.contains("file.csv") && line.contains("(INJECTED)");
            let is_file =
                ran.err.contains("file.csv: it cannot be read") || trace.text().lines().any(is_injected);
            let wanted = if is_file { &[Some(4)][..] } else { &[Some(0), Some(1)] };
            assert!(wanted.contains(&ran.code), "{}", what());
            assert!(ran.err.lines().count() <= 1 && !ran.err.contains("panicked"), "{}", what());
            assert!(!ran.err.contains("secret"), "{}", what());
        }
        failed += usize::from(!is_kept);
        let read = home.run(&["diary"]);
        assert_eq!(read.code, Some(0), "{}, and then {read:?}", what());
        home.log("next");
        home.assert_sound();
        let count = home.count("secret");
        assert!(count == adding.count() || (count == 0 && !is_kept), "{count} times; {}", what());
        assert_eq!((home.count("before"), home.count("next")), (usize::from(had), 1), "{}", what());
        if adding == Adding::Import && count == 0 {
            // A failed import can be repeated, and an import made twice has the same effect as once.
            let (name, words) = program.split_first().expect("a program");
            let again = run(&mut home.program(name, words));
            assert!(again.out.contains(&adding.kept()), "{}, and again {again:?}", what());
            assert_eq!(home.count("secret"), adding.count(), "{}", what());
        }
    }
    assert!(failed > 5, "of {} calls {failed} mattered", all.len());
}

fn last_lines(trace: &str) -> String {
    let lines: Vec<&str> = trace.lines().collect();
    lines.get(lines.len().saturating_sub(8)..).unwrap_or(&[]).join("\n")
}

#[test]
fn the_first_save_withstands_every_call_that_fails() {
    if has("strace", "the_first_save_withstands_every_call_that_fails") {
        each_call_of_a_save(Adding::Log, TempHome::new, ALL, Harm::Once("EIO"));
        each_call_of_a_save(Adding::Log, TempHome::new, FILLING, Harm::Once("ENOSPC"));
        each_call_of_a_save(Adding::Log, TempHome::new, FILLING, Harm::FromThenOn("ENOSPC"));
    }
}

#[test]
fn the_first_save_withstands_a_kill_at_every_call() {
    if has("strace", "the_first_save_withstands_a_kill_at_every_call") {
        each_call_of_a_save(Adding::Log, TempHome::new, ALL, Harm::Kill);
    }
}

#[test]
fn a_later_save_withstands_every_call_that_fails() {
    if has("strace", "a_later_save_withstands_every_call_that_fails") {
        let before = Before::new();
        each_call_of_a_save(Adding::Log, || before.copy(), ALL, Harm::Once("EIO"));
        each_call_of_a_save(Adding::Log, || before.copy(), FILLING, Harm::Once("ENOSPC"));
        each_call_of_a_save(Adding::Log, || before.copy(), FILLING, Harm::FromThenOn("ENOSPC"));
    }
}

#[test]
fn a_later_save_withstands_a_kill_at_every_call() {
    if has("strace", "a_later_save_withstands_a_kill_at_every_call") {
        let before = Before::new();
        each_call_of_a_save(Adding::Log, || before.copy(), ALL, Harm::Kill);
    }
}

#[test]
fn a_copy_that_fails_or_is_killed_at_any_call_costs_no_save() {
    if has("strace", "a_copy_that_fails_or_is_killed_at_any_call_costs_no_save") {
        let before = Before::new();
        each_call_of_a_save(Adding::Log, || before.without_copies(), FILLING, Harm::FromThenOn("ENOSPC"));
        if scale() > 1 {
            each_call_of_a_save(Adding::Log, || before.without_copies(), ALL, Harm::Once("EIO"));
            each_call_of_a_save(Adding::Log, || before.without_copies(), ALL, Harm::Kill);
        }
    }
}

#[test]
fn an_import_withstands_every_call_that_fails_and_a_kill_at_each() {
    if has("strace", "an_import_withstands_every_call_that_fails_and_a_kill_at_each") {
        let before = Before::new();
        each_call_of_a_save(Adding::Import, || before.copy(), ALL, Harm::Kill);
        each_call_of_a_save(Adding::Import, || before.copy(), FILLING, Harm::FromThenOn("ENOSPC"));
        if scale() > 1 {
            each_call_of_a_save(Adding::Import, || before.copy(), ALL, Harm::Once("EIO"));
            each_call_of_a_save(Adding::Import, || before.copy(), FILLING, Harm::Once("ENOSPC"));
            each_call_of_a_save(Adding::Import, TempHome::new, ALL, Harm::Kill);
            each_call_of_a_save(Adding::Import, TempHome::new, ALL, Harm::Once("EIO"));
        }
    }
}

fn shows(screen: &Screen, words: &str) -> bool {
    let text: Vec<String> = screen.contents().split_whitespace().map(str::to_owned).collect();
    text.join(" ").contains(words)
}

/// The diary tab on a screen, with the entry of [`Before`] in its list, under strace.
fn diary_tab(home: &TempHome, trace: &Trace, orders: &[String]) -> Pty {
    let watch = format!("trace={CHANGING}");
    let mut arguments = vec!["-f", "-qq", "-o", trace.name(), "-e", &watch];
    arguments.extend(orders.iter().flat_map(|order| ["-e", order.as_str()]));
    arguments.push("uncramp");
    let mut pty = Start::program("strace", &arguments).env("HOME", home.name()).open();
    pty.wait_for("[uncramp]");
    pty.press("6");
    pty.wait("the entry in the list", |screen| shows(screen, "before"));
    pty
}

/// Something done to an entry by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Edit,
    Delete,
}

/// The message on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Done,
    Failed,
    /// It was killed before it could say anything.
    Nothing,
}

impl Deed {
    fn prepare(self, pty: &mut Pty) {
        if self == Self::Edit {
            pty.press("e");
            pty.wait_for(FORM);
            pty.press(format!("{UP} and after"));
            pty.wait("what was typed", |screen| shows(screen, "before and after"));
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Edit => "\r",
            Self::Delete => "d",
        }
    }

    fn is_done_on(self, screen: &Screen) -> bool {
        match self {
            Self::Edit => !shows(screen, FORM) && shows(screen, "before and after"),
            Self::Delete => shows(screen, "Deleted. u brings it back."),
        }
    }

    fn is_done_in(self, home: &TempHome) -> bool {
        match self {
            Self::Edit => home.count("before and after") == 1,
            Self::Delete => home.count("before") == 0,
        }
    }

    /// Does it, and returns what the screen says then.
    fn take_place(self, pty: &mut Pty) -> Said {
        pty.press(self.key());
        let screen = pty.wait("how it went", |screen| self.is_done_on(screen) || shows(screen, "Not saved"));
        if self.is_done_on(&screen) {
            return Said::Done;
        }
        // If the disk fails after the end of a save, the save is made but may not last. If it goes on failing, nothing can be read
        // either.
        let shown = ["before", "Nothing is recorded yet", "The diary cannot be used"];
        assert!(shown.iter().any(|words| shows(&screen, words)), "{}", screen.contents());
        if self == Self::Edit {
            assert!(
                shows(&screen, FORM) && shows(&screen, "What you typed is still here."),
                "{}",
                screen.contents()
            );
            assert!(shows(&screen, "before and after"), "{}", screen.contents());
        }
        Said::Failed
    }

    /// The same where it is to be killed in the middle.
    fn be_killed(self, pty: &mut Pty) -> Said {
        let before = pty.frames().len();
        pty.press(self.key());
        assert!(pty.end().killed_by.is_some() || pty.end() == End::code(137));
        pty.read_to_the_end();
        let is_said = pty.frames().iter().skip(before).any(|screen| self.is_done_on(screen));
        if is_said { Said::Done } else { Said::Nothing }
    }
}

/// Goes through every call with which a deed changes a file.
fn each_call_of(deed: Deed, harm: Harm) {
    let (trace, before) = (Trace::new(), Before::new());
    let home = before.copy();
    let mut pty = diary_tab(&home, &trace, &[]);
    deed.prepare(&mut pty);
    assert_eq!(deed.take_place(&mut pty), Said::Done);
    assert!(deed.is_done_in(&home));
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    let all = trace.calls("");
    assert!(all.len() > 10, "{all:?}");
    for call in all {
        let home = before.copy();
        let mut pty = diary_tab(&home, &trace, &call.orders(CHANGING, harm));
        deed.prepare(&mut pty);
        let said = if harm == Harm::Kill { deed.be_killed(&mut pty) } else { deed.take_place(&mut pty) };
        let what = format!("{deed:?}: {harm:?} at {} {}: {said:?}", call.name, call.nth);
        assert!(harm == Harm::Kill || trace.text().contains("(INJECTED)"), "the call never came: {what}");
        // A deletion may have come to its end though it is not known to have: then it is not there to be tried again.
        let can_try = deed == Deed::Edit || shows(&pty.screen(), "before");
        if said == Said::Failed && matches!(harm, Harm::Once(_)) && can_try {
            pty.press(deed.key());
            pty.wait("the second attempt to work", |screen| deed.is_done_on(screen));
        }
        if harm != Harm::Kill {
            if shows(&pty.screen(), FORM) {
                // The first Esc asks where the text is not kept.
                const ASKS: &str = "Esc again drops it";
                pty.press("\x1b");
                pty.wait("a question or no form", |screen| shows(screen, ASKS) || !shows(screen, FORM));
                if shows(&pty.screen(), FORM) {
                    pty.press("\x1b");
                }
                pty.wait("no form", |screen| !shows(screen, FORM));
            }
            pty.press("q");
            assert_eq!(pty.end(), End::code(0), "{what}");
            pty.assert_given_back();
        }
        home.log("next");
        home.assert_sound();
        assert_eq!(home.count("next"), 1, "{what}");
        let is_whole = home.count("before") + home.count("before and after") <= 1;
        assert!(is_whole && (deed.is_done_in(&home) || said != Said::Done), "{what}: {:?}", home.cramps());
        let is_lost = deed == Deed::Edit && home.cramps().len() != 2;
        assert!(!is_lost, "{what}: {:?}", home.cramps());
        assert!(
            !matches!(harm, Harm::Once(_)) || deed.is_done_in(&home),
            "what was tried again is done; {what}: {:?}",
            home.cramps()
        );
    }
}

#[test]
fn an_edit_that_fails_leaves_what_was_typed_in_the_form() {
    if has("strace", "an_edit_that_fails_leaves_what_was_typed_in_the_form") {
        each_call_of(Deed::Edit, Harm::Once("EIO"));
        if scale() > 1 {
            each_call_of(Deed::Edit, Harm::Once("ENOSPC"));
            each_call_of(Deed::Edit, Harm::FromThenOn("ENOSPC"));
            each_call_of(Deed::Edit, Harm::FromThenOn("EIO"));
            each_call_of(Deed::Edit, Harm::Kill);
        }
    }
}

#[test]
fn a_deletion_that_fails_is_not_said_to_be_done() {
    if has("strace", "a_deletion_that_fails_is_not_said_to_be_done") {
        each_call_of(Deed::Delete, Harm::Kill);
        if scale() > 1 {
            each_call_of(Deed::Delete, Harm::Once("EIO"));
            each_call_of(Deed::Delete, Harm::Once("ENOSPC"));
            each_call_of(Deed::Delete, Harm::FromThenOn("ENOSPC"));
            each_call_of(Deed::Delete, Harm::FromThenOn("EIO"));
        }
    }
}

#[test]
fn answers_that_cannot_be_kept_stay_on_the_screen_and_are_kept_once_they_can_be() {
    if !has("strace", "answers_that_cannot_be_kept_stay_on_the_screen_and_are_kept_once_they_can_be") {
        return;
    }
    for error in ["EIO", "ENOSPC"] {
        let (trace, home) = (Trace::new(), Before::new().copy());
        // The cramp is in the diary by two saves, of its beginning and its end, of a dozen writes and more each; then
        // a stretch of writes fails, and after that they work again.
        let watch = format!("trace={CHANGING}");
        let arguments = ["-f", "-qq", "-o", trace.name(), "-e", &watch];
        let mut pty = Start::program("strace", &[&arguments[..], &["uncramp", "now"]].concat())
            .env("HOME", home.name())
            .open();
        pty.wait_for("Breathe out slowly");
        pty.press("x");
        pty.wait_for("How bad was the pain");
        let so_far = trace.calls("").iter().filter(|call| call.name == "pwrite64").count();
        drop(pty);

        let home = Before::new().copy();
        let order = format!("inject=?pwrite64:error={error}:when={}..{}", so_far + 1, so_far + 1);
        let arguments = [&arguments[..], &["-e", &order, "uncramp", "now"]].concat();
        let mut pty = Start::program("strace", &arguments).env("HOME", home.name()).open();
        pty.wait_for("Breathe out slowly");
        pty.press("x");
        pty.wait_for("How bad was the pain");
        pty.press("64\r");
        let failed = pty.wait("that it is not kept", |screen| shows(screen, "Not in the diary"));
        assert!(
            shows(&failed, "pain, 0 to 10? 6") && shows(&failed, "cost, 0 to 10? 4"),
            "{}",
            failed.contents()
        );
        assert!(!shows(&failed, KEPT), "{}", failed.contents());
        pty.press("\r");
        pty.wait_for("In the diary, pain 6, sleep lost 4.");
        pty.press("q");
        assert_eq!(pty.end(), End::code(0));
        let answers: Vec<_> = home.cramps().iter().map(|cramp| (cramp.is_open, cramp.pain)).collect();
        assert_eq!(answers, [(false, None), (false, Some(6))], "{error}");
        home.assert_sound();
    }
}

/// A small disk of its own, as long as it is there.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// `None` where nothing may be mounted.
    fn new(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Self { folder };
        disk.mount(&["-t", "tmpfs", "-o", &format!("size={size},mode=700"), "tmpfs"]).then_some(disk)
    }

    fn path(&self) -> &str {
        self.folder.path().to_str().expect("a plain name")
    }

    fn mount(&self, arguments: &[&str]) -> bool {
        let output = Command::new("mount").args(arguments).arg(self.folder.path()).output();
        output.is_ok_and(|output| output.status.success())
    }

    /// Makes room.
    fn grow(&self, size: &str) {
        assert!(
            self.mount(&["-o", &format!("remount,size={size}")]),
            "it can be mounted, so it can be again"
        );
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).output();
    }
}

#[test]
fn a_full_disk_keeps_what_was_acknowledged_and_takes_more_once_there_is_room() {
    const TEST: &str = "a_full_disk_keeps_what_was_acknowledged_and_takes_more_once_there_is_room";
    // The first has no room for a diary at all, the second for some entries.
    for size in ["64k", "256k"] {
        let Some(disk) = Disk::new(size) else {
            return skip(TEST, "only root may mount a small disk");
        };
        let home = TempHome::new();
        let log = |note: &str| home.run(&["log", "--data-dir", disk.path(), "--note", note]);
        let words = "a long note that fills the disk ".repeat(60);
        let mut kept = vec![];
        let full = loop {
            let note = format!("{} {words}", kept.len());
            let ran = log(&note);
            if ran.code != Some(0) {
                break ran;
            }
            assert!(ran.out.starts_with(KEPT), "{ran:?}");
            kept.push(note);
            assert!(kept.len() < 1000, "it is never full");
        };
        assert_eq!(kept.is_empty(), size == "64k", "{size}");
        assert!(
            full.code == Some(1) && full.out.is_empty() && full.err.contains("the disk is full"),
            "{full:?}"
        );
        // Again and again, with less and less to write: still nothing is lost, and nothing is said that is not so.
        for note in ["small", "smaller"] {
            let ran = log(note);
            assert_eq!(ran.code == Some(0), ran.out.contains(KEPT));
            if ran.code == Some(0) {
                kept.push(note.to_owned());
            }
        }
        let mut pty = Start::uncramp(&["--data-dir", disk.path()]).open();
        pty.wait_for("[uncramp]");
        pty.press("6");
        pty.wait_for("[6 Diary]");
        pty.press("a");
        pty.wait_for(FORM);
        pty.press(format!("{UP}typed on a full disk, {}", &words[..1000]));
        pty.press("\r");
        let failed = pty.wait_for("Not saved");
        assert!(shows(&failed, "the disk is full") && shows(&failed, FORM), "{}", failed.contents());
        disk.grow("2m");
        pty.press("\r");
        pty.wait("the form to be kept", |screen| {
            !shows(screen, FORM) && shows(screen, "typed on a full disk")
        });
        pty.press("q");
        assert_eq!(pty.end(), End::code(0));
        let listed = home.run(&["diary", "--data-dir", disk.path()]).out;
        for note in &kept {
            assert_eq!(listed.matches(&format!("\"{}\"", note.trim())).count(), 1, "{size}: {listed}");
        }
        assert_eq!(listed.matches("Cramp at").count(), kept.len() + 1);
    }
}
