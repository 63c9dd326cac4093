//! Every ask: what is saved is found again, changes are made once and only where nothing has changed meanwhile.

use proptest::prelude::*;

use super::*;

#[test]
fn one_of_each_is_found_as_it_was_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = store(folder.path());
    let records = one_of_each();
    save_all(&mut one, &records);
    let mut two = store(folder.path());
    for record in records {
        assert_eq!(find(&mut one, record.key()), Some(record.clone()));
        assert_eq!(find(&mut two, record.key()), Some(record));
    }
    assert_eq!(find(&mut one, RecordKey::Episode("nobody".into())), None);
}

#[test]
fn spans_checks_and_facts_bring_what_belongs_to_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    save_all(&mut store, &one_of_each());
    save_all(
        &mut store,
        &[
            Record::Episode(episode("0e0", "2026-11-04T23:00:00+00:00")),
            Record::Check(check("0c0", "2026-10-05T20:00:00+00:00")),
            Record::Fact(Fact::Impact, "sleep".into()),
        ],
    );
    let Ok(Answer::Span(span)) = store.ask(&Ask::Span { from: night("2026-11-01"), to: night("2026-11-04") })
    else {
        panic!("a span")
    };
    let ids: Vec<&str> = span.episodes.iter().map(|episode| episode.id.as_str()).collect();
    assert_eq!(ids, ["0e0", "0e1"], "oldest first");
    assert_eq!((span.nights.len(), span.medicines.len(), span.checks.len()), (1, 1, 0));
    let Ok(Answer::Checks(checks)) = store.ask(&Ask::Checks { count: 1 }) else { panic!("checks") };
    assert_eq!(checks, [check("0c1", "2026-11-05T20:00:00-03:30")]);
    let facts = Answer::Facts(vec![(Fact::Who, "A. B., 49".into()), (Fact::Impact, "sleep".into())]);
    assert_eq!(store.ask(&Ask::Facts), Ok(facts));
}

#[test]
fn the_background_of_a_page_reaches_back_to_the_first_fortnight_and_on_to_the_last_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let none = |date: &str| Record::Night(NightNote { night: night(date), no_cramp: true, programme: false });
    save_all(
        &mut store,
        &[
            none("2026-01-01"),
            Record::Episode(episode("first", "2026-01-14T23:00:00+00:00")),
            Record::Episode(episode("after the fortnight", "2026-01-15T23:00:00+00:00")),
            Record::Episode(episode("too early", "2026-09-05T23:00:00+00:00")),
            Record::Episode(episode("in reach", "2026-09-06T23:00:00+00:00")),
            Record::Episode(episode("too late", "2026-11-06T23:00:00+00:00")),
            none("2026-11-06"),
            Record::Medicine(medicine("later", "2026-12-01", "A")),
            Record::Check(check("long ago", "2025-12-01T20:00:00+00:00")),
            Record::Check(check("later", "2026-12-05T20:00:00+00:00")),
        ],
    );
    let ask = Ask::Background { from: night("2026-11-01"), to: night("2026-11-05") };
    let Ok(Answer::Span(span)) = store.ask(&ask) else { panic!("a span") };
    let ids: Vec<&str> = span.episodes.iter().map(|episode| episode.id.as_str()).collect();
    assert_eq!(ids, ["first", "in reach"]);
    assert_eq!((span.nights.len(), span.medicines.len(), span.checks.len()), (1, 1, 2));
    assert_eq!((span.from, span.to), (night("2025-12-01"), night("2026-11-05")));
    save_all(&mut store, &[Record::Episode(episode("of the fortnight", "2026-01-02T23:00:00+00:00"))]);
    let Ok(Answer::Span(span)) = store.ask(&ask) else { panic!("a span") };
    let ids: Vec<&str> = span.episodes.iter().map(|episode| episode.id.as_str()).collect();
    assert_eq!(ids, ["of the fortnight", "first", "in reach"]);
}

