//! The interactive commands, on the full screen or in plain lines: the guide, `now`, `stretch`, `check`.

use std::rc::Rc;

use super::{
    CliError, Exit,
    args::{ColorArg, Command, Global},
    book, diary, json, print,
    settings::Layer,
};
use crate::{
    app::{App, Keeping, Options, Start, plain_mode::PlainMode},
    content,
    domain::{
        book::{ActionNames, Book},
        diary::DiaryError,
        nearest::{did_you_mean, nearest},
        region::Region,
        routine::Muscle,
        time::{Now, in_words},
        words::capital,
    },
    runtime::{
        clock::Clock,
        full_screen::FullScreen,
        machine::{Disk, Machine},
        places::{self, seed},
        plain::PlainTerminal,
        run_loop::{self, End, World},
        state::{self, StateFile},
        terminal::{self, ScreenOptions},
        voice::Voice,
    },
    ui::{
        glyphs::{self, Glyphs},
        theme::{Depth, Theme, ThemeName},
    },
};

pub(super) fn run(command: Option<&Command>, global: &Global) -> Result<Exit, CliError> {
    if let Some(Command::Stretch { example: true, .. }) = command {
        return print(content::OWN_ROUTINES_EXAMPLE);
    }
    // On a screen the first frame waits only for the part of the book that it shows.
    let is_now = matches!(command, Some(Command::Now { .. }));
    let is_late = !is_plain(global) && (command.is_none() || is_now);
    let (book, unused) = if is_late { (content::first_frame(is_now), None) } else { book::open(global) };
    let (here, notice) = region(&book, global);
    let here = here.map(|region| region.code.clone());
    // A problem with the own routines comes before one with the region.
    let notice = unused.or(notice);
    if let Some(Command::Stretch { list: true, json, .. }) = command {
        let mut book = book;
        Rc::make_mut(&mut book).name_actions(&ActionNames::commands());
        print(&if *json { json::routines(&book) } else { list(&book) })?;
        book::say(notice.as_deref());
        return Ok(Exit::Done);
    }
    let start = opening(&book, command)?;
    let is_session = matches!(start, Start::Routine(..));
    let later = || {
        let (book, unused) = book::open(global);
        let start = opening(&book, command)?;
        Ok(Later { book, start, unused })
    };
    let later = is_late.then_some(&later as &dyn Fn() -> Result<Later, CliError>);
    let (end, app) = open(&book, start, (here, notice), later, global)?;
    match end {
        End::Quit if is_session && app.is_unfinished() => Ok(Exit::LeftEarly),
        end => Ok(exit_of(&end)),
    }
}

/// The code a run ends with by itself.
pub(super) fn exit_of(end: &End) -> Exit {
    match end {
        End::Quit => Exit::Done,
        End::Signal(signal) => Exit::Code(u8::try_from(128 + signal).unwrap_or(1)),
        // The terminal has gone.
        End::Gone => Exit::Code(129),
    }
}

/// True for plain lines: they were asked for, or there is no screen to draw on.
pub(super) fn is_plain(global: &Global) -> bool {
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    global.plain || dumb || !terminal::is_there()
}

/// The whole book, read after the first frame, and where the program opens in it.
pub(super) struct Later {
    book: Rc<Book>,
    start: Start,
    /// A problem with the own routines.
    unused: Option<String>,
}

