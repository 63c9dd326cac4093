//! What lies over the tabs: help, evidence, search, the choice of regions.

use crate::{
    domain::{
        book::Link,
        region::Regions,
        search::{Hit, Index},
    },
    screen::{
        Cx,
        event::{Event, Key},
        keymap::{Binding, Hint, bind, find, hints},
        seen::Spot,
        text_field::TextField,
    },
};

/// One thing lying over the tabs.
#[derive(Debug)]
pub(crate) enum Overlay {
    /// The keys of this screen, then what the guide is.
    Help {
        scroll: usize,
    },
    /// The evidence for one entry.
    Evidence {
        link: Link,
        scroll: usize,
    },
    Search(Search),
    Regions(RegionChoice),
}

/// A search being typed.
#[derive(Debug, Default)]
pub(crate) struct Search {
    pub(crate) field: TextField,
    pub(crate) hits: Vec<Hit>,
    pub(crate) selected: usize,
}

/// The choice of regions; the first row is none.
#[derive(Debug)]
pub(crate) struct RegionChoice {
    pub(crate) selected: usize,
    codes: Vec<Option<String>>,
}

/// What an overlay answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Said {
    /// Not for it: a global key, perhaps.
    Ignored,
    Done,
    Close,
    Quit,
    Suspend,
    /// A search is over: its hits, and which to open.
    Found {
        query: String,
        links: Vec<Link>,
        at: usize,
    },
    Region(Option<String>),
}

/// What keys mean on help and evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageVerb {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Close,
}

/// What keys mean on a search; the rest is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SearchVerb {
    Up,
    Down,
    Open,
    Close,
    Quit,
    Suspend,
}

/// What keys mean on the choice of regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RegionVerb {
    Up,
    Down,
    Choose,
    Number(usize),
    Close,
}

/// On help and evidence.
pub(crate) const PAGE_KEYS: &[Binding<PageVerb>] = &[
    bind(&[Key::Esc, Key::Enter, Key::Char('?'), Key::Char('e')], PageVerb::Close, "close this", "close"),
    bind(&[Key::Down, Key::Char('j')], PageVerb::Down, "a line down", "more"),
    bind(&[Key::Up, Key::Char('k')], PageVerb::Up, "a line up", ""),
    bind(&[Key::PageDown, Key::Char(' ')], PageVerb::PageDown, "a page down", ""),
    bind(&[Key::PageUp], PageVerb::PageUp, "a page up", ""),
    bind(&[Key::Home, Key::Char('g')], PageVerb::First, "the beginning", ""),
    bind(&[Key::End, Key::Char('G')], PageVerb::Last, "the end", ""),
];

/// On a search.
pub(crate) const SEARCH_KEYS: &[Binding<SearchVerb>] = &[
    bind(&[Key::Enter], SearchVerb::Open, "open the selected hit; then n and N go on", "open"),
    bind(&[Key::Up], SearchVerb::Up, "the hit above", ""),
    bind(&[Key::Down, Key::Tab], SearchVerb::Down, "the hit below", "next"),
    bind(&[Key::Esc], SearchVerb::Close, "close the search", "close"),
    bind(&[Key::Ctrl('c')], SearchVerb::Quit, "leave", ""),
    bind(&[Key::Ctrl('z')], SearchVerb::Suspend, "suspend to the shell", ""),
];

/// On the choice of regions.
pub(crate) const REGION_KEYS: &[Binding<RegionVerb>] = &[
    bind(&[Key::Enter, Key::Char(' ')], RegionVerb::Choose, "choose the selected region", "choose"),
    bind(&[Key::Up, Key::Char('k')], RegionVerb::Up, "the region above", ""),
    bind(&[Key::Down, Key::Char('j')], RegionVerb::Down, "the region below", ""),
    bind(&[Key::Char('0')], RegionVerb::Number(0), "no region", ""),
    bind(&[Key::Char('1')], RegionVerb::Number(1), "the first region", ""),
    bind(&[Key::Char('2')], RegionVerb::Number(2), "the second region", ""),
    bind(&[Key::Char('3')], RegionVerb::Number(3), "the third region", ""),
    bind(&[Key::Char('4')], RegionVerb::Number(4), "the fourth region", ""),
    bind(&[Key::Char('5')], RegionVerb::Number(5), "the fifth region", ""),
    bind(&[Key::Char('6')], RegionVerb::Number(6), "the sixth region", ""),
    bind(&[Key::Char('7')], RegionVerb::Number(7), "the seventh region", ""),
    bind(&[Key::Char('8')], RegionVerb::Number(8), "the eighth region", ""),
    bind(&[Key::Char('9')], RegionVerb::Number(9), "the ninth region", ""),
    bind(&[Key::Esc], RegionVerb::Close, "leave it as it is", "close"),
];

impl Overlay {
    pub(crate) fn help() -> Self {
        Self::Help { scroll: 0 }
    }

    pub(crate) fn evidence(link: Link) -> Self {
        Self::Evidence { link, scroll: 0 }
    }

    pub(crate) fn search() -> Self {
        Self::Search(Search::default())
    }

