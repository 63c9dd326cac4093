//! Triage: computes from the ticked signs how urgently the person needs help. A further
//! tick never lowers the urgency.

use std::{cmp::Reverse, collections::BTreeSet, ops::Range};

use serde::{Deserialize, Deserializer};

use super::{
    choice::choices,
    clean::text,
    evidence::{Confidence, Origin},
    region::Phone,
    result_text::{ResultText, ResultTexts},
};

/// The id of the remedy that every stretch is a form of. While it is unsafe, no stretch is safe.
pub(crate) const STRETCHING: &str = "stretching";

choices! {
    /// The urgency, lowest first.
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    Tier {
        /// An ordinary appointment, or a question at the next visit.
        Routine "routine" "routine",
        /// An appointment within two weeks.
        Appointment "appointment" "appointment",
        SameDay "same-day" "same day",
        Emergency "emergency" "emergency",
    }
}

/// Signs by their positions in [`Checklist::signs`].
pub(crate) type SignSet = BTreeSet<usize>;

/// Pages by their positions in [`Checklist::pages`].
pub(crate) type PageSet = BTreeSet<usize>;

/// A warning sign, or a circumstance, that the person can tick.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub(crate) id: String,
    /// The row of the clinical table, such as `E1`, or the combination rule that uses the sign.
    #[serde(rename = "ref")]
    pub(crate) row: String,
    /// The position of its page in [`Checklist::pages`]; [`Checklist::new`] sets it.
    #[serde(skip)]
    pub(crate) page: usize,
    /// The tier that the sign gives alone. `None` (`context` in the file) for a circumstance, which gives a
    /// tier only together with other signs.
    #[serde(deserialize_with = "tier_or_context")]
    pub(crate) tier: Option<Tier>,
    pub(crate) confidence: Confidence,
    #[serde(deserialize_with = "text")]
    pub(crate) text: String,
    /// One sentence in the first person, for the person to say on the phone.
    #[serde(deserialize_with = "text")]
    pub(crate) say: String,
    #[serde(deserialize_with = "text")]
    pub(crate) why: String,
    pub(crate) origin: Origin,
    pub(crate) sources: Vec<String>,
    /// True if the sign is about the leg. While it is ticked, the person must not stretch, rub or warm the
    /// leg.
    #[serde(default)]
    pub(crate) leg: bool,
    /// In this emergency another person may drive the patient to the emergency department.
    #[serde(default)]
    pub(crate) may_be_driven: bool,
}

fn tier_or_context<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Tier>, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum SignTier {
        Context,
        Routine,
        Appointment,
        SameDay,
        Emergency,
    }
    Ok(match SignTier::deserialize(from)? {
        SignTier::Context => None,
        SignTier::Routine => Some(Tier::Routine),
        SignTier::Appointment => Some(Tier::Appointment),
        SignTier::SameDay => Some(Tier::SameDay),
        SignTier::Emergency => Some(Tier::Emergency),
    })
}

/// One page of the checklist.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SignPage {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The question above the signs.
    pub(crate) ask: String,
    /// The page is asked if one of these is ticked. If there are none, it is always asked. See also
    /// [`Checklist::applies`].
    pub(crate) when: SignSet,
    /// True if the signs describe the person and not this night. Their ticks can be kept for the next check.
    pub(crate) about_you: bool,
    /// The positions of the signs in [`Checklist::signs`]. The ranges of the pages follow each other without
    /// gaps.
    pub(crate) signs: Range<usize>,
}

/// A combination of signs that is more urgent than each sign alone. It applies if one sign of every set is
/// ticked. A content file has the name of a sign or set in place of a `Set`.
///
/// A rule cannot demand that a sign is not ticked, so a further tick never lowers the tier.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule<Set = SignSet> {
    pub(crate) id: String,
    #[serde(rename = "ref")]
    pub(crate) row: String,
    pub(crate) all: Vec<Set>,
    pub(crate) tier: Tier,
    #[serde(deserialize_with = "text")]
    pub(crate) why: String,
    /// In this emergency another person may drive the patient to the emergency department.
    #[serde(default)]
    pub(crate) may_be_driven: bool,
}

/// Remedies that are unsafe while one of these signs is ticked. A content file has names in place of the `Signs`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotNow<Signs = SignSet> {
    pub(crate) signs: Signs,
    /// Ids of remedies.
    pub(crate) remedies: Vec<String>,
    #[serde(deserialize_with = "text")]
    pub(crate) why: String,
}

