//! The hold at night: words that are read across a room, rows that stay where they are, and little light.

use ratatui::style::Color;

use super::{stretch::count, *};
use crate::{
    domain::routine::{Leg, StepKind},
    ui::{Appearance, big_letters, big_letters::LetterSetting, surface::is_solid, theme::Role},
};

/// Windows in which the instruction stands in large letters.
const LARGE: [(u16, u16); 5] = [(80, 24), (100, 30), (140, 45), (45, 40), (40, 15)];

fn look() -> Appearance {
    Appearance {
        theme: Theme { name: ThemeName::Night, depth: Depth::True },
        glyphs: &glyphs::UNICODE,
        motion: None,
    }
}

fn at_night(routine: &str, (width, height): (u16, u16)) -> Journey {
    let book = content::shipped();
    let start = Start::Routine(book.routine(routine).expect("a routine").clone(), None);
    Journey::asked(book, start, (width, height), None, |options| options.theme = look().theme)
}

#[track_caller]
fn shouts(j: &Journey, text: &str) {
    assert!(big_letters::shows(&j.hand.screen, text, look()), "{text} is not on the screen:\n{}", j.screen());
}

#[test]
fn every_step_has_words_for_large_letters() {
    let book = content::shipped();
    for routine in &book.stretches.routines {
        for step in &routine.steps {
            let words = step.shout.split(' ').count();
            assert!(!step.shout.is_empty() && words <= 3, "{}: {:?}", routine.id, step.say);
            for columns in [76, 36] {
                let rows = if columns == 36 && step.figure.is_none() { 8 } else { 4 };
                let setting = LetterSetting::fit(&[&step.shout], columns, rows, look());
                assert!(setting.is_some(), "{}: {} in {columns} columns", routine.id, step.shout);
            }
            let is_negative =
                ["NOT", "NO", "DO"].iter().any(|word| step.shout.split(' ').any(|one| one == *word));
            assert!(!is_negative, "{}: {}", routine.id, step.shout);
        }
    }
    // A shin cramp wants the opposite of a calf cramp.
    let shin = book.routine("shin").expect("a routine");
    assert!(shin.steps.iter().all(|step| step.shout != "TOES UP"));
}

#[test]
fn the_instruction_is_in_large_letters_and_so_are_a_pause_and_a_stop() {
    for size in LARGE {
        let mut j = at_night("calf", size);
        shouts(&j, "TOES UP");
        j.pass(35);
        shouts(&j, "EASE OFF");
        j.keys("<space>").sees("PAUSED. Space goes on.");
        shouts(&j, "PAUSE");
        let keys = keys_to(&content::shipped().checklist, "one-leg-swelling");
        j.keys(&keys).keys("4").sees("Do not stretch now").misses("Ease off");
        shouts(&j, "STOP");
    }
}

#[test]
fn in_ascii_the_count_is_plain_and_the_letters_are_whole_cells() {
    for size in LARGE {
        let book = content::shipped();
        let start = Start::Routine(book.routine("calf").expect("a routine").clone(), None);
        let mut j = Journey::asked(book, start, size, None, |options| {
            (options.theme, options.glyphs) = (look().theme, &glyphs::ASCII);
        });
        j.sees("seconds to go").pass(9);
        assert_eq!(count(&j), "0:26", "at {size:?}:\n{}", j.screen());
        let ascii = Appearance { glyphs: &glyphs::ASCII, ..look() };
        let is_large = big_letters::shows(&j.hand.screen, "TOES UP", ascii);
        assert_eq!(is_large, size.0 >= 80, "at {size:?}:\n{}", j.screen());
    }
}

#[test]
fn a_step_of_ones_own_without_a_shout_has_words_too() {
    let mut j = Journey::new(80, 24);
    j.keys("c");
    let shows = |j: &Journey, text: &str| big_letters::shows(&j.hand.screen, text, look());
    assert!(shows(&j, "GET READY"), "{}", j.screen());
    j.pass(5);
    assert!(shows(&j, "HOLD"), "{}", j.screen());
}

