//! From the text of a book's files to its raw shape: every entry read by itself and laid over what is there already.
//!
//! An entry of a known id takes the place of the one that is there, one of a new id is added, and what a file does not
//! speak of stays. So nothing can be taken away by leaving it out, and a whole book is a book laid over nothing.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use serde::Deserialize;

use super::{
    File, Files,
    clean::clean,
    place::{Places, Problems},
    raw::{self, Raw, Text},
    split,
};
use crate::domain::nearest::nearest;

/// Files larger than this are refused unread; the largest shipped one is a fiftieth of it.
pub(crate) const MAX_BYTES: usize = 4 << 20;
/// The most entries of one list.
const MAX_ENTRIES: usize = 20_000;

/// What was read: the book, where in which file its entries are, and which of them are this book's own.
#[derive(Debug)]
pub(crate) struct Read<'f> {
    pub(crate) raw: Raw<'f>,
    pub(crate) places: AllPlaces<'f>,
    /// As `remedy:massage` or `about:line`: what is not in it was there before.
    pub(crate) own: HashSet<String>,
}

/// The places of every file.
#[derive(Debug, Clone)]
pub(crate) struct AllPlaces<'f> {
    pub(crate) about: Places<'f>,
    pub(crate) causes: Places<'f>,
    pub(crate) symptoms: Places<'f>,
    pub(crate) remedies: Places<'f>,
    pub(crate) routines: Places<'f>,
    pub(crate) figures: Places<'f>,
    pub(crate) signs: Places<'f>,
    pub(crate) regions: Places<'f>,
    pub(crate) diary: Places<'f>,
    pub(crate) sources: Places<'f>,
}

impl<'f> AllPlaces<'f> {
    /// Places in files that have not been read.
    pub(crate) fn new(files: &Files<'f>) -> Self {
        Self {
            about: Places::new(files.about),
            causes: Places::new(files.causes),
            symptoms: Places::new(files.symptoms),
            remedies: Places::new(files.remedies),
            routines: Places::new(files.routines),
            figures: Places::new(files.figures),
            signs: Places::new(files.signs),
            regions: Places::new(files.regions),
            diary: Places::new(files.diary),
            sources: Places::new(files.sources),
        }
    }
}

/// Lays the files over a book; one that is empty says nothing.
pub(crate) fn overlay<'f>(mut raw: Raw<'f>, files: &Files<'f>, problems: &mut Problems) -> Read<'f> {
    let mut own = HashSet::new();
    let mut places = AllPlaces::new(files);
    let mut read = |places: &mut Places<'f>, part: &mut dyn FnMut(&mut Reader<'f, '_>)| {
        let mut reader = Reader { file: places.file(), places, problems, own: &mut own };
        if reader.is_to_be_read() {
            part(&mut reader);
        }
    };
    read(&mut places.about, &mut |reader| about(&mut raw.about, reader));
    read(&mut places.causes, &mut |reader| reader.list(reader.whole(), "cause", &mut raw.causes));
    read(&mut places.symptoms, &mut |reader| reader.list(reader.whole(), "symptom", &mut raw.symptoms));
    read(&mut places.remedies, &mut |reader| reader.list(reader.whole(), "remedy", &mut raw.remedies));
    read(&mut places.routines, &mut |reader| routines(&mut raw.routines, reader));
    read(&mut places.figures, &mut |reader| reader.list(reader.whole(), "figure", &mut raw.figures));
    read(&mut places.signs, &mut |reader| signs(&mut raw.signs, reader));
    read(&mut places.regions, &mut |reader| regions(&mut raw.regions, reader));
    read(&mut places.diary, &mut |reader| diary(&mut raw.diary, reader));
    read(&mut places.sources, &mut |reader| reader.list(reader.whole(), "source", &mut raw.sources));
    Read { raw, places, own }
}

