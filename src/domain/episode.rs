//! The records of the diary: cramps, nights, medicines, checks, and a few lines about the person. The fields are those a clinician asks for.

use super::{
    choice::choices,
    fields::{Exchange, FieldVisitor},
    local_time::{LocalTime, Night},
    routine::{Leg, Muscle},
    triage::MAX_SIGNS,
};

/// The greatest length of a cramp, in seconds: a day.
pub(crate) const MAX_SECONDS: u32 = 24 * 3600;
/// The most minutes until asleep again: a day.
pub(crate) const MAX_AWAKE: u16 = 24 * 60;
/// The most hours a muscle may be sore for: four weeks.
pub(crate) const MAX_SORE_HOURS: u16 = 28 * 24;
/// The most units of alcohol; more is a typing error.
pub(crate) const MAX_UNITS: u8 = 60;
/// The most bytes of a note.
pub(crate) const MAX_NOTE: usize = 2000;
/// The most bytes of a name, a dose or a tag.
pub(crate) const MAX_WORD: usize = 200;
/// The most tags of one kind.
pub(crate) const MAX_TAGS: usize = 40;

/// A whole number from 0 to 10: pain, sleep lost, soreness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Scale(u8);

impl Scale {
    pub(crate) const MAX: Self = Self(10);

    /// `None` over 10.
    pub(crate) const fn new(value: u8) -> Option<Self> {
        if value <= Self::MAX.0 { Some(Self(value)) } else { None }
    }

    pub(crate) const fn get(self) -> u8 {
        self.0
    }
}

impl From<Scale> for i64 {
    fn from(scale: Scale) -> Self {
        scale.0.into()
    }
}

impl TryFrom<i64> for Scale {
    type Error = ();

    fn try_from(value: i64) -> Result<Self, ()> {
        u8::try_from(value).ok().and_then(Self::new).ok_or(())
    }
}

choices! {
    /// The leg that cramped.
    Limb {
        Left "left" "left leg",
        Right "right" "right leg",
        Both "both" "both legs",
    }
}

choices! {
    /// The muscle that cramped.
    Site {
        Calf "calf" "calf",
        Foot "foot" "foot or toes",
        Shin "shin" "shin (front of the lower leg)",
        Thigh "thigh" "front of the thigh",
        Hamstring "hamstring" "back of the thigh",
        Other "other" "another muscle",
    }
}

choices! {
    /// Asleep or awake when the cramp came.
    Waking {
        Asleep "asleep" "asleep, it woke me",
        Awake "awake" "awake",
    }
}

choices! {
    /// The way an entry came into the diary.
    #[derive(Default)]
    Source {
        Session "session" "from the stretch timer",
        #[default]
        Hand "hand" "by hand",
        Import "import" "imported",
    }
}

choices! {
    /// The change to a medicine on a date.
    #[derive(Default)]
    MedicineChange {
        #[default]
        Started "started" "started",
        Changed "changed" "changed",
        Stopped "stopped" "stopped",
    }
}

choices! {
    /// The way a medicine goes into the body. It matters for HRT and contraception: the clot risk of tablets, patches,
    /// rings and coils is not the same.
    Route {
        Tablet "tablet" "tablet",
        Patch "patch" "patch",
        Gel "gel" "gel",
        Spray "spray" "spray",
        Ring "ring" "ring",
        Injection "injection" "injection",
        Implant "implant" "implant",
        Coil "coil" "coil",
        Cream "cream" "cream or pessary",
        Other "other" "another way",
    }
}

choices! {
    /// Lines about the person: those for the report, which are typed; the signs that the checklist remembers; and the draft of a
    /// form that the program left half filled in.
    Fact {
        Who "who" "Name and age",
        Onset "onset" "When cramps began",
        Conditions "conditions" "Conditions",
        Impact "impact" "What it stops",
        Tried "tried" "Tried so far",
        Took "took" "Took for it",
        Worry "worry" "Worries me most",
        Remembered "remembered" "Remembered for the checklist",
        Draft "draft" "A form that was left half filled in",
    }
}

impl Fact {
    /// The lines that the person types, for the report.
    pub(crate) const TYPED: [Self; 7] =
        [Self::Who, Self::Onset, Self::Conditions, Self::Impact, Self::Tried, Self::Took, Self::Worry];
}

impl Limb {
    /// The one leg it is.
    pub(crate) const fn leg(self) -> Option<Leg> {
        match self {
            Self::Left => Some(Leg::Left),
            Self::Right => Some(Leg::Right),
            Self::Both => None,
        }
    }
}

impl From<Leg> for Limb {
    fn from(leg: Leg) -> Self {
        match leg {
            Leg::Left => Self::Left,
            Leg::Right => Self::Right,
        }
    }
}

