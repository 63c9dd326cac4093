//! Figures: whole at every size, possible for a body, the same in every theme, and where they belong.

use ratatui::buffer::Cell;

use super::{pictures::figures, *};
use crate::{
    content::SHIPPED,
    domain::{
        figure::SharedFigure,
        routine::{Leg, Muscle, StepKind},
    },
    ui::{
        Appearance,
        figure::{LEAST, Shown},
        surface::{Surface, is_solid},
        theme::Role,
    },
};

/// A large and a usual window, small ones, and a phone held upright.
const WINDOWS: [(u16, u16); 6] = [(100, 30), (80, 24), (60, 20), (45, 40), (40, 15), (20, 5)];
/// Every pose that is ever drawn: the start, the moment between, the end.
const MOMENTS: [f64; 3] = [0.0, 0.5, 1.0];

fn look(name: ThemeName, depth: Depth, glyphs: &'static glyphs::Glyphs) -> Appearance {
    Appearance { theme: Theme { name, depth }, glyphs, motion: None }
}

fn drawn(shown: Shown<'_>, width: u16, height: u16, look: &Appearance) -> Vec<String> {
    let mut screen = Buffer::empty(Rect::new(0, 0, width, height));
    shown.draw(&mut Surface::new(&mut screen), look);
    let row = |y| (0..width).map(|x| screen[(x, y)].symbol()).collect::<String>();
    (0..height).map(row).collect()
}

