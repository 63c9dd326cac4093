//! Printing of one turn: announcements as far as the voice has time for them, parts of a long text, and choices.

use std::{collections::HashSet, time::Duration};

use super::{InputKind, LineKind, PlainLine, speech::SpeechQueue, spoken};
use crate::{
    domain::{clean::clean, words::capital},
    screen::{
        TabId,
        plain_screen::{Announcement, AnnouncementKind, NumberedChoice, PlainScreen, first_part},
    },
};

/// A list longer than this is not repeated unasked.
const LONG_LIST: usize = 6;

/// So many neighbours with the same words are printed as one run.
const RUN: usize = 3;

/// The question after a part of a long text.
const MORE: &str = "Type more for the rest.";

/// Collects the lines of one turn.
pub(super) struct Printer {
    pub(super) lines: Vec<PlainLine>,
    pub(super) queue: SpeechQueue,
    pub(super) now: Duration,
    pub(super) is_urgent: bool,
    pub(super) input: InputKind,
}

impl Printer {
    pub(super) fn print(&mut self, text: &str, kind: LineKind) {
        // The dash of a list would be read aloud.
        let text = spoken::in_whole_words(&clean(text.strip_prefix("- ").unwrap_or(text)));
        if !text.is_empty() {
            self.queue.add(&text, self.now);
            let kind = if self.is_urgent { LineKind::Emergency } else { kind };
            self.lines.push(PlainLine { text, kind });
        }
    }

    pub(super) fn print_all(&mut self, texts: &[String]) {
        texts.iter().for_each(|text| self.print(text, LineKind::Answer));
    }
}

/// The lines that were printed before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) has_begun: bool,
    /// The screen printed last, with its tab.
    place: Option<(TabId, String)>,
    /// Paragraphs of a long text that wait for `more`.
    pub(super) rest: Vec<String>,
    /// The rest belongs to the screen, whose choices follow it.
    is_rest_of_screen: bool,
    /// Keys of the announcements that were true in the last turn.
    current: HashSet<String>,
    /// Explanations printed in this session.
    pub(super) explained: HashSet<String>,
    /// Screens printed whole.
    screens: HashSet<String>,
    pub(super) asked_for_help: bool,
}

impl Memory {
    /// Notes the screen of this turn. Returns `true` if it is another one than that printed last.
    pub(super) fn moves_to(&mut self, tab: TabId, place: &str) -> bool {
        let place = Some((tab, place.to_owned()));
        std::mem::replace(&mut self.place, place.clone()) != place
    }

    /// Prints the announcements that have become true, as far as the voice has time for them.
    pub(super) fn print_announcements(
        &mut self,
        screen: &PlainScreen,
        (is_answer, is_new, again): (bool, bool, bool),
        out: &mut Printer,
    ) {
        // In an emergency nothing else is said, except the answer to a command. The announcements of the turn before stay noted.
        if screen.is_urgent && (is_new || again || !is_answer) {
            return;
        }
        let mut current = HashSet::new();
        for one in &screen.announcements {
            let is_told = match one.kind {
                // The answer to a typed line comes first.
                AnnouncementKind::Explanation => is_answer || self.explained.contains(&one.key),
                _ => self.current.contains(&one.key) && !again,
            };
            current.insert(one.key.clone());
            if is_told {
                continue;
            }
            // The voice stops what it says for an instruction. A screen reader does not.
            if one.kind == AnnouncementKind::Step && out.input == InputKind::Keys {
                out.queue.interrupt(out.now);
            }
            let Some((text, kind)) = timely(one, screen, out) else { continue };
            out.print(text, kind);
            self.explained.extend([text.to_owned(), one.key.clone()]);
        }
        self.current = current;
    }

    /// Prints the first part of a long text.
    pub(super) fn begin(&mut self, text: Vec<String>, out: &mut Printer) {
        self.rest = text;
        self.is_rest_of_screen = false;
        self.print_part(&PlainScreen::default(), out);
    }

