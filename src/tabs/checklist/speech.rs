//! The checklist in plain mode: the same pages as on the screen, one question a page. An emergency stops the questions and
//! says nothing but the emergency.

use super::{
    Checklist, Showing,
    keys::{EMERGENCY_KEYS, PAGE_KEYS, PageVerb, REGION_LETTERS, RESULT_KEYS, ResultVerb},
    ticked_on, view,
};
use crate::{
    domain::triage::Outcome,
    report::result,
    screen::{
        Cx,
        event::Key,
        scene::{Act, Listens, Scene, press},
    },
    ui::page::Page,
};

impl Checklist {
    /// The checklist as plain mode says it.
    pub(crate) fn scene(&self, cx: &Cx<'_>) -> Scene {
        match self.showing {
            Showing::Page => self.page_scene(cx),
            Showing::Result if cx.verdict.is_emergency() => self.emergency_scene(cx),
            Showing::Result => self.result_scene(cx),
            Showing::Rest => self.rest_scene(cx),
            Showing::Past => {
                let mut page = Page::plain();
                view::write_past(&mut page, cx);
                let mut scene = Scene::new("checks kept", page.into_plain().lines);
                scene.on_back = Some(vec![Act::Key(Key::Esc)]);
                scene.ask = "back, the warning signs.".to_owned();
                scene
            }
        }
    }

    /// What tells a result from every other.
    fn result_place(&self, cx: &Cx<'_>) -> String {
        format!("{:?} {:?} {:?} {}", self.showing, cx.verdict.outcome, cx.verdict.reasons, cx.phone.number)
    }

    fn emergency_scene(&self, cx: &Cx<'_>) -> Scene {
        let sheet = result::sheet(cx.book, cx.verdict, cx.phone);
        let mut page = Page::plain();
        view::write_card(&mut page, self, &sheet, cx);
        let mut lines = vec![format!("{}: {}", sheet.label, sheet.heading)];
        lines.extend(page.into_plain().lines);
        let mut scene = Scene::new(self.result_place(cx), lines);
        let key = |verb: ResultVerb| cx.keys.name(EMERGENCY_KEYS, &verb);
        let mut ask = String::new();
        if !cx.phone.is_chosen {
            for (at, (region, letter)) in cx.book.regions.all.iter().zip(REGION_LETTERS).enumerate() {
                scene.choose(
                    format!("{letter}. {}", region.name),
                    press(cx.keys, EMERGENCY_KEYS, &ResultVerb::Choose(at)),
                );
            }
            scene.has_letters = true;
            ask.push_str("Where are you? Type the letter, for the number. ");
        }
        let undo = key(ResultVerb::Undo);
        scene.ask = format!(
            "{ask}Enter: more is true, or go on with the questions. {undo}: the tick was wrong. Type quit to leave."
        );
        scene.on_enter = Some(vec![Act::Key(Key::Esc)]);
        scene.on_back = Some(vec![Act::Key(Key::Esc)]);
        scene.is_urgent = true;
        scene
    }

    fn result_scene(&self, cx: &Cx<'_>) -> Scene {
        let sheet = result::sheet(cx.book, cx.verdict, cx.phone);
        let mut page = Page::plain();
        view::write_card(&mut page, self, &sheet, cx);
        let mut lines = vec![format!("{}: {}", sheet.label, sheet.heading)];
        lines.extend(page.into_plain().lines);
        lines.push("This is not a diagnosis.".to_owned());
        let mut scene = Scene::new(self.result_place(cx), lines);
        scene.choose("Keep this check in the diary", press(cx.keys, RESULT_KEYS, &ResultVerb::Keep));
        scene
            .choose("Where you are, for the phone numbers", press(cx.keys, RESULT_KEYS, &ResultVerb::Region));
        scene.choose("The checks kept before", press(cx.keys, RESULT_KEYS, &ResultVerb::Past));
        let on = match self.pages_left(&cx.book.checklist) {
            0 => "The answers, to change one".to_owned(),
            1 => "The page that has not been answered yet".to_owned(),
            left => format!("The {left} pages that have not been answered yet"),
        };
        scene.choose(on, vec![Act::Key(Key::Esc)]);
        scene.on_enter = Some(press(cx.keys, RESULT_KEYS, &ResultVerb::More));
        scene.on_back = Some(vec![Act::Key(Key::Esc)]);
        scene.ask = "Enter says why, and the rest. A number, or quit to leave.".to_owned();
        scene
    }

