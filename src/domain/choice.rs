//! Enumerations: enums whose values have an id for files and the command line, and words for the screen.

/// An enum with a fixed list of values.
pub(crate) trait Enumeration: Copy + 'static {
    /// All values, in the order of a form.
    const ALL: &'static [Self];

    /// The word for it in files and on the command line.
    fn id(self) -> &'static str;

    /// The ids of all values.
    fn ids() -> Vec<&'static str> {
        Self::ALL.iter().map(|value| value.id()).collect()
    }

    /// The value with that id.
    fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.id() == id)
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

/// Declares such an enum that is also an [`Enumeration`].
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$about:meta])* $variant:ident $id:literal $words:literal,)* }) => {
        $crate::domain::choice::named! { $(#[$meta])* $name { $($(#[$about])* $variant $id $words,)* } }

        impl $name {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        impl $crate::domain::choice::Enumeration for $name {
            const ALL: &'static [Self] = Self::ALL;

            fn id(self) -> &'static str {
                Self::id(self)
            }
        }
    };
}

pub(crate) use {choices, named};
