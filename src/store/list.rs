//! The list: entries of every kind, newest night first. Each table's index is already in that order, so SQLite only has to
//! merge them, and a page of a hundred thousand entries costs no more than one of a hundred.

use std::cmp::Reverse;

use memchr::memmem::Finder;
use rusqlite::{Connection, OptionalExtension, Row, types::ValueRef};

use super::{
    fault::Fault,
    rows::{self, CHECKLIST, EPISODE, MEDICINE, NIGHT_NOTE, Table},
};
use crate::domain::{
    diary::{Filter, Listed},
    episode::{Limb, RecordKey, Site},
};

/// A table as the list sees it.
struct Kind {
    table: &'static Table,
    /// The column of the moment. Entries without one come after the others of their night, by a number that no time has.
    moment: &'static str,
    /// Entries that are not listed.
    only: &'static str,
    /// What is looked through for words: texts, and two columns of which the words are known here.
    texts: &'static [&'static str],
    tags: &'static str,
    words: &'static str,
}

/// In place of leg and muscle, where there is neither.
const NO_TAGS: &str = "NULL, NULL";

/// The kinds of entries.
const KINDS: [Kind; 4] = [
    Kind {
        table: &EPISODE,
        moment: "start",
        only: "",
        texts: &["note", "tried", "eased_by", "came_before", "also", "routine"],
        tags: "leg, muscle",
        words: "cramp",
    },
    Kind {
        table: &CHECKLIST,
        moment: "at",
        only: "",
        texts: &["outcome", "signs"],
        tags: NO_TAGS,
        words: "checklist",
    },
    Kind {
        table: &NIGHT_NOTE,
        moment: "-1000000000000",
        only: "(no_cramp = 1 OR programme = 1)",
        texts: &["iif(no_cramp, 'no cramp', '')", "iif(programme, 'programme', '')"],
        tags: NO_TAGS,
        words: "night",
    },
    Kind {
        table: &MEDICINE,
        moment: "-2000000000000",
        only: "",
        texts: &["name", "dose", "note", "change"],
        tags: NO_TAGS,
        words: "medicine",
    },
];

/// A stretch of the list under a filter, and how long the whole list is.
pub(super) fn list(
    connection: &Connection,
    filter: &Filter,
    from: usize,
    count: usize,
) -> Result<Listed, Fault> {
    // One moment of the diary, so that the count and the entries agree.
    let _reading = connection.unchecked_transaction()?;
    Asked::of(filter).list(connection, from, count)
}

/// The same with that entry in its middle, or from that position on where the list does not have it.
pub(super) fn list_around(
    connection: &Connection,
    filter: &Filter,
    key: &RecordKey,
    (from, count): (usize, usize),
) -> Result<Listed, Fault> {
    let asked = Asked::of(filter);
    let _reading = connection.unchecked_transaction()?;
    let at = asked.position(connection, key)?;
    asked.list(connection, at.map_or(from, |at| at.saturating_sub(count / 2)), count)
}

/// A filter as SQL and as words.
struct Asked {
    /// What must hold, for every kind that is asked for; `None` for the others.
    conditions: [Option<String>; KINDS.len()],
    values: Vec<String>,
    /// Words, folded, all of which must be there.
    needles: Vec<Vec<u8>>,
}

impl Asked {
    fn of(filter: &Filter) -> Self {
        let mut values = vec![];
        let mut shared = vec![];
        let mut of_episodes = vec![];
        for (condition, night) in [("night >= ", filter.from), ("night <= ", filter.to)] {
            if let Some(night) = night {
                values.push(night.to_string());
                shared.push(format!("{condition}?{}", values.len()));
            }
        }
        for (condition, value) in
            [("leg = ", filter.leg.map(Limb::id)), ("muscle = ", filter.muscle.map(Site::id))]
        {
            if let Some(value) = value {
                values.push(value.to_owned());
                of_episodes.push(format!("{condition}?{}", values.len()));
            }
        }
        let conditions = std::array::from_fn(|at| {
            let is_episodes = at == 0;
            let only = KINDS.get(at).map(|kind| kind.only).filter(|only| !only.is_empty());
            (is_episodes || of_episodes.is_empty()).then(|| {
                let own = if is_episodes { of_episodes.as_slice() } else { &[] };
                let all: Vec<&str> =
                    only.into_iter().chain(shared.iter().chain(own).map(String::as_str)).collect();
                if all.is_empty() { String::new() } else { format!(" WHERE {}", all.join(" AND ")) }
            })
        });
        let needles = filter.text.split_whitespace().map(folded).collect();
        Self { conditions, values, needles }
    }

