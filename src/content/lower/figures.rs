//! Figures: hands and feet that are said by where they are become joints; every pose is one a body can be in.

use std::rc::Rc;

use super::{Lower, own};
use crate::{
    content::{place::Places, raw},
    domain::{
        body::{self, Arm, Leg, Point, Pose, Skeleton},
        figure::{Claim, Figure, Part, Prop, SharedFigure, points},
        routine::Muscle,
    },
};

/// The furthest from the middle anything may be drawn, in hundredths of body height.
const FURTHEST: f64 = 200.0;
/// How far under a floor or into a wall a line may go before it is wrong.
const SLACK: f64 = 1.5;

impl Lower<'_> {
    pub(super) fn figures(&mut self, raw: &[raw::Figure], places: Places<'_>) -> Vec<SharedFigure> {
        self.unique_ids(raw.iter().map(|figure| &*figure.id), places, "figure");
        raw.iter().filter_map(|figure| self.figure(figure, places)).map(Rc::new).collect()
    }

    fn figure(&mut self, raw: &raw::Figure, places: Places<'_>) -> Option<Figure> {
        let id = &*raw.id;
        let before = self.problems.len();
        let start = self.pose(id, "start", &raw.start, places)?;
        let end = self.pose(id, "end", &raw.end, places)?;
        let figure = Figure {
            id: id.to_owned(),
            title: own(&raw.title),
            words: own(&raw.words),
            feel: raw.feel.map(muscle),
            moves: raw.moves.iter().map(|part| body_part(*part)).collect(),
            arrow: raw.arrow.map(|(from, to)| (point(from), point(to))),
            props: raw.props.iter().map(|p| prop(*p)).collect(),
            close: raw.close,
            start,
            end,
        };
        if !self.trusted {
            self.check_figure(&figure, places);
        }
        // A figure that is wrong is not shown: somebody would do as it does.
        (self.problems.len() == before).then_some(figure)
    }

    fn check_figure(&mut self, figure: &Figure, places: Places<'_>) {
        let id = &figure.id;
        let mut miss = |needle: &str, what: String| {
            self.problems.push(places.within(id, needle, format!("figure {id:?}: {what}")))
        };
        if figure.title.is_empty() || figure.words.is_empty() {
            miss("words", "it needs a title, and words for where it cannot be drawn".into());
        }
        // What is no number at all is no place either.
        let is_far = |n: &f64| !(-FURTHEST..=FURTHEST).contains(n);
        let too_far = format!("something is further than {FURTHEST} from the middle; the body is 100 high");
        if figure.props.iter().any(|prop| prop.numbers().iter().any(is_far)) {
            miss("props", too_far);
            return;
        }
        if figure.arrow.iter().any(|(from, to)| [from.x, from.y, to.x, to.y].iter().any(is_far)) {
            miss("arrow", too_far);
            return;
        }
        for (name, pose) in [("start", &figure.start), ("end", &figure.end)] {
            for (whose, joint, degrees) in pose.joints() {
                let (least, most) = joint.range();
                if !(least..=most).contains(&degrees) {
                    let word = joint.word();
                    miss(
                        &format!("{word}: {degrees}"),
                        format!(
                            "at its {name} the {word} of the {whose} is at {degrees:.0} degrees; it goes from {least} to {most}"
                        ),
                    );
                }
            }
            for place in points(&pose.skeleton()) {
                if place.y < -SLACK {
                    miss(name, format!("at its {name} something is {:.0} under the floor", -place.y));
                    break;
                }
                if let Some(at) = figure.props.iter().find_map(|prop| match prop {
                    Prop::Wall { at } if place.x > at + SLACK => Some(at),
                    _ => None,
                }) {
                    miss(name, format!("at its {name} something is {:.0} inside the wall", place.x - at));
                    break;
                }
            }
        }
        match (figure.moves.first(), figure.arrow) {
            (None, None) => {}
            (Some(_), None) => miss("moves", "something moves and no arrow shows how; give it one".into()),
            (None, Some(_)) => miss("arrow", "an arrow is drawn and nothing moves; say what does".into()),
            (Some(part), Some((from, to))) => {
                let (way, shown) = (figure.way(*part), to - from);
                // Within 60 degrees of the way it goes.
                if way.dot(shown) < 0.5 * way.length() * shown.length() || shown.length() < 1.0 {
                    miss(
                        "arrow",
                        format!(
                            "the arrow goes ({:.0}, {:.0}), but the part that moves goes ({:.1}, {:.1})",
                            shown.x, shown.y, way.x, way.y
                        ),
                    );
                }
            }
        }
        for claim in Claim::ALL {
            if let Err((phrase, instead)) = keeps(claim, &figure.words, figure, 1.0) {
                miss(
                    "words",
                    format!("its words say {phrase:?}, but at its end {instead}; change one of them"),
                );
            }
        }
    }

    /// `None`, with a complaint, where a hand or a foot does not reach what it is on.
    fn pose(&mut self, id: &str, name: &str, raw: &raw::Pose, places: Places<'_>) -> Option<Pose> {
        let mut fail = |needle: &str, what: String| {
            self.problems.push(places.within(id, needle, format!("figure {id:?}: at its {name} {what}")));
        };
        if !(-120.0..=120.0).contains(&raw.trunk) {
            fail("trunk", format!("the trunk leans by {} degrees; give -120 to 120", raw.trunk));
            return None;
        }
        let (x, y) = match raw.put {
            raw::Put::Hip(x, y) | raw::Put::Heel(x, y) => (x, y),
        };
        if ![x, y].iter().all(|n| (-FURTHEST..=FURTHEST).contains(n)) {
            fail(
                "put",
                format!("the body is put at ({x}, {y}); give numbers from -{FURTHEST} to {FURTHEST}"),
            );
            return None;
        }
        let mut pose =
            Pose { hip: point((x, y)), trunk: raw.trunk, back: raw.back, neck: raw.neck, ..Pose::default() };
        if let raw::Put::Heel(..) = raw.put {
            let raw::Leg::Bend { hip, knee, ankle, toes } = raw.leg else {
                fail(
                    "put",
                    "the leg is said by where its foot is, so put the hip somewhere, not the heel".into(),
                );
                return None;
            };
            let free = Pose { hip: Point::default(), leg: Leg { hip, knee, ankle, toes }, ..pose };
            pose.hip = point((x, y)) - free.skeleton().leg.heel;
        }
        let (hip, pelvis) = (pose.hip, pose.pelvis());
        let mut leg = |whose: &str, leg: &raw::Leg| match *leg {
            raw::Leg::Bend { hip, knee, ankle, toes } => Some(Leg { hip, knee, ankle, toes }),
            raw::Leg::Foot { heel, tilt, toes } => {
                match body::reach_with_foot(hip, pelvis, point(heel), tilt, toes) {
                    Ok(leg) => Some(leg),
                    Err(over) => {
                        let needle = format!("Foot(heel: ({}, {})", heel.0, heel.1);
                        fail(
                            &needle,
                            format!(
                                "the foot of the {whose} is out of reach by {over:.1}; move it or the hip"
                            ),
                        );
                        None
                    }
                }
            }
        };
        pose.leg = leg("leg", &raw.leg)?;
        pose.other_leg = leg("other leg", &raw.other_leg)?;
        let body = pose.skeleton();
        let mut arm = |whose: &str, arm: &raw::Arm| {
            let (hand, needle) = match *arm {
                raw::Arm::Bend { shoulder, elbow } => return Some(Arm { shoulder, elbow }),
                raw::Arm::Hand(x, y) => (point((x, y)), format!("Hand({x}, {y})")),
                raw::Arm::On(grip) => (grip_at(grip, &body), "On(".to_owned()),
            };
            match body::reach_with_hand(body.shoulder, pose.trunk, hand) {
                Ok(arm) => Some(arm),
                Err(over) => {
                    fail(
                        &needle,
                        format!("the hand of the {whose} is out of reach by {over:.1}; move it or lean"),
                    );
                    None
                }
            }
        };
        pose.arm = arm("arm", &raw.arm)?;
        pose.other_arm = arm("other arm", raw.other_arm.as_ref().unwrap_or(&raw.arm))?;
        Some(pose)
    }
}

