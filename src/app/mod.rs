//! The state of the program, and routing: an event goes to the overlay, then to the tab, then to the global keys.

mod actions;
mod diary;
mod diary_queue;
mod hints;
pub(crate) mod keys;
pub(crate) mod overlay;
mod plain;
pub(crate) mod plain_mode;
pub(crate) mod view;

use std::{rc::Rc, time::Duration};

use ratatui::buffer::Buffer;

use crate::{
    domain::{
        ActionNames, Answers, Book, BootTime, Ids, Leg, Link, Now, Phone, Region, SharedRoutine, Verdict,
    },
    screen::{
        Context, DiaryCache, Effect, EffectResult, Event, FrameInfo, GLOBAL_KEYS, GlobalVerb, Key, Keys,
        LeftOpen, Spot, TabId,
    },
    tabs::{
        Tabs,
        stretch::keys::{RUN_KEYS, RunVerb},
    },
    ui::{Appearance, Depth, Glyphs, Theme, ThemeName, glyphs},
};
use diary_queue::DiaryQueue;
use overlay::Overlay;
use plain_mode::spoken::spoken_phone;

/// Time for which a notice stays.
const NOTICE_FOR: Duration = Duration::from_secs(8);

/// The screen on which the program opens.
#[derive(Debug, Clone)]
pub(crate) enum Start {
    /// On the start screen.
    Home,
    /// On the first tab of the guide.
    Guide,
    /// On the stretch tab's list.
    Stretches,
    /// On the checklist.
    Checklist,
    /// In the middle of a routine.
    Routine(SharedRoutine, Option<Leg>),
}

/// The appearance and behaviour that the settings ask for.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) theme: Theme,
    pub(crate) glyphs: &'static Glyphs,
    /// Figures may move; `None` for everywhere but in the night theme.
    pub(crate) motion: Option<bool>,
    /// The keys that work.
    pub(crate) keys: Keys,
    /// The bell rings at each new step, until a key changes that.
    pub(crate) bell: bool,
    /// Code of the chosen region.
    pub(crate) region: Option<String>,
    /// The factor by which the clock runs faster; `None` for the real clock.
    pub(crate) speed: Option<f64>,
    /// A notice for the start.
    pub(crate) notice: Option<String>,
    /// Lines are printed in place of a screen.
    pub(crate) is_plain: bool,
    /// The means to keep a diary; `None` if nothing is to be written.
    pub(crate) keeping: Option<Keeping>,
}

impl Default for Options {
    /// A dark screen of all colours, with the keys of the tables and no diary.
    fn default() -> Self {
        Self {
            theme: Theme { name: ThemeName::Dark, depth: Depth::True },
            glyphs: &glyphs::UNICODE,
            motion: None,
            keys: Keys::TABLES,
            bell: false,
            region: None,
            speed: None,
            notice: None,
            is_plain: false,
            keeping: None,
        }
    }
}

/// The means that the world gives to a run that keeps a diary.
#[derive(Debug, Clone)]
pub(crate) struct Keeping {
    /// 128 random bits, from which ids are made.
    pub(crate) seed: u128,
    /// The machine's own clock as the program began.
    pub(crate) boot: Option<BootTime>,
}

/// The state of the whole program.
#[derive(Debug)]
pub(crate) struct App {
    book: Rc<Book>,
    tab: TabId,
    tabs: Tabs,
    /// Overlays over the tabs; the last one gets keys first.
    overlays: Vec<Overlay>,
    found: Option<SearchResult>,
    /// Places that links led away from.
    history: Vec<Link>,
    look: Appearance,
    keys: Keys,
    region: Option<String>,
    speed: Option<f64>,
    notice: Option<(String, Duration)>,
    verdict: Verdict,
    phone: Phone,
    queue: DiaryQueue,
    ids: Ids,
    cache: DiaryCache,
    /// The diary has changed since `cache` was read.
    cache_is_stale: bool,
    /// Cramps that an earlier run left open and that have yet to be offered, the newest last.
    left_open: Vec<LeftOpen>,
    /// Words for the actions that texts name.
    names: ActionNames,
    /// Lines are printed in place of a screen.
    is_plain: bool,
    /// The tab for which the diary was last asked.
    asked_on: TabId,
    frame: FrameInfo,
    /// The screen shows something else than when `frame` was drawn.
    stale: bool,
    /// The session was frozen for the warning signs, and goes on when its tab is shown again.
    is_session_held: bool,
    /// The turn before this one, to know how long the program was away.
    last: Now,
    /// The effects that this turn asks for.
    effects: Vec<Effect>,
}

