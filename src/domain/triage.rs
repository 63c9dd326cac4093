//! Triage: from the signs that are ticked to how urgently to get help. One more tick never lowers the answer.

use serde::{Deserialize, Deserializer};

use super::{
    clean::{text, texts},
    evidence::{Confidence, Origin},
    region::Phone,
};

/// The most signs a checklist may hold.
pub(crate) const MAX_SIGNS: usize = 256;

/// The urgency of getting help, least urgent first.
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
    /// All of them, least urgent first.
    pub(crate) const ALL: [Self; 4] = [Self::Routine, Self::Appointment, Self::SameDay, Self::Emergency];

    /// The word for it in scripts.
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
    /// Adds a sign. A position from [`MAX_SIGNS`] on is ignored; the reader of the content refuses it before.
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

    /// The positions in it, lowest first.
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

/// One tickable line.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub(crate) id: String,
    /// Row of the clinical table: `E1`, or the combination rule that asks for it.
    #[serde(rename = "ref")]
    pub(crate) row: String,
    /// Position in [`Checklist::pages`]; the checklist fills it in.
    #[serde(skip)]
    pub(crate) page: usize,
    /// The tier that it gives alone; `None` (`context` in the file) for a circumstance that only changes the meaning of others.
    #[serde(deserialize_with = "tier_or_context")]
    pub(crate) tier: Option<Tier>,
    pub(crate) confidence: Confidence,
    #[serde(deserialize_with = "text")]
    pub(crate) text: String,
    /// One first-person sentence to read out on the phone.
    #[serde(deserialize_with = "text")]
    pub(crate) say: String,
    #[serde(deserialize_with = "text")]
    pub(crate) why: String,
    pub(crate) origin: Origin,
    pub(crate) sources: Vec<String>,
    /// The sign is about the leg, so stretching, rubbing and warmth stop.
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

/// Signs that are asked together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SignPage {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The question over the signs.
    pub(crate) ask: String,
    /// The page is asked only where one of these is ticked; empty: always.
    pub(crate) when: SignSet,
    /// The signs belong to the person rather than to this night: they can be remembered for the next check.
    pub(crate) about_you: bool,
    /// Positions in [`Checklist::signs`]; pages follow each other without gaps.
    pub(crate) signs: std::ops::Range<usize>,
}

/// Signs that together ask for more than each alone: one of every set must be ticked.
///
/// There is no way to say "not ticked", so one more tick can only raise the tier.
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

/// Remedies that would be unsafe while one of the signs is ticked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NotNow {
    pub(crate) when: SignSet,
    /// Ids of remedies.
    pub(crate) remedies: Vec<String>,
    pub(crate) why: String,
}

/// The words of one outcome; `{emergency}` and `{urgent}` stand for numbers.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResultText {
    #[serde(deserialize_with = "text")]
    pub(crate) label: String,
    /// One action.
    #[serde(deserialize_with = "text")]
    pub(crate) heading: String,
    #[serde(deserialize_with = "texts")]
    pub(crate) action: Vec<String>,
    /// Further actions where a ticked sign is about the leg.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) leg: Vec<String>,
    /// Further actions where another person may drive the patient in.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) driven: Vec<String>,
    /// The signs that call for the emergency number instead.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) call_if: Vec<String>,
    /// The script for the phone; `{signs}` stands for the sentences of the ticked signs.
    #[serde(default, deserialize_with = "text")]
    pub(crate) say_intro: String,
    /// The rest, shown on request.
    #[serde(default, deserialize_with = "texts")]
    pub(crate) more: Vec<String>,
}

/// The words of every outcome.
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

/// The checklist: its signs, the rules over them, and what each outcome says.
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
    /// Pages that were answered: by "none of these", or by going on with ticks. No other page counts as a "no".
    pub(crate) answered: PageSet,
}

/// The outcome of a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum TriageResult {
    /// A page that applies has no answer yet, and no ticked sign asks for help: not a result.
    #[default]
    Incomplete,
    /// No warning sign ticked. Never a statement that all is well.
    NoneTicked,
    Tier(Tier),
}

