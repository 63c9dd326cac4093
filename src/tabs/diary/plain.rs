//! The diary in plain mode: entries ten at a time, a month in runs of nights, charts and report in words, forms question by
//! question.

use super::{
    DiaryScreen, DiaryTab, Page,
    filling::FormState,
    keys::{DiaryVerb, MONTH_KEYS},
    view,
};
use crate::{
    domain::{Book, Night, Record, Site, tally::count, time::in_words, words::capital},
    screen::{
        Context, ExpectedInput, Field, FieldValue, Form, InputAction, Key, PlainPosition, PlainScreen, Spot,
        pick, press, press_key,
    },
    ui::TextView,
};

/// Entries printed at once.
pub(crate) const AT_ONCE: usize = 10;
/// Letters of an entry in the list: all of them.
const WHOLE: usize = 1000;

impl DiaryTab {
    /// The tab's present screen.
    pub(super) fn plain(&self, ctx: &Context<'_>, position: &PlainPosition) -> PlainScreen {
        if let DiaryScreen::Form(open) = &self.screen {
            return form_plain(&open.form, open.state, position);
        }
        if let Some(error) = &self.error {
            let lines = vec![
                "Diary.".to_owned(),
                format!("{}.", capital(error)),
                "Guide, stretch and checklist work without it.".to_owned(),
            ];
            return PlainScreen::new("diary error", lines);
        }
        match self.page() {
            Page::List => self.list_plain(ctx),
            Page::Month if *position == PlainPosition::Inside => self.night_plain(ctx),
            Page::Month => self.month_plain(ctx),
            Page::Entry => {
                let lines = TextView::paragraphs(|page| {
                    if let Some(record) = self.record() {
                        view::record::write_record(page, record, ctx);
                    }
                });
                let place = format!("entry {:?}", self.record().map(Record::key));
                page_plain(place, lines, "Type edit, delete, or back for the list.")
            }
            Page::Charts => {
                let lines = TextView::paragraphs(|page| view::charts::write(page, self, ctx));
                let ask = "Type nights for 14, 30 or 90 nights, or back for the list.";
                page_plain(format!("charts {}", self.nights()), lines, ask)
            }
            Page::Report => {
                let lines = TextView::paragraphs(|page| view::report::write_page(page, self, ctx));
                let ask = "Type nights for 14, 30 or 90 nights, me for a few lines about you, or back for the list.";
                page_plain(format!("report {}", self.nights()), lines, ask)
            }
        }
    }

    /// True if the present view is still being read from the disk. After a failure to read, there is nothing to wait for.
    pub(crate) fn is_waiting(&self) -> bool {
        let is_there = match self.page() {
            Page::List | Page::Entry | Page::Month => self.entries.is_some(),
            Page::Charts | Page::Report => self.entries.is_some() && self.background.is_some(),
        };
        !is_there && self.error.is_none()
    }

