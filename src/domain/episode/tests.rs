//! Tests of the records.

use super::*;
use crate::domain::choice::Choice;

#[test]
fn a_change_taken_back_twice_is_itself() {
    let change = Change::add(Record::Fact(Fact::Who, "A".into()));
    assert_eq!(change.clone().undone().undone(), change);
    assert_eq!(change.clone().undone().after, None);
}

#[test]
fn ids_differ() {
    let mut ids = Ids::new(7);
    let made: std::collections::HashSet<String> = (0..1000).map(|_| ids.make()).collect();
    assert_eq!(made.len(), 1000);
    assert!(made.iter().all(|id| id.len() == 32));
}

#[test]
fn every_choice_is_found_by_its_id() {
    for limb in Limb::ALL {
        assert_eq!(Limb::find(limb.id()), Some(*limb));
    }
    for route in Route::ALL {
        assert_eq!(Route::find(route.id()), Some(*route));
    }
    assert_eq!((Site::find("knee"), Route::find("nose")), (None, None));
    assert_eq!((Scale::new(10).map(Scale::get), Scale::new(11)), (Some(10), None));
}

#[test]
fn dose_and_route_are_told_together_or_alone() {
    let of = |dose: &str, route| {
        let medicine = Medicine {
            id: "a".into(),
            date: Night::parse("2026-11-01").expect("a date"),
            name: "Estradiol".into(),
            dose: dose.into(),
            route,
            change: MedicineChange::Started,
            note: String::new(),
        };
        medicine.dose_and_route()
    };
    assert_eq!(of("50 micrograms", Some(Route::Patch)), "50 micrograms, patch");
    assert_eq!(of("50 micrograms", None), "50 micrograms");
    assert_eq!(of("", Some(Route::Cream)), "cream or pessary");
    assert_eq!(of("", None), "");
}

#[test]
fn lengths_are_read_as_they_are_typed() {
    for (typed, seconds) in [
        ("", Some(None)),
        ("4", Some(Some(240))),
        ("2:30", Some(Some(150))),
        ("0:05", Some(Some(5))),
        ("0", Some(Some(0))),
        ("1440", Some(Some(86_400))),
        ("1441", None),
        ("-3", None),
        ("2:3", None),
        ("2:60", None),
        ("four", None),
        ("99999999999", None),
        ("71582788:59", None),
        ("+4", None),
        ("2:+5", None),
        ("2.5", None),
    ] {
        assert_eq!(parse_minutes(typed).ok(), seconds, "{typed}");
        if let Some(Some(seconds)) = seconds {
            assert_eq!(parse_minutes(&minutes(Some(seconds))), Ok(Some(seconds)));
        }
    }
}

#[test]
fn a_length_is_read_with_and_without_units() {
    for (typed, seconds) in [
        ("4", 240),
        ("4 min", 240),
        ("4 minutes", 240),
        ("4min.", 240),
        ("1 Minute", 60),
        ("1:30", 90),
        ("1 min 30 s", 90),
        ("90 seconds", 90),
        ("1 h", 3600),
        ("1 hour 5 minutes", 3900),
        ("24 h", MAX_SECONDS),
    ] {
        assert_eq!(parse_minutes(typed), Ok(Some(seconds)), "{typed}");
        assert_eq!(parse_minutes(&minutes(Some(seconds))), Ok(Some(seconds)), "{typed}");
    }
    for typed in [
        "x",
        "4 x",
        "min",
        "4.5",
        "-4",
        "1:3",
        "1:60",
        "5 min 1 h",
        "4 4",
        "1 min 30",
        "25 h",
        " ",
        "99999999999",
    ] {
        assert!(parse_minutes(typed).is_err(), "{typed}");
    }
    assert_eq!((parse_minutes(""), parse_whole_minutes("")), (Ok(None), Ok(None)));
    assert_eq!(parse_whole_minutes("1 h 10 min"), Ok(Some(70)));
    // An hour and a half is no minute and a half.
    assert!(parse_whole_minutes("1:30").is_err() && parse_whole_minutes("90 s").is_err());
}
