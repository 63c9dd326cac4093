//! From the raw shapes to the domain's: every reference resolved, every limit checked.

use std::collections::HashMap;

mod checklist;
mod diary;
mod figures;
mod routines;

use super::{
    Files, Problem,
    check::is_id,
    place::Places,
    raw::{self, Raw, Text},
};
use crate::domain::{
    book::{About, Book, Link, Shelf, Source, Topic, When},
    evidence::{Evidence, Grade, Origin},
    region::{Region, Regions},
};

/// Builds the book; what is wrong is reported and left out.
pub(crate) fn lower(raw: &Raw, files: &Files<'_>, problems: &mut Vec<Problem>) -> Book {
    build(Lower { problems, raw, trusted: false }, files)
}

/// Builds a book that is known to be sound: what only complains is left undone.
pub(crate) fn lower_trusted(raw: &Raw) -> Book {
    build(Lower { problems: &mut vec![], raw, trusted: true }, &Files::NOWHERE)
}

fn build(mut lower: Lower<'_>, files: &Files<'_>) -> Book {
    let raw = lower.raw;
    let sources = lower.sources(&raw.sources, Places::new(files.sources));
    let (checklist, advice) = lower.checklist(raw, files);
    Book {
        about: lower.about(&raw.about, Places::new(files.about)),
        causes: lower.topics(Shelf::Causes, &raw.causes, Places::new(files.causes)),
        symptoms: lower.topics(Shelf::Symptoms, &raw.symptoms, Places::new(files.symptoms)),
        remedies: lower.topics(Shelf::Remedies, &raw.remedies, Places::new(files.remedies)),
        stretches: lower.stretches(raw, advice, files),
        checklist,
        sources,
        regions: lower.regions(&raw.regions, Places::new(files.regions)),
        diary: lower.diary(&raw.diary, Places::new(files.diary)),
    }
}

struct Lower<'r> {
    problems: &'r mut Vec<Problem>,
    raw: &'r Raw,
    /// Whether a test has found it sound already.
    trusted: bool,
}

