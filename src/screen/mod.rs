//! The contract of every tab: the events it gets, the context it may read, the actions it asks for. No terminal types.

pub(crate) mod cursor;
pub(crate) mod diary_cache;
pub(crate) mod effect;
pub(crate) mod event;
pub(crate) mod form;
pub(crate) mod frame_info;
pub(crate) mod global;
pub(crate) mod keymap;
pub(crate) mod left_open;
pub(crate) mod plain_screen;
pub(crate) mod plain_words;
pub(crate) mod text_field;

pub(crate) use self::{
    cursor::{Motion, roll},
    diary_cache::DiaryCache,
    effect::{Effect, EffectResult},
    event::{Event, Key, stand_ins},
    form::{Field, FieldValue, Form},
    frame_info::{Area, FrameInfo, Spot},
    global::{GLOBAL_KEYS, GlobalVerb},
    keymap::{
        Binding, Hint, KeyScreen, Keys, REGION_LETTERS, SHARED_FOOT, key_row, key_table, names, region_of,
    },
    left_open::{LeftChoice, LeftOpen},
    plain_screen::{
        AnnouncementKind, ExpectedInput, InputAction, PlainPosition, PlainScreen, pick, press, press_key,
    },
    text_field::TextField,
};
use crate::domain::{ActionNames, Book, DiaryRequest, Link, Now, Phone, Record, Verdict, choice::choices};

/// The state that a tab may read this turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) book: &'a Book,
    pub(crate) now: &'a Now,
    /// Facts of the last drawing: the furthest that a text scrolls, the areas for clicks.
    pub(crate) frame: &'a FrameInfo,
    /// The result of the checklist, for remedies that are not for now.
    pub(crate) verdict: &'a Verdict,
    /// The phone numbers to call.
    pub(crate) phone: &'a Phone,
    /// Folded words of the last search, to be marked.
    pub(crate) marks: &'a [String],
    /// The part of the diary that is known.
    pub(crate) cache: &'a DiaryCache,
    /// The keys that work, for dispatch and for sentences.
    pub(crate) keys: &'a Keys,
    /// Words for actions in sentences of our own: keys on the screen, words in plain mode.
    pub(crate) names: &'a ActionNames,
}

/// The answer to an event: the actions it asks for, or `None` where the event is passed to the next in line.
pub(crate) type Handled = Option<Vec<Action>>;

/// The event was used; no action follows.
pub(crate) const DONE: Handled = Some(vec![]);

/// The event was used; one action follows.
pub(crate) fn request(action: Action) -> Handled {
    Some(vec![action])
}

/// A change outside a tab or an overlay, which only the app can make.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    /// Show that place, remembering this one.
    Open(Link),
    /// Show a tab.
    Go(TabId),
    /// Do as a global key does.
    Press(GlobalVerb),
    /// Stop a running session, because of the sign that `why` names; without words where an emergency has the screen.
    StopSession { why: Option<String> },
    /// From the warning signs back to the session that is on the screen of its tab, if there is one.
    BackToSession,
    /// Use the phone numbers of the region of that code; `None` for no region.
    SetRegion(Option<String>),
    /// Show the choice of regions.
    ChooseRegion,
    /// Send a request to the diary; the response comes to the tab named.
    Diary(Asker, DiaryRequest),
    /// Add a record to the diary under a new id, which is put in by the app.
    Keep(Asker, Record),
    /// Show a sentence for a few seconds.
    Say(String),
    /// Close the overlay that asks.
    CloseOverlay,
    /// Open one hit of a search and keep the rest for the next-hit keys.
    OpenHit { query: String, links: Vec<Link>, at: usize },
    /// Answer the question about a cramp that an earlier run left open.
    ResolveLeftOpen(LeftChoice, Box<LeftOpen>),
    /// Leave the program.
    Quit,
    /// Stop the program, as Ctrl-Z asks.
    Suspend,
}

/// The part of the program that made a request to the diary, and gets its response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asker {
    /// The app: what was left open, what the checklist shows of the diary.
    App,
    /// A session.
    Stretch,
    /// The tick of a bedtime routine that has run to its end.
    Programme,
    Checklist,
    Diary,
}

choices! {
    /// A tab, in the order of the tab bar, with the words of the bar.
    TabId {
        Start "start" "uncramp",
        Causes "causes" "Causes",
        Symptoms "symptoms" "Symptoms",
        Remedies "remedies" "Remedies",
        Stretch "stretch" "Stretch",
        Checklist "checklist" "Checklist",
        Diary "diary" "Diary",
    }
}

impl TabId {
    /// Its position in the order, from 0. For every tab but the first it is the digit of the tab's key.
    pub(crate) fn index(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }

    /// The tab `by` places on, wrapping.
    pub(crate) fn step(self, by: isize) -> Self {
        let count = Self::ALL.len().cast_signed();
        let to = (self.index().cast_signed() + by).rem_euclid(count);
        Self::ALL.get(to.cast_unsigned()).copied().unwrap_or(self)
    }
}
