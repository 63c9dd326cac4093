//! Every request: saved records are found again, and changes are made once and only if the stored record is unchanged.

#![expect(clippy::disallowed_methods, reason = "files of other people are put there by hand")]

use proptest::prelude::*;

use super::*;
use crate::domain::{programme::REACH, record::MAX_SIGNS};

/// True if any program runs the session of that episode.
fn is_running(folder: &Path, episode: &str) -> bool {
    crate::store::lock::SessionLock::new(folder).running().has(episode)
}

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
    let Ok(DiaryResponse::Span(span)) =
        store.ask(&DiaryRequest::Span { from: night("2026-11-01"), to: night("2026-11-04") })
    else {
        panic!("a span")
    };
    let ids: Vec<&str> = span.episodes.iter().map(|episode| episode.id.as_str()).collect();
    assert_eq!(ids, ["0e0", "0e1"], "oldest first");
    assert_eq!((span.nights.len(), span.medicines.len(), span.checks.len()), (1, 1, 0));
    let Ok(DiaryResponse::Checks(checks)) = store.ask(&DiaryRequest::Checks { count: 1 }) else {
        panic!("checks")
    };
    assert_eq!(checks, [check("0c1", "2026-11-05T20:00:00-03:30")]);
    let facts = DiaryResponse::Facts(vec![(Fact::Who, "A. B., 49".into()), (Fact::Impact, "sleep".into())]);
    assert_eq!(store.ask(&DiaryRequest::Facts), Ok(facts));
}

#[test]
fn a_span_has_its_first_and_its_last_night_and_tells_each_kind_oldest_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let dates = ["2026-11-05", "2026-11-03", "2026-11-01", "2026-11-04", "2026-11-02"];
    for date in dates {
        save_all(
            &mut store,
            &[
                Record::Night(NightNote { night: night(date), no_cramp: false, programme: true }),
                Record::Medicine(medicine(&format!("m {date}"), date, "A")),
                Record::Check(check(&format!("c {date}"), &format!("{date}T21:00:00+00:00"))),
                Record::Check(check(&format!("b {date}"), &format!("{date}T20:00:00+00:00"))),
                Record::Episode(episode(&format!("e {date}"), &format!("{date}T23:00:00+00:00"))),
            ],
        );
    }
    let (from, to) = (night("2026-11-02"), night("2026-11-04"));
    let Ok(DiaryResponse::Span(span)) = store.ask(&DiaryRequest::Span { from, to }) else { panic!("a span") };
    let days = ["2026-11-02", "2026-11-03", "2026-11-04"];
    assert_eq!((span.from, span.to), (from, to));
    assert_eq!(span.nights.iter().map(|note| note.night).collect::<Vec<_>>(), days.map(night));
    let ids = |ids: Vec<&str>, start: &str| assert_eq!(ids, days.map(|day| format!("{start} {day}")));
    ids(span.episodes.iter().map(|episode| episode.id.as_str()).collect(), "e");
    ids(span.medicines.iter().map(|medicine| medicine.id.as_str()).collect(), "m");
    // Of two on a day the earlier comes first.
    ids(span.checks.iter().step_by(2).map(|check| check.id.as_str()).collect(), "b");
    ids(span.checks.iter().skip(1).step_by(2).map(|check| check.id.as_str()).collect(), "c");
    let Ok(DiaryResponse::Checks(newest)) = store.ask(&DiaryRequest::Checks { count: 3 }) else {
        panic!("checks")
    };
    let newest: Vec<&str> = newest.iter().map(|check| check.id.as_str()).collect();
    assert_eq!(newest, ["c 2026-11-05", "b 2026-11-05", "c 2026-11-04"]);
}