impl Lower<'_> {
    /// Where a link such as `remedy:massage` leads.
    fn target(&self, link: &str) -> Option<Link> {
        let (kind, id) = link.split_once(':')?;
        let topic = |shelf, topics: &[raw::Topic]| {
            topics.iter().position(|topic| *topic.id == *id).map(|i| Link::Topic(shelf, i))
        };
        match kind {
            "cause" => topic(Shelf::Causes, &self.raw.causes),
            "symptom" => topic(Shelf::Symptoms, &self.raw.symptoms),
            "remedy" => topic(Shelf::Remedies, &self.raw.remedies),
            "routine" => self.raw.routines.routines.iter().position(|r| *r.id == *id).map(Link::Routine),
            "sign" => signs(self.raw).position(|sign| *sign.id == *id).map(Link::Sign),
            _ => None,
        }
    }

    /// Every link there could be, for "did you mean".
    fn targets(&self) -> Vec<String> {
        let shelves = [&self.raw.causes, &self.raw.symptoms, &self.raw.remedies];
        let topics = Shelf::ALL.into_iter().zip(shelves).flat_map(|(shelf, topics)| {
            topics.iter().map(move |topic| format!("{}:{}", shelf.word(), &*topic.id))
        });
        let routines = self.raw.routines.routines.iter().map(|routine| format!("routine:{}", &*routine.id));
        topics.chain(routines).chain(signs(self.raw).map(|sign| format!("sign:{}", &*sign.id))).collect()
    }

    fn sources(&mut self, raw: &[raw::Source], places: Places<'_>) -> Vec<Source> {
        self.unique(raw.iter().map(|source| &*source.id), places, "source");
        let lower = |source: &raw::Source| Source {
            id: own(&source.id),
            cite: own(&source.cite),
            url: source.url.as_ref().map(own),
        };
        raw.iter().map(lower).collect()
    }

    fn about(&mut self, raw: &raw::About, places: Places<'_>) -> About {
        let parts = [
            ("introduction", &raw.introduction),
            ("disclaimer", &raw.disclaimer),
            ("consult", &raw.consult),
            ("origin", &raw.origin),
        ];
        for (name, part) in parts {
            if cleaned(part).is_empty() {
                self.problems.push(places.within("", name, format!("{name} is empty; it must be there")));
            }
        }
        if own(&raw.line).is_empty() {
            self.problems.push(places.within(
                "",
                "line",
                "the one-line disclaimer is empty; it must be there".into(),
            ));
        }
        About {
            line: own(&raw.line),
            introduction: cleaned(&raw.introduction),
            disclaimer: cleaned(&raw.disclaimer),
            consult: cleaned(&raw.consult),
            origin: cleaned(&raw.origin),
            reviewed: self.date("", &raw.reviewed, places),
        }
    }

    fn topics(&mut self, shelf: Shelf, raw: &[raw::Topic], places: Places<'_>) -> Vec<Topic> {
        self.unique_ids(raw.iter().map(|topic| &*topic.id), places, shelf.word());
        raw.iter().map(|topic| self.topic(shelf, topic, places)).collect()
    }

    fn topic(&mut self, shelf: Shelf, raw: &raw::Topic, places: Places<'_>) -> Topic {
        let id = &*raw.id;
        let mut miss = |what: &str| self.problems.push(places.within(id, id, format!("{id}: {what}")));
        if own(&raw.title).is_empty() || own(&raw.summary).is_empty() || cleaned(&raw.text).is_empty() {
            miss("a topic needs a title, a summary and a text");
        }
        if raw.sources.is_empty() {
            miss("a topic needs at least one source");
        }
        if shelf == Shelf::Remedies {
            if cleaned(&raw.cautions).is_empty() || cleaned(&raw.avoid).is_empty() || raw.stop.is_none() {
                miss("a remedy needs cautions, who should avoid it, and when to stop");
            }
            if raw.when.is_empty() != raw.warning {
                miss("a remedy says when it applies, and a warning does not");
            }
        }
        let mut see = vec![];
        for link in &raw.see {
            match self.target(link) {
                Some(target) => see.push(target),
                None => {
                    let known = self.targets();
                    let near = nearest(link, known.iter().map(String::as_str));
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

    fn regions(&mut self, raw: &raw::Regions, places: Places<'_>) -> Regions {
        self.unique(raw.regions.iter().map(|region| &*region.code), places, "region");
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
            checked: self.date("", &raw.checked, places),
            all: raw.regions.iter().map(|r| region(self, r)).collect(),
        }
    }

    fn has_source(&self, id: &str) -> bool {
        self.raw.sources.iter().any(|source| *source.id == *id)
    }

    fn known_sources(&mut self, id: &str, list: &[Text], places: Places<'_>) -> Vec<String> {
        if self.trusted {
            return list.iter().map(own).collect();
        }
        for source in list {
            if !self.has_source(source) {
                let what = format!("{id}: the source {source:?} is not in sources.ron");
                self.problems.push(places.within(id, source, what));
            }
        }
        list.iter().filter(|source| self.has_source(source)).map(own).collect()
    }

    fn date(&mut self, id: &str, text: &str, places: Places<'_>) -> String {
        if !self.trusted && text.parse::<jiff::civil::Date>().is_err() {
            let what = format!("{text:?} is not a date; write it as 2026-11-22");
            self.problems.push(places.within(id, text, what));
        }
        text.to_owned()
    }

    fn unique_ids<'i>(&mut self, ids: impl Iterator<Item = &'i str> + Clone, places: Places<'_>, kind: &str) {
        if self.trusted {
            return;
        }
        for id in ids.clone().filter(|id| !is_id(id)) {
            let what =
                format!("{kind} id {id:?}: use lower-case letters, digits and hyphens, a letter first");
            self.problems.push(places.within(id, id, what));
        }
        self.unique(ids, places, kind);
    }

    fn unique<'i>(&mut self, ids: impl Iterator<Item = &'i str>, places: Places<'_>, kind: &str) {
        if self.trusted {
            return;
        }
        let mut seen = HashMap::new();
        for id in ids {
            if seen.insert(id, ()).is_some() {
                self.problems
                    .push(places.second(id, format!("there are two of the {kind} {id:?}; rename one")));
            }
        }
    }
}

/// The nearest known name, as the end of a complaint.
fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    crate::domain::nearest::nearest(name, known)
        .map_or_else(String::new, |near| format!("; did you mean {near:?}?"))
}

fn own(text: &Text) -> String {
    text.to_string()
}

/// The lines that say anything.
fn cleaned(lines: &[Text]) -> Vec<String> {
    lines.iter().filter(|line| !line.is_empty()).map(own).collect()
}

/// Every sign, in the order of their groups.
fn signs(raw: &Raw) -> impl Iterator<Item = &raw::Sign> {
    raw.signs.groups.iter().flat_map(|group| &group.signs)
}

fn evidence(raw: &raw::Evidence) -> Evidence {
    let grade = |grade: &raw::Grade| match grade {
        raw::Grade::Guideline => Grade::Guideline,
        raw::Grade::SystematicReview => Grade::SystematicReview,
        raw::Grade::Trial => Grade::Trial,
        raw::Grade::Observational => Grade::Observational,
        raw::Grade::Laboratory => Grade::Laboratory,
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