fn every(mut check: impl FnMut(&SharedFigure, Shown<'_>)) {
    let book = content::shipped();
    for figure in figures(&book) {
        for t in MOMENTS {
            for left in [false, true] {
                check(&figure, Shown { t, left, ..Shown::end(&figure) });
            }
        }
    }
}

#[test]
fn no_figure_is_cut_at_any_size() {
    every(|figure, shown| {
        for width in LEAST.0..=70 {
            for height in LEAST.1..=30 {
                let over = shown.overhang(width, height);
                assert!(over < 0.01, "{} at {width}x{height}: by {over:.2} dots", figure.id);
                let rows = shown.rows(width, height).expect("room to draw it");
                assert!((LEAST.1..=height).contains(&rows), "{}: {rows} of {height} rows", figure.id);
            }
        }
        assert_eq!(shown.rows(LEAST.0 - 1, 30), None);
        assert_eq!(shown.rows(70, LEAST.1 - 1), None);
    });
}

#[test]
fn every_figure_has_three_forms() {
    let unicode = look(ThemeName::Dark, Depth::True, &glyphs::UNICODE);
    let ascii = look(ThemeName::Dark, Depth::True, &glyphs::ASCII);
    every(|figure, shown| {
        for (width, height) in [LEAST, (36, 16), (60, 26)] {
            let text = drawn(shown, width, height, &unicode).concat();
            let is_dots = |c: char| c == ' ' || ('\u{2800}'..='\u{28ff}').contains(&c);
            assert!(text.chars().all(is_dots), "{}: {text}", figure.id);
            assert!(text.chars().filter(|c| *c != ' ').count() > 30, "{} is hardly there", figure.id);
            let text = drawn(shown, width, height, &ascii).concat();
            assert!(text.is_ascii() && text.chars().filter(|c| *c != ' ').count() > 20, "{}", figure.id);
        }
        // Words that fit where a figure does not, and that name a part of the body.
        let words = figure.words_for(shown.t, "cramped leg").to_lowercase();
        assert!(words.len() <= 110, "{}: {} letters", figure.id, words.len());
        assert!(["knee", "heel", "toes", "foot", "feet", "hand"].iter().any(|part| words.contains(part)));
    });
}

#[test]
fn what_moves_and_what_pulls_are_marked_without_colour() {
    every(|figure, shown| {
        let signs = |name, depth| drawn(shown, 36, 16, &look(name, depth, &glyphs::UNICODE));
        let plain = signs(ThemeName::Mono, Depth::None);
        for name in ThemeName::ALL {
            assert_eq!(signs(name, Depth::True), plain, "{}", figure.id);
        }
        let letters = drawn(shown, 36, 16, &look(ThemeName::Mono, Depth::None, &glyphs::ASCII)).concat();
        let has = |letter: char| letters.contains(letter);
        assert_eq!(has('#'), !figure.moves.is_empty(), "{}: what moves", figure.id);
        assert_eq!(has('*'), figure.feel.is_some(), "{}: where it pulls", figure.id);
        // The arrow's head, told from a nose by its colour.
        let dark = look(ThemeName::Dark, Depth::True, &glyphs::ASCII);
        let accent = dark.theme.style(Role::Accent).fg;
        let mut screen = Buffer::empty(Rect::new(0, 0, 36, 16));
        shown.draw(&mut Surface::new(&mut screen), &dark);
        let is_head = |cell: &Cell| Some(cell.fg) == accent && ["<", ">", "^", "v"].contains(&cell.symbol());
        let heads = screen.content().iter().filter(|cell| is_head(cell)).count();
        assert_eq!(heads, usize::from(figure.arrow.is_some()), "{}: the arrow", figure.id);
    });
}

#[test]
fn every_pose_is_one_a_body_can_be_in() {
    let mut poses = 0;
    every(|figure, shown| {
        poses += 1;
        for (whose, joint, degrees) in content::tests::figures::joints(&figure.pose(shown.t)) {
            let (least, most) = joint.range();
            let word = joint.word();
            assert!((least..=most).contains(&degrees), "{}: {word} of the {whose} at {degrees}", figure.id);
        }
    });
    assert!(poses >= 90, "{poses} poses");
}

#[test]
fn every_hold_shows_how_and_every_figure_differs_from_start_to_end_where_something_moves() {
    let book = content::shipped();
    for routine in &book.stretches.routines {
        for step in routine.steps.iter().filter(|step| step.kind == StepKind::Hold) {
            assert!(step.figure.is_some(), "{}: {}", routine.id, step.say);
        }
    }
    for figure in figures(&book) {
        assert_eq!(figure.start == figure.end, figure.moves.is_empty(), "{}", figure.id);
    }
    let listed = SHIPPED.figures.text.matches("\n        id: \"").count();
    assert_eq!(figures(&book).len(), listed, "a figure that no routine shows");
}

#[test]
fn the_other_leg_is_the_same_figure_turned_round() {
    let unicode = look(ThemeName::Dark, Depth::True, &glyphs::UNICODE);
    let lit = |rows: &[String]| -> Vec<(usize, usize)> {
        let mut all = vec![];
        for (y, row) in rows.iter().enumerate() {
            for (x, c) in row.chars().enumerate() {
                let bits = (c as u32).saturating_sub(0x2800);
                let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
                let on = places.iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0);
                all.extend(on.map(|(_, (dx, dy))| (2 * x + dx, 4 * y + dy)));
            }
        }
        all.sort_unstable();
        all
    };
    every(|figure, shown| {
        let one = lit(&drawn(shown, 40, 18, &unicode));
        let other = lit(&drawn(Shown { left: !shown.left, ..shown }, 40, 18, &unicode));
        let turned: Vec<_> = other.iter().map(|(x, y)| (79 - x, *y)).collect();
        let same = turned.iter().filter(|dot| one.contains(dot)).count();
        // A dot that a line only just touches may fall either way.
        assert!(same * 100 >= one.len() * 98, "{}: {same} of {}", figure.id, one.len());
    });
}

/// The shipped stretch for the calf, running.
fn calf(width: u16, height: u16) -> Journey {
    let mut j = Journey::shipped(width, height);
    j.keys("c");
    j
}

