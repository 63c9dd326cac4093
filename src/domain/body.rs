//! The body seen from the side: its proportions, and the place of each part when the joints are given.
//!
//! Lengths are hundredths of a person's height. A figure faces along `x`; `y` is up from the floor. A heading is in
//! degrees: 0 is straight up, 90 the way the figure faces. Joints are in the degrees that clinicians use: 0 is standing
//! upright with the arms hanging; flexion counts up, extension counts down.

use std::ops::{Add, Mul, Sub};

use serde::Deserialize;

// Lengths of limbs, from the usual table of body segments (Drillis and Contini, 1966).
/// From the hip to the waist, where the back bends, and from there to the shoulder.
const LOINS: f64 = 11.0;
const CHEST: f64 = 17.8;
/// From the shoulder to the middle of the head.
const NECK: f64 = 11.6;
const THIGH: f64 = 24.5;
const SHANK: f64 = 24.6;
const UPPER_ARM: f64 = 18.6;
/// From the elbow to the middle of the hand, the part that holds things.
const FOREARM: f64 = 20.0;
/// The height of the ankle above the sole, the length of the heel behind it and of the foot before it, and the toes.
const ANKLE: f64 = 3.9;
const HEEL: f64 = 4.0;
const BALL: f64 = 7.0;
const TOES: f64 = 4.2;

/// The head's radius.
pub(crate) const HEAD: f64 = 6.2;

/// A place, or the way from one place to another. Content files give `x` and `y` as a pair.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(from = "(f64, f64)")]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Point {
    pub(crate) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// One step along a heading.
    pub(crate) fn along(heading: f64) -> Self {
        let (sin, cos) = heading.to_radians().sin_cos();
        Self::new(sin, cos)
    }

    pub(crate) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The same way, one long; a way of no length stays one.
    pub(crate) fn unit(self) -> Self {
        self * (1.0 / self.length().max(1e-9))
    }

    /// The way turned to the left by a right angle, for axes that go right and up.
    pub(crate) fn left(self) -> Self {
        Self::new(-self.y, self.x)
    }

    /// The place on a line that is nearest to this one: 0 at its start, 1 at its end.
    pub(crate) fn along_line(self, from: Self, to: Self) -> f64 {
        let way = to - from;
        let length = way.dot(way);
        if length > 0.0 { ((self - from).dot(way) / length).clamp(0.0, 1.0) } else { 0.0 }
    }

    fn heading(self) -> f64 {
        self.x.atan2(self.y).to_degrees()
    }

    pub(crate) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// The place between this one (0) and another (1).
    pub(crate) fn between(self, other: Self, t: f64) -> Self {
        self + (other - self) * t
    }
}

impl From<(f64, f64)> for Point {
    fn from((x, y): (f64, f64)) -> Self {
        Self { x, y }
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Self;

    fn mul(self, by: f64) -> Self {
        Self::new(self.x * by, self.y * by)
    }
}

/// The distance of a place from a line.
pub(crate) fn to_line(p: Point, from: Point, to: Point) -> f64 {
    (p - from.between(to, p.along_line(from, to))).length()
}

/// The joints of a leg, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct LegAngles {
    pub(crate) hip: f64,
    pub(crate) knee: f64,
    /// Above 0: toes to the shin. Below 0: toes pointed.
    pub(crate) ankle: f64,
    /// Above 0: drawn back.
    pub(crate) toes: f64,
}

/// The joints of an arm, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct ArmAngles {
    pub(crate) shoulder: f64,
    pub(crate) elbow: f64,
}

/// The joints of a whole body that stands, sits or lies. `leg` is the one that the stretch is for, on the side of the viewer.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Pose {
    /// The place of the hip.
    pub(crate) hip: Point,
    /// The lean of the chest, forward from upright; -90 is lying on the back.
    pub(crate) trunk: f64,
    /// The bend of the back at the waist; a straight one is 0.
    pub(crate) back: f64,
    pub(crate) neck: f64,
    pub(crate) leg: LegAngles,
    pub(crate) other_leg: LegAngles,
    pub(crate) arm: ArmAngles,
    pub(crate) other_arm: ArmAngles,
}

/// The places of the parts of a leg.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LegPoints {
    pub(crate) knee: Point,
    pub(crate) ankle: Point,
    pub(crate) heel: Point,
    pub(crate) ball: Point,
    pub(crate) toes: Point,
}

/// The places of the parts of an arm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ArmPoints {
    pub(crate) elbow: Point,
    pub(crate) hand: Point,
}

