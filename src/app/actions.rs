//! The way of an event to its handler, the actions that tabs and overlays ask for, and the global keys.

use super::{
    App, SearchResult,
    overlay::{Overlay, SearchOverlay},
};
use crate::{
    domain::{Link, Muscle, Now, search},
    screen::{Action, Effect, Event, GLOBAL_KEYS, GlobalVerb, Spot, TabId},
};

impl App {
    /// Gives an event to the overlay on top, else to the tab, else to the global keys.
    pub(super) fn dispatch(&mut self, event: &Event, now: &Now) {
        let handled = if let Some(mut top) = self.overlays.pop() {
            let handled = top.update(event, &self.ctx(now));
            self.overlays.push(top);
            handled
        } else {
            // Borrowed apart, because a tab changes while it looks at the rest.
            let mut tabs = std::mem::take(&mut self.tabs);
            let handled = tabs.get_mut(self.tab).update(event, &self.ctx(now));
            self.tabs = tabs;
            handled
        };
        if let Some(actions) = handled {
            return self.perform_all(actions, now);
        }
        match event {
            Event::HoldSession => {
                self.tabs.stretch.pause(now);
                self.is_session_held = true;
                self.say("The stretch is paused. Type stretch to go on.".to_owned(), now);
            }
            Event::Key(key) => {
                if let Some(verb) = self.keys.find(GLOBAL_KEYS, *key) {
                    self.act(verb, now);
                }
            }
            Event::Click { x, y } => {
                if let Some(Spot::Tab(tab)) = self.frame.at(*x, *y) {
                    self.overlays.clear();
                    self.tab = TabId::ALL.get(tab).copied().unwrap_or(self.tab);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, link: Link, now: &Now) {
        let from = self.tabs.get(self.tab).place(&self.ctx(now));
        self.history.extend(from);
        self.tab = self.tabs.open(link, &self.book, now);
    }

    /// Performs the actions that a tab or an overlay asks for.
    pub(super) fn perform_all(&mut self, actions: Vec<Action>, now: &Now) {
        for action in actions {
            self.perform(action, now);
        }
    }

    fn perform(&mut self, action: Action, now: &Now) {
        match action {
            Action::Open(link) => self.open(link, now),
            Action::OpenHit { query, links, at } => {
                let link = links.get(at).copied();
                self.found = Some(SearchResult { words: search::words(&query), links, at });
                if let Some(link) = link {
                    self.open(link, now);
                }
            }
            Action::CloseOverlay => drop(self.overlays.pop()),
            Action::ResolveLeftOpen(choice, left) => self.take_up(choice, *left, now),
            Action::Quit => self.effects.push(Effect::Quit),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Go(TabId::Checklist) => self.show_signs(now),
            Action::Go(tab) => self.tab = tab,
            Action::StopSession { why } => {
                let is_stopped = self.is_counting(now);
                self.tabs.stretch.pause(now);
                if let Some(why) = why.filter(|_| is_stopped) {
                    self.say(why, now);
                }
            }
            Action::BackToSession if self.tabs.stretch.is_live() => self.tab = TabId::Stretch,
            Action::BackToSession => self.act(GlobalVerb::Start, now),
            Action::Press(verb) => self.act(verb, now),
            Action::SetRegion(code) => self.set_region(code, now),
            Action::ChooseRegion => {
                self.overlays.push(Overlay::regions(&self.book.regions, self.region.as_deref()));
            }
            Action::Diary(asker, ask) => self.queue.push(asker, ask),
            Action::Keep(asker, record) => self.keep(asker, record),
            Action::Say(text) => self.say(text, now),
        }
    }

    fn act(&mut self, verb: GlobalVerb, now: &Now) {
        // Overlays close when a key asks for something else.
        let mut over = std::mem::take(&mut self.overlays);
        match verb {
            GlobalVerb::Quit => self.effects.push(Effect::Quit),
            GlobalVerb::Suspend => {
                self.overlays = over;
                self.effects.push(Effect::Suspend);
            }
            GlobalVerb::NextTab => self.tab = self.tab.step(1),
            GlobalVerb::PreviousTab => self.tab = self.tab.step(-1),
            GlobalVerb::Tab(tab) => self.tab = tab,
            GlobalVerb::Cramping if self.goes_on(&mut over, now) => {}
            GlobalVerb::Cramping => self.cramping(now),
            GlobalVerb::Signs => self.show_signs(now),
            GlobalVerb::Search => self.overlays.push(Overlay::Search(SearchOverlay::default())),
            GlobalVerb::NextHit => self.hit(1, now),
            GlobalVerb::PreviousHit => self.hit(-1, now),
            GlobalVerb::Back => {
                if let Some(link) = self.history.pop() {
                    self.tab = self.tabs.open(link, &self.book, now);
                }
            }
            GlobalVerb::Start if self.found.take().is_some() => {}
            GlobalVerb::Start => self.tab = TabId::Start,
            // The offer is still there when they are closed.
            GlobalVerb::Help | GlobalVerb::Evidence if over.iter().any(Overlay::is_offer) => {
                self.overlays = over;
                if verb == GlobalVerb::Help {
                    self.overlays.push(Overlay::Help { scroll: 0 });
                }
            }
            GlobalVerb::Evidence => {
                let link = self.tabs.get(self.tab).place(&self.ctx(now));
                self.overlays.extend(link.map(|link| Overlay::Evidence { link, scroll: 0 }));
            }
            GlobalVerb::Help => self.overlays.push(Overlay::Help { scroll: 0 }),
            GlobalVerb::Voice => {
                self.overlays = over;
                self.effects.push(Effect::ToggleVoice);
            }
            GlobalVerb::Theme => {
                self.overlays = over;
                let theme = &mut self.look.theme;
                theme.name = theme.name.next();
                let text = format!("Theme: {}", theme.name.words());
                self.say(text, now);
            }
        }
    }

    fn cramping(&mut self, now: &Now) {
        let Some(routine) = self.book.relief(Muscle::Calf).cloned() else {
            return;
        };
        self.tab = TabId::Stretch;
        self.tabs.stretch.cramping(routine, now);
    }

    /// The first page of the checklist, which holds the emergencies. The sign of the ten-minute advice is ticked when that
    /// advice is due.
    fn show_signs(&mut self, now: &Now) {
        self.tab = TabId::Checklist;
        self.tabs.checklist.open_first(&self.book);
        let advised = self.book.checklist.find(&self.book.stretches.advice.sign);
        if self.tabs.stretch.take_advice(now)
            && advised.is_some_and(|sign| self.tabs.checklist.tick(sign, &self.book))
        {
            self.tabs.stretch.pause(now);
        }
    }

    fn hit(&mut self, by: isize, now: &Now) {
        let Some(found) = &mut self.found else { return };
        let count = found.links.len().cast_signed();
        if count == 0 {
            return;
        }
        found.at = (found.at.cast_signed() + by).rem_euclid(count).cast_unsigned();
        if let Some(link) = found.links.get(found.at) {
            self.tab = self.tabs.open(*link, &self.book, now);
        }
    }

    fn set_region(&mut self, code: Option<String>, now: &Now) {
        self.region.clone_from(&code);
        self.refresh();
        let text = match self.region() {
            Some(region) => format!("Numbers for {}: emergency {}.", region.name, self.phone.emergency),
            None => "No region chosen: the numbers of no region are shown.".to_owned(),
        };
        self.say(text, now);
        self.effects.push(Effect::KeepRegion(code));
    }
}
