//! The command line without a terminal: what it prints, what it refuses, and the exit codes scripts rely on.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs::OpenOptions,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

const UNCRAMP: &str = env!("CARGO_BIN_EXE_uncramp");

/// The program in an environment with nothing in it that is not named here, and no terminal.
fn uncramp(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(UNCRAMP);
    command
        .args(arguments)
        .env_clear()
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("TERM", "xterm-256color")
        .env("LANG", "C.UTF-8")
        .env("TZ", "UTC")
        .stdin(Stdio::null());
    command
}

/// A run that is over.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(command: &mut Command) -> Ran {
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    Ran {
        code: status.code().expect("no signal ends it"),
        out: String::from_utf8(stdout).expect("text"),
        err: String::from_utf8(stderr).expect("text"),
    }
}

/// Runs with these arguments, in one string with spaces between.
fn say(arguments: &str) -> Ran {
    run(&mut uncramp(arguments.split_whitespace()))
}

/// The JSON that a command prints.
fn json(arguments: &str) -> Value {
    let ran = say(arguments);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments}");
    serde_json::from_str(&ran.out).expect("JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).expect("text")
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n')
}

/// The signs, from `check --list --json`.
fn signs() -> Vec<Value> {
    json("check --list --json").as_array().expect("an array").clone()
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Every emergency and advice number has three digits or more; "6 weeks" and "press 0" are none.
fn has_phone_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 3)
}

#[test]
fn a_full_disk_ends_a_conversation_with_one_sentence() {
    for arguments in ["", "stretch", "check", "now --speed 600"] {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let ran = run(uncramp(arguments.split_whitespace()).stdout(full));
        assert_eq!((ran.code, ran.err.lines().count()), (1, 1), "{arguments:?}: {}", ran.err);
        assert!(ran.err.starts_with("uncramp: the output cannot be written"), "{}", ran.err);
    }
}

#[test]
fn an_unknown_word_is_named_and_the_nearest_right_one_offered() {
    for (arguments, word, offer) in [
        (&["stretch", "calv"] as &[&str], "calv", Some("calf")),
        (&["stretch", "betime"], "betime", Some("bedtime")),
        (&["check", "--sign", "one-leg-swellin"], "one-leg-swellin", Some("one-leg-swelling")),
        (&["check", "--sign", "breathless,chest-pian"], "chest-pian", Some("chest-pain")),
        (&["now", "--muscle", "calv"], "calv", Some("calf")),
        (&["check", "--none", "--theme", "nigt"], "nigt", Some("night")),
        (&["check", "--none", "--color", "alway"], "alway", Some("always")),
        (&["chek"], "chek", Some("check")),
        (&["check", "--sing", "breathless"], "--sing", Some("--sign")),
        (&["shwo"], "shwo", Some("show")),
        (&["serach", "calf"], "serach", Some("search")),
        (&["show", "remedies", "masage"], "masage", Some("massage")),
        (&["show", "remedis"], "remedis", Some("remedies")),
        (&["show", "signs", "breathles"], "breathles", Some("breathless")),
        (&["show", "remedies", "massage", "--evidense"], "--evidense", Some("--evidence")),
        (&["completions", "fsh"], "fsh", Some("fish")),
        (&["completion", "fish"], "completion", Some("completions")),
        (&["exprot"], "exprot", Some("export")),
        (&["export", "--format", "jsn"], "jsn", Some("json")),
        (&["import", "x.json", "--dry-rn"], "--dry-rn", Some("--dry-run")),
        (&["report", "--format", "htm"], "htm", Some("html")),
        (&["diary", "recovr"], "recovr", Some("recover")),
        (&["diary", "--leg", "lft"], "lft", Some("left")),
        (&["log", "--tired", "walk"], "--tired", Some("--tried")),
        (&["log", "--tried", "wlak"], "wlak", Some("walk")),
        (&["log", "--change", "startd", "--medicine", "x"], "startd", Some("started")),
        (&["stretch", "--lsit"], "--lsit", Some("--list")),
        (&["stretch", "xyzzy"], "xyzzy", None),
        (&["check", "--sign", "xyzzy"], "xyzzy", None),
        (&["check", "--none", "--speed", "0"], "0", None),
        (&["check", "--none", "--speed", "-3"], "-3", None),
        (&["check", "--none", "--speed", "1e9"], "1e9", None),
        (&["check", "--none", "--speed", "fast"], "fast", None),
    ] {
        let ran = run(&mut uncramp(arguments));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(word) && is_plain(&ran.err), "{arguments:?}: {}", ran.err);
        let offers = ["did you mean", "similar"].iter().any(|words| ran.err.contains(words));
        assert_eq!(offers, offer.is_some(), "{arguments:?}: {}", ran.err);
        assert!(offer.is_none_or(|offer| ran.err.contains(offer)), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_speed_that_is_refused_says_which_are_taken() {
    for speed in ["0", "-3", "1e9", "fast"] {
        let ran = run(&mut uncramp(["now", "--speed", speed]));
        assert!(ran.err.contains("from 1 to 600"), "{}", ran.err);
    }
}

#[test]
fn the_list_of_signs_has_every_row_of_the_clinical_table() {
    let signs = signs();
    let wanted = BTreeSet::from(["id", "group", "tier", "text", "origin", "ref", "sources"]);
    for sign in &signs {
        assert_eq!(keys(sign), wanted);
        for key in ["id", "group", "text", "ref"] {
            assert!(!text(sign, key).is_empty(), "{sign}");
        }
        let tier = text(sign, "tier");
        assert!(["emergency", "same-day", "appointment", "routine", "none-ticked"].contains(&tier), "{sign}");
        assert!(["source", "added"].contains(&text(sign, "origin")), "{sign}");
        let sources = sign.get("sources").and_then(Value::as_array).expect("a list");
        assert!(sources.iter().all(Value::is_string), "{sign}");
    }
    let ids: BTreeSet<&str> = signs.iter().map(|sign| text(sign, "id")).collect();
    assert_eq!(ids.len(), signs.len(), "no id twice");
    let rows: BTreeSet<&str> = signs.iter().map(|sign| text(sign, "ref")).collect();
    for (letter, last) in [("E", 14), ("U", 16), ("A", 12)] {
        for row in 1..=last {
            let row = format!("{letter}{row}");
            assert!(rows.contains(row.as_str()), "no sign for {row}");
        }
    }
}

#[test]
fn the_list_in_words_has_every_sign_with_its_id() {
    let list = say("check --list");
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    assert!(is_plain(&list.out));
    for sign in signs() {
        let line = format!("  {}: {} (", text(&sign, "id"), text(&sign, "text"));
        assert!(list.out.lines().any(|row| row.starts_with(&line)), "{line}");
    }
}

#[test]
fn no_output_has_a_placeholder_for_a_number() {
    let mut commands: Vec<String> =
        ["check --list", "check --none", "check --none --json", "show signs", "show signs --json"]
            .map(str::to_owned)
            .to_vec();
    let under_18 = signs().iter().map(|sign| text(sign, "id").to_owned()).find(|id| id.contains("18"));
    commands.extend(
        under_18.iter().flat_map(|id| [format!("check --sign {id}"), format!("check --sign {id} --json")]),
    );
    assert_eq!(commands.len(), 7);
    for command in commands {
        let out = say(&command).out;
        assert!(!out.contains("{urgent}") && !out.contains("{emergency}"), "{command}:\n{out}");
    }
}

#[test]
fn every_sign_alone_gives_its_own_tier_with_no_number_unless_a_region_is_chosen() {
    for sign in signs() {
        let (id, tier) = (text(&sign, "id"), text(&sign, "tier"));
        let result = json(&format!("check --sign {id} --json"));
        let wanted =
            BTreeSet::from(["tier", "action", "reasons", "rules", "not_now", "say", "region", "incomplete"]);
        assert_eq!(keys(&result), wanted);
        assert_eq!(text(&result, "tier"), tier, "{id}");
        assert_eq!(result.get("incomplete"), Some(&Value::Bool(false)), "{id}");
        assert_eq!(result.get("region"), Some(&Value::Null), "{id}");
        let action = text(&result, "action");
        assert!(!has_phone_number(action), "{id}: {action}");
        assert!(tier != "emergency" || !has_digit(action), "{id}: {action}");
        if tier != "none-ticked" {
            let reason = result.pointer("/reasons/0").expect("a reason");
            assert_eq!(text(reason, "id"), id);
        }
    }
}

#[test]
fn an_emergency_says_the_number_of_the_region() {
    for (region, number, not) in [("GB", "999", "111"), ("NZ", "111", "999"), ("US", "911", "999")] {
        let result = json(&format!("check --sign breathless --region {region} --json"));
        let action = text(&result, "action");
        assert_eq!(text(&result, "region"), region);
        assert!(action.contains(&format!("Call {number}")) && !action.contains(not), "{region}: {action}");
    }
}

#[test]
fn the_region_of_the_command_line_wins_over_the_environment_and_that_over_the_settings() {
    let home = tempfile::tempdir().expect("a home folder");
    let folder = home.path().join(".config/uncramp");
    std::fs::create_dir_all(&folder).expect("a settings folder");
    let settings = folder.join("config.ron");
    #[expect(clippy::disallowed_methods, reason = "the settings somebody has")]
    std::fs::write(&settings, "(region: Some(\"NZ\"))").expect("settings");
    let action = |flag: &[&str], variable: Option<&str>| {
        let mut command = uncramp(["check", "--sign", "breathless"]);
        command.env("HOME", home.path()).args(flag);
        variable.map(|code| command.env("UNCRAMP_REGION", code));
        run(&mut command).out
    };
    assert!(action(&[], None).contains("Call 111"));
    assert!(action(&[], Some("GB")).contains("Call 999"));
    assert!(action(&["--region", "US"], Some("GB")).contains("Call 911"));
}

#[test]
fn settings_that_cannot_be_read_are_named_and_do_not_stand_in_the_way() {
    let home = tempfile::tempdir().expect("a home folder");
    let folder = home.path().join(".config/uncramp");
    std::fs::create_dir_all(&folder).expect("a settings folder");
    #[expect(clippy::disallowed_methods, reason = "the settings somebody has")]
    std::fs::write(folder.join("config.ron"), "(regoin: \"NZ\")").expect("settings");
    let ran = run(uncramp(["check", "--sign", "breathless"]).env("HOME", home.path()));
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("Call your local emergency number"), "{}", ran.out);
    assert!(ran.err.contains("config.ron:1:"), "{}", ran.err);
}

/// A home folder with settings in it.
fn home_with(settings: &[u8]) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a home folder");
    let folder = home.path().join(".config/uncramp");
    std::fs::create_dir_all(&folder).expect("a folder for settings");
    #[expect(clippy::disallowed_methods, reason = "the settings somebody has")]
    std::fs::write(folder.join("config.ron"), settings).expect("settings");
    home
}

