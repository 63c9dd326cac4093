//! Invariants of every screen: keys, sizes, leaving.

use std::collections::HashMap;

use super::*;
use crate::{
    app::keys::{KeyScreen, screens},
    screen::{
        frame_info::{Area, Spot},
        global::GLOBAL_KEYS,
        keymap::Keys,
    },
    tabs::{checklist, diary, guide, stretch},
};

/// Which screens take keys for themselves that mean something else everywhere, and why.
const TAKES: [(&str, &str); 19] = [
    ("the guide's text", "Esc goes back to the list first"),
    ("one step", "Esc goes back to the list first"),
    ("a running stretch", "Left, Right and n step through the routine, Esc leaves it"),
    ("its end", "what stepped through the routine does nothing more, Esc goes to the list"),
    ("pain and sleep", "digits answer, t is ten, Esc leaves them blank"),
    ("the checklist", "Backspace turns to the page before, Esc goes back to the running stretch first"),
    ("its result", "Esc goes back to the questions first"),
    ("an emergency", "Esc goes back to the questions"),
    ("the checks kept before", "Esc goes back to the questions"),
    ("the diary's list", "e edits, Esc shows all"),
    ("one entry of the diary", "e edits, Esc goes back to the list"),
    ("the month", "Esc goes back to the list"),
    ("the charts", "Esc goes back to the list"),
    ("the page for a clinician", "Esc goes back to the list"),
    ("a form of the diary", "Esc leaves it"),
    ("a cramp left open", "Esc puts it off"),
    ("help and evidence", "Esc, ? and e close what they opened"),
    ("the search", "typing takes everything"),
    ("the regions", "letters choose a region, Esc closes"),
];

#[test]
fn every_key_has_a_label_and_one_meaning() {
    for screen in screens() {
        let mut seen = HashMap::new();
        for hint in &screen.rows {
            assert!(!hint.help.is_empty() && !hint.keys.is_empty(), "{}: {hint:?}", screen.name);
            for key in hint.keys {
                assert_eq!(seen.insert(*key, hint.help), None, "{}: {key:?} is bound twice", screen.name);
            }
        }
    }
    let mut keys_of = HashMap::new();
    for row in screens().into_iter().flat_map(|screen| screen.rows) {
        assert_eq!(
            *keys_of.entry(row.id).or_insert(row.keys),
            row.keys,
            "{} differs between screens",
            row.id
        );
    }
    let global: Vec<Key> = GLOBAL_KEYS.iter().flat_map(|row| row.keys).copied().collect();
    for KeyScreen { name, rows, .. } in screens().into_iter().skip(1) {
        let takes = TAKES.iter().any(|(known, _)| *known == name);
        for key in rows.iter().flat_map(|hint| hint.keys) {
            assert!(!global.contains(key) || takes, "{name} takes {key:?} without a reason");
        }
    }
}

#[test]
fn nothing_takes_the_keys_that_matter_most() {
    for KeyScreen { name, rows, .. } in
        screens().into_iter().skip(1).filter(|screen| screen.name != "the search")
    {
        for key in
            [Key::Char('c'), Key::Char('!'), Key::Char('q'), Key::Ctrl('c'), Key::Ctrl('z'), Key::Char('t')]
        {
            let is_ten = name == "pain and sleep" && key == Key::Char('t');
            let takes = rows.iter().any(|hint| hint.keys.contains(&key));
            assert!(!takes || is_ten, "{name} takes {key:?}");
        }
    }
}

#[test]
fn every_key_that_works_is_in_the_help_of_its_screen() {
    static KEYS: Keys = Keys::TABLES;
    for (before, table) in [
        ("", KEYS.hints(guide::LIST_KEYS)),
        ("<enter>", KEYS.hints(guide::TEXT_KEYS)),
        ("4", KEYS.hints(stretch::keys::LIST_KEYS)),
        ("c", KEYS.hints(stretch::keys::RUN_KEYS)),
        ("cx", KEYS.hints(stretch::keys::END_KEYS)),
        ("5", KEYS.hints(checklist::keys::PAGE_KEYS)),
        ("5r", KEYS.hints(checklist::keys::RESULT_KEYS)),
        ("5<space>", KEYS.hints(checklist::keys::EMERGENCY_KEYS)),
        ("5v", KEYS.hints(checklist::keys::PAST_KEYS)),
        ("6", KEYS.hints(diary::keys::LIST_KEYS)),
        ("6v", KEYS.hints(diary::keys::MONTH_KEYS)),
        ("6vv", KEYS.hints(diary::keys::CHART_KEYS)),
        ("6r", KEYS.hints(diary::keys::REPORT_KEYS)),
    ] {
        let mut j = Journey::new(100, 60);
        j.keys(before).keys("?");
        // A list of everything has nothing to show again.
        let table: Vec<_> = table.iter().filter(|hint| hint.id != "diary.show-all").collect();
        for hint in table.into_iter().chain(&KEYS.hints(GLOBAL_KEYS)) {
            let read = j.prose().split_whitespace().collect::<Vec<_>>().join(" ");
            let row = format!("{} {}", hint.all_keys(), hint.help);
            assert!(read.contains(&row), "{row:?}:\n{}", j.screen());
        }
    }
}

