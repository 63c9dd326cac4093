//! A figure: how a stretch is done, as a body in two poses, the things around it, what moves and where it pulls.

use std::rc::Rc;

use super::{
    body::{HEAD, Point, Pose, Skeleton},
    routine::{Muscle, StepKind},
    words::capital,
};

/// A drawn pose, checked: no joint is bent further than it goes, nothing is under the floor or in the wall, and the
/// arrow points the way the part moves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The same in words, of its start and of its end: where knee, heel, toes and hands are; `{leg}` stands for the leg
    /// it is about.
    pub(crate) start_words: String,
    pub(crate) words: String,
    /// The muscle that should feel the stretch.
    pub(crate) feel: Option<Muscle>,
    /// What moves from the start to the end; empty where nothing does.
    pub(crate) moves: Vec<Part>,
    /// From where to where the arrow goes that shows how.
    pub(crate) arrow: Option<(Point, Point)>,
    pub(crate) props: Vec<Prop>,
    /// Only the leg from the middle of the thigh and the hand are drawn, larger: for what is small.
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
    /// Something to hold on to beside the body, along a wall.
    Rail { from: f64, to: f64, height: f64 },
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
            Self::Rail { from, to, height } => vec![from, to, height],
            Self::Towel => vec![],
        }
    }

    /// What is wrong with it as a thing.
    pub(crate) fn fault(self) -> Option<&'static str> {
        match self {
            Self::Floor { from, to } if from >= to => {
                Some("a floor goes from the smaller number to the larger")
            }
            Self::Bed { from, to, top } if from >= to || top <= 0.0 => {
                Some("a bed goes from the smaller number to the larger, and its top is above the floor")
            }
            Self::Chair { back, front, seat, top } if back == front || seat <= 0.0 || top <= seat => {
                Some("a chair has its seat above the floor, and its back higher than its seat")
            }
            Self::Rail { from, to, height } if from >= to || height <= 0.0 => {
                Some("a rail goes from the smaller number to the larger, above the floor")
            }
            _ => None,
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

    /// The words of a pose, about a leg that is named so.
    pub(crate) fn words_for(&self, t: f64, leg: &str) -> String {
        let words = if t < 1.0 { &self.start_words } else { &self.words };
        capital(&words.replace("{leg}", leg))
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
