//! A routine: a stretch programme as steps in order, with sides and holds counted.

use std::{fmt, rc::Rc, time::Duration};

use serde::Deserialize;

use super::{
    breath::BreathPhase,
    choice::named,
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
    /// The leg that the person means.
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
    /// In a row of repeats: which turn it is, and of how many.
    pub(crate) turn: Option<(u16, u16)>,
    /// The figure that shows it.
    pub(crate) figure: Option<SharedFigure>,
    /// For a step that is a breath: which way it goes.
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

/// A stretch programme, checked: it has at least one step, and no step is longer than its kind may be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Routine {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) purpose: Purpose,
    pub(crate) muscle: Option<Muscle>,
    /// The origin of the seconds, in words.
    pub(crate) dose: String,
    /// People who should not do it, or should do it another way.
    pub(crate) avoid: Vec<String>,
    /// Advice for the minutes after the cramp has let go.
    pub(crate) after: Vec<String>,
    pub(crate) evidence: super::evidence::Evidence,
    pub(crate) sources: Vec<String>,
    pub(crate) reviewed: String,
    pub(crate) steps: Vec<Step>,
}

/// A routine shared by the book and the session that runs it.
pub(crate) type SharedRoutine = Rc<Routine>;

impl Routine {
    /// Its length from end to end, waits not counted.
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

