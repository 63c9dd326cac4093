//! A frame on its way to the terminal: sent in one write, and with sixteen colours in the codes that such a terminal knows.
//!
//! crossterm names every colour as one of 256 (`38;5;3`), which a terminal of sixteen may take for something else: for it
//! they are put as `33`, and `93` for the bright ones.

use std::io::{self, Write};

/// What is drawn is gathered here until it is flushed.
#[derive(Debug)]
pub(crate) struct Frame<W> {
    terminal: W,
    bytes: Vec<u8>,
    /// Whether the terminal has sixteen colours and no more.
    is_basic: bool,
}

impl<W: Write> Frame<W> {
    pub(crate) fn new(terminal: W, room: usize, is_basic: bool) -> Self {
        Self { terminal, bytes: Vec::with_capacity(room), is_basic }
    }
}

impl<W: Write> Write for Frame<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let sent = if self.is_basic {
            self.terminal.write_all(&in_basic_codes(&self.bytes))
        } else {
            self.terminal.write_all(&self.bytes)
        };
        // A terminal that has failed is not sent the same again.
        self.bytes.clear();
        sent.and_then(|()| self.terminal.flush())
    }
}

/// The same with each of the sixteen colours named by its own code.
fn in_basic_codes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\x1b[") {
        let (before, sequence) = rest.split_at(at + 2);
        out.extend_from_slice(before);
        let end = sequence.iter().position(|byte| !(b'0'..=b';').contains(byte)).unwrap_or(sequence.len());
        let (numbers, after) = sequence.split_at(end);
        if after.first() == Some(&b'm') {
            write_numbers(numbers, &mut out);
        } else {
            out.extend_from_slice(numbers);
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

fn write_numbers(numbers: &[u8], out: &mut Vec<u8>) {
    let mut all = numbers.split(|byte| *byte == b';').peekable();
    let mut is_first = true;
    while let Some(number) = all.next() {
        if !std::mem::take(&mut is_first) {
            out.push(b';');
        }
        let base = match number {
            b"38" => 30,
            b"48" => 40,
            _ => {
                out.extend_from_slice(number);
                continue;
            }
        };
        let (kind, colour) = (all.next(), all.next());
        let colour = colour.and_then(|text| std::str::from_utf8(text).ok()?.parse::<u16>().ok());
        match colour.filter(|colour| kind == Some(b"5") && *colour < 16) {
            Some(colour @ ..8) => out.extend_from_slice((base + colour).to_string().as_bytes()),
            Some(colour) => out.extend_from_slice((base + 60 + colour - 8).to_string().as_bytes()),
            // No theme has any other at this depth: the terminal's own colour is always right.
            None => out.extend_from_slice((base + 9).to_string().as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(bytes: &[u8], is_basic: bool) -> Vec<u8> {
        let mut frame = Frame::new(vec![], 16, is_basic);
        for byte in bytes {
            frame.write_all(&[*byte]).expect("it is gathered");
        }
        assert_eq!(frame.terminal, b"", "nothing is sent before it is whole");
        frame.flush().expect("it is sent");
        frame.terminal
    }

    #[test]
    fn sixteen_colours_are_named_by_their_own_codes() {
        for (before, after) in [
            ("\x1b[38;5;3mx", "\x1b[33mx"),
            ("\x1b[38;5;11;48;5;0m", "\x1b[93;40m"),
            ("\x1b[1m\x1b[48;5;12mé38;5;3m", "\x1b[1m\x1b[104mé38;5;3m"),
            ("\x1b[39;49m\x1b[0m\x1b[m", "\x1b[39;49m\x1b[0m\x1b[m"),
            ("\x1b[3;5H\x1b[?25l\x1b[38", "\x1b[3;5H\x1b[?25l\x1b[38"),
            ("\x1b[38;5;200mx", "\x1b[39mx"),
        ] {
            assert_eq!(String::from_utf8_lossy(&sent(before.as_bytes(), true)), after);
            assert_eq!(sent(before.as_bytes(), false), before.as_bytes());
        }
    }
}
