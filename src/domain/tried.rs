//! Counts of the things that were tried, and of the course of the cramps with each. The counts show no cause.

use super::{
    diary::Span, episode::Episode, patterns::LONG_SECONDS, tally::count, trends::known_seconds,
    vocabulary::Vocabulary, words::capital,
};

/// The least cramps on either side of a comparison: fewer show nothing.
pub(crate) const COMPARE_AT_LEAST: usize = 5;

/// The cramps with one thing that was tried, and the cramps without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tried {
    /// The tag.
    pub(crate) id: String,
    /// Its words.
    pub(crate) text: String,
    pub(crate) with: CourseCounts,
    /// The cramps in which something was recorded as tried, but not this.
    pub(crate) without: CourseCounts,
}

/// The course of some cramps, in counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct CourseCounts {
    pub(crate) cramps: usize,
    /// Cramps with a record of the thing that eased them, and those that this thing eased.
    pub(crate) asked_eased: usize,
    pub(crate) eased: usize,
    /// Cramps with a length, and those of them over ten minutes.
    pub(crate) timed: usize,
    pub(crate) long: usize,
    /// Cramps with soreness recorded, and those of them that were sore.
    pub(crate) asked_sore: usize,
    pub(crate) sore: usize,
}

impl Tried {
    /// The counts in words: `Tried or named in 5 cramps; eased it in 0 of the 2 where that is recorded.`
    pub(crate) fn words(&self) -> String {
        format!("{}.", capital(&self.counts()))
    }

    /// The same as part of a sentence.
    pub(crate) fn counts(&self) -> String {
        let eased = match self.with.asked_eased {
            0 => "what eased it was not recorded".to_owned(),
            of => format!("eased it in {} of the {of} where that is recorded", self.with.eased),
        };
        format!("tried or named in {}; {eased}", count(self.with.cramps, "cramp"))
    }

    /// Those with it and those without side by side, where each side has enough of them.
    pub(crate) fn compared(&self) -> Vec<String> {
        let (with, without) = (&self.with, &self.without);
        let rows = [
            ("lasted over 10 minutes", with.long, with.timed, without.long, without.timed),
            ("were sore the next day", with.sore, with.asked_sore, without.sore, without.asked_sore),
        ];
        rows.into_iter()
            .filter(|(_, _, of_a, _, of_b)| *of_a >= COMPARE_AT_LEAST && *of_b >= COMPARE_AT_LEAST)
            .map(|(what, a, of_a, b, of_b)| {
                format!("With it {a} of {of_a} {what}; with other things {b} of {of_b}.")
            })
            .collect()
    }
}

/// The reason that some things are not compared.
pub(crate) fn too_few() -> String {
    format!(
        "With fewer than {COMPARE_AT_LEAST} cramps on a side nothing is compared: so few say nothing. Counts do not say \
         that one thing brought the other."
    )
}

/// Everything that was tried in that span, most often first.
pub(crate) fn tried(words: &Vocabulary, span: &Span) -> Vec<Tried> {
    let mut ids: Vec<&str> = vec![];
    for tag in span.episodes.iter().flat_map(tags) {
        if !ids.contains(&tag) {
            ids.push(tag);
        }
    }
    let with_any = || span.episodes.iter().filter(|episode| tags(episode).next().is_some());
    let mut all: Vec<Tried> = ids
        .into_iter()
        .map(|id| Tried {
            id: id.to_owned(),
            text: words.words(id).to_owned(),
            with: followed(id, with_any().filter(|episode| tags(episode).any(|tag| tag == id))),
            without: followed(id, with_any().filter(|episode| tags(episode).all(|tag| tag != id))),
        })
        .collect();
    all.sort_by(|a, b| b.with.cramps.cmp(&a.with.cramps).then_with(|| a.id.cmp(&b.id)));
    all
}

/// The things tried in a cramp. A thing that eased it was tried too.
fn tags(episode: &Episode) -> impl Iterator<Item = &str> {
    episode.tried.iter().chain(&episode.eased_by).map(String::as_str)
}

