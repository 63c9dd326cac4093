//! The questions after a cramp has let go: pain, sleep and leg, for its entry in the diary.

use std::time::Duration;

use super::{StretchScreen, StretchTab, episode_sync::SaveState, keys::QuestionVerb};
use crate::{
    domain::{Leg, Limb, Now, Scale},
    screen::{DONE, Handled, Key},
};

/// Two presses of a key within this time count as one.
const ONE_PRESS: Duration = Duration::from_millis(700);

/// `1` and `0` within this time are 10. Judgement: a person who answers two questions reads the second one in between.
const TWO_DIGITS: Duration = Duration::from_millis(1500);

/// The questions and their answers so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CrampQuestions {
    pub(super) pain: Option<Scale>,
    pub(super) sleep_lost: Option<Scale>,
    /// The leg, where the session did not know it.
    pub(super) leg: Option<Leg>,
    /// The question that the next digit answers.
    pub(super) at: Question,
    /// The moment of the last key, on [`Now::mono`], if that key was `1`.
    one_at: Option<Duration>,
    /// True once Enter was pressed: the words on the screen then follow the diary's answer.
    pub(super) is_sent: bool,
    /// The moment on [`Now::mono`] at which the questions came up.
    since: Duration,
}

/// The two questions, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Question {
    #[default]
    Pain,
    SleepLost,
    /// Both are answered: Enter saves.
    Done,
}

impl Question {
    fn next(self) -> Self {
        match self {
            Self::Pain => Self::SleepLost,
            Self::SleepLost | Self::Done => Self::Done,
        }
    }

    fn back(self) -> Self {
        match self {
            Self::Pain | Self::SleepLost => Self::Pain,
            Self::Done => Self::SleepLost,
        }
    }
}

/// The numbers of a row, 0 to 10. Each is an item of the screen: first those of the pain, then those of the sleep.
pub(super) const NUMBERS: usize = 11;

impl CrampQuestions {
    /// The questions, none of them answered.
    pub(super) fn new(since: Duration) -> Self {
        Self { since, ..Self::default() }
    }

    /// A digit, or `t`. `0` soon after `1` makes that answer 10.
    fn answer(&mut self, key: Key, one_at: Option<Duration>, mono: Duration) {
        let is_ten = key == Key::Char('0') && one_at.is_some_and(|at| mono < at + TWO_DIGITS);
        if is_ten {
            self.at = self.at.back();
        } else if key == Key::Char('1') && self.at != Question::Done {
            self.one_at = Some(mono);
        }
        let value = if is_ten { Scale::new(10) } else { value_of(key) };
        match self.at {
            Question::Pain => self.pain = value,
            Question::SleepLost => self.sleep_lost = value,
            // A third digit is a slip: both answers stay.
            Question::Done => return,
        }
        self.at = self.at.next();
    }

    /// One step along the row of the question: from 0 to 10 and round again, or from leg to leg.
    fn walk(&mut self, is_up: bool) {
        let walked = |value: Option<Scale>| {
            let value = value.map(Scale::get);
            let next = if is_up {
                value.map_or(0, |value| if value >= 10 { 0 } else { value + 1 })
            } else {
                value.map_or(10, |value| value.checked_sub(1).unwrap_or(10))
            };
            Scale::new(next)
        };
        match self.at {
            Question::Pain => self.pain = walked(self.pain),
            Question::SleepLost => self.sleep_lost = walked(self.sleep_lost),
            Question::Done => self.leg = Some(if is_up { Leg::Right } else { Leg::Left }),
        }
    }

    /// True if the first question is open and nothing has been answered.
    pub(super) fn is_untouched(&self) -> bool {
        self.at == Question::Pain && self.pain.is_none() && self.leg.is_none()
    }

    fn take_back(&mut self) {
        self.at = self.at.back();
        match self.at {
            Question::Pain => self.pain = None,
            Question::SleepLost | Question::Done => self.sleep_lost = None,
        }
    }
}

/// The value of a digit key; `t` is ten.
fn value_of(key: Key) -> Option<Scale> {
    match key {
        Key::Char('t') => Scale::new(10),
        Key::Char(c) => c.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).and_then(Scale::new),
        _ => None,
    }
}

impl StretchTab {
    /// A click on a number of the rows; see [`NUMBERS`].
    pub(super) fn click_number(&mut self, item: usize) -> Handled {
        let StretchScreen::Questions { questions, .. } = &mut self.state else { return None };
        questions.one_at = None;
        let value = u8::try_from(item % NUMBERS).ok().and_then(Scale::new);
        if item < NUMBERS {
            (questions.at, questions.pain) = (Question::Pain, value);
        } else {
            (questions.at, questions.sleep_lost) = (Question::SleepLost, value);
        }
        DONE
    }

    pub(super) fn answer_question(&mut self, verb: QuestionVerb, key: Key, now: &Now) -> Handled {
        let StretchScreen::Questions { questions, .. } = &mut self.state else { return None };
        let one_at = questions.one_at.take();
        match verb {
            QuestionVerb::Answer => questions.answer(key, one_at, now.mono),
            QuestionVerb::LeftLeg => questions.leg = Some(Leg::Left),
            QuestionVerb::RightLeg => questions.leg = Some(Leg::Right),
            QuestionVerb::Less => questions.walk(false),
            QuestionVerb::More => questions.walk(true),
            QuestionVerb::Skip => questions.at = questions.at.next(),
            QuestionVerb::Above => questions.at = questions.at.back(),
            QuestionVerb::TakeBack => questions.take_back(),
            QuestionVerb::Stay => {}
            // The second press of the Enter that led here saves nothing.
            QuestionVerb::Keep if questions.is_untouched() && now.mono < questions.since + ONE_PRESS => {}
            QuestionVerb::Keep => {
                questions.is_sent = true;
                self.note_answers();
                self.settle_questions();
            }
            QuestionVerb::Blank => self.close_questions(),
            QuestionVerb::Reopen => return self.reopen(now),
        }
        DONE
    }

    /// Puts the answers so far into the record.
    pub(super) fn note_answers(&mut self) {
        let Some(&CrampQuestions { pain, sleep_lost, leg, .. }) = self.questions() else { return };
        self.sync.change(|episode| {
            episode.leg = leg.map(Into::into).or(episode.leg);
            episode.pain = pain.or(episode.pain);
            episode.sleep_lost = sleep_lost.or(episode.sleep_lost);
        });
    }

    /// Closes the questions once the diary has the answers.
    pub(super) fn settle_questions(&mut self) {
        if self.questions().is_some_and(|questions| questions.is_sent)
            && self.sync.state() == SaveState::Saved
        {
            self.close_questions();
        }
    }

    pub(super) fn close_questions(&mut self) {
        if self.questions().is_some()
            && let Some(session) = self.take_session()
        {
            self.state = StretchScreen::Ended { session, selected: 0 };
        }
    }

    /// The leg that cramped; `None` while it is unknown.
    pub(super) fn leg_said(&self) -> Option<Limb> {
        let said = self.questions().and_then(|questions| questions.leg).map(Limb::from);
        said.or(self.sync.episode().and_then(|episode| episode.leg))
    }
}
