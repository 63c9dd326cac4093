//! One record, whole: a cramp, a night, a medicine, a check.

use crate::{
    domain::{
        Book, CheckRecord, Episode, Medicine, Record, Scale, clean::clean, tally::count, time::in_words,
        words::capital,
    },
    report::result,
    screen::{
        Context, TabId,
        global::{GLOBAL_KEYS, GlobalVerb},
    },
    tabs::diary::keys::{DiaryVerb, LIST_KEYS},
    ui::{Role, TextView},
};

/// Writes everything that a record holds.
pub(in crate::tabs::diary) fn write_record(page: &mut TextView<'_>, record: &Record, ctx: &Context<'_>) {
    match record {
        Record::Episode(episode) => write_episode(page, episode, ctx),
        Record::Night(note) => {
            page.text(Role::Title, &format!("Night of {}", note.night.words()));
            if note.no_cramp {
                page.bullet(Role::Text, "Noted: a night without a cramp.");
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
    page.text(
        Role::Title,
        &format!("Cramp at {}, night of {}", episode.start.clock(), episode.night().words()),
    );
    if episode.is_open && ctx.cache.under_way.as_ref() == Some(&episode.id) {
        let back = match ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Tab(TabId::Stretch)) {
            _ if page.is_plain() => "Type stretch to go".to_owned(),
            key => format!("{key} goes"),
        };
        page.text(Role::SameDay, &format!("It is going on. {back} back to it."));
    } else if episode.is_open {
        let fill = ctx.keys.does(LIST_KEYS, &DiaryVerb::Edit, "fills in the rest", "to fill in the rest");
        page.text(Role::SameDay, &format!("Open: its end is not recorded. {fill}."));
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
        ("Waking:", episode.waking.map_or_else(String::new, |waking| waking.words().to_owned())),
        ("Back to sleep:", number(episode.back_to_sleep, "minute")),
        ("Stretch:", routine),
        ("Tried:", tags(&episode.tried)),
        ("Eased by:", tags(&episode.eased_by)),
        ("Before:", tags(&episode.before)),
        ("Alcohol:", number(episode.alcohol.map(u16::from), "unit")),
        ("Also:", tags(&episode.also)),
        ("Soreness:", scale(episode.soreness)),
        ("Sore hours:", episode.sore_hours.map_or_else(String::new, |hours| hours.to_string())),
    ];
    if !episode.note.is_empty() {
        page.text(Role::Text, &format!("\"{}\"", clean(&episode.note)));
    }
    let (given, blank): (Vec<_>, Vec<_>) = said.iter().partition(|(_, text)| !text.is_empty());
    for (label, text) in given {
        page.labelled(label, text);
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
    page.paragraph(Role::Quiet, &medicine.date.words());
    if !medicine.dose.is_empty() {
        page.labelled("Dose:", &clean(&medicine.dose));
    }
    if let Some(route) = medicine.route {
        page.labelled("Route:", route.words());
    }
    if !medicine.note.is_empty() {
        page.text(Role::Text, &format!("\"{}\"", clean(&medicine.note)));
    }
}

fn write_check(page: &mut TextView<'_>, check: &CheckRecord, book: &Book) {
    page.text(Role::Title, &format!("Checklist: {}", result::kept(check, book)));
    page.paragraph(
        Role::Quiet,
        &format!("{}, {}", check.at.local().strftime("%a %-d %b %Y"), check.at.clock()),
    );
    for id in &check.signs {
        let text = book.checklist.find(id).and_then(|sign| book.checklist.signs().get(sign));
        page.bullet(Role::Text, &text.map_or_else(|| clean(id), |sign| sign.text.clone()));
    }
    page.gap();
    page.text(Role::Quiet, "As it was kept then. It says nothing of today: ! asks again.");
}
