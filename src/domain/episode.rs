//! A cramp in the diary, with the bounds of its fields. The fields are those that a clinician asks for.

use super::{
    choice::choices,
    fields::FieldVisitor,
    local_time::{LocalTime, Night},
    record::{MAX_NOTE, MAX_TAGS},
    routine::{Leg, Muscle},
};

/// The greatest length of a cramp, in seconds: a day.
pub(crate) const MAX_SECONDS: u32 = 24 * 3600;
/// The most minutes until asleep again: a day.
pub(crate) const MAX_AWAKE: u16 = 24 * 60;
/// The most hours a muscle may be sore for: four weeks.
pub(crate) const MAX_SORE_HOURS: u16 = 28 * 24;
/// The most units of alcohol; more is a typing error.
pub(crate) const MAX_UNITS: u8 = 60;
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
    EntrySource {
        Session "session" "from the stretch timer",
        #[default]
        Hand "hand" "by hand",
        Import "import" "imported",
    }
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
    pub(crate) source: EntrySource,
    /// The routine that was run, by id, and how many of its steps were done.
    pub(crate) routine: Option<String>,
    pub(crate) steps_done: Option<u16>,
}

impl Episode {
    /// An empty entry.
    pub(crate) fn new(id: String, start: LocalTime, source: EntrySource) -> Self {
        Self { id, start, source, ..Self::default() }
    }

    /// Visits every field. This list and the struct are the two places that name them.
    pub(super) fn visit<E>(&mut self, visitor: &mut FieldVisitor<'_, E>) -> Result<(), E> {
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
        self.source = source.unwrap_or(EntrySource::Import);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Enumeration;

    #[test]
    fn every_choice_is_found_by_its_id() {
        for limb in Limb::ALL {
            assert_eq!(Limb::find(limb.id()), Some(*limb));
        }
        for site in Site::ALL {
            assert_eq!(Site::find(site.id()), Some(*site));
        }
        assert_eq!(Site::find("knee"), None);
        assert_eq!((Scale::new(10).map(Scale::get), Scale::new(11)), (Some(10), None));
    }
}
