//! Books that would do harm, each laid over the built-in one: what is refused, where, and that nothing gets through.

use super::{
    File, Files, Problem, SHIPPED,
    check::reassurance,
    overlay,
    place::Problems,
    raw::{self, Raw},
    read, shipped, shipped_raw,
};
use crate::domain::{book::Book, clean::is_invisible};

const EMPTY: Files<'static> = {
    const fn file(name: &'static str) -> File<'static> {
        File { name, text: "" }
    }
    Files {
        about: file("about.ron"),
        causes: file("causes.ron"),
        symptoms: file("symptoms.ron"),
        remedies: file("remedies.ron"),
        routines: file("routines.ron"),
        figures: file("figures.ron"),
        signs: file("signs.ron"),
        regions: file("regions.ron"),
        diary: file("diary.ron"),
        sources: file("sources.ron"),
    }
};

fn slot<'f, 's>(files: &'s mut Files<'f>, name: &str) -> &'s mut File<'f> {
    match name {
        "about" => &mut files.about,
        "causes" => &mut files.causes,
        "symptoms" => &mut files.symptoms,
        "remedies" => &mut files.remedies,
        "routines" => &mut files.routines,
        "figures" => &mut files.figures,
        "signs" => &mut files.signs,
        "regions" => &mut files.regions,
        "diary" => &mut files.diary,
        _ => &mut files.sources,
    }
}

/// The names of the files, without their ending.
fn names() -> impl Iterator<Item = &'static str> {
    Files::NAMES.iter().map(|name| name.trim_end_matches(".ron"))
}

/// A book of one file.
fn alone(name: &str, text: &str) -> (Book, Vec<Problem>) {
    let mut files = EMPTY;
    slot(&mut files, name).text = text;
    overlay(&files)
}

/// What is said of the built-in book with one file changed.
fn changed(name: &str, from: &str, to: &str) -> Vec<Problem> {
    let mut files = SHIPPED;
    let file = slot(&mut files, name);
    let text = file.text.replacen(from, to, 1);
    assert_ne!(text, file.text, "{from:?} is in {name}");
    *file = File { name: "changed.ron", text: &text };
    overlay(&files).1
}

#[test]
fn the_built_in_book_over_itself_is_itself() {
    let (book, problems) = overlay(&SHIPPED);
    assert_eq!(problems, vec![]);
    assert_eq!(format!("{book:?}"), format!("{:?}", *shipped()));
    let (book, problems) = overlay(&EMPTY);
    assert_eq!(problems, vec![]);
    assert_eq!(format!("{book:?}"), format!("{:?}", *shipped()));
}

