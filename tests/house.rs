//! The rules of ARCHITECTURE.md as tests: imports run one way, each crate is used only in its modules, every file has a module
//! comment, and the pages name what is there. An error names the file, the line and the remedy.

#![expect(clippy::disallowed_methods, reason = "this reads the source")]
#![expect(clippy::expect_used, reason = "a test that cannot read the source has failed")]

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

/// The modules and their allowed imports. `content`, `store`, `report` and `screen` do not import each other.
const MODULES: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("content", &["domain"]),
    ("store", &["domain"]),
    ("report", &["domain"]),
    ("screen", &["domain"]),
    ("ui", &["domain", "screen"]),
    ("tabs", &["domain", "report", "screen", "ui"]),
    ("app", &["domain", "report", "screen", "ui", "tabs"]),
    ("runtime", &["domain", "content", "store", "screen", "app"]),
    ("cli", &["domain", "content", "store", "report", "screen", "ui", "tabs", "app", "runtime"]),
];

/// The modules or files that may use a crate.
const CRATES: [(&str, &[&str]); 15] = [
    (
        "ratatui",
        &[
            "bench.rs",
            "fuzz.rs",
            "harness.rs",
            "ui/",
            "tabs/guide/view.rs",
            "tabs/start/view.rs",
            "tabs/stretch/view/",
            "tabs/checklist/view/",
            "tabs/diary/view/",
            "app/",
            "runtime/",
        ],
    ),
    ("crossterm", &["runtime/"]),
    ("vte", &["runtime/"]),
    ("rustix", &["runtime/", "store/"]),
    ("rusqlite", &["store/"]),
    ("csv", &["report/"]),
    ("signal_hook", &["runtime/signals/unix.rs"]),
    ("nix", &["runtime/signals/unix.rs", "runtime/tty/unix.rs"]),
    ("ctrlc", &["runtime/signals/windows.rs"]),
    ("serde", &["content/", "domain/", "report/"]),
    ("ron", &["content/"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/shell.rs"]),
    ("clap_mangen", &["cli/shell.rs"]),
    ("serde_json", &["cli/", "report/"]),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = vec![];
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).expect("in src").display().to_string();
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

/// The lines that are part of the program: comments and what only tests see left out.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end]
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(i, line)| (i + 1, line))
}

/// The modules that a file names: `use crate::module…`, single or in braces, or `crate::module::…` in place.
fn modules_named(text: &str) -> Vec<(usize, String)> {
    let mut named = vec![];
    let mut in_braces = false;
    let mut depth = 0_i32;
    for (line, code) in code(text) {
        if in_braces {
            if depth == 1 {
                named.push((line, first_name(code)));
            }
            depth += code.matches('{').count() as i32 - code.matches('}').count() as i32;
            in_braces = depth > 0;
            continue;
        }
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            if let Some(list) = rest.strip_prefix('{') {
                in_braces = !rest.contains('}');
                depth = 1;
                if !in_braces {
                    named.extend(outermost(list).map(|part| (line, first_name(part))));
                }
            } else {
                named.push((line, first_name(rest)));
            }
        }
    }
    named
}

/// The name that a path begins with.
fn first_name(path: &str) -> String {
    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The parts of a list in braces. A part with braces of its own stays whole.
fn outermost(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    list.split(move |c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    })
}

#[test]
fn modules_are_found_however_they_are_imported() {
    let named = |text: &str| {
        let names = modules_named(text).into_iter().map(|(_, name)| name);
        names.filter(|name| !name.is_empty()).collect::<Vec<_>>()
    };
    assert_eq!(named("use crate::{domain::{book::Link, store}, ui};"), ["domain", "ui"]);
    let in_rows = "use crate::{\n    domain::{\n        book::Link,\n    },\n    ui::list,\n};";
    assert_eq!(named(in_rows), ["domain", "ui"]);
    assert_eq!(
        named("use crate::store::Store;\nlet x = crate::app::words(crate::ui::X);"),
        ["store", "app", "ui"]
    );
    assert_eq!(named("// crate::store\n#[cfg(test)]\nmod tests { use crate::store; }"), [""; 0]);
}

