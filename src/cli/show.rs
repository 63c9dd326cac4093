//! `uncramp show`: the kinds of entries, the list of one kind, or a whole entry.

use std::fmt::Write;

use clap::ValueEnum;
use serde_json::{Value, json};
use textwrap::{WordSeparator, WordSplitter};

use super::{
    CliError, Exit,
    args::{EntryKind, Global, ShowArgs},
    book, check, columns, json, print, start,
};
use crate::{
    domain::{
        book::{Book, Link, Topic},
        nearest::nearest,
        region::Phone,
        search,
        triage::Verdict,
    },
    tabs::words,
    ui::text_view::PlainText,
};

pub(super) fn run(args: &ShowArgs, global: &Global) -> Result<Exit, CliError> {
    let book = book::open_saying(global);
    let (region, notice) = start::region(&book, global);
    let phone = book.regions.phone(region);
    let (text, value) = match (&args.kind, &args.id) {
        (None, _) => (overview(&book), overview_json(&book)),
        (Some(word), None) => {
            let kind = kind(&book, word)?;
            (list(&book, &phone, kind), list_json(&book, &phone, kind))
        }
        (Some(word), Some(id)) => {
            let kind = kind(&book, word)?;
            match find(&book, kind, id)? {
                ShownEntry::Entry(link) => {
                    (entry(&book, &phone, link, args.evidence), json::entry(&book, &phone, link))
                }
                ShownEntry::Source(i) => {
                    (source(&book, i), book.sources.get(i).map(json::source).unwrap_or_default())
                }
            }
        }
    };
    let done = print(&if args.json { json::text(&value) } else { text })?;
    book::say(notice.as_deref());
    Ok(done)
}

/// An entry that `show` prints whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ShownEntry {
    Entry(Link),
    /// A publication, by its position.
    Source(usize),
}

impl EntryKind {
    /// The ids of its entries, in the order of the book.
    pub(super) fn ids(self, book: &Book) -> Vec<&str> {
        if self == Self::Sources {
            return book.sources.iter().map(|source| source.id.as_str()).collect();
        }
        let places = book.links().filter_map(|link| json::place(book, link));
        places.filter(|(kind, _)| *kind == self).map(|(_, id)| id).collect()
    }

    /// The entry of that id.
    fn entry(self, book: &Book, id: &str) -> Option<ShownEntry> {
        if self == Self::Sources {
            return book.sources.iter().position(|source| source.id == id).map(ShownEntry::Source);
        }
        let mut links = book.links();
        links.find(|link| json::place(book, *link) == Some((self, id))).map(ShownEntry::Entry)
    }
}

/// The kind of that name, in the plural or the singular: `remedies` or `remedy`.
fn kind(book: &Book, word: &str) -> Result<EntryKind, CliError> {
    let kinds = EntryKind::value_variants();
    let lower = word.to_lowercase();
    if let Some(kind) =
        kinds.iter().find(|kind| kind.word() == lower || kind.one() == lower && **kind != EntryKind::About)
    {
        return Ok(*kind);
    }
    let sentence = if let Some(places) = commands(book, word, None) {
        format!("{word:?} is an entry, not a kind: {places}")
    } else {
        let near = match nearest(word, kinds.iter().map(|kind| kind.word())) {
            Some(near) => format!("; did you mean {near:?}?"),
            None => searched(book, word),
        };
        let all: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
        format!("there is nothing called {word:?} to show{near} (one of {})", all.join(", "))
    };
    Err(CliError::usage(sentence))
}

/// The entry of that kind and id.
fn find(book: &Book, kind: EntryKind, id: &str) -> Result<ShownEntry, CliError> {
    if let Some(found) = kind.entry(book, id) {
        return Ok(found);
    }
    if kind == EntryKind::About {
        return Err(CliError::usage(format!("about is one page and has no {id:?}: uncramp show about")));
    }
    let (one, word) = (kind.one(), kind.word());
    let sentence = if let Some(places) = commands(book, id, Some(kind)) {
        format!("{id:?} is no {one}: {places}")
    } else {
        let near = match like(book, kind, id) {
            Some(near) => format!("; did you mean {near:?}?"),
            None => searched(book, id),
        };
        format!("there is no {one} {id:?}{near} (uncramp show {word} lists them all)")
    };
    Err(CliError::usage(sentence))
}

