//! Tests of the session and the cramp clock.

use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::domain::{
    evidence::Evidence,
    routine::{Purpose, Routine, Side},
};

const S: fn(u64) -> Duration = Duration::from_secs;

fn routine(lengths: &[Option<u64>]) -> SharedRoutine {
    let step = |length: &Option<u64>| Step {
        kind: if length.is_some() { StepKind::Hold } else { StepKind::Wait },
        length: length.map(S),
        say: String::new(),
        shout: String::new(),
        more: String::new(),
        side: Side::First,
        turn: None,
        figure: None,
        breath: None,
    };
    Rc::new(Routine {
        id: "r".into(),
        title: "R".into(),
        summary: String::new(),
        purpose: Purpose::Relief,
        muscle: None,
        dose: String::new(),
        avoid: vec![],
        after: vec![],
        evidence: Evidence { grades: vec![], words: String::new() },
        sources: vec![],
        reviewed: String::new(),
        steps: lengths.iter().map(step).collect(),
    })
}

fn at(session: &Session, millis: u64) -> Option<(usize, u64)> {
    let at = session.at(Duration::from_millis(millis))?;
    Some((at.step, at.left.map_or(0, crate::domain::time::ceil_seconds)))
}

#[test]
fn the_place_follows_from_the_moment_the_step_began() {
    let session = Session::begin(routine(&[Some(5), Some(30), Some(8)]), None, S(100));
    assert_eq!(at(&session, 100_000), Some((0, 5)));
    assert_eq!(at(&session, 104_999), Some((0, 1)));
    assert_eq!(at(&session, 105_000), Some((1, 30)));
    assert_eq!(at(&session, 134_001), Some((1, 1)));
    assert_eq!(at(&session, 135_000), Some((2, 8)));
    assert_eq!(at(&session, 143_000), None);
}

#[test]
fn a_pause_keeps_the_number_on_the_screen() {
    let mut session = Session::begin(routine(&[Some(30)]), None, S(0));
    session.pause(Duration::from_millis(3_400), None);
    assert_eq!(at(&session, 3_400), Some((0, 27)));
    assert_eq!(at(&session, 999_999), Some((0, 27)));
    session.resume(S(1000));
    assert_eq!(at(&session, 1_000_000), Some((0, 27)));
    assert_eq!(at(&session, 1_000_001), Some((0, 27)));
    assert_eq!(at(&session, 1_001_000), Some((0, 26)));
}

#[test]
fn a_count_that_goes_on_from_the_next_second_shows_until_then_what_it_showed() {
    let mut session = Session::begin(routine(&[Some(30)]), None, S(0));
    session.pause(Duration::from_millis(3_400), None);
    session.resume(Duration::from_millis(10_900));
    for millis in [10_000, 10_450, 10_900, 11_899] {
        assert_eq!(at(&session, millis), Some((0, 27)), "at {millis}");
    }
    assert_eq!(session.next_change(Duration::from_millis(10_000)), Some(Duration::from_millis(10_900)));
    assert_eq!(at(&session, 11_901), Some((0, 26)));
    let left_open = Session::begin_at(routine(&[Some(5), Some(30)]), None, (1, S(3)), S(10));
    assert_eq!((at(&left_open, 9_100), at(&left_open, 10_000)), (Some((1, 27)), Some((1, 27))));
    session.pause(Duration::from_millis(10_000), None);
    assert_eq!(at(&session, 20_000), Some((0, 27)), "nor does another pause before then take any of it");
}

#[test]
fn a_wait_holds_until_it_is_told() {
    let mut session = Session::begin(routine(&[Some(2), None, Some(3)]), None, S(0));
    assert_eq!(session.at(S(500)).map(|a| (a.step, a.left)), Some((1, None)));
    assert_eq!(session.next_change(S(500)), None);
    session.next(S(500), S(500));
    assert_eq!(at(&session, 500_000), Some((2, 3)));
}

#[test]
fn five_seconds_more_or_less() {
    let mut session = Session::begin(routine(&[Some(30), Some(8)]), None, S(0));
    session.longer(S(10));
    assert_eq!(at(&session, 10_000), Some((0, 25)));
    for _ in 0..20 {
        session.longer(S(10));
    }
    assert_eq!(at(&session, 10_000), Some((0, 50)), "a hold is never longer than a minute");
    session.shorter(S(57), S(57));
    assert_eq!(at(&session, 57_000), Some((1, 8)), "with five or less to go it moves on");
}

