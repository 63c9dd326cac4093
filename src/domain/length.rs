//! Lengths of time as a person types them: minutes, minutes and seconds, or numbers with units.

use jiff::SignedDuration;

use super::episode::MAX_SECONDS;

/// Parses a length into seconds: `4` and `4 min` are minutes, `2:30` is minutes and seconds, and `1 h 5 min` and the like are read as
/// written. Empty text is `None`.
///
/// # Errors
/// One sentence without a full stop that names the accepted forms.
pub(crate) fn parse_minutes(typed: &str) -> Result<Option<u32>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let seconds = seconds_of(typed).filter(|seconds| *seconds <= MAX_SECONDS);
    seconds.map(Some).ok_or_else(|| {
        format!(
            "{typed:?} is not a length: give minutes (4, or 4 min) or minutes and seconds (2:30), a day at most"
        )
    })
}

/// Parses whole minutes, in the forms of [`parse_minutes`] without the colon: `1:30` may be meant as an hour and a half.
///
/// # Errors
/// One sentence without a full stop that names the accepted forms.
pub(crate) fn parse_whole_minutes(typed: &str) -> Result<Option<u16>, String> {
    let seconds = parse_minutes(typed).ok().filter(|_| !typed.contains(':'));
    let minutes = seconds.and_then(|seconds| match seconds {
        Some(seconds) if seconds % 60 == 0 => u16::try_from(seconds / 60).ok().map(Some),
        Some(_) => None,
        None => Some(None),
    });
    minutes.ok_or_else(|| format!("{typed:?} is not in whole minutes: give 20, or 1 h 10 min, a day at most"))
}

/// The seconds of a length, if they are a whole number.
fn seconds_of(typed: &str) -> Option<u32> {
    let whole = |digits: &str| -> Option<u32> {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    if let Some((minutes, seconds)) = typed.split_once(':') {
        let seconds = whole(seconds).filter(|s| *s < 60 && seconds.len() == 2)?;
        return whole(minutes)?.checked_mul(60)?.checked_add(seconds);
    }
    let typed = typed.trim().trim_end_matches('.').to_lowercase();
    if let Some(minutes) = whole(&typed) {
        return minutes.checked_mul(60);
    }
    let length: SignedDuration = typed.parse().ok()?;
    u32::try_from(length.as_secs()).ok().filter(|_| length.subsec_nanos() == 0)
}

/// Minutes in the form that [`parse_minutes`] reads: `4`, or `2:30`; empty if nothing is recorded.
pub(crate) fn minutes(seconds: Option<u32>) -> String {
    let Some(seconds) = seconds else { return String::new() };
    match (seconds / 60, seconds % 60) {
        (minutes, 0) => minutes.to_string(),
        (minutes, seconds) => format!("{minutes}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("1.5 h", 5400),
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
            "0.5 s",
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
}
