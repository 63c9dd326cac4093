//! Text from a file made fit for a terminal: cleaned once, right after parsing.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

/// A string of a content file as it may be shown: line breaks and indentation folded to one space, and no character
/// left that a terminal would obey or that would turn the order of the letters round.
pub(crate) fn clean(text: &str) -> String {
    cleaned(Cow::Borrowed(text)).into_owned()
}

/// The same without a copy where the text is in order already: most are, and a book may have ten thousand.
pub(crate) fn cleaned(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_plain && !text.contains("  ") && !text.starts_with(' ') && !text.ends_with(' ') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') && c.is_whitespace() {
                out.push(' ');
            }
        } else if !is_invisible(c)
            || (is_joiner(c) && is_joined(out.chars().next_back()) && is_joined(letters.peek().copied()))
        {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Deserializes a string and cleans it, for `#[serde(deserialize_with)]`.
///
/// # Errors
/// As the deserializer gives them.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(cleaned(Cow::Owned(String::deserialize(from)?)).into_owned())
}

/// Deserializes a list of strings, cleans each, and drops those that are empty then.
///
/// # Errors
/// As the deserializer gives them.
pub(crate) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let texts = Vec::<String>::deserialize(from)?.into_iter();
    Ok(texts.map(|text| cleaned(Cow::Owned(text)).into_owned()).filter(|text| !text.is_empty()).collect())
}

/// Deserializes a string that may be left out, and cleans it.
///
/// # Errors
/// As the deserializer gives them.
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

/// Whether it keeps two letters together or apart (U+200D, U+200C). Persian, Hindi, Sinhala and many small pictures are written with
/// it, so it stays between two letters that [`is_joined`] knows; anywhere else it is invisible.
pub(crate) const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a joiner may stand beside this: a letter of a script that uses them, a mark on one, or a picture.
pub(crate) fn is_joined(c: Option<char>) -> bool {
    c.is_some_and(|c| c >= '\u{590}' && !c.is_whitespace() && !c.is_control() && !is_invisible(c))
}

/// Whether a text has a character that nobody sees, joiners between letters left aside.
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
    }
}
