//! The running session: what to do, the figure, the count, the breath, and the clocks, for every size of window.

use std::time::Duration;

use ratatui::layout::Rect;

use super::{Words, lines, rows_of, write};
use crate::{
    domain::{
        book::STRETCHING,
        breath::{Breath, BreathPhase},
        figure::Figure,
        routine::{Side, Step, StepKind},
        session::{At, Session},
        time::{ceil_seconds, clock, in_words},
        words::capital,
    },
    screen::{
        Context,
        global::{GLOBAL_KEYS, GlobalVerb},
    },
    tabs::stretch::{
        RunningSession, Stretch,
        keys::{RUN_KEYS, RunVerb},
    },
    ui::{
        Appearance,
        digits::{self, Size},
        figure::{self, Shown},
        surface::Surface,
        theme::Role,
    },
};

/// The instruction is wrapped to this: short lines are found again after a blink.
pub(super) const SAY_COLUMNS: usize = 60;
/// From this many columns on, the figure stands beside the count; below that under it, where there is room.
const FIGURE_BESIDE: usize = 52;
/// Lines of an instruction that room is kept for in narrow windows, so that the count stays where it is from step to
/// step.
const SAY_ROWS: usize = 2;
/// From this many rows on they are kept, and a row for the breath in steps between those that breathe.
const ROOM_TO_KEEP: usize = 18;
/// Rows kept as space where a figure stands among the text.
const FIGURE_SPACE: usize = 2;

/// Everything a running session shows, before it is known what fits.
struct Parts<'s> {
    count: String,
    paused: bool,
    is_first: bool,
    say: Vec<Words>,
    /// The pace of breathing, where there is one to show.
    breath: Option<Breath>,
    /// Whether its row is kept, in steps that breathe and in those between.
    paces: bool,
    /// The step is nothing but this breath.
    only_breath: bool,
    /// What helps to do it right is mostly what to beware of, which comes before how it looks.
    warns: bool,
    figure: Option<Shown<'s>>,
    advice: Vec<Words>,
    state: Vec<Words>,
    clock: Vec<Words>,
    before: Vec<Words>,
    words: Vec<Words>,
    next: Vec<Words>,
    more: Vec<Words>,
}

/// What stands under the instruction beside the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Advice,
    State,
    Clock,
    Breath,
    /// The line on when not to stretch.
    Before,
    /// The figure in words.
    Words,
    Next,
    More,
}

impl Parts<'_> {
    /// The parts in the order of their weight: what is first is kept longest.
    fn by_weight(&self) -> Vec<Part> {
        let mut order = vec![Part::Advice, Part::State, Part::Clock, Part::Breath];
        if self.is_first {
            order.push(Part::Before);
        }
        order.extend(if self.warns {
            [Part::More, Part::Words, Part::Next]
        } else {
            [Part::Words, Part::Next, Part::More]
        });
        if !self.is_first {
            order.push(Part::Before);
        }
        order
    }

    fn rows_of(&self, part: Part, height: usize) -> usize {
        match part {
            Part::Advice => self.advice.len(),
            Part::State => self.state.len(),
            Part::Clock => self.clock.len(),
            Part::Breath => breath_rows(self, height),
            Part::Before => self.before.len(),
            Part::Words => self.words.len(),
            Part::Next => self.next.len(),
            Part::More => self.more.len(),
        }
    }
}

/// Where everything of a session goes.
struct Plan {
    kept: Vec<Part>,
    size: Size,
    /// Rows of the count.
    rows: usize,
    /// Rows of the figure where it stands under the count.
    figure: usize,
    /// Rows to share out as space.
    spare: usize,
}

