//! The doors: terminal, clock, disk. The only room that waits.

mod backend;
pub(crate) mod clock;
pub(crate) mod files;
pub(crate) mod input;
mod keyboard;
pub(crate) mod output;
pub(crate) mod places;
pub(crate) mod plain;
pub(crate) mod run_loop;
pub(crate) mod settings;
pub(crate) mod signals;
pub(crate) mod terminal;
pub(crate) mod world;
