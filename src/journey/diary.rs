//! The diary: from the session into it, the tab, what an earlier run left open, kept checks.

use super::*;
use crate::domain::{
    episode::{EntrySource, Limb, Scale, Site},
    local_time,
    record::{Change, NightNote, Record},
};

/// The routine of a few seconds' length that everything here runs.
fn scales(episode: &Episode) -> (Option<u8>, Option<u8>) {
    (episode.pain.map(|pain| pain.get()), episode.sleep_lost.map(|lost| lost.get()))
}

/// Puts cramps into a diary, at these local times.
pub(super) fn with_cramps(home: &FakeStore, times: &[&str]) {
    for (i, time) in times.iter().enumerate() {
        let start = local_time::parse_with_offset(&format!("{time}:00+00:00")).expect("a time");
        let mut episode = Episode::new(format!("{i:032x}"), start, EntrySource::Hand);
        episode.muscle = Some(if i % 2 == 0 { Site::Calf } else { Site::Foot });
        episode.leg = Some(Limb::Left);
        episode.seconds = Some(60 * (u32::try_from(i).expect("few") + 1));
        episode.note = format!("note {i}");
        let changes = vec![Change::add(Record::Episode(episode))];
        home.ask(&DiaryRequest::Save { changes });
    }
}

#[test]
fn three_keys_after_x_and_the_cramp_is_in_the_diary() {
    for (width, height) in SIZES.into_iter().chain([(20, 5)]) {
        let home = FakeStore::new();
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("c").pass(1);
        assert!(home.cramp().is_open, "open from its first second");
        j.pass(70).keys("x").sees("after 1 min 11 s").sees("leep");
        let cramp = home.cramp();
        assert_eq!((cramp.is_open, cramp.seconds), (false, Some(71)), "closed before anything is asked");
        j.keys("6").keys("t");
        assert_eq!(home.cramp().pain, None, "nothing is kept before Enter");
        j.keys("<enter>").sees("In the diary").misses("0-10");
        let cramp = home.cramp();
        assert_eq!(scales(&cramp), (Some(6), Some(10)));
        assert_eq!((cramp.muscle, cramp.source), (Some(Site::Calf), EntrySource::Session));
        assert_eq!(cramp.start.typed(), "2026-11-22 03:10");
        assert_eq!(cramp.night().to_string(), "2026-11-21");
    }
}

#[test]
fn blanks_second_thoughts_and_digits_too_many() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(30).keys("x").keys("5<esc>").sees("In the diary").misses("pain 5");
    assert_eq!(scales(&home.cramp()), (None, None), "Esc keeps it with blanks");

    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(30).keys("x").keys("52<bs><bs>7<down><enter>");
    assert_eq!(scales(&home.cramp()), (Some(7), None), "taken back, and one left blank");

    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(30).keys("xx").sees("pain").keys("34999<enter>");
    assert_eq!(scales(&home.cramp()), (Some(3), Some(4)), "one press too many answers nothing");

    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c")
        .pass(30)
        .keys("x3u")
        .misses("pain")
        .pass(30)
        .keys("x")
        .sees("let go after 1 minute")
        .keys("84q");
    assert_eq!(home.cramp().seconds, Some(60), "it had not let go after all");
    assert_eq!(j.app.last_asks().len(), 1, "digits typed before q are not lost");
}

#[test]
fn one_and_zero_in_a_row_are_ten() {
    let answers = |first: &str, seconds: u64, then: &str| {
        let home = FakeStore::new();
        let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
        j.keys("c").pass(30).keys(first).pass(seconds).keys(then);
        scales(&home.cramp())
    };
    assert_eq!(answers("x1", 1, "0<enter>"), (Some(10), None));
    assert_eq!(answers("x1", 0, "05<enter>"), (Some(10), Some(5)));
    assert_eq!(answers("x8", 0, "10<enter>"), (Some(8), Some(10)));
    assert_eq!(
        answers("x1", 2, "0<enter>"),
        (Some(1), Some(0)),
        "two answers, with the second question read in between"
    );
    assert_eq!(answers("x1", 0, "<down><up>0<enter>"), (Some(1), Some(0)));
}

#[test]
fn digits_typed_before_leaving_go_with_the_last_save() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(30).keys("x84q");
    for ask in j.app.last_asks() {
        home.ask(&ask);
    }
    assert_eq!(scales(&home.cramp()), (Some(8), Some(4)));
}

#[test]
fn a_routine_that_runs_to_its_end_asks_and_counts_its_steps() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("co").pass(600).sees("Has it let go?").keys("y").sees("pain").pass(1).keys("<enter>");
    let cramp = home.cramp();
    let steps = small_book().relief(crate::domain::routine::Muscle::Calf).expect("a routine").steps.len();
    assert_eq!(cramp.steps_done, u16::try_from(steps).ok());
    assert_eq!((cramp.leg, cramp.is_open), (Some(Limb::Left), false));
    // Steps that a key skipped were not done.
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c<right><right>x<enter>");
    assert_eq!(home.cramp().steps_done, Some(0));
}

#[test]
fn the_enter_that_led_to_the_questions_answers_none_of_them_however_often_it_is_pressed() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c")
        .pass(600)
        .sees("▸ Yes, it has let go")
        .at_once("<enter><enter>")
        .sees("▸ How bad was the pain");
    j.pass(1).keys("<enter>").sees("In the diary.");
}

#[test]
fn a_cramp_that_could_not_be_kept_is_kept_with_the_next_one() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    let diary = j.hand.diary.take();
    j.keys("c").pass(10).keys("x5<enter>").sees("Not in the diary").keys("<esc><esc>");
    assert_eq!(home.listed(), []);
    j.hand.diary = diary;
    j.keys("c").pass(1);
    let lengths: Vec<_> = home
        .listed()
        .into_iter()
        .filter_map(|record| if let Record::Episode(episode) = record { Some(episode.seconds) } else { None })
        .collect();
    assert_eq!(lengths, [None, Some(10)], "newest first");
}

