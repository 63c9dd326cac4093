//! A way in for `fuzz/` and `tests/corpus.rs`, and for nothing else: whatever bytes come in, each of these returns, and what
//! must hold of every input holds. The bytes are read so that a text typed by hand is an input too.

use std::{cell::OnceCell, convert::Infallible, path::Path, rc::Rc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        App, Keeping, Options, Start,
        keys::{KeyOverride, settle},
        plain_mode::PlainMode,
    },
    content::{
        self, File,
        settings::{self, KeysFor},
    },
    domain::{
        ascii::to_ascii,
        book::Book,
        clean::{clean, is_invisible, is_joiner},
        diary::{BootTime, DiaryError},
        routine::{Leg, MAX_HOLD, MAX_STEP, StepKind},
        time::Now,
    },
    report::{
        export::{Kind, export},
        import,
    },
    runtime::run_loop::{self, End, WaitResult, World},
    screen::{
        TabId,
        effect::{Effect, EffectResult},
        event::{Event, Key},
        frame_info::FrameInfo,
    },
    store::Store,
    ui::glyphs,
};

/// A file of own routines. Every problem can be shown, every routine that is let in keeps the limits, and nothing in it is
/// obeyed by a terminal.
pub fn routines(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (own, problems) = content::own_routines(&File { name: "routines.ron", text }, &shipped());
    for problem in &problems {
        assert_fit(&problem.to_string());
        assert!(problem.line <= text.lines().count() + 1, "{problem}: the file has not so many lines");
    }
    for routine in &own {
        assert!(shipped().routine(&routine.id).is_none(), "{} is built in", routine.id);
        assert_fit(&routine.title);
        for step in &routine.steps {
            let most = if step.kind == StepKind::Hold { MAX_HOLD } else { MAX_STEP };
            assert!(
                step.length.is_none_or(|length| length <= Duration::from_secs(most.into())),
                "{}: a step is too long",
                routine.id
            );
            assert_fit(&step.say);
            assert_fit(&step.more);
        }
    }
}

/// A diary to be imported. What was taken in goes out and comes in again as it is, as JSON and as CSV, and every reason
/// for leaving something out can be shown.
pub fn import(data: &[u8]) {
    let imported = match import::import(data) {
        Ok(imported) => imported,
        Err(why) => return assert_fit(&why),
    };
    let lines = data.iter().filter(|byte| **byte == b'\n').count() + 1;
    for (line, why) in &imported.rejected {
        assert_fit(why);
        assert!((1..=lines).contains(line), "line {line} of {lines}: {why}");
    }
    let records: Vec<_> = imported.records.into_iter().map(|(_, record)| record).collect();
    for kind in [Kind::Json, Kind::Csv] {
        let written = export(kind, &records);
        let again = written.as_ref().map_err(Clone::clone).and_then(|text| import::import(text.as_bytes()));
        let again = again.map(|again| (again.records, again.rejected));
        let again = again.map(|(records, rejected)| {
            (records.into_iter().map(|(_, record)| record).collect::<Vec<_>>(), rejected)
        });
        let is_same = again.as_ref().is_ok_and(|(back, rejected)| {
            rejected.is_empty() && back.len() == records.len() && records.iter().all(|one| back.contains(one))
        });
        assert!(is_same, "{kind:?}: {records:?} came back as {again:?} from {written:?}");
    }
}

/// A text from a file or a clipboard: once cleaned nothing in it is obeyed, cleaning it again changes nothing, and in ASCII
/// nothing else is left.
pub fn text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let once = clean(&text);
    assert_fit(&once);
    assert_eq!(clean(&once), once, "cleaning is done at once");
    assert!(to_ascii(&once).is_ascii(), "{once:?}");
    assert!(once.len() <= text.len(), "nothing is added");
}