#[test]
fn steps_forward_and_back() {
    let mut session = Session::begin(routine(&[Some(5), Some(5)]), Some(Leg::Left), S(0));
    session.back(S(1), S(1));
    assert_eq!(at(&session, 1_000), Some((0, 5)));
    session.next(S(2), S(2));
    session.again(S(4), S(4));
    assert_eq!(at(&session, 4_000), Some((1, 5)));
    session.other_leg();
    assert_eq!(session.leg(), Some(Leg::Right));
    session.next(S(4), S(4));
    assert!(session.is_finished(S(4)));
    session.back(S(5), S(5));
    assert_eq!(at(&session, 5_000), Some((1, 5)));
}

#[test]
fn a_count_that_starts_on_the_next_second_shows_its_full_number_until_then() {
    let session = Session::begin(routine(&[Some(5)]), None, Duration::from_millis(700));
    assert_eq!(at(&session, 200), Some((0, 5)));
    // The cramp clock changes as the count begins.
    assert_eq!(session.next_change(Duration::from_millis(200)), Some(Duration::from_millis(700)));
    assert_eq!(session.next_change(Duration::from_millis(700)), Some(Duration::from_millis(1_700)));
}

#[test]
fn it_goes_on_where_it_was() {
    let steps = routine(&[Some(5), Some(30), Some(8)]);
    let session = Session::begin_at(Rc::clone(&steps), Some(Leg::Right), (1, S(12)), S(100));
    assert_eq!((at(&session, 100_000), session.leg()), (Some((1, 18)), Some(Leg::Right)));
    assert_eq!(at(&session, 118_000), Some((2, 8)));
    let ended = Session::begin_at(Rc::clone(&steps), None, (3, S(0)), S(100));
    assert!(ended.is_finished(S(100)) && !ended.is_running(S(100)) && !ended.is_paused());
    let place = session.at(S(100)).expect("it is on a step");
    let lengths = |step: Option<&Step>| step.and_then(|step| step.length);
    let (this, next) = session.steps_at(&place);
    assert_eq!((lengths(this), lengths(next)), (Some(S(30)), Some(S(8))));
    assert_eq!(session.routine().id, "r");
}

#[test]
fn it_runs_until_it_is_paused_or_done() {
    let mut session = Session::begin(routine(&[Some(5), Some(5)]), None, S(0));
    assert!(session.is_running(S(9)) && !session.is_running(S(10)));
    session.pause(S(7), None);
    assert!(session.is_paused() && !session.is_running(S(7)) && !session.is_finished(S(99)));
    assert_eq!(session.next_change(S(7)), None);
    assert_eq!(at(&session, 7_000), Some((1, 3)));
    session.resume(S(20));
    session.resume(S(22));
    assert_eq!(at(&session, 22_000), Some((1, 1)), "going on twice is going on once");
}

#[test]
fn a_paused_step_stays_paused_when_it_is_changed_and_begins_afresh() {
    let mut session = Session::begin(routine(&[Some(20), Some(20)]), None, S(0));
    session.pause(S(8), Some(S(90)));
    assert_eq!(session.away(), Some(S(90)));
    session.pause(S(9), None);
    assert_eq!((session.away(), at(&session, 9_000)), (Some(S(90)), Some((0, 12))));
    session.next(S(9), S(9));
    assert_eq!((session.is_paused(), at(&session, 50_000)), (true, Some((1, 20))));
    assert_eq!(session.away(), Some(S(90)));
    session.back(S(60), S(60));
    assert_eq!(at(&session, 60_000), Some((0, 20)));
    session.resume(S(70));
    assert_eq!((session.away(), at(&session, 71_000)), (None, Some((0, 19))));
}

#[test]
fn a_step_that_is_passed_over_gives_way_when_it_is_told_to() {
    let mut session = Session::begin(routine(&[Some(30), Some(8)]), None, S(0));
    session.shorter(S(25), Duration::from_millis(25_400));
    assert_eq!(at(&session, 33_399), Some((1, 1)), "just five seconds to go are passed over");
    assert!(session.is_finished(Duration::from_millis(33_400)));
}

