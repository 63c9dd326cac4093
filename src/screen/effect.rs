//! Effects on the world, and their results.

use crate::domain::{DiaryError, DiaryRequest, DiaryResponse};

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
    /// Send a request to the diary.
    Diary(DiaryRequest),
}

/// The result of an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EffectResult {
    /// It worked.
    Done,
    /// The program had been stopped and goes on.
    Back,
    /// It worked, as the sentence says.
    Said(String),
    /// It did not work, for the reason in the sentence.
    Failed(String),
    /// The response of the diary.
    Diary(Box<Result<DiaryResponse, DiaryError>>),
}
