//! The stretch tab in plain mode: the list, a routine, a step, a session, its end, and the questions after it.

use super::{
    RunningSession, StretchScreen, StretchTab,
    announcements::words_of,
    episode_sync::SaveState,
    forbidden,
    keys::{EndVerb, LIST_KEYS, ListVerb, QUESTION_KEYS, QuestionVerb, RUN_KEYS, RunVerb, STEP_KEYS},
    questions::{CrampQuestions, Question},
    view::preview,
};
use crate::{
    domain::{Cramp, Now, Scale, time::in_words, words::capital},
    screen::{
        Context, ExpectedInput, InputAction, Key, PlainPosition, PlainScreen, Spot, pick, press, press_key,
    },
    ui::TextView,
};

impl StretchTab {
    /// The tab's present screen.
    pub(super) fn plain(&self, ctx: &Context<'_>, position: &PlainPosition) -> PlainScreen {
        match &self.state {
            StretchScreen::Questions { questions, .. } => self.questions_plain(questions, ctx),
            StretchScreen::Ended { session, .. } => self.end_plain(session, ctx),
            StretchScreen::Running(session) => self.session_plain(session, ctx),
            StretchScreen::Preview { step } => self.step_plain(*step, ctx),
            StretchScreen::List if *position == PlainPosition::Inside => self.routine_plain(ctx),
            StretchScreen::List => self.list_plain(ctx),
        }
    }

    /// True if a session is running or paused, and not at its end.
    pub(crate) fn is_under_way(&self) -> bool {
        self.running().is_some()
    }

    /// True if a session's count goes down, or has run out and its end is not announced yet.
    pub(crate) fn counts(&self, now: &Now) -> bool {
        let has_count = |live: &&RunningSession| live.session.at(now.mono).is_none_or(|at| at.left.is_some());
        self.running().filter(has_count).is_some_and(|live| !live.session.is_paused())
    }

