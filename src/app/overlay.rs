//! What lies over the tabs: help, evidence, search, the choice of regions.

use crate::{
    domain::{
        book::Link,
        region::Regions,
        search::{Hit, Index},
    },
    screen::{
        Action, Binding, Context, DONE, Event, GLOBAL_KEYS, GlobalVerb, Handled, Hint, Keys, LeftChoice,
        LeftOpen, Motion, Spot, TextField, key_table, request, roll,
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
    Search(SearchOverlay),
    Regions(RegionChoice),
    /// A cramp that an earlier run left open.
    LeftOpen {
        left: Box<LeftOpen>,
        selected: usize,
    },
}

/// A search being typed.
#[derive(Debug, Default)]
pub(crate) struct SearchOverlay {
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

/// The letter for no region.
pub(crate) const NO_REGION: char = 'n';

/// What keys mean on help and evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OverlayVerb {
    Move(Motion),
    Close,
}

/// What keys mean on a search; the rest is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SearchVerb {
    Move(Motion),
    Open,
    Close,
    Quit,
    Suspend,
}

/// What keys mean on the choice of regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RegionVerb {
    Move(Motion),
    Choose,
    NoRegion,
    /// The region of that position in the table of regions.
    Region(usize),
    Close,
}

/// What keys mean on a cramp that was left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeftVerb {
    Move(Motion),
    Choose,
    Later,
}

/// On a cramp that was left open.
pub(crate) const LEFT_KEYS: &[Binding<LeftVerb>] = key_table! { LeftVerb;
    "left-open.choose" [Enter] Choose, "choose the selected answer", "choose";
    "left-open.later" [Esc] Later, "later: it stays open in the diary", "later";
    lines;
};

/// On help and evidence.
pub(crate) const PAGE_KEYS: &[Binding<OverlayVerb>] = key_table! { OverlayVerb;
    "page.close" [Esc, Enter, '?', 'e'] Close, "close this", "close";
    text("scroll");
};

/// On a search.
pub(crate) const SEARCH_KEYS: &[Binding<SearchVerb>] = key_table! { SearchVerb;
    "search.open" [Enter] Open, "open the selected hit; from there the keys for the next and the hit before go on", "open";
    "search.up" [Up] Move(Motion::Up), "the hit above";
    "search.down" [Down, Tab] Move(Motion::Down), "the hit below", "next";
    "search.close" [Esc] Close, "close the search", "close";
    "search.quit" [Ctrl('c')] Quit, "leave";
    "search.suspend" [Ctrl('z')] Suspend, "suspend to the shell";
};

/// On the choice of regions.
pub(crate) const REGION_KEYS: &[Binding<RegionVerb>] = key_table! { RegionVerb;
    "regions.choose" [Enter, ' '] Choose, "choose the selected region", "choose";
    "regions.none" ['n'] NoRegion, "no region";
    regions;
    "regions.close" [Esc] Close, "leave it as it is", "close";
    lines;
};

impl Overlay {
    pub(crate) fn regions(regions: &Regions, chosen: Option<&str>) -> Self {
        let codes: Vec<Option<String>> =
            std::iter::once(None).chain(regions.all.iter().map(|region| Some(region.code.clone()))).collect();
        let chosen = chosen.and_then(|code| regions.find(code)).map(|region| region.code.clone());
        let selected = codes.iter().position(|code| *code == chosen).unwrap_or(0);
        Self::Regions(RegionChoice { selected, codes })
    }

    /// Whether it asks for an answer.
    pub(crate) fn is_offer(&self) -> bool {
        matches!(self, Self::LeftOpen { .. })
    }

    pub(crate) fn hints<'k>(&self, keys: &'k Keys) -> Vec<Hint<'k>> {
        match self {
            Self::Help { .. } | Self::Evidence { .. } => keys.hints(PAGE_KEYS),
            Self::Search(_) => keys.hints(SEARCH_KEYS),
            Self::Regions(_) => keys.hints(REGION_KEYS),
            Self::LeftOpen { .. } => keys.hints(LEFT_KEYS),
        }
    }

    /// Hears an event; `index` is there whenever this is a search.
    pub(crate) fn update(&mut self, event: &Event, ctx: &Context<'_>, index: Option<&Index>) -> Handled {
        match self {
            Self::Help { scroll } | Self::Evidence { scroll, .. } => page(scroll, event, ctx),
            Self::Search(search) => search.update(event, ctx, index),
            Self::Regions(choice) => choice.update(event, ctx),
            Self::LeftOpen { left, selected } => left_open(left, selected, event, ctx),
        }
    }
}

