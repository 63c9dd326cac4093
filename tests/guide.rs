//! The guide read from the command line, what scripts get as JSON, and the files that packages ship.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]
#![expect(
    clippy::indexing_slicing,
    reason = "a key that is not there is null, and no test takes null for an answer"
)]

#[expect(dead_code, reason = "other tests look at other things")]
mod home;

use std::collections::{BTreeMap, BTreeSet};

use home::{Ran, TempHome};
use serde_json::Value;

/// Kinds whose entries have ids, each with the exact keys of an entry.
const KINDS: [(&str, &[&str]); 6] = [
    ("causes", TOPIC),
    ("symptoms", TOPIC),
    ("remedies", TOPIC),
    (
        "stretches",
        &[
            "kind", "id", "title", "summary", "purpose", "muscle", "seconds", "before", "steps", "avoid",
            "dose", "evidence", "sources", "reviewed",
        ],
    ),
    ("signs", &["kind", "id", "group", "tier", "text", "why", "origin", "ref", "confidence", "sources"]),
    ("sources", &["kind", "id", "cite", "url"]),
];

const TOPIC: &[&str] = &[
    "kind", "id", "title", "summary", "origin", "warning", "verdict", "when", "text", "tonight", "avoid",
    "cautions", "stop", "evidence", "sources", "reviewed", "see",
];

/// Every verdict on a remedy, as scripts and as people get it.
const VERDICTS: [(&str, &str); 5] = [
    ("helps", "Helps"),
    ("may-help", "May help"),
    ("no-good-evidence", "No good evidence"),
    ("does-not-help", "Does not help"),
    ("harmful", "Harmful"),
];

const STEP: [&str; 6] = ["kind", "seconds", "times", "say", "more", "figure"];
const ABOUT: [&str; 7] = ["kind", "line", "introduction", "disclaimer", "consult", "origin", "reviewed"];
const IMPORT: [&str; 7] =
    ["dry_run", "added", "already_there", "differs", "nights_with_a_cramp", "remarks", "rejected"];
const HEALTH: [&str; 6] = ["path", "state", "why", "wrong", "counts", "copy"];
const COUNTS: [&str; 5] = ["episodes", "nights", "medicines", "checks", "facts"];

/// Every kind of record, with the exact keys it has.
const RECORDS: [(&str, &[&str]); 5] = [
    (
        "episode",
        &[
            "kind",
            "night",
            "id",
            "start",
            "seconds",
            "open",
            "leg",
            "muscle",
            "pain",
            "sleep_lost",
            "waking",
            "back_to_sleep",
            "tried",
            "eased_by",
            "before",
            "also",
            "alcohol",
            "soreness",
            "sore_hours",
            "note",
            "source",
            "routine",
            "steps_done",
        ],
    ),
    ("night", &["kind", "night", "no_cramp", "programme"]),
    ("medicine", &["kind", "night", "id", "date", "name", "dose", "route", "change", "note"]),
    ("check", &["kind", "night", "id", "at", "outcome", "signs"]),
    ("fact", &["kind", "night", "fact", "text"]),
];

impl TempHome {
    fn say(&self, arguments: &str) -> Ran {
        self.run(&arguments.split_whitespace().collect::<Vec<_>>())
    }

    /// The JSON that a command prints; it prints nothing else.
    fn json(&self, arguments: &str) -> Value {
        let ran = self.say(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments}");
        serde_json::from_str(&ran.out).expect("JSON")
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect("text")
}

fn assert_keys(value: &Value, wanted: &[&str], what: &str) {
    let keys: BTreeSet<&str> = value.as_object().expect(what).keys().map(String::as_str).collect();
    assert_eq!(keys, wanted.iter().copied().collect(), "{what}");
}

/// `2026-11-26` as `26 November 2026`.
fn date_in_words(date: &str) -> String {
    date.parse::<jiff::civil::Date>().expect("a date").strftime("%-d %B %Y").to_string()
}

/// Its words with one space between, so that it does not matter where rows end.
fn flowing(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "-").collect::<Vec<_>>().join(" ")
}

fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n')
}

