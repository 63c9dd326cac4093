//! The origin of an entry, the quality of its evidence, and the date it was checked.

use serde::Deserialize;

use super::{choice::named, clean::text};

named! {
    /// The origin of an entry. Its words are a sentence of the evidence page; the entry itself does not name its origin.
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    Origin {
        /// The article that the guide grew from lists it.
        Source "source" "The article that this guide grew from lists this entry.",
        /// Added from the clinical literature.
        Added "added" "This entry was added. The article that this guide grew from does not list it.",
    }
}

impl Origin {
    /// The heading of its entries in a list.
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Source => "The main ones",
            Self::Added => "Also worth knowing",
        }
    }
}

named! {
    /// The kind of evidence behind an entry. Its words say it: letters and stars mean nothing to a reader.
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    Grade {
        Guideline "guideline" "national guideline or health service",
        SystematicReview "systematic-review" "review of all trials",
        Trial "trial" "randomised trial",
        Observational "observational" "observational study",
        Laboratory "laboratory" "small laboratory study",
        /// A review article in a journal, or a page by a clinic or another expert body.
        Expert "expert" "review article or expert page",
        Tradition "tradition" "usual advice, no trial found",
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

named! {
    /// The evidence for a remedy in a word: the direction that a grade does not give.
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    RemedyVerdict {
        Helps "helps" "Helps",
        MayHelp "may-help" "May help",
        NoGoodEvidence "no-good-evidence" "No good evidence",
        DoesNotHelp "does-not-help" "Does not help",
        Harmful "harmful" "Harmful",
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