#[test]
fn where_no_diary_has_been_begun_every_answer_is_that_nothing_is_recorded() {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (night("2026-11-01"), night("2026-11-05"));
    let nothing = crate::domain::diary::Span {
        from,
        to,
        episodes: vec![],
        nights: vec![],
        medicines: vec![],
        checks: vec![],
    };
    let list = DiaryRequest::List(Filter::default());
    let mut empty = store(folder.path());
    for (ask, answer) in [
        (list, DiaryResponse::List(vec![])),
        (DiaryRequest::Span { from, to }, DiaryResponse::Span(nothing.clone())),
        (DiaryRequest::LeftOpen, DiaryResponse::LeftOpen(vec![])),
        (DiaryRequest::Checks { count: 3 }, DiaryResponse::Checks(vec![])),
        (DiaryRequest::Facts, DiaryResponse::Facts(vec![])),
        (DiaryRequest::Find(RecordKey::Fact(Fact::Who)), DiaryResponse::Found(None)),
    ] {
        assert_eq!(empty.ask(&ask), Ok(answer.clone()));
        // Nor is anything else answered by a diary that has nothing in it.
        let begun = tempfile::tempdir().expect("a folder");
        save_all(&mut store(begun.path()), &[]);
        assert_eq!(store(begun.path()).ask(&ask), Ok(answer));
    }
    let background = DiaryRequest::Background { from, to };
    let reach = crate::domain::diary::Span { from: from.back(REACH), ..nothing };
    assert_eq!(empty.ask(&background), Ok(DiaryResponse::Span(reach)));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn the_background_of_a_page_is_all_until_its_last_night_and_every_medicine_and_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let none = |date: &str| Record::Night(NightNote { night: night(date), no_cramp: true, programme: false });
    save_all(
        &mut store,
        &[
            none("2026-01-01"),
            Record::Episode(episode("first", "2026-01-14T23:00:00+00:00")),
            Record::Episode(episode("after the fortnight", "2026-01-15T23:00:00+00:00")),
            Record::Episode(episode("months before", "2026-09-05T23:00:00+00:00")),
            Record::Episode(episode("weeks before", "2026-09-06T23:00:00+00:00")),
            Record::Episode(episode("after", "2026-11-06T23:00:00+00:00")),
            none("2026-11-07"),
            Record::Medicine(medicine("later", "2026-12-01", "A")),
            Record::Check(check("long ago", "2025-12-01T20:00:00+00:00")),
            Record::Check(check("later", "2026-12-05T20:00:00+00:00")),
        ],
    );
    let ask = DiaryRequest::Background { from: night("2026-11-01"), to: night("2026-11-05") };
    let Ok(DiaryResponse::Span(span)) = store.ask(&ask) else { panic!("a span") };
    let ids: Vec<&str> = span.episodes.iter().map(|episode| episode.id.as_str()).collect();
    assert_eq!(ids, ["first", "after the fortnight", "months before", "weeks before"]);
    assert_eq!((span.nights.len(), span.medicines.len(), span.checks.len()), (1, 1, 2));
    assert_eq!((span.from, span.to), (night("2025-12-01"), night("2026-11-05")));
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
    assert_eq!(two.ask(&saving(vec![edit.clone()])), Ok(DiaryResponse::Saved));
    // The other window still believes in the old entry: nothing of its save is done.
    let late = vec![
        Change::add(Record::Fact(Fact::Who, "X".into())),
        Change { before: Some(old.clone()), after: Some(other) },
    ];
    assert_eq!(one.ask(&saving(late)), Err(DiaryError::Changed));
    assert_eq!(find(&mut one, RecordKey::Fact(Fact::Who)), None);
    assert_eq!(find(&mut one, old.key()), Some(new.clone()));
    // Nor is a new entry put over one that is there, nor one taken out that has changed.
    assert_eq!(one.ask(&adding(std::slice::from_ref(&old))), Err(DiaryError::Changed));
    assert_eq!(
        one.ask(&saving(vec![Change { before: Some(old.clone()), after: None }])),
        Err(DiaryError::Changed)
    );
    // Undone and redone.
    assert_eq!(one.ask(&saving(vec![edit.clone().undone()])), Ok(DiaryResponse::Saved));
    assert_eq!(find(&mut two, old.key()), Some(old.clone()));
    assert_eq!(two.ask(&saving(vec![Change::add(old.clone()).undone()])), Ok(DiaryResponse::Saved));
    assert_eq!(find(&mut one, old.key()), None);
}

#[test]
fn a_save_that_contradicts_itself_is_not_made_in_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let who = |said: &str| Record::Fact(Fact::Who, said.into());
    let onset = Record::Fact(Fact::Onset, "spring".into());
    // The second of the changes of one line does not begin where the first has ended.
    let save = vec![
        Change::add(onset.clone()),
        Change::add(who("A")),
        Change { before: Some(who("B")), after: Some(who("C")) },
    ];
    assert_eq!(store.ask(&saving(save)), Err(DiaryError::Changed));
    assert_eq!(find(&mut store, onset.key()), None);
    assert_eq!(find(&mut store, RecordKey::Fact(Fact::Who)), None);
}

