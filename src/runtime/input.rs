//! Waiting, and what comes in: keys, mouse, paste, signals; a terminal that has gone.

use std::{io::Read, time::Duration};

use crossterm::event::{self as term, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::signals::{Note, Watch};
use crate::screen::event::{Event, Key};

/// What ended a wait.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// Everything that was pending, in order; empty if the wait lapsed.
    Events(Vec<Event>),
    /// A signal was noted.
    Noted,
    /// The terminal has gone.
    Gone,
}

/// Waits for input, a signal or the end of `timeout`, whichever comes first; `None` waits for ever.
///
/// # Errors
/// When the terminal cannot be read.
pub(crate) fn wait(watch: &mut Watch, timeout: Option<Duration>) -> std::io::Result<Arrival> {
    let timeout = if watch.more { Some(Duration::ZERO) } else { timeout };
    let (tty, woken) = ready(watch, true, timeout)?;
    if woken {
        return Ok(Arrival::Noted);
    }
    if tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        return Ok(Arrival::Gone);
    }
    if tty.contains(PollFlags::IN) || watch.more { pending(watch) } else { Ok(Arrival::Events(vec![])) }
}

/// Waits until there is something on standard input, where that is `heard`, or a signal has been noted, or `timeout` is over:
/// what there is on the input, and whether there was a signal.
///
/// # Errors
/// When neither can be waited for.
pub(crate) fn ready(
    watch: &mut Watch,
    heard: bool,
    timeout: Option<Duration>,
) -> std::io::Result<(PollFlags, bool)> {
    let timeout = timeout.map(|length| Timespec {
        tv_sec: i64::try_from(length.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: length.subsec_nanos().into(),
    });
    let stdin = rustix::stdio::stdin();
    let (input, woken) = loop {
        let mut fds = [PollFd::new(&watch.wake, PollFlags::IN), PollFd::new(&stdin, PollFlags::IN)];
        let waited = if heard { &mut fds[..] } else { &mut fds[..1] };
        match poll(waited, timeout.as_ref()) {
            Ok(_) => {
                let [wake, input] = &fds;
                break (input.revents(), wake.revents());
            }
            // A signal, which its thread may not have noted yet: `wake` says when it has.
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    };
    if !woken.is_empty() {
        let mut bytes = [0; 64];
        while watch.wake.read(&mut bytes).is_ok_and(|count| count > 0) {}
    }
    Ok((input, !woken.is_empty()))
}

/// How long crossterm is asked to look. Not zero: it looks at nothing at all then. What is there is taken at once.
const GLANCE: Duration = Duration::from_micros(20);

/// How often in a row crossterm must have found nothing. Once is not enough: held up for longer than a glance on a busy
/// machine, it looks at nothing either, and a key that it has read already would wait unseen for the next one.
const GLANCES: u32 = 3;

/// The most that is taken at once: input that never ends must not keep the screen from being drawn.
const MOST: usize = 500;

/// Takes everything pending, so that a held key is drawn once.
fn pending(watch: &mut Watch) -> std::io::Result<Arrival> {
    let mut events = vec![];
    let (mut taken, mut glances) = (0, 0);
    while taken < MOST && glances < GLANCES {
        if term::poll(GLANCE)? {
            events.extend(translate(term::read()?));
            (taken, glances) = (taken + 1, 0);
        } else {
            glances += 1;
        }
    }
    watch.more = taken == MOST;
    Ok(Arrival::Events(events))
}

/// The signals noted, as the loop takes them.
pub(crate) fn notes(watch: &Watch) -> impl Iterator<Item = Note> + '_ {
    std::iter::from_fn(|| watch.take())
}

fn translate(event: term::Event) -> Option<Event> {
    match event {
        term::Event::Key(key) if key.kind == KeyEventKind::Press => {
            key_of(key.code, key.modifiers).map(Event::Key)
        }
        term::Event::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Event::Click { x, y }),
                MouseEventKind::ScrollUp => Some(Event::Wheel { x, y, up: true }),
                MouseEventKind::ScrollDown => Some(Event::Wheel { x, y, up: false }),
                _ => None,
            }
        }
        term::Event::Paste(text) => Some(Event::Paste(text)),
        _ => None,
    }
}

fn key_of(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let ctrl = modifiers.contains(KeyModifiers::CONTROL);
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
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyEvent, MouseEvent};

    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Event> {
        translate(term::Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn a_key_is_heard_as_it_is_pressed_and_not_as_it_is_let_go() {
        let of = |kind| {
            let key = KeyEvent::new_with_kind(KeyCode::Char('x'), KeyModifiers::NONE, kind);
            translate(term::Event::Key(key))
        };
        assert_eq!(of(KeyEventKind::Press), Some(Event::Key(Key::Char('x'))));
        assert_eq!(of(KeyEventKind::Release), None);
        assert_eq!(of(KeyEventKind::Repeat), None);
    }

    #[test]
    fn keys_have_one_name_however_a_terminal_sends_them() {
        let (none, ctrl, shift, alt) =
            (KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::SHIFT, KeyModifiers::ALT);
        for (code, modifiers, key) in [
            (KeyCode::Char('C'), ctrl | shift, Some(Key::Ctrl('c'))),
            (KeyCode::Char('R'), shift, Some(Key::Char('R'))),
            (KeyCode::Char('c'), alt, None),
            (KeyCode::BackTab, none, Some(Key::BackTab)),
            (KeyCode::Tab, shift, Some(Key::BackTab)),
            (KeyCode::Tab, none, Some(Key::Tab)),
            (KeyCode::F(1), none, Some(Key::F(1))),
            (KeyCode::CapsLock, none, None),
        ] {
            assert_eq!(pressed(code, modifiers), key.map(Event::Key), "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn of_the_mouse_the_left_button_and_the_wheel_are_heard() {
        let of = |kind| {
            let (column, row, modifiers) = (3, 4, KeyModifiers::NONE);
            translate(term::Event::Mouse(MouseEvent { kind, column, row, modifiers }))
        };
        assert_eq!(of(MouseEventKind::Down(MouseButton::Left)), Some(Event::Click { x: 3, y: 4 }));
        assert_eq!(of(MouseEventKind::ScrollUp), Some(Event::Wheel { x: 3, y: 4, up: true }));
        assert_eq!(of(MouseEventKind::ScrollDown), Some(Event::Wheel { x: 3, y: 4, up: false }));
        for kind in [
            MouseEventKind::Up(MouseButton::Left),
            MouseEventKind::Down(MouseButton::Right),
            MouseEventKind::Drag(MouseButton::Left),
            MouseEventKind::Moved,
        ] {
            assert_eq!(of(kind), None, "{kind:?}");
        }
    }
}
