//! The diary's words: tags, patterns with the signs they bear on, the programme's routine, the report's fixed words.

use super::{Lower, cleaned, own, signs};
use crate::{
    content::{
        check::reassurance,
        place::Places,
        raw::{self, Text},
    },
    domain::{
        episode::MAX_WORD,
        programme::LONGEST,
        vocabulary::{Pattern, PatternWhen, ProgrammeWords, ReportWords, Tag, Vocabulary},
    },
};

impl Lower<'_> {
    /// The diary's words.
    pub(super) fn diary(&mut self, raw: &raw::Diary, places: &Places<'_>) -> Vocabulary {
        let words = Vocabulary {
            tried: self.tags("tried", &raw.tried, places),
            before: self.tags("before", &raw.before, places),
            also: self.tags("also", &raw.also, places),
            patterns: raw.patterns.iter().map(|pattern| self.pattern(raw, pattern, places)).collect(),
            programme: self.programme(&raw.programme, places),
            report: self.report_words(&raw.report, places),
        };
        self.ids(raw.patterns.iter().map(|pattern| &*pattern.id), places, "pattern");
        if !self.trusted {
            let said = raw.patterns.iter().map(|pattern| (&*pattern.id, &pattern.text));
            let recorded = [("report:recorded", &raw.report.recorded), ("report:tests", &raw.report.tests)];
            let questions = raw.report.questions.iter().map(|text| ("report:questions", text));
            said.chain(recorded)
                .chain(questions)
                .for_each(|(name, text)| self.no_reassurance(name, text, places));
        }
        words
    }

    /// Records cannot know that all is well any more than the checklist can.
    fn no_reassurance(&mut self, name: &str, text: &str, places: &Places<'_>) {
        if let Some(word) = reassurance(text) {
            let what = format!("the diary says {word:?}; it may not say or imply that all is well");
            self.problems.push(places.within(name, word, what));
        }
    }

    fn tags(&mut self, kind: &str, raw: &[raw::Tag], places: &Places<'_>) -> Vec<Tag> {
        self.ids(raw.iter().map(|tag| &*tag.id), places, kind);
        for tag in raw {
            if tag.id.len() > MAX_WORD || tag.text.is_empty() {
                let what = format!(
                    "{kind}: the tag {:?} needs words, and an id of {MAX_WORD} letters or fewer",
                    tag.id
                );
                self.problems.push(places.within(&tag.id, &tag.id, what));
            }
        }
        raw.iter().map(|tag| Tag { id: own(&tag.id), text: own(&tag.text), is_retired: tag.retired }).collect()
    }

    fn pattern(&mut self, diary: &raw::Diary, raw: &raw::Pattern, places: &Places<'_>) -> Pattern {
        let id = &*raw.id;
        if raw.text.is_empty() || raw.signs.is_empty() || raw.sources.is_empty() {
            let what = format!("pattern {id:?} needs a text, a sign and a source");
            self.problems.push(places.within(id, id, what));
        }
        let mut known = vec![];
        for sign in &raw.signs {
            if self.is_sign(sign) {
                known.push(own(sign));
                continue;
            }
            let near = self.near(sign, signs(self.raw).map(|sign| &*sign.id));
            let what = format!("pattern {id:?} names the sign {sign:?}, which is not in signs.ron{near}");
            self.problems.push(places.within(id, sign, what));
        }
        let when = match &raw.when {
            raw::PatternWhen::Long => PatternWhen::Long,
            raw::PatternWhen::OneLeg => PatternWhen::OneLeg,
            raw::PatternWhen::ManyNights => PatternWhen::ManyNights,
            raw::PatternWhen::SoreOverDay => PatternWhen::SoreOverDay,
            raw::PatternWhen::Also(tag) => {
                PatternWhen::Also(self.named_tag(id, "also", tag, &diary.also, places))
            }
            raw::PatternWhen::Before(tag) => {
                PatternWhen::Before(self.named_tag(id, "before", tag, &diary.before, places))
            }
        };
        Pattern {
            id: id.to_owned(),
            when,
            text: own(&raw.text),
            signs: known,
            sources: self.known_sources(id, &raw.sources, places),
        }
    }

    fn named_tag(
        &mut self,
        id: &str,
        kind: &str,
        tag: &Text,
        tags: &[raw::Tag],
        places: &Places<'_>,
    ) -> String {
        if !tags.iter().any(|other| other.id == *tag) {
            let near = self.near(tag, tags.iter().map(|tag| &*tag.id));
            let what =
                format!("pattern {id:?} names the tag {tag:?}, which is not among those of {kind}{near}");
            self.problems.push(places.within(id, tag, what));
        }
        own(tag)
    }

    fn programme(&mut self, raw: &raw::Programme, places: &Places<'_>) -> ProgrammeWords {
        let routines = &self.raw.routines.routines;
        if self.target(&format!("routine:{}", &*raw.routine)).is_none() {
            let near = self.near(&raw.routine, routines.iter().map(|routine| &*routine.id));
            let what = format!("the programme's routine {:?} is not in routines.ron{near}", raw.routine);
            self.problems.push(places.within("programme:routine", &raw.routine, what));
        }
        if !(1..=LONGEST).contains(&raw.nights) {
            let what = format!("the programme has {} nights; give 1 to {LONGEST}", raw.nights);
            self.problems.push(places.within("programme:nights", "nights", what));
        }
        ProgrammeWords {
            routine: own(&raw.routine),
            nights: raw.nights,
            sources: self.known_sources("programme:sources", &raw.sources, places),
        }
    }

    fn report_words(&mut self, raw: &raw::ReportWords, places: &Places<'_>) -> ReportWords {
        let questions = cleaned(&raw.questions);
        if raw.recorded.is_empty() || raw.tests.is_empty() || questions.is_empty() {
            let what =
                "the report needs whose records these are, questions, and the line on tests".to_owned();
            let empty = if raw.recorded.is_empty() {
                "report:recorded"
            } else if raw.tests.is_empty() {
                "report:tests"
            } else {
                "report:questions"
            };
            self.problems.push(places.within(empty, empty, what));
        }
        ReportWords {
            recorded: own(&raw.recorded),
            questions,
            tests: own(&raw.tests),
            sources: self.known_sources("report:sources", &raw.sources, places),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::content::{File, Problem, SHIPPED, load};

    fn problems(old: &str, new: &str) -> Vec<Problem> {
        let text = SHIPPED.diary.text.replacen(old, new, 1);
        assert_ne!(text, SHIPPED.diary.text, "{old:?} is in the file");
        let mut files = SHIPPED;
        files.diary = File { name: "diary.ron", text: &text };
        load(&files).1
    }

    #[test]
    fn what_leads_nowhere_is_named_with_its_place() {
        for (old, new, said) in [
            ("signs: [\"cramps-often\"]", "signs: [\"cramps-oftn\"]", "did you mean \"cramps-often\"?"),
            ("routine: \"bedtime\"", "routine: \"bedtimes\"", "did you mean \"bedtime\"?"),
            ("also(\"swelling\")", "also(\"sweling\")", "did you mean \"swelling\"?"),
            ("sources: [\"S36\"]", "sources: [\"S999\"]", "\"S999\" is not in sources.ron"),
            ("id: \"walk\"", "id: \"stretch\"", "two of the tried \"stretch\""),
            ("id: \"walk\"", "id: \"Walk\"", "use lower-case letters"),
            ("nights: 42", "nights: 0", "give 1 to 42"),
            ("nights: 42", "nights: 43", "give 1 to 42"),
            ("What should I watch for?", "Is it harmless?", "says \"harmless\""),
        ] {
            let found = problems(old, new);
            let [problem] = &found[..] else { panic!("{new}: {found:?}") };
            assert!(problem.what.contains(said), "{new}: {problem}");
            assert!(problem.line > 1, "{problem}");
        }
    }
}