#[test]
fn a_cramp_that_is_kept_takes_back_that_its_night_had_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let note = |date: &str, programme| NightNote { night: night(date), no_cramp: true, programme };
    let (plain, trained, other) =
        (note("2026-11-04", false), note("2026-11-05", true), note("2026-11-06", false));
    save_all(&mut store, &[plain, trained, other].map(Record::Night));
    save_all(
        &mut store,
        &[
            Record::Episode(episode("0e1", "2026-11-05T03:10:00+00:00")),
            Record::Episode(episode("0e2", "2026-11-06T03:10:00+00:00")),
        ],
    );
    let mut at = |date: &str| find(&mut store, RecordKey::Night(night(date)));
    assert_eq!(at("2026-11-04"), None, "nothing else was noted of it");
    assert_eq!(at("2026-11-05"), Some(Record::Night(NightNote { no_cramp: false, ..trained })));
    assert_eq!(at("2026-11-06"), Some(Record::Night(other)), "another night is left alone");
    // A note about the evening alone is no claim about the night.
    let evening = NightNote { no_cramp: false, ..note("2026-11-07", true) };
    save_all(&mut store, &[Record::Night(evening)]);
    save_all(&mut store, &[Record::Episode(episode("0e3", "2026-11-08T03:10:00+00:00"))]);
    assert_eq!(find(&mut store, RecordKey::Night(night("2026-11-07"))), Some(Record::Night(evening)));
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
            assert_eq!(store.ask(&saving(save.clone())), Ok(DiaryResponse::Saved));
        }
    }
    let all = listed(&mut store, Filter::default());
    assert_eq!(all, [note("2026-11-02")]);
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
        let Err(DiaryError::Failed(sentence)) = said else { panic!("{said:?} for {episode:?}") };
        assert!(sentence.starts_with("the entry cannot be kept: "), "{sentence}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn what_is_just_within_bounds_is_kept_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let word = || "w".repeat(200);
    let medicine = Medicine {
        name: word(),
        dose: word(),
        note: "n".repeat(2000),
        ..medicine(&word(), "1970-01-01", "")
    };
    let check = CheckRecord {
        outcome: word(),
        signs: vec![word(); MAX_SIGNS],
        ..check(&word(), "2199-12-31T23:59:59-12:00")
    };
    let cramp = Episode {
        seconds: Some(86_400),
        back_to_sleep: Some(1440),
        sore_hours: Some(672),
        alcohol: Some(60),
        note: "é".repeat(1000),
        tried: vec![word(); 40],
        routine: Some(word()),
        ..episode(&word(), "1970-01-01T00:00:00+00:00")
    };
    let mark = SessionMark {
        routine: word(),
        boot: Some(BootTime { boot: word(), millis: u64::try_from(i64::MAX).expect("a time") }),
        ..mark("0e2")
    };
    let records = [
        Record::Episode(cramp),
        Record::Episode(open_episode("0e2", "2026-11-06T02:00:00+09:00")),
        Record::Night(NightNote { night: night("2199-12-31"), no_cramp: true, programme: true }),
        Record::Medicine(medicine),
        Record::Check(check),
        Record::Fact(Fact::Who, "n".repeat(2000)),
    ];
    save_all(&mut store, &records);
    let open = open_episode("0e2", "2026-11-06T02:00:00+09:00");
    assert_eq!(store.ask(&going_on(&open, mark.clone())), session_saved(&open));
    for record in records {
        assert_eq!(find(&mut store, record.key()), Some(record));
    }
    drop(store);
    let mut store = self::store(folder.path());
    assert_eq!(left_open(&mut store), [("0e2".into(), Some(mark))]);
}