/// What is said of a file over the limit.
pub(crate) fn too_large() -> String {
    format!("the file is larger than {} MiB; split it or make it shorter", MAX_BYTES >> 20)
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// Something of which there are many, told apart by a name.
trait Entry {
    fn id(&self) -> &str;
}

macro_rules! entries {
    ($($shape:ident by $field:ident),* $(,)?) => {
        $(impl Entry for raw::$shape<'_> {
            fn id(&self) -> &str {
                &self.$field
            }
        })*
    };
}

entries!(
    Topic by id, Routine by id, Figure by id, Source by id, Region by code, Set by id, Rule by id, Sign by id, Tag by id,
    Pattern by id,
);

/// One file as it is read.
struct Reader<'f, 'p> {
    file: File<'f>,
    places: &'p mut Places<'f>,
    problems: &'p mut Problems,
    own: &'p mut HashSet<String>,
}

impl<'f> Reader<'f, '_> {
    /// A file that is not there, or holds nothing but comments, says nothing.
    fn is_to_be_read(&mut self) -> bool {
        if self.file.text.len() > MAX_BYTES {
            self.fail(0, too_large());
            return false;
        }
        !split::is_blank(self.file.text, self.whole())
    }

    /// The file but for its byte-order mark.
    fn whole(&self) -> Range<usize> {
        let start = self.file.text.len() - self.file.text.trim_start_matches('\u{feff}').len();
        start..self.file.text.len()
    }

    fn fail(&mut self, byte: usize, what: impl Into<String>) {
        self.problems.push(self.places.at_byte(byte, what.into()));
    }

    /// A value by itself, or a complaint at its place.
    fn value<T: Deserialize<'f>>(&mut self, at: Range<usize>) -> Option<T> {
        let text = self.file.text.get(at.clone())?;
        match options().from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let (offset, what) = explain(&error, text);
                self.fail(at.start + offset, what);
                None
            }
        }
    }

    /// A field of what there is one of: it takes the place of what was there.
    fn put<T: Deserialize<'f>>(&mut self, slot: &mut T, name: &str, at: Range<usize>) {
        self.places.keep(name, at.clone());
        if let Some(value) = self.value(at) {
            *slot = value;
            self.own.insert(name.to_owned());
        }
    }

    /// The fields of a struct of which there is one; those it does not have are complained about.
    fn fields(&mut self, at: Range<usize>, known: &[&'static str]) -> Vec<(&'static str, Range<usize>)> {
        let (found, broken) = split::fields(self.file.text, at);
        if let Some(broken) = broken {
            self.fail(broken.at, broken.what);
        }
        let mut seen = HashSet::new();
        let mut fields = vec![];
        for field in found {
            let name = self.file.text.get(field.name.clone()).unwrap_or_default();
            match known.iter().find(|known| **known == name) {
                Some(known) if seen.insert(*known) => fields.push((*known, field.value)),
                Some(_) => {
                    self.fail(field.name.start, format!("there are two of the field {name}; leave one out"))
                }
                None => self.fail(field.name.start, no_such("field", name, known)),
            }
        }
        fields
    }

    fn items<T: Deserialize<'f>>(&mut self, at: Range<usize>) -> Vec<Range<usize>> {
        let start = at.start;
        let (mut parts, broken) = split::items(self.file.text, at, MAX_ENTRIES);
        if parts.len() > MAX_ENTRIES {
            self.fail(start, format!("there are more than {MAX_ENTRIES} entries; leave some out"));
            return vec![];
        }
        if let Some(broken) = broken {
            // RON knows more closely what is wrong with an entry that has no end.
            let unended = parts.pop_if(|last| last.start == broken.at);
            let before = self.problems.len();
            if let Some(part) = unended {
                self.value::<T>(part);
            }
            if self.problems.len() == before {
                self.fail(broken.at, broken.what);
            }
        }
        parts
    }

    /// The entries of a list, laid over those that are there.
    fn list<T: Entry + Deserialize<'f>>(&mut self, at: Range<usize>, kind: &str, base: &mut Vec<T>) {
        let mut known: HashMap<String, usize> =
            base.iter().enumerate().map(|(i, entry)| (entry.id().to_owned(), i)).collect();
        let mut seen = HashSet::new();
        for part in self.items::<T>(at) {
            let Some(entry) = self.entry::<T>(part, kind, &mut seen) else { continue };
            match known.get(entry.id()).and_then(|i| base.get_mut(*i)) {
                Some(there) => *there = entry,
                None => {
                    known.insert(entry.id().to_owned(), base.len());
                    base.push(entry);
                }
            }
        }
    }

    /// An entry that this file has not had yet.
    fn entry<T: Entry + Deserialize<'f>>(
        &mut self,
        part: Range<usize>,
        kind: &str,
        seen: &mut HashSet<String>,
    ) -> Option<T> {
        let entry = self.value::<T>(part.clone())?;
        let id = entry.id();
        if !self.is_first(kind, id, part, seen) {
            return None;
        }
        Some(entry)
    }

    fn is_first(&mut self, kind: &str, id: &str, part: Range<usize>, seen: &mut HashSet<String>) -> bool {
        let is_first = seen.insert(id.to_owned());
        if is_first {
            self.places.keep(id, part);
            self.own.insert(format!("{kind}:{id}"));
        } else {
            self.fail(part.start, format!("there are two of the {kind} {id:?}; rename one"));
        }
        is_first
    }
}