#[test]
fn the_settings_in_force_are_told_with_where_each_comes_from() {
    let home = home_with(
        b"(\n  region: \"NZ\",\n  theme: \"mono\",\n  bell: true,\n  keys: {\"quit\": [\"Q\"]},\n)",
    );
    let mut command = uncramp(["config", "--theme", "light", "--json"]);
    let ran = run(command.env("HOME", home.path()).env("UNCRAMP_BELL", "0"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let all: Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = all.get("settings").and_then(Value::as_array).expect("a list");
    let from = |name: &str| {
        let row = rows.iter().find(|row| text(row, "name") == name).expect("a setting");
        (
            row.get("value").cloned().expect("a value"),
            text(row, "from").to_owned(),
            row.get("line").and_then(Value::as_u64),
        )
    };
    assert_eq!(from("region"), ("NZ".into(), "file".to_owned(), Some(2)));
    assert_eq!(from("theme"), ("light".into(), "flag".to_owned(), None));
    assert_eq!(from("bell"), (false.into(), "environment".to_owned(), None));
    assert_eq!(from("mouse"), (true.into(), "default".to_owned(), None));
    assert_eq!(all.pointer("/keys/quit/0").and_then(Value::as_str), Some("Q"));

    let ran = run(uncramp(["config"]).env("HOME", home.path()));
    for line in [
        "theme: mono (file, line 3)",
        "bell: true (file, line 4)",
        "keys, quit: Q, Ctrl-C (file, line 5)",
        "plain: false (default)",
    ] {
        assert!(ran.out.lines().any(|said| said == line), "{line}\n{}", ran.out);
    }
    let ran = run(uncramp(["config", "--keys"]).env("HOME", home.path()));
    assert!(
        ran.out.contains("  quit: Q, Ctrl-C: leave\n") && ran.out.contains("  session.pause: Space: "),
        "{}",
        ran.out
    );
}

#[test]
fn the_printed_defaults_are_a_file_that_changes_nothing() {
    let printed = say("config --defaults");
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let (with, without) = (home_with(printed.out.as_bytes()), tempfile::tempdir().expect("a home folder"));
    let told = |home: &tempfile::TempDir| {
        let ran = run(uncramp(["config"]).env("HOME", home.path()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        // Without where the file is, and on which line of it.
        let values = ran
            .out
            .lines()
            .skip(1)
            .filter_map(|line| line.rsplit_once(" ("))
            .map(|(said, _)| said.to_owned());
        let home = home.path().display().to_string();
        values.map(|said| said.replace(&home, "~")).collect::<Vec<_>>()
    };
    assert_eq!(told(&with), told(&without));
}

#[test]
fn wrong_settings_are_one_line_on_the_error_output_and_cost_nothing_else() {
    let home = home_with(b"(regoin: \"NZ\", region: \"GB\", theme: \"drak\")");
    let ran = run(uncramp(["check", "--sign", "breathless"]).env("HOME", home.path()));
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("999"), "the region holds: {}", ran.out);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(
        ran.err.contains("config.ron:1:2: there is no setting \"regoin\"") && ran.err.contains("and 1 more"),
        "{}",
        ran.err
    );
    let ran = run(uncramp(["config"]).env("HOME", home.path()));
    assert_eq!((ran.code, ran.err.lines().count()), (4, 2), "{}", ran.err);
    assert!(ran.err.contains("did you mean \"dark\"?"), "{}", ran.err);
}

#[test]
fn what_is_no_file_of_settings_is_neither_waited_for_nor_taken_in() {
    let home = tempfile::tempdir().expect("a folder");
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let large = home.path().join("large.ron");
    let create = OpenOptions::new().write(true).create(true).truncate(true).open(&large);
    create.and_then(|file| file.set_len(1 << 32)).expect("a large file");
    let none = home.path().join("none.ron");
    for path in [pipe.as_path(), home.path(), std::path::Path::new("/dev/zero"), &large, &none] {
        let ran = run(uncramp(["paths"]).env("UNCRAMP_CONFIG", path));
        assert_eq!((ran.code, ran.err.lines().count()), (0, 1), "{}", ran.err);
        assert!(
            ran.err.contains(&path.display().to_string()) && ran.err.contains("the defaults hold"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn nothing_ticked_is_no_result_and_none_is_one() {
    let nothing = json("check --json");
    assert_eq!(nothing.get("tier"), Some(&Value::Null));
    assert_eq!(nothing.get("incomplete"), Some(&Value::Bool(true)));
    assert!(!has_phone_number(text(&nothing, "action")));
    let none = json("check --none --json");
    assert_eq!(text(&none, "tier"), "none-ticked");
    assert_eq!(none.get("incomplete"), Some(&Value::Bool(false)));
    assert!(!has_digit(text(&none, "action")));
    assert_eq!(keys(&nothing), keys(&none));
}

#[test]
fn the_exit_code_says_the_tier_only_if_asked_to() {
    let signs = signs();
    let with = |tier: &str| {
        let sign = signs.iter().find(|sign| text(sign, "tier") == tier).expect("a sign");
        format!("--sign {}", text(sign, "id"))
    };
    for (answers, code) in [
        (with("emergency"), 12),
        (with("same-day"), 11),
        (with("appointment"), 10),
        (with("routine"), 9),
        (format!("{} {}", with("appointment"), with("emergency")), 12),
        ("--none".to_owned(), 0),
        (String::new(), 13),
    ] {
        for how in ["", "--json"] {
            assert_eq!(say(&format!("check {answers} {how} --exit-code")).code, code, "{answers} {how}");
            assert_eq!(say(&format!("check {answers} {how}")).code, 0, "{answers} {how}");
        }
    }
}

#[test]
fn a_result_in_words_says_what_to_do_first() {
    let ran = say("check --sign breathless --region GB");
    assert!(ran.out.starts_with("EMERGENCY: Call 999 now."), "{}", ran.out);
    assert!(is_plain(&ran.out));
    assert!(ran.out.contains("This is not a diagnosis."));
    assert!(
        ran.out.contains("\n- Call even if it eases. Do not drive yourself.\n"),
        "no line is broken in a pipe: {}",
        ran.out
    );
    for apart in ["check --sign breathless,chest-pain", "check --sign breathless --sign chest-pain"] {
        assert_eq!(say(apart).out, say("check --sign breathless chest-pain").out, "{apart}");
    }
}

#[test]
fn every_routine_is_listed_on_a_line_with_its_id() {
    let list = say("stretch --list");
    assert_eq!((list.code, list.err.as_str()), (0, ""));
    let ids: Vec<&str> = list.out.lines().filter_map(|row| row.split_once(": ")).map(|(id, _)| id).collect();
    assert_eq!(
        ids,
        ["calf", "calf-in-bed", "foot", "shin", "thigh", "hamstring", "bedtime", "wall", "breathe"],
        "{}",
        list.out
    );
}

/// Commands that give advice, each with its exit code.
const ADVICE: [(&str, i32); 7] = [
    ("check --sign breathless", 0),
    ("check --sign breathless --exit-code", 12),
    ("check --sign breathless --json", 0),
    ("check --sign breathless --json --exit-code", 12),
    ("show", 0),
    ("show signs breathless", 0),
    ("stretch --list", 0),
];

#[test]
fn an_unknown_region_is_a_notice_and_never_costs_the_advice() {
    for (code, offer) in [("XX", ""), ("Untied Kingdom", "; did you mean GB"), ("\u{1b}[31m", "")] {
        for (arguments, exit) in ADVICE {
            let without = say(arguments);
            let mut by_flag = uncramp(arguments.split(' '));
            by_flag.args(["--region", code]);
            let mut by_variable = uncramp(arguments.split(' '));
            by_variable.env("UNCRAMP_REGION", code);
            for mut command in [by_flag, by_variable] {
                let ran = run(&mut command);
                assert_eq!(
                    (ran.code, &ran.out),
                    (exit, &without.out),
                    "{arguments} in {code:?}: {}",
                    ran.err
                );
                assert!(is_plain(&ran.err) && ran.err.lines().count() == 1, "{}", ran.err);
                assert!(
                    ran.err.contains("there is no region") && ran.err.contains("no region is used"),
                    "{}",
                    ran.err
                );
                assert!(ran.err.contains(offer), "{}", ran.err);
                if arguments.contains("--json") {
                    let result: Value = serde_json::from_str(&ran.out).expect("JSON");
                    assert_eq!(result.get("region"), Some(&Value::Null));
                    assert_eq!(text(&result, "tier"), "emergency");
                }
            }
        }
        for by_flag in [true, false] {
            let mut command = uncramp(["now", "--plain", "--speed", "600"]);
            if by_flag {
                command.args(["--region", code]);
            } else {
                command.env("UNCRAMP_REGION", code);
            }
            let ran = run(&mut command);
            let without = say("now --plain --speed 600");
            assert_eq!(ran.code, without.code, "{}", ran.err);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains("there is no region") && is_plain(&said), "{said}");
            // On a busy machine single steps are passed over at this speed; the end never is.
            assert!(ran.out.contains("Has the cramp stopped?"), "the stretch runs to its end: {}", ran.out);
        }
    }
}

/// Member states of the European Union but Ireland, which has a row of its own.
const EU: [&str; 26] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IT", "LV", "LT", "LU",
    "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

#[test]
fn every_member_of_the_european_union_and_every_part_of_the_united_kingdom_has_its_numbers() {
    let of = |code: &str| {
        let result = json(&format!("check --sign breathless --json --region {code}"));
        (text(&result, "region").to_owned(), text(&result, "action").to_owned())
    };
    for code in EU.into_iter().chain(["EU", "fr"]) {
        let (region, action) = of(code);
        assert!(region == "EU" && action.contains("Call 112"), "{code}: {region}: {action}");
    }
    for (code, wanted, number) in [
        ("IE", "IE", "112"),
        ("NI", "NI", "999"),
        ("GB", "GB", "999"),
        ("UK", "GB", "999"),
        ("US", "US", "911"),
        ("CA", "CA", "911"),
        ("AU", "AU", "000"),
        ("NZ", "NZ", "111"),
    ] {
        let (region, action) = of(code);
        assert!(region == wanted && action.contains(&format!("Call {number}")), "{code}: {region}: {action}");
    }
    // NHS 111 does not serve Northern Ireland.
    let urgent = |code: &str| say(&format!("check --sign constant-pain --region {code}")).out;
    assert!(urgent("GB").contains("NHS 111") && !urgent("NI").contains("NHS 111"), "{}", urgent("NI"));
}

/// A home folder with own routines in it.
fn home_with_routines(routines: &[u8]) -> tempfile::TempDir {
    let home = home_with(b"()");
    #[expect(clippy::disallowed_methods, reason = "a file of own routines")]
    std::fs::write(home.path().join(".config/uncramp/routines.ron"), routines).expect("routines");
    home
}

#[test]
fn own_routines_are_listed_and_run_beside_the_built_in_ones() {
    let example = say("stretch --example");
    assert_eq!((example.code, example.err.as_str()), (0, ""));
    let built_in = say("stretch --list").out;
    for start in ["", "\u{feff}"] {
        let home = home_with_routines(format!("{start}{}", example.out).as_bytes());
        let list = at(&home, "stretch --list");
        assert_eq!((list.code, list.err.as_str()), (0, ""));
        let own = list.out.strip_prefix(&built_in).expect("the built-in routines stay as they are");
        assert!(own.starts_with("my-calf: My calf programme. ") && own.lines().count() == 1, "{own}");
        let scripts: Value = serde_json::from_str(&at(&home, "stretch --list --json").out).expect("JSON");
        let last = scripts.as_array().and_then(|all| all.last()).expect("a routine");
        assert_eq!(text(last, "id"), "my-calf");
        let ran = at(&home, "stretch my-calf --plain --speed 600");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(
            ran.out.contains("Toes up to your shin.") && ran.out.contains("My calf programme: done."),
            "{}",
            ran.out
        );
        let shown = at(&home, "show stretches my-calf --evidence");
        assert!(shown.out.contains("Not yet checked by a clinician."), "{}", shown.out);
    }
}

/// A place for own routines with something in it that is none: its name, how it comes there, some words of what is said.
type BadRoutines = (&'static str, fn(&std::path::Path), &'static str);

#[test]
fn own_routines_that_cannot_be_used_are_one_sentence_and_the_built_in_ones_stay() {
    fn write(path: &std::path::Path, bytes: impl AsRef<[u8]>) {
        #[expect(clippy::disallowed_methods, reason = "a file of own routines")]
        std::fs::write(path, bytes).expect("routines");
    }
    fn routine(id: &str, more: &str, step: &str) -> String {
        format!("[\n  (id: \"{id}\", title: \"Mine\", purpose: prevention, {more} steps: [{step}]),\n]")
    }
    const STEP: &str = "Step(kind: hold, seconds: 20, say: \"Up.\")";
    let cases: [BadRoutines; 20] = [
        ("over the limit of size", |path| write(path, "// comment\n".repeat(30_000)), "larger than 256 KiB"),
        (
            "four gigabytes",
            |path| {
                let file = OpenOptions::new().write(true).create_new(true).open(path);
                file.and_then(|file| file.set_len(1 << 32)).expect("a large file");
            },
            "larger than 256 KiB",
        ),
        ("lists in lists", |path| write(path, "[".repeat(200_000)), "routines.ron:1:"),
        (
            "repeats in repeats",
            |path| write(path, routine("mine", "", &"Repeat(times: 9, steps: [".repeat(9_000))),
            "routines.ron:2:",
        ),
        (
            "many steps",
            |path| write(path, routine("mine", "", &format!("Repeat(times: 65535, steps: [{STEP}])"))),
            ":2:4: ",
        ),
        ("not UTF-8", |path| write(path, b"[\xff\xfe]"), "not UTF-8"),
        ("UTF-16", |path| write(path, b"\xff\xfe[\0]\0"), "not UTF-8"),
        ("a NUL", |path| write(path, "[\0]"), "routines.ron:1:2:"),
        ("empty", |path| write(path, " \n"), "routines.ron:1:1:"),
        ("a folder", |path| std::fs::create_dir(path).expect("a folder"), "cannot be read"),
        (
            "a pipe",
            |path| assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success()),
            "cannot be read",
        ),
        ("a device", |path| std::os::unix::fs::symlink("/dev/zero", path).expect("a link"), "cannot be read"),
        ("a built-in id", |path| write(path, routine("calf", "", STEP)), "\"calf\" is a built-in routine"),
        (
            "a long hold",
            |path| write(path, routine("mine", "", &STEP.replace("20", "9999"))),
            "9999 s is over the limit of 60 s",
        ),
        ("no number", |path| write(path, routine("mine", "", &STEP.replace("20", "NaN"))), "routines.ron:2:"),
        (
            "a number below nought",
            |path| write(path, routine("mine", "", &STEP.replace("20", "-1"))),
            "routines.ron:2:",
        ),
        ("an unknown field", |path| write(path, routine("mine", "titel: \"M\",", STEP)), "titel"),
        (
            "an unknown figure",
            |path| {
                write(path, routine("mine", "", &STEP.replace("seconds", "figure: \"calf-pul\", seconds")))
            },
            "did you mean \"calf-pull\"?",
        ),
        (
            "one id twice",
            |path| {
                let one = routine("mine", "", STEP);
                write(
                    path,
                    format!(
                        "{},{}",
                        one.trim_end_matches("\n]").trim_end_matches(','),
                        one.trim_start_matches('[')
                    ),
                );
            },
            "another routine has the same id",
        ),
        (
            "what a terminal obeys",
            |path| write(path, routine("\u{1b}[2Jx", "", STEP)),
            "an id has lower-case letters",
        ),
    ];
    let built_in = say("stretch --list").out;
    for (what, make, said) in cases {
        let home = home_with(b"()");
        make(&home.path().join(".config/uncramp/routines.ron"));
        // As much memory as a run without such a file needs, and 10 MiB more.
        let limited = |arguments: &str| {
            let mut shell = Command::new("/bin/sh");
            shell.args(["-c", &format!("ulimit -d {MEMORY} && exec \"$0\" {arguments}"), UNCRAMP]);
            shell.env_clear().env("HOME", home.path()).env("LANG", "C.UTF-8").stdin(Stdio::null());
            run(&mut shell)
        };
        for (arguments, code) in [("stretch --list", 0), ("check --sign breathless --exit-code", 12)] {
            let ran = limited(arguments);
            assert_eq!(ran.code, code, "{what}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{what}: {}", ran.err);
            assert!(is_plain(&ran.err) && ran.err.len() < 800, "{what}: {:?}", ran.err);
            for words in ["routines.ron:", said, "the built-in routines stay"] {
                assert!(ran.err.contains(words), "{what}: {words:?} is not in {}", ran.err);
            }
            let other = if what == "one id twice" {
                ran.out
                    .lines()
                    .filter(|line| !line.starts_with("mine:"))
                    .map(|line| format!("{line}\n"))
                    .collect()
            } else {
                ran.out.clone()
            };
            assert!(arguments != "stretch --list" || other == built_in, "{what}: {}", ran.out);
        }
    }
}

/// KiB of memory that the program may have while it reads a file of routines.
const MEMORY: u32 = 20_480;

#[test]
fn the_sheets_for_clinicians_are_one_file_that_stands_alone() {
    let home = tempfile::tempdir().expect("a home");
    let printed = at(&home, "review");
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let written = at(&home, "review -o sheets.html");
    assert_eq!((written.code, written.out.as_str()), (0, ""));
    assert!(written.err.contains("sheets.html"), "{}", written.err);
    #[expect(clippy::disallowed_methods, reason = "the file that was written")]
    let file = std::fs::read_to_string(home.path().join("sheets.html")).expect("a file");
    assert!(file == printed.out && file.starts_with("<!doctype html>") && file.ends_with("</html>\n"));
    assert!(!file.contains("<script") && !file.contains("src="));
    // Own routines are no part of the program and have no sheet.
    let own = home_with_routines(say("stretch --example").out.as_bytes());
    assert_eq!(at(&own, "review").out, printed.out);
    for sign in signs() {
        assert!(file.contains(&format!("Sign {}<", text(&sign, "id"))), "{sign}");
    }
}

/// Every way to print something that needs no diary.
const PRINTERS: [&str; 36] = [
    "check --list",
    "check --list --json",
    "check --none",
    "check --none --json",
    "check --sign breathless",
    "stretch --list",
    "stretch --list --json",
    "show",
    "show --json",
    "show remedies",
    "show remedies --json",
    "show stretches calf",
    "show stretches calf --evidence",
    "show signs breathless --json",
    "show sources",
    "show about",
    "search calf",
    "search calf --json",
    "search calf --region GB",
    "log --tags",
    "log --tags --json",
    "stretch --example",
    "review",
    "config",
    "config --json",
    "config --keys",
    "config --defaults",
    "paths",
    "paths --json",
    "completions bash",
    "completions fish",
    "completions zsh",
    "man",
    "--help",
    "check --help",
    "--version",
];

/// Every way to print something of a diary. A reader that has gone changes nothing of what is done.
const OF_A_DIARY: [&str; 17] = [
    "diary",
    "diary --json",
    "diary check",
    "diary check --json",
    "report",
    "report --format html",
    "export",
    "export --format csv",
    "import diary.json",
    "import diary.json --dry-run --json",
    "log --pain 3",
    "log --bedtime --json",
    "edit 5f0c --pain 7",
    "delete 5f0c",
    "undo",
    "diary recover",
    "diary set-aside",
];

/// A home with a diary, an entry of a known id in it, a last change, and an export.
fn home_with_a_diary() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a home");
    let entries = r#"{"schema": "uncramp-diary", "version": 2,
        "episodes": [{"id": "5f0c1d", "start": "2026-01-04T03:10:00+00:00", "pain": 3}]}"#;
    #[expect(clippy::disallowed_methods, reason = "a file to be imported")]
    std::fs::write(home.path().join("entries.json"), entries).expect("written");
    for arguments in ["import entries.json", "log --pain 3 --note x", "export -o diary.json"] {
        assert_eq!(at(&home, arguments).code, 0, "{arguments}");
    }
    home
}

/// Every command is in one of the tables, or has no output but the screen's.
#[test]
fn no_command_is_left_out_of_the_tables_of_printers() {
    let screens = ["", "now"];
    for command in commands() {
        let is_there = PRINTERS.iter().chain(&OF_A_DIARY).any(|arguments| {
            arguments.split(' ').zip(command.split(' ')).filter(|(a, b)| a == b).count()
                == command.split(' ').count()
        });
        assert!(is_there || screens.contains(&command.as_str()), "{command} is in no table");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    for arguments in PRINTERS {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let ran = run(uncramp(arguments.split(' ')).stdout(writer));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments}");
    }
    for arguments in OF_A_DIARY {
        let home = home_with_a_diary();
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = uncramp(arguments.split(' '));
        let ran = run(command.env("HOME", home.path()).current_dir(home.path()).stdout(writer));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments}");
    }
}

#[test]
fn output_that_was_closed_is_no_error() {
    for arguments in PRINTERS {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &format!("exec \"$0\" {arguments} >&-"), UNCRAMP]).env_clear();
        let ran = run(&mut shell);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments}");
    }
    for arguments in OF_A_DIARY {
        let home = home_with_a_diary();
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &format!("exec \"$0\" {arguments} >&-"), UNCRAMP]).env_clear();
        let ran = run(shell.env("HOME", home.path()).current_dir(home.path()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments}");
    }
}

