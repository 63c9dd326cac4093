//! The plan of a page: the parts that stand beside the signs. The page is drawn whole wherever it can be, with the first of
//! [`PLANS`] that fits the window.

use ratatui::{layout::Rect, text::Line};

use super::{ChecklistView, page::margin_left};
use crate::ui::{ListRow, MEASURE, TextView, cells, digits};

/// From this many columns on the explanation of a sign can stand beside the signs.
const BESIDE: u16 = 100;
/// The widest column of signs then.
const SIGN_COLUMNS: u16 = 82;

/// The parts that a page shows beside its signs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    explain: Explain,
    /// The number to call in large digits, on the first page.
    large: bool,
    /// Empty rows between the parts, and a bar for the progress.
    pub(super) gaps: bool,
    pub(super) intro: bool,
    foot: Foot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Explain {
    Beside,
    Below,
    No,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Foot {
    /// The tier alone.
    Label,
    /// With the one thing to do.
    Heading,
    /// With the first sentence about it.
    Action,
}

/// Fullest first: the explanation of the selected sign goes first, then the introduction, then sentences of the foot. With the
/// last plan the signs scroll.
const PLANS: [Plan; 11] = {
    use Explain::{Below, Beside, No};
    use Foot::{Action, Heading, Label};
    const fn plan(explain: Explain, large: bool, gaps: bool, intro: bool, foot: Foot) -> Plan {
        Plan { explain, large, gaps, intro, foot }
    }
    [
        plan(Beside, true, true, true, Action),
        plan(Beside, false, true, true, Action),
        plan(Below, true, true, true, Action),
        plan(Below, true, false, true, Action),
        plan(Below, false, true, true, Action),
        plan(Below, false, false, true, Action),
        plan(No, true, false, true, Action),
        plan(No, false, false, true, Action),
        plan(No, false, false, false, Action),
        plan(No, false, false, false, Heading),
        plan(No, false, false, false, Label),
    ]
};

/// The parts of a page for one plan.
pub(super) struct Parts<'v> {
    pub(super) head: Vec<Line<'static>>,
    pub(super) signs: Vec<ListRow<'static>>,
    /// Columns of the signs.
    pub(super) columns: u16,
    pub(super) explanation: Option<TextView<'v>>,
    pub(super) is_beside: bool,
    pub(super) foot: Vec<Line<'static>>,
    pub(super) large: Option<LargeNumber>,
    pub(super) gap: u16,
}

/// The number to call in large digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct LargeNumber {
    pub(super) scale: usize,
    pub(super) columns: u16,
    pub(super) rows: u16,
    /// Beside the sentences of the foot, or under them.
    pub(super) is_beside: bool,
}

impl Parts<'_> {
    /// Rows of everything, and of the explanation alone.
    fn height(&self) -> u16 {
        let signs = cells(self.head.len()) + self.gap + cells(self.signs.len());
        let explanation = match &self.explanation {
            Some(text) if !self.is_beside => text.height() + self.gap,
            _ => 0,
        };
        signs + explanation + self.gap + self.foot_rows()
    }

    pub(super) fn foot_rows(&self) -> u16 {
        let text = cells(self.foot.len());
        match self.large {
            Some(large) if large.is_beside => text.max(large.rows),
            Some(large) => text + 1 + large.rows,
            None => text,
        }
    }
}

impl<'v> ChecklistView<'v> {
    /// The parts of the page in view, by the first plan that fits. `None` without a page.
    pub(super) fn parts_for(&self, area: Rect) -> Option<Parts<'v>> {
        let all = || PLANS.iter().filter_map(|plan| self.parts(*plan, area));
        let fitting = all().find(|parts| parts.height() <= area.height);
        let mut parts = fitting.or_else(|| all().next_back())?;
        if parts.height() > area.height {
            self.make_room(&mut parts, area.height);
        }
        Some(parts)
    }

    /// In a window too low for the whole page the selected sign keeps the room it needs: the foot gives way to the question, both
    /// to the sign.
    fn make_room(&self, parts: &mut Parts<'_>, height: u16) {
        let sign = parts.signs.iter().filter(|row| row.item == Some(self.checklist.selected)).count();
        let rest = height.saturating_sub(cells(sign).max(2));
        if rest < cells(parts.foot.len()) {
            parts.foot.clear();
        }
        let head = rest.saturating_sub(cells(parts.foot.len()));
        if head < cells(parts.head.len()) {
            parts.head.truncate(usize::from(head.min(1)));
        }
    }

    /// The parts of the page in view for a plan; `None` where the plan is not for this window or page.
    fn parts(&self, plan: Plan, area: Rect) -> Option<Parts<'v>> {
        let is_beside = plan.explain == Explain::Beside;
        if is_beside && area.width < BESIDE {
            return None;
        }
        let columns = if is_beside { (area.width * 3 / 5).min(SIGN_COLUMNS) } else { area.width };
        let large = if plan.large { Some(self.large(area)?) } else { None };
        let wide = usize::from(margin_left(area).width);
        let beside_foot =
            large.filter(|large| large.is_beside).map_or(0, |large| usize::from(large.columns) + 3);
        let sign = self.ctx.book.checklist.signs().get(self.checklist.selected);
        let explanation = sign.filter(|_| plan.explain != Explain::No).map(|sign| {
            let width =
                if is_beside { area.width.saturating_sub(columns + 3) } else { margin_left(area).width };
            self.explanation(sign, width, is_beside)
        });
        // It must fit beside the signs.
        let is_too_long = |text: &TextView<'_>| is_beside && text.height() > area.height.saturating_sub(8);
        if explanation.as_ref().is_some_and(is_too_long) {
            return None;
        }
        Some(Parts {
            head: self.head(plan, wide),
            signs: self.sign_rows(usize::from(columns)),
            columns,
            explanation,
            is_beside,
            foot: self.foot(plan.foot, wide.saturating_sub(beside_foot).min(MEASURE)),
            large,
            gap: u16::from(plan.gaps),
        })
    }

    /// The number to call in large digits, on the first page alone.
    fn large(&self, area: Rect) -> Option<LargeNumber> {
        let scales = if area.height > 30 { &[2, 1][..] } else { &[1] };
        scales.iter().filter(|_| self.checklist.page == 0).find_map(|scale| {
            let (width, rows) = digits::size(&self.ctx.phone.number, *scale, self.look)?;
            let is_beside = width * 5 <= usize::from(area.width);
            let large = LargeNumber { scale: *scale, columns: cells(width), rows: cells(rows), is_beside };
            (width + 2 <= usize::from(area.width)).then_some(large)
        })
    }
}
