//! The key tables of the Stretch tab: the list, a running session, and its end.

use crate::screen::{Binding, Motion, SHARED_FOOT, key_table};

/// The name of the screen that asks for pain and sleep, for the settings that change keys.
pub(crate) const PAIN_AND_SLEEP: &str = "pain and sleep";

/// The meaning of a key on the list.
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

/// The meaning of a key while a session runs.
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

/// The answers at the end of a routine.
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

/// The meaning of a key on the questions after a cramp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuestionVerb {
    /// The digit of the key; `t` is ten, and so is `0` soon after `1`.
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
pub(crate) const LIST_KEYS: &[Binding<ListVerb>] = key_table! { ListVerb;
    list;
    "stretch.start" [Enter] Start, "start it", "start";
    "stretch.next-step" [' '] NextStep, "its steps one by one, with their pictures", "steps";
    "session.eased" ['x'] Eased, "a cramp that is open has eased: stop its clock";
};

/// On the list, while one step of a routine is shown by itself.
pub(crate) const STEP_KEYS: &[Binding<ListVerb>] = key_table! { ListVerb;
    "stretch.start" [Enter] Start, "start the routine", "start";
    "stretch.next-step" [' '] NextStep, "the next step", "next step";
    "stretch.step-before" ['p'] StepBefore, "the step before; before the first, the whole routine", "back";
    list;
    "session.eased" ['x'] Eased, "a cramp that is open has eased: stop its clock";
    "stretch.leave-step" [Esc] CloseStep, "back to the list", "list";
};

/// While a session runs. Left, Right, `n` and Esc mean something else elsewhere; here the session takes them.
pub(crate) const RUN_KEYS: &[Binding<RunVerb>] = key_table! { RunVerb;
    "session.ready" [Enter] Done, "ready: go on from a step that waits; twice in another step: it has let go", SHARED_FOOT;
    "session.eased" ['x'] Eased, "it has eased: stop the clocks", "it has let go";
    "session.pause" [' '] Pause, "pause, and go on", "pause";
    "session.next" [Right, 'n'] Next, "the next step", "next step";
    "session.back" [Left, 'p'] Back, "the step before";
    "session.longer" ['+', '='] Longer, "5 seconds more";
    "session.shorter" ['-'] Shorter, "5 seconds less";
    "session.again" ['r'] Again, "this step again";
    "session.other-leg" ['o'] OtherLeg, "the other leg";
    "session.bell" ['b'] Bell, "bell at each new step, on and off";
    "session.pace" ['m'] Pace, "the pace of breathing, on and off";
    "session.leave" [Esc] Leave, "leave the session; for 15 minutes the list offers to go on", "leave";
};

/// At the end.
pub(crate) const END_KEYS: &[Binding<EndVerb>] = key_table! { EndVerb;
    "end.eased" ['x', 'y'] Eased, "yes, it has let go";
    "end.reopen" ['u', Left, 'p'] Reopen, "back into the session";
    "session.next" [Right, 'n'] Stay, "nothing here: the routine is over";
    "session.again" ['r'] Again, "the same again";
    "session.other-leg" ['o'] OtherLeg, "the other leg";
    "end.list" [Esc] List, "another routine, from the list", "list";
    lines;
    "end.choose" [Enter] Enter, "choose the selected answer", "choose";
};

/// After a cramp has let go. Digits, `t` and `n` mean something else elsewhere; here they answer.
pub(crate) const QUESTION_KEYS: &[Binding<QuestionVerb>] = key_table! { QuestionVerb;
    "answer.digit" ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 't'] Answer, "the answer, from 0 to 10; t is ten too";
    "answer.left-leg" ['l'] LeftLeg, "it was the left leg";
    "answer.right-leg" ['r'] RightLeg, "it was the right leg";
    "answer.keep" [Enter] Keep, "keep it in the diary", "keep";
    "answer.blank" [Esc] Blank, "keep it without the answers", "without";
    "answer.less" [Left] Less, "one less; the left leg";
    "answer.more" [Right] More, "one more; the right leg";
    "answer.above" [Up] Above, "the question above";
    "answer.take-back" [Backspace] TakeBack, "take the last answer back";
    "answer.skip" [Down] Skip, "leave this one blank";
    "answer.not-yet" ['u'] Reopen, "it had not let go: back into the session", "not yet";
    "answer.stay" ['x', 'y', ' ', 'n', 'p'] Stay, "nothing here: it has let go";
};
