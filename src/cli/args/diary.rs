//! Options of the commands that write and read the diary.

use clap::{Args, Subcommand, ValueHint};

use super::words::{awake, export_format, minutes, one_of, report_format, whole};
use crate::{
    domain::{
        episode::{Limb, MAX_SORE_HOURS, MAX_UNITS, Site, Waking},
        record::{MedicineChange, Route},
    },
    report::{export::Kind as ExportKind, model::Format},
};

/// The cramp options of `log` and `edit`. Their names are those of the fields in an export.
#[derive(Debug, Default, PartialEq, Eq, Args)]
#[group(id = "cramp", multiple = true)]
pub(crate) struct CrampArgs {
    /// Start: 03:10, "yesterday 23:30", "2026-11-22 03:10", or now
    #[arg(long, visible_alias = "start", value_name = "WHEN")]
    pub(crate) at: Option<String>,
    /// Length: 4 or "4 min" for minutes, 2:30 for minutes and seconds
    #[arg(long, value_name = "N", value_parser = minutes)]
    pub(crate) minutes: Option<u32>,
    /// End, in place of --minutes; written as --at is
    #[arg(long, alias = "end", value_name = "WHEN", conflicts_with = "minutes")]
    pub(crate) until: Option<String>,
    /// Pain, 0 to 10
    #[arg(long, value_name = "N", value_parser = whole(0..=10_u8))]
    pub(crate) pain: Option<u8>,
    /// Sleep lost, 0 to 10
    #[arg(long, value_name = "N", value_parser = whole(0..=10_u8))]
    pub(crate) sleep_lost: Option<u8>,
    /// Which leg
    #[arg(long, value_name = "LEG", value_parser = one_of(Limb::ALL, Limb::id))]
    pub(crate) leg: Option<Limb>,
    /// Which muscle
    #[arg(long, value_name = "MUSCLE", value_parser = one_of(Site::ALL, Site::id))]
    pub(crate) muscle: Option<Site>,
    /// Asleep or awake when it began
    #[arg(long, alias = "was", value_name = "HOW", value_parser = one_of(Waking::ALL, Waking::id))]
    pub(crate) waking: Option<Waking>,
    /// Minutes until asleep again: 20, or "1 h 10 min"
    #[arg(long, alias = "awake-minutes", value_name = "N", value_parser = awake, hide_short_help = true)]
    pub(crate) back_to_sleep: Option<u16>,
    /// Things tried, by id: stretch,walk (uncramp log --tags lists the ids)
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) tried: Vec<String>,
    /// Things that eased it, by the same ids
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) eased_by: Vec<String>,
    /// Things on the day before, by id
    #[arg(long, value_name = "ID", value_delimiter = ',', hide_short_help = true)]
    pub(crate) before: Vec<String>,
    /// Other things noticed, by id
    #[arg(long, value_name = "ID", value_delimiter = ',', hide_short_help = true)]
    pub(crate) also: Vec<String>,
    /// Units of alcohol on the day before
    #[arg(long, value_name = "N", value_parser = whole(0..=MAX_UNITS), hide_short_help = true)]
    pub(crate) alcohol: Option<u8>,
    /// Soreness the day after, 0 to 10
    #[arg(long, value_name = "N", value_parser = whole(0..=10_u8), hide_short_help = true)]
    pub(crate) soreness: Option<u8>,
    /// Hours of soreness
    #[arg(long, value_name = "N", value_parser = whole(0..=MAX_SORE_HOURS), hide_short_help = true)]
    pub(crate) sore_hours: Option<u16>,
}

/// The medicine options of `log` and `edit`.
#[derive(Debug, Default, PartialEq, Eq, Args)]
#[group(id = "about_medicine", multiple = true, conflicts_with = "cramp")]
pub(crate) struct MedicineArgs {
    /// A medicine, by its name
    #[arg(long, alias = "name", value_name = "NAME")]
    pub(crate) medicine: Option<String>,
    /// The change: started, changed or stopped
    #[arg(long, value_name = "WHAT", value_parser = one_of(MedicineChange::ALL, MedicineChange::id))]
    pub(crate) change: Option<MedicineChange>,
    /// Its dose; for HRT its type
    #[arg(long, value_name = "TEXT")]
    pub(crate) dose: Option<String>,
    /// The form of HRT or contraception: tablet, patch, gel and so on
    #[arg(long, value_name = "ROUTE", value_parser = one_of(Route::ALL, Route::id))]
    pub(crate) route: Option<Route>,
}

/// `uncramp log`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  uncramp log --at 03:10 --minutes 4 --muscle calf --leg left --pain 6
  uncramp log --at now
  uncramp log --none-last-night
  uncramp log --medicine \"amlodipine\" --change started --dose \"5 mg\" --on 2026-11-02
  uncramp log --tags

Everything that is left out stays blank. The line that is printed is in the diary; uncramp undo takes it back.")]
pub(crate) struct LogArgs {
    #[command(flatten)]
    pub(crate) cramp: CrampArgs,
    /// In your own words; - reads them from standard input, so that they stand in no list of processes
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["none_last_night", "bedtime"])]
    pub(crate) note: Option<String>,
    /// No cramp last night: that is a record too
    #[arg(long, alias = "no-cramp", conflicts_with_all = ["cramp", "about_medicine"])]
    pub(crate) none_last_night: bool,
    /// Bedtime stretches done this night
    #[arg(long, alias = "programme", conflicts_with_all = ["cramp", "about_medicine", "none_last_night"])]
    pub(crate) bedtime: bool,
    #[command(flatten)]
    pub(crate) medicine: MedicineArgs,
    /// Which night, for --none-last-night and --bedtime, or the day of a --medicine: 2026-11-22
    #[arg(long, alias = "date", value_name = "DATE", conflicts_with = "cramp")]
    pub(crate) on: Option<String>,
    /// Print the ids for --tried, --eased-by, --before and --also
    #[arg(long, conflicts_with_all = ["cramp", "about_medicine", "none_last_night", "bedtime", "note", "on"])]
    pub(crate) tags: bool,
    /// Print the entry with its id for scripts; with --tags the ids
    #[arg(long)]
    pub(crate) json: bool,
}