#[test]
fn every_entry_of_every_kind_has_exactly_its_keys_and_the_same_id_each_time() {
    let home = TempHome::new();
    for (kind, keys) in KINDS {
        let shown = home.json(&format!("show {kind} --json"));
        let mut ids = BTreeSet::new();
        for entry in list(&shown) {
            let id = text(entry, "id");
            assert_keys(entry, keys, id);
            assert_eq!(text(entry, "kind"), kind, "{id}");
            assert!(ids.insert(id.to_owned()), "{kind}: {id} comes twice");
            assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{id}");
            for step in entry["steps"].as_array().into_iter().flatten() {
                assert_keys(step, &STEP, id);
            }
            if !entry["evidence"].is_null() {
                assert_keys(&entry["evidence"], &["grades", "words"], id);
            }
            for link in entry["see"].as_array().into_iter().flatten() {
                assert_keys(link, &["kind", "id"], id);
            }
            let alone = home.json(&format!("show {kind} {id} --json"));
            assert_eq!(&alone, entry, "{kind} {id}");
        }
        assert!(!ids.is_empty(), "{kind}");
        assert_eq!(home.json(&format!("show {kind} --json")), shown, "{kind}");
    }
    assert_keys(&home.json("show about --json"), &ABOUT, "about");
    let kinds = home.json("show --json");
    for kind in list(&kinds) {
        assert_keys(kind, &["kind", "ids"], "the overview");
        let name = text(kind, "kind");
        if name != "about" {
            let shown = home.json(&format!("show {name} --json"));
            let ids: Vec<&Value> = list(&shown).iter().map(|entry| &entry["id"]).collect();
            assert_eq!(list(&kind["ids"]).iter().collect::<Vec<_>>(), ids, "{name}");
        }
    }
    assert_eq!(home.json("stretch --list --json"), home.json("show stretches --json"));
}

#[test]
fn every_remedy_says_its_verdict_in_json_in_the_list_and_whole() {
    let home = TempHome::new();
    let list_of_remedies = home.say("show remedies").out;
    for entry in list(&home.json("show remedies --json")) {
        let (id, verdict) = (text(entry, "id"), text(entry, "verdict"));
        let (_, words) = VERDICTS.iter().find(|(known, _)| *known == verdict).expect(verdict);
        let begins = format!("{id}: ");
        let row = list_of_remedies.lines().find(|row| row.starts_with(&begins)).expect(id);
        assert!(row.contains(&format!("{words}. ")), "{row}");
        let whole = home.say(&format!("show remedies {id}")).out;
        assert!(whole.lines().any(|row| row == format!("Verdict: {words}.")), "{whole}");
    }
    for kind in ["causes", "symptoms"] {
        for entry in list(&home.json(&format!("show {kind} --json"))) {
            assert!(entry["verdict"].is_null(), "{entry}");
        }
    }
    assert_eq!(home.json("show remedies quinine --json")["verdict"], "harmful");
    assert_eq!(home.json("show remedies magnesium --json")["verdict"], "does-not-help");
}

#[test]
fn every_link_and_every_source_of_an_entry_can_be_shown() {
    let home = TempHome::new();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let shown: Vec<(&str, Value)> =
        KINDS.iter().map(|(kind, _)| (*kind, home.json(&format!("show {kind} --json")))).collect();
    for (kind, entries) in &shown {
        ids.insert(kind, list(entries).iter().map(|entry| text(entry, "id").to_owned()).collect());
    }
    for entry in shown.iter().flat_map(|(_, entries)| list(entries)) {
        for link in entry["see"].as_array().into_iter().flatten() {
            assert!(ids[text(link, "kind")].contains(text(link, "id")), "{link}");
        }
        for source in entry["sources"].as_array().into_iter().flatten() {
            assert!(ids["sources"].contains(source.as_str().expect("an id")), "{source}");
        }
    }
}

