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
