//! The start screen in plain mode: the same lines, each chosen by its number.

use super::{LINES, about};
use crate::screen::{
    Context,
    global::GLOBAL_KEYS,
    plain_screen::{PlainScreen, press},
};

/// The lines of the start screen, the cramp first.
pub(super) fn plain_screen(ctx: &Context<'_>) -> PlainScreen {
    let mut plain_screen = PlainScreen::new("start", vec![ctx.book.about.line.clone()]);
    for (title, verb) in LINES {
        plain_screen.choose(format!("{title}: {}", about(verb, ctx)), press(ctx.keys, GLOBAL_KEYS, &verb));
    }
    plain_screen.hides = &["start.open"];
    plain_screen.ask = "If you have a cramp now, type 1.".to_owned();
    plain_screen
}