/// A settings file. Each problem can be shown, and no key has two meanings afterwards.
pub fn settings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (settings, problems) = settings::parse("config.ron", text);
    problems.iter().for_each(|problem| assert_fit(&problem.to_string()));
    let wishes: Vec<KeyOverride> =
        settings.keys.iter().map(KeysFor::words).map(|(id, keys)| KeyOverride { id, keys }).collect();
    for is_ascii in [false, true] {
        let (_, refused) = settle(&wishes, is_ascii);
        refused.iter().for_each(|refused| assert_fit(&refused.why));
    }
}

/// Keys, mouse, paste, time and sizes on the screen: see `InputBytes` for what a byte is. The first three say how it opens. With a
/// folder a diary is kept there.
///
/// Whatever happened, Esc leads back to a tab and `!` to the warning signs.
pub fn keys(data: &[u8], folder: Option<&Path>) {
    let [how, width, height, moves @ ..] = data else { return };
    let mut hand = InputBytes::new(moves, (side(*width, WIDEST), side(*height, HIGHEST)), None, folder);
    let glyphs = if how & 8 == 0 { &glyphs::UNICODE } else { &glyphs::ASCII };
    let Some(mut app) = hand.run(&shipped(), start(*how), glyphs) else { return };
    // As wide as the tabs need, and no higher than what is looked at.
    (hand.width, hand.height) = (80, 6);
    hand.bytes = b"\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b\x1b";
    let Ok(_) = run_loop::run(&mut app, &mut hand);
    let first: String = hand.screen.content.iter().take(80).map(|cell| cell.symbol()).collect();
    assert!(first.contains('['), "Esc leads back to a tab: {first:?}");
    hand.bytes = b"!";
    let Ok(_) = run_loop::run(&mut app, &mut hand);
    assert!(app.tab() == TabId::Checklist, "! leads to the warning signs");
}

/// The conversation in plain lines: one a line, but that `@90` lets so many seconds pass. The first byte says how it opens.
/// With a folder a diary is kept there.
///
/// Nothing is said that a terminal would obey, and `!` leads to the warning signs once forms and searches are left, in which
/// what is typed is an answer.
pub fn talk(data: &[u8], folder: Option<&Path>) {
    let [how, lines @ ..] = data else { return };
    let start = start(*how);
    let plain_mode = PlainMode::new(matches!(start, Start::Guide));
    let mut hand = InputBytes::new(lines, (80, 24), Some(plain_mode), folder);
    let Some(mut app) = hand.run(&shipped(), start, &glyphs::UNICODE) else { return };
    hand.bytes = b"leave\nleave\nmenu\n!\n";
    let Ok(_) = run_loop::run(&mut app, &mut hand);
    assert!(app.tab() == TabId::Checklist, "! leads to the warning signs");
}

/// The largest window. What is drawn takes most of the time, and larger ones, which the journeys look at, show no more.
const WIDEST: u8 = 160;
const HIGHEST: u8 = 50;

/// One side of the window, by a byte: no two of those that are small enough mean the same.
fn side(byte: u8, most: u8) -> u16 {
    u16::from(byte) % (u16::from(most) + 1)
}

/// Where it opens, by a byte.
fn start(how: u8) -> Start {
    let book = shipped();
    let routine = book.stretches.routines.get(usize::from(how >> 4) % book.stretches.routines.len().max(1));
    match (how & 3, routine) {
        (0, _) | (_, None) => Start::Guide,
        (1, Some(routine)) => Start::Routine(Rc::clone(routine), None),
        (2, Some(routine)) => Start::Routine(Rc::clone(routine), Some(Leg::Left)),
        (_, Some(_)) => Start::Checklist,
    }
}

/// The built-in book, read once.
fn shipped() -> Rc<Book> {
    thread_local! {
        static BOOK: OnceCell<Rc<Book>> = const { OnceCell::new() };
    }
    BOOK.with(|book| Rc::clone(book.get_or_init(content::shipped)))
}

