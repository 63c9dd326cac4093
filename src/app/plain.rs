//! Plain mode's view of the app: the screen of the overlay or tab, and what a session says beside it.

use super::{
    App,
    overlay::{self, Overlay, SearchOverlay},
    plain_mode::{Focus, SessionState, spoken::digit_by_digit},
    view::{left_open_words, write_help},
};
use crate::{
    domain::{Link, Now, tally::count},
    report::result,
    screen::{
        ExpectedInput, Key, LeftChoice, LeftOpen, PlainPosition, PlainScreen, REGION_LETTERS, TabId, pick,
        press_key,
    },
    tabs::{checklist::past, tab_of, words},
    ui::TextView,
};

impl App {
    /// The present screen.
    pub(super) fn plain_screen(&self, now: &Now, position: &PlainPosition) -> PlainScreen {
        let ctx = self.ctx(now);
        let mut screen = match self.overlays.last() {
            Some(Overlay::Help { .. }) => {
                page_plain("help", TextView::paragraphs(|page| write_help(self, page)))
            }
            Some(Overlay::Evidence { link, .. }) => {
                page_plain("evidence", words::evidence(&self.book, *link).lines)
            }
            Some(Overlay::Search(search)) => self.search_plain(search),
            Some(Overlay::Regions { selected }) => self.region_plain(*selected),
            Some(Overlay::LeftOpen { left, .. }) => left_open_plain(left),
            None => self.tabs.get(self.tab).plain_screen(&ctx, position),
        };
        // The stretch tab has announced its session already.
        let is_told = self.overlays.is_empty() && self.tab == TabId::Stretch && self.tabs.stretch.is_live();
        if !is_told && !screen.is_urgent && !self.is_session_held {
            self.tabs.stretch.announce_session(&mut screen, &ctx);
        }
        if let Some((text, _)) = &self.notice {
            screen.announce(format!("notice {text}"), text.clone());
        }
        if let Some((_, text)) = self.diary_held_up() {
            screen.announce("held up", text);
        }
        screen
    }

    /// The state of a session, and the step that follows.
    pub(crate) fn status(&self, now: &Now) -> Option<(String, String)> {
        self.tabs.stretch.status(&self.ctx(now))
    }

    /// The state of a session: none, waiting, or counting.
    pub(super) fn session_state(&self, now: &Now) -> SessionState {
        match (self.tabs.stretch.is_under_way(), self.tabs.stretch.counts(now)) {
            (false, _) => SessionState::None,
            (true, false) => SessionState::Waiting,
            (true, true) => SessionState::Counting,
        }
    }

    /// The result of the checklist in one line, where it forbids stretching.
    pub(super) fn forbids_stretch(&self) -> Option<String> {
        self.verdict.forbids_stretching().then(|| self.result_line())
    }

    /// True if the present screen is still being read from the disk.
    pub(super) fn is_reading_disk(&self) -> bool {
        self.overlays.is_empty() && self.tab == TabId::Diary && self.tabs.diary.is_waiting()
    }

    /// The part of the program that gets keys first.
    pub(crate) fn focus(&self) -> Focus {
        match () {
            () if !self.overlays.is_empty() => Focus::Overlay,
            () if self.tab == TabId::Stretch && self.tabs.stretch.is_live() => Focus::Session,
            () => Focus::Tab,
        }
    }

    /// The explanation of a sign, by its position.
    pub(super) fn sign_lines(&self, sign: usize, now: &Now) -> Vec<String> {
        let ctx = self.ctx(now);
        let mut lines = words::entry(ctx.book, ctx.verdict, ctx.phone, Link::Sign(sign)).lines;
        if let Some(sign) = ctx.book.checklist.signs().get(sign) {
            let beside = past::beside(ctx.cache, &sign.id);
            lines.extend(beside.iter().map(|text| format!("In your diary: {text} It ticks nothing.")));
        }
        lines
    }

    /// The result of the checklist so far, in one line.
    pub(crate) fn result_line(&self) -> String {
        let sheet = result::sheet(&self.book, &self.verdict, &self.phone);
        format!("{}: {}", sheet.label, sheet.heading)
    }

    fn search_plain(&self, search: &SearchOverlay) -> PlainScreen {
        let text = search.field.text().trim();
        let mut screen = if text.is_empty() {
            PlainScreen::new("search", vec!["Search every tab.".to_owned()])
        } else {
            let found = match search.hits.len() {
                0 => "Nothing found. Try one word, or its beginning.".to_owned(),
                hits => format!("{}.", count(hits, "hit")),
            };
            PlainScreen::new(format!("search {text}"), vec![found])
        };
        for (i, hit) in search.hits.iter().enumerate() {
            let tab = tab_of(hit.link).words();
            if let Some(title) = self.book.link_title(hit.link) {
                screen.choose(format!("{tab}: {title}"), pick(i));
            }
        }
        screen.expects = ExpectedInput::Search;
        screen.on_back = Some(press_key(Key::Esc));
        let number = if search.hits.is_empty() { "" } else { "Type a number to read it. " };
        screen.ask = format!("{number}Type words to search for, or back.");
        screen
    }

    fn region_plain(&self, selected: usize) -> PlainScreen {
        let mut screen =
            PlainScreen::new("regions", vec!["Where are you? The phone numbers depend on it.".to_owned()]);
        let now = |i: usize| if selected == i { ", as it is now" } else { "" };
        let none = overlay::NO_REGION;
        let press = |letter| press_key(Key::Char(letter));
        screen.choose(format!("{none}. Not chosen: no number of a region{}", now(0)), press(none));
        for (i, (region, letter)) in self.book.regions.all.iter().zip(REGION_LETTERS).enumerate() {
            let urgent = region.urgent.as_deref().map(digit_by_digit);
            let urgent = urgent.map_or_else(String::new, |urgent| format!(", urgent: {urgent}"));
            let emergency = digit_by_digit(&region.emergency);
            let words = format!("{letter}. {}: emergency {emergency}{urgent}{}", region.name, now(i + 1));
            screen.choose(words, press(letter));
        }
        screen.has_letters = true;
        screen.on_back = Some(press_key(Key::Esc));
        screen.ask = "Type a letter, or back to leave it as it is.".to_owned();
        screen
    }
}

/// A text in parts, with the screen under it behind it.
fn page_plain(place: &str, lines: Vec<String>) -> PlainScreen {
    let mut screen = PlainScreen::in_parts(place, lines);
    screen.on_enter = Some(press_key(Key::Esc));
    screen.on_back = Some(press_key(Key::Esc));
    screen.ask = "Press Enter to go back.".to_owned();
    screen
}

/// The question about a cramp that an earlier run left open.
fn left_open_plain(left: &LeftOpen) -> PlainScreen {
    let lines = left_open_words(left).into_iter().map(|(_, words)| words).collect();
    let mut screen = PlainScreen::new(format!("left open {}", left.episode.id), lines);
    for (i, choice) in LeftChoice::ALL.iter().enumerate() {
        match choice {
            LeftChoice::GoOn => screen.choose_stretch(choice.words(), pick(i)),
            _ => screen.choose(choice.words(), pick(i)),
        }
    }
    screen.on_back = Some(press_key(Key::Esc));
    screen.ask = "Type a number, or back to decide later. The cramp stays open in the diary.".to_owned();
    screen
}
