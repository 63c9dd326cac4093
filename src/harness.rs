//! A fake world for journeys, benches and fuzz targets: a clock that moves on command, a screen in memory, and a real diary if one
//! is wanted.

use std::{collections::VecDeque, convert::Infallible, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        App,
        plain_mode::{PlainLine, PlainMode},
    },
    domain::{DiaryError, Now},
    runtime::run_loop::{self, End, WaitResult, World},
    screen::{
        effect::{Effect, EffectResult},
        event::Event,
        frame_info::FrameInfo,
    },
    store::Store,
};

/// Something that happens to the program.
#[derive(Debug, Clone)]
pub(crate) enum Move {
    Events(Vec<Event>),
    /// A line is typed in plain mode.
    Line(String),
    /// Time passes, and the loop is woken at each of its timeouts.
    Pass(Duration),
    /// Time passes until the loop's timeout, or this long if it waits for ever.
    Wake(Duration),
    /// Time passes, and the loop is woken only at its end, as on a machine under load.
    Late(Duration),
    /// The machine sleeps: only the real clock goes on, and the loop is not woken.
    Sleep(Duration),
    /// The program is stopped and continued: both clocks go on.
    Stop(Duration),
    /// The wall clock is set forward by these hours.
    SetClock(i64),
    /// The window has another size.
    Resize(u16, u16),
}

/// A world that moves on command.
#[derive(Debug)]
pub(crate) struct FakeWorld {
    /// Columns and rows.
    pub(crate) size: (u16, u16),
    pub(crate) mono: Duration,
    pub(crate) real: Duration,
    /// The wall clock at the real clock's zero.
    pub(crate) wall: jiff::Zoned,
    pub(crate) diary: Option<Store>,
    /// Number of frames before the first request to the diary.
    pub(crate) asked_after: Option<usize>,
    pub(crate) moves: VecDeque<Move>,
    /// Plain mode in place of a screen, and all lines that it printed.
    pub(crate) plain_mode: Option<PlainMode>,
    pub(crate) said: Vec<String>,
    /// The same lines, each with its time.
    pub(crate) printed: Vec<(Duration, PlainLine)>,
    pub(crate) screen: Buffer,
    /// Facts of the last frame.
    pub(crate) seen: FrameInfo,
    pub(crate) frames: usize,
    /// Every timeout of the loop.
    pub(crate) waits: Vec<Option<Duration>>,
    pub(crate) effects: Vec<Effect>,
    /// Checks every printed line and every cell of a frame.
    pub(crate) check: Option<fn(&str)>,
}

impl FakeWorld {
    /// A window of that size, and no diary.
    pub(crate) fn new(size: (u16, u16), wall: jiff::Zoned) -> Self {
        // Not a whole second, so that no test passes by chance.
        let start = Duration::from_millis(1_250);
        Self {
            size,
            mono: start,
            real: start,
            wall,
            diary: None,
            asked_after: None,
            moves: VecDeque::new(),
            plain_mode: None,
            said: vec![],
            printed: vec![],
            screen: Buffer::empty(Rect::ZERO),
            seen: FrameInfo::default(),
            frames: 0,
            waits: vec![],
            effects: vec![],
            check: None,
        }
    }

    /// Runs the program until the moves are used up ([`End::Gone`]) or it ends.
    pub(crate) fn run(&mut self, app: &mut App, moves: impl IntoIterator<Item = Move>) -> End {
        self.moves.extend(moves);
        let Ok(end) = run_loop::run(app, self);
        end
    }

    fn pass(&mut self, length: Duration) {
        self.mono += length;
        self.real += length;
    }
}

/// A night in November: 2026-11-22 03:10 in UTC.
pub(crate) fn wall() -> jiff::Zoned {
    jiff::Timestamp::from_second(1_795_317_000).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC)
}

impl World for FakeWorld {
    type Error = Infallible;

    fn now(&mut self) -> Now {
        let real = jiff::SignedDuration::try_from(self.real).unwrap_or_default();
        let wall = self.wall.checked_add(real).unwrap_or_else(|_| self.wall.clone());
        Now { mono: self.mono, real: self.real, wall }
    }

    fn draw(&mut self, app: &App, now: &Now) -> Result<FrameInfo, Infallible> {
        self.frames += 1;
        if let Some(plain_mode) = &mut self.plain_mode {
            let (lines, info) = plain_mode.print_changes(app, now);
            if let Some(check) = self.check {
                lines.iter().for_each(|line| check(&line.text));
            }
            self.said.extend(lines.iter().map(|line| line.text.clone()));
            self.printed.extend(lines.into_iter().map(|line| (now.real, line)));
            return Ok(info);
        }
        self.screen = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let info = app.draw(&mut self.screen, now);
        if let Some(check) = self.check {
            let cells = self.screen.content.iter().map(|cell| cell.symbol());
            cells.filter(|symbol| *symbol != " ").for_each(check);
        }
        self.seen = info.clone();
        Ok(info)
    }

    fn wait(&mut self, timeout: Option<Duration>) -> Result<WaitResult, Infallible> {
        self.waits.push(timeout);
        let Some(next) = self.moves.pop_front() else { return Ok(WaitResult::Gone) };
        Ok(WaitResult::Events(match next {
            Move::Events(events) => events,
            Move::Line(line) => {
                self.plain_mode.as_mut().map_or_else(Vec::new, |plain_mode| plain_mode.parse_line(&line))
            }
            Move::Pass(length) => {
                let step = timeout.map_or(length, |timeout| timeout.min(length));
                self.pass(step);
                if step < length {
                    self.moves.push_front(Move::Pass(length - step));
                }
                if timeout != Some(step) {
                    // The loop was not woken: the next move wakes it, and this was no wait of its own.
                    self.waits.pop();
                    return self.wait(timeout.map(|timeout| timeout - step));
                }
                vec![]
            }
            Move::Wake(length) => {
                self.pass(timeout.unwrap_or(length));
                vec![]
            }
            Move::Late(length) => {
                self.pass(length);
                vec![]
            }
            Move::Sleep(length) => {
                self.real += length;
                vec![]
            }
            Move::Stop(length) => {
                self.pass(length);
                vec![Event::Resumed]
            }
            Move::SetClock(hours) => {
                let set = self.wall.checked_add(jiff::SignedDuration::from_hours(hours));
                self.wall = set.unwrap_or_else(|_| self.wall.clone());
                vec![]
            }
            Move::Resize(width, height) => {
                self.size = (width, height);
                vec![Event::Resize]
            }
        }))
    }

    fn act(&mut self, effect: &Effect) -> EffectResult {
        if let Effect::Diary(ask) = effect {
            self.asked_after.get_or_insert(self.frames);
            let nowhere = Err(DiaryError::NotKept("there is no diary here"));
            let answer = self.diary.as_mut().map_or(nowhere, |diary| diary.ask(ask));
            return EffectResult::Diary(Box::new(answer));
        }
        self.effects.push(effect.clone());
        match effect {
            Effect::Suspend => EffectResult::Back,
            Effect::ToggleVoice => EffectResult::Said("Voice on.".to_owned()),
            _ => EffectResult::Done,
        }
    }
}
