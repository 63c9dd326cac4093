//! The rows of a running session. They follow from the window and the routine alone, never from the step, so that nothing
//! moves from step to step.

use ratatui::layout::Rect;

use super::{SAY_COLUMNS, rows_of};
use crate::ui::{Appearance, big_letters::Setting, digits::Size, figure, text_view::wrap};

/// From this many columns on the figure stands beside the text; below that under it, where there is room.
const FIGURE_BESIDE: usize = 52;
/// Rows of the large count.
const COUNT_ROWS: usize = 3;
/// The most rows of an instruction for which room is kept.
const SAY_ROWS: usize = 3;

/// What the rows depend on: the texts of the whole routine.
pub(super) struct Needs<'r> {
    /// Texts for the row of the warning; one stands there at a time.
    pub(super) warnings: Vec<String>,
    pub(super) headlines: Vec<&'r str>,
    pub(super) says: Vec<String>,
    /// The longest notes.
    pub(super) notes: Vec<String>,
    pub(super) has_figures: bool,
    /// The routine is nothing but breaths: their bar is large.
    pub(super) only_breath: bool,
}

/// The place of everything. A part without room has no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) warning: Rect,
    pub(super) headline: Rect,
    /// The letters of the headline; `None` where the window has no room for them.
    pub(super) letters: Option<Setting>,
    pub(super) sentence: Rect,
    pub(super) count: Rect,
    /// The size of the count's digits.
    pub(super) digits: Size,
    pub(super) breath: Rect,
    pub(super) notes: Rect,
    pub(super) figure: Rect,
}

/// Cuts rows off the top of what is left of a column.
struct Column {
    rest: Rect,
}

impl Column {
    fn take(&mut self, rows: usize) -> Rect {
        let height = rows_of(rows).min(self.rest.height);
        let taken = Rect { height, ..self.rest };
        self.rest.y += height;
        self.rest.height -= height;
        taken
    }

    fn rows(&self) -> usize {
        usize::from(self.rest.height)
    }
}

impl Layout {
    /// Gives out the rows of `area`: first to the instruction and the count, then to the warning, the large letters, the
    /// breath, the figure and the notes.
    pub(super) fn new(area: Rect, needs: &Needs<'_>, look: &Appearance) -> Self {
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        let longest = |texts: &[String], columns: usize| {
            texts.iter().map(|text| wrap(text, columns).len()).max().unwrap_or(0)
        };
        let say =
            longest(&needs.says, width.min(SAY_COLUMNS)).clamp(1, SAY_ROWS).min(height.saturating_sub(1));
        let mut spare = height.saturating_sub(say + 1);
        let most = (height / 3).max(4).min(spare);
        let letters = Setting::fit(&needs.headlines, width, most, look);
        let large = letters.map_or(0, |letters| letters.rows(&needs.headlines));
        spare -= large;
        let warning = Some(longest(&needs.warnings, width)).filter(|rows| *rows <= spare).unwrap_or(0);
        spare -= warning;
        let breath = if needs.only_breath && spare >= 6 { 2 } else { 1.min(spare) };
        spare -= breath;

        // Space between the blocks, the most useful first, while the rest keeps enough rows for a figure.
        let least = usize::from(figure::LEAST.1);
        let mut gap = |is_wanted: bool| {
            let given = usize::from(is_wanted && spare > least);
            spare -= given;
            given
        };
        let under_say = gap(true);
        let under_headline = gap(large > 0);
        let under_warning = gap(warning > 0);

        let mut column = Column { rest: area };
        let warning = column.take(warning);
        column.take(under_warning);
        let headline = column.take(large);
        column.take(under_headline);
        let sentence = column.take(say);
        column.take(under_say);
        let (figure, text) = split(column.rest, needs.has_figures);
        let notes = longest(&needs.notes, usize::from(text.width).min(SAY_COLUMNS));
        let is_beside = figure.height > 0;
        let mut layout = under(text, breath, notes, needs.has_figures && !is_beside);
        if is_beside {
            layout.figure = figure;
        }
        Self { warning, headline, letters, sentence, ..layout }
    }
}

/// The figure's place beside the text; without rows where it does not stand beside it.
fn split(area: Rect, has_figures: bool) -> (Rect, Rect) {
    let width = usize::from(area.width);
    if !has_figures || width < FIGURE_BESIDE || area.height < figure::LEAST.1 {
        return (Rect { height: 0, ..area }, area);
    }
    // Never so far apart that the eye loses the one for the other.
    let columns = (width * 4 / 9).clamp(figure::LEAST.0.into(), figure::MOST.0.into());
    let text = rows_of((width - columns - 2).min(SAY_COLUMNS));
    let x = area.x + text + 2;
    let figure = Rect { x, width: rows_of(columns), height: area.height.min(figure::MOST.1), ..area };
    (figure, Rect { width: text, ..area })
}

/// The rows under the instruction: count, breath, notes, and the figure where it stands among them.
fn under(area: Rect, breath: usize, notes: usize, has_figure: bool) -> Layout {
    let rows = usize::from(area.height);
    let is_large = rows >= COUNT_ROWS + breath + notes.min(4);
    let count = if is_large { COUNT_ROWS } else { 1 };
    let mut spare = rows.saturating_sub(count + breath + notes.min(4));
    let figure = if has_figure && spare >= usize::from(figure::LEAST.1) {
        let figure = spare.min(figure::MOST.1.into());
        spare -= figure;
        figure
    } else {
        0
    };
    // Two rows of space at most, once the notes have what they need.
    let mut spare = if figure > 0 { spare } else { spare.saturating_sub(notes.saturating_sub(4)) };
    let mut gap = || {
        let given = 1.min(spare);
        spare -= given;
        given
    };
    let (under_count, under_breath) = (gap(), gap());
    let mut column = Column { rest: area };
    let count = column.take(count);
    column.take(under_count);
    let breath = column.take(breath);
    column.take(under_breath);
    let figure = column.take(figure);
    let notes = column.take(column.rows());
    let digits = if is_large { Size::Big(1) } else { Size::Plain };
    let none = Rect { height: 0, ..area };
    Layout {
        warning: none,
        headline: none,
        letters: None,
        sentence: none,
        count,
        digits,
        breath,
        notes,
        figure,
    }
}
