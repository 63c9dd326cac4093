//! The checklist: names of signs and sets resolved to positions, rules over them, what each result says.

use std::collections::HashMap;

use super::{Lower, cleaned, origin, own};
use crate::{
    content::{
        check::reassurance,
        place::Places,
        raw::{self, Raw, Text},
        read::AllPlaces,
    },
    domain::{
        book::Advice,
        triage::{Checklist, Group, MAX_SIGNS, NotNow, ResultText, ResultTexts, Rule, Sign, SignSet, Tier},
    },
};

/// What rules may name, with the signs each name stands for.
type Names<'r> = HashMap<&'r str, SignSet>;

impl Lower<'_> {
    /// The checklist, and the ten-minute advice, which names one of its signs.
    pub(super) fn checklist(&mut self, raw: &Raw, files: &AllPlaces<'_>) -> (Checklist, Advice) {
        let places = &files.signs;
        let all: Vec<&raw::Sign> = super::signs(raw).collect();
        self.ids(raw.signs.groups.iter().map(|group| &*group.id), places, "group");
        self.ids(all.iter().map(|sign| &*sign.id), places, "sign");
        self.ids(raw.signs.sets.iter().map(|set| &*set.id), places, "set");
        self.ids(raw.signs.rules.iter().map(|rule| &*rule.id), places, "rule");
        if let Some(over) = all.get(MAX_SIGNS) {
            let what = format!("there are more than {MAX_SIGNS} signs; leave some out");
            self.problems.push(places.within(&over.id, &over.id, what));
        }
        if raw.signs.intro.is_empty() {
            self.problems.push(places.within("intro", "intro", "intro is empty; it must be there".into()));
        }
        let names = self.names(&raw.signs, &all, places);
        let (groups, signs) = self.groups(&raw.signs.groups, places);
        let rules = raw.signs.rules.iter().filter_map(|rule| self.rule(rule, &names, places)).collect();
        let not_now = raw.signs.not_now.iter().enumerate();
        let not_now = not_now.map(|(i, entry)| self.not_now(i, entry, &names, places)).collect();
        let results = &raw.signs.results;
        let results = ResultTexts {
            emergency: self.result("emergency", &results.emergency, places),
            same_day: self.result("same_day", &results.same_day, places),
            appointment: self.result("appointment", &results.appointment, places),
            none: self.result("none", &results.none, places),
            incomplete: self.result("incomplete", &results.incomplete, places),
        };
        let advice = self.advice(&raw.routines.advice, &all, &files.routines);
        (Checklist::new(own(&raw.signs.intro), groups, signs, rules, not_now, results), advice)
    }

    /// Every name a rule may use: a sign's id for itself, a set's id for all of its signs.
    fn names<'r>(&mut self, raw: &'r raw::Signs, all: &[&'r raw::Sign], places: &Places<'_>) -> Names<'r> {
        let mut names: Names<'r> =
            all.iter().enumerate().map(|(i, sign)| (&*sign.id, SignSet::from_iter([i]))).collect();
        for set in &raw.sets {
            let members = self.named(&set.id, &set.signs, &names, places);
            if names.insert(&*set.id, members).is_some() {
                let what = format!("two things are called {:?}; rename one", set.id);
                self.problems.push(places.within(&set.id, &set.id, what));
            }
        }
        names
    }

    fn groups(&mut self, raw: &[raw::Group], places: &Places<'_>) -> (Vec<Group>, Vec<Sign>) {
        let mut groups = vec![];
        let mut signs = vec![];
        for group in raw {
            let start = signs.len();
            if group.title.is_empty() || group.signs.is_empty() {
                let what = format!("group {:?} needs a title, and a sign in it", group.id);
                self.problems.push(places.within(&group.id, &group.id, what));
            }
            for sign in &group.signs {
                signs.push(self.sign(sign, groups.len(), places));
            }
            groups.push(Group { id: own(&group.id), title: own(&group.title), signs: start..signs.len() });
        }
        (groups, signs)
    }

    fn rule(&mut self, raw: &raw::Rule, names: &Names<'_>, places: &Places<'_>) -> Option<Rule> {
        let id = &*raw.id;
        let Some(tier) = tier(raw.tier) else {
            self.problems.push(places.within(id, "context", format!("rule {id:?} must reach a tier")));
            return None;
        };
        let one = std::slice::from_ref;
        let all: Vec<SignSet> = raw.all.iter().map(|name| self.named(id, one(name), names, places)).collect();
        if raw.why.is_empty() || raw.row.is_empty() {
            self.problems.push(places.within(id, id, format!("rule {id:?} needs a row and a why")));
        }
        if all.is_empty() || all.iter().any(SignSet::is_empty) {
            self.problems.push(places.within(
                id,
                id,
                format!("rule {id:?} could never apply; give all of it signs or sets"),
            ));
            return None;
        }
        Some(Rule { id: id.to_owned(), row: own(&raw.row), all, tier, why: own(&raw.why) })
    }

    fn not_now(&mut self, i: usize, raw: &raw::NotNow, names: &Names<'_>, places: &Places<'_>) -> NotNow {
        let name = format!("not_now:{i}");
        let when = self.named(&name, &raw.signs, names, places);
        for remedy in &raw.remedies {
            if self.target(&format!("remedy:{}", &**remedy)).is_none() {
                let near = self.near(remedy, self.raw.remedies.iter().map(|topic| &*topic.id));
                let what = format!("not_now names the remedy {remedy:?}, which is not in the book{near}");
                self.problems.push(places.within(&name, remedy, what));
            }
        }
        if raw.why.is_empty() || raw.signs.is_empty() || raw.remedies.is_empty() {
            let what = "an entry of not_now needs signs, remedies and a why".to_owned();
            self.problems.push(places.within(&name, "why", what));
        }
        NotNow { when, remedies: cleaned(&raw.remedies), why: own(&raw.why) }
    }

    fn advice(&mut self, raw: &raw::Advice, all: &[&raw::Sign], places: &Places<'_>) -> Advice {
        let sign = all.iter().position(|sign| sign.id == raw.sign);
        if sign.is_none() {
            let what =
                format!("the ten-minute advice names the sign {:?}, which is not in signs.ron", raw.sign);
            self.problems.push(places.within("advice:sign", &raw.sign, what));
        }
        if raw.text.is_empty() {
            let what = "the ten-minute advice is empty; it must be there".to_owned();
            self.problems.push(places.within("advice:text", "text", what));
        }
        Advice {
            sign: sign.unwrap_or(0),
            text: own(&raw.text),
            sources: self.known_sources("advice:sources", &raw.sources, places),
        }
    }

    fn sign(&mut self, raw: &raw::Sign, group: usize, places: &Places<'_>) -> Sign {
        let id = &*raw.id;
        if raw.text.is_empty() || raw.why.is_empty() || raw.row.is_empty() || raw.sources.is_empty() {
            let what = format!("sign {id:?} needs a text, a why, a row and a source");
            self.problems.push(places.within(id, id, what));
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

    fn result(&mut self, name: &str, raw: &raw::ResultText, places: &Places<'_>) -> ResultText {
        let text = ResultText {
            label: own(&raw.label),
            heading: own(&raw.heading),
            action: cleaned(&raw.action),
            say_intro: own(&raw.say_intro),
            after: cleaned(&raw.after),
        };
        let place = format!("result:{name}");
        let missing = text.label.is_empty() || text.heading.is_empty() || text.action.is_empty();
        if missing {
            self.problems.push(places.within(
                &place,
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
                self.problems.push(places.within(&place, word, what));
            }
        }
        text
    }

    fn named(&mut self, id: &str, list: &[Text], names: &Names<'_>, places: &Places<'_>) -> SignSet {
        let mut set = SignSet::default();
        for name in list {
            match names.get(&**name) {
                Some(members) => set = set.union(members),
                None => {
                    let near = self.near(name, names.keys().copied());
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
}

fn tier(raw: raw::Tier) -> Option<Tier> {
    match raw {
        raw::Tier::Emergency => Some(Tier::Emergency),
        raw::Tier::SameDay => Some(Tier::SameDay),
        raw::Tier::Appointment => Some(Tier::Appointment),
        raw::Tier::Context => None,
    }
}
