//! Bytes from the terminal, parsed into keys, mouse events and pastes.
//!
//! The `vte` crate frames escape sequences; the tables below give them a meaning. A sequence without a meaning is dropped
//! whole. Two rules keep the parser from blocking on an open sequence: a control byte always counts and ends it, and it ends by
//! itself after a while ([`KeyParser::wakes_in`]).

use std::time::Duration;

use vte::{Params, Perform};

use crate::screen::event::{Event, Key, latin_letter};

/// A lone ESC counts as the Esc key after this long. A slow line may deliver the rest of a sequence up to then.
const ESC_WAIT: Duration = Duration::from_millis(40);

/// Any other open sequence, and a paste without an end, ends after this long without a byte.
const SEQUENCE_WAIT: Duration = Duration::from_millis(500);

/// The most of one paste that is kept, in bytes.
const MAX_PASTE: usize = 1024 * 1024;

/// Ends a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
/// CAN: resets the `vte` parser.
const CANCEL: u8 = 0x18;
const CTRL_C: u8 = 0x03;
const DELETE: u8 = 0x7f;

/// The unfinished input.
#[derive(Debug, Default, PartialEq, Eq)]
enum Pending {
    #[default]
    Nothing,
    /// One ESC, or two: the first of two may stand for Alt.
    Escape {
        is_double: bool,
    },
    /// A CSI sequence.
    Sequence,
    /// An OSC, DCS, APC, PM or SOS string.
    Text,
    /// ESC inside a string: the first half of its end.
    TextEnd,
    /// `ESC O`: one letter names a key.
    Ss3,
    /// `ESC [ [`: the Linux console's F1 to F5.
    Console,
    /// `ESC [ M`: three bytes of a mouse report in the oldest form.
    Mouse(Vec<u8>),
    /// A character after ESC (Alt and a letter beyond ASCII), which is dropped.
    AltCharacter,
    Paste(Vec<u8>),
}

/// Takes bytes in pieces of any size and gives the events they complete.
#[derive(Default)]
pub(crate) struct KeyParser {
    framer: vte::Parser,
    output: EventSink,
}

/// The receiver of the framer's calls: the state of the parser and the events so far.
#[derive(Debug, Default)]
struct EventSink {
    pending: Pending,
    events: Vec<Event>,
}

