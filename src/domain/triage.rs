//! Triage: from the signs that are ticked to how urgently to get help. One more tick never lowers the answer.

use super::{evidence::Origin, region::Phone};

/// The most signs a checklist may hold.
pub(crate) const MAX_SIGNS: usize = 256;

/// How urgently to get help, least urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    Appointment,
    SameDay,
    Emergency,
}

impl Tier {
    /// The word for it in scripts.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Appointment => "appointment",
            Self::SameDay => "same-day",
            Self::Emergency => "emergency",
        }
    }
}

/// A set of signs by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub(crate) struct SignSet([u64; MAX_SIGNS / 64]);

impl SignSet {
    /// With one more sign; positions from [`MAX_SIGNS`] on are ignored, content is refused before it gets there.
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
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sign {
    pub(crate) id: String,
    /// Row of the clinical table: `E1`, or the combination rule that asks for it.
    pub(crate) row: String,
    /// Position in [`Checklist::groups`].
    pub(crate) group: usize,
    /// What it asks for alone; `None` for a circumstance that only changes what others mean.
    pub(crate) tier: Option<Tier>,
    pub(crate) text: String,
    pub(crate) why: String,
    pub(crate) origin: Origin,
    pub(crate) sources: Vec<String>,
}

/// A heading with its signs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Positions in [`Checklist::signs`]; groups follow each other without gaps.
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
}

/// Remedies that would be unsafe while one of the signs is ticked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NotNow {
    pub(crate) when: SignSet,
    /// Ids of remedies.
    pub(crate) remedies: Vec<String>,
    pub(crate) why: String,
}

/// What is said for one outcome; `{emergency}` and `{urgent}` stand for numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ResultText {
    pub(crate) label: String,
    pub(crate) heading: String,
    pub(crate) action: Vec<String>,
    pub(crate) say_intro: String,
    pub(crate) after: Vec<String>,
}

/// What is said for every outcome.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ResultTexts {
    pub(crate) emergency: ResultText,
    pub(crate) same_day: ResultText,
    pub(crate) appointment: ResultText,
    pub(crate) none: ResultText,
    pub(crate) incomplete: ResultText,
}

/// The checklist: its signs, the rules over them, and what each outcome says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Checklist {
    pub(crate) intro: String,
    pub(crate) groups: Vec<Group>,
    signs: Vec<Sign>,
    rules: Vec<Rule>,
    not_now: Vec<NotNow>,
    pub(crate) results: ResultTexts,
    /// Signs of each tier, so that a verdict is a few comparisons of bits.
    by_tier: [SignSet; 3],
}

/// What somebody has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Answers {
    pub(crate) ticked: SignSet,
    /// An explicit "none of these". A tick clears it.
    pub(crate) none: bool,
}

/// How a checklist came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Nothing answered: not a result.
    Incomplete,
    /// No warning sign ticked. Never a statement that all is well.
    NoneTicked,
    Tier(Tier),
}

impl Outcome {
    /// What the diary and scripts call it; `None` where there is no result.
    pub(crate) const fn id(self) -> Option<&'static str> {
        match self {
            Self::Incomplete => None,
            Self::NoneTicked => Some("none-ticked"),
            Self::Tier(tier) => Some(tier.id()),
        }
    }
}

/// What the checklist says to somebody's answers. Positions are into the checklist it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) outcome: Outcome,
    /// The ticked signs, most urgent first.
    pub(crate) reasons: Vec<usize>,
    /// Rules that apply and reach at least the outcome's tier.
    pub(crate) rules: Vec<usize>,
    /// Remedies not for now, by id, each with why.
    pub(crate) not_now: Vec<(String, String)>,
}

impl Default for Verdict {
    fn default() -> Self {
        Self { outcome: Outcome::Incomplete, reasons: vec![], rules: vec![], not_now: vec![] }
    }
}

impl Verdict {
    /// Why a remedy is not for now, if it is not.
    pub(crate) fn not_now(&self, remedy: &str) -> Option<&str> {
        self.not_now.iter().find(|(id, _)| id == remedy).map(|(_, why)| why.as_str())
    }
}

