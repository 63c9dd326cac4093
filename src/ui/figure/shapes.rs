//! Shapes: a figure as rounded bars, bellies of muscle, lines and an arrow, in hundredths of the body's height.

use crate::domain::{
    body::{ArmPoints, HEAD, LegPoints, Point, Skeleton, to_line},
    figure::{BodyPart, Figure, Prop},
    routine::Muscle,
};

/// The role of a shape in the figure; each one has its own look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Floor, wall, bed and chair.
    Prop,
    /// The leg and the arm on the far side.
    Far,
    Body,
    /// The towel: bright, and thin dots, so that it is not taken for a limb.
    Towel,
    Moving,
    /// The muscle that should feel the stretch.
    Muscle,
    Arrow,
}

impl Ink {
    /// Solid blocks instead of dots: for everything the eye must meet first.
    pub(super) const fn is_solid(self) -> bool {
        matches!(self, Self::Moving | Self::Muscle | Self::Arrow)
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Geometry {
    /// A bar with half its width at each end. The ends are round; where it is `cut`, the first one is flat.
    Bar { from: Point, to: Point, half: (f64, f64), cut: bool },
    /// A muscle along a bone: on the back of a person who stands, or on the front where `thick` is negative. `full_above`
    /// puts the thickest place nearer to `from`.
    Belly { from: Point, to: Point, thick: f64, full_above: bool },
    /// A line as thin as a dot.
    Line { from: Point, to: Point },
    /// A level or upright arrow. Its head is measured in dots, so that it keeps its form at every size.
    Arrow { from: Point, to: Point },
}

/// A geometry with its ink. A dot of one layer is kept apart from the layers in front of it by a gap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) geometry: Geometry,
    pub(super) ink: Ink,
    pub(super) layer: u8,
}

/// The part of an upright thigh, from the hip, that a close view leaves out.
const CLOSE: f64 = 0.5;

/// All shapes of a figure at a moment between its start (0) and its end (1), furthest first.
pub(super) fn shapes(figure: &Figure, t: f64, arrow: bool) -> Vec<Shape> {
    let body = figure.pose(t).skeleton();
    let mut scene = Scene { shapes: vec![], layer: 0, close: figure.close };
    for prop in figure.props.iter().filter(|prop| !figure.close || prop.is_ground()) {
        scene.prop(*prop, &body);
    }
    let ink = |part: BodyPart| if figure.moves.contains(&part) { Ink::Moving } else { Ink::Body };
    let far = |_: BodyPart| Ink::Far;
    // A close view of a person who sits shows the seat, too.
    let sits = body.hip.y - body.leg.knee.y < body.leg.knee.x - body.hip.x;
    let hidden = if figure.close && !sits { CLOSE } else { 0.0 };
    let hip = |leg: &LegPoints| body.hip.between(leg.knee, hidden);
    scene.next_layer();
    scene.leg(hip(&body.other_leg), &body.other_leg, far);
    scene.next_layer();
    if !figure.close {
        scene.arm(body.shoulder, &body.other_arm, far);
        scene.next_layer();
        scene.trunk(&body, ink(BodyPart::Trunk));
    } else if sits {
        scene.seat(&body);
    }
    scene.next_layer();
    scene.leg(hip(&body.leg), &body.leg, ink);
    scene.muscle(figure.feel, &body);
    scene.next_layer();
    if figure.props.contains(&Prop::Towel) {
        scene.towel(&body);
    }
    if !figure.close {
        scene.arm(body.shoulder, &body.arm, ink);
    }
    scene.next_layer();
    if let Some((from, to)) = figure.arrow.filter(|_| arrow) {
        scene.add(Geometry::Arrow { from, to }, Ink::Arrow);
    }
    scene.shapes
}

struct Scene {
    shapes: Vec<Shape>,
    layer: u8,
    close: bool,
}

impl Scene {
    fn next_layer(&mut self) {
        self.layer += 1;
    }

    fn add(&mut self, geometry: Geometry, ink: Ink) {
        self.shapes.push(Shape { geometry, ink, layer: self.layer });
    }

    fn bar(&mut self, from: Point, to: Point, half: (f64, f64), ink: Ink) {
        self.add(Geometry::Bar { from, to, half, cut: false }, ink);
    }

    fn dot(&mut self, at: Point, radius: f64, ink: Ink) {
        self.bar(at, at, (radius, radius), ink);
    }

    fn trunk(&mut self, body: &Skeleton, ink: Ink) {
        self.dot(body.hip + (body.hip - body.waist).unit() * 1.5, 6.6, ink);
        self.bar(body.hip, body.waist, (5.8, 5.4), ink);
        self.bar(body.waist, body.shoulder, (5.6, 5.0), ink);
        self.bar(body.shoulder, body.head, (2.6, 2.6), Ink::Body);
        self.dot(body.head, HEAD, Ink::Body);
        self.dot(body.head + body.face * (HEAD + 0.4), 1.2, Ink::Body);
    }

