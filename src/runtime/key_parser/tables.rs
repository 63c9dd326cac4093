//! The keys that bytes and sequences of the terminal name.

use super::DELETE;
use crate::screen::event::{Key, latin_letter};

/// The key of a control byte.
pub(super) fn control_key(byte: u8) -> Option<Key> {
    Some(match byte {
        b'\t' => Key::Tab,
        b'\r' | b'\n' => Key::Enter,
        0x08 | DELETE => Key::Backspace,
        1..=26 => Key::Ctrl(char::from(byte - 1 + b'a')),
        _ => return None,
    })
}

/// The key of `ESC O` and a letter.
pub(super) fn ss3_key(last: u8) -> Option<Key> {
    Some(match last {
        b'M' => Key::Enter,
        b'I' => Key::Tab,
        b' ' => Key::Char(' '),
        b'X' => Key::Char('='),
        // The number pad in application mode: * + , - . / and the digits.
        b'j'..=b'y' => Key::Char(char::from(last - b'j' + b'*')),
        _ => return letter_key(last.into()),
    })
}

/// The key that the last letter of a sequence names.
fn letter_key(last: char) -> Option<Key> {
    Some(match last {
        'A' => Key::Up,
        'B' => Key::Down,
        'C' => Key::Right,
        'D' => Key::Left,
        'H' => Key::Home,
        'F' => Key::End,
        'P' => Key::F(1),
        'Q' => Key::F(2),
        'R' => Key::F(3),
        'S' => Key::F(4),
        _ => return None,
    })
}

/// The key that a number before `~` names.
fn number_key(number: u16) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(u8::try_from(number - 10).ok()?),
        17..=21 => Key::F(u8::try_from(number - 11).ok()?),
        23 | 24 => Key::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// The bits of the modifiers: the number in the sequence less one.
const SHIFT: u16 = 1;
const CTRL: u16 = 4;
const CAPS_LOCK: u16 = 64;
/// Alt, Super, Hyper or Meta: no key of the program has these.
const OTHER: u16 = 0b11_1010;

/// True for Shift or Caps Lock, but not for both.
fn is_capital(modifiers: u16) -> bool {
    (modifiers & SHIFT != 0) != (modifiers & CAPS_LOCK != 0)
}

/// The key of a CSI sequence without a mark.
pub(super) fn csi_key(numbers: &[&[u16]], last: char) -> Option<Key> {
    let part = |at: usize, sub: usize| {
        numbers.get(at).and_then(|number| number.get(sub)).copied().filter(|number| *number != 0)
    };
    let modifiers = part(1, 0).unwrap_or(1).saturating_sub(1);
    // 1 is a press and 2 a repeat.
    if part(1, 1) == Some(3) {
        return None;
    }
    let first = part(0, 0).unwrap_or(1);
    match last {
        'u' => {
            let text = numbers.get(2).and_then(|text| match text {
                [letter] => char::from_u32(u32::from(*letter)).filter(|letter| !letter.is_control()),
                _ => None,
            });
            let shifted = part(0, 1).filter(|_| is_capital(modifiers));
            kitty_key(first, shifted, part(0, 2), text, modifiers)
        }
        // xterm's modifyOtherKeys: the letter itself.
        '~' if first == 27 => kitty_key(part(2, 0)?, part(2, 0), None, None, modifiers),
        // rxvt ends with these where Ctrl is held.
        '~' | '^' | '@' => number_key(first),
        'Z' => Some(Key::BackTab),
        // With another number this is a cursor position report.
        'A'..='Z' if first == 1 => letter_key(last),
        _ => None,
    }
}

/// A key by its code point, as the kitty protocol and modifyOtherKeys send it: the key, its shifted form, the key at the same
/// place of a US keyboard, and the text that it types. Terminals may leave out all but the first.
fn kitty_key(
    code: u16,
    shifted: Option<u16>,
    base: Option<u16>,
    text: Option<char>,
    modifiers: u16,
) -> Option<Key> {
    let letter = |code: u16| char::from_u32(u32::from(code)).filter(|letter| !letter.is_control());
    Some(match code {
        27 => Key::Esc,
        13 | 57414 => Key::Enter,
        9 if modifiers & SHIFT != 0 => Key::BackTab,
        9 => Key::Tab,
        8 | 127 => Key::Backspace,
        57399..=57408 => Key::Char(char::from_digit(u32::from(code - 57399), 10)?),
        57409..=57413 | 57415 => Key::Char(char::from(*b"./*-+\0=".get(usize::from(code - 57409))?)),
        57417 => Key::Left,
        57418 => Key::Right,
        57419 => Key::Up,
        57420 => Key::Down,
        57421 => Key::PageUp,
        57422 => Key::PageDown,
        57423 => Key::Home,
        57424 => Key::End,
        57426 => Key::Delete,
        // Keys without a letter, as Caps Lock or a volume key.
        57344..=63743 => return None,
        _ if modifiers & OTHER != 0 => return None,
        _ if modifiers & CTRL != 0 => {
            let here = letter(code)?.to_lowercase().next()?;
            let latin = latin_letter(here).or_else(|| base.and_then(letter).filter(|_| !here.is_ascii()));
            match latin.unwrap_or(here) {
                '[' => Key::Esc,
                letter => Key::Ctrl(letter),
            }
        }
        _ => {
            let plain = letter(code)?;
            let typed = text.or_else(|| shifted.and_then(letter));
            Key::Char(typed.unwrap_or_else(|| if is_capital(modifiers) { capital(plain) } else { plain }))
        }
    })
}

/// The shifted form of a key if the terminal does not send it: a capital letter, and the two signs that are keys of the program, at
/// their place on most keyboards.
fn capital(letter: char) -> char {
    match letter {
        '1' => '!',
        '/' => '?',
        _ => letter.to_uppercase().next().unwrap_or(letter),
    }
}
