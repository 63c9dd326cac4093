//! Transfer by files: reports, exports, imports, notes from standard input.

#![expect(clippy::disallowed_methods, reason = "the files are put there by hand")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use crate::home::{Ran, TempHome, talk};

impl TempHome {
    /// A file in this home.
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.to_str().expect("a plain name").to_owned()
    }

    fn pipe(&self) -> String {
        let path = self.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
        path.to_str().expect("a plain name").to_owned()
    }

    /// Runs a command that reads this from its standard input.
    fn feed(&self, arguments: &[&str], input: &[u8]) -> Ran {
        talk(&mut self.command(arguments), input)
    }

    fn export(&self) -> String {
        let ran = self.run(&["export"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    }

    /// Imports a file, and returns what was said. The same is said by a dry run before.
    fn import(&self, file: &str) -> Ran {
        let dry = self.run(&["import", file, "--dry-run"]);
        let ran = self.run(&["import", file]);
        assert_eq!(dry.out.replace("Would be added", "Added"), ran.out, "a dry run says the same");
        assert_eq!(dry.err, ran.err);
        ran
    }
}

/// Ends a command that waits for ever; none does.
fn in_time(home: &TempHome, arguments: &[&str]) -> Ran {
    let mut command = home.program("timeout", &["5", env!("CARGO_BIN_EXE_uncramp")]);
    command.args(arguments);
    let ran = crate::home::run(&mut command);
    assert_ne!(ran.code, Some(124), "it waits: {arguments:?}");
    ran
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files").join(name);
    path.to_str().expect("a plain name").to_owned()
}

const CRAMP: &str = "{\"schema\":\"uncramp-diary\",\"version\":1,\"episodes\":[{\"id\":\"c1\",\"start\":\"2026-10-02T03:10Z\"}]}";
const WITHOUT: &str = "{\"schema\":\"uncramp-diary\",\"version\":1,\"nights\":[{\"night\":\"2026-10-01\",\"no_cramp\":true,\"programme\":true}]}";

#[test]
fn a_file_that_is_there_is_replaced_only_where_it_is_an_earlier_page_or_by_force() {
    let home = TempHome::new();
    home.log("one");
    let thesis = home.file("thesis.txt", "my thesis");
    for command in
        [&["report"] as &[&str], &["report", "--format", "html"], &["export"], &["export", "--format", "csv"]]
    {
        let with = |more: &[&'static str], file: &str| {
            let words: Vec<&str> =
                command.iter().copied().chain(["-o", file]).chain(more.iter().copied()).collect();
            home.run(&words)
        };
        let refused = with(&[], &thesis);
        assert_eq!(refused.code, Some(1), "{command:?}");
        assert!(
            refused.err.contains("is there already") && refused.err.contains("--force"),
            "{}",
            refused.err
        );
        assert_eq!(fs::read(&thesis).expect("a file"), b"my thesis");
        let page = home.path().join("page");
        let page = page.to_str().expect("a plain name");
        for _ in 0..2 {
            assert_eq!(with(&[], page).code, Some(0), "{command:?}");
        }
        let other = home.file("other.txt", "old");
        assert_eq!(with(&["--force"], &other).code, Some(0));
        assert_eq!(fs::read(&other).expect("a file"), fs::read(page).expect("a file"));
    }
    let left: Vec<PathBuf> =
        home.listing().into_keys().filter(|name| name.display().to_string().contains("uncramp-")).collect();
    assert_eq!(left, Vec::<PathBuf>::new(), "no draft is left");
}

#[test]
fn nothing_is_written_where_the_diary_is_or_will_be() {
    let home = TempHome::new();
    for begun in [false, true] {
        for name in ["diary.db", "diary.db-journal", "diary.copy-1.db", "session.lock"] {
            let path = home.data().join(name);
            let path = path.to_str().expect("a plain name");
            for command in ["report", "export"] {
                let ran = home.run(&[command, "-o", path, "--force"]);
                assert_eq!(ran.code, Some(2), "{}", ran.err);
                assert!(ran.err.contains("the place of the diary itself"), "{}", ran.err);
            }
        }
        if !begun {
            assert_eq!(home.listing().len(), 0);
            home.log("one");
        }
    }
    assert_eq!(home.count("one"), 1);
    let path = home.data().join("diary.csv");
    let ran = home.run(&["export", "--format", "csv", "-o", path.to_str().expect("a plain name")]);
    assert_eq!(ran.code, Some(0), "another file of the folder: {}", ran.err);
}

#[test]
fn a_pipe_is_refused_and_standard_input_is_read() {
    let home = TempHome::new();
    let pipe = home.pipe();
    for (command, word) in [
        (["report", "-o"], "no plain file"),
        (["export", "-o"], "no plain file"),
        (["import", "--dry-run"], "import -"),
    ] {
        let ran = in_time(&home, &[command[0], command[1], &pipe]);
        assert!(ran.code != Some(0) && ran.err.contains(word), "{command:?}: {ran:?}");
    }
    let ran = home.feed(&["import", "-"], CRAMP.as_bytes());
    assert!(ran.out.starts_with("Added: 1\n"), "{ran:?}");
    let ran = home.feed(&["import", "-"], b"dear diary");
    assert_eq!((ran.code, ran.out.as_str()), (Some(4), ""));
    assert!(
        ran.err.contains("standard input: ") && ran.err.contains("the file is not a diary"),
        "{}",
        ran.err
    );
    let ran = home.feed(&["log", "--note", "-"], "  a note that\nstands in no list \n".as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(home.count("a note that stands in no list"), 1);
    let ran = home.feed(&["log", "--note", "-"], &[b'x'; 5000]);
    assert!(ran.code == Some(2) && ran.err.contains("2000 at most"), "{}", ran.err);
}

#[test]
fn a_cramp_and_no_cramp_for_one_night_are_named_and_the_order_of_imports_does_not_matter() {
    let (one, two) = (TempHome::new(), TempHome::new());
    let files = |home: &TempHome| (home.file("cramp.json", CRAMP), home.file("without.json", WITHOUT));
    let (cramp, without) = files(&one);
    assert!(one.import(&without).out.starts_with("Added: 1\n"));
    let ran = one.import(&cramp);
    assert!(ran.out.starts_with("Added: 1\n") && ran.out.contains("the cramp counts: 1\n"), "{}", ran.out);
    assert!(ran.err.contains("Thu 1 Oct 2026") && ran.err.contains("noted as one without"), "{}", ran.err);
    let (cramp, without) = files(&two);
    two.import(&cramp);
    let ran = two.import(&without);
    assert!(
        ran.out.contains("the cramp counts: 1\n") && ran.err.contains("does not count as one without"),
        "{ran:?}"
    );
    assert_eq!(one.export(), two.export());
    assert!(
        one.export().contains("\"no_cramp\":false,\"programme\":true"),
        "what else was noted stays: {}",
        one.export()
    );
    // Nothing was taken away: the note is there again once the cramp is not.
    let connection = one.connection();
    connection.execute("DELETE FROM episode", []).expect("deleted");
    drop(connection);
    assert!(one.export().contains("\"no_cramp\":true"), "{}", one.export());
    // The same id with other content.
    let other = two.file("other.json", CRAMP.replace("03:10", "04:10"));
    let ran = two.import(&other);
    assert!(ran.out.contains("There with other content, left as it is: 1\n"), "{}", ran.out);
    assert!(ran.err.contains(":1: the diary holds it with other content"), "{}", ran.err);
    assert!(two.export().contains("03:10"));
}

#[test]
fn an_export_comes_in_whole_also_from_a_diary_that_holds_both_for_one_night() {
    let home = TempHome::new();
    home.log("one");
    let both = "INSERT INTO night_note (night, no_cramp, programme) SELECT night, 1, 0 FROM episode";
    home.connection().execute(both, []).expect("as 0.1.0 left it");
    for format in ["json", "csv"] {
        let export = home.run(&["export", "--format", format]).out;
        let other = TempHome::new();
        let ran = other.feed(&["import", "-"], export.as_bytes());
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (Some(0), "Added: 1\nAlready there, left as it is: 0\nRejected: 0\n", "")
        );
        assert_eq!(other.export(), home.export());
    }
}

#[test]
fn two_programs_that_say_no_cramp_and_a_cramp_at_once_never_leave_both() {
    let home = TempHome::new();
    home.log("first");
    for day in 1..=12 {
        let night = format!("2026-09-{day:02}");
        let at = format!("2026-09-{:02}T03:10+00:00", day + 1);
        let mut without = home.command(&["log", "--none-last-night", "--on", &night]);
        let mut cramp = home.command(&["log", "--at", &at]);
        let start = |command: &mut std::process::Command| {
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
        };
        let (mut a, mut b) = (start(&mut without), start(&mut cramp));
        let (_, cramp) = (a.wait().expect("its end"), b.wait().expect("its end"));
        assert!(cramp.success());
    }
    let both: i64 = home
        .connection()
        .query_row(
            "SELECT count(*) FROM night_note WHERE no_cramp = 1 AND night IN (SELECT night FROM episode)",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(both, 0);
}

#[test]
fn files_of_other_programs_come_in_and_what_is_no_diary_is_called_that_in_our_words() {
    let names = [
        "blank-rows.csv",
        "excel-16-rows.csv",
        "excel-german.csv",
        "old-mac-semicolons.csv",
        "pandas-floats.csv",
        "pandas-index.csv",
        "sep-line.csv",
        "trailing-columns.csv",
        "floats.json",
    ];
    for name in names {
        let ran = TempHome::new().run(&["import", &fixture(name)]);
        assert!(
            ran.code == Some(0) && ran.out.ends_with("Rejected: 0\n") && ran.err.is_empty(),
            "{name}: {ran:?}"
        );
    }
    let home = TempHome::new();
    for text in ["[]", "{\"a\":1}", "{\"schema\":", "<!doctype html>", "a,b\n1,2\n", "PK\u{3}\u{4}"] {
        let file = home.file("file", text);
        let ran = home.run(&["import", &file]);
        assert_eq!(ran.code, Some(4), "{text}: {ran:?}");
        for word in ["struct", "expected", "sequence", "EOF"] {
            assert!(!ran.err.contains(word), "{text}: {}", ran.err);
        }
    }
}

#[test]
fn an_export_of_any_size_can_be_imported() {
    let home = TempHome::new();
    // Over the 32 MiB that were the limit once.
    let mut file = "when,note\n".to_owned();
    let note = "x".repeat(1990);
    for at in 0..17_000 {
        let (minute, hour, day) = (at % 60, at / 60 % 24, at / 1440 % 28 + 1);
        file.push_str(&format!("2025-01-{day:02}T{hour:02}:{minute:02}:00Z,{note}\n"));
    }
    assert!(file.len() > 32 << 20);
    let ran = home.feed(&["import", "-"], file.as_bytes());
    assert!(ran.out.starts_with("Added: 17000\n"), "{ran:?}");
    let other = TempHome::new();
    let ran = other.feed(&["import", "-"], home.export().as_bytes());
    assert!(ran.out.starts_with("Added: 17000\n"), "{ran:?}");
}
