//! What the program does for a key, a frame, a tick, counted in instructions: `cargo bench --bench feel -- counts`.
//!
//! Times are the machine's, and so no gate; instructions are the same on every machine that was given the same code. Other
//! compilers make other code of it, so what is held to a bound is a ratio: to a frame that ratatui alone draws in the same run, as
//! plain as one can be (a list and a wrapped text), which the same compiler has built. Valgrind counts; where it is not there
//! this says so and holds nothing.

#![expect(clippy::print_stdout, reason = "what was counted is for whoever runs it to read")]

use std::{env, process::Command};

use divan::black_box;
use ratatui::{
    buffer::Buffer,
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    text::Line,
    widgets::{Paragraph, Widget, Wrap},
};
use uncramp::bench::{Screen, load_book, search};

/// Something that is done over and over, and how many floors it may cost.
struct Work {
    name: &'static str,
    most: f64,
    /// Gets it ready, and gives what is to be repeated.
    prepare: fn() -> Box<dyn FnMut()>,
}

/// The frame of ratatui alone.
const FLOOR: Work = Work { name: "floor", most: 1.0, prepare: floor };

const WORKS: [Work; 10] = [
    Work { name: "book", most: 1.9, prepare: || Box::new(|| _ = black_box(load_book())) },
    Work { name: "first-frame", most: 2.25, prepare: || Box::new(|| Screen::new(80, 24).draw()) },
    Work { name: "entry", most: 0.73, prepare: || pressing("", "jk") },
    Work { name: "tab", most: 0.73, prepare: || pressing("", "12") },
    Work { name: "stretch-tab", most: 1.75, prepare: || pressing("4", "jk") },
    Work { name: "running-stretch", most: 1.22, prepare: || pressing("c", "mm") },
    Work { name: "checklist-tick", most: 2.65, prepare: || pressing("50G", "  ") },
    Work { name: "search-letter", most: 0.43, prepare: || pressing("/", "ma") },
    Work { name: "search", most: 0.58, prepare: finding },
    Work {
        name: "first-words",
        most: 1.95,
        prepare: || Box::new(|| _ = black_box(Screen::new(80, 24).first_words())),
    },
];

/// How often a piece of work is done in the shorter and in the longer of two runs. What they differ by is the work alone.
const TIMES: [u32; 2] = [4, 24];

/// A list on the left, a text that is wrapped anew on the right.
fn floor() -> Box<dyn FnMut()> {
    let area = Rect::new(0, 0, 80, 24);
    let text =
        "Stand up every thirty minutes and stretch the calf for as long as it is comfortable. ".repeat(20);
    let (mut buffer, mut before) = (Buffer::empty(area), Buffer::empty(area));
    let mut selected = 0;
    Box::new(move || {
        selected = (selected + 1) % 20;
        buffer.reset();
        let [list, page] = area.layout(&Layout::horizontal([Constraint::Length(30), Constraint::Fill(1)]));
        for (row, y) in (list.top()..list.bottom()).enumerate() {
            let style =
                if row == selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
            Line::styled(format!(" an entry of the list, {row:02}"), style)
                .render(Rect { y, height: 1, ..list }, &mut buffer);
        }
        Paragraph::new(text.as_str()).wrap(Wrap { trim: true }).render(page, &mut buffer);
        black_box(before.diff(&buffer).len());
        std::mem::swap(&mut buffer, &mut before);
    })
}

/// The program, in which these keys were pressed, and then each of `keys` with its frame.
fn pressing(before: &'static str, keys: &'static str) -> Box<dyn FnMut()> {
    let mut screen = Screen::new(80, 24);
    screen.press(before);
    screen.draw();
    Box::new(move || {
        for at in 0..keys.len() {
            screen.press(keys.get(at..=at).unwrap_or_default());
            screen.draw();
        }
    })
}

fn finding() -> Box<dyn FnMut()> {
    let index = search();
    Box::new(move || {
        for word in ["magnesium", "a", "leg swollen", "zzz"] {
            black_box(index.find(word));
        }
    })
}

/// Does a piece of work so many times: this is what Valgrind runs.
pub(crate) fn repeat(name: &str, times: u32) {
    let work = WORKS.iter().chain([&FLOOR]).find(|work| work.name == name).expect("a piece of work");
    let mut once = (work.prepare)();
    for _ in 0..times {
        once();
    }
}

/// Counts every piece of work and says what each costs. Ends with 1 where one costs more than it may.
pub(crate) fn gate() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("instructions were not counted: valgrind is not there");
        return;
    }
    let floor = count(&FLOOR);
    println!(
        "{:<18}{:>12}{:>9}{:>9}\n{:<18}{floor:>12.0}",
        "instructions", "each", "floors", "at most", FLOOR.name
    );
    let mut is_over = false;
    for work in &WORKS {
        let each = count(work);
        let floors = each / floor;
        let verdict = if floors > work.most { "  too much" } else { "" };
        println!("{:<18}{each:>12.0}{floors:>9.2}{:>9.2}{verdict}", work.name, work.most);
        is_over |= floors > work.most;
    }
    if is_over {
        std::process::exit(1);
    }
}

/// How many instructions a piece of work takes.
fn count(work: &Work) -> f64 {
    let [few, many] = TIMES.map(|times| total(work.name, times));
    (many - few) / f64::from(TIMES[1] - TIMES[0])
}

/// How many instructions a run of this program takes in which a piece of work is done so many times.
fn total(name: &str, times: u32) -> f64 {
    let program = env::current_exe().expect("this program");
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["repeat", name, &times.to_string()])
        .output()
        .expect("valgrind starts");
    let said = String::from_utf8_lossy(&run.stderr);
    let counted = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    counted.filter(|_| run.status.success()).ok_or(said).expect("valgrind counts")
}