#[test]
fn a_failed_save_is_made_again_by_itself_also_after_the_stretch() {
    let home = FakeStore::new();
    let folder = home.folder.path().join("uncramp");
    let block = || {
        #[expect(clippy::disallowed_methods, reason = "a file in the place of the folder")]
        std::fs::write(&folder, "").expect("written");
    };
    let free = || std::fs::remove_file(&folder).expect("removed");
    // In the middle of the stretch: nobody presses a key.
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    block();
    j.keys("c").sees("This cramp is not in the diary");
    free();
    j.pass(6);
    assert!(home.cramp().is_open);
    // At the questions nothing else wakes the program.
    std::fs::remove_dir_all(&folder).expect("removed");
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    block();
    j.keys("c").pass(9).keys("x").sees("Not in the diary");
    free();
    j.pass(6).sees("pain").misses("Not in the diary");
    assert!(!home.cramp().is_open);
    j.keys("<enter>").pass(30);
    j.waits();
    j.pass(30);
    assert_eq!(j.waits(), [], "once it is saved nothing is tried again");
}

#[test]
fn a_running_cramp_whose_diary_goes_is_said_and_saved_again_and_its_digits_change_no_tab() {
    for at in ["in the routine", "at the questions"] {
        let home = FakeStore::new();
        let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
        j.keys("c").pass(5);
        if at == "at the questions" {
            j.keys("x").sees("pain");
        }
        let folder = home.folder.path().join("uncramp");
        std::fs::rename(&folder, home.folder.path().join("away")).expect("renamed");
        if at == "in the routine" {
            j.keys("n").sees("The diary no longer had this cramp. It is saved again.").keys("x");
        }
        j.keys("64<enter>").sees("[4 Stretch]").sees("In the diary, pain 6, sleep lost 4");
        assert_eq!(scales(&home.cramp()), (Some(6), Some(4)), "{at}");
    }
}

#[test]
fn a_night_with_a_cramp_is_never_made_one_without_again() {
    let home = FakeStore::new();
    // In the morning, after the night.
    home.later(7 * 3600);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("60")
        .sees("no cramp")
        .keys("u")
        .sees("Undone")
        .keys("c")
        .pass(5)
        .keys("x64<enter>")
        .sees("In the diary");
    j.keys("6<ctrl-r>").sees("Not saved: a cramp is recorded for the night of");
    assert_eq!(scales(&home.cramp()), (Some(6), Some(4)), "the cramp alone");
    // The other way round the cramp counts.
    let home = FakeStore::new();
    home.later(7 * 3600);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("60").sees("no cramp").keys("c").pass(5).keys("x64<enter>").sees("In the diary");
    assert_eq!(scales(&home.cramp()), (Some(6), Some(4)), "the cramp alone");
}

#[test]
fn digits_typed_before_leaving_are_saved_also_where_the_diary_has_gone() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(30).keys("x84");
    std::fs::rename(home.folder.path().join("uncramp"), home.folder.path().join("away")).expect("renamed");
    j.keys("q");
    for ask in j.app.last_asks() {
        home.ask(&ask);
    }
    assert_eq!(scales(&home.cramp()), (Some(8), Some(4)));
}

#[test]
fn an_undo_that_could_not_be_saved_can_be_tried_again() {
    let home = FakeStore::new();
    with_cramps(&home, &["2026-11-20T23:30"]);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6d").sees("Deleted");
    let diary = j.hand.diary.take();
    j.keys("u").sees("Not saved");
    assert_eq!(home.listed(), []);
    j.hand.diary = diary;
    j.keys("u").sees("Undone").keys("<ctrl-r>").sees("Made again");
    let diary = j.hand.diary.take();
    j.keys("u").sees("Not saved");
    j.hand.diary = diary;
    j.keys("u").sees("Undone");
    assert_eq!(home.listed().len(), 1);
}

#[test]
fn what_is_put_off_is_put_off_with_all_that_is_older() {
    let home = FakeStore::new();
    for _ in 0..2 {
        let calf = small_book().relief(crate::domain::routine::Muscle::Calf).cloned().expect("a routine");
        Journey::keeping(&home, Start::Routine(calf, None), 80, 24).pass(9);
        home.later(3600);
    }
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.sees("it began at 04:10").keys("<esc>").misses("left open").keys("2").misses("left open");
    drop(j);
    // Nothing is lost by that: at the next start each is offered, one after the other.
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("<down><down><enter>").sees("it began at 03:10");
}

#[test]
fn a_killed_session_is_offered_and_goes_on_at_its_step_and_true_time() {
    for (width, height) in SIZES {
        let home = FakeStore::new();
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("co").pass(9);
        let before = j.screen();
        drop(j);
        home.later(60);
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.sees("left open").sees("03:10").keys("<enter>").misses("left open");
        let is_there = |text: &str| text.contains("Hold 1 of 2");
        assert!(is_there(&before) && is_there(&j.screen()), "the step it was at\n{before}\n{}", j.screen());
        j.pass(5).keys("x").sees("let go after 1 min 5 s").keys("3<enter>");
        let cramp = home.cramp();
        assert_eq!((cramp.seconds, cramp.leg), (Some(65), Some(Limb::Left)), "the cramp's own beginning");
    }
}

#[test]
fn the_wall_clock_has_no_say_in_how_long_a_cramp_lasted() {
    let home = FakeStore::new();
    Journey::keeping(&home, Start::Guide, 80, 24).keys("c").pass(9);
    // The machine has been up for a minute longer, and somebody has set its clock a day back.
    home.later(60);
    let back = &*home.wall.borrow() - jiff::SignedDuration::from_hours(24);
    home.wall.replace(back);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("<enter>x").sees("let go after 1 minute");
}

#[test]
fn what_was_left_open_can_be_closed_or_discarded_or_put_off() {
    let home = FakeStore::new();
    Journey::keeping(&home, Start::Guide, 80, 24).keys("c").pass(9);
    home.later(3600);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.sees("1 hour ago").keys("<esc>").sees("[1 Causes]").misses("left open");
    assert!(home.cramp().is_open, "put off, it is still open");
    drop(j);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("<down><enter>").sees("[6 Diary]").sees("▸ Minutes").keys("4<enter>").sees("4 min");
    assert_eq!((home.cramp().is_open, home.cramp().seconds), (false, Some(240)));
    drop(j);

    let home = FakeStore::new();
    Journey::keeping(&home, Start::Guide, 80, 24).keys("c").pass(9);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("<down><down><enter>").sees("[6 Diary]").sees("Nothing is recorded yet.");
    assert_eq!(home.listed(), []);
    j.keys("u").sees("03:10");
    assert!(home.cramp().is_open);
}

