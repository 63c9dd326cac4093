//! Phone numbers by region. Every number in the program comes from this table, none from a guess.

use serde::Deserialize;

use super::clean::{optional_text, text};

/// Emergency and advice numbers of one region.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Region {
    /// The code it is chosen by: `GB`.
    pub(crate) code: String,
    /// Other codes people type for it: `UK`.
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) name: String,
    /// The emergency number: digits, and spaces between them.
    pub(crate) emergency: String,
    /// A second number that reaches the same help.
    #[serde(default)]
    pub(crate) emergency_also: Option<String>,
    /// The line for urgent advice; `None` where the region has no single one.
    #[serde(default, deserialize_with = "optional_text")]
    pub(crate) urgent: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(crate) note: String,
    pub(crate) sources: Vec<String>,
    /// Date of the last check, as `2026-11-26`.
    pub(crate) checked: String,
    pub(crate) read: NumbersRead,
}

/// The text that a region's numbers were checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NumbersRead {
    /// A stored copy of an official page.
    Copy,
    /// No page was read.
    Memory,
}

/// The region table, and the words used while none is chosen: `regions.ron`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Regions {
    pub(crate) unset: Phone,
    #[serde(rename = "regions")]
    pub(crate) all: Vec<Region>,
}

/// The numbers to show. Without a region, `regions.ron` has words in their place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phone {
    /// The emergency number, or words.
    #[serde(deserialize_with = "text")]
    pub(crate) emergency: String,
    /// The digits to show large. Without a region it is a number that works in most countries, not in all.
    pub(crate) number: String,
    /// The line for urgent advice, or words.
    #[serde(deserialize_with = "text")]
    pub(crate) urgent: String,
    /// A remark on these numbers.
    #[serde(deserialize_with = "text")]
    pub(crate) note: String,
    /// They are the numbers of a region that was chosen.
    #[serde(skip)]
    pub(crate) is_chosen: bool,
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

    /// The numbers to show. They are never guessed: with no region they are words.
    pub(crate) fn phone(&self, region: Option<&Region>) -> Phone {
        let Some(region) = region else {
            return self.unset.clone();
        };
        let mut note = format!("Numbers for {}", region.name);
        if let Some(also) = &region.emergency_also {
            note.push_str(&format!("; {also} also reaches emergency help"));
        }
        note.push_str(&match region.read {
            NumbersRead::Copy => format!(". Checked {} against stored copies.", region.checked),
            NumbersRead::Memory => ". Not yet checked against an official page.".to_owned(),
        });
        if !region.note.is_empty() {
            note.push(' ');
            note.push_str(&region.note);
        }
        Phone {
            emergency: region.emergency.clone(),
            number: region.emergency.clone(),
            urgent: region.urgent.clone().unwrap_or_else(|| self.unset.urgent.clone()),
            note,
            is_chosen: true,
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
            checked: "2026-11-26".into(),
            read: NumbersRead::Memory,
        };
        let checked = Region {
            emergency_also: Some("12".into()),
            urgent: Some("Line 34".into()),
            note: "Free.".into(),
            sources: vec!["A1".into()],
            read: NumbersRead::Copy,
            ..region("AA", "Åland", &["Alandia"], "11")
        };
        Regions {
            unset: Phone {
                emergency: "your local number".into(),
                number: "112".into(),
                urgent: "your doctor".into(),
                note: "Not everywhere.".into(),
                is_chosen: false,
            },
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
        let of = |emergency: &str, number: &str, urgent: &str, note: &str| Phone {
            emergency: emergency.into(),
            number: number.into(),
            urgent: urgent.into(),
            note: note.into(),
            is_chosen: emergency == number,
        };
        let checked = "Numbers for Åland; 12 also reaches emergency help. Checked 2026-11-26 against stored copies. Free.";
        assert_eq!(phone("AA"), of("11", "11", "Line 34", checked));
        assert_eq!(
            phone("BB"),
            of("99", "99", "your doctor", "Numbers for Bland. Not yet checked against an official page.")
        );
        assert_eq!(phone(""), of("your local number", "112", "your doctor", "Not everywhere."));
        let said = phone("BB").fill("Call {emergency}, or {urgent}; {emergency} in any case.");
        assert_eq!(said, "Call 99, or your doctor; 99 in any case.");
    }
}