#[test]
fn a_full_disk_is_an_error_in_one_sentence() {
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    for arguments in PRINTERS {
        let ran = run(uncramp(arguments.split(' ')).stdout(full()));
        assert_eq!(ran.code, 1, "{arguments}");
        assert!(ran.err.starts_with("uncramp: the output cannot be written"), "{arguments}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{arguments}: {}", ran.err);
    }
    for arguments in OF_A_DIARY {
        let home = home_with_a_diary();
        let mut command = uncramp(arguments.split(' '));
        let ran = run(command.env("HOME", home.path()).current_dir(home.path()).stdout(full()));
        assert_eq!(ran.code, 1, "{arguments}");
        assert!(ran.err.starts_with("uncramp: the output cannot be written"), "{arguments}: {}", ran.err);
        let writes = ["log", "edit", "delete", "undo", "import"];
        let is_saved =
            writes.iter().any(|name| arguments.starts_with(name)) && !arguments.contains("--dry-run");
        assert_eq!(ran.err.contains("the change is saved"), is_saved, "{arguments}: {}", ran.err);
    }
    // A complaint that cannot be written still ends with its code.
    for arguments in ["check --sign xyzzy", "--nonsense", "stretch calv"] {
        let ran = run(uncramp(arguments.split_whitespace()).stderr(full()));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
    }
}