    fn list_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let Some(entries) = &self.entries else { return PlainScreen::new("diary to be read", vec![]) };
        let total = entries.count();
        let mut lines = vec![match total {
            1 => "Diary: 1 entry.".to_owned(),
            n => format!("Diary: {n} entries."),
        }];
        if !self.filter.is_empty() {
            lines = vec![format!("Diary: only some are shown, {} in all.", total)];
        }
        if total == 0 {
            lines.push("A cramp that you stretch with this program is recorded by itself.".to_owned());
        }
        let mut screen = PlainScreen::new(format!("diary {} of {}", self.selected, total), lines);
        let shown = (self.selected..total).take(AT_ONCE);
        for (i, record) in shown.filter_map(|i| entries.get(i).map(|record| (i, record))) {
            let night = record.night().map_or_else(String::new, |night| format!("{}: ", night.words()));
            let words = format!("{night}{}", in_short(record, ctx.book));
            screen.choose(words, vec![InputAction::Pick(Spot::Item(i)), InputAction::Key(Key::Enter)]);
        }
        let mut ask = "Type add for a cramp, none for no cramp last night".to_owned();
        if total > self.selected + AT_ONCE {
            ask.push_str(", more for older entries");
        }
        if self.selected > 0 {
            ask.push_str(", newer for newer ones");
        }
        screen.ask = format!("{ask}, month, report, or help for the rest.");
        screen.hides = &["diary.edit", "diary.delete", "diary.read"];
        screen.on_back = (!self.filter.is_empty()).then(|| press_key(Key::Esc));
        screen
    }

    fn month_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let first = self.day(ctx.now).0.first_of_month();
        let Some(span) = self.month(ctx.now) else {
            return PlainScreen::new("month to be read", vec![]);
        };
        let name = first.strftime("%B %Y").to_string();
        let mut screen =
            PlainScreen::new(format!("month {first} {}", span.episodes.len()), vec![format!("{name}.")]);
        screen.counts = Some("night");
        let today = Night(ctx.now.wall.date());
        for i in 0..i32::from(first.days_in_month()) {
            let night = Night(first).back(-i);
            if night > today {
                break;
            }
            let cramps = span.episodes.iter().filter(|episode| episode.night() == night).count();
            let note = span.nights.iter().find(|note| note.night == night);
            let what = match cramps {
                0 if note.is_some_and(|note| note.no_cramp) => "no cramp, as noted".to_owned(),
                0 => "no record".to_owned(),
                n => count(n, "cramp"),
            };
            let ticked = if note.is_some_and(|note| note.programme) { ", bedtime stretches" } else { "" };
            let day = usize::try_from(i).unwrap_or(0);
            let words = format!("{what}{ticked}");
            screen.enter(words, pick(day));
        }
        screen.on_back = Some(press_key(Key::Esc));
        screen.hides = &["diary.no-cramp", "diary.bedtime", "diary.add", "diary.read"];
        screen.ask =
            "Type the number of a night, earlier or later for another month, charts, or back for the list."
                .to_owned();
        screen
    }

    fn night_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let night = self.day(ctx.now);
        let lines = TextView::paragraphs(|page| {
            if let Some(span) = self.month(ctx.now) {
                view::nights::write_night(page, &span, night, ctx);
            }
        });
        let mut screen = PlainScreen::new(format!("night {night}"), lines);
        screen.is_inside = true;
        screen.choose("Its entries", press_key(Key::Enter));
        let press = |verb| press(ctx.keys, MONTH_KEYS, &verb);
        screen.choose("No cramp that night, or take that back", press(DiaryVerb::NoCramp));
        screen.choose("Bedtime stretches done, or take that back", press(DiaryVerb::Programme));
        screen.choose("Add a cramp", press(DiaryVerb::Add));
        screen.ask = "Type a number, or back for the month.".to_owned();
        screen
    }
}

/// A record in one line. A voice reads `0:07` as "zero oh seven", so a length is in words.
fn in_short(record: &Record, book: &Book) -> String {
    let Record::Episode(episode) = record else {
        return view::short(record, book, WHOLE).replace("  ", ", ");
    };
    let mut parts = vec![episode.start.clock()];
    parts.push(episode.muscle.map_or("cramp", Site::words).to_owned());
    parts.extend(episode.leg.map(|leg| leg.words().to_owned()));
    parts.extend(episode.is_open.then(|| "not ended yet".to_owned()));
    parts.extend(episode.seconds.map(|seconds| in_words(seconds.into())));
    parts.extend(episode.pain.map(|pain| format!("pain {} of 10", pain.get())));
    parts.join(", ")
}

/// A text in parts, with the list behind it.
fn page_plain(place: String, lines: Vec<String>, ask: &str) -> PlainScreen {
    let mut screen = PlainScreen::in_parts(place, lines);
    screen.on_back = Some(press_key(Key::Esc));
    screen.ask = ask.to_owned();
    screen
}

