//! The end of a session: has it let go, how bad was it, and what helps now.

use ratatui::{layout::Rect, text::Line};

use super::{SAY_COLUMNS, Words, lines, rows_of, write};
use crate::{
    domain::{
        book::STRETCHING,
        episode::{Limb, Scale},
        routine::Leg,
        session::Cramp,
        time::in_words,
        words::capital,
    },
    screen::{
        Context,
        frame_info::{FrameInfo, Spot},
    },
    tabs::stretch::{
        State, Stretch,
        episode_sync::SaveState,
        handover::{Cell, HandOver, Question},
        keys::{HAND_OVER_KEYS, HandOverVerb},
    },
    ui::{
        Appearance,
        big_letters::Setting,
        list::{self, ListRow},
        surface::{Surface, cut_top, seen},
        theme::Role,
    },
};

/// From this many rows on there is room for space between the blocks.
const ROOMY: usize = 13;

pub(super) fn draw(
    stretch: &Stretch,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    match &stretch.state {
        State::Diary { questions, .. } => draw_questions(stretch, questions, surface, ctx, look, out),
        State::Ended { selected, .. } if stretch.cramp.as_ref().is_some_and(|cramp| !cramp.is_open()) => {
            draw_rest(stretch, *selected, surface, ctx, look, out);
        }
        State::Ended { selected, .. } => draw_question(stretch, *selected, surface, ctx, look, out),
        _ => {}
    }
}

/// Large letters on top, where they leave that many rows to the rest. Returns the rest.
fn headline(surface: &mut Surface<'_>, text: &str, rest: usize, look: &Appearance) -> Rect {
    let area = surface.area();
    let height = usize::from(area.height);
    let most = height.saturating_sub(rest).min((height / 3).max(4));
    let Some(letters) = Setting::fit(&[text], area.width.into(), most, look) else { return area };
    letters.draw(surface, text, look.theme.style(Role::Headline));
    cut_top(area, rows_of(letters.rows(&[text]) + usize::from(height >= ROOMY))).1
}

/// The answers as a list under the words.
fn draw_answers(
    stretch: &Stretch,
    selected: usize,
    surface: &mut Surface<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let answers = stretch.answers();
    let selected = selected.min(answers.len().saturating_sub(1));
    let row = |(at, (_, words)): (usize, &(_, &str))| {
        let (role, cursor) =
            if at == selected { (Role::Selected, look.glyphs.cursor) } else { (Role::Text, " ") };
        ListRow { item: Some(at), line: Line::styled(format!("{cursor} {words}"), look.theme.style(role)) }
    };
    let rows: Vec<ListRow<'_>> = answers.iter().enumerate().map(row).collect();
    list::draw(surface, &rows, selected, look, out);
}

/// Words, then the answers: both in full where there is room, else as many rows of the answers as are left.
fn draw_words_and_answers(
    stretch: &Stretch,
    selected: usize,
    words: &[Words],
    surface: &mut Surface<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = surface.area();
    let gap = usize::from(usize::from(area.height) > words.len() + stretch.answers().len());
    let row = write(surface, 0, words, look) + gap;
    let (_, list) = cut_top(area, rows_of(row).min(area.height.saturating_sub(1)));
    draw_answers(stretch, selected, &mut surface.part(list), look, out);
}

/// The routine is over and the cramp is open, or there was none.
fn draw_question(
    stretch: &Stretch,
    selected: usize,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let width = usize::from(surface.area().width).min(SAY_COLUMNS);
    let (large, sentence) = match stretch.session() {
        _ if stretch.open_cramp().is_some() => ("LET GO?", "Has it let go?".to_owned()),
        Some(live) => ("DONE", format!("{}: done.", live.routine().title)),
        None => return,
    };
    let mut words = lines(Role::Strong, &sentence, width);
    if let Some(clock) = stretch.cramp_words(ctx.now) {
        words.extend(lines(Role::Accent, &format!("{}.", capital(&clock)), width));
    }
    if stretch.wants_advice(ctx.now) {
        words.extend(lines(Role::SameDay, &super::advice_words(ctx), width));
    }
    let rest = headline(surface, large, words.len() + stretch.answers().len(), look);
    draw_words_and_answers(stretch, selected, &words, &mut surface.part(rest), look, out);
}

