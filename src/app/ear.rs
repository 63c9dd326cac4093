//! The conversation: what is said of the program to somebody who listens, and what a typed line means.
//!
//! It stands where the screen would: it is told the app as it is and says what is new; it hears a line and makes of it
//! the events that the same thing on the screen would be. So whatever the screens do is done here too, by the same code.

use std::{collections::HashSet, ops::Range};

use super::App;
use crate::{
    domain::{book::Link, clean::clean, nearest::nearest, time::Now, triage::SignSet},
    screen::{
        TabId,
        event::{Event, Key},
        global::{GLOBAL_KEYS, Verb},
        keymap::Hint,
        scene::{Act, Choice, Listener, Listens, Scene},
        seen::{Area, Seen},
    },
    tabs::diary::speech::AT_ONCE,
};

/// Words that mean the same everywhere, for "did you mean".
const WORDS: [&str; 11] =
    ["back", "menu", "more", "newer", "again", "about", "help", "quit", "causes", "symptoms", "remedies"];

/// Words that are not searched for.
const RESERVED: [&str; 9] = ["back", "menu", "quit", "q", "again", "help", "?", "!", "c"];
/// A list longer than this is not said again unasked.
const LONG: usize = 6;

/// One conversation.
#[derive(Debug, Default)]
pub(crate) struct Ear {
    listener: Listener,
    /// At the list of tabs, which the screen has in its bar.
    at_menu: bool,
    /// The place that was said last, with its tab.
    place: Option<(TabId, String)>,
    scene: Scene,
    rows: Vec<Row>,
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
    groups: usize,
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

/// A row of the keys that work where one is.
#[derive(Debug, Clone)]
struct Row {
    id: &'static str,
    keys: Vec<Key>,
    help: &'static str,
    foot: &'static str,
}

impl Row {
    fn of(hint: &Hint<'_>) -> Self {
        Self { id: hint.id, keys: hint.keys.to_vec(), help: hint.help, foot: hint.foot }
    }

    /// Moving among what is side by side on a screen has no meaning where things come in turn.
    fn is_motion(&self) -> bool {
        self.id.starts_with("list.") || self.id.starts_with("text.")
    }

    /// Whether it is for the eye alone, or what numbers and words do here.
    fn is_told_otherwise(&self) -> bool {
        let by_number = ["tab-", "regions.", "answer.digit", "answer.stay"];
        let by_word = ["theme", "suspend", "previous-tab", "next-tab", "clear-marks", "quit", "help"];
        by_number.iter().any(|start| self.id.starts_with(start))
            || by_word.contains(&self.id)
            || self.keys.first() == Some(&Key::Enter)
    }

    /// What is to be typed for it: its letter, or a word.
    fn spoken(&self) -> String {
        match self.keys.first() {
            Some(Key::Char(' ') | Key::Left | Key::Right | Key::Esc) if !self.foot.is_empty() => {
                self.foot.to_owned()
            }
            Some(Key::Esc) => "leave".to_owned(),
            Some(Key::Char(c)) if *c != ' ' => c.to_string(),
            Some(key) => key.name().to_lowercase(),
            None => String::new(),
        }
    }
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
}

impl Ear {
    /// A conversation that begins at the list of tabs, or where the program opens.
    pub(crate) fn new(at_menu: bool) -> Self {
        Self { at_menu, ..Self::default() }
    }

