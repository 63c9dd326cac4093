//! How a shelf of the guide sounds: its topics by number, then the text of one, and where that leads.

use super::Guide;
use crate::{
    domain::{book::Section, tally::count},
    screen::{
        Context,
        event::Key,
        frame_info::Spot,
        global::{GLOBAL_KEYS, GlobalVerb},
        plain_screen::{InputAction, PlainScreen},
    },
    tabs::words,
    ui::text_view::PlainText,
};

/// The list of topics, or the text of the selected one.
pub(super) fn plain_screen(guide: &Guide, ctx: &Context<'_>) -> PlainScreen {
    let topics = ctx.book.section(guide.section);
    if let Some(topic) = topics.get(guide.selected).filter(|_| guide.reading) {
        let PlainText { lines, links } = words::entry(ctx.book, ctx.verdict, ctx.phone, guide.link());
        let mut plain_screen = PlainScreen::new(format!("{} {}", guide.section.word(), topic.id), lines);
        for (i, (words, link)) in links.into_iter().enumerate() {
            plain_screen.choose(words, vec![InputAction::Pick(Spot::Link(i))]);
            plain_screen.links.push(link);
        }
        plain_screen.on_back = Some(vec![InputAction::Key(Key::Esc)]);
        let follows = if plain_screen.links.is_empty() { "" } else { "A number follows a link. " };
        let evidence = ctx.keys.name(GLOBAL_KEYS, &GlobalVerb::Evidence);
        plain_screen.ask = format!("{follows}{evidence}, where this comes from. back, the list.");
        return plain_screen;
    }
    let topics_words = count(topics.len(), "topic");
    let mut plain_screen = PlainScreen::new(
        format!("shelf {}", guide.section.word()),
        vec![format!("{}: {topics_words}.", guide.section.title())],
    );
    for (i, topic) in topics.iter().enumerate() {
        let note = if ctx.verdict.not_now(&topic.id).is_some() {
            ", not for now"
        } else if topic.warning {
            ", a warning"
        } else {
            ""
        };
        let verdict = topic.verdict.map_or_else(String::new, |verdict| format!(": {}", verdict.words()));
        plain_screen
            .choose(format!("{}{verdict}{note}", topic.title), vec![InputAction::Pick(Spot::Item(i))]);
    }
    let one = match guide.section {
        Section::Causes => "cause",
        Section::Symptoms => "symptom",
        Section::Remedies => "remedy",
    };
    plain_screen.hides = &["guide.read", "evidence"];
    plain_screen.ask = format!("The number of a {one} reads it. menu, the other tabs.");
    plain_screen
}