impl Checklist {
    /// Puts a checklist together from checked parts.
    pub(crate) fn new(
        intro: String,
        groups: Vec<Group>,
        signs: Vec<Sign>,
        rules: Vec<Rule>,
        not_now: Vec<NotNow>,
        results: ResultTexts,
    ) -> Self {
        let of = |tier| {
            let has = |(i, sign): (usize, &Sign)| (sign.tier == Some(tier)).then_some(i);
            signs.iter().enumerate().filter_map(has).collect()
        };
        let by_tier = [of(Tier::Appointment), of(Tier::SameDay), of(Tier::Emergency)];
        Self { intro, groups, signs, rules, not_now, results, by_tier }
    }

    pub(crate) fn signs(&self) -> &[Sign] {
        &self.signs
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The position of the sign of that id.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.signs.iter().position(|sign| sign.id == id)
    }

    /// The tier of a set of ticks: the highest sign or rule; nothing ever lowers it.
    pub(crate) fn tier(&self, ticked: &SignSet) -> Option<Tier> {
        let [appointment, same_day, emergency] = &self.by_tier;
        let alone = if ticked.meets(emergency) {
            Some(Tier::Emergency)
        } else if ticked.meets(same_day) {
            Some(Tier::SameDay)
        } else if ticked.meets(appointment) {
            Some(Tier::Appointment)
        } else {
            None
        };
        let together = self.rules.iter().filter(|rule| applies(rule, ticked)).map(|rule| rule.tier).max();
        alone.max(together)
    }

    /// What the checklist says.
    pub(crate) fn verdict(&self, answers: &Answers) -> Verdict {
        let ticked = &answers.ticked;
        if ticked.is_empty() {
            let outcome = if answers.none { Outcome::NoneTicked } else { Outcome::Incomplete };
            return Verdict { outcome, ..Verdict::default() };
        }
        let outcome = self.tier(ticked).map_or(Outcome::NoneTicked, Outcome::Tier);
        let mut reasons: Vec<usize> = ticked.iter().filter(|i| *i < self.signs.len()).collect();
        reasons.sort_by_key(|i| std::cmp::Reverse(self.signs.get(*i).and_then(|sign| sign.tier)));
        let reaches = |rule: &Rule| applies(rule, ticked) && Outcome::Tier(rule.tier) >= outcome;
        let rules = self.rules.iter().enumerate().filter(|(_, r)| reaches(r)).map(|(i, _)| i).collect();
        let mut not_now: Vec<(String, String)> = vec![];
        for entry in self.not_now.iter().filter(|entry| ticked.meets(&entry.when)) {
            for remedy in &entry.remedies {
                if !not_now.iter().any(|(id, _)| id == remedy) {
                    not_now.push((remedy.clone(), entry.why.clone()));
                }
            }
        }
        Verdict { outcome, reasons, rules, not_now }
    }

    /// What is said for an outcome.
    pub(crate) fn text(&self, outcome: Outcome) -> &ResultText {
        match outcome {
            Outcome::Incomplete => &self.results.incomplete,
            Outcome::NoneTicked => &self.results.none,
            Outcome::Tier(Tier::Appointment) => &self.results.appointment,
            Outcome::Tier(Tier::SameDay) => &self.results.same_day,
            Outcome::Tier(Tier::Emergency) => &self.results.emergency,
        }
    }

    /// What to say on the phone: the ticked signs in one breath, most urgent first.
    pub(crate) fn say(&self, verdict: &Verdict, phone: &Phone) -> String {
        let intro = phone.fill(&self.text(verdict.outcome).say_intro);
        let signs: Vec<&str> = verdict
            .reasons
            .iter()
            .filter_map(|i| self.signs.get(*i))
            .map(|sign| sign.text.as_str())
            .collect();
        if intro.is_empty() || signs.is_empty() {
            return String::new();
        }
        format!("{intro} {}.", signs.join("; "))
    }
}

