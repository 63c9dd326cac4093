//! A way in for `benches/`, and for nothing else.

use std::{path::Path, rc::Rc, time::Duration};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{App, Keeping, Options, Start, plain_mode::PlainMode},
    content,
    domain::{
        book::Book,
        diary::{DiaryRequest, DiaryResponse, Filter},
        episode::{Change, Episode, Limb, NightNote, Record, Scale, Site, Source, Waking},
        local_time::{LocalTime, Night},
        search::Index,
        summary::Summary,
        time::Now,
        trends::Trends,
    },
    report::model::{self, Format},
    screen::{
        effect::{Effect, EffectResult},
        event::{Event, Key},
    },
    store::Store,
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
    diary: Option<Store>,
}

impl Screen {
    /// The program as it opens, so many columns wide and rows high. It keeps no diary.
    pub fn new(width: u16, height: u16) -> Self {
        Self::open(width, height, None)
    }

    /// The same with the diary of that folder, once it is known that nothing was left open in it.
    pub fn keeping(width: u16, height: u16, folder: &Path) -> Self {
        let mut screen = Self::open(width, height, Some(Store::new(folder.to_path_buf(), None)));
        screen.ask();
        screen
    }

    fn open(width: u16, height: u16, diary: Option<Store>) -> Self {
        Self::of(&content::shipped(), width, height, diary)
    }

    fn of(book: &Rc<Book>, width: u16, height: u16, diary: Option<Store>) -> Self {
        let now = Now { mono: Duration::ZERO, real: Duration::ZERO, wall: wall() };
        let options = Options {
            keeping: diary.is_some().then(|| Keeping { seed: seed(), boot: None }),
            ..Options::default()
        };
        let app = App::new(Rc::clone(book), Start::Guide, options, &now);
        Self { app, buffer: Buffer::empty(Rect::new(0, 0, width, height)), now, diary }
    }

    /// Presses the keys of these letters; a line's end is Enter.
    pub fn press(&mut self, letters: &str) {
        for letter in letters.chars() {
            let key = if letter == '\n' { Key::Enter } else { Key::Char(letter) };
            for effect in self.app.update(&Event::Key(key), &self.now) {
                if let (Effect::Diary(ask), Some(diary)) = (effect, &mut self.diary) {
                    let answer = diary.ask(&ask);
                    self.app.outcome(EffectResult::Diary(Box::new(answer)), &self.now);
                }
            }
            self.ask();
        }
    }

    /// Asks the diary everything that is due.
    fn ask(&mut self) {
        while let (Some(ask), Some(diary)) = (self.app.diary_due(&self.now), &mut self.diary) {
            let answer = diary.ask(&ask);
            self.app.outcome(EffectResult::Diary(Box::new(answer)), &self.now);
        }
    }

    /// What is said first where there is no screen: how many paragraphs.
    pub fn first_words(&self) -> usize {
        PlainMode::new(true).print_changes(&self.app, &self.now).0.len()
    }

    /// Draws a frame.
    pub fn draw(&mut self) {
        self.buffer.reset();
        let seen = self.app.draw(&mut self.buffer, &self.now);
        self.app.saw(seen);
    }

    /// What the last frame shows.
    pub fn text(&self) -> String {
        self.buffer.content.iter().map(|cell| cell.symbol()).collect()
    }
}

/// A night in November.
fn wall() -> jiff::Zoned {
    let seconds = 1_795_317_000;
    jiff::Timestamp::from_second(seconds).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC)
}

fn seed() -> u128 {
    crate::runtime::places::seed()
}

/// Seconds from one cramp of a large diary to the next: 100,000 of them reach back to 1970.
const APART: i64 = 17_700;