fn about<'f>(raw: &mut raw::About<'f>, reader: &mut Reader<'f, '_>) {
    let known = ["name", "line", "introduction", "disclaimer", "consult", "origin", "reviewed", "language"];
    for (name, at) in reader.fields(reader.whole(), &known) {
        let key = format!("about:{name}");
        match name {
            "name" => reader.put(&mut raw._name, &key, at),
            "line" => reader.put(&mut raw.line, &key, at),
            "introduction" => reader.put(&mut raw.introduction, &key, at),
            "disclaimer" => reader.put(&mut raw.disclaimer, &key, at),
            "consult" => reader.put(&mut raw.consult, &key, at),
            "origin" => reader.put(&mut raw.origin, &key, at),
            "reviewed" => reader.put(&mut raw.reviewed, &key, at),
            _ => reader.put(&mut raw.language, &key, at),
        }
    }
}

fn routines<'f>(raw: &mut raw::Routines<'f>, reader: &mut Reader<'f, '_>) {
    for (name, at) in reader.fields(reader.whole(), &["before", "advice", "routines"]) {
        match name {
            "before" => reader.put(&mut raw.before, "before", at),
            "advice" => {
                for (name, at) in reader.fields(at, &["sign", "text", "sources"]) {
                    let key = format!("advice:{name}");
                    match name {
                        "sign" => reader.put(&mut raw.advice.sign, &key, at),
                        "text" => reader.put(&mut raw.advice.text, &key, at),
                        _ => reader.put(&mut raw.advice.sources, &key, at),
                    }
                }
            }
            _ => reader.list(at, "routine", &mut raw.routines),
        }
    }
}

fn regions<'f>(raw: &mut raw::Regions<'f>, reader: &mut Reader<'f, '_>) {
    for (name, at) in reader.fields(reader.whole(), &["unset", "checked", "regions"]) {
        match name {
            "unset" => {
                for (name, at) in reader.fields(at, &["emergency", "urgent", "note"]) {
                    let key = format!("unset:{name}");
                    match name {
                        "emergency" => reader.put(&mut raw.unset.emergency, &key, at),
                        "urgent" => reader.put(&mut raw.unset.urgent, &key, at),
                        _ => reader.put(&mut raw.unset.note, &key, at),
                    }
                }
            }
            "checked" => reader.put(&mut raw.checked, "checked", at),
            _ => reader.list(at, "region", &mut raw.regions),
        }
    }
}

