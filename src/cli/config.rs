//! `uncramp config`: the settings in force with their layers, the keys, and a settings file with every default.

use std::fmt::Write;

use clap::Arg;
use serde_json::{Value, json};

use super::{
    CliError, Exit,
    args::{self, ConfigArgs, Global},
    book, json, name, print,
    settings::{InForce, Layer, is_switch, names as setting_names, options},
    start,
};
use crate::{
    app::keys::{self, KeyScreen},
    domain::words::capital,
    runtime::places,
    screen::keymap::{Keys, names},
};

pub(super) fn run(args: &ConfigArgs, global: &Global) -> Result<Exit, CliError> {
    if args.defaults {
        return print(&defaults());
    }
    if args.keys {
        return print(&if args.json { keys_json(&global.file.keys) } else { keys_text(&global.file.keys) });
    }
    let book = book::open_saying(global);
    let (region, wrong) = start::region(&book, global);
    let region = region.map(|region| region.code.clone());
    let problems: Vec<&String> = global.file.problems.iter().chain(&wrong).collect();
    let rows = rows(global, region.as_deref());
    print(&if args.json { in_force_json(global, &rows, &problems) } else { in_force_text(global, &rows) })?;
    match problems.as_slice() {
        [] => Ok(Exit::Done),
        [first, rest @ ..] => {
            let more: String = rest.iter().map(|problem| format!("\nuncramp: {problem}")).collect();
            Err(CliError { exit: Exit::Unusable, sentence: format!("{first}{more}") })
        }
    }
}

/// Every setting but the keys; the region and the data folder as this run uses them.
fn rows(global: &Global, region: Option<&str>) -> Vec<InForce> {
    let mut rows = global.file.in_force.clone();
    for row in &mut rows {
        match row.name.as_str() {
            "region" => row.value = json!(region),
            "data_dir" => {
                row.value = json!(places::data_folder(global.data_dir.as_deref()).as_deref().map(name));
            }
            _ => {}
        }
    }
    rows
}

/// The layer of a value in JSON, with its line in the file, and in words.
fn layer_words(row: &InForce) -> (&'static str, Option<usize>, String) {
    match row.layer {
        Layer::Flag => ("flag", None, format!("flag --{}", row.option.replace('_', "-"))),
        Layer::Environment => {
            ("environment", None, format!("environment UNCRAMP_{}", row.option.to_uppercase()))
        }
        Layer::Accessible => ("environment", None, "environment ACCESSIBLE".to_owned()),
        Layer::Chosen => ("chosen", None, "chosen in the program".to_owned()),
        Layer::File(line) => ("file", Some(line), format!("file, line {line}")),
        Layer::Default => ("default", None, "default".to_owned()),
    }
}

fn in_force_text(global: &Global, rows: &[InForce]) -> String {
    let file = &global.file;
    let mut out = match &file.path {
        None => "Settings: there is no home folder, so there is no file\n".to_owned(),
        Some(path) if file.is_there => format!("Settings: {}\n", name(path)),
        Some(path) => format!("Settings: {} (there is no such file)\n", name(path)),
    };
    for row in rows {
        let words = match (&row.value, row.name.as_str()) {
            (Value::Null, "motion") => "everywhere but in the night theme".to_owned(),
            (Value::Null, "data_dir") => "there is no home folder".to_owned(),
            (Value::Null, _) => "not chosen".to_owned(),
            (Value::String(text), _) => text.clone(),
            (other, _) => other.to_string(),
        };
        let _ = writeln!(out, "{}: {words} ({})", row.name, layer_words(row).2);
    }
    if !file.keys.are_changed() {
        out.push_str("keys: as uncramp config --keys lists them (default)\n");
    }
    for row in keys::rows().iter().filter(|row| file.keys.changed().any(|id| id == row.id)) {
        let line = file.wanted_keys.iter().find(|set| set.id.value == row.id).map_or(1, |set| set.id.line);
        let keys = names(file.keys.of(row.id, row.keys));
        let _ = writeln!(out, "keys, {}: {keys} (file, line {line})", row.id);
    }
    out
}

fn in_force_json(global: &Global, rows: &[InForce], problems: &[&String]) -> String {
    let file = &global.file;
    let settings = rows.iter().map(|row| {
        let (from, line, _) = layer_words(row);
        json!({ "name": row.name, "value": row.value, "from": from, "line": line })
    });
    let keys: serde_json::Map<String, Value> = keys::rows()
        .iter()
        .filter(|row| file.keys.changed().any(|id| id == row.id))
        .map(|row| {
            let keys: Vec<String> = file.keys.of(row.id, row.keys).iter().map(|key| key.name()).collect();
            (row.id.to_owned(), json!(keys))
        })
        .collect();
    let whole = json!({
        "file": file.path.as_ref().map(|path| path.display().to_string()),
        "exists": file.is_there,
        "settings": settings.collect::<Vec<_>>(),
        "keys": keys,
        "problems": problems,
    });
    json::text(&whole)
}

