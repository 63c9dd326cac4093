//! Keys on the list of routines and on the preview of one step.

use super::{StretchScreen, StretchTab, keys::ListVerb};
use crate::screen::{Action, Context, DONE, Handled, Motion, request};

impl StretchTab {
    pub(super) fn list(&mut self, verb: ListVerb, ctx: &Context<'_>) -> Handled {
        let count = ctx.book.stretches.routines.len() + self.offers();
        match verb {
            ListVerb::Move(motion @ (Motion::PageUp | Motion::PageDown)) => {
                self.scroll = motion.scroll(self.scroll, ctx.frame);
            }
            ListVerb::Move(motion) => self.select(motion.select(self.selected, count, ctx.frame.page)),
            ListVerb::Start => self.start_selected(ctx),
            ListVerb::Eased => return self.ease_from_list(ctx),
            ListVerb::NextStep => self.show_step(self.step_shown().map_or(0, |at| at + 1), ctx),
            ListVerb::StepBefore => match self.step_shown().and_then(|at| at.checked_sub(1)) {
                Some(at) => self.show_step(at, ctx),
                None => self.close_step(),
            },
            ListVerb::CloseStep => self.close_step(),
        }
        DONE
    }

    /// Selects a row of the list. A step that is shown by itself becomes the first one of the routine selected.
    pub(super) fn select(&mut self, item: usize) {
        if self.selected == item {
            return;
        }
        self.selected = item;
        self.scroll = 0;
        self.state = match self.state {
            StretchScreen::Preview { .. } if item >= self.offers() => StretchScreen::Preview { step: 0 },
            _ => StretchScreen::List,
        };
    }

    /// Shows one step by itself; past the last one, the whole routine.
    fn show_step(&mut self, step: usize, ctx: &Context<'_>) {
        let steps = self.routine_shown(ctx.book).map_or(0, |routine| routine.outline().len());
        self.state = if step < steps { StretchScreen::Preview { step } } else { StretchScreen::List };
        self.scroll = 0;
    }

    fn close_step(&mut self) {
        self.state = StretchScreen::List;
        self.scroll = 0;
    }

    fn start_selected(&mut self, ctx: &Context<'_>) {
        if self.selected < self.offers() {
            self.go_on(ctx.now);
        } else if let Some(routine) = self.routine_shown(ctx.book) {
            self.begin(routine.clone(), None, ctx.now);
        }
    }

    /// The cramp of a session that was left has let go. Nothing else on the list shows that, so a notice says it.
    fn ease_from_list(&mut self, ctx: &Context<'_>) -> Handled {
        if self.open_cramp().is_none() {
            return DONE;
        }
        self.ease(ctx.now);
        request(Action::Say(self.let_go_words(ctx.now)))
    }
}
