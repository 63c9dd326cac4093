//! Movement through a list or a text: its keys, the same on every screen, and its arithmetic.

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

/// The keys of each move, the same on every screen.
pub(crate) const UP: &[Key] = &[Key::Up, Key::Char('k')];
pub(crate) const DOWN: &[Key] = &[Key::Down, Key::Char('j')];
pub(crate) const PAGE_UP: &[Key] = &[Key::PageUp];
pub(crate) const PAGE_DOWN: &[Key] = &[Key::PageDown];
/// A page down in a text, where Space does nothing else.
pub(crate) const PAGE_DOWN_OR_SPACE: &[Key] = &[Key::PageDown, Key::Char(' ')];
pub(crate) const FIRST: &[Key] = &[Key::Home, Key::Char('g')];
pub(crate) const LAST: &[Key] = &[Key::End, Key::Char('G')];

/// Builds a key table: the rows of one screen, then the movement rows that many screens share.
///
/// `lines(Verb::Move)` moves through a list, `list(Verb::Move)` also by pages, `text(Verb::Move)` scrolls a text.
macro_rules! key_table {
    ([$($row:expr),* $(,)?]) => { &[$($row),*] };
    ([$($row:expr),* $(,)?] lines($move:path)) => {
        $crate::screen::cursor::key_table!([
            $($row,)*
            bind("list.up", $crate::screen::cursor::UP, $move(Motion::Up), "the line above", ""),
            bind("list.down", $crate::screen::cursor::DOWN, $move(Motion::Down), "the line below", ""),
            bind("list.first", $crate::screen::cursor::FIRST, $move(Motion::First), "the first line", ""),
            bind("list.last", $crate::screen::cursor::LAST, $move(Motion::Last), "the last line", ""),
        ])
    };
    ([$($row:expr),* $(,)?] list($move:path)) => {
        $crate::screen::cursor::key_table!([
            $($row,)*
            bind("list.page-up", $crate::screen::cursor::PAGE_UP, $move(Motion::PageUp), "a page up", ""),
            bind("list.page-down", $crate::screen::cursor::PAGE_DOWN, $move(Motion::PageDown), "a page down", ""),
        ] lines($move))
    };
    ([$($row:expr),* $(,)?] text($move:path)) => {
        $crate::screen::cursor::key_table!([
            $($row,)*
            bind("text.down", $crate::screen::cursor::DOWN, $move(Motion::Down), "a line down", "scroll"),
            bind("text.up", $crate::screen::cursor::UP, $move(Motion::Up), "a line up", ""),
            bind("text.page-down", $crate::screen::cursor::PAGE_DOWN_OR_SPACE, $move(Motion::PageDown), "a page down", ""),
            bind("text.page-up", $crate::screen::cursor::PAGE_UP, $move(Motion::PageUp), "a page up", ""),
            bind("text.first", $crate::screen::cursor::FIRST, $move(Motion::First), "the beginning", ""),
            bind("text.last", $crate::screen::cursor::LAST, $move(Motion::Last), "the end", ""),
        ])
    };
}
pub(crate) use key_table;

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
