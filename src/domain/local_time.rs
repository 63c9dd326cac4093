//! Local times of the diary: a point in time with the UTC offset of the place, and the night it belongs to.

use std::fmt;

use jiff::{
    SignedDuration, Timestamp, ToSpan, Zoned,
    civil::{Date, DateTime, Time, date},
    fmt::temporal::Pieces,
    tz::{AmbiguousOffset, Offset},
};

/// The years of a typed date; a year outside them is a typing error.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// A point in time, and the UTC offset of local clocks then. The offset is stored and never computed again: a night spent
/// abroad, or before the clocks changed, stays the same night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LocalTime {
    /// Whole seconds.
    pub(crate) at: Timestamp,
    pub(crate) offset: Offset,
}

/// The beginning of 1970 in UTC: the time of a blank record.
impl Default for LocalTime {
    fn default() -> Self {
        Self { at: Timestamp::UNIX_EPOCH, offset: Offset::UTC }
    }
}

impl LocalTime {
    /// The local time of a zoned time, cut to whole seconds.
    pub(crate) fn of(zoned: &Zoned) -> Self {
        let at = Timestamp::from_second(zoned.timestamp().as_second()).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { at, offset: zoned.offset() }
    }

    /// From seconds since 1970 in UTC and the offset in seconds east; `None` if there is no such time, or its night is outside
    /// [`Night::FIRST`] to [`Night::LAST`].
    pub(crate) fn from_seconds(seconds: i64, offset: i32) -> Option<Self> {
        let moment =
            Self { at: Timestamp::from_second(seconds).ok()?, offset: Offset::from_seconds(offset).ok()? };
        (Night::FIRST..=Night::LAST).contains(&moment.night()).then_some(moment)
    }

    /// Date and time of day as clocks there showed them.
    pub(crate) fn local(&self) -> DateTime {
        self.offset.to_datetime(self.at)
    }

    /// The night it belongs to.
    pub(crate) fn night(&self) -> Night {
        Night::of(self.local())
    }

    /// The hour of day, 0 to 23.
    pub(crate) fn hour(&self) -> u8 {
        self.local().hour().unsigned_abs()
    }

    /// `03:10`
    pub(crate) fn clock(&self) -> String {
        self.local().strftime("%H:%M").to_string()
    }

