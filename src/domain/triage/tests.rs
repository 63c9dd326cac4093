//! Tests of triage.

use super::*;

fn sign(id: &str, tier: Option<Tier>) -> Sign {
    Sign {
        id: id.into(),
        row: "X".into(),
        page: 0,
        tier,
        confidence: Confidence::High,
        text: id.into(),
        say: format!("I have {id}."),
        why: String::new(),
        origin: Origin::Added,
        sources: vec![],
        leg: id == "swelling",
        may_be_driven: id == "breath",
    }
}

fn checklist() -> Checklist {
    let signs = vec![
        sign("breath", Some(Tier::Emergency)),
        sign("swelling", Some(Tier::SameDay)),
        sign("sore", Some(Tier::Appointment)),
        sign("journey", None),
    ];
    let set = |signs: &[usize]| signs.iter().copied().collect::<SignSet>();
    let rule = Rule {
        id: "clot".into(),
        row: "rule 4".into(),
        all: vec![set(&[2]), set(&[3])],
        tier: Tier::SameDay,
        why: String::new(),
        may_be_driven: false,
    };
    let not_now = NotNow { signs: set(&[1]), remedies: vec!["massage".into()], why: "clot".into() };
    let page = |at: usize, when: &[usize]| SignPage {
        id: format!("page-{at}"),
        title: String::new(),
        ask: String::new(),
        when: set(when),
        about_you: false,
        signs: at..at + 1,
    };
    // The third page is asked where the second is ticked.
    let pages = vec![page(0, &[]), page(1, &[]), page(2, &[1]), page(3, &[])];
    Checklist::new(String::new(), pages, signs, vec![rule], vec![not_now], ResultTexts::default())
}

fn answers(ticks: &[usize], pages: &[usize]) -> Answers {
    Answers { ticked: ticks.iter().copied().collect(), answered: pages.iter().copied().collect() }
}

fn outcome(ticks: &[usize], pages: &[usize]) -> (TriageResult, bool) {
    let verdict = checklist().verdict(&answers(ticks, pages));
    (verdict.outcome, verdict.is_complete)
}

#[test]
fn the_highest_sign_or_rule_decides() {
    let all = [0, 1, 2, 3];
    assert_eq!(outcome(&[], &[]), (TriageResult::Incomplete, false));
    assert_eq!(outcome(&[], &all), (TriageResult::NoneTicked, true));
    assert_eq!(outcome(&[3], &all), (TriageResult::NoneTicked, true));
    assert_eq!(outcome(&[2], &all), (TriageResult::Tier(Tier::Appointment), true));
    assert_eq!(outcome(&[2, 3], &all), (TriageResult::Tier(Tier::SameDay), true));
    assert_eq!(outcome(&[0, 2, 3], &[]), (TriageResult::Tier(Tier::Emergency), false));
}

