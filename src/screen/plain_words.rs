//! Words that plain mode takes for rows of the key tables.

/// Words for rows of the key tables, by the rows' ids. The first row that works on the present screen is meant.
pub(crate) const WORDS: &[(&str, &[&str])] = &[
    ("stretch", &["tab-4"]),
    ("signs", &["signs"]),
    ("check", &["signs"]),
    ("cramp", &["cramping"]),
    ("search", &["search"]),
    ("evidence", &["evidence"]),
    ("voice", &["voice"]),
    ("eased", &["session.eased", "end.eased"]),
    ("stopped", &["session.eased", "end.eased"]),
    ("pause", &["session.pause"]),
    ("next", &["session.next", "stretch.next-step", "next-hit"]),
    ("previous", &["session.back", "stretch.step-before", "checklist.page-before", "previous-hit"]),
    ("longer", &["session.longer"]),
    ("shorter", &["session.shorter"]),
    ("repeat", &["session.again"]),
    ("other", &["session.other-leg"]),
    ("ready", &["session.ready"]),
    ("bell", &["session.bell"]),
    ("breathing", &["session.pace"]),
    ("left", &["answer.left-leg"]),
    ("right", &["answer.right-leg"]),
    ("keep", &["answer.keep", "checklist.keep"]),
    ("undo", &["diary.undo", "checklist.undo", "end.reopen", "answer.not-yet"]),
    ("redo", &["diary.redo"]),
    ("add", &["diary.add"]),
    ("none", &["diary.no-cramp", "checklist.none"]),
    ("edit", &["diary.edit"]),
    ("delete", &["diary.delete"]),
    ("find", &["diary.filter"]),
    ("bedtime", &["diary.bedtime"]),
    ("medicine", &["diary.medicine"]),
    ("me", &["diary.about-you"]),
    ("report", &["diary.report"]),
    ("nights", &["diary.span"]),
    ("result", &["checklist.result"]),
    ("remember", &["checklist.remember"]),
    ("afresh", &["checklist.afresh"]),
    ("return", &["back"]),
    ("where", &["checklist.where"]),
    ("kept", &["checklist.past"]),
];

/// The first word for a row, by its id.
pub(crate) fn word_of(id: &str) -> Option<&'static str> {
    WORDS.iter().find(|(_, ids)| ids.contains(&id)).map(|(word, _)| *word)
}
