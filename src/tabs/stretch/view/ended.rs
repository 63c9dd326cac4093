//! The end of a session: has it let go, how bad was it, and what helps now.

use ratatui::layout::Rect;

use super::{SAY_COLUMNS, Words, lines, write};
use crate::{
    domain::{Leg, Limb, Scale, words::capital},
    screen::{Context, Spot},
    tabs::stretch::{
        StretchScreen, StretchTab,
        episode_sync::SaveState,
        keys::{QUESTION_KEYS, QuestionVerb},
        questions::{CrampQuestions, NUMBERS, Question},
    },
    ui::{LetterSetting, ListRow, Role, Surface, cells, cut_top, list},
};

/// From this many rows on there is room for space between the blocks.
const ROOMY: usize = 13;

pub(super) fn draw(stretch: &StretchTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    match &stretch.state {
        StretchScreen::Questions { questions, .. } => draw_questions(stretch, questions, surface, ctx),
        StretchScreen::Ended { selected, .. } if stretch.has_eased() => {
            draw_rest(stretch, *selected, surface, ctx)
        }
        StretchScreen::Ended { selected, .. } => draw_question(stretch, *selected, surface, ctx),
        _ => {}
    }
}

/// Large letters on top, where they leave that many rows to the rest. Returns the rest.
fn headline(surface: &mut Surface<'_>, text: &str, rest: usize) -> Rect {
    let area = surface.area();
    let height = usize::from(area.height);
    let most = height.saturating_sub(rest).min((height / 3).max(4));
    let Some(letters) = LetterSetting::fit(&[text], area.width.into(), most, surface.look) else {
        return area;
    };
    letters.draw(surface, text, surface.look.theme.style(Role::Headline));
    cut_top(area, cells(letters.rows(&[text]) + usize::from(height >= ROOMY))).1
}

/// A headline, words, then the answers: all in full where there is room, else as many rows of the answers as are left.
fn draw_answers(
    stretch: &StretchTab,
    selected: usize,
    (large, words): (&str, &[Words]),
    surface: &mut Surface<'_>,
) {
    let answers = stretch.answers();
    let needs = words.len() + answers.len();
    let area = headline(surface, large, needs);
    let gap = usize::from(usize::from(area.height) > needs);
    let row = write(&mut surface.part(area), 0, words) + gap;
    let (_, list) = cut_top(area, cells(row).min(area.height.saturating_sub(1)));
    let selected = selected.min(answers.len().saturating_sub(1));
    let look = surface.look;
    let row = |(at, (_, words)): (usize, &(_, &str))| ListRow::item(at, selected, words, look);
    let rows: Vec<ListRow<'_>> = answers.iter().enumerate().map(row).collect();
    list::draw(&mut surface.part(list), &rows, selected);
}

/// The routine is over and the cramp is open, or there was none.
fn draw_question(stretch: &StretchTab, selected: usize, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let width = surface.width().min(SAY_COLUMNS);
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
    draw_answers(stretch, selected, (large, &words), surface);
}

/// The cramp has let go and the questions are over: what helps in the next minutes.
fn draw_rest(stretch: &StretchTab, selected: usize, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let width = surface.width().min(SAY_COLUMNS);
    let mut words = match (stretch.sync.state(), stretch.noted()) {
        (SaveState::Failed(why), _) => {
            lines(Role::SameDay, &format!("Not in the diary: {why}. It is tried again."), width)
        }
        (_, Some(episode)) => {
            let numbers = [("pain", episode.pain), ("sleep lost", episode.sleep_lost)];
            let numbers = numbers.into_iter().filter_map(|(name, value)| Some((name, value?.get())));
            let said: String = numbers.map(|(name, value)| format!(", {name} {value}")).collect();
            lines(Role::Strong, &format!("In the diary{said}. Sleep well."), width)
        }
        _ => lines(Role::Strong, "Sleep well.", width),
    };
    words.extend(lines(Role::Text, &stretch.let_go_words(ctx.now), width));
    // With a sign that forbids the stretch, advice for after it is not for now either.
    let after = stretch.session().filter(|_| !ctx.verdict.forbids_stretching());
    let used = words.len() + stretch.answers().len() + 1;
    let mut room = usize::from(surface.area().height).saturating_sub(used);
    for text in after.map_or(&[][..], |live| &live.routine().after) {
        let block = lines(Role::Text, text, width);
        if let Some(left) = room.checked_sub(block.len() + 1) {
            room = left;
            words.push((Role::Text, String::new()));
            words.extend(block);
        }
    }
    draw_answers(stretch, selected, ("SLEEP WELL", &words), surface);
}

