//! The command line: what can be said, and its help.

use clap::{Parser, Subcommand, ValueEnum};

use crate::{domain::routine, ui::theme::ThemeName};

const AFTER_HELP: &str = "\
Examples:
  uncramp now                      a cramp, now: the calf stretch starts at once
  uncramp now --muscle foot        the same for the foot
  uncramp                          the guide, full screen
  uncramp check --list             every warning sign with its id
  uncramp check --sign one-leg-swelling --region GB

For information, not medical advice. In an emergency phone your local emergency number.";

/// Night-time leg cramps in perimenopause: a stretch timer, what may help, when to get help.
#[derive(Debug, Parser)]
#[command(name = "uncramp", version, after_help = AFTER_HELP, disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) global: Global,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Whose phone numbers to show: GB, EU, IE, US, CA, AU or NZ. Never guessed
    #[arg(long, global = true, value_name = "CODE", env = "UNCRAMP_REGION")]
    pub(crate) region: Option<String>,
    /// How it looks; auto is night from 22:00 to 06:00, otherwise dark
    #[arg(long, global = true, value_name = "NAME", value_enum, default_value_t, env = "UNCRAMP_THEME")]
    pub(crate) theme: Theme,
    /// When to use colours; auto heeds NO_COLOR and what the terminal can show
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, env = "UNCRAMP_COLOR")]
    pub(crate) color: Color,
    /// No signs beyond ASCII; so it is anyway where the locale has no UTF-8
    #[arg(long, global = true, env = "UNCRAMP_ASCII", value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) ascii: bool,
    /// Figures move even in the night theme
    #[arg(long, global = true, env = "UNCRAMP_MOTION", value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) motion: bool,
    /// Figures never move, whatever else is said
    #[arg(long, global = true, env = "UNCRAMP_NO_MOTION", value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) no_motion: bool,
    /// Run the clock N times faster (1 to 600), for demonstrations
    #[arg(long, global = true, value_name = "N", allow_negative_numbers = true, value_parser = speed, env = "UNCRAMP_SPEED")]
    pub(crate) speed: Option<f64>,
}

impl Global {
    /// Whether figures may move, where that was asked for.
    pub(crate) fn motion(&self) -> Option<bool> {
        match (self.no_motion, self.motion) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// A cramp, now: straight into the stretch, hands free to the end
    #[command(after_help = "Example:\n  uncramp now --muscle calf --leg left")]
    Now {
        /// Which muscle has cramped
        #[arg(long, value_name = "MUSCLE", value_enum, default_value_t)]
        muscle: Muscle,
        /// Which leg, so that the screen can name it
        #[arg(long, value_name = "LEG", value_enum)]
        leg: Option<Leg>,
    },
    /// Run a routine by its id, or choose one on the screen
    #[command(after_help = "Examples:\n  uncramp stretch bedtime\n  uncramp stretch --list")]
    Stretch {
        /// The routine's id, from --list
        routine: Option<String>,
        /// Print every routine with its id, one a line
        #[arg(long, conflicts_with = "routine")]
        list: bool,
        /// Which leg goes first
        #[arg(long, value_name = "LEG", value_enum)]
        leg: Option<Leg>,
    },
    /// Warning signs: how urgently to get help
    Check(Check),
}

/// `uncramp check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp check --list
  uncramp check --sign one-leg-swelling,breathless --region GB
  uncramp check --none --json

With --exit-code: 0 none ticked, 10 appointment, 11 same day, 12 emergency, 13 incomplete.
No result says that all is well: the list cannot cover everything.")]
pub(crate) struct Check {
    /// Print every sign with its id, most serious first
    #[arg(long, conflicts_with_all = ["sign", "none"])]
    pub(crate) list: bool,
    /// The signs that are true, by id; not sure counts as yes
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',', conflicts_with = "none")]
    pub(crate) sign: Vec<String>,
    /// None of the signs
    #[arg(long)]
    pub(crate) none: bool,
    /// For scripts
    #[arg(long)]
    pub(crate) json: bool,
    /// Say the tier in the exit code
    #[arg(long)]
    pub(crate) exit_code: bool,
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
    Thigh,
    Hamstring,
}

impl From<Muscle> for routine::Muscle {
    fn from(muscle: Muscle) -> Self {
        match muscle {
            Muscle::Calf => Self::Calf,
            Muscle::Foot => Self::Foot,
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

fn speed(text: &str) -> Result<f64, String> {
    let number: f64 =
        text.parse().map_err(|_| format!("{text:?} is not a number; give one from 1 to 600"))?;
    if (1.0..=600.0).contains(&number) {
        Ok(number)
    } else {
        Err("the clock runs from 1 to 600 times faster".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_put_together_right() {
        Args::command().debug_assert();
    }

    #[test]
    fn only_a_sensible_speed_is_taken() {
        for (text, ok) in [
            ("1", true),
            ("60", true),
            ("1.5", true),
            ("600", true),
            ("0", false),
            ("-1", false),
            ("601", false),
            ("1e9", false),
            ("nan", false),
            ("inf", false),
            ("fast", false),
        ] {
            assert_eq!(speed(text).is_ok(), ok, "{text}");
        }
    }

    #[test]
    fn figures_move_where_asked_and_stand_still_where_that_is_asked_too() {
        for (words, motion) in [
            (vec![], None),
            (vec!["--motion"], Some(true)),
            (vec!["--no-motion"], Some(false)),
            (vec!["--no-motion", "--motion"], Some(false)),
            (vec!["--motion", "now", "--no-motion"], Some(false)),
        ] {
            let args = Args::try_parse_from(["uncramp"].into_iter().chain(words)).expect("arguments");
            assert_eq!(args.global.motion(), motion);
        }
    }

    #[test]
    fn every_word_is_spelled_as_the_domain_spells_it() {
        for muscle in Muscle::value_variants() {
            let word = muscle.to_possible_value().expect("a word");
            assert_eq!(word.get_name(), routine::Muscle::from(*muscle).id());
        }
        for theme in Theme::value_variants().iter().filter(|theme| **theme != Theme::Auto) {
            let word = theme.to_possible_value().expect("a word");
            assert_eq!(word.get_name(), theme.settle(false).word());
        }
    }
}