/// Whether a text that makes a claim about a figure in one of its poses keeps it. A sentence that offers something else
/// ("or", "if", "instead") is about what is not drawn.
///
/// # Errors
/// The phrase, and what the figure shows instead.
pub(super) fn keeps(claim: Claim, text: &str, figure: &Figure, t: f64) -> Result<(), (&'static str, String)> {
    let text = text.replace("{leg}", "leg").to_lowercase();
    let offers =
        |sentence: &str| sentence.split(|c: char| !c.is_alphabetic()).any(|word| ELSE.contains(&word));
    for sentence in text.split(". ").filter(|sentence| !offers(sentence)) {
        if let Some(phrase) = claim.phrases().iter().find(|phrase| sentence.contains(**phrase)) {
            claim.check(&figure.pose(t), &figure.props).map_err(|instead| (*phrase, instead))?;
        }
    }
    Ok(())
}

/// Words of a sentence about something other than the pose that is drawn.
const ELSE: [&str; 5] = ["or", "if", "instead", "not", "unless"];

fn point((x, y): raw::Place) -> Point {
    Point::new(x, y)
}

fn grip_at(grip: raw::Grip, body: &Skeleton) -> Point {
    let leg = &body.leg;
    match grip {
        raw::Grip::Thigh => body.hip.between(leg.knee, 0.7),
        raw::Grip::Knee => leg.knee,
        raw::Grip::Calf => leg.knee.between(leg.ankle, 0.45),
        raw::Grip::Ankle => leg.knee.between(leg.ankle, 0.95),
        raw::Grip::Toes => leg.ball.between(leg.toes, 0.6),
    }
}

fn prop(raw: raw::Prop) -> Prop {
    match raw {
        raw::Prop::Floor { from, to } => Prop::Floor { from, to },
        raw::Prop::Wall { at } => Prop::Wall { at },
        raw::Prop::Bed { from, to, top } => Prop::Bed { from, to, top },
        raw::Prop::Chair { back, front, seat, top } => Prop::Chair { back, front, seat, top },
        raw::Prop::Towel => Prop::Towel,
    }
}

fn body_part(raw: raw::BodyPart) -> Part {
    match raw {
        raw::BodyPart::Trunk => Part::Trunk,
        raw::BodyPart::Thigh => Part::Thigh,
        raw::BodyPart::Shin => Part::Shin,
        raw::BodyPart::Foot => Part::Foot,
        raw::BodyPart::Toes => Part::Toes,
        raw::BodyPart::UpperArm => Part::UpperArm,
        raw::BodyPart::Forearm => Part::Forearm,
    }
}

pub(super) fn muscle(raw: raw::Muscle) -> Muscle {
    match raw {
        raw::Muscle::Calf => Muscle::Calf,
        raw::Muscle::Foot => Muscle::Foot,
        raw::Muscle::Thigh => Muscle::Thigh,
        raw::Muscle::Hamstring => Muscle::Hamstring,
    }
}
