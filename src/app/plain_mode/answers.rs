//! Answers to the present screen: to a question, a form, a page of signs, a search.

use std::ops::Range;

use super::{PlainMode, PlainView, Reply, parse::events_of};
use crate::screen::{
    event::{Event, Key},
    plain_screen::{ExpectedInput, PlainPosition},
};

/// Words that are not searched for.
const RESERVED: [&str; 9] = ["back", "menu", "quit", "exit", "q", "again", "help", "?", "more"];

impl PlainMode {
    /// The events of a line that answers the present screen. `None` if the line is a command or a name.
    pub(super) fn expected(&mut self, line: &str) -> Option<Vec<Event>> {
        if self.turn.is_form()
            && let Some(events) = self.form_command()
        {
            return Some(events);
        }
        let answer = match self.turn.screen.expects.clone() {
            ExpectedInput::Line => Some(self.fill_field(line)),
            ExpectedInput::Search if !line.is_empty() && line.parse::<usize>().is_err() => {
                Some(self.search_for(line))
            }
            ExpectedInput::Digit => line.parse().ok().map(|number| self.answer_digit(number)),
            ExpectedInput::Signs { asked, ticked } if self.view == PlainView::App => {
                self.answer_page(line, asked, ticked)
            }
            ExpectedInput::Ticks(ticked) => {
                self.numbers(line).map(|numbers| self.answer_ticks(&ticked, numbers))
            }
            _ => None,
        };
        if answer.is_some() {
            return answer;
        }
        if let Some(number) = line.parse().ok().filter(|_| !self.turn.screen.has_letters) {
            return Some(self.choose(number));
        }
        if line.is_empty() { Some(self.enter()) } else { self.answer_yes_no() }
    }

    /// Commands at every question of a form.
    fn form_command(&mut self) -> Option<Vec<Event>> {
        Some(match self.typed.as_str() {
            "" => self.next_question(vec![]),
            "keep" => vec![Event::Key(Key::Enter)],
            "leave" => vec![Event::Key(Key::Esc)],
            "afresh" => vec![Event::Key(Key::Ctrl('n'))],
            "back" => self.back(),
            "?" | "help" => self.reply_with(Reply::Help),
            "again" => self.reply_with(Reply::Again),
            "quit" | "exit" => {
                self.view = PlainView::LeavingForm;
                self.sentence(
                    "Your answers are not kept yet. Type keep to keep them, or quit again to leave.",
                )
            }
            // The answers are still there afterwards. A field that is to hold this alone is given it as `=signs`.
            "!" | "signs" => self.go_to_signs(vec![Event::Key(Key::Esc)]),
            _ => return None,
        })
    }

    /// Words for the search, or a command that closes it.
    fn search_for(&mut self, line: &str) -> Vec<Event> {
        let close = Event::Key(Key::Esc);
        let [_, cramping, _] = self.turn.shortcuts;
        match (self.typed.as_str(), cramping) {
            ("!" | "signs", _) => self.go_to_signs(vec![close]),
            ("c" | "cramp", Some(key)) => match self.press("cramping", key) {
                // A warning: the search stays open.
                events if events.is_empty() => events,
                events => [vec![close], events].concat(),
            },
            (word, _) if RESERVED.contains(&word) => self.everywhere(line).unwrap_or_default(),
            _ => replace_text(line.trim_start_matches('/').trim()),
        }
    }

    /// A line for a field of a form.
    fn fill_field(&mut self, line: &str) -> Vec<Event> {
        let text = line.strip_prefix('=').map_or(line, str::trim);
        self.next_question(replace_text(if text == "-" { "" } else { text }))
    }

    /// The events of an answer, then the next question or the end of the form.
    pub(super) fn next_question(&mut self, mut events: Vec<Event>) -> Vec<Event> {
        if let Some(actions) = &self.turn.screen.then {
            self.position = if actions.is_empty() { PlainPosition::AllAsked } else { PlainPosition::Top };
            events.extend(events_of(actions, 0));
        }
        events
    }

    /// Numbers with spaces or commas between, as positions among the choices; `0` alone for none. `None` where the line has
    /// anything else.
    fn numbers(&self, line: &str) -> Option<Result<Vec<usize>, String>> {
        let parts = line.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
        let numbers: Vec<usize> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let count = self.turn.screen.choices.len();
        Some(match (numbers.as_slice(), numbers.iter().find(|number| !(1..=count).contains(*number))) {
            ([], _) => return None,
            ([0], _) => Ok(vec![]),
            (_, Some(0)) => Err("0 means none of them, so it stands alone.".to_owned()),
            (_, Some(number)) => {
                Err(format!("There is no {number} here: give numbers from 1 to {count}, or 0 for none."))
            }
            (_, None) => Ok(numbers.into_iter().map(|number| number - 1).collect()),
        })
    }

    /// An answer to a question with a scale. On the screen `0` soon after `1` is 10; a line is complete, so a key that does
    /// nothing comes first.
    fn answer_digit(&mut self, number: u8) -> Vec<Event> {
        match number {
            0 => vec![Event::Key(Key::Char(' ')), Event::Key(Key::Char('0'))],
            1..=9 => vec![Event::Key(Key::Char(char::from(b'0' + number)))],
            10 => vec![Event::Key(Key::Char('t'))],
            _ => self.sentence("Give a whole number from 0 to 10."),
        }
    }

    /// An answer to a page of signs, or a question about one of them.
    fn answer_page(&mut self, line: &str, asked: Range<usize>, ticked: Vec<usize>) -> Option<Vec<Event>> {
        let numbers = match self.typed.as_str() {
            "no" | "none" => Some(Ok(vec![])),
            "yes" => return Some(self.sentence("Type the numbers of those that are true, such as 1 3.")),
            "" | "next" if !ticked.is_empty() => Some(Ok(ticked)),
            "next" => return Some(self.enter()),
            _ => self.numbers(line),
        };
        match numbers {
            Some(Ok(numbers)) => {
                let ticked = numbers.into_iter().map(|number| asked.start + number).collect();
                return Some(vec![Event::Signs { asked, ticked }]);
            }
            Some(Err(sentence)) => return Some(self.sentence(&sentence)),
            None => {}
        }
        let (word, number) = self.typed.split_once(' ').unwrap_or((&self.typed, ""));
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

    fn answer_yes_no(&mut self) -> Option<Vec<Event>> {
        let [yes, no] = self.turn.screen.on_yes_no.clone()?;
        let actions = match self.typed.as_str() {
            "yes" | "y" => yes,
            "no" => no,
            _ => return None,
        };
        // The answer may be one of the choices, and that choice may start a stretch.
        let choice = self.turn.screen.choices.iter().position(|choice| choice.actions == actions);
        Some(match choice {
            Some(at) => self.choose(at + self.turn.screen.first),
            None => events_of(&actions, 0),
        })
    }

    /// Enter alone.
    pub(super) fn enter(&mut self) -> Vec<Event> {
        match (&self.turn.screen.on_enter, self.turn.key_of(&["session.ready"])) {
            (Some(_), Some(key)) => self.press("session.ready", key),
            (Some(actions), None) => events_of(actions, 0),
            (None, _) if self.turn.has_session() && self.view == PlainView::App => {
                self.reply_with(Reply::Status)
            }
            (None, _) => self.reply_with(Reply::Again),
        }
    }
}

/// The events that put a text in the place of the text of a field.
fn replace_text(text: &str) -> Vec<Event> {
    vec![Event::Key(Key::End), Event::Key(Key::Ctrl('u')), Event::Paste(text.to_owned())]
}
