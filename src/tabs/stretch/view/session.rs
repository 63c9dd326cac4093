//! The running session: the instruction in large letters, the sentence, the figure, the count and the breath.

use std::time::Duration;

use super::{
    SAY_COLUMNS, Words,
    layout::{Needs, SessionLayout},
    lines, stop_words, write,
};
use crate::{
    domain::{
        Breath, BreathPhase, Figure, Session, Step, StepKind, StepProgress,
        time::{ceil_seconds, clock, in_words},
        words::capital,
    },
    screen::Context,
    tabs::stretch::{
        RunningSession, StretchTab, forbidden,
        keys::{RUN_KEYS, RunVerb},
        running::TWICE,
    },
    ui::{Appearance, PosedFigure, Role, Surface, digits},
};

/// The length of the bar beside a hold: a whole number of cells for each second of both ways.
const BREATH_CELLS: usize = 12;
/// The scale of the large count.
const COUNT_SCALE: usize = 1;
/// Headlines that are about the session and not about a step.
const PAUSE: &str = "PAUSE";
const STOP: &str = "STOP";

pub(super) fn draw(
    stretch: &StretchTab,
    live: &RunningSession,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
) {
    let look = surface.look;
    let session = &live.session;
    let Some(at) = session.at(ctx.now.mono) else { return };
    let (Some(step), next) = session.steps_at(&at) else { return };
    let is_unsafe = forbidden(session.routine(), ctx.verdict).is_some();
    let frame = SessionFrame { stretch, session, at: &at, step, next, is_unsafe, entered: live.entered, ctx };
    let layout = SessionLayout::new(surface.area(), &needs(&frame, ctx), look);
    frame.draw_warning(&mut surface.part(layout.warning));
    frame.draw_headline(surface, &layout);
    frame.draw_sentence(&mut surface.part(layout.sentence));
    frame.draw_count(&mut surface.part(layout.count), &layout);
    frame.draw_breath(&mut surface.part(layout.breath));
    frame.draw_notes(surface, &layout);
    if let Some(figure) = frame.figure(look).filter(|_| layout.figure.height > 0) {
        figure.draw(&mut surface.part(layout.figure), &look);
    }
}

/// The texts of the whole routine, from which the rows follow.
fn needs<'r>(frame: &SessionFrame<'r>, ctx: &Context<'_>) -> Needs<'r> {
    let routine = frame.session.routine();
    let (leg, purpose) = (frame.session.leg(), routine.purpose);
    let mut warnings = vec![ctx.book.stretches.before.clone()];
    if frame.stretch.cramp.is_some() {
        warnings.push(super::advice_words(ctx));
    }
    let told = routine.outline();
    let mut headlines: Vec<&str> = told.iter().map(|(step, _)| step.headline()).collect();
    headlines.push(PAUSE);
    let mut says: Vec<String> = told.iter().map(|(step, _)| step.say_for(leg, purpose)).collect();
    if routine.has_stretch() {
        headlines.push(STOP);
        says.push(stop_words(ctx));
    }
    Needs {
        warnings,
        headlines,
        says,
        notes: told.iter().map(|(step, _)| step.more_for(leg, purpose)).collect(),
        has_figures: routine.figure().is_some(),
        figure_words: told.iter().map(|(step, _)| step.figure_words(leg, purpose)).collect(),
    }
}

/// A session at one moment.
struct SessionFrame<'s> {
    stretch: &'s StretchTab,
    session: &'s Session,
    at: &'s StepProgress,
    step: &'s Step,
    next: Option<&'s Step>,
    /// The signs that are ticked forbid this routine.
    is_unsafe: bool,
    entered: Option<Duration>,
    ctx: &'s Context<'s>,
}

impl<'s> SessionFrame<'s> {
    /// The line on when not to stretch; after ten minutes, the advice in its place.
    fn draw_warning(&self, surface: &mut Surface<'_>) {
        let width = surface.width();
        let words = if self.stretch.wants_advice(self.ctx.now) {
            lines(Role::SameDay, &super::advice_words(self.ctx), width)
        } else {
            lines(Role::Quiet, &self.ctx.book.stretches.before, width)
        };
        write(surface, 0, &words);
    }

