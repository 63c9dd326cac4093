//! The keys of the checklist: on a page, on an emergency, on any other result, on the checks kept before.

use crate::screen::{Binding, Motion, key_row, key_table};

/// Meanings of keys on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SignPageVerb {
    Move(Motion),
    Tick,
    /// None of the signs on this page; then the next page.
    None,
    /// On with the ticks of this page.
    Next,
    PageBefore,
    PageAfter,
    /// Back to the running stretch, or to the start screen.
    Leave,
    Undo,
    Afresh,
    Result,
    Remember,
    Where,
    Keep,
    Past,
}

/// Meanings of keys on a result, and on the checks kept before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultVerb {
    Move(Motion),
    Where,
    /// The region of that position in the table of regions.
    Region(usize),
    /// The rest of the result.
    More,
    Leave,
    Undo,
    Keep,
    Past,
}

/// On a page of signs.
pub(crate) const PAGE_KEYS: &[Binding<SignPageVerb>] = key_table! { SignPageVerb;
    "checklist.tick" [' '] Tick, "tick the sign, or take its tick away", "tick";
    "checklist.none" ['0'] None, "none of these on this page; then the next page", "none of these";
    "checklist.next" [Enter] Next, "on to the next page, with these ticks", "on";
    "checklist.page-before" [PageUp, Backspace] PageBefore, "the page before", "page before";
    "checklist.page-after" [PageDown] PageAfter, "the page after, once this one is answered";
    "checklist.undo" ['u'] Undo, "undo the last change", "undo";
    "checklist.result" ['r'] Result, "the result so far: what to do, why, what to say", "result";
    "checklist.afresh" ['R'] Afresh, "twice: start afresh, nothing ticked";
    "checklist.leave" [Esc] Leave, "back to the running stretch, or to the start screen", "start screen";
    "checklist.remember" ['m'] Remember, REMEMBER;
    "checklist.where" ['w'] Where, WHERE, "where";
    "checklist.keep" ['s'] Keep, KEEP;
    "checklist.past" ['v'] Past, PAST;
    lines;
};

const REMEMBER: &str = "remember what belongs to you for the next check, or no longer";
const WHERE: &str = "where you are, for the phone numbers";
const KEEP: &str = "keep this check in the diary, with its date";
const PAST: &str = "the checks kept before";

const UNDO: Binding<ResultVerb> =
    key_row!(ResultVerb "checklist.undo" ['u'] Undo, "undo the last change", "undo");
const PLACE: Binding<ResultVerb> = key_row!(ResultVerb "checklist.where" ['w'] Where, WHERE, "where");
const CHECKS: Binding<ResultVerb> = key_row!(ResultVerb "checklist.past" ['v'] Past, PAST);

/// On a result that is no emergency.
pub(crate) const RESULT_KEYS: &[Binding<ResultVerb>] = key_table! { ResultVerb;
    "checklist.more" [Enter] More, "why, and the rest; or the result again", "why";
    "checklist.leave-result" [Esc] Leave, "back to the questions", "questions";
    UNDO;
    PLACE;
    "checklist.keep" ['s'] Keep, KEEP, "keep";
    CHECKS;
    text("scroll");
};

/// On an emergency.
pub(crate) const EMERGENCY_KEYS: &[Binding<ResultVerb>] = key_table! { ResultVerb;
    "checklist.leave-emergency" [Enter, Esc] Leave, "more is true: back to the questions", "more is true";
    UNDO;
    PLACE;
    "checklist.keep" ['s'] Keep, KEEP;
    CHECKS;
    regions;
    text("scroll");
};

/// On the checks kept before.
pub(crate) const PAST_KEYS: &[Binding<ResultVerb>] = key_table! { ResultVerb;
    "checklist.leave-past" [Esc, Enter, 'v'] Leave, "back to the questions", "questions";
    text("scroll");
};
