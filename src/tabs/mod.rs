//! What tabs there are, and how each hears, opens and draws.

pub(crate) mod checklist;
pub(crate) mod diary;
pub(crate) mod evidence;
pub(crate) mod guide;
pub(crate) mod stretch;
pub(crate) mod words;

use crate::{
    domain::{
        book::{Book, Link, Section},
        time::Now,
    },
    screen::{
        Context, Handled, TabId,
        event::Event,
        frame_info::FrameInfo,
        keymap::{Hint, Keys},
        plain_screen::{PlainPosition, PlainScreen},
    },
    ui::{Appearance, surface::Surface},
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
            causes: Guide::new(Section::Causes),
            symptoms: Guide::new(Section::Symptoms),
            remedies: Guide::new(Section::Remedies),
            stretch: Stretch::default(),
            checklist: Checklist::default(),
            diary: Diary::default(),
        }
    }
}

impl Tabs {
    /// Lets a tab hear an event.
    pub(crate) fn update(&mut self, tab: TabId, event: &Event, ctx: &Context<'_>) -> Handled {
        match tab {
            TabId::Causes => self.causes.update(event, ctx),
            TabId::Symptoms => self.symptoms.update(event, ctx),
            TabId::Remedies => self.remedies.update(event, ctx),
            TabId::Stretch => self.stretch.update(event, ctx),
            TabId::Checklist => self.checklist.update(event, ctx),
            TabId::Diary => self.diary.update(event, ctx),
        }
    }

    /// Shows a place and says on which tab it is.
    pub(crate) fn open(&mut self, link: Link, book: &Book, now: &Now) -> TabId {
        match link {
            Link::Topic(Section::Causes, i) => {
                self.causes.open(i);
                TabId::Causes
            }
            Link::Topic(Section::Symptoms, i) => {
                self.symptoms.open(i);
                TabId::Symptoms
            }
            Link::Topic(Section::Remedies, i) => {
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
    pub(crate) fn place(&self, tab: TabId, ctx: &Context<'_>) -> Option<Link> {
        match tab {
            TabId::Causes => Some(self.causes.place()),
            TabId::Symptoms => Some(self.symptoms.place()),
            TabId::Remedies => Some(self.remedies.place()),
            TabId::Stretch => self.stretch.place(ctx),
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
    pub(crate) fn hints<'k>(&self, tab: TabId, keys: &'k Keys, ctx: &Context<'_>) -> Vec<Hint<'k>> {
        match tab {
            TabId::Causes => self.causes.hints(keys),
            TabId::Symptoms => self.symptoms.hints(keys),
            TabId::Remedies => self.remedies.hints(keys),
            TabId::Stretch => self.stretch.hints(keys),
            TabId::Checklist => self.checklist.hints(ctx.verdict, ctx.phone.is_chosen, keys),
            TabId::Diary => self.diary.hints(keys),
        }
    }

    /// What somebody hears on a tab.
    pub(crate) fn plain_screen(
        &self,
        tab: TabId,
        ctx: &Context<'_>,
        listener: &PlainPosition,
    ) -> PlainScreen {
        match tab {
            TabId::Causes => self.causes.plain_screen(ctx),
            TabId::Symptoms => self.symptoms.plain_screen(ctx),
            TabId::Remedies => self.remedies.plain_screen(ctx),
            TabId::Stretch => self.stretch.plain_screen(ctx, listener),
            TabId::Checklist => self.checklist.plain_screen(ctx),
            TabId::Diary => self.diary.plain_screen(ctx, listener),
        }
    }

    /// Draws a tab.
    pub(crate) fn draw(
        &self,
        tab: TabId,
        surface: &mut Surface<'_>,
        ctx: &Context<'_>,
        look: &Appearance,
        out: &mut FrameInfo,
    ) {
        match tab {
            TabId::Causes => guide::view::draw(&self.causes, surface, ctx, look, out),
            TabId::Symptoms => guide::view::draw(&self.symptoms, surface, ctx, look, out),
            TabId::Remedies => guide::view::draw(&self.remedies, surface, ctx, look, out),
            TabId::Stretch => stretch::view::draw(&self.stretch, surface, ctx, look, out),
            TabId::Checklist => checklist::view::draw(&self.checklist, surface, ctx, look, out),
            TabId::Diary => diary::view::draw(&self.diary, surface, ctx, look, out),
        }
    }
}
