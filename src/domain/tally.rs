//! Counts and medians for the charts and the report, in whole numbers throughout.

use std::fmt;

/// A number of tenths: `4.5`, or `4` for a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tenths(pub(crate) u64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, tenth) => write!(f, "{whole}.{tenth}"),
        }
    }
}

impl Tenths {
    /// One number divided by another, to the nearest tenth; exactly between two, the larger. `None` by 0.
    pub(crate) fn of(number: usize, by: usize) -> Option<Self> {
        let (number, by) = (u64::try_from(number).ok()?, u64::try_from(by).ok()?);
        (number * 20 + by).checked_div(by * 2).map(Self)
    }
}

/// The median of some numbers, the largest, and their count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Statistics {
    /// The median: of an odd count the middle one, of an even count the mean of the middle two.
    pub(crate) median: Tenths,
    pub(crate) largest: Tenths,
    pub(crate) count: usize,
}

impl Statistics {
    /// Of whole numbers; `None` of none.
    pub(crate) fn of(numbers: impl IntoIterator<Item = u64>) -> Option<Self> {
        Self::made(numbers, |twice| Tenths(twice * 5))
    }

    /// Of lengths in seconds, in minutes to the nearest tenth.
    pub(crate) fn minutes(seconds: impl IntoIterator<Item = u64>) -> Option<Self> {
        // Rounded once, after the middle is found; exactly between two tenths, the larger.
        Self::made(seconds, |twice| Tenths((twice + 6) / 12))
    }

    /// `half` converts twice a number, because the median may lie between two numbers.
    fn made(numbers: impl IntoIterator<Item = u64>, half: impl Fn(u64) -> Tenths) -> Option<Self> {
        let mut numbers: Vec<u64> = numbers.into_iter().collect();
        numbers.sort_unstable();
        let count = numbers.len();
        let (upper, lower) = (numbers.get(count / 2)?, numbers.get(count.checked_sub(1)? / 2)?);
        Some(Self { median: half(upper + lower), largest: half(numbers.last()? * 2), count })
    }
}

/// `1 cramp`, `2 cramps`.
pub(crate) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(numbers: &[u64]) -> Option<(String, String, usize)> {
        Statistics::of(numbers.iter().copied())
            .map(|middle| (middle.median.to_string(), middle.largest.to_string(), middle.count))
    }

    #[test]
    fn the_median_of_an_even_count_is_the_mean_of_the_middle_two() {
        assert_eq!(shown(&[]), None);
        assert_eq!(shown(&[7]), Some(("7".into(), "7".into(), 1)));
        assert_eq!(shown(&[9, 1, 4]), Some(("4".into(), "9".into(), 3)));
        assert_eq!(shown(&[9, 1, 4, 5]), Some(("4.5".into(), "9".into(), 4)));
    }

    #[test]
    fn a_part_is_rounded_to_the_nearest_tenth() {
        let of = |number, by| Tenths::of(number, by).map(|tenths| tenths.to_string());
        assert_eq!(of(9, 7).as_deref(), Some("1.3"));
        assert_eq!(of(1, 20).as_deref(), Some("0.1"));
        assert_eq!(of(0, 3).as_deref(), Some("0"));
        assert_eq!(of(3, 0), None);
    }

    #[test]
    fn what_is_one_is_not_many_and_the_last_is_joined_with_and() {
        let of = |number| count(number, "cramp");
        assert_eq!([of(0), of(1), of(2)], ["0 cramps", "1 cramp", "2 cramps"]);
        let list = |parts: &[&str]| listed(&parts.iter().map(|&part| part.to_owned()).collect::<Vec<_>>());
        assert_eq!(
            [list(&[]), list(&["a"]), list(&["a", "b"]), list(&["a", "b", "c"])],
            ["", "a", "a and b", "a, b and c"]
        );
    }

    #[test]
    fn minutes_are_rounded_once() {
        let of =
            |seconds: &[u64]| Statistics::minutes(seconds.iter().copied()).expect("some").median.to_string();
        assert_eq!(of(&[600]), "10");
        assert_eq!(of(&[601]), "10");
        assert_eq!(of(&[603]), "10.1");
        assert_eq!(of(&[120, 123]), "2");
        assert_eq!(of(&[121, 125]), "2.1");
    }
}