    /// The trunk up to the waist.
    fn seat(&mut self, body: &Skeleton) {
        self.dot(body.hip + (body.hip - body.waist).unit() * 1.5, 6.6, Ink::Body);
        self.add(Geometry::Bar { from: body.waist, to: body.hip, half: (5.4, 5.8), cut: true }, Ink::Body);
    }

    fn leg(&mut self, hip: Point, leg: &LegPoints, ink: impl Fn(BodyPart) -> Ink) {
        let half = (if self.close { 4.8 } else { 5.4 }, 3.3);
        self.add(Geometry::Bar { from: hip, to: leg.knee, half, cut: self.close }, ink(BodyPart::Thigh));
        self.bar(leg.knee, leg.ankle, (3.2, 2.1), ink(BodyPart::Shin));
        let (from, to) = (leg.knee, leg.knee.between(leg.ankle, 0.7));
        self.add(Geometry::Belly { from, to, thick: 4.6, full_above: true }, ink(BodyPart::Shin));
        // The skin lies outside the joints: each bar is lifted off the sole by half its width.
        let sole = (leg.ball - leg.heel).unit();
        let heel = leg.heel + sole * 1.2 + sole.left() * 2.3;
        let ball = leg.ball + sole.left() * 1.9;
        let toes = leg.toes + (leg.toes - leg.ball).unit().left() * 1.5;
        let foot = ink(BodyPart::Foot);
        self.bar(leg.ankle, heel, (2.4, 2.5), foot);
        self.bar(heel, ball, (2.2, 1.9), foot);
        self.bar(leg.ankle, ball, (2.3, 2.0), foot);
        self.bar(ball, toes, (1.9, 1.6), ink(BodyPart::Toes));
    }

    fn arm(&mut self, shoulder: Point, arm: &ArmPoints, ink: impl Fn(BodyPart) -> Ink) {
        self.bar(shoulder, arm.elbow, (2.9, 2.1), ink(BodyPart::UpperArm));
        self.bar(arm.elbow, arm.hand, (2.0, 1.5), ink(BodyPart::Forearm));
        self.dot(arm.hand, 2.7, ink(BodyPart::Forearm));
    }

    fn muscle(&mut self, feel: Option<Muscle>, body: &Skeleton) {
        let leg = &body.leg;
        // The bone, the part of it that the muscle covers, and the thickness.
        let (bone, part, thick) = match feel {
            None => return,
            Some(Muscle::Calf) => ((leg.knee, leg.ankle), (0.02, 0.75), 5.4),
            Some(Muscle::Shin) => ((leg.knee, leg.ankle), (0.06, 0.85), -3.6),
            Some(Muscle::Hamstring) => ((body.hip, leg.knee), (0.1, 0.97), 6.4),
            Some(Muscle::Thigh) => ((body.hip, leg.knee), (0.1, 0.95), -6.4),
            Some(Muscle::Foot) => ((leg.heel, leg.ball), (0.0, 1.0), -2.6),
        };
        let (from, to) = (bone.0.between(bone.1, part.0), bone.0.between(bone.1, part.1));
        let full_above = matches!(feel, Some(Muscle::Calf | Muscle::Shin));
        self.add(Geometry::Belly { from, to, thick, full_above }, Ink::Muscle);
    }

    /// A towel pulled tight from the hand over the toes and round the ball of the foot, with an end that hangs from the hand.
    fn towel(&mut self, body: &Skeleton) {
        let (hand, leg) = (body.arm.hand, &body.leg);
        let sole = (leg.ball - leg.heel).unit();
        let outside = sole.left() * -3.2;
        let over = leg.toes + sole * 1.5;
        let under = leg.ball - sole * 2.0 + outside;
        let end = hand - Point::new(3.0, 13.0);
        for (from, to) in [(end, hand), (hand, over), (over, leg.toes + outside), (leg.toes + outside, under)]
        {
            self.bar(from, to, (0.8, 0.8), Ink::Towel);
        }
    }

    fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.add(Geometry::Line { from: Point::new(x1, y1), to: Point::new(x2, y2) }, Ink::Prop);
    }

    /// A rectangle between two corners.
    fn frame(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        for (from, to) in
            [((x1, y1), (x2, y1)), ((x1, y2), (x2, y2)), ((x1, y1), (x1, y2)), ((x2, y1), (x2, y2))]
        {
            self.line(from, to);
        }
    }

