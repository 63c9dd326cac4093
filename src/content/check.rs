//! Checks on wording that the program must never show, whoever wrote the book.

use crate::domain::search::fold;

/// Words that tell somebody that all is well. No checklist can know that (red-flags.md, Wording; reviews of symptom
/// checkers find wrong answers in both directions), so no result may use them, not even to deny them.
const REASSURING: &[&str] = &[
    "all clear",
    "all good",
    "all is well",
    "all right",
    "alright",
    "benign",
    "do not worry",
    "don't worry",
    "fine",
    "good news",
    "harmless",
    "healthy",
    "no cause for",
    "no danger",
    "no need to",
    "no red flag",
    "no warning signs",
    "normal",
    "nothing is wrong",
    "nothing serious",
    "nothing to worry",
    "nothing wrong",
    "ok",
    "okay",
    "probably",
    "reassur",
    "relax",
    "safe",
    "unlikely",
];

/// The first reassuring word or phrase in a result's text.
pub(crate) fn reassurance(text: &str) -> Option<&'static str> {
    let mut spaced = String::with_capacity(text.len() + 2);
    spaced.push(' ');
    for c in fold(text).replace('\u{2019}', "'").chars() {
        let c = if c.is_alphanumeric() || c == '\'' { c } else { ' ' };
        if c != ' ' || !spaced.ends_with(' ') {
            spaced.push(c);
        }
    }
    spaced.push(' ');
    let is_word = |at: usize, phrase: &str| {
        let after = spaced.get(at + phrase.len()..).unwrap_or("");
        let begins = spaced.get(..at).is_some_and(|before| before.ends_with(' '));
        // A beginning of a word is enough here: "reassuring", "reassured".
        begins && (after.starts_with(' ') || phrase == "reassur")
    };
    REASSURING.iter().copied().find(|phrase| spaced.match_indices(phrase).any(|(at, _)| is_word(at, phrase)))
}

/// Whether an id is one a person can type: lower-case letters, digits and hyphens, a letter first.
pub(crate) fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reassurance_is_found_whatever_its_dress() {
        for text in [
            "You are Fine.",
            "It's OK!",
            "that is (probably) a cramp",
            "How reassuring",
            "Nothing\nto worry about",
        ] {
            assert!(reassurance(text).is_some(), "{text}");
        }
        for text in ["You did not tick any of the urgent signs.", "Define it", "Refine", "Unsafe to wait"] {
            assert_eq!(reassurance(text), None, "{text}");
        }
    }

    #[test]
    fn ids_are_what_a_person_can_type() {
        assert!(is_id("calf-in-bed") && is_id("vitamin-k2"));
        assert!(!is_id("") && !is_id("Calf") && !is_id("2calf") && !is_id("calf bed"));
    }
}
