//! The reads of the diary tab: the requests that are due, and the responses to them.

use super::{DiaryTab, Page, entries::EntryList};
use crate::{
    domain::{DiaryError, DiaryRequest, DiaryResponse, Filter, Now, Record},
    screen::Action,
};

/// The parts of the diary that have not changed since they were asked for.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    pub(super) entries: bool,
    pub(super) facts: bool,
    pub(super) background: bool,
}

impl DiaryTab {
    /// Reads everything again when it is needed next, because something in the diary has changed.
    pub(crate) fn has_changed(&mut self) {
        self.fresh = Fresh::default();
        // The selected entry stays selected, whatever comes or goes before it.
        if self.seek.is_none() {
            self.seek = self.record().map(Record::key);
        }
    }

    /// The reads to ask for now. Nothing is read for a tab that is not shown.
    pub(crate) fn asks(&mut self, is_shown: bool, now: &Now) -> Vec<DiaryRequest> {
        let mut asks = vec![];
        if !is_shown {
            return asks;
        }
        if !std::mem::replace(&mut self.fresh.facts, true) {
            asks.push(DiaryRequest::Facts);
        }
        if !std::mem::replace(&mut self.fresh.entries, true) {
            asks.push(DiaryRequest::List(Filter::default()));
        }
        let needs_background = matches!(self.page(), Page::Charts | Page::Report);
        if needs_background && !std::mem::replace(&mut self.fresh.background, true) {
            let (from, to) = self.range(now);
            asks.push(DiaryRequest::Background { from, to });
        }
        asks
    }

    /// Takes a response of the diary.
    pub(crate) fn answered(
        &mut self,
        ask: &DiaryRequest,
        answer: Result<DiaryResponse, DiaryError>,
    ) -> Vec<Action> {
        match (ask, answer) {
            (DiaryRequest::Save { changes }, Ok(_)) => return self.has_saved(changes).unwrap_or_default(),
            (DiaryRequest::Save { changes }, Err(error)) => {
                // Another window may have changed it: the page shows what is stored now.
                self.has_changed();
                return self.was_not_saved(changes, &error).unwrap_or_default();
            }
            (_, Err(error)) => self.error = Some(error.sentence()),
            (_, Ok(DiaryResponse::List(entries))) => self.take_entries(entries),
            (DiaryRequest::Background { from, to }, Ok(DiaryResponse::Span(span))) => {
                self.background = Some(((*from, *to), span));
            }
            (_, Ok(DiaryResponse::Facts(facts))) => {
                self.facts = facts;
                self.rebase_form();
            }
            _ => {}
        }
        vec![]
    }

    fn take_entries(&mut self, records: Vec<Record>) {
        self.error = None;
        let entries = EntryList::new(records, &self.filter);
        let sought = self.seek.take().and_then(|key| entries.position(&key));
        self.selected = sought.unwrap_or(self.selected).min(entries.count().saturating_sub(1));
        self.entries = Some(entries);
        self.rebase_form();
    }
}
