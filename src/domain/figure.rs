//! A figure: how a stretch is done, as a body in two poses, the things around it, what moves and where it pulls.

use std::rc::Rc;

use super::{
    body::{HEAD, Point, Pose, Skeleton},
    routine::{Muscle, StepKind},
    words::capital,
};

/// How near something has to be to what it touches, in hundredths of body height.
const TOUCHES: f64 = 1.2;

/// A drawn pose, checked: no joint is bent further than it goes, nothing is under the floor or in the wall, and the
/// arrow points the way the part moves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The same in words: where knee, heel, toes and hands are; `{leg}` stands for the leg it is about.
    pub(crate) words: String,
    /// The muscle that should feel the stretch.
    pub(crate) feel: Option<Muscle>,
    /// What moves from the start to the end; empty where nothing does.
    pub(crate) moves: Vec<Part>,
    /// From where to where the arrow goes that shows how.
    pub(crate) arrow: Option<(Point, Point)>,
    pub(crate) props: Vec<Prop>,
    /// Only the lower leg and the hand are drawn, larger: for what is small.
    pub(crate) close: bool,
    pub(crate) start: Pose,
    pub(crate) end: Pose,
}

/// A figure shared by the book and the steps that show it.
pub(crate) type SharedFigure = Rc<Figure>;

/// A part of the body that moves; of the leg and the arm nearest to whoever looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Trunk,
    Thigh,
    Shin,
    Foot,
    Toes,
    UpperArm,
    Forearm,
}

impl Part {
    /// The two ends of the part; the second is the one that shows how it moves.
    pub(crate) fn ends(self, body: &Skeleton) -> (Point, Point) {
        match self {
            Self::Trunk => (body.hip, body.shoulder),
            Self::Thigh => (body.hip, body.leg.knee),
            Self::Shin => (body.leg.knee, body.leg.ankle),
            Self::Foot => (body.leg.ankle, body.leg.ball),
            Self::Toes => (body.leg.ball, body.leg.toes),
            Self::UpperArm => (body.shoulder, body.arm.elbow),
            Self::Forearm => (body.arm.elbow, body.arm.hand),
        }
    }
}

/// Something beside the body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Prop {
    /// The floor, from one place to another.
    Floor { from: f64, to: f64 },
    /// A wall in front.
    Wall { at: f64 },
    /// A bed, its top so high above the floor, its head end first.
    Bed { from: f64, to: f64, top: f64 },
    /// A chair: where its back stands and where its seat ends, how high the seat is and how high the back.
    Chair { back: f64, front: f64, seat: f64, top: f64 },
    /// A towel from the hands round the ball of the foot.
    Towel,
}

impl Prop {
    /// Every number of it.
    pub(crate) fn numbers(self) -> Vec<f64> {
        match self {
            Self::Floor { from, to } => vec![from, to],
            Self::Wall { at } => vec![at],
            Self::Bed { from, to, top } => vec![from, to, top],
            Self::Chair { back, front, seat, top } => vec![back, front, seat, top],
            Self::Towel => vec![],
        }
    }

    /// How high something is that can be stood, sat or lain on there.
    fn surface(self, x: f64) -> Option<f64> {
        let within = |a: f64, b: f64| (a.min(b)..=a.max(b)).contains(&x);
        match self {
            Self::Floor { from, to } if within(from, to) => Some(0.0),
            Self::Bed { from, to, top } if within(from, to) => Some(top),
            Self::Chair { back, front, seat, .. } if within(back, front) => Some(seat),
            _ => None,
        }
    }
}

/// What a sentence about a pose may say that can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    KneeStraight,
    KneeBent,
    HeelDown,
    ToesUp,
    FootFlat,
    FeetFlat,
    ArmsStraight,
    HandsOnWall,
}

impl Claim {
    pub(crate) const ALL: [Self; 8] = [
        Self::KneeStraight,
        Self::KneeBent,
        Self::HeelDown,
        Self::ToesUp,
        Self::FootFlat,
        Self::FeetFlat,
        Self::ArmsStraight,
        Self::HandsOnWall,
    ];

