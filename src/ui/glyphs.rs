//! The symbols of the screens, in Unicode and in ASCII, and the ASCII form of letters that a person typed.

use crate::domain::{RemedyVerdict, ascii::taken_apart};

/// Before a ticked and an unticked sign.
pub(crate) const TICKED: &str = "[x]";
pub(crate) const UNTICKED: &str = "[ ]";

/// One set of symbols.
#[derive(Debug)]
pub(crate) struct Glyphs {
    /// Before the selected item.
    pub(crate) cursor: &'static str,
    /// Before an item of a list in a text.
    pub(crate) bullet: &'static str,
    /// Track and thumb of a scrollbar.
    pub(crate) scrollbar: (&'static str, &'static str),
    /// The line between list and text: the list has the focus, the text has it.
    pub(crate) rule: (&'static str, &'static str),
    /// Before a link.
    pub(crate) link: &'static str,
    /// Before a warning.
    pub(crate) warning: &'static str,
    /// Before the label of each tier.
    pub(crate) emergency: &'static str,
    pub(crate) same_day: &'static str,
    pub(crate) appointment: &'static str,
    pub(crate) none: &'static str,
    /// Before the verdict on a remedy, from helps to harmful in the order of [`RemedyVerdict`].
    pub(crate) verdicts: [&'static str; 5],
    /// A cell of a bar or a night about which nothing is recorded.
    pub(crate) nothing: &'static str,
    /// A full cell of a bar.
    pub(crate) full: &'static str,
    /// The upper and the lower half of a cell, for large digits and letters; without them only whole cells are drawn.
    pub(crate) halves: Option<(&'static str, &'static str)>,
    /// The full and the empty part of a bar.
    pub(crate) bar: (&'static str, &'static str),
    /// Figures are drawn in braille dots, not in letters.
    pub(crate) dots: bool,
}

/// For terminals that show UTF-8.
pub(crate) const UNICODE: Glyphs = Glyphs {
    cursor: "▸",
    bullet: "•",
    scrollbar: ("│", "┃"),
    rule: ("│", "┃"),
    link: "→",
    warning: "▲",
    emergency: "▲▲▲",
    same_day: "▲▲",
    appointment: "▲",
    none: "○",
    verdicts: ["✓", "~", "?", "✗", "▲"],
    nothing: "·",
    full: "█",
    halves: Some(("▀", "▄")),
    bar: ("━", "─"),
    dots: true,
};

/// For everything else.
pub(crate) const ASCII: Glyphs = Glyphs {
    cursor: ">",
    bullet: "*",
    scrollbar: (":", "#"),
    rule: (":", "|"),
    link: "-",
    warning: "!",
    emergency: "!!!",
    same_day: "!!",
    appointment: "!",
    none: "o",
    verdicts: ["+", "~", "?", "x", "!"],
    nothing: ".",
    full: "#",
    halves: None,
    bar: ("=", "-"),
    dots: false,
};

impl Glyphs {
    /// True if nothing but ASCII may be shown.
    pub(crate) fn are_ascii(&self) -> bool {
        self.cursor.is_ascii()
    }

    /// The mark before the words of a verdict.
    pub(crate) const fn verdict(&self, verdict: RemedyVerdict) -> &'static str {
        let [helps, may_help, no_good_evidence, does_not_help, harmful] = self.verdicts;
        match verdict {
            RemedyVerdict::Helps => helps,
            RemedyVerdict::MayHelp => may_help,
            RemedyVerdict::NoGoodEvidence => no_good_evidence,
            RemedyVerdict::DoesNotHelp => does_not_help,
            RemedyVerdict::Harmful => harmful,
        }
    }
}

/// The ASCII form of a letter: the letter without its accent, a sign that means the same, or
/// a question mark. Never another digit: 1½ must not become 11.
pub(crate) fn in_ascii(letter: &str) -> char {
    let known = match letter {
        "\u{2018}" | "\u{2019}" | "\u{2032}" => Some('\''),
        "\u{201c}" | "\u{201d}" | "\u{ab}" | "\u{bb}" | "\u{2033}" => Some('"'),
        "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}" => Some('-'),
        "\u{2026}" | "\u{b7}" => Some('.'),
        "\u{2022}" => Some('*'),
        "\u{d7}" => Some('x'),
        "\u{a0}" => Some(' '),
        "ß" => Some('s'),
        "æ" => Some('a'),
        "ø" => Some('o'),
        "Ø" => Some('O'),
        "ł" => Some('l'),
        "đ" => Some('d'),
        _ => None,
    };
    let parts = taken_apart(letter);
    let mut parts = parts.chars();
    let bare = parts.next().filter(|first| first.is_ascii_graphic() && parts.all(|mark| !mark.is_ascii()));
    known.or(bare).unwrap_or('?')
}

#[cfg(test)]
mod tests {
    use super::in_ascii;

    #[test]
    fn a_letter_loses_its_accent_and_a_number_never_changes() {
        for (letter, plain) in [
            ("é", 'e'),
            ("e\u{301}", 'e'),
            ("Å", 'A'),
            ("ñ", 'n'),
            ("’", '\''),
            ("–", '-'),
            ("…", '.'),
            ("×", 'x'),
        ] {
            assert_eq!(in_ascii(letter), plain, "{letter}");
        }
        for letter in ["½", "²", "①", "５", "日", "🙂", "≥", "й"] {
            assert_eq!(in_ascii(letter), '?', "{letter}");
        }
    }
}
