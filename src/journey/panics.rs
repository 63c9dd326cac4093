//! A fault of our own, in the middle of a frame or of a key, on a real terminal: it ends with a sentence and its code, and the
//! terminal is as it was. The program under test is this test program, started again: nothing of it is in any other.

use std::io::{self, Read};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::*;
use crate::runtime::{
    clock::Clock,
    full_screen::FullScreen,
    machine::{Disk, Machine},
    plain::PlainTerminal,
    terminal::ScreenOptions,
    voice::Voice,
};

/// Breaks off the second frame.
const IN_DRAW: &str = "journey::panics::breaks_in_draw";
/// Breaks at the first key.
const IN_UPDATE: &str = "journey::panics::breaks_in_update";
/// The same without a screen.
const IN_PLAIN: &str = "journey::panics::breaks_in_plain_lines";

/// The place of the fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Draw,
    Update,
}

/// The real world, with a fault in it.
trait Breaks: World<Error = io::Error> {
    fn draw_with_a_fault(&mut self, app: &App, now: &Now) -> io::Result<()>;
}

impl Breaks for FullScreen {
    fn draw_with_a_fault(&mut self, app: &App, now: &Now) -> io::Result<()> {
        self.screen.draw(|buffer| {
            app.draw(buffer, now);
            panic!("a fault made for a test");
        })
    }
}

impl Breaks for PlainTerminal {
    fn draw_with_a_fault(&mut self, _: &App, _: &Now) -> io::Result<()> {
        Ok(())
    }
}

struct Faulty<W> {
    world: W,
    fault: Fault,
    frames: usize,
    has_heard: bool,
}

impl<W: Breaks> World for Faulty<W> {
    type Error = io::Error;

    fn now(&mut self) -> Now {
        let now = self.world.now();
        if self.fault == Fault::Update && std::mem::take(&mut self.has_heard) {
            // No clock says this: a notice that is to fade eight seconds later is more than there is.
            return Now { real: Duration::MAX, ..now };
        }
        now
    }

    fn draw(&mut self, app: &App, now: &Now) -> io::Result<FrameInfo> {
        self.frames += 1;
        if self.fault == Fault::Draw && self.frames > 1 {
            self.world.draw_with_a_fault(app, now)?;
        }
        self.world.draw(app, now)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<WaitResult> {
        let came = self.world.wait(timeout)?;
        self.has_heard = matches!(&came, WaitResult::Events(events) if !events.is_empty());
        Ok(came)
    }

    fn act(&mut self, effect: &Effect) -> EffectResult {
        self.world.act(effect)
    }
}

/// Runs the program with a fault in it, on this process' own terminal.
fn break_in<W: Breaks>(world: W, fault: Fault) {
    let mut faulty = Faulty { world, fault, frames: 0, has_heard: false };
    let mut app = App::new(small_book(), Start::Guide, Options::default(), &faulty.now());
    let end = run_loop::run(&mut app, &mut faulty);
    panic!("it was to break, and ended: {end:?}");
}

fn machine() -> Machine {
    Machine::open(Clock::start(1.0), Disk::default(), Voice::new(vec![])).expect("signals")
}

fn screen() -> FullScreen {
    FullScreen::open(machine(), ScreenOptions { mouse: true, key_modes: true, awake: false })
        .expect("a terminal")
}

#[test]
#[ignore = "breaks: the tests below run it in a terminal of its own"]
fn breaks_in_draw() {
    break_in(screen(), Fault::Draw);
}

#[test]
#[ignore = "breaks: the tests below run it in a terminal of its own"]
fn breaks_in_update() {
    break_in(screen(), Fault::Update);
}

#[test]
#[ignore = "breaks: the tests below run it in a terminal of its own"]
fn breaks_in_plain_lines() {
    let plain = PlainTerminal::open(machine(), PlainMode::new(true), false).expect("an input thread");
    break_in(plain, Fault::Update);
}

/// Runs one of them in a terminal, types these keys, and gives its code and all that the terminal was sent. The line
/// settings are as they were.
fn broken(program: &str, keys: &str) -> (u32, Vec<u8>) {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let settings = || format!("{:?}", pair.master.get_termios().expect("line settings"));
    let before = settings();
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", program, "--ignored", "--nocapture", "--test-threads=1", "--color=never"]);
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    // Keys that are typed before raw mode is set arrive after it.
    std::io::Write::write_all(&mut pair.master.take_writer().expect("a keyboard"), keys.as_bytes())
        .expect("typed");
    let mut reader = pair.master.try_clone_reader().expect("a screen");
    let taken = std::thread::spawn(move || {
        let (mut log, mut part) = (vec![], [0; 4096]);
        while let Ok(count @ 1..) = reader.read(&mut part) {
            log.extend_from_slice(&part[..count]);
        }
        log
    });
    let code = child.wait().expect("it ends").exit_code();
    assert_eq!(settings(), before, "the line settings are as they were");
    drop(pair.slave);
    (code, taken.join().expect("all that it wrote"))
}

#[test]
fn a_fault_of_our_own_gives_the_terminal_back_and_says_so() {
    for program in [IN_DRAW, IN_UPDATE] {
        let (code, log) = broken(program, "tt");
        let said = String::from_utf8_lossy(&log);
        assert_eq!(code, 101, "{program}: {said}");
        assert!(said.contains("\u{1b}[?1049h"), "{program}: the screen was taken: {said}");
        let (_, after) = said.rsplit_once("\u{1b}[?1049l").expect("the screen was given back");
        assert!(after.contains("stopped by a fault of its own"), "{program}: {said}");
        let mut emulator = vt100::Parser::new(24, 80, 0);
        emulator.process(&log);
        let screen = emulator.screen();
        assert!(
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(),
            "{program}"
        );
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "{program}");
        assert!(
            screen.contents().contains("uncramp: stopped by a fault"),
            "{program}: {}",
            screen.contents()
        );
    }
}

#[test]
fn a_fault_without_a_screen_sends_nothing_for_a_terminal() {
    let (code, log) = broken(IN_PLAIN, "causes\nevidence\nt\n1\nr\nw\n1\n");
    let said = String::from_utf8_lossy(&log);
    assert_eq!(code, 101, "{said}");
    assert!(said.contains("stopped by a fault of its own") && !log.contains(&0x1b), "{said}");
}
