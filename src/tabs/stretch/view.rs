//! How the stretch tab looks: the running session first of all, in the dark, without glasses.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{Live, Stretch};
use crate::{
    domain::{
        book::{Book, STRETCHING},
        routine::{Routine, Side, Step, StepKind},
        session::{At, Cramp},
        time::{Now, ceil_seconds, clock, in_words},
        words::capital,
    },
    screen::{Cx, seen::Seen},
    tabs::guide::view::SIDE_BY_SIDE,
    ui::{
        Look,
        digits::{self, Size},
        list::{self, Row},
        page::{Page, wrap},
        paper::{Paper, margin},
        theme::Role,
    },
};

/// The instruction is wrapped to this: short lines are found again after a blink.
const SAY_COLUMNS: usize = 60;

pub(crate) fn draw(stretch: &Stretch, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look, out: &mut Seen) {
    let area = margin(paper.area(), 2);
    match &stretch.live {
        Some(live) if live.end.is_some() => draw_end(stretch, live, &mut paper.part(area), cx, look, out),
        Some(live) => draw_session(stretch, live, &mut paper.part(area), cx, look),
        None => draw_list(stretch, paper, cx, look, out),
    }
}

/// A row of words with its role, to be laid out from the top.
type Words = (Role, String);

/// Everything a running session shows, before it is known what fits.
struct Parts {
    count: String,
    paused: bool,
    /// In the order of their weight: what is first is kept longest.
    say: Vec<Words>,
    advice: Vec<Words>,
    state: Vec<Words>,
    clock: Vec<Words>,
    before: Vec<Words>,
    next: Vec<Words>,
    more: Vec<Words>,
}

fn draw_session(stretch: &Stretch, live: &Live, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look) {
    let Some(at) = live.session.at(cx.now.mono) else {
        return;
    };
    let (Some(step), next) = live.session.steps_at(&at) else {
        return;
    };
    let width = usize::from(paper.area().width);
    let height = usize::from(paper.area().height);
    let parts = parts(stretch, live, &at, step, next, width, cx);

    // The instruction and the count come first; then what still fits, by weight; the largest digits that leave room.
    let ranked = [&parts.advice, &parts.state, &parts.clock, &parts.before, &parts.next, &parts.more];
    let needed = |kept: usize| -> usize { ranked.iter().take(kept).map(|words| words.len()).sum() };
    let say = parts.say.len().min(height.saturating_sub(1));
    let mut choice = None;
    for kept in (0..=ranked.len()).rev() {
        let room = height.saturating_sub(say + needed(kept));
        // Where the row that says PAUSED is given up, the word stands beside the number, which makes room for it.
        let beside = if parts.paused && kept < 2 { " PAUSED".len() } else { 0 };
        let Some(size) = digits::fit(&parts.count, width.saturating_sub(beside), room, look) else {
            continue;
        };
        let rows = size.of(&parts.count, look).map_or(1, |(_, rows)| rows);
        // Detail is given up before the digits shrink below what is read at arm's length.
        let enough = rows >= 5.min(height / 3).max(1) || kept == 0;
        if enough {
            choice = Some((kept, size, rows));
            break;
        }
    }
    let Some((kept, size, rows)) = choice else {
        // No room even for the plain count under the instruction: the count alone.
        if digits::fit(&parts.count, width, height, look).is_some() {
            digits::draw(paper, 0, &parts.count, Size::Plain, Role::Count, look);
        }
        return;
    };
    let spare = height.saturating_sub(say + rows + needed(kept));
    lay_out(paper, &parts, say, size, rows, kept, spare, look);
}

