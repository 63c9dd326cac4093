//! The texts of each result of the checklist, as the content file has them.

use serde::Deserialize;

use super::{
    clean::{text, texts},
    triage::{Tier, TriageResult},
};

/// The texts of one outcome. `{emergency}` and `{urgent}` stand for phone numbers.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultText {
    #[serde(deserialize_with = "text")]
    pub(crate) label: String,
    /// The heading: what to do, as one action.
    #[serde(deserialize_with = "text")]
    pub(crate) heading: String,
    #[serde(deserialize_with = "texts")]
    pub(crate) action: Vec<String>,
    /// Further actions if a ticked sign is about the leg.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) leg: Vec<String>,
    /// Further actions if another person may drive the patient to the emergency department.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) driven: Vec<String>,
    /// The cases in which the person must call the emergency number instead.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) call_if: Vec<String>,
    /// The words for the phone call. `{signs}` stands for the sentences of the ticked signs.
    #[serde(default, deserialize_with = "text")]
    pub(crate) say_intro: String,
    /// Further text, shown on request.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) more: Vec<String>,
}

/// The texts of all outcomes.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultTexts {
    pub(crate) emergency: ResultText,
    pub(crate) same_day: ResultText,
    pub(crate) appointment: ResultText,
    pub(crate) routine: ResultText,
    pub(crate) none: ResultText,
    pub(crate) incomplete: ResultText,
}

impl ResultTexts {
    /// The texts of one outcome.
    pub(crate) fn of(&self, outcome: TriageResult) -> &ResultText {
        match outcome {
            TriageResult::Incomplete => &self.incomplete,
            TriageResult::NoneTicked => &self.none,
            TriageResult::Tier(Tier::Routine) => &self.routine,
            TriageResult::Tier(Tier::Appointment) => &self.appointment,
            TriageResult::Tier(Tier::SameDay) => &self.same_day,
            TriageResult::Tier(Tier::Emergency) => &self.emergency,
        }
    }
}