/// The row of each thing that is on the screen.
fn rows(j: &Journey, sentence: &str, more: &str) -> Vec<(&'static str, usize)> {
    let rows = j.rows();
    let row_of = |text: &str| rows.iter().position(|row| row.contains(text));
    let first = |text: &str| text.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let large = |row: usize| {
        let headline = look().theme.style(Role::Headline).fg;
        (0..j.hand.screen.area.width).any(|x| Some(j.hand.screen[(x, row as u16)].fg) == headline)
    };
    let unit = [" to hold", " to rest", " to go"].iter().find_map(|unit| row_of(unit));
    [
        ("warning", row_of("Is one leg")),
        ("headline", (0..rows.len()).find(|row| large(*row))),
        ("sentence", row_of(&first(sentence))),
        ("count", unit),
        (
            "breath",
            ["in  ━", "in  ─", "out ━", "out ─"].iter().find_map(|way| row_of(&format!("Breathe {way}"))),
        ),
        ("notes", row_of(&first(more)).filter(|_| j.hand.screen.area.width != 40)),
    ]
    .into_iter()
    .filter_map(|(what, row)| Some((what, row?)))
    .collect()
}

#[test]
fn nothing_moves_from_step_to_step() {
    let book = content::shipped();
    for size in LARGE {
        for routine in &book.stretches.routines {
            let mut j = at_night(&routine.id, size);
            let mut known: Vec<(&str, usize)> = vec![];
            for step in routine.steps.iter().take(18) {
                let said = (step.say_for(None, routine.purpose), step.more_for(None, routine.purpose));
                for (what, row) in rows(&j, &said.0, &said.1) {
                    match known.iter().find(|(known, _)| *known == what) {
                        Some((_, known)) => {
                            assert_eq!(row, *known, "{what} of {} at {size:?}:\n{}", routine.id, j.screen());
                        }
                        None => known.push((what, row)),
                    }
                }
                j.keys("n");
            }
            for what in ["warning", "headline", "sentence", "count"] {
                let is_known = known.iter().any(|(known, _)| *known == what);
                assert!(is_known || size.0 == 40, "{what} of {} at {size:?}:\n{}", routine.id, j.screen());
            }
        }
    }
}

/// The light that a cell gives off: the luminance of its colours, weighted by the share of the cell that each covers. The
/// shares of letters and dots are those of DejaVu Sans Mono, rounded.
fn light(cell: &ratatui::buffer::Cell) -> f64 {
    let symbol = cell.symbol().chars().next().unwrap_or(' ');
    let is_bold = cell.modifier.contains(Modifier::BOLD);
    let ink = match symbol {
        ' ' => 0.0,
        '█' => 1.0,
        '▀' | '▄' | '▌' | '▐' | '▚' | '▞' => 0.5,
        '▖' | '▗' | '▘' | '▝' => 0.25,
        '▙' | '▛' | '▜' | '▟' => 0.75,
        '━' => 0.12,
        '─' => 0.06,
        '\u{2800}'..='\u{28ff}' => f64::from((symbol as u32 - 0x2800).count_ones()) * 0.05,
        _ if is_bold => 0.2,
        _ => 0.15,
    };
    luminance(cell.fg) * ink + luminance(cell.bg) * (1.0 - ink)
}