    /// `2026-11-22 03:10`, as [`parse`] takes it.
    pub(crate) fn typed(&self) -> String {
        self.local().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// `2026-11-22T03:10:00+00:00`: with its offset, for files.
    pub(crate) fn with_offset(&self) -> String {
        self.at.to_zoned(self.offset.to_time_zone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

/// A night, named by the date of its evening. A night begins at 12:00 local time, so 03:10 on the 5th belongs to the night of
/// the 4th.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Night(pub(crate) Date);

impl Night {
    /// The first night that can be kept: the one in which 1970 begins, because a clock that was never set shows that date.
    pub(crate) const FIRST: Self = Self(date(1969, 12, 31));
    /// The last night that can be kept.
    pub(crate) const LAST: Self = Self(date(2199, 12, 31));

    /// The night a local time belongs to.
    pub(crate) fn of(local: DateTime) -> Self {
        let shifted = local.checked_sub(SignedDuration::from_hours(12)).unwrap_or(local);
        Self(shifted.date())
    }

    /// Last night, or the present one in the morning: the evening of yesterday at any time of day.
    pub(crate) fn last(now: &Zoned) -> Self {
        Self(now.date()).back(1)
    }

    /// The night this number of nights before this one.
    pub(crate) fn back(self, nights: i32) -> Self {
        Self(self.0.checked_sub(nights.days()).unwrap_or(self.0))
    }

    /// The number of nights from another night to this one; negative if this one is earlier.
    pub(crate) fn since(self, earlier: Self) -> i32 {
        earlier.0.until(self.0).map_or(0, |span| span.get_days())
    }

    /// From `2026-11-22` or `22 November 2026`; `None` where it is no date, or none from [`Night::FIRST`] to [`Night::LAST`].
    pub(crate) fn parse(text: &str) -> Option<Self> {
        parse_date(text.trim()).map(Self).filter(|night| (Self::FIRST..=Self::LAST).contains(night))
    }

    /// `Sat 21 Nov 2026`
    pub(crate) fn words(self) -> String {
        self.0.strftime("%a %-d %b %Y").to_string()
    }
}

/// `2026-11-22`
impl fmt::Display for Night {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%d"))
    }
}

/// Seconds by which a time may lie in the future: clocks differ.
const GRACE: i64 = 60;
/// The accepted forms, for error messages.
const FORMS: &str = "give a time (03:10), a date and time (2026-11-22 03:10), or now";

/// A date in figures, or with the month as a word, which is how plain mode says it.
fn parse_date(text: &str) -> Option<Date> {
    // `jiff` also accepts a zone after the figures and ignores it.
    if text.len() == 10 && is_only("-", text) {
        return text.parse().ok();
    }
    ["%d %B %Y", "%d %b %Y"].into_iter().find_map(|form| Date::strptime(form, text).ok())
}

/// Parses a time in the past: `now`, `03:10` (the last time clocks showed that), `yesterday 23:30`, `2026-11-22 03:10`,
/// `22 November 2026 03:10`, or a time with an offset (`2026-11-22T03:10+01:00`).
///
/// # Errors
/// One sentence without a full stop: the mistake and the accepted forms. A time that clocks skipped, or showed twice, is
/// refused with the reason: a record must not guess.
pub(crate) fn parse(text: &str, now: &Zoned) -> Result<LocalTime, String> {
    let text = text.trim();
    if text == "now" {
        return Ok(LocalTime::of(now));
    }
    if let Some(moment) = read_back(text) {
        return not_to_come(moment, text, now);
    }
    let (day, time) = match text.rsplit_once([' ', 'T']) {
        None => (None, text),
        Some((day, time)) => (Some(day.trim()), time),
    };
    let time: Time = (time.len() >= 4 && time.contains(':') && is_only(":.", time))
        .then(|| if time.len() == 4 { format!("0{time}") } else { time.to_owned() })
        .and_then(|time| time.parse().ok())
        .ok_or_else(|| format!("{text:?} is no time: {FORMS}"))?;
    let today = now.date();
    let yesterday = Night(today).back(1).0;
    let date = match day {
        // A time by itself is the last time that clocks showed it.
        None if is_to_come(today.to_datetime(time), now) => yesterday,
        None | Some("today") => today,
        Some("yesterday") => yesterday,
        Some(day) => {
            let date = parse_date(day).ok_or_else(|| format!("{day:?} is no date: {FORMS}"))?;
            if !YEARS.contains(&date.year()) {
                return Err(format!(
                    "the year {} is outside {} to {}",
                    date.year(),
                    YEARS.start(),
                    YEARS.end()
                ));
            }
            date
        }
    };
    not_to_come(settle(date.to_datetime(time), now)?, text, now)
}

/// True if a date or a time has only digits and separators. `jiff` also accepts an offset or a zone after it and ignores them: the
/// record would have another time.
fn is_only(parting: &str, text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || parting.contains(c))
}

/// True if clocks in the zone of `now` have not shown that local time yet.
fn is_to_come(local: DateTime, now: &Zoned) -> bool {
    let first = now.time_zone().to_ambiguous_timestamp(local).compatible();
    first.is_ok_and(|at| at.as_second() > now.timestamp().as_second() + GRACE)
}

fn not_to_come(moment: LocalTime, text: &str, now: &Zoned) -> Result<LocalTime, String> {
    if moment.at.as_second() > now.timestamp().as_second() + GRACE {
        return Err(format!("{text:?} is still to come: give a time that has been"));
    }
    Ok(moment)
}

/// Parses a time with its own offset as in RFC 3339, such as [`LocalTime::with_offset`] writes; seconds may be left out.
pub(crate) fn read_back(text: &str) -> Option<LocalTime> {
    // A short offset such as `+01` may be a typing error.
    let is_whole = |at: usize| at > 10 && text.len() == at + "+01:00".len();
    if !text.ends_with(['Z', 'z']) && !text.rfind(['+', '-']).is_some_and(is_whole) {
        return None;
    }
    let pieces = Pieces::parse(text).ok()?;
    let (local, offset) = (pieces.date().to_datetime(pieces.time()?), pieces.to_numeric_offset()?);
    LocalTime::from_seconds(offset.to_timestamp(local).ok()?.as_second(), offset.seconds())
}

/// Converts a local time in the zone of `now`.
fn settle(local: DateTime, now: &Zoned) -> Result<LocalTime, String> {
    let zone = now.time_zone();
    let offset = match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset,
        AmbiguousOffset::Gap { .. } => {
            return Err(format!(
                "clocks here never showed {}: they went forward over it; give the time before or after",
                local.strftime("%H:%M on %Y-%m-%d")
            ));
        }
        AmbiguousOffset::Fold { before, after } => {
            let text = |offset: Offset| {
                let zoned = local.to_zoned(offset.to_time_zone());
                zoned.map_or_else(|_| String::new(), |zoned| zoned.strftime("%Y-%m-%dT%H:%M%:z").to_string())
            };
            return Err(format!(
                "clocks here showed {} twice, as they went back: give {} or {}",
                local.strftime("%H:%M on %Y-%m-%d"),
                text(before),
                text(after)
            ));
        }
    };
    let at = offset.to_timestamp(local).map_err(|_| format!("there is no such time: {FORMS}"))?;
    LocalTime::from_seconds(at.as_second(), offset.seconds())
        .ok_or_else(|| format!("there is no such time: {FORMS}"))
}

#[cfg(test)]
mod tests {
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
        let first = read_back("2026-10-25T01:30:00+01:00").expect("a moment");
        let second = read_back("2026-10-25T01:30:00+00:00").expect("a moment");
        assert_eq!(second.at.as_second() - first.at.as_second(), 3600);
        assert_eq!((first.night(), first.clock()), (second.night(), second.clock()));
        // The same moment in Tokyo and in London belongs to the night of where one was.
        let tokyo = read_back("2026-11-05T14:00:00+09:00").expect("a moment");
        let here = read_back("2026-11-05T05:00:00+00:00").expect("a moment");
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
            ("", "is no time"),
            ("soon", "is no time"),
            ("25:00", "is no time"),
            ("03:61", "is no time"),
            ("031000", "is no time"),
            ("3:1", "is no time"),
            ("2026-11-01T03:10+1:00", "is no time"),
            ("2026-11-01T03:10+01:0", "is no time"),
            ("2026-11-01T03:10+01:60", "is no time"),
            ("2026-02-30 03:10", "is no date"),
            ("2026-13-01 03:10", "is no date"),
            ("1026-11-01 03:10", "outside 1970 to 2199"),
            ("2026-11-22 23:30", "still to come"),
            ("2026-11-22 09:32", "still to come"),
            ("2026-11-22T09:32Z", "still to come"),
            ("2027-11-22T03:10Z", "still to come"),
            ("2026-03-29 01:30", "went forward over it"),
            ("2026-10-25 01:30", "2026-10-25T01:30+01:00 or 2026-10-25T01:30+00:00"),
            ("2026-11-22T03:10+99:00", "is no time"),
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
            let moment = read_back(text).expect("a moment");
            assert_eq!(
                (moment.clock().as_str(), moment.typed().as_str(), moment.hour()),
                (clock, typed, hour)
            );
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
        assert_eq!(
            Night::parse(" 2026-11-05 ").map(|night| night.to_string()).as_deref(),
            Some("2026-11-05")
        );
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
            assert!(error.contains("is no time") || error.contains("is no date"), "{text}: {error}");
            assert!(read_back(text).is_none(), "{text}");
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
            prop_assert_eq!(read_back(&moment.with_offset()), Some(moment));
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for seconds in [86_400, 1_793_000_000, 4_000_000_000] {
            for offset in [0, 3600, -12_600, 50_400] {
                let moment = LocalTime::from_seconds(seconds, offset).expect("a moment");
                assert_eq!(read_back(&moment.with_offset()), Some(moment));
            }
        }
    }
}
