//! The built-in book as it was written, comments and all, for somebody who wants to begin one of their own with it.

use std::io;

/// A file of the built-in book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    /// One of [`super::Files::NAMES`].
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

/// Every file, as it stands in `assets/en/`.
///
/// `build.rs` packs them one after another, each with a zero byte behind it, in the order of their names; it is worth
/// unpacking them only for somebody who asks.
///
/// # Errors
/// When what is packed cannot be unpacked, which a test says it can.
pub(crate) fn pages() -> io::Result<Vec<Page>> {
    let broken = || io::Error::new(io::ErrorKind::InvalidData, "the built-in book cannot be unpacked");
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/texts.bin"));
    let bytes = miniz_oxide::inflate::decompress_to_vec(packed).map_err(|_| broken())?;
    let texts = String::from_utf8(bytes).map_err(|_| broken())?;
    let pages: Vec<Page> = super::Files::NAMES
        .into_iter()
        .zip(texts.split_terminator('\0'))
        .map(|(name, text)| Page { name, text: text.to_owned() })
        .collect();
    if pages.len() == super::Files::NAMES.len() { Ok(pages) } else { Err(broken()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Files, SHIPPED};

    #[test]
    fn every_file_comes_out_as_it_went_in() {
        let pages = pages().expect("they can be unpacked");
        let text = |name| pages.iter().find(|page| page.name == name).expect("a page").text.as_str();
        let shipped = [
            SHIPPED.about,
            SHIPPED.causes,
            SHIPPED.symptoms,
            SHIPPED.remedies,
            SHIPPED.routines,
            SHIPPED.figures,
            SHIPPED.signs,
            SHIPPED.regions,
            SHIPPED.diary,
            SHIPPED.sources,
        ];
        for (name, file) in Files::NAMES.into_iter().zip(shipped) {
            assert_eq!(text(name), file.text, "{name}");
        }
    }
}
