//! What people feel: how long until the book is there, a frame is drawn, a word is found.
//!
//! `cargo bench` prints the times; nothing here is a gate, because times are the machine's. Sizes are those of a usual
//! terminal and of a very large one.

use divan::{Bencher, black_box};
use uncramp::bench::{Screen, load_book, search};

fn main() {
    divan::main();
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

/// From the bytes in the program to the book.
#[divan::bench]
fn book() {
    black_box(load_book());
}

/// A frame of each tab and of the running stretch.
#[divan::bench(args = SCREENS)]
fn frame(bencher: Bencher<'_, '_>, (width, height, key): (u16, u16, &str)) {
    let mut screen = Screen::new(width, height);
    screen.press(key);
    bencher.bench_local(|| screen.draw());
}

/// A word looked for in the whole book, the index there already.
#[divan::bench(args = ["magnesium", "a", "leg swollen", "zzz"])]
fn find(bencher: Bencher<'_, '_>, word: &str) {
    let index = search();
    bencher.bench_local(|| black_box(index.find(word)));
}

/// A tick on the checklist, verdict and frame.
#[divan::bench]
fn tick(bencher: Bencher<'_, '_>) {
    let mut screen = Screen::new(80, 24);
    screen.press("5G");
    bencher.bench_local(|| {
        screen.press(" ");
        screen.draw();
    });
}
