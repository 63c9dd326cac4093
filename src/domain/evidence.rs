//! The origin of an entry, the quality of its evidence, and the date it was checked.

use serde::Deserialize;

use super::clean::text;

/// The origin of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// The article that the guide grew from lists it.
    Source,
    /// Added from the clinical literature.
    Added,
}

impl Origin {
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Added => "added",
        }
    }

    /// The heading of its entries in a list.
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Source => "The main ones",
            Self::Added => "Also worth knowing",
        }
    }

    /// One sentence for the evidence page. The entry itself does not name its origin.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Source => "The article that this guide grew from lists this entry.",
            Self::Added => "This entry was added. The article that this guide grew from does not list it.",
        }
    }
}

/// The kind of evidence behind an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grade {
    Guideline,
    SystematicReview,
    Trial,
    Observational,
    Laboratory,
    /// A review article in a journal, or a page by a clinic or another expert body.
    Expert,
    Tradition,
}

impl Grade {
    /// The word for it in scripts.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Guideline => "guideline",
            Self::SystematicReview => "systematic-review",
            Self::Trial => "trial",
            Self::Observational => "observational",
            Self::Laboratory => "laboratory",
            Self::Expert => "expert",
            Self::Tradition => "tradition",
        }
    }

    /// The grade in words; letters and stars mean nothing to a reader.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Guideline => "national guideline or health service",
            Self::SystematicReview => "review of all trials",
            Self::Trial => "randomised trial",
            Self::Observational => "observational study",
            Self::Laboratory => "small laboratory study",
            Self::Expert => "review article or expert page",
            Self::Tradition => "usual advice, no trial found",
        }
    }
}

/// The evidence behind an entry.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    pub(crate) grades: Vec<Grade>,
    /// The same in a sentence or two, with the figures.
    #[serde(deserialize_with = "text")]
    pub(crate) words: String,
}

/// The evidence for a remedy in a word: the direction that a grade does not give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RemedyVerdict {
    Helps,
    MayHelp,
    NoGoodEvidence,
    DoesNotHelp,
    Harmful,
}

impl RemedyVerdict {
    /// The word for it in scripts.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Helps => "helps",
            Self::MayHelp => "may-help",
            Self::NoGoodEvidence => "no-good-evidence",
            Self::DoesNotHelp => "does-not-help",
            Self::Harmful => "harmful",
        }
    }

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Helps => "Helps",
            Self::MayHelp => "May help",
            Self::NoGoodEvidence => "No good evidence",
            Self::DoesNotHelp => "Does not help",
            Self::Harmful => "Harmful",
        }
    }
}

/// The certainty of a sign's tier in the clinical table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Confidence {
    /// An authority's text states it at that tier.
    High,
    /// Sources support it; the tier is inferred.
    Moderate,
    /// The authors' judgement.
    Judgement,
}

impl Confidence {
    /// The word for it in scripts and in the evidence view.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Moderate => "moderate",
            Self::Judgement => "judgement",
        }
    }
}

/// The sentence with the date on which an entry was checked against its sources.
///
/// `date` is an ISO date such as `2026-11-26`; it is written in words. Text that is not a date stays as it is. Without a date, as
/// in a person's own routine, the sentence is empty.
pub(crate) fn checked(date: &str) -> String {
    if date.is_empty() {
        return String::new();
    }
    format!("Checked against its sources {}.", day(date))
}

/// An ISO date in words: `26 November 2026`. Text that is not a date stays as it is.
pub(crate) fn day(date: &str) -> String {
    let words = date.parse::<jiff::civil::Date>().map(|date| date.strftime("%-d %B %Y").to_string());
    words.unwrap_or_else(|_| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_check_is_in_words() {
        assert_eq!(checked("2026-11-02"), "Checked against its sources 2 November 2026.");
        assert_eq!(checked(""), "");
        assert!(checked("soon").contains("sources soon."));
    }
}
