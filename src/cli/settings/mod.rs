//! Reads the settings. The order of precedence is: flags, environment variables, settings file, defaults. The region that was
//! chosen inside the program comes before the settings file; the variable ACCESSIBLE comes after it.
//!
//! The command-line options are the only list of settings. A value from the environment or from the settings file becomes the
//! default value of its option, so that clap parses every layer in the same way. A wrong value in the environment or in the file
//! gives a notice, and the command still runs.

mod layers;

use std::{ffi::OsString, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches};
use serde_json::{Value as Json, json};

use super::{
    args::{self, Args},
    help::with_help,
    start,
};
use crate::{
    app::keys::{self, KeyOverride, RejectedKey},
    content::settings::{self, KeysFor, MAX_BYTES, SettingValue, Settings, Spanned},
    domain::clean::clean,
    runtime::{clock::zone_problem, files, places, state},
    screen::keymap::Keys,
};
use layers::Layers;

/// The options that apply to one run and cannot be set in the settings file.
const ONE_RUN: [&str; 3] = ["config", "no_save", "speed"];

/// The layer that a value comes from, in the order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Flag,
    Environment,
    /// Chosen inside the program.
    Chosen,
    /// The settings file, with the line number.
    File(usize),
    /// The environment variable ACCESSIBLE, which other programs read too.
    Accessible,
    Default,
}

/// A setting with its effective value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InForce {
    pub(super) name: String,
    /// The option that gave the value: `no_mouse` for the setting `mouse`.
    pub(super) option: String,
    /// Null if no value is set.
    pub(super) value: Json,
    pub(super) layer: Layer,
}

/// The settings file, and the result of reading all the layers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Configured {
    /// The path of the settings file. The file need not exist.
    pub(crate) path: Option<PathBuf>,
    pub(super) is_there: bool,
    /// The key bindings in force.
    pub(crate) keys: Keys,
    /// The key bindings in the settings file.
    pub(super) wanted_keys: Vec<KeysFor>,
    /// The region in the settings file.
    pub(super) region: Option<Spanned<String>>,
    /// All settings except the key bindings.
    pub(super) in_force: Vec<InForce>,
    /// One sentence for each problem, with its location.
    pub(super) problems: Vec<String>,
}

impl Configured {
    /// The first problem, and the number of further ones. `None` if there are no problems.
    pub(crate) fn notice(&self) -> Option<String> {
        let first = self.problems.first()?;
        Some(match self.problems.len() - 1 {
            0 => first.clone(),
            more => format!("{first} (and {more} more: uncramp config lists them all)"),
        })
    }

    /// The name of the settings file, for messages.
    pub(super) fn name(&self) -> String {
        self.path.as_deref().map_or_else(String::new, super::name)
    }

    pub(super) fn layer(&self, name: &str) -> Layer {
        self.in_force.iter().find(|row| row.name == name).map_or(Layer::Default, |row| row.layer)
    }
}

