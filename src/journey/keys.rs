//! Changed keys: they work and are shown and named, and the old ones are not; unsafe changes are refused.

use super::*;
use crate::app::keys::{KeyOverride, RejectedKey, fixed, override_keys, rows, screens};

fn wish(id: &str, keys: &[&str]) -> KeyOverride {
    KeyOverride { id: id.into(), keys: keys.iter().map(|key| (*key).to_owned()).collect() }
}

fn changed(wishes: &[(&str, &[&str])]) -> Keys {
    let wishes: Vec<KeyOverride> = wishes.iter().map(|(id, keys)| wish(id, keys)).collect();
    let (keys, refused) = override_keys(&wishes, false);
    assert_eq!(refused, vec![]);
    keys
}

fn journey(wishes: &[(&str, &[&str])], home: Option<&FakeStore>) -> Journey {
    let keys = changed(wishes);
    Journey::asked(small_book(), Start::Guide, (80, 40), home, |options| options.keys = keys)
}

fn why(wishes: &[(&str, &[&str])]) -> Vec<RejectedKey> {
    override_keys(&wishes.iter().map(|(id, keys)| wish(id, keys)).collect::<Vec<_>>(), false).1
}

#[test]
fn another_key_is_heard_and_shown_and_the_old_one_is_not() {
    let mut j = journey(&[("quit", &["Q"]), ("help", &["H"]), ("session.pause", &["P"])], None);
    j.sees("Q leave").sees("H help").sees("H says more").misses("q leave");
    j.keys("q");
    assert_eq!(j.end, None);
    j.keys("H")
        .sees("H, F1               this help")
        .sees("Q, Ctrl-C           leave")
        .keys("H")
        .misses("Keys everywhere");
    j.keys("<f1>").sees("Keys everywhere").keys("<esc>");
    j.keys("Q");
    assert_eq!(j.end, Some(End::Quit));
}

#[test]
fn a_running_stretch_has_the_keys_it_was_given() {
    let (one, two) = (FakeStore::new(), FakeStore::new());
    let mut j = journey(&[("session.pause", &["P"]), ("session.eased", &["z"])], Some(&one));
    j.keys("c").sees("P pause").sees("z it has let go").keys("<space>").misses("PAUSED");
    j.keys("P").sees("PAUSED. P goes on.").keys("P").misses("PAUSED");
    // Pressed twice it answers nothing, and leads nowhere.
    j.keys("x").misses("let go after").keys("zz").sees("It let go after").sees("How bad was the pain");
    let mut j = journey(&[("answer.left-leg", &["a"]), ("answer.take-back", &["b"])], Some(&two));
    j.keys("cx").sees("a left").sees("r right").sees("b corrects").keys("a").sees("[a left]");
}

#[test]
fn a_page_by_another_key_is_as_long_when_keys_come_together() {
    let keys = changed(&[("list.page-down", &["Y"]), ("text.page-down", &["Z"])]);
    let journey = || {
        Journey::asked(content::shipped(), Start::Guide, (40, 12), None, |options| {
            options.keys = keys.clone()
        })
    };
    for keys in ["<enter>ZZ<esc>3Y<enter>Z", "4<down>3YYY"] {
        assert_eq!(journey().at_once(keys).screen(), journey().keys(keys).screen(), "{keys}");
    }
}

#[test]
fn sentences_name_the_keys_that_work() {
    let home = FakeStore::new();
    let mut j = journey(
        &[
            ("evidence", &["V"]),
            ("checklist.keep", &["K"]),
            ("checklist.past", &["P"]),
            ("checklist.where", &["F"]),
            ("stretch.next-step", &["s"]),
            ("diary.undo", &["z"]),
            ("diary.redo", &["Z"]),
            ("diary.add", &["+"]),
            ("diary.delete", &["X"]),
            ("diary.no-cramp", &["o"]),
            ("diary.medicine", &["M"]),
            ("diary.report", &["y"]),
            ("diary.bedtime", &["B"]),
        ],
        Some(&home),
    );
    j.sees("Press V for the sources")
        .keys("V")
        .sees("Where this comes from")
        .keys("V")
        .misses("Where this comes from");
    j.keys("4").sees("s shows its steps");
    j.keys("5K")
        .sees("K then keeps this check")
        .keys("0000<enter>")
        .sees("K keeps this check in the diary, P shows");
    j.sees("F says where you are")
        .keys("P")
        .sees("K keeps it")
        .keys("<esc>F")
        .sees("Where are you?")
        .keys("<esc>");
    j.keys("6")
        .sees("+ adds a cramp")
        .sees("o says that there was none")
        .sees("M notes")
        .sees("y shows the page");
    j.keys("o")
        .sees("z undoes it")
        .keys("z")
        .sees("Undone. Z makes it again.")
        .keys("Z")
        .sees("Made again. z undoes it.");
    j.keys("vv").sees("B ticks one").keys("v").keys("X").sees("Deleted. z brings it back.");
}

