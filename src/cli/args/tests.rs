//! Tests of the command line.

use clap::FromArgMatches;

use super::*;
use crate::domain::book::Section;

#[test]
fn the_command_line_is_put_together_right() {
    command().debug_assert();
}

#[test]
fn the_version_names_the_day_of_the_newest_check_of_a_text() {
    let book = crate::content::shipped();
    let topics = Section::ALL.into_iter().flat_map(|section| book.section(section));
    let dates = topics
        .map(|topic| &topic.reviewed)
        .chain(book.stretches.routines.iter().map(|routine| &routine.reviewed))
        .chain(book.regions.all.iter().map(|region| &region.checked))
        .chain([&book.about.reviewed]);
    let newest = dates.max().expect("a date");
    let line = format!("uncramp {} (texts of {newest})\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(command().render_version(), line);
}

#[test]
fn figures_move_where_asked_and_stand_still_where_that_is_asked_too() {
    for (words, motion) in [
        (vec![], None),
        (vec!["--motion"], Some(true)),
        (vec!["--no-motion"], Some(false)),
        (vec!["--no-motion", "--motion"], Some(false)),
        (vec!["--motion", "now", "--no-motion"], Some(false)),
    ] {
        let matches =
            command().try_get_matches_from(["uncramp"].into_iter().chain(words)).expect("arguments");
        let args = Args::from_arg_matches(&matches).expect("arguments");
        assert_eq!(args.global.motion(), motion);
    }
}
