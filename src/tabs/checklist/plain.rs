//! The checklist in plain mode: the same pages as on the screen, one question a page. An emergency stops the questions, and
//! nothing but the emergency is printed.

use super::{
    ChecklistTab, Showing,
    keys::{ChecklistVerb, PAGE_KEYS, RESULT_KEYS},
    ticked_on,
    view::{self, ChecklistView},
};
use crate::{
    domain::TriageResult,
    report::result::{self, ResultSheet},
    screen::{Context, ExpectedInput, Key, PlainScreen, REGION_LETTERS, press, press_key},
    ui::{TextView, text_view::UNSEEN},
};

impl ChecklistTab {
    /// The checklist as plain mode says it.
    pub(super) fn plain(&self, ctx: &Context<'_>) -> PlainScreen {
        match self.showing {
            Showing::Page => self.page_plain(ctx),
            Showing::Result if ctx.verdict.is_emergency() => self.emergency_plain(ctx),
            Showing::Result => self.result_plain(ctx),
            Showing::Rest => self.rest_plain(ctx),
            Showing::Past => {
                let lines = TextView::paragraphs(|page| view::write_past(page, ctx));
                let mut screen = PlainScreen::new("checks kept", lines);
                screen.on_back = Some(press_key(Key::Esc));
                screen.ask = "Type back for the warning signs.".to_owned();
                screen
            }
        }
    }

    /// The key of a result: equal results are one screen.
    fn result_place(&self, ctx: &Context<'_>) -> String {
        format!("{:?} {:?} {:?} {}", self.showing, ctx.verdict.outcome, ctx.verdict.reasons, ctx.phone.number)
    }

    fn view<'v>(&'v self, sheet: &'v ResultSheet, ctx: &'v Context<'v>) -> ChecklistView<'v> {
        ChecklistView { checklist: self, sheet, ctx, look: UNSEEN }
    }

    /// The label, the heading and the card of a result.
    fn card_plain(&self, ctx: &Context<'_>) -> Vec<String> {
        let sheet = result::sheet(ctx.book, ctx.verdict, ctx.phone);
        let mut lines = vec![format!("{}: {}", sheet.label, sheet.heading)];
        lines.extend(TextView::paragraphs(|page| self.view(&sheet, ctx).write_card(page)));
        lines
    }

    fn emergency_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let mut screen = PlainScreen::new(self.result_place(ctx), self.card_plain(ctx));
        let mut ask = String::new();
        if !ctx.phone.is_chosen {
            for (region, letter) in ctx.book.regions.all.iter().zip(REGION_LETTERS) {
                screen.choose(format!("{letter}. {}", region.name), press_key(Key::Char(letter)));
            }
            screen.has_letters = true;
            ask.push_str("Where are you? Type the letter for the number. ");
        }
        screen.ask = format!("{ask}Type more if more is true, undo if the tick was wrong, or quit to leave.");
        screen.on_enter = Some(press_key(Key::Esc));
        screen.on_back = Some(press_key(Key::Esc));
        screen.is_urgent = true;
        screen
    }

    fn result_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let mut lines = self.card_plain(ctx);
        lines.push("This is not a diagnosis.".to_owned());
        let mut screen = PlainScreen::new(self.result_place(ctx), lines);
        screen.choose("Keep this check in the diary", press(ctx.keys, RESULT_KEYS, &ChecklistVerb::Keep));
        screen.choose(
            "Where you are, for the phone numbers",
            press(ctx.keys, RESULT_KEYS, &ChecklistVerb::Where),
        );
        screen.choose("The checks kept before", press(ctx.keys, RESULT_KEYS, &ChecklistVerb::Past));
        let on = match self.pages_left(&ctx.book.checklist) {
            0 => "The answers, to change one".to_owned(),
            1 => "The page that has not been answered yet".to_owned(),
            left => format!("The {left} pages that have not been answered yet"),
        };
        screen.choose(on, press_key(Key::Esc));
        screen.on_enter = Some(press(ctx.keys, RESULT_KEYS, &ChecklistVerb::More));
        screen.on_back = Some(press_key(Key::Esc));
        screen.ask = "Press Enter for the reasons and the rest. Type a number, or quit to leave.".to_owned();
        screen
    }

    fn rest_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let sheet = result::sheet(ctx.book, ctx.verdict, ctx.phone);
        let lines = TextView::paragraphs(|page| self.view(&sheet, ctx).write_rest(page));
        let mut screen = PlainScreen::new(self.result_place(ctx), lines);
        screen.on_enter = Some(press_key(Key::Esc));
        screen.on_back = Some(press_key(Key::Esc));
        screen.ask = "Press Enter for the result again.".to_owned();
        screen
    }

    fn page_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let list = &ctx.book.checklist;
        let Some(page) = list.pages.get(self.page) else { return PlainScreen::default() };
        let (at, of) = self.progress(list);
        let mut lines = vec![format!("Page {at} of {of}. {}. {}", page.title, page.ask)];
        if self.page == 0 {
            lines.insert(0, ctx.phone.fill(&list.intro));
            let heading = ctx.phone.fill(&list.results.emergency.heading);
            lines.push(format!("If one of these is true: {heading}"));
        }
        let ticks = ticked_on(&page.signs, &self.answers.ticked);
        let (ticked, left) = (self.answers.ticked.len(), self.pages_left(list));
        let mut screen = PlainScreen::new(format!("page {}, {ticked} ticked, {left} left", page.id), lines);
        for i in page.signs.clone() {
            let Some(sign) = list.signs().get(i) else { continue };
            let ticked = self.answers.ticked.contains(&i).then_some("ticked");
            let notes = ticked.into_iter().chain(self.notes(i, sign, ctx.cache));
            let notes: String = notes.map(|note| format!(", {note}")).collect();
            screen.choose(format!("{}{notes}", sign.text), vec![]);
        }
        screen.hides =
            &["checklist.tick", "checklist.none", "checklist.next", "checklist.page-after", "evidence"];
        screen.on_back = (at > 1).then(|| press(ctx.keys, PAGE_KEYS, &ChecklistVerb::PageBefore));
        // Enter on a page without a tick says that it needs an answer.
        screen.on_enter = Some(press(ctx.keys, PAGE_KEYS, &ChecklistVerb::Next));
        // The tier is announced as soon as there is one, with the action.
        if let TriageResult::Tier(tier) = ctx.verdict.outcome {
            let sheet = result::sheet(ctx.book, ctx.verdict, ctx.phone);
            let action = sheet.action.first().map_or("", String::as_str);
            let action = if ctx.verdict.is_emergency() { "" } else { action };
            screen.announce(
                format!("tier {}", tier.id()),
                format!("{}: {} {action}", sheet.label, sheet.heading),
            );
        }
        let keep = if ticks.is_empty() { "" } else { " Press Enter to go on with what is ticked." };
        let how = if self.page == 0 {
            "Type the numbers of those that are true, with spaces between, or 0 for none. Type why and a number to hear more \
             about one."
        } else {
            "Type the numbers of those that are true, or 0 for none."
        };
        screen.ask = format!("{how}{keep}");
        screen.expects = ExpectedInput::Signs { asked: page.signs.clone(), ticked: ticks };
        screen
    }
}