#[test]
fn now_goes_on_with_the_cramp_of_a_moment_ago_and_not_with_an_old_one() {
    let calf = || small_book().relief(crate::domain::routine::Muscle::Calf).cloned().expect("a routine");
    let home = FakeStore::new();
    Journey::keeping(&home, Start::Routine(calf(), None), 80, 24).pass(9);
    home.later(120);
    let mut j = Journey::keeping(&home, Start::Routine(calf(), None), 80, 24);
    j.sees("The cramp of 03:10 goes on").pass(10).keys("x").sees("let go after 2 min 10 s").keys("<enter>");
    assert_eq!(home.cramp().seconds, Some(130), "one cramp, not two");

    let home = FakeStore::new();
    Journey::keeping(&home, Start::Routine(calf(), None), 80, 24).pass(9);
    home.later(3600);
    let mut j = Journey::keeping(&home, Start::Routine(calf(), None), 80, 24);
    j.misses("goes on").pass(10).keys("x").sees("let go after 10 seconds").keys("<enter>");
    let lengths: Vec<Option<u32>> = home
        .listed()
        .iter()
        .filter_map(|record| if let Record::Episode(episode) = record { Some(episode.seconds) } else { None })
        .collect();
    assert_eq!(lengths, [Some(10), None], "newest first; the old one is still open");
}

#[test]
fn a_session_that_lives_in_another_window_is_left_alone() {
    let home = FakeStore::new();
    let mut first = Journey::keeping(&home, Start::Guide, 80, 24);
    first.keys("c").pass(9);
    let mut second = Journey::keeping(&home, Start::Guide, 80, 24);
    second.misses("left open").keys("6").sees("open");
    first.keys("x5<enter>").sees("In the diary");
    assert_eq!(home.cramp().seconds, Some(9));
}

#[test]
fn a_cramp_is_added_edited_deleted_and_every_change_undone_and_made_again() {
    for (width, height) in SIZES {
        let home = FakeStore::new();
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("6").sees("Nothing is recorded yet.").keys("a").sees("▸ Start");
        j.keys("<ctrl-u>02:45<down>2:30<down><right><down><right><down>7<enter>").sees("02:45");
        let cramp = home.cramp();
        assert_eq!((cramp.start.typed().as_str(), cramp.seconds), ("2026-11-22 02:45", Some(150)));
        assert_eq!((cramp.leg, cramp.muscle), (Some(Limb::Left), Some(Site::Calf)));
        assert_eq!(scales(&cramp), (Some(7), None));
        j.keys("e<down><down><right><enter>");
        assert_eq!(home.cramp().leg, Some(Limb::Right));
        j.keys("u").sees("Undone");
        assert_eq!(home.cramp(), cramp, "to the letter");
        j.keys("<ctrl-r>").sees("Made again");
        assert_eq!(home.cramp().leg, Some(Limb::Right));
        j.keys("d").sees("Deleted");
        assert_eq!(home.listed(), []);
        j.keys("uuu").sees("Undone");
        assert_eq!(home.listed(), [], "the adding too");
        j.keys("<ctrl-r>");
        assert_eq!(home.cramp(), cramp);
    }
}

#[test]
fn an_entry_that_was_added_is_selected_wherever_in_the_list_it_comes() {
    let home = FakeStore::new();
    let crowd = (0..300).map(|i| {
        let start = local_time::parse_with_offset("2026-11-22T03:10:30+00:00").expect("a time");
        let episode = Episode {
            note: format!("note {i}"),
            ..Episode::new(format!("{i:032x}"), start, EntrySource::Hand)
        };
        Change::add(Record::Episode(episode))
    });
    home.ask(&DiaryRequest::Save { changes: crowd.collect() });
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    // A minute that hundreds share, and long before all of them.
    j.keys("6").sees("note 299").keys("a<up>mine<enter>").sees("\"mine\"").misses("note 299");
    j.keys("a<ctrl-u>2026-01-02 03:00<up>long ago<enter>")
        .sees("\"long ago\"")
        .sees("night of Thu 1 Jan 2026");
    j.keys("u")
        .sees("Undone")
        .misses("long ago")
        .keys("<ctrl-r>")
        .sees("\"long ago\"")
        .keys("<up>")
        .sees("\"mine\"");
    // What another window puts before it does not move it.
    j.keys("1");
    let later = local_time::parse_with_offset("2026-11-22T04:00:00+00:00").expect("a time");
    let more = (300..600)
        .map(|i| Change::add(Record::Episode(Episode::new(format!("{i:032x}"), later, EntrySource::Hand))));
    home.ask(&DiaryRequest::Save { changes: more.collect() });
    j.keys("6").sees("\"mine\"");
}

#[test]
fn what_cannot_be_is_refused_where_it_is_typed_and_nothing_is_lost() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6a<ctrl-u>25:00<down>4<enter>").sees("is not a time").sees("▸ Start");
    j.keys("<ctrl-u>2030-01-01 03:00<enter>").sees("still to come");
    j.keys("<ctrl-u>03:00<down>x<enter>").sees("\"4x\" is not a length");
    j.keys("<bs><down><down><down>11<enter>").sees("\"11\" is not a whole number from 0 to 10");
    assert_eq!(home.listed(), []);
    j.keys("<bs><enter>").sees("Kept. u undoes it.");
    assert_eq!((home.cramp().seconds, scales(&home.cramp())), (Some(240), (Some(1), None)));
    j.keys("a<down>9<ctrl-n><down>").misses("9");
}

#[test]
fn a_field_is_checked_when_it_is_left_and_nothing_is_wrong_before_a_key() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6a<down><down><down><down>10<enter>").sees("Kept. u undoes it.");
    // A pain of 10 fills its field, and is no fault.
    j.keys("e<down><down><down><down>").sees("10").misses("▲").keys("5").sees("Full: no more fits.");
    j.keys("<bs><bs>11").misses("▲").keys("<down>").sees("▸ Sleep lost").sees("\"11\" is not a whole number");
    j.keys("<up><bs>").misses("▲").keys("<enter>").sees("Kept.");
    assert_eq!(scales(&home.cramp()), (Some(1), None));
}

