//! The conversation: lines in, lines out, through the real loop. It is written for an ear: the instruction first, milestones
//! only, nothing said twice unasked.

use proptest::prelude::*;

use super::*;
use crate::{
    app::plain_mode::{LineKind, speech},
    domain::{record::Record, triage::TriageResult},
    journey::diary::with_cramps,
    runtime::voice::speak_session,
    screen::TabId,
};

fn talk() -> Journey {
    Journey::talk(small_book(), Start::Guide, None)
}

/// What was said since this was last asked.
fn said(j: &mut Journey) -> Vec<String> {
    std::mem::take(&mut j.hand.said)
}

#[test]
fn a_session_speaks_at_its_milestones_and_not_oftener() {
    let routine = small_book().routine("short").cloned().expect("a routine");
    let mut j = Journey::talk(small_book(), Start::Routine(routine, None), None);
    let first = said(&mut j);
    assert_eq!(first, ["Get into place.", "Swollen? Type signs."]);
    j.pass(81);
    let lines = said(&mut j);
    assert_eq!(
        lines,
        [
            "Pull the toes of the cramped leg up. 30 seconds.",
            "Type eased when the cramp stops. Type help for more.",
            "Half-way: 15 seconds to go.",
            "Last five seconds.",
            "Ease off. 8 seconds.",
            "Has it stopped? Type eased.",
            "Again. Pull the toes of the cramped leg up. 30 seconds.",
            "Breathe with it: in for 4 seconds, out for 6, and never held.",
            "Half-way: 15 seconds to go.",
            "Last five seconds.",
            "Ease off. 8 seconds.",
            "Has it stopped? Type eased.",
            "Has the cramp stopped?",
            "The cramp began at 03:10.",
            "1. Yes, it has let go",
            "2. Not yet: the same again",
            "3. The other leg",
            "4. Another routine",
            "5. Check the warning signs",
            "Type yes, no or a number.",
        ]
    );
}

#[test]
fn every_shipped_hold_speaks_at_most_eight_lines() {
    let book = content::shipped();
    for routine in &book.stretches.routines {
        let mut j = Journey::talk(Rc::clone(&book), Start::Routine(routine.clone(), None), None);
        // The first step brings with it where one is; each later one is counted by itself.
        let mut lines = said(&mut j).len() - 1;
        for step in &routine.steps {
            assert!(lines <= 8, "{} lines for {:?} of {}", lines, step.say, routine.id);
            if let Some(length) = step.length {
                j.pass(length.as_secs());
                lines = said(&mut j).len();
            }
        }
    }
}

#[test]
fn every_time_that_is_said_is_true() {
    // Woken late, as by a busy machine, it says what is left and not what would have been.
    let routine = small_book().routine("short").cloned().expect("a routine");
    let mut j = Journey::talk(small_book(), Start::Routine(routine, None), None);
    j.pass(5);
    said(&mut j);
    j.hand.mono += Duration::from_secs(18);
    j.hand.real += Duration::from_secs(18);
    j.go(vec![Move::Events(vec![])]);
    assert!(!said(&mut j).iter().any(|line| line.contains("Half-way")), "it is too late for that");
    j.hears("how", "Pull the toes of the cramped leg up.");
    j.hears("", "Hold, 12 seconds to go").hears("pause", "Paused, 12 seconds to go");
    j.pass(100).hears("", "12 seconds to go").hears("pause", "12 seconds to go");
    j.pass(8);
    assert_eq!(said(&mut j).last().map(String::as_str), Some("Last five seconds."));
}

/// The start of each line as a voice of so many words a minute reads them, with the time it was printed.
fn heard(printed: &[(Duration, PlainLine)], words_a_minute: u32) -> Vec<(Duration, Duration, PlainLine)> {
    let mut free_at = Duration::ZERO;
    let read = |(at, line): &(Duration, PlainLine)| {
        let start = free_at.max(*at);
        free_at = start + speech::length(&line.text, words_a_minute) + speech::GAP;
        (*at, start, line.clone())
    };
    printed.iter().map(read).collect()
}

