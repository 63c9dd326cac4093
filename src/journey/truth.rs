//! Every time that is shown or said is true, whatever is pressed when, and however late, stopped, asleep or wrongly set the
//! machine is. Held against a session that is kept in another way: it counts the milliseconds that were held.

use proptest::{prelude::*, test_runner::TestCaseError};

use super::*;
use crate::{
    app::plain_mode::spoken::in_whole_words,
    domain::{
        routine::{MAX_HOLD, MAX_STEP},
        time::{clock, in_words},
    },
    journey::stretch::count,
};

/// The steps of the small book's relief routine, in milliseconds, and whether each is a hold.
const STEPS: [(u64, bool); 5] =
    [(5_000, false), (30_000, true), (8_000, false), (30_000, true), (8_000, false)];

/// Something that happens to a session.
#[derive(Debug, Clone)]
enum Turn {
    Pass(u64),
    Late(u64),
    Stop(u64),
    Sleep(u64),
    /// The wall clock is set.
    Wall(&'static str),
    Pause,
    Next,
    Back,
    Again,
    Longer,
    Shorter,
    Appearance,
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = prop_oneof![
        6 => (1u64..12_000).prop_map(Turn::Pass),
        2 => (1u64..50_000).prop_map(Turn::Late),
        1 => (1u64..4_000_000).prop_map(Turn::Stop),
        1 => (1_000u64..4_000_000).prop_map(Turn::Sleep),
        2 => prop_oneof![
            Just("1970-01-01T00:00:00"), Just("2100-12-31T23:59:59"), Just("2026-11-22T02:10:00"),
            Just("2026-11-22T04:10:00"), Just("2026-11-21T03:10:00"), Just("2026-11-23T03:10:00"),
        ].prop_map(Turn::Wall),
        2 => Just(Turn::Pause),
        1 => Just(Turn::Next),
        2 => Just(Turn::Back),
        1 => Just(Turn::Again),
        1 => Just(Turn::Longer),
        1 => Just(Turn::Shorter),
        1 => Just(Turn::Appearance),
    ];
    prop::collection::vec(turn, 1..40)
}

/// A session as it must be, in milliseconds.
#[derive(Debug, Clone)]
struct SavedRow {
    step: usize,
    length: u64,
    held: u64,
    /// Until its count begins, on the cramp clock's next second.
    delay: u64,
    paused: bool,
    ended: bool,
    cramp: u64,
}

impl SavedRow {
    fn new() -> Self {
        Self { step: 0, length: STEPS[0].0, held: 0, delay: 0, paused: false, ended: false, cramp: 0 }
    }

    /// Time that is held, where it is not paused.
    fn pass(&mut self, mut millis: u64) {
        self.cramp += millis;
        if self.paused {
            return;
        }
        while millis > 0 && !self.ended {
            let wait = self.delay.min(millis);
            (self.delay, millis) = (self.delay - wait, millis - wait);
            let hold = (self.length - self.held).min(millis);
            (self.held, millis) = (self.held + hold, millis - hold);
            if self.held == self.length {
                self.go(self.step + 1);
                self.delay = 0;
            }
        }
    }

    /// Time without a hold.
    fn away(&mut self, millis: u64) {
        if !self.paused {
            self.pause();
        }
        self.cramp += millis;
    }

    fn pause(&mut self) {
        // A part of a second is never credited.
        (self.paused, self.held, self.delay) = (true, self.held / 1000 * 1000, 0);
    }

    fn go(&mut self, step: usize) {
        match STEPS.get(step) {
            Some((length, _)) => (self.step, self.length, self.held) = (step, *length, 0),
            None => self.ended = true,
        }
        self.beat();
    }

    fn beat(&mut self) {
        self.delay = if self.paused { 0 } else { (1000 - self.cramp % 1000) % 1000 };
    }

    fn turn(&mut self, turn: &Turn) {
        match turn {
            Turn::Pass(millis) | Turn::Late(millis) => self.pass(*millis),
            Turn::Stop(millis) | Turn::Sleep(millis) => self.away(*millis),
            Turn::Wall(_) | Turn::Appearance => {}
            Turn::Pause if self.paused => {
                self.paused = false;
                self.beat();
            }
            Turn::Pause => self.pause(),
            Turn::Next => self.go(self.step + 1),
            Turn::Back => self.go(self.step.saturating_sub(1)),
            Turn::Again => self.go(self.step),
            Turn::Longer => {
                let most = if STEPS[self.step].1 { MAX_HOLD } else { MAX_STEP };
                self.length = (self.length + 5_000).min(u64::from(most) * 1000);
            }
            Turn::Shorter if self.length - self.held > 5_000 => self.length -= 5_000,
            Turn::Shorter => self.go(self.step + 1),
        }
    }