/// Runs the program, on a screen or in plain lines, until it ends. On a screen the first frame does not wait for a book that
/// is read `later`.
///
/// # Errors
/// When there is no way to run it, or not everything could be saved.
pub(super) fn open(
    book: &Rc<Book>,
    start: Start,
    (region, notice): (Option<String>, Option<String>),
    later: Option<&dyn Fn() -> Result<Later, CliError>>,
    global: &Global,
) -> Result<(End, App), CliError> {
    // `check` asks in plain lines on every terminal.
    let is_plain = is_plain(global) || matches!(start, Start::Checklist);
    let mut clock = Clock::start(global.speed.unwrap_or(1.0));
    let now = clock.now();
    let disk = disk(global);
    let has_diary = global.not_kept().is_none() && disk.diary.is_some();
    let (voice, silent) = voice(global, is_plain);
    let options = Options {
        theme: Theme {
            name: global.theme.0.unwrap_or(ThemeName::auto(now.is_night())),
            depth: depth(global.color),
        },
        glyphs: glyphs(global.ascii),
        motion: global.motion(),
        keys: global.file.keys.clone(),
        bell: global.bell,
        region,
        speed: global.speed.filter(|speed| *speed != 1.0),
        notice: notice.or(silent).or_else(|| global.file.notice()),
        is_plain,
        keeping: has_diary.then(|| Keeping { seed: seed(), boot: clock.boot() }),
    };
    let at_menu = matches!(start, Start::Home);
    let mut app = App::new(Rc::clone(book), start, options.clone(), &now);
    let machine = Machine::open(clock, disk, voice)
        .map_err(|error| CliError::error(format!("signals cannot be received: {error}")))?;
    let (end, left) = if is_plain {
        run_plain(&mut app, machine, PlainMode::new(at_menu), is_ascii(global.ascii))?
    } else {
        let screen = ScreenOptions {
            mouse: !global.no_mouse,
            key_modes: !is_linux_console(),
            awake: !global.no_awake,
        };
        let whole = later.map(|later| {
            let now = &now;
            move || {
                let Later { book, start, unused } = later()?;
                let notice = unused.or(options.notice.clone());
                Ok(App::new(book, start, Options { notice, ..options }, now))
            }
        });
        run_screen(&mut app, machine, screen, &now, whole)?
    };
    result_of(end, left).map(|end| (end, app))
}

/// The end of a run, or the error of the terminal; and the error of the last requests to the diary.
type Ended = (Result<End, String>, Result<(), DiaryError>);

/// Runs the program in plain lines.
fn run_plain(
    app: &mut App,
    machine: Machine,
    plain_mode: PlainMode,
    is_ascii: bool,
) -> Result<Ended, CliError> {
    let mut world = PlainTerminal::open(machine, plain_mode, is_ascii)
        .map_err(|error| CliError::error(format!("standard input cannot be read: {error}")))?;
    let end = match run_loop::run(app, &mut world) {
        // The reader has gone, so the run is over.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(End::Quit),
        end => end.or_else(|error| world.machine.end_of(error)),
    };
    let end = end.map_err(|error| format!("the output cannot be written: {error}"));
    let left = world.leave(&app.last_asks(), may_wait(&end));
    Ok((end, left))
}

/// Runs the program on the full screen. With `whole`, it draws the first frame, and goes on with the app that `whole` makes from
/// the whole book.
fn run_screen(
    app: &mut App,
    machine: Machine,
    options: ScreenOptions,
    now: &Now,
    whole: Option<impl FnOnce() -> Result<App, CliError>>,
) -> Result<Ended, CliError> {
    let failed = |error| CliError::error(format!("the terminal cannot be used: {error}"));
    let mut world = FullScreen::open(machine, options).map_err(failed)?;
    if let Some(whole) = whole {
        world.draw(app, now).map_err(failed)?;
        world.let_frame_through();
        *app = whole()?;
    }
    let end = run_loop::run(app, &mut world)
        .or_else(|error| world.machine.end_of(error))
        .map_err(|error| format!("the terminal can no longer be used: {error}"));
    let left = world.leave(&app.last_asks(), may_wait(&end));
    Ok((end, left))
}

/// The files of a run.
fn disk(global: &Global) -> Disk {
    let state = StateFile {
        path: places::data_folder(global.data_dir.as_deref()).map(|folder| state::path(&folder)),
        region_in_settings: global.file.region.as_ref().map(|region| region.value.clone()),
        is_fixed: global.no_save,
    };
    Disk { diary: diary::store(global), state }
}

/// The result of a run: its end, or an error of the terminal, and an error of the last requests to the diary.
fn result_of(end: Result<End, String>, left: Result<(), DiaryError>) -> Result<End, CliError> {
    let not_saved = left.err().map(CliError::from);
    match (end, not_saved) {
        (Ok(End::Quit), Some(CliError { exit, sentence })) => {
            Err(CliError { exit, sentence: format!("not everything is in the diary: {sentence}") })
        }
        // A signal ends with its own code, whatever becomes of the diary.
        (Ok(end), _) => Ok(end),
        (Err(failed), None) => Err(CliError::error(failed)),
        (Err(failed), Some(CliError { sentence, .. })) => {
            Err(CliError::error(format!("{failed}; and not everything is in the diary: {sentence}")))
        }
    }
}

