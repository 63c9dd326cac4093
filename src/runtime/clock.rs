//! The clock: the one file that reads it.
//!
//! A speed multiplies both running clocks here. Everything that reads them needs no part in it.

use std::{
    io::Read,
    path::{Component, Path, PathBuf},
    time::{Duration, Instant},
};

use jiff::tz::TimeZone;

use crate::domain::{BootTime, Now, clean::clean};

/// The two clocks are read one after the other; a difference smaller than this is the time between the readings.
const JITTER: Duration = Duration::from_millis(200);

/// The age at which the time zone is read again: the machine may have moved while a window was open.
const ZONE_AGE: Duration = Duration::from_secs(60);

/// Folders of the zone database; `TZDIR` goes before them.
const ZONE_FOLDERS: [&str; 2] = ["/usr/share/zoneinfo", "/var/db/timezone/zoneinfo"];

/// The rule of summer time for a `TZ` that names one without a rule: the C library takes that of the United States.
const DEFAULT_RULE: &str = ",M3.2.0,M11.1.0";

/// The clocks, counted from the start.
#[derive(Debug)]
pub(crate) struct Clock {
    start: Instant,
    real_start: Duration,
    speed: f64,
    /// The machine's sleep since the start.
    slept: Duration,
    zone: TimeZone,
    /// The last reading of the zone, on this clock.
    zone_read: Duration,
}

impl Clock {
    /// Starts counting, `speed` times faster than the world.
    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    pub(crate) fn start(speed: f64) -> Self {
        Self {
            start: Instant::now(),
            real_start: boot_time().unwrap_or_default(),
            speed,
            slept: Duration::ZERO,
            zone: local_zone().0,
            zone_read: Duration::ZERO,
        }
    }

    /// Reads every clock.
    #[expect(clippy::disallowed_methods, reason = "this is the file that reads the clock")]
    pub(crate) fn now(&mut self) -> Now {
        let mono = self.start.elapsed();
        let slept = boot_time().unwrap_or_default().saturating_sub(self.real_start).saturating_sub(mono);
        if slept.abs_diff(self.slept) > JITTER {
            self.slept = slept.max(self.slept);
        }
        if mono.saturating_sub(self.zone_read) > ZONE_AGE {
            self.zone_read = mono;
            self.zone = local_zone().0;
        }
        Now {
            mono: mono.mul_f64(self.speed),
            real: (mono + self.slept).mul_f64(self.speed),
            wall: jiff::Timestamp::now().to_zoned(self.zone.clone()),
        }
    }

    /// The machine's own clock at the start, and the boot that it counts from. With it another run knows the age of a cramp even
    /// if the wall clock was set. `None` if there is no such clock.
    pub(crate) fn boot(&self) -> Option<BootTime> {
        let millis = u64::try_from(self.real_start.as_millis()).ok()?;
        (self.speed == 1.0).then_some(())?;
        Some(BootTime { boot: boot_id()?, millis })
    }

    /// Time since the start in the world, without the speed.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// The wait in the world until `length` has passed on this clock: never less, and in whole milliseconds, because shorter waits
    /// may return at once and spin.
    pub(crate) fn wait_for(&self, length: Duration) -> Duration {
        let millis = length.div_f64(self.speed).as_nanos().div_ceil(1_000_000);
        Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX)).max(Duration::from_millis(1))
    }
}

/// The sentence for a time zone that cannot be read, so that times are in UTC.
pub(crate) fn zone_problem() -> Option<String> {
    local_zone().1
}

/// The local time zone as the C library finds it: from `TZ`, else the system's. A zone that cannot be read is UTC, with a sentence.
fn local_zone() -> (TimeZone, Option<String>) {
    let Some(named) = std::env::var_os("TZ") else {
        let localtime = Path::new("/etc/localtime");
        return match TimeZone::try_system() {
            Ok(zone) => (zone, None),
            // A machine without that file keeps UTC.
            Err(_) if cfg!(unix) && !localtime.exists() => (TimeZone::UTC, None),
            Err(_) => (
                TimeZone::UTC,
                Some("the time zone of this machine cannot be read, so times are in UTC".into()),
            ),
        };
    };
    let folders = std::env::var_os("TZDIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let folders: Vec<PathBuf> = folders.into_iter().chain(ZONE_FOLDERS.map(PathBuf::from)).collect();
    let named = named.to_string_lossy();
    match zone_named(&named, &folders) {
        Some(zone) => (zone, None),
        None => {
            let name = clean(&named);
            let problem = format!(
                "TZ={name:?}: there is no such time zone, so times are in UTC; a name such as Europe/London sets one"
            );
            (TimeZone::UTC, Some(problem))
        }
    }
}

/// The zone that a value of `TZ` names: a file of the zone database, else a POSIX rule. An empty value is UTC.
fn zone_named(named: &str, folders: &[PathBuf]) -> Option<TimeZone> {
    let name = named.trim().trim_start_matches(':');
    if name.is_empty() {
        return Some(TimeZone::UTC);
    }
    let is_inside =
        Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::RootDir));
    let from_file = folders.iter().filter(|_| is_inside).find_map(|folder| zone_file(&folder.join(name)));
    from_file
        .or_else(|| TimeZone::posix(name).ok())
        .or_else(|| TimeZone::posix(&format!("{name}{DEFAULT_RULE}")).ok())
        .or_else(|| TimeZone::get(name).ok())
}