#[test]
fn a_check_is_complete_when_each_page_that_applies_has_been_answered() {
    // The third page is not asked while nothing on the second is ticked.
    assert_eq!(outcome(&[], &[0, 1, 3]), (TriageResult::NoneTicked, true));
    for missing in [[0, 1], [0, 3], [1, 3]] {
        assert_eq!(outcome(&[], &missing), (TriageResult::Incomplete, false), "{missing:?}");
    }
    assert_eq!(outcome(&[1], &[0, 1, 3]), (TriageResult::Tier(Tier::SameDay), false), "its page opens");
    assert_eq!(outcome(&[1], &[0, 1, 2, 3]), (TriageResult::Tier(Tier::SameDay), true));
    // A tick whose page was opened by a tick that is gone is still asked about, and still counts.
    assert_eq!(outcome(&[2], &[0, 1, 3]), (TriageResult::Tier(Tier::Appointment), false));
    assert_eq!(outcome(&[3], &[0, 1]), (TriageResult::Incomplete, false), "a circumstance is no result");
    let list = checklist();
    assert_eq!(list.pages_that_apply(&SignSet::default()).collect::<Vec<_>>(), [0, 1, 3]);
    assert_eq!(list.pages_that_apply(&answers(&[1], &[]).ticked).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert!(list.is_complete(&list.all_answered(SignSet::default())));
}

#[test]
fn a_complete_check_is_kept_and_so_is_an_emergency() {
    let kept = |ticks: &[usize], pages: &[usize]| checklist().verdict(&answers(ticks, pages)).can_be_kept();
    assert!(kept(&[], &[0, 1, 3]) && kept(&[0], &[]) && kept(&[2], &[0, 1, 2, 3]));
    assert!(!kept(&[], &[0]) && !kept(&[2], &[0]));
}

#[test]
fn reasons_come_most_urgent_first_and_unsafe_remedies_are_named() {
    let verdict = checklist().verdict(&answers(&[2, 1, 0], &[]));
    assert_eq!(verdict.reasons, [0, 1, 2]);
    assert_eq!(verdict.not_now("massage"), Some("clot"));
    assert_eq!(verdict.not_now("stress"), None);
}

#[test]
fn every_rule_that_reaches_the_tier_is_named_and_no_other() {
    let set = |signs: &[usize]| signs.iter().copied().collect::<SignSet>();
    let rule = |id: &str, all: &[&[usize]], tier| Rule {
        id: id.into(),
        row: String::new(),
        all: all.iter().map(|signs| set(signs)).collect(),
        tier,
        why: String::new(),
        may_be_driven: false,
    };
    let rules = vec![
        rule("low", &[&[2], &[3]], Tier::Appointment),
        rule("either", &[&[1, 2], &[3]], Tier::SameDay),
        rule("all", &[&[1], &[2], &[3]], Tier::Emergency),
    ];
    let signs = checklist().signs().to_vec();
    let list = Checklist::new(String::new(), vec![], signs, rules, vec![], ResultTexts::default());
    let rules = |ticks: &[usize]| {
        let verdict = list.verdict(&list.all_answered(set(ticks)));
        let ids: Vec<String> = verdict.rules.iter().map(|i| list.rules()[*i].id.clone()).collect();
        (verdict.outcome, ids.join(" "))
    };
    assert_eq!(rules(&[2]), (TriageResult::Tier(Tier::Appointment), String::new()));
    assert_eq!(rules(&[2, 3]), (TriageResult::Tier(Tier::SameDay), "either".into()));
    assert_eq!(rules(&[1, 3]), (TriageResult::Tier(Tier::SameDay), "either".into()));
    assert_eq!(rules(&[1, 2, 3]), (TriageResult::Tier(Tier::Emergency), "all".into()));
    assert_eq!(rules(&[0, 2, 3]), (TriageResult::Tier(Tier::Emergency), String::new()));
}

#[test]
fn a_position_that_is_no_sign_is_no_reason() {
    let verdict = checklist().verdict(&answers(&[1, 4, 200], &[]));
    assert_eq!((verdict.outcome, verdict.reasons), (TriageResult::Tier(Tier::SameDay), vec![1]));
    assert_eq!(checklist().find("sore"), Some(2));
    assert_eq!(checklist().find("sores"), None);
}

#[test]
fn the_first_of_two_reasons_against_a_remedy_is_said_once() {
    let entry = |sign: usize, why: &str| NotNow {
        signs: SignSet::from([sign]),
        remedies: vec!["massage".into(), "warmth".into()],
        why: why.into(),
    };
    let signs = checklist().signs().to_vec();
    let not_now = vec![entry(0, "breath"), entry(1, "clot"), entry(2, "sore")];
    let list = Checklist::new(String::new(), vec![], signs, vec![], not_now, ResultTexts::default());
    let verdict = list.verdict(&answers(&[1, 2], &[]));
    let said = [("massage", "clot"), ("warmth", "clot")].map(|(id, why)| (id.to_owned(), why.to_owned()));
    assert_eq!(verdict.not_now, said);
}

#[test]
fn each_outcome_has_its_own_words_and_the_phone_hears_the_signs() {
    let text = |label: &str| ResultText {
        label: label.into(),
        say_intro: format!("{label}, {{emergency}}. {{signs}} It began"),
        ..ResultText::default()
    };
    let results = ResultTexts {
        emergency: text("emergency"),
        same_day: text("same-day"),
        appointment: text("appointment"),
        routine: text("routine"),
        none: ResultText { label: "none".into(), ..ResultText::default() },
        incomplete: text("incomplete"),
    };
    let signs = checklist().signs().to_vec();
    let list = Checklist::new(String::new(), vec![], signs, vec![], vec![], results);
    for &tier in Tier::ALL {
        assert_eq!(list.text(TriageResult::Tier(tier)).label, tier.id());
    }
    assert_eq!(list.text(TriageResult::NoneTicked).label, "none");
    assert_eq!(list.text(TriageResult::Incomplete).label, "incomplete");
    let phone = Phone {
        emergency: "999".into(),
        number: "999".into(),
        urgent: String::new(),
        note: String::new(),
        is_chosen: true,
    };
    let say = |ticks: &[usize]| {
        let ticked = ticks.iter().copied().collect();
        list.say(&list.verdict(&list.all_answered(ticked)), &phone)
    };
    assert_eq!(say(&[2, 0, 1]), "emergency, 999. I have breath. I have swelling. I have sore. It began");
    assert_eq!(say(&[2]), "appointment, 999. I have sore. It began");
    assert_eq!(say(&[]), "", "nothing is put into anybody's mouth");
    let page = SignPage {
        id: String::new(),
        title: String::new(),
        ask: String::new(),
        when: SignSet::default(),
        about_you: false,
        signs: 0..4,
    };
    let list = Checklist { pages: vec![page], ..list };
    let nothing_ticked = list.verdict(&Answers::default());
    assert_eq!(nothing_ticked.outcome, TriageResult::Incomplete);
    assert_eq!(list.say(&nothing_ticked, &phone), "", "an introduction to no sign is not said");
}

#[test]
fn the_leg_and_the_drive_are_those_of_the_ticked_signs() {
    let list = checklist();
    let of = |ticks: &[usize]| {
        let verdict = list.verdict(&answers(ticks, &[]));
        (verdict.is_about_leg, verdict.may_be_driven)
    };
    assert_eq!(of(&[0]), (false, true));
    assert_eq!(of(&[0, 1]), (true, true), "a sign of a lower tier does not forbid the drive");
    let mut signs = list.signs().to_vec();
    signs[0].may_be_driven = false;
    let list = Checklist::new(String::new(), vec![], signs, vec![], vec![], ResultTexts::default());
    assert!(!list.verdict(&answers(&[0], &[])).may_be_driven);
}
