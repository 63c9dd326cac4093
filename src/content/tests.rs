//! Checks of a whole book, for the shipped book and the small book of the journeys.

mod claim;
pub(crate) mod figures;
mod medicines;
mod wording;

use std::collections::{HashMap, HashSet};

use self::wording::{reassurance, reassurance_anywhere};
use super::{Diagnostic, File, Files, MAX_ID, SHIPPED, did_you_mean, is_id, own_routines, read};
use crate::domain::{
    Figure, MAX_WORD, Region, Routine, STRETCHING, SignSet, StepKind,
    book::{Book, Section, Topic},
    programme::LONGEST,
};

/// Reads a book and checks it: everything that is wrong, by file and place, each once.
pub(crate) fn load(files: &Files<'_>) -> (Book, Vec<Diagnostic>) {
    let mut problems = vec![];
    let book = read(files, &mut problems);
    BookCheck { book: &book, files, problems: &mut problems }.everything();
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    problems.dedup();
    (book, problems)
}

struct BookCheck<'a> {
    book: &'a Book,
    files: &'a Files<'a>,
    problems: &'a mut Vec<Diagnostic>,
}

impl BookCheck<'_> {
    fn everything(&mut self) {
        self.about();
        for section in Section::ALL {
            self.topics(section);
        }
        self.stretches();
        self.checklist();
        self.regions();
        self.diary();
        let sources = self.files.sources;
        self.ids(&sources, self.book.sources.iter().map(|source| source.id.as_str()), is_code);
        for source in self.book.sources.iter().filter(|source| source.cite.is_empty()) {
            self.entry(&sources, &source.id, "it needs its cite");
        }
    }

    fn entry(&mut self, file: &File<'_>, id: &str, what: &str) {
        self.problems.push(Diagnostic::in_entry(file, id, &format!("{id}: {what}")));
    }

    fn require(&mut self, holds: bool, file: &File<'_>, id: &str, what: &str) {
        if !holds {
            self.entry(file, id, what);
        }
    }

    fn ids<'i>(&mut self, file: &File<'_>, ids: impl Iterator<Item = &'i str>, is_good: fn(&str) -> bool) {
        let mut seen = HashSet::new();
        for id in ids {
            self.require(is_good(id), file, id, "an id has letters, digits and hyphens, a letter first");
            self.require(seen.insert(id), file, id, "two entries have this id; rename one");
        }
    }

    fn date(&mut self, file: &File<'_>, id: &str, date: &str) {
        let is_date = date.parse::<jiff::civil::Date>().is_ok();
        self.require(is_date, file, id, &format!("{date:?} is not a date; write it as 2026-11-26"));
    }

    fn sources(&mut self, file: &File<'_>, id: &str, sources: &[String]) {
        for source in sources {
            let known = self.book.sources.iter().map(|known| known.id.as_str());
            if self.book.source(source).is_none() {
                let near = did_you_mean(source, known);
                self.entry(file, id, &format!("the source {source:?} is not in sources.ron{near}"));
            }
        }
    }

    fn about(&mut self) {
        let (about, file) = (&self.book.about, self.files.about);
        let parts = [&about.introduction, &about.disclaimer, &about.consult, &about.origin];
        let is_whole = !about.line.is_empty() && parts.iter().all(|part| !part.is_empty());
        self.require(
            is_whole,
            &file,
            "about",
            "line, introduction, disclaimer, consult and origin must be there",
        );
        self.date(&file, "about", &about.reviewed);
    }

    fn topics(&mut self, section: Section) {
        let file = match section {
            Section::Causes => self.files.causes,
            Section::Symptoms => self.files.symptoms,
            Section::Remedies => self.files.remedies,
        };
        let topics = self.book.section(section);
        self.ids(&file, topics.iter().map(|topic| topic.id.as_str()), is_id);
        for topic in topics {
            self.topic(section, &file, topic);
        }
    }

    fn topic(&mut self, section: Section, file: &File<'_>, topic: &Topic) {
        let id = topic.id.as_str();
        let is_whole = !topic.title.is_empty() && !topic.summary.is_empty() && !topic.text.is_empty();
        self.require(is_whole, file, id, "a topic needs a title, a summary and a text");
        self.require(!topic.sources.is_empty(), file, id, "a topic needs at least one source");
        if section == Section::Remedies {
            let has_stop = topic.stop.as_ref().is_some_and(|stop| !stop.is_empty());
            let is_careful = !topic.cautions.is_empty() && !topic.avoid.is_empty() && has_stop;
            self.require(
                is_careful,
                file,
                id,
                "a remedy needs cautions, who should avoid it, and when to stop",
            );
            self.require(
                topic.when.is_empty() == topic.warning,
                file,
                id,
                "a remedy has to say when it applies (when: [during]), unless it is there to warn (warning: true)",
            );
        }
        self.require(
            (section == Section::Remedies) == topic.verdict.is_some(),
            file,
            id,
            "a remedy needs its verdict, and nothing else has one",
        );
        for link in topic.see.iter().filter(|link| self.book.link(link).is_none()).collect::<Vec<_>>() {
            let known: Vec<String> = self.known_links();
            let near = did_you_mean(link, known.iter().map(String::as_str));
            self.entry(file, id, &format!("it links to {link:?}, which is not in the book{near}"));
        }
        self.sources(file, id, &topic.sources);
        self.date(file, id, &topic.reviewed);
        let said = [&topic.title, &topic.summary].into_iter().chain(&topic.text).chain(&topic.tonight);
        let said = said.chain(&topic.avoid).chain(&topic.cautions).chain(&topic.stop);
        for word in said.filter_map(|text| reassurance_anywhere(text)).collect::<Vec<_>>() {
            self.entry(file, id, &format!("it says {word:?}; no text may say that all is well"));
        }
    }

    fn known_links(&self) -> Vec<String> {
        let topics = Section::ALL.into_iter().flat_map(|section| {
            self.book.section(section).iter().map(move |topic| format!("{}:{}", section.word(), topic.id))
        });
        let routines = self.book.stretches.routines.iter().map(|routine| format!("routine:{}", routine.id));
        let signs = self.book.checklist.signs().iter().map(|sign| format!("sign:{}", sign.id));
        topics.chain(routines).chain(signs).collect()
    }

    fn stretches(&mut self) {
        let (stretches, file) = (&self.book.stretches, self.files.routines);
        let advice = &stretches.advice;
        self.require(!stretches.before.is_empty(), &file, "before", "it must be there");
        let has_advice = !advice.text.is_empty() && self.book.checklist.find(&advice.sign).is_some();
        self.require(has_advice, &file, "advice", "it needs a text and a sign of signs.ron");
        self.sources(&file, "advice", &advice.sources);
        for routine in &stretches.routines {
            self.routine(&file, routine);
        }
        let file = self.files.figures;
        self.ids(&file, stretches.figures.iter().map(|figure| figure.id.as_str()), is_id);
        for figure in &stretches.figures {
            for fault in figures::faults(figure) {
                self.problems.push(Diagnostic::in_entry(
                    &file,
                    &figure.id,
                    &format!("figure {:?}: {fault}", figure.id),
                ));
            }
        }
    }

    fn routine(&mut self, file: &File<'_>, routine: &Routine) {
        let id = routine.id.as_str();
        let is_whole =
            !routine.summary.is_empty() && !routine.dose.is_empty() && !routine.evidence.words.is_empty();
        self.require(is_whole, file, id, "a routine needs a summary, a dose and its evidence");
        self.sources(file, id, &routine.sources);
        self.date(file, id, &routine.reviewed);
        for step in &routine.steps {
            let Some(figure) = &step.figure else { continue };
            let feel = figure.feel.filter(|_| step.kind == StepKind::Hold);
            let fits = feel.is_none() || routine.muscle.is_none() || feel == routine.muscle;
            let what = format!("the figure {:?} stretches another muscle", figure.id);
            self.require(fits, file, id, &what);
            // The words of a step about knee, heel and toes must be what its figure shows.
            for text in [&step.say, &step.more] {
                let pose = figure.pose(Figure::at_step(step.kind));
                for (phrase, instead) in claim::broken(text, &pose, &figure.props) {
                    let what = format!(
                        "it says {phrase:?} where the figure {:?} is shown, but {instead}; change one of them",
                        figure.id
                    );
                    self.entry(file, id, &what);
                }
            }
        }
    }

    fn checklist(&mut self) {
        let (list, file) = (&self.book.checklist, self.files.signs);
        self.require(!list.intro.is_empty(), &file, "intro", "it must be there");
        self.ids(&file, list.pages.iter().map(|page| page.id.as_str()), is_id);
        self.ids(&file, list.signs().iter().map(|sign| sign.id.as_str()), is_id);
        self.ids(&file, list.rules().iter().map(|rule| rule.id.as_str()), is_id);
        for page in &list.pages {
            let is_whole = !page.title.is_empty() && !page.ask.is_empty() && !page.signs.is_empty();
            self.require(is_whole, &file, &page.id, "a page needs a title, an ask, and a sign");
            let is_asked_before = page.when.iter().all(|sign| *sign < page.signs.start);
            self.require(is_asked_before, &file, &page.id, "`when` names a sign that is asked later");
        }
        for sign in list.signs() {
            let texts = [&sign.text, &sign.why, &sign.say, &sign.row];
            let is_whole = texts.iter().all(|text| !text.is_empty()) && !sign.sources.is_empty();
            self.require(is_whole, &file, &sign.id, "a sign needs a text, a say, a why, a ref and a source");
            self.sources(&file, &sign.id, &sign.sources);
        }
        for rule in list.rules() {
            self.require(
                !rule.why.is_empty() && !rule.row.is_empty(),
                &file,
                &rule.id,
                "a rule needs a ref and a why",
            );
        }
        for remedy in list.not_now_remedies().filter(|id| self.book.remedy(id).is_none()).collect::<Vec<_>>()
        {
            let near = did_you_mean(remedy, self.book.remedies.iter().map(|topic| topic.id.as_str()));
            self.entry(&file, remedy, &format!("not_now names a remedy that is not in the book{near}"));
        }
        let results = &list.results;
        for (name, text) in [
            ("emergency", &results.emergency),
            ("same_day", &results.same_day),
            ("appointment", &results.appointment),
            ("routine", &results.routine),
            ("none", &results.none),
            ("incomplete", &results.incomplete),
        ] {
            let is_whole = !text.label.is_empty() && !text.heading.is_empty() && !text.action.is_empty();
            self.require(is_whole, &file, name, "a result needs a label, a heading and an action");
            let lines = [&text.label, &text.heading, &text.say_intro].into_iter();
            let lines = lines.chain(&text.action).chain(&text.leg).chain(&text.driven);
            for word in lines.chain(&text.call_if).chain(&text.more).filter_map(|line| reassurance(line)) {
                self.entry(
                    &file,
                    name,
                    &format!("it says {word:?}; no result may say or imply that all is well"),
                );
            }
        }
    }

    fn regions(&mut self) {
        let (regions, file) = (&self.book.regions, self.files.regions);
        self.ids(&file, regions.all.iter().map(|region| region.code.as_str()), is_code);
        let mut names: HashMap<String, &str> = HashMap::new();
        for region in &regions.all {
            let Region { code, emergency, .. } = region;
            let is_number =
                !emergency.is_empty() && emergency.chars().all(|c| c.is_ascii_digit() || c == ' ');
            self.require(is_number, &file, code, "a region needs one emergency number, digits only");
            self.sources(&file, code, &region.sources);
            self.date(&file, code, &region.checked);
            for name in [code, &region.name].into_iter().chain(&region.also) {
                let first = *names.entry(name.to_lowercase()).or_insert(code);
                let is_own = !name.is_empty() && first == code;
                self.require(
                    is_own,
                    &file,
                    code,
                    &format!("the name {name:?} is empty or leads to {first:?}"),
                );
            }
        }
    }

    fn diary(&mut self) {
        let (diary, file) = (&self.book.diary, self.files.diary);
        for tags in [&diary.tried, &diary.before, &diary.also] {
            self.ids(&file, tags.iter().map(|tag| tag.id.as_str()), is_id);
            for tag in tags {
                let is_whole = tag.id.len() <= MAX_WORD && !tag.text.is_empty();
                self.require(
                    is_whole,
                    &file,
                    &tag.id,
                    &format!("a tag needs words, and an id of at most {MAX_WORD}"),
                );
            }
        }
        self.ids(&file, diary.patterns.iter().map(|pattern| pattern.id.as_str()), is_id);
        for pattern in &diary.patterns {
            let is_whole =
                !pattern.text.is_empty() && !pattern.signs.is_empty() && !pattern.sources.is_empty();
            self.require(is_whole, &file, &pattern.id, "a pattern needs a text, a sign and a source");
            self.sources(&file, &pattern.id, &pattern.sources);
            for sign in pattern.signs.iter().filter(|sign| self.book.checklist.find(sign).is_none()) {
                let near =
                    did_you_mean(sign, self.book.checklist.signs().iter().map(|sign| sign.id.as_str()));
                self.entry(&file, &pattern.id, &format!("the sign {sign:?} is not in signs.ron{near}"));
            }
            let said = reassurance(&pattern.text);
            self.require(said.is_none(), &file, &pattern.id, "it may not say or imply that all is well");
            use crate::domain::vocabulary::PatternWhen;
            let has =
                |tags: &[crate::domain::vocabulary::Tag], tag: &str| tags.iter().any(|known| known.id == tag);
            let is_known = match &pattern.when {
                PatternWhen::Also(tag) => has(&diary.also, tag),
                PatternWhen::Before(tag) => has(&diary.before, tag),
                _ => true,
            };
            self.require(is_known, &file, &pattern.id, "`when` names a tag that is not there");
        }
        let programme = &diary.programme;
        let is_known = self.book.routine(&programme.routine).is_some();
        self.require(is_known, &file, "programme", "its routine is not in routines.ron");
        let fits = programme.nights > 0 && i32::from(programme.nights) <= i32::from(LONGEST);
        self.require(fits, &file, "programme", "its nights are 0 or too many");
        self.sources(&file, "programme", &programme.sources);
        let report = &diary.report;
        let is_whole =
            !report.recorded.is_empty() && !report.questions.is_empty() && !report.tests.is_empty();
        self.require(is_whole, &file, "report", "it needs recorded, questions and tests");
        self.sources(&file, "report", &report.sources);
        for word in [&report.recorded, &report.tests]
            .into_iter()
            .chain(&report.questions)
            .filter_map(|t| reassurance(t))
        {
            self.entry(&file, "report", &format!("it says {word:?}; it may not say that all is well"));
        }
    }
}