pub(super) fn draw(
    stretch: &Stretch,
    live: &RunningSession,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
) {
    let Some(at) = live.session.at(ctx.now.mono) else {
        return;
    };
    let (Some(step), next) = live.session.steps_at(&at) else {
        return;
    };
    let area = surface.area();
    let width = usize::from(area.width);
    let height = usize::from(area.height);
    let moment = SessionFrame { stretch, session: &live.session, at: &at, step, next };
    let mut say = say(&moment, width.min(SAY_COLUMNS), ctx);
    if width < FIGURE_BESIDE && height >= ROOM_TO_KEEP {
        say.resize_with(say.len().max(SAY_ROWS), || (Role::Text, String::new()));
    }
    // Settled for the whole routine, so that nothing jumps between a step that has a figure and one that has none.
    let has_figures = live.session.routine().figure().is_some();
    let below = height.saturating_sub(say.len());
    if !has_figures || width < FIGURE_BESIDE || below < usize::from(figure::LEAST.1) {
        let parts = parts(&moment, say, width, ctx, look);
        draw_parts(surface, &parts, look);
        return;
    }

    // Never so far apart that the eye loses the one for the other.
    let columns = (width * 4 / 9).clamp(usize::from(figure::LEAST.0), usize::from(figure::MOST.0));
    let column = (width - columns - 2).min(SAY_COLUMNS);
    let mut parts = parts(&moment, say, column, ctx, look);
    let mut shown = parts.figure.take();
    let mut row = 0;
    // Over both: when not to stretch, and the instruction.
    let before: Vec<Words> = lines(Role::Quiet, &ctx.book.stretches.before, width);
    if below >= usize::from(figure::LEAST.1) + before.len() + 2 {
        row = write(surface, row, &before, look) + 1;
        parts.before.clear();
    }
    row = write(surface, row, &std::mem::take(&mut parts.say), look);
    row += usize::from(height - row > usize::from(figure::LEAST.1) + 2);
    let y = area.y.saturating_add(rows_of(row));
    let text = Rect { y, width: rows_of(column), height: area.bottom().saturating_sub(y), ..area };
    let picture = Rect {
        x: area.x + text.width + 2,
        width: rows_of(columns),
        height: text.height.min(figure::MOST.1),
        ..text
    };
    if let Some(shown) = shown.take().filter(|_| picture.height >= figure::LEAST.1) {
        parts.words.clear();
        shown.draw(&mut surface.part(picture), look);
    }
    draw_parts(&mut surface.part(text), &parts, look);
}

/// Lays the parts out in one column.
fn draw_parts(surface: &mut Surface<'_>, parts: &Parts<'_>, look: &Appearance) {
    let area = surface.area();
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    match plan(parts, width, height, look) {
        Some(plan) => lay_out(surface, parts, &plan, look),
        // No room even for the plain count under the instruction: the count alone.
        None if digits::fit(&parts.count, width, height, look).is_some() => {
            digits::draw(surface, 0, &parts.count, Size::Plain, Role::Count, look);
        }
        None => {}
    }
}

/// The instruction and the count come first; then what still fits, by weight; the largest digits that leave room.
fn plan(parts: &Parts<'_>, width: usize, height: usize, look: &Appearance) -> Option<Plan> {
    let under = height - parts.say.len().min(height.saturating_sub(1));
    with_figure(parts, width, under, height, look)
        .or_else(|| without_figure(parts, width, under, height, look))
}

/// A figure among the text, where there is room for it and for digits that are still large.
fn with_figure(
    parts: &Parts<'_>,
    width: usize,
    under: usize,
    height: usize,
    look: &Appearance,
) -> Option<Plan> {
    let shown = parts.figure.as_ref()?;
    let least = usize::from(figure::LEAST.1);
    let rows_in = |size: Size| size.of(&parts.count, look).map(|(_, rows)| rows);
    // "Enter" has no large form to make room for.
    let smallest = [Size::Big(2), Size::Big(1), Size::Plain].into_iter().find_map(rows_in)?;
    let room = under.checked_sub(FIGURE_SPACE + least + smallest)?;
    let kept = fitting(parts, room, height, |part| part != Part::Words);
    // When not to stretch, and what to beware of, are worth more than a picture.
    let lacks = |part: Part| !kept.contains(&part);
    if (parts.is_first && lacks(Part::Before)) || (parts.warns && lacks(Part::More)) {
        return None;
    }
    // A figure is worth more than the largest digits, and less than all that is said.
    let room = under - FIGURE_SPACE - kept.iter().map(|part| parts.rows_of(*part, height)).sum::<usize>();
    let size = digits::fit(&parts.count, width, (room - least).min(8), look)?;
    let rows = rows_in(size)?;
    let figure = usize::from(shown.rows(rows_of(width), rows_of(room - rows))?);
    Some(Plan { kept, size, rows, figure, spare: room + FIGURE_SPACE - rows - figure })
}