/// Reads the arguments and the other layers.
///
/// # Errors
/// The arguments are wrong, or ask for help.
pub(super) fn read(
    arguments: &[OsString],
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Args, clap::Error> {
    let command = args::command().mut_args(|option| option.env(None::<&'static str>));
    let flags = parse(&command, arguments)?;
    let mut layers = Layers::new(command, flags);
    layers.environment(&variable);
    layers.problems.extend(zone_problem());
    let asked = layers.path("config");
    let mut file = Configured { path: places::settings_file(asked.as_deref()), ..Configured::default() };
    let settings = open(&mut file, asked.is_some(), &mut layers.problems);
    layers.file(&settings, &file);
    if !layers.is_given("plain") && is_yes(&variable("ACCESSIBLE").unwrap_or_default()) {
        layers.set("plain", vec!["true".into()], Layer::Accessible);
    }
    let matches = if layers.is_empty() { layers.flags.clone() } else { parse(&layers.command, arguments)? };
    let mut args = Args::from_arg_matches(&matches)?;
    file.in_force = layers.in_force(&matches);
    file.problems = layers.problems;
    file.wanted_keys = settings.keys;
    set_keys(&mut file, start::is_ascii(args.global.ascii));
    choose_region(&mut args, &mut file);
    args.global.file = file;
    Ok(args)
}

/// Parses the arguments. The help texts are made only when they are needed, because they would delay the first frame.
fn parse(command: &Command, arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    match command.clone().try_get_matches_from(arguments) {
        Err(error) if !error.use_stderr() => with_help(args::command()).try_get_matches_from(arguments),
        matches => matches,
    }
}

/// Reads and parses the settings file.
fn open(file: &mut Configured, is_asked_for: bool, problems: &mut Vec<String>) -> Settings {
    let Some(path) = &file.path else { return Settings::default() };
    match files::read_text(path, MAX_BYTES) {
        Ok(Some(text)) => {
            file.is_there = true;
            let (settings, wrong) = settings::parse(&file.name(), &text);
            problems.extend(wrong.iter().map(ToString::to_string));
            let region = settings.all.iter().find(|setting| setting.name.value == "region");
            file.region = region.and_then(|setting| match &setting.value {
                Spanned { value: SettingValue::Text(code), line, column } => {
                    Some(Spanned { value: clean(code), line: *line, column: *column })
                }
                _ => None,
            });
            return settings;
        }
        Ok(None) if is_asked_for => {
            problems.push(format!("{}: there is no such file; the defaults hold", file.name()));
        }
        Ok(None) => {}
        Err(sentence) => problems.push(format!("{sentence}; the defaults hold")),
    }
    Settings::default()
}

/// The names of all settings except `keys`, in the order of the options.
pub(super) fn names(command: &Command) -> Vec<String> {
    let mut names: Vec<String> = vec![];
    for option in command.get_arguments().filter(|option| is_setting(option)) {
        let id = option.get_id().as_str();
        let name = id.strip_prefix("no_").unwrap_or(id);
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The option that turns a setting on or gives it a value, and the option that turns it off.
pub(super) fn options<'c>(command: &'c Command, name: &str) -> (Option<&'c Arg>, Option<&'c Arg>) {
    let find = |id: &str| command.get_arguments().find(|option| is_setting(option) && option.get_id() == id);
    (find(name), find(&format!("no_{name}")))
}

fn is_setting(option: &Arg) -> bool {
    option.is_global_set() && !ONE_RUN.contains(&option.get_id().as_str())
}

pub(super) fn is_switch(option: &Arg) -> bool {
    matches!(option.get_action(), ArgAction::SetTrue)
}

/// True for any value except an empty one and the usual words for no.
fn is_yes(value: &OsString) -> bool {
    let value = value.to_string_lossy().trim().to_lowercase();
    !["", "0", "n", "no", "f", "false", "off"].contains(&value.as_str())
}

/// Uses the region that was chosen inside the program in place of the one from the settings file.
fn choose_region(args: &mut Args, file: &mut Configured) {
    let global = &mut args.global;
    let Some(folder) = places::data_folder(global.data_dir.as_deref()) else { return };
    let state = match state::read(&state::path(&folder)) {
        Ok(state) => state,
        Err(sentence) => {
            file.problems.push(format!("{sentence}; choose the region again on the Checklist tab"));
            return;
        }
    };
    let row = file.in_force.iter_mut().find(|row| row.name == "region");
    let Some(row) = row.filter(|row| matches!(row.layer, Layer::File(_) | Layer::Default)) else { return };
    let in_settings = file.region.as_ref().map(|region| region.value.as_str());
    if let Some(chosen) = state.region(in_settings) {
        global.region = chosen.as_deref().map(clean);
        (row.value, row.layer) = (json!(global.region), Layer::Chosen);
    }
}

/// Sets the key bindings in force, and adds a problem for each binding of the file that is rejected.
fn set_keys(file: &mut Configured, is_ascii: bool) {
    let overrides: Vec<KeyOverride> =
        file.wanted_keys.iter().map(KeysFor::words).map(|(id, keys)| KeyOverride { id, keys }).collect();
    let (keys, rejected) = keys::override_keys(&overrides, is_ascii);
    file.keys = keys;
    for RejectedKey { at, key, why } in rejected {
        let Some(row) = file.wanted_keys.get(at) else { continue };
        let place = key.and_then(|key| row.keys.get(key)).unwrap_or(&row.id);
        file.problems.push(place.problem(&file.name(), &why).to_string());
    }
}

#[cfg(test)]
pub(super) mod tests;
