//! What the domain found, in words: the same for the screen, plain lines, scripts and a clinician; the diary as a file.

mod html;
mod markdown;
pub(crate) mod page;
pub(crate) mod result;
#[cfg(test)]
mod sample;
mod text;
