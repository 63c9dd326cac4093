//! How the stretch tab looks: the running session first of all, in the dark, without glasses.

pub(crate) mod preview;
mod session;

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    State, Stretch,
    episode_sync::SaveState,
    handover::{HandOver, Question},
    keys::{HAND_OVER_KEYS, HandOverVerb, LIST_KEYS, ListVerb},
};
use crate::{
    domain::{
        book::STRETCHING,
        episode::Scale,
        session::Cramp,
        time::{Now, ceil_seconds, clock},
        words::capital,
    },
    screen::{
        Context,
        frame_info::FrameInfo,
        global::{GLOBAL_KEYS, GlobalVerb},
    },
    tabs::guide::view::SIDE_BY_SIDE,
    ui::{
        Appearance,
        list::{self, ListRow},
        surface::{Surface, margin},
        text_view::{TextView, wrap},
        theme::Role,
    },
};
use session::SAY_COLUMNS;

pub(crate) fn draw(
    stretch: &Stretch,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = margin(surface.area(), 2);
    match &stretch.state {
        State::Ended { .. } | State::Diary { .. } => {
            draw_end(stretch, &mut surface.part(area), ctx, look, out);
        }
        State::Running(session) => session::draw(stretch, session, &mut surface.part(area), ctx, look),
        State::List | State::Preview { .. } => draw_list(stretch, surface, ctx, look, out),
    }
}

/// A row of words with its role, to be laid out from the top.
type Words = (Role, String);

fn rows_of(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

fn write(surface: &mut Surface<'_>, row: usize, words: &[Words], look: &Appearance) -> usize {
    for (i, (role, text)) in words.iter().enumerate() {
        surface.text(row + i, 0, text, look.theme.style(*role));
    }
    row + words.len()
}

fn lines(role: Role, text: &str, width: usize) -> Vec<Words> {
    wrap(text, width).into_iter().map(|line| (role, line)).collect()
}

fn draw_end(
    stretch: &Stretch,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let Some(live) = stretch.session() else { return };
    let width = usize::from(surface.area().width);
    let mut head: Vec<Words> = vec![];
    let mut say = |role: Role, text: &str| {
        for line in wrap(text, width.min(SAY_COLUMNS)) {
            head.push((role, line));
        }
    };
    match stretch.cramp.as_ref().map(|cramp| (cramp, cramp.is_open())) {
        Some((_, true)) => say(Role::Strong, "Has it let go?"),
        Some((cramp, false)) => {
            // In the smallest window one row has to do.
            let lead = if width < 30 { "Eased after" } else { "It let go after" };
            say(Role::Strong, &format!("{lead} {}.", clock(cramp.length(ctx.now).as_secs())));
        }
        None => {
            let how = if live.session.is_finished(ctx.now.mono) { "done" } else { "stopped" };
            say(Role::Strong, &format!("{}: {how}.", live.session.routine().title));
        }
    }
    let open = stretch.cramp.as_ref().is_some_and(Cramp::is_open);
    if let Some(words) = stretch.cramp_words(ctx.now).filter(|_| open) {
        say(Role::Accent, &format!("{}.", capital(&words)));
    }
    if stretch.cramp.as_ref().is_some_and(|cramp| cramp.wants_advice(ctx.now)) {
        say(Role::SameDay, &advice_words(ctx));
    }
    if let Some(handover) = stretch.questions() {
        draw_handover(stretch, handover, head, surface, ctx, look);
        return;
    }
    if let Some(episode) = stretch.noted() {
        let mut said = vec!["In the diary".to_owned()];
        said.extend(episode.pain.map(|pain| format!("pain {}", pain.get())));
        said.extend(episode.sleep_lost.map(|lost| format!("sleep lost {}", lost.get())));
        for line in wrap(&format!("{}.", said.join(", ")), width.min(SAY_COLUMNS)) {
            head.push((Role::Accent, line));
        }
    }
    let is_eased = stretch.cramp.as_ref().is_some_and(|cramp| !cramp.is_open());
    if let (true, SaveState::Failed(why)) = (is_eased, stretch.sync.state()) {
        for line in wrap(&format!("Not in the diary: {why}. It is tried again."), width.min(SAY_COLUMNS)) {
            head.push((Role::SameDay, line));
        }
    }
    let height = usize::from(surface.area().height);
    let answers = stretch.answers();
    let gaps = height.saturating_sub(head.len() + answers.len()).min(2);
    let row = write(surface, gaps / 2, &head, look) + gaps.div_ceil(2);
    let State::Ended { selected, .. } = stretch.state else { return };
    let selected = selected.min(answers.len().saturating_sub(1));
    let rows: Vec<ListRow<'_>> = answers
        .iter()
        .enumerate()
        .map(|(i, (_, words))| {
            let chosen = i == selected;
            let style = look.theme.style(if chosen { Role::Selected } else { Role::Text });
            let cursor = if chosen { look.glyphs.cursor } else { " " };
            ListRow { item: Some(i), line: Line::styled(format!("{cursor} {words}"), style) }
        })
        .collect();
    let area = surface.area();
    let y =
        area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX)).min(area.bottom().saturating_sub(1));
    let list = Rect { y, height: area.bottom().saturating_sub(y), ..area };
    list::draw(&mut surface.part(list), &rows, selected, look, out);
}

