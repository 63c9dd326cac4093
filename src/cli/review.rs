//! `uncramp review`: the sheets on which clinicians sign the content, printed or written to a file.

use super::{
    CliError, Exit,
    args::{Global, OutputArgs},
    report::put,
};
use crate::{content, report::review};

/// Clinicians sign the built-in content alone: a person's own routines have no sheets.
pub(super) fn run(output: &OutputArgs, global: &Global) -> Result<Exit, CliError> {
    let book = content::shipped();
    put(&review::html(&book, &review::sheets(&book)), output, global)
}
