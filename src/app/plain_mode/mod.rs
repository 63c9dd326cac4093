//! Plain mode: prints what changed since the last turn, and turns each typed line into the events the full screen would produce.
//!
//! Plain mode takes the place of drawing. It reads the app, prints lines for a screen reader or the voice, and decides which lines
//! the voice has time for (see [`speech`]).

mod help;
mod parse;
mod print;
mod rows;
pub(crate) mod speech;
pub(crate) mod spoken;

use std::collections::HashSet;

use super::App;
use crate::{
    domain::{book::Link, time::Now},
    screen::{
        TabId,
        event::Key,
        frame_info::{Area, FrameInfo},
        global::{GLOBAL_KEYS, GlobalVerb},
        keymap::Hint,
        plain_screen::{InputAction, PlainPosition, PlainScreen},
    },
    tabs::diary::plain::AT_ONCE,
};
use print::{Output, print_choices};
use rows::PlainRow;
use speech::SpeechQueue;

/// A list longer than this is not repeated unasked.
const LONG_LIST: usize = 6;

/// So many neighbours with the same words are printed as one run.
const RUN: usize = 3;

/// The question after a part of a long text.
const MORE: &str = "Type more for the rest.";

/// The state of plain mode.
#[derive(Debug, Default)]
pub(crate) struct PlainMode {
    input: InputKind,
    view: View,
    position: PlainPosition,
    turn: Turn,
    reply: Reply,
    memory: Memory,
    queue: SpeechQueue,
}

/// The source of input beside the printed lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum InputKind {
    /// Lines are typed.
    #[default]
    Lines,
    /// Keys are pressed on the full screen, and the lines are only spoken.
    Keys,
}

/// The view that lines are printed for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum View {
    /// The list of tabs.
    Menu,
    /// The tab or overlay that the full screen would show.
    #[default]
    App,
    /// A form, after the first `quit`: the second one leaves.
    LeavingForm,
}

/// The state that the last turn found. The next typed line is read against it.
#[derive(Debug, Default)]
struct Turn {
    screen: PlainScreen,
    tab: Option<TabId>,
    rows: Vec<PlainRow>,
    shortcuts: [Option<Key>; 3],
    session: SessionState,
    focus: Focus,
    /// The result of the checklist, where it forbids stretching.
    forbids: Option<String>,
    /// A line that would have started a stretch against the result. Typed again, it does.
    warned_of: Option<String>,
}

/// A session as plain mode sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum SessionState {
    #[default]
    None,
    /// It is paused, or at a step that waits for Enter.
    Waiting,
    /// Its count goes down.
    Counting,
}

/// The part of the program that hears keys first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Focus {
    #[default]
    Tab,
    /// A session on the stretch tab, or the question at its end.
    Session,
    Overlay,
}

/// The answer that the next turn owes to a typed line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Reply {
    /// No line was typed.
    #[default]
    None,
    /// What changes is the answer.
    Changes,
    /// The same, on the way back: a long list is not repeated.
    Back,
    Sentence(String),
    /// The screen once more.
    Again,
    /// The warning signs were asked for, and are printed whole.
    Signs,
    /// The next part of a long text.
    More,
    Help,
    About,
    Evidence,
    /// The explanation of a sign, by its position.
    Why(usize),
    /// The origin of a sign, by its position.
    Source(usize),
    /// The state of the session, and the next step.
    Status,
    /// The state of the session.
    ShortStatus,
    /// How its step is done.
    How,
}

/// What was printed before.
#[derive(Debug, Default)]
struct Memory {
    has_begun: bool,
    /// The screen printed last, with its tab.
    place: Option<(TabId, String)>,
    /// Paragraphs of a long text that wait for `more`.
    rest: Vec<String>,
    /// The rest belongs to the screen, whose choices follow it.
    is_rest_of_screen: bool,
    /// Keys of the announcements that were true in the last turn.
    current: HashSet<String>,
    /// Explanations printed in this session.
    explained: HashSet<String>,
    /// Screens printed whole.
    screens: HashSet<String>,
    asked_for_help: bool,
}

/// A line for a screen reader or the voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlainLine {
    pub(crate) text: String,
    pub(crate) kind: LineKind,
}

/// The importance of a line to the voice, from the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum LineKind {
    Explanation,
    Time,
    Step,
    /// An answer to the person, or news.
    Answer,
    Emergency,
}

