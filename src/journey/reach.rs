//! Advice for an emergency is at most two keys or two lines away from any place, and no sign without an answer counts as a "no".

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    app::keys::rows, domain::triage::TriageResult, journey::diary::with_cramps, screen::keymap::Keys,
};

/// A diary to go through, with a cramp left open where that is wanted; made once, and copied for each way through it.
struct Master(FakeStore);

impl Master {
    fn new(left_open: bool) -> Self {
        let home = FakeStore::new();
        with_cramps(&home, &["2026-11-03T03:10", "2026-11-21T04:00"]);
        if left_open {
            Journey::keeping(&home, Start::Guide, 80, 24).keys("c").pass(20);
            home.later(120);
        }
        Self(home)
    }

    fn copy(&self) -> FakeStore {
        let home = FakeStore::new();
        home.wall.replace(self.0.wall.borrow().clone());
        home.up.set(self.0.up.get());
        let [from, to] = [&self.0, &home].map(|home| home.folder.path().join("uncramp"));
        std::fs::create_dir(&to).expect("a folder");
        std::fs::copy(from.join("diary.db"), to.join("diary.db")).expect("a diary");
        home
    }
}

fn with_keys(home: &FakeStore, keys: &Keys) -> Journey {
    Journey::asked(small_book(), Start::Guide, (80, 24), Some(home), |options| options.keys = keys.clone())
}

/// Every screen that one of these keys leads to from each start, by the keys that lead there.
fn screens_from(starts: &[&str], keys: &[Key], of: &Keys, diary: &Master) -> Vec<Vec<Key>> {
    let mut seen = BTreeSet::new();
    let mut found = vec![];
    for start in starts {
        let start = parse(start);
        for key in [None].into_iter().chain(keys.iter().copied().map(Some)) {
            let path: Vec<Key> = start.iter().copied().chain(key).collect();
            let mut j = with_keys(&diary.copy(), of);
            j.go(path.iter().map(|key| Move::Events(vec![Event::Key(*key)])).collect());
            if j.end.is_none() && seen.insert(j.screen()) {
                found.push(path);
            }
        }
    }
    found
}

/// True if the most urgent signs are on the screen to be ticked, or an emergency is there already.
fn is_there(j: &Journey) -> bool {
    j.shows("EMERGENCY") || (j.shows("[5 Checklist]") && j.shows("▸ [ ] Hard to breathe"))
}

/// From each of those screens: `!` and a tick; where text is typed, which takes `!` for itself, Esc and `!`.
fn emergency_is_two_keys_from(paths: &[Vec<Key>], of: &Keys, diary: &Master) {
    for path in paths {
        let reaches = |keys: &str| {
            let mut j = with_keys(&diary.copy(), of);
            j.go(path.iter().map(|key| Move::Events(vec![Event::Key(*key)])).collect());
            j.keys(keys);
            (is_there(&j), j)
        };
        let (is_one, mut j) = reaches("!");
        if is_one {
            if !j.shows("EMERGENCY") {
                j.keys("<space>");
            }
            assert!(j.shows("EMERGENCY") || j.shows("[x] Hard to"), "{path:?}:\n{}", j.screen());
            assert_eq!(
                j.app.checked().1.outcome,
                TriageResult::Tier(Tier::Emergency),
                "{path:?}:\n{}",
                j.screen()
            );
        } else {
            let (is_two, j) = reaches("<esc>!");
            assert!(is_two, "{path:?}, Esc and !:\n{}", j.screen());
        }
    }
}

/// Every key that means something somewhere, but for those that leave.
fn bound() -> Vec<Key> {
    let mut keys: Vec<Key> = vec![];
    for key in rows().iter().flat_map(|row| row.keys) {
        if !keys.contains(key) && ![Key::Char('q'), Key::Ctrl('c'), Key::Ctrl('z')].contains(key) {
            keys.push(*key);
        }
    }
    keys
}

const STARTS: [&str; 11] =
    ["", "<enter>", "4<space>", "c", "cx", "5<end>", "50<space>", "50000", "6", "6a", "6v"];

#[test]
fn emergency_advice_is_two_keys_from_every_screen() {
    let diary = Master::new(false);
    let paths = screens_from(&STARTS, &bound(), &Keys::TABLES, &diary);
    assert!(paths.len() > 60, "{} screens", paths.len());
    emergency_is_two_keys_from(&paths, &Keys::TABLES, &diary);
    // What is offered at the start, and what it leads to.
    let diary = Master::new(true);
    let paths = screens_from(&[""], &bound(), &Keys::TABLES, &diary);
    emergency_is_two_keys_from(&paths, &Keys::TABLES, &diary);
}