#[test]
fn what_is_just_out_of_bounds_is_refused_in_an_entry_of_any_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let long = || "w".repeat(201);
    let medicine = || medicine("0a1", "2026-11-01", "A");
    let check = || check("0c1", "2026-11-05T20:00:00+00:00");
    // The last moments of a year that no entry is of, and the first of the next.
    let moment = |seconds: i64| LocalTime {
        at: jiff::Timestamp::from_second(seconds).expect("a time"),
        offset: jiff::tz::Offset::UTC,
    };
    let date = |text: &str| Night(text.parse().expect("a date"));
    let records = [
        Record::Episode(Episode {
            start: moment(-12 * 3600 - 1),
            ..episode("0e1", "2026-11-05T03:10:00+00:00")
        }),
        Record::Episode(Episode {
            start: moment(7_258_118_400 + 12 * 3600),
            ..episode("0e1", "2026-11-05T03:10:00+00:00")
        }),
        Record::Episode(Episode {
            routine: Some(String::new()),
            ..episode("0e1", "2026-11-05T03:10:00+00:00")
        }),
        Record::Episode(Episode { routine: Some(long()), ..episode("0e1", "2026-11-05T03:10:00+00:00") }),
        Record::Episode(episode(&long(), "2026-11-05T03:10:00+00:00")),
        Record::Night(NightNote { night: date("1969-12-30"), no_cramp: true, programme: false }),
        Record::Night(NightNote { night: date("2200-01-01"), no_cramp: true, programme: false }),
        Record::Medicine(Medicine { id: String::new(), ..medicine() }),
        Record::Medicine(Medicine { id: long(), ..medicine() }),
        Record::Medicine(Medicine { date: date("1969-12-30"), ..medicine() }),
        Record::Medicine(Medicine { name: long(), ..medicine() }),
        Record::Medicine(Medicine { dose: long(), ..medicine() }),
        Record::Medicine(Medicine { note: "n".repeat(2001), ..medicine() }),
        Record::Check(CheckRecord { id: String::new(), ..check() }),
        Record::Check(CheckRecord { at: moment(-12 * 3600 - 1), ..check() }),
        Record::Check(CheckRecord { outcome: long(), ..check() }),
        Record::Check(CheckRecord { signs: vec![String::new()], ..check() }),
        Record::Check(CheckRecord { signs: vec!["s".into(); MAX_SIGNS + 1], ..check() }),
        Record::Fact(Fact::Who, "n".repeat(2001)),
    ];
    let refused = |said: Result<DiaryResponse, DiaryError>, what: &str| {
        let Err(DiaryError::Failed(sentence)) = said else { panic!("{said:?} for {what}") };
        assert!(sentence.starts_with("the entry cannot be kept: "), "{sentence}");
    };
    for record in records {
        refused(store.ask(&adding(std::slice::from_ref(&record))), &format!("{record:?}"));
    }
    let marks = [
        SessionMark { routine: String::new(), ..mark("0e1") },
        mark(""),
        SessionMark { boot: Some(BootTime { boot: long(), millis: 1 }), ..mark("0e1") },
        SessionMark { boot: Some(BootTime { boot: String::new(), millis: 1 }), ..mark("0e1") },
        SessionMark { boot: Some(BootTime { boot: "b".into(), millis: u64::MAX }), ..mark("0e1") },
    ];
    for mark in marks {
        let what = format!("{mark:?}");
        let open = open_episode("0e1", "2026-11-06T02:00:00+09:00");
        refused(store.ask(&beginning(&open, mark)), &what);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn every_moment_that_can_be_kept_can_be_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    // By a clock that was never set it is of 1970, and the evening it belongs to is of the year before.
    let early = Record::Episode(episode("0e0", "1970-01-01T03:00:00+00:00"));
    save_all(&mut store, std::slice::from_ref(&early));
    assert_eq!(find(&mut store, early.key()), Some(early));
    let first = Record::Episode(episode("0e1", "1970-01-01T12:00:00+00:00"));
    save_all(&mut store, std::slice::from_ref(&first));
    assert_eq!(find(&mut store, first.key()), Some(first));
}

