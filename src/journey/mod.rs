//! Journeys: keys in, screen out, through the real loop, with a hand-wound clock.
//!
//! A journey is a string of keys (`3<down><enter>`) and lengths of time; what it can be asked is what a person could
//! see, and which waits the loop asked for. Most use a small book of their own, so that no word of the shipped content
//! is a test's business.

mod checklist;
mod diary;
mod everywhere;
mod figures;
mod guide;
mod hold;
mod keys;
mod looks;
mod pages;
mod panics;
mod parity;
mod pictures;
mod plain;
mod reach;
mod shipped;
mod stories;
mod storm;
mod stretch;
mod truth;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    convert::Infallible,
    rc::Rc,
    time::Duration,
};

use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

use crate::{
    app::{App, Keeping, Options, Start, plain_mode::PlainMode},
    content::{self, File, Files},
    domain::{
        book::Book,
        diary::{BootTime, DiaryError, DiaryRequest, DiaryResponse, Filter},
        episode::{Episode, Record},
        time::Now,
        triage::{Checklist, SignSet, Tier},
    },
    runtime::run_loop::{self, End, WaitResult, World},
    screen::{
        effect::{Effect, EffectResult},
        event::{Event, Key},
        frame_info::FrameInfo,
        keymap::Keys,
    },
    store::Store,
    ui::{
        glyphs,
        theme::{Depth, Theme, ThemeName},
    },
};

/// Sizes every screen is looked at in.
const SIZES: [(u16, u16); 3] = [(80, 24), (40, 15), (100, 30)];

macro_rules! small {
    ($file:literal) => {
        File { name: $file, text: include_str!(concat!("book/", $file)) }
    };
}

/// The small book.
const SMALL: Files<'static> = Files {
    about: small!("about.ron"),
    causes: small!("causes.ron"),
    symptoms: small!("symptoms.ron"),
    remedies: small!("remedies.ron"),
    routines: small!("routines.ron"),
    figures: small!("figures.ron"),
    signs: small!("signs.ron"),
    regions: small!("regions.ron"),
    diary: small!("diary.ron"),
    sources: small!("sources.ron"),
    review: small!("review.ron"),
    signoff: small!("signoff.ron"),
};