#[test]
fn no_line_of_a_shipped_routine_that_starts_a_step_or_names_a_time_is_heard_late() {
    let book = content::shipped();
    for routine in &book.stretches.routines {
        let mut j = Journey::talk(Rc::clone(&book), Start::Routine(routine.clone(), None), None);
        let began = j.hand.real;
        let mut starts = vec![];
        let mut at = began;
        for step in &routine.steps {
            starts.push(at);
            at += step.length.expect("no shipped step waits");
        }
        j.pass(routine.length().as_secs() + 2);
        let lines = heard(&j.hand.printed, 160);
        let is_on_time = |kind: LineKind| {
            for (printed, start, line) in lines.iter().filter(|(.., line)| line.kind == kind) {
                let late = start.saturating_sub(*printed);
                assert!(late <= Duration::from_millis(1500), "{}: {late:?}: {}", routine.id, line.text);
            }
        };
        speak_session(&j.hand.printed);
        is_on_time(LineKind::Step);
        is_on_time(LineKind::Time);
        for start in starts {
            let is_it = |(printed, _, line): &&(Duration, Duration, PlainLine)| {
                line.kind == LineKind::Step && (start..start + Duration::from_secs(1)).contains(printed)
            };
            assert!(lines.iter().any(|line| is_it(&line)), "{}: no line at {start:?}", routine.id);
        }
        if routine.has_stretch() {
            let warned = lines.iter().filter(|(.., line)| line.text.to_lowercase().contains("type signs"));
            assert!(warned.count() > 0, "{}", routine.id);
        }
    }
}

#[test]
fn a_step_taken_up_again_is_said_with_what_is_left_of_it() {
    let mut j = talk();
    j.lines(&["c"]);
    j.hears("+", "10 seconds to go")
        .hears("leave", "1. Go on where you were")
        .hears("1", "Get into place. 10 seconds.");
    j.pass(22);
    j.hears("leave", "1. Go on where you were").hears("1", "18 seconds.");
}

#[test]
fn a_cramp_that_was_left_open_on_the_list_is_told_and_so_is_its_end() {
    let mut j = talk();
    j.lines(&["c"]);
    j.pass(10);
    j.hears("leave", "Cramp since 03:10. Type eased when it stops.")
        .hears("x", "It let go after 10 seconds.");
    j.hears("x", "Nothing changed.").hears("again", "Stretches.");
    assert!(!j.hand.said.iter().any(|line| line.contains("Cramp since")), "{:?}", j.hand.said);
}

#[test]
fn a_pause_in_a_step_that_waits_says_no_time() {
    let mut j = talk();
    j.hears("4", "3. ").hears("3", "1. Start it").hears("1", "Press Enter when you are ready.");
    let said = j.lines(&["pause"]);
    assert!(said.iter().any(|line| line == "Paused. Type resume to go on."), "{said:?}");
}

#[test]
fn away_it_is_paused_and_says_for_how_long() {
    let mut j = talk();
    j.lines(&["c"]);
    j.pass(10);
    said(&mut j);
    j.go(vec![Move::Stop(Duration::from_secs(90))]);
    let lines = said(&mut j);
    assert!(
        lines.iter().any(|line| line.contains("Paused") && line.contains("away for 1 minute 30 seconds")),
        "{lines:?}"
    );
}

#[test]
fn ten_minutes_are_said_once_and_lead_to_the_sign() {
    let mut j = talk();
    j.lines(&["c"]);
    j.pass(599);
    said(&mut j);
    j.pass(1);
    assert_eq!(said(&mut j).iter().filter(|line| line.contains("Ten minutes: get advice.")).count(), 1);
    j.pass(600);
    assert!(!said(&mut j).iter().any(|line| line.contains("Ten minutes")));
    let lines = j.lines(&["!"]);
    assert!(lines.iter().any(|line| line.contains("SAME DAY")), "{lines:?}");
    j.hears("0", "Locked for ten minutes, ticked")
        .hears("", "Page 3")
        .hears("0", "Page 4")
        .hears("0", "SAME DAY: Get");
}

