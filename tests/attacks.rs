//! Harmful texts, in every field that takes a text and out of every command that prints one. A list of the characters that the
//! program may print is the measure, not a list of known attacks.

#![expect(clippy::disallowed_methods, reason = "files with such names, and with such texts in them")]
#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

#[expect(dead_code, reason = "other tests look at other things")]
mod home;
#[expect(dead_code, reason = "other tests do more with a terminal")]
mod pty;

use std::{collections::BTreeMap, fs, path::Path};

use home::{Ran, TempHome, scale, talk};
use pty::{
    End, Pty, Start,
    sequences::{Sequence, parse},
};
use serde_json::{Value, json};

/// Signs beyond letters and digits that the program means when it prints them, or that the texts here are made of and may
/// be shown.
const MEANT: &str = "–—…·•‘’“”×≥≤°²½▲▸▶■□▪●○◆✓✗→←↑↓↵⏎┄┆─│┌┐└┘├┤┬┴┼━┃╭╮╯╰█▉▊▋▌▍▎▏▁▂▃▄▅▆▇░▒▓＝\u{300}\u{301}\u{302}\
                     \u{303}\u{304}\u{305}\u{306}\u{307}\u{10ffff}\u{e000}\u{fffd}\u{1f468}\u{1f469}";

fn attacks() -> Vec<String> {
    let all: Vec<String> = ron::from_str(include_str!("fixtures/attacks.ron")).expect("a list of texts");
    assert!(all.len() >= 80, "{}", all.len());
    all
}

/// The same, some of them in one: as many as a name of a file can hold. Each by itself where there is more time.
fn together() -> Vec<String> {
    let all = attacks();
    let at_once = if scale() > 1 { 1 } else { 14 };
    all.chunks(at_once).map(|some| some.concat().replace('\0', "")).filter(|text| !text.is_empty()).collect()
}

/// Characters that no text for a terminal or a reader may contain.
fn unmeant(text: &str) -> Option<char> {
    // Two faces that are joined into one sign are no disguise.
    let text = text.replace("\u{1f468}\u{200d}\u{1f469}", "");
    text.chars().find(|c| {
        let is_plain = *c == '\n' || (' '..='~').contains(c) || c.is_alphanumeric() || MEANT.contains(*c);
        // Figures are drawn in braille, large letters in block elements.
        !is_plain && !('\u{2800}'..='\u{28ff}').contains(c) && !('\u{2580}'..='\u{259f}').contains(c)
    })
}

#[track_caller]
fn is_fit(text: &str, what: &str) {
    assert_eq!(unmeant(text), None, "{what}: {text:?}");
}

#[track_caller]
fn both_fit(ran: &Ran, what: &str) {
    is_fit(&ran.out, what);
    is_fit(&ran.err, what);
    assert!(ran.code.is_some_and(|code| code < 100), "{what}: {ran:?}");
}

/// A diary in a file, with an attack in every field of it that takes any text.
fn hostile_diary() -> Value {
    let attacks = attacks();
    let filled = |text: &String| if text.trim().is_empty() { format!("x{text}") } else { text.clone() };
    let day = |i: usize| format!("2026-10-{:02}T{:02}:10:00+00:00", 1 + i % 28, i / 28);
    // Tags are refused that go over a line.
    let tag = |text: &str| text.replace('\n', " ");
    let all = attacks.iter().map(filled).enumerate();
    let episodes: Vec<Value> = all
        .clone()
        .map(|(i, text)| {
            let tag = tag(&text);
            json!({
                "id": format!("{text}{i}"), "start": day(i), "note": text, "tried": [tag], "eased_by": [tag, "walk"],
                "before": [tag], "also": [tag], "routine": text, "pain": i % 11, "seconds": i * 7, "leg": "left",
            })
        })
        .collect();
    let medicines: Vec<Value> = all
        .clone()
        .map(|(i, text)| {
            json!({ "id": format!("m{text}{i}"), "date": "2026-10-02", "name": text, "dose": text, "change": "started",
                    "note": text })
        })
        .collect();
    let checks: Vec<Value> = all
        .map(|(i, text)| {
            json!({ "id": format!("c{text}{i}"), "at": day(i), "outcome": "appointment", "signs": [tag(&text), "faint"] })
        })
        .collect();
    let facts: Vec<Value> = ["who", "onset", "conditions", "impact", "tried"]
        .iter()
        .zip(attacks.chunks(attacks.len().div_ceil(5)))
        .map(|(fact, some)| json!({ "fact": fact, "text": some.concat() }))
        .collect();
    json!({ "schema": "uncramp-diary", "version": 1, "episodes": episodes, "nights": [], "medicines": medicines,
            "checks": checks, "facts": facts })
}

