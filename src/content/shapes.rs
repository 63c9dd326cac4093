//! Shapes of content files that differ from the domain's types.

use serde::Deserialize;

use crate::domain::{
    BreathPhase, Figure, Routine, Side, Sign, StepKind,
    body::Point,
    book::Advice,
    clean::text,
    result_text::ResultTexts,
    triage::{NotNow, Rule},
};

/// `routines.ron`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Routines {
    #[serde(deserialize_with = "text")]
    pub(super) before: String,
    pub(super) advice: Advice,
    pub(super) routines: Vec<RawRoutine>,
}

/// A routine with its repeats.
pub(super) type RawRoutine = Routine<Vec<RawPart>>;

/// A step, or steps done several times.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum RawPart {
    Step {
        kind: StepKind,
        #[serde(default)]
        seconds: Option<u32>,
        #[serde(deserialize_with = "text")]
        say: String,
        #[serde(default, deserialize_with = "text")]
        shout: String,
        #[serde(default, deserialize_with = "text")]
        more: String,
        #[serde(default)]
        side: Side,
        #[serde(default)]
        figure: Option<String>,
        #[serde(default)]
        breath: Option<BreathPhase>,
    },
    Repeat {
        times: u16,
        steps: Vec<RawPart>,
    },
}

/// A figure of `figures.ron`, with its poses as written.
pub(super) type RawFigure = Figure<RawPose>;

/// A pose with joints in degrees.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPose {
    pub(super) put: RawPut,
    #[serde(default)]
    pub(super) trunk: f64,
    #[serde(default)]
    pub(super) back: f64,
    #[serde(default)]
    pub(super) neck: f64,
    pub(super) leg: RawLeg,
    pub(super) other_leg: RawLeg,
    pub(super) arm: RawArm,
    #[serde(default)]
    pub(super) other_arm: Option<RawArm>,
}

/// The place that fixes the body; the rest follows from it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum RawPut {
    Hip(f64, f64),
    Heel(f64, f64),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum RawLeg {
    /// Joint by joint.
    Bend {
        hip: f64,
        knee: f64,
        #[serde(default)]
        ankle: f64,
        #[serde(default)]
        toes: f64,
    },
    /// By the place of its heel; the joints follow.
    Foot {
        heel: Point,
        #[serde(default)]
        tilt: f64,
        #[serde(default)]
        toes: f64,
    },
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum RawArm {
    Bend {
        shoulder: f64,
        #[serde(default)]
        elbow: f64,
    },
    /// By the place of its hand.
    Hand(f64, f64),
    /// By the part of the stretched leg that its hand is on.
    On(RawGrip),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawGrip {
    Thigh,
    Knee,
    Calf,
    Ankle,
    Toes,
}

/// `signs.ron`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signs {
    #[serde(deserialize_with = "text")]
    pub(super) intro: String,
    pub(super) pages: Vec<RawPage>,
    pub(super) sets: Vec<Set>,
    pub(super) rules: Vec<RawRule>,
    pub(super) not_now: Vec<RawNotNow>,
    pub(super) results: ResultTexts,
}

/// A page with its signs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPage {
    pub(super) id: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: String,
    #[serde(deserialize_with = "text")]
    pub(super) ask: String,
    /// Names of signs and sets.
    #[serde(default)]
    pub(super) when: Vec<String>,
    #[serde(default)]
    pub(super) about_you: bool,
    pub(super) signs: Vec<Sign>,
}

/// A name for several signs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Set {
    pub(super) id: String,
    pub(super) signs: Vec<String>,
}

/// A rule over names of signs and sets.
pub(super) type RawRule = Rule<String>;

/// Remedies that are unsafe now, over names of signs and sets.
pub(super) type RawNotNow = NotNow<Vec<String>>;
