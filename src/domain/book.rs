//! The book: all content together, as loaded from RON and checked.

use std::rc::Rc;

use serde::Deserialize;

use super::{
    choice::named,
    clean::{optional_text, text, texts},
    evidence::{Evidence, Origin, RemedyVerdict},
    figure::SharedFigure,
    region::Regions,
    review::{Review, Signature},
    routine::{Muscle, Purpose, SharedRoutine},
    triage::Checklist,
    vocabulary::Vocabulary,
    words::capital,
};

/// All content, checked: every link leads somewhere and every source is listed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Book {
    pub(crate) about: About,
    pub(crate) causes: Vec<Topic>,
    pub(crate) symptoms: Vec<Topic>,
    pub(crate) remedies: Vec<Topic>,
    pub(crate) stretches: Stretches,
    pub(crate) checklist: Checklist,
    pub(crate) sources: Vec<Publication>,
    pub(crate) regions: Regions,
    pub(crate) diary: Vocabulary,
    /// Bundles and known doubts of the sheets for clinicians.
    pub(crate) review: Review,
    /// Sheets that clinicians have signed.
    pub(crate) signatures: Vec<Signature>,
    /// The stretches as the files write them, for the versions of signed sheets; `None` until actions are named.
    pub(crate) unnamed: Option<Box<Stretches>>,
}

impl Book {
    /// Puts the words for actions into every text that names one.
    pub(crate) fn name_actions(&mut self, names: &ActionNames) {
        if !self.signatures.is_empty() {
            self.unnamed.get_or_insert_with(|| Box::new(self.stretches.clone()));
        }
        self.stretches.name_actions(names);
    }
}

/// The guide in its own words: `about.ron`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    /// The one line always in reach.
    #[serde(deserialize_with = "text")]
    pub(crate) line: String,
    #[serde(deserialize_with = "texts")]
    pub(crate) introduction: Vec<String>,
    #[serde(deserialize_with = "texts")]
    pub(crate) disclaimer: Vec<String>,
    /// The advice to consult a provider.
    #[serde(deserialize_with = "texts")]
    pub(crate) consult: Vec<String>,
    /// The meaning of `source`, `added` and the grades of evidence.
    #[serde(deserialize_with = "texts")]
    pub(crate) origin: Vec<String>,
    /// Date of the last check against the sources, as `2026-11-26`.
    pub(crate) reviewed: String,
}

/// The three sections of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Causes,
    Symptoms,
    Remedies,
}

impl Section {
    /// All three, in the order of their tabs.
    pub(crate) const ALL: [Self; 3] = [Self::Causes, Self::Symptoms, Self::Remedies];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Causes => "Causes",
            Self::Symptoms => "Symptoms",
            Self::Remedies => "Remedies",
        }
    }

    /// The word before the colon of a link: `remedy:massage`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Causes => "cause",
            Self::Symptoms => "symptom",
            Self::Remedies => "remedy",
        }
    }
}

named! {
    /// The time at which a remedy applies.
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    When {
        During "during" "during a cramp",
        After "after" "after a cramp",
        Prevent "prevent" "to prevent cramps",
    }
}

/// An entry of the guide: a cause, a symptom or a remedy.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    pub(crate) id: String,
    #[serde(deserialize_with = "text")]
    pub(crate) title: String,
    #[serde(deserialize_with = "text")]
    pub(crate) summary: String,
    pub(crate) origin: Origin,
    /// Paragraphs.
    #[serde(deserialize_with = "texts")]
    pub(crate) text: Vec<String>,
    #[serde(default, deserialize_with = "optional_text")]
    pub(crate) tonight: Option<String>,
    #[serde(default)]
    pub(crate) when: Vec<When>,
    /// Only remedies have one: the evidence in a word.
    #[serde(default)]
    pub(crate) verdict: Option<RemedyVerdict>,
    /// People who should not use it.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) avoid: Vec<String>,
    #[serde(deserialize_with = "texts")]
    pub(crate) cautions: Vec<String>,
    /// The signs to stop at and get help.
    #[serde(default, deserialize_with = "optional_text")]
    pub(crate) stop: Option<String>,
    /// Mentioned only to warn against it.
    #[serde(default)]
    pub(crate) warning: bool,
    pub(crate) evidence: Evidence,
    pub(crate) sources: Vec<String>,
    pub(crate) reviewed: String,
    /// Links as written: `remedy:massage`. [`Book::link`] resolves them.
    #[serde(default)]
    pub(crate) see: Vec<String>,
}

/// A place in the book that something can lead to; positions are valid for the book they came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    Topic(Section, usize),
    Routine(usize),
    /// A sign by its position in [`Checklist::signs`].
    Sign(usize),
}

/// The stretches and the words around them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stretches {
    /// The line before any stretch: reasons not to.
    pub(crate) before: String,
    pub(crate) advice: Advice,
    pub(crate) routines: Vec<SharedRoutine>,
    /// All figures, for the steps of a person's own routines.
    pub(crate) figures: Vec<SharedFigure>,
}

/// Words for the actions that texts of the book name as `{signs}` and `{eased}`: "press !" on the screen, "type signs" in plain
/// mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActionNames {
    /// Opens the warning signs.
    pub(crate) signs: String,
    /// Says that the cramp has stopped.
    pub(crate) eased: String,
    /// Says what else can be done.
    pub(crate) help: String,
}

impl ActionNames {
    /// Words that are typed in plain mode.
    pub(crate) fn words() -> Self {
        Self { signs: "type signs".into(), eased: "type eased".into(), help: "type help".into() }
    }