#[test]
fn a_change_is_made_only_where_nothing_has_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut two) = (store(folder.path()), store(folder.path()));
    let old = Record::Episode(episode("0e1", "2026-11-05T03:10:00+00:00"));
    let new = Record::Episode(full_episode("0e1", "2026-11-05T03:20:00+00:00"));
    let other =
        Record::Episode(Episode { note: "other".into(), ..episode("0e1", "2026-11-05T03:10:00+00:00") });
    save_all(&mut one, std::slice::from_ref(&old));
    let edit = Change { before: Some(old.clone()), after: Some(new.clone()) };
    assert_eq!(two.ask(&saving(vec![edit.clone()])), Ok(Answer::Saved));
    // The other window still believes in the old entry: nothing of its save is done.
    let late = vec![
        Change::add(Record::Fact(Fact::Who, "X".into())),
        Change { before: Some(old.clone()), after: Some(other) },
    ];
    assert_eq!(one.ask(&saving(late)), Err(Trouble::Changed));
    assert_eq!(find(&mut one, RecordKey::Fact(Fact::Who)), None);
    assert_eq!(find(&mut one, old.key()), Some(new.clone()));
    // Nor is a new entry put over one that is there, nor one taken out that has changed.
    assert_eq!(one.ask(&adding(std::slice::from_ref(&old))), Err(Trouble::Changed));
    assert_eq!(
        one.ask(&saving(vec![Change { before: Some(old.clone()), after: None }])),
        Err(Trouble::Changed)
    );
    // Undone and redone.
    assert_eq!(one.ask(&saving(vec![edit.clone().undone()])), Ok(Answer::Saved));
    assert_eq!(find(&mut two, old.key()), Some(old.clone()));
    assert_eq!(two.ask(&saving(vec![Change::add(old.clone()).undone()])), Ok(Answer::Saved));
    assert_eq!(find(&mut one, old.key()), None);
}

#[test]
fn a_save_made_twice_is_made_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let (a, b) =
        (episode("0e1", "2026-11-05T03:10:00+00:00"), full_episode("0e1", "2026-11-05T03:10:00+00:00"));
    let (a, b) = (Record::Episode(a), Record::Episode(b));
    let note = |date| Record::Night(NightNote { night: night(date), no_cramp: true, programme: true });
    let saves = [
        vec![Change::add(a.clone()), Change::add(note("2026-11-01"))],
        // Two changes of one entry, and a night that moves to another date.
        vec![
            Change { before: Some(a.clone()), after: Some(b.clone()) },
            Change { before: Some(b.clone()), after: Some(a.clone()) },
            Change { before: Some(a.clone()), after: Some(b.clone()) },
            Change { before: Some(note("2026-11-01")), after: Some(note("2026-11-02")) },
        ],
        vec![Change { before: Some(b), after: None }],
        vec![Change { before: None, after: None }],
    ];
    for save in saves {
        for _ in 0..3 {
            assert_eq!(store.ask(&saving(save.clone())), Ok(Answer::Saved));
        }
    }
    let all = listed(&mut store, Filter::default(), 0, 10);
    assert_eq!(all.entries, [note("2026-11-02")]);
}

