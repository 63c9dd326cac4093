//! How the diary sounds: entries ten at a time, a month night by night, charts and report in words, forms a question at a time.

use super::{
    Diary, View,
    keys::{CHART_KEYS, DiaryVerb, ENTRY_KEYS, LIST_KEYS, MONTH_KEYS, REPORT_KEYS},
    view,
};
use crate::{
    domain::{episode::Record, local_time::Night, words::capital},
    screen::{
        Context,
        event::Key,
        form::{Form, Value},
        frame_info::Spot,
        plain_screen::{ExpectedInput, InputAction, PlainPosition, PlainScreen, press},
    },
    ui::text_view::TextView,
};

/// Entries that are said at once; more than anybody keeps in mind is of no use.
pub(crate) const AT_ONCE: usize = 10;
/// No entry is cut short for the ear.
const WHOLE: usize = 1000;

impl Diary {
    /// What somebody hears here.
    pub(super) fn plain(&self, ctx: &Context<'_>, listener: &PlainPosition) -> PlainScreen {
        if let Some(open) = &self.form {
            return form_plain(&open.form, listener);
        }
        if let Some(trouble) = &self.trouble {
            let lines = vec![
                "Diary.".to_owned(),
                format!("{}.", capital(trouble)),
                "Guide, stretch and checklist work without it.".to_owned(),
            ];
            return PlainScreen::new("diary trouble", lines);
        }
        match self.view {
            View::List => self.list_plain(ctx),
            View::Month if listener.inside => self.night_plain(ctx),
            View::Month => self.month_plain(ctx),
            View::Entry => {
                let mut page = TextView::plain();
                if let Some(record) = self.record() {
                    view::write_record(&mut page, record, ctx);
                }
                let place = format!("entry {:?}", self.record().map(Record::key));
                let key = |verb| ctx.keys.name(ENTRY_KEYS, &verb);
                let (edit, delete) = (key(DiaryVerb::Edit), key(DiaryVerb::Delete));
                self.page_plain(place, page, format!("{edit} edits it, {delete} deletes it. back, the list."))
            }
            View::Charts => {
                let mut page = TextView::plain();
                view::charts::write(&mut page, self, ctx, ("", 80));
                let span = ctx.keys.name(CHART_KEYS, &DiaryVerb::NextSpan);
                let ask = format!("{span}, 14, 30 or 90 nights. back, the list.");
                self.page_plain(format!("charts {}", self.nights()), page, ask)
            }
            View::Report => {
                let mut page = TextView::plain();
                view::report::write_page(&mut page, self, ctx, "");
                let key = |verb| ctx.keys.name(REPORT_KEYS, &verb);
                let (span, facts) = (key(DiaryVerb::NextSpan), key(DiaryVerb::Facts));
                let ask =
                    format!("{span}, 14, 30 or 90 nights. {facts}, a few lines about you. back, the list.");
                self.page_plain(format!("report {}", self.nights()), page, ask)
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

    fn page_plain(&self, place: String, page: TextView<'_>, ask: String) -> PlainScreen {
        let mut plain_screen = PlainScreen::new(place, page.into_plain().lines);
        plain_screen.on_back = Some(vec![InputAction::Key(Key::Esc)]);
        plain_screen.ask = ask;
        plain_screen
    }

    fn list_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let Some(listed) = &self.listed else { return PlainScreen::new("diary to be read", vec![]) };
        let mut lines = vec![match listed.total {
            1 => "Diary: 1 entry.".to_owned(),
            n => format!("Diary: {n} entries."),
        }];
        if !self.filter.is_empty() {
            lines = vec![format!("Diary: only some are shown, {} in all.", listed.total)];
        }
        if listed.total == 0 {
            let mut page = TextView::plain();
            view::write_empty(&mut page, self, ctx.keys);
            lines.extend(page.into_plain().lines);
        }
        let mut plain_screen =
            PlainScreen::new(format!("diary {} of {}", self.selected, listed.total), lines);
        let from = self.selected.saturating_sub(listed.from);
        for (i, record) in listed.entries.iter().enumerate().skip(from).take(AT_ONCE) {
            let night = record.night().map_or_else(String::new, |night| format!("{}: ", night.words()));
            let words = format!("{night}{}", view::short(record, ctx.book, WHOLE).replace("  ", ", "));
            plain_screen.choose(
                words,
                vec![InputAction::Pick(Spot::Item(listed.from + i)), InputAction::Key(Key::Enter)],
            );
        }
        let mut ask = String::new();
        if listed.total > self.selected + AT_ONCE {
            ask.push_str("more, those before them. ");
        }
        if self.selected > 0 {
            ask.push_str("newer, those after them. ");
        }
        let key = |verb| ctx.keys.name(LIST_KEYS, &verb);
        ask.push_str(&format!(
            "{} adds a cramp, {} none last night, {} the month, {} the report; ? says what else.",
            key(DiaryVerb::Add),
            key(DiaryVerb::NoCramp),
            key(DiaryVerb::NextView),
            key(DiaryVerb::Report),
        ));
        plain_screen.ask = ask;
        plain_screen.hides = &["diary.edit", "diary.delete", "diary.read"];
        plain_screen.on_back = (!self.filter.is_empty()).then(|| vec![InputAction::Key(Key::Esc)]);
        plain_screen
    }

    fn month_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let first = self.day(ctx.now).0.first_of_month();
        let Some(span) = self.month.as_ref().filter(|span| span.from == Night(first)) else {
            return PlainScreen::new("month to be read", vec![]);
        };
        let name = first.strftime("%B %Y").to_string();
        let mut plain_screen = PlainScreen::new(
            format!("month {first} {}", span.episodes.len()),
            vec![format!("{name}, night by night.")],
        );
        let today = Night(ctx.now.wall.date());
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
            plain_screen.enter(words, vec![InputAction::Pick(Spot::Item(day))]);
        }
        plain_screen.on_back = Some(vec![InputAction::Key(Key::Esc)]);
        plain_screen.hides = &["diary.no-cramp", "diary.bedtime", "diary.add", "diary.read"];
        let charts = ctx.keys.name(MONTH_KEYS, &DiaryVerb::NextView);
        plain_screen.ask = format!(
            "The number of a night. earlier or later, another month. {charts}, the charts. back, the list."
        );
        plain_screen
    }

