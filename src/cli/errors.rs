//! Errors in the arguments, each as one sentence.

use std::error::Error as _;

use clap::{
    Command, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::domain::{clean::clean, nearest::did_you_mean};

/// One sentence: the mistake, the nearest right word, and the command that says more. `command` is the one that was given.
pub(super) fn sentence(error: &Error, program: &Command, command: Option<&Command>) -> String {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => clean(text),
        Some(ContextValue::Strings(texts)) => {
            texts.iter().map(|text| clean(text)).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    // clap names an option with its value: --muscle <MUSCLE>.
    let option = |kind| {
        let text = said(kind);
        let words =
            text.split(", ").map(|one| match one.strip_prefix("--").and_then(|rest| rest.split_once(' ')) {
                Some((name, _)) => format!("--{name}"),
                None => one.trim_matches(['<', '>', '[', ']', '.']).to_owned(),
            });
        words.collect::<Vec<_>>().join(", ")
    };
    let (given, value) = (option(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = said(ContextKind::InvalidSubcommand);
            let near =
                did_you_mean(&word, command.unwrap_or(program).get_subcommands().map(Command::get_name));
            format!("there is no command {word:?}{near}")
        }
        ErrorKind::UnknownArgument if given.starts_with('-') => {
            let options = [Some(program), command].into_iter().flatten().flat_map(Command::get_arguments);
            let known: Vec<String> =
                options.filter_map(|option| option.get_long()).map(|long| format!("--{long}")).collect();
            format!("there is no option {given}{}", did_you_mean(&given, known.iter().map(String::as_str)))
        }
        ErrorKind::UnknownArgument => format!("{given:?} is one word too many"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{given} needs a value{}", one_of(error)),
        ErrorKind::InvalidValue => {
            let near = did_you_mean(&value, valid(error).iter().map(String::as_str));
            format!("{given} cannot be {value:?}{near}{}", one_of(error))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!("{given}: {}", clean(&why))
        }
        ErrorKind::MissingRequiredArgument => format!("{given} is missing"),
        ErrorKind::ArgumentConflict => match option(ContextKind::PriorArg) {
            prior if prior == given => format!("{given} can be given only once"),
            prior if prior.is_empty() => format!("{given} does not go with the other options"),
            prior => format!("{given} does not go with {prior}"),
        },
        ErrorKind::InvalidUtf8 => "a word is not UTF-8".to_owned(),
        ErrorKind::TooManyValues => format!("{given} takes no value {value:?}"),
        _ => clean(error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ")),
    };
    match command {
        Some(command) => format!("{what} (uncramp help {})", command.get_name()),
        None => format!("{what} (uncramp --help)"),
    }
}

/// The words that an option takes.
fn valid(error: &Error) -> Vec<String> {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => vec![],
    }
}

fn one_of(error: &Error) -> String {
    let words = valid(error);
    if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    #[test]
    fn each_mistake_is_one_sentence_with_the_nearest_word() {
        for (words, expected) in [
            ("nwo", "there is no command \"nwo\"; did you mean \"now\"? (uncramp --help)"),
            ("diary chekc", "there is no command \"chekc\"; did you mean \"check\"? (uncramp help diary)"),
            ("now --lge left", "there is no option --lge; did you mean \"--leg\"? (uncramp help now)"),
            (
                "now claf",
                "MUSCLE cannot be \"claf\"; did you mean \"calf\"?: calf, foot, shin, thigh, hamstring (uncramp help now)",
            ),
            ("now --leg", "--leg needs a value: left, right (uncramp help now)"),
            ("now calf foot", "\"foot\" is one word too many (uncramp help now)"),
            ("log --pain 11", "--pain: \"11\" is not a whole number from 0 to 10 (uncramp help log)"),
            ("check --list --none", "--list does not go with --none (uncramp help check)"),
            ("search", "WORDS is missing (uncramp help search)"),
            ("--plain --plain", "--plain can be given only once (uncramp --help)"),
            (
                "--theme nigth",
                "--theme cannot be \"nigth\"; did you mean \"night\"?: auto, night, dark, light, high-contrast, mono (uncramp --help)",
            ),
        ] {
            let program = args::command();
            let words: Vec<&str> = ["uncramp"].into_iter().chain(words.split(' ')).collect();
            let error = program.clone().try_get_matches_from(&words).expect_err("a mistake");
            let command = words.iter().find_map(|word| program.find_subcommand(word));
            assert_eq!(sentence(&error, &program, command), expected);
        }
    }
}
