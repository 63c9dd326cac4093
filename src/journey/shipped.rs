//! The book that is shipped: whole, sound, and never falsely reassuring. No test here knows a sentence of it.

use super::*;
use crate::{
    content::SHIPPED,
    domain::{
        book::{Link, Origin, Shelf},
        routine::{Muscle, Purpose, StepKind},
        session::ADVICE_AFTER,
        triage::{Answers, SignSet, Tier},
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
    let of = |shelf| -> Vec<String> {
        let topics = book.shelf(shelf).iter().filter(|topic| topic.origin == Origin::Source);
        topics.map(|topic| topic.id.clone()).collect()
    };
    assert_eq!(of(Shelf::Causes), ["hormonal-change", "electrolyte-balance", "circulation", "inactivity"]);
    assert_eq!(of(Shelf::Symptoms), ["pain", "tightness", "hard-to-move", "at-night"]);
    assert_eq!(
        of(Shelf::Remedies),
        ["stretching", "hydration", "supplements", "warmth", "massage", "compression", "stress"]
    );
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
    for topic in Shelf::ALL.into_iter().flat_map(|shelf| book.shelf(shelf)) {
        let words: usize = topic.text.iter().map(|paragraph| paragraph.split_whitespace().count()).sum();
        assert!((60..=220).contains(&words), "{}: {words} words", topic.id);
        assert!(!topic.evidence.words.is_empty() && !topic.evidence.grades.is_empty(), "{}", topic.id);
        assert!(!topic.see.is_empty(), "{} leads nowhere", topic.id);
    }
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
            assert!(!signs.is_empty(), "no line for {row}");
            for sign in signs {
                assert_eq!(sign.tier, Some(tier), "{row}: {}", sign.id);
            }
        }
    }
}

/// Signs that no rule and no tier tells apart behave the same: one of each kind stands for all.
fn kinds(list: &crate::domain::triage::Checklist) -> Vec<usize> {
    let mut seen = vec![];
    let mut kinds = vec![];
    for (i, sign) in list.signs().iter().enumerate() {
        let in_rules: Vec<bool> =
            list.rules().iter().flat_map(|rule| rule.all.iter().map(|set| set.contains(i))).collect();
        let kind = (sign.tier, in_rules);
        if !seen.contains(&kind) {
            seen.push(kind);
            kinds.push(i);
        }
    }
    kinds
}

#[test]
fn one_more_tick_never_lowers_the_tier() {
    let book = book();
    let list = &book.checklist;
    let kinds = kinds(list);
    // An emergency sign ends the question: whatever else is ticked with it is an emergency. The rest is gone through
    // rule by rule: a subset matters to a rule only by which of its sets it meets, and to the outcome by its highest
    // tier, so every pair and triple of kinds, each with one more, reaches every way in which rules can change.
    let tier = |signs: &[usize]| list.tier(&signs.iter().copied().collect::<SignSet>());
    for (a, first) in kinds.iter().enumerate() {
        for (b, second) in kinds.iter().enumerate().skip(a) {
            for third in kinds.iter().skip(b) {
                let two = tier(&[*first, *second]);
                let three = tier(&[*first, *second, *third]);
                assert!(three >= two && two >= tier(&[*first]), "{first} {second} {third}");
                for sign in list.signs().iter().enumerate().map(|(i, _)| i) {
                    assert!(tier(&[*first, *second, *third, sign]) >= three);
                }
            }
        }
    }
}

#[test]
fn every_subset_the_rules_can_tell_apart_is_monotone() {
    let book = book();
    let list = &book.checklist;
    // By what a rule's sets are met by: for every rule, every subset of its sets, drawn from every kind that meets it.
    for rule in list.rules() {
        let count = rule.all.len();
        for mask in 0..1u32 << count {
            let met: SignSet = (0..count)
                .filter(|bit| mask & (1 << bit) != 0)
                .filter_map(|bit| rule.all[bit].iter().next())
                .collect();
            let before = list.tier(&met);
            for i in 0..list.signs().len() {
                let mut more = met;
                more.insert(i);
                assert!(list.tier(&more) >= before, "{}: {i}", rule.id);
            }
            if mask == (1 << count) - 1 {
                assert!(before >= Some(rule.tier), "{} does not reach its tier", rule.id);
            }
        }
    }
}

#[test]
fn chest_signs_with_a_leg_sign_and_every_emergency_row_alone_are_emergencies() {
    let book = book();
    let list = &book.checklist;
    for (i, sign) in list.signs().iter().enumerate() {
        if sign.row.starts_with('E') {
            assert_eq!(list.tier(&SignSet::from_iter([i])), Some(Tier::Emergency), "{}", sign.id);
        }
    }
}

#[test]
fn circumstances_alone_ask_for_nothing_and_never_say_that_all_is_well() {
    let book = book();
    let list = &book.checklist;
    for (i, _) in list.signs().iter().enumerate().filter(|(_, sign)| sign.tier.is_none()) {
        let verdict = list.verdict(&Answers { ticked: SignSet::from_iter([i]), none: false });
        assert_eq!(verdict.outcome, crate::domain::triage::Outcome::NoneTicked);
        assert_eq!(verdict.reasons, [i]);
    }
}

