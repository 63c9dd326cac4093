//! The entry points of `benches/`.

use std::{path::Path, rc::Rc};

use crate::{
    app::{App, Keeping, Options, Start, plain_mode::PlainMode},
    content,
    domain::{
        Change, DiaryRequest, DiaryResponse, EntrySource, Episode, Filter, Limb, LocalTime, Night, NightNote,
        Record, Scale, Site, Summary, Trends, Waking, book::Book, search,
    },
    harness::{self, FakeWorld, Move},
    report::model::{self, Format},
    runtime::run_loop::World,
    screen::event::{Event, Key},
    store::Store,
};

/// Loads the built-in book, and returns its number of causes.
pub fn load_book() -> usize {
    content::shipped().causes.len()
}

/// The whole book, to search in.
#[derive(Debug)]
pub struct SearchedBook(Rc<Book>);

/// Loads the book.
pub fn search() -> SearchedBook {
    SearchedBook(content::shipped())
}

impl SearchedBook {
    /// The number of entries with the words.
    pub fn find(&self, words: &str) -> usize {
        search::find(&self.0, words).len()
    }
}

/// The program on a screen in memory.
#[derive(Debug)]
pub struct Screen {
    app: App,
    world: FakeWorld,
}

impl Screen {
    /// The program with that many columns and rows, before its first frame. It keeps no diary.
    pub fn new(width: u16, height: u16) -> Self {
        Self::open(width, height, None)
    }

    /// The program with the diary of that folder, after its first requests.
    pub fn keeping(width: u16, height: u16, folder: &Path) -> Self {
        let mut screen = Self::open(width, height, Some(Store::new(folder.to_path_buf(), None)));
        screen.draw();
        screen
    }

    fn open(width: u16, height: u16, diary: Option<Store>) -> Self {
        let mut world = FakeWorld::new((width, height), harness::wall());
        let keeping = diary.is_some().then(|| Keeping { seed: seed(), boot: None });
        world.diary = diary;
        let app = App::new(
            content::shipped(),
            Start::Guide,
            Options { keeping, ..Options::default() },
            &world.now(),
        );
        Self { app, world }
    }

    /// Presses the keys of these letters, and draws a frame after each; a line break is Enter.
    pub fn press(&mut self, letters: &str) {
        let key = |letter| Event::Key(if letter == '\n' { Key::Enter } else { Key::Char(letter) });
        self.world.run(&mut self.app, letters.chars().map(|letter| Move::Events(vec![key(letter)])));
    }

    /// The number of paragraphs at the start of plain mode.
    pub fn first_words(&mut self) -> usize {
        PlainMode::new(true).print_changes(&self.app, &self.world.now()).0.len()
    }

    /// Draws a frame.
    pub fn draw(&mut self) {
        self.press("");
    }

    /// The text of the last frame.
    pub fn text(&self) -> String {
        self.world.screen.content.iter().map(|cell| cell.symbol()).collect()
    }
}

fn seed() -> u128 {
    crate::runtime::places::seed()
}

/// Seconds from one cramp of a large diary to the next: 100,000 of them reach back to 1970.
const APART: i64 = 17_700;

/// Begins a diary in that folder, with that number of cramps, and the bedtime stretches every other evening.
///
/// # Errors
/// The error of the diary.
pub fn fill(folder: &Path, cramps: usize) -> Result<(), String> {
    let mut diary = Store::new(folder.to_path_buf(), None);
    let last = harness::wall().timestamp().as_second();
    let mut evening = None;
    let mut changes = vec![];
    for at in 0..cramps {
        let back = i64::try_from(at).unwrap_or(0) * APART;
        let Some(start) = LocalTime::from_seconds(last - back, 0) else { break };
        let night = start.night();
        if evening != Some(night) && night.since(Night::last(&harness::wall())) % 2 == 0 {
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

/// A cramp with many fields filled in.
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
        ..Episode::new(format!("{at:032x}"), start, EntrySource::Hand)
    }
}

/// A diary without the app.
#[derive(Debug)]
pub struct StoredDiary(Store);

impl StoredDiary {
    /// The one in that folder.
    pub fn new(folder: &Path) -> Self {
        Self(Store::new(folder.to_path_buf(), None))
    }

    /// Adds a cramp: it is on the disk when this returns.
    ///
    /// # Errors
    /// The error of the diary.
    pub fn save(&mut self) -> Result<(), String> {
        let id = format!("{:032x}", seed());
        let episode = Episode { id, ..cramp(7, LocalTime::of(&harness::wall())) };
        save(&mut self.0, vec![Change::add(Record::Episode(episode))])
    }

    /// The number of cramps of the last 90 nights.
    pub fn nights(&mut self) -> usize {
        let to = Night::last(&harness::wall());
        match self.0.ask(&DiaryRequest::Span { from: to.back(89), to }) {
            Ok(DiaryResponse::Span(span)) => span.episodes.len(),
            _ => 0,
        }
    }

    /// The page for a clinician of the last 90 nights, as text.
    pub fn report(&mut self) -> String {
        let to = Night::last(&harness::wall());
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
        model::render(
            Format::Text,
            &model::build(&book, &summary, &Trends::of(&span), harness::wall().date()),
        )
    }

    /// The number of diary entries with the words.
    pub fn find(&mut self, words: &str) -> usize {
        let filter = Filter { text: words.to_owned(), ..Filter::default() };
        match self.0.ask(&DiaryRequest::List(filter)) {
            Ok(DiaryResponse::List(entries)) => entries.len(),
            _ => 0,
        }
    }
}
