//! The conversation: what is said of the program to somebody who listens, and what a typed line means.
//!
//! It stands where the screen would: it is told the app as it is and says what is new; it hears a line and makes of it
//! the events that the same thing on the screen would be. So whatever the screens do is done here too, by the same code.

mod parse;
mod rows;

use std::collections::HashSet;

use super::App;
use crate::{
    domain::{book::Link, clean::clean, time::Now},
    screen::{
        TabId,
        event::Key,
        frame_info::{Area, FrameInfo},
        global::{GLOBAL_KEYS, GlobalVerb},
        keymap::Hint,
        plain_screen::{Choice, ExpectedInput, InputAction, PlainPosition, PlainScreen},
    },
    tabs::diary::plain::AT_ONCE,
};
use rows::PlainRow;

/// A list longer than this is not said again unasked.
const LONG: usize = 6;

/// One conversation.
#[derive(Debug, Default)]
pub(crate) struct PlainMode {
    listener: PlainPosition,
    /// At the list of tabs, which the screen has in its bar.
    at_menu: bool,
    /// The place that was said last, with its tab.
    place: Option<(TabId, String)>,
    plain_screen: PlainScreen,
    rows: Vec<PlainRow>,
    /// News of the last turn, by its keys.
    said: HashSet<String>,
    /// What has been said once in this session.
    once: HashSet<String>,
    /// Lists that have been said whole: back at one of them its title will do.
    heard: HashSet<String>,
    /// A line has been typed since something was said.
    was_told: bool,
    /// The last line led back to where somebody had been.
    came_back: bool,
    /// The last line asked for the warning signs.
    wants_signs: bool,
    /// What was asked of the ear itself.
    asked: Option<Asked>,
    /// What is to be said to the last line.
    answers: Vec<String>,
    tab: Option<TabId>,
    has_begun: bool,
    under_way: bool,
    goes_on: bool,
    /// The keys for the warning signs, for a cramp, and for a search.
    signs: [Option<Key>; 3],
    /// Something lies over the tabs, or a session has the screen.
    is_elsewhere: bool,
    has_overlay: bool,
}

/// What is asked of the ear and not of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// The same once more.
    Again,
    /// What can be typed here.
    Help,
    About,
    Evidence,
    /// What a sign means, by its position.
    Why(usize),
    /// Where a sign comes from, by its position.
    Source(usize),
    /// How the session stands.
    Status,
    /// How its step is done.
    How,
}

impl PlainMode {
    /// A conversation that begins at the list of tabs, or where the program opens.
    pub(crate) fn new(at_menu: bool) -> Self {
        Self { at_menu, ..Self::default() }
    }

