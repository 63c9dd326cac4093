//! `uncramp completions` and `uncramp man`, made from the command line itself. The files in `dist/` are the same; a test keeps
//! them so.

use std::ffi::OsStr;

use clap::{Command, ValueEnum, ValueHint, builder::PossibleValuesParser};
pub(super) use clap_complete::Shell;
use clap_complete::aot;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use super::{
    CliError, Exit,
    args::{self, EntryKind, Global},
    book,
    help::{ADVICE, EXAMPLES},
    print,
};
use crate::domain::{book::Book, vocabulary::Tag};

const NAME: &str = "uncramp";

pub(super) fn completions(shell: Shell, global: &Global) -> Result<Exit, CliError> {
    let command = with_ids(args::command(), &book::open_saying(global));
    print(&completion(shell, command))
}

pub(super) fn man() -> Result<Exit, CliError> {
    print(&page(args::command()))
}

/// The command line with the ids of the book among its words, and without names of files where no file is meant.
fn with_ids(command: Command, book: &Book) -> Command {
    // clap wants words that live as long as the program, which ends when these are printed.
    let kept = |word: &str| -> &'static str { word.to_owned().leak() };
    let parser = |ids: Vec<&str>| PossibleValuesParser::new(ids.into_iter().map(kept).collect::<Vec<_>>());
    let of = |kinds: &[EntryKind]| parser(kinds.iter().flat_map(|kind| kind.ids(book)).collect());
    let tags =
        |tags: &[Tag]| parser(tags.iter().filter(|tag| !tag.is_retired).map(|tag| tag.id.as_str()).collect());
    let words = &book.diary;
    let (tried, before, also) = (tags(&words.tried), tags(&words.before), tags(&words.also));
    let with_tags = |sub: Command| {
        sub.mut_arg("tried", |arg| arg.value_parser(tried.clone()))
            .mut_arg("eased_by", |arg| arg.value_parser(tried.clone()))
            .mut_arg("before", |arg| arg.value_parser(before.clone()))
            .mut_arg("also", |arg| arg.value_parser(also.clone()))
    };
    let regions = parser(book.regions.all.iter().map(|region| region.code.as_str()).collect());
    let (stretches, signs) = (of(&[EntryKind::Stretches]), of(&[EntryKind::Signs]));
    let all = of(EntryKind::value_variants());
    let command = command
        .mut_arg("region", |arg| arg.value_parser(regions))
        .mut_subcommand("stretch", |sub| sub.mut_arg("routine", |arg| arg.value_parser(stretches)))
        .mut_subcommand("check", |sub| sub.mut_arg("sign", |arg| arg.value_parser(signs)))
        .mut_subcommand("show", |sub| sub.mut_arg("id", |arg| arg.value_parser(all)))
        .mut_subcommand("log", with_tags)
        .mut_subcommand("edit", with_tags);
    without_files(command)
}

/// A shell completes an option without a hint with names of files.
fn without_files(command: Command) -> Command {
    let command = command.mut_args(|arg| match arg.get_value_hint() {
        ValueHint::Unknown if arg.get_action().takes_values() => arg.value_hint(ValueHint::Other),
        _ => arg,
    });
    command.mut_subcommands(without_files)
}

