//! The settings in force: flags over environment over the file over the defaults; and `uncramp config`, which says what
//! holds and why.

use std::{fmt::Write, path::PathBuf};

use clap::{ArgMatches, ValueEnum, parser::ValueSource};
use serde_json::{Value, json};

use super::{
    Exit, Refusal,
    args::{self, Global},
    book,
    environment::Environment,
    print, start,
};
use crate::{
    app::keys::{self, KeyOverride, KeyScreen, RejectedKey},
    content::settings::{KeysFor, Settings, Spanned},
    domain::nearest::nearest,
    runtime::{clock::zone_problem, places, settings},
    screen::keymap::{Keys, names},
};

/// Where the value of a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Flag,
    Environment,
    /// The variable ACCESSIBLE, which many programs heed.
    Accessible,
    /// The file, on that line.
    File(usize),
    Default,
}

/// What the file of settings says, and what came of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Configured {
    /// Where the file is, or would be.
    pub(crate) path: Option<PathBuf>,
    pub(crate) settings: Settings,
    /// Which keys work.
    pub(crate) keys: Keys,
    /// What is wrong with it, a sentence each, with its place.
    problems: Vec<String>,
    is_there: bool,
    from: Vec<(&'static str, From)>,
}

impl Configured {
    /// What is wrong with the settings, in one sentence; `None` where nothing is.
    pub(crate) fn notice(&self) -> Option<String> {
        let first = self.problems.first()?;
        Some(match self.problems.len() - 1 {
            0 => first.clone(),
            more => format!("{first} (and {more} more: uncramp config names them all)"),
        })
    }

    /// The name of the file, for complaints about it.
    pub(super) fn name(&self) -> String {
        self.path.as_deref().map_or_else(String::new, settings::name)
    }
}

/// Reads the file of settings, and puts what it says wherever neither a flag nor the environment says otherwise.
pub(super) fn settle(global: &mut Global, matches: &ArgMatches, environment: Environment) {
    let mut file = Configured { path: settings::path(global.config.as_deref()), ..Configured::default() };
    match file.path.as_deref().map(settings::read) {
        Some(Ok(Some((settings, problems)))) => {
            file.is_there = true;
            file.settings = settings;
            file.problems = problems.iter().map(ToString::to_string).collect();
        }
        Some(Err(sentence)) => file.problems.push(format!("{sentence}; the defaults hold")),
        Some(Ok(None)) if global.config.as_deref().is_some_and(|asked| !asked.as_os_str().is_empty()) => {
            file.problems.push(format!("{}: there is no such file, so the defaults hold", file.name()));
        }
        Some(Ok(None)) | None => {}
    }
    file.problems.splice(0..0, environment.problems.into_iter().chain(zone_problem()));
    let asked = |id: &str| {
        if environment.ids.iter().any(|known| known == id)
            && matches.value_source(id) == Some(ValueSource::DefaultValue)
        {
            return Some(From::Environment);
        }
        match matches.value_source(id)? {
            ValueSource::CommandLine => Some(From::Flag),
            // An empty value in the environment is no value.
            ValueSource::EnvVariable => {
                let is_empty = matches.get_raw(id).is_none_or(|mut all| all.all(|value| value.is_empty()));
                (!is_empty).then_some(From::Environment)
            }
            _ => None,
        }
    };
    let read = file.settings.clone();
    let mut from = vec![];
    let mut note = |name: &'static str, asked: Option<From>, line: Option<usize>| {
        from.push((name, asked.or(line.map(From::File)).unwrap_or(From::Default)));
        asked.is_none()
    };

    note("region", asked("region"), read.region.as_ref().map(|set| set.line));
    let theme = word::<args::Theme>("theme", read.theme, &mut file);
    if note("theme", asked("theme"), theme.map(|(_, line)| line)) {
        global.theme = theme.map_or(global.theme, |(theme, _)| theme);
    }
    let color = word::<args::Color>("color", read.color, &mut file);
    if note("color", asked("color"), color.map(|(_, line)| line)) {
        global.color = color.map_or(global.color, |(color, _)| color);
    }
    let line = |set: &Option<Spanned<bool>>| set.as_ref().map(|set| set.line);
    let value = |set: Option<Spanned<bool>>| set.map(|set| set.value);
    if note("ascii", asked("ascii"), line(&read.ascii)) {
        global.ascii = value(read.ascii).unwrap_or(global.ascii);
    }
    if note("motion", asked("motion").or(asked("no_motion")), line(&read.motion)) {
        (global.motion, global.no_motion) = match value(read.motion) {
            Some(moves) => (moves, !moves),
            None => (global.motion, global.no_motion),
        };
    }
    if note("mouse", asked("no_mouse"), line(&read.mouse)) {
        global.no_mouse = value(read.mouse).map_or(global.no_mouse, |mouse| !mouse);
    }
    if note("bell", asked("bell"), line(&read.bell)) {
        global.bell = value(read.bell).unwrap_or(global.bell);
    }
    let is_open = asked("plain").is_none() && read.plain.is_none();
    let accessible = (is_open && is_accessible()).then_some(From::Accessible);
    if note("plain", asked("plain").or(accessible), line(&read.plain)) {
        global.plain = value(read.plain).unwrap_or(global.plain);
    }
    global.plain |= accessible.is_some();
    let beside = file.path.clone().unwrap_or_default();
    let folder = |set: Option<Spanned<String>>| set.map(|set| settings::folder(&set.value, &beside));
    if note("data_dir", asked("data_dir"), read.data_dir.as_ref().map(|set| set.line)) {
        global.data_dir = folder(read.data_dir).or(global.data_dir.take());
    }
    file.from = from;
    if !read.keys.is_empty() {
        give_keys(&read.keys, &mut file, start::is_ascii(global.ascii));
    }
    global.file = file;
}

