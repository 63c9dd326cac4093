//! What keys do: one row a binding, read by dispatch, footer and help alike; and the rows that somebody gave other keys.

use super::{event::Key, plain_words::word_of};

/// One row: these keys, this verb, these words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binding<M: 'static> {
    /// What the settings call it: a screen and a word. The same name on several screens is one binding for all of them.
    pub(crate) id: &'static str,
    /// Unless the settings say otherwise. The first is the one the footer names.
    pub(crate) keys: &'static [Key],
    pub(crate) verb: M,
    /// What it does, for help.
    pub(crate) help: &'static str,
    /// The same in a word or two for the footer; empty where the footer does not mention it.
    pub(crate) foot: &'static str,
}

/// The footer's word for a key that does the same as the one in the next row: "Enter or x".
pub(crate) const SHARED_FOOT: &str = "or";

/// Makes a row; `const`, so that tables are plain data.
pub(crate) const fn bind<M>(
    id: &'static str,
    keys: &'static [Key],
    verb: M,
    help: &'static str,
    foot: &'static str,
) -> Binding<M> {
    Binding { id, keys, verb, help, foot }
}

/// Which keys work in this run: those of the tables, but for the rows that were given others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Words are typed in place of keys: plain mode.
    is_typed: bool,
    changed: Vec<(&'static str, Vec<Key>)>,
}

impl Keys {
    /// The tables as they are.
    pub(crate) const TABLES: Self = Self { is_typed: false, changed: vec![] };

    /// Gives the rows of that id other keys.
    pub(crate) fn set(&mut self, id: &'static str, keys: Vec<Key>) {
        self.reset(id);
        self.changed.push((id, keys));
    }

    /// The rows of that id have the keys of their tables again.
    pub(crate) fn reset(&mut self, id: &str) {
        self.changed.retain(|(given, _)| *given != id);
    }

    /// Whether any row has other keys than its table's.
    pub(crate) fn are_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The ids of the rows that have other keys than their tables'.
    pub(crate) fn changed(&self) -> impl Iterator<Item = &'static str> {
        self.changed.iter().map(|(id, _)| *id)
    }

    /// The keys of a row, by its id and those of its table.
    pub(crate) fn of(&self, id: &str, keys: &'static [Key]) -> &[Key] {
        self.changed.iter().find(|(given, _)| *given == id).map_or(keys, |(_, keys)| keys)
    }

    /// What a key means in a table.
    pub(crate) fn find<M: Copy>(&self, table: &[Binding<M>], key: Key) -> Option<M> {
        table.iter().find(|row| self.of(row.id, row.keys).contains(&key)).map(|row| row.verb)
    }

    /// A table's rows as hints.
    pub(crate) fn hints<M>(&self, table: &'static [Binding<M>]) -> Vec<Hint<'_>> {
        let hint = |row: &Binding<M>| Hint {
            id: row.id,
            keys: self.of(row.id, row.keys),
            help: row.help,
            foot: row.foot,
        };
        table.iter().map(hint).collect()
    }

    /// What is written on the key that does this, for sentences that name it.
    pub(crate) fn name<M: PartialEq>(&self, table: &[Binding<M>], verb: &M) -> String {
        self.key(table, verb).map_or_else(String::new, Key::name)
    }

    /// The same keys, named as the words that plain mode takes.
    pub(crate) fn typed(self) -> Self {
        Self { is_typed: true, ..self }
    }

    /// The sentence on what a key does: "u undoes it" on the screen, "Type undo to undo it" in plain mode.
    pub(crate) fn does<M: PartialEq>(&self, table: &[Binding<M>], verb: &M, does: &str, to: &str) -> String {
        let row = table.iter().find(|row| row.verb == *verb);
        match row.and_then(|row| word_of(row.id)).filter(|_| self.is_typed) {
            Some(word) => format!("Type {word} {to}"),
            None => format!("{} {does}", self.name(table, verb)),
        }
    }

    /// The key that does this, the first of them.
    pub(crate) fn key<M: PartialEq>(&self, table: &[Binding<M>], verb: &M) -> Option<Key> {
        let row = table.iter().find(|row| row.verb == *verb)?;
        self.of(row.id, row.keys).first().copied()
    }
}

/// The keys of one screen, for the settings that change keys.
#[derive(Debug)]
pub(crate) struct KeyScreen {
    /// The screen in words: "the guide's list".
    pub(crate) name: &'static str,
    pub(crate) rows: Vec<Hint<'static>>,
    /// Letters are typed there, so no letter is a key.
    pub(crate) is_typing: bool,
}

/// The tables without changes, to borrow from.
static TABLES: Keys = Keys::TABLES;

impl KeyScreen {
    /// A screen with the keys of a table.
    pub(crate) fn new<M>(name: &'static str, table: &'static [Binding<M>]) -> Self {
        Self { name, rows: TABLES.hints(table), is_typing: false }
    }

    /// A screen on which letters are typed.
    pub(crate) fn typing<M>(name: &'static str, table: &'static [Binding<M>]) -> Self {
        Self { is_typing: true, ..Self::new(name, table) }
    }
}

/// A row as footer and help show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint<'k> {
    pub(crate) id: &'static str,
    pub(crate) keys: &'k [Key],
    pub(crate) help: &'static str,
    pub(crate) foot: &'static str,
}

impl Hint<'_> {
    /// The key the footer names.
    pub(crate) fn key(&self) -> String {
        self.keys.first().map_or_else(String::new, |key| key.name())
    }

    /// Every key, for help.
    pub(crate) fn all_keys(&self) -> String {
        names(self.keys)
    }
}

/// Keys by what is written on them, one after another.
pub(crate) fn names(keys: &[Key]) -> String {
    keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ")
}
