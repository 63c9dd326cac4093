//! The meaning of a typed line: the events that the same thing on the full screen would be, or a reply of plain mode's own.

use std::ops::Range;

use super::{
    PlainMode, Reply, SessionState, Turn, View,
    rows::{key_named, known_words},
};
use crate::{
    domain::{clean::clean, nearest::nearest, words::capital},
    screen::{
        TabId,
        event::{Event, Key, stand_ins},
        plain_screen::{ExpectedInput, InputAction, NumberedChoice, PlainPosition},
        plain_words,
    },
};

/// Words that work on every screen, to find the nearest one to a word that is not known.
const WORDS: [&str; 12] = [
    "back", "menu", "more", "newer", "again", "about", "help", "quit", "causes", "symptoms", "remedies",
    "resume",
];
/// Words that are not searched for.
const RESERVED: [&str; 11] =
    ["back", "menu", "quit", "exit", "q", "again", "help", "?", "signs", "cramp", "more"];

/// Ids of rows that start or resume a stretch.
const STARTS: [&str; 6] =
    ["session.pause", "session.ready", "stretch.start", "session.again", "session.other-leg", "end.reopen"];

impl Turn {
    /// Whether the last line followed a link or a hit, which lead into an item and not to its list.
    pub(super) fn has_linked(&self) -> bool {
        !self.screen.links.is_empty() || self.screen.expects == ExpectedInput::Search
    }

    fn has_session(&self) -> bool {
        self.session != SessionState::None
    }

    fn is_form(&self) -> bool {
        self.screen.then.is_some()
    }

    pub(super) fn key_of(&self, id: &str) -> Option<Key> {
        self.rows.iter().find(|row| row.id == id)?.keys.first().copied()
    }
}

impl PlainMode {
    /// The events that a typed line asks for.
    pub(crate) fn parse_line(&mut self, line: &str) -> Vec<Event> {
        let line = clean(&without_erased(line));
        let line = line.trim();
        self.reply = Reply::Changes;
        let is_leaving = self.view == View::LeavingForm;
        if is_leaving {
            self.view = View::App;
            if matches!(line.to_lowercase().as_str(), "quit" | "exit" | "yes" | "q") {
                return vec![Event::Key(Key::Ctrl('c'))];
            }
            if line.eq_ignore_ascii_case("no") {
                return self.reply_with(Reply::Again);
            }
        }
        let warned_of = self.turn.warned_of.take();
        let is_repeated = warned_of.is_some_and(|before| before == line.to_lowercase());
        let events = self.meaning(line, is_repeated);
        let is_at_session = self.turn.has_session() && self.turn.tab == Some(TabId::Stretch);
        if is_at_session && !events.is_empty() && self.reply == Reply::Changes {
            self.reply = Reply::ShortStatus;
        }
        events
    }

    fn meaning(&mut self, line: &str, is_repeated: bool) -> Vec<Event> {
        if self.turn.is_form()
            && let Some(events) = self.form_command(line)
        {
            return events;
        }
        match self.turn.screen.expects.clone() {
            ExpectedInput::Line => return self.fill_field(line),
            ExpectedInput::Search if !line.is_empty() && line.parse::<usize>().is_err() => {
                return self.search_for(line);
            }
            ExpectedInput::Digit => {
                if let Ok(number) = line.parse::<u8>() {
                    return match number {
                        0..=9 => vec![Event::Key(Key::Char(char::from(b'0' + number)))],
                        10 => vec![Event::Key(Key::Char('t'))],
                        _ => self.sentence("Give a whole number from 0 to 10."),
                    };
                }
            }
            ExpectedInput::Signs { asked, ticked } if self.view == View::App => {
                if let Some(events) = self.answer_page(line, asked, ticked) {
                    return events;
                }
            }
            ExpectedInput::Ticks(ticked) => {
                if let Some(numbers) = self.numbers(line) {
                    return self.answer_ticks(&ticked, numbers);
                }
            }
            ExpectedInput::Choices | ExpectedInput::Search | ExpectedInput::Signs { .. } => {}
        }
        if let Some(number) = line.parse::<usize>().ok().filter(|_| !self.turn.screen.has_letters) {
            return self.choose(number, line, is_repeated);
        }
        if line.is_empty() {
            return self.enter();
        }
        if let Some(events) = self.answer_yes_no(line) {
            return events;
        }
        if self.turn.is_form() {
            return match self.choice_named(line) {
                Some(at) => self.choose(at + self.turn.screen.first, line, is_repeated),
                None => {
                    self.sentence("Give a number, or type keep, back or leave; help says what each does.")
                }
            };
        }
        let line = &self.with_meaning(line);
        if let Some(events) = self.everywhere(line, is_repeated) {
            return events;
        }
        if let Some((id, key)) = key_named(&self.turn.rows, line) {
            return self.press(id, key, line, is_repeated);
        }
        if let Some(at) = self.choice_named(line) {
            return self.choose(at + self.turn.screen.first, line, is_repeated);
        }
        if self.turn.screen.is_urgent {
            return self.reply_with(Reply::Again);
        }
        let word = line.to_lowercase();
        if plain_words::WORDS.iter().any(|(known, _)| *known == word) {
            return self.sentence(&format!(
                "{} does nothing here. Type help for what you can type.",
                capital(&word)
            ));
        }
        let near = self.nearest_word(line).map_or_else(String::new, |near| format!(" Did you mean {near}?"));
        self.sentence(&format!("I do not know {line:?}.{near} Type help for what you can type."))
    }

