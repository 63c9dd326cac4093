//! The arithmetic of movement through a list or a text.

use super::frame_info::FrameInfo;

/// One move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Motion {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// Rows that a turn of the wheel scrolls a text by.
const WHEEL: usize = 3;

impl Motion {
    /// The move of one turn of the wheel.
    pub(crate) const fn wheel(up: bool) -> Self {
        if up { Self::Up } else { Self::Down }
    }

    /// The next selection of a list of `count` items. The selection is `at`, and `page` items are in view.
    pub(crate) fn select(self, at: usize, count: usize, page: usize) -> usize {
        step(self, at, count.saturating_sub(1), 1, page)
    }

    /// The next scroll position of a text, in rows. The text was last drawn as `seen` says.
    pub(crate) fn scroll(self, at: usize, seen: &FrameInfo) -> usize {
        step(self, at, seen.scroll_max, 1, seen.rows)
    }
}

/// The scroll position of a text after a turn of the wheel.
pub(crate) fn roll(up: bool, at: usize, seen: &FrameInfo) -> usize {
    step(Motion::wheel(up), at, seen.scroll_max, WHEEL, seen.rows)
}

fn step(motion: Motion, at: usize, most: usize, line: usize, page: usize) -> usize {
    let at = at.min(most);
    // A page leaves one line in view, so that the eye finds its place again.
    let page = page.saturating_sub(1).max(1);
    match motion {
        Motion::Up => at.saturating_sub(line),
        Motion::Down => at.saturating_add(line).min(most),
        Motion::PageUp => at.saturating_sub(page),
        Motion::PageDown => at.saturating_add(page).min(most),
        Motion::First => 0,
        Motion::Last => most,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_stay_within_what_there_is() {
        for (motion, at, to) in [
            (Motion::Up, 0, 0),
            (Motion::Up, 5, 4),
            (Motion::Down, 9, 9),
            (Motion::PageDown, 2, 5),
            (Motion::PageUp, 2, 0),
            (Motion::First, 7, 0),
            (Motion::Last, 0, 9),
            (Motion::Up, 99, 8),
        ] {
            assert_eq!(motion.select(at, 10, 4), to, "{motion:?} from {at}");
        }
        assert_eq!(Motion::Last.select(0, 0, 0), 0);
    }
}
