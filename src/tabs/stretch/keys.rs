//! What keys do on the stretch tab: on its list, while a session runs, and at its end.

use crate::screen::{
    cursor::{DOWN, FIRST, LAST, Motion, PAGE_DOWN, PAGE_UP, UP},
    event::Key,
    keymap::{Binding, SHARED_FOOT, bind},
};

/// The name of the screen that asks for pain and sleep, for the settings that change keys.
pub(crate) const PAIN_AND_SLEEP: &str = "pain and sleep";

/// What keys mean on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListVerb {
    /// Through the list; a page at a time through the description.
    Move(Motion),
    Start,
    Eased,
    /// Through the steps of the selected routine, one by one.
    NextStep,
    StepBefore,
    CloseStep,
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
    Pace,
    Leave,
}

/// What can be answered at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndVerb {
    Move(Motion),
    Enter,
    Eased,
    /// Back into the session as it was: it had not let go, or the end came too soon.
    Reopen,
    /// Nothing: one press of Right too many must not lead away.
    Stay,
    Again,
    OtherLeg,
    List,
    /// The program ends with the session it was started for.
    Close,
    Signs,
}

/// What keys mean while pain and sleep are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HandOverVerb {
    /// The digit of the key; `t` is ten.
    Answer,
    LeftLeg,
    RightLeg,
    /// Along the row of the question.
    Less,
    More,
    /// To the question above, without an answer.
    Above,
    Skip,
    TakeBack,
    Keep,
    /// Into the diary without them.
    Blank,
    Reopen,
    /// Nothing: one press too many of what led here must not answer anything.
    Stay,
}

/// On the list.
pub(crate) const LIST_KEYS: &[Binding<ListVerb>] = &[
    bind("list.up", UP, ListVerb::Move(Motion::Up), "the routine above", ""),
    bind("list.down", DOWN, ListVerb::Move(Motion::Down), "the routine below", ""),
    bind("list.page-up", PAGE_UP, ListVerb::Move(Motion::PageUp), "scroll its description up", ""),
    bind("list.page-down", PAGE_DOWN, ListVerb::Move(Motion::PageDown), "scroll its description down", ""),
    bind("list.first", FIRST, ListVerb::Move(Motion::First), "the first routine", ""),
    bind("list.last", LAST, ListVerb::Move(Motion::Last), "the last routine", ""),
    bind("stretch.start", &[Key::Enter], ListVerb::Start, "start it", "start"),
    bind(
        "stretch.next-step",
        &[Key::Char(' ')],
        ListVerb::NextStep,
        "its steps one by one, with their pictures",
        "steps",
    ),
    bind(
        "session.eased",
        &[Key::Char('x')],
        ListVerb::Eased,
        "a cramp that is open has eased: stop its clock",
        "",
    ),
];

/// On the list, while one step of a routine is shown by itself.
pub(crate) const STEP_KEYS: &[Binding<ListVerb>] = &[
    bind("stretch.start", &[Key::Enter], ListVerb::Start, "start the routine", "start"),
    bind("stretch.next-step", &[Key::Char(' ')], ListVerb::NextStep, "the next step", "next step"),
    bind(
        "stretch.step-before",
        &[Key::Char('p')],
        ListVerb::StepBefore,
        "the step before; before the first, the whole routine",
        "back",
    ),
    bind("list.up", UP, ListVerb::Move(Motion::Up), "the routine above", ""),
    bind("list.down", DOWN, ListVerb::Move(Motion::Down), "the routine below", ""),
    bind("list.page-up", PAGE_UP, ListVerb::Move(Motion::PageUp), "scroll up", ""),
    bind("list.page-down", PAGE_DOWN, ListVerb::Move(Motion::PageDown), "scroll down", ""),
    bind("list.first", FIRST, ListVerb::Move(Motion::First), "the first routine", ""),
    bind("list.last", LAST, ListVerb::Move(Motion::Last), "the last routine", ""),
    bind(
        "session.eased",
        &[Key::Char('x')],
        ListVerb::Eased,
        "a cramp that is open has eased: stop its clock",
        "",
    ),
    bind("stretch.leave-step", &[Key::Esc], ListVerb::CloseStep, "back to the list", "list"),
];