impl KeyParser {
    /// The events that these bytes complete, in order.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        for byte in bytes {
            self.take(*byte);
        }
        std::mem::take(&mut self.output.events)
    }

    /// The wait for more bytes before [`KeyParser::lapse`]; `None` if nothing is unfinished.
    pub(crate) fn wakes_in(&self) -> Option<Duration> {
        match self.output.pending {
            Pending::Nothing => None,
            Pending::Escape { .. } => Some(ESC_WAIT),
            _ => Some(SEQUENCE_WAIT),
        }
    }

    /// Ends unfinished input after the wait of [`KeyParser::wakes_in`] without a byte.
    pub(crate) fn lapse(&mut self) -> Vec<Event> {
        self.abort();
        std::mem::take(&mut self.output.events)
    }

    /// Ends unfinished input: ESC is the Esc key, a paste is the text so far, all else is dropped.
    fn abort(&mut self) {
        match std::mem::take(&mut self.output.pending) {
            Pending::Escape { is_double } => {
                self.output.key(Some(Key::Esc));
                if is_double {
                    self.output.key(Some(Key::Esc));
                }
            }
            Pending::Paste(text) => self.output.paste(text),
            _ => {}
        }
        self.reset();
    }

    /// Resets the framer.
    fn reset(&mut self) {
        let pending = std::mem::take(&mut self.output.pending);
        self.framer.advance(&mut self.output, &[CANCEL]);
        self.output.pending = pending;
    }

    fn take(&mut self, byte: u8) {
        if let Pending::Paste(text) = &mut self.output.pending {
            if byte == CTRL_C {
                self.abort();
                self.output.key(Some(Key::Ctrl('c')));
                return;
            }
            text.push(byte);
            if text.ends_with(PASTE_END) {
                self.abort();
            } else if text.len() > MAX_PASTE {
                // The last bytes stay, so that the end of the paste is still recognised.
                text.remove(MAX_PASTE - PASTE_END.len());
            }
            return;
        }
        match byte {
            ESC => self.take_escape(),
            0..0x20 | DELETE => self.take_control(byte),
            _ => self.take_printable(byte),
        }
    }

    fn take_escape(&mut self) {
        self.output.pending = match self.output.pending {
            Pending::Escape { is_double: false } => Pending::Escape { is_double: true },
            Pending::Escape { is_double: true } => {
                self.output.key(Some(Key::Esc));
                Pending::Escape { is_double: true }
            }
            Pending::Text => {
                self.reset();
                Pending::TextEnd
            }
            _ => {
                self.abort();
                Pending::Escape { is_double: false }
            }
        };
    }

    fn take_control(&mut self, byte: u8) {
        match std::mem::take(&mut self.output.pending) {
            Pending::Text | Pending::TextEnd if byte == BEL => return self.reset(),
            // Alt and a control byte are the same as the byte alone.
            Pending::Escape { is_double: true } => self.output.key(Some(Key::Esc)),
            _ => {}
        }
        self.reset();
        self.output.key(control_key(byte));
    }

    fn take_printable(&mut self, byte: u8) {
        match &mut self.output.pending {
            Pending::Text => {}
            Pending::TextEnd => {
                self.output.pending = Pending::Nothing;
                if byte != b'\\' {
                    self.take_after_escape(byte);
                }
            }
            Pending::Escape { is_double } => {
                let is_double = *is_double;
                self.output.pending = Pending::Nothing;
                // Alt and an arrow is `ESC ESC [ A` on some terminals.
                if is_double && !matches!(byte, b'[' | b'O') {
                    self.output.key(Some(Key::Esc));
                }
                self.take_after_escape(byte);
            }
            Pending::Mouse(report) => {
                report.push(byte);
                if let [button, x, y] = report[..] {
                    self.output.pending = Pending::Nothing;
                    let number = |byte: u8| u16::from(byte).saturating_sub(32);
                    self.output.mouse(number(button), number(x), number(y));
                }
            }
            // No sequence holds a byte beyond ASCII: it is the next character.
            Pending::Sequence | Pending::Ss3 | Pending::Console if !byte.is_ascii() => {
                self.abort();
                self.frame(byte);
            }
            Pending::Ss3 if byte.is_ascii_digit() || byte == b';' => {}
            Pending::Ss3 => {
                self.output.pending = Pending::Nothing;
                self.output.key(ss3_key(byte));
            }
            Pending::Console => {
                self.output.pending = Pending::Nothing;
                self.output.key(matches!(byte, b'A'..=b'E').then(|| Key::F(byte - b'A' + 1)));
            }
            Pending::Nothing | Pending::Sequence | Pending::AltCharacter | Pending::Paste(_) => {
                self.frame(byte);
            }
        }
    }

    /// The byte after ESC.
    fn take_after_escape(&mut self, byte: u8) {
        match byte {
            b'[' => {
                self.output.pending = Pending::Sequence;
                self.frame(ESC);
                self.frame(byte);
            }
            b'O' => self.output.pending = Pending::Ss3,
            b']' | b'P' | b'X' | b'^' | b'_' => self.output.pending = Pending::Text,
            // Alt and a letter has no meaning.
            0x20..0x7f => {}
            _ => {
                self.output.pending = Pending::AltCharacter;
                self.frame(byte);
            }
        }
    }

    fn frame(&mut self, byte: u8) {
        self.framer.advance(&mut self.output, &[byte]);
    }
}

impl Perform for EventSink {
    fn print(&mut self, letter: char) {
        let before = std::mem::take(&mut self.pending);
        if before != Pending::AltCharacter && letter != char::REPLACEMENT_CHARACTER {
            self.key(Some(Key::Char(letter)));
        }
    }

