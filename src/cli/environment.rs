//! Options from the environment, which a shell's start-up file may have set wrongly long ago: an empty variable is not set, case
//! and white space do not matter, and a wrong value is a notice. It never keeps a command from its work.

use std::ffi::OsString;

use clap::{ArgAction, Command, builder::PossibleValue};

use super::args::speed;
use crate::domain::{clean::clean, nearest::nearest};

/// What the environment says beyond what clap reads itself.
#[derive(Debug, Default)]
pub(super) struct Environment {
    /// The options with a value that clap could not have read as it stands.
    pub(super) ids: Vec<String>,
    /// A sentence for each wrong value.
    pub(super) problems: Vec<String>,
}

/// Prepares the command for the variables of the environment: clap still reads every value that is right as it stands.
pub(super) fn read(
    mut command: Command,
    variable: impl Fn(&str) -> Option<OsString>,
) -> (Command, Environment) {
    let mut environment = Environment::default();
    let options: Vec<(String, String)> = command
        .get_arguments()
        .filter_map(|option| Some((option.get_id().to_string(), option.get_env()?.to_str()?.to_owned())))
        .collect();
    for (id, name) in options {
        let Some(value) = variable(&name) else { continue };
        let Some(option) = command.get_arguments().find(|option| option.get_id() == id.as_str()) else {
            continue;
        };
        let is_switch = matches!(option.get_action(), ArgAction::SetTrue);
        let words: Vec<String> =
            if is_switch { vec![] } else { option.get_possible_values().iter().map(word).collect() };
        let right = match value.to_str() {
            // A name of a file may be any bytes.
            None => continue,
            Some(text) if text.trim().is_empty() => None,
            Some(text) => match meaning(&id, text.trim(), &words) {
                Ok(right) if right == text => continue,
                Ok(right) => Some(right),
                Err(what) => {
                    environment.problems.push(format!("{name}={:?}: {what}", clean(text.trim())));
                    None
                }
            },
        };
        command = command.mut_arg(&id, |option| {
            let option = option.env(None::<&'static str>);
            match &right {
                Some(right) => option.default_value(right.clone()),
                None => option,
            }
        });
        environment.ids.extend(right.map(|_| id));
    }
    (command, environment)
}

fn word(value: &PossibleValue) -> String {
    value.get_name().to_owned()
}

/// A value as clap takes it, or what is wrong with it.
fn meaning(id: &str, text: &str, words: &[String]) -> Result<String, String> {
    if id == "speed" {
        return speed(text)
            .map(|_| text.to_owned())
            .map_err(|error| format!("{error}, so the clock runs as usual"));
    }
    if words.is_empty() {
        return Ok(text.to_owned());
    }
    let small = text.to_lowercase();
    if words.contains(&small) {
        return Ok(small);
    }
    let near = nearest(&small, words.iter().map(String::as_str))
        .map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
    Err(format!("there is no such {id}, so the default holds{near} (one of {})", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, FromArgMatches};

    use super::*;
    use crate::cli::args::{Args, Color, Global, Theme};

    /// The options in that environment, and the problems.
    fn options(variables: &[(&str, &str)], arguments: &[&str]) -> (Global, Vec<String>) {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        };
        let (command, environment) = read(Args::command(), variable);
        let arguments = ["uncramp"].into_iter().chain(arguments.iter().copied());
        let matches = command.try_get_matches_from(arguments).expect("arguments");
        (Args::from_arg_matches(&matches).expect("arguments").global, environment.problems)
    }

    #[test]
    fn an_empty_variable_is_not_set() {
        for name in ["UNCRAMP_THEME", "UNCRAMP_COLOR", "UNCRAMP_SPEED", "UNCRAMP_REGION", "UNCRAMP_ASCII"] {
            for empty in ["", " ", "\r"] {
                let (global, problems) = options(&[(name, empty)], &[]);
                assert_eq!(problems, [""; 0], "{name}");
                assert_eq!((global.theme, global.color), (Theme::Auto, Color::Auto));
                assert_eq!((global.speed, global.ascii), (None, false));
            }
        }
    }

    #[test]
    fn case_and_white_space_do_not_matter() {
        let (global, problems) = options(
            &[
                ("UNCRAMP_THEME", "Night"),
                ("UNCRAMP_COLOR", "NEVER\r"),
                ("UNCRAMP_SPEED", " 2 "),
                ("UNCRAMP_REGION", "FR\r"),
            ],
            &["now"],
        );
        assert_eq!(problems, [""; 0]);
        assert_eq!((global.theme, global.color, global.speed), (Theme::Night, Color::Never, Some(2.0)));
        assert_eq!(global.region.as_deref(), Some("FR"));
        let (global, _) = options(&[("UNCRAMP_ASCII", "0\r"), ("UNCRAMP_PLAIN", "1\r")], &[]);
        assert!(!global.ascii && global.plain);
    }

    #[test]
    fn a_wrong_value_is_said_and_the_default_holds_and_a_flag_goes_before() {
        for (name, value) in [("UNCRAMP_THEME", "nigth"), ("UNCRAMP_COLOR", "yes"), ("UNCRAMP_SPEED", "fast")]
        {
            let (global, problems) = options(&[(name, value)], &["--theme", "dark"]);
            assert!(problems.len() == 1 && problems[0].starts_with(name), "{problems:?}");
            assert_eq!((global.theme, global.color, global.speed), (Theme::Dark, Color::Auto, None));
        }
        let (_, problems) = options(&[("UNCRAMP_THEME", "nigth")], &[]);
        assert!(problems[0].contains("did you mean \"night\"?"), "{problems:?}");
        let (global, _) = options(&[("UNCRAMP_THEME", "Night")], &["--theme", "dark"]);
        assert_eq!(global.theme, Theme::Dark);
    }
}