fn diary<'f>(raw: &mut raw::Diary<'f>, reader: &mut Reader<'f, '_>) {
    let known = ["tried", "before", "also", "patterns", "programme", "report"];
    for (name, at) in reader.fields(reader.whole(), &known) {
        match name {
            "tried" => reader.list(at, name, &mut raw.tried),
            "before" => reader.list(at, name, &mut raw.before),
            "also" => reader.list(at, name, &mut raw.also),
            "patterns" => reader.list(at, "pattern", &mut raw.patterns),
            "programme" => {
                for (name, at) in reader.fields(at, &["routine", "nights", "sources"]) {
                    let key = format!("programme:{name}");
                    match name {
                        "routine" => reader.put(&mut raw.programme.routine, &key, at),
                        "nights" => reader.put(&mut raw.programme.nights, &key, at),
                        _ => reader.put(&mut raw.programme.sources, &key, at),
                    }
                }
            }
            _ => {
                for (name, at) in reader.fields(at, &["recorded", "questions", "tests", "sources"]) {
                    let key = format!("report:{name}");
                    match name {
                        "recorded" => reader.put(&mut raw.report.recorded, &key, at),
                        "questions" => reader.put(&mut raw.report.questions, &key, at),
                        "tests" => reader.put(&mut raw.report.tests, &key, at),
                        _ => reader.put(&mut raw.report.sources, &key, at),
                    }
                }
            }
        }
    }
}

fn signs<'f>(raw: &mut raw::Signs<'f>, reader: &mut Reader<'f, '_>) {
    let known = ["intro", "groups", "sets", "rules", "not_now", "results"];
    for (name, at) in reader.fields(reader.whole(), &known) {
        match name {
            "intro" => reader.put(&mut raw.intro, "intro", at),
            "groups" => groups(&mut raw.groups, at, reader),
            "sets" => reader.list(at, "set", &mut raw.sets),
            "rules" => reader.list(at, "rule", &mut raw.rules),
            "not_now" => not_now(&mut raw.not_now, at, reader),
            _ => {
                let known = ["emergency", "same_day", "appointment", "none", "incomplete"];
                for (name, at) in reader.fields(at, &known) {
                    let text = match name {
                        "emergency" => &mut raw.results.emergency,
                        "same_day" => &mut raw.results.same_day,
                        "appointment" => &mut raw.results.appointment,
                        "none" => &mut raw.results.none,
                        _ => &mut raw.results.incomplete,
                    };
                    result(text, name, at, reader);
                }
            }
        }
    }
}

fn result<'f>(raw: &mut raw::ResultText<'f>, result: &str, at: Range<usize>, reader: &mut Reader<'f, '_>) {
    reader.places.keep(&format!("result:{result}"), at.clone());
    for (name, at) in reader.fields(at, &["label", "heading", "action", "say_intro", "after"]) {
        let key = format!("result:{result}:{name}");
        match name {
            "label" => reader.put(&mut raw.label, &key, at),
            "heading" => reader.put(&mut raw.heading, &key, at),
            "action" => reader.put(&mut raw.action, &key, at),
            "say_intro" => reader.put(&mut raw.say_intro, &key, at),
            _ => reader.put(&mut raw.after, &key, at),
        }
    }
}

/// What is added comes first, so that its words are those that are said.
fn not_now<'f>(raw: &mut Vec<raw::NotNow<'f>>, at: Range<usize>, reader: &mut Reader<'f, '_>) {
    let mut added = vec![];
    for part in reader.items::<raw::NotNow>(at) {
        let Some(entry) = reader.value::<raw::NotNow>(part.clone()) else { continue };
        if raw.contains(&entry) {
            continue;
        }
        let name = format!("not_now:{}", added.len());
        reader.places.keep(&name, part);
        reader.own.insert(name);
        added.push(entry);
    }
    raw.splice(0..0, added);
}