#[test]
fn what_would_make_the_program_less_safe_is_refused_with_its_place() {
    let cases: [(&str, &str, &str, &str); 45] = [
        ("about", "For information, not medical advice. Ask your healthcare provider.", "", "line is empty"),
        (
            "about",
            "For information, not medical",
            "For information of every conceivable kind, but not medical",
            "cut off",
        ),
        (
            "about",
            "\"It is not a diagnosis.",
            "], introduction: [\"It is not a diagnosis.",
            "two of the field introduction",
        ),
        (
            "about",
            "reviewed: \"2026-11-22\"",
            "reviewed: \"2026-11-22\", language: \"<b>\"",
            "no language tag",
        ),
        (
            "about",
            "This guide is for information only.",
            "Keine Sorge, alles in Ordnung.",
            "that all is well",
        ),
        ("remedies", "id: \"massage\"", "id: \"massage\", stop: \"\"", "two of the field"),
        ("remedies", "\"sign:one-leg-swelling\",", "\"sign:thirsty\",", "no longer links to"),
        ("signs", "tier: emergency", "tier: same_day", "may not be less urgent"),
        ("signs", "tier: emergency", "tier: context", "may not be less urgent"),
        (
            "signs",
            "New or sudden trouble breathing, or new shortness of breath",
            "\u{1b}\u{202e}",
            "needs a text",
        ),
        (
            "signs",
            "New or sudden trouble breathing",
            "No need to worry about trouble breathing",
            "all is well",
        ),
        ("signs", "row: \"E1\"", "row: \"A1\"", "row of \"breathless\" has to stay"),
        (
            "signs",
            "\"breathless\", \"chest-pain\", \"coughing-blood\"",
            "\"breathless\", \"chest-pain\"",
            "leaves out \"coughing-blood\"",
        ),
        (
            "signs",
            "all: [\"clot-risks\", \"one-leg-pain\"]",
            "all: [\"clot-risks\", \"one-leg-pain\", \"diabetes\"]",
            "less urgent",
        ),
        (
            "signs",
            "all: [\"clot-risks\", \"one-leg-pain\"],\n            tier: same_day",
            "all: [\"clot-risks\", \"one-leg-pain\"],\n            tier: appointment",
            "less urgent",
        ),
        (
            "signs",
            "heading: \"Call {emergency} now.\"",
            "heading: \"Call somebody now.\"",
            "{emergency} 0 times",
        ),
        (
            "signs",
            "heading: \"Call {emergency} now.\"",
            "heading: \"Call {emergency} or 911 now.\"",
            "numbers have to be",
        ),
        (
            "signs",
            "heading: \"Call {emergency} now.\"",
            "heading: \"Call {emergancy} {emergency} now.\"",
            "a bracket {",
        ),
        (
            "signs",
            "\"Call even if it eases. Do not drive yourself.\",",
            "",
            "action has 2 where the built-in book has 3",
        ),
        ("signs", "Within 2 weeks", "Within 20 weeks", "numbers have to be"),
        ("signs", "label: \"EMERGENCY\"", "label: \"Appointment\"", "each needs its own"),
        ("signs", "Get help today.", "You are fine.", "says \"fine\""),
        (
            "signs",
            "intro: \"Tick what is true for you now. Not sure counts as yes.\"",
            "intro: \"\"",
            "intro is empty",
        ),
        ("signs", "id: \"chest\",", "id: \"chest\", signs: [],", "two of the field signs"),
        ("routines", "kind: hold, seconds: 30", "kind: hold, seconds: 9999", "over the limit of 60 s"),
        ("routines", "Repeat(times: 5", "Repeat(times: 65535", "more than 500 steps"),
        (
            "routines",
            "a different colour or injured? Hard to breathe? Stop and press !",
            "a different colour? Stop",
            "the key !",
        ),
        ("routines", "Still locked after 10 minutes", "Still locked after 60 minutes", "numbers have to be"),
        (
            "routines",
            "Still locked after 10 minutes: get advice today (NHS, Mayo Clinic).",
            "",
            "advice is empty",
        ),
        ("routines", "sign: \"cramp-locked\"", "sign: \"cramps-often\"", "has to stay as it is"),
        (
            "routines",
            "\"Do not stretch a leg that is swollen, hot, injured or a different colour, or that may have a clot.\",",
            "",
            "none may be left out",
        ),
        ("routines", "purpose: relief", "purpose: calm", "purpose of \"calf\""),
        ("routines", "muscle: calf", "muscle: foot", "muscle of \"calf\""),
        ("figures", "feel: calf", "feel: thigh", "feel of"),
        ("figures", "trunk: -6", "trunk: NaN", "give -120 to 120"),
        ("figures", "trunk: -6", "trunk: inf", "give -120 to 120"),
        ("figures", "Hip(0, 16)", "Hip(NaN, 1e999)", "give numbers from"),
        ("regions", "emergency: \"999\"", "emergency: \"\"", "emergency of \"GB\""),
        ("regions", "emergency: \"999\"", "emergency: \"911\"", "emergency of \"GB\""),
        ("regions", "emergency: \"your local emergency number\"", "emergency: \"\"", "is empty"),
        ("regions", "emergency: \"your local emergency number\"", "emergency: \"112\"", "numbers have to be"),
        ("regions", "urgent: \"NHS 111\"", "urgent: \"NHS 116\"", "urgent of \"GB\""),
        (
            "regions",
            "urgent: \"NHS 111\"",
            "urgent: \"NHS 111, but it is probably nothing\"",
            "says \"probably\"",
        ),
        ("regions", "111 is for urgent advice", "You are fine. 111 is for urgent advice", "says \"fine\""),
        ("sources", "url: \"https://www.nhs.uk", "url: \"javascript:alert(1)//www.nhs.uk", "no address"),
    ];
    for (name, from, to, said) in cases {
        let problems = changed(name, from, to);
        let found = problems.iter().find(|problem| problem.what.contains(said));
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let problem = found.unwrap_or_else(|| panic!("{from:?} -> {to:?}: {list:#?}"));
        assert!(problem.file == "changed.ron" && problem.line > 1, "{problem}");
    }
}

