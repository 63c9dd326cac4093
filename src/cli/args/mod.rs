//! The command line: its commands and options, with their help.

mod diary;
mod words;

use clap::{ArgAction, CommandFactory, Parser, Subcommand, ValueHint, builder::FalseyValueParser};

use super::{settings::Configured, shell::Shell};
use crate::domain::routine::{Leg, Muscle};
pub(crate) use diary::{
    CrampArgs, DeleteArgs, DiaryArgs, DiaryCommand, EditArgs, ExportArgs, ImportArgs, LogArgs, MedicineArgs,
    OutputArgs, ReportArgs,
};
pub(crate) use words::{ColorArg, EntryKind, ThemeArg, speed};
use words::{KindParser, leg, muscle, theme};

/// Answer to `--version`: the program's version, and the day on which its texts were last checked against their sources.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (texts of 2026-11-27)");

/// Night-time leg cramps in perimenopause: a stretch timer, what may help, when to get help.
#[derive(Debug, Parser)]
#[command(name = "uncramp", version = VERSION, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) global: Global,
}

/// The command line with everything that holds for all options: case does not matter in the words they take, a negative number is a
/// value, and `0` or `no` in a variable of the environment leaves a switch off.
pub(crate) fn command() -> clap::Command {
    with_common(Args::command())
}

fn with_common(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|option| match option.get_action() {
        ArgAction::SetTrue if option.get_env().is_some() => option.value_parser(FalseyValueParser::new()),
        action if action.takes_values() => option.ignore_case(true).allow_negative_numbers(true),
        _ => option,
    });
    command.mut_subcommands(with_common)
}

/// Options of every command. Help lists them for the program and not for each command (`help.rs`).
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Global {
    /// Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ
    ///
    /// Without a region there are words and no numbers; it is never guessed. A region chosen on the Checklist tab goes before
    /// the region of the settings file until that one is changed.
    #[arg(long, global = true, value_name = "CODE", env = "UNCRAMP_REGION")]
    pub(crate) region: Option<String>,
    /// Theme; auto is night from 22:00 to 06:00, otherwise dark
    #[arg(long, global = true, value_name = "NAME", default_value = "auto", value_parser = theme(), env = "UNCRAMP_THEME")]
    pub(crate) theme: ThemeArg,
    /// Use of colours; auto follows NO_COLOR and the terminal
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        ignore_case = true,
        env = "UNCRAMP_COLOR"
    )]
    pub(crate) color: ColorArg,
    /// Plain lines in and out, for screen readers and scripts
    ///
    /// Plain lines are always used where there is no terminal.
    #[arg(long, global = true, env = "UNCRAMP_PLAIN")]
    pub(crate) plain: bool,
    /// ASCII alone: no lines, dots or signs beyond it
    ///
    /// ASCII alone is always used where the locale has no UTF-8.
    #[arg(long, global = true, env = "UNCRAMP_ASCII")]
    pub(crate) ascii: bool,
    /// Leave the mouse to the terminal
    #[arg(long, global = true, env = "UNCRAMP_NO_MOUSE")]
    pub(crate) no_mouse: bool,
    /// Ring the terminal's bell at each new step of a stretch
    #[arg(long, global = true, env = "UNCRAMP_BELL")]
    pub(crate) bell: bool,
    /// Speak what plain mode prints, through the first speech program found or through COMMAND
    ///
    /// The text goes to the standard input of spd-say, espeak-ng, say or PowerShell, or of COMMAND: one word, or a list of words
    /// in the settings file. The key v turns the voice on and off; off keeps it silent.
    #[arg(
        long,
        global = true,
        value_name = "COMMAND",
        num_args = 0..,
        require_equals = true,
        default_missing_value = "auto",
        env = "UNCRAMP_VOICE"
    )]
    pub(crate) voice: Vec<String>,
    /// Figures move even in the night theme
    #[arg(long, global = true, env = "UNCRAMP_MOTION")]
    pub(crate) motion: bool,
    /// Figures never move
    #[arg(long, global = true, env = "UNCRAMP_NO_MOTION")]
    pub(crate) no_motion: bool,
    /// Let the display go to sleep while a stretch runs
    #[arg(long, global = true, env = "UNCRAMP_NO_AWAKE", value_parser = clap::builder::FalseyValueParser::new())]
    pub(crate) no_awake: bool,
    /// Folder of the diary
    ///
    /// In the settings file ~ is the home folder, and a path without / or ~ at its start begins beside the file.
    #[arg(long, global = true, value_name = "DIR", env = "UNCRAMP_DATA_DIR", value_hint = ValueHint::DirPath)]
    pub(crate) data_dir: Option<std::path::PathBuf>,
    /// Settings file; uncramp config --defaults prints one
    #[arg(long, global = true, value_name = "FILE", env = "UNCRAMP_CONFIG", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<std::path::PathBuf>,
    /// Write nothing: no diary and no choices; only the file that -o names
    #[arg(long, global = true, env = "UNCRAMP_NO_SAVE")]
    pub(crate) no_save: bool,
    /// Run the clock N times faster (1 to 600), for demonstrations
    #[arg(long, global = true, value_name = "N", value_parser = speed, env = "UNCRAMP_SPEED")]
    pub(crate) speed: Option<f64>,
    /// The settings file, and the layer of each setting.
    #[arg(skip)]
    pub(crate) file: Configured,
}

