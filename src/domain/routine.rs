//! A routine: a stretch programme as steps in order, with sides and holds counted.

use std::{fmt, rc::Rc, time::Duration};

use serde::Deserialize;

use super::{
    breath::BreathPhase,
    choice::named,
    clean::{text, texts},
    evidence::Evidence,
    figure::{Figure, SharedFigure},
    words::capital,
};

/// The longest a stretch may be held, in seconds. The longest dose in the sources is 30 s (Merck, "Runner's stretch");
/// standing on the leg is given as 30 to 60 s.
pub(crate) const MAX_HOLD: u32 = 60;
/// The longest any other step may last, in seconds: the NHS wall stretch is 5 minutes, walking "a few minutes".
pub(crate) const MAX_STEP: u32 = 600;
/// The most steps a routine may have once its repeats are written out.
pub(crate) const MAX_STEPS: usize = 500;

named! {
    /// One of the two legs.
    Leg {
        Left "left" "left leg",
        Right "right" "right leg",
    }
}

impl Leg {
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

impl fmt::Display for Leg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// The muscle a relief routine is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Muscle {
    Calf,
    Foot,
    /// The front of the lower leg.
    Shin,
    Thigh,
    Hamstring,
}

impl Muscle {
    pub(crate) const ALL: [Self; 5] = [Self::Calf, Self::Foot, Self::Shin, Self::Thigh, Self::Hamstring];

    /// The word that names it on the command line and in the book.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Calf => "calf",
            Self::Foot => "foot",
            Self::Shin => "shin",
            Self::Thigh => "thigh",
            Self::Hamstring => "hamstring",
        }
    }
}

named! {
    /// The purpose of a routine.
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    Purpose {
        /// In mid-cramp: the cramp clock runs.
        Relief "relief" "For now, in mid-cramp",
        /// Done regularly so that cramps may come less.
        Prevention "prevention" "For every night, to prevent",
        /// Slow breathing.
        Calm "calm" "To settle",
    }
}

named! {
    /// The kind of a step.
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    StepKind {
        /// Getting into place.
        Ready "ready" "Get ready",
        /// Holding a stretch; never longer than [`MAX_HOLD`].
        Hold "hold" "Hold",
        /// Letting off between holds.
        Ease "ease" "Ease off",
        /// Doing something: walking, rubbing, breathing.
        Move "move" "Move",
        /// Changing sides.
        Switch "switch" "Change",
        /// Waiting for Enter; has no length.
        Wait "wait" "When you are ready",
    }
}

/// The leg that a step works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    /// The chosen leg: the cramped one, or the one that goes first.
    First,
    /// The leg that is not the chosen one.
    Second,
    /// Both at once, or neither.
    #[default]
    Both,
}

/// One instruction with its kind and its length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) kind: StepKind,
    /// `None` only for [`StepKind::Wait`].
    pub(crate) length: Option<Duration>,
    /// The instruction; `{leg}` stands for the leg it works on.
    pub(crate) say: String,
    /// The instruction in two or three words for large letters; may be empty.
    pub(crate) shout: String,
    /// Help to do it right.
    pub(crate) more: String,
    pub(crate) side: Side,
    /// In repeats: the number of this turn, from 1, and the number of turns.
    pub(crate) turn: Option<(u16, u16)>,
    /// The figure that shows it.
    pub(crate) figure: Option<SharedFigure>,
    /// The direction of a step that is a breath.
    pub(crate) breath: Option<BreathPhase>,
}

impl Step {
    /// The instruction for a leg that is, or is not, known.
    pub(crate) fn say_for(&self, leg: Option<Leg>, purpose: Purpose) -> String {
        self.fill(&self.say, leg, purpose)
    }

    /// The words for large letters. A step that has none of its own, as in a person's own routine, has those of its kind.
    pub(crate) fn headline(&self) -> &str {
        match (self.shout.as_str(), self.breath, self.kind) {
            ("", Some(BreathPhase::In), _) => "BREATHE IN",
            ("", Some(BreathPhase::Out), _) => "BREATHE OUT",
            ("", None, StepKind::Ready) => "GET READY",
            ("", None, StepKind::Hold) => "HOLD",
            ("", None, StepKind::Ease) => "EASE OFF",
            ("", None, StepKind::Move) => "MOVE",
            ("", None, StepKind::Switch) => "CHANGE",
            ("", None, StepKind::Wait) => "WAIT",
            (shout, ..) => shout,
        }
    }

    /// The help to do it right, for a leg that is, or is not, known.
    pub(crate) fn more_for(&self, leg: Option<Leg>, purpose: Purpose) -> String {
        self.fill(&self.more, leg, purpose)
    }

    /// Its figure in words; empty without one.
    pub(crate) fn figure_words(&self, leg: Option<Leg>, purpose: Purpose) -> String {
        let leg = self.leg_words(leg, purpose);
        let t = Figure::at_step(self.kind);
        self.figure.as_ref().map_or_else(String::new, |figure| figure.words_for(t, &leg))
    }

    /// True if its figure is turned round: for the left leg, and for the second one if no leg is chosen.
    pub(crate) fn faces_left(&self, chosen: Option<Leg>) -> bool {
        let shown = if self.side == Side::Both { chosen } else { self.leg(chosen) };
        shown.map_or(self.side == Side::Second, |leg| leg == Leg::Left)
    }

