//! The times that people feel: the book loaded, a frame drawn, a word found.
//!
//! `cargo bench` prints the times, which are no gate, because they are the machine's. Sizes are those of a usual terminal and of a
//! very large one.

#![expect(clippy::expect_used, reason = "what a measurement needs and cannot have is its failure")]

use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
};

use divan::{Bencher, black_box};
use uncramp::bench::{Screen, StoredDiary, fill, load_book, search};

/// The folder of the diaries. Each diary is made anew in every run, when it is first needed.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/feel");

fn main() {
    // An earlier run may have left files.
    let _ = fs::remove_dir_all(FOLDER);
    divan::main();
    let _ = fs::remove_dir_all(FOLDER);
}

/// Sizes of a diary in cramps: none yet, some weeks, some years, far more than a lifetime.
const CRAMPS: [usize; 4] = [0, 100, 1_000, 100_000];

/// The folder of a diary with that number of cramps.
fn diary(cramps: usize) -> PathBuf {
    let folder = Path::new(FOLDER).join(cramps.to_string());
    if !folder.exists() {
        fs::create_dir_all(&folder).expect("a folder");
        fill(&folder, cramps).expect("a diary");
    }
    folder
}

/// The folder of a copy to add entries to.
fn growing(cramps: usize) -> PathBuf {
    let folder = Path::new(FOLDER).join(format!("{cramps} and more"));
    if !folder.exists() {
        fs::create_dir_all(&folder).expect("a folder");
        let whole = diary(cramps).join("diary.db");
        if whole.exists() {
            fs::copy(whole, folder.join("diary.db")).expect("a copy");
        }
    }
    folder
}

/// Columns, rows and the key of a tab: `c` is the running stretch.
const SCREENS: [(u16, u16, &str); 12] = [
    (80, 24, "1"),
    (80, 24, "2"),
    (80, 24, "3"),
    (80, 24, "4"),
    (80, 24, "5"),
    (80, 24, "c"),
    (300, 100, "1"),
    (300, 100, "2"),
    (300, 100, "3"),
    (300, 100, "4"),
    (300, 100, "5"),
    (300, 100, "c"),
];

/// Parses the whole book.
#[divan::bench]
fn book() {
    black_box(load_book());
}

/// A program opened on the built-in book, up to its first frame.
#[divan::bench(sample_count = 20)]
fn book_frame(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| {
        let mut screen = Screen::new(80, 24);
        screen.draw();
        screen
    });
}

/// A frame of each tab and of the running stretch.
#[divan::bench(args = SCREENS)]
fn frame(bencher: Bencher<'_, '_>, (width, height, key): (u16, u16, &str)) {
    let mut screen = Screen::new(width, height);
    screen.press(key);
    bencher.bench_local(|| screen.draw());
}

/// An entry down and up again in the guide, each with its frames.
#[divan::bench]
fn key(bencher: Bencher<'_, '_>) {
    let mut screen = Screen::new(80, 24);
    bencher.bench_local(|| {
        for key in ["j", "k"] {
            screen.press(key);
        }
    });
}

/// From the bytes in the program to the first words of plain mode.
#[divan::bench]
fn plain_first_words(bencher: Bencher<'_, '_>) {
    assert!(Screen::new(80, 24).first_words() > 6, "every tab is named");
    bencher.bench_local(|| black_box(Screen::new(80, 24).first_words()));
}

/// A search for a word in the whole book.
#[divan::bench(args = ["magnesium", "a", "leg swollen", "zzz"])]
fn find(bencher: Bencher<'_, '_>, word: &str) {
    let book = search();
    bencher.bench_local(|| black_box(book.find(word)));
}

/// A tick on the checklist, verdict and frame.
#[divan::bench]
fn tick(bencher: Bencher<'_, '_>) {
    let mut screen = Screen::new(80, 24);
    screen.press("50G");
    bencher.bench_local(|| {
        screen.press(" ");
    });
}

/// A start with a diary: the first frame, the requests after it, and the frame with their answers.
#[divan::bench(args = CRAMPS)]
fn diary_open(bencher: Bencher<'_, '_>, cramps: usize) {
    let folder = diary(cramps);
    bencher.bench_local(|| Screen::keeping(80, 24, &folder));
}

