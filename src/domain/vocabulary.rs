//! The diary's words: the tags of a cramp, the patterns, and the fixed words of the report.

use serde::Deserialize;

use super::clean::{text, texts};

/// The words of the diary, from the book.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vocabulary {
    /// Things tried; the same tags name the thing that eased it.
    pub(crate) tried: Vec<Tag>,
    /// Tags of the hours before.
    pub(crate) before: Vec<Tag>,
    /// Other things noticed.
    pub(crate) also: Vec<Tag>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) programme: ProgrammeWords,
    pub(crate) report: ReportWords,
}

/// Something that can be ticked for a cramp.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tag {
    pub(crate) id: String,
    #[serde(deserialize_with = "text")]
    pub(crate) text: String,
    /// Forms no longer offer it: it keeps its words for the records that have it.
    #[serde(default, rename = "retired")]
    pub(crate) is_retired: bool,
}

/// Something that can be seen in the records, and the signs it bears on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pattern {
    pub(crate) id: String,
    pub(crate) when: PatternWhen,
    #[serde(deserialize_with = "text")]
    pub(crate) text: String,
    /// Ids of signs, most urgent first.
    pub(crate) signs: Vec<String>,
    pub(crate) sources: Vec<String>,
}

/// The condition of a pattern; the numbers are in `patterns.rs`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PatternWhen {
    Long,
    OneLeg,
    ManyNights,
    SoreOverDay,
    Also(String),
    Before(String),
}

/// The bedtime programme.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgrammeWords {
    /// The id of its routine.
    pub(crate) routine: String,
    pub(crate) nights: u16,
    pub(crate) sources: Vec<String>,
}

/// The words of every report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportWords {
    /// The origin of the records and their limits.
    #[serde(deserialize_with = "text")]
    pub(crate) recorded: String,
    #[serde(deserialize_with = "texts")]
    pub(crate) questions: Vec<String>,
    /// Tests a clinician may choose.
    #[serde(deserialize_with = "text")]
    pub(crate) tests: String,
    pub(crate) sources: Vec<String>,
}

impl Vocabulary {
    /// The words for a tag of any kind; an imported tag is its own words.
    pub(crate) fn words<'a>(&'a self, id: &'a str) -> &'a str {
        let all = self.tried.iter().chain(&self.before).chain(&self.also);
        all.into_iter().find(|tag| tag.id == id).map_or(id, |tag| &tag.text)
    }
}
