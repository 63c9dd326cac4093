//! A way in for `benches/`, and for nothing else.

use std::{rc::Rc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{App, Options, Start},
    content,
    domain::{search::Index, time::Now},
    screen::event::{Event, Key},
    ui::{
        glyphs,
        theme::{Depth, Theme, ThemeName},
    },
};

/// Loads the book that is part of the program, and says how many topics it has.
pub fn load_book() -> usize {
    content::shipped().causes.len()
}

/// The book, made ready for searching.
#[derive(Debug)]
pub struct Search(Index);

/// Makes the book ready for searching.
pub fn search() -> Search {
    Search(Index::new(&content::shipped()))
}

impl Search {
    /// How many entries have the words.
    pub fn find(&self, words: &str) -> usize {
        self.0.find(words).len()
    }
}

/// The program on a screen in memory.
#[derive(Debug)]
pub struct Screen {
    app: App,
    buffer: Buffer,
    now: Now,
}

impl Screen {
    /// The program as it opens, so many columns wide and rows high.
    pub fn new(width: u16, height: u16) -> Self {
        let now = Now {
            mono: Duration::ZERO,
            real: Duration::ZERO,
            wall: jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC),
        };
        let options = Options {
            theme: Theme { name: ThemeName::Dark, depth: Depth::True },
            glyphs: &glyphs::UNICODE,
            motion: None,
            region: None,
            speed: None,
            notice: None,
            keeping: None,
        };
        let book = content::shipped();
        let app = App::new(Rc::clone(&book), Start::Guide, options, &now);
        Self { app, buffer: Buffer::empty(Rect::new(0, 0, width, height)), now }
    }

    /// Presses the keys of these letters.
    pub fn press(&mut self, letters: &str) {
        for letter in letters.chars() {
            self.app.update(&Event::Key(Key::Char(letter)), &self.now);
        }
    }

    /// Draws a frame.
    pub fn draw(&mut self) {
        self.buffer.reset();
        let seen = self.app.draw(&mut self.buffer, &self.now);
        self.app.saw(seen);
    }
}