    fn draw_headline(&self, surface: &mut Surface<'_>, layout: &SessionLayout) {
        let (words, role) = match () {
            () if self.is_unsafe => (STOP, Role::SameDay),
            () if self.session.is_paused() => (PAUSE, Role::Headline),
            () => (self.step.headline(), Role::Headline),
        };
        if let Some(letters) = layout.letters {
            let style = surface.look.theme.style(role);
            letters.draw(&mut surface.part(layout.headline), words, style);
        }
    }

    fn draw_sentence(&self, surface: &mut Surface<'_>) {
        let width = surface.width().min(SAY_COLUMNS);
        let words = if self.is_unsafe {
            lines(Role::SameDay, &stop_words(self.ctx), width)
        } else {
            let say = self.step.say_for(self.session.leg(), self.session.routine().purpose);
            lines(Role::Strong, &say, width)
        };
        write(surface, 0, &words);
    }

    /// The number, and the words beside it.
    fn draw_count(&self, surface: &mut Surface<'_>, layout: &SessionLayout) {
        let look = surface.look;
        let width = surface.width();
        let (number, unit) = self.count(width);
        let strong = look.theme.style(Role::Strong);
        if !layout.is_large {
            // The pause stands beside the number where there is no row for it.
            let is_paused = self.session.is_paused() && layout.breath.height == 0;
            let unit = if is_paused { "PAUSED" } else { &unit };
            let both = format!("{number} {unit}");
            surface.text(0, 0, fitting(&[both.trim(), &number], width), strong);
            return;
        }
        digits::draw(surface, 0, &number, COUNT_SCALE, Role::Count);
        // The words keep their column while a step lasts.
        let longest = self.at.left.map_or(0, |left| ceil_seconds(left + self.at.done));
        let widest = if longest < 60 { "00".to_owned() } else { clock(longest) };
        let column = match digits::size(&widest, COUNT_SCALE, look) {
            Some((columns, _)) if !number.is_empty() => columns + 2,
            _ => 0,
        };
        let text = look.theme.style(if number.is_empty() { Role::Strong } else { Role::Text });
        let (place, next) = (self.place(), self.next_words());
        let width = width.saturating_sub(column);
        // The next step stands beside the unit, or else beside the place.
        let both = format!("{unit}, {next}");
        let first = fitting(&[&both, &unit], width);
        surface.text(0, column, first, text);
        let long = if place.is_empty() { next } else { format!("{place}, {next}") };
        // The turn alone where the leg has no room beside it.
        let turn = place.split(", ").next().unwrap_or_default();
        let long = if first == both { &place } else { &long };
        let second = fitting(&[long, &place, turn], width);
        let clock = self.cramp_clock().unwrap_or_default();
        // A time that does not fit whole is left out: cut off, it would be another time.
        let rows = [second, fitting(&[&clock], width)].into_iter().filter(|words| !words.is_empty());
        for (row, words) in rows.enumerate() {
            surface.write(row + 1, column, words, Role::Quiet);
        }
    }

    fn cramp_clock(&self) -> Option<String> {
        self.stretch.cramp_words(self.ctx.now).map(|words| capital(&words))
    }

    /// The number that counts and its unit. A step that waits has no number, but the key that ends it, as wordy as `width` allows.
    fn count(&self, width: usize) -> (String, String) {
        let Some(left) = self.at.left else {
            let enter = self.ctx.keys.name(RUN_KEYS, &RunVerb::Done);
            let [long, short] = [format!("{enter} when you are ready"), format!("{enter}: ready")];
            return (String::new(), fitting(&[&long, &short, &enter], width).to_owned());
        };
        let left = ceil_seconds(left);
        let to = match self.step.kind {
            StepKind::Hold => "to hold",
            StepKind::Ease => "to rest",
            _ => "to go",
        };
        match left {
            1 => ("1".to_owned(), format!("second {to}")),
            0..60 => (left.to_string(), format!("seconds {to}")),
            _ => (clock(left), format!("minutes {to}")),
        }
    }

