//! The keys that work on the screen, with the words for what each of them does now.

use super::{App, overlay::Overlay};
use crate::screen::{Event, GLOBAL_KEYS, GlobalVerb, Hint, Key, TabId, stand_ins};

impl App {
    /// True where letters are typed as text, so that no letter is a key.
    pub(super) fn is_typing(&self) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Search(_)))
            || (self.overlays.is_empty() && self.tab == TabId::Diary && self.tabs.diary.is_filling_in())
    }

    /// A letter without a meaning on the screen counts as the Latin letter of its key, or as its small letter. This serves
    /// keyboards with Cyrillic or Greek letters, and Caps Lock.
    pub(super) fn with_meaning(&self, event: &Event) -> Event {
        let Event::Key(Key::Char(letter)) = event else { return event.clone() };
        // Nearly every key ends here, before any list is made.
        let mut others = stand_ins(*letter).peekable();
        if others.peek().is_none() || self.is_typing() {
            return event.clone();
        }
        let hints = self.hints();
        let has_meaning = |letter: char| {
            let key = Key::Char(letter);
            hints.iter().any(|hint| hint.keys.contains(&key)) || self.keys.find(GLOBAL_KEYS, key).is_some()
        };
        let other = (!has_meaning(*letter)).then(|| others.find(|other| has_meaning(*other))).flatten();
        Event::Key(Key::Char(other.unwrap_or(*letter)))
    }

    /// The keys that work on the screen, for the footer: those of the overlay or the tab, then the global ones. The words of some
    /// depend on what the key does now.
    pub(super) fn hints(&self) -> Vec<Hint<'_>> {
        let taken: Vec<Hint<'_>> = match self.overlays.last() {
            Some(overlay) => overlay.hints(&self.keys),
            None => self.tabs.get(self.tab).hints(&self.ctx(&self.last)),
        };
        // In a session that key changes nothing.
        let at_it = self.tab == TabId::Stretch && self.tabs.stretch.is_live();
        let is_taken = |key: &Key| taken.iter().any(|hint| hint.keys.contains(key));
        let typing = self.is_typing();
        // Not everything is an entry of the book, with sources to show.
        let is_offer = self.overlays.last().is_some_and(Overlay::is_offer);
        let has_evidence = !is_offer && self.tabs.get(self.tab).place(&self.ctx(&self.last)).is_some();
        let has_marks = self.found.is_some();
        let is_idle = |hint: &Hint<'_>| match hint.id {
            "cramping" => at_it,
            "evidence" => !has_evidence,
            "start" => self.tab == TabId::Start && !has_marks,
            _ => false,
        };
        let global = self.keys.hints(GLOBAL_KEYS).into_iter();
        let global = global.filter(|hint| !typing && !is_idle(hint) && !hint.keys.iter().all(is_taken));
        let mut all = taken.clone();
        all.extend(global.map(|mut hint| {
            // Named by a key that nothing else takes here.
            let free = hint.keys.iter().position(|key| !is_taken(key)).unwrap_or(0);
            hint.keys = hint.keys.get(free..).unwrap_or(hint.keys);
            hint
        }));
        for hint in &mut all {
            match hint.id {
                "start" if has_marks => hint.foot = "no marks",
                "next-hit" if has_marks => hint.foot = "next hit",
                "checklist.leave" if self.tabs.stretch.is_live() => hint.foot = "stretch",
                "checklist.leave" if has_marks => hint.foot = "no marks",
                _ => {}
            }
        }
        all
    }

    /// The name of the key that leads back to the session from the tab on the screen.
    pub(super) fn key_to_session(&self) -> String {
        let leave = if self.tab == TabId::Checklist && self.overlays.is_empty() {
            let hints = self.hints();
            hints.iter().find(|hint| hint.id == "checklist.leave").map(Hint::key)
        } else {
            None
        };
        leave.unwrap_or_else(|| self.keys.name(GLOBAL_KEYS, &GlobalVerb::Tab(TabId::Stretch)))
    }
}
