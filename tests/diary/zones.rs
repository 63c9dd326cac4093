//! Time zones: zones of every kind and none, the hour that comes twice, the one that never comes, and a flight. Every entry
//! stays in its night and can be read from anywhere.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use serde_json::Value;

use crate::home::{Ran, TempHome, run};

/// Central European time, in the form that needs no file.
const BERLIN: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

impl TempHome {
    fn run_in(&self, zone: &str, arguments: &[&str]) -> Ran {
        run(self.command(arguments).env("TZ", zone))
    }

    /// Moment and night of every cramp, as read in that zone, oldest first.
    fn nights_in(&self, zone: &str) -> Vec<(String, String)> {
        let ran = self.run_in(zone, &["diary", "--nights", "9999", "--json"]);
        assert_eq!(ran.code, Some(0), "{zone:?}: {}", ran.err);
        says_at_most_that_the_zone_is_unknown(&ran, zone);
        let list: Value = serde_json::from_str(&ran.out).expect("JSON");
        let text = |record: &Value, field: &str| {
            record.get(field).and_then(Value::as_str).expect("a text").to_owned()
        };
        let mut all: Vec<_> = list
            .as_array()
            .expect("a list")
            .iter()
            .map(|record| (text(record, "start"), text(record, "night")))
            .collect();
        all.sort();
        all
    }
}

/// A zone that cannot be read is said in one sentence, and nothing else is.
fn says_at_most_that_the_zone_is_unknown(ran: &Ran, zone: &str) {
    let is_zone = ran.err.starts_with("uncramp: TZ=") && ran.err.lines().count() == 1;
    assert!(ran.err.is_empty() || is_zone, "{zone:?}: {}", ran.err);
}

#[test]
fn the_hour_that_comes_twice_and_the_one_that_never_comes_are_not_guessed() {
    let home = TempHome::new();
    let twice = home.run_in(BERLIN, &["log", "--at", "2025-10-26 02:30"]);
    assert_eq!((twice.code, twice.out.as_str()), (Some(2), ""));
    for offered in ["2025-10-26T02:30+02:00", "2025-10-26T02:30+01:00"] {
        assert!(twice.err.contains(offered), "{}", twice.err);
        assert_eq!(home.run_in(BERLIN, &["log", "--at", offered]).code, Some(0));
    }
    let never = home.run_in(BERLIN, &["log", "--at", "2025-03-30 02:30"]);
    assert_eq!((never.code, never.out.as_str()), (Some(2), ""));
    assert!(never.err.contains("went forward over it"), "{}", never.err);
    for beside in ["2025-03-30 01:59", "2025-03-30 03:00"] {
        assert_eq!(home.run_in(BERLIN, &["log", "--at", beside]).code, Some(0), "{beside}");
    }
    let nights = home.nights_in(BERLIN);
    let of = |start: &str, night: &str| (start.to_owned(), night.to_owned());
    assert_eq!(
        nights,
        [
            of("2025-03-30T01:59:00+01:00", "2025-03-29"),
            of("2025-03-30T03:00:00+02:00", "2025-03-29"),
            of("2025-10-26T02:30:00+01:00", "2025-10-25"),
            of("2025-10-26T02:30:00+02:00", "2025-10-25"),
        ]
    );
    // The nights stay what they were, wherever they are looked at from.
    for zone in ["Pacific/Kiritimati", "Etc/GMT+12", "UTC", "no zone at all"] {
        assert_eq!(home.nights_in(zone), nights, "{zone}");
    }
    // One night has both, however an hour comes between them.
    let list = home.run_in("UTC", &["diary", "--nights", "9999"]).out;
    assert_eq!(list.matches("Night of ").count(), 2, "{list}");
}

#[test]
fn a_flight_leaves_every_night_where_it_was_slept() {
    let home = TempHome::new();
    // 03:10 in Tokyo and, having flown against the sun, 03:10 in London in the next night.
    for (zone, at) in
        [("JST-9", "2025-11-05 03:10"), ("GMT0", "2025-11-06 03:10"), ("<-11>11", "2025-11-06 11:59")]
    {
        assert_eq!(home.run_in(zone, &["log", "--at", at]).code, Some(0), "{zone}");
    }
    let nights: Vec<String> = home.nights_in("NZST-12").into_iter().map(|(_, night)| night).collect();
    assert_eq!(nights, ["2025-11-04", "2025-11-05", "2025-11-05"]);
    let export = home.run_in("JST-9", &["export"]).out;
    for start in ["2025-11-05T03:10:00+09:00", "2025-11-06T03:10:00+00:00", "2025-11-06T11:59:00-11:00"] {
        assert!(export.contains(start), "{start}: {export}");
    }
}

#[test]
fn a_broken_or_missing_zone_loses_no_entry_and_keeps_nobody_waiting() {
    let home = TempHome::new();
    let pipe = home.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let (pipe, long) = (pipe.to_str().expect("a plain name"), "A".repeat(5000));
    let zones = [
        "",
        ":",
        "UTC",
        "Nowhere/At/All",
        "../../etc/passwd",
        "/etc/passwd",
        "/dev/zero",
        "/dev/null",
        "/proc/self/mem",
        "/",
        pipe,
        &long,
        "UTC+99",
        "CET-1CEST,M99.5.0",
        "<>0",
        "\u{1b}[2J",
        "\u{202e}",
        "0",
        "-",
        "<+0330>-3:30",
        "XXX+24:59",
        "Asia/Kathmandu",
        "America/St_Johns",
        "Pacific/Kiritimati",
        "Etc/GMT+12",
        ":Europe/London",
        BERLIN,
    ];
    for zone in zones {
        let ran = home.run_in(zone, &["log", "--at", "2025-06-02 03:10", "--note", "kept"]);
        assert_eq!(ran.code, Some(0), "{zone:?}: {}", ran.err);
        says_at_most_that_the_zone_is_unknown(&ran, zone);
    }
    let mut without = home.command(&["log", "--at", "2025-06-02 03:10"]);
    assert_eq!(run(without.env_remove("TZ")).code, Some(0));
    let wanted = home.nights_in("UTC");
    assert_eq!(wanted.len(), zones.len() + 1);
    for (start, night) in &wanted {
        assert!(start.starts_with("2025-06-02T03:10:00") && night == "2025-06-01", "{start} in {night}");
    }
    for zone in zones {
        assert_eq!(home.nights_in(zone), wanted, "{zone:?}");
        assert_eq!(
            home.run_in(zone, &["report", "--from", "2025-06-01", "--to", "2025-06-01"]).code,
            Some(0),
            "{zone:?}"
        );
    }
}