    fn night_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let night = self.day(ctx.now);
        let mut page = TextView::plain();
        if let Some(span) = &self.month {
            view::month::write_night(&mut page, span, night, ctx);
        }
        let mut plain_screen = PlainScreen::new(format!("night {night}"), page.into_plain().lines);
        plain_screen.is_inside = true;
        plain_screen.choose("Its entries", vec![InputAction::Key(Key::Enter)]);
        let press = |verb| press(ctx.keys, MONTH_KEYS, &verb);
        plain_screen.choose("No cramp that night, or take that back", press(DiaryVerb::NoCramp));
        plain_screen.choose("Bedtime stretches done, or take that back", press(DiaryVerb::Programme));
        plain_screen.choose("Add a cramp", press(DiaryVerb::Add));
        plain_screen.ask = "A number. back, the month.".to_owned();
        plain_screen
    }
}

/// One field at a time, then what becomes of it all.
fn form_plain(form: &Form, listener: &PlainPosition) -> PlainScreen {
    let is_through = listener.is_through && form.wrong.is_none();
    let Some(field) = form.fields.get(form.focus).filter(|_| !is_through) else {
        let mut plain_screen = PlainScreen::new(
            format!("{}: all asked", form.title),
            vec!["That was the last question.".to_owned()],
        );
        plain_screen.choose("Keep it", vec![InputAction::Key(Key::Enter)]);
        plain_screen.choose("Leave it; it can be taken up again", vec![InputAction::Key(Key::Esc)]);
        plain_screen.on_enter = Some(vec![InputAction::Key(Key::Enter)]);
        plain_screen.on_back = Some(vec![]);
        plain_screen.ask = "Enter keeps it. back, the last question again.".to_owned();
        return plain_screen;
    };
    let mut plain_screen = PlainScreen::new(format!("{} {}", form.title, form.focus), vec![]);
    plain_screen.announce(
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
            plain_screen.expects = ExpectedInput::Line;
            plain_screen.lines.push(format!(
                "{}. {}. Now: {}.",
                field.label,
                field.hint.trim_end_matches('.'),
                now(line.text())
            ));
        }
        Value::One { words, at } => {
            plain_screen.first = 0;
            let is = words.get(*at).copied().unwrap_or("");
            plain_screen.lines.push(format!("{}. Now: {}.", field.label, now(is)));
            for (i, word) in words.iter().enumerate() {
                let mut keys = vec![InputAction::Key(Key::Home)];
                keys.extend(std::iter::repeat_n(InputAction::Key(Key::Right), i));
                plain_screen.choose(*word, keys);
            }
        }
        Value::Many { words, .. } => {
            let ticked: Vec<&str> =
                words.iter().filter(|(_, ticked)| *ticked).map(|(word, _)| word.as_str()).collect();
            let more = "Numbers with spaces between, 0 for none";
            plain_screen.lines.push(format!("{}. {more}. Now: {}.", field.label, now(&ticked.join("; "))));
            for (word, _) in words {
                plain_screen.choose(word.clone(), vec![]);
            }
            plain_screen.expects = ExpectedInput::Ticks(words.iter().map(|(_, ticked)| *ticked).collect());
        }
    }
    let is_last = form.focus + 1 >= form.fields.len();
    plain_screen.then = Some(if is_last { vec![] } else { vec![InputAction::Key(Key::Down)] });
    if let Some((_, why)) = &form.wrong {
        plain_screen.announce(format!("wrong {why}"), why.clone());
    }
    plain_screen.on_back =
        Some(if form.focus > 0 { vec![InputAction::Key(Key::Up)] } else { vec![InputAction::Key(Key::Esc)] });
    plain_screen
}
