//! Search for words in the book and in the diary, without regard to case and accents.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::book::{Book, Link};

/// An entry with every word of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) link: Link,
    /// True if every word is in its title; such hits come first.
    pub(crate) in_title: bool,
}

/// A text as search compares it: without case and accents. The final form of the Greek sigma becomes the usual one, so that a word is
/// the same in every place.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        // The order of the accents does not matter, because none of them stays.
        decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                folded.extend(part.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c }));
            }
        });
    }
    folded
}

/// The words of a query, folded.
pub(crate) fn words(query: &str) -> Vec<String> {
    query.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

/// The places of the folded words in `text`, as byte ranges, in order and never overlapping.
pub(crate) fn marks(text: &str, words: &[String]) -> Vec<std::ops::Range<usize>> {
    if words.is_empty() {
        return vec![];
    }
    // Folding can change lengths, so each folded byte remembers which bytes of the text it came from.
    let mut folded = String::with_capacity(text.len());
    let mut from = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = folded.len();
        let mut buffer = [0; 4];
        folded.push_str(&fold(c.encode_utf8(&mut buffer)));
        from.extend(std::iter::repeat_n((at, at + c.len_utf8()), folded.len() - before));
    }
    let mut found: Vec<std::ops::Range<usize>> = vec![];
    for word in words {
        for (at, hit) in folded.match_indices(word.as_str()) {
            if let (Some((start, _)), Some((_, end))) = (from.get(at), from.get(at + hit.len() - 1)) {
                found.push(*start..*end);
            }
        }
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<std::ops::Range<usize>> = vec![];
    for range in found {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Every entry that has all the words. Entries with all of them in the title come first, and of these the ones in which each begins a
/// word ("mag" means magnesium and not damage); the rest is in the book's order.
pub(crate) fn find(book: &Book, query: &str) -> Vec<Hit> {
    let entry = |link: Link| (link, book.link_title(link).unwrap_or(""), texts(book, link).join("\n"));
    find_in(book.links().map(entry), query)
}

fn find_in<'t>(entries: impl Iterator<Item = (Link, &'t str, String)>, query: &str) -> Vec<Hit> {
    let words = words(query);
    if words.is_empty() {
        return vec![];
    }
    let mut hits: Vec<(bool, Hit)> = vec![];
    for (link, title, text) in entries {
        let (title, text) = (fold(title), fold(&text));
        if words.iter().all(|word| title.contains(word) || text.contains(word)) {
            let in_title = words.iter().all(|word| title.contains(word));
            let begins = in_title && words.iter().all(|word| begins_word(&title, word));
            hits.push((begins, Hit { link, in_title }));
        }
    }
    hits.sort_by_key(|(begins, hit)| (!hit.in_title, !begins));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

/// True if a word of the text begins with the word. Both are folded.
fn begins_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })
}

/// The texts of an entry that are searched beside its title.
fn texts(book: &Book, link: Link) -> Vec<&str> {
    let mut text = vec![];
    match link {
        Link::Topic(section, i) => {
            if let Some(topic) = book.section(section).get(i) {
                text.extend([topic.summary.as_str(), &topic.evidence.words]);
                text.extend(topic.text.iter().map(String::as_str));
                text.extend(topic.tonight.as_deref());
                text.extend(topic.stop.as_deref());
                text.extend(topic.cautions.iter().chain(&topic.avoid).map(String::as_str));
            }
        }
        Link::Routine(i) => {
            if let Some(routine) = book.stretches.routines.get(i) {
                text.extend([routine.summary.as_str(), &routine.dose, &routine.evidence.words]);
                text.extend(routine.avoid.iter().map(String::as_str));
                for (step, _) in routine.outline() {
                    text.extend([step.say.as_str(), &step.more]);
                    if let Some(figure) = &step.figure {
                        text.extend([figure.start_words.as_str(), &figure.words]);
                    }
                }
            }
        }
        Link::Sign(i) => text.extend(book.checklist.signs().get(i).map(|sign| sign.why.as_str())),
    }
    text
}

/// The line around the first of the folded words in an entry's texts, in at most so many bytes, cut between words. An entry with
/// the words in its title alone gives the beginning of its first text.
pub(crate) fn line_around(book: &Book, link: Link, words: &[String], most: usize) -> Option<String> {
    let texts = texts(book, link);
    let found = texts.iter().find_map(|text| Some((*text, marks(text, words).first()?.start)));
    let (text, hit) = found.or_else(|| Some((*texts.first()?, 0)))?;
    let starts = |at: usize| at == 0 || text.get(..at).is_some_and(|before| before.ends_with(' '));
    // A short line begins with the word itself.
    let before = if most < 40 { 0 } else { most / 3 };
    let start = (hit.saturating_sub(before)..=hit).find(|at| starts(*at)).unwrap_or(hit);
    let lead = if start > 0 { "\u{2026} " } else { "" };
    let mut line = lead.to_owned();
    let mut rest = text.get(start..)?.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) =
        rest.next_if(|word| line.len() == lead.len() || line.len() + word.len() + 4 <= most)
    {
        if line.len() > lead.len() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if rest.peek().is_some() {
        line.push_str(" \u{2026}");
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("Étirement DU Mollet"), "etirement du mollet");
        assert_eq!(words("  Calf  ÉTÉ "), ["calf", "ete"]);
    }

    proptest! {
        #[test]
        fn nothing_is_folded_but_case_accents_and_the_final_sigma(text in "\\PC{0,40}", marks in "[\u{300}-\u{36f}\u{591}-\u{5c7}\u{f71}-\u{f84}e\u{ac00}-\u{ac10}]{0,9}") {
            let text = text + &marks;
            let whole: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect();
            prop_assert_eq!(fold(&text), whole);
        }
    }

    #[test]
    fn what_begins_a_word_of_a_title_comes_first() {
        let titles = ["Images", "Nerve damage", "Magnésium tablets", "Big magnets", "Rest"];
        let found = |query: &str| -> Vec<Link> {
            let entries = titles.iter().enumerate();
            let entries = entries.map(|(i, title)| (Link::Routine(i), *title, "mag, tablets".to_owned()));
            find_in(entries, query).into_iter().map(|hit| hit.link).collect()
        };
        let links = |all: &[usize]| all.iter().map(|i| Link::Routine(*i)).collect::<Vec<_>>();
        assert_eq!(found("MAG"), links(&[2, 3, 0, 1, 4]));
        assert_eq!(found("mag tab"), links(&[2, 0, 1, 3, 4]));
        assert_eq!(found("age"), links(&[0, 1]));
        assert!(found("mag zzz").is_empty());
    }

    #[test]
    fn marks_point_into_the_text_as_it_was() {
        let text = "Pâté and pate, patete";
        let found: Vec<&str> = marks(text, &words("pate te")).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["Pâté", "pate", "patete"]);
        assert!(marks(text, &[]).is_empty());
    }
}
