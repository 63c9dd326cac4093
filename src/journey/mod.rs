//! Journeys: keys in, screen out, through the real loop, with a fake clock.
//!
//! A journey is a string of keys (`3<down><enter>`) and lengths of time. Its checks see the screen as a person would, and the
//! timeouts of the loop. Most journeys use a small book of their own, so they do not depend on the shipped texts.

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
mod start;
mod stories;
mod storm;
mod stretch;
mod truth;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

use crate::{
    app::{
        App, Keeping, Options, Start,
        plain_mode::{Focus, PlainLine, PlainMode},
    },
    content::{self, File, Files},
    domain::{
        book::Book,
        diary::{BootTime, DiaryRequest, DiaryResponse, Filter},
        episode::Episode,
        record::Record,
        time::Now,
        triage::{Checklist, SignSet, Tier},
    },
    harness::{self, FakeWorld, Move},
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

/// The factor of repeated tests: `UNCRAMP_TEST_SCALE`, or 1 if it is not set. The full count is 5.
fn scale() -> usize {
    std::env::var("UNCRAMP_TEST_SCALE").ok().and_then(|scale| scale.parse().ok()).unwrap_or(1)
}

fn small_book() -> Rc<Book> {
    let (book, problems) = content::load(&SMALL);
    assert_eq!(problems, vec![], "the small book is sound");
    Rc::new(book)
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
            wall: RefCell::new(harness::wall()),
            up: Cell::new(5_000_000),
            starts: Cell::new(0),
        }
    }

    /// Moves the next start this much later.
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

    /// The diary's answer to a request.
    fn ask(&self, ask: &DiaryRequest) -> DiaryResponse {
        Store::new(self.folder.path().join("uncramp"), None).ask(ask).expect("the diary answers")
    }

    fn listed(&self) -> Vec<Record> {
        match self.ask(&DiaryRequest::List(Filter::default())) {
            DiaryResponse::List(entries) => entries,
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

    /// A journey with changed options.
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
        size: (u16, u16),
        home: Option<&FakeStore>,
        plain_mode: Option<PlainMode>,
        ask: impl FnOnce(&mut Options),
    ) -> Self {
        let (seed, boot) = home.map_or((0, None), FakeStore::start);
        let mut hand =
            FakeWorld::new(size, home.map_or_else(harness::wall, |home| home.wall.borrow().clone()));
        hand.diary = home.map(|home| Store::new(home.folder.path().join("uncramp"), None));
        hand.plain_mode = plain_mode;
        let mut options = Options {
            keeping: home.is_some().then_some(Keeping { seed, boot }),
            is_plain: hand.plain_mode.is_some(),
            ..Options::default()
        };
        ask(&mut options);
        let app = App::new(book, start, options, &hand.now());
        let mut journey = Self { app, hand, end: None };
        journey.go(vec![]);
        journey
    }

    fn go(&mut self, moves: Vec<Move>) -> &mut Self {
        match self.hand.run(&mut self.app, moves) {
            // No move answers the last wait.
            End::Gone => {
                self.hand.waits.pop();
            }
            end => self.end = Some(end),
        }
        self
    }

    /// Presses keys: letters as they are, others by name in angle brackets.
    fn keys(&mut self, keys: &str) -> &mut Self {
        let moves = parse(keys).into_iter().map(|key| Move::Events(vec![Event::Key(key)])).collect();
        self.go(moves)
    }

    /// Types lines, and returns the lines that are printed after them.
    fn lines(&mut self, lines: &[&str]) -> Vec<String> {
        self.hand.said.clear();
        self.go(lines.iter().map(|line| Move::Line((*line).to_owned())).collect());
        self.hand.said.clone()
    }

    /// Types a line, and expects a text in the answer.
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

    /// The text of the screen, row by row.
    fn rows(&self) -> Vec<String> {
        let area = self.hand.screen.area;
        let row = |y| (0..area.width).map(|x| self.hand.screen[(x, y)].symbol()).collect::<String>();
        (0..area.height).map(|y| row(y).trim_end().to_owned()).collect()
    }

    fn screen(&self) -> String {
        self.rows().join("\n")
    }

    /// The text of the screen with its rows joined, for sentences that wrap.
    fn prose(&self) -> String {
        self.rows().iter().map(|row| without_scrollbar(row)).collect::<Vec<_>>().join(" ")
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

    /// The start screen is shown, with nothing over it: Esc leads no further back.
    #[track_caller]
    fn is_at_the_start(&self) {
        assert!(self.shows("[uncramp]") && self.app.focus() == Focus::Tab, "no start:\n{}", self.screen());
        let footer = self.rows().last().cloned().unwrap_or_default();
        assert!(!footer.contains("Esc "), "Esc would still lead back:\n{}", self.screen());
    }

    /// The tab in brackets in the bar, which a narrow window shortens to four letters.
    #[track_caller]
    fn is_on(&mut self, title: &str) -> &mut Self {
        let bar = self.rows().first().cloned().unwrap_or_default();
        let selected =
            bar.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(name, _)| name);
        let name = selected.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
        assert!(name.len() >= 4 && title.starts_with(name), "not on {title}:\n{}", self.screen());
        self
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

    /// The place of a text.
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

/// A row without the scrollbar at its end.
fn without_scrollbar(row: &str) -> &str {
    row.trim().trim_end_matches(['│', '┃']).trim()
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
            open.extend(page.when.iter().map(|opener| [&[*opener], &chain[..]].concat()));
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
        keys.push_str(if range.clone().any(|sign| ticked.contains(&sign)) { "<enter>" } else { "0" });
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