#[test]
fn the_mark_of_a_session_lives_as_long_as_its_episode_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    let closed = Episode { is_open: false, seconds: Some(90), ..open.clone() };
    let step = |step| going_on(&open, SessionMark { step, ..mark("0e1") });
    let change = |before: &Episode, after: Option<&Episode>| {
        let record = |episode: &Episode| Record::Episode(episode.clone());
        saving(vec![Change { before: Some(record(before)), after: after.map(record) }])
    };
    {
        let mut one = store(folder.path());
        assert_eq!(one.ask(&beginning(&open, mark("0e1"))), session_saved(&open));
        assert_eq!(one.ask(&step(4)), session_saved(&open));
        assert_eq!(left_open(&mut one), [], "this program runs it");
        let mut two = store(folder.path());
        assert_eq!(left_open(&mut two), [], "another does");
        // Nor may another go on with it.
        assert_eq!(two.ask(&step(5)), Err(DiaryError::Changed));
    }
    let mut two = store(folder.path());
    let there = |store: &mut Store, step| {
        assert_eq!(left_open(store), [("0e1".into(), Some(SessionMark { step, ..mark("0e1") }))]);
    };
    there(&mut two, 4);
    // Looking takes nothing over; going on does.
    let mut three = store(folder.path());
    there(&mut three, 4);
    assert_eq!(three.ask(&step(6)), session_saved(&open));
    assert_eq!(left_open(&mut two), []);
    assert_eq!(three.ask(&change(&open, Some(&closed))), Ok(DiaryResponse::Saved));
    assert!(!is_running(folder.path(), "0e1"));
    // The mark is gone, and a late one is not kept.
    assert_eq!(three.ask(&step(7)), session_saved(&closed));
    assert!(!is_running(folder.path(), "0e1"));
    assert_eq!(three.ask(&change(&closed, Some(&open))), Ok(DiaryResponse::Saved));
    assert_eq!(left_open(&mut two), [("0e1".into(), None)]);
    assert_eq!(two.ask(&step(8)), session_saved(&open));
    assert_eq!(left_open(&mut three), [], "its program is still there");
    drop(two);
    assert_eq!(left_open(&mut three).len(), 1);
    assert_eq!(three.ask(&change(&open, None)), Ok(DiaryResponse::Saved));
    assert_eq!(left_open(&mut three), []);
}

#[test]
fn a_session_that_is_taken_up_keeps_what_was_changed_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    assert_eq!(store(folder.path()).ask(&beginning(&open, mark("0e1"))), session_saved(&open));
    // Its window is closed, and another program notes the pain while the cramp is open.
    let edited = Episode { pain: Scale::new(5), ..open.clone() };
    let edit =
        Change { before: Some(Record::Episode(open.clone())), after: Some(Record::Episode(edited.clone())) };
    assert_eq!(store(folder.path()).ask(&saving(vec![edit])), Ok(DiaryResponse::Saved));
    let after = Episode { leg: Some(Limb::Left), ..open.clone() };
    let request = DiaryRequest::SaveSession {
        before: Some(Box::new(open)),
        after: Box::new(after),
        mark: Some(mark("0e1")),
    };
    let both = Episode { leg: Some(Limb::Left), ..edited };
    assert_eq!(store(folder.path()).ask(&request), session_saved(&both));
}

#[test]
fn every_file_of_the_diary_is_known_as_its_own() {
    for own in ["diary.db", "diary.db-journal", "diary.copy-1.db", "session.lock", "session-2.lock"] {
        assert!(crate::store::is_own_name(own), "{own}");
    }
    for other in ["report.html", "my-diary.db", "session", "lock"] {
        assert!(!crate::store::is_own_name(other), "{other}");
    }
}

