//! Invariants of every appearance: in every theme, at every depth of colour, in ASCII.

use super::*;

/// Every screen and everything that lies over one, by the keys that lead there.
const SCREENS: [&str; 31] = [
    "",
    "<enter>",
    "2<enter>",
    "3<enter>",
    "4",
    "4<space>",
    "4<space><space>",
    "c",
    "c<space>",
    "cx",
    "c<esc>",
    "5",
    "5<space>",
    "5<space><esc>",
    "50<space>",
    "50000",
    "50000<enter>",
    "5v",
    "5w",
    "6",
    "6<enter>",
    "6a",
    "6m",
    "6i",
    "6f",
    "6v",
    "6vv",
    "6r",
    "?",
    "e",
    "/a",
];

fn looking(home: &FakeStore, size: (u16, u16), keys: &str, ask: impl FnOnce(&mut Options)) -> Journey {
    // Only the diary needs one: a cramp that is begun with it would be offered at the next start.
    let home = Some(home).filter(|_| keys.starts_with('6'));
    let mut j = Journey::asked(content::shipped(), Start::Guide, size, home, |options| {
        options.motion = Some(false);
        ask(options);
    });
    j.keys(keys);
    j
}

fn recorded() -> FakeStore {
    let home = FakeStore::new();
    diary::with_cramps(&home, &["2026-11-03T03:10", "2026-11-20T02:05", "2026-11-21T04:00"]);
    home
}

#[test]
fn the_words_are_the_same_in_every_theme_and_at_every_depth() {
    let home = recorded();
    for size in [(80, 24), (40, 15)] {
        for keys in SCREENS {
            let shown = |name: ThemeName, depth: Depth| {
                looking(&home, size, keys, |options| options.theme = Theme { name, depth }).screen()
            };
            let first = shown(ThemeName::Dark, Depth::None);
            for name in ThemeName::ALL.iter().copied() {
                for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
                    assert_eq!(shown(name, depth), first, "{keys:?} in {name:?} with {depth:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_selected_and_what_counts_is_marked_by_more_than_colour() {
    let home = recorded();
    for keys in ["", "2", "3", "4", "5", "6", "cx", "5w", "/a"] {
        let j = looking(&home, (80, 24), keys, |options| {
            options.theme = Theme { name: ThemeName::Mono, depth: Depth::None };
        });
        let turned = j.with_modifier(Modifier::REVERSED);
        assert!(!turned.trim().is_empty(), "nothing is turned round on {keys:?}:\n{}", j.screen());
        let marks = j.rows().iter().filter(|row| row.contains('▸') || row.contains('[')).count();
        assert!(marks > 0, "{keys:?}:\n{}", j.screen());
    }
}

#[track_caller]
fn is_ascii(j: &Journey, what: &str) {
    let beyond: Vec<char> = j.screen().chars().filter(|letter| !letter.is_ascii()).collect();
    assert!(beyond.is_empty(), "{what}: {beyond:?}\n{}", j.screen());
}

#[test]
fn in_ascii_nothing_else_is_on_any_screen() {
    let home = recorded();
    let ascii = |options: &mut Options| options.glyphs = &glyphs::ASCII;
    for size in [(100, 30), (80, 24), (40, 15), (20, 5), (10, 3)] {
        for keys in SCREENS {
            is_ascii(&looking(&home, size, keys, ascii), keys);
        }
    }
    // Every topic to its end, every sign, every routine with its steps; and the person's own words.
    let mut j = looking(&home, (100, 30), "", ascii);
    for tab in ["1", "2", "3", "4"] {
        j.keys(tab);
        let mut before = String::new();
        while j.screen() != before {
            before = j.screen();
            is_ascii(&j, tab);
            if tab != "4" {
                j.keys("<enter>");
                for _ in 0..6 {
                    j.keys("<pgdn>");
                    is_ascii(&j, tab);
                }
                j.keys("<esc>");
            }
            j.keys("e");
            is_ascii(&j, tab);
            j.keys("<esc><down>");
        }
    }
    // Down wraps around on a page of signs, so each page is walked by its count.
    let book = content::shipped();
    j.keys("5<pgup>");
    for page in book.checklist.pages.iter().filter(|page| page.when.is_empty()) {
        j.sees(&page.title);
        for _ in page.signs.clone() {
            is_ascii(&j, &page.id);
            j.keys("e");
            is_ascii(&j, &page.id);
            j.keys("<esc><down>");
        }
        j.keys("0");
    }
    is_ascii(&j, "none ticked");
    for routine in &book.stretches.routines {
        let start = Start::Routine(routine.clone(), None);
        let mut j = Journey::asked(content::shipped(), start, (80, 24), None, ascii);
        for _ in 0..40 {
            j.pass(7);
            is_ascii(&j, &routine.id);
        }
    }
    let mut j = looking(&home, (80, 24), "/caffè ½ 日", ascii);
    is_ascii(&j, "typed");
    j.sees("Search: caffe ? ?");
}