/// True if this can name a source or a region: letters, digits and hyphens, a letter first.
fn is_code(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_alphabetic())
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && code.len() <= MAX_ID
}

#[test]
fn the_shipped_book_has_no_problems() {
    let (_, problems) = load(&SHIPPED);
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}

/// A result says not to rub, squeeze, warm or stretch the leg if a ticked sign is about the leg, so the guide marks these remedies.
#[test]
fn a_sign_about_the_leg_marks_the_remedies_that_its_result_forbids() {
    let book = super::shipped();
    let list = &book.checklist;
    for (at, sign) in list.signs().iter().enumerate().filter(|(_, sign)| sign.leg) {
        let verdict = list.verdict(&list.all_answered(SignSet::from([at])));
        for remedy in [STRETCHING, "massage", "compression", "warmth"] {
            assert!(verdict.not_now(remedy).is_some(), "{}: {remedy}", sign.id);
        }
    }
}

/// The next review of docs/clinical-safety.md is at most a year after the oldest check of an entry.
#[test]
fn every_text_and_number_was_checked_within_a_year_before_the_next_review() {
    let page = include_str!("../../docs/clinical-safety.md");
    let due = page.split("is due on **").nth(1).and_then(|rest| rest.split("**").next()).expect("a due date");
    let due = jiff::civil::Date::strptime("%d %B %Y", due).expect("a date");
    let book = super::shipped();
    let topics = Section::ALL.into_iter().flat_map(|section| book.section(section));
    let mut dates: Vec<(&str, &str)> =
        topics.map(|topic| (topic.id.as_str(), topic.reviewed.as_str())).collect();
    dates.extend(
        book.stretches.routines.iter().map(|routine| (routine.id.as_str(), routine.reviewed.as_str())),
    );
    dates.extend(book.regions.all.iter().map(|region| (region.code.as_str(), region.checked.as_str())));
    dates.push(("about", &book.about.reviewed));
    assert!(dates.len() > 50, "every entry has a date: {}", dates.len());
    for (id, date) in dates {
        let checked: jiff::civil::Date = date.parse().expect(id);
        let days = checked.until(due).expect("days").get_days();
        assert!((0..=366).contains(&days), "{id}: checked on {date}, and the next review is due on {due}");
    }
}