fn luminance(colour: Color) -> f64 {
    let Color::Rgb(r, g, b) = colour else { panic!("{colour:?} is no true colour") };
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

/// The light of the same hold in version 0.1.0, by the same table: the digits gave off nearly all of it.
const LIGHT_BEFORE: f64 = 86.9;

#[test]
fn the_hold_gives_its_light_to_the_instruction_and_the_figure() {
    let mut j = at_night("calf", (80, 24));
    j.pass(8).sees("Straight knee.");
    assert_eq!(count(&j), "0:27");
    let screen = &j.hand.screen;
    let sentence = j.rows().iter().position(|row| row.contains("Straight knee.")).expect("a sentence") as u16;
    let role = |role: Role| look().theme.style(role).fg.expect("a colour");
    let (mut whole, mut instruction, mut figure, mut number) = (0.0, 0.0, 0.0, 0.0);
    for at in screen.area.positions() {
        let cell = &screen[at];
        let light = light(cell);
        whole += light;
        let is_block = is_solid(cell) || ["▀", "▄"].contains(&cell.symbol());
        if at.y == sentence || cell.fg == role(Role::Headline) {
            instruction += light;
        } else if (sentence + 1..23).contains(&at.y) && at.x >= 45 {
            figure += light;
        } else if is_block && cell.fg == role(Role::Count) {
            number += light;
        }
    }
    let share = |part: f64| part / whole;
    let said = format!(
        "{whole:.1}: instruction {:.2}, figure {:.2}, count {:.2}",
        share(instruction),
        share(figure),
        share(number)
    );
    assert!(whole <= 0.8 * LIGHT_BEFORE, "{said}");
    assert!(share(instruction) >= 0.25 && share(figure) >= 0.25, "{said}");
    assert!(share(number) > 0.0 && share(number) <= 0.35, "{said}");
    assert!(number / instruction < 0.5, "the count is dimmer than the instruction: {said}");
}

#[test]
fn enter_twice_in_a_hold_says_that_it_has_let_go_and_u_takes_it_back() {
    let mut j = Journey::new(80, 24);
    j.keys("c").pass(8).keys("<enter>").sees("Enter again: it has let go.").sees("Hold 1 of 2");
    j.pass(2).keys("<enter>").sees("It let go after 10 seconds.").keys("u").sees("Cramp 0:10");
    assert_eq!(count(&j), "0:25");
    // Too late, or with another key between, it is the first one again.
    j.keys("<enter>").pass(7).misses("Enter again").keys("<enter>").sees("Enter again").keys("+<enter>");
    j.sees("Enter again").sees("Hold 1 of 2").keys("<enter>").sees("It let go after");
}

#[test]
fn enter_pressed_again_and_again_at_the_start_ends_no_cramp() {
    let mut j = Journey::new(80, 24);
    j.keys("c<enter><enter><enter>").pass(4).keys("<enter><enter>").sees("Cramp 0:04").misses("let go after");
    j.pass(1).keys("<enter>").sees("It let go after 5 seconds.");
}

#[test]
fn the_footer_of_a_cramp_names_its_three_keys() {
    let footer = |j: &Journey| j.rows().last().cloned().unwrap_or_default();
    for (size, eased) in [((80, 24), "x it has let go"), ((100, 30), "Enter or  x it has let go")] {
        let j = at_night("calf", size);
        for words in [eased, "Space pause", "! swollen, hot, or hard to breathe"] {
            assert!(footer(&j).contains(words), "{}", footer(&j));
        }
    }
    for size in [(45, 40), (40, 15), (20, 5)] {
        let j = at_night("calf", size);
        assert!(footer(&j).contains("! signs"), "{}", footer(&j));
    }
    let j = at_night("bedtime", (80, 24));
    assert!(footer(&j).contains("x stop") && !footer(&j).contains("let go"), "{}", footer(&j));
}

#[test]
fn a_routine_without_a_cramp_that_is_stopped_leads_back_to_its_place() {
    let mut j = at_night("bedtime", (80, 24));
    j.pass(20).keys("x").sees("▸ Bedtime").misses("Go on where you were");
    assert_eq!(j.end, None);
}

#[test]
fn after_the_signs_escape_leads_back_to_the_stretch() {
    let mut j = at_night("calf", (80, 24));
    j.pass(8).keys("!").sees("[5 Checklist]").keys("<esc>").sees("Straight knee.").misses("PAUSED");
    assert_eq!(count(&j), "0:27");
}

#[test]
fn pain_and_sleep_are_walked_typed_or_clicked_and_enter_closes_what_now_began() {
    let home = FakeStore::new();
    let book = small_book();
    let start = Start::Routine(book.routine("short").expect("a routine").clone(), Some(Leg::Left));
    for size in [(80, 24), (40, 15)] {
        let mut j = Journey::asked(Rc::clone(&book), start.clone(), size, Some(&home), |options| {
            options.theme = look().theme;
        });
        j.pass(252).keys("x").pass(1).sees("It let go after 4 min 12 s.");
        shouts(&j, "IT LET GO");
        j.keys("<right><right><right><left>").sees("[1]").keys("<left><left>").sees("[10]").keys("<down>4");
        j.sees("[4]").click("[10]").keys("<up>7").sees("[7]");
        j.keys("<enter>").sees("In the diary, pain 7, sleep lost 4. Sleep well.");
        if size.0 == 80 {
            shouts(&j, "SLEEP WELL");
        }
        assert_eq!(scales_of(&home), (Some(7), Some(4)));
        j.pass(1).keys("<enter>");
        assert_eq!(j.end, Some(End::Quit));
        assert!(!j.app.is_unfinished());
    }
    // Begun with `c`, it leads back to the list.
    let mut j = Journey::keeping(&FakeStore::new(), Start::Guide, 80, 24);
    j.keys("c").pass(9).keys("x").pass(1).keys("5<enter>").pass(1).keys("<enter>").sees("▸ Short");
    assert_eq!(j.end, None);
}

#[test]
fn no_size_shows_a_ten_as_a_one() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(9).keys("x").pass(1).keys("tt");
    for width in 20..50 {
        for height in 5..30 {
            j.resize(width, height);
            for row in j.rows() {
                let is_answer = ["pain", "Pain", "sleep", "Sleep"].iter().any(|word| row.contains(word));
                let is_scale = row.contains(" 8  9");
                assert!(!(is_answer || is_scale) || row.contains("10"), "{row:?} at {width}x{height}");
            }
        }
    }
}

