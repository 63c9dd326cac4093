//! Figures: hands and feet that are said by where they are become joints; every pose is one a body can be in.

use std::rc::Rc;

use super::{Lower, own};
use crate::{
    content::{place::Places, raw},
    domain::{
        body::{self, Arm, Leg, Point, Pose, Skeleton},
        claim::{broken, to_line},
        figure::{Figure, Part, Prop, SharedFigure, points},
        routine::Muscle,
    },
};

/// The furthest from the middle anything may be drawn, in hundredths of body height.
const FURTHEST: f64 = 200.0;
/// The most things, and the most moving parts, of one figure.
const MOST_PROPS: usize = 12;
/// What is hardly seen to move.
const MOVED: f64 = 1.5;
/// Parts whose movement has to be marked where it is the largest; arms go where they are needed.
const MARKED: [Part; 4] = [Part::Trunk, Part::Thigh, Part::Shin, Part::Foot];
/// How far an arrow may be from the part it is about.
const BESIDE: f64 = 35.0;
/// How far under a floor or into a wall a line may go before it is wrong.
const SLACK: f64 = 1.5;

impl Lower<'_> {
    pub(super) fn figures(&mut self, raw: &[raw::Figure], places: &Places<'_>) -> Vec<SharedFigure> {
        self.ids(raw.iter().map(|figure| &*figure.id), places, "figure");
        raw.iter().filter_map(|figure| self.figure(figure, places)).map(Rc::new).collect()
    }

    fn figure(&mut self, raw: &raw::Figure, places: &Places<'_>) -> Option<Figure> {
        let id = &*raw.id;
        let before = self.problems.len();
        // Both poses are looked at before either is given up, so that everything wrong is said at once.
        let (start, end) =
            (self.pose(id, "start", &raw.start, places), self.pose(id, "end", &raw.end, places));
        let figure = Figure {
            id: id.to_owned(),
            title: own(&raw.title),
            start_words: own(raw.start_words.as_ref().unwrap_or(&raw.words)),
            words: own(&raw.words),
            feel: raw.feel.map(muscle),
            moves: raw.moves.iter().map(|part| body_part(*part)).collect(),
            arrow: raw.arrow.map(|(from, to)| (point(from), point(to))),
            props: raw.props.iter().map(|p| prop(*p)).collect(),
            close: raw.close,
            start: start?,
            end: end?,
        };
        if !self.trusted {
            let mut faults = vec![];
            check_things(&figure, &mut faults);
            if faults.is_empty() {
                check_poses(&figure, &mut faults);
                check_moves(&figure, &mut faults);
                check_words(&figure, &mut faults);
            }
            if figure.moves.is_empty() == raw.start_words.is_some() {
                faults.push((
                    "words".into(),
                    "it has start_words where something moves, and only there".into(),
                ));
            }
            let complain = |(needle, what): (String, String)| {
                places.within(id, &needle, format!("figure {id:?}: {what}"))
            };
            self.problems.extend(faults.into_iter().map(complain));
        }
        // A figure that is wrong is not shown: somebody would do as it does.
        (self.problems.len() == before).then_some(figure)
    }

    /// `None`, with a complaint, where a hand or a foot does not reach what it is on.
    fn pose(&mut self, id: &str, name: &str, raw: &raw::Pose, places: &Places<'_>) -> Option<Pose> {
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

/// What is wrong, each with the word in the file where it is looked for.
type Faults = Vec<(String, String)>;

fn check_things(figure: &Figure, faults: &mut Faults) {
    if figure.title.is_empty() || figure.words.is_empty() || figure.start_words.is_empty() {
        faults.push(("words".into(), "it needs a title, and words for where it cannot be drawn".into()));
    }
    if figure.props.len() > MOST_PROPS || figure.moves.len() > MOST_PROPS {
        faults.push((
            "props".into(),
            format!("it has more than {MOST_PROPS} props or moving parts; leave some out"),
        ));
    }
    // What is no number at all is no place either.
    let is_far = |n: &f64| !(-FURTHEST..=FURTHEST).contains(n);
    let too_far = || format!("something is further than {FURTHEST} from the middle; the body is 100 high");
    if figure.props.iter().any(|prop| prop.numbers().iter().any(is_far)) {
        faults.push(("props".into(), too_far()));
    }
    if figure.arrow.iter().any(|(from, to)| [from.x, from.y, to.x, to.y].iter().any(is_far)) {
        faults.push(("arrow".into(), too_far()));
    }
    faults.extend(
        figure
            .props
            .iter()
            .filter_map(|prop| prop.fault())
            .map(|fault| ("props".to_owned(), fault.to_owned())),
    );
}

fn check_poses(figure: &Figure, faults: &mut Faults) {
    for (name, pose) in [("start", &figure.start), ("end", &figure.end)] {
        for (whose, joint, degrees) in pose.joints() {
            let (least, most) = joint.range();
            if !(least..=most).contains(&degrees) {
                let word = joint.word();
                let what = format!(
                    "at its {name} the {word} of the {whose} is at {degrees:.0} degrees; it goes from {least} to {most}"
                );
                faults.push((format!("{word}: {degrees}"), what));
            }
        }
        let all = points(&pose.skeleton());
        let low = all.iter().map(|p| p.y).fold(0.0, f64::min);
        if low < -SLACK {
            faults.push((
                format!("{name}: ("),
                format!("at its {name} something is {:.0} under the floor", -low),
            ));
        }
        for prop in &figure.props {
            match *prop {
                Prop::Wall { at } if all.iter().any(|p| p.x > at + SLACK) => {
                    faults
                        .push((format!("{name}: ("), format!("at its {name} something is inside the wall")));
                }
                Prop::Bed { from, to, top }
                    if all.iter().any(|p| (from + SLACK..to - SLACK).contains(&p.x) && p.y < top - SLACK) =>
                {
                    faults.push((format!("{name}: ("), format!("at its {name} something is inside the bed")));
                }
                _ => {}
            }
        }
    }
}

fn check_moves(figure: &Figure, faults: &mut Faults) {
    let (from, to) = match (figure.moves.first(), figure.arrow) {
        (None, None) => return,
        (Some(_), Some(arrow)) => arrow,
        (Some(_), None) => {
            return faults
                .push(("moves".into(), "something moves and no arrow shows how; give it one".into()));
        }
        (None, Some(_)) => {
            return faults
                .push(("arrow".into(), "an arrow is drawn and nothing moves; say what does".into()));
        }
    };
    for part in &figure.moves {
        if figure.way(*part).length() < MOVED {
            faults.push((
                "moves".into(),
                format!("the {part:?} is said to move, and hardly does").to_lowercase(),
            ));
        }
    }
    // What moves most of trunk and leg is what has to be marked.
    let furthest = |part: &&Part| figure.way(**part).length();
    let most = |parts: &[Part]| parts.iter().map(|part| furthest(&part)).fold(0.0, f64::max);
    let rest: Vec<Part> = MARKED.into_iter().filter(|part| !figure.moves.contains(part)).collect();
    if most(&rest) > most(&figure.moves) + MOVED {
        faults.push((
            "moves".into(),
            "a part of trunk or leg moves further than those that are said to move".into(),
        ));
    }
    let Some(part) = figure.moves.first() else { return };
    let (way, shown) = (figure.way(*part), to - from);
    // Within 60 degrees of the way it goes.
    if way.dot(shown) < 0.5 * way.length() * shown.length() || shown.length() < 1.0 {
        let what = format!(
            "the arrow goes ({:.0}, {:.0}), but the part that moves goes ({:.1}, {:.1})",
            shown.x, shown.y, way.x, way.y
        );
        faults.push(("arrow".into(), what));
    }
    let ends = part.ends(&figure.end.skeleton());
    if to_line(from.between(to, 0.5), ends.0, ends.1) > BESIDE {
        faults.push(("arrow".into(), "the arrow is too far from the part that moves; put it beside".into()));
    }
}

fn check_words(figure: &Figure, faults: &mut Faults) {
    for (name, t, words) in [("start", 0.0, &figure.start_words), ("end", 1.0, &figure.words)] {
        for (phrase, instead) in broken(words, &figure.pose(t), &figure.props) {
            faults.push((
                if t < 1.0 { "start_words" } else { " words:" }.into(),
                format!("its words say {phrase:?}, but at its {name} {instead}; change one of them"),
            ));
        }
    }
}

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
        raw::Prop::Rail { from, to, height } => Prop::Rail { from, to, height },
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
        raw::Muscle::Shin => Muscle::Shin,
        raw::Muscle::Thigh => Muscle::Thigh,
        raw::Muscle::Hamstring => Muscle::Hamstring,
    }
}