/// Places what was chosen, spare rows shared out as space between the blocks.
#[expect(clippy::too_many_arguments, reason = "one call, and each is a measure the layout was chosen by")]
fn lay_out(
    paper: &mut Paper<'_>,
    parts: &Parts,
    say: usize,
    size: Size,
    rows: usize,
    kept: usize,
    spare: usize,
    look: &Look,
) {
    let shown = |rank: usize, words: &[Words]| if rank < kept { words.to_vec() } else { vec![] };
    let advice = shown(0, &parts.advice);
    let state = shown(1, &parts.state);
    let clock = shown(2, &parts.clock);
    let before = shown(3, &parts.before);
    let next = shown(4, &parts.next);
    let more = shown(5, &parts.more);
    let mut spare = spare;
    let mut gap = |wanted: usize| {
        let given = wanted.min(spare);
        spare -= given;
        given
    };
    // The most useful spaces first: around the digits, then after the opening line, then above the rest.
    let around = (gap(1), gap(1));
    let after_before = if before.is_empty() { 0 } else { gap(1) };
    let above_more = if more.is_empty() { 0 } else { gap(1) };
    let top = gap(1);
    let mut row = top;
    row = write(paper, row, &before, look) + after_before;
    row = write(paper, row, parts.say.get(..say).unwrap_or(&parts.say), look) + around.0;
    let area = paper.area();
    let y = area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
    let digits_area = Rect { y, height: u16::try_from(rows).unwrap_or(u16::MAX), ..area };
    digits::draw(&mut paper.part(digits_area), 0, &parts.count, size, Role::Count, look);
    if parts.paused && state.is_empty() {
        let columns = size.of(&parts.count, look).map_or(0, |(columns, _)| columns);
        paper.text(row, columns + 1, "PAUSED", look.theme.style(Role::SameDay));
    }
    row += rows + around.1;
    row = write(paper, row, &advice, look);
    row = write(paper, row, &state, look);
    row = write(paper, row, &clock, look);
    row = write(paper, row, &next, look);
    write(paper, row + above_more, &more, look);
}

fn write(paper: &mut Paper<'_>, row: usize, words: &[Words], look: &Look) -> usize {
    for (i, (role, text)) in words.iter().enumerate() {
        paper.text(row + i, 0, text, look.theme.style(*role));
    }
    row + words.len()
}

fn parts(
    stretch: &Stretch,
    live: &Live,
    at: &At,
    step: &Step,
    next: Option<&Step>,
    width: usize,
    cx: &Cx<'_>,
) -> Parts {
    let session = &live.session;
    let (leg, purpose) = (session.leg(), session.routine().purpose);
    let lines = |role: Role, text: &str, width: usize| -> Vec<Words> {
        wrap(text, width).into_iter().map(|line| (role, line)).collect()
    };
    let narrow = width.min(SAY_COLUMNS);
    let count = at.left.map_or_else(|| "Enter".to_owned(), |left| clock(ceil_seconds(left)));

    let mut state = vec![];
    if session.is_paused() {
        let away = session.away().map_or_else(String::new, |away| {
            format!(" You were away for {}.", in_words(away.as_secs().max(1)))
        });
        state.extend(lines(Role::SameDay, &format!("PAUSED. Space goes on.{away}"), width));
    }
    let total = session.routine().steps.len();
    let mut place = match step.hold {
        Some((which, of)) => format!("{} {which} of {of}", step.kind.word()),
        None => step.kind.word().to_owned(),
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
    match stretch.cramp_words(cx.now) {
        Some(words) => clock_words.push((Role::Accent, format!("{}. {step_words}.", capital(&words)))),
        None => clock_words.push((Role::Quiet, format!("{step_words}."))),
    }
    let mut advice = vec![];
    if stretch.wants_advice(cx.now) {
        let text = format!("{} Press ! for the checklist, with this ticked.", cx.book.stretches.advice.text);
        advice.extend(lines(Role::SameDay, &text, width));
    }

    let next = match next {
        Some(next) => {
            let length =
                next.length.map_or_else(String::new, |length| format!(" ({})", clock(length.as_secs())));
            let words = format!("Next: {}", next.say_for(leg, purpose));
            // How long it takes is the first thing to give up where it would take a row of its own.
            if words.chars().count() + length.len() <= width { words + &length } else { words }
        }
        None if stretch.cramp.is_some() => "Then: has it let go?".to_owned(),
        None => "Then it is done.".to_owned(),
    };
    let before = &cx.book.stretches.before;
    // What was ticked speaks louder than the routine.
    let unsafe_now = session.routine().has_stretch() && cx.verdict.not_now(STRETCHING).is_some();
    let mut say = if unsafe_now {
        lines(Role::SameDay, "Do not stretch now, with what you ticked. Press !", narrow)
    } else {
        vec![]
    };
    say.extend(lines(Role::Strong, &step.say_for(leg, purpose), narrow));
    Parts {
        count,
        paused: session.is_paused(),
        say,
        advice,
        state,
        clock: clock_words,
        next: lines(Role::Quiet, &next, width),
        more: if step.kind == StepKind::Wait || !step.more.is_empty() {
            lines(Role::Text, &step.more_for(leg, purpose), narrow)
        } else {
            vec![]
        },
        before: lines(Role::Quiet, before, width),
    }
}

fn draw_end(stretch: &Stretch, live: &Live, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look, out: &mut Seen) {
    let width = usize::from(paper.area().width);
    let mut head: Vec<Words> = vec![];
    let mut say = |role: Role, text: &str| {
        for line in wrap(text, width.min(SAY_COLUMNS)) {
            head.push((role, line));
        }
    };
    match stretch.cramp.as_ref().map(|cramp| (cramp, cramp.is_open())) {
        Some((_, true)) => say(Role::Strong, "Has it let go?"),
        Some((cramp, false)) => {
            say(Role::Strong, &format!("It let go after {}.", clock(cramp.length(cx.now).as_secs())));
        }
        None => {
            let how = if live.session.is_finished(cx.now.mono) { "done" } else { "stopped" };
            say(Role::Strong, &format!("{}: {how}.", live.session.routine().title));
        }
    }
    let open = stretch.cramp.as_ref().is_some_and(Cramp::is_open);
    if let Some(words) = stretch.cramp_words(cx.now).filter(|_| open) {
        say(Role::Accent, &format!("{}.", capital(&words)));
    }
    if stretch.cramp.as_ref().is_some_and(|cramp| cramp.wants_advice(cx.now)) {
        say(
            Role::SameDay,
            &format!("{} Press ! for the checklist, with this ticked.", cx.book.stretches.advice.text),
        );
    }
    let height = usize::from(paper.area().height);
    let answers = stretch.answers();
    let gaps = height.saturating_sub(head.len() + answers.len()).min(2);
    let row = write(paper, gaps / 2, &head, look) + gaps.div_ceil(2);
    let selected = live.end.unwrap_or(0).min(answers.len().saturating_sub(1));
    let rows: Vec<Row<'_>> = answers
        .iter()
        .enumerate()
        .map(|(i, (_, words))| {
            let chosen = i == selected;
            let style = look.theme.style(if chosen { Role::Selected } else { Role::Text });
            let cursor = if chosen { look.glyphs.cursor } else { " " };
            Row { item: Some(i), line: Line::styled(format!("{cursor} {words}"), style) }
        })
        .collect();
    let area = paper.area();
    let y =
        area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX)).min(area.bottom().saturating_sub(1));
    let list = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    list::draw(&mut paper.part(list), &rows, selected, out);
}

