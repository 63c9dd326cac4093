//! A routine before it is started: what it is for, how long it takes, who should not, and its steps with their figures.

use crate::{
    domain::{
        Book, Routine, Step, Verdict,
        time::{clock, in_words},
        words::capital,
    },
    report::review,
    tabs::{
        evidence,
        stretch::{
            forbidden,
            keys::{LIST_KEYS, ListVerb},
        },
    },
    ui::{LEAST, PosedFigure, Role, TextView},
};

/// The most rows of a figure beside the description of its routine.
const FIGURE_ROWS: u16 = 12;

/// The whole routine.
pub(crate) fn write_routine<'b>(
    page: &mut TextView<'b>,
    routine: &'b Routine,
    (book, verdict): (&Book, &Verdict),
    height: u16,
) {
    page.text(Role::Title, &routine.title);
    let is_unsafe = write_not_now(page, routine, verdict);
    page.paragraph(Role::Accent, &routine.summary);
    let length = in_words(routine.length().as_secs());
    page.paragraph(
        Role::Text,
        &format!(
            "{}. Takes {length}.{}",
            routine.purpose.words(),
            page.on_screen(|keys| {
                let [start, steps] =
                    [ListVerb::Start, ListVerb::NextStep].map(|verb| keys.name(LIST_KEYS, &verb));
                if is_unsafe {
                    format!(" {steps} shows its steps.")
                } else {
                    format!(" {start} starts it, {steps} shows its steps.")
                }
            }),
        ),
    );
    if !is_unsafe {
        page.paragraph(Role::SameDay, &book.stretches.before);
    }
    if let Some(figure) = routine.figure().filter(|_| !is_unsafe) {
        // Without room for it among the rest, Space shows it.
        let rows = FIGURE_ROWS.min(height.saturating_sub(page.height()));
        if page.figure(PosedFigure::end(figure), rows) {
            page.gap();
        }
    }
    let step = |(step, times): (&Step, usize)| {
        format!("{} {}{}.", step.say_for(None, routine.purpose), length_words(step), times_words(times))
    };
    page.list("Steps", routine.outline().into_iter().map(step));
    page.list("When it has let go", &routine.after);
    page.list("Who should not, or another way", &routine.avoid);
    let said = [("The seconds:", &routine.dose), ("How good is the evidence?", &routine.evidence.words)];
    // A routine of the person's own may say neither.
    for (label, words) in said.into_iter().filter(|(_, words)| !words.is_empty()) {
        page.labelled(label, words);
        page.gap();
    }
    let keys = page.on_screen(evidence::named);
    let link = book.link(&format!("routine:{}", routine.id));
    page.text(Role::Quiet, &format!("{}{keys}", review::checked(book, link, &routine.reviewed)));
}

/// One of its steps, with its figure as large as there is room for.
pub(crate) fn write_step<'b>(
    page: &mut TextView<'b>,
    routine: &'b Routine,
    at: usize,
    (book, verdict): (&Book, &Verdict),
    height: u16,
) {
    let outline = routine.outline();
    let Some((step, times)) = outline.get(at) else { return };
    page.text(Role::Quiet, &format!("{}, step {} of {}", routine.title, at + 1, outline.len()));
    page.text(Role::Strong, &step.say_for(None, routine.purpose));
    let (kind, length) = (step.kind.words(), length_words(step));
    page.paragraph(Role::Accent, &format!("{}: {length}{}", capital(kind), times_words(*times)));
    // A routine that is not for now is not shown.
    if write_not_now(page, routine, verdict) {
        return;
    }
    let words = step.figure_words(None, routine.purpose);
    let more = step.more_for(None, routine.purpose);
    if let Some(figure) = &step.figure {
        // As large as it can be with the words under it still in view, or without them if that is too small.
        let left = height.saturating_sub(page.height() + 1);
        let under = left.saturating_sub(page.rows_for(&words) + page.rows_for(&more) + 1);
        if page.figure(PosedFigure::at(figure, step, None), if under >= LEAST.1 { under } else { left }) {
            page.gap();
        }
    }
    // The line on when not to stretch goes wherever a stretch is shown.
    let before = if routine.has_stretch() { book.stretches.before.as_str() } else { "" };
    for text in [words.as_str(), &more, before].into_iter().filter(|text| !text.is_empty()) {
        page.paragraph(Role::Text, text);
    }
}

/// Writes that the ticked signs forbid the routine, if they do. True if they do.
fn write_not_now(page: &mut TextView<'_>, routine: &Routine, verdict: &Verdict) -> bool {
    let sentence = forbidden(routine, verdict);
    if let Some(sentence) = &sentence {
        page.paragraph(Role::SameDay, sentence);
    }
    sentence.is_some()
}

fn length_words(step: &Step) -> String {
    step.length.map_or_else(|| "until Enter".to_owned(), |length| clock(length.as_secs()))
}

fn times_words(times: usize) -> String {
    if times > 1 { format!(", {times} times") } else { String::new() }
}
