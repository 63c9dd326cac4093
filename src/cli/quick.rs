//! The shortest command lines, told apart without Clap: `uncramp`, and `uncramp now` with what belongs to it.
//!
//! Clap puts all that could be said together before it looks at what was said, and that is felt at every start. What
//! somebody in pain types is short; all else, every mistake, every option of every command and every variable in the environment,
//! is Clap's. A test holds this against Clap.

use std::ffi::{OsStr, OsString};

use clap::ValueEnum;

use super::args::{Args, Command, Global, Leg, Muscle};

/// How the name of every variable begins that Clap would look at.
const VARIABLE: &str = "UNCRAMP_";

/// The arguments, the program's name before them, where they are among the shortest; `variables` are the names in the environment.
pub(super) fn parse(arguments: &[OsString], variables: impl Iterator<Item = OsString>) -> Option<Args> {
    let command = match arguments {
        [] | [_] => None,
        [_, now, options @ ..] if now == "now" => Some(session(options)?),
        _ => return None,
    };
    let is_ours = |name: OsString| name.as_encoded_bytes().starts_with(VARIABLE.as_bytes());
    let global = Global::default();
    (!variables.into_iter().any(is_ours)).then_some(Args { command, global })
}

/// `now` with its options, each at most once and each with a word that is known.
fn session(options: &[OsString]) -> Option<Command> {
    let (mut muscle, mut leg) = (None, None);
    for pair in options.chunks(2) {
        let [option, word] = pair else { return None };
        if option == "--muscle" && muscle.is_none() {
            muscle = Some(choice::<Muscle>(word)?);
        } else if option == "--leg" && leg.is_none() {
            leg = Some(choice::<Leg>(word)?);
        } else {
            return None;
        }
    }
    Some(Command::Now { muscle: muscle.unwrap_or_default(), leg })
}

fn choice<T: ValueEnum>(word: &OsStr) -> Option<T> {
    T::from_str(word.to_str()?, false).ok()
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};
    use proptest::prelude::*;

    use super::*;

    fn quick(words: &[&str]) -> Option<Args> {
        let arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
        parse(&arguments, std::iter::empty())
    }

    #[test]
    fn what_somebody_in_pain_types_needs_no_clap() {
        for words in [
            &["uncramp"] as &[&str],
            &["uncramp", "now"],
            &["uncramp", "now", "--muscle", "foot"],
            &["uncramp", "now", "--leg", "left", "--muscle", "hamstring"],
        ] {
            assert!(quick(words).is_some(), "{words:?}");
        }
    }

    #[test]
    fn every_variable_is_left_to_clap() {
        let words = [OsString::from("uncramp")];
        let with = |name: &str| parse(&words, [OsString::from("HOME"), OsString::from(name)].into_iter());
        let command = Args::command();
        let variables: Vec<&OsStr> = command.get_arguments().filter_map(clap::Arg::get_env).collect();
        assert!(variables.len() > 10, "{variables:?}");
        for name in variables {
            assert!(with(&name.to_string_lossy()).is_none(), "{name:?}");
        }
        assert!(with("LANG").is_some());
    }

    #[test]
    fn only_the_top_has_variables() {
        fn below(command: &clap::Command) -> Vec<String> {
            let own = command.get_subcommands().flat_map(|sub| {
                let names = sub.get_arguments().filter_map(|argument| Some(argument.get_env()?.to_owned()));
                names.map(|name| name.to_string_lossy().into_owned()).chain(below(sub)).collect::<Vec<_>>()
            });
            own.collect()
        }
        let names = below(&Args::command());
        assert!(names.iter().all(|name| name.starts_with(VARIABLE)), "{names:?}");
    }

    /// Words that a command line may have, right and wrong.
    const WORDS: &[&str] = &[
        "now",
        "check",
        "stretch",
        "--muscle",
        "--leg",
        "--muscle=foot",
        "--leg=left",
        "left",
        "right",
        "LEFT",
        "calf",
        "foot",
        "thigh",
        "hamstring",
        "Calf",
        "",
        "-",
        "--",
        "--help",
        "-h",
        "--version",
        "--plain",
        "--region",
        "GB",
        "--no-save",
        "--mus",
        "lef",
        "now ",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn clap_understands_the_same(words in prop::collection::vec(prop::sample::select(WORDS), 0..6), now in any::<bool>()) {
            let words: Vec<&str> =
                ["uncramp"].into_iter().chain(now.then_some("now")).chain(words).collect();
            if let Some(quick) = quick(&words) {
                let whole = Args::try_parse_from(&words);
                prop_assert!(whole.is_ok(), "{words:?}");
                if let Ok(whole) = whole {
                    prop_assert_eq!(format!("{quick:?}"), format!("{whole:?}"));
                }
            }
        }
    }
}
