//! The bytes that a terminal sends, as what they mean: keys, clicks, the wheel, a paste.

use terminput::{
    Event as Sent, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind, ScrollDirection,
};

use crate::screen::event::{Event, Key};

/// What begins a sequence, and is the Esc key where nothing follows it.
const ESC: u8 = 0x1b;

/// The most of one sequence that is kept, in bytes: a paste that never ends must not take all the memory there is.
const MOST: usize = 1024 * 1024;

/// How much of the end of a sequence that is too long is kept: enough to see where a paste ends.
const TAIL: usize = 8;

/// Takes bytes as they come, and keeps the beginning of what is not whole yet.
#[derive(Debug, Default)]
pub(crate) struct Keyboard {
    begun: Vec<u8>,
}

impl Keyboard {
    /// What these bytes complete, in order. Where `more` are known to follow at once, an Esc at the end is not a key yet.
    pub(crate) fn take(&mut self, bytes: &[u8], more: bool) -> Vec<Event> {
        let mut events = vec![];
        for byte in bytes {
            self.begun.push(*byte);
            if self.begun != [ESC] {
                events.extend(self.complete());
            }
        }
        if self.begun == [ESC] && !more {
            events.extend(self.complete());
        }
        events
    }

    /// What has been begun, if it is whole. What means nothing is forgotten.
    fn complete(&mut self) -> Option<Event> {
        let sent = Sent::parse_from(&self.begun);
        if let Ok(None) = sent {
            if self.begun.len() > MOST {
                self.begun.remove(MOST - TAIL);
            }
            return None;
        }
        self.begun.clear();
        translate(sent.ok()??)
    }
}

fn translate(sent: Sent) -> Option<Event> {
    match sent {
        Sent::Key(key) if key.kind == KeyEventKind::Press => key_of(key.code, key.modifiers).map(Event::Key),
        Sent::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Event::Click { x, y }),
                MouseEventKind::Scroll(ScrollDirection::Up) => Some(Event::Wheel { x, y, up: true }),
                MouseEventKind::Scroll(ScrollDirection::Down) => Some(Event::Wheel { x, y, up: false }),
                _ => None,
            }
        }
        Sent::Paste(text) => Some(Event::Paste(text)),
        _ => None,
    }
}