/// The id of the entry that was probably meant: its id is like the word, or a word of its title is, as `bananas` is in
/// "Bananas and potassium".
fn like<'b>(book: &'b Book, kind: EntryKind, word: &str) -> Option<&'b str> {
    let ids = kind.ids(book);
    let titled = book.links().filter_map(|link| {
        let (of, id) = json::place(book, link)?;
        (of == kind).then_some((book.link_title(link)?, id))
    });
    let mut known: Vec<(&str, &str)> = titled
        .flat_map(|(title, id)| title.split(|c: char| !c.is_alphanumeric()).map(move |word| (word, id)))
        .filter(|(word, _)| word.len() > 3)
        .collect();
    // Of two that are as like, the last is taken: an id rather than a word.
    known.extend(ids.iter().map(|id| (*id, *id)));
    let near = nearest(word, known.iter().map(|(word, _)| *word))?;
    known.iter().rev().find(|(word, _)| *word == near).map(|(_, id)| *id)
}

/// A search command for words that some entry has.
fn searched(book: &Book, words: &str) -> String {
    // Only words that may stand in a command as they are.
    let is_plain = words.chars().all(|c| c.is_alphanumeric() || " -".contains(c));
    if !is_plain || search::find(book, words).is_empty() {
        return String::new();
    }
    format!("; uncramp search {words} finds it")
}

/// The commands that show the entries of this id, of any kind but one.
fn commands(book: &Book, id: &str, but: Option<EntryKind>) -> Option<String> {
    let kinds = EntryKind::value_variants().iter().filter(|kind| Some(**kind) != but);
    let places: Vec<String> = kinds
        .filter(|kind| kind.entry(book, id).is_some())
        .map(|kind| format!("uncramp show {} {id}", kind.word()))
        .collect();
    (!places.is_empty()).then(|| places.join(", or "))
}

fn overview(book: &Book) -> String {
    let mut out = String::new();
    for kind in EntryKind::value_variants() {
        let count = match kind {
            EntryKind::About => String::new(),
            kind => format!(" ({})", kind.ids(book).len()),
        };
        let _ = writeln!(out, "{}: {}{count}", kind.word(), kind.contents());
    }
    out.push_str("\nuncramp show KIND lists one kind, uncramp show KIND ID shows an entry whole.\n");
    out.push_str("uncramp search WORDS finds words in all of them.\n\n");
    paragraph(&mut out, &book.about.line, "");
    out
}

fn overview_json(book: &Book) -> Value {
    let kinds = EntryKind::value_variants();
    kinds.iter().map(|kind| json!({ "kind": kind.word(), "ids": kind.ids(book) })).collect()
}

/// The entries of a kind, one a line: id, title and summary.
fn list(book: &Book, phone: &Phone, kind: EntryKind) -> String {
    let topic = |link| match link {
        Link::Topic(section, i) => book.section(section).get(i),
        _ => None,
    };
    let line = |topic: &Topic| {
        // A warning must never be taken for a remedy.
        let warning = if topic.warning { "A warning, not a remedy. " } else { "" };
        let verdict = topic.verdict.map_or_else(String::new, |verdict| format!("{}. ", verdict.words()));
        format!("{}: {}. {warning}{verdict}{}\n", topic.id, topic.title, topic.summary)
    };
    match kind {
        EntryKind::Causes | EntryKind::Symptoms | EntryKind::Remedies => {
            let is_of_kind = |link: &Link| json::place(book, *link).is_some_and(|(of, _)| of == kind);
            book.links().filter(is_of_kind).filter_map(topic).map(line).collect()
        }
        EntryKind::Stretches => start::list(book),
        EntryKind::Signs => check::list_text(book, phone),
        EntryKind::Sources => {
            book.sources.iter().map(|source| format!("{}: {}\n", source.id, source.cite)).collect()
        }
        EntryKind::About => wrapped(&words::about(book), book),
    }
}

