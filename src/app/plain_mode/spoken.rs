//! Text as a voice should read it: dates and lengths in whole words, phone numbers digit by digit.

use jiff::{civil::Date, fmt::strtime::BrokenDownTime};

use crate::domain::region::Phone;

/// Units that are shortened on the screen, with the words for one and for several.
const UNITS: [(&str, &str, &str); 4] = [
    ("s", "second", "seconds"),
    ("min", "minute", "minutes"),
    ("h", "hour", "hours"),
    ("mg", "milligram", "milligrams"),
];

/// The text with shortened dates and units in whole words.
pub(crate) fn in_whole_words(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let number = |at: Option<usize>| {
        let digits = at.and_then(|at| words.get(at)).map(|word| core(word).1);
        digits.filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let whole = |(i, word): (usize, &&str)| {
        let (start, middle, end) = core(word);
        let (before, after) = (number(i.checked_sub(1)), number(Some(i + 1)));
        let unit = UNITS.iter().find(|(unit, ..)| *unit == middle && before.is_some());
        let whole = match unit {
            Some((_, one, several)) => Some((if before == Some("1") { *one } else { *several }).to_owned()),
            None if before.or(after).is_some() => iso_date(middle).or_else(|| in_full(middle)),
            None => iso_date(middle),
        };
        whole.map_or_else(|| (*word).to_owned(), |whole| format!("{start}{whole}{end}"))
    };
    words.iter().enumerate().map(whole).collect::<Vec<_>>().join(" ")
}

/// A word without the marks around it, and these marks.
fn core(word: &str) -> (&str, &str, &str) {
    let is_mark = |c: char| !c.is_alphanumeric() && c != '-';
    let start = word.len() - word.trim_start_matches(is_mark).len();
    let (marks, rest) = word.split_at(start);
    let end = rest.trim_end_matches(is_mark).len();
    let (middle, after) = rest.split_at(end);
    (marks, middle, after)
}

/// `2026-11-26` as `26 November 2026`.
fn iso_date(word: &str) -> Option<String> {
    let date: Date = word.parse().ok().filter(|_| word.len() == 10)?;
    Some(date.strftime("%-d %B %Y").to_string())
}

/// The whole name of a month or a weekday of three letters.
fn in_full(name: &str) -> Option<String> {
    let full = |short, long| BrokenDownTime::parse(short, name).ok()?.to_string(long).ok();
    full("%b", "%B").or_else(|| full("%a", "%A")).filter(|whole| whole.starts_with(name))
}

/// A text with phone numbers, digit by digit: `1800 022 222` as `1 8 0 0, 0 2 2, 2 2 2`.
pub(crate) fn digit_by_digit(text: &str) -> String {
    spell(text, |_| true)
}

/// The numbers of a region as a voice should read them.
pub(crate) fn spoken_phone(phone: Phone) -> Phone {
    // Years and days of a month in a note are no phone numbers.
    let is_phone = |digits: &str| digits.len() >= 3 && !digits.starts_with("20");
    Phone {
        emergency: digit_by_digit(&phone.emergency),
        number: digit_by_digit(&phone.number),
        urgent: digit_by_digit(&phone.urgent),
        note: spell(&in_whole_words(&phone.note), is_phone),
        ..phone
    }
}

fn spell(text: &str, is_phone: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    let mut was_number = false;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        // Groups of one number are told apart by a short pause.
        out.push_str(if was_number && before == " " { ", " } else { before });
        was_number = is_phone(digits);
        if was_number {
            let letters: Vec<String> = digits.chars().map(String::from).collect();
            out.push_str(&letters.join(" "));
        } else {
            out.push_str(digits);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_lengths_are_whole_words() {
        for (written, spoken) in [
            ("It let go after 1 min 21 s.", "It let go after 1 minute 21 seconds."),
            ("Checked 2026-11-26.", "Checked 26 November 2026."),
            ("Sat 21 Nov 2026: 1 cramp", "Saturday 21 November 2026: 1 cramp"),
            ("1 h, then 2 h", "1 hour, then 2 hours"),
            (
                "They may come at 03:10 on Sun, and the 'Mar' is no month",
                "They may come at 03:10 on Sun, and the 'Mar' is no month",
            ),
            ("vitamins s", "vitamins s"),
        ] {
            assert_eq!(in_whole_words(written), spoken);
        }
    }

    #[test]
    fn phone_numbers_are_read_digit_by_digit() {
        assert_eq!(digit_by_digit("999"), "9 9 9");
        assert_eq!(digit_by_digit("healthdirect on 1800 022 222"), "healthdirect on 1 8 0 0, 0 2 2, 2 2 2");
        let phone = Phone {
            emergency: "999".into(),
            number: "999".into(),
            urgent: "NHS 111".into(),
            note: "112 also works. Checked 2026-11-26, since 2022.".into(),
            is_chosen: true,
        };
        let spoken = spoken_phone(phone);
        assert_eq!((spoken.emergency.as_str(), spoken.urgent.as_str()), ("9 9 9", "NHS 1 1 1"));
        assert_eq!(spoken.note, "1 1 2 also works. Checked 26 November 2026, since 2022.");
    }
}