    fn prop(&mut self, prop: Prop, body: &Skeleton) {
        match prop {
            Prop::Floor { from, to } => self.line((from, -0.6), (to, -0.6)),
            Prop::Wall { at } => {
                let (low, high) = (Point::new(at + 2.5, 1.9), Point::new(at + 2.5, body.head.y + HEAD - 2.5));
                self.bar(low, high, (2.5, 2.5), Ink::Prop);
            }
            // A mattress on legs, with a board and a pillow at its head, which a close view leaves out.
            Prop::Bed { from, to, top } => {
                self.frame((from, (top - 7.0).max(top * 0.3)), (to, top));
                self.line((to, 0.0), (to, top));
                if self.close {
                    return;
                }
                self.frame((from - 2.0, 0.0), (from, top + 20.0));
                let pillow = |height| Point::new(from + 3.0, top + height);
                self.bar(pillow(4.0), pillow(13.0), (2.4, 2.4), Ink::Prop);
            }
            Prop::Chair { back, front, seat, top } => {
                let post = 2.0 * (front - back).signum();
                self.frame((back, 0.0), (back + post, top));
                self.frame((back, seat - 2.0), (front, seat));
                self.frame((front - post, 0.0), (front, seat));
            }
            Prop::Rail { from, to, height } => self.frame((from, height - 2.0), (to, height)),
            // Drawn with the hands that hold it.
            Prop::Towel => {}
        }
    }
}

impl Geometry {
    /// Circles that hold the whole geometry, with so many dots to a hundredth of the body's height.
    pub(super) fn bounds(self, scale: f64) -> [(Point, f64); 3] {
        match self {
            Self::Bar { from, to, half, .. } => {
                let (a, b) = ((from, half.0.max(THINNEST / scale)), (to, half.1.max(THINNEST / scale)));
                [a, b, b]
            }
            Self::Belly { from, to, thick, full_above } => {
                let middle = from.between(to, if full_above { 0.4 } else { 0.5 });
                [(from, 0.0), (middle, thick.abs()), (to, 0.0)]
            }
            Self::Line { from, to } => [(from, 0.5 / scale), (to, 0.5 / scale), (to, 0.5 / scale)],
            Self::Arrow { from, to } => {
                let head = ArrowHead::new(scale, (to - from).length() * scale);
                let base = to + (from - to).unit() * (head.length / scale);
                // One dot more: an arrow is moved onto whole dots.
                [(from, (head.shaft + 1.0) / scale), (base, (head.half + 1.0) / scale), (to, 1.0 / scale)]
            }
        }
    }

    /// True if a dot is part of the geometry, whose lengths are dots.
    pub(super) fn holds(self, dot: Point, scale: f64) -> bool {
        match self {
            Self::Bar { from, to, half, cut } => {
                let t = dot.along_line(from, to);
                let is_beyond = cut && (dot - from).dot(to - from) < 0.0;
                !is_beyond && (dot - from.between(to, t)).length() <= half.0 + (half.1 - half.0) * t
            }
            Self::Belly { from, to, thick, full_above } => {
                let bone = to - from;
                let t = (dot - from).dot(bone) / bone.dot(bone);
                if !(0.0..=1.0).contains(&t) {
                    return false;
                }
                // Muscles of the lower leg are fuller at their upper end: t to the power of three quarters.
                let along = if full_above { t.sqrt() * t.sqrt().sqrt() } else { t };
                let off = (dot - from).dot(bone.unit().left()) * thick.signum();
                (0.0..=4.0 * along * (1.0 - along) * thick.abs()).contains(&off)
            }
            Self::Line { from, to } => to_line(dot, from, to) <= 0.5,
            Self::Arrow { from, to } => {
                let (way, length) = ((to - from).unit(), (to - from).length());
                let head = ArrowHead::new(scale, length);
                let behind_tip = (to - dot).dot(way);
                let aside = (to - dot).dot(way.left()).abs();
                let is_head = (-0.3..=head.length).contains(&behind_tip)
                    && aside <= head.half * behind_tip / head.length + 0.3;
                is_head || ((head.length - 1.0..=length).contains(&behind_tip) && aside <= head.shaft)
            }
        }
    }
}

/// Half the width of the thinnest bar, in dots: between two rows of dots it still lights one of them.
pub(super) const THINNEST: f64 = 0.71;

/// The measures of an arrow, in dots.
struct ArrowHead {
    /// Half the width of the shaft.
    shaft: f64,
    length: f64,
    /// Half the width of the head.
    half: f64,
}

impl ArrowHead {
    /// The measures at so many dots to a hundredth of the body's height, for an arrow of so many dots.
    fn new(scale: f64, whole: f64) -> Self {
        let size = (scale / 0.7).max(1.0);
        let length = (7.0 * size).min(0.6 * whole);
        Self { shaft: 1.1 * size, length, half: 0.77 * length }
    }
}