/// Commands that read lines. They end with their input.
const TALKS: [&str; 5] = ["", "stretch", "check", "check --exit-code", "now --speed 600"];

/// Ways to redirect input and outputs: as they are, closed, `/dev/null`, and a device that gives zeros for ever and takes nothing.
const INPUTS: [&str; 4] = ["", "<&-", "</dev/null", "</dev/full"];
const OUTPUTS: [&str; 4] = ["", ">&-", ">/dev/null", ">/dev/full"];
const ERRORS: [&str; 4] = ["", "2>&-", "2>/dev/null", "2>/dev/full"];

/// Every two of those together, for all three.
fn pipes() -> impl Iterator<Item = [&'static str; 3]> {
    // The first is as it is in every way: others are held against that.
    INPUTS.iter().enumerate().flat_map(|(i, input)| {
        let errors = ERRORS.iter().cycle().skip(i);
        OUTPUTS.iter().zip(errors).map(|(output, errors)| [*input, *output, *errors])
    })
}

#[test]
fn every_command_ends_right_whatever_its_input_and_output_are() {
    let master = home_with_a_diary();
    let copy = || {
        let home = tempfile::tempdir().expect("a home");
        let data = home.path().join(".local/share/uncramp");
        std::fs::create_dir_all(&data).expect("a folder");
        for name in ["diary.db", "undo.json"] {
            let from = master.path().join(".local/share/uncramp").join(name);
            std::fs::copy(from, data.join(name)).expect("a file");
        }
        std::fs::copy(master.path().join("diary.json"), home.path().join("diary.json")).expect("a file");
        home
    };
    for arguments in PRINTERS.iter().chain(&TALKS).chain(&OF_A_DIARY) {
        let mut home = copy();
        let mut first: Option<Ran> = None;
        for [input, output, errors] in pipes() {
            if OF_A_DIARY.contains(arguments) {
                home = copy();
            }
            let line = format!("exec \"$0\" {arguments} {input} {output} {errors}");
            let mut shell = uncramp([] as [&str; 0]);
            let environment: Vec<_> =
                shell.get_envs().map(|(name, value)| (name.to_owned(), value.map(OsStr::to_owned))).collect();
            shell = Command::new("/bin/sh");
            shell.args(["-c", &line, UNCRAMP]).env_clear().stdin(Stdio::null());
            for (name, value) in environment {
                value.map(|value| shell.env(name, value));
            }
            let ran = run(shell.env("HOME", home.path()).current_dir(home.path()));
            let Some(first) = &first else {
                assert_eq!(ran.err, "", "{arguments}");
                first = Some(ran);
                continue;
            };
            let code = if output == ">/dev/full" { 1 } else { first.code };
            assert_eq!(ran.code, code, "{arguments} {input} {output} {errors}: {}", ran.err);
            assert!(!ran.err.contains("panicked") && ran.err.lines().count() <= 1, "{line}: {}", ran.err);
            if output.is_empty() && PRINTERS.contains(arguments) {
                assert_eq!(ran.out, first.out, "{line}");
            }
        }
    }
}