#[test]
fn the_checklist_asks_every_page_that_applies_and_calls_nothing_complete_before() {
    let mut j = talk();
    j.hears("5", "Page 1 of 4. Worst. Right now, is any of these true?")
        .hears("", "Press 0 if none of these is true.")
        .hears("0", "Page 2 of 4")
        .hears("0", "Page 3 of 4")
        .hears("0", "Page 4 of 4");
    assert_eq!(j.app.checked().1.outcome, TriageResult::Incomplete, "three pages of four are no answer");
    j.hears("0", "NONE TICKED: You ticked none of the urgent signs.");
    assert_eq!(j.app.checked().1.outcome, TriageResult::NoneTicked);
    // A page that a tick calls for is asked too.
    let mut j = talk();
    j.lines(&["5", "0", "0", "0"]);
    j.hears("1", "Page 5 of 5. After the journey.").hears("0", "NO WARNING SIGN TICKED");
    j.hears("4", "Page 5 of 5").hears("back", "Page 4 of 5").hears("0", "NONE TICKED");
    // A page that was passed over has not been answered.
    let mut j = talk();
    j.hears("5", "Page 1")
        .hears("0", "Page 2")
        .hears("back", "Page 1")
        .hears("0", "Page 2")
        .hears("2", "NOT COMPLETE, so far SAME DAY");
    j.hears("0", "Page 4").hears("0", "SAME DAY: Get help today.");
    assert_eq!(j.app.checked().0.ticked.into_iter().collect::<Vec<_>>(), [3]);
}

#[test]
fn an_emergency_is_said_at_once_and_nothing_else_is() {
    let mut j = talk();
    j.lines(&["c"]);
    j.pass(10);
    j.hears("!", "Page 1");
    let lines = j.lines(&["1"]);
    assert_eq!(
        lines,
        [
            "EMERGENCY: Call your local emergency number now.",
            "Do not wait.",
            "Say: I have trouble breathing. It began then.",
            "1 1 2 works in most places.",
            "a. Aland",
            "b. Bland",
            "Where are you? Type the letter for the number. Type more if more is true, undo if the tick was wrong, or quit to \
             leave."
        ]
    );
    assert!(
        j.app.status(&j.hand.now()).is_some_and(|(status, _)| status.contains("paused")),
        "the stretch is paused"
    );
    assert!(j.pass(30).hand.said.iter().all(|line| !line.contains("Pull")), "and not a word of it is said");
    j.hears("b", "EMERGENCY: Call 8 8 8 now.");
    // The other pages can still be answered, and one more tick never lowers it.
    j.hears("", "Page 2").hears("0", "Page 3").hears("1", "Page 4").hears("0", "EMERGENCY: Call");
    assert_eq!(j.app.checked().1.outcome, TriageResult::Tier(Tier::Emergency));
    j.hears("", "Page 4").hears("back", "Page 3");
}

