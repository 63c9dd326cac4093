//! `uncramp log`: an entry from the command line. An entry that is printed is on the disk.

use std::io::{self, IsTerminal, Read};

use serde_json::{Value, json};

use super::{
    CliError, Exit,
    args::{CrampArgs, Global, LogArgs, MedicineArgs},
    book, change,
    diary::DiaryClient,
    json, print, say,
};
use crate::{
    domain::{
        book::Book,
        clean::clean,
        diary::DiaryRequest,
        episode::{EntrySource, Episode, MAX_SECONDS, Scale},
        ids::Ids,
        local_time::{self, LocalTime, Night},
        nearest::did_you_mean,
        record::{Change, MAX_NOTE, MAX_WORD, Medicine, NightNote, Record},
        vocabulary::Tag,
    },
    runtime::{clock::Clock, places::seed},
};

pub(super) fn run(log: &LogArgs, global: &Global) -> Result<Exit, CliError> {
    let book = book::open_saying(global);
    if log.tags {
        return print(&if log.json { tags_json(&book) } else { tags(&book) });
    }
    let now = Clock::start(1.0).now().wall;
    if log.is_bare() && !is_wanted(&LocalTime::of(&now))? {
        return Ok(Exit::Done);
    }
    let mut ids = Ids::new(seed());
    let mut client = DiaryClient::open(global)?;
    let is_about_night = log.none_last_night || log.bedtime;
    if log.on.is_some() && !is_about_night && log.medicine.is_empty() {
        let sentence = "--on goes with --none-last-night, --bedtime or --medicine; a cramp has --at";
        return Err(CliError::usage(sentence));
    }
    let on = |latest: Night| on(log.on.as_deref(), latest).map(|night| night.unwrap_or(latest));
    let (said, record) = if log.none_last_night {
        let night = on(Night::last(&now))?;
        let note = tick(&mut client, night, |note| NightNote { no_cramp: true, ..note }, global)?;
        (format!("{}: no cramp.", night.words()), Record::Night(note))
    } else if log.bedtime {
        let night = on(LocalTime::of(&now).night())?;
        let note = tick(&mut client, night, |note| NightNote { programme: true, ..note }, global)?;
        (format!("{}: bedtime stretches done.", night.words()), Record::Night(note))
    } else if !log.medicine.is_empty() {
        let medicine = medicine(log, ids.make(), on(Night(now.date()))?)?;
        let said = format!("{}: {} {}.", medicine.date.words(), medicine.change.words(), medicine.name);
        let record = Record::Medicine(medicine);
        change::save(&mut client, vec![Change::add(record.clone())], global)?;
        (said, record)
    } else {
        let start = when("--at", log.cramp.at.as_deref().unwrap_or("now"), &now)?;
        let mut episode = Episode::new(ids.make(), start, EntrySource::Hand);
        fill(&mut episode, &log.cramp, &book, &now)?;
        episode.note = note(log.note.as_deref())?.unwrap_or_default();
        // After midnight the night has the date of the day before.
        let (day, clock) = (Night(episode.start.local().date()).words(), episode.start.clock());
        let said = format!("A cramp on {day} at {clock}, in the night of {}.", episode.night().words());
        let record = Record::Episode(episode);
        change::save(&mut client, vec![Change::add(record.clone())], global)?;
        (said, record)
    };
    let text = if log.json { json::text(&json::record(&record)) } else { format!("In the diary. {said}\n") };
    print(&text).map_err(CliError::though_kept)
}

/// Asks before a cramp without any detail is recorded.
///
/// # Errors
/// Options are needed where there is no terminal.
fn is_wanted(now: &LocalTime) -> Result<bool, CliError> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(CliError::usage(
            "log needs an option: uncramp log --at now for a cramp now, uncramp log --none-last-night for a night without",
        ));
    }
    let night = now.night().words();
    say(&format!(
        "This adds a cramp at {}, night of {night}, with all else blank. Add it? y or n: ",
        now.clock()
    ));
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .map_err(|error| CliError::error(format!("no answer can be read: {error}")))?;
    let is_yes = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
    if !is_yes {
        say("Nothing was added.\n");
    }
    Ok(is_yes)
}

