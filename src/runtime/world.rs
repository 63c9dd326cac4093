//! The real world: this terminal, this clock, this disk.

use std::{
    io::{self, Write},
    mem::ManuallyDrop,
    path::PathBuf,
    time::Duration,
};

use ratatui::layout::{Position, Rect};

use super::{
    clock::Clock,
    input::{self, Arrival},
    keyboard::Keyboard,
    run_loop::{Came, End, World},
    settings,
    signals::{self, Note, Watch},
    terminal::{self, Screen, Wanted},
};
use crate::{
    app::App,
    domain::{
        diary::{DiaryError, DiaryRequest},
        time::Now,
    },
    screen::{
        effect::{Effect, Outcome},
        event::Event,
        seen::Seen,
    },
    store::Store,
};

/// A wait that took so much longer than asked was no wait: the program had been stopped, or the machine is busy.
const LATE: Duration = Duration::from_millis(250);

/// How often a save is tried when leaving.
const LAST_ATTEMPTS: u32 = 40;
/// What is said where there is no folder for a diary.
const NO_HOME: &str = "there is no home folder to keep a diary in; --data-dir names one";

/// The file of settings, as far as this run changes it.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// `None` where there is no home.
    pub(crate) path: Option<PathBuf>,
    /// Nothing is written in this run, not even there.
    pub(crate) is_fixed: bool,
}

/// What is kept between runs, as far as this run may touch it.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    /// `None` where there is no folder to keep one in.
    pub(crate) diary: Option<Store>,
    pub(crate) settings: Settings,
}

impl Disk {
    /// Does what an effect asks of the disk.
    pub(crate) fn act(&mut self, effect: &Effect) -> Outcome {
        match effect {
            Effect::KeepRegion(_) if self.settings.is_fixed => Outcome::Failed(
                "the region holds for now only: nothing is written in this run (--no-save)".to_owned(),
            ),
            Effect::KeepRegion(region) => {
                match settings::keep_region(self.settings.path.as_deref(), region.as_deref()) {
                    Ok(()) => Outcome::Done,
                    Err(error) => Outcome::Failed(error),
                }
            }
            Effect::Diary(ask) => Outcome::Diary(Box::new(match &mut self.diary {
                Some(diary) => diary.ask(ask),
                None => Err(DiaryError::NotKept(NO_HOME)),
            })),
            Effect::Quit | Effect::Suspend | Effect::Bell => Outcome::Done,
        }
    }

    /// Makes a last attempt at what the diary has not taken yet: all of it, and some two seconds in all where another
    /// program has the file; a moment only where nobody may wait.
    ///
    /// # Errors
    /// The first trouble, when something could not be saved.
    pub(crate) fn leave(&mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        let Some(diary) = &mut self.diary else { return Ok(()) };
        let mut attempts = if may_wait { LAST_ATTEMPTS } else { 2 };
        let mut first = Ok(());
        for ask in asks {
            let mut answer = diary.ask(ask);
            // Each attempt waits a moment for whoever holds the file.
            while answer == Err(DiaryError::Busy) && attempts > 0 {
                attempts -= 1;
                answer = diary.ask(ask);
            }
            if let Err(trouble) = answer
                && !matches!(trouble, DiaryError::NotKept(_))
                && first.is_ok()
            {
                first = Err(trouble);
            }
        }
        first
    }
}

/// The real world.
pub(crate) struct Real {
    /// Never dropped: it would write to a terminal that has been given back, and complain where none is left.
    screen: ManuallyDrop<Screen>,
    clock: Clock,
    watch: Watch,
    keyboard: Keyboard,
    disk: Disk,
    /// When the clocks were last read.
    looked: Duration,
    /// It stopped itself and has gone on: the signal that says so is no news.
    knows: bool,
}

impl Real {
    /// Takes the terminal over and begins to listen for signals.
    ///
    /// # Errors
    /// When either cannot be had.
    pub(crate) fn open(clock: Clock, disk: Disk, wanted: Wanted) -> io::Result<Self> {
        let watch = Watch::begin()?;
        terminal::hook_panics();
        let screen = ManuallyDrop::new(terminal::take(wanted).inspect_err(|_| terminal::restore())?);
        Ok(Self {
            screen,
            clock,
            watch,
            keyboard: Keyboard::default(),
            disk,
            looked: Duration::ZERO,
            knows: false,
        })
    }

    /// What a failure of the terminal comes to: see [`input::end_of`].
    ///
    /// # Errors
    /// The failure, where the terminal is still there.
    pub(crate) fn end_of(&mut self, failure: io::Error) -> io::Result<End> {
        input::end_of(failure, &mut self.watch)
    }

