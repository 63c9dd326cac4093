//! The keys that mean the same everywhere, unless an overlay or a tab takes one for itself.

use crate::screen::{
    TabId,
    event::Key,
    keymap::{Binding, bind},
};

/// What global keys mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Cramping,
    Signs,
    Help,
    Search,
    NextHit,
    PreviousHit,
    Back,
    Clear,
    Evidence,
    Theme,
    PreviousTab,
    NextTab,
    Tab(TabId),
    Suspend,
    Quit,
}

/// Global keys, most needed first: the footer takes them in this order.
pub(crate) const GLOBAL_KEYS: &[Binding<Verb>] = &[
    bind(&[Key::Char('!')], Verb::Signs, "the warning signs, from anywhere", "signs"),
    bind(&[Key::Char('c')], Verb::Cramping, "cramping now: the calf stretch starts at once", "cramp now"),
    bind(&[Key::Char('?'), Key::F(1)], Verb::Help, "this help, and what the guide is", "help"),
    bind(&[Key::Char('/')], Verb::Search, "search every tab", "search"),
    bind(&[Key::Char('e')], Verb::Evidence, "evidence: where this comes from, how strong it is", "evidence"),
    bind(&[Key::Char('q'), Key::Ctrl('c')], Verb::Quit, "leave", "leave"),
    bind(&[Key::Char('n')], Verb::NextHit, "the next hit of the search", ""),
    bind(&[Key::Char('N')], Verb::PreviousHit, "the hit before", ""),
    bind(&[Key::Esc], Verb::Clear, "take the marks of a search away", ""),
    bind(&[Key::Backspace], Verb::Back, "back to where a link or a search was followed", ""),
    bind(&[Key::Char('t')], Verb::Theme, "the next theme: night, dark, light, high-contrast, mono", ""),
    bind(&[Key::Left, Key::Char('h'), Key::BackTab], Verb::PreviousTab, "the tab before", ""),
    bind(&[Key::Right, Key::Char('l'), Key::Tab], Verb::NextTab, "the next tab", ""),
    bind(&[Key::Char('1')], Verb::Tab(TabId::Causes), "Causes", ""),
    bind(&[Key::Char('2')], Verb::Tab(TabId::Symptoms), "Symptoms", ""),
    bind(&[Key::Char('3')], Verb::Tab(TabId::Remedies), "Remedies", ""),
    bind(&[Key::Char('4')], Verb::Tab(TabId::Stretch), "Stretch", ""),
    bind(&[Key::Char('5')], Verb::Tab(TabId::Checklist), "Checklist", ""),
    bind(&[Key::Char('6')], Verb::Tab(TabId::Diary), "Diary", ""),
    bind(&[Key::Ctrl('z')], Verb::Suspend, "suspend to the shell; fg comes back", ""),
];
