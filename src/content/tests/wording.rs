//! Wording that the program must never show.

use crate::domain::search::fold;

/// Words that say that all is well. No checklist can know that (audits and reviews of symptom
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

/// Phrases that say that all is well in any context, in the languages in which a book is likely to be written. Other texts may say
/// "a normal diet", but none of these.
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
    let words = format!(" {} ", words(text));
    let is_there = |phrase: &&str| {
        // The beginning of this word is enough: "reassuring", "reassured".
        let end = if *phrase == "reassur" { "" } else { " " };
        words.contains(&format!(" {phrase}{end}"))
    };
    phrases.iter().copied().find(is_there)
}

/// The words of a text, folded, with one space between them.
pub(super) fn words(text: &str) -> String {
    let text = fold(text).replace('\u{2019}', "'");
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
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
        assert_eq!(reassurance_anywhere("Keine  SORGE, es ist nur ein Krampf"), Some("keine sorge"));
        assert_eq!(reassurance_anywhere("Ne vous inqui\u{e9}tez pas"), Some("ne vous inquietez pas"));
        assert_eq!(reassurance_anywhere("A normal diet is fine"), None);
        for text in ["You did not tick any of the urgent signs.", "Define it", "Refine", "Unsafe to wait"] {
            assert_eq!(reassurance(text), None, "{text}");
        }
    }
}
