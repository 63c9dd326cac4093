//! The records of the diary as files have them: the shapes that are written, and what makes a written one a record.

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::{
    clean::clean,
    episode::{
        CheckRecord, Episode, Fact, Limb, MAX_AWAKE, MAX_NOTE, MAX_SECONDS, MAX_SORE_HOURS, MAX_TAGS,
        MAX_UNITS, MAX_WORD, Medicine, MedicineChange, NightNote, Record, Route, Scale, Site, Source, Waking,
    },
    local_time::{LocalTime, Night, read_back},
    triage::MAX_SIGNS,
};

/// A value that is `null` is one that is not there, as other programs write it.
fn null_is_none<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Option::<T>::deserialize(from).map(Option::unwrap_or_default)
}

/// A whole number, also as `6.0` or `"6"`: other programs write it so.
fn whole_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    let text = match &value {
        serde_json::Value::Null => return Ok(None),
        serde_json::Value::Number(number) => number.to_string(),
        serde_json::Value::String(text) if text.is_empty() => return Ok(None),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let number = super::import::whole(&text).map(Some);
    number.ok_or_else(|| serde::de::Error::custom(format!("{} is no whole number", shown(&text))))
}

/// A cramp. Everything but `start` may be missing.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct EpisodeRow {
    pub(super) id: Option<String>,
    pub(super) start: String,
    /// Read in place of `seconds`, never written.
    #[serde(skip_serializing)]
    pub(super) end: Option<String>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) seconds: Option<i64>,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) open: bool,
    pub(super) leg: Option<String>,
    pub(super) muscle: Option<String>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) pain: Option<i64>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) sleep_lost: Option<i64>,
    pub(super) waking: Option<String>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) back_to_sleep: Option<i64>,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) tried: Vec<String>,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) eased_by: Vec<String>,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) before: Vec<String>,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) also: Vec<String>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) alcohol: Option<i64>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) soreness: Option<i64>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) sore_hours: Option<i64>,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) note: String,
    pub(super) source: Option<String>,
    pub(super) routine: Option<String>,
    #[serde(deserialize_with = "whole_number")]
    pub(super) steps_done: Option<i64>,
}

/// The record of a night as a whole.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NightRow {
    pub(super) night: String,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) no_cramp: bool,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) programme: bool,
}

/// A medicine begun, changed or stopped.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MedicineRow {
    pub(super) id: Option<String>,
    pub(super) date: String,
    pub(super) name: String,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) dose: String,
    pub(super) route: Option<String>,
    pub(super) change: String,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) note: String,
}

/// A check that was kept.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CheckRow {
    pub(super) id: Option<String>,
    pub(super) at: String,
    pub(super) outcome: String,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) signs: Vec<String>,
}

/// A line about the person.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FactRow {
    pub(super) fact: String,
    #[serde(deserialize_with = "null_is_none")]
    pub(super) text: String,
}

/// A record of any kind, as it is written.
#[derive(Debug)]
pub(super) enum ImportRow {
    Episode(Box<EpisodeRow>),
    Night(NightRow),
    Medicine(MedicineRow),
    Check(CheckRow),
    Fact(FactRow),
}

/// A moment as files have it. Clocks that are off by seconds, as some were long ago, are written to the minute; the moment
/// itself stays exact.
fn stamp(moment: LocalTime) -> String {
    let seconds = i64::from(moment.offset.seconds());
    let whole = i32::try_from(seconds - seconds % 60).unwrap_or(0);
    LocalTime::from_seconds(moment.at.as_second(), whole).unwrap_or(moment).with_offset()
}

impl From<&Record> for ImportRow {
    fn from(record: &Record) -> Self {
        match record {
            Record::Episode(episode) => Self::Episode(Box::new(EpisodeRow {
                id: Some(episode.id.clone()),
                start: stamp(episode.start),
                end: None,
                seconds: episode.seconds.map(i64::from),
                open: episode.is_open,
                leg: episode.leg.map(|leg| leg.id().to_owned()),
                muscle: episode.muscle.map(|site| site.id().to_owned()),
                pain: episode.pain.map(|pain| pain.get().into()),
                sleep_lost: episode.sleep_lost.map(|lost| lost.get().into()),
                waking: episode.waking.map(|waking| waking.id().to_owned()),
                back_to_sleep: episode.back_to_sleep.map(i64::from),
                tried: episode.tried.clone(),
                eased_by: episode.eased_by.clone(),
                before: episode.before.clone(),
                also: episode.also.clone(),
                alcohol: episode.alcohol.map(i64::from),
                soreness: episode.soreness.map(|soreness| soreness.get().into()),
                sore_hours: episode.sore_hours.map(i64::from),
                note: episode.note.clone(),
                source: Some(episode.source.id().to_owned()),
                routine: episode.routine.clone(),
                steps_done: episode.steps_done.map(i64::from),
            })),
            Record::Night(note) => Self::Night(NightRow {
                night: note.night.to_string(),
                no_cramp: note.no_cramp,
                programme: note.programme,
            }),
            Record::Medicine(medicine) => Self::Medicine(MedicineRow {
                id: Some(medicine.id.clone()),
                date: medicine.date.to_string(),
                name: medicine.name.clone(),
                dose: medicine.dose.clone(),
                route: medicine.route.map(|route| route.id().to_owned()),
                change: medicine.change.id().to_owned(),
                note: medicine.note.clone(),
            }),
            Record::Check(check) => Self::Check(CheckRow {
                id: Some(check.id.clone()),
                at: stamp(check.at),
                outcome: check.outcome.clone(),
                signs: check.signs.clone(),
            }),
            Record::Fact(fact, text) => {
                Self::Fact(FactRow { fact: fact.id().to_owned(), text: text.clone() })
            }
        }
    }
}