/// A home with a diary of some weeks: every kind of entry, blanks among them.
fn diary_of_weeks() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a home");
    let log = |words: &[&str]| {
        let ran = run(uncramp(["log"].iter().chain(words)).env("HOME", home.path()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}");
        assert!(ran.out.starts_with("In the diary."), "{}", ran.out);
    };
    for day in 1..=28 {
        let at = format!("2025-10-{day:02}T0{}:{:02}+01:00", day % 6, day * 2);
        let (pain, lost) = ((day % 11).to_string(), (day % 4).to_string());
        match day % 7 {
            0 => {}
            1 => {
                log(&["--at", &at, "--minutes", "2:30", "--muscle", "calf", "--leg", "left", "--pain", &pain])
            }
            2 => log(&[
                "--at",
                &at,
                "--minutes",
                "12",
                "--leg",
                "left",
                "--tried",
                "stretch,walk",
                "--eased-by",
                "walk",
            ]),
            3 => log(&[
                "--at",
                &at,
                "--sleep-lost",
                &lost,
                "--was",
                "asleep",
                "--before",
                "sat-long,alcohol",
                "--alcohol",
                "2",
            ]),
            4 => log(&[
                "--at",
                &at,
                "--muscle",
                "foot",
                "--leg",
                "both",
                "--also",
                "twitching",
                "--sore-hours",
                "30",
            ]),
            5 => log(&[
                "--at",
                &at,
                "--pain",
                &pain,
                "--awake-minutes",
                "20",
                "--note",
                "=\"toes, curled\"\u{202e}",
            ]),
            _ => log(&["--at", &at]),
        }
    }
    log(&["--medicine", "amlodipine, 5", "--change", "started", "--dose", "5 mg", "--on", "2025-10-03"]);
    log(&["--medicine", "estradiol", "--change", "changed", "--route", "patch", "--on", "2025-10-04"]);
    log(&["--none-last-night"]);
    // Not today: after midnight it is the same night as the one above.
    log(&["--bedtime", "--on", "2025-12-01"]);
    for signs in ["breathless", "twitching"] {
        let kept = run(uncramp(["check", "--keep", "--sign", signs]).env("HOME", home.path()));
        assert_eq!(kept.code, 0, "{}", kept.err);
    }
    home
}

/// Runs in that home.
fn at(home: &tempfile::TempDir, arguments: &str) -> Ran {
    run(uncramp(arguments.split_whitespace()).env("HOME", home.path()).current_dir(home.path()))
}

#[test]
fn every_number_of_a_report_can_be_worked_out_from_the_export_by_another_program() {
    if Command::new("python3").arg("--version").output().is_err() {
        // Set by the gate.
        assert!(std::env::var_os("UNCRAMP_TEST_TOOLS").is_none(), "this test needs python3: install it");
        println!("not checked: there is no python3 here to work the report out anew");
        return;
    }
    let home = diary_of_weeks();
    let agrees = |from: &str, to: &str| {
        let report = at(&home, &format!("report --from {from} --to {to} -o report.txt"));
        assert_eq!(report.code, 0, "{}", report.err);
        assert_eq!(at(&home, "export --format csv -o diary.csv").code, 0);
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recompute.py");
        let mut python = Command::new("python3");
        python.args([script, "report.txt", "diary.csv", from, to]).current_dir(home.path());
        let ran = run(&mut python);
        assert_eq!(ran.code, 0, "{from} to {to}: {}{}", ran.out, ran.err);
    };
    for (from, to) in [
        ("2025-10-01", "2025-10-28"),
        ("2025-10-20", "2025-10-28"),
        ("2025-10-10", "2025-10-20"),
        ("2025-09-01", "2025-09-20"),
        ("2025-09-01", "2026-12-31"),
    ] {
        agrees(from, to);
    }
    let onset = r#"{"schema":"uncramp-diary","version":1,"facts":[{"fact":"onset","text":"2019, at 45"}]}"#;
    #[expect(clippy::disallowed_methods, reason = "a file that somebody has written")]
    std::fs::write(home.path().join("onset.json"), onset).expect("written");
    assert!(at(&home, "import onset.json").out.starts_with("Added: 1\n"));
    agrees("2025-10-01", "2025-10-28");
    // Bedtime stretches that go on when their six weeks are over.
    let evenings = (1..=31).map(|day| (8, day)).chain((1..=30).map(|day| (9, day)));
    let evenings: Vec<String> =
        evenings.map(|(month, day)| format!("night,2025-{month:02}-{day:02},true")).collect();
    let file = format!("kind,when,programme\n{}\n", evenings.join("\n"));
    #[expect(clippy::disallowed_methods, reason = "a file that somebody has written")]
    std::fs::write(home.path().join("evenings.csv"), file).expect("written");
    assert!(at(&home, "import evenings.csv").out.starts_with("Added: "));
    for (from, to) in
        [("2025-09-20", "2025-10-28"), ("2025-08-20", "2025-10-05"), ("2025-08-01", "2025-10-28")]
    {
        agrees(from, to);
    }
    let beyond = at(&home, "report --from 2025-09-20 --to 2025-10-28").out;
    let beyond = beyond.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(beyond.contains("Ticked on 11 more nights, after the 42 of a programme."), "{beyond}");
    // A number that is changed is found, wherever it stands.
    let spoil = "
import random, re, subprocess, sys
script, report, export, first, last = sys.argv[1:]
text = open(report, encoding='utf-8').read()
end = text.index('QUESTIONS TO ASK')
begin = text.index('WHAT IS RECORDED')
numbers = [match for match in re.finditer(r'\\d+', text) if begin < match.start() < end]
unseen = []
for match in random.Random(7).sample(numbers, 12):
    spoiled = text[: match.start()] + str(int(match[0]) + 1) + text[match.end() :]
    open('spoiled.txt', 'w', encoding='utf-8').write(spoiled)
    ran = subprocess.run([sys.executable, script, 'spoiled.txt', export, first, last], capture_output=True)
    if ran.returncode != 1:
        unseen.append(text[max(match.start() - 60, 0) : match.end()])
print(unseen)
";
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recompute.py");
    let report = at(&home, "report --from 2025-10-01 --to 2025-10-28 -o report.txt");
    assert_eq!(report.code, 0, "{}", report.err);
    let mut python = Command::new("python3");
    let arguments = ["-c", spoil, script, "report.txt", "diary.csv", "2025-10-01", "2025-10-28"];
    let ran = run(python.args(arguments).current_dir(home.path()));
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("[]\n", ""));
}

