//! The shapes of the content files as they are written: what serde reads, nothing checked yet.
//!
//! `build.rs` compiles this file and `clean.rs` too, so they name nothing else of the program.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, de::Visitor};

use super::clean::{clean, cleaned};

/// A string of a content file, fit for a terminal: cleaned as it is read, so that no other kind gets any further. One that was in
/// order already is not copied: it stays where it was read from.
#[derive(Clone, Default, PartialEq, Serialize)]
pub(crate) struct Text<'a>(Cow<'a, str>);

/// The most letters one text may have: the longest shipped is a tenth of it.
const MAX_TEXT: usize = 8_000;

impl From<&str> for Text<'_> {
    fn from(text: &str) -> Self {
        Self(Cow::Owned(clean(text)))
    }
}

/// As the string it is: complaints quote it.
impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(&self.0, f)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // The bytes in the program were cleaned when they were made; what people write was not.
        let by_hand = from.is_human_readable();
        let text = from.deserialize_str(AsItStands)?;
        if !by_hand {
            return Ok(Self(text));
        }
        if text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT {
            let what = format!("this text has more than {MAX_TEXT} letters; make it shorter");
            return Err(serde::de::Error::custom(what));
        }
        Ok(Self(cleaned(text)))
    }
}

/// Takes a string without copying it where that can be had.
struct AsItStands;

impl<'de> Visitor<'de> for AsItStands {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Every file's raw content; a file that cannot be read leaves its part empty.
#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'a"))]
pub(crate) struct Raw<'a> {
    pub(crate) about: About<'a>,
    pub(crate) causes: Vec<Topic<'a>>,
    pub(crate) symptoms: Vec<Topic<'a>>,
    pub(crate) remedies: Vec<Topic<'a>>,
    pub(crate) routines: Routines<'a>,
    pub(crate) figures: Vec<Figure<'a>>,
    pub(crate) signs: Signs<'a>,
    pub(crate) regions: Regions<'a>,
    pub(crate) diary: Diary<'a>,
    pub(crate) sources: Vec<Source<'a>>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct About<'a> {
    /// The guide's name, for whoever reads the file; the program knows its own.
    #[serde(rename = "name")]
    pub(crate) _name: Text<'a>,
    pub(crate) line: Text<'a>,
    pub(crate) introduction: Vec<Text<'a>>,
    pub(crate) disclaimer: Vec<Text<'a>>,
    pub(crate) consult: Vec<Text<'a>>,
    pub(crate) origin: Vec<Text<'a>>,
    pub(crate) reviewed: Text<'a>,
    /// What language a book is in that translates this one: `de`, `pt-BR`.
    #[serde(default)]
    pub(crate) language: Option<Text<'a>>,
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
    Expert,
    Tradition,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Evidence<'a> {
    pub(crate) grades: Vec<Grade>,
    pub(crate) words: Text<'a>,
}

#[derive(Debug, PartialEq, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    During,
    After,
    Prevent,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Topic<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) title: Text<'a>,
    pub(crate) summary: Text<'a>,
    pub(crate) origin: Origin,
    pub(crate) text: Vec<Text<'a>>,
    #[serde(default)]
    pub(crate) tonight: Option<Text<'a>>,
    #[serde(default)]
    pub(crate) when: Vec<When>,
    #[serde(default)]
    pub(crate) avoid: Vec<Text<'a>>,
    #[serde(default)]
    pub(crate) stop: Option<Text<'a>>,
    #[serde(default)]
    pub(crate) warning: bool,
    pub(crate) evidence: Evidence<'a>,
    pub(crate) cautions: Vec<Text<'a>>,
    pub(crate) sources: Vec<Text<'a>>,
    pub(crate) reviewed: Text<'a>,
    #[serde(default)]
    pub(crate) see: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Routines<'a> {
    pub(crate) before: Text<'a>,
    pub(crate) advice: Advice<'a>,
    pub(crate) routines: Vec<Routine<'a>>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Advice<'a> {
    pub(crate) sign: Text<'a>,
    pub(crate) text: Text<'a>,
    pub(crate) sources: Vec<Text<'a>>,
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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Routine<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) title: Text<'a>,
    pub(crate) summary: Text<'a>,
    pub(crate) purpose: Purpose,
    #[serde(default)]
    pub(crate) muscle: Option<Muscle>,
    pub(crate) dose: Text<'a>,
    pub(crate) avoid: Vec<Text<'a>>,
    pub(crate) evidence: Evidence<'a>,
    pub(crate) sources: Vec<Text<'a>>,
    pub(crate) reviewed: Text<'a>,
    pub(crate) steps: Vec<Part<'a>>,
}