/// The script for a shell. It is made in memory, because clap's own writer would panic on a closed pipe.
fn completion(shell: Shell, mut command: Command) -> String {
    let mut script = vec![];
    aot::generate(shell, &mut command, NAME, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual: one page with every command. The sections that name no command are files of their own.
fn page(command: Command) -> String {
    let command = command.after_help(format!("{EXAMPLES}\n\n{ADVICE}"));
    let version = env!("CARGO_PKG_VERSION");
    let mut roff = Roff::new();
    roff.control("TH", [NAME, "1", RELEASED, &format!("{NAME} {version}"), "User Commands"]);
    let mut page = roff.render() + include_str!("manual/head.roff");
    let mut roff = Roff::new();
    about(&mut roff, &command);
    roff.text([roman("Without a command it is the guide, full screen; there ? shows every key.")]);
    after(&mut roff, &command);
    roff.control("SH", ["COMMANDS"]);
    page.push_str(&body(&roff.render()));
    for sub in command.get_subcommands() {
        section(&mut page, sub, NAME);
    }
    page.push_str(&options(command.clone()));
    let mut roff = Roff::new();
    roff.control("SH", ["ENVIRONMENT"]);
    for option in command.get_arguments() {
        if let (Some(name), Some(long)) = (option.get_env().and_then(OsStr::to_str), option.get_long()) {
            roff.control("TP", []).text([bold(name)]);
            roff.text([roman(format!("As --{long}; an empty value counts as not set."))]);
        }
    }
    page + &body(&roff.render()) + include_str!("manual/tail.roff")
}

/// Day of the last release, for the head of the manual.
const RELEASED: &str = "2026-11-22";

/// A command with its own options and examples, and then those below it.
fn section(page: &mut String, command: &Command, above: &str) {
    let name = format!("{above} {}", command.get_name());
    let mut alone = command.clone().disable_help_flag(true).bin_name(name.clone());
    let usage = alone.render_usage().to_string();
    let mut roff = Roff::new();
    roff.control("SS", [usage.trim_start_matches("Usage: ").lines().next().unwrap_or(&name)]);
    about(&mut roff, command);
    page.push_str(&body(&roff.render()));
    let options = options(alone);
    page.push_str(options.strip_prefix(".SH OPTIONS\n").unwrap_or(&options));
    let mut roff = Roff::new();
    after(&mut roff, command);
    page.push_str(&body(&roff.render()));
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        section(page, sub, &name);
    }
}

fn about(roff: &mut Roff, command: &Command) {
    if let Some(about) = command.get_about() {
        roff.text([roman(format!("{about}."))]);
    }
}

/// A command's options, as `clap_mangen` writes them.
fn options(command: Command) -> String {
    let mut section = vec![];
    // Writing to memory cannot fail.
    let _ = Man::new(command).render_options_section(&mut section);
    body(&String::from_utf8_lossy(&section))
}

/// The text below a command's help: examples row by row as they stand, the rest as text.
fn after(roff: &mut Roff, command: &Command) {
    let Some(text) = command.get_after_help() else { return };
    let mut as_it_stands = false;
    roff.control("PP", []);
    for row in text.to_string().lines() {
        let is_example = row.starts_with("  ");
        if is_example != as_it_stands {
            as_it_stands = is_example;
            for name in if is_example { ["RS", "nf"] } else { ["fi", "RE"] } {
                roff.control(name, []);
            }
        }
        if row.is_empty() {
            roff.control("PP", []);
        } else {
            roff.text([roman(row.trim_start())]);
        }
    }
    if as_it_stands {
        roff.control("fi", []).control("RE", []);
    }
}

/// A piece of a page without the lines every piece begins with.
fn body(piece: &str) -> String {
    piece.split_inclusive('\n').filter(|line| !line.contains(".ds Aq ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files that packages ship, each with what belongs in it.
    fn dist() -> Vec<(&'static str, String)> {
        let of = |shell| completion(shell, with_ids(args::command(), &crate::content::shipped()));
        vec![
            ("uncramp.1", page(args::command())),
            ("completions/uncramp.bash", of(Shell::Bash)),
            ("completions/_uncramp", of(Shell::Zsh)),
            ("completions/uncramp.fish", of(Shell::Fish)),
        ]
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "what is checked in are files")]
    fn the_files_of_dist_are_what_the_program_would_print() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        for (name, text) in dist() {
            let path = folder.join(name);
            if std::env::var("UNCRAMP_DIST").as_deref() == Ok("write") {
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(&path, &text).expect("written");
            }
            let is_same = std::fs::read_to_string(&path).is_ok_and(|kept| kept == text);
            assert!(is_same, "dist/{name} is out of date: UNCRAMP_DIST=write cargo test dist writes it anew");
        }
    }

    #[test]
    fn the_manual_and_the_packages_have_the_version_and_day_of_the_release() {
        let version = env!("CARGO_PKG_VERSION");
        let metainfo = include_str!("../../dist/linux/uncramp.metainfo.xml");
        assert!(metainfo.contains(&format!("<release version=\"{version}\" date=\"{RELEASED}\"/>")));
        let changes = include_str!("../../dist/linux/changelog.Debian");
        assert!(changes.starts_with(&format!("uncramp ({version}-1) ")), "{changes}");
        let day: jiff::civil::Date = RELEASED.parse().expect("a date");
        assert!(changes.contains(&day.strftime("  %a, %d %b %Y ").to_string()), "{changes}");
    }

    #[test]
    fn the_manual_has_every_command_and_every_option() {
        let page = page(args::command());
        let mut commands = vec![args::command()];
        while let Some(command) = commands.pop() {
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                let option = format!("\\-\\-{}", option.replace('-', "\\-"));
                assert!(page.contains(&option), "{option} of {}", command.get_name());
            }
            for sub in command.get_subcommands() {
                assert!(
                    page.contains(&format!(" {}", sub.get_name().replace('-', "\\-"))),
                    "{}",
                    sub.get_name()
                );
                commands.push(sub.clone());
            }
        }
    }

    #[test]
    fn completions_know_the_ids_of_the_book() {
        let book = crate::content::shipped();
        for shell in Shell::value_variants() {
            let script = completion(*shell, with_ids(args::command(), &book));
            // Clap's scripts for PowerShell and elvish complete no values, and fish those of flags alone.
            let kinds: &[EntryKind] = match shell {
                Shell::Bash | Shell::Zsh => &[EntryKind::Signs, EntryKind::Stretches],
                Shell::Fish => &[EntryKind::Signs],
                _ => &[],
            };
            for id in kinds.iter().flat_map(|kind| kind.ids(&book)) {
                assert!(script.contains(id), "{shell:?} does not know {id}");
            }
            assert!(script.contains("set-aside"), "{shell:?}");
        }
    }
}