    /// Whether a session goes on by itself, though nobody types another line.
    pub(crate) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// What is to be said now, a paragraph a line; and what the app may know of it, as it does of a drawing.
    pub(crate) fn print_changes(&mut self, app: &App, now: &Now) -> (Vec<String>, FrameInfo) {
        let mut lines = vec![];
        if !std::mem::replace(&mut self.has_begun, true) {
            lines.extend(app.first_words());
        }
        lines.append(&mut self.answers);
        self.under_way = app.is_under_way();
        self.goes_on = app.counts(now);
        self.follow(app);
        let mut plain_screen = if self.at_menu { menu(app) } else { app.plain_screen(now, &self.listener) };
        if self.at_menu {
            let there = app.plain_screen(now, &self.listener);
            plain_screen.announcements = there.announcements;
        }
        let is_heard = |hint: &&Hint<'_>| {
            // At the list of tabs nobody is on one of them, whatever the screen would show.
            let is_elsewhere = self.at_menu && !GLOBAL_KEYS.iter().any(|row| row.id == hint.id);
            !plain_screen.hides.contains(&hint.id) && !is_elsewhere
        };
        self.rows = app.keys_here().iter().filter(is_heard).map(PlainRow::of).collect();
        self.signs = app.keys_for([GlobalVerb::Signs, GlobalVerb::Cramping, GlobalVerb::Search]);
        let place = (app.tab(), plain_screen.place.clone());
        // What has to be read from the disk first is said once it has been.
        let is_new = self.place.as_ref() != Some(&place) && (self.at_menu || !app.is_reading_disk());
        let again = self.asked == Some(Asked::Again);
        if is_new {
            self.place = Some(place);
        }
        if !self.under_way {
            self.once.clear();
        }
        match self.asked.take() {
            Some(Asked::Help) => lines.extend(self.help(&plain_screen)),
            Some(Asked::About) => lines.extend(app.about_lines()),
            Some(Asked::Evidence) => lines.extend(app.evidence_lines(now)),
            Some(Asked::Why(sign)) => lines.extend(app.sign_lines(sign, now)),
            Some(Asked::Source(sign)) => lines.extend(app.evidence_of(Link::Sign(sign))),
            Some(Asked::Status) => lines.extend(app.status(now)),
            Some(Asked::How) => lines.extend(app.how(now)),
            Some(Asked::Again) | None => {}
        }
        let mut announcements = vec![];
        let mut said = HashSet::new();
        for one in &plain_screen.announcements {
            let is_told =
                if one.once { !self.once.insert(one.key.clone()) } else { self.said.contains(&one.key) };
            if !one.once {
                said.insert(one.key.clone());
            }
            if !is_told || (again && !one.once) {
                announcements.push(one.text.clone());
            }
        }
        self.said = said;
        if is_new || again {
            // What has just become so first, as an answer to what was typed; then where one is.
            let (notices, rest): (Vec<String>, Vec<String>) =
                if self.under_way { (vec![], announcements) } else { (announcements, vec![]) };
            lines.extend(notices);
            lines.extend(plain_screen.lines.iter().cloned());
            lines.extend(rest);
            let is_known = !self.heard.insert(plain_screen.place.clone());
            if is_known && !again && self.came_back && plain_screen.choices.len() > LONG {
                lines.push(format!("{} Enter says the list again.", plain_screen.ask));
            } else {
                for (i, Choice { words, .. }) in plain_screen.choices.iter().enumerate() {
                    let number = if plain_screen.has_letters {
                        String::new()
                    } else {
                        format!("{}. ", i + plain_screen.first)
                    };
                    lines.push(format!("{number}{words}"));
                }
                lines.push(plain_screen.ask.clone());
            }
        } else {
            lines.extend(announcements);
        }
        lines.retain(|line| !line.is_empty());
        // Silence is no answer.
        if std::mem::take(&mut self.was_told) && lines.is_empty() && !app.is_reading_disk() {
            lines.push("That changes nothing here. ? says what can be typed.".to_owned());
        }
        let seen = self.seen(&plain_screen);
        self.listener.inside = plain_screen.is_inside;
        self.plain_screen = plain_screen;
        (lines.iter().map(|line| clean(line)).collect(), seen)
    }

    /// Keeps in step with where the app has gone by itself.
    fn follow(&mut self, app: &App) {
        // What comes up by itself, or has been begun, is heard at once.
        if !std::mem::replace(&mut self.is_elsewhere, app.is_elsewhere()) && self.is_elsewhere {
            self.at_menu = false;
        }
        self.has_overlay = app.has_overlay();
        let tab = app.tab();
        if self.tab.replace(tab) != Some(tab) {
            let has_linked = self.has_linked();
            self.listener.inside = tab == TabId::Stretch && has_linked;
        }
        // Whoever asks for the warning signs in so many words may need the worst of them now, and they come first.
        if std::mem::take(&mut self.wants_signs) && tab == TabId::Checklist {
            self.at_menu = false;
        }
    }

    /// Whether the last line followed a link or a hit, which leads into an item and not to its list.
    fn has_linked(&self) -> bool {
        !self.plain_screen.links.is_empty() || self.plain_screen.expects == ExpectedInput::Search
    }

    /// What the app may know of what was said: where each choice is, as if it had been drawn in a row of its own.
    fn seen(&self, plain_screen: &PlainScreen) -> FrameInfo {
        let mut seen = FrameInfo { page: AT_ONCE + 1, rows: 1, ..FrameInfo::default() };
        for (i, choice) in plain_screen.choices.iter().enumerate() {
            for act in &choice.actions {
                if let (InputAction::Pick(spot), Ok(y)) = (act, u16::try_from(i)) {
                    seen.spots.push((Area { x: 0, y, width: 1, height: 1 }, *spot));
                }
            }
        }
        seen.links = plain_screen.links.iter().map(|link| (0, *link)).collect();
        seen
    }

    /// Everything that can be typed here.
    fn help(&self, plain_screen: &PlainScreen) -> Vec<String> {
        let mut lines = vec![];
        if !plain_screen.choices.is_empty() && plain_screen.expects != ExpectedInput::Line {
            lines.push("A number chooses from the list; Enter alone says it again.".to_owned());
        }
        if plain_screen.then.is_some() {
            for (word, what) in [
                ("keep", "keep all of it"),
                ("back", "the question before"),
                ("leave", "leave; what was typed is still there when you come back"),
                ("afresh", "start this form afresh"),
                ("!", "the warning signs; what was typed is still there when you come back"),
                ("-", "alone on a line: nothing, in place of what is there"),
                ("quit", "leave the program"),
            ] {
                lines.push(format!("{word}: {what}."));
            }
            return lines;
        }
        for row in self.rows.iter().filter(|row| !row.is_motion() && !row.is_told_otherwise()) {
            lines.push(format!("{}: {}.", row.spoken(), row.help));
        }
        if self.under_way {
            lines.push("Enter alone: how long to go, and what comes next.".to_owned());
            lines.push("how: how this step is done.".to_owned());
        }
        for (word, what) in [
            ("back", "up from here"),
            ("menu", "the list of tabs"),
            ("again", "the same once more"),
            ("about", "what this guide is"),
            ("quit", "leave"),
        ] {
            lines.push(format!("{word}: {what}."));
        }
        lines
    }
}

/// The list of tabs, which the screen has in its bar.
fn menu(app: &App) -> PlainScreen {
    let mut plain_screen = PlainScreen::new("menu", vec![app.about_line().to_owned()]);
    for tab in TabId::ALL {
        let what = match tab {
            TabId::Start => continue,
            TabId::Causes => "what may bring cramps on",
            TabId::Symptoms => "what they are like, and what else it could be",
            TabId::Remedies => "what may help, and how good the evidence is",
            TabId::Stretch => "stretches, step by step",
            TabId::Checklist => "warning signs: how urgently to get help",
            TabId::Diary => "the diary, and the page for a clinician",
        };
        let key = u8::try_from(tab.index()).ok().map(|i| Key::Char(char::from(b'0' + i)));
        plain_screen
            .choose(format!("{}: {what}", tab.title()), key.map(InputAction::Key).into_iter().collect());
    }
    let [signs, cramping, search] = app
        .keys_for([GlobalVerb::Signs, GlobalVerb::Cramping, GlobalVerb::Search])
        .map(|key| key.map_or_else(String::new, Key::name));
    plain_screen.ask = format!(
        "Type a number and Enter. {cramping}, cramping now: the calf stretch starts at once. {signs}, the warning signs. \
         {search} and a word searches. ? says what else. quit leaves."
    );
    plain_screen
}
