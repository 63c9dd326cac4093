//! `signs.ron`: names of signs and sets become positions.

use std::{collections::HashMap, slice};

use super::{
    Diagnostic, File, did_you_mean, parse,
    shapes::{RawNotNow, RawPage, RawRule, Set, Signs},
};
use crate::domain::triage::{Checklist, NotNow, Rule, SignPage, SignSet};

/// Names that rules and pages may use, each with its signs.
type Names<'a> = HashMap<&'a str, SignSet>;

/// Reads the checklist.
pub(super) fn checklist(file: &File<'_>, problems: &mut Vec<Diagnostic>) -> Checklist {
    let Signs { intro, pages: raw_pages, sets, rules, not_now, results } = parse(file, problems);
    let mut resolver = NameResolver { file, problems };
    let names = resolver.names(&raw_pages, &sets);
    let rules = rules.into_iter().filter_map(|rule| resolver.rule(rule, &names)).collect();
    let not_now = not_now.into_iter().map(|entry| resolver.not_now(entry, &names)).collect();
    let when: Vec<SignSet> =
        raw_pages.iter().map(|page| resolver.named(&page.id, &page.when, &names)).collect();
    let (mut pages, mut signs) = (vec![], vec![]);
    for (RawPage { id, title, ask, about_you, signs: on_page, .. }, when) in raw_pages.into_iter().zip(when) {
        let start = signs.len();
        signs.extend(on_page);
        pages.push(SignPage { id, title, ask, when, about_you, signs: start..signs.len() });
    }
    Checklist::new(intro, pages, signs, rules, not_now, results)
}

struct NameResolver<'a, 'p> {
    file: &'a File<'a>,
    problems: &'p mut Vec<Diagnostic>,
}

impl NameResolver<'_, '_> {
    /// A sign's id names the sign, a set's id all of its signs.
    fn names<'s>(&mut self, pages: &'s [RawPage], sets: &'s [Set]) -> Names<'s> {
        let signs = pages.iter().flat_map(|page| &page.signs).enumerate();
        let mut names = Names::new();
        for (at, sign) in signs {
            self.name(&mut names, &sign.id, SignSet::from([at]));
        }
        for set in sets {
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

    fn rule(&mut self, shape: RawRule, names: &Names<'_>) -> Option<Rule> {
        let RawRule { id, row, all, tier, why, may_be_driven } = shape;
        let all: Vec<SignSet> =
            all.iter().map(|name| self.named(&id, slice::from_ref(name), names)).collect();
        if all.is_empty() || all.iter().any(SignSet::is_empty) {
            self.problem(&id, &format!("rule {id:?} could never apply; give all of it signs or sets"));
            return None;
        }
        Some(Rule { id, row, all, tier, why, may_be_driven })
    }

    fn not_now(&mut self, shape: RawNotNow, names: &Names<'_>) -> NotNow {
        let RawNotNow { signs, remedies, why } = shape;
        let id = signs.first().map_or("", String::as_str);
        NotNow { signs: self.named(id, &signs, names), remedies, why }
    }

    fn problem(&mut self, id: &str, what: &str) {
        self.problems.push(Diagnostic::in_entry(self.file, id, what));
    }
}
