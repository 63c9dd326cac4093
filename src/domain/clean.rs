//! Text from files and people, made safe for a terminal: without control, invisible and bidirectional characters.

use serde::{Deserialize, Deserializer};

/// A string of a content file on one line: [`printable`], with line breaks and indentation folded to one space.
pub(crate) fn clean(text: &str) -> String {
    let letters = without(text, |c| (c.is_control() || is_invisible(c)) && !c.is_whitespace());
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that is safe to print: without the characters that a terminal would interpret or not show. Lines and spaces stay. Every
/// sentence passes through here before it is printed, because it may quote a file name, an argument or an entry.
pub(crate) fn printable(text: &str) -> String {
    without(text, is_unprintable)
}

/// The text without the characters that `is_dropped` names. A joiner between two letters that [`is_joined`] knows stays.
fn without(text: &str, is_dropped: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let (before, after) = (out.chars().next_back(), letters.peek().copied());
        if !is_dropped(c) || (is_joiner(c) && is_joined(before) && is_joined(after)) {
            out.push(c);
        }
    }
    out
}

/// True if a terminal would interpret the character or not show it. Line breaks and tabs are printable.
pub(crate) fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_invisible(c)
}

/// Deserializes a string and cleans it, for `#[serde(deserialize_with)]`.
///
/// # Errors
/// Those of the deserializer.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(clean(&String::deserialize(from)?))
}

/// Deserializes a list of strings, cleans each, and drops those that are empty then.
///
/// # Errors
/// Those of the deserializer.
pub(crate) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?;
    Ok(texts.iter().map(|text| clean(text)).filter(|text| !text.is_empty()).collect())
}

/// Deserializes a string that may be left out, and cleans it.
///
/// # Errors
/// Those of the deserializer.
pub(crate) fn optional_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(|text| clean(&text)))
}

/// Characters that take no room but change how others are shown: bidirectional controls, zero-width characters, tags,
/// the byte-order mark, line and paragraph separators, interlinear marks.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// True if the character joins or separates two letters (U+200D, U+200C). Persian, Hindi, Sinhala and many emoji are written with
/// it, so it stays between two letters that [`is_joined`] knows; anywhere else it is invisible.
pub(crate) const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// True if a joiner may stand beside the character: a letter of a script that uses joiners, a mark on one, or an emoji.
pub(crate) fn is_joined(c: Option<char>) -> bool {
    c.is_some_and(|c| c >= '\u{590}' && !c.is_whitespace() && !c.is_control() && !is_invisible(c))
}

/// True if a text has an invisible character, joiners between letters left aside.
#[cfg(test)]
pub(crate) fn has_invisible(text: &str) -> bool {
    text.chars().any(|c| c.is_control() || (is_invisible(c) && !is_joiner(c)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn white_space_is_folded() {
        assert_eq!(clean("  Pull the toes\n        up.\tSlowly. \r\n"), "Pull the toes up. Slowly.");
    }

    #[test]
    fn nothing_a_terminal_obeys_is_left() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}2Jc\u{202e}d\u{200b}e\u{7}"), "a[31mb2Jcde");
    }

    #[test]
    fn joiners_stay_between_the_letters_that_are_written_with_them() {
        for text in ["می\u{200c}خواهم", "क्\u{200d}ष", "ශ්\u{200d}රී", "👩\u{200d}🚀", "❤\u{fe0f}\u{200d}🔥"]
        {
            assert_eq!(clean(text), text);
        }
        for (text, plain) in [
            ("a\u{200d}b", "ab"),
            ("\u{200c}می", "می"),
            ("می\u{200c}", "می"),
            ("می\u{200c} خ", "می خ"),
            ("👩\u{200d}a", "👩a"),
            ("می\u{200c}\u{200d}خ", "می\u{200d}خ"),
        ] {
            assert_eq!(clean(text), plain, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_out_plain_and_stays_as_it_is(text in any::<String>()) {
            let once = clean(&text);
            prop_assert!(!has_invisible(&once));
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn any_text_is_fit_to_be_printed_and_one_that_is_stays_as_it_is(text in any::<String>()) {
            let once = printable(&text);
            prop_assert!(!once.contains(|c| is_unprintable(c) && !is_joiner(c)));
            prop_assert_eq!(&printable(&once), &once);
            let kept: Vec<char> = text.chars().filter(|c| matches!(c, '\n' | '\t' | ' '..='~')).collect();
            let plain: Vec<char> = once.chars().filter(|c| matches!(c, '\n' | '\t' | ' '..='~')).collect();
            prop_assert_eq!(kept, plain, "nothing else is lost");
        }
    }
}
