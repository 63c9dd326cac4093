//! The pages of the shipped checklist, held to their targets: keys and words to an answer, whole pages, whole sentences.

use super::*;
use crate::{
    domain::triage::TriageResult,
    ui::{digits, text_view::wrap},
};

/// The most key presses from opening the program to a tick on any emergency.
const KEYS_TO_EMERGENCY: usize = 12;
/// The most key presses from opening the program to "none ticked", where no page is called for by a tick.
const KEYS_TO_NONE: usize = 10;
/// The most words on the pages of that way.
const WORDS_TO_NONE: usize = 550;
/// The most lines of an emergency before its reasons.
const LINES_BEFORE_WHY: usize = 9;

fn in_britain(width: u16, height: u16) -> Journey {
    Journey::asked(content::shipped(), Start::Guide, (width, height), None, |options| {
        options.region = Some("GB".into());
    })
}

/// The keys that answer every page that applies with "none of these", from opening the program.
fn none_of_all(list: &Checklist) -> String {
    format!("!{}", "0".repeat(list.pages_that_apply(&SignSet::default()).count()))
}

#[test]
fn any_emergency_is_ticked_within_twelve_keys() {
    let book = content::shipped();
    let list = &book.checklist;
    let (mut far, mut most) = (vec![], 0);
    for sign in list.signs().iter().filter(|sign| sign.tier == Some(Tier::Emergency)) {
        let keys = keys_to(list, &sign.id);
        let mut j = Journey::shipped(80, 24);
        j.keys(&keys).sees("EMERGENCY").sees("Call");
        let (answers, _) = j.app.checked();
        assert!(answers.ticked.contains(&list.find(&sign.id).expect("a sign")), "{}: {keys}", sign.id);
        most = most.max(parse(&keys).len());
        if parse(&keys).len() > KEYS_TO_EMERGENCY {
            far.push(format!("{} on {}: {}", sign.id, list.pages[sign.page].id, parse(&keys).len()));
        }
    }
    println!("at most {most} keys");
    assert!(far.is_empty(), "{}", far.join("\n"));
}

#[test]
fn none_of_these_is_answered_in_ten_keys_and_550_words() {
    let book = content::shipped();
    let list = &book.checklist;
    let keys = none_of_all(list);
    let mut j = Journey::shipped(80, 24);
    j.keys(&keys).sees("NONE TICKED");
    assert_eq!(j.app.checked().1.outcome, TriageResult::NoneTicked);
    let count = |text: &str| text.split_whitespace().count();
    let words: usize = list
        .pages_that_apply(&SignSet::default())
        .map(|page| &list.pages[page])
        .map(|page| {
            let signs = &list.signs()[page.signs.clone()];
            count(&page.title) + count(&page.ask) + signs.iter().map(|sign| count(&sign.text)).sum::<usize>()
        })
        .sum();
    let words = count(&list.intro) + words;
    println!("{} keys, {words} words", parse(&keys).len());
    assert!(
        parse(&keys).len() <= KEYS_TO_NONE && words <= WORDS_TO_NONE,
        "{} keys, {words} words",
        parse(&keys).len()
    );
}

