//! Reads the JSON of an export.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::{Value, value::RawValue};

use super::{
    super::{
        export::{SCHEMA, VERSION},
        rows::{self, Cells, shown},
    },
    LineCounter, NumberedRecord,
};
use crate::domain::{Record, RecordKind, clean::clean};

/// The whole file. Its records are parsed one by one, so that an error in one does not affect the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExportFile<'a> {
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
/// The reason why the file is not a diary that this version reads.
pub(super) fn rows(text: &str) -> Result<Vec<NumberedRecord>, String> {
    let wrong = |error: &serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => {
                format!("line {line}, column {column}: the file is not a diary: {}", plain_message(error))
            }
            _ => format!("line {line}, column {column}: the file is not a diary: its JSON is broken here"),
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
        _ => return Err(format!("the file is not a diary: its \"schema\" is not \"{SCHEMA}\"")),
    }
    let file: ExportFile<'_> = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    debug_assert!(file.schema == SCHEMA && file.version <= VERSION, "the head said so");
    let mut lines = LineCounter { text, line: 1, byte: 0 };
    let lists = [
        (RecordKind::Episode, file.episodes),
        (RecordKind::Night, file.nights),
        (RecordKind::Medicine, file.medicines),
        (RecordKind::Check, file.checks),
        (RecordKind::Fact, file.facts),
    ];
    let all = lists.into_iter().flat_map(|(kind, list)| list.into_iter().map(move |raw| (kind, raw.get())));
    Ok(all.map(|(kind, raw)| (lines.of(raw), read(kind, raw))).collect())
}

fn read(kind: RecordKind, raw: &str) -> Result<Record, String> {
    let mut object: Object = serde_json::from_str(raw).map_err(|error| plain_message(&error))?;
    let record = rows::read(kind, &mut object);
    match object.0.first() {
        Some((field, _)) if record.is_ok() => {
            Err(format!("the field {} is not known: take it out, or get a newer uncramp", shown(field)))
        }
        _ => record,
    }
}

/// The fields of a record that have not been taken yet.
struct Object(Vec<(String, Value)>);

impl Cells for Object {
    const IS_TABLE: bool = false;

    fn take(&mut self, field: &'static str) -> Value {
        let at = self.0.iter().position(|(name, _)| name == field);
        at.map_or(Value::Null, |at| self.0.remove(at).1)
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object, M::Error> {
        let mut fields: Vec<(String, Value)> = vec![];
        while let Some((name, value)) = map.next_entry()? {
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(serde::de::Error::custom(format!("duplicate field `{name}`")));
            }
            fields.push((name, value));
        }
        Ok(Object(fields))
    }
}

/// serde's message about a value, in plain words.
fn plain_message(error: &serde_json::Error) -> String {
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
    if said.contains("struct ") { "it is not a record of a diary".to_owned() } else { said }
}
