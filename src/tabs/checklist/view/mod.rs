//! The look of the checklist: a page of signs, a result, an emergency alone, the checks kept before.

mod emergency;
mod page;
mod plan;

use ratatui::layout::Rect;

use super::{
    ChecklistTab, Showing,
    keys::{ChecklistVerb, PAGE_KEYS, RESULT_KEYS},
    past,
};
use crate::{
    domain::{Book, Phone, Sign, Tier, TriageResult},
    report::result::{self, ResultSheet},
    screen::{Context, REGION_LETTERS},
    ui::{Appearance, MEASURE, Role, Surface, TextView, cells, centred, cut_top, margin},
};

pub(super) fn draw(checklist: &ChecklistTab, surface: &mut Surface<'_>, ctx: &Context<'_>) {
    let look = surface.look;
    let sheet = result::sheet(ctx.book, ctx.verdict, ctx.phone);
    let view = ChecklistView { checklist, sheet: &sheet, ctx, look };
    match checklist.showing {
        Showing::Page => view.draw_page(surface),
        Showing::Result if ctx.verdict.is_emergency() => view.draw_emergency(surface),
        Showing::Result | Showing::Rest => view.draw_result(surface),
        Showing::Past => {
            let area = reading_area(surface.area());
            let mut page = view.text(area);
            write_past(&mut page, ctx);
            page.draw(&mut surface.part(area), checklist.scroll);
        }
    }
}

/// The checklist with everything that its drawing needs.
pub(super) struct ChecklistView<'v> {
    pub(super) checklist: &'v ChecklistTab,
    pub(super) sheet: &'v ResultSheet,
    pub(super) ctx: &'v Context<'v>,
    pub(super) look: Appearance,
}

impl<'v> ChecklistView<'v> {
    /// An empty text for an area.
    fn text(&self, area: Rect) -> TextView<'v> {
        TextView::new(self.look, area.width.saturating_sub(2), &[]).naming(self.ctx.keys)
    }

    /// The role and the symbol of the result.
    fn role_and_symbol(&self) -> (Role, &'static str) {
        let glyphs = self.look.glyphs;
        match self.sheet.outcome {
            TriageResult::Tier(Tier::Emergency) => (Role::Emergency, glyphs.emergency),
            TriageResult::Tier(Tier::SameDay) => (Role::SameDay, glyphs.same_day),
            TriageResult::Tier(Tier::Appointment | Tier::Routine) => (Role::Appointment, glyphs.appointment),
            TriageResult::NoneTicked | TriageResult::Incomplete => (Role::Strong, glyphs.none),
        }
    }

    /// The label and the one thing to do stand still over the text, which scrolls in the area under them. In an area too low for
    /// both, they are the beginning of the text.
    fn heading(&self, surface: &mut Surface<'_>, area: Rect) -> (TextView<'v>, Rect) {
        let (role, symbol) = self.role_and_symbol();
        let mut head = self.text(area);
        head.text(role, &format!("{symbol} {}", self.sheet.label));
        head.text(role, &self.sheet.heading);
        head.gap();
        let rows = head.height();
        if rows + 2 > area.height {
            return (head, area);
        }
        let (top, rest) = cut_top(area, rows);
        head.draw_lines(&mut surface.part(top), 0);
        (self.text(area), rest)
    }

    /// A result under its heading, without the reasons: what to do, what to say, when to call the emergency number instead. In
    /// an emergency without a region, also the regions to choose from.
    pub(super) fn write_card(&self, page: &mut TextView<'_>) {
        let (sheet, ctx) = (self.sheet, self.ctx);
        let is_emergency = ctx.verdict.is_emergency();
        for line in &sheet.action {
            page.bullet(Role::Strong, line);
        }
        if !sheet.say.is_empty() {
            page.labelled("Say:", &sheet.say);
        }
        if is_emergency && !ctx.phone.is_chosen {
            page.text(Role::Text, &ctx.phone.note);
            let regions = page.on_screen(|_| {
                let regions = ctx.book.regions.all.iter().zip(REGION_LETTERS);
                let regions: Vec<String> =
                    regions.map(|(region, letter)| format!("{letter} {}", region.name)).collect();
                regions.join(" \u{b7} ")
            });
            if !regions.is_empty() {
                page.labelled("Where are you?", &regions);
            }
        }
        if !sheet.call_if.is_empty() {
            page.gap();
            for line in &sheet.call_if {
                page.bullet(Role::Text, line);
            }
        }
        if !sheet.is_complete && !is_emergency {
            page.gap();
            page.text(Role::Strong, &format!("Not complete: {}", left_words(self.checklist, ctx.book)));
        }
    }

    /// The rest of a result: why, what is not for now, what else, the last check.
    pub(super) fn write_rest(&self, page: &mut TextView<'_>) {
        let (sheet, ctx) = (self.sheet, self.ctx);
        page.gap();
        let sentences = |(text, why): &(String, String)| format!("{text}. {why}");
        if !sheet.reasons.is_empty() {
            page.list("Why", sheet.together.iter().cloned().chain(sheet.reasons.iter().map(sentences)));
        }
        page.list("Not for now", sheet.not_now.iter().map(sentences));
        for line in &sheet.more {
            page.bullet(Role::Text, line);
        }
        page.gap();
        if let Some((day, changes)) = self.checklist.since_last(ctx) {
            page.text(Role::Title, &format!("Since the check of {day}"));
            for change in changes {
                page.bullet(Role::Text, &change);
            }
            page.gap();
        }
        if ctx.phone.is_chosen || !ctx.verdict.is_emergency() {
            page.text(Role::Quiet, &ctx.phone.note);
        }
        let keys = page.on_screen(|keys| {
            let key = |verb: ChecklistVerb| keys.name(RESULT_KEYS, &verb);
            format!(
                "{} keeps this check in the diary, {} shows those kept before, {} says where you are. ",
                key(ChecklistVerb::Keep),
                key(ChecklistVerb::Past),
                key(ChecklistVerb::Where)
            )
        });
        page.text(Role::Quiet, &format!("{keys}This is not a diagnosis."));
    }

    fn draw_result(&self, surface: &mut Surface<'_>) {
        let (mut page, rest) = self.heading(surface, reading_area(surface.area()));
        if self.checklist.showing == Showing::Rest {
            self.write_rest(&mut page);
        } else {
            self.write_card(&mut page);
            page.gap();
            let more = self.ctx.keys.name(RESULT_KEYS, &ChecklistVerb::More);
            page.text(Role::Quiet, &format!("{more} shows why, and the rest. This is not a diagnosis."));
        }
        page.draw(&mut surface.part(rest), self.checklist.scroll);
    }
}

