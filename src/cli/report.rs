//! `uncramp report`: the page for a clinician, printed or written to a file.

use std::{io, path::Path};

use super::{
    CliError, Exit,
    args::{Global, OutputArgs, ReportArgs},
    book,
    diary::DiaryClient,
    log, name, print_exactly, say, start,
};
use crate::{
    domain::{diary::DiaryRequest, local_time::Night, summary::Summary, trends::Trends},
    report::{
        export,
        model::{self, Format},
    },
    runtime::{clock::Clock, output, places},
    store,
};

pub(super) fn run(args: &ReportArgs, global: &Global) -> Result<Exit, CliError> {
    let book = book::open_saying(global);
    let now = Clock::start(1.0).now().wall;
    let last = Night::last(&now);
    let first = last.back(i32::from(args.nights) - 1);
    let (from, to) = log::span(args.from.as_deref(), args.to.as_deref(), (first, last))?;
    let mut client = DiaryClient::open(global)?;
    let background = client.span(&DiaryRequest::Background { from, to })?;
    let facts = client.facts()?;
    let summary = Summary::of(&book, &background, &facts, from, to);
    let trends = Trends::of(&background.within(from, to));
    let format = match args.format {
        Format::Text if args.output.output.is_none() && start::is_ascii(global.ascii) => Format::Ascii,
        Format::Text if global.ascii => Format::Ascii,
        format => format,
    };
    let text = model::render(format, &model::build(&book, &summary, &trends, now.date()));
    put(&text, &args.output, global)
}

/// Prints a text, or writes it to the file that was named. A file that is there already is replaced only where it is an earlier
/// page or export of this program, or with `--force`.
pub(super) fn put(text: &str, output: &OutputArgs, global: &Global) -> Result<Exit, CliError> {
    let OutputArgs { output, force } = output;
    let Some(path) = output.as_deref().filter(|path| *path != Path::new("-")) else {
        return print_exactly(text);
    };
    let diary = places::data_folder(global.data_dir.as_deref()).and_then(|folder| output::place(&folder));
    let place = output::place(path);
    let is_in_folder = place.as_deref().and_then(Path::parent).is_some_and(|of| Some(of) == diary.as_deref());
    let file = place.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    if is_in_folder && file.as_deref().is_some_and(store::is_own_name) {
        let sentence = format!("{} is the place of the diary itself: name another file", name(path));
        return Err(CliError::usage(sentence));
    }
    output::write(path, text, |head| *force || export::is_ours(head) || model::is_ours(head)).map_err(|error| {
        let name = name(path);
        match error.kind() {
            io::ErrorKind::AlreadyExists => CliError::error(format!(
                "{name} is there already, and is no earlier page of uncramp: name another file, or add --force to replace it"
            )),
            io::ErrorKind::InvalidInput => {
                CliError::error(format!("{name} is no plain file: leave -o out and send the output there"))
            }
            _ => CliError::error(format!("{name} cannot be written: {error}")),
        }
    })?;
    say(&format!("Written to {}\n", name(path)));
    Ok(Exit::Done)
}
