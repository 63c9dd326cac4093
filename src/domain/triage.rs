//! Triage: computes from the ticked signs how urgently the person needs help. A further
//! tick never lowers the urgency.

use serde::{Deserialize, Deserializer};

use super::{
    clean::{text, texts},
    evidence::{Confidence, Origin},
    region::Phone,
};

/// The most signs a checklist may hold.
pub(crate) const MAX_SIGNS: usize = 256;

/// The urgency, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tier {
    /// An ordinary appointment, or a question at the next visit.
    Routine,
    /// An appointment within two weeks.
    Appointment,
    SameDay,
    Emergency,
}

impl Tier {
    /// All tiers, lowest first.
    pub(crate) const ALL: [Self; 4] = [Self::Routine, Self::Appointment, Self::SameDay, Self::Emergency];

    /// The stable name of the tier, for shell scripts.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Appointment => "appointment",
            Self::SameDay => "same-day",
            Self::Emergency => "emergency",
        }
    }
}

/// A set of pages by their positions in [`Checklist::pages`].
pub(crate) type PageSet = SignSet;

/// A set of signs by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct SignSet([u64; MAX_SIGNS / 64]);

impl SignSet {
    /// Adds a sign. A position of [`MAX_SIGNS`] or more is ignored; the content parser does not let one
    /// through.
    pub(crate) fn insert(&mut self, sign: usize) {
        if let Some(word) = self.0.get_mut(sign / 64) {
            *word |= 1 << (sign % 64);
        }
    }

    pub(crate) fn remove(&mut self, sign: usize) {
        if let Some(word) = self.0.get_mut(sign / 64) {
            *word &= !(1 << (sign % 64));
        }
    }

    pub(crate) fn contains(&self, sign: usize) -> bool {
        self.0.get(sign / 64).is_some_and(|word| word & (1 << (sign % 64)) != 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    pub(crate) fn union(mut self, other: &Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a |= b;
        }
        self
    }

    /// The positions in the set, in ascending order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..MAX_SIGNS).filter(|sign| self.contains(*sign))
    }
}

impl FromIterator<usize> for SignSet {
    fn from_iter<I: IntoIterator<Item = usize>>(signs: I) -> Self {
        let mut set = Self::default();
        for sign in signs {
            set.insert(sign);
        }
        set
    }
}

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
    pub(crate) signs: std::ops::Range<usize>,
}

/// A combination of signs that is more urgent than each sign alone. It applies if one sign of every set is
/// ticked.
///
/// A rule cannot demand that a sign is not ticked, so a further tick never lowers the tier.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) row: String,
    pub(crate) all: Vec<SignSet>,
    pub(crate) tier: Tier,
    pub(crate) why: String,
    /// In this emergency another person may drive the patient to the emergency department.
    pub(crate) may_be_driven: bool,
}

/// Remedies that are unsafe while one of these signs is ticked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NotNow {
    pub(crate) when: SignSet,
    /// Ids of remedies.
    pub(crate) remedies: Vec<String>,
    pub(crate) why: String,
}

/// The texts of one outcome. `{emergency}` and `{urgent}` stand for phone numbers.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultText {
    #[serde(deserialize_with = "text")]
    pub(crate) label: String,
    /// The heading: what to do, as one action.
    #[serde(deserialize_with = "text")]
    pub(crate) heading: String,
    #[serde(deserialize_with = "texts")]
    pub(crate) action: Vec<String>,
    /// Further actions if a ticked sign is about the leg.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) leg: Vec<String>,
    /// Further actions if another person may drive the patient to the emergency department.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) driven: Vec<String>,
    /// The cases in which the person must call the emergency number instead.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) call_if: Vec<String>,
    /// The words for the phone call. `{signs}` stands for the sentences of the ticked signs.
    #[serde(default, deserialize_with = "text")]
    pub(crate) say_intro: String,
    /// Further text, shown on request.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) more: Vec<String>,
}