/// The area of a text: a column of reading width, in the middle of a wide window.
fn reading_area(area: Rect) -> Rect {
    centred(margin(area, 2), cells(MEASURE) + 2)
}

/// The meaning of a sign.
pub(crate) fn write_sign(page: &mut TextView<'_>, sign: &Sign, phone: &Phone, role: Role) {
    page.text(role, &phone.fill(&sign.why));
}

/// The result that a sign has by itself.
pub(crate) const fn alone(sign: &Sign) -> &'static str {
    match sign.tier {
        Some(Tier::Emergency) => "Ticked alone: an emergency.",
        Some(Tier::SameDay) => "Ticked alone: help today.",
        Some(Tier::Appointment) => "Ticked alone: an appointment within two weeks.",
        Some(Tier::Routine) => "Ticked alone: a routine appointment.",
        None => "No warning sign by itself: it changes what others mean.",
    }
}

/// The count of pages without an answer, in a sentence.
pub(super) fn left_words(checklist: &ChecklistTab, book: &Book) -> String {
    match checklist.pages_left(&book.checklist) {
        1 => "1 page is left to answer.".to_owned(),
        count => format!("{count} pages are left to answer."),
    }
}

/// The checks kept before, newest first, each with what was new in it.
pub(super) fn write_past(page: &mut TextView<'_>, ctx: &Context<'_>) {
    page.text(Role::Title, "Checks kept before");
    page.paragraph(Role::Quiet, "As they were then. They say nothing of today.");
    let checks = &ctx.cache.checks;
    if checks.is_empty() {
        let text = match &ctx.cache.error {
            Some(error) => format!("The diary cannot be read: {error}."),
            None => {
                let keep = ctx.keys.name(PAGE_KEYS, &ChecklistVerb::Keep);
                format!("None has been kept yet. With a result, {keep} keeps it.")
            }
        };
        page.text(Role::Text, &text);
    }
    for (i, check) in checks.iter().enumerate() {
        let outcome = result::kept(check, ctx.book);
        page.text(Role::Strong, &format!("{}: {outcome}", past::day(check)));
        let ticked = past::words(ctx.book, &check.signs);
        if !ticked.is_empty() {
            page.bullet(Role::Text, &format!("Ticked: {}.", ticked.join("; ")));
        }
        if let Some(before) = checks.get(i + 1) {
            for change in
                past::changes(ctx.book, &before.signs, &check.signs, "the time before, not this time")
            {
                page.bullet(Role::Text, &change);
            }
        }
        page.gap();
    }
}