/// How much more than usual is done: `UNCRAMP_TEST_SCALE`, once where it is not set, five times for the full count.
fn scale() -> usize {
    std::env::var("UNCRAMP_TEST_SCALE").ok().and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

fn small_book() -> Rc<Book> {
    let (book, problems) = content::load(&SMALL);
    assert_eq!(problems, vec![], "the small book is sound");
    Rc::new(book)
}

/// Something that happens to the program.
#[derive(Debug, Clone)]
enum Move {
    Events(Vec<Event>),
    /// A line is typed, where the journey is a conversation.
    Line(String),
    /// Time passes; the loop is woken when it asked to be.
    Pass(Duration),
    /// The machine sleeps: only the real clock goes on, and nothing is woken.
    Sleep(Duration),
    /// Time passes, and the loop is woken only at its end, as on a machine that had no time for it.
    Late(Duration),
    /// The window has another size.
    Resize(u16, u16),
    /// The program is stopped: both clocks go on, and it is told when it goes on.
    Stop(Duration),
}

/// A world wound by hand.
struct FakeWorld {
    width: u16,
    height: u16,
    mono: Duration,
    real: Duration,
    wall: jiff::Zoned,
    /// A real diary, in a folder of its own; and how many frames had been drawn when it was first asked.
    diary: Option<Store>,
    asked_after: Option<usize>,
    moves: VecDeque<Move>,
    /// A conversation in place of a screen, and all that was said in it.
    plain_mode: Option<PlainMode>,
    said: Vec<String>,
    screen: Buffer,
    frames: usize,
    /// Every wait the loop asked for.
    waits: Vec<Option<Duration>>,
    effects: Vec<Effect>,
}

impl World for FakeWorld {
    type Error = Infallible;

    fn now(&mut self) -> Now {
        let wall = &self.wall + jiff::SignedDuration::try_from(self.real).expect("a short journey");
        Now { mono: self.mono, real: self.real, wall }
    }

    fn draw(&mut self, app: &App, now: &Now) -> Result<FrameInfo, Infallible> {
        self.frames += 1;
        if let Some(plain_mode) = &mut self.plain_mode {
            let (lines, seen) = plain_mode.print_changes(app, now);
            self.said.extend(lines);
            return Ok(seen);
        }
        self.screen = Buffer::empty(Rect::new(0, 0, self.width, self.height));
        Ok(app.draw(&mut self.screen, now))
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<WaitResult, Infallible> {
        self.waits.push(timeout);
        let Some(next) = self.moves.pop_front() else { return Ok(WaitResult::Gone) };
        Ok(match next {
            Move::Events(events) => WaitResult::Events(events),
            Move::Line(line) => {
                WaitResult::Events(self.plain_mode.as_mut().expect("a conversation").parse_line(&line))
            }
            Move::Pass(length) => {
                let step = timeout.map_or(length, |timeout| timeout.min(length));
                self.mono += step;
                self.real += step;
                if step < length {
                    self.moves.push_front(Move::Pass(length - step));
                }
                if timeout.is_some_and(|timeout| timeout == step) {
                    WaitResult::Events(vec![])
                } else {
                    // Nothing woke the loop: the next move does, and this was no wait of its own.
                    self.waits.pop();
                    return self.wait(timeout.map(|timeout| timeout - step));
                }
            }
            Move::Sleep(length) => {
                self.real += length;
                WaitResult::Events(vec![])
            }
            Move::Late(length) => {
                self.mono += length;
                self.real += length;
                WaitResult::Events(vec![])
            }
            Move::Resize(width, height) => {
                (self.width, self.height) = (width, height);
                WaitResult::Events(vec![Event::Resize])
            }
            Move::Stop(length) => {
                self.mono += length;
                self.real += length;
                WaitResult::Events(vec![Event::Resumed])
            }
        })
    }

    fn act(&mut self, effect: &Effect) -> EffectResult {
        if let Effect::Diary(ask) = effect {
            self.asked_after.get_or_insert(self.frames);
            let nowhere = Err(DiaryError::NotKept("there is no diary in this journey"));
            let answer = self.diary.as_mut().map_or(nowhere, |diary| diary.ask(ask));
            return EffectResult::Diary(Box::new(answer));
        }
        self.effects.push(effect.clone());
        EffectResult::Done
    }
}

/// A folder with a diary, for as many starts of the program as a journey makes.
struct FakeStore {
    folder: tempfile::TempDir,
    /// The local time at the next start, and how long the machine has been up by then.
    wall: RefCell<jiff::Zoned>,
    up: Cell<u64>,
    starts: Cell<u128>,
}

impl FakeStore {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            wall: RefCell::new(crate::domain::time::wall("2026-11-22T03:10:00")),
            up: Cell::new(5_000_000),
            starts: Cell::new(0),
        }
    }

    /// The next start is so much later.
    fn later(&self, seconds: u64) -> &Self {
        self.up.set(self.up.get() + seconds * 1000);
        let later = &*self.wall.borrow() + jiff::SignedDuration::from_secs(seconds.cast_signed());
        self.wall.replace(later);
        self
    }

    fn start(&self) -> (u128, Option<BootTime>) {
        self.starts.set(self.starts.get() + 1);
        let boot = BootTime { boot: "this-boot".into(), millis: self.up.get() };
        (self.starts.get() * 0x1234_5678_9abc_def0_1234_5678, Some(boot))
    }

    /// What the diary holds.
    fn ask(&self, ask: &DiaryRequest) -> DiaryResponse {
        Store::new(self.folder.path().join("uncramp"), None).ask(ask).expect("the diary answers")
    }

    fn listed(&self) -> Vec<Record> {
        match self.ask(&DiaryRequest::List { filter: Filter::default(), from: 0, count: 1000 }) {
            DiaryResponse::List(listed) => listed.entries,
            other => panic!("{other:?}"),
        }
    }

    /// The only cramp there is.
    #[track_caller]
    fn cramp(&self) -> Episode {
        let listed = self.listed();
        match listed.as_slice() {
            [Record::Episode(episode)] => episode.clone(),
            other => panic!("not one cramp: {other:?}"),
        }
    }
}