#[test]
fn sentences_name_the_keys_that_took_the_place_of_enter_and_escape() {
    let home = FakeStore::new();
    let wishes: [(&str, &[&str]); 6] = [
        ("stretch.start", &["S"]),
        ("session.ready", &["D"]),
        ("answer.keep", &["K"]),
        ("answer.blank", &["B"]),
        ("diary.read", &["R"]),
        ("diary.show-all", &["A"]),
    ];
    let mut j = journey(&wishes, Some(&home));
    j.keys("4").sees("Takes 1 min 21 s. S").keys("<down><down>S").sees("D when you are ready").keys("D");
    j.sees("Walk.").pass(6).keys("D").sees("D again: it has let go.").keys("x").pass(1);
    j.sees("K keeps it in the diary, B keeps it without.").keys("B4").keys("6v").sees("R shows it.");
    j.keys("R").sees("A shows all.").keys("A").misses("Only some");
    j.keys("c").pass(1).keys("<esc>").sees("S goes on, x says that it has let go.");
}

#[test]
fn every_row_can_have_another_key_and_its_screens_follow() {
    // Keys that nothing has, a new one for each row.
    let taken: Vec<Key> = rows().iter().flat_map(|row| row.keys).copied().collect();
    let free: Vec<char> = ('!'..='~').filter(|letter| !taken.contains(&Key::Char(*letter))).collect();
    for (at, row) in rows().iter().filter(|row| fixed(row.id).is_none()).enumerate() {
        let letter = free[at % free.len()].to_string();
        let (keys, refused) = override_keys(&[wish(row.id, &[&letter])], false);
        assert_eq!(refused, vec![], "{}", row.id);
        assert_eq!(keys.of(row.id, row.keys)[0].name(), letter, "{}", row.id);
        for always in row.keys.iter().filter(|key| [Key::Esc, Key::Enter, Key::Ctrl('c')].contains(key)) {
            assert!(keys.of(row.id, row.keys).contains(always), "{} loses {always:?}", row.id);
        }
    }
}

#[test]
fn what_must_always_work_always_does() {
    let mut j =
        journey(&[("cramping", &["F5"]), ("signs", &["F6"]), ("quit", &["F10"]), ("back", &["F7"])], None);
    j.sees("F6 signs").sees("F5 cramp now");
    j.keys("c").sees("seconds to go").keys("!").sees("[5 Checklist]").keys("<ctrl-c>");
    assert_eq!(j.end, Some(End::Quit));
    for key in ["c", "!", "Ctrl-C", "Ctrl-Z", "Esc", "Enter", "F1"] {
        let refused = why(&[("theme", &[key])]);
        assert_eq!(refused.len(), 1, "{key}");
        assert!(
            refused[0].why.starts_with(&format!("\"theme\" cannot have {key}: it ")),
            "{}",
            refused[0].why
        );
        assert_eq!(refused[0].key, Some(0));
    }
    for id in [
        "tab-1",
        "answer.digit",
        "answer.stay",
        "regions.letter",
        "checklist.none",
        "form.save",
        "search.open",
    ] {
        assert!(why(&[(id, &["Y"])])[0].why.contains("keeps its keys"), "{id}");
    }
}

