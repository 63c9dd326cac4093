//! Overlays: help, evidence, search, the choice of regions, a cramp left open.

use crate::{
    domain::{Book, Hit, Link, Region, Regions, search},
    screen::{
        Action, Binding, Context, DONE, Event, GLOBAL_KEYS, GlobalVerb, Handled, Hint, Key, Keys, LeftChoice,
        LeftOpen, Motion, Spot, TextField, key_table, region_of, request, roll,
    },
};

/// One overlay over the tabs.
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
    /// The choice of regions; the first row is none.
    Regions {
        selected: usize,
    },
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

/// The letter for no region.
pub(crate) const NO_REGION: char = 'n';

/// Meanings of keys on an overlay; other keys of a search are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OverlayVerb {
    Move(Motion),
    /// The selected row.
    Choose,
    NoRegion,
    /// The region of the letter.
    Region,
    Close,
    Quit,
    Suspend,
}

/// On a cramp that was left open.
pub(crate) const LEFT_KEYS: &[Binding<OverlayVerb>] = key_table! { OverlayVerb;
    "left-open.choose" [Enter] Choose, "choose the selected answer", "choose";
    "left-open.later" [Esc] Close, "later: it stays open in the diary", "later";
    lines;
};

/// On help and evidence.
pub(crate) const PAGE_KEYS: &[Binding<OverlayVerb>] = key_table! { OverlayVerb;
    "page.close" [Esc, Enter, '?', 'e'] Close, "close this", "close";
    text("scroll");
};

/// On a search.
pub(crate) const SEARCH_KEYS: &[Binding<OverlayVerb>] = key_table! { OverlayVerb;
    "search.open" [Enter] Choose, "open the selected hit; from there the keys for the next and the hit before go on", "open";
    "search.up" [Up] Move(Motion::Up), "the hit above";
    "search.down" [Down, Tab] Move(Motion::Down), "the hit below", "next";
    "search.close" [Esc] Close, "close the search", "close";
    "search.quit" [Ctrl('c')] Quit, "leave";
    "search.suspend" [Ctrl('z')] Suspend, "suspend to the shell";
};

/// On the choice of regions.
pub(crate) const REGION_KEYS: &[Binding<OverlayVerb>] = key_table! { OverlayVerb;
    "regions.choose" [Enter, ' '] Choose, "choose the selected region", "choose";
    "regions.none" ['n'] NoRegion, "no region";
    regions;
    "regions.close" [Esc] Close, "leave it as it is", "close";
    lines;
};

impl Overlay {
    /// The choice of regions, with the chosen one selected.
    pub(crate) fn regions(regions: &Regions, chosen: Option<&str>) -> Self {
        let chosen = chosen.and_then(|code| regions.find(code)).map(|region| &region.code);
        let is_chosen = |region: &Region| Some(&region.code) == chosen;
        Self::Regions { selected: regions.all.iter().position(is_chosen).map_or(0, |at| at + 1) }
    }

    /// True if it asks for an answer.
    pub(crate) fn is_offer(&self) -> bool {
        matches!(self, Self::LeftOpen { .. })
    }

