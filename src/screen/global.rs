//! The global keys: the same on every screen, unless an overlay or a tab takes one for itself.

use super::{
    TabId,
    event::Key,
    keymap::{Binding, bind},
};

/// Meanings of global keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GlobalVerb {
    Cramping,
    Signs,
    Help,
    Search,
    NextHit,
    PreviousHit,
    Back,
    /// Take the marks of a search away; without marks, show the start screen.
    Start,
    Evidence,
    Theme,
    Voice,
    PreviousTab,
    NextTab,
    Tab(TabId),
    Suspend,
    Quit,
}

/// Global keys, most needed first: the footer takes them in this order.
pub(crate) const GLOBAL_KEYS: &[Binding<GlobalVerb>] = &[
    bind("signs", &[Key::Char('!')], GlobalVerb::Signs, "the warning signs, from anywhere", "signs"),
    bind(
        "cramping",
        &[Key::Char('c')],
        GlobalVerb::Cramping,
        "cramping now: the calf stretch starts at once",
        "cramp now",
    ),
    bind("help", &[Key::Char('?'), Key::F(1)], GlobalVerb::Help, "this help, and what the guide is", "help"),
    bind("search", &[Key::Char('/')], GlobalVerb::Search, "search every tab", "search"),
    bind(
        "start",
        &[Key::Esc],
        GlobalVerb::Start,
        "the start screen; marks of a search go first",
        "start screen",
    ),
    bind(
        "evidence",
        &[Key::Char('e')],
        GlobalVerb::Evidence,
        "evidence: where this comes from, how strong it is",
        "evidence",
    ),
    bind("quit", &[Key::Char('q'), Key::Ctrl('c')], GlobalVerb::Quit, "leave", "leave"),
    bind("next-hit", &[Key::Char('n')], GlobalVerb::NextHit, "the next hit of the search", ""),
    bind("previous-hit", &[Key::Char('N')], GlobalVerb::PreviousHit, "the hit before", ""),
    bind("back", &[Key::Backspace], GlobalVerb::Back, "back to where a link or a search was followed", ""),
    bind(
        "theme",
        &[Key::Char('t')],
        GlobalVerb::Theme,
        "the next theme: night, dark, light, high-contrast, mono",
        "",
    ),
    bind("voice", &[Key::Char('v')], GlobalVerb::Voice, "speak the lines of plain mode, on and off", ""),
    bind(
        "previous-tab",
        &[Key::Left, Key::Char('h'), Key::BackTab],
        GlobalVerb::PreviousTab,
        "the tab before",
        "",
    ),
    bind("next-tab", &[Key::Right, Key::Char('l'), Key::Tab], GlobalVerb::NextTab, "the next tab", ""),
    // The number of a tab is its place in the tab bar.
    bind("tab-1", &[Key::Char('1')], GlobalVerb::Tab(TabId::Causes), "Causes", ""),
    bind("tab-2", &[Key::Char('2')], GlobalVerb::Tab(TabId::Symptoms), "Symptoms", ""),
    bind("tab-3", &[Key::Char('3')], GlobalVerb::Tab(TabId::Remedies), "Remedies", ""),
    bind("tab-4", &[Key::Char('4')], GlobalVerb::Tab(TabId::Stretch), "Stretch", ""),
    bind("tab-5", &[Key::Char('5')], GlobalVerb::Tab(TabId::Checklist), "Checklist", ""),
    bind("tab-6", &[Key::Char('6')], GlobalVerb::Tab(TabId::Diary), "Diary", ""),
    bind("suspend", &[Key::Ctrl('z')], GlobalVerb::Suspend, "suspend to the shell; fg comes back", ""),
];