    /// The phrases that make it, in lower case.
    pub(crate) const fn phrases(self) -> &'static [&'static str] {
        match self {
            Self::KneeStraight => &["knee straight", "knees straight", "straight knee", "leg straight"],
            Self::KneeBent => &["knee a little bent", "knee bent"],
            Self::HeelDown => &[
                "heel down",
                "heels down",
                "heel and toes down",
                "heel on the",
                "heel on a ",
                "heel on your",
                "on your heels",
            ],
            Self::ToesUp => &["toes up", "toes pulled up", "on your heels"],
            Self::FootFlat => &["foot flat"],
            Self::FeetFlat => &["feet flat"],
            Self::ArmsStraight => &["arms straight", "arms out"],
            Self::HandsOnWall => &["palms flat", "palms on the wall", "fingertips"],
        }
    }

    /// What is wrong where a pose does not bear it out.
    ///
    /// # Errors
    /// What the figure shows instead, as the end of a sentence.
    pub(crate) fn check(self, pose: &Pose, props: &[Prop]) -> Result<(), String> {
        let body = pose.skeleton();
        let surface = |p: Point| {
            props
                .iter()
                .filter_map(|prop| prop.surface(p.x))
                .filter(|top| *top <= p.y + TOUCHES)
                .fold(0.0, f64::max)
        };
        let down = |p: Point| (p.y - surface(p)).abs() <= TOUCHES;
        let ok = |is: bool, otherwise: String| if is { Ok(()) } else { Err(otherwise) };
        match self {
            Self::KneeStraight => {
                ok(pose.leg.knee <= 6.0, format!("its knee is bent by {:.0} degrees", pose.leg.knee))
            }
            Self::KneeBent => ok(pose.leg.knee >= 8.0, "its knee is straight".into()),
            Self::HeelDown => {
                ok(down(body.leg.heel), format!("its heel is at a height of {:.0}", body.leg.heel.y))
            }
            Self::ToesUp => ok(
                pose.leg.ankle >= 4.0 || body.leg.toes.y > body.leg.heel.y + TOUCHES,
                format!("its ankle is at {:.0} degrees", pose.leg.ankle),
            ),
            Self::FootFlat => ok(down(body.leg.heel) && down(body.leg.ball), "its foot is not flat".into()),
            Self::FeetFlat => ok(
                [body.leg, body.other_leg].iter().all(|leg| down(leg.heel) && down(leg.ball)),
                "a foot of it is not flat".into(),
            ),
            Self::ArmsStraight => {
                ok(pose.arm.elbow <= 15.0, format!("its elbow is bent by {:.0} degrees", pose.arm.elbow))
            }
            Self::HandsOnWall => ok(
                props
                    .iter()
                    .any(|p| matches!(p, Prop::Wall { at } if (at - body.arm.hand.x).abs() <= 2.0 * TOUCHES)),
                "its hand is not at a wall".into(),
            ),
        }
    }
}

impl Figure {
    /// The pose a kind of step asks for: 0 is the start, 1 the end.
    pub(crate) fn at_step(kind: StepKind) -> f64 {
        match kind {
            StepKind::Ready | StepKind::Ease | StepKind::Switch => 0.0,
            StepKind::Hold | StepKind::Move | StepKind::Wait => 1.0,
        }
    }

    /// Its words about a leg that is named so.
    pub(crate) fn words_for(&self, leg: &str) -> String {
        capital(&self.words.replace("{leg}", leg))
    }

    /// The pose so far on its way from start to end.
    pub(crate) fn pose(&self, t: f64) -> Pose {
        self.start.between(&self.end, t)
    }

    /// How far the named part moves and which way.
    pub(crate) fn way(&self, part: Part) -> Point {
        part.ends(&self.end.skeleton()).1 - part.ends(&self.start.skeleton()).1
    }
}

/// Every place on a body that could be the outermost one.
pub(crate) fn points(body: &Skeleton) -> Vec<Point> {
    let mut all = vec![body.hip, body.waist, body.shoulder];
    for (x, y) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
        all.push(body.head + Point::new(x, y) * HEAD);
    }
    for leg in [&body.leg, &body.other_leg] {
        all.extend([leg.knee, leg.ankle, leg.heel, leg.ball, leg.toes]);
    }
    for arm in [&body.arm, &body.other_arm] {
        all.extend([arm.elbow, arm.hand]);
    }
    all
}
