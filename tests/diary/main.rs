//! The diary on the disk, with whole programs around it: killed, several at once, shut out, cut off, and watched.

#[path = "../home/mod.rs"]
mod home;
#[expect(dead_code, reason = "other tests do more with a terminal")]
#[path = "../pty/mod.rs"]
mod pty;

mod kills;
mod left_open;
mod private;
mod transfer;
mod unusable;
mod windows;
mod zones;

use home::TempHome;
use pty::{Pty, Start};
use vt100::Screen;

/// Before it, a field of a form is left for the one before; before the first is the last, the note.
const UP: &str = "\x1b[A";

impl TempHome {
    /// The program on a screen of its own, in this home.
    fn screen(&self, arguments: &[&str]) -> Start {
        Start::uncramp(arguments).env("HOME", self.name())
    }

    /// The guide, drawn.
    fn guide(&self) -> Pty {
        let pty = self.screen(&[]).open();
        pty.wait_for("[uncramp]");
        pty
    }

    /// A session in its first step, and in the diary, or as far as it gets.
    fn session(&self) -> Pty {
        let mut pty = self.screen(&["now"]).open();
        pty.wait_for("Breathe out slowly");
        // The first key is handled only after the first request to the diary.
        pty.press("?");
        pty.wait_for("Keys on Stretch");
        pty.press("?");
        pty.wait_for("Breathe out slowly");
        pty
    }
}

fn shows(screen: &Screen, words: &str) -> bool {
    text(screen).contains(words)
}

/// The text of a screen, on one line.
fn text(screen: &Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}