/// A change to the diary's file while a cramp is running.
type Disturbance = (&'static str, fn(&Path));

const DISTURBANCES: [Disturbance; 8] = [
    ("the file is deleted", |folder| std::fs::remove_file(folder.join("diary.db")).expect("deleted")),
    ("the file is renamed", |folder| {
        std::fs::rename(folder.join("diary.db"), folder.join("other.db")).expect("renamed");
    }),
    ("the folder is renamed", |folder| {
        std::fs::rename(folder, folder.with_extension("away")).expect("renamed");
    }),
    ("the folder is emptied", |folder| {
        std::fs::remove_dir_all(folder).expect("deleted");
        std::fs::create_dir(folder).expect("made");
        std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("set");
    }),
    ("the file is emptied", |folder| std::fs::write(folder.join("diary.db"), "").expect("written")),
    ("the file is set aside", |folder| {
        crate::store::check::set_aside(folder).expect("set aside");
    }),
    ("the file is set aside and another is begun", |folder| {
        crate::store::check::set_aside(folder).expect("set aside");
        save_all(&mut store(folder), &one_of_each()[3..]);
    }),
    ("an older copy takes its place", |folder| {
        std::fs::copy(folder.join("before.db"), folder.join("new.db")).expect("copied");
        std::fs::rename(folder.join("new.db"), folder.join("diary.db")).expect("renamed");
    }),
];

#[test]
fn a_running_cramp_outlasts_whatever_becomes_of_the_file() {
    for (what, disturb) in DISTURBANCES {
        for is_later in [false, true] {
            let home = tempfile::tempdir().expect("a folder");
            let folder = home.path().join("uncramp");
            let mut one = store(&folder);
            save_all(&mut one, &one_of_each()[3..4]);
            std::fs::copy(folder.join("diary.db"), folder.join("before.db")).expect("copied");
            let open = open_episode("0e9", "2026-11-08T03:10:00+00:00");
            assert_eq!(one.ask(&beginning(&open, mark("0e9"))), session_saved(&open), "{what}");
            disturb(&folder);
            let mut stored = open.clone();
            if is_later {
                // A step later the entry is there again, and the answer says that it was missing.
                let said = one.ask(&going_on(&open, mark("0e9")));
                assert_eq!(
                    said,
                    Ok(DiaryResponse::SessionSaved { episode: Box::new(open.clone()), was_missing: true }),
                    "{what}"
                );
                assert_eq!(left_open(&mut store(&folder)), [], "{what}: it is running");
            } else {
                stored.leg = Some(Limb::Left);
            }
            let closed = Episode { is_open: false, seconds: Some(90), pain: Scale::new(7), ..open.clone() };
            let end = DiaryRequest::SaveSession {
                before: Some(Box::new(open)),
                after: Box::new(closed.clone()),
                mark: None,
            };
            assert!(matches!(one.ask(&end), Ok(DiaryResponse::SessionSaved { .. })), "{what}");
            let found = find(&mut store(&folder), RecordKey::Episode("0e9".into()));
            assert_eq!(found, Some(Record::Episode(closed)), "{what}, later: {is_later}");
        }
    }
}

#[test]
fn what_another_window_has_written_into_a_running_cramp_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    let mut one = store(folder.path());
    assert_eq!(one.ask(&beginning(&open, mark("0e1"))), session_saved(&open));
    let theirs = Episode { note: "by hand".into(), leg: Some(Limb::Left), ..open.clone() };
    let edit =
        Change { before: Some(Record::Episode(open.clone())), after: Some(Record::Episode(theirs.clone())) };
    assert_eq!(store(folder.path()).ask(&saving(vec![edit])), Ok(DiaryResponse::Saved));
    let closed = Episode { is_open: false, seconds: Some(90), ..open.clone() };
    let both = Episode { is_open: false, seconds: Some(90), ..theirs };
    let end = DiaryRequest::SaveSession { before: Some(Box::new(open)), after: Box::new(closed), mark: None };
    assert_eq!(one.ask(&end), session_saved(&both));
    assert_eq!(find(&mut one, RecordKey::Episode("0e1".into())), Some(Record::Episode(both)));
}

#[test]
fn a_cramp_that_another_window_has_ended_is_never_opened_again() {
    for has_left in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
        let (mut one, mut two) = (store(folder.path()), store(folder.path()));
        assert_eq!(one.ask(&beginning(&open, mark("0e1"))), session_saved(&open));
        std::fs::remove_file(folder.path().join("session.lock")).expect("gone");
        // To another window it looks like a session that a crash has left.
        assert_eq!(left_open(&mut two).len(), 1);
        assert_eq!(two.ask(&going_on(&open, mark("0e1"))), session_saved(&open));
        let end = |seconds, pain| {
            let closed =
                Episode { is_open: false, seconds: Some(seconds), pain: Scale::new(pain), ..open.clone() };
            let before = Some(Box::new(open.clone()));
            (closed.clone(), DiaryRequest::SaveSession { before, after: Box::new(closed), mark: None })
        };
        let step = DiaryRequest::SaveSession {
            before: Some(Box::new(open.clone())),
            after: Box::new(Episode { steps_done: Some(4), ..open.clone() }),
            mark: Some(mark("0e1")),
        };
        if !has_left {
            assert_eq!(one.ask(&step), Err(DiaryError::Changed), "the other window runs it now");
        }
        let (closed, first) = end(90, 6);
        assert_eq!(two.ask(&first), session_saved(&closed));
        assert_eq!(one.ask(&step), Err(DiaryError::Changed));
        assert_eq!(one.ask(&end(600, 2).1), Err(DiaryError::Changed));
        assert_eq!(find(&mut one, RecordKey::Episode("0e1".into())), Some(Record::Episode(closed)));
    }
}

