//! The book: all content together, as loaded from RON and checked.

use super::{
    evidence::{Evidence, Origin},
    region::Regions,
    routine::{Muscle, Purpose, Routine, SharedRoutine},
    triage::Checklist,
    vocabulary::Vocabulary,
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
    pub(crate) sources: Vec<Source>,
    pub(crate) regions: Regions,
    pub(crate) diary: Vocabulary,
}

/// What the guide is, in its own words.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    /// The one line always in reach.
    pub(crate) line: String,
    pub(crate) introduction: Vec<String>,
    pub(crate) disclaimer: Vec<String>,
    /// The advice to consult a provider.
    pub(crate) consult: Vec<String>,
    /// What `source`, `added` and the grades of evidence mean.
    pub(crate) origin: Vec<String>,
    pub(crate) reviewed: String,
}

/// The three shelves of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    Causes,
    Symptoms,
    Remedies,
}

impl Shelf {
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

/// When a remedy applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    During,
    After,
    Prevent,
}

impl When {
    /// The word for it in scripts.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::During => "during",
            Self::After => "after",
            Self::Prevent => "prevent",
        }
    }

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::During => "during a cramp",
            Self::After => "after a cramp",
            Self::Prevent => "to prevent cramps",
        }
    }
}

/// An entry of the guide: a cause, a symptom or a remedy.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Topic {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) origin: Origin,
    /// Paragraphs.
    pub(crate) text: Vec<String>,
    pub(crate) tonight: Option<String>,
    pub(crate) when: Vec<When>,
    /// Who should not use it.
    pub(crate) avoid: Vec<String>,
    pub(crate) cautions: Vec<String>,
    /// When to stop and get help.
    pub(crate) stop: Option<String>,
    /// Mentioned only to warn against it.
    pub(crate) warning: bool,
    pub(crate) evidence: Evidence,
    pub(crate) sources: Vec<String>,
    pub(crate) reviewed: String,
    pub(crate) see: Vec<Link>,
}

/// A place in the book that something can lead to; positions are valid for the book they came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    Topic(Shelf, usize),
    Routine(usize),
    /// A sign by its position in [`Checklist::signs`].
    Sign(usize),
}

/// The remedy that every stretch is a form of: where it is not for now, none of them is.
pub(crate) const STRETCHING: &str = "stretching";

/// The stretches and what is said around them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stretches {
    /// The line before any stretch: when not to.
    pub(crate) before: String,
    pub(crate) advice: Advice,
    pub(crate) routines: Vec<SharedRoutine>,
}

/// What is said when a cramp is still locked after ten minutes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Advice {
    /// The sign it bears on, by its position in [`Checklist::signs`].
    pub(crate) sign: usize,
    pub(crate) text: String,
    pub(crate) sources: Vec<String>,
}

/// A publication the content rests on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) cite: String,
    pub(crate) url: Option<String>,
}

impl Book {
    /// The entries of one shelf.
    pub(crate) fn shelf(&self, shelf: Shelf) -> &[Topic] {
        match shelf {
            Shelf::Causes => &self.causes,
            Shelf::Symptoms => &self.symptoms,
            Shelf::Remedies => &self.remedies,
        }
    }

    /// The publication of that id.
    pub(crate) fn source(&self, id: &str) -> Option<&Source> {
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

    /// The remedy of that id, with its position.
    pub(crate) fn remedy(&self, id: &str) -> Option<(usize, &Topic)> {
        self.remedies.iter().enumerate().find(|(_, topic)| topic.id == id)
    }

    /// Everything that can be led to: topics, routines, signs.
    pub(crate) fn links(&self) -> impl Iterator<Item = Link> + '_ {
        let topics = |shelf| (0..self.shelf(shelf).len()).map(move |i| Link::Topic(shelf, i));
        Shelf::ALL
            .into_iter()
            .flat_map(topics)
            .chain((0..self.stretches.routines.len()).map(Link::Routine))
            .chain((0..self.checklist.signs().len()).map(Link::Sign))
    }

    /// The words a link is shown with.
    pub(crate) fn link_title(&self, link: Link) -> Option<&str> {
        match link {
            Link::Topic(shelf, i) => self.shelf(shelf).get(i).map(|topic| topic.title.as_str()),
            Link::Routine(i) => self.stretches.routines.get(i).map(|r: &SharedRoutine| Routine::title(r)),
            Link::Sign(i) => self.checklist.signs().get(i).map(|sign| sign.text.as_str()),
        }
    }
}

impl Routine {
    fn title(&self) -> &str {
        &self.title
    }
}
