//! How the diary looks: the list by night with the selected entry beside it, and its other views.

pub(super) mod charts;
pub(super) mod month;
pub(super) mod report;

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{
    Diary, Page, Screen,
    keys::{DiaryVerb, LIST_KEYS},
};
use crate::{
    domain::{
        book::Book,
        clean::clean,
        episode::{CheckRecord, Episode, Medicine, Record, Scale, Site},
        local_time::Night,
        tally::count,
        time::{clock, in_words},
        words::capital,
    },
    report::result,
    screen::{
        Context,
        frame_info::FrameInfo,
        global::{GLOBAL_KEYS, GlobalVerb},
        keymap::Keys,
    },
    tabs::{
        guide::view::SIDE_BY_SIDE,
        stretch::keys::{RUN_KEYS, RunVerb},
    },
    ui::{
        Appearance, form,
        list::{self, ListRow},
        surface::{Surface, cut_bottom, cut_top, margin},
        text_view::TextView,
        theme::Role,
    },
};

pub(crate) fn draw(
    diary: &Diary,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let area = margin(surface.area(), 2);
    if let Screen::Form(open) = &diary.screen {
        form::draw(&open.form, &mut surface.part(area), look, out);
        return;
    }
    if let Some(trouble) = &diary.trouble {
        draw_trouble(trouble, &mut surface.part(area), look, out);
        return;
    }
    match diary.page() {
        Page::List => draw_list(diary, surface, ctx, look, out),
        Page::Entry => {
            let mut page = TextView::new(look, area.width.saturating_sub(2), ctx.marks);
            match diary.record() {
                Some(record) => write_record(&mut page, record, ctx),
                None => page.text(Role::Quiet, "Nothing is selected."),
            }
            page.draw(&mut surface.part(area), diary.scroll, out);
        }
        Page::Month => month::draw(diary, &mut surface.part(area), ctx, look, out),
        Page::Charts => charts::draw(diary, &mut surface.part(area), ctx, look, out),
        Page::Report => report::draw(diary, &mut surface.part(area), ctx, look, out),
    }
}

fn draw_trouble(trouble: &str, surface: &mut Surface<'_>, look: &Appearance, out: &mut FrameInfo) {
    let mut page = TextView::new(look, surface.area().width.saturating_sub(2), &[]);
    page.text(Role::SameDay, &format!("{} The diary cannot be used.", look.glyphs.warning));
    page.gap();
    page.text(Role::Text, &format!("{}.", capital(trouble)));
    page.gap();
    page.text(Role::Quiet, "Guide, stretch and checklist work without it.");
    page.draw(surface, 0, out);
}

fn draw_list(
    diary: &Diary,
    surface: &mut Surface<'_>,
    ctx: &Context<'_>,
    look: &Appearance,
    out: &mut FrameInfo,
) {
    let Some(entries) = &diary.entries else { return };
    let total = entries.count();
    let mut area = surface.area();
    if !diary.filter.is_empty() {
        let (row, rest) = cut_top(area, 1);
        let count = total;
        let words = if count == 1 { "entry".to_owned() } else { "entries".to_owned() };
        let text = format!("Only some are shown: {count} {words}. Esc shows all.");
        surface.part(margin(row, 2)).text(0, 0, &text, look.theme.style(Role::Accent));
        area = rest;
    }
    if total == 0 {
        let mut page = TextView::new(look, margin(area, 2).width.saturating_sub(2), &[]);
        write_empty(&mut page, diary, ctx.keys);
        page.draw(&mut surface.part(margin(area, 2)), 0, out);
        return;
    }
    out.wide = area.width >= SIDE_BY_SIDE;
    let (list, text) = if out.wide {
        let columns = 41;
        (
            Rect { width: columns, ..area },
            Rect { x: area.x + columns + 1, width: area.width - columns - 2, ..area },
        )
    } else if area.height >= 12 {
        let (list, rest) = cut_bottom(area, area.height * 2 / 5);
        let (_, text) = cut_top(rest, 1);
        (list, margin(text, 2))
    } else {
        (area, Rect { height: 0, ..area })
    };
    let mut page = TextView::new(look, text.width.saturating_sub(2), ctx.marks);
    if let Some(record) = diary.record() {
        write_record(&mut page, record, ctx);
    }
    page.draw(&mut surface.part(text), 0, out);
    let rows = rows(diary, ctx.book, (usize::from(list.width), usize::from(list.height)), look);
    list::draw(&mut surface.part(list), &rows, diary.selected, out);
}