#[test]
fn what_is_no_hold_may_last_longer_than_one_and_a_long_step_is_never_cut() {
    let mut session = Session::begin(routine(&[Some(58), None]), None, S(0));
    session.longer(S(0));
    assert_eq!(at(&session, 0), Some((0, 60)), "up to the longest hold");
    session.shorter(S(0), S(0));
    assert_eq!(at(&session, 0), Some((0, 55)));
    session.shorter(S(50), S(50));
    assert_eq!(session.at(S(50)).map(|at| (at.step, at.left)), Some((1, None)), "just five are enough");
    session.longer(S(50));
    session.shorter(S(50), S(50));
    assert_eq!(session.at(S(50)).map(|at| (at.step, at.left)), Some((1, None)), "a wait has no length");

    let with_kind = |kind, seconds: u64| {
        let mut steps = Routine::clone(&routine(&[Some(seconds), Some(9)]));
        steps.steps[0].kind = kind;
        Rc::new(steps)
    };
    let mut session = Session::begin(with_kind(StepKind::Move, 598), None, S(0));
    session.longer(S(0));
    session.longer(S(0));
    assert_eq!(at(&session, 0), Some((0, 600)));
    let mut session = Session::begin(with_kind(StepKind::Hold, 90), None, S(0));
    session.longer(S(0));
    assert_eq!(at(&session, 0), Some((0, 90)), "one that was longer from the first stays as long");
    session.next(S(1), S(1));
    assert_eq!(at(&session, 1_000), Some((1, 9)), "a change is for its own step only");
}

#[test]
fn a_change_holds_for_the_step_that_is_shown() {
    let mut session = Session::begin(routine(&[Some(10), Some(30), Some(8)]), None, S(0));
    session.longer(S(2));
    assert_eq!(at(&session, 14_000), Some((0, 1)));
    session.longer(S(20));
    assert_eq!(at(&session, 20_000), Some((1, 30)));
    assert_eq!(at(&session, 49_500), Some((1, 1)));
    session.again(S(49), S(49));
    assert_eq!(at(&session, 49_000), Some((1, 30)), "again is as it was written");
    session.back(S(50), S(50));
    assert_eq!(at(&session, 50_000), Some((0, 10)));
}

#[test]
fn the_leg_is_left_first_and_then_the_other() {
    let mut session = Session::begin(routine(&[Some(5)]), None, S(0));
    assert_eq!(session.leg(), None);
    for leg in [Leg::Left, Leg::Right, Leg::Left] {
        session.other_leg();
        assert_eq!(session.leg(), Some(leg));
    }
}

#[test]
fn what_is_shown_next_changes_at_the_end_of_a_step_at_the_latest() {
    let mut steps = Routine::clone(&routine(&[Some(2), Some(3)]));
    steps.steps[0].length = Some(Duration::from_millis(1_500));
    let session = Session::begin(Rc::new(steps), None, S(10));
    assert_eq!(session.next_change(S(10)), Some(S(11)));
    assert_eq!(session.next_change(S(11)), Some(Duration::from_millis(11_500)));
    assert_eq!(session.next_change(Duration::from_millis(11_600)), Some(Duration::from_millis(12_500)));
    assert_eq!(session.next_change(S(20)), None, "at the end nothing changes");
}

#[test]
fn the_cramp_clocks_next_second_is_just_as_far_as_it_is() {
    let moment = |millis| Now { real: Duration::from_millis(millis), ..now(0, 0) };
    let cramp = Cramp::go_on(LocalTime::of(&now(0, 0).wall), Duration::from_millis(500), &moment(10_250));
    for (at, left) in [(10_250, 500), (10_500, 250), (10_749, 1), (10_750, 0), (10_751, 999), (11_750, 0)] {
        assert_eq!(cramp.to_next_second(&moment(at)), Duration::from_millis(left), "at {at}");
    }
}

#[test]
fn a_cramp_that_has_let_go_stops_its_clock_and_its_advice_until_it_is_back() {
    let mut cramp = Cramp::go_on(LocalTime::of(&now(0, 0).wall), S(500), &now(0, 100));
    assert_eq!((cramp.length(&now(0, 150)), cramp.advice_in(&now(0, 150))), (S(550), Some(S(50))));
    assert!(!cramp.wants_advice(&now(0, 199)) && cramp.wants_advice(&now(0, 200)));
    assert_eq!(cramp.advice_in(&now(0, 200)), None, "it is there");
    cramp.ease(&now(0, 150));
    assert!(!cramp.is_open());
    assert_eq!(cramp.length(&now(0, 900)), S(550));
    assert!(!cramp.wants_advice(&now(0, 900)) && cramp.advice_in(&now(0, 150)).is_none());
    cramp.ease(&now(0, 950));
    assert_eq!(cramp.length(&now(0, 990)), S(550), "it lets go once");
    cramp.reopen();
    assert_eq!(cramp.length(&now(0, 900)), S(1_300), "the clock has run on");
    assert!(cramp.is_open() && cramp.wants_advice(&now(0, 900)));
}

