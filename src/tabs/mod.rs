//! The tabs: the interface each of them implements, and the table of all of them.
//!
//! A new tab is a folder, a row of the table below and a row of [`TabId`]. The compiler refuses one without the other.

pub(crate) mod checklist;
pub(crate) mod diary;
pub(crate) mod evidence;
pub(crate) mod guide;
pub(crate) mod start;
pub(crate) mod stretch;
pub(crate) mod words;

use crate::{
    domain::{Book, Link, Now, Section},
    screen::{Context, Event, Handled, Hint, KeyScreen, PlainPosition, PlainScreen, TabId},
    ui::Surface,
};
use checklist::ChecklistTab;
use diary::DiaryTab;
use guide::GuideTab;
use start::StartTab;
use stretch::StretchTab;

/// The interface of a tab.
pub(crate) trait Tab {
    /// Handles an event. `None` passes the event to the global keys.
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled;

    /// The keys of the view on the screen, for footer and help.
    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>>;

    /// Draws the tab on the whole surface, and notes in `out` what only drawing knows.
    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>);

    /// The view on the screen as plain mode prints it.
    fn plain_screen(&self, ctx: &Context<'_>, position: &PlainPosition) -> PlainScreen;

    /// Every key table of the tab, for the settings that change keys. Tabs of one type may name the same tables.
    fn key_screens(&self) -> Vec<KeyScreen>;

    /// The entry of the book on the screen: links lead back to it, and the evidence key shows its sources.
    fn place(&self, _ctx: &Context<'_>) -> Option<Link> {
        None
    }

    /// True if a text has the focus. Its keys depend on the last frame.
    fn is_reading(&self) -> bool {
        false
    }
}

/// Declares [`Tabs`]: one row for each tab, with its field, its type and its first state.
macro_rules! tabs {
    ($($id:ident $field:ident: $type:ty = $first:expr;)*) => {
        /// Every tab with its state.
        #[derive(Debug)]
        pub(crate) struct Tabs {
            $(pub(crate) $field: $type,)*
        }

        impl Default for Tabs {
            fn default() -> Self {
                Self { $($field: $first,)* }
            }
        }

        impl Tabs {
            /// The tab of that id.
            pub(crate) fn get(&self, tab: TabId) -> &dyn Tab {
                match tab {
                    $(TabId::$id => &self.$field,)*
                }
            }

            /// The tab of that id, to change it.
            pub(crate) fn get_mut(&mut self, tab: TabId) -> &mut dyn Tab {
                match tab {
                    $(TabId::$id => &mut self.$field,)*
                }
            }
        }
    };
}

tabs! {
    Start start: StartTab = StartTab::default();
    Causes causes: GuideTab = GuideTab::new(Section::Causes);
    Symptoms symptoms: GuideTab = GuideTab::new(Section::Symptoms);
    Remedies remedies: GuideTab = GuideTab::new(Section::Remedies);
    Stretch stretch: StretchTab = StretchTab::default();
    Checklist checklist: ChecklistTab = ChecklistTab::default();
    Diary diary: DiaryTab = DiaryTab::default();
}

impl Tabs {
    /// Selects an entry of the book on its tab, and returns that tab.
    pub(crate) fn open(&mut self, link: Link, book: &Book, now: &Now) -> TabId {
        match link {
            Link::Topic(Section::Causes, i) => self.causes.open(i),
            Link::Topic(Section::Symptoms, i) => self.symptoms.open(i),
            Link::Topic(Section::Remedies, i) => self.remedies.open(i),
            Link::Routine(i) => self.stretch.open(i, now),
            Link::Sign(i) => self.checklist.open(i, book),
        }
        tab_of(link)
    }
}

/// The tab that shows an entry of the book.
pub(crate) const fn tab_of(link: Link) -> TabId {
    match link {
        Link::Topic(Section::Causes, _) => TabId::Causes,
        Link::Topic(Section::Symptoms, _) => TabId::Symptoms,
        Link::Topic(Section::Remedies, _) => TabId::Remedies,
        Link::Routine(_) => TabId::Stretch,
        Link::Sign(_) => TabId::Checklist,
    }
}