    /// The turn among repeats, and the leg where it is known.
    fn place(&self) -> String {
        let turn = self.step.turn_words();
        let leg = self.step.leg(self.session.leg()).map(|leg| leg.to_string());
        let bell = self.stretch.bell.then(|| "bell on".to_owned());
        let parts: Vec<String> = [turn, leg, bell].into_iter().flatten().collect();
        parts.join(", ")
    }

    fn next_words(&self) -> String {
        match self.next {
            Some(next) => format!("then {}", next.headline().to_lowercase()),
            None if self.stretch.cramp.is_some() => "then: let go?".to_owned(),
            None => "then it is done".to_owned(),
        }
    }

    /// One row for the pause, else for the breath.
    fn draw_breath(&self, surface: &mut Surface<'_>) {
        let message = self.message(surface.width());
        if message.len() == 1 {
            write(surface, 0, &message);
        } else if let Some(breath) = self.breath().filter(|_| message.is_empty()) {
            draw_breath(surface, breath, self.step.breath.is_some());
        }
    }

    /// Words in place of the breath. If they do not fit into its row, they stand above the notes.
    fn message(&self, width: usize) -> Vec<Words> {
        // At a step that waits, Enter goes on to the next one.
        if self.at.left.is_some() && self.entered.is_some_and(|at| self.ctx.now.mono < at + TWICE) {
            let enter = self.ctx.keys.name(RUN_KEYS, &RunVerb::Done);
            let paused = if self.session.is_paused() { "PAUSED. " } else { "" };
            return lines(Role::Accent, &format!("{paused}{enter} again: it has let go."), width);
        }
        if !self.session.is_paused() {
            return vec![];
        }
        let pause = self.ctx.keys.name(RUN_KEYS, &RunVerb::Pause);
        let away = self.session.away().map_or_else(String::new, |away| {
            format!(" You were away for {}.", in_words(away.as_secs().max(1)))
        });
        lines(Role::SameDay, &format!("PAUSED. {pause} goes on.{away}"), width)
    }

    /// Help to do it right; the figure in words where there is no room to draw it. A note that does not fit whole is left
    /// out, the least important first.
    fn draw_notes(&self, surface: &mut Surface<'_>, layout: &SessionLayout) {
        let width = usize::from(layout.notes.width).min(SAY_COLUMNS);
        let in_row = self.message(usize::from(layout.breath.width)).len() == 1 && layout.breath.height > 0;
        let pause = if in_row { vec![] } else { self.message(width) };
        let place = if !layout.is_large { self.place_and_clock(width) } else { vec![] };
        let [first, second] = self.notes(width, layout);
        let mut blocks = [pause, place, first, second];
        // In the order of their weight. Among breaths their number says more than the help that is the same for all.
        let weight = if self.step.breath.is_some() { [0, 1, 2, 3] } else { [0, 2, 1, 3] };
        let mut room = usize::from(layout.notes.height);
        for at in weight {
            let Some(block) = blocks.get_mut(at) else { continue };
            match room.checked_sub(block.len()) {
                Some(left) => room = left,
                None => block.clear(),
            }
        }
        write(&mut surface.part(layout.notes), 0, &blocks.concat());
    }

    /// The lines beside a large count, for a plain one.
    fn place_and_clock(&self, width: usize) -> Vec<Words> {
        let place = self.place();
        let parts = [self.cramp_clock(), Some(place).filter(|place| !place.is_empty())];
        let short = parts.into_iter().flatten().collect::<Vec<_>>().join(". ");
        let next = self.next_words();
        let long = if short.is_empty() { capital(&next) } else { format!("{short}, {next}") };
        lines(Role::Quiet, fitting(&[&long, &short], width), width)
    }

