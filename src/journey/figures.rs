//! Figures: drawn or said on the screens at every size, in step with the stretch, with the breath beside them.

mod drawing;
mod refused;

use super::{pictures::figures, *};
use crate::{
    content::SHIPPED,
    domain::routine::{Leg, Muscle, StepKind},
    ui::{surface::is_solid, theme::Role},
};

/// A large and a usual window, small ones, and a phone held upright.
const WINDOWS: [(u16, u16); 6] = [(100, 30), (80, 24), (60, 20), (45, 40), (40, 15), (20, 5)];
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
                    let more = step.more_for(None, routine.purpose).replace("{signs}.", "Press !");
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
fn no_figure_is_shown_of_a_stretch_that_is_not_for_now() {
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
        let ease = &seen[40];
        assert!(seen[36..43].iter().all(|picture| picture == ease), "easing off is one picture");
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
            let is_full = |cell: &&ratatui::buffer::Cell| is_solid(cell) && Some(cell.bg) == accent.fg;
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

#[test]
fn the_line_on_when_not_to_stretch_is_on_the_first_step_of_every_window_that_can_hold_it() {
    let before = content::shipped().stretches.before.replace("{signs}.", "press !");
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
