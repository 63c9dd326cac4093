//! Words of which one is to be chosen on the command line, as they are typed.

use std::ffi::OsStr;

use clap::{
    ValueEnum,
    builder::{PossibleValue, StringValueParser, TypedValueParser},
};

use crate::{domain::routine, ui::theme::ThemeName};

/// What `show` can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// What brings cramps
    Causes,
    /// How they feel
    Symptoms,
    /// What may help
    Remedies,
    /// Routines, step by step
    Stretches,
    /// Warning signs
    Signs,
    /// Publications all this rests on
    Sources,
    /// What this guide is, and what it is not
    About,
}

impl Kind {
    /// The word for it on the command line and in JSON.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Causes => "causes",
            Self::Symptoms => "symptoms",
            Self::Remedies => "remedies",
            Self::Stretches => "stretches",
            Self::Signs => "signs",
            Self::Sources => "sources",
            Self::About => "about",
        }
    }
}

/// Takes any word as a kind and offers the right ones to help and completions: whoever gives an id in its place is told
/// where that is, which Clap could not know.
#[derive(Debug, Clone, Copy)]
pub(super) struct KindParser;

impl TypedValueParser for KindParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Kind::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// Shells that words can be completed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

/// Themes as they are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Theme {
    #[default]
    Auto,
    Night,
    Dark,
    Light,
    HighContrast,
    Mono,
}

impl Theme {
    /// The theme, `auto` settled by whether it is night.
    pub(crate) fn settle(self, is_night: bool) -> ThemeName {
        match self {
            Self::Auto => ThemeName::auto(is_night),
            Self::Night => ThemeName::Night,
            Self::Dark => ThemeName::Dark,
            Self::Light => ThemeName::Light,
            Self::HighContrast => ThemeName::HighContrast,
            Self::Mono => ThemeName::Mono,
        }
    }
}

/// When colours are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// Muscles as they are typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Muscle {
    #[default]
    Calf,
    Foot,
    Shin,
    Thigh,
    Hamstring,
}

impl From<Muscle> for routine::Muscle {
    fn from(muscle: Muscle) -> Self {
        match muscle {
            Muscle::Calf => Self::Calf,
            Muscle::Foot => Self::Foot,
            Muscle::Shin => Self::Shin,
            Muscle::Thigh => Self::Thigh,
            Muscle::Hamstring => Self::Hamstring,
        }
    }
}

/// Legs as they are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Leg {
    Left,
    Right,
}

impl From<Leg> for routine::Leg {
    fn from(leg: Leg) -> Self {
        match leg {
            Leg::Left => Self::Left,
            Leg::Right => Self::Right,
        }
    }
}