fn followed<'e>(id: &str, episodes: impl Iterator<Item = &'e Episode>) -> CourseCounts {
    let mut counts = CourseCounts::default();
    for episode in episodes {
        counts.cramps += 1;
        counts.asked_eased += usize::from(!episode.eased_by.is_empty());
        counts.eased += usize::from(episode.eased_by.iter().any(|tag| tag == id));
        if let Some(seconds) = known_seconds(episode) {
            counts.timed += 1;
            counts.long += usize::from(seconds > LONG_SECONDS);
        }
        if let Some(soreness) = episode.soreness {
            counts.asked_sore += 1;
            counts.sore += usize::from(soreness.get() > 0);
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::sample::{episode, span};

    fn cramp(day: usize, tried: &[&str], seconds: u32) -> Episode {
        let mut cramp = episode(&format!("2026-11-{day:02}T03:00:00Z"));
        cramp.tried = tried.iter().map(|&tag| tag.to_owned()).collect();
        cramp.seconds = Some(seconds);
        cramp
    }

    #[test]
    fn few_are_counted_and_not_compared() {
        let mut eased = cramp(1, &["walk", "stand"], 700);
        eased.eased_by = vec!["walk".into(), "pull".into()];
        let episodes = vec![eased, cramp(2, &["walk"], 60), cramp(3, &["rub"], 60)];
        let rows = tried(&Vocabulary::default(), &span("2026-11-01", "2026-11-20", episodes, vec![]));
        let said: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.words())).collect();
        assert_eq!(
            said,
            [
                (
                    "walk",
                    "Tried or named in 2 cramps; eased it in 1 of the 1 where that is recorded.".to_owned()
                ),
                (
                    "pull",
                    "Tried or named in 1 cramp; eased it in 1 of the 1 where that is recorded.".to_owned()
                ),
                ("rub", "Tried or named in 1 cramp; what eased it was not recorded.".to_owned()),
                (
                    "stand",
                    "Tried or named in 1 cramp; eased it in 0 of the 1 where that is recorded.".to_owned()
                ),
            ]
        );
        assert_eq!(rows[0].compared(), Vec::<String>::new());
    }

    #[test]
    fn five_on_each_side_are_set_side_by_side() {
        let mut episodes: Vec<_> = (1..=5).map(|day| cramp(day, &["walk"], 60)).collect();
        episodes.extend((6..=10).map(|day| cramp(day, &["stand"], if day < 8 { 601 } else { 600 })));
        episodes.push(cramp(11, &[], 9000));
        let rows = tried(&Vocabulary::default(), &span("2026-11-01", "2026-11-20", episodes, vec![]));
        let walk = rows.iter().find(|row| row.id == "walk").expect("a row");
        assert_eq!(walk.compared()[0], "With it 0 of 5 lasted over 10 minutes; with other things 2 of 5.");
        assert_eq!(walk.compared().len(), 1);
    }

    #[test]
    fn soreness_and_length_are_counted_only_where_they_are_recorded() {
        use crate::domain::episode::Scale;
        let sore = |day, tried: &str, soreness: u8| Episode {
            soreness: Scale::new(soreness),
            seconds: None,
            ..cramp(day, &[tried], 0)
        };
        let mut episodes: Vec<Episode> = (1..=5).map(|day| sore(day, "walk", u8::from(day < 3))).collect();
        episodes.extend((6..=10).map(|day| sore(day, "stand", 4)));
        // Still open, with its seconds so far: no length yet.
        episodes.push(Episode { is_open: true, ..cramp(11, &["walk"], 4000) });
        let rows = tried(&Vocabulary::default(), &span("2026-11-01", "2026-11-20", episodes.clone(), vec![]));
        let walk = rows.iter().find(|row| row.id == "walk").expect("a row");
        let with = CourseCounts { cramps: 6, asked_sore: 5, sore: 2, ..CourseCounts::default() };
        assert_eq!((walk.with, walk.without.cramps, walk.without.sore), (with, 5, 5));
        assert_eq!(walk.compared(), ["With it 2 of 5 were sore the next day; with other things 5 of 5."]);
        assert_eq!(
            rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(),
            ["walk", "stand"],
            "most first"
        );
        // One fewer on either side, and nothing is compared.
        for missing in [0, 9] {
            let mut fewer = episodes.clone();
            fewer.remove(missing);
            let rows = tried(&Vocabulary::default(), &span("2026-11-01", "2026-11-20", fewer, vec![]));
            assert!(rows.iter().all(|row| row.compared().is_empty()), "{missing}");
        }
        assert!(too_few().contains("fewer than 5 cramps"), "{}", too_few());
    }
}
