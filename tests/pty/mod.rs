//! A real pseudo-terminal with a program in it, read through a terminal emulator.
//!
//! Nothing here sleeps: every wait is for words on the screen or for the program's end, with a deadline.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what a test needs and cannot have is the test's failure"
)]

pub(crate) mod sequences;

use std::{
    io::{Read, Write},
    path::Path,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    thread::{JoinHandle, spawn},
    time::Duration,
};

use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser, Screen};

/// The longest wait. On an idle machine the program answers at once.
pub(crate) const DEADLINE: Duration = Duration::from_secs(10);

/// The program under test.
pub(crate) const UNCRAMP: &str = env!("CARGO_BIN_EXE_uncramp");

/// The end of a frame: the cursor is moved to the focus, and hidden or, where text is typed, shown.
const FRAME_END: [&[u8; 7]; 2] = [b"H\x1b[?25l", b"H\x1b[?25h"];

/// Gives the screen back that was there before.
const LEAVE_SCREEN: &[u8] = b"\x1b[?1049l";

/// A program about to be started in a terminal of its own.
pub(crate) struct Start {
    command: CommandBuilder,
    size: (u16, u16),
    home: TempDir,
}

impl Start {
    /// The program under test, in an environment with nothing in it that is not named here.
    pub(crate) fn uncramp(arguments: &[&str]) -> Self {
        Self::program(UNCRAMP, arguments)
    }

    /// Another program, with the one under test on its path.
    pub(crate) fn program(program: &str, arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().expect("a home folder");
        let folder = Path::new(UNCRAMP).parent().expect("a folder with the program");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home.path());
        command.env("PATH", format!("{}:/usr/bin:/bin", folder.display()));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        Self { command, size: (80, 24), home }
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Columns and rows, where they are not 80 and 24.
    pub(crate) fn size(mut self, size: (u16, u16)) -> Self {
        self.size = size;
        self
    }

    /// Starts it.
    pub(crate) fn open(self) -> Pty {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(size_of(columns, rows)).expect("a pseudo-terminal");
        let before = line_settings(pair.master.as_ref());
        let mut child = pair.slave.spawn_command(self.command).expect("a program");
        let pid = child.process_id().and_then(|id| Pid::from_raw(id.cast_signed()));
        let writer = pair.master.take_writer().expect("a way in");
        let mut reader = pair.master.try_clone_reader().expect("a way out");

        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                emulator: Parser::new(rows, columns, 0),
                log: vec![],
                reads: true,
                hung_up: false,
            }),
            changed: Condvar::new(),
        });
        let (reading, read_all) = channel::<()>();
        let mine = Arc::clone(&shared);
        spawn(move || {
            mine.take_in(&mut reader);
            // The terminal is closed before the channel, so a closed channel means a closed terminal.
            drop(reader);
            drop(reading);
        });
        let (end, ended) = channel();
        spawn(move || {
            if let Ok(status) = child.wait() {
                // The test may have ended.
                let _ =
                    end.send(End { code: status.exit_code(), killed_by: status.signal().map(str::to_owned) });
            }
        });
        Pty {
            writer: Some(writer),
            master: Some(pair.master),
            slave: Some(pair.slave),
            shared,
            read_all,
            ended,
            end: None,
            pid: pid.expect("the program's id"),
            before,
            size: self.size,
            _home: self.home,
        }
    }
}

/// The end of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) code: u32,
    /// A signal that it did not catch.
    pub(crate) killed_by: Option<String>,
}

impl End {
    /// An end with an exit code.
    pub(crate) fn code(code: u32) -> Self {
        Self { code, killed_by: None }
    }
}

/// The state that the reader changes and the test reads.
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    emulator: Parser,
    /// Every byte the terminal was sent.
    log: Vec<u8>,
    /// Cleared: the terminal stops reading.
    reads: bool,
    hung_up: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads until there is nothing more to come, or until hung up.
    fn take_in(&self, reader: &mut dyn Read) {
        let mut bytes = [0; 4096];
        loop {
            let state = self.lock();
            drop(
                self.changed
                    .wait_while(state, |state| !state.reads && !state.hung_up)
                    .unwrap_or_else(PoisonError::into_inner),
            );
            let Ok(count @ 1..) = reader.read(&mut bytes) else {
                return;
            };
            let mut state = self.lock();
            if state.hung_up {
                return;
            }
            let new = bytes.get(..count).unwrap_or(&[]);
            state.emulator.process(new);
            state.log.extend_from_slice(new);
            self.changed.notify_all();
        }
    }
}