/// The checklist: its pages, signs and rules, and the texts of the outcomes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checklist {
    pub(crate) intro: String,
    pub(crate) pages: Vec<SignPage>,
    signs: Vec<Sign>,
    rules: Vec<Rule>,
    not_now: Vec<NotNow>,
    pub(crate) results: ResultTexts,
}

/// The answers of one person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Answers {
    pub(crate) ticked: SignSet,
    /// The pages that were answered: with "none of these", or with ticks. A sign that is not ticked means
    /// "no" only on these pages.
    pub(crate) answered: PageSet,
}

/// The outcome of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum TriageResult {
    /// Not a result: a page that applies is not answered, and no sign or rule gives a tier.
    #[default]
    Incomplete,
    /// All pages are answered, and no sign or rule gives a tier. This does not mean that the person is
    /// healthy.
    NoneTicked,
    Tier(Tier),
}

impl TriageResult {
    /// The stable name of the result, for the diary and shell scripts. `None` for [`Self::Incomplete`].
    pub(crate) const fn id(self) -> Option<&'static str> {
        match self {
            Self::Incomplete => None,
            Self::NoneTicked => Some("none-ticked"),
            Self::Tier(tier) => Some(tier.id()),
        }
    }
}

/// The result of a checklist so far. Its positions refer to that checklist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Verdict {
    /// The highest tier so far, if there is one.
    pub(crate) outcome: TriageResult,
    /// True if every page that applies is answered.
    pub(crate) is_complete: bool,
    /// True if a ticked sign is about the leg.
    pub(crate) is_about_leg: bool,
    /// True if another person may drive the patient to the emergency department: if every emergency sign that is
    /// ticked, and every emergency rule that applies, allows it. Also true without an emergency.
    pub(crate) may_be_driven: bool,
    /// The ticked signs, most urgent first.
    pub(crate) reasons: Vec<usize>,
    /// The rules that apply and give the tier of the outcome.
    pub(crate) rules: Vec<usize>,
    /// The id of each remedy that is unsafe now, with the reason.
    pub(crate) not_now: Vec<(String, String)>,
}

impl Verdict {
    pub(crate) fn is_emergency(&self) -> bool {
        self.outcome == TriageResult::Tier(Tier::Emergency)
    }

    /// True if the check may be saved in the diary: if it is complete, or if an emergency ended it early.
    pub(crate) fn can_be_kept(&self) -> bool {
        self.is_complete || self.is_emergency()
    }

    /// True if stretching is unsafe now: in an emergency, if a ticked sign is about the leg, or if a ticked sign
    /// makes the remedy unsafe.
    pub(crate) fn forbids_stretching(&self) -> bool {
        self.is_emergency() || self.is_about_leg || self.not_now(STRETCHING).is_some()
    }

    /// The reason why a remedy is unsafe now. `None` if it is not unsafe.
    pub(crate) fn not_now(&self, remedy: &str) -> Option<&str> {
        self.not_now.iter().find(|(id, _)| id == remedy).map(|(_, why)| why.as_str())
    }
}

impl Checklist {
    /// Makes a checklist from parts that have been validated, and sets the page of each sign.
    pub(crate) fn new(
        intro: String,
        pages: Vec<SignPage>,
        mut signs: Vec<Sign>,
        rules: Vec<Rule>,
        not_now: Vec<NotNow>,
        results: ResultTexts,
    ) -> Self {
        for (at, page) in pages.iter().enumerate() {
            for sign in signs.get_mut(page.signs.clone()).unwrap_or_default() {
                sign.page = at;
            }
        }
        Self { intro, pages, signs, rules, not_now, results }
    }

    pub(crate) fn signs(&self) -> &[Sign] {
        &self.signs
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The ids of all remedies that a sign can make unsafe.
    #[cfg(test)]
    pub(crate) fn not_now_remedies(&self) -> impl Iterator<Item = &str> {
        self.not_now.iter().flat_map(|entry| &entry.remedies).map(String::as_str)
    }

    /// The position of the sign with that id.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.signs.iter().position(|sign| sign.id == id)
    }

