//! Words and numbers that options take.

use std::{ffi::OsStr, fmt::Display, ops::RangeInclusive, str::FromStr};

use clap::{
    ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser},
};

use crate::{
    domain::{
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

/// A theme as it is asked for; `None` is `auto`: night or dark, by the time of day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ThemeArg(pub(crate) Option<ThemeName>);

pub(super) fn theme() -> impl TypedValueParser<Value = ThemeArg> {
    let names = ThemeName::ALL.iter().map(|name| name.id());
    let named = |word: &str| ThemeName::ALL.iter().copied().find(|name| name.id().eq_ignore_ascii_case(word));
    PossibleValuesParser::new(["auto"].into_iter().chain(names)).map(move |word| ThemeArg(named(&word)))
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
    /// The word for it on the command line and in JSON, the word for one entry, and its contents.
    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Causes => ("causes", "cause", "what brings cramps"),
            Self::Symptoms => ("symptoms", "symptom", "how they feel"),
            Self::Remedies => ("remedies", "remedy", "what may help"),
            Self::Stretches => ("stretches", "stretch", "routines, step by step"),
            Self::Signs => ("signs", "sign", "warning signs, each with how urgently to get help"),
            Self::Sources => ("sources", "source", "the publications all this rests on"),
            Self::About => ("about", "page", "what this guide is, and what it is not"),
        }
    }

    pub(crate) const fn word(self) -> &'static str {
        self.words().0
    }

    /// The word for one entry.
    pub(crate) const fn one(self) -> &'static str {
        self.words().1
    }

    pub(crate) const fn contents(self) -> &'static str {
        self.words().2
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

pub(super) fn awake(text: &str) -> Result<u16, String> {
    length::parse_whole_minutes(text)
        .and_then(|minutes| minutes.ok_or_else(|| "give minutes: 20, or 1 h 10 min".to_owned()))
}

/// Takes a whole number of that range.
pub(super) fn whole<N>(range: RangeInclusive<N>) -> impl TypedValueParser<Value = N>
where
    N: FromStr + PartialOrd + Display + Clone + Send + Sync + 'static,
{
    move |text: &str| {
        let value = text.parse().ok().filter(|value| range.contains(value));
        value.ok_or_else(|| {
            format!("{text:?} is not a whole number from {} to {}", range.start(), range.end())
        })
    }
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
