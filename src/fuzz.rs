//! The entry points of `fuzz/` and `tests/corpus.rs`: each of these returns for any bytes, and checks the invariants of every
//! input. A text typed by hand is an input too.

use std::{cell::OnceCell, path::Path, rc::Rc, time::Duration};

use crate::{
    app::{
        App, Keeping, Options, Start,
        keys::{KeyOverride, override_keys},
        plain_mode::PlainMode,
    },
    content::{
        self, File,
        settings::{self, KeysFor},
    },
    domain::{
        BootTime, Leg, StepKind,
        ascii::to_ascii,
        book::Book,
        clean::{clean, is_invisible, is_joiner},
        routine::{MAX_HOLD, MAX_STEP},
    },
    harness::{self, FakeWorld, Move},
    report::{
        export::{Kind, export},
        import,
    },
    runtime::run_loop::{End, World},
    screen::{
        TabId,
        event::{Event, Key},
    },
    store::Store,
    ui::glyphs,
};

/// A file of own routines. Every problem can be shown, every accepted routine keeps the limits, and a terminal obeys nothing in it.
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

/// A diary to be imported. The imported records are exported and imported again without a change, as JSON and as CSV, and every
/// reason for a rejected record can be shown.
pub fn import(data: &[u8]) {
    let imported = match import::import(data) {
        Ok(imported) => imported,
        Err(why) => return assert_fit(&why),
    };
    // A line ends with a line feed, a carriage return, or both.
    let next = data.iter().skip(1).map(Some).chain([None]);
    let ends = data.iter().zip(next).filter(|(byte, next)| match byte {
        b'\n' => true,
        b'\r' => *next != Some(&b'\n'),
        _ => false,
    });
    let lines = ends.count() + 1;
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

/// A text from a file or a clipboard: a terminal obeys nothing in the cleaned text, cleaning it again changes nothing, and its
/// ASCII form has only ASCII.
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
    let overrides: Vec<KeyOverride> =
        settings.keys.iter().map(KeysFor::words).map(|(id, keys)| KeyOverride { id, keys }).collect();
    for is_ascii in [false, true] {
        let (_, refused) = override_keys(&overrides, is_ascii);
        refused.iter().for_each(|refused| assert_fit(&refused.why));
    }
}

/// Keys, mouse, paste, time and sizes on the screen: see `moves` for the meaning of a byte. The first three bytes are the way it
/// opens. With a folder a diary is kept there.
///
/// After all of them, Esc leads back to a tab and `!` to the warning signs.
pub fn keys(data: &[u8], folder: Option<&Path>) {
    let [how, width, height, bytes @ ..] = data else { return };
    let size = (side(*width, WIDEST), side(*height, HIGHEST));
    let mut world = world(size, folder);
    let mut options = options(folder);
    if how & 8 != 0 {
        options.glyphs = &glyphs::ASCII;
    }
    let mut app = App::new(shipped(), start(*how), options, &world.now());
    if world.run(&mut app, moves(bytes, size)) != End::Gone {
        return;
    }
    // Wide enough for the tabs, and no higher than needed.
    world.size = (80, 6);
    world.run(&mut app, moves(&[0x1b; 10], size));
    let first: String = world.screen.content.iter().take(80).map(|cell| cell.symbol()).collect();
    assert!(first.contains('['), "Esc leads back to a tab: {first:?}");
    world.run(&mut app, moves(b"!", size));
    assert!(app.tab() == TabId::Checklist, "! leads to the warning signs");
}

/// A conversation in plain mode: one line each, but `@90` lets 90 seconds pass. The first byte is the way it opens. With a folder a
/// diary is kept there.
///
/// Nothing is printed that a terminal would obey, and `!` leads to the warning signs once forms and searches, in which a typed line
/// is an answer, are left.
pub fn talk(data: &[u8], folder: Option<&Path>) {
    let [how, lines @ ..] = data else { return };
    let start = start(*how);
    let mut world = world((80, 24), folder);
    world.plain_mode = Some(PlainMode::new(matches!(start, Start::Guide)));
    let mut app = App::new(shipped(), start, Options { is_plain: true, ..options(folder) }, &world.now());
    if world.run(&mut app, typed(lines)) != End::Gone {
        return;
    }
    world.run(&mut app, typed(b"leave\nleave\nmenu\n!"));
    assert!(app.tab() == TabId::Checklist, "! leads to the warning signs");
}