pub(super) fn write_empty(page: &mut TextView<'_>, diary: &Diary, keys: &Keys) {
    if !diary.filter.is_empty() {
        page.text(Role::Text, "Nothing recorded is like that.");
        return;
    }
    page.text(Role::Title, "Nothing is recorded yet.");
    page.gap();
    let cramping = keys.name(GLOBAL_KEYS, &GlobalVerb::Cramping);
    let eased = keys.name(RUN_KEYS, &RunVerb::Eased);
    page.text(
        Role::Text,
        &format!(
            "A cramp that you stretch away with {cramping} is recorded by itself: after {eased}, a digit for the \
             pain, a digit for the sleep it cost, Enter."
        ),
    );
    page.gap();
    let key = |verb: DiaryVerb| keys.name(LIST_KEYS, &verb);
    page.labelled(&key(DiaryVerb::Add), "adds a cramp by hand.");
    page.labelled(
        &key(DiaryVerb::NoCramp),
        "says that there was none last night. That is worth recording: a night without a record is a \
                        night of which nothing is known.",
    );
    page.labelled(&key(DiaryVerb::Medicine), "notes a medicine started, changed or stopped.");
    page.labelled(&key(DiaryVerb::Report), "shows the page for a clinician.");
    page.gap();
    page.text(
        Role::Quiet,
        "The diary is one file on this computer, for nobody else to read. Nothing is ever sent.",
    );
}

/// The rows of what was read, under a heading for each night; only as many round the selected one as can be in view.
fn rows(
    diary: &Diary,
    book: &Book,
    (width, height): (usize, usize),
    look: &Appearance,
) -> Vec<ListRow<'static>> {
    let theme = look.theme;
    let Some(entries) = &diary.entries else { return vec![] };
    let mut rows = vec![];
    let mut heading: Option<Night> = None;
    let near = diary.selected.saturating_sub(height)..=diary.selected.saturating_add(height);
    for (at, record) in near.filter_map(|at| entries.get(at).map(|record| (at, record))) {
        let night = record.night();
        if let Some(night) = night.filter(|night| heading != Some(*night)) {
            let text = format!(" Night of {}", night.words());
            rows.push(ListRow { item: None, line: Line::styled(text, theme.style(Role::Quiet)) });
            heading = Some(night);
        }
        let chosen = at == diary.selected;
        let style = theme.style(if chosen { Role::Selected } else { Role::Text });
        let cursor = if chosen { look.glyphs.cursor } else { " " };
        let text = short(record, book, width.saturating_sub(4));
        let line = Line::from(Span::styled(format!(" {cursor} {text}"), style)).style(style);
        rows.push(ListRow { item: Some(at), line });
    }
    rows
}

/// A record in one row: as many of its parts as fit, the weightiest first.
pub(super) fn short(record: &Record, book: &Book, room: usize) -> String {
    let parts: Vec<String> = match record {
        Record::Episode(episode) => short_episode(episode),
        Record::Night(note) => [(note.no_cramp, "no cramp"), (note.programme, "bedtime stretches done")]
            .into_iter()
            .filter(|(is_so, _)| *is_so)
            .map(|(_, words)| words.to_owned())
            .collect(),
        Record::Medicine(medicine) => {
            vec![
                format!("{} {}", medicine.change.words(), clean(&medicine.name)),
                clean(&medicine.dose_and_route()),
            ]
        }
        Record::Check(check) => {
            let outcome = result::kept(check, book);
            let mut parts = vec![format!("{}  checklist", check.at.clock())];
            parts.extend(outcome.split(", ").map(str::to_owned));
            parts
        }
        Record::Fact(fact, _) => vec![fact.words().to_owned()],
    };
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let longer = if text.is_empty() { part.clone() } else { format!("{text}  {part}") };
        if !text.is_empty() && longer.chars().count() > room {
            break;
        }
        text = longer;
    }
    text
}

fn short_episode(episode: &Episode) -> Vec<String> {
    let mut parts = vec![episode.start.clock()];
    let muscle = episode.muscle.map(|muscle| match muscle {
        Site::Thigh => "front thigh",
        Site::Hamstring => "back thigh",
        other => other.id(),
    });
    let leg = episode.leg.map(|leg| leg.id());
    let place: Vec<&str> = muscle.into_iter().chain(leg).collect();
    parts.push(if place.is_empty() { "cramp".to_owned() } else { place.join(" ") });
    if episode.is_open {
        parts.push("open".to_owned());
    }
    parts.extend(episode.seconds.map(|seconds| clock(seconds.into())));
    parts.extend(episode.pain.map(|pain| format!("pain {}", pain.get())));
    parts
}

/// Everything that a record says.
pub(super) fn write_record(page: &mut TextView<'_>, record: &Record, ctx: &Context<'_>) {
    match record {
        Record::Episode(episode) => write_episode(page, episode, ctx),
        Record::Night(note) => {
            page.text(Role::Title, &format!("Night of {}", note.night.words()));
            if note.no_cramp {
                page.bullet(Role::Text, "It was looked at: no cramp.");
            }
            if note.programme {
                page.bullet(Role::Text, "Bedtime stretches done.");
            }
        }
        Record::Medicine(medicine) => write_medicine(page, medicine),
        Record::Check(check) => write_check(page, check, ctx.book),
        Record::Fact(fact, text) => page.labelled(fact.words(), &clean(text)),
    }
}