/// The texts of all outcomes.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultTexts {
    pub(crate) emergency: ResultText,
    pub(crate) same_day: ResultText,
    pub(crate) appointment: ResultText,
    pub(crate) routine: ResultText,
    pub(crate) none: ResultText,
    pub(crate) incomplete: ResultText,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    /// True if the person must not stretch now: in an emergency, or if a ticked sign is about the leg.
    pub(crate) stops_stretch: bool,
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

    /// True if stretching is unsafe now. `stretching` is the id of the remedy for the stretch.
    pub(crate) fn forbids(&self, stretching: &str) -> bool {
        self.stops_stretch || self.not_now(stretching).is_some()
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

    /// The tier of a set of ticks: the highest tier of its signs and of the rules that apply.
    pub(crate) fn tier(&self, ticked: &SignSet) -> Option<Tier> {
        let alone = ticked.iter().filter_map(|sign| self.signs.get(sign)?.tier).max();
        let together = self.rules.iter().filter(|rule| applies(rule, ticked)).map(|rule| rule.tier).max();
        alone.max(together)
    }

    /// True if the page is asked. A page without a condition is always asked. A page with a tick on it is
    /// always asked too, so that the person can see every tick.
    pub(crate) fn applies(&self, page: usize, ticked: &SignSet) -> bool {
        self.pages.get(page).is_some_and(|page| {
            let has_tick = page.signs.clone().any(|sign| ticked.contains(sign));
            page.when.is_empty() || ticked.meets(&page.when) || has_tick
        })
    }

    /// The pages that are asked with these ticks, in order.
    pub(crate) fn pages_that_apply(&self, ticked: &SignSet) -> impl Iterator<Item = usize> {
        (0..self.pages.len()).filter(|page| self.applies(*page, ticked))
    }

    /// True if every page that applies has been answered.
    pub(crate) fn is_complete(&self, answers: &Answers) -> bool {
        self.pages_that_apply(&answers.ticked).all(|page| answers.answered.contains(page))
    }

    /// Answers with these ticks and with all pages answered.
    pub(crate) fn whole(&self, ticked: SignSet) -> Answers {
        Answers { ticked, answered: (0..self.pages.len()).collect() }
    }

    /// The result so far.
    pub(crate) fn verdict(&self, answers: &Answers) -> Verdict {
        let ticked = &answers.ticked;
        let is_complete = self.is_complete(answers);
        let without_tier = if is_complete { TriageResult::NoneTicked } else { TriageResult::Incomplete };
        let outcome = self.tier(ticked).map_or(without_tier, TriageResult::Tier);
        let mut reasons: Vec<usize> = ticked.iter().filter(|i| *i < self.signs.len()).collect();
        reasons.sort_by_key(|i| std::cmp::Reverse(self.signs.get(*i).and_then(|sign| sign.tier)));
        let reaches = |rule: &Rule| applies(rule, ticked) && TriageResult::Tier(rule.tier) >= outcome;
        let rules = self.rules.iter().enumerate().filter(|(_, r)| reaches(r)).map(|(i, _)| i).collect();
        let mut not_now: Vec<(String, String)> = vec![];
        for entry in self.not_now.iter().filter(|entry| ticked.meets(&entry.when)) {
            for remedy in &entry.remedies {
                if !not_now.iter().any(|(id, _)| id == remedy) {
                    not_now.push((remedy.clone(), entry.why.clone()));
                }
            }
        }
        let is_about_leg = reasons.iter().filter_map(|i| self.signs.get(*i)).any(|sign| sign.leg);
        let stops_stretch = outcome == TriageResult::Tier(Tier::Emergency) || is_about_leg;
        Verdict { outcome, is_complete, stops_stretch, reasons, rules, not_now }
    }

    /// The texts of an outcome.
    pub(crate) fn text(&self, outcome: TriageResult) -> &ResultText {
        match outcome {
            TriageResult::Incomplete => &self.results.incomplete,
            TriageResult::NoneTicked => &self.results.none,
            TriageResult::Tier(Tier::Routine) => &self.results.routine,
            TriageResult::Tier(Tier::Appointment) => &self.results.appointment,
            TriageResult::Tier(Tier::SameDay) => &self.results.same_day,
            TriageResult::Tier(Tier::Emergency) => &self.results.emergency,
        }
    }

    /// The words for the phone call: the text of the outcome with the sentences of the ticked signs, most
    /// urgent first. Empty if there are no such sentences.
    pub(crate) fn say(&self, verdict: &Verdict, phone: &Phone) -> String {
        let script = phone.fill(&self.text(verdict.outcome).say_intro);
        let said = verdict.reasons.iter().filter(|sign| !self.has_details(**sign, verdict));
        let says: Vec<&str> = said.filter_map(|i| self.signs.get(*i)).map(|sign| sign.say.as_str()).collect();
        if script.is_empty() || says.is_empty() {
            return String::new();
        }
        script.replace("{signs}", &says.join(" "))
    }

    /// True if a more exact sign is ticked: one on a page that is asked only because of this sign.
    fn has_details(&self, sign: usize, verdict: &Verdict) -> bool {
        let alone = SignSet::from_iter([sign]);
        let pages = self.pages.iter().filter(|page| page.when == alone);
        pages.flat_map(|page| page.signs.clone()).any(|detail| verdict.reasons.contains(&detail))
    }

    /// True if a ticked sign is about the leg.
    pub(crate) fn is_about_leg(&self, verdict: &Verdict) -> bool {
        self.ticked(verdict).any(|sign| sign.leg)
    }

    /// True if another person may drive the patient to the emergency department: if every emergency sign that
    /// is ticked, and every emergency rule that applies, allows it. Also true without an emergency.
    pub(crate) fn may_be_driven(&self, verdict: &Verdict) -> bool {
        let is_emergency = |tier: Option<Tier>| tier == Some(Tier::Emergency);
        let rules = verdict.rules.iter().filter_map(|i| self.rules.get(*i));
        let alone =
            self.ticked(verdict).filter(|sign| is_emergency(sign.tier)).map(|sign| sign.may_be_driven);
        let together = rules.filter(|rule| is_emergency(Some(rule.tier))).map(|rule| rule.may_be_driven);
        alone.chain(together).all(|may| may)
    }

    fn ticked(&self, verdict: &Verdict) -> impl Iterator<Item = &Sign> {
        verdict.reasons.iter().filter_map(|i| self.signs.get(*i))
    }
}

fn applies(rule: &Rule, ticked: &SignSet) -> bool {
    rule.all.iter().all(|set| ticked.meets(set))
}

#[cfg(test)]
mod tests;