#[test]
fn an_entry_in_words_leaves_out_nothing_that_its_json_has_to_say() {
    let home = TempHome::new();
    let line = home.json("show about --json");
    let line = text(&line, "line");
    for (kind, _) in KINDS {
        for entry in list(&home.json(&format!("show {kind} --json"))) {
            let id = text(entry, "id");
            let ran = home.say(&format!("show {kind} {id}"));
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{kind} {id}");
            assert!(is_plain(&ran.out), "{kind} {id}");
            // In a pipe no paragraph is broken: a script finds every sentence with grep.
            for said in entry["text"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                let is_whole = ran.out.lines().any(|row| row.contains(said));
                assert!(is_whole || said.contains('\n'), "{kind} {id}: {said}");
            }
            let words = flowing(&ran.out);
            for key in [
                "title", "summary", "text", "tonight", "avoid", "cautions", "stop", "dose", "before", "why",
                "cite", "reviewed", "url",
            ] {
                let said: Vec<&str> = match &entry[key] {
                    Value::String(one) => vec![one],
                    Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
                    _ => vec![],
                };
                for said in said {
                    // The date stands in words.
                    let said = if key == "reviewed" { date_in_words(said) } else { flowing(said) };
                    assert!(words.contains(&said), "{kind} {id} does not say its {key}: {said}");
                }
            }
            for step in entry["steps"].as_array().into_iter().flatten() {
                assert!(words.contains(text(step, "say")), "{kind} {id}: {step}");
            }
            if kind != "sources" {
                assert!(words.ends_with(line), "{kind} {id} says that it is no medical advice");
                let evidence = flowing(&home.say(&format!("show {kind} {id} --evidence")).out);
                // The origin stands with the evidence, and nowhere else.
                if entry["summary"].is_string() && entry["origin"].is_string() {
                    assert!(evidence.contains("guide grew from"), "{kind} {id}");
                    assert!(!words.contains("guide grew from"), "{kind} {id}");
                }
                let named = entry["sources"].as_array().into_iter().flatten().filter_map(Value::as_str);
                for source in named {
                    let source = home.json(&format!("show sources {source} --json"));
                    assert!(evidence.contains(&flowing(text(&source, "cite"))), "{kind} {id}: {source}");
                }
            }
        }
    }
}

#[test]
fn the_list_of_a_kind_names_every_entry_and_marks_what_is_only_a_warning() {
    let home = TempHome::new();
    for (kind, _) in KINDS {
        let ran = home.say(&format!("show {kind}"));
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{kind}");
        for entry in list(&home.json(&format!("show {kind} --json"))) {
            let begins = format!("{}: ", text(entry, "id"));
            let row = ran.out.lines().find(|row| row.trim_start().starts_with(&begins)).expect(&begins);
            assert_eq!(row.contains("A warning, not a remedy."), entry["warning"] == true, "{row}");
            assert_eq!(VERDICTS.iter().any(|(_, words)| row.contains(words)), kind == "remedies", "{row}");
        }
    }
    let overview = home.say("show").out;
    for (kind, _) in KINDS {
        assert!(overview.lines().any(|row| row.starts_with(&format!("{kind}: "))), "{overview}");
    }
}

#[test]
fn numbers_are_the_regions_and_never_guessed() {
    let home = TempHome::new();
    let all = |region: &str| {
        let shown = home.json(&format!("show signs --json {region}"));
        list(&shown).iter().map(|sign| text(sign, "why").to_owned()).collect::<Vec<_>>().join(" ")
    };
    for (region, others) in [("", ["999", "911", "000"]), ("--region GB", ["911", "000", "(000)"])] {
        let why = all(region);
        assert!(!others.iter().any(|number| why.contains(number)), "{region}: {why}");
        assert!(!why.contains('{'), "every place for a number is filled: {why}");
    }
}

