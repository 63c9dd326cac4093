//! Key tables of the Diary tab, one for each page and one for forms.

use crate::screen::{
    cursor::{DOWN, FIRST, LAST, Motion, PAGE_DOWN, PAGE_DOWN_OR_SPACE, PAGE_UP, UP},
    event::Key,
    keymap::{Binding, bind},
};

/// The verbs of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DiaryVerb {
    Move(Motion),
    Read,
    Back,
    Add,
    Edit,
    Delete,
    Undo,
    Redo,
    NoCramp,
    Programme,
    Medicine,
    Facts,
    Filter,
    NextView,
    Report,
    MonthBefore,
    MonthAfter,
    NextSpan,
}

/// The verbs of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormVerb {
    /// Handled by the form itself: moving, choosing, typing.
    Fill,
    Save,
    Leave,
    Clear,
}

const ADD: Binding<DiaryVerb> = bind("diary.add", &[Key::Char('a')], DiaryVerb::Add, "add a cramp", "add");
const UNDO: Binding<DiaryVerb> =
    bind("diary.undo", &[Key::Char('u')], DiaryVerb::Undo, "undo the last change", "");
const REDO: Binding<DiaryVerb> = bind("diary.redo", &[Key::Ctrl('r')], DiaryVerb::Redo, "make it again", "");
const NONE: Binding<DiaryVerb> = bind(
    "diary.no-cramp",
    &[Key::Char('0')],
    DiaryVerb::NoCramp,
    "no cramp last night: that is a record too; again takes it back",
    "none last night",
);
const BEDTIME: Binding<DiaryVerb> = bind(
    "diary.bedtime",
    &[Key::Char('b')],
    DiaryVerb::Programme,
    "bedtime stretches done this night, on and off",
    "",
);
const MEDICINE: Binding<DiaryVerb> = bind(
    "diary.medicine",
    &[Key::Char('m')],
    DiaryVerb::Medicine,
    "a medicine started, changed or stopped",
    "",
);
const FACTS: Binding<DiaryVerb> =
    bind("diary.about-you", &[Key::Char('i')], DiaryVerb::Facts, "a few lines about you, for the report", "");
const REPORT: Binding<DiaryVerb> =
    bind("diary.report", &[Key::Char('r')], DiaryVerb::Report, "the page for a clinician", "report");

