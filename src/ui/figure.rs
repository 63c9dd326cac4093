//! Figures: a body in a pose, drawn in dots and blocks or in letters. A figure is drawn whole or not at all.
//!
//! The body is a silhouette of dots. What moves, the muscle that should feel the stretch, and the arrow are solid blocks.
//! The leg and the arm on the far side are outlines.

mod dots;
mod shapes;

use ratatui::layout::Rect;

use self::{
    dots::{DOTS, DotGrid, Projection},
    shapes::{Ink, shapes},
};
use super::{Appearance, surface::Surface, theme::Role};
use crate::domain::{
    figure::Figure,
    routine::{Leg, Step, StepKind},
};

/// The least room a figure is drawn in, in columns and rows; with less it is said in words.
pub(crate) const LEAST: (u16, u16) = (24, 10);
/// The most room it takes: a larger figure is not understood better.
pub(crate) const MOST: (u16, u16) = (64, 26);

impl Ink {
    const fn role(self) -> Role {
        match self {
            Self::Prop | Self::Far => Role::Quiet,
            Self::Body => Role::Text,
            Self::Moving | Self::Towel => Role::Moving,
            Self::Muscle | Self::Arrow => Role::Muscle,
        }
    }
}

/// A figure in one of its poses, as it is to be drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PosedFigure<'f> {
    pub(crate) figure: &'f Figure,
    /// The place on the way from start (0) to end (1).
    pub(crate) t: f64,
    /// The left leg is meant. The viewer sees the left side, so the figure faces left.
    pub(crate) left: bool,
    /// The arrow is shown. It is not while the body goes back to its start.
    pub(crate) arrow: bool,
}

impl<'f> PosedFigure<'f> {
    /// The figure with everything done, of no leg in particular.
    pub(crate) fn end(figure: &'f Figure) -> Self {
        Self { figure, t: 1.0, left: false, arrow: true }
    }

    /// The figure as a step shows it.
    pub(crate) fn at(figure: &'f Figure, step: &Step, leg: Option<Leg>) -> Self {
        let t = Figure::at_step(step.kind);
        Self { figure, t, left: step.faces_left(leg), arrow: step.kind != StepKind::Ease }
    }

    fn projection(&self, columns: u16, rows: u16) -> Projection {
        Projection::new(self.figure, self.left, columns, rows)
    }

    /// The rows that it takes in so many columns and at most so many rows, at its right proportions. `None` where there is
    /// no room to draw it.
    pub(crate) fn rows(&self, columns: u16, rows: u16) -> Option<u16> {
        if columns < LEAST.0 || rows < LEAST.1 {
            return None;
        }
        let projection = self.projection(columns.min(MOST.0), rows.min(MOST.1));
        let tall = ((projection.size.y * projection.scale + 1.0) / DOTS.1).ceil();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the rows given"
        )]
        let tall = tall as u16;
        Some(tall.clamp(LEAST.1, rows))
    }

    /// Draws it whole, in the middle of the surface. Nothing is drawn where there is no room.
    pub(crate) fn draw(&self, surface: &mut Surface<'_>, look: &Appearance) {
        let area = surface.area();
        if area.width < LEAST.0 || area.height < LEAST.1 {
            return;
        }
        let (width, height) = (area.width.min(MOST.0), area.height.min(MOST.1));
        let (x, y) = (area.x + (area.width - width) / 2, area.y + (area.height - height) / 2);
        let surface = &mut surface.part(Rect { x, y, width, height });
        let projection = self.projection(width, height);
        let letters = !look.glyphs.dots;
        let grid =
            DotGrid::new(&shapes(self.figure, self.t, self.arrow), &projection, (width, height), letters);
        for row in 0..usize::from(height) {
            for column in 0..usize::from(width) {
                if let Some(cell) = grid.cell(column, row, letters) {
                    let style = look.theme.style(cell.ink.role());
                    surface.text(row, column, cell.symbol.encode_utf8(&mut [0; 4]), style);
                }
            }
        }
        if let Some(arrow) = self.figure.arrow.filter(|_| letters && self.arrow) {
            let ((row, column), letter) = projection.tip(arrow);
            surface.text(row, column, letter, look.theme.style(Ink::Arrow.role()));
        }
    }

    /// The most dots by which a shape goes beyond a grid of that size, in this pose.
    #[cfg(test)]
    pub(crate) fn overhang(&self, columns: u16, rows: u16) -> f64 {
        let projection = self.projection(columns, rows);
        let (right, bottom) = (f64::from(columns) * DOTS.0 - 1.0, f64::from(rows) * DOTS.1 - 1.0);
        let all = shapes(self.figure, self.t, self.arrow);
        let circles = all.iter().flat_map(|shape| shape.geometry.bounds(projection.scale));
        let out = circles.map(|(p, radius)| {
            let (p, radius) = (projection.dot(p), radius * projection.scale);
            (radius - p.x).max(p.x + radius - right).max(radius - p.y).max(p.y + radius - bottom)
        });
        out.fold(f64::MIN, f64::max)
    }
}
