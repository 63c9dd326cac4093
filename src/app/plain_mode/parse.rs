//! What a typed line means: the events that the same thing on the screen would be, or something asked of the ear itself.

use std::ops::Range;

use super::{Asked, PlainMode, rows::PlainRow};
use crate::{
    domain::{clean::clean, nearest::nearest},
    screen::{
        TabId,
        event::{Event, Key, stand_ins},
        plain_screen::{ExpectedInput, InputAction},
    },
};

/// Words that mean the same everywhere, for "did you mean".
const WORDS: [&str; 11] =
    ["back", "menu", "more", "newer", "again", "about", "help", "quit", "causes", "symptoms", "remedies"];
/// Words that are not searched for.
const RESERVED: [&str; 9] = ["back", "menu", "quit", "q", "again", "help", "?", "!", "c"];

impl PlainMode {
    /// What a typed line asks for, as the events it would be on the screen.
    pub(crate) fn parse_line(&mut self, line: &str) -> Vec<Event> {
        let line = clean(&without_erased(line));
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
        if self.plain_screen.then.is_some()
            && let Some(events) = self.about_form(line)
        {
            return events;
        }
        match self.plain_screen.expects.clone() {
            ExpectedInput::Line => return self.hear_field(line),
            ExpectedInput::Search if !line.is_empty() && line.parse::<usize>().is_err() => {
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
            ExpectedInput::Digit => {
                if let Ok(number) = line.parse::<u8>() {
                    return match number {
                        0..=9 => vec![Event::Key(Key::Char(char::from(b'0' + number)))],
                        10 => vec![Event::Key(Key::Char('t'))],
                        _ => self.refuse("Give a whole number from 0 to 10."),
                    };
                }
            }
            ExpectedInput::Signs { asked, ticked } if !self.at_menu => {
                if let Some(numbers) = self.numbers(line) {
                    return self.answer_signs(asked, numbers);
                }
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
            ExpectedInput::Ticks(ticked) => {
                if let Some(numbers) = self.numbers(line) {
                    return self.answer_ticks(&ticked, numbers);
                }
            }
            ExpectedInput::Choices | ExpectedInput::Search | ExpectedInput::Signs { .. } => {}
        }
        if let Some(number) = line.parse::<usize>().ok().filter(|_| !self.plain_screen.has_letters) {
            return self.choose(number);
        }
        if line.is_empty() {
            return self.enter();
        }
        if self.plain_screen.then.is_none() {
            let line = &self.with_meaning(line);
            if let Some(events) = self.everywhere(line) {
                return events;
            }
            if let Some(key) = self.key_of(line) {
                self.at_menu = false;
                return if self.is_for_signs(key) { self.go_to_signs(vec![]) } else { vec![Event::Key(key)] };
            }
        }
        if self.plain_screen.then.is_some() {
            return self.refuse("Give a number, or: keep, back, leave. ? says what each does.");
        }
        let near = self.nearest_word(line);
        self.refuse(&format!("{line:?} means nothing here{near}. ? says what can be typed."))
    }

    /// A letter alone without a meaning here counts as the Latin letter of its key, or as its small letter.
    fn with_meaning(&self, line: &str) -> String {
        let mut letters = line.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return line.to_owned() };
        let has_meaning =
            |letter: char| letter == 'q' || self.key_of(letter.encode_utf8(&mut [0; 4])).is_some();
        let letter = if has_meaning(letter) {
            letter
        } else {
            stand_ins(letter).find(|other| has_meaning(*other)).unwrap_or(letter)
        };
        letter.to_string()
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
        // The steps of a running stretch would be said between the signs.
        events.extend(self.goes_on.then_some(Event::HoldSession));
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
        match self.plain_screen.then.clone() {
            Some(actions) if actions.is_empty() => self.listener.is_through = true,
            Some(actions) => {
                self.listener.is_through = false;
                events.extend(self.events(&actions, 0));
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
        let count = self.plain_screen.choices.len();
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

    /// The answer for a page of signs, by their places on it.
    fn answer_signs(&mut self, asked: Range<usize>, numbers: Result<Vec<usize>, String>) -> Vec<Event> {
        let ticked = match numbers {
            Ok(ticked) => ticked.into_iter().map(|number| asked.start + number).collect(),
            Err(sentence) => return self.refuse(&sentence),
        };
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
        match self.plain_screen.on_enter.clone() {
            Some(actions) => self.events(&actions, 0),
            None if self.under_way && !self.at_menu => self.ask(Asked::Status),
            None => self.ask(Asked::Again),
        }
    }

    fn choose(&mut self, number: usize) -> Vec<Event> {
        let first = self.plain_screen.first;
        let Some((at, choice)) = number
            .checked_sub(first)
            .and_then(|at| self.plain_screen.choices.get(at).cloned().map(|choice| (at, choice)))
        else {
            let last = (first + self.plain_screen.choices.len()).saturating_sub(1);
            if number == 0
                && let Some(key) = self.key_of("0")
            {
                return vec![Event::Key(key)];
            }
            return match self.plain_screen.choices.len() {
                0 => self.refuse("There is nothing to choose by number here. ? says what can be typed."),
                _ => {
                    self.refuse(&format!("There is no {number} here: give a number from {first} to {last}."))
                }
            };
        };
        self.at_menu = false;
        self.listener.inside |= choice.enters;
        if self.plain_screen.then.is_some() && self.plain_screen.expects == ExpectedInput::Choices {
            let events = self.events(&choice.actions, at);
            return self.next(events);
        }
        self.listener.is_through = false;
        self.events(&choice.actions, at)
    }

    /// What is done on the screen for these; `at` is the choice they belong to.
    fn events(&self, actions: &[InputAction], at: usize) -> Vec<Event> {
        let y = u16::try_from(at).unwrap_or(u16::MAX);
        let event = |act: &InputAction| match act {
            InputAction::Pick(_) => Event::Click { x: 0, y },
            InputAction::Key(key) => Event::Key(*key),
        };
        actions.iter().map(event).collect()
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
        let tab = TabId::ALL.iter().skip(1).find(|tab| tab.title().to_lowercase() == word);
        if let Some(tab) = tab {
            self.at_menu = false;
            // Back at a session that waited, its state is said.
            self.asked = (*tab == TabId::Stretch && self.under_way).then_some(Asked::Status).or(self.asked);
            let key = u8::try_from(tab.index()).ok().map(|i| char::from(b'0' + i));
            return Some(key.map(|c| Event::Key(Key::Char(c))).into_iter().collect());
        }
        Some(match word.as_str() {
            "back" => self.back(),
            "leave" if !self.at_menu => vec![Event::Key(Key::Esc)],
            "menu" => {
                self.at_menu = true;
                if self.has_overlay { vec![Event::Key(Key::Esc)] } else { vec![] }
            }
            "how" if self.under_way => self.ask(Asked::How),
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
        match self.plain_screen.on_back.clone() {
            Some(actions) => self.events(&actions, 0),
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
                |row: &&PlainRow| row.id != "quit" && (row.foot == word || row.foot.replace(' ', "") == word);
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
}

/// A line with every erased letter taken out: some keyboards send Backspace as a byte that the terminal leaves in the line.
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
