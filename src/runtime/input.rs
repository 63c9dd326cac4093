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