#[expect(clippy::disallowed_methods, reason = "the system keeps zones in files")]
fn zone_file(path: &Path) -> Option<TimeZone> {
    // Opening a pipe in its place would wait.
    if !std::fs::metadata(path).is_ok_and(|found| found.is_file()) {
        return None;
    }
    let mut data = vec![];
    // The largest zone has some 4 kB; a file that is much larger is no zone.
    std::fs::File::open(path).ok()?.take(64 * 1024).read_to_end(&mut data).ok()?;
    TimeZone::tzif("local", &data).ok()
}

/// The system's id of this boot.
#[expect(clippy::disallowed_methods, reason = "the system keeps it in a file")]
fn boot_id() -> Option<String> {
    let mut text = String::new();
    let file = std::fs::File::open("/proc/sys/kernel/random/boot_id").ok()?;
    file.take(64).read_to_string(&mut text).ok()?;
    let id = text.trim();
    (id.len() == 36).then(|| id.to_owned())
}

/// A clock that cannot be set and that goes on while the machine sleeps. `None` if there is none; [`Instant`] goes on then.
#[cfg(unix)]
fn boot_time() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};

    #[cfg(any(target_os = "linux", target_os = "android"))]
    let time = clock_gettime(ClockId::Boottime);
    // On macOS this one goes on, and `Instant` does not.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let time = clock_gettime(ClockId::Monotonic);
    let seconds = u64::try_from(time.tv_sec).ok()?;
    let nanos = u32::try_from(time.tv_nsec).ok()?;
    Some(Duration::new(seconds, nanos))
}

/// A clock that cannot be set and that goes on while the machine sleeps. Windows has only [`Instant`], which does.
#[cfg(windows)]
fn boot_time() -> Option<Duration> {
    None
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

    /// The offset in hours at the first of July and at the twentieth of March 2026, both at noon UTC.
    fn offsets(named: &str, folders: &[PathBuf]) -> Option<[i32; 2]> {
        let zone = zone_named(named, folders)?;
        Some(["2026-07-01T12:00:00Z", "2026-03-20T12:00:00Z"].map(|moment| {
            let moment: jiff::Timestamp = moment.parse().expect("a moment");
            zone.to_offset(moment).seconds() / 3600
        }))
    }

    #[test]
    fn a_zone_is_what_the_c_library_makes_of_tz() {
        // The same as `TZ=… date` with glibc.
        for (named, hours) in [
            ("CET-1CEST", [2, 2]),
            ("GMT0BST", [1, 1]),
            ("NZST-12NZDT", [13, 13]),
            ("CET-1CEST,M3.5.0,M10.5.0/3", [2, 1]),
            ("<+03>-3", [3, 3]),
            ("UTC0", [0, 0]),
            ("", [0, 0]),
            (":", [0, 0]),
            ("CET-1CEST\r", [2, 2]),
        ] {
            assert_eq!(offsets(named, &[]), Some(hours), "{named:?}");
        }
        for named in ["Foo/Bar", "Nowhere", "../../etc/passwd", "CET-99"] {
            assert_eq!(offsets(named, &[]), None, "{named:?}");
        }
    }

    #[test]
    fn a_zone_is_looked_for_in_tzdir_first() {
        let system = PathBuf::from("/usr/share/zoneinfo");
        let Ok(tokyo) = std::fs::canonicalize(system.join("Asia/Tokyo")) else { return };
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::copy(tokyo, folder.path().join("Home")).expect("a zone");
        let folders = [folder.path().to_path_buf(), system];
        assert_eq!(offsets("Home", &folders), Some([9, 9]));
        assert_eq!(offsets(":Home", &folders), Some([9, 9]));
        assert_eq!(offsets("Europe/Berlin", &folders), Some([2, 1]));
        assert_eq!(offsets("Home", &folders[1..]), None);
    }

    #[test]
    fn the_clocks_agree_while_the_machine_is_awake() {
        let mut clock = Clock::start(1.0);
        let now = clock.now();
        assert_eq!(now.slept(), Duration::ZERO);
    }
}