fn now(mono: u64, real: u64) -> Now {
    Now { mono: S(mono), real: S(real), wall: crate::domain::time::wall("2026-11-22T03:10") }
}

#[test]
fn the_cramp_clock_counts_the_machines_sleep() {
    let mut cramp = Cramp::begin(&now(10, 10));
    assert_eq!(cramp.length(&now(20, 320)), S(310));
    assert!(!cramp.wants_advice(&now(20, 609)));
    assert!(cramp.wants_advice(&now(20, 610)));
    assert_eq!(cramp.advice_in(&now(20, 600)), Some(S(10)));
    cramp.ease(&now(20, 600));
    cramp.ease(&now(20, 900));
    assert_eq!(cramp.length(&now(20, 2000)), S(590), "easing twice changes nothing");
    assert!(!cramp.wants_advice(&now(20, 2000)));
    assert_eq!(cramp.advice_in(&now(20, 2000)), None);
}

#[test]
fn what_was_done_stays_done_until_the_count_moves_on() {
    let mut session = Session::begin(routine(&[Some(30)]), None, S(1));
    session.pause(S(1) + Duration::from_millis(8_400), None);
    session.resume(S(10));
    let done = |session: &Session, millis| session.at(Duration::from_millis(millis)).map(|at| at.done);
    assert_eq!(done(&session, 9_500), Some(S(8)), "half a second before it goes on");
    assert_eq!(session.next_change(Duration::from_millis(9_500)), Some(S(10)));
    assert_eq!(done(&session, 11_000), Some(S(9)));
    // Taken up as the program has only just begun: more was done than this run has lasted.
    let session = Session::begin_at(routine(&[Some(5), Some(30)]), None, (1, S(25)), S(3));
    assert_eq!(session.at(S(3)).map(|at| (at.step, at.done)), Some((1, S(25))));
    assert_eq!(session.at(S(5)).and_then(|at| at.left), Some(S(3)));
}

proptest! {
    /// Whatever is pressed when, the count never shows more than the step's length, never runs backwards while
    /// nothing is pressed, and the next change is always ahead and within a second.
    #[test]
    fn any_keys_at_any_time(
        lengths in prop::collection::vec(prop::option::weighted(0.9, 1u64..40), 1..8),
        keys in prop::collection::vec((0u8..8, 0u64..45_000), 0..40),
    ) {
        let routine = routine(&lengths);
        let mut session = Session::begin(routine.clone(), None, S(5));
        let mut mono = S(5);
        for (key, wait) in keys {
            let before = session.at(mono);
            mono += Duration::from_millis(wait);
            let after = session.at(mono);
            if let (Some(before), Some(after)) = (before, after) {
                prop_assert!((after.step, after.done) >= (before.step, before.done));
            }
            prop_assert!(!(before.is_none() && after.is_some()));
            let start = mono + Duration::from_millis(wait % 1000);
            let shown = |session: &Session| session.at(mono).map(|at| (at.step, at.done.as_secs()));
            let before = shown(&session);
            match key {
                0 => session.pause(mono, None),
                1 => session.resume(start),
                2 => session.next(mono, start),
                3 => session.back(mono, start),
                4 => session.again(mono, start),
                5 => session.longer(mono),
                6 => session.shorter(mono, start),
                _ => session.other_leg(),
            }
            if matches!(key, 0 | 1 | 7) {
                prop_assert_eq!(shown(&session), before, "a pause, and going on, change no number");
            }
            if let Some(at) = session.at(mono) {
                prop_assert!(at.step < routine.steps.len());
                prop_assert!(at.left.is_none_or(|left| left <= S(MAX_HOLD.into())));
            }
            if let Some(next) = session.next_change(mono) {
                prop_assert!(next > mono && next <= mono + S(2));
                prop_assert!(session.is_running(mono));
            }
        }
    }
}
