//! Every input that is kept in `fuzz/seeds/`, those that once broke something among them, through the functions that the
//! fuzz targets call.

#![expect(clippy::disallowed_methods, reason = "the inputs are read")]
#![expect(clippy::expect_used, reason = "a test that cannot read its inputs has failed")]
#![expect(clippy::print_stdout, reason = "what is run is named, and shown where it fails")]

use std::{fs, path::Path};

use uncramp::fuzz;

/// Every input of a target, named before it is run so that one that fails says which it is.
fn each(target: &str, run: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the folder of the target") {
        let path = entry.expect("an input").path();
        println!("{}", path.display());
        run(&fs::read(&path).expect("an input"));
        count += 1;
    }
    assert!(count > 0, "{} has no input", folder.display());
}

/// Once with a diary and once without.
fn with_and_without(input: &[u8], run: impl Fn(&[u8], Option<&Path>)) {
    let folder = tempfile::tempdir().expect("a folder");
    run(input, Some(folder.path()));
    run(input, None);
}

#[test]
fn own_routines() {
    each("routines", fuzz::routines);
}

#[test]
fn imports() {
    each("import", fuzz::import);
}

#[test]
fn texts() {
    each("text", fuzz::text);
}

#[test]
fn settings() {
    each("settings", fuzz::settings);
}

#[test]
fn keys() {
    each("keys", |input| with_and_without(input, fuzz::keys));
}

#[test]
fn conversations() {
    each("talk", |input| with_and_without(input, fuzz::talk));
}
