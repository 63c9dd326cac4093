//! Figures: a body in a pose, drawn in dots (braille) or in letters, or else said in words. Never cut.
//!
//! Both drawings come from the same strokes. The one that moves is the heaviest line and has an arrow, the muscle that
//! should feel the stretch is filled, the leg further from whoever looks is the thinnest.

use ratatui::{
    layout::Rect,
    style::{Color, Style},
    symbols::Marker,
    widgets::canvas::{Canvas, Painter, Shape},
};

use super::{Appearance, surface::Surface, theme::Role};
use crate::domain::{
    body::{ArmPoints, HEAD, LegPoints, Point, Skeleton, to_line},
    figure::{BodyPart, Figure, Prop},
    routine::{Leg, Muscle, Step, StepKind},
};

/// The least room a figure is drawn in, in columns and rows; with less it is said in words.
pub(crate) const LEAST: (u16, u16) = (24, 10);
/// The most it takes: beyond that it is not seen better, only further away.
pub(crate) const MOST: (u16, u16) = (64, 26);
/// Dots of a cell: square on a terminal whose cells are twice as high as wide.
const DOTS: (f64, f64) = (2.0, 4.0);

/// How a stroke looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ink {
    Prop,
    Towel,
    /// Where a part was that has moved.
    Ghost,
    Far,
    Body,
    Sole,
    /// What is sat on.
    Pelvis,
    Hand,
    Head,
    Moving,
    Muscle,
    Arrow,
    Barb,
}

impl Ink {
    /// Half its width in hundredths of body height, on paper with so many dots to each.
    fn radius(self, pen: f64) -> f64 {
        let (width, least) = self.width();
        // A line between two rows of dots must light one of them, wherever it goes.
        (width.max(least / pen) / 2.0).max(0.71 / pen)
    }

    /// How wide, in hundredths of body height, and at least how many dots.
    const fn width(self) -> (f64, f64) {
        match self {
            Self::Prop | Self::Far | Self::Ghost => (0.8, 1.0),
            Self::Towel => (1.2, 1.6),
            Self::Body | Self::Sole | Self::Head => (2.0, 2.1),
            Self::Pelvis => (6.0, 3.0),
            Self::Hand => (3.4, 3.0),
            Self::Moving => (3.2, 3.0),
            Self::Muscle => (1.0, 1.4),
            Self::Arrow | Self::Barb => (1.4, 1.4),
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Prop | Self::Far | Self::Ghost | Self::Towel => Role::Quiet,
            Self::Body | Self::Sole | Self::Pelvis | Self::Hand | Self::Head => Role::Text,
            Self::Moving => Role::Strong,
            Self::Muscle | Self::Arrow | Self::Barb => Role::Accent,
        }
    }
}

/// A straight line.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    from: Point,
    to: Point,
    ink: Ink,
}

impl Stroke {
    /// The same stroke, a thin level or upright one put on a row or a column of dots, so that it is everywhere as thin;
    /// and whether it was one.
    fn on_dots(mut self) -> (Self, bool) {
        if !matches!(self.ink, Ink::Prop | Ink::Far) {
            return (self, false);
        }
        let way = self.to - self.from;
        if way.y.abs() < 0.5 {
            self.from.y = self.from.y.round();
            self.to.y = self.from.y;
        } else if way.x.abs() < 0.5 {
            self.from.x = self.from.x.round();
            self.to.x = self.from.x;
        } else {
            return (self, false);
        }
        (self, true)
    }
}

/// Where a head is, how large, and which way it looks.
#[derive(Debug, Clone, Copy)]
struct Head {
    at: Point,
    radius: f64,
    face: Point,
}

/// A figure in one of its poses, as it is to be drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'f> {
    pub(crate) figure: &'f Figure,
    /// How far on the way from start to end.
    pub(crate) t: f64,
    /// The left leg is meant: whoever looks sees the left side, so it faces left.
    pub(crate) left: bool,
    /// Whether its arrow is shown: not while it goes back to its start.
    pub(crate) arrow: bool,
}

impl<'f> Shown<'f> {
    /// The figure with everything done, of no leg in particular.
    pub(crate) fn end(figure: &'f Figure) -> Self {
        Self { figure, t: 1.0, left: false, arrow: true }
    }