fn left_open(left: &LeftOpen, selected: &mut usize, event: &Event, ctx: &Context<'_>) -> Handled {
    let count = LeftChoice::ALL.len();
    match event {
        Event::Key(key) => match ctx.keys.find(LEFT_KEYS, *key) {
            Some(LeftVerb::Move(motion)) => *selected = motion.select(*selected, count, count),
            Some(LeftVerb::Choose) => return choose(left, *selected),
            Some(LeftVerb::Later) => return resolve(left, LeftChoice::Later),
            None => return None,
        },
        Event::Click { x, y } => match ctx.seen.at(*x, *y) {
            Some(Spot::Item(item)) => return choose(left, item),
            _ => return None,
        },
        Event::Wheel { up, .. } => *selected = Motion::wheel(*up).select(*selected, count, count),
        _ => return None,
    }
    DONE
}

fn resolve(left: &LeftOpen, choice: LeftChoice) -> Handled {
    Some(vec![Action::CloseOverlay, Action::ResolveLeftOpen(choice, Box::new(left.clone()))])
}

fn choose(left: &LeftOpen, row: usize) -> Handled {
    LeftChoice::ALL.get(row).map_or(DONE, |choice| resolve(left, *choice))
}

fn page(scroll: &mut usize, event: &Event, ctx: &Context<'_>) -> Handled {
    match event {
        Event::Key(key) => match ctx.keys.find(PAGE_KEYS, *key) {
            Some(OverlayVerb::Move(motion)) => *scroll = motion.scroll(*scroll, ctx.seen),
            Some(OverlayVerb::Close) => return request(Action::CloseOverlay),
            // What opened it closes it, whichever key that is.
            None if matches!(
                ctx.keys.find(GLOBAL_KEYS, *key),
                Some(GlobalVerb::Help | GlobalVerb::Evidence)
            ) =>
            {
                return request(Action::CloseOverlay);
            }
            None => return None,
        },
        Event::Wheel { up, .. } => *scroll = roll(*up, *scroll, ctx.seen),
        _ => return None,
    }
    DONE
}

impl SearchOverlay {
    /// Looks again for what is typed.
    pub(crate) fn find(&mut self, index: &Index) {
        self.hits = index.find(self.field.text());
        self.selected = self.selected.min(self.hits.len().saturating_sub(1));
    }

    fn update(&mut self, event: &Event, ctx: &Context<'_>, index: Option<&Index>) -> Handled {
        match event {
            Event::Key(key) => match ctx.keys.find(SEARCH_KEYS, *key) {
                Some(SearchVerb::Move(motion)) => self.step(motion, ctx),
                Some(SearchVerb::Open) => return self.open(),
                Some(SearchVerb::Close) => return request(Action::CloseOverlay),
                Some(SearchVerb::Quit) => return request(Action::Quit),
                Some(SearchVerb::Suspend) => return request(Action::Suspend),
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
                if let Some(Spot::Item(item)) = ctx.seen.at(*x, *y) {
                    self.selected = item;
                    return self.open();
                }
                return None;
            }
            Event::Wheel { up, .. } => self.step(Motion::wheel(*up), ctx),
            _ => {}
        }
        DONE
    }

    fn step(&mut self, motion: Motion, ctx: &Context<'_>) {
        self.selected = motion.select(self.selected, self.hits.len(), ctx.seen.page);
    }

    fn refind(&mut self, index: Option<&Index>) {
        if let Some(index) = index {
            self.find(index);
        }
    }

    fn open(&self) -> Handled {
        if self.hits.is_empty() {
            return DONE;
        }
        let links = self.hits.iter().map(|hit| hit.link).collect();
        let hit = Action::OpenHit { query: self.field.text().to_owned(), links, at: self.selected };
        Some(vec![Action::CloseOverlay, hit])
    }
}

impl RegionChoice {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        let verb = match event {
            Event::Key(key) => ctx.keys.find(REGION_KEYS, *key),
            Event::Click { x, y } => match ctx.seen.at(*x, *y) {
                Some(Spot::Item(row)) => return self.choose(row),
                _ => None,
            },
            Event::Wheel { up, .. } => Some(RegionVerb::Move(Motion::wheel(*up))),
            _ => None,
        };
        match verb {
            Some(RegionVerb::Move(motion)) => {
                self.selected = motion.select(self.selected, self.codes.len(), ctx.seen.page);
            }
            Some(RegionVerb::Choose) => return self.choose(self.selected),
            Some(RegionVerb::NoRegion) => return self.choose(0),
            Some(RegionVerb::Region(position)) => return self.choose(position + 1),
            Some(RegionVerb::Close) => return request(Action::CloseOverlay),
            None => return None,
        }
        DONE
    }

    fn choose(&self, row: usize) -> Handled {
        let set = |code: &Option<String>| vec![Action::CloseOverlay, Action::SetRegion(code.clone())];
        self.codes.get(row).map_or(DONE, |code| Some(set(code)))
    }
}