    /// Words for output that no key acts on.
    pub(crate) fn commands() -> Self {
        Self { signs: "run uncramp check".into(), eased: "stop here".into(), help: "run uncramp help".into() }
    }

    /// Puts the words in place of the names in a text, with a capital where a sentence begins.
    pub(crate) fn fill(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (name, words) in [("{signs}", &self.signs), ("{eased}", &self.eased)] {
            while let Some((before, after)) = out.split_once(name) {
                let begins = before.trim_end().chars().next_back().is_none_or(|last| ".?!:".contains(last));
                let words = if begins { capital(words) } else { words.clone() };
                // A key such as ! takes the place of the full stop.
                let is_mark = words.ends_with(|last: char| last.is_ascii_punctuation());
                let after = if is_mark { after.strip_prefix('.').unwrap_or(after) } else { after };
                out = format!("{before}{words}{after}");
            }
        }
        out
    }
}

impl Stretches {
    fn name_actions(&mut self, names: &ActionNames) {
        self.before = names.fill(&self.before);
        self.advice.text = names.fill(&self.advice.text);
        for routine in &mut self.routines {
            let routine = Rc::make_mut(routine);
            let steps = routine.steps.iter_mut().flat_map(|step| [&mut step.say, &mut step.more]);
            for text in routine.avoid.iter_mut().chain(steps).filter(|text| text.contains('{')) {
                *text = names.fill(text);
            }
        }
    }
}

/// The advice shown when a cramp is still locked after ten minutes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Advice {
    /// Id of the sign that the checklist offers then.
    pub(crate) sign: String,
    #[serde(deserialize_with = "text")]
    pub(crate) text: String,
    pub(crate) sources: Vec<String>,
}

/// A publication the content rests on.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publication {
    pub(crate) id: String,
    #[serde(deserialize_with = "text")]
    pub(crate) cite: String,
    #[serde(default, deserialize_with = "optional_text")]
    pub(crate) url: Option<String>,
}

impl Book {
    /// The entries of one section.
    pub(crate) fn section(&self, section: Section) -> &[Topic] {
        match section {
            Section::Causes => &self.causes,
            Section::Symptoms => &self.symptoms,
            Section::Remedies => &self.remedies,
        }
    }

    /// The publication of that id.
    pub(crate) fn source(&self, id: &str) -> Option<&Publication> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The routine of that id.
    pub(crate) fn routine(&self, id: &str) -> Option<&SharedRoutine> {
        self.stretches.routines.iter().find(|routine| routine.id == id)
    }

    /// The relief routine for a muscle: the first that is for it.
    pub(crate) fn relief(&self, muscle: Muscle) -> Option<&SharedRoutine> {
        let fits = |r: &&SharedRoutine| r.purpose == Purpose::Relief && r.muscle == Some(muscle);
        self.stretches.routines.iter().find(fits)
    }

    /// The place that a link such as `remedy:massage` or `sign:worried` leads to.
    pub(crate) fn link(&self, name: &str) -> Option<Link> {
        let (kind, id) = name.split_once(':')?;
        if let Some(section) = Section::ALL.into_iter().find(|section| section.word() == kind) {
            let at = self.section(section).iter().position(|topic| topic.id == id)?;
            return Some(Link::Topic(section, at));
        }
        match kind {
            "routine" => self.stretches.routines.iter().position(|r| r.id == id).map(Link::Routine),
            "sign" => self.checklist.find(id).map(Link::Sign),
            _ => None,
        }
    }

    /// The place of an entry of the guide.
    pub(crate) fn link_of(&self, topic: &Topic) -> Option<Link> {
        let on = |section: Section| {
            self.section(section).iter().position(|other| other == topic).map(|i| Link::Topic(section, i))
        };
        Section::ALL.into_iter().find_map(on)
    }

    /// The remedy of that id, with its position.
    pub(crate) fn remedy(&self, id: &str) -> Option<(usize, &Topic)> {
        self.remedies.iter().enumerate().find(|(_, topic)| topic.id == id)
    }

    /// Every place that a link can lead to: topics, routines, signs.
    pub(crate) fn links(&self) -> impl Iterator<Item = Link> + '_ {
        let topics = |section| (0..self.section(section).len()).map(move |i| Link::Topic(section, i));
        Section::ALL
            .into_iter()
            .flat_map(topics)
            .chain((0..self.stretches.routines.len()).map(Link::Routine))
            .chain((0..self.checklist.signs().len()).map(Link::Sign))
    }

    /// The words a link is shown with.
    pub(crate) fn link_title(&self, link: Link) -> Option<&str> {
        match link {
            Link::Topic(section, i) => self.section(section).get(i).map(|topic| topic.title.as_str()),
            Link::Routine(i) => self.stretches.routines.get(i).map(|routine| routine.title.as_str()),
            Link::Sign(i) => self.checklist.signs().get(i).map(|sign| sign.text.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ActionNames;

    #[test]
    fn texts_name_actions_and_not_keys() {
        let keys = ActionNames { signs: "press !".into(), eased: "press x".into(), help: "press ?".into() };
        let words = ActionNames::words();
        for (text, on_screen, typed) in [
            ("Stop and {signs}.", "Stop and press !", "Stop and type signs."),
            ("Let go? {eased}. Steady?", "Let go? Press x. Steady?", "Let go? Type eased. Steady?"),
            ("{signs}.", "Press !", "Type signs."),
        ] {
            assert_eq!((keys.fill(text).as_str(), words.fill(text).as_str()), (on_screen, typed));
        }
    }
}