    /// Prints the next part of a long text, with the choices of the screen after its last one.
    pub(super) fn print_part(&mut self, screen: &PlainScreen, out: &mut Printer) {
        if self.rest.is_empty() {
            return;
        }
        let part = first_part(&self.rest);
        let rest = self.rest.split_off(part);
        out.print_all(&std::mem::replace(&mut self.rest, rest));
        if !self.rest.is_empty() {
            out.print(MORE, LineKind::Answer);
        } else if self.is_rest_of_screen {
            print_choices(screen, out);
        }
    }

    /// Prints the paragraphs of a screen and its choices. A long list that was printed before is left out if `is_back`.
    pub(super) fn print_screen(&mut self, screen: &PlainScreen, is_back: bool, out: &mut Printer) {
        self.rest = screen.rest.clone();
        self.is_rest_of_screen = true;
        let is_known = !self.screens.insert(screen.place.clone());
        out.print_all(&screen.lines);
        if is_known && is_back && screen.choices.len() > LONG_LIST && out.input == InputKind::Lines {
            out.print(&format!("{} Type again for the list.", screen.ask), LineKind::Answer);
        } else if screen.rest.is_empty() {
            print_choices(screen, out);
        } else {
            out.print(MORE, LineKind::Answer);
        }
    }
}

/// The wording of an announcement that the voice has time for now, if there is one.
fn timely<'a>(one: &'a Announcement, screen: &PlainScreen, out: &Printer) -> Option<(&'a str, LineKind)> {
    let ends_by = |text: &str, left: Option<Duration>| {
        left.is_none_or(|left| out.queue.end_of(text, out.now) <= out.now + left)
    };
    let fits = |left| one.wordings.iter().find(|text| ends_by(text, left)).map(String::as_str);
    match one.kind {
        AnnouncementKind::News => one.wordings.first().map(|text| (text.as_str(), LineKind::Answer)),
        AnnouncementKind::Step | AnnouncementKind::Warning => {
            let is_step = one.kind == AnnouncementKind::Step;
            let text = fits(screen.step_left).or(one.wordings.last().map(String::as_str));
            text.map(|text| (text, if is_step { LineKind::Step } else { LineKind::Answer }))
        }
        AnnouncementKind::Time if out.queue.is_free(out.now) => {
            fits(screen.step_left).map(|text| (text, LineKind::Time))
        }
        AnnouncementKind::Explanation if out.queue.is_free(out.now) || screen.step_left.is_none() => {
            fits(screen.quiet_left).map(|text| (text, LineKind::Explanation))
        }
        AnnouncementKind::Time | AnnouncementKind::Explanation => None,
    }
}

/// Prints the choices with their numbers, then the question. Neighbours with the same words are one run.
fn print_choices(screen: &PlainScreen, out: &mut Printer) {
    if out.input == InputKind::Keys {
        let few = screen.choices.iter().filter(|_| screen.choices.len() <= LONG_LIST);
        few.for_each(|choice| out.print(&choice.words, LineKind::Answer));
        return;
    }
    let mut i = 0;
    for run in screen.choices.chunk_by(|a, b| a.words == b.words) {
        let (first, last) = (i + screen.first, i + screen.first + run.len() - 1);
        i += run.len();
        match run {
            [NumberedChoice { words, .. }, ..] if run.len() >= RUN => {
                let what = screen.counts.map_or_else(String::new, |what| format!("{what}s "));
                out.print(&format!("{}{first} to {last}: {words}", capital(&what)), LineKind::Answer);
            }
            _ => {
                for (number, NumberedChoice { words, .. }) in (first..).zip(run) {
                    let number = match screen.counts {
                        _ if screen.has_letters => String::new(),
                        Some(what) => format!("{} {number}: ", capital(what)),
                        None => format!("{number}. "),
                    };
                    out.print(&format!("{number}{words}"), LineKind::Answer);
                }
            }
        }
    }
    out.print(&screen.ask, LineKind::Answer);
}