impl From<Muscle> for Site {
    fn from(muscle: Muscle) -> Self {
        match muscle {
            Muscle::Calf => Self::Calf,
            Muscle::Foot => Self::Foot,
            Muscle::Shin => Self::Shin,
            Muscle::Thigh => Self::Thigh,
            Muscle::Hamstring => Self::Hamstring,
        }
    }
}

/// One cramp.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Episode {
    /// 32 hexadecimal digits, or the id of an imported record.
    pub(crate) id: String,
    pub(crate) start: LocalTime,
    /// Length; at most [`MAX_SECONDS`].
    pub(crate) seconds: Option<u32>,
    /// A session began it, and the person has not said yet that it has let go.
    pub(crate) is_open: bool,
    pub(crate) leg: Option<Limb>,
    pub(crate) muscle: Option<Site>,
    pub(crate) pain: Option<Scale>,
    pub(crate) sleep_lost: Option<Scale>,
    pub(crate) waking: Option<Waking>,
    /// Minutes until asleep again; at most [`MAX_AWAKE`].
    pub(crate) back_to_sleep: Option<u16>,
    /// Tags: ids of the book's diary file, or words of an imported record.
    pub(crate) tried: Vec<String>,
    pub(crate) eased_by: Vec<String>,
    /// Tags of the hours before.
    pub(crate) before: Vec<String>,
    /// Other things noticed.
    pub(crate) also: Vec<String>,
    /// Units of alcohol on the day before; at most [`MAX_UNITS`].
    pub(crate) alcohol: Option<u8>,
    pub(crate) soreness: Option<Scale>,
    /// At most [`MAX_SORE_HOURS`].
    pub(crate) sore_hours: Option<u16>,
    /// At most [`MAX_NOTE`] bytes.
    pub(crate) note: String,
    pub(crate) source: Source,
    /// The routine that was run, by id, and how many of its steps were done.
    pub(crate) routine: Option<String>,
    pub(crate) steps_done: Option<u16>,
}

impl Episode {
    /// An empty entry.
    pub(crate) fn new(id: String, start: LocalTime, source: Source) -> Self {
        Self { id, start, source, ..Self::default() }
    }

    /// Visits every field. This list and the struct are the two places that name them.
    fn visit<E>(&mut self, visitor: &mut FieldVisitor<'_, E>) -> Result<(), E> {
        visitor.key(&mut self.id)?;
        visitor.time("start", &mut self.start)?;
        visitor.number("seconds", &mut self.seconds, MAX_SECONDS)?;
        visitor.flag("open", &mut self.is_open)?;
        visitor.choice("leg", &mut self.leg)?;
        visitor.choice("muscle", &mut self.muscle)?;
        visitor.number("pain", &mut self.pain, Scale::MAX)?;
        visitor.number("sleep_lost", &mut self.sleep_lost, Scale::MAX)?;
        visitor.choice("waking", &mut self.waking)?;
        visitor.number("back_to_sleep", &mut self.back_to_sleep, MAX_AWAKE)?;
        visitor.tags("tried", &mut self.tried, MAX_TAGS)?;
        visitor.tags("eased_by", &mut self.eased_by, MAX_TAGS)?;
        visitor.tags("before", &mut self.before, MAX_TAGS)?;
        visitor.tags("also", &mut self.also, MAX_TAGS)?;
        visitor.number("alcohol", &mut self.alcohol, MAX_UNITS)?;
        visitor.number("soreness", &mut self.soreness, Scale::MAX)?;
        visitor.number("sore_hours", &mut self.sore_hours, MAX_SORE_HOURS)?;
        visitor.text("note", &mut self.note, MAX_NOTE)?;
        // A file may leave the source out: the entry is imported.
        let mut source = Some(self.source);
        visitor.choice("source", &mut source)?;
        self.source = source.unwrap_or(Source::Import);
        visitor.link("routine", &mut self.routine)?;
        visitor.number("steps_done", &mut self.steps_done, u16::MAX)
    }

    pub(crate) fn night(&self) -> Night {
        self.start.night()
    }

    /// Merges this entry, as a running session has it, into the entry that the diary holds. Progress comes from the session, the
    /// rest from the diary.
    pub(crate) fn put_over(self, stored: &Self) -> Self {
        Self {
            is_open: self.is_open,
            seconds: self.seconds,
            steps_done: self.steps_done,
            routine: self.routine,
            leg: self.leg.or(stored.leg),
            muscle: self.muscle.or(stored.muscle),
            pain: self.pain.or(stored.pain),
            sleep_lost: self.sleep_lost.or(stored.sleep_lost),
            ..stored.clone()
        }
    }
}

/// The record of a night as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NightNote {
    pub(crate) night: Night,
    /// The person recorded a night without a cramp. A night without a record is unknown.
    pub(crate) no_cramp: bool,
    /// The bedtime programme's stretches were done that evening.
    pub(crate) programme: bool,
}

