//! Text for terminals and locales that show no signs beyond ASCII.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The same in ASCII: accents are left off, and letters that have no such form become a question mark.
pub(crate) fn to_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            c if c.is_ascii() => out.push(c),
            _ => out.push('?'),
        }
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
    }

    proptest! {
        #[test]
        fn nothing_beyond_ascii_is_left(text in any::<String>()) {
            prop_assert!(to_ascii(&text).is_ascii());
        }
    }
}
