//! The book that is shipped: whole, sound, and never falsely reassuring. No test here knows a sentence of it.

use super::*;
use crate::{
    content::SHIPPED,
    domain::{
        book::{Link, Section},
        evidence::{Grade, Origin, RemedyVerdict},
        result_text::ResultTexts,
        routine::{Muscle, Purpose, StepKind},
        search,
        session::ADVICE_AFTER,
        triage::{Checklist, Rule, STRETCHING, SignSet, Tier},
    },
};

fn book() -> Book {
    let (book, problems) = content::load(&SHIPPED);
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
    book
}

#[test]
fn every_item_of_the_source_document_is_there() {
    let book = book();
    let of = |section| -> Vec<String> {
        let topics = book.section(section).iter().filter(|topic| topic.origin == Origin::Source);
        topics.map(|topic| topic.id.clone()).collect()
    };
    assert_eq!(of(Section::Causes), ["hormonal-change", "electrolyte-balance", "circulation", "inactivity"]);
    assert_eq!(of(Section::Symptoms), ["pain", "tightness", "hard-to-move", "at-night"]);
    // Its seven remedies. Two of them are two entries each, because the evidence for their halves differs.
    let seven: [&[&str]; 7] = [
        &["stretching", "exercise"],
        &["hydration"],
        &["magnesium", "calcium"],
        &["warmth"],
        &["massage"],
        &["compression"],
        &["stress"],
    ];
    assert_eq!(of(Section::Remedies), seven.concat());
    // Its four circumstances, each reachable as a sign.
    for ids in [
        vec!["cramps-disturb", "cramps-often", "cramps-worse"],
        vec!["one-leg-swelling", "one-leg-colour", "hot-skin"],
        vec!["tingling-lasting", "weak-slow"],
        vec!["past-clot", "artery-disease"],
    ] {
        for id in ids {
            let sign = book.checklist.find(id).map(|i| &book.checklist.signs()[i]);
            assert_eq!(sign.map(|sign| sign.origin), Some(Origin::Source), "{id}");
        }
    }
    assert!(!book.about.introduction.is_empty() && !book.about.disclaimer.is_empty());
}

#[test]
fn every_topic_is_as_long_as_it_should_be_and_says_where_it_comes_from() {
    let book = book();
    for topic in Section::ALL.into_iter().flat_map(|section| book.section(section)) {
        let words: usize = topic.text.iter().map(|paragraph| paragraph.split_whitespace().count()).sum();
        assert!((60..=220).contains(&words), "{}: {words} words", topic.id);
        assert!(!topic.evidence.words.is_empty() && !topic.evidence.grades.is_empty(), "{}", topic.id);
        assert!(!topic.see.is_empty(), "{} leads nowhere", topic.id);
        assert!(topic.title.chars().count() <= 26, "{} has a title too long for the list", topic.id);
        assert!(topic.summary.chars().count() <= 90, "{} has a summary too long for the list", topic.id);
    }
}

#[test]
fn constant_pain_in_one_leg_asks_for_help_the_same_day_wherever_a_caution_names_it() {
    let book = book();
    let mut named = 0;
    for topic in Section::ALL.into_iter().flat_map(|section| book.section(section)) {
        for caution in topic.cautions.iter().filter(|caution| caution.contains("hurts all the time")) {
            assert!(caution.contains("help the same day"), "{}: {caution}", topic.id);
            named += 1;
        }
    }
    assert!(named >= 8, "only {named} cautions name it");
}

#[test]
fn every_row_of_the_clinical_table_can_be_ticked_and_gives_its_tier() {
    let book = book();
    let list = &book.checklist;
    let rows = [("E", 14, Tier::Emergency), ("U", 16, Tier::SameDay), ("A", 12, Tier::Appointment)];
    for (letter, count, tier) in rows {
        for number in 1..=count {
            let row = format!("{letter}{number}");
            let signs: Vec<_> = list.signs().iter().filter(|sign| sign.row == row).collect();
            // Past illness alone waits for an ordinary appointment: no source gives it a time.
            let least = if row == "A7" { Tier::Routine } else { tier };
            assert!(signs.iter().any(|sign| sign.tier >= Some(least)), "no line for {row}");
            for sign in signs.iter().filter(|_| letter != "A") {
                assert!(sign.tier >= Some(tier), "{row}: {}", sign.id);
            }
        }
    }
}

