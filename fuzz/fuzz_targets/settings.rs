//! The file of settings.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| uncramp::fuzz::settings(data));