fn write_episode(page: &mut TextView<'_>, episode: &Episode, ctx: &Context<'_>) {
    let book = ctx.book;
    let tags =
        |ids: &[String]| ids.iter().map(|id| clean(book.diary.words(id))).collect::<Vec<_>>().join(", ");
    let scale =
        |value: Option<Scale>| value.map_or_else(String::new, |value| format!("{} of 10", value.get()));
    page.text(Role::Title, &format!("Cramp at {}", episode.start.clock()));
    page.text(Role::Quiet, &format!("Night of {}", episode.night().words()));
    page.gap();
    if episode.is_open && ctx.cache.under_way.as_ref() == Some(&episode.id) {
        page.text(Role::SameDay, "It is going on: 4 goes back to it.");
    } else if episode.is_open {
        let edit = ctx.keys.name(LIST_KEYS, &DiaryVerb::Edit);
        let text = format!("Open: nobody has said yet that it let go. {edit} fills in the rest.");
        page.text(Role::SameDay, &text);
    }
    let place: Vec<&str> = episode
        .muscle
        .map(|muscle| muscle.words())
        .into_iter()
        .chain(episode.leg.map(|leg| leg.words()))
        .collect();
    let length = episode.seconds.map_or_else(String::new, |seconds| in_words(seconds.into()));
    let number = |value: Option<u16>, unit: &str| value.map_or_else(String::new, |n| count(n.into(), unit));
    let routine = episode.routine.as_ref().map_or_else(String::new, |id| {
        let title = book.routine(id).map_or_else(|| clean(id), |routine| routine.title.clone());
        match episode.steps_done {
            Some(steps) => format!("{title}, {} done", count(steps.into(), "step")),
            None => title,
        }
    });
    let said = [
        ("Where:", place.join(", ")),
        ("Length:", length),
        ("Pain:", scale(episode.pain)),
        ("Sleep lost:", scale(episode.sleep_lost)),
        ("Asleep or awake:", episode.waking.map_or_else(String::new, |waking| waking.words().to_owned())),
        ("Awake for:", number(episode.back_to_sleep, "minute")),
        ("Stretch:", routine),
        ("Tried:", tags(&episode.tried)),
        ("Eased by:", tags(&episode.eased_by)),
        ("Day before:", tags(&episode.before)),
        ("Alcohol:", number(episode.alcohol.map(u16::from), "unit")),
        ("Also noticed:", tags(&episode.also)),
        ("Soreness after:", scale(episode.soreness)),
        ("Sore for:", number(episode.sore_hours, "hour")),
    ];
    let (given, blank): (Vec<_>, Vec<_>) = said.iter().partition(|(_, text)| !text.is_empty());
    for (label, text) in given {
        page.labelled(label, text);
    }
    if !episode.note.is_empty() {
        page.gap();
        page.text(Role::Text, &format!("\"{}\"", clean(&episode.note)));
    }
    page.gap();
    let blank: Vec<String> = blank
        .iter()
        .filter(|(label, _)| *label != "Stretch:")
        .map(|(label, _)| label.trim_end_matches(':').to_lowercase())
        .collect();
    if !blank.is_empty() {
        page.text(Role::Quiet, &format!("Not recorded: {}.", blank.join(", ")));
    }
    page.text(Role::Quiet, &format!("{}.", capital(episode.source.words())));
}

fn write_medicine(page: &mut TextView<'_>, medicine: &Medicine) {
    page.text(Role::Title, &format!("{} {}", capital(medicine.change.words()), clean(&medicine.name)));
    page.text(Role::Quiet, &medicine.date.words());
    page.gap();
    if !medicine.dose.is_empty() {
        page.labelled("Dose:", &clean(&medicine.dose));
    }
    if let Some(route) = medicine.route {
        page.labelled("Taken as:", route.words());
    }
    if !medicine.note.is_empty() {
        page.text(Role::Text, &format!("\"{}\"", clean(&medicine.note)));
    }
}

fn write_check(page: &mut TextView<'_>, check: &CheckRecord, book: &Book) {
    page.text(Role::Title, &format!("Checklist: {}", result::kept(check, book)));
    page.text(Role::Quiet, &format!("{}, {}", check.at.local().strftime("%a %-d %b %Y"), check.at.clock()));
    page.gap();
    for id in &check.signs {
        let text = book.checklist.find(id).and_then(|sign| book.checklist.signs().get(sign));
        page.bullet(Role::Text, &text.map_or_else(|| clean(id), |sign| sign.text.clone()));
    }
    page.gap();
    page.text(Role::Quiet, "As it was kept then. It says nothing of today: ! asks again.");
}
