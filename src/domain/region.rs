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
        let code = code.to_lowercase();
        let same = |other: &String| other.to_lowercase() == code;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn regions() -> Regions {
        let region = |code: &str, name: &str, also: &[&str], emergency: &str| Region {
            code: code.into(),
            also: also.iter().map(|&name| name.to_owned()).collect(),
            name: name.into(),
            emergency: emergency.into(),
            emergency_also: None,
            urgent: None,
            note: String::new(),
            sources: vec![],
        };
        let checked = Region {
            emergency_also: Some("12".into()),
            urgent: Some("Line 34".into()),
            note: "Free.".into(),
            sources: vec!["A1".into()],
            ..region("AA", "Åland", &["Alandia"], "11")
        };
        Regions {
            unset_emergency: "your local number".into(),
            unset_urgent: "your doctor".into(),
            unset_note: "Not everywhere.".into(),
            checked: "2026-11-22".into(),
            all: vec![checked, region("BB", "Bland", &[], "99")],
        }
    }

    #[test]
    fn a_region_is_found_by_any_of_its_names_and_no_other_is() {
        let regions = regions();
        for name in ["AA", "aa", "åland", "ÅLAND", "ALANDIA"] {
            assert_eq!(regions.find(name).map(|region| region.code.as_str()), Some("AA"), "{name}");
        }
        for name in ["", "A", "AAA", "Alan", "11"] {
            assert_eq!(regions.find(name), None, "{name}");
        }
    }

    #[test]
    fn numbers_are_the_regions_own_and_words_where_it_has_none() {
        let regions = regions();
        let phone = |code| regions.phone(regions.find(code));
        let of = |emergency: &str, urgent: &str, note: &str| Phone {
            emergency: emergency.into(),
            urgent: urgent.into(),
            note: note.into(),
        };
        let checked = "Numbers for Åland; 12 also reaches emergency help. Last checked 2026-11-22. Free.";
        assert_eq!(phone("AA"), of("11", "Line 34", checked));
        assert_eq!(phone("BB"), of("99", "your doctor", "Numbers for Bland. Not yet checked."));
        assert_eq!(phone(""), of("your local number", "your doctor", "Not everywhere."));
        let said = phone("BB").fill("Call {emergency}, or {urgent}; {emergency} in any case.");
        assert_eq!(said, "Call 99, or your doctor; 99 in any case.");
    }
}