    /// Whether a session goes on by itself, though nobody types another line.
    pub(crate) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// What is to be said now, a paragraph a line; and what the app may know of it, as it does of a drawing.
    pub(crate) fn tell(&mut self, app: &App, now: &Now) -> (Vec<String>, Seen) {
        let mut lines = vec![];
        if !std::mem::replace(&mut self.has_begun, true) {
            lines.extend(app.first_words());
        }
        lines.append(&mut self.answers);
        self.groups = app.groups();
        self.under_way = app.is_under_way();
        self.goes_on = app.counts(now);
        self.keep_count(app.groups_answered());
        self.follow(app, now);
        let mut scene = if self.at_menu { menu(app) } else { app.scene(now, &self.listener) };
        if self.at_menu {
            let there = app.scene(now, &self.listener);
            scene.news = there.news;
        }
        let is_heard = |hint: &&Hint<'_>| {
            // At the list of tabs nobody is on one of them, whatever the screen would show.
            let is_elsewhere = self.at_menu && !GLOBAL_KEYS.iter().any(|row| row.id == hint.id);
            !scene.hides.contains(&hint.id) && !is_elsewhere
        };
        self.rows = app.keys_here().iter().filter(is_heard).map(Row::of).collect();
        self.signs = app.keys_for([Verb::Signs, Verb::Cramping, Verb::Search]);
        let place = (app.tab(), scene.place.clone());
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
            Some(Asked::Help) => lines.extend(self.help(&scene)),
            Some(Asked::About) => lines.extend(app.about_lines()),
            Some(Asked::Evidence) => lines.extend(app.evidence_lines(now)),
            Some(Asked::Why(sign)) => lines.extend(app.sign_lines(sign, now)),
            Some(Asked::Source(sign)) => lines.extend(app.evidence_of(Link::Sign(sign))),
            Some(Asked::Status) => lines.extend(app.status(now)),
            Some(Asked::Again) | None => {}
        }
        let mut news = vec![];
        let mut said = HashSet::new();
        for one in &scene.news {
            let is_told =
                if one.once { !self.once.insert(one.key.clone()) } else { self.said.contains(&one.key) };
            if !one.once {
                said.insert(one.key.clone());
            }
            if !is_told || (again && !one.once) {
                news.push(one.text.clone());
            }
        }
        self.said = said;
        if is_new || again {
            // What has just become so first, as an answer to what was typed; then where one is.
            let (notices, rest): (Vec<String>, Vec<String>) =
                if self.under_way { (vec![], news) } else { (news, vec![]) };
            lines.extend(notices);
            lines.extend(scene.lines.iter().cloned());
            lines.extend(rest);
            let is_known = !self.heard.insert(scene.place.clone());
            if is_known && !again && self.came_back && scene.choices.len() > LONG {
                lines.push(format!("{} Enter says the list again.", scene.ask));
            } else {
                for (i, Choice { words, .. }) in scene.choices.iter().enumerate() {
                    lines.push(format!("{}. {words}", i + scene.first));
                }
                lines.push(scene.ask.clone());
            }
        } else {
            lines.extend(news);
        }
        lines.retain(|line| !line.is_empty());
        // Silence is no answer.
        if std::mem::take(&mut self.was_told) && lines.is_empty() && !app.is_reading_disk() {
            lines.push("That changes nothing here. ? says what can be typed.".to_owned());
        }
        let seen = self.seen(&scene);
        self.listener.inside = scene.is_inside;
        self.scene = scene;
        (lines.iter().map(|line| clean(line)).collect(), seen)
    }

    /// Takes in which groups of signs have been answered. One that no longer has, because that was undone or begun afresh, is
    /// asked next.
    fn keep_count(&mut self, answered: SignSet) {
        let before = std::mem::replace(&mut self.listener.answered, answered);
        if let Some(group) = before.iter().find(|group| !answered.contains(*group)) {
            self.listener.group = group;
        }
    }

    /// Keeps in step with where the app has gone by itself.
    fn follow(&mut self, app: &App, now: &Now) {
        // What comes up by itself, or has been begun, is heard at once.
        if !std::mem::replace(&mut self.is_elsewhere, app.is_elsewhere()) && self.is_elsewhere {
            self.at_menu = false;
        }
        self.has_overlay = app.has_overlay();
        let tab = app.tab();
        if self.tab.replace(tab) != Some(tab) {
            let has_linked = self.has_linked();
            self.listener.inside = tab == TabId::Stretch && has_linked;
            if tab == TabId::Checklist {
                let sign = app.place(now).filter(|_| has_linked);
                let first = (0..self.groups).find(|group| !self.listener.answered.contains(*group));
                self.listener.group = sign.and_then(|link| app.group_of(link)).or(first).unwrap_or(0);
            }
        }
        // Whoever asks for the warning signs in so many words may need the worst of them now, and they come first.
        if std::mem::take(&mut self.wants_signs) && tab == TabId::Checklist {
            self.listener.group = 0;
            self.at_menu = false;
        }
    }

    /// Whether the last line followed a link or a hit, which leads into an item and not to its list.
    fn has_linked(&self) -> bool {
        !self.scene.links.is_empty() || self.scene.listens == Listens::Search
    }

    /// What the app may know of what was said: where each choice is, as if it had been drawn in a row of its own.
    fn seen(&self, scene: &Scene) -> Seen {
        let mut seen = Seen { page: AT_ONCE + 1, rows: 1, ..Seen::default() };
        for (i, choice) in scene.choices.iter().enumerate() {
            for act in &choice.acts {
                if let (Act::Pick(spot), Ok(y)) = (act, u16::try_from(i)) {
                    seen.spots.push((Area { x: 0, y, width: 1, height: 1 }, *spot));
                }
            }
        }
        seen.links = scene.links.iter().map(|link| (0, *link)).collect();
        seen
    }

    /// What a typed line asks for, as the events it would be on the screen.
    pub(crate) fn hear(&mut self, line: &str) -> Vec<Event> {
        let line = clean(line);
        self.was_told = true;
        self.came_back = matches!(line.as_str(), "back" | "menu");
        let events = self.meaning(line.trim());
        if self.under_way && self.tab == Some(TabId::Stretch) && !events.is_empty() && self.asked.is_none() {
            // Whatever was done to it, how the session stands is said.
            self.asked = Some(Asked::Status);
        }
        events
    }

    fn meaning(&mut self, line: &str) -> Vec<Event> {
        if self.scene.then.is_some()
            && let Some(events) = self.about_form(line)
        {
            return events;
        }
        match self.scene.listens.clone() {
            Listens::Line => return self.hear_field(line),
            Listens::Search if !line.is_empty() && line.parse::<usize>().is_err() => {
                if RESERVED.contains(&line) {
                    // What lies over the tabs would take a letter for one that is searched for: it is closed first.
                    let close = vec![Event::Key(Key::Esc)];
                    let [_, cramping, _] = self.signs;
                    return match line {
                        "!" => self.go_to_signs(close),
                        "c" => close.into_iter().chain(cramping.map(Event::Key)).collect(),
                        _ => self.everywhere(line).unwrap_or_default(),
                    };
                }
                let line = line.trim_start_matches('/').trim();
                return vec![Event::Key(Key::End), Event::Key(Key::Ctrl('u')), Event::Paste(line.to_owned())];
            }
            Listens::Digit => {
                if let Ok(number) = line.parse::<u8>() {
                    return match number {
                        0..=9 => vec![Event::Key(Key::Char(char::from(b'0' + number)))],
                        10 => vec![Event::Key(Key::Char('t'))],
                        _ => self.refuse("Give a whole number from 0 to 10."),
                    };
                }
            }
            Listens::Signs(asked) if !self.at_menu => {
                if let Some(numbers) = self.numbers(line) {
                    return self.answer_signs(asked, numbers);
                }
                let ticked: Vec<usize> = self.ticked_choices();
                if line.is_empty() && !ticked.is_empty() {
                    return self.answer_signs(asked, Ok(ticked));
                }
                if let Some(about) = about_sign(line, &asked) {
                    return match about {
                        Some(about) => self.ask(about),
                        None => self.refuse("why and evidence go with the number of a sign, as: why 2."),
                    };
                }
            }
            Listens::Ticks(ticked) => {
                if let Some(numbers) = self.numbers(line) {
                    return self.answer_ticks(&ticked, numbers);
                }
            }
            Listens::Choices | Listens::Search | Listens::Signs(_) => {}
        }
        if let Ok(number) = line.parse::<usize>() {
            return self.choose(number);
        }
        if line.is_empty() {
            return self.enter();
        }
        if self.scene.then.is_none() {
            if let Some(events) = self.everywhere(line) {
                return events;
            }
            if let Some(key) = self.key_of(line) {
                self.at_menu = false;
                return if self.is_for_signs(key) { self.go_to_signs(vec![]) } else { vec![Event::Key(key)] };
            }
        }
        if self.scene.then.is_some() {
            return self.refuse("Give a number, or: keep, back, leave. ? says what each does.");
        }
        let near = self.nearest_word(line);
        self.refuse(&format!("{line:?} means nothing here{near}. ? says what can be typed."))
    }

    /// What is said of a whole form, at any of its questions.
    fn about_form(&mut self, line: &str) -> Option<Vec<Event>> {
        Some(match line {
            "" => self.next(vec![]),
            "keep" => vec![Event::Key(Key::Enter)],
            "leave" => vec![Event::Key(Key::Esc)],
            "afresh" => vec![Event::Key(Key::Ctrl('n'))],
            "back" => self.back(),
            "?" | "help" => self.ask(Asked::Help),
            "quit" => vec![Event::Key(Key::Ctrl('c'))],
            // What was typed is still there afterwards; a field that is to hold this alone is given it as `=!`.
            "!" => self.go_to_signs(vec![Event::Key(Key::Esc)]),
            _ => return None,
        })
    }

    /// Whether a key is one of those for the warning signs.
    fn is_for_signs(&self, key: Key) -> bool {
        self.rows.iter().any(|row| row.id == "signs" && row.keys.contains(&key))
    }

    /// To the warning signs, after what has to be closed first.
    fn go_to_signs(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        let [signs, ..] = self.signs;
        events.extend(signs.map(Event::Key));
        self.wants_signs = true;
        self.asked = Some(Asked::Again);
        events
    }

    /// A line for a field of a form.
    fn hear_field(&mut self, line: &str) -> Vec<Event> {
        let text = line.strip_prefix('=').map_or(line, str::trim);
        let text = if text == "-" { "" } else { text };
        self.next(vec![Event::Key(Key::End), Event::Key(Key::Ctrl('u')), Event::Paste(text.to_owned())])
    }

    /// The events of an answer, and what follows it: the next question, or the end of them.
    fn next(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        match self.scene.then.clone() {
            Some(acts) if acts.is_empty() => self.listener.is_through = true,
            Some(acts) => {
                self.listener.is_through = false;
                events.extend(self.events(&acts, 0));
            }
            None => {}
        }
        events
    }

    /// Numbers with spaces or commas between, as positions among the choices; `0` alone for none. `None` where the line is
    /// no numbers at all.
    fn numbers(&self, line: &str) -> Option<Result<Vec<usize>, String>> {
        let parts: Vec<&str> =
            line.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty()).collect();
        let numbers: Vec<usize> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        if numbers.is_empty() || numbers.len() < parts.len() {
            return None;
        }
        let count = self.scene.choices.len();
        if numbers == [0] {
            return Some(Ok(vec![]));
        }
        Some(match numbers.iter().find(|number| !(1..=count).contains(*number)) {
            Some(0) => Err("0 is for none of them: it stands alone.".to_owned()),
            Some(number) => {
                Err(format!("There is no {number} here: give numbers from 1 to {count}, or 0 for none."))
            }
            None => Ok(numbers.into_iter().map(|number| number - 1).collect()),
        })
    }

    /// The choices of a group that are ticked already.
    fn ticked_choices(&self) -> Vec<usize> {
        let is_ticked = |choice: &Choice| choice.words.contains(", ticked");
        self.scene
            .choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| is_ticked(choice))
            .map(|(i, _)| i)
            .collect()
    }

    fn answer_signs(&mut self, asked: Range<usize>, numbers: Result<Vec<usize>, String>) -> Vec<Event> {
        let ticked = match numbers {
            Ok(ticked) => ticked.into_iter().map(|number| asked.start + number).collect(),
            Err(sentence) => return self.refuse(&sentence),
        };
        let here = self.listener.group;
        let is_open = |group: &usize| *group != here && !self.listener.answered.contains(*group);
        let later = (here + 1..self.groups).find(is_open);
        self.listener.group = later.or_else(|| (0..self.groups).find(is_open)).unwrap_or(0);
        vec![Event::Signs { asked, ticked }]
    }

    fn answer_ticks(&mut self, ticked: &[bool], numbers: Result<Vec<usize>, String>) -> Vec<Event> {
        let wanted = match numbers {
            Ok(wanted) => wanted,
            Err(sentence) => return self.refuse(&sentence),
        };
        let mut events = vec![Event::Key(Key::Home)];
        for (i, is_ticked) in ticked.iter().enumerate() {
            if *is_ticked != wanted.contains(&i) {
                events.push(Event::Key(Key::Char(' ')));
            }
            events.push(Event::Key(Key::Right));
        }
        self.next(events)
    }

    /// What Enter alone does.
    fn enter(&mut self) -> Vec<Event> {
        match self.scene.on_enter.clone() {
            Some(acts) => self.events(&acts, 0),
            None if self.under_way && !self.at_menu => self.ask(Asked::Status),
            None => self.ask(Asked::Again),
        }
    }

    fn choose(&mut self, number: usize) -> Vec<Event> {
        let first = self.scene.first;
        let Some((at, choice)) = number
            .checked_sub(first)
            .and_then(|at| self.scene.choices.get(at).cloned().map(|choice| (at, choice)))
        else {
            let last = (first + self.scene.choices.len()).saturating_sub(1);
            if number == 0
                && let Some(key) = self.key_of("0")
            {
                return vec![Event::Key(key)];
            }
            return match self.scene.choices.len() {
                0 => self.refuse("There is nothing to choose by number here. ? says what can be typed."),
                _ => {
                    self.refuse(&format!("There is no {number} here: give a number from {first} to {last}."))
                }
            };
        };
        self.at_menu = false;
        self.listener.inside |= choice.enters;
        if self.scene.then.is_some() && self.scene.listens == Listens::Choices {
            let events = self.events(&choice.acts, at);
            return self.next(events);
        }
        self.listener.is_through = false;
        self.events(&choice.acts, at)
    }

    /// What is done on the screen for these; `at` is the choice they belong to.
    fn events(&self, acts: &[Act], at: usize) -> Vec<Event> {
        let y = u16::try_from(at).unwrap_or(u16::MAX);
        let event = |act: &Act| match act {
            Act::Pick(_) => Event::Click { x: 0, y },
            Act::Key(key) => Event::Key(*key),
        };
        acts.iter().map(event).collect()
    }

    /// Words that mean the same wherever no text is typed.
    fn everywhere(&mut self, line: &str) -> Option<Vec<Event>> {
        let word = line.to_lowercase();
        if let Some(words) = line.strip_prefix('/') {
            self.at_menu = false;
            let [.., search] = self.signs;
            let mut events: Vec<Event> = search.map(Event::Key).into_iter().collect();
            events.extend((!words.trim().is_empty()).then(|| Event::Paste(words.trim().to_owned())));
            return Some(events);
        }
        let tab = TabId::ALL.iter().find(|tab| tab.title().to_lowercase() == word);
        if let Some(tab) = tab {
            self.at_menu = false;
            let key = u8::try_from(tab.index()).ok().map(|i| char::from(b'1' + i));
            return Some(key.map(|c| Event::Key(Key::Char(c))).into_iter().collect());
        }
        Some(match word.as_str() {
            "back" => self.back(),
            "leave" if !self.at_menu => vec![Event::Key(Key::Esc)],
            "menu" => {
                self.at_menu = true;
                if self.has_overlay { vec![Event::Key(Key::Esc)] } else { vec![] }
            }
            "again" => self.ask(Asked::Again),
            "?" | "help" => self.ask(Asked::Help),
            "about" => self.ask(Asked::About),
            "quit" | "q" => vec![Event::Key(Key::Ctrl('c'))],
            "evidence" => self.ask(Asked::Evidence),
            _ if self.is_evidence(line) => self.ask(Asked::Evidence),
            "more" | "later" if self.has_motions() => self.turn(true),
            "newer" | "earlier" if self.has_motions() => self.turn(false),
            _ => return None,
        })
    }

    fn has_motions(&self) -> bool {
        self.page(true).is_some()
    }

    /// The key that turns a page here, or a month.
    fn page(&self, down: bool) -> Option<Key> {
        let ids = if down {
            ["list.page-down", "diary.month-after"]
        } else {
            ["list.page-up", "diary.month-before"]
        };
        self.rows.iter().find(|row| ids.contains(&row.id))?.keys.first().copied()
    }

    fn turn(&self, down: bool) -> Vec<Event> {
        self.page(down).map(Event::Key).into_iter().collect()
    }

    /// Whether a line is the key for the evidence, where nothing else takes that key.
    fn is_evidence(&self, line: &str) -> bool {
        let row = self.rows.iter().find(|row| row.keys.iter().any(|key| key.name() == line));
        row.is_some_and(|row| row.id == "evidence")
    }

    /// Up from here: out of what was gone into, else as Esc does, else to the list of tabs.
    fn back(&mut self) -> Vec<Event> {
        if self.listener.is_through {
            self.listener.is_through = false;
            return vec![];
        }
        if let Listens::Signs(_) = self.scene.listens
            && !self.at_menu
        {
            match self.listener.group.checked_sub(1) {
                Some(group) => self.listener.group = group,
                None => self.at_menu = true,
            }
            return vec![];
        }
        match self.scene.on_back.clone() {
            Some(acts) => self.events(&acts, 0),
            None if self.listener.inside => {
                self.listener.inside = false;
                vec![]
            }
            None if self.at_menu => self.ask(Asked::Again),
            None => {
                self.at_menu = true;
                vec![]
            }
        }
    }

    fn ask(&mut self, asked: Asked) -> Vec<Event> {
        self.asked = Some(asked);
        vec![]
    }

    fn refuse(&mut self, sentence: &str) -> Vec<Event> {
        self.answers.push(sentence.to_owned());
        vec![]
    }

    /// The key that a word stands for here: what is written on it, or what the footer calls it.
    fn key_of(&self, line: &str) -> Option<Key> {
        let rows = || self.rows.iter().filter(|row| !row.is_motion());
        let exact = rows().find_map(|row| row.keys.iter().find(|key| key.name() == line).copied());
        let word = line.to_lowercase();
        let named =
            || rows().find_map(|row| row.keys.iter().find(|key| key.name().to_lowercase() == word).copied());
        // Where nothing else is called so, "leave" must not leave the program.
        let called = || {
            let is_it =
                |row: &&Row| row.id != "quit" && (row.foot == word || row.foot.replace(' ', "") == word);
            rows().find(is_it)?.keys.first().copied()
        };
        exact.or_else(|| (line.chars().count() > 1).then(named).flatten()).or_else(called)
    }

    fn nearest_word(&self, line: &str) -> String {
        let feet = self.rows.iter().map(|row| row.foot).filter(|foot| !foot.is_empty());
        let near = nearest(line, WORDS.into_iter().chain(feet));
        near.filter(|_| line.chars().count() > 2)
            .map_or_else(String::new, |near| format!("; did you mean {near:?}?"))
    }

    /// Everything that can be typed here.
    fn help(&self, scene: &Scene) -> Vec<String> {
        let mut lines = vec![];
        if !scene.choices.is_empty() && scene.listens != Listens::Line {
            lines.push("A number chooses from the list; Enter alone says it again.".to_owned());
        }
        if scene.then.is_some() {
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

/// What is asked about one sign of a group: `why 2`, `evidence 2`. `None` where the line is no such question, `Some(None)` where
/// its number is none of the group's.
fn about_sign(line: &str, asked: &Range<usize>) -> Option<Option<Asked>> {
    let (word, number) = line.split_once(' ').unwrap_or((line, ""));
    let number: usize = number.trim().parse().unwrap_or(0);
    let sign = number.checked_sub(1).map(|n| asked.start + n).filter(|sign| asked.contains(sign));
    match word {
        "why" => Some(sign.map(Asked::Why)),
        "evidence" | "e" => Some(sign.map(Asked::Source)),
        _ => None,
    }
}

/// The list of tabs, which the screen has in its bar.
fn menu(app: &App) -> Scene {
    let mut scene = Scene::new("menu", vec![app.about_line().to_owned()]);
    for tab in TabId::ALL {
        let what = match tab {
            TabId::Causes => "what may bring cramps on",
            TabId::Symptoms => "what they are like, and what else it could be",
            TabId::Remedies => "what may help, and how good the evidence is",
            TabId::Stretch => "stretches, step by step",
            TabId::Checklist => "warning signs: how urgently to get help",
            TabId::Diary => "the diary, and the page for a clinician",
        };
        let key = u8::try_from(tab.index()).ok().map(|i| Key::Char(char::from(b'1' + i)));
        scene.choose(format!("{}: {what}", tab.title()), key.map(Act::Key).into_iter().collect());
    }
    let [signs, cramping, search] = app
        .keys_for([Verb::Signs, Verb::Cramping, Verb::Search])
        .map(|key| key.map_or_else(String::new, Key::name));
    scene.ask = format!(
        "Type a number and Enter. {cramping}, cramping now: the calf stretch starts at once. {signs}, the warning signs. \
         {search} and a word searches. ? says what else. quit leaves."
    );
    scene
}
