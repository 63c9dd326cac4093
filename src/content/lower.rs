//! From the raw shapes to the domain's: every reference resolved, every limit checked.

use std::{collections::HashMap, rc::Rc, time::Duration};

use super::{
    Files, Problem,
    check::{is_id, reassurance},
    place::Places,
    raw::{self, Raw, Text},
};
use crate::domain::{
    book::{About, Advice, Book, Evidence, Grade, Link, Origin, Shelf, Source, Stretches, Topic, When},
    region::{Region, Regions},
    routine::{MAX_HOLD, MAX_STEP, MAX_STEPS, Muscle, Purpose, Routine, Side, Step, StepKind},
    triage::{Checklist, Group, MAX_SIGNS, NotNow, ResultText, ResultTexts, Rule, Sign, SignSet, Tier},
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
        stretches: lower.stretches(&raw.routines, advice, Places::new(files.routines)),
        checklist,
        sources,
        regions: lower.regions(&raw.regions, Places::new(files.regions)),
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

    fn stretches(&mut self, raw: &raw::Routines, advice: Advice, places: Places<'_>) -> Stretches {
        self.unique_ids(raw.routines.iter().map(|routine| &*routine.id), places, "routine");
        let routines = raw.routines.iter().filter_map(|r| self.routine(r, places)).map(Rc::new).collect();
        Stretches { before: own(&raw.before), advice, routines }
    }

    fn routine(&mut self, raw: &raw::Routine, places: Places<'_>) -> Option<Routine> {
        let id = &*raw.id;
        let before = self.problems.len();
        let mut steps = vec![];
        self.steps(id, &raw.steps, None, &mut steps, places);
        if steps.is_empty() && self.problems.len() == before {
            self.problems.push(places.within(id, "steps", format!("routine {id:?} has no steps")));
        }
        // A routine that is wrong is not run in part: somebody would follow it.
        if self.problems.len() > before {
            return None;
        }
        Some(Routine {
            id: id.to_owned(),
            title: own(&raw.title),
            summary: own(&raw.summary),
            purpose: match raw.purpose {
                raw::Purpose::Relief => Purpose::Relief,
                raw::Purpose::Prevention => Purpose::Prevention,
                raw::Purpose::Calm => Purpose::Calm,
            },
            muscle: raw.muscle.map(|muscle| match muscle {
                raw::Muscle::Calf => Muscle::Calf,
                raw::Muscle::Foot => Muscle::Foot,
                raw::Muscle::Thigh => Muscle::Thigh,
                raw::Muscle::Hamstring => Muscle::Hamstring,
            }),
            dose: own(&raw.dose),
            avoid: cleaned(&raw.avoid),
            evidence: evidence(&raw.evidence),
            sources: self.known_sources(id, &raw.sources, places),
            reviewed: self.date(id, &raw.reviewed, places),
            steps,
        })
    }

    /// Writes out repeats; a hold inside one knows which it is of how many.
    fn steps(
        &mut self,
        id: &str,
        parts: &[raw::Part],
        turn: Option<(u16, u16)>,
        steps: &mut Vec<Step>,
        places: Places<'_>,
    ) {
        for part in parts {
            match part {
                raw::Part::Repeat { times, steps: inner } => {
                    if *times == 0 {
                        self.problems.push(places.within(
                            id,
                            "times: 0",
                            format!("routine {id:?} repeats 0 times; give 1 or more"),
                        ));
                    }
                    for turn in 1..=*times {
                        if steps.len() > MAX_STEPS {
                            break;
                        }
                        self.steps(id, inner, Some((turn, *times)), steps, places);
                    }
                }
                raw::Part::Step { kind, seconds, say, more, side } => {
                    let kind = step_kind(*kind);
                    if let Err(what) = check_length(kind, *seconds) {
                        let needle = seconds.map_or_else(|| say.to_string(), |n| format!("seconds: {n}"));
                        self.problems.push(places.within(id, &needle, format!("routine {id:?}: {what}")));
                    }
                    if own(say).is_empty() {
                        self.problems.push(places.within(
                            id,
                            "say",
                            format!("routine {id:?} has a step that says nothing"),
                        ));
                    }
                    steps.push(Step {
                        kind,
                        length: seconds.map(|s| Duration::from_secs(s.into())),
                        say: own(say),
                        more: own(more),
                        side: match side {
                            raw::Side::First => Side::First,
                            raw::Side::Second => Side::Second,
                            raw::Side::Both => Side::Both,
                        },
                        hold: turn.filter(|_| kind == StepKind::Hold),
                    });
                    if steps.len() == MAX_STEPS + 1 {
                        let what = format!("routine {id:?} has more than {MAX_STEPS} steps; repeat less");
                        self.problems.push(places.within(id, "times", what));
                        return;
                    }
                }
            }
        }
    }

    fn checklist(&mut self, raw: &Raw, files: &Files<'_>) -> (Checklist, Advice) {
        let places = Places::new(files.signs);
        let signs = &raw.signs;
        let all: Vec<&raw::Sign> = signs.groups.iter().flat_map(|group| &group.signs).collect();
        self.unique_ids(all.iter().map(|sign| &*sign.id), places, "sign");
        self.unique_ids(signs.rules.iter().map(|rule| &*rule.id), places, "rule");
        if all.len() > MAX_SIGNS {
            self.problems.push(places.at(1, 1, format!("there are more than {MAX_SIGNS} signs")));
        }

        let mut groups = vec![];
        let mut lowered = vec![];
        for group in &signs.groups {
            let start = lowered.len();
            for sign in &group.signs {
                lowered.push(self.sign(sign, groups.len(), places));
            }
            groups.push(Group { id: own(&group.id), title: own(&group.title), signs: start..lowered.len() });
        }

        let mut names: HashMap<&str, SignSet> = HashMap::new();
        for (i, sign) in all.iter().enumerate() {
            names.insert(&*sign.id, SignSet::from_iter([i]));
        }
        for set in &signs.sets {
            let members = self.named(&set.id, &set.signs, &names, places);
            if names.insert(&*set.id, members).is_some() {
                self.problems
                    .push(places.second(&set.id, format!("two things are called {:?}; rename one", set.id)));
            }
        }

        let mut rules = vec![];
        for rule in &signs.rules {
            let Some(tier) = tier(rule.tier) else {
                self.problems.push(places.within(
                    &rule.id,
                    "context",
                    format!("rule {:?} must reach a tier", rule.id),
                ));
                continue;
            };
            let parts: Vec<SignSet> = rule
                .all
                .iter()
                .map(|name| self.named(&rule.id, std::slice::from_ref(name), &names, places))
                .collect();
            if parts.is_empty() || parts.iter().any(SignSet::is_empty) {
                self.problems.push(places.within(
                    &rule.id,
                    &rule.id,
                    format!("rule {:?} could never apply", rule.id),
                ));
                continue;
            }
            rules.push(Rule {
                id: own(&rule.id),
                row: own(&rule.row),
                all: parts,
                tier,
                why: own(&rule.why),
            });
        }

        let mut not_now = vec![];
        for entry in &signs.not_now {
            let first = entry.signs.first().map_or("", |text| &**text);
            let when = entry
                .signs
                .iter()
                .map(|name| self.named("", std::slice::from_ref(name), &names, places))
                .fold(SignSet::default(), |all, one| all.union(&one));
            for remedy in &entry.remedies {
                if !self.raw.remedies.iter().any(|topic| topic.id == *remedy) {
                    self.problems.push(places.within(
                        "",
                        remedy,
                        format!(
                            "not_now for {first:?} names the remedy {remedy:?}, which is not in the book"
                        ),
                    ));
                }
            }
            not_now.push(NotNow { when, remedies: cleaned(&entry.remedies), why: own(&entry.why) });
        }

        let results = ResultTexts {
            emergency: self.result("emergency", &signs.results.emergency, places),
            same_day: self.result("same_day", &signs.results.same_day, places),
            appointment: self.result("appointment", &signs.results.appointment, places),
            none: self.result("none", &signs.results.none, places),
            incomplete: self.result("incomplete", &signs.results.incomplete, places),
        };

        let advice = &raw.routines.advice;
        let advice = Advice {
            sign: match all.iter().position(|sign| sign.id == advice.sign) {
                Some(sign) => sign,
                None => {
                    let what = format!(
                        "the ten-minute advice names the sign {:?}, which is not in signs.ron",
                        advice.sign
                    );
                    self.problems.push(Places::new(files.routines).within("", &advice.sign, what));
                    0
                }
            },
            text: own(&advice.text),
            sources: self.known_sources("", &advice.sources, Places::new(files.routines)),
        };
        let checklist = Checklist::new(own(&signs.intro), groups, lowered, rules, not_now, results);
        (checklist, advice)
    }

    fn sign(&mut self, raw: &raw::Sign, group: usize, places: Places<'_>) -> Sign {
        let id = &*raw.id;
        if own(&raw.text).is_empty() || own(&raw.why).is_empty() || raw.sources.is_empty() {
            self.problems.push(places.within(
                id,
                id,
                format!("sign {id:?} needs a text, a why and a source"),
            ));
        }
        Sign {
            id: id.to_owned(),
            row: own(&raw.row),
            group,
            tier: tier(raw.tier),
            text: own(&raw.text),
            why: own(&raw.why),
            origin: origin(raw.origin),
            sources: self.known_sources(id, &raw.sources, places),
        }
    }

    fn result(&mut self, name: &str, raw: &raw::ResultText, places: Places<'_>) -> ResultText {
        let text = ResultText {
            label: own(&raw.label),
            heading: own(&raw.heading),
            action: cleaned(&raw.action),
            say_intro: own(&raw.say_intro),
            after: cleaned(&raw.after),
        };
        let missing = text.label.is_empty() || text.heading.is_empty() || text.action.is_empty();
        if missing {
            self.problems.push(places.within(
                "",
                name,
                format!("result {name:?} needs a label, a heading and what to do"),
            ));
        }
        if self.trusted {
            return text;
        }
        let said = [&text.label, &text.heading, &text.say_intro];
        for line in said.into_iter().chain(&text.action).chain(&text.after) {
            if let Some(word) = reassurance(line) {
                let what =
                    format!("result {name:?} says {word:?}; no result may say or imply that all is well");
                self.problems.push(places.within("", word, what));
            }
        }
        text
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

    fn named(
        &mut self,
        id: &str,
        list: &[Text],
        names: &HashMap<&str, SignSet>,
        places: Places<'_>,
    ) -> SignSet {
        let mut set = SignSet::default();
        for name in list {
            match names.get(&**name) {
                Some(members) => set = set.union(members),
                None => {
                    let near = nearest(name, names.keys().copied());
                    self.problems.push(places.within(
                        id,
                        name,
                        format!("there is no sign or set called {name:?}{near}"),
                    ));
                }
            }
        }
        set
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

fn check_length(kind: StepKind, seconds: Option<u32>) -> Result<(), String> {
    match (kind, seconds) {
        (StepKind::Wait, None) => Ok(()),
        (StepKind::Wait, Some(_)) => Err("a wait has no seconds; it holds until Enter".into()),
        (_, None) => Err("this step needs its seconds".into()),
        (_, Some(0)) => Err("a step of 0 seconds is never seen; give 1 or more".into()),
        (StepKind::Hold, Some(n)) if n > MAX_HOLD => {
            Err(format!("a hold of {n} s is over the limit of {MAX_HOLD} s"))
        }
        (_, Some(n)) if n > MAX_STEP => Err(format!("a step of {n} s is over the limit of {MAX_STEP} s")),
        _ => Ok(()),
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

fn tier(raw: raw::Tier) -> Option<Tier> {
    match raw {
        raw::Tier::Emergency => Some(Tier::Emergency),
        raw::Tier::SameDay => Some(Tier::SameDay),
        raw::Tier::Appointment => Some(Tier::Appointment),
        raw::Tier::Context => None,
    }
}

fn step_kind(raw: raw::StepKind) -> StepKind {
    match raw {
        raw::StepKind::Ready => StepKind::Ready,
        raw::StepKind::Hold => StepKind::Hold,
        raw::StepKind::Ease => StepKind::Ease,
        raw::StepKind::Move => StepKind::Move,
        raw::StepKind::Switch => StepKind::Switch,
        raw::StepKind::Wait => StepKind::Wait,
    }
}
