//! Tests of local times and nights.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

fn london() -> TimeZone {
    TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").expect("a zone")
}

fn now(text: &str) -> Zoned {
    let local: DateTime = text.parse().expect("a time");
    local.to_zoned(london()).expect("a moment")
}

fn said(text: &str, at: &str) -> Result<String, String> {
    parse(text, &now(at)).map(|moment| moment.with_offset())
}

#[test]
fn a_night_turns_over_at_noon() {
    for (local, night) in [
        ("2026-11-05T03:10", "2026-11-04"),
        ("2026-11-05T11:59:59", "2026-11-04"),
        ("2026-11-05T12:00", "2026-11-05"),
        ("2026-11-05T23:59", "2026-11-05"),
        ("2026-11-06T00:00", "2026-11-05"),
        ("2026-03-01T01:00", "2026-02-28"),
        ("2027-01-01T00:30", "2026-12-31"),
    ] {
        assert_eq!(Night::of(local.parse().expect("a time")).to_string(), night, "{local}");
    }
    for (at, night) in [
        ("2026-11-05T03:10", "2026-11-04"),
        ("2026-11-05T09:00", "2026-11-04"),
        ("2026-11-05T22:00", "2026-11-04"),
    ] {
        assert_eq!(Night::last(&now(at)).to_string(), night);
    }
}

#[test]
fn both_half_past_twos_and_a_flight_stay_in_their_nights() {
    // The clocks go back at 02:00 summer time: 01:30 comes twice, an hour apart, in one night.
    let first = parse_with_offset("2026-10-25T01:30:00+01:00").expect("a moment");
    let second = parse_with_offset("2026-10-25T01:30:00+00:00").expect("a moment");
    assert_eq!(second.at.as_second() - first.at.as_second(), 3600);
    assert_eq!((first.night(), first.clock()), (second.night(), second.clock()));
    // The same moment in Tokyo and in London belongs to the night of where one was.
    let tokyo = parse_with_offset("2026-11-05T14:00:00+09:00").expect("a moment");
    let here = parse_with_offset("2026-11-05T05:00:00+00:00").expect("a moment");
    assert_eq!(tokyo.at, here.at);
    assert_eq!(tokyo.night().to_string(), "2026-11-05");
    assert_eq!(here.night().to_string(), "2026-11-04");
}

#[test]
fn times_are_read_as_they_are_typed() {
    let at = "2026-11-22T09:30";
    for (text, wanted) in [
        ("now", "2026-11-22T09:30:00+00:00"),
        ("03:10", "2026-11-22T03:10:00+00:00"),
        ("3:10", "2026-11-22T03:10:00+00:00"),
        ("23:30", "2026-11-21T23:30:00+00:00"),
        // Clocks differ by a minute.
        ("09:30", "2026-11-22T09:30:00+00:00"),
        ("09:31", "2026-11-22T09:31:00+00:00"),
        ("09:32", "2026-11-21T09:32:00+00:00"),
        ("2026-11-22 09:31", "2026-11-22T09:31:00+00:00"),
        ("2026-11-22T09:31Z", "2026-11-22T09:31:00+00:00"),
        ("2026-07-01T03:10+00:59", "2026-07-01T03:10:00+00:59"),
        ("yesterday 23:30", "2026-11-21T23:30:00+00:00"),
        ("today 03:10", "2026-11-22T03:10:00+00:00"),
        ("2026-07-01 03:10", "2026-07-01T03:10:00+01:00"),
        ("2026-07-01T03:10", "2026-07-01T03:10:00+01:00"),
        ("2026-07-01T03:10+09:00", "2026-07-01T03:10:00+09:00"),
        ("2026-07-01 03:10Z", "2026-07-01T03:10:00+00:00"),
        ("2026-07-01T03:10:42-05:30", "2026-07-01T03:10:42-05:30"),
    ] {
        assert_eq!(said(text, at).as_deref(), Ok(wanted), "{text}");
    }
}

#[test]
fn what_cannot_have_been_is_refused_with_the_reason() {
    let at = "2026-11-22T09:30";
    for (text, reason) in [
        ("", "is not a time"),
        ("soon", "is not a time"),
        ("25:00", "is not a time"),
        ("03:61", "is not a time"),
        ("031000", "is not a time"),
        ("3:1", "is not a time"),
        ("2026-11-01T03:10+1:00", "is not a time"),
        ("2026-11-01T03:10+01:0", "is not a time"),
        ("2026-11-01T03:10+01:60", "is not a time"),
        ("2026-02-30 03:10", "is not a date"),
        ("2026-13-01 03:10", "is not a date"),
        ("1026-11-01 03:10", "outside 1970 to 2199"),
        ("2026-11-22 23:30", "still to come"),
        ("2026-11-22 09:32", "still to come"),
        ("2026-11-22T09:32Z", "still to come"),
        ("2027-11-22T03:10Z", "still to come"),
        ("2026-03-29 01:30", "went forward over it"),
        ("2026-10-25 01:30", "2026-10-25T01:30+01:00 or 2026-10-25T01:30+00:00"),
        ("2026-11-22T03:10+99:00", "is not a time"),
    ] {
        let error = said(text, at).expect_err(text);
        assert!(error.contains(reason), "{text}: {error}");
    }
    assert_eq!(said("2026-10-25T01:30+01:00", at).as_deref(), Ok("2026-10-25T01:30:00+01:00"));
}