#[test]
fn what_is_put_in_the_place_of_an_entry_keeps_what_it_is_and_warns_as_much() {
    let cases = [
        ("about", "It is not a diagnosis.", "It is not a diagnosis. Phone 112.", "112 is a number to phone"),
        ("about", "If leg cramps wake you at night", "All is well if cramps wake you", "\"all is well\""),
        ("remedies", "\"Stop for a sharp pain or a pop.\",", "", "cautions has "),
        (
            "remedies",
            "\"People who get calf pain when they walk should see a clinician before they start exercising.\",",
            "",
            "avoid has 4 where the built-in book has 5",
        ),
        ("remedies", "origin: source", "origin: added", "origin of \"stretching\""),
        ("remedies", "warning: true", "warning: false", "warning of "),
        (
            "remedies",
            "grades: [systematic_review, trial, observational, laboratory]",
            "grades: [guideline, trial, observational, laboratory]",
            "claims evidence",
        ),
        ("remedies", "title: \"Stretching and exercise\"", "title: \"You are fine\"", "\"you are fine\""),
        (
            "remedies",
            "tonight: \"Straighten",
            "tonight: \"Call 999, or straighten",
            "999 is a number to phone",
        ),
        ("remedies", "stop: \"Stop if", "stop: \"Nothing serious. Stop if", "\"nothing serious\""),
        ("remedies", "words: \"A 2021 review", "words: \"Good news: a 2021 review", "\"good news\""),
        ("remedies", "\"Go slowly,", "\"No danger. Go slowly,", "\"no danger\""),
        ("routines", "Stop and press !", "Wait 5 to 15 minutes and press !", "(none); here they are 15, 5"),
        ("routines", "get advice today (NHS", "that is normal (NHS", "says \"normal\""),
        ("routines", "sources: [\"S1\", \"S2\", \"S25\"],", "sources: [],", "has to name its sources"),
        ("routines", "title: \"Calf, now\"", "title: \"Calf, no danger\"", "\"no danger\""),
        ("routines", "dose: \"Holding", "dose: \"Phone 911. Holding", "911 is a number to phone"),
        ("routines", "\"Toes up. Breathe", "\"Keine Sorge. Breathe", "\"keine sorge\""),
        ("routines", "\"Ease off. Keep", "\"Tout va bien. Keep", "\"tout va bien\""),
        ("routines", "more: \"Slow and firm", "more: \"Phone 112. Slow and firm", "112 is a number to phone"),
        (
            "routines",
            "\"S1\", \"S2b\", \"S23\", \"S24\", \"S25\", \"S25b\", \"S26\", \"S27\", \"S53\", \"S6\"",
            "",
            "needs at least one source",
        ),
        ("figures", "title: \"Sitting in bed, toes up\"", "title: \"All is well\"", "\"all is well\""),
        ("signs", "title: \"Chest and breathing\"", "title: \"Nothing serious\"", "\"nothing serious\""),
        (
            "signs",
            "title: \"Chest and breathing\"",
            "title: \"Chest: phone 999\"",
            "999 is a number to phone",
        ),
        ("signs", "origin: added", "origin: source", "origin of \"breathless\""),
        ("signs", "Streaks of blood in", "Within 3 days, streaks of blood in", "numbers have to be"),
        ("signs", "label: \"SAME DAY\"", "label: \"emergency\"", "each needs its own"),
        ("signs", "\"Or ask someone near you", "\"} Or ask someone near you", "a bracket {"),
        (
            "signs",
            "\"Say too if you are or might be pregnant, or gave birth in the last 6 weeks.\",",
            "",
            "after has 1 where the built-in book has 2",
        ),
        (
            "signs",
            "trust that and phone {urgent}.",
            "trust that and phone somebody.",
            "action has {urgent} 0 times where the built-in book has it 1 times",
        ),
        ("regions", "emergency_also: \"112\"", "emergency_also: \"111\"", "emergency_also of \"GB\""),
        ("regions", "also: [\"UK\", ", "also: [", "also of \"GB\""),
        ("regions", "note: \"111 is for", "note: \"112 is for", "the numbers of the note"),
        ("regions", "note: \"111 is for", "note: \"Nothing to worry about: 111 is for", "nothing to worry"),
        ("regions", "urgent: \"NHS 111\"", "urgent: \"111 (no need to worry)\"", "no need to"),
        ("regions", "name: \"United Kingdom\"", "name: \"All is well\"", "\"all is well\""),
        ("regions", "sources: [],", "sources: [\"S67\"],", "are not checked"),
        ("regions", "urgent: \"your doctor's out-of-hours line\"", "urgent: \"\"", "is empty"),
        ("regions", "urgent: \"your doctor's out-of-hours line\"", "urgent: \"111\"", "numbers have to be"),
        ("regions", "note: \"112 reaches", "note: \"911 reaches", "numbers have to be"),
        ("diary", "when: long", "when: one_leg", "when of \"over-ten-minutes\""),
        ("diary", "\"cramp-locked\", \"cramp-over-ten\"", "\"cramp-locked\"", "leaves out the sign"),
        ("diary", "text: \"stretched it\"", "text: \"nothing serious\"", "\"nothing serious\""),
        ("diary", "text: \"numb or tingling\"", "text: \"phoned 999\"", "999 is a number to phone"),
        ("diary", "\"Could a medicine be doing this?\",", "", "none may be left out"),
        ("diary", "\"Could a medicine be doing this?\"", "\"Or phone 999?\"", "999 is a number to phone"),
        ("diary", "The checklist asks about heavy periods.", "Phone 111.", "111 is a number to phone"),
        ("diary", "Recorded by the patient", "Phone 911. Recorded", "911 is a number to phone"),
        ("sources", "cite: \"NHS. Leg cramps", "cite: \"NHS. Nothing to worry about", "nothing to worry"),
    ];
    for (name, from, to, said) in cases {
        let problems = changed(name, from, to);
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let problem = problems.iter().find(|problem| problem.what.contains(said));
        let problem = problem.unwrap_or_else(|| panic!("{from:?} -> {to:?}: {list:#?}"));
        assert!(problem.file == "changed.ron" && problem.line > 1, "{problem}");
    }
}

#[test]
fn every_remedy_that_says_when_to_stop_goes_on_saying_so() {
    let text = SHIPPED.remedies.text;
    let fields: Vec<usize> = text.match_indices("        stop: \"").map(|(at, _)| at).collect();
    assert!(fields.len() > 3, "{}", fields.len());
    for at in fields {
        let end = at + text[at..].find("\",\n").expect("its end") + 2;
        for instead in ["", "stop: \" \","] {
            let changed = format!("{}{instead}{}", &text[..at], &text[end..]);
            let problems = alone("remedies", &changed).1;
            assert!(problems.iter().any(|problem| problem.what.contains("when to stop")), "{problems:?}");
        }
    }
}

