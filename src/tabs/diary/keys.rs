//! Key tables of the Diary tab, one for each page and one for forms.

use crate::screen::{Binding, Motion, key_row, key_table};

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

const ADD: Binding<DiaryVerb> = key_row!(DiaryVerb "diary.add" ['a'] Add, "add a cramp", "add");
const UNDO: Binding<DiaryVerb> = key_row!(DiaryVerb "diary.undo" ['u'] Undo, "undo the last change");
const REDO: Binding<DiaryVerb> = key_row!(DiaryVerb "diary.redo" [Ctrl('r')] Redo, "make it again");
const BEDTIME: Binding<DiaryVerb> =
    key_row!(DiaryVerb "diary.bedtime" ['b'] Programme, "bedtime stretches done this night, on and off");
const MEDICINE: Binding<DiaryVerb> =
    key_row!(DiaryVerb "diary.medicine" ['m'] Medicine, "a medicine started, changed or stopped");
const FACTS: Binding<DiaryVerb> =
    key_row!(DiaryVerb "diary.about-you" ['i'] Facts, "a few lines about you, for the report");
const REPORT: Binding<DiaryVerb> =
    key_row!(DiaryVerb "diary.report" ['r'] Report, "the page for a clinician", "report");

/// On the list.
pub(crate) const LIST_KEYS: &[Binding<DiaryVerb>] = key_table! { DiaryVerb;
    ADD;
    "diary.no-cramp" ['0'] NoCramp, "no cramp last night: that is a record too; again takes it back", "none last night";
    "diary.view" ['v'] NextView, "the month, then the charts", "month";
    REPORT;
    "diary.read" [Enter] Read, "read the whole entry";
    "diary.edit" ['e'] Edit, "edit it", "edit";
    "diary.delete" ['d', Delete] Delete, "delete it; undo brings it back";
    UNDO;
    REDO;
    "diary.filter" ['f'] Filter, "show only some: words, leg, muscle, dates";
    BEDTIME;
    MEDICINE;
    FACTS;
    list;
    "diary.show-all" [Esc] Back, "show all again";
};

/// On one entry, read whole.
pub(crate) const ENTRY_KEYS: &[Binding<DiaryVerb>] = key_table! { DiaryVerb;
    "diary.leave-entry" [Esc, Enter] Back, "back to the list", "list";
    "diary.edit" ['e'] Edit, "edit it", "edit";
    "diary.delete" ['d', Delete] Delete, "delete it; undo brings it back";
    UNDO;
    REDO;
    text("more");
};

/// On the month.
pub(crate) const MONTH_KEYS: &[Binding<DiaryVerb>] = key_table! { DiaryVerb;
    "diary.view" ['v'] NextView, "the charts, then the list", "charts";
    "diary.read" [Enter] Read, "the entries of the selected night", "night";
    "list.up" [Up, 'k'] Move(Motion::Up), "the week before";
    "list.down" [Down, 'j'] Move(Motion::Down), "the week after";
    "diary.night-before" ['[', ','] Move(Motion::PageUp), "the night before";
    "diary.night-after" [']', '.'] Move(Motion::PageDown), "the night after";
    "diary.month-before" [PageUp] MonthBefore, "the month before", "month";
    "diary.month-after" [PageDown] MonthAfter, "the month after";
    ADD;
    REPORT;
    UNDO;
    REDO;
    "diary.no-cramp" ['0'] NoCramp, "no cramp on the selected night: that is a record too; again takes it back", "no cramp";
    "diary.bedtime" ['b'] Programme, "bedtime stretches done that evening, on and off";
    MEDICINE;
    FACTS;
    "diary.leave-month" [Esc] Back, "back to the list", "list";
};

/// On the charts.
pub(crate) const CHART_KEYS: &[Binding<DiaryVerb>] = key_table! { DiaryVerb;
    "diary.view" ['v'] NextView, "the list again", "list";
    "diary.span" ['s'] NextSpan, "14, 30 or 90 nights", "nights";
    text("more");
    ADD;
    REPORT;
    BEDTIME;
    UNDO;
    REDO;
    FACTS;
    "diary.leave-charts" [Esc] Back, "back to the list";
};

/// On the report.
pub(crate) const REPORT_KEYS: &[Binding<DiaryVerb>] = key_table! { DiaryVerb;
    "diary.leave-report" [Esc, Enter, 'r'] Back, "back to the list", "list";
    "diary.span" ['s'] NextSpan, "14, 30 or 90 nights", "nights";
    "diary.about-you" ['i'] Facts, "a few lines about you", "about you";
    text("more");
};

/// On a form.
pub(crate) const FORM_KEYS: &[Binding<FormVerb>] = key_table! { FormVerb;
    "form.save" [Enter] Save, "keep all of it", "keep all";
    "form.next-line" [Down, Tab] Fill, "the next line", "next line";
    "form.line-before" [Up, BackTab] Fill, "the line before";
    "form.choice" [Left, Right] Fill, "another choice, or along the text";
    "form.tick" [' '] Fill, "tick, where things are ticked";
    "form.leave" [Esc] Leave, "leave; what was typed is dropped at the second press", "leave";
    "form.clear" [Ctrl('n')] Clear, "start this form afresh";
};
