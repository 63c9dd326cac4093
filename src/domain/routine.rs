//! A routine: a stretch programme as steps in order, with sides and holds counted.

use std::{fmt, rc::Rc, time::Duration};

use super::{
    breath::Way,
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

/// Which leg the person means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leg {
    Left,
    Right,
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
        f.write_str(match self {
            Self::Left => "left leg",
            Self::Right => "right leg",
        })
    }
}

/// The muscle a relief routine is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Muscle {
    Calf,
    Foot,
    Thigh,
    Hamstring,
}

impl Muscle {
    /// The word that names it on the command line and in the book.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Calf => "calf",
            Self::Foot => "foot",
            Self::Thigh => "thigh",
            Self::Hamstring => "hamstring",
        }
    }
}

/// What a routine is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// In mid-cramp: the cramp clock runs.
    Relief,
    /// Done regularly so that cramps may come less.
    Prevention,
    /// Slow breathing.
    Calm,
}

impl Purpose {
    /// The word for it in scripts.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Relief => "relief",
            Self::Prevention => "prevention",
            Self::Calm => "calm",
        }
    }

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Relief => "For now, in mid-cramp",
            Self::Prevention => "For every night, to prevent",
            Self::Calm => "To settle",
        }
    }
}

/// What a step asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StepKind {
    /// Getting into place.
    Ready,
    /// Holding a stretch; never longer than [`MAX_HOLD`].
    Hold,
    /// Letting off between holds.
    Ease,
    /// Doing something: walking, rubbing, breathing.
    Move,
    /// Changing sides.
    Switch,
    /// Waiting for Enter; has no length.
    Wait,
}

impl StepKind {
    /// The word for it in scripts.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Hold => "hold",
            Self::Ease => "ease",
            Self::Move => "move",
            Self::Switch => "switch",
            Self::Wait => "wait",
        }
    }

    /// One word for the screen.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Ready => "Get ready",
            Self::Hold => "Hold",
            Self::Ease => "Ease off",
            Self::Move => "Move",
            Self::Switch => "Change",
            Self::Wait => "When you are ready",
        }
    }
}

/// Which leg a step works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The chosen leg: the cramped one, or the one that goes first.
    First,
    /// The leg that is not the chosen one.
    Second,
    /// Both at once, or neither.
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
    /// What helps to do it right.
    pub(crate) more: String,
    pub(crate) side: Side,
    /// In a row of repeats: which turn it is, and of how many.
    pub(crate) turn: Option<(u16, u16)>,
    /// How it is done.
    pub(crate) figure: Option<SharedFigure>,
    /// For a step that is a breath: which way it goes.
    pub(crate) breath: Option<Way>,
}

impl Step {
    /// The instruction for a leg that is, or is not, known.
    pub(crate) fn say_for(&self, leg: Option<Leg>, purpose: Purpose) -> String {
        self.fill(&self.say, leg, purpose)
    }

    /// What helps to do it right, for a leg that is, or is not, known.
    pub(crate) fn more_for(&self, leg: Option<Leg>, purpose: Purpose) -> String {
        self.fill(&self.more, leg, purpose)
    }

    /// What its figure shows, in words; empty where it has none.
    pub(crate) fn figure_words(&self, leg: Option<Leg>, purpose: Purpose) -> String {
        let leg = self.leg_words(leg, purpose);
        let t = Figure::at_step(self.kind);
        self.figure.as_ref().map_or_else(String::new, |figure| figure.words_for(t, &leg))
    }

    /// Whether its figure is turned round: for the left leg, and where none is chosen for the one that goes second.
    pub(crate) fn faces_left(&self, chosen: Option<Leg>) -> bool {
        let shown = if self.side == Side::Both { chosen } else { self.leg(chosen) };
        shown.map_or(self.side == Side::Second, |leg| leg == Leg::Left)
    }

    /// Whether it asks for the same as another, repeats aside.
    fn is_like(&self, other: &Self) -> bool {
        (self.kind, self.length, self.side) == (other.kind, other.length, other.side)
            && (&self.say, &self.more, self.breath) == (&other.say, &other.more, other.breath)
            && self.figure.as_ref().map(|f| &f.id) == other.figure.as_ref().map(|f| &f.id)
    }

    fn fill(&self, text: &str, leg: Option<Leg>, purpose: Purpose) -> String {
        capital(&text.replace("{leg}", &self.leg_words(leg, purpose)))
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

/// A stretch programme, checked: it has at least one step, and no step is longer than its kind may be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Routine {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) purpose: Purpose,
    pub(crate) muscle: Option<Muscle>,
    /// Where the seconds come from, in words.
    pub(crate) dose: String,
    /// Who should not do it, or should do it another way.
    pub(crate) avoid: Vec<String>,
    pub(crate) evidence: super::evidence::Evidence,
    pub(crate) sources: Vec<String>,
    pub(crate) reviewed: String,
    pub(crate) steps: Vec<Step>,
}

/// A routine shared by the book and the session that runs it.
pub(crate) type SharedRoutine = Rc<Routine>;

impl Routine {
    /// How long it takes from end to end, waits not counted.
    pub(crate) fn length(&self) -> Duration {
        self.steps.iter().filter_map(|step| step.length).sum()
    }

    /// Its steps as they are told: each once, in order, with how many times it comes.
    pub(crate) fn outline(&self) -> Vec<(&Step, usize)> {
        let mut told: Vec<(&Step, usize)> = vec![];
        for step in &self.steps {
            match told.iter_mut().find(|(one, _)| step.is_like(one)) {
                Some((_, times)) => *times += 1,
                None => told.push((step, 1)),
            }
        }
        told
    }

    /// The figure that stands for it: of its first hold, or else the first there is.
    pub(crate) fn figure(&self) -> Option<&SharedFigure> {
        let holds = self.steps.iter().filter(|step| step.kind == StepKind::Hold);
        let hold = holds.filter_map(|step| step.figure.as_ref()).next();
        hold.or_else(|| self.steps.iter().find_map(|step| step.figure.as_ref()))
    }

    /// Whether any step holds a stretch.
    pub(crate) fn has_stretch(&self) -> bool {
        self.steps.iter().any(|step| step.kind == StepKind::Hold)
    }

    /// Whether any step works on one leg alone, so that changing legs means something.
    pub(crate) fn has_sides(&self) -> bool {
        self.steps.iter().any(|step| step.side != Side::Both)
    }
}