fn keys_text(now: &Keys) -> String {
    let mut out = String::new();
    for KeyScreen { name, rows, .. } in keys::screens() {
        let gap = if out.is_empty() { "" } else { "\n" };
        let _ = writeln!(out, "{gap}{}", capital(name));
        for row in rows {
            let stays = keys::fixed(row.id).map_or("", |_| " [fixed]");
            let _ = writeln!(out, "  {}: {}: {}{stays}", row.id, names(now.of(row.id, row.keys)), row.help);
        }
    }
    out
}

fn keys_json(now: &Keys) -> String {
    let listed = |keys: &[crate::screen::event::Key]| keys.iter().map(|key| key.name()).collect::<Vec<_>>();
    let rows = keys::screens().into_iter().flat_map(|screen| {
        screen.rows.into_iter().map(move |row| {
            json!({
                "screen": screen.name,
                "id": row.id,
                "keys": listed(now.of(row.id, row.keys)),
                "default": listed(row.keys),
                "does": row.help,
                "fixed": keys::fixed(row.id),
            })
        })
    });
    json::text(&rows.collect())
}

/// The head of the file that `config --defaults` prints.
const DEFAULTS_HEAD: &str = "\
// The settings of uncramp, each with its default. Flags, variables of the environment
// and a region chosen in the program go before this file: uncramp config says what
// holds, and why.
(
";

/// The explanation of the keys in that file.
const DEFAULTS_KEYS: &str = "Other keys: the name of a key binding, and one key or several. The screen names the first. A key \
    is a letter, or Space, Tab, Shift-Tab, Backspace, Delete, Home, End, PgUp, PgDn, Up, Down, Left, Right, F1 to F12, Ctrl-R. \
    c, !, Ctrl-C, Ctrl-Z, Esc, Enter and F1 always work and cannot be given to another binding. Take the two strokes away \
    before a line to change it. uncramp config --keys lists the screens.";

/// The widest line of that file.
const DEFAULTS_COLUMNS: usize = 86;

/// A whole settings file with every default, explained by the help of the options.
fn defaults() -> String {
    let command = args::command();
    let mut out = DEFAULTS_HEAD.to_owned();
    for name in setting_names(&command) {
        let (on, off) = options(&command, &name);
        let (on_words, off_words) = match (on.is_some_and(is_switch), off) {
            (true, Some(_)) => ("true: ", "false: "),
            (false, Some(_)) => ("", "false: "),
            _ => ("", ""),
        };
        for (option, words) in [(on, on_words), (off, off_words)] {
            let Some(option) = option else { continue };
            comment(&mut out, &format!("{words}{}.", help(option).trim_end_matches('.')));
        }
        let value = match (on, off) {
            (Some(on), None) if is_switch(on) => "false".to_owned(),
            (None, Some(_)) => "true".to_owned(),
            (Some(on), None) => on
                .get_default_values()
                .first()
                .map_or_else(|| "None".to_owned(), |value| format!("{:?}", value.to_string_lossy())),
            _ => "None".to_owned(),
        };
        let _ = writeln!(out, "    {name}: {value},\n");
    }
    comment(&mut out, DEFAULTS_KEYS);
    out.push_str("    keys: {\n");
    for row in keys::rows().iter().filter(|row| keys::fixed(row.id).is_none()) {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("{:?}", key.name())).collect();
        let _ = writeln!(out, "        // {:?}: [{}], // {}", row.id, keys.join(", "), row.help);
    }
    out.push_str("    },\n)\n");
    out
}

/// Writes a comment in lines of that file.
fn comment(out: &mut String, text: &str) {
    for line in textwrap::wrap(text, DEFAULTS_COLUMNS - 7) {
        let _ = writeln!(out, "    // {line}");
    }
}

/// The long help of an option, or its only one.
fn help(option: &Arg) -> String {
    option
        .get_long_help()
        .or(option.get_help())
        .map_or_else(String::new, ToString::to_string)
        .replace("\n\n", ". ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::settings::tests::layered, content::settings::parse};

    #[test]
    fn the_printed_defaults_are_the_defaults() {
        let (settings, problems) = parse("config.ron", &defaults());
        assert_eq!((problems, settings.keys), (vec![], vec![]));
        for name in setting_names(&args::command()).iter().map(String::as_str).chain(["keys"]) {
            assert!(defaults().contains(&format!("    {name}: ")), "{name} is not explained");
        }
        assert!(defaults().lines().take_while(|line| !line.contains("keys: {")).all(|line| line.len() <= 86));
        let (with, without) = (layered(&defaults(), &[], &[]), layered("", &[], &[]));
        assert_eq!(with.file.notice(), None);
        for (a, b) in rows(&with, None).iter().zip(&rows(&without, None)) {
            assert_eq!((&a.name, &a.value), (&b.name, &b.value));
        }
    }

    #[test]
    fn every_key_that_is_offered_there_can_be_taken_as_it_stands() {
        let text: String = defaults()
            .lines()
            .map(|line| if line.starts_with("        // \"") { line.replacen("// ", "", 1) } else { line.to_owned() } + "\n")
            .collect();
        let global = layered(&text, &[], &[]);
        assert_eq!(global.file.notice(), None);
        for row in keys::rows().iter().filter(|row| keys::fixed(row.id).is_none()) {
            assert!(global.file.keys.changed().any(|id| id == row.id), "{}", row.id);
            assert_eq!(global.file.keys.of(row.id, &[]), row.keys, "{}", row.id);
        }
    }
}