impl PlainMode {
    /// Plain mode that begins at the menu, or at the screen the program opens.
    pub(crate) fn new(at_menu: bool) -> Self {
        Self { view: if at_menu { View::Menu } else { View::App }, ..Self::default() }
    }

    /// The lines that are spoken beside the full screen.
    pub(crate) fn beside_screen() -> Self {
        Self { input: InputKind::Keys, ..Self::default() }
    }

    /// Whether a session counts on with no further line typed.
    pub(crate) fn is_counting(&self) -> bool {
        self.turn.session == SessionState::Counting
    }

    /// Whether a session is under way.
    pub(crate) fn has_session(&self) -> bool {
        self.turn.session != SessionState::None
    }

    /// Says that Ctrl-D does not end a session.
    pub(crate) fn note_end_of_input(&mut self) {
        self.reply = Reply::Sentence("The session goes on. Type quit to leave.".to_owned());
    }

    /// The lines for the changes since the last turn, and the frame information that drawing would give.
    pub(crate) fn print_changes(&mut self, app: &App, now: &Now) -> (Vec<PlainLine>, FrameInfo) {
        let reply = std::mem::take(&mut self.reply);
        if reply != Reply::None {
            self.queue.interrupt(now.real);
        }
        self.follow(app, &reply);
        let screen = self.screen(app, now);
        self.note_turn(app, now, &screen);
        let place = (app.tab(), screen.place.clone());
        // A screen that is still being read from the disk is printed once it is there.
        let is_there = self.view == View::Menu || !app.is_reading_disk();
        let is_new = is_there && self.memory.place.as_ref() != Some(&place);
        if is_new {
            self.memory.place = Some(place);
            if self.input == InputKind::Keys {
                self.queue.interrupt(now.real);
            }
        }
        let is_whole = is_new || matches!(reply, Reply::Again | Reply::Signs);
        let is_typed = self.input == InputKind::Lines;
        let mut out = Output {
            lines: vec![],
            queue: &mut self.queue,
            now: now.real,
            is_urgent: screen.is_urgent,
            is_cut_for_steps: !is_typed,
        };
        if !std::mem::replace(&mut self.memory.has_begun, true) {
            out.print_all(&app.first_words());
        }
        match &reply {
            Reply::Help => out.print_all(&help::lines(&self.turn, &screen, self.memory.asked_for_help)),
            Reply::About => self.memory.begin(app.about_lines(), &mut out),
            Reply::Evidence => self.memory.begin(app.evidence_lines(now), &mut out),
            Reply::Why(sign) => self.memory.begin(app.sign_lines(*sign, now), &mut out),
            Reply::Source(sign) => self.memory.begin(app.evidence_of(Link::Sign(*sign)), &mut out),
            Reply::How => out.print_all(&app.how(now)),
            Reply::Sentence(sentence) => out.print(sentence, LineKind::Answer),
            Reply::More => self.memory.print_part(&screen, &mut out),
            _ => {}
        }
        self.memory.asked_for_help = reply == Reply::Help;
        let in_session = self.turn.session != SessionState::None;
        if !in_session {
            self.memory.explained.clear();
        }
        let again = reply == Reply::Again || reply == Reply::Signs;
        // In a session the screen has no more to say than its announcements; elsewhere news comes first.
        let is_answer = reply != Reply::None;
        self.memory.print_announcements(&screen, (is_answer, is_new, again), &mut out);
        if is_whole {
            self.memory.rest = screen.rest.clone();
            self.memory.is_rest_of_screen = true;
            let is_short = !self.memory.screens.insert(screen.place.clone())
                && reply == Reply::Back
                && screen.choices.len() > LONG_LIST;
            out.print_all(&screen.lines);
            if is_typed && is_short {
                out.print(&format!("{} Type again for the list.", screen.ask), LineKind::Answer);
            } else if screen.rest.is_empty() {
                print_choices(&screen, is_typed, &mut out);
            } else {
                out.print(MORE, LineKind::Answer);
            }
        }
        if out.lines.is_empty() {
            match reply {
                Reply::Status | Reply::ShortStatus if !screen.is_urgent => {
                    if let Some((short, more)) = app.status(now) {
                        let text = if reply == Reply::Status { format!("{short} {more}") } else { short };
                        out.print(&text, LineKind::Answer);
                    }
                }
                // Silence is no answer.
                Reply::None => {}
                _ if screen.is_urgent => out.print_all(&screen.lines),
                Reply::More => out.print("There is no more here.", LineKind::Answer),
                _ if is_there => {
                    out.print("Nothing changed. Type help for what you can type.", LineKind::Answer)
                }
                _ => {}
            }
        }
        let lines = out.lines;
        let frame = self.frame_info(&screen);
        self.position = match (self.position, screen.is_inside) {
            (_, true) => PlainPosition::Inside,
            (PlainPosition::Inside, false) => PlainPosition::Top,
            (position, false) => position,
        };
        self.turn.screen = screen;
        (lines, frame)
    }

