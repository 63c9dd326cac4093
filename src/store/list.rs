//! The list: entries of every kind, newest night first. Each table's index is already in that order, so SQLite only has to
//! merge them, and a page of a hundred thousand entries costs no more than one of a hundred.

use rusqlite::{Connection, Row};

use super::{
    fault::Fault,
    rows::{CHECKLIST, EPISODE, MEDICINE, NIGHT_NOTE, Table},
};
use crate::domain::{
    diary::{Filter, Listed},
    episode::{Limb, Site},
};

/// A table as the list sees it.
struct Kind {
    table: &'static Table,
    /// The column of the moment. Entries without one come after the others of their night, by a number that no time has.
    moment: &'static str,
    /// Entries that are not listed.
    only: &'static str,
    /// What is looked through for words: a text, and two columns of which the words are known here.
    text: &'static str,
    words: &'static str,
}

/// The kinds of entries.
const KINDS: [Kind; 4] = [
    Kind {
        table: &EPISODE,
        moment: "start",
        only: "",
        text: "note || char(10) || tried || char(10) || eased_by || char(10) || came_before || char(10) || also \
               || char(10) || coalesce(routine, ''), leg, muscle",
        words: "cramp",
    },
    Kind {
        table: &CHECKLIST,
        moment: "at",
        only: "",
        text: "outcome || char(10) || signs, NULL, NULL",
        words: "checklist",
    },
    Kind {
        table: &NIGHT_NOTE,
        moment: "-1000000000000",
        only: "(no_cramp = 1 OR programme = 1)",
        text: "iif(no_cramp, 'no cramp', '') || char(10) || iif(programme, 'programme', ''), NULL, NULL",
        words: "night",
    },
    Kind {
        table: &MEDICINE,
        moment: "-2000000000000",
        only: "",
        text: "name || char(10) || dose || char(10) || note || char(10) || change, NULL, NULL",
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
    let asked = Asked::of(filter);
    // One moment of the diary, so that the count and the entries agree.
    let _reading = connection.unchecked_transaction()?;
    let (total, page) = if asked.needles.is_empty() {
        (asked.count(connection)?, asked.page(connection, from, count)?)
    } else {
        asked.search(connection, from, count)?
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

/// A filter as SQL and as words.
struct Asked {
    /// What must hold, for every kind that is asked for; `None` for the others.
    conditions: [Option<String>; KINDS.len()],
    values: Vec<String>,
    /// Words in lower case, all of which must be there.
    needles: Vec<String>,
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
        let needles = filter.text.split_whitespace().map(str::to_lowercase).collect();
        Self { conditions, values, needles }
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

    /// Kinds and serial numbers in the order of the list; with the text of each where there is one to look through.
    fn ordered(&self, with_text: bool) -> String {
        let arms: Vec<String> = self
            .kinds()
            .map(|(at, kind, condition)| {
                let text = if with_text { format!(", {}", kind.text) } else { String::new() };
                format!(
                    "SELECT night, {} AS moment, {at} AS kind, serial{text} FROM {}{condition}",
                    kind.moment, kind.table.name
                )
            })
            .collect();
        format!("{} ORDER BY 1 DESC, 2 DESC, 4 DESC, 3", arms.join(" UNION ALL "))
    }

    fn page(&self, connection: &Connection, from: usize, count: usize) -> Result<Vec<(usize, i64)>, Fault> {
        let sql = format!("{} LIMIT {} OFFSET {}", self.ordered(false), small(count), small(from));
        let mut statement = connection.prepare(&sql)?;
        self.bind(&mut statement)?;
        let mut rows = statement.raw_query();
        let mut page = vec![];
        while let Some(row) = rows.next()? {
            page.push(key(row)?);
        }
        Ok(page)
    }

    /// Looks through every text. Upper and lower case are the same in every script, which SQLite by itself does not know.
    fn search(
        &self,
        connection: &Connection,
        from: usize,
        count: usize,
    ) -> Result<(usize, Vec<(usize, i64)>), Fault> {
        let mut statement = connection.prepare(&self.ordered(true))?;
        self.bind(&mut statement)?;
        let mut rows = statement.raw_query();
        let (mut total, mut page) = (0, vec![]);
        while let Some(row) = rows.next()? {
            if self.holds_words(row)? {
                if total >= from && page.len() < count {
                    page.push(key(row)?);
                }
                total += 1;
            }
        }
        Ok((total, page))
    }

    fn holds_words(&self, row: &Row<'_>) -> Result<bool, Fault> {
        let (kind, _) = key(row)?;
        let words_of = |at: usize| -> rusqlite::Result<Option<String>> { row.get(at) };
        let leg = words_of(5)?.and_then(|id| Limb::find(&id)).map_or("", Limb::words);
        let muscle = words_of(6)?.and_then(|id| Site::find(&id)).map_or("", Site::words);
        let text = row.get_ref(4)?.as_str().unwrap_or_default().to_lowercase();
        let words = KINDS.get(kind).map_or("", |kind| kind.words);
        let holds = |needle: &String| {
            text.contains(needle.as_str())
                || [leg, muscle, words].iter().any(|words| words.contains(needle.as_str()))
        };
        Ok(self.needles.iter().all(holds))
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

fn key(row: &Row<'_>) -> rusqlite::Result<(usize, i64)> {
    Ok((usize::from(row.get::<_, u8>(2)?), row.get(3)?))
}

/// A number of entries as SQLite counts them.
fn small(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_merged_from_the_indexes_and_never_sorted() {
        let mut connection = Connection::open_in_memory().expect("a database");
        crate::store::schema::bring_up(&mut connection).expect("the layout");
        for filter in [Filter::default(), Filter { leg: Some(Limb::Left), ..Filter::default() }] {
            for with_text in [false, true] {
                let sql = format!("EXPLAIN QUERY PLAN {}", Asked::of(&filter).ordered(with_text));
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
    }
}
