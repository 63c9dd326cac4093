//! Patient stories over the shipped checklist: the tier that each must reach at least, and cards that agree with themselves.

use crate::{
    content,
    domain::{
        book::Book,
        region::Phone,
        triage::{
            Checklist, SignSet, Tier,
            Tier::{Appointment, Emergency, Routine, SameDay},
            TriageResult,
        },
    },
    report::result::{self, ResultSheet},
};

/// A story: its name, the ids of the ticked signs, the least tier, and the row of the clinical table or the sources behind it.
type Story = (&'static str, &'static str, Tier, &'static str);

#[rustfmt::skip]
const STORIES: &[Story] = &[
    // Clots.
    ("DVT on the contraceptive ring", "constant-pain oestrogen-tablets", SameDay, "S71 S72"),
    ("DVT on the ring with swelling", "one-leg-swelling oestrogen-tablets", SameDay, "U1"),
    ("DVT with no known risk", "constant-pain", SameDay, "S71"),
    ("DVT on raloxifene", "sore-over-day clot-medicines", SameDay, "S73 S74 J1"),
    ("DVT on raloxifene, constant pain", "constant-pain clot-medicines", SameDay, "S73 S74 J1"),
    ("DVT after a flight", "sore-over-day long-journey", SameDay, "rule 4"),
    ("DVT after a flight, warm leg", "one-leg-warm long-journey", SameDay, "U2"),
    ("DVT in a smoker", "sore-over-day clot-body", SameDay, "S73 S74 J1"),
    ("DVT with Crohn's disease", "sore-over-day clot-illness", SameDay, "S73 S74 J1"),
    ("DVT with a brother who had a clot", "sore-over-day relative-clots", SameDay, "rule 4"),
    ("DVT after a hospital stay", "sore-over-day surgery-recent", SameDay, "rule 4"),
    ("DVT in cancer", "constant-pain cancer", SameDay, "U4"),
    ("DVT on tamoxifen, both legs", "both-legs-swelling clot-medicines cancer", SameDay, "J1"),
    ("Past clot, usual cramps only", "past-clot cramps-disturb", Routine, "rule 3"),
    ("Past clot and a sore leg", "past-clot sore-over-day", SameDay, "U5"),
    ("Past clot and new leg pain", "past-clot-new-leg", SameDay, "U5"),
    ("Past clot and both legs", "past-clot both-legs-swelling", SameDay, "J1"),
    ("Soreness that does not ease", "sore-not-easing", SameDay, "J1"),
    ("Soreness that eases", "sore-over-day", Appointment, "A12"),
    ("Clot that moved to the lung", "one-leg-swelling breathless", Emergency, "rule 2"),
    ("Clot that moved, about to faint", "constant-pain near-faint", Emergency, "J1"),
    ("Clot that moved, both legs, chest pain", "both-legs-swelling chest-pain", Emergency, "rule 2"),
    ("Clot that moved, first page", "one-leg-swelling now-chest", Emergency, "rule 2"),
    ("Cast, sore calf, fainted", "surgery-recent sore-over-day now-awake", Emergency, "E1"),
    ("Sore calf and about to faint", "sore-over-day near-faint", Emergency, "J1"),
    ("Racing heart and a hot leg", "racing-heart one-leg-warm", Emergency, "E1"),
    ("Coughing blood", "coughing-blood", Emergency, "E1"),
    ("Upper-back pain on breathing in", "back-breath", Emergency, "E1"),
    ("About to faint alone", "near-faint", SameDay, "J1"),
    ("Locked cramp, about to faint", "cramp-locked near-faint", Emergency, "J1"),
    ("Weak leg, about to faint", "one-leg-weak near-faint", Emergency, "J1"),
    ("About to faint after a birth", "birth-recent near-faint", Emergency, "J1"),
    ("Sciatica with tingling", "back-pain tingling-lasting", SameDay, "E5"),
    ("Phlebitis", "veins-sore", SameDay, "U3"),
    ("Phlebitis on HRT tablets", "veins-sore oestrogen-tablets", SameDay, "U3"),
    ("Bruised swollen calf", "leg-bruise one-leg-swelling", SameDay, "J1"),
    ("Huge purple leg", "leg-blue-swollen", Emergency, "E12"),
    ("Swollen leg, toes changing", "one-leg-swelling toes-colour", Emergency, "E12"),
    // Pregnancy.
    ("Pregnant with a sore calf", "maybe-pregnant constant-pain", SameDay, "U6"),
    ("Birth and a sore leg", "birth-recent sore-over-day", SameDay, "U6"),
    ("Pre-eclampsia, feet only", "maybe-pregnant both-legs-swelling", SameDay, "S76"),
    ("Pre-eclampsia after birth", "birth-recent both-legs-swelling", SameDay, "S76"),
    ("Pre-eclampsia, feet suddenly", "pregnancy-feet", SameDay, "S76"),
    ("Pre-eclampsia, headache", "maybe-pregnant pre-eclampsia", Emergency, "J1"),
    ("Pre-eclampsia, face swollen", "birth-recent pregnancy-face-hands", Emergency, "J1"),
    ("Ectopic pregnancy, bleeding and faint", "maybe-pregnant pregnant-bleeding near-faint", Emergency, "J1"),
    ("Heavy bleeding after birth", "birth-recent heavy-bleeding", Emergency, "J1"),
    ("Pregnant and vomiting", "maybe-pregnant vomiting", SameDay, "J1"),
    ("Might be pregnant", "maybe-pregnant", Appointment, "A10"),
    // Blood supply.
    ("Acute limb ischaemia", "leg-cold-sudden", Emergency, "E2"),
    ("Dead leg", "leg-dead-sudden", Emergency, "E2"),
    ("First page, cold leg", "now-leg", Emergency, "E2"),
    ("Acute on chronic, constant pain", "artery-disease constant-pain", SameDay, "J1"),
    ("Acute on chronic, locked", "artery-disease cramp-locked", SameDay, "J1"),
    ("Acute on chronic, locked and cold", "artery-disease cramp-locked foot-colder", Emergency, "J1"),
    ("Acute on chronic, locked and numb", "artery-disease cramp-locked one-leg-weak", Emergency, "J1"),
    ("Acute on chronic, pain and numb", "artery-disease constant-pain tingling-lasting", Emergency, "J1"),
    ("Acute on chronic, pain and toes", "artery-disease constant-pain toes-colour", Emergency, "E2"),
    ("Rest pain", "rest-pain", SameDay, "U12"),
    ("Rest pain with a sore", "rest-pain sore-not-healing", SameDay, "J1"),
    ("Rest pain with toes changing", "rest-pain toes-colour", SameDay, "J1"),
    ("Rest pain, now numb", "rest-pain sore-not-healing one-leg-weak", Emergency, "J1"),
    ("Rest pain, now numb, first line", "foot-blood one-leg-weak", Emergency, "J1"),
    ("Claudication", "pain-walking", Appointment, "A6"),
    ("Claudication with artery disease", "pain-walking artery-disease", Appointment, "A6"),
    ("Claudication becomes rest pain", "pain-walking rest-pain", SameDay, "U12"),
    ("Artery disease alone", "artery-disease", Routine, "J1"),
    // Compartment, muscle.
    ("Compartment after exercise", "leg-tight-after-injury", Emergency, "E10"),
    ("Locked and numb", "cramp-locked tingling-lasting", Emergency, "E10"),
    ("Locked and foot drops", "cramp-locked foot-drop", Emergency, "E10"),
    ("Cast, pain and numb", "surgery-recent constant-pain one-leg-weak", Emergency, "E10"),
    ("Cramp locked now", "cramp-locked", SameDay, "U9"),
    ("Long cramp that eased", "cramp-over-ten", Appointment, "A2"),
    ("Torn calf", "calf-pop", SameDay, "J1"),
    ("Achilles rupture with swelling", "calf-pop one-leg-swelling", SameDay, "J1"),
    ("Rhabdo on a statin", "statin dark-pee", Emergency, "rule 6"),
    ("Rhabdo on a statin, detailed", "statin-muscle dark-pee", Emergency, "rule 6"),
    ("Rhabdo after a race", "dark-pee constant-pain", Emergency, "E8"),
    ("Rhabdo in the heat", "dark-pee heat-ill", Emergency, "E8"),
    ("Dark pee and sore muscles", "dark-pee-sore-muscles", Emergency, "E8"),
    ("Dark pee alone", "dark-pee", SameDay, "U16"),
    ("Dark pee and cramps everywhere", "dark-pee cramps-elsewhere", Emergency, "E8"),
    ("Statin, new muscle pain", "statin-muscle", SameDay, "U10"),
    ("Statin and weak over weeks", "statin-muscle weak-slow", Emergency, "rule 6"),
    ("Statin and cramps worse", "statin cramps-worse", SameDay, "U10"),
    ("Statin started lately", "statin new-medicine", SameDay, "U10"),
    ("Statin and slowly weaker", "statin slow-weakness", SameDay, "U10"),
    ("Statin and weak, cannot stand", "statin cannot-stand", Emergency, "rule 6"),
    ("Statin and foot drop", "statin-muscle foot-drop", SameDay, "S39"),
    ("Statin and yellow eyes", "statin jaundice", SameDay, "S39"),
    // Infection.
    ("Cellulitis", "hot-skin", SameDay, "U7"),
    ("Cellulitis with fever", "hot-skin fever", Emergency, "S70"),
    ("Cellulitis with fever, detailed", "hot-leg-fever", Emergency, "S70"),
    ("Cellulitis, about to faint", "hot-skin near-faint", Emergency, "S70"),
    ("Purple patches", "skin-purple", Emergency, "S70"),
    ("Cellulitis and sepsis", "hot-skin confused", Emergency, "E11"),
    ("Sepsis, first page", "now-ill", Emergency, "E11"),
    ("Swollen leg and fever", "one-leg-swelling fever", Emergency, "S70"),
    ("Neutropenic sepsis", "low-immunity fever", Emergency, "S75"),
    ("Chemotherapy and a hot leg", "low-immunity hot-skin", Emergency, "S75"),
    ("Weak immunity, red leg", "low-immunity one-leg-colour", Emergency, "S75"),
    ("Weak immunity, unwell", "low-immunity-fever", Emergency, "S75"),
    ("Weak immunity, foot sore", "low-immunity sore-not-healing", Emergency, "S75"),
    ("Chemotherapy, hot leg, fever", "cancer low-immunity hot-leg-fever", Emergency, "S75"),
    ("Fever alone", "fever", SameDay, "rule 8"),
    // Diabetes.
    ("Diabetes alone", "diabetes", Routine, "J1"),
    ("Diabetic ulcer with fever", "diabetes-foot-sore fever", Emergency, "E14"),
    ("Diabetic foot, hot leg and fever", "diabetes hot-leg-fever", Emergency, "E14"),
    ("Diabetes, black toe", "diabetes-black-skin", Emergency, "E14"),
    ("Diabetes, toes change", "diabetes toes-colour", Emergency, "E14"),
    ("Diabetes, new foot sore", "diabetes-foot-sore", SameDay, "U13"),
    ("Charcot foot", "diabetes diabetes-foot-hot", SameDay, "U13"),
    ("Diabetes and foot line", "diabetes foot-blood", SameDay, "U13"),
    ("New diabetes", "thirsty weight-loss", SameDay, "J1"),
    ("New diabetes, vomiting (DKA)", "thirsty weight-loss vomiting", Emergency, "J1"),
    ("New diabetes, drowsy", "thirsty weight-loss confused", Emergency, "J1"),
    ("New diabetes, fast breathing", "thirsty weight-loss fast-breathing", Emergency, "J1"),
    ("Diabetes and vomiting (DKA)", "diabetes vomiting", Emergency, "J1"),
    ("Diabetes, thirsty, vomiting", "diabetes thirsty vomiting", Emergency, "J1"),
    ("Diabetes and thirst", "diabetes thirsty", SameDay, "J1"),
    ("Thirst alone", "thirsty", Appointment, "A11"),
    // Spine and nerves.
    ("Cauda equina, two pee signs", "pee-hard pee-leaking", Emergency, "S31 S77"),
    ("Cauda equina, pee and back", "pee-hard back-pain", Emergency, "S31 S77"),
    ("Cauda equina, leak and weak leg", "pee-leaking one-leg-weak", Emergency, "S31 S77"),
    ("Cauda equina, leak and lasting tingling", "pee-leaking tingling-lasting", Emergency, "S31 S77"),
    ("Cauda equina, saddle and leak", "saddle-numb pee-leaking", Emergency, "E3"),
    ("Cauda equina, sex", "sex-numb", Emergency, "S77"),
    ("Retention", "pee-nothing", Emergency, "S31 S77"),
    ("Cystitis: slow stream", "pee-hard", SameDay, "S31 S77"),
    ("New leak alone", "pee-leaking", SameDay, "S31 S77"),
    ("Leak on coughing", "pee-leak-cough", Appointment, "S31 S77"),
    ("Sciatica both sides", "back-both-legs", Emergency, "E5"),
    ("MSCC, spinal pain", "cancer back-pain", SameDay, "S79"),
    ("MSCC, spinal pain, detailed", "cancer-back-pain", SameDay, "S79"),
    ("MSCC, back pain and weak leg", "cancer back-pain one-leg-weak", Emergency, "S79"),
    ("MSCC, back pain and trips", "cancer back-pain trips", Emergency, "S79"),
    ("MSCC, back pain and tingling", "cancer-back-pain tingling-lasting", Emergency, "S79"),
    ("MSCC, back pain and pee", "cancer back-pain pee-hard", Emergency, "S79"),
    ("Cancer and weak leg", "cancer one-leg-weak", SameDay, "S79"),
    ("Cancer and lasting tingling", "cancer tingling-lasting", SameDay, "S79"),
    ("Cancer and slow weakness", "cancer weak-slow", SameDay, "S79"),
    ("Cancer and trips", "cancer trips", SameDay, "S79"),
    ("Cancer and both legs weak", "cancer both-legs-weak", Emergency, "E5"),
    ("Cancer alone", "cancer", Routine, "J1"),
    ("Spinal infection", "back-pain fever", SameDay, "J1"),
    ("Spinal infection with a weak leg", "back-pain fever foot-drop", Emergency, "J1"),
    ("Spinal infection, diabetes", "back-pain fever diabetes", Emergency, "J1"),
    ("Back pain alone", "back-pain", Routine, "J1"),
    ("Back pain and weight loss", "back-pain weight-loss", SameDay, "J1"),
    ("GBS", "both-legs-weak tingling-lasting", Emergency, "E6"),
    ("GBS after diarrhoea", "vomiting both-legs-weak", Emergency, "E6"),
    ("Legs give way", "cannot-stand", Emergency, "E6"),
    ("Foot drop", "foot-drop", SameDay, "U8"),
    ("Slow weakness", "weak-slow", Appointment, "A4"),
    ("Slow weakness, thin muscle, twitch (MND)", "weak-slow muscle-thin twitching", Appointment, "A4"),
    ("Twitching alone", "twitching", Routine, "J1"),
    ("Stroke that passed", "one-side-weak", Emergency, "E7"),
    ("Stroke, first page", "now-stroke", Emergency, "E7"),
    // Tetanus, calcium, salts.
    ("Tetanus", "wound-cramps jaw-locked", Emergency, "rule 7"),
    ("Tetanus, back spasms", "wound-cramps cramps-elsewhere", Emergency, "E9"),
    ("Tetanus, first lines", "wound-or-poison cramps-elsewhere", Emergency, "E9"),
    ("Tetanus, trouble swallowing", "swallowing", Emergency, "E9"),
    ("Dirty wound", "wound-cramps", SameDay, "U11"),
    ("Lead", "poison", SameDay, "U11"),
    ("Poison and vomiting", "poison vomiting", Emergency, "U11"),
    ("Low calcium", "tingling-spasm", SameDay, "U15"),
    ("Low calcium and a fit", "spasm-fit", Emergency, "E13"),
    ("Low calcium after denosumab", "bone-injection bone-tingling", SameDay, "J1"),
    ("Low calcium after denosumab, tingling", "bone-injection tingling-lasting", SameDay, "J1"),
    ("Low calcium after denosumab, spasms", "bone-injection tingling-spasm", Emergency, "J1"),
    ("Hyperkalaemia on spironolactone", "water-tablets salts-weak", SameDay, "S90 S91 J1"),
    ("Hyperkalaemia, about to faint", "water-tablets salts-weak near-faint", Emergency, "S90 S91 J1"),
    ("Hyperkalaemia, detailed", "salts-faint", Emergency, "S90 S91 J1"),
    ("Hyperkalaemia and chest pain", "heart-kidney-liver salts-weak chest-pain", Emergency, "S90 S91 J1"),
    ("Kidney disease and slow weakness", "heart-kidney-liver weak-slow", SameDay, "S90 S91 J1"),
    ("Dialysis", "dialysis", Appointment, "J1"),
    ("Dialysis and weak", "dialysis salts-weak", SameDay, "J1"),
    ("Lithium toxicity", "lithium-unwell", SameDay, "S90 S91 J1"),
    ("Lithium and vomiting", "lithium vomiting", SameDay, "S90 S91 J1"),
    ("Lithium and unsteadiness", "lithium trips", SameDay, "S90 S91 J1"),
    ("Lithium and drowsiness", "lithium confused", Emergency, "S90 S91 J1"),
    ("Lithium and faint", "lithium-unwell near-faint", Emergency, "S90 S91 J1"),
    ("Gastroenteritis", "vomiting", SameDay, "S90 S91 J1"),
    ("Gastroenteritis and faint", "vomiting near-faint", Emergency, "S90 S91 J1"),
    ("Gastroenteritis and confusion", "vomiting confused", Emergency, "S90 S91 J1"),
    ("Heat exhaustion", "heat-ill", SameDay, "S90 S91 J1"),
    ("Heat stroke", "heat-ill confused", Emergency, "S90 S91 J1"),
    ("Heat stroke, fever", "heat-ill fever", Emergency, "S90 S91 J1"),
    ("Heat and faint", "heat-ill near-faint", Emergency, "S90 S91 J1"),
    ("Eating disorder", "eating", SameDay, "J1"),
    ("Eating disorder and faint", "eating near-faint", Emergency, "J1"),
    ("Quinine and bruises", "quinine-bleeding", SameDay, "U14"),
    ("Quinine and hearing", "quinine-senses", SameDay, "U14"),
    ("Quinine and faint", "quinine near-faint", Emergency, "U14"),
    ("Quinine and lost sight", "quinine sight-loss", Emergency, "E7"),
    // Bleeding, others.
    ("Flooding", "heavy-bleeding", SameDay, "J1"),
    ("Flooding and faint", "heavy-bleeding near-faint", Emergency, "J1"),
    ("Flooding and fainted", "heavy-bleeding faint", Emergency, "J1"),
    ("Flooding on a blood thinner", "heavy-bleeding blood-thinner", Emergency, "rule 13"),
    ("Heavy periods and faint", "heavy-periods near-faint", Emergency, "J1"),
    ("Heavy periods alone", "heavy-periods", Routine, "J1"),
    ("Bleeding after the menopause", "late-bleeding", Appointment, "J1"),
    ("Polymyalgia", "shoulders-hips", Appointment, "J1"),
    ("Sarcoma", "lump", Appointment, "J1"),
    ("Bone pain after breast cancer", "cancer lump", SameDay, "J1"),
    ("Weight loss", "weight-loss", Appointment, "A11"),
    ("Jaundice", "jaundice", SameDay, "J1"),
    ("Jaundice and fever", "jaundice fever", Emergency, "J1"),
    ("A teenager", "under-18", SameDay, "J1"),
    ("Worried", "worried", SameDay, "rule 12"),
    ("Cramps that disturb", "cramps-disturb", Routine, "J1"),
    ("Cramps that get worse", "cramps-worse", Appointment, "A1"),
    ("Heart failure, both legs", "heart-kidney-liver both-legs-swelling", SameDay, "J1"),
    ("Both ankles", "both-legs-swelling", Appointment, "A5"),
    ("Both legs, sudden", "both-legs-sudden", SameDay, "J1"),
    ("Swollen legs, breathless", "both-legs-swelling breathless", Emergency, "rule 2"),
    ("Restless legs", "urge-to-move", Routine, "A11"),
    ("Cannot be woken", "unconscious", Emergency, "rule 14"),
    ("Quinine, bruises and fever", "quinine-bleeding fever", Emergency, "U14"),
    ("Wound and a locked muscle", "wound-cramps cramp-locked", Emergency, "E9"),
    ("Thyroid operation and spasms", "surgery-recent tingling-spasm", Emergency, "E13"),
    ("Eating disorder and weak", "eating salts-weak", Emergency, "J1"),
    ("Cancer and thirst", "cancer thirsty", SameDay, "J1"),
    ("Weak immunity and back pain", "low-immunity back-pain", SameDay, "J1"),
    ("Cough leak and back pain", "pee-leak-cough back-pain", SameDay, "S31 S77"),
    ("Artery disease and numb", "artery-disease tingling-lasting", SameDay, "J1"),
    ("Swollen leg turns weak", "one-leg-swelling one-leg-weak", Emergency, "E12"),
    ("Torn calf, pain and numb", "calf-pop constant-pain one-leg-weak", Emergency, "E10"),
    ("Rest pain and a cold foot", "rest-pain foot-colder", Emergency, "J1"),
];

/// The ticks of these ids. Panics on an id that the book does not have: a story must not pass by a typing error.
fn ticks(list: &Checklist, ids: &str) -> SignSet {
    ids.split(' ').map(|id| list.find(id).unwrap_or_else(|| panic!("there is no sign {id}"))).collect()
}

#[test]
fn every_story_reaches_its_tier() {
    let book = content::shipped();
    let list = &book.checklist;
    let mut low = vec![];
    for (name, ids, least, source) in STORIES {
        let outcome = list.verdict(&list.all_answered(ticks(list, ids))).outcome;
        if outcome < TriageResult::Tier(*least) {
            low.push(format!("{name} ({ids}, {source}): {outcome:?}, must be {least:?}"));
        }
    }
    assert!(STORIES.len() >= 120, "only {} stories", STORIES.len());
    assert!(low.is_empty(), "too low:\n{}", low.join("\n"));
}

/// Tiers that have a reason not to raise the alarm: each of these alone stays where it is.
#[test]
fn common_signs_alone_do_not_raise_the_alarm() {
    let book = content::shipped();
    let list = &book.checklist;
    for (ids, most) in [
        ("cramps-disturb", Routine),
        ("diabetes", Routine),
        ("cancer", Routine),
        ("past-clot cramps-disturb", Routine),
        ("heavy-periods", Routine),
        ("heavy-drinking", Routine),
        ("heart-kidney-liver", Routine),
        ("twitching", Routine),
        ("urge-to-move", Routine),
        ("pee-leak-cough", Appointment),
        ("sore-over-day", Appointment),
        ("both-legs-swelling", Appointment),
        ("pee-hard", SameDay),
        ("pee-leaking", SameDay),
        ("near-faint", SameDay),
        ("under-18", SameDay),
    ] {
        assert!(list.tier(&ticks(list, ids)) <= Some(most), "{ids}");
    }
}

/// The sign of the first page that stands for each emergency that needs no condition.
#[test]
fn the_first_page_holds_only_emergencies_and_every_emergency_row_without_a_condition_is_behind_it() {
    let book = content::shipped();
    let list = &book.checklist;
    let first = &list.pages[0];
    assert!(first.when.is_empty());
    assert!(list.signs()[first.signs.clone()].iter().all(|sign| sign.tier == Some(Emergency)));
    let here: SignSet = first.signs.clone().collect();
    for row in 1..=13 {
        let row = format!("E{row}");
        let behind = list.signs().iter().filter(|sign| sign.row == row).any(|sign| {
            let page = &list.pages[sign.page];
            sign.page == 0 || !page.when.is_disjoint(&here)
        });
        assert!(behind, "{row} is not behind the first page");
    }
}

/// Pages are as long as a person reads at night, and a page that is asked later never hangs on one that comes after it.
#[test]
fn pages_stay_short_and_come_after_what_calls_for_them() {
    let book = content::shipped();
    let list = &book.checklist;
    let count = |text: &str| text.split_whitespace().count();
    let mut words = 0;
    for (at, page) in list.pages.iter().enumerate() {
        let signs = &list.signs()[page.signs.clone()];
        assert!(signs.len() <= 9, "{}: {} signs", page.id, signs.len());
        assert!(page.title.chars().count() <= 20 && page.ask.chars().count() <= 76, "{}", page.id);
        for sign in signs {
            assert!(sign.text.chars().count() <= 70 && !sign.text.ends_with('.'), "{}", sign.id);
            assert!(sign.say.chars().count() <= 90 && sign.say.ends_with('.'), "{}", sign.id);
        }
        for &trigger in &page.when {
            assert!(
                list.signs()[trigger].page < at,
                "{} is asked before {}",
                page.id,
                list.signs()[trigger].id
            );
        }
        if page.when.is_empty() {
            words += count(&page.title) + count(&page.ask) + count(&signs[0].why);
            words += signs.iter().map(|sign| count(&sign.text)).sum::<usize>();
        }
    }
    assert!(list.pages.iter().filter(|page| page.when.is_empty()).count() <= 9);
    assert!(words <= 550, "{words} words");
}

/// Key presses from `!` to a tick, where the other pages are passed with `0`.
#[test]
fn every_emergency_is_reached_within_twelve_keys() {
    let book = content::shipped();
    let list = &book.checklist;
    // Down or Up with wrap-around, whichever is shorter.
    let moves = |sign: usize| {
        let signs = &list.pages[list.signs()[sign].page].signs;
        (sign - signs.start).min(signs.end - sign)
    };
    let zeros = |from: usize, to: usize, ticked: &SignSet| {
        (from..to)
            .filter(|at| {
                let when = &list.pages[*at].when;
                when.is_empty() || !when.is_disjoint(ticked)
            })
            .count()
    };
    for (at, sign) in list.signs().iter().enumerate().filter(|(_, sign)| sign.tier == Some(Emergency)) {
        let page = &list.pages[sign.page];
        let direct =
            page.when.is_empty().then(|| 1 + zeros(0, sign.page, &SignSet::default()) + moves(at) + 1);
        let through =
            page.when.iter().filter(|trigger| list.pages[list.signs()[**trigger].page].when.is_empty());
        let through = through.map(|&trigger| {
            let asked = list.signs()[trigger].page;
            let ticked = SignSet::from([trigger]);
            // A tick that is an emergency takes the screen; one key leads back.
            let back = usize::from(list.signs()[trigger].tier == Some(Emergency));
            let first = 1 + zeros(0, asked, &SignSet::default()) + moves(trigger) + 1 + back + 1;
            first + zeros(asked + 1, sign.page, &ticked) + moves(at) + 1
        });
        let keys = direct.into_iter().chain(through).min();
        assert!(keys.is_some_and(|keys| keys <= 12), "{}: {keys:?} keys", sign.id);
    }
}

/// The words by which a sentence names a tier.
const NAMES: [(&str, Tier); 12] = [
    ("call 0000", Emergency),
    ("a&e", Emergency),
    ("emergency department", Emergency),
    ("same day", SameDay),
    ("today", SameDay),
    ("call the line", SameDay),
    ("urgent appointment", SameDay),
    ("within two weeks", Appointment),
    ("within 2 weeks", Appointment),
    ("this week", Appointment),
    ("ordinary appointment", Routine),
    ("when you are next seen", Routine),
];

fn tiers_in(sentence: &str) -> Vec<Tier> {
    let sentence = sentence.to_lowercase();
    NAMES.iter().filter(|(name, _)| sentence.contains(name)).map(|(_, tier)| *tier).collect()
}

/// Every single sign, and every choice of one sign from each set of every rule.
fn cards(list: &Checklist) -> Vec<SignSet> {
    let mut all: Vec<SignSet> = (0..list.signs().len()).map(|sign| SignSet::from([sign])).collect();
    for rule in list.rules() {
        let mut choices = vec![SignSet::default()];
        for set in &rule.all {
            choices = choices
                .iter()
                .flat_map(|chosen| set.iter().map(move |sign| chosen | &SignSet::from([*sign])))
                .collect();
        }
        all.extend(choices);
    }
    all
}

fn card(book: &Book, ticked: SignSet) -> ResultSheet {
    let phone = Phone {
        emergency: "0000".into(),
        number: "0000".into(),
        urgent: "the line".into(),
        note: String::new(),
        is_chosen: true,
    };
    result::sheet(book, &book.checklist.verdict(&book.checklist.all_answered(ticked)), &phone)
}

#[test]
fn no_card_contradicts_itself() {
    let book = content::shipped();
    let list = &book.checklist;
    for ticked in cards(list) {
        let sheet = card(&book, ticked.clone());
        let named: Vec<&str> = ticked.iter().map(|sign| list.signs()[*sign].id.as_str()).collect();
        let TriageResult::Tier(tier) = sheet.outcome else {
            continue;
        };
        // The heading names the tier of the outcome and no other.
        assert!(tiers_in(&sheet.heading).iter().all(|said| *said == tier), "{named:?}: {}", sheet.heading);
        // A reason never names another tier than the outcome, so it neither sends elsewhere nor makes a condition of what
        // is ticked already. One sentence may: a child with an emergency sign, which is no sign of this card.
        let reasons = sheet.reasons.iter().map(|(_, why)| why).chain(&sheet.together);
        for sentence in reasons.flat_map(|why| why.split_inclusive(['.', ';'])) {
            let other = tiers_in(sentence).into_iter().find(|said| *said != tier);
            let is_the_child = named == ["under-18"] && other == Some(Emergency);
            assert!(other.is_none() || is_the_child, "{named:?} is {tier:?}: {sentence}");
        }
        // What to do names no lower tier than the outcome.
        for line in &sheet.action {
            assert!(tiers_in(line).iter().all(|said| *said >= tier), "{named:?} is {tier:?}: {line}");
        }
        assert!(sheet.call_if.len() <= 3, "{named:?}");
        assert!(sheet.call_if.iter().all(|line| tiers_in(line) == [Emergency]), "{named:?}");
        // What is said about the leg stands only where a sign about the leg is ticked.
        let about_leg = ticked.iter().any(|sign| list.signs()[*sign].leg);
        let says_leg = sheet.action.iter().any(|line| line.contains("warm"));
        if tier >= SameDay {
            assert_eq!(says_leg, about_leg, "{named:?}");
        }
        if tier == Emergency {
            assert!(1 + sheet.action.len() < 9, "{named:?}: {:?}", sheet.action);
        }
    }
}

#[test]
fn a_driver_is_named_only_where_every_emergency_allows_it() {
    let book = content::shipped();
    let list = &book.checklist;
    let driven =
        |ids: &str| card(&book, ticks(list, ids)).action.iter().any(|line| line.contains("take you"));
    for ids in
        ["saddle-numb", "leg-cold-sudden", "hot-leg-fever", "diabetes-black-skin", "pee-hard back-pain"]
    {
        assert!(driven(ids), "{ids}");
    }
    for ids in [
        "now-chest",
        "now-stroke",
        "unconscious",
        "spasm-fit",
        "shaking",
        "saddle-numb chest-pain",
        "low-immunity fever",
    ] {
        assert!(!driven(ids), "{ids}");
    }
}

#[test]
fn what_is_not_for_now_is_about_the_leg_or_the_remedy() {
    let book = content::shipped();
    let list = &book.checklist;
    let not_now = |ids: &str| !list.verdict(&list.all_answered(ticks(list, ids))).not_now.is_empty();
    for ids in
        ["now-stroke", "now-awake", "now-chest", "now-pee", "now-spasm", "under-18", "worried", "jaw-locked"]
    {
        assert!(!not_now(ids), "{ids}");
    }
    for ids in ["now-leg", "one-leg-swelling", "constant-pain", "hot-skin", "blood-thinner", "artery-disease"]
    {
        assert!(not_now(ids), "{ids}");
    }
}

#[test]
fn the_phone_hears_the_exact_sentence_once() {
    let book = content::shipped();
    let list = &book.checklist;
    let say = |ids: &str| card(&book, ticks(list, ids)).say;
    assert!(say("now-nerves").contains("both legs are weak"), "{}", say("now-nerves"));
    let exact = say("now-nerves saddle-numb");
    assert!(
        exact.contains("I am numb or tingling between the legs.") && !exact.contains("both legs"),
        "{exact}"
    );
    assert_eq!(say("unconscious now-awake").matches("Someone here").count(), 1);
}
