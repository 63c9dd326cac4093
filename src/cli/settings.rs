//! Reads the settings. The order of precedence is: flags, environment variables, settings file, defaults. The
//! region that was chosen inside the program comes before the settings file; the variable ACCESSIBLE comes
//! after it.
//!
//! The command-line options are the only list of settings. A value from the settings file, and a value from
//! the environment that had to be cleaned, becomes the default value of its option, so that clap parses every
//! layer in the same way. A wrong value in the environment or in the file gives a notice, and the command
//! still runs.

use std::{ffi::OsString, mem, path::PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, ValueHint, parser::ValueSource};
use serde_json::{Value as Json, json};

use super::{
    args::{self, Args, speed},
    help::with_help,
    start,
};
use crate::{
    app::keys::{self, KeyOverride, RejectedKey},
    content::settings::{self, KeysFor, MAX_BYTES, Setting, SettingValue, Settings, Spanned},
    domain::{clean::clean, nearest::did_you_mean},
    runtime::{clock::zone_problem, files, places, state},
    screen::keymap::Keys,
};

/// The options that apply to one run and cannot be set in the settings file.
const ONE_RUN: [&str; 3] = ["config", "no_save", "speed"];

/// The layer that a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Flag,
    Environment,
    /// The environment variable ACCESSIBLE, which other programs read too.
    Accessible,
    /// Chosen inside the program.
    Chosen,
    /// The settings file, with the line number.
    File(usize),
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
    pub(super) source: Source,
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

    pub(super) fn source(&self, name: &str) -> Source {
        self.in_force.iter().find(|row| row.name == name).map_or(Source::Default, |row| row.source)
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
    let mut layers = Layers { command: args::command(), values: vec![], problems: vec![] };
    layers.environment(&variable);
    layers.problems.extend(zone_problem());
    // The first parse finds the path of the settings file. It returns here for wrong arguments and for help.
    let above_the_file = layers.values.len();
    let mut matches = parse(&layers.command, arguments)?;
    let asked = matches.get_one::<PathBuf>("config");
    let mut file =
        Configured { path: places::settings_file(asked.map(PathBuf::as_path)), ..Configured::default() };
    let settings = layers.open(&mut file, asked.is_some());
    layers.file(&settings, &file, &matches);
    if !layers.is_given("plain", &matches) && is_yes(&variable("ACCESSIBLE").unwrap_or_default()) {
        layers.set("plain", vec!["true".to_owned()], Source::Accessible);
    }
    if layers.values.len() > above_the_file {
        matches = parse(&layers.command, arguments)?;
    }
    let mut args = Args::from_arg_matches(&matches)?;
    file.in_force = layers.in_force(&matches);
    file.problems = layers.problems;
    file.wanted_keys = settings.keys;
    settle_keys(&mut file, start::is_ascii(args.global.ascii));
    choose_region(&mut args, &mut file);
    args.global.file = file;
    Ok(args)
}