    fn rest_scene(&self, cx: &Cx<'_>) -> Scene {
        let sheet = result::sheet(cx.book, cx.verdict, cx.phone);
        let mut page = Page::plain();
        view::write_rest(&mut page, self, &sheet, cx);
        let mut scene = Scene::new(self.result_place(cx), page.into_plain().lines);
        scene.on_enter = Some(vec![Act::Key(Key::Esc)]);
        scene.on_back = Some(vec![Act::Key(Key::Esc)]);
        scene.ask = "Enter says the result again.".to_owned();
        scene
    }

    fn page_scene(&self, cx: &Cx<'_>) -> Scene {
        let list = &cx.book.checklist;
        let Some(page) = list.pages.get(self.page) else { return Scene::default() };
        let (at, of) = self.progress(list);
        let mut lines = vec![format!("Page {at} of {of}. {}. {}", page.title, page.ask)];
        if self.page == 0 {
            lines.insert(0, cx.phone.fill(&list.intro));
            let heading = cx.phone.fill(&list.results.emergency.heading);
            lines.push(format!("If one of these is true: {heading}"));
        }
        let ticks = ticked_on(&page.signs, &self.answers.ticked);
        let (ticked, left) = (self.answers.ticked.iter().count(), self.pages_left(list));
        let mut scene = Scene::new(format!("page {}, {ticked} ticked, {left} left", page.id), lines);
        for i in page.signs.clone() {
            let Some(sign) = list.signs().get(i) else { continue };
            let noted = cx.known.patterns.iter().any(|found| found.signs.contains(&sign.id));
            let ticked = self.answers.ticked.contains(i);
            let notes =
                [(ticked, ", ticked"), (self.is_remembered(i), ", remembered"), (noted, ", see the diary")];
            let notes: String = notes.iter().filter(|(is_so, _)| *is_so).map(|(_, note)| *note).collect();
            scene.choose(format!("{}{notes}", sign.text), vec![]);
        }
        scene.hides =
            &["checklist.tick", "checklist.none", "checklist.next", "checklist.page-after", "evidence"];
        scene.on_back = (at > 1).then(|| press(cx.keys, PAGE_KEYS, &PageVerb::PageBefore));
        // Enter on a page without a tick says that it needs an answer.
        scene.on_enter = Some(press(cx.keys, PAGE_KEYS, &PageVerb::Next));
        // The tier is said as soon as there is one, with the action.
        if let Outcome::Tier(tier) = cx.verdict.outcome {
            let sheet = result::sheet(cx.book, cx.verdict, cx.phone);
            let action = sheet.action.first().map_or("", String::as_str);
            let action = if cx.verdict.is_emergency() { "" } else { action };
            scene.tell(format!("tier {}", tier.id()), format!("{}: {} {action}", sheet.label, sheet.heading));
        }
        let keep = if ticks.is_empty() { "" } else { " Enter goes on with what is ticked." };
        let how = if self.page == 0 {
            "Type the numbers of those that are true, with spaces between, or 0 for none of these. why and a number explains \
             one, evidence and a number says where it comes from."
        } else {
            "Numbers of those that are true, or 0."
        };
        scene.ask = format!("{how}{keep}");
        scene.listens = Listens::Signs { asked: page.signs.clone(), ticked: ticks };
        scene
    }
}
