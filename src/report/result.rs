//! A checklist result in words: the action first, then the reasons, then the script for the phone. In an emergency the script comes
//! straight after the action.

use crate::domain::{
    CheckRecord, Checklist, Phone, Tier, TriageResult, Verdict, book::Book, choice::Enumeration, clean::clean,
};

/// Everything a result says, in the order in which it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResultSheet {
    pub(crate) outcome: TriageResult,
    /// Every page that applies has been answered.
    pub(crate) is_complete: bool,
    /// The tier in a word or two: `SAME DAY`.
    pub(crate) label: String,
    /// One action.
    pub(crate) heading: String,
    pub(crate) action: Vec<String>,
    /// The signs that call for the emergency number instead.
    pub(crate) call_if: Vec<String>,
    /// The script for the phone; empty if no call is needed.
    pub(crate) say: String,
    /// The ticked signs, each with its meaning, most urgent first.
    pub(crate) reasons: Vec<(String, String)>,
    /// The reasons of the rules that apply: signs that are more urgent together than alone.
    pub(crate) together: Vec<String>,
    /// Remedies not for now, those with the same reason together: `Massage, Warmth`, and why.
    pub(crate) not_now: Vec<(String, String)>,
    /// The rest, shown on request.
    pub(crate) more: Vec<String>,
    /// The origin of the phone numbers.
    pub(crate) note: String,
}

/// Puts a verdict into words.
pub(crate) fn sheet(book: &Book, verdict: &Verdict, phone: &Phone) -> ResultSheet {
    let list = &book.checklist;
    let text = list.text(verdict.outcome);
    let fill = |lines: &[String]| lines.iter().map(|line| phone.fill(line)).collect::<Vec<_>>();
    let sign = |i: &usize| list.signs().get(*i).map(|sign| (sign.text.clone(), phone.fill(&sign.why)));
    let mut action = fill(&text.action);
    if verdict.may_be_driven {
        action.extend(fill(&text.driven));
    }
    if verdict.is_about_leg {
        action.extend(fill(&text.leg));
    }
    let rules = verdict.rules.iter().filter_map(|i| list.rules().get(*i));
    ResultSheet {
        outcome: verdict.outcome,
        is_complete: verdict.is_complete,
        label: label(list, verdict),
        heading: phone.fill(&text.heading),
        action,
        call_if: fill(&text.call_if),
        say: match verdict.outcome {
            TriageResult::Tier(_) => list.say(verdict, phone),
            TriageResult::Incomplete | TriageResult::NoneTicked => String::new(),
        },
        reasons: verdict.reasons.iter().filter_map(sign).collect(),
        together: rules.map(|rule| phone.fill(&rule.why)).collect(),
        not_now: unsafe_remedies(book, verdict),
        more: fill(&text.more),
        note: phone.note.clone(),
    }
}

/// The remedies that are unsafe now, those with the same reason together: `Massage, Warmth`, and the reason.
pub(super) fn unsafe_remedies(book: &Book, verdict: &Verdict) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = vec![];
    for (id, why) in &verdict.not_now {
        let title = book.remedy(id).map_or(id.as_str(), |(_, topic)| &topic.title);
        match found.iter_mut().find(|(_, other)| other == why) {
            Some((titles, _)) => *titles = format!("{titles}, {title}"),
            None => found.push((title.to_owned(), why.clone())),
        }
    }
    found
}

/// The tier in a word or two. It says so if the check is not complete, except in an emergency, which does not wait for the other
/// pages.
pub(crate) fn label(list: &Checklist, verdict: &Verdict) -> String {
    let label = &list.text(verdict.outcome).label;
    match verdict.outcome {
        // A tick that is not a warning sign: "none ticked" would be untrue.
        TriageResult::NoneTicked if !verdict.reasons.is_empty() => "NO WARNING SIGN TICKED".to_owned(),
        TriageResult::Tier(tier) if tier < Tier::Emergency && !verdict.is_complete => {
            format!("{}, so far {label}", list.text(TriageResult::Incomplete).label)
        }
        _ => label.clone(),
    }
}

/// A kept check's result in a word or two.
pub(crate) fn kept(check: &CheckRecord, book: &Book) -> String {
    let count = check.signs.len();
    let known = check.signs.iter().filter(|id| book.checklist.find(id).is_some()).count();
    let unknown = if known < count { ", some from another book" } else { "" };
    let tier = match (Tier::find(&check.outcome), check.outcome.as_str()) {
        (Some(tier), _) => tier.words().to_owned(),
        (None, "none-ticked") if count == 0 => return "none ticked".to_owned(),
        (None, "none-ticked") => return format!("{count} ticked, no warning sign by itself{unknown}"),
        // Another program or a later version may write another word.
        (None, other) => format!("result of another program: \"{}\"", clean(other)),
    };
    format!("{tier}, {count} ticked{unknown}")
}