/// Whether `ACCESSIBLE` asks for plain lines: with any value but those that say no.
fn is_accessible() -> bool {
    let value = std::env::var("ACCESSIBLE").unwrap_or_default().trim().to_lowercase();
    !["", "0", "n", "no", "f", "false", "off"].contains(&value.as_str())
}

/// A word of those that clap knows too, with its line; another is complained about.
fn word<T: ValueEnum>(name: &str, set: Option<Spanned<String>>, file: &mut Configured) -> Option<(T, usize)> {
    let set = set?;
    if let Ok(value) = T::from_str(&set.value, false) {
        return Some((value, set.line));
    }
    let words = words::<T>();
    let near = nearest(&set.value, words.iter().map(String::as_str))
        .map_or_else(String::new, |near| format!("; did you mean {near:?}?"));
    let what = format!(
        "there is no {name} {:?}, so the default holds{near} (one of {})",
        set.value,
        words.join(", ")
    );
    file.problems.push(set.problem(&file.name(), what).to_string());
    None
}

fn words<T: ValueEnum>() -> Vec<String> {
    T::value_variants()
        .iter()
        .filter_map(ValueEnum::to_possible_value)
        .map(|value| value.get_name().to_owned())
        .collect()
}

/// Works out which keys work, and says which wishes could not be granted.
fn give_keys(wanted: &[KeysFor], file: &mut Configured, is_ascii: bool) {
    let wishes: Vec<KeyOverride> = wanted
        .iter()
        .map(|row| KeyOverride {
            id: row.id.value.clone(),
            keys: row.keys.iter().map(|key| key.value.clone()).collect(),
        })
        .collect();
    let (keys, refused) = keys::settle(&wishes, is_ascii);
    file.keys = keys;
    for RejectedKey { wish, key, why } in refused {
        let Some(row) = wanted.get(wish) else { continue };
        let at = key.and_then(|key| row.keys.get(key)).unwrap_or(&row.id);
        file.problems.push(at.problem(&file.name(), why).to_string());
    }
}

