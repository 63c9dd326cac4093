//! Choices: enums whose values have an id for files and the command line, and words for the screen.

/// A value from a fixed list.
pub(crate) trait Enumeration: Copy + 'static {
    /// All values, in the order of a form.
    fn all() -> &'static [Self];

    /// The word for it in files and on the command line.
    fn key(self) -> &'static str;

    /// The ids of all values.
    fn keys() -> Vec<&'static str> {
        Self::all().iter().map(|choice| choice.key()).collect()
    }

    /// The value with that id.
    fn find(id: &str) -> Option<Self> {
        Self::all().iter().copied().find(|choice| choice.key() == id)
    }
}

/// Declares an enum whose variants have an id for scripts and files, and words for the screen.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident $id:literal $words:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $name { $($(#[$about])* $variant,)* }

        impl $name {
            /// The word for it in scripts, in files and on the command line.
            pub(crate) const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// The words for it on the screen.
            pub(crate) const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}

/// Declares such an enum that is also a [`Enumeration`].
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident $id:literal $words:literal,)* }) => {
        $crate::domain::choice::named! { $(#[$meta])* $name { $($(#[$about])* $variant $id $words,)* } }

        impl $name {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        impl $crate::domain::choice::Enumeration for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn key(self) -> &'static str {
                self.id()
            }
        }
    };
}

pub(crate) use {choices, named};