#[test]
fn a_moment_is_written_as_clocks_there_showed_it() {
    for (text, clock, typed, hour) in [
        ("2026-11-05T03:10:42+00:00", "03:10", "2026-11-05 03:10", 3),
        ("2026-11-05T23:05:00+09:00", "23:05", "2026-11-05 23:05", 23),
        ("2026-01-01T00:00:00-03:30", "00:00", "2026-01-01 00:00", 0),
    ] {
        let moment = parse_with_offset(text).expect("a moment");
        assert_eq!((moment.clock().as_str(), moment.typed().as_str(), moment.hour()), (clock, typed, hour));
        assert_eq!(moment.with_offset(), text);
    }
    // Whole seconds, and the offset of the place.
    let wall = now("2026-07-01T03:10:42.987");
    let moment = LocalTime::of(&wall);
    assert_eq!(moment.with_offset(), "2026-07-01T03:10:42+01:00");
    assert_eq!(parse(&moment.typed(), &wall).map(|moment| moment.clock()).as_deref(), Ok("03:10"));
}

#[test]
fn a_night_is_read_from_a_whole_date_alone() {
    assert_eq!(Night::parse(" 2026-11-05 ").map(|night| night.to_string()).as_deref(), Some("2026-11-05"));
    for text in [
        "",
        "20261105",
        "2026-11-05T03:10",
        "2026-11",
        "2026-02-30",
        "1969-12-30",
        "2200-01-01",
        "+002026-11-05",
    ] {
        assert_eq!(Night::parse(text), None, "{text}");
    }
    let night = Night::parse("2026-03-01").expect("a night");
    assert_eq!(
        (night.back(1).to_string().as_str(), night.words().as_str()),
        ("2026-02-28", "Sun 1 Mar 2026")
    );
    assert_eq!((night.back(-31).since(night), night.since(night.back(-31))), (31, -31));
}

#[test]
fn an_offset_that_is_not_written_out_and_a_zone_are_not_passed_over() {
    for text in [
        "2026-11-22T03:10+01",
        "2026-11-22T03:10-05",
        "2026-11-22T03:10+0100",
        "2026-11-22 03:10-0500",
        "2026-11-22T03:10[America/New_York]",
        "2026-11-22[America/New_York] 03:10",
        "2026-11-22T03:10+02:00+01:00",
        "03:10+01",
        "03:10-05:00",
    ] {
        let error = said(text, "2026-11-22T09:30").expect_err(text);
        assert!(error.contains("is not a time") || error.contains("is not a date"), "{text}: {error}");
        assert!(parse_with_offset(text).is_none(), "{text}");
    }
}

#[test]
fn a_time_by_itself_is_yesterdays_until_clocks_have_shown_todays() {
    // Today clocks will show it twice, or not at all: a person who writes a diary does not mean that time.
    for (at, text, wanted) in [
        ("2026-10-25T00:30", "01:30", "2026-10-24T01:30:00+01:00"),
        ("2026-03-29T00:30", "01:30", "2026-03-28T01:30:00+00:00"),
    ] {
        assert_eq!(said(text, at).as_deref(), Ok(wanted), "{text} at {at}");
    }
    assert!(said("01:30", "2026-10-25T09:30").is_err_and(|why| why.contains("twice")));
    assert!(said("01:30", "2026-03-29T09:30").is_err_and(|why| why.contains("went forward")));
}

proptest! {
    /// A clock that was never set says that it is the first of January 1970, and what is kept then must not cost the rest.
    #[test]
    fn what_can_be_a_moment_has_a_night_that_can_be_read(
        seconds in prop_oneof![-200_000..200_000_i64, 7_258_000_000..7_258_300_000_i64, any::<i32>().prop_map(i64::from)],
        minutes in -26 * 60..26 * 60_i32,
    ) {
        let Some(moment) = LocalTime::from_seconds(seconds, minutes * 60) else {
            // Offsets on earth go from 12 hours west to 14 hours east.
            prop_assert!(!(0..7_258_000_000).contains(&seconds) || !(-720..=840).contains(&minutes));
            return Ok(());
        };
        prop_assert_eq!(Night::parse(&moment.night().to_string()), Some(moment.night()));
        prop_assert_eq!(parse_with_offset(&moment.with_offset()), Some(moment));
    }
}

#[test]
fn what_is_written_is_read_back() {
    for seconds in [86_400, 1_793_000_000, 4_000_000_000] {
        for offset in [0, 3600, -12_600, 50_400] {
            let moment = LocalTime::from_seconds(seconds, offset).expect("a moment");
            assert_eq!(parse_with_offset(&moment.with_offset()), Some(moment));
        }
    }
}