#[test]
fn a_new_cramp_is_kept_where_the_lock_of_another_program_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    // On Windows no other program can read a locked file. On Unix a folder in its place cannot be read either.
    std::fs::create_dir(folder.path().join("session.lock")).expect("a folder");
    let other = std::fs::File::open(folder.path().join("session.lock")).expect("a folder");
    other.try_lock().expect("locked");
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    let mut one = store(folder.path());
    assert_eq!(one.ask(&beginning(&open, mark("0e1"))), session_saved(&open));
    assert_eq!(one.ask(&going_on(&open, mark("0e1"))), session_saved(&open));
    drop(one);
    // It may be the other program's, so it is not taken up.
    let mut two = store(folder.path());
    assert_eq!(left_open(&mut two), []);
    assert_eq!(two.ask(&going_on(&open, mark("0e1"))), Err(DiaryError::Changed));
}

#[test]
fn a_mark_without_a_clock_is_kept_and_half_a_clock_is_no_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    let mark = SessionMark { leg: None, boot: None, ..mark("0e1") };
    {
        let mut one = store(folder.path());
        let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
        assert_eq!(one.ask(&beginning(&open, mark.clone())), session_saved(&open));
    }
    assert_eq!(left_open(&mut store(folder.path())), [("0e1".into(), Some(mark))]);
    let other = rusqlite::Connection::open(folder.path().join("diary.db")).expect("a database");
    for edit in ["boot = 'b'", "boot = NULL, boot_millis = 5", "boot = 'b', boot_millis = -1"] {
        other.execute_batch(&format!("UPDATE session_mark SET {edit}")).expect("edited");
        let sentence = unusable(store(folder.path()).ask(&DiaryRequest::LeftOpen));
        assert!(sentence.contains("table session_mark, 0e1"), "{edit}: {sentence}");
    }
}

#[test]
fn an_edit_leaves_the_mark_of_a_session_and_its_end_takes_it_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let marks = || -> i64 {
        let other = rusqlite::Connection::open(folder.path().join("diary.db")).expect("a database");
        other.query_row("SELECT count(*) FROM session_mark", [], |row| row.get(0)).expect("a count")
    };
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    let noted = Episode { note: "by hand".into(), ..open.clone() };
    let closed = Episode { is_open: false, ..noted.clone() };
    let begin = beginning(&open, mark("0e1"));
    let begun = session_saved(&open);
    let [open, noted, closed] = [open, noted, closed].map(Record::Episode);
    let mut one = store(folder.path());
    for after in [Some(closed), None] {
        assert_eq!(one.ask(&begin), begun);
        assert!(is_running(folder.path(), "0e1"));
        // Another window writes into the entry, and keeps something else of the same id.
        let edit = Change { before: Some(open.clone()), after: Some(noted.clone()) };
        let other = Record::Medicine(medicine("0e1", "2026-11-01", "A"));
        assert_eq!(
            store(folder.path()).ask(&saving(vec![edit, Change::add(other.clone())])),
            Ok(DiaryResponse::Saved)
        );
        assert_eq!(marks(), 1);
        let end = Change { before: Some(noted.clone()), after: after.clone() };
        let tidy = Change { before: Some(other), after: None };
        assert_eq!(one.ask(&saving(vec![end, tidy])), Ok(DiaryResponse::Saved));
        assert_eq!((marks(), is_running(folder.path(), "0e1")), (0, false), "{after:?}");
        let gone = Change { before: after, after: None };
        assert_eq!(one.ask(&saving(vec![gone])), Ok(DiaryResponse::Saved));
    }
    assert_eq!(listed(&mut one, Filter::default()).len(), 0);
}