#[test]
fn no_result_reassures() {
    // The loader refuses reassuring words in every result; this is that it does so for the shipped file's shape.
    let reassuring = SHIPPED.signs.text.replacen("Get help today.", "You are fine.", 1);
    let files = Files { signs: File { name: "signs.ron", text: &reassuring }, ..SHIPPED };
    let (_, problems) = content::load(&files);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].to_string().contains("\"fine\""), "{}", problems[0]);
}

#[test]
fn routines_are_there_with_their_doses() {
    let book = book();
    let ids: Vec<&str> = book.stretches.routines.iter().map(|routine| routine.id.as_str()).collect();
    for id in ["calf", "calf-in-bed", "foot", "thigh", "hamstring", "bedtime", "wall", "breathe"] {
        assert!(ids.contains(&id), "{id}");
    }
    for muscle in [Muscle::Calf, Muscle::Foot, Muscle::Thigh, Muscle::Hamstring] {
        assert!(book.relief(muscle).is_some_and(|routine| routine.purpose == Purpose::Relief));
    }
    assert_eq!(book.relief(Muscle::Calf).map(|routine| routine.id.as_str()), Some("calf"));
    for routine in &book.stretches.routines {
        assert!(routine.steps.iter().all(|step| step.kind != StepKind::Wait), "{} needs a key", routine.id);
        assert!(!routine.sources.is_empty() && !routine.avoid.is_empty() && !routine.dose.is_empty());
        // What must be found in the dark is short.
        for step in &routine.steps {
            assert!(step.say_for(None, routine.purpose).len() <= 52, "{}: {}", routine.id, step.say);
        }
    }
    // The trial: each muscle 3 times 10 s a leg, both legs within 3 minutes.
    let bedtime = book.routine("bedtime").expect("bedtime");
    assert_eq!(bedtime.steps.iter().filter(|step| step.kind == StepKind::Hold).count(), 12);
    assert!(bedtime.length() <= Duration::from_secs(180));
    assert_eq!(ADVICE_AFTER, Duration::from_secs(600));
    assert_eq!(book.checklist.signs()[book.stretches.advice.sign].row, "U9");
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
    let files = [SHIPPED.causes, SHIPPED.symptoms, SHIPPED.remedies, SHIPPED.routines, SHIPPED.signs, SHIPPED.about];
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
    assert_eq!(book.regions.find("NZ").map(|region| region.emergency.as_str()), Some("111"));
}

#[test]
fn every_page_of_the_book_can_be_read_to_its_end_on_a_small_screen() {
    let book = content::shipped();
    let mut j = Journey::shipped(40, 15);
    for (tab, shelf) in ["1", "2", "3"].iter().zip(Shelf::ALL) {
        j.keys(tab).keys("<home>");
        for i in 0..book.shelf(shelf).len() {
            let last = book.shelf(shelf)[i].see.last().and_then(|link| book.link_title(*link)).expect("a link");
            let last_word = last.split_whitespace().last().expect("a word").to_owned();
            j.keys("<enter><end>").sees(&last_word).keys("<esc><down>");
        }
    }
    let _ = Link::Sign(0);
}

#[test]
fn a_broken_file_is_refused_with_its_place() {
    let cases: [(&str, &str, &str); 8] = [
        ("tier: emergency,", "tier: emergancy,", "signs.ron"),
        ("kind: hold, seconds: 30", "kind: hold, seconds: 9999", "over the limit of 60 s"),
        ("kind: hold, seconds: 30", "kind: hold, seconds: 0", "0 seconds"),
        ("kind: hold, seconds: 30", "kind: hold", "needs its seconds"),
        ("see: [\"", "see: [\"remedy:no-such\", \"", "not in the book"),
        ("sources: [\"S", "sources: [\"X9\", \"S", "not in sources.ron"),
        ("id: \"breathless\"", "id: \"chest-pain\"", "two of the sign"),
        ("reviewed: \"2026-11-22\"", "reviewed: \"soon\"", "not a date"),
    ];
    for (from, to, said) in cases {
        let mut found = false;
        for i in 0..4 {
            let mut files = SHIPPED;
            let file = [&mut files.signs, &mut files.routines, &mut files.remedies, &mut files.causes][i].text;
            if !file.contains(from) {
                continue;
            }
            let text = file.replacen(from, to, 1);
            let slot = [&mut files.signs, &mut files.routines, &mut files.remedies, &mut files.causes];
            slot.into_iter().nth(i).expect("four files").text = &text;
            let (_, problems) = content::load(&files);
            let first = problems.first().unwrap_or_else(|| panic!("{from} -> {to} is let through"));
            let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
            assert!(all.iter().any(|p| p.contains(said)), "{from} -> {to}: {all:?}");
            assert!(first.line > 1, "{first}");
            found = true;
        }
        assert!(found, "{from} is nowhere");
    }
}
