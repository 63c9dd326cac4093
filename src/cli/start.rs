//! Everything that starts the full screen: the guide, `now`, `stretch`.

use std::rc::Rc;

use super::{
    Exit, Refusal,
    args::{Color, Command, Global},
    book, diary, print,
};
use crate::{
    app::{App, Keeping, Options, Start},
    content,
    domain::{book::Book, nearest::nearest, region::Region, routine, time::in_words},
    runtime::{
        clock::Clock,
        places::seed,
        run_loop::{self, End, World},
        settings, terminal,
        world::Real,
    },
    ui::{
        glyphs::{self, Glyphs},
        theme::{Depth, Theme},
    },
};

pub(super) fn run(command: Option<&Command>, global: &Global) -> Result<Exit, Refusal> {
    // A book that takes long to read is read when there is something to look at already.
    let is_late = book::is_large(global) && !matches!(command, Some(Command::Stretch { .. }));
    let built_in = is_late.then(content::shipped).filter(|book| region(book, global).is_ok());
    let is_late = built_in.is_some();
    let (mut book, unused) = built_in.map_or_else(|| book::open(global), |book| (book, None));
    let (here, notice) = region(&book, global)?;
    let here = here.map(|region| region.code.clone());
    // What is said of the book comes first: everything else on the screen is from it.
    let notice = unused.or(notice);
    if let Some(Command::Stretch { list: true, .. }) = command {
        print(&list(&book))?;
        book::say(notice.as_deref());
        return Ok(Exit::Done);
    }
    let start = opening(&book, command)?;
    let is_session = matches!(start, Start::Routine(..));
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    if dumb || !terminal::is_there() {
        return Err(Refusal::usage(
            "the screen needs a terminal for its input and its output; \
             without one these work: uncramp check --list, check --sign ID, check --none, stretch --list, --help",
        ));
    }
    let speed = global.speed.unwrap_or(1.0);
    let mut clock = Clock::start(speed);
    let now = clock.now();
    let not_kept = global.not_kept();
    let diary = diary::store(global);
    let boot = clock.boot();
    let keeping = (not_kept.is_none() && diary.is_some()).then(|| Keeping { seed: seed(), boot });
    let options = Options {
        theme: Theme { name: global.theme.settle(now.is_night()), depth: depth(global.color) },
        glyphs: glyphs(global.ascii),
        motion: global.motion(),
        region: here,
        speed: global.speed.filter(|speed| *speed != 1.0),
        notice,
        keeping,
    };
    let mut app = App::new(Rc::clone(&book), start, options.clone(), &now);
    let no_terminal = |error| Refusal::error(format!("the terminal cannot be used: {error}"));
    let mut world = Real::open(clock, diary, global.no_save).map_err(no_terminal)?;
    if is_late {
        world.draw(&app, &now).map_err(no_terminal)?;
        let (own, unused) = book::open(global);
        book = own;
        let notice = unused.or(options.notice.clone());
        app = App::new(Rc::clone(&book), opening(&book, command)?, Options { notice, ..options }, &now);
    }
    let end = run_loop::run(&mut app, &mut world);
    let is_asked = matches!(end, Ok(End::Quit));
    if let Err(trouble) = world.leave(&app.last_asks(), is_asked)
        // A signal ends with its own code, whatever becomes of the diary.
        && is_asked
    {
        let Refusal { exit, sentence } = diary::refusal(&trouble);
        return Err(Refusal { exit, sentence: format!("not everything is in the diary: {sentence}") });
    }
    match end {
        Ok(End::Quit) if is_session && app.is_unfinished() => Ok(Exit::LeftEarly),
        Ok(End::Quit) => Ok(Exit::Done),
        Ok(End::Signal(signal)) => Ok(Exit::Code(u8::try_from(128 + signal).unwrap_or(1))),
        // There is nobody left to tell.
        Ok(End::Gone) | Err(_) => Ok(Exit::Code(129)),
    }
}