#[test]
fn a_key_with_two_meanings_is_refused_with_both_of_them() {
    for (wishes, at, says) in [
        // Within one screen.
        (vec![("session.pause", &["r"][..])], 0, "on a running stretch it is \"this step again\" already"),
        (vec![("checklist.undo", &["s"])], 0, "\"keep this check in the diary, with its date\" already"),
        // A key that means something everywhere.
        (vec![("session.pause", &["q"])], 0, "everywhere it is \"leave\" already"),
        (vec![("checklist.keep", &["1"])], 0, "everywhere it is \"Causes\" already"),
        // One that a screen has.
        (vec![("theme", &["u"])], 0, "already"),
        (vec![("theme", &["T"]), ("search", &["T"])], 1, "\"the next theme"),
        // One that answers the question a session leads to.
        (vec![("session.eased", &["u"])], 0, "pressed once too often"),
        (vec![("theme", &[])], 0, "needs a key"),
        (vec![("theme", &["spcae"])], 0, "is no key"),
        (vec![("thmee", &["T"])], 0, "did you mean \"theme\"?"),
        (vec![("theme", &["T"]), ("theme", &["Y"])], 1, "twice"),
    ] {
        let refused = why(&wishes);
        assert_eq!(refused.len(), 1, "{wishes:?}: {refused:?}");
        assert_eq!(refused[0].at, at, "{wishes:?}");
        assert!(refused[0].why.contains(says), "{wishes:?}: {}", refused[0].why);
    }
    // A key that another row gives away is free, and two may change places.
    assert_eq!(why(&[("session.again", &["A"]), ("session.other-leg", &["r"])]), vec![]);
    assert_eq!(why(&[("theme", &["e"]), ("evidence", &["T"])]).len(), 1, "the diary has e for itself");
    assert_eq!(why(&[("diary.bedtime", &["m"]), ("diary.medicine", &["b"])]), vec![]);
    // One that is refused takes with it what rested on it.
    let both = why(&[("session.again", &["q"]), ("session.other-leg", &["r"])]);
    assert_eq!(both.iter().map(|refused| refused.at).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn whatever_is_asked_for_no_key_has_two_meanings() {
    let mut seed = 5_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let ids: Vec<&str> = rows().iter().map(|row| row.id).collect();
    let names: Vec<String> =
        ('!'..='~').map(String::from).chain(["Space".into(), "Left".into(), "F2".into()]).collect();
    for _ in 0..300 {
        let wishes: Vec<KeyOverride> = (0..random(12) + 1)
            .map(|_| {
                let keys: Vec<&str> = (0..random(3)).map(|_| names[random(names.len())].as_str()).collect();
                wish(ids[random(ids.len())], &keys)
            })
            .collect();
        let (keys, _) = override_keys(&wishes, false);
        for screen in screens() {
            let all: Vec<Key> =
                screen.rows.iter().flat_map(|row| keys.of(row.id, row.keys)).copied().collect();
            for (at, key) in all.iter().enumerate() {
                assert!(!all[at + 1..].contains(key), "{key:?} twice on {}: {wishes:?}", screen.name);
            }
            let reaches = |id: &str, key: Key| {
                screen.name != "everywhere" || keys.of(id, &[]).is_empty() || keys.of(id, &[]).contains(&key)
            };
            assert!(reaches("cramping", Key::Char('c')) && reaches("signs", Key::Char('!')));
            assert!(reaches("quit", Key::Ctrl('c')));
        }
    }
}

#[test]
fn a_screen_of_ascii_is_given_no_key_it_could_not_name() {
    let wishes = [wish("theme", &["é"])];
    assert_eq!(override_keys(&wishes, false).1, vec![]);
    assert_eq!(override_keys(&wishes, true).1.len(), 1);
}

#[test]
fn letters_of_other_keyboards_and_capitals_are_keys_where_no_text_is_typed() {
    // The key of c on a Russian and a Greek keyboard, and with Caps Lock.
    for key in ["с", "С", "ψ", "Ψ", "C"] {
        Journey::shipped(100, 30).keys(key).sees("Breathe out slowly");
    }
    for quit in ["й", "Й", "Q"] {
        let mut journey = Journey::shipped(100, 30);
        journey.keys(quit);
        assert_eq!(journey.end, Some(End::Quit), "{quit}");
    }
    // In a search they are letters.
    Journey::shipped(100, 30).keys("/сC").sees("сC");
    // A capital with a meaning of its own keeps it: the key before the last hit is no key of the next one.
    let mut journey = Journey::shipped(100, 30);
    journey.keys("/calf<enter>n");
    let there = journey.screen();
    journey.keys("nN");
    assert_eq!(journey.screen(), there);
}