    fn list_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let mut screen = PlainScreen::new("stretches", vec!["Stretches.".to_owned()]);
        if let Some(suspended) = &self.suspended {
            let title = &suspended.routine().title;
            let actions = vec![InputAction::Pick(Spot::Item(0)), InputAction::Key(Key::Enter)];
            screen.choose_stretch(format!("Go on where you were: {title}"), actions);
            screen.place.push_str(" with one left");
        }
        for (i, routine) in ctx.book.stretches.routines.iter().enumerate() {
            let note = if forbidden(routine, ctx.verdict).is_some() { ", not for now" } else { "" };
            let purpose = routine.purpose.words().to_lowercase();
            let words = format!("{}: {purpose}{note}", routine.title);
            screen.enter(words, pick(i + self.offers()));
        }
        screen.hides = &["stretch.start", "stretch.next-step", "evidence"];
        screen.ask = "Type the number of a stretch to hear about it, or menu for the other tabs.".to_owned();
        if let Some(cramp) = self.open_cramp() {
            let eased = capital(&ctx.names.eased);
            screen.lines.push(format!("Cramp since {}. {eased} when it stops.", cramp.since.clock()));
        }
        screen
    }

    fn routine_plain(&self, ctx: &Context<'_>) -> PlainScreen {
        let at = self.selected.saturating_sub(self.offers());
        let mut lines = vec![];
        let mut rest = vec![];
        if let Some(routine) = ctx.book.stretches.routines.get(at) {
            lines.extend([format!("{}.", routine.title), routine.summary.clone()]);
            let before = || ctx.book.stretches.before.clone();
            lines.push(forbidden(routine, ctx.verdict).unwrap_or_else(before));
            let takes = in_words(routine.length().as_secs());
            lines.push(format!("{}. Takes {takes}.", routine.purpose.words()));
            lines.extend(routine.avoid.iter().cloned());
            let steps = routine.outline().into_iter().map(|(step, times)| {
                let length = step.length.map_or_else(|| "until Enter".to_owned(), words_of);
                let times = if times > 1 { format!(", {times} times") } else { String::new() };
                format!("{} {}{times}.", step.say_for(None, routine.purpose), capital(&length))
            });
            rest.push("The steps:".to_owned());
            rest.extend(steps);
            for (label, words) in
                [("The seconds:", &routine.dose), ("How good is the evidence?", &routine.evidence.words)]
            {
                rest.extend((!words.is_empty()).then(|| format!("{label} {words}")));
            }
        }
        let mut screen = PlainScreen::new(format!("routine {at}"), lines).with_rest(rest);
        screen.is_inside = true;
        screen.choose_stretch("Start it", press_key(Key::Enter));
        screen.choose("Its steps one by one", press(ctx.keys, LIST_KEYS, &ListVerb::NextStep));
        screen.ask = "Type a number, evidence for its origin, or back for the list.".to_owned();
        screen
    }

    fn step_plain(&self, step: usize, ctx: &Context<'_>) -> PlainScreen {
        let lines = TextView::paragraphs(|page| {
            if let Some(routine) = self.routine_shown(ctx.book) {
                preview::write_step(page, routine, step, (ctx.book, ctx.verdict), 0);
            }
        });
        let mut screen = PlainScreen::new(format!("step {step} of {}", self.selected), lines);
        screen.is_inside = true;
        let next = press(ctx.keys, STEP_KEYS, &ListVerb::NextStep);
        screen.choose("Next step", next.clone());
        screen.choose("Step before", press(ctx.keys, STEP_KEYS, &ListVerb::StepBefore));
        screen.choose_stretch("Start the routine", press_key(Key::Enter));
        screen.on_enter = Some(next);
        screen.on_back = Some(press_key(Key::Esc));
        screen.ask = "Press Enter for the next step, or type back for the routine.".to_owned();
        screen
    }

    fn session_plain(&self, live: &RunningSession, ctx: &Context<'_>) -> PlainScreen {
        let routine = live.session.routine();
        // The announcements say all: the instruction comes first.
        let mut screen = PlainScreen::new(format!("session {}", routine.id), vec![]);
        self.announce_session(&mut screen, ctx);
        let waits = live.session.at(ctx.now.mono).is_some_and(|at| at.left.is_none());
        screen.on_enter = waits.then(|| press_key(Key::Enter));
        screen.on_back = Some(press(ctx.keys, RUN_KEYS, &RunVerb::Back));
        screen
    }

    fn end_plain(&self, live: &RunningSession, ctx: &Context<'_>) -> PlainScreen {
        let mut lines = vec![];
        let open = self.cramp.as_ref().map(Cramp::is_open);
        match &self.cramp {
            Some(cramp) if cramp.is_open() => {
                lines.push("Has the cramp stopped?".to_owned());
                lines.push(format!("The cramp began at {}.", cramp.since.clock()));
            }
            Some(_) => lines.push(self.let_go_words(ctx.now)),
            None => lines.push(format!("{}: done.", live.routine().title)),
        }
        if let Some(episode) = self.noted() {
            let mut said = vec!["In the diary".to_owned()];
            said.extend(episode.pain.map(|pain| format!("pain {} of 10", pain.get())));
            said.extend(episode.sleep_lost.map(|lost| format!("sleep lost {} of 10", lost.get())));
            lines.push(format!("{}.", said.join(", ")));
        }
        let mut screen = PlainScreen::new(format!("end {open:?} {}", self.noted().is_some()), lines);
        self.announce_session(&mut screen, ctx);
        for (i, (verb, words)) in self.answers().into_iter().enumerate() {
            let pick = pick(i);
            match verb {
                EndVerb::Again | EndVerb::OtherLeg | EndVerb::Reopen
                    if live.session.routine().has_stretch() =>
                {
                    screen.choose_stretch(words, pick);
                }
                _ => screen.choose(words, pick),
            }
        }
        screen.on_back = Some(press_key(Key::Esc));
        if open == Some(true) {
            screen.on_yes_no = Some([0, 1].map(pick));
            screen.ask = "Type yes, no or a number.".to_owned();
        } else {
            screen.ask = "Type a number.".to_owned();
        }
        screen
    }

    /// Pain, sleep, the leg where it is not known, one question at a time.
    fn questions_plain(&self, questions: &CrampQuestions, ctx: &Context<'_>) -> PlainScreen {
        let mut lines = vec![];
        if questions.is_untouched() && self.cramp.is_some() {
            lines.push(self.let_go_words(ctx.now));
        }
        let press = |verb| Some(press(ctx.keys, QUESTION_KEYS, &verb));
        let mut screen = match questions.at {
            Question::Pain => {
                lines.push("How bad was the pain, 0 to 10?".to_owned());
                PlainScreen::new("pain", lines)
            }
            Question::SleepLost => {
                lines.push("How much sleep did it cost, 0 to 10?".to_owned());
                PlainScreen::new("sleep lost", lines)
            }
            Question::Done if self.leg_said().is_none() => {
                let mut screen = PlainScreen::new("which leg", vec!["Which leg was it?".to_owned()]);
                screen.choose("The left", press(QuestionVerb::LeftLeg).unwrap_or_default());
                screen.choose("The right", press(QuestionVerb::RightLeg).unwrap_or_default());
                screen
            }
            Question::Done => {
                let value = |value: Option<Scale>| {
                    value.map_or_else(|| "not said".to_owned(), |value| value.get().to_string())
                };
                let leg = self.leg_said().map_or("leg not said", |leg| leg.words());
                let (pain, sleep) = (value(questions.pain), value(questions.sleep_lost));
                PlainScreen::new("keep", vec![format!("Pain {pain}. Sleep lost {sleep}. {}.", capital(leg))])
            }
        };
        if questions.at == Question::Done {
            screen.on_enter = press(QuestionVerb::Keep);
            screen.on_yes_no = Some([press(QuestionVerb::Keep).unwrap_or_default(), vec![]]);
            screen.ask =
                "Press Enter to keep it in the diary. Type undo if the cramp has not stopped.".to_owned();
        } else {
            screen.expects = ExpectedInput::Digit;
            screen.on_enter = press(QuestionVerb::Skip);
            screen.ask =
                "Type a number, or press Enter to leave it blank. Type leave to keep the cramp without answers."
                    .to_owned();
        }
        screen.on_back = press(QuestionVerb::TakeBack);
        match self.sync.state() {
            SaveState::Failed(why) => {
                screen.announce("not kept", format!("Not in the diary: {why}. Press Enter to try again."));
            }
            _ if questions.is_sent => screen.announce("saving", "Saving."),
            _ => {}
        }
        screen
    }
}