/// Ticks a night beside its other notes, and gives the notes that then are.
fn tick(
    client: &mut DiaryClient,
    night: Night,
    change: impl Fn(NightNote) -> NightNote,
    global: &Global,
) -> Result<NightNote, CliError> {
    // Another window may tick the same night between reading and saving; then it is read again.
    for _ in 0..ATTEMPTS {
        let span = client.span(&DiaryRequest::Span { from: night, to: night })?;
        let before = span.nights.first().copied();
        let after = change(before.unwrap_or(NightNote { night, no_cramp: false, programme: false }));
        if after.no_cramp && !before.is_some_and(|note| note.no_cramp) && !span.episodes.is_empty() {
            let sentence =
                format!("a cramp is recorded for the night of {}: it cannot be one without", night.words());
            return Err(CliError::usage(sentence));
        }
        if before == Some(after) {
            return Ok(after);
        }
        let change = Change { before: before.map(Record::Night), after: Some(Record::Night(after)) };
        if client.save(vec![change.clone()])? {
            change::keep(&[change], global);
            return Ok(after);
        }
    }
    Err(CliError::error("the diary is being changed by another program; nothing was saved: try again"))
}

/// Attempts to tick a night that is being changed elsewhere.
const ATTEMPTS: u32 = 20;

/// The night or the day that was named; none later than `latest`.
pub(super) fn on(text: Option<&str>, latest: Night) -> Result<Option<Night>, CliError> {
    let Some(text) = text else { return Ok(None) };
    let date = date("--on", text)?;
    if date > latest {
        return Err(CliError::usage(format!(
            "--on {date} is still to come, or not over: the last possible date is {latest}"
        )));
    }
    Ok(Some(date))
}

/// The nights from `--from` to `--to`. `first` and `last` stand for a date that is not given.
pub(super) fn span(
    from: Option<&str>,
    to: Option<&str>,
    (first, last): (Night, Night),
) -> Result<(Night, Night), CliError> {
    let night = |flag: &str, text: Option<&str>, other| text.map_or(Ok(other), |text| date(flag, text));
    let (from, to) = (night("--from", from, first)?, night("--to", to, last)?);
    if to < from {
        return Err(CliError::usage(format!("--to {to} is before --from {from}")));
    }
    Ok((from, to))
}

fn date(flag: &str, text: &str) -> Result<Night, CliError> {
    Night::parse(text)
        .ok_or_else(|| CliError::usage(format!("{flag} {text:?} is not a date: give it as 2026-11-22")))
}

fn medicine(log: &LogArgs, id: String, date: Night) -> Result<Medicine, CliError> {
    let MedicineArgs { medicine, change, .. } = &log.medicine;
    if medicine.is_none() {
        return Err(CliError::usage("--change, --dose and --route go with --medicine NAME"));
    }
    let Some(change) = *change else {
        return Err(CliError::usage("--medicine needs --change started, changed or stopped"));
    };
    let note = note(log.note.as_deref())?.unwrap_or_default();
    let mut medicine =
        Medicine { id, date, name: String::new(), dose: String::new(), route: None, change, note };
    fill_medicine(&mut medicine, &log.medicine)?;
    Ok(medicine)
}

/// Puts the options that were given into a medicine.
pub(super) fn fill_medicine(medicine: &mut Medicine, args: &MedicineArgs) -> Result<(), CliError> {
    let text = |flag: &str, text: &str| {
        // Characters that a terminal would obey are no part of a name.
        let text = clean(text);
        limit(flag, &text, MAX_WORD)?;
        Ok::<_, CliError>(text)
    };
    if let Some(name) = &args.medicine {
        medicine.name = text("--medicine", name)?;
    }
    if medicine.name.is_empty() {
        return Err(CliError::usage("--medicine needs a name"));
    }
    if let Some(dose) = &args.dose {
        medicine.dose = text("--dose", dose)?;
    }
    medicine.route = args.route.or(medicine.route);
    medicine.change = args.change.unwrap_or(medicine.change);
    Ok(())
}

fn when(flag: &str, text: &str, now: &jiff::Zoned) -> Result<LocalTime, CliError> {
    local_time::parse(text, now).map_err(|why| CliError::usage(format!("{flag}: {why}")))
}

