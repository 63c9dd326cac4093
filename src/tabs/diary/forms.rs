//! Turns a record into a form and a form into a record, and checks each field.

use super::filling::Subject;
use crate::{
    domain::{
        Book, Episode, Fact, Filter, Limb, MAX_NOTE, MAX_SORE_HOURS, MAX_UNITS, MAX_WORD, Medicine,
        MedicineChange, Night, Now, Record, Route, Scale, Site, Tag, Waking,
        length::{minutes, parse_minutes, parse_whole_minutes},
        local_time,
    },
    screen::{Field, FieldValue, Form, TextField},
};

/// The most bytes of a time.
const WHEN_LENGTH: usize = 40;

const START: &str = "Start";
pub(super) const MINUTES: &str = "Minutes";
const LEG: &str = "Leg";
const MUSCLE: &str = "Muscle";
const PAIN: &str = "Pain, 0-10";
const SLEEP: &str = "Sleep lost, 0-10";
const WAKING: &str = "Waking";
const AWAKE: &str = "Back to sleep";
const TRIED: &str = "Tried";
const EASED: &str = "Eased by";
const BEFORE: &str = "Before";
const ALSO: &str = "Also";
const ALCOHOL: &str = "Alcohol";
const SORE: &str = "Soreness, 0-10";
const SORE_HOURS: &str = "Sore hours";
const NOTE: &str = "Note";
const DATE: &str = "Date";
const NAME: &str = "Medicine";
const DOSE: &str = "Dose";
const ROUTE: &str = "Route";
const CHANGE: &str = "Change";
const TEXT: &str = "Text";
const FROM: &str = "From";
const TO: &str = "To";

fn digits<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn scale(value: Option<Scale>) -> String {
    digits(value.map(Scale::get))
}

/// The tags of a form: those of the book that are not retired, then those that only the record has.
fn offered(tags: &[Tag], has: &[String]) -> Vec<Tag> {
    let asked = tags.iter().filter(|tag| !tag.is_retired);
    let mut offered: Vec<Tag> = asked.cloned().collect();
    for id in has {
        if !offered.iter().any(|tag| tag.id == *id) {
            let known = tags.iter().find(|tag| tag.id == *id).cloned();
            let own = || Tag { id: id.clone(), text: id.clone(), is_retired: true };
            offered.push(known.unwrap_or_else(own));
        }
    }
    offered
}

fn ticks(tags: &[Tag], has: &[String]) -> Vec<(String, bool)> {
    offered(tags, has).into_iter().map(|tag| (tag.text, has.contains(&tag.id))).collect()
}

fn ticked(form: &Form, label: &str, tags: &[Tag], had: &[String]) -> Vec<String> {
    let offered = offered(tags, had);
    let at = form.field(label).map_or_else(Vec::new, Field::ticked);
    at.into_iter().filter_map(|at| offered.get(at)).map(|tag| tag.id.clone()).collect()
}

fn choice<T: Copy + PartialEq>(
    label: &'static str,
    all: &'static [T],
    words: fn(T) -> &'static str,
    chosen: Option<T>,
) -> Field {
    let at = chosen.and_then(|chosen| all.iter().position(|choice| *choice == chosen));
    Field::one(label, all.iter().map(|choice| words(*choice)).collect(), at)
}

fn chosen<T: Copy>(form: &Form, label: &str, all: &[T]) -> Option<T> {
    form.field(label).and_then(Field::chosen).and_then(|at| all.get(at)).copied()
}

fn text<'f>(form: &'f Form, label: &str) -> &'f str {
    form.field(label).map_or("", Field::text)
}

/// The text of a line. An unchanged line gives the value of the record to the letter, because a line shows no line breaks.
fn retyped(form: &Form, label: &str, had: &str, most: usize) -> String {
    let typed = text(form, label);
    if typed == TextField::holding(had, most).text().trim() { had.to_owned() } else { typed.to_owned() }
}

