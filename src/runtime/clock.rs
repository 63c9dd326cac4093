//! The clock: the one file that reads it.
//!
//! A speed multiplies what both running clocks say, so that nothing else in the program knows of it.

use std::{
    io::Read,
    os::unix::fs::OpenOptionsExt,
    path::{Component, Path},
    time::{Duration, Instant},
};

use jiff::tz::TimeZone;
use rustix::{
    fs::OFlags,
    time::{ClockId, clock_gettime},
};

use crate::domain::{diary::BootTime, time::Now};

/// The two clocks are read one after the other; a difference smaller than this is the time between the readings.
const JITTER: Duration = Duration::from_millis(200);

/// The clocks, counted from when it was made.
#[derive(Debug)]
pub(crate) struct Clock {
    start: Instant,
    real_start: Duration,
    speed: f64,
    /// How long the machine has slept since the start, as far as is known.
    slept: Duration,
    zone: TimeZone,
}

impl Clock {
    /// Starts counting. `speed` is how many times faster than the world it runs.
    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    pub(crate) fn start(speed: f64) -> Self {
        Self {
            start: Instant::now(),
            real_start: boot_time(),
            speed,
            slept: Duration::ZERO,
            zone: local_zone(),
        }
    }

    /// Reads every clock.
    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    pub(crate) fn now(&mut self) -> Now {
        let mono = self.start.elapsed();
        let slept = boot_time().saturating_sub(self.real_start).saturating_sub(mono);
        if slept.abs_diff(self.slept) > JITTER {
            self.slept = slept.max(self.slept);
        }
        Now {
            mono: mono.mul_f64(self.speed),
            real: (mono + self.slept).mul_f64(self.speed),
            wall: jiff::Timestamp::now().to_zoned(self.zone.clone()),
        }
    }

    /// Where the machine's own clock was at the start, and which start of the machine it counts from: with it another
    /// run knows how long ago something was, whatever was done to the wall clock. `None` where there is no such clock.
    pub(crate) fn boot(&self) -> Option<BootTime> {
        let millis = u64::try_from(self.real_start.as_millis()).ok()?;
        (self.speed == 1.0).then_some(())?;
        Some(BootTime { boot: boot_id()?, millis })
    }

    /// Time since the start as the world has it, whatever the speed.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// How long the world must be waited for until `length` has passed on this clock: never less, and in whole
    /// milliseconds, because shorter waits may return at once and spin.
    pub(crate) fn wait_for(&self, length: Duration) -> Duration {
        let millis = length.div_f64(self.speed).as_nanos().div_ceil(1_000_000);
        Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX)).max(Duration::from_millis(1))
    }
}

/// The local time zone, read from the one file that says it.
///
/// jiff's own way first walks the whole database of zones, which takes longer than everything else up to the first
/// frame together. What cannot be read is taken for UTC, as the C library does.
fn local_zone() -> TimeZone {
    let named = std::env::var("TZ").unwrap_or_default();
    let name = named.trim_start_matches(':');
    if name.is_empty() {
        return zone_file(Path::new("/etc/localtime")).unwrap_or(TimeZone::UTC);
    }
    let inside =
        Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::RootDir));
    let file = Path::new("/usr/share/zoneinfo").join(name);
    let from_file = if inside { zone_file(&file) } else { None };
    from_file.or_else(|| TimeZone::posix(name).ok()).unwrap_or(TimeZone::UTC)
}

fn zone_file(path: &Path) -> Option<TimeZone> {
    // A pipe in its place is not waited for.
    let nonblocking = OFlags::NONBLOCK.union(OFlags::NOCTTY).bits().cast_signed();
    let file = std::fs::OpenOptions::new().read(true).custom_flags(nonblocking).open(path).ok()?;
    let mut data = vec![];
    // The largest zone has some 4 kB; whatever is much larger is no zone.
    file.take(64 * 1024).read_to_end(&mut data).ok()?;
    TimeZone::tzif("local", &data).ok()
}

/// The name the system gives to this start of the machine.
#[expect(clippy::disallowed_methods, reason = "the system says it in a file")]
fn boot_id() -> Option<String> {
    let mut text = String::new();
    let file = std::fs::File::open("/proc/sys/kernel/random/boot_id").ok()?;
    file.take(64).read_to_string(&mut text).ok()?;
    let id = text.trim();
    (id.len() == 36).then(|| id.to_owned())
}

/// A clock that nobody sets and that goes on while the machine sleeps.
fn boot_time() -> Duration {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let time = clock_gettime(ClockId::Boottime);
    // Elsewhere the monotonic clock is the nearest there is.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let time = clock_gettime(ClockId::Monotonic);
    let part = |value: i64| u64::try_from(value).unwrap_or(0);
    Duration::from_secs(part(time.tv_sec)) + Duration::from_nanos(part(time.tv_nsec))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_whole_milliseconds_and_never_short() {
        let clock = Clock::start(1.0);
        assert_eq!(clock.wait_for(Duration::from_nanos(1)), Duration::from_millis(1));
        assert_eq!(clock.wait_for(Duration::from_micros(1_001)), Duration::from_millis(2));
        assert_eq!(clock.wait_for(Duration::from_secs(1)), Duration::from_secs(1));
        assert_eq!(Clock::start(60.0).wait_for(Duration::from_secs(3)), Duration::from_millis(50));
    }

    #[test]
    fn a_zone_is_read_from_its_file() {
        assert!(zone_file(Path::new("/no/such/file")).is_none());
        assert!(zone_file(Path::new("/dev/null")).is_none());
        assert!(zone_file(Path::new("/dev/zero")).is_none());
        let summer: jiff::Timestamp = "2026-07-01T12:00:00Z".parse().expect("a moment");
        if let Some(zone) = zone_file(Path::new("/usr/share/zoneinfo/Europe/London")) {
            assert_eq!(zone.to_offset(summer), jiff::tz::offset(1));
        }
    }

    #[test]
    fn the_clocks_agree_while_the_machine_is_awake() {
        let mut clock = Clock::start(1.0);
        let now = clock.now();
        assert_eq!(now.slept(), Duration::ZERO);
    }
}