#[test]
fn a_persons_own_files_are_never_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = ["live/Makefile", "live/thesis", "live/0e1", "session-3.lock", "README"];
    std::fs::create_dir(folder.path().join("live")).expect("a folder");
    for name in own {
        std::fs::write(folder.path().join(name), name).expect("written");
    }
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    let (mut one, mut two) = (store(folder.path()), store(folder.path()));
    assert_eq!(one.ask(&beginning(&open, mark("0e1"))), session_saved(&open));
    assert_eq!(left_open(&mut two), []);
    drop(one);
    assert_eq!(left_open(&mut two).len(), 1);
    let gone = Change::add(Record::Episode(open_episode("0e1", "2026-11-05T03:10:00+00:00"))).undone();
    assert_eq!(two.ask(&saving(vec![gone])), Ok(DiaryResponse::Saved));
    assert_eq!(left_open(&mut store(folder.path())), []);
    for name in own {
        assert_eq!(std::fs::read(folder.path().join(name)).expect("it is there"), name.as_bytes());
    }
}

#[test]
fn an_entry_is_kept_even_where_no_lock_can_be_had() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in crate::store::lock::lock_files() {
        std::fs::create_dir(folder.path().join(name)).expect("a folder in its place");
    }
    let open = open_episode("0e1", "2026-11-05T03:10:00+00:00");
    let mut one = store(folder.path());
    assert_eq!(one.ask(&beginning(&open, mark("0e1"))), session_saved(&open));
    assert_eq!(left_open(&mut store(folder.path())), [("0e1".into(), Some(mark("0e1")))]);
}

#[test]
fn a_run_that_keeps_nothing_reads_and_makes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("not/yet");
    let mut silent = Store::new(inner.clone(), Some("started with --no-save"));
    assert_eq!(silent.ask(&adding(&one_of_each())), Err(DiaryError::NotKept("started with --no-save")));
    assert_eq!(listed(&mut silent, Filter::default()).len(), 0);
    assert!(!folder.path().join("not").exists());
    save_all(&mut store(&inner), &one_of_each());
    assert_eq!(listed(&mut silent, Filter::default()).len(), 5);
    assert_eq!(left_open(&mut silent).len(), 1);
    assert_eq!(silent.ask(&adding(&[])), Err(DiaryError::NotKept("started with --no-save")));
}

fn moments() -> impl Strategy<Value = LocalTime> {
    (86_400_i64..7_258_000_000, -50_000_i32..50_000)
        .prop_filter_map("a moment", |(seconds, offset)| LocalTime::from_seconds(seconds, offset))
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
    (first, then, texts, proptest::sample::select(EntrySource::ALL)).prop_map(
        |(first, then, texts, source)| {
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
        },
    )
}

fn records() -> impl Strategy<Value = Record> {
    let nights = || moments().prop_map(|moment| moment.night());
    let routes = proptest::option::of(proptest::sample::select(Route::ALL));
    prop_oneof![
        episodes().prop_map(Record::Episode),
        (nights(), any::<bool>(), any::<bool>())
            .prop_map(|(night, no_cramp, programme)| Record::Night(NightNote { night, no_cramp, programme })),
        (nights(), any::<String>(), any::<String>(), proptest::sample::select(MedicineChange::ALL), routes)
            .prop_map(|(date, name, note, change, route)| {
                let dose = String::new();
                Record::Medicine(Medicine { id: "0a".into(), date, name, dose, route, change, note })
            }),
        (moments(), tags()).prop_map(|(at, signs)| {
            Record::Check(CheckRecord { id: "0c".into(), at, outcome: "none-ticked".into(), signs })
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
        if store.ask(&saving(vec![add.clone()])) == Ok(DiaryResponse::Saved) {
            // A note that says nothing of its night is no record.
            let says = !matches!(&record, Record::Night(note) if note.is_empty());
            prop_assert_eq!(find(store, record.key()), says.then(|| record.clone()));
            if let Some(night) = record.night() {
                let filter = Filter { from: Some(night), to: Some(night), ..Filter::default() };
                let is_listed = !matches!(&record, Record::Night(note) if !note.no_cramp && !note.programme);
                prop_assert_eq!(listed(store, filter), Vec::from_iter(is_listed.then_some(record)));
            }
            prop_assert_eq!(store.ask(&saving(vec![add.undone()])), Ok(DiaryResponse::Saved));
        } else {
            // Only where a text is over its length.
            let is_long = format!("{record:?}").len() > 200;
            prop_assert!(is_long);
        }
    });
}
