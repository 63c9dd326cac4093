//! Figures and steps with faults: each is refused, with its place.

use super::*;

/// A figure of the test: sitting, leg out, toes drawn up.
const SIT: &str = r#"[
    (
        id: "sit", title: "Sitting", start_words: "Knee straight, heel on the bed.", words: "Knee straight, toes up.",
        feel: calf, moves: [foot],
        arrow: ((64, 22), (50, 22)), props: [Bed(from: -14, to: 66, top: 7)],
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
            "arrow: ((64, 22), (50, 22))",
            "arrow: ((50, 22), (64, 22))",
            "figure \"sit\": the arrow goes (14, 0)",
        ),
        ("arrow: ((64, 22), (50, 22))", "arrow: ((50, 22), (50, 22))", "the arrow goes (0, 0)"),
        ("((64, 22), (50, 22))", "((64, 22), (50, 23))", "the arrow is slanted"),
        ("arrow: ((64, 22), (50, 22)),", "", "something moves and no arrow shows how"),
        ("moves: [foot],", "", "an arrow is drawn and nothing moves"),
        ("arrow: ((64, 22)", "arrow: ((NaN, 22)", "further than 200 from the middle"),
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
        ("((64, 22), (50, 22))", "((94, 22), (80, 22))", "the arrow is too far from the parts that move"),
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
    // A pose that the text offers as another choice is not the drawn one.
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
