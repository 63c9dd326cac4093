//! From the raw shapes to the domain's: every reference resolved, every limit checked.

use std::collections::{HashMap, HashSet};

mod checklist;
mod diary;
mod figures;
mod routines;

use super::{
    Files,
    check::{is_code, is_id},
    place::{Places, Problems},
    raw::{self, Raw, Text},
    read::AllPlaces,
};
use crate::domain::{
    book::{About, Book, Link, Shelf, Source, Topic, When},
    evidence::{Evidence, Grade, Origin},
    nearest::nearest,
    region::{Region, Regions},
};

/// Builds the book; what is wrong is reported and left out.
pub(crate) fn lower(raw: &Raw, files: &AllPlaces<'_>, problems: &mut Problems) -> Book {
    let (targets, sources) = (targets(raw), source_ids(raw));
    build(Lower { problems, raw, places: files, targets, sources, trusted: false }, files)
}

/// Builds a book that is known to be sound: what only complains is left undone.
pub(crate) fn lower_trusted(raw: &Raw) -> Book {
    let (targets, sources) = (targets(raw), HashSet::new());
    let places = AllPlaces::new(&Files::NOWHERE);
    let lower =
        Lower { problems: &mut Problems::default(), raw, places: &places, targets, sources, trusted: true };
    build(lower, &places)
}

fn build(mut lower: Lower<'_>, files: &AllPlaces<'_>) -> Book {
    let raw = lower.raw;
    let sources = lower.sources(&raw.sources, &files.sources);
    let (checklist, advice) = lower.checklist(raw, files);
    Book {
        about: lower.about(&raw.about, &files.about),
        causes: lower.topics(Shelf::Causes, &raw.causes, &files.causes),
        symptoms: lower.topics(Shelf::Symptoms, &raw.symptoms, &files.symptoms),
        remedies: lower.topics(Shelf::Remedies, &raw.remedies, &files.remedies),
        stretches: lower.stretches(raw, advice, files),
        checklist,
        sources,
        regions: lower.regions(&raw.regions, &files.regions),
        diary: lower.diary(&raw.diary, &files.diary),
    }
}

/// So many complaints come with the name that was perhaps meant.
const COMPARED: usize = 100;

struct Lower<'r> {
    problems: &'r mut Problems,
    raw: &'r Raw<'r>,
    places: &'r AllPlaces<'r>,
    /// Where every link there could be leads.
    targets: HashMap<(Kind, &'r str), Link>,
    /// The ids of the sources; of no use, and not gathered, where the book is trusted.
    sources: HashSet<&'r str>,
    /// Whether a test has found it sound already.
    trusted: bool,
}

/// The word before the colon of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Cause,
    Symptom,
    Remedy,
    Routine,
    Sign,
}

impl Kind {
    const ALL: [(&'static str, Self); 5] = [
        ("cause", Self::Cause),
        ("symptom", Self::Symptom),
        ("remedy", Self::Remedy),
        ("routine", Self::Routine),
        ("sign", Self::Sign),
    ];
}

fn targets<'r>(raw: &'r Raw<'_>) -> HashMap<(Kind, &'r str), Link> {
    let shelves = [
        (Kind::Cause, Shelf::Causes, &raw.causes),
        (Kind::Symptom, Shelf::Symptoms, &raw.symptoms),
        (Kind::Remedy, Shelf::Remedies, &raw.remedies),
    ];
    let mut found = HashMap::new();
    for (kind, shelf, topics) in shelves {
        let links = topics.iter().enumerate();
        found.extend(links.map(|(i, topic)| ((kind, &*topic.id), Link::Topic(shelf, i))));
    }
    let routines = raw.routines.routines.iter().enumerate();
    found.extend(routines.map(|(i, routine)| ((Kind::Routine, &*routine.id), Link::Routine(i))));
    found.extend(signs(raw).enumerate().map(|(i, sign)| ((Kind::Sign, &*sign.id), Link::Sign(i))));
    found
}

fn source_ids<'r>(raw: &'r Raw<'_>) -> HashSet<&'r str> {
    raw.sources.iter().map(|source| &*source.id).collect()
}

