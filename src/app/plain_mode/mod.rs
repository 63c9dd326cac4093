//! Plain mode: prints what changed since the last turn, and turns each typed line into the events the full screen would produce.
//!
//! Plain mode takes the place of drawing. It reads the app, prints lines for a screen reader or the voice, and decides which lines
//! the voice has time for (see [`speech`]).

mod answers;
mod help;
mod parse;
mod print;
mod rows;
pub(crate) mod speech;
pub(crate) mod spoken;

use super::App;
use crate::{
    domain::{book::Link, time::Now},
    screen::{
        TabId,
        event::Key,
        frame_info::{Area, FrameInfo, Spot},
        global::{GLOBAL_KEYS, GlobalVerb},
        keymap::Hint,
        plain_screen::{InputAction, PlainPosition, PlainScreen},
    },
    tabs::{diary::plain::AT_ONCE, words},
};
use parse::PAUSE;
use print::{Memory, Printer};
use rows::PlainRow;
use speech::SpeechQueue;

/// The state of plain mode.
#[derive(Debug, Default)]
pub(crate) struct PlainMode {
    input: InputKind,
    view: PlainView,
    position: PlainPosition,
    /// The typed line, in small letters.
    typed: String,
    /// The typed line was answered with a warning, and is typed again.
    is_repeated: bool,
    turn: LastTurn,
    reply: Reply,
    memory: Memory,
    queue: SpeechQueue,
}

/// The kind of input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum InputKind {
    /// Lines are typed.
    #[default]
    Lines,
    /// Keys are pressed on the full screen. Plain mode only speaks its lines then.
    Keys,
}

/// The view that lines are printed for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum PlainView {
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
struct LastTurn {
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

/// The part of the program that gets keys first.
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
    /// The changes on the screen.
    Changes,
    /// The changes on the screen, on the way back: a long list is not repeated.
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
    /// The instructions for the step.
    How,
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
        Self { view: if at_menu { PlainView::Menu } else { PlainView::App }, ..Self::default() }
    }

    /// The lines that are spoken beside the full screen.
    pub(crate) fn beside_screen() -> Self {
        Self { input: InputKind::Keys, ..Self::default() }
    }

    /// True if a session counts on with no further line typed.
    pub(crate) fn is_counting(&self) -> bool {
        self.turn.session == SessionState::Counting
    }

    /// True if a session is under way.
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
        // A screen that is still being read from the disk is printed once it is there.
        let is_there = self.view == PlainView::Menu || !app.is_reading_disk();
        let is_new = is_there && self.memory.moves_to(app.tab, &screen.place);
        if is_new && self.input == InputKind::Keys {
            self.queue.interrupt(now.real);
        }
        let mut out = Printer {
            lines: vec![],
            queue: self.queue,
            now: now.real,
            is_urgent: screen.is_urgent,
            input: self.input,
        };
        if !std::mem::replace(&mut self.memory.has_begun, true) {
            out.print_all(app.demonstration().as_slice());
        }
        self.print_reply(&reply, &screen, (app, now), &mut out);
        self.memory.asked_for_help = reply == Reply::Help;
        if self.turn.session == SessionState::None {
            self.memory.explained.clear();
        }
        let is_again = matches!(reply, Reply::Again | Reply::Signs);
        // In a session the screen has no more to say than its announcements; elsewhere news comes first.
        self.memory.print_announcements(&screen, (reply != Reply::None, is_new, is_again), &mut out);
        if is_new || is_again {
            self.memory.print_screen(&screen, reply == Reply::Back, &mut out);
        }
        if out.lines.is_empty() {
            print_no_change(&reply, &screen, is_there, (app, now), &mut out);
        }
        self.queue = out.queue;
        self.position = match (self.position, screen.is_inside) {
            (_, true) => PlainPosition::Inside,
            (PlainPosition::Inside, false) => PlainPosition::Top,
            (position, false) => position,
        };
        let frame = frame_info(&screen);
        self.turn.screen = screen;
        (out.lines, frame)
    }

    /// Prints the answer to a command of plain mode's own.
    fn print_reply(
        &mut self,
        reply: &Reply,
        screen: &PlainScreen,
        (app, now): (&App, &Now),
        out: &mut Printer,
    ) {
        let evidence = |link| words::evidence(&app.book, link).lines;
        match reply {
            Reply::Help => out.print_all(&help::lines(&self.turn, screen, self.memory.asked_for_help)),
            Reply::About => self.memory.begin(words::about(&app.book).lines, out),
            Reply::Evidence => {
                let place = app.tabs.get(app.tab).place(&app.ctx(now));
                self.memory.begin(place.map(evidence).unwrap_or_default(), out);
            }
            Reply::Why(sign) => self.memory.begin(app.sign_lines(*sign, now), out),
            Reply::Source(sign) => self.memory.begin(evidence(Link::Sign(*sign)), out),
            Reply::How => out.print_all(&app.tabs.stretch.how(&app.ctx(now))),
            Reply::Sentence(sentence) => out.print(sentence, LineKind::Answer),
            Reply::More => self.memory.print_part(screen, out),
            _ => {}
        }
    }

    /// The screen for the present view.
    fn screen(&self, app: &App, now: &Now) -> PlainScreen {
        let there = app.plain_screen(now, &self.position);
        match self.view {
            PlainView::Menu => PlainScreen {
                announcements: there.announcements,
                step_left: there.step_left,
                quiet_left: there.quiet_left,
                ..menu(app)
            },
            PlainView::App => there,
            PlainView::LeavingForm => PlainScreen { ask: String::new(), ..there },
        }
    }

    /// Takes over what the app did by itself since the last turn.
    fn follow(&mut self, app: &App, reply: &Reply) {
        // An overlay that comes up by itself, or a session that begins, is printed at once.
        if self.turn.focus == Focus::Tab && app.focus() != Focus::Tab && self.view == PlainView::Menu {
            self.view = PlainView::App;
        }
        if self.turn.tab != Some(app.tab) {
            let is_linked = app.tab == TabId::Stretch && self.turn.has_linked();
            self.position = if is_linked { PlainPosition::Inside } else { PlainPosition::Top };
        }
        if *reply == Reply::Signs && app.tab == TabId::Checklist {
            self.view = PlainView::App;
        }
    }

    /// Notes the state against which the next typed line is read.
    fn note_turn(&mut self, app: &App, now: &Now, screen: &PlainScreen) {
        let is_menu = self.view == PlainView::Menu;
        let works = |hint: &&Hint<'_>| {
            // The menu stands over all tabs, so only the global keys work there, and the key that pauses a stretch.
            let is_global = GLOBAL_KEYS.iter().any(|row| row.id == hint.id);
            (is_global || hint.id == PAUSE || !is_menu) && !screen.hides.contains(&hint.id)
        };
        let shortcuts = [GlobalVerb::Signs, GlobalVerb::Cramping, GlobalVerb::Search];
        self.turn = LastTurn {
            tab: Some(app.tab),
            rows: app.hints().iter().filter(works).map(PlainRow::of).collect(),
            shortcuts: shortcuts.map(|verb| app.keys.key(GLOBAL_KEYS, &verb)),
            session: app.session_state(now),
            focus: app.focus(),
            forbids: app.forbids_stretch(),
            screen: PlainScreen::default(),
            warned_of: self.turn.warned_of.take(),
        };
    }
}

