//! Reads the JSON of an export.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    super::{
        export::{SCHEMA, VERSION},
        rows::{ImportRow, shown},
    },
    Lines, NumberedRow,
};
use crate::domain::clean::clean;

/// The whole file. Its records are parsed one by one, so that a wrong one spoils no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    schema: String,
    version: u64,
    #[serde(borrow, default)]
    episodes: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    nights: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    medicines: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    checks: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    facts: Vec<&'a RawValue>,
}

/// The fields that tell which version the file is.
#[derive(Deserialize)]
struct Head {
    schema: Option<String>,
    version: Option<u64>,
}

/// The records of a JSON file.
///
/// # Errors
/// The reason why the file is no diary that this version reads.
pub(super) fn rows(text: &str) -> Result<Vec<NumberedRow>, String> {
    let wrong = |error: &serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => {
                format!("line {line}, column {column}: the file is no diary: {}", in_our_words(error))
            }
            _ => format!("line {line}, column {column}: the file is no diary: its JSON is broken here"),
        }
    };
    // The version is checked first: a field that a newer version has added is no mistake.
    let head: Head = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    match (head.schema.as_deref(), head.version) {
        (Some(SCHEMA), Some(1..=VERSION)) => {}
        (Some(SCHEMA), Some(newer)) if newer > VERSION => {
            return Err(format!(
                "the file is version {newer} and this program reads up to {VERSION}: get a newer uncramp"
            ));
        }
        (Some(SCHEMA), _) => return Err(format!("the file has no version: give \"version\": {VERSION}")),
        _ => return Err(format!("the file is no diary: its \"schema\" is not \"{SCHEMA}\"")),
    }
    let file: File<'_> = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    debug_assert!(file.schema == SCHEMA && file.version <= VERSION, "the head said so");
    let mut lines = Lines { text, line: 1, byte: 0 };
    let mut rows = vec![];
    rows.extend(read(&file.episodes, &mut lines, |row| ImportRow::Episode(Box::new(row))));
    rows.extend(read(&file.nights, &mut lines, ImportRow::Night));
    rows.extend(read(&file.medicines, &mut lines, ImportRow::Medicine));
    rows.extend(read(&file.checks, &mut lines, ImportRow::Check));
    rows.extend(read(&file.facts, &mut lines, ImportRow::Fact));
    Ok(rows)
}

fn read<'a, T: Deserialize<'a>>(
    raw: &[&'a RawValue],
    lines: &mut Lines<'_>,
    row: impl Fn(T) -> ImportRow,
) -> Vec<NumberedRow> {
    let read = |raw: &&'a RawValue| {
        // serde also accepts a list of values in the order of the fields.
        let parsed = match raw.get().starts_with('[') {
            true => Err("it is a list and no record".to_owned()),
            false => serde_json::from_str(raw.get()).map(&row).map_err(|error| in_our_words(&error)),
        };
        (lines.of(raw.get()), parsed)
    };
    raw.iter().map(read).collect()
}

/// serde's message about a value, in plain words.
fn in_our_words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = clean(said.split(" at line ").next().unwrap_or(&said));
    let quoted = |text: &str| text.split('`').nth(1).map(shown);
    if let Some(field) = said.strip_prefix("unknown field").and_then(quoted) {
        return format!("the field {field} is not known: take it out, or get a newer uncramp");
    }
    if let Some(field) = said.strip_prefix("missing field").and_then(quoted) {
        return format!("the field {field} is missing");
    }
    if let Some(field) = said.strip_prefix("duplicate field").and_then(quoted) {
        return format!("the field {field} is there twice");
    }
    if let Some((found, wanted)) =
        said.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let wanted = if wanted.starts_with("struct") { "a record" } else { wanted };
        return format!("it holds {found} where {wanted} is wanted");
    }
    // Other messages of serde may name types of our code.
    if said.contains("struct ") { "it is no record of a diary".to_owned() } else { said }
}
