//! How the checklist sounds: group by group, most serious first, each to be answered; then the result, the action first. A group
//! that was passed over has not been answered, and is asked again before anything is called complete.

use super::{Checklist, RESULT_KEYS, ResultVerb, view};
use crate::{
    domain::triage::{Outcome, Tier},
    report::result,
    screen::{
        Cx,
        event::Key,
        scene::{Act, Listener, Listens, Scene, press},
    },
    ui::page::Page,
};

impl Checklist {
    /// What somebody hears here.
    pub(crate) fn scene(&self, cx: &Cx<'_>, listener: &Listener) -> Scene {
        if self.past {
            let mut page = Page::plain();
            view::write_past(&mut page, cx);
            let mut scene = Scene::new("checks kept", page.into_plain().lines);
            scene.on_back = Some(vec![Act::Key(Key::Esc)]);
            scene.ask = "back, the warning signs.".to_owned();
            return scene;
        }
        if self.result { self.result_scene(cx, listener) } else { self.group_scene(cx, listener) }
    }

    fn result_scene(&self, cx: &Cx<'_>, listener: &Listener) -> Scene {
        let sheet = result::sheet(cx.book, cx.verdict, cx.phone);
        let mut page = Page::plain();
        view::write_result(&mut page, self, &sheet, cx);
        let mut lines = vec![format!("{}: {}", sheet.label, sheet.heading)];
        lines.extend(page.into_plain().lines);
        let place = format!("result {:?} {:?} {}", sheet.outcome, cx.verdict.reasons, cx.phone.emergency);
        let mut scene = Scene::new(place, lines);
        scene.choose("Keep this check in the diary", press(cx.keys, RESULT_KEYS, &ResultVerb::Keep));
        scene
            .choose("Where you are, for the phone numbers", press(cx.keys, RESULT_KEYS, &ResultVerb::Region));
        scene.choose("The checks kept before", press(cx.keys, RESULT_KEYS, &ResultVerb::Past));
        let left = self.groups_left(cx, listener);
        let on = match left {
            0 => "The answers, to change one".to_owned(),
            1 => "The group that has not been asked yet".to_owned(),
            left => format!("The {left} groups that have not been asked yet"),
        };
        scene.choose(on, vec![Act::Key(Key::Esc)]);
        scene.on_back = Some(vec![Act::Key(Key::Esc)]);
        scene.ask = "A number, or quit to leave.".to_owned();
        scene
    }

    fn groups_left(&self, cx: &Cx<'_>, listener: &Listener) -> usize {
        (0..cx.book.checklist.pages.len()).filter(|group| !listener.answered.contains(*group)).count()
    }

    fn group_scene(&self, cx: &Cx<'_>, listener: &Listener) -> Scene {
        let list = &cx.book.checklist;
        let Some(group) = list.pages.get(listener.group) else { return Scene::default() };
        let mut lines = vec![];
        if listener.group == 0 && listener.answered.is_empty() {
            lines.push(list.intro.clone());
        }
        let (number, of) = (listener.group + 1, list.pages.len());
        lines.push(format!("Group {number} of {of}. {}.", group.title));
        let (ticked, left) = (self.answers.ticked.iter().count(), self.groups_left(cx, listener));
        let place = format!("signs {number}, {ticked} ticked, {left} groups left");
        let mut scene = Scene::new(place, lines);
        let mut ticks = vec![];
        for i in group.signs.clone() {
            let Some(sign) = list.signs().get(i) else { continue };
            let ticked = self.answers.ticked.contains(i);
            if ticked {
                ticks.push(i - group.signs.start);
            }
            let noted = cx.known.patterns.iter().any(|found| found.signs.contains(&sign.id));
            let notes = [(ticked, ", ticked"), (noted, ", see the diary")];
            let notes: String = notes.iter().filter(|(is_so, _)| *is_so).map(|(_, note)| *note).collect();
            scene.choose(format!("{}{notes}", sign.text), vec![]);
        }
        scene.hides = &["checklist.tick", "checklist.none", "evidence"];
        scene.on_back = (listener.group > 0).then(Vec::new);
        // The tier shows as soon as there is one, the action with it.
        if let Outcome::Tier(tier) = cx.verdict.outcome {
            let sheet = result::sheet(cx.book, cx.verdict, cx.phone);
            let key = format!("tier {}", tier.id());
            let action = sheet.action.first().map_or("", String::as_str);
            if tier == Tier::Emergency {
                scene.tell(key, format!("{}: {}", sheet.label, sheet.heading));
            } else {
                scene.tell(key, format!("So far: {}: {} {action}", sheet.label, sheet.heading));
            }
        }
        let signs_left: usize = list
            .pages
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != listener.group && !listener.answered.contains(*i))
            .map(|(_, group)| group.signs.len())
            .sum();
        let left = match signs_left {
            0 if number == of => "This is the last group.".to_owned(),
            0 => "All the others have been answered.".to_owned(),
            1 => "1 sign is left after these.".to_owned(),
            n => format!("{n} signs are left after these."),
        };
        let keep = if ticks.is_empty() { "" } else { "Enter leaves the ticks as they are. " };
        let how = if listener.group == 0 {
            "Type the numbers of those that are true, with spaces between; not sure counts as true. 0 for none of these. why \
             and a number explains one, evidence and a number says where it comes from."
        } else {
            "Numbers of those that are true, or 0."
        };
        scene.ask = format!("{how} {keep}{left}");
        scene.listens = Listens::Signs { asked: group.signs.clone(), ticked: ticks };
        scene
    }
}