#[test]
fn the_figure_or_its_words_are_on_the_screen_at_every_size() {
    let book = content::shipped();
    let routine = book.relief(Muscle::Calf).expect("a relief for the calf");
    let step = &routine.steps[1];
    for (width, height) in WINDOWS {
        for (keys, leg) in [("", None), ("o", Some(Leg::Left)), ("oo", Some(Leg::Right))] {
            let mut j = calf(width, height);
            j.keys("n").keys(keys).pass(2).sees(&step.say_for(leg, routine.purpose));
            assert_eq!(stretch::count(&j), "0:28", "{width}x{height}:\n{}", j.screen());
            if width == 20 {
                continue;
            }
            j.sees("Cramp 0:02").sees("Hold 1 of 5").sees("Breathe in");
            if ![40, 60].contains(&width) {
                j.sees("then ease off");
            }
            let words = step.figure_words(leg, routine.purpose);
            if width == 40 {
                j.sees(&words);
                assert_eq!(j.dots().len(), 0, "{width}x{height}");
            } else {
                j.misses(&words);
                assert!(j.dots().len() > 40, "{width}x{height}:\n{}", j.screen());
            }
        }
    }
}

#[test]
fn every_step_of_every_routine_is_drawn_or_said_at_every_size() {
    let book = content::shipped();
    for (width, height) in WINDOWS.into_iter().filter(|(width, _)| *width > 20) {
        for routine in &book.stretches.routines {
            let mut j = Journey::with(Rc::clone(&book), Start::Routine(routine.clone(), None), width, height);
            for (i, step) in routine.steps.iter().enumerate().take(20) {
                let shown = step.figure.is_some();
                if width == 40 {
                    assert_eq!(j.dots().len(), 0);
                    let words = step.figure_words(None, routine.purpose);
                    // The first step gives its room to the line on when not to stretch; one that is done once, to what to
                    // beware of.
                    let more = step.more_for(None, routine.purpose);
                    let beware = step.turn.is_none() && j.shows(&more);
                    let said = i == 0 || !shown || beware || j.shows(&words);
                    assert!(said, "{} {i}: {words:?}\n{}", routine.id, j.screen());
                } else {
                    let there = j.dots().len() > 30;
                    assert_eq!(there, shown, "{} {i} at {width}x{height}\n{}", routine.id, j.screen());
                }
                j.sees(&step.say_for(None, routine.purpose)).keys("n");
            }
        }
    }
}

#[test]
fn nobody_is_shown_how_to_do_what_is_not_for_now() {
    for (width, height) in [(100, 30), (80, 24), (45, 40), (40, 15)] {
        let mut j = calf(width, height);
        let keys = keys_to(&content::shipped().checklist, "one-leg-swelling");
        j.keys("n").keys(&keys).keys("4").sees("Do not stretch now");
        assert_eq!(j.dots().len(), 0, "{}", j.screen());
        j.misses("Breathe in");
        // Nor on the list, before it is begun.
        j.keys("<esc><down>").sees("Not for now, with what you ticked");
        assert_eq!(j.dots().len(), 0, "{}", j.screen());
        j.keys("<space><space>").sees("Not for now, with what you ticked");
        assert_eq!(j.dots().len(), 0, "{}", j.screen());
    }
}

#[test]
fn o_turns_the_figure_round() {
    let mut j = calf(80, 24);
    j.keys("n").pass(2);
    let right = j.dots();
    j.keys("o").sees("left leg");
    let left = j.dots();
    assert_ne!(left, right);
    j.keys("o").sees("right leg");
    assert_eq!(j.dots(), right);
}

#[test]
fn it_shows_the_start_while_easing_the_end_while_holding_and_moves_once_between() {
    let pictures = |theme: &str, motion: Option<bool>| {
        let mut j = Journey::with_motion(content::shipped(), Start::Guide, 80, 24, motion);
        j.keys(theme).pass(9).keys("c");
        let mut seen = vec![];
        for _ in 0..48 {
            seen.push(j.dots());
            j.pass(1);
        }
        seen
    };
    for (theme, motion, moves) in
        [("", None, true), ("tttt", None, false), ("tttt", Some(true), true), ("", Some(false), false)]
    {
        let seen = pictures(theme, motion);
        let (start, end) = (&seen[4], &seen[20]);
        assert_ne!(start, end);
        assert!(seen[..5].iter().all(|picture| picture == start), "getting ready is the start");
        assert!(seen[6..35].iter().all(|picture| picture == end), "holding is the end");
        // On the way back the arrow would point the wrong way: the start without it.
        let ease = &seen[40];
        assert!(seen[36..43].iter().all(|picture| picture == ease), "easing off is one picture");
        assert!(
            ease.iter().all(|(x, y, _)| start.iter().any(|(u, v, _)| (x, y) == (u, v)))
                && ease.len() < start.len()
        );
        let between = |at: usize| ![start, ease, end].contains(&&seen[at]);
        assert_eq!((between(5), between(35)), (moves, moves), "{theme:?} {motion:?}");
    }
}