impl ImportRow {
    /// The record it is.
    ///
    /// # Errors
    /// The fault of the row, in a sentence without a full stop.
    pub(super) fn record(self) -> Result<Record, String> {
        match self {
            Self::Episode(row) => named(Record::Episode(episode(*row)?)),
            Self::Night(row) => Ok(Record::Night(NightNote {
                night: date("night", &row.night)?,
                no_cramp: row.no_cramp,
                programme: row.programme,
            })),
            Self::Medicine(row) => named(Record::Medicine(medicine(row)?)),
            Self::Check(row) => named(Record::Check(check(row)?)),
            Self::Fact(row) => {
                let fact = choice("fact", &row.fact, Fact::find, Fact::ALL.iter().map(|fact| fact.id()))?;
                Ok(Record::Fact(fact, text("text", row.text, MAX_NOTE)?))
            }
        }
    }
}

fn episode(row: EpisodeRow) -> Result<Episode, String> {
    let start = moment("start", &row.start)?;
    let mut seconds = number("seconds", row.seconds, MAX_SECONDS)?;
    if let Some(end) = row.end.filter(|end| !end.is_empty()) {
        let length = moment("end", &end)?.at.as_second() - start.at.as_second();
        if length < 0 {
            return Err(format!("the end {} is before the start {}", shown(&end), shown(&row.start)));
        }
        let length = number("seconds from start to end", Some(length), MAX_SECONDS)?;
        if seconds.is_some() && seconds != length {
            return Err("the end and the seconds do not agree: leave one of them out".to_owned());
        }
        seconds = length;
    }
    Ok(Episode {
        id: text("id", row.id.unwrap_or_default(), MAX_WORD)?,
        start,
        // A cramp in a file is over, and a cramp that was open there has no length.
        seconds: seconds.filter(|_| !row.open),
        is_open: false,
        leg: optional("leg", row.leg, Limb::find, Limb::ALL.iter().map(|leg| leg.id()))?,
        muscle: optional("muscle", row.muscle, Site::find, Site::ALL.iter().map(|site| site.id()))?,
        pain: scale("pain", row.pain)?,
        sleep_lost: scale("sleep_lost", row.sleep_lost)?,
        waking: optional("waking", row.waking, Waking::find, Waking::ALL.iter().map(|w| w.id()))?,
        back_to_sleep: number("back_to_sleep", row.back_to_sleep, MAX_AWAKE)?,
        tried: tags("tried", row.tried, MAX_TAGS)?,
        eased_by: tags("eased_by", row.eased_by, MAX_TAGS)?,
        before: tags("before", row.before, MAX_TAGS)?,
        also: tags("also", row.also, MAX_TAGS)?,
        alcohol: number("alcohol", row.alcohol, MAX_UNITS)?,
        soreness: scale("soreness", row.soreness)?,
        sore_hours: number("sore_hours", row.sore_hours, MAX_SORE_HOURS)?,
        note: text("note", row.note, MAX_NOTE)?,
        source: optional("source", row.source, Source::find, Source::ALL.iter().map(|s| s.id()))?
            .unwrap_or(Source::Import),
        routine: row
            .routine
            .filter(|routine| !routine.is_empty())
            .map(|routine| text("routine", routine, MAX_WORD))
            .transpose()?,
        steps_done: number("steps_done", row.steps_done, u16::MAX)?,
    })
}

fn medicine(row: MedicineRow) -> Result<Medicine, String> {
    if row.name.trim().is_empty() {
        return Err("the name of the medicine is missing".to_owned());
    }
    let changes = MedicineChange::ALL.iter().map(|change| change.id());
    Ok(Medicine {
        id: text("id", row.id.unwrap_or_default(), MAX_WORD)?,
        date: date("date", &row.date)?,
        name: text("name", row.name, MAX_WORD)?,
        dose: text("dose", row.dose, MAX_WORD)?,
        route: optional("route", row.route, Route::find, Route::ALL.iter().map(|route| route.id()))?,
        change: choice("change", &row.change, MedicineChange::find, changes)?,
        note: text("note", row.note, MAX_NOTE)?,
    })
}

fn check(row: CheckRow) -> Result<CheckRecord, String> {
    if row.outcome.is_empty() {
        return Err("the outcome is missing".to_owned());
    }
    Ok(CheckRecord {
        id: text("id", row.id.unwrap_or_default(), MAX_WORD)?,
        at: moment("at", &row.at)?,
        outcome: text("outcome", row.outcome, MAX_WORD)?,
        signs: tags("signs", row.signs, MAX_SIGNS)?,
    })
}