    /// The figure as a step shows it.
    pub(crate) fn at(figure: &'f Figure, step: &Step, leg: Option<Leg>) -> Self {
        let t = Figure::at_step(step.kind);
        Self { figure, t, left: step.faces_left(leg), arrow: step.kind != StepKind::Ease }
    }

    /// How many rows it takes in so many columns and at most so many rows, to its right shape. `None` where there is no
    /// room to draw it.
    pub(crate) fn rows(&self, columns: u16, rows: u16) -> Option<u16> {
        if columns < LEAST.0 || rows < LEAST.1 {
            return None;
        }
        let view = View::new(self, columns.min(MOST.0), rows.min(MOST.1));
        let tall = ((view.size.y * view.scale + 1.0) / DOTS.1).ceil();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the rows given"
        )]
        let tall = tall as u16;
        Some(tall.clamp(LEAST.1, rows))
    }

    /// Draws it whole, in the middle of the paper. Nothing is drawn where there is no room.
    pub(crate) fn draw(&self, surface: &mut Surface<'_>, look: &Appearance) {
        let area = surface.area();
        if area.width < LEAST.0 || area.height < LEAST.1 {
            return;
        }
        let (width, height) = (area.width.min(MOST.0), area.height.min(MOST.1));
        let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
        let surface = &mut surface.part(Rect { x, y, width, height });
        let area = surface.area();
        let view = View::new(self, area.width, area.height);
        let strokes: Vec<Stroke> =
            self.strokes(view.pen).into_iter().map(|stroke| view.stroke(stroke)).collect();
        if look.glyphs.dots {
            draw_dots(surface, &strokes, &view, look);
        } else {
            let body = self.figure.pose(self.t).skeleton();
            let head =
                Head { at: view.dot(body.head), radius: HEAD * view.scale, face: view.turned(body.face) };
            draw_letters(surface, &strokes, (!self.figure.close).then_some(&head), look);
        }
    }

    /// By how many dots the furthest line goes beyond paper of that size, in either pose or between them.
    #[cfg(test)]
    pub(crate) fn overhang(&self, columns: u16, rows: u16) -> f64 {
        let view = View::new(self, columns, rows);
        let over = |stroke: Stroke| {
            let stroke = view.stroke(stroke);
            let radius = view.radius(stroke.ink);
            let out = |p: Point| {
                let (right, bottom) = (f64::from(columns) * DOTS.0 - 1.0, f64::from(rows) * DOTS.1 - 1.0);
                (radius - p.x).max(p.x + radius - right).max(radius - p.y).max(p.y + radius - bottom)
            };
            out(stroke.from).max(out(stroke.to))
        };
        self.strokes(view.pen).into_iter().map(over).fold(f64::MIN, f64::max)
    }

    /// Everything to draw, what lies in front last.
    fn strokes(&self, pen: f64) -> Vec<Stroke> {
        let body = self.figure.pose(self.t).skeleton();
        let mut strokes = vec![];
        for prop in &self.figure.props {
            add_prop(*prop, &body, &mut strokes);
        }
        let moves = |part: BodyPart| if self.figure.moves.contains(&part) { Ink::Moving } else { Ink::Body };
        let close = self.figure.close;
        if !close {
            let far = |_: BodyPart| Some(Ink::Far);
            add_leg(body.hip, &body.other_leg, far, &mut strokes);
            add_arm(body.shoulder, &body.other_arm, far, &mut strokes);
            strokes.push(Stroke { from: body.hip, to: body.hip, ink: Ink::Pelvis });
            for (from, to) in [(body.hip, body.waist), (body.waist, body.shoulder)] {
                strokes.push(Stroke { from, to, ink: moves(BodyPart::Trunk) });
            }
            add_head(&body, &mut strokes);
        }
        self.add_ghost(&body, &mut strokes);
        // From close by, the middle of the thigh and of the forearm on: enough to see whose foot and hand they are.
        let hip = if close { body.hip.between(body.leg.knee, 0.5) } else { body.hip };
        add_leg(hip, &body.leg, |part| Some(moves(part)), &mut strokes);
        // Over the limb: a cell has one colour, and this is the one to be seen; but the hand may be on it.
        add_muscle(self.figure.feel, &body, &mut strokes);
        let elbow = if close { body.arm.elbow.between(body.arm.hand, 0.5) } else { body.arm.elbow };
        let arm = ArmPoints { elbow, ..body.arm };
        let ink = |part: BodyPart| (!close || part == BodyPart::Forearm).then(|| moves(part));
        add_arm(body.shoulder, &arm, ink, &mut strokes);
        if let Some((from, to)) = self.figure.arrow.filter(|_| self.arrow) {
            add_arrow(from, to, pen, &mut strokes);
        }
        strokes
    }
}

