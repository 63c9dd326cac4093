//! Rasterises shapes: they become dots, eight to a cell, and dots become braille, blocks or letters.

use super::shapes::{Geometry, Ink, Shape, THINNEST, shapes};
use crate::domain::{body::Point, figure::Figure};

/// Dots of a cell: square on a terminal whose cells are twice as high as wide.
pub(super) const DOTS: (f64, f64) = (2.0, 4.0);
/// The dots of a cell: column, row, and the bit of the braille letter.
const BRAILLE: [(usize, usize, u32); 8] = [
    (0, 0, 0x01),
    (0, 1, 0x02),
    (0, 2, 0x04),
    (0, 3, 0x40),
    (1, 0, 0x08),
    (1, 1, 0x10),
    (1, 2, 0x20),
    (1, 3, 0x80),
];
/// Blocks by their lit quarters: upper left 1, upper right 2, lower left 4, lower right 8.
const BLOCKS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The projection from hundredths of body height to dots, counted from the upper left corner of the grid.
#[derive(Debug)]
pub(super) struct Projection {
    low: Point,
    pub(super) size: Point,
    /// Dots to a hundredth of the body's height.
    pub(super) scale: f64,
    /// The empty dots left of the figure and above it.
    space: Point,
    /// The figure is turned round and faces left.
    left: bool,
}

impl Projection {
    /// The projection in which both poses and the moment between them fit: nothing is cut, and nothing
    /// changes its size while the figure moves.
    pub(super) fn new(figure: &Figure, left: bool, columns: u16, rows: u16) -> Self {
        // The furthest dot is one less than there are.
        let room = Point::new(f64::from(columns) * DOTS.0 - 1.0, f64::from(rows) * DOTS.1 - 1.0);
        let mut projection = Self { low: Point::default(), size: room, scale: 1.0, space: room, left };
        let all: Vec<Shape> = [0.0, 0.5, 1.0].into_iter().flat_map(|t| shapes(figure, t, true)).collect();
        // Thin lines and arrows have a least width in dots. The smaller the scale, the more room they take, which makes the
        // scale smaller again: it settles at once.
        for _ in 0..6 {
            let (low, high) = corners(all.iter().flat_map(|shape| shape.geometry.bounds(projection.scale)));
            projection.low = low;
            projection.size = high - low;
            projection.scale = (room.x / projection.size.x).min(room.y / projection.size.y);
            projection.space = (room - projection.size * projection.scale) * 0.5;
        }
        projection
    }

    pub(super) fn dot(&self, p: Point) -> Point {
        let p = p - self.low;
        let x = if self.left { self.size.x - p.x } else { p.x };
        Point::new(x * self.scale + self.space.x, (self.size.y - p.y) * self.scale + self.space.y)
    }

    /// The cell of an arrow's tip, as row and column, and the letter that shows its way.
    pub(super) fn tip(&self, (from, to): (Point, Point)) -> ((usize, usize), &'static str) {
        let Geometry::Line { from, to } = self.on_dots(Geometry::Line { from, to }) else {
            return ((0, 0), " ");
        };
        let way = to - from;
        let letter = match () {
            () if way.x.abs() > way.y.abs() && way.x > 0.0 => ">",
            () if way.x.abs() > way.y.abs() => "<",
            () if way.y > 0.0 => "v",
            () => "^",
        };
        let (column, row) = whole(to);
        ((row / 4, column / 2), letter)
    }

    /// The first and the last dots that a geometry may cover: column and row.
    fn bounding_box(&self, geometry: Geometry) -> ((usize, usize), (usize, usize)) {
        let circles = geometry.bounds(self.scale).into_iter();
        let (low, high) = corners(circles.map(|(p, r)| (self.dot(p), r * self.scale + 1.0)));
        (whole(low), whole(high))
    }

    /// The same geometry with its lengths in dots. Level and upright lines are put on whole dots, so that they are equally thin
    /// everywhere; arrows so that both sides of their heads are alike.
    fn on_dots(&self, geometry: Geometry) -> Geometry {
        match geometry {
            Geometry::Bar { from, to, half, cut } => {
                let half = (half.0 * self.scale, half.1 * self.scale);
                let half = (half.0.max(THINNEST), half.1.max(THINNEST));
                Geometry::Bar { from: self.dot(from), to: self.dot(to), half, cut }
            }
            Geometry::Belly { from, to, thick, full_above } => {
                // A figure that is turned round has the sides of its bones swapped.
                let thick = if self.left { -thick } else { thick } * self.scale;
                Geometry::Belly { from: self.dot(from), to: self.dot(to), thick, full_above }
            }
            Geometry::Line { from, to } => {
                let (from, to) = aligned(self.dot(from), self.dot(to), f64::round, f64::round);
                Geometry::Line { from, to }
            }
            Geometry::Arrow { from, to } => {
                let (column, row) = (
                    |x: f64| ((x + 0.5) / 2.0).round() * 2.0 - 0.5,
                    |y: f64| ((y - 0.5) / 2.0).round() * 2.0 + 0.5,
                );
                let (from, to) = aligned(self.dot(from), self.dot(to), column, row);
                Geometry::Arrow { from, to }
            }
        }
    }
}

/// A line with its column put right where it is upright, its row where it is level.
fn aligned(from: Point, to: Point, column: fn(f64) -> f64, row: fn(f64) -> f64) -> (Point, Point) {
    if (to.y - from.y).abs() < 0.5 {
        let y = row(from.y);
        (Point::new(from.x, y), Point::new(to.x, y))
    } else if (to.x - from.x).abs() < 0.5 {
        let x = column(from.x);
        (Point::new(x, from.y), Point::new(x, to.y))
    } else {
        (from, to)
    }
}