/// A program and the world it is in.
struct Journey {
    app: App,
    hand: FakeWorld,
    end: Option<End>,
}

impl Journey {
    /// The small book, opened on the guide.
    fn new(width: u16, height: u16) -> Self {
        Self::with(small_book(), Start::Guide, width, height)
    }

    /// The book that is shipped.
    fn shipped(width: u16, height: u16) -> Self {
        Self::with(content::shipped(), Start::Guide, width, height)
    }

    fn with(book: Rc<Book>, start: Start, width: u16, height: u16) -> Self {
        Self::with_motion(book, start, width, height, None)
    }

    fn with_motion(book: Rc<Book>, start: Start, width: u16, height: u16, motion: Option<bool>) -> Self {
        Self::open(book, start, width, height, motion, None)
    }

    /// The small book, with a diary in that folder.
    fn keeping(home: &FakeStore, start: Start, width: u16, height: u16) -> Self {
        Self::open(small_book(), start, width, height, None, Some(home))
    }

    fn open(
        book: Rc<Book>,
        start: Start,
        width: u16,
        height: u16,
        motion: Option<bool>,
        home: Option<&FakeStore>,
    ) -> Self {
        Self::asked(book, start, (width, height), home, |options| options.motion = motion)
    }

    /// A conversation in plain lines, from the list of tabs or where it starts.
    fn talk(book: Rc<Book>, start: Start, home: Option<&FakeStore>) -> Self {
        let plain_mode = PlainMode::new(matches!(start, Start::Guide));
        Self::begin(book, start, (80, 24), home, Some(plain_mode), |_| {})
    }

    /// As somebody asked for it to look and behave.
    fn asked(
        book: Rc<Book>,
        start: Start,
        size: (u16, u16),
        home: Option<&FakeStore>,
        ask: impl FnOnce(&mut Options),
    ) -> Self {
        Self::begin(book, start, size, home, None, ask)
    }

    fn begin(
        book: Rc<Book>,
        start: Start,
        (width, height): (u16, u16),
        home: Option<&FakeStore>,
        plain_mode: Option<PlainMode>,
        ask: impl FnOnce(&mut Options),
    ) -> Self {
        let (seed, boot) = home.map_or((0, None), FakeStore::start);
        let mut hand = FakeWorld {
            width,
            height,
            // Not a whole second, so that nothing is right by luck.
            mono: Duration::from_millis(1_250),
            real: Duration::from_millis(1_250),
            wall: home.map_or_else(
                || crate::domain::time::wall("2026-11-22T03:10:00"),
                |home| home.wall.borrow().clone(),
            ),
            diary: home.map(|home| Store::new(home.folder.path().join("uncramp"), None)),
            asked_after: None,
            moves: VecDeque::new(),
            plain_mode,
            said: vec![],
            screen: Buffer::empty(Rect::ZERO),
            frames: 0,
            waits: vec![],
            effects: vec![],
        };
        let mut options = Options {
            keeping: home.is_some().then(|| Keeping { seed, boot: boot.clone() }),
            ..Options::default()
        };
        ask(&mut options);
        let app = App::new(book, start, options, &hand.now());
        let mut journey = Self { app, hand, end: None };
        journey.go(vec![]);
        journey
    }

    fn go(&mut self, moves: Vec<Move>) -> &mut Self {
        self.hand.moves.extend(moves);
        let end = run_loop::run(&mut self.app, &mut self.hand);
        // The last wait is the one the journey ended in, answered by nobody.
        match end {
            Ok(End::Gone) => {
                self.hand.waits.pop();
            }
            Ok(end) => self.end = Some(end),
        }
        self
    }