/// The cramp has let go and the questions are over: what helps in the next minutes.
fn draw_rest(
    stretch: &Stretch,
    selected: usize,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = surface.area();
    let width = usize::from(area.width).min(SAY_COLUMNS);
    let length = stretch.cramp.as_ref().map_or(0, |cramp| cramp.length(ctx.now).as_secs());
    let let_go = format!("It let go after {}.", in_words(length));
    let mut words = match (stretch.sync.state(), stretch.noted()) {
        (SaveState::Failed(why), _) => {
            lines(Role::SameDay, &format!("Not in the diary: {why}. It is tried again."), width)
        }
        (_, Some(episode)) => {
            let numbers = [("pain", episode.pain), ("sleep lost", episode.sleep_lost)];
            let mut said = vec!["In the diary".to_owned()];
            said.extend(
                numbers.into_iter().filter_map(|(name, value)| Some(format!("{name} {}", value?.get()))),
            );
            lines(Role::Strong, &format!("{}. Sleep well.", said.join(", ")), width)
        }
        _ => lines(Role::Strong, "Sleep well.", width),
    };
    words.extend(lines(Role::Text, &let_go, width));
    // With a sign that forbids the stretch, advice for after it is not for now either.
    let after = stretch.session().filter(|_| !ctx.verdict.forbids(STRETCHING));
    let mut room = usize::from(area.height).saturating_sub(words.len() + stretch.answers().len() + 1);
    let mut helps: Vec<Words> = vec![];
    for text in after.map_or(&[][..], |live| &live.routine().after) {
        let block = lines(Role::Text, text, width);
        if let Some(left) = room.checked_sub(block.len() + 1) {
            room = left;
            helps.push((Role::Text, String::new()));
            helps.extend(block);
        }
    }
    words.extend(helps);
    let rest = headline(surface, "SLEEP WELL", words.len() + stretch.answers().len(), look);
    draw_words_and_answers(stretch, selected, &words, &mut surface.part(rest), look, out);
}

/// Pain and sleep as rows from 0 to 10, and the leg.
fn draw_questions(
    stretch: &Stretch,
    questions: &HandOver,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let length = stretch.cramp.as_ref().map_or(0, |cramp: &Cramp| cramp.length(ctx.now).as_secs());
    let sentence = format!("It let go after {}.", in_words(length));
    let rows = QUESTION_ROWS + 3;
    let rest = headline(surface, "IT LET GO", rows, look);
    let surface = &mut surface.part(rest);
    let is_roomy = usize::from(rest.height) >= ROOMY;
    let width = usize::from(rest.width).min(SAY_COLUMNS);
    let mut row = write(surface, 0, &lines(Role::Strong, &sentence, width), look) + usize::from(is_roomy);
    let is_short = rest.height < 9 || width < 44;
    let asked = [
        (Question::Pain, ["How bad was the pain, 0 to 10?", "Pain 0-10?"], questions.pain),
        (
            Question::SleepLost,
            ["How much sleep did it cost, 0 to 10?", "Sleep lost 0-10?"],
            questions.sleep_lost,
        ),
    ];
    for (question, [long, short], value) in asked {
        let is_open = questions.at == question;
        let role = if is_open { Role::Strong } else { Role::Text };
        let cursor = if is_open { look.glyphs.cursor } else { " " };
        let text = if is_short { short } else { long };
        let said = value.map_or_else(|| "-".to_owned(), |value| value.get().to_string());
        surface.text(row, 0, &format!("{cursor} {text} {said}"), look.theme.style(role));
        // The row of numbers is left out where it has no room of its own: digits still answer.
        if usize::from(rest.height) > QUESTION_ROWS {
            row += 1;
            draw_scale(surface, row, question, value, is_open, look, out);
        }
        row += 1 + usize::from(is_roomy);
    }
    row = draw_leg(stretch, questions, surface, row, ctx, look, out) + usize::from(is_roomy);
    let keep = save_words(stretch, questions, is_short, ctx);
    let words = lines(keep.0, &keep.1, width);
    let area = surface.area();
    write(surface, row, &words, look);
    let y = area.y.saturating_add(rows_of(row));
    out.spots.push((
        seen(Rect { y, height: rows_of(words.len()), ..area }.intersection(area)),
        Spot::Item(Cell::Keep.item()),
    ));
}

