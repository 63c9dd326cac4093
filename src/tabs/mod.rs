//! What tabs there are, and how each hears, opens and draws.

pub(crate) mod checklist;
pub(crate) mod diary;
pub(crate) mod evidence;
pub(crate) mod guide;
pub(crate) mod stretch;
pub(crate) mod words;

use crate::{
    domain::{
        book::{Book, Link, Shelf},
        time::Now,
    },
    screen::{
        Cx, Reply, TabId,
        event::Event,
        keymap::{Hint, Keys},
        scene::{Listener, Scene},
        seen::Seen,
    },
    ui::{Look, paper::Paper},
};
use checklist::Checklist;
use diary::Diary;
use guide::Guide;
use stretch::Stretch;

/// Every tab with its state.
#[derive(Debug)]
pub(crate) struct Tabs {
    causes: Guide,
    symptoms: Guide,
    remedies: Guide,
    pub(crate) stretch: Stretch,
    pub(crate) checklist: Checklist,
    pub(crate) diary: Diary,
}

impl Default for Tabs {
    fn default() -> Self {
        Self {
            causes: Guide::new(Shelf::Causes),
            symptoms: Guide::new(Shelf::Symptoms),
            remedies: Guide::new(Shelf::Remedies),
            stretch: Stretch::default(),
            checklist: Checklist::default(),
            diary: Diary::default(),
        }
    }
}

impl Tabs {
    /// Lets a tab hear an event.
    pub(crate) fn update(&mut self, tab: TabId, event: &Event, cx: &Cx<'_>) -> Reply {
        match tab {
            TabId::Causes => self.causes.update(event, cx),
            TabId::Symptoms => self.symptoms.update(event, cx),
            TabId::Remedies => self.remedies.update(event, cx),
            TabId::Stretch => self.stretch.update(event, cx),
            TabId::Checklist => self.checklist.update(event, cx),
            TabId::Diary => self.diary.update(event, cx),
        }
    }

    /// Shows a place and says on which tab it is.
    pub(crate) fn open(&mut self, link: Link, book: &Book, now: &Now) -> TabId {
        match link {
            Link::Topic(Shelf::Causes, i) => {
                self.causes.open(i);
                TabId::Causes
            }
            Link::Topic(Shelf::Symptoms, i) => {
                self.symptoms.open(i);
                TabId::Symptoms
            }
            Link::Topic(Shelf::Remedies, i) => {
                self.remedies.open(i);
                TabId::Remedies
            }
            Link::Routine(i) => {
                self.stretch.open(i, now);
                TabId::Stretch
            }
            Link::Sign(i) => {
                self.checklist.open(i, book);
                TabId::Checklist
            }
        }
    }

    /// Where a tab is, to come back to and to show the evidence of.
    pub(crate) fn place(&self, tab: TabId, cx: &Cx<'_>) -> Option<Link> {
        match tab {
            TabId::Causes => Some(self.causes.place()),
            TabId::Symptoms => Some(self.symptoms.place()),
            TabId::Remedies => Some(self.remedies.place()),
            TabId::Stretch => self.stretch.place(cx),
            TabId::Checklist => Some(self.checklist.place()),
            // No entry of the book.
            TabId::Diary => None,
        }
    }

    /// Whether a text has the focus, whose keys depend on how it was drawn.
    pub(crate) fn is_reading(&self, tab: TabId) -> bool {
        match tab {
            TabId::Causes => self.causes.is_reading(),
            TabId::Symptoms => self.symptoms.is_reading(),
            TabId::Remedies => self.remedies.is_reading(),
            TabId::Stretch => false,
            TabId::Checklist => self.checklist.is_reading(),
            TabId::Diary => self.diary.is_reading(),
        }
    }

    /// The keys a tab hears as it stands, for footer and help.
    pub(crate) fn hints<'k>(&self, tab: TabId, keys: &'k Keys, cx: &Cx<'_>) -> Vec<Hint<'k>> {
        match tab {
            TabId::Causes => self.causes.hints(keys),
            TabId::Symptoms => self.symptoms.hints(keys),
            TabId::Remedies => self.remedies.hints(keys),
            TabId::Stretch => self.stretch.hints(keys),
            TabId::Checklist => self.checklist.hints(cx.verdict, cx.phone.is_chosen, keys),
            TabId::Diary => self.diary.hints(keys),
        }
    }

    /// What somebody hears on a tab.
    pub(crate) fn scene(&self, tab: TabId, cx: &Cx<'_>, listener: &Listener) -> Scene {
        match tab {
            TabId::Causes => self.causes.scene(cx),
            TabId::Symptoms => self.symptoms.scene(cx),
            TabId::Remedies => self.remedies.scene(cx),
            TabId::Stretch => self.stretch.scene(cx, listener),
            TabId::Checklist => self.checklist.scene(cx),
            TabId::Diary => self.diary.scene(cx, listener),
        }
    }

    /// Draws a tab.
    pub(crate) fn draw(&self, tab: TabId, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look, out: &mut Seen) {
        match tab {
            TabId::Causes => guide::view::draw(&self.causes, paper, cx, look, out),
            TabId::Symptoms => guide::view::draw(&self.symptoms, paper, cx, look, out),
            TabId::Remedies => guide::view::draw(&self.remedies, paper, cx, look, out),
            TabId::Stretch => stretch::view::draw(&self.stretch, paper, cx, look, out),
            TabId::Checklist => checklist::view::draw(&self.checklist, paper, cx, look, out),
            TabId::Diary => diary::view::draw(&self.diary, paper, cx, look, out),
        }
    }
}
