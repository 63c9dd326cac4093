//! No text of the guide may make a person stop a prescribed medicine.

use super::{super::SHIPPED, wording::words};

/// Words for a medicine, by their beginning.
const MEDICINES: [&str; 16] = [
    "antihistamine",
    "capsule",
    "diuretic",
    "dose",
    "hrt",
    "inhaler",
    "injection",
    "insulin",
    "lithium",
    "medicine",
    "patch",
    "pill",
    "prescri",
    "quinine",
    "statin",
    "tablet",
];

/// Words for an end of a treatment.
const STOPS: [&str; 9] =
    ["stop", "quit", "skip", "halve", "miss out", "leave out", "leave off", "come off", "cut out"];

/// Sentences that may say so, each with its source: the NHS says it of statins (muscle pain without a reason) and of quinine (signs of
/// harm). Vitamin B6 is a supplement.
const ALLOWED: [&str; 5] = [
    "nhs advice is to stop the statin and",
    "the nhs says to stop the statin and",
    "nhs advice is to stop it and speak to a doctor or pharmacist straight away if new muscle pain",
    "stop quinine and get",
    "if you take any and your hands or feet tingle stop it and see your gp",
];

/// True if a sentence tells the reader to stop a medicine. "Do not stop", "changing or stopping" and "if you stop" do not.
fn stops_medicine(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(' ').collect();
    (0..words.len()).any(|at| {
        let (before, rest) = words.split_at(at);
        let verb =
            STOPS.iter().map(|stop| stop.split(' ').collect::<Vec<_>>()).find(|stop| rest.starts_with(stop));
        let Some(verb) = verb else { return false };
        let near = &before[before.len().saturating_sub(6)..];
        let is_denied = near.iter().any(|word| ["not", "never", "don't"].contains(word));
        // "when you start, change or stop HRT"
        let is_condition = before.iter().any(|word| ["if", "when"].contains(word))
            && before.last().is_some_and(|word| ["you", "or"].contains(word));
        let object = &rest[verb.len()..];
        let is_medicine = |word: &&str| MEDICINES.iter().any(|name| word.starts_with(name));
        !is_denied
            && !is_condition
            && (object.first() == Some(&"it") || object.iter().take(4).any(is_medicine))
    })
}

/// Every sentence of a content file, in words.
fn sentences(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let text = lines.collect::<Vec<_>>().join(" ");
    text.split(['.', '?', '!', ':', ';', '"']).map(words).filter(|words| !words.is_empty()).collect()
}

#[test]
fn no_text_tells_a_person_to_stop_a_prescribed_medicine() {
    let files = SHIPPED;
    let mut used = [false; ALLOWED.len()];
    for file in [
        files.about,
        files.causes,
        files.symptoms,
        files.remedies,
        files.routines,
        files.figures,
        files.signs,
        files.regions,
        files.diary,
    ] {
        for sentence in sentences(file.text).iter().filter(|sentence| stops_medicine(sentence)) {
            let at = ALLOWED.iter().position(|allowed| sentence.contains(allowed));
            let at = at.unwrap_or_else(|| panic!("{}: {sentence:?}", file.name));
            used[at] = true;
        }
    }
    assert_eq!(used, [true; ALLOWED.len()], "an exception without a sentence goes");
}

#[test]
fn a_sentence_that_stops_a_medicine_is_found_and_a_warning_is_not() {
    for sentence in [
        "Stop your blood pressure tablets tonight",
        "Try to skip the water tablet before bed",
        "It may help to come off the statin",
        "Leave out a dose",
        "Stop taking the prescribed one",
        "If you have cramps, stop your tablets",
    ] {
        assert!(stops_medicine(&words(sentence)), "{sentence}");
    }
    for sentence in [
        "Do not change or stop HRT yourself",
        "Do not put off or stop treatment with tablets",
        "Help if cramps begin when you start, change or stop HRT",
        "Stop the stretch if it hurts",
    ] {
        assert!(!stops_medicine(&words(sentence)), "{sentence}");
    }
}
