//! `uncramp log`: an entry from the command line. What is printed is on the disk.

use std::io::{self, Read};

use serde_json::{Value, json};

use super::{
    Exit, Refusal,
    args::{Global, Log},
    book,
    diary::{self, DiaryClient},
    json, print,
};
use crate::{
    domain::{
        book::Book,
        clean::clean,
        diary::{DiaryRequest, DiaryResponse},
        episode::{
            Change, Episode, Ids, Limb, MAX_NOTE, MAX_SECONDS, MAX_WORD, Medicine, MedicineChange, NightNote,
            Record, Route, Scale, Site, Source, Waking,
        },
        local_time::{self, LocalTime, Night},
        nearest::nearest,
        vocabulary::Tag,
    },
    runtime::{clock::Clock, places::seed},
};

pub(super) fn run(log: &Log, global: &Global) -> Result<Exit, Refusal> {
    let book = book::open_saying(global);
    if log.tags {
        print(&if log.json { tags_json(&book) } else { tags(&book) })?;
        return Ok(Exit::Done);
    }
    let now = Clock::start(1.0).now().wall;
    let mut ids = Ids::new(seed());
    let mut client = DiaryClient::open(global)?;
    if log.on.is_some() && !log.none_last_night && !log.bedtime && log.medicine.is_none() {
        let sentence = "--on goes with --none-last-night, --bedtime or --medicine; a cramp has --at";
        return Err(Refusal::usage(sentence));
    }
    let (said, record) = if log.none_last_night {
        let night = on(log, Night::last(&now))?;
        let note = tick(&mut client, night, |note| NightNote { no_cramp: true, ..note })?;
        (format!("{}: no cramp.", night.words()), Record::Night(note))
    } else if log.bedtime {
        let night = on(log, LocalTime::of(&now).night())?;
        let note = tick(&mut client, night, |note| NightNote { programme: true, ..note })?;
        (format!("{}: bedtime stretches done.", night.words()), Record::Night(note))
    } else if let Some(name) = &log.medicine {
        let medicine = medicine(log, name, ids.make(), on(log, Night(now.date()))?)?;
        let said = format!("{}: {} {}.", medicine.date.words(), medicine.change.words(), medicine.name);
        let record = Record::Medicine(medicine);
        client.add(record.clone())?;
        (said, record)
    } else {
        let episode = episode(log, &book, ids.make(), &now)?;
        let said = format!("Night of {}: a cramp at {}.", episode.night().words(), episode.start.clock());
        let record = Record::Episode(episode);
        client.add(record.clone())?;
        (said, record)
    };
    let text = if log.json { json::text(&json::record(&record)?) } else { format!("In the diary. {said}\n") };
    print(&text).map_err(Refusal::though_kept)?;
    Ok(Exit::Done)
}

/// Ticks a night beside whatever else is recorded of it, and gives what then is.
fn tick(
    client: &mut DiaryClient,
    night: Night,
    change: impl Fn(NightNote) -> NightNote,
) -> Result<NightNote, Refusal> {
    // Another window may tick the same night between the look and the save: then it is looked at again.
    for _ in 0..ATTEMPTS {
        let DiaryResponse::Span(span) = client.ask(&DiaryRequest::Span { from: night, to: night })? else {
            break;
        };
        let before = span.nights.first().copied();
        let after = change(before.unwrap_or(NightNote { night, no_cramp: false, programme: false }));
        if after.no_cramp && !before.is_some_and(|note| note.no_cramp) && !span.episodes.is_empty() {
            let sentence =
                format!("a cramp is recorded for the night of {}: it cannot be one without", night.words());
            return Err(Refusal::usage(sentence));
        }
        if before == Some(after) {
            return Ok(after);
        }
        let change = Change { before: before.map(Record::Night), after: Some(Record::Night(after)) };
        if client.save(vec![change])? {
            return Ok(after);
        }
    }
    Err(Refusal::error("the diary is being changed by another program; nothing was saved: try again"))
}

/// Attempts to tick a night that is being changed elsewhere.
const ATTEMPTS: u32 = 20;

/// The night or the day that was named, `latest` unless one was; none later than that.
fn on(log: &Log, latest: Night) -> Result<Night, Refusal> {
    let Some(text) = &log.on else { return Ok(latest) };
    let date = Night::parse(text)
        .ok_or_else(|| Refusal::usage(format!("--on {text:?} is no date: give it as 2026-11-22")))?;
    if date > latest {
        return Err(Refusal::usage(format!(
            "--on {date} is still to come, or not over: {latest} is the last there is"
        )));
    }
    Ok(date)
}