    /// Presses keys: letters as they are, others by name in angle brackets.
    fn keys(&mut self, keys: &str) -> &mut Self {
        let moves = parse(keys).into_iter().map(|key| Move::Events(vec![Event::Key(key)])).collect();
        self.go(moves)
    }

    /// Types lines, and gives what was said to them.
    fn lines(&mut self, lines: &[&str]) -> Vec<String> {
        self.hand.said.clear();
        self.go(lines.iter().map(|line| Move::Line((*line).to_owned())).collect());
        self.hand.said.clone()
    }

    /// Types a line, and expects to hear a text.
    #[track_caller]
    fn hears(&mut self, line: &str, text: &str) -> &mut Self {
        let said = self.lines(&[line]);
        assert!(
            said.iter().any(|line| line.contains(text)),
            "{line:?}: {text:?} is not said:\n{}",
            said.join("\n")
        );
        self
    }

    /// The same keys all at once, as a held key or a slow line sends them.
    fn at_once(&mut self, keys: &str) -> &mut Self {
        self.go(vec![Move::Events(parse(keys).into_iter().map(Event::Key).collect())])
    }

    fn event(&mut self, event: Event) -> &mut Self {
        self.go(vec![Move::Events(vec![event])])
    }

    fn pass(&mut self, seconds: u64) -> &mut Self {
        self.go(vec![Move::Pass(Duration::from_secs(seconds))])
    }

    fn pass_millis(&mut self, millis: u64) -> &mut Self {
        self.go(vec![Move::Pass(Duration::from_millis(millis))])
    }

    fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.go(vec![Move::Resize(width, height)])
    }

    /// The waits asked for since this was last called.
    fn waits(&mut self) -> Vec<Option<Duration>> {
        std::mem::take(&mut self.hand.waits)
    }

    /// What the screen says, row by row.
    fn rows(&self) -> Vec<String> {
        let area = self.hand.screen.area;
        let row = |y| (0..area.width).map(|x| self.hand.screen[(x, y)].symbol()).collect::<String>();
        (0..area.height).map(|y| row(y).trim_end().to_owned()).collect()
    }

    fn screen(&self) -> String {
        self.rows().join("\n")
    }

    /// What the screen says with its rows run together, for sentences that wrap.
    fn prose(&self) -> String {
        self.rows().iter().map(|row| row.trim()).collect::<Vec<_>>().join(" ")
    }

    fn shows(&self, text: &str) -> bool {
        self.screen().contains(text) || self.prose().contains(text)
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        assert!(self.shows(text), "{text:?} is not on the screen:\n{}", self.screen());
        self
    }

    #[track_caller]
    fn misses(&mut self, text: &str) -> &mut Self {
        assert!(!self.shows(text), "{text:?} is on the screen:\n{}", self.screen());
        self
    }

    /// A tab's own list or page with nothing over it, and no text, form or result in its place: Esc leads no further back.
    #[track_caller]
    fn is_at_a_tab(&self) {
        let bar = self.rows().first().cloned().unwrap_or_default();
        assert!(bar.contains('[') && !self.app.is_elsewhere(), "no tab:\n{}", self.screen());
        let footer = self.rows().last().cloned().unwrap_or_default();
        assert!(!footer.contains("Esc "), "Esc would still lead back:\n{}", self.screen());
    }

    /// What is drawn in dots: each cell of it with its place.
    fn dots(&self) -> Vec<(u16, u16, String)> {
        let area = self.hand.screen.area;
        let cells = (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y)));
        let symbols = cells.map(|(x, y)| (x, y, self.hand.screen[(x, y)].symbol().to_owned()));
        symbols
            .filter(|(.., symbol)| symbol.starts_with(|c| ('\u{2801}'..='\u{28ff}').contains(&c)))
            .collect()
    }

    /// The text drawn with a modifier, row by row, run together.
    fn with_modifier(&self, modifier: Modifier) -> String {
        let area = self.hand.screen.area;
        let mut text = String::new();
        for y in 0..area.height {
            for x in 0..area.width {
                let cell = &self.hand.screen[(x, y)];
                if cell.modifier.contains(modifier) {
                    text.push_str(cell.symbol());
                } else if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
        }
        text
    }

    /// Where a text stands.
    #[track_caller]
    fn find(&self, text: &str) -> (u16, u16) {
        for (y, row) in self.rows().iter().enumerate() {
            if let Some(at) = row.find(text) {
                return (row[..at].chars().count() as u16, y as u16);
            }
        }
        panic!("{text:?} is not on the screen:\n{}", self.screen());
    }

    fn click(&mut self, text: &str) -> &mut Self {
        let (x, y) = self.find(text);
        self.event(Event::Click { x, y })
    }
}