#[test]
fn a_routine_of_ones_own_says_who_should_not_do_it_and_a_known_one_goes_on_holding() {
    let routine = |id: &str, avoid: &str, kind: &str| {
        let text = format!(
            "(routines: [(id: \"{id}\", title: \"T\", summary: \"S\", purpose: relief, muscle: calf, dose: \"D\", \
             avoid: [{avoid}], evidence: (grades: [], words: \"W\"), sources: [\"S1\"], reviewed: \"2026-01-01\", \
             steps: [Step(kind: ready, seconds: 5, say: \"S\", more: \"M\"), \
             Repeat(times: 2, steps: [Step(kind: {kind}, seconds: 5, say: \"S\", more: \"M\")])])])"
        );
        alone("routines", &text).1.iter().map(|problem| problem.what.clone()).collect::<Vec<_>>()
    };
    let three = "\"A\", \"B\", \"C\"";
    assert_eq!(routine("own", "\"A\"", "move"), Vec::<String>::new());
    assert_eq!(routine("calf", three, "hold"), Vec::<String>::new());
    for avoid in ["", "\" \"", "\"\", \"\""] {
        let said = routine("own", avoid, "hold");
        assert!(said.iter().any(|what| what.contains("needs avoid")), "{said:?}");
    }
    for (avoid, kind, wanted) in [
        (three, "move", "has to hold its stretch"),
        ("\"A\", \"B\", \" \"", "hold", "avoid has 2 where the built-in book has 3"),
    ] {
        let said = routine("calf", avoid, kind);
        assert!(said.iter().any(|what| what.contains(wanted)), "{said:?}");
    }
}

#[test]
fn what_is_added_names_no_number_to_phone_and_promises_nothing() {
    let sign = |text: &str, why: &str| {
        let text = format!(
            "(groups: [(id: \"chest\", signs: [(id: \"own\", row: \"X1\", tier: emergency, text: {text:?}, \
             why: {why:?}, origin: added, sources: [\"S28\"])])])"
        );
        alone("signs", &text).1
    };
    let not_now = |why: &str| {
        let text = format!("(not_now: [(signs: [\"diabetes\"], remedies: [\"warmth\"], why: {why:?})])");
        alone("signs", &text).1
    };
    let rule = |why: &str| {
        let text = format!(
            "(rules: [(id: \"own\", row: \"X1\", all: [\"clot-risks\", \"diabetes\"], tier: emergency, why: {why:?})])"
        );
        alone("signs", &text).1
    };
    let region = |name: &str, note: &str| {
        let text = format!(
            "(regions: [(code: \"XX\", also: [], name: {name:?}, emergency: \"110\", note: {note:?}, sources: [\"S67\"])])"
        );
        alone("regions", &text).1
    };
    let source = |cite: &str| alone("sources", &format!("[(id: \"S999\", cite: {cite:?})]")).1;
    let tag = |text: &str| alone("diary", &format!("(tried: [(id: \"own\", text: {text:?})])")).1;
    assert_eq!(tag("walked 10 minutes, 500 steps"), vec![], "not every number is one to phone");
    let fine = "It may be a clot. After 10 minutes it counts.";
    assert_eq!([sign(fine, fine), not_now(fine), rule(fine)], [vec![], vec![], vec![]]);
    assert_eq!([region("Nowhere", "119 is for advice."), source("BMJ 2012;112:999.")], [vec![], vec![]]);
    for (problems, said) in [
        (sign("Call 112", fine), "112 could be taken for a number"),
        (sign(fine, "Call 116117"), "116117 could be taken for a number"),
        (sign("It is harmless", fine), "\"harmless\""),
        (sign(fine, "It is probably a cramp"), "\"probably\""),
        (not_now("Phone 116117."), "116117 could be taken for a number"),
        (not_now("That is normal."), "\"normal\""),
        (rule("Phone 116117."), "116117 could be taken for a number"),
        (rule("That is normal."), "\"normal\""),
        (region("Nothing serious", "119 is for advice."), "\"nothing serious\""),
        (region("Phone 999", "119 is for advice."), "999 is a number to phone"),
        (region("Nowhere", "Keine Sorge."), "\"keine sorge\""),
        (source("Nothing to worry about"), "\"nothing to worry\""),
    ] {
        assert!(problems.iter().any(|problem| problem.what.contains(said)), "{said}: {problems:?}");
    }
}

#[test]
fn a_language_is_named_by_its_tag() {
    for (tag, is_one) in [
        ("de", true),
        ("pt-BR", true),
        ("zh-Hant-TW", true),
        ("x", false),
        ("", false),
        ("de-", false),
        ("de--AT", false),
        ("de_AT", false),
        ("deutschland", false),
        ("de-1234567890", false),
        ("aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa", true),
        ("aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-a", false),
    ] {
        let problems = alone("about", &format!("(language: {tag:?})")).1;
        let said = problems.iter().any(|problem| problem.what.contains("no language tag"));
        assert_eq!(said, !is_one, "{tag}: {problems:?}");
    }
}