#[test]
fn what_is_not_there_is_said_in_one_sentence_with_the_nearest_that_is() {
    let home = TempHome::new();
    for (arguments, words) in [
        ("show remedis", "did you mean \"remedies\""),
        ("show massage", "uncramp show remedies massage"),
        ("show magnesium", "uncramp show remedies magnesium"),
        ("show glycinate", "uncramp search glycinate"),
        ("show zzzz", "one of causes, symptoms, remedies, stretches, signs, sources, about"),
        ("show remedies masage", "did you mean \"massage\""),
        ("show remedies Magnesium", "did you mean \"magnesium\""),
        ("show remedies magnesum", "did you mean \"magnesium\""),
        ("show remedies bananas", "did you mean \"potassium\""),
        ("show causes massage", "no cause: uncramp show remedies massage"),
        ("show signs calf", "no sign: uncramp show stretches calf"),
        ("show stretches calv", "did you mean \"calf\""),
        ("show sources zzz", "uncramp show sources lists them all"),
        ("show about this", "uncramp show about"),
    ] {
        let ran = home.say(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments}");
        assert_eq!(ran.err.lines().count(), 1, "{arguments}: {}", ran.err);
        assert!(ran.err.contains(words) && is_plain(&ran.err), "{arguments}: {}", ran.err);
        // A command that is offered works.
        for (_, offer) in ran.err.match_indices("uncramp ").map(|(at, _)| ran.err.split_at(at)).skip(1) {
            let offer = offer.split([')', '(', '\n', ',']).next().expect("a command");
            let command: Vec<&str> =
                offer.split(' ').skip(1).take_while(|word| *word != "names" && *word != "finds").collect();
            assert_eq!(home.run(&command).code, Some(0), "{arguments}: {offer}");
        }
    }
    for hostile in ["\u{1b}[31m", "\u{202e}", "\u{9b}31m", "a\nb", "{emergency}"] {
        for arguments in [vec!["show", hostile], vec!["show", "remedies", hostile], vec!["search", hostile]] {
            let ran = home.run(&arguments);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(is_plain(&said) && !said.contains('\u{202e}'), "{said:?}");
            // Two words on two lines are two words to look for.
            let is_found = arguments.first() == Some(&"search") && ran.err.is_empty();
            assert!(is_found || said.lines().count() == 1, "{said:?}");
        }
    }
    // Of one thing the word does too.
    assert_eq!(home.say("show remedy massage"), home.say("show remedies massage"));
}

#[test]
fn every_hit_of_a_search_is_a_line_that_show_takes_and_titles_come_first() {
    let home = TempHome::new();
    for query in ["magnesium", "calf", "stretch before bed", "TRÉMBLING", "clot leg"] {
        let ran = home.say(&format!("search {query}"));
        assert_eq!((ran.code, ran.out.is_empty()), (Some(0), !ran.err.is_empty()), "{query}");
        let hits = home.say(&format!("search {query} --json"));
        let hits: Value = serde_json::from_str(&hits.out).expect("JSON");
        assert_eq!(list(&hits).len(), ran.out.lines().count(), "{query}");
        let mut titles_over = false;
        for (hit, row) in list(&hits).iter().zip(ran.out.lines()) {
            assert_keys(hit, &["kind", "id", "title", "in_title"], query);
            let (place, title) = row.split_once(": ").expect("a place and a title");
            assert_eq!(place, format!("{} {}", text(hit, "kind"), text(hit, "id")));
            let shown = home.say(&format!("show {place}"));
            assert_eq!(shown.code, Some(0), "{row}");
            assert!(flowing(&shown.out).starts_with(title), "{row}: {}", shown.out);
            assert!(!(titles_over && hit["in_title"] == true), "{query}: {row}");
            titles_over = hit["in_title"] == false;
        }
    }
    assert!(home.say("search massage").out.starts_with("remedies massage: "));
}

#[test]
fn nothing_found_is_no_error_and_no_data_and_is_said() {
    let home = TempHome::new();
    for (query, words) in
        [("masage", "did you mean \"massage\"?"), ("xyzzy quux", "try fewer"), ("xyzzy", "xyzzy")]
    {
        let ran = home.say(&format!("search {query}"));
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{query}");
        assert!(ran.err.starts_with("Nothing found") && ran.err.contains(words), "{query}: {}", ran.err);
        let json = home.say(&format!("search {query} --json"));
        assert_eq!((json.code, json.out.as_str()), (Some(0), "[]\n"), "{query}");
    }
    assert_eq!(home.run(&["search", " "]).code, Some(2));
    assert_eq!(home.run(&["search"]).code, Some(2));
}

