//! `uncramp search`: where words stand in the guide, one entry a line.

use serde_json::{Value, json};

use super::{
    CliError, Exit,
    args::{Global, SearchArgs},
    book, json, print, say,
};
use crate::domain::{
    book::Book,
    nearest::nearest,
    search::{self, Hit},
};

pub(super) fn run(args: &SearchArgs, global: &Global) -> Result<Exit, CliError> {
    let book = book::open_saying(global);
    let query = args.words.join(" ");
    if search::words(&query).is_empty() {
        return Err(CliError::usage("there is no word to look for: uncramp search magnesium"));
    }
    let hits = search::find(&book, &query);
    let text = if args.json {
        json::text(&hits.iter().filter_map(|hit| hit_json(&book, hit)).collect())
    } else {
        hits.iter().filter_map(|hit| line(&book, hit)).collect()
    };
    print(&text)?;
    if hits.is_empty() {
        // Beside the data, of which there is none.
        say(&format!("Nothing found for {query:?}{}\n", advice(&book, &query)));
    }
    Ok(Exit::Done)
}

/// A hit in words that `show` takes.
fn line(book: &Book, hit: &Hit) -> Option<String> {
    let (kind, id) = json::place(book, hit.link)?;
    Some(format!("{} {id}: {}\n", kind.word(), book.link_title(hit.link)?))
}

fn hit_json(book: &Book, hit: &Hit) -> Option<Value> {
    let (kind, id) = json::place(book, hit.link)?;
    let title = book.link_title(hit.link)?;
    Some(json!({ "kind": kind.word(), "id": id, "title": title, "in_title": hit.in_title }))
}

/// A better query: each word that is found nowhere becomes the nearest word that is found; or else fewer words.
fn advice(book: &Book, query: &str) -> String {
    let titles = book.links().filter_map(|link| book.link_title(link));
    let known = titles.flat_map(|title| title.split(|c: char| !c.is_alphanumeric()));
    let known: Vec<String> = known.filter(|word| word.len() > 2).map(search::fold).collect();
    let words = search::words(query);
    let mut near = false;
    let better: Vec<&str> = words
        .iter()
        .map(|word| match nearest(word, known.iter().map(String::as_str)) {
            Some(other) if search::find(book, word).is_empty() => {
                near = true;
                other
            }
            _ => word,
        })
        .collect();
    let better = better.join(" ");
    match () {
        () if near && !search::find(book, &better).is_empty() => format!("; did you mean {better:?}?"),
        () if words.len() > 1 => "; an entry has to have every word: try fewer".to_owned(),
        () => String::new(),
    }
}
