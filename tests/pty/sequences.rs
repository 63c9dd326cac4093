//! A parser for the bytes that a terminal is sent: text, control characters, escape sequences.

use std::collections::BTreeSet;

/// One control character or escape sequence. Text is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sequence {
    /// A control character by itself.
    Control(u8),
    /// `ESC [`, a mark such as `?` where there is one, numbers, intermediate bytes, a last byte.
    Csi { mark: Option<u8>, numbers: Vec<u16>, between: Vec<u8>, last: u8 },
    /// Any other escape: the byte after ESC.
    Escape(u8),
}

/// Parses the bytes that a terminal was sent.
pub(crate) fn parse(log: &[u8]) -> Vec<Sequence> {
    let mut all = vec![];
    let mut bytes = log.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != 0x1b {
            if byte < 0x20 || byte == 0x7f {
                all.push(Sequence::Control(byte));
            }
            continue;
        }
        match bytes.next() {
            Some(b'[') => {
                let mark = bytes.next_if(|byte| (b'<'..=b'?').contains(byte));
                let mut numbers = String::new();
                while let Some(byte) = bytes.next_if(|byte| (b'0'..=b';').contains(byte)) {
                    numbers.push(byte.into());
                }
                let mut between = vec![];
                while let Some(byte) = bytes.next_if(|byte| (b' '..=b'/').contains(byte)) {
                    between.push(byte);
                }
                all.push(Sequence::Csi {
                    mark,
                    numbers: numbers.split([';', ':']).map(|number| number.parse().unwrap_or(0)).collect(),
                    between,
                    last: bytes.next().unwrap_or(0),
                });
            }
            next => all.push(Sequence::Escape(next.unwrap_or(0))),
        }
    }
    all
}

/// Every number given to "select graphic rendition", those that follow 38, 48 and 58 left out.
pub(crate) fn renditions(log: &[u8]) -> BTreeSet<u16> {
    let mut all = BTreeSet::new();
    for sequence in parse(log) {
        let Sequence::Csi { mark: None, numbers, last: b'm', .. } = sequence else {
            continue;
        };
        let mut numbers = numbers.into_iter();
        while let Some(number) = numbers.next() {
            all.insert(number);
            if [38, 48, 58].contains(&number) {
                let more = if numbers.next() == Some(2) { 3 } else { 1 };
                numbers.by_ref().take(more).for_each(drop);
            }
        }
    }
    all
}

/// True if a rendition colours text or its background. 39 and 49 take colour away.
pub(crate) fn is_colour(rendition: u16) -> bool {
    matches!(rendition, 30..=38 | 40..=48 | 90..=97 | 100..=107)
}

/// The ways in which colours were named: as one of the first 16, as one of 256, or by red, green and blue.
pub(crate) fn colour_codes(log: &[u8]) -> BTreeSet<&'static str> {
    let mut all = BTreeSet::new();
    for sequence in parse(log) {
        let Sequence::Csi { mark: None, numbers, last: b'm', .. } = sequence else {
            continue;
        };
        let mut numbers = numbers.into_iter();
        while let Some(number) = numbers.next() {
            if [38, 48, 58].contains(&number) {
                let is_rgb = numbers.next() == Some(2);
                let first = numbers.next().unwrap_or(0);
                all.insert(if is_rgb {
                    "true"
                } else if first < 16 {
                    "16"
                } else {
                    "256"
                });
                numbers.by_ref().take(if is_rgb { 2 } else { 0 }).for_each(drop);
            } else if is_colour(number) {
                all.insert("16");
            }
        }
    }
    all
}

/// Private modes that were ever switched on.
pub(crate) fn modes_switched_on(log: &[u8]) -> BTreeSet<u16> {
    let on = parse(log).into_iter().filter_map(|sequence| match sequence {
        Sequence::Csi { mark: Some(b'?'), numbers, last: b'h', .. } => Some(numbers),
        _ => None,
    });
    on.flatten().collect()
}

/// Private modes that were changed and not changed back; those that are on in every terminal count when off.
pub(crate) fn modes_left_on(log: &[u8]) -> Vec<u16> {
    // The cursor is seen, lines wrap.
    const ON_AT_FIRST: [u16; 2] = [25, 7];
    let mut changed = BTreeSet::new();
    for sequence in parse(log) {
        let Sequence::Csi { mark: Some(b'?'), numbers, last: last @ (b'h' | b'l'), .. } = sequence else {
            continue;
        };
        for mode in numbers {
            if (last == b'h') == ON_AT_FIRST.contains(&mode) {
                changed.remove(&mode);
            } else {
                changed.insert(mode);
            }
        }
    }
    changed.into_iter().collect()
}
