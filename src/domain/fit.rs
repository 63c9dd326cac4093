//! Text made fit to be printed: made harmless on its way out, whatever it came from.

use std::borrow::Cow;

use super::clean::{is_invisible, is_joined, is_joiner};

/// Whether a terminal would obey it or not show it, line breaks and tabs left aside.
pub(crate) fn is_unfit(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_invisible(c)
}

/// A text as it may be printed: its lines and spaces stay, and nothing is left that a terminal would obey. Whatever file
/// name, argument or entry has found its way into a sentence is made harmless here.
pub(crate) fn fit(text: &str) -> Cow<'_, str> {
    if text.contains(is_unfit) {
        let mut out = String::with_capacity(text.len());
        let mut letters = text.chars().peekable();
        while let Some(c) = letters.next() {
            let next = letters.peek().copied();
            if !is_unfit(c) || (is_joiner(c) && is_joined(out.chars().next_back()) && is_joined(next)) {
                out.push(c);
            }
        }
        Cow::Owned(out)
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_fit_to_be_printed_and_one_that_is_stays_as_it_is(text in any::<String>()) {
            let once = fit(&text).into_owned();
            prop_assert!(!once.contains(|c| is_unfit(c) && !is_joiner(c)));
            prop_assert_eq!(fit(&once), once.as_str());
            let kept: Vec<char> = text.chars().filter(|c| matches!(c, '\n' | '\t' | ' '..='~')).collect();
            let plain: Vec<char> = once.chars().filter(|c| matches!(c, '\n' | '\t' | ' '..='~')).collect();
            prop_assert_eq!(kept, plain, "nothing else is lost");
        }
    }
}
