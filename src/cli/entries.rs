//! Entries of the diary as lines of text.

use std::fmt::Write;

use crate::{
    domain::{
        book::Book,
        clean::clean,
        episode::{Episode, Scale},
        record::{Record, RecordKey},
        tally::count,
        time::in_words,
        words::capital,
    },
    report::result,
};

/// Characters of an id that are shown.
const SHORT_ID: usize = 8;

/// Entries under their nights, newest first; labels before values. With `ids` each line begins with the short id of its entry.
pub(super) fn list(records: &[Record], book: &Book, with_ids: bool) -> String {
    let mut out = String::new();
    let mut night = None;
    for record in records {
        if let Some(of) = record.night().filter(|of| Some(*of) != night) {
            let _ = writeln!(out, "Night of {}", of.words());
            night = Some(of);
        }
        let id = short_id(record).filter(|_| with_ids).map_or_else(String::new, |id| format!("{id}  "));
        let _ = writeln!(out, "  {id}{}", line(record, book));
    }
    out
}

/// The part of an id that names an entry for `edit` and `delete`; the date of a night for its notes.
fn short_id(record: &Record) -> Option<String> {
    match record.key() {
        RecordKey::Episode(id) | RecordKey::Medicine(id) | RecordKey::Check(id) => {
            Some(clean(&id.chars().take(SHORT_ID).collect::<String>()))
        }
        RecordKey::Night(night) => Some(night.to_string()),
        RecordKey::Fact(_) => None,
    }
}

/// An entry in one line, without characters that a terminal would obey.
pub(super) fn line(record: &Record, book: &Book) -> String {
    clean(&words(record, book))
}

fn words(record: &Record, book: &Book) -> String {
    match record {
        Record::Episode(episode) => cramp(episode, book),
        Record::Night(note) => {
            let said = [(note.no_cramp, "no cramp"), (note.programme, "bedtime stretches done")];
            let said: Vec<&str> = said.iter().filter(|(is_so, _)| *is_so).map(|(_, words)| *words).collect();
            format!("{}.", capital(&said.join(", ")))
        }
        Record::Medicine(medicine) => {
            let dose = match medicine.dose_and_route() {
                dose if dose.is_empty() => dose,
                dose => format!(", {dose}"),
            };
            let (change, note) = (medicine.change.words(), quoted(&medicine.note));
            format!("Medicine {change}: {}{dose}.{note}", medicine.name)
        }
        Record::Check(check) => {
            let signs = &book.checklist;
            let words: Vec<&str> = check
                .signs
                .iter()
                .map(|id| {
                    signs.find(id).and_then(|i| signs.signs().get(i)).map_or(id.as_str(), |sign| &sign.text)
                })
                .collect();
            let outcome = result::kept(check, book);
            let ticked = if words.is_empty() { String::new() } else { format!(": {}", words.join("; ")) };
            format!("Checklist at {}, {outcome}{ticked}.", check.at.clock())
        }
        Record::Fact(fact, text) => format!("{}: {text}", fact.words()),
    }
}

fn cramp(episode: &Episode, book: &Book) -> String {
    let scale = |label: &str, value: Option<Scale>| Some(format!("{label} {} of 10", value?.get()));
    let tags = |label: &str, ids: &[String]| {
        let words: Vec<&str> = ids.iter().map(|id| book.diary.words(id)).collect();
        (!words.is_empty()).then(|| format!("{label}: {}", words.join(" and ")))
    };
    let stretch = episode.routine.as_ref().map(|id| {
        let title = book.routine(id).map_or(id.as_str(), |routine| routine.title.as_str());
        format!("stretch: {title}")
    });
    let parts = [
        Some(format!("Cramp at {}", episode.start.clock())),
        episode.muscle.map(|muscle| muscle.words().to_owned()),
        episode.leg.map(|leg| leg.words().to_owned()),
        episode.is_open.then(|| "not ended yet".to_owned()),
        episode.seconds.map(|seconds| format!("length {}", in_words(seconds.into()))),
        scale("pain", episode.pain),
        scale("sleep lost", episode.sleep_lost),
        episode.waking.map(|waking| waking.words().to_owned()),
        episode.back_to_sleep.map(|minutes| format!("awake for {}", count(minutes.into(), "minute"))),
        stretch,
        tags("tried", &episode.tried),
        tags("eased by", &episode.eased_by),
        tags("day before", &episode.before),
        tags("also", &episode.also),
        episode.alcohol.map(|units| format!("alcohol {}", count(units.into(), "unit"))),
        scale("soreness after", episode.soreness),
        episode.sore_hours.map(|hours| format!("sore for {}", count(hours.into(), "hour"))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}.{}", parts.join(", "), quoted(&episode.note))
}

/// A note after the other words of an entry; empty for no note.
fn quoted(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" \"{note}\"") }
}
