//! The pace of breathing beside a hold: in, out, and never held.

use std::time::Duration;

use serde::Deserialize;

/// Seconds of a breath in and of a breath out. The pace is the program's own choice; that the breath is not
/// held is the 2012 trial's advice (Hallegraeff).
const IN: u64 = 4;
const OUT: u64 = 6;

/// The direction of a breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BreathPhase {
    In,
    Out,
}

impl BreathPhase {
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::In => "Breathe in",
            Self::Out => "Breathe out",
        }
    }
}

/// One second of a breath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Breath {
    pub(crate) way: BreathPhase,
    /// Seconds of this way that are over at the end of this second, and how many there are.
    pub(crate) second: u64,
    pub(crate) of: u64,
}

impl Breath {
    /// The pace of a hold in words, for people who do not see the screen.
    pub(crate) const PACE: &str = "Breathe with it: in for 4 seconds, out for 6, and never held.";

    /// The breath after `done` of a hold. `None` if there is no time left for a whole breath: a part of one would end held.
    pub(crate) fn in_hold(done: Duration, length: Duration) -> Option<Self> {
        let whole = length.as_secs() / (IN + OUT);
        if done.as_secs() >= whole * (IN + OUT) {
            return None;
        }
        let second = done.as_secs() % (IN + OUT);
        Some(match second.checked_sub(IN) {
            None => Self { way: BreathPhase::In, second: second + 1, of: IN },
            Some(second) => Self { way: BreathPhase::Out, second: second + 1, of: OUT },
        })
    }

    /// The breath of a step that is one breath long.
    pub(crate) fn in_step(way: BreathPhase, done: Duration, length: Duration) -> Self {
        let of = length.as_secs().max(1);
        Self { way, second: (done.as_secs() + 1).min(of), of }
    }

    /// The full cells of a bar with `cells` cells: it fills with the breath in and empties with the breath out.
    pub(crate) fn filled(self, cells: usize) -> usize {
        let (second, of) = (usize::try_from(self.second).unwrap_or(0), usize::try_from(self.of).unwrap_or(1));
        let part = (cells * second + of / 2) / of.max(1);
        match self.way {
            BreathPhase::In => part.min(cells),
            BreathPhase::Out => cells.saturating_sub(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(length: u64) -> Vec<usize> {
        let at = |s| Breath::in_hold(Duration::from_secs(s), Duration::from_secs(length));
        (0..length).map_while(at).map(|breath| breath.filled(12)).collect()
    }

    #[test]
    fn the_pace_in_words_is_the_pace() {
        assert!(Breath::PACE.contains(&format!("in for {IN} seconds, out for {OUT},")));
    }

    #[test]
    fn a_breath_is_never_held() {
        assert_eq!(fill(10), [3, 6, 9, 12, 10, 8, 6, 4, 2, 0]);
        for length in 10..=60 {
            let fill = fill(length);
            assert!(fill.windows(2).all(|pair| pair[0] != pair[1]), "{length}: {fill:?}");
            // A hold of any length ends breathed out.
            assert_eq!(fill.last(), Some(&0), "{length}: {fill:?}");
            assert_eq!(fill.len(), (length / 10 * 10) as usize);
        }
    }

    #[test]
    fn a_hold_too_short_for_a_breath_has_none() {
        assert!((1..10).all(|length| fill(length).is_empty()));
    }

    #[test]
    fn a_step_that_is_a_breath_fills_or_empties_the_whole_bar() {
        let length = Duration::from_secs(6);
        let at = |way, s| Breath::in_step(way, Duration::from_secs(s), length).filled(30);
        assert_eq!([0, 2, 5].map(|s| at(BreathPhase::In, s)), [5, 15, 30]);
        assert_eq!([0, 2, 5].map(|s| at(BreathPhase::Out, s)), [25, 15, 0]);
    }
}