/// The smallest and the largest coordinates that circles reach.
fn corners(circles: impl Iterator<Item = (Point, f64)>) -> (Point, Point) {
    let none = (Point::new(f64::MAX, f64::MAX), Point::new(f64::MIN, f64::MIN));
    circles.fold(none, |(low, high), (p, r)| {
        let low = Point::new(low.x.min(p.x - r), low.y.min(p.y - r));
        (low, Point::new(high.x.max(p.x + r), high.y.max(p.y + r)))
    })
}

/// The dot at a place: column and row.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "dots on the grid are few and not negative"
)]
fn whole(p: Point) -> (usize, usize) {
    (p.x.max(0.0) as usize, p.y.max(0.0) as usize)
}

/// A dot that a shape covers.
#[derive(Debug, Clone, Copy)]
struct Dot {
    ink: Ink,
    layer: u8,
}

/// A cell of the figure: its symbol and its ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FigureCell {
    pub(super) symbol: char,
    pub(super) ink: Ink,
}

/// A grid of dots, two by four for each cell.
#[derive(Debug)]
pub(super) struct DotGrid {
    width: usize,
    dots: Vec<Option<Dot>>,
}

impl DotGrid {
    /// The shapes on a grid of so many columns and rows. An arrow of `letters` is a line; its tip is a letter of its own.
    pub(super) fn new(
        all: &[Shape],
        projection: &Projection,
        (columns, rows): (u16, u16),
        letters: bool,
    ) -> Self {
        let (width, height) = (usize::from(columns) * 2, usize::from(rows) * 4);
        let mut grid = Self { width, dots: vec![None; width * height] };
        for shape in all {
            let geometry = match shape.geometry {
                Geometry::Arrow { from, to } if letters => Geometry::Line { from, to },
                geometry => geometry,
            };
            let geometry = projection.on_dots(geometry);
            let ((x1, y1), (x2, y2)) = projection.bounding_box(shape.geometry);
            for y in y1..(y2 + 1).min(height) {
                for x in x1..(x2 + 1).min(width) {
                    if geometry.holds(Point::new(x as f64, y as f64), projection.scale)
                        && let Some(dot) = grid.dots.get_mut(y * width + x)
                    {
                        *dot = Some(Dot { ink: shape.ink, layer: shape.layer });
                    }
                }
            }
        }
        grid
    }

    fn dot(&self, x: usize, y: usize) -> Option<Dot> {
        if x < self.width { self.dots.get(y * self.width + x).copied().flatten() } else { None }
    }

    /// A dot as it is seen: the far leg and arm are outlines, and what lies in front has a gap around it.
    fn seen(&self, x: usize, y: usize) -> Option<Dot> {
        let dot = self.dot(x, y)?;
        let beside = [(x + 1, y), (x.wrapping_sub(1), y), (x, y + 1), (x, y.wrapping_sub(1))];
        let mut beside = beside.into_iter().map(|(x, y)| self.dot(x, y));
        let hidden = match dot.ink {
            Ink::Far => beside.all(|other| other.is_some_and(|other| other.layer == dot.layer)),
            Ink::Body => beside.flatten().any(|other| other.layer > dot.layer && other.ink != Ink::Arrow),
            _ => false,
        };
        (!hidden).then_some(dot)
    }

    /// The content of a cell; `None` where nothing is drawn.
    pub(super) fn cell(&self, column: usize, row: usize, letters: bool) -> Option<FigureCell> {
        let seen =
            |(x, y, bit)| Some((self.seen(2 * column + x, 4 * row + y)?, 1_usize << (x + y / 2 * 2), bit));
        let all: Vec<(Dot, usize, u32)> = BRAILLE.into_iter().filter_map(seen).collect();
        let (solid, thin): (Vec<_>, Vec<_>) = all.iter().partition(|(dot, ..)| dot.ink.is_solid());
        let most = |dots: &[&(Dot, usize, u32)]| {
            let count = |ink: Ink| dots.iter().filter(|(dot, ..)| dot.ink == ink).count();
            dots.iter().map(|(dot, ..)| dot.ink).max_by_key(|ink| (count(*ink), *ink == Ink::Muscle))
        };
        let layer = |dots: &[&(Dot, usize, u32)]| dots.iter().map(|(dot, ..)| dot.layer).max();
        // A cell has one ink. The solid one has it, unless an arm lies across it.
        let crossed = thin.len() > 4 && layer(&thin) > layer(&solid);
        let takes = solid.len() >= thin.len() && !crossed;
        let ink = if takes { most(&solid) } else { most(&thin) }?;
        let symbol = if letters {
            letter(ink, all.iter().fold(0, |bits, (.., bit)| bits | bit))
        } else if takes {
            let quarters = solid.iter().fold(0, |bits, (_, quarter, _)| bits | quarter);
            BLOCKS.get(quarters).copied()?
        } else {
            char::from_u32(0x2800 + all.iter().fold(0, |bits, (.., bit)| bits | bit))?
        };
        Some(FigureCell { symbol, ink })
    }
}

/// The letter for a cell with these dots of braille.
fn letter(ink: Ink, bits: u32) -> char {
    const UPPER: u32 = 0x1b;
    const LEFT: u32 = 0x47;
    match ink {
        Ink::Moving => '#',
        Ink::Muscle => '*',
        Ink::Towel => '~',
        Ink::Arrow if bits & LEFT != 0 && bits & !LEFT != 0 => '=',
        Ink::Arrow => '|',
        _ if bits & !LEFT == 0 || bits & LEFT == 0 => '|',
        _ if bits & !UPPER == 0 => '"',
        _ if bits & UPPER == 0 => '_',
        Ink::Body => 'o',
        Ink::Prop | Ink::Far => ':',
    }
}