impl Lower<'_> {
    /// Where a link such as `remedy:massage` leads.
    fn target(&self, link: &str) -> Option<Link> {
        let (word, id) = link.split_once(':')?;
        let (_, kind) = Kind::ALL.into_iter().find(|(known, _)| *known == word)?;
        self.targets.get(&(kind, id)).copied()
    }

    fn is_sign(&self, id: &str) -> bool {
        self.targets.contains_key(&(Kind::Sign, id))
    }

    /// The nearest known name, as the end of a complaint. After many complaints it is looked for no more: ten thousand
    /// wrong names among ten thousand known ones would take minutes.
    fn near<'n>(&self, name: &str, known: impl Iterator<Item = &'n str>) -> String {
        let near = if self.problems.len() < COMPARED { nearest(name, known) } else { None };
        near.map_or_else(String::new, |near| format!("; did you mean {near:?}?"))
    }

    fn near_link(&self, link: &str) -> String {
        let known = if self.problems.len() < COMPARED { self.known_links() } else { vec![] };
        self.near(link, known.iter().map(String::as_str))
    }

    /// Every link there could be, for "did you mean".
    fn known_links(&self) -> Vec<String> {
        let words =
            |kind| Kind::ALL.into_iter().find(|(_, other)| *other == kind).map_or("", |(word, _)| word);
        let mut known: Vec<String> =
            self.targets.keys().map(|(kind, id)| format!("{}:{id}", words(*kind))).collect();
        known.sort();
        known
    }

    fn sources(&mut self, raw: &[raw::Source], places: &Places<'_>) -> Vec<Source> {
        self.codes(raw.iter().map(|source| &*source.id), places, "source");
        for source in raw.iter().filter(|source| source.cite.is_empty()) {
            self.problems.push(places.within(
                &source.id,
                &source.id,
                format!("source {:?} needs its cite", source.id),
            ));
        }
        let lower = |source: &raw::Source| Source {
            id: own(&source.id),
            cite: own(&source.cite),
            url: source.url.as_ref().map(own),
        };
        raw.iter().map(lower).collect()
    }

    fn about(&mut self, raw: &raw::About, places: &Places<'_>) -> About {
        let parts = [
            ("introduction", &raw.introduction),
            ("disclaimer", &raw.disclaimer),
            ("consult", &raw.consult),
            ("origin", &raw.origin),
        ];
        let empty = parts.into_iter().filter(|(_, part)| cleaned(part).is_empty()).map(|(name, _)| name);
        let line = raw.line.is_empty().then_some("line");
        for name in line.into_iter().chain(empty) {
            self.problems.push(places.within(
                &format!("about:{name}"),
                name,
                format!("{name} is empty; it must be there"),
            ));
        }
        About {
            line: own(&raw.line),
            introduction: cleaned(&raw.introduction),
            disclaimer: cleaned(&raw.disclaimer),
            consult: cleaned(&raw.consult),
            origin: cleaned(&raw.origin),
            reviewed: self.date("about:reviewed", &raw.reviewed, places),
        }
    }

    fn topics(&mut self, shelf: Shelf, raw: &[raw::Topic], places: &Places<'_>) -> Vec<Topic> {
        self.ids(raw.iter().map(|topic| &*topic.id), places, shelf.word());
        raw.iter().map(|topic| self.topic(shelf, topic, places)).collect()
    }

    fn topic(&mut self, shelf: Shelf, raw: &raw::Topic, places: &Places<'_>) -> Topic {
        let id = &*raw.id;
        let mut miss = |what: &str| self.problems.push(places.within(id, id, format!("{id}: {what}")));
        if own(&raw.title).is_empty() || own(&raw.summary).is_empty() || cleaned(&raw.text).is_empty() {
            miss("a topic needs a title, a summary and a text");
        }
        if raw.sources.is_empty() {
            miss("a topic needs at least one source");
        }
        if shelf == Shelf::Remedies {
            let has_stop = raw.stop.as_ref().is_some_and(|stop| !own(stop).is_empty());
            if cleaned(&raw.cautions).is_empty() || cleaned(&raw.avoid).is_empty() || !has_stop {
                miss("a remedy needs cautions, who should avoid it, and when to stop");
            }
            if raw.when.is_empty() != raw.warning {
                miss(
                    "a remedy has to say when it applies (when: [during]), unless it is there to warn (warning: true)",
                );
            }
        }
        let mut see = vec![];
        for link in &raw.see {
            match self.target(link) {
                Some(target) => see.push(target),
                None => {
                    let near = self.near_link(link);
                    self.problems.push(places.within(
                        id,
                        link,
                        format!("{id} links to {link:?}, which is not in the book{near}"),
                    ));
                }
            }
        }
        Topic {
            id: id.to_owned(),
            title: own(&raw.title),
            summary: own(&raw.summary),
            origin: origin(raw.origin),
            text: cleaned(&raw.text),
            tonight: raw.tonight.as_ref().map(own),
            when: raw.when.iter().map(|when| self::when(*when)).collect(),
            avoid: cleaned(&raw.avoid),
            cautions: cleaned(&raw.cautions),
            stop: raw.stop.as_ref().map(own),
            warning: raw.warning,
            evidence: evidence(&raw.evidence),
            sources: self.known_sources(id, &raw.sources, places),
            reviewed: self.date(id, &raw.reviewed, places),
            see,
        }
    }

    fn regions(&mut self, raw: &raw::Regions, places: &Places<'_>) -> Regions {
        self.codes(raw.regions.iter().map(|region| &*region.code), places, "region");
        self.names_of_regions(&raw.regions, places);
        let region = |lower: &mut Self, region: &raw::Region| {
            let is_number =
                |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == ' ');
            if !is_number(&region.emergency) {
                let what = format!("region {:?} needs one emergency number, digits only", region.code);
                lower.problems.push(places.within(&region.code, &region.emergency, what));
            }
            Region {
                code: own(&region.code),
                also: cleaned(&region.also),
                name: own(&region.name),
                emergency: own(&region.emergency),
                emergency_also: region.emergency_also.as_ref().map(own),
                urgent: region.urgent.as_ref().map(own),
                note: own(&region.note),
                sources: lower.known_sources(&region.code, &region.sources, places),
            }
        };
        Regions {
            unset_emergency: own(&raw.unset.emergency),
            unset_urgent: own(&raw.unset.urgent),
            unset_note: own(&raw.unset.note),
            checked: self.date("checked", &raw.checked, places),
            all: raw.regions.iter().map(|r| region(self, r)).collect(),
        }
    }

    /// A region is found by its code, its name and its other codes, in any case of letters: each leads to one.
    fn names_of_regions(&mut self, raw: &[raw::Region], places: &Places<'_>) {
        if self.trusted {
            return;
        }
        let mut taken: HashMap<String, &str> = HashMap::new();
        for region in raw {
            for name in [&region.code, &region.name].into_iter().chain(&region.also) {
                let first = *taken.entry(name.to_lowercase()).or_insert(&region.code);
                if name.is_empty() || first != &*region.code {
                    let what = if name.is_empty() {
                        format!("region {:?} needs a name, and none of its names may be empty", region.code)
                    } else {
                        format!(
                            "region {:?} is called {name:?}, and so is {first:?}; rename one",
                            region.code
                        )
                    };
                    self.problems.push(places.within(&region.code, name, what));
                }
            }
        }
    }

    fn known_sources(&mut self, id: &str, list: &[Text], places: &Places<'_>) -> Vec<String> {
        if self.trusted {
            return list.iter().map(own).collect();
        }
        for source in list {
            if !self.sources.contains(&**source) {
                let near = self.near(source, self.sources.iter().copied());
                let what = format!("the source {source:?} is not in sources.ron{near}");
                self.problems.push(places.within(id, source, what));
            }
        }
        list.iter().filter(|source| self.sources.contains(&***source)).map(own).collect()
    }

    fn date(&mut self, id: &str, text: &str, places: &Places<'_>) -> String {
        if !self.trusted && text.parse::<jiff::civil::Date>().is_err() {
            let what = format!("{text:?} is not a date; write it as 2026-11-22");
            self.problems.push(places.within(id, text, what));
        }
        text.to_owned()
    }

    /// Ids that people type, and that scripts use.
    fn ids<'i>(&mut self, ids: impl Iterator<Item = &'i str>, places: &Places<'_>, kind: &str) {
        if self.trusted {
            return;
        }
        for id in ids.filter(|id| !is_id(id)) {
            let what =
                format!("{kind} id {id:?}: use lower-case letters, digits and hyphens, a letter first");
            self.problems.push(places.within(id, id, what));
        }
    }

    /// Short names in any case of letters: of sources and of regions.
    fn codes<'i>(&mut self, codes: impl Iterator<Item = &'i str>, places: &Places<'_>, kind: &str) {
        if self.trusted {
            return;
        }
        for code in codes.filter(|code| !is_code(code)) {
            let what = format!("{kind} {code:?}: use letters, digits and hyphens, a letter first");
            self.problems.push(places.within(code, code, what));
        }
    }
}