#[test]
fn the_first_esc_asks_and_the_second_drops_what_was_typed() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6a<esc>").sees("Nothing is recorded yet.");
    j.keys("a<up>half<esc>").sees("Esc again drops it, Enter keeps it.").sees("half");
    // Any other key goes on with the form.
    j.keys("way").misses("Esc again").sees("halfway");
    j.keys("<esc><esc>").sees("Nothing is recorded yet.").keys("a<up>").misses("half");
    assert_eq!(home.listed(), []);
    j.keys("kept<esc><enter>").sees("Kept. u undoes it.");
    assert_eq!(home.cramp().note, "kept");
    // Help is two keys away all the same, and what was typed waits.
    j.keys("a<up>again<esc>!").sees("[5 Checklist]").keys("6").sees("again").misses("Esc again");
}

#[test]
fn a_form_half_filled_in_at_ctrl_c_comes_back_when_it_is_opened_again() {
    let home = FakeStore::new();
    let leave = |j: &mut Journey| {
        j.keys("<ctrl-c>");
        for ask in j.app.last_asks() {
            home.ask(&ask);
        }
    };
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    leave(j.keys("6a<ctrl-u>02:45<down>4<down><right><up><up><up>half"));
    home.later(6 * 3600);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    // Another form, and a record, have nothing to do with it.
    j.keys("6m").misses("as you left it").keys("<esc>");
    j.keys("a").sees("A cramp, as you left it.").sees("02:45").sees("left leg").sees("half");
    // Half filled in again, it is kept again.
    leave(&mut j);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6a").sees("half").keys("<enter>").sees("Kept.");
    let cramp = home.cramp();
    assert_eq!((cramp.note.as_str(), cramp.seconds, cramp.leg), ("half", Some(240), Some(Limb::Left)));
    j.keys("a").misses("as you left it");
    // An untouched form leaves nothing behind.
    leave(&mut j);
    assert_eq!(home.ask(&DiaryRequest::Facts), DiaryResponse::Facts(vec![]));
}

#[test]
fn letters_in_a_form_start_nothing() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6a<up>cramp! quite? 123").sees("cramp! quite? 123").keys("<enter>");
    assert_eq!(home.cramp().note, "cramp! quite? 123");
    // On a field that is no text as well: a stray letter starts nothing. Esc, and they do what they always do.
    j.keys("e<down><down>c!q")
        .sees("▸ Leg")
        .keys("<esc>!")
        .sees("[5 Checklist]")
        .keys("6c")
        .sees("[4 Stretch]");
}

#[test]
fn no_cramp_is_a_record_and_a_gap_is_not() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("60").sees("Sat 21 Nov 2026: no cramp.").sees("▸ Sat 21 Nov  no cramp");
    j.keys("0").sees("taken back");
    assert_eq!(home.listed(), []);
    j.keys("0b").sees("bedtime stretches done");
    let Some(Record::Night(note)) = home.listed().first().cloned() else { panic!("{:?}", home.listed()) };
    assert!(note.no_cramp && note.programme);
    j.keys("uu");
    assert_eq!(home.listed(), []);
    // A night with a cramp cannot be one without.
    with_cramps(&home, &["2026-11-22T01:00"]);
    j.keys("0").sees("a cramp is recorded for the night");
    j.keys("0").sees("a cramp is recorded for that night");
    assert_eq!(home.listed().len(), 1);
}

#[test]
fn the_month_shows_cramps_nights_without_and_gaps() {
    for (width, height) in SIZES {
        let home = FakeStore::new();
        with_cramps(&home, &["2026-11-05T03:10", "2026-11-05T02:00", "2026-11-20T23:30", "2026-10-02T01:00"]);
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("6v")
            .sees("November 2026")
            .sees("Night of Sat 21 Nov 2026")
            .sees("No record: nothing is known.");
        j.keys("0").sees("no cramp").keys("[").sees("1 cramp.").keys("<up><up>,,").sees("2 cramps.");
        j.keys("<pgup>")
            .sees("October 2026")
            .keys("<pgup><pgdn><pgdn>")
            .sees("November 2026")
            .sees("2 cramps.");
        j.keys("<enter>").sees("Only some are shown: 2 entries").keys("<esc>").misses("Only some");
    }
}

#[test]
fn a_long_list_is_walked_from_end_to_end() {
    let home = FakeStore::new();
    let start = local_time::parse_with_offset("2026-11-20T03:10:00+00:00").expect("a time");
    let many = (0..500).map(|i| {
        let id = format!("{i:032x}");
        let episode = Episode { note: format!("note {i}"), ..Episode::new(id, start, EntrySource::Hand) };
        Change::add(Record::Episode(episode))
    });
    home.ask(&DiaryRequest::Save { changes: many.collect() });
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6").sees("\"note 499\"");
    for i in (0..499).rev() {
        j.keys("<down>").sees(&format!("\"note {i}\""));
    }
    j.keys("<home>").sees("\"note 499\"").keys("<end>").sees("\"note 0\"");
    // A page at a time nothing is passed over either: what is selected is always there to be read.
    for _ in 0..50 {
        j.keys("<pgup>").sees("night of Thu 19 Nov 2026").sees("\"note ");
    }
    j.sees("\"note 499\"");
}

/// One of each pain from 0 to 10 in successive nights, two of 10 side by side, and a night with no pain noted.
fn every_pain(home: &FakeStore) {
    let pains =
        [None, Some(10), Some(10), Some(0), Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), Some(7)];
    let pains = pains.into_iter().chain([Some(8), Some(9), Some(10)]);
    for (day, pain) in pains.enumerate() {
        let start =
            local_time::parse_with_offset(&format!("2026-11-{:02}T03:10:00+00:00", day + 3)).expect("a time");
        let mut episode = Episode::new(format!("{day:032x}"), start, EntrySource::Hand);
        (episode.pain, episode.seconds) = (pain.and_then(Scale::new), Some(150));
        (episode.muscle, episode.leg) = (Some(Site::Hamstring), Some(Limb::Right));
        home.ask(&DiaryRequest::Save { changes: vec![Change::add(Record::Episode(episode))] });
    }
    let ticked = NightNote {
        night: local_time::Night::parse("2026-11-03").expect("a date"),
        no_cramp: false,
        programme: true,
    };
    home.ask(&DiaryRequest::Save { changes: vec![Change::add(Record::Night(ticked))] });
}