/// The form of a cramp or a medicine; other records have none.
pub(super) fn record_form(record: &Record, book: &Book) -> Option<Form> {
    match record {
        Record::Episode(episode) => Some(episode_form("A cramp", episode, book)),
        Record::Medicine(medicine) => Some(medicine_form(medicine)),
        Record::Night(_) | Record::Check(_) | Record::Fact(..) => None,
    }
}

/// The record of a checked form.
pub(super) fn read_record(form: &Form, had: &Record, book: &Book, now: &jiff::Zoned) -> Record {
    match had {
        Record::Episode(had) => Record::Episode(read_episode(form, had, book, now)),
        Record::Medicine(had) => Record::Medicine(read_medicine(form, had)),
        other => other.clone(),
    }
}

/// The form of a cramp.
pub(super) fn episode_form(title: &str, episode: &Episode, book: &Book) -> Form {
    let tags = &book.diary;
    Form::new(
        title,
        vec![
            Field::line(
                START,
                &episode.start.typed(),
                WHEN_LENGTH,
                "03:10, yesterday 23:30, 2026-11-22 03:10",
            )
            .asking("When did it begin?"),
            Field::line(MINUTES, &minutes(episode.seconds), 24, "4 or 4 min, 2:30")
                .asking("How long did it last?"),
            choice(LEG, Limb::ALL, Limb::words, episode.leg).asking("Which leg?"),
            choice(MUSCLE, Site::ALL, Site::words, episode.muscle).asking("Which muscle?"),
            Field::line(PAIN, &scale(episode.pain), 2, "0 is none, 10 the worst there is")
                .asking("How bad was the pain?"),
            Field::line(SLEEP, &scale(episode.sleep_lost), 2, "0 is none, 10 the whole night")
                .asking("How much sleep did it cost?"),
            choice(WAKING, Waking::ALL, Waking::words, episode.waking)
                .asking("Asleep or awake when it began?"),
            Field::line(AWAKE, &digits(episode.back_to_sleep), 24, "20 or 20 min, 1 h 10 min")
                .asking("How long until you were asleep again?"),
            Field::many(TRIED, ticks(&tags.tried, &episode.tried)).asking("Which of these did you try?"),
            Field::many(EASED, ticks(&tags.tried, &episode.eased_by)).asking("Which of these eased it?"),
            Field::many(BEFORE, ticks(&tags.before, &episode.before))
                .asking("Which of these on the day before?"),
            Field::line(ALCOHOL, &digits(episode.alcohol), 2, "A whole number")
                .asking("How many units of alcohol on the day before?"),
            Field::many(ALSO, ticks(&tags.also, &episode.also)).asking("Did you notice any of these?"),
            Field::line(SORE, &scale(episode.soreness), 2, "0 is not at all, 10 the worst")
                .asking("How sore was it the day after?"),
            Field::line(SORE_HOURS, &digits(episode.sore_hours), 3, "A whole number")
                .asking("How many hours was it sore?"),
            Field::line(NOTE, &episode.note, MAX_NOTE, "In your own words").asking("Any more to note?"),
        ],
    )
}

/// Fills in the day; the time is left to type.
pub(super) fn ask_time(form: &mut Form, day: Night) {
    if let Some(Field { value: FieldValue::Line(line), hint, .. }) = form.fields.first_mut() {
        *line = TextField::holding(&format!("{day} "), WHEN_LENGTH);
        *hint = "Type the time: 03:10. An evening is of the day before";
    }
}

/// The fault of a field, from its text alone; `None` for a field that is right.
pub(super) fn fault(field: &Field, subject: &Subject, now: &Now) -> Option<String> {
    let text = field.text();
    match (field.label, subject) {
        // An untouched time keeps its seconds and its offset.
        (START, Subject::Record { had, .. }) if is_start(had, text) => None,
        (START, _) => local_time::parse(text, &now.wall).err(),
        (MINUTES, _) => parse_minutes(text).err(),
        (PAIN | SLEEP | SORE, _) => number(text, 10).err(),
        (AWAKE, _) => parse_whole_minutes(text).err(),
        (ALCOHOL, _) => number(text, MAX_UNITS.into()).err(),
        (SORE_HOURS, _) => number(text, MAX_SORE_HOURS).err(),
        (DATE, _) => match night(text) {
            Err(why) => Some(why),
            Ok(None) => Some("give the day it happened: 2026-11-22".to_owned()),
            Ok(Some(date)) if date > Night(now.wall.date()) => Some("that day is still to come".to_owned()),
            Ok(Some(_)) => None,
        },
        (FROM | TO, _) => night(text).err(),
        _ => None,
    }
}