/// Begins a diary in that folder, with so many cramps in it, and every other evening the bedtime stretches.
///
/// # Errors
/// What the diary says.
pub fn fill(folder: &Path, cramps: usize) -> Result<(), String> {
    let mut diary = Store::new(folder.to_path_buf(), None);
    let last = wall().timestamp().as_second();
    let mut evening = None;
    let mut changes = vec![];
    for at in 0..cramps {
        let back = i64::try_from(at).unwrap_or(0) * APART;
        let Some(start) = LocalTime::from_seconds(last - back, 0) else { break };
        let night = start.night();
        if evening != Some(night) && night.since(Night::last(&wall())) % 2 == 0 {
            let note = NightNote { night, no_cramp: false, programme: true };
            changes.push(Change::add(Record::Night(note)));
        }
        evening = Some(night);
        changes.push(Change::add(Record::Episode(cramp(at, start))));
        if changes.len() >= 5_000 || at + 1 == cramps {
            save(&mut diary, std::mem::take(&mut changes))?;
        }
    }
    Ok(())
}

fn save(diary: &mut Store, changes: Vec<Change>) -> Result<(), String> {
    diary.ask(&DiaryRequest::Save { changes }).map(|_| ()).map_err(|trouble| trouble.sentence())
}

/// A cramp with as much in it as somebody writes down who writes down a lot.
fn cramp(at: usize, start: LocalTime) -> Episode {
    let small = u8::try_from(at % 11).unwrap_or(0);
    Episode {
        seconds: Some(60 + u32::from(small) * 20),
        leg: Some(if at.is_multiple_of(3) { Limb::Left } else { Limb::Right }),
        muscle: Some(if at.is_multiple_of(5) { Site::Foot } else { Site::Calf }),
        pain: Scale::new(small),
        sleep_lost: Scale::new(10 - small),
        waking: Some(Waking::Asleep),
        tried: vec!["stretch".to_owned(), "walk".to_owned()],
        eased_by: vec!["stretch".to_owned()],
        note: format!(
            "Woke with the foot pointed down; number {at} by the kitchen calendar, Ärger included."
        ),
        ..Episode::new(format!("{at:032x}"), start, Source::Hand)
    }
}

/// A diary that is asked directly.
#[derive(Debug)]
pub struct Diary(Store);

impl Diary {
    /// The one in that folder.
    pub fn new(folder: &Path) -> Self {
        Self(Store::new(folder.to_path_buf(), None))
    }

    /// Adds a cramp: it is on the disk when this returns.
    ///
    /// # Errors
    /// What the diary says.
    pub fn save(&mut self) -> Result<(), String> {
        let id = format!("{:032x}", seed());
        let episode = Episode { id, ..cramp(7, LocalTime::of(&wall())) };
        save(&mut self.0, vec![Change::add(Record::Episode(episode))])
    }

    /// How many cramps the last 90 nights have.
    pub fn nights(&mut self) -> usize {
        let to = Night::last(&wall());
        match self.0.ask(&DiaryRequest::Span { from: to.back(89), to }) {
            Ok(DiaryResponse::Span(span)) => span.episodes.len(),
            _ => 0,
        }
    }

    /// The page for a clinician of the last 90 nights, as text.
    pub fn report(&mut self) -> String {
        let to = Night::last(&wall());
        let from = to.back(89);
        let book = content::shipped();
        let (span, background) = (
            self.0.ask(&DiaryRequest::Span { from, to }),
            self.0.ask(&DiaryRequest::Background { from, to }),
        );
        let (Ok(DiaryResponse::Span(span)), Ok(DiaryResponse::Span(background))) = (span, background) else {
            return String::new();
        };
        let summary = Summary::of(&book, &background, &[], from, to);
        model::render(Format::Text, &model::build(&book, &summary, &Trends::of(&span), wall().date()))
    }

    /// How many entries have the words.
    pub fn find(&mut self, words: &str) -> usize {
        let filter = Filter { text: words.to_owned(), ..Filter::default() };
        match self.0.ask(&DiaryRequest::List { filter, from: 0, count: 200 }) {
            Ok(DiaryResponse::List(listed)) => listed.total,
            _ => 0,
        }
    }
}