/// On the list.
pub(crate) const LIST_KEYS: &[Binding<DiaryVerb>] = &[
    ADD,
    NONE,
    bind("diary.view", &[Key::Char('v')], DiaryVerb::NextView, "the month, then the charts", "month"),
    REPORT,
    bind("diary.read", &[Key::Enter], DiaryVerb::Read, "read the whole entry", ""),
    bind("diary.edit", &[Key::Char('e')], DiaryVerb::Edit, "edit it", "edit"),
    bind(
        "diary.delete",
        &[Key::Char('d'), Key::Delete],
        DiaryVerb::Delete,
        "delete it; undo brings it back",
        "",
    ),
    UNDO,
    REDO,
    bind(
        "diary.filter",
        &[Key::Char('f')],
        DiaryVerb::Filter,
        "show only some: words, leg, muscle, dates",
        "",
    ),
    BEDTIME,
    MEDICINE,
    FACTS,
    bind("list.up", UP, DiaryVerb::Move(Motion::Up), "the entry above", ""),
    bind("list.down", DOWN, DiaryVerb::Move(Motion::Down), "the entry below", ""),
    bind("list.page-up", PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind("list.page-down", PAGE_DOWN, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind("list.first", FIRST, DiaryVerb::Move(Motion::First), "the newest", ""),
    bind("list.last", LAST, DiaryVerb::Move(Motion::Last), "the oldest", ""),
    bind("diary.show-all", &[Key::Esc], DiaryVerb::Back, "show all again", ""),
];

/// On one entry, read whole.
pub(crate) const ENTRY_KEYS: &[Binding<DiaryVerb>] = &[
    bind("diary.leave-entry", &[Key::Esc, Key::Enter], DiaryVerb::Back, "back to the list", "list"),
    bind("diary.edit", &[Key::Char('e')], DiaryVerb::Edit, "edit it", "edit"),
    bind(
        "diary.delete",
        &[Key::Char('d'), Key::Delete],
        DiaryVerb::Delete,
        "delete it; undo brings it back",
        "",
    ),
    UNDO,
    REDO,
    bind("text.up", UP, DiaryVerb::Move(Motion::Up), "a line up", ""),
    bind("text.down", DOWN, DiaryVerb::Move(Motion::Down), "a line down", "more"),
    bind("text.page-up", PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind("text.page-down", PAGE_DOWN_OR_SPACE, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind("text.first", FIRST, DiaryVerb::Move(Motion::First), "the beginning", ""),
    bind("text.last", LAST, DiaryVerb::Move(Motion::Last), "the end", ""),
];

/// On the month.
pub(crate) const MONTH_KEYS: &[Binding<DiaryVerb>] = &[
    bind("diary.view", &[Key::Char('v')], DiaryVerb::NextView, "the charts, then the list", "charts"),
    bind("diary.read", &[Key::Enter], DiaryVerb::Read, "the entries of the selected night", "night"),
    bind("list.up", UP, DiaryVerb::Move(Motion::Up), "the week before", ""),
    bind("list.down", DOWN, DiaryVerb::Move(Motion::Down), "the week after", ""),
    bind(
        "diary.night-before",
        &[Key::Char('['), Key::Char(',')],
        DiaryVerb::Move(Motion::PageUp),
        "the night before",
        "",
    ),
    bind(
        "diary.night-after",
        &[Key::Char(']'), Key::Char('.')],
        DiaryVerb::Move(Motion::PageDown),
        "the night after",
        "",
    ),
    bind("diary.month-before", PAGE_UP, DiaryVerb::MonthBefore, "the month before", "month"),
    bind("diary.month-after", PAGE_DOWN, DiaryVerb::MonthAfter, "the month after", ""),
    ADD,
    REPORT,
    UNDO,
    REDO,
    bind(
        "diary.no-cramp",
        &[Key::Char('0')],
        DiaryVerb::NoCramp,
        "no cramp on the selected night: that is a record too; again takes it back",
        "no cramp",
    ),
    bind(
        "diary.bedtime",
        &[Key::Char('b')],
        DiaryVerb::Programme,
        "bedtime stretches done that evening, on and off",
        "",
    ),
    MEDICINE,
    FACTS,
    bind("diary.leave-month", &[Key::Esc], DiaryVerb::Back, "back to the list", "list"),
];

/// On the charts.
pub(crate) const CHART_KEYS: &[Binding<DiaryVerb>] = &[
    bind("diary.view", &[Key::Char('v')], DiaryVerb::NextView, "the list again", "list"),
    bind("diary.span", &[Key::Char('s')], DiaryVerb::NextSpan, "14, 30 or 90 nights", "nights"),
    bind("text.down", DOWN, DiaryVerb::Move(Motion::Down), "a line down", "more"),
    bind("text.up", UP, DiaryVerb::Move(Motion::Up), "a line up", ""),
    bind("text.page-down", PAGE_DOWN_OR_SPACE, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind("text.page-up", PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind("text.first", FIRST, DiaryVerb::Move(Motion::First), "the beginning", ""),
    bind("text.last", LAST, DiaryVerb::Move(Motion::Last), "the end", ""),
    ADD,
    REPORT,
    BEDTIME,
    UNDO,
    REDO,
    FACTS,
    bind("diary.leave-charts", &[Key::Esc], DiaryVerb::Back, "back to the list", ""),
];

/// On the report.
pub(crate) const REPORT_KEYS: &[Binding<DiaryVerb>] = &[
    bind(
        "diary.leave-report",
        &[Key::Esc, Key::Enter, Key::Char('r')],
        DiaryVerb::Back,
        "back to the list",
        "list",
    ),
    bind("diary.span", &[Key::Char('s')], DiaryVerb::NextSpan, "14, 30 or 90 nights", "nights"),
    bind("diary.about-you", &[Key::Char('i')], DiaryVerb::Facts, "a few lines about you", "about you"),
    bind("text.down", DOWN, DiaryVerb::Move(Motion::Down), "a line down", "more"),
    bind("text.up", UP, DiaryVerb::Move(Motion::Up), "a line up", ""),
    bind("text.page-down", PAGE_DOWN_OR_SPACE, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind("text.page-up", PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind("text.first", FIRST, DiaryVerb::Move(Motion::First), "the beginning", ""),
    bind("text.last", LAST, DiaryVerb::Move(Motion::Last), "the end", ""),
];

/// On a form.
pub(crate) const FORM_KEYS: &[Binding<FormVerb>] = &[
    bind("form.save", &[Key::Enter], FormVerb::Save, "keep all of it", "keep all"),
    bind("form.next-line", &[Key::Down, Key::Tab], FormVerb::Fill, "the next line", "next line"),
    bind("form.line-before", &[Key::Up, Key::BackTab], FormVerb::Fill, "the line before", ""),
    bind("form.choice", &[Key::Left, Key::Right], FormVerb::Fill, "another choice, or along the text", ""),
    bind("form.tick", &[Key::Char(' ')], FormVerb::Fill, "tick, where things are ticked", ""),
    bind(
        "form.leave",
        &[Key::Esc],
        FormVerb::Leave,
        "leave; what was typed is dropped at the second press",
        "leave",
    ),
    bind("form.clear", &[Key::Ctrl('n')], FormVerb::Clear, "start this form afresh", ""),
];
