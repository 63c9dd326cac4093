//! What leaves for the world, and what comes back.

use crate::domain::diary::{DiaryError, DiaryRequest, DiaryResponse};

/// Something only the runtime can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Leave at once.
    Quit,
    /// Stop, as Ctrl-Z asks; the shell brings us back.
    Suspend,
    /// Ring the terminal's bell.
    Bell,
    /// Turn the voice on or off.
    ToggleVoice,
    /// Keep the region that was chosen, `None` for none.
    KeepRegion(Option<String>),
    /// DiaryRequest the diary.
    Diary(DiaryRequest),
}

/// What an effect came back with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EffectResult {
    /// Nothing to say.
    Done,
    /// The program had been stopped and goes on.
    Back,
    /// It worked; the sentence says so.
    Said(String),
    /// It did not work; the sentence says what and why.
    Failed(String),
    /// What the diary answered.
    Diary(Box<Result<DiaryResponse, DiaryError>>),
}
