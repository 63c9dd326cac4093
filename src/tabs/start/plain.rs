//! The start screen in plain mode: the same lines, each chosen by its number.

use super::{LINES, about};
use crate::screen::{Context, GLOBAL_KEYS, GlobalVerb, PlainScreen, press};

/// The lines of the start screen, the cramp first.
pub(super) fn plain_screen(ctx: &Context<'_>) -> PlainScreen {
    let lines = vec!["If you have a cramp now, type cramp.".to_owned(), ctx.book.about.line.clone()];
    let mut screen = PlainScreen::new("start", lines);
    for (title, verb, description) in LINES {
        let words = format!("{title}: {}", about(verb, description, ctx));
        let press = press(ctx.keys, GLOBAL_KEYS, &verb);
        match verb {
            GlobalVerb::Cramping => screen.choose_stretch(words, press),
            _ => screen.choose(words, press),
        }
    }
    screen.hides = &["start.open"];
    screen.ask = "Type a number, or menu for the list of tabs.".to_owned();
    screen
}