    /// The signs at these positions. A position without a sign is left out.
    pub(crate) fn signs_at<'s>(
        &'s self,
        positions: impl IntoIterator<Item = &'s usize>,
    ) -> impl Iterator<Item = &'s Sign> {
        positions.into_iter().filter_map(|position| self.signs.get(*position))
    }

    /// The tier of a set of ticks: the highest tier of its signs and of the rules that apply.
    pub(crate) fn tier(&self, ticked: &SignSet) -> Option<Tier> {
        let alone = self.signs_at(ticked).filter_map(|sign| sign.tier).max();
        let together = self.rules.iter().filter(|rule| rule.applies(ticked)).map(|rule| rule.tier).max();
        alone.max(together)
    }

    /// True if the page is asked. A page without a condition is always asked. A page with a tick on it is
    /// always asked too, so that the person can see every tick.
    pub(crate) fn applies(&self, page: usize, ticked: &SignSet) -> bool {
        self.pages.get(page).is_some_and(|page| {
            let has_tick = page.signs.clone().any(|sign| ticked.contains(&sign));
            page.when.is_empty() || !ticked.is_disjoint(&page.when) || has_tick
        })
    }

    /// The pages that are asked with these ticks, in order.
    pub(crate) fn pages_that_apply(&self, ticked: &SignSet) -> impl Iterator<Item = usize> {
        (0..self.pages.len()).filter(|page| self.applies(*page, ticked))
    }

    /// True if every page that applies has been answered.
    pub(crate) fn is_complete(&self, answers: &Answers) -> bool {
        self.pages_that_apply(&answers.ticked).all(|page| answers.answered.contains(&page))
    }

    /// Answers with these ticks and with all pages answered.
    pub(crate) fn all_answered(&self, ticked: SignSet) -> Answers {
        Answers { ticked, answered: (0..self.pages.len()).collect() }
    }

    /// The result so far.
    pub(crate) fn verdict(&self, answers: &Answers) -> Verdict {
        let ticked = &answers.ticked;
        let is_complete = self.is_complete(answers);
        let without_tier = if is_complete { TriageResult::NoneTicked } else { TriageResult::Incomplete };
        let outcome = self.tier(ticked).map_or(without_tier, TriageResult::Tier);
        let mut reasons: Vec<usize> =
            ticked.iter().copied().filter(|sign| *sign < self.signs.len()).collect();
        reasons.sort_by_key(|sign| Reverse(self.signs.get(*sign).and_then(|sign| sign.tier)));
        let decides = |rule: &Rule| rule.applies(ticked) && TriageResult::Tier(rule.tier) >= outcome;
        let rules = || self.rules.iter().enumerate().filter(|(_, rule)| decides(rule));
        let signs = self.signs_at(ticked).map(|sign| (sign.tier, sign.may_be_driven));
        let all = signs.chain(rules().map(|(_, rule)| (Some(rule.tier), rule.may_be_driven)));
        Verdict {
            outcome,
            is_complete,
            is_about_leg: self.signs_at(ticked).any(|sign| sign.leg),
            may_be_driven: all.filter(|(tier, _)| *tier == Some(Tier::Emergency)).all(|(_, may)| may),
            reasons,
            rules: rules().map(|(position, _)| position).collect(),
            not_now: self.unsafe_remedies(ticked),
        }
    }

    /// The id of each remedy that is unsafe with these ticks, with the first reason in the order of the checklist.
    fn unsafe_remedies(&self, ticked: &SignSet) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = vec![];
        for entry in self.not_now.iter().filter(|entry| !ticked.is_disjoint(&entry.signs)) {
            for remedy in &entry.remedies {
                if !found.iter().any(|(id, _)| id == remedy) {
                    found.push((remedy.clone(), entry.why.clone()));
                }
            }
        }
        found
    }

    /// The texts of an outcome.
    pub(crate) fn text(&self, outcome: TriageResult) -> &ResultText {
        self.results.of(outcome)
    }

    /// The words for the phone call: the text of the outcome with the sentences of the ticked signs, most
    /// urgent first. Empty if there are no such sentences.
    pub(crate) fn say(&self, verdict: &Verdict, phone: &Phone) -> String {
        let script = phone.fill(&self.text(verdict.outcome).say_intro);
        let said = verdict.reasons.iter().filter(|sign| !self.has_details(**sign, verdict));
        let says: Vec<&str> = self.signs_at(said).map(|sign| sign.say.as_str()).collect();
        if script.is_empty() || says.is_empty() {
            return String::new();
        }
        script.replace("{signs}", &says.join(" "))
    }

    /// True if a more exact sign is ticked: one on a page that is asked only because of this sign.
    fn has_details(&self, sign: usize, verdict: &Verdict) -> bool {
        let pages = self.pages.iter().filter(|page| page.when == SignSet::from([sign]));
        pages.flat_map(|page| page.signs.clone()).any(|detail| verdict.reasons.contains(&detail))
    }
}

impl Rule {
    fn applies(&self, ticked: &SignSet) -> bool {
        self.all.iter().all(|set| !ticked.is_disjoint(set))
    }
}

#[cfg(test)]
mod tests;
