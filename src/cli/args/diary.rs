//! What can be said of the diary on the command line: `log`, `report`, `diary`, and the numbers and words they take.

use std::{fmt::Display, ops::RangeInclusive, str::FromStr};

use clap::{Subcommand, ValueEnum, builder::PossibleValuesParser};

use crate::domain::episode::{
    self, Limb, MAX_AWAKE, MAX_SORE_HOURS, MAX_UNITS, MedicineChange, Route, Site, Waking,
};

/// `uncramp log`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp log --at 03:10 --minutes 4 --muscle calf --leg left --pain 6
  uncramp log --none-last-night
  uncramp log --medicine \"amlodipine\" --change started --dose \"5 mg\" --on 2026-11-02
  uncramp log --medicine \"estradiol\" --change started --route patch
  uncramp log --tags

Whatever is left out stays blank. What is printed is in the diary.")]
pub(crate) struct Log {
    /// When it began: 03:10, "yesterday 23:30", "2026-11-22 03:10", or now
    #[arg(long, value_name = "WHEN")]
    pub(crate) at: Option<String>,
    /// How long it lasted: 4, or 2:30
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = minutes)]
    pub(crate) minutes: Option<u32>,
    /// When it let go, in place of --minutes; as --at
    #[arg(long, value_name = "WHEN", conflicts_with = "minutes")]
    pub(crate) until: Option<String>,
    /// Pain, 0 to 10
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = scale)]
    pub(crate) pain: Option<u8>,
    /// Sleep lost, 0 to 10
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = scale)]
    pub(crate) sleep_lost: Option<u8>,
    /// Soreness the day after, 0 to 10
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = scale)]
    pub(crate) soreness: Option<u8>,
    /// How many hours it was sore
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = sore_hours)]
    pub(crate) sore_hours: Option<u16>,
    /// Minutes until asleep again
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = awake)]
    pub(crate) awake_minutes: Option<u16>,
    /// Units of alcohol on the day before
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = units)]
    pub(crate) alcohol: Option<u8>,
    /// left, right or both
    #[arg(long, value_name = "LEG", value_parser = limb())]
    pub(crate) leg: Option<String>,
    /// calf, foot, shin, thigh, hamstring or other
    #[arg(long, value_name = "MUSCLE", value_parser = site())]
    pub(crate) muscle: Option<String>,
    /// Whether it came asleep or awake
    #[arg(long, value_name = "HOW", value_parser = waking())]
    pub(crate) was: Option<String>,
    /// What was tried, by id: stretch,walk (uncramp log --tags names them)
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) tried: Vec<String>,
    /// What eased it, by the same ids
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) eased_by: Vec<String>,
    /// The day before, by id
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) before: Vec<String>,
    /// Other things noticed, by id
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) also: Vec<String>,
    /// In your own words; - reads them from standard input, so that they stand in no list of processes
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["none_last_night", "bedtime"])]
    pub(crate) note: Option<String>,
    /// No cramp last night: that is a record too
    #[arg(long, conflicts_with_all = CRAMP)]
    pub(crate) none_last_night: bool,
    /// Bedtime stretches done this night
    #[arg(long, conflicts_with_all = CRAMP, conflicts_with = "none_last_night")]
    pub(crate) bedtime: bool,
    /// A medicine, by its name
    #[arg(long, value_name = "NAME", conflicts_with_all = CRAMP, requires = "change")]
    pub(crate) medicine: Option<String>,
    /// What happened to it: started, changed or stopped
    #[arg(long, value_name = "WHAT", value_parser = medicine_change(), requires = "medicine")]
    pub(crate) change: Option<String>,
    /// Its dose; for HRT its type
    #[arg(long, value_name = "TEXT", requires = "medicine")]
    pub(crate) dose: Option<String>,
    /// How HRT or contraception is taken: tablet, patch, gel, ...
    #[arg(long, value_name = "ROUTE", value_parser = route(), requires = "medicine")]
    pub(crate) route: Option<String>,
    /// Which night, for --none-last-night and --bedtime, or the day of a --medicine: 2026-11-22
    #[arg(long, value_name = "DATE", conflicts_with_all = CRAMP)]
    pub(crate) on: Option<String>,
    /// Print the ids for --tried, --eased-by, --before and --also
    #[arg(long, conflicts_with_all = CRAMP, conflicts_with_all = ["none_last_night", "bedtime", "medicine", "note", "on"])]
    pub(crate) tags: bool,
    /// What was added, with its id, for scripts; with --tags the ids
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is said of a cramp, and of nothing else.
const CRAMP: [&str; 16] = [
    "at",
    "minutes",
    "until",
    "pain",
    "sleep_lost",
    "soreness",
    "sore_hours",
    "awake_minutes",
    "alcohol",
    "leg",
    "muscle",
    "was",
    "tried",
    "before",
    "also",
    "eased_by",
];