fn list_json(book: &Book, phone: &Phone, kind: EntryKind) -> Value {
    if kind == EntryKind::About {
        return json::about(&book.about);
    }
    let found = kind.ids(book).into_iter().filter_map(|id| kind.entry(book, id));
    found
        .map(|found| match found {
            ShownEntry::Entry(link) => json::entry(book, phone, link),
            ShownEntry::Source(i) => book.sources.get(i).map(json::source).unwrap_or_default(),
        })
        .collect()
}

/// An entry whole, as on the screen, with commands in place of keys.
fn entry(book: &Book, phone: &Phone, link: Link, with_evidence: bool) -> String {
    let mut out = wrapped(&words::entry(book, &Verdict::default(), phone, link), book);
    if let Some((kind, id)) = json::place(book, link) {
        let more = match kind {
            EntryKind::Stretches => vec![
                format!("To start it: uncramp stretch {id}"),
                "The warning signs: uncramp check".to_owned(),
            ],
            EntryKind::Signs => vec![format!("To tick it: uncramp check --sign {id}")],
            _ => vec![],
        };
        if !more.is_empty() {
            out.push('\n');
            more.iter().for_each(|line| paragraph(&mut out, line, ""));
        }
        out.push('\n');
        if with_evidence {
            out.push_str(&wrapped(&words::evidence(book, link), book));
        } else {
            let sources = format!("The sources: uncramp show {} {id} --evidence", kind.word());
            paragraph(&mut out, &sources, "");
        }
    }
    out.push('\n');
    paragraph(&mut out, &book.about.line, "");
    out
}

/// A publication, and the entries that rest on it.
fn source(book: &Book, i: usize) -> String {
    let mut out = String::new();
    let Some(source) = book.sources.get(i) else { return out };
    paragraph(&mut out, &source.cite, "");
    if let Some(url) = &source.url {
        paragraph(&mut out, url, "");
    }
    let mut lines = book.links().filter(|link| names(book, *link, &source.id)).filter_map(|link| {
        let (kind, id) = json::place(book, link)?;
        Some(format!("{} {id}: {}", kind.word(), book.link_title(link)?))
    });
    if let Some(first) = lines.next() {
        out.push_str("\nWhat rests on it\n");
        for line in std::iter::once(first).chain(lines) {
            paragraph(&mut out, &line, "- ");
        }
    }
    out
}

/// True if an entry names a source.
fn names(book: &Book, link: Link, source: &str) -> bool {
    let sources = match link {
        Link::Topic(section, i) => book.section(section).get(i).map(|topic| &topic.sources),
        Link::Routine(i) => book.stretches.routines.get(i).map(|routine| &routine.sources),
        Link::Sign(i) => book.checklist.signs().get(i).map(|sign| &sign.sources),
    };
    sources.is_some_and(|sources| sources.iter().any(|id| id == source))
}

/// A page in rows, items of a list hanging; its links as commands.
fn wrapped(page: &PlainText, book: &Book) -> String {
    let mut out = String::new();
    for line in &page.lines {
        match line.strip_prefix("- ") {
            Some(item) => paragraph(&mut out, item, "- "),
            None => paragraph(&mut out, line, ""),
        }
    }
    for (words, link) in &page.links {
        let place = json::place(book, *link)
            .map_or_else(String::new, |(kind, id)| format!(": uncramp show {} {id}", kind.word()));
        paragraph(&mut out, &format!("{words}{place}"), "- ");
    }
    out
}

/// A paragraph in rows. No word is cut, however long: an address in two halves leads nowhere.
pub(super) fn paragraph(out: &mut String, text: &str, lead: &str) {
    let width = textwrap::Options::new(columns().saturating_sub(lead.len()).max(1))
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    let rest = " ".repeat(lead.len());
    for (i, row) in textwrap::wrap(text, width).into_iter().enumerate() {
        let _ = writeln!(out, "{}{row}", if i == 0 { lead } else { &rest });
    }
}
