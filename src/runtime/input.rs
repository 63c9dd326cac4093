//! Waiting, and what comes in: keys, mouse, paste, signals; a terminal that has gone.

use std::{io::Read, os::fd::AsFd, time::Duration};

use crossterm::event::{self as term, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{
    run_loop::End,
    signals::{Note, Watch},
};
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

/// What there is after a wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ready {
    /// Standard input can be read, be it only to find that it is over.
    pub(crate) input: bool,
    /// The terminal has gone.
    pub(crate) gone: bool,
    /// Something was noted.
    pub(crate) woken: bool,
}

/// What poll says of an end that nobody holds any more.
const LOST: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

/// Waits for input, a signal or the end of `timeout`, whichever comes first; `None` waits for ever.
///
/// # Errors
/// When the terminal cannot be read.
pub(crate) fn wait(watch: &mut Watch, timeout: Option<Duration>) -> std::io::Result<Arrival> {
    let timeout = if watch.more { Some(Duration::ZERO) } else { timeout };
    let ready = ready(watch, true, timeout)?;
    if ready.woken {
        return Ok(Arrival::Noted);
    }
    if ready.gone {
        return Ok(Arrival::Gone);
    }
    if ready.input || watch.more { pending(watch) } else { Ok(Arrival::Events(vec![])) }
}

/// Waits until there is something on standard input, where that is `heard`, or the terminal has gone, or a signal has been
/// noted, or `timeout` is over.
///
/// # Errors
/// When none of them can be waited for.
pub(crate) fn ready(watch: &mut Watch, heard: bool, timeout: Option<Duration>) -> std::io::Result<Ready> {
    let timeout = timeout.map(|length| Timespec {
        tv_sec: i64::try_from(length.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: length.subsec_nanos().into(),
    });
    let ready = loop {
        // Nothing is asked of the terminal: that it has gone is said all the same, though what is typed is over, or comes from
        // elsewhere. What is not there, or not heard, has the wake's place, and nothing is asked of it.
        let wake = watch.wake.as_fd();
        let terminal = watch.terminal.unwrap_or(wake);
        let (input, wanted) =
            if heard { (rustix::stdio::stdin(), PollFlags::IN) } else { (wake, PollFlags::empty()) };
        let mut ends = [
            PollFd::from_borrowed_fd(wake, PollFlags::IN),
            PollFd::from_borrowed_fd(terminal, PollFlags::empty()),
            PollFd::from_borrowed_fd(input, wanted),
        ];
        match poll(&mut ends, timeout.as_ref()) {
            Ok(_) => {
                let [wake, terminal, input] = ends.map(|end| end.revents());
                break Ready {
                    input: input.intersects(LOST.union(PollFlags::IN)),
                    gone: terminal.intersects(LOST),
                    woken: !wake.is_empty(),
                };
            }
            // A signal, which its thread may not have noted yet: `wake` says when it has.
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    };
    if ready.woken {
        let mut bytes = [0; 64];
        while watch.wake.read(&mut bytes).is_ok_and(|count| count > 0) {}
    }
    Ok(ready)
}

/// What it comes to that a terminal could not be read or written: a signal noted meanwhile ends the run as it would have, and
/// one that has gone ends it too.
///
/// # Errors
/// The failure itself, where neither is so.
pub(crate) fn end_of(failure: std::io::Error, watch: &mut Watch) -> std::io::Result<End> {
    let gone = ready(watch, false, Some(Duration::ZERO)).is_ok_and(|ready| ready.gone);
    match watch.take() {
        Some(Note::End(signal)) => Ok(End::Signal(signal)),
        _ if gone => Ok(End::Gone),
        _ => Err(failure),
    }
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