/// A form: one question at a time, then the question whether to keep it.
fn form_plain(form: &Form, state: FormState, position: &PlainPosition) -> PlainScreen {
    let is_right = form.wrong.is_none() && form.fields.iter().all(|field| field.wrong.is_none());
    let all_asked = *position == PlainPosition::AllAsked && is_right;
    let Some(field) = form.fields.get(form.focus).filter(|_| !all_asked) else {
        return all_asked_plain(form);
    };
    let mut screen = PlainScreen::new(format!("{} {}", form.title, form.focus), vec![]);
    screen.announce(
        format!("form {}", form.title),
        format!(
            "{}: {} questions. Press Enter to leave an answer as it is. Type keep to keep all, or leave to end without.",
            form.title.trim_end_matches('.'),
            form.fields.len()
        ),
    );
    ask_field(&mut screen, field);
    let is_last = form.focus + 1 >= form.fields.len();
    screen.then = Some(if is_last { vec![] } else { press_key(Key::Down) });
    for (i, other) in form.fields.iter().enumerate() {
        if let Some(why) = other.wrong.as_ref().filter(|_| i != form.focus) {
            let again = if i + 1 == form.focus { " Type back to answer it again." } else { "" };
            let why = why.trim_end_matches('.');
            screen.announce(format!("wrong {why}"), format!("{}: {why}.{again}", other.label));
        }
    }
    if state == FormState::AskedToDrop {
        screen.announce("drop", "Nothing is kept yet. Type leave again to drop it, or keep to keep it.");
    } else if let Some(why) = &form.wrong {
        screen.announce(format!("wrong {why}"), why.clone());
    }
    screen.on_back = Some(press_key(if form.focus > 0 { Key::Up } else { Key::Esc }));
    screen
}

/// After the last question of a form: whether to keep it.
fn all_asked_plain(form: &Form) -> PlainScreen {
    let lines = vec!["That was the last question.".to_owned()];
    let mut screen = PlainScreen::new(format!("{}: all asked", form.title), lines);
    screen.choose("Keep it", press_key(Key::Enter));
    screen.choose("Drop it", vec![InputAction::Key(Key::Esc), InputAction::Key(Key::Esc)]);
    screen.on_enter = Some(press_key(Key::Enter));
    screen.on_back = Some(vec![]);
    screen.ask = "Press Enter to keep it, or type back for the last question.".to_owned();
    screen
}

/// The question of a field, with its fault, its present value and its choices.
fn ask_field(screen: &mut PlainScreen, field: &Field) {
    screen.lines.extend(field.wrong.as_ref().map(|why| format!("{why}.")));
    let now = |text: &str| match text {
        "" | "not said" => String::new(),
        text => format!(" Now: {text}."),
    };
    let question = if field.ask.is_empty() { format!("{}?", field.label) } else { field.ask.to_owned() };
    match &field.value {
        FieldValue::Line(line) => {
            screen.expects = ExpectedInput::Line;
            let hint = field.hint.trim_end_matches('.');
            screen.lines.push(format!("{question} {hint}.{}", now(line.text())));
        }
        FieldValue::One { words, .. } => {
            screen.first = 0;
            screen.lines.push(format!("{question}{}", now(&field.words())));
            for (i, word) in words.iter().enumerate() {
                let mut keys = press_key(Key::Home);
                keys.extend(std::iter::repeat_n(InputAction::Key(Key::Right), i));
                screen.choose(*word, keys);
            }
        }
        FieldValue::Many { words, .. } => {
            let more = "Type numbers with spaces between, or 0 for none.";
            screen.lines.push(format!("{question} {more}{}", now(&field.words())));
            for (word, _) in words {
                screen.choose(word.clone(), vec![]);
            }
            screen.expects = ExpectedInput::Ticks(words.iter().map(|(_, ticked)| *ticked).collect());
        }
    }
}
