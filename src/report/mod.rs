//! Texts from the facts of the domain, the same for the screen, plain lines, scripts and a clinician; and the diary as a file.

pub(crate) mod export;
mod fit;
mod html;
pub(crate) mod import;
pub(crate) mod model;
pub(crate) mod result;
pub(crate) mod review;
mod rows;
mod sections;
#[cfg(test)]
mod tests {
    pub(super) mod sample;
}
mod text;
