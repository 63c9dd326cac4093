//! Words and numbers that options take.

use std::{ffi::OsStr, fmt::Display, ops::RangeInclusive, str::FromStr};

use clap::{
    ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser},
};

use crate::{
    domain::{
        episode::{MAX_SORE_HOURS, MAX_UNITS},
        length,
        routine::{Leg, Muscle},
    },
    report::{export::Kind as ExportKind, model::Format},
    ui::theme::ThemeName,
};

/// Takes one of the words of a type. With `ignore_case` on the option, case does not matter.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|value| word(*value))).try_map(move |text| {
        all.iter().copied().find(|value| word(*value).eq_ignore_ascii_case(&text)).ok_or("an unknown word")
    })
}

pub(super) fn muscle() -> impl TypedValueParser<Value = Muscle> {
    one_of(&Muscle::ALL, Muscle::id)
}

pub(super) fn leg() -> impl TypedValueParser<Value = Leg> {
    one_of(&[Leg::Left, Leg::Right], Leg::id)
}

pub(super) fn export_format() -> impl TypedValueParser<Value = ExportKind> {
    one_of(&[ExportKind::Json, ExportKind::Csv], |kind| match kind {
        ExportKind::Json => "json",
        ExportKind::Csv => "csv",
    })
}

pub(super) fn report_format() -> impl TypedValueParser<Value = Format> {
    one_of(&[Format::Text, Format::Html], |format| match format {
        Format::Text | Format::Ascii => "text",
        Format::Html => "html",
    })
}

/// A theme as it is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ThemeArg {
    /// Night or dark, by the time of day.
    #[default]
    Auto,
    Named(ThemeName),
}

impl ThemeArg {
    const ALL: [Self; 6] = [
        Self::Auto,
        Self::Named(ThemeName::Night),
        Self::Named(ThemeName::Dark),
        Self::Named(ThemeName::Light),
        Self::Named(ThemeName::HighContrast),
        Self::Named(ThemeName::Mono),
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Named(name) => name.word(),
        }
    }

    /// The theme at that time of day.
    pub(crate) fn settle(self, is_night: bool) -> ThemeName {
        match self {
            Self::Auto => ThemeName::auto(is_night),
            Self::Named(name) => name,
        }
    }
}

pub(super) fn theme() -> impl TypedValueParser<Value = ThemeArg> {
    one_of(&ThemeArg::ALL, ThemeArg::word)
}

/// Use of colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    #[default]
    Auto,
    Always,
    Never,
}

/// A kind of entry that `show` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EntryKind {
    /// Causes of cramps
    Causes,
    /// Symptoms: how a cramp feels
    Symptoms,
    /// Remedies, each with its verdict
    Remedies,
    /// Routines, step by step
    Stretches,
    /// Warning signs
    Signs,
    /// Publications all this rests on
    Sources,
    /// Purpose and limits of this guide
    About,
}

impl EntryKind {
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

/// Takes any word as a kind and offers the right ones to help and completions: a person who gives an id in its place is told
/// where that entry is, which clap could not know.
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
        Some(Box::new(EntryKind::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// The factor by which the clock runs faster.
///
/// # Errors
/// A sentence, where it is no number from 1 to 600.
pub(crate) fn speed(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok().filter(|number| (1.0..=600.0).contains(number));
    number.ok_or_else(|| format!("{text:?} is not a number from 1 to 600"))
}

pub(super) fn nights_of_a_report(text: &str) -> Result<u16, String> {
    whole(text, 1..=3660)
}

pub(super) fn nights(text: &str) -> Result<u16, String> {
    whole(text, 1..=36600)
}

pub(super) fn scale(text: &str) -> Result<u8, String> {
    whole(text, 0..=10)
}

pub(super) fn units(text: &str) -> Result<u8, String> {
    whole(text, 0..=MAX_UNITS)
}

pub(super) fn sore_hours(text: &str) -> Result<u16, String> {
    whole(text, 0..=MAX_SORE_HOURS)
}

pub(super) fn awake(text: &str) -> Result<u16, String> {
    length::parse_whole_minutes(text)
        .and_then(|minutes| minutes.ok_or_else(|| "give minutes: 20, or 1 h 10 min".to_owned()))
}

fn whole<N: FromStr + PartialOrd + Display>(text: &str, range: RangeInclusive<N>) -> Result<N, String> {
    let value = text.parse().ok().filter(|value| range.contains(value));
    value.ok_or_else(|| format!("{text:?} is not a whole number from {} to {}", range.start(), range.end()))
}

pub(super) fn minutes(text: &str) -> Result<u32, String> {
    length::parse_minutes(text)
        .and_then(|seconds| seconds.ok_or_else(|| "give minutes: 4, 4 min or 2:30".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sensible_speed_is_taken() {
        for text in ["1", "60", "1.5", "600"] {
            assert!(speed(text).is_ok(), "{text}");
        }
        for text in ["0", "-1", "601", "1e9", "nan", "inf", "fast"] {
            assert!(speed(text).is_err(), "{text}");
        }
    }
}