    fn table(&self) -> &'static [Binding<OverlayVerb>] {
        match self {
            Self::Help { .. } | Self::Evidence { .. } => PAGE_KEYS,
            Self::Search(_) => SEARCH_KEYS,
            Self::Regions { .. } => REGION_KEYS,
            Self::LeftOpen { .. } => LEFT_KEYS,
        }
    }

    pub(crate) fn hints<'k>(&self, keys: &'k Keys) -> Vec<Hint<'k>> {
        keys.hints(self.table())
    }

    /// Handles an event.
    pub(crate) fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        match (event, &mut *self) {
            (Event::Key(key), _) => match ctx.keys.find(self.table(), *key) {
                Some(OverlayVerb::Move(motion)) => self.step(motion, ctx),
                Some(OverlayVerb::Choose) => self.choose(self.selected(), ctx),
                Some(OverlayVerb::NoRegion) => self.choose(0, ctx),
                Some(OverlayVerb::Region) => self.choose(region_of(*key)? + 1, ctx),
                Some(OverlayVerb::Close) => self.close(),
                Some(OverlayVerb::Quit) => request(Action::Quit),
                Some(OverlayVerb::Suspend) => request(Action::Suspend),
                None => self.other_key(*key, ctx),
            },
            (Event::Click { x, y }, _) => match ctx.frame.at(*x, *y)? {
                Spot::Item(row) => self.choose(row, ctx),
                _ => None,
            },
            (Event::Wheel { up, .. }, Self::Help { scroll } | Self::Evidence { scroll, .. }) => {
                *scroll = roll(*up, *scroll, ctx.frame);
                DONE
            }
            (Event::Wheel { up, .. }, _) => self.step(Motion::wheel(*up), ctx),
            (Event::Paste(text), Self::Search(search)) => {
                search.field.insert(text);
                search.find(ctx.book);
                DONE
            }
            (_, Self::Search(_)) => DONE,
            _ => None,
        }
    }

    fn step(&mut self, motion: Motion, ctx: &Context<'_>) -> Handled {
        let (selected, count) = match self {
            Self::Help { scroll } | Self::Evidence { scroll, .. } => {
                *scroll = motion.scroll(*scroll, ctx.frame);
                return DONE;
            }
            Self::Search(search) => (&mut search.selected, search.hits.len()),
            Self::Regions { selected } => (selected, ctx.book.regions.all.len() + 1),
            Self::LeftOpen { selected, .. } => (selected, LeftChoice::ALL.len()),
        };
        *selected = motion.select(*selected, count, ctx.frame.page);
        DONE
    }

    fn selected(&self) -> usize {
        match self {
            Self::Help { .. } | Self::Evidence { .. } => 0,
            Self::Search(search) => search.selected,
            Self::Regions { selected } | Self::LeftOpen { selected, .. } => *selected,
        }
    }

    /// Chooses a row of the list.
    fn choose(&self, row: usize, ctx: &Context<'_>) -> Handled {
        match self {
            Self::Help { .. } | Self::Evidence { .. } => None,
            Self::Search(search) => search.open(row),
            Self::Regions { .. } => {
                let mut codes = std::iter::once(None)
                    .chain(ctx.book.regions.all.iter().map(|region| Some(region.code.clone())));
                let set = |code| Some(vec![Action::CloseOverlay, Action::SetRegion(code)]);
                codes.nth(row).map_or(DONE, set)
            }
            Self::LeftOpen { left, .. } => {
                LeftChoice::ALL.get(row).map_or(DONE, |choice| resolve(left, *choice))
            }
        }
    }

    fn close(&self) -> Handled {
        match self {
            Self::LeftOpen { left, .. } => resolve(left, LeftChoice::Later),
            _ => request(Action::CloseOverlay),
        }
    }

    /// A key without a row in the table: typed into a search; on a page, the key that opened it closes it.
    fn other_key(&mut self, key: Key, ctx: &Context<'_>) -> Handled {
        match (self, ctx.keys.find(GLOBAL_KEYS, key)) {
            (Self::Search(search), _) => {
                if search.field.key(key) {
                    search.find(ctx.book);
                }
                DONE
            }
            (Self::Help { .. } | Self::Evidence { .. }, Some(GlobalVerb::Help | GlobalVerb::Evidence)) => {
                request(Action::CloseOverlay)
            }
            _ => None,
        }
    }
}

fn resolve(left: &LeftOpen, choice: LeftChoice) -> Handled {
    Some(vec![Action::CloseOverlay, Action::ResolveLeftOpen(choice, Box::new(left.clone()))])
}

impl SearchOverlay {
    /// Searches for the typed words, and selects the first hit.
    fn find(&mut self, book: &Book) {
        self.hits = search::find(book, self.field.text());
        self.selected = 0;
    }

    fn open(&self, row: usize) -> Handled {
        if self.hits.is_empty() {
            return DONE;
        }
        let links = self.hits.iter().map(|hit| hit.link).collect();
        let hit = Action::OpenHit { query: self.field.text().to_owned(), links, at: row };
        Some(vec![Action::CloseOverlay, hit])
    }
}