/// The voice as the options ask for it. Without a speech program there is one sentence, and the session runs all the same: plain mode
/// gets it on standard error at once, the full screen returns it as a notice.
fn voice(global: &Global, is_plain: bool) -> (Voice, Option<String>) {
    let asked: Vec<String> = global.voice.iter().filter(|word| *word != "off").cloned().collect();
    let mut voice = Voice::new(asked.clone());
    let silent = if asked.is_empty() { None } else { voice.turn_on().err() };
    match silent {
        Some(sentence) if is_plain => {
            super::say(&format!("uncramp: {sentence}\n"));
            (voice, None)
        }
        silent => (voice, silent.map(|sentence| capital(&sentence))),
    }
}

/// True if the end may wait for a diary that another program uses: not after a signal, and not without a terminal.
fn may_wait(end: &Result<End, String>) -> bool {
    matches!(end, Ok(End::Quit) | Err(_))
}

/// The screen that the command opens.
fn opening(book: &Book, command: Option<&Command>) -> Result<Start, CliError> {
    Ok(match command {
        Some(Command::Now { muscle, muscle_option, leg }) => {
            let muscle = muscle.or(*muscle_option).unwrap_or(Muscle::Calf);
            let routine = book
                .relief(muscle)
                .ok_or_else(|| CliError::error(format!("there is no relief routine for {}", muscle.id())))?;
            Start::Routine(routine.clone(), *leg)
        }
        Some(Command::Stretch { routine: Some(id), leg, .. }) => {
            let routine =
                book.routine(&id.to_lowercase()).or(book.routine(id)).ok_or_else(|| no_routine(book, id))?;
            Start::Routine(routine.clone(), *leg)
        }
        Some(Command::Stretch { .. }) => Start::Stretches,
        Some(_) | None => Start::Home,
    })
}

/// The region in force, and a sentence where there is no such region. Advice is never withheld for a wrong region.
pub(super) fn region<'b>(book: &'b Book, global: &Global) -> (Option<&'b Region>, Option<String>) {
    let Some(code) = global.region.as_deref().map(str::trim).filter(|code| !code.is_empty()) else {
        return (None, None);
    };
    if let Some(region) = book.regions.find(code) {
        return (Some(region), None);
    }
    let what = format!("{}; no region is used", no_region(book, code));
    let in_file =
        global.file.region.as_ref().filter(|_| matches!(global.file.layer("region"), Layer::File(_)));
    (
        None,
        Some(in_file.map_or_else(|| what.clone(), |at| at.problem(&global.file.name(), &what).to_string())),
    )
}

fn no_region(book: &Book, code: &str) -> String {
    let codes: Vec<&str> = book.regions.all.iter().map(|region| region.code.as_str()).collect();
    let names = book
        .regions
        .all
        .iter()
        .flat_map(|region| [&region.code, &region.name].into_iter().chain(&region.also));
    let near = nearest(code, names.map(String::as_str)).and_then(|near| book.regions.find(near));
    let near =
        near.map_or_else(String::new, |region| format!("; did you mean {} ({})?", region.code, region.name));
    format!("there is no region {code:?}{near} (one of {})", codes.join(", "))
}

fn no_routine(book: &Book, id: &str) -> CliError {
    let ids: Vec<&str> = book.stretches.routines.iter().map(|routine| routine.id.as_str()).collect();
    let near = did_you_mean(id, ids.iter().copied());
    CliError::usage(format!("there is no routine {id:?}{near} (one of {})", ids.join(", ")))
}

/// Every routine by its id, one a line.
pub(super) fn list(book: &Book) -> String {
    let line = |r: &crate::domain::routine::SharedRoutine| {
        format!("{}: {}. {} {}.\n", r.id, r.title, r.summary, in_words(r.length().as_secs()))
    };
    book.stretches.routines.iter().map(line).collect()
}

/// The value of an environment variable; an empty one is not set.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The number of colours to use.
fn depth(color: ColorArg) -> Depth {
    depth_in(color, variable)
}