#[test]
fn figure_and_breath_cost_no_redraw_beyond_one_a_second() {
    for (width, height) in WINDOWS {
        let mut j = calf(width, height);
        j.waits();
        let frames = j.hand.frames;
        j.pass(120);
        // One for the wait this began with, then one a second.
        assert_eq!(j.hand.frames - frames, 121, "{width}x{height}");
        assert!(j.waits().iter().all(|wait| *wait == Some(Duration::from_secs(1))));
        j.keys("<space>");
        j.waits();
        j.pass(300);
        assert_eq!(j.waits(), [], "a paused figure stands still");
    }
}

#[test]
fn the_breath_is_paced_in_holds_and_m_turns_it_off() {
    for (width, height) in [(100, 30), (80, 24), (60, 20), (45, 40), (40, 15)] {
        let mut j = calf(width, height);
        j.misses("Breathe in").pass(5);
        for second in 0..30 {
            let (says, not) =
                if second % 10 < 4 { ("Breathe in", "Breathe out") } else { ("Breathe out", "Breathe in") };
            j.sees(says).misses(not).pass(1);
        }
        j.misses("Breathe in").keys("p").sees("Breathe in");
        j.keys("m").misses("Breathe in").misses("Breathe out").keys("m").sees("Breathe in");
        // A bar that stands still would be a breath held.
        j.keys("<space>").sees("PAUSED").misses("Breathe in").keys("<space>").sees("Breathe in");
    }
}

#[test]
fn slow_breathing_fills_and_empties_a_large_bar() {
    let book = content::shipped();
    let routine = book.routine("breathe").expect("slow breathing").clone();
    for (width, height) in [(100, 30), (80, 24), (60, 20), (45, 40), (40, 15)] {
        let mut j = Journey::with(Rc::clone(&book), Start::Routine(routine.clone(), None), width, height);
        // Cells of the bar under the digits, told by its colour.
        let accent = Theme { name: ThemeName::Dark, depth: Depth::True }.style(Role::Accent);
        let full = |j: &Journey| {
            let is_full = |cell: &&Cell| is_solid(cell) && Some(cell.bg) == accent.fg;
            j.hand.screen.content().iter().filter(is_full).count()
        };
        j.pass(5);
        let fill: Vec<usize> = (0..20)
            .map(|_| {
                let n = full(&j);
                j.pass(1);
                n
            })
            .collect();
        assert!(
            fill[..4].windows(2).all(|w| w[0] < w[1]) && fill[3..10].windows(2).all(|w| w[0] > w[1]),
            "{fill:?}"
        );
        assert_eq!((fill[9], &fill[..10]), (0, &fill[10..]));
        j.sees("Breath 3 of 18").sees("Breathe in.");
    }
}

