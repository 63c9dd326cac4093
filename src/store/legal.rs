//! The bounds of a record, checked when it is written and when it is read.

use crate::domain::{
    diary::SessionMark,
    episode::{
        CheckRecord, Episode, MAX_AWAKE, MAX_NOTE, MAX_SECONDS, MAX_SORE_HOURS, MAX_TAGS, MAX_UNITS,
        MAX_WORD, Medicine, Record,
    },
    local_time::{LocalTime, Night},
    triage::MAX_SIGNS,
};

/// The reason that a record cannot be kept; `None` if it can. The words follow "the entry cannot be kept: ".
pub(super) fn objection(record: &Record) -> Option<&'static str> {
    match record {
        Record::Episode(episode) => of_episode(episode),
        Record::Night(note) => of_night(note.night),
        Record::Medicine(medicine) => of_medicine(medicine),
        Record::Check(check) => of_check(check),
        Record::Fact(_, said) => of_note(said),
    }
}

/// The reason that the mark of a session cannot be kept.
pub(super) fn objection_to_mark(mark: &SessionMark) -> Option<&'static str> {
    of_word(&mark.episode)
        .or_else(|| of_word(&mark.routine))
        .or_else(|| mark.boot.as_ref().and_then(|boot| of_word(&boot.boot)))
        .or_else(|| {
            let is_too_late = mark.boot.as_ref().is_some_and(|boot| i64::try_from(boot.millis).is_err());
            is_too_late.then_some("there is no such time")
        })
}

/// The reason that an episode cannot be kept.
pub(super) fn of_episode(episode: &Episode) -> Option<&'static str> {
    let lists = [&episode.tried, &episode.eased_by, &episode.before, &episode.also];
    of_word(&episode.id)
        .or_else(|| of_moment(episode.start))
        .or_else(|| over(episode.seconds, MAX_SECONDS, "it lasted longer than a day"))
        .or_else(|| over(episode.back_to_sleep, MAX_AWAKE, "getting back to sleep took longer than a day"))
        .or_else(|| over(episode.sore_hours, MAX_SORE_HOURS, "it was sore for longer than four weeks"))
        .or_else(|| over(episode.alcohol, MAX_UNITS, "there are too many units of alcohol"))
        .or_else(|| lists.into_iter().find_map(|tags| of_tags(tags, MAX_TAGS)))
        .or_else(|| episode.routine.as_deref().and_then(of_word))
        .or_else(|| of_note(&episode.note))
}

fn of_medicine(medicine: &Medicine) -> Option<&'static str> {
    of_word(&medicine.id)
        .or_else(|| of_night(medicine.date))
        .or_else(|| of_length(&medicine.name))
        .or_else(|| of_length(&medicine.dose))
        .or_else(|| of_note(&medicine.note))
}

fn of_check(check: &CheckRecord) -> Option<&'static str> {
    of_word(&check.id)
        .or_else(|| of_moment(check.at))
        .or_else(|| of_length(&check.outcome))
        .or_else(|| of_tags(&check.signs, MAX_SIGNS))
}

fn over<T: PartialOrd>(value: Option<T>, most: T, why: &'static str) -> Option<&'static str> {
    value.is_some_and(|value| value > most).then_some(why)
}

fn of_moment(moment: LocalTime) -> Option<&'static str> {
    let read_back = LocalTime::from_seconds(moment.at.as_second(), moment.offset.seconds());
    (read_back != Some(moment))
        .then_some("its time is before 1970 or after 2199; see to the clock of this computer")
}

fn of_night(night: Night) -> Option<&'static str> {
    (Night::parse(&night.to_string()) != Some(night)).then_some("its date is before 1970 or after 2199")
}

fn of_note(text: &str) -> Option<&'static str> {
    (text.len() > MAX_NOTE).then_some("its note is too long")
}

fn of_length(text: &str) -> Option<&'static str> {
    (text.len() > MAX_WORD).then_some("a name in it is too long")
}

/// An id is a key, so it must not be empty.
fn of_word(text: &str) -> Option<&'static str> {
    if text.is_empty() { Some("an id in it is empty") } else { of_length(text) }
}

/// Tags are stored one to a line, so none may be empty or contain a line break.
fn of_tags(tags: &[String], most: usize) -> Option<&'static str> {
    if tags.len() > most {
        return Some("it has too many tags");
    }
    tags.iter().find_map(|tag| {
        if tag.is_empty() {
            Some("a tag in it is empty")
        } else if tag.contains('\n') {
            Some("a tag in it goes over a line")
        } else {
            of_length(tag)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;
    use crate::{
        domain::episode::{Change, Episode, Source},
        store::{rows, save, schema},
    };

    proptest! {
        /// One entry that is let in and cannot be read again would cost the whole diary.
        #[test]
        fn what_is_let_in_can_be_read_again(
            seconds in prop_oneof![-200_000..200_000_i64, 7_258_000_000..7_258_300_000_i64],
            minutes in -14 * 60..14 * 60_i32, ticks in 0..=2 * MAX_SIGNS,
        ) {
            let Some(start) = LocalTime::from_seconds(seconds, minutes * 60) else { return Ok(()) };
            let signs: Vec<String> = (0..ticks).map(|sign| format!("sign-{sign}")).collect();
            let records = [
                Record::Episode(Episode::new("a".into(), start, Source::Session)),
                Record::Check(CheckRecord { id: "a".into(), at: start, outcome: "emergency".into(), signs }),
            ];
            let mut connection = Connection::open_in_memory().expect("a database");
            schema::bring_up(&mut connection).expect("the layout");
            for record in records {
                let changes = [Change::add(record.clone())];
                if save::permit(&changes).is_err() {
                    prop_assert!(ticks > MAX_SIGNS, "every sign may be ticked at once");
                    continue;
                }
                save::make(&mut connection, &changes).expect("saved");
                prop_assert_eq!(rows::find(&connection, &record.key()).expect("read"), Some(record));
            }
        }
    }
}
