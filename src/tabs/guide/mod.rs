//! Causes, Symptoms and Remedies: one tab three times, a list of topics and the text of the selected one.

pub(crate) mod view;

use crate::{
    domain::book::{Link, Shelf},
    screen::{
        Cmd, Cx, Reply,
        event::{Event, Key},
        keymap::{Binding, Hint, bind, find, hints},
        seen::Spot,
    },
};

/// One shelf of the guide.
#[derive(Debug)]
pub(crate) struct Guide {
    shelf: Shelf,
    selected: usize,
    /// Whether the text hears the arrow keys, or the list.
    reading: bool,
    scroll: usize,
    /// The link that Enter would follow.
    link: Option<usize>,
}

/// What keys mean here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Enter,
    Leave,
}

const UP: &[Key] = &[Key::Up, Key::Char('k')];
const DOWN: &[Key] = &[Key::Down, Key::Char('j')];
const FIRST: &[Key] = &[Key::Home, Key::Char('g')];
const LAST: &[Key] = &[Key::End, Key::Char('G')];

/// While the list hears them.
pub(crate) const LIST_KEYS: &[Binding<Verb>] = &[
    bind(UP, Verb::Up, "the topic above", ""),
    bind(DOWN, Verb::Down, "the topic below", ""),
    bind(&[Key::PageUp], Verb::PageUp, "a page up", ""),
    bind(&[Key::PageDown], Verb::PageDown, "a page down", ""),
    bind(FIRST, Verb::First, "the first topic", ""),
    bind(LAST, Verb::Last, "the last topic", ""),
    bind(&[Key::Enter], Verb::Enter, "read the text: scroll it, follow its links", "read"),
];

/// While the text hears them.
pub(crate) const TEXT_KEYS: &[Binding<Verb>] = &[
    bind(UP, Verb::Up, "a line up, or the link above", ""),
    bind(DOWN, Verb::Down, "a line down, or the link below", ""),
    bind(&[Key::PageUp], Verb::PageUp, "a page up", ""),
    bind(&[Key::PageDown, Key::Char(' ')], Verb::PageDown, "a page down", ""),
    bind(FIRST, Verb::First, "the beginning", ""),
    bind(LAST, Verb::Last, "the end", ""),
    bind(&[Key::Enter], Verb::Enter, "follow the selected link", "follow link"),
    bind(&[Key::Esc], Verb::Leave, "back to the list", "list"),
];

impl Guide {
    pub(crate) fn new(shelf: Shelf) -> Self {
        Self { shelf, selected: 0, reading: false, scroll: 0, link: None }
    }

    pub(crate) fn open(&mut self, topic: usize) {
        self.select(topic);
        self.reading = true;
    }

    pub(crate) fn place(&self) -> Link {
        Link::Topic(self.shelf, self.selected)
    }

    pub(crate) fn is_reading(&self) -> bool {
        self.reading
    }

    pub(crate) fn hints(&self) -> Vec<Hint> {
        hints(if self.reading { TEXT_KEYS } else { LIST_KEYS })
    }

    pub(crate) fn update(&mut self, event: &Event, cx: &Cx<'_>) -> Reply {
        match event {
            Event::Key(key) => {
                let table = if self.reading { TEXT_KEYS } else { LIST_KEYS };
                find(table, *key).map_or(Reply::Ignored, |verb| self.act(verb, cx))
            }
            Event::Click { x, y } => match cx.seen.at(*x, *y) {
                Some(Spot::Item(item)) => {
                    self.select(item);
                    self.reading = !cx.seen.wide;
                    Reply::DONE
                }
                Some(Spot::Link(link)) => follow(cx, Some(link)),
                Some(Spot::Text) => {
                    self.reading = true;
                    Reply::DONE
                }
                _ => Reply::Ignored,
            },
            Event::Wheel { x, y, up } => match cx.seen.at(*x, *y) {
                Some(Spot::Item(_) | Spot::List) => {
                    self.step(if *up { -1 } else { 1 }, cx);
                    Reply::DONE
                }
                Some(Spot::Text | Spot::Link(_)) => {
                    self.link = None;
                    self.scroll_by(if *up { -3 } else { 3 }, cx);
                    Reply::DONE
                }
                _ => Reply::Ignored,
            },
            _ => Reply::Ignored,
        }
    }

    fn act(&mut self, verb: Verb, cx: &Cx<'_>) -> Reply {
        let page = |rows: usize| rows.saturating_sub(1).max(1).cast_signed();
        if self.reading {
            match verb {
                Verb::Up => self.line_up(cx),
                Verb::Down => self.line_down(cx),
                Verb::PageUp => self.scroll_by(-page(cx.seen.rows), cx),
                Verb::PageDown => self.scroll_by(page(cx.seen.rows), cx),
                Verb::First => self.scroll_by(isize::MIN / 2, cx),
                Verb::Last => self.scroll_by(isize::MAX / 2, cx),
                Verb::Enter => return follow(cx, self.link),
                Verb::Leave => {
                    self.reading = false;
                    self.link = None;
                }
            }
        } else {
            match verb {
                Verb::Up => self.step(-1, cx),
                Verb::Down => self.step(1, cx),
                Verb::PageUp => self.step(-page(cx.seen.page), cx),
                Verb::PageDown => self.step(page(cx.seen.page), cx),
                Verb::First => self.select(0),
                Verb::Last => self.select(cx.book.shelf(self.shelf).len().saturating_sub(1)),
                Verb::Enter => self.reading = true,
                Verb::Leave => {}
            }
        }
        Reply::DONE
    }

    fn select(&mut self, topic: usize) {
        if topic != self.selected {
            self.scroll = 0;
        }
        self.selected = topic;
        self.link = None;
    }

    fn step(&mut self, by: isize, cx: &Cx<'_>) {
        let last = cx.book.shelf(self.shelf).len().saturating_sub(1);
        self.select(self.selected.saturating_add_signed(by).min(last));
    }

    fn scroll_by(&mut self, by: isize, cx: &Cx<'_>) {
        self.scroll = self.scroll.min(cx.seen.scroll_max).saturating_add_signed(by).min(cx.seen.scroll_max);
        self.link = self.link.filter(|link| self.in_view(*link, cx));
    }

    /// A line down; but a link that is in view is stepped to first, and at the end all that are left.
    fn line_down(&mut self, cx: &Cx<'_>) {
        let next = self.link.map_or(0, |link| link + 1);
        let can_scroll = self.scroll < cx.seen.scroll_max;
        if next < cx.seen.links.len() && (self.in_view(next, cx) || !can_scroll) {
            self.link = Some(next);
        } else {
            self.scroll_by(1, cx);
        }
    }

    fn line_up(&mut self, cx: &Cx<'_>) {
        match self.link.and_then(|link| link.checked_sub(1)) {
            Some(before) if self.in_view(before, cx) => self.link = Some(before),
            _ if self.scroll.min(cx.seen.scroll_max) > 0 => self.scroll_by(-1, cx),
            _ => self.link = None,
        }
    }

    fn in_view(&self, link: usize, cx: &Cx<'_>) -> bool {
        let top = self.scroll.min(cx.seen.scroll_max);
        cx.seen.links.get(link).is_some_and(|(row, _)| (top..top + cx.seen.rows).contains(row))
    }
}

fn follow(cx: &Cx<'_>, link: Option<usize>) -> Reply {
    match link.and_then(|link| cx.seen.links.get(link)) {
        Some((_, link)) => Reply::ask(Cmd::Open(*link)),
        None => Reply::DONE,
    }
}