/// The places of all parts of a body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Skeleton {
    pub(crate) head: Point,
    pub(crate) shoulder: Point,
    pub(crate) waist: Point,
    pub(crate) hip: Point,
    /// The way the face looks, one long.
    pub(crate) face: Point,
    pub(crate) leg: LegPoints,
    pub(crate) other_leg: LegPoints,
    pub(crate) arm: ArmPoints,
    pub(crate) other_arm: ArmPoints,
}

impl Pose {
    fn waist(&self) -> Point {
        self.hip + Point::along(self.pelvis()) * LOINS
    }

    pub(crate) fn shoulder(&self) -> Point {
        self.waist() + Point::along(self.trunk) * CHEST
    }

    /// The lean of the pelvis, forward from upright. The hips are measured against it.
    pub(crate) fn pelvis(&self) -> f64 {
        self.trunk - self.back
    }

    /// The places of all parts in this pose.
    pub(crate) fn skeleton(&self) -> Skeleton {
        let shoulder = self.shoulder();
        let up = self.trunk + self.neck;
        Skeleton {
            head: shoulder + Point::along(up) * NECK,
            shoulder,
            waist: self.waist(),
            hip: self.hip,
            face: Point::along(up + 90.0),
            leg: leg_points(self.hip, self.pelvis(), &self.leg),
            other_leg: leg_points(self.hip, self.pelvis(), &self.other_leg),
            arm: arm_points(shoulder, self.trunk, &self.arm),
            other_arm: arm_points(shoulder, self.trunk, &self.other_arm),
        }
    }

    /// A pose on the way from this one (0) to another (1).
    pub(crate) fn between(&self, other: &Self, t: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * t;
        let leg = |a: &LegAngles, b: &LegAngles| LegAngles {
            hip: mix(a.hip, b.hip),
            knee: mix(a.knee, b.knee),
            ankle: mix(a.ankle, b.ankle),
            toes: mix(a.toes, b.toes),
        };
        let arm = |a: &ArmAngles, b: &ArmAngles| ArmAngles {
            shoulder: mix(a.shoulder, b.shoulder),
            elbow: mix(a.elbow, b.elbow),
        };
        Self {
            hip: self.hip.between(other.hip, t),
            trunk: mix(self.trunk, other.trunk),
            back: mix(self.back, other.back),
            neck: mix(self.neck, other.neck),
            leg: leg(&self.leg, &other.leg),
            other_leg: leg(&self.other_leg, &other.other_leg),
            arm: arm(&self.arm, &other.arm),
            other_arm: arm(&self.other_arm, &other.other_arm),
        }
    }
}

fn leg_points(hip: Point, pelvis: f64, leg: &LegAngles) -> LegPoints {
    let thigh = pelvis + 180.0 - leg.hip;
    let shank = thigh + leg.knee;
    let foot = shank - 90.0 - leg.ankle;
    let knee = hip + Point::along(thigh) * THIGH;
    let ankle = knee + Point::along(shank) * SHANK;
    let (heel, ball) = sole(ankle, foot);
    LegPoints { knee, ankle, heel, ball, toes: ball + Point::along(foot - leg.toes) * TOES }
}

/// Heel and ball of a foot that points along a heading.
fn sole(ankle: Point, foot: f64) -> (Point, Point) {
    let (ahead, down) = (Point::along(foot), Point::along(foot + 90.0));
    let under = ankle + down * ANKLE;
    (under - ahead * HEEL, under + ahead * BALL)
}

fn arm_points(shoulder: Point, trunk: f64, arm: &ArmAngles) -> ArmPoints {
    let upper = trunk + 180.0 - arm.shoulder;
    let elbow = shoulder + Point::along(upper) * UPPER_ARM;
    ArmPoints { elbow, hand: elbow + Point::along(upper - arm.elbow) * FOREARM }
}

/// The joints of a leg whose heel stands at `heel`, its sole tilted up in front by `tilt` degrees; the knee bends
/// forward.
///
/// # Errors
/// The length by which the leg is too short, or too long for the room.
pub(crate) fn reach_with_foot(
    hip: Point,
    pelvis: f64,
    heel: Point,
    tilt: f64,
    toes: f64,
) -> Result<LegAngles, f64> {
    let foot = 90.0 - tilt;
    let ankle = heel + Point::along(foot) * HEEL - Point::along(foot + 90.0) * ANKLE;
    let (turn, knee) = bend(ankle - hip, THIGH, SHANK)?;
    let thigh = (ankle - hip).heading() - turn;
    Ok(LegAngles {
        hip: around(pelvis + 180.0 - thigh),
        knee,
        ankle: around(thigh + knee - 90.0 - foot),
        toes,
    })
}

