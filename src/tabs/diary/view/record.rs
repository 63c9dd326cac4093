//! One record, whole: a cramp, a night, a medicine, a check.

use crate::{
    domain::{
        Book, CheckRecord, Episode, Limb, Medicine, Record, Scale, Site, clean::clean, tally::count,
        time::in_words, words::capital,
    },
    report::result,
    screen::{Context, GLOBAL_KEYS, GlobalVerb},
    tabs::{
        checklist::past,
        diary::{
            back_to_session,
            keys::{DiaryVerb, LIST_KEYS},
        },
    },
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
        Record::Check(check) => write_check(page, check, ctx),
        Record::Fact(fact, text) => page.labelled(fact.words(), &clean(text)),
    }
}

fn write_episode(page: &mut TextView<'_>, episode: &Episode, ctx: &Context<'_>) {
    page.text(
        Role::Title,
        &format!("Cramp at {}, night of {}", episode.start.clock(), episode.night().words()),
    );
    if episode.is_open && ctx.cache.under_way.as_ref() == Some(&episode.id) {
        page.text(Role::SameDay, &format!("It is going on. {}.", back_to_session(ctx)));
    } else if episode.is_open {
        let fill = ctx.keys.does(LIST_KEYS, &DiaryVerb::Edit, "fills in the rest", "to fill in the rest");
        page.text(Role::SameDay, &format!("Open: its end is not recorded. {fill}."));
    }
    if !episode.note.is_empty() {
        page.text(Role::Text, &format!("\"{}\"", clean(&episode.note)));
    }
    let mut blank = vec![];
    for (label, text) in episode_fields(episode, ctx.book) {
        match text.filter(|text| !text.is_empty()) {
            Some(text) => page.labelled(&format!("{label}:"), &text),
            None => blank.push(label.to_lowercase()),
        }
    }
    page.gap();
    // Only a cramp with a session has a stretch.
    blank.retain(|label| label != "stretch");
    if !blank.is_empty() {
        page.text(Role::Quiet, &format!("Not recorded: {}.", blank.join(", ")));
    }
    page.text(Role::Quiet, &format!("{}.", capital(episode.source.words())));
}

/// The fields of a cramp, each with its label and its words; `None` or no words for a field that is not recorded.
fn episode_fields(episode: &Episode, book: &Book) -> [(&'static str, Option<String>); 14] {
    let tags = |ids: &[String]| {
        let words: Vec<String> = ids.iter().map(|id| clean(book.diary.words(id))).collect();
        Some(words.join(", "))
    };
    let scale = |value: Option<Scale>| value.map(|value| format!("{} of 10", value.get()));
    let number = |value: Option<u16>, unit: &str| value.map(|number| count(number.into(), unit));
    let (muscle, leg) = (episode.muscle.map(Site::words), episode.leg.map(Limb::words));
    let place: Vec<&str> = muscle.into_iter().chain(leg).collect();
    let routine = episode.routine.as_ref().map(|id| {
        let title = book.routine(id).map_or_else(|| clean(id), |routine| routine.title.clone());
        match episode.steps_done {
            Some(steps) => format!("{title}, {} done", count(steps.into(), "step")),
            None => title,
        }
    });
    [
        ("Where", Some(place.join(", "))),
        ("Length", episode.seconds.map(|seconds| in_words(seconds.into()))),
        ("Pain", scale(episode.pain)),
        ("Sleep lost", scale(episode.sleep_lost)),
        ("Waking", episode.waking.map(|waking| waking.words().to_owned())),
        ("Back to sleep", number(episode.back_to_sleep, "minute")),
        ("Stretch", routine),
        ("Tried", tags(&episode.tried)),
        ("Eased by", tags(&episode.eased_by)),
        ("Before", tags(&episode.before)),
        ("Alcohol", number(episode.alcohol.map(u16::from), "unit")),
        ("Also", tags(&episode.also)),
        ("Soreness", scale(episode.soreness)),
        ("Sore hours", episode.sore_hours.map(|hours| hours.to_string())),
    ]
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

fn write_check(page: &mut TextView<'_>, check: &CheckRecord, ctx: &Context<'_>) {
    page.text(Role::Title, &format!("Checklist: {}", result::kept(check, ctx.book)));
    page.paragraph(
        Role::Quiet,
        &format!("{}, {}", check.at.local().strftime("%a %-d %b %Y"), check.at.clock()),
    );
    for words in past::words(ctx.book, &check.signs) {
        page.bullet(Role::Text, &words);
    }
    page.gap();
    let again = ctx.keys.does(GLOBAL_KEYS, &GlobalVerb::Signs, "asks again", "to be asked again");
    page.text(Role::Quiet, &format!("As it was kept then. It says nothing of today. {again}."));
}