/// Nothing in a text is obeyed by a terminal.
fn assert_fit(text: &str) {
    assert!(!text.chars().any(|c| c.is_control() || (is_invisible(c) && !is_joiner(c))), "{text:?}");
}

/// A world wound by bytes.
///
/// On the screen letters are keys, and so are the control characters a keyboard sends; those it does not send are the
/// other keys (`\x03` Up and so on). From `\x80` on something else happens, with the byte after it saying how much.
struct InputBytes<'d> {
    bytes: &'d [u8],
    width: u16,
    height: u16,
    mono: Duration,
    real: Duration,
    wall: jiff::Zoned,
    plain_mode: Option<PlainMode>,
    diary: Option<Store>,
    screen: Buffer,
}

impl<'d> InputBytes<'d> {
    fn new(bytes: &'d [u8], size: (u16, u16), plain_mode: Option<PlainMode>, folder: Option<&Path>) -> Self {
        let wall = jiff::Timestamp::from_second(1_795_317_000).unwrap_or_default();
        Self {
            bytes,
            width: size.0,
            height: size.1,
            mono: Duration::from_millis(1_250),
            real: Duration::from_millis(1_250),
            wall: wall.to_zoned(jiff::tz::TimeZone::UTC),
            plain_mode,
            diary: folder.map(|folder| Store::new(folder.to_path_buf(), None)),
            screen: Buffer::empty(Rect::ZERO),
        }
    }

    /// Runs the program over the bytes; `None` when it was left.
    fn run(&mut self, book: &Rc<Book>, start: Start, glyphs: &'static glyphs::Glyphs) -> Option<App> {
        let boot = BootTime { boot: "this-boot".to_owned(), millis: 5_000_000 };
        let options = Options {
            glyphs,
            motion: Some(true),
            is_plain: self.plain_mode.is_some(),
            keeping: self.diary.is_some().then_some(Keeping { seed: 7, boot: Some(boot) }),
            ..Options::default()
        };
        let mut app = App::new(Rc::clone(book), start, options, &self.now());
        let Ok(end) = run_loop::run(&mut app, self);
        (end == End::Gone).then_some(app)
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn pass(&mut self, length: Duration) {
        self.mono += length;
        self.real += length;
    }

    /// What a line asks for: time to pass, or to be heard.
    fn line(&mut self) -> Option<Vec<Event>> {
        if self.bytes.is_empty() {
            return None;
        }
        let end = self.bytes.iter().position(|byte| *byte == b'\n').unwrap_or(self.bytes.len());
        let (line, rest) = self.bytes.split_at_checked(end)?;
        self.bytes = rest.get(1..).unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        if let Some(seconds) = line.strip_prefix('@').and_then(|number| number.parse::<u16>().ok()) {
            self.pass(Duration::from_secs(seconds.into()));
            return Some(vec![]);
        }
        self.plain_mode.as_mut().map(|plain_mode| plain_mode.parse_line(&line))
    }

    /// The key of a byte.
    fn key(byte: u8) -> Key {
        match byte {
            b'\n' => Key::Enter,
            b'\t' => Key::Tab,
            0x1b => Key::Esc,
            0x08 => Key::Backspace,
            0x7f => Key::Delete,
            0x00 => Key::Ctrl('n'),
            0x01 => Key::Ctrl('r'),
            0x02 => Key::Ctrl('u'),
            0x03 => Key::Up,
            0x04 => Key::Down,
            0x05 => Key::Left,
            0x06 => Key::Right,
            0x07 => Key::PageUp,
            0x0b => Key::PageDown,
            0x0c => Key::Home,
            0x0d => Key::End,
            0x0e => Key::BackTab,
            0x0f => Key::F(1),
            other => Key::Char(char::from(other)),
        }
    }

    /// What a byte and the one after it are.
    fn event(&mut self, byte: u8, timeout: Option<Duration>) -> Option<Vec<Event>> {
        if !(0x80..0x90).contains(&byte) {
            return Some(vec![Event::Key(Self::key(byte))]);
        }
        let much = self.byte()?;
        let number = u64::from(much);
        Some(match byte {
            0x80 => {
                self.pass(timeout.unwrap_or(Duration::from_secs(number)));
                vec![]
            }
            0x81 => {
                self.pass(Duration::from_millis(number));
                vec![]
            }
            0x82 => {
                self.pass(Duration::from_secs(number));
                vec![]
            }
            0x83 => {
                self.pass(Duration::from_secs(number * 60));
                vec![]
            }
            0x84 => {
                self.real += Duration::from_secs(number * 60);
                vec![]
            }
            0x85 => {
                self.pass(Duration::from_secs(number));
                vec![Event::Resumed]
            }
            0x86 => {
                // Somebody sets the clock.
                let hours = jiff::SignedDuration::from_hours(i64::from(much.cast_signed()));
                self.wall = self.wall.checked_add(hours).unwrap_or_else(|_| self.wall.clone());
                vec![]
            }
            0x87 => {
                self.width = side(much, WIDEST);
                vec![Event::Resize]
            }
            0x88 => {
                self.height = side(much, HIGHEST);
                vec![Event::Resize]
            }
            0x89..=0x8b => {
                let (x, y) = (u16::from(much), u16::from(self.byte()?));
                match byte {
                    0x89 => vec![Event::Click { x, y }],
                    _ => vec![Event::Wheel { x, y, up: byte == 0x8a }],
                }
            }
            0x8c => {
                let end = usize::from(much).min(self.bytes.len());
                let (pasted, rest) = self.bytes.split_at_checked(end)?;
                self.bytes = rest;
                vec![Event::Paste(String::from_utf8_lossy(pasted).into_owned())]
            }
            // A held key, or a slow line: several at once.
            _ => {
                let mut keys = vec![];
                for _ in 0..much % 8 {
                    keys.push(Event::Key(Self::key(self.byte()?)));
                }
                keys
            }
        })
    }
}

impl World for InputBytes<'_> {
    type Error = Infallible;