#[test]
fn the_warning_signs_are_not_interrupted_by_the_stretch() {
    let mut j = talk();
    j.lines(&["c"]);
    j.pass(10);
    j.hears("!", "The stretch is paused. Type stretch to go on.");
    said(&mut j);
    j.pass(60);
    assert_eq!(said(&mut j), [""; 0]);
    j.hears("0", "Page 2").hears("stretch", "Pull the toes of the cramped leg up. 25 seconds.");
    j.pass(10);
    assert!(said(&mut j).iter().any(|line| line.contains("Half-way")));
    // What the ticks forbid does not go on by itself.
    let mut j = talk();
    j.lines(&["c"]);
    j.pass(10);
    j.lines(&["!", "0", "1"]);
    let back = j.lines(&["stretch"]);
    assert_eq!(
        back,
        [
            "Paused, 25 seconds to go. You ticked a warning sign: do not stretch. Type signs to hear what to do."
        ]
    );
    for word in ["resume", "pause", "go", " "] {
        let answer = j.lines(&[word]);
        assert!(
            answer
                .iter()
                .any(|line| line.to_lowercase().contains("do not stretch") || line.contains("paused")),
            "{answer:?}"
        );
        assert!(!answer.iter().any(|line| line.contains("Pull")), "{answer:?}");
    }
    said(&mut j);
    j.pass(60);
    assert_eq!(said(&mut j), [""; 0]);
    // Asked for twice it does, and each step repeats the warning.
    j.lines(&["resume", "resume"]);
    j.pass(60);
    let steps: Vec<String> =
        said(&mut j).into_iter().filter(|line| line.contains("Pull") || line.contains("Ease")).collect();
    assert!(
        steps.len() >= 2 && steps.iter().all(|line| line.to_lowercase().contains("do not stretch")),
        "{steps:?}"
    );
    // A stretch that is started afresh is no different.
    let mut j = talk();
    j.lines(&["signs", "1"]);
    let answer = j.lines(&["cramp"]);
    assert!(answer.iter().any(|line| line.contains("Do not stretch.")), "{answer:?}");
    assert!(!answer.iter().any(|line| line.contains("Get into place")), "{answer:?}");
}

#[test]
fn every_way_to_a_stretch_that_is_not_for_now_warns_first() {
    let warns = |j: &mut Journey, line: &str| {
        let answer = j.lines(&[line]);
        let is_warned = answer.iter().any(|line| line.contains("Do not stretch. Type signs"));
        assert!(is_warned && !j.hand.plain_mode.as_ref().is_some_and(PlainMode::is_counting), "{answer:?}");
    };
    // The word for a cramp, typed into a search.
    let mut j = talk();
    j.lines(&["signs", "1", "search"]);
    warns(&mut j, "cramp");
    assert!(j.lines(&["cramp"]).iter().any(|line| line.contains("Get into place")), "the person insists");
    // Enter at a step that waits.
    let waits = small_book().routine("waits").cloned().expect("a routine");
    let mut j = Journey::talk(small_book(), Start::Routine(waits, None), None);
    j.lines(&["signs", "1", "stretch"]);
    warns(&mut j, "");
    // "No" to the question at the end, which is "not yet: the same again".
    let mut j = talk();
    j.lines(&["c", "n", "n", "n", "n", "n", "signs", "1", "stretch"]);
    warns(&mut j, "no");
}

#[test]
fn stop_pauses_the_stretch_on_every_screen() {
    for screen in ["stretch", "causes", "menu"] {
        let mut j = talk();
        j.lines(&["c"]);
        j.pass(10);
        j.lines(&[screen, "stop"]);
        assert!(j.app.is_unfinished() && j.end.is_none(), "{screen}");
        assert!(j.hand.plain_mode.as_ref().is_some_and(|plain| !plain.is_counting()), "{screen}");
    }
}

#[test]
fn the_name_of_a_tab_answers_no_question() {
    for way in [&["diary"][..], &["menu", "6"]] {
        let home = FakeStore::new();
        let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
        j.lines(&["c"]);
        j.pass(71);
        j.hears("eased", "How bad was the pain");
        j.lines(way);
        assert!(j.app.tab() == TabId::Diary, "{way:?}");
        j.hears("stretch", "How bad was the pain");
        assert_eq!(home.cramp().pain, None, "{way:?}");
    }
}

#[test]
fn nothing_but_the_emergency_is_said_in_an_emergency() {
    let mut j = talk();
    j.lines(&["c"]);
    j.pass(10);
    let card = j.lines(&["signs", "1"]);
    let card: Vec<String> = card.into_iter().skip_while(|line| !line.starts_with("EMERGENCY")).collect();
    for word in ["pause", "how", "resume", "stop", "nonsense", "help", "again", "yes"] {
        assert_eq!(j.lines(&[word]), card, "{word}");
    }
    j.hears("more", "Page 2");
}

