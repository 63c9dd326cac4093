//! The reading age of the guide. Health services ask for 9 to 11 and accept up to 14 where medical words are needed.
//!
//! SMOG, the measure that health services use, counts the words of three syllables and more in a sentence and gives the
//! years of school that a reader needs; five more years give an age. Its formula was fitted to samples of 30 sentences, so
//! each file is taken whole. The Flesch-Kincaid grade looks at the length of sentences and words. Each file is held to the
//! same age by it, and each text to a wider one, so that an easy file hides no hard page and no hard line.
//!
//! Every word counts as it is spoken. No name is exempt.

#![expect(clippy::disallowed_methods, reason = "the texts are files")]
#![expect(clippy::expect_used, reason = "a test that cannot read the texts has failed")]

use std::{fs, path::Path};

/// The most that a file may ask of its readers.
const AGE: f64 = 14.0;
/// The same for one text of it, of [`ENOUGH`] words at least. Formulas are blunt on so little text: hence two years more.
const AGE_OF_A_TEXT: f64 = 16.0;
const ENOUGH: usize = 30;
/// The same for what is shorter, of [`A_LINE`] words at least, as a sign of the checklist is: three years more again.
const AGE_OF_A_LINE: f64 = 19.0;
const A_LINE: usize = 8;
/// The longest that a sentence may be, in words.
const SENTENCE: usize = 40;

/// Fields that hold no text of the guide: ids, codes and dates for the program, and titles of papers.
const PASSED_OVER: [&str; 19] = [
    "id", "row", "ref", "sources", "cite", "url", "reviewed", "checked", "see", "signs", "when", "all",
    "code", "also", "names", "muscle", "language", "routine", "figure",
];

/// Files with no text of the guide: titles of papers, and the records of signed sheets.
const NO_TEXT: [&str; 2] = ["sources.ron", "signoff.ron"];

/// The texts of a file with their lines: every string in it that belongs to a field of words.
fn texts(ron: &str) -> Vec<(usize, String)> {
    let (mut texts, mut field, mut word) = (vec![], String::new(), String::new());
    let mut line = 1;
    let mut letters = ron.chars().peekable();
    while let Some(c) = letters.next() {
        line += usize::from(c == '\n');
        match c {
            '/' if letters.peek() == Some(&'/') => {
                letters.by_ref().take_while(|c| *c != '\n').for_each(drop);
                line += 1;
            }
            '"' => {
                let begun = line;
                let mut text = String::new();
                while let Some(c) = letters.next().filter(|c| *c != '"') {
                    line += usize::from(c == '\n');
                    text.extend(if c == '\\' { letters.next() } else { Some(c) });
                }
                if !PASSED_OVER.contains(&field.as_str()) {
                    texts.push((begun, text.split_whitespace().collect::<Vec<_>>().join(" ")));
                }
            }
            ':' => field = std::mem::take(&mut word),
            c if c.is_alphanumeric() || c == '_' => word.push(c),
            _ => word.clear(),
        }
    }
    texts
}

/// The sentences of a text, each as its words. A heading of a few words is none.
fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut found = vec![];
    let mut words: Vec<String> = vec![];
    for piece in text.split(' ') {
        let word: String = piece.chars().filter(|c| c.is_alphanumeric() || *c == '\'').collect();
        if !word.is_empty() {
            words.push(word);
        }
        if piece.trim_end_matches(['"', '”', ')']).ends_with(['.', '!', '?', ':', ';']) {
            found.push(std::mem::take(&mut words));
        }
    }
    found.push(words);
    found.retain(|words| words.len() > 2);
    found
}

/// The syllables of a word, near enough: its groups of vowels, without the mute endings.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    if word.chars().any(|c| c.is_ascii_digit()) {
        return 1;
    }
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut count = 0;
    let mut before = ' ';
    for c in word.chars() {
        count += usize::from(is_vowel(c) && !is_vowel(before));
        before = c;
    }
    // Two vowels side by side that are spoken apart: calcium, diabetes.
    count += usize::from(word.contains("ium")) + usize::from(word.starts_with("dia"));
    let mute =
        |ending: &str, but: &[&str]| word.ends_with(ending) && !but.iter().any(|but| word.ends_with(but));
    if mute("e", &["le", "ee", "ye"])
        || mute("es", &["ses", "ces", "zes", "ges", "xes", "ches", "shes", "les", "ees", "ies"])
        || mute("ed", &["ted", "ded", "eed", "ied"])
    {
        count -= 1;
    }
    count.max(1)
}

