//! The count of a real run against the clock of the machine, while the machine has no time to spare.

#![expect(clippy::expect_used, reason = "what a test needs and cannot have is the test's failure")]

use std::{
    sync::mpsc::channel,
    thread::spawn,
    time::{Duration, Instant},
};

use super::*;

/// The largest error of the count.
const ERROR: Duration = Duration::from_millis(100);

/// Seconds that are looked at together. On a busy machine any one of them may come to the screen late, or not at all; the
/// one that came soonest says where the program's clock was.
const PART: usize = 9;

/// Minutes at `UNCRAMP_TEST_SCALE` 5 and more; less than that are seconds.
const MINUTES: u64 = 10;

/// The cramp clock, in seconds, where it stands alone.
fn cramp_clock(screen: &Screen) -> Option<u64> {
    let text = screen.contents();
    let (_, rest) = text.split_once("Cramp ")?;
    let (minutes, seconds) = rest.split_whitespace().next()?.trim_end_matches('.').split_once(':')?;
    Some(minutes.parse::<u64>().ok()? * 60 + seconds.parse::<u64>().ok()?)
}

/// The delay of each second of the cramp clock that was seen on the screen, after its first.
#[expect(clippy::disallowed_methods, reason = "the clock that the program is held against")]
fn lateness(seconds: u64) -> Vec<Duration> {
    let mut pty = Start::uncramp(&["now"]).size(LOW).open();
    let begun = pty.wait("a first second", |screen| cramp_clock(screen) >= Some(1));
    let (first, mut shown) = (Instant::now(), cramp_clock(&begun).expect("a time"));
    let begun = shown;
    let mut late = vec![];
    while shown < seconds {
        let screen = pty.wait("a later second", |screen| cramp_clock(screen) > Some(shown));
        let elapsed = first.elapsed();
        shown = cramp_clock(&screen).expect("a time");
        // The first may itself have been late, and then others seem to come too soon by as much; never by a whole second.
        let due = Duration::from_secs(shown - begun);
        late.push((elapsed + Duration::from_secs(1)).checked_sub(due).expect("no second before its time"));
        // The step begins again before it is over, and with it the cramp clock goes on being shown.
        if count(&screen).is_some_and(|left| left <= 4) {
            pty.press("r");
        }
    }
    pty.press("q");
    assert_eq!(pty.end(), End::code(3));
    late
}

/// The delay of each of so many seconds without the program, through a chain of the same length: one thread waits for the second, one
/// receives it, one reads the clock. The machine makes every program late by as much.
#[expect(clippy::disallowed_methods, reason = "the clock of the machine")]
fn lateness_of_the_machine(seconds: u64) -> Vec<Duration> {
    let begun = Instant::now();
    let (tick, ticks) = channel();
    let (never, wait) = channel::<()>();
    spawn(move || {
        for second in 1..=seconds {
            let due = begun + Duration::from_secs(second);
            let _ = wait.recv_timeout(due.saturating_duration_since(Instant::now()));
            let _ = tick.send(due);
        }
    });
    let (pass, passed) = channel();
    spawn(move || ticks.into_iter().try_for_each(|due| pass.send(due)));
    let late = passed.into_iter().map(|due: Instant| due.elapsed()).collect();
    drop(never);
    late
}

/// The median, what nineteen in twenty stay under, and the most.
fn spread(mut late: Vec<Duration>) -> String {
    late.sort_unstable();
    let at = |percent: usize| late.get((late.len() * percent / 100).min(late.len() - 1)).copied();
    let [median, most, worst] = [50, 95, 100].map(|percent| at(percent).unwrap_or_default());
    format!("median {median:.1?}, 95 in 100 under {most:.1?}, worst {worst:.1?}")
}

#[test]
fn the_clock_of_a_real_run_is_right_on_a_busy_machine() {
    // Ten minutes bring the advice, which takes the clock's place in so low a window; a few seconds before may be missed.
    let seconds = if scale() >= 5 { MINUTES * 60 - 10 } else { 2 * PART as u64 + 2 };
    let _busy = Busy::begin();
    let machine = spawn(move || lateness_of_the_machine(seconds));
    let late = lateness(seconds);
    let soonest =
        |part: Option<&[Duration]>| part.and_then(|part| part.iter().min()).copied().expect("seconds");
    let part = PART.min(late.len() / 2);
    let (first, last) = (soonest(late.get(..part)), soonest(late.get(late.len() - part..)));
    let least = soonest(Some(&late));
    println!("{seconds} s, {} seen: off by {:?}", late.len(), first.abs_diff(last));
    println!("late by: {}", spread(late.iter().map(|late| *late - least).collect()));
    println!("late by, without the program: {}", spread(machine.join().expect("an end")));
    assert!(first.abs_diff(last) <= ERROR, "at first {first:?}, at last {last:?}: {late:?}");
}