/// Screens on which no text is typed.
const SCREENS: [&str; 16] = [
    "", "<esc>", "<enter>", "3", "4", "4<space>", "c", "cx", "5", "5<space>", "5r", "50000", "5w", "6", "?",
    "e",
];

/// The keys in the footer, each with a cell of it.
fn footer_keys(j: &Journey) -> Vec<(Key, u16, u16)> {
    let last = j.hand.screen.area.height - 1;
    let key = |(area, spot): &(Area, Spot)| match spot {
        Spot::Key(key) if area.y == last => Some((*key, area.x + area.width - 1, area.y)),
        _ => None,
    };
    j.hand.seen.spots.iter().filter_map(key).collect()
}

#[test]
fn the_footer_always_names_the_warning_signs_and_the_way_out() {
    for (width, height) in
        [(20, 5), (25, 9), (30, 10), (40, 15), (45, 40), (60, 20), (80, 24), (100, 30), (200, 50)]
    {
        for before in SCREENS {
            let mut j = Journey::new(width, height);
            j.keys(before);
            let footer = j.rows().last().cloned().unwrap_or_default();
            let named = ["! signs", "! swollen, hot, or hard to breathe"];
            let has_signs = named.iter().any(|words| footer.contains(words));
            assert!(has_signs && footer.contains("q leave"), "{before:?} at {width}x{height}: {footer:?}");
        }
    }
}

#[test]
fn a_click_on_a_key_in_the_footer_presses_it() {
    for (width, height) in [(40, 15), (80, 24), (160, 30)] {
        for before in SCREENS.into_iter().chain(["/leg", "6a", "6m"]) {
            let mut first = Journey::new(width, height);
            first.keys(before);
            let keys = footer_keys(&first);
            assert!(!keys.is_empty(), "{before:?} at {width}x{height}:\n{}", first.screen());
            for (key, x, y) in keys {
                let (mut clicked, mut pressed) = (Journey::new(width, height), Journey::new(width, height));
                clicked.keys(before).event(Event::Click { x, y });
                pressed.keys(before).event(Event::Key(key));
                assert_eq!(clicked.end, pressed.end, "{before:?}, {key:?} at {width}x{height}");
                assert_eq!(clicked.screen(), pressed.screen(), "{before:?}, {key:?} at {width}x{height}");
                let is_new = clicked.end.is_some() || clicked.screen() != first.screen();
                let is_still =
                    ["4", "5", "5r", "50000", "6", "?"].contains(&before) || !clicked.hand.effects.is_empty();
                assert!(
                    is_new || is_still,
                    "{before:?}, {key:?} at {width}x{height} does nothing:\n{}",
                    first.screen()
                );
            }
        }
    }
}

#[test]
fn the_cursor_stands_at_the_focus() {
    for (width, height) in SIZES {
        for (before, row) in [
            ("", "▸ First cause"),
            ("<down>", "▸ Second cause"),
            ("<esc>", "▸ c"),
            ("<esc><down>", "▸ !"),
            ("4<down>", "▸"),
            ("5<down>", "▸ [ ]"),
            ("5w<down>", "▸ a"),
            ("/leg", "Search: leg"),
            ("6a", "03:10"),
        ] {
            let mut j = Journey::new(width, height);
            j.keys(before);
            let cursor = j.hand.seen.cursor.expect("a cursor");
            assert!(j.rows()[usize::from(cursor.y)].contains(row), "{before:?}: {cursor:?}\n{}", j.screen());
            assert_eq!(cursor.is_typing, ["/leg", "6a"].contains(&before), "{before:?}");
        }
        let mut j = Journey::new(width, height);
        let before = j.keys("/le").hand.seen.cursor.expect("a cursor");
        let after = j.keys("g").hand.seen.cursor.expect("a cursor");
        assert_eq!((after.x, after.y), (before.x + 1, before.y), "the caret follows what is typed");
        // Every other screen has one too, within the window.
        for before in SCREENS {
            let mut j = Journey::new(width, height);
            let cursor = j.keys(before).hand.seen.cursor.expect("a cursor");
            assert!(cursor.x < width && cursor.y < height, "{before:?}: {cursor:?}");
        }
    }
}