    /// The screen for the present view.
    fn screen(&self, app: &App, now: &Now) -> PlainScreen {
        let there = app.plain_screen(now, &self.position);
        match self.view {
            View::Menu => PlainScreen {
                announcements: there.announcements,
                step_left: there.step_left,
                quiet_left: there.quiet_left,
                ..menu(app)
            },
            View::App => there,
            View::LeavingForm => PlainScreen { ask: String::new(), ..there },
        }
    }

    /// Takes over what the app did by itself since the last turn.
    fn follow(&mut self, app: &App, reply: &Reply) {
        let focus = app.focus();
        // An overlay that comes up by itself, or a session that begins, is printed at once.
        if self.turn.focus == Focus::Tab && focus != Focus::Tab && self.view == View::Menu {
            self.view = View::App;
        }
        let tab = app.tab();
        if self.turn.tab != Some(tab) {
            let is_linked = tab == TabId::Stretch && self.turn.has_linked();
            self.position = if is_linked { PlainPosition::Inside } else { PlainPosition::Top };
        }
        if *reply == Reply::Signs && tab == TabId::Checklist {
            self.view = View::App;
        }
    }

    /// What the next typed line is read against.
    fn note_turn(&mut self, app: &App, now: &Now, screen: &PlainScreen) {
        let is_menu = self.view == View::Menu;
        let works = |hint: &&Hint<'_>| {
            // The menu stands over all tabs, so only the global keys work there.
            let is_global = GLOBAL_KEYS.iter().any(|row| row.id == hint.id);
            (is_global || !is_menu) && !screen.hides.contains(&hint.id)
        };
        self.turn = Turn {
            tab: Some(app.tab()),
            rows: app.keys_here().iter().filter(works).map(PlainRow::of).collect(),
            shortcuts: app.keys_for([GlobalVerb::Signs, GlobalVerb::Cramping, GlobalVerb::Search]),
            session: app.session_state(now),
            focus: app.focus(),
            forbids: app.forbids_stretch(),
            screen: PlainScreen::default(),
            warned_of: self.turn.warned_of.take(),
        };
    }

    /// The frame information of a screen: each choice as if it had been drawn in a row of its own.
    fn frame_info(&self, screen: &PlainScreen) -> FrameInfo {
        let mut info = FrameInfo { page: AT_ONCE + 1, rows: 1, ..FrameInfo::default() };
        for (i, choice) in screen.choices.iter().enumerate() {
            for action in &choice.actions {
                if let (InputAction::Pick(spot), Ok(y)) = (action, u16::try_from(i)) {
                    info.spots.push((Area { x: 0, y, width: 1, height: 1 }, *spot));
                }
            }
        }
        info.links = screen.links.iter().map(|link| (0, *link)).collect();
        info
    }
}

/// The list of tabs, which the full screen has in its bar.
fn menu(app: &App) -> PlainScreen {
    let lines = vec!["If you have a cramp now, type cramp.".to_owned(), app.about_line().to_owned()];
    let mut screen = PlainScreen::new("menu", lines);
    for tab in TabId::ALL {
        let what = match tab {
            TabId::Start => continue,
            TabId::Causes => "what may bring cramps on",
            TabId::Symptoms => "what they are like, and what else it could be",
            TabId::Remedies => "what may help, and how good the evidence is",
            TabId::Stretch => "stretches, step by step",
            TabId::Checklist => "warning signs, and how soon to get help",
            TabId::Diary => "your cramps, and the page for a clinician",
        };
        let key = u8::try_from(tab.index()).ok().map(|i| Key::Char(char::from(b'0' + i)));
        screen.choose(format!("{}: {what}", tab.words()), key.map(InputAction::Key).into_iter().collect());
    }
    screen.ask = "Type a number or a name, then Enter. Type signs for the warning signs, search and a word to search, help for \
                  more, quit to leave."
        .to_owned();
    screen
}
