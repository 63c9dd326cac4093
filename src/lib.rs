//! `uncramp`: a terminal guide to night-time leg cramps in perimenopause.
//!
//! ARCHITECTURE.md describes the modules. Imports run one way:
//! `domain` ← `content`, `store`, `report`, `screen` ← `ui` ← `tabs` ← `app` ← `runtime` ← `cli`.

mod app;
#[doc(hidden)]
pub mod bench;
mod cli;
mod content;
mod domain;
#[doc(hidden)]
pub mod fuzz;
mod harness;
#[cfg(test)]
mod journey;
mod report;
mod runtime;
mod screen;
mod store;
mod tabs;
mod ui;

/// Runs the program with the arguments of this process.
pub fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