#[test]
fn natural_answers_are_understood_in_any_case() {
    let home = FakeStore::new();
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    j.hears("CRAMP", "Get into place.")
        .hears("next", "Pull the toes")
        .hears("stop", "Paused, 30 seconds to go.");
    j.hears("stop", "paused").hears("Resume", "30 seconds to go").hears("Eased", "How bad was the pain");
    j.hears("6", "How much sleep")
        .hears("6", "Which leg")
        .hears("LEFT", "Left leg.")
        .hears("yes", "In the diary");
    j.hears("menu", "If you have a cramp now")
        .hears("Signs", "Page 1")
        .hears("no", "Page 2")
        .hears("yes", "Type the numbers");
    j.hears("menu", "1. Causes").hears("remedies", "1. Rub").hears("more", "There is no more here.");
    j.hears("diary", "1 entry").hears("add", "questions").hears("", "How long").hears("", "Which leg?");
    j.hears("right", "Which muscle")
        .hears("calf", "the pain")
        .hears("exit", "Your answers are not kept yet.");
    j.hears("no", "the pain").hears("quit", "quit again").lines(&["quit"]);
    assert_eq!(j.end, Some(End::Quit));
    let mut j = talk();
    for _ in 0..4 {
        j.lines(&["c", "n", "n", "n", "n", "n"]);
        j.hears("no", "Get into place.").hears("leave", "Stretches");
    }
    j.lines(&["exit"]);
    assert_eq!(j.end, Some(End::Quit));
}

#[test]
fn a_wrong_tick_is_taken_back_at_once_and_that_is_said() {
    for undo in ["u", "undo"] {
        let mut j = talk();
        j.lines(&["5", "1"]);
        j.hears(undo, "No longer ticked: Hard to breathe. The result was EMERGENCY. It is now NOT COMPLETE.");
        j.hears("again", "Page 1 of 4")
            .hears("2", "EMERGENCY")
            .hears("back", "Page 2")
            .hears("back", "Page 1");
        j.hears("0", "No longer ticked: One leg cold and white.").hears("again", "Page 2 of 4");
        assert_eq!(j.app.checked().1.outcome, TriageResult::Incomplete);
    }
}

#[test]
fn the_rest_of_a_result_is_said_when_it_is_asked_for() {
    let mut j = talk();
    let lines = j.lines(&["5", "0", "1", "0", "0"]);
    let last: Vec<&String> = lines.iter().skip_while(|line| !line.starts_with("SAME DAY")).collect();
    assert!(last.iter().any(|line| line.contains("Call your local emergency number for trouble breathing.")));
    assert!(!last.iter().any(|line| line.contains("It may be a clot.")), "{last:?}");
    j.hears("", "It may be a clot.").hears("", "SAME DAY: Get help today.");
}

#[test]
fn numbers_that_are_none_are_refused_and_answer_nothing() {
    let mut j = talk();
    j.hears("5", "Page 1");
    for line in ["3", "0 1", "99", "1 7", "1,,9"] {
        let lines = j.lines(&[line]);
        assert_eq!(lines.len(), 1, "{line:?}: {lines:?}");
        assert_eq!(j.app.checked().1.outcome, TriageResult::Incomplete, "{line:?}");
    }
    j.hears("why 1", "It may be the lung.")
        .hears("why 9", "Type why or evidence with the number")
        .hears("evidence 1", "Row E1")
        .hears("-1", "I do not know");
    j.hears("1", "EMERGENCY");
}