    fn list(&self, connection: &Connection, from: usize, count: usize) -> Result<Listed, Fault> {
        let (total, page) = if self.needles.is_empty() {
            (self.count(connection)?, self.page(connection, from, count)?)
        } else {
            self.search(connection, from, count)?
        };
        let mut statements = vec![];
        for kind in &KINDS {
            statements.push(connection.prepare(kind.table.by_serial)?);
        }
        let mut entries = vec![];
        for (kind, serial) in page {
            if let (Some(kind), Some(statement)) = (KINDS.get(kind), statements.get_mut(kind)) {
                entries.push(statement.query_row([serial], |row| Ok(kind.table.record(row)))??);
            }
        }
        Ok(Listed { from, total, entries })
    }

    /// How many entries of the list stand before that one; `None` where it is not in the list.
    fn position(&self, connection: &Connection, key: &RecordKey) -> Result<Option<usize>, Fault> {
        let (table, id) = rows::place(key);
        let Some((at, kind, condition)) = self.kinds().find(|(_, kind, _)| kind.table.name == table.name)
        else {
            return Ok(None);
        };
        let serial =
            connection.prepare(table.find)?.query_row([id], |row| row.get::<_, i64>(0)).optional()?;
        let Some(serial) = serial else { return Ok(None) };
        if !self.needles.is_empty() {
            let found = self.found(connection)?;
            return Ok(found.iter().position(|place| (place.kind, place.serial.0) == (at, serial)));
        }
        let own = self.values.len() + 1;
        let sql =
            format!("SELECT night, {} FROM {}{}serial = ?{own}", kind.moment, table.name, and(condition));
        let mut statement = connection.prepare(&sql)?;
        self.bind(&mut statement)?;
        statement.raw_bind_parameter(own, serial)?;
        let mut rows = statement.raw_query();
        let Some(row) = rows.next()? else { return Ok(None) };
        let (night, moment): (String, i64) = (row.get(0)?, row.get(1)?);
        let mut before = 0;
        for (other, kind, condition) in self.kinds() {
            // Of two that are alike in all else the kind that is listed first comes first.
            let is_before = if other < at { ">=" } else { ">" };
            let sql = format!(
                "SELECT count(*) FROM {}{}(night, {}, serial) {is_before} (?{own}, ?{}, ?{})",
                kind.table.name,
                and(condition),
                kind.moment,
                own + 1,
                own + 2
            );
            let mut statement = connection.prepare(&sql)?;
            self.bind(&mut statement)?;
            statement.raw_bind_parameter(own, &night)?;
            statement.raw_bind_parameter(own + 1, moment)?;
            statement.raw_bind_parameter(own + 2, serial)?;
            let mut rows = statement.raw_query();
            if let Some(row) = rows.next()? {
                before += usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
            }
        }
        Ok(Some(before))
    }

    /// The kinds asked for, each with its place among them and its condition.
    fn kinds(&self) -> impl Iterator<Item = (usize, &Kind, &str)> {
        KINDS
            .iter()
            .enumerate()
            .zip(&self.conditions)
            .filter_map(|((at, kind), condition)| Some((at, kind, condition.as_deref()?)))
    }

    fn count(&self, connection: &Connection) -> Result<usize, Fault> {
        let mut total = 0;
        for (_, kind, condition) in self.kinds() {
            let sql = match (kind.table.name, condition) {
                ("episode", "") => "SELECT episodes FROM tally".to_owned(),
                (name, _) => format!("SELECT count(*) FROM {name}{condition}"),
            };
            let mut statement = connection.prepare(&sql)?;
            self.bind(&mut statement)?;
            let mut rows = statement.raw_query();
            if let Some(row) = rows.next()? {
                total += usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
            }
        }
        Ok(total)
    }

