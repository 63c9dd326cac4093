//! Text as a voice should read it: dates and lengths in whole words, phone numbers digit by digit.

use crate::domain::region::Phone;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

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
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let is_number = |word: Option<&&str>| {
            word.is_some_and(|word| {
                let digits = core(word).1;
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        let before = i.checked_sub(1).and_then(|i| words.get(i));
        let (is_after_number, is_before_number) = (is_number(before), is_number(words.get(i + 1)));
        let (start, middle, end) = core(word);
        let is_one = before.is_some_and(|word| core(word).1 == "1");
        let whole = if let Some(date) = iso_date(middle) {
            Some(date)
        } else if let Some((_, one, several)) = UNITS.iter().find(|(unit, ..)| *unit == middle)
            && is_after_number
        {
            Some((if is_one { *one } else { *several }).to_owned())
        } else if is_after_number || is_before_number {
            MONTHS.iter().chain(&DAYS).find(|whole| whole.get(..3) == Some(middle)).map(|w| (*w).to_owned())
        } else {
            None
        };
        out.push(whole.map_or_else(|| (*word).to_owned(), |whole| format!("{start}{whole}{end}")));
    }
    out.join(" ")
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
    let date: jiff::civil::Date = word.parse().ok().filter(|_| word.len() == 10)?;
    let month = MONTHS.get(usize::try_from(date.month() - 1).ok()?)?;
    Some(format!("{} {month} {}", date.day(), date.year()))
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