/// The joints of an arm whose hand is at `hand`; the elbow bends as elbows do.
///
/// # Errors
/// The distance by which the arm is too short, or has too little room.
pub(crate) fn reach_with_hand(shoulder: Point, trunk: f64, hand: Point) -> Result<ArmAngles, f64> {
    let (turn, elbow) = bend(hand - shoulder, UPPER_ARM, FOREARM)?;
    let upper = (hand - shoulder).heading() + turn;
    Ok(ArmAngles { shoulder: around(trunk + 180.0 - upper), elbow })
}

/// Two bones that span a distance: the turn of the first one away from the straight way, and the bend of the joint.
fn bend(way: Point, first: f64, second: f64) -> Result<(f64, f64), f64> {
    let distance = way.length();
    if distance > first + second {
        return Err(distance - first - second);
    }
    let least = (first - second).abs();
    if distance <= least.max(1e-6) {
        return Err(least - distance);
    }
    let turn = (first * first + distance * distance - second * second) / (2.0 * first * distance);
    let inner = (first * first + second * second - distance * distance) / (2.0 * first * second);
    let angle = |cosine: f64| cosine.clamp(-1.0, 1.0).acos().to_degrees();
    Ok((angle(turn), 180.0 - angle(inner)))
}

/// The same angle, between -180 and 180 degrees.
fn around(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Point, b: Point) -> bool {
        (a - b).length() < 1e-6
    }

    #[test]
    fn standing_upright_is_every_joint_at_nought() {
        let body = Pose { hip: Point::new(0.0, THIGH + SHANK + ANKLE), ..Pose::default() }.skeleton();
        assert!(near(body.leg.heel, Point::new(-HEEL, 0.0)));
        assert!(near(body.leg.toes, Point::new(BALL + TOES, 0.0)));
        assert!((body.head.y + HEAD - 100.0).abs() < 2.0, "a body is 100 high: {}", body.head.y + HEAD);
        assert!(body.arm.hand.y < body.hip.y);
    }

    #[test]
    fn joints_bend_the_way_they_do() {
        let stand = Pose::default();
        let with = |leg: LegAngles| Pose { leg, ..stand }.skeleton().leg;
        assert!(
            with(LegAngles { hip: 90.0, ..LegAngles::default() }).knee.x > 20.0,
            "a flexed hip brings the knee forward"
        );
        assert!(
            with(LegAngles { knee: 90.0, ..LegAngles::default() }).ankle.x < -20.0,
            "a bent knee the heel backward"
        );
        assert!(
            with(LegAngles { ankle: 20.0, ..LegAngles::default() }).toes.y
                > with(LegAngles::default()).toes.y,
            "toes go up"
        );
        let arm = Pose { arm: ArmAngles { shoulder: 90.0, elbow: 90.0 }, ..stand }.skeleton().arm;
        assert!(arm.elbow.x > 18.0 && arm.hand.y > arm.elbow.y, "a bent elbow brings the hand up");
    }

    #[test]
    fn what_is_reached_for_is_reached() {
        let (hip, trunk) = (Point::new(3.0, 48.0), 12.0);
        for (x, tilt) in [(-12.0, 0.0), (0.0, 0.0), (12.0, 0.0), (10.0, 20.0), (-15.0, -30.0)] {
            let heel = Point::new(x, 0.5);
            let leg = reach_with_foot(hip, trunk, heel, tilt, 0.0).expect("within reach");
            let pose = Pose { hip, trunk, leg, ..Pose::default() };
            assert!(near(pose.skeleton().leg.heel, heel), "{leg:?}");
            assert!((leg.knee) >= 0.0);
            let hand = Point::new(25.0 + x / 2.0, 70.0);
            let arm = reach_with_hand(pose.shoulder(), trunk, hand).expect("within reach");
            assert!(near(Pose { arm, ..pose }.skeleton().arm.hand, hand), "{arm:?}");
        }
        assert!(reach_with_foot(hip, trunk, Point::new(60.0, 0.0), 0.0, 0.0).is_err_and(|over| over > 5.0));
        assert!(reach_with_hand(hip, trunk, hip).is_err());
    }

    #[test]
    fn the_way_between_two_poses_begins_and_ends_at_them() {
        let bent =
            Pose { leg: LegAngles { knee: 80.0, ..LegAngles::default() }, trunk: 30.0, ..Pose::default() };
        let straight = Pose::default();
        assert_eq!(straight.between(&bent, 0.0), straight);
        assert_eq!(straight.between(&bent, 1.0), bent);
        assert_eq!(straight.between(&bent, 0.5).leg.knee, 40.0);
    }
}