fn medicine(log: &Log, name: &str, id: String, date: Night) -> Result<Medicine, Refusal> {
    let change = log.change.as_deref().and_then(MedicineChange::find).unwrap_or(MedicineChange::Started);
    // Characters that a terminal would obey are no part of a name.
    let (name, dose) = (clean(name), clean(log.dose.as_deref().unwrap_or("")));
    if name.is_empty() {
        return Err(Refusal::usage("--medicine needs a name"));
    }
    limit("--medicine", &name, MAX_WORD)?;
    limit("--dose", &dose, MAX_WORD)?;
    let route = log.route.as_deref().and_then(Route::find);
    Ok(Medicine { id, date, name, dose, route, change, note: note(log)? })
}

fn episode(log: &Log, book: &Book, id: String, now: &jiff::Zoned) -> Result<Episode, Refusal> {
    let when = |flag: &str, text: &str| {
        local_time::parse(text, now).map_err(|why| Refusal::usage(format!("{flag}: {why}")))
    };
    let start = when("--at", log.at.as_deref().unwrap_or("now"))?;
    let mut episode = Episode::new(id, start, Source::Hand);
    episode.seconds = match &log.until {
        None => log.minutes,
        Some(text) => {
            let end = when("--until", text)?;
            let seconds = end.at.as_second() - start.at.as_second();
            let seconds =
                u32::try_from(seconds).ok().filter(|seconds| *seconds <= MAX_SECONDS).ok_or_else(|| {
                    let (start, end) = (start.typed(), end.typed());
                    Refusal::usage(format!(
                        "--until {end} is not within a day after --at {start}: a cramp ends after it began"
                    ))
                })?;
            Some(seconds)
        }
    };
    episode.pain = log.pain.and_then(Scale::new);
    episode.sleep_lost = log.sleep_lost.and_then(Scale::new);
    episode.soreness = log.soreness.and_then(Scale::new);
    episode.sore_hours = log.sore_hours;
    episode.back_to_sleep = log.awake_minutes;
    episode.alcohol = log.alcohol;
    episode.leg = log.leg.as_deref().and_then(Limb::find);
    episode.muscle = log.muscle.as_deref().and_then(Site::find);
    episode.waking = log.was.as_deref().and_then(Waking::find);
    let words = &book.diary;
    episode.tried = known("--tried", &log.tried, &words.tried)?;
    episode.eased_by = known("--eased-by", &log.eased_by, &words.tried)?;
    episode.before = known("--before", &log.before, &words.before)?;
    episode.also = known("--also", &log.also, &words.also)?;
    episode.note = note(log)?;
    Ok(episode)
}

/// The note; `-` reads it from standard input, so that it stands in no list of processes.
fn note(log: &Log) -> Result<String, Refusal> {
    let typed = match log.note.as_deref() {
        Some("-") => {
            let mut bytes = vec![];
            // A few bytes more than a note may have, so that one that is too long is refused and not cut.
            let most = u64::try_from(2 * MAX_NOTE).unwrap_or(u64::MAX);
            io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|error| {
                Refusal::error(format!("--note -: standard input cannot be read: {error}"))
            })?;
            String::from_utf8(bytes)
                .map_err(|_| Refusal::usage("--note -: standard input is no text in UTF-8"))?
        }
        note => note.unwrap_or("").to_owned(),
    };
    let note = typed.trim();
    limit("--note", note, MAX_NOTE)?;
    // Characters that a terminal would obey are no part of a person's own words.
    Ok(clean(note))
}

fn limit(flag: &str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.len() > most {
        return Err(Refusal::usage(format!("{flag} is {} bytes long: {most} at most", text.len())));
    }
    Ok(())
}

fn known(flag: &str, ids: &[String], tags: &[Tag]) -> Result<Vec<String>, Refusal> {
    let mut known: Vec<String> = vec![];
    for id in ids.iter().map(|id| id.trim()) {
        if !tags.iter().any(|tag| tag.id == id) {
            let near = nearest(id, tags.iter().map(|tag| tag.id.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
            return Err(Refusal::usage(format!(
                "{flag} {id:?} is not known{near} (uncramp log --tags names them all)"
            )));
        }
        if !known.iter().any(|other| other == id) {
            known.push(id.to_owned());
        }
    }
    Ok(known)
}

fn tags_json(book: &Book) -> String {
    let words = &book.diary;
    let list = |tags: &[Tag]| -> Vec<Value> {
        tags.iter()
            .filter(|tag| !tag.is_retired)
            .map(|tag| json!({ "id": tag.id, "text": tag.text }))
            .collect()
    };
    json::text(&json!({
        "tried": list(&words.tried), "before": list(&words.before), "also": list(&words.also),
    }))
}

fn tags(book: &Book) -> String {
    let words = &book.diary;
    let mut out = String::new();
    for (title, tags) in
        [("--tried, --eased-by", &words.tried), ("--before", &words.before), ("--also", &words.also)]
    {
        out.push_str(title);
        out.push('\n');
        for tag in tags.iter().filter(|tag| !tag.is_retired) {
            out.push_str(&format!("  {}: {}\n", diary::plain(&tag.id), diary::plain(&tag.text)));
        }
    }
    out
}
