//! Wording that the program must never show.

use std::sync::LazyLock;

use crate::domain::search::fold;

/// Words that tell somebody that all is well. No checklist can know that (audits and reviews of symptom
/// checkers find wrong answers in both directions: S61 to S63 of `sources.ron`), so no result may use them, not even to deny them.
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

/// What tells somebody that all is well wherever it stands, in the languages in which a book is likely to be written. Other
/// texts may say "a normal diet"; these they may not say.
const REASSURING_ANYWHERE: &[&str] = &[
    "all clear",
    "all is well",
    "do not worry",
    "don't worry",
    "good news",
    "no cause for",
    "no danger",
    "no need to see",
    "no need to worry",
    "nothing is wrong",
    "nothing serious",
    "nothing to worry",
    "you are fine",
    "you are safe",
    // German
    "alles in ordnung",
    "kein grund zur",
    "keine sorge",
    "nichts ernstes",
    "unbedenklich",
    // French
    "tout va bien",
    "rien de grave",
    "ne vous inquietez pas",
    "pas d'inquietude",
    // Spanish
    "todo esta bien",
    "nada grave",
    "no se preocupe",
    // Italian, Dutch, Portuguese
    "va tutto bene",
    "niente di grave",
    "niets aan de hand",
    "maak je geen zorgen",
    "nada de grave",
    "esta tudo bem",
];

/// The first reassuring word or phrase in a result's text.
pub(super) fn reassurance(text: &str) -> Option<&'static str> {
    said(text, REASSURING).or_else(|| said(text, REASSURING_ANYWHERE))
}

/// The first phrase in a text of any kind that says that all is well.
pub(super) fn reassurance_anywhere(text: &str) -> Option<&'static str> {
    said(text, REASSURING_ANYWHERE)
}

fn said(text: &str, phrases: &[&'static str]) -> Option<&'static str> {
    let words = words(text);
    let begins = |at: usize| {
        let rest = words.get(at + 1..).unwrap_or_default();
        // A book may have ten thousand texts: hardly a word begins as one of the phrases does.
        if !rest.first().and_then(|first| BEGINS.get(usize::from(*first))).is_some_and(|begins| *begins) {
            return None;
        }
        let two = rest.get(..2)?;
        let is_there = |phrase: &&str| {
            // Two bytes tell nearly all of them apart, and are compared in one go.
            if phrase.as_bytes().get(..2) != Some(two) {
                return false;
            }
            // A beginning of a word is enough for one: "reassuring", "reassured".
            rest.strip_prefix(phrase.as_bytes())
                .is_some_and(|after| after.first() == Some(&b' ') || *phrase == "reassur")
        };
        phrases.iter().copied().find(is_there)
    };
    words.iter().enumerate().filter(|(_, byte)| **byte == b' ').find_map(|(at, _)| begins(at))
}

/// The words of a text, folded, with one space before, between and after them.
fn words(text: &str) -> Vec<u8> {
    let mut words = Vec::with_capacity(text.len() + 2);
    let mut last = b' ';
    words.push(last);
    let mut add = |byte: u8| {
        if byte != b' ' || last != b' ' {
            words.push(byte);
        }
        last = byte;
    };
    // Most texts are made of ASCII alone.
    if text.is_ascii() {
        for byte in text.bytes() {
            let is_in_word = byte.is_ascii_alphanumeric() || byte == b'\'';
            add(if is_in_word { byte.to_ascii_lowercase() } else { b' ' });
        }
    } else {
        for c in fold(text).chars() {
            let c = if c == '\u{2019}' { '\'' } else { c };
            let c = if c.is_alphanumeric() || c == '\'' { c } else { ' ' };
            c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut add);
        }
    }
    add(b' ');
    words
}

/// Which letters any of the phrases begins with.
static BEGINS: LazyLock<[bool; 256]> = LazyLock::new(|| {
    let mut begins = [false; 256];
    for phrase in REASSURING.iter().chain(REASSURING_ANYWHERE) {
        let first = phrase.bytes().next().unwrap_or_default();
        if let Some(place) = begins.get_mut(usize::from(first)) {
            *place = true;
        }
    }
    begins
});

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
        assert_eq!(reassurance_anywhere("Keine  SORGE, es ist nur ein Krampf"), Some("keine sorge"));
        assert_eq!(reassurance_anywhere("Ne vous inqui\u{e9}tez pas"), Some("ne vous inquietez pas"));
        assert_eq!(reassurance_anywhere("A normal diet is fine"), None);
        for text in ["You did not tick any of the urgent signs.", "Define it", "Refine", "Unsafe to wait"] {
            assert_eq!(reassurance(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_the_same_with_a_letter_that_is_not_ascii_beside_them() {
        for text in ["", " ", "It's", "  Fine,\tthank you!  ", "a-b_c\n\nD9"] {
            let beside = String::from_utf8(words(&format!("{text} \u{e6}"))).expect("text");
            let alone = String::from_utf8(words(text)).expect("text");
            assert_eq!(beside, format!("{alone}\u{e6} "), "{text:?}");
        }
    }
}