/// A verdict that the reader cannot trust is worse than none: the words of an entry agree with it.
#[test]
fn every_remedy_has_a_verdict_that_its_text_bears_out() {
    let book = book();
    let verdict = |id| book.remedy(id).and_then(|(_, topic)| topic.verdict);
    for topic in &book.remedies {
        let verdict = topic.verdict.unwrap_or_else(|| panic!("{} has no verdict", topic.id));
        let text = topic.text.join(" ").to_lowercase();
        assert_eq!(
            verdict == RemedyVerdict::Harmful,
            topic.warning,
            "{}: only a warning is harmful",
            topic.id
        );
        let said: &[&str] = match verdict {
            RemedyVerdict::Helps => &["helps"],
            RemedyVerdict::MayHelp => &[" may help", " may ease"],
            RemedyVerdict::NoGoodEvidence => &["no good evidence", "no trial"],
            RemedyVerdict::DoesNotHelp => &["almost nothing"],
            RemedyVerdict::Harmful => &["can kill"],
        };
        let is_said = said.iter().any(|words| text.contains(words));
        assert!(is_said, "{}: {verdict:?}, and none of {said:?} in its text", topic.id);
        let trials = [Grade::Trial, Grade::SystematicReview];
        let is_tried = topic.evidence.grades.iter().any(|grade| trials.contains(grade));
        let needs_trial = matches!(verdict, RemedyVerdict::Helps | RemedyVerdict::DoesNotHelp);
        assert!(is_tried || !needs_trial, "{}: {verdict:?} without a trial", topic.id);
    }
    for topic in book.causes.iter().chain(&book.symptoms) {
        assert_eq!(topic.verdict, None, "{}", topic.id);
    }
    assert_eq!(verdict("quinine"), Some(RemedyVerdict::Harmful));
    assert_eq!(verdict("magnesium"), Some(RemedyVerdict::DoesNotHelp));
    assert_eq!(verdict("calcium"), Some(RemedyVerdict::NoGoodEvidence));
    assert_eq!(verdict("stretching"), Some(RemedyVerdict::MayHelp));
}

/// The words that people search for are found, and lead to a remedy.
#[test]
fn what_people_ask_about_is_found_among_the_remedies() {
    let book = book();
    for (asked, id) in [
        ("banana", "potassium"),
        ("losalt", "potassium"),
        ("glycinate", "magnesium"),
        ("bath salts", "magnesium"),
        ("electrolyte powders", "electrolytes"),
        ("soap", "soap"),
        ("mustard", "pickle-juice"),
        ("vinegar", "pickle-juice"),
        ("vitamin e", "vitamins-e-b"),
        ("b12", "vitamins-e-b"),
        ("ferritin", "iron-tablets"),
        ("coffee", "caffeine"),
        ("shoes", "shoes"),
        ("heels standing", "shoes"),
        ("flight socks", "compression"),
        ("swim", "exercise"),
        ("tonic water", "quinine"),
        ("night sweats", "hydration"),
        ("hot-water bottle", "warmth"),
    ] {
        let (at, _) = book.remedy(id).expect(id);
        let hits = search::find(&book, asked);
        assert!(
            hits.iter().any(|hit| hit.link == Link::Topic(Section::Remedies, at)),
            "{asked} finds no {id}"
        );
    }
}

/// The same signs with some of the rules.
fn with_rules(list: &Checklist, rules: Vec<Rule>) -> Checklist {
    Checklist::new(String::new(), vec![], list.signs().to_vec(), rules, vec![], ResultTexts::default())
}

/// One sign for each kind that a checklist distinguishes: by its tier, and by its sets in each rule.
fn kinds(list: &Checklist) -> Vec<usize> {
    let mut seen = vec![];
    let mut kinds = vec![];
    for (i, sign) in list.signs().iter().enumerate() {
        let sets = list.rules().iter().flat_map(|rule| &rule.all);
        let kind = (sign.tier, sets.map(|set| set.contains(&i)).collect::<Vec<_>>());
        if !seen.contains(&kind) {
            seen.push(kind);
            kinds.push(i);
        }
    }
    kinds
}

