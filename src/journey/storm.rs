//! Random input in any order at any size: nothing breaks, nothing that a terminal would obey is drawn, and Esc leads home.

use super::*;
use crate::{app::keys::rows, screen::keymap::Keys};

/// Events at each size: 200,000 in all, or a million with `UNCRAMP_TEST_SCALE=5`.
const EVENTS: usize = 25_000;

/// The events of one program; then a new one starts with the diary of the one before.
const RUN: usize = 5_000;

/// The same numbers at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// Keys of every kind, those of the tables oftenest. None of them leaves for good.
fn keys() -> Vec<Key> {
    let bound: Vec<Key> = rows().iter().flat_map(|row| row.keys).copied().collect();
    let letters = (' '..='~').chain(['é', '日', '\u{301}', '\u{202e}']).map(Key::Char);
    let others = [
        Key::Delete,
        Key::F(12),
        Key::Esc,
        Key::Esc,
        Key::Enter,
        Key::Enter,
        Key::Enter,
        Key::Down,
        Key::Down,
        Key::Char('c'),
        Key::Char('6'),
        Key::Char('a'),
    ];
    let all = bound.clone().into_iter().chain(bound).chain(letters).chain(others);
    // A capital without a meaning counts as its small letter.
    all.filter(|key| !matches!(key, Key::Char('q' | 'Q') | Key::Ctrl('c'))).collect()
}

fn event(random: &mut Random, keys: &[Key]) -> Event {
    let (x, y) = (random.below(320) as u16, random.below(110) as u16);
    match random.below(20) {
        0 => Event::Click { x: x % 40, y: y % 12 },
        1 => Event::Click { x, y },
        2 => Event::Wheel { x: x % 80, y: y % 24, up: random.below(2) == 0 },
        3 => Event::Paste(
            random
                .of(&["clot", "5", "2026-11-03 03:10", "a\u{1b}[2J\u{202e}b\nc\t", "", "\u{9b}1m日本é"])
                .into(),
        ),
        4 => Event::Tick,
        _ => Event::Key(random.of(keys)),
    }
}

/// The next move: most often a key, sometimes a hundred at once, and time in all its ways.
fn next(random: &mut Random, keys: &[Key], size: (u16, u16)) -> Move {
    let (width, height) = size;
    match random.below(24) {
        0 => Move::Pass(Duration::from_millis(random.below(3_000) as u64)),
        1 => Move::Sleep(Duration::from_secs(random.below(1_500) as u64)),
        2 => Move::Stop(Duration::from_secs(random.below(1_500) as u64)),
        // Woken late.
        3 => Move::Late(Duration::from_millis(random.below(700_000) as u64)),
        4 => Move::Resize(
            random.below(usize::from(width) + 3) as u16,
            random.below(usize::from(height) + 3) as u16,
        ),
        5 => Move::Resize(width, height),
        6..=9 => Move::Events((0..random.below(400)).map(|_| event(random, keys)).collect()),
        _ => Move::Events(vec![event(random, keys)]),
    }
}

/// Options of a random person.
fn journey(random: &mut Random, home: &FakeStore, size: (u16, u16)) -> Journey {
    let book = if random.below(2) == 0 { content::shipped() } else { small_book() };
    let home = Some(home).filter(|_| random.below(4) > 0);
    let mut keys = Keys::TABLES;
    if random.below(3) == 0 {
        keys.set("session.pause", vec![Key::Char('P')]);
        keys.set("list.page-down", vec![Key::Char('Y')]);
    }
    let theme = Theme { name: random.of(ThemeName::ALL), depth: Depth::True };
    let glyphs = random.of(&[&glyphs::UNICODE, &glyphs::ASCII]);
    Journey::asked(book, Start::Guide, size, home, |options| {
        (options.keys, options.theme, options.glyphs) = (keys, theme, glyphs);
        options.bell = true;
    })
}

fn storm(seed: u64, size: (u16, u16)) {
    let mut random = Random(seed);
    let keys = keys();
    let mut home = FakeStore::new();
    let mut events = 0;
    while events < EVENTS * scale() {
        if random.below(4) == 0 {
            home = FakeStore::new();
        }
        let mut j = journey(&mut random, &home, size);
        let mut in_run = 0;
        while in_run < RUN {
            let moves: Vec<Move> = (0..20).map(|_| next(&mut random, &keys, size)).collect();
            in_run += moves
                .iter()
                .map(|one| if let Move::Events(all) = one { all.len() } else { 1 })
                .sum::<usize>();
            // A click on the words in the footer that leave is the only way out.
            let has_click = moves
                .iter()
                .any(|one| matches!(one, Move::Events(all) if all.iter().any(|event| matches!(event, Event::Click { .. }))));
            j.go(moves);
            if j.end == Some(End::Quit) && has_click {
                break;
            }
            assert_eq!(j.end, None);
            let is_text = |text: &str| !text.chars().any(|c| c.is_control() || c == '\u{202e}');
            assert!(j.hand.screen.content().iter().all(|cell| is_text(cell.symbol())), "{}", j.screen());
        }
        events += in_run;
        if j.end.is_none() {
            j.resize(120, 24).keys("<esc><esc><esc><esc><esc><esc><esc><esc><esc><esc>").is_at_the_start();
        }
        home.later(600);
    }
}

macro_rules! storms {
    ($($name:ident: $width:literal, $height:literal;)*) => {
        $(#[test]
        fn $name() {
            storm($width * 1_000 + $height + 1, ($width, $height));
        })*
    };
}

storms! {
    nothing_breaks_it_in_no_window_at_all: 0, 0;
    nothing_breaks_it_at_1_by_1: 1, 1;
    nothing_breaks_it_at_2_by_2: 2, 2;
    nothing_breaks_it_at_20_by_5: 20, 5;
    nothing_breaks_it_at_40_by_12: 40, 12;
    nothing_breaks_it_at_80_by_24: 80, 24;
    nothing_breaks_it_at_132_by_43: 132, 43;
    nothing_breaks_it_at_300_by_100: 300, 100;
}
