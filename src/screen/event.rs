//! Events: keys, clicks, pastes, and the passing of time.

use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A key press. Releases and repeats of modifiers never get this far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Char(char),
    Ctrl(char),
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    F(u8),
}

impl Key {
    /// The name that is written on the key.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::BackTab => "Shift-Tab".to_owned(),
            Self::PageUp => "PgUp".to_owned(),
            Self::PageDown => "PgDn".to_owned(),
            Self::F(n) => format!("F{n}"),
            other => format!("{other:?}"),
        }
    }

    /// The key of that name: as [`Key::name`] writes it, in capitals or not, and a few other spellings. A letter by itself
    /// is that letter, and `Q` another key than `q`.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let mut letters = name.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return (!letter.is_control() && letter.width() == Some(1)).then_some(Self::Char(letter));
        }
        let name = name.to_lowercase();
        if let Some(letter) = name.strip_prefix("ctrl-").or_else(|| name.strip_prefix("ctrl+")) {
            let mut letters = letter.chars();
            let letter = letters.next().filter(|letter| letter.is_ascii_lowercase())?;
            // A terminal sends the same for these as for Tab, Enter and Backspace.
            return (letters.next().is_none() && !"hijm".contains(letter)).then_some(Self::Ctrl(letter));
        }
        if let Some(number) =
            name.strip_prefix('f').filter(|rest| !rest.starts_with('+')).and_then(|rest| rest.parse().ok())
        {
            return (1..=12).contains(&number).then_some(Self::F(number));
        }
        Some(match name.as_str() {
            "space" => Self::Char(' '),
            "up" => Self::Up,
            "down" => Self::Down,
            "left" => Self::Left,
            "right" => Self::Right,
            "pgup" | "pageup" | "page-up" => Self::PageUp,
            "pgdn" | "pagedown" | "page-down" => Self::PageDown,
            "home" => Self::Home,
            "end" => Self::End,
            "enter" | "return" => Self::Enter,
            "esc" | "escape" => Self::Esc,
            "tab" => Self::Tab,
            "shift-tab" | "backtab" => Self::BackTab,
            "backspace" => Self::Backspace,
            "delete" | "del" => Self::Delete,
            _ => return None,
        })
    }
}

/// The Latin letter on the same key of a US keyboard, for a Cyrillic (ЙЦУКЕН) or a Greek letter; capitals give capitals.
pub(crate) fn latin_letter(letter: char) -> Option<char> {
    const CYRILLIC: [(&str, &str); 2] = [
        ("йцукенгшщзфывапролдячсмить", "qwertyuiopasdfghjklzxcvbnm"),
        // Belarusian, Ukrainian.
        ("ўі", "os"),
    ];
    const GREEK: (&str, &str) = ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm");
    let small = letter.to_lowercase().next()?;
    let (letters, keys) = CYRILLIC.into_iter().chain([GREEK]).find(|(letters, _)| letters.contains(small))?;
    let latin = keys.chars().nth(letters.chars().position(|known| known == small)?)?;
    Some(if letter == small { latin } else { latin.to_ascii_uppercase() })
}

/// The letters that a letter without a meaning counts as, outside text fields: the Latin letter of its key, then the small
/// letter of that.
pub(crate) fn stand_ins(letter: char) -> impl Iterator<Item = char> {
    let latin = latin_letter(letter).unwrap_or(letter);
    [latin, latin.to_ascii_lowercase()].into_iter().filter(move |other| *other != letter)
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    Key(Key),
    /// Plain mode asks for the warning signs: a running session waits until its tab is asked for again.
    HoldSession,
    /// The left mouse button went down in that cell.
    Click {
        x: u16,
        y: u16,
    },
    /// The wheel turned over that cell; up is true.
    Wheel {
        x: u16,
        y: u16,
        up: bool,
    },
    Paste(String),
    /// Plain mode has the answers for some signs, by their positions: those in `ticked` are true, the others of
    /// `asked` are not. Only when every sign has been asked so does no tick at all mean "none of these".
    Signs {
        asked: Range<usize>,
        ticked: Vec<usize>,
    },
    /// The window has a new size, or must be painted afresh.
    Resize,
    /// The moment that was waited for has come.
    Tick,
    /// The program had been stopped and goes on.
    Resumed,
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn every_key_is_known_by_what_is_written_on_it() {
        let letters =
            ('!'..='~').map(Key::Char).chain(('a'..='z').filter(|c| !"hijm".contains(*c)).map(Key::Ctrl));
        let others = [
            Key::Char(' '),
            Key::Char('é'),
            Key::Up,
            Key::Down,
            Key::Left,
            Key::Right,
            Key::PageUp,
            Key::PageDown,
            Key::Home,
            Key::End,
            Key::Enter,
            Key::Esc,
            Key::Tab,
            Key::BackTab,
            Key::Backspace,
            Key::Delete,
            Key::F(1),
            Key::F(12),
        ];
        for key in letters.chain(others) {
            assert_eq!(Key::parse(&key.name()), Some(key));
            if key.name().chars().count() > 1 {
                assert_eq!(Key::parse(&key.name().to_lowercase()), Some(key));
            }
        }
    }

    #[test]
    fn what_no_terminal_sends_is_no_key() {
        for name in [
            "", "spcae", "F0", "F13", "F+1", "Ctrl-", "Ctrl-ab", "Ctrl-m", "Ctrl-i", "\u{1b}", "\u{301}",
            "日", "ab",
        ] {
            assert_eq!(Key::parse(name), None, "{name:?}");
        }
    }
}