#[test]
fn imports_open_one_way() {
    let mut breaches = vec![];
    for (file, text) in sources() {
        let Some((module, _)) = file.split_once('/') else { continue };
        let Some((_, may)) = MODULES.iter().find(|(name, _)| *name == module) else { continue };
        for (line, named) in modules_named(&text) {
            let is_module = MODULES.iter().any(|(name, _)| *name == named);
            if is_module && named != module && !may.contains(&named.as_str()) {
                breaches.push(format!("src/{file}:{line}: {module} must not name {named}"));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_crate_stays_in_its_module() {
    let mut breaches = vec![];
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.starts_with("journey/")) {
        for (line, code) in code(&text) {
            for (name, modules) in CRATES {
                let names_it = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                });
                if names_it && !modules.iter().any(|module| file.starts_with(module)) {
                    breaches.push(format!("src/{file}:{line}: {name} belongs to {}", modules.join(", ")));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(file, _)| file).collect();
    assert!(silent.is_empty(), "these open without //!: {silent:?}");
}

#[test]
fn every_module_is_known_here_and_described_in_the_architecture() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).expect("the page");
    for (file, _) in sources() {
        let Some((module, _)) = file.split_once('/') else { continue };
        assert!(
            module == "journey" || MODULES.iter().any(|(name, _)| *name == module),
            "{module} is no known module"
        );
        assert!(
            module == "journey" || page.contains(&format!("`{module}`")),
            "ARCHITECTURE.md does not speak of {module}"
        );
    }
}

/// Counts the tests that a text names, each in backticks after its file, and fails where one of them is neither in that file nor in
/// the file of its tests.
fn tests_named(root: &Path, text: &str) -> usize {
    let mut file: Option<(&str, String)> = None;
    let mut tests = 0;
    for word in text.split('`').skip(1).step_by(2) {
        if word.contains('/') {
            let source = fs::read_to_string(root.join(word)).expect(word);
            let tests = root.join(word.trim_end_matches(".rs")).join("tests.rs");
            file = Some((word, source + &fs::read_to_string(tests).unwrap_or_default()));
            continue;
        }
        let (name, source) = file.as_ref().expect("a test is named after its file");
        assert!(source.contains(&format!("fn {word}(")), "{name} has no test {word}");
        tests += 1;
    }
    tests
}

/// Every hazard has a control and the tests that hold it, or an open question that says what is missing.
#[test]
fn every_hazard_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/clinical-safety.md")).expect("the page");
    let mut hazards = 0;
    for row in page.lines().filter(|line| line.starts_with("| H")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, hazard, cause, harm, severity, control, test] = cells[..] else {
            panic!("{row}: seven cells")
        };
        hazards += 1;
        assert_eq!(number, format!("H{hazards}"), "hazards are numbered in order");
        for cell in [hazard, cause, harm, control] {
            assert!(!cell.is_empty(), "{number} has an empty cell");
        }
        assert!(["catastrophic", "major", "moderate", "minor"].contains(&severity), "{number}: {severity}");
        match test.strip_prefix("open question ") {
            Some(question) => {
                assert!(page.contains(&format!("\n{question}. **")), "{number}: question {question}")
            }
            None => assert!(tests_named(root, test) > 0, "{number} names no test"),
        }
    }
    assert!(hazards >= 20, "the hazards are counted: {hazards}");
}

/// A promise stands with the file and the names of the tests that keep it, so that it cannot quietly stop being true.
#[test]
fn every_promise_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("README.md")).expect("the page");
    let promises = page.split("## What it promises").nth(1).and_then(|rest| rest.split("\n## ").next());
    let text = promises.expect("promises").replace('\n', " ");
    let tests = tests_named(root, &text);
    let count = (1..=9).take_while(|n| page.contains(&format!("\n{n}. **"))).count();
    assert_eq!(count, 5, "the promises are counted");
    assert!(tests >= count, "each names its test");
}

#[test]
fn every_path_that_a_page_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs =
        fs::read_dir(root.join("docs")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let pages =
        ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"].map(|page| root.join(page));
    for page in pages.into_iter().chain(docs) {
        let text = fs::read_to_string(&page).expect("the page");
        let page = page.display();
        for word in text.split(|c: char| c.is_whitespace() || "`(),".contains(c)) {
            let word = word.trim_end_matches(['.', ':', ';']);
            let is_path =
                ["src/", "assets/", "tests/", "benches/", "pictures/", "dist/", "docs/", "tools/", ".ci/"]
                    .iter()
                    .any(|start| word.starts_with(start));
            assert!(!is_path || root.join(word).exists(), "{page} names {word}, which is not there");
            // In the picture of ARCHITECTURE.md a path begins with its module.
            let is_source = MODULES
                .iter()
                .any(|(module, _)| word.strip_prefix(module).is_some_and(|rest| rest.starts_with('/')));
            assert!(
                !is_source || root.join("src").join(word).exists(),
                "{page} names {word}, which is not in src/"
            );
        }
    }
}

/// A type that was renamed has its new name in ARCHITECTURE.md too.
#[test]
fn every_type_that_the_architecture_names_is_there() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).expect("the page");
    let sources = sources();
    let words: HashSet<&str> = sources
        .iter()
        .flat_map(|(_, text)| code(text))
        .flat_map(|(_, line)| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let mut named = 0;
    for path in page.split('`').skip(1).step_by(2) {
        let is_type = path.starts_with(|c: char| c.is_ascii_uppercase())
            && path.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ':');
        if is_type {
            named += 1;
            for part in path.split("::") {
                assert!(words.contains(part), "ARCHITECTURE.md names {path}, and src/ has no {part}");
            }
        }
    }
    assert!(named > 10, "{named}");
}

/// Version numbers as Cargo writes them, compared part by part.
fn version(text: &str) -> Vec<u64> {
    let mut parts: Vec<u64> = text.split('.').filter_map(|part| part.parse().ok()).collect();
    parts.resize(3, 0);
    parts
}

/// `rust-version` is at least what every dependency asks for: `cargo install` with that compiler must build.
#[test]
fn no_dependency_asks_for_a_newer_rust_than_the_package() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let metadata = std::process::Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata");
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let newer: Vec<String> = packages
        .iter()
        .filter_map(|package| {
            let wanted = package["rust_version"].as_str()?;
            (version(wanted) > ours)
                .then(|| format!("{} {} asks for {wanted}", package["name"], package["version"]))
        })
        .collect();
    assert!(packages.len() > 20 && newer.is_empty(), "{}", newer.join("\n"));
    // The fuzz targets have a lock file of their own, which `cargo fuzz` would have to change if it were old.
    let lock =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/Cargo.lock")).expect("a lock file");
    let own = packages.iter().find(|package| package["name"] == "uncramp").expect("the package");
    for dependency in own["dependencies"].as_array().expect("dependencies") {
        let name = dependency["name"].as_str().expect("a name");
        assert!(
            !dependency["kind"].is_null() || lock.contains(&format!("name = \"{name}\"\n")),
            "fuzz/Cargo.lock does not know {name}: cargo metadata --manifest-path fuzz/Cargo.toml"
        );
    }
}
