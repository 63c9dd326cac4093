//! The meaning of a typed line: the events that the same thing on the full screen would be, or a reply of plain mode's own.
//!
//! The answers that a screen asks for are in [`super::answers`]; this file has the commands.

use super::{
    Focus, LastTurn, PlainMode, PlainView, Reply, SessionState, TAB_COLUMN,
    rows::{key_named, known_words},
};
use crate::{
    domain::{clean::clean, nearest::nearest, words::capital},
    screen::{
        TabId,
        event::{Event, Key, stand_ins},
        frame_info::Spot,
        plain_screen::{ExpectedInput, InputAction, NumberedChoice, PlainPosition},
        plain_words,
    },
};

/// Words that work on every screen, to find the nearest one to a word that is not known.
const WORDS: [&str; 12] = [
    "back", "menu", "more", "newer", "again", "about", "help", "quit", "causes", "symptoms", "remedies",
    "resume",
];

/// The row that pauses and resumes a session.
pub(super) const PAUSE: &str = "session.pause";

/// Ids of rows that turn a page of a list, or a month.
const PAGE_DOWN: [&str; 2] = ["list.page-down", "diary.month-after"];
const PAGE_UP: [&str; 2] = ["list.page-up", "diary.month-before"];

/// Ids of rows that start or resume a stretch.
const STARTS: [&str; 6] =
    [PAUSE, "session.ready", "stretch.start", "session.again", "session.other-leg", "end.reopen"];

impl LastTurn {
    /// True if the last line followed a link or a hit, which lead into an item and not to its list.
    pub(super) fn has_linked(&self) -> bool {
        !self.screen.links.is_empty() || self.screen.expects == ExpectedInput::Search
    }

    pub(super) fn has_session(&self) -> bool {
        self.session != SessionState::None
    }

    pub(super) fn is_form(&self) -> bool {
        self.screen.then.is_some()
    }

    /// The key of the first row on the screen with one of these ids.
    pub(super) fn key_of(&self, ids: &[&str]) -> Option<Key> {
        self.rows.iter().find(|row| ids.contains(&row.id))?.keys.first().copied()
    }
}

impl PlainMode {
    /// The events that a typed line asks for.
    pub(crate) fn parse_line(&mut self, line: &str) -> Vec<Event> {
        let line = clean(&without_erased(line));
        let line = line.trim();
        self.reply = Reply::Changes;
        self.typed = line.to_lowercase();
        if self.view == PlainView::LeavingForm {
            self.view = PlainView::App;
            match self.typed.as_str() {
                "quit" | "exit" | "yes" | "q" => return vec![Event::Key(Key::Ctrl('c'))],
                "no" => return self.reply_with(Reply::Again),
                _ => {}
            }
        }
        self.is_repeated = self.turn.warned_of.take().is_some_and(|before| before == self.typed);
        let events = self.meaning(line);
        let is_at_session = self.turn.has_session() && self.turn.tab == Some(TabId::Stretch);
        if is_at_session && !events.is_empty() && self.reply == Reply::Changes {
            self.reply = Reply::ShortStatus;
        }
        events
    }

    fn meaning(&mut self, line: &str) -> Vec<Event> {
        if let Some(events) = self.expected(line) {
            return events;
        }
        let named = self.choice_named(&self.typed);
        if self.turn.is_form() {
            return match named {
                Some(at) => self.choose(at + self.turn.screen.first),
                None => {
                    self.sentence("Give a number, or type keep, back or leave; help says what each does.")
                }
            };
        }
        let line = &self.with_meaning(line);
        if let Some(events) = self.everywhere(line) {
            return events;
        }
        if let Some((id, key)) = key_named(&self.turn.rows, line) {
            return self.press(id, key);
        }
        if let Some(at) = named {
            return self.choose(at + self.turn.screen.first);
        }
        if self.turn.screen.is_urgent {
            return self.reply_with(Reply::Again);
        }
        let word = line.to_lowercase();
        if plain_words::WORDS.iter().any(|(known, _)| *known == word) {
            let word = capital(&word);
            return self.sentence(&format!("{word} does nothing here. Type help for what you can type."));
        }
        let near = self.nearest_word(line).map_or_else(String::new, |near| format!(" Did you mean {near}?"));
        self.sentence(&format!("I do not know {line:?}.{near} Type help for what you can type."))
    }

    /// Presses the key of a row, unless it would start a stretch against the result.
    pub(super) fn press(&mut self, id: &'static str, key: Key) -> Vec<Event> {
        if id == "signs" {
            return self.go_to_signs(vec![]);
        }
        let starts = match id {
            "cramping" => !self.turn.has_session(),
            _ => STARTS.contains(&id) && self.turn.session != SessionState::Counting,
        };
        if starts && self.warns() {
            return vec![];
        }
        self.view = PlainView::App;
        vec![Event::Key(key)]
    }