impl TriageResult {
    /// Its name in the diary and in scripts; `None` where there is no result.
    pub(crate) const fn id(self) -> Option<&'static str> {
        match self {
            Self::Incomplete => None,
            Self::NoneTicked => Some("none-ticked"),
            Self::Tier(tier) => Some(tier.id()),
        }
    }
}

/// The result of a checklist so far. Positions are into the checklist it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Verdict {
    /// The tier so far, where a ticked sign gives one.
    pub(crate) outcome: TriageResult,
    /// Every page that applies has been answered.
    pub(crate) is_complete: bool,
    /// An emergency, or a sign about the leg: no stretch now.
    pub(crate) stops_stretch: bool,
    /// The ticked signs, most urgent first.
    pub(crate) reasons: Vec<usize>,
    /// Rules that apply and reach at least the outcome's tier.
    pub(crate) rules: Vec<usize>,
    /// Remedies not for now, by id, each with why.
    pub(crate) not_now: Vec<(String, String)>,
}

impl Verdict {
    pub(crate) fn is_emergency(&self) -> bool {
        self.outcome == TriageResult::Tier(Tier::Emergency)
    }

    /// True if the diary may keep this check: a complete one, or an emergency, which stops the questions.
    pub(crate) fn can_be_kept(&self) -> bool {
        self.is_complete || self.is_emergency()
    }

    /// True if a stretch, whose remedy has that id, is not for now.
    pub(crate) fn forbids(&self, stretching: &str) -> bool {
        self.stops_stretch || self.not_now(stretching).is_some()
    }

    /// Why a remedy is not for now, if it is not.
    pub(crate) fn not_now(&self, remedy: &str) -> Option<&str> {
        self.not_now.iter().find(|(id, _)| id == remedy).map(|(_, why)| why.as_str())
    }
}

impl Checklist {
    /// Puts a checklist together from checked parts.
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

    /// Ids of every remedy that some sign makes not for now.
    #[cfg(test)]
    pub(crate) fn not_now_remedies(&self) -> impl Iterator<Item = &str> {
        self.not_now.iter().flat_map(|entry| &entry.remedies).map(String::as_str)
    }

    /// The position of the sign of that id.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.signs.iter().position(|sign| sign.id == id)
    }

    /// The tier of a set of ticks: the highest sign or rule; nothing ever lowers it.
    pub(crate) fn tier(&self, ticked: &SignSet) -> Option<Tier> {
        let alone = ticked.iter().filter_map(|sign| self.signs.get(sign)?.tier).max();
        let together = self.rules.iter().filter(|rule| applies(rule, ticked)).map(|rule| rule.tier).max();
        alone.max(together)
    }

    /// True if a page is asked: always, or because of a ticked sign. A page with a tick on it is always asked, so no tick
    /// is ever out of sight.
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

    /// The answers of a person who has seen the whole list: these signs, and no other.
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

    /// The words of an outcome.
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

    /// The script for the phone: the sentences of the ticked signs, most urgent first, in the frame of the outcome.
    pub(crate) fn say(&self, verdict: &Verdict, phone: &Phone) -> String {
        let script = phone.fill(&self.text(verdict.outcome).say_intro);
        let said = verdict.reasons.iter().filter(|sign| !self.has_details(**sign, verdict));
        let says: Vec<&str> = said.filter_map(|i| self.signs.get(*i)).map(|sign| sign.say.as_str()).collect();
        if script.is_empty() || says.is_empty() {
            return String::new();
        }
        script.replace("{signs}", &says.join(" "))
    }

    /// True if a sign on a page that asks for the details of this sign alone is ticked: its sentence is the more exact one.
    fn has_details(&self, sign: usize, verdict: &Verdict) -> bool {
        let alone = SignSet::from_iter([sign]);
        let pages = self.pages.iter().filter(|page| page.when == alone);
        pages.flat_map(|page| page.signs.clone()).any(|detail| verdict.reasons.contains(&detail))
    }

    /// True if a ticked sign is about the leg.
    pub(crate) fn is_about_leg(&self, verdict: &Verdict) -> bool {
        self.ticked(verdict).any(|sign| sign.leg)
    }

    /// True if another person may drive the patient in: every emergency that is ticked, alone or by a rule, allows it.
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