#[test]
fn the_line_that_is_always_in_reach_fits() {
    for (letters, is_too_long) in [(70, false), (71, true)] {
        let problems = alone("about", &format!("(line: \"{}\")", "é".repeat(letters))).1;
        assert_eq!(
            problems.iter().any(|problem| problem.what.contains("cut off")),
            is_too_long,
            "{problems:?}"
        );
    }
}

#[test]
fn an_address_is_one_that_a_browser_takes() {
    for (url, is_one) in [
        ("https://a.org/x", true),
        ("http://a.org", true),
        ("ftp://a.org", false),
        ("a.org", false),
        ("https://a.org/x y", false),
        ("https://a.org/\\\"x", false),
        ("https://a.org/<x", false),
        ("https://a.org/x>", false),
    ] {
        let problems = alone("sources", &format!("[(id: \"S999\", cite: \"C\", url: \"{url}\")]")).1;
        let said = problems.iter().any(|problem| problem.what.contains("is no address"));
        assert_eq!(said, !is_one, "{url}: {problems:?}");
    }
}

#[test]
fn a_remedy_without_a_source_a_caution_or_a_stop_rule_is_refused_however_it_is_left_blank() {
    let remedy = |cautions: &str, avoid: &str, stop: &str, sources: &str| {
        format!(
            "[(id: \"own\", title: \"T\", summary: \"S\", origin: added, text: [\"Text.\"], when: [prevent], {stop} \
             cautions: [{cautions}], avoid: [{avoid}], evidence: (grades: [tradition], words: \"W\"), sources: [{sources}], \
             reviewed: \"2026-01-01\", see: [\"sign:breathless\"])]"
        )
    };
    let (some, stop, source) = ("\"Some.\"", "stop: \"Then.\",", "\"S1\"");
    assert_eq!(alone("remedies", &remedy(some, some, stop, source)).1, vec![]);
    for blank in ["", "\"\"", "\" \"", "\"\u{200b}\\u{1b}\""] {
        let no_stop = if blank.is_empty() { String::new() } else { format!("stop: {blank},") };
        for text in [
            remedy(blank, some, stop, source),
            remedy(some, blank, stop, source),
            remedy(some, some, &no_stop, source),
            remedy(some, some, stop, blank),
        ] {
            assert_ne!(alone("remedies", &text).1, vec![], "{text}");
        }
    }
}

#[test]
fn what_is_left_out_stays() {
    let text = "(groups: [(id: \"chest\", signs: []), (id: \"sudden-leg\", title: \"Leg\", signs: [])], sets: [], rules: [], not_now: [])";
    let (book, problems) = alone("signs", text);
    assert_eq!(problems, vec![]);
    let before = shipped();
    let ids =
        |book: &Book| -> Vec<String> { book.checklist.signs().iter().map(|sign| sign.id.clone()).collect() };
    assert_eq!(ids(&book), ids(&before));
    assert_eq!(book.checklist.rules(), before.checklist.rules());
    assert!(book.checklist.groups.iter().any(|group| group.title == "Leg"));
    let ill = crate::domain::triage::Answers { ticked: (0..200).collect(), none: false };
    assert_eq!(book.checklist.verdict(&ill), before.checklist.verdict(&ill));
}

#[test]
fn what_is_added_is_held_to_the_same_rules_as_what_is_there() {
    let remedy = |when: &str, warning: bool| {
        format!(
            "[(id: \"own\", title: \"T\", summary: \"S\", origin: added, text: [\"Text.\"], when: [{when}], warning: {warning}, \
             stop: \"Then.\", cautions: [\"Some.\"], avoid: [\"Some.\"], evidence: (grades: [], words: \"W\"), \
             sources: [\"S1\"], reviewed: \"2026-01-01\")]"
        )
    };
    let region = |name: &str, also: &str, emergency: &str| {
        format!(
            "(regions: [(code: \"XX\", name: \"{name}\", also: [\"{also}\"], emergency: \"{emergency}\", sources: [\"S67\"])])"
        )
    };
    let raw = shipped_raw();
    let moved = sign_text("stroke", &raw.signs.groups[0].signs[0], "emergency");
    for (name, text, said) in [
        ("remedies", remedy("prevent", false), None),
        ("remedies", remedy("", true), None),
        ("remedies", remedy("", false), Some("has to say when it applies")),
        ("remedies", remedy("prevent", true), Some("has to say when it applies")),
        ("regions", region("Nowhere", "X", "12 3"), None),
        ("regions", region("Nowhere", "uk", "123"), Some("is called \"uk\", and so is \"GB\"")),
        ("regions", region("NEW ZEALAND", "X", "123"), Some("and so is \"NZ\"")),
        ("regions", region("Nowhere", "", "123"), Some("none of its names may be empty")),
        ("regions", region("Nowhere", "X", "a friend"), Some("needs one emergency number, digits only")),
        ("regions", region("Nowhere", "X", ""), Some("needs one emergency number, digits only")),
        ("signs", moved, Some("is in the group \"chest\"; leave it there")),
    ] {
        let (_, problems) = alone(name, &text);
        let is_said = |said| problems.iter().any(|problem: &Problem| problem.what.contains(said));
        assert!(said.map_or(problems.is_empty(), is_said), "{text}: {problems:?}");
    }
}