/// The age that a reader needs for a text, by both measures.
#[derive(Debug, Clone, Copy)]
struct Ages {
    smog: f64,
    kincaid: f64,
}

fn ages(sentences: &[Vec<String>]) -> Ages {
    let count = |number: usize| f64::from(u32::try_from(number).expect("it is small"));
    let words: Vec<&String> = sentences.iter().flatten().collect();
    let long = words.iter().filter(|word| syllables(word) > 2).count();
    let spoken: usize = words.iter().map(|word| syllables(word)).sum();
    let (sentences, words) = (count(sentences.len()), count(words.len()));
    Ages {
        smog: 5.0 + 3.1291 + 1.043 * (count(long) * 30.0 / sentences).sqrt(),
        kincaid: 5.0 + 0.39 * words / sentences + 11.8 * count(spoken) / words - 15.59,
    }
}

#[test]
fn every_file_of_the_guide_can_be_read_at_fourteen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/en");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the texts").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut hard = vec![];
    let mut read = 0;
    for path in files {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if NO_TEXT.contains(&name.as_str()) {
            continue;
        }
        let mut all = vec![];
        for (line, text) in texts(&fs::read_to_string(&path).expect("a text")) {
            let of_this = sentences(&text);
            for words in of_this.iter().filter(|words| words.len() > SENTENCE) {
                hard.push(format!("{name}:{line}: a sentence of {} words", words.len()));
            }
            let Ages { kincaid, .. } = ages(&of_this);
            let words = of_this.iter().flatten().count();
            let most = if words >= ENOUGH { AGE_OF_A_TEXT } else { AGE_OF_A_LINE };
            if words >= A_LINE && kincaid > most {
                hard.push(format!("{name}:{line}: age {kincaid:.1}: {text}"));
            }
            all.extend(of_this);
        }
        assert!(!all.is_empty(), "{name} has no text to read");
        let ages = ages(&all);
        let words: usize = all.iter().map(Vec::len).sum();
        println!("{name}: {words} words, age {:.1} (SMOG), {:.1} (Flesch-Kincaid)", ages.smog, ages.kincaid);
        if ages.smog > AGE || ages.kincaid > AGE {
            hard.push(format!("{name}: {ages:?}"));
        }
        read += words;
    }
    assert!(read > 10_000, "only {read} words were read");
    assert!(hard.is_empty(), "too hard to read:\n{}", hard.join("\n"));
}

#[test]
fn the_measure_knows_easy_from_hard() {
    for (word, count) in [
        ("calf", 1),
        ("cramp", 1),
        ("muscle", 2),
        ("stretched", 1),
        ("rested", 2),
        ("water", 2),
        ("people", 2),
        ("causes", 2),
        ("injury", 3),
        ("randomised", 3),
        ("electrolyte", 4),
        ("dehydration", 4),
        ("area", 2),
        ("legs", 1),
        ("knee", 1),
        // Hard names are hard to read too.
        ("magnesium", 4),
        ("calcium", 3),
        ("diabetes", 3),
        ("oestrogen", 3),
        ("medicine", 3),
        ("emergency", 4),
        ("perimenopause", 5),
    ] {
        assert_eq!(syllables(word), count, "{word}");
    }
    let age = |text| ages(&sentences(text));
    let easy = age(
        "Sit on the bed. Hold your foot. Pull it up to your shin. Keep your knee straight. Count to ten.",
    );
    assert!(easy.smog < 9.0 && easy.kincaid < 7.0, "{easy:?}");
    let hard = age(
        "Randomised controlled investigations demonstrated inconsistent reductions in nocturnal musculoskeletal \
         symptomatology following supplementation, notwithstanding considerable methodological heterogeneity.",
    );
    assert!(hard.smog > 20.0 && hard.kincaid > 20.0, "{hard:?}");
    let found = texts(
        "// \"no\"\n[(id: \"not this\", title: \"This \\\"one\\\"\", text: [\"and\n   this\"], sources: [\"S1\"])]",
    );
    assert_eq!(found, [(2, "This \"one\"".to_owned()), (2, "and this".to_owned())]);
}