/// A terminal with a program in it.
pub(crate) struct Pty {
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    shared: Arc<Shared>,
    /// Closed when the reader has ended.
    read_all: Receiver<()>,
    ended: Receiver<End>,
    end: Option<End>,
    pid: Pid,
    /// The line settings the program found.
    before: String,
    size: (u16, u16),
    _home: TempDir,
}

impl Pty {
    /// Types.
    pub(crate) fn press(&mut self, keys: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().expect("a terminal to type on");
        writer.write_all(keys.as_ref()).expect("keys are taken");
    }

    /// Types the keys over and over, faster than a person can, until [`Pty::press_no_more`].
    pub(crate) fn press_on(&mut self, keys: impl AsRef<[u8]> + Send + 'static) -> Flood {
        let mut writer = self.writer.take().expect("a terminal to type on");
        let (send, progress) = channel();
        let (stop, stopped) = channel::<()>();
        let thread = spawn(move || {
            while stopped.try_recv() == Err(TryRecvError::Empty) && writer.write_all(keys.as_ref()).is_ok() {
                let _ = send.send(());
            }
            writer
        });
        Flood { stop, progress, thread }
    }

    /// Ends [`Pty::press_on`], the program reading what was typed.
    pub(crate) fn press_no_more(&mut self, flood: Flood) {
        drop(flood.stop);
        self.writer = flood.thread.join().ok();
    }

    /// Sets the emulator's own size.
    pub(crate) fn view(&mut self, (columns, rows): (u16, u16)) {
        self.shared.lock().emulator.screen_mut().set_size(rows, columns);
        self.size = (columns, rows);
    }

    /// Gives the window another size. The emulator keeps its own, because it fails at one column: what it shows is right
    /// once the window has that size.
    pub(crate) fn resize(&mut self, (columns, rows): (u16, u16)) {
        self.master().resize(size_of(columns, rows)).expect("the window changes its size");
    }

    /// The terminal stops reading what it is sent (but for what is on its way), or reads again.
    pub(crate) fn reads(&mut self, reads: bool) {
        self.shared.lock().reads = reads;
        self.shared.changed.notify_all();
    }

    /// The terminal vanishes: its window is closed, its line is cut.
    pub(crate) fn hang_up(&mut self) {
        self.shared.lock().hung_up = true;
        self.shared.changed.notify_all();
        // The reader holds the terminal open until something comes: another tab, drawn.
        self.press("2");
        assert_eq!(
            self.read_all.recv_timeout(DEADLINE),
            Err(RecvTimeoutError::Disconnected),
            "a key changes the screen"
        );
        self.writer = None;
        self.slave = None;
        self.master = None;
    }

    /// Waits until a whole frame of the program is as it should be.
    pub(crate) fn wait(&self, what: &str, is_so: impl Fn(&Screen) -> bool) -> Screen {
        self.wait_until(what, |state| {
            let screen = state.emulator.screen();
            screen.alternate_screen()
                && FRAME_END.iter().any(|end| state.log.ends_with(*end))
                && is_so(screen)
        })
    }

    /// Waits until a whole frame of the program shows some words.
    pub(crate) fn wait_for(&self, words: &str) -> Screen {
        self.wait(words, |screen| screen.contents().contains(words))
    }

    /// Waits until the screen is as a shell should leave it.
    pub(crate) fn wait_shell(&self, what: &str, is_so: impl Fn(&Screen) -> bool) -> Screen {
        self.wait_until(what, |state| is_so(state.emulator.screen()))
    }

    /// Waits until the shell shows some words.
    pub(crate) fn wait_shell_for(&self, words: &str) -> Screen {
        self.wait_shell(words, |screen| screen.contents().contains(words))
    }

    fn wait_until(&self, what: &str, is_so: impl Fn(&State) -> bool) -> Screen {
        let (state, lapse) = self
            .shared
            .changed
            .wait_timeout_while(self.shared.lock(), DEADLINE, |state| !is_so(state))
            .unwrap_or_else(PoisonError::into_inner);
        let screen = state.emulator.screen().clone();
        drop(state);
        assert!(!lapse.timed_out(), "waited for {what}, and the screen is:\n{}", screen.contents());
        screen
    }

    /// The screen now.
    pub(crate) fn screen(&self) -> Screen {
        self.shared.lock().emulator.screen().clone()
    }

    /// Every byte the terminal has been sent.
    pub(crate) fn log(&self) -> Vec<u8> {
        self.shared.lock().log.clone()
    }

    /// The screen after every frame drawn so far, first to last, as a terminal of this size shows it.
    pub(crate) fn frames(&self) -> Vec<Screen> {
        frames(&self.log(), self.size)
    }