    fn csi_dispatch(&mut self, params: &Params, marks: &[u8], is_too_long: bool, last: char) {
        self.pending = Pending::Nothing;
        let numbers: Vec<&[u16]> = params.iter().collect();
        let number = |at: usize| numbers.get(at).and_then(|number| number.first()).copied().unwrap_or(0);
        match (marks, last) {
            _ if is_too_long => {}
            (b"<", 'M') => self.mouse(number(0), number(1), number(2)),
            (b"", 'M') if numbers.len() <= 1 && number(0) == 0 => self.pending = Pending::Mouse(vec![]),
            (b"", '[') => self.pending = Pending::Console,
            (b"", '~') if number(0) == 200 => self.pending = Pending::Paste(vec![]),
            (b"", _) => self.key(csi_key(&numbers, last)),
            _ => {}
        }
    }
}

impl EventSink {
    fn key(&mut self, key: Option<Key>) {
        self.events.extend(key.map(Event::Key));
    }

    /// A mouse report: the left button pressed, or the wheel. Cells are counted from 1.
    fn mouse(&mut self, button: u16, x: u16, y: u16) {
        let (Some(x), Some(y)) = (x.checked_sub(1), y.checked_sub(1)) else { return };
        // Shift, Alt and Ctrl are of no interest.
        self.events.extend(match button & !0b1_1100 {
            0 => Some(Event::Click { x, y }),
            64 => Some(Event::Wheel { x, y, up: true }),
            65 => Some(Event::Wheel { x, y, up: false }),
            _ => None,
        });
    }

    /// A paste, without the part of its end that may have come.
    fn paste(&mut self, mut text: Vec<u8>) {
        let end = (1..=PASTE_END.len())
            .rev()
            .find(|length| PASTE_END.get(..*length).is_some_and(|begun| text.ends_with(begun)));
        text.truncate(text.len() - end.unwrap_or(0));
        self.events.push(Event::Paste(String::from_utf8_lossy(&text).into_owned()));
    }
}

/// The key of a control byte.
fn control_key(byte: u8) -> Option<Key> {
    Some(match byte {
        b'\t' => Key::Tab,
        b'\r' | b'\n' => Key::Enter,
        0x08 | DELETE => Key::Backspace,
        1..=26 => Key::Ctrl(char::from(byte - 1 + b'a')),
        _ => return None,
    })
}

/// The key of `ESC O` and a letter.
fn ss3_key(last: u8) -> Option<Key> {
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
#[derive(Debug, Clone, Copy)]
struct Modifiers(u16);

impl Modifiers {
    fn has_shift(self) -> bool {
        self.0 & 1 != 0
    }

    fn has_ctrl(self) -> bool {
        self.0 & 4 != 0
    }

    /// Alt, Super, Hyper or Meta: no key of ours has these.
    fn has_other(self) -> bool {
        self.0 & 0b11_1010 != 0
    }

    /// Shift, or Caps Lock, but not both.
    fn is_capital(self) -> bool {
        self.has_shift() != (self.0 & 64 != 0)
    }
}

/// The key of a CSI sequence without a mark.
fn csi_key(numbers: &[&[u16]], last: char) -> Option<Key> {
    let part = |at: usize, sub: usize| {
        numbers.get(at).and_then(|number| number.get(sub)).copied().filter(|number| *number != 0)
    };
    let modifiers = Modifiers(part(1, 0).unwrap_or(1).saturating_sub(1));
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
            let shifted = part(0, 1).filter(|_| modifiers.is_capital());
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
    modifiers: Modifiers,
) -> Option<Key> {
    let letter = |code: u16| char::from_u32(u32::from(code)).filter(|letter| !letter.is_control());
    Some(match code {
        27 => Key::Esc,
        13 | 57414 => Key::Enter,
        9 if modifiers.has_shift() => Key::BackTab,
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
        _ if modifiers.has_other() => return None,
        _ if modifiers.has_ctrl() => {
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
            Key::Char(typed.unwrap_or_else(|| if modifiers.is_capital() { capital(plain) } else { plain }))
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

#[cfg(test)]
mod tests;