#[test]
fn three_lines_after_x_and_the_cramp_is_in_the_diary() {
    let home = FakeStore::new();
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    j.lines(&["c"]);
    j.pass(71);
    j.hears("x", "How bad was the pain, 0 to 10?")
        .hears("11", "from 0 to 10")
        .hears("6", "How much sleep")
        .hears("10", "Which leg")
        .hears("1", "Pain 6. Sleep lost 10. Left leg.")
        .hears("", "In the diary, pain 6 of 10, sleep lost 10 of 10.");
    let cramp = home.cramp();
    assert_eq!((cramp.pain.map(|n| n.get()), cramp.sleep_lost.map(|n| n.get())), (Some(6), Some(10)));
    assert_eq!(
        (cramp.leg.map(|leg| leg.id()), cramp.seconds, cramp.is_open),
        (Some("left"), Some(71), false)
    );
}

#[test]
fn a_killed_session_is_offered_first_of_all() {
    let home = FakeStore::new();
    {
        let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
        j.lines(&["c"]);
        j.pass(20);
    }
    home.later(120);
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    let lines = said(&mut j);
    assert!(lines.iter().any(|line| line.contains("A cramp was left open")), "{lines:?}");
    j.hears("1", "Pull the toes of the cramped leg up.");
}

#[test]
fn a_form_is_asked_a_question_at_a_time_and_what_is_wrong_is_said() {
    let home = FakeStore::new();
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    j.hears("6", "0 entries").hears("a", "A cramp: 16 questions").hears("01:20", "How long did it last");
    j.hears("x minutes", "is not a length")
        .hears("back", "How long did it last")
        .hears("4 minutes", "Which leg?")
        .hears("1", "Which muscle")
        .hears("2", "the pain")
        .hears("55", "How much sleep");
    j.hears("keep", "\"55\" is not a whole number")
        .hears("5", "How much sleep")
        .hears("", "Asleep")
        .hears("x", "Give a number");
    j.hears("0", "asleep again")
        .hears("20 min", "did you try")
        .hears("1 2", "eased it")
        .hears("", "day before");
    j.hears("back", "eased it")
        .hears("", "day before")
        .hears("1", "units of alcohol")
        .hears("", "Did you notice")
        .hears("", "How sore");
    j.hears("", "How many hours")
        .hears("", "to note")
        .hears("=back", "That was the last question")
        .hears("", "1 entry");
    let cramp = home.cramp();
    assert_eq!((cramp.start.typed().as_str(), cramp.seconds), ("2026-11-22 01:20", Some(240)));
    assert_eq!(cramp.back_to_sleep, Some(20));
    assert_eq!((cramp.leg.map(|l| l.id()), cramp.muscle.map(|m| m.id())), (Some("left"), Some("foot")));
    assert_eq!((cramp.tried.len(), cramp.before.len(), cramp.note.as_str()), (2, 1, "back"));
    assert_eq!(cramp.pain.map(|pain| pain.get()), Some(5));
}

#[test]
fn what_is_ticked_in_a_form_is_what_was_said_last() {
    let home = FakeStore::new();
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    j.lines(&["6", "a", "", "", "", "", "", "", "", ""]);
    j.hears("1 2", "eased it").hears("back", "did you try").hears("2", "eased it").hears("keep", "1 entry");
    let tried = home.cramp().tried;
    assert_eq!(tried, [small_book().diary.tried[1].id.clone()]);
}

#[test]
fn nobody_is_told_how_to_do_what_is_not_for_now() {
    let book = content::shipped();
    let sign = book.checklist.find("one-leg-swelling").expect("a sign");
    let mut j = Journey::talk(Rc::clone(&book), Start::Guide, None);
    j.lines(&["5"]);
    j.event(Event::Signs { asked: sign..sign + 1, ticked: vec![sign] });
    let mut told = j.lines(&["c"]);
    assert!(
        told[0].contains("Do not stretch.") && !told.iter().any(|line| line.contains("Toes up")),
        "{told:?}"
    );
    told.append(&mut j.lines(&["c"]));
    j.hand.said.clear();
    for _ in 0..90 {
        j.pass(1);
    }
    told.append(&mut said(&mut j));
    told.extend(j.lines(&["how"]));
    assert!(
        told.iter().any(|line| line.starts_with("You ticked a warning sign: do not stretch.")),
        "{told:?}"
    );
    let routine = book.relief(crate::domain::routine::Muscle::Calf).expect("a routine");
    for step in &routine.steps {
        let words = step.figure_words(None, routine.purpose);
        assert!(words.is_empty() || !told.contains(&words), "{words:?} is told: {told:?}");
    }
}

