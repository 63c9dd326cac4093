//! `uncramp check`: the checklist as plain lines and as JSON.

use std::{fmt::Write, rc::Rc};

use serde_json::json;

use super::{
    CliError, Exit, args, book, change, diary::DiaryClient, json, print, say, show::paragraph, start,
};
use crate::{
    app::Start,
    domain::{
        book::Book,
        ids::Ids,
        local_time::LocalTime,
        nearest::did_you_mean,
        record::{Change, CheckRecord, Record},
        region::{Phone, Region},
        triage::{Answers, Sign, SignSet, Tier, TriageResult, Verdict},
    },
    report::result::{self, ResultSheet},
    runtime::{clock::Clock, places::seed, run_loop::End},
};

pub(super) fn run(args: &args::CheckArgs, global: &args::Global) -> Result<Exit, CliError> {
    let book = book::open_saying(global);
    let (region, notice) = start::region(&book, global);
    let phone = book.regions.phone(region);
    if args.list {
        return print(&if args.json { list_json(&book) } else { list_text(&book, &phone) });
    }
    if args.asks() {
        return ask(args, &book, (region.map(|region| region.code.clone()), notice), global);
    }
    let answers = answers(&book, &args.sign, args.none)?;
    let verdict = book.checklist.verdict(&answers);
    let sheet = result::sheet(&book, &verdict, &phone);
    let text = if args.json { verdict_json(&book, &verdict, &sheet, region) } else { verdict_text(&sheet) };
    // The advice comes first, even if the diary then fails.
    print(&text)?;
    book::say(notice.as_deref());
    kept(args, &book, (&verdict, &answers), global)?;
    Ok(if args.exit_code { exit_code(verdict.outcome) } else { Exit::Done })
}

/// Asks page by page, and says the result.
fn ask(
    args: &args::CheckArgs,
    book: &Rc<Book>,
    about: (Option<String>, Option<String>),
    global: &args::Global,
) -> Result<Exit, CliError> {
    let (end, app) = start::open(book, Start::Checklist, about, None, global)?;
    let (answers, verdict) = app.checked();
    if !verdict.can_be_kept() && end == End::Quit {
        print(&format!("{}\n", app.result_line()))?;
    } else {
        kept(args, book, (verdict, &answers), global)?;
    }
    Ok(match end {
        End::Quit if args.exit_code => exit_code(verdict.outcome),
        end => start::exit_of(&end),
    })
}

/// Keeps the check where that was asked for; with `--exit-code` the code says the tier, whatever becomes of the diary.
fn kept(
    args: &args::CheckArgs,
    book: &Book,
    (verdict, answers): (&Verdict, &Answers),
    global: &args::Global,
) -> Result<(), CliError> {
    if args.keep
        && let Err(error) = keep(book, verdict, answers, global)
    {
        if !args.exit_code || error.exit == Exit::Usage {
            return Err(error);
        }
        say(&format!("uncramp: not kept: {}\n", error.sentence));
    }
    Ok(())
}

/// Keeps a completed check in the diary.
fn keep(book: &Book, verdict: &Verdict, answers: &Answers, global: &args::Global) -> Result<(), CliError> {
    let Some(outcome) = verdict.outcome.id().filter(|_| verdict.can_be_kept()) else {
        return Err(CliError::usage(
            "an incomplete check is not kept: name signs with --sign, or say --none",
        ));
    };
    let check = CheckRecord {
        id: Ids::new(seed()).make(),
        at: LocalTime::of(&Clock::start(1.0).now().wall),
        outcome: outcome.to_owned(),
        signs: book.checklist.signs_at(&answers.ticked).map(|sign| sign.id.clone()).collect(),
    };
    let said =
        format!("Kept in the diary, {}, {}.\n", check.at.local().strftime("%-d %b %Y"), check.at.clock());
    change::save(&mut DiaryClient::open(global)?, vec![Change::add(Record::Check(check))], global)?;
    // Beside the result, so that what scripts read stays what it is.
    say(&said);
    Ok(())
}

fn answers(book: &Book, ids: &[String], none: bool) -> Result<Answers, CliError> {
    let mut ticked = SignSet::default();
    for id in ids {
        let Some(sign) = book.checklist.find(&id.to_lowercase()) else {
            let known = book.checklist.signs().iter().map(|sign| sign.id.as_str());
            let near = did_you_mean(id, known);
            let sentence = format!("there is no sign {id:?}{near} (uncramp check --list lists them all)");
            return Err(CliError::usage(sentence));
        };
        ticked.insert(sign);
    }
    // A script that names signs, or says that there are none, has answered every page.
    let is_answered = none || !ids.is_empty();
    Ok(if is_answered { book.checklist.all_answered(ticked) } else { Answers::default() })
}

fn exit_code(outcome: TriageResult) -> Exit {
    match outcome {
        TriageResult::NoneTicked => Exit::Done,
        TriageResult::Tier(Tier::Routine) => Exit::Code(9),
        TriageResult::Tier(Tier::Appointment) => Exit::Code(10),
        TriageResult::Tier(Tier::SameDay) => Exit::Code(11),
        TriageResult::Tier(Tier::Emergency) => Exit::Code(12),
        TriageResult::Incomplete => Exit::Code(13),
    }
}

