//! Tests of the layers: each flag, variable and setting against the others.

use std::path::Path;

use super::*;
use crate::{
    cli::args::{ColorArg as Color, Global, ThemeArg as Theme},
    ui::theme::ThemeName,
};

/// The options with that settings file, these variables and these arguments.
pub(crate) fn layered(text: &str, variables: &[(&str, &str)], words: &[&str]) -> Global {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("config.ron");
    #[expect(clippy::disallowed_methods, reason = "a test writes the file that it reads")]
    std::fs::write(&path, text).expect("written");
    let path = path.display().to_string();
    let words = ["uncramp", "--config", &path].into_iter().chain(words.iter().copied());
    let words: Vec<OsString> = words.map(OsString::from).collect();
    let variable = |name: &str| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
    };
    read(&words, variable).expect("arguments").global
}

fn layer(global: &Global, name: &str) -> Layer {
    global.file.layer(name)
}

#[test]
fn flags_go_before_the_environment_this_before_the_file_and_the_file_before_the_defaults() {
    let text = "(theme: \"mono\", color: \"never\", ascii: true, motion: false, mouse: false, bell: true, plain: true, \
                data_dir: \"d\", region: \"gb\")";
    let global = layered(text, &[], &[]);
    assert_eq!(
        (global.theme, global.color, global.motion()),
        (Theme(Some(ThemeName::Mono)), Color::Never, Some(false))
    );
    assert!(global.ascii && global.bell && global.plain && global.no_mouse);
    assert_eq!(global.region.as_deref(), Some("gb"));
    let beside = global.file.path.as_deref().and_then(Path::parent).expect("a folder");
    assert_eq!(global.data_dir, Some(beside.join("d")));

    let variables = [("UNCRAMP_THEME", " LIGHT\r"), ("UNCRAMP_ASCII", "0\r"), ("ACCESSIBLE", "1")];
    let flags = ["--motion", "--data-dir", "/e", "paths", "--color", "auto", "--theme", "dark"];
    let global = layered(text, &variables, &flags);
    assert_eq!(
        (global.theme, global.color, global.motion()),
        (Theme(Some(ThemeName::Dark)), Color::Auto, Some(true))
    );
    assert_eq!(global.data_dir.as_deref(), Some(Path::new("/e")));
    assert!(!global.ascii);
    for (name, expected) in [
        ("theme", Layer::Flag),
        ("color", Layer::Flag),
        ("motion", Layer::Flag),
        ("ascii", Layer::Environment),
        ("bell", Layer::File(1)),
        ("plain", Layer::File(1)),
    ] {
        assert_eq!(layer(&global, name), expected, "{name}");
    }
    // The flag for the opposite goes before the environment too.
    let global = layered("(bell: true)", &[("UNCRAMP_NO_MOTION", "1")], &["--motion"]);
    assert_eq!((global.motion(), layer(&global, "motion")), (Some(true), Layer::Flag));
    let global = layered("", &[("ACCESSIBLE", "yes")], &[]);
    assert!(global.plain && layer(&global, "plain") == Layer::Accessible);
    assert_eq!(layer(&global, "theme"), Layer::Default);
}

#[test]
fn a_region_chosen_in_the_program_goes_before_the_file_until_the_file_changes() {
    let home = tempfile::tempdir().expect("a folder");
    let data = home.path().display().to_string();
    let flags = ["--data-dir", &data];
    let region = |text: &str, variables: &[(&str, &str)], flags: &[&str]| {
        let global = layered(text, variables, flags);
        (global.region.clone(), layer(&global, "region"))
    };
    let file = crate::runtime::state::StateFile {
        path: Some(crate::runtime::state::path(home.path())),
        region_in_settings: Some("GB".to_owned()),
        is_fixed: false,
    };
    file.keep_region(Some("NZ")).expect("kept");
    let is = |code: &str, source| (Some(code.to_owned()), source);
    assert_eq!(region("(region: \"GB\")", &[], &flags), is("NZ", Layer::Chosen));
    assert_eq!(region("(region: \"US\")", &[], &flags), is("US", Layer::File(1)));
    assert_eq!(region("", &[], &flags), (None, Layer::Default));
    let with_flag = [&flags[..], &["--region", "IE"]].concat();
    assert_eq!(region("(region: \"GB\")", &[], &with_flag), is("IE", Layer::Flag));
}

#[test]
fn an_empty_variable_is_not_set_and_a_wrong_one_is_said() {
    for name in ["UNCRAMP_THEME", "UNCRAMP_COLOR", "UNCRAMP_SPEED", "UNCRAMP_REGION", "UNCRAMP_ASCII"] {
        for empty in ["", " ", "\r"] {
            let global = layered("", &[(name, empty)], &[]);
            assert_eq!(global.file.problems, [""; 0], "{name}");
            assert_eq!((global.theme, global.color, global.speed), (Theme(None), Color::Auto, None));
        }
    }
    for (name, value) in [("UNCRAMP_THEME", "nigth"), ("UNCRAMP_COLOR", "yes"), ("UNCRAMP_SPEED", "fast")] {
        let global = layered("", &[(name, value)], &["--theme", "dark"]);
        let said = &global.file.problems;
        assert!(said.len() == 1 && said[0].starts_with(name), "{said:?}");
        assert_eq!(
            (global.theme, global.color, global.speed),
            (Theme(Some(ThemeName::Dark)), Color::Auto, None)
        );
    }
}

#[test]
fn a_wrong_setting_keeps_its_default_and_costs_no_other() {
    let text = "(\n  theme: \"nigth\",\n  bell: true, regoin: \"GB\", mouse: \"no\", color: true, speed: \"2\",\n  \
                keys: {\"quit\": [\"c\"], \"hepl\": [\"H\"], \"theme\": [\"T\"]},\n)";
    let global = layered(text, &[], &[]);
    assert_eq!((global.theme, global.bell, global.no_mouse), (Theme(None), true, false));
    let said: Vec<&str> = global
        .file
        .problems
        .iter()
        .filter_map(|said| said.split_once("config.ron:"))
        .map(|said| said.1)
        .collect();
    for (said, expected) in said.iter().zip([
        "2:10: there is no theme \"nigth\", so the default holds; did you mean \"night\"?",
        "3:15: there is no setting \"regoin\"; did you mean \"region\"?",
        "3:36: \"mouse\" has to be true or false; the default holds",
        "3:49: \"color\" has to be a word in \"quotes\"; the default holds",
        "3:55: there is no setting \"speed\"",
        "4:19: \"quit\" cannot have c: it starts the stretch from every screen",
        "4:25: no key does \"hepl\"; did you mean \"help\"?",
    ]) {
        assert!(said.starts_with(expected), "{said}");
    }
    assert_eq!(said.len(), 7, "{said:?}");
    assert_eq!(global.file.keys.changed().collect::<Vec<_>>(), ["theme"]);
    assert!(global.file.notice().expect("problems").ends_with("(and 6 more: uncramp config lists them all)"));
}
