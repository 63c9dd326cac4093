//! Routines: repeats written out, figures found by their ids, limits on lengths held. The same for the built-in routines and
//! for a person's own.

use std::{rc::Rc, time::Duration};

use super::{
    Diagnostic, File, did_you_mean, is_id, parse,
    shapes::{RawPart, RawRoutine},
};
use crate::domain::{
    BreathPhase, Routine, SharedRoutine, Step, StepKind,
    book::Book,
    figure::SharedFigure,
    routine::{MAX_HOLD, MAX_STEP, MAX_STEPS},
};

/// The most letters of a shout, spaces included.
const MAX_SHOUT: usize = 12;
/// The longest breath in or out, in seconds: slow breathing, never held.
const MAX_BREATH: u64 = 10;

/// A person's own routines from their `routines.ron`, beside the built-in ones. A routine with a problem is left out, and the
/// others stay.
pub(crate) fn own_routines(file: &File<'_>, book: &Book) -> (Vec<SharedRoutine>, Vec<Diagnostic>) {
    let mut problems = vec![];
    let shapes: Vec<RawRoutine> = parse(file, &mut problems);
    let mut own = routines(file, shapes, &book.stretches.figures, &mut problems);
    for routine in &own {
        if book.routine(&routine.id).is_some() {
            let what = format!("{:?} is a built-in routine; give yours another id", routine.id);
            problems.push(Diagnostic::in_entry(file, &routine.id, &what));
        }
    }
    own.retain(|routine| book.routine(&routine.id).is_none());
    (own, problems)
}

/// The routines that are sound.
pub(super) fn routines(
    file: &File<'_>,
    shapes: Vec<RawRoutine>,
    figures: &[SharedFigure],
    problems: &mut Vec<Diagnostic>,
) -> Vec<SharedRoutine> {
    let mut found: Vec<SharedRoutine> = vec![];
    for shape in shapes {
        let id = shape.id.clone();
        let routine = match found.iter().any(|other| other.id == id) {
            true => Err("another routine has the same id; rename one".to_owned()),
            false => routine(shape, figures),
        };
        match routine {
            Ok(routine) => found.push(Rc::new(routine)),
            // A routine that is wrong is not run in part: a person would follow it.
            Err(what) => {
                problems.push(Diagnostic::in_entry(file, &id, &format!("routine {id:?}: {what}")));
            }
        }
    }
    found
}

fn routine(shape: RawRoutine, figures: &[SharedFigure]) -> Result<Routine, String> {
    if !is_id(&shape.id) {
        return Err("an id has lower-case letters, digits and hyphens, a letter first".into());
    }
    if shape.title.is_empty() {
        return Err("it needs a title".into());
    }
    let mut steps = vec![];
    write_out(&shape.steps, None, figures, &mut steps)?;
    if steps.is_empty() {
        return Err("it has no steps".into());
    }
    check_breaths(&steps)?;
    Ok(shape.with_steps(steps))
}

/// Writes out repeats; a step inside one knows which turn it is, of how many.
fn write_out(
    parts: &[RawPart],
    turn: Option<(u16, u16)>,
    figures: &[SharedFigure],
    steps: &mut Vec<Step>,
) -> Result<(), String> {
    for part in parts {
        match part {
            RawPart::Repeat { times: 0, .. } => return Err("it repeats 0 times; give 1 or more".into()),
            RawPart::Repeat { times, steps: inner } => {
                for turn in 1..=*times {
                    let before = steps.len();
                    write_out(inner, Some((turn, *times)), figures, steps)?;
                    // Repeats of nothing, one inside the other, would never end.
                    if steps.len() == before {
                        return Err("it repeats nothing; give the repeat steps".into());
                    }
                }
            }
            RawPart::Step { kind, seconds, say, shout, more, side, figure, breath } => {
                check_length(*kind, *seconds)?;
                if say.is_empty() {
                    return Err("a step says nothing; give it a say".into());
                }
                check_shout(shout)?;
                steps.push(Step {
                    kind: *kind,
                    length: seconds.map(|s| Duration::from_secs(s.into())),
                    say: say.clone(),
                    shout: shout.clone(),
                    more: more.clone(),
                    side: *side,
                    turn,
                    figure: figure.as_deref().map(|id| find_figure(id, figures)).transpose()?,
                    breath: *breath,
                });
                if steps.len() > MAX_STEPS {
                    return Err(format!("it has more than {MAX_STEPS} steps; repeat less"));
                }
            }
        }
    }
    Ok(())
}

fn find_figure(id: &str, figures: &[SharedFigure]) -> Result<SharedFigure, String> {
    figures.iter().find(|figure| figure.id == id).cloned().ok_or_else(|| {
        let near = did_you_mean(id, figures.iter().map(|figure| figure.id.as_str()));
        format!("there is no figure {id:?}{near}")
    })
}

/// Large letters have no small form, and only so many fit into a row.
fn check_shout(shout: &str) -> Result<(), String> {
    if shout.chars().count() > MAX_SHOUT {
        return Err(format!(
            "the shout {shout:?} has more than {MAX_SHOUT} letters; use two or three short words"
        ));
    }
    match shout.chars().find(|letter| !matches!(letter, 'A'..='Z' | '0'..='9' | ' ')) {
        Some(letter) => {
            Err(format!("the shout {shout:?} has {letter:?}; use capital letters from A to Z and digits"))
        }
        None => Ok(()),
    }
}

fn check_length(kind: StepKind, seconds: Option<u32>) -> Result<(), String> {
    match (kind, seconds) {
        (StepKind::Wait, None) => Ok(()),
        (StepKind::Wait, Some(_)) => Err("a wait has no seconds; it waits for Enter".into()),
        (_, None) => Err("a step needs its seconds".into()),
        (_, Some(0)) => Err("a step of 0 seconds is never seen; give 1 or more".into()),
        (StepKind::Hold, Some(n)) if n > MAX_HOLD => {
            Err(format!("a hold of {n} s is over the limit of {MAX_HOLD} s"))
        }
        (_, Some(n)) if n > MAX_STEP => Err(format!("a step of {n} s is over the limit of {MAX_STEP} s")),
        _ => Ok(()),
    }
}

/// A breath is a step of its own, short enough for one, and a breath in leads straight to a breath out: it is never held.
fn check_breaths(steps: &[Step]) -> Result<(), String> {
    for (i, step) in steps.iter().enumerate() {
        let Some(way) = step.breath else { continue };
        let is_long = step.length.is_none_or(|length| length.as_secs() > MAX_BREATH);
        if step.kind != StepKind::Move || is_long {
            return Err(format!("it has a breath that is no move of at most {MAX_BREATH} s"));
        }
        let next = steps.get(i + 1).and_then(|next| next.breath);
        if way == BreathPhase::In && next != Some(BreathPhase::Out) {
            return Err("it has a breath in that no breath out follows: it would be held".into());
        }
    }
    Ok(())
}
