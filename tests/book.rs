//! Books of somebody's own, with the real program: what is laid over, what is refused and where, and that nothing in a book
//! is ever obeyed by a terminal.

#![expect(clippy::disallowed_methods, reason = "a book is files")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

#[expect(dead_code, reason = "other tests do more with a terminal")]
mod pty;

use std::{
    fs,
    io::Read,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use pty::{End, Start};
use serde_json::Value;
use tempfile::TempDir;

const FILES: [&str; 10] = [
    "about.ron",
    "causes.ron",
    "symptoms.ron",
    "remedies.ron",
    "routines.ron",
    "figures.ron",
    "signs.ron",
    "regions.ron",
    "diary.ron",
    "sources.ron",
];

/// A remedy as somebody might add it.
const OWN: &str = r#"[
    (
        id: "own", title: "A remedy of our own", summary: "What we tell our patients.", origin: added, text: ["Ask us."],
        when: [prevent], avoid: ["Nobody we know of."], stop: "Stop if it hurts.",
        evidence: (grades: [tradition], words: "Our advice."), cautions: ["None known."], sources: ["S1"],
        reviewed: "2026-11-01", see: ["sign:breathless"],
    ),
]"#;

struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// A folder for books, and a home for the program.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A book of these files.
    fn book(&self, name: &str, files: &[(&str, &str)]) -> String {
        let folder = self.path(name);
        fs::create_dir_all(&folder).expect("a folder");
        for (file, text) in files {
            fs::write(folder.join(file), text).expect("written");
        }
        folder.to_str().expect("a plain name").to_owned()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the program runs");
        Ran {
            code: output.status.code().expect("no signal ends it"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_uncramp"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.0.path())
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command
    }
}

#[test]
fn the_built_in_book_written_out_is_sound_changes_nothing_and_is_never_written_over() {
    let desk = Desk::new();
    let folder = desk.path("deep/book");
    let name = folder.to_str().expect("a plain name");
    let ran = desk.run(&["book", "eject", name]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("a file").file_name()).collect();
    files.sort();
    let mut known = FILES;
    known.sort_unstable();
    assert_eq!(files, known);
    let ran = desk.run(&["book", "check", name]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.contains("is sound (10 files)"), "{}", ran.out);
    for command in [&["check", "--list", "--json"][..], &["stretch", "--list"], &["check", "--sign", "faint"]]
    {
        let with = desk.run(&[&["--book", name], command].concat());
        let without = desk.run(command);
        assert_eq!((with.code, with.out, with.err), (without.code, without.out, without.err));
    }
    // One file is enough to refuse, and it stays what it is.
    for file in known {
        fs::remove_file(folder.join(file)).expect("removed");
    }
    fs::write(folder.join("signs.ron"), "mine").expect("written");
    let ran = desk.run(&["book", "eject", name]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("signs.ron is there already, so nothing was written"), "{}", ran.err);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
    assert_eq!(fs::read_to_string(folder.join("signs.ron")).expect("read"), "mine");
}

#[test]
fn a_book_adds_and_rewords_and_the_environment_may_name_it() {
    let desk = Desk::new();
    let signs = r#"(groups: [(id: "chest", signs: [(id: "own-sign", row: "ours", tier: emergency, text: "A line of our own",
        why: "Our reason.", origin: added, sources: ["S28"])])])"#;
    let tags = r#"(tried: [(id: "walk", text: "went for a walk"), (id: "dance", text: "danced")])"#;
    let book = desk.book(
        "own",
        &[("remedies.ron", OWN), ("signs.ron", signs), ("diary.ron", tags), ("README.md", "notes")],
    );
    let ran = desk.run(&["book", "check", &book]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let ran = desk.run(&["--book", &book, "check", "--sign", "own-sign", "--exit-code"]);
    assert_eq!((ran.code, ran.err.as_str()), (12, ""), "{}", ran.out);
    assert!(ran.out.contains("A line of our own"), "{}", ran.out);
    let output = desk.command(&["log", "--tags"]).env("UNCRAMP_BOOK", &book).output().expect("it runs");
    let out = String::from_utf8(output.stdout).expect("text");
    assert!(out.contains("went for a walk") && out.contains("danced") && out.contains("rubbed it"), "{out}");
    // An empty value names none.
    let output = desk.command(&["log", "--tags"]).env("UNCRAMP_BOOK", "").output().expect("it runs");
    assert!(output.stderr.is_empty() && !String::from_utf8_lossy(&output.stdout).contains("danced"));
    // An entry made with the book is there without it.
    let kept = desk.run(&["--book", &book, "log", "--at", "03:10", "--tried", "dance,walk"]);
    assert_eq!(kept.code, 0, "{}", kept.err);
    let export = desk.run(&["export"]);
    assert!(export.code == 0 && export.out.contains("dance"), "{}", export.out);
}