/// Pain and sleep, one digit each, in words that are read without glasses.
fn draw_handover(
    stretch: &Stretch,
    handover: &HandOver,
    mut head: Vec<Words>,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
) {
    let key = |verb: HandOverVerb| ctx.keys.name(HAND_OVER_KEYS, &verb);
    let area = surface.area();
    let (width, height) = (usize::from(area.width).min(SAY_COLUMNS), usize::from(area.height));
    let answered = |value: Option<Scale>, is_open: bool| match (value, is_open) {
        (Some(value), _) => value.get().to_string(),
        (None, true) => "_".to_owned(),
        (None, false) => "-".to_owned(),
    };
    let questions = [
        (Question::Pain, "How bad was the pain, 0 to 10?", "Pain 0-10?", handover.pain),
        (
            Question::SleepLost,
            "How much sleep did it cost, 0 to 10?",
            "Sleep lost 0-10?",
            handover.sleep_lost,
        ),
    ];
    // Everything has to be in view at once: shorter words, then fewer, in small windows.
    let is_short = height < 9 || width < 44;
    head.truncate(height.saturating_sub(3).max(1));
    if height > 10 {
        head.push((Role::Text, String::new()));
    }
    for (question, long, short, value) in questions {
        let is_open = handover.at == question;
        let text = if is_short { short } else { long };
        let cursor = if is_open { look.glyphs.cursor } else { " " };
        let role = if is_open { Role::Count } else { Role::Text };
        head.push((role, format!("{cursor} {text} {}", answered(value, is_open))));
    }
    if height > 6 {
        let leg = stretch.leg_said().map_or("-", |leg| leg.words());
        let (left, right) = (key(HandOverVerb::Left), key(HandOverVerb::Right));
        let text = if is_short {
            format!("Leg: {left}, {right}?")
        } else {
            format!("Which leg? {left} left, {right} right:")
        };
        head.push((Role::Text, format!("  {text} {leg}")));
    }
    if height > 10 {
        head.push((Role::Text, String::new()));
    }
    let (role, text) = match stretch.sync.state() {
        SaveState::Failed(why) => (Role::SameDay, format!("Not in the diary: {why}. Enter tries again.")),
        _ if handover.is_sent => (Role::Quiet, "Saving...".to_owned()),
        _ if handover.at == Question::Done => (Role::Accent, "Enter keeps it in the diary.".to_owned()),
        _ if is_short && width < 30 => (Role::Quiet, "0 to 9, t is 10".to_owned()),
        _ if is_short => (Role::Quiet, "0 to 9, t is 10. Enter keeps it.".to_owned()),
        _ => {
            let correct = key(HandOverVerb::TakeBack);
            let text = format!(
                "One digit each, 0 to 9; t for 10. {correct} corrects. Enter keeps it in the diary, Esc keeps it \
                 without."
            );
            (Role::Quiet, text)
        }
    };
    head.extend(lines(role, &text, width));
    let gap = height.saturating_sub(head.len()).min(4) / 2;
    write(surface, gap, &head, look);
}