fn applies(rule: &Rule, ticked: &SignSet) -> bool {
    rule.all.iter().all(|set| ticked.meets(set))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(id: &str, tier: Option<Tier>) -> Sign {
        Sign {
            id: id.into(),
            row: "X".into(),
            group: 0,
            tier,
            text: id.into(),
            why: String::new(),
            origin: Origin::Added,
            sources: vec![],
        }
    }

    fn checklist() -> Checklist {
        let signs = vec![
            sign("breath", Some(Tier::Emergency)),
            sign("swelling", Some(Tier::SameDay)),
            sign("sore", Some(Tier::Appointment)),
            sign("journey", None),
        ];
        let set = |signs: &[usize]| signs.iter().copied().collect::<SignSet>();
        let rule = Rule {
            id: "clot".into(),
            row: "rule 4".into(),
            all: vec![set(&[2]), set(&[3])],
            tier: Tier::SameDay,
            why: String::new(),
        };
        let not_now = NotNow { when: set(&[1]), remedies: vec!["massage".into()], why: "clot".into() };
        Checklist::new(String::new(), vec![], signs, vec![rule], vec![not_now], ResultTexts::default())
    }

    fn outcome(ticks: &[usize], none: bool) -> Outcome {
        let ticked = ticks.iter().copied().collect();
        checklist().verdict(&Answers { ticked, none }).outcome
    }

    #[test]
    fn the_highest_sign_or_rule_decides() {
        assert_eq!(outcome(&[], false), Outcome::Incomplete);
        assert_eq!(outcome(&[], true), Outcome::NoneTicked);
        assert_eq!(outcome(&[3], false), Outcome::NoneTicked);
        assert_eq!(outcome(&[2], false), Outcome::Tier(Tier::Appointment));
        assert_eq!(outcome(&[2, 3], false), Outcome::Tier(Tier::SameDay));
        assert_eq!(outcome(&[0, 2, 3], false), Outcome::Tier(Tier::Emergency));
    }

    #[test]
    fn reasons_come_most_urgent_first_and_unsafe_remedies_are_named() {
        let verdict = checklist().verdict(&Answers { ticked: [2, 1, 0].into_iter().collect(), none: false });
        assert_eq!(verdict.reasons, [0, 1, 2]);
        assert_eq!(verdict.not_now("massage"), Some("clot"));
        assert_eq!(verdict.not_now("stress"), None);
    }

    #[test]
    fn every_rule_that_reaches_the_tier_is_named_and_no_other() {
        let set = |signs: &[usize]| signs.iter().copied().collect::<SignSet>();
        let rule = |id: &str, all: &[&[usize]], tier| Rule {
            id: id.into(),
            row: String::new(),
            all: all.iter().map(|signs| set(signs)).collect(),
            tier,
            why: String::new(),
        };
        let rules = vec![
            rule("low", &[&[2], &[3]], Tier::Appointment),
            rule("either", &[&[1, 2], &[3]], Tier::SameDay),
            rule("all", &[&[1], &[2], &[3]], Tier::Emergency),
        ];
        let signs = checklist().signs().to_vec();
        let list = Checklist::new(String::new(), vec![], signs, rules, vec![], ResultTexts::default());
        let rules = |ticks: &[usize]| {
            let verdict = list.verdict(&Answers { ticked: set(ticks), none: false });
            let ids: Vec<String> = verdict.rules.iter().map(|i| list.rules()[*i].id.clone()).collect();
            (verdict.outcome, ids.join(" "))
        };
        assert_eq!(rules(&[2]), (Outcome::Tier(Tier::Appointment), String::new()));
        assert_eq!(rules(&[2, 3]), (Outcome::Tier(Tier::SameDay), "either".into()));
        assert_eq!(rules(&[1, 3]), (Outcome::Tier(Tier::SameDay), "either".into()));
        assert_eq!(rules(&[1, 2, 3]), (Outcome::Tier(Tier::Emergency), "all".into()));
        assert_eq!(rules(&[0, 2, 3]), (Outcome::Tier(Tier::Emergency), String::new()));
    }

    #[test]
    fn a_position_that_is_no_sign_is_no_reason() {
        let verdict = checklist().verdict(&Answers { ticked: [1, 4, 200].into_iter().collect(), none: true });
        assert_eq!((verdict.outcome, verdict.reasons), (Outcome::Tier(Tier::SameDay), vec![1]));
        assert_eq!(checklist().find("sore"), Some(2));
        assert_eq!(checklist().find("sores"), None);
    }

    #[test]
    fn the_first_of_two_reasons_against_a_remedy_is_said_once() {
        let entry = |sign: usize, why: &str| NotNow {
            when: [sign].into_iter().collect(),
            remedies: vec!["massage".into(), "warmth".into()],
            why: why.into(),
        };
        let signs = checklist().signs().to_vec();
        let not_now = vec![entry(0, "breath"), entry(1, "clot"), entry(2, "sore")];
        let list = Checklist::new(String::new(), vec![], signs, vec![], not_now, ResultTexts::default());
        let verdict = list.verdict(&Answers { ticked: [1, 2].into_iter().collect(), none: false });
        let said = [("massage", "clot"), ("warmth", "clot")].map(|(id, why)| (id.to_owned(), why.to_owned()));
        assert_eq!(verdict.not_now, said);
    }

    #[test]
    fn each_outcome_has_its_own_words_and_the_phone_hears_the_signs() {
        let text = |label: &str| ResultText {
            label: label.into(),
            say_intro: format!("Say {{emergency}}: {label}."),
            ..ResultText::default()
        };
        let results = ResultTexts {
            emergency: text("emergency"),
            same_day: text("same-day"),
            appointment: text("appointment"),
            none: ResultText { label: "none".into(), ..ResultText::default() },
            incomplete: text("incomplete"),
        };
        let signs = checklist().signs().to_vec();
        let list = Checklist::new(String::new(), vec![], signs, vec![], vec![], results);
        for tier in [Tier::Appointment, Tier::SameDay, Tier::Emergency] {
            assert_eq!(list.text(Outcome::Tier(tier)).label, tier.id());
        }
        assert_eq!(list.text(Outcome::NoneTicked).label, "none");
        assert_eq!(list.text(Outcome::Incomplete).label, "incomplete");
        let phone = Phone { emergency: "999".into(), urgent: String::new(), note: String::new() };
        let say = |ticks: &[usize]| {
            let ticked = ticks.iter().copied().collect();
            list.say(&list.verdict(&Answers { ticked, none: ticks.is_empty() }), &phone)
        };
        assert_eq!(say(&[2, 0, 1]), "Say 999: emergency. breath; swelling; sore.");
        assert_eq!(say(&[2]), "Say 999: appointment. sore.");
        assert_eq!(say(&[]), "", "nothing is put into anybody's mouth");
        let nothing_ticked = list.verdict(&Answers::default());
        assert_eq!(list.say(&nothing_ticked, &phone), "", "an introduction to no sign is not said");
    }

    #[test]
    fn sets_meet_where_they_share_a_sign_and_join_to_all_of_both() {
        let set = |signs: &[usize]| signs.iter().copied().collect::<SignSet>();
        let (a, b) = (set(&[1, 70, 200]), set(&[70, 3]));
        assert!(a.meets(&b) && b.meets(&a) && !a.meets(&set(&[2, 71, 255])));
        assert_eq!(a.union(&b), set(&[1, 3, 70, 200]));
        assert!(SignSet::default().is_empty() && !set(&[255]).is_empty());
        let mut twice = set(&[5]);
        twice.insert(5);
        assert!(twice.contains(5), "ticked twice is ticked");
        twice.remove(5);
        twice.remove(5);
        assert!(twice.is_empty(), "taken off twice is off");
    }

    #[test]
    fn sets_hold_what_is_put_in_and_ignore_what_cannot_be() {
        let mut set: SignSet = [0, 63, 64, 255].into_iter().collect();
        set.insert(256);
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 63, 64, 255]);
        set.remove(64);
        set.remove(9999);
        assert!(!set.contains(64) && set.contains(63) && !set.contains(256));
    }
}
