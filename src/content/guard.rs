//! What a book of somebody's own may not do: anything that would make the program less safe than the built-in one.
//!
//! That nothing can be removed is the overlay's doing (`read.rs`): what a file leaves out stays. What is left to look at is
//! what takes the place of something. Words cannot be judged by a program in a language it does not know, so what is held
//! against the built-in book is what can be counted: lines, numbers, placeholders, tiers, links. docs/book.md has the list.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    check::{reassurance, reassurance_anywhere},
    place::{Places, Problems},
    raw::{self, Raw, Text},
    read::Read,
};
use crate::domain::triage::{Checklist, SignSet};

/// The most letters of the line that is always in reach: more would be cut off.
const LONGEST_LINE: usize = 70;

/// Says what of the book that was read would make the program less safe.
pub(super) fn check(built_in: &Raw, read: &Read<'_>, problems: &mut Problems) {
    let numbers = phone_numbers(built_in, &read.raw);
    let mut guard = Guard { old: built_in, read, numbers, problems };
    guard.about();
    guard.topics();
    guard.routines();
    guard.figures();
    guard.signs();
    guard.results();
    guard.regions();
    guard.diary();
    guard.sources();
}

/// Says which ticks would give a lower tier than the built-in checklist gives them.
///
/// The tier of any ticks is that of one sign among them, or of one rule that a choice of them meets. So it is enough to hold
/// each sign, and each choice of one sign from every set of each rule, against the other checklist: more ticks only raise.
pub(super) fn check_tiers(built_in: &Checklist, list: &Checklist, read: &Read<'_>, problems: &mut Problems) {
    let places = &read.places.signs;
    let at: HashMap<&str, usize> =
        list.signs().iter().enumerate().map(|(i, sign)| (sign.id.as_str(), i)).collect();
    let there = |ticked: &SignSet| -> SignSet {
        let ids = ticked.iter().filter_map(|i| built_in.signs().get(i));
        ids.filter_map(|sign| at.get(sign.id.as_str()).copied()).collect()
    };
    for (i, sign) in built_in.signs().iter().enumerate() {
        let ticked = SignSet::from_iter([i]);
        if list.tier(&there(&ticked)) < built_in.tier(&ticked) {
            let what = format!(
                "the sign {:?} may not be less urgent than in the built-in book; raise its tier",
                sign.id
            );
            problems.push(places.within(&sign.id, "tier", what));
        }
    }
    for rule in built_in.rules() {
        let mut choices = vec![SignSet::default()];
        for set in &rule.all {
            let with = |chosen: &SignSet| -> Vec<SignSet> {
                set.iter().map(|sign| chosen.union(&SignSet::from_iter([sign]))).collect()
            };
            choices = choices.iter().flat_map(with).collect();
        }
        let is_lower = |ticked: &&SignSet| list.tier(&there(ticked)) < built_in.tier(ticked);
        if let Some(ticked) = choices.iter().find(is_lower) {
            let signs: Vec<&str> =
                ticked.iter().filter_map(|i| built_in.signs().get(i)).map(|sign| sign.id.as_str()).collect();
            let what = format!(
                "the rule {:?} is less urgent than in the built-in book, as with {}; keep its tier and what it asks for",
                rule.id,
                signs.join(" and ")
            );
            problems.push(places.within(&rule.id, "tier", what));
        }
    }
}

struct Guard<'a, 'f> {
    old: &'a Raw<'a>,
    read: &'a Read<'f>,
    /// Every number of the region tables that is short enough to be taken for nothing else.
    numbers: HashSet<String>,
    problems: &'a mut Problems,
}

impl<'a, 'f> Guard<'a, 'f> {
    fn new_raw(&self) -> &'a Raw<'f> {
        &self.read.raw
    }

    fn is_own(&self, name: &str) -> bool {
        self.read.own.contains(name)
    }

    fn refuse(&mut self, places: &Places<'f>, name: &str, needle: &str, what: impl Into<String>) {
        self.problems.push(places.within(name, needle, what.into()));
    }

