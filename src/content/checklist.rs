//! `signs.ron`: names of signs and sets become positions.

use std::collections::HashMap;

use super::{
    Diagnostic, File, did_you_mean, parse,
    shapes::{self, Signs},
};
use crate::domain::triage::{Checklist, NotNow, Rule, SignPage, SignSet};

/// Names that rules and pages may use, each with its signs.
type Names<'a> = HashMap<&'a str, SignSet>;

/// Reads the checklist.
pub(super) fn checklist(file: &File<'_>, problems: &mut Vec<Diagnostic>) -> Checklist {
    let shape: Signs = parse(file, problems);
    let mut read = NameResolver { file, problems };
    let names = read.names(&shape);
    let rules = shape.rules.iter().filter_map(|rule| read.rule(rule, &names)).collect();
    let not_now = shape.not_now.iter().map(|entry| read.not_now(entry, &names)).collect();
    let mut pages = vec![];
    let mut signs = vec![];
    let when: Vec<SignSet> =
        shape.pages.iter().map(|page| read.named(&page.id, &page.when, &names)).collect();
    for (page, when) in shape.pages.into_iter().zip(when) {
        let start = signs.len();
        signs.extend(page.signs);
        pages.push(SignPage {
            id: page.id,
            title: page.title,
            ask: page.ask,
            when,
            about_you: page.about_you,
            signs: start..signs.len(),
        });
    }
    Checklist::new(shape.intro, pages, signs, rules, not_now, shape.results)
}

struct NameResolver<'a, 'p> {
    file: &'a File<'a>,
    problems: &'p mut Vec<Diagnostic>,
}

impl NameResolver<'_, '_> {
    /// A sign's id names the sign, a set's id all of its signs.
    fn names<'s>(&mut self, shape: &'s Signs) -> Names<'s> {
        let signs = shape.pages.iter().flat_map(|page| &page.signs).enumerate();
        let mut names = Names::new();
        for (at, sign) in signs {
            self.name(&mut names, &sign.id, SignSet::from([at]));
        }
        for set in &shape.sets {
            let members = self.named(&set.id, &set.signs, &names);
            self.name(&mut names, &set.id, members);
        }
        names
    }

    fn name<'s>(&mut self, names: &mut Names<'s>, id: &'s str, signs: SignSet) {
        if names.insert(id, signs).is_some() {
            self.problem(id, &format!("two signs or sets are called {id:?}; rename one"));
        }
    }

    /// The signs of a list of names.
    fn named(&mut self, id: &str, list: &[String], names: &Names<'_>) -> SignSet {
        let mut set = SignSet::default();
        for name in list {
            match names.get(name.as_str()) {
                Some(members) => set.extend(members),
                None => {
                    let near = did_you_mean(name, names.keys().copied());
                    self.problem(id, &format!("{id}: there is no sign or set called {name:?}{near}"));
                }
            }
        }
        set
    }

    fn rule(&mut self, shape: &shapes::RawRule, names: &Names<'_>) -> Option<Rule> {
        let one = std::slice::from_ref;
        let all: Vec<SignSet> =
            shape.all.iter().map(|name| self.named(&shape.id, one(name), names)).collect();
        if all.is_empty() || all.iter().any(SignSet::is_empty) {
            self.problem(
                &shape.id,
                &format!("rule {:?} could never apply; give all of it signs or sets", shape.id),
            );
            return None;
        }
        Some(Rule {
            id: shape.id.clone(),
            row: shape.row.clone(),
            all,
            tier: shape.tier,
            why: shape.why.clone(),
            may_be_driven: shape.may_be_driven,
        })
    }

    fn not_now(&mut self, shape: &shapes::RawNotNow, names: &Names<'_>) -> NotNow {
        let id = shape.signs.first().map_or("", String::as_str);
        NotNow {
            when: self.named(id, &shape.signs, names),
            remedies: shape.remedies.clone(),
            why: shape.why.clone(),
        }
    }

    fn problem(&mut self, id: &str, what: &str) {
        self.problems.push(Diagnostic::in_entry(self.file, id, what));
    }
}