fn scales_of(home: &FakeStore) -> (Option<u8>, Option<u8>) {
    let newest = home.listed().into_iter().find_map(|record| match record {
        Record::Episode(episode) => Some(episode),
        _ => None,
    });
    let scale = |scale: Option<crate::domain::episode::Scale>| scale.map(crate::domain::episode::Scale::get);
    newest.map_or((None, None), |episode| (scale(episode.pain), scale(episode.sleep_lost)))
}

#[test]
fn what_helps_next_is_said_where_it_is_not_forbidden() {
    let mut j = at_night("calf", (80, 24));
    j.pass(9)
        .keys("x")
        .sees("Sleep well.")
        .sees("Keep your toes up, not pointed.")
        .sees("for 15 minutes at most");
    let routines = content::shipped().stretches.routines.clone();
    let relief =
        routines.iter().filter(|routine| routine.steps.iter().any(|step| step.kind == StepKind::Hold));
    for routine in relief.filter(|routine| routine.muscle == Some(crate::domain::routine::Muscle::Shin)) {
        assert!(routine.after.iter().all(|text| !text.contains("toes up")), "{}", routine.id);
    }
}

#[test]
fn a_second_costs_few_bytes() {
    use ratatui::backend::{Backend, CrosstermBackend};
    for size in [(80, 24), (100, 30), (140, 45)] {
        let mut j = at_night("calf", size);
        j.keys("n");
        for second in 1..30 {
            let before = j.hand.screen.clone();
            j.pass(1);
            let mut bytes = vec![];
            let mut backend = CrosstermBackend::new(&mut bytes);
            backend.draw(before.diff(&j.hand.screen).into_iter()).expect("drawn");
            backend.flush().expect("written");
            assert!(bytes.len() <= 400, "{} bytes in second {second} at {size:?}", bytes.len());
        }
    }
}

#[test]
fn the_offer_of_a_second_enter_ends_on_time_in_a_pause_too() {
    let mut j = Journey::new(80, 24);
    j.keys("c").pass(8).keys("<space><enter>").sees("PAUSED. Enter again: it has let go.");
    j.waits();
    j.pass(6).misses("Enter again").sees("PAUSED. Space goes on.");
    assert_eq!(j.waits().len(), 1, "and wakes nobody after that");
    // A hold that runs into a step that waits: there Enter goes on.
    let mut book = (*small_book()).clone();
    let short = book.stretches.routines.iter_mut().find(|routine| routine.id == "short").expect("a routine");
    let steps = &mut Rc::make_mut(short).steps;
    steps.truncate(2);
    steps.push(small_book().routine("waits").expect("a routine").steps[0].clone());
    let mut j = Journey::with(Rc::new(book), Start::Guide, 80, 24);
    j.keys("c")
        .pass(33)
        .keys("<enter>")
        .sees("Enter again")
        .pass(2)
        .sees("Press Enter when")
        .misses("Enter again");
    j.keys("<enter>").sees("Has it let go?");
}

#[test]
fn a_step_that_waits_names_its_key_at_every_size() {
    for width in 20..60 {
        for height in 5..30 {
            let mut j = Journey::new(width, height);
            j.keys("4<down><down><enter>").sees("Press Enter when you are ready.");
            let words = ["Enter when you are ready,", "Enter when you are ready", "Enter: ready"];
            let rows = j.rows();
            let is_named =
                rows.iter().any(|row| words.iter().any(|words| row.trim_start().starts_with(words)));
            assert!(is_named, "{width}x{height}:\n{}", j.screen());
        }
    }
}