#[test]
fn an_unusable_book_is_not_used_and_every_command_says_so() {
    let desk = Desk::new();
    let book = desk.book("bad", &[("remedies.ron", "[(id: \"x\")]"), ("about.ron", "(line: \"\")")]);
    for command in
        [&["check", "--list"][..], &["stretch", "--list"], &["log", "--tags"], &["report"], &["diary"]]
    {
        let with = desk.run(&[&["--book", book.as_str()], command].concat());
        let without = desk.run(command);
        assert_eq!((with.code, &with.out), (without.code, &without.out), "{command:?}");
        let said = format!(
            "the book {book} has 2 problems, so the built-in book is used; uncramp book check {book} names them all\n"
        );
        assert!(with.err.ends_with(&said) || with.err.contains(&said), "{command:?}: {}", with.err);
    }
    let ran = desk.run(&["book", "check", &book]);
    assert_eq!((ran.code, ran.err.as_str()), (4, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], format!("{book}/about.ron:1:8: line is empty; it must be there"));
    assert_eq!(lines[1..3], ["  1 | (line: \"\")", "    |        ^"]);
    assert!(
        lines[3].starts_with(&format!("{book}/remedies.ron:1:2: the field title is missing")),
        "{}",
        lines[3]
    );
    let ran = desk.run(&["--book", &book, "book", "check", "--json"]);
    let problems: Value = serde_json::from_str(&ran.out).expect("JSON");
    let first = problems.get(0).and_then(Value::as_object).expect("an object");
    assert_eq!(ran.code, 4);
    assert_eq!(first.keys().map(String::as_str).collect::<Vec<_>>(), ["column", "file", "line", "what"]);
    assert_eq!((first["line"].as_u64(), first["column"].as_u64()), (Some(1), Some(8)));
    let sound = desk.run(&["book", "check", "--json"]);
    assert_eq!((sound.code, sound.out.as_str()), (0, "[]\n"));
    let missing = desk.run(&["book", "check", &format!("{book}/none")]);
    assert!(missing.code == 4 && missing.out.contains("there is no such folder"), "{}", missing.out);
}

#[test]
fn what_is_no_file_of_a_book_is_refused_before_it_is_read() {
    let desk = Desk::new();
    let book = desk.book("hostile", &[("remedy.ron", OWN), ("sources.ron", "[")]);
    let folder = Path::new(&book);
    // A terabyte that takes no room: who reads it is killed, or is here tomorrow.
    fs::File::create(folder.join("diary.ron")).and_then(|file| file.set_len(1 << 40)).expect("a file");
    let made = Command::new("mkfifo").arg(folder.join("signs.ron")).status().expect("mkfifo runs");
    assert!(made.success());
    symlink("/dev/zero", folder.join("causes.ron")).expect("a link");
    symlink("figures.ron", folder.join("figures.ron")).expect("a link");
    symlink("nowhere", folder.join("symptoms.ron")).expect("a link");
    fs::create_dir(folder.join("about.ron")).expect("a folder");
    fs::write(folder.join("routines.ron"), b"(\n  before: \"\xff\")").expect("written");
    fs::write(folder.join("regions.ron"), vec![b' '; (4 << 20) + 1]).expect("written");
    let begun = Instant::now();
    let ran = desk.run(&["book", "check", &book]);
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    assert_eq!(ran.code, 4);
    for said in [
        "about.ron:1:1: this is a folder",
        "causes.ron:1:1: this is no plain file",
        "diary.ron:1:1: the file is larger than 4 MiB",
        "figures.ron:1:1: the file cannot be read",
        "regions.ron:1:1: the file is larger than 4 MiB",
        "remedy.ron:1:1: remedy.ron is not a file of a book; did you mean remedies.ron?",
        "routines.ron:2:12: this is not UTF-8",
        "signs.ron:1:1: this is no plain file",
        "sources.ron:1:2: ",
        "symptoms.ron:1:1: the file cannot be read",
    ] {
        assert!(ran.out.contains(&format!("{book}/{said}")), "{said}: {}", ran.out);
    }
    let ran = desk.run(&["--book", &book, "check", "--sign", "faint", "--exit-code"]);
    assert!(ran.code == 12 && ran.err.contains("problems, so the built-in book is used"), "{}", ran.err);
}

