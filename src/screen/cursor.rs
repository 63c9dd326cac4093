//! Moving through a list or a text: the keys for it, and where they lead.

use super::{event::Key, frame_info::FrameInfo};

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

/// The keys of each move, the same on every screen. Where Space is not needed for itself it is a page down too.
pub(crate) const UP: &[Key] = &[Key::Up, Key::Char('k')];
pub(crate) const DOWN: &[Key] = &[Key::Down, Key::Char('j')];
pub(crate) const PAGE_UP: &[Key] = &[Key::PageUp];
pub(crate) const PAGE_DOWN: &[Key] = &[Key::PageDown];
pub(crate) const PAGE_DOWN_OR_SPACE: &[Key] = &[Key::PageDown, Key::Char(' ')];
pub(crate) const FIRST: &[Key] = &[Key::Home, Key::Char('g')];
pub(crate) const LAST: &[Key] = &[Key::End, Key::Char('G')];

/// Lines a turn of the wheel scrolls a text by.
const WHEEL: usize = 3;

impl Motion {
    /// The move a turn of the wheel makes.
    pub(crate) const fn wheel(up: bool) -> Self {
        if up { Self::Up } else { Self::Down }
    }

    /// Where the selection of a list of `count` items goes from `at`, `page` of them being in view.
    pub(crate) fn select(self, at: usize, count: usize, page: usize) -> usize {
        step(self, at, count.saturating_sub(1), 1, page)
    }

    /// Where a text scrolls to from `at`, going by what the last drawing saw.
    pub(crate) fn scroll(self, at: usize, seen: &FrameInfo) -> usize {
        step(self, at, seen.scroll_max, 1, seen.rows)
    }
}

/// Where the wheel scrolls a text to.
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
