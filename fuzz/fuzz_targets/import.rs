//! A diary to be imported, JSON or CSV.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| uncramp::fuzz::import(data));