#[test]
fn one_more_tick_never_lowers_the_tier() {
    // All rules at once distinguish 2^46 subsets, too many to walk. Each rule alone distinguishes a few thousand, and this test walks
    // all of them. The test below shows that the list has the highest tier of its rules, and a maximum of values that never fall
    // never falls.
    let book = book();
    for rule in book.checklist.rules() {
        let list = with_rules(&book.checklist, vec![rule.clone()]);
        let kinds = kinds(&list);
        assert!(kinds.len() <= 16, "{}: {} kinds", rule.id, kinds.len());
        let subset = |mask: usize| -> SignSet {
            kinds
                .iter()
                .enumerate()
                .filter(|(bit, _)| mask & (1 << bit) != 0)
                .map(|(_, sign)| *sign)
                .collect()
        };
        let tiers: Vec<Option<Tier>> = (0..1 << kinds.len()).map(|mask| list.tier(&subset(mask))).collect();
        for mask in 0..tiers.len() {
            for bit in 0..kinds.len() {
                assert!(tiers[mask | (1 << bit)] >= tiers[mask], "{}: {mask:b} and {bit}", rule.id);
            }
        }
    }
}

#[test]
fn the_list_says_the_highest_of_what_its_rules_say() {
    let book = book();
    let list = &book.checklist;
    let alone: Vec<Checklist> =
        list.rules().iter().map(|rule| with_rules(list, vec![rule.clone()])).collect();
    let check = |ticked: &SignSet| {
        let highest = alone.iter().map(|part| part.tier(ticked)).max().flatten();
        assert_eq!(list.tier(ticked), highest, "{:?}", ticked.iter().collect::<Vec<_>>());
    };
    // Every pair; and every three that could be a rule of three parts, one sign for each kind that rules distinguish.
    let count = list.signs().len();
    for a in 0..count {
        for b in a..count {
            check(&SignSet::from([a, b]));
        }
    }
    let three_parts: Vec<Rule> = list.rules().iter().filter(|rule| rule.all.len() > 2).cloned().collect();
    let kinds = kinds(&with_rules(list, three_parts));
    for (at, a) in kinds.iter().enumerate() {
        for (next, b) in kinds.iter().enumerate().skip(at) {
            for c in kinds.iter().skip(next) {
                check(&SignSet::from([*a, *b, *c]));
            }
        }
    }
    let mut seed = 7_u64;
    for _ in 0..20_000 {
        let mut random = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize
        };
        let size = random() % 12;
        check(&(0..size).map(|_| random() % count).collect());
    }
}

#[test]
fn every_rule_is_reached_by_one_sign_of_each_of_its_sets() {
    let book = book();
    let list = &book.checklist;
    for rule in list.rules() {
        // Every choice of one sign from every set.
        let mut choices = vec![SignSet::default()];
        for set in &rule.all {
            choices = choices
                .iter()
                .flat_map(|chosen| set.iter().map(move |sign| chosen | &SignSet::from([*sign])))
                .collect();
        }
        for ticked in choices {
            assert!(list.tier(&ticked) >= Some(rule.tier), "{}", rule.id);
        }
    }
}

#[test]
fn every_emergency_row_alone_is_an_emergency() {
    let book = book();
    let list = &book.checklist;
    for (i, sign) in list.signs().iter().enumerate() {
        if sign.row.starts_with('E') {
            assert_eq!(list.tier(&SignSet::from([i])), Some(Tier::Emergency), "{}", sign.id);
        }
    }
}

#[test]
fn circumstances_alone_ask_for_nothing_and_never_say_that_all_is_well() {
    let book = book();
    let list = &book.checklist;
    for (i, _) in list.signs().iter().enumerate().filter(|(_, sign)| sign.tier.is_none()) {
        let verdict = list.verdict(&list.all_answered(SignSet::from([i])));
        assert_eq!(verdict.outcome, crate::domain::triage::TriageResult::NoneTicked);
        assert_eq!(verdict.reasons, [i]);
    }
}