fn without_figure(
    parts: &Parts<'_>,
    width: usize,
    under: usize,
    height: usize,
    look: &Appearance,
) -> Option<Plan> {
    let fits = |rows: usize| digits::fit(&parts.count, width, rows, look);
    let rows_in = |size: Size| size.of(&parts.count, look).map_or(1, |(_, rows)| rows);
    // Detail is given up before the digits shrink below what is read at arm's length.
    let least = 5.min(height / 3).max(1);
    let large = |size: &Size| {
        let taken = size.of(&parts.count, look);
        taken.is_some_and(|(columns, rows)| columns <= width && (least..=under).contains(&rows))
    };
    let enough = rows_in(Size::ALL.into_iter().rev().find(large).or_else(|| fits(under))?);
    let kept = fitting(parts, under - enough, height, |_| true);
    let room = under - kept.iter().map(|part| parts.rows_of(*part, height)).sum::<usize>();
    // Beside a breath that fills the screen the digits leave it some air.
    let most = if parts.only_breath { room.min((height * 2 / 5).max(1)) } else { room };
    // Where the row that says PAUSED is given up, the word stands beside the number, which makes room for it.
    let beside = if parts.paused && !kept.contains(&Part::State) { " PAUSED".len() } else { 0 };
    let size = digits::fit(&parts.count, width.saturating_sub(beside), most, look).or_else(|| fits(most))?;
    let rows = rows_in(size);
    Some(Plan { kept, size, rows, figure: 0, spare: room - rows })
}

/// The parts that fit into so many rows, the weightiest first; one too long leaves its room to those after it.
fn fitting(parts: &Parts<'_>, mut room: usize, height: usize, is_wanted: impl Fn(Part) -> bool) -> Vec<Part> {
    let mut kept = vec![];
    for part in parts.by_weight().into_iter().filter(|part| is_wanted(*part)) {
        if let Some(left) = room.checked_sub(parts.rows_of(part, height)) {
            room = left;
            kept.push(part);
        }
    }
    kept
}

/// Places what was chosen, spare rows shared out as space between the blocks.
fn lay_out(surface: &mut Surface<'_>, parts: &Parts<'_>, plan: &Plan, look: &Appearance) {
    let area = surface.area();
    let height = usize::from(area.height);
    let shown = |part: Part, words: &[Words]| if plan.kept.contains(&part) { words.to_vec() } else { vec![] };
    let before = shown(Part::Before, &parts.before);
    let state = shown(Part::State, &parts.state);
    let more = [shown(Part::Words, &parts.words), shown(Part::More, &parts.more)].concat();
    let mut spare = plan.spare;
    let mut gap = |wanted: usize| {
        let given = wanted.min(spare);
        spare -= given;
        given
    };
    // The most useful spaces first: around the digits, then after the opening line, then above the rest.
    let around = (gap(usize::from(!parts.say.is_empty())), gap(1));
    let after_before = if before.is_empty() { 0 } else { gap(1) };
    let above_more = if more.is_empty() { 0 } else { gap(1) };
    let after_figure = gap(usize::from(plan.figure > 0));
    let after_breath = gap(1);
    let top = if parts.say.is_empty() { 0 } else { gap(1) };
    let mut row = top;
    row = write(surface, row, &before, look) + after_before;
    let say = parts.say.len().min(height.saturating_sub(1));
    row = write(surface, row, parts.say.get(..say).unwrap_or(&parts.say), look) + around.0;
    let place = |row: usize, rows: usize| {
        let y = area.y.saturating_add(rows_of(row));
        Rect { y, height: rows_of(rows), ..area }
    };
    digits::draw(&mut surface.part(place(row, plan.rows)), 0, &parts.count, plan.size, Role::Count, look);
    if parts.paused && state.is_empty() {
        let columns = plan.size.of(&parts.count, look).map_or(0, |(columns, _)| columns);
        surface.text(row, columns + 1, "PAUSED", look.theme.style(Role::SameDay));
    }
    row += plan.rows + around.1;
    if plan.kept.contains(&Part::Breath) && breath_rows(parts, height) > 0 {
        let rows = breath_rows(parts, height);
        draw_breath(&mut surface.part(place(row, rows)), parts, look);
        row += rows + after_breath;
    }
    row = write(surface, row, &shown(Part::Advice, &parts.advice), look);
    if let Some(figure) = parts.figure.as_ref().filter(|_| plan.figure > 0) {
        figure.draw(&mut surface.part(place(row, plan.figure)), look);
        row += plan.figure + after_figure;
    }
    row = write(surface, row, &state, look);
    row = write(surface, row, &shown(Part::Clock, &parts.clock), look);
    row = write(surface, row, &shown(Part::Next, &parts.next), look);
    write(surface, row + above_more, &more, look);
}

