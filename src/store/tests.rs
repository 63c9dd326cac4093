//! The diary, asked as the program asks it.

mod asks;
mod files;
mod import;
mod list;
mod many;
mod mishaps;
mod programs;

use std::path::Path;

use crate::{
    domain::{
        BootTime, Change, CheckRecord, DiaryError, DiaryRequest, DiaryResponse, EntrySource, Episode, Fact,
        Filter, Limb, LocalTime, Medicine, MedicineChange, Night, NightNote, Record, RecordKey, Route, Scale,
        SessionMark, Site, Waking, local_time::parse_with_offset,
    },
    store::Store,
};

fn night(text: &str) -> Night {
    Night::parse(text).expect("a night")
}

fn at(text: &str) -> LocalTime {
    parse_with_offset(text).expect("a moment")
}

/// An entry with something in every field.
fn full_episode(id: &str, start: &str) -> Episode {
    Episode {
        seconds: Some(210),
        leg: Some(Limb::Left),
        muscle: Some(Site::Calf),
        pain: Scale::new(7),
        sleep_lost: Scale::new(4),
        waking: Some(Waking::Asleep),
        back_to_sleep: Some(25),
        tried: vec!["stretch".into(), "walk".into()],
        eased_by: vec!["stretch".into()],
        before: vec!["long day, standing".into()],
        also: vec!["ça tire".into()],
        alcohol: Some(2),
        soreness: Scale::new(3),
        sore_hours: Some(8),
        note: "woke at three\nagain; 'quoted' and Ärger".into(),
        routine: Some("calf".into()),
        steps_done: Some(6),
        ..Episode::new(id.into(), at(start), EntrySource::Session)
    }
}

fn episode(id: &str, start: &str) -> Episode {
    Episode::new(id.into(), at(start), EntrySource::Hand)
}

fn open_episode(id: &str, start: &str) -> Episode {
    Episode { is_open: true, ..Episode::new(id.into(), at(start), EntrySource::Session) }
}

fn medicine(id: &str, date: &str, name: &str) -> Medicine {
    Medicine {
        id: id.into(),
        date: night(date),
        name: name.into(),
        dose: "20 mg".into(),
        route: Some(Route::Tablet),
        change: MedicineChange::Started,
        note: "GP said so".into(),
    }
}

fn check(id: &str, when: &str) -> CheckRecord {
    CheckRecord {
        id: id.into(),
        at: at(when),
        outcome: "soon".into(),
        signs: vec!["swelling".into(), "heat".into()],
    }
}

/// One of each kind.
fn one_of_each() -> Vec<Record> {
    vec![
        Record::Episode(full_episode("0e1", "2026-11-05T03:10:00+00:00")),
        Record::Episode(open_episode("0e2", "2026-11-06T02:00:00+09:00")),
        Record::Night(NightNote { night: night("2026-11-03"), no_cramp: true, programme: false }),
        Record::Medicine(medicine("0a1", "2026-11-01", "Simvastatin")),
        Record::Check(check("0c1", "2026-11-05T20:00:00-03:30")),
        Record::Fact(Fact::Who, "A. B., 49".into()),
    ]
}

fn mark(episode: &str) -> SessionMark {
    SessionMark {
        episode: episode.into(),
        routine: "calf".into(),
        leg: Some(Limb::Right),
        step: 3,
        done: 12,
        boot: Some(BootTime { boot: "b-1".into(), millis: 123_456_789 }),
    }
}

fn store(folder: &Path) -> Store {
    Store::new(folder.to_owned(), None)
}

fn adding(records: &[Record]) -> DiaryRequest {
    DiaryRequest::Save { changes: records.iter().cloned().map(Change::add).collect() }
}

fn saving(changes: Vec<Change>) -> DiaryRequest {
    DiaryRequest::Save { changes }
}

/// Begins the session of an open cramp.
fn beginning(open: &Episode, mark: SessionMark) -> DiaryRequest {
    DiaryRequest::SaveSession { before: None, after: Box::new(open.clone()), mark: Some(mark) }
}

/// The same session, a step further.
fn going_on(open: &Episode, mark: SessionMark) -> DiaryRequest {
    let before = Some(Box::new(open.clone()));
    DiaryRequest::SaveSession { before, after: Box::new(open.clone()), mark: Some(mark) }
}

/// The answer to a session whose entry is on the disk.
fn session_saved(episode: &Episode) -> Result<DiaryResponse, DiaryError> {
    Ok(DiaryResponse::SessionSaved { episode: Box::new(episode.clone()), was_missing: false })
}

fn save_all(store: &mut Store, records: &[Record]) {
    assert_eq!(store.ask(&adding(records)), Ok(DiaryResponse::Saved));
}

fn find(store: &mut Store, key: RecordKey) -> Option<Record> {
    match store.ask(&DiaryRequest::Find(key)) {
        Ok(DiaryResponse::Found(record)) => record,
        other => panic!("{other:?}"),
    }
}

fn listed(store: &mut Store, filter: Filter) -> Vec<Record> {
    match store.ask(&DiaryRequest::List(filter)) {
        Ok(DiaryResponse::List(entries)) => entries,
        other => panic!("{other:?}"),
    }
}

fn left_open(store: &mut Store) -> Vec<(String, Option<SessionMark>)> {
    match store.ask(&DiaryRequest::LeftOpen) {
        Ok(DiaryResponse::LeftOpen(found)) => {
            found.into_iter().map(|(episode, mark)| (episode.id, mark)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn unusable(answer: Result<DiaryResponse, DiaryError>) -> String {
    match answer {
        Err(DiaryError::Unusable(sentence)) => sentence,
        other => panic!("{other:?}"),
    }
}