/// Pain and sleep as rows from 0 to 10, and the leg.
fn draw_questions(
    stretch: &StretchTab,
    questions: &CrampQuestions,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
) {
    let rest = headline(surface, "IT LET GO", QUESTION_ROWS + 3);
    let surface = &mut surface.part(rest);
    let gap = usize::from(usize::from(rest.height) >= ROOMY);
    let width = surface.width().min(SAY_COLUMNS);
    let mut row = write(surface, 0, &lines(Role::Strong, &stretch.let_go_words(ctx.now), width)) + gap;
    let is_short = rest.height < 9 || width < 44;
    let pain = ["How bad was the pain, 0 to 10?", "Pain 0-10?"];
    let sleep = ["How much sleep did it cost, 0 to 10?", "Sleep lost?"];
    for (question, [long, short], value) in
        [(Question::Pain, pain, questions.pain), (Question::SleepLost, sleep, questions.sleep_lost)]
    {
        let is_open = questions.at == question;
        let said = value.map_or_else(|| "-".to_owned(), |value| value.get().to_string());
        write_question(surface, row, &format!("{} {said}", if is_short { short } else { long }), is_open);
        // The row of numbers is left out where it has no room to be whole: digits still answer.
        if usize::from(rest.height) > QUESTION_ROWS && surface.width() >= SCALE_COLUMNS {
            row += 1;
            draw_scale(surface, row, question, value, is_open);
        }
        row += 1 + gap;
    }
    // The leg is left out where there is no row for it.
    if usize::from(rest.height) > row + 1 {
        draw_leg(stretch, questions, surface, row, ctx);
        row += 1;
    }
    let (role, text) = save_words(stretch, questions, is_short, ctx);
    let (_, place) = cut_top(rest, cells(row + gap));
    let words = lines(role, &text, width);
    let (place, _) = cut_top(place, cells(words.len()));
    write(&mut surface.part(place), 0, &words);
    if let Some(key) = ctx.keys.key(QUESTION_KEYS, &QuestionVerb::Keep) {
        surface.part(place).note_area(Spot::Key(key));
    }
}

/// Rows of two questions with their numbers, of the leg and of the line below it.
const QUESTION_ROWS: usize = 6;
/// Columns of the numbers 0 to 10 in a row. Cut off, a 10 would be a 1.
const SCALE_COLUMNS: usize = 36;

/// A question, with the cursor where the next key answers it. Returns the column after it.
fn write_question(surface: &mut Surface<'_>, row: usize, text: &str, is_open: bool) -> usize {
    let (cursor, role) = if is_open { (surface.look.glyphs.cursor, Role::Strong) } else { (" ", Role::Text) };
    surface.write(row, 0, &format!("{cursor} {text}"), role)
}

/// The numbers 0 to 10 in a row, each of which can be clicked.
fn draw_scale(
    surface: &mut Surface<'_>,
    row: usize,
    question: Question,
    value: Option<Scale>,
    is_open: bool,
) {
    let mut column = 2;
    for number in 0..=10u8 {
        let (text, role) = match value.map(Scale::get) {
            Some(value) if value == number => (format!("[{number}]"), Role::Selected),
            _ => (format!(" {number} "), if is_open { Role::Text } else { Role::Quiet }),
        };
        let end = surface.write(row, column, &text, role);
        let first = if question == Question::Pain { 0 } else { NUMBERS };
        surface.note_spot(row, column..end, Spot::Item(first + usize::from(number)));
        column = end;
    }
}

fn draw_leg(
    stretch: &StretchTab,
    questions: &CrampQuestions,
    surface: &mut Surface<'_>,
    row: usize,
    ctx: &Context<'_>,
) {
    let mut column = write_question(surface, row, "Which leg? ", questions.at == Question::Done);
    let said = stretch.leg_said();
    for (leg, verb, name) in
        [(Leg::Left, QuestionVerb::LeftLeg, "left"), (Leg::Right, QuestionVerb::RightLeg, "right")]
    {
        let Some(key) = ctx.keys.key(QUESTION_KEYS, &verb) else { continue };
        let (text, role) = if said == Some(Limb::from(leg)) {
            (format!("[{} {name}]", key.name()), Role::Selected)
        } else {
            (format!(" {} {name} ", key.name()), Role::Text)
        };
        let end = surface.write(row, column, &text, role);
        surface.note_spot(row, column..end, Spot::Key(key));
        column = end;
    }
}

/// The line under the questions: how to answer, and how the diary takes it.
fn save_words(
    stretch: &StretchTab,
    questions: &CrampQuestions,
    is_short: bool,
    ctx: &Context<'_>,
) -> (Role, String) {
    let [keep, blank, correct] = [QuestionVerb::Keep, QuestionVerb::Blank, QuestionVerb::TakeBack]
        .map(|verb| ctx.keys.name(QUESTION_KEYS, &verb));
    match stretch.sync.state() {
        SaveState::Failed(why) => (Role::SameDay, format!("Not in the diary: {why}. {keep} tries again.")),
        _ if questions.is_sent => (Role::Quiet, "Saving...".to_owned()),
        _ if questions.at == Question::Done => (Role::Accent, format!("{keep} keeps it in the diary.")),
        _ if is_short => (Role::Quiet, format!("Type 0 to 10. {keep} keeps it.")),
        _ => {
            let text = format!(
                "Left and Right, or type 0 to 10. {correct} corrects. {keep} keeps it in the diary, {blank} keeps it without."
            );
            (Role::Quiet, text)
        }
    }
}
