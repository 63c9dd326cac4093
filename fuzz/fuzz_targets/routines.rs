//! The file of own routines.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| uncramp::fuzz::routines(data));