impl Shown<'_> {
    /// Where the parts were that have moved far, so that one picture tells what has happened.
    fn add_ghost(&self, body: &Skeleton, strokes: &mut Vec<Stroke>) {
        const FAR: f64 = 8.0;
        let start = self.figure.start.skeleton();
        // A trunk without its head would be one more post beside the wall.
        for part in self.figure.moves.iter().filter(|part| **part != BodyPart::Trunk) {
            let ((from, to), (_, now)) = (part.ends(&start), part.ends(body));
            if (to - now).length() > FAR {
                dashed(from, to, Ink::Ghost, strokes);
            }
        }
    }
}

/// The lines of a leg; a part without ink is left out.
fn add_leg(hip: Point, leg: &LegPoints, ink: impl Fn(BodyPart) -> Option<Ink>, strokes: &mut Vec<Stroke>) {
    let foot = ink(BodyPart::Foot);
    let sole = if foot == Some(Ink::Body) { Some(Ink::Sole) } else { foot };
    for (from, to, ink) in [
        (hip, leg.knee, ink(BodyPart::Thigh)),
        (leg.knee, leg.ankle, ink(BodyPart::Shin)),
        (leg.ankle, leg.heel, foot),
        (leg.heel, leg.ball, sole),
        (leg.ball, leg.toes, ink(BodyPart::Toes)),
    ] {
        strokes.extend(ink.map(|ink| Stroke { from, to, ink }));
    }
}

/// The lines of an arm and the hand at its end; a part without ink is left out.
fn add_arm(
    shoulder: Point,
    arm: &ArmPoints,
    ink: impl Fn(BodyPart) -> Option<Ink>,
    strokes: &mut Vec<Stroke>,
) {
    let lines =
        [(shoulder, arm.elbow, ink(BodyPart::UpperArm)), (arm.elbow, arm.hand, ink(BodyPart::Forearm))];
    for (from, to, ink) in lines {
        strokes.extend(ink.map(|ink| Stroke { from, to, ink }));
    }
    if ink(BodyPart::Forearm) != Some(Ink::Far) {
        strokes.push(Stroke { from: arm.hand, to: arm.hand, ink: Ink::Hand });
    }
}

fn add_head(body: &Skeleton, strokes: &mut Vec<Stroke>) {
    let corner = |i: u32| body.head + Point::along(f64::from(i) * 30.0) * HEAD;
    for i in 0..12 {
        strokes.push(Stroke { from: corner(i), to: corner(i + 1), ink: Ink::Head });
    }
    let neck = body.head - body.shoulder;
    let chin = body.shoulder + neck * ((neck.length() - HEAD) / neck.length());
    strokes.push(Stroke { from: body.shoulder, to: chin, ink: Ink::Body });
    let nose = body.head + body.face * HEAD;
    strokes.push(Stroke { from: nose, to: nose + body.face * 1.6, ink: Ink::Head });
}

