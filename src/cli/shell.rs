//! `uncramp completions` and `uncramp man`, made from the command line itself. The files in `dist/` are the same; a test keeps
//! them so.

use clap::{Command, ValueEnum, ValueHint, builder::PossibleValuesParser};
pub(super) use clap_complete::Shell;
use clap_complete::aot;
use clap_mangen::{
    Man,
    roff::{Roff, bold, italic, roman},
};

use super::{
    Exit, Refusal,
    args::{self, EntryKind, Global},
    book,
    help::{ADVICE, EXAMPLES},
    print,
};
use crate::domain::{book::Book, vocabulary::Tag};

const NAME: &str = "uncramp";

pub(super) fn completions(shell: Shell, global: &Global) -> Result<Exit, Refusal> {
    let command = with_ids(args::command(), &book::open_saying(global));
    print(&completion(shell, command))?;
    Ok(Exit::Done)
}

pub(super) fn man() -> Result<Exit, Refusal> {
    print(&page(args::command()))?;
    Ok(Exit::Done)
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
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command.mut_args(|arg| match arg.get_value_hint() {
        ValueHint::Unknown if arg.get_action().takes_values() => arg.value_hint(ValueHint::Other),
        _ => arg,
    });
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, without_files))
}

/// The script for a shell, whole before a byte of it is written: Clap's own writer would panic on a closed pipe.
fn completion(shell: Shell, mut command: Command) -> String {
    let mut script = vec![];
    aot::generate(shell, &mut command, NAME, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual: one page with every command.
fn page(command: Command) -> String {
    let command = command.after_help(format!("{EXAMPLES}\n\n{ADVICE}"));
    let version = env!("CARGO_PKG_VERSION");
    let mut roff = Roff::new();
    roff.control("TH", [NAME, "1", RELEASED, &format!("{NAME} {version}"), "User Commands"])
        .control("SH", ["NAME"])
        .text([roman(format!("{NAME} - a guide to night-time leg cramps in perimenopause"))])
        .control("SH", ["SYNOPSIS"])
        .text([bold(NAME), roman(" ["), italic("options"), roman("]")])
        .control("br", [])
        .text([bold(format!("{NAME} now"))])
        .control("br", [])
        .text([bold(NAME), roman(" "), italic("command"), roman(" ["), italic("options"), roman("]")])
        .control("SH", ["DESCRIPTION"]);
    about(&mut roff, &command);
    roff.text([roman("Without a command it is the guide, full screen; there ? shows every key.")]);
    after(&mut roff, &command);
    roff.control("SH", ["COMMANDS"]);
    let mut page = roff.render();
    for sub in command.get_subcommands() {
        section(&mut page, sub, NAME);
    }
    page.push_str(&options(command.clone()));
    let mut roff = Roff::new();
    let variables: Vec<(String, String)> = command
        .get_arguments()
        .filter_map(|option| {
            let (name, long) = (option.get_env()?.to_str()?, option.get_long()?);
            Some((name.to_owned(), format!("As --{long}; an empty value counts as not set.")))
        })
        .chain(VARIABLES.iter().map(|(name, is)| ((*name).to_owned(), (*is).to_owned())))
        .collect();
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, is) in &variables {
        roff.control("TP", []).text([bold(name)]).text([roman(is)]);
    }
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in CODES {
        roff.control("TP", []).text([bold(code)]).text([roman(meaning)]);
    }
    roff.control("SH", ["FILES"]);
    for (path, is) in FILES {
        roff.control("TP", []).text([italic(path)]).text([roman(is)]);
    }
    roff.control("PP", []).text([roman(
        "On Windows the first three are in %LOCALAPPDATA%\\uncramp and the last two in %APPDATA%\\uncramp. XDG_DATA_HOME and \
         XDG_CONFIG_HOME move the folders on other systems; uncramp paths prints the places on this one.",
    )]);
    page.push_str(&body(&roff.render()));
    page
}

/// Day of the last release, for the head of the manual.
const RELEASED: &str = "2026-11-22";

/// Variables that are no option.
const VARIABLES: [(&str, &str); 5] = [
    ("ACCESSIBLE", "Any value but 0, no, false and off asks for plain lines."),
    ("NO_COLOR", "Any value turns colours off, unless --color always is given."),
    ("COLUMNS", "The width of text on a terminal, where it is smaller than 72."),
    ("TERM, COLORTERM", "How many colours the terminal shows; TERM=dumb asks for plain lines."),
    ("TZ", "The time zone of new entries."),
];

const CODES: [(&str, &str); 6] = [
    ("0", "Done. With check --exit-code: none ticked, which does not mean that all is well."),
    ("1", "An error; a sentence on the error output names it."),
    ("2", "The command line was not understood."),
    ("3", "A session was left before its end."),
    ("4", "A file (the diary, an import, the settings) cannot be used."),
    (
        "9, 10, 11, 12, 13",
        "With check --exit-code: routine, an appointment, help the same day, an emergency, nothing answered yet.",
    ),
];

const FILES: [(&str, &str); 5] = [
    (
        "~/.local/share/uncramp/diary.db",
        "The diary, readable by its owner alone; --data-dir moves it and the next two.",
    ),
    ("~/.local/share/uncramp/state.ron", "Choices made in the program, such as the region."),
    (
        "~/.local/share/uncramp/undo.json",
        "The last change that a command made in the diary, for uncramp undo.",
    ),
    ("~/.config/uncramp/config.ron", "The settings."),
    ("~/.config/uncramp/routines.ron", "Your own stretch routines; stretch --example prints one."),
];

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
