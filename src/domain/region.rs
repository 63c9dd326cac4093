//! Whom to phone where: every number in the program comes from this table, none from a guess.

/// Emergency and advice numbers of one region.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Region {
    /// The code it is chosen by: `GB`.
    pub(crate) code: String,
    /// Other codes people type for it: `UK`.
    pub(crate) also: Vec<String>,
    pub(crate) name: String,
    /// The emergency number.
    pub(crate) emergency: String,
    /// A second number that reaches the same help.
    pub(crate) emergency_also: Option<String>,
    /// Whom to phone when it is urgent and no emergency; `None` where we have no checked number.
    pub(crate) urgent: Option<String>,
    pub(crate) note: String,
    /// Where the numbers were checked; none where they have not been yet.
    pub(crate) sources: Vec<String>,
}

/// The region table, and the words used while none is chosen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Regions {
    pub(crate) unset_emergency: String,
    pub(crate) unset_urgent: String,
    pub(crate) unset_note: String,
    /// When the numbers were last checked.
    pub(crate) checked: String,
    pub(crate) all: Vec<Region>,
}

/// Whom to phone, for a region that is chosen or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phone {
    pub(crate) emergency: String,
    pub(crate) urgent: String,
    /// What to know about these numbers.
    pub(crate) note: String,
}

impl Regions {
    /// The region of that code or name, in any case of letters.
    pub(crate) fn find(&self, code: &str) -> Option<&Region> {
        let same = |other: &String| other.eq_ignore_ascii_case(code);
        self.all
            .iter()
            .find(|region| same(&region.code) || same(&region.name) || region.also.iter().any(same))
    }

    /// The numbers to show. Never guessed: with no region they are words.
    pub(crate) fn phone(&self, region: Option<&Region>) -> Phone {
        let Some(region) = region else {
            return Phone {
                emergency: self.unset_emergency.clone(),
                urgent: self.unset_urgent.clone(),
                note: self.unset_note.clone(),
            };
        };
        let mut note = format!("Numbers for {}", region.name);
        if let Some(also) = &region.emergency_also {
            note.push_str(&format!("; {also} also reaches emergency help"));
        }
        if region.sources.is_empty() {
            note.push_str(". Not yet checked.");
        } else {
            note.push_str(&format!(". Last checked {}.", self.checked));
        }
        if !region.note.is_empty() {
            note.push(' ');
            note.push_str(&region.note);
        }
        Phone {
            emergency: region.emergency.clone(),
            urgent: region.urgent.clone().unwrap_or_else(|| self.unset_urgent.clone()),
            note,
        }
    }
}

impl Phone {
    /// A sentence of the book with its `{emergency}` and `{urgent}` filled in.
    pub(crate) fn fill(&self, text: &str) -> String {
        text.replace("{emergency}", &self.emergency).replace("{urgent}", &self.urgent)
    }
}