#[test]
fn an_export_is_taken_in_once_and_exactly() {
    let home = diary_of_weeks();
    for format in ["json", "csv"] {
        assert_eq!(at(&home, &format!("export --format {format} -o diary.txt")).code, 0);
        let other = tempfile::tempdir().expect("a home");
        std::fs::copy(home.path().join("diary.txt"), other.path().join("diary.txt")).expect("a copy");
        let dry = at(&other, "import diary.txt --dry-run");
        assert!(dry.out.starts_with("Would be added: 30\n") && dry.code == 0, "{}", dry.out);
        assert!(
            at(&other, "diary --nights 3660").out.contains("Nothing is recorded"),
            "a dry run adds nothing"
        );
        let first = at(&other, "import diary.txt");
        assert_eq!(first.out.replace("Added", "Would be added"), dry.out);
        let again = at(&other, "import diary.txt");
        assert!(again.out.starts_with("Added: 0\n"), "{}", again.out);
        let exported = |home| at(home, &format!("export --format {format}")).out;
        assert_eq!(exported(&other), exported(&home), "{format}");
    }
}

#[test]
fn the_good_rows_of_an_import_are_taken_and_each_bad_one_is_named() {
    let home = diary_of_weeks();
    assert_eq!(at(&home, "export --format csv -o diary.csv").code, 0);
    let path = home.path().join("diary.csv");
    #[expect(clippy::disallowed_methods, reason = "a file that somebody has edited")]
    let text = std::fs::read_to_string(&path).expect("text");
    // The third line is the second cramp.
    let spoiled: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(i, line)| if i == 2 { line.replacen("2025-10-02", "2025-13-02", 1) } else { line.to_owned() })
        .collect();
    #[expect(clippy::disallowed_methods, reason = "a file that somebody has edited")]
    std::fs::write(&path, spoiled.join("\n")).expect("written");
    let other = tempfile::tempdir().expect("a home");
    let file = path.to_str().expect("a path");
    let ran = at(&other, &format!("import {file}"));
    assert_eq!(ran.code, 0);
    assert!(ran.out.ends_with("Rejected: 1\n"), "{}", ran.out);
    assert!(ran.err.starts_with(&format!("{file}:3: ")) && ran.err.lines().count() == 1, "{}", ran.err);
    for (text, word) in
        [("dear diary\n", "diary"), ("", "empty"), ("{\"schema\":\"uncramp-diary\",\"version\":99}", "99")]
    {
        #[expect(clippy::disallowed_methods, reason = "a file that is no diary")]
        std::fs::write(&path, text).expect("written");
        let ran = at(&other, &format!("import {file}"));
        assert_eq!((ran.code, ran.out.as_str()), (4, ""), "{text:?}");
        assert!(ran.err.contains(word) && ran.err.lines().count() == 1, "{text:?}: {}", ran.err);
    }
}

