//! The shapes of the content files as they are written: what serde reads, nothing checked yet.

use serde::{Deserialize, de::DeserializeOwned};

use super::{File, Files, Problem, place::Places};

/// Files larger than this are refused unread; the largest shipped one is a fiftieth of it.
pub(crate) const MAX_BYTES: usize = 4 << 20;

/// Every file's raw content; a file that cannot be read leaves its part empty.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    pub(crate) about: About,
    pub(crate) causes: Vec<Topic>,
    pub(crate) symptoms: Vec<Topic>,
    pub(crate) remedies: Vec<Topic>,
    pub(crate) routines: Routines,
    pub(crate) signs: Signs,
    pub(crate) regions: Regions,
    pub(crate) sources: Vec<Source>,
}

impl Raw {
    pub(crate) fn parse(files: &Files<'_>, problems: &mut Vec<Problem>) -> Self {
        Self {
            about: parse(files.about, problems),
            causes: parse(files.causes, problems),
            symptoms: parse(files.symptoms, problems),
            remedies: parse(files.remedies, problems),
            routines: parse(files.routines, problems),
            signs: parse(files.signs, problems),
            regions: parse(files.regions, problems),
            sources: parse(files.sources, problems),
        }
    }
}

/// Reads one file's text, or complains and gives nothing.
pub(crate) fn parse<T: DeserializeOwned + Default>(file: File<'_>, problems: &mut Vec<Problem>) -> T {
    let places = Places::new(file);
    if file.text.len() > MAX_BYTES {
        let what = format!("the file is larger than {} MiB; split it or make it shorter", MAX_BYTES >> 20);
        problems.push(places.at(1, 1, what));
        return T::default();
    }
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    match options.from_str(file.text.trim_start_matches('\u{feff}')) {
        Ok(raw) => raw,
        Err(error) => {
            let what = super::clean::clean(&error.code.to_string());
            problems.push(places.at(error.span.start.line, error.span.start.col, what));
            T::default()
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    /// The guide's name, for whoever reads the file; the program knows its own.
    #[serde(rename = "name")]
    pub(crate) _name: String,
    pub(crate) line: String,
    pub(crate) introduction: Vec<String>,
    pub(crate) disclaimer: Vec<String>,
    pub(crate) consult: Vec<String>,
    pub(crate) origin: Vec<String>,
    pub(crate) reviewed: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    Source,
    Added,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grade {
    Guideline,
    SystematicReview,
    Trial,
    Observational,
    Laboratory,
    Tradition,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    pub(crate) grades: Vec<Grade>,
    pub(crate) words: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    During,
    After,
    Prevent,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) origin: Origin,
    pub(crate) text: Vec<String>,
    #[serde(default)]
    pub(crate) tonight: Option<String>,
    #[serde(default)]
    pub(crate) when: Vec<When>,
    #[serde(default)]
    pub(crate) avoid: Vec<String>,
    #[serde(default)]
    pub(crate) stop: Option<String>,
    #[serde(default)]
    pub(crate) warning: bool,
    pub(crate) evidence: Evidence,
    pub(crate) cautions: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) reviewed: String,
    #[serde(default)]
    pub(crate) see: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Routines {
    pub(crate) before: String,
    pub(crate) advice: Advice,
    pub(crate) routines: Vec<Routine>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advice {
    pub(crate) sign: String,
    pub(crate) text: String,
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    Relief,
    Prevention,
    Calm,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Muscle {
    Calf,
    Foot,
    Thigh,
    Hamstring,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Routine {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) purpose: Purpose,
    #[serde(default)]
    pub(crate) muscle: Option<Muscle>,
    pub(crate) dose: String,
    pub(crate) avoid: Vec<String>,
    pub(crate) evidence: Evidence,
    pub(crate) sources: Vec<String>,
    pub(crate) reviewed: String,
    pub(crate) steps: Vec<Part>,
}

/// A step, or steps done several times over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Part {
    Step {
        kind: StepKind,
        #[serde(default)]
        seconds: Option<u32>,
        say: String,
        #[serde(default)]
        more: String,
        #[serde(default)]
        side: Side,
    },
    Repeat {
        times: u16,
        steps: Vec<Part>,
    },
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepKind {
    Ready,
    Hold,
    Ease,
    Move,
    Switch,
    Wait,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    First,
    Second,
    #[default]
    Both,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signs {
    pub(crate) intro: String,
    pub(crate) groups: Vec<Group>,
    pub(crate) sets: Vec<Set>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) not_now: Vec<NotNow>,
    pub(crate) results: Results,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) signs: Vec<Sign>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tier {
    Emergency,
    SameDay,
    Appointment,
    /// No sign by itself; it changes what others mean.
    Context,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub(crate) id: String,
    pub(crate) row: String,
    pub(crate) tier: Tier,
    pub(crate) text: String,
    pub(crate) why: String,
    pub(crate) origin: Origin,
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    pub(crate) id: String,
    pub(crate) signs: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) row: String,
    pub(crate) all: Vec<String>,
    pub(crate) tier: Tier,
    pub(crate) why: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotNow {
    pub(crate) signs: Vec<String>,
    pub(crate) remedies: Vec<String>,
    pub(crate) why: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Results {
    pub(crate) emergency: ResultText,
    pub(crate) same_day: ResultText,
    pub(crate) appointment: ResultText,
    pub(crate) none: ResultText,
    pub(crate) incomplete: ResultText,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultText {
    pub(crate) label: String,
    pub(crate) heading: String,
    pub(crate) action: Vec<String>,
    #[serde(default)]
    pub(crate) say_intro: String,
    #[serde(default)]
    pub(crate) after: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Regions {
    pub(crate) unset: Unset,
    pub(crate) checked: String,
    pub(crate) regions: Vec<Region>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unset {
    pub(crate) emergency: String,
    pub(crate) urgent: String,
    pub(crate) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Region {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) name: String,
    pub(crate) emergency: String,
    #[serde(default)]
    pub(crate) emergency_also: Option<String>,
    #[serde(default)]
    pub(crate) urgent: Option<String>,
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) cite: String,
    #[serde(default)]
    pub(crate) url: Option<String>,
}