#[test]
fn the_steps_of_a_routine_are_looked_through_before_it_is_started() {
    let book = content::shipped();
    for (width, height) in [(100, 30), (80, 24), (60, 20), (45, 40), (40, 15)] {
        let mut j = Journey::shipped(width, height);
        j.keys("4");
        for routine in &book.stretches.routines {
            j.sees(&routine.title);
            for (i, (step, _)) in routine.outline().iter().enumerate() {
                j.keys("<space>").sees(&format!("step {} of", i + 1));
                // Beside the list a sentence wraps; each of its words is there.
                for word in step.say_for(None, routine.purpose).split(' ') {
                    j.sees(word);
                }
                let drawn = step.figure.is_some() && height > 15;
                assert_eq!(j.dots().len() > 30, drawn, "{} {i}:\n{}", routine.id, j.screen());
                if step.figure.is_some() && height <= 15 {
                    j.sees(&step.figure_words(None, routine.purpose));
                }
            }
            j.keys("p<space><space>")
                .misses("step 1 of")
                .keys("<space>")
                .sees("step 1 of")
                .keys("<esc>")
                .misses("step 1 of");
            j.keys("<down>");
        }
        // From a step, too, Enter starts it and Up and Down go on to the next routine.
        j.keys("<home><space><down>").sees("step 1 of").keys("<enter>").sees("Cramp 0:00");
    }
}

#[test]
fn remedies_that_lead_to_a_stretch_show_it() {
    let book = content::shipped();
    for (width, height) in [(100, 30), (80, 24), (60, 20), (45, 40), (40, 15)] {
        for (i, topic) in book.remedies.iter().enumerate() {
            let leads = topic.see.iter().any(|link| link.starts_with("routine:"));
            let mut j = Journey::shipped(width, height);
            j.keys("3").keys(&"<down>".repeat(i)).keys("<enter>");
            let mut most = 0;
            for _ in 0..120 {
                most = most.max(j.dots().len());
                j.keys("<down>");
            }
            assert_eq!(
                most > 20,
                leads && !topic.when.is_empty(),
                "{} at {width}x{height}: {most}",
                topic.id
            );
        }
    }
}

/// A figure of its own: sitting, leg out, toes drawn up.
const SIT: &str = r#"[
    (
        id: "sit", title: "Sitting", start_words: "Knee straight, heel on the bed.", words: "Knee straight, toes up.",
        feel: calf, moves: [foot],
        arrow: ((64, 29), (46, 33)), props: [Bed(from: -14, to: 66, top: 7)],
        start: (
            put: Hip(0, 16), trunk: -6, arm: Hand(14, 22),
            leg: Bend(hip: 78, knee: 0, ankle: 1), other_leg: Foot(heel: (49, 8), tilt: 66),
        ),
        end: (
            put: Hip(0, 16), trunk: -6, arm: On(thigh),
            leg: Bend(hip: 77, knee: 0, ankle: 20), other_leg: Foot(heel: (49, 8), tilt: 66),
        ),
    ),
]"#;

