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
        let time =
            Self { at: Timestamp::from_second(seconds).ok()?, offset: Offset::from_seconds(offset).ok()? };
        (Night::FIRST..=Night::LAST).contains(&time.night()).then_some(time)
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

    /// From `2026-11-22` or `22 November 2026`; `None` where it is not a date, or none from [`Night::FIRST`] to [`Night::LAST`].
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
    if let Some(time) = parse_with_offset(text) {
        return require_past(time, text, now);
    }
    let (day, time) = match text.rsplit_once([' ', 'T']) {
        None => (None, text),
        Some((day, time)) => (Some(day.trim()), time),
    };
    let time: Time = (time.len() >= 4 && time.contains(':') && is_only(":.", time))
        .then(|| if time.len() == 4 { format!("0{time}") } else { time.to_owned() })
        .and_then(|time| time.parse().ok())
        .ok_or_else(|| format!("{text:?} is not a time: {FORMS}"))?;
    let today = now.date();
    let yesterday = Night(today).back(1).0;
    let date = match day {
        // A time by itself is the last time that clocks showed it.
        None if is_future(today.to_datetime(time), now) => yesterday,
        None | Some("today") => today,
        Some("yesterday") => yesterday,
        Some(day) => {
            let date = parse_date(day).ok_or_else(|| format!("{day:?} is not a date: {FORMS}"))?;
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
    require_past(resolve(date.to_datetime(time), now)?, text, now)
}

/// True if a date or a time has only digits and separators. `jiff` also accepts an offset or a zone after it and ignores them: the
/// record would have another time.
fn is_only(parting: &str, text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || parting.contains(c))
}

/// True if clocks in the zone of `now` have not shown that local time yet.
fn is_future(local: DateTime, now: &Zoned) -> bool {
    let first = now.time_zone().to_ambiguous_timestamp(local).compatible();
    first.is_ok_and(|at| at.as_second() > now.timestamp().as_second() + GRACE)
}

fn require_past(time: LocalTime, text: &str, now: &Zoned) -> Result<LocalTime, String> {
    if time.at.as_second() > now.timestamp().as_second() + GRACE {
        return Err(format!("{text:?} is still to come: give a time that has been"));
    }
    Ok(time)
}

/// Parses a time with its own offset as in RFC 3339, such as [`LocalTime::with_offset`] writes; seconds may be left out.
pub(crate) fn parse_with_offset(text: &str) -> Option<LocalTime> {
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
fn resolve(local: DateTime, now: &Zoned) -> Result<LocalTime, String> {
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
mod tests;
