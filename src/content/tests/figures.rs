//! Checks on the shipped figures: a body can be in every pose, and words and drawing say the same.

use super::{super::figures::FURTHEST, claim::broken};
use crate::domain::{
    Figure,
    body::{HEAD, Point, Pose, Skeleton, to_line},
    figure::{BodyPart, Prop},
};

/// The most things, and the most moving parts, of one figure.
const MOST_PROPS: usize = 12;
/// A movement that is hardly seen, in hundredths of the body's height.
const MOVED: f64 = 1.5;
/// The parts whose movement has to be marked where it is the largest; arms go to the place they are needed at.
const MARKED: [BodyPart; 4] = [BodyPart::Trunk, BodyPart::Thigh, BodyPart::Shin, BodyPart::Foot];
/// The largest distance between an arrow, at its ends or its middle, and the bone of a part that moves.
const BESIDE: f64 = 20.0;
/// The depth under a floor or in a wall that is still right.
const SLACK: f64 = 1.5;

/// All faults of a figure.
pub(super) fn faults(figure: &Figure) -> Vec<String> {
    let mut faults = vec![];
    check_things(figure, &mut faults);
    if faults.is_empty() {
        check_poses(figure, &mut faults);
        check_moves(figure, &mut faults);
        check_words(figure, &mut faults);
    }
    if figure.moves.is_empty() && figure.start_words != figure.words {
        faults.push("it has start_words, and nothing moves".into());
    }
    faults
}

/// The faults of a figure, each a sentence.
type Faults = Vec<String>;

fn check_things(figure: &Figure, faults: &mut Faults) {
    if figure.title.is_empty() || figure.words.is_empty() || figure.start_words.is_empty() {
        faults.push("it needs a title, and words for where it cannot be drawn".into());
    }
    if figure.props.len() > MOST_PROPS || figure.moves.len() > MOST_PROPS {
        faults.push(format!("it has more than {MOST_PROPS} props or moving parts; leave some out"));
    }
    // A value that is not a number is not a place either.
    let is_far = |n: &f64| !(-FURTHEST..=FURTHEST).contains(n);
    let too_far = || format!("something is further than {FURTHEST} from the middle; the body is 100 high");
    if figure.props.iter().any(|prop| numbers(*prop).iter().any(is_far)) {
        faults.push(too_far());
    }
    if figure.arrow.iter().any(|(from, to)| [from.x, from.y, to.x, to.y].iter().any(is_far)) {
        faults.push(too_far());
    }
    faults.extend(figure.props.iter().filter_map(|prop| fault(*prop)).map(str::to_owned));
}

fn check_poses(figure: &Figure, faults: &mut Faults) {
    for (name, pose) in [("start", &figure.start), ("end", &figure.end)] {
        for (whose, joint, degrees) in joints(pose) {
            let (least, most) = joint.range();
            if !(least..=most).contains(&degrees) {
                let word = joint.word();
                let what = format!(
                    "at its {name} the {word} of the {whose} is at {degrees:.0} degrees; it goes from {least} to {most}"
                );
                faults.push(what);
            }
        }
        let all = points(&pose.skeleton());
        let low = all.iter().map(|p| p.y).fold(0.0, f64::min);
        if low < -SLACK {
            faults.push(format!("at its {name} something is {:.0} under the floor", -low));
        }
        for prop in &figure.props {
            match *prop {
                Prop::Wall { at } if all.iter().any(|p| p.x > at + SLACK) => {
                    faults.push(format!("at its {name} something is inside the wall"));
                }
                Prop::Bed { from, to, top }
                    if all.iter().any(|p| (from + SLACK..to - SLACK).contains(&p.x) && p.y < top - SLACK) =>
                {
                    faults.push(format!("at its {name} something is inside the bed"));
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
            return faults.push("something moves and no arrow shows how; give it one".into());
        }
        (None, Some(_)) => {
            return faults.push("an arrow is drawn and nothing moves; say what does".into());
        }
    };
    for part in &figure.moves {
        if way(figure, *part).length() < MOVED {
            faults.push(format!("the {part:?} is said to move, and hardly does").to_lowercase());
        }
    }
    // The part of trunk and leg that moves furthest has to be marked.
    let furthest = |part: &&BodyPart| way(figure, **part).length();
    let most = |parts: &[BodyPart]| parts.iter().map(|part| furthest(&part)).fold(0.0, f64::max);
    let rest: Vec<BodyPart> = MARKED.into_iter().filter(|part| !figure.moves.contains(part)).collect();
    if most(&rest) > most(&figure.moves) + MOVED {
        faults.push("a part of trunk or leg moves further than those that are said to move".into());
    }
    let Some(part) = figure.moves.first() else { return };
    let (way, shown) = (way(figure, *part), to - from);
    // Within 60 degrees of the movement.
    if way.dot(shown) < 0.5 * way.length() * shown.length() || shown.length() < 1.0 {
        let what = format!(
            "the arrow goes ({:.0}, {:.0}), but the part that moves goes ({:.1}, {:.1})",
            shown.x, shown.y, way.x, way.y
        );
        faults.push(what);
    }
    if shown.x != 0.0 && shown.y != 0.0 {
        faults.push("the arrow is slanted; make it level or upright".into());
    }
    let body = figure.end.skeleton();
    let beside = |part: &BodyPart| {
        let (a, b) = ends(*part, &body);
        [from, from.between(to, 0.5), to].into_iter().any(|place| to_line(place, a, b) <= BESIDE)
    };
    if !figure.moves.iter().any(beside) {
        faults.push("the arrow is too far from the parts that move; put it beside one".into());
    }
}

fn check_words(figure: &Figure, faults: &mut Faults) {
    for (name, t, words) in [("start", 0.0, &figure.start_words), ("end", 1.0, &figure.words)] {
        for (phrase, instead) in broken(words, &figure.pose(t), &figure.props) {
            faults.push(format!("its words say {phrase:?}, but at its {name} {instead}; change one of them"));
        }
    }
}

/// A joint with a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    Neck,
    Back,
    Hip,
    Knee,
    Ankle,
    Toes,
    Shoulder,
    Elbow,
}

impl Joint {
    /// The range in degrees: from extension (or pointed toes) to flexion (or toes drawn up).
    ///
    /// Usual textbook ranges, rounded (American Academy of Orthopaedic Surgeons, 1965). The ankle's is its range under the
    /// body's weight, the knee's its range with the help of a hand.
    pub(crate) const fn range(self) -> (f64, f64) {
        match self {
            Self::Neck => (-50.0, 50.0),
            Self::Back => (-25.0, 60.0),
            Self::Hip => (-25.0, 125.0),
            Self::Knee => (0.0, 145.0),
            Self::Ankle => (-50.0, 30.0),
            Self::Toes => (-40.0, 70.0),
            Self::Shoulder => (-50.0, 180.0),
            Self::Elbow => (0.0, 145.0),
        }
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Neck => "neck",
            Self::Back => "back",
            Self::Hip => "hip",
            Self::Knee => "knee",
            Self::Ankle => "ankle",
            Self::Toes => "toes",
            Self::Shoulder => "shoulder",
            Self::Elbow => "elbow",
        }
    }
}