#[test]
fn no_result_reassures() {
    // The loader refuses reassuring words in every result; this is that it does so for the shipped file's shape.
    let reassuring = SHIPPED.signs.text.replacen("Get help today.", "You are fine.", 1);
    let files = Files { signs: File { name: "signs.ron", text: &reassuring }, ..SHIPPED };
    let (_, problems) = content::load(&files);
    assert!(problems.iter().any(|problem| problem.to_string().contains("\"fine\"")), "{problems:?}");
}

#[test]
fn routines_are_there_with_their_doses() {
    let book = book();
    let ids: Vec<&str> = book.stretches.routines.iter().map(|routine| routine.id.as_str()).collect();
    for id in ["calf", "calf-in-bed", "foot", "shin", "thigh", "hamstring", "bedtime", "wall", "breathe"] {
        assert!(ids.contains(&id), "{id}");
    }
    for muscle in [Muscle::Calf, Muscle::Foot, Muscle::Shin, Muscle::Thigh, Muscle::Hamstring] {
        assert!(book.relief(muscle).is_some_and(|routine| routine.purpose == Purpose::Relief));
    }
    assert_eq!(book.relief(Muscle::Calf).map(|routine| routine.id.as_str()), Some("calf"));
    for routine in &book.stretches.routines {
        assert!(routine.steps.iter().all(|step| step.kind != StepKind::Wait), "{} needs a key", routine.id);
        assert!(!routine.sources.is_empty() && !routine.avoid.is_empty() && !routine.dose.is_empty());
        // Words that must be found in the dark are short.
        for step in &routine.steps {
            assert!(step.say_for(None, routine.purpose).len() <= 52, "{}: {}", routine.id, step.say);
            // The first words are the action, never what not to do.
            let is_action = !step.say.starts_with("Do not") && !step.say.starts_with("Not");
            assert!(is_action, "{}: {}", routine.id, step.say);
        }
    }
    assert!(book.remedy(STRETCHING).is_some());
    // The trial: each muscle 3 times 10 s a leg, both legs within 3 minutes.
    let bedtime = book.routine("bedtime").expect("bedtime");
    assert_eq!(bedtime.steps.iter().filter(|step| step.kind == StepKind::Hold).count(), 12);
    assert!(bedtime.length() <= Duration::from_secs(180));
    assert_eq!(ADVICE_AFTER, Duration::from_secs(600));
    assert_eq!(
        book.checklist.find(&book.stretches.advice.sign).map(|i| book.checklist.signs()[i].row.as_str()),
        Some("U9")
    );
}

#[test]
fn every_routine_runs_from_its_first_frame_to_its_end_without_a_key() {
    let book = content::shipped();
    for routine in &book.stretches.routines {
        let mut j = Journey::with(Rc::clone(&book), Start::Routine(routine.clone(), None), 40, 15);
        let length = routine.length().as_secs();
        j.pass(length - 1);
        assert!(j.app.is_unfinished(), "{}", routine.id);
        j.pass(1);
        assert!(!j.app.is_unfinished(), "{} goes on after {length} s", routine.id);
    }
}

#[test]
fn every_number_to_phone_comes_from_the_region_table() {
    let (book, _) = content::load(&SHIPPED);
    let files =
        [SHIPPED.causes, SHIPPED.symptoms, SHIPPED.remedies, SHIPPED.routines, SHIPPED.signs, SHIPPED.about];
    for region in &book.regions.all {
        for file in files {
            for number in [&region.emergency].into_iter().chain(&region.emergency_also) {
                // 112 and the like, as whole words in what is shown; a comment or a dose may hold other numbers.
                let shown = file.text.lines().filter(|line| !line.trim_start().starts_with("//"));
                let phones = |line: &str| line.to_lowercase().contains(&format!("call {number}"));
                assert!(!shown.clone().any(phones), "{}: {number}", file.name);
            }
        }
    }
    assert_eq!(book.regions.find("uk").map(|region| region.code.as_str()), Some("GB"));
    assert_eq!(book.regions.find("england").map(|region| region.code.as_str()), Some("GB"));
    assert_eq!(book.regions.find("New Zealand").map(|region| region.code.as_str()), Some("NZ"));
    assert_eq!(book.regions.find("NZ").map(|region| region.emergency.as_str()), Some("111"));
    for name in ["NI", "ni", "Northern Ireland", "GB-NIR"] {
        let region = book.regions.find(name);
        assert_eq!(region.map(|region| region.code.as_str()), Some("NI"), "{name}");
        assert!(
            !region.and_then(|region| region.urgent.clone()).is_some_and(|urgent| urgent.contains("111"))
        );
    }
    // Every member of the EU and the EEA, by code and by name; Ireland has numbers of its own.
    let members = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO \
                   France Germany Spain Sweden Norway EEA";
    for name in members.split(' ').filter(|name| !name.is_empty()) {
        assert_eq!(book.regions.find(name).map(|region| region.code.as_str()), Some("EU"), "{name}");
    }
    assert_eq!(book.regions.find("Ireland").map(|region| region.code.as_str()), Some("IE"));
}

