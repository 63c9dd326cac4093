//! The keys of the checklist: on a page, on an emergency, on any other result, on the checks kept before.

use crate::screen::{
    cursor::{Motion, key_table},
    event::Key,
    keymap::{Binding, bind},
};

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
    Region,
    Keep,
    Past,
}

/// Meanings of keys on a result, and on the checks kept before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResultVerb {
    Move(Motion),
    Region,
    /// The region of that position in the table of regions.
    Choose(usize),
    /// The rest of the result.
    More,
    Leave,
    Undo,
    Keep,
    Past,
}

/// On a page of signs.
pub(crate) const PAGE_KEYS: &[Binding<SignPageVerb>] = key_table!([
    bind(
        "checklist.tick",
        &[Key::Char(' ')],
        SignPageVerb::Tick,
        "tick the sign, or take its tick away",
        "tick",
    ),
    bind(
        "checklist.none",
        &[Key::Char('0')],
        SignPageVerb::None,
        "none of these on this page; then the next page",
        "none of these",
    ),
    bind("checklist.next", &[Key::Enter], SignPageVerb::Next, "on to the next page, with these ticks", "on"),
    bind(
        "checklist.page-before",
        &[Key::PageUp, Key::Backspace],
        SignPageVerb::PageBefore,
        "the page before",
        "page before",
    ),
    bind(
        "checklist.page-after",
        &[Key::PageDown],
        SignPageVerb::PageAfter,
        "the page after, once this one is answered",
        "",
    ),
    bind("checklist.undo", &[Key::Char('u')], SignPageVerb::Undo, "undo the last change", "undo"),
    bind(
        "checklist.result",
        &[Key::Char('r')],
        SignPageVerb::Result,
        "the result so far: what to do, why, what to say",
        "result",
    ),
    bind(
        "checklist.afresh",
        &[Key::Char('R')],
        SignPageVerb::Afresh,
        "twice: start afresh, nothing ticked",
        "",
    ),
    bind(
        "checklist.leave",
        &[Key::Esc],
        SignPageVerb::Leave,
        "back to the running stretch, or to the start screen",
        "start screen",
    ),
    bind("checklist.remember", &[Key::Char('m')], SignPageVerb::Remember, REMEMBER, ""),
    bind("checklist.where", &[Key::Char('w')], SignPageVerb::Region, WHERE, "where"),
    bind("checklist.keep", &[Key::Char('s')], SignPageVerb::Keep, KEEP, ""),
    bind("checklist.past", &[Key::Char('v')], SignPageVerb::Past, PAST, ""),
] lines(SignPageVerb::Move));

const REMEMBER: &str = "remember what belongs to you for the next check, or no longer";
const WHERE: &str = "where you are, for the phone numbers";
const KEEP: &str = "keep this check in the diary, with its date";
const PAST: &str = "the checks kept before";

const UNDO: Binding<ResultVerb> =
    bind("checklist.undo", &[Key::Char('u')], ResultVerb::Undo, "undo the last change", "undo");
const REGION: Binding<ResultVerb> =
    bind("checklist.where", &[Key::Char('w')], ResultVerb::Region, WHERE, "where");
const CHECKS: Binding<ResultVerb> = bind("checklist.past", &[Key::Char('v')], ResultVerb::Past, PAST, "");

/// On a result that is no emergency.
pub(crate) const RESULT_KEYS: &[Binding<ResultVerb>] = key_table!([
    bind("checklist.more", &[Key::Enter], ResultVerb::More, "why, and the rest; or the result again", "why"),
    bind("checklist.leave-result", &[Key::Esc], ResultVerb::Leave, "back to the questions", "questions"),
    UNDO,
    REGION,
    bind("checklist.keep", &[Key::Char('s')], ResultVerb::Keep, KEEP, "keep"),
    CHECKS,
] text(ResultVerb::Move));

/// On an emergency.
pub(crate) const EMERGENCY_KEYS: &[Binding<ResultVerb>] = key_table!([
    bind(
        "checklist.leave-emergency",
        &[Key::Enter, Key::Esc],
        ResultVerb::Leave,
        "more is true: back to the questions",
        "more is true",
    ),
    UNDO,
    REGION,
    bind("checklist.keep", &[Key::Char('s')], ResultVerb::Keep, KEEP, ""),
    CHECKS,
    bind("regions.a", &[Key::Char('a')], ResultVerb::Choose(0), "the first region", ""),
    bind("regions.b", &[Key::Char('b')], ResultVerb::Choose(1), "the second region", ""),
    bind("regions.d", &[Key::Char('d')], ResultVerb::Choose(2), "the third region", ""),
    bind("regions.f", &[Key::Char('f')], ResultVerb::Choose(3), "the fourth region", ""),
    bind("regions.i", &[Key::Char('i')], ResultVerb::Choose(4), "the fifth region", ""),
    bind("regions.m", &[Key::Char('m')], ResultVerb::Choose(5), "the sixth region", ""),
    bind("regions.o", &[Key::Char('o')], ResultVerb::Choose(6), "the seventh region", ""),
    bind("regions.p", &[Key::Char('p')], ResultVerb::Choose(7), "the eighth region", ""),
    bind("regions.r", &[Key::Char('r')], ResultVerb::Choose(8), "the ninth region", ""),
    bind("regions.x", &[Key::Char('x')], ResultVerb::Choose(9), "the tenth region", ""),
    bind("regions.y", &[Key::Char('y')], ResultVerb::Choose(10), "the eleventh region", ""),
    bind("regions.z", &[Key::Char('z')], ResultVerb::Choose(11), "the twelfth region", ""),
] text(ResultVerb::Move));

/// Letters that choose a region, in the order of the table: never digits, which would stand beside phone numbers, and no
/// letter that an emergency needs for another thing. A region beyond them is chosen with the arrows.
pub(crate) const REGION_LETTERS: [char; 12] = ['a', 'b', 'd', 'f', 'i', 'm', 'o', 'p', 'r', 'x', 'y', 'z'];

/// On the checks kept before.
pub(crate) const PAST_KEYS: &[Binding<ResultVerb>] = key_table!([
    bind(
        "checklist.leave-past",
        &[Key::Esc, Key::Enter, Key::Char('v')],
        ResultVerb::Leave,
        "back to the questions",
        "questions",
    ),
] text(ResultVerb::Move));
