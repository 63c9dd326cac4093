//! The world without a screen: lines in, lines out, with no escape byte.
//!
//! It wakes as often as the screen would, once a second in a running session, so that a stop is noticed to the second.

use std::{
    io::{self, IsTerminal},
    time::Duration,
};

use super::{
    input::Message,
    machine::{Machine, no_shell},
    run_loop::{WaitResult, World},
    signals, terminal, tty,
};
use crate::{
    app::{
        App,
        plain_mode::{InputKind, PlainMode},
    },
    domain::{
        ascii::to_ascii,
        diary::{DiaryError, DiaryRequest},
        time::Now,
    },
    screen::{
        effect::{Effect, EffectResult},
        event::{Event, Key},
        frame_info::FrameInfo,
    },
};

/// The longest line that is read, in bytes; the rest of a longer line is dropped.
const LONGEST: usize = 8 * 1024;
/// On terminals of fewer columns than this nothing is indented.
const NARROW: usize = 30;

/// Lines in, lines out.
pub(crate) struct PlainTerminal {
    plain_mode: PlainMode,
    pub(crate) machine: Machine,
    input: Lines,
    /// Only ASCII is written.
    ascii: bool,
}

/// Standard input, a line at a time.
#[derive(Debug, Default)]
struct Lines {
    bytes: Vec<u8>,
    is_over: bool,
}

impl Lines {
    /// The next whole line; at the end of the input, the rest of it.
    fn take(&mut self) -> Option<String> {
        let line: Vec<u8> = match self.bytes.iter().position(|byte| *byte == b'\n') {
            Some(end) => self.bytes.drain(..=end).collect(),
            None if self.is_over && !self.bytes.is_empty() => std::mem::take(&mut self.bytes),
            None => return None,
        };
        let kept = line.get(..line.len().min(LONGEST)).unwrap_or(&line);
        Some(String::from_utf8_lossy(kept).into_owned())
    }

    /// Adds bytes that were read.
    fn add(&mut self, new: &[u8]) {
        // A line without an end must not fill the memory, so bytes beyond the longest line are dropped.
        let open = self.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        if self.bytes.len() - open < LONGEST || new.contains(&b'\n') {
            self.bytes.extend(new);
        }
    }
}

impl PlainTerminal {
    /// Starts to read standard input.
    ///
    /// # Errors
    /// If the input thread cannot be started.
    pub(crate) fn open(mut machine: Machine, plain_mode: PlainMode, ascii: bool) -> io::Result<Self> {
        machine.inbox.read_input(InputKind::Lines)?;
        Ok(Self { plain_mode, machine, input: Lines::default(), ascii })
    }

    /// Saves the requests that are still queued: see [`Disk::leave`].
    ///
    /// # Errors
    /// The first error, if something could not be saved.
    ///
    /// [`Disk::leave`]: super::machine::Disk::leave
    pub(crate) fn leave(mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        self.machine.take_disk().leave(asks, may_wait)
    }

    fn say(&self, lines: &[String]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        // A terminal breaks lines in the middle of words, so they are wrapped for it. A pipe gets whole paragraphs.
        let lines: Vec<String> = match terminal::is_shown() {
            true => lines.iter().flat_map(|line| wrap(line, usize::from(terminal::size().width))).collect(),
            false => lines.to_vec(),
        };
        let mut text = lines.join("\n");
        text.push('\n');
        if self.ascii {
            text = to_ascii(&text);
        }
        tty::write_all(text.as_bytes())
    }
}

/// A paragraph in lines that fit the width; later lines are indented.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent = if width > NARROW { "  " } else { "" };
    let options = textwrap::Options::new(width.saturating_sub(1).max(1)).subsequent_indent(indent);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

impl World for PlainTerminal {
    type Error = io::Error;

    fn now(&mut self) -> Now {
        self.machine.now()
    }

    fn draw(&mut self, app: &App, now: &Now) -> io::Result<FrameInfo> {
        let (lines, seen) = self.plain_mode.print_changes(app, now);
        self.machine.voice.say(&lines);
        let lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
        self.say(&lines)?;
        Ok(seen)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<WaitResult> {
        let timeout = timeout.map(|length| self.machine.clock.wait_for(length));
        loop {
            // One line at a time: the answer to this line decides the meaning of the next.
            if let Some(line) = self.input.take() {
                return Ok(WaitResult::Events(self.plain_mode.parse_line(&line)));
            }
            if self.input.is_over && !self.plain_mode.is_counting() {
                return Ok(WaitResult::Events(vec![Event::Key(Key::Ctrl('c'))]));
            }
            let left = timeout.map(|length| self.machine.left_of(length).max(Duration::from_millis(1)));
            let waited = self.machine.wait(left);
            if let Some(signal) = self.machine.inbox.signals.end() {
                return Ok(WaitResult::Signal(signal));
            }
            let was_stopped = self.machine.inbox.signals.take_stop() && signals::stop_process();
            for message in waited.messages {
                match message {
                    Message::Bytes(bytes) => self.input.add(&bytes),
                    // Ctrl-D in a session is more often a slip than a wish to leave.
                    Message::InputEnded if self.plain_mode.has_session() && io::stdin().is_terminal() => {
                        self.plain_mode.note_end_of_input();
                        return Ok(WaitResult::Events(vec![]));
                    }
                    Message::InputEnded => self.input.is_over = true,
                    // A terminal that is gone ends the program; a pipe that ends only means that no more is typed.
                    Message::TerminalGone => return Ok(WaitResult::Gone),
                    Message::Failed(error) => return Err(error),
                    Message::Events(_) | Message::Signal => {}
                }
            }
            if waited.was_away || was_stopped {
                return Ok(WaitResult::Events(vec![Event::Resumed]));
            }
            // Input that never ends must not stop the clock.
            if timeout.is_some_and(|length| self.machine.left_of(length).is_zero()) {
                return Ok(WaitResult::Events(vec![]));
            }
        }
    }

    fn act(&mut self, effect: &Effect) -> EffectResult {
        match effect {
            Effect::Suspend if signals::stop_process() => EffectResult::Back,
            Effect::Suspend => no_shell(),
            // A pipe has no bell.
            Effect::Bell if terminal::is_shown() => {
                let _ = tty::write_all(b"\x07");
                EffectResult::Done
            }
            Effect::Bell | Effect::Quit => EffectResult::Done,
            Effect::KeepRegion(_) | Effect::Diary(_) | Effect::ToggleVoice => self.machine.act(effect),
        }
    }
}
