//! Pages for tests.

use crate::domain::{
    CheckRecord, Episode, Fact, Limb, Medicine, MedicineChange, NightNote, Route, Scale, Site, Span, Summary,
    Tag, Trends, Waking,
    book::{About, Book, Publication},
    local_time::parse_with_offset,
    tests::sample::{episode, night, note, span},
    vocabulary::{ProgrammeWords, ReportWords, Vocabulary},
};
use crate::report::model::{self, ClinicianReport};

/// Text that every format has to be on its guard against.
pub(crate) const HOSTILE: &str = "=1+1 <script>alert(1)</script> & \"quoted\" | `x` **b** [a](http://b) # \u{1b}[31m\u{202e}\u{200b}\u{7} \u{e9}\r\n- end";

/// A book with the words a report needs.
pub(crate) fn book() -> Book {
    let tag = |id: &str, text: &str| Tag { id: id.into(), text: text.into(), is_retired: false };
    Book {
        about: About { disclaimer: vec!["A disclaimer, whole.".into()], ..About::default() },
        sources: vec![Publication { id: "A1".into(), cite: "Somebody. Something. 2020.".into(), url: None }],
        diary: Vocabulary {
            tried: vec![tag("walk", "walked"), tag("stand", "stood on it")],
            before: vec![tag("sat-long", "sat for a long time")],
            also: vec![tag("puffy", "puffy")],
            programme: ProgrammeWords { routine: "bed".into(), nights: 42, sources: vec![] },
            report: ReportWords {
                recorded: "Recorded by the patient; not a diagnosis.".into(),
                questions: vec!["One?".into(), "Two?".into(), "Three?".into()],
                tests: "Tests that may be chosen: one, two.".into(),
                sources: vec!["A1".into()],
            },
            ..Vocabulary::default()
        },
        ..Book::default()
    }
}

/// November's page of that diary.
pub(crate) fn of(diary: &Span, facts: &[(Fact, String)]) -> ClinicianReport {
    let book = book();
    let (from, to) = (night("2026-11-01"), night("2026-11-30"));
    let summary = Summary::of(&book, diary, facts, from, to);
    model::build(&book, &summary, &Trends::of(&diary.within(from, to)), "2026-12-01".parse().expect("a date"))
}

/// November's page of those.
pub(crate) fn page(episodes: Vec<Episode>, nights: Vec<NightNote>) -> ClinicianReport {
    of(&span("2026-01-01", "2026-12-31", episodes, nights), &[])
}

/// A diary with something of everything, hostile where people write.
pub(crate) fn diary() -> Span {
    let cramp = |day: u8| {
        let mut cramp = episode(&format!("2026-11-{day:02}T03:{day:02}:00+00:00"));
        cramp.seconds = Some(u32::from(day) * 37);
        cramp.pain = Scale::new(day % 11);
        cramp.leg = Some(if day.is_multiple_of(3) { Limb::Right } else { Limb::Left });
        cramp.muscle = Some(if day.is_multiple_of(4) { Site::Foot } else { Site::Calf });
        cramp.waking = Some(Waking::Asleep);
        cramp.sleep_lost = Scale::new(day % 5);
        cramp.back_to_sleep = Some(u16::from(day));
        cramp.tried = vec!["walk".into(), if day.is_multiple_of(2) { "stand" } else { "=tag<b>" }.into()];
        cramp.eased_by = vec!["walk".into()];
        cramp.before = vec!["sat-long".into()];
        cramp.note = if day.is_multiple_of(2) { HOSTILE.into() } else { String::new() };
        cramp
    };
    let mut diary = span(
        "2026-01-01",
        "2026-12-31",
        (2..=20).map(cramp).collect(),
        vec![note("2026-11-25", true), note("2026-11-10", false)],
    );
    diary.medicines = vec![Medicine {
        id: "m".into(),
        date: night("2026-10-01"),
        name: HOSTILE.into(),
        dose: "@5 mg".into(),
        route: Some(Route::Patch),
        change: MedicineChange::Started,
        note: String::new(),
    }];
    diary.checks = vec![CheckRecord {
        id: "c".into(),
        at: parse_with_offset("2026-11-05T10:00:00Z").expect("a moment"),
        outcome: "same-day".into(),
        signs: vec!["<i>gone".into()],
    }];
    diary
}

/// Its page.
pub(crate) fn ordinary() -> ClinicianReport {
    of(&diary(), &[(Fact::Who, "Ren\u{e9}e, 51".into()), (Fact::Conditions, HOSTILE.into())])
}

/// A page of ninety nights with a cramp in each and everything recorded of it: more than one sheet holds.
pub(crate) fn crowded() -> ClinicianReport {
    let mut book = book();
    let tag = |i: usize| Tag {
        id: format!("tag-{i}"),
        text: format!("something that was recorded, {i}"),
        is_retired: false,
    };
    (book.diary.tried, book.diary.before) = ((0..12).map(tag).collect(), (0..19).map(tag).collect());
    let mut diary = diary();
    let (from, to) = (night("2026-09-02"), night("2026-11-30"));
    let note = "A long note about the night, the day before it, and everything that was tried. ".repeat(4);
    diary.episodes = (0..90)
        .map(|back| {
            let mut cramp = episode(&format!("{}T03:10:00+00:00", to.back(back - 1)));
            cramp.id = format!("{back:032x}");
            let tags = |count: usize| (0..count).map(|i| format!("tag-{i}")).collect::<Vec<_>>();
            (cramp.tried, cramp.eased_by, cramp.before) = (tags(12), tags(3), tags(19));
            (cramp.note, cramp.pain, cramp.seconds) =
                (note.clone(), Scale::new(u8::try_from(back % 11).unwrap_or(0)), Some(200));
            cramp
        })
        .collect();
    let medicine = diary.medicines.first().cloned().expect("a medicine");
    diary.medicines = (1..9)
        .map(|day| Medicine {
            id: format!("m{day}"),
            name: format!("Medicine {day}"),
            dose: "5 mg".into(),
            date: night(&format!("2026-10-{day:02}")),
            ..medicine.clone()
        })
        .collect();
    let summary = Summary::of(&book, &diary, &[], from, to);
    model::build(&book, &summary, &Trends::of(&diary.within(from, to)), "2026-12-01".parse().expect("a date"))
}