    /// True if any step works on one leg alone, so that changing legs means something.
    pub(crate) fn has_sides(&self) -> bool {
        self.steps.iter().any(|step| step.side != Side::Both)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::evidence::Evidence;

    fn step(kind: StepKind, side: Side) -> Step {
        Step {
            kind,
            length: Some(Duration::from_secs(30)),
            say: "{leg}: hold".into(),
            shout: String::new(),
            more: "the {leg} again".into(),
            side,
            turn: None,
            figure: None,
            breath: None,
        }
    }

    fn routine(steps: Vec<Step>) -> Routine {
        Routine {
            id: "r".into(),
            title: "R".into(),
            summary: String::new(),
            purpose: Purpose::Relief,
            muscle: Some(Muscle::Calf),
            dose: String::new(),
            avoid: vec![],
            after: vec![],
            evidence: Evidence { grades: vec![], words: String::new() },
            sources: vec![],
            reviewed: String::new(),
            steps,
        }
    }

    #[test]
    fn each_step_names_the_leg_it_works_on_and_no_other() {
        use Purpose::{Calm, Prevention, Relief};
        let (left, right) = (Some(Leg::Left), Some(Leg::Right));
        for (side, chosen, purpose, words, leg) in [
            (Side::First, left, Relief, "left leg", left),
            (Side::First, right, Prevention, "right leg", right),
            (Side::Second, left, Relief, "right leg", right),
            (Side::Second, right, Prevention, "left leg", left),
            (Side::First, None, Relief, "cramped leg", None),
            (Side::First, None, Prevention, "first leg", None),
            (Side::First, None, Calm, "first leg", None),
            (Side::Second, None, Relief, "other leg", None),
            (Side::Second, None, Prevention, "other leg", None),
            (Side::Both, left, Relief, "both legs", None),
            (Side::Both, None, Prevention, "both legs", None),
        ] {
            let step = step(StepKind::Hold, side);
            assert_eq!((step.leg_words(chosen, purpose).as_str(), step.leg(chosen)), (words, leg));
            assert_eq!(step.say_for(chosen, purpose), capital(&format!("{words}: hold")));
            assert_eq!(step.more_for(chosen, purpose), format!("The {words} again"));
        }
    }

    #[test]
    fn a_figure_is_turned_for_the_left_leg() {
        let (left, right) = (Some(Leg::Left), Some(Leg::Right));
        for (side, chosen, is_turned) in [
            (Side::First, left, true),
            (Side::First, right, false),
            (Side::First, None, false),
            (Side::Second, left, false),
            (Side::Second, right, true),
            (Side::Second, None, true),
            (Side::Both, left, true),
            (Side::Both, right, false),
            (Side::Both, None, false),
        ] {
            assert_eq!(step(StepKind::Hold, side).faces_left(chosen), is_turned, "{side:?} {chosen:?}");
        }
    }

    fn figure(id: &str) -> Option<SharedFigure> {
        use crate::domain::body::Pose;
        Some(Rc::new(Figure {
            id: id.into(),
            title: String::new(),
            start_words: "{leg} bent".into(),
            words: "{leg} straight".into(),
            feel: None,
            moves: vec![],
            arrow: None,
            props: vec![],
            close: false,
            start: Pose::default(),
            end: Pose::default(),
        }))
    }

    #[test]
    fn what_a_figure_shows_is_said_of_the_leg_and_of_the_pose_of_the_step() {
        let shown = |kind| Step { figure: figure("a"), ..step(kind, Side::Second) };
        let said = |kind| shown(kind).figure_words(Some(Leg::Left), Purpose::Relief);
        assert_eq!([said(StepKind::Ready), said(StepKind::Hold)], ["Right leg bent", "Right leg straight"]);
        assert_eq!(step(StepKind::Hold, Side::First).figure_words(None, Purpose::Relief), "");
        // The first hold's stands for the routine, and where no hold has one the first there is.
        let with = |kind, id: &str| Step { figure: figure(id), ..step(kind, Side::First) };
        let of = |steps| routine(steps).figure().map(|figure| figure.id.clone());
        let bare = step(StepKind::Hold, Side::First);
        let steps = vec![
            with(StepKind::Ready, "a"),
            bare.clone(),
            with(StepKind::Hold, "b"),
            with(StepKind::Hold, "c"),
        ];
        assert_eq!(of(steps).as_deref(), Some("b"));
        assert_eq!(of(vec![bare.clone(), with(StepKind::Move, "d")]).as_deref(), Some("d"));
        assert_eq!(of(vec![bare]), None);
    }

    #[test]
    fn a_routine_is_told_as_its_steps_each_once() {
        let (hold, ease) = (step(StepKind::Hold, Side::First), step(StepKind::Ease, Side::First));
        let again = Step { turn: Some((2, 3)), ..hold.clone() };
        let wait = Step { length: None, ..step(StepKind::Wait, Side::Both) };
        let all = routine(vec![wait.clone(), hold.clone(), ease.clone(), again, ease.clone()]);
        assert_eq!(all.outline(), [(&wait, 1), (&hold, 2), (&ease, 2)]);
        assert_eq!(all.length(), Duration::from_secs(120));
        assert!(all.has_stretch() && all.has_sides());
        // A step that differs in anything it asks for is told by itself.
        for other in [
            Step { kind: StepKind::Move, ..hold.clone() },
            Step { length: Some(Duration::from_secs(31)), ..hold.clone() },
            Step { side: Side::Second, ..hold.clone() },
            Step { say: "Let go".into(), ..hold.clone() },
            Step { more: "Slowly".into(), ..hold.clone() },
            Step { breath: Some(BreathPhase::Out), ..hold.clone() },
        ] {
            assert_eq!(routine(vec![hold.clone(), other]).outline().len(), 2);
        }
        let calm = routine(vec![wait, Step { side: Side::Both, ..ease }]);
        assert!(!calm.has_stretch() && !calm.has_sides() && calm.figure().is_none());
    }

    #[test]
    fn what_can_be_told_apart_has_a_word_of_its_own() {
        let kinds = [
            StepKind::Ready,
            StepKind::Hold,
            StepKind::Ease,
            StepKind::Move,
            StepKind::Switch,
            StepKind::Wait,
        ];
        let purposes = [Purpose::Relief, Purpose::Prevention, Purpose::Calm];
        let muscles = [Muscle::Calf, Muscle::Foot, Muscle::Shin, Muscle::Thigh, Muscle::Hamstring];
        for words in [
            kinds.map(StepKind::id).to_vec(),
            kinds.map(StepKind::words).to_vec(),
            purposes.map(Purpose::id).to_vec(),
            purposes.map(Purpose::words).to_vec(),
            muscles.map(Muscle::id).to_vec(),
        ] {
            let own: HashSet<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
            assert_eq!(own.len(), words.len(), "{words:?}");
        }
    }
}