/// The last search: its words are marked and `n` goes on to the next hit.
#[derive(Debug, Clone)]
struct SearchResult {
    words: Vec<String>,
    links: Vec<Link>,
    at: usize,
}

/// The keys for the actions that texts name.
fn names_of_keys(keys: &Keys) -> ActionNames {
    let press = |key: String| format!("press {key}");
    ActionNames {
        signs: press(keys.name(GLOBAL_KEYS, &GlobalVerb::Signs)),
        eased: press(keys.name(RUN_KEYS, &RunVerb::Eased)),
        help: press(keys.name(GLOBAL_KEYS, &GlobalVerb::Help)),
    }
}

impl App {
    /// A fresh program at `start`.
    pub(crate) fn new(mut book: Rc<Book>, start: Start, options: Options, now: &Now) -> Self {
        let names = if options.is_plain { ActionNames::words() } else { names_of_keys(&options.keys) };
        Rc::make_mut(&mut book).name_actions(&names);
        let seed = options.keeping.as_ref().map(|keeping| keeping.seed);
        let mut app = Self {
            names,
            is_plain: options.is_plain,
            tab: TabId::Causes,
            tabs: Tabs::default(),
            overlays: vec![],
            found: None,
            history: vec![],
            look: Appearance { theme: options.theme, glyphs: options.glyphs, motion: options.motion },
            keys: if options.is_plain { options.keys.typed() } else { options.keys },
            region: options.region,
            speed: options.speed,
            notice: None,
            verdict: Verdict::default(),
            phone: book.regions.phone(None),
            queue: DiaryQueue::default(),
            ids: Ids::new(seed.unwrap_or(0)),
            cache: DiaryCache::default(),
            cache_is_stale: true,
            left_open: vec![],
            asked_on: TabId::Causes,
            frame: FrameInfo::default(),
            stale: false,
            is_session_held: false,
            last: now.clone(),
            effects: vec![],
            book,
        };
        if let Some(text) = options.notice {
            app.say(text, now);
        }
        app.refresh();
        app.tabs.diary.ids = Ids::new(seed.map_or(1, |seed| seed.rotate_left(64)));
        app.tabs.diary.keys = app.keys.clone();
        app.tabs.stretch.bell = options.bell;
        app.begin_keeping(options.keeping);
        match start {
            Start::Home => app.tab = TabId::Start,
            Start::Guide => {}
            Start::Stretches => app.tab = TabId::Stretch,
            Start::Checklist => app.tab = TabId::Checklist,
            Start::Routine(routine, leg) => {
                app.tab = TabId::Stretch;
                // The book's own copy has the words for actions.
                let routine = app.book.routine(&routine.id).cloned().unwrap_or(routine);
                app.tabs.stretch.begin_run(routine, leg, now);
            }
        }
        app
    }

