//! What keys do on the diary tab: one table for each of its views.

use crate::screen::{
    cursor::{DOWN, FIRST, LAST, Motion, PAGE_DOWN, PAGE_DOWN_OR_SPACE, PAGE_UP, UP},
    event::Key,
    keymap::{Binding, bind},
};

/// What keys mean on the diary but for its forms.
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

/// What keys mean on a form; the rest is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormVerb {
    /// The form's own: moving, choosing, typing.
    Fill,
    Save,
    Leave,
    Clear,
}

const ADD: Binding<DiaryVerb> = bind(&[Key::Char('a')], DiaryVerb::Add, "add a cramp", "add");
const UNDO: Binding<DiaryVerb> = bind(&[Key::Char('u')], DiaryVerb::Undo, "undo the last change", "");
const REDO: Binding<DiaryVerb> = bind(&[Key::Ctrl('r')], DiaryVerb::Redo, "make it again", "");
const NONE: Binding<DiaryVerb> = bind(
    &[Key::Char('0')],
    DiaryVerb::NoCramp,
    "no cramp last night: that is a record too; again takes it back",
    "none last night",
);
const BEDTIME: Binding<DiaryVerb> =
    bind(&[Key::Char('b')], DiaryVerb::Programme, "bedtime stretches done this night, on and off", "");
const MEDICINE: Binding<DiaryVerb> =
    bind(&[Key::Char('m')], DiaryVerb::Medicine, "a medicine started, changed or stopped", "");
const FACTS: Binding<DiaryVerb> =
    bind(&[Key::Char('i')], DiaryVerb::Facts, "a few lines about you, for the report", "");
const REPORT: Binding<DiaryVerb> =
    bind(&[Key::Char('r')], DiaryVerb::Report, "the page for a clinician", "report");