    /// Help to do it right and the figure in words, the more important first. Standing, walking and rubbing are done
    /// once and have something to beware of, which comes before how they look.
    fn notes(&self, width: usize, layout: &SessionLayout) -> [Vec<Words>; 2] {
        if self.is_unsafe {
            return [vec![], vec![]];
        }
        let (leg, purpose) = (self.session.leg(), self.session.routine().purpose);
        let more = lines(Role::Text, &self.step.more_for(leg, purpose), width);
        let is_drawn = layout.figure.height > 0;
        let figure = if is_drawn { String::new() } else { self.step.figure_words(leg, purpose) };
        let figure = lines(Role::Text, &figure, width);
        let is_once = self.step.kind == StepKind::Hold && self.step.turn.is_none();
        if self.step.kind == StepKind::Move || is_once { [more, figure] } else { [figure, more] }
    }

    /// The figure of the step; none while the routine is forbidden.
    fn figure(&self, look: Appearance) -> Option<PosedFigure<'s>> {
        let figure = self.step.figure.as_deref().filter(|_| !self.is_unsafe)?;
        Some(PosedFigure { t: self.pose(look), ..PosedFigure::at(figure, self.step, self.session.leg()) })
    }

    /// The place of the figure between its start (0) and its end (1): half way in the first second of a step that moves it.
    fn pose(&self, look: Appearance) -> f64 {
        let to = Figure::at_step(self.step.kind);
        let before = self.at.step.checked_sub(1).and_then(|at| self.session.routine().steps.get(at));
        let same = before.filter(|before| before.figure.is_some() && before.figure == self.step.figure);
        let from = same.map_or(to, |before| Figure::at_step(before.kind));
        if look.moves() && self.can_move() && self.at.done < Duration::from_secs(1) {
            (from + to) / 2.0
        } else {
            to
        }
    }

    /// False for a step that is over in a moment and for one that is paused: their figure does not move.
    fn can_move(&self) -> bool {
        let length = self.at.left.map_or(Duration::ZERO, |left| left + self.at.done);
        length >= Duration::from_secs(5) && !self.session.is_paused()
    }

    /// The breath of this second. A pause has none: a bar that stands still would be a breath held.
    fn breath(&self) -> Option<Breath> {
        if self.stretch.no_pace || self.session.is_paused() || self.is_unsafe {
            return None;
        }
        let (done, left) = (self.at.done, self.at.left?);
        match (self.step.breath, self.step.kind) {
            (Some(way), _) => Some(Breath::in_step(way, done, done + left)),
            (None, StepKind::Hold) => Breath::in_hold(done, done + left),
            _ => None,
        }
    }
}

/// The first of the texts that fits into a row; nothing if none does.
fn fitting<'t>(texts: &[&'t str], width: usize) -> &'t str {
    texts.iter().find(|text| text.chars().count() <= width).copied().unwrap_or_default()
}

/// A bar that fills with the breath in and empties with the breath out, and the words for it. In a step that is a breath
/// the headline says the words, and the bar has the whole width.
fn draw_breath(surface: &mut Surface<'_>, breath: Breath, is_whole_step: bool) {
    let look = surface.look;
    let area = surface.area();
    let style = look.theme.style(Role::Accent);
    if is_whole_step {
        let cells = usize::from(area.width).min(SAY_COLUMNS);
        let full = breath.filled(cells);
        for row in 0..usize::from(area.height) {
            for column in 0..full {
                surface.solid(row, column, style);
            }
            surface.text(row, full, &look.glyphs.bar.1.repeat(cells - full), style);
        }
        return;
    }
    // Both ways take the same room, so that the bar stays where it is.
    let start = surface.text(0, 0, breath.way.words(), style).max(BreathPhase::Out.words().len()) + 1;
    let cells = usize::from(area.width).saturating_sub(start).min(BREATH_CELLS);
    if cells == BREATH_CELLS {
        let full = breath.filled(cells);
        surface.text(0, start, &look.glyphs.bar.0.repeat(full), style);
        surface.text(0, start + full, &look.glyphs.bar.1.repeat(cells - full), style);
    }
}