/// The tier of a sign alone; a circumstance alone has none.
pub(super) fn tier_id(tier: Option<Tier>) -> &'static str {
    tier.map_or("none-ticked", Tier::id)
}

fn list_json(book: &Book) -> String {
    let row = |sign: &Sign| {
        json!({
            "id": sign.id,
            "group": book.checklist.pages.get(sign.page).map(|page| page.id.as_str()),
            "tier": tier_id(sign.tier),
            "text": sign.text,
            "origin": sign.origin.id(),
            "ref": sign.row,
            "sources": sign.sources,
        })
    };
    json::text(&book.checklist.signs().iter().map(row).collect())
}

/// Every sign by its id, under the headings of the checklist.
pub(super) fn list_text(book: &Book, phone: &Phone) -> String {
    let list = &book.checklist;
    let mut out = format!("{}\n", phone.fill(&list.intro));
    for page in &list.pages {
        let _ = write!(out, "\n{}\n", page.title);
        for sign in list.signs().get(page.signs.clone()).unwrap_or(&[]) {
            let tier = sign.tier.map_or("changes what others mean", Tier::words);
            let _ = writeln!(out, "  {}: {} ({tier})", sign.id, sign.text);
        }
    }
    out
}

fn verdict_json(book: &Book, verdict: &Verdict, sheet: &ResultSheet, region: Option<&Region>) -> String {
    let list = &book.checklist;
    let phone = book.regions.phone(region);
    let reason = |i: &usize| {
        let sign = list.signs().get(*i)?;
        Some(
            json!({ "id": sign.id, "ref": sign.row, "tier": tier_id(sign.tier), "text": sign.text, "why": phone.fill(&sign.why) }),
        )
    };
    let rule = |i: &usize| {
        let rule = list.rules().get(*i)?;
        Some(json!({ "id": rule.id, "ref": rule.row, "tier": rule.tier.id(), "why": phone.fill(&rule.why) }))
    };
    let not_now = |(id, why): &(String, String)| json!({ "id": id, "why": phone.fill(why) });
    let value = json!({
        "tier": verdict.outcome.id(),
        "action": format!("{} {}", sheet.heading, [&sheet.action[..], &sheet.call_if].concat().join(" ")),
        "reasons": verdict.reasons.iter().filter_map(reason).collect::<Vec<_>>(),
        "rules": verdict.rules.iter().filter_map(rule).collect::<Vec<_>>(),
        "not_now": verdict.not_now.iter().map(not_now).collect::<Vec<_>>(),
        "say": sheet.say,
        "region": region.map(|region| region.code.as_str()),
        "incomplete": !verdict.is_complete,
    });
    json::text(&value)
}

/// The result in plain lines, to be read from top to bottom by eye or by ear.
fn verdict_text(sheet: &ResultSheet) -> String {
    let mut out = String::new();
    let item = |text: &String| (text.clone(), "- ");
    let first = (format!("{}: {}", sheet.label, sheet.heading), "");
    let mut blocks: Vec<Vec<Paragraph>> =
        vec![[first].into_iter().chain(sheet.action.iter().chain(&sheet.call_if).map(item)).collect()];
    let (reasons, words) = (reasons(sheet), vec![(sheet.say.clone(), "")]);
    // In an emergency nothing stands between the call and the words for it; otherwise the reasons come first.
    let is_emergency = sheet.outcome == TriageResult::Tier(Tier::Emergency);
    blocks.extend(if is_emergency { [words, reasons] } else { [reasons, words] });
    if !sheet.not_now.is_empty() {
        let why = sheet.not_now.iter().map(|(title, why)| (format!("{title}. {why}"), "- "));
        blocks.push([("Not for now:".to_owned(), "")].into_iter().chain(why).collect());
    }
    blocks.push(sheet.more.iter().map(item).collect());
    blocks.push(if sheet.outcome == TriageResult::Incomplete {
        let how = "From the command line: uncramp check --list names the signs, --sign ID ticks them, --none says none.";
        vec![(how.to_owned(), ""), ("On the screen: uncramp, then 5.".to_owned(), "")]
    } else {
        vec![(sheet.note.clone(), ""), ("This is not a diagnosis.".to_owned(), "")]
    });
    blocks.retain(|block| block.iter().any(|(text, _)| !text.is_empty()));
    for (i, block) in blocks.iter().enumerate() {
        out.push_str(if i == 0 { "" } else { "\n" });
        block.iter().for_each(|(text, lead)| paragraph(&mut out, text, lead));
    }
    out
}

/// A paragraph, and the mark before its first row.
type Paragraph = (String, &'static str);

/// The reasons for the result.
fn reasons(sheet: &ResultSheet) -> Vec<Paragraph> {
    if sheet.reasons.is_empty() {
        return vec![];
    }
    let mut lines = vec![("Why:".to_owned(), "")];
    lines.extend(sheet.together.iter().map(|why| (why.clone(), "- ")));
    lines.extend(sheet.reasons.iter().map(|(text, why)| (format!("{text}. {why}"), "- ")));
    lines
}