#[test]
fn a_figure_that_is_wrong_is_refused_with_its_place() {
    let (_, problems) = content::load(&Files { figures: File { text: SIT, ..SMALL.figures }, ..SMALL });
    assert_eq!(problems, []);
    for (from, to, said) in [
        (
            "knee: 0, ankle: 20",
            "knee: 200, ankle: 20",
            "figure \"sit\": at its end the knee of the leg is at 200 degrees; it goes from 0 to 145",
        ),
        (
            "ankle: 20",
            "ankle: 75",
            "figure \"sit\": at its end the ankle of the leg is at 75 degrees; it goes from -50 to 30",
        ),
        ("ankle: 20", "ankle: NaN", "the ankle of the leg is at NaN degrees"),
        (
            "hip: 77, knee: 0, ankle: 20",
            "hip: 77, knee: 40, ankle: 20",
            "its words say \"knee straight\", but at its end its knee is bent by 40 degrees",
        ),
        (
            "arrow: ((64, 29), (46, 33))",
            "arrow: ((46, 33), (64, 29))",
            "figure \"sit\": the arrow goes (18, -4)",
        ),
        ("arrow: ((64, 29), (46, 33))", "arrow: ((46, 33), (46, 33))", "the arrow goes (0, 0)"),
        ("arrow: ((64, 29), (46, 33)),", "", "something moves and no arrow shows how"),
        ("moves: [foot],", "", "an arrow is drawn and nothing moves"),
        ("arrow: ((64, 29)", "arrow: ((NaN, 29)", "further than 200 from the middle"),
        ("top: 7", "top: 999", "further than 200 from the middle"),
        ("top: 7", "top: inf", "further than 200 from the middle"),
        (
            "Hand(14, 22)",
            "Hand(90, 22)",
            "figure \"sit\": at its start the hand of the arm is out of reach by",
        ),
        (
            "heel: (49, 8)",
            "heel: (99, 8)",
            "figure \"sit\": at its start the foot of the other leg is out of reach by",
        ),
        ("put: Hip(0, 16)", "put: Hip(0, 2)", "figure \"sit\": at its start something is 7 under the floor"),
        ("Bed(from: -14, to: 66, top: 7)", "Wall(at: 30)", "inside the wall"),
        ("put: Hip(0, 16)", "put: Hip(inf, 16)", "the body is put at (inf, 16)"),
        ("trunk: -6", "trunk: NaN", "the trunk leans by NaN degrees"),
        ("feel: calf", "feel: calves", "figures.ron:4:"),
        ("title: \"Sitting\"", "title: \"\"", "it needs a title"),
        (
            "start_words: \"Knee straight, heel on the bed.\",",
            "",
            "its words say \"toes up\", but at its start",
        ),
        (
            "Knee straight, heel on the bed",
            "Knee straight, toes up",
            "figure \"sit\": its words say \"toes up\", but at its start its ankle is at 1",
        ),
        ("((64, 29), (46, 33))", "((164, 29), (146, 33))", "the arrow is too far from the part that moves"),
        ("moves: [foot]", "moves: [foot, thigh]", "the thigh is said to move, and hardly does"),
        (
            "trunk: -6, arm: Hand(14, 22),\n            leg: Bend(hip: 78",
            "trunk: -30, arm: Hand(0, 22),\n            leg: Bend(hip: 54",
            "moves further than those that are said to move",
        ),
        (
            "Bed(from: -14, to: 66, top: 7)",
            "Bed(from: 66, to: -14, top: 7)",
            "a bed goes from the smaller number",
        ),
        (
            "Bed(from: -14, to: 66, top: 7)",
            "Chair(back: 0, front: 20, seat: 30, top: 20)",
            "a chair has its seat above the floor",
        ),
        ("top: 7)", "top: 14)", "something is inside the bed"),
    ] {
        let text = SIT.replacen(from, to, 1);
        assert_ne!(text, SIT, "{from} is nowhere");
        refused(&Files { figures: File { text: &text, ..SMALL.figures }, ..SMALL }, said, "figures.ron");
    }
    let many = SIT.replacen("props: [", &format!("props: [{}", "Wall(at: 70), ".repeat(12)), 1);
    refused(
        &Files { figures: File { text: &many, ..SMALL.figures }, ..SMALL },
        "more than 12 props",
        "figures.ron",
    );
}

#[test]
fn a_breath_that_could_be_held_is_refused() {
    for (step, said) in [
        ("kind: move, seconds: 5, breath: in, say: \"In.\"", "a breath in that no breath out follows"),
        ("kind: hold, seconds: 5, breath: out, say: \"Out.\"", "a breath that is no move of at most 10 s"),
        ("kind: move, seconds: 11, breath: out, say: \"Out.\"", "a breath that is no move of at most 10 s"),
    ] {
        let old = "kind: ease, seconds: 8, side: first, say: \"Ease off.\"";
        let text = SMALL.routines.text.replacen(old, step, 1);
        assert_ne!(text, SMALL.routines.text);
        let files = Files { routines: File { text: &text, ..SMALL.routines }, ..SMALL };
        refused(&files, said, "routines.ron");
        let (_, problems) = content::load(&files);
        let count = problems.iter().filter(|problem| problem.to_string().contains(said)).count();
        assert_eq!(count, 1, "once, however often the step is repeated");
    }
}