/// A note that is hard to print.
const HOSTILE: &str = "=1+1 \u{1b}[31m \u{202e}abc \u{9b}K <b> \"quoted\" \\ é";

/// A home with a diary that holds a record of every kind.
fn with_every_kind() -> TempHome {
    let home = TempHome::new();
    let file = serde_json::json!({
        "schema": "uncramp-diary",
        "version": 1,
        "episodes": [{ "id": "one", "start": "2026-01-05T03:10:00+00:00", "seconds": 240, "note": HOSTILE }],
        "nights": [{ "night": "2026-01-07", "no_cramp": true }],
        "medicines": [{ "id": "two", "date": "2026-01-08", "name": "a \u{202e}b", "change": "started" }],
        "checks": [{ "id": "three", "at": "2026-01-09T10:00:00+00:00", "outcome": "none-ticked", "signs": [] }],
        "facts": [{ "fact": "who", "text": "Anna" }],
    });
    #[expect(clippy::disallowed_methods, reason = "a file of a user")]
    std::fs::write(home.path().join("in.json"), file.to_string()).expect("written");
    let path = home.path().join("in.json");
    let path = path.to_str().expect("a path");
    let dry = home.json(&format!("import {path} --dry-run --json"));
    assert_keys(&dry, &IMPORT, "a dry run");
    let imported = home.json(&format!("import {path} --json"));
    assert_keys(&imported, &IMPORT, "an import");
    assert_eq!((&imported["added"], &imported["rejected"]), (&5.into(), &Value::Array(vec![])));
    assert_eq!((&dry["added"], &dry["dry_run"]), (&5.into(), &true.into()));
    assert_eq!(home.json(&format!("import {path} --json"))["already_there"], 5);
    home
}

fn assert_record(record: &Value) {
    let kind = text(record, "kind");
    let (_, keys) = RECORDS.iter().find(|(name, _)| *name == kind).expect(kind);
    assert_keys(record, keys, kind);
}

#[test]
fn the_diary_as_json_has_every_field_of_the_export_and_is_exact() {
    let home = with_every_kind();
    let printed = home.say("diary --nights 36600 --json").out;
    assert!(is_plain(&printed) && !printed.contains('\u{202e}'), "nothing in it is obeyed: {printed}");
    let records: Value = serde_json::from_str(&printed).expect("JSON");
    let exported = home.json("export --format json");
    let mut listed = vec![];
    for record in list(&records) {
        assert_record(record);
        let mut fields = record.clone();
        let fields = fields.as_object_mut().expect("an object");
        fields.remove("kind");
        if text(record, "kind") != "night" {
            fields.remove("night");
        }
        listed.push(Value::Object(fields.clone()));
    }
    for name in ["episodes", "nights", "medicines", "checks"] {
        for row in list(&exported[name]) {
            assert!(listed.contains(row), "{name}: {row}");
        }
    }
    assert_eq!(
        list(&records).iter().find(|r| r["kind"] == "episode").expect("a cramp")["night"],
        "2026-01-04"
    );
}

#[test]
fn what_is_logged_is_printed_as_it_stands_in_the_diary() {
    let home = TempHome::new();
    for arguments in [
        &["log", "--pain", "3", "--note", "so \"it\" was", "--json"] as &[&str],
        &["log", "--bedtime", "--json"],
        &["log", "--medicine", "x", "--change", "stopped", "--json"],
    ] {
        let ran = home.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
        let logged: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_record(&logged);
        let diary = home.json("diary --json");
        assert!(list(&diary).contains(&logged), "{logged} is not in {diary}");
    }
    let tags = home.json("log --tags --json");
    assert_keys(&tags, &["tried", "before", "also"], "the tags");
    for tag in list(&tags["tried"]) {
        assert_keys(tag, &["id", "text"], "a tag");
        assert_eq!(home.say(&format!("log --tried {}", text(tag, "id"))).code, Some(0));
    }
}

