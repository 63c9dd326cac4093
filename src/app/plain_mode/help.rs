//! The list of what can be typed.

use super::{LastTurn, SessionState};
use crate::screen::plain_screen::{ExpectedInput, PlainScreen};

/// The words for the present screen. In a session the first answer is short, because the stretch goes on.
pub(super) fn lines(turn: &LastTurn, screen: &PlainScreen, was_asked_before: bool) -> Vec<String> {
    let sentences = |words: &[(&str, &str)]| -> Vec<String> {
        words.iter().map(|(word, what)| format!("{word}: {what}.")).collect()
    };
    if screen.is_urgent {
        return vec![];
    }
    if screen.then.is_some() {
        return sentences(&[
            ("Enter alone", "leave the answer as it is"),
            ("back", "the question before"),
            ("keep", "keep all answers"),
            ("leave", "leave; your answers are still there when you come back"),
            ("afresh", "start this form afresh"),
            ("signs", "the warning signs; your answers are still there when you come back"),
            ("a minus sign alone", "remove the answer"),
            ("quit", "leave the program"),
        ]);
    }
    if turn.session == SessionState::Counting && !was_asked_before {
        let eased = if turn.key_of(&["session.eased"]).is_some() { "eased: it has stopped. " } else { "" };
        return vec![format!(
            "{eased}pause: wait here. next: the next step. how: how this step is done. signs: the warning signs. leave: end the \
             stretch. Type help again for all."
        )];
    }
    let mut lines = vec![];
    if !screen.choices.is_empty() && screen.expects != ExpectedInput::Line {
        lines.push("A number or a name chooses from the list.".to_owned());
    }
    for row in turn.rows.iter().filter(|row| !row.is_motion() && !row.is_named_otherwise()) {
        lines.push(format!("{}: {}.", row.spoken(), row.help));
    }
    if turn.session != SessionState::None {
        lines.extend(sentences(&[
            ("Enter alone", "the time to go, and the next step"),
            ("how", "how this step is done"),
        ]));
    }
    if !screen.rest.is_empty() {
        lines.extend(sentences(&[("more", "the next part of the text")]));
    }
    lines.extend(sentences(&[
        ("back", "up from here"),
        ("menu", "the list of tabs"),
        ("again", "the same once more"),
        ("about", "what this guide is"),
        ("quit", "leave"),
    ]));
    lines
}