/// The most memory that the program had needed once it had read the book and begun to speak, in bytes; `None` where the
/// system does not say.
fn memory(desk: &Desk, book: &str) -> Option<u64> {
    let mut command = desk.command(&["--plain", "--book", book]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 1];
    child.stdout.as_mut().expect("its output").read_exact(&mut first).expect("it speaks");
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok();
    // Its way in is closed, and so it ends.
    drop(child.stdin.take());
    assert!(child.wait_with_output().expect("its end").status.success(), "{book}");
    let line = status?.lines().find_map(|line| line.strip_prefix("VmHWM:").map(str::to_owned))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[test]
fn a_hostile_book_is_refused_before_memory_grows() {
    const MOST: u64 = 10 << 20;
    let desk = Desk::new();
    let own = desk.book("own", &[("remedies.ron", OWN)]);
    let Some(usual) = memory(&desk, &own) else { return };
    let full = 4 << 20;
    let deep = "[".repeat(full);
    let nested =
        format!("(routines: [(id: \"x\", steps: {}", "[Repeat(times: 65535, steps: ".repeat(full / 40));
    let many = format!("[{}]", "(),".repeat(full / 3 - 1));
    let text = format!("[(id: \"{}\")]", "x".repeat(full - 20));
    let escapes = format!("[(id: \"{}\")]", "\\u{1b}".repeat(full / 6 - 10));
    let comments = "/*".repeat(full / 2);
    let fields = format!("[({})]", "a: 1, ".repeat(full / 6 - 10));
    let over = " ".repeat(full + 1);
    for (name, file, text) in [
        ("deep", "causes.ron", &deep),
        ("nested", "routines.ron", &nested),
        ("many", "causes.ron", &many),
        ("text", "causes.ron", &text),
        ("escapes", "causes.ron", &escapes),
        ("comments", "causes.ron", &comments),
        ("fields", "causes.ron", &fields),
        ("over", "causes.ron", &over),
    ] {
        let book = desk.book(name, &[(file, text.as_str())]);
        let needed = memory(&desk, &book).expect("the system said so before").saturating_sub(usual);
        assert!(needed < MOST, "{name}: {} kB more than usual", needed / 1024);
        let ran = desk.run(&["book", "check", &book, "--json"]);
        let problems: Value = serde_json::from_str(&ran.out).expect("JSON");
        let problems = problems.as_array().expect("a list");
        assert!(ran.code == 4 && !problems.is_empty(), "{name}");
        for problem in problems {
            let has_place =
                ["line", "column"].iter().all(|part| problem[*part].as_u64().is_some_and(|n| n > 0));
            assert!(
                has_place && problem["file"].as_str().is_some_and(|path| path.ends_with(file)),
                "{name}: {problem}"
            );
        }
    }
}

#[test]
fn a_translation_shows_its_gaps() {
    let desk = Desk::new();
    let about = "(language: \"de\", line: \"Nur zur Information.\")";
    let routine = r#"(before: "Bein geschwollen, heiß oder verletzt? Atemnot? Aufhören und ! drücken")"#;
    let signs = r#"(groups: [(id: "chest", title: "Brust", signs: [(id: "breathless", row: "E1", tier: emergency,
        text: "Neue oder plötzliche Atemnot", why: "Es kann ein Gerinnsel in der Lunge sein.", origin: added,
        sources: ["S28"])])], results: (emergency: (heading: "Jetzt {emergency} anrufen.")))"#;
    let book = desk.book("de", &[("about.ron", about), ("signs.ron", signs), ("routines.ron", routine)]);
    let ran = desk.run(&["--book", &book, "check", "--sign", "breathless,faint", "--region", "GB"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let shown = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "EMERGENCY: Jetzt 999 anrufen.",
        "- [en] Or ask someone near you to call.",
        "Neue oder plötzliche Atemnot; [en] New fainting",
    ] {
        assert!(shown.contains(said), "{said}: {}", ran.out);
    }
    let list = desk.run(&["--book", &book, "stretch", "--list"]);
    assert!(list.out.lines().all(|line| line.contains(": [en] ")), "{}", list.out);
    let bad = signs.replace("{emergency}", "die 112");
    let book = desk.book("bad", &[("about.ron", about), ("signs.ron", &bad)]);
    let ran = desk.run(&["book", "check", &book]);
    assert!(ran.code == 4 && ran.out.contains("heading has {emergency} 0 times"), "{}", ran.out);
}