#[test]
fn what_cannot_have_been_is_refused_with_what_is_allowed() {
    let home = tempfile::tempdir().expect("a home");
    for (arguments, word) in [
        ("log --pain 11", "from 0 to 10"),
        ("log --pain -1", "from 0 to 10"),
        ("log --alcohol 61", "from 0 to 60"),
        ("log --on 2026-01-01", "goes with"),
        ("log --bedtime --note x", "does not go with"),
        ("log --none-last-night --eased-by walk", "does not go with"),
        ("log --none-last-night --on 2199-01-01", "still to come"),
        ("log --minutes -3", "is not a length"),
        ("log --minutes 1441", "a day at most"),
        ("log --at 2026-02-30T03:10", "is not a date"),
        ("log --at 25:00", "is not a time"),
        ("log --at 2199-01-01T03:10", "still to come"),
        ("log --at 03:10 --until 03:05", "ends after it began"),
        ("log --leg lefft", "left"),
        ("log --tried strech", "did you mean \"stretch\""),
        ("log --medicine amlodipine", "--change"),
        ("log --none-last-night --pain 3", "does not go with"),
        ("report --nights 0", "from 1 to 3660"),
        ("report --from 2026-02-01 --to 2026-01-01", "is before"),
        ("report --from 2026-02-30 --to 2026-03-01", "is not a date"),
        ("report --format pdf", "html"),
        ("diary --nights -1", "from 1 to 36600"),
    ] {
        let ran = at(&home, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments}");
        assert!(ran.err.contains(word) && is_plain(&ran.err), "{arguments}: {}", ran.err);
    }
    // The spring gap and the autumn hour that comes twice, where the clocks change.
    for (when, word) in [("2026-03-29T01:30", "went forward"), ("2026-10-25T01:30", "+01:00 or")] {
        let mut command = uncramp(["log", "--at", when]);
        let ran = run(command.env("HOME", home.path()).env("TZ", "GMT0BST,M3.5.0/1,M10.5.0"));
        assert_eq!(ran.code, 2, "{when}");
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    assert!(at(&home, "diary").out.contains("Nothing is recorded"));
}

#[test]
fn no_save_writes_nothing_and_says_so() {
    let home = tempfile::tempdir().expect("a home");
    for arguments in ["log --pain 3 --no-save", "log --bedtime --no-save"] {
        let ran = at(&home, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments}");
        assert!(ran.err.contains("--no-save"), "{}", ran.err);
    }
    // The advice is printed all the same, and the exit code has the tier.
    for (how, code) in [("", 1), ("--exit-code", 12)] {
        let ran = at(&home, &format!("check --sign breathless --keep --no-save {how}"));
        assert!(ran.code == code && ran.out.starts_with("EMERGENCY"), "{}", ran.out);
        assert!(ran.err.contains("--no-save"), "{}", ran.err);
    }
    assert_eq!(at(&home, "diary --no-save").code, 0);
    assert_eq!(std::fs::read_dir(home.path()).expect("a home").count(), 0);
}

#[test]
fn a_damaged_diary_is_looked_over_recovered_and_set_aside_and_never_changed() {
    let home = diary_of_weeks();
    let folder = home.path().join(".local/share/uncramp");
    let diary = folder.join("diary.db");
    let sound = at(&home, "diary check");
    assert!(sound.code == 0 && sound.out.contains("sound.\nCramps: 24\n"), "{}", sound.out);
    #[expect(clippy::disallowed_methods, reason = "the file that is damaged here")]
    let mut bytes = std::fs::read(&diary).expect("the diary");
    // The end of the file is gone.
    bytes.truncate(bytes.len() - 5000);
    #[expect(clippy::disallowed_methods, reason = "the file that is damaged here")]
    std::fs::write(&diary, &bytes).expect("written");

    for arguments in ["diary", "log --pain 3", "report", "export", "diary check"] {
        let ran = at(&home, arguments);
        assert_eq!(ran.code, 4, "{arguments}: {}", ran.out);
        assert!(format!("{}{}", ran.out, ran.err).contains("diary.db"), "{arguments}: {}", ran.err);
    }
    // The newest copy has the diary as it was before the last command.
    let check = at(&home, "diary check");
    assert!(
        check.out.contains("diary.copy-1.db") && check.out.contains("uncramp diary recover"),
        "{}",
        check.out
    );
    let recovered = at(&home, "diary recover");
    assert!(recovered.code == 0 && recovered.out.contains("diary.db.set-aside-1"), "{}", recovered.err);
    #[expect(clippy::disallowed_methods, reason = "the file that is damaged here")]
    let aside = std::fs::read(folder.join("diary.db.set-aside-1")).expect("the damaged diary");
    assert!(aside == bytes, "it is left byte for byte");
    assert_eq!(at(&home, "diary check").code, 0, "the copy is whole");
    let aside = at(&home, "diary set-aside");
    assert!(aside.code == 0 && aside.out.contains("diary.db.set-aside-2"), "{}", aside.err);
    assert_eq!(at(&home, "log --pain 3").code, 0, "a new one begins");
    assert!(at(&home, "diary set-aside --no-save").err.contains("--no-save"));
}

#[test]
fn the_diary_is_kept_where_it_is_asked_for() {
    let home = tempfile::tempdir().expect("a home");
    for (how, wanted) in [("--data-dir here", "here/diary.db"), ("", ".local/share/uncramp/diary.db")] {
        let paths = at(&home, &format!("paths {how}")).out;
        assert!(paths.starts_with("Diary: ") && paths.contains(wanted), "{paths}");
        assert_eq!(at(&home, &format!("log --pain 3 {how}")).code, 0);
        assert!(home.path().join(wanted).is_file(), "{wanted}");
    }
    let mut command = uncramp(["log", "--pain", "4"]);
    command.env("HOME", home.path()).env("UNCRAMP_DATA_DIR", home.path().join("there"));
    assert_eq!(run(&mut command).code, 0);
    assert!(home.path().join("there/diary.db").is_file());
    // The one file that is never written over.
    let ran = at(&home, "export --data-dir here -o here/diary.db");
    assert!(ran.code == 2 && ran.err.contains("the place of the diary itself"), "{}", ran.err);
}

#[test]
fn a_cramp_that_is_logged_is_read_back_in_words() {
    let home = tempfile::tempdir().expect("a home");
    let logged = run(uncramp([
        "log",
        "--at",
        "2025-11-05T03:10+01:00",
        "--until",
        "2025-11-05T03:14:30+01:00",
        "--muscle",
        "calf",
        "--leg",
        "left",
        "--pain",
        "10",
        "--sleep-lost",
        "0",
        "--tried",
        "stretch,walk,stretch",
        "--note",
        "a \u{1b}[31mb",
    ])
    .env("HOME", home.path()));
    assert_eq!(
        logged.out, "In the diary. A cramp on Wed 5 Nov 2025 at 03:10, in the night of Tue 4 Nov 2025.\n",
        "{}",
        logged.err
    );
    let listed = at(&home, "diary --nights 3660");
    assert_eq!(
        listed.out,
        "Night of Tue 4 Nov 2025\n  Cramp at 03:10, calf, left leg, length 4 min 30 s, pain 10 of 10, sleep lost 0 of \
         10, tried: stretched it and walked. \"a [31mb\"\n"
    );
    for filter in ["--leg right", "--muscle foot", "--text zanzibar"] {
        let none = at(&home, &format!("diary --nights 3660 {filter}")).out;
        assert_eq!(none, "No entry of the last 3660 nights passes the filter.\n", "{filter}");
    }
    assert!(at(&home, "diary --nights 1").out.starts_with("Nothing is recorded for the last night. "));
    for (filter, count) in [("--leg left", 2), ("--leg right", 1), ("--text 31mb", 2), ("--muscle foot", 1)] {
        assert_eq!(
            at(&home, &format!("diary --nights 3660 {filter}")).out.lines().count(),
            count,
            "{filter}"
        );
    }
}

#[test]
fn everything_that_is_logged_of_a_cramp_is_read_back() {
    let home = tempfile::tempdir().expect("a home");
    let log = "log --at 2025-11-05T03:10+01:00 --was awake --awake-minutes 1 --alcohol 1 --soreness 2 --sore-hours 30";
    assert_eq!(at(&home, log).code, 0);
    let listed = at(&home, "diary --nights 3660").out;
    let said = "Cramp at 03:10, awake, awake for 1 minute, alcohol 1 unit, soreness after 2 of 10, sore for 30 hours.";
    assert!(listed.contains(said), "{listed}");
    // A line that changes what others mean is no warning sign, and yet it was ticked.
    let signs = signs();
    let sign = signs.iter().find(|sign| text(sign, "tier") == "none-ticked").expect("a circumstance");
    assert_eq!(at(&home, &format!("check --keep --sign {}", text(sign, "id"))).code, 0);
    let listed = at(&home, "diary").out;
    assert!(listed.contains(", 1 ticked, no warning sign by itself: "), "{listed}");
}

/// The ways to every command, from the lists in the helps: `diary check` among them.
fn commands() -> Vec<String> {
    let mut all = vec![String::new()];
    let mut at = 0;
    while let Some(command) = all.get(at).cloned() {
        let help = say(&format!("{command} --help")).out;
        let list = if command.is_empty() { "\nTonight:\n" } else { "Commands:\n" };
        let below = help.split_once(list).map_or("", |(_, below)| below);
        let end = if command.is_empty() { "Options of every command:" } else { "\n\n" };
        let below = below.split(end).next().unwrap_or("").lines();
        // The text about a command may go on in the row below, further in.
        let below = below.filter_map(|row| row.strip_prefix("  ")?.split(' ').next());
        let below = below.filter(|name| !name.is_empty() && *name != "help");
        all.extend(below.map(|name| format!("{command} {name}").trim_start().to_owned()));
        at += 1;
    }
    all
}

#[test]
fn every_command_has_help_with_examples_that_work() {
    let all = commands();
    for known in ["now", "stretch", "check", "show", "diary set-aside", "man"] {
        assert!(all.iter().any(|command| command == known), "{known} is not among {all:?}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    // Not of tonight, which before noon is the last night too: an example says that there was no cramp in that.
    // Entries with the ids of the examples.
    let entries = r#"{"schema": "uncramp-diary", "version": 2,
        "episodes": [{"id": "5f0c1d", "start": "2026-01-04T03:10:00+00:00", "pain": 3}],
        "medicines": [{"id": "77aa1d", "date": "2026-01-04", "name": "Estradiol", "change": "started"}],
        "nights": [{"night": "2026-11-20", "programme": true}]}"#;
    #[expect(clippy::disallowed_methods, reason = "a file to be imported")]
    std::fs::write(folder.path().join("entries.json"), entries).expect("written");
    for arguments in ["import entries.json", "log --pain 3 --at 2026-01-05T03:10", "export -o diary.json"] {
        assert_eq!(at(&folder, arguments).code, 0, "{arguments}");
    }
    let program = std::path::Path::new(UNCRAMP).parent().expect("a folder").to_str().expect("a path");
    for command in all {
        let help = say(&format!("{command} --help"));
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{command}");
        assert!(is_plain(&help.out), "{command}");
        let (_, examples) = help.out.split_once("\nExample").expect(&command);
        let examples = examples.lines().filter_map(|row| row.strip_prefix("  uncramp"));
        let mut count = 0;
        for example in examples {
            // Three spaces end the command; a comment follows.
            let example = example.split("   ").next().unwrap_or("");
            let belongs = command.is_empty() || example.trim_start().starts_with(&command);
            assert!(belongs, "uncramp {command} --help speaks of {example}");
            // Each in a home of its own, with a diary: some write.
            let home = tempfile::tempdir().expect("a home");
            let data = home.path().join(".local/share/uncramp");
            std::fs::create_dir_all(&data).expect("a folder");
            for name in ["diary.db", "undo.json"] {
                std::fs::copy(folder.path().join(".local/share/uncramp").join(name), data.join(name))
                    .expect("a file");
            }
            for name in ["diary.json", "diary.csv"] {
                std::fs::copy(folder.path().join("diary.json"), home.path().join(name)).expect("a file");
            }
            let mut shell = uncramp([] as [&str; 0]);
            let environment: Vec<_> =
                shell.get_envs().map(|(name, value)| (name.to_owned(), value.map(OsStr::to_owned))).collect();
            shell = Command::new("/bin/sh");
            shell.args(["-c", &format!("uncramp{example}")]).env_clear().stdin(Stdio::null());
            for (name, value) in environment {
                value.map(|value| shell.env(name, value));
            }
            shell.env("HOME", home.path()).env("PATH", program).current_dir(home.path());
            // A session takes its minutes; here they are a second.
            if ["now", "stretch"].iter().any(|session| example.trim_start().starts_with(session)) {
                shell.env("UNCRAMP_SPEED", "600");
            }
            let ran = run(&mut shell);
            assert_eq!(ran.code, 0, "{example}: {}", ran.err);
            count += 1;
        }
        assert!(count > 0, "{command}: {}", help.out);
    }
}

/// The id of the newest entry of the diary.
fn newest(home: &tempfile::TempDir) -> String {
    let listed: Value = serde_json::from_str(&at(home, "diary --nights 3660 --json").out).expect("JSON");
    text(listed.get(0).expect("an entry"), "id").to_owned()
}

#[test]
fn an_entry_is_corrected_deleted_and_brought_back() {
    let home = tempfile::tempdir().expect("a home");
    let listed = || at(&home, "diary --nights 3660").out;
    assert_eq!(at(&home, "undo").code, 1, "nothing to take back");
    assert_eq!(at(&home, "log --at 2025-11-05T03:10 --pain 3 --note before --tried stretch").code, 0);
    let id = newest(&home);
    let short = id.get(..8).expect("an id");
    assert!(at(&home, "diary --nights 3660 --ids").out.contains(&format!("  {short}  Cramp at 03:10")));

    let changed = at(&home, &format!("edit {short} --pain 7 --leg LEFT --note after"));
    assert_eq!((changed.code, changed.err.as_str()), (0, ""));
    assert!(
        listed().contains("Cramp at 03:10, left leg, pain 7 of 10, tried: stretched it. \"after\""),
        "{}",
        listed()
    );
    assert_eq!(at(&home, "undo").code, 0);
    assert!(listed().contains("pain 3 of 10") && listed().contains("before"), "{}", listed());
    assert_eq!(at(&home, "undo").code, 0, "a second undo makes the change again");
    assert!(listed().contains("pain 7 of 10"), "{}", listed());
    assert_eq!(at(&home, &format!("edit {id} --clear pain,tried")).code, 0);
    assert!(listed().contains("Cramp at 03:10, left leg. \"after\""), "{}", listed());

    assert_eq!(at(&home, &format!("delete {short}")).code, 0);
    assert!(!listed().contains("Cramp"), "{}", listed());
    assert_eq!(at(&home, "undo").code, 0);
    assert!(listed().contains("Cramp at 03:10, left leg. \"after\""), "{}", listed());

    assert_eq!(at(&home, "log --none-last-night --on 2025-11-20").code, 0);
    assert_eq!(at(&home, "delete 2025-11-20").code, 0);
    assert!(!listed().contains("No cramp"), "{}", listed());
    for (wrong, word) in [
        ("delete 2025-11-20".to_owned(), "there is no entry"),
        (format!("edit {}", short.get(..3).expect("an id")), "there is no entry"),
        (format!("edit {short}"), "nothing is to be changed"),
        (format!("edit {short} --leg left"), "nothing is to be changed"),
        (format!("edit {short} --dose 5"), "is a cramp"),
        ("edit nowhere --pain 3".to_owned(), "uncramp diary --ids"),
    ] {
        let ran = at(&home, &wrong);
        assert!(ran.code == 2 && ran.err.contains(word), "{wrong}: {}", ran.err);
    }
    // An entry that has changed since is not taken back.
    assert_eq!(at(&home, "log --at 2025-12-05T03:10").code, 0);
    let kept = home.path().join("kept.json");
    let undo = home.path().join(".local/share/uncramp/undo.json");
    std::fs::copy(&undo, &kept).expect("a copy");
    assert_eq!(at(&home, &format!("edit {} --pain 9", newest(&home))).code, 0);
    std::fs::copy(&kept, &undo).expect("the older change");
    let ran = at(&home, "undo");
    assert!(ran.code == 1 && ran.err.contains("has been changed since"), "{}", ran.err);
    assert!(listed().contains("pain 9 of 10"), "{}", listed());
}

#[test]
fn a_medicine_is_corrected_by_its_own_options() {
    let home = tempfile::tempdir().expect("a home");
    assert_eq!(at(&home, "log --medicine Estradiol --change started --on 2025-11-02").code, 0);
    let id = newest(&home);
    assert_eq!(at(&home, &format!("edit {id} --dose 50 --route patch --on 2025-11-03")).code, 0);
    let listed = at(&home, "diary --nights 3660").out;
    assert!(
        listed.contains("3 Nov 2025") && listed.contains("Medicine started: Estradiol, 50, patch."),
        "{listed}"
    );
    let ran = at(&home, &format!("edit {id} --pain 3"));
    assert!(ran.code == 2 && ran.err.contains("is a medicine"), "{}", ran.err);
}

#[test]
fn log_without_an_option_writes_nothing_unasked() {
    let home = tempfile::tempdir().expect("a home");
    for arguments in ["log", "log --json"] {
        let ran = at(&home, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments}");
        assert!(ran.err.contains("uncramp log --at now"), "{}", ran.err);
    }
    assert!(!home.path().join(".local").exists());
}

#[test]
fn the_names_of_options_are_those_of_the_fields_and_the_old_ones_still_work() {
    let home = tempfile::tempdir().expect("a home");
    for old in [true, false] {
        let (waking, back, start) = if old {
            ("--was", "--awake-minutes", "--at")
        } else {
            ("--waking", "--back-to-sleep", "--start")
        };
        let ran = at(&home, &format!("log {start} 2025-11-05T03:10 {waking} Asleep {back} 20 --json"));
        let entry: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!((text(&entry, "waking"), entry["back_to_sleep"].as_u64()), ("asleep", Some(20)));
    }
}

#[test]
fn the_nights_of_a_list_are_chosen_by_date() {
    let home = tempfile::tempdir().expect("a home");
    for day in ["2025-11-05", "2025-12-05"] {
        assert_eq!(at(&home, &format!("log --at {day}T23:10")).code, 0);
    }
    for (arguments, listed) in [
        ("diary --from 2025-12-05", [false, true]),
        ("diary --to 2025-11-30", [true, false]),
        ("diary --from 2025-11-05 --to 2025-12-05", [true, true]),
        ("diary --from 2025-11-06 --to 2025-12-04", [false, false]),
    ] {
        let ran = at(&home, arguments);
        assert_eq!(["5 Nov", "5 Dec"].map(|day| ran.out.contains(day)), listed, "{arguments}: {}", ran.out);
    }
    assert_eq!(at(&home, "diary --from 2025-12-05 --to 2025-11-05").code, 2);
}

#[test]
fn help_is_short_or_long_and_lists_the_options_of_every_command_once() {
    let (long, short) = (say("--help").out, say("-h").out);
    assert!(long.contains("--speed") && !short.contains("--speed"), "{short}");
    let of_now = say("help now");
    assert_eq!((of_now.code, &of_now.out), (0, &say("now --help").out));
    assert!(!of_now.out.contains("--theme"), "{}", of_now.out);
    let places = ["Example", "Arguments:", "--leg <LEG>"].map(|word| of_now.out.find(word).expect(word));
    assert!(places.is_sorted(), "{}", of_now.out);
    assert_eq!(say("help diary check").code, 0);
    assert!(say("log --help").out.contains("--sore-hours") && !say("log -h").out.contains("--sore-hours"));
}

#[test]
fn a_muscle_is_named_as_a_word_or_as_an_option() {
    for arguments in ["now foot", "now --muscle Foot", "now FOOT --leg Left"] {
        let ran = say(&format!("{arguments} --speed 600 --no-save"));
        assert!(ran.out.to_lowercase().contains("foot"), "{arguments}: {}", ran.out);
    }
    let ran = say("now foot --muscle calf");
    assert!(ran.code == 2 && ran.err.contains("does not go with"), "{}", ran.err);
}

/// Every text of a JSON value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn output_for_scripts_names_no_key_and_no_action_in_braces() {
    for arguments in [
        "check --json",
        "check --json --none",
        "check --json --sign one-leg-swelling",
        "check --json --sign breathless --region GB",
        "check --json --list",
        "show causes --json",
        "show symptoms --json",
        "show remedies --json",
        "show stretches --json",
        "show signs --json",
        "show about --json",
        "stretch --list --json",
    ] {
        let ran = say(arguments);
        let value: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|why| panic!("{arguments}: {why}: {}", ran.err));
        let mut found = vec![];
        texts(&value, &mut found);
        for text in found {
            let lower = text.to_lowercase();
            let names_key = [
                "press !",
                "press x",
                "press ?",
                "press e ",
                "press enter",
                "esc ",
                "space ",
                "{signs}",
                "{eased}",
                "{leg}",
            ]
            .iter()
            .find(|key| lower.contains(*key));
            assert_eq!(names_key, None, "{arguments}: {text}");
        }
    }
}
