//! The keys of the checklist: on a page, on an emergency, on any other result, on the checks kept before.

use crate::screen::{Binding, Motion, key_row, key_table};

/// Meanings of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChecklistVerb {
    Move(Motion),
    Tick,
    /// None of the signs on this page; then the next page.
    None,
    /// On with the ticks of this page.
    Next,
    PageBefore,
    PageAfter,
    /// From a page to the running stretch or the start screen, from anything else back to the page.
    Leave,
    Undo,
    Afresh,
    Result,
    Remember,
    /// The choice of regions.
    Where,
    /// The region of the letter.
    Region,
    /// The rest of the result.
    More,
    Keep,
    Past,
}

const UNDO: Binding<ChecklistVerb> =
    key_row!(ChecklistVerb "checklist.undo" ['u'] Undo, "undo the last change", "undo");
const PLACE: Binding<ChecklistVerb> =
    key_row!(ChecklistVerb "checklist.where" ['w'] Where, "where you are, for the phone numbers", "where");
const KEEP: Binding<ChecklistVerb> =
    key_row!(ChecklistVerb "checklist.keep" ['s'] Keep, "keep this check in the diary, with its date");
const CHECKS: Binding<ChecklistVerb> =
    key_row!(ChecklistVerb "checklist.past" ['v'] Past, "the checks kept before");

/// On a page of signs.
pub(crate) const PAGE_KEYS: &[Binding<ChecklistVerb>] = key_table! { ChecklistVerb;
    "checklist.tick" [' '] Tick, "tick the sign, or take its tick away", "tick";
    "checklist.none" ['0'] None, "none of these on this page; then the next page", "none of these";
    "checklist.next" [Enter] Next, "on to the next page, with these ticks", "on";
    "checklist.page-before" [PageUp, Backspace] PageBefore, "the page before", "page before";
    "checklist.page-after" [PageDown] PageAfter, "the page after, once this one is answered";
    UNDO;
    "checklist.result" ['r'] Result, "the result so far: what to do, why, what to say", "result";
    "checklist.afresh" ['R'] Afresh, "twice: start afresh, nothing ticked";
    "checklist.leave" [Esc] Leave, "back to the running stretch, or to the start screen", "start screen";
    "checklist.remember" ['m'] Remember, "remember what belongs to you for the next check, or no longer";
    PLACE;
    KEEP;
    CHECKS;
    lines;
};

/// On a result that is no emergency.
pub(crate) const RESULT_KEYS: &[Binding<ChecklistVerb>] = key_table! { ChecklistVerb;
    "checklist.more" [Enter] More, "why, and the rest; or the result again", "why";
    "checklist.leave-result" [Esc] Leave, "back to the questions", "questions";
    UNDO;
    PLACE;
    "checklist.keep" ['s'] Keep, KEEP.help, "keep";
    CHECKS;
    text("scroll");
};

/// On an emergency.
pub(crate) const EMERGENCY_KEYS: &[Binding<ChecklistVerb>] = key_table! { ChecklistVerb;
    "checklist.leave-emergency" [Enter, Esc] Leave, "more is true: back to the questions", "more is true";
    UNDO;
    PLACE;
    KEEP;
    CHECKS;
    regions;
    text("scroll");
};

/// On the checks kept before.
pub(crate) const PAST_KEYS: &[Binding<ChecklistVerb>] = key_table! { ChecklistVerb;
    "checklist.leave-past" [Esc, Enter, 'v'] Leave, "back to the questions", "questions";
    text("scroll");
};