    /// Updates the state for one event. Returns the effects to carry out in the world.
    pub(crate) fn update(&mut self, event: &Event, now: &Now) -> Vec<Effect> {
        let event = &self.with_meaning(event);
        self.notice_absence(event, now);
        // Keys that come together are drawn once, but one that scrolls must know how far its text goes.
        if self.stale && self.needs_frame(event) {
            let (width, height) = self.frame.size;
            let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, width, height));
            let frame = self.draw(&mut buffer, now);
            self.set_frame(frame);
        }
        // A click on a key at the foot of the screen presses it.
        let event = match event {
            Event::Click { x, y } => match self.frame.at(*x, *y) {
                Some(Spot::Key(key)) => &Event::Key(key),
                _ => event,
            },
            _ => event,
        };
        let before = self.shown(now);
        self.effects.extend(self.tabs.stretch.pass_time(now));
        // A notice is about the key before it: it goes with the next one, or after a while.
        let is_new = matches!(event, Event::Key(_) | Event::Click { .. });
        if is_new || self.notice.as_ref().is_some_and(|(_, until)| now.real >= *until) {
            self.notice = None;
        }
        self.dispatch(event, now);
        // A key may have ended the last step.
        self.effects.extend(self.tabs.stretch.pass_time(now));
        self.gather_asks();
        self.refresh();
        if self.tab == TabId::Stretch
            && std::mem::take(&mut self.is_session_held)
            && !self.verdict.forbids_stretching()
        {
            self.tabs.stretch.resume(now);
        }
        self.last = now.clone();
        self.stale |= before != self.shown(now);
        std::mem::take(&mut self.effects)
    }

    /// The subject of the screen: when this changes, the frame information no longer holds.
    fn shown(&self, now: &Now) -> (TabId, bool, usize, Option<Link>) {
        let place = self.tabs.get(self.tab).place(&self.ctx(now));
        (self.tab, self.tabs.get(self.tab).is_reading(), self.overlays.len(), place)
    }

    /// True if an event needs the frame information.
    fn needs_frame(&self, event: &Event) -> bool {
        match event {
            Event::Click { .. } | Event::Wheel { .. } => true,
            Event::Key(Key::PageUp | Key::PageDown) => true,
            // Any key may be the one for a page.
            Event::Key(_) if self.keys.are_changed() => true,
            Event::Key(_) => !self.overlays.is_empty() || self.tabs.get(self.tab).is_reading(),
            _ => false,
        }
    }

    /// Takes the result of an effect.
    pub(crate) fn outcome(&mut self, outcome: EffectResult, now: &Now) {
        match outcome {
            EffectResult::Failed(text) | EffectResult::Said(text) => self.say(text, now),
            EffectResult::Diary(answer) => self.take_response(*answer, now),
            EffectResult::Done | EffectResult::Back => {}
        }
    }

    /// Takes the frame information of the last drawing.
    pub(crate) fn set_frame(&mut self, frame: FrameInfo) {
        self.frame = frame;
        self.stale = false;
    }

    /// Time until something on the screen changes by itself; `None` for never.
    pub(crate) fn wakes_in(&self, now: &Now) -> Option<Duration> {
        let notice = self.notice.as_ref().map(|(_, until)| until.saturating_sub(now.real));
        [notice, self.tabs.stretch.wakes_in(now), self.queue.wakes_in(now)].into_iter().flatten().min()
    }

    /// Draws everything and returns the frame information.
    pub(crate) fn draw(&self, buffer: &mut Buffer, now: &Now) -> FrameInfo {
        view::draw(self, buffer, now)
    }

    /// The answers to the checklist, and their result.
    pub(crate) fn checked(&self) -> (Answers, &Verdict) {
        (self.tabs.checklist.answers(), &self.verdict)
    }

    /// True if a session was started and has not reached its end.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.tabs.stretch.is_unfinished()
    }

    /// True while the count of a session goes down.
    pub(crate) fn is_counting(&self, now: &Now) -> bool {
        self.tabs.stretch.counts(now)
    }

    /// The tab on the screen, or under the overlays.
    pub(crate) fn tab(&self) -> TabId {
        self.tab
    }

    fn ctx<'a>(&'a self, now: &'a Now) -> Context<'a> {
        Context {
            book: &self.book,
            now,
            frame: &self.frame,
            verdict: &self.verdict,
            phone: &self.phone,
            marks: self.found.as_ref().map_or(&[], |found| &found.words),
            cache: &self.cache,
            keys: &self.keys,
            names: &self.names,
        }
    }

    /// A session must not run on while the program was stopped or the machine slept, because that stretch was not held.
    fn notice_absence(&mut self, event: &Event, now: &Now) {
        let slept = now.slept().saturating_sub(self.last.slept());
        if *event == Event::Resumed || slept >= Duration::from_secs(1) {
            self.tabs.stretch.was_away(&self.last, now);
        }
    }

    fn region(&self) -> Option<&Region> {
        self.book.regions.find(self.region.as_deref()?)
    }

    /// Updates the values that follow from the rest of the state.
    fn refresh(&mut self) {
        self.verdict = self.tabs.checklist.verdict(&self.book);
        let phone = self.book.regions.phone(self.region());
        self.phone = if self.is_plain { spoken_phone(phone) } else { phone };
        if self.cache.under_way.as_deref() != self.tabs.stretch.under_way() {
            self.cache.under_way = self.tabs.stretch.under_way().map(str::to_owned);
        }
    }

    /// The line about a clock that runs fast.
    fn demonstration(&self) -> Option<String> {
        self.speed.map(|speed| format!("Demonstration: {speed} times faster. Nothing is recorded."))
    }

    fn say(&mut self, text: String, now: &Now) {
        self.notice = Some((text, now.real + NOTICE_FOR));
    }
}