fn is_start(had: &Record, text: &str) -> bool {
    matches!(had, Record::Episode(had) if text == had.start.typed())
}

/// Checks the whole form. Each fault is shown beside its field, and the first one gets the focus. True if there is none.
pub(super) fn check(form: &mut Form, subject: &Subject, now: &Now) -> bool {
    for field in &mut form.fields {
        field.wrong = fault(field, subject, now);
    }
    // A field that the form does not have refuses nothing.
    if text(form, NAME).is_empty() {
        form.refuse(NAME, "give its name");
    }
    if chosen(form, CHANGE, MedicineChange::ALL).is_none() {
        form.refuse(CHANGE, "choose what happened");
    }
    if let (Some(from), Some(to)) = (read_night(form, FROM), read_night(form, TO))
        && to < from
    {
        form.refuse(TO, "the last night is before the first");
    }
    let wrong = form.fields.iter().position(|field| field.wrong.is_some());
    form.focus = wrong.unwrap_or(form.focus);
    wrong.is_none()
}

/// A whole number up to `most`, or the reason why the text is none; an empty text is no number and no fault.
fn number(text: &str, most: u16) -> Result<Option<u16>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.parse().ok().filter(|number| *number <= most);
    read.map(Some).ok_or_else(|| format!("{text:?} is not a whole number from 0 to {most}"))
}

/// A date, or the reason why the text is none; an empty text is no date and no fault.
fn night(text: &str) -> Result<Option<Night>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    Night::parse(text).map(Some).ok_or_else(|| format!("{text:?} is not a date: give it as 2026-11-22"))
}

fn read_night(form: &Form, label: &str) -> Option<Night> {
    night(text(form, label)).ok().flatten()
}

fn read_number(form: &Form, label: &str, most: u16) -> Option<u16> {
    number(text(form, label), most).ok().flatten()
}

fn read_scale(form: &Form, label: &str) -> Option<Scale> {
    read_number(form, label, 10).and_then(|value| u8::try_from(value).ok()).and_then(Scale::new)
}

/// The cramp of a checked form. Values that the form does not ask for stay as in `had`.
fn read_episode(form: &Form, had: &Episode, book: &Book, now: &jiff::Zoned) -> Episode {
    let mut episode = had.clone();
    if text(form, START) != had.start.typed() {
        episode.start = local_time::parse(text(form, START), now).unwrap_or(had.start);
    }
    if text(form, MINUTES) != minutes(had.seconds) {
        episode.seconds = parse_minutes(text(form, MINUTES)).ok().flatten();
    }
    episode.pain = read_scale(form, PAIN);
    episode.sleep_lost = read_scale(form, SLEEP);
    episode.soreness = read_scale(form, SORE);
    episode.back_to_sleep = parse_whole_minutes(text(form, AWAKE)).ok().flatten();
    episode.alcohol = read_number(form, ALCOHOL, MAX_UNITS.into()).and_then(|units| u8::try_from(units).ok());
    episode.sore_hours = read_number(form, SORE_HOURS, MAX_SORE_HOURS);
    episode.leg = chosen(form, LEG, Limb::ALL);
    episode.muscle = chosen(form, MUSCLE, Site::ALL);
    episode.waking = chosen(form, WAKING, Waking::ALL);
    let tags = &book.diary;
    episode.tried = ticked(form, TRIED, &tags.tried, &had.tried);
    episode.eased_by = ticked(form, EASED, &tags.tried, &had.eased_by);
    episode.before = ticked(form, BEFORE, &tags.before, &had.before);
    episode.also = ticked(form, ALSO, &tags.also, &had.also);
    episode.note = retyped(form, NOTE, &had.note, MAX_NOTE);
    // A cramp that was filled in by hand is over.
    episode.is_open = false;
    episode
}