#[test]
fn the_screen_says_that_a_book_is_not_used() {
    let desk = Desk::new();
    let book = desk.book("bad", &[("about.ron", "(line: \"\")")]);
    let mut pty = Start::uncramp(&[]).env("UNCRAMP_BOOK", &book).open();
    let whole = |screen: &vt100::Screen| screen.contents().split_whitespace().collect::<Vec<_>>().join(" ");
    let screen = pty.wait("what became of the book", |screen| whole(screen).contains("names them all"));
    assert!(whole(&screen).contains("has a problem, so the built-in book is used"), "{}", screen.contents());
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
}

#[test]
fn a_large_book_keeps_no_first_frame_waiting_and_is_there_a_moment_later() {
    let desk = Desk::new();
    let entry = |id: &str, title: &str, text: &str| {
        format!(
            "(id: \"{id}\", title: \"{title}\", summary: \"S\", origin: source, text: [\"{text}\"], evidence: (grades: [], \
             words: \"W\"), cautions: [], sources: [\"S1\"], reviewed: \"2026-01-01\", see: [\"sign:pain-walking\"]),\n"
        )
    };
    let many: String =
        ('a'..='z').map(|c| entry(&c.to_string().repeat(3), "More", &"word ".repeat(1_500))).collect();
    // An entry of the first list in other words, and a lot besides.
    let text = format!("[{}{many}]", entry("inactivity", "In words of our own", "Text."));
    let padded = format!("{text}\n//{}", " pad".repeat(70_000));
    let book = desk.book("large", &[("causes.ron", &padded)]);
    assert_eq!(desk.run(&["book", "check", &book]).out, format!("{book} is sound (1 file).\n"));
    let mut pty = Start::uncramp(&["--book", &book]).open();
    pty.wait_for("In words of our own");
    let frames = pty.frames();
    let first = frames.first().expect("a frame").contents();
    assert!(first.contains("Hormonal change") && !first.contains("of our own"), "{first}");
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
}

/// What a terminal might obey. Each is put into every text of every file, as it is and as RON can write it.
const ATTACKS: [&str; 16] = [
    "\u{1b}[2J",
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{1b}]8;;https://evil.example/\u{1b}\\",
    "\u{9b}2J",
    "\u{9d}0;x\u{9c}",
    "\r",
    "\u{8}",
    "\u{0}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{e0041}",
    "\u{2028}",
    "\u{1b}[6n",
    "\u{7f}",
];

/// A text of RON with an attack in each of its strings, and a few where no string is.
fn poisoned(text: &str, attack: &str, by_number: bool) -> String {
    let mut out = String::new();
    let written: String = attack
        .chars()
        .map(|c| if by_number { format!("\\u{{{:x}}}", u32::from(c)) } else { c.to_string() })
        .collect();
    let mut in_text = false;
    for line in text.split_inclusive('\n') {
        if !in_text && line.trim_start().starts_with("//") {
            continue;
        }
        for c in line.chars() {
            if c == '"' {
                if in_text {
                    out.push_str(&written);
                }
                in_text = !in_text;
            }
            out.push(c);
        }
    }
    out
}

#[test]
fn nothing_in_a_book_is_obeyed_by_a_terminal_not_even_in_what_is_said_of_it() {
    let desk = Desk::new();
    let folder = desk.path("built-in");
    assert_eq!(desk.run(&["book", "eject", folder.to_str().expect("a plain name")]).code, 0);
    let texts: Vec<(&str, String)> =
        FILES.iter().map(|name| (*name, fs::read_to_string(folder.join(name)).expect("read"))).collect();
    for (i, attack) in ATTACKS.into_iter().enumerate() {
        let files: Vec<(&str, String)> =
            texts.iter().map(|(name, text)| (*name, poisoned(text, attack, i.is_multiple_of(2)))).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let mut files = files;
        // An entry in which the attack stands where no text does.
        let loose = format!("[(id: \"x\", {attack}title: \"a\"), {attack}, (id: \"y{attack}\")]");
        if i.is_multiple_of(2) {
            files.push(("causes.ron", &loose));
        }
        let book = desk.book(&format!("book{i}"), &files);
        for command in
            [&["book", "check"][..], &["book", "check", "--json"], &["check", "--list"], &["log", "--tags"]]
        {
            let ran = desk.run(&[&["--book", book.as_str()], command].concat());
            let both = format!("{}{}", ran.out, ran.err);
            let bad = both.chars().find(|c| {
                (c.is_control() && *c != '\n')
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
            });
            assert_eq!(bad, None, "{attack:?} in {command:?}");
        }
    }
}