/// A step, or steps done several times over.
#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) enum Part<'a> {
    Step {
        kind: StepKind,
        #[serde(default)]
        seconds: Option<u32>,
        say: Text<'a>,
        #[serde(default)]
        more: Text<'a>,
        #[serde(default)]
        side: Side,
        #[serde(default)]
        figure: Option<Text<'a>>,
        #[serde(default)]
        breath: Option<Breath>,
    },
    Repeat {
        times: u16,
        steps: Vec<Part<'a>>,
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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Figure<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) title: Text<'a>,
    #[serde(default)]
    pub(crate) start_words: Option<Text<'a>>,
    pub(crate) words: Text<'a>,
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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Signs<'a> {
    pub(crate) intro: Text<'a>,
    pub(crate) groups: Vec<Group<'a>>,
    pub(crate) sets: Vec<Set<'a>>,
    pub(crate) rules: Vec<Rule<'a>>,
    pub(crate) not_now: Vec<NotNow<'a>>,
    pub(crate) results: Results<'a>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Group<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) title: Text<'a>,
    pub(crate) signs: Vec<Sign<'a>>,
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
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Sign<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) row: Text<'a>,
    pub(crate) tier: Tier,
    pub(crate) text: Text<'a>,
    pub(crate) why: Text<'a>,
    pub(crate) origin: Origin,
    pub(crate) sources: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Set<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) signs: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Rule<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) row: Text<'a>,
    pub(crate) all: Vec<Text<'a>>,
    pub(crate) tier: Tier,
    pub(crate) why: Text<'a>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct NotNow<'a> {
    pub(crate) signs: Vec<Text<'a>>,
    pub(crate) remedies: Vec<Text<'a>>,
    pub(crate) why: Text<'a>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Results<'a> {
    pub(crate) emergency: ResultText<'a>,
    pub(crate) same_day: ResultText<'a>,
    pub(crate) appointment: ResultText<'a>,
    pub(crate) none: ResultText<'a>,
    pub(crate) incomplete: ResultText<'a>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct ResultText<'a> {
    pub(crate) label: Text<'a>,
    pub(crate) heading: Text<'a>,
    pub(crate) action: Vec<Text<'a>>,
    #[serde(default)]
    pub(crate) say_intro: Text<'a>,
    #[serde(default)]
    pub(crate) after: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Regions<'a> {
    pub(crate) unset: Unset<'a>,
    pub(crate) checked: Text<'a>,
    pub(crate) regions: Vec<Region<'a>>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Unset<'a> {
    pub(crate) emergency: Text<'a>,
    pub(crate) urgent: Text<'a>,
    pub(crate) note: Text<'a>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Region<'a> {
    pub(crate) code: Text<'a>,
    #[serde(default)]
    pub(crate) also: Vec<Text<'a>>,
    pub(crate) name: Text<'a>,
    pub(crate) emergency: Text<'a>,
    #[serde(default)]
    pub(crate) emergency_also: Option<Text<'a>>,
    #[serde(default)]
    pub(crate) urgent: Option<Text<'a>>,
    #[serde(default)]
    pub(crate) note: Text<'a>,
    pub(crate) sources: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Diary<'a> {
    pub(crate) tried: Vec<Tag<'a>>,
    pub(crate) before: Vec<Tag<'a>>,
    pub(crate) also: Vec<Tag<'a>>,
    pub(crate) patterns: Vec<Pattern<'a>>,
    pub(crate) programme: Programme<'a>,
    pub(crate) report: ReportWords<'a>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Tag<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) text: Text<'a>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Pattern<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) when: PatternWhen<'a>,
    pub(crate) text: Text<'a>,
    pub(crate) signs: Vec<Text<'a>>,
    pub(crate) sources: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case", bound(deserialize = "'de: 'a"))]
pub(crate) enum PatternWhen<'a> {
    Long,
    OneLeg,
    ManyNights,
    SoreOverDay,
    /// A tag of `also`.
    Also(Text<'a>),
    /// A tag of `before`.
    Before(Text<'a>),
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Programme<'a> {
    pub(crate) routine: Text<'a>,
    pub(crate) nights: u16,
    pub(crate) sources: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct ReportWords<'a> {
    pub(crate) recorded: Text<'a>,
    pub(crate) questions: Vec<Text<'a>>,
    pub(crate) tests: Text<'a>,
    pub(crate) sources: Vec<Text<'a>>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'a"))]
pub(crate) struct Source<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) cite: Text<'a>,
    #[serde(default)]
    pub(crate) url: Option<Text<'a>>,
}