/// `uncramp report`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp report --nights 30
  uncramp report --nights 90 --format html -o page.html
  uncramp report --from 2026-10-01 --to 2026-10-31

The page says only what was recorded, and names its gaps. It is no diagnosis.")]
pub(crate) struct Report {
    /// How many nights back, last night included
    #[arg(long, value_name = "N", default_value_t = 30, allow_negative_numbers = true, value_parser = nights_of_a_report, conflicts_with_all = ["from", "to"])]
    pub(crate) nights: u16,
    /// The first night (2026-10-01)
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The last night; the last there was unless said
    #[arg(long, value_name = "DATE", requires = "from")]
    pub(crate) to: Option<String>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: ReportFormat,
    /// The file to write; standard output unless said
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<std::path::PathBuf>,
    /// Replace a file that is there, whatever it is
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// 72 columns
    #[default]
    Text,
    /// Markdown
    Md,
    /// One file that prints in black and white
    Html,
}

/// How the diary is written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    #[default]
    Json,
    Csv,
}

/// `uncramp diary`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  uncramp diary
  uncramp diary --nights 14
  uncramp diary check")]
pub(crate) struct Diary {
    #[command(subcommand)]
    pub(crate) care: Option<Care>,
    /// How many nights back
    #[arg(long, value_name = "N", default_value_t = 30, allow_negative_numbers = true, value_parser = nights)]
    pub(crate) nights: u16,
    /// Only entries with these words
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Option<String>,
    /// Only this leg: left, right or both
    #[arg(long, value_name = "LEG", value_parser = limb())]
    pub(crate) leg: Option<String>,
    /// Only this muscle
    #[arg(long, value_name = "MUSCLE", value_parser = site())]
    pub(crate) muscle: Option<String>,
    /// Every field of every entry, for scripts
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be done with the diary's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum Care {
    /// Say whether the file is sound, and what is in it; changes nothing
    #[command(after_help = "Examples:\n  uncramp diary check\n  uncramp diary check --json\n\n\
        The exit code is 0 for a file that can be used and 4 for one that cannot.")]
    Check {
        /// For scripts
        #[arg(long)]
        json: bool,
    },
    /// Put a file that cannot be used out of the way, under another name; a new diary begins with the next entry
    #[command(after_help = "Example:\n  uncramp diary set-aside")]
    SetAside,
    /// Put the newest whole copy in the place of a damaged diary; the damaged file is kept under another name
    #[command(after_help = "Example:\n  uncramp diary recover")]
    Recover,
}

fn limb() -> PossibleValuesParser {
    PossibleValuesParser::new(Limb::ALL.iter().map(|limb| limb.id()))
}

fn site() -> PossibleValuesParser {
    PossibleValuesParser::new(Site::ALL.iter().map(|site| site.id()))
}

fn waking() -> PossibleValuesParser {
    PossibleValuesParser::new(Waking::ALL.iter().map(|waking| waking.id()))
}

fn route() -> PossibleValuesParser {
    PossibleValuesParser::new(Route::ALL.iter().map(|route| route.id()))
}

fn medicine_change() -> PossibleValuesParser {
    PossibleValuesParser::new(MedicineChange::ALL.iter().map(|change| change.id()))
}

fn nights_of_a_report(text: &str) -> Result<u16, String> {
    whole(text, 1..=3660)
}

fn nights(text: &str) -> Result<u16, String> {
    whole(text, 1..=36600)
}

fn scale(text: &str) -> Result<u8, String> {
    whole(text, 0..=10)
}

fn units(text: &str) -> Result<u8, String> {
    whole(text, 0..=MAX_UNITS)
}

fn sore_hours(text: &str) -> Result<u16, String> {
    whole(text, 0..=MAX_SORE_HOURS)
}

fn awake(text: &str) -> Result<u16, String> {
    whole(text, 0..=MAX_AWAKE)
}

fn whole<N: FromStr + PartialOrd + Display>(text: &str, range: RangeInclusive<N>) -> Result<N, String> {
    let value = text.parse().ok().filter(|value| range.contains(value));
    value.ok_or_else(|| {
        let (least, most) = (range.start(), range.end());
        format!("{text:?} is not a whole number from {least} to {most}")
    })
}

fn minutes(text: &str) -> Result<u32, String> {
    episode::parse_minutes(text)
        .and_then(|seconds| seconds.ok_or_else(|| "give minutes: 4, or 2:30".to_owned()))
}