#[test]
fn what_is_out_of_bounds_is_refused_and_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let base = || episode("0e1", "2026-11-05T03:10:00+00:00");
    let wrong = [
        Episode { seconds: Some(86_401), ..base() },
        Episode { back_to_sleep: Some(1441), ..base() },
        Episode { sore_hours: Some(673), ..base() },
        Episode { alcohol: Some(61), ..base() },
        Episode { note: "é".repeat(1001), ..base() },
        Episode { tried: vec!["a\nb".into()], ..base() },
        Episode { also: vec![String::new()], ..base() },
        Episode { before: vec!["a".repeat(201)], ..base() },
        Episode { before: vec!["a".into(); 41], ..base() },
        Episode { id: String::new(), ..base() },
    ];
    for episode in wrong {
        let said = store.ask(&adding(&[Record::Episode(episode.clone())]));
        let Err(Trouble::Failed(sentence)) = said else { panic!("{said:?} for {episode:?}") };
        assert!(sentence.starts_with("the entry cannot be kept: "), "{sentence}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn the_mark_of_a_session_lives_as_long_as_its_episode_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    let closed = Episode { is_open: false, seconds: Some(90), ..open.clone() };
    let (open, closed) = (Record::Episode(open), Record::Episode(closed));
    let keep = |step| Some(Mark::Keep(SessionMark { step, ..mark("0e1") }));
    let begin = Ask::Save { changes: vec![Change::add(open.clone())], mark: keep(0) };
    let close = Change { before: Some(open.clone()), after: Some(closed.clone()) };
    {
        let mut one = store(folder.path());
        assert_eq!(one.ask(&begin), Ok(Answer::Saved));
        assert_eq!(one.ask(&Ask::Save { changes: vec![], mark: keep(4) }), Ok(Answer::Saved));
        assert_eq!(left_open(&mut one), [], "this program runs it");
        let mut two = store(folder.path());
        assert_eq!(left_open(&mut two), [], "another does");
        // Nor may another go on with it.
        assert_eq!(two.ask(&Ask::Save { changes: vec![], mark: keep(5) }), Err(Trouble::Changed));
    }
    let mut two = store(folder.path());
    let there = |store: &mut Store, step| {
        assert_eq!(left_open(store), [("0e1".into(), Some(SessionMark { step, ..mark("0e1") }))]);
    };
    there(&mut two, 4);
    // Looking takes nothing over; going on does.
    let mut three = store(folder.path());
    there(&mut three, 4);
    assert_eq!(three.ask(&Ask::Save { changes: vec![], mark: keep(6) }), Ok(Answer::Saved));
    assert_eq!(left_open(&mut two), []);
    assert_eq!(three.ask(&saving(vec![close])), Ok(Answer::Saved));
    assert!(!folder.path().join("live/0e1").exists());
    // The mark is gone, and a late one is not kept.
    assert_eq!(three.ask(&Ask::Save { changes: vec![], mark: keep(7) }), Ok(Answer::Saved));
    assert!(!folder.path().join("live/0e1").exists());
    let reopen = Change { before: Some(closed), after: Some(open.clone()) };
    assert_eq!(three.ask(&saving(vec![reopen])), Ok(Answer::Saved));
    assert_eq!(left_open(&mut two), [("0e1".into(), None)]);
    assert_eq!(two.ask(&Ask::Save { changes: vec![], mark: keep(8) }), Ok(Answer::Saved));
    assert_eq!(
        two.ask(&Ask::Save { changes: vec![], mark: Some(Mark::Drop("0e1".into())) }),
        Ok(Answer::Saved)
    );
    assert_eq!(left_open(&mut two), [], "its program is still there");
    drop(two);
    assert_eq!(left_open(&mut three), [("0e1".into(), None)]);
    assert_eq!(three.ask(&saving(vec![Change { before: Some(open), after: None }])), Ok(Answer::Saved));
    assert_eq!(left_open(&mut three), []);
    assert!(!folder.path().join("live/0e1").exists(), "what the other left is tidied up");
}

#[test]
fn a_run_that_keeps_nothing_reads_and_makes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("not/yet");
    let mut silent = Store::new(inner.clone(), Some("started with --no-save"));
    assert_eq!(silent.ask(&adding(&one_of_each())), Err(Trouble::NotKept("started with --no-save")));
    assert_eq!(listed(&mut silent, Filter::default(), 0, 10).total, 0);
    assert!(!folder.path().join("not").exists());
    save_all(&mut store(&inner), &one_of_each());
    assert_eq!(listed(&mut silent, Filter::default(), 0, 10).total, 5);
    assert_eq!(left_open(&mut silent).len(), 1);
    assert_eq!(silent.ask(&adding(&[])), Err(Trouble::NotKept("started with --no-save")));
}

