//! A book laid over the built-in one.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| uncramp::fuzz::book(data));