/// A filled belly on the side of the limb where the muscle lies.
fn add_muscle(feel: Option<Muscle>, body: &Skeleton, strokes: &mut Vec<Stroke>) {
    let leg = &body.leg;
    // Along which bone, from where to where on it, how thick, on which side of it, and whether it is fuller above.
    let (from, to, thick, side, skew) = match feel {
        None => return,
        Some(Muscle::Calf) => {
            (leg.knee.between(leg.ankle, 0.04), leg.knee.between(leg.ankle, 0.75), 5.4, 1.0, true)
        }
        Some(Muscle::Shin) => {
            (leg.knee.between(leg.ankle, 0.06), leg.knee.between(leg.ankle, 0.8), 3.4, -1.0, true)
        }
        Some(Muscle::Hamstring) => {
            (body.hip.between(leg.knee, 0.15), body.hip.between(leg.knee, 0.95), 6.4, 1.0, false)
        }
        Some(Muscle::Thigh) => {
            (body.hip.between(leg.knee, 0.1), body.hip.between(leg.knee, 0.9), 6.4, -1.0, false)
        }
        Some(Muscle::Foot) => (leg.heel, leg.ball, 2.6, -1.0, false),
    };
    let along = to - from;
    // To the back of somebody who stands.
    let back = Point::new(along.y, -along.x) * (side / along.length());
    const LINES: u32 = 40;
    for i in 1..LINES {
        let t = f64::from(i) / f64::from(LINES);
        // Muscles of the lower leg are fuller at their upper end: t to the power of three quarters.
        let along = if skew { t.sqrt() * t.sqrt().sqrt() } else { t };
        let bulge = 4.0 * along * (1.0 - along) * thick;
        let foot = from.between(to, t);
        strokes.push(Stroke { from: foot, to: foot + back * bulge, ink: Ink::Muscle });
    }
}

fn add_arrow(from: Point, to: Point, pen: f64, strokes: &mut Vec<Stroke>) {
    strokes.push(Stroke { from, to, ink: Ink::Arrow });
    let way = (from - to) * (1.0 / (from - to).length().max(0.1));
    // So long that the head does not close up into a blot.
    let length = (4.5 / pen).max(6.0);
    // The sine and cosine of 38 degrees, to either side.
    for (sin, cos) in [(0.616, 0.788), (-0.616, 0.788)] {
        let barb = Point::new(way.x * cos - way.y * sin, way.x * sin + way.y * cos);
        strokes.push(Stroke { from: to, to: to + barb * length, ink: Ink::Barb });
    }
}

fn add_prop(prop: Prop, body: &Skeleton, strokes: &mut Vec<Stroke>) {
    let mut line = |x1: f64, y1: f64, x2: f64, y2: f64| {
        strokes.push(Stroke { from: Point::new(x1, y1), to: Point::new(x2, y2), ink: Ink::Prop });
    };
    match prop {
        Prop::Floor { from, to } => line(from, -0.5, to, -0.5),
        Prop::Wall { at } => {
            let top = body.head.y + HEAD;
            line(at, -0.5, at, top);
            line(at + 2.0, -0.5, at + 2.0, top);
        }
        Prop::Bed { from, to, top } => {
            line(from, top, to, top);
            line(from, 0.0, to, 0.0);
            line(from, 0.0, from, top);
            line(to, 0.0, to, top);
        }
        Prop::Chair { back, front, seat, top } => {
            line(back, 0.0, back, top);
            line(back, seat, front, seat);
            line(front, 0.0, front, seat);
        }
        Prop::Rail { from, to, height } => line(from, height, to, height),
        Prop::Towel => {
            // From a tail that hangs from the hand, round the ball of the foot.
            let (hand, ball) = (body.arm.hand, body.leg.ball);
            dashed(hand - Point::new(1.0, 9.0), hand, Ink::Towel, strokes);
            dashed(hand, ball, Ink::Towel, strokes);
        }
    }
}

/// A line of short pieces.
fn dashed(from: Point, to: Point, ink: Ink, strokes: &mut Vec<Stroke>) {
    const DASH: f64 = 2.2;
    let pieces = ((to - from).length() / (2.0 * DASH)).ceil().clamp(1.0, 100.0);
    let mut i = 0.0;
    while i < pieces {
        let (a, b) = (i / pieces, (i + 0.4) / pieces);
        strokes.push(Stroke { from: from.between(to, a), to: from.between(to, b), ink });
        i += 1.0;
    }
}

/// From hundredths of body height to dots on the paper, counted from its upper left corner.
#[derive(Debug)]
struct View {
    low: Point,
    size: Point,
    scale: f64,
    /// The scale that the widths of lines and the heads of arrows are made for.
    pen: f64,
    /// The empty dots left of it and above it.
    space: Point,
    left: bool,
}