/// Groups by their ids, and within them signs by theirs. A sign stays in the group that it is in.
fn groups<'f>(raw: &mut Vec<raw::Group<'f>>, at: Range<usize>, reader: &mut Reader<'f, '_>) {
    let homes: HashMap<String, (usize, usize)> = raw
        .iter()
        .enumerate()
        .flat_map(|(g, group)| {
            group.signs.iter().enumerate().map(move |(s, sign)| (sign.id.to_string(), (g, s)))
        })
        .collect();
    let (mut seen_groups, mut seen_signs) = (HashSet::new(), HashSet::new());
    let mut added: Vec<raw::Group> = vec![];
    for part in reader.items::<raw::Group>(at) {
        let fields = reader.fields(part.clone(), &["id", "title", "signs"]);
        let find = |wanted: &str| fields.iter().find(|(name, _)| *name == wanted).map(|(_, at)| at.clone());
        let Some(id_at) = find("id") else {
            reader.fail(part.start, "the field id is missing here; add it");
            continue;
        };
        let Some(id) = reader.value::<Text>(id_at) else { continue };
        if !reader.is_first("group", &id, part, &mut seen_groups) {
            continue;
        }
        let title: Option<Text> = find("title").and_then(|at| reader.value(at));
        let home = raw.iter().position(|group| group.id == id);
        let mut fresh = vec![];
        for part in find("signs").map(|at| reader.items::<raw::Sign>(at)).unwrap_or_default() {
            let start = part.start;
            let Some(sign) = reader.entry::<raw::Sign>(part, "sign", &mut seen_signs) else { continue };
            match homes.get(sign.id()) {
                None => fresh.push(sign),
                Some((g, s)) if home == Some(*g) => {
                    if let Some(there) = raw.get_mut(*g).and_then(|group| group.signs.get_mut(*s)) {
                        *there = sign;
                    }
                }
                Some((g, _)) => {
                    let theirs = raw.get(*g).map_or("", |group| &*group.id);
                    let what = format!("the sign {:?} is in the group {theirs:?}; leave it there", &*sign.id);
                    reader.fail(start, what);
                }
            }
        }
        match home.and_then(|home| raw.get_mut(home)) {
            Some(group) => {
                if let Some(title) = title {
                    group.title = title;
                } else {
                    // Reworded signs alone do not make the heading this book's own.
                    reader.own.remove(&format!("group:{}", &*id));
                }
                group.signs.extend(fresh);
            }
            None => added.push(raw::Group { id, title: title.unwrap_or_default(), signs: fresh }),
        }
    }
    // The most serious come first: a group stands after those that are as serious. A book laid over nothing says itself.
    let is_whole = raw.is_empty();
    for group in added {
        let is_as_serious = |other: &raw::Group| seriousness(other) >= seriousness(&group);
        let after =
            if is_whole { raw.len() } else { raw.iter().rposition(is_as_serious).map_or(0, |i| i + 1) };
        raw.insert(after, group);
    }
}

fn seriousness(group: &raw::Group) -> u8 {
    let rank = |sign: &raw::Sign| match sign.tier {
        raw::Tier::Emergency => 3,
        raw::Tier::SameDay => 2,
        raw::Tier::Appointment => 1,
        raw::Tier::Context => 0,
    };
    group.signs.iter().map(rank).max().unwrap_or(0)
}

/// What RON says of an entry, in our words, with the byte of the entry that it is about.
fn explain(error: &ron::error::SpannedError, text: &str) -> (usize, String) {
    let at = byte_of(text, error.span.start.line, error.span.start.col);
    // RON stands behind a name that it does not know.
    let back = |name: &str| {
        let end = text.len().min(at + name.len());
        text.get(..end).and_then(|before| before.rfind(name)).or_else(|| text.find(name)).unwrap_or(at)
    };
    match &error.code {
        ron::Error::MissingStructField { field, .. } => {
            (0, format!("the field {field} is missing in what begins here; add it"))
        }
        ron::Error::NoSuchStructField { expected, found, .. } => {
            (back(found), no_such("field", found, expected))
        }
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            (back(found), no_such("word", found, expected))
        }
        ron::Error::DuplicateStructField { field, .. } => {
            (at, format!("there are two of the field {field}; leave one out"))
        }
        ron::Error::ExceededRecursionLimit => {
            (at, "this is nested too deeply; take brackets or repeats out".to_owned())
        }
        other => (at, clean(&other.to_string())),
    }
}

fn no_such(kind: &str, found: &str, known: &[&str]) -> String {
    let near = nearest(found, known.iter().copied());
    let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let found = clean(found);
    format!("{found:?} is no {kind} that can stand here{near} (one of {})", known.join(", "))
}

/// The byte at a line and a column, both from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let offset = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    start + offset
}
