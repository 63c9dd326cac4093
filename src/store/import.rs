//! Importing records: all in one transaction, and each is compared with the diary in that transaction.
//!
//! Where no two records of one key differ, the result does not depend on the order of the records, or of imports with no deletion
//! between them: a cramp always counts more than "no cramp" for its night, and the ticks of a night add up.

use std::collections::HashSet;

use rusqlite::{Connection, TransactionBehavior};

use super::{error::StoreError, rows, save};
use crate::domain::{Night, NightNote, Record, diary::ImportVerdict};

/// Adds the records.
pub(super) fn import(
    connection: &mut Connection,
    records: &[Record],
) -> Result<Vec<ImportVerdict>, StoreError> {
    records.iter().try_for_each(save::validate_record)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut writing = RecordImport { connection: &transaction, writes: true, cramps: HashSet::new() };
    let verdicts = writing.run(records)?;
    transaction.commit()?;
    Ok(verdicts)
}

/// The result that [`import`] would have. Writes nothing.
pub(super) fn dry_run(connection: &Connection, records: &[Record]) -> Result<Vec<ImportVerdict>, StoreError> {
    records.iter().try_for_each(save::validate_record)?;
    let snapshot = connection.unchecked_transaction()?;
    RecordImport { connection: &snapshot, writes: false, cramps: HashSet::new() }.run(records)
}

struct RecordImport<'c> {
    connection: &'c Connection,
    writes: bool,
    /// Nights that get a cramp from this import.
    cramps: HashSet<Night>,
}

impl RecordImport<'_> {
    fn run(&mut self, records: &[Record]) -> Result<Vec<ImportVerdict>, StoreError> {
        let mut verdicts = vec![ImportVerdict::Added; records.len()];
        let is_night = |record: &Record| matches!(record, Record::Night(_));
        // Nights come last: by then the nights with a cramp are known.
        for wanted in [false, true] {
            for (record, verdict) in records.iter().zip(&mut verdicts).filter(|(r, _)| is_night(r) == wanted)
            {
                *verdict = self.add(record)?;
            }
        }
        Ok(verdicts)
    }

    fn add(&mut self, record: &Record) -> Result<ImportVerdict, StoreError> {
        let there = rows::find(self.connection, &record.key())?;
        match (record, there) {
            (Record::Night(note), there) => self.add_night(*note, there),
            (record, Some(there)) if *record == there => Ok(ImportVerdict::AlreadyThere),
            (_, Some(_)) => Ok(ImportVerdict::Differs),
            (record, None) => {
                self.write(record)?;
                let Record::Episode(episode) = record else { return Ok(ImportVerdict::Added) };
                let night = episode.night();
                self.cramps.insert(night);
                Ok(match self.is_noted_without(night)? {
                    true => ImportVerdict::AddedToNightWithout,
                    false => ImportVerdict::Added,
                })
            }
        }
    }

    /// The ticks of a night add up.
    fn add_night(&self, note: NightNote, there: Option<Record>) -> Result<ImportVerdict, StoreError> {
        let had = match there {
            Some(Record::Night(had)) => had,
            _ => NightNote { night: note.night, no_cramp: false, programme: false },
        };
        let has_cramp = self.cramps.contains(&note.night) || save::has_cramp(self.connection, note.night)?;
        let after = NightNote {
            night: note.night,
            no_cramp: had.no_cramp || (note.no_cramp && !has_cramp),
            programme: had.programme || note.programme,
        };
        if after != had {
            self.write(&Record::Night(after))?;
        }
        Ok(match () {
            () if note.no_cramp && has_cramp => ImportVerdict::NightHasCramp,
            () if after == had => ImportVerdict::AlreadyThere,
            () => ImportVerdict::Added,
        })
    }

    fn write(&self, record: &Record) -> Result<(), StoreError> {
        if self.writes {
            rows::upsert(self.connection, record)?;
        }
        Ok(())
    }

    /// True if the night was noted as one without a cramp, even if it has one.
    fn is_noted_without(&self, night: Night) -> Result<bool, StoreError> {
        let select = "SELECT 1 FROM night_note WHERE night = ?1 AND no_cramp = 1";
        Ok(self.connection.prepare(select)?.exists([night.to_string()])?)
    }
}