/// All joints with their degrees, the stretched leg first, each with the name of its limb.
pub(crate) fn joints(pose: &Pose) -> [(&'static str, Joint, f64); 14] {
    let Pose { leg, other_leg, arm, other_arm, neck, back, .. } = pose;
    [
        ("leg", Joint::Hip, leg.hip),
        ("leg", Joint::Knee, leg.knee),
        ("leg", Joint::Ankle, leg.ankle),
        ("leg", Joint::Toes, leg.toes),
        ("other leg", Joint::Hip, other_leg.hip),
        ("other leg", Joint::Knee, other_leg.knee),
        ("other leg", Joint::Ankle, other_leg.ankle),
        ("other leg", Joint::Toes, other_leg.toes),
        ("arm", Joint::Shoulder, arm.shoulder),
        ("arm", Joint::Elbow, arm.elbow),
        ("other arm", Joint::Shoulder, other_arm.shoulder),
        ("other arm", Joint::Elbow, other_arm.elbow),
        ("head", Joint::Neck, *neck),
        ("trunk", Joint::Back, *back),
    ]
}

/// All numbers of a prop.
fn numbers(prop: Prop) -> Vec<f64> {
    match prop {
        Prop::Floor { from, to } => vec![from, to],
        Prop::Wall { at } => vec![at],
        Prop::Bed { from, to, top } => vec![from, to, top],
        Prop::Chair { back, front, seat, top } => vec![back, front, seat, top],
        Prop::Rail { from, to, height } => vec![from, to, height],
        Prop::Towel => vec![],
    }
}

/// The fault of a prop by itself.
fn fault(prop: Prop) -> Option<&'static str> {
    match prop {
        Prop::Floor { from, to } if from >= to => Some("a floor goes from the smaller number to the larger"),
        Prop::Bed { from, to, top } if from >= to || top <= 0.0 => {
            Some("a bed goes from the smaller number to the larger, and its top is above the floor")
        }
        Prop::Chair { back, front, seat, top } if back == front || seat <= 0.0 || top <= seat => {
            Some("a chair has its seat above the floor, and its back higher than its seat")
        }
        Prop::Rail { from, to, height } if from >= to || height <= 0.0 => {
            Some("a rail goes from the smaller number to the larger, above the floor")
        }
        _ => None,
    }
}

/// The movement of a part, from start to end.
fn way(figure: &Figure, part: BodyPart) -> Point {
    ends(part, &figure.end.skeleton()).1 - ends(part, &figure.start.skeleton()).1
}

/// The two ends of a part; the second one shows how it moves.
fn ends(part: BodyPart, body: &Skeleton) -> (Point, Point) {
    let (leg, arm) = (&body.leg, &body.arm);
    match part {
        BodyPart::Trunk => (body.hip, body.shoulder),
        BodyPart::Thigh => (body.hip, leg.knee),
        BodyPart::Shin => (leg.knee, leg.ankle),
        BodyPart::Foot => (leg.ankle, leg.ball),
        BodyPart::Toes => (leg.ball, leg.toes),
        BodyPart::UpperArm => (body.shoulder, arm.elbow),
        BodyPart::Forearm => (arm.elbow, arm.hand),
    }
}

/// All places on a body that could be the outermost one.
fn points(body: &Skeleton) -> Vec<Point> {
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