impl Global {
    /// Why nothing is written in this run, where nothing is.
    pub(crate) fn not_kept(&self) -> Option<&'static str> {
        let fast = self.speed.is_some_and(|speed| speed != 1.0);
        match (self.no_save, fast) {
            (true, _) => Some("nothing is written in this run (--no-save)"),
            (_, true) => Some("nothing is recorded while the clock runs faster (--speed)"),
            _ => None,
        }
    }

    /// Movement of figures, where an option asks for it or against it.
    pub(crate) fn motion(&self) -> Option<bool> {
        match (self.no_motion, self.motion) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    }
}

/// The commands. `help.rs` groups them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// A cramp, now: straight into the stretch, hands free to the end
    #[command(after_help = "\
Examples:
  uncramp now
  uncramp now foot
  uncramp now calf --leg left")]
    Now {
        /// Which muscle has cramped; calf unless given
        #[arg(value_name = "MUSCLE", value_parser = muscle())]
        muscle: Option<Muscle>,
        /// The same as an option
        #[arg(long = "muscle", value_name = "MUSCLE", value_parser = muscle(), conflicts_with = "muscle", hide = true)]
        muscle_option: Option<Muscle>,
        /// Which leg, so that the screen can name it
        #[arg(long, value_name = "LEG", value_parser = leg())]
        leg: Option<Leg>,
    },
    /// Run a routine by its id, or choose one on the screen
    #[command(after_help = "\
Examples:
  uncramp stretch bedtime
  uncramp stretch --list
  uncramp stretch --list --json
  uncramp stretch --example        a file for a physiotherapist's programme")]
    Stretch {
        /// The routine's id, from --list
        routine: Option<String>,
        /// Print every routine with its id, one a line
        #[arg(long, conflicts_with = "routine")]
        list: bool,
        /// The list for scripts
        #[arg(long, requires = "list")]
        json: bool,
        /// Print a commented file of your own routines to start from
        #[arg(long, conflicts_with_all = ["routine", "list"])]
        example: bool,
        /// Which leg goes first
        #[arg(long, value_name = "LEG", value_parser = leg())]
        leg: Option<Leg>,
    },
    /// Warning signs: how urgently to get help
    Check(CheckArgs),
    /// Read the guide: a list of what there is, or one entry whole
    Show(ShowArgs),
    /// Find words anywhere in the guide
    Search(SearchArgs),
    /// Add to the diary: a cramp, a night without one, bedtime stretches, a medicine
    Log(Box<LogArgs>),
    /// Correct an entry of the diary
    Edit(Box<EditArgs>),
    /// Delete an entry of the diary
    Delete(DeleteArgs),
    /// Take back the last change that a command made in the diary
    #[command(after_help = "\
Examples:
  uncramp undo

It takes back the last log, edit, delete or kept check. A second undo makes that change again.")]
    Undo,
    /// Read the diary, or look after its file
    #[command(disable_help_subcommand = true)]
    Diary(Box<DiaryArgs>),
    /// One page for a clinician, from what is recorded
    Report(ReportArgs),
    /// Write the whole diary to a file, to keep or to take elsewhere
    Export(ExportArgs),
    /// Add the entries of a file that export wrote; no entry of the diary is changed
    Import(ImportArgs),
    /// The settings in force, and where each of them comes from
    Config(ConfigArgs),
    /// Print the places of the diary, the settings and your own routines
    #[command(after_help = "Examples:\n  uncramp paths\n  uncramp paths --json")]
    Paths {
        /// For scripts
        #[arg(long)]
        json: bool,
    },
    /// Print a script that lets a shell complete commands, options and ids
    #[command(after_help = "\