impl NightNote {
    fn visit<E>(&mut self, visitor: &mut FieldVisitor<'_, E>) -> Result<(), E> {
        visitor.night("night", &mut self.night)?;
        visitor.flag("no_cramp", &mut self.no_cramp)?;
        visitor.flag("programme", &mut self.programme)
    }

    /// True if it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        !self.no_cramp && !self.programme
    }
}

/// A medicine begun, changed or stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Medicine {
    pub(crate) id: String,
    /// The day it happened.
    pub(crate) date: Night,
    pub(crate) name: String,
    /// Dose; for HRT its type.
    pub(crate) dose: String,
    /// `None`: not recorded.
    pub(crate) route: Option<Route>,
    pub(crate) change: MedicineChange,
    pub(crate) note: String,
}

impl Medicine {
    fn visit<E>(&mut self, visitor: &mut FieldVisitor<'_, E>) -> Result<(), E> {
        visitor.key(&mut self.id)?;
        visitor.night("date", &mut self.date)?;
        visitor.needed_text("name", &mut self.name, MAX_WORD)?;
        visitor.text("dose", &mut self.dose, MAX_WORD)?;
        visitor.choice("route", &mut self.route)?;
        visitor.needed_choice("change", &mut self.change)?;
        visitor.text("note", &mut self.note, MAX_NOTE)
    }

    /// Dose and route, such as `50 micrograms, patch`; empty if neither is recorded.
    pub(crate) fn dose_and_route(&self) -> String {
        let dose = Some(self.dose.as_str()).filter(|dose| !dose.is_empty());
        dose.into_iter().chain(self.route.map(Route::words)).collect::<Vec<_>>().join(", ")
    }
}

/// A completed checklist that was kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CheckRecord {
    pub(crate) id: String,
    pub(crate) at: LocalTime,
    /// The tier's id, or `none-ticked`.
    pub(crate) outcome: String,
    /// Ids of the ticked signs.
    pub(crate) signs: Vec<String>,
}

impl CheckRecord {
    fn visit<E>(&mut self, visitor: &mut FieldVisitor<'_, E>) -> Result<(), E> {
        visitor.key(&mut self.id)?;
        visitor.time("at", &mut self.at)?;
        visitor.needed_text("outcome", &mut self.outcome, MAX_WORD)?;
        visitor.tags("signs", &mut self.signs, MAX_SIGNS)
    }
}

choices! {
    /// The kind of a record.
    RecordKind {
        Episode "episode" "cramp",
        Night "night" "night",
        Medicine "medicine" "medicine",
        Check "check" "checklist",
        Fact "fact" "about the person",
    }
}

impl RecordKind {
    /// A record of this kind without content, to read fields into.
    pub(crate) fn blank(self) -> Record {
        match self {
            Self::Episode => Record::Episode(Episode::default()),
            Self::Night => Record::Night(NightNote::default()),
            Self::Medicine => Record::Medicine(Medicine::default()),
            Self::Check => Record::Check(CheckRecord::default()),
            Self::Fact => Record::Fact(Fact::Who, String::new()),
        }
    }
}

/// Anything the diary holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Record {
    Episode(Episode),
    Night(NightNote),
    Medicine(Medicine),
    Check(CheckRecord),
    Fact(Fact, String),
}

/// The key of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum RecordKey {
    Episode(String),
    Night(Night),
    Medicine(String),
    Check(String),
    Fact(Fact),
}

impl Record {
    pub(crate) fn kind(&self) -> RecordKind {
        match self {
            Self::Episode(_) => RecordKind::Episode,
            Self::Night(_) => RecordKind::Night,
            Self::Medicine(_) => RecordKind::Medicine,
            Self::Check(_) => RecordKind::Check,
            Self::Fact(..) => RecordKind::Fact,
        }
    }

    /// Passes every field to the function, in the order of files, and sets it to the value that comes back.
    ///
    /// # Errors
    /// The first error of the function.
    pub(crate) fn visit<'f, E>(&mut self, exchange: &'f mut Exchange<'f, E>) -> Result<(), E> {
        let visitor = &mut FieldVisitor(exchange);
        match self {
            Self::Episode(episode) => episode.visit(visitor),
            Self::Night(note) => note.visit(visitor),
            Self::Medicine(medicine) => medicine.visit(visitor),
            Self::Check(check) => check.visit(visitor),
            Self::Fact(fact, text) => {
                visitor.needed_choice("fact", fact)?;
                visitor.text("text", text, MAX_NOTE)
            }
        }
    }

    pub(crate) fn key(&self) -> RecordKey {
        match self {
            Self::Episode(episode) => RecordKey::Episode(episode.id.clone()),
            Self::Night(note) => RecordKey::Night(note.night),
            Self::Medicine(medicine) => RecordKey::Medicine(medicine.id.clone()),
            Self::Check(check) => RecordKey::Check(check.id.clone()),
            Self::Fact(fact, _) => RecordKey::Fact(*fact),
        }
    }

    /// The night it is listed under; `None` for facts, which have none.
    pub(crate) fn night(&self) -> Option<Night> {
        match self {
            Self::Episode(episode) => Some(episode.night()),
            Self::Night(note) => Some(note.night),
            Self::Medicine(medicine) => Some(medicine.date),
            Self::Check(check) => Some(check.at.night()),
            Self::Fact(..) => None,
        }
    }
}

