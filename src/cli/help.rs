//! Help texts: the commands in groups, examples first, and the options of every command only under `uncramp --help`.

use std::fmt::Write;

use clap::Command;

/// The commands by the time of their use.
const GROUPS: [(&str, &[&str]); 4] = [
    ("Tonight", &["now", "stretch", "check"]),
    ("Read", &["show", "search"]),
    ("Diary", &["log", "edit", "delete", "undo", "diary", "report", "export", "import"]),
    ("Set up", &["config", "paths", "completions", "man", "review", "help"]),
];

pub(super) const EXAMPLES: &str = "\
Examples:
  uncramp now                      a cramp, now: the calf stretch starts at once
  uncramp now foot                 the same for the foot
  uncramp                          the guide, full screen
  uncramp show remedies            what may help; uncramp show, what else there is to read
  uncramp check --list             every warning sign with its id
  uncramp check --sign one-leg-swelling --region GB";

pub(super) const ADVICE: &str =
    "For information, not medical advice. In an emergency phone your local emergency number.";

/// The command with its help texts.
pub(super) fn with_help(command: Command) -> Command {
    let mut command = command;
    // Options of every command reach the commands when clap builds them.
    command.build();
    command = command
        .mut_args(|option| {
            let is_short = ["region", "plain", "no_save", "data_dir", "help", "version"];
            let is_short = is_short.contains(&option.get_id().as_str());
            option.hide_short_help(!is_short).hide_env_values(true)
        })
        .mut_subcommand("help", |sub| sub.about("What a command does: uncramp help now"));
    let groups = groups(&command);
    command.mut_subcommands(of_command).help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{EXAMPLES}\n\n{groups}\
         Options of every command:\n{{options}}\n\n\
         uncramp help COMMAND says more about a command, -h says less.\n{ADVICE}"
    ))
}

/// A command, or one below it: its examples come before its options.
fn of_command(command: Command) -> Command {
    let command = command.mut_args(|option| {
        let is_left_out = option.is_global_set()
            || matches!(option.get_id().as_str(), "help" | "version")
            || option.is_hide_set();
        option.hide(is_left_out)
    });
    command.mut_subcommands(of_command).help_template(
        "{about-with-newline}\n{usage-heading} {usage}{after-help}\n\n{all-args}\n\n\
         uncramp --help lists the options of every command.",
    )
}

/// The commands under the headings of their groups.
fn groups(command: &Command) -> String {
    let mut out = String::new();
    for (title, names) in GROUPS {
        let _ = writeln!(out, "{title}:");
        for name in names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(out, "  {name:<12} {about}");
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    #[test]
    fn every_command_is_in_one_group() {
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let mut command = args::command();
        command.build();
        let mut known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        grouped.sort_unstable();
        known.sort_unstable();
        assert_eq!(grouped, known);
    }
}
