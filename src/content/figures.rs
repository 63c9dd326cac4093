//! Figures: turns hands and feet that are given by their places into joints.

use std::rc::Rc;

use super::{Diagnostic, File, parse, shapes};
use crate::domain::{
    Figure, body,
    body::{ArmAngles, LegAngles, Point, Pose, Skeleton},
    figure::SharedFigure,
};

/// The largest distance from the middle at which anything may be drawn, in hundredths of the body's height.
pub(super) const FURTHEST: f64 = 200.0;

/// The figures whose poses can be reached.
pub(super) fn figures(file: &File<'_>, problems: &mut Vec<Diagnostic>) -> Vec<SharedFigure> {
    let shapes: Vec<shapes::RawFigure> = parse(file, problems);
    let mut found = vec![];
    for shape in shapes {
        let id = shape.id.clone();
        match figure(shape) {
            Ok(figure) => found.push(Rc::new(figure)),
            // A wrong figure is not shown: a person would copy it.
            Err(what) => problems.push(Diagnostic::in_entry(file, &id, &format!("figure {id:?}: {what}"))),
        }
    }
    found
}

fn figure(shape: shapes::RawFigure) -> Result<Figure, String> {
    let at = |name: &'static str| move |what: String| format!("at its {name} {what}");
    Ok(Figure {
        start: pose(&shape.start).map_err(at("start"))?,
        end: pose(&shape.end).map_err(at("end"))?,
        id: shape.id,
        title: shape.title,
        start_words: if shape.start_words.is_empty() { shape.words.clone() } else { shape.start_words },
        words: shape.words,
        feel: shape.feel,
        moves: shape.moves,
        arrow: shape.arrow,
        props: shape.props,
        close: shape.close,
    })
}

/// The joints of a pose; an error where a hand or a foot does not reach its place.
fn pose(shape: &shapes::RawPose) -> Result<Pose, String> {
    if !(-120.0..=120.0).contains(&shape.trunk) {
        return Err(format!("the trunk leans by {} degrees; give -120 to 120", shape.trunk));
    }
    let (shapes::RawPut::Hip(x, y) | shapes::RawPut::Heel(x, y)) = shape.put;
    if ![x, y].iter().all(|n| (-FURTHEST..=FURTHEST).contains(n)) {
        return Err(format!("the body is put at ({x}, {y}); give numbers from -{FURTHEST} to {FURTHEST}"));
    }
    let mut pose = Pose {
        hip: Point::new(x, y),
        trunk: shape.trunk,
        back: shape.back,
        neck: shape.neck,
        ..Pose::default()
    };
    if let shapes::RawPut::Heel(..) = shape.put {
        let shapes::RawLeg::Bend { hip, knee, ankle, toes } = shape.leg else {
            return Err("the leg is given by the place of its foot, so put the hip, not the heel".into());
        };
        let free = Pose { hip: Point::default(), leg: LegAngles { hip, knee, ankle, toes }, ..pose };
        pose.hip = Point::new(x, y) - free.skeleton().leg.heel;
    }
    let (hip, pelvis) = (pose.hip, pose.pelvis());
    let leg = |whose: &str, leg: &shapes::RawLeg| match *leg {
        shapes::RawLeg::Bend { hip, knee, ankle, toes } => Ok(LegAngles { hip, knee, ankle, toes }),
        shapes::RawLeg::Foot { heel, tilt, toes } => body::reach_with_foot(hip, pelvis, heel, tilt, toes)
            .map_err(|over| {
                format!("the foot of the {whose} is out of reach by {over:.1}; move it or the hip")
            }),
    };
    pose.leg = leg("leg", &shape.leg)?;
    pose.other_leg = leg("other leg", &shape.other_leg)?;
    let body = pose.skeleton();
    let arm = |whose: &str, arm: &shapes::RawArm| {
        let hand = match *arm {
            shapes::RawArm::Bend { shoulder, elbow } => return Ok(ArmAngles { shoulder, elbow }),
            shapes::RawArm::Hand(x, y) => Point::new(x, y),
            shapes::RawArm::On(grip) => grip_at(grip, &body),
        };
        body::reach_with_hand(body.shoulder, pose.trunk, hand)
            .map_err(|over| format!("the hand of the {whose} is out of reach by {over:.1}; move it or lean"))
    };
    pose.arm = arm("arm", &shape.arm)?;
    pose.other_arm = arm("other arm", shape.other_arm.as_ref().unwrap_or(&shape.arm))?;
    Ok(pose)
}

fn grip_at(grip: shapes::RawGrip, body: &Skeleton) -> Point {
    let leg = &body.leg;
    match grip {
        shapes::RawGrip::Thigh => body.hip.between(leg.knee, 0.7),
        shapes::RawGrip::Knee => leg.knee,
        shapes::RawGrip::Calf => leg.knee.between(leg.ankle, 0.45),
        shapes::RawGrip::Ankle => leg.knee.between(leg.ankle, 0.95),
        // Over the tips, so that the toes stay in sight.
        shapes::RawGrip::Toes => leg.ball.between(leg.toes, 1.5),
    }
}
