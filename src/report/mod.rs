//! What the domain found, in words: the same for the screen, plain lines, scripts and a clinician; the diary as a file.

pub(crate) mod export;
mod fit;
mod html;
pub(crate) mod import;
mod markdown;
pub(crate) mod model;
pub(crate) mod result;
pub(crate) mod review;
mod rows;
#[cfg(test)]
mod sample;
mod sections;
mod text;