    /// Gives the terminal back, and then makes a last attempt at what the diary has not taken yet: see [`Disk::leave`].
    ///
    /// # Errors
    /// The first trouble, when something could not be saved.
    pub(crate) fn leave(mut self, asks: &[DiaryRequest], may_wait: bool) -> Result<(), DiaryError> {
        let mut disk = std::mem::take(&mut self.disk);
        drop(self);
        disk.leave(asks, may_wait)
    }

    /// Paints everything afresh at the window's size, without asking the terminal anything.
    fn repaint(&mut self) -> io::Result<()> {
        self.screen.resize(Rect::from((Position::ORIGIN, terminal::size())))
    }

    fn come_back(&mut self) -> io::Result<()> {
        terminal::enter()?;
        self.repaint()
    }

    /// Stops as the shell expects, and comes back to a whole screen. Does nothing, and says so, where nobody could
    /// bring the program back.
    fn suspend(&mut self) -> io::Result<bool> {
        if !signals::has_shell() {
            return Ok(false);
        }
        terminal::restore();
        self.knows = signals::stop_self();
        self.come_back()?;
        Ok(true)
    }

    /// Waits once, and heeds what was noted meanwhile: what the loop must hear of it. Keys typed while the program was
    /// stopped come after the news that it was.
    fn hear(&mut self, timeout: Option<Duration>, keys: &mut Vec<Event>) -> io::Result<Option<Came>> {
        match input::wait(&mut self.watch, &mut self.keyboard, timeout)? {
            Arrival::Gone => return Ok(Some(Came::Gone)),
            Arrival::Noted => {}
            Arrival::Events(events) => keys.extend(events),
        }
        let mut came = self.heed()?;
        if let Some(Came::Events(heard)) = &mut came {
            heard.append(keys);
        }
        Ok(came)
    }

    /// Acts on every signal noted: what the loop must hear of it.
    fn heed(&mut self) -> io::Result<Option<Came>> {
        let notes: Vec<Note> = input::notes(&self.watch).take(4).collect();
        let mut events = vec![];
        for note in notes {
            match note {
                Note::End(signal) => return Ok(Some(Came::Signal(signal))),
                Note::GoesOn if std::mem::take(&mut self.knows) => {}
                Note::GoesOn => {
                    self.come_back()?;
                    events.push(Event::Resumed);
                }
                Note::Stop => {
                    if self.suspend()? {
                        events.push(Event::Resumed);
                    }
                }
                Note::Resized => {
                    self.repaint()?;
                    events.push(Event::Resize);
                }
            }
        }
        Ok((!events.is_empty()).then_some(Came::Events(events)))
    }
}

impl World for Real {
    type Error = io::Error;

    fn now(&mut self) -> Now {
        self.looked = self.clock.elapsed();
        self.clock.now()
    }

    fn draw(&mut self, app: &App, now: &Now) -> io::Result<Seen> {
        let mut seen = Seen::default();
        self.screen.draw(|frame| seen = app.draw(frame.buffer_mut(), now))?;
        Ok(seen)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Came> {
        let timeout = timeout.map(|length| self.clock.wait_for(length));
        let mut keys = vec![];
        if let Some(came) = self.hear(timeout, &mut keys)? {
            return Ok(came);
        }
        // Perhaps stopped and gone on, and this has yet to be noted: time must not be let pass before that is known.
        let late = timeout.is_some_and(|length| self.clock.elapsed() > self.looked + length + LATE);
        if late && let Some(came) = self.hear(Some(LATE), &mut keys)? {
            return Ok(came);
        }
        Ok(Came::Events(keys))
    }

    fn act(&mut self, effect: &Effect) -> Outcome {
        match effect {
            Effect::Quit => Outcome::Done,
            Effect::Suspend => match self.suspend() {
                Ok(true) => Outcome::Back,
                Ok(false) => Outcome::Failed("there is no shell here that could bring it back".to_owned()),
                Err(error) => Outcome::Failed(format!("could not come back to the whole screen: {error}")),
            },
            Effect::Bell => {
                let mut out = io::stdout().lock();
                // A terminal without a bell is no fault.
                let _ = out.write_all(b"\x07").and_then(|()| out.flush());
                Outcome::Done
            }
            Effect::KeepRegion(_) | Effect::Diary(_) => self.disk.act(effect),
        }
    }
}

#[cfg(test)]
impl Real {
    /// Draws a frame that a fault of our own breaks off halfway.
    pub(crate) fn draw_with_a_fault(&mut self, app: &App, now: &Now) -> io::Result<()> {
        self.screen.draw(|frame| {
            app.draw(frame.buffer_mut(), now);
            panic!("a fault made for a test");
        })?;
        Ok(())
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        terminal::restore();
    }
}