/// A home with all of that in its diary, and the file it came from.
fn hostile_home() -> (TempHome, Value) {
    let home = TempHome::new();
    let diary = hostile_diary();
    let file = home.path().join("file.json");
    fs::write(&file, diary.to_string()).expect("a file");
    let ran = home.run(&["import", file.to_str().expect("a plain name")]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    (home, diary)
}

/// The texts of each record, by its list and its id or name.
fn texts(diary: &Value) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for list in ["episodes", "medicines", "checks", "facts"] {
        for record in diary.get(list).and_then(Value::as_array).expect("a list") {
            let key = record.get("id").or(record.get("fact")).and_then(Value::as_str).expect("a key");
            let fields =
                ["note", "name", "dose", "routine", "text", "tried", "eased_by", "before", "also", "signs"];
            let all = fields.iter().filter_map(|field| record.get(field)).flat_map(|value| match value {
                Value::Array(list) => list.clone(),
                other => vec![other.clone()],
            });
            let all = all.filter_map(|value| value.as_str().map(str::to_owned)).collect();
            found.insert(format!("{list} {key}"), all);
        }
    }
    found
}

#[test]
fn an_export_is_exact_and_harmless_and_comes_back_as_it_was() {
    let (home, diary) = hostile_home();
    let json = home.run(&["export", "--format", "json"]);
    both_fit(&json, "export as JSON");
    let back: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(texts(&back), texts(&diary), "every text is exact");
    let csv = home.run(&["export", "--format", "csv"]);
    // A text may have lines and tabs of its own: in quotes they are no others.
    is_fit(&csv.out.replace("\r\n", "\n").replace('\t', " "), "export as CSV");
    let mut cells = 0;
    for record in csv::ReaderBuilder::new().has_headers(false).from_reader(csv.out.as_bytes()).records() {
        for cell in &record.expect("a line") {
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            assert!(!is_formula, "{cell:?}");
            cells += 1;
        }
    }
    assert!(cells > 3 * attacks().len() * 20, "{cells}");
    for (name, text) in [("back.json", &json.out), ("back.csv", &csv.out)] {
        let other = TempHome::new();
        let file = other.path().join(name);
        fs::write(&file, text).expect("a file");
        let ran = other.run(&["import", file.to_str().expect("a plain name")]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{name}");
        let again: Value = serde_json::from_str(&other.run(&["export"]).out).expect("JSON");
        assert_eq!(texts(&again), texts(&diary), "{name}");
    }
}

/// Names of elements, and whole tags, in HTML; text between them is checked for what is not escaped.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = vec![];
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>') || text.contains("@media"), "{text}");
        for entity in text.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|known| entity.starts_with(known)),
                "{entity}"
            );
        }
        let (tag, after) = after.split_once('>').expect("a tag ends");
        tags.push(tag);
        rest = after;
    }
    tags
}