impl View {
    /// Makes everything fit that is drawn in either pose, to the width of its lines: nothing is cut, and nothing changes
    /// its size while the figure moves.
    fn new(shown: &Shown<'_>, columns: u16, rows: u16) -> Self {
        // The furthest dot is one less than there are.
        let room = Point::new(f64::from(columns) * DOTS.0 - 1.0, f64::from(rows) * DOTS.1 - 1.0);
        let mut view =
            Self { low: Point::default(), size: room, scale: 1.0, pen: 1.0, space: room, left: shown.left };
        // The smaller the scale, the wider lines are beside the body, which makes it smaller again: it settles at once.
        for _ in 0..4 {
            view.pen = view.scale;
            let (mut low, mut high) = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
            for t in [0.0, 0.5, 1.0] {
                for stroke in (Shown { t, arrow: true, ..*shown }).strokes(view.pen) {
                    let radius = stroke.ink.radius(view.pen);
                    for p in [stroke.from, stroke.to] {
                        low = Point::new(low.x.min(p.x - radius), low.y.min(p.y - radius));
                        high = Point::new(high.x.max(p.x + radius), high.y.max(p.y + radius));
                    }
                }
            }
            view.low = low;
            view.size = high - low;
            view.scale = (room.x / view.size.x).min(room.y / view.size.y);
            view.space = (room - view.size * view.scale) * 0.5;
        }
        view
    }

    fn dot(&self, p: Point) -> Point {
        let p = p - self.low;
        let x = if self.left { self.size.x - p.x } else { p.x };
        Point::new(x * self.scale + self.space.x, (self.size.y - p.y) * self.scale + self.space.y)
    }

    /// A way as it is on the paper, where the figure may be turned round.
    fn turned(&self, way: Point) -> Point {
        Point::new(if self.left { -way.x } else { way.x }, way.y)
    }

    fn stroke(&self, stroke: Stroke) -> Stroke {
        Stroke { from: self.dot(stroke.from), to: self.dot(stroke.to), ..stroke }
    }

    /// Half the width of a line, in dots.
    fn radius(&self, ink: Ink) -> f64 {
        ink.radius(self.pen) * self.scale
    }
}

/// A stroke with its width, in dots.
struct Brush {
    stroke: Stroke,
    radius: f64,
    colour: Color,
}

impl Shape for Brush {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "dots on the paper are few and not negative"
    )]
    fn draw(&self, painter: &mut Painter<'_, '_>) {
        let Stroke { from, to, .. } = self.stroke;
        let first = |a: f64, b: f64| (a.min(b) - self.radius).round().max(0.0) as usize;
        let last = |a: f64, b: f64| (a.max(b) + self.radius).round().max(0.0) as usize;
        for y in first(from.y, to.y)..=last(from.y, to.y) {
            for x in first(from.x, to.x)..=last(from.x, to.x) {
                if to_line(Point::new(x as f64, y as f64), from, to) <= self.radius {
                    painter.paint(x, y, self.colour);
                }
            }
        }
    }
}

fn draw_dots(surface: &mut Surface<'_>, strokes: &[Stroke], view: &View, look: &Appearance) {
    let area = surface.area();
    let colour = |ink: Ink| look.theme.style(ink.role()).fg.unwrap_or(Color::Reset);
    let canvas = Canvas::default()
        .marker(Marker::Braille)
        .background_color(look.theme.ground().bg.unwrap_or(Color::Reset))
        .x_bounds([0.0, f64::from(area.width) * DOTS.0 - 1.0])
        .y_bounds([0.0, f64::from(area.height) * DOTS.1 - 1.0])
        .paint(|context| {
            for stroke in strokes {
                let (stroke, is_level) = stroke.on_dots();
                let radius = if is_level { 0.5 } else { view.radius(stroke.ink) };
                context.draw(&Brush { stroke, radius: radius.max(0.71), colour: colour(stroke.ink) });
            }
        });
    surface.widget(&canvas);
}

