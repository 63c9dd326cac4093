//! An emergency alone on the screen, with the number to call in large digits.

use super::{ChecklistView, reading_area};
use crate::ui::{Appearance, Role, Surface, cells, cut_top, digits};

/// The words above the number, as large as it where there is room.
const CALL: &str = "CALL NOW";
/// Rows that an emergency keeps for its sentences in a low window, before a number is drawn large.
const SENTENCES: u16 = 5;

impl ChecklistView<'_> {
    pub(super) fn draw_emergency(&self, surface: &mut Surface<'_>) {
        let (mut page, mut rest) = self.heading(surface, reading_area(surface.area()));
        self.write_card(&mut page);
        let card = page.height();
        self.write_rest(&mut page);

        // All the sentences of the card under the number where that can be; else a few, and the rest scrolls.
        let rooms = [rest.height.saturating_sub(card + 1), rest.height.saturating_sub(SENTENCES)];
        let columns = usize::from(rest.width);
        let large = |room: &u16| large_call(&self.ctx.phone.number, columns, usize::from(*room), self.look);
        let calls = rooms.iter().find_map(large);
        if calls.is_none() && rest.height > 2 {
            // The number stays in view while the sentences scroll.
            let (place, below) = cut_top(rest, 1);
            surface.part(place).write(0, 0, &format!("{CALL} {}", self.ctx.phone.number), Role::Emergency);
            rest = below;
        }
        for (text, scale) in calls.into_iter().flatten() {
            let Some((_, rows)) = digits::size(&text, scale, self.look) else { continue };
            let (place, below) = cut_top(rest, cells(rows + 1));
            digits::draw(&mut surface.part(place), 0, &text, scale, Role::Emergency);
            rest = below;
        }
        page.draw(&mut surface.part(rest), self.checklist.scroll);
    }
}

/// CALL NOW and the number, as large as fits: the number largest, for eyes without glasses.
fn large_call(number: &str, columns: usize, rows: usize, look: Appearance) -> Option<Vec<(String, usize)>> {
    let together = format!("{CALL}  {number}");
    let plans: [&[(&str, usize)]; 9] = [
        &[(CALL, 2), (number, 4)],
        &[(CALL, 2), (number, 3)],
        &[(CALL, 2), (number, 2)],
        &[(CALL, 1), (number, 2)],
        &[(&together, 2)],
        &[(CALL, 1), (number, 1)],
        &[(&together, 1)],
        &[(number, 2)],
        &[(number, 1)],
    ];
    let height = |plan: &[(&str, usize)]| -> Option<usize> {
        plan.iter()
            .map(|(text, scale)| {
                digits::size(text, *scale, look).filter(|(w, _)| *w <= columns).map(|(_, h)| h + 1)
            })
            .sum()
    };
    let plan = plans.into_iter().find(|plan| height(plan).is_some_and(|height| height <= rows))?;
    Some(plan.iter().map(|(text, scale)| ((*text).to_owned(), *scale)).collect())
}