/// The diary tab for the first time: its list read and drawn.
#[divan::bench(args = CRAMPS)]
fn diary_tab(bencher: Bencher<'_, '_>, cramps: usize) {
    let folder = diary(cramps);
    let opened = || Screen::keeping(80, 24, &folder);
    let mut screen = opened();
    screen.press("6");
    assert!(cramps == 0 || screen.text().contains("Woke with"), "{}", screen.text());
    bencher.with_inputs(opened).bench_local_values(|mut screen| {
        screen.press("6");
        screen
    });
}

/// An entry down and up again.
#[divan::bench(args = CRAMPS)]
fn diary_move(bencher: Bencher<'_, '_>, cramps: usize) {
    let mut screen = Screen::keeping(80, 24, &diary(cramps));
    screen.press("6");
    bencher.bench_local(|| {
        for key in ["j", "k"] {
            screen.press(key);
        }
    });
}

/// Down through a thousand entries, one by one.
#[divan::bench(args = CRAMPS, sample_count = 10)]
fn diary_walk(bencher: Bencher<'_, '_>, cramps: usize) {
    let folder = diary(cramps);
    let opened = || {
        let mut screen = Screen::keeping(80, 24, &folder);
        screen.press("6");
        screen
    };
    bencher.with_inputs(opened).bench_local_values(|mut screen| {
        for _ in 0..1_000 {
            screen.press("j");
        }
        screen
    });
}

/// To the oldest entry.
#[divan::bench(args = CRAMPS)]
fn diary_end(bencher: Bencher<'_, '_>, cramps: usize) {
    let mut screen = Screen::keeping(80, 24, &diary(cramps));
    screen.press("6");
    bencher.bench_local(|| {
        for key in ["G", "g"] {
            screen.press(key);
        }
    });
}

/// An entry from its form to the disk and back into the list.
#[divan::bench(args = CRAMPS)]
fn diary_add(bencher: Bencher<'_, '_>, cramps: usize) {
    let mut screen = Screen::keeping(80, 24, &growing(cramps));
    screen.press("6");
    bencher.bench_local(|| {
        screen.press("a\n");
    });
}

/// An entry to the disk.
#[divan::bench(args = CRAMPS)]
fn diary_save(bencher: Bencher<'_, '_>, cramps: usize) {
    let mut diary = StoredDiary::new(&growing(cramps));
    bencher.bench_local(|| diary.save().expect("saved"));
}

/// The baseline of a save: a line at the end of a flat file, on the disk.
#[divan::bench]
fn flat_save(bencher: Bencher<'_, '_>) {
    fs::create_dir_all(FOLDER).expect("a folder");
    let path = Path::new(FOLDER).join("flat");
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path).expect("a file");
    bencher.bench_local(|| {
        file.write_all(&[b'x'; 200]).expect("written");
        file.sync_data().expect("on the disk");
    });
}

/// Ninety nights read.
#[divan::bench(args = CRAMPS)]
fn diary_nights(bencher: Bencher<'_, '_>, cramps: usize) {
    let mut diary = StoredDiary::new(&diary(cramps));
    assert_eq!(diary.nights() > 0, cramps > 0);
    bencher.bench_local(|| black_box(diary.nights()));
}

/// The page for a clinician of ninety nights, from the disk to text.
#[divan::bench(args = CRAMPS)]
fn diary_report(bencher: Bencher<'_, '_>, cramps: usize) {
    let mut diary = StoredDiary::new(&diary(cramps));
    assert!(cramps == 0 || diary.report().contains("Woke with"), "{}", diary.report());
    bencher.bench_local(|| black_box(diary.report()));
}

/// A word looked for in every entry.
#[divan::bench(args = CRAMPS, sample_count = 20)]
fn diary_find(bencher: Bencher<'_, '_>, cramps: usize) {
    let mut diary = StoredDiary::new(&diary(cramps));
    assert!(diary.find("ärger") >= cramps);
    bencher.bench_local(|| black_box(diary.find("ärger")));
}
