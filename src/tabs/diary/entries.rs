//! The entries of the diary as last read, newest night first. Everything that the tab shows is taken from them.

use crate::domain::{Filter, Night, Record, RecordKey, Span};

/// All entries, and the positions of those that the filter shows.
#[derive(Debug, Default)]
pub(super) struct EntryList {
    all: Vec<Record>,
    shown: Vec<usize>,
}

impl EntryList {
    /// Takes entries in the order of the list.
    pub(super) fn new(all: Vec<Record>, filter: &Filter) -> Self {
        let mut entries = Self { all, shown: vec![] };
        entries.filter(filter);
        entries
    }

    /// Shows the entries that pass this filter.
    pub(super) fn filter(&mut self, filter: &Filter) {
        let is_wanted = filter.test();
        let wanted = self.all.iter().enumerate().filter(|(_, record)| is_wanted(record));
        self.shown = wanted.map(|(at, _)| at).collect();
    }

    /// Number of entries that the filter shows.
    pub(super) fn count(&self) -> usize {
        self.shown.len()
    }

    /// The entry at a position of the filtered list.
    pub(super) fn get(&self, at: usize) -> Option<&Record> {
        self.shown.get(at).and_then(|at| self.all.get(*at))
    }

    /// The position of an entry in the filtered list.
    pub(super) fn position(&self, key: &RecordKey) -> Option<usize> {
        self.shown.iter().position(|at| self.all.get(*at).is_some_and(|record| record.key() == *key))
    }

    /// The entry with that key, also one that the filter hides.
    pub(super) fn find(&self, key: &RecordKey) -> Option<&Record> {
        self.all.iter().find(|record| record.key() == *key)
    }

    /// Everything recorded from one night to another, both included, oldest first. The filter does not count.
    pub(super) fn span(&self, from: Night, to: Night) -> Span {
        // Only a line about the person has no night, and the list holds none.
        let count = |is_newer: &dyn Fn(Night) -> bool| {
            self.all.partition_point(|record| record.night().is_some_and(is_newer))
        };
        let (start, end) = (count(&|night| night > to), count(&|night| night >= from));
        let mut span = Span { from, to, episodes: vec![], nights: vec![], medicines: vec![], checks: vec![] };
        for record in self.all.get(start..end).unwrap_or_default().iter().rev().cloned() {
            match record {
                Record::Episode(episode) => span.episodes.push(episode),
                Record::Night(note) => span.nights.push(note),
                Record::Medicine(medicine) => span.medicines.push(medicine),
                Record::Check(check) => span.checks.push(check),
                Record::Fact(..) => {}
            }
        }
        span
    }
}