    fn now(&mut self) -> Now {
        let real = jiff::SignedDuration::try_from(self.real).unwrap_or_default();
        let wall = self.wall.checked_add(real).unwrap_or_else(|_| self.wall.clone());
        Now { mono: self.mono, real: self.real, wall }
    }

    fn draw(&mut self, app: &App, now: &Now) -> Result<FrameInfo, Infallible> {
        if let Some(plain_mode) = &mut self.plain_mode {
            let (lines, seen) = plain_mode.print_changes(app, now);
            lines.iter().for_each(|line| assert_fit(&line.text));
            return Ok(seen);
        }
        self.screen.resize(Rect::new(0, 0, self.width, self.height));
        self.screen.reset();
        let seen = app.draw(&mut self.screen, now);
        let drawn = self.screen.content.iter().map(|cell| cell.symbol());
        drawn.filter(|symbol| *symbol != " ").for_each(assert_fit);
        Ok(seen)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<WaitResult, Infallible> {
        let events = if self.plain_mode.is_some() {
            self.line()
        } else {
            self.byte().and_then(|byte| self.event(byte, timeout))
        };
        Ok(events.map_or(WaitResult::Gone, WaitResult::Events))
    }

    fn act(&mut self, effect: &Effect) -> EffectResult {
        match (effect, &mut self.diary) {
            (Effect::Diary(ask), Some(diary)) => EffectResult::Diary(Box::new(diary.ask(ask))),
            (Effect::Diary(_), None) => {
                EffectResult::Diary(Box::new(Err(DiaryError::NotKept("there is no diary here"))))
            }
            // Back at once, as far as anybody can tell.
            (Effect::Suspend, _) => EffectResult::Back,
            _ => EffectResult::Done,
        }
    }
}
