//! Every screen with its keys, and the changes to keys that the settings may make.
//!
//! An override is rejected, with its reason, if it would take away a key that must always work, or leave a key with two meanings
//! on one screen. The row of a rejected override keeps its keys.

use std::collections::HashSet;

use super::overlay;
pub(crate) use crate::screen::KeyScreen;
use crate::{
    domain::nearest::did_you_mean,
    screen::{GLOBAL_KEYS, Hint, Key, Keys, TabId, names},
    tabs::{Tabs, stretch::keys::PAIN_AND_SLEEP},
};

/// Keys that always keep their meaning, each with the reason. Other keys may be given to the same rows beside them.
const ALWAYS: [(Key, &str); 7] = [
    (Key::Char('c'), "it starts the stretch from every screen"),
    (Key::Char('!'), "it leads to the warning signs from every screen"),
    (Key::Ctrl('c'), "it leaves from every screen"),
    (Key::Ctrl('z'), "it goes to the shell from every screen"),
    (Key::Esc, "it leads back on every screen"),
    (Key::Enter, "it opens and confirms on every screen"),
    (Key::F(1), "it brings help on every screen"),
];

/// Rows that keep the keys they have, by the beginning of their ids, and why.
const FIXED: [(&str, &str); 7] = [
    ("tab-", "the bar at the top numbers the tabs"),
    ("regions.", "the list names its own letters"),
    ("answer.digit", "a digit is its own answer"),
    ("answer.stay", "they are keys that lead to this question, and must not answer it"),
    ("checklist.none", "the guide's own words name it"),
    ("search.", "everything else is typed there"),
    ("form.", "everything else is typed there"),
];

/// A screen of questions, and the rows that lead to it: pressed twice, none of these may answer one.
const AFTER_SESSION: &str = PAIN_AND_SLEEP;
const LEADS_THERE: [&str; 3] = ["session.eased", "session.next", "end.eased"];

/// The keys that work everywhere, then those of every screen.
pub(crate) fn screens() -> Vec<KeyScreen> {
    let tabs = Tabs::default();
    let mut screens = vec![KeyScreen::new("everywhere", GLOBAL_KEYS)];
    for screen in TabId::ALL.iter().flat_map(|tab| tabs.get(*tab).key_screens()) {
        if screens.iter().all(|known| known.name != screen.name) {
            screens.push(screen);
        }
    }
    screens.extend([
        KeyScreen::new("a cramp left open", overlay::LEFT_KEYS),
        KeyScreen::new("help and evidence", overlay::PAGE_KEYS),
        KeyScreen::typing("the search", overlay::SEARCH_KEYS),
        KeyScreen::new("the regions", overlay::REGION_KEYS),
    ]);
    screens
}

/// The reason why a row cannot be given other keys; `None` if it can.
pub(crate) fn fixed(id: &str) -> Option<&'static str> {
    FIXED.iter().find(|(start, _)| id.starts_with(start)).map(|(_, why)| *why)
}

/// Keys wanted for the rows of an id, as the settings file has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyOverride {
    pub(crate) id: String,
    pub(crate) keys: Vec<String>,
}

/// An override that is rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RejectedKey {
    /// The position of the override.
    pub(crate) at: usize,
    /// The position of the key that is the reason, if one of them is.
    pub(crate) key: Option<usize>,
    pub(crate) why: String,
}

