//! Where an entry comes from and how good its evidence is.

/// Whether an entry is in the source document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grade {
    Guideline,
    SystematicReview,
    Trial,
    Observational,
    Laboratory,
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
            Self::Tradition => "usual advice, no trial found",
        }
    }
}

/// How good the evidence is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Evidence {
    pub(crate) grades: Vec<Grade>,
    /// The same in a sentence or two, with the figures.
    pub(crate) words: String,
}