#[test]
fn a_group_that_is_added_stands_after_those_that_are_as_serious() {
    for (tier, last) in [("emergency", "body"), ("same_day", "today-body"), ("appointment", "about-you")] {
        let text = format!(
            "(groups: [(id: \"own\", title: \"T\", signs: [(id: \"own-sign\", row: \"ours\", tier: {tier}, text: \"T\", \
             why: \"W\", origin: added, sources: [\"S28\"])])])"
        );
        let (book, problems) = alone("signs", &text);
        assert_eq!(problems, vec![]);
        let ids: Vec<&str> = book.checklist.groups.iter().map(|group| group.id.as_str()).collect();
        let at = ids.iter().position(|id| *id == "own").expect("the group");
        assert_eq!(ids[at - 1], last, "{tier}: {ids:?}");
    }
}

/// A sign as somebody might write it.
fn sign_text(group: &str, sign: &raw::Sign, tier: &str) -> String {
    format!(
        "(groups: [(id: {group:?}, signs: [(id: {:?}, row: {:?}, tier: {tier}, text: {:?}, why: {:?}, origin: {}, sources: {:?})])])",
        &*sign.id,
        &*sign.row,
        &*sign.text,
        &*sign.why,
        if sign.origin == raw::Origin::Source { "source" } else { "added" },
        sign.sources
    )
}

#[test]
fn no_sign_can_be_made_less_urgent_and_each_can_be_made_more() {
    let raw = shipped_raw();
    let tiers = ["context", "appointment", "same_day", "emergency"];
    for group in &raw.signs.groups {
        for sign in &group.signs {
            let rank = match sign.tier {
                raw::Tier::Context => 0,
                raw::Tier::Appointment => 1,
                raw::Tier::SameDay => 2,
                raw::Tier::Emergency => 3,
            };
            for (i, tier) in tiers.iter().enumerate() {
                let (_, problems) = alone("signs", &sign_text(&group.id, sign, tier));
                let refused = problems.iter().any(|problem| problem.what.contains("less urgent"));
                assert_eq!(refused, i < rank, "{} as {tier}: {problems:?}", &*sign.id);
                assert_eq!(problems.is_empty(), i >= rank, "{} as {tier}: {problems:?}", &*sign.id);
            }
        }
    }
}

#[test]
fn no_rule_can_be_made_less_urgent_or_harder_to_reach() {
    for rule in &shipped_raw().signs.rules {
        let (lower, all) = match rule.tier {
            raw::Tier::Emergency => ("same_day", "emergency"),
            _ => ("appointment", "same_day"),
        };
        let text = |tier: &str, more: &str| {
            let names: Vec<String> = rule.all.iter().map(|name| format!("{:?}", &**name)).collect();
            let names = names.join(", ");
            format!(
                "(rules: [(id: {:?}, row: {:?}, all: [{names}{more}], tier: {tier}, why: {:?})])",
                &*rule.id, &*rule.row, &*rule.why
            )
        };
        // Some give a tier that their signs have already: those may be said in any way.
        let counts = {
            let list = &shipped().checklist;
            let at = list.rules().iter().position(|other| other.id == *rule.id).expect("the rule");
            let others: Vec<_> = list
                .rules()
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != at)
                .map(|(_, rule)| rule.clone())
                .collect();
            let without = crate::domain::triage::Checklist::new(
                String::new(),
                vec![],
                list.signs().to_vec(),
                others,
                vec![],
                Default::default(),
            );
            let mut choices = vec![crate::domain::triage::SignSet::default()];
            for set in &list.rules()[at].all {
                choices = choices
                    .iter()
                    .flat_map(|chosen| set.iter().map(|sign| chosen.union(&[sign].into_iter().collect())))
                    .collect();
            }
            choices.iter().any(|ticked| without.tier(ticked) < list.tier(ticked))
        };
        for text in [text(lower, ""), text(all, ", \"low-immunity\"")] {
            let (_, problems) = alone("signs", &text);
            let refused = problems.iter().any(|problem| problem.what.contains("less urgent"));
            assert_eq!(refused, counts, "{text}: {problems:?}");
        }
    }
}

#[test]
fn every_wrong_entry_is_named_and_none_hides_another() {
    let text = r#"[
    (id: "one", titel: "x"),
    (id: "two", title: "x", origin: addded),
    (id: "three", title: "x"),
    (id: "four", title: "a "quoted" word"),
    (id: "cold-pack", title: "x", title: "y"),
    (id: "five", title: "no end),
]"#;
    let (_, problems) = alone("remedies", text);
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7], "{problems:#?}");
    assert!(problems[0].what.contains("did you mean title?"), "{}", problems[0]);
    assert!(problems[1].what.contains("did you mean added?"), "{}", problems[1]);
    assert!(problems[2].what.contains("the field summary is missing"), "{}", problems[2]);
}