    /// True if it asks for the same as another, repeats aside.
    fn is_like(&self, other: &Self) -> bool {
        (self.kind, self.length, self.side) == (other.kind, other.length, other.side)
            && (&self.say, &self.shout, &self.more) == (&other.say, &other.shout, &other.more)
            && self.breath == other.breath
            && self.figure.as_ref().map(|f| &f.id) == other.figure.as_ref().map(|f| &f.id)
    }

    fn fill(&self, text: &str, leg: Option<Leg>, purpose: Purpose) -> String {
        capital(&text.replace("{leg}", &self.leg_words(leg, purpose)))
    }

    /// The turn among repeats: `Hold 2 of 5`.
    pub(crate) fn turn_words(&self) -> Option<String> {
        let (which, of) = self.turn?;
        match (self.breath, self.kind) {
            (Some(_), _) => Some(format!("Breath {which} of {of}")),
            (None, StepKind::Hold) => Some(format!("Hold {which} of {of}")),
            _ => None,
        }
    }

    /// The leg this step works on, in words.
    pub(crate) fn leg_words(&self, leg: Option<Leg>, purpose: Purpose) -> String {
        match (self.leg(leg), self.side, purpose) {
            (_, Side::Both, _) => "both legs".to_owned(),
            (Some(leg), ..) => leg.to_string(),
            (None, Side::First, Purpose::Relief) => "cramped leg".to_owned(),
            (None, Side::First, _) => "first leg".to_owned(),
            (None, Side::Second, _) => "other leg".to_owned(),
        }
    }

    /// The leg this step works on, where that is known.
    pub(crate) fn leg(&self, chosen: Option<Leg>) -> Option<Leg> {
        match self.side {
            Side::First => chosen,
            Side::Second => chosen.map(Leg::other),
            Side::Both => None,
        }
    }
}

/// A stretch programme, checked: it has at least one step, and no step is longer than its kind may be. `Steps` are the steps; a content
/// file has repeats in their place.
///
/// A person's own routine needs id, title, purpose and steps alone.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Routine<Steps = Vec<Step>> {
    pub(crate) id: String,
    #[serde(deserialize_with = "text")]
    pub(crate) title: String,
    #[serde(default, deserialize_with = "text")]
    pub(crate) summary: String,
    pub(crate) purpose: Purpose,
    #[serde(default)]
    pub(crate) muscle: Option<Muscle>,
    /// The origin of the seconds, in words.
    #[serde(default, deserialize_with = "text")]
    pub(crate) dose: String,
    /// People who should not do it, or should do it another way.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) avoid: Vec<String>,
    /// Advice for the minutes after the cramp has let go.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) after: Vec<String>,
    #[serde(default)]
    pub(crate) evidence: Evidence,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
    #[serde(default, deserialize_with = "text")]
    pub(crate) reviewed: String,
    pub(crate) steps: Steps,
}

/// A routine shared by the book and the session that runs it.
pub(crate) type SharedRoutine = Rc<Routine>;

impl<Steps> Routine<Steps> {
    /// The same routine with other steps.
    pub(crate) fn with_steps<New>(self, steps: New) -> Routine<New> {
        Routine {
            id: self.id,
            title: self.title,
            summary: self.summary,
            purpose: self.purpose,
            muscle: self.muscle,
            dose: self.dose,
            avoid: self.avoid,
            after: self.after,
            evidence: self.evidence,
            sources: self.sources,
            reviewed: self.reviewed,
            steps,
        }
    }
}

impl Routine {
    /// Its length from end to end, waits not counted.
    pub(crate) fn length(&self) -> Duration {
        self.steps.iter().filter_map(|step| step.length).sum()
    }

    /// Each different step once, in order, with the number of times it occurs.
    pub(crate) fn outline(&self) -> Vec<(&Step, usize)> {
        let mut outline: Vec<(&Step, usize)> = vec![];
        for step in &self.steps {
            match outline.iter_mut().find(|(one, _)| step.is_like(one)) {
                Some((_, times)) => *times += 1,
                None => outline.push((step, 1)),
            }
        }
        outline
    }

    /// A step, by its position, and the step after it: `hold 2 of 5, then ease off`. `None` past the last step.
    pub(crate) fn place_words(&self, step: usize) -> Option<String> {
        let at = self.steps.get(step)?;
        let words = at.turn_words().unwrap_or_else(|| at.headline().to_owned()).to_lowercase();
        Some(match self.steps.get(step + 1) {
            Some(next) => format!("{words}, then {}", next.headline().to_lowercase()),
            None => format!("{words}, the last step"),
        })
    }

    /// The figure that stands for it: of its first hold, or else the first there is.
    pub(crate) fn figure(&self) -> Option<&SharedFigure> {
        let holds = self.steps.iter().filter(|step| step.kind == StepKind::Hold);
        let hold = holds.filter_map(|step| step.figure.as_ref()).next();
        hold.or_else(|| self.steps.iter().find_map(|step| step.figure.as_ref()))
    }

    /// True if any step holds a stretch.
    pub(crate) fn has_stretch(&self) -> bool {
        self.steps.iter().any(|step| step.kind == StepKind::Hold)
    }

    /// True if any step works on one leg alone. Only then can the person change legs.
    pub(crate) fn has_sides(&self) -> bool {
        self.steps.iter().any(|step| step.side != Side::Both)
    }
}

#[cfg(test)]
mod tests;