    pub(crate) fn regions(regions: &Regions, chosen: Option<&str>) -> Self {
        let codes: Vec<Option<String>> =
            std::iter::once(None).chain(regions.all.iter().map(|region| Some(region.code.clone()))).collect();
        let chosen = chosen.and_then(|code| regions.find(code)).map(|region| region.code.clone());
        let selected = codes.iter().position(|code| *code == chosen).unwrap_or(0);
        Self::Regions(RegionChoice { selected, codes })
    }

    pub(crate) fn hints(&self) -> Vec<Hint> {
        match self {
            Self::Help { .. } | Self::Evidence { .. } => hints(PAGE_KEYS),
            Self::Search(_) => hints(SEARCH_KEYS),
            Self::Regions(_) => hints(REGION_KEYS),
        }
    }

    /// Hears an event; `index` is there whenever this is a search.
    pub(crate) fn update(&mut self, event: &Event, cx: &Cx<'_>, index: Option<&Index>) -> Said {
        match self {
            Self::Help { scroll } | Self::Evidence { scroll, .. } => page(scroll, event, cx),
            Self::Search(search) => search.update(event, cx, index),
            Self::Regions(choice) => choice.update(event, cx),
        }
    }
}

fn page(scroll: &mut usize, event: &Event, cx: &Cx<'_>) -> Said {
    let most = cx.seen.scroll_max;
    let full = cx.seen.rows.saturating_sub(1).max(1);
    *scroll = (*scroll).min(most);
    let verb = match event {
        Event::Key(key) => find(PAGE_KEYS, *key),
        Event::Wheel { up: true, .. } => Some(PageVerb::Up),
        Event::Wheel { up: false, .. } => Some(PageVerb::Down),
        _ => None,
    };
    match verb {
        Some(PageVerb::Up) => *scroll = scroll.saturating_sub(1),
        Some(PageVerb::Down) => *scroll = (*scroll + 1).min(most),
        Some(PageVerb::PageUp) => *scroll = scroll.saturating_sub(full),
        Some(PageVerb::PageDown) => *scroll = (*scroll + full).min(most),
        Some(PageVerb::First) => *scroll = 0,
        Some(PageVerb::Last) => *scroll = most,
        Some(PageVerb::Close) => return Said::Close,
        None => return Said::Ignored,
    }
    Said::Done
}

impl Search {
    /// Looks again for what is typed.
    pub(crate) fn find(&mut self, index: &Index) {
        self.hits = index.find(self.field.text());
        self.selected = self.selected.min(self.hits.len().saturating_sub(1));
    }

    fn update(&mut self, event: &Event, cx: &Cx<'_>, index: Option<&Index>) -> Said {
        let last = self.hits.len().saturating_sub(1);
        match event {
            Event::Key(key) => match find(SEARCH_KEYS, *key) {
                Some(SearchVerb::Up) => self.selected = self.selected.saturating_sub(1),
                Some(SearchVerb::Down) => self.selected = (self.selected + 1).min(last),
                Some(SearchVerb::Open) => return self.open(),
                Some(SearchVerb::Close) => return Said::Close,
                Some(SearchVerb::Quit) => return Said::Quit,
                Some(SearchVerb::Suspend) => return Said::Suspend,
                None => {
                    if self.field.key(*key) {
                        self.selected = 0;
                        self.refind(index);
                    }
                }
            },
            Event::Paste(text) => {
                self.field.insert(text);
                self.selected = 0;
                self.refind(index);
            }
            Event::Click { x, y } => {
                if let Some(Spot::Item(item)) = cx.seen.at(*x, *y) {
                    self.selected = item;
                    return self.open();
                }
                return Said::Ignored;
            }
            Event::Wheel { up, .. } if *up => self.selected = self.selected.saturating_sub(1),
            Event::Wheel { .. } => self.selected = (self.selected + 1).min(last),
            _ => {}
        }
        Said::Done
    }

    fn refind(&mut self, index: Option<&Index>) {
        if let Some(index) = index {
            self.find(index);
        }
    }

    fn open(&self) -> Said {
        if self.hits.is_empty() {
            return Said::Done;
        }
        let links = self.hits.iter().map(|hit| hit.link).collect();
        Said::Found { query: self.field.text().to_owned(), links, at: self.selected }
    }
}

impl RegionChoice {
    fn update(&mut self, event: &Event, cx: &Cx<'_>) -> Said {
        let last = self.codes.len().saturating_sub(1);
        let verb = match event {
            Event::Key(key) => find(REGION_KEYS, *key),
            Event::Click { x, y } => match cx.seen.at(*x, *y) {
                Some(Spot::Item(item)) => Some(RegionVerb::Number(item)),
                _ => None,
            },
            Event::Wheel { up: true, .. } => Some(RegionVerb::Up),
            Event::Wheel { up: false, .. } => Some(RegionVerb::Down),
            _ => None,
        };
        match verb {
            Some(RegionVerb::Up) => self.selected = self.selected.saturating_sub(1),
            Some(RegionVerb::Down) => self.selected = (self.selected + 1).min(last),
            Some(RegionVerb::Choose) => return self.choose(self.selected),
            Some(RegionVerb::Number(number)) => return self.choose(number),
            Some(RegionVerb::Close) => return Said::Close,
            None => return Said::Ignored,
        }
        Said::Done
    }

    fn choose(&self, row: usize) -> Said {
        self.codes.get(row).map_or(Said::Done, |code| Said::Region(code.clone()))
    }
}
