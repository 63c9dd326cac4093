//! The cleaner of every text that comes from a file.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| uncramp::fuzz::text(data));