#[test]
fn what_has_no_end_or_too_much_in_it_ends_soon() {
    let nested = format!("[{}{}]", "Repeat(times: 65535, steps: [".repeat(90), "])".repeat(90));
    let empty = format!("[{}{}]", "Repeat(times: 65535, steps: [".repeat(9), "])".repeat(9));
    let routine = |steps: &str| {
        format!(
            "(routines: [(id: \"own\", title: \"T\", summary: \"S\", purpose: calm, dose: \"D\", avoid: [\"A\"], \
             evidence: (grades: [], words: \"W\"), sources: [\"S1\"], reviewed: \"2026-01-01\", steps: {steps})])"
        )
    };
    for (name, text, said) in [
        ("routines", routine(&nested), "nested too deeply"),
        ("routines", routine(&empty), "repeats nothing"),
        ("causes", format!("[{}]", "(),".repeat(1_000_000)), "more than 20000 entries"),
        ("causes", "[".repeat(1 << 20), "("),
        ("causes", format!("[{}", "/*".repeat(1 << 20)), "this comment has no end"),
        ("causes", "/* one /* in another */ [()]".to_owned(), "this comment has no end"),
        ("causes", "[] /* [()]".to_owned(), "this comment has no end"),
        ("causes", "[".to_owned(), "the file ends here"),
        ("about", format!("(line: \"{}\")", "x".repeat(9_000)), "more than 8000 letters"),
        ("about", "x".repeat(read::MAX_BYTES + 1), "larger than 4 MiB"),
        ("about", "(line: \"no end)".to_owned(), "no end"),
        ("about", "[]".to_owned(), "they begin with ("),
        ("causes", "()".to_owned(), "it begins with ["),
        ("causes", "[] []".to_owned(), "something after the end"),
        ("causes", "\0".to_owned(), "it begins with ["),
    ] {
        let (_, problems) = alone(name, &text);
        assert!(problems.iter().any(|problem| problem.what.contains(said)), "{said}: {problems:?}");
    }
    for (name, text) in
        [("causes", "\u{feff}[]"), ("signs", "// nothing yet\n"), ("about", "#![enable(implicit_some)]\n()")]
    {
        assert_eq!(alone(name, text).1, vec![], "{text:?}");
    }
}

#[test]
fn what_is_wrong_in_every_word_is_refused_soon_and_says_that_there_is_more() {
    let topic = |id: &str, see: &str| {
        format!(
            "(id: \"{id}\", title: \"T\", summary: \"S\", origin: added, text: [\"X\"], \
             evidence: (grades: [], words: \"W\"), cautions: [], \
             sources: [\"S1\"], reviewed: \"2026-01-01\", see: [{see}])"
        )
    };
    let links: String = (0..200_000).map(|i| format!("\"cause:no-{i}\",")).collect();
    let topics: String = (0..9_000).map(|i| topic(&format!("t-{i}"), "\"cause:none\"") + ",").collect();
    for text in [format!("[{}]", topic("own", &links)), format!("[{topics}]")] {
        let (_, problems) = alone("causes", &text);
        assert!((5_000..6_000).contains(&problems.len()), "{}", problems.len());
        let last = problems.last().expect("there are some");
        assert!(last.what.contains("there is more wrong with this book"), "{last}");
        let dangling = problems.iter().filter(|problem| problem.what.contains("which is not in the book"));
        assert!(dangling.count() > 4_900, "{}", problems[0]);
    }
}

/// What a terminal, a browser, a spreadsheet or RON itself might take for more than a text.
fn attacks() -> Vec<String> {
    ron::from_str(include_str!("../../tests/fixtures/attacks.ron")).expect("a list of texts")
}

/// A file with something put into every text of it: into each another one, beginning with the `from`th.
///
/// The texts are found as RON writes them, so a field that a later version has is covered by itself.
fn poisoned(text: &str, from: usize) -> String {
    let attacks = attacks();
    let mut out = String::new();
    let mut next = from;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        match c {
            '/' if chars.peek() == Some(&'/') => {
                out.extend(chars.by_ref().take_while(|c| *c != '\n').chain(['\n']))
            }
            '"' => {
                while let Some(c) = chars.next_if(|c| *c != '"') {
                    out.push(c);
                    if c == '\\' {
                        out.extend(chars.next());
                    }
                }
                let attack = &attacks[next % attacks.len()];
                let escape = |c: char| match c {
                    '"' | '\\' => format!("\\{c}"),
                    // By its number, and as it is.
                    c if c.is_control() && next.is_multiple_of(2) => format!("\\u{{{:x}}}", u32::from(c)),
                    c => c.to_string(),
                };
                out.extend(attack.chars().map(escape));
                next += 1;
                out.extend(chars.next());
            }
            _ => {}
        }
    }
    out
}

fn is_fit(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || is_invisible(c))
}

#[test]
fn eighty_attacks_in_every_text_leave_nothing_that_a_terminal_would_obey() {
    assert!(attacks().len() >= 80, "{}", attacks().len());
    // Every text meets every attack.
    for from in 0..attacks().len() {
        let texts: Vec<(&str, String)> = names()
            .map(|name| {
                let mut files = SHIPPED;
                (name, poisoned(slot(&mut files, name).text, from))
            })
            .collect();
        let mut files = EMPTY;
        for (name, text) in &texts {
            slot(&mut files, name).text = text;
        }
        let mut problems = Problems::default();
        let read = read::overlay(Raw::default(), &files, &mut problems);
        let shown = format!("{:?}", read.raw);
        // What Debug has to escape would be obeyed, or not be seen. Marks over a letter and unassigned signs are neither.
        let escaped = shown.match_indices("\\u{").map(|(at, _)| &shown[at..shown.len().min(at + 12)]);
        let bad: Vec<&str> = escaped
            .filter(|code| {
                !["\\u{30", "\\u{10ffff}", "\\u{e000}", "\\u{1b}[2J"].iter().any(|ok| code.starts_with(ok))
            })
            .collect();
        assert!(bad.is_empty() && is_fit(&shown), "{from}: {bad:?}");
        if from.is_multiple_of(8) {
            let (_, found) = overlay(&files);
            problems.extend(found);
        }
        let unfit: Vec<&Problem> = problems.iter().filter(|problem| !is_fit(&problem.to_string())).collect();
        assert!(unfit.is_empty(), "{from}: {unfit:?}");
    }
}