    /// A text of any kind may not say that all is well, nor name a number to phone, where the built-in one does not.
    fn words(&mut self, places: &Places<'f>, name: &str, new: &[&Text], old: &[&Text]) {
        self.promises(places, name, new, old);
        for text in new {
            let numbers = numbers(text);
            let foreign = numbers.iter().find(|number| {
                self.numbers.contains(**number) && !old.iter().any(|old| self::numbers(old).contains(*number))
            });
            if let Some(number) = foreign {
                let what = format!(
                    "{number} is a number to phone, and those stand in regions.ron alone; take it out"
                );
                self.refuse(places, name, text, what);
            }
        }
    }

    /// A text of any kind may not say that all is well where the built-in one does not; a citation may have any number in it.
    fn promises(&mut self, places: &Places<'f>, name: &str, new: &[&Text], old: &[&Text]) {
        for text in new {
            let known = |phrase| old.iter().any(|old| reassurance_anywhere(old) == Some(phrase));
            if let Some(phrase) = reassurance_anywhere(text).filter(|phrase| !known(phrase)) {
                let what = format!("this says {phrase:?}; nothing here may say that all is well");
                self.refuse(places, name, text, what);
            }
        }
    }

    /// A text on which somebody decides whether to get help.
    fn grave_words(&mut self, places: &Places<'f>, name: &str, new: &Text, old: Option<&Text>) {
        if let Some(word) = reassurance(new).filter(|_| old.is_none_or(|old| reassurance(old).is_none())) {
            let what = format!("this says {word:?}; nothing here may say or imply that all is well");
            self.refuse(places, name, new, what);
        }
        let now = numbers(new);
        let Some(old) = old else {
            if let Some(number) = now.iter().find(|number| number.len() >= 3) {
                let what = format!(
                    "{number} could be taken for a number to phone; those stand in regions.ron alone"
                );
                self.refuse(places, name, new, what);
            }
            return;
        };
        let before = numbers(old);
        if now != before {
            let what = format!(
                "its numbers have to be those of the built-in text, in digits ({}); here they are {}",
                listed(&before),
                listed(&now)
            );
            self.refuse(places, name, new, what);
        }
    }

    /// As many lines as the built-in book has, at the least.
    fn lines(&mut self, places: &Places<'f>, name: &str, field: &str, new: &[Text], old: &[Text]) {
        let count = |lines: &[Text]| lines.iter().filter(|line| !line.is_empty()).count();
        if count(new) < count(old) {
            let what = format!(
                "{field} has {} where the built-in book has {}; none may be left out",
                count(new),
                count(old)
            );
            self.refuse(places, name, field, what);
        }
    }

    /// What is known by its id keeps what it is.
    fn kept(&mut self, places: &Places<'f>, name: &str, field: &str, is_kept: bool) {
        if !is_kept {
            let what = format!("{field} of {name:?} has to stay as it is in the built-in book");
            self.refuse(places, name, field, what);
        }
    }