#[test]
fn ids_are_what_a_person_can_type() {
    assert!(is_id("calf-in-bed") && is_id("vitamin-k2"));
    assert!(!is_id("") && !is_id("Calf") && !is_id("2calf") && !is_id("calf bed"));
}

/// The example that `uncramp stretch --example` prints is a file that works.
#[test]
fn the_example_of_own_routines_is_sound() {
    let book = super::shipped();
    let file = File { name: "routines.ron", text: super::OWN_ROUTINES_EXAMPLE };
    let (own, problems) = own_routines(&file, &book);
    assert_eq!(problems, []);
    assert_eq!(own.len(), 1);
    assert!(own[0].steps.iter().any(|step| step.figure.is_some()), "it shows how a shipped figure is used");
}

#[test]
fn own_routines_with_a_mistake_are_named_with_their_place_and_cost_no_other() {
    let book = super::shipped();
    let good = r#"(id: "physio", title: "Physio", purpose: prevention, steps: [Step(kind: hold, seconds: 20, say: "Lean.")])"#;
    let of = |text: &str| {
        let text = format!("[\n{good},\n{text}\n]");
        let (own, problems) = own_routines(&File { name: "routines.ron", text: &text }, &book);
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        (own.iter().map(|routine| routine.id.clone()).collect::<Vec<_>>(), said.join("\n"))
    };
    let step = |step: &str| format!(r#"(id: "mine", title: "Mine", purpose: relief, steps: [{step}])"#);
    assert_eq!(
        of(&step(r#"Step(kind: hold, seconds: 5, say: "Up.", figure: "calf-pull")"#)),
        (vec!["physio".to_owned(), "mine".to_owned()], String::new())
    );
    for (text, said) in [
        (
            step(r#"Step(kind: hold, seconds: 9999, say: "Up.")"#),
            "routines.ron:3:2: routine \"mine\": a hold of 9999 s is over the limit of 60 s",
        ),
        (step(r#"Step(kind: move, seconds: 601, say: "Up.")"#), "a step of 601 s is over the limit of 600 s"),
        (step(r#"Step(kind: hold, say: "Up.")"#), "a step needs its seconds"),
        (step(r#"Step(kind: hold, seconds: 0, say: "Up.")"#), "a step of 0 seconds is never seen"),
        (step(r#"Step(kind: wait, seconds: 3, say: "Up.")"#), "a wait has no seconds"),
        (step(r#"Step(kind: hold, seconds: 3, say: " ")"#), "a step says nothing"),
        (
            step(r#"Step(kind: hold, seconds: 3, say: "Up.", figure: "calf-pul")"#),
            "there is no figure \"calf-pul\"; did you mean \"calf-pull\"?",
        ),
        (
            step(r#"Step(kind: move, seconds: 4, breath: in, say: "In.")"#),
            "a breath in that no breath out follows",
        ),
        (
            step(r#"Step(kind: move, seconds: 11, breath: out, say: "Out.")"#),
            "a breath that is no move of at most 10 s",
        ),
        (
            step(r#"Repeat(times: 0, steps: [Step(kind: ease, seconds: 3, say: "Up.")])"#),
            "it repeats 0 times",
        ),
        (step(r#"Repeat(times: 65535, steps: [Repeat(times: 65535, steps: [])])"#), "it repeats nothing"),
        (
            step(r#"Repeat(times: 501, steps: [Step(kind: ease, seconds: 3, say: "Up.")])"#),
            "it has more than 500 steps",
        ),
        (step(""), "it has no steps"),
        (good.to_owned(), "another routine has the same id"),
        (good.replace("physio", "Physio 2"), "an id has lower-case letters"),
        (good.replace("\"physio\"", "\"calf\""), "\"calf\" is a built-in routine; give yours another id"),
        (good.replace("physio", "other").replace("\"Physio\"", "\"\""), "it needs a title"),
    ] {
        let (own, problems) = of(&text);
        assert_eq!(own, ["physio"], "{text}");
        assert!(problems.contains(said) && problems.starts_with("routines.ron:"), "{said:?}: {problems}");
        assert_eq!(problems.lines().count(), 1, "one sentence: {problems}");
    }
    // A syntax error costs the whole file, and nothing that is built in.
    let (own, problems) = of("(id: \"x\", titel: \"X\")");
    assert_eq!((own, problems.lines().count()), (vec![], 1));
    assert!(problems.starts_with("routines.ron:3:"), "{problems}");
}