#[test]
fn the_state_of_the_file_and_the_places_are_there_for_scripts() {
    let home = TempHome::new();
    let paths = home.json("paths --json");
    assert_keys(&paths, &["diary", "state", "settings", "routines"], "the places");
    assert_eq!(text(&paths, "diary"), home.diary().to_str().expect("a path"));
    let routines = home.path().join(".config/uncramp/routines.ron");
    assert_eq!(text(&paths, "routines"), routines.to_str().expect("a path"));
    assert_eq!(home.json("diary check --json")["state"], "none");
    home.log("a note");
    let sound = home.json("diary check --json");
    assert_keys(&sound, &HEALTH, "a sound file");
    assert_keys(&sound["counts"], &COUNTS, "its counts");
    assert_eq!((&sound["state"], &sound["counts"]["episodes"]), (&"sound".into(), &1.into()));
    assert_eq!(home.json("diary --json check"), sound);
    #[expect(clippy::disallowed_methods, reason = "the file that is damaged here")]
    std::fs::write(home.diary(), "no diary at all, but a text that is longer than a header")
        .expect("written");
    let ran = home.say("diary check --json");
    let health: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_keys(&health, &HEALTH, "a file that cannot be used");
    assert_eq!((ran.code, &health["state"]), (Some(4), &"unusable".into()));
    assert!(!text(&health, "why").is_empty());
}

#[test]
fn rejected_rows_are_named_with_their_lines_for_scripts() {
    let home = TempHome::new();
    let path = home.path().join("in.csv");
    #[expect(clippy::disallowed_methods, reason = "a file of a user")]
    std::fs::write(&path, "when,pain\n2026-01-05T03:10:00+00:00,4\n2026-13-05T03:10:00+00:00,4\n")
        .expect("written");
    let imported = home.json(&format!("import {} --json", path.to_str().expect("a path")));
    assert_eq!(imported["added"], 1);
    let rejected = list(&imported["rejected"]);
    assert_eq!(rejected.len(), 1, "{imported}");
    for rejected in rejected {
        assert_keys(rejected, &["line", "reason"], "a rejected row");
        assert_eq!(rejected["line"], 3);
    }
}

#[test]
fn a_night_with_a_cramp_does_not_come_in_as_one_without() {
    let home = TempHome::new();
    let path = home.path().join("in.csv");
    let import = |lines: &str| {
        #[expect(clippy::disallowed_methods, reason = "a file of a user")]
        std::fs::write(&path, format!("kind,when,no_cramp\n{lines}")).expect("written");
        home.json(&format!("import {} --json", path.to_str().expect("a path")))
    };
    let first = "night,2026-01-04,true\nepisode,2026-01-05T03:10:00+00:00,\nnight,2026-01-05,true\n";
    let both = import(first);
    assert_eq!((&both["added"], &both["remarks"][0]["line"]), (&2.into(), &2.into()), "{both}");
    assert!(text(&both["remarks"][0], "reason").contains("a cramp is recorded for the night"), "{both}");
    let later = import("night,2026-01-04,true\nnight,2026-01-08,true\nnight,2199-01-01,true\n");
    assert_eq!((&later["added"], &later["remarks"][0]["line"]), (&1.into(), &2.into()), "{later}");
    assert!(text(&later["rejected"][0], "reason").contains("still to come"), "{later}");
    let nights = home.json("export --format json");
    let nights: Vec<&str> = list(&nights["nights"]).iter().map(|night| text(night, "night")).collect();
    assert_eq!(nights, ["2026-01-05", "2026-01-08"]);
}

#[test]
fn the_first_hours_of_1970_cost_no_diary() {
    let home = TempHome::new();
    let path = home.path().join("in.csv");
    let starts = ["1970-01-01T03:10:00+00:00", "1969-12-31T19:10:00-08:00", "1970-01-01T13:10:00+14:00"];
    #[expect(clippy::disallowed_methods, reason = "a file of a user")]
    std::fs::write(&path, format!("when\n{}\n", starts.join("\n"))).expect("written");
    assert_eq!(home.json(&format!("import {} --json", path.to_str().expect("a path")))["added"], 3);
    home.log("a later cramp");
    let there = home.json("export --format json");
    let mut exported: Vec<&str> = list(&there["episodes"]).iter().map(|cramp| text(cramp, "start")).collect();
    exported.sort_unstable();
    assert_eq!(exported.len(), 4);
    assert!(starts.iter().all(|start| exported.contains(start)), "{exported:?}");
    assert_eq!(list(&home.json("diary --nights 36600 --json")).len(), 4);
}