#[test]
fn a_step_that_waits_keeps_its_figure_and_everything_else() {
    let text = SMALL.routines.text.replacen("say: \"Press Enter", "figure: \"sit\", say: \"Press Enter", 1);
    let figures = File { text: SIT, ..SMALL.figures };
    let (book, problems) =
        content::load(&Files { routines: File { text: &text, ..SMALL.routines }, figures, ..SMALL });
    assert_eq!(problems, []);
    let book = Rc::new(book);
    for (width, height) in [(100, 30), (80, 24), (60, 20), (45, 40)] {
        let routine = book.routine("waits").expect("a routine that waits").clone();
        let mut j = Journey::with(Rc::clone(&book), Start::Routine(routine, None), width, height);
        j.sees("Press Enter when you are ready.").sees("Enter").sees("Cramp 0:00").sees("then move");
        j.sees("Swollen? Press !");
        assert!(j.dots().len() > 30, "{}", j.screen());
    }
}

#[test]
fn the_line_on_when_not_to_stretch_is_on_the_first_step_of_every_window_that_can_hold_it() {
    let before = content::shipped().stretches.before.clone();
    for (width, least) in [(40, 15), (58, 12), (60, 12), (80, 12), (100, 12)] {
        for height in least..=30 {
            // Beside a figure it wraps; each of its words is there.
            let mut j = calf(width, height);
            for word in before.split(' ') {
                j.sees(word);
            }
        }
    }
}

#[test]
fn a_pause_as_a_step_begins_does_not_leave_the_figure_half_way() {
    let mut j = calf(80, 24);
    j.pass(5).keys("<space>");
    let paused = j.dots();
    j.keys("<space>").pass(3);
    assert_eq!(paused, j.dots());
}

#[test]
fn a_step_whose_figure_is_missing_or_shows_something_else_is_refused_with_its_place() {
    for (step, said) in [
        ("say: \"Pull.\", figure: \"sat\"", "there is no figure \"sat\"; did you mean \"sit\"?"),
        (
            "say: \"Pull, knee bent.\", figure: \"sit\"",
            "says \"knee bent\" where the figure \"sit\" is shown, but its knee is straight",
        ),
        ("say: \"Pull.\", more: \"Heel down, foot flat.\", figure: \"sit\"", "says \"foot flat\""),
    ] {
        let text = SMALL.routines.text.replacen("say: \"Ease off.\"", step, 1);
        let figures = File { text: SIT, ..SMALL.figures };
        let files = Files { routines: File { text: &text, ..SMALL.routines }, figures, ..SMALL };
        refused(&files, said, "routines.ron");
    }
    // What is offered instead is not what is drawn.
    let text = SMALL.routines.text.replacen(
        "say: \"Ease off.\"",
        "say: \"Ease. Or stand, knee bent.\", figure: \"sit\"",
        1,
    );
    let figures = File { text: SIT, ..SMALL.figures };
    let (_, problems) =
        content::load(&Files { routines: File { text: &text, ..SMALL.routines }, figures, ..SMALL });
    assert_eq!(problems, []);
}

#[track_caller]
fn refused(files: &Files<'_>, said: &str, file: &str) {
    let (_, problems) = content::load(files);
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let found = problems.iter().find(|problem| problem.to_string().contains(said));
    let found = found.unwrap_or_else(|| panic!("{said:?} is not among {all:?}"));
    assert!(found.file.ends_with(file) && found.line > 1, "{found}");
}

#[test]
fn what_to_beware_of_is_not_pushed_out_by_how_it_is_done() {
    let book = content::shipped();
    for (width, height) in WINDOWS.into_iter().filter(|(width, _)| *width > 20) {
        for routine in &book.stretches.routines {
            let mut j = Journey::with(Rc::clone(&book), Start::Routine(routine.clone(), None), width, height);
            for (i, step) in routine.steps.iter().enumerate().take(20) {
                let warns = ["unsteady", "press !", "Hold on to"].iter().any(|word| step.more.contains(word));
                if warns && i > 0 {
                    for word in step.more_for(None, routine.purpose).split(' ') {
                        assert!(
                            j.shows(word),
                            "{} {i} at {width}x{height}: {word}\n{}",
                            routine.id,
                            j.screen()
                        );
                    }
                }
                j.keys("n");
            }
        }
    }
}