    fn about(&mut self) {
        let (old, new, places) = (&self.old.about, &self.new_raw().about, &self.read.places.about);
        let parts = [
            ("introduction", &old.introduction, &new.introduction, false),
            ("disclaimer", &old.disclaimer, &new.disclaimer, true),
            ("consult", &old.consult, &new.consult, true),
            ("origin", &old.origin, &new.origin, false),
        ];
        for (name, old, new, is_counted) in parts {
            let key = format!("about:{name}");
            if self.is_own(&key) {
                self.words(places, &key, &all(new), &all(old));
                if is_counted {
                    self.lines(places, &key, name, new, old);
                }
            }
        }
        if self.is_own("about:line") {
            self.words(places, "about:line", &[&new.line], &[&old.line]);
            if new.line.chars().count() > LONGEST_LINE {
                let what = format!(
                    "line has more than {LONGEST_LINE} letters, and would be cut off; make it shorter"
                );
                self.refuse(places, "about:line", "line", what);
            }
        }
        let is_tag = |tag: &str| {
            (2..=35).contains(&tag.len())
                && tag.split('-').all(|part| {
                    (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
                })
        };
        if let Some(tag) = new.language.as_ref().filter(|tag| !is_tag(tag)) {
            let what = format!("{tag:?} is no language tag; write it as \"de\" or \"pt-BR\"");
            self.refuse(places, "about:language", tag, what);
        }
    }

    fn topics(&mut self) {
        let (old, new, places) = (self.old, self.new_raw(), &self.read.places);
        let shelves = [
            ("cause", &old.causes, &new.causes, &places.causes),
            ("symptom", &old.symptoms, &new.symptoms, &places.symptoms),
            ("remedy", &old.remedies, &new.remedies, &places.remedies),
        ];
        for (kind, old, new, places) in shelves {
            let before: HashMap<&str, &raw::Topic> = old.iter().map(|topic| (&*topic.id, topic)).collect();
            for topic in new {
                if !self.is_own(&format!("{kind}:{}", &*topic.id)) {
                    continue;
                }
                let id = &*topic.id;
                let known = before.get(id).copied();
                let old_texts = known.map(topic_texts).unwrap_or_default();
                self.words(places, id, &topic_texts(topic), &old_texts);
                let Some(old) = known else { continue };
                self.lines(places, id, "cautions", &topic.cautions, &old.cautions);
                self.lines(places, id, "avoid", &topic.avoid, &old.avoid);
                let says = |text: &Option<Text>| text.as_ref().is_some_and(|text| !text.is_empty());
                if says(&old.stop) && !says(&topic.stop) {
                    self.refuse(
                        places,
                        id,
                        id,
                        format!("{id:?} has to say when to stop, as the built-in book does"),
                    );
                }
                self.kept(places, id, "origin", topic.origin == old.origin);
                self.kept(places, id, "warning", topic.warning || !old.warning);
                let dropped =
                    old.see.iter().find(|link| link.starts_with("sign:") && !topic.see.contains(link));
                if let Some(link) = dropped {
                    let what = format!("{id:?} no longer links to {:?}; put it back", &**link);
                    self.refuse(places, id, "see", what);
                }
                let better = topic.evidence.grades.iter().any(|grade| !old.evidence.grades.contains(grade));
                if better {
                    let what = format!(
                        "{id:?} claims evidence that the built-in book does not find; leave its grades"
                    );
                    self.refuse(places, id, "grades", what);
                }
            }
        }
    }

    fn routines(&mut self) {
        let (old, new, places) = (&self.old.routines, &self.new_raw().routines, &self.read.places.routines);
        if self.is_own("before") {
            self.grave_words(places, "before", &new.before, Some(&old.before));
            if old.before.contains('!') && !new.before.contains('!') {
                self.refuse(
                    places,
                    "before",
                    "before",
                    "before has to name the key ! that opens the checklist",
                );
            }
        }
        if self.is_own("advice:text") {
            self.grave_words(places, "advice:text", &new.advice.text, Some(&old.advice.text));
        }
        self.kept(places, "advice:sign", "sign", new.advice.sign == old.advice.sign);
        if new.advice.sources.is_empty() && !old.advice.sources.is_empty() {
            self.refuse(places, "advice:sources", "sources", "the ten-minute advice has to name its sources");
        }
        let before: HashMap<&str, &raw::Routine> =
            old.routines.iter().map(|routine| (&*routine.id, routine)).collect();
        for routine in &new.routines {
            let id = &*routine.id;
            if !self.is_own(&format!("routine:{id}")) {
                continue;
            }
            let known = before.get(id).copied();
            let old_texts = known.map(routine_texts).unwrap_or_default();
            self.words(places, id, &routine_texts(routine), &old_texts);
            if routine.sources.is_empty() {
                self.refuse(places, id, id, format!("routine {id:?} needs at least one source"));
            }
            let Some(old) = known else {
                if routine.avoid.iter().all(|line| line.is_empty()) {
                    let what = format!(
                        "routine {id:?} needs avoid: who should not do it, or should do it another way"
                    );
                    self.refuse(places, id, "avoid", what);
                }
                continue;
            };
            self.lines(places, id, "avoid", &routine.avoid, &old.avoid);
            self.kept(places, id, "purpose", routine.purpose == old.purpose);
            self.kept(places, id, "muscle", routine.muscle == old.muscle);
            if holds(&old.steps) && !holds(&routine.steps) {
                self.refuse(
                    places,
                    id,
                    "steps",
                    format!("routine {id:?} has to hold its stretch; give it a hold"),
                );
            }
        }
    }

    fn figures(&mut self) {
        let places = &self.read.places.figures;
        let before: HashMap<&str, &raw::Figure> =
            self.old.figures.iter().map(|figure| (&*figure.id, figure)).collect();
        for figure in &self.new_raw().figures {
            let id = &*figure.id;
            if !self.is_own(&format!("figure:{id}")) {
                continue;
            }
            let texts = [Some(&figure.title), Some(&figure.words), figure.start_words.as_ref()];
            self.words(places, id, &texts.into_iter().flatten().collect::<Vec<_>>(), &[]);
            if let Some(old) = before.get(id) {
                self.kept(places, id, "feel", figure.feel == old.feel);
            }
        }
    }

    fn signs(&mut self) {
        let (old, new, places) = (&self.old.signs, &self.new_raw().signs, &self.read.places.signs);
        if self.is_own("intro") {
            self.grave_words(places, "intro", &new.intro, Some(&old.intro));
        }
        let before: HashMap<&str, &raw::Sign> =
            old.groups.iter().flat_map(|group| &group.signs).map(|sign| (&*sign.id, sign)).collect();
        for group in &new.groups {
            if self.is_own(&format!("group:{}", &*group.id)) {
                self.words(places, &group.id, &[&group.title], &[]);
            }
            for sign in &group.signs {
                let id = &*sign.id;
                if !self.is_own(&format!("sign:{id}")) {
                    continue;
                }
                let known = before.get(id).copied();
                self.grave_words(places, id, &sign.text, known.map(|old| &old.text));
                self.grave_words(places, id, &sign.why, known.map(|old| &old.why));
                if let Some(old) = known {
                    self.kept(places, id, "row", sign.row == old.row);
                    self.kept(places, id, "origin", sign.origin == old.origin);
                }
            }
        }
        let sets: HashMap<&str, &raw::Set> = new.sets.iter().map(|set| (&*set.id, set)).collect();
        for old in &old.sets {
            let now = sets.get(&*old.id).copied();
            let missing = old.signs.iter().find(|sign| !now.is_some_and(|set| set.signs.contains(sign)));
            if let Some(sign) = missing {
                let what = format!(
                    "the set {:?} leaves out {sign:?}, which the built-in book has in it; put it back",
                    old.id
                );
                self.refuse(places, &old.id, &old.id, what);
            }
        }
        let rules: HashMap<&str, &raw::Rule> = old.rules.iter().map(|rule| (&*rule.id, rule)).collect();
        for rule in &new.rules {
            if self.is_own(&format!("rule:{}", &*rule.id)) {
                let known = rules.get(&*rule.id).map(|old| &old.why);
                self.grave_words(places, &rule.id, &rule.why, known);
            }
        }
        for (i, entry) in new.not_now.iter().enumerate() {
            let name = format!("not_now:{i}");
            if self.is_own(&name) {
                self.grave_words(places, &name, &entry.why, None);
            }
        }
    }

    fn results(&mut self) {
        let (old, new) = (&self.old.signs.results, &self.new_raw().signs.results);
        let results = [
            ("emergency", &old.emergency, &new.emergency),
            ("same_day", &old.same_day, &new.same_day),
            ("appointment", &old.appointment, &new.appointment),
            ("none", &old.none, &new.none),
            ("incomplete", &old.incomplete, &new.incomplete),
        ];
        for (name, old, new) in results {
            let one = std::slice::from_ref;
            let parts = [
                ("label", one(&old.label), one(&new.label)),
                ("heading", one(&old.heading), one(&new.heading)),
                ("action", &old.action, &new.action),
                ("say_intro", one(&old.say_intro), one(&new.say_intro)),
                ("after", &old.after, &new.after),
            ];
            for (field, old, new) in parts {
                self.result_part(&format!("result:{name}:{field}"), field, old, new);
            }
            let label = new.label.to_lowercase();
            let other =
                results.iter().find(|(other, _, text)| *other != name && text.label.to_lowercase() == label);
            if let (Some((other, ..)), true) = (other, self.is_own(&format!("result:{name}:label"))) {
                let what =
                    format!("the label {:?} is that of the result {other}; each needs its own", new.label);
                let places = &self.read.places.signs;
                self.refuse(places, &format!("result:{name}:label"), "label", what);
            }
        }
    }

    /// A part of a result: what to do may be said in other words, but all of it, and with whom to phone.
    fn result_part(&mut self, name: &str, field: &str, old: &[Text], new: &[Text]) {
        if !self.is_own(name) {
            return;
        }
        let places = &self.read.places.signs;
        self.lines(places, name, field, new, old);
        let whole = |lines: &[Text]| lines.iter().map(|line| &**line).collect::<Vec<_>>().join(" ");
        let (before, now) = (whole(old), whole(new));
        for holder in ["{emergency}", "{urgent}"] {
            let (wanted, there) = (before.matches(holder).count(), now.matches(holder).count());
            if there < wanted {
                let what = format!(
                    "{field} has {holder} {there} times where the built-in book has it {wanted} times; put it back"
                );
                self.refuse(places, name, field, what);
            }
        }
        let left = now.replace("{emergency}", "").replace("{urgent}", "");
        if left.contains(['{', '}']) {
            let what = format!(
                "{field} has a bracket {{ that is not that of {{emergency}} or {{urgent}}; take it out"
            );
            self.refuse(places, name, "{", what);
        }
        let (wanted, there) = (numbers(&before), numbers(&now));
        if wanted != there {
            let what = format!(
                "its numbers have to be those of the built-in text, in digits ({}); here they are {}",
                listed(&wanted),
                listed(&there)
            );
            self.refuse(places, name, field, what);
        }
    }

    fn regions(&mut self) {
        let (old, new, places) = (&self.old.regions, &self.new_raw().regions, &self.read.places.regions);
        let unset = [
            ("unset:emergency", &old.unset.emergency, &new.unset.emergency),
            ("unset:urgent", &old.unset.urgent, &new.unset.urgent),
            ("unset:note", &old.unset.note, &new.unset.note),
        ];
        for (name, old, new) in unset {
            if !self.is_own(name) {
                continue;
            }
            if new.is_empty() {
                self.refuse(places, name, name, format!("{name} is empty; it must be there"));
            } else {
                self.grave_words(places, name, new, Some(old));
            }
        }
        let before: HashMap<&str, &raw::Region> =
            old.regions.iter().map(|region| (&*region.code, region)).collect();
        for region in &new.regions {
            let code = &*region.code;
            if !self.is_own(&format!("region:{code}")) {
                continue;
            }
            let known = before.get(code).copied();
            self.words(places, code, &[&region.name], known.map(|old| &old.name).as_slice());
            // They stand beside every result.
            for text in [Some(&region.name), region.urgent.as_ref(), Some(&region.note)].into_iter().flatten()
            {
                if let Some(word) = reassurance(text) {
                    let what = format!("this says {word:?}; nothing here may say or imply that all is well");
                    self.refuse(places, code, text, what);
                }
            }
            let Some(old) = known else { continue };
            self.kept(places, code, "emergency", region.emergency == old.emergency);
            self.kept(places, code, "emergency_also", region.emergency_also == old.emergency_also);
            let digits = |text: &Option<Text>| text.as_ref().map(|text| joined_digits(text));
            self.kept(places, code, "urgent", digits(&region.urgent) == digits(&old.urgent));
            self.kept(places, code, "also", old.also.iter().all(|name| region.also.contains(name)));
            if numbers(&region.note) != numbers(&old.note) {
                let what = format!(
                    "the numbers of the note have to be those of the built-in one, in digits ({})",
                    listed(&numbers(&old.note))
                );
                self.refuse(places, code, "note", what);
            }
            let grown = region.sources.iter().any(|source| !old.sources.contains(source));
            if old.sources.is_empty() && grown {
                let what = format!(
                    "the numbers of {code:?} are not checked in the built-in book, and stay so; leave sources empty"
                );
                self.refuse(places, code, "sources", what);
            }
        }
    }

    fn diary(&mut self) {
        let (old, new, places) = (&self.old.diary, &self.new_raw().diary, &self.read.places.diary);
        let before: HashMap<&str, &raw::Pattern> =
            old.patterns.iter().map(|pattern| (&*pattern.id, pattern)).collect();
        for pattern in &new.patterns {
            let known = before.get(&*pattern.id).copied();
            if self.is_own(&format!("pattern:{}", &*pattern.id)) {
                self.words(places, &pattern.id, &[&pattern.text], known.map(|old| &old.text).as_slice());
            }
            let Some(old) = known else { continue };
            self.kept(places, &pattern.id, "when", pattern.when == old.when);
            if let Some(sign) = old.signs.iter().find(|sign| !pattern.signs.contains(sign)) {
                let what = format!("the pattern {:?} leaves out the sign {sign:?}; put it back", pattern.id);
                self.refuse(places, &pattern.id, "signs", what);
            }
        }
        let lists = [
            ("tried", &new.tried, &old.tried),
            ("before", &new.before, &old.before),
            ("also", &new.also, &old.also),
        ];
        for (kind, new, old) in lists {
            for tag in new.iter().filter(|tag| !old.contains(tag)) {
                if self.is_own(&format!("{kind}:{}", &*tag.id)) {
                    self.words(places, &tag.id, &[&tag.text], &[]);
                }
            }
        }
        let one = std::slice::from_ref;
        for (name, new, old) in [
            ("report:recorded", one(&new.report.recorded), one(&old.report.recorded)),
            ("report:questions", &new.report.questions, &old.report.questions),
            ("report:tests", one(&new.report.tests), one(&old.report.tests)),
        ] {
            if self.is_own(name) {
                self.words(places, name, &all(new), &all(old));
            }
        }
        if self.is_own("report:questions") {
            self.lines(places, "report:questions", "questions", &new.report.questions, &old.report.questions);
        }
    }

    fn sources(&mut self) {
        let places = &self.read.places.sources;
        let before: HashMap<&str, &Text> =
            self.old.sources.iter().map(|source| (&*source.id, &source.cite)).collect();
        for source in &self.new_raw().sources {
            if !self.is_own(&format!("source:{}", &*source.id)) {
                continue;
            }
            let old = before.get(&*source.id).copied();
            self.promises(places, &source.id, &[&source.cite], old.as_slice());
            let is_address = |url: &&Text| {
                (url.starts_with("https://") || url.starts_with("http://"))
                    && !url.contains([' ', '"', '<', '>'])
            };
            if let Some(url) = source.url.as_ref().filter(|url| !is_address(url)) {
                self.refuse(
                    places,
                    &source.id,
                    url,
                    format!("{url:?} is no address; it begins with https:// and has no spaces"),
                );
            }
        }
    }
}

fn all<'r>(texts: &'r [Text<'r>]) -> Vec<&'r Text<'r>> {
    texts.iter().collect()
}

fn topic_texts<'r>(topic: &'r raw::Topic<'r>) -> Vec<&'r Text<'r>> {
    let mut texts = vec![&topic.title, &topic.summary, &topic.evidence.words];
    texts.extend(&topic.text);
    texts.extend(&topic.tonight);
    texts.extend(&topic.stop);
    texts.extend(topic.avoid.iter().chain(&topic.cautions));
    texts
}

