//! The world without a screen: lines in, lines out. No escape byte, nothing drawn over, nothing asked of a terminal.
//!
//! It wakes when the screen would, once a second in a running session, though it seldom has anything to say: a stop is then
//! known to the second, and nobody is made to hold a stretch again that was held.

use std::{
    io::{self, Read, Write},
    time::Duration,
};

use super::{
    clock::Clock,
    input,
    run_loop::{Came, End, World},
    signals::{self, Note, Watch},
    terminal,
    world::Disk,
};
use crate::{
    app::{App, ear::Ear},
    domain::{
        ascii::to_ascii,
        diary::{DiaryError, DiaryRequest},
        time::Now,
    },
    screen::{
        effect::{Effect, Outcome},
        event::{Event, Key},
        seen::Seen,
    },
};

/// The longest line that is listened to, in bytes; the rest of a longer one is not heard.
const LONGEST: usize = 8 * 1024;
/// On terminals of fewer columns than this nothing is indented.
const NARROW: usize = 30;
/// Input of which so much is one line, in bytes, is nobody's typing and never will be: no more of it is read. A device that
/// gives zeros for ever must not keep a processor busy for the rest of the night.
const NOBODY: usize = 1024 * 1024;
/// So late after a wait the machine was busy, or the program had been stopped.
const LATE: Duration = Duration::from_millis(250);

/// Lines in, lines out.
pub(crate) struct Plain {
    ear: Ear,
    clock: Clock,
    watch: Watch,
    disk: Disk,
    input: Lines,
    /// Nothing beyond ASCII is written.
    ascii: bool,
    /// When the clocks were last read.
    looked: Duration,
    /// It stopped itself and has gone on: the signal that says so is no news.
    knows: bool,
}

/// Standard input, a line at a time.
#[derive(Debug, Default)]
struct Lines {
    bytes: Vec<u8>,
    /// How much of the line that has yet to end was let go by.
    unheard: usize,
    is_over: bool,
}

impl Lines {
    /// The next whole line; at the end of the input what is left of it.
    fn take(&mut self) -> Option<String> {
        let line: Vec<u8> = match self.bytes.iter().position(|byte| *byte == b'\n') {
            Some(end) => self.bytes.drain(..=end).collect(),
            None if self.is_over && !self.bytes.is_empty() => std::mem::take(&mut self.bytes),
            None => return None,
        };
        let heard = line.get(..line.len().min(LONGEST)).unwrap_or(&line);
        Some(String::from_utf8_lossy(heard).into_owned())
    }

