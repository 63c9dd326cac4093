//! How the diary sounds: entries ten at a time, a month night by night, charts and report in words, forms a question at a time.

use super::{
    Diary, View,
    keys::{CHART_KEYS, DiaryVerb, ENTRY_KEYS, LIST_KEYS, MONTH_KEYS, REPORT_KEYS},
    view,
};
use crate::{
    domain::{episode::Record, moment::Night, words::capital},
    screen::{
        Cx,
        event::Key,
        form::{Form, Value},
        scene::{Act, Listener, Listens, Scene, press},
        seen::Spot,
    },
    ui::page::Page,
};

/// Entries that are said at once; more than anybody keeps in mind is of no use.
pub(crate) const AT_ONCE: usize = 10;
/// No entry is cut short for the ear.
const WHOLE: usize = 1000;

impl Diary {
    /// What somebody hears here.
    pub(crate) fn scene(&self, cx: &Cx<'_>, listener: &Listener) -> Scene {
        if let Some(open) = &self.form {
            return form_scene(&open.form, listener);
        }
        if let Some(trouble) = &self.trouble {
            let lines = vec![
                "Diary.".to_owned(),
                format!("{}.", capital(trouble)),
                "Guide, stretch and checklist work without it.".to_owned(),
            ];
            return Scene::new("diary trouble", lines);
        }
        match self.view {
            View::List => self.list_scene(cx),
            View::Month if listener.inside => self.night_scene(cx),
            View::Month => self.month_scene(cx),
            View::Entry => {
                let mut page = Page::plain();
                if let Some(record) = self.record() {
                    view::write_record(&mut page, record, cx);
                }
                let place = format!("entry {:?}", self.record().map(Record::key));
                let key = |verb| cx.keys.name(ENTRY_KEYS, &verb);
                let (edit, delete) = (key(DiaryVerb::Edit), key(DiaryVerb::Delete));
                self.page_scene(place, page, format!("{edit} edits it, {delete} deletes it. back, the list."))
            }
            View::Charts => {
                let mut page = Page::plain();
                view::charts::write(&mut page, self, cx, ("", 80));
                let span = cx.keys.name(CHART_KEYS, &DiaryVerb::NextSpan);
                let ask = format!("{span}, 14, 30 or 90 nights. back, the list.");
                self.page_scene(format!("charts {}", self.nights()), page, ask)
            }
            View::Report => {
                let mut page = Page::plain();
                view::report::write_page(&mut page, self, cx, "");
                let key = |verb| cx.keys.name(REPORT_KEYS, &verb);
                let (span, facts) = (key(DiaryVerb::NextSpan), key(DiaryVerb::Facts));
                let ask =
                    format!("{span}, 14, 30 or 90 nights. {facts}, a few lines about you. back, the list.");
                self.page_scene(format!("report {}", self.nights()), page, ask)
            }
        }
    }

    /// Whether what it shows has still to be read from the disk. Where it cannot be, that is what is to be said.
    pub(crate) fn is_waiting(&self) -> bool {
        let is_there = match self.view {
            View::List | View::Entry => self.listed.is_some(),
            View::Month => self.month.is_some(),
            View::Charts | View::Report => self.span.is_some() && self.background.is_some(),
        };
        !is_there && self.trouble.is_none()
    }

    fn page_scene(&self, place: String, page: Page<'_>, ask: String) -> Scene {
        let mut scene = Scene::new(place, page.into_plain().lines);
        scene.on_back = Some(vec![Act::Key(Key::Esc)]);
        scene.ask = ask;
        scene
    }

    fn list_scene(&self, cx: &Cx<'_>) -> Scene {
        let Some(listed) = &self.listed else { return Scene::new("diary to be read", vec![]) };
        let mut lines = vec![match listed.total {
            1 => "Diary: 1 entry.".to_owned(),
            n => format!("Diary: {n} entries."),
        }];
        if !self.filter.is_empty() {
            lines = vec![format!("Diary: only some are shown, {} in all.", listed.total)];
        }
        if listed.total == 0 {
            let mut page = Page::plain();
            view::write_empty(&mut page, self, cx.keys);
            lines.extend(page.into_plain().lines);
        }
        let mut scene = Scene::new(format!("diary {} of {}", self.selected, listed.total), lines);
        let from = self.selected.saturating_sub(listed.from);
        for (i, record) in listed.entries.iter().enumerate().skip(from).take(AT_ONCE) {
            let night = record.night().map_or_else(String::new, |night| format!("{}: ", night.words()));
            let words = format!("{night}{}", view::short(record, cx.book, WHOLE).replace("  ", ", "));
            scene.choose(words, vec![Act::Pick(Spot::Item(listed.from + i)), Act::Key(Key::Enter)]);
        }
        let mut ask = String::new();
        if listed.total > self.selected + AT_ONCE {
            ask.push_str("more, those before them. ");
        }
        if self.selected > 0 {
            ask.push_str("newer, those after them. ");
        }
        let key = |verb| cx.keys.name(LIST_KEYS, &verb);
        ask.push_str(&format!(
            "{} adds a cramp, {} none last night, {} the month, {} the report; ? says what else.",
            key(DiaryVerb::Add),
            key(DiaryVerb::NoCramp),
            key(DiaryVerb::NextView),
            key(DiaryVerb::Report),
        ));
        scene.ask = ask;
        scene.hides = &["diary.edit", "diary.delete", "diary.read"];
        scene.on_back = (!self.filter.is_empty()).then(|| vec![Act::Key(Key::Esc)]);
        scene
    }