#[test]
fn no_footer_names_a_key_for_the_sources_of_what_has_none() {
    for (keys, has_them) in
        [("", true), ("4", true), ("5", true), ("6v", false), ("6r", false), ("c<esc>", false)]
    {
        let mut j = Journey::new(200, 30);
        j.keys(keys);
        let footer = j.rows().last().cloned().unwrap_or_default();
        assert_eq!(footer.contains("e evidence"), has_them, "{keys:?}: {footer:?}");
        j.keys("e");
        assert_eq!(j.shows("Where this comes from"), has_them, "{keys:?}:\n{}", j.screen());
    }
}

#[test]
fn q_and_ctrl_c_leave_from_everywhere() {
    for before in ["", "<enter>", "c", "cx", "5<space>", "?", "e", "5w"] {
        for leave in ["q", "<ctrl-c>"] {
            let mut j = Journey::new(80, 24);
            j.keys(before).keys(leave);
            assert_eq!(j.end, Some(End::Quit), "{before:?} {leave}");
        }
    }
    let mut j = Journey::new(80, 24);
    j.keys("/q").misses("nothing").keys("<ctrl-c>");
    assert_eq!(j.end, Some(End::Quit));
}

#[test]
fn ctrl_z_asks_to_be_suspended_even_while_typing() {
    for before in ["", "c", "?", "/abc"] {
        let mut j = Journey::new(80, 24);
        j.keys(before).keys("<ctrl-z>");
        assert_eq!(j.hand.effects, [Effect::Suspend], "{before:?}");
    }
}

#[test]
fn no_size_panics_and_a_small_window_says_so() {
    let screens = [
        "", "<enter>", "3<enter>", "4", "c", "cx", "5", "5<space>", "5r", "5v", "6", "6a", "6m", "?", "e",
        "/a", "5w",
    ];
    for width in [1, 2, 3, 5, 9, 19, 20, 21, 29, 30, 39, 40, 79, 80, 132, 300] {
        for height in [1, 2, 3, 4, 5, 7, 9, 12, 15, 16, 24, 60] {
            for keys in screens {
                let mut j = Journey::new(width, height);
                j.keys(keys);
                if width < 20 || height < 5 {
                    assert!(!j.screen().trim().is_empty(), "{keys:?} at {width}x{height} shows nothing");
                    assert!(j.rows()[1..].iter().all(String::is_empty), "one line:\n{}", j.screen());
                }
                j.resize(80, 24);
                assert_eq!(
                    j.screen(),
                    Journey::new(80, 24).keys(keys).screen(),
                    "{keys:?} from {width}x{height}"
                );
            }
        }
    }
}

#[test]
fn escape_always_leads_back_to_the_start() {
    let home = FakeStore::new();
    crate::journey::diary::with_cramps(&home, &["2026-11-21T04:00"]);
    for keys in [
        "",
        "<enter>",
        "?",
        "e",
        "/abc",
        "5w",
        "5<space>",
        "50000<enter>",
        "5v",
        "c",
        "cx",
        "4<enter>",
        "4<space>",
        "?e?",
        "6a",
        "6m",
        "6f",
        "6i",
        "6<enter>",
        "6v",
        "6vv",
        "6r",
        "6v<enter>",
        "6ra<down>1",
    ] {
        let mut j = Journey::keeping(&home, Start::Guide, 120, 24);
        j.keys(keys).keys("<esc><esc><esc><esc><esc><esc><esc><esc><esc><esc>").is_at_the_start();
    }
}

#[test]
fn a_clock_that_runs_faster_is_never_shown_without_saying_so() {
    for (width, height) in SIZES {
        for keys in ["", "3<enter>", "4", "c", "cx", "5", "6", "?", "/"] {
            let speed = |options: &mut Options| options.speed = Some(60.0);
            let mut j = Journey::asked(small_book(), Start::Guide, (width, height), None, speed);
            j.keys(keys).sees("Demonstration: 60 times faster. Nothing is recorded.");
        }
    }
}

#[test]
fn a_notice_goes_with_the_next_key_or_fades_by_itself() {
    let mut j = Journey::new(80, 24);
    j.keys("t").sees("Theme: light").keys("<down>").misses("Theme:").keys("tttt").sees("Theme: dark");
    j.keys("t").sees("Theme: light").pass(7).sees("Theme: light").pass(1).misses("Theme:");
    j.waits();
    j.keys("<down>");
    assert_eq!(j.waits(), [None]);
}