/// One change of the diary. It is applied only if the stored record still equals `before` (compare-and-swap), so two windows never
/// overwrite each other unseen. A change that is applied twice has the same effect as once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) before: Option<Record>,
    pub(crate) after: Option<Record>,
}

impl Change {
    pub(crate) fn add(record: Record) -> Self {
        Self { before: None, after: Some(record) }
    }

    /// The change that undoes this one.
    pub(crate) fn undone(self) -> Self {
        Self { before: self.after, after: self.before }
    }
}

/// Makes ids that no other window, start or machine makes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    seed: u128,
    made: u128,
}

impl Ids {
    /// `seed` is 128 bits from the system's source of randomness.
    pub(crate) fn new(seed: u128) -> Self {
        Self { seed, made: 0 }
    }

    /// 32 hexadecimal digits.
    pub(crate) fn make(&mut self) -> String {
        self.made += 1;
        // The odd factor changes every digit from one id to the next; the seed differs from program to program.
        format!(
            "{:032x}",
            self.seed.wrapping_add(self.made.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
        )
    }
}

/// Parses a length into seconds: `4` and `4 min` are minutes, `2:30` is minutes and seconds, and `1 h 5 min` and the like are read as
/// written. Empty text is `None`.
///
/// # Errors
/// One sentence without a full stop that names the accepted forms.
pub(crate) fn parse_minutes(typed: &str) -> Result<Option<u32>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let seconds = seconds_of(typed).filter(|seconds| *seconds <= MAX_SECONDS);
    seconds.map(Some).ok_or_else(|| {
        format!(
            "{typed:?} is no length: give minutes (4, or 4 min) or minutes and seconds (2:30), a day at most"
        )
    })
}

/// Parses whole minutes, in the forms of [`parse_minutes`] without the colon: `1:30` may be meant as an hour and a half.
///
/// # Errors
/// One sentence without a full stop that names the accepted forms.
pub(crate) fn parse_whole_minutes(typed: &str) -> Result<Option<u16>, String> {
    let seconds = parse_minutes(typed).ok().filter(|_| !typed.contains(':'));
    let minutes = seconds.and_then(|seconds| match seconds {
        Some(seconds) if seconds % 60 == 0 => u16::try_from(seconds / 60).ok().map(Some),
        Some(_) => None,
        None => Some(None),
    });
    minutes.ok_or_else(|| format!("{typed:?} is not in whole minutes: give 20, or 1 h 10 min, a day at most"))
}

/// The seconds of a length in figures or with units, the largest unit first.
fn seconds_of(typed: &str) -> Option<u32> {
    let whole = |digits: &str| -> Option<u32> {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    if let Some((minutes, seconds)) = typed.split_once(':') {
        let seconds = whole(seconds).filter(|s| *s < 60 && seconds.len() == 2)?;
        return whole(minutes)?.checked_mul(60)?.checked_add(seconds);
    }
    let mut rest = typed.trim().trim_end_matches('.');
    let (mut sum, mut last) = (0_u32, u32::MAX);
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let after = after.trim_start();
        let (unit, after) = after.split_at(after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len()));
        let unit = match unit.to_lowercase().as_str() {
            "h" | "hour" | "hours" => 3600,
            "" if after.is_empty() && last == u32::MAX => 60,
            "m" | "min" | "mins" | "minute" | "minutes" => 60,
            "s" | "sec" | "secs" | "second" | "seconds" => 1,
            _ => return None,
        };
        if unit >= last {
            return None;
        }
        sum = sum.checked_add(whole(number)?.checked_mul(unit)?)?;
        (rest, last) = (after.trim_start(), unit);
    }
    (last < u32::MAX).then_some(sum)
}

/// Minutes in the form that [`parse_minutes`] reads: `4`, or `2:30`; empty if nothing is recorded.
pub(crate) fn minutes(seconds: Option<u32>) -> String {
    let Some(seconds) = seconds else { return String::new() };
    match (seconds / 60, seconds % 60) {
        (minutes, 0) => minutes.to_string(),
        (minutes, seconds) => format!("{minutes}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests;
