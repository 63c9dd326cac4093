//! The voice: speaks the lines of plain mode through a speech program of the system.
//!
//! A thread starts one child process for each turn of lines and writes the text to its standard input, never to an argument or a
//! shell. The main loop only sends a message, so that a child that hangs costs no tick. Every way out of the program ends the
//! child: see [`end`].

use std::{
    collections::BTreeMap,
    io::Write,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::Duration,
};

#[cfg(test)]
pub(crate) use tests::speak_session;

use super::clock::Clock;
use crate::app::plain_mode::{LineKind, PlainLine, speech::SLACK};

/// The pause between two looks at a child that speaks.
const LOOK: Duration = Duration::from_millis(20);

/// The most bytes of one text: less than a pipe holds, so that no write waits for a child that does not read.
const MAX_TEXT: usize = 4000;

/// The script for PowerShell, which reads lines from its standard input.
const POWERSHELL: &str = "Add-Type -AssemblyName System.Speech; $v = New-Object System.Speech.Synthesis.SpeechSynthesizer; \
                          while ($null -ne ($line = [Console]::In.ReadLine())) { $v.Speak($line) }";

/// Speech programs that read text from their standard input, in the order in which `auto` looks for them.
const PROGRAMS: [(&str, &[&str]); 4] = [
    // Its server goes on with what an ended child gave it, so each child first cancels that.
    ("spd-say", &["--cancel", "--wait", "--pipe-mode"]),
    ("espeak-ng", &["-s", "150", "--stdin"]),
    ("say", &[]),
    ("powershell", &["-NoProfile", "-NonInteractive", "-Command", POWERSHELL]),
];

/// The child that speaks now, for the ways out that skip destructors.
static CURRENT: Mutex<Option<Arc<Mutex<Speaker>>>> = Mutex::new(None);

/// A speech program with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SpeechProgram {
    path: PathBuf,
    arguments: Vec<String>,
}

/// The voice, on or off.
#[derive(Debug)]
pub(crate) struct Voice {
    /// The setting: `auto`, or a command with its arguments.
    setting: Vec<String>,
    /// The thread that speaks; `None` while the voice is off.
    thread: Option<VoiceThread>,
}

impl Voice {
    /// A voice that is off.
    pub(crate) fn new(setting: Vec<String>) -> Self {
        Self { setting, thread: None }
    }

    /// Turns the voice on.
    ///
    /// # Errors
    /// A sentence, where there is no speech program or no thread.
    pub(crate) fn turn_on(&mut self) -> Result<(), String> {
        let program = find(&self.setting)?;
        self.thread = Some(VoiceThread::start(program)?);
        Ok(())
    }

    /// Turns the voice on or off, and returns the sentence that says so.
    ///
    /// # Errors
    /// A sentence, where it cannot be turned on.
    pub(crate) fn toggle(&mut self) -> Result<&'static str, String> {
        if self.thread.take().is_some() {
            return Ok("Voice off.");
        }
        self.turn_on()?;
        Ok("Voice on.")
    }

    /// True if lines are spoken.
    pub(crate) fn is_on(&self) -> bool {
        self.thread.is_some()
    }

    /// Speaks the lines of one turn.
    pub(crate) fn say(&self, lines: &[PlainLine]) {
        if let (Some(thread), Some(text)) = (&self.thread, Text::of(lines)) {
            let _ = thread.sender.send(text);
        }
    }

    /// Ends the child that speaks, because the program stops.
    pub(crate) fn interrupt(&self) {
        if let Some(thread) = &self.thread {
            lock(&thread.speaker).interrupt();
        }
    }
}

