//! What a book that translates has not translated is marked, so that nobody takes the gap for the book's own words.

use super::{raw::Text, read::Read};

/// The language of the built-in book.
const BUILT_IN: &str = "en";
/// What stands before a text that is still in the language of the built-in book.
const MARK: &str = "[en] ";
/// What the mark means, said where the book says what it is.
const MEANING: &str = "[en] means: not translated in this book; the built-in English text stands there.";

/// Puts the mark before whatever a book in another language left as it was: before the title of an entry, which stands in
/// lists and over texts, and before each text that stands by itself. The program's own words are not the book's.
pub(super) fn untranslated(read: &mut Read<'_>) {
    let Read { raw, own, .. } = read;
    let is_other = |tag: &Text| !tag.split('-').next().unwrap_or_default().eq_ignore_ascii_case(BUILT_IN);
    if !raw.about.language.as_ref().is_some_and(is_other) {
        return;
    }
    let mark = |is_own: bool, text: &mut Text| {
        if !is_own && !text.is_empty() {
            *text = Text::from(format!("{MARK}{}", &**text).as_str());
        }
    };
    let has = |kind: &str, id: &str| own.contains(&format!("{kind}:{id}"));

    mark(own.contains("about:line"), &mut raw.about.line);
    let parts = [
        ("about:introduction", &mut raw.about.introduction),
        ("about:disclaimer", &mut raw.about.disclaimer),
        ("about:consult", &mut raw.about.consult),
        ("about:origin", &mut raw.about.origin),
    ];
    for (name, part) in parts {
        part.iter_mut().for_each(|paragraph| mark(own.contains(name), paragraph));
    }
    let shelves = [("cause", &mut raw.causes), ("symptom", &mut raw.symptoms), ("remedy", &mut raw.remedies)];
    for (kind, topics) in shelves {
        for topic in topics {
            mark(has(kind, &topic.id), &mut topic.title);
        }
    }

    mark(own.contains("before"), &mut raw.routines.before);
    mark(own.contains("advice:text"), &mut raw.routines.advice.text);
    for routine in &mut raw.routines.routines {
        mark(has("routine", &routine.id), &mut routine.title);
    }
    for figure in &mut raw.figures {
        mark(has("figure", &figure.id), &mut figure.title);
    }

    let signs = &mut raw.signs;
    mark(own.contains("intro"), &mut signs.intro);
    for group in &mut signs.groups {
        mark(has("group", &group.id), &mut group.title);
        for sign in &mut group.signs {
            mark(has("sign", &sign.id), &mut sign.text);
        }
    }
    for rule in &mut signs.rules {
        mark(has("rule", &rule.id), &mut rule.why);
    }
    for (i, entry) in signs.not_now.iter_mut().enumerate() {
        mark(own.contains(&format!("not_now:{i}")), &mut entry.why);
    }
    let results = [
        ("emergency", &mut signs.results.emergency),
        ("same_day", &mut signs.results.same_day),
        ("appointment", &mut signs.results.appointment),
        ("none", &mut signs.results.none),
        ("incomplete", &mut signs.results.incomplete),
    ];
    for (name, text) in results {
        let is_own = |part: &str| own.contains(&format!("result:{name}:{part}"));
        mark(is_own("heading"), &mut text.heading);
        text.action.iter_mut().for_each(|line| mark(is_own("action"), line));
        mark(is_own("say_intro"), &mut text.say_intro);
        text.after.iter_mut().for_each(|line| mark(is_own("after"), line));
    }

    let regions = &mut raw.regions;
    mark(own.contains("unset:emergency"), &mut regions.unset.emergency);
    mark(own.contains("unset:urgent"), &mut regions.unset.urgent);
    mark(own.contains("unset:note"), &mut regions.unset.note);
    for region in &mut regions.regions {
        mark(has("region", &region.code), &mut region.note);
    }

    for (kind, tags) in
        [("tried", &mut raw.diary.tried), ("before", &mut raw.diary.before), ("also", &mut raw.diary.also)]
    {
        for tag in tags {
            mark(has(kind, &tag.id), &mut tag.text);
        }
    }
    for pattern in &mut raw.diary.patterns {
        mark(has("pattern", &pattern.id), &mut pattern.text);
    }
    let report = &mut raw.diary.report;
    mark(own.contains("report:recorded"), &mut report.recorded);
    mark(own.contains("report:tests"), &mut report.tests);
    report.questions.iter_mut().for_each(|question| mark(own.contains("report:questions"), question));

    raw.about.origin.push(Text::from(MEANING));
}
