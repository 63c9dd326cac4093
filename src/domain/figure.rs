//! A figure of a stretch: a body in two poses, the things around it, the part that moves and the muscle that feels it.

use std::rc::Rc;

use serde::Deserialize;

use super::{
    body::{Point, Pose, Skeleton},
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
    /// The parts that move from the start to the end; empty if none does.
    pub(crate) moves: Vec<Part>,
    /// The ends of the arrow that shows the movement.
    pub(crate) arrow: Option<(Point, Point)>,
    pub(crate) props: Vec<Prop>,
    /// Only the leg from the middle of the thigh and the hand are drawn, larger: for small movements.
    pub(crate) close: bool,
    pub(crate) start: Pose,
    pub(crate) end: Pose,
}

/// A figure shared by the book and the steps that show it.
pub(crate) type SharedFigure = Rc<Figure>;

/// A part of the body that moves; of the leg and the arm nearest to the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
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

impl Figure {
    /// The pose a kind of step asks for: 0 is the start, 1 the end.
    pub(crate) fn at_step(kind: StepKind) -> f64 {
        match kind {
            StepKind::Ready | StepKind::Ease | StepKind::Switch => 0.0,
            StepKind::Hold | StepKind::Move | StepKind::Wait => 1.0,
        }
    }

    /// The words of a pose, with the name of the leg.
    pub(crate) fn words_for(&self, t: f64, leg: &str) -> String {
        let words = if t < 1.0 { &self.start_words } else { &self.words };
        capital(&words.replace("{leg}", leg))
    }

    /// The pose so far on its way from start to end.
    pub(crate) fn pose(&self, t: f64) -> Pose {
        self.start.between(&self.end, t)
    }
}