#[test]
fn every_page_and_list_of_the_diary_is_harmless() {
    let (home, _) = hostile_home();
    let span = ["--from", "2026-09-30", "--to", "2026-10-31"];
    for command in [
        &["diary", "--nights", "9999"][..],
        &["diary", "--nights", "9999", "--json"],
        &["diary", "check"],
        &["diary", "--nights", "9999", "--text", "script"],
        &["report", "--format", "text"],
        &["report", "--format", "html"],
        &["report", "--format", "text", "--ascii"],
    ] {
        let command =
            if command.first() == Some(&"report") { [command, &span].concat() } else { command.to_vec() };
        let ran = home.run(&command);
        assert!(ran.code == Some(0) && ran.out.len() > 20, "{command:?}: {ran:?}");
        both_fit(&ran, &format!("{command:?}"));
        if command.contains(&"--json") {
            let list: Value = serde_json::from_str(&ran.out).expect("JSON");
            let notes: Vec<&str> = list
                .as_array()
                .expect("a list")
                .iter()
                .filter_map(|record| record["note"].as_str())
                .collect();
            assert!(
                attacks().iter().all(|attack| notes.iter().any(|note| note.contains(attack))),
                "every note is exact"
            );
        }
        if command.contains(&"html") {
            const ELEMENTS: &str = "!doctype html head meta title style body main h1 h2 p div section table caption thead tbody tr \
                                    th td ul li strong svg rect footer";
            for tag in tags(&ran.out) {
                let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
                assert!(ELEMENTS.split(' ').any(|known| known == name), "<{tag}>");
                assert!(!tag.to_lowercase().contains(" on") && !tag.contains("javascript"), "<{tag}>");
            }
        }
    }
    // The conversation goes everywhere that shows a record.
    let lines = "6\n1\nback\n2\nback\nv\n1\nback\nv\ns\nback\nr\nback\ni\nleave\nf\nleave\nmenu\n5\nv\nback\nmenu\n/script\nq\n";
    let ran = talk(&mut home.command(&["--plain"]), lines.as_bytes());
    both_fit(&ran, "the conversation");
    assert!(ran.out.lines().count() > 50, "{}", ran.out);
}

#[test]
fn what_comes_by_the_command_line_is_kept_without_what_a_terminal_obeys() {
    let home = TempHome::new();
    let mut kept = 0;
    for attack in attacks() {
        let attack = attack.replace('\0', "");
        let (note, plain) = (format!("--note=a {attack}"), format!("--dose=b {attack}"));
        let name = format!("--medicine=c {attack}");
        for command in [
            &["log", "--at", "03:10", &note][..],
            &["log", &name, &plain, &note, "--change", "started", "--json"],
            &["log", &note, "--no-save"],
        ] {
            let ran = home.run(command);
            both_fit(&ran, &format!("{attack:?} {command:?}"));
            kept += usize::from(ran.code == Some(0));
        }
    }
    assert_eq!(kept, 2 * attacks().len());
    for cramp in home.cramps() {
        is_fit(&cramp.note, "a note as it is in the file");
    }
    let names: Vec<String> = {
        let connection = home.connection();
        let mut statement = connection.prepare("SELECT name || dose || note FROM medicine").expect("a diary");
        let rows = statement.query_map([], |row| row.get(0)).expect("medicines");
        rows.map(|row| row.expect("a medicine")).collect()
    };
    assert_eq!(names.len(), attacks().len());
    names.iter().for_each(|name| is_fit(name, "a medicine as it is in the file"));
}

#[test]
fn what_is_wrong_in_a_file_to_import_is_said_harmlessly() {
    let home = TempHome::new();
    let path = home.path().join("file");
    let name = path.to_str().expect("a plain name");
    let start = "2026-10-01T03:10:00+00:00";
    let rejects: Vec<Value> = attacks()
        .iter()
        .flat_map(|text| {
            [
                json!({ "start": text }),
                json!({ "start": start, "leg": text }),
                json!({ "start": start, "muscle": text }),
                json!({ "start": start, "source": text }),
                json!({ "start": start, "end": text }),
                json!({ "start": start, "pain": text }),
                json!({ "start": start, text: 1 }),
            ]
        })
        .collect();
    let count = rejects.len();
    let file = json!({ "schema": "uncramp-diary", "version": 1, "episodes": rejects });
    fs::write(&path, file.to_string()).expect("a file");
    for command in [&["import", name][..], &["import", name, "--json"]] {
        let ran = home.run(command);
        assert_eq!(ran.code, Some(4), "{ran:?}");
        assert!(
            format!("{}{}", ran.out, ran.err).contains(&count.to_string()) || command.len() == 3,
            "{}",
            ran.out
        );
        both_fit(&ran, "what is wrong with records");
    }
    let mut table = csv::Writer::from_writer(vec![]);
    table.write_record(["when", "leg", "pain", "open", "kind"]).expect("written");
    for text in &attacks() {
        for at in 0..5 {
            let row: Vec<&str> = (0..5)
                .map(|i| {
                    if i == at {
                        text.as_str()
                    } else if i == 0 {
                        start
                    } else {
                        ""
                    }
                })
                .collect();
            table.write_record(&row).expect("written");
        }
    }
    fs::write(&path, table.into_inner().expect("a table")).expect("a file");
    both_fit(&home.run(&["import", name, "--json"]), "what is wrong with lines");
    both_fit(&home.run(&["import", name]), "what is wrong with lines");
    for text in together() {
        for file in [
            format!("when,\"{}\"\n", text.replace('"', "\"\"")),
            format!("{{{}: 1}}", json!(text)),
            format!("{{\"schema\": {}}}", json!(text)),
            format!("{{\"schema\": \"uncramp-diary\", \"version\": 1, {}: []}}", json!(text)),
            text.clone(),
        ] {
            fs::write(&path, file).expect("a file");
            both_fit(&home.run(&["import", name]), "what is wrong with the file");
        }
    }
}

