//! What keys do: one row a binding, read by dispatch, footer and help alike.

use super::event::Key;

/// One row: these keys, this verb, these words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binding<M: 'static> {
    /// The first is the one the footer names.
    pub(crate) keys: &'static [Key],
    pub(crate) verb: M,
    /// What it does, for help.
    pub(crate) help: &'static str,
    /// The same in a word or two for the footer; empty where the footer does not mention it.
    pub(crate) foot: &'static str,
}

/// Makes a row; `const`, so that tables are plain data.
pub(crate) const fn bind<M>(
    keys: &'static [Key],
    verb: M,
    help: &'static str,
    foot: &'static str,
) -> Binding<M> {
    Binding { keys, verb, help, foot }
}

/// What a key means in a table.
pub(crate) fn find<M: Copy>(table: &[Binding<M>], key: Key) -> Option<M> {
    table.iter().find(|row| row.keys.contains(&key)).map(|row| row.verb)
}

/// A row as footer and help show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) keys: &'static [Key],
    pub(crate) help: &'static str,
    pub(crate) foot: &'static str,
}

impl Hint {
    /// The key the footer names.
    pub(crate) fn key(&self) -> String {
        self.keys.first().map_or_else(String::new, |key| key.name())
    }

    /// Every key, for help.
    pub(crate) fn all_keys(&self) -> String {
        self.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(", ")
    }
}

/// A table's rows as hints.
pub(crate) fn hints<M>(table: &'static [Binding<M>]) -> Vec<Hint> {
    table.iter().map(|row| Hint { keys: row.keys, help: row.help, foot: row.foot }).collect()
}