/// Prints the answer to a line that changed nothing on the screen, because silence is no answer.
fn print_no_change(
    reply: &Reply,
    screen: &PlainScreen,
    is_there: bool,
    (app, now): (&App, &Now),
    out: &mut Printer,
) {
    match reply {
        Reply::Status | Reply::ShortStatus if !screen.is_urgent => {
            if let Some((short, more)) = app.status(now) {
                let text = if *reply == Reply::Status { format!("{short} {more}") } else { short };
                out.print(&text, LineKind::Answer);
            }
        }
        Reply::None => {}
        _ if screen.is_urgent => out.print_all(&screen.lines),
        Reply::More => out.print("There is no more here.", LineKind::Answer),
        _ if is_there => out.print("Nothing changed. Type help for what you can type.", LineKind::Answer),
        _ => {}
    }
}

/// The column of the tabs in the frame information. The choices of the screen are in column 0.
const TAB_COLUMN: u16 = 1;

/// The frame information of a screen: each choice, and each tab, as if it had been drawn in a row of its own.
fn frame_info(screen: &PlainScreen) -> FrameInfo {
    let mut info = FrameInfo { page: AT_ONCE + 1, rows: 1, ..FrameInfo::default() };
    let cell = |x, y| Area { x, y, width: 1, height: 1 };
    for (y, choice) in (0..).zip(&screen.choices) {
        for action in &choice.actions {
            if let InputAction::Pick(spot) = action {
                info.spots.push((cell(0, y), *spot));
            }
        }
    }
    info.spots.extend((0..).zip(TabId::ALL).map(|(y, tab)| (cell(TAB_COLUMN, y), Spot::Tab(tab.index()))));
    info.links = screen.links.iter().map(|link| (0, *link)).collect();
    info
}

/// The list of tabs, which the full screen has in its bar.
fn menu(app: &App) -> PlainScreen {
    let lines = vec!["If you have a cramp now, type cramp.".to_owned(), app.book.about.line.clone()];
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
        screen.choose(format!("{}: {what}", tab.words()), vec![InputAction::Pick(Spot::Tab(tab.index()))]);
    }
    screen.ask = "Type a number or a name, then Enter. Type signs for the warning signs, search and a word to search, help for \
                  more, quit to leave."
        .to_owned();
    screen
}