fn draw_list(stretch: &Stretch, paper: &mut Paper<'_>, cx: &Cx<'_>, look: &Look, out: &mut Seen) {
    let area = paper.area();
    out.wide = area.width >= SIDE_BY_SIDE;
    let rows = list_rows(stretch, cx, look);
    let (list, text) = if out.wide {
        let columns = 31;
        (
            Rect { width: columns, ..area },
            Rect { x: area.x + columns + 2, width: area.width - columns - 3, ..area },
        )
    } else {
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.height.div_ceil(2));
        let list = Rect { height, ..area };
        let text = Rect { y: area.y + height + 1, height: area.height.saturating_sub(height + 1), ..area };
        (list, margin(text, 1))
    };
    let page_width = text.width.saturating_sub(2);
    let mut page = Page::new(look, page_width, cx.marks);
    match stretch.selected.checked_sub(stretch.offers()).and_then(|i| cx.book.stretches.routines.get(i)) {
        Some(routine) => write_routine(&mut page, routine, cx.book),
        None => write_offer(&mut page, stretch),
    }
    page.draw(&mut paper.part(text), stretch.scroll, out);
    list::draw(&mut paper.part(list), &rows, stretch.selected, out);
}

fn list_rows(stretch: &Stretch, cx: &Cx<'_>, look: &Look) -> Vec<Row<'static>> {
    let theme = look.theme;
    let item = |i: usize, text: String, note: Option<String>| {
        let chosen = i == stretch.selected;
        let style = theme.style(if chosen { Role::Selected } else { Role::Text });
        let cursor = if chosen { look.glyphs.cursor } else { " " };
        let mut line = Line::from(Span::styled(format!(" {cursor} {text}"), style)).style(style);
        if let Some(note) = note {
            line.push_span(Span::styled(note, theme.style(Role::SameDay)));
        }
        Row { item: Some(i), line }
    };
    let mut rows = vec![];
    if stretch.left.is_some() {
        rows.push(item(0, "Go on where you were".to_owned(), None));
    }
    let mut purpose = None;
    for (i, routine) in cx.book.stretches.routines.iter().enumerate() {
        if purpose != Some(routine.purpose) {
            let heading = Line::styled(format!(" {}", routine.purpose.words()), theme.style(Role::Quiet));
            rows.push(Row { item: None, line: heading });
            purpose = Some(routine.purpose);
        }
        let not_now = cx.verdict.not_now(STRETCHING).filter(|_| routine.has_stretch());
        let note = not_now.map(|_| format!(" {}", look.glyphs.warning));
        rows.push(item(i + stretch.offers(), routine.title.clone(), note));
    }
    rows
}

fn write_offer(page: &mut Page<'_>, stretch: &Stretch) {
    let Some(left) = &stretch.left else { return };
    let session = &left.live.session;
    page.text(Role::Title, "Go on where you were");
    page.text(Role::Accent, &session.routine().title);
    page.gap();
    if let Some(at) = session.at(left.at) {
        let left_over =
            at.left.map_or_else(String::new, |left| format!(", {} to go", clock(ceil_seconds(left))));
        page.text(
            Role::Text,
            &format!("Step {} of {}{left_over}.", at.step + 1, session.routine().steps.len()),
        );
    }
    if let Some(cramp) = stretch.cramp.as_ref().filter(|cramp| cramp.is_open()) {
        page.text(
            Role::Text,
            &format!("The cramp clock has run on since {}.", cramp.since.strftime("%H:%M")),
        );
    }
    page.text(Role::Text, "Press Enter.");
}

fn write_routine(page: &mut Page<'_>, routine: &Routine, book: &Book) {
    page.text(Role::Title, &routine.title);
    page.text(Role::Accent, &routine.summary);
    page.gap();
    let length = in_words(routine.length().as_secs());
    page.text(Role::Text, &format!("{}. Takes {length}. Enter starts it.", routine.purpose.words()));
    page.gap();
    page.text(Role::SameDay, &book.stretches.before);
    page.gap();
    page.text(Role::Title, "Steps");
    let mut shown: Vec<(String, String, usize)> = vec![];
    for step in &routine.steps {
        let length = step.length.map_or_else(|| "until Enter".to_owned(), |length| clock(length.as_secs()));
        let say = step.say_for(None, routine.purpose);
        match shown.iter_mut().find(|(l, s, _)| *l == length && *s == say) {
            Some((.., times)) => *times += 1,
            None => shown.push((length, say, 1)),
        }
    }
    for (length, say, times) in shown {
        let times = if times > 1 { format!(", {times} times") } else { String::new() };
        page.bullet(Role::Text, &format!("{say} {length}{times}."));
    }
    page.gap();
    page.text(Role::Title, "Who should not, or another way");
    for line in &routine.avoid {
        page.bullet(Role::Text, line);
    }
    page.gap();
    page.labelled("The seconds:", &routine.dose);
    page.gap();
    page.labelled("How good is the evidence?", &routine.evidence.words);
    page.gap();
    page.text(Role::Quiet, &format!("Last reviewed {}. Press e for the sources.", routine.reviewed));
}

/// The one line of a window too small for anything else, longest first: the count, and as many whole words of the
/// instruction as fit beside it.
pub(crate) fn one_line(stretch: &Stretch, now: &Now) -> Option<Vec<String>> {
    let live = stretch.live.as_ref()?;
    let Some(at) = live.session.at(now.mono).filter(|_| live.end.is_none()) else {
        return Some(vec!["Has it let go? Make the window larger".into(), "Let go?".into(), "?".into()]);
    };
    let count = at.left.map_or_else(|| "Enter".to_owned(), |left| clock(ceil_seconds(left)));
    let (step, _) = live.session.steps_at(&at);
    let say = step
        .map_or_else(String::new, |step| step.say_for(live.session.leg(), live.session.routine().purpose));
    let paused = if live.session.is_paused() { " PAUSED" } else { "" };
    let words: Vec<&str> = say.split(' ').collect();
    let mut lines: Vec<String> = (1..=words.len())
        .rev()
        .filter_map(|n| Some(format!("{count}{paused} {}", words.get(..n)?.join(" "))))
        .collect();
    lines.extend([format!("{count}{paused}"), count, "+".to_owned()]);
    Some(lines)
}