impl LogArgs {
    /// Nothing is said of the entry, not even a time.
    pub(crate) fn is_bare(&self) -> bool {
        let Self { cramp, note, none_last_night, bedtime, medicine, on, .. } = self;
        cramp.is_empty()
            && medicine.is_empty()
            && note.is_none()
            && on.is_none()
            && !none_last_night
            && !bedtime
    }
}

impl CrampArgs {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl MedicineArgs {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `uncramp edit`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  uncramp edit 5f0c --pain 7 --tried stretch,walk
  uncramp edit 77aa --dose \"50 micrograms\"
  uncramp edit 5f0c --clear pain,note

uncramp diary --ids lists the ids. The options are those of uncramp log. uncramp undo takes the change back.")]
pub(crate) struct EditArgs {
    /// The entry: the first characters of its id, at least four
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) cramp: CrampArgs,
    /// In your own words; - reads them from standard input
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[command(flatten)]
    pub(crate) medicine: MedicineArgs,
    /// The day of a medicine: 2026-11-22
    #[arg(long, alias = "date", value_name = "DATE", conflicts_with = "cramp")]
    pub(crate) on: Option<String>,
    /// Make fields blank: minutes, pain, note and so on
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = one_of(&CLEARABLE, |field| field))]
    pub(crate) clear: Vec<&'static str>,
    /// Print the entry as it is now, for scripts
    #[arg(long)]
    pub(crate) json: bool,
}

/// Fields that `edit --clear` makes blank.
const CLEARABLE: [&str; 17] = [
    "minutes",
    "pain",
    "sleep-lost",
    "leg",
    "muscle",
    "waking",
    "back-to-sleep",
    "tried",
    "eased-by",
    "before",
    "also",
    "alcohol",
    "soreness",
    "sore-hours",
    "note",
    "dose",
    "route",
];

/// `uncramp delete`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  uncramp delete 5f0c
  uncramp delete 2026-11-20        the notes on that night: no cramp, bedtime stretches

uncramp diary --ids lists the ids. uncramp undo brings the entry back.")]
pub(crate) struct DeleteArgs {
    /// The entry: the first characters of its id, at least four; or the date of a night
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

/// `uncramp report`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  uncramp report --nights 30
  uncramp report --nights 90 --format html -o page.html
  uncramp report --from 2026-10-01 --to 2026-10-31

The page says only what was recorded, and names its gaps. It is no diagnosis.")]
pub(crate) struct ReportArgs {
    /// Number of nights back, last night included
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = whole(1..=3660_u16), conflicts_with_all = ["from", "to"])]
    pub(crate) nights: u16,
    /// The first night (2026-10-01)
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The last night; last night unless given
    #[arg(long, value_name = "DATE", requires = "from")]
    pub(crate) to: Option<String>,
    /// Format of the page; text has 72 columns, html prints in black and white
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = report_format())]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// The place of a page or an export.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// The file to write; standard output unless given
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<std::path::PathBuf>,
    /// Replace any file that is there
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

/// `uncramp export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  uncramp export --format json -o diary.json
  uncramp export --format csv

The fields are described in docs/diary-format.md.")]
pub(crate) struct ExportArgs {
    /// JSON or CSV; both hold everything, CSV is for spreadsheets
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = export_format())]
    pub(crate) format: ExportKind,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// `uncramp import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  uncramp import diary.json --dry-run
  uncramp import diary.csv
  uncramp import - < diary.json")]
pub(crate) struct ImportArgs {
    /// JSON or CSV as export writes it; - reads standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: std::path::PathBuf,
    /// Only say what would be added
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The counts and the rejected records, for scripts
    #[arg(long)]
    pub(crate) json: bool,
}

/// `uncramp diary`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  uncramp diary
  uncramp diary --nights 14 --ids
  uncramp diary --from 2026-10-01 --to 2026-10-31
  uncramp diary check")]
pub(crate) struct DiaryArgs {
    #[command(subcommand)]
    pub(crate) command: Option<DiaryCommand>,
    /// Number of nights back
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = whole(1..=36600_u16), conflicts_with_all = ["from", "to"])]
    pub(crate) nights: u16,
    /// The first night (2026-10-01)
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The last night; tonight unless given
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// Only entries with these words
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Option<String>,
    /// Only this leg
    #[arg(long, value_name = "LEG", value_parser = one_of(Limb::ALL, Limb::id))]
    pub(crate) leg: Option<Limb>,
    /// Only this muscle
    #[arg(long, value_name = "MUSCLE", value_parser = one_of(Site::ALL, Site::id))]
    pub(crate) muscle: Option<Site>,
    /// Begin each line with the id of the entry, for edit and delete
    #[arg(long, conflicts_with = "json")]
    pub(crate) ids: bool,
    /// Every field of every entry, for scripts
    #[arg(long)]
    pub(crate) json: bool,
}

/// Work on the diary's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum DiaryCommand {
    /// Check the file and count its entries; changes nothing
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