fn key_of(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let ctrl = modifiers.contains(KeyModifiers::CTRL);
    Some(match code {
        KeyCode::Char(_) if modifiers.contains(KeyModifiers::ALT) => return None,
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sent(bytes: &[u8]) -> Vec<Event> {
        Keyboard::default().take(bytes, false)
    }

    #[test]
    fn what_terminals_send_is_understood() {
        for (bytes, key) in [
            ("c", Key::Char('c')),
            ("!", Key::Char('!')),
            ("Q", Key::Char('Q')),
            ("é", Key::Char('é')),
            ("日", Key::Char('日')),
            (" ", Key::Char(' ')),
            ("\r", Key::Enter),
            ("\t", Key::Tab),
            ("\x1b[Z", Key::BackTab),
            ("\x7f", Key::Backspace),
            ("\x08", Key::Ctrl('h')),
            ("\x03", Key::Ctrl('c')),
            ("\x1a", Key::Ctrl('z')),
            ("\x12", Key::Ctrl('r')),
            ("\x1b", Key::Esc),
            ("\x1b[A", Key::Up),
            ("\x1b[B", Key::Down),
            ("\x1b[C", Key::Right),
            ("\x1b[D", Key::Left),
            ("\x1bOA", Key::Up),
            ("\x1bOB", Key::Down),
            ("\x1bOC", Key::Right),
            ("\x1bOD", Key::Left),
            ("\x1b[1;5C", Key::Right),
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
            ("\x1b[11~", Key::F(1)),
            ("\x1b[[A", Key::F(1)),
        ] {
            assert_eq!(sent(bytes.as_bytes()), [Event::Key(key)], "{bytes:?}");
        }
    }

    #[test]
    fn a_key_is_heard_as_it_is_pressed_and_not_as_it_is_let_go() {
        // As terminals say it that tell more of a key than was asked for.
        assert_eq!(sent(b"\x1b[120;1:1u"), [Event::Key(Key::Char('x'))]);
        assert_eq!(sent(b"\x1b[120;1:2u\x1b[120;1:3u"), []);
    }

    #[test]
    fn keys_have_one_name_whatever_is_held_with_them() {
        assert_eq!(sent(b"\x1b[67;6u"), [Event::Key(Key::Ctrl('c'))]);
        assert_eq!(sent(b"\x1b[9;2u"), [Event::Key(Key::BackTab)]);
        assert_eq!(sent(b"\x1b[1;3A"), [Event::Key(Key::Up)]);
        assert_eq!(sent(b"\x1bc"), [], "Alt and a letter is none of ours");
    }

    #[test]
    fn clicks_and_the_wheel_are_understood_and_movements_are_not_news() {
        assert_eq!(sent(b"\x1b[<0;5;3M"), [Event::Click { x: 4, y: 2 }]);
        assert_eq!(sent(b"\x1b[<64;1;1M"), [Event::Wheel { x: 0, y: 0, up: true }]);
        assert_eq!(sent(b"\x1b[<65;1;1M"), [Event::Wheel { x: 0, y: 0, up: false }]);
        assert_eq!(sent(b"\x1b[<0;5;3m\x1b[<35;5;3M\x1b[<2;5;3M\x1b[I\x1b[O"), []);
    }

    #[test]
    fn several_at_once_come_in_their_order() {
        let keys = sent(b"j\x1b[A\x1b[200~a\x1b[Bq\x1b[201~k\x1b");
        let [up, esc] = [Key::Up, Key::Esc].map(Event::Key);
        let [j, k] = ['j', 'k'].map(|c| Event::Key(Key::Char(c)));
        assert_eq!(keys, [j, up, Event::Paste("a\x1b[Bq".into()), k, esc]);
    }

    #[test]
    fn a_sequence_that_comes_in_pieces_is_still_one() {
        for whole in ["\x1b[A", "\x1b[<0;5;3M", "\x1b[200~two words\x1b[201~", "é", "日"] {
            for cut in 2..whole.len() {
                let mut keyboard = Keyboard::default();
                let (first, second) = whole.as_bytes().split_at(cut);
                assert_eq!(keyboard.take(first, false), [], "{whole:?} cut at {cut}");
                assert_eq!(keyboard.take(second, false), sent(whole.as_bytes()), "{whole:?} cut at {cut}");
            }
        }
    }

    #[test]
    fn an_esc_is_a_key_once_nothing_follows_it() {
        let mut keyboard = Keyboard::default();
        assert_eq!(keyboard.take(b"\x1b", true), []);
        assert_eq!(keyboard.take(b"[A", true), [Event::Key(Key::Up)]);
        assert_eq!(keyboard.take(b"\x1b", true), []);
        assert_eq!(keyboard.take(b"", false), [Event::Key(Key::Esc)]);
    }

    #[test]
    fn a_paste_that_never_ends_takes_no_more_than_its_bound_and_is_one_paste_when_it_does() {
        let mut keyboard = Keyboard::default();
        assert_eq!(keyboard.take(b"\x1b[200~", false), []);
        for _ in 0..300 {
            assert_eq!(keyboard.take(&[b'q'; 4096], true), []);
            assert!(keyboard.begun.len() <= MOST);
        }
        let events = keyboard.take(b"\x1b[201~c", false);
        let [Event::Paste(text), Event::Key(Key::Char('c'))] = &events[..] else {
            panic!("{}", events.len())
        };
        assert!(text.len() > MOST / 2 && text.bytes().all(|byte| byte == b'q'));
    }

    proptest! {
        /// Whatever the pieces in which bytes come, they mean the same, but for where an Esc stands at the end of one.
        #[test]
        fn pieces_mean_what_the_whole_means(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(ESC), Just(b'['), Just(b'<'), Just(b'M'), b'0'..=b'9'], 0..200),
            cut in 0usize..200,
        ) {
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut keyboard = Keyboard::default();
            let mut events = keyboard.take(first, true);
            events.extend(keyboard.take(second, false));
            prop_assert_eq!(events, sent(&bytes));
        }
    }
}
