//! An emergency alone on the screen, with the number to call in large digits.

use super::{ChecklistView, reading_area, write_card, write_rest};
use crate::ui::{Appearance, Role, Size, Surface, cells, cut_top, digits};

/// The words above the number, as large as it where there is room.
const CALL: &str = "CALL NOW";
/// Rows that an emergency keeps for its sentences in a low window, before a number is drawn large.
const SENTENCES: u16 = 5;

impl ChecklistView<'_> {
    pub(super) fn draw_emergency(&self, surface: &mut Surface<'_>) {
        let (mut page, mut rest) = self.heading(surface, reading_area(surface.area()));
        write_card(&mut page, self.checklist, self.sheet, self.ctx);
        let card = page.height();
        write_rest(&mut page, self.checklist, self.sheet, self.ctx);

        // All the sentences of the card under the number where that can be; else a few, and the rest scrolls.
        let rooms = [rest.height.saturating_sub(card + 1), rest.height.saturating_sub(SENTENCES)];
        let columns = usize::from(rest.width);
        let large = |room: &u16| large_call(&self.ctx.phone.number, columns, usize::from(*room), self.look);
        for (text, size) in rooms.iter().find_map(large).into_iter().flatten() {
            let Some((_, rows)) = size.of(&text, self.look) else { continue };
            let (place, below) = cut_top(rest, cells(rows + 1));
            digits::draw(&mut surface.part(place), 0, &text, size, Role::Emergency);
            rest = below;
        }
        page.draw(&mut surface.part(rest), self.checklist.scroll);
    }
}

/// CALL NOW and the number, as large as fits: the number largest, for eyes without glasses.
fn large_call(number: &str, columns: usize, rows: usize, look: Appearance) -> Option<Vec<(String, Size)>> {
    let together = format!("{CALL}  {number}");
    let plans: [&[(&str, Size)]; 9] = [
        &[(CALL, Size::Big(2)), (number, Size::Big(4))],
        &[(CALL, Size::Big(2)), (number, Size::Big(3))],
        &[(CALL, Size::Big(2)), (number, Size::Big(2))],
        &[(CALL, Size::Big(1)), (number, Size::Big(2))],
        &[(&together, Size::Big(2))],
        &[(CALL, Size::Big(1)), (number, Size::Big(1))],
        &[(&together, Size::Big(1))],
        &[(number, Size::Big(2))],
        &[(number, Size::Big(1))],
    ];
    let height = |plan: &[(&str, Size)]| -> Option<usize> {
        plan.iter()
            .map(|(text, size)| size.of(text, look).filter(|(w, _)| *w <= columns).map(|(_, h)| h + 1))
            .sum()
    };
    let plan = plans.into_iter().find(|plan| height(plan).is_some_and(|height| height <= rows))?;
    Some(plan.iter().map(|(text, size)| ((*text).to_owned(), *size)).collect())
}
