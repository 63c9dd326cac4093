//! Turns the RON of `assets/` into bytes, so that the program starts without parsing a word of it.
//!
//! A file that cannot be read stops the build with its place. What is merely wrong in it is found by the tests.

#![expect(clippy::disallowed_methods, reason = "a build script turns files into files")]

use std::{env, fs, path::Path, process::exit};

use serde::Deserialize;

#[path = "src/domain/clean.rs"]
mod clean;
#[path = "src/content/raw.rs"]
mod raw;

fn main() {
    println!("cargo::rerun-if-changed=assets/en");
    println!("cargo::rerun-if-changed=src/content/raw.rs");
    println!("cargo::rerun-if-changed=src/domain/clean.rs");
    let book = raw::Raw {
        about: read("about"),
        causes: read("causes"),
        symptoms: read("symptoms"),
        remedies: read("remedies"),
        routines: read("routines"),
        figures: read("figures"),
        signs: read("signs"),
        regions: read("regions"),
        diary: read("diary"),
        sources: read("sources"),
    };
    let bytes =
        postcard::to_stdvec(&book).unwrap_or_else(|error| stop(&format!("the book cannot be kept: {error}")));
    keep("book.bin", &bytes);
    // The files as they are, for `book eject`; each with a zero byte behind it. `content/eject.rs` has the same order.
    let names = [
        "about", "causes", "symptoms", "remedies", "routines", "figures", "signs", "regions", "diary",
        "sources",
    ];
    let texts: String = names.iter().map(|name| text(name) + "\0").collect();
    keep("texts.bin", &miniz_oxide::deflate::compress_to_vec(texts.as_bytes(), 10));
}

fn keep(name: &str, bytes: &[u8]) {
    let Some(out) = env::var_os("OUT_DIR") else { stop("cargo gives no OUT_DIR") };
    if let Err(error) = fs::write(Path::new(&out).join(name), bytes) {
        stop(&format!("the book cannot be kept: {error}"));
    }
}

fn text(name: &str) -> String {
    let path = format!("assets/en/{name}.ron");
    fs::read_to_string(&path).unwrap_or_else(|error| stop(&format!("{path}: {error}")))
}

fn read<T: Deserialize<'static>>(name: &str) -> T {
    let path = format!("assets/en/{name}.ron");
    let text: &'static str = text(name).leak();
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).unwrap_or_else(|error| {
        let at = error.span.start;
        stop(&format!("{path}:{}:{}: {}", at.line, at.col, error.code))
    })
}

fn stop(sentence: &str) -> ! {
    println!("cargo::error={sentence}");
    exit(1)
}
