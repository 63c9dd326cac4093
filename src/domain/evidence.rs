//! Where an entry comes from and how good its evidence is.

use serde::Deserialize;

use super::clean::text;

/// Whether an entry is in the source document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// The source document lists it.
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

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Source => "listed in the source document",
            Self::Added => "added to the source document's list",
        }
    }
}

/// What kind of evidence stands behind an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grade {
    Guideline,
    SystematicReview,
    Trial,
    Observational,
    Laboratory,
    /// A journal's review article, or a page by experts that is no national guideline.
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

/// How sure the clinical table is of a sign's tier.
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