#[test]
fn no_two_numbers_of_the_diary_are_read_as_one_at_any_size() {
    let home = FakeStore::new();
    every_pain(&home);
    for (width, height) in
        [(38, 14), (40, 15), (41, 14), (45, 40), (52, 20), (60, 24), (80, 24), (100, 30), (140, 45)]
    {
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("6v");
        let week = j.rows().into_iter().find(|row| row.trim_start().starts_with("2 Nov")).expect("the week");
        let cells: Vec<&str> = week.split_whitespace().skip(2).take(7).collect();
        assert_eq!(cells, ["x", "10b", "10", "x", "1", "2", "3"], "{width}x{height}: {week:?}");
    }
    // Where a week does not fit whole, there is no calendar, and the selected night is still told.
    for width in 20..38 {
        let mut j = Journey::keeping(&home, Start::Guide, width, 14);
        j.keys("6v<up>").sees("cramp").misses("Mo ");
    }
}

#[test]
fn a_cramp_is_one_row_with_whole_cells_under_their_headings_at_every_width() {
    let home = FakeStore::new();
    every_pain(&home);
    for width in 20..=150 {
        let mut j = Journey::keeping(&home, Start::Guide, width, 40);
        j.keys("6");
        let rows = j.rows();
        let head = rows.iter().find(|row| row.trim_start().starts_with("night")).expect("the headings");
        let row = rows.iter().find(|row| row.starts_with(" ▸")).expect("the selected row");
        // Beside the table of a wide window stands the entry itself.
        let row: String = row.chars().take(82).collect();
        let words: Vec<&str> = row.split_whitespace().skip(1).collect();
        let whole =
            ["Sun", "15", "Nov", "03:10", "back", "thigh", "right", "2:30", "min", "██████████", "10", "-"];
        assert!(words.iter().all(|word| whole.contains(word)), "{width}: {words:?}");
        let at = |title: &str| head.find(title);
        for (title, word) in [("began", "03:10"), ("where", "back thigh"), ("leg", "right"), ("pain", "10")] {
            let is_shown = word.split(' ').all(|word| words.contains(&word));
            assert_eq!(at(title).is_some(), is_shown, "{width}: {head:?}\n{row:?}");
        }
        let shown = row.chars().position(|c| c == '█');
        if let Some(bar) = shown {
            assert_eq!(at("pain"), Some(bar), "{width}: the bar stands under its heading");
        }
    }
}

#[test]
fn from_100_columns_on_the_nights_and_the_hours_stand_above_the_table() {
    let home = FakeStore::new();
    every_pain(&home);
    let mut j = Journey::keeping(&home, Start::Guide, 100, 30);
    j.keys("6").sees("The last 30 nights, 16 without a record").sees("Hour of the night").sees("worst pain");
    j.sees("03:00  14 █").sees("14 of 14.").sees("night       began");
    let (_, nights) = j.find("Hour of the night");
    let (_, table) = j.find("night       began");
    assert!(nights < table);
    let mut j = Journey::keeping(&home, Start::Guide, 99, 30);
    j.keys("6").misses("Hour of the night").sees("night       began").keys("vv").sees("Hour of the night");
}

#[test]
fn in_the_evening_the_stretches_are_of_tonight_and_no_night_that_is_to_come_was_without() {
    let home = FakeStore::new();
    home.wall.replace(crate::domain::time::wall("2026-11-22T22:30:00"));
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6b").sees("Sun 22 Nov 2026: bedtime stretches done").keys("0").sees("Sat 21 Nov 2026: no cramp");
    j.keys("v]").sees("Night of Sun 22 Nov 2026").keys("0").sees("That night is not over yet.");
    j.keys("]b").sees("That night is not over yet.").keys("0").sees("That night is not over yet.");
    assert_eq!(home.listed().len(), 2);
    // Of a night that is to come nothing is said, not even that there is no record.
    let week = j.rows().into_iter().find(|row| row.trim_start().starts_with("23 Nov")).expect("the week");
    assert_eq!(week.trim().trim_end_matches("▸"), "23 Nov", "{}", j.screen());
}

#[test]
fn a_filter_shows_only_what_is_like_it() {
    let home = FakeStore::new();
    with_cramps(&home, &["2026-11-05T03:10", "2026-11-06T02:00", "2026-11-20T23:30"]);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6fNOTE 1<enter>").sees("1 entry").sees("02:00").misses("23:30").keys("<esc>").sees("23:30");
    j.keys("f<down><down><right><enter>").sees("2 entries").keys("<esc>");
    // It begins with the newest of them.
    j.keys("<end>f<down><right><enter>").sees("3 entries").sees("\"note 2\"").keys("<esc>");
    j.keys("f<up>2026-11-01<enter>").sees("Nothing recorded is like that").keys("<esc>");
    j.keys("f<up>2026-11-01<up>2026-11-02<enter>").sees("before the first");
}

#[test]
fn medicines_and_lines_about_the_person_are_kept() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6m<enter>").sees("give its name").keys("amlodipine<down>5 mg<enter>").sees("started amlodipine");
    j.keys("m<down>estradiol<down>50 micrograms<down><right><right><enter>");
    j.sees("started estradiol").sees("Dose: 50 micrograms").sees("Route: patch");
    j.keys("rit<enter>").sees("Name and age: \"t\"").keys("<esc>u");
    assert_eq!(home.ask(&DiaryRequest::Facts), DiaryResponse::Facts(vec![]));
}

#[test]
fn a_tag_that_is_not_asked_any_more_keeps_its_words_and_its_tick() {
    let home = FakeStore::new();
    let start = local_time::parse_with_offset("2026-11-21T03:10:00+00:00").expect("a time");
    let mut had = Episode::new("0a".into(), start, EntrySource::Hand);
    had.also = vec!["swelling".into()];
    home.ask(&DiaryRequest::Save { changes: vec![Change::add(Record::Episode(had.clone()))] });
    let mut j = Journey::open(content::shipped(), Start::Guide, 80, 40, None, Some(&home));
    j.keys("6").sees("Also: swelling").keys("e<down><down><down><down>5<enter>").sees("Pain: 5 of 10");
    assert_eq!(home.cramp().also, had.also, "an edit of something else leaves it");
    let mut j = Journey::open(content::shipped(), Start::Guide, 80, 40, None, Some(&home));
    j.keys("6a").keys(&"<down>".repeat(12)).sees("swelling in one leg");
    assert_eq!(j.prose().matches("swelling").count(), 2, "one leg or both: {}", j.prose());
}

