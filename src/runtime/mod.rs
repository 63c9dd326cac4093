//! The outside world: terminal, signals, clock and files. The only module that waits.

mod awake;
pub(crate) mod clock;
pub(crate) mod files;
pub(crate) mod full_screen;
pub(crate) mod input;
#[cfg(unix)]
mod key_parser;
pub(crate) mod machine;
pub(crate) mod output;
pub(crate) mod places;
pub(crate) mod plain;
pub(crate) mod run_loop;
pub(crate) mod signals;
pub(crate) mod state;
pub(crate) mod terminal;
mod tty;
pub(crate) mod voice;