Examples:
  uncramp completions bash > uncramp.bash
  uncramp completions fish > uncramp.fish

Where they go: for bash ~/.local/share/bash-completion/completions/uncramp, for fish
~/.config/fish/completions/uncramp.fish, for zsh a file _uncramp in a folder of $fpath.")]
    Completions {
        /// Which shell
        #[arg(value_name = "SHELL", value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "\
Examples:
  uncramp man > uncramp.1          then: man ./uncramp.1")]
    Man,
    /// The sheets on which clinicians sign the content, as one HTML file to print
    #[command(after_help = "\
Examples:
  uncramp review -o sheets.html    then print it: one item a page of A4
  uncramp review > sheets.html

Signed sheets are recorded in assets/en/signoff.ron of the source.")]
    Review(OutputArgs),
}

/// `uncramp show`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp show
  uncramp show remedies
  uncramp show remedies magnesium --evidence
  uncramp show stretches calf
  uncramp show signs --json

With --json the shapes are those of docs/json.md.")]
pub(crate) struct ShowArgs {
    /// The kind of entry; without it, the list of kinds
    #[arg(value_name = "KIND", value_parser = KindParser)]
    pub(crate) kind: Option<String>,
    /// One entry by its id, from the list of its kind
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Print its sources and the kind of evidence behind it too
    #[arg(long, requires = "id", conflicts_with = "json")]
    pub(crate) evidence: bool,
    /// For scripts
    #[arg(long)]
    pub(crate) json: bool,
}

/// `uncramp search`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp search magnesium
  uncramp search stretch before bed
  uncramp search swollen leg --json

Each line is a kind, an id and a title; uncramp show KIND ID shows it whole. An entry is found
when it has every word, wherever it stands. Nothing found is no error: then nothing is printed,
and a sentence on the error output says so.")]
pub(crate) struct SearchArgs {
    /// The words; case and accents do not matter
    #[arg(value_name = "WORDS", required = true)]
    pub(crate) words: Vec<String>,
    /// For scripts
    #[arg(long)]
    pub(crate) json: bool,
}

/// `uncramp config`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp config                   what holds, and why
  uncramp config --defaults        every setting explained, as a file to begin with
  uncramp config --keys            every key: its name, the key, what it does
  uncramp config --json --theme mono

The file is config.ron in your configuration folder (uncramp paths), or the file that --config names. Flags go before the
environment, the environment before the file. A region chosen in the program goes before the file until the region in the
file changes. UNCRAMP_BELL=0 and the like turn off for one run what the file turns on. A mistake in the file is named with
its place, ends this command with exit code 4, and costs no other setting.")]
pub(crate) struct ConfigArgs {
    /// Print the whole file of settings with every setting at its default
    #[arg(long, conflicts_with_all = ["keys", "json"])]
    pub(crate) defaults: bool,
    /// List every key by its name: what the file calls it, the keys, what they do
    #[arg(long)]
    pub(crate) keys: bool,
    /// For scripts
    #[arg(long)]
    pub(crate) json: bool,
}

/// `uncramp check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp check --list
  uncramp check --sign one-leg-swelling,breathless --region GB
  uncramp check --none --json

With --exit-code: 0 none ticked, 9 routine, 10 appointment, 11 same day, 12 emergency, 13 incomplete.
No result says that all is well: the list cannot cover everything.")]
pub(crate) struct CheckArgs {
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
    /// Keep this check in the diary, with its date
    #[arg(long, conflicts_with = "list")]
    pub(crate) keep: bool,
    /// Say the tier in the exit code
    #[arg(long)]
    pub(crate) exit_code: bool,
}

impl CheckArgs {
    /// It asks: no sign is answered for, and no list and no JSON are wanted.
    pub(crate) fn asks(&self) -> bool {
        self.sign.is_empty() && !self.none && !self.list && !self.json
    }
}

#[cfg(test)]
mod tests;