/// A command in which `@` is an attack, `F` a file and `D` a folder with an attack in its name.
const COMMANDS: &str = "@|--@|--theme @|--region @|--speed @|--color @|--plain @|show @|show remedies @|show --evidence @|search @|search --json @\
|stretch @|check --sign @|check --none --region @|check --list @|now --muscle @|now --leg @|log --at @|log --until @|log --on @ --bedtime|log --tried @|log --leg @\
|log --pain @|log --medicine a --change @|log --medicine a --change started --route @|log --minutes @|edit @ --pain 3|edit abcd --clear @|delete @|help @\
|diary --text @|diary --leg @|diary @|report --nights @|report --from @|report --format @|report -o D\
|report -o D/x/y|report -o F|export -o D|export -o D/x/y|export -o F --format csv|import F|import D|import @|--data-dir F diary|--data-dir D diary|--data-dir D paths\
|--data-dir D paths --json|--data-dir D diary check|--data-dir F diary check|--data-dir F diary check --json|--data-dir F diary recover|--data-dir F diary set-aside\
|--data-dir F log|--data-dir F --plain|--data-dir D/@/@ log|--config D/config.ron stretch --list|--config D/config.ron stretch mine\
|--config D/config.ron check --none|--config D/config.ron paths --json|review -o D|review -o D/x/y|review -o F|stretch --example @\
|--config F config|--config F config --json|--config D config|--config F paths|--config D check --none|--config @ config|completions @|man @\
|--config F --plain|--config D/config.ron --plain|check --plain --config D/config.ron";

#[test]
fn no_argument_and_no_name_of_a_file_is_obeyed() {
    let texts = together();
    std::thread::scope(|scope| {
        for half in texts.chunks(texts.len().div_ceil(2)) {
            scope.spawn(|| half.iter().for_each(|text| named(text)));
        }
    });
}

fn named(text: &str) {
    let home = TempHome::new();
    let name: String = text.replace('/', "|");
    let (folder, file) = (home.path().join(format!("d{name}")), home.path().join(format!("f{name}")));
    let (folder_name, file_name) = (folder.to_str().expect("text"), file.to_str().expect("text"));
    for command in COMMANDS.split('|') {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("g{name}.ron").get(..200).unwrap_or(&name)), "(").expect("a file");
        fs::write(&file, format!("(region: {0:?}, {0}: 1, theme: {0:?}", "\u{1b}[31m\u{202e}"))
            .expect("a file");
        // Own routines stand beside the settings; these have a mistake with the text in it.
        let quoted = ron::to_string(text).expect("RON");
        fs::write(
            folder.join("routines.ron"),
            format!("[(id: \"mine\", title: {quoted}, purpose: {quoted})]"),
        )
        .expect("a file");
        let words: Vec<String> = command
            .split(' ')
            .map(|word| match word.chars().next() {
                Some('F') => word.replacen('F', file_name, 1),
                Some('D') => word.replacen('D', folder_name, 1).replace('@', &name),
                _ => word.replace('@', text),
            })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut ran =
            talk(&mut home.command(&words), format!("{text}\n1\n{text}\nback\n/{text}\nq\nq\n").as_bytes());
        // Told to print nothing but where it is: as JSON has it, exactly; the conversation says what it did not understand.
        ran.out = ran.out.replace("\r\n", "\n");
        both_fit(&ran, &format!("{command} with {text:?}"));
    }
}