    /// The last frame before the program gave the screen back for the last time.
    pub(crate) fn last_frame(&self) -> Screen {
        let log = self.log();
        let end = log
            .windows(LEAVE_SCREEN.len())
            .rposition(|part| part == LEAVE_SCREEN)
            .expect("the screen was given back");
        frames(log.get(..end).unwrap_or(&[]), self.size).pop().expect("a frame was drawn")
    }

    /// The line settings as they are.
    pub(crate) fn line_settings(&self) -> String {
        line_settings(self.master())
    }

    /// The process group that has the terminal: a shell's job.
    pub(crate) fn foreground(&self) -> Pid {
        self.master().process_group_leader().and_then(Pid::from_raw).expect("something has the terminal")
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program runs");
    }

    /// Stops the program dead and returns when it has stopped.
    pub(crate) fn freeze(&self) {
        self.signal(Signal::STOP);
        waitid(WaitId::Pid(self.pid), WaitIdOptions::STOPPED).expect("it stops");
    }

    /// The end of the program, if it comes within `time`.
    pub(crate) fn ends_within(&mut self, time: Duration) -> Option<End> {
        if self.end.is_none() {
            self.end = self.ended.recv_timeout(time).ok();
        }
        self.end.clone()
    }

    /// The end of the program, which must come within the deadline.
    pub(crate) fn end(&mut self) -> End {
        let end = self.ends_within(DEADLINE);
        end.unwrap_or_else(|| panic!("it does not end, and shows:\n{}", self.screen().contents()))
    }

    /// Reads everything that the program sent before its end.
    pub(crate) fn read_to_the_end(&mut self) {
        // Without a writer the reader ends at the last byte.
        self.slave = None;
        self.reads(true);
        assert_eq!(
            self.read_all.recv_timeout(DEADLINE),
            Err(RecvTimeoutError::Disconnected),
            "the terminal is let go"
        );
    }

    /// After the end: the terminal must be as it was found.
    pub(crate) fn assert_given_back(&mut self) {
        assert_eq!(self.line_settings(), self.before, "the line settings are as before");
        self.read_to_the_end();
        assert_sane(&self.screen());
        assert_eq!(sequences::modes_left_on(&self.log()), Vec::<u16>::new(), "modes are on that were not");
    }

    fn master(&self) -> &dyn MasterPty {
        self.master.as_deref().expect("a terminal that is there")
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.ends_within(Duration::ZERO).is_none() {
            // A test has failed, or is done with it; the program may just have ended by itself.
            let _ = kill_process(self.pid, Signal::KILL);
        }
        self.shared.lock().hung_up = true;
        self.shared.changed.notify_all();
    }
}

/// Keys being typed on and on.
pub(crate) struct Flood {
    stop: Sender<()>,
    /// Hears of every write.
    progress: Receiver<()>,
    thread: JoinHandle<Box<dyn Write + Send>>,
}

impl Flood {
    /// Waits until the terminal has taken no more keys for so long: the program has stopped reading them.
    pub(crate) fn until_stuck(&self, quiet: Duration) {
        while self.progress.recv_timeout(quiet).is_ok() {}
    }
}

/// A terminal that a shell can be used on: nothing of a full-screen program is left.
pub(crate) fn assert_sane(screen: &Screen) {
    assert!(!screen.alternate_screen(), "the alternate screen is left");
    assert!(!screen.hide_cursor(), "the cursor is seen");
    assert!(!screen.bracketed_paste(), "bracketed paste is off");
    assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None, "the mouse is off");
    assert!(!screen.bold() && !screen.inverse(), "text is plain again");
    assert_eq!(
        (screen.fgcolor(), screen.bgcolor()),
        (vt100::Color::Default, vt100::Color::Default),
        "text has its own colour again"
    );
}

/// Everything on a screen that can be seen, cell by cell.
pub(crate) fn picture(screen: &Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    let cell = |row, column| {
        let cell = screen.cell(row, column)?;
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let style = (cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse());
        Some(format!("{text}{:?}{:?}{style:?}", cell.fgcolor(), cell.bgcolor()))
    };
    (0..rows).map(|row| (0..columns).filter_map(|column| cell(row, column)).collect()).collect()
}

fn frames(log: &[u8], (columns, rows): (u16, u16)) -> Vec<Screen> {
    let mut emulator = Parser::new(rows, columns, 0);
    let mut done = 0;
    let ends = log
        .windows(FRAME_END[0].len())
        .enumerate()
        .filter(|(_, part)| FRAME_END.iter().any(|end| *part == *end))
        .map(|(at, _)| at + FRAME_END[0].len());
    ends.map(|end| {
        emulator.process(log.get(done..end).unwrap_or(&[]));
        done = end;
        emulator.screen().clone()
    })
    .collect()
}

fn size_of(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// Every line setting, to be compared.
fn line_settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("line settings"))
}
