//! The conversation in plain lines, half of them with a diary.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // A folder in memory where there is one: what is fuzzed is the program, not the disk.
    let keeps = data.first().is_some_and(|how| how & 4 != 0);
    let shm = std::path::Path::new("/dev/shm");
    let folder = || if shm.is_dir() { tempfile::tempdir_in(shm) } else { tempfile::tempdir() };
    let folder = if keeps { folder().ok() } else { None };
    uncramp::fuzz::talk(data, folder.as_ref().map(|folder| folder.path()));
});
