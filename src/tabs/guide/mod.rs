//! Causes, Symptoms and Remedies: one tab three times, a list of topics and the text of the selected one.

mod speech;
pub(crate) mod view;

use crate::{
    domain::book::{Link, Shelf},
    screen::{
        Cmd, Cx, Reply,
        cursor::{DOWN, FIRST, LAST, Motion, PAGE_DOWN, PAGE_DOWN_OR_SPACE, PAGE_UP, UP, roll},
        event::{Event, Key},
        keymap::{Binding, Hint, Keys, bind},
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
    Move(Motion),
    Enter,
    Leave,
}

/// While the list hears them.
pub(crate) const LIST_KEYS: &[Binding<Verb>] = &[
    bind("list.up", UP, Verb::Move(Motion::Up), "the topic above", ""),
    bind("list.down", DOWN, Verb::Move(Motion::Down), "the topic below", ""),
    bind("list.page-up", PAGE_UP, Verb::Move(Motion::PageUp), "a page up", ""),
    bind("list.page-down", PAGE_DOWN, Verb::Move(Motion::PageDown), "a page down", ""),
    bind("list.first", FIRST, Verb::Move(Motion::First), "the first topic", ""),
    bind("list.last", LAST, Verb::Move(Motion::Last), "the last topic", ""),
    bind("guide.read", &[Key::Enter], Verb::Enter, "read the text: scroll it, follow its links", "read"),
];

/// While the text hears them.
pub(crate) const TEXT_KEYS: &[Binding<Verb>] = &[
    bind("text.up", UP, Verb::Move(Motion::Up), "a line up, or the link above", ""),
    bind("text.down", DOWN, Verb::Move(Motion::Down), "a line down, or the link below", ""),
    bind("text.page-up", PAGE_UP, Verb::Move(Motion::PageUp), "a page up", ""),
    bind("text.page-down", PAGE_DOWN_OR_SPACE, Verb::Move(Motion::PageDown), "a page down", ""),
    bind("text.first", FIRST, Verb::Move(Motion::First), "the beginning", ""),
    bind("text.last", LAST, Verb::Move(Motion::Last), "the end", ""),
    bind("guide.follow", &[Key::Enter], Verb::Enter, "follow the selected link", "follow link"),
    bind("guide.list", &[Key::Esc], Verb::Leave, "back to the list", "list"),
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

    pub(crate) fn hints<'k>(&self, keys: &'k Keys) -> Vec<Hint<'k>> {
        keys.hints(if self.reading { TEXT_KEYS } else { LIST_KEYS })
    }

    pub(crate) fn update(&mut self, event: &Event, cx: &Cx<'_>) -> Reply {
        match event {
            Event::Key(key) => {
                let table = if self.reading { TEXT_KEYS } else { LIST_KEYS };
                cx.keys.find(table, *key).map_or(Reply::Ignored, |verb| self.act(verb, cx))
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
                    self.step(Motion::wheel(*up), cx);
                    Reply::DONE
                }
                Some(Spot::Text | Spot::Link(_)) => {
                    self.link = None;
                    self.scroll = roll(*up, self.scroll, cx.seen);
                    Reply::DONE
                }
                _ => Reply::Ignored,
            },
            _ => Reply::Ignored,
        }
    }

    fn act(&mut self, verb: Verb, cx: &Cx<'_>) -> Reply {
        match verb {
            Verb::Move(motion) if !self.reading => self.step(motion, cx),
            Verb::Move(Motion::Up) => self.line_up(cx),
            Verb::Move(Motion::Down) => self.line_down(cx),
            Verb::Move(motion) => self.scroll(motion, cx),
            Verb::Enter if self.reading => return follow(cx, self.link),
            Verb::Enter => self.reading = true,
            Verb::Leave => {
                self.reading = false;
                self.link = None;
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

    fn step(&mut self, motion: Motion, cx: &Cx<'_>) {
        self.select(motion.select(self.selected, cx.book.shelf(self.shelf).len(), cx.seen.page));
    }

    fn scroll(&mut self, motion: Motion, cx: &Cx<'_>) {
        self.scroll = motion.scroll(self.scroll, cx.seen);
        self.link = self.link.filter(|link| self.in_view(*link, cx));
    }

    /// A line down; but a link that is in view is stepped to first, and at the end all that are left.
    fn line_down(&mut self, cx: &Cx<'_>) {
        let next = self.link.map_or(0, |link| link + 1);
        let can_scroll = self.scroll < cx.seen.scroll_max;
        if next < cx.seen.links.len() && (self.in_view(next, cx) || !can_scroll) {
            self.link = Some(next);
        } else {
            self.scroll(Motion::Down, cx);
        }
    }

    fn line_up(&mut self, cx: &Cx<'_>) {
        match self.link.and_then(|link| link.checked_sub(1)) {
            Some(before) if self.in_view(before, cx) => self.link = Some(before),
            _ if self.scroll.min(cx.seen.scroll_max) > 0 => self.scroll(Motion::Up, cx),
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