#[test]
fn a_long_diary_is_said_ten_entries_at_a_time() {
    let home = FakeStore::new();
    let times: Vec<String> = (1..=23).map(|day| format!("2026-10-{day:02}T03:00")).collect();
    with_cramps(&home, &times.iter().map(String::as_str).collect::<Vec<_>>());
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    let lines = j.lines(&["6"]);
    assert_eq!(lines.iter().filter(|line| line.contains("October 2026")).count(), 10, "{lines:?}");
    j.hears("more", "11 October")
        .hears("more", "1 October")
        .hears("newer", "12 October")
        .hears("3", "Cramp at 03:00");
    let Record::Episode(tenth) = home.listed()[12].clone() else { panic!("a cramp") };
    j.hears("again", &tenth.note);
}

#[test]
fn a_remedy_says_its_verdict_in_the_list_and_in_its_text() {
    let mut j = talk();
    j.hears("remedies", "1. Rub: May help").hears("1", "Verdict: May help.");
    j.hears("back", "2. Stretch: No good evidence").hears("2", "Verdict: No good evidence.");
}

#[test]
fn links_and_hits_lead_into_an_entry_and_back() {
    let mut j = talk();
    j.hears("1", "1. First cause")
        .hears("1", "Type more for the rest.")
        .hears("more", "Type more for the rest.")
        .hears("more", "Sixth")
        .hears("more", "See also")
        .hears("1", "Rub it.")
        .hears("back", "Remedies");
    j.hears("/etirement", "1. Causes: First cause").hears("1", "First cause").hears("2", "A short one.");
    j.hears("back", "Stretches").hears("menu", "1. Causes").hears("remedies", "1. Rub");
}

#[test]
fn nothing_is_done_to_what_was_never_heard() {
    let home = FakeStore::new();
    with_cramps(&home, &["2026-11-20T01:00"]);
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    // The list selects an entry, a sign, a night, a routine; whoever listens has chosen none of them.
    for (there, key) in
        [("diary", "d"), ("diary", "e"), ("checklist", "tick"), ("checklist", "space"), ("stretch", "start")]
    {
        j.lines(&["menu", there]);
        j.hears(key, "I do not know");
    }
    j.lines(&["diary", "menu"]);
    for key in ["d", "a", "u", "s", "0"] {
        let said = j.lines(&[key]);
        assert!(
            said.iter().any(|line| line.contains("I do not know") || line.contains("There is no 0")),
            "{said:?}"
        );
    }
    assert_eq!(home.listed().len(), 1);
}

#[test]
fn a_session_goes_on_while_something_else_is_heard() {
    let mut j = talk();
    j.lines(&["c"]);
    j.hears("menu", "1. Causes").hears("3", "1. Rub");
    said(&mut j);
    j.pass(5);
    assert!(said(&mut j)[0].starts_with("Pull the toes of the cramped leg up."));
    j.hears("stretch", "30 seconds to go")
        .hears("", "Hold, 30 seconds to go")
        .hears("/toes", "1 hit")
        .hears("c", "30 seconds to go");
}

#[test]
fn what_is_said_of_keys_follows_the_keys() {
    let home = FakeStore::new();
    let plain_mode = Some(PlainMode::new(true));
    let mut j = Journey::begin(small_book(), Start::Guide, (80, 24), Some(&home), plain_mode, |options| {
        options.keys.set("session.eased", vec![Key::Char('X')]);
        options.keys.set("diary.no-cramp", vec![Key::Char('Z')]);
        options.keys.set("search", vec![Key::Char('s')]);
        options.keys.set("evidence", vec![Key::Char('E')]);
    });
    j.hears("6", "Type add").hears("Z", "no cramp. Type undo to undo it.").hears("s", "Search every tab.");
    j.hears("rub", "1. Remedies: Rub")
        .hears("1", "evidence for its origin")
        .hears("E", "Where this comes from");
    j.hears("e", "I do not know").hears("/first", "1. Causes: First cause").hears("c", "Get into place.");
    j.hears("x", "I do not know").hears("X", "How bad was the pain");
}

