//! The answers to choose from when a routine is over.

use super::{StretchScreen, StretchTab, keys::EndVerb};
use crate::{
    domain::Cramp,
    screen::{Action, Context, DONE, Handled, TabId, request},
};

impl StretchTab {
    pub(super) fn end(&mut self, verb: EndVerb, ctx: &Context<'_>) -> Handled {
        let now = ctx.now;
        let answers = self.answers();
        let has_eased = self.has_eased();
        let StretchScreen::Ended { session, selected } = &mut self.state else { return None };
        let at = (*selected).min(answers.len().saturating_sub(1));
        match verb {
            EndVerb::Move(motion) => *selected = motion.select(at, answers.len(), answers.len()),
            EndVerb::Enter => {
                if let Some((verb, _)) = answers.get(at) {
                    return self.end(*verb, ctx);
                }
            }
            EndVerb::Eased => self.ease(now),
            EndVerb::Reopen => return self.reopen(now),
            EndVerb::Stay => {}
            // It has let go: the next cramp begins with `c`.
            EndVerb::Again | EndVerb::OtherLeg if has_eased => {}
            EndVerb::Again | EndVerb::OtherLeg => {
                if verb == EndVerb::OtherLeg {
                    session.session.other_leg();
                }
                let (routine, leg) = (session.routine().clone(), session.session.leg());
                self.begin(routine, leg, now);
            }
            EndVerb::Close => return request(Action::Quit),
            EndVerb::List => self.show_list_at(ctx.book, now),
            EndVerb::Signs => return request(Action::Go(TabId::Checklist)),
        }
        DONE
    }

    /// The answers at the end of a session, the most likely first.
    pub(super) fn answers(&self) -> Vec<(EndVerb, &'static str)> {
        let Some(live) = self.session() else { return vec![] };
        let done = if self.ends_program && self.open_cramp().is_none() {
            (EndVerb::Close, "Done: close uncramp")
        } else {
            (EndVerb::List, "Done: back to the list")
        };
        let other_leg = live.routine().has_sides().then_some((EndVerb::OtherLeg, "The other leg"));
        let signs = (EndVerb::Signs, "Check the warning signs");
        match self.cramp.as_ref().map(Cramp::is_open) {
            Some(true) => {
                [(EndVerb::Eased, "Yes, it has let go"), (EndVerb::Again, "Not yet: the same again")]
                    .into_iter()
                    .chain(other_leg)
                    .chain([(EndVerb::List, "Another routine"), signs])
                    .collect()
            }
            Some(false) => vec![done, (EndVerb::Reopen, "Not eased after all: go on"), signs],
            None => [done, (EndVerb::Again, "The same again")]
                .into_iter()
                .chain(other_leg)
                .chain([signs])
                .collect(),
        }
    }
}
