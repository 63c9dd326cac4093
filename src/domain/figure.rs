//! A figure: a stretch as a body in two poses, with the things around it, the parts that move and the muscle that is
//! stretched.

use std::rc::Rc;

use serde::Deserialize;

use super::{
    body::{Point, Pose},
    clean::text,
    routine::{Muscle, StepKind},
    words::capital,
};

/// A drawn pose, checked: no joint is bent further than it goes, nothing is under the floor or in the wall, and the
/// arrow points the way the part moves. `P` is a pose; a content file may give the place of a hand or foot in place of joints.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure<P = Pose> {
    pub(crate) id: String,
    #[serde(deserialize_with = "text")]
    pub(crate) title: String,
    /// The start in words: the places of knee, heel, toes and hands. `{leg}` stands for the leg that is stretched. A file may
    /// leave it out if nothing moves.
    #[serde(default, deserialize_with = "text")]
    pub(crate) start_words: String,
    /// The end in words.
    #[serde(deserialize_with = "text")]
    pub(crate) words: String,
    /// The muscle that should feel the stretch.
    #[serde(default)]
    pub(crate) feel: Option<Muscle>,
    /// The parts that move from the start to the end; empty where none does.
    #[serde(default)]
    pub(crate) moves: Vec<BodyPart>,
    /// The start and the tip of the arrow that shows the movement; it is level or upright.
    #[serde(default)]
    pub(crate) arrow: Option<(Point, Point)>,
    #[serde(default)]
    pub(crate) props: Vec<Prop>,
    /// Only the legs from the middle of the thigh are drawn, larger, for a movement of the feet; of a person who sits, all
    /// from the waist down.
    #[serde(default)]
    pub(crate) close: bool,
    pub(crate) start: P,
    pub(crate) end: P,
}

/// A figure shared by the book and the steps that show it.
pub(crate) type SharedFigure = Rc<Figure>;

/// A part of the body that moves, of the leg or the arm on the side of the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BodyPart {
    Trunk,
    Thigh,
    Shin,
    Foot,
    Toes,
    UpperArm,
    Forearm,
}

/// A thing beside the body.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Prop {
    /// The floor, from one place to another.
    Floor { from: f64, to: f64 },
    /// A wall in front.
    Wall { at: f64 },
    /// A bed from its head end to its foot end, with the height of its top above the floor.
    Bed { from: f64, to: f64, top: f64 },
    /// A chair: the places of its back and of the front of its seat, the heights of its seat and of its back.
    Chair { back: f64, front: f64, seat: f64, top: f64 },
    /// A rail along a wall, to hold on to beside the body.
    Rail { from: f64, to: f64, height: f64 },
    /// A towel from the hands around the ball of the foot.
    Towel,
}

impl Prop {
    /// The body stands, sits or lies on it.
    pub(crate) const fn is_ground(self) -> bool {
        matches!(self, Self::Floor { .. } | Self::Bed { .. })
    }
}

impl Figure {
    /// The pose that a kind of step asks for: 0 is the start, 1 the end.
    pub(crate) fn at_step(kind: StepKind) -> f64 {
        match kind {
            StepKind::Ready | StepKind::Ease | StepKind::Switch => 0.0,
            StepKind::Hold | StepKind::Move | StepKind::Wait => 1.0,
        }
    }

    /// A pose in words, with the name of the leg.
    pub(crate) fn words_for(&self, t: f64, leg: &str) -> String {
        let words = if t < 1.0 { &self.start_words } else { &self.words };
        capital(&words.replace("{leg}", leg))
    }

    /// The pose on its way from start (0) to end (1).
    pub(crate) fn pose(&self, t: f64) -> Pose {
        self.start.between(&self.end, t)
    }
}