#[test]
fn nothing_in_the_environment_or_the_settings_is_obeyed() {
    const NAMES: [&str; 17] = [
        "UNCRAMP_THEME",
        "UNCRAMP_REGION",
        "UNCRAMP_DATA_DIR",
        "UNCRAMP_CONFIG",
        "UNCRAMP_COLOR",
        "UNCRAMP_SPEED",
        "UNCRAMP_PLAIN",
        "UNCRAMP_ASCII",
        "TZ",
        "LANG",
        "LC_ALL",
        "TERM",
        "COLORTERM",
        "HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "UNCRAMP_NO_MOUSE",
    ];
    for text in together() {
        let home = TempHome::new();
        for name in NAMES {
            for command in [&["paths"][..], &["config"], &["diary"], &["check", "--none"]] {
                let ran = home::run(home.command(command).env(name, &text).current_dir(home.path()));
                both_fit(&ran, &format!("{name} {command:?} {text:?}"));
            }
        }
        let file = home.path().join("config.ron");
        let quoted = ron::to_string(&text).expect("RON");
        for settings in [
            format!("(region: {quoted}, theme: {quoted}, color: {quoted}, data_dir: {quoted})"),
            format!("(keys: {{ {quoted}: [{quoted}], \"quit\": [{quoted}] }})"),
            format!("({text}: 1)"),
            format!("(r#{quoted}: 1, {quoted})"),
            text.clone(),
        ] {
            fs::write(&file, settings).expect("a file");
            let path = file.to_str().expect("a plain name");
            for command in [
                &["config"][..],
                &["config", "--json"],
                &["paths"],
                &["config", "--keys"],
                &["diary", "check"],
            ] {
                both_fit(&home.run(&[&["--config", path], command].concat()), &format!("settings {text:?}"));
            }
        }
    }
}

/// The bytes that the screens send to a terminal: text, and sequences of the kinds that drawing needs.
#[track_caller]
fn is_drawing(pty: &Pty) {
    // The title of the window is one constant; it is set at the start and given back at the end.
    let mut log = pty.log();
    for title in ["\x1b[22;0t\x1b]2;uncramp\x1b\\", "\x1b[23;0t"] {
        if let Some(at) = log.windows(title.len()).position(|bytes| bytes == title.as_bytes()) {
            log.drain(at..at + title.len());
        }
    }
    for sequence in parse(&log) {
        let is_meant = match &sequence {
            Sequence::Control(byte) => matches!(byte, b'\r' | b'\n'),
            Sequence::Csi { mark: None, last, between, .. } => {
                between.is_empty() && b"mHJKABCDr".contains(last)
            }
            Sequence::Csi { mark: Some(b'?'), last, .. } => b"hl".contains(last),
            // Key modes that another program left on are switched off at the start.
            Sequence::Csi { mark: Some(b'>'), numbers, between, last: b'm' } => {
                numbers == &[4] && between.is_empty()
            }
            Sequence::Csi { mark: Some(b'='), numbers, between, last: b'u' } => {
                numbers == &[0] && between.is_empty()
            }
            Sequence::Csi { .. } | Sequence::Escape(_) => false,
        };
        assert!(is_meant, "{sequence:?}");
    }
    let text = String::from_utf8(log).expect("text");
    // Escape sequences are taken apart above. Two faces that are joined into one sign are no disguise.
    let text: String = text
        .replace("\u{1f468}\u{200d}\u{1f469}", "")
        .chars()
        .filter(|c| !matches!(c, '\u{1b}' | '\r'))
        .collect();
    is_fit(&text, "drawn");
}

/// Own routines with an attack in every field that takes any text.
fn hostile_routines() -> String {
    let routine = |(i, text): (usize, &String)| {
        let quoted = ron::to_string(&format!("x {text}")).expect("RON");
        format!(
            "(id: \"mine-{i}\", title: {quoted}, summary: {quoted}, purpose: prevention, dose: {quoted}, avoid: [{quoted}], \
             evidence: (grades: [tradition], words: {quoted}), sources: [{quoted}], reviewed: {quoted}, \
             steps: [Step(kind: hold, seconds: 20, say: {quoted}, more: {quoted})]),\n"
        )
    };
    let all: String = attacks().iter().enumerate().map(routine).collect();
    format!("[\n{all}]")
}