fn own(text: &Text) -> String {
    text.to_string()
}

/// The lines that say anything.
fn cleaned(lines: &[Text]) -> Vec<String> {
    lines.iter().filter(|line| !line.is_empty()).map(own).collect()
}

/// Every sign, in the order of their groups.
fn signs<'r>(raw: &'r Raw<'r>) -> impl Iterator<Item = &'r raw::Sign<'r>> {
    raw.signs.groups.iter().flat_map(|group| &group.signs)
}

fn evidence(raw: &raw::Evidence) -> Evidence {
    let grade = |grade: &raw::Grade| match grade {
        raw::Grade::Guideline => Grade::Guideline,
        raw::Grade::SystematicReview => Grade::SystematicReview,
        raw::Grade::Trial => Grade::Trial,
        raw::Grade::Observational => Grade::Observational,
        raw::Grade::Laboratory => Grade::Laboratory,
        raw::Grade::Expert => Grade::Expert,
        raw::Grade::Tradition => Grade::Tradition,
    };
    Evidence { grades: raw.grades.iter().map(grade).collect(), words: own(&raw.words) }
}

fn origin(raw: raw::Origin) -> Origin {
    match raw {
        raw::Origin::Source => Origin::Source,
        raw::Origin::Added => Origin::Added,
    }
}

fn when(raw: raw::When) -> When {
    match raw {
        raw::When::During => When::During,
        raw::When::After => When::After,
        raw::When::Prevent => When::Prevent,
    }
}