/// Ends the child that speaks, and starts no other: for a panic and for signals.
pub(crate) fn end() {
    // A lock that is held is held for a moment only, by the thread that starts or looks at a child.
    if let Some(speaker) = lock(&CURRENT).take() {
        lock(&speaker).close();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The program that the setting names, or the first one present.
fn find(setting: &[String]) -> Result<SpeechProgram, String> {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let present = |name: &str| {
        let names = [name.to_owned(), format!("{name}.exe")];
        let named = PathBuf::from(name);
        if named.components().count() > 1 {
            return Some(named).filter(|path| path.is_file());
        }
        folders
            .iter()
            .flat_map(|folder| names.iter().map(|name| folder.join(name)))
            .find(|path| path.is_file())
    };
    if let [name, arguments @ ..] = setting
        && (name != "auto" || !arguments.is_empty())
    {
        let path = present(name).ok_or_else(|| {
            format!(
                "the voice is off: there is no program {name:?}; set voice to auto or to a speech program"
            )
        })?;
        return Ok(SpeechProgram { path, arguments: arguments.to_vec() });
    }
    let found = PROGRAMS.iter().find_map(|(name, arguments)| Some((present(name)?, arguments)));
    let (path, arguments) = found.ok_or(
        "the voice is off: there is no speech program; install espeak-ng, or name one with voice in the settings",
    )?;
    Ok(SpeechProgram { path, arguments: arguments.iter().map(|word| (*word).to_owned()).collect() })
}

/// The lines of one turn as one text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    text: String,
    /// The most important kind among the lines.
    kind: LineKind,
}

impl Text {
    fn of(lines: &[PlainLine]) -> Option<Self> {
        let kind = lines.iter().map(|line| line.kind).max()?;
        let mut text = String::new();
        for line in lines {
            // Some speech programs take a % for a format, and a ! at the start for a command.
            let line = line.text.replace('%', " per cent");
            // No speech program says a key that is a mark.
            let words: Vec<&str> = line.trim_start_matches('!').split(' ').map(word_for).collect();
            let line = words.join(" ");
            if text.len() + line.len() < MAX_TEXT {
                text.push_str(&line);
                text.push('\n');
            }
        }
        Some(Self { text, kind })
    }
}

/// A mark that stands alone, as the name of a key does, in words.
fn word_for(word: &str) -> &str {
    match word {
        "!" => "exclamation mark",
        "?" => "question mark",
        "/" => "slash",
        word => word,
    }
}

/// The texts that wait to be spoken: at most one of each kind.
#[derive(Debug, Default)]
struct VoiceQueue {
    waiting: BTreeMap<LineKind, (Text, Duration)>,
    speaking: Option<LineKind>,
}

impl VoiceQueue {
    /// Adds a text. Returns `true` if the text that is being spoken is cut for it.
    fn push(&mut self, text: Text, now: Duration) -> bool {
        let kind = text.kind;
        let is_cut = match (kind, self.speaking) {
            (_, None) => false,
            (LineKind::Emergency | LineKind::Answer, _) => true,
            (LineKind::Step, Some(speaking)) => speaking != LineKind::Emergency,
            (LineKind::Time | LineKind::Explanation, _) => false,
        };
        if kind >= LineKind::Step {
            self.waiting.retain(|waiting, _| *waiting > kind);
        }
        self.waiting.insert(kind, (text, now));
        is_cut
    }

    /// The next text to be spoken. A time that would be spoken late is dropped.
    fn next(&mut self, now: Duration) -> Option<Text> {
        self.speaking = None;
        while let Some((kind, (text, since))) = self.waiting.pop_last() {
            if kind != LineKind::Time || now <= since + SLACK {
                self.speaking = Some(kind);
                return Some(text);
            }
        }
        None
    }
}

/// The child that speaks, shared with the ways out.
#[derive(Debug, Default)]
struct Speaker {
    child: Option<Child>,
    /// The program ends: no further child is started.
    is_closed: bool,
}

impl Speaker {
    fn interrupt(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    fn close(&mut self) {
        self.is_closed = true;
        self.interrupt();
    }

    /// True if a child still speaks.
    fn is_speaking(&mut self) -> bool {
        let has_ended = self.child.as_mut().is_some_and(|child| !matches!(child.try_wait(), Ok(None)));
        if has_ended {
            self.child = None;
        }
        self.child.is_some()
    }

    /// Starts a child that speaks a text. A child that cannot be started is silence, and no fault of the session.
    fn speak(&mut self, program: &SpeechProgram, text: &str) {
        if self.is_closed {
            return;
        }
        let child = Command::new(&program.path)
            .args(&program.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else { return };
        if let Some(mut input) = child.stdin.take() {
            let _ = input.write_all(text.as_bytes());
        }
        self.child = Some(child);
    }
}

/// The thread that speaks.
#[derive(Debug)]
struct VoiceThread {
    sender: Sender<Text>,
    speaker: Arc<Mutex<Speaker>>,
}

impl VoiceThread {
    fn start(program: SpeechProgram) -> Result<Self, String> {
        let (sender, receiver) = channel();
        let speaker = Arc::new(Mutex::new(Speaker::default()));
        *lock(&CURRENT) = Some(Arc::clone(&speaker));
        let shared = Arc::clone(&speaker);
        let thread = std::thread::Builder::new().name("voice".into()).stack_size(256 * 1024);
        thread
            .spawn(move || speak(&receiver, &program, &shared))
            .map_err(|error| format!("the voice is off: {error}"))?;
        Ok(Self { sender, speaker })
    }
}

impl Drop for VoiceThread {
    fn drop(&mut self) {
        lock(&self.speaker).close();
    }
}

/// Speaks the texts that are sent, until the sender is gone.
fn speak(receiver: &Receiver<Text>, program: &SpeechProgram, speaker: &Mutex<Speaker>) {
    let clock = Clock::start(1.0);
    let mut queue = VoiceQueue::default();
    loop {
        // While a child speaks its end must be noticed; otherwise only a message wakes this thread.
        let is_speaking = lock(speaker).is_speaking();
        let message = match is_speaking {
            true => receiver.recv_timeout(LOOK),
            false => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match message {
            Ok(text) => {
                if queue.push(text, clock.elapsed()) {
                    lock(speaker).interrupt();
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let mut speaker = lock(speaker);
        if !speaker.is_speaking()
            && let Some(text) = queue.next(clock.elapsed())
        {
            speaker.speak(program, &text.text);
        }
    }
}

#[cfg(test)]
mod tests;