/// Puts the options that were given into a cramp.
pub(super) fn fill(
    episode: &mut Episode,
    args: &CrampArgs,
    book: &Book,
    now: &jiff::Zoned,
) -> Result<(), CliError> {
    if let Some(at) = &args.at {
        episode.start = when("--at", at, now)?;
    }
    if let Some(text) = &args.until {
        let end = when("--until", text, now)?;
        let seconds = end.at.as_second() - episode.start.at.as_second();
        let seconds = u32::try_from(seconds).ok().filter(|seconds| *seconds <= MAX_SECONDS);
        episode.seconds = Some(seconds.ok_or_else(|| {
            let (start, end) = (episode.start.typed(), end.typed());
            CliError::usage(format!(
                "--until {end} is not within a day after --at {start}: a cramp ends after it began"
            ))
        })?);
    }
    episode.seconds = args.minutes.or(episode.seconds);
    // A cramp whose length is known is over.
    episode.is_open &= args.minutes.is_none() && args.until.is_none();
    episode.pain = args.pain.and_then(Scale::new).or(episode.pain);
    episode.sleep_lost = args.sleep_lost.and_then(Scale::new).or(episode.sleep_lost);
    episode.soreness = args.soreness.and_then(Scale::new).or(episode.soreness);
    episode.sore_hours = args.sore_hours.or(episode.sore_hours);
    episode.back_to_sleep = args.back_to_sleep.or(episode.back_to_sleep);
    episode.alcohol = args.alcohol.or(episode.alcohol);
    episode.leg = args.leg.or(episode.leg);
    episode.muscle = args.muscle.or(episode.muscle);
    episode.waking = args.waking.or(episode.waking);
    let words = &book.diary;
    for (flag, ids, tags, list) in [
        ("--tried", &args.tried, &words.tried, &mut episode.tried),
        ("--eased-by", &args.eased_by, &words.tried, &mut episode.eased_by),
        ("--before", &args.before, &words.before, &mut episode.before),
        ("--also", &args.also, &words.also, &mut episode.also),
    ] {
        if !ids.is_empty() {
            *list = known(flag, ids, tags)?;
        }
    }
    Ok(())
}

/// The note that was given; `-` reads it from standard input, so that it stands in no list of processes.
pub(super) fn note(text: Option<&str>) -> Result<Option<String>, CliError> {
    let typed = match text {
        None => return Ok(None),
        Some("-") => {
            let mut bytes = vec![];
            // A few bytes more than a note may have, so that a note that is too long is refused and not cut.
            let most = u64::try_from(2 * MAX_NOTE).unwrap_or(u64::MAX);
            io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|error| {
                CliError::error(format!("--note -: standard input cannot be read: {error}"))
            })?;
            String::from_utf8(bytes).map_err(|_| CliError::usage("--note -: standard input is not UTF-8"))?
        }
        Some(text) => text.to_owned(),
    };
    let note = typed.trim();
    limit("--note", note, MAX_NOTE)?;
    // Characters that a terminal would obey are no part of a person's own words.
    Ok(Some(clean(note)))
}

fn limit(flag: &str, text: &str, most: usize) -> Result<(), CliError> {
    if text.len() > most {
        return Err(CliError::usage(format!("{flag} is {} bytes long: {most} at most", text.len())));
    }
    Ok(())
}

fn known(flag: &str, ids: &[String], tags: &[Tag]) -> Result<Vec<String>, CliError> {
    let mut known: Vec<String> = vec![];
    for id in ids.iter().map(|id| id.trim()) {
        if !tags.iter().any(|tag| tag.id == id) {
            let near = did_you_mean(id, tags.iter().map(|tag| tag.id.as_str()));
            return Err(CliError::usage(format!(
                "{flag} {id:?} is not known{near} (uncramp log --tags lists them all)"
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
            out.push_str(&format!("  {}: {}\n", clean(&tag.id), clean(&tag.text)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::wall;

    #[test]
    fn a_cramp_that_was_left_open_is_closed_by_its_length() {
        let now = wall("2026-11-22T03:10");
        let open =
            Episode { is_open: true, ..Episode::new("a".into(), LocalTime::of(&now), EntrySource::Session) };
        for (args, is_open) in [
            (CrampArgs { minutes: Some(240), ..CrampArgs::default() }, false),
            (CrampArgs { until: Some("03:14".into()), ..CrampArgs::default() }, false),
            (CrampArgs { pain: Some(6), ..CrampArgs::default() }, true),
        ] {
            let mut episode = open.clone();
            fill(&mut episode, &args, &crate::content::shipped(), &wall("2026-11-22T03:20")).expect("sound");
            assert_eq!(episode.is_open, is_open, "{args:?}");
        }
    }
}