#[test]
fn a_word_that_is_not_known_is_named_with_the_nearest() {
    let mut j = talk();
    j.hears("causse", "I do not know \"causse\". Did you mean causes?").hears("9", "There is no 9 here");
    j.hears("?", "cramp: cramping now").hears("about", "A disclaimer.");
}

#[test]
fn nothing_that_is_typed_reaches_the_terminal_as_a_command() {
    let mut j = talk();
    for line in ["\u{1b}[31mred", "a\u{9b}2J", "\u{202e}evil", "/\u{1b}]0;x\u{7}", "=\u{1b}c"] {
        for text in j.lines(&[line, "back"]) {
            assert!(!text.chars().any(|c| c.is_control() || c == '\u{202e}'), "{line:?}: {text:?}");
        }
    }
}

#[test]
fn a_return_to_a_list_is_short_and_the_list_is_there_for_the_asking() {
    let book = content::shipped();
    let mut j = Journey::talk(book, Start::Guide, None);
    let whole = j.lines(&["3"]).len();
    j.lines(&["1"]);
    let again = j.lines(&["back"]);
    assert!(again.len() == 2 && again[1].contains("Type again for the list"), "{again:?}");
    assert_eq!(j.lines(&[""]).len(), whole);
}

#[test]
fn a_diary_that_cannot_be_read_is_never_answered_with_silence() {
    let mut j = talk();
    for _ in 0..3 {
        assert_ne!(j.lines(&["diary"]), [""; 0]);
        j.hears("menu", "1. Causes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60 * scale() as u32, ..ProptestConfig::default() })]

    /// Whatever is typed when, something is always said to it, in plain letters; and from anywhere `quit` leaves.
    #[test]
    fn any_lines_at_any_time(
        lines in prop::collection::vec((
            prop_oneof![
                "[0-9 ]{0,4}", "[a-zA-Z?!/=-]{0,2}", Just("back".to_owned()), Just("menu".to_owned()), Just("keep".to_owned()),
                Just("pause".to_owned()), Just("leave".to_owned()), Just("x".to_owned()), Just("c".to_owned()),
                Just("diary".to_owned()), Just("/a".to_owned()), ".{0,12}",
            ],
            0u64..90,
        ), 1..40),
    ) {
        let home = FakeStore::new();
        let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
        for (line, wait) in lines {
            if j.end.is_some() {
                break;
            }
            let said = j.lines(&[&line]);
            for text in &said {
                prop_assert!(!text.chars().any(char::is_control), "{:?}: {:?}", line, text);
            }
            prop_assert!(!said.is_empty() || j.end.is_some(), "nothing is said to {:?}", line);
            if j.end.is_none() {
                j.pass(wait);
            }
        }
        // In a form, the first one asks.
        for _ in 0..2 {
            if j.end.is_none() {
                j.lines(&["quit"]);
            }
        }
        prop_assert_eq!(j.end, Some(End::Quit));
    }
}

#[test]
fn letters_of_other_keyboards_and_capitals_are_heard_in_plain_lines_too() {
    for line in ["с", "С", "ψ", "C", "cx\u{8}"] {
        talk().hears(line, "Get into place");
    }
    for quit in ["й", "Q", "xq\u{8}\u{8}q"] {
        let mut j = talk();
        j.lines(&[quit]);
        assert_eq!(j.end, Some(End::Quit), "{quit}");
    }
    talk().hears("\u{7f}\u{8}help", "the warning signs, from anywhere");
}
