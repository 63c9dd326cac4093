//! A checklist result in words: the action first, then the reasons, then the script for the phone. In an emergency the script comes
//! straight after the action.

use crate::domain::{CheckRecord, Checklist, Phone, Tier, TriageResult, Verdict, book::Book, clean::clean};

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
    /// Why signs that come together ask for more.
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
    let title = |id: &str| book.remedy(id).map_or_else(|| id.to_owned(), |(_, topic)| topic.title.clone());
    let mut action = fill(&text.action);
    if list.may_be_driven(verdict) {
        action.extend(fill(&text.driven));
    }
    if list.is_about_leg(verdict) {
        action.extend(fill(&text.leg));
    }
    let mut not_now: Vec<(String, String)> = vec![];
    for (id, why) in &verdict.not_now {
        match not_now.iter_mut().find(|(_, other)| other == why) {
            Some((titles, _)) => *titles = format!("{titles}, {}", title(id)),
            None => not_now.push((title(id), why.clone())),
        }
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
        not_now,
        more: fill(&text.more),
        note: phone.note.clone(),
    }
}

/// The tier in a word or two, and whether the check is complete. An emergency is one before every page is answered.
pub(crate) fn label(list: &Checklist, verdict: &Verdict) -> String {
    let label = &list.text(verdict.outcome).label;
    match verdict.outcome {
        // Something was ticked, and it is no warning sign: "none ticked" beside a tick would be untrue.
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
    let tier = match check.outcome.as_str() {
        "emergency" => "emergency".to_owned(),
        "same-day" => "same day".to_owned(),
        "appointment" => "appointment".to_owned(),
        "routine" => "routine".to_owned(),
        "none-ticked" if count == 0 => return "none ticked".to_owned(),
        "none-ticked" => return format!("{count} ticked, no warning sign by itself{unknown}"),
        // From another program, or a later one: as it is written.
        other => clean(other),
    };
    format!("{tier}, {count} ticked{unknown}")
}