/// Rows the pace of breathing takes: one is kept between steps that breathe where there is room, and a breath alone is
/// shown large.
fn breath_rows(parts: &Parts<'_>, height: usize) -> usize {
    match (parts.paces, parts.only_breath) {
        (true, true) => (height / 8).clamp(1, 2),
        (true, false) => usize::from(parts.breath.is_some() || height >= ROOM_TO_KEEP),
        (false, _) => 0,
    }
}

/// A bar that fills with the breath in and empties with the breath out, in words as well.
fn draw_breath(surface: &mut Surface<'_>, parts: &Parts<'_>, look: &Appearance) {
    let Some(breath) = parts.breath else { return };
    let area = surface.area();
    let style = look.theme.style(Role::Accent);
    if parts.only_breath {
        let cells = usize::from(area.width).min(SAY_COLUMNS);
        let full = breath.filled(cells);
        for row in 0..usize::from(area.height) {
            surface.text(row, 0, &look.glyphs.full.repeat(full), style);
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

/// The length of the bar beside a hold: a whole number of cells for each second of both ways.
const BREATH_CELLS: usize = 12;

/// A session at one moment.
struct SessionFrame<'s> {
    stretch: &'s Stretch,
    session: &'s Session,
    at: &'s At,
    step: &'s Step,
    next: Option<&'s Step>,
}

impl SessionFrame<'_> {
    /// What was ticked speaks louder than the routine.
    fn is_unsafe(&self, ctx: &Context<'_>) -> bool {
        self.session.routine().has_stretch() && ctx.verdict.forbids(STRETCHING)
    }

    /// How far the figure is on its way from its start to its end: half way in the first second of a step that moves it.
    fn pose(&self, look: &Appearance) -> f64 {
        let to = Figure::at_step(self.step.kind);
        let before = self.at.step.checked_sub(1).and_then(|i| self.session.routine().steps.get(i));
        let same = before.filter(|before| before.figure.is_some() && before.figure == self.step.figure);
        let from = same.map_or(to, |before| Figure::at_step(before.kind));
        if look.moves() && self.is_worth_it() && self.at.done < Duration::from_secs(1) {
            (from + to) / 2.0
        } else {
            to
        }
    }

    /// A step that is over in a moment, or one that stands still, is not shown on its way.
    fn is_worth_it(&self) -> bool {
        let length = self.at.left.map_or(Duration::ZERO, |left| left + self.at.done);
        length >= Duration::from_secs(5) && !self.session.is_paused()
    }

    /// Whether the routine breathes anywhere, so that a row is kept for it.
    fn paces(&self) -> bool {
        let breathes = |step: &Step| {
            let long =
                |length| step.kind == StepKind::Hold && Breath::in_hold(Duration::ZERO, length).is_some();
            step.breath.is_some() || step.length.is_some_and(long)
        };
        !self.stretch.no_pace && self.session.routine().steps.iter().any(breathes)
    }

    /// Where the breath is. A pause has none: a bar that stands still would be a breath held.
    fn breath(&self) -> Option<Breath> {
        if self.stretch.no_pace || self.session.is_paused() {
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

/// The instruction.
fn say(moment: &SessionFrame<'_>, width: usize, ctx: &Context<'_>) -> Vec<Words> {
    let (leg, purpose) = (moment.session.leg(), moment.session.routine().purpose);
    if moment.is_unsafe(ctx) {
        let signs = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
        let text = format!("Do not stretch now, with what you ticked. Press {signs}");
        let mut say = lines(Role::SameDay, &text, width);
        say.extend(lines(Role::Strong, &moment.step.say_for(leg, purpose), width));
        return say;
    }
    lines(Role::Strong, &moment.step.say_for(leg, purpose), width)
}

fn parts<'s>(
    moment: &SessionFrame<'s>,
    say: Vec<Words>,
    width: usize,
    ctx: &Context<'_>,
    look: &Appearance,
) -> Parts<'s> {
    let SessionFrame { stretch, session, at, step, next } = *moment;
    let routine = session.routine();
    let (leg, purpose) = (session.leg(), routine.purpose);
    let narrow = width.min(SAY_COLUMNS);
    let count = at.left.map_or_else(|| "Enter".to_owned(), |left| clock(ceil_seconds(left)));

    let mut state = vec![];
    if session.is_paused() {
        let pause = ctx.keys.name(RUN_KEYS, &RunVerb::Pause);
        let away = session.away().map_or_else(String::new, |away| {
            format!(" You were away for {}.", in_words(away.as_secs().max(1)))
        });
        state.extend(lines(Role::SameDay, &format!("PAUSED. {pause} goes on.{away}"), width));
    }
    let total = routine.steps.len();
    let mut place = match (step.turn, step.breath, step.kind) {
        (Some((which, of)), Some(_), _) => format!("Breath {which} of {of}"),
        (Some((which, of)), None, StepKind::Hold) => format!("{} {which} of {of}", step.kind.word()),
        _ => step.kind.word().to_owned(),
    };
    if step.side != Side::Both {
        place.push_str(&format!(", {}", step.leg_words(leg, purpose)));
    }
    if stretch.bell {
        place.push_str(", bell on");
    }
    state.extend(lines(Role::Text, &place, width));

    let mut clock_words = vec![];
    let step_words = format!("Step {} of {total}", at.step + 1);
    match stretch.cramp_words(ctx.now) {
        Some(words) => clock_words.push((Role::Accent, format!("{}. {step_words}.", capital(&words)))),
        None => clock_words.push((Role::Quiet, format!("{step_words}."))),
    }
    let mut advice = vec![];
    if stretch.wants_advice(ctx.now) {
        advice.extend(lines(Role::SameDay, &super::advice_words(ctx), width));
    }

    let next = match next {
        Some(next) => {
            let length =
                next.length.map_or_else(String::new, |length| format!(" ({})", clock(length.as_secs())));
            let words = format!("Next: {}", next.say_for(leg, purpose));
            let first = words.find(". ").and_then(|end| words.get(..=end)).unwrap_or(&words);
            // What would take a row of its own gives up how long it takes, then all but its first sentence.
            let short =
                [format!("{words}{length}"), words.clone(), format!("{first}{length}"), first.to_owned()];
            short.into_iter().find(|line| line.chars().count() <= width).unwrap_or(words)
        }
        None if stretch.cramp.is_some() => "Then: has it let go?".to_owned(),
        None => "Then it is done.".to_owned(),
    };
    // Nobody is shown how to do what is not for now.
    let figure = step.figure.as_deref().filter(|_| !moment.is_unsafe(ctx));
    let figure = figure.map(|figure| Shown { t: moment.pose(look), ..Shown::at(figure, step, leg) });
    Parts {
        count,
        paused: session.is_paused(),
        is_first: at.step == 0,
        say,
        breath: moment.breath().filter(|_| !moment.is_unsafe(ctx)),
        paces: moment.paces(),
        only_breath: step.breath.is_some(),
        // Standing, walking, rubbing: done once, with what to beware of. What is repeated is the stretch itself.
        warns: step.kind == StepKind::Move || (step.kind == StepKind::Hold && step.turn.is_none()),
        words: match figure {
            Some(_) => lines(Role::Text, &step.figure_words(leg, purpose), narrow),
            None => vec![],
        },
        figure,
        advice,
        state,
        clock: clock_words,
        next: lines(Role::Quiet, &next, width),
        more: match step.more.as_str() {
            "" => vec![],
            _ => lines(Role::Text, &step.more_for(leg, purpose), narrow),
        },
        before: lines(Role::Quiet, &ctx.book.stretches.before, width),
    }
}