#[test]
fn the_charts_and_the_report_say_what_is_recorded_at_every_size() {
    for (width, height) in SIZES {
        let home = FakeStore::new();
        with_cramps(&home, &["2026-11-05T03:10", "2026-11-06T02:00", "2026-11-20T23:30"]);
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("6vv").sees("The last 30 nights").sees("27 of 30 nights have no record");
        j.keys("s").sees("The last 90 nights").keys("s").sees("The last 14 nights").keys("s<esc>r");
        j.sees("a diary summary").keys("<end>");
        let mut seen = j.prose();
        for _ in 0..60 {
            j.keys("<up>");
            seen.push_str(&j.prose());
        }
        // One, two and three minutes, and no pain: how long they took, and that of pain nothing is known.
        assert!(seen.contains("Minutes: median 2, longest 3"), "{seen}");
        assert!(seen.contains("Pain, 0 to 10: not recorded"), "{seen}");
    }
}

#[test]
fn evenings_ticked_after_their_six_weeks_are_told_in_the_charts() {
    let home = FakeStore::new();
    let last = local_time::Night::parse("2026-11-21").expect("a date");
    let evening = |back| {
        let note = NightNote { night: last.back(back), no_cramp: false, programme: true };
        Change::add(Record::Night(note))
    };
    home.ask(&DiaryRequest::Save { changes: (0..60).map(evening).collect() });
    let mut j = Journey::keeping(&home, Start::Guide, 80, 40);
    j.keys("6vvs").sees("The last 90 nights").keys("s").sees("The last 14 nights").keys("<end>");
    j.sees("Ticked on 14 more nights, after the 42 of a programme.").misses("No evening of these nights");
}

#[test]
fn a_completed_check_is_kept_and_compared_with_the_next() {
    for (width, height) in SIZES {
        let home = FakeStore::new();
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.keys("5s").sees("Not complete");
        assert_eq!(home.listed(), []);
        j.keys("0<space>s").sees("Not complete").keys("<enter>00s").sees("Kept in the diary.");
        // Not with itself.
        j.keys("<enter><end>").misses("Since the check").keys("<esc><esc>");
        let listed = home.listed();
        let [Record::Check(check)] = listed.as_slice() else { panic!("{listed:?}") };
        assert_eq!((check.outcome.as_str(), check.signs.len()), ("same-day", 1));
        j.keys("<pgup><pgup><down><space><enter><enter><end>");
        let mut seen = j.prose();
        for _ in 0..20 {
            j.keys("<up>");
            seen.push_str(&j.prose());
        }
        assert!(seen.contains("Since the check of 22 Nov 2026") && seen.contains("New: "), "{seen}");
        j.keys("v").sees("Checks kept before").sees("same day, 1 ticked");
        drop(j);
        // It opens empty all the same.
        Journey::keeping(&home, Start::Guide, width, height).keys("5").misses("[x]").sees("NOT COMPLETE");
    }
}

#[test]
fn a_check_is_kept_once_and_again_where_it_was_begun_afresh_or_deleted() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("5<space>s").sees("Kept in the diary.").keys("s").sees("has been kept already");
    assert_eq!(home.listed().len(), 1);
    j.keys("<esc>RR<space>s").sees("Kept in the diary.");
    assert_eq!(home.listed().len(), 2, "begun afresh, it is another check");
    j.keys("6d").sees("Deleted").keys("5s").sees("Kept in the diary.");
    assert_eq!(home.listed().len(), 2, "deleted, it is not kept");
}

#[test]
fn a_diary_that_cannot_be_used_leaves_everything_else_working_and_the_file_as_it_is() {
    for (width, height) in SIZES {
        let home = FakeStore::new();
        let file = home.folder.path().join("uncramp/diary.db");
        std::fs::create_dir(file.parent().expect("a folder")).expect("a folder");
        #[expect(clippy::disallowed_methods, reason = "a file that is no diary")]
        std::fs::write(&file, "dear diary").expect("written");
        let mut j = Journey::keeping(&home, Start::Guide, width, height);
        j.sees("No diary")
            .keys("c")
            .pass(20)
            .keys("x")
            .sees("let go after 20 seconds")
            .sees("Not in the diary");
        j.keys("<esc>!<space>").sees("EMERGENCY").keys("<esc>6").sees("The diary cannot be used");
        #[expect(clippy::disallowed_methods, reason = "the file that is no diary")]
        let after = std::fs::read_to_string(&file).expect("read");
        assert_eq!(after, "dear diary");
    }
}

#[test]
fn two_windows_never_overwrite_each_other_unseen() {
    let home = FakeStore::new();
    with_cramps(&home, &["2026-11-20T23:30"]);
    let mut first = Journey::keeping(&home, Start::Guide, 80, 24);
    let mut second = Journey::keeping(&home, Start::Guide, 80, 24);
    first.keys("6e<up>, mine");
    second.keys("6e<up>, theirs<enter>");
    first.keys("<enter>").sees("changed in another window").sees("mine");
    assert_eq!(home.cramp().note, "note 0, theirs");
}

#[test]
fn the_bedtime_routine_ticks_its_evening() {
    let home = FakeStore::new();
    let book = small_book();
    let id = book.diary.programme.routine.clone();
    let routine = book.routine(&id).expect("the programme's routine").clone();
    let mut j = Journey::keeping(&home, Start::Routine(routine, None), 80, 24);
    j.pass(3600);
    assert!(matches!(home.listed().as_slice(), [Record::Night(note)] if note.programme && !note.no_cramp));
}

#[test]
fn c_goes_on_with_the_cramp_that_is_offered() {
    let home = FakeStore::new();
    Journey::keeping(&home, Start::Guide, 80, 24).keys("co").pass(9);
    home.later(60);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.sees("left open").keys("c").pass(3).keys("x").sees("let go after 1 min 3 s");
    assert_eq!((home.cramp().seconds, home.cramp().leg), (Some(63), Some(Limb::Left)));
}

#[test]
fn a_new_cramp_in_the_middle_of_the_questions_loses_no_answer() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(30).keys("x73c").pass(5);
    let pains: Vec<_> = home
        .listed()
        .into_iter()
        .filter_map(
            |record| if let Record::Episode(episode) = record { Some(scales(&episode)) } else { None },
        )
        .collect();
    assert_eq!(pains, [(None, None), (Some(7), Some(3))]);
}