    fn month_scene(&self, cx: &Cx<'_>) -> Scene {
        let first = self.day(cx.now).0.first_of_month();
        let Some(span) = self.month.as_ref().filter(|span| span.from == Night(first)) else {
            return Scene::new("month to be read", vec![]);
        };
        let name = first.strftime("%B %Y").to_string();
        let mut scene = Scene::new(
            format!("month {first} {}", span.episodes.len()),
            vec![format!("{name}, night by night.")],
        );
        let today = Night(cx.now.wall.date());
        for i in 0..i32::from(first.days_in_month()) {
            let night = Night(first).back(-i);
            if night > today {
                break;
            }
            let cramps = span.episodes.iter().filter(|episode| episode.night() == night).count();
            let note = span.nights.iter().find(|note| note.night == night);
            let what = match cramps {
                0 if note.is_some_and(|note| note.no_cramp) => "looked at, no cramp".to_owned(),
                0 => "no record".to_owned(),
                1 => "1 cramp".to_owned(),
                n => format!("{n} cramps"),
            };
            let ticked = if note.is_some_and(|note| note.programme) { ", bedtime stretches" } else { "" };
            let day = usize::try_from(i).unwrap_or(0);
            let words = format!("{what}{ticked}");
            scene.enter(words, vec![Act::Pick(Spot::Item(day))]);
        }
        scene.on_back = Some(vec![Act::Key(Key::Esc)]);
        scene.hides = &["diary.no-cramp", "diary.bedtime", "diary.add", "diary.read"];
        let charts = cx.keys.name(MONTH_KEYS, &DiaryVerb::NextView);
        scene.ask = format!(
            "The number of a night. earlier or later, another month. {charts}, the charts. back, the list."
        );
        scene
    }

    fn night_scene(&self, cx: &Cx<'_>) -> Scene {
        let night = self.day(cx.now);
        let mut page = Page::plain();
        if let Some(span) = &self.month {
            view::month::write_night(&mut page, span, night, cx);
        }
        let mut scene = Scene::new(format!("night {night}"), page.into_plain().lines);
        scene.is_inside = true;
        scene.choose("Its entries", vec![Act::Key(Key::Enter)]);
        let press = |verb| press(cx.keys, MONTH_KEYS, &verb);
        scene.choose("No cramp that night, or take that back", press(DiaryVerb::NoCramp));
        scene.choose("Bedtime stretches done, or take that back", press(DiaryVerb::Programme));
        scene.choose("Add a cramp", press(DiaryVerb::Add));
        scene.ask = "A number. back, the month.".to_owned();
        scene
    }
}

/// One field at a time, then what becomes of it all.
fn form_scene(form: &Form, listener: &Listener) -> Scene {
    let is_through = listener.is_through && form.wrong.is_none();
    let Some(field) = form.fields.get(form.focus).filter(|_| !is_through) else {
        let mut scene =
            Scene::new(format!("{}: all asked", form.title), vec!["That was the last question.".to_owned()]);
        scene.choose("Keep it", vec![Act::Key(Key::Enter)]);
        scene.choose("Leave it; it can be taken up again", vec![Act::Key(Key::Esc)]);
        scene.on_enter = Some(vec![Act::Key(Key::Enter)]);
        scene.on_back = Some(vec![]);
        scene.ask = "Enter keeps it. back, the last question again.".to_owned();
        return scene;
    };
    let mut scene = Scene::new(format!("{} {}", form.title, form.focus), vec![]);
    scene.tell(
        format!("form {}", form.title),
        format!(
            "{}: {} questions. Enter leaves an answer as it is. keep ends here and keeps all; leave ends without. A line that \
             begins with = is taken as it is.",
            form.title.trim_end_matches('.'),
            form.fields.len()
        ),
    );
    let now = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
    match &field.value {
        Value::Line(line) => {
            scene.listens = Listens::Line;
            scene.lines.push(format!(
                "{}. {}. Now: {}.",
                field.label,
                field.hint.trim_end_matches('.'),
                now(line.text())
            ));
        }
        Value::One { words, at } => {
            scene.first = 0;
            let is = words.get(*at).copied().unwrap_or("");
            scene.lines.push(format!("{}. Now: {}.", field.label, now(is)));
            for (i, word) in words.iter().enumerate() {
                let mut keys = vec![Act::Key(Key::Home)];
                keys.extend(std::iter::repeat_n(Act::Key(Key::Right), i));
                scene.choose(*word, keys);
            }
        }
        Value::Many { words, .. } => {
            let ticked: Vec<&str> =
                words.iter().filter(|(_, ticked)| *ticked).map(|(word, _)| word.as_str()).collect();
            let more = "Numbers with spaces between, 0 for none";
            scene.lines.push(format!("{}. {more}. Now: {}.", field.label, now(&ticked.join("; "))));
            for (word, _) in words {
                scene.choose(word.clone(), vec![]);
            }
            scene.listens = Listens::Ticks(words.iter().map(|(_, ticked)| *ticked).collect());
        }
    }
    let is_last = form.focus + 1 >= form.fields.len();
    scene.then = Some(if is_last { vec![] } else { vec![Act::Key(Key::Down)] });
    if let Some((_, why)) = &form.wrong {
        scene.tell(format!("wrong {why}"), why.clone());
    }
    scene.on_back = Some(if form.focus > 0 { vec![Act::Key(Key::Up)] } else { vec![Act::Key(Key::Esc)] });
    scene
}
