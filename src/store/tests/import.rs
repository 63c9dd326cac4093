//! Imports: what each record does to the diary, as a dry run says it before.

use super::*;
use crate::domain::diary::ImportVerdict::{self, *};

/// Imports the records, after a dry run that says the same and writes nothing.
fn import(store: &mut Store, records: &[Record]) -> Vec<ImportVerdict> {
    let mut verdicts = [true, false].map(|dry_run| {
        let before: Vec<_> = records.iter().map(|record| find(store, record.key())).collect();
        let answer = store.ask(&DiaryRequest::Import { records: records.to_vec(), dry_run });
        let Ok(DiaryResponse::Imported(verdicts)) = answer else { panic!("{answer:?}") };
        let after: Vec<_> = records.iter().map(|record| find(store, record.key())).collect();
        assert!(!dry_run || before == after, "a dry run writes nothing: {records:?}");
        verdicts
    });
    assert_eq!(verdicts[0], verdicts[1], "{records:?}");
    std::mem::take(&mut verdicts[1])
}

#[test]
fn a_record_is_added_once_and_another_of_its_key_is_not_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let records = one_of_each();
    assert_eq!(import(&mut store, &records), vec![Added; records.len()]);
    assert_eq!(import(&mut store, &records), vec![AlreadyThere; records.len()]);
    let other = episode("0e1", "2026-11-05T03:10:00+00:00");
    assert_eq!(import(&mut store, &[Record::Episode(other)]), [Differs]);
    for record in records {
        assert_eq!(find(&mut store, record.key()), Some(record));
    }
}

#[test]
fn a_cramp_counts_more_than_a_night_without_and_ticks_add_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path());
    let cramp = |id: &str, date: &str| episode(id, &format!("{date}T23:30:00+00:00"));
    let note = |date: &str, no_cramp, programme| NightNote { night: night(date), no_cramp, programme };
    // A cramp comes to a night that is noted as one without.
    let first = Record::Episode(cramp("0e1", "2026-11-03"));
    assert_eq!(import(&mut store, &[Record::Night(note("2026-11-03", true, false))]), [Added]);
    assert_eq!(import(&mut store, &[first]), [AddedToNightWithout]);
    // "No cramp" comes to a night with a cramp; the other tick is taken.
    let programme = Record::Night(note("2026-11-03", true, true));
    assert_eq!(import(&mut store, std::slice::from_ref(&programme)), [NightHasCramp]);
    assert_eq!(find(&mut store, programme.key()), Some(Record::Night(note("2026-11-03", false, true))));
    // The same in one file, in both orders.
    for (id, date, is_turned) in [("0e2", "2026-11-05", false), ("0e3", "2026-11-06", true)] {
        let (cramp, noted) = (Record::Episode(cramp(id, date)), Record::Night(note(date, true, true)));
        let mut records = [cramp, noted.clone()];
        let mut verdicts = [Added, NightHasCramp];
        if is_turned {
            records.reverse();
            verdicts.reverse();
        }
        assert_eq!(import(&mut store, &records), verdicts);
        assert_eq!(find(&mut store, noted.key()), Some(Record::Night(note(date, false, true))));
    }
    // Ticks add up.
    let [one, other] = [(true, false), (false, true)]
        .map(|(no_cramp, programme)| Record::Night(note("2026-11-08", no_cramp, programme)));
    assert_eq!(import(&mut store, std::slice::from_ref(&one)), [Added]);
    assert_eq!(import(&mut store, &[other]), [Added]);
    assert_eq!(find(&mut store, one.key()), Some(Record::Night(note("2026-11-08", true, true))));
    assert_eq!(import(&mut store, &[one]), [AlreadyThere]);
}