/// The rows of a screen without marks of scrolling, run together.
fn prose(j: &Journey) -> String {
    let rows = j.rows();
    let rows = rows.iter().map(|row| row.trim_matches(|c: char| c == ' ' || "│┃▸•▲".contains(c)));
    rows.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Emergencies on the pages behind the first one, each with the words of the first page that name it.
const NAMED_FIRST: [(&str, &str); 40] = [
    ("unconscious", "cannot be woken"),
    ("faint", "Fainted"),
    ("confused", "not making sense"),
    ("collapse", "Very ill"),
    ("breathless", "Trouble breathing"),
    ("chest-pain", "chest or"),
    ("coughing-blood", "coughing blood"),
    ("back-breath", "sharp upper-back pain"),
    ("racing-heart", "A racing heart"),
    ("fast-breathing", "very fast breathing"),
    ("one-side-weak", "weak or numb side"),
    ("face-droop", "drooping face"),
    ("speech-slurred", "slurred speech"),
    ("sight-loss", "lost sight"),
    ("leg-cold-sudden", "suddenly cold, white, blue"),
    ("leg-dead-sudden", "suddenly cannot move"),
    ("leg-blue-swollen", "numb or huge"),
    ("leg-pain-relentless", "Severe pain that never eases"),
    ("leg-tight-after-injury", "Severe pain that never eases"),
    ("dark-pee-sore-muscles", "cola-coloured pee and sore muscles"),
    ("saddle-numb", "Numb between the legs"),
    ("sex-numb", "loss of feeling in sex"),
    ("back-both-legs", "back pain down both"),
    ("both-legs-weak", "both legs weak or numb"),
    ("cannot-stand", "both legs weak or numb"),
    ("pee-nothing", "Cannot pee"),
    ("pee-no-feeling", "no urge to go"),
    ("bowel-loss", "hold poo"),
    ("pee-back-leg", "pee trouble with back pain"),
    ("hot-leg-fever", "fever with a sore leg"),
    ("shaking", "hard shivering"),
    ("skin-blotchy", "Blotchy, blue or very pale skin"),
    ("skin-purple", "purple patches"),
    ("skin-spreading", "hot skin that spreads fast"),
    ("skin-dizzy", "Very ill"),
    ("jaw-locked", "locked jaw"),
    ("body-spasm", "whole-body spasms"),
    ("swallowing", "cannot swallow"),
    ("spasm-fit", "A fit"),
    ("spasm-throat", "tight throat"),
];

/// A page behind the first one is asked only if its line there is ticked, so an emergency that stands on it alone would never be
/// asked of a person who answers "none of these".
#[test]
fn every_emergency_behind_the_first_page_is_named_on_it() {
    let book = content::shipped();
    let list = &book.checklist;
    let first = &list.signs()[list.pages[0].signs.clone()];
    let words =
        joined(&first.iter().flat_map(|sign| [&*sign.text, " ", &*sign.why, " "]).collect::<String>());
    let mut behind = vec![];
    for page in list.pages.iter().skip(1).filter(|page| !page.when.is_empty()) {
        if page.when.iter().all(|opener| list.pages[0].signs.contains(opener)) {
            let signs = &list.signs()[page.signs.clone()];
            behind
                .extend(signs.iter().filter(|sign| sign.tier == Some(Tier::Emergency)).map(|sign| &*sign.id));
        }
    }
    assert_eq!(behind, NAMED_FIRST.map(|(id, _)| id), "the table names them all");
    for (id, named) in NAMED_FIRST {
        assert!(words.contains(&joined(named)), "{id}: {named}");
    }
}

#[test]
fn every_page_is_whole_at_80x24() {
    let book = content::shipped();
    let list = &book.checklist;
    let mut cut = vec![];
    for page in &list.pages {
        let first = &list.signs()[page.signs.start];
        let mut j = Journey::shipped(80, 24);
        // To the page, without a tick on its first sign.
        j.keys(keys_to(list, &first.id).strip_suffix("<space>").expect("a tick"));
        for i in page.signs.clone() {
            let screen = j.screen();
            let sees = |text: &str| prose(&j).contains(&joined(text));
            for sign in &list.signs()[page.signs.clone()] {
                if !screen.lines().any(|row| row.contains(&sign.text)) {
                    cut.push(format!("{}: {:?} is not on one line", page.id, sign.text));
                }
            }
            let sign = &list.signs()[i];
            if !sees(&page.ask) || !sees(&book.regions.phone(None).fill(&sign.why)) {
                cut.push(format!("{}: {} is not explained whole", page.id, sign.id));
            }
            j.keys("<down>");
        }
    }
    cut.dedup();
    assert!(cut.is_empty(), "{}", cut.join("\n"));
    // The number is large there, on the first page.
    let mut j = in_britain(80, 24);
    j.keys("!");
    assert_eq!(digits::decode(&j.hand.screen, 1).as_deref(), Some("999"), "{}", j.screen());
}

/// Everything that can be read on the screen by pressing Down, run together.
fn read_through(j: &mut Journey) -> String {
    let mut read = prose(j);
    let mut last = String::new();
    for _ in 0..400 {
        j.keys("<down>");
        let now = prose(j);
        if now == last {
            break;
        }
        read.push_str(" | ");
        read.push_str(&now);
        last = now;
    }
    read
}

/// Each word of a text stands beside its neighbour somewhere in what was read: nothing was cut.
#[track_caller]
fn reads(read: &str, text: &str, place: &str) {
    let words: Vec<&str> = text.split_whitespace().collect();
    for pair in words.windows(2) {
        let pair = pair.join(" ");
        assert!(read.contains(&pair), "{pair:?} of {text:?} cannot be read at {place}:\n{read}");
    }
}

#[test]
fn every_sentence_can_be_read_whole_in_every_window() {
    let book = content::shipped();
    let list = &book.checklist;
    let phone = book.regions.phone(None);
    let of_tier = |tier: Tier| list.signs().iter().find(|sign| sign.tier == Some(tier)).expect("a sign");
    let results = [
        (keys_to(list, &of_tier(Tier::Emergency).id), &list.results.emergency),
        (format!("{}r", keys_to(list, &of_tier(Tier::SameDay).id)), &list.results.same_day),
        (format!("{}r", keys_to(list, &of_tier(Tier::Appointment).id)), &list.results.appointment),
        (none_of_all(list), &list.results.none),
        ("!r".to_owned(), &list.results.incomplete),
    ];
    for (width, height) in [
        (20, 5),
        (20, 9),
        (21, 7),
        (25, 6),
        (30, 8),
        (40, 12),
        (40, 15),
        (45, 40),
        (60, 20),
        (80, 24),
        (100, 24),
        (100, 30),
        (132, 43),
        (200, 5),
        (300, 100),
    ] {
        let place = format!("{width}x{height}");
        for (keys, text) in &results {
            let mut j = Journey::shipped(width, height);
            let read = read_through(j.keys(keys));
            assert!(!read.contains("..."), "{place}: {read}");
            for line in [&text.heading].into_iter().chain(&text.action).chain(&text.call_if) {
                reads(&read, &phone.fill(line), &place);
            }
        }
        for (before, page) in list.pages_that_apply(&SignSet::default()).take(2).enumerate() {
            let mut j = Journey::shipped(width, height);
            j.keys("!").keys(&"0".repeat(before));
            let mut read = String::new();
            for _ in 0..list.pages[page].signs.len() * 8 {
                read.push_str(&prose(&j));
                read.push_str(" | ");
                j.keys("<down>");
            }
            assert!(!read.contains("..."), "{place}: {read}");
            for sign in &list.signs()[list.pages[page].signs.clone()] {
                reads(&read, &sign.text, &place);
            }
        }
    }
}

#[test]
fn nothing_is_shortened_with_an_ellipsis_at_any_size() {
    let book = content::shipped();
    let list = &book.checklist;
    let same_day = list.signs().iter().find(|sign| sign.tier == Some(Tier::SameDay)).expect("a sign");
    let screens = [
        "!".to_owned(),
        "!<space>".to_owned(),
        keys_to(list, &same_day.id),
        none_of_all(list),
        "!0".to_owned(),
    ];
    let mut journeys: Vec<Journey> = screens
        .iter()
        .map(|keys| {
            let mut j = Journey::shipped(80, 24);
            j.keys(keys);
            j
        })
        .collect();
    for width in (20..=300).step_by(7) {
        for height in (5..=100).step_by(5) {
            for j in &mut journeys {
                j.resize(width, height);
                assert!(!j.screen().contains("..."), "{width}x{height}:\n{}", j.screen());
            }
        }
    }
}

#[test]
fn the_number_to_call_is_large_wherever_there_is_room() {
    for (width, height, scale) in [(80, 24, 1), (40, 15, 1), (45, 40, 2), (100, 30, 2), (300, 100, 4)] {
        let mut j = in_britain(width, height);
        j.keys("!<space>").sees("Call 999 now.");
        let read = (1..=4)
            .find_map(|size| digits::decode(&j.hand.screen, size).filter(|text| text == "999").map(|_| size));
        assert!(read.is_some_and(|read| read >= scale), "{read:?} at {width}x{height}:\n{}", j.screen());
        // Without a region it is 112, which comes from the table of regions too.
        let mut j = Journey::shipped(width, height);
        j.keys("!<space>");
        let read = (1..=4).any(|size| digits::decode(&j.hand.screen, size).as_deref() == Some("112"));
        assert!(read, "{width}x{height}:\n{}", j.screen());
    }
}

#[test]
fn the_first_page_says_whom_to_call_in_every_window() {
    for (width, height) in [(20, 9), (24, 12), (40, 12), (40, 15), (45, 40), (80, 16), (80, 24), (300, 100)] {
        let mut j = in_britain(width, height);
        j.keys("!").sees("Call 999 now.");
    }
}

#[test]
fn an_emergency_has_at_most_nine_lines_before_its_reasons() {
    let book = content::shipped();
    let list = &book.checklist;
    let is_emergency = |signs: &[usize]| list.tier(&signs.iter().copied().collect()) == Some(Tier::Emergency);
    let mut all: Vec<Vec<usize>> = (0..list.signs().len()).map(|sign| vec![sign]).collect();
    for rule in list.rules().iter().filter(|rule| rule.tier == Tier::Emergency && rule.all.len() == 2) {
        for a in &rule.all[0] {
            all.extend(rule.all[1].iter().map(|b| vec![*a, *b]));
        }
    }
    let mut long = vec![];
    for signs in all.iter().filter(|signs| is_emergency(signs)) {
        let verdict = list.verdict(&list.all_answered(signs.iter().copied().collect()));
        let sheet =
            crate::report::result::sheet(&book, &verdict, &book.regions.phone(book.regions.find("GB")));
        let lines: usize = sheet.action.iter().map(|line| wrap(line, 70).len()).sum();
        let lines = lines + wrap(&format!("Say: {}", sheet.say), 72).len();
        if lines > LINES_BEFORE_WHY {
            let ids: Vec<&str> = signs.iter().map(|sign| list.signs()[*sign].id.as_str()).collect();
            long.push(format!("{}: {lines}", ids.join(" ")));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn there_is_a_letter_for_every_region() {
    let letters = crate::screen::keymap::REGION_LETTERS;
    assert!(content::shipped().regions.all.len() <= letters.len());
}
