//! Importing records: all in one transaction, and each checked against the diary as it is then.
//!
//! The result does not depend on the order of the records or of several imports, where no two records of one key differ: a cramp
//! always counts more than "no cramp" for its night, and the ticks of a night add up.

use std::collections::HashSet;

use rusqlite::{Connection, TransactionBehavior};

use super::{
    error::StoreError,
    read,
    rows::{self, NIGHT_WITHOUT},
    save, schema,
};
use crate::domain::{
    diary::ImportVerdict,
    episode::{NightNote, Record},
    local_time::Night,
};

/// Adds the records.
pub(super) fn import(
    connection: &mut Connection,
    records: &[Record],
) -> Result<Vec<ImportVerdict>, StoreError> {
    records.iter().try_for_each(save::permit_record)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut writing = Import { connection: &transaction, writes: true, cramps: HashSet::new() };
    let verdicts = writing.run(records)?;
    transaction.commit()?;
    Ok(verdicts)
}

/// Says what [`import`] would do. Writes nothing.
pub(super) fn look(connection: &Connection, records: &[Record]) -> Result<Vec<ImportVerdict>, StoreError> {
    records.iter().try_for_each(save::permit_record)?;
    let reading = connection.unchecked_transaction()?;
    Import { connection: &reading, writes: false, cramps: HashSet::new() }.run(records)
}

/// The same where no diary has been begun.
pub(super) fn look_at_nothing(records: &[Record]) -> Result<Vec<ImportVerdict>, StoreError> {
    let mut nothing = Connection::open_in_memory()?;
    schema::bring_up(&mut nothing)?;
    look(&nothing, records)
}

struct Import<'c> {
    connection: &'c Connection,
    writes: bool,
    /// Nights that get a cramp by this import.
    cramps: HashSet<Night>,
}

impl Import<'_> {
    fn run(&mut self, records: &[Record]) -> Result<Vec<ImportVerdict>, StoreError> {
        let mut verdicts = vec![ImportVerdict::Added; records.len()];
        let is_night = |record: &Record| matches!(record, Record::Night(_));
        // Nights last: by then it is known which have a cramp.
        for wanted in [false, true] {
            for (record, verdict) in records.iter().zip(&mut verdicts).filter(|(r, _)| is_night(r) == wanted)
            {
                *verdict = self.add(record)?;
            }
        }
        Ok(verdicts)
    }

    fn add(&mut self, record: &Record) -> Result<ImportVerdict, StoreError> {
        let there = read::find(self.connection, &record.key())?;
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
            let (table, _) = rows::place(&record.key());
            rows::keep(&mut self.connection.prepare(table.keeping())?, record)?;
        }
        Ok(())
    }

    /// True if the night was noted as one without, be there a cramp or not.
    fn is_noted_without(&self, night: Night) -> Result<bool, StoreError> {
        Ok(self.connection.prepare(NIGHT_WITHOUT)?.exists([night.to_string()])?)
    }
}