    /// Warns in place of a stretch that the result forbids. Returns `false` if it is not forbidden, or if the same line is typed
    /// again: the person insists.
    pub(super) fn warns(&mut self) -> bool {
        let Some(result) = self.turn.forbids.clone().filter(|_| !self.is_repeated) else { return false };
        let again = if self.typed.is_empty() { "press Enter" } else { "type the same" };
        self.turn.warned_of = Some(self.typed.clone());
        self.sentence(&format!(
            "{result} Do not stretch. Type signs for what to do. To stretch all the same, {again} again."
        ));
        true
    }

    /// A letter alone that is no key here counts as the Latin letter of its key, or as its small letter.
    fn with_meaning(&self, line: &str) -> String {
        let mut letters = line.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return line.to_owned() };
        let is_key = |letter: &char| {
            *letter == 'q' || key_named(&self.turn.rows, letter.encode_utf8(&mut [0; 4])).is_some()
        };
        let known = [letter].into_iter().chain(stand_ins(letter)).find(is_key);
        known.unwrap_or(letter).to_string()
    }

    /// Opens the warning signs, after the events that close another screen.
    pub(super) fn go_to_signs(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        let [signs, ..] = self.turn.shortcuts;
        events.extend(signs.map(Event::Key));
        // The steps of a running stretch would be read between the signs.
        events.extend((self.turn.session == SessionState::Counting).then_some(Event::HoldSession));
        self.reply = Reply::Signs;
        events
    }

    /// The position of the choice that a word in small letters names.
    fn choice_named(&self, word: &str) -> Option<usize> {
        let has_word = |choice: &NumberedChoice| {
            let words = choice.words.to_lowercase();
            let name = words.split(':').next().unwrap_or("");
            // Single letters are keys.
            let names = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
            word.chars().count() > 1 && !choice.actions.is_empty() && (name == word || names(name))
        };
        let choices = self.turn.screen.choices.iter().enumerate();
        let named: Vec<(usize, &NumberedChoice)> = choices.filter(|(_, choice)| has_word(choice)).collect();
        match named.as_slice() {
            [(at, _)] => Some(*at),
            // Of several that contain the word, the first that begins with it.
            several => {
                let begins = |choice: &NumberedChoice| choice.words.to_lowercase().starts_with(word);
                several.iter().find(|(_, choice)| begins(choice)).map(|(at, _)| *at)
            }
        }
    }

    /// Chooses by number.
    pub(super) fn choose(&mut self, number: usize) -> Vec<Event> {
        let (first, count) = (self.turn.screen.first, self.turn.screen.choices.len());
        let found = number.checked_sub(first).and_then(|at| Some((at, self.turn.screen.choices.get(at)?)));
        let Some((at, choice)) = found.map(|(at, choice)| (at, choice.clone())) else {
            return match key_named(&self.turn.rows, "0").filter(|_| number == 0) {
                Some((_, key)) => vec![Event::Key(key)],
                None if count == 0 => {
                    self.sentence("No number chooses anything here. Type help for what you can type.")
                }
                None => {
                    let last = (first + count).saturating_sub(1);
                    self.sentence(&format!(
                        "There is no {number} here: give a number from {first} to {last}."
                    ))
                }
            };
        };
        if choice.stretches && self.warns() {
            return vec![];
        }
        self.view = PlainView::App;
        let events = events_of(&choice.actions, at);
        if self.turn.is_form() && self.turn.screen.expects == ExpectedInput::Choices {
            return self.next_question(events);
        }
        if choice.enters {
            self.position = PlainPosition::Inside;
        } else if self.position == PlainPosition::AllAsked {
            self.position = PlainPosition::Top;
        }
        events
    }

    /// Words that mean the same wherever no text is typed.
    pub(super) fn everywhere(&mut self, line: &str) -> Option<Vec<Event>> {
        let word = line.to_lowercase();
        let searched = line.strip_prefix('/').or_else(|| {
            let (first, words) = line.split_once(' ')?;
            first.eq_ignore_ascii_case("search").then_some(words)
        });
        if let Some(words) = searched.map(str::trim) {
            self.view = PlainView::App;
            let [.., search] = self.turn.shortcuts;
            let mut events: Vec<Event> = search.map(Event::Key).into_iter().collect();
            events.extend((!words.is_empty()).then(|| Event::Paste(words.to_owned())));
            return Some(events);
        }
        if let Some(tab) = TabId::ALL.iter().skip(1).find(|tab| tab.words().to_lowercase() == word) {
            self.view = PlainView::App;
            // The state of a session that waited is the answer on its tab.
            if *tab == TabId::Stretch && self.turn.has_session() {
                self.reply = Reply::Status;
            }
            return Some(events_of(&[InputAction::Pick(Spot::Tab(tab.index()))], 0));
        }
        let is_urgent = self.turn.screen.is_urgent;
        if is_urgent
            && ["how", "stop", "help", "?", "resume", "go", "continue", "yes", "no"].contains(&word.as_str())
        {
            return Some(self.reply_with(Reply::Again));
        }
        if let Some(events) = self.session_command(&word) {
            return Some(events);
        }
        Some(match word.as_str() {
            "back" => self.back(),
            "leave" if self.view == PlainView::App => vec![Event::Key(Key::Esc)],
            "menu" => {
                self.view = PlainView::Menu;
                self.reply = Reply::Back;
                if self.turn.focus == Focus::Overlay { vec![Event::Key(Key::Esc)] } else { vec![] }
            }
            "again" => self.reply_with(Reply::Again),
            "?" | "help" => self.reply_with(Reply::Help),
            "about" => self.reply_with(Reply::About),
            "evidence" => self.reply_with(Reply::Evidence),
            "quit" | "q" | "exit" | "stop" => vec![Event::Key(Key::Ctrl('c'))],
            _ if key_named(&self.turn.rows, line).is_some_and(|(id, _)| id == "evidence") => {
                self.reply_with(Reply::Evidence)
            }
            "more" if !self.memory.rest.is_empty() => self.reply_with(Reply::More),
            "more" if is_urgent => self.enter(),
            "more" | "later" | "older" if self.turn.key_of(&PAGE_DOWN).is_some() => {
                self.turn_page(&PAGE_DOWN)
            }
            "newer" | "earlier" if self.turn.key_of(&PAGE_UP).is_some() => self.turn_page(&PAGE_UP),
            "more" => self.reply_with(Reply::More),
            "yes" | "no" => {
                self.sentence("There is no question here for yes or no. Type again to hear this once more.")
            }
            _ => return None,
        })
    }

    /// Words for a session under way.
    fn session_command(&mut self, word: &str) -> Option<Vec<Event>> {
        use SessionState::{Counting, Waiting};

        Some(match (word, self.turn.session) {
            (_, SessionState::None) => return None,
            ("resume" | "go" | "continue", Waiting) => self.press(PAUSE, self.turn.key_of(&[PAUSE])?),
            ("resume" | "go" | "continue", Counting) | ("stop", Waiting) => self.reply_with(Reply::Status),
            ("stop", Counting) => match self.turn.key_of(&[PAUSE]) {
                Some(key) => self.press(PAUSE, key),
                // Another tab is on the screen.
                None => vec![Event::HoldSession],
            },
            ("how", _) => self.reply_with(Reply::How),
            // The arrow keys of these names change the step, and a person who types them means a leg.
            ("left" | "right", _) if self.turn.focus == Focus::Session => self
                .sentence("Type previous or next for another step. The leg of a cramp is asked at its end."),
            _ => return None,
        })
    }

    fn turn_page(&mut self, ids: &[&str]) -> Vec<Event> {
        self.reply = Reply::More;
        self.turn.key_of(ids).map(Event::Key).into_iter().collect()
    }

    /// Leaves the present place: out of an item, else as Esc does, else to the menu.
    pub(super) fn back(&mut self) -> Vec<Event> {
        self.reply = Reply::Back;
        if self.position == PlainPosition::AllAsked {
            self.position = PlainPosition::Top;
            return vec![];
        }
        if let Some(actions) = &self.turn.screen.on_back {
            return events_of(actions, 0);
        }
        if self.position == PlainPosition::Inside {
            self.position = PlainPosition::Top;
        } else if self.view == PlainView::Menu {
            self.reply = Reply::Again;
        } else {
            self.view = PlainView::Menu;
        }
        vec![]
    }

    pub(super) fn reply_with(&mut self, reply: Reply) -> Vec<Event> {
        self.reply = reply;
        vec![]
    }

    pub(super) fn sentence(&mut self, sentence: &str) -> Vec<Event> {
        self.reply_with(Reply::Sentence(sentence.to_owned()))
    }

    fn nearest_word(&self, line: &str) -> Option<&'static str> {
        let words = WORDS.into_iter().chain(known_words(&self.turn.rows));
        // A word that is right, but does nothing here, is no suggestion.
        let word = line.to_lowercase();
        nearest(line, words).filter(|near| *near != word && line.chars().count() > 2)
    }
}

/// The events of these actions on the full screen. `at` is the position of the choice that they belong to.
pub(super) fn events_of(actions: &[InputAction], at: usize) -> Vec<Event> {
    let click = |x, y| Event::Click { x, y: u16::try_from(y).unwrap_or(u16::MAX) };
    let event = |action: &InputAction| match action {
        InputAction::Pick(Spot::Tab(tab)) => click(TAB_COLUMN, *tab),
        InputAction::Pick(_) => click(0, at),
        InputAction::Key(key) => Event::Key(*key),
    };
    actions.iter().map(event).collect()
}

/// The line with erased letters removed: some keyboards send Backspace as a byte that the terminal leaves in the line.
fn without_erased(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '\u{8}' | '\u{7f}' => drop(kept.pop()),
            _ => kept.push(letter),
        }
    }
    kept
}