/// The same in letters: each stroke in the letters that run its way, one for each row of a steep line and one for each
/// column of a flat one.
fn draw_letters(surface: &mut Surface<'_>, strokes: &[Stroke], head: Option<&Head>, look: &Appearance) {
    // A letter covers what is under it, so what must be seen comes last.
    let rank = |ink: Ink| match ink {
        Ink::Moving => 1,
        Ink::Muscle => 2,
        Ink::Arrow => 3,
        _ => 0,
    };
    let mut strokes: Vec<&Stroke> =
        strokes.iter().filter(|s| !matches!(s.ink, Ink::Head | Ink::Barb)).collect();
    strokes.sort_by_key(|stroke| rank(stroke.ink));
    for stroke in strokes {
        let style = look.theme.style(stroke.ink.role());
        let way = stroke.to - stroke.from;
        let cells = Point::new(way.x / DOTS.0, way.y / DOTS.1);
        let steep = cells.y.abs() >= cells.x.abs();
        let (from, to) = if steep {
            (stroke.from.y / DOTS.1, stroke.to.y / DOTS.1)
        } else {
            (stroke.from.x / DOTS.0, stroke.to.x / DOTS.0)
        };
        let mut at = from.min(to).floor();
        while at <= from.max(to) {
            let t = if (to - from).abs() < 1e-9 {
                0.0
            } else {
                ((at + 0.5 - from) / (to - from)).clamp(0.0, 1.0)
            };
            let p = stroke.from.between(stroke.to, t);
            put(surface, p, letter(stroke.ink, way, p.y.rem_euclid(DOTS.1) / DOTS.1), style);
            at += 1.0;
        }
        if stroke.ink == Ink::Arrow {
            let sign = match () {
                () if way.x.abs() > way.y.abs() && way.x > 0.0 => ">",
                () if way.x.abs() > way.y.abs() => "<",
                () if way.y > 0.0 => "v",
                () => "^",
            };
            put(surface, stroke.to, sign, style);
        }
    }
    if let Some(head) = head {
        draw_head(surface, head, look);
    }
}

/// A head in letters has to be a shape of its own: a round one of three rows, or what there is room for.
fn draw_head(surface: &mut Surface<'_>, head: &Head, look: &Appearance) {
    let style = look.theme.style(Ink::Body.role());
    let (left, right) = match () {
        () if head.face.x > 0.5 => ("(", ">"),
        () if head.face.x < -0.5 => ("<", ")"),
        () => ("(", ")"),
    };
    let rows = if head.radius * 2.0 >= 2.4 * DOTS.1 {
        vec![".-.".to_owned(), format!("{left}   {right}"), "'-'".to_owned()]
    } else if head.radius * 2.0 >= 1.4 * DOTS.1 {
        vec![".-.".to_owned(), format!("{left}_{right}")]
    } else {
        vec![format!("{left}{right}")]
    };
    let middle = (rows.len() as f64 - 1.0) / 2.0;
    for (row, letters) in rows.iter().enumerate() {
        let y = head.at.y + (row as f64 - middle) * DOTS.1;
        let x = head.at.x - (letters.len() as f64 - 1.0) / 2.0 * DOTS.0;
        put(surface, Point::new(x, y), letters, style);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "dots on the paper are few and not negative"
)]
fn put(surface: &mut Surface<'_>, p: Point, letters: &str, style: Style) {
    surface.text((p.y / DOTS.1).max(0.0) as usize, (p.x / DOTS.0).max(0.0) as usize, letters, style);
}

/// The letter for a line that goes that way, so far down in its cell.
fn letter(ink: Ink, way: Point, down: f64) -> &'static str {
    match ink {
        Ink::Moving => return "#",
        Ink::Muscle => return "*",
        Ink::Hand => return "o",
        // To be told from the floor it stands on.
        Ink::Sole if way.y.abs() < 0.4 * way.x.abs() => return "=",
        _ => {}
    }
    let slope = way.y.abs() / way.x.abs().max(1e-9);
    match () {
        () if slope < 0.2 && down > 0.7 => "_",
        () if slope < 0.2 => "-",
        () if slope < 0.7 && down < 0.33 => "'",
        () if slope < 0.7 && down > 0.66 => ".",
        () if slope < 0.7 => "-",
        () if slope > 4.0 => "|",
        // Dots count downwards.
        () if (way.x > 0.0) == (way.y > 0.0) => "\\",
        () => "/",
    }
}
