//! What keys do on the stretch tab: on its list, while a session runs, and at its end.

use crate::screen::{
    event::Key,
    keymap::{Binding, bind},
};

/// What keys mean on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListVerb {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Start,
}

/// What keys mean while a session runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunVerb {
    Pause,
    Next,
    Back,
    Longer,
    Shorter,
    Again,
    OtherLeg,
    Eased,
    Done,
    Bell,
    Leave,
}

/// What can be answered at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndVerb {
    Up,
    Down,
    Enter,
    Eased,
    Again,
    OtherLeg,
    List,
    Signs,
}

/// On the list.
pub(crate) const LIST_KEYS: &[Binding<ListVerb>] = &[
    bind(&[Key::Up, Key::Char('k')], ListVerb::Up, "the routine above", ""),
    bind(&[Key::Down, Key::Char('j')], ListVerb::Down, "the routine below", ""),
    bind(&[Key::PageUp], ListVerb::PageUp, "scroll its description up", ""),
    bind(&[Key::PageDown], ListVerb::PageDown, "scroll its description down", ""),
    bind(&[Key::Home, Key::Char('g')], ListVerb::First, "the first routine", ""),
    bind(&[Key::End, Key::Char('G')], ListVerb::Last, "the last routine", ""),
    bind(&[Key::Enter], ListVerb::Start, "start it", "start"),
];

/// While a session runs. Left, Right, `n` and Esc mean something else elsewhere; here the session takes them.
pub(crate) const RUN_KEYS: &[Binding<RunVerb>] = &[
    bind(&[Key::Char('x')], RunVerb::Eased, "it has eased: stop the clocks", "it eased"),
    bind(&[Key::Char(' ')], RunVerb::Pause, "pause, and go on", "pause"),
    bind(&[Key::Right, Key::Char('n')], RunVerb::Next, "the next step", "next step"),
    bind(&[Key::Left, Key::Char('p')], RunVerb::Back, "the step before", ""),
    bind(&[Key::Char('+'), Key::Char('=')], RunVerb::Longer, "5 seconds more", ""),
    bind(&[Key::Char('-')], RunVerb::Shorter, "5 seconds less", ""),
    bind(&[Key::Char('r')], RunVerb::Again, "this step again", ""),
    bind(&[Key::Char('o')], RunVerb::OtherLeg, "the other leg", ""),
    bind(&[Key::Enter], RunVerb::Done, "ready: go on from a step that waits", ""),
    bind(&[Key::Char('b')], RunVerb::Bell, "bell at each new step, on and off", ""),
    bind(&[Key::Esc], RunVerb::Leave, "leave the session; for 15 minutes the list offers to go on", "leave"),
];

/// At the end.
pub(crate) const END_KEYS: &[Binding<EndVerb>] = &[
    bind(&[Key::Char('x'), Key::Char('y')], EndVerb::Eased, "yes, it has let go", ""),
    bind(&[Key::Char('r')], EndVerb::Again, "the same again", ""),
    bind(&[Key::Char('o')], EndVerb::OtherLeg, "the other leg", ""),
    bind(&[Key::Esc], EndVerb::List, "another routine, from the list", "list"),
    bind(&[Key::Up, Key::Char('k')], EndVerb::Up, "the answer above", ""),
    bind(&[Key::Down, Key::Char('j')], EndVerb::Down, "the answer below", ""),
    bind(&[Key::Enter], EndVerb::Enter, "choose the selected answer", "choose"),
];
