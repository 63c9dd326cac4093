//! The records of the diary: cramps, nights, medicines, checks, and lines about the person. A change replaces one record by
//! another.

use super::{
    choice::choices,
    episode::Episode,
    fields::{Exchange, FieldVisitor},
    local_time::{LocalTime, Night},
};

/// The most bytes of a note.
pub(crate) const MAX_NOTE: usize = 2000;
/// The most bytes of a name, a dose or a tag.
pub(crate) const MAX_WORD: usize = 200;
/// The most tags of one kind.
pub(crate) const MAX_TAGS: usize = 40;
/// The most signs of one check.
pub(crate) const MAX_SIGNS: usize = 256;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_taken_back_twice_is_itself() {
        let change = Change::add(Record::Fact(Fact::Who, "A".into()));
        assert_eq!(change.clone().undone().undone(), change);
        assert_eq!(change.clone().undone().after, None);
    }

    #[test]
    fn dose_and_route_are_told_together_or_alone() {
        let of = |dose: &str, route| {
            let medicine = Medicine {
                id: "a".into(),
                date: Night::parse("2026-11-01").expect("a date"),
                name: "Estradiol".into(),
                dose: dose.into(),
                route,
                change: MedicineChange::Started,
                note: String::new(),
            };
            medicine.dose_and_route()
        };
        assert_eq!(of("50 micrograms", Some(Route::Patch)), "50 micrograms, patch");
        assert_eq!(of("50 micrograms", None), "50 micrograms");
        assert_eq!(of("", Some(Route::Cream)), "cream or pessary");
        assert_eq!(of("", None), "");
    }
}