#[test]
fn no_text_of_an_own_routine_is_obeyed() {
    let home = TempHome::new();
    let folder = home.path().join(".config/uncramp");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("routines.ron"), hostile_routines()).expect("a file");
    let count = attacks().len();
    let listed = home.run(&["stretch", "--list"]);
    assert_eq!((listed.code, listed.err.as_str()), (Some(0), ""), "{}", listed.out);
    assert_eq!(listed.out.lines().filter(|line| line.starts_with("mine-")).count(), count);
    both_fit(&listed, "a list");
    both_fit(&home.run(&["stretch", "--list", "--json"]), "for scripts");
    both_fit(&home.run(&["search", "script"]), "a search");
    both_fit(&home.run(&["completions", "bash"]), "completions");
    for i in (0..count).step_by(if scale() > 1 { 1 } else { 9 }) {
        let id = format!("mine-{i}");
        both_fit(&home.run(&["show", "stretches", &id, "--evidence"]), &id);
        both_fit(&home.run(&["stretch", &id, "--plain", "--speed", "600"]), &id);
        let mut pty = Start::uncramp(&["stretch", &id]).env("HOME", home.name()).size((100, 40)).open();
        pty.wait_for("[4 Stretch]");
        pty.press("q");
        let _ = pty.end();
        pty.read_to_the_end();
        is_drawing(&pty);
    }
}

#[test]
fn no_screen_sends_a_terminal_what_a_diary_or_a_name_holds() {
    let (home, _) = hostile_home();
    let mut pty = Start::uncramp(&[]).env("HOME", home.name()).size((100, 40)).open();
    pty.wait_for("[uncramp]");
    pty.press("6");
    pty.wait_for("[6 Diary]");
    for _ in 0..14 {
        pty.press("\x1b[6~");
    }
    // An entry whole, the month, the charts, the page for a clinician, the lines about the person, checks kept before. Escape
    // is seen to be heard before anything else is typed, or both would be one key.
    pty.press("\r");
    pty.wait_for("Esc list");
    pty.press("\x1b");
    pty.wait("the list", |screen| !screen.contents().contains("Esc list"));
    pty.press("vvvr");
    pty.wait_for("Esc list");
    pty.press("\x1b[F");
    pty.press("\x1b");
    pty.wait("the list", |screen| !screen.contents().contains("Esc list"));
    pty.press("i");
    pty.wait_for("Name and age");
    pty.press("\x1b");
    pty.wait("no form", |screen| !screen.contents().contains("Name and age"));
    pty.press("5v");
    pty.wait_for("[5 Checklist]");
    pty.press("6");
    pty.wait_for("[6 Diary]");
    // Pasted, with everything that can stand between the brackets of a paste.
    pty.press("a\x1b[A");
    pty.wait_for("Enter keep");
    for text in attacks() {
        pty.press(format!("\x1b[200~{}\x1b[201~", text.replace('\u{1b}', "")));
    }
    pty.press("the end");
    pty.wait_for("the end");
    pty.press("\r");
    pty.wait("the list", |screen| !screen.contents().contains("Enter keep"));
    pty.press("q");
    assert_eq!(pty.end(), End::code(0));
    pty.read_to_the_end();
    is_drawing(&pty);
    let typed = home
        .cramps()
        .into_iter()
        .find(|cramp| cramp.note.contains("the end"))
        .expect("what was pasted is kept");
    is_fit(&typed.note.replace('\u{200d}', ""), "a note from the form");

    for text in together() {
        let home = TempHome::new();
        let folder = home.path().join(format!("d{}", text.replace('/', "|")));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("diary.db"), "x").expect("a file");
        let file = folder.join("config.ron");
        fs::write(&file, format!("({}: 1)", ron::to_string(&text).expect("RON"))).expect("a file");
        let (folder, file) = (folder.to_str().expect("text"), file.to_str().expect("text"));
        let routines = Path::new(folder).join("routines.ron");
        fs::write(routines, format!("[(id: {})]", ron::to_string(&text).expect("RON"))).expect("a file");
        let beside = format!("{folder}/settings.ron");
        for arguments in [&["--data-dir", folder][..], &["--config", file], &["--config", &beside]] {
            let mut pty = Start::uncramp(arguments).env("HOME", home.name()).size((200, 50)).open();
            pty.wait_for("[uncramp]");
            pty.press("6");
            pty.wait_for("[6 Diary]");
            pty.press("q");
            let _ = pty.end();
            pty.read_to_the_end();
            is_drawing(&pty);
        }
    }
}
