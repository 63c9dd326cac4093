//! `uncramp completions` and `uncramp man`: what a shell and a reader of manuals want to know of the command line, made
//! from the command line itself. The files in `dist/` are the same, kept true by the tests below.

use clap::{Command, CommandFactory, ValueEnum, builder::PossibleValuesParser};
use clap_complete::aot::{self, Generator};
use clap_mangen::{
    Man,
    roff::{Roff, bold, italic, roman},
};

use super::{
    Exit, Refusal,
    args::{Args, Global, Kind, Shell},
    book, print,
};
use crate::domain::book::Book;

const NAME: &str = "uncramp";

pub(super) fn completions(shell: Shell, global: &Global) -> Result<Exit, Refusal> {
    let command = with_ids(Args::command(), &book::open_saying(global));
    print(&completion(shell, command))?;
    Ok(Exit::Done)
}

pub(super) fn man() -> Result<Exit, Refusal> {
    print(&page(&Args::command()))?;
    Ok(Exit::Done)
}

/// The command line with the ids of the book among its words. The files in `dist/` go without them.
fn with_ids(command: Command, book: &Book) -> Command {
    // Clap wants words that live as long as the program, which ends when these are printed. That it should keep words of
    // its own is a feature that would make every start of the program heavier.
    let kept = |word: &str| -> &'static str { word.to_owned().leak() };
    let ids = |kinds: &[Kind]| {
        let ids = kinds.iter().flat_map(|kind| kind.ids(book)).map(kept);
        PossibleValuesParser::new(ids.collect::<Vec<_>>())
    };
    let signs = ids(&[Kind::Signs]);
    let stretches = ids(&[Kind::Stretches]);
    let all = ids(Kind::value_variants());
    let regions: Vec<&str> = book.regions.all.iter().map(|region| kept(&region.code)).collect();
    command
        .mut_arg("region", |arg| arg.value_parser(PossibleValuesParser::new(regions)))
        .mut_subcommand("stretch", |sub| sub.mut_arg("routine", |arg| arg.value_parser(stretches)))
        .mut_subcommand("check", |sub| sub.mut_arg("sign", |arg| arg.value_parser(signs)))
        .mut_subcommand("show", |sub| sub.mut_arg("id", |arg| arg.value_parser(all)))
}

/// The script for a shell, whole before a byte of it is written: Clap's own writer would panic on a closed pipe.
fn completion(shell: Shell, mut command: Command) -> String {
    match shell {
        Shell::Bash => script(aot::Bash, &mut command),
        Shell::Elvish => script(aot::Elvish, &mut command),
        Shell::Fish => script(aot::Fish, &mut command),
        Shell::Powershell => script(aot::PowerShell, &mut command),
        Shell::Zsh => script(aot::Zsh, &mut command),
    }
}

fn script(generator: impl Generator, command: &mut Command) -> String {
    let mut script = vec![];
    aot::generate(generator, command, NAME, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The manual: one page with every command, so that nobody has to know which page to ask for.
fn page(command: &Command) -> String {
    let version = command.get_version().unwrap_or_default();
    let mut roff = Roff::new();
    roff.control("TH", [NAME, "1", " ", &format!("{NAME} {version}"), "User Commands"])
        .control("SH", ["NAME"])
        .text([roman(format!("{NAME} - a guide to night-time leg cramps in perimenopause"))])
        .control("SH", ["SYNOPSIS"])
        .text([bold(NAME), roman(" ["), italic("options"), roman("]")])
        .control("br", [])
        .text([bold(format!("{NAME} now"))])
        .control("br", [])
        .text([bold(NAME), roman(" "), italic("command"), roman(" ["), italic("options"), roman("]")])
        .control("SH", ["DESCRIPTION"]);
    about(&mut roff, command);
    roff.text([roman("Without a command it is the guide, full screen; there ? shows every key.")]);
    after(&mut roff, command);
    roff.control("SH", ["COMMANDS"]);
    let mut page = roff.render();
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        section(&mut page, sub, NAME);
    }
    page.push_str(&options(command.clone()));
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in CODES {
        roff.control("TP", []).text([bold(code)]).text([roman(meaning)]);
    }
    roff.control("SH", ["FILES"]);
    for (path, is) in FILES {
        roff.control("TP", []).text([italic(path)]).text([roman(is)]);
    }
    page.push_str(&body(&roff.render()));
    page
}

const CODES: [(&str, &str); 6] = [
    ("0", "Done. With check --exit-code: none ticked, which does not mean that all is well."),
    ("1", "An error; a sentence on the error output says which."),
    ("2", "The command line was not understood."),
    ("3", "A session was left before its end."),
    ("4", "A file (the diary, an import, the settings) cannot be used."),
    (
        "9, 10, 11, 12, 13",
        "With check --exit-code: routine, an appointment, help the same day, an emergency, nothing answered yet.",
    ),
];

const FILES: [(&str, &str); 3] = [
    ("~/.local/share/uncramp/diary.db", "The diary, for nobody else to read; --data-dir keeps it elsewhere."),
    ("~/.config/uncramp/config.ron", "The settings."),
    (
        "~/.config/uncramp/routines.ron",
        "Your own stretch routines; stretch --example prints one. uncramp paths says where all three are on this system.",
    ),
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

/// What is said below a command's help: examples row by row as they stand, the rest as text.
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
        let of = |shell| completion(shell, Args::command());
        vec![
            ("uncramp.1", page(&Args::command())),
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
    fn the_manual_has_every_command_and_every_option() {
        let page = page(&Args::command());
        let mut commands = vec![Args::command()];
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
            let script = completion(*shell, with_ids(Args::command(), &book));
            // Clap's scripts for PowerShell and elvish complete no values, and fish those of flags alone.
            let kinds: &[Kind] = match shell {
                Shell::Bash | Shell::Zsh => &[Kind::Signs, Kind::Stretches],
                Shell::Fish => &[Kind::Signs],
                Shell::Elvish | Shell::Powershell => &[],
            };
            for id in kinds.iter().flat_map(|kind| kind.ids(&book)) {
                assert!(script.contains(id), "{shell:?} does not know {id}");
            }
            assert!(script.contains("set-aside"), "{shell:?}");
        }
    }
}
