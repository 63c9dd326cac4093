//! Text for terminals and locales that show ASCII alone.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The text in ASCII: accents are left off, and letters without an ASCII form become a question mark. Never another sign:
/// 1½ must not become 11, nor 10² 102, nor ≠ an equals sign.
pub(crate) fn to_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in taken_apart(text).chars() {
        match c {
            // A stroke through a sign is no accent: it negates the sign.
            '\u{335}'..='\u{338}' | '\u{20d2}' | '\u{20e0}' | '\u{20e5}' => {
                out.pop();
                out.push('?');
            }
            c if is_combining_mark(c) => {}
            '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => out.push(' '),
            '\u{2026}' => out.push_str("..."),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            c if c.is_ascii() => out.push(c),
            _ => out.push('?'),
        }
    }
    out
}

/// Every letter decomposed into its base and its accents, in no fixed order.
pub(crate) fn taken_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        decompose_canonical(c, |part| out.push(part));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_keep_what_they_can() {
        assert_eq!(to_ascii("Café \u{2018}x\u{2019} 2\u{2013}3 \u{65e5}"), "Cafe 'x' 2-3 ?");
        assert_eq!(to_ascii("5\u{a0}mg \u{2026}"), "5 mg ...");
    }

    #[test]
    fn a_number_never_becomes_another() {
        for (text, plain) in [("1½ l", "1? l"), ("10²", "10?"), ("½", "?"), ("③", "?"), ("５", "?")] {
            assert_eq!(to_ascii(text), plain);
        }
    }

    #[test]
    fn what_is_struck_through_is_not_said() {
        for (text, plain) in
            [("≠ 5", "? 5"), ("≮5", "?5"), ("5\u{338}", "?"), ("a\u{301}\u{338}", "?"), ("\u{338}", "?")]
        {
            assert_eq!(to_ascii(text), plain, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_beyond_ascii_is_left(text in any::<String>()) {
            prop_assert!(to_ascii(&text).is_ascii());
        }
    }
}