/// Parses the arguments. The help texts are made only when they are needed, because they would delay the
/// first frame.
fn parse(command: &Command, arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    match command.clone().try_get_matches_from(arguments) {
        Err(error) if !error.use_stderr() => with_help(command.clone()).try_get_matches_from(arguments),
        matches => matches,
    }
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

/// The clap command. The layers below the flags set the default values of its options.
struct Layers {
    command: Command,
    /// The options to which a layer has given a default value.
    values: Vec<(String, Source)>,
    problems: Vec<String>,
}

impl Layers {
    fn set(&mut self, id: &str, values: Vec<String>, source: Source) {
        self.command = mem::take(&mut self.command).mut_arg(id, |option| option.default_values(values));
        self.values.push((id.to_owned(), source));
    }

    /// Checks the environment variables of the options. A correct value is left to clap. A value that is
    /// correct except for its case or the white space around it becomes the default value. An empty variable
    /// counts as not set.
    fn environment(&mut self, variable: impl Fn(&str) -> Option<OsString>) {
        let options: Vec<Arg> = self.command.get_arguments().cloned().collect();
        for option in &options {
            let id = option.get_id().as_str();
            let Some(name) = option.get_env().and_then(|name| name.to_str()) else { continue };
            // A value that is not UTF-8 is left to clap, because the path of a folder may be any bytes.
            let Some(Ok(text)) = variable(name).map(OsString::into_string) else { continue };
            let trimmed = text.trim();
            let read = if trimmed.is_empty() { Ok(None) } else { meaning(option, trimmed).map(Some) };
            if matches!(&read, Ok(Some(value)) if *value == text) {
                continue;
            }
            self.command =
                mem::take(&mut self.command).mut_arg(id, |option| option.env(None::<&'static str>));
            match read {
                Ok(Some(value)) => self.set(id, vec![value], Source::Environment),
                Ok(None) => {}
                Err(what) => self.problems.push(format!("{name}={:?}: {what}", clean(trimmed))),
            }
        }
    }

    /// Reads and parses the settings file, and adds its problems.
    fn open(&mut self, file: &mut Configured, is_asked_for: bool) -> Settings {
        let Some(path) = &file.path else { return Settings::default() };
        match files::read_text(path, MAX_BYTES) {
            Ok(Some(text)) => {
                file.is_there = true;
                let (settings, problems) = settings::parse(&file.name(), &text);
                self.problems.extend(problems.iter().map(ToString::to_string));
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
                self.problems.push(format!("{}: there is no such file; the defaults hold", file.name()));
            }
            Ok(None) => {}
            Err(sentence) => self.problems.push(format!("{sentence}; the defaults hold")),
        }
        Settings::default()
    }

    /// Sets the default values from the settings file, except for settings that already have a value.
    fn file(&mut self, settings: &Settings, file: &Configured, matches: &ArgMatches) {
        for Setting { name, value } in &settings.all {
            let place = |at: &Spanned<_>, what: &str| at.problem(&file.name(), what).to_string();
            match self.values_of(&name.value, &value.value, file) {
                Ok(values) if values.iter().any(|(id, _)| self.is_given(id, matches)) => {}
                Ok(values) => {
                    for (id, values) in values {
                        self.set(&id, values, Source::File(value.line));
                    }
                }
                Err(Wrong::Name(what)) => {
                    self.problems.push(name.problem(&file.name(), &what).to_string());
                }
                Err(Wrong::Value(what)) => self.problems.push(place(value, &what)),
            }
        }
    }

    /// The options that a setting of the file sets, each with its default values.
    fn values_of(
        &self,
        name: &str,
        value: &SettingValue,
        file: &Configured,
    ) -> Result<Vec<(String, Vec<String>)>, Wrong> {
        let (on, off) = options(&self.command, name);
        let has_to_be =
            |what: &str| Err(Wrong::Value(format!("{name:?} has to be {what}; the default holds")));
        match (on, off, value) {
            (None, None, _) => {
                let names = names(&self.command);
                let near = did_you_mean(name, names.iter().map(String::as_str).chain(["keys"]));
                Err(Wrong::Name(format!("there is no setting {:?}{near}", clean(name))))
            }
            (on, off, SettingValue::Switch(value)) if on.is_none_or(is_switch) => {
                let of = |option: &Arg, value: bool| (option.get_id().to_string(), vec![value.to_string()]);
                Ok(on.map(|on| of(on, *value)).into_iter().chain(off.map(|off| of(off, !value))).collect())
            }
            (Some(on), _, SettingValue::Text(text)) if !is_switch(on) => {
                let text = match on.get_value_hint() {
                    ValueHint::DirPath => {
                        let beside = file.path.clone().unwrap_or_default();
                        places::folder_beside(text, &beside).display().to_string()
                    }
                    _ => meaning(on, clean(text).trim()).map_err(Wrong::Value)?,
                };
                Ok(vec![(name.to_owned(), vec![text])])
            }
            (Some(on), _, SettingValue::List(words)) if takes_several(on) => {
                Ok(vec![(name.to_owned(), words.clone())])
            }
            (Some(on), _, _) if !is_switch(on) => has_to_be("a word in \"quotes\""),
            _ => has_to_be("true or false"),
        }
    }

    /// True if the setting already has a value from a flag, the environment or another layer.
    fn is_given(&self, id: &str, matches: &ArgMatches) -> bool {
        let name = id.strip_prefix("no_").unwrap_or(id);
        [name.to_owned(), format!("no_{name}")].iter().any(|id| {
            let is_setting = self.command.get_arguments().any(|option| option.get_id() == id.as_str());
            is_setting
                && (matches.value_source(id).is_some_and(|source| source != ValueSource::DefaultValue)
                    || self.values.iter().any(|(known, _)| known == id))
        })
    }

    /// All settings with their values and layers.
    fn in_force(&self, matches: &ArgMatches) -> Vec<InForce> {
        // Use a fresh command for the order: in `self.command`, each option that a layer has set is at the
        // end.
        let command = args::command();
        let source = |id: &str| match matches.value_source(id) {
            Some(ValueSource::CommandLine) => Source::Flag,
            Some(ValueSource::EnvVariable) => Source::Environment,
            _ => self
                .values
                .iter()
                .find(|(known, _)| known == id)
                .map_or(Source::Default, |(_, source)| *source),
        };
        names(&command)
            .into_iter()
            .map(|name| {
                let (on, off) = options(&command, &name);
                let is_on = |option: &Arg| matches.get_flag(option.get_id().as_str());
                let value = match (on, off) {
                    (Some(on), _) if !is_switch(on) => first_value(matches, on),
                    (Some(on), None) => json!(is_on(on)),
                    (None, Some(off)) => json!(!is_on(off)),
                    (Some(_), Some(off)) if is_on(off) => json!(false),
                    (Some(on), Some(_)) if is_on(on) => json!(true),
                    _ => Json::Null,
                };
                let ids = [off, on].into_iter().flatten().map(|option| option.get_id().to_string());
                let option = ids.min_by_key(|id| rank(source(id))).unwrap_or_else(|| name.clone());
                InForce { source: source(&option), name, option, value }
            })
            .collect()
    }
}

/// The precedence of a layer; the lowest number wins.
fn rank(source: Source) -> u8 {
    match source {
        Source::Flag => 0,
        Source::Environment => 1,
        Source::Default => 3,
        _ => 2,
    }
}

fn first_value(matches: &ArgMatches, option: &Arg) -> Json {
    let mut values: Vec<String> = matches
        .get_raw(option.get_id().as_str())
        .into_iter()
        .flatten()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    if values.len() > 1 { json!(values) } else { json!(values.pop()) }
}

/// An error in a setting of the file: in its name or in its value.
enum Wrong {
    Name(String),
    Value(String),
}

fn takes_several(option: &Arg) -> bool {
    option.get_num_args().is_some_and(|number| number.max_values() > 1)
}

/// The value in the form that clap accepts, or the error message if it is not a valid value.
fn meaning(option: &Arg, text: &str) -> Result<String, String> {
    let id = option.get_id().as_str();
    if id == "speed" {
        return speed(text).map(|_| text.to_owned()).map_err(|error| format!("{error}; the default holds"));
    }
    let words: Vec<String> = match option.get_action() {
        ArgAction::SetTrue => vec![],
        _ => option.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect(),
    };
    let small = text.to_lowercase();
    if words.is_empty() {
        return Ok(text.to_owned());
    }
    if words.contains(&small) {
        return Ok(small);
    }
    let near = did_you_mean(&small, words.iter().map(String::as_str));
    Err(format!("there is no {id} {text:?}, so the default holds{near} (one of {})", words.join(", ")))
}

/// Uses the region that was chosen inside the program instead of the one from the settings file or the
/// default.
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
    let Some(row) = row.filter(|row| matches!(row.source, Source::File(_) | Source::Default)) else { return };
    let in_settings = file.region.as_ref().map(|region| region.value.as_str());
    if let Some(chosen) = state.region(in_settings) {
        global.region = chosen.as_deref().map(clean);
        (row.value, row.source) = (json!(global.region), Source::Chosen);
    }
}

/// Sets the key bindings in force, and adds a problem for each binding of the file that is rejected.
fn settle_keys(file: &mut Configured, is_ascii: bool) {
    let wishes: Vec<KeyOverride> =
        file.wanted_keys.iter().map(KeysFor::words).map(|(id, keys)| KeyOverride { id, keys }).collect();
    let (keys, refused) = keys::settle(&wishes, is_ascii);
    file.keys = keys;
    for RejectedKey { wish, key, why } in refused {
        let Some(row) = file.wanted_keys.get(wish) else { continue };
        let at = key.and_then(|key| row.keys.get(key)).unwrap_or(&row.id);
        file.problems.push(at.problem(&file.name(), &why).to_string());
    }
}