#[test]
fn no_two_regions_answer_to_one_name() {
    let (book, _) = content::load(&SHIPPED);
    let mut seen: Vec<(String, &str)> = vec![];
    for region in &book.regions.all {
        for name in [&region.code, &region.name].into_iter().chain(&region.also) {
            let name = name.to_lowercase();
            assert!(!seen.iter().any(|(other, code)| *other == name && *code != region.code), "{name}");
            seen.push((name, &region.code));
        }
        assert!(region.emergency.chars().all(|c| c.is_ascii_digit() || c == ' '), "{}", region.code);
    }
}

#[test]
fn every_page_of_the_book_can_be_read_to_its_end_on_a_small_screen() {
    let book = content::shipped();
    let mut j = Journey::shipped(40, 15);
    for (tab, section) in ["1", "2", "3"].iter().zip(Section::ALL) {
        j.keys(tab).keys("<home>");
        for i in 0..book.section(section).len() {
            let last = book.section(section)[i]
                .see
                .last()
                .and_then(|link| book.link_title(book.link(link)?))
                .expect("a link");
            let last_word = last.split_whitespace().last().expect("a word").to_owned();
            j.keys("<enter><end>").sees(&last_word).keys("<esc><down>");
        }
    }
}

#[test]
fn a_broken_file_is_refused_with_its_place() {
    let broken = |name: &'static str, text: &'static str, from: &str, to: &str| -> Vec<String> {
        assert!(text.contains(from), "{from} is nowhere in {name}");
        let text = text.replacen(from, to, 1);
        let file = File { name, text: &text };
        let mut files = SHIPPED;
        match name {
            "signs.ron" => files.signs = file,
            "routines.ron" => files.routines = file,
            _ => files.remedies = file,
        }
        content::load(&files).1.iter().map(ToString::to_string).collect()
    };
    let (signs, routines, remedies) = (SHIPPED.signs.text, SHIPPED.routines.text, SHIPPED.remedies.text);
    for (problems, said) in [
        (broken("signs.ron", signs, "tier: emergency,", "tier: emergancy,"), "emergancy"),
        (
            broken("signs.ron", signs, "id: \"breathless\"", "id: \"chest-pain\""),
            "called \"chest-pain\"; rename one",
        ),
        (
            broken("routines.ron", routines, "kind: hold, seconds: 30", "kind: hold, seconds: 9999"),
            "over the limit of 60 s",
        ),
        (broken("routines.ron", routines, "kind: hold, seconds: 30", "kind: hold"), "needs its seconds"),
        (
            broken("remedies.ron", remedies, "see: [", "see: [\"remedy:masage\", "),
            "\"remedy:masage\", which is not in the book; did you mean \"remedy:massage\"?",
        ),
        (broken("remedies.ron", remedies, "sources: [", "sources: [\"X9\", "), "not in sources.ron"),
        (broken("remedies.ron", remedies, "reviewed: \"2026", "reviewed: \"soon"), "not a date"),
        (
            broken("remedies.ron", remedies, "verdict: may_help,", ""),
            "stretching: a remedy needs its verdict",
        ),
        (broken("remedies.ron", remedies, "verdict: may_help,", "verdict: perhaps,"), "perhaps"),
    ] {
        let found = problems.iter().find(|problem| problem.contains(said));
        let found = found.unwrap_or_else(|| panic!("{said:?} is not among {problems:?}"));
        assert!(!found.contains(".ron:1:1:"), "it has a place: {found}");
    }
}
