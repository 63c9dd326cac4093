//! Variables of the environment: an empty variable is not set, a wrong value is said and never keeps a command from its work.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::process::Command;

/// The exit code, and what was written to both outputs, of a command in an environment with nothing else in it.
fn run(variables: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String, String) {
    let home = tempfile::tempdir().expect("a home folder");
    let output = Command::new(env!("CARGO_BIN_EXE_uncramp"))
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .env("TZ", "UTC")
        .envs(variables.iter().copied())
        .output()
        .expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn an_empty_variable_is_not_set() {
    for name in ["UNCRAMP_THEME", "UNCRAMP_COLOR", "UNCRAMP_SPEED", "UNCRAMP_REGION", "UNCRAMP_ASCII"] {
        for arguments in [&["show"] as &[&str], &["stretch", "--list"], &["config"]] {
            let (code, out, err) = run(&[(name, "")], arguments);
            assert!(code == Some(0) && err.is_empty(), "{name} {arguments:?}: {code:?} {err}");
            assert!(!out.contains("environment"), "{name}: {out}");
        }
    }
}

#[test]
fn a_wrong_value_is_one_sentence_and_the_command_does_its_work() {
    for (name, value) in [
        ("UNCRAMP_THEME", "nigth"),
        ("UNCRAMP_COLOR", "sometimes"),
        ("UNCRAMP_SPEED", "fast"),
        ("UNCRAMP_REGION", "XX"),
        ("TZ", "Foo/Bar"),
    ] {
        for arguments in [&["check", "--sign", "breathless"] as &[&str], &["show", "signs"]] {
            let (code, out, err) = run(&[(name, value)], arguments);
            let (_, usual, _) = run(&[], arguments);
            assert_eq!((code, &out), (Some(0), &usual), "{name}={value}");
            assert_eq!(err.lines().count(), 1, "{name}={value}: {err}");
            assert!(err.contains(value), "{name}={value}: {err}");
        }
    }
}

#[test]
fn case_and_a_carriage_return_do_not_matter() {
    for (name, value, line) in [
        ("UNCRAMP_THEME", "Night", "theme: night (environment UNCRAMP_THEME)"),
        ("UNCRAMP_THEME", "HIGH-CONTRAST\r", "theme: high-contrast (environment UNCRAMP_THEME)"),
        ("UNCRAMP_COLOR", "Never\r", "color: never (environment UNCRAMP_COLOR)"),
        ("UNCRAMP_REGION", "gb\r", "region: GB (environment UNCRAMP_REGION)"),
        ("UNCRAMP_ASCII", "0\r", "ascii: false"),
    ] {
        let (code, out, err) = run(&[(name, value)], &["config"]);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{name}={value:?}");
        assert!(out.contains(line), "{name}={value:?}: {out}");
    }
}

#[test]
fn a_flag_goes_before_a_wrong_variable() {
    let (code, out, _) = run(&[("UNCRAMP_THEME", "nigth")], &["config", "--theme", "dark"]);
    assert!(out.contains("theme: dark (flag --theme)"), "{out}");
    // The command that looks over the settings names what is wrong in its exit code too.
    assert_eq!(code, Some(4));
}

#[test]
fn accessible_asks_for_plain_lines_unless_the_settings_do_not() {
    for (value, plain) in [("1", true), ("yes", true), ("0", false), ("", false)] {
        let (_, out, _) = run(&[("ACCESSIBLE", value)], &["config"]);
        let line = if plain { "plain: true (environment ACCESSIBLE)" } else { "plain: false (default)" };
        assert!(out.contains(line), "{value:?}: {out}");
    }
    let (_, out, _) = run(&[("ACCESSIBLE", "1"), ("UNCRAMP_PLAIN", "0")], &["config"]);
    assert!(out.contains("plain: false (environment UNCRAMP_PLAIN)"), "{out}");
}

#[test]
fn an_entry_is_in_the_zone_that_the_c_library_means() {
    // Noon in the winter: the rule of the United States for a summer time begins in March.
    for (zone, offset) in
        [("CET-1CEST", "+01:00"), ("NZST-12NZDT", "+12:00"), ("", "+00:00"), ("<+03>-3", "+03:00")]
    {
        let home = tempfile::tempdir().expect("a home folder");
        let command = |arguments: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_uncramp"))
                .args(arguments)
                .env_clear()
                .env("HOME", home.path())
                .env("TZ", zone)
                .output()
                .expect("the program");
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).expect("text")
        };
        command(&["log", "--at", "2026-01-10 12:00"]);
        let exported = command(&["export", "--format", "json"]);
        assert!(exported.contains(offset), "{zone}: {exported}");
    }
}