/// While a session runs. Left, Right, `n` and Esc mean something else elsewhere; here the session takes them.
pub(crate) const RUN_KEYS: &[Binding<RunVerb>] = &[
    bind(
        "session.ready",
        &[Key::Enter],
        RunVerb::Done,
        "ready: go on from a step that waits; twice in another step: it has let go",
        SHARED_FOOT,
    ),
    bind(
        "session.eased",
        &[Key::Char('x')],
        RunVerb::Eased,
        "it has eased: stop the clocks",
        "it has let go",
    ),
    bind("session.pause", &[Key::Char(' ')], RunVerb::Pause, "pause, and go on", "pause"),
    bind("session.next", &[Key::Right, Key::Char('n')], RunVerb::Next, "the next step", "next step"),
    bind("session.back", &[Key::Left, Key::Char('p')], RunVerb::Back, "the step before", ""),
    bind("session.longer", &[Key::Char('+'), Key::Char('=')], RunVerb::Longer, "5 seconds more", ""),
    bind("session.shorter", &[Key::Char('-')], RunVerb::Shorter, "5 seconds less", ""),
    bind("session.again", &[Key::Char('r')], RunVerb::Again, "this step again", ""),
    bind("session.other-leg", &[Key::Char('o')], RunVerb::OtherLeg, "the other leg", ""),
    bind("session.bell", &[Key::Char('b')], RunVerb::Bell, "bell at each new step, on and off", ""),
    bind("session.pace", &[Key::Char('m')], RunVerb::Pace, "the pace of breathing, on and off", ""),
    bind(
        "session.leave",
        &[Key::Esc],
        RunVerb::Leave,
        "leave the session; for 15 minutes the list offers to go on",
        "leave",
    ),
];

/// At the end.
pub(crate) const END_KEYS: &[Binding<EndVerb>] = &[
    bind("end.eased", &[Key::Char('x'), Key::Char('y')], EndVerb::Eased, "yes, it has let go", ""),
    bind(
        "end.reopen",
        &[Key::Char('u'), Key::Left, Key::Char('p')],
        EndVerb::Reopen,
        "back into the session",
        "",
    ),
    bind(
        "session.next",
        &[Key::Right, Key::Char('n')],
        EndVerb::Stay,
        "nothing here: the routine is over",
        "",
    ),
    bind("session.again", &[Key::Char('r')], EndVerb::Again, "the same again", ""),
    bind("session.other-leg", &[Key::Char('o')], EndVerb::OtherLeg, "the other leg", ""),
    bind("end.list", &[Key::Esc], EndVerb::List, "another routine, from the list", "list"),
    bind("list.up", UP, EndVerb::Move(Motion::Up), "the answer above", ""),
    bind("list.down", DOWN, EndVerb::Move(Motion::Down), "the answer below", ""),
    bind("end.choose", &[Key::Enter], EndVerb::Enter, "choose the selected answer", "choose"),
];

/// After a cramp has let go. Digits, `t` and `n` mean something else elsewhere; here they answer.
pub(crate) const HAND_OVER_KEYS: &[Binding<HandOverVerb>] = &[
    bind(
        "answer.digit",
        &[
            Key::Char('0'),
            Key::Char('1'),
            Key::Char('2'),
            Key::Char('3'),
            Key::Char('4'),
            Key::Char('5'),
            Key::Char('6'),
            Key::Char('7'),
            Key::Char('8'),
            Key::Char('9'),
            Key::Char('t'),
        ],
        HandOverVerb::Answer,
        "the answer, from 0 to 9; t for ten",
        "",
    ),
    bind("answer.left-leg", &[Key::Char('l')], HandOverVerb::LeftLeg, "it was the left leg", ""),
    bind("answer.right-leg", &[Key::Char('r')], HandOverVerb::RightLeg, "it was the right leg", ""),
    bind("answer.keep", &[Key::Enter], HandOverVerb::Keep, "keep it in the diary", "keep"),
    bind("answer.blank", &[Key::Esc], HandOverVerb::Blank, "keep it without the answers", "without"),
    bind("answer.less", &[Key::Left], HandOverVerb::Less, "one less; the left leg", ""),
    bind("answer.more", &[Key::Right], HandOverVerb::More, "one more; the right leg", ""),
    bind("answer.above", &[Key::Up], HandOverVerb::Above, "the question above", ""),
    bind("answer.take-back", &[Key::Backspace], HandOverVerb::TakeBack, "take the last answer back", ""),
    bind("answer.skip", &[Key::Down], HandOverVerb::Skip, "leave this one blank", ""),
    bind(
        "answer.not-yet",
        &[Key::Char('u')],
        HandOverVerb::Reopen,
        "it had not let go: back into the session",
        "not yet",
    ),
    bind(
        "answer.stay",
        &[Key::Char('x'), Key::Char('y'), Key::Char(' '), Key::Char('n'), Key::Char('p')],
        HandOverVerb::Stay,
        "nothing here: it has let go",
        "",
    ),
];
