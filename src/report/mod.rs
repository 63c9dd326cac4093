//! What the domain found, in words: the same for the screen, plain lines and scripts.

pub(crate) mod result;