/// Where the command has the program open.
fn opening(book: &Book, command: Option<&Command>) -> Result<Start, Refusal> {
    Ok(match command {
        Some(Command::Now { muscle, leg }) => {
            let muscle = routine::Muscle::from(*muscle);
            let routine = book
                .relief(muscle)
                .ok_or_else(|| Refusal::error(format!("there is no relief routine for {}", muscle.id())))?;
            Start::Routine(routine.clone(), leg.map(Into::into))
        }
        Some(Command::Stretch { routine: Some(id), leg, .. }) => {
            let routine = book.routine(id).ok_or_else(|| no_routine(book, id))?;
            Start::Routine(routine.clone(), leg.map(Into::into))
        }
        Some(Command::Stretch { .. }) => Start::Stretches,
        Some(_) | None => Start::Guide,
    })
}

/// The region that was asked for, or else the one that was kept; with what was wrong with the settings.
pub(super) fn region<'b>(
    book: &'b Book,
    global: &Global,
) -> Result<(Option<&'b Region>, Option<String>), Refusal> {
    // An empty value in the environment is no value.
    if let Some(code) = global.region.as_ref().filter(|code| !code.is_empty()) {
        let region = book.regions.find(code).ok_or_else(|| no_region(book, code))?;
        return Ok((Some(region), None));
    }
    let (settings, problem) = settings::read();
    match settings.region {
        None => Ok((None, problem)),
        Some(code) => match book.regions.find(&code) {
            Some(region) => Ok((Some(region), problem)),
            None => Ok((
                None,
                Some(format!(
                    "the settings name the region {code:?}, which is not known; choose again with w"
                )),
            )),
        },
    }
}

fn no_region(book: &Book, code: &str) -> Refusal {
    let codes: Vec<&str> = book.regions.all.iter().map(|region| region.code.as_str()).collect();
    let names = book.regions.all.iter().flat_map(|region| [region.code.as_str(), region.name.as_str()]);
    let near = nearest(code, names)
        .and_then(|near| book.regions.all.iter().find(|region| region.code == near || region.name == near));
    let near =
        near.map_or_else(String::new, |region| format!("; did you mean {} ({})?", region.code, region.name));
    Refusal::usage(format!("there is no region {code:?}{near} (one of {})", codes.join(", ")))
}

fn no_routine(book: &Book, id: &str) -> Refusal {
    let ids: Vec<&str> = book.stretches.routines.iter().map(|routine| routine.id.as_str()).collect();
    let near =
        nearest(id, ids.iter().copied()).map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
    Refusal::usage(format!("there is no routine {id:?}{near} (one of {})", ids.join(", ")))
}

fn list(book: &Book) -> String {
    let line = |r: &crate::domain::routine::SharedRoutine| {
        format!("{}: {}. {} {}.\n", r.id, r.title, r.summary, in_words(r.length().as_secs()))
    };
    book.stretches.routines.iter().map(line).collect()
}

/// How many colours to use: NO_COLOR and a terminal that shows none are heeded unless colours are asked for always.
fn depth(color: Color) -> Depth {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let term = set("TERM").unwrap_or_default();
    let wanted = match color {
        Color::Never => false,
        Color::Always => true,
        Color::Auto => {
            set("NO_COLOR").is_none() && !term.is_empty() && term != "dumb" && !term.starts_with("vt")
        }
    };
    let colorterm = set("COLORTERM").unwrap_or_default();
    match () {
        () if !wanted => Depth::None,
        () if colorterm == "truecolor" || colorterm == "24bit" || term.ends_with("-direct") => Depth::True,
        () if term.contains("256color") => Depth::Indexed,
        () => Depth::Sixteen,
    }
}

/// Signs beyond ASCII only where the locale says that they are shown.
fn glyphs(ascii: bool) -> &'static Glyphs {
    if is_ascii(ascii) { &glyphs::ASCII } else { &glyphs::UNICODE }
}

/// Whether nothing beyond ASCII is to be written.
pub(super) fn is_ascii(asked: bool) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default()
        .to_lowercase();
    asked || !(locale.contains("utf-8") || locale.contains("utf8"))
}