#[test]
fn a_book_that_translates_shows_what_it_has_not_translated() {
    let mut files = EMPTY;
    files.about.text = "(language: \"de\", line: \"Nur zur Information.\")";
    files.signs.text = "(groups: [(id: \"chest\", title: \"Brust\", signs: [(id: \"breathless\", row: \"E1\", tier: emergency, \
        text: \"Neue Atemnot\", why: \"Es kann ein Gerinnsel sein.\", origin: added, sources: [\"S28\"])])], \
        results: (emergency: (heading: \"{emergency} anrufen.\")))";
    let (book, problems) = overlay(&files);
    assert_eq!(problems, vec![]);
    let is_marked = |text: &str| text.starts_with("[en] ");
    assert!(!is_marked(&book.about.line) && book.about.disclaimer.iter().all(|text| is_marked(text)));
    assert!(
        book.causes.iter().chain(&book.symptoms).chain(&book.remedies).all(|topic| is_marked(&topic.title))
    );
    assert!(book.stretches.routines.iter().all(|routine| is_marked(&routine.title)));
    assert!(is_marked(&book.stretches.before) && is_marked(&book.stretches.advice.text));
    for sign in book.checklist.signs() {
        assert_eq!(is_marked(&sign.text), sign.id != "breathless", "{}", sign.text);
    }
    for group in &book.checklist.groups {
        assert_eq!(is_marked(&group.title), group.id != "chest", "{}", group.title);
    }
    let results = &book.checklist.results;
    assert!(!is_marked(&results.emergency.heading) && is_marked(&results.emergency.action[0]));
    assert!(is_marked(&results.same_day.heading) && is_marked(&book.regions.unset_emergency));
    assert!(book.about.origin.iter().any(|text| text.contains("not translated")));
    // Nothing that stands by itself is left without its mark.
    let (bare, _) = alone("about", "(language: \"de\")");
    let (list, diary) = (&bare.checklist, &bare.diary);
    let why_not = |remedy: &crate::domain::book::Topic| {
        let all = crate::domain::triage::Answers { ticked: (0..list.signs().len()).collect(), none: false };
        list.verdict(&all).not_now(&remedy.id).map(str::to_owned)
    };
    let results = [
        &list.results.emergency,
        &list.results.same_day,
        &list.results.appointment,
        &list.results.none,
        &list.results.incomplete,
    ];
    let mut texts: Vec<&str> =
        vec![&bare.about.line, &list.intro, &diary.report.recorded, &diary.report.tests];
    texts.extend(results.iter().flat_map(|text| [text.heading.as_str(), &text.say_intro]));
    texts.extend(results.iter().flat_map(|text| text.action.iter().chain(&text.after)).map(String::as_str));
    texts.extend(list.rules().iter().map(|rule| rule.why.as_str()));
    texts.extend([
        bare.regions.unset_emergency.as_str(),
        &bare.regions.unset_urgent,
        &bare.regions.unset_note,
    ]);
    texts.extend(bare.regions.all.iter().map(|region| region.note.as_str()));
    texts.extend(diary.tried.iter().chain(&diary.before).chain(&diary.also).map(|tag| tag.text.as_str()));
    texts.extend(diary.patterns.iter().map(|pattern| pattern.text.as_str()));
    texts.extend(diary.report.questions.iter().chain(&bare.about.consult).map(String::as_str));
    let reasons: Vec<String> = bare.remedies.iter().filter_map(why_not).collect();
    texts.extend(reasons.iter().map(String::as_str));
    texts.extend(list.groups.iter().map(|group| group.title.as_str()));
    assert!(texts.len() > 100 && reasons.len() > 5, "{} {}", texts.len(), reasons.len());
    let bare: Vec<&&str> = texts.iter().filter(|text| !is_marked(text)).collect();
    assert!(bare.is_empty(), "{bare:?}");
    // In the language of the built-in book there is nothing to mark.
    for text in ["(language: \"en-GB\")", "(line: \"Only for information.\")"] {
        let (book, problems) = alone("about", text);
        assert!(problems.is_empty() && !format!("{book:?}").contains("[en]"), "{text}");
    }
}

#[test]
fn reassurance_is_found_in_every_result_of_every_tongue_that_is_known() {
    for text in ["Alles in Ordnung.", "Tout va bien!", "No se preocupe", "Va tutto bene", "Niets aan de hand"]
    {
        assert!(reassurance(text).is_some(), "{text}");
    }
}
