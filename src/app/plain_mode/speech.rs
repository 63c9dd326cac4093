//! The speech queue: a model of the voice that reads the lines of plain mode, so that no line is heard too late.
//!
//! A screen reader speaks lines one after another and slower than they are printed. Plain mode therefore drops a line that names a
//! time when the voice would start it late, and keeps explanations for a moment when the voice is free.

use std::time::Duration;

/// Words a minute of the modelled voice. Most people listen to a faster one.
pub(crate) const WORDS_A_MINUTE: u32 = 150;

/// The silence between two lines, and after a sentence or clause within a line. espeak-ng at 150 words a minute was measured with
/// a quarter to a third of a second.
pub(crate) const GAP: Duration = Duration::from_millis(250);

/// The latest start of an optional line after the moment it is about.
pub(crate) const SLACK: Duration = Duration::from_secs(1);

/// The time at which the voice has read every line printed so far, on the clock of [`crate::domain::time::Now::real`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SpeechQueue {
    free_at: Duration,
}

impl SpeechQueue {
    /// A key was pressed: a screen reader stops speaking then.
    pub(crate) fn interrupt(&mut self, now: Duration) {
        self.free_at = now;
    }

    /// Adds a line.
    pub(crate) fn add(&mut self, text: &str, now: Duration) {
        self.free_at = self.end_of(text, now) + GAP;
    }

    /// The time at which the voice would have read a line that is printed now.
    pub(crate) fn end_of(&self, text: &str, now: Duration) -> Duration {
        self.free_at.max(now) + length(text, WORDS_A_MINUTE)
    }

    /// True if the voice would start a line within [`SLACK`].
    pub(crate) fn is_free(&self, now: Duration) -> bool {
        self.free_at <= now + SLACK
    }
}

/// The time a voice of so many words a minute takes to read a text, with a pause after each sentence or clause within it.
pub(crate) fn length(text: &str, words_a_minute: u32) -> Duration {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    let (words, pauses) = words.fold((0, 0_u32), |(words, pauses), word| {
        (words + 1, pauses + u32::from(word.ends_with(['.', '?', '!', ':', ';'])))
    });
    Duration::from_secs(60) * words / words_a_minute + GAP * pauses.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_one_after_another_with_a_gap() {
        let now = Duration::from_secs(10);
        let mut queue = SpeechQueue::default();
        queue.add("One two three four five.", now);
        assert!(!queue.is_free(now) && queue.is_free(now + Duration::from_millis(1250)));
        assert_eq!(queue.end_of("six", now), now + Duration::from_millis(2000 + 250 + 400));
        queue.interrupt(now);
        assert!(queue.is_free(now));
    }
}
