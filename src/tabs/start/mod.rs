//! Start: the screen on which the program opens. One line for each thing a person may want, the cramp first.

mod plain;
mod view;

use crate::{
    domain::Episode,
    screen::{
        Action, Binding, Context, DONE, Event, GlobalVerb, Handled, Hint, KeyScreen, Motion, PlainPosition,
        PlainScreen, Spot, TabId, key_table, request,
    },
    tabs::{Tab, diary::view::site_name},
    ui::Surface,
};

/// Lines of the start screen: each title with the global key that does the same, and a description.
const LINES: [(&str, GlobalVerb, &str); 7] = [
    ("I have a cramp now", GlobalVerb::Cramping, "The stretch starts at once and needs no other key."),
    ("Is it something worse?", GlobalVerb::Signs, "warning signs, the urgent ones first"),
    ("Stretches", GlobalVerb::Tab(TabId::Stretch), "for now, for bedtime, for foot and thigh"),
    ("What may help", GlobalVerb::Tab(TabId::Remedies), "remedies, each with how good its evidence is"),
    ("Why it happens", GlobalVerb::Tab(TabId::Causes), "hormones, medicines and other causes"),
    ("What it feels like", GlobalVerb::Tab(TabId::Symptoms), "and what is not a cramp"),
    ("My diary", GlobalVerb::Tab(TabId::Diary), "each cramp, and a page for the clinician"),
];

/// The start tab.
#[derive(Debug, Default)]
pub(crate) struct StartTab {
    /// Position of the selected line.
    selected: usize,
}

/// Meanings of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StartVerb {
    Move(Motion),
    Open,
}

/// Keys of the start screen.
pub(crate) const START_KEYS: &[Binding<StartVerb>] = key_table! { StartVerb;
    "start.open" [Enter] Open, "open the selected line", "open";
    lines;
};

impl StartTab {
    fn step(&mut self, motion: Motion) -> Handled {
        self.selected = motion.select(self.selected, LINES.len(), LINES.len());
        DONE
    }
}

impl Tab for StartTab {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        match event {
            Event::Key(key) => match ctx.keys.find(START_KEYS, *key)? {
                StartVerb::Move(motion) => self.step(motion),
                StartVerb::Open => open(self.selected),
            },
            Event::Click { x, y } => match ctx.frame.at(*x, *y) {
                Some(Spot::Item(item)) => {
                    self.selected = item;
                    open(item)
                }
                _ => None,
            },
            Event::Wheel { up, .. } => self.step(Motion::wheel(*up)),
            _ => None,
        }
    }

    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        let mut hints = ctx.keys.hints(START_KEYS);
        if self.selected == 0
            && let Some(hint) = hints.iter_mut().find(|hint| hint.id == "start.open")
        {
            hint.foot = "stretch";
        }
        hints
    }

    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>) {
        view::draw(self, surface, ctx);
    }

    fn plain_screen(&self, ctx: &Context<'_>, _position: &PlainPosition) -> PlainScreen {
        plain::plain_screen(ctx)
    }

    fn key_screens(&self) -> Vec<KeyScreen> {
        vec![KeyScreen::new("the start screen", START_KEYS)]
    }
}

fn open(line: usize) -> Handled {
    LINES.get(line).map_or(DONE, |(_, verb, _)| request(Action::Press(*verb)))
}

/// The description of a line, or the news that replaces it.
fn about(verb: GlobalVerb, description: &str, ctx: &Context<'_>) -> String {
    let news = match verb {
        GlobalVerb::Cramping if ctx.cache.under_way.is_some() => {
            Some("A stretch is under way. Back to it.".to_owned())
        }
        GlobalVerb::Signs => result_so_far(ctx),
        GlobalVerb::Tab(TabId::Diary) => {
            ctx.cache.recent.last().map(|episode| format!("last: {}", last_entry(episode)))
        }
        _ => None,
    };
    news.unwrap_or_else(|| description.to_owned())
}

/// The result of the checklist, once a sign was ticked: `EMERGENCY: Call 999 now.`
fn result_so_far(ctx: &Context<'_>) -> Option<String> {
    let outcome = ctx.verdict.outcome;
    let text = ctx.book.checklist.text(outcome);
    let is_tier = matches!(outcome, crate::domain::triage::TriageResult::Tier(_));
    is_tier.then(|| format!("{}: {}", text.label, ctx.phone.fill(&text.heading)))
}

/// The last cramp of the diary in a few words: `Wed 25 Nov 22:37, left thigh, pain 9`.
fn last_entry(episode: &Episode) -> String {
    let when = episode.start.local().strftime("%a %-d %b %H:%M").to_string();
    let leg = episode.leg.map(|leg| leg.id());
    let site = episode.muscle.map(site_name);
    let place: Vec<&str> = leg.into_iter().chain(site).collect();
    let mut parts = vec![when];
    parts.extend((!place.is_empty()).then(|| place.join(" ")));
    parts.extend(episode.pain.map(|pain| format!("pain {}", pain.get())));
    parts.join(", ")
}