#[test]
fn emergency_advice_is_two_keys_away_whatever_keys_were_changed() {
    let wishes = [("signs", "F6"), ("search", "F7"), ("diary.add", "+"), ("help", "H"), ("cramping", "F5")];
    let wishes =
        wishes.map(|(id, key)| crate::app::keys::KeyOverride { id: id.into(), keys: vec![key.to_owned()] });
    let (keys, refused) = crate::app::keys::override_keys(&wishes, false);
    assert_eq!(refused, vec![]);
    let mut starts = vec![Key::F(6), Key::F(7), Key::Char('H'), Key::F(5)];
    starts.extend(bound());
    let diary = Master::new(false);
    let paths = screens_from(&["", "c", "6"], &starts, &keys, &diary);
    emergency_is_two_keys_from(&paths, &keys, &diary);
}

/// What is typed to get about: numbers, words, keys.
const LINES: [&str; 30] = [
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "0",
    "",
    "c",
    "x",
    "a",
    "m",
    "i",
    "v",
    "r",
    "w",
    "e",
    "?",
    "/rub",
    "/",
    "back",
    "menu",
    "again",
    "about",
    "diary",
    "checklist",
    "stretch",
    "leave",
    "pause",
    "5 minutes",
];

/// Ways into the conversation, from where each of the lines is typed.
const WAYS: [&[&str]; 17] = [
    &[],
    &["1", "1"],
    &["3", "1"],
    &["4", "1"],
    &["4", "1", "2"],
    &["c"],
    &["c", "pause"],
    &["c", "x"],
    &["c", "x", "5"],
    &["5", "0", "0"],
    &["5", "0", "0", "0", "0"],
    &["5", "0", "0", "0", "0", ""],
    &["5", "1"],
    &["6", "a"],
    &["6", "a", "", "", "", ""],
    &["6", "1"],
    &["5", "w"],
];

#[test]
fn emergency_advice_is_two_lines_from_everywhere() {
    for left_open in [false, true] {
        let diary = Master::new(left_open);
        // A cramp that was left open is offered first.
        for way in WAYS.iter().take(if left_open { 1 } else { WAYS.len() }) {
            for line in LINES {
                let mut j = Journey::talk(small_book(), Start::Guide, Some(&diary.copy()));
                let said = j.lines(&[way, &[line][..]].concat());
                if j.end.is_some() {
                    continue;
                }
                let asked = j.lines(&["!"]);
                let told = j.lines(&["1"]);
                let all = format!(
                    "{way:?} {line:?}:\n{}\n! {}\n1 {}",
                    said.join("\n"),
                    asked.join("\n"),
                    told.join("\n")
                );
                assert_eq!(j.app.checked().1.outcome, TriageResult::Tier(Tier::Emergency), "{all}");
                assert!(asked.iter().chain(&told).any(|line| line.starts_with("EMERGENCY: Call")), "{all}");
            }
        }
    }
}

#[test]
fn what_was_typed_into_a_form_is_still_there_after_the_warning_signs() {
    let home = FakeStore::new();
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    j.lines(&["6", "a", "01:20", "4"]);
    j.hears("!", "Page 1 of 4. Worst.").hears("0", "Page 2 of 4").lines(&["diary", "keep"]);
    let cramp = home.cramp();
    assert_eq!((cramp.start.typed().as_str(), cramp.seconds), ("2026-11-22 01:20", Some(240)));
}

#[test]
fn what_was_undone_or_begun_afresh_has_not_been_answered() {
    let talk = || {
        let mut j = Journey::talk(small_book(), Start::Guide, None);
        j.lines(&["5", "0", "0", "0", "0"]);
        assert_eq!(j.app.checked().1.outcome, TriageResult::NoneTicked);
        j
    };
    let mut j = talk();
    j.hears("back", "Page 4 of 4")
        .hears("R", "Press R again")
        .hears("R", "Page 1 of 4")
        .hears("0", "Page 2 of 4");
    assert_eq!(j.app.checked().1.outcome, TriageResult::Incomplete, "one page was answered since");
    j.hears("0", "Page 3 of 4").hears("0", "Page 4 of 4").hears("0", "NONE TICKED");

    let mut j = talk();
    j.hears("undo", "Page 4 of 4");
    assert_eq!(j.app.checked().1.outcome, TriageResult::Incomplete);
    j.hears("u", "Page 3 of 4").hears("0", "Page 4 of 4");
    assert_eq!(j.app.checked().1.outcome, TriageResult::Incomplete, "the last one was undone");
    j.hears("0", "NONE TICKED");
}

