//! The rows of a running session. They follow from the window and the routine alone, never from the step, so that nothing
//! moves from step to step.

use ratatui::layout::{Constraint, Layout, Rect};

use super::SAY_COLUMNS;
use crate::ui::{Appearance, LetterSetting, cells, figure, wrap};

/// From this many columns on the figure stands beside the text; below that under it, where there is room.
const FIGURE_BESIDE: usize = 52;
/// Rows of the large count.
const COUNT_ROWS: usize = 3;
/// Columns of the plain count and its unit, beside which the breath stands where there is no row for it.
const COUNT_COLUMNS: u16 = 20;
/// From this many rows on, letters without half blocks leave room for a figure.
const ASCII_HEADLINE_FROM: usize = 20;
/// The most rows of an instruction for which room is kept.
const SAY_ROWS: usize = 3;

/// The texts of the whole routine, on which the rows depend.
pub(super) struct Needs<'r> {
    /// Texts for the row of the warning; one stands there at a time.
    pub(super) warnings: Vec<String>,
    pub(super) headlines: Vec<&'r str>,
    pub(super) says: Vec<String>,
    /// The longest notes.
    pub(super) notes: Vec<String>,
    pub(super) has_figures: bool,
    /// The figures in words, which stand among the notes where there is no room to draw them.
    pub(super) figure_words: Vec<String>,
}

/// The place of everything. A part without room has no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SessionLayout {
    pub(super) warning: Rect,
    pub(super) headline: Rect,
    /// The letters of the headline; `None` where the window has no room for them.
    pub(super) letters: Option<LetterSetting>,
    pub(super) sentence: Rect,
    pub(super) count: Rect,
    /// The count has large digits.
    pub(super) is_large: bool,
    pub(super) breath: Rect,
    pub(super) notes: Rect,
    pub(super) figure: Rect,
}

impl SessionLayout {
    /// Gives out the rows of `area`: first to the instruction and the count, then to the breath, the warning, the
    /// large letters, the figure and the notes.
    pub(super) fn new(area: Rect, needs: &Needs<'_>, look: Appearance) -> Self {
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        let longest = |texts: &[String], columns: usize| {
            texts.iter().map(|text| wrap(text, columns).len()).max().unwrap_or(0)
        };
        let say =
            longest(&needs.says, width.min(SAY_COLUMNS)).clamp(1, SAY_ROWS).min(height.saturating_sub(1));
        let mut spare = height.saturating_sub(say + 1);
        let breath = 1.min(spare);
        spare -= breath;
        let warning = Some(longest(&needs.warnings, width)).filter(|rows| *rows <= spare).unwrap_or(0);
        spare -= warning;
        // Without a figure the letters may have more of the window. Without half blocks they are twice as high.
        let has_halves = look.glyphs.halves.is_some();
        let part = if needs.has_figures { height / 3 } else { height * 3 / 5 };
        let least_part = if has_halves || height < ASCII_HEADLINE_FROM { 4 } else { 8 };
        let letters = LetterSetting::fit(&needs.headlines, width, part.max(least_part).min(spare), look);
        let large = letters.map_or(0, |letters| letters.rows(&needs.headlines));
        spare -= large;

        // Space between the blocks, the most useful first, while the rest keeps enough rows for a figure.
        let is_beside = needs.has_figures && width >= FIGURE_BESIDE;
        let least = match (needs.has_figures, is_beside) {
            (true, true) => usize::from(figure::LEAST.1) - 1 - breath,
            (true, false) => usize::from(figure::LEAST.1) + 4,
            (false, _) => 4,
        };
        let mut gap = |is_wanted: bool| {
            let given = usize::from(is_wanted && spare > least);
            spare -= given;
            given
        };
        let under_say = gap(true);
        let under_headline = gap(large > 0);
        let under_warning = gap(warning > 0);

        let rows = |rows: usize| Constraint::Length(cells(rows));
        let [warning, _, headline, _, sentence, _, rest] = Layout::vertical([
            rows(warning),
            rows(under_warning),
            rows(large),
            rows(under_headline),
            rows(say),
            rows(under_say),
            Constraint::Fill(1),
        ])
        .areas(area);
        let (beside, text) = split(rest, is_beside);
        let columns = usize::from(text.width).min(SAY_COLUMNS);
        let is_drawn =
            beside.height > 0 || usize::from(text.height) > usize::from(figure::LEAST.1) + COUNT_ROWS;
        let words = if is_drawn { 0 } else { longest(&needs.figure_words, columns) };
        let notes = longest(&needs.notes, columns).max(words);
        let has_figure = needs.has_figures && beside.height == 0;
        let TextRows { count, is_large, breath, figure, notes } =
            TextRows::new(text, breath, notes, has_figure, has_halves);
        let figure = if beside.height > 0 { beside } else { figure };
        Self { warning, headline, letters, sentence, count, is_large, breath, notes, figure }
    }
}

/// The figure's place beside the text; without rows where it does not stand beside it.
fn split(area: Rect, is_beside: bool) -> (Rect, Rect) {
    let width = usize::from(area.width);
    if !is_beside || area.height < figure::LEAST.1 {
        return (Rect { height: 0, ..area }, area);
    }
    // Never so far apart that the eye loses the one for the other.
    let columns = (width * 4 / 9).clamp(figure::LEAST.0.into(), figure::MOST.0.into());
    let text = cells((width - columns - 2).min(SAY_COLUMNS));
    let x = area.x + text + 2;
    let figure = Rect { x, width: cells(columns), height: area.height.min(figure::MOST.1), ..area };
    (figure, Rect { width: text, ..area })
}

/// The rows under the instruction: count, breath, notes, and the figure where it stands among them.
struct TextRows {
    count: Rect,
    is_large: bool,
    breath: Rect,
    figure: Rect,
    notes: Rect,
}

impl TextRows {
    fn new(area: Rect, breath: usize, notes: usize, has_figure: bool, has_halves: bool) -> Self {
        let height = usize::from(area.height);
        let is_roomy = height >= COUNT_ROWS + breath + notes.min(4);
        // The large digits are made of half blocks.
        let is_large = is_roomy && has_halves;
        let count = if is_large { COUNT_ROWS } else { 1 };
        // In the smallest windows the breath stands beside the count.
        let is_tight = !is_roomy && height < 6 && area.width >= COUNT_COLUMNS + 12 && breath == 1;
        let breath = if is_tight { 0 } else { breath };
        let mut spare = height.saturating_sub(count + breath + notes.min(4));
        let figure = if has_figure && spare >= usize::from(figure::LEAST.1) {
            // Two rows of space are worth more than a figure a little larger.
            (spare - 2).max(figure::LEAST.1.into()).min(figure::MOST.1.into())
        } else {
            0
        };
        spare -= figure;
        if figure == 0 {
            spare = spare.saturating_sub(notes.saturating_sub(4));
        }
        let mut gap = || {
            let given = usize::from(is_roomy).min(spare);
            spare -= given;
            given
        };
        let (under_count, under_breath) = (gap(), gap());
        let rows = |rows: usize| Constraint::Length(cells(rows));
        let [mut count, _, mut breath, _, figure, notes] = Layout::vertical([
            rows(count),
            rows(under_count),
            rows(breath),
            rows(under_breath),
            rows(figure),
            Constraint::Fill(1),
        ])
        .areas(area);
        if is_tight {
            breath = Rect { x: count.x + COUNT_COLUMNS, width: count.width - COUNT_COLUMNS, ..count };
            count.width = COUNT_COLUMNS;
        }
        Self { count, is_large, breath, figure, notes }
    }
}
