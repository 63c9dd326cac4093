//! A section of the guide in plain mode: its topics by number, then one topic in parts.

use super::GuideTab;
use crate::{
    domain::{Section, Topic, tally::count},
    screen::{Context, InputAction, Key, PlainScreen, Spot, pick, press_key},
    tabs::words,
};

impl GuideTab {
    /// The tab's present screen.
    pub(super) fn plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let topics = ctx.book.section(self.section);
        if let Some(topic) = topics.get(self.selected).filter(|_| self.reading) {
            return self.topic_plain(topic, ctx);
        }
        let topics_words = count(topics.len(), "topic");
        let mut screen = PlainScreen::new(
            format!("section {}", self.section.word()),
            vec![format!("{}: {topics_words}.", self.section.title())],
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
            screen.choose(format!("{}{verdict}{note}", topic.title), pick(i));
        }
        let one = match self.section {
            Section::Causes => "cause",
            Section::Symptoms => "symptom",
            Section::Remedies => "remedy",
        };
        screen.hides = &["guide.read", "evidence"];
        screen.ask = format!("Type the number of a {one}, or menu for the other tabs.");
        screen
    }

    /// A topic: the summary and the cautions first, the rest when the person asks for more.
    fn topic_plain(&self, topic: &Topic, ctx: &Context<'_>) -> PlainScreen {
        let sentence = |text: &str| format!("{}.", text.trim_end_matches('.'));
        let mut lines = vec![sentence(&topic.title), topic.summary.clone()];
        lines.extend(
            ctx.verdict.not_now(&topic.id).map(|why| format!("Not for now, with what you ticked: {why}")),
        );
        lines.extend(topic.warning.then(|| "A warning, not a remedy.".to_owned()));
        lines.extend(topic.verdict.map(|verdict| format!("Verdict: {}.", verdict.words())));
        for (title, items) in [("Who should not:", &topic.avoid), ("Take care:", &topic.cautions)] {
            lines.extend((!items.is_empty()).then(|| title.to_owned()));
            lines.extend(items.iter().cloned());
        }
        lines.extend(topic.stop.clone());
        let when: Vec<&str> = topic.when.iter().map(|when| when.words()).collect();
        let mut rest = topic.text.clone();
        rest.extend((!when.is_empty()).then(|| format!("When: {}.", when.join(", "))));
        rest.extend(topic.tonight.as_ref().map(|tonight| format!("Tonight: {tonight}")));
        rest.push(format!("How good is the evidence? {}", topic.evidence.words));
        let links = words::entry(ctx.book, ctx.verdict, ctx.phone, self.link()).links;
        rest.extend((!links.is_empty()).then(|| "See also:".to_owned()));
        let place = format!("{} {}", self.section.word(), topic.id);
        let mut screen = PlainScreen::new(place, lines).with_rest(rest);
        for (i, (words, link)) in links.into_iter().enumerate() {
            screen.choose(words, vec![InputAction::Pick(Spot::Link(i))]);
            screen.links.push(link);
        }
        screen.on_back = Some(press_key(Key::Esc));
        let follows = if screen.links.is_empty() { "" } else { "a number to follow a link, " };
        screen.ask = format!("Type {follows}evidence for its origin, or back for the list.");
        screen
    }
}