/// The page in view by its number in the book, from the question on the screen or in what was said.
fn page_in(text: &str) -> Option<usize> {
    let book = small_book();
    book.checklist.pages.iter().position(|page| text.contains(&page.ask))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200 * scale() as u32, ..ProptestConfig::default() })]

    /// In plain mode no result is complete before every page that applies was answered, and no tick at all is a result only if
    /// "none of these" was said to each of them.
    #[test]
    fn no_page_counts_that_was_not_answered(
        lines in prop::collection::vec(prop_oneof![
            8 => Just("0"), 3 => Just("1"), 1 => Just("1 2"), 2 => Just(""), 2 => Just("back"), 1 => Just("R"), 1 => Just("menu"),
            2 => Just("5"), 1 => Just("!"), 1 => Just("checklist"), 1 => Just("4"), 1 => Just("c"), 1 => Just("again"),
            1 => Just("9"), 1 => Just("why 1"), 1 => Just("w"), 1 => Just("/rub"), 1 => Just("undo"),
        ], 1..40),
    ) {
        let book = small_book();
        let mut j = Journey::talk(Rc::clone(&book), Start::Guide, None);
        // The pages that were printed whole and then answered, by the answers at that time.
        let mut asked: Option<usize> = None;
        let mut answered = SignSet::default();
        for line in lines {
            let before = j.app.checked().0;
            let said = j.lines(&[line]);
            let after = j.app.checked().0;
            if let Some(page) = asked && after.answered.contains(&page) {
                answered.insert(page);
            }
            for page in &after.answered {
                prop_assert!(
                    before.answered.contains(page) || answered.contains(page),
                    "page {} is answered by {:?}: {:?}", page, line, said
                );
            }
            let (is_none, ticked) = (j.app.checked().1.outcome == TriageResult::NoneTicked, &after.ticked);
            if is_none || j.app.checked().1.is_complete {
                let all: Vec<usize> = book.checklist.pages_that_apply(ticked).collect();
                prop_assert!(all.iter().all(|page| answered.contains(page)), "{:?}: {:?}", line, said);
            }
            // The next line answers the page that was printed last, unless another one is in its place.
            asked = said.iter().rev().find_map(|line| page_in(line)).or(asked);
        }
    }

    /// On the screen a page is answered by `0` without a tick on it, or by Enter or Page Down with one; nothing else answers
    /// it, and no result is complete before every page that applies was answered so.
    #[test]
    fn on_a_screen_a_page_is_answered_by_its_own_keys_alone(
        keys in prop::collection::vec(prop::sample::select(
            parse("<space><space><up><down><home><end>0000uRR<enter><enter><esc>!5c4r<pgup><pgdn>")
        ), 1..60),
    ) {
        let book = small_book();
        let list = &book.checklist;
        let mut j = Journey::with(Rc::clone(&book), Start::Guide, 100, 40);
        j.keys("5");
        let mut answered = SignSet::default();
        for key in keys {
            let (page, before) = (page_in(&j.screen()), j.app.checked().0);
            j.event(Event::Key(key));
            let (after, verdict) = j.app.checked();
            for new in after.answered.difference(&before.answered) {
                let has_tick = list.pages[*new].signs.clone().any(|sign| after.ticked.contains(&sign));
                let is_answer = match key {
                    Key::Char('0') => !has_tick,
                    Key::Enter | Key::PageDown => has_tick,
                    // An undone answer is restored with it.
                    Key::Char('u') => answered.contains(new),
                    _ => false,
                };
                prop_assert!(is_answer && (page == Some(*new) || key == Key::Char('u')), "{:?}:\n{}", key, j.screen());
                answered.insert(*new);
            }
            let all = list.pages_that_apply(&after.ticked).all(|page| after.answered.contains(&page));
            prop_assert_eq!(verdict.is_complete, all);
            prop_assert!(verdict.outcome != TriageResult::NoneTicked || all);
            let has_tier = list.tier(&after.ticked).is_some();
            prop_assert_eq!(verdict.outcome == TriageResult::Incomplete, !all && !has_tier);
            // An emergency is on the screen, alone or at the foot of its page, for as long as it is ticked.
            if list.tier(&after.ticked) == Some(Tier::Emergency) && j.shows("[5 Checklist]") {
                prop_assert!(j.shows("EMERGENCY"), "{}", j.screen());
            }
        }
    }
}
