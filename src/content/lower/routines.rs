//! Routines: repeats written out, limits on lengths held.

use std::{collections::HashMap, rc::Rc, time::Duration};

use super::{Lower, cleaned, evidence, figures::muscle, own};
use crate::{
    content::{Problem, place::Places, raw, read::AllPlaces},
    domain::{
        book::{Advice, Stretches},
        breath::Way,
        claim::broken,
        figure::{Figure, SharedFigure},
        routine::{MAX_HOLD, MAX_STEP, MAX_STEPS, Purpose, Routine, Side, Step, StepKind},
    },
};

/// The longest a breath in or out may last, in seconds: slow breathing, not holding it.
const MAX_BREATH: u64 = 10;

/// The figures that are sound, by their ids.
type Figures<'f> = HashMap<&'f str, &'f SharedFigure>;

impl Lower<'_> {
    pub(super) fn stretches(&mut self, raw: &raw::Raw, advice: Advice, files: &AllPlaces<'_>) -> Stretches {
        let figures = self.figures(&raw.figures, &files.figures);
        let figures: Figures<'_> = figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
        let (raw, places) = (&raw.routines, &files.routines);
        if raw.before.is_empty() {
            self.problems.push(places.within("before", "before", "before is empty; it must be there".into()));
        }
        self.ids(raw.routines.iter().map(|routine| &*routine.id), places, "routine");
        let routines =
            raw.routines.iter().filter_map(|r| self.routine(r, &figures, places)).map(Rc::new).collect();
        Stretches { before: own(&raw.before), advice, routines }
    }

    fn routine(&mut self, raw: &raw::Routine, figures: &Figures<'_>, places: &Places<'_>) -> Option<Routine> {
        let id = &*raw.id;
        let before = self.problems.len();
        let mut steps = vec![];
        self.steps(id, &raw.steps, None, figures, &mut steps, places);
        self.check_breaths(id, &steps, places);
        let wanted = raw.muscle.map(muscle);
        let felt = |step: &Step| {
            let figure = step.figure.as_ref().filter(|_| step.kind == StepKind::Hold)?;
            Some((figure.id.clone(), figure.feel?))
        };
        for (figure, feel) in steps.iter().filter_map(felt) {
            if wanted.is_some_and(|muscle| muscle != feel) {
                let what =
                    format!("routine {id:?} is not for the muscle that the figure {figure:?} stretches");
                self.complain_once(self.of_figure(id, &figure, &figure, what, places));
            }
        }
        if raw.title.is_empty() || raw.summary.is_empty() || raw.dose.is_empty() {
            let what = format!("routine {id:?} needs a title, a summary and a dose");
            self.problems.push(places.within(id, id, what));
        }
        if steps.is_empty() && self.problems.len() == before {
            self.problems.push(places.within(id, "steps", format!("routine {id:?} has no steps")));
        }
        // A routine that is wrong is not run in part: somebody would follow it.
        if self.problems.len() > before {
            return None;
        }
        Some(Routine {
            id: id.to_owned(),
            title: own(&raw.title),
            summary: own(&raw.summary),
            purpose: match raw.purpose {
                raw::Purpose::Relief => Purpose::Relief,
                raw::Purpose::Prevention => Purpose::Prevention,
                raw::Purpose::Calm => Purpose::Calm,
            },
            muscle: raw.muscle.map(muscle),
            dose: own(&raw.dose),
            avoid: cleaned(&raw.avoid),
            evidence: evidence(&raw.evidence),
            sources: self.known_sources(id, &raw.sources, places),
            reviewed: self.date(id, &raw.reviewed, places),
            steps,
        })
    }

    /// Writes out repeats; a step inside one knows which turn it is, of how many.
    fn steps(
        &mut self,
        id: &str,
        parts: &[raw::Part],
        turn: Option<(u16, u16)>,
        figures: &Figures<'_>,
        steps: &mut Vec<Step>,
        places: &Places<'_>,
    ) {
        for part in parts {
            match part {
                raw::Part::Repeat { times, steps: inner } => {
                    if *times == 0 {
                        self.complain_once(places.within(
                            id,
                            "times: 0",
                            format!("routine {id:?} repeats 0 times; give 1 or more"),
                        ));
                    }
                    for turn in 1..=*times {
                        if steps.len() > MAX_STEPS {
                            break;
                        }
                        let before = steps.len();
                        self.steps(id, inner, Some((turn, *times)), figures, steps, places);
                        // Nothing, ever so many times over, and that again ever so many times, would never end.
                        if steps.len() == before {
                            let what = format!("routine {id:?} repeats nothing; give the repeat steps");
                            self.complain_once(places.within(id, "Repeat", what));
                            break;
                        }
                    }
                }
                raw::Part::Step { kind, seconds, say, more, side, figure, breath } => {
                    let kind = step_kind(*kind);
                    let figure = figure.as_deref().and_then(|name| {
                        let found = self.find_figure(id, name, figures, places)?;
                        self.check_words(id, kind, [say, more], &found, places);
                        Some(found)
                    });
                    if let Err(what) = check_length(kind, *seconds) {
                        let needle = seconds.map_or_else(|| say.to_string(), |n| format!("seconds: {n}"));
                        self.complain_once(places.within(id, &needle, format!("routine {id:?}: {what}")));
                    }
                    if own(say).is_empty() {
                        let what = format!("routine {id:?} has a step that says nothing");
                        self.complain_once(places.within(id, "say", what));
                    }
                    steps.push(Step {
                        kind,
                        length: seconds.map(|s| Duration::from_secs(s.into())),
                        say: own(say),
                        more: own(more),
                        side: match side {
                            raw::Side::First => Side::First,
                            raw::Side::Second => Side::Second,
                            raw::Side::Both => Side::Both,
                        },
                        turn,
                        figure,
                        breath: breath.map(|way| match way {
                            raw::Breath::In => Way::In,
                            raw::Breath::Out => Way::Out,
                        }),
                    });
                    if steps.len() == MAX_STEPS + 1 {
                        let what = format!("routine {id:?} has more than {MAX_STEPS} steps; repeat less");
                        self.problems.push(places.within(id, "times", what));
                        return;
                    }
                }
            }
        }
    }

    fn find_figure(
        &mut self,
        id: &str,
        name: &str,
        figures: &Figures<'_>,
        places: &Places<'_>,
    ) -> Option<SharedFigure> {
        let found = figures.get(name).copied();
        // One that is there and was refused has been complained about already.
        if found.is_none() && !self.raw.figures.iter().any(|figure| *figure.id == *name) {
            let near = self.near(name, self.raw.figures.iter().map(|figure| &*figure.id));
            let what = format!("routine {id:?} shows the figure {name:?}, which is not in figures.ron{near}");
            self.complain_once(places.within(id, name, what));
        }
        found.cloned()
    }

    /// What a step says of knee, heel and toes must be what its figure shows while it says so.
    fn check_words(
        &mut self,
        id: &str,
        kind: StepKind,
        texts: [&raw::Text; 2],
        figure: &Figure,
        places: &Places<'_>,
    ) {
        if self.trusted {
            return;
        }
        for text in texts {
            for (phrase, instead) in broken(text, &figure.pose(Figure::at_step(kind)), &figure.props) {
                let what = format!(
                    "routine {id:?} says {phrase:?} where the figure {:?} is shown, but {instead}; change one of them",
                    figure.id
                );
                self.complain_once(self.of_figure(id, text, &figure.id, what, places));
            }
        }
    }

    /// A routine and a figure that do not go together: placed in the routine, or at the figure where only that is of this
    /// book.
    fn of_figure(&self, id: &str, needle: &str, figure: &str, what: String, places: &Places<'_>) -> Problem {
        let figures = &self.places.figures;
        if places.has(id) || !figures.has(figure) {
            return places.within(id, needle, what);
        }
        figures.within(figure, figure, what)
    }

    /// A step that is repeated is looked at each time and complained about once.
    fn complain_once(&mut self, problem: Problem) {
        if !self.problems.iter().rev().take(MAX_STEPS).any(|other| *other == problem) {
            self.problems.push(problem);
        }
    }

    /// A breath is a step of its own, short enough for one, and a breath in goes straight on to a breath out: it is
    /// never held.
    fn check_breaths(&mut self, id: &str, steps: &[Step], places: &Places<'_>) {
        for (i, step) in steps.iter().enumerate() {
            let Some(way) = step.breath else { continue };
            let long = step.length.is_none_or(|length| length.as_secs() > MAX_BREATH);
            let next = steps.get(i + 1).and_then(|next| next.breath);
            let what = match way {
                _ if step.kind != StepKind::Move || long => {
                    format!("routine {id:?} has a breath that is no move of at most {MAX_BREATH} s")
                }
                Way::In if next != Some(Way::Out) => {
                    format!("routine {id:?} has a breath in that no breath out follows: it would be held")
                }
                _ => continue,
            };
            self.complain_once(places.within(id, "breath", what));
        }
    }
}

fn check_length(kind: StepKind, seconds: Option<u32>) -> Result<(), String> {
    match (kind, seconds) {
        (StepKind::Wait, None) => Ok(()),
        (StepKind::Wait, Some(_)) => Err("a wait has no seconds; it holds until Enter".into()),
        (_, None) => Err("this step needs its seconds".into()),
        (_, Some(0)) => Err("a step of 0 seconds is never seen; give 1 or more".into()),
        (StepKind::Hold, Some(n)) if n > MAX_HOLD => {
            Err(format!("a hold of {n} s is over the limit of {MAX_HOLD} s"))
        }
        (_, Some(n)) if n > MAX_STEP => Err(format!("a step of {n} s is over the limit of {MAX_STEP} s")),
        _ => Ok(()),
    }
}

fn step_kind(raw: raw::StepKind) -> StepKind {
    match raw {
        raw::StepKind::Ready => StepKind::Ready,
        raw::StepKind::Hold => StepKind::Hold,
        raw::StepKind::Ease => StepKind::Ease,
        raw::StepKind::Move => StepKind::Move,
        raw::StepKind::Switch => StepKind::Switch,
        raw::StepKind::Wait => StepKind::Wait,
    }
}