/// The fewest keys from any tab to a tick on the sign of that id: `!`, then page by page, with the ticks that open its page.
fn keys_to(list: &Checklist, id: &str) -> String {
    let target = list.find(id).expect("a sign");
    let chains = |sign: usize| -> Vec<Vec<usize>> {
        let mut found = vec![];
        let mut open = vec![vec![sign]];
        while let Some(chain) = open.pop() {
            let page = &list.pages[list.signs()[chain[0]].page];
            if page.when.is_empty() {
                found.push(chain);
                continue;
            }
            open.extend(page.when.iter().map(|opener| [&[opener], &chain[..]].concat()));
        }
        found
    };
    chains(target)
        .iter()
        .map(|chain| keys_for(list, chain, target))
        .min_by_key(|keys| parse(keys).len())
        .expect("a way")
}

/// The keys that tick those signs, each on its page, up to the target.
fn keys_for(list: &Checklist, signs: &[usize], target: usize) -> String {
    let mut keys = "!".to_owned();
    let (mut ticked, mut page) = (SignSet::default(), 0);
    loop {
        let range = list.pages[page].signs.clone();
        let mut at = 0;
        for sign in signs.iter().filter(|sign| range.contains(sign)) {
            let (place, count) = (sign - range.start, range.len());
            let down = (place + count - at) % count;
            keys.push_str(&if down <= count - down {
                "<down>".repeat(down)
            } else {
                "<up>".repeat(count - down)
            });
            keys.push_str("<space>");
            at = place;
            let had = list.tier(&ticked);
            ticked.insert(*sign);
            if *sign == target {
                return keys;
            }
            let is_one = list.signs()[*sign].tier == Some(Tier::Emergency);
            if is_one || (had != Some(Tier::Emergency) && list.tier(&ticked) == Some(Tier::Emergency)) {
                keys.push_str("<enter>");
            }
        }
        keys.push_str(if range.clone().any(|sign| ticked.contains(sign)) { "<enter>" } else { "0" });
        page = list.pages_that_apply(&ticked).find(|next| *next > page).expect("a page with the sign");
    }
}

fn parse(keys: &str) -> Vec<Key> {
    let mut parsed = vec![];
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            parsed.push(match name {
                "up" => Key::Up,
                "down" => Key::Down,
                "left" => Key::Left,
                "right" => Key::Right,
                "pgup" => Key::PageUp,
                "pgdn" => Key::PageDown,
                "home" => Key::Home,
                "end" => Key::End,
                "enter" => Key::Enter,
                "esc" => Key::Esc,
                "tab" => Key::Tab,
                "btab" => Key::BackTab,
                "bs" => Key::Backspace,
                "space" => Key::Char(' '),
                "f1" => Key::F(1),
                "ctrl-c" => Key::Ctrl('c'),
                "ctrl-n" => Key::Ctrl('n'),
                "ctrl-r" => Key::Ctrl('r'),
                "ctrl-u" => Key::Ctrl('u'),
                "ctrl-z" => Key::Ctrl('z'),
                other => panic!("no key <{other}>"),
            });
            rest = after;
        } else {
            parsed.push(Key::Char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    parsed
}