pub(super) fn run(args: &args::Config, global: &Global) -> Result<Exit, Refusal> {
    if args.defaults {
        print(&defaults())?;
        return Ok(Exit::Done);
    }
    if args.keys {
        print(&if args.json { keys_json(&global.file.keys) } else { keys_text(&global.file.keys) })?;
        return Ok(Exit::Done);
    }
    let book = book::open_saying(global);
    let (region, wrong) = start::region(&book, global);
    let region = region.map(|region| region.code.clone());
    let problems: Vec<&String> = global.file.problems.iter().chain(&wrong).collect();
    let rows = rows(global, region);
    print(&if args.json { in_force_json(global, &rows, &problems) } else { in_force_text(global, &rows) })?;
    match problems.as_slice() {
        [] => Ok(Exit::Done),
        [first, rest @ ..] => {
            let more: String = rest.iter().map(|problem| format!("\nuncramp: {problem}")).collect();
            Err(Refusal { exit: Exit::Unusable, sentence: format!("{first}{more}") })
        }
    }
}

/// Every setting but the keys: its name, its value (`None`: not set), what that means, and where it comes from.
fn rows(global: &Global, region: Option<String>) -> Vec<(&'static str, Value, String, From)> {
    let data = places::data_folder(global.data_dir.as_deref());
    let show = settings::name;
    let data_words = data.as_deref().map_or_else(|| "nowhere: there is no home folder".to_owned(), show);
    let named = |value: Option<clap::builder::PossibleValue>| {
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    };
    let values = [
        ("region", json!(region), region.unwrap_or_else(|| "not chosen".to_owned())),
        ("theme", json!(named(global.theme.to_possible_value())), String::new()),
        ("color", json!(named(global.color.to_possible_value())), String::new()),
        ("ascii", json!(global.ascii), String::new()),
        ("motion", json!(global.motion()), "everywhere but in the night theme".to_owned()),
        ("mouse", json!(!global.no_mouse), String::new()),
        ("bell", json!(global.bell), String::new()),
        ("plain", json!(global.plain), String::new()),
        ("data_dir", json!(data.as_deref().map(show)), data_words),
    ];
    let from = |name: &str| {
        let found = global.file.from.iter().find(|(known, _)| *known == name);
        found.map_or(From::Default, |(_, from)| *from)
    };
    let words = |value: &Value, unset: String| match value {
        Value::Null => unset,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    values
        .into_iter()
        .map(|(name, value, unset)| {
            let words = words(&value, unset);
            (name, value, words, from(name))
        })
        .collect()
}

/// Where a value comes from, in words.
fn from_words(name: &str, from: From) -> String {
    let variable = name.to_uppercase();
    let option = name.replace('_', "-");
    match (from, name) {
        (From::Flag, "mouse") => "flag --no-mouse".to_owned(),
        (From::Flag, "motion") => "flag --motion or --no-motion".to_owned(),
        (From::Flag, _) => format!("flag --{option}"),
        (From::Accessible, _) => "environment ACCESSIBLE".to_owned(),
        (From::Environment, "mouse") => "environment UNCRAMP_NO_MOUSE".to_owned(),
        (From::Environment, "motion") => "environment UNCRAMP_MOTION or UNCRAMP_NO_MOTION".to_owned(),
        (From::Environment, _) => format!("environment UNCRAMP_{variable}"),
        (From::File(line), _) => format!("file, line {line}"),
        (From::Default, _) => "default".to_owned(),
    }
}

fn in_force_text(global: &Global, rows: &[(&'static str, Value, String, From)]) -> String {
    let file = &global.file;
    let mut out = match &file.path {
        None => "Settings: nowhere, for there is no home folder\n".to_owned(),
        Some(path) if file.is_there => format!("Settings: {}\n", settings::name(path)),
        Some(path) => format!("Settings: {} (there is no such file)\n", settings::name(path)),
    };
    for (name, _, words, from) in rows {
        let _ = writeln!(out, "{name}: {words} ({})", from_words(name, *from));
    }
    if !file.keys.are_changed() {
        out.push_str("keys: as uncramp config --keys lists them (default)\n");
    }
    for row in keys::rows().iter().filter(|row| file.keys.changed().any(|id| id == row.id)) {
        let line = file.settings.keys.iter().find(|set| set.id.value == row.id).map_or(1, |set| set.id.line);
        let keys = names(file.keys.of(row.id, row.keys));
        let _ = writeln!(out, "keys, {}: {keys} (file, line {line})", row.id);
    }
    out
}

fn in_force_json(
    global: &Global,
    rows: &[(&'static str, Value, String, From)],
    problems: &[&String],
) -> String {
    let file = &global.file;
    let settings: Vec<Value> = rows
        .iter()
        .map(|(name, value, _, from)| {
            let (from, line) = match from {
                From::Flag => ("flag", None),
                From::Environment | From::Accessible => ("environment", None),
                From::File(line) => ("file", Some(line)),
                From::Default => ("default", None),
            };
            json!({ "name": name, "value": value, "from": from, "line": line })
        })
        .collect();
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
        "settings": settings,
        "keys": keys,
        "problems": problems,
    });
    format!("{whole:#}\n")
}

fn keys_text(now: &Keys) -> String {
    let mut out = String::new();
    for KeyScreen { name, rows, .. } in keys::screens() {
        let gap = if out.is_empty() { "" } else { "\n" };
        let mut letters = name.chars();
        let first = letters.next().map_or_else(String::new, |first| first.to_uppercase().collect());
        let _ = writeln!(out, "{gap}{first}{}", letters.as_str());
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
    format!("{:#}\n", Value::Array(rows.collect()))
}

/// The head of the file that `config --defaults` prints, up to its keys.
const DEFAULTS: &str = r#"// The settings of uncramp, each at its default. Take the two strokes away before a
// line to change what it says. Flags and the environment go before this file:
// uncramp config says what holds, and why.
(
    // Whose phone numbers to show: GB, EU, IE, US, CA, AU or NZ. Until one is chosen
    // there are words and no numbers; it is never guessed. The Checklist tab keeps
    // what is chosen there on this line.
    region: None,

    // How it looks: night, dark, light, high-contrast or mono. auto is night from
    // 22:00 to 06:00, otherwise dark.
    theme: "auto",

    // When to use colours: auto, always or never. auto heeds NO_COLOR and what the
    // terminal can show.
    color: "auto",

    // Nothing but ASCII: no lines, dots or signs beyond it. So it is anyway where the
    // locale has no UTF-8.
    ascii: false,

    // Whether figures move from pose to pose: true, false, or None for everywhere but
    // in the night theme.
    motion: None,

    // Whether the mouse is heard. Without it the terminal's own selecting works.
    mouse: true,

    // Ring the terminal's bell at each new step of a stretch.
    bell: false,

    // Plain lines in place of the screen, for screen readers.
    plain: false,

    // The folder of the diary; None is the usual one (uncramp paths). ~ is your home
    // folder; a path without / or ~ at its start begins beside this file.
    data_dir: None,

    // Other keys: the name of what they do, and one key or several. The first is the
    // one the screen names. A key is a letter, or Space, Tab, Shift-Tab, Backspace,
    // Delete, Home, End, PgUp, PgDn, Up, Down, Left, Right, F1 to F12, Ctrl-R.
    // c, !, Ctrl-C, Ctrl-Z, Esc, Enter and F1 always work, and cannot be given to
    // anything else. uncramp config --keys says on which screens each name works.
    keys: {
"#;

/// The whole file of settings with every setting at its default.
fn defaults() -> String {
    let mut out = DEFAULTS.to_owned();
    for row in keys::rows().iter().filter(|row| keys::fixed(row.id).is_none()) {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("{:?}", key.name())).collect();
        let _ = writeln!(out, "        // {:?}: [{}], // {}", row.id, keys.join(", "), row.help);
    }
    out.push_str("    },\n)\n");
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::{CommandFactory, FromArgMatches};

    use super::*;
    use crate::content::settings::{NAMES, parse};

    fn settled(text: &str, words: &[&str]) -> Global {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("config.ron");
        #[expect(clippy::disallowed_methods, reason = "a test writes what it reads")]
        std::fs::write(&path, text).expect("written");
        let path = path.display().to_string();
        let words = ["uncramp", "--config", &path].into_iter().chain(words.iter().copied());
        let matches = args::Args::command().try_get_matches_from(words).expect("arguments");
        let mut args = args::Args::from_arg_matches(&matches).expect("arguments");
        settle(&mut args.global, &matches, Environment::default());
        args.global
    }

    #[test]
    fn the_printed_defaults_are_the_defaults() {
        let (settings, problems) = parse("config.ron", &defaults());
        assert_eq!(problems, vec![]);
        let untouched = Settings::default();
        for name in NAMES {
            assert!(defaults().contains(&format!("    {name}: ")), "{name} is not explained");
        }
        assert_eq!((settings.region, settings.motion, settings.keys), (None, None, untouched.keys));
        let (with, without) = (settled(&defaults(), &[]), settled("", &[]));
        assert_eq!(with.file.notice(), None);
        for (a, b) in rows(&with, None).iter().zip(&rows(&without, None)) {
            assert_eq!((a.0, &a.1), (b.0, &b.1));
        }
    }

    #[test]
    fn every_key_that_is_offered_there_can_be_taken_as_it_stands() {
        let text: String = defaults()
            .lines()
            .map(|line| if line.starts_with("        // \"") { line.replacen("// ", "", 1) } else { line.to_owned() } + "\n")
            .collect();
        let global = settled(&text, &[]);
        assert_eq!(global.file.notice(), None);
        for row in keys::rows().iter().filter(|row| keys::fixed(row.id).is_none()) {
            assert!(global.file.keys.changed().any(|id| id == row.id), "{}", row.id);
            assert_eq!(global.file.keys.of(row.id, &[]), row.keys, "{}", row.id);
        }
    }

    #[test]
    fn flags_go_before_the_file_and_the_file_before_the_defaults() {
        let text = "(theme: \"mono\", color: \"never\", ascii: true, motion: true, mouse: false, bell: true, plain: true, \
                    data_dir: \"/d\")";
        let global = settled(text, &[]);
        assert_eq!((global.theme, global.color), (args::Theme::Mono, args::Color::Never));
        assert!(global.ascii && global.bell && global.plain && global.no_mouse);
        assert_eq!(global.motion(), Some(true));
        assert_eq!(global.data_dir.as_deref(), Some(Path::new("/d")));
        let global = settled(
            text,
            &["--theme", "light", "--no-motion", "--data-dir", "/e", "paths", "--color", "auto"],
        );
        assert_eq!(
            (global.theme, global.color, global.motion()),
            (args::Theme::Light, args::Color::Auto, Some(false))
        );
        assert_eq!(global.data_dir.as_deref(), Some(Path::new("/e")));
        let from = |name: &str| rows(&global, None).into_iter().find(|row| row.0 == name).map(|row| row.3);
        assert_eq!(from("theme"), Some(From::Flag));
        assert_eq!(from("color"), Some(From::Flag));
        assert_eq!(from("bell"), Some(From::File(1)));
        assert_eq!(from("region"), Some(From::Default));
    }

    #[test]
    fn what_is_wrong_leaves_the_default_and_the_rest() {
        let text = "(\n  theme: \"nigth\",\n  bell: true,\n  keys: {\"quit\": [\"c\"], \"hepl\": [\"H\"], \"theme\": [\"T\"]},\n)";
        let global = settled(text, &[]);
        assert_eq!((global.theme, global.bell), (args::Theme::Auto, true));
        let said: Vec<&str> = global
            .file
            .problems
            .iter()
            .filter_map(|said| said.split_once("config.ron:"))
            .map(|said| said.1)
            .collect();
        assert!(
            said[0].starts_with(
                "2:10: there is no theme \"nigth\", so the default holds; did you mean \"night\"?"
            )
        );
        assert!(said[1].starts_with("4:19: \"quit\" cannot have c: it starts the stretch from every screen"));
        assert!(said[2].starts_with("4:25: no key does \"hepl\"; did you mean \"help\"?"), "{said:?}");
        assert_eq!(global.file.keys.changed().collect::<Vec<_>>(), ["theme"]);
        assert!(
            global
                .file
                .notice()
                .expect("something is wrong")
                .ends_with("(and 2 more: uncramp config names them all)")
        );
    }
}