#[test]
fn every_key_is_explained_on_the_page_for_scripts() {
    #[expect(clippy::disallowed_methods, reason = "a page that is checked")]
    let page =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).expect("the page");
    let records = RECORDS.iter().flat_map(|(_, keys)| *keys);
    let entries = KINDS.iter().flat_map(|(_, keys)| *keys);
    for key in entries.chain(records).chain(&STEP).chain(&ABOUT).chain(&IMPORT).chain(&HEALTH).chain(&COUNTS)
    {
        assert!(page.contains(&format!("`{key}`")), "docs/json.md does not explain {key}");
    }
}

#[test]
fn every_field_and_every_outcome_is_explained_on_the_page_about_exports() {
    #[expect(clippy::disallowed_methods, reason = "a page that is checked")]
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diary-format.md"))
        .expect("the page");
    let signs = TempHome::new().json("check --list --json");
    let tiers: BTreeSet<&str> = list(&signs).iter().map(|sign| text(sign, "tier")).collect();
    assert!(tiers.len() > 3, "{tiers:?}");
    let fields = RECORDS.iter().flat_map(|(_, keys)| *keys).copied();
    for word in fields.chain(tiers).chain(["none-ticked"]) {
        assert!(page.contains(&format!("`{word}`")), "docs/diary-format.md does not explain {word}");
    }
}

/// The rest of the block in a page of `docs/` that begins with these words.
fn block(page: &str, start: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    #[expect(clippy::disallowed_methods, reason = "a page that is checked")]
    let page = std::fs::read_to_string(path).expect("the page");
    let rest = page.split_once(&format!("```{start}")).expect("a block").1;
    rest.split_once("```").expect("its end").0.to_owned()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the files are put there by hand")]
fn the_files_that_the_pages_show_work_and_a_mistake_is_named_as_they_say() {
    let home = TempHome::new();
    let diary = home.path().join("diary.json");
    std::fs::write(&diary, block("diary-format.md", "json\n")).expect("written");
    let ran = home.run(&["import", diary.to_str().expect("a path")]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(ran.out.starts_with("Added: 5\n") && ran.out.ends_with("Rejected: 0\n"), "{}", ran.out);

    let folder = home.path().join(".config/uncramp");
    std::fs::create_dir_all(&folder).expect("a folder");
    let routines = block("own-routines.md", "ron\n");
    std::fs::write(folder.join("routines.ron"), &routines).expect("written");
    let ran = home.run(&["stretch", "--list"]);
    assert!(ran.err.is_empty() && ran.out.contains("\nmy-calf: My calf programme. "), "{ran:?}");
    std::fs::write(folder.join("routines.ron"), routines.replace("seconds: 20", "seconds: 90"))
        .expect("written");
    let wanted = block("own-routines.md", "\nuncramp: ");
    let (_, wanted) = wanted.split_once("routines.ron").expect("a mistake");
    let ran = home.run(&["stretch", "--list"]);
    assert!(ran.err.ends_with(&format!("/.config/uncramp/routines.ron{wanted}")), "{} {wanted}", ran.err);
}

#[test]
fn what_packages_ship_is_in_the_crate() {
    let mut cargo = std::process::Command::new(env!("CARGO"));
    let listed = cargo
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let listed = String::from_utf8(listed.stdout).expect("text");
    for file in [
        "dist/uncramp.1",
        "dist/completions/uncramp.bash",
        "dist/completions/_uncramp",
        "dist/completions/uncramp.fish",
        "docs/diary-format.md",
        "docs/json.md",
        "docs/own-routines.md",
        "docs/clinical-safety.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "README.md",
        "CHANGELOG.md",
    ] {
        assert!(listed.lines().any(|line| line == file), "{file} is not in the crate");
    }
}
