//! Key tables: one row a binding, read by dispatch, footer, help and settings; and the rows to which settings give other keys.

use super::{event::Key, plain_words::word_of};

/// One row: these keys, this verb, these words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binding<M: 'static> {
    /// Its name in the settings: a screen and a word. The same name on several screens is one binding for all of them.
    pub(crate) id: &'static str,
    /// Unless the settings say otherwise. The first is the one the footer names.
    pub(crate) keys: &'static [Key],
    pub(crate) verb: M,
    /// Its effect, for help.
    pub(crate) help: &'static str,
    /// The same in a word or two for the footer; empty where the footer does not mention it.
    pub(crate) foot: &'static str,
}

/// The footer's word for a key that does the same as the one in the next row: "Enter or x".
pub(crate) const SHARED_FOOT: &str = "or";

/// Builds one row of a key table: `Verb "id" ['x', Enter] Name, "help", "foot"`. The word for the footer may be left out.
macro_rules! key_row {
    ($verb:ident $id:literal [$($key:tt $(($of:literal))?),*] $name:ident $(($value:expr))?, $help:expr) => {
        $crate::screen::keymap::key_row!($verb $id [$($key $(($of))?),*] $name $(($value))?, $help, "")
    };
    ($verb:ident $id:literal [$($key:tt $(($of:literal))?),*] $name:ident $(($value:expr))?, $help:expr, $foot:expr) => {
        $crate::screen::keymap::Binding {
            id: $id,
            keys: &[$($crate::screen::keymap::key!($key $(($of))?)),*],
            verb: $verb::$name $(($value))?,
            help: $help,
            foot: $foot,
        }
    };
}
pub(crate) use key_row;

/// A key: a letter in quotes, or the name of another key.
macro_rules! key {
    ($letter:literal) => { $crate::screen::event::Key::Char($letter) };
    ($name:ident $(($of:literal))?) => { $crate::screen::event::Key::$name $(($of))? };
}
pub(crate) use key;

/// Builds a key table: the type of its verbs, then its rows as [`key_row`] has them, or the names of rows that several tables
/// share.
///
/// `lines` stands for the rows that move through a list, `list` for those and the pages, `text` with a word for the footer
/// for the rows that scroll a text, all with the verb `Move`. `regions` stands for the row of [`REGION_LETTERS`], with the verb
/// `Region`.
macro_rules! key_table {
    (@ $verb:ident [$($row:expr,)*]) => { &[$($row),*] };
    (@ $verb:ident [$($row:expr,)*] lines; $($rest:tt)*) => {
        $crate::screen::keymap::key_table!(@ $verb [$($row,)*]
            "list.up" [Up, 'k'] Move($crate::screen::cursor::Motion::Up), "the line above";
            "list.down" [Down, 'j'] Move($crate::screen::cursor::Motion::Down), "the line below";
            "list.first" [Home, 'g'] Move($crate::screen::cursor::Motion::First), "the first line";
            "list.last" [End, 'G'] Move($crate::screen::cursor::Motion::Last), "the last line";
            $($rest)*)
    };
    (@ $verb:ident [$($row:expr,)*] list; $($rest:tt)*) => {
        $crate::screen::keymap::key_table!(@ $verb [$($row,)*]
            "list.page-up" [PageUp] Move($crate::screen::cursor::Motion::PageUp), "a page up";
            "list.page-down" [PageDown] Move($crate::screen::cursor::Motion::PageDown), "a page down";
            lines; $($rest)*)
    };
    (@ $verb:ident [$($row:expr,)*] text($foot:literal); $($rest:tt)*) => {
        $crate::screen::keymap::key_table!(@ $verb [$($row,)*]
            "text.down" [Down, 'j'] Move($crate::screen::cursor::Motion::Down), "a line down", $foot;
            "text.up" [Up, 'k'] Move($crate::screen::cursor::Motion::Up), "a line up";
            "text.page-down" [PageDown, ' '] Move($crate::screen::cursor::Motion::PageDown), "a page down";
            "text.page-up" [PageUp] Move($crate::screen::cursor::Motion::PageUp), "a page up";
            "text.first" [Home, 'g'] Move($crate::screen::cursor::Motion::First), "the beginning";
            "text.last" [End, 'G'] Move($crate::screen::cursor::Motion::Last), "the end";
            $($rest)*)
    };
    (@ $verb:ident [$($row:expr,)*] regions; $($rest:tt)*) => {
        $crate::screen::keymap::key_table!(@ $verb [$($row,)*]
            "regions.letter" ['a', 'b', 'd', 'f', 'i', 'm', 'o', 'p', 'r', 'x', 'y', 'z'] Region, "the region with that letter";
            $($rest)*)
    };
    (@ $verb:ident [$($row:expr,)*] $shared:ident; $($rest:tt)*) => {
        $crate::screen::keymap::key_table!(@ $verb [$($row,)* $shared,] $($rest)*)
    };
    (@ $verb:ident [$($row:expr,)*]
        $id:literal [$($key:tt $(($of:literal))?),*] $name:ident $(($value:expr))?, $help:expr $(, $foot:expr)?;
        $($rest:tt)*) => {
        $crate::screen::keymap::key_table!(@ $verb [$($row,)*
            $crate::screen::keymap::key_row!($verb $id [$($key $(($of))?),*] $name $(($value))?, $help $(, $foot)?),
        ] $($rest)*)
    };
    ($verb:ident; $($rows:tt)*) => { $crate::screen::keymap::key_table!(@ $verb [] $($rows)*) };
}
pub(crate) use key_table;

/// Letters that choose a region, in the order of the table: never digits, which would stand beside phone numbers, and no
/// letter that an emergency needs for another thing. A region beyond them is chosen with the arrows.
pub(crate) const REGION_LETTERS: [char; 12] = ['a', 'b', 'd', 'f', 'i', 'm', 'o', 'p', 'r', 'x', 'y', 'z'];

/// The position of the region that a key chooses, in the table of regions.
pub(crate) fn region_of(key: Key) -> Option<usize> {
    REGION_LETTERS.iter().position(|letter| key == Key::Char(*letter))
}

/// The keys that work in this run: those of the tables, except for the rows that were given others.
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

    /// True if any row has other keys than its table's.
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

    /// The meaning of a key in a table.
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

    /// The name of the key that does this, for sentences.
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
