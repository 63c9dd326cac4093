//! Bytes from the terminal, parsed into keys, mouse events and pastes.
//!
//! The `vte` crate frames escape sequences; [`tables`] gives them a meaning. A sequence without a meaning is dropped
//! whole. Two rules keep the parser from blocking on an open sequence: a control byte always counts and ends it, and it ends by
//! itself after a while ([`KeyParser::wakes_in`]).

mod tables;

use std::time::Duration;

use vte::{Params, Perform};

use crate::screen::event::{Event, Key};
use tables::{control_key, csi_key, ss3_key};

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
            // Alt and a character has no meaning.
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

#[cfg(test)]
mod tests;