fn routine_texts<'r>(routine: &'r raw::Routine<'r>) -> Vec<&'r Text<'r>> {
    let mut texts = vec![&routine.title, &routine.summary, &routine.dose, &routine.evidence.words];
    texts.extend(&routine.avoid);
    step_texts(&routine.steps, &mut texts);
    texts
}

fn step_texts<'r>(parts: &'r [raw::Part<'r>], texts: &mut Vec<&'r Text<'r>>) {
    for part in parts {
        match part {
            raw::Part::Step { say, more, .. } => texts.extend([say, more]),
            raw::Part::Repeat { steps, .. } => step_texts(steps, texts),
        }
    }
}

/// Whether any of these holds a stretch.
fn holds(parts: &[raw::Part]) -> bool {
    parts.iter().any(|part| match part {
        raw::Part::Step { kind, .. } => *kind == raw::StepKind::Hold,
        raw::Part::Repeat { steps, .. } => holds(steps),
    })
}

/// The runs of digits in a text, each once.
fn numbers(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect()
}

fn joined_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn listed(numbers: &BTreeSet<&str>) -> String {
    if numbers.is_empty() {
        return "none".to_owned();
    }
    numbers.iter().copied().collect::<Vec<_>>().join(", ")
}

/// Every emergency number of both region tables.
fn phone_numbers(old: &Raw, new: &Raw) -> HashSet<String> {
    let regions = old.regions.regions.iter().chain(&new.regions.regions);
    let numbers = regions.flat_map(|region| [Some(&region.emergency), region.emergency_also.as_ref()]);
    numbers.flatten().map(|number| number.to_string()).filter(|number| number.len() >= 3).collect()
}