    /// Kinds and serial numbers in the order of the list, which is [`Place`]'s too.
    fn ordered(&self) -> String {
        let arms: Vec<String> = self
            .kinds()
            .map(|(at, kind, condition)| {
                format!(
                    "SELECT night, {} AS moment, {at} AS kind, serial FROM {}{condition}",
                    kind.moment, kind.table.name
                )
            })
            .collect();
        format!("{} ORDER BY 1 DESC, 2 DESC, 4 DESC, 3", arms.join(" UNION ALL "))
    }

    fn page(&self, connection: &Connection, from: usize, count: usize) -> Result<Vec<(usize, i64)>, Fault> {
        let sql = format!("{} LIMIT {} OFFSET {}", self.ordered(), small(count), small(from));
        let mut statement = connection.prepare(&sql)?;
        self.bind(&mut statement)?;
        let mut rows = statement.raw_query();
        let mut page = vec![];
        while let Some(row) = rows.next()? {
            page.push((usize::from(row.get::<_, u8>(2)?), row.get(3)?));
        }
        Ok(page)
    }

    fn search(
        &self,
        connection: &Connection,
        from: usize,
        count: usize,
    ) -> Result<(usize, Vec<(usize, i64)>), Fault> {
        let found = self.found(connection)?;
        let page = found.iter().skip(from).take(count).map(|place| (place.kind, place.serial.0));
        Ok((found.len(), page.collect()))
    }

    /// Looks through every text, in the order in which the entries are on the disk: to follow an index to each of them
    /// takes longer than to put those that are found in order. Upper and lower case are the same in every script, which SQLite by
    /// itself does not know.
    fn found(&self, connection: &Connection) -> Result<Vec<Place>, Fault> {
        let finders: Vec<Finder<'_>> = self.needles.iter().map(Finder::new).collect();
        let mut found = vec![];
        let mut text = vec![];
        for (at, kind, condition) in self.kinds() {
            let sql = format!(
                "SELECT night, {}, serial, {}, concat_ws(char(10), {}) FROM {}{condition}",
                kind.moment,
                kind.tags,
                kind.texts.join(", "),
                kind.table.name
            );
            let mut statement = connection.prepare(&sql)?;
            self.bind(&mut statement)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                kind.gather(row, &mut text)?;
                if finders.iter().all(|finder| finder.find(&text).is_some()) {
                    found.push(Place {
                        night: Reverse(row.get(0)?),
                        moment: Reverse(row.get(1)?),
                        serial: Reverse(row.get(2)?),
                        kind: at,
                    });
                }
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Every statement is given all values; those of other kinds are left out.
    fn bind(&self, statement: &mut rusqlite::Statement<'_>) -> Result<(), Fault> {
        for at in 1..=statement.parameter_count().min(self.values.len()) {
            if let Some(value) = self.values.get(at - 1) {
                statement.raw_bind_parameter(at, value)?;
            }
        }
        Ok(())
    }
}

/// Where an entry stands in the list.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    night: Reverse<String>,
    moment: Reverse<i64>,
    serial: Reverse<i64>,
    kind: usize,
}

impl Kind {
    /// Everything of a row that is looked through, folded, a line for each. Words that are looked for have no line's end.
    fn gather(&self, row: &Row<'_>, text: &mut Vec<u8>) -> Result<(), Fault> {
        text.clear();
        // One text, made where the row is read: each that is fetched by itself costs more than to fold it.
        if let ValueRef::Text(bytes) = row.get_ref(TEXTS)? {
            push_folded(text, bytes);
        }
        text.push(b'\n');
        let column = |at: usize| row.get_ref(at).map(|value| value.as_str().unwrap_or_default());
        let leg = Limb::find(column(3)?).map_or("", Limb::words);
        let muscle = Site::find(column(4)?).map_or("", Site::words);
        for words in [leg, muscle, self.words] {
            text.extend_from_slice(words.as_bytes());
            text.push(b'\n');
        }
        Ok(())
    }
}

/// Before the texts come night, moment, serial, leg and muscle.
const TEXTS: usize = 5;

/// Adds a text in lower case, character by character, so that a word is the same wherever it stands: a Greek sigma too, which is
/// another letter at a word's end. Most of a diary is ASCII, and that part of it is taken eight bytes at a time: this is most of
/// what a search does.
fn push_folded(out: &mut Vec<u8>, text: &[u8]) {
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        if let Some((eight, after)) = rest.split_first_chunk()
            && let Some(lower) = lower_eight(u64::from_le_bytes(*eight))
        {
            out.extend_from_slice(&lower.to_le_bytes());
            rest = after;
        } else if first.is_ascii() {
            out.push(first.to_ascii_lowercase());
            rest = after;
        } else {
            let length = rest.iter().position(u8::is_ascii).unwrap_or(rest.len());
            let (letters, after) = rest.split_at(length);
            for letter in String::from_utf8_lossy(letters).chars().flat_map(char::to_lowercase) {
                let letter = if letter == 'ς' { 'σ' } else { letter };
                out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
            rest = after;
        }
    }
}

/// Eight letters in lower case, if all of them are ASCII.
fn lower_eight(letters: u64) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = EACH * 0x80;
    if letters & TOP != 0 {
        return None;
    }
    // Each sum sets the top bit of a byte, which ASCII leaves free: from A on, and from what follows Z on.
    let from_a = letters + EACH * (0x80 - b'A' as u64);
    let past_z = letters + EACH * (0x7f - b'Z' as u64);
    let capitals = from_a & !past_z & TOP;
    // 0x20 is what a small letter has more than its capital.
    Some(letters | capitals >> 2)
}