/// The number of colours in that environment. NO_COLOR and a terminal without colours turn them off, except with
/// `--color always`.
fn depth_in(color: ColorArg, variable: impl Fn(&str) -> Option<String>) -> Depth {
    let is_set = |name: &str| variable(name).is_some();
    let term = variable("TERM").unwrap_or_default();
    // vt100 and its kind; the vte of GNOME has colours.
    let is_vt = term.starts_with("vt") && !term.starts_with("vte");
    // A Windows console needs no TERM.
    let has_none = term == "dumb" || is_vt || (term.is_empty() && !cfg!(windows));
    let is_wanted = match color {
        ColorArg::Never => false,
        ColorArg::Always => true,
        ColorArg::Auto => !is_set("NO_COLOR") && !has_none,
    };
    let colorterm = variable("COLORTERM").unwrap_or_default();
    // Terminals that always show every colour, by the names they give themselves.
    let is_named = ["kitty", "alacritty", "foot", "wezterm", "ghostty"].iter().any(|name| {
        let own = term.strip_prefix("xterm-").unwrap_or(&term);
        own.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    });
    let is_true = is_named || colorterm == "truecolor" || colorterm == "24bit" || term.ends_with("-direct");
    // GNU screen passes no true colour on, though COLORTERM comes in from outside.
    let is_screen = is_set("STY") || (term.starts_with("screen") && !is_set("TMUX"));
    match () {
        () if !is_wanted => Depth::None,
        () if (is_true && !is_screen) || (term.is_empty() && cfg!(windows)) => Depth::True,
        // xterm calls itself xterm alone and has shown 256 colours for twenty years.
        () if is_true || term.contains("256color") || (term == "xterm" && is_set("XTERM_VERSION")) => {
            Depth::Indexed
        }
        () => Depth::Sixteen,
    }
}

/// True on the Linux console, whose fonts have no braille.
fn is_linux_console() -> bool {
    variable("TERM").is_some_and(|term| term == "linux" || term.starts_with("linux-"))
}

/// Signs beyond ASCII only where the locale says that they are shown.
fn glyphs(ascii: bool) -> &'static Glyphs {
    if is_ascii(ascii) || is_linux_console() { &glyphs::ASCII } else { &glyphs::UNICODE }
}

/// True if only ASCII is to be written.
pub(super) fn is_ascii(asked: bool) -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable).map(|locale| locale.to_lowercase());
    // Windows has no locale in its environment, and Rust writes Unicode to its console.
    asked || locale.map_or(!cfg!(windows), |locale| !(locale.contains("utf-8") || locale.contains("utf8")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_terminal_gets_the_colours_that_it_has() {
        for (variables, depth) in [
            ("TERM=xterm-256color", Depth::Indexed),
            ("TERM=xterm COLORTERM=truecolor", Depth::True),
            ("TERM=xterm XTERM_VERSION=XTerm(379)", Depth::Indexed),
            ("TERM=linux XTERM_VERSION=XTerm(379)", Depth::Sixteen),
            ("TERM=xterm-kitty", Depth::True),
            ("TERM=alacritty", Depth::True),
            ("TERM=foot-extra", Depth::True),
            ("TERM=wezterm", Depth::True),
            ("TERM=xterm-ghostty", Depth::True),
            ("TERM=footloose", Depth::Sixteen),
            ("TERM=screen.xterm-kitty STY=1.pts", Depth::Sixteen),
            ("TERM=alacritty NO_COLOR=1", Depth::None),
            ("TERM=vte-256color", Depth::Indexed),
            ("TERM=vte-direct", Depth::True),
            ("TERM=vte", Depth::Sixteen),
            ("TERM=vt100", Depth::None),
            ("TERM=vt220", Depth::None),
            ("TERM=dumb", Depth::None),
            ("TERM=linux", Depth::Sixteen),
            ("TERM=screen COLORTERM=truecolor", Depth::Indexed),
            ("TERM=screen.xterm-256color COLORTERM=truecolor", Depth::Indexed),
            ("TERM=xterm-256color STY=1.pts COLORTERM=24bit", Depth::Indexed),
            ("TERM=screen STY=1.pts", Depth::Sixteen),
            ("TERM=screen-256color TMUX=/tmux COLORTERM=truecolor", Depth::True),
            ("TERM=xterm NO_COLOR=1", Depth::None),
            ("TERM=xterm NO_COLOR=", Depth::Sixteen),
        ] {
            let variable = |name: &str| {
                let found = variables.split(' ').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
                found.filter(|value| !value.is_empty()).map(str::to_owned)
            };
            assert_eq!(depth_in(ColorArg::Auto, variable), depth, "{variables}");
        }
    }
}