fn draw_list(
    stretch: &Stretch,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = surface.area();
    out.wide = area.width >= SIDE_BY_SIDE;
    let rows = list_rows(stretch, ctx, look);
    let (list, text) = if out.wide {
        let columns = 31;
        (
            Rect { width: columns, ..area },
            Rect { x: area.x + columns + 2, width: area.width - columns - 3, ..area },
        )
    } else if stretch.step_shown().is_some() {
        // A figure needs the room; the list is an Esc away.
        (Rect { height: 0, ..area }, margin(area, 1))
    } else {
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.height.div_ceil(2));
        let list = Rect { height, ..area };
        let text = Rect { y: area.y + height + 1, height: area.height.saturating_sub(height + 1), ..area };
        (list, margin(text, 1))
    };
    let mut page = TextView::new(look, text.width.saturating_sub(2), ctx.marks).naming(ctx.keys);
    let about = (ctx.book, ctx.verdict);
    match stretch.routine_shown(ctx.book) {
        Some(routine) => match stretch.step_shown() {
            Some(step) => preview::write_step(&mut page, routine, step, about, text.height),
            None => preview::write_routine(&mut page, routine, about, text.height),
        },
        None => write_offer(&mut page, stretch),
    }
    page.draw(&mut surface.part(text), stretch.scroll, out);
    list::draw(&mut surface.part(list), &rows, stretch.selected, look, out);
}

fn list_rows(stretch: &Stretch, ctx: &Context<'_>, look: &Appearance) -> Vec<ListRow<'static>> {
    let theme = look.theme;
    let item = |i: usize, text: String, note: Option<String>| {
        let chosen = i == stretch.selected;
        let style = theme.style(if chosen { Role::Selected } else { Role::Text });
        let cursor = if chosen { look.glyphs.cursor } else { " " };
        let mut line = Line::from(Span::styled(format!(" {cursor} {text}"), style)).style(style);
        if let Some(note) = note {
            line.push_span(Span::styled(note, theme.style(Role::SameDay)));
        }
        ListRow { item: Some(i), line }
    };
    let mut rows = vec![];
    if stretch.left.is_some() {
        rows.push(item(0, "Go on where you were".to_owned(), None));
    }
    let mut purpose = None;
    for (i, routine) in ctx.book.stretches.routines.iter().enumerate() {
        if purpose != Some(routine.purpose) {
            let heading = Line::styled(format!(" {}", routine.purpose.words()), theme.style(Role::Quiet));
            rows.push(ListRow { item: None, line: heading });
            purpose = Some(routine.purpose);
        }
        let not_now = ctx.verdict.not_now(STRETCHING).filter(|_| routine.has_stretch());
        let note = not_now.map(|_| format!(" {}", look.glyphs.warning));
        rows.push(item(i + stretch.offers(), routine.title.clone(), note));
    }
    rows
}

fn write_offer(page: &mut TextView<'_>, stretch: &Stretch) {
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
        page.text(Role::Text, &format!("The cramp clock has run on since {}.", cramp.since.clock()));
    }
    let is_open = stretch.cramp.as_ref().is_some_and(Cramp::is_open);
    let how = page.on_screen(|keys| match keys.name(LIST_KEYS, &ListVerb::Eased) {
        eased if is_open => format!("Enter goes on, {eased} says that it has let go."),
        _ => "Enter goes on.".to_owned(),
    });
    page.text(Role::Text, &how);
}

/// The ten-minute advice, and the key that leads to the sign it is about.
fn advice_words(ctx: &Context<'_>) -> String {
    let signs = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Signs);
    format!("{} Press {signs} for the checklist, with this ticked.", ctx.book.stretches.advice.text)
}

/// The one line of a window too small for anything else, longest first: the count, and as many whole words of the
/// instruction as fit beside it.
pub(crate) fn one_line(stretch: &Stretch, now: &Now) -> Option<Vec<String>> {
    let live = stretch.session()?;
    let Some(at) = stretch.running().and_then(|live| live.session.at(now.mono)) else {
        // The question where there is one; a routine for no cramp has none.
        let is_open = stretch.cramp.as_ref().is_some_and(Cramp::is_open);
        let lines = if is_open {
            ["Has it let go? Make the window larger", "Let go?", "?"]
        } else {
            ["The stretch is over. Make the window larger", "Stretch over", "+"]
        };
        return Some(lines.map(str::to_owned).to_vec());
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