#[test]
fn a_cramp_that_eases_after_its_session_was_left_keeps_its_leg() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("co").pass(9).keys("<esc>").pass(20).keys("x");
    let cramp = home.cramp();
    assert_eq!((cramp.seconds, cramp.leg, cramp.is_open), (Some(29), Some(Limb::Left), false));
    // Stretched on all the same, it had not, and its clock has run on.
    j.pass(10).keys("<enter>").sees("Cramp 0:39");
    assert_eq!((home.cramp().seconds, home.cramp().is_open), (None, true));
    j.pass(1).keys("x").sees("let go after 40 seconds");
    // Nobody says when it eased: closed after a quarter of an hour, and no length made up.
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(9).keys("<esc>").pass(900);
    assert_eq!((home.cramp().seconds, home.cramp().is_open), (None, false));
}

#[test]
fn a_routine_after_an_eased_cramp_does_not_touch_its_record() {
    let home = FakeStore::new();
    let book = small_book();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(20).keys("x73<enter><esc>");
    let before = home.cramp();
    let calm =
        book.stretches.routines.iter().position(|r| r.muscle.is_none()).expect("a routine for no cramp");
    for _ in 0..calm {
        j.keys("<down>");
    }
    j.keys("<enter>").pass(3).keys("<right><right><right><right><right><right><right><right><left>p").pass(5);
    assert_eq!(home.cramp(), before);
}

#[test]
fn the_cramp_that_is_going_on_is_not_edited_and_one_that_is_over_is_with_both_changes_kept() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(20).keys("6").sees("It is going on").keys("e").sees("This cramp is going on").keys("d");
    assert!(home.cramp().is_open);
    j.keys("4x")
        .keys("!6e<up>toes<enter>")
        .sees("toes")
        .keys("4")
        .pass(1)
        .keys("72<enter>")
        .sees("In the diary");
    let cramp = home.cramp();
    assert_eq!((cramp.note.as_str(), cramp.seconds, scales(&cramp)), ("toes", Some(20), (Some(7), Some(2))));
}

#[test]
fn sentences_of_the_diary_name_the_words_of_plain_mode() {
    let home = FakeStore::new();
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    j.lines(&["cramp", "diary", "1"]);
    j.hears("edit", "Type stretch to go back to it. Type eased when it has stopped.");
    j.hears("stretch", "seconds to go");
    let home = FakeStore::new();
    let mut j = Journey::talk(small_book(), Start::Guide, Some(&home));
    j.lines(&["check", "0", "0", "0", "0", "keep", "diary"]);
    j.hears("1", "Type signs to be asked again.");
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6<enter>").sees("It says nothing of today. ! asks again.");
}

#[test]
fn what_another_window_did_to_a_running_cramp_stands_in_nobodys_way() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(20);
    let before = home.cramp();
    let after = Episode { note: "theirs".into(), is_open: false, ..before.clone() };
    let change = Change { before: Some(Record::Episode(before)), after: Some(Record::Episode(after)) };
    home.ask(&DiaryRequest::Save { changes: vec![change] });
    j.keys("x").pass(1).keys("72<enter>").sees("In the diary");
    let cramp = home.cramp();
    assert_eq!(
        (cramp.note.as_str(), cramp.seconds, scales(&cramp)),
        ("theirs", Some(20), (Some(7), Some(2)))
    );
    // It is running here, so an entry that was deleted there is saved again, and that is said.
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("c").pass(20);
    let change = Change { before: Some(Record::Episode(home.cramp())), after: None };
    home.ask(&DiaryRequest::Save { changes: vec![change] });
    j.keys("x").sees("The diary no longer had this cramp").pass(1).keys("72<enter>").sees("In the diary");
    assert_eq!(scales(&home.cramp()), (Some(7), Some(2)));
}

#[test]
fn a_note_that_no_line_can_show_is_kept_to_the_letter() {
    let home = FakeStore::new();
    let start = local_time::parse_with_offset("2026-11-20T23:30:00+00:00").expect("a time");
    let mut episode = Episode::new("a".repeat(32), start, EntrySource::Import);
    episode.note = "line one\nline two \u{202e}end  ".into();
    let changes = vec![Change::add(Record::Episode(episode.clone()))];
    home.ask(&DiaryRequest::Save { changes });
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("6").sees("line one line two end").keys("e<down><down><down><down>5<enter>").sees("Pain: 5 of 10");
    assert_eq!(home.cramp().note, episode.note);
}

#[test]
fn after_a_conflict_the_next_enter_puts_what_was_typed_in_its_place() {
    let home = FakeStore::new();
    with_cramps(&home, &["2026-11-20T23:30"]);
    let mut first = Journey::keeping(&home, Start::Guide, 80, 24);
    first.keys("6e<up>, mine");
    Journey::keeping(&home, Start::Guide, 80, 24).keys("6e<up>, theirs<enter>");
    first.keys("<enter>").sees("changed in another window").keys("<enter>").sees("mine");
    assert_eq!(home.cramp().note, "note 0, mine");
}

#[test]
fn an_older_cramp_that_was_left_open_is_offered_once_the_stretch_is_over() {
    let home = FakeStore::new();
    Journey::keeping(&home, Start::Guide, 80, 24).keys("c").pass(9);
    home.later(3600);
    let calf = small_book().relief(crate::domain::routine::Muscle::Calf).cloned().expect("a routine");
    let mut j = Journey::keeping(&home, Start::Routine(calf, None), 80, 24);
    j.misses("left open").pass(10).keys("x").pass(1).keys("3<enter>").misses("left open").keys("<esc>");
    j.sees("A cramp was left open");
}

#[test]
fn a_cramp_added_later_takes_no_cramp_away() {
    let home = FakeStore::new();
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.keys("60").sees("no cramp").keys("a<ctrl-u>02:00<enter>").sees("Cramp at 02:00");
    assert_eq!(home.cramp().start.typed(), "2026-11-22 02:00");
    // On the month the selected night is filled in, and only the time is typed.
    j.keys("v[[a").sees("2026-11-20 ").keys("03:00<enter>");
    assert_eq!(home.listed().len(), 2);
    j.sees("Night of Thu 19 Nov 2026").sees("1 cramp");
}