/// The id a record without one is given: the same for the same content, so that a file brought in twice adds nothing.
/// `content` is the record as it will be written, its id still empty.
fn derived(kind: &str, content: &impl Serialize) -> Result<String, String> {
    // Version 1 of the format had no route: without one, the id is the one it made. A text cannot hold these letters, because
    // JSON escapes its quotes.
    let content = serde_json::to_string(content).map_err(|error| error.to_string())?;
    let content = content.replace(",\"route\":null", "");
    // FNV-1a, 128 bits: short, and the same for ever.
    let hash = kind
        .bytes()
        .chain(content.bytes())
        .fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        });
    Ok(format!("{hash:032x}"))
}

/// The record, with an id of its own where it came without one.
fn named(mut record: Record) -> Result<Record, String> {
    let has_one = match &record {
        Record::Episode(episode) => !episode.id.is_empty(),
        Record::Medicine(medicine) => !medicine.id.is_empty(),
        Record::Check(check) => !check.id.is_empty(),
        Record::Night(_) | Record::Fact(..) => true,
    };
    if has_one {
        return Ok(record);
    }
    let made = match ImportRow::from(&record) {
        ImportRow::Episode(row) => derived("episode", &row)?,
        ImportRow::Medicine(row) => derived("medicine", &row)?,
        ImportRow::Check(row) => derived("check", &row)?,
        ImportRow::Night(_) | ImportRow::Fact(_) => return Ok(record),
    };
    match &mut record {
        Record::Episode(episode) => episode.id = made,
        Record::Medicine(medicine) => medicine.id = made,
        Record::Check(check) => check.id = made,
        Record::Night(_) | Record::Fact(..) => {}
    }
    Ok(record)
}

/// A text of a file, short and clean enough to be quoted in a sentence.
pub(super) fn shown(said: &str) -> String {
    let clean = clean(said);
    let short: String = clean.chars().take(40).collect();
    if short == clean { format!("{short:?}") } else { format!("{short:?}…") }
}

fn moment(what: &str, said: &str) -> Result<LocalTime, String> {
    if said.is_empty() {
        return Err(format!("{what} is missing"));
    }
    let said = said.trim();
    // Some programs write a space between date and time.
    let spaced = said
        .split_once(' ')
        .filter(|(date, _)| date.len() == 10)
        .map(|(date, time)| format!("{date}T{time}"));
    read_back(spaced.as_deref().unwrap_or(said)).ok_or_else(|| {
        format!(
            "{what} {} is no moment between 1970 and 2199: write it as 2026-11-22T03:10:00+00:00",
            shown(said)
        )
    })
}

fn date(what: &str, said: &str) -> Result<Night, String> {
    if said.is_empty() {
        return Err(format!("{what} is missing"));
    }
    Night::parse(said.trim()).ok_or_else(|| {
        format!("{what} {} is no date between 1970 and 2199: write it as 2026-11-22", shown(said))
    })
}

fn number<T: TryFrom<i64> + Into<i64> + Copy>(
    what: &str,
    said: Option<i64>,
    most: T,
) -> Result<Option<T>, String> {
    let Some(said) = said else { return Ok(None) };
    let most = most.into();
    let fits = (0..=most).contains(&said).then(|| T::try_from(said).ok()).flatten();
    fits.map(Some).ok_or_else(|| format!("{what} {said} is not from 0 to {most}"))
}

fn scale(what: &str, said: Option<i64>) -> Result<Option<Scale>, String> {
    Ok(number(what, said, 10_u8)?.and_then(Scale::new))
}

fn choice<T>(
    what: &str,
    said: &str,
    find: impl Fn(&str) -> Option<T>,
    known: impl Iterator<Item = &'static str>,
) -> Result<T, String> {
    find(said).ok_or_else(|| {
        let known: Vec<&str> = known.collect();
        format!("{what} {} is not known: give {}", shown(said), known.join(", "))
    })
}

fn optional<T>(
    what: &str,
    said: Option<String>,
    find: impl Fn(&str) -> Option<T>,
    known: impl Iterator<Item = &'static str>,
) -> Result<Option<T>, String> {
    said.filter(|said| !said.is_empty()).map(|said| choice(what, &said, find, known)).transpose()
}

fn text(what: &str, said: String, most: usize) -> Result<String, String> {
    if said.len() > most {
        return Err(format!("{what} is {} bytes long; {most} is the most", said.len()));
    }
    Ok(said)
}

fn tags(what: &str, said: Vec<String>, most: usize) -> Result<Vec<String>, String> {
    if said.len() > most {
        return Err(format!("{what} has {} entries; {most} is the most", said.len()));
    }
    if said.iter().any(String::is_empty) {
        return Err(format!("{what} has an empty entry"));
    }
    // The diary keeps them one to a line; such a record is left out by itself, and the others come in.
    if said.iter().any(|tag| tag.contains('\n')) {
        return Err(format!("{what} has an entry that goes over a line"));
    }
    said.into_iter().map(|tag| text(what, tag, MAX_WORD)).collect()
}
