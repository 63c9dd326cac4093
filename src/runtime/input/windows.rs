//! Input on Windows: crossterm's events of the console, or lines of standard input.

use std::{
    io::{Read, stdin},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, SyncSender},
    },
};

use crossterm::event::{
    Event as Sent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    read as next,
};

use super::{Message, READ_SIZE, bytes_or_end};
use crate::{
    app::plain_mode::InputKind,
    screen::event::{Event, Key},
};

/// Reads once each time it is asked to, until reading fails or the main loop has ended.
pub(super) fn read(
    kind: InputKind,
    asked: &Receiver<()>,
    sender: &SyncSender<Message>,
    is_closed: &AtomicBool,
) {
    let mut open_line = 0;
    while asked.recv().is_ok() {
        let message = match kind {
            InputKind::Keys => next_events(),
            InputKind::Lines => next_line(&mut open_line),
        };
        let is_last = matches!(message, Message::Failed(_) | Message::InputEnded);
        if is_closed.load(Ordering::Acquire) || sender.send(message).is_err() || is_last {
            return;
        }
    }
}

/// Waits for an event with a meaning.
fn next_events() -> Message {
    loop {
        match next() {
            Ok(sent) => {
                if let Some(event) = translate(sent) {
                    return Message::Events(vec![event]);
                }
            }
            Err(error) => return Message::Failed(error),
        }
    }
}

fn next_line(open_line: &mut usize) -> Message {
    let mut bytes = [0; READ_SIZE];
    loop {
        match stdin().lock().read(&mut bytes) {
            Ok(count @ 1..) => return bytes_or_end(bytes.get(..count).unwrap_or_default(), open_line),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Ok(0) | Err(_) => return Message::InputEnded,
        }
    }
}

/// True if the terminal has vanished. Windows ends the programs of a console that is closed.
pub(crate) fn is_gone() -> bool {
    false
}

fn translate(sent: Sent) -> Option<Event> {
    match sent {
        Sent::Key(KeyEvent { kind: KeyEventKind::Press | KeyEventKind::Repeat, code, modifiers, .. }) => {
            key(code, modifiers).map(Event::Key)
        }
        Sent::Mouse(MouseEvent { kind, column: x, row: y, .. }) => match kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Event::Click { x, y }),
            MouseEventKind::ScrollUp => Some(Event::Wheel { x, y, up: true }),
            MouseEventKind::ScrollDown => Some(Event::Wheel { x, y, up: false }),
            _ => None,
        },
        Sent::Resize(..) => Some(Event::Resize),
        _ => None,
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    // AltGr is Ctrl and Alt together, and types a letter.
    let has_alt = modifiers.contains(KeyModifiers::ALT);
    let has_ctrl = modifiers.contains(KeyModifiers::CONTROL);
    Some(match code {
        KeyCode::Char(_) if has_alt && !has_ctrl => return None,
        KeyCode::Char(letter) if has_ctrl && !has_alt => Key::Ctrl(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) => Key::Char(letter),
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
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    })
}
