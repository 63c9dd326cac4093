//! Tests of routines and steps.

use std::collections::HashSet;

use super::*;
use crate::domain::evidence::Evidence;

fn step(kind: StepKind, side: Side) -> Step {
    Step {
        kind,
        length: Some(Duration::from_secs(30)),
        say: "{leg}: hold".into(),
        shout: String::new(),
        more: "the {leg} again".into(),
        side,
        turn: None,
        figure: None,
        breath: None,
    }
}

fn routine(steps: Vec<Step>) -> Routine {
    Routine {
        id: "r".into(),
        title: "R".into(),
        summary: String::new(),
        purpose: Purpose::Relief,
        muscle: Some(Muscle::Calf),
        dose: String::new(),
        avoid: vec![],
        after: vec![],
        evidence: Evidence { grades: vec![], words: String::new() },
        sources: vec![],
        reviewed: String::new(),
        steps,
    }
}

#[test]
fn each_step_names_the_leg_it_works_on_and_no_other() {
    use Purpose::{Calm, Prevention, Relief};
    let (left, right) = (Some(Leg::Left), Some(Leg::Right));
    for (side, chosen, purpose, words, leg) in [
        (Side::First, left, Relief, "left leg", left),
        (Side::First, right, Prevention, "right leg", right),
        (Side::Second, left, Relief, "right leg", right),
        (Side::Second, right, Prevention, "left leg", left),
        (Side::First, None, Relief, "cramped leg", None),
        (Side::First, None, Prevention, "first leg", None),
        (Side::First, None, Calm, "first leg", None),
        (Side::Second, None, Relief, "other leg", None),
        (Side::Second, None, Prevention, "other leg", None),
        (Side::Both, left, Relief, "both legs", None),
        (Side::Both, None, Prevention, "both legs", None),
    ] {
        let step = step(StepKind::Hold, side);
        assert_eq!((step.leg_words(chosen, purpose).as_str(), step.leg(chosen)), (words, leg));
        assert_eq!(step.say_for(chosen, purpose), capital(&format!("{words}: hold")));
        assert_eq!(step.more_for(chosen, purpose), format!("The {words} again"));
    }
}

#[test]
fn a_figure_is_turned_for_the_left_leg() {
    let (left, right) = (Some(Leg::Left), Some(Leg::Right));
    for (side, chosen, is_turned) in [
        (Side::First, left, true),
        (Side::First, right, false),
        (Side::First, None, false),
        (Side::Second, left, false),
        (Side::Second, right, true),
        (Side::Second, None, true),
        (Side::Both, left, true),
        (Side::Both, right, false),
        (Side::Both, None, false),
    ] {
        assert_eq!(step(StepKind::Hold, side).faces_left(chosen), is_turned, "{side:?} {chosen:?}");
    }
}

fn figure(id: &str) -> Option<SharedFigure> {
    use crate::domain::body::Pose;
    Some(Rc::new(Figure {
        id: id.into(),
        title: String::new(),
        start_words: "{leg} bent".into(),
        words: "{leg} straight".into(),
        feel: None,
        moves: vec![],
        arrow: None,
        props: vec![],
        close: false,
        start: Pose::default(),
        end: Pose::default(),
    }))
}

#[test]
fn what_a_figure_shows_is_said_of_the_leg_and_of_the_pose_of_the_step() {
    let shown = |kind| Step { figure: figure("a"), ..step(kind, Side::Second) };
    let said = |kind| shown(kind).figure_words(Some(Leg::Left), Purpose::Relief);
    assert_eq!([said(StepKind::Ready), said(StepKind::Hold)], ["Right leg bent", "Right leg straight"]);
    assert_eq!(step(StepKind::Hold, Side::First).figure_words(None, Purpose::Relief), "");
    // The first hold's stands for the routine, and where no hold has one the first there is.
    let with = |kind, id: &str| Step { figure: figure(id), ..step(kind, Side::First) };
    let of = |steps| routine(steps).figure().map(|figure| figure.id.clone());
    let bare = step(StepKind::Hold, Side::First);
    let steps =
        vec![with(StepKind::Ready, "a"), bare.clone(), with(StepKind::Hold, "b"), with(StepKind::Hold, "c")];
    assert_eq!(of(steps).as_deref(), Some("b"));
    assert_eq!(of(vec![bare.clone(), with(StepKind::Move, "d")]).as_deref(), Some("d"));
    assert_eq!(of(vec![bare]), None);
}

#[test]
fn a_routine_is_told_as_its_steps_each_once() {
    let (hold, ease) = (step(StepKind::Hold, Side::First), step(StepKind::Ease, Side::First));
    let again = Step { turn: Some((2, 3)), ..hold.clone() };
    let wait = Step { length: None, ..step(StepKind::Wait, Side::Both) };
    let all = routine(vec![wait.clone(), hold.clone(), ease.clone(), again, ease.clone()]);
    assert_eq!(all.outline(), [(&wait, 1), (&hold, 2), (&ease, 2)]);
    assert_eq!(all.length(), Duration::from_secs(120));
    assert!(all.has_stretch() && all.has_sides());
    // A step that differs in anything it asks for is told by itself.
    for other in [
        Step { kind: StepKind::Move, ..hold.clone() },
        Step { length: Some(Duration::from_secs(31)), ..hold.clone() },
        Step { side: Side::Second, ..hold.clone() },
        Step { say: "Let go".into(), ..hold.clone() },
        Step { more: "Slowly".into(), ..hold.clone() },
        Step { breath: Some(BreathPhase::Out), ..hold.clone() },
    ] {
        assert_eq!(routine(vec![hold.clone(), other]).outline().len(), 2);
    }
    let calm = routine(vec![wait, Step { side: Side::Both, ..ease }]);
    assert!(!calm.has_stretch() && !calm.has_sides() && calm.figure().is_none());
}

#[test]
fn what_can_be_told_apart_has_a_word_of_its_own() {
    let kinds =
        [StepKind::Ready, StepKind::Hold, StepKind::Ease, StepKind::Move, StepKind::Switch, StepKind::Wait];
    let purposes = [Purpose::Relief, Purpose::Prevention, Purpose::Calm];
    let muscles = [Muscle::Calf, Muscle::Foot, Muscle::Shin, Muscle::Thigh, Muscle::Hamstring];
    for words in [
        kinds.map(StepKind::id).to_vec(),
        kinds.map(StepKind::words).to_vec(),
        purposes.map(Purpose::id).to_vec(),
        purposes.map(Purpose::words).to_vec(),
        muscles.map(Muscle::id).to_vec(),
    ] {
        let own: HashSet<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
        assert_eq!(own.len(), words.len(), "{words:?}");
    }
}