/// On the list.
pub(crate) const LIST_KEYS: &[Binding<DiaryVerb>] = &[
    ADD,
    NONE,
    bind(&[Key::Char('v')], DiaryVerb::NextView, "the month, then the charts", "month"),
    REPORT,
    bind(&[Key::Enter], DiaryVerb::Read, "read the whole entry", ""),
    bind(&[Key::Char('e')], DiaryVerb::Edit, "edit it", "edit"),
    bind(&[Key::Char('d'), Key::Delete], DiaryVerb::Delete, "delete it; u brings it back", ""),
    UNDO,
    REDO,
    bind(&[Key::Char('f')], DiaryVerb::Filter, "show only some: words, leg, muscle, dates", ""),
    BEDTIME,
    MEDICINE,
    FACTS,
    bind(UP, DiaryVerb::Move(Motion::Up), "the entry above", ""),
    bind(DOWN, DiaryVerb::Move(Motion::Down), "the entry below", ""),
    bind(PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind(PAGE_DOWN, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind(FIRST, DiaryVerb::Move(Motion::First), "the newest", ""),
    bind(LAST, DiaryVerb::Move(Motion::Last), "the oldest", ""),
    bind(&[Key::Esc], DiaryVerb::Back, "show all again", ""),
];

/// On one entry, read whole.
pub(crate) const ENTRY_KEYS: &[Binding<DiaryVerb>] = &[
    bind(&[Key::Esc, Key::Enter], DiaryVerb::Back, "back to the list", "list"),
    bind(&[Key::Char('e')], DiaryVerb::Edit, "edit it", "edit"),
    bind(&[Key::Char('d'), Key::Delete], DiaryVerb::Delete, "delete it; u brings it back", ""),
    UNDO,
    REDO,
    bind(UP, DiaryVerb::Move(Motion::Up), "a line up", ""),
    bind(DOWN, DiaryVerb::Move(Motion::Down), "a line down", "more"),
    bind(PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind(PAGE_DOWN_OR_SPACE, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind(FIRST, DiaryVerb::Move(Motion::First), "the beginning", ""),
    bind(LAST, DiaryVerb::Move(Motion::Last), "the end", ""),
];

/// On the month.
pub(crate) const MONTH_KEYS: &[Binding<DiaryVerb>] = &[
    bind(&[Key::Char('v')], DiaryVerb::NextView, "the charts, then the list", "charts"),
    bind(&[Key::Enter], DiaryVerb::Read, "the entries of the selected night", "night"),
    bind(UP, DiaryVerb::Move(Motion::Up), "the week before", ""),
    bind(DOWN, DiaryVerb::Move(Motion::Down), "the week after", ""),
    bind(&[Key::Char('['), Key::Char(',')], DiaryVerb::Move(Motion::PageUp), "the night before", ""),
    bind(&[Key::Char(']'), Key::Char('.')], DiaryVerb::Move(Motion::PageDown), "the night after", ""),
    bind(PAGE_UP, DiaryVerb::MonthBefore, "the month before", "month"),
    bind(PAGE_DOWN, DiaryVerb::MonthAfter, "the month after", ""),
    ADD,
    REPORT,
    UNDO,
    REDO,
    bind(
        &[Key::Char('0')],
        DiaryVerb::NoCramp,
        "no cramp on the selected night: that is a record too; again takes it back",
        "no cramp",
    ),
    bind(&[Key::Char('b')], DiaryVerb::Programme, "bedtime stretches done that evening, on and off", ""),
    MEDICINE,
    FACTS,
    bind(&[Key::Esc], DiaryVerb::Back, "back to the list", "list"),
];

/// On the charts.
pub(crate) const CHART_KEYS: &[Binding<DiaryVerb>] = &[
    bind(&[Key::Char('v')], DiaryVerb::NextView, "the list again", "list"),
    bind(&[Key::Char('s')], DiaryVerb::NextSpan, "14, 30 or 90 nights", "nights"),
    bind(DOWN, DiaryVerb::Move(Motion::Down), "a line down", "more"),
    bind(UP, DiaryVerb::Move(Motion::Up), "a line up", ""),
    bind(PAGE_DOWN_OR_SPACE, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind(PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind(FIRST, DiaryVerb::Move(Motion::First), "the beginning", ""),
    bind(LAST, DiaryVerb::Move(Motion::Last), "the end", ""),
    ADD,
    REPORT,
    BEDTIME,
    UNDO,
    REDO,
    FACTS,
    bind(&[Key::Esc], DiaryVerb::Back, "back to the list", ""),
];

/// On the report.
pub(crate) const REPORT_KEYS: &[Binding<DiaryVerb>] = &[
    bind(&[Key::Esc, Key::Enter, Key::Char('r')], DiaryVerb::Back, "back to the list", "list"),
    bind(&[Key::Char('s')], DiaryVerb::NextSpan, "14, 30 or 90 nights", "nights"),
    bind(&[Key::Char('i')], DiaryVerb::Facts, "a few lines about you", "about you"),
    bind(DOWN, DiaryVerb::Move(Motion::Down), "a line down", "more"),
    bind(UP, DiaryVerb::Move(Motion::Up), "a line up", ""),
    bind(PAGE_DOWN_OR_SPACE, DiaryVerb::Move(Motion::PageDown), "a page down", ""),
    bind(PAGE_UP, DiaryVerb::Move(Motion::PageUp), "a page up", ""),
    bind(FIRST, DiaryVerb::Move(Motion::First), "the beginning", ""),
    bind(LAST, DiaryVerb::Move(Motion::Last), "the end", ""),
];

/// On a form.
pub(crate) const FORM_KEYS: &[Binding<FormVerb>] = &[
    bind(&[Key::Enter], FormVerb::Save, "keep all of it", "keep all"),
    bind(&[Key::Down, Key::Tab], FormVerb::Fill, "the next line", "next line"),
    bind(&[Key::Up, Key::BackTab], FormVerb::Fill, "the line before", ""),
    bind(&[Key::Left, Key::Right], FormVerb::Fill, "another choice, or along the text", ""),
    bind(&[Key::Char(' ')], FormVerb::Fill, "tick, where things are ticked", ""),
    bind(&[Key::Esc], FormVerb::Leave, "leave; what was typed is still there when you come back", "leave"),
    bind(&[Key::Ctrl('n')], FormVerb::Clear, "start this form afresh", ""),
];
