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
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The events of bytes if nothing follows them for a while.
    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut parser = KeyParser::default();
        let mut events = parser.feed(bytes);
        events.extend(parser.lapse());
        events
    }

    fn keys(keys: &[Key]) -> Vec<Event> {
        keys.iter().copied().map(Event::Key).collect()
    }

    /// Every input of the table with what it means.
    fn table() -> Vec<(&'static [u8], Vec<Event>)> {
        let c = Key::Char('c');
        let ctrl_c = Key::Ctrl('c');
        vec![
            // Reports: dropped whole, and the next key works.
            (b"\x1b[?997;1nc", keys(&[c])),
            (b"\x1b[?2026;2$yc", keys(&[c])),
            (b"\x1b[?62;22cc", keys(&[c])),
            (b"\x1b[?1;2uc", keys(&[c])),
            (b"\x1b[>41;354;0cc", keys(&[c])),
            (b"\x1b[12;40Rc", keys(&[c])),
            (b"\x1b[Ic\x1b[O", keys(&[c])),
            (b"\x1b[4;480;640tc", keys(&[c])),
            // Strings: dropped whole, up to ST or BEL.
            (b"\x1b]11;rgb:cccc/cccc/cccc\x1b\\c", keys(&[c])),
            (b"\x1b]11;rgb:cccc/cccc/cccc\x07c", keys(&[c])),
            (b"\x1bP1+r544e=78\x1b\\c", keys(&[c])),
            (b"\x1bP>|xterm(390)\x1b\\c", keys(&[c])),
            (b"\x1b_Gi=31;OK\x1b\\c", keys(&[c])),
            (b"\x1b^private\x1b\\c", keys(&[c])),
            (b"\x1bXstring\x1b\\c", keys(&[c])),
            (b"\x1bXstring\x07c", keys(&[c])),
            // Without an end: a control byte always counts.
            (b"\x1b]11;rgb:cccc\x03", keys(&[ctrl_c])),
            (b"\x1bP1+r544e\x03", keys(&[ctrl_c])),
            (b"\x1b_Gi=31\x03c", keys(&[ctrl_c, c])),
            (b"\x1b[200~hello", vec![Event::Paste("hello".into())]),
            (b"\x1b[200~hello\x1b[20", vec![Event::Paste("hello".into())]),
            (b"\x1b[200~hello\x03c", vec![Event::Paste("hello".into()), Event::Key(ctrl_c), Event::Key(c)]),
            (b"\x1b[201~c", keys(&[c])),
            (b"\x1b[<0;5;3", vec![]),
            (b"\x1b[<0;5;3\x03", keys(&[ctrl_c])),
            (b"\x1b[<0;5;3\x1b[B", keys(&[Key::Down])),
            (b"\x1b[<0;5;3\r", keys(&[Key::Enter])),
            (b"\x1b[\x03", keys(&[ctrl_c])),
            (b"\x1bO\x03", keys(&[ctrl_c])),
            (b"\x1b[\x1a", keys(&[Key::Ctrl('z')])),
            (b"\xe2\x03", keys(&[ctrl_c])),
            (b"\xff\x03", keys(&[ctrl_c])),
            (b"\xe2c", keys(&[c])),
            (b"\xffc", keys(&[c])),
            (b"\x1b[\xc3\xa9", keys(&[Key::Char('é')])),
            (b"\x1bO\xc3\xa9", keys(&[Key::Char('é')])),
            (b"\x1b[M \x03", keys(&[ctrl_c])),
            // Alt: with an arrow the arrow, with a letter nothing.
            (b"\x1b\x1b[A", keys(&[Key::Up])),
            (b"\x1b\x1bOA", keys(&[Key::Up])),
            (b"\x1b[1;3A", keys(&[Key::Up])),
            (b"\x1bc", vec![]),
            (b"\x1b c", keys(&[c])),
            (b"\x1b\xc3\xa9c", keys(&[c])),
            (b"\x1b\x03", keys(&[ctrl_c])),
            (b"\x1b\x7f", keys(&[Key::Backspace])),
            (b"\x1b", keys(&[Key::Esc])),
            (b"\x1b\x1b", keys(&[Key::Esc, Key::Esc])),
            (b"\x1b\x1b\x1b", keys(&[Key::Esc, Key::Esc, Key::Esc])),
            // Left-over key modes.
            (b"\x1b[27;2;33~", keys(&[Key::Char('!')])),
            (b"\x1b[27;5;99~", keys(&[ctrl_c])),
            (b"\x1b[27;2;9~", keys(&[Key::BackTab])),
            (b"\x1b[49;2u", keys(&[Key::Char('!')])),
            (b"\x1b[49:33;2u", keys(&[Key::Char('!')])),
            (b"\x1b[49;2;33u", keys(&[Key::Char('!')])),
            (b"\x1b[97;2u", keys(&[Key::Char('A')])),
            (b"\x1b[1;1:2B", keys(&[Key::Down])),
            (b"\x1b[1;1:3B", vec![]),
            (b"\x1b[1089::99u", keys(&[Key::Char('с')])),
            (b"\x1b[1089::99;5u", keys(&[ctrl_c])),
            (b"\x1b[1089;5u", keys(&[ctrl_c])),
            (b"\x1b[968;5u", keys(&[ctrl_c])),
            (b"\x1b[99;5u", keys(&[ctrl_c])),
            (b"\x1b[67;6u", keys(&[ctrl_c])),
            (b"\x1b[99;69u", keys(&[ctrl_c])),
            (b"\x1b[27u", keys(&[Key::Esc])),
            (b"\x1b[13u\x1b[57414u", keys(&[Key::Enter, Key::Enter])),
            (b"\x1b[127u", keys(&[Key::Backspace])),
            (b"\x1b[9;2u", keys(&[Key::BackTab])),
            (b"\x1b[57358u\x1b[57441;2u", vec![]),
            (b"\x1b[57399u\x1b[57419u", keys(&[Key::Char('0'), Key::Up])),
            (b"\x1b[120;1:1u\x1b[120;1:3u", keys(&[Key::Char('x')])),
            (b"\x1b[120;3u", vec![]),
            // Letters of other keyboards are what they are: the app gives them a meaning.
            ("с".as_bytes(), keys(&[Key::Char('с')])),
            ("ψ".as_bytes(), keys(&[Key::Char('ψ')])),
            (b"\x08\x7f", keys(&[Key::Backspace, Key::Backspace])),
        ]
    }

    #[test]
    fn every_input_of_the_table_means_one_thing() {
        for (bytes, meaning) in table() {
            assert_eq!(events(bytes), meaning, "{:?}", bytes.escape_ascii().to_string());
        }
    }

    #[test]
    fn every_input_of_the_table_means_the_same_in_two_reads() {
        for (bytes, meaning) in table() {
            for cut in 0..=bytes.len() {
                let (first, second) = bytes.split_at(cut);
                let mut parser = KeyParser::default();
                let mut events = parser.feed(first);
                events.extend(parser.feed(second));
                events.extend(parser.lapse());
                assert_eq!(events, meaning, "{:?} cut at {cut}", bytes.escape_ascii().to_string());
            }
        }
    }

    #[test]
    fn after_every_input_of_the_table_the_next_keys_work() {
        for (bytes, meaning) in table() {
            for cut in 0..=bytes.len() {
                let mut parser = KeyParser::default();
                parser.feed(&bytes[..cut]);
                // At once: a control byte counts.
                let last = parser.feed(b"\x03").pop();
                assert_eq!(last, Some(Event::Key(Key::Ctrl('c'))), "{meaning:?} cut at {cut}");
                // After a while: every key counts.
                let mut parser = KeyParser::default();
                parser.feed(&bytes[..cut]);
                parser.lapse();
                assert_eq!(parser.wakes_in(), None);
                assert_eq!(parser.feed(b"c"), keys(&[Key::Char('c')]), "{meaning:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn a_lone_esc_waits_for_a_slow_line_and_no_longer() {
        let mut parser = KeyParser::default();
        assert_eq!(parser.feed(b"\x1b"), []);
        let wait = parser.wakes_in().expect("a wait");
        assert!(wait >= Duration::from_millis(30) && wait <= Duration::from_millis(50), "{wait:?}");
        assert_eq!(parser.feed(b"[C"), keys(&[Key::Right]));
        assert_eq!(parser.wakes_in(), None);
        parser.feed(b"\x1b[200~hello");
        assert_eq!(parser.wakes_in(), Some(Duration::from_millis(500)));
    }

    #[test]
    fn the_usual_sequences_are_understood() {
        for (bytes, key) in [
            ("c", Key::Char('c')),
            ("!", Key::Char('!')),
            ("Q", Key::Char('Q')),
            ("é", Key::Char('é')),
            ("日", Key::Char('日')),
            (" ", Key::Char(' ')),
            ("\r", Key::Enter),
            ("\n", Key::Enter),
            ("\t", Key::Tab),
            ("\x1b[Z", Key::BackTab),
            ("\x03", Key::Ctrl('c')),
            ("\x1a", Key::Ctrl('z')),
            ("\x12", Key::Ctrl('r')),
            ("\x1b[A", Key::Up),
            ("\x1b[B", Key::Down),
            ("\x1b[C", Key::Right),
            ("\x1b[D", Key::Left),
            ("\x1bOA", Key::Up),
            ("\x1bOB", Key::Down),
            ("\x1bOC", Key::Right),
            ("\x1bOD", Key::Left),
            ("\x1b[1;5C", Key::Right),
            ("\x1bO5C", Key::Right),
            ("\x1b[H", Key::Home),
            ("\x1b[F", Key::End),
            ("\x1bOH", Key::Home),
            ("\x1bOF", Key::End),
            ("\x1b[1~", Key::Home),
            ("\x1b[4~", Key::End),
            ("\x1b[7~", Key::Home),
            ("\x1b[8~", Key::End),
            ("\x1b[3~", Key::Delete),
            ("\x1b[5~", Key::PageUp),
            ("\x1b[6~", Key::PageDown),
            ("\x1bOP", Key::F(1)),
            ("\x1b[P", Key::F(1)),
            ("\x1b[11~", Key::F(1)),
            ("\x1b[[A", Key::F(1)),
            ("\x1b[17~", Key::F(6)),
            ("\x1b[24~", Key::F(12)),
            ("\x1bOM", Key::Enter),
            ("\x1bOq", Key::Char('1')),
        ] {
            assert_eq!(events(bytes.as_bytes()), keys(&[key]), "{bytes:?}");
        }
        assert_eq!(events(b"\x1b[[Ec"), keys(&[Key::F(5), Key::Char('c')]));
    }

    #[test]
    fn clicks_and_the_wheel_are_understood_and_all_else_of_a_mouse_is_dropped() {
        assert_eq!(events(b"\x1b[<0;5;3M"), [Event::Click { x: 4, y: 2 }]);
        assert_eq!(events(b"\x1b[<4;5;3M"), [Event::Click { x: 4, y: 2 }], "with Shift");
        assert_eq!(events(b"\x1b[<64;5;3M"), [Event::Wheel { x: 4, y: 2, up: true }]);
        assert_eq!(events(b"\x1b[<65;5;3M"), [Event::Wheel { x: 4, y: 2, up: false }]);
        assert_eq!(events(b"\x1b[M\x20\x25\x23"), [Event::Click { x: 4, y: 2 }], "the oldest form");
        assert_eq!(
            events(b"\x1b[M\x20\xa5\xa3c"),
            [Event::Click { x: 132, y: 130 }, Event::Key(Key::Char('c'))]
        );
        for dropped in [
            "\x1b[<0;5;3m",
            "\x1b[<2;5;3M",
            "\x1b[<32;5;3M",
            "\x1b[<35;5;3M",
            "\x1b[<0;0;0M",
            "\x1b[<0M",
            "\x1b[32;0;0M",
            "\x1b[M#!!",
            "\x1b[M   ",
        ] {
            assert_eq!(events(dropped.as_bytes()), [], "{dropped:?}");
        }
    }

    #[test]
    fn a_paste_is_one_text_whatever_is_in_it() {
        let pasted = |text: &str| vec![Event::Paste(text.to_owned())];
        assert_eq!(events("\x1b[200~Ibuprofène, 1\n\x1b[201~".as_bytes()), pasted("Ibuprofène, 1\n"));
        assert_eq!(events(b"\x1b[200~q\x1b[Ac\x1b[201~"), pasted("q\x1b[Ac"));
        let mut mixed = keys(&[Key::Char('j'), Key::Up]);
        mixed.push(Event::Paste("a\x1b[Bq".into()));
        mixed.extend(keys(&[Key::Char('k'), Key::Esc]));
        assert_eq!(events(b"j\x1b[A\x1b[200~a\x1b[Bq\x1b[201~k\x1b"), mixed);
    }

    #[test]
    fn a_paste_that_never_ends_keeps_within_its_bound() {
        let mut parser = KeyParser::default();
        parser.feed(b"\x1b[200~");
        for _ in 0..300 {
            assert_eq!(parser.feed(&[b'q'; 4096]), []);
        }
        let events = parser.feed(b"\x1b[201~c");
        let [Event::Paste(text), Event::Key(Key::Char('c'))] = &events[..] else {
            panic!("{}", events.len())
        };
        assert!(text.len() > MAX_PASTE / 2 && text.len() <= MAX_PASTE);
        assert!(text.bytes().all(|byte| byte == b'q'));
    }

    /// Bytes rich in what begins and ends sequences.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![
            any::<u8>(),
            Just(ESC),
            Just(b'['),
            Just(b'O'),
            Just(b'<'),
            Just(b'M'),
            Just(b';'),
            b'0'..=b'9'
        ];
        let fragment = prop::sample::select(vec![
            b"\x1b[200~" as &[u8],
            b"\x1b[201~",
            b"\x1b]0;",
            b"\x1b\\",
            b"\x1b[<",
            "с".as_bytes(),
            "日".as_bytes(),
        ]);
        let part = prop_oneof![4 => byte.prop_map(|byte| vec![byte]), 1 => fragment.prop_map(<[u8]>::to_vec)];
        prop::collection::vec(part, 0..150).prop_map(|parts| parts.concat())
    }

    proptest! {
        /// Bytes have the same meaning in pieces of any size.
        #[test]
        fn pieces_mean_what_the_whole_means(bytes in bytes(), cut in 0usize..300) {
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut parser = KeyParser::default();
            let mut pieces = parser.feed(first);
            pieces.extend(parser.feed(second));
            pieces.extend(parser.lapse());
            prop_assert_eq!(pieces, events(&bytes));
        }

        /// Ctrl-C counts after any bytes, and every key after any bytes and a pause.
        #[test]
        fn nothing_leaves_it_deaf(bytes in bytes()) {
            let mut parser = KeyParser::default();
            parser.feed(&bytes);
            prop_assert_eq!(parser.feed(b"\x03").pop(), Some(Event::Key(Key::Ctrl('c'))));
            let mut parser = KeyParser::default();
            parser.feed(&bytes);
            parser.lapse();
            prop_assert_eq!(parser.feed(b"c").pop(), Some(Event::Key(Key::Char('c'))));
        }
    }
}