/// The keys with the overrides that are accepted, and those that are rejected. With `is_ascii` the screen shows ASCII alone, and
/// so can name no other key.
pub(crate) fn override_keys(overrides: &[KeyOverride], is_ascii: bool) -> (Keys, Vec<RejectedKey>) {
    let screens = screens();
    let mut keys = Keys::TABLES;
    let mut rejected = vec![];
    let mut accepted: Vec<(usize, &'static str)> = vec![];
    for (at, one) in overrides.iter().enumerate() {
        match read((at, one), &screens, is_ascii) {
            Err(wrong) => rejected.push(wrong),
            Ok((id, _)) if accepted.iter().any(|(_, given)| *given == id) => {
                let why = format!("{id:?} is given keys twice; the first of them hold");
                rejected.push(RejectedKey { at, key: None, why });
            }
            Ok((id, wanted)) => {
                keys.set(id, wanted);
                accepted.push((at, id));
            }
        }
    }
    // A row that gets its own keys back may clash with another in turn, so the search starts again after each rejection.
    while let Some((id, key, clash)) = clash(&screens, &keys, &accepted) {
        let Some(place) = accepted.iter().position(|(_, given)| *given == id) else { break };
        let (at, _) = accepted.remove(place);
        keys.reset(id);
        let stays = names(keys.of(id, default_keys(&screens, id)));
        let spelled = overrides.get(at).map_or(&[][..], |one| &one.keys);
        rejected.push(RejectedKey {
            at,
            key: spelled.iter().position(|name| Key::parse(name) == Some(key)),
            why: format!("{id:?} cannot have {}: {clash}; it keeps {stays}", key.name()),
        });
    }
    rejected.sort_by_key(|rejected| rejected.at);
    (keys, rejected)
}

/// The row of an override, and the keys it would have: those of the override, and of its own those that always work.
fn read(
    (at, one): (usize, &KeyOverride),
    screens: &[KeyScreen],
    is_ascii: bool,
) -> Result<(&'static str, Vec<Key>), RejectedKey> {
    let rejected = |key: Option<usize>, why: String| Err(RejectedKey { at, key, why });
    let ids = || screens.iter().flat_map(|screen| &screen.rows).map(|row| row.id);
    let Some(id) = ids().find(|id| *id == one.id) else {
        let near = did_you_mean(&one.id, ids());
        let why = format!("no key does {:?}{near} (uncramp config --keys lists them all)", one.id);
        return rejected(None, why);
    };
    if let Some(why) = fixed(id) {
        return rejected(None, format!("{id:?} keeps its keys: {why}"));
    }
    let own = default_keys(screens, id);
    let mut keys = vec![];
    for (place, name) in one.keys.iter().enumerate() {
        let Some(key) = Key::parse(name) else {
            let why = format!(
                "{name:?} is no key; write a letter, or Space, Tab, Up, PgDn, Home, Delete, F2, Ctrl-R"
            );
            return rejected(Some(place), why);
        };
        if let Some((_, why)) = ALWAYS.iter().find(|(always, _)| *always == key && !own.contains(&key)) {
            return rejected(Some(place), format!("{id:?} cannot have {}: {why}", key.name()));
        }
        if is_ascii && !name.is_ascii() {
            let why = format!("{id:?} cannot have {name:?}: a screen of ASCII alone could not name it");
            return rejected(Some(place), why);
        }
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if keys.is_empty() {
        return rejected(None, format!("{id:?} needs a key; leave the line out to keep {}", names(own)));
    }
    for key in own.iter().filter(|key| ALWAYS.iter().any(|(always, _)| always == *key)) {
        if !keys.contains(key) {
            keys.push(*key);
        }
    }
    Ok((id, keys))
}

/// The keys of a row in its table.
fn default_keys(screens: &[KeyScreen], id: &str) -> &'static [Key] {
    screens.iter().flat_map(|screen| &screen.rows).find(|row| row.id == id).map_or(&[], |row| row.keys)
}

/// The first key that would have two meanings: which row cannot have it, and why. Of two rows with new keys it is the
/// later one.
fn clash(
    screens: &[KeyScreen],
    keys: &Keys,
    accepted: &[(usize, &'static str)],
) -> Option<(&'static str, Key, String)> {
    let order = |id: &str| accepted.iter().position(|(_, given)| *given == id);
    for screen in screens {
        for (at, row) in screen.rows.iter().enumerate() {
            for key in keys.of(row.id, row.keys) {
                for (place, other) in others(screens, screen, at, *key, keys) {
                    let is_last = order(row.id) >= order(other.id);
                    let (blamed, other) = if is_last { (row, other) } else { (other, row) };
                    // A key for everywhere gives way to the row of the screen that has the same key.
                    let place = if is_last { place } else { on(screen.name) };
                    if order(blamed.id).is_some() {
                        let clash = format!("{place} it is \"{}\" already ({:?})", other.help, other.id);
                        return Some((blamed.id, *key, clash));
                    }
                }
            }
        }
    }
    None
}

/// Every row that has a key beside the one at that place of a screen and must not, with where that is.
fn others<'s>(
    screens: &'s [KeyScreen],
    screen: &'s KeyScreen,
    at: usize,
    key: Key,
    keys: &Keys,
) -> Vec<(String, &'s Hint<'static>)> {
    let Some(row) = screen.rows.get(at) else { return vec![] };
    let has_it = |other: &&Hint<'static>| other.id != row.id && keys.of(other.id, other.keys).contains(&key);
    let here = screen.rows.iter().skip(at + 1).filter(has_it).map(|other| (on(screen.name), other));
    let mut all: Vec<(String, &Hint<'static>)> = here.collect();
    let is_typed = screen.is_typing && matches!(key, Key::Char(_));
    if let Some(everywhere) = screens.first().filter(|_| !is_typed) {
        // A screen may have the keys that its table takes for itself.
        let is_meant = |other: &&Hint<'_>| row.keys.contains(&key) && other.keys.contains(&key);
        let found = everywhere.rows.iter().filter(has_it).filter(|other| !is_meant(other));
        all.extend(found.map(|other| (on(everywhere.name), other)));
    }
    if LEADS_THERE.contains(&row.id) && !row.keys.contains(&key) {
        let after = screens.iter().filter(|screen| screen.name == AFTER_SESSION);
        let answers = after.flat_map(|screen| &screen.rows).filter(|other| other.id != "answer.stay");
        all.extend(answers.filter(has_it).map(|other| ("pressed once too often".to_owned(), other)));
    }
    all
}

/// The place, in a sentence.
fn on(screen: &str) -> String {
    if screen == "everywhere" { screen.to_owned() } else { format!("on {screen}") }
}

/// Every row there is, once: the first of each id.
pub(crate) fn rows() -> Vec<Hint<'static>> {
    let mut seen = HashSet::new();
    let all = screens().into_iter().flat_map(|screen| screen.rows);
    all.filter(|row| seen.insert(row.id)).collect()
}
