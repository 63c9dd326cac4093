//! `uncramp review`: the sheets on which clinicians sign the content, printed or written to a file.

use super::{
    Exit, Refusal,
    args::{Global, Output},
    report::put,
};
use crate::{content, report::review};

/// Only what is part of the program is signed: a person's own routines have no sheets.
pub(super) fn run(output: &Output, global: &Global) -> Result<Exit, Refusal> {
    let book = content::shipped();
    put(&review::html(&book, &review::sheets(&book)), output, global)?;
    Ok(Exit::Done)
}