fn world(size: (u16, u16), folder: Option<&Path>) -> FakeWorld {
    let mut world = FakeWorld::new(size, harness::wall());
    world.diary = folder.map(|folder| Store::new(folder.to_path_buf(), None));
    world.check = Some(assert_fit);
    world
}

fn options(folder: Option<&Path>) -> Options {
    let boot = BootTime { boot: "this-boot".to_owned(), millis: 5_000_000 };
    let keeping = folder.is_some().then_some(Keeping { seed: 7, boot: Some(boot) });
    Options { motion: Some(true), keeping, ..Options::default() }
}

/// The largest window. Drawing takes most of the time, and larger windows, which journeys test, show no more.
const WIDEST: u8 = 160;
const HIGHEST: u8 = 50;

/// One side of the window, by a byte.
fn side(byte: u8, most: u8) -> u16 {
    u16::from(byte) % (u16::from(most) + 1)
}

/// The way the program opens, by a byte.
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

/// Fails for a text with a character that a terminal would obey.
fn assert_fit(text: &str) {
    assert!(!text.chars().any(|c| c.is_control() || (is_invisible(c) && !is_joiner(c))), "{text:?}");
}

/// The lines of a conversation.
fn typed(lines: &[u8]) -> Vec<Move> {
    let lines = String::from_utf8_lossy(lines.strip_suffix(b"\n").unwrap_or(lines)).into_owned();
    let line = |line: &str| match line.strip_prefix('@').and_then(|seconds| seconds.parse::<u16>().ok()) {
        Some(seconds) => Move::Late(Duration::from_secs(seconds.into())),
        None => Move::Line(line.to_owned()),
    };
    lines.split('\n').map(line).collect()
}

/// The moves of these bytes, for a window of that size.
///
/// Letters are keys, and so are the control characters of a keyboard; the other control characters are the other keys (`\x03` Up
/// and so on). From `\x80` on a byte is another move, and the byte after it is its amount.
fn moves(mut bytes: &[u8], size: (u16, u16)) -> Vec<Move> {
    let (mut width, mut height) = size;
    let mut moves = vec![];
    while let Some(next) = next_move(&mut bytes, &mut width, &mut height) {
        moves.push(next);
    }
    moves
}

fn next_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

fn next_move(bytes: &mut &[u8], width: &mut u16, height: &mut u16) -> Option<Move> {
    let byte = next_byte(bytes)?;
    if !(0x80..0x90).contains(&byte) {
        return Some(Move::Events(vec![Event::Key(key(byte))]));
    }
    let amount = next_byte(bytes)?;
    let seconds = Duration::from_secs(amount.into());
    Some(match byte {
        0x80 => Move::Wake(seconds),
        0x81 => Move::Pass(Duration::from_millis(amount.into())),
        0x82 => Move::Late(seconds),
        0x83 => Move::Late(seconds * 60),
        0x84 => Move::Sleep(seconds * 60),
        0x85 => Move::Stop(seconds),
        0x86 => Move::SetClock(amount.cast_signed().into()),
        0x87 => {
            *width = side(amount, WIDEST);
            Move::Resize(*width, *height)
        }
        0x88 => {
            *height = side(amount, HIGHEST);
            Move::Resize(*width, *height)
        }
        0x89..=0x8b => {
            let (x, y) = (amount.into(), next_byte(bytes)?.into());
            Move::Events(vec![match byte {
                0x89 => Event::Click { x, y },
                _ => Event::Wheel { x, y, up: byte == 0x8a },
            }])
        }
        0x8c => {
            let (pasted, rest) = bytes.split_at_checked(usize::from(amount).min(bytes.len()))?;
            *bytes = rest;
            Move::Events(vec![Event::Paste(String::from_utf8_lossy(pasted).into_owned())])
        }
        // A held key, or a slow line: several keys at once.
        _ => {
            let keys = (0..amount % 8).map(|_| next_byte(bytes).map(|byte| Event::Key(key(byte))));
            Move::Events(keys.collect::<Option<Vec<Event>>>()?)
        }
    })
}

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