    /// Seconds to go.
    fn left(&self) -> u64 {
        (self.length - self.held).div_ceil(1000)
    }
}

/// Does it to the program: with `key`, where it is a key, else with the world.
fn turn(j: &mut Journey, turn: &Turn, key: impl Fn(&Turn) -> Move) {
    match turn {
        Turn::Pass(millis) => j.go(vec![Move::Pass(Duration::from_millis(*millis))]),
        Turn::Late(millis) => j.go(vec![Move::Late(Duration::from_millis(*millis))]),
        Turn::Stop(millis) => j.go(vec![Move::Stop(Duration::from_millis(*millis))]),
        Turn::Sleep(millis) => j.go(vec![Move::Sleep(Duration::from_millis(*millis))]),
        Turn::Wall(time) => {
            j.hand.wall = crate::domain::time::wall(time);
            j
        }
        other => j.go(vec![key(other)]),
    };
}

fn key_of(turn: &Turn) -> Move {
    Move::Events(match turn {
        Turn::Pause => vec![Event::Key(Key::Char(' '))],
        Turn::Next => vec![Event::Key(Key::Right)],
        Turn::Back => vec![Event::Key(Key::Left)],
        Turn::Again => vec![Event::Key(Key::Char('r'))],
        Turn::Longer => vec![Event::Key(Key::Char('+'))],
        Turn::Shorter => vec![Event::Key(Key::Char('-'))],
        _ => vec![Event::Resize],
    })
}

fn line_of(turn: &Turn) -> Move {
    let line = match turn {
        Turn::Pause => "pause",
        Turn::Next => "n",
        Turn::Back => "p",
        Turn::Again => "r",
        Turn::Longer => "+",
        Turn::Shorter => "-",
        _ => "",
    };
    Move::Line(line.to_owned())
}

/// Every time in a line is one that was true between two moments.
fn is_true(line: &str, before: &SavedRow, after: &SavedRow) -> Result<(), TestCaseError> {
    let lefts = [before.left(), after.left()];
    if let Some((said, _)) = line.split_once(" to go") {
        let is_so = lefts
            .iter()
            .any(|left| format!(" {said}").ends_with(&format!(" {}", in_whole_words(&in_words(*left)))));
        prop_assert!(is_so, "{:?} and {:?} to go: {}", lefts[0], lefts[1], line);
    }
    if line.starts_with("Last five seconds") {
        prop_assert!(lefts.contains(&5), "{:?}: {}", lefts, line);
    }
    if line.starts_with("Half-way") {
        // In whole seconds: 17 of 35.
        prop_assert!(after.held >= after.length / 2000 * 1000, "{:?}: {}", after, line);
    }
    if let Some((_, said)) = line.split_once("ramp for ") {
        let lengths = before.cramp / 1000..=after.cramp / 1000;
        let is_so = lengths
            .clone()
            .any(|seconds| said.starts_with(&format!("{}.", in_whole_words(&in_words(seconds)))));
        prop_assert!(is_so, "{:?} s: {}", lengths, line);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80 * scale() as u32, ..ProptestConfig::default() })]

    #[test]
    fn every_time_on_the_screen_is_true(turns in turns()) {
        let (mut j, mut kept) = (Journey::new(80, 24), SavedRow::new());
        j.keys("c");
        for one in &turns {
            turn(&mut j, one, key_of);
            kept.turn(one);
            if kept.ended {
                break;
            }
            prop_assert_eq!(count(&j), clock(kept.left()), "{:?} after {:?}:\n{}", kept, one, j.screen());
            if kept.paused {
                prop_assert!(j.shows("PAUSED") && j.shows("Cramp since"), "{}", j.screen());
            } else {
                let cramp = format!("Cramp {}.", clock(kept.cramp / 1000));
                prop_assert!(j.screen().contains(cramp.trim_end_matches('.')), "{}:\n{}", cramp, j.screen());
            }
            prop_assert_eq!(j.shows("Ten minutes: get advice."), kept.cramp >= 600_000, "{}", j.screen());
        }
    }

    #[test]
    fn every_time_that_is_said_is_true(turns in turns()) {
        let (mut j, mut kept) = (Journey::talk(small_book(), Start::Guide, None), SavedRow::new());
        j.lines(&["c"]);
        'session: for one in turns {
            // Time passes in parts of a second, so that the time of every printed line is known.
            let parts = if let Turn::Pass(millis) = one {
                (0..millis).step_by(400).map(|from| Turn::Pass(400.min(millis - from))).collect()
            } else {
                vec![one]
            };
            for part in parts {
                j.hand.said.clear();
                let before = kept.clone();
                turn(&mut j, &part, line_of);
                kept.turn(&part);
                if kept.ended {
                    break 'session;
                }
                // Only while time passes may a line be about the time before.
                let before = if matches!(part, Turn::Pass(_)) { before } else { kept.clone() };
                for line in &j.hand.said {
                    is_true(line, &before, &kept)?;
                }
                if matches!(part, Turn::Appearance) {
                    prop_assert!(j.hand.said.iter().any(|line| line.contains(" to go")), "{:?}", j.hand.said);
                }
            }
        }
    }
}