#[test]
fn the_first_frame_waits_for_no_disk_and_a_still_screen_for_nothing() {
    let home = FakeStore::new();
    let calf = small_book().relief(crate::domain::routine::Muscle::Calf).cloned().expect("a routine");
    let mut j = Journey::keeping(&home, Start::Routine(calf, None), 80, 24);
    assert_eq!(j.hand.asked_after, Some(1), "the instruction is on the screen before the diary is opened");
    assert!(home.cramp().is_open);
    j.keys("x").pass(1).keys("54<enter>6");
    j.waits();
    j.keys("vvr");
    assert_eq!(j.waits(), [None, None, None], "nothing on the diary's screens changes by itself");
}

#[test]
fn lines_about_the_person_changed_in_two_windows_are_told_of_before_one_is_put_over_the_other() {
    let home = FakeStore::new();
    let mut first = Journey::keeping(&home, Start::Guide, 80, 24);
    first.keys("6i").keys("mine");
    Journey::keeping(&home, Start::Guide, 80, 24).keys("6itheirs<enter>");
    let who = || match home.ask(&DiaryRequest::Facts) {
        DiaryResponse::Facts(facts) => facts.first().map(|(_, text)| text.clone()),
        other => panic!("{other:?}"),
    };
    first.keys("<enter>").sees("changed in another window").sees("mine");
    assert_eq!(who().as_deref(), Some("theirs"));
    first.keys("<enter>");
    assert_eq!(who().as_deref(), Some("mine"));
}

#[test]
fn a_session_killed_at_its_last_question_is_offered_as_one_that_ran_to_its_end() {
    let home = FakeStore::new();
    Journey::keeping(&home, Start::Guide, 80, 24).keys("c").pass(600).sees("Has it let go?");
    home.later(660);
    let mut j = Journey::keeping(&home, Start::Guide, 80, 24);
    j.sees("run to its end")
        .misses("step")
        .keys("<enter>")
        .sees("seconds to go")
        .keys("x")
        .sees("after 11 minutes");
}

#[test]
#[ignore = "measures: cargo test --release --lib ten_thousand -- --ignored --nocapture"]
fn ten_thousand_cramps_are_shown_moved_through_and_searched_within_a_frame() {
    let home = FakeStore::new();
    let cramps = (0..10_000_i64).map(|i| {
        let start = local_time::LocalTime::from_seconds(1_795_313_400 - i * 40_000, 0).expect("a time");
        let mut episode = Episode::new(format!("{i:032x}"), start, EntrySource::Hand);
        (episode.muscle, episode.leg, episode.seconds) = (Some(Site::Calf), Some(Limb::Left), Some(240));
        (episode.pain, episode.sleep_lost) = (Scale::new(6), Scale::new(4));
        (episode.tried, episode.before) = (vec!["walk".into(), "stand".into()], vec!["sat-long".into()]);
        episode.note = format!("A note of usual length about the night, number {i}");
        Change::add(Record::Episode(episode))
    });
    home.ask(&DiaryRequest::Save { changes: cramps.collect() });
    let mut j = Journey::keeping(&home, Start::Guide, 100, 30);
    for (what, keys) in [
        ("first look at the tab", "6"),
        ("j", "j"),
        ("k", "k"),
        ("to the last", "G"),
        ("the search form", "f"),
        ("its words", "number 77"),
        ("search", "<enter>"),
        ("all again", "<esc>"),
        ("month", "v"),
        ("charts", "v"),
        ("another tab", "1"),
        ("back to the tab", "6"),
    ] {
        #[expect(clippy::disallowed_methods, reason = "this reads the time")]
        let begun = std::time::Instant::now();
        j.keys(keys);
        println!("{what}: {:?}", begun.elapsed() / u32::try_from(parse(keys).len()).expect("few"));
    }
}

/// The numbers on the screen but for the footer, which counts the lines in view: `12:34`, `10`.
fn numbers(j: &Journey) -> std::collections::BTreeSet<String> {
    let rows = j.rows();
    let words = rows.split_last().map_or(vec![], |(_, rows)| rows.to_vec()).join(" ");
    let words = words.split(|c: char| !c.is_ascii_digit() && c != ':' && c != '.');
    let words = words.map(|word| word.trim_matches([':', '.'])).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[test]
fn no_size_cuts_a_number_of_the_diary() {
    let home = FakeStore::new();
    for night in 10..22 {
        let start =
            local_time::parse_with_offset(&format!("2026-11-{night}T03:47:00+00:00")).expect("a time");
        let mut episode = Episode::new(format!("{night:032x}"), start, EntrySource::Hand);
        (episode.muscle, episode.leg) = (Some(Site::Shin), Some(Limb::Both));
        (episode.seconds, episode.back_to_sleep, episode.sore_hours) = (Some(7_534), Some(135), Some(136));
        (episode.pain, episode.sleep_lost, episode.soreness) =
            (Scale::new(10), Scale::new(10), Scale::new(10));
        episode.alcohol = Some(12);
        home.ask(&DiaryRequest::Save { changes: vec![Change::add(Record::Episode(episode))] });
    }
    let down = ["", "<pgdn>", "<pgdn>"];
    for (page, moves) in [
        ("6", &down[..]),
        ("6<enter>", &down),
        ("6v", &[""]),
        ("6vv", &down),
        ("6r", &down),
        ("6e<down>", &[""]),
        ("", &[""]),
    ] {
        let mut j = Journey::keeping(&home, Start::Guide, 150, 200);
        j.keys(page);
        let mut whole = numbers(&j);
        for width in [40, 60, 80, 100, 130] {
            whole.append(&mut numbers(j.resize(width, 200)));
        }
        // In a form dots say that a line is cut.
        let least = if page == "6e<down>" { 24 } else { 20 };
        for width in (least..80).chain((80..150).step_by(7)) {
            for height in [6, 12, 24] {
                j.resize(width, height);
                for keys in moves {
                    let shown = numbers(j.keys(keys));
                    let cut: Vec<_> = shown.difference(&whole).collect();
                    assert!(cut.is_empty(), "{cut:?} on {page} at {width}x{height}:\n{}", j.screen());
                }
                if moves.len() > 1 {
                    j.keys("<pgup><pgup>");
                }
            }
        }
    }
}
