//! The layers below the flags: environment variables, the settings file, and the defaults of the options.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, parser::ValueSource};
use serde_json::{Value as Json, json};

use super::{Configured, InForce, Layer, is_switch, names, options};
use crate::{
    cli::args::{self, speed},
    content::settings::{Setting, SettingValue, Settings},
    domain::{clean::clean, nearest::did_you_mean},
    runtime::places,
};

/// The clap command. The layers below the flags set the default values of its options.
pub(super) struct Layers {
    pub(super) command: Command,
    /// The command line, parsed without the other layers.
    pub(super) flags: ArgMatches,
    /// The options to which a layer has given values.
    values: Vec<(String, Layer, Vec<OsString>)>,
    /// One sentence for each problem.
    pub(super) problems: Vec<String>,
}

impl Layers {
    pub(super) fn new(command: Command, flags: ArgMatches) -> Self {
        Self { command, flags, values: vec![], problems: vec![] }
    }

    /// True if no layer below the flags gives a value.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub(super) fn set(&mut self, id: &str, values: Vec<OsString>, layer: Layer) {
        let command = std::mem::take(&mut self.command);
        self.command = command.mut_arg(id, |option| option.default_values(values.clone()));
        self.values.push((id.to_owned(), layer, values));
    }

    /// The value of an option that a flag or the environment names.
    pub(super) fn path(&self, id: &str) -> Option<std::path::PathBuf> {
        let given = self.values.iter().find(|(known, ..)| known == id);
        let given = given.and_then(|(.., values)| values.first()).map(Into::into);
        self.flags.get_one(id).cloned().or(given)
    }

    /// Reads the environment variables of the options. An empty variable counts as not set. White space around a value and its
    /// case do not matter. A wrong value is a problem and leaves the setting to the next layer.
    pub(super) fn environment(&mut self, variable: impl Fn(&str) -> Option<OsString>) {
        let options = args::command();
        for option in options.get_arguments() {
            let id = option.get_id().as_str();
            let Some(name) = option.get_env().and_then(|name| name.to_str()) else { continue };
            let Some(value) = variable(name) else { continue };
            let value = match value.into_string() {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => meaning(option, text.trim()).map(OsString::from),
                // The path of a folder may be any bytes.
                Err(bytes) => Ok(bytes),
            };
            match value {
                Ok(_) if self.is_given(id) => {}
                Ok(value) => self.set(id, vec![value], Layer::Environment),
                Err(what) => {
                    let text = variable(name).unwrap_or_default();
                    let text = clean(text.to_string_lossy().trim());
                    self.problems.push(format!("{name}={text:?}: {what}"));
                }
            }
        }
    }

    /// Sets the values of the settings file, except for settings that already have a value.
    pub(super) fn file(&mut self, settings: &Settings, file: &Configured) {
        for setting in &settings.all {
            match self.values_of(setting, file) {
                Ok(values) if values.iter().any(|(id, _)| self.is_given(id)) => {}
                Ok(values) => {
                    let layer = Layer::File(setting.value.line);
                    values.into_iter().for_each(|(id, values)| self.set(&id, values, layer));
                }
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// The options that a setting of the file sets, each with its values; or the problem of the setting, with its place.
    fn values_of(
        &self,
        Setting { name, value }: &Setting,
        file: &Configured,
    ) -> Result<Vec<(String, Vec<OsString>)>, String> {
        let wrong = |what: &str| value.problem(&file.name(), what).to_string();
        let has_to_be =
            |what: &str| Err(wrong(&format!("{:?} has to be {what}; the default holds", name.value)));
        let one = |values| Ok(vec![(name.value.clone(), values)]);
        match (options(&self.command, &name.value), &value.value) {
            ((None, None), _) => {
                let names = names(&self.command);
                let near = did_you_mean(&name.value, names.iter().map(String::as_str).chain(["keys"]));
                let what = format!("there is no setting {:?}{near}", clean(&name.value));
                Err(name.problem(&file.name(), &what).to_string())
            }
            ((on, off), SettingValue::Switch(value)) if on.is_none_or(is_switch) => {
                let of = |option: &Arg, is_on: bool| {
                    (option.get_id().to_string(), vec![OsString::from(is_on.to_string())])
                };
                Ok(on.map(|on| of(on, *value)).into_iter().chain(off.map(|off| of(off, !value))).collect())
            }
            ((Some(on), _), SettingValue::Text(text)) if !is_switch(on) => match on.get_value_hint() {
                ValueHint::DirPath => {
                    let beside = file.path.clone().unwrap_or_default();
                    one(vec![places::folder_beside(text, &beside).into()])
                }
                _ => one(vec![meaning(on, clean(text).trim()).map_err(|what| wrong(&what))?.into()]),
            },
            ((Some(on), _), SettingValue::List(words)) if takes_several(on) => {
                one(words.iter().map(OsString::from).collect())
            }
            ((Some(on), _), _) if !is_switch(on) => has_to_be("a word in \"quotes\""),
            _ => has_to_be("true or false"),
        }
    }

    /// True if the setting already has a value from a flag or from another layer.
    pub(super) fn is_given(&self, id: &str) -> bool {
        let (on, off) = options(&self.command, id.strip_prefix("no_").unwrap_or(id));
        let mut ids = [on, off].into_iter().flatten().map(|option| option.get_id().as_str());
        ids.any(|id| self.layer(id) != Layer::Default)
    }

    /// The layer that gives the value of an option.
    fn layer(&self, id: &str) -> Layer {
        if self.flags.value_source(id) == Some(ValueSource::CommandLine) {
            return Layer::Flag;
        }
        let given = self.values.iter().find(|(known, ..)| known == id);
        given.map_or(Layer::Default, |(_, layer, _)| *layer)
    }

    /// All settings with their values and layers. `matches` is the result of parsing with all layers.
    pub(super) fn in_force(&self, matches: &ArgMatches) -> Vec<InForce> {
        // A fresh command has the order of the options: in `self.command`, each option that a layer has set is at the end.
        let command = args::command();
        let row = |name: String| {
            let (on, off) = options(&command, &name);
            let is_on = |option: &Arg| matches.get_flag(option.get_id().as_str());
            let value = match (on, off) {
                (Some(on), _) if !is_switch(on) => given_value(matches, on),
                (Some(on), None) => json!(is_on(on)),
                (None, Some(off)) => json!(!is_on(off)),
                (Some(_), Some(off)) if is_on(off) => json!(false),
                (Some(on), Some(_)) if is_on(on) => json!(true),
                _ => Json::Null,
            };
            let ids = [off, on].into_iter().flatten().map(|option| option.get_id().to_string());
            let option = ids.min_by_key(|id| self.layer(id)).unwrap_or_else(|| name.clone());
            InForce { layer: self.layer(&option), name, option, value }
        };
        names(&command).into_iter().map(row).collect()
    }
}

/// The value of an option that takes values; a list if it has several.
fn given_value(matches: &ArgMatches, option: &Arg) -> Json {
    let values = matches.get_raw(option.get_id().as_str()).into_iter().flatten();
    let mut values: Vec<String> = values.map(|value| value.to_string_lossy().into_owned()).collect();
    if values.len() > 1 { json!(values) } else { json!(values.pop()) }
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
