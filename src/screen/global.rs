//! The global keys: the same on every screen, unless an overlay or a tab takes one for itself.

use super::{
    TabId,
    keymap::{Binding, key_table},
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
pub(crate) const GLOBAL_KEYS: &[Binding<GlobalVerb>] = key_table! { GlobalVerb;
    "signs" ['!'] Signs, "the warning signs, from anywhere", "signs";
    "cramping" ['c'] Cramping, "cramping now: the calf stretch starts at once", "cramp now";
    "help" ['?', F(1)] Help, "this help, and what the guide is", "help";
    "evidence" ['e'] Evidence, "evidence: where this comes from, how strong it is", "evidence";
    "search" ['/'] Search, "search every tab", "search";
    "start" [Esc] Start, "the start screen; marks of a search go first", "start screen";
    "quit" ['q', Ctrl('c')] Quit, "leave", "leave";
    "next-hit" ['n'] NextHit, "the next hit of the search";
    "previous-hit" ['N'] PreviousHit, "the hit before";
    "back" [Backspace] Back, "back to where a link or a search was followed";
    "theme" ['t'] Theme, "the next theme: night, dark, light, high-contrast, mono";
    "voice" ['v'] Voice, "speak the lines of plain mode, on and off";
    "previous-tab" [Left, 'h', BackTab] PreviousTab, "the tab before";
    "next-tab" [Right, 'l', Tab] NextTab, "the next tab";
    // The number of a tab is its place in the tab bar.
    "tab-1" ['1'] Tab(TabId::Causes), "Causes";
    "tab-2" ['2'] Tab(TabId::Symptoms), "Symptoms";
    "tab-3" ['3'] Tab(TabId::Remedies), "Remedies";
    "tab-4" ['4'] Tab(TabId::Stretch), "Stretch";
    "tab-5" ['5'] Tab(TabId::Checklist), "Checklist";
    "tab-6" ['6'] Tab(TabId::Diary), "Diary";
    "suspend" [Ctrl('z')] Suspend, "suspend to the shell; fg comes back";
};
