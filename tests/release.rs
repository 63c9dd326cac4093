//! The installers of a release agree with the package and with the archives that `tools/release` makes.

#![expect(clippy::disallowed_methods, reason = "this reads the files of a release")]

use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// The archives that an installer names.
fn archives(installer: &str) -> BTreeSet<String> {
    installer
        .split(['"', '\'', '/', ' ', '\n'])
        .filter(|word| word.starts_with("uncramp-") && (word.ends_with(".tar.gz") || word.ends_with(".zip")))
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn the_installers_fetch_this_version_for_every_system() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let targets = Command::new(root.join("tools/cross"))
        .arg("targets")
        .env("CROSS_DIR", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("tools/cross");
    let released: BTreeSet<String> = String::from_utf8_lossy(&targets.stdout)
        .split_whitespace()
        .map(|target| {
            format!("uncramp-{target}.{}", if target.contains("windows") { "zip" } else { "tar.gz" })
        })
        .collect();
    assert_eq!(released.len(), 6, "{released:?}");

    let repository = match env!("CARGO_PKG_REPOSITORY") {
        "" => "https://github.com/OWNER/uncramp",
        repository => repository,
    };
    let address = format!("{repository}/releases/download/v{}", env!("CARGO_PKG_VERSION"));
    let mut fetched = BTreeSet::new();
    for name in ["uncramp-installer.sh", "uncramp-installer.ps1"] {
        let installer = fs::read_to_string(root.join("dist/installers").join(name)).expect(name);
        assert!(installer.contains(&address), "{name} does not fetch from {address}: run tools/installers");
        fetched.append(&mut archives(&installer));
    }
    assert_eq!(
        fetched, released,
        "run tools/installers, or bring dist-workspace.toml and tools/cross into line"
    );
}
