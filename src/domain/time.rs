//! The reading of the clocks, and lengths of time in words.

use std::time::Duration;

/// One reading of every clock, taken once a turn and passed to update and view.
///
/// Two clocks measure lengths, and no person can set them: `mono` stops while the machine sleeps (the person held no stretch),
/// `real` goes on (the cramp may have gone on). `wall` is for records and for words such as "since 03:10" only; a length is never
/// a difference of wall times.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Now {
    /// Time since the program began, without the machine's sleep.
    pub(crate) mono: Duration,
    /// Time since the program began, sleep included.
    pub(crate) real: Duration,
    /// Local date and time with its offset.
    pub(crate) wall: jiff::Zoned,
}

impl Now {
    /// The machine's sleep since the program began.
    pub(crate) fn slept(&self) -> Duration {
        self.real.saturating_sub(self.mono)
    }

    /// True if the wall clock says night: from 22:00 to 06:00.
    pub(crate) fn is_night(&self) -> bool {
        !(6..22).contains(&self.wall.hour())
    }
}

/// Whole seconds still to go, as a count-down shows them: 29.2 s to go is `0:30`, and `0:00` never lingers.
pub(crate) fn ceil_seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

/// A count of seconds as `0:27`, `12:05` or `1:02:03`.
pub(crate) fn clock(seconds: u64) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if h > 0 { format!("{h}:{m:02}:{s:02}") } else { format!("{m}:{s:02}") }
}

/// A length in words, for a sentence: `40 seconds`, `3 minutes`, `2 min 10 s`.
pub(crate) fn in_words(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, 1) => "1 second".to_owned(),
        (0, s) => format!("{s} seconds"),
        (1, 0) => "1 minute".to_owned(),
        (m, 0) => format!("{m} minutes"),
        (m, s) => format!("{m} min {s} s"),
    }
}

/// A time of day in UTC, for tests.
#[cfg(test)]
pub(crate) fn wall(text: &str) -> jiff::Zoned {
    let civil: jiff::civil::DateTime = text.parse().expect("a date and time");
    civil.to_zoned(jiff::tz::TimeZone::UTC).expect("UTC has every time")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_written_the_way_it_is_read() {
        for (seconds, text) in
            [(0, "0:00"), (9, "0:09"), (27, "0:27"), (60, "1:00"), (3599, "59:59"), (3723, "1:02:03")]
        {
            assert_eq!(clock(seconds), text);
        }
        assert_eq!(in_words(1), "1 second");
        assert_eq!(in_words(40), "40 seconds");
        assert_eq!(in_words(60), "1 minute");
        assert_eq!(in_words(130), "2 min 10 s");
    }

    #[test]
    fn a_count_down_rounds_up() {
        assert_eq!(ceil_seconds(Duration::from_millis(29_001)), 30);
        assert_eq!(ceil_seconds(Duration::from_secs(29)), 29);
        assert_eq!(ceil_seconds(Duration::ZERO), 0);
    }

    #[test]
    fn night_is_from_ten_to_six() {
        let at = |text: &str| Now { mono: Duration::ZERO, real: Duration::ZERO, wall: wall(text) };
        for (time, night) in
            [("21:59", false), ("22:00", true), ("03:10", true), ("05:59", true), ("06:00", false)]
        {
            assert_eq!(at(&format!("2026-11-22T{time}")).is_night(), night, "{time}");
        }
    }
}
