//! The shapes of the content files as they are written: what serde reads, nothing checked yet.
//!
//! `build.rs` compiles this file and `clean.rs` too, so they name nothing else of the program.

use serde::{Deserialize, Deserializer, Serialize};

use super::clean::clean;

/// A string of a content file, fit for a terminal: cleaned as it is read, so that no other kind gets any further.
#[derive(Clone, Default, PartialEq, Serialize)]
pub(crate) struct Text(String);

/// The most letters one text may have: the longest shipped is a tenth of it.
const MAX_TEXT: usize = 8_000;

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(clean(text))
    }
}

/// As the string it is: complaints quote it.
impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // The bytes in the program were cleaned when they were made; what people write was not.
        let by_hand = from.is_human_readable();
        let text = String::deserialize(from)?;
        if !by_hand {
            return Ok(Self(text));
        }
        if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
            let what = format!("this text has more than {MAX_TEXT} letters; make it shorter");
            return Err(serde::de::Error::custom(what));
        }
        Ok(Self(clean(&text)))
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Every file's raw content; a file that cannot be read leaves its part empty.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
pub(crate) struct Raw {
    pub(crate) about: About,
    pub(crate) causes: Vec<Topic>,
    pub(crate) symptoms: Vec<Topic>,
    pub(crate) remedies: Vec<Topic>,
    pub(crate) routines: Routines,
    pub(crate) figures: Vec<Figure>,
    pub(crate) signs: Signs,
    pub(crate) regions: Regions,
    pub(crate) diary: Diary,
    pub(crate) sources: Vec<Source>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    /// The guide's name, for whoever reads the file; the program knows its own.
    #[serde(rename = "name")]
    pub(crate) _name: Text,
    pub(crate) line: Text,
    pub(crate) introduction: Vec<Text>,
    pub(crate) disclaimer: Vec<Text>,
    pub(crate) consult: Vec<Text>,
    pub(crate) origin: Vec<Text>,
    pub(crate) reviewed: Text,
    /// What language a book is in that translates this one: `de`, `pt-BR`.
    #[serde(default)]
    pub(crate) language: Option<Text>,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    Source,
    Added,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grade {
    Guideline,
    SystematicReview,
    Trial,
    Observational,
    Laboratory,
    Tradition,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Evidence {
    pub(crate) grades: Vec<Grade>,
    pub(crate) words: Text,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    During,
    After,
    Prevent,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    pub(crate) id: Text,
    pub(crate) title: Text,
    pub(crate) summary: Text,
    pub(crate) origin: Origin,
    pub(crate) text: Vec<Text>,
    #[serde(default)]
    pub(crate) tonight: Option<Text>,
    #[serde(default)]
    pub(crate) when: Vec<When>,
    #[serde(default)]
    pub(crate) avoid: Vec<Text>,
    #[serde(default)]
    pub(crate) stop: Option<Text>,
    #[serde(default)]
    pub(crate) warning: bool,
    pub(crate) evidence: Evidence,
    pub(crate) cautions: Vec<Text>,
    pub(crate) sources: Vec<Text>,
    pub(crate) reviewed: Text,
    #[serde(default)]
    pub(crate) see: Vec<Text>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Routines {
    pub(crate) before: Text,
    pub(crate) advice: Advice,
    pub(crate) routines: Vec<Routine>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advice {
    pub(crate) sign: Text,
    pub(crate) text: Text,
    pub(crate) sources: Vec<Text>,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    Relief,
    Prevention,
    Calm,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Muscle {
    Calf,
    Foot,
    Thigh,
    Hamstring,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Routine {
    pub(crate) id: Text,
    pub(crate) title: Text,
    pub(crate) summary: Text,
    pub(crate) purpose: Purpose,
    #[serde(default)]
    pub(crate) muscle: Option<Muscle>,
    pub(crate) dose: Text,
    pub(crate) avoid: Vec<Text>,
    pub(crate) evidence: Evidence,
    pub(crate) sources: Vec<Text>,
    pub(crate) reviewed: Text,
    pub(crate) steps: Vec<Part>,
}

/// A step, or steps done several times over.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Part {
    Step {
        kind: StepKind,
        #[serde(default)]
        seconds: Option<u32>,
        say: Text,
        #[serde(default)]
        more: Text,
        #[serde(default)]
        side: Side,
        #[serde(default)]
        figure: Option<Text>,
        #[serde(default)]
        breath: Option<Breath>,
    },
    Repeat {
        times: u16,
        steps: Vec<Part>,
    },
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepKind {
    Ready,
    Hold,
    Ease,
    Move,
    Switch,
    Wait,
}

#[derive(Debug, PartialEq, Clone, Copy, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    First,
    Second,
    #[default]
    Both,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Breath {
    In,
    Out,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    pub(crate) id: Text,
    pub(crate) title: Text,
    #[serde(default)]
    pub(crate) start_words: Option<Text>,
    pub(crate) words: Text,
    #[serde(default)]
    pub(crate) feel: Option<Muscle>,
    #[serde(default)]
    pub(crate) moves: Vec<BodyPart>,
    #[serde(default)]
    pub(crate) arrow: Option<(Place, Place)>,
    #[serde(default)]
    pub(crate) props: Vec<Prop>,
    #[serde(default)]
    pub(crate) close: bool,
    pub(crate) start: Pose,
    pub(crate) end: Pose,
}

/// A place: how far along the way the figure faces, and how high.
pub(crate) type Place = (f64, f64);

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BodyPart {
    Trunk,
    Thigh,
    Shin,
    Foot,
    Toes,
    UpperArm,
    Forearm,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Prop {
    Floor { from: f64, to: f64 },
    Wall { at: f64 },
    Bed { from: f64, to: f64, top: f64 },
    Chair { back: f64, front: f64, seat: f64, top: f64 },
    Rail { from: f64, to: f64, height: f64 },
    Towel,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pose {
    pub(crate) put: Put,
    #[serde(default)]
    pub(crate) trunk: f64,
    #[serde(default)]
    pub(crate) back: f64,
    #[serde(default)]
    pub(crate) neck: f64,
    pub(crate) leg: Leg,
    pub(crate) other_leg: Leg,
    pub(crate) arm: Arm,
    #[serde(default)]
    pub(crate) other_arm: Option<Arm>,
}

/// Which place of the body is where; the rest follows from it.
#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Put {
    Hip(f64, f64),
    Heel(f64, f64),
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Leg {
    /// Joint by joint.
    Bend {
        hip: f64,
        knee: f64,
        #[serde(default)]
        ankle: f64,
        #[serde(default)]
        toes: f64,
    },
    /// By where its heel is; the joints follow.
    Foot {
        heel: Place,
        #[serde(default)]
        tilt: f64,
        #[serde(default)]
        toes: f64,
    },
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) enum Arm {
    Bend {
        shoulder: f64,
        #[serde(default)]
        elbow: f64,
    },
    /// By where its hand is.
    Hand(f64, f64),
    /// By what of the stretched leg its hand is on.
    On(Grip),
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grip {
    Thigh,
    Knee,
    Calf,
    Ankle,
    Toes,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signs {
    pub(crate) intro: Text,
    pub(crate) groups: Vec<Group>,
    pub(crate) sets: Vec<Set>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) not_now: Vec<NotNow>,
    pub(crate) results: Results,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) id: Text,
    pub(crate) title: Text,
    pub(crate) signs: Vec<Sign>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tier {
    Emergency,
    SameDay,
    Appointment,
    /// No sign by itself; it changes what others mean.
    Context,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub(crate) id: Text,
    pub(crate) row: Text,
    pub(crate) tier: Tier,
    pub(crate) text: Text,
    pub(crate) why: Text,
    pub(crate) origin: Origin,
    pub(crate) sources: Vec<Text>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Set {
    pub(crate) id: Text,
    pub(crate) signs: Vec<Text>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) id: Text,
    pub(crate) row: Text,
    pub(crate) all: Vec<Text>,
    pub(crate) tier: Tier,
    pub(crate) why: Text,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotNow {
    pub(crate) signs: Vec<Text>,
    pub(crate) remedies: Vec<Text>,
    pub(crate) why: Text,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Results {
    pub(crate) emergency: ResultText,
    pub(crate) same_day: ResultText,
    pub(crate) appointment: ResultText,
    pub(crate) none: ResultText,
    pub(crate) incomplete: ResultText,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultText {
    pub(crate) label: Text,
    pub(crate) heading: Text,
    pub(crate) action: Vec<Text>,
    #[serde(default)]
    pub(crate) say_intro: Text,
    #[serde(default)]
    pub(crate) after: Vec<Text>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Regions {
    pub(crate) unset: Unset,
    pub(crate) checked: Text,
    pub(crate) regions: Vec<Region>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unset {
    pub(crate) emergency: Text,
    pub(crate) urgent: Text,
    pub(crate) note: Text,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Region {
    pub(crate) code: Text,
    #[serde(default)]
    pub(crate) also: Vec<Text>,
    pub(crate) name: Text,
    pub(crate) emergency: Text,
    #[serde(default)]
    pub(crate) emergency_also: Option<Text>,
    #[serde(default)]
    pub(crate) urgent: Option<Text>,
    #[serde(default)]
    pub(crate) note: Text,
    pub(crate) sources: Vec<Text>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Diary {
    pub(crate) tried: Vec<Tag>,
    pub(crate) before: Vec<Tag>,
    pub(crate) also: Vec<Tag>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) programme: Programme,
    pub(crate) report: ReportWords,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tag {
    pub(crate) id: Text,
    pub(crate) text: Text,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pattern {
    pub(crate) id: Text,
    pub(crate) when: PatternWhen,
    pub(crate) text: Text,
    pub(crate) signs: Vec<Text>,
    pub(crate) sources: Vec<Text>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PatternWhen {
    Long,
    OneLeg,
    ManyNights,
    SoreOverDay,
    /// A tag of `also`.
    Also(Text),
    /// A tag of `before`.
    Before(Text),
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Programme {
    pub(crate) routine: Text,
    pub(crate) nights: u16,
    pub(crate) sources: Vec<Text>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportWords {
    pub(crate) recorded: Text,
    pub(crate) questions: Vec<Text>,
    pub(crate) tests: Text,
    pub(crate) sources: Vec<Text>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) id: Text,
    pub(crate) cite: Text,
    #[serde(default)]
    pub(crate) url: Option<Text>,
}
