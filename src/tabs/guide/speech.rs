//! How a shelf of the guide sounds: its topics by number, then the text of one, and where that leads.

use super::Guide;
use crate::{
    domain::{book::Shelf, tally::count},
    screen::{
        Cx,
        event::Key,
        global::{GLOBAL_KEYS, Verb},
        scene::{Act, Scene},
        seen::Spot,
    },
    tabs::words,
    ui::page::Plain,
};

impl Guide {
    /// What somebody hears here.
    pub(crate) fn scene(&self, cx: &Cx<'_>) -> Scene {
        let topics = cx.book.shelf(self.shelf);
        if let Some(topic) = topics.get(self.selected).filter(|_| self.reading) {
            let Plain { lines, links } = words::entry(cx.book, cx.verdict, cx.phone, self.place());
            let mut scene = Scene::new(format!("{} {}", self.shelf.word(), topic.id), lines);
            for (i, (words, link)) in links.into_iter().enumerate() {
                scene.choose(words, vec![Act::Pick(Spot::Link(i))]);
                scene.links.push(link);
            }
            scene.on_back = Some(vec![Act::Key(Key::Esc)]);
            let follows = if scene.links.is_empty() { "" } else { "A number follows a link. " };
            let evidence = cx.keys.name(GLOBAL_KEYS, &Verb::Evidence);
            scene.ask = format!("{follows}{evidence}, where this comes from. back, the list.");
            return scene;
        }
        let topics_words = count(topics.len(), "topic");
        let mut scene = Scene::new(
            format!("shelf {}", self.shelf.word()),
            vec![format!("{}: {topics_words}.", self.shelf.title())],
        );
        for (i, topic) in topics.iter().enumerate() {
            let note = if cx.verdict.not_now(&topic.id).is_some() {
                ", not for now"
            } else if topic.warning {
                ", a warning"
            } else {
                ""
            };
            let verdict = topic.verdict.map_or_else(String::new, |verdict| format!(": {}", verdict.words()));
            scene.choose(format!("{}{verdict}{note}", topic.title), vec![Act::Pick(Spot::Item(i))]);
        }
        let one = match self.shelf {
            Shelf::Causes => "cause",
            Shelf::Symptoms => "symptom",
            Shelf::Remedies => "remedy",
        };
        scene.hides = &["guide.read", "evidence"];
        scene.ask = format!("The number of a {one} reads it. menu, the other tabs.");
        scene
    }
}