    /// Takes in what there is.
    fn read(&mut self) {
        let mut buffer = [0; 4096];
        match io::stdin().lock().read(&mut buffer) {
            Ok(0) => self.is_over = true,
            Ok(count) => {
                let new = buffer.get(..count).unwrap_or(&[]);
                // A line without an end must not fill the memory: what is over the longest is let go by.
                let open = self.bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                if self.bytes.len() - open < LONGEST || new.contains(&b'\n') {
                    self.bytes.extend(new);
                    self.unheard = 0;
                } else {
                    self.unheard += count;
                    self.is_over = self.unheard > NOBODY;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // A terminal that has gone says no more.
            Err(_) => self.is_over = true,
        }
    }
}

impl Plain {
    /// Begins to listen, to standard input and for signals.
    ///
    /// # Errors
    /// When signals cannot be heard.
    pub(crate) fn open(ear: Ear, clock: Clock, disk: Disk, ascii: bool) -> io::Result<Self> {
        let watch = Watch::begin()?;
        terminal::hook_panics();
        let input = Lines::default();
        Ok(Self { ear, clock, watch, disk, input, ascii, looked: Duration::ZERO, knows: false })
    }

    /// What a failure to read or write comes to: see [`input::end_of`].
    ///
    /// # Errors
    /// The failure, where there is still somebody to be told.
    pub(crate) fn end_of(&mut self, failure: io::Error) -> io::Result<End> {
        input::end_of(failure, &mut self.watch)
    }

    /// Makes a last attempt at what the diary has not taken yet: see [`Disk::leave`].
    ///
    /// # Errors
    /// The first trouble, when something could not be saved.
    pub(crate) fn leave(&mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        self.disk.leave(asks, may_wait)
    }

    fn say(&self, lines: &[String]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        // A terminal breaks lines in the middle of words; a pipe is for whoever breaks them otherwise, or not at all.
        let lines: Vec<String> = match terminal::is_shown() {
            true => lines.iter().flat_map(|line| wrap(line, usize::from(terminal::size().width))).collect(),
            false => lines.to_vec(),
        };
        let mut text = lines.join("\n");
        text.push('\n');
        if self.ascii {
            text = to_ascii(&text);
        }
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Acts on every signal noted: what the loop must hear of it.
    fn heed(&mut self) -> Option<Came> {
        let notes: Vec<Note> = input::notes(&self.watch).take(4).collect();
        let mut has_come_back = false;
        for note in notes {
            match note {
                Note::End(signal) => return Some(Came::Signal(signal)),
                Note::GoesOn if std::mem::take(&mut self.knows) => {}
                Note::GoesOn => has_come_back = true,
                Note::Stop => has_come_back |= self.suspend(),
                Note::Resized => {}
            }
        }
        has_come_back.then(|| Came::Events(vec![Event::Resumed]))
    }

    /// Stops as the shell expects; does nothing, and says so, where nobody could bring the program back.
    fn suspend(&mut self) -> bool {
        if !signals::has_shell() {
            return false;
        }
        self.knows = signals::stop_self();
        true
    }
}

/// A paragraph in lines that fit a terminal so wide, later ones indented a little.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent = if width > NARROW { "  " } else { "" };
    let options = textwrap::Options::new(width.saturating_sub(1).max(1)).subsequent_indent(indent);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

impl World for Plain {
    type Error = io::Error;

    fn now(&mut self) -> Now {
        self.looked = self.clock.elapsed();
        self.clock.now()
    }

    fn draw(&mut self, app: &App, now: &Now) -> io::Result<Seen> {
        let (lines, seen) = self.ear.tell(app, now);
        self.say(&lines)?;
        Ok(seen)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Came> {
        let timeout = timeout.map(|length| self.clock.wait_for(length));
        loop {
            // A line at a time: what the next one means follows from what is said to this one.
            if let Some(line) = self.input.take() {
                return Ok(Came::Events(self.ear.hear(&line)));
            }
            if self.input.is_over && !self.ear.goes_on() {
                return Ok(Came::Events(vec![Event::Key(Key::Ctrl('c'))]));
            }
            let left = timeout.map(|length| (self.looked + length).saturating_sub(self.clock.elapsed()));
            let left = left.map(|left| left.max(Duration::from_millis(1)));
            let ready = input::ready(&mut self.watch, !self.input.is_over, left)?;
            if ready.woken
                && let Some(came) = self.heed()
            {
                return Ok(came);
            }
            // The end of a terminal is the end of everything, where that of a pipe is only that there is no more to be said.
            if ready.gone {
                return Ok(Came::Gone);
            }
            if ready.input {
                self.input.read();
            }
            // Input that never ends must not keep the time from passing: it is looked at whether there was any or none.
            let Some(length) = timeout.filter(|length| self.clock.elapsed() >= self.looked + *length) else {
                continue;
            };
            // Perhaps stopped and gone on, and this has yet to be noted: time must not be let pass before that is known.
            if self.clock.elapsed() > self.looked + length + LATE {
                input::ready(&mut self.watch, false, Some(LATE))?;
                if let Some(came) = self.heed() {
                    return Ok(came);
                }
            }
            return Ok(Came::Events(vec![]));
        }
    }

    fn act(&mut self, effect: &Effect) -> Outcome {
        match effect {
            Effect::Suspend if self.suspend() => Outcome::Back,
            Effect::Suspend => Outcome::Failed("there is no shell here that could bring it back".to_owned()),
            // A pipe has no bell.
            Effect::Bell if terminal::is_shown() => {
                let mut out = io::stdout().lock();
                let _ = out.write_all(b"\x07").and_then(|()| out.flush());
                Outcome::Done
            }
            Effect::Bell | Effect::Quit => Outcome::Done,
            Effect::KeepRegion(_) | Effect::Diary(_) => self.disk.act(effect),
        }
    }
}