    /// Presses the key of a row, unless it would start a stretch against the result.
    fn press(&mut self, id: &'static str, key: Key, line: &str, is_repeated: bool) -> Vec<Event> {
        if id == "signs" {
            return self.go_to_signs(vec![]);
        }
        let starts = match id {
            "cramping" => !self.turn.has_session(),
            _ => STARTS.contains(&id) && self.turn.session != SessionState::Counting,
        };
        if starts
            && !is_repeated
            && let Some(warning) = self.warn(line)
        {
            return self.sentence(&warning);
        }
        self.view = View::App;
        vec![Event::Key(key)]
    }

    /// The warning in place of a stretch that the result forbids. The same line typed again is obeyed.
    fn warn(&mut self, line: &str) -> Option<String> {
        let result = self.turn.forbids.clone()?;
        self.turn.warned_of = Some(line.to_lowercase());
        let again = if line.is_empty() { "press Enter" } else { "type the same" };
        Some(format!(
            "{result} Do not stretch. Type signs for what to do. To stretch all the same, {again} again."
        ))
    }

    /// A letter alone that is no key here counts as the Latin letter of its key, or as its small letter.
    fn with_meaning(&self, line: &str) -> String {
        let mut letters = line.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return line.to_owned() };
        let is_key = |letter: char| {
            letter == 'q' || key_named(&self.turn.rows, letter.encode_utf8(&mut [0; 4])).is_some()
        };
        let letter = if is_key(letter) {
            letter
        } else {
            stand_ins(letter).find(|other| is_key(*other)).unwrap_or(letter)
        };
        letter.to_string()
    }

    /// Commands at every question of a form.
    fn form_command(&mut self, line: &str) -> Option<Vec<Event>> {
        Some(match line.to_lowercase().as_str() {
            "" => self.next_question(vec![]),
            "keep" => vec![Event::Key(Key::Enter)],
            "leave" => vec![Event::Key(Key::Esc)],
            "afresh" => vec![Event::Key(Key::Ctrl('n'))],
            "back" => self.back(),
            "?" | "help" => self.reply_with(Reply::Help),
            "again" => self.reply_with(Reply::Again),
            "quit" | "exit" => {
                self.view = View::LeavingForm;
                self.sentence(
                    "Your answers are not kept yet. Type keep to keep them, or quit again to leave.",
                )
            }
            // The answers are still there afterwards. A field that is to hold this alone is given it as `=signs`.
            "!" | "signs" => self.go_to_signs(vec![Event::Key(Key::Esc)]),
            _ => return None,
        })
    }

    /// Opens the warning signs, after what has to be closed first.
    fn go_to_signs(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        let [signs, ..] = self.turn.shortcuts;
        events.extend(signs.map(Event::Key));
        // The steps of a running stretch would be read between the signs.
        events.extend((self.turn.session == SessionState::Counting).then_some(Event::HoldSession));
        self.reply = Reply::Signs;
        events
    }

    /// Words for the search, or a command that closes it.
    fn search_for(&mut self, line: &str) -> Vec<Event> {
        let word = line.to_lowercase();
        let close = vec![Event::Key(Key::Esc)];
        let [_, cramping, _] = self.turn.shortcuts;
        match word.as_str() {
            "!" | "signs" => self.go_to_signs(close),
            "c" | "cramp" => close.into_iter().chain(cramping.map(Event::Key)).collect(),
            word if RESERVED.contains(&word) => self.everywhere(word, false).unwrap_or_default(),
            _ => {
                let words = line.trim_start_matches('/').trim().to_owned();
                vec![Event::Key(Key::End), Event::Key(Key::Ctrl('u')), Event::Paste(words)]
            }
        }
    }

    /// A line for a field of a form.
    fn fill_field(&mut self, line: &str) -> Vec<Event> {
        let text = line.strip_prefix('=').map_or(line, str::trim);
        let text = if text == "-" { "" } else { text };
        let replace = vec![Event::Key(Key::End), Event::Key(Key::Ctrl('u')), Event::Paste(text.to_owned())];
        self.next_question(replace)
    }

    /// The events of an answer, then the next question or the end of the form.
    fn next_question(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        if let Some(actions) = self.turn.screen.then.clone() {
            self.position = if actions.is_empty() { PlainPosition::AllAsked } else { PlainPosition::Top };
            events.extend(events_of(&actions, 0));
        }
        events
    }

    /// Numbers with spaces or commas between, as positions among the choices; `0` alone for none. `None` where the line has
    /// anything else.
    fn numbers(&self, line: &str) -> Option<Result<Vec<usize>, String>> {
        let parts: Vec<&str> =
            line.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty()).collect();
        let numbers: Vec<usize> = parts.iter().filter_map(|part| part.parse().ok()).collect();
        if numbers.is_empty() || numbers.len() < parts.len() {
            return None;
        }
        let count = self.turn.screen.choices.len();
        if numbers == [0] {
            return Some(Ok(vec![]));
        }
        Some(match numbers.iter().find(|number| !(1..=count).contains(*number)) {
            Some(0) => Err("0 means none of them, so it stands alone.".to_owned()),
            Some(number) => {
                Err(format!("There is no {number} here: give numbers from 1 to {count}, or 0 for none."))
            }
            None => Ok(numbers.into_iter().map(|number| number - 1).collect()),
        })
    }

    /// An answer to a page of signs, or a question about one of them.
    fn answer_page(&mut self, line: &str, asked: Range<usize>, ticked: Vec<usize>) -> Option<Vec<Event>> {
        let word = line.to_lowercase();
        let numbers = match word.as_str() {
            "no" | "none" => Some(Ok(vec![])),
            "yes" => return Some(self.sentence("Type the numbers of those that are true, such as 1 3.")),
            "" | "next" if !ticked.is_empty() => Some(Ok(ticked)),
            "next" => return Some(self.enter()),
            _ => self.numbers(line),
        };
        if let Some(numbers) = numbers {
            return Some(match numbers {
                Ok(numbers) => {
                    let ticked = numbers.into_iter().map(|number| asked.start + number).collect();
                    vec![Event::Signs { asked, ticked }]
                }
                Err(sentence) => self.sentence(&sentence),
            });
        }
        let (word, number) = word.split_once(' ').unwrap_or((&word, ""));
        let number: usize = number.trim().parse().unwrap_or(0);
        let sign = number.checked_sub(1).map(|n| asked.start + n).filter(|sign| asked.contains(sign));
        let about = match word {
            "why" => Reply::Why,
            "evidence" | "e" => Reply::Source,
            _ => return None,
        };
        Some(match sign {
            Some(sign) => self.reply_with(about(sign)),
            None => self.sentence("Type why or evidence with the number of a sign, such as why 2."),
        })
    }

    fn answer_ticks(&mut self, ticked: &[bool], numbers: Result<Vec<usize>, String>) -> Vec<Event> {
        let wanted = match numbers {
            Ok(wanted) => wanted,
            Err(sentence) => return self.sentence(&sentence),
        };
        let mut events = vec![Event::Key(Key::Home)];
        for (i, is_ticked) in ticked.iter().enumerate() {
            if *is_ticked != wanted.contains(&i) {
                events.push(Event::Key(Key::Char(' ')));
            }
            events.push(Event::Key(Key::Right));
        }
        self.next_question(events)
    }

    fn answer_yes_no(&mut self, line: &str) -> Option<Vec<Event>> {
        let [yes, no] = self.turn.screen.on_yes_no.as_ref()?;
        match line.to_lowercase().as_str() {
            "yes" | "y" => Some(events_of(yes, 0)),
            "no" => Some(events_of(no, 1)),
            _ => None,
        }
    }

    fn enter(&mut self) -> Vec<Event> {
        match self.turn.screen.on_enter.clone() {
            Some(actions) => events_of(&actions, 0),
            None if self.turn.has_session() && self.view == View::App => self.reply_with(Reply::Status),
            None => self.reply_with(Reply::Again),
        }
    }

    /// The position of the choice that a word names.
    fn choice_named(&self, line: &str) -> Option<usize> {
        let word = line.to_lowercase();
        let has_word = |choice: &NumberedChoice| {
            let words = choice.words.to_lowercase();
            let name = words.split(':').next().unwrap_or("");
            // Single letters are keys.
            let names = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
            word.chars().count() > 1 && !choice.actions.is_empty() && (name == word || names(name))
        };
        let choices = self.turn.screen.choices.iter().enumerate();
        let named: Vec<(usize, String)> = choices
            .filter(|(_, choice)| has_word(choice))
            .map(|(at, choice)| (at, choice.words.to_lowercase()))
            .collect();
        match named.as_slice() {
            [(at, _)] => Some(*at),
            // Of several that contain the word, the first that begins with it.
            several => several.iter().find(|(_, words)| words.starts_with(&word)).map(|(at, _)| *at),
        }
    }

    fn choose(&mut self, number: usize, line: &str, is_repeated: bool) -> Vec<Event> {
        let (first, count) = (self.turn.screen.first, self.turn.screen.choices.len());
        let at = number.checked_sub(first);
        let Some((at, choice)) = at.and_then(|at| Some((at, self.turn.screen.choices.get(at)?.clone())))
        else {
            if number == 0
                && let Some((_, key)) = key_named(&self.turn.rows, "0")
            {
                return vec![Event::Key(key)];
            }
            return match count {
                0 => self.sentence("No number chooses anything here. Type help for what you can type."),
                _ => {
                    let last = (first + count).saturating_sub(1);
                    self.sentence(&format!(
                        "There is no {number} here: give a number from {first} to {last}."
                    ))
                }
            };
        };
        if choice.stretches
            && !is_repeated
            && let Some(warning) = self.warn(line)
        {
            return self.sentence(&warning);
        }
        self.view = View::App;
        let events = events_of(&choice.actions, at);
        if self.turn.is_form() && self.turn.screen.expects == ExpectedInput::Choices {
            return self.next_question(events);
        }
        self.position = if choice.enters { PlainPosition::Inside } else { self.position };
        if self.position == PlainPosition::AllAsked {
            self.position = PlainPosition::Top;
        }
        events
    }

    /// Words that mean the same wherever no text is typed.
    fn everywhere(&mut self, line: &str, is_repeated: bool) -> Option<Vec<Event>> {
        let word = line.to_lowercase();
        let searched = line.strip_prefix('/').or_else(|| {
            let (first, words) = line.split_once(' ')?;
            first.eq_ignore_ascii_case("search").then_some(words)
        });
        if let Some(words) = searched {
            self.view = View::App;
            let [.., search] = self.turn.shortcuts;
            let mut events: Vec<Event> = search.map(Event::Key).into_iter().collect();
            events.extend((!words.trim().is_empty()).then(|| Event::Paste(words.trim().to_owned())));
            return Some(events);
        }
        if let Some(tab) = TabId::ALL.iter().skip(1).find(|tab| tab.words().to_lowercase() == word) {
            self.view = View::App;
            // The state of a session that waited is the answer on its tab.
            if *tab == TabId::Stretch && self.turn.has_session() {
                self.reply = Reply::Status;
            }
            let key = u8::try_from(tab.index()).ok().map(|i| char::from(b'0' + i));
            return Some(key.map(|c| Event::Key(Key::Char(c))).into_iter().collect());
        }
        let session = self.turn.session;
        if self.turn.screen.is_urgent
            && ["how", "stop", "help", "?", "resume", "go", "continue", "yes", "no"].contains(&word.as_str())
        {
            return Some(self.reply_with(Reply::Again));
        }
        Some(match word.as_str() {
            "back" => self.back(),
            "leave" if self.view == View::App => vec![Event::Key(Key::Esc)],
            "menu" => {
                self.view = View::Menu;
                self.reply = Reply::Back;
                if self.turn.focus == super::Focus::Overlay { vec![Event::Key(Key::Esc)] } else { vec![] }
            }
            "how" if self.turn.has_session() => self.reply_with(Reply::How),
            // The arrow keys of these names change the step, and a person who types them means a leg.
            "left" | "right" if self.turn.focus == super::Focus::Session && self.turn.has_session() => self
                .sentence("Type previous or next for another step. The leg of a cramp is asked at its end."),
            "again" => self.reply_with(Reply::Again),
            "?" | "help" => self.reply_with(Reply::Help),
            "about" => self.reply_with(Reply::About),
            "evidence" => self.reply_with(Reply::Evidence),
            "stop" if session == SessionState::Counting => self.pause_key(),
            "stop" if session == SessionState::Waiting => self.reply_with(Reply::Status),
            "resume" | "go" | "continue" if session == SessionState::Waiting => {
                let key = self.turn.key_of("session.pause")?;
                self.press("session.pause", key, line, is_repeated)
            }
            "resume" | "go" | "continue" if session == SessionState::Counting => {
                self.reply_with(Reply::Status)
            }
            "quit" | "q" | "exit" | "stop" => vec![Event::Key(Key::Ctrl('c'))],
            _ if key_named(&self.turn.rows, line).is_some_and(|(id, _)| id == "evidence") => {
                self.reply_with(Reply::Evidence)
            }
            "more" if !self.memory.rest.is_empty() => self.reply_with(Reply::More),
            "more" if self.turn.screen.is_urgent => self.enter(),
            "more" | "later" | "older" if self.page_key(true).is_some() => self.turn_page(true),
            "newer" | "earlier" if self.page_key(false).is_some() => self.turn_page(false),
            "more" => self.reply_with(Reply::More),
            "yes" | "no" => {
                self.sentence("There is no question here for yes or no. Type again to hear this once more.")
            }
            _ => return None,
        })
    }

    fn pause_key(&self) -> Vec<Event> {
        self.turn.key_of("session.pause").map(Event::Key).into_iter().collect()
    }

    /// The key that turns a page here, or a month.
    fn page_key(&self, down: bool) -> Option<Key> {
        let ids = if down {
            ["list.page-down", "diary.month-after"]
        } else {
            ["list.page-up", "diary.month-before"]
        };
        self.turn.rows.iter().find(|row| ids.contains(&row.id))?.keys.first().copied()
    }

    fn turn_page(&mut self, down: bool) -> Vec<Event> {
        self.reply = Reply::More;
        self.page_key(down).map(Event::Key).into_iter().collect()
    }

    /// Up from here: out of an item, else as Esc does, else to the menu.
    fn back(&mut self) -> Vec<Event> {
        self.reply = Reply::Back;
        if self.position == PlainPosition::AllAsked {
            self.position = PlainPosition::Top;
            return vec![];
        }
        match self.turn.screen.on_back.clone() {
            Some(actions) => events_of(&actions, 0),
            None if self.position == PlainPosition::Inside => {
                self.position = PlainPosition::Top;
                vec![]
            }
            None if self.view == View::Menu => self.reply_with(Reply::Again),
            None => {
                self.view = View::Menu;
                vec![]
            }
        }
    }

    fn reply_with(&mut self, reply: Reply) -> Vec<Event> {
        self.reply = reply;
        vec![]
    }

    fn sentence(&mut self, sentence: &str) -> Vec<Event> {
        self.reply_with(Reply::Sentence(sentence.to_owned()))
    }

    fn nearest_word(&self, line: &str) -> Option<&'static str> {
        let words = WORDS.into_iter().chain(known_words(&self.turn.rows));
        // A word that is right, but does nothing here, is no suggestion.
        let word = line.to_lowercase();
        nearest(line, words).filter(|near| *near != word && line.chars().count() > 2)
    }
}

/// The events that are done on the full screen for these; `at` is the position of the choice they belong to.
fn events_of(actions: &[InputAction], at: usize) -> Vec<Event> {
    let y = u16::try_from(at).unwrap_or(u16::MAX);
    let event = |action: &InputAction| match action {
        InputAction::Pick(_) => Event::Click { x: 0, y },
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