/// The form of a medicine.
fn medicine_form(medicine: &Medicine) -> Form {
    Form::new(
        "A medicine",
        vec![
            Field::line(DATE, &medicine.date.to_string(), WHEN_LENGTH, "The day it happened: 2026-11-22"),
            Field::line(NAME, &medicine.name, MAX_WORD, "Its name, as on the box"),
            Field::line(DOSE, &medicine.dose, MAX_WORD, "Dose; for HRT its type too"),
            choice(ROUTE, Route::ALL, Route::words, medicine.route).asking("How is it taken?"),
            choice(CHANGE, MedicineChange::ALL, MedicineChange::words, Some(medicine.change))
                .asking("What happened?"),
            Field::line(NOTE, &medicine.note, MAX_NOTE, "In your own words"),
        ],
    )
}

/// The medicine of a checked form.
fn read_medicine(form: &Form, had: &Medicine) -> Medicine {
    Medicine {
        id: had.id.clone(),
        date: read_night(form, DATE).unwrap_or(had.date),
        name: retyped(form, NAME, &had.name, MAX_WORD),
        dose: retyped(form, DOSE, &had.dose, MAX_WORD),
        route: chosen(form, ROUTE, Route::ALL),
        change: chosen(form, CHANGE, MedicineChange::ALL).unwrap_or(had.change),
        note: retyped(form, NOTE, &had.note, MAX_NOTE),
    }
}

/// The form of the lines about the person.
pub(super) fn facts_form(facts: &[(Fact, String)]) -> Form {
    let line = |fact: &Fact| {
        let text = facts.iter().find(|(other, _)| other == fact).map_or("", |(_, text)| text.as_str());
        let hint = match fact {
            Fact::Who => "As the clinician should see it; may be left empty",
            Fact::Conditions => {
                "Diabetes, thyroid, kidney, liver, vessels, past clot, pregnancy, nerves, back"
            }
            Fact::Onset => "A year or an age, as near as you know",
            Fact::Impact => "In your own words",
            Fact::Tried => "Stretches and other things you did, and for how long",
            Fact::Took => "Tablets, supplements or drinks you took for the cramps",
            Fact::Worry => "The thing you fear most, or most want to ask",
            // Never typed: the checklist and a half-filled form write these.
            Fact::Remembered | Fact::Draft => "",
        };
        Field::line(fact.words(), text, MAX_NOTE, hint)
    };
    Form::new("For the report", Fact::TYPED.iter().map(line).collect())
}

/// The lines about the person.
pub(super) fn read_facts(form: &Form, had: &[(Fact, String)]) -> Vec<(Fact, String)> {
    let had = |fact: &Fact| had.iter().find(|(other, _)| other == fact).map_or("", |(_, text)| text);
    Fact::TYPED.iter().map(|fact| (*fact, retyped(form, fact.words(), had(fact), MAX_NOTE))).collect()
}

/// The form of a filter.
pub(super) fn filter_form(filter: &Filter) -> Form {
    let night = |night: Option<Night>| night.map_or_else(String::new, |night| night.to_string());
    Form::new(
        "Show only",
        vec![
            Field::line(TEXT, &filter.text, MAX_WORD, "In notes, medicines and what was ticked"),
            choice(LEG, Limb::ALL, Limb::words, filter.leg),
            choice(MUSCLE, Site::ALL, Site::words, filter.muscle),
            Field::line(FROM, &night(filter.from), WHEN_LENGTH, "First night: 2026-11-01"),
            Field::line(TO, &night(filter.to), WHEN_LENGTH, "Last night: 2026-11-22"),
        ],
    )
}

/// The filter of a checked form.
pub(super) fn read_filter(form: &Form) -> Filter {
    Filter {
        text: text(form, TEXT).to_owned(),
        leg: chosen(form, LEG, Limb::ALL),
        muscle: chosen(form, MUSCLE, Site::ALL),
        from: read_night(form, FROM),
        to: read_night(form, TO),
    }
}