fn moments() -> impl Strategy<Value = Moment> {
    (86_400_i64..7_258_000_000, -50_000_i32..50_000)
        .prop_filter_map("a moment", |(seconds, offset)| Moment::from_seconds(seconds, offset))
}

fn choices<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<T>> {
    proptest::option::of(proptest::sample::select(all))
}

fn scales() -> impl Strategy<Value = Option<Scale>> {
    proptest::option::of((0_u8..=10).prop_filter_map("a scale", Scale::new))
}

/// Any text, but for what a line of tags cannot hold.
fn tags() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(
        any::<String>()
            .prop_filter("a tag", |tag| !tag.is_empty() && !tag.contains('\n') && tag.len() <= 200),
        0..4,
    )
}

fn episodes() -> impl Strategy<Value = Episode> {
    let some = proptest::option::of::<std::ops::RangeInclusive<u16>>;
    let first = (
        moments(),
        proptest::option::of(0_u32..=86_400),
        any::<bool>(),
        choices(Limb::ALL),
        choices(Site::ALL),
        choices(Waking::ALL),
        scales(),
        scales(),
        scales(),
    );
    let then = (some(0..=1440), some(0..=672), proptest::option::of(0_u8..=60), some(0..=u16::MAX));
    let texts = (tags(), tags(), tags(), tags(), any::<String>(), proptest::option::of("[a-z-]{1,20}"));
    (first, then, texts, proptest::sample::select(Source::ALL)).prop_map(|(first, then, texts, source)| {
        let (start, seconds, is_open, leg, muscle, waking, pain, sleep_lost, soreness) = first;
        let (back_to_sleep, sore_hours, alcohol, steps_done) = then;
        let (tried, eased_by, before, also, note, routine) = texts;
        Episode {
            seconds,
            is_open,
            leg,
            muscle,
            pain,
            sleep_lost,
            waking,
            back_to_sleep,
            tried,
            eased_by,
            before,
            also,
            alcohol,
            soreness,
            sore_hours,
            note,
            routine,
            steps_done,
            ..Episode::new("0e".into(), start, source)
        }
    })
}

fn records() -> impl Strategy<Value = Record> {
    let nights = || moments().prop_map(|moment| moment.night());
    prop_oneof![
        episodes().prop_map(Record::Episode),
        (nights(), any::<bool>(), any::<bool>())
            .prop_map(|(night, no_cramp, programme)| Record::Night(NightNote { night, no_cramp, programme })),
        (nights(), any::<String>(), any::<String>(), proptest::sample::select(MedicineChange::ALL)).prop_map(
            |(date, name, note, change)| {
                Record::Medicine(Medicine { id: "0a".into(), date, name, dose: String::new(), change, note })
            }
        ),
        (moments(), tags()).prop_map(|(at, signs)| {
            Record::Check(Check { id: "0c".into(), at, outcome: "none-ticked".into(), signs })
        }),
        (proptest::sample::select(Fact::ALL), any::<String>())
            .prop_map(|(fact, said)| Record::Fact(fact, said)),
    ]
}

#[test]
fn whatever_can_be_kept_comes_back_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = std::cell::RefCell::new(store(folder.path()));
    proptest!(ProptestConfig::with_cases(128), |(record in records())| {
        let store = &mut *kept.borrow_mut();
        let add = Change::add(record.clone());
        if store.ask(&saving(vec![add.clone()])) == Ok(Answer::Saved) {
            prop_assert_eq!(find(store, record.key()), Some(record.clone()));
            if let Some(night) = record.night() {
                let filter = Filter { from: Some(night), to: Some(night), ..Filter::default() };
                let is_listed = !matches!(&record, Record::Night(note) if !note.no_cramp && !note.programme);
                prop_assert_eq!(listed(store, filter, 0, 9).entries, Vec::from_iter(is_listed.then_some(record)));
            }
            prop_assert_eq!(store.ask(&saving(vec![add.undone()])), Ok(Answer::Saved));
        } else {
            // Only where a text is over its length.
            let is_long = format!("{record:?}").len() > 200;
            prop_assert!(is_long);
        }
    });
}