/// Rows of two questions with their numbers, of the leg and of the line below it.
const QUESTION_ROWS: usize = 6;

/// The numbers 0 to 10 in a row, each of which can be clicked.
fn draw_scale(
    surface: &mut Surface<'_>,
    row: usize,
    question: Question,
    value: Option<Scale>,
    is_open: bool,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = surface.area();
    let mut column = 2;
    for number in 0..=10u8 {
        let is_it = value.map(Scale::get) == Some(number);
        let role = match (is_it, is_open) {
            (true, _) => Role::Selected,
            (false, true) => Role::Text,
            (false, false) => Role::Quiet,
        };
        let text = if is_it { format!("[{number}]") } else { format!(" {number} ") };
        let end = surface.text(row, column, &text, look.theme.style(role));
        let cell = if question == Question::Pain { Cell::Pain(number) } else { Cell::SleepLost(number) };
        push_spot(area, row, column..end, cell, out);
        column = end;
    }
}

fn push_spot(area: Rect, row: usize, columns: std::ops::Range<usize>, cell: Cell, out: &mut FrameInfo) {
    let spot = Rect {
        x: area.x.saturating_add(rows_of(columns.start)),
        y: area.y.saturating_add(rows_of(row)),
        width: rows_of(columns.len()),
        height: 1,
    };
    out.spots.push((seen(spot.intersection(area)), Spot::Item(cell.item())));
}

/// The leg, where there is a row for it. Returns the next row.
fn draw_leg(
    stretch: &Stretch,
    questions: &HandOver,
    surface: &mut Surface<'_>,
    row: usize,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) -> usize {
    let area = surface.area();
    if usize::from(area.height) <= row + 1 {
        return row;
    }
    let is_open = questions.at == Question::Done;
    let cursor = if is_open { look.glyphs.cursor } else { " " };
    let style = look.theme.style(if is_open { Role::Strong } else { Role::Text });
    let mut column = surface.text(row, 0, &format!("{cursor} Which leg? "), style);
    let said = stretch.leg_said();
    for (leg, verb) in [(Leg::Left, HandOverVerb::LeftLeg), (Leg::Right, HandOverVerb::RightLeg)] {
        let is_it = said == Some(Limb::from(leg));
        let key = ctx.keys.name(HAND_OVER_KEYS, &verb);
        let name = if leg == Leg::Left { "left" } else { "right" };
        let text = if is_it { format!("[{key} {name}]") } else { format!(" {key} {name} ") };
        let role = if is_it { Role::Selected } else { Role::Text };
        let end = surface.text(row, column, &text, look.theme.style(role));
        push_spot(area, row, column..end, Cell::Leg(leg), out);
        column = end;
    }
    row + 1
}

/// The line under the questions: how to answer, and how the diary takes it.
fn save_words(stretch: &Stretch, questions: &HandOver, is_short: bool, ctx: &Context<'_>) -> (Role, String) {
    match stretch.sync.state() {
        SaveState::Failed(why) => (Role::SameDay, format!("Not in the diary: {why}. Enter tries again.")),
        _ if questions.is_sent => (Role::Quiet, "Saving...".to_owned()),
        _ if questions.at == Question::Done => (Role::Accent, "Enter keeps it in the diary.".to_owned()),
        _ if is_short => (Role::Quiet, "0 to 9, t is 10. Enter keeps it.".to_owned()),
        _ => {
            let correct = ctx.keys.name(HAND_OVER_KEYS, &HandOverVerb::TakeBack);
            let text = format!(
                "Left and Right, or a digit; t for 10. {correct} corrects. Enter keeps it in the diary, Esc keeps it without."
            );
            (Role::Quiet, text)
        }
    }
}