/// A word as [`push_folded`] writes it.
fn folded(word: &str) -> Vec<u8> {
    let mut out = vec![];
    push_folded(&mut out, word.as_bytes());
    out
}

/// What joins one more condition to those there are.
fn and(condition: &str) -> String {
    if condition.is_empty() { " WHERE ".to_owned() } else { format!("{condition} AND ") }
}

/// A number of entries as SQLite counts them.
fn small(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moment::Night;

    #[test]
    fn a_page_is_merged_from_the_indexes_and_never_sorted() {
        let mut connection = Connection::open_in_memory().expect("a database");
        crate::store::schema::bring_up(&mut connection).expect("the layout");
        for filter in [Filter::default(), Filter { leg: Some(Limb::Left), ..Filter::default() }] {
            let sql = format!("EXPLAIN QUERY PLAN {}", Asked::of(&filter).ordered());
            let mut statement = connection.prepare(&sql).expect("a statement");
            Asked::of(&filter).bind(&mut statement).expect("bound");
            let mut rows = statement.raw_query();
            let mut plan = vec![];
            while let Some(row) = rows.next().expect("a row") {
                plan.push(row.get::<_, String>(3).expect("a line"));
            }
            let plan = plan.join("\n");
            assert!(plan.contains("episode_by_night"), "{plan}");
            // Medicines of one night alone are sorted among themselves.
            let others = plan.split("medicine_by_night").next().unwrap_or_default();
            assert!(!others.contains("TEMP B-TREE"), "{plan}");
        }
    }

    #[test]
    fn every_letter_is_folded_alone_and_among_others() {
        for letter in (0..=0x10_ffff).filter_map(char::from_u32) {
            let lower = letter.to_lowercase().to_string().replace('ς', "σ");
            for (before, after) in [("", ""), ("Fourteen", "ER"), ("X", "Y and much more")] {
                let folded = folded(&format!("{before}{letter}{after}"));
                let expected =
                    format!("{}{lower}{}", before.to_ascii_lowercase(), after.to_ascii_lowercase());
                assert_eq!(String::from_utf8(folded), Ok(expected), "{letter:?}");
            }
        }
    }

    #[test]
    fn what_is_found_stands_in_the_order_of_the_list() {
        let mut connection = Connection::open_in_memory().expect("a database");
        crate::store::schema::bring_up(&mut connection).expect("the layout");
        let add = |sql: String| connection.execute_batch(&sql).expect("added");
        for i in 0..40 {
            // Few nights and few moments, so that all that follows them in the order is asked for too.
            let (night, at) = (format!("2026-11-0{}", 1 + i * 7 % 5), i * 11 % 3);
            add(format!(
                "INSERT INTO episode (id, start, utc_offset, night, is_open, tried, eased_by, came_before, also, note, source)
                 VALUES ('e{i}', {at}, 0, '{night}', 0, '', '', '', '', '', '');
                 INSERT INTO checklist (id, at, utc_offset, night, outcome, signs) VALUES ('c{i}', {at}, 0, '{night}', '', '');
                 INSERT INTO medicine (id, night, name, dose, change, note) VALUES ('m{i}', '{night}', '', '', '', '');
                 INSERT OR IGNORE INTO night_note (night, no_cramp, programme) VALUES ('{night}', 1, 0);"
            ));
        }
        let all = Asked::of(&Filter::default()).page(&connection, 0, 1_000).expect("a list");
        assert_eq!(all.len(), 125);
        // Cramp, checklist, no cramp, medicine.
        let asked = Asked::of(&Filter { text: "C".to_owned(), ..Filter::default() });
        assert_eq!(asked.search(&connection, 0, 1_000).expect("a list"), (125, all.clone()));
        let (total, page) = asked.search(&connection, 20, 30).expect("a list");
        assert_eq!((total, page.as_slice()), (125, &all[20..50]));
        for (note, words) in
            [("Ärger mit der WADE", "ärger wade"), ("ΣΟΦΟΣ", "σοφος"), ("cİpRo", "i\u{307}pro")]
        {
            add(format!("UPDATE episode SET note = '{note}' WHERE serial = 1"));
            let asked = Asked::of(&Filter { text: words.to_owned(), ..Filter::default() });
            assert_eq!(asked.search(&connection, 0, 1_000).expect("a list").0, 1, "{words} in {note}");
            let asked = Asked::of(&Filter { text: note.to_owned(), ..Filter::default() });
            assert_eq!(asked.search(&connection, 0, 1_000).expect("a list").0, 1, "{note} in itself");
        }
        let none = Asked::of(&Filter { text: "c zanzibar".to_owned(), ..Filter::default() });
        assert_eq!(none.search(&connection, 0, 1_000).expect("a list"), (0, vec![]));
        // Each is where it stands, under every filter; what a filter leaves out stands nowhere.
        let key = |kind: usize, serial: i64| {
            let column = if kind == 2 { "night" } else { "id" };
            let sql = format!("SELECT {column} FROM {} WHERE serial = {serial}", KINDS[kind].table.name);
            let id: String = connection.query_row(&sql, [], |row| row.get(0)).expect("a key");
            match kind {
                0 => RecordKey::Episode(id),
                1 => RecordKey::Check(id),
                2 => RecordKey::Night(Night::parse(&id).expect("a night")),
                _ => RecordKey::Medicine(id),
            }
        };
        let text = Filter { text: "C".to_owned(), ..Filter::default() };
        let left = Filter { leg: Some(Limb::Left), ..Filter::default() };
        let late = Filter { from: Night::parse("2026-11-03"), ..Filter::default() };
        for filter in [Filter::default(), text, left, late] {
            let asked = Asked::of(&filter);
            let place = |key: &RecordKey| asked.position(&connection, key).expect("a place");
            let listed = match asked.needles.is_empty() {
                true => asked.page(&connection, 0, 1_000).expect("a list"),
                false => asked.search(&connection, 0, 1_000).expect("a list").1,
            };
            for (kind, serial) in &all {
                let at = listed.iter().position(|found| found == &(*kind, *serial));
                assert_eq!(place(&key(*kind, *serial)), at, "{filter:?}");
            }
            assert_eq!(place(&RecordKey::Medicine("none".into())), None);
        }
    }
}
